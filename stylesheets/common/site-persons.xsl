<?xml version="1.0" encoding="UTF-8"?>
<!--
  Which page of a site is a person's.  A person goes by the sign that the header gives (an idno, or an
  address in @ref), else by the name.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

  <!-- The name of the page's file, without its extension; nothing where there is nothing to go by. -->
  <xsl:template name="person-file">
    <xsl:param name="name"/>
    <xsl:param name="sign"/>
    <xsl:variable name="key">
      <xsl:choose>
        <xsl:when test="normalize-space($sign) and not(starts-with($sign, '#'))">
          <xsl:value-of select="normalize-space($sign)"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space($name)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="file-name"><xsl:with-param name="text" select="string($key)"/></xsl:call-template>
  </xsl:template>

  <!-- A name for a file: letters without capitals, and signs as hyphens. -->
  <xsl:template name="file-name">
    <xsl:param name="text"/>
    <xsl:variable name="plain" select="translate($text, concat('ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜÉÈ ',
        '/\:.,;?!*|%#()[]{}=+~^&lt;&gt;&amp;&quot;', &quot;'`’“”„«»&quot;),
        'abcdefghijklmnopqrstuvwxyzäöüéè--------------------------------------------')"/>
    <xsl:for-each select="str:tokenize(substring($plain, 1, 60), '-')">
      <xsl:if test="position() &gt; 1">-</xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
