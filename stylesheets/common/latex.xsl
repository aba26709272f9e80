<?xml version="1.0" encoding="UTF-8"?>
<!--
  What all LaTeX needs: the preamble with its few commands, the text with every active sign escaped,
  and the targets of links.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <xsl:template name="preamble">
    <xsl:value-of select="concat('\documentclass[', $paper, ',', $size, ']{article}&#10;')"/>
    <xsl:text>% LuaLaTeX or XeLaTeX
\usepackage{fontspec}
% What the source writes is printed: two hyphens are no dash, a straight quotation mark stays one.
\defaultfontfeatures[\rmfamily,\sffamily]{}
\ifdefined\directlua
% Letters that the font lacks, such as Greek, Cyrillic and Hebrew ones, are those of the first that has them.
\directlua{
  local others = {}
  for _, name in ipairs {"FreeSerif.otf", "LibertinusSerif-Regular.otf", "DejaVuSerif.ttf", "DejaVuSans.ttf"} do
    if kpse.find_file(name, "opentype fonts") or kpse.find_file(name, "truetype fonts") then
      table.insert(others, "file:" .. name .. ":mode=node;")
    end
  end
  luaotfload.add_fallback("others", others)
}
\defaultfontfeatures[\rmfamily,\sffamily]{RawFeature={fallback=others}}
\PassOptionsToPackage{bidi=basic}{babel}
\fi
\setmainfont{</xsl:text>
    <xsl:value-of select="$font"/>
    <xsl:if test="not($font)">Latin Modern Roman</xsl:if>
    <xsl:text>}&#10;</xsl:text>
    <xsl:variable name="tag" select="translate(//tei:text[1]/@xml:lang | /*[not(//tei:text/@xml:lang)]
        /@xml:lang, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:variable name="language" select="substring-before(substring-after($languages,
        concat(' ', substring-before(concat($tag, '-'), '-'), '=')), ' ')"/>
    <xsl:if test="string($language)">
      <xsl:value-of select="concat('\usepackage{babel}&#10;\babelprovide[import,main]{', $language,
          '}&#10;')"/>
    </xsl:if>
    <xsl:text>\usepackage{array,longtable}
\usepackage[hidelinks]{hyperref}
\hypersetup{pdftitle={</xsl:text>
    <xsl:call-template name="escape">
      <xsl:with-param name="text" select="normalize-space(
          (//tei:teiHeader)[1]/tei:fileDesc/tei:titleStmt/tei:title[1])"/>
    </xsl:call-template>
    <xsl:text>}}
\setcounter{secnumdepth}{-1}
\emergencystretch=2em
% A note under the number that it has in the source.
\DeclareRobustCommand{\teinote}[2]{{\renewcommand{\thefootnote}{#1}\footnote{#2}}}
% A page of the source begins.
\DeclareRobustCommand{\teipage}[1]{\marginpar{\footnotesize[#1]}}
% Items and quotations may be nested to any depth, which LaTeX's own cannot.
\newenvironment{teiitem}[1]{\par\advance\leftskip by 2em\noindent\llap{#1\hspace{0.5em}}\ignorespaces}{\par}
\newenvironment{teiquote}{\par\advance\leftskip by 2em\advance\rightskip by 2em}{\par}
</xsl:text>
  </xsl:template>

  <!-- Languages by their tags, as the package babel names them. -->
  <xsl:variable name="languages" select="' bg=bulgarian ca=catalan cs=czech cy=welsh da=danish
      de=german el=greek en=english es=spanish et=estonian eu=basque fi=finnish fr=french ga=irish
      gl=galician hr=croatian hu=hungarian is=icelandic it=italian la=latin lt=lithuanian lv=latvian
      nb=norwegianbokmal nl=dutch nn=norwegiannynorsk no=norsk pl=polish pt=portuguese ro=romanian
      ru=russian sk=slovak sl=slovenian sr=serbian sv=swedish tr=turkish uk=ukrainian '"/>

  <!-- Where a link may lead: an element with an id that something in the file points to. -->
  <xsl:key name="by-target" match="tei:ref[starts-with(@target, '#')]" use="substring(@target, 2)"/>
  <xsl:template name="target">
    <xsl:if test="@xml:id and key('by-target', @xml:id)">
      <xsl:value-of select="concat('\hypertarget{', @xml:id, '}{}')"/>
    </xsl:if>
  </xsl:template>

  <!-- Runs of white space become one space: a blank line would be a new paragraph. -->
  <xsl:template match="text()">
    <xsl:variable name="words" select="normalize-space()"/>
    <xsl:if test="normalize-space(substring(., 1, 1)) = ''"><xsl:text> </xsl:text></xsl:if>
    <xsl:call-template name="escape"><xsl:with-param name="text" select="$words"/></xsl:call-template>
    <xsl:if test="$words and normalize-space(substring(., string-length())) = ''">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The text, with a backslash before each sign that has a meaning in TeX; the three that have none
       of their own behind a backslash go by their names.  A noncharacter holds the backslash's place
       until the others are done. -->
  <xsl:template name="escape">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="translate($text, '\{}$&amp;#_%~^', '') = string($text)">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="escaped">
          <xsl:call-template name="escape-signs">
            <xsl:with-param name="text" select="translate($text, '\', '&#xFDD0;')"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="str:replace(str:replace(str:replace($escaped,
            '~', '\textasciitilde{}'), '^', '\textasciicircum{}'),
            '&#xFDD0;', '\textbackslash{}')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="escape-signs">
    <xsl:param name="text"/>
    <xsl:param name="signs" select="'{}$&amp;#_%'"/>
    <xsl:variable name="sign" select="substring($signs, 1, 1)"/>
    <xsl:choose>
      <xsl:when test="not($signs)"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="escape-signs">
          <xsl:with-param name="text" select="str:replace($text, $sign, concat('\', $sign))"/>
          <xsl:with-param name="signs" select="substring($signs, 2)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
