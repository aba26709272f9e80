<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes one self-contained HTML page of a TEI document: nothing is fetched and no script is run.  What
  is made of each kind of element is in common/html-*.xsl; here is the page and its landmarks.

  Parameters
    theme     auto (as the reader's system is set), light or dark
    contents  auto (a list of contents where there are three or more sections), yes or none
    notes     auto (beside the text where the window is wide, else behind it) or end
    talk      auto (a picture of who speaks when, where two or more do), or none
    persons   yes or none: a list of those who speak with all that they say
    colophon  yes or none: how the text was made, and all else that the header says
    script    yes or no: no leaves out the metadata in JSON-LD, which stand in a script element
    tei       the address of the TEI document, to link to; url: the page's own, to cite it by

  The page is written as XML that is also HTML (a "polyglot" page), so that browsers and XML tools
  read the same tree: hence the comments in what would be empty, which keep <span/> from being
  written, and style rules without "&gt;" and "&amp;", which are written as they are.  Patterns of what may have thousands of
  siblings have no predicate: libxslt counts the siblings to test one.  An attribute that is a
  variable and nothing else is written with concat(): libxslt would keep 4 KB for it.  Ids made here hold a colon,
  which no xml:id can, so that none is there twice.  What the page adds to the words of the text
  stands in elements of the classes added, sign and spoken, and in those of links to notes and pages.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei str">
  <xsl:include href="common/structure.xsl"/>
  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="common/words.xsl"/>
  <xsl:include href="common/spoken.xsl"/>
  <xsl:include href="common/speeches.xsl"/>
  <xsl:include href="common/header.xsl"/>
  <xsl:include href="common/pages.xsl"/>
  <xsl:include href="common/json.xsl"/>
  <xsl:include href="common/html-style.xsl"/>
  <xsl:include href="common/html-style-text.xsl"/>
  <xsl:include href="common/html-metadata.xsl"/>
  <xsl:include href="common/html-header.xsl"/>
  <xsl:include href="common/html-colophon.xsl"/>
  <xsl:include href="common/html-contents.xsl"/>
  <xsl:include href="common/html-talk.xsl"/>
  <xsl:include href="common/html-blocks.xsl"/>
  <xsl:include href="common/html-lists.xsl"/>
  <xsl:include href="common/html-drama.xsl"/>
  <xsl:include href="common/html-inlines.xsl"/>
  <xsl:include href="common/html-changes.xsl"/>
  <xsl:include href="common/html-notes.xsl"/>
  <xsl:include href="common/html-links.xsl"/>
  <xsl:include href="common/html-other.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"
      doctype-system="about:legacy-compat"/>
  <xsl:param name="theme" select="'auto'"/>
  <xsl:param name="contents" select="'auto'"/>
  <xsl:param name="notes" select="'auto'"/>
  <xsl:param name="talk" select="'auto'"/>
  <xsl:param name="persons" select="'yes'"/>
  <xsl:param name="colophon" select="'yes'"/>
  <xsl:param name="script" select="'yes'"/>
  <xsl:param name="tei" select="''"/>
  <xsl:param name="url" select="''"/>

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
        <title><xsl:value-of select="$page-title"/></title>
        <xsl:call-template name="metadata"/>
        <xsl:call-template name="page-style"/>
      </head>
      <body>
        <xsl:attribute name="class"><xsl:call-template name="columns"/></xsl:attribute>
        <a class="skip" href="#text:start">Skip to the text</a>
        <xsl:call-template name="page-top"/>
        <main>
          <xsl:call-template name="language"/>
          <xsl:if test="not($page-head)">
            <xsl:call-template name="page-header"/>
            <xsl:call-template name="before-text"/>
          </xsl:if>
          <xsl:apply-templates select="*"/>
          <xsl:if test="$listed-notes[not(ancestor::tei:div[@type = 'document'])]">
            <xsl:call-template name="notes-section"/>
          </xsl:if>
          <xsl:call-template name="persons"/>
        </main>
        <xsl:call-template name="colophon"/>
        <xsl:call-template name="page-end"/>
      </body>
    </html>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- For stylesheets that import this one: where its style comes from, and what stands around it. -->
  <xsl:template name="page-style">
    <xsl:variable name="rules"><xsl:call-template name="style"/></xsl:variable>
    <style><xsl:value-of select="$rules" disable-output-escaping="yes"/></style>
  </xsl:template>
  <xsl:template name="page-top"/>
  <xsl:template name="page-end"/>

  <!-- What stands between the header and the text. -->
  <xsl:template name="before-text">
    <xsl:call-template name="contents"/>
    <xsl:call-template name="talk"/>
    <xsl:call-template name="changes-switch"/>
    <span id="text:start" class="start" tabindex="-1"><xsl:comment/></span>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="$language">
      <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
      <xsl:attribute name="xml:lang"><xsl:value-of select="$language"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The columns beside the text: of speakers, as wide as most labels are, and of notes. -->
  <xsl:template name="columns">
    <xsl:choose>
      <xsl:when test="/descendant::tei:speaker[string-length(normalize-space()) &gt; 4][1]">labels-long</xsl:when>
      <xsl:when test="$utterances">labels-long</xsl:when>
      <xsl:when test="/descendant::tei:speaker[1]">labels-short</xsl:when>
      <xsl:otherwise>labels-none</xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$notes-beside"> notes-beside</xsl:if>
  </xsl:template>

  <!-- ==== what every element may have ==== -->

  <!-- Most elements are made with their own name for a class and their attributes applied: these
       templates choose what shows.  Those with further classes call "attributes". -->
  <xsl:template match="@*"/>

  <!-- An id that the source gives to two elements goes to the first. -->
  <xsl:template match="@xml:id">
    <xsl:if test="id(.)[count(. | current()/..) = 1]">
      <xsl:attribute name="id"><xsl:value-of select="."/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@xml:lang">
    <xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute>
    <xsl:attribute name="xml:lang"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@rend">
    <xsl:variable name="looks"><xsl:call-template name="looks"/></xsl:variable>
    <xsl:if test="string($looks)">
      <xsl:attribute name="class"><xsl:value-of select="concat(local-name(..), $looks)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="attributes">
    <xsl:param name="class"/>
    <xsl:apply-templates select="@*"/>
    <xsl:variable name="looks">
      <xsl:for-each select="@rend"><xsl:call-template name="looks"/></xsl:for-each>
    </xsl:variable>
    <xsl:attribute name="class"><xsl:value-of select="concat($class, $looks)"/></xsl:attribute>
  </xsl:template>

  <!-- Looks worth telling from others; other values of @rend are for the way back to the source. -->
  <xsl:variable name="shown-looks" select="' italic italics bold underline underlined smallcaps
      small-caps sc superscript super sup subscript sub spaced letterspaced gesperrt center centered
      right strikethrough bulleted indent roman '"/>
  <xsl:template name="looks">
    <xsl:for-each select="str:tokenize(translate(., 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
        'abcdefghijklmnopqrstuvwxyz'))[contains($shown-looks, concat(' ', ., ' '))]">
      <xsl:value-of select="concat(' rend-', .)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Content that nothing shows, for an element that HTML does not let be empty. -->
  <xsl:template name="never-empty">
    <xsl:if test="not(* or text())"><xsl:comment/></xsl:if>
  </xsl:template>

  <!-- Words for those who cannot see the sign beside them. -->
  <xsl:template name="spoken">
    <xsl:param name="words"/>
    <span class="spoken" lang="en" xml:lang="en"><xsl:value-of select="$words"/></span>
  </xsl:template>
</xsl:stylesheet>
