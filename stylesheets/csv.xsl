<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes a table of a TEI document, as RFC 4180 has it: a row for each speech, or, in a document
  without speeches, for each paragraph.  Columns: document, number, speaker (the label as written),
  person (the ids it points to), words, characters, text.

  Parameters
    header  yes (the names of the columns stand in the first row) or no
    bom     no, or yes: a byte order mark before the header, without which some spreadsheets take
            UTF-8 for something else
    file    the name of the input, for documents without an id (the program sets it)
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">
  <xsl:include href="common/rows.xsl"/>
  <xsl:include href="common/cells.xsl"/>

  <xsl:output method="text" encoding="UTF-8" media-type="text/csv"/>

  <xsl:template match="/">
    <xsl:call-template name="table-head">
      <xsl:with-param name="columns" select="'document,number,speaker,person,words,characters,text'"/>
    </xsl:call-template>
    <xsl:call-template name="rows"/>
  </xsl:template>

  <xsl:template name="row">
    <xsl:param name="document"/>
    <xsl:param name="number"/>
    <xsl:param name="speaker"/>
    <xsl:param name="person"/>
    <xsl:param name="text"/>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$document"/></xsl:call-template>
    <xsl:value-of select="concat(',', $number, ',')"/>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$speaker"/></xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$person"/></xsl:call-template>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="count-words"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:value-of select="concat(',', string-length($text), ',')"/>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
