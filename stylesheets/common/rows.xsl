<?xml version="1.0" encoding="UTF-8"?>
<!--
  A text as rows: one for each speech, or, in a document without speeches, one for each paragraph.
  What a stylesheet that includes this has to bring is a template "row", called with the columns.
  The words are those that are spoken or told: without notes, stage remarks and page breaks, on one
  line, read as an editor's reading text (supplied words and corrections as if they had always been
  there, gaps as [their words]).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">
  <xsl:include href="structure.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="spoken.xsl"/>

  <!-- The name of the input, which the program sets; it names a document that has no id. -->
  <xsl:param name="file"/>

  <!-- The documents: the divisions that are marked as such, or else the whole texts. -->
  <xsl:variable name="documents" select="$outer-documents
      | /self::node()[not($outer-documents)]/descendant::tei:text[not(ancestor::tei:text)]"/>

  <xsl:template name="rows">
    <xsl:for-each select="$documents">
      <xsl:variable name="document"><xsl:call-template name="document-id"/></xsl:variable>
      <!-- One way with a test in it, no union: libxslt compares the parts of a union node by node,
           and a node-set in a test is copied for every node. -->
      <xsl:variable name="speech" select="boolean(descendant::tei:sp or descendant::tei:u)"/>
      <xsl:for-each select="descendant::*[$speech and (self::tei:sp or self::tei:u) or not($speech)
          and (self::tei:p or self::tei:ab or self::tei:lg or self::tei:l or self::tei:item)
          and not(ancestor::tei:note or ancestor::tei:p or ancestor::tei:ab or ancestor::tei:lg
          or ancestor::tei:item)]">
        <xsl:variable name="speaker">
          <xsl:apply-templates select="tei:speaker/node()" mode="spoken"/>
        </xsl:variable>
        <xsl:variable name="text"><xsl:call-template name="spoken-text"/></xsl:variable>
        <!-- Wrapped in an element: one large text would take libxslt quadratic time. -->
        <row>
          <xsl:call-template name="row">
            <xsl:with-param name="document" select="string($document)"/>
            <xsl:with-param name="number" select="position()"/>
            <xsl:with-param name="speaker" select="normalize-space($speaker)"/>
            <xsl:with-param name="person"><xsl:call-template name="who-ids"/></xsl:with-param>
            <xsl:with-param name="text" select="string($text)"/>
          </xsl:call-template>
        </row>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- The current document's id, or the one of the TEI element around it, or the file's name. -->
  <xsl:template name="document-id">
    <xsl:variable name="id" select="ancestor-or-self::*[@xml:id][1]/@xml:id"/>
    <xsl:choose>
      <xsl:when test="string($id)"><xsl:value-of select="$id"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="name" select="string(str:tokenize($file, '/')[last()])"/>
        <xsl:choose>
          <xsl:when test="contains($name, '.xml')">
            <xsl:value-of select="substring-before($name, '.xml')"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The ids of @who: pointers into this file without their "#". -->
  <xsl:template name="who-ids">
    <xsl:for-each select="str:tokenize(@who)">
      <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:value-of select="substring(., 1 + starts-with(., '#'))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== words ==== -->

  <!-- How many words a text has: what white space sets apart and is not signs alone. -->
  <xsl:template name="count-words">
    <xsl:param name="text"/>
    <xsl:variable name="words" select="normalize-space(translate($text,
        concat($frequent, $signs-alone), $frequent))"/>
    <xsl:value-of
        select="string-length($words) - string-length(translate($words, ' ', '')) + ($words != '')"/>
  </xsl:template>
  <!-- translate() looks for a letter in its list from the beginning: those that a text has most stand
       first and stay, so that it is not gone through for each of them. -->
  <xsl:variable name="frequent" select="' enisratodhulcgmbwfkpvzyjxqESDAIWGHMBTKR'"/>
  <xsl:variable name="signs-alone"
      select="concat('.,:;!?-–—…()[]{}*/\|&lt;&gt;=+_#~§†‡“”„‟«»‘’‚‛‹›&quot;', &quot;'&quot;)"/>
</xsl:stylesheet>
