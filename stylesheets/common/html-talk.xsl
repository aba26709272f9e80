<?xml version="1.0" encoding="UTF-8"?>
<!--
  Who speaks: above the text a picture of the talk, and below it the persons with all their speeches.

  The picture is a table with a strip in each person's row: from left to right the talk from its first
  word to its last, measured in characters, dark where the person speaks, so that it is read without colour, and by screen
  readers as the table that it is.  All strips are windows on one path: each speech is a move to its
  person's row, a line as long as the speech, and a move back.  Where sections begin, such as acts,
  all strips are cut.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common"
    xmlns:set="http://exslt.org/sets" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei exsl set">

  <!-- So many persons have a row of their own; the others, if there are several, share the last. -->
  <xsl:variable name="talk-rows" select="$speakers[position() &lt; 9 or count($speakers) = 9]"/>
  <xsl:variable name="talk-length" select="sum($speeches/@length)"/>
  <xsl:variable name="talk-others" select="$speakers[position() &gt; 8 and count($speakers) &gt; 9]"/>

  <xsl:template name="talk">
    <xsl:if test="$talk != 'none' and count($speakers) &gt; 1 and $talk-length &gt; 0">
      <details class="talk added" open="open" lang="en" xml:lang="en">
        <summary>
          <xsl:text>Who speaks when</xsl:text>
          <xsl:if test="$talk-sections">; lines show where sections begin</xsl:if>
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col" class="strip">From first word to last</th>
              <th scope="col">Speeches</th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$talk-rows"><xsl:call-template name="talk-row"/></xsl:for-each>
            <xsl:if test="$talk-others">
              <tr>
                <th scope="row"><xsl:value-of select="count($talk-others)"/> others</th>
                <xsl:call-template name="talk-cells">
                  <xsl:with-param name="of" select="$talk-others"/>
                  <xsl:with-param name="row" select="8"/>
                </xsl:call-template>
              </tr>
            </xsl:if>
          </tbody>
        </table>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template name="talk-row">
    <tr>
      <th scope="row">
        <xsl:choose>
          <xsl:when test="$persons = 'none'"><xsl:call-template name="speaker-name"/></xsl:when>
          <xsl:otherwise>
            <a href="#{@id}"><xsl:call-template name="speaker-name"/></a>
          </xsl:otherwise>
        </xsl:choose>
      </th>
      <xsl:call-template name="talk-cells">
        <xsl:with-param name="of" select="."/>
        <xsl:with-param name="row" select="position() - 1"/>
      </xsl:call-template>
    </tr>
  </xsl:template>

  <xsl:template name="talk-cells">
    <xsl:param name="of"/>
    <xsl:param name="row"/>
    <xsl:variable name="share" select="round(100 * sum($of/@length) div $talk-length)"/>
    <td class="strip">
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {12 * $row} {$talk-length} 10"
          preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <xsl:choose>
          <xsl:when test="$row = 0">
            <g id="talk:path" fill="none">
              <path stroke="currentColor" stroke-width="10">
                <xsl:attribute name="d"><xsl:call-template name="talk-path"/></xsl:attribute>
              </path>
              <xsl:if test="$talk-sections">
                <path class="talk-cut">
                  <xsl:attribute name="d">
                    <xsl:call-template name="talk-bars">
                      <xsl:with-param name="width" select="$talk-length div 80"/>
                    </xsl:call-template>
                  </xsl:attribute>
                </path>
                <path class="talk-line">
                  <xsl:attribute name="d">
                    <xsl:call-template name="talk-bars">
                      <xsl:with-param name="width" select="$talk-length div 250"/>
                    </xsl:call-template>
                  </xsl:attribute>
                </path>
              </xsl:if>
            </g>
          </xsl:when>
          <xsl:otherwise><use href="#talk:path"/></xsl:otherwise>
        </xsl:choose>
      </svg>
    </td>
    <td><xsl:value-of select="sum($of/@speeches)"/></td>
    <td>
      <xsl:choose>
        <xsl:when test="$share &lt; 1">under 1 %</xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($share, ' %')"/></xsl:otherwise>
      </xsl:choose>
    </td>
  </xsl:template>

  <!-- Whose row is how far down: "|#a=00|#b=12|".  To look a person up in a text is quicker than in a
       tree; those who are not there share the last row. -->
  <xsl:variable name="talk-places">
    <xsl:for-each select="$talk-rows">
      <xsl:value-of select="concat('|', @key, '=', format-number(12 * @row, '00'))"/>
    </xsl:for-each>
    <xsl:text>|</xsl:text>
  </xsl:variable>
  <xsl:variable name="talk-place" select="string($talk-places)"/>

  <xsl:template name="talk-path">
    <xsl:text>M0 5</xsl:text>
    <xsl:for-each select="$speeches/who">
      <xsl:variable name="y"
          select="substring(concat(substring-after($talk-place, concat('|', ., '=')), '96'), 1, 2)"/>
      <!-- Where several speak together, the next one's line begins where this one's did. -->
      <xsl:choose>
        <xsl:when test="following-sibling::who">
          <xsl:value-of
              select="concat('m0 ', $y, 'h', ../@length, 'm-', ../@length, ' 0m0-', $y)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="concat('m0 ', $y, 'h', ../@length, 'm0-', $y)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Where sections begin that somebody speaks in, but the first.  All speeches are gone through for
       each of them: not where that would take long. -->
  <xsl:variable name="talk-breaks">
    <xsl:if test="$talk != 'none' and count($sections) * count($speeches) &lt; 100000">
      <xsl:for-each select="$sections[descendant::tei:sp or descendant::tei:u]">
        <xsl:variable name="first"
            select="generate-id((descendant::tei:sp | descendant::tei:u)[1])"/>
        <xsl:if test="position() &gt; 1">
          <xsl:for-each select="$speech-root">
            <break xmlns="" at="{sum(set:leading($speeches, key('speech', $first))/@length)}"/>
          </xsl:for-each>
        </xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="talk-sections" select="exsl:node-set($talk-breaks)/break"/>

  <!-- A bar down all rows at each of these. -->
  <xsl:template name="talk-bars">
    <xsl:param name="width"/>
    <xsl:variable name="wide" select="format-number($width, '0.##')"/>
    <xsl:for-each select="$talk-sections">
      <xsl:value-of select="concat('M', format-number(@at - $width div 2, '0.##'), ' 0h', $wide,
          'v108h-', $wide, 'z')"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== persons with their speeches ==== -->

  <xsl:variable name="with-persons" select="/*/tei:teiHeader | /*/*/tei:teiHeader | /*/tei:standOff"/>
  <xsl:variable name="header-persons"
      select="$with-persons/descendant::tei:person | $with-persons/descendant::tei:personGrp"/>

  <xsl:template name="persons">
    <xsl:variable name="silent" select="$header-persons[@xml:id]
        [not($speakers/@id = @xml:id)]"/>
    <xsl:if test="$persons != 'none' and ($speakers or $header-persons)">
      <section class="persons added" aria-labelledby="persons:heading" lang="en" xml:lang="en">
        <h2 id="persons:heading">Persons</h2>
        <ul role="list">
          <xsl:for-each select="$speakers"><xsl:call-template name="speaker-entry"/></xsl:for-each>
          <xsl:for-each select="$header-persons[not(@xml:id)] | $silent">
            <li>
              <xsl:apply-templates select="@xml:id"/>
              <xsl:call-template name="person-name"/>
              <xsl:for-each select="tei:occupation[normalize-space()][1]">
                <xsl:value-of select="concat(', ', normalize-space())"/>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="speaker-name">
    <xsl:value-of select="substring(@name, 1 + starts-with(@name, '#'))"/>
    <xsl:if test="@name = ''">not named</xsl:if>
  </xsl:template>

  <!-- For stylesheets that import this one: the name of a speaker with a way to more about him. -->
  <xsl:template name="speaker-link"><xsl:call-template name="speaker-name"/></xsl:template>

  <xsl:template name="speaker-entry">
    <li id="{@id}">
      <b><xsl:call-template name="speaker-link"/></b>
      <xsl:call-template name="occupation"/>
      <details>
        <summary>
          <xsl:value-of select="concat(@speeches, ' speech', substring('es', 1, 2 * (@speeches &gt; 1)))"/>
        </summary>
        <p class="speeches">
          <xsl:variable name="key" select="@key"/>
          <xsl:for-each select="$speech-root">
            <xsl:for-each select="key('speeches-of', $key)">
              <a href="#{@id}"><xsl:value-of select="@n"/></a>
              <xsl:text> </xsl:text>
            </xsl:for-each>
          </xsl:for-each>
        </p>
      </details>
    </li>
  </xsl:template>
</xsl:stylesheet>
