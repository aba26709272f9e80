<?xml version="1.0" encoding="UTF-8"?>
<!-- Rows and cells of a CSV table: what needs quotation marks gets them (RFC 4180, section 2). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

  <xsl:param name="header" select="'yes'"/>
  <xsl:param name="bom" select="'no'"/>

  <!-- The names of the columns, with commas between them. -->
  <xsl:template name="table-head">
    <xsl:param name="columns"/>
    <xsl:if test="$header = 'yes'">
      <xsl:if test="$bom = 'yes'"><xsl:text>&#xFEFF;</xsl:text></xsl:if>
      <xsl:value-of select="concat($columns, '&#10;')"/>
    </xsl:if>
  </xsl:template>

  <!-- A row of what each of the elements says. -->
  <xsl:template name="fact-row">
    <xsl:param name="facts"/>
    <xsl:for-each select="$facts">
      <xsl:if test="position() &gt; 1">,</xsl:if>
      <xsl:call-template name="cell">
        <xsl:with-param name="text" select="normalize-space()"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '&quot;')">
        <xsl:value-of
            select="concat('&quot;', str:replace($text, '&quot;', '&quot;&quot;'), '&quot;')"/>
      </xsl:when>
      <xsl:when test="translate($text, ',&#10;&#13;', '') != string($text)">
        <xsl:value-of select="concat('&quot;', $text, '&quot;')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
