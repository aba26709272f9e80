<?xml version="1.0" encoding="UTF-8"?>
<!--
  Where in a site the targets are that documents have in one another: "#d33", which one other document
  has, or "b.xml#d33", from the folder of the document that refers to it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="str exsl">

  <xsl:variable name="collection" select="/"/>
  <xsl:key name="with-id" match="collection/entry" use="str:tokenize(@ids)"/>
  <xsl:key name="with-path" match="entry" use="@path"/>

  <!-- Of the current entry: "|#d33 texts/b.html#d33|b.xml texts/b.html|", for site-page.xsl. -->
  <xsl:template name="links">
    <xsl:variable name="here" select="string(@path)"/>
    <xsl:for-each select="str:tokenize(@wants)">
      <xsl:variable name="target" select="string()"/>
      <xsl:variable name="id" select="substring-after($target, '#')"/>
      <xsl:variable name="path">
        <xsl:call-template name="path-of-target">
          <xsl:with-param name="target" select="$target"/>
          <xsl:with-param name="here" select="$here"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:for-each select="exsl:node-set($ordered)">
        <xsl:for-each select="key('with-path', $path)[1]">
          <xsl:value-of select="concat('|', $target, ' ', @address)"/>
          <xsl:if test="$id"><xsl:value-of select="concat('#', str:encode-uri($id, true()))"/></xsl:if>
          <xsl:text>|</xsl:text>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- The path of the document that has the target; nothing where none has it, or several have. -->
  <xsl:template name="path-of-target">
    <xsl:param name="target"/>
    <xsl:param name="here"/>
    <xsl:variable name="id" select="substring-after($target, '#')"/>
    <xsl:variable name="file">
      <xsl:call-template name="resolved">
        <xsl:with-param name="folder" select="str:tokenize($here, '/')[position() != last()]"/>
        <xsl:with-param name="steps" select="str:tokenize(str:decode-uri(
            substring-before(concat($target, '#'), '#')), '/')"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="path" select="substring($file, 1, string-length($file) - 4)"/>
    <xsl:for-each select="$collection">
      <xsl:choose>
        <xsl:when test="starts-with($target, '#')">
          <xsl:if test="count(key('with-id', $id)) = 1">
            <xsl:value-of select="key('with-id', $id)/@path"/>
          </xsl:if>
        </xsl:when>
        <xsl:when test="$id = '' or key('with-id', $id)[@path = $path]">
          <xsl:value-of select="$path"/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- The way of these steps, from the folder with these names. -->
  <xsl:template name="resolved">
    <xsl:param name="folder"/>
    <xsl:param name="steps"/>
    <xsl:choose>
      <xsl:when test="$steps[1] = '.' or $steps[1] = '..' and $folder">
        <xsl:call-template name="resolved">
          <xsl:with-param name="folder"
              select="$folder[$steps[1] = '.' or position() != last()]"/>
          <xsl:with-param name="steps" select="$steps[position() &gt; 1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$folder"><xsl:value-of select="concat(., '/')"/></xsl:for-each>
        <xsl:for-each select="$steps">
          <xsl:if test="position() &gt; 1">/</xsl:if>
          <xsl:value-of select="."/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
