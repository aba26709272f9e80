<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes plain text of a TEI document, for reading and for corpus work: an editor's reading text.
  Supplied words, corrections and expansions stand as if they had always been there, uncertain words
  without a sign, gaps as [their words], speakers as written; page breaks and note markers are left
  out, as are the header and notes whose text is missing.  Paragraphs stand a blank line apart,
  lines of verse and table rows take a line each, cells are divided by a tab.

  Parameters
    notes  end (numbered, behind their text), inline (in square brackets, where they belong) or none
    width  0 (a paragraph is a line) or the number of columns to fill paragraphs to

  How: the templates below write words and layout signs (common/layout.xsl), which that file then
  sets as lines.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">
  <xsl:include href="common/structure.xsl"/>
  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="common/words.xsl"/>
  <xsl:include href="common/layout.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="notes" select="'end'"/>
  <xsl:param name="width" select="0"/>

  <xsl:template match="/">
    <xsl:variable name="signs">
      <xsl:apply-templates/>
      <xsl:if test="$notes = 'end' and $listed-notes[not(ancestor::tei:div[@type = 'document'])]">
        <xsl:call-template name="notes-section"/>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="set-lines">
      <xsl:with-param name="signs" select="string($signs)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== blocks ==== -->

  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile | tei:sourceDoc | tei:pb
      | tei:cb | tei:gb | tei:milestone | tei:fw | tei:index"/>

  <!-- An element without a template of its own is a paragraph among blocks, and words in a line. -->
  <xsl:template match="*">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:if test="$block = 'yes'"><xsl:call-template name="paragraph"/></xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="$block = 'yes'"><xsl:copy-of select="$paragraph"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab | tei:lg | tei:list | tei:table | tei:castList | tei:head
      | tei:floatingText | tei:cit | tei:address">
    <xsl:call-template name="paragraph"/>
    <xsl:apply-templates/>
    <xsl:copy-of select="$paragraph"/>
  </xsl:template>

  <xsl:template match="tei:div[@type = 'document']">
    <xsl:copy-of select="$paragraph"/>
    <xsl:apply-templates/>
    <xsl:copy-of select="$paragraph"/>
    <xsl:if test="$notes = 'end'"><xsl:call-template name="notes-section"/></xsl:if>
  </xsl:template>

  <!-- A paragraph's sign, and how far it is set in: as deep as the lists it is in.  The element before
       it has no words: what is written ends there and begins anew, since libxslt looks through all of
       a text to go on with it after a variable. -->
  <xsl:template name="paragraph">
    <paragraph/>
    <xsl:copy-of select="$paragraph"/>
    <xsl:if test="ancestor::tei:item">
      <xsl:value-of select="str:padding(2 * count(ancestor::tei:item), $indent)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:l | tei:addrLine | tei:castItem | tei:castGroup/tei:roleDesc
      | tei:docTitle/tei:titlePart">
    <xsl:copy-of select="$line"/>
    <xsl:value-of select="concat($hang, $hang, $hang, $hang)"/>
    <xsl:apply-templates/>
    <xsl:copy-of select="$line"/>
  </xsl:template>
  <xsl:template match="tei:castGroup">
    <xsl:copy-of select="$line"/>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="tei:lb">
    <xsl:if test="not(@break = 'no')"><xsl:copy-of select="$line"/></xsl:if>
  </xsl:template>

  <!-- What the source has on the line of the block before, such as a salute behind a message's
       number. -->
  <xsl:template match="tei:salute[contains(concat(' ', @rend, ' '), ' run-on ')]">
    <xsl:apply-templates/>
    <xsl:copy-of select="$paragraph"/>
  </xsl:template>
  <xsl:template match="tei:opener/tei:idno">
    <xsl:call-template name="paragraph"/>
    <xsl:apply-templates/>
    <xsl:choose>
      <xsl:when test="following-sibling::*[1]
          [contains(concat(' ', @rend, ' '), ' run-on ')]"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise><xsl:copy-of select="$paragraph"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== speeches ==== -->

  <!-- Prose begins behind a label that ends in a sign, as in "K: I just had"; behind a bare name,
       and before verse, there is a new line.  A stage remark behind the label belongs to it, and
       its bracket is such a sign.

       (That there is no predicate in the pattern of what may have thousands of siblings is on
       purpose: libxslt counts the siblings to test one.) -->
  <xsl:template match="tei:speaker">
    <xsl:call-template name="paragraph"/>
    <xsl:apply-templates/>
    <xsl:call-template name="behind-label"/>
  </xsl:template>
  <xsl:template match="tei:sp/tei:p | tei:sp/tei:ab">
    <xsl:variable name="before" select="preceding-sibling::*[not(self::tei:pb)][1]"/>
    <xsl:if test="not($before/self::tei:speaker or $before/self::tei:stage
        /preceding-sibling::*[not(self::tei:pb)][1]/self::tei:speaker)">
      <xsl:call-template name="paragraph"/>
    </xsl:if>
    <xsl:apply-templates/>
    <xsl:copy-of select="$paragraph"/>
  </xsl:template>
  <xsl:template match="tei:sp/tei:lg">
    <xsl:choose>
      <xsl:when test="preceding-sibling::tei:lg"><xsl:copy-of select="$paragraph"/></xsl:when>
      <xsl:otherwise><xsl:copy-of select="$line"/></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:copy-of select="$paragraph"/>
  </xsl:template>

  <xsl:template name="behind-label">
    <xsl:variable name="next" select="following-sibling::*[not(self::tei:pb)][1]"/>
    <xsl:variable name="label" select="normalize-space(../tei:speaker)"/>
    <xsl:choose>
      <xsl:when test="self::tei:speaker and $next/self::tei:stage"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="$next[self::tei:p or self::tei:ab]
          and (self::tei:stage or contains(':.,;-–—)]', substring($label, string-length($label))))">
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:copy-of select="$line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:stage">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="parent::tei:sp
          and preceding-sibling::*[not(self::tei:pb)][1]/self::tei:speaker">
        <xsl:call-template name="stage"/>
        <xsl:call-template name="behind-label"/>
      </xsl:when>
      <xsl:when test="$block = 'yes'">
        <xsl:call-template name="paragraph"/>
        <xsl:call-template name="stage"/>
        <xsl:copy-of select="$paragraph"/>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="stage"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="stage">
    <xsl:variable name="brackets"><xsl:call-template name="stage-brackets"/></xsl:variable>
    <xsl:variable name="words"><xsl:apply-templates/></xsl:variable>
    <xsl:choose>
      <!-- Brackets close round the words, not round the white space at their ends. -->
      <xsl:when test="string($brackets) and not(contains($words, $paragraph)
          or contains($words, $line))">
        <xsl:value-of select="
            concat(substring($brackets, 1, 1), normalize-space($words), substring($brackets, 2))"/>
      </xsl:when>
      <xsl:otherwise><xsl:copy-of select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== lists and tables ==== -->

  <xsl:template match="tei:item">
    <xsl:variable name="depth" select="2 * count(ancestor::tei:item)"/>
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="preceding-sibling::*[1]/self::tei:label">
          <xsl:apply-templates select="preceding-sibling::*[1]/node()"/>
        </xsl:when>
        <xsl:when test="tei:label"><xsl:apply-templates select="tei:label[1]/node()"/></xsl:when>
        <xsl:when test="@n"><xsl:call-template name="item-number"/></xsl:when>
        <xsl:when test="../@type = 'ordered' or ../@type = 'numbered'">
          <xsl:value-of select="concat(1 + count(preceding-sibling::tei:item), '.')"/>
        </xsl:when>
        <xsl:when test="../@type = 'bulleted' or contains(../@rend, 'bullet')">-</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:copy-of select="$line"/>
    <xsl:value-of select="str:padding($depth, $indent)"/>
    <xsl:choose>
      <xsl:when test="string($label)">
        <xsl:value-of select="concat(str:padding(1 + string-length(normalize-space($label)), $hang),
            normalize-space($label), ' ')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($hang, $hang)"/></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:copy-of select="$line"/>
  </xsl:template>
  <xsl:template match="tei:item/tei:label[1]"/>
  <xsl:template match="tei:list/tei:label[following-sibling::*[1][self::tei:item]]"/>
  <!-- An item's first paragraph begins behind its label, and lists within it on the next line. -->
  <xsl:template match="tei:item/tei:p">
    <xsl:if test="preceding-sibling::*[not(self::tei:label)]">
      <xsl:call-template name="paragraph"/>
    </xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="following-sibling::tei:p"><xsl:copy-of select="$paragraph"/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:item//tei:list">
    <xsl:copy-of select="$line"/>
    <xsl:apply-templates/>
    <xsl:copy-of select="$line"/>
  </xsl:template>

  <xsl:template match="tei:row">
    <xsl:copy-of select="$line"/>
    <xsl:value-of select="concat($hang, $hang)"/>
    <xsl:for-each select="tei:cell">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="$tab"/></xsl:if>
      <xsl:variable name="words"><xsl:apply-templates/></xsl:variable>
      <xsl:value-of select="translate($words, concat($paragraph, $line, $indent, $hang), '  ')"/>
    </xsl:for-each>
    <xsl:copy-of select="$line"/>
  </xsl:template>

  <!-- ==== notes ==== -->

  <xsl:template match="tei:note">
    <xsl:variable name="position"><xsl:call-template name="note-position"/></xsl:variable>
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$notes = 'none' or string($missing)"/>
      <xsl:when test="not(string($position))">
        <xsl:call-template name="paragraph"/>
        <xsl:apply-templates/>
        <xsl:copy-of select="$paragraph"/>
      </xsl:when>
      <xsl:when test="$notes = 'inline'">
        <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
        <xsl:variable name="words"><xsl:apply-templates/></xsl:variable>
        <xsl:if test="contains($structural, concat(' ', local-name(..), ' '))">
          <xsl:call-template name="paragraph"/>
        </xsl:if>
        <xsl:value-of select="concat(' [note ', $number, ': ', normalize-space(
            translate($words, concat($paragraph, $line, $indent, $hang), '  ')), ']')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="notes-section">
    <xsl:variable name="list">
      <xsl:choose>
        <xsl:when test="self::tei:div"><xsl:call-template name="notes-of-document"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="notes-of-no-document"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="string($list)">
      <xsl:copy-of select="$paragraph"/>
      <xsl:text>Notes</xsl:text>
      <xsl:copy-of select="$paragraph"/>
      <xsl:copy-of select="$list"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:note" mode="listed-note">
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <xsl:if test="not(string($missing))">
      <xsl:copy-of select="$paragraph"/>
      <xsl:value-of select="concat($hang, $hang, $hang)"/>
      <xsl:call-template name="note-number"/>
      <xsl:text>. </xsl:text>
      <xsl:apply-templates/>
      <xsl:copy-of select="$paragraph"/>
    </xsl:if>
  </xsl:template>
  <!-- A paragraph that goes on in the next page's list stays one. -->
  <xsl:template match="tei:note/tei:p">
    <xsl:choose>
      <xsl:when test="@part = 'M' or @part = 'F'"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="preceding-sibling::*"><xsl:call-template name="paragraph"/></xsl:when>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:if test="not(@part = 'I' or @part = 'M')"><xsl:copy-of select="$paragraph"/></xsl:if>
  </xsl:template>

  <!-- ==== in the line ==== -->

  <!-- An editor's note that has no number, and words in the place of a figure, stay in the line where
       they stand in one. -->
  <xsl:template match="tei:note[@type = 'editorial' and not(@n)] | tei:figure" priority="1">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:if test="$block = 'yes'"><xsl:call-template name="paragraph"/></xsl:if>
    <xsl:choose>
      <xsl:when test="$block = 'yes'">
        <xsl:apply-templates/>
        <xsl:copy-of select="$paragraph"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>[</xsl:text>
        <xsl:apply-templates select="self::tei:note/node() | tei:figDesc/node()"/>
        <xsl:text>]</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:note[@type = 'editorial' and not(@n)]" mode="listed-note" priority="1"/>

  <xsl:template match="tei:gap | tei:space">
    <xsl:text>[</xsl:text>
    <xsl:call-template name="gap-words"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:choice[tei:corr or tei:reg or tei:expan]">
    <xsl:apply-templates select="(tei:corr | tei:reg | tei:expan)[1]"/>
  </xsl:template>
  <xsl:template match="tei:app[tei:lem]"><xsl:apply-templates select="tei:lem"/></xsl:template>
  <xsl:template match="tei:del | tei:surplus"/>

  <xsl:template match="tei:ptr"><xsl:call-template name="pointer-words"/></xsl:template>
  <xsl:template match="tei:graphic | tei:media"/>

  <xsl:template match="tei:q | tei:quote | tei:said | tei:soCalled">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="marks"><xsl:call-template name="needs-quotation-marks"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = 'yes' or tei:p or tei:lg or tei:l or tei:list">
        <xsl:call-template name="paragraph"/>
        <xsl:apply-templates/>
        <xsl:copy-of select="$paragraph"/>
      </xsl:when>
      <xsl:when test="$marks = 'yes'">“<xsl:apply-templates/>”</xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Layout signs are not characters of any text; were they in this one, they would break it up. -->
  <xsl:template match="text()">
    <xsl:if test="$has-signs"><xsl:value-of select="translate(., $signs-of-layout, '')"/></xsl:if>
    <xsl:if test="not($has-signs)"><xsl:value-of select="."/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
