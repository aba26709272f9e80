<?xml version="1.0" encoding="UTF-8"?>
<!--
  Counts what a TEI document holds, as one JSON object: document, title, date, genre; words and
  characters of what is read (without notes, stage remarks and labels of speakers), and the numbers
  of documents, speeches, paragraphs, verses, stage remarks, notes, words in notes, gaps and page
  breaks; then for each person, in the order in which they first speak, the speeches, words,
  characters, and the share of all words in speeches.  A speech of several persons counts for each
  of them, so that shares may add up to more than 1.

  Parameters
    file  the name of the input, for documents without an id (the program sets it)
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns:exsl="http://exslt.org/common" xmlns:set="http://exslt.org/sets"
    exclude-result-prefixes="tei str exsl set">
  <xsl:include href="common/rows.xsl"/>
  <xsl:include href="common/json.xsl"/>

  <xsl:output method="text" encoding="UTF-8" media-type="application/json"/>

  <xsl:variable name="texts" select="/descendant::tei:text[not(ancestor::tei:text)]"/>
  <xsl:variable name="header" select="(tei:TEI | tei:teiCorpus)/tei:teiHeader"/>

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

  <!-- What there is of the document as a whole, by the keys of the object; n: a number. -->
  <xsl:variable name="facts">
    <document>
      <xsl:for-each select="$documents[1]"><xsl:call-template name="document-id"/></xsl:for-each>
    </document>
    <title><xsl:value-of select="$header/tei:fileDesc/tei:titleStmt/tei:title[1]"/></title>
    <date>
      <xsl:value-of select="$header/tei:profileDesc/tei:creation/tei:date[1]/@*
          [name() = 'when' or name() = 'from' or name() = 'notBefore'][1]"/>
    </date>
    <genre><xsl:value-of select="$header//tei:keywords/tei:term[@type = 'genre'][1]"/></genre>
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

  <xsl:template match="/">
    <xsl:text>{</xsl:text>
    <xsl:for-each select="exsl:node-set($facts)/*[normalize-space()]">
      <xsl:value-of select="concat('&quot;', name(), '&quot;: ')"/>
      <xsl:choose>
        <xsl:when test="@n"><xsl:value-of select="normalize-space()"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="json-string"><xsl:with-param name="text" select="."/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:text>, </xsl:text>
    </xsl:for-each>
    <xsl:text>"persons": [</xsl:text>
    <xsl:variable name="all" select="sum(exsl:node-set($speeches)/*/@words)"/>
    <xsl:for-each select="set:distinct(exsl:node-set($speeches)/*/token[normalize-space()])">
      <xsl:if test="position() &gt; 1">,</xsl:if>
      <xsl:call-template name="person"><xsl:with-param name="all" select="$all"/></xsl:call-template>
    </xsl:for-each>
    <xsl:text>]}&#10;</xsl:text>
  </xsl:template>

  <!-- The person whom the current token means: one of the header's, or a label alone. -->
  <xsl:template name="person">
    <xsl:param name="all"/>
    <xsl:variable name="id" select="substring-after(concat(self::node()[starts-with(., '#')], ''), '#')"/>
    <xsl:variable name="theirs" select="key('speaker', .)"/>
    <xsl:variable name="words" select="sum($theirs/@words)"/>
    <xsl:variable name="name">
      <xsl:for-each select="$source">
        <xsl:for-each select="id($id)"><xsl:call-template name="person-name"/></xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:text>&#10; {"id": </xsl:text>
    <xsl:call-template name="json-string"><xsl:with-param name="text" select="$id"/></xsl:call-template>
    <xsl:text>, "name": </xsl:text>
    <xsl:call-template name="json-string">
      <xsl:with-param name="text">
        <xsl:value-of select="$name"/>
        <xsl:if test="not(string($name))"><xsl:value-of select="."/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:value-of select="concat(', &quot;speeches&quot;: ', count($theirs), ', &quot;words&quot;: ',
        $words, ', &quot;characters&quot;: ', sum($theirs/@characters),
        ', &quot;share&quot;: ')"/>
    <xsl:choose>
      <xsl:when test="$all &gt; 0">
        <xsl:value-of select="format-number($words div $all, '0.####')"/>
      </xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose>
    <xsl:text>}</xsl:text>
  </xsl:template>
</xsl:stylesheet>
