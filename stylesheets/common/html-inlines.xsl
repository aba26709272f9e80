<?xml version="1.0" encoding="UTF-8"?>
<!--
  What stands in a line of a TEI text as HTML: what is missing, supplied or uncertain, each told by
  signs, on hover and to screen readers; emphasis, languages, dates, breaks.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <!-- ==== how sure the text is ==== -->

  <xsl:template match="tei:gap | tei:space">
    <xsl:variable name="words"><xsl:call-template name="gap-words"/></xsl:variable>
    <span class="gap" title="Missing here: {$words}">
      <xsl:apply-templates select="@*"/>
      <xsl:call-template name="spoken">
        <xsl:with-param name="words">Gap: </xsl:with-param>
      </xsl:call-template>
      <xsl:text>[</xsl:text>
      <xsl:choose>
        <xsl:when test="normalize-space(tei:desc)"><xsl:value-of select="$words"/></xsl:when>
        <xsl:otherwise><span class="added"><xsl:value-of select="$words"/></span></xsl:otherwise>
      </xsl:choose>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="tei:supplied | tei:ex">
    <xsl:call-template name="bracketed">
      <xsl:with-param name="title">
        <xsl:text>Supplied by the editors</xsl:text>
        <xsl:if test="@reason"><xsl:value-of select="concat(': ', @reason)"/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="spoken">supplied: </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:surplus">
    <xsl:call-template name="bracketed">
      <xsl:with-param name="title">Too much, by the editors’ judgement</xsl:with-param>
      <xsl:with-param name="spoken">superfluous: </xsl:with-param>
      <xsl:with-param name="brackets">{}</xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:corr">
    <xsl:call-template name="bracketed">
      <xsl:with-param name="title">Corrected by the editors</xsl:with-param>
      <xsl:with-param name="spoken">corrected: </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="bracketed">
    <xsl:param name="title"/>
    <xsl:param name="spoken"/>
    <xsl:param name="brackets">[]</xsl:param>
    <span class="{local-name()}" title="{$title}">
      <xsl:apply-templates select="@*"/>
      <xsl:call-template name="spoken">
        <xsl:with-param name="words" select="$spoken"/>
      </xsl:call-template>
      <span class="sign"><xsl:value-of select="substring($brackets, 1, 1)"/></span>
      <xsl:apply-templates/>
      <span class="sign"><xsl:value-of select="substring($brackets, 2, 1)"/></span>
    </span>
  </xsl:template>

  <!-- The sign is the source's own where that is kept. -->
  <xsl:template match="tei:unclear">
    <span class="unclear" title="Uncertain reading">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <span class="sign" aria-hidden="true">
        <xsl:choose>
          <xsl:when test="contains(@rend, '?')"><xsl:value-of select="@rend"/></xsl:when>
          <xsl:otherwise>[?]</xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:call-template name="spoken">
        <xsl:with-param name="words"> (uncertain)</xsl:with-param>
      </xsl:call-template>
    </span>
  </xsl:template>

  <xsl:template match="tei:sic">
    <span class="sic" title="So in the source">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </span>
    <span class="sign"> [sic]</span>
  </xsl:template>

  <!-- ==== emphasis, languages, dates ==== -->

  <xsl:template match="tei:hi | tei:emph | tei:foreign | tei:title | tei:term | tei:mentioned
      | tei:date | tei:time | tei:name | tei:persName | tei:orgName | tei:placeName | tei:rs | tei:seg
      | tei:role | tei:actor | tei:code | tei:abbr">
    <xsl:variable name="look" select="concat(' ', @rend, ' ')"/>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="contains($look, ' sup')">sup</xsl:when>
        <xsl:when test="contains($look, ' sub')">sub</xsl:when>
        <xsl:when test="self::tei:emph">em</xsl:when>
        <xsl:when test="contains($look, ' bold ')">b</xsl:when>
        <xsl:when test="self::tei:foreign or self::tei:mentioned
            or contains($look, ' italic')">i</xsl:when>
        <!-- The title of a part, or of what was never printed, is not set in italics. -->
        <xsl:when test="self::tei:title and not(@level = 'a' or @level = 'u')">cite</xsl:when>
        <xsl:when test="self::tei:code">code</xsl:when>
        <xsl:when test="self::tei:abbr[@expan]">abbr</xsl:when>
        <xsl:when test="translate(@when, '0123456789', '0000000000') = '0000-00-00'
            or translate(@when, '0123456789', '0000000000') = '0000-00'
            or translate(@when, '0123456789', '0000000000') = '0000'">time</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:attribute name="class"><xsl:value-of select="local-name()"/></xsl:attribute>
      <xsl:apply-templates select="@*"/>
      <xsl:if test="$element = 'time'">
        <xsl:attribute name="datetime"><xsl:value-of select="@when"/></xsl:attribute>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="@ref"><xsl:call-template name="name-words"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="never-empty"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:soCalled">
    <xsl:variable name="marks"><xsl:call-template name="needs-quotation-marks"/></xsl:variable>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="$marks = 'yes'">q</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </xsl:element>
  </xsl:template>

  <!-- ==== breaks ==== -->

  <xsl:template match="tei:lb">
    <xsl:choose>
      <xsl:when test="@break = 'no'"><wbr><xsl:apply-templates select="@xml:id"/></wbr></xsl:when>
      <xsl:otherwise><br><xsl:apply-templates select="@xml:id"/></br></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Notes are listed behind their document, wherever the source lists them. -->
  <xsl:template match="tei:milestone[@unit = 'notes']" priority="1"/>

  <!-- A rule, where HTML may have one. -->
  <xsl:template match="tei:div/tei:milestone[@unit = 'section'] | tei:body/tei:milestone[@unit = 'section']"
      priority="1">
    <hr><xsl:apply-templates select="@xml:id"/></hr>
  </xsl:template>

  <!-- What is printed around the text. -->
  <xsl:template match="tei:fw[@type = 'pageNum']"/>

  <xsl:template match="tei:milestone | tei:cb | tei:gb">
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="self::tei:cb">column</xsl:when>
        <xsl:when test="self::tei:gb">gathering</xsl:when>
        <xsl:otherwise><xsl:value-of select="@unit"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <span class="milestone added">
      <xsl:apply-templates select="@*"/>
      <xsl:choose>
        <xsl:when test="@n">
          <xsl:value-of select="normalize-space(concat('[', $kind, ' ', @n, ']'))"/>
        </xsl:when>
        <xsl:otherwise><xsl:comment/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>
</xsl:stylesheet>
