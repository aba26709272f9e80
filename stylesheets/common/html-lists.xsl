<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists, casts and tables of a TEI text as HTML. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:list | tei:listBibl | tei:castList">
    <xsl:choose>
      <xsl:when test="@type = 'gloss'"><xsl:call-template name="gloss"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="list"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="gloss">
    <xsl:apply-templates select="tei:head"/>
    <dl class="gloss">
      <xsl:apply-templates select="@*"/>
      <xsl:for-each select="*[not(self::tei:head)]">
        <xsl:choose>
          <xsl:when test="self::tei:label">
            <dt>
              <xsl:apply-templates select="@*"/>
              <xsl:apply-templates/>
              <xsl:call-template name="never-empty"/>
            </dt>
          </xsl:when>
          <xsl:when test="self::tei:item">
            <dd>
              <xsl:apply-templates select="@*"/>
              <xsl:apply-templates/>
              <xsl:call-template name="never-empty"/>
            </dd>
          </xsl:when>
          <xsl:otherwise><dd><xsl:apply-templates select="."/></dd></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:call-template name="never-empty"/>
    </dl>
  </xsl:template>

  <xsl:template name="list">
    <xsl:variable name="labelled" select="tei:label or tei:item/@n or tei:item/tei:label"/>
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="$labelled">labelled</xsl:when>
        <xsl:when test="@type = 'ordered' or @type = 'numbered'
            or @rend = 'numbered'">ordered</xsl:when>
        <xsl:when test="@type = 'bulleted' or contains(@rend, 'bullet')">bulleted</xsl:when>
        <xsl:otherwise>plain</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:apply-templates select="tei:head"/>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="$kind = 'ordered'">ol</xsl:when>
        <xsl:otherwise>ul</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="concat(local-name(), ' ', $kind)"/>
      </xsl:call-template>
      <!-- Without markers some browsers no longer call it a list. -->
      <xsl:if test="$kind != 'ordered'"><xsl:attribute name="role">list</xsl:attribute></xsl:if>
      <xsl:apply-templates mode="item"
          select="*[not(self::tei:head)][not(self::tei:label[following-sibling::*[1]
              [self::tei:item]])]"/>
      <xsl:call-template name="never-empty"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:list/tei:head | tei:listBibl/tei:head">
    <p class="list-head">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </p>
  </xsl:template>

  <xsl:template match="*" mode="item">
    <li class="other"><xsl:apply-templates select="."/></li>
  </xsl:template>
  <xsl:template match="tei:item | tei:castItem | tei:listBibl/tei:bibl" mode="item">
    <xsl:variable name="label" select="preceding-sibling::*[1]/self::tei:label"/>
    <li>
      <xsl:apply-templates select="@*"/>
      <xsl:choose>
        <xsl:when test="$label">
          <span class="label"><xsl:for-each select="$label"><xsl:apply-templates select="@xml:id"/></xsl:for-each>
            <xsl:apply-templates select="$label/node()"/></span>
          <xsl:text> </xsl:text>
        </xsl:when>
        <xsl:when test="@n and not(tei:label)">
          <span class="label added"><xsl:call-template name="item-number"/></span>
          <xsl:text> </xsl:text>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </li>
  </xsl:template>
  <xsl:template match="tei:item/tei:label">
    <span class="label">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Persons with one description in common: a brace holds them together. -->
  <xsl:template match="tei:castGroup" mode="item">
    <li class="cast-group">
      <xsl:apply-templates select="@*"/>
      <xsl:for-each select="tei:head">
        <p class="list-head"><xsl:apply-templates/><xsl:call-template name="never-empty"/></p>
      </xsl:for-each>
      <!-- In the order of the source; the style sets what describes them behind the brace. -->
      <div class="brace">
        <xsl:apply-templates select="tei:roleDesc[not(preceding-sibling::tei:castItem)]"/>
        <ul role="list">
          <xsl:apply-templates mode="item" select="*[not(self::tei:head or self::tei:roleDesc)]"/>
          <xsl:if test="not(*[not(self::tei:head or self::tei:roleDesc)])"><xsl:comment/></xsl:if>
        </ul>
        <xsl:apply-templates select="tei:roleDesc[preceding-sibling::tei:castItem]"/>
      </div>
    </li>
  </xsl:template>

  <xsl:template match="tei:table">
    <div class="table" tabindex="0" role="group" aria-label="Table">
      <table>
        <xsl:apply-templates select="@*"/>
        <xsl:if test="tei:head">
          <caption>
            <xsl:for-each select="tei:head">
              <xsl:if test="position() &gt; 1"><br/></xsl:if>
              <xsl:apply-templates/>
            </xsl:for-each>
          </caption>
        </xsl:if>
        <tbody>
          <xsl:apply-templates select="tei:row"/>
          <xsl:if test="not(tei:row)"><xsl:comment/></xsl:if>
        </tbody>
      </table>
      <xsl:apply-templates select="*[not(self::tei:head or self::tei:row)]"/>
    </div>
  </xsl:template>
  <xsl:template match="tei:row">
    <tr>
      <xsl:apply-templates select="@*"/>
      <xsl:for-each select="*">
        <xsl:choose>
          <xsl:when test="self::tei:cell"><xsl:apply-templates select="."/></xsl:when>
          <xsl:otherwise><td><xsl:apply-templates select="."/></td></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:call-template name="never-empty"/>
    </tr>
  </xsl:template>
  <xsl:template match="tei:cell">
    <xsl:variable name="heads">
      <xsl:choose>
        <xsl:when test="../@role = 'label'">col</xsl:when>
        <xsl:when test="@role = 'label'">row</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="string($heads)">th</xsl:when>
        <xsl:otherwise>td</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:apply-templates select="@*"/>
      <xsl:if test="string($heads)">
        <xsl:attribute name="scope"><xsl:value-of select="$heads"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@cols &gt; 1">
        <xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@rows &gt; 1">
        <xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
