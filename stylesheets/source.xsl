<?xml version="1.0" encoding="UTF-8"?>
<!-- source: the way back.  Makes of an encoding the plain text that it was made from, but for white
     space at line ends, runs of blank lines and a final newline.  Takes no parameters.

     A block stands one blank line apart from what goes before it, unless a token on its rend says
     otherwise: tight (on the next line), run-on (after a space), joined (right behind), spaced (one
     blank line apart, where the usual way is another). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    extension-element-prefixes="str">
  <xsl:include href="common/source-play.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="tei:front tei:docTitle tei:castList tei:castGroup tei:lg
      tei:TEI tei:text tei:body tei:div tei:sp tei:opener tei:closer tei:list
      tei:address tei:postscript tei:quote tei:figure tei:choice"/>

  <xsl:key name="by-id" match="tei:note | tei:note/tei:p[@part]" use="@xml:id"/>
  <!-- Lists whose place and notes a milestone says, by the pointers to their notes. -->
  <xsl:key name="placed" match="tei:milestone[@unit = 'notes']" use="str:tokenize(@corresp)"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="//tei:tagsDecl/tei:rendition">
        <xsl:apply-templates select="//tei:text" mode="play"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="//tei:text/tei:front/* | //tei:text/tei:body/*
            | //tei:text/tei:back/*" mode="part"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A section: its blocks. -->
  <xsl:template match="tei:div">
    <xsl:apply-templates select="*[not(self::tei:note[@n])]"/>
  </xsl:template>

  <!-- A part of the text ends its last line, and stands one blank line apart from the one before.  A
       document, or what stands before the first one: its blocks, then the list of its notes.  A
       chapter: its heading, then its documents. -->
  <xsl:template match="tei:div" mode="part">
    <xsl:param name="opening" select="position() = 1"/>
    <xsl:variable name="documents" select="tei:div[@type = 'document']"/>
    <xsl:if test="not($opening or contains(concat(' ', *[1]/@rend, ' '), ' tight '))">
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:apply-templates select="*[not(self::tei:note[@n] or self::tei:div[@type = 'document'])]">
      <xsl:with-param name="opening" select="true()"/>
    </xsl:apply-templates>
    <xsl:if test="not($documents)">
      <xsl:apply-templates select=".//tei:note[@n and not(tei:gap[@reason = 'missing'])]
          [not(key('placed', concat('#', @xml:id)))]" mode="list">
        <xsl:sort select="@n" data-type="number"/>
      </xsl:apply-templates>
    </xsl:if>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="$documents" mode="part">
      <xsl:with-param name="opening" select="false()"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="part">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <!-- What goes between a block and what stands before it. -->
  <xsl:template name="separate">
    <xsl:param name="usual" select="'spaced'"/>
    <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:variable name="way">
      <xsl:choose>
        <xsl:when test="contains($rend, ' tight ')">tight</xsl:when>
        <xsl:when test="contains($rend, ' run-on ')">run-on</xsl:when>
        <xsl:when test="contains($rend, ' joined ')">joined</xsl:when>
        <xsl:when test="contains($rend, ' spaced ')">spaced</xsl:when>
        <xsl:otherwise><xsl:value-of select="$usual"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$way = 'spaced'"><xsl:text>&#10;&#10;</xsl:text></xsl:when>
      <xsl:when test="$way = 'tight'"><xsl:text>&#10;</xsl:text></xsl:when>
      <xsl:when test="$way = 'run-on'"><xsl:text> </xsl:text></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Blocks.  $opening: nothing goes before the first child of the parent.  Each is wrapped in an
       element, which the text method drops: one large text would take libxslt quadratic time, as
       would predicates in patterns and preceding siblings. -->
  <xsl:template match="tei:head | tei:p | tei:dateline | tei:salute | tei:signed | tei:sp | tei:opener/tei:idno">
    <xsl:param name="opening" select="false()"/>
    <block>
      <xsl:if test="not($opening and position() = 1)">
        <xsl:call-template name="separate"/>
      </xsl:if>
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <!-- Of texts that were not encoded here: verses, and lines of what stands before a text. -->
  <xsl:template match="tei:l | tei:castItem | tei:titlePart | tei:docAuthor | tei:docDate | tei:docImprint
      | tei:byline">
    <block>
      <xsl:call-template name="separate"><xsl:with-param name="usual">tight</xsl:with-param></xsl:call-template>
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <!-- Verse that is quoted, and addresses: the first line stands where the stanza or address stands. -->
  <xsl:template match="tei:quote/tei:lg | tei:opener/tei:address">
    <xsl:param name="opening" select="false()"/>
    <block>
      <xsl:if test="not($opening and position() = 1)">
        <xsl:call-template name="separate"/>
      </xsl:if>
      <xsl:apply-templates/>
    </block>
  </xsl:template>
  <xsl:template match="tei:quote/tei:lg/tei:l | tei:opener/tei:address/tei:addrLine">
    <block>
      <xsl:if test="position() > 1">
        <xsl:call-template name="separate"><xsl:with-param name="usual">tight</xsl:with-param></xsl:call-template>
      </xsl:if>
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <!-- The beginning of a line; the line end before it may stand in the words already. -->
  <xsl:template match="tei:lb">
    <xsl:variable name="before" select="preceding-sibling::node()[1]"/>
    <xsl:if test="$before and substring($before, string-length($before)) != '&#10;'"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>

  <!-- The first child of an opener, closer, list, postscript or quotation stands where its parent stands. -->
  <xsl:template match="tei:opener | tei:closer | tei:list | tei:postscript | tei:quote">
    <xsl:param name="opening" select="false()"/>
    <xsl:apply-templates>
      <xsl:with-param name="opening" select="$opening and position() = 1"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Lists: a label is a block; its item goes on behind it.  An item that holds a list first stands
       where that list stands; one that holds blocks stands where the first of them stands. -->
  <xsl:template match="tei:list/tei:label">
    <xsl:param name="opening" select="false()"/>
    <block>
      <xsl:if test="not($opening and position() = 1)">
        <xsl:call-template name="separate"/>
      </xsl:if>
      <xsl:call-template name="set-in"/>
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:item">
    <xsl:variable name="blocks" select="tei:p | tei:list"/>
    <block>
      <xsl:if test="node() and not($blocks[1][self::tei:list])">
        <xsl:call-template name="separate">
          <xsl:with-param name="usual">
            <xsl:choose>
              <xsl:when test="../tei:label">run-on</xsl:when>
              <xsl:otherwise>spaced</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$blocks">
          <xsl:apply-templates select="*">
            <xsl:with-param name="block" select="true()"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
    </block>
  </xsl:template>

  <xsl:template match="tei:item/tei:p">
    <xsl:if test="position() > 1">
      <xsl:call-template name="separate"/>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:speaker">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The first paragraph of a speech goes on behind the label. -->
  <xsl:template match="tei:sp/tei:p">
    <block>
      <xsl:choose>
        <xsl:when test="position() = 2">
          <xsl:call-template name="separate">
            <xsl:with-param name="usual" select="'run-on'"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="separate"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:note/tei:p">
    <xsl:if test="position() > 1">
      <xsl:call-template name="separate"/>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- White space before a page break, remark or note: indent4, tab. -->
  <xsl:template name="set-in">
    <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:if test="contains($rend, ' tab ')"><xsl:text>&#9;</xsl:text></xsl:if>
    <xsl:if test="contains($rend, ' indent')">
      <xsl:value-of select="str:padding(number(substring-before(substring-after($rend, ' indent'), ' ')))"/>
    </xsl:if>
  </xsl:template>

  <!-- Breaks, remarks, notes of the editor and figures stand between blocks or in the text. -->
  <xsl:template match="tei:milestone[@unit = 'section'] | tei:pb | tei:cb | tei:fw | tei:stage | tei:note | tei:figure">
    <xsl:param name="opening" select="false()"/>
    <xsl:param name="block" select="false()"/>
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:sp or parent::tei:opener or parent::tei:closer
          or parent::tei:list or parent::tei:postscript">
        <block>
          <xsl:if test="not($opening and position() = 1)">
            <xsl:call-template name="separate"/>
          </xsl:if>
          <xsl:call-template name="set-in"/>
          <xsl:call-template name="aside"/>
        </block>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$block">
          <xsl:call-template name="separate"/>
          <xsl:call-template name="set-in"/>
        </xsl:if>
        <xsl:call-template name="aside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What signs on rend stand for.  A form feed cannot stand in XML, but in an address. -->
  <xsl:variable name="space-and-form-feed" select="concat(' ', str:decode-uri('%0C'))"/>

  <!-- The number of a listed note, the mark of a break, or words in their brackets. -->
  <xsl:template name="aside">
    <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:choose>
      <xsl:when test="self::tei:note[@n]">
        <xsl:call-template name="label">
          <xsl:with-param name="form" select="'marker-'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="contains($rend, ' before:')">
        <xsl:value-of select="translate(substring-before(substring-after($rend, ' before:'), ' '), '&#x2423;&#x240C;', $space-and-form-feed)"/>
        <xsl:value-of select="@n"/>
        <xsl:value-of select="translate(substring-before(substring-after($rend, ' behind:'), ' '), '&#x2423;', ' ')"/>
      </xsl:when>
      <xsl:when test="self::tei:pb"><xsl:value-of select="concat('[Page ', @n, ']')"/></xsl:when>
      <xsl:when test="self::tei:cb"><xsl:value-of select="concat('[Column ', @n, ']')"/></xsl:when>
      <xsl:when test="self::tei:fw or contains($rend, ' parens ')"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise>
        <xsl:text>[</xsl:text>
        <xsl:apply-templates/>
        <xsl:text>]</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words of the editor and words about the text. -->
  <xsl:template match="tei:supplied">
    <xsl:text>[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:gap">
    <xsl:text>[</xsl:text>
    <xsl:apply-templates select="tei:desc/node()"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:unclear | tei:sic">
    <xsl:apply-templates/>
    <xsl:value-of select="@rend"/>
  </xsl:template>

  <!-- A correction behind its slip: the words before it are on rend. -->
  <xsl:template match="tei:choice/tei:corr">
    <xsl:value-of select="concat(@rend, ' ')"/>
    <xsl:apply-templates/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <!-- A list of notes that does not simply end the document. -->
  <xsl:variable name="file" select="/"/>
  <xsl:template match="tei:milestone[@unit = 'notes']">
    <xsl:for-each select="str:tokenize(@corresp)">
      <xsl:variable name="id" select="substring-after(., '#')"/>
      <xsl:for-each select="$file">
        <xsl:apply-templates select="key('by-id', $id)" mode="list"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- The label of a note in the signs that rend says; $form is what their tokens begin with. -->
  <xsl:template name="label">
    <xsl:param name="form"/>
    <xsl:param name="behind"/>
    <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="contains($rend, concat(' ', $form, 'superscript '))">
          <xsl:value-of select="translate(@n, '0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="@n"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="contains($rend, concat(' ', $form, 'bracket '))"><xsl:value-of select="concat('[', $label, ']')"/></xsl:when>
      <xsl:when test="contains($rend, concat(' ', $form, 'parens '))"><xsl:value-of select="concat('(', $label, ')')"/></xsl:when>
      <xsl:when test="contains($rend, concat(' ', $form, 'slash '))"><xsl:value-of select="concat($label, '/')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($label, $behind)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Notes in their list, by their numbers. -->
  <xsl:template match="tei:note" mode="list">
    <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
    <block>
      <xsl:call-template name="separate">
        <xsl:with-param name="usual" select="'tight'"/>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="contains($rend, ' tab ') or contains($rend, ' indent')">
          <xsl:call-template name="set-in"/>
        </xsl:when>
        <xsl:otherwise><xsl:text>  </xsl:text></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="label">
        <xsl:with-param name="behind">
          <xsl:if test="not(contains($rend, ' bare ') or contains($rend, ' attached '))">.</xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:if test="not(contains($rend, ' attached '))"><xsl:text> </xsl:text></xsl:if>
      <xsl:choose>
        <xsl:when test="tei:p[@part]">
          <xsl:apply-templates select="tei:p[1] | tei:p[not(@xml:id or preceding-sibling::tei:p[@xml:id])]"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
    </block>
  </xsl:template>

  <!-- The rest of a note, up to where that goes on in another list. -->
  <xsl:template match="tei:p" mode="list">
    <block>
      <xsl:call-template name="separate"/>
      <xsl:apply-templates select=". | following-sibling::tei:p[not(@xml:id)]
          [count(preceding-sibling::tei:p[@xml:id]) = 1 + count(current()/preceding-sibling::tei:p[@xml:id])]"/>
    </block>
  </xsl:template>
</xsl:stylesheet>
