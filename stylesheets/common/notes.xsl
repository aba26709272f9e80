<?xml version="1.0" encoding="UTF-8"?>
<!--
  Which notes are listed behind their text, under which number, and which of them have lost theirs.
  All notes are numbered in one pass; note-number then looks a note up, so that ten thousand notes
  cost no more than ten thousand look-ups.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <!-- A note among blocks stays where it is; one in a line, or said to have lost its marker
       (anchored="false"), is listed. -->
  <xsl:variable name="listed-notes" select="/descendant::tei:note[ancestor::tei:text]
      [@anchored = 'false' or not(contains($structural, concat(' ', local-name(..), ' ')))]"/>

  <xsl:variable name="note-entries">
    <xsl:for-each select="$listed-notes">
      <entry note="{generate-id()}" position="{position()}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="note-root" select="exsl:node-set($note-entries)"/>
  <xsl:key name="note-entry" match="entry" use="@note"/>

  <!-- The current note's place among all that are listed; nothing where it is not. -->
  <xsl:template name="note-position">
    <xsl:variable name="note" select="generate-id()"/>
    <xsl:for-each select="$note-root">
      <xsl:value-of select="key('note-entry', $note)/@position"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The number that readers see: the source's own where there is one. -->
  <xsl:template name="note-number">
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="note-position"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The notes that belong to the current document, which is a div type="document", or all that
       belong to none.  Called with a mode-less for-each in mind: a template in mode "listed-note"
       makes the entry. -->
  <xsl:template name="notes-of-document">
    <xsl:variable name="depth" select="count(ancestor-or-self::tei:div[@type = 'document'])"/>
    <!-- One of these two is empty: libxslt compares the parts of a union node by node. -->
    <xsl:apply-templates mode="listed-note" select="$listed-notes[not($all-documents[2])]
        [ancestor::tei:div[@type = 'document']] | self::*[$all-documents[2]]/descendant::tei:note
        [@anchored = 'false' or not(contains($structural, concat(' ', local-name(..), ' ')))]
        [count(ancestor::tei:div[@type = 'document']) = $depth]"/>
  </xsl:template>
  <xsl:template name="notes-of-no-document">
    <xsl:apply-templates mode="listed-note"
        select="$listed-notes[not(ancestor::tei:div[@type = 'document'])]"/>
  </xsl:template>

  <!-- 'yes' where the note's text is not in the source. -->
  <xsl:template name="note-is-missing">
    <xsl:if test="tei:gap[@reason = 'missing'] and normalize-space() = ''">yes</xsl:if>
  </xsl:template>
</xsl:stylesheet>
