<?xml version="1.0" encoding="UTF-8"?>
<!--
  The words and signs that stand for markup in any text to be read: gaps, brackets round stage
  remarks, quotation marks, what a pointer points to, who a person is.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <!-- What is missing at a gap, damage or space, without brackets: its own words where it has some,
       otherwise what its attributes say. -->
  <xsl:template name="gap-words">
    <xsl:variable name="extent">
      <xsl:choose>
        <xsl:when test="@extent"><xsl:value-of select="@extent"/></xsl:when>
        <xsl:when test="@quantity">
          <xsl:value-of select="concat(@quantity, ' ', @unit)"/>
          <xsl:if test="@unit and @quantity != 1
              and not(substring(@unit, string-length(@unit)) = 's')">s</xsl:if>
        </xsl:when>
        <xsl:when test="@atMost">
          <xsl:value-of select="concat('at most ', @atMost, ' ', @unit)"/>
        </xsl:when>
        <xsl:when test="@atLeast">
          <xsl:value-of select="concat('at least ', @atLeast, ' ', @unit)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space(tei:desc)">
        <xsl:value-of select="normalize-space(tei:desc)"/>
      </xsl:when>
      <xsl:when test="self::tei:space">
        <xsl:value-of select="normalize-space(concat('blank space ', $extent))"/>
      </xsl:when>
      <xsl:when test="@reason or string($extent)">
        <xsl:value-of select="translate(@reason, '-_', '  ')"/>
        <xsl:if test="@reason and string($extent)">, </xsl:if>
        <xsl:value-of select="normalize-space($extent)"/>
      </xsl:when>
      <xsl:otherwise>…</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The two brackets a stage remark is read with, or nothing.  The encoder takes a transcript's
       brackets off; a play's remarks need some only where they stand in a line of speech. -->
  <xsl:template name="stage-brackets">
    <xsl:choose>
      <xsl:when test="contains('([', substring(normalize-space(), 1, 1))"/>
      <xsl:when test="@rend and contains(concat(' ', @rend, ' '), ' parens ')">()</xsl:when>
      <xsl:when test="$all-documents and ancestor::tei:div[@type = 'document']">[]</xsl:when>
      <xsl:when test="parent::tei:sp
          and preceding-sibling::*[not(self::tei:pb)][1][self::tei:speaker]">()</xsl:when>
      <xsl:when test="contains($structural, concat(' ', local-name(..), ' '))"/>
      <xsl:otherwise>()</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 'yes' where a quotation has no quotation mark of its own, in it or before it. -->
  <xsl:variable name="quotation-marks" select="concat('“”„‟«»‘’‚‛‹›', '&quot;', &quot;'&quot;)"/>
  <xsl:template name="needs-quotation-marks">
    <xsl:variable name="before" select="preceding-sibling::node()[1][self::text()]"/>
    <xsl:if test="normalize-space()
        and not(contains($quotation-marks, substring(normalize-space(), 1, 1)))
        and not($before and contains($quotation-marks, substring($before, string-length($before))))">yes</xsl:if>
  </xsl:template>

  <!-- What a ptr shows: the number or heading of what it points to, or the address. -->
  <xsl:template name="pointer-words">
    <xsl:variable name="first" select="string(str:tokenize(@target)[1])"/>
    <xsl:variable name="goal"
        select="id(substring-after($first, '#'))[starts-with($first, '#')]"/>
    <xsl:choose>
      <xsl:when test="$goal/@n"><xsl:value-of select="$goal/@n"/></xsl:when>
      <xsl:when test="$goal/tei:head">
        <xsl:apply-templates select="$goal[1]/tei:head[1]" mode="plain"/>
      </xsl:when>
      <xsl:when test="string($first)"><xsl:value-of select="$first"/></xsl:when>
      <xsl:otherwise>…</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An item's number with a full stop, unless it has a sign of its own behind it. -->
  <xsl:template name="item-number">
    <xsl:value-of select="@n"/>
    <xsl:if test="not(contains('.,:;)]/-–*†', substring(@n, string-length(@n))))">.</xsl:if>
  </xsl:template>

  <!-- The name of the current person, in the first form given. -->
  <xsl:template name="person-name">
    <xsl:value-of select="normalize-space((tei:persName | tei:orgName | tei:name)[1])"/>
  </xsl:template>

  <!-- Everybody a @who names, with what they are: "Kissinger, the President’s Assistant". -->
  <xsl:template name="who-names">
    <xsl:for-each select="str:tokenize(@who)[starts-with(., '#')]">
      <xsl:variable name="id" select="substring-after(., '#')"/>
      <xsl:variable name="last" select="position() = last()"/>
      <!-- The tokens are a document of their own: back to the one that knows the persons. -->
      <xsl:for-each select="$source">
        <xsl:for-each select="id($id)">
          <xsl:call-template name="person-name"/>
          <xsl:if test="normalize-space(tei:occupation)">
            <xsl:value-of select="concat(', ', normalize-space(tei:occupation[1]))"/>
          </xsl:if>
          <xsl:if test="not($last)">; </xsl:if>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>
  <xsl:variable name="source" select="/"/>

  <!-- A heading's words without its notes, for places that cannot hold links. -->
  <xsl:template match="*" mode="plain">
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:value-of select="normalize-space($words)"/>
  </xsl:template>
  <xsl:template match="tei:note | tei:sic[../tei:corr] | tei:orig[../tei:reg]
      | tei:abbr[../tei:expan]" mode="words"/>
  <xsl:template match="tei:lb" mode="words"><xsl:text> </xsl:text></xsl:template>
</xsl:stylesheet>
