<?xml version="1.0" encoding="UTF-8"?>
<!--
  The look of the text: speeches and verse, letters, title pages, lists and tables, notes, and what
  stands in a line.  No sign is told by colour alone.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template name="style-blocks">
/* ---- speeches, verse ---- */
.sp { display: flow-root; margin: 0 0 0.85em; }
.sp :last-child { margin-bottom: 0; }
.sp p:not(:last-child), .sp .lg:not(:last-child) { margin-bottom: 0.5em; }
.sp p.speaker { margin: 0; font-weight: 600; }
.speaker a { color: inherit; text-decoration: none; }
.speaker a:hover { text-decoration: underline; }
abbr[title] { text-decoration: none; cursor: help; }
.stage { font-style: italic; color: var(--quiet); }
.stage .stage { font-style: inherit; } .stage em { font-style: normal; }
.l { padding-left: 2em; text-indent: -2em; position: relative; }
.l.part-M { padding-left: 8em; } .l.part-F { padding-left: 14em; }
.lg .lg { margin-bottom: 0.5em; }
.line-number { position: absolute; left: -2.4em; text-indent: 0; font-size: 0.75em;
  color: var(--quiet); font-variant-numeric: lining-nums tabular-nums; }

/* ---- letters ---- */
.opener { margin-bottom: 1.1em; } .opener p { margin: 0 0 0.85em; }
.dateline, .docDate { text-align: right; font-style: italic; }
span.dateline, span.docDate { display: block; }
.opener .idno, .opener .run-on { display: inline; }
.opener .idno { margin-right: 0.4em; }
.closer { margin-top: 1.1em; } .closer p { margin: 0 0 0.35em; }
.closer .salute, .closer .signed { padding-left: 45%; }
.closer .signed, p.signed { font-variant-caps: small-caps; letter-spacing: 0.03em;
  font-size: 1.05em; }
.closer span.salute, .closer span.signed { display: block; }
.postscript { margin-top: 1.5em; }
.address { margin: 0 0 0.85em; } .addrLine, .opener .addrLine { margin: 0; }
.trailer { text-align: center; margin-top: 2em; font-style: italic; }
.epigraph, .argument, .set, .performance { margin: 0 0 1.5em 2em; font-size: 0.95em; }
.byline { font-style: italic; }

/* ---- title pages, casts ---- */
.titlePage { margin: 0 0 2.4rem; padding: 1.5rem 0 2rem; text-align: center;
  border-bottom: 1px solid var(--rule); }
.titlePage p { margin: 0 0 0.5em; }
.titlePart.main { font-size: 1.6rem; line-height: 1.25; text-wrap: balance; }
.docImprint { color: var(--quiet); }
.castList .list-head, .list-head { font-style: italic; margin-bottom: 0.3em; }
.brace { display: flex; align-items: center; gap: 0.8em; }
.brace ul { border-right: 1px solid var(--quiet); border-radius: 0 0.4em 0.4em 0;
  padding-right: 0.8em; margin: 0.1em 0; }
.brace .roleDesc { margin: 0; order: 1; }
.roleDesc { font-style: italic; }
.castList .role { font-variant-caps: small-caps; letter-spacing: 0.03em; }

/* ---- lists, tables, quotations, figures ---- */
ul.plain, ul.labelled, .cast-group ul, .notes ol { list-style: none; padding-left: 0; }
ul.plain li, .castList li { padding-left: 1.5em; text-indent: -1.5em; }
ul.plain li *, .castList li * { text-indent: 0; }
.castList li.cast-group, .castList .cast-group li { padding-left: 0; text-indent: 0; }
ul.bulleted, ol.ordered { padding-left: 1.5em; }
ul.labelled li { padding-left: 2em; }
li .label { display: inline-block; min-width: 1.7em; margin-left: -2em; padding-right: 0.1em;
  text-indent: 0; font-variant-numeric: lining-nums tabular-nums; }
li > .label:has(+ p) { float: left; }
ul ul, ol ol, ul ol, ol ul { margin: 0.2em 0 0.2em; } li { margin-bottom: 0.2em; }
dl.gloss dt { font-weight: 600; font-style: normal; } dl.gloss dd { margin: 0 0 0.4em 2em; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.92em;
  font-variant-numeric: lining-nums tabular-nums; border-block: 1px solid var(--ink); }
caption { font-style: italic; text-align: left; padding-bottom: 0.4em; }
th, td { text-align: left; vertical-align: top; padding: 0.28em 1.1em 0.28em 0; }
th { font-weight: 600; }
tr:not(:last-child) th, tr:not(:last-child) td { border-bottom: 1px solid var(--rule); }
blockquote { margin-left: 1.6em; margin-right: 1.6em; }
figure { padding: 0.8em 1em; background: var(--wash); }
figcaption { font-style: italic; }
img { max-width: 100%; height: auto; }
[role="note"] { font-size: 0.9em; margin: 0 0 0.85em; padding-left: 1em;
  border-left: 2px solid var(--rule); }
[role="note"] :last-child { margin-bottom: 0; }

/* ---- dictionaries, manuscripts, what is not known ---- */
.entry, .entryFree, .superEntry { margin: 0 0 0.85em; padding-left: 1.5em; text-indent: -1.5em; }
.entry div, .entryFree div { text-indent: 0; }
.sense, .re { padding-left: 1.2em; } .sense .sense { padding-left: 1.4em; }
.sense-number { font-weight: 600; }
.orth, .lbl { font-weight: 600; } .sense .orth { font-weight: inherit; }
.gramGrp, .usg, .etym { color: var(--quiet); font-style: italic; }
.tei { margin: 0 0 0.5em; } .tei .tei { margin-left: 1em; }
.tei-line { margin: 0 !important; } .tei-fw { color: var(--quiet); font-size: 0.85em; }
.text + .text, .text { margin-top: 2rem; }
pre { overflow-x: auto; padding: 0.6em 0.8em; background: var(--wash); white-space: pre-wrap; }
.tag { color: var(--quiet); }
</xsl:template>

  <xsl:template name="style-notes">
/* ---- notes ---- */
.notes { margin-top: 3.2rem; padding-top: 0.2rem; border-top: 1px solid var(--rule);
  font-size: 0.88rem; line-height: 1.5; }
.notes h2, .notes h3 { font-size: 0.95rem; margin: 1.2em 0 0.8em; }
.notes li { display: grid; grid-template-columns: 2.4em minmax(0, 1fr); margin-bottom: 0.45em; }
.notes li .label { margin: 0; min-width: 0; padding: 0; }
.note-text p { margin-bottom: 0.5em; }
.note-text p:last-of-type { margin-bottom: 0; display: inline; }
.missing { font-style: italic; color: var(--quiet); }
.backlink { text-decoration: none; padding: 0 0.4em; font-family: var(--sans); }
</xsl:template>

  <xsl:template name="style-inlines">
/* ---- in the line ---- */
.noteref { font-size: 0.68em; line-height: 0; vertical-align: 0.52em; text-decoration: none;
  padding: 0.35em 0.14em; margin-left: 0.04em; font-weight: 500; font-style: normal;
  letter-spacing: 0; font-variant-numeric: lining-nums; }
.noteref:hover { text-decoration: underline; }
.noteref.missing { color: var(--quiet); font-style: normal; text-decoration: underline dotted; }
sup, sub { font-size: 0.72em; line-height: 0; }
.name a, .persName a, .orgName a, .placeName a, .rs a { color: inherit;
  text-decoration-color: var(--quiet); }
.gap { color: var(--quiet); font-style: italic; cursor: help; }
.gap, .unclear, .supplied, .corr, .surplus, .choice, .app { position: relative; }
.supplied, .corr, .surplus, .choice, .app, .sic { cursor: help; }
.sign { color: var(--quiet); font-style: normal; }
.choice, .app, .sic { text-decoration: underline dotted var(--quiet);
  text-underline-offset: 0.2em; }
.other { display: none; color: var(--quiet); }
body:has(.switch :checked) .other { display: inline; }
@supports not selector(:has(a)) { .other { display: inline; } .switch { display: none; } }
.unclear { text-decoration: underline dotted var(--quiet); text-underline-offset: 0.2em;
  cursor: help; }
.unclear .sign { display: inline-block; text-decoration: none; font-size: 0.85em; }
.elsewhere { text-decoration: underline dotted var(--quiet); text-decoration-thickness: 0.08em;
  text-underline-offset: 0.2em; cursor: help; }
.pb { font-family: var(--sans); font-size: 0.66rem; font-style: normal; font-weight: 400;
  letter-spacing: 0; text-indent: 0; text-decoration: none; color: var(--quiet);
  font-variant-numeric: lining-nums; white-space: nowrap; }
.pb:hover { color: var(--accent); text-decoration: underline; }
.milestone { color: var(--quiet); font-size: 0.8em; }
ins { text-decoration: none; border-bottom: 1px solid var(--quiet); }
.rend-smallcaps, .rend-small-caps, .rend-sc { font-variant-caps: small-caps; }
.rend-underline, .rend-underlined { text-decoration: underline; }
.rend-strikethrough { text-decoration: line-through; }
.rend-spaced, .rend-letterspaced, .rend-gesperrt { letter-spacing: 0.12em; }
.rend-italic, .rend-italics { font-style: italic; }
.rend-bold { font-weight: 600; }
.rend-roman { font-style: normal; }
.rend-center, .rend-centered { text-align: center; }
.rend-right { text-align: right; }
.rend-indent { padding-left: 2em; }
i i, cite i, i cite { font-style: normal; }
</xsl:template>
</xsl:stylesheet>
