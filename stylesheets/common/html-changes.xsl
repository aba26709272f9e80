<?xml version="1.0" encoding="UTF-8"?>
<!--
  Where there are several ways to read a TEI text: choice, app, and what was added and deleted.  The
  editors' reading is shown; the others stand beside it, and a switch above the text, which is there
  only where it has something to show, makes them visible (common/html-style-text.xsl).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <xsl:template name="changes-switch">
    <xsl:if test="/descendant::tei:choice[ancestor::tei:text]
        or /descendant::tei:app[ancestor::tei:text]">
      <p class="switch added" lang="en" xml:lang="en">
        <label>
          <input type="checkbox"/>
          <xsl:text> Show the source’s readings beside the editors’</xsl:text>
        </label>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:choice | tei:app | tei:rdgGrp">
    <xsl:variable name="shown" select="(tei:corr | tei:reg | tei:expan | tei:lem
        | *[not(../tei:corr or ../tei:reg or ../tei:expan or ../tei:lem)])[1]"/>
    <span class="{local-name()}">
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="title">
        <xsl:choose>
          <xsl:when test="self::tei:choice">In the source: </xsl:when>
          <xsl:otherwise>Other readings: </xsl:otherwise>
        </xsl:choose>
        <xsl:for-each select="*[count(. | $shown) = 2]">
          <xsl:if test="position() &gt; 1">; </xsl:if>
          <xsl:value-of select="normalize-space(concat(., ' ', translate(@wit, '#', '')))"/>
        </xsl:for-each>
      </xsl:attribute>
      <xsl:for-each select="*">
        <xsl:choose>
          <xsl:when test="count(. | $shown) = 1">
            <span class="{local-name()} shown">
              <xsl:apply-templates select="@xml:id | @xml:lang | node()"/>
              <xsl:call-template name="never-empty"/>
            </span>
          </xsl:when>
          <xsl:otherwise>
            <span class="{local-name()} other">
              <span class="sign"> [</span>
              <xsl:apply-templates select="self::tei:rdgGrp | self::tei:note | node()
                  [not(parent::tei:rdgGrp or parent::tei:note)]"/>
              <xsl:if test="@wit">
                <span class="added"><xsl:value-of
                    select="concat(' ', translate(@wit, '#', ''))"/></span>
              </xsl:if>
              <span class="sign">]</span>
            </span>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:call-template name="never-empty"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:add">
    <ins class="add">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </ins>
  </xsl:template>
  <xsl:template match="tei:del">
    <del class="del">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </del>
  </xsl:template>
</xsl:stylesheet>
