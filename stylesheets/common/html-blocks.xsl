<?xml version="1.0" encoding="UTF-8"?>
<!--
  Blocks of a TEI text as HTML: divisions and headings, paragraphs, speeches, verse, letters'
  openers and closers, lists, tables, quotations, title pages, and the neutral form of what is not
  known.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile | tei:sourceDoc"/>
  <xsl:template match="tei:TEI | tei:teiCorpus | tei:text | tei:body | tei:group">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- An element without a template of its own, of TEI or not: nothing of it is lost. -->
  <xsl:template match="*">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="$block = 'yes'">div</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="concat('tei-', local-name())"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </xsl:element>
  </xsl:template>

  <!-- ==== divisions and headings ==== -->

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6
      | tei:div7">
    <section>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">div</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="not(@xml:id) and tei:head">
        <xsl:attribute name="id"><xsl:call-template name="section-id"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="@type = 'document'">
        <xsl:call-template name="notes-section"/>
      </xsl:if>
      <xsl:call-template name="never-empty"/>
    </section>
  </xsl:template>

  <!-- The id of a division: its own, or its place, as in section:body.2.1. -->
  <xsl:template name="section-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>
        <xsl:text>section:</xsl:text>
        <xsl:for-each select="ancestor-or-self::*[parent::*]
            [not(self::tei:text and not(preceding-sibling::tei:text))]">
          <xsl:variable name="name" select="local-name()"/>
          <xsl:variable name="number"
              select="1 + count(preceding-sibling::*[local-name() = $name])"/>
          <xsl:if test="position() &gt; 1">.</xsl:if>
          <xsl:if test="not(starts-with($name, 'div'))"><xsl:value-of select="$name"/></xsl:if>
          <xsl:if test="starts-with($name, 'div') or $number &gt; 1">
            <xsl:value-of select="$number"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The h1 is the page's; a division at depth n has h(n+1), none deeper than h6. -->
  <xsl:template match="tei:head">
    <xsl:choose>
      <xsl:when test="generate-id() = generate-id($page-head)">
        <xsl:call-template name="document-header"/>
      </xsl:when>
      <xsl:when test="generate-id(..) = generate-id($page-head/..)"/>
      <xsl:when test="preceding-sibling::tei:head">
        <p>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class">subtitle</xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="level"><xsl:call-template name="heading-level"/></xsl:variable>
        <xsl:element name="h{$level}">
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="heading-level">
    <xsl:variable name="level" select="1 + count(ancestor::*[starts-with(local-name(), 'div')])
        + not(starts-with(local-name(..), 'div')) - count($page-head)"/>
    <xsl:choose>
      <xsl:when test="$level &lt; 2">2</xsl:when>
      <xsl:when test="$level &gt; 6">6</xsl:when>
      <xsl:otherwise><xsl:value-of select="$level"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number that a document's heading begins with hangs before it. -->
  <xsl:template match="tei:div[@n]/tei:head/text()[not(preceding-sibling::node())]">
    <xsl:variable name="number" select="concat(../../@n, '.')"/>
    <xsl:choose>
      <xsl:when test="starts-with(., concat($number, ' '))">
        <span class="number"><xsl:value-of select="$number"/></span>
        <xsl:value-of select="substring-after(., $number)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== paragraphs ==== -->

  <!-- HTML's p ends where a block begins: a paragraph that holds one is a div. -->
  <xsl:template match="tei:p | tei:ab">
    <xsl:call-template name="paragraph"/>
  </xsl:template>

  <xsl:template name="paragraph">
    <xsl:param name="class"/>
    <xsl:choose>
      <xsl:when test="descendant::*[self::tei:list or self::tei:table or self::tei:lg or self::tei:l
          or self::tei:p or self::tei:ab or self::tei:sp or self::tei:figure or
          self::tei:floatingText
          or self::tei:castList or self::tei:listBibl or self::tei:address or self::tei:cit]">
        <div>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="concat('p ', $class)"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Elements that are a paragraph of their own kind where they stand among blocks. -->
  <xsl:template match="tei:salute | tei:signed | tei:dateline | tei:byline | tei:docAuthor
      | tei:docDate | tei:docImprint | tei:docEdition | tei:titlePart | tei:trailer
      | tei:opener/tei:idno | tei:label | tei:addrLine | tei:bibl | tei:roleDesc">
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
        <span>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="local-name()"/>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:front | tei:back | tei:opener | tei:closer | tei:postscript
      | tei:docTitle | tei:epigraph | tei:argument | tei:set | tei:performance | tei:lg
      | tei:address | tei:spGrp | tei:floatingText | tei:cit">
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:titlePage">
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">titlePage</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
    <xsl:if test="generate-id() = generate-id($title-page)">
      <xsl:if test="not($page-head)"><xsl:call-template name="particulars"/></xsl:if>
      <xsl:call-template name="contents"/>
    </xsl:if>
  </xsl:template>

  <!-- ==== speeches and verse ==== -->

  <!-- The speaker hangs beside what is said. -->
  <xsl:template match="tei:sp">
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">sp</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="tei:speaker[1]/preceding-sibling::*">
        <div class="before"><xsl:apply-templates select="tei:speaker
            [1]/preceding-sibling::*"/></div>
      </xsl:if>
      <xsl:apply-templates select="tei:speaker[1]"/>
      <div class="speech">
        <xsl:apply-templates select="node()[not(../tei:speaker)]
            | tei:speaker[1]/following-sibling::node()"/>
        <xsl:if test="not(tei:speaker/following-sibling::* or (* and not(tei:speaker)))">
          <xsl:call-template name="empty"/>
        </xsl:if>
      </div>
    </div>
  </xsl:template>

  <xsl:template match="tei:speaker">
    <xsl:variable name="names"><xsl:call-template name="who-names"/></xsl:variable>
    <p>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">speaker</xsl:with-param>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="string($names) and normalize-space(translate(., ':.', '')) != $names">
          <abbr title="{$names}"><xsl:apply-templates/><xsl:call-template name="never-empty"/></abbr>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates/><xsl:call-template name="never-empty"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <xsl:template match="tei:l">
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">
          <xsl:text>l</xsl:text>
          <xsl:if test="@part = 'M' or @part = 'F'">
            <xsl:value-of select="concat(' part-', @part)"/>
          </xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:if test="@n mod 5 = 0"><span class="line-number"><xsl:value-of select="@n"/></span></xsl:if>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
  </xsl:template>

  <!-- Among blocks a remark is a paragraph, in a line a part of it. -->
  <xsl:template match="tei:stage">
    <xsl:variable name="brackets"><xsl:call-template name="stage-brackets"/></xsl:variable>
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="tei:p or tei:lg or tei:l or tei:list">div</xsl:when>
        <xsl:when test="$block = 'yes'">p</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">stage</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$element != 'div'"><xsl:value-of select="substring($brackets, 1, 1)"/></xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="$element != 'div'"><xsl:value-of select="substring($brackets, 2, 1)"/></xsl:if>
      <xsl:call-template name="never-empty"/>
    </xsl:element>
  </xsl:template>

  <!-- ==== lists and tables ==== -->

  <xsl:template match="tei:list | tei:listBibl | tei:castList">
    <xsl:choose>
      <xsl:when test="@type = 'gloss'"><xsl:call-template name="gloss"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="list"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="gloss">
    <xsl:apply-templates select="tei:head"/>
    <dl>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">gloss</xsl:with-param>
      </xsl:call-template>
      <xsl:for-each select="*[not(self::tei:head)]">
        <xsl:choose>
          <xsl:when test="self::tei:label">
            <dt>
              <xsl:call-template name="attributes"/>
              <xsl:apply-templates/>
              <xsl:call-template name="never-empty"/>
            </dt>
          </xsl:when>
          <xsl:when test="self::tei:item">
            <dd>
              <xsl:call-template name="attributes"/>
              <xsl:apply-templates/>
              <xsl:call-template name="never-empty"/>
            </dd>
          </xsl:when>
          <xsl:otherwise><dd><xsl:apply-templates select="."/></dd></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:call-template name="never-empty"/>
    </dl>
  </xsl:template>

  <xsl:template name="list">
    <xsl:variable name="labelled" select="tei:label or tei:item/@n or tei:item/tei:label"/>
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="$labelled">labelled</xsl:when>
        <xsl:when test="@type = 'ordered' or @type = 'numbered'
            or @rend = 'numbered'">ordered</xsl:when>
        <xsl:when test="@type = 'bulleted' or contains(@rend, 'bullet')">bulleted</xsl:when>
        <xsl:otherwise>plain</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:apply-templates select="tei:head"/>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="$kind = 'ordered'">ol</xsl:when>
        <xsl:otherwise>ul</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="concat(local-name(), ' ', $kind)"/>
      </xsl:call-template>
      <!-- Without markers some browsers no longer call it a list. -->
      <xsl:if test="$kind != 'ordered'"><xsl:attribute name="role">list</xsl:attribute></xsl:if>
      <xsl:apply-templates mode="item"
          select="*[not(self::tei:head)][not(self::tei:label[following-sibling::*[1]
              [self::tei:item]])]"/>
      <xsl:call-template name="never-empty"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:list/tei:head | tei:listBibl/tei:head">
    <p>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">list-head</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </p>
  </xsl:template>

  <xsl:template match="*" mode="item">
    <li class="other"><xsl:apply-templates select="."/></li>
  </xsl:template>
  <xsl:template match="tei:item | tei:castItem | tei:listBibl/tei:bibl" mode="item">
    <xsl:variable name="label" select="preceding-sibling::*[1]/self::tei:label"/>
    <li>
      <xsl:call-template name="attributes"/>
      <xsl:choose>
        <xsl:when test="$label">
          <span class="label"><xsl:for-each select="$label"><xsl:call-template name="id"/></xsl:for-each>
            <xsl:apply-templates select="$label/node()"/></span>
          <xsl:text> </xsl:text>
        </xsl:when>
        <xsl:when test="@n and not(tei:label)">
          <span class="label"><xsl:call-template name="item-number"/></span>
          <xsl:text> </xsl:text>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </li>
  </xsl:template>
  <xsl:template match="tei:item/tei:label">
    <span>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">label</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Persons with one description in common: a brace holds them together. -->
  <xsl:template match="tei:castGroup" mode="item">
    <li>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">cast-group</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="tei:head">
        <p class="list-head"><xsl:apply-templates select="tei:head/node()"/></p>
      </xsl:if>
      <div class="brace">
        <ul role="list">
          <xsl:apply-templates mode="item" select="*[not(self::tei:head or self::tei:roleDesc)]"/>
          <xsl:if test="not(*[not(self::tei:head or self::tei:roleDesc)])">
            <xsl:call-template name="empty"/>
          </xsl:if>
        </ul>
        <xsl:apply-templates select="tei:roleDesc"/>
      </div>
    </li>
  </xsl:template>

  <xsl:template match="tei:table">
    <div class="table" tabindex="0" role="group" aria-label="Table">
      <table>
        <xsl:call-template name="attributes"/>
        <xsl:if test="tei:head">
          <caption><xsl:apply-templates select="tei:head/node()"/></caption>
        </xsl:if>
        <tbody>
          <xsl:apply-templates select="tei:row"/>
          <xsl:if test="not(tei:row)"><xsl:call-template name="empty"/></xsl:if>
        </tbody>
      </table>
      <xsl:apply-templates select="*[not(self::tei:head or self::tei:row)]"/>
    </div>
  </xsl:template>
  <xsl:template match="tei:row">
    <tr>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="tei:cell"/>
      <xsl:if test="not(tei:cell)"><xsl:call-template name="empty"/></xsl:if>
    </tr>
  </xsl:template>
  <xsl:template match="tei:cell">
    <xsl:variable name="heads">
      <xsl:choose>
        <xsl:when test="../@role = 'label'">col</xsl:when>
        <xsl:when test="@role = 'label'">row</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="string($heads)">th</xsl:when>
        <xsl:otherwise>td</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:call-template name="attributes"/>
      <xsl:if test="string($heads)">
        <xsl:attribute name="scope"><xsl:value-of select="$heads"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@cols &gt; 1">
        <xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@rows &gt; 1">
        <xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </xsl:element>
  </xsl:template>

  <!-- ==== quotations and figures ==== -->

  <xsl:template match="tei:quote | tei:q | tei:said">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="marks"><xsl:call-template name="needs-quotation-marks"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = 'yes' or tei:p or tei:lg or tei:l or tei:list">
        <blockquote>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </blockquote>
      </xsl:when>
      <xsl:when test="$marks = 'yes'">
        <q><xsl:call-template name="attributes"/><xsl:apply-templates/></q>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="local-name()"/>
          </xsl:call-template>
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
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates select="*[not(self::tei:head)]"/>
          <xsl:if test="tei:head">
            <figcaption><xsl:apply-templates select="tei:head/node()"/></figcaption>
          </xsl:if>
          <xsl:call-template name="never-empty"/>
        </figure>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class">figure</xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
