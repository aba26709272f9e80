<?xml version="1.0" encoding="UTF-8"?>
<!--
  The way back of a play that was written with marks at the beginnings of lines.  Which mark made
  which element is told by the header (tagsDecl); how a line stands otherwise by tokens on its rend:
  spaced (a blank line before it), run-on and joined (on the line before it), indent4 and tab (white
  space behind the mark, or before words without one), below and below-spaced (the mark alone on the
  line above).  Each line is wrapped in an element, which the text method drops.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <xsl:key name="mark" match="tei:tagsDecl/tei:rendition" use="@selector"/>

  <xsl:variable name="lines-are-verse" select="contains(concat(' ', //tei:text/tei:body/@rend, ' '), ' verse ')"/>
  <xsl:variable name="verse-mark-on-each" select="contains(concat(' ', //tei:text/tei:body/@rend, ' '), ' each ')"/>

  <!-- What no line end goes before. -->
  <xsl:variable name="opening" select="generate-id((//tei:text/tei:front//node() | //tei:text/tei:body//node())
      [self::comment() or self::tei:titlePart or self::tei:docAuthor or self::tei:castList or self::tei:div
       or self::tei:sp or self::tei:p or self::tei:l or self::tei:stage or self::tei:pb][1])"/>

  <xsl:template match="tei:text" mode="play">
    <xsl:apply-templates select="tei:front/node() | tei:body/node()" mode="play"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- What goes before a line: a line end, and where $rend says so a blank line, or one space. -->
  <xsl:template name="begin-line">
    <xsl:param name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:choose>
      <xsl:when test="generate-id() = $opening"/>
      <xsl:when test="contains($rend, ' run-on ')"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="contains($rend, ' joined ')"/>
      <xsl:when test="contains($rend, ' spaced ')"><xsl:text>&#10;&#10;</xsl:text></xsl:when>
      <xsl:otherwise><xsl:text>&#10;</xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What goes between the mark and the words. -->
  <xsl:template name="begin-words">
    <xsl:param name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:param name="usual" select="0"/>
    <xsl:choose>
      <xsl:when test="contains($rend, ' below ')"><xsl:text>&#10;</xsl:text></xsl:when>
      <xsl:when test="contains($rend, ' below-spaced ')"><xsl:text>&#10;&#10;</xsl:text></xsl:when>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="contains($rend, ' tab ')"><xsl:text>&#9;</xsl:text></xsl:when>
      <xsl:when test="contains($rend, ' indent')">
        <xsl:value-of select="str:padding(number(substring-before(substring-after($rend, ' indent'), ' ')))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="str:padding($usual)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A line: its mark, and its words. -->
  <xsl:template name="line">
    <xsl:param name="mark"/>
    <xsl:param name="usual" select="0"/>
    <block>
      <xsl:call-template name="begin-line"/>
      <xsl:value-of select="$mark"/>
      <xsl:call-template name="begin-words">
        <xsl:with-param name="usual" select="$usual"/>
      </xsl:call-template>
      <xsl:apply-templates mode="words"/>
    </block>
  </xsl:template>

  <!-- Front matter. -->
  <xsl:template match="tei:docTitle | tei:lg" mode="play">
    <xsl:apply-templates mode="play"/>
  </xsl:template>

  <xsl:template match="tei:titlePart" mode="play">
    <xsl:call-template name="line">
      <xsl:with-param name="mark" select="key('mark', concat('titlePart[type=', @type, ']'))"/>
      <xsl:with-param name="usual" select="1"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:docAuthor" mode="play">
    <xsl:call-template name="line">
      <xsl:with-param name="mark" select="key('mark', 'docAuthor')"/>
      <xsl:with-param name="usual" select="1"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:castList" mode="play">
    <block>
      <xsl:call-template name="begin-line"/>
      <xsl:value-of select="key('mark', 'castList')"/>
      <xsl:call-template name="begin-words"/>
      <xsl:apply-templates select="tei:head" mode="words"/>
    </block>
    <xsl:apply-templates select="node()[not(self::tei:head)]" mode="play"/>
  </xsl:template>

  <xsl:template match="tei:castGroup" mode="play">
    <xsl:apply-templates mode="play"/>
  </xsl:template>

  <xsl:template match="tei:castItem | tei:castGroup/tei:head" mode="play">
    <xsl:call-template name="line">
      <xsl:with-param name="mark">
        <xsl:if test="contains(concat(' ', @rend, ' '), ' marked ')">
          <xsl:value-of select="key('mark', 'castList')"/>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Divisions: the heading's mark as often as the division is deep. -->
  <xsl:template match="tei:div" mode="play">
    <xsl:param name="above" select="0"/>
    <xsl:variable name="rend" select="concat(' ', @rend, ' ', tei:head[1]/@rend, ' ')"/>
    <xsl:variable name="level">
      <xsl:choose>
        <xsl:when test="contains($rend, ' level')">
          <xsl:value-of select="substring-before(substring-after($rend, ' level'), ' ')"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$above + 1"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <block>
      <xsl:call-template name="begin-line">
        <xsl:with-param name="rend" select="$rend"/>
      </xsl:call-template>
      <xsl:value-of select="str:padding(number($level) * string-length(key('mark', 'head')), key('mark', 'head'))"/>
      <xsl:call-template name="begin-words">
        <xsl:with-param name="rend" select="$rend"/>
      </xsl:call-template>
      <xsl:apply-templates select="tei:head" mode="words"/>
    </block>
    <xsl:apply-templates select="node()[not(self::tei:head)]" mode="play">
      <xsl:with-param name="above" select="number($level)"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Speeches: a stage direction within the label goes before the sign that ends it. -->
  <xsl:template match="tei:sp" mode="play">
    <block>
      <xsl:call-template name="begin-line"/>
      <xsl:value-of select="key('mark', 'speaker')"/>
      <xsl:call-template name="begin-words"/>
    </block>
    <xsl:apply-templates mode="play"/>
  </xsl:template>

  <xsl:template match="tei:speaker" mode="play">
    <xsl:variable name="stage"
        select="following-sibling::*[1][self::tei:stage and contains(concat(' ', @rend, ' '), ' in-label ')]"/>
    <xsl:choose>
      <xsl:when test="$stage">
        <xsl:variable name="label"><xsl:apply-templates mode="words"/></xsl:variable>
        <xsl:value-of select="substring($label, 1, string-length($label) - 1)"/>
        <xsl:if test="not(contains(concat(' ', $stage/@rend, ' '), ' joined '))"><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates select="$stage" mode="words"/>
        <xsl:value-of select="substring($label, string-length($label))"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:stage" mode="play">
    <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:if test="not(contains($rend, ' in-label '))">
      <xsl:call-template name="line">
        <xsl:with-param name="mark">
          <xsl:choose>
            <xsl:when test="contains($rend, ' parens ')"/>
            <xsl:when test="contains($rend, ' single ') or parent::tei:sp or parent::tei:lg">
              <xsl:value-of select="key('mark', 'sp &gt; stage')"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="key('mark', 'stage')"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Lines of speeches: the mark for verse stands where verse begins and where it ends, or on each
       line that is not of the usual kind. -->
  <xsl:template match="tei:p | tei:l" mode="play">
    <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:variable name="before">
      <xsl:choose>
        <xsl:when test="$verse-mark-on-each"/>
        <xsl:when test="preceding-sibling::*[1][self::tei:l and not(contains(@rend, 'closed'))]">l</xsl:when>
        <xsl:otherwise><xsl:call-template name="kind-before"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="marked">
      <xsl:choose>
        <xsl:when test="contains($rend, ' unmarked ')"/>
        <xsl:when test="contains($rend, ' run-on ') or contains($rend, ' joined ')"/>
        <xsl:when test="$verse-mark-on-each"><xsl:if test="boolean(self::tei:l) != $lines-are-verse">yes</xsl:if></xsl:when>
        <xsl:when test="local-name() != $before">yes</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="line">
      <xsl:with-param name="mark">
        <xsl:if test="string($marked)"><xsl:value-of select="key('mark', 'l')"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:if test="contains($rend, ' closed ')">
      <xsl:value-of select="concat('&#10;', key('mark', 'l'))"/>
    </xsl:if>
  </xsl:template>

  <!-- Of what kind the speech's line is that stands before the current one, as a mark sees it; where
       none does, the usual kind. -->
  <xsl:template name="kind-before">
    <xsl:variable name="place" select="self::*[not(parent::tei:lg) or preceding-sibling::tei:l]
        | parent::tei:lg[not(current()/preceding-sibling::tei:l)]"/>
    <xsl:variable name="found" select="$place/preceding-sibling::*[self::tei:p or self::tei:l or self::tei:lg
        or self::tei:sp or self::tei:castList or (self::tei:stage and (parent::tei:div or parent::tei:body)
          and not(contains(concat(' ', @rend, ' '), ' parens ') or contains(concat(' ', @rend, ' '), ' single ')))]
        [not(contains(concat(' ', @rend, ' '), ' unmarked '))][1]"/>
    <xsl:variable name="last" select="$found/descendant-or-self::*[self::tei:p or self::tei:l]
        [not(ancestor::tei:sp) or current()/ancestor::tei:sp][last()]"/>
    <xsl:variable name="closed" select="contains(concat(' ', $last/@rend, ' '), ' closed ')"/>
    <xsl:variable name="verse">
      <xsl:choose>
        <xsl:when test="not($last)"><xsl:if test="$lines-are-verse">yes</xsl:if></xsl:when>
        <xsl:when test="boolean($last/self::tei:l) != $closed">yes</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($verse)">l</xsl:when>
      <xsl:otherwise>p</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Between lines. -->
  <xsl:template match="tei:pb" mode="play">
    <block>
      <xsl:call-template name="begin-line"/>
      <xsl:call-template name="begin-words"/>
      <xsl:apply-templates select="." mode="words"/>
    </block>
  </xsl:template>

  <xsl:template match="comment()" mode="play">
    <xsl:if test="generate-id() != $opening"><xsl:text>&#10;</xsl:text></xsl:if>
    <xsl:if test="preceding-sibling::node()[1][self::processing-instruction('teikit')]"><xsl:text>&#10;</xsl:text></xsl:if>
    <xsl:value-of select="concat('&lt;!--', ., '--&gt;')"/>
  </xsl:template>

  <xsl:template match="processing-instruction() | text()" mode="play"/>

  <!-- In words. -->
  <xsl:template match="tei:pb" mode="words">
    <xsl:choose>
      <xsl:when test="contains(@rend, 'before:')"><xsl:call-template name="aside"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(@n, ':')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="*" mode="words">
    <xsl:apply-templates mode="words"/>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="words"/>
</xsl:stylesheet>
