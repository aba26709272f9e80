<?xml version="1.0" encoding="UTF-8"?>
<!-- Cells of a CSV table: what needs quotation marks gets them (RFC 4180, section 2). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

  <xsl:param name="header" select="'yes'"/>

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
