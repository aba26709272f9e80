<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a TEI header says of its document, in words and without markup: title, authors, dates, source,
  publication, licence, and how to cite it.  Every template is called with a teiHeader as the current
  node, but those of dates, which take the date.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <!-- Where the text holds several documents, what has a @corresp is said of one of them only. -->
  <xsl:variable name="several" select="boolean($all-documents[2])"/>

  <!-- ==== titles and names ==== -->

  <xsl:template name="header-title">
    <xsl:variable name="titles" select="tei:fileDesc/tei:titleStmt/tei:title[normalize-space()]"/>
    <xsl:value-of select="normalize-space(($titles[@type = 'main'] | $titles[not($titles/@type
        = 'main')][not(@type = 'sub')])[1])"/>
  </xsl:template>

  <!-- One name as it is read: without the numbers and notes that stand with it. -->
  <xsl:template match="*" mode="name">
    <xsl:choose>
      <xsl:when test="not(*)"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="names" select="tei:persName | tei:orgName | tei:name"/>
        <xsl:variable name="words">
          <xsl:apply-templates select="$names[1] | self::*[not($names)]" mode="name-words"/>
        </xsl:variable>
        <xsl:value-of select="normalize-space($words)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:idno | tei:note | tei:ptr | tei:email | tei:affiliation"
      mode="name-words"/>

  <!-- Several names: "A, B and C". -->
  <xsl:template name="names">
    <xsl:param name="of"/>
    <xsl:for-each select="$of">
      <xsl:choose>
        <xsl:when test="position() = 1"/>
        <xsl:when test="position() = last()"> and </xsl:when>
        <xsl:otherwise>, </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="." mode="name"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== dates ==== -->

  <!-- The date element that says when the document was written: of a letter its sending, else its
       creation; a source's own date is that of its printing. -->
  <xsl:template name="header-date">
    <xsl:for-each select="(tei:profileDesc/tei:correspDesc[not($several and @corresp)]
        /tei:correspAction[@type = 'sent']/tei:date
        | tei:profileDesc/tei:creation/tei:date | tei:profileDesc/tei:creation[not(tei:date)][@when])[1]">
      <xsl:call-template name="date-words"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The current date in words: "7 December 1971", "1829 – 1831", or as its text has it. -->
  <xsl:template name="date-words">
    <xsl:choose>
      <xsl:when test="@when">
        <xsl:call-template name="long-date"><xsl:with-param name="iso" select="@when"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="@from or @to or @notBefore or @notAfter">
        <xsl:call-template name="long-date">
          <xsl:with-param name="iso" select="(@from | @notBefore)[1]"/>
        </xsl:call-template>
        <xsl:text>–</xsl:text>
        <xsl:call-template name="long-date">
          <xsl:with-param name="iso" select="(@to | @notAfter)[1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 1971-12-07, 1971-12 or 1971 for a reader; anything else as it is. -->
  <xsl:variable name="months" select="concat('January  February March    April    May      June     ',
      'July     August   SeptemberOctober  November December ')"/>
  <xsl:template name="long-date">
    <xsl:param name="iso"/>
    <xsl:variable name="form" select="translate($iso, '0123456789', '0000000000')"/>
    <xsl:variable name="month" select="normalize-space(substring($months,
        9 * substring($iso, 6, 2) - 8, 9))"/>
    <xsl:choose>
      <xsl:when test="$month and ($form = '0000-00-00' or starts-with($form, '0000-00-00T'))">
        <xsl:value-of
            select="concat(number(substring($iso, 9, 2)), ' ', $month, ' ', substring($iso, 1, 4))"/>
      </xsl:when>
      <xsl:when test="$month and $form = '0000-00'">
        <xsl:value-of select="concat($month, ' ', substring($iso, 1, 4))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$iso"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== where from ==== -->

  <!-- The source that a reader asks for: the document that was edited, not the file that was read
       nor the digital text in between. -->
  <xsl:template name="header-source">
    <xsl:variable name="edited" select="tei:fileDesc/tei:sourceDesc//tei:bibl[@type = 'source'
        or @type = 'originalSource'][not($several and ancestor-or-self::*/@corresp)]
        [normalize-space()]"/>
    <xsl:apply-templates mode="source" select="($edited | tei:fileDesc/tei:sourceDesc[not($edited)]/*
        [not(@type = 'file')][not($several and ancestor-or-self::*/@corresp)][normalize-space()])[1]"/>
  </xsl:template>

  <!-- The same for a citation: of a manuscript its signature, not what else is said of it. -->
  <xsl:template name="header-cited-source">
    <xsl:variable name="manuscript" select="tei:fileDesc/tei:sourceDesc//tei:msDesc[tei:msIdentifier]
        [not($several and @corresp)][1]"/>
    <xsl:apply-templates select="$manuscript" mode="source"/>
    <xsl:if test="not($manuscript)"><xsl:call-template name="header-source"/></xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="source">
    <xsl:variable name="words"><xsl:apply-templates mode="source-words"/></xsl:variable>
    <xsl:value-of select="normalize-space($words)"/>
  </xsl:template>
  <!-- A manuscript by its signature, from the place to the number. -->
  <xsl:template match="tei:msDesc[tei:msIdentifier]" mode="source">
    <xsl:for-each select="tei:msIdentifier/*[normalize-space()][not(self::tei:altIdentifier)]">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:if test="@type = 'box'">Box </xsl:if>
      <xsl:value-of select="normalize-space()"/>
    </xsl:for-each>
  </xsl:template>
  <!-- Parts that have no signs between them get some. -->
  <xsl:template match="tei:availability | tei:idno[../*[not(self::tei:idno)]]" mode="source-words"/>
  <xsl:template match="*" mode="source-words">
    <xsl:if test="preceding-sibling::* and not(preceding-sibling::node()[self::text()
        [normalize-space()]])">, </xsl:if>
    <xsl:apply-templates mode="source-words"/>
  </xsl:template>

  <!-- The address of the licence, and what it is called. -->
  <xsl:template name="header-licence-address">
    <xsl:value-of select="normalize-space(tei:fileDesc/tei:publicationStmt/tei:availability
        /tei:licence[1]/@target)"/>
  </xsl:template>

  <!-- ==== how to cite ==== -->

  <!-- "Author, Title, date, ed. by Editor (Publisher, Place date), source, address": what of it the
       header has. -->
  <xsl:template name="citation">
    <xsl:param name="address"/>
    <xsl:variable name="statement" select="tei:fileDesc/tei:titleStmt"/>
    <xsl:variable name="publication" select="tei:fileDesc/tei:publicationStmt"/>
    <xsl:variable name="title"><xsl:call-template name="header-title"/></xsl:variable>
    <xsl:variable name="date"><xsl:call-template name="header-date"/></xsl:variable>
    <xsl:variable name="source"><xsl:call-template name="header-cited-source"/></xsl:variable>
    <xsl:if test="$statement/tei:author[normalize-space()]">
      <xsl:call-template name="names">
        <xsl:with-param name="of" select="$statement/tei:author[normalize-space()]"/>
      </xsl:call-template>
      <xsl:text>, </xsl:text>
    </xsl:if>
    <xsl:value-of select="concat('“', $title, '”')"/>
    <xsl:if test="string($date)"><xsl:value-of select="concat(', ', $date)"/></xsl:if>
    <xsl:if test="$statement/tei:editor[normalize-space()]">
      <xsl:text>, ed. by </xsl:text>
      <xsl:call-template name="names">
        <xsl:with-param name="of" select="$statement/tei:editor[normalize-space()]"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="imprint">
      <xsl:for-each select="$publication/*[self::tei:publisher or self::tei:pubPlace
          or self::tei:date][normalize-space()]">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:value-of select="normalize-space()"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="string($imprint)"><xsl:value-of select="concat(' (', $imprint, ')')"/></xsl:if>
    <xsl:if test="string($source)"><xsl:value-of select="concat('. Source: ', $source)"/></xsl:if>
    <!-- A full stop, unless the source ends with one, perhaps within quotation marks. -->
    <xsl:variable name="end" select="substring($source, string-length($source) - 1)"/>
    <xsl:if test="substring($end, 2) != '.' and not(starts-with($end, '.')
        and contains('”’»', substring($end, 2))) or $end = ''">.</xsl:if>
    <xsl:if test="string($address)"><xsl:value-of select="concat(' ', $address, '.')"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
