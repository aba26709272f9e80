<?xml version="1.0" encoding="UTF-8"?>
<!-- Strings of JSON (RFC 8259, section 7). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

  <!-- The text in quotation marks; white space in it becomes single spaces, so that the quotation
       mark and the backslash are all there is to escape. -->
  <xsl:template name="json-string">
    <xsl:param name="text"/>
    <xsl:variable name="line" select="normalize-space($text)"/>
    <xsl:text>"</xsl:text>
    <xsl:choose>
      <xsl:when test="contains($line, '\') or contains($line, '&quot;')">
        <xsl:value-of
            select="str:replace(str:replace($line, '\', '\\'), '&quot;', '\&quot;')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$line"/></xsl:otherwise>
    </xsl:choose>
    <xsl:text>"</xsl:text>
  </xsl:template>
</xsl:stylesheet>
