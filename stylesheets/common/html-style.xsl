<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page's look: one measure of about 66 characters, labels and numbers hanging left of it, page
  numbers right of it where there is room.  No sign is told by colour alone; text has a contrast of
  at least 4.5 to 1 in both schemes.  Rules do without "&gt;" and "&amp;" (see html.xsl).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template name="style">
    <xsl:text>
:root {
  color-scheme: light;
  --paper: #fdfcf8; --ink: #211e1a; --quiet: #625a4f; --accent: #7d2318;
  --rule: #d9d2c4; --found: #f8e7b4; --wash: #f4f0e6;
  --serif: "Iowan Old Style", "Palatino Nova", Palatino, "Palatino Linotype", "URW Palladio L",
  P052,
    "Book Antiqua", Charter, "Bitstream Charter", Georgia, Cambria, "Noto Serif", serif;
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans",
  sans-serif;
}
</xsl:text>
    <xsl:choose>
      <xsl:when test="$theme = 'dark'">
        <xsl:text>@media screen { </xsl:text><xsl:call-template name="dark"/><xsl:text> }</xsl:text>
      </xsl:when>
      <xsl:when test="$theme = 'auto'">
        <xsl:text>@media screen and (prefers-color-scheme: dark) { </xsl:text>
        <xsl:call-template name="dark"/>
        <xsl:text> }</xsl:text>
      </xsl:when>
    </xsl:choose>
    <xsl:call-template name="style-page"/>
    <xsl:call-template name="style-blocks"/>
    <xsl:call-template name="style-inlines"/>
    <xsl:call-template name="style-widths"/>
    <xsl:call-template name="style-print"/>
  </xsl:template>

  <xsl:template name="dark">:root {
  color-scheme: dark;
  --paper: #17181a; --ink: #e3ded4; --quiet: #a8a093; --accent: #eba693;
  --rule: #3b3a38; --found: #3c3211; --wash: #212224;
}</xsl:template>

  <xsl:template name="style-page">
/* ---- page ---- */
*, ::before, ::after { box-sizing: border-box; }
html { font-size: clamp(1.0625rem, 0.98rem + 0.35vw, 1.25rem); -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: var(--serif); line-height: 1.55;
  font-kerning: normal; font-variant-numeric: oldstyle-nums; overflow-wrap: break-word; }
main, .colophon { position: relative; max-width: 33em; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: clamp(2rem, 7vh, 5rem); }
p, .p, .lg, ul, ol, dl, blockquote, figure, .stage, .table { margin: 0 0 0.85em; }
p, .p, dd { text-wrap: pretty; hanging-punctuation: first allow-end; }
a { color: var(--accent); text-decoration: underline; text-decoration-thickness: 0.06em;
  text-underline-offset: 0.17em; }
a:hover { text-decoration-thickness: 0.13em; }
:focus-visible { outline: 0.14em solid var(--accent); outline-offset: 0.16em;
  border-radius: 0.1em; }
:target { background: var(--found); box-shadow: 0 0 0 0.28em var(--found);
  scroll-margin-top: 20vh; border-radius: 0.1em; }
section:target { scroll-margin-top: 1.5rem; background: none; box-shadow: none; }
.start:target { background: none; box-shadow: none; }
.spoken { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; user-select: none; -webkit-user-select: none; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.4rem 0.9rem;
  background: var(--ink); color: var(--paper); z-index: 1; }
.skip:focus { top: 0.6rem; }

h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; font-weight: 600;
  margin: 2em 0 0.7em; position: relative; }
h1 { font-size: 1.5rem; font-weight: 500; letter-spacing: -0.005em; margin: 0 0 0.7em; }
h2 { font-size: 1.3rem; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
h5, h6 { font-weight: 400; font-style: italic; }
.subtitle { font-style: italic; margin-top: -0.4em; }
.number { color: var(--accent); font-variant-numeric: oldstyle-nums; }
.author { margin: 0 0 0.2em; color: var(--quiet); letter-spacing: 0.02em; }

.page-header { margin-bottom: 2.6rem; padding-bottom: 1.5rem;
  border-bottom: 1px solid var(--rule); }
.particulars, .colophon dl { margin: 0; font-size: 0.84rem; line-height: 1.5; color: var(--quiet); }
.particulars div, .colophon dl div { display: grid; grid-template-columns: 5.4rem minmax(0, 1fr);
  column-gap: 1rem; margin-bottom: 0.3em; }
.colophon dl div.part { display: block; }
dt { font-style: italic; grid-column: 1; } dd { margin: 0; grid-column: 2; }
.particulars .person { padding-left: 1.9em; text-indent: -1.9em; }
.particulars .label { text-indent: 0; display: inline-block; min-width: 1.6em; font-weight: 600; }
.colophon { margin-top: 4rem; padding-top: 1.2rem; padding-bottom: 4rem; }
.colophon::before { content: ""; display: block; border-top: 1px solid var(--rule);
  margin-bottom: 1.4rem; }
.colophon h2 { font-size: 0.95rem; margin: 0 0 0.8em; }
.colophon dl div { grid-template-columns: 7.4rem minmax(0, 1fr); }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  font-size: 0.8em; overflow-wrap: anywhere; }
nav { margin-bottom: 2.6rem; }
summary { cursor: pointer; font-style: italic; color: var(--quiet); }
nav ol { list-style: none; padding-left: 1.2em; margin: 0.4em 0; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
</xsl:template>

  <xsl:template name="style-blocks">
/* ---- speeches, verse ---- */
.sp { margin: 0 0 0.85em; }
.sp .speaker { grid-column: 1; }
.sp .speech, .sp .before { grid-column: 2; }
.speech :last-child { margin-bottom: 0; }
.speech p:not(:last-child), .speech .lg:not(:last-child) { margin-bottom: 0.5em; }
.speaker { margin: 0; font-weight: 600; }
abbr[title] { text-decoration: none; cursor: help; }
.stage { font-style: italic; color: var(--quiet); }
.stage .stage { font-style: inherit; } .stage em { font-style: normal; }
.l { padding-left: 2em; text-indent: -2em; position: relative; }
.l.part-M { padding-left: 8em; } .l.part-F { padding-left: 14em; }
.line-number { position: absolute; right: 0; text-indent: 0; font-size: 0.75em;
  color: var(--quiet); }

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
.address, .addrLine { margin: 0; }
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
.brace .roleDesc { margin: 0; }
.roleDesc { font-style: italic; }
.castList .role { font-variant-caps: small-caps; letter-spacing: 0.03em; }

/* ---- lists, tables, quotations, figures ---- */
ul.plain, ul.labelled, .cast-group ul, .notes ol { list-style: none; padding-left: 0; }
ul.plain li, .castList li { padding-left: 1.5em; text-indent: -1.5em; }
ul.plain li *, .castList li * { text-indent: 0; }
.castList li.cast-group { padding-left: 0; text-indent: 0; }
ul.bulleted, ol.ordered { padding-left: 1.5em; }
ul.labelled li { padding-left: 2em; }
li .label { display: inline-block; min-width: 1.7em; margin-left: -2em; padding-right: 0.1em;
  text-indent: 0; font-variant-numeric: lining-nums tabular-nums; }
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

/* ---- notes ---- */
.notes { margin-top: 3.2rem; padding-top: 0.2rem; border-top: 1px solid var(--rule);
  font-size: 0.88rem; line-height: 1.5; }
.notes h2, .notes h3 { font-size: 0.95rem; margin: 1.2em 0 0.8em; }
.notes li { display: grid; grid-template-columns: 2.4em minmax(0, 1fr); margin-bottom: 0.45em; }
.notes li .label { margin: 0; min-width: 0; padding: 0; }
.note-text p { margin-bottom: 0.5em; }
.note-text p:last-of-type { margin-bottom: 0; display: inline; }
.missing { font-style: italic; color: var(--quiet); }
.back { text-decoration: none; padding: 0 0.4em; font-family: var(--sans); }
</xsl:template>

  <xsl:template name="style-inlines">
/* ---- in the line ---- */
.noteref { font-size: 0.68em; line-height: 0; vertical-align: 0.52em; text-decoration: none;
  padding: 0.35em 0.14em; margin-left: 0.04em; font-weight: 500; font-style: normal;
  letter-spacing: 0; font-variant-numeric: lining-nums; }
.noteref:hover { text-decoration: underline; }
.noteref.missing { color: var(--quiet); font-style: normal; text-decoration: underline dotted; }
sup, sub { font-size: 0.72em; line-height: 0; }
.gap { color: var(--quiet); font-style: italic; cursor: help; }
.gap, .unclear, .supplied, .corr, .surplus, .choice, .app { position: relative; }
.supplied, .corr, .surplus, .choice, .app, .sic { cursor: help; }
.sign { color: var(--quiet); font-style: normal; }
.choice, .app, .sic { text-decoration: underline dotted var(--quiet);
  text-underline-offset: 0.2em; }
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

  <xsl:template name="style-widths">
/* ---- where there is room: labels left of the measure, page numbers right of it ---- */
@media (min-width: 46rem) {
  .labels-short .sp { display: grid; grid-template-columns: 3.2rem minmax(0, 1fr);
    margin-left: -3.2rem; }
  .labels-short .speaker { text-align: right; padding-right: 0.7rem; }
  .sp { position: static; }
  .number { position: absolute; right: 100%; margin-right: 0.7rem; }
  .pb .page-number { position: absolute; left: 100%; line-height: 1.55rem; margin-left: 0.4rem; }
  .pb::before { content: "|" / ""; font-size: 1rem; }
  .pb.between::before { content: none; } .pb.between { position: absolute; left: 0; right: 0; }
  .pb:focus-visible { outline: none; }
  .pb:focus-visible .page-number { outline: 0.14em solid var(--accent); }
  .pb:target { background: none; box-shadow: none; }
  .pb:target .page-number { background: var(--found); box-shadow: 0 0 0 0.28em var(--found); }
  h1 .page-number, h2 .page-number, h3 .page-number { line-height: inherit; }
}
@media (min-width: 62rem) {
  .labels-long .sp { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr);
    margin-left: -9.5rem; }
  .labels-long .speaker { text-align: right; padding-right: 1.1rem; line-height: 1.3;
    padding-top: 0.18em; font-size: 0.92em; hyphens: auto; }
}
</xsl:template>

  <xsl:template name="style-print">
/* ---- on paper ---- */
@page { size: A4; margin: 24mm 26mm 26mm 30mm; }
@media print {
  html { font-size: 10.5pt; } body { background: none; color: #000; line-height: 1.4; }
  main, .colophon { max-width: none; padding: 0; } .skip, .back, nav { display: none; }
  a, .noteref.missing, .elsewhere { color: inherit; text-decoration: none; }
  .number { color: inherit; }
  .labels-short .sp { display: grid; grid-template-columns: 2.4em minmax(0, 1fr); margin-left: 0; }
  .labels-short .speaker { text-align: left; padding: 0; }
  .labels-short p.stage { margin-left: 2.4em; } .labels-short .speech p.stage { margin-left: 0; }
  .pb, .pb .page-number { position: static; }
  .pb::before { content: none; }
  .number { position: static; margin: 0; }
  p, .l, li { orphans: 3; widows: 3; }
  h1, h2, h3, h4, h5, h6, .speaker, .list-head { break-after: avoid; }
  .notes li, figure, tr { break-inside: avoid; }
  .notes { break-before: auto; } .missing, .stage, .gap, .particulars, .colophon dl { color: #333; }
  :target { background: none; box-shadow: none; }
}
</xsl:template>
</xsl:stylesheet>
