<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes one self-contained HTML page of a TEI document: no script, nothing fetched.  What is made of
  each kind of element is in common/html-*.xsl; here are the page, its landmarks and its contents.

  Parameters
    theme     auto (as the reader's system is set), light or dark
    contents  auto (a list of contents where there are three or more sections), yes or none
    colophon  yes or none: how the text was made, below it

  The page is written as XML that is also HTML (a "polyglot" page), so that browsers and XML tools
  read the same tree: hence never-empty, which keeps <span/> from being written, and style rules
  without "&gt;" and "&amp;".  Patterns of what may have thousands of siblings have no predicate:
  libxslt counts the siblings to test one.  Ids made here hold a colon, which no xml:id can, so that
  none is there twice.  Of the header, what a reader asks for is shown; a standOff is not.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">
  <xsl:include href="common/structure.xsl"/>
  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="common/words.xsl"/>
  <xsl:include href="common/html-style.xsl"/>
  <xsl:include href="common/html-header.xsl"/>
  <xsl:include href="common/html-blocks.xsl"/>
  <xsl:include href="common/html-inlines.xsl"/>
  <xsl:include href="common/html-links.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"
      doctype-system="about:legacy-compat"/>
  <xsl:param name="theme" select="'auto'"/>
  <xsl:param name="contents" select="'auto'"/>
  <xsl:param name="colophon" select="'yes'"/>

  <!-- A file that is one document, under one heading, has that heading for its h1; any other has
       the title in its header. -->
  <xsl:variable name="page-head" select="/tei:TEI/tei:text[not(tei:front)]/tei:body[count(*) = 1]
      /tei:div/tei:head[1]"/>

  <xsl:variable name="language" select="string((/*/tei:text/@xml:lang | /*/@xml:lang
      | /*/tei:teiHeader/tei:profileDesc/tei:langUsage/tei:language[1]/@ident)[last()])"/>

  <xsl:template match="/">
    <html lang="en" xml:lang="en">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <xsl:if test="$theme = 'auto'"><meta name="color-scheme" content="light dark"/></xsl:if>
        <meta name="generator" content="teikit"/>
        <title><xsl:call-template name="page-title"/></title>
        <style><xsl:call-template name="style"/></style>
      </head>
      <body>
        <a class="skip" href="#text:start">Skip to the text</a>
        <main>
          <xsl:attribute name="class">
            <xsl:call-template name="label-width"/>
          </xsl:attribute>
          <xsl:if test="$language">
            <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
            <xsl:attribute name="xml:lang"><xsl:value-of select="$language"/></xsl:attribute>
          </xsl:if>
          <xsl:if test="not($page-head)">
            <xsl:call-template name="page-header"/>
            <a id="text:start" class="start"><xsl:call-template name="empty"/></a>
          </xsl:if>
          <xsl:apply-templates select="*"/>
          <xsl:if test="$listed-notes[not(ancestor::tei:div[@type = 'document'])]">
            <xsl:call-template name="notes-section"/>
          </xsl:if>
        </main>
        <xsl:if test="$colophon != 'none'">
          <xsl:call-template name="colophon"/>
        </xsl:if>
      </body>
    </html>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- How wide the column of speakers must be: as most labels are. -->
  <xsl:template name="label-width">
    <xsl:choose>
      <xsl:when test="not(//tei:speaker)">labels-none</xsl:when>
      <xsl:when test="not(//tei:speaker
          [string-length(normalize-space()) &gt; 4])">labels-short</xsl:when>
      <xsl:otherwise>labels-long</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== contents ==== -->

  <xsl:template name="contents">
    <xsl:variable name="sections" select="($page-head/../* | /tei:TEI[not($page-head)]/tei:text/*/*)
        [tei:head][starts-with(local-name(), 'div')]"/>
    <xsl:if test="$contents = 'yes' or ($contents = 'auto' and count($sections) &gt; 2)">
      <nav aria-label="Contents">
        <details>
          <summary>Contents</summary>
          <ol><xsl:apply-templates select="$sections" mode="contents"/></ol>
        </details>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="contents">
    <xsl:variable name="parts" select="*[tei:head][starts-with(local-name(), 'div')]"/>
    <xsl:variable name="id"><xsl:call-template name="section-id"/></xsl:variable>
    <li>
      <a href="#{$id}"><xsl:apply-templates select="tei:head[1]" mode="plain"/></a>
      <xsl:if test="$parts and count(ancestor::*[starts-with(local-name(), 'div')]) &lt; 1">
        <ol><xsl:apply-templates select="$parts" mode="contents"/></ol>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- A heading's words without its notes, for places that cannot hold links. -->
  <xsl:template match="*" mode="plain">
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:value-of select="normalize-space($words)"/>
  </xsl:template>
  <xsl:template match="tei:note" mode="words"/>
  <xsl:template match="tei:lb" mode="words"><xsl:text> </xsl:text></xsl:template>

  <!-- ==== what every element may have ==== -->

  <!-- Looks worth telling from others; other values of @rend are for the way back to the source. -->
  <xsl:variable name="shown-rend" select="' italic italics bold underline underlined smallcaps
      small-caps sc superscript super sup subscript sub spaced letterspaced gesperrt center centered
      right strikethrough bulleted indent roman '"/>

  <xsl:template name="attributes">
    <xsl:param name="class"/>
    <xsl:variable name="classes">
      <xsl:value-of select="$class"/>
      <xsl:if test="@rend">
        <xsl:for-each select="str:tokenize(translate(@rend, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
            'abcdefghijklmnopqrstuvwxyz'))[contains($shown-rend, concat(' ', ., ' '))]" xmlns:str="http://exslt.org/strings">
          <xsl:value-of select="concat(' rend-', .)"/>
        </xsl:for-each>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="string($classes)">
      <xsl:attribute name="class"><xsl:value-of select="normalize-space($classes)"/></xsl:attribute>
    </xsl:if>
    <xsl:call-template name="id"/>
    <xsl:if test="@xml:lang">
      <xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute>
      <xsl:attribute name="xml:lang"><xsl:value-of select="@xml:lang"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- An id that the source gives to two elements goes to the first. -->
  <xsl:template name="id">
    <xsl:if test="@xml:id and generate-id() = generate-id(key('by-id', @xml:id)[1])">
      <xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Content that nothing shows, for an element that HTML does not let be empty. -->
  <xsl:template name="empty"><xsl:comment/></xsl:template>
  <xsl:template name="never-empty">
    <xsl:if test="not(* or text())"><xsl:call-template name="empty"/></xsl:if>
  </xsl:template>

  <!-- Words for those who cannot see the sign beside them. -->
  <xsl:template name="spoken">
    <xsl:param name="words"/>
    <span class="spoken" lang="en" xml:lang="en"><xsl:value-of select="$words"/></span>
  </xsl:template>
</xsl:stylesheet>
