<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page of one document in a site: that of html.xsl, with the way to the document before and the one
  behind it, and to the shared pages, at its top and at its end.

  Parameters, besides those of html.xsl (the program sets them, to what site.xsl gives)
    root                        the way to the site's folder: ../ as often as the page is deep
    previous, previous-title    the document before, by its address from there; empty: there is none
    next, next-title            the document behind it
    links                       where targets in other documents are: "|#d33 texts/b.html#d33|"
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei str">
  <xsl:import href="../html.xsl"/>
  <xsl:include href="site-parts.xsl"/>
  <xsl:include href="site-persons.xsl"/>

  <xsl:param name="root"/>
  <xsl:param name="previous"/>
  <xsl:param name="previous-title"/>
  <xsl:param name="next"/>
  <xsl:param name="next-title"/>
  <xsl:param name="links"/>

  <xsl:template name="page-style"><link rel="stylesheet" href="{$root}site.css"/></xsl:template>

  <!-- ==== ways to other pages ==== -->

  <xsl:template name="address-elsewhere">
    <xsl:param name="target"/>
    <xsl:variable name="address"
        select="substring-before(substring-after($links, concat('|', $target, ' ')), '|')"/>
    <xsl:if test="$address"><xsl:value-of select="concat($root, $address)"/></xsl:if>
  </xsl:template>

  <!-- A speaker's name leads to the person's page. -->
  <xsl:template name="speaker-link">
    <xsl:variable name="name"><xsl:call-template name="speaker-name"/></xsl:variable>
    <xsl:variable name="id" select="substring-after(@key, '#')"/>
    <xsl:variable name="file">
      <xsl:for-each select="$source">
        <xsl:variable name="known" select="id($id)[not(ancestor::tei:text)]"/>
        <xsl:call-template name="person-file">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="sign" select="($known/@sameAs | $known//tei:idno
              | $known//tei:persName/@ref)[1]"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@name != '' and string($file)">
        <a href="{$root}persons/{str:encode-uri($file, true())}.html"><xsl:value-of select="$name"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== what stands around the document ==== -->

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
