<?xml version="1.0" encoding="UTF-8"?>
<!--
  Below the text: how it was made, which file it was made from and by what rules; and, to be unfolded,
  everything that the header, stand-off annotation and facsimiles say.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <xsl:template name="colophon">
    <xsl:if test="$colophon != 'none'">
      <xsl:variable name="rows" select="($header/tei:fileDesc/tei:titleStmt/*
          [self::tei:respStmt or self::tei:editor or self::tei:funder or self::tei:sponsor
          or self::tei:principal] | $header/tei:fileDesc/tei:publicationStmt
          | $header/tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'file']
          | $header/tei:encodingDesc/tei:editorialDecl/* | $header/tei:encodingDesc/tei:projectDesc
          | $header/tei:encodingDesc/tei:appInfo/tei:application)[normalize-space() or @version]"/>
      <xsl:variable name="rest" select="/*/tei:teiHeader | /*/tei:standOff | /*/tei:facsimile
          | /tei:teiCorpus//*[self::tei:teiHeader or self::tei:standOff or self::tei:facsimile]"/>
      <xsl:if test="$rest">
        <footer class="colophon" lang="en" xml:lang="en">
          <h2>About this text</h2>
          <xsl:if test="$rows">
            <dl>
              <xsl:for-each select="$rows">
                <div>
                  <dt><xsl:apply-templates select="." mode="row-label"/></dt>
                  <dd><xsl:apply-templates select="." mode="colophon-words"/></dd>
                </div>
              </xsl:for-each>
            </dl>
          </xsl:if>
          <details>
            <summary>All that the header says</summary>
            <xsl:apply-templates select="$rest" mode="dump"/>
          </details>
        </footer>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- ==== what was done, a row each ==== -->

  <xsl:template match="tei:bibl" mode="row-label">File</xsl:template>
  <xsl:template match="tei:respStmt" mode="row-label">Responsibility</xsl:template>
  <xsl:template match="tei:publicationStmt" mode="row-label">Publication</xsl:template>
  <xsl:template match="tei:projectDesc" mode="row-label">Project</xsl:template>
  <xsl:template match="tei:application" mode="row-label">Program</xsl:template>
  <!-- Anything else goes by its name. -->
  <xsl:template match="*" mode="row-label">
    <xsl:value-of select="concat(translate(substring(local-name(), 1, 1),
        'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring(local-name(), 2))"/>
  </xsl:template>

  <xsl:template match="tei:bibl[@type = 'file']" mode="colophon-words">
    <xsl:value-of select="normalize-space(tei:title)"/>
    <xsl:for-each select="tei:idno">
      <br/>
      <xsl:value-of select="concat(@type, ' ')"/>
      <code><xsl:value-of select="normalize-space()"/></code>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="tei:respStmt" mode="colophon-words">
    <xsl:for-each select="*[normalize-space()]">
      <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:value-of select="normalize-space()"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="tei:application" mode="colophon-words">
    <xsl:value-of select="normalize-space(tei:label[1])"/>
    <xsl:if test="not(contains(tei:label[1], @version))">
      <xsl:value-of select="concat(' ', @version)"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:licence" mode="colophon-words">
    <xsl:variable name="address">
      <xsl:call-template name="address"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($address)">
        <a rel="license" href="{$address}"><xsl:value-of select="normalize-space()"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- Anything else: its parts, one after the other. -->
  <xsl:template match="*" mode="colophon-words">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] or not(*)">
        <xsl:value-of select="normalize-space()"/>
        <xsl:call-template name="never-empty"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="*[normalize-space()]">
          <div class="part"><xsl:apply-templates select="." mode="colophon-words"/></div>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== everything ==== -->

  <!-- An element by its name, its attributes, and its words or parts. -->
  <xsl:template match="*" mode="dump">
    <div class="dump">
      <b><xsl:value-of select="local-name()"/></b>
      <xsl:for-each select="@*">
        <xsl:text> </xsl:text>
        <span class="attribute"><xsl:value-of select="concat(local-name(), '=', .)"/></span>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="*">
          <xsl:choose>
            <xsl:when test="text()[normalize-space()]">
              <xsl:value-of select="concat(' ', normalize-space())"/>
            </xsl:when>
            <xsl:otherwise><xsl:apply-templates mode="dump"/></xsl:otherwise>
          </xsl:choose>
        </xsl:when>
        <xsl:when test="normalize-space()">
          <xsl:value-of select="concat(' ', normalize-space())"/>
        </xsl:when>
      </xsl:choose>
    </div>
  </xsl:template>
  <xsl:template match="text()" mode="dump"/>
</xsl:stylesheet>
