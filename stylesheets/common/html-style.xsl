<?xml version="1.0" encoding="UTF-8"?>
<!--
  The look of the page: one measure of about 66 characters; where there is room, labels and numbers
  hang left of it, page numbers and notes stand right of it.  Text has a contrast of at least 4.5 to
  1 in both schemes.  Rules do without "&gt;" and "&amp;" (see html.xsl).
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
    <xsl:call-template name="style-notes"/>
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
.sp:target { box-shadow: none; }
.start:target { background: none; box-shadow: none; } .start:focus { outline: none; }
.spoken { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; user-select: none; -webkit-user-select: none; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.4rem 0.9rem;
  background: var(--ink); color: var(--paper); z-index: 1; }
.skip:focus { top: 0.6rem; }

h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; font-weight: 600;
  margin: 2em 0 0.7em; position: relative; }
h1 { font-size: 1.5rem; font-weight: 500; letter-spacing: -0.005em; margin: 0 0 0.7em; }
h2 { font-size: 1.3rem; font-weight: 500; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
h5, h6 { font-weight: 400; font-style: italic; }
.subtitle { font-style: italic; margin-top: -0.4em; }
.heading-number { color: var(--accent); font-variant-numeric: oldstyle-nums; }
.author { margin: 0 0 0.2em; color: var(--quiet); letter-spacing: 0.02em; }

.page-header { margin-bottom: 2.6rem; padding-bottom: 1.5rem;
  border-bottom: 1px solid var(--rule); }
.particulars, .colophon dl { margin: 0; font-size: 0.84rem; line-height: 1.5; color: var(--quiet); }
.particulars div, .colophon dl div { display: grid; grid-template-columns: 5.4rem minmax(0, 1fr);
  column-gap: 1rem; margin-bottom: 0.3em; }
.colophon dl div.part { display: block; }
dt { font-style: italic; grid-column: 1; } dd { margin: 0; grid-column: 2; }
.particulars .person { padding-left: 1.9em; text-indent: -1.9em; }
.particulars .person a { color: inherit; }
.particulars .label { text-indent: 0; display: inline-block; min-width: 1.6em; font-weight: 600; }
.colophon { margin-top: 4rem; padding-top: 1.2rem; padding-bottom: 4rem; }
.colophon::before { content: ""; display: block; border-top: 1px solid var(--rule);
  margin-bottom: 1.4rem; }
.colophon h2 { font-size: 0.95rem; margin: 0 0 0.8em; }
.colophon dl div { grid-template-columns: 7.4rem minmax(0, 1fr); }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  font-size: 0.8em; overflow-wrap: anywhere; }
summary { cursor: pointer; font-style: italic; color: var(--quiet); width: fit-content; }
.contents { margin-bottom: 2rem; } .contents summary { font-size: 0.84rem; }
.contents ol { list-style: none; padding-left: 1.2em; margin: 0.4em 0; }
.contents li { margin: 0; padding-left: 1.5em; text-indent: -1.5em; }
.contents ol ol { display: flex; flex-wrap: wrap; gap: 0 1.2em; margin: 0 0 0.3em; padding: 0; }
.contents ol ol li { padding: 0; text-indent: 0; }
.contents a { text-decoration: none; display: inline-block; padding: 0.1em 0; text-indent: 0; }
.contents a:hover { text-decoration: underline; }

/* ---- who speaks ---- */
.talk { margin-bottom: 2rem; font-size: 0.84rem; }
.talk summary, .persons summary { font-size: inherit; }
.talk table { width: 100%; border: 0; margin-top: 0.5em; font-size: inherit; }
.talk th, .talk td { padding: 0.25em 0.8em 0.25em 0; border: 0; vertical-align: middle; line-height: 1.3; }
.talk thead th { font-weight: 400; color: var(--quiet); font-style: italic; }
.talk tbody th { font-weight: 400; }
.talk tbody tr { border-top: 1px solid var(--rule); }
.talk td:nth-child(n+3), .talk thead th:nth-child(n+3) { text-align: right; white-space: nowrap; }
.talk td:last-child, .talk th:last-child { padding-right: 0; }
.talk .strip { width: 46%; }
.talk a { color: inherit; }
.talk svg { display: block; width: 100%; height: 1.15em; background: var(--wash); }
.talk-cut { fill: var(--paper); } .talk-line { fill: var(--accent); }
.share { color: var(--quiet); }
.persons { margin-top: 3.2rem; border-top: 1px solid var(--rule); font-size: 0.88rem; }
.persons h2 { font-size: 0.95rem; margin: 1.4em 0 0.8em; }
.persons ul { list-style: none; padding: 0; margin: 0; }
.persons details { margin-left: 1.2em; }
.speeches { display: flex; flex-wrap: wrap; gap: 0.1em 0.15em; margin: 0.3em 0 0.6em;
  font-variant-numeric: lining-nums tabular-nums; }
.speeches a { min-width: 1.7rem; line-height: 1.5rem; text-align: center; text-decoration: none; }
.speeches a:hover { text-decoration: underline; }
.switch { font-size: 0.84rem; color: var(--quiet); }
.switch input { width: 1.2rem; height: 1.2rem; vertical-align: -0.2rem; accent-color: var(--accent); }
.dump { padding-left: 1em; font-size: 0.84rem; overflow-wrap: anywhere; }
.dump b { font-weight: 600; } .attribute { color: var(--quiet); }
</xsl:template>

  <xsl:template name="style-widths">
/* ---- where there is room: labels left of the measure, page numbers right of it ---- */
@media (min-width: 46rem) {
  .labels-short .sp { margin-left: -3.2rem; padding-left: 3.2rem; }
  .labels-short .sp p.speaker { float: left; margin-left: -3.2rem; width: 3.2rem; text-align: right;
    padding-right: 0.7rem; }
  .heading-number { position: absolute; right: 100%; margin-right: 0.7rem; }
  .pb .page-number { position: absolute; left: 100%; line-height: 1.55rem; margin-left: 0.4rem; }
  .pb::before { content: "|" / ""; font-size: 1rem; }
  .pb.between::before, .pb.facs::before { content: none; }
  .pb.between { position: absolute; left: 0; right: 0; }
  .pb:focus-visible { outline: none; }
  .pb:focus-visible .page-number { outline: 0.14em solid var(--accent); }
  .pb:target { background: none; box-shadow: none; }
  .pb:target .page-number { background: var(--found); box-shadow: 0 0 0 0.28em var(--found); }
  h1 .page-number, h2 .page-number, h3 .page-number { line-height: inherit; }
}
@media (min-width: 62rem) {
  .labels-long .sp { margin-left: -9.5rem; padding-left: 9.5rem; }
  .labels-long .sp p.speaker { float: left; margin-left: -9.5rem; width: 9.5rem; text-align: right;
    padding-right: 1.1rem; line-height: 1.3; padding-top: 0.18em; font-size: 0.92em; hyphens: auto; }
}

@media (max-width: 46rem) {
  .labels-short .sp p.speaker { float: left; margin-right: 0.45em; }
}

/* ---- notes beside the text: at their marker, or below the note before ---- */
@media screen and (min-width: 76rem) {
  @supports (top: anchor(--m top)) {
    .notes-beside { --labels: 0rem; }
    .notes-beside.labels-short { --labels: 2rem; } .notes-beside.labels-long { --labels: 8.3rem; }
    .notes-beside main, .notes-beside .colophon {
      margin-left: calc((100% - 50.5rem - var(--labels)) / 2 + var(--labels)); }
    .notes-beside .notes { margin: 0; padding: 0; border: 0; }
    .notes-beside .notes h2, .notes-beside .notes h3 { position: absolute; width: 1px; height: 1px;
      margin: -1px; overflow: hidden; clip-path: inset(50%); }
    .notes-beside .notes li { position: absolute; left: calc(100% + 3.1rem); width: 14.4rem;
      margin: 0; display: block; font-size: 0.78rem; line-height: 1.42;
      top: max(anchor(var(--m) top, 0px) - 0.2rem, anchor(var(--b) bottom, 0px) + 0.7rem); }
    .notes-beside .notes li .label, .notes-beside .note-text,
      .notes-beside .note-text p:first-child { display: inline; }
    .notes-beside .notes li.unplaced { position: static; width: auto; }
    .notes-beside .note-text .table { overflow-x: auto; }
  }
}
</xsl:template>

  <xsl:template name="style-print">
/* ---- on paper ---- */
@page { size: A4; margin: 24mm 26mm 26mm 30mm; }
@media print {
  html { font-size: 10.5pt; } body { background: none; color: #000; line-height: 1.4; }
  main, .colophon { max-width: none; padding: 0; }
  .skip, .backlink, .contents, .switch, .persons details, .colophon details { display: none; }
  a, .noteref.missing, .elsewhere { color: inherit; text-decoration: none; }
  .heading-number { color: inherit; }
  .labels-short .sp { margin-left: 0; padding-left: 2.4em; }
  .labels-short .sp p.speaker { float: left; margin-left: -2.4em; width: 2.4em; text-align: left;
    padding: 0; }
  .labels-long .sp { margin-left: 0; padding-left: 0; }
  .labels-long .sp p.speaker { float: none; margin-left: 0; width: auto; text-align: left; }
  .labels-short p.stage { margin-left: 2.4em; } .labels-short .sp p.stage { margin-left: 0; }
  .pb, .pb.between, .pb .page-number { position: static; }
  .pb::before { content: none; }
  .heading-number { position: static; margin: 0; }
  p, .l, li { orphans: 3; widows: 3; }
  h1, h2, h3, h4, h5, h6, .speaker, .list-head { break-after: avoid; }
  .notes li, figure, tr { break-inside: avoid; }
  .talk svg { background: #eee; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .notes { break-before: auto; } .missing, .stage, .gap, .particulars, .colophon dl { color: #333; }
  :target { background: none; box-shadow: none; }
}
</xsl:template>
</xsl:stylesheet>
