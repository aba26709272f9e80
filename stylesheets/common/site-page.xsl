<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page of one document in a site: that of html.xsl, with the way to the document before and the one
  behind it, and to the shared pages, at its top and at its end.

  Parameters, besides those of html.xsl (the program sets them, to what site.xsl gives)
    root                        the way to the site's folder: ../ as often as the page is deep
    previous, previous-title    the document before, by its address from there; empty: there is none
    next, next-title            the document behind it
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml">
  <xsl:import href="../html.xsl"/>
  <xsl:include href="site-parts.xsl"/>

  <xsl:param name="root"/>
  <xsl:param name="previous"/>
  <xsl:param name="previous-title"/>
  <xsl:param name="next"/>
  <xsl:param name="next-title"/>

  <xsl:template name="page-style"><link rel="stylesheet" href="{$root}site.css"/></xsl:template>

  <xsl:template name="page-top">
    <xsl:call-template name="site-top"><xsl:with-param name="root" select="$root"/></xsl:call-template>
    <xsl:call-template name="neighbours">
      <xsl:with-param name="name">Previous and next document</xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template name="page-end">
    <xsl:call-template name="neighbours">
      <xsl:with-param name="name">From here to the previous and next document</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Landmarks of one page have names of their own, by which screen readers list them. -->
  <xsl:template name="neighbours">
    <xsl:param name="name"/>
    <xsl:if test="$previous or $next">
      <nav class="neighbours added" lang="en" xml:lang="en" aria-label="{$name}">
        <xsl:if test="$previous">
          <a rel="prev" href="{$root}{$previous}"><span class="way">Previous</span><xsl:text> </xsl:text>
              <span><xsl:value-of select="$previous-title"/></span></a>
        </xsl:if>
        <xsl:if test="$next">
          <a rel="next" href="{$root}{$next}"><span class="way">Next</span><xsl:text> </xsl:text>
              <span><xsl:value-of select="$next-title"/></span></a>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
