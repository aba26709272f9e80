<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes a static site of a folder of TEI: here are the pages that its documents share, made of the
  entries that common/site-entry.xsl gives of each: all documents by date, with a picture of them over
  time, by genre and by person, a page for each person, and the search.  The documents' own pages are
  those of common/site-page.xsl.

  The result is a list of files, and for each document a `page` whose attributes are parameters of its
  page.

  Parameters
    title     the site's
    theme     auto (as the reader's system is set), light or dark
    talk, contents, notes, persons, colophon, script   as those of html, for the documents' pages
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml" xmlns:str="http://exslt.org/strings"
    xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="str exsl">
  <xsl:import href="html.xsl"/>
  <xsl:include href="common/site-parts.xsl"/>
  <xsl:include href="common/site-links.xsl"/>
  <xsl:include href="common/site-style.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:param name="title">Documents</xsl:param>

  <!-- The documents in order: by date, those without one behind them, then as they were named. -->
  <xsl:variable name="ordered">
    <xsl:for-each select="/collection/entry">
      <xsl:sort select="number(not(string(@date)))" data-type="number"/>
      <xsl:sort select="number(concat(substring('-', 1, starts-with(@date, '-')), substring-before(
          concat(substring(@date, 1 + starts-with(@date, '-')), '-'), '-')))" data-type="number"/>
      <xsl:sort select="@date"/>
      <entry xmlns="" place="{position()}" address="texts/{str:replace(str:encode-uri(@path, true()), '%2F', '/')}.html"
          year="{concat(substring('-', 1, starts-with(@date, '-')), substring-before(
              concat(substring(@date, 1 + starts-with(@date, '-')), '-'), '-'))}">
        <xsl:copy-of select="@*[name() != 'ids'] | person"/>
      </entry>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="entries" select="exsl:node-set($ordered)/entry"/>

  <xsl:key name="person" match="person" use="@key"/>
  <xsl:key name="genre" match="entry" use="@genre"/>
  <xsl:key name="year" match="entry" use="@year"/>

  <xsl:template match="/">
    <files xmlns="">
      <file path="index.html"><xsl:call-template name="index"/></file>
      <file path="genres.html"><xsl:call-template name="genres"/></file>
      <file path="persons.html"><xsl:call-template name="all-persons"/></file>
      <file path="search.html"><xsl:call-template name="search"/></file>
      <file path="site.css"><xsl:call-template name="style"/><xsl:call-template name="site-style"/></file>
      <xsl:for-each select="exsl:node-set($ordered)//person[generate-id() = generate-id(key('person', @key)[1])]">
        <file path="persons/{@key}.html"><xsl:call-template name="person-page"/></file>
      </xsl:for-each>
      <xsl:for-each select="$entries">
        <xsl:variable name="previous" select="preceding-sibling::entry[1]"/>
        <xsl:variable name="next" select="following-sibling::entry[1]"/>
        <page path="{@path}" address="{@address}" title="{@title}" when="{@when}" previous="{$previous/@address}" previous-title="{$previous/@title}"
            next="{$next/@address}" next-title="{$next/@title}">
          <xsl:attribute name="links"><xsl:call-template name="links"/></xsl:attribute>
        </page>
      </xsl:for-each>
    </files>
  </xsl:template>

  <!-- ==== the frame of shared pages ==== -->

  <xsl:template name="page">
    <xsl:param name="name"/>
    <xsl:param name="here"/>
    <xsl:param name="root"/>
    <xsl:param name="content"/>
    <html lang="en" xml:lang="en">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <xsl:if test="$theme = 'auto'"><meta name="color-scheme" content="light dark"/></xsl:if>
        <meta name="generator" content="teikit"/>
        <title>
          <xsl:value-of select="$name"/>
          <xsl:if test="$name != $title"><xsl:value-of select="concat(' – ', $title)"/></xsl:if>
        </title>
        <link rel="stylesheet" href="{$root}site.css"/>
      </head>
      <body class="shared">
        <a class="skip" href="#start">Skip to the content</a>
        <xsl:call-template name="site-top">
          <xsl:with-param name="root" select="$root"/>
          <xsl:with-param name="here" select="$here"/>
        </xsl:call-template>
        <main id="start" tabindex="-1">
          <h1><xsl:value-of select="$name"/></h1>
          <xsl:copy-of select="$content"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- A row of a list: the current entry. -->
  <xsl:template name="entry-row">
    <xsl:param name="root"/>
    <xsl:param name="more"/>
    <li>
      <a href="{$root}{@address}"><xsl:value-of select="@title"/></a>
      <xsl:text> </xsl:text>
      <span class="about">
        <xsl:value-of select="@between"/>
        <xsl:if test="string(@between) and (string(@when) or string(@date) or string(@genre))"> · </xsl:if>
        <xsl:value-of select="@when"/>
        <xsl:if test="not(string(@when))"><xsl:value-of select="@date"/></xsl:if>
        <xsl:if test="string(@genre) and (string(@when) or string(@date))"> · </xsl:if>
        <xsl:value-of select="@genre"/>
        <xsl:copy-of select="$more"/>
      </span>
    </li>
  </xsl:template>

  <!-- ==== by date ==== -->

  <xsl:template name="index">
    <xsl:call-template name="page">
      <xsl:with-param name="name" select="$title"/>
      <xsl:with-param name="here">Documents</xsl:with-param>
      <xsl:with-param name="content">
        <p class="counts">
          <xsl:value-of select="count($entries)"/>
          <xsl:text> document</xsl:text>
          <xsl:if test="count($entries) != 1">s</xsl:if>
          <xsl:variable name="dated" select="$entries[string(@year)]"/>
          <xsl:if test="$dated">
            <xsl:value-of select="concat(', ', $dated[1]/@year)"/>
            <xsl:if test="$dated[last()]/@year != $dated[1]/@year">
              <xsl:value-of select="concat(' to ', $dated[last()]/@year)"/>
            </xsl:if>
          </xsl:if>
        </p>
        <form action="search.html" role="search">
          <label for="q">Search all texts</label>
          <xsl:text> </xsl:text>
          <input type="search" id="q" name="q"/>
          <xsl:text> </xsl:text>
          <button>Search</button>
        </form>
        <xsl:call-template name="time"/>
        <xsl:for-each select="exsl:node-set($ordered)/entry[generate-id() = generate-id(key('year', @year)[1])]">
          <section>
            <h2 id="y{@year}">
              <xsl:value-of select="@year"/>
              <xsl:if test="not(string(@year))">Without a date</xsl:if>
            </h2>
            <ul class="entries" role="list">
              <xsl:for-each select="key('year', @year)"><xsl:call-template name="entry-row"/></xsl:for-each>
            </ul>
          </section>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A picture of the documents over time: a bar for each span of years, and the same as a table. -->
  <xsl:template name="time">
    <xsl:variable name="dated" select="$entries[number(@year) = number(@year)]"/>
    <xsl:variable name="first" select="number($dated[1]/@year)"/>
    <xsl:variable name="last" select="number($dated[last()]/@year)"/>
    <xsl:variable name="span">
      <xsl:choose>
        <xsl:when test="$last - $first &lt; 40">1</xsl:when>
        <xsl:when test="$last - $first &lt; 400">10</xsl:when>
        <xsl:otherwise>100</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$last &gt; $first and $last - $first &lt; 6000">
      <xsl:variable name="from" select="floor($first div $span)"/>
      <xsl:variable name="spans" select="floor($last div $span) - $from + 1"/>
      <xsl:variable name="counts">
        <xsl:call-template name="count-spans">
          <xsl:with-param name="from" select="$from"/>
          <xsl:with-param name="spans" select="$spans"/>
          <xsl:with-param name="span" select="number($span)"/>
          <xsl:with-param name="dated" select="$dated"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:variable name="most">
        <xsl:for-each select="exsl:node-set($counts)/*">
          <xsl:sort select="@n" data-type="number" order="descending"/>
          <xsl:if test="position() = 1"><xsl:value-of select="@n"/></xsl:if>
        </xsl:for-each>
      </xsl:variable>
      <figure class="time">
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {$spans * 10} 70"
            preserveAspectRatio="none" role="img" aria-label="Documents over time; the table below has the numbers">
          <xsl:for-each select="exsl:node-set($counts)/*[@n &gt; 0]">
            <rect x="{@place * 10 + 1}" width="8" height="{66 * @n div $most}"
                y="{70 - 66 * @n div $most}">
              <title><xsl:value-of select="concat(@name, ': ', @n)"/></title>
            </rect>
          </xsl:for-each>
        </svg>
        <figcaption>
          <span><xsl:value-of select="exsl:node-set($counts)/*[1]/@name"/></span>
          <span>at most <xsl:value-of select="$most"/> in
            <xsl:choose>
              <xsl:when test="$span = 1"> a year</xsl:when>
              <xsl:when test="$span = 10"> ten years</xsl:when>
              <xsl:otherwise> a hundred years</xsl:otherwise>
            </xsl:choose></span>
          <span><xsl:value-of select="exsl:node-set($counts)/*[last()]/@name"/></span>
        </figcaption>
        <details>
          <summary>The picture as a table</summary>
          <table>
            <thead><tr><th scope="col">Years</th><th scope="col">Documents</th></tr></thead>
            <tbody>
              <xsl:for-each select="exsl:node-set($counts)/*[@n &gt; 0]">
                <tr>
                  <th scope="row"><a href="#y{@year}"><xsl:value-of select="@name"/></a></th>
                  <td><xsl:value-of select="@n"/></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </details>
      </figure>
    </xsl:if>
  </xsl:template>

  <!-- An element for each span of years: its place, its name, how many documents, and the first year
       in it that has one. -->
  <xsl:template name="count-spans">
    <xsl:param name="from"/>
    <xsl:param name="spans"/>
    <xsl:param name="span"/>
    <xsl:param name="dated"/>
    <xsl:for-each select="str:split(str:padding($spans, '.'), '')">
      <xsl:variable name="begin" select="($from + position() - 1) * $span"/>
      <xsl:variable name="those" select="$dated[@year &gt;= $begin and @year &lt; $begin + $span]"/>
      <span place="{position() - 1}" n="{count($those)}" year="{$those[1]/@year}" xmlns="">
        <xsl:attribute name="name">
          <xsl:value-of select="$begin"/>
          <xsl:if test="$span &gt; 1"><xsl:value-of select="concat('–', $begin + $span - 1)"/></xsl:if>
        </xsl:attribute>
      </span>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== by genre ==== -->

  <xsl:template name="genres">
    <xsl:call-template name="page">
      <xsl:with-param name="name">Genres</xsl:with-param>
      <xsl:with-param name="here">Genres</xsl:with-param>
      <xsl:with-param name="content">
        <xsl:for-each select="exsl:node-set($ordered)/entry[generate-id() = generate-id(key('genre', @genre)[1])]">
          <xsl:sort select="not(string(@genre))"/>
          <xsl:sort select="@genre"/>
          <section>
            <h2>
              <xsl:value-of select="@genre"/>
              <xsl:if test="not(string(@genre))">Without a genre</xsl:if>
              <span class="about"> <xsl:value-of select="count(key('genre', @genre))"/></span>
            </h2>
            <ul class="entries" role="list">
              <xsl:for-each select="key('genre', @genre)"><xsl:call-template name="entry-row"/></xsl:for-each>
            </ul>
          </section>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== by person ==== -->

  <!-- Persons stand where a reader looks for them: without regard to case, accents, signs and a
       leading article, "the Ministry" under M.  Articles that begin surnames, as in "La Motte", count
       only in small letters. -->
  <xsl:variable name="letters" select="concat('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ',
      'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿŠŽČšžč“”„«»()[]&quot;', &quot;'’‘&quot;)"/>
  <xsl:variable name="plain-letters" select="concat('abcdefghijklmnopqrstuvwxyz', 'aaaaaaceeeeiiiinoooooouuuuy',
      'aaaaaaceeeeiiiinoooooouuuuyyszcszc')"/>
  <xsl:variable name="articles" select="concat(' the The a A an An der Der die Die das Das ein Ein',
      ' eine Eine le la les un une el los las il lo gli ')"/>

  <xsl:template name="all-persons">
    <xsl:call-template name="page">
      <xsl:with-param name="name">Persons</xsl:with-param>
      <xsl:with-param name="here">Persons</xsl:with-param>
      <xsl:with-param name="content">
        <ul class="entries people" role="list">
          <xsl:for-each select="exsl:node-set($ordered)//person[generate-id() = generate-id(key('person', @key)[1])]">
            <xsl:sort select="substring(translate(@name, $letters, $plain-letters),
                1 + contains($articles, concat(' ', substring-before(@name, ' '), ' '))
                * (1 + string-length(substring-before(@name, ' '))))"/>
            <xsl:sort select="@name"/>
            <li>
              <a href="persons/{str:encode-uri(@key, true())}.html"><xsl:value-of select="@name"/></a>
              <xsl:text> </xsl:text>
              <span class="about">
                <xsl:variable name="in" select="count(key('person', @key)/..)"/>
                <xsl:value-of select="concat($in, ' document', substring('s', 1, $in != 1))"/>
              </span>
            </li>
          </xsl:for-each>
          <xsl:if test="not(exsl:node-set($ordered)//person)"><li>No person is named.</li></xsl:if>
        </ul>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="person-page">
    <xsl:variable name="everywhere" select="key('person', @key)"/>
    <xsl:call-template name="page">
      <xsl:with-param name="name" select="@name"/>
      <xsl:with-param name="root">../</xsl:with-param>
      <xsl:with-param name="content">
        <xsl:for-each select="$everywhere[@office][1]">
          <p class="subtitle"><xsl:value-of select="@office"/></p>
        </xsl:for-each>
        <xsl:if test="$everywhere/@speeches">
          <p class="counts">
            <xsl:variable name="all" select="sum($everywhere/@speeches)"/>
            <xsl:value-of select="concat($all, ' speech', substring('es', 1, 2 * ($all != 1)), ' in ',
                count($everywhere[@speeches]), ' document', substring('s', 1, count($everywhere[@speeches]) != 1))"/>
          </p>
        </xsl:if>
        <ul class="entries" role="list">
          <xsl:for-each select="$everywhere">
            <xsl:variable name="person" select="."/>
            <xsl:for-each select="..">
              <xsl:call-template name="entry-row">
                <xsl:with-param name="root">../</xsl:with-param>
                <xsl:with-param name="more">
                  <xsl:text> · </xsl:text>
                  <xsl:choose>
                    <xsl:when test="$person/@speeches">
                      <a href="../{@address}#{str:encode-uri($person/@id, true())}">
                        <xsl:value-of select="concat($person/@speeches, ' speech',
                            substring('es', 1, 2 * ($person/@speeches != 1)))"/>
                        <xsl:if test="@length &gt; 0">
                          <xsl:value-of select="concat(', ', round(100 * $person/@length div @length), ' % of the talk')"/>
                        </xsl:if>
                      </a>
                    </xsl:when>
                    <xsl:otherwise><xsl:value-of select="$person/@part"/></xsl:otherwise>
                  </xsl:choose>
                </xsl:with-param>
              </xsl:call-template>
            </xsl:for-each>
          </xsl:for-each>
        </ul>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== the search ==== -->

  <xsl:template name="search">
    <xsl:call-template name="page">
      <xsl:with-param name="name">Search</xsl:with-param>
      <xsl:with-param name="here">Search</xsl:with-param>
      <xsl:with-param name="content">
        <form role="search" id="search">
          <label for="q">Words, or how they begin</label>
          <xsl:text> </xsl:text>
          <input type="search" id="q" name="q" autocomplete="off"/>
          <xsl:text> </xsl:text>
          <button>Search</button>
        </form>
        <noscript><p>The search needs JavaScript. All else in this site does without it.</p></noscript>
        <p id="found" role="status"><xsl:comment/></p>
        <ol id="results" class="results"><xsl:comment/></ol>
        <button id="more" hidden="hidden">More documents</button>
        <script src="search/search.js"><xsl:comment/></script>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
