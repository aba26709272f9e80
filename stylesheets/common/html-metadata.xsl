<?xml version="1.0" encoding="UTF-8"?>
<!--
  The head of the page for programs: what it is in schema.org's words, as JSON-LD, and in the meta
  elements that reference managers read.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="tei str">

  <xsl:template name="metadata">
    <xsl:if test="$tei">
      <link rel="alternate" type="application/tei+xml" title="TEI" href="{$tei}"/>
    </xsl:if>
    <xsl:if test="$url"><link rel="canonical" href="{$url}"/></xsl:if>
    <xsl:for-each select="$header[1]">
      <xsl:call-template name="meta">
        <xsl:with-param name="name">citation_title</xsl:with-param>
        <xsl:with-param name="content" select="$page-title"/>
      </xsl:call-template>
      <xsl:for-each select="$title-statement/tei:author">
        <xsl:call-template name="meta">
          <xsl:with-param name="name">citation_author</xsl:with-param>
          <xsl:with-param name="content"><xsl:apply-templates select="." mode="name"/></xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="meta">
        <xsl:with-param name="name">citation_date</xsl:with-param>
        <xsl:with-param name="content"><xsl:call-template name="iso-date"/></xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$script != 'no'">
        <script type="application/ld+json"><xsl:call-template name="json-ld"/></script>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="meta">
    <xsl:param name="name"/>
    <xsl:param name="content"/>
    <xsl:if test="normalize-space($content)">
      <meta name="{$name}" content="{normalize-space($content)}"/>
    </xsl:if>
  </xsl:template>

  <!-- The date of the current teiHeader as schema.org and reference managers want it. -->
  <xsl:template name="iso-date">
    <xsl:value-of select="(tei:profileDesc/tei:correspDesc[not($several and @corresp)]
        /tei:correspAction[@type = 'sent']/tei:date/@when | tei:profileDesc/tei:creation/tei:date/@when | /*/tei:standOff/tei:listEvent
        /tei:event[@type = 'written' or @type = 'print']/@when)[1]"/>
  </xsl:template>

  <!-- ==== JSON-LD ==== -->

  <xsl:template name="json-ld">
    <xsl:variable name="publication" select="tei:fileDesc/tei:publicationStmt"/>
    <xsl:variable name="type">
      <xsl:choose>
        <xsl:when test="/tei:teiCorpus">Collection</xsl:when>
        <xsl:when test=".//tei:classCode or /*/tei:standOff//tei:event[@type = 'premiere']
            or /descendant::tei:castList[1]">Play</xsl:when>
        <xsl:when test="tei:profileDesc/tei:correspDesc[not($several and @corresp)]">Message</xsl:when>
        <xsl:otherwise>CreativeWork</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:text>{"@context":"https://schema.org"</xsl:text>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">@type</xsl:with-param>
      <xsl:with-param name="value" select="string($type)"/>
    </xsl:call-template>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">name</xsl:with-param>
      <xsl:with-param name="value" select="$page-title"/>
    </xsl:call-template>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">url</xsl:with-param>
      <xsl:with-param name="value" select="$url"/>
    </xsl:call-template>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">inLanguage</xsl:with-param>
      <xsl:with-param name="value" select="$language"/>
    </xsl:call-template>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">dateCreated</xsl:with-param>
      <xsl:with-param name="value"><xsl:call-template name="iso-date"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">genre</xsl:with-param>
      <xsl:with-param name="value" select="string(tei:profileDesc/tei:textClass/tei:keywords
          /tei:term[@type = 'genre' or not(@type)][1])"/>
    </xsl:call-template>
    <xsl:call-template name="json-things">
      <xsl:with-param name="name">author</xsl:with-param>
      <xsl:with-param name="of" select="tei:fileDesc/tei:titleStmt/tei:author"/>
    </xsl:call-template>
    <xsl:call-template name="json-things">
      <xsl:with-param name="name">editor</xsl:with-param>
      <xsl:with-param name="of" select="tei:fileDesc/tei:titleStmt/tei:editor"/>
    </xsl:call-template>
    <xsl:if test="$type = 'Message'">
      <xsl:call-template name="json-things">
        <xsl:with-param name="name">sender</xsl:with-param>
        <xsl:with-param name="of" select="tei:profileDesc/tei:correspDesc
            /tei:correspAction[@type = 'sent']/*[self::tei:persName or self::tei:orgName or self::tei:name]"/>
      </xsl:call-template>
      <xsl:call-template name="json-things">
        <xsl:with-param name="name">recipient</xsl:with-param>
        <xsl:with-param name="of" select="tei:profileDesc/tei:correspDesc
            /tei:correspAction[@type = 'received']/*[self::tei:persName or self::tei:orgName or self::tei:name]"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="json-things">
      <xsl:with-param name="name">
        <xsl:choose>
          <xsl:when test="$type = 'Play'">character</xsl:when>
          <xsl:otherwise>mentions</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="of" select="tei:profileDesc/tei:particDesc//*[self::tei:person
          or self::tei:personGrp]"/>
    </xsl:call-template>
    <xsl:call-template name="json-things">
      <xsl:with-param name="name">publisher</xsl:with-param>
      <xsl:with-param name="of" select="$publication/tei:publisher"/>
      <xsl:with-param name="type">Organization</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">license</xsl:with-param>
      <xsl:with-param name="value"><xsl:call-template name="header-licence-address"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">isBasedOn</xsl:with-param>
      <xsl:with-param name="value" select="$page-source"/>
    </xsl:call-template>
    <xsl:call-template name="json-member">
      <xsl:with-param name="name">creditText</xsl:with-param>
      <xsl:with-param name="value" select="$page-citation"/>
    </xsl:call-template>
    <xsl:if test="$tei">
      <xsl:text>,"encoding":{"@type":"MediaObject","encodingFormat":"application/tei+xml"</xsl:text>
      <xsl:call-template name="json-member">
        <xsl:with-param name="name">contentUrl</xsl:with-param>
        <xsl:with-param name="value" select="$tei"/>
      </xsl:call-template>
      <xsl:text>}</xsl:text>
    </xsl:if>
    <xsl:text>}</xsl:text>
  </xsl:template>

  <xsl:template name="json-member">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:variable name="line" select="normalize-space($value)"/>
    <xsl:if test="$line">
      <xsl:value-of select="concat(',&quot;', $name, '&quot;:')"/>
      <xsl:call-template name="json-text"><xsl:with-param name="text" select="$line"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Persons and organisations by their names. -->
  <xsl:template name="json-things">
    <xsl:param name="name"/>
    <xsl:param name="of"/>
    <xsl:param name="type"/>
    <xsl:variable name="named" select="$of[normalize-space()]"/>
    <xsl:if test="$named">
      <xsl:value-of select="concat(',&quot;', $name, '&quot;:[')"/>
      <xsl:for-each select="$named">
        <xsl:if test="position() &gt; 1">,</xsl:if>
        <xsl:text>{"@type":"</xsl:text>
        <xsl:choose>
          <xsl:when test="string($type)"><xsl:value-of select="$type"/></xsl:when>
          <xsl:when test="self::tei:orgName or tei:orgName or self::tei:personGrp">Organization</xsl:when>
          <xsl:otherwise>Person</xsl:otherwise>
        </xsl:choose>
        <xsl:text>","name":</xsl:text>
        <xsl:call-template name="json-text">
          <xsl:with-param name="text"><xsl:apply-templates select="." mode="name"/></xsl:with-param>
        </xsl:call-template>
        <xsl:text>}</xsl:text>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- A string of JSON of a text without superfluous white space.  In a script element, an HTML parser reads no character references, so that
       what XML writes as such has to be written as JSON does. -->
  <xsl:template name="json-text">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '&lt;') or contains($text, '&gt;') or contains($text, '&amp;')
          or contains($text, '&quot;') or contains($text, '\')">
        <xsl:variable name="string">
          <xsl:call-template name="json-string"><xsl:with-param name="text" select="$text"/></xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="str:replace(str:replace(str:replace($string, '&lt;', '\u003c'), '&gt;',
            '\u003e'), '&amp;', '\u0026')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('&quot;', $text, '&quot;')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
