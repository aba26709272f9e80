<?xml version="1.0" encoding="UTF-8"?>
<!--
  Counts what a TEI document holds, as one JSON object: document, title, date, genre; words and
  characters of what is read (without notes, stage remarks and labels of speakers), and the numbers
  of documents, speeches, paragraphs, verses, stage remarks, notes, words in notes, gaps and page
  breaks; then for each person, in the order in which they first speak, the speeches, words,
  characters, and the share of all words in speeches.  A speech of several persons counts for each
  of them, so that shares may add up to more than 1.

  Parameters
    file  the name of the input, for documents without an id (the program sets it)
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">
  <xsl:include href="common/rows.xsl"/>
  <xsl:include href="common/facts.xsl"/>
  <xsl:include href="common/json.xsl"/>

  <xsl:output method="text" encoding="UTF-8" media-type="application/json"/>

  <xsl:template match="/">
    <xsl:text>{</xsl:text>
    <xsl:for-each select="exsl:node-set($facts)/*[normalize-space()]">
      <xsl:call-template name="member"/>
      <xsl:text>, </xsl:text>
    </xsl:for-each>
    <xsl:text>"persons": [</xsl:text>
    <xsl:for-each select="$speakers">
      <xsl:if test="position() &gt; 1">,</xsl:if>
      <xsl:text>&#10; {</xsl:text>
      <xsl:variable name="person"><xsl:call-template name="person-facts"/></xsl:variable>
      <xsl:for-each select="exsl:node-set($person)/*">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:call-template name="member"/>
      </xsl:for-each>
      <xsl:text>}</xsl:text>
    </xsl:for-each>
    <xsl:text>]}&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="member">
    <xsl:value-of select="concat('&quot;', name(), '&quot;: ')"/>
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="json-string"><xsl:with-param name="text" select="."/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
