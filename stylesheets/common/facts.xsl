<?xml version="1.0" encoding="UTF-8"?>
<!--
  What can be counted of a TEI document: of the whole, and of each person who speaks, in the order in
  which they first do.  A speech of several persons counts for each of them, so that shares may add
  up to more than 1.

  A stylesheet that includes this includes rows.xsl too.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:exsl="http://exslt.org/common" xmlns:set="http://exslt.org/sets"
    exclude-result-prefixes="tei str exsl set">

  <xsl:variable name="texts" select="/descendant::tei:text[not(ancestor::tei:text)]"/>
  <xsl:variable name="tei-header" select="(tei:TEI | tei:teiCorpus)/tei:teiHeader"/>

  <!-- Each speech, with its words counted once. -->
  <xsl:variable name="speeches">
    <xsl:for-each select="$texts/descendant::*[self::tei:sp or self::tei:u]">
      <xsl:variable name="text"><xsl:call-template name="spoken-text"/></xsl:variable>
      <speech characters="{string-length($text)}">
        <xsl:attribute name="words">
          <xsl:call-template name="count-words">
            <xsl:with-param name="text" select="$text"/>
          </xsl:call-template>
        </xsl:attribute>
        <xsl:copy-of select="str:tokenize(@who)"/>
        <xsl:if test="not(@who)">
          <token><xsl:apply-templates select="tei:speaker/node()" mode="spoken"/></token>
        </xsl:if>
      </speech>
    </xsl:for-each>
  </xsl:variable>
  <xsl:key name="speaker" match="speech" use="token"/>

  <!-- What there is of the document as a whole, by its key; n: a number. -->
  <xsl:variable name="facts">
    <document>
      <xsl:for-each select="$documents[1]"><xsl:call-template name="document-id"/></xsl:for-each>
    </document>
    <title><xsl:value-of select="$tei-header/tei:fileDesc/tei:titleStmt/tei:title[1]"/></title>
    <date>
      <xsl:value-of select="$tei-header/tei:profileDesc/tei:creation/tei:date[1]/@*
          [name() = 'when' or name() = 'from' or name() = 'notBefore'][1]"/>
    </date>
    <genre><xsl:value-of select="$tei-header//tei:keywords/tei:term[@type = 'genre'][1]"/></genre>
    <xsl:variable name="read">
      <xsl:for-each select="$texts">
        <text><xsl:apply-templates mode="spoken"/></text>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:variable>
    <words n="yes">
      <xsl:call-template name="count-words"><xsl:with-param name="text" select="$read"/></xsl:call-template>
    </words>
    <characters n="yes"><xsl:value-of select="string-length(normalize-space($read))"/></characters>
    <documents n="yes"><xsl:value-of select="count($documents)"/></documents>
    <speeches n="yes"><xsl:value-of select="count(exsl:node-set($speeches)/*)"/></speeches>
    <paragraphs n="yes">
      <xsl:value-of select="count($texts//tei:p[not(ancestor::tei:note)])"/>
    </paragraphs>
    <verses n="yes"><xsl:value-of select="count($texts//tei:l)"/></verses>
    <stages n="yes"><xsl:value-of select="count($texts//tei:stage)"/></stages>
    <notes n="yes"><xsl:value-of select="count($texts//tei:note)"/></notes>
    <xsl:variable name="noted">
      <xsl:for-each select="$texts//tei:note">
        <note><xsl:apply-templates mode="spoken"/></note>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:variable>
    <words_in_notes n="yes">
      <xsl:call-template name="count-words"><xsl:with-param name="text" select="$noted"/></xsl:call-template>
    </words_in_notes>
    <gaps n="yes"><xsl:value-of select="count($texts//tei:gap)"/></gaps>
    <pages n="yes"><xsl:value-of select="count($texts//tei:pb)"/></pages>
  </xsl:variable>

  <!-- The persons who speak, each the token that first names them. -->
  <xsl:variable name="all-words" select="sum(exsl:node-set($speeches)/*/@words)"/>
  <xsl:variable name="speakers"
      select="set:distinct(exsl:node-set($speeches)/*/token[normalize-space()])"/>

  <!-- What there is of the person whom the current token means: one of the header's, or a label
       alone; by its key, as above. -->
  <xsl:template name="person-facts">
    <xsl:variable name="id" select="substring-after(concat(self::node()[starts-with(., '#')], ''), '#')"/>
    <xsl:variable name="theirs" select="key('speaker', .)"/>
    <xsl:variable name="words" select="sum($theirs/@words)"/>
    <xsl:variable name="name">
      <xsl:for-each select="$source">
        <xsl:for-each select="id($id)"><xsl:call-template name="person-name"/></xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <id><xsl:value-of select="$id"/></id>
    <name>
      <xsl:value-of select="$name"/>
      <xsl:if test="not(string($name))"><xsl:value-of select="."/></xsl:if>
    </name>
    <speeches n="yes"><xsl:value-of select="count($theirs)"/></speeches>
    <words n="yes"><xsl:value-of select="$words"/></words>
    <characters n="yes"><xsl:value-of select="sum($theirs/@characters)"/></characters>
    <share n="yes">
      <xsl:choose>
        <xsl:when test="$all-words &gt; 0">
          <xsl:value-of select="format-number($words div $all-words, '0.####')"/>
        </xsl:when>
        <xsl:otherwise>0</xsl:otherwise>
      </xsl:choose>
    </share>
  </xsl:template>
</xsl:stylesheet>
