<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes a table of the persons who speak in TEI documents, as RFC 4180 has it: a row for each of a
  document, in the order in which they first speak.  Columns: document, id, name, speeches, words,
  characters, share (of all words in the document's speeches).

  Parameters
    header  yes (the names of the columns stand in the first row) or no
    bom     no, or yes: a byte order mark before the header, without which some spreadsheets take
            UTF-8 for something else
    file    the name of the input, for documents without an id (the program sets it)
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="exsl">
  <xsl:include href="common/rows.xsl"/>
  <xsl:include href="common/facts.xsl"/>
  <xsl:include href="common/cells.xsl"/>

  <xsl:output method="text" encoding="UTF-8" media-type="text/csv"/>

  <xsl:template match="/">
    <xsl:call-template name="table-head">
      <xsl:with-param name="columns" select="'document,id,name,speeches,words,characters,share'"/>
    </xsl:call-template>
    <xsl:for-each select="$speakers">
      <xsl:variable name="row">
        <xsl:copy-of select="exsl:node-set($facts)/document"/>
        <xsl:call-template name="person-facts"/>
      </xsl:variable>
      <xsl:call-template name="fact-row">
        <xsl:with-param name="facts" select="exsl:node-set($row)/*"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
