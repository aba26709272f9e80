<?xml version="1.0" encoding="UTF-8"?>
<!--
  The words of a speech or paragraph: those that are spoken or told, without its label, notes, stage
  remarks and page breaks, on one line, read as an editor's reading text (supplied words and
  corrections as if they had always been there, gaps as [their words]).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template name="spoken-text">
    <xsl:variable name="text"><xsl:apply-templates select="node()" mode="spoken"/></xsl:variable>
    <xsl:value-of select="normalize-space($text)"/>
  </xsl:template>

  <xsl:template match="tei:note | tei:stage | tei:speaker | tei:pb | tei:cb | tei:gb | tei:milestone
      | tei:fw | tei:index | tei:figure | tei:graphic | tei:media | tei:del | tei:surplus
      | tei:teiHeader | tei:incident | tei:kinesic | tei:vocal | tei:writing" mode="spoken"/>
  <xsl:template match="tei:l | tei:p | tei:ab | tei:item | tei:label | tei:cell | tei:head | tei:addrLine"
      mode="spoken">
    <xsl:apply-templates mode="spoken"/>
    <xsl:text> </xsl:text>
  </xsl:template>
  <xsl:template match="tei:lb" mode="spoken">
    <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>
  <xsl:template match="tei:gap | tei:space" mode="spoken">
    <xsl:text>[</xsl:text>
    <xsl:call-template name="gap-words"/>
    <xsl:text>]</xsl:text>
  </xsl:template>
  <xsl:template match="tei:choice[tei:corr or tei:reg or tei:expan]" mode="spoken">
    <xsl:apply-templates select="(tei:corr | tei:reg | tei:expan)[1]" mode="spoken"/>
  </xsl:template>
  <xsl:template match="tei:app[tei:lem]" mode="spoken">
    <xsl:apply-templates select="tei:lem" mode="spoken"/>
  </xsl:template>
  <xsl:template match="tei:ptr" mode="spoken"><xsl:call-template name="pointer-words"/></xsl:template>
</xsl:stylesheet>
