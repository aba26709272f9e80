<?xml version="1.0" encoding="UTF-8"?>
<!--
  The speeches of a text (sp and u) as a table: numbered within their document, who speaks, and how
  much; and the persons who speak.  Both are made once, in time that grows with the number of
  speeches; a speech then looks its entry up.

  $speeches  <speech node id n length><who/></speech>: node is the element's generate-id(); id what an
             output may call the speech: its own xml:id, or speech:12, in a text of several documents
             speech:d209.12; n its number in its document; a who for each person: a pointer of @who,
             or the label where there is no @who
  $speakers  <person key name id length speeches row/>: those who speak, most of it first, counted by
             row from 0; key is their who, by which key('speeches-of', …) finds their speeches from
             $speech-root; name and id are those of the header, or the key and person:3
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common"
    xmlns:set="http://exslt.org/sets" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei exsl set str">

  <xsl:key name="speech" match="speech" use="@node"/>
  <xsl:key name="speeches-of" match="speech" use="who"/>

  <xsl:variable name="utterances" select="boolean(/descendant::tei:u[1])"/>
  <xsl:variable name="speech-table">
    <xsl:for-each select="$outer-documents
        | /self::node()[not($outer-documents)]/descendant::tei:text[not(ancestor::tei:text)]">
      <xsl:variable name="document">
        <xsl:choose>
          <xsl:when test="last() = 1"/>
          <xsl:when test="@xml:id"><xsl:value-of select="concat(@xml:id, '.')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat(position(), '.')"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <!-- One of these two is empty: libxslt compares the parts of a union node by node. -->
      <xsl:apply-templates mode="entry" select="self::*[not($utterances)]/descendant::tei:sp
          | self::*[$utterances]/descendant::*[self::tei:sp or self::tei:u]">
        <xsl:with-param name="prefix" select="concat('speech:', $document)"/>
      </xsl:apply-templates>
    </xsl:for-each>
    <!-- What is said outside the documents, where they are not all that there is. -->
    <xsl:if test="$outer-documents and /descendant::tei:text/*/*[not(self::tei:div[@type = 'document'])]">
      <xsl:apply-templates mode="entry" select="//tei:text/descendant::*[self::tei:sp or self::tei:u]
          [not(ancestor::tei:div[@type = 'document'])]">
        <xsl:with-param name="prefix">speech:0.</xsl:with-param>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="speech-root" select="exsl:node-set($speech-table)"/>
  <xsl:variable name="speeches" select="$speech-root/speech"/>

  <xsl:template match="*" mode="entry">
    <xsl:param name="prefix"/>
    <!-- In characters: to count words would take longer than all else that is done to a speech. -->
    <speech node="{generate-id()}" n="{position()}" id="{concat($prefix, position())}"
        length="{string-length() - string-length(tei:speaker) - string-length(descendant::tei:stage)}">
      <xsl:if test="id(@xml:id)[count(. | current()) = 1]">
        <xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="descendant::tei:note or descendant::tei:stage[2]">
        <xsl:attribute name="length">
          <xsl:variable name="text"><xsl:apply-templates mode="spoken"/></xsl:variable>
          <xsl:value-of select="string-length(normalize-space($text))"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="contains(@who, ' ')">
          <xsl:for-each select="str:tokenize(@who)"><who><xsl:value-of select="."/></who></xsl:for-each>
        </xsl:when>
        <xsl:when test="@who"><who><xsl:value-of select="@who"/></who></xsl:when>
        <xsl:otherwise>
          <who><xsl:value-of select="normalize-space(translate(tei:speaker[1], ':.', ''))"/></who>
        </xsl:otherwise>
      </xsl:choose>
    </speech>
  </xsl:template>

  <!-- ==== the persons ==== -->

  <!-- In the order in which they first speak, as <person key length speeches/>. -->
  <xsl:variable name="speaker-counts">
    <xsl:for-each select="set:distinct($speeches/who)">
      <xsl:variable name="of-person" select="key('speeches-of', .)"/>
      <person key="{.}" length="{sum($of-person/@length)}" speeches="{count($of-person)}"/>
    </xsl:for-each>
  </xsl:variable>

  <xsl:variable name="speaker-table">
    <xsl:for-each select="exsl:node-set($speaker-counts)/person">
      <xsl:sort select="@length" data-type="number" order="descending"/>
      <xsl:variable name="id" select="substring-after(@key, '#')"/>
      <person row="{position() - 1}" id="person:{position()}" name="{@key}">
        <xsl:copy-of select="@*"/>
        <!-- A person of the header has an id and a name of its own. -->
        <xsl:for-each select="$source">
          <xsl:for-each select="id($id)[1][not(ancestor::tei:text)]">
            <xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute>
            <xsl:attribute name="name"><xsl:call-template name="person-name"/></xsl:attribute>
          </xsl:for-each>
        </xsl:for-each>
      </person>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="speaker-root" select="exsl:node-set($speaker-table)"/>
  <xsl:variable name="speakers" select="$speaker-root/person"/>
</xsl:stylesheet>
