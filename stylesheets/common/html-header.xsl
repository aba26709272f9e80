<?xml version="1.0" encoding="UTF-8"?>
<!--
  The header of the page: title, who, when, where from and how to cite it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <xsl:variable name="header" select="/*/tei:teiHeader"/>
  <xsl:variable name="title-statement" select="$header/tei:fileDesc/tei:titleStmt"/>

  <!-- What the page says of its header more than once. -->
  <xsl:variable name="page-title"><xsl:call-template name="page-title"/></xsl:variable>
  <xsl:variable name="page-source">
    <xsl:for-each select="$header[1]"><xsl:call-template name="header-source"/></xsl:for-each>
  </xsl:variable>
  <xsl:variable name="page-citation">
    <xsl:for-each select="$header[1]">
      <xsl:call-template name="citation"><xsl:with-param name="address" select="$url"/></xsl:call-template>
    </xsl:for-each>
  </xsl:variable>

  <!-- The title in the header, or else the first heading. -->
  <xsl:template name="page-title">
    <xsl:variable name="title">
      <xsl:for-each select="$header"><xsl:call-template name="header-title"/></xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($title)"><xsl:value-of select="$title"/></xsl:when>
      <xsl:when test="//tei:text//tei:head">
        <xsl:apply-templates select="(//tei:text//tei:head)[1]" mode="plain"/>
      </xsl:when>
      <xsl:otherwise>Untitled</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="page-header">
    <header class="page-header added">
      <xsl:if test="$title-statement/tei:author[normalize-space()]">
        <p class="author">
          <xsl:call-template name="names">
            <xsl:with-param name="of" select="$title-statement/tei:author[normalize-space()]"/>
          </xsl:call-template>
        </p>
      </xsl:if>
      <h1><xsl:value-of select="$page-title"/></h1>
      <xsl:for-each select="$title-statement/tei:title[@type = 'sub'][normalize-space()]">
        <p class="subtitle"><xsl:value-of select="normalize-space()"/></p>
      </xsl:for-each>
      <xsl:for-each select="$header"><xsl:call-template name="particulars"/></xsl:for-each>
    </header>
  </xsl:template>

  <!-- The heading of a file's only document; its further headings are subtitles. -->
  <xsl:template name="document-header">
    <header class="page-header">
      <h1><xsl:call-template name="heading"/></h1>
      <xsl:for-each select="$header"><xsl:call-template name="particulars"/></xsl:for-each>
    </header>
    <xsl:call-template name="before-text"/>
  </xsl:template>

  <!-- ==== particulars: rows of the current teiHeader ==== -->

  <xsl:template name="particulars">
    <xsl:variable name="date"><xsl:call-template name="header-date"/></xsl:variable>
    <xsl:variable name="here" select="count(. | $header) = count($header)"/>
    <xsl:variable name="source">
      <xsl:if test="$here"><xsl:value-of select="$page-source"/></xsl:if>
      <xsl:if test="not($here)"><xsl:call-template name="header-source"/></xsl:if>
    </xsl:variable>
    <dl class="particulars added" lang="en" xml:lang="en">
      <xsl:apply-templates mode="particular"
          select="tei:profileDesc/tei:correspDesc[not($several and @corresp)]/tei:correspAction[*[not(self::tei:date)]
              [normalize-space()]]"/>
      <xsl:if test="$here and count($speakers) &lt; 9 and $speakers and not(/descendant::tei:castList[1])">
        <div>
          <dt>Speakers</dt>
          <xsl:for-each select="$speakers">
            <dd class="person"><xsl:call-template name="speaker-particular"/></dd>
          </xsl:for-each>
        </div>
      </xsl:if>
      <xsl:call-template name="row">
        <xsl:with-param name="name">Date</xsl:with-param>
        <xsl:with-param name="words" select="string($date)"/>
      </xsl:call-template>
      <xsl:if test="$here">
        <xsl:apply-templates mode="particular"
            select="/*/tei:standOff/tei:listEvent/tei:event[@when or @from or @notBefore]"/>
      </xsl:if>
      <xsl:call-template name="row">
        <xsl:with-param name="name">Source</xsl:with-param>
        <xsl:with-param name="words" select="string($source)"/>
      </xsl:call-template>
      <xsl:if test="tei:fileDesc/tei:titleStmt/tei:title[normalize-space()]">
        <xsl:call-template name="row">
          <xsl:with-param name="name">Cite as</xsl:with-param>
          <xsl:with-param name="words">
            <xsl:if test="$here"><xsl:value-of select="$page-citation"/></xsl:if>
            <xsl:if test="not($here)"><xsl:call-template name="citation"/></xsl:if>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="$here and $tei">
        <div><dt>TEI</dt><dd><a href="{$tei}" type="application/tei+xml">the encoding of this text</a></dd></div>
      </xsl:if>
      <xsl:comment/>
    </dl>
  </xsl:template>

  <xsl:template name="row">
    <xsl:param name="name"/>
    <xsl:param name="words"/>
    <xsl:if test="string($words)">
      <div><dt><xsl:value-of select="$name"/></dt><dd><xsl:value-of select="$words"/></dd></div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:correspAction" mode="particular">
    <div>
      <dt>
        <xsl:choose>
          <xsl:when test="@type = 'sent'">From</xsl:when>
          <xsl:when test="@type = 'received'">To</xsl:when>
          <xsl:otherwise><xsl:value-of select="@type"/></xsl:otherwise>
        </xsl:choose>
      </dt>
      <dd>
        <xsl:for-each select="*[not(self::tei:date)][normalize-space()]">
          <xsl:if test="position() &gt; 1">, </xsl:if>
          <xsl:value-of select="normalize-space()"/>
          <xsl:variable name="person" select="id(substring-after(@ref, '#'))"/>
          <xsl:if test="normalize-space($person/tei:occupation)">
            <xsl:value-of select="concat(', ', normalize-space($person/tei:occupation[1]))"/>
          </xsl:if>
        </xsl:for-each>
      </dd>
    </div>
  </xsl:template>

  <!-- A speaker as the labels have it, and who that is. -->
  <xsl:template name="speaker-particular">
    <xsl:variable name="key" select="@key"/>
    <xsl:variable name="label" select="$source//tei:sp[@who = $key][1]/tei:speaker"/>
    <xsl:if test="string-length($label) &lt; 6">
      <b class="label"><xsl:value-of select="$label"/></b>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$persons = 'none'"><xsl:call-template name="speaker-name"/></xsl:when>
      <xsl:otherwise><a href="#{@id}"><xsl:call-template name="speaker-name"/></a></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="occupation"/>
  </xsl:template>

  <!-- What the current entry of $speakers is by the header: ", the Harbour Master". -->
  <xsl:template name="occupation">
    <xsl:variable name="id" select="substring-after(@key, '#')"/>
    <xsl:for-each select="$source">
      <xsl:for-each select="id($id)/tei:occupation[normalize-space()][1]">
        <xsl:value-of select="concat(', ', normalize-space())"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- Something that happened to the text, such as its first night. -->
  <xsl:template match="tei:event" mode="particular">
    <xsl:variable name="type" select="concat(@type, substring('event', 1, 5 * not(@type)))"/>
    <xsl:call-template name="row">
      <xsl:with-param name="name" select="concat(translate(substring($type, 1, 1),
          'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($type, 2))"/>
      <xsl:with-param name="words">
        <xsl:call-template name="date-words"/>
        <xsl:if test="normalize-space(tei:desc)">
          <xsl:value-of select="concat(', ', normalize-space(tei:desc))"/>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
