<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes a table of TEI documents, as RFC 4180 has it: a row for each, with its title, date and genre,
  and what can be counted of it; the columns are the keys of stats, and last how many persons speak.

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
    <xsl:variable name="row">
      <xsl:copy-of select="$facts"/>
      <persons><xsl:value-of select="count($speakers)"/></persons>
    </xsl:variable>
    <xsl:call-template name="table-head">
      <xsl:with-param name="columns">
        <xsl:for-each select="exsl:node-set($row)/*">
          <xsl:if test="position() &gt; 1">,</xsl:if>
          <xsl:value-of select="name()"/>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="fact-row">
      <xsl:with-param name="facts" select="exsl:node-set($row)/*"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
