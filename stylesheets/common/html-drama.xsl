<?xml version="1.0" encoding="UTF-8"?>
<!--
  Speech and verse as HTML: speeches, each with an id and a link to itself on its label, verse with
  its line numbers, stage remarks, and what happens in a recorded conversation.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <!-- ==== speeches ==== -->

  <!-- What is in a speech is told its id, which stands in its entry among $speeches. -->
  <xsl:template match="tei:sp">
    <xsl:variable name="sp" select="."/>
    <xsl:variable name="node" select="generate-id()"/>
    <xsl:for-each select="$speech-root">
      <xsl:for-each select="key('speech', $node)">
        <div class="sp">
          <xsl:copy-of select="@id"/>
          <xsl:apply-templates select="$sp/@xml:lang | $sp/@rend"/>
          <xsl:apply-templates select="$sp/node()">
            <xsl:with-param name="speech" select="@id"/>
          </xsl:apply-templates>
          <xsl:if test="not($sp/node())"><xsl:comment/></xsl:if>
        </div>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- A label leads to its own speech, to be copied from there; it is no stop on the way of the
       tabulator, which would have hundreds: the list of persons has the same links.  A short label
       says whose it is. -->
  <xsl:template match="tei:speaker">
    <xsl:param name="speech"/>
    <p class="speaker">
      <xsl:apply-templates select="@*"/>
      <xsl:choose>
        <xsl:when test="$speech and not(*)">
          <a href="#{$speech}" tabindex="-1">
            <xsl:if test="string-length() &lt; 6">
              <xsl:for-each select="..">
                <xsl:attribute name="title"><xsl:call-template name="who-names"/></xsl:attribute>
              </xsl:for-each>
              <xsl:if test=". = ''"><xsl:comment/></xsl:if>
            </xsl:if>
            <xsl:value-of select="."/>
          </a>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- An utterance of a spoken corpus has no label: who speaks stands before it. -->
  <xsl:template match="tei:u">
    <xsl:variable name="node" select="generate-id()"/>
    <xsl:variable name="names"><xsl:call-template name="who-names"/></xsl:variable>
    <xsl:variable name="id">
      <xsl:for-each select="$speech-root"><xsl:value-of select="key('speech', $node)/@id"/></xsl:for-each>
    </xsl:variable>
    <div class="sp">
      <xsl:apply-templates select="@*"/>
      <xsl:if test="string($id)">
        <xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute>
      </xsl:if>
      <p class="speaker added">
        <a href="#{$id}" tabindex="-1">
          <xsl:value-of select="$names"/>
          <xsl:if test="not(string($names))"><xsl:value-of select="translate(@who, '#', '')"/></xsl:if>
          <xsl:comment/>
        </a>
      </p>
      <div class="p">
        <xsl:apply-templates/>
        <xsl:call-template name="never-empty"/>
      </div>
    </div>
  </xsl:template>

  <!-- What is heard or seen besides words, in words or by its attributes. -->
  <xsl:template match="tei:vocal | tei:kinesic | tei:incident | tei:writing | tei:pause | tei:shift">
    <span class="stage {local-name()}">
      <xsl:apply-templates select="@*"/>
      <xsl:text>[</xsl:text>
      <xsl:apply-templates select="node()[not(self::tei:desc)] | tei:desc/node()"/>
      <xsl:if test="not(normalize-space())">
        <span class="added" lang="en" xml:lang="en"><xsl:value-of select="normalize-space(
            concat(local-name(), ' ', @type, ' ', @feature, ' ', @new, ' ', @dur))"/></span>
      </xsl:if>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>

  <!-- ==== verse ==== -->

  <xsl:template match="tei:l">
    <div class="l">
      <xsl:apply-templates select="@*"/>
      <xsl:if test="@part[. = 'M' or . = 'F']">
        <xsl:call-template name="attributes">
          <xsl:with-param name="class" select="concat('l part-', @part)"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="@n[. mod 5 = 0]">
        <span class="line-number added"><xsl:value-of select="@n"/></span>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="not(text() or *)"><xsl:comment/></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="tei:lg">
    <div class="lg">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
  </xsl:template>

  <!-- ==== stage remarks ==== -->

  <!-- Among blocks a remark is a paragraph, in a line a part of it. -->
  <xsl:template match="tei:stage">
    <xsl:variable name="brackets"><xsl:call-template name="stage-brackets"/></xsl:variable>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="* and (tei:p or tei:lg or tei:l or tei:list)">div</xsl:when>
        <xsl:when test="parent::tei:sp or parent::tei:div">p</xsl:when>
        <xsl:otherwise>
          <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
          <xsl:choose>
            <xsl:when test="$block = 'yes'">p</xsl:when>
            <xsl:otherwise>span</xsl:otherwise>
          </xsl:choose>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:attribute name="class">stage</xsl:attribute>
      <xsl:apply-templates select="@*"/>
      <xsl:choose>
        <xsl:when test="$brackets = '' or $element = 'div'">
          <xsl:apply-templates/>
          <xsl:call-template name="never-empty"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="substring($brackets, 1, 1)"/>
          <xsl:apply-templates/>
          <xsl:value-of select="substring($brackets, 2, 1)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
