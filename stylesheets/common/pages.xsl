<?xml version="1.0" encoding="UTF-8"?>
<!-- What an output may call the pages of the source, each by a name of its own. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <xsl:key name="page" match="tei:pb" use="string(@n)"/>
  <xsl:key name="page-entry" match="page" use="@node"/>
  <xsl:variable name="page-table">
    <xsl:for-each select="/descendant::tei:pb">
      <xsl:if test="not(key('page', string(@n))[1][count(. | current()) = 1])">
        <page node="{generate-id()}" position="{position()}"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:variable>

  <!-- Its own id, or page:621; a page whose number was there before is page:621:N, with its place
       among all breaks. -->
  <xsl:template name="page-id">
    <xsl:choose>
      <xsl:when test="id(@xml:id)[count(. | current()) = 1]">
        <xsl:value-of select="@xml:id"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('page:', translate(normalize-space(@n), ' ', '_'))"/>
        <xsl:if test="not(key('page', string(@n))[1][count(. | current()) = 1])">
          <xsl:variable name="this" select="generate-id()"/>
          <xsl:for-each select="exsl:node-set($page-table)">
            <xsl:value-of select="concat(':', key('page-entry', $this)/@position)"/>
          </xsl:for-each>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
