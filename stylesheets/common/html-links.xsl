<?xml version="1.0" encoding="UTF-8"?>
<!--
  What can be gone to in the page, and from where: page breaks, references, names, pictures.  A link
  is made only to what is in the page, has an address of its own on the web, or is known to a
  stylesheet that imports this one (address-elsewhere).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="tei str">

  <!-- ==== page breaks ==== -->

  <!-- A break leads to itself, so that its address can be copied, and to its facsimile. -->
  <xsl:template match="tei:pb">
    <xsl:variable name="id"><xsl:call-template name="page-id"/></xsl:variable>
    <xsl:variable name="picture">
      <xsl:call-template name="address">
        <xsl:with-param name="target" select="string(@facs)"/>
      </xsl:call-template>
    </xsl:variable>
    <a class="pb" id="{concat($id, '')}" href="#{$id}" title="{normalize-space(concat('Page ', @n))} begins here">
      <xsl:if test="contains($structural, concat(' ', local-name(..), ' '))">
        <xsl:attribute name="class">pb between</xsl:attribute>
      </xsl:if>
      <span class="page-number">[<xsl:value-of select="normalize-space(concat('p. ', @n))"/>]</span>
    </a>
    <xsl:if test="string($picture) and not(starts-with($picture, '#'))">
      <a class="pb facs" href="{$picture}" lang="en" xml:lang="en">facsimile</a>
    </xsl:if>
  </xsl:template>

  <!-- ==== references ==== -->

  <!-- Where a target leads to: '#id' in the page, an address on the web, or nothing.  Nothing else
       is linked: a script's address least of all. -->
  <xsl:template name="address">
    <xsl:param name="target" select="string(str:tokenize(@target)[1])"/>
    <xsl:variable name="goal" select="id(substring-after($target, '#'))[1]"/>
    <xsl:variable name="scheme" select="
        concat(' ', translate(substring-before($target, ':'), 'HTPSMAILO', 'htpsmailo'), ' ')"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#')">
        <xsl:if test="$goal[ancestor-or-self::tei:text]
            or count($goal | $header-persons) = count($header-persons) and $goal
                and $persons != 'none'">
          <xsl:value-of select="$target"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="contains(' http https mailto ', $scheme) and normalize-space($scheme)">
        <xsl:value-of select="$target"/>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="not($goal and starts-with($target, '#')) and not(contains($target, ':'))">
      <xsl:call-template name="address-elsewhere">
        <xsl:with-param name="target" select="$target"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- For stylesheets that import this one: where a target in another document is. -->
  <xsl:template name="address-elsewhere">
    <xsl:param name="target"/>
  </xsl:template>

  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="address"><xsl:call-template name="address"/></xsl:variable>
    <xsl:choose>
      <!-- HTML has no links within links: a reference in another is none, and one that holds some
           is one in pieces. -->
      <xsl:when test="string($address) and not(ancestor::tei:ref)">
        <xsl:choose>
          <xsl:when test="descendant::tei:note or descendant::tei:pb or descendant::tei:ref
              or descendant::tei:ptr or descendant::tei:graphic">
            <span class="ref">
              <xsl:apply-templates select="@*"/>
              <xsl:for-each select="node()">
                <xsl:choose>
                  <xsl:when test="descendant-or-self::tei:note or descendant-or-self::tei:pb
                      or descendant-or-self::tei:ref or descendant-or-self::tei:ptr
                      or descendant-or-self::tei:graphic"><xsl:apply-templates select="."/></xsl:when>
                  <xsl:when test="self::text()[not(normalize-space())]"><xsl:text> </xsl:text></xsl:when>
                  <xsl:otherwise><a href="{concat($address, '')}"><xsl:apply-templates select="."/></a></xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
            </span>
          </xsl:when>
          <xsl:otherwise>
            <a class="ref" href="{concat($address, '')}">
              <xsl:apply-templates select="@*"/>
              <xsl:call-template name="reference-words"/>
            </a>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise>
        <span class="ref elsewhere">
          <xsl:apply-templates select="@xml:id | @xml:lang"/>
          <xsl:if test="@target">
            <xsl:attribute name="title">
              <xsl:value-of select="concat('Refers to ', @target, ', which is not in this file')"/>
            </xsl:attribute>
            <xsl:attribute name="data-target"><xsl:value-of select="str:tokenize(@target)[1]"/></xsl:attribute>
          </xsl:if>
          <xsl:call-template name="reference-words"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="reference-words">
    <xsl:apply-templates/>
    <xsl:if test="not(normalize-space() or *)">
      <span class="added"><xsl:call-template name="pointer-words"/></span>
    </xsl:if>
  </xsl:template>

  <!-- A name leads to the person, where its @ref says who that is. -->
  <xsl:template name="name-words">
    <xsl:variable name="address">
      <xsl:if test="@ref and not(ancestor::tei:ref) and not(descendant::tei:note or descendant::tei:pb
          or descendant::tei:ref or descendant::tei:ptr or descendant::*[@ref])">
        <xsl:call-template name="address">
          <xsl:with-param name="target" select="string(str:tokenize(@ref)[1])"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($address)">
        <a href="{concat($address, '')}"><xsl:apply-templates/></a>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A picture within the file is shown; one that would have to be fetched is named, and linked
       where it is on the web. -->
  <xsl:template match="tei:graphic | tei:media">
    <xsl:variable name="address">
      <xsl:call-template name="address">
        <xsl:with-param name="target" select="string(@url)"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="words" select="normalize-space((tei:desc | ../tei:figDesc
        | ../tei:head)[1])"/>
    <xsl:choose>
      <xsl:when test="starts-with(@url, 'data:image/')">
        <img src="{@url}" alt="{$words}"><xsl:apply-templates select="@xml:id"/></img>
      </xsl:when>
      <xsl:when test="string($address)">
        <a class="picture added" href="{$address}"><xsl:apply-templates select="@xml:id"/>
            <xsl:value-of select="concat('[Picture: ', @url, ']')"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="picture added"><xsl:apply-templates select="@xml:id"/>
            <xsl:value-of select="concat('[Picture: ', @url, ']')"/></span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="tei:desc"/>
  </xsl:template>
</xsl:stylesheet>
