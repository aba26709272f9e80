<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes Markdown of a TEI document: CommonMark with footnotes ([^1]).  Headings by the depth of their
  division, labels of speakers in bold, stage remarks in italics, verse and table rows with hard line
  breaks, lists with their own labels; every sign of the text that Markdown would read as markup is
  escaped.  What is read, and how gaps and choices are, is as in text.xsl, on which this is built.

  Parameters
    notes  end (footnotes), inline (in square brackets, where they belong) or none
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">
  <xsl:import href="text.xsl"/>

  <xsl:output method="text" encoding="UTF-8" media-type="text/markdown"/>
  <!-- A line that is broken anywhere may begin with what Markdown takes for markup. -->
  <xsl:variable name="width" select="0"/>

  <!-- Two more noncharacters, beside those of layout.xsl. -->
  <xsl:variable name="markup" select="'&#xFDD5;'"/> <!-- this line begins with markup -->
  <xsl:variable name="quoted" select="'&#xFDD6;'"/> <!-- this line is in one more quotation -->
  <xsl:variable name="signs-of-layout"
      select="'&#xFDD0;&#xFDD1;&#xFDD2;&#xFDD3;&#xFDD4;&#xFDD5;&#xFDD6;'"/>

  <!-- ==== signs of the text that are markup in Markdown ==== -->

  <xsl:variable name="active" select="'\`*_[]&lt;&amp;'"/>
  <xsl:variable name="active-here">
    <xsl:for-each select="str:tokenize($active, '')[contains($whole, .)]">
      <xsl:value-of select="."/>
    </xsl:for-each>
  </xsl:variable>

  <xsl:template name="escape">
    <xsl:param name="text"/>
    <xsl:param name="signs" select="$active"/>
    <xsl:variable name="sign" select="substring($signs, 1, 1)"/>
    <xsl:choose>
      <xsl:when test="$signs = '' or translate($text, $signs, '') = string($text)">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="escape">
          <xsl:with-param name="text" select="str:replace($text, $sign, concat('\', $sign))"/>
          <xsl:with-param name="signs" select="substring($signs, 2)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()">
    <xsl:call-template name="escape">
      <xsl:with-param name="text">
        <xsl:if test="$has-signs"><xsl:value-of select="translate(., $signs-of-layout, '')"/></xsl:if>
        <xsl:if test="not($has-signs)"><xsl:value-of select="."/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="signs" select="string($active-here)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What would be a heading, a list, a rule or the like at the beginning of a line. -->
  <xsl:template name="escape-beginning">
    <xsl:param name="line"/>
    <xsl:choose>
      <xsl:when test="contains('0123456789', substring($line, 1, 1))">
        <!-- The first sign that is no digit, and what stands before it. -->
        <xsl:variable name="sign" select="substring(translate($line, '0123456789', ''), 1, 1)"/>
        <xsl:variable name="number" select="substring-before($line, $sign)"/>
        <xsl:variable name="listed" select="string($number) and ($sign = '.' or $sign = ')')"/>
        <xsl:value-of select="concat($number, substring('\', 1, $listed), substring-after($line, $number))"/>
      </xsl:when>
      <xsl:when test="contains('#&gt;-+=~|', substring($line, 1, 1))">
        <xsl:value-of select="concat('\', $line)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== lines ==== -->

  <!-- Lines of a paragraph are kept apart by a hard break, but for those that begin with markup. -->
  <xsl:template name="set-line">
    <xsl:variable name="unquoted" select="str:replace(., $quoted, '')"/>
    <xsl:variable name="flush" select="str:replace($unquoted, $indent, '')"/>
    <xsl:variable name="words" select="normalize-space(str:replace($flush, $hang, ''))"/>
    <xsl:value-of select="str:padding(2 * (string-length() - string-length($unquoted)), '&gt; ')"/>
    <xsl:value-of select="str:padding(string-length($unquoted) - string-length($flush), ' ')"/>
    <xsl:variable name="shown" select="str:replace(str:replace($words, $markup, ''), $tab, '|')"/>
    <xsl:choose>
      <xsl:when test="starts-with($words, $markup)"><xsl:value-of select="$shown"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="escape-beginning">
          <xsl:with-param name="line" select="$shown"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <!-- White space that only lays out an item may stand between; not much, so as not to look at all. -->
    <xsl:variable name="next" select="following-sibling::token[position() &lt; 5]
        [normalize-space(translate(., $signs-of-layout, ''))][1]"/>
    <xsl:if test="position() != last() and not(contains($next, $markup) or starts-with($shown, '#'))">\</xsl:if>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="paragraph">
    <xsl:copy-of select="$paragraph"/>
    <xsl:call-template name="set-in"/>
  </xsl:template>

  <!-- Verses begin lines of their own, so that each is set in as its block is. -->
  <xsl:template match="tei:l">
    <xsl:copy-of select="$line"/>
    <xsl:call-template name="set-in"/>
    <xsl:apply-templates/>
    <xsl:copy-of select="$line"/>
  </xsl:template>

  <!-- How far a line is set in: for quotations, lists, and notes, which stand behind their label. -->
  <xsl:template name="set-in">
    <xsl:value-of select="str:padding(count(ancestor::tei:quote | ancestor::tei:epigraph), $quoted)"/>
    <xsl:value-of select="str:padding(2 * count(ancestor::tei:item) + 4 * count(ancestor::tei:note
        [not(contains($structural, concat(' ', local-name(..), ' ')))]), $indent)"/>
  </xsl:template>

  <!-- ==== blocks ==== -->

  <!-- A title for a text that has no heading of its own. -->
  <xsl:template match="/tei:TEI/tei:text | /tei:teiCorpus/tei:TEI/tei:text">
    <xsl:variable name="title" select="../tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1]"/>
    <xsl:if test="normalize-space($title) and not(descendant::tei:titlePart
        or tei:body/tei:head or tei:body/tei:div[1]/tei:head)">
      <xsl:copy-of select="$paragraph"/>
      <xsl:value-of select="concat($markup, '# ')"/>
      <xsl:call-template name="escape"><xsl:with-param name="text" select="normalize-space($title)"/></xsl:call-template>
      <xsl:copy-of select="$paragraph"/>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:head | tei:docTitle">
    <xsl:variable name="words"><xsl:apply-templates/></xsl:variable>
    <xsl:variable name="line" select="normalize-space(translate($words, $signs-of-layout, '  '))"/>
    <xsl:variable name="depth" select="count(ancestor::*[starts-with(local-name(), 'div')])"/>
    <xsl:call-template name="paragraph"/>
    <xsl:value-of select="$markup"/>
    <xsl:choose>
      <xsl:when test="not(string($line))"/>
      <xsl:when test="starts-with(local-name(..), 'div') or parent::tei:body or self::tei:docTitle">
        <xsl:value-of select="concat(substring('######', 1, $depth + not($depth)), ' ', $line)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('**', $line, '**')"/></xsl:otherwise>
    </xsl:choose>
    <xsl:copy-of select="$paragraph"/>
  </xsl:template>

  <xsl:template match="tei:speaker">
    <xsl:variable name="words"><xsl:apply-templates/></xsl:variable>
    <xsl:call-template name="paragraph"/>
    <xsl:if test="normalize-space($words)">
      <xsl:value-of select="concat($markup, '**', normalize-space($words), '**')"/>
    </xsl:if>
    <xsl:call-template name="behind-label"/>
  </xsl:template>

  <xsl:template name="stage">
    <xsl:variable name="brackets"><xsl:call-template name="stage-brackets"/></xsl:variable>
    <xsl:variable name="words"><xsl:apply-templates/></xsl:variable>
    <xsl:call-template name="emphasis">
      <xsl:with-param name="words">
        <xsl:if test="$brackets = '[]'">\</xsl:if>
        <xsl:value-of select="substring($brackets, 1, 1)"/>
        <xsl:choose>
          <xsl:when test="$brackets = ''"><xsl:copy-of select="$words"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space($words)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$brackets = '[]'">\</xsl:if>
        <xsl:value-of select="substring($brackets, 2)"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:hi[contains(@rend, 'bold')] | tei:hi[contains(@rendition, 'bold')]">
    <xsl:call-template name="emphasis"><xsl:with-param name="mark" select="'**'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:hi | tei:emph | tei:title | tei:foreign">
    <xsl:call-template name="emphasis"/>
  </xsl:template>

  <!-- The words in italics or bold, where they hold no break and where the marks would be read as
       such: beside white space or the ends of the element around them (CommonMark 6.2). -->
  <xsl:template name="emphasis">
    <xsl:param name="mark" select="'*'"/>
    <xsl:param name="words"><xsl:apply-templates/></xsl:param>
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="before"
        select="string(preceding-sibling::node()[1][not(self::tei:speaker or $block = 'yes')])"/>
    <xsl:variable name="behind"
        select="substring(following-sibling::node()[1][not($block = 'yes')], 1, 1)"/>
    <xsl:variable name="line" select="normalize-space($words)"/>
    <xsl:choose>
      <xsl:when test="$line and translate($words, $signs-of-layout, '') = string($words)
          and not(contains($words, '*'))
          and normalize-space(substring($before, string-length($before))) = ''
          and (not($behind) or contains(' &#9;&#10;.,;:!?)', $behind))">
        <xsl:if test="not(starts-with($words, substring($line, 1, 1)))"><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="concat($mark, $line, $mark)"/>
        <xsl:if test="not(normalize-space(substring($words, string-length($words))))">
          <xsl:text> </xsl:text>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:copy-of select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== lists, tables, links ==== -->

  <!-- All lists are bulleted: an ordered list of Markdown numbers by itself, and not (a), (b). -->
  <xsl:template match="tei:item">
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
      </xsl:choose>
    </xsl:variable>
    <xsl:copy-of select="$line"/>
    <xsl:value-of select="concat(str:padding(2 * count(ancestor::tei:item), $indent), $markup, '- ')"/>
    <xsl:if test="normalize-space($label)">
      <xsl:call-template name="escape-beginning">
        <xsl:with-param name="line" select="normalize-space($label)"/>
      </xsl:call-template>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates/>
    <xsl:copy-of select="$line"/>
  </xsl:template>

  <xsl:template match="tei:cell">
    <xsl:apply-templates/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:ref[starts-with(@target, 'http')]">
    <xsl:text>[</xsl:text>
    <xsl:apply-templates/>
    <xsl:value-of select="concat('](&lt;', translate(@target, '&lt;&gt; ', ''), '&gt;)')"/>
  </xsl:template>
  <xsl:template match="tei:graphic[@url]">
    <xsl:text>![</xsl:text>
    <xsl:apply-templates select="(tei:desc | ../tei:figDesc)[1]/node()"/>
    <xsl:value-of select="concat('](&lt;', translate(@url, '&lt;&gt; ', ''), '&gt;)')"/>
  </xsl:template>
  <xsl:template match="tei:figDesc[../tei:graphic]"/>

  <xsl:template match="tei:gap | tei:space">
    <xsl:variable name="words"><xsl:call-template name="gap-words"/></xsl:variable>
    <xsl:text>\[</xsl:text>
    <xsl:call-template name="escape"><xsl:with-param name="text" select="$words"/></xsl:call-template>
    <xsl:text>\]</xsl:text>
  </xsl:template>

  <!-- ==== notes ==== -->

  <xsl:key name="note-by-number" match="tei:note" use="@n"/>

  <!-- A footnote's label: the note's number where no other note has it. -->
  <xsl:template name="footnote">
    <xsl:text>[^</xsl:text>
    <xsl:choose>
      <xsl:when test="@n and count(key('note-by-number', @n)) = 1
          and not(translate(@n, '0123456789', ''))"><xsl:value-of select="@n"/></xsl:when>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>
        <xsl:text>n</xsl:text>
        <xsl:call-template name="note-position"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:note">
    <xsl:variable name="position"><xsl:call-template name="note-position"/></xsl:variable>
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$notes = 'end' and string($position)">
        <xsl:if test="not(string($missing))"><xsl:call-template name="footnote"/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:apply-imports/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="notes-section">
    <xsl:choose>
      <xsl:when test="self::tei:div"><xsl:call-template name="notes-of-document"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="notes-of-no-document"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:note" mode="listed-note">
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <xsl:if test="not(string($missing))">
      <xsl:copy-of select="$paragraph"/>
      <xsl:value-of select="$markup"/>
      <xsl:call-template name="footnote"/>
      <xsl:text>: </xsl:text>
      <xsl:apply-templates/>
      <xsl:copy-of select="$paragraph"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
