<?xml version="1.0" encoding="UTF-8"?>
<!--
  How TEI elements stand to one another: white space that is only layout, ids, and whether an
  element is a block of its own or part of a line.  Shared by the stylesheets that make something to
  read.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <!-- Elements that hold elements only: the white space between these is indentation. -->
  <xsl:strip-space elements="tei:TEI tei:teiCorpus tei:teiHeader tei:fileDesc tei:titleStmt
      tei:respStmt tei:publicationStmt tei:availability tei:sourceDesc tei:encodingDesc
      tei:editorialDecl tei:appInfo tei:application tei:profileDesc tei:langUsage tei:textClass
      tei:keywords tei:particDesc tei:listPerson tei:person tei:personGrp tei:correspDesc
      tei:correspAction tei:text tei:body tei:front tei:back tei:group tei:floatingText tei:div
      tei:div1 tei:div2 tei:div3 tei:div4 tei:div5 tei:div6 tei:div7 tei:sp tei:spGrp tei:lg
      tei:castList tei:castGroup tei:list tei:listBibl tei:table tei:row tei:titlePage tei:docTitle
      tei:figure tei:cit tei:choice tei:subst tei:app tei:set tei:performance tei:argument
      tei:epigraph tei:postscript tei:address"/>

  <!-- Documents within a text: all of them, whether there are any or several, and those that are in
       no other.  In the tests of many nodes stand those of true and false: libxslt copies a node-set
       for each. -->
  <xsl:variable name="all-documents" select="/descendant::tei:div[@type = 'document']"/>
  <xsl:variable name="any-documents" select="boolean($all-documents)"/>
  <xsl:variable name="several" select="boolean($all-documents[2])"/>
  <xsl:variable name="outer-documents"
      select="$all-documents[not(ancestor::tei:div[@type = 'document'])]"/>

  <!-- Elements whose children are blocks, whatever these are. -->
  <xsl:variable name="structural" select="' teiCorpus TEI text body front back group
      floatingText div div1 div2 div3 div4 div5 div6 div7 sp spGrp lg castList castGroup list table
      row titlePage
      docTitle listBibl listPerson set performance argument epigraph postscript '"/>

  <!-- Elements that stand in a line and hold no blocks unless these say so by their own kind. -->
  <xsl:variable name="phrasal" select="' p ab l seg head label speaker hi emph foreign
      ref title name persName placeName orgName rs date time num measure term gloss mentioned
      soCalled
      distinct supplied unclear add del subst corr sic choice orig reg abbr expan ex surplus app lem
      rdg damage restore salute signed dateline byline docAuthor docDate docImprint titlePart role
      roleDesc actor castItem trailer bibl desc figDesc idno addrLine cell pc w s cl phr '"/>

  <!-- Elements that are always part of a line, also where they are all that a container holds. -->
  <xsl:variable name="inline" select="' seg hi emph foreign ref ptr name persName placeName orgName rs
      date time num measure term gloss mentioned soCalled distinct supplied unclear add del subst corr
      sic choice orig reg abbr expan ex surplus app restore gap pc w c phr '"/>

  <!-- 'yes' where the current element is a block: its parent is structural, or is a container such
       as quote, note or one we do not know, and holds no text of its own. -->
  <xsl:template name="is-block">
    <xsl:variable name="parent" select="concat(' ', local-name(..), ' ')"/>
    <xsl:choose>
      <xsl:when test="contains($structural, $parent)">yes</xsl:when>
      <xsl:when test="contains($phrasal, $parent)
          or contains($inline, concat(' ', local-name(), ' '))"/>
      <xsl:when test="../text()[normalize-space()]"/>
      <xsl:otherwise>yes</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
