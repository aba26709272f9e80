<?xml version="1.0" encoding="UTF-8"?>
<!-- What all pages of a site have at their top. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template name="site-top">
    <xsl:param name="root"/>
    <xsl:param name="here"/>
    <nav class="site added" aria-label="This site" lang="en" xml:lang="en">
      <xsl:call-template name="site-link">
        <xsl:with-param name="to" select="concat($root, 'index.html')"/>
        <xsl:with-param name="words">Documents</xsl:with-param>
        <xsl:with-param name="here" select="$here"/>
      </xsl:call-template>
      <xsl:call-template name="site-link">
        <xsl:with-param name="to" select="concat($root, 'persons.html')"/>
        <xsl:with-param name="words">Persons</xsl:with-param>
        <xsl:with-param name="here" select="$here"/>
      </xsl:call-template>
      <xsl:call-template name="site-link">
        <xsl:with-param name="to" select="concat($root, 'genres.html')"/>
        <xsl:with-param name="words">Genres</xsl:with-param>
        <xsl:with-param name="here" select="$here"/>
      </xsl:call-template>
      <xsl:call-template name="site-link">
        <xsl:with-param name="to" select="concat($root, 'search.html')"/>
        <xsl:with-param name="words">Search</xsl:with-param>
        <xsl:with-param name="here" select="$here"/>
      </xsl:call-template>
    </nav>
  </xsl:template>

  <xsl:template name="site-link">
    <xsl:param name="to"/>
    <xsl:param name="words"/>
    <xsl:param name="here"/>
    <a href="{$to}">
      <xsl:if test="$words = $here"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
      <xsl:value-of select="$words"/>
    </a>
    <xsl:text> </xsl:text>
  </xsl:template>
</xsl:stylesheet>
