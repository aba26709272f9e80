<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes the chapters of an e-book of a TEI document, as XHTML that EPUB 3.3 allows; common/epub-book.xsl then
  makes one book of the chapters of all documents.  What is made of each kind of element is in
  common/html-*.xsl; here is where a text is cut, and what differs in a book.

  A chapter is a div type="document" where there are such, else a division at the top of front, body
  or back (an act, a letter); what stands between chapters is a chapter as well.

  The result is an entry: what the book is told of the document, and a file for each chapter.

  Parameters
    title   the book's; else that of its only document, or of the first one and how many more
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:exsl="http://exslt.org/common" xmlns:set="http://exslt.org/sets"
    exclude-result-prefixes="tei h exsl set">
  <xsl:import href="html.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"
      media-type="application/epub+zip"/>
  <xsl:param name="title"/>
  <xsl:param name="notes" select="'end'"/>
  <xsl:param name="persons" select="'none'"/>
  <xsl:param name="talk" select="'none'"/>

  <xsl:template match="/">
    <xsl:variable name="chapters">
      <xsl:if test="not($page-head)">
        <chapter kind="title" xmlns="">
          <xsl:attribute name="title"><xsl:call-template name="page-title"/></xsl:attribute>
          <xsl:call-template name="page-header"/>
        </chapter>
      </xsl:if>
      <xsl:apply-templates select="*" mode="cut"/>
      <xsl:variable name="about"><xsl:call-template name="colophon"/></xsl:variable>
      <xsl:if test="exsl:node-set($about)/*">
        <chapter kind="about" title="About this text" xmlns=""><xsl:copy-of select="$about"/></chapter>
      </xsl:if>
    </xsl:variable>
    <!-- A chapter is known by its place among those that have something in them. -->
    <xsl:variable name="named">
      <xsl:for-each select="exsl:node-set($chapters)/chapter[* or normalize-space()]">
        <chapter path="{position()}.xhtml" xmlns="">
          <xsl:copy-of select="@* | node()"/>
        </chapter>
      </xsl:for-each>
    </xsl:variable>
    <entry xmlns="">
      <xsl:call-template name="facts"/>
      <xsl:apply-templates select="exsl:node-set($named)/chapter" mode="told"/>
      <xsl:apply-templates select="exsl:node-set($named)/chapter" mode="file"/>
    </entry>
  </xsl:template>

  <!-- ==== what the book is told ==== -->

  <xsl:template name="facts">
    <xsl:attribute name="title"><xsl:call-template name="page-title"/></xsl:attribute>
    <xsl:attribute name="language"><xsl:value-of select="normalize-space($language)"/></xsl:attribute>
    <xsl:for-each select="$header[1]">
      <xsl:attribute name="date"><xsl:call-template name="iso-date"/></xsl:attribute>
      <xsl:attribute name="licence"><xsl:call-template name="header-licence-address"/></xsl:attribute>
      <xsl:attribute name="source"><xsl:call-template name="header-source"/></xsl:attribute>
      <xsl:for-each select="tei:fileDesc/tei:publicationStmt//tei:idno[normalize-space()][1]">
        <xsl:attribute name="identifier"><xsl:value-of select="normalize-space()"/></xsl:attribute>
      </xsl:for-each>
      <xsl:for-each select="(tei:fileDesc/tei:publicationStmt//tei:publisher)[normalize-space()][1]">
        <xsl:attribute name="publisher"><xsl:value-of select="normalize-space()"/></xsl:attribute>
      </xsl:for-each>
      <!-- When it was last worked on: by its changes, else by its publication. -->
      <xsl:variable name="changes" select="tei:revisionDesc//tei:change/@when"/>
      <xsl:for-each select="$changes | (tei:fileDesc/tei:publicationStmt//tei:date/@when)[not($changes)]">
        <xsl:sort select="." order="descending"/>
        <xsl:if test="position() = 1">
          <xsl:attribute name="changed"><xsl:value-of select="."/></xsl:attribute>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="$title-statement/tei:author[normalize-space()]">
        <author xmlns=""><xsl:apply-templates select="." mode="name"/></author>
      </xsl:for-each>
      <xsl:for-each select="$title-statement/tei:editor[normalize-space()]">
        <editor xmlns=""><xsl:apply-templates select="." mode="name"/></editor>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="chapter" mode="told">
    <chapter xmlns="">
      <xsl:copy-of select="@path | @title | @kind"/>
      <xsl:for-each select=".//h:a[starts-with(@class, 'pb')][@id]">
        <page>
          <xsl:attribute name="id"><xsl:apply-templates select="@id" mode="name-in-book"/></xsl:attribute>
          <xsl:attribute name="n"><xsl:call-template name="page-words"/></xsl:attribute>
        </page>
      </xsl:for-each>
    </chapter>
  </xsl:template>

  <!-- "[p. 12]" without its brackets and its p. -->
  <xsl:template name="page-words">
    <xsl:variable name="words"
        select="normalize-space(substring-after(translate(., '[]', ''), 'p.'))"/>
    <xsl:value-of select="$words"/>
    <xsl:if test="not($words)">–</xsl:if>
  </xsl:template>

  <!-- ==== where the text is cut ==== -->

  <!-- What is cut into its children: all around the documents, or texts and their parts. -->
  <xsl:variable name="cut" select="$outer-documents/ancestor::*[ancestor-or-self::tei:text]
      | /descendant::tei:text[not($outer-documents)][not(ancestor::tei:floatingText)][tei:front or tei:back
          or tei:group or tei:body/*[starts-with(local-name(), 'div')]]
      | /descendant::tei:group[not($outer-documents)] | /descendant::tei:text[not($outer-documents)]
          [not(ancestor::tei:floatingText)]/*[*[starts-with(local-name(), 'div')]]"/>

  <xsl:template match="tei:teiHeader" mode="cut"/>
  <xsl:template match="tei:TEI | tei:teiCorpus" mode="cut">
    <xsl:apply-templates select="*" mode="cut"/>
  </xsl:template>

  <xsl:template match="*" mode="cut">
    <xsl:choose>
      <xsl:when test="count(. | $cut) = count($cut)">
        <xsl:variable name="chapters" select="*[count(. | $cut) = count($cut)
            or count(. | $outer-documents) = count($outer-documents)
            or not($outer-documents) and starts-with(local-name(), 'div')
            or self::tei:front or self::tei:body or self::tei:back]"/>
        <xsl:call-template name="piece">
          <xsl:with-param name="nodes" select="set:leading(node(), $chapters)"/>
        </xsl:call-template>
        <xsl:for-each select="$chapters">
          <xsl:variable name="place" select="position()"/>
          <xsl:apply-templates select="." mode="cut"/>
          <xsl:call-template name="piece">
            <xsl:with-param name="nodes"
                select="set:leading(following-sibling::node(), $chapters[position() = $place + 1])"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="piece"><xsl:with-param name="nodes" select="."/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A chapter that holds these nodes, with their notes behind them. -->
  <xsl:template name="piece">
    <xsl:param name="nodes"/>
    <xsl:if test="$nodes[self::* or normalize-space()]">
      <chapter kind="text" xmlns="">
        <xsl:attribute name="title">
          <xsl:for-each select="$nodes[self::*][1]"><xsl:call-template name="piece-title"/></xsl:for-each>
        </xsl:attribute>
        <xsl:apply-templates select="$nodes"/>
        <xsl:variable name="list">
          <xsl:apply-templates mode="listed-note" select="$nodes/descendant-or-self::tei:note
              [@anchored = 'false' or not(contains($structural, concat(' ', local-name(..), ' ')))]"/>
        </xsl:variable>
        <xsl:if test="exsl:node-set($list)/*">
          <section class="notes" epub:type="footnotes" xmlns="http://www.w3.org/1999/xhtml">
            <h2 class="added">Notes</h2>
            <xsl:copy-of select="$list"/>
          </section>
        </xsl:if>
      </chapter>
    </xsl:if>
  </xsl:template>

  <!-- By its heading; what has none by what it is. -->
  <xsl:template name="piece-title">
    <xsl:variable name="title">
      <xsl:apply-templates select="(self::tei:head | tei:head)[1]" mode="plain"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space($title)"><xsl:value-of select="normalize-space($title)"/></xsl:when>
      <xsl:when test="self::tei:titlePage or self::tei:front[tei:titlePage]">Title page</xsl:when>
      <xsl:when test="self::tei:castList or tei:castList">Cast</xsl:when>
      <xsl:when test="self::tei:front">Front matter</xsl:when>
      <xsl:when test="self::tei:back">Back matter</xsl:when>
      <xsl:when test="@n">
        <xsl:if test="@type"><xsl:value-of select="concat(@type, ' ')"/></xsl:if>
        <xsl:value-of select="normalize-space(@n)"/>
      </xsl:when>
      <xsl:when test="self::tei:text | self::tei:body"><xsl:call-template name="page-title"/></xsl:when>
      <xsl:otherwise>
        <xsl:text>Part </xsl:text>
        <xsl:value-of select="1 + count(preceding-sibling::*[starts-with(local-name(), 'div')])"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Notes stand behind their chapter, which the cut sees to; lists and pictures of what stands in
       other files are the book's own. -->
  <xsl:template name="notes-section"/>
  <xsl:template name="before-text"/>

  <!-- ==== what differs in a book ==== -->

  <xsl:template match="chapter" mode="file">
    <file path="{@path}" xmlns="">
      <html xmlns="http://www.w3.org/1999/xhtml">
        <xsl:if test="$language">
          <xsl:attribute name="lang"><xsl:value-of select="normalize-space($language)"/></xsl:attribute>
          <xsl:attribute name="xml:lang"><xsl:value-of select="normalize-space($language)"/></xsl:attribute>
        </xsl:if>
        <head>
          <title><xsl:value-of select="@title"/></title>
          <link rel="stylesheet" type="text/css" href="../book.css"/>
        </head>
        <body>
          <xsl:attribute name="epub:type">
            <xsl:choose>
              <xsl:when test="@kind = 'title'">frontmatter</xsl:when>
              <xsl:when test="@kind = 'about'">backmatter</xsl:when>
              <xsl:otherwise>bodymatter</xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
          <xsl:apply-templates select="node()" mode="book"/>
        </body>
      </html>
    </file>
  </xsl:template>

  <xsl:template match="* | @*" mode="book">
    <xsl:copy><xsl:apply-templates select="@* | node()" mode="book"/></xsl:copy>
  </xsl:template>
  <xsl:template match="comment()" mode="book"/>

  <!-- Names in a book have no colon; what html.xsl writes with one is written with a middle dot. -->
  <xsl:template match="@id | @aria-labelledby" mode="book">
    <xsl:attribute name="{name()}"><xsl:apply-templates select="." mode="name-in-book"/></xsl:attribute>
  </xsl:template>
  <xsl:template match="@*" mode="name-in-book"><xsl:value-of select="translate(., ':', '·')"/></xsl:template>
  <xsl:template match="@style | @tabindex" mode="book"/>

  <!-- A link within the document leads to the chapter that its goal is in; one without is none.  A
       page break is a place, and leads nowhere. -->
  <xsl:key name="made" match="h:*" use="@id"/>
  <xsl:template match="h:a" mode="book">
    <xsl:choose>
      <xsl:when test="@id and starts-with(@class, 'pb')">
        <span epub:type="pagebreak" role="doc-pagebreak">
          <xsl:apply-templates select="@id | @class" mode="book"/>
          <xsl:attribute name="aria-label"><xsl:call-template name="page-words"/></xsl:attribute>
          <xsl:apply-templates select="node()" mode="book"/>
        </span>
      </xsl:when>
      <xsl:when test="starts-with(@href, '#')"><xsl:call-template name="link-in-book"/></xsl:when>
      <xsl:otherwise>
        <a><xsl:apply-templates select="@* | node()" mode="book"/></a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="link-in-book">
    <xsl:variable name="goal" select="key('made', substring(@href, 2))[1]"/>
    <xsl:variable name="here" select="string(ancestor::chapter/@path)"/>
    <xsl:variable name="there" select="string($goal/ancestor::chapter/@path)"/>
    <xsl:choose>
      <xsl:when test="$goal">
        <a>
          <xsl:apply-templates select="@*" mode="book"/>
          <xsl:attribute name="href">
            <xsl:value-of select="concat(substring($there, 1, 999 * ($there != $here)), '#')"/>
            <xsl:apply-templates select="$goal/@id" mode="name-in-book"/>
          </xsl:attribute>
          <xsl:if test="starts-with(@class, 'noteref')">
            <xsl:attribute name="epub:type">noteref</xsl:attribute>
          </xsl:if>
          <xsl:apply-templates select="node()" mode="book"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:apply-templates select="@*[name() != 'href'] | node()" mode="book"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Only notes are items of no list. -->
  <xsl:template match="h:section/h:li" mode="book">
    <aside epub:type="footnote" role="doc-footnote">
      <xsl:apply-templates select="@* | node()" mode="book"/>
    </aside>
  </xsl:template>

  <!-- All that the header says is in the TEI; a book is for reading. -->
  <xsl:template match="h:footer/h:details" mode="book"/>
</xsl:stylesheet>
