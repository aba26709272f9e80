<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes an e-book (EPUB 3.3) of the entries that epub.xsl makes of documents: the package document, the
  navigation document with its contents, pages and landmarks, the style, and the chapters themselves.
  References from one document to another are links; readers of EPUB 2 find the contents in toc.ncx.
  The result is a list of files; the program puts them into the container.

  Parameters
    title     the book's; else that of its only document, or of the first one and how many more
    digest    SHA-256 of the entries, for an identifier where the header has none (the program sets it)
    epoch     when the book was made, where no document says when it was changed (the program sets it
              to SOURCE_DATE_EPOCH)
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml" xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" exclude-result-prefixes="h">
  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:param name="title"/>
  <xsl:param name="digest"/>
  <xsl:param name="epoch"/>

  <xsl:variable name="entries" select="/collection/entry"/>
  <xsl:variable name="chapters" select="$entries/chapter"/>
  <xsl:variable name="book-title">
    <xsl:choose>
      <xsl:when test="$title"><xsl:value-of select="$title"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$entries[1]/@title"/>
        <xsl:if test="$entries[2]"> and <xsl:value-of select="count($entries) - 1"/> more</xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="book-language">
    <xsl:choose>
      <xsl:when test="$entries/@language[normalize-space()]">
        <xsl:value-of select="$entries/@language[normalize-space()][1]"/>
      </xsl:when>
      <xsl:otherwise>und</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/">
    <files xmlns="">
      <file path="META-INF/container.xml">
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
          <rootfiles>
            <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
          </rootfiles>
        </container>
      </file>
      <file path="EPUB/package.opf"><xsl:call-template name="package"/></file>
      <file path="EPUB/nav.xhtml"><xsl:call-template name="navigation"/></file>
      <file path="EPUB/toc.ncx"><xsl:call-template name="ncx"/></file>
      <file path="EPUB/book.css"><xsl:call-template name="style"/></file>
      <xsl:for-each select="$entries/file">
        <file>
          <xsl:attribute name="path">EPUB/<xsl:call-template name="path"/></xsl:attribute>
          <xsl:apply-templates mode="joined" select="node()[$entries[2]]"/>
          <xsl:copy-of select="node()[not($entries[2])]"/>
        </file>
      </xsl:for-each>
    </files>
  </xsl:template>

  <!-- The path of a chapter or its file: each document has a folder. -->
  <xsl:template name="path">
    <xsl:value-of select="concat(1 + count(../preceding-sibling::entry), '/', @path)"/>
  </xsl:template>
  <xsl:template match="*" mode="link">
    <xsl:param name="words"/>
    <a>
      <xsl:attribute name="href"><xsl:call-template name="path"/></xsl:attribute>
      <xsl:value-of select="$words"/>
    </a>
  </xsl:template>

  <!-- ==== references from one document of the book to another ==== -->

  <xsl:key name="goal" match="entry/file//*[@id]" use="@id"/>

  <xsl:template match="*" mode="joined">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="joined"/>
    </xsl:copy>
  </xsl:template>

  <!-- What its document does not have is linked where one other document has it. -->
  <xsl:template match="h:span[@data-target]" mode="joined">
    <xsl:variable name="goals" select="key('goal', substring-after(@data-target, '#'))"/>
    <xsl:choose>
      <xsl:when test="count($goals) = 1">
        <a class="ref">
          <xsl:copy-of select="@id | @lang | @xml:lang"/>
          <xsl:attribute name="href">
            <xsl:for-each select="$goals/ancestor::file">../<xsl:call-template name="path"/></xsl:for-each>
            <xsl:value-of select="concat('#', $goals/@id)"/>
          </xsl:attribute>
          <xsl:apply-templates mode="joined"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:copy-of select="@*"/>
          <xsl:apply-templates mode="joined"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== the package document ==== -->

  <xsl:template name="package">
    <package version="3.0" unique-identifier="id" xmlns="http://www.idpf.org/2007/opf"
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xml:lang="{$book-language}">
      <metadata>
        <dc:identifier id="id"><xsl:call-template name="identifier"/></dc:identifier>
        <dc:title><xsl:value-of select="$book-title"/></dc:title>
        <dc:language><xsl:value-of select="$book-language"/></dc:language>
        <xsl:for-each select="$entries/author[not(. = preceding::author)]">
          <dc:creator><xsl:value-of select="."/></dc:creator>
        </xsl:for-each>
        <xsl:for-each select="$entries/editor[not(. = preceding::editor)]">
          <dc:contributor><xsl:value-of select="."/></dc:contributor>
        </xsl:for-each>
        <xsl:if test="count($entries) = 1">
          <xsl:for-each select="$entries/@publisher[string()]">
            <dc:publisher><xsl:value-of select="."/></dc:publisher>
          </xsl:for-each>
          <xsl:for-each select="$entries/@source[string()]">
            <dc:source><xsl:value-of select="."/></dc:source>
          </xsl:for-each>
          <xsl:for-each select="$entries/@date[string()]">
            <dc:date><xsl:value-of select="."/></dc:date>
          </xsl:for-each>
        </xsl:if>
        <xsl:for-each select="$entries/@licence[string()][not(. = ../preceding-sibling::*/@licence)]">
          <dc:rights><xsl:value-of select="."/></dc:rights>
        </xsl:for-each>
        <meta property="dcterms:modified"><xsl:call-template name="modified"/></meta>
      </metadata>
      <manifest>
        <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
        <item id="style" href="book.css" media-type="text/css"/>
        <xsl:for-each select="$chapters">
          <item id="c{position()}" media-type="application/xhtml+xml">
            <xsl:attribute name="href"><xsl:call-template name="path"/></xsl:attribute>
          </item>
        </xsl:for-each>
      </manifest>
      <spine toc="ncx">
        <itemref idref="nav"/>
        <xsl:for-each select="$chapters"><itemref idref="c{position()}"/></xsl:for-each>
      </spine>
    </package>
  </xsl:template>

  <!-- The document's own, or one made of the book's digest: a UUID of version 8 (RFC 9562 §5.8). -->
  <xsl:template name="identifier">
    <xsl:choose>
      <xsl:when test="count($entries) = 1 and $entries/@identifier">
        <xsl:value-of select="$entries/@identifier"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('urn:uuid:', substring($digest, 1, 8), '-',
            substring($digest, 9, 4), '-8', substring($digest, 13, 3), '-a', substring($digest, 16, 3),
            '-', substring($digest, 19, 12))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- CCYY-MM-DDThh:mm:ssZ: the newest date that a document has, at its first hour. -->
  <xsl:template name="modified">
    <xsl:variable name="newest">
      <xsl:for-each select="$entries/@changed[translate(substring(., 1, 4), '0123456789', '') = '']">
        <xsl:sort select="." order="descending"/>
        <xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="day" select="substring(concat($newest,
        substring('-01-01', string-length($newest) - 3)), 1, 10)"/>
    <xsl:choose>
      <xsl:when test="translate($day, '123456789', '000000000') = '0000-00-00'">
        <xsl:value-of select="concat($day, 'T00:00:00Z')"/>
      </xsl:when>
      <xsl:when test="$epoch"><xsl:value-of select="$epoch"/></xsl:when>
      <xsl:otherwise>1970-01-01T00:00:00Z</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== the navigation document ==== -->

  <xsl:template name="navigation">
    <html lang="en" xml:lang="en">
      <head>
        <title><xsl:value-of select="$book-title"/></title>
        <link rel="stylesheet" type="text/css" href="book.css"/>
      </head>
      <body epub:type="frontmatter">
        <nav epub:type="toc" role="doc-toc" id="toc">
          <h1>Contents</h1>
          <ol>
            <xsl:choose>
              <xsl:when test="$entries[2]">
                <xsl:for-each select="$entries">
                  <li>
                    <xsl:apply-templates select="chapter[1]" mode="link">
                      <xsl:with-param name="words" select="@title"/>
                    </xsl:apply-templates>
                    <xsl:if test="chapter[2]"><ol><xsl:apply-templates select="chapter"/></ol></xsl:if>
                  </li>
                </xsl:for-each>
              </xsl:when>
              <xsl:otherwise><xsl:apply-templates select="$chapters"/></xsl:otherwise>
            </xsl:choose>
          </ol>
        </nav>
        <xsl:if test="$chapters/page">
          <nav epub:type="page-list" role="doc-pagelist" hidden="hidden">
            <h2>Pages</h2>
            <ol>
              <xsl:for-each select="$chapters/page">
                <li>
                  <a>
                    <xsl:attribute name="href">
                      <xsl:for-each select=".."><xsl:call-template name="path"/></xsl:for-each>
                      <xsl:value-of select="concat('#', @id)"/>
                    </xsl:attribute>
                    <xsl:value-of select="@n"/>
                  </a>
                </li>
              </xsl:for-each>
            </ol>
          </nav>
        </xsl:if>
        <nav epub:type="landmarks" hidden="hidden">
          <h2>Landmarks</h2>
          <ol>
            <li><a epub:type="toc" href="#toc">Contents</a></li>
            <xsl:for-each select="$chapters[@kind = 'text'][1]">
              <li>
                <a epub:type="bodymatter">
                  <xsl:attribute name="href"><xsl:call-template name="path"/></xsl:attribute>
                  <xsl:text>Text</xsl:text>
                </a>
              </li>
            </xsl:for-each>
          </ol>
        </nav>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="chapter">
    <li>
      <xsl:apply-templates select="." mode="link">
        <xsl:with-param name="words" select="@title"/>
      </xsl:apply-templates>
    </li>
  </xsl:template>

  <!-- ==== the contents for readers of EPUB 2 (NCX 2005-1) ==== -->

  <xsl:template name="ncx">
    <ncx version="2005-1" xmlns="http://www.daisy.org/z3986/2005/ncx/" xml:lang="{$book-language}">
      <head>
        <meta name="dtb:uid">
          <xsl:attribute name="content"><xsl:call-template name="identifier"/></xsl:attribute>
        </meta>
        <meta name="dtb:depth" content="{1 + boolean($entries[2])}"/>
      </head>
      <docTitle><text><xsl:value-of select="$book-title"/></text></docTitle>
      <navMap>
        <xsl:choose>
          <xsl:when test="$entries[2]">
            <xsl:for-each select="$entries">
              <navPoint id="e{position()}">
                <navLabel><text><xsl:value-of select="@title"/></text></navLabel>
                <xsl:for-each select="chapter[1]"><xsl:call-template name="ncx-content"/></xsl:for-each>
                <xsl:apply-templates select="chapter[position() &gt; 1]" mode="ncx"/>
              </navPoint>
            </xsl:for-each>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="$chapters" mode="ncx"/></xsl:otherwise>
        </xsl:choose>
      </navMap>
    </ncx>
  </xsl:template>

  <xsl:template match="chapter" mode="ncx">
    <navPoint id="c{1 + count(../preceding-sibling::entry)}.{1 + count(preceding-sibling::chapter)}"
        xmlns="http://www.daisy.org/z3986/2005/ncx/">
      <navLabel><text><xsl:value-of select="@title"/></text></navLabel>
      <xsl:call-template name="ncx-content"/>
    </navPoint>
  </xsl:template>

  <xsl:template name="ncx-content">
    <content xmlns="http://www.daisy.org/z3986/2005/ncx/">
      <xsl:attribute name="src"><xsl:call-template name="path"/></xsl:attribute>
    </content>
  </xsl:template>

  <!-- ==== the style: what reading systems leave to a book ==== -->

  <xsl:template name="style">
    <xsl:text>
body { line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-weight: bold; text-align: left; page-break-after: avoid; }
h1 { font-size: 1.4em; } h2 { font-size: 1.2em; } h3, h4, h5, h6 { font-size: 1em; }
p, .p, .lg, dl, ul, ol, .stage { margin: 0 0 0.7em; }
a { color: inherit; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; }
.author, .subtitle, .stage, .gap, .missing, dt { font-style: italic; }
.stage em { font-style: normal; }
.sp p.speaker { margin: 0; font-weight: bold; page-break-after: avoid; }
.l { padding-left: 2em; text-indent: -2em; }
.l.part-M { padding-left: 8em; } .l.part-F { padding-left: 14em; }
.line-number { float: right; font-size: 0.75em; text-indent: 0; }
.dateline, .docDate { text-align: right; font-style: italic; }
.address { margin-bottom: 0.7em; } .addrLine { margin: 0; }
.closer .salute, .closer .signed { padding-left: 45%; }
.signed, .role { font-variant: small-caps; }
.titlePage { text-align: center; }
.trailer { text-align: center; font-style: italic; }
.epigraph, .argument, blockquote { margin: 0 1.5em 1em; }
ul.plain, ul.labelled, .cast-group ul { list-style: none; padding-left: 0; }
ul.labelled li { margin-left: 2em; }
ul.labelled li > .label { float: left; margin-left: -2em; padding-right: 0.4em; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: 0.2em 0.8em 0.2em 0; }
dd { margin: 0 0 0.4em 1.5em; }
.noteref { font-size: 0.75em; vertical-align: super; line-height: 0; text-decoration: none; }
.notes { margin-top: 2em; border-top: 1px solid; font-size: 0.9em; }
.notes h2 { font-size: 1em; }
aside { margin: 0 0 0.5em; } aside .note-text, aside .note-text p { display: inline; }
.backlink { text-decoration: none; }
.pb { font-size: 0.7em; font-style: normal; font-weight: normal; font-family: sans-serif; }
.tei { margin-left: 1em; }
.unclear, .choice, .app, .sic { text-decoration: underline; }
.other { display: none; }
.rend-smallcaps, .rend-small-caps, .rend-sc { font-variant: small-caps; }
.rend-underline, .rend-underlined { text-decoration: underline; }
.rend-strikethrough { text-decoration: line-through; }
.rend-spaced, .rend-letterspaced, .rend-gesperrt { letter-spacing: 0.12em; }
.rend-italic, .rend-italics { font-style: italic; } .rend-roman { font-style: normal; }
.rend-bold { font-weight: bold; }
.rend-center, .rend-centered { text-align: center; } .rend-right { text-align: right; }
nav ol { list-style: none; padding-left: 1em; }
</xsl:text>
  </xsl:template>
</xsl:stylesheet>
