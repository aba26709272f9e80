<?xml version="1.0" encoding="UTF-8"?>
<!--
  What can be gone to in the page, and from where: notes and their markers, page breaks, references,
  pictures.  A link is made only to what is in the page or has an address of its own on the web.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="tei str">

  <!-- ==== notes ==== -->

  <xsl:template match="tei:note">
    <xsl:variable name="position"><xsl:call-template name="note-position"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="not(string($position))"><xsl:call-template name="note-in-place"/></xsl:when>
      <xsl:when test="@anchored = 'false'"/>
      <xsl:otherwise><xsl:call-template name="note-marker"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="note-in-place">
    <div role="note">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">note</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="@n">
        <span class="label"><xsl:value-of select="@n"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
  </xsl:template>

  <xsl:template name="note-marker">
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <a class="noteref" role="doc-noteref" id="{$id}:marker"
        href="#{$id}" aria-label="Note {$number}">
      <xsl:if test="$missing = 'yes'">
        <xsl:attribute name="class">noteref missing</xsl:attribute>
        <xsl:attribute name="title">The text of this note is not in the source</xsl:attribute>
      </xsl:if>
      <xsl:value-of select="$number"/>
    </a>
  </xsl:template>

  <xsl:template name="note-id">
    <xsl:choose>
      <xsl:when test="@xml:id and generate-id() = generate-id(key('by-id', @xml:id)[1])">
        <xsl:value-of select="@xml:id"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>note:</xsl:text>
        <xsl:call-template name="note-position"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The current document's notes, or, from the root, those that are in no document. -->
  <xsl:template name="notes-section">
    <xsl:variable name="notes">
      <xsl:choose>
        <xsl:when test="self::tei:div"><xsl:call-template name="notes-of-document"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="notes-of-no-document"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="string($notes)">
      <section class="notes" role="doc-endnotes" aria-label="Notes">
        <xsl:variable name="level">
          <xsl:choose>
            <xsl:when test="self::tei:div and not($page-head)">3</xsl:when>
            <xsl:otherwise>2</xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:element name="h{$level}">
          <xsl:attribute name="lang">en</xsl:attribute>
          <xsl:attribute name="xml:lang">en</xsl:attribute>
          <xsl:text>Notes</xsl:text>
        </xsl:element>
        <ol role="list"><xsl:copy-of select="$notes"/></ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="listed-note">
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
    <xsl:variable name="missing"><xsl:call-template name="note-is-missing"/></xsl:variable>
    <li id="{$id}">
      <xsl:if test="@xml:lang">
        <xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute>
        <xsl:attribute name="xml:lang"><xsl:value-of select="@xml:lang"/></xsl:attribute>
      </xsl:if>
      <span class="label"><xsl:value-of select="$number"/>.</span>
      <xsl:text> </xsl:text>
      <div class="note-text">
        <xsl:choose>
          <xsl:when test="$missing = 'yes'">
            <span class="missing" lang="en" xml:lang="en">The text of this note is not in the source.</span>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
        <xsl:choose>
          <xsl:when test="@anchored = 'false'">
            <span class="missing" lang="en" xml:lang="en">(The source has no marker for this note.)</span>
          </xsl:when>
          <xsl:otherwise>
            <a class="back" role="doc-backlink" href="#{$id}:marker" title="Back to the text"
                aria-label="Back to the text at note {$number}">↩&#xFE0E;</a>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </li>
  </xsl:template>

  <!-- ==== page breaks ==== -->

  <xsl:key name="page" match="tei:pb" use="string(@n)"/>

  <xsl:template match="tei:pb">
    <xsl:variable name="id"><xsl:call-template name="page-id"/></xsl:variable>
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <a class="pb" id="{$id}"
        href="#{$id}" title="{normalize-space(concat('Page ', @n))} begins here">
      <xsl:if test="$block = 'yes'"><xsl:attribute name="class">pb between</xsl:attribute></xsl:if>
      <span class="page-number">[<xsl:value-of select="normalize-space(concat('p. ', @n))"/>]</span>
    </a>
  </xsl:template>

  <!-- Its own id, or page:621; a page number's second occurrence is page:621:2. -->
  <xsl:template name="page-id">
    <xsl:choose>
      <xsl:when test="@xml:id and generate-id() = generate-id(key('by-id', @xml:id)[1])">
        <xsl:value-of select="@xml:id"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="this" select="generate-id()"/>
        <xsl:value-of select="concat('page:', translate(normalize-space(@n), ' ', '_'))"/>
        <xsl:for-each select="key('page', string(@n))">
          <xsl:if test="position() &gt; 1 and generate-id() = $this">
            <xsl:value-of select="concat(':', position())"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== references ==== -->

  <!-- Where a target leads to: '#id' in the page, an address on the web, or nothing.  Nothing else
       is linked: a script's address least of all. -->
  <xsl:template name="address">
    <xsl:param name="target" select="string(str:tokenize(@target)[1])"/>
    <xsl:variable name="goal" select="key('by-id', substring-after($target, '#'))[1]"/>
    <xsl:variable name="scheme" select="
        concat(' ', translate(substring-before($target, ':'), 'HTPSMAILO', 'htpsmailo'), ' ')"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#')">
        <xsl:if test="$goal[ancestor-or-self::tei:text]
            or count($goal | $shown-persons) = count($shown-persons)
            and $goal"><xsl:value-of select="$target"/></xsl:if>
      </xsl:when>
      <xsl:when test="contains(' http https mailto ', $scheme) and normalize-space($scheme)">
        <xsl:value-of select="$target"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="address"><xsl:call-template name="address"/></xsl:variable>
    <xsl:variable name="words">
      <xsl:apply-templates/>
      <xsl:if test="not(normalize-space() or *)"><xsl:call-template name="pointer-words"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <!-- A reference within a marker or another reference cannot be a link in HTML. -->
      <xsl:when test="string($address) and not(ancestor::tei:ref)">
        <a href="{$address}">
          <xsl:call-template name="attributes">
            <xsl:with-param name="class">ref</xsl:with-param>
          </xsl:call-template>
          <xsl:copy-of select="$words"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class">ref elsewhere</xsl:with-param>
          </xsl:call-template>
          <xsl:if test="@target">
            <xsl:attribute name="title">
              <xsl:value-of select="concat('Refers to ', @target, ', which is not in this file')"/>
            </xsl:attribute>
          </xsl:if>
          <xsl:copy-of select="$words"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A picture within the file is shown; one that would have to be fetched is named, and linked
       where it is on the web. -->
  <xsl:template match="tei:graphic | tei:media">
    <xsl:variable name="address">
      <xsl:call-template name="address">
        <xsl:with-param name="target" select="string(@url)"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="words" select="normalize-space((tei:desc | ../tei:figDesc
        | ../tei:head)[1])"/>
    <xsl:choose>
      <xsl:when test="starts-with(@url, 'data:image/')">
        <img src="{@url}" alt="{$words}"><xsl:call-template name="attributes"/></img>
      </xsl:when>
      <xsl:when test="string($address)">
        <a class="picture" href="{$address}"><xsl:call-template name="id"/>
            <xsl:value-of select="concat('[Picture: ', @url, ']')"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="picture"><xsl:call-template name="id"/>
            <xsl:value-of select="concat('[Picture: ', @url, ']')"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
