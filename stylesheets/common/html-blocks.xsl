<?xml version="1.0" encoding="UTF-8"?>
<!--
  Blocks of a TEI text as HTML: divisions and headings, paragraphs, letters' openers and closers,
  title pages, quotations, figures.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:TEI | tei:teiCorpus | tei:body | tei:group">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A text within a group, or of a corpus, is a section with a title of its own. -->
  <xsl:template match="tei:teiCorpus//tei:TEI">
    <section class="text">
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="id"><xsl:call-template name="section-id"/></xsl:attribute>
      <h2 class="added"><xsl:call-template name="section-title"/></h2>
      <xsl:for-each select="tei:teiHeader"><xsl:call-template name="particulars"/></xsl:for-each>
      <xsl:apply-templates/>
    </section>
  </xsl:template>
  <xsl:template match="tei:text">
    <xsl:choose>
      <xsl:when test="parent::tei:group">
        <section class="text">
          <xsl:apply-templates select="@*"/>
          <xsl:attribute name="id"><xsl:call-template name="section-id"/></xsl:attribute>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </section>
      </xsl:when>
      <xsl:when test="ancestor::tei:teiCorpus or parent::tei:floatingText">
        <div class="text">
          <xsl:apply-templates select="@* | node()"/>
          <xsl:call-template name="never-empty"/>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== divisions and headings ==== -->

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6
      | tei:div7">
    <section class="div">
      <xsl:apply-templates select="@*"/>
      <xsl:if test="tei:head">
        <xsl:attribute name="id"><xsl:call-template name="section-id"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="@type = 'document'">
        <xsl:call-template name="notes-section"/>
      </xsl:if>
      <xsl:call-template name="never-empty"/>
    </section>
  </xsl:template>

  <!-- The h1 is the page's; the further headings of a division are its subtitles. -->
  <xsl:template match="tei:head">
    <xsl:choose>
      <xsl:when test="preceding-sibling::tei:head or contains($no-section,
          concat(' ', local-name(..), ' '))">
        <p class="subtitle">
          <xsl:apply-templates select="@*"/>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </p>
      </xsl:when>
      <xsl:when test="$page-head[count(. | current()) = 1]">
        <xsl:call-template name="document-header"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="level"><xsl:call-template name="heading-level"/></xsl:variable>
        <xsl:element name="h{$level}">
          <xsl:call-template name="heading"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:variable name="no-section" select="' lg list listBibl listPerson listPlace listOrg listEvent
      castGroup figure table '"/>

  <!-- Below the h1, one level for each division with a heading, none deeper than h6. -->
  <xsl:template name="heading-level">
    <xsl:variable name="level" select="1 + count(ancestor::*[tei:head][starts-with(local-name(),
        'div')]) + not(starts-with(local-name(..), 'div')) - count($page-head)
        + count(ancestor::tei:TEI[parent::*])"/>
    <xsl:choose>
      <xsl:when test="$level &lt; 2">2</xsl:when>
      <xsl:when test="$level &gt; 6">6</xsl:when>
      <xsl:otherwise><xsl:value-of select="$level"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number that a document's heading begins with hangs before it. -->
  <xsl:template name="heading">
    <xsl:apply-templates select="@*"/>
    <xsl:variable name="number" select="concat(../@n, '.')"/>
    <xsl:variable name="first" select="node()[1][self::text()]"/>
    <xsl:choose>
      <xsl:when test="../@n and starts-with(normalize-space($first), concat($number, ' '))">
        <span class="heading-number"><xsl:value-of select="$number"/></span>
        <xsl:value-of select="substring-after($first, $number)"/>
        <xsl:apply-templates select="node()[position() &gt; 1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
        <xsl:call-template name="never-empty"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== paragraphs ==== -->

  <xsl:template match="tei:p | tei:ab">
    <xsl:choose>
      <xsl:when test="*"><xsl:call-template name="paragraph"/></xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:apply-templates select="@*"/>
          <xsl:value-of select="."/>
          <xsl:if test="not(text())"><xsl:comment/></xsl:if>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- HTML's p ends where a block begins: a paragraph that holds one is a div. -->
  <xsl:template name="paragraph">
    <xsl:param name="class"/>
    <xsl:choose>
      <xsl:when test="descendant::*[contains($makes-blocks, concat(' ', local-name(), ' '))
          or not(self::tei:*)]">
        <div>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="concat('p ', $class)"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:apply-templates select="@*"/>
          <xsl:if test="string($class)">
            <xsl:call-template name="attributes">
              <xsl:with-param name="class" select="$class"/>
            </xsl:call-template>
          </xsl:if>
          <xsl:apply-templates/>
          <xsl:if test="not(text() or *)"><xsl:comment/></xsl:if>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:variable name="makes-blocks" select="' list table lg l p ab sp figure floatingText castList
      listBibl address cit entry entryFree eg egXML biblStruct biblFull msDesc listPerson listPlace
      listOrg q quote said formula notatedMusic '"/>

  <!-- Elements that are a paragraph of their own kind where they stand among blocks. -->
  <xsl:template match="tei:salute | tei:signed | tei:dateline | tei:byline | tei:docAuthor
      | tei:docDate | tei:docImprint | tei:docEdition | tei:titlePart | tei:trailer
      | tei:opener/tei:idno | tei:label | tei:addrLine | tei:bibl | tei:roleDesc | tei:meeting
      | tei:imprimatur | tei:desc">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = 'yes'">
        <xsl:call-template name="paragraph">
          <xsl:with-param name="class">
            <xsl:value-of select="local-name()"/>
            <xsl:if test="contains(concat(' ', @rend, ' '), ' run-on ')"> run-on</xsl:if>
            <xsl:if test="self::tei:titlePart[not(@type) or @type = 'main']"> main</xsl:if>
          </xsl:with-param>
        </xsl:call-template>
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}">
          <xsl:apply-templates select="@*"/>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:front | tei:back | tei:opener | tei:closer | tei:postscript
      | tei:docTitle | tei:epigraph | tei:argument | tei:set | tei:performance | tei:address
      | tei:spGrp | tei:floatingText | tei:cit">
    <div class="{local-name()}">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:titlePage">
    <div class="titlePage">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
  </xsl:template>

  <!-- ==== quotations and figures ==== -->

  <xsl:template match="tei:quote | tei:q | tei:said">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="marks"><xsl:call-template name="needs-quotation-marks"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="($block = 'yes' and not(parent::tei:cit/parent::tei:sense))
          or tei:p or tei:lg or tei:l or tei:list">
        <blockquote>
          <xsl:apply-templates select="@*"/>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </blockquote>
      </xsl:when>
      <xsl:when test="$marks = 'yes'">
        <q><xsl:apply-templates select="@*"/><xsl:apply-templates/></q>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}">
          <xsl:apply-templates select="@*"/>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:figure">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = 'yes' or ancestor::tei:p">
        <figure>
          <xsl:apply-templates select="@*"/>
          <!-- HTML has the caption first or last: where the source has it. -->
          <xsl:if test="*[1][self::tei:head]"><xsl:call-template name="caption"/></xsl:if>
          <xsl:apply-templates select="node()[not(self::tei:head)]"/>
          <xsl:if test="not(*[1][self::tei:head])"><xsl:call-template name="caption"/></xsl:if>
          <xsl:call-template name="never-empty"/>
        </figure>
      </xsl:when>
      <xsl:otherwise>
        <span class="figure">
          <xsl:apply-templates select="@*"/>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="caption">
    <xsl:if test="tei:head">
      <figcaption>
        <xsl:for-each select="tei:head">
          <xsl:if test="position() &gt; 1"><br/></xsl:if>
          <xsl:apply-templates/>
        </xsl:for-each>
      </figcaption>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
