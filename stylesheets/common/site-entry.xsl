<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a site is told of one TEI document, as an element `entry`: its title, date, genre and length, the
  persons in it, and its lines, by which it is searched.  site.xsl makes the pages that documents share
  of all entries; site-page.xsl makes the document's own page.

  So that documents can lead to each other, an entry says which ids its page has (@ids) and which
  targets of references lie elsewhere (@wants).

  Parameters
    path  the document's path in the site, without its extension (the program sets it)
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:exsl="http://exslt.org/common" xmlns:set="http://exslt.org/sets"
    exclude-result-prefixes="tei str exsl set">
  <xsl:import href="../html.xsl"/>
  <xsl:include href="site-persons.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:param name="path"/>
  <xsl:param name="talk" select="'none'"/> <!-- so that no picture is prepared that nobody sees -->

  <xsl:template match="/">
    <entry path="{$path}" length="{sum($speeches/@length)}" speeches="{count($speeches)}">
      <xsl:variable name="title"><xsl:call-template name="page-title"/></xsl:variable>
      <xsl:attribute name="title"><xsl:value-of select="$title"/></xsl:attribute>
      <xsl:attribute name="between">
        <xsl:call-template name="correspondents">
          <xsl:with-param name="title" select="string($title)"/>
        </xsl:call-template>
      </xsl:attribute>
      <xsl:attribute name="ids">
        <xsl:for-each select="/*/tei:text/descendant-or-self::*/@xml:id
            | $header-persons[$persons != 'none']/@xml:id | /tei:teiCorpus//tei:text//@xml:id">
          <xsl:value-of select="concat(., ' ')"/>
        </xsl:for-each>
      </xsl:attribute>
      <xsl:attribute name="wants"><xsl:call-template name="wanted-elsewhere"/></xsl:attribute>
      <xsl:for-each select="$header[1]">
        <xsl:variable name="iso"><xsl:call-template name="iso-date"/></xsl:variable>
        <xsl:variable name="words"><xsl:call-template name="header-date"/></xsl:variable>
        <xsl:attribute name="date">
          <xsl:value-of select="$iso"/>
          <xsl:if test="not(string($iso))">
            <xsl:value-of select="(tei:profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']
                /tei:date | tei:profileDesc/tei:creation/tei:date)[1]/@*[name() = 'from'
                or name() = 'notBefore' or name() = 'to' or name() = 'notAfter'][1]"/>
          </xsl:if>
        </xsl:attribute>
        <xsl:attribute name="when">
          <xsl:value-of select="$words"/>
          <xsl:if test="not(string($words))">
            <xsl:call-template name="long-date"><xsl:with-param name="iso" select="$iso"/></xsl:call-template>
          </xsl:if>
        </xsl:attribute>
        <xsl:attribute name="genre">
          <xsl:value-of select="normalize-space((tei:profileDesc/tei:textClass/tei:keywords
              /tei:term[@type = 'genre' or not(@type)] | tei:profileDesc/tei:textClass/tei:keywords
              /tei:term[@type = 'genreTitle'])[1])"/>
        </xsl:attribute>
      </xsl:for-each>
      <xsl:call-template name="persons-of-entry"/>
      <xsl:apply-templates select="/descendant::tei:text[not(ancestor::tei:text)]" mode="line"/>
      <xsl:apply-templates select="/descendant::tei:note[ancestor::tei:text]" mode="note-line"/>
    </entry>
  </xsl:template>

  <!-- From whom and to whom, as "A to B", where the title names neither: a hundred memoranda may all be
       called so. -->
  <xsl:template name="correspondents">
    <xsl:param name="title"/>
    <xsl:variable name="actions" select="$header[1]/tei:profileDesc/tei:correspDesc[1]/tei:correspAction"/>
    <xsl:variable name="from">
      <xsl:call-template name="names">
        <xsl:with-param name="of" select="$actions[@type = 'sent']/*[self::tei:persName
            or self::tei:orgName or self::tei:name]"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="to">
      <xsl:call-template name="names">
        <xsl:with-param name="of" select="$actions[@type = 'received']/*[self::tei:persName
            or self::tei:orgName or self::tei:name]"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="string($from) and not($several) and not(contains($title, $from))
        and not(string($to) and contains($title, $to))">
      <xsl:value-of select="$from"/>
      <xsl:if test="string($to)"><xsl:value-of select="concat(' to ', $to)"/></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- The targets that are neither in the page nor on the web, each once. -->
  <xsl:template name="wanted-elsewhere">
    <xsl:variable name="wanted">
      <xsl:for-each select="//tei:text//tei:ref/@target | //tei:text//tei:ptr/@target
          | //tei:text//@ref">
        <xsl:variable name="target" select="string(str:tokenize(.)[1])"/>
        <xsl:variable name="address">
          <xsl:call-template name="address">
            <xsl:with-param name="target" select="$target"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:if test="$address = '' and $target and not(contains($target, ':'))">
          <target><xsl:value-of select="$target"/></target>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="set:distinct(exsl:node-set($wanted)/target)">
      <xsl:value-of select="concat(., ' ')"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== persons ==== -->

  <xsl:template name="persons-of-entry">
    <xsl:for-each select="$title-statement/tei:author[normalize-space()]">
      <xsl:call-template name="person-of-entry">
        <xsl:with-param name="name"><xsl:apply-templates select="." mode="name"/></xsl:with-param>
        <xsl:with-param name="part">wrote</xsl:with-param>
        <xsl:with-param name="sign" select="(@ref | @key | .//@ref | .//tei:idno)[1]"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$header[1]/tei:profileDesc/tei:correspDesc/tei:correspAction
        /*[self::tei:persName or self::tei:orgName or self::tei:name][normalize-space()]">
      <xsl:variable name="known" select="id(substring-after(@ref, '#'))"/>
      <xsl:call-template name="person-of-entry">
        <xsl:with-param name="name">
          <xsl:for-each select="$known"><xsl:call-template name="person-name"/></xsl:for-each>
          <xsl:if test="not($known)"><xsl:value-of select="normalize-space()"/></xsl:if>
        </xsl:with-param>
        <xsl:with-param name="part">
          <xsl:choose>
            <xsl:when test="../@type = 'sent'">wrote</xsl:when>
            <xsl:when test="../@type = 'received'">received</xsl:when>
            <xsl:otherwise><xsl:value-of select="../@type"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="sign" select="($known/@sameAs | $known//tei:idno
            | $known//tei:persName/@ref | self::*[not($known)]/@ref)[1]"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$speakers[@name != '']">
      <xsl:variable name="speaker" select="."/>
      <xsl:variable name="id" select="substring-after(@key, '#')"/>
      <xsl:variable name="name"><xsl:call-template name="speaker-name"/></xsl:variable>
      <xsl:for-each select="$source">
        <xsl:variable name="known" select="id($id)[not(ancestor::tei:text)]"/>
        <xsl:call-template name="person-of-entry">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="part">spoke</xsl:with-param>
          <xsl:with-param name="sign" select="($known/@sameAs | $known//tei:idno
              | $known//tei:persName/@ref)[1]"/>
          <xsl:with-param name="speaker" select="$speaker"/>
          <xsl:with-param name="office" select="normalize-space($known/tei:occupation[1])"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="person-of-entry">
    <xsl:param name="name"/>
    <xsl:param name="part"/>
    <xsl:param name="sign"/>
    <xsl:param name="speaker"/>
    <xsl:param name="office"/>
    <xsl:variable name="file">
      <xsl:call-template name="person-file">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="sign" select="$sign"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="string($file)">
      <person key="{$file}" name="{normalize-space($name)}" part="{$part}">
        <xsl:if test="$speaker">
          <xsl:attribute name="id"><xsl:value-of select="$speaker/@id"/></xsl:attribute>
          <xsl:attribute name="speeches"><xsl:value-of select="$speaker/@speeches"/></xsl:attribute>
          <xsl:attribute name="length"><xsl:value-of select="$speaker/@length"/></xsl:attribute>
        </xsl:if>
        <xsl:if test="$office"><xsl:attribute name="office"><xsl:value-of select="$office"/></xsl:attribute></xsl:if>
      </person>
    </xsl:if>
  </xsl:template>

  <!-- ==== lines: what is found, and where in the page ==== -->

  <xsl:template match="tei:sp | tei:u" mode="line">
    <xsl:variable name="node" select="generate-id()"/>
    <xsl:variable name="id">
      <xsl:for-each select="$speech-root"><xsl:value-of select="key('speech', $node)/@id"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="words"><xsl:apply-templates select="node()" mode="all-words"/></xsl:variable>
    <xsl:variable name="text" select="normalize-space($words)"/>
    <xsl:if test="$text">
      <line id="{concat($id, '')}" label="{normalize-space(tei:speaker[1])}"><xsl:value-of select="$text"/></line>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:p | tei:ab | tei:lg | tei:l | tei:head | tei:item | tei:stage | tei:cell
      | tei:salute | tei:signed | tei:dateline | tei:titlePart | tei:byline | tei:castItem | tei:bibl
      | tei:address | tei:docAuthor | tei:docDate | tei:docImprint | tei:trailer | tei:label | tei:entry" mode="line">
    <xsl:variable name="words"><xsl:apply-templates select="node()" mode="all-words"/></xsl:variable>
    <xsl:variable name="text" select="normalize-space($words)"/>
    <xsl:if test="$text">
      <line>
        <xsl:attribute name="id"><xsl:call-template name="line-id"/></xsl:attribute>
        <xsl:value-of select="$text"/>
      </line>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:note" mode="line"/>
  <xsl:template match="*" mode="line"><xsl:apply-templates mode="line"/></xsl:template>
  <xsl:template match="text()" mode="line">
    <xsl:if test="normalize-space()">
      <line>
        <xsl:attribute name="id">
          <xsl:for-each select=".."><xsl:call-template name="line-id"/></xsl:for-each>
        </xsl:attribute>
        <xsl:value-of select="normalize-space()"/>
      </line>
    </xsl:if>
  </xsl:template>

  <!-- Its own id, or that of the section it is in. -->
  <xsl:template name="line-id">
    <xsl:choose>
      <xsl:when test="id(@xml:id)[count(. | current()) = 1]">
        <xsl:value-of select="@xml:id"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="ancestor-or-self::*[starts-with(local-name(), 'div')][tei:head][1]">
          <xsl:call-template name="section-id"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:note" mode="note-line">
    <xsl:variable name="words"><xsl:apply-templates select="node()" mode="all-words"/></xsl:variable>
    <xsl:variable name="text" select="normalize-space($words)"/>
    <xsl:if test="$text">
      <line label="Note">
        <xsl:attribute name="id">
          <xsl:choose>
            <xsl:when test="count(. | $listed-notes) = count($listed-notes)">
              <xsl:call-template name="note-id"/>
            </xsl:when>
            <xsl:otherwise><xsl:call-template name="line-id"/></xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:value-of select="$text"/>
      </line>
    </xsl:if>
  </xsl:template>

  <!-- All words but those of notes and labels; what stands in blocks is set apart. -->
  <xsl:template match="tei:note | tei:speaker" mode="all-words"/>
  <xsl:template match="tei:p | tei:l | tei:stage | tei:lb | tei:item | tei:lg | tei:addrLine" mode="all-words">
    <xsl:text> </xsl:text><xsl:apply-templates mode="all-words"/><xsl:text> </xsl:text>
  </xsl:template>
  <xsl:template match="*" mode="all-words"><xsl:apply-templates mode="all-words"/></xsl:template>
</xsl:stylesheet>
