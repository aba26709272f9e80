<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:e="http://exslt.org/common" xmlns:s="http://exslt.org/strings" xmlns:d="http://exslt.org/dates-and-times" xmlns:m="http://exslt.org/math" xmlns:set="http://exslt.org/sets" xmlns:f="http://exslt.org/functions" xmlns:t="http://www.tei-c.org/ns/1.0" extension-element-prefixes="e f">
<xsl:import href="teikit:text.xsl"/><xsl:output method="html" encoding="UTF-8" indent="yes"/><xsl:param name="p" select="1"/>
<xsl:key name="k" match="t:sp" use="@who"/><xsl:decimal-format name="n" decimal-separator=","/>
<f:function name="t:f"><xsl:param name="x"/><f:result select="$x + 1"/></f:function>
<xsl:template match="/"><a b="{$p}"><xsl:for-each select="//t:sp"><xsl:sort select="@who" order="descending"/>
<xsl:number level="any" format="I."/><xsl:value-of select="format-number(t:f(2), '#,0', 'n')"/></xsl:for-each>
<xsl:apply-templates select="//t:p" mode="m"/><xsl:copy-of select="e:node-set(s:tokenize('a b'))"/>
<xsl:value-of select="d:year('2026-01-01')"/><xsl:value-of select="m:max(//@n)"/><xsl:value-of select="generate-id(key('k', '#a'))"/>
<xsl:choose><xsl:when test="document('gone.xml')">x</xsl:when><xsl:otherwise><xsl:call-template name="c"><xsl:with-param name="n" select="3"/></xsl:call-template></xsl:otherwise></xsl:choose>
<e:document href="out.xml"><x/></e:document></a></xsl:template>
<xsl:template match="t:p" mode="m" priority="2"><xsl:copy><xsl:apply-templates select="node()|@*"/></xsl:copy></xsl:template>
<xsl:template name="c"><xsl:param name="n"/><xsl:if test="$n &gt; 0"><xsl:call-template name="c"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template></xsl:if></xsl:template>
</xsl:stylesheet>
