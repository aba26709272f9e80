<?xml version="1.0" encoding="UTF-8"?>
<!--
  Elements that nothing else in these stylesheets knows: those of TEI in a neutral way, with their
  name for a class, dictionaries a little better than that, and those of other namespaces as code.
  Nothing of the text is lost.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei">

  <!-- The header is shown above and below the text, as are what stands off it and its pictures. -->
  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile"/>

  <xsl:template match="tei:*">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = 'yes' or descendant::*[contains($makes-blocks,
          concat(' ', local-name(), ' ')) or not(self::tei:*)]">
        <div class="tei tei-{local-name()}">
          <xsl:apply-templates select="@xml:id | @xml:lang | node()"/>
          <xsl:call-template name="never-empty"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span class="tei-{local-name()}">
          <xsl:apply-templates select="@xml:id | @xml:lang | node()"/>
          <xsl:call-template name="never-empty"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== dictionaries ==== -->

  <!-- An entry is set like a paragraph, its senses below each other. -->
  <xsl:template match="tei:entry | tei:entryFree | tei:superEntry | tei:sense | tei:re">
    <div class="{local-name()}">
      <xsl:apply-templates select="@xml:id | @xml:lang"/>
      <xsl:if test="self::tei:sense[@n]">
        <span class="sense-number added"><xsl:value-of select="@n"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </div>
  </xsl:template>

  <!-- In a line, with a space behind, which pretty-printed sources have and others lack. -->
  <xsl:template match="tei:form | tei:orth | tei:pron | tei:hyph | tei:syll | tei:gramGrp | tei:gram
      | tei:pos | tei:gen | tei:number | tei:case | tei:subc | tei:iType | tei:def | tei:etym
      | tei:usg | tei:lbl | tei:xr | tei:sense/tei:cit | tei:entry/tei:cit">
    <span class="{local-name()}">
      <xsl:apply-templates select="@xml:id | @xml:lang | @rend"/>
      <xsl:apply-templates/>
      <xsl:call-template name="never-empty"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- ==== other namespaces ==== -->

  <!-- The outermost foreign element makes the block; what is within is shown with its tags. -->
  <xsl:template match="*">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = 'yes'">
        <pre class="foreign" tabindex="0"><code><xsl:apply-templates select="." mode="code"/></code></pre>
      </xsl:when>
      <xsl:otherwise>
        <code class="foreign"><xsl:apply-templates select="." mode="code"/></code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="code">
    <span class="tag added">
      <xsl:value-of select="concat('&lt;', name())"/>
      <xsl:for-each select="@*">
        <xsl:value-of select="concat(' ', name(), '=&quot;', ., '&quot;')"/>
      </xsl:for-each>
      <xsl:if test="not(node())">/</xsl:if>
      <xsl:text>&gt;</xsl:text>
    </span>
    <xsl:if test="node()">
      <xsl:apply-templates mode="code"/>
      <span class="tag added"><xsl:value-of select="concat('&lt;/', name(), '&gt;')"/></span>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
