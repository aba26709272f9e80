<?xml version="1.0" encoding="UTF-8"?>
<!-- The list of contents: what is under a heading, two levels deep, and the ids of the sections. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <!-- The sections of the page: of its only document, of its text, or the texts of a corpus. -->
  <xsl:variable name="sections" select="$page-head/../*[starts-with(local-name(), 'div')][tei:head]
      | /tei:TEI[not($page-head)]/tei:text/*/*[starts-with(local-name(), 'div')][tei:head]
      | /tei:TEI/tei:text/tei:group/tei:text
      | /tei:teiCorpus//tei:TEI[tei:text or tei:sourceDoc]"/>

  <xsl:template name="contents">
    <xsl:if test="$contents = 'yes' or ($contents = 'auto' and count($sections) &gt; 2)">
      <nav class="contents added" aria-label="Contents">
        <details>
          <xsl:if test="count($sections | $sections/*[tei:head][starts-with(local-name(), 'div')])
              &lt; 13"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
          <summary lang="en" xml:lang="en">Contents</summary>
          <ol>
            <xsl:apply-templates select="$sections" mode="contents"/>
            <xsl:if test="not($sections)"><xsl:comment/></xsl:if>
          </ol>
        </details>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="contents">
    <xsl:param name="depth" select="1"/>
    <xsl:variable name="parts" select="*[tei:head][starts-with(local-name(), 'div')]"/>
    <li>
      <a>
        <xsl:attribute name="href">#<xsl:call-template name="section-id"/></xsl:attribute>
        <xsl:call-template name="section-title"/>
      </a>
      <xsl:if test="$parts and $depth &lt; 2">
        <ol>
          <xsl:apply-templates select="$parts" mode="contents">
            <xsl:with-param name="depth" select="$depth + 1"/>
          </xsl:apply-templates>
        </ol>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- What a section is called: by its heading, a text of a corpus by its header. -->
  <xsl:template name="section-title">
    <xsl:variable name="title">
      <xsl:for-each select="self::tei:TEI/tei:teiHeader">
        <xsl:call-template name="header-title"/>
      </xsl:for-each>
      <xsl:apply-templates select="(tei:head | self::tei:text//tei:head
          | self::tei:text//tei:titlePart)[1]" mode="plain"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($title)"><xsl:value-of select="$title"/></xsl:when>
      <xsl:otherwise>
        <xsl:text>Text </xsl:text>
        <xsl:number/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The id of a section: its own, or its place, as in section:body.2.1. -->
  <xsl:template name="section-id">
    <xsl:choose>
      <xsl:when test="id(@xml:id)[count(. | current()) = 1]">
        <xsl:value-of select="@xml:id"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>section:</xsl:text>
        <xsl:for-each select="ancestor-or-self::*[parent::*]
            [not(self::tei:text and not(preceding-sibling::tei:text))]">
          <xsl:variable name="name" select="local-name()"/>
          <xsl:variable name="number"
              select="1 + count(preceding-sibling::*[local-name() = $name])"/>
          <xsl:if test="position() &gt; 1">.</xsl:if>
          <xsl:if test="not(starts-with($name, 'div'))"><xsl:value-of select="$name"/></xsl:if>
          <xsl:if test="starts-with($name, 'div') or $number &gt; 1">
            <xsl:value-of select="$number"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
