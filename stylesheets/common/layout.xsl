<?xml version="1.0" encoding="UTF-8"?>
<!--
  Sets a text with layout signs as lines: paragraphs a blank line apart, white space collapsed,
  filled to $width columns where that is not 0, nothing at line ends, one newline at the end.  The
  signs are five of Unicode's noncharacters (U+FDD0 to U+FDD4), which are for a program's own use.

  libxslt stops at 3000 templates within one another, so nothing here calls itself once a word:
  words are dealt out in halves, which keeps the depth to the logarithm of their number.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="str exsl">

  <!-- The two that end something are elements, to be copied: text that is added to text again and
       again, across a whole document, would be moved as often. -->
  <xsl:variable name="paragraph"><sign>&#xFDD0;</sign></xsl:variable> <!-- a paragraph ends -->
  <xsl:variable name="line"><sign>&#xFDD1;</sign></xsl:variable>      <!-- a line ends -->
  <xsl:variable name="indent" select="'&#xFDD2;'"/> <!-- this line is set in by one more column -->
  <xsl:variable name="hang" select="'&#xFDD3;'"/>   <!--
  and what does not fit into it by one more
-->
  <xsl:variable name="tab" select="'&#xFDD4;'"/>    <!-- a tab -->
  <xsl:variable name="signs-of-layout" select="'&#xFDD0;&#xFDD1;&#xFDD2;&#xFDD3;&#xFDD4;'"/>

  <!-- Whether the document has such signs of its own.  (translate() takes a hundred times as long as
       contains() for a character: it is kept for where something has been found.) -->
  <xsl:variable name="whole" select="string(/)"/>
  <xsl:variable name="has-signs"
      select="boolean(str:tokenize($signs-of-layout, '')[contains($whole, .)])"/>

  <xsl:template name="set-lines">
    <xsl:param name="signs"/>
    <!-- str:tokenize leaves out what is empty: two signs in a row are one.  What has words mostly
         begins with one. -->
    <xsl:for-each select="str:tokenize($signs, $paragraph)
        [normalize-space(translate(substring(., 1, 9), $signs-of-layout, ''))
        or normalize-space(translate(., $signs-of-layout, ''))]">
      <!-- An element, of which only the text is written: for the same reason as above. -->
      <paragraph>
        <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
        <xsl:for-each select="str:tokenize(., $line)
            [normalize-space(translate(substring(., 1, 9), $signs-of-layout, ''))
            or normalize-space(translate(., $signs-of-layout, ''))]">
          <line><xsl:call-template name="set-line"/></line>
        </xsl:for-each>
      </paragraph>
    </xsl:for-each>
  </xsl:template>

  <!-- The current token as a line, or as many as it fills. -->
  <xsl:template name="set-line">
    <xsl:variable name="words"
        select="normalize-space(str:replace(str:replace(., $indent, ''), $hang, ''))"/>
    <xsl:variable name="columns"
        select="string-length() - string-length(str:replace(., $indent, ''))"/>
    <xsl:value-of select="str:padding($columns, ' ')"/>
    <xsl:choose>
      <xsl:when test="not($width &gt; 0) or $columns + string-length($words) &lt;= $width">
        <xsl:value-of select="str:replace($words, $tab, '&#9;')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="hanging"
            select="string-length() - string-length(translate(., $hang, ''))"/>
        <xsl:call-template name="fill">
          <xsl:with-param name="words" select="str:tokenize($words, ' ')"/>
          <xsl:with-param name="column" select="$columns"/>
          <xsl:with-param name="left" select="str:padding($columns + $hanging, ' ')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Sets the words from the column on.  Only what the first half came to tells where the second
       begins, so the first is made, looked at and then put out. -->
  <xsl:template name="fill">
    <xsl:param name="words"/>
    <xsl:param name="column"/>
    <xsl:param name="left"/>
    <xsl:param name="begins" select="true()"/>
    <xsl:choose>
      <xsl:when test="count($words) &lt;= 16">
        <xsl:call-template name="fill-few">
          <xsl:with-param name="words" select="$words"/>
          <xsl:with-param name="column" select="$column"/>
          <xsl:with-param name="left" select="$left"/>
          <xsl:with-param name="begins" select="$begins"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="half" select="floor(count($words) div 2)"/>
        <xsl:variable name="first">
          <xsl:call-template name="fill">
            <xsl:with-param name="words" select="$words[position() &lt;= $half]"/>
            <xsl:with-param name="column" select="$column"/>
            <xsl:with-param name="left" select="$left"/>
            <xsl:with-param name="begins" select="$begins"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="reached">
          <xsl:choose>
            <xsl:when test="contains($first, '&#10;')">
              <xsl:value-of select="string-length(str:tokenize($first, '&#10;')[last()])"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$column + string-length($first)"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:value-of select="$first"/>
        <xsl:call-template name="fill">
          <xsl:with-param name="words" select="$words[position() &gt; $half]"/>
          <xsl:with-param name="column" select="number($reached)"/>
          <xsl:with-param name="left" select="$left"/>
          <xsl:with-param name="begins" select="false()"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One word, then the others; sixteen deep at most. -->
  <xsl:template name="fill-few">
    <xsl:param name="words"/>
    <xsl:param name="column"/>
    <xsl:param name="left"/>
    <xsl:param name="begins"/>
    <xsl:param name="index" select="1"/>
    <xsl:variable name="word" select="translate($words[$index], $tab, '&#9;')"/>
    <xsl:variable name="room" select="$width - $column - string-length($word) - not($begins)"/>
    <xsl:choose>
      <xsl:when test="$begins"/>
      <xsl:when test="$room &lt; 0"><xsl:value-of select="concat('&#10;', $left)"/></xsl:when>
      <xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="$word"/>
    <xsl:if test="$index &lt; count($words)">
      <xsl:variable name="reached">
        <xsl:choose>
          <xsl:when test="not($begins) and $room &lt; 0">
            <xsl:value-of select="string-length($left) + string-length($word)"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$width - $room"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:call-template name="fill-few">
        <xsl:with-param name="words" select="$words"/>
        <xsl:with-param name="column" select="number($reached)"/>
        <xsl:with-param name="left" select="$left"/>
        <xsl:with-param name="begins" select="false()"/>
        <xsl:with-param name="index" select="$index + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
