<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes JSON lines of a TEI document: an object for each speech, or, in a document without speeches,
  for each paragraph.  Keys: document, number, speaker (the label as written), person (a list of the
  ids it points to), words, characters, text.

  Parameters
    file  the name of the input, for documents without an id (the program sets it)
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">
  <xsl:include href="common/rows.xsl"/>
  <xsl:include href="common/json.xsl"/>

  <xsl:output method="text" encoding="UTF-8" media-type="application/jsonl"/>

  <xsl:template match="/"><xsl:call-template name="rows"/></xsl:template>

  <xsl:template name="row">
    <xsl:param name="document"/>
    <xsl:param name="number"/>
    <xsl:param name="speaker"/>
    <xsl:param name="person"/>
    <xsl:param name="text"/>
    <xsl:text>{"document": </xsl:text>
    <xsl:call-template name="json-string">
      <xsl:with-param name="text" select="$document"/>
    </xsl:call-template>
    <xsl:value-of select="concat(', &quot;number&quot;: ', $number, ', &quot;speaker&quot;: ')"/>
    <xsl:call-template name="json-string">
      <xsl:with-param name="text" select="$speaker"/>
    </xsl:call-template>
    <xsl:text>, "person": [</xsl:text>
    <xsl:for-each select="str:tokenize($person)">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:call-template name="json-string"><xsl:with-param name="text" select="."/></xsl:call-template>
    </xsl:for-each>
    <xsl:text>], "words": </xsl:text>
    <xsl:call-template name="count-words"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:value-of select="concat(', &quot;characters&quot;: ', string-length($text))"/>
    <xsl:text>, "text": </xsl:text>
    <xsl:call-template name="json-string"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:text>}&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
