<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes a table of the notes of a TEI document, as RFC 4180 has it: a row for each note of the text.
  Columns: document, number (as readers see it), id, type, resp, place (the id of the nearest element
  around the note that has one, such as its division), before (the words that its marker follows),
  words, characters, text (empty where the note's text is missing).

  Parameters
    header  yes (the names of the columns stand in the first row) or no
    bom     no, or yes: a byte order mark before the header, without which some spreadsheets take
            UTF-8 for something else
    file    the name of the input, for documents without an id (the program sets it)
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">
  <xsl:include href="common/rows.xsl"/>
  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="common/cells.xsl"/>

  <xsl:output method="text" encoding="UTF-8" media-type="text/csv"/>

  <!-- So many characters of what stands before the marker are given. -->
  <xsl:variable name="context" select="60"/>

  <xsl:template match="/">
    <xsl:call-template name="table-head">
      <xsl:with-param name="columns" select="'document,number,id,type,resp,place,before,words,characters,text'"/>
    </xsl:call-template>
    <xsl:for-each select="/descendant::tei:note[ancestor::tei:text]"><row><xsl:call-template name="row"/></row></xsl:for-each>
  </xsl:template>

  <xsl:template name="row">
    <xsl:variable name="document">
      <xsl:for-each select="(ancestor::tei:div[@type = 'document'] | ancestor::tei:text)[last()]">
        <xsl:call-template name="document-id"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
    <xsl:variable name="before"><xsl:call-template name="words-before"/></xsl:variable>
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <xsl:variable name="text">
      <xsl:if test="not(string($missing))"><xsl:call-template name="spoken-text"/></xsl:if>
    </xsl:variable>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$document"/></xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$number"/></xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="@xml:id"/></xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="@type"/></xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="@resp"/></xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="cell">
      <xsl:with-param name="text" select="ancestor::*[@xml:id][1]/@xml:id"/>
    </xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$before"/></xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="count-words"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:value-of select="concat(',', string-length($text), ',')"/>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- The end of what the note's marker stands behind, within the same paragraph or the like. -->
  <xsl:template name="words-before">
    <xsl:variable name="words">
      <xsl:apply-templates select="preceding-sibling::node()" mode="spoken"/>
    </xsl:variable>
    <xsl:variable name="line" select="normalize-space($words)"/>
    <xsl:variable name="length" select="string-length($line)"/>
    <xsl:variable name="end" select="substring($line, $length - $context + 1)"/>
    <xsl:choose>
      <xsl:when test="$length &lt;= $context"><xsl:value-of select="$line"/></xsl:when>
      <xsl:when test="contains($end, ' ')">
        <xsl:value-of select="concat('… ', substring-after($end, ' '))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('…', $end)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
