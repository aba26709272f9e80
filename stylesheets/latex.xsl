<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes LaTeX of a TEI document, for print with LuaLaTeX or XeLaTeX: the notes at the foot of the
  page under the numbers of the source, the pages of the source in the margin, speakers in small
  capitals, verse line by line, letters with date and signature at the right.  What is read, and how
  gaps and choices are, is as in text.xsl.

  Parameters
    paper     a4paper (default), letterpaper, a5paper: the options of the class article
    size      11pt (default), 10pt, 12pt
    contents  auto (default: where there are four headings or more), yes or no
    font      the name of a font; LaTeX's own (Latin Modern Roman) has no Greek, Cyrillic or Hebrew
              letters, which LuaLaTeX takes from FreeSerif, Libertinus Serif or DejaVu
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">
  <xsl:include href="common/structure.xsl"/>
  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="common/words.xsl"/>
  <xsl:include href="common/header.xsl"/>
  <xsl:include href="common/latex.xsl"/>

  <xsl:output method="text" encoding="UTF-8" media-type="application/x-latex"/>
  <xsl:param name="paper" select="'a4paper'"/>
  <xsl:param name="size" select="'11pt'"/>
  <xsl:param name="contents" select="'auto'"/>
  <xsl:param name="font"/>

  <xsl:variable name="headings" select="//tei:text//tei:head[starts-with(local-name(..), 'div')]
      [not(preceding-sibling::tei:head)]"/>

  <xsl:template match="/">
    <xsl:call-template name="preamble"/>
    <xsl:text>\begin{document}&#10;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#10;\end{document}&#10;</xsl:text>
  </xsl:template>

  <!-- What the header calls the text, where that has neither a title page nor, as a single document
       mostly has, its title as a heading. -->
  <xsl:template match="tei:TEI">
    <xsl:variable name="statement" select="tei:teiHeader/tei:fileDesc/tei:titleStmt"/>
    <xsl:if test="normalize-space($statement/tei:title) and not(tei:text/descendant::tei:titlePart
        or tei:text/tei:body/tei:head or tei:text/tei:body/tei:div[1][@type = 'document' or
        not($statement/tei:author)]/tei:head)">
      <xsl:text>{\centering</xsl:text>
      <xsl:if test="$statement/tei:author">
        <xsl:text>{\large </xsl:text>
        <xsl:call-template name="escape">
          <xsl:with-param name="text">
            <xsl:call-template name="names">
              <xsl:with-param name="of" select="$statement/tei:author"/>
            </xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
        <xsl:text>\par}\smallskip</xsl:text>
      </xsl:if>
      <xsl:text>\LARGE </xsl:text>
      <xsl:apply-templates select="$statement/tei:title[1]/node()"/>
      <xsl:text>\par</xsl:text>
      <xsl:for-each select="$statement/tei:title[@type = 'sub'][1]">
        <xsl:text>\large\itshape </xsl:text>
        <xsl:apply-templates/>
        <xsl:text>\par</xsl:text>
      </xsl:for-each>
      <xsl:text>}\bigskip&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="not(tei:text/tei:front/tei:titlePage)"><xsl:call-template name="contents"/></xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The contents stand behind the title page, or before all where there is none. -->
  <xsl:template name="contents">
    <xsl:if test="$contents = 'yes' or ($contents = 'auto' and count($headings) &gt; 3)">
      <xsl:text>\bigskip\tableofcontents\bigskip&#10;</xsl:text>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:text/tei:front/tei:titlePage">
    <xsl:apply-templates/>
    <xsl:call-template name="contents"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile | tei:sourceDoc | tei:cb | tei:gb
      | tei:milestone | tei:fw | tei:index"/>

  <!-- An element without a template of its own is a paragraph among blocks, and words in a line. -->
  <xsl:template match="*">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = 'yes'"><xsl:call-template name="paragraph"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Wrapped in an element: one large text would take libxslt quadratic time. -->
  <xsl:template name="paragraph">
    <xsl:param name="before"/>
    <xsl:param name="behind"/>
    <block>
      <xsl:value-of select="concat('&#10;\par ', $before)"/>
      <xsl:call-template name="target"/>
      <xsl:apply-templates/>
      <xsl:value-of select="concat($behind, '\par&#10;')"/>
    </block>
  </xsl:template>
  <xsl:template match="tei:p | tei:ab"><xsl:call-template name="paragraph"/></xsl:template>

  <!-- Containers: their blocks bring their own paragraphs. -->
  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:group | tei:div | tei:div1
      | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7 | tei:opener | tei:closer
      | tei:postscript | tei:spGrp | tei:castList | tei:castGroup | tei:titlePage | tei:floatingText
      | tei:teiCorpus">
    <block>
      <xsl:call-template name="target"/>
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:head">
    <xsl:variable name="depth" select="count(ancestor::*[starts-with(local-name(), 'div')])"/>
    <xsl:choose>
      <!-- What goes on below a heading is none of its own in the contents. -->
      <xsl:when test="preceding-sibling::tei:head">
        <xsl:call-template name="paragraph">
          <xsl:with-param name="before" select="'\noindent{\large\itshape '"/>
          <xsl:with-param name="behind" select="'}'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="starts-with(local-name(..), 'div') or parent::tei:body">
        <xsl:variable name="short">
          <xsl:apply-templates select="node()[not(self::tei:note or self::tei:pb)]"/>
        </xsl:variable>
        <xsl:text>&#10;\</xsl:text>
        <xsl:value-of select="substring('subsub', 1, 3 * ($depth - 1) * ($depth &gt; 1))"/>
        <xsl:value-of select="concat('section[{', normalize-space($short), '}]{')"/>
        <xsl:apply-templates/>
        <xsl:text>}&#10;</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="paragraph">
          <xsl:with-param name="before" select="'\smallskip\noindent{\bfseries '"/>
          <xsl:with-param name="behind" select="'}'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:titlePart | tei:docAuthor | tei:byline | tei:docImprint">
    <xsl:call-template name="paragraph">
      <xsl:with-param name="before">
        <xsl:text>{\centering</xsl:text>
        <xsl:if test="self::tei:titlePart">\Large</xsl:if>
        <xsl:text> </xsl:text>
      </xsl:with-param>
      <xsl:with-param name="behind" select="'\par}'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== speeches and verse ==== -->

  <xsl:template match="tei:sp">
    <block>
      <xsl:text>&#10;\par\smallskip\noindent </xsl:text>
      <xsl:call-template name="target"/>
      <xsl:apply-templates/>
    </block>
  </xsl:template>
  <xsl:template match="tei:speaker">
    <xsl:text>\textsc{</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>} </xsl:text>
    <xsl:if test="following-sibling::*[1][self::tei:l or self::tei:lg]">\par\nobreak</xsl:if>
  </xsl:template>
  <!-- Prose goes on behind the label. -->
  <xsl:template match="tei:sp/tei:p | tei:sp/tei:ab">
    <xsl:variable name="before" select="preceding-sibling::*[not(self::tei:pb)][1]"/>
    <block>
      <xsl:if test="not($before/self::tei:speaker or $before/self::tei:stage
          /preceding-sibling::*[not(self::tei:pb)][1]/self::tei:speaker)">\par </xsl:if>
      <xsl:apply-templates/>
      <xsl:text>\par&#10;</xsl:text>
    </block>
  </xsl:template>

  <xsl:template match="tei:lg">
    <block>
      <xsl:if test="preceding-sibling::tei:lg">\smallskip&#10;</xsl:if>
      <xsl:apply-templates/>
    </block>
  </xsl:template>
  <xsl:template match="tei:l | tei:castItem | tei:castGroup/tei:roleDesc | tei:addrLine">
    <xsl:call-template name="paragraph">
      <xsl:with-param name="before" select="'\noindent\hangindent=3em\hspace*{1.5em}'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:lb">
    <xsl:if test="not(@break = 'no')"><xsl:text>\newline{}</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:stage">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="brackets"><xsl:call-template name="stage-brackets"/></xsl:variable>
    <xsl:variable name="behind-label" select="parent::tei:sp
        and preceding-sibling::*[not(self::tei:pb)][1]/self::tei:speaker"/>
    <xsl:if test="$block = 'yes' and not($behind-label)">\par\noindent </xsl:if>
    <xsl:value-of select="concat('{\itshape ', substring($brackets, 1, 1))"/>
    <xsl:apply-templates/>
    <xsl:value-of select="concat(substring($brackets, 2), '\/}')"/>
    <xsl:choose>
      <xsl:when test="$behind-label"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="$block = 'yes'">\par&#10;</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- ==== letters ==== -->

  <xsl:template match="tei:dateline | tei:signed">
    <xsl:call-template name="paragraph">
      <xsl:with-param name="before" select="'{\raggedleft '"/>
      <xsl:with-param name="behind" select="'\par}'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:salute">
    <xsl:call-template name="paragraph"><xsl:with-param name="before" select="'\noindent '"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:p//tei:dateline | tei:p//tei:salute | tei:p//tei:signed">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- ==== lists, quotations, tables ==== -->

  <xsl:template match="tei:list"><block><xsl:apply-templates/></block></xsl:template>
  <xsl:template match="tei:item">
    <xsl:text>&#10;\begin{teiitem}{</xsl:text>
    <xsl:choose>
      <xsl:when test="preceding-sibling::*[1]/self::tei:label">
        <xsl:apply-templates select="preceding-sibling::*[1]/node()"/>
      </xsl:when>
      <xsl:when test="tei:label"><xsl:apply-templates select="tei:label[1]/node()"/></xsl:when>
      <xsl:when test="@n">
        <xsl:variable name="number"><xsl:call-template name="item-number"/></xsl:variable>
        <xsl:call-template name="escape"><xsl:with-param name="text" select="$number"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="../@type = 'ordered' or ../@type = 'numbered'">
        <xsl:number/>
        <xsl:text>.</xsl:text>
      </xsl:when>
      <xsl:otherwise>\textbullet</xsl:otherwise>
    </xsl:choose>
    <xsl:text>}&#10;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>\end{teiitem}&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="tei:item/tei:label[1] | tei:list/tei:label[following-sibling::*[1][self::tei:item]]"/>
  <xsl:template match="tei:item/tei:p">
    <xsl:if test="preceding-sibling::*[not(self::tei:label)]">\par </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:quote | tei:q | tei:said | tei:soCalled | tei:epigraph">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="marks"><xsl:call-template name="needs-quotation-marks"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = 'yes' or tei:p or tei:lg or tei:l or tei:list">
        <xsl:text>&#10;\begin{teiquote}</xsl:text>
        <xsl:apply-templates/>
        <xsl:text>\end{teiquote}&#10;</xsl:text>
      </xsl:when>
      <xsl:when test="$marks = 'yes'">“<xsl:apply-templates/>”</xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- As many columns as the longest row has cells, each of the same width. -->
  <xsl:template match="tei:table">
    <xsl:variable name="columns">
      <xsl:for-each select="tei:row">
        <xsl:sort select="count(tei:cell)" data-type="number" order="descending"/>
        <xsl:if test="position() = 1"><xsl:value-of select="count(tei:cell)"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <block>
      <xsl:apply-templates select="tei:head"/>
      <xsl:if test="$columns &gt; 0">
        <xsl:value-of select="concat('&#10;\begin{longtable}{*{', $columns,
            '}{&gt;{\raggedright\arraybackslash}p{\dimexpr\linewidth/', $columns, '-2\tabcolsep}}}&#10;')"/>
        <xsl:for-each select="tei:row">
          <xsl:for-each select="tei:cell">
            <xsl:if test="position() &gt; 1"> &amp; </xsl:if>
            <xsl:text>{}</xsl:text>
            <xsl:apply-templates/>
          </xsl:for-each>
          <xsl:text>\tabularnewline&#10;</xsl:text>
        </xsl:for-each>
        <xsl:text>\end{longtable}&#10;</xsl:text>
      </xsl:if>
    </block>
  </xsl:template>

  <!-- ==== notes and pages ==== -->

  <xsl:template match="tei:note">
    <xsl:variable name="position"><xsl:call-template name="note-position"/></xsl:variable>
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="string($missing)"/>
      <xsl:when test="not(string($position))"><xsl:call-template name="paragraph"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
        <xsl:text>\teinote{</xsl:text>
        <xsl:call-template name="escape"><xsl:with-param name="text" select="$number"/></xsl:call-template>
        <xsl:text>}{</xsl:text>
        <xsl:call-template name="target"/>
        <xsl:apply-templates/>
        <xsl:text>}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:note/tei:p">
    <xsl:choose>
      <xsl:when test="@part = 'M' or @part = 'F'"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="preceding-sibling::*">\par </xsl:when>
    </xsl:choose>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:pb">
    <xsl:if test="@n">
      <xsl:choose>
        <xsl:when test="ancestor::tei:note or ancestor::tei:cell">{\scriptsize[</xsl:when>
        <xsl:otherwise>\teipage{</xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="escape"><xsl:with-param name="text" select="@n"/></xsl:call-template>
      <xsl:if test="ancestor::tei:note or ancestor::tei:cell">]</xsl:if>
      <xsl:text>}</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- ==== in the line ==== -->

  <xsl:template match="tei:hi | tei:emph | tei:title | tei:foreign">
    <xsl:choose>
      <xsl:when test="contains(concat(@rend, @rendition), 'bold')">{\bfseries </xsl:when>
      <xsl:when test="contains(concat(@rend, @rendition), 'sup')">\textsuperscript{</xsl:when>
      <xsl:when test="contains(concat(@rend, @rendition), 'sc')
          or contains(concat(@rend, @rendition), 'small')">{\scshape </xsl:when>
      <xsl:otherwise>{\itshape </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:text>}</xsl:text>
  </xsl:template>

  <xsl:template match="tei:ref[starts-with(@target, 'http')] | tei:ref[starts-with(@target, '#')
      and id(substring(@target, 2))[ancestor::tei:text]]">
    <xsl:choose>
      <xsl:when test="starts-with(@target, '#')">\hyperlink{<xsl:value-of
          select="substring(@target, 2)"/></xsl:when>
      <xsl:otherwise>\href{<xsl:call-template name="escape"><xsl:with-param name="text"
          select="@target"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
    <xsl:text>}{</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>}</xsl:text>
  </xsl:template>
  <xsl:template match="tei:ptr"><xsl:call-template name="pointer-words"/></xsl:template>
  <xsl:template match="tei:graphic | tei:media"/>

  <xsl:template match="tei:gap | tei:space">
    <xsl:variable name="words"><xsl:call-template name="gap-words"/></xsl:variable>
    <xsl:text>[</xsl:text>
    <xsl:call-template name="escape"><xsl:with-param name="text" select="$words"/></xsl:call-template>
    <xsl:text>]</xsl:text>
  </xsl:template>
  <xsl:template match="tei:choice[tei:corr or tei:reg or tei:expan]">
    <xsl:apply-templates select="(tei:corr | tei:reg | tei:expan)[1]"/>
  </xsl:template>
  <xsl:template match="tei:app[tei:lem]"><xsl:apply-templates select="tei:lem"/></xsl:template>
  <xsl:template match="tei:del | tei:surplus"/>
</xsl:stylesheet>
