<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes as HTML: a marker in the text that leads to its note, and the notes in a list behind their
  text, each with a way back.  Where the window is wide, the style moves each note of the list beside
  its marker, below the note before it: for that, markers and notes have names to be anchored by
  (CSS Anchor Positioning).  Where that is not known, on paper and to screen readers it is a list.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common"
    xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="tei exsl">

  <!-- Some thousand boxes placed by one another keep a browser busy for seconds. -->
  <xsl:variable name="notes-beside"
      select="$notes = 'auto' and $listed-notes and count($listed-notes) &lt; 500"/>

  <xsl:template match="tei:note">
    <xsl:variable name="position"><xsl:call-template name="note-position"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="not(string($position))"><xsl:call-template name="note-in-place"/></xsl:when>
      <xsl:when test="@anchored = 'false'"><xsl:comment/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="note-marker">
          <xsl:with-param name="position" select="string($position)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="note-in-place">
    <div class="note" role="note">
      <xsl:apply-templates select="@*"/>
      <xsl:if test="@n">
        <span class="label added"><xsl:value-of select="@n"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
  </xsl:template>

  <xsl:template name="note-marker">
    <xsl:param name="position"/>
    <xsl:variable name="id">
      <xsl:call-template name="note-id">
        <xsl:with-param name="position" select="$position"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="number" select="concat(@n, substring($position, 1, 9 * not(@n)))"/>
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <a class="noteref" role="doc-noteref" id="{$id}:marker" href="#{$id}" aria-label="Note {$number}">
      <xsl:if test="$notes-beside">
        <xsl:attribute name="style">anchor-name:--m<xsl:value-of select="$position"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="$missing = 'yes'">
        <xsl:attribute name="class">noteref missing</xsl:attribute>
        <xsl:attribute name="title">The text of this note is not in the source</xsl:attribute>
      </xsl:if>
      <xsl:value-of select="$number"/>
    </a>
  </xsl:template>

  <xsl:template name="note-id">
    <xsl:param name="position"/>
    <xsl:choose>
      <xsl:when test="id(@xml:id)[count(. | current()) = 1]">
        <xsl:value-of select="@xml:id"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('note:', $position)"/>
        <xsl:if test="not($position)"><xsl:call-template name="note-position"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The current document's notes, or, from the root, those that are in no document. -->
  <xsl:template name="notes-section">
    <xsl:variable name="list">
      <xsl:choose>
        <xsl:when test="self::tei:div"><xsl:call-template name="notes-of-document"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="notes-of-no-document"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="exsl:node-set($list)/*">
      <section class="notes" role="doc-endnotes">
        <xsl:attribute name="aria-label">
          <xsl:text>Notes</xsl:text>
          <xsl:if test="self::tei:div[tei:head] and not($page-head)">
            <xsl:text> on </xsl:text>
            <xsl:call-template name="section-title"/>
          </xsl:if>
        </xsl:attribute>
        <xsl:variable name="level">
          <xsl:choose>
            <xsl:when test="self::tei:div[tei:head] and not($page-head)">3</xsl:when>
            <xsl:otherwise>2</xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:element name="h{$level}">
          <xsl:attribute name="class">added</xsl:attribute>
          <xsl:attribute name="lang">en</xsl:attribute>
          <xsl:attribute name="xml:lang">en</xsl:attribute>
          <xsl:text>Notes</xsl:text>
        </xsl:element>
        <ol role="list"><xsl:copy-of select="$list"/></ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="listed-note">
    <xsl:variable name="position"><xsl:call-template name="note-position"/></xsl:variable>
    <xsl:variable name="id">
      <xsl:call-template name="note-id">
        <xsl:with-param name="position" select="string($position)"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="number" select="concat(@n, substring($position, 1, 9 * not(@n)))"/>
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <li id="{concat($id, '')}">
      <xsl:apply-templates select="@xml:lang"/>
      <xsl:if test="$notes-beside">
        <xsl:call-template name="note-anchors">
          <xsl:with-param name="position" select="string($position)"/>
        </xsl:call-template>
      </xsl:if>
      <span class="label added"><xsl:value-of select="$number"/>.</span>
      <xsl:text> </xsl:text>
      <div class="note-text">
        <xsl:choose>
          <xsl:when test="$missing = 'yes'">
            <span class="missing added" lang="en" xml:lang="en">The text of this note is not in the source.</span>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
        <xsl:choose>
          <xsl:when test="@anchored = 'false'">
            <span class="missing added" lang="en" xml:lang="en">(The source has no marker for this note.)</span>
          </xsl:when>
          <xsl:otherwise>
            <a class="backlink" role="doc-backlink" href="#{$id}:marker" title="Back to the text"
                aria-label="Back to the text at note {$number}">↩&#xFE0E;</a>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </li>
  </xsl:template>

  <!-- A paragraph of a note that goes on in the next page's list stays one. -->
  <xsl:template match="tei:note/tei:p[@part = 'I']">
    <p>
      <xsl:apply-templates select="@xml:lang"/>
      <xsl:apply-templates/>
      <xsl:apply-templates mode="rest" select="following-sibling::*[1][self::tei:p[@part = 'M' or @part = 'F']]"/>
    </p>
  </xsl:template>
  <xsl:template match="tei:note/tei:p[@part = 'M' or @part = 'F']"/>
  <xsl:template match="tei:p" mode="rest">
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
    <xsl:if test="@part = 'M'">
      <xsl:apply-templates mode="rest" select="following-sibling::*[1][self::tei:p[@part = 'M' or @part = 'F']]"/>
    </xsl:if>
  </xsl:template>

  <!-- A note's own name, that of its marker, and of the note that it must not cover.  A note without
       a marker stays in the list. -->
  <xsl:template name="note-anchors">
    <xsl:param name="position"/>
    <xsl:choose>
      <xsl:when test="@anchored = 'false'">
        <xsl:attribute name="class">unplaced</xsl:attribute>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="style">
          <xsl:value-of select="concat('--m:--m', $position, ';--b:--n', $position - 1,
              ';anchor-name:--n', $position)"/>
        </xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
