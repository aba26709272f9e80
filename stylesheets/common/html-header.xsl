<?xml version="1.0" encoding="UTF-8"?>
<!--
  The header of the TEI document as a reader wants it: title, who and when above the text, and below
  it, in the colophon, which file it was made from and by what rules.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei str exsl">

  <xsl:variable name="header" select="/*/tei:teiHeader"/>
  <xsl:variable name="title-statement" select="$header/tei:fileDesc/tei:titleStmt"/>
  <xsl:variable name="profile" select="$header/tei:profileDesc"/>
  <xsl:variable name="correspondence" select="$profile/tei:correspDesc/tei:correspAction"/>
  <xsl:variable name="dates" select="($correspondence[@type = 'sent']/tei:date
      | $profile/tei:creation/tei:date)[1]"/>

  <!-- A play lists its persons itself; where nobody does, the header's are listed. -->
  <xsl:variable name="shown-persons" select="$profile/tei:particDesc[not(//tei:castList)
      and //tei:sp]
      //*[self::tei:person or self::tei:personGrp]"/>
  <xsl:key name="speech-of" match="tei:sp[tei:speaker]" use="@who"/>

  <xsl:template name="page-title">
    <xsl:variable name="title"
        select="normalize-space($title-statement/tei:title[not(@type = 'sub')][1])"/>
    <xsl:choose>
      <xsl:when test="$title"><xsl:value-of select="$title"/></xsl:when>
      <xsl:when test="//tei:head">
        <xsl:apply-templates select="//tei:head[1]" mode="plain"/>
      </xsl:when>
      <xsl:otherwise>Untitled</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== above the text ==== -->

  <!-- A title page is the better heading: the title is then for those who cannot see it. -->
  <xsl:variable name="title-page" select="/tei:TEI/tei:text/tei:front//tei:titlePage[1]"/>

  <xsl:template name="page-header">
    <xsl:choose>
      <xsl:when test="$title-page">
        <h1 class="spoken"><xsl:call-template name="page-title"/></h1>
      </xsl:when>
      <xsl:otherwise>
        <header class="page-header">
          <xsl:if test="$title-statement/tei:author">
            <p class="author">
              <xsl:for-each select="$title-statement/tei:author">
                <xsl:if test="position() &gt; 1">, </xsl:if>
                <xsl:value-of select="normalize-space((tei:persName | tei:name
                    | self::*)[last()])"/>
              </xsl:for-each>
            </p>
          </xsl:if>
          <h1><xsl:call-template name="page-title"/></h1>
          <xsl:for-each select="$title-statement/tei:title[@type = 'sub'][normalize-space()]">
            <p class="subtitle"><xsl:value-of select="normalize-space()"/></p>
          </xsl:for-each>
          <xsl:call-template name="particulars"/>
        </header>
        <xsl:call-template name="contents"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The heading of a file's only document; its further headings are subtitles. -->
  <xsl:template name="document-header">
    <header class="page-header">
      <h1>
        <xsl:call-template name="attributes"/>
        <xsl:apply-templates/>
        <xsl:call-template name="never-empty"/>
      </h1>
      <xsl:for-each select="following-sibling::tei:head">
        <p>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class">subtitle</xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </p>
      </xsl:for-each>
      <xsl:call-template name="particulars"/>
    </header>
    <xsl:call-template name="contents"/>
    <a id="text:start" class="start"><xsl:call-template name="empty"/></a>
  </xsl:template>

  <xsl:template name="particulars">
    <xsl:variable name="rows" select="$correspondence[normalize-space()] | $dates | $shown-persons
        | $header/tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'source']"/>
    <xsl:if test="$rows">
      <dl class="particulars" lang="en" xml:lang="en">
        <xsl:apply-templates select="$correspondence[normalize-space()]" mode="particular"/>
        <xsl:apply-templates select="$dates" mode="particular"/>
        <xsl:if test="$shown-persons">
          <div>
            <dt>Speakers</dt>
            <xsl:apply-templates select="$shown-persons" mode="particular"/>
          </div>
        </xsl:if>
        <xsl:apply-templates mode="particular"
            select="$header/tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'source']"/>
      </dl>
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
          <xsl:variable name="person" select="key('by-id', substring-after(@ref, '#'))"/>
          <xsl:if test="normalize-space($person/tei:occupation)">
            <xsl:value-of select="concat(', ', normalize-space($person/tei:occupation[1]))"/>
          </xsl:if>
        </xsl:for-each>
      </dd>
    </div>
  </xsl:template>

  <xsl:template match="tei:person | tei:personGrp" mode="particular">
    <xsl:variable name="label"
        select="normalize-space(key('speech-of', concat('#', @xml:id))[1]/tei:speaker)"/>
    <dd>
      <xsl:if test="$label"><xsl:attribute name="class">person</xsl:attribute></xsl:if>
      <xsl:call-template name="id"/>
      <xsl:if test="$label">
        <b class="label"><xsl:value-of select="$label"/></b>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:call-template name="person-name"/>
      <xsl:if test="normalize-space(tei:occupation)">
        <xsl:value-of select="concat(', ', normalize-space(tei:occupation[1]))"/>
      </xsl:if>
      <xsl:call-template name="never-empty"/>
    </dd>
  </xsl:template>

  <xsl:template match="tei:date" mode="particular">
    <div>
      <dt>Date</dt>
      <dd>
        <xsl:choose>
          <xsl:when test="@when">
            <time datetime="{@when}">
              <xsl:call-template name="long-date">
                <xsl:with-param name="iso" select="@when"/>
              </xsl:call-template>
            </time>
          </xsl:when>
          <xsl:when test="normalize-space()"><xsl:value-of select="normalize-space()"/></xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="normalize-space(
                concat(@from, @notBefore, ' – ', @to, @notAfter))"/>
          </xsl:otherwise>
        </xsl:choose>
      </dd>
    </div>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="particular">
    <div>
      <dt>Source</dt>
      <dd>
        <xsl:value-of select="normalize-space()"/>
        <xsl:call-template name="never-empty"/>
      </dd>
    </div>
  </xsl:template>

  <xsl:template name="long-date">
    <xsl:param name="iso"/>
    <xsl:variable name="month" select="number(substring($iso, 6, 2))"/>
    <xsl:variable name="day" select="number(substring($iso, 9, 2))"/>
    <xsl:choose>
      <xsl:when test="string-length($iso) = 10 and $day and $month &gt;= 1 and $month &lt;= 12">
        <xsl:value-of select="concat($day, ' ')"/>
        <xsl:call-template name="month-name">
          <xsl:with-param name="month" select="$month"/>
        </xsl:call-template>
        <xsl:value-of select="concat(' ', substring($iso, 1, 4))"/>
      </xsl:when>
      <xsl:when test="string-length($iso) = 7 and $month &gt;= 1 and $month &lt;= 12">
        <xsl:call-template name="month-name">
          <xsl:with-param name="month" select="$month"/>
        </xsl:call-template>
        <xsl:value-of select="concat(' ', substring($iso, 1, 4))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$iso"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="month-name">
    <xsl:param name="month"/>
    <xsl:value-of select="str:tokenize('January February March April May June July August September
        October November December')[$month]"/>
  </xsl:template>

  <!-- ==== below the text ==== -->

  <xsl:template name="colophon">
    <xsl:variable name="rows">
      <xsl:apply-templates mode="colophon" select="$header/tei:fileDesc/tei:sourceDesc/*
          [not(self::tei:bibl[@type = 'source'])] | $header/tei:fileDesc/tei:titleStmt/*
          [self::tei:respStmt or self::tei:editor] | $header/tei:fileDesc/tei:publicationStmt
          | $header/tei:encodingDesc/tei:editorialDecl/* | $header/tei:encodingDesc/tei:projectDesc
          | $header/tei:encodingDesc/tei:appInfo/tei:application"/>
    </xsl:variable>
    <xsl:if test="string($rows)">
      <footer class="colophon">
        <h2>About this text</h2>
        <dl><xsl:copy-of select="$rows"/></dl>
      </footer>
    </xsl:if>
  </xsl:template>

  <!-- A row: what it is called, and what it says. -->
  <xsl:template match="*" mode="colophon">
    <xsl:if test="normalize-space() or @version">
      <div>
        <dt><xsl:call-template name="row-label"/></dt>
        <dd><xsl:apply-templates select="." mode="colophon-words"/></dd>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- What rows are called that do not go by their element's name. -->
  <xsl:variable name="row-labels">
    <label of="bibl">Source</label>
    <label of="p">Source</label>
    <label of="biblStruct">Source</label>
    <label of="biblFull">Source</label>
    <label of="listBibl">Sources</label>
    <label of="msDesc">Manuscript</label>
    <label of="respStmt">Responsibility</label>
    <label of="publicationStmt">Publication</label>
    <label of="projectDesc">Project</label>
    <label of="application">Program</label>
  </xsl:variable>
  <xsl:template name="row-label">
    <xsl:variable name="name" select="local-name()"/>
    <xsl:variable name="known" select="exsl:node-set($row-labels)/*[@of = $name]"/>
    <xsl:choose>
      <xsl:when test="@type = 'file'">File</xsl:when>
      <xsl:when test="$known"><xsl:value-of select="$known"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(translate(substring($name, 1, 1), 'abcdefghijklmnopqrstuvwxyz',
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($name, 2))"/>
      </xsl:otherwise>
    </xsl:choose>
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
</xsl:stylesheet>
