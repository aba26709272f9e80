<?xml version="1.0" encoding="UTF-8"?>
<!-- The look of what only a site has: its bar, lists of documents, the picture of time, the search. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template name="site-style">
/* ---- site ---- */
nav.site { max-width: 33rem; margin: 0 auto; padding: 0.9rem 1.25rem 0; font-size: 0.9rem; display: flex;
  flex-wrap: wrap; gap: 0.2rem 1.3rem; }
nav.site a { text-decoration: none; padding: 0.25rem 0; }
nav.site a:hover { text-decoration: underline; }
nav.site a[aria-current] { color: inherit; text-decoration: underline; }
nav.neighbours { max-width: 33rem; margin: 0 auto; padding: 0.6rem 1.25rem; font-size: 0.84rem; display: flex;
  justify-content: space-between; gap: 1.5rem; }
nav.neighbours a { flex: 0 1 48%; text-decoration: none; line-height: 1.35; padding: 0.25rem 0; }
nav.neighbours a[rel="next"] { text-align: right; margin-left: auto; }
nav.neighbours a:hover span { text-decoration: underline; }
nav.neighbours .way { display: block; font-style: italic; color: var(--quiet); }
nav.neighbours a span:last-child { display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 2; overflow: hidden; }
.shared main { padding-bottom: 4rem; padding-top: 2.5rem; }
.shared main:focus { outline: none; }
.counts, .about { color: var(--quiet); font-variant-numeric: lining-nums tabular-nums; }
h2 .about { font-size: 0.84rem; }
.shared h2 { font-size: 1.05rem; margin: 1.6em 0 0.5em; font-weight: 600;
  font-variant-numeric: lining-nums; }
.entries { list-style: none; padding: 0; }
.entries li { margin-bottom: 0.55em; padding-left: 1.2em; text-indent: -1.2em; line-height: 1.4; }
.entries a { text-decoration: none; } .entries a:hover { text-decoration: underline; }
.entries .about { font-size: 0.84rem; display: inline-block; text-indent: 0; }
.entries .about a { text-decoration: underline; }
.people li { break-inside: avoid; }
@media (min-width: 46rem) { .people { columns: 2; column-gap: 2rem; } }
.time { padding: 0; background: none; margin: 1.4rem 0 0; }
.time svg { display: block; width: 100%; height: 6rem; border-bottom: 1px solid var(--quiet); }
.time rect { fill: var(--ink); }
.time figcaption { display: flex; justify-content: space-between; gap: 1em; font-size: 0.8rem;
  color: var(--quiet); font-variant-numeric: lining-nums; }
.time details { font-size: 0.84rem; margin-top: 0.4rem; }
form[role="search"] { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; margin: 1rem 0; }
form label { flex: 1 0 100%; font-size: 0.9rem; color: var(--quiet); }
input[type="search"] { flex: 1 1 12rem; min-width: 0; }
input[type="search"], button { font: inherit; font-size: 1rem; padding: 0.35rem 0.7rem; color: var(--ink);
  background: var(--wash); border: 1px solid var(--quiet); border-radius: 0.2rem; }
button { cursor: pointer; } [hidden] { display: none; }
.results { padding: 0; list-style: none; }
.results h2 { margin-bottom: 0.2em; }
.results p { margin: 0 0 0.4em; font-size: 0.92rem; line-height: 1.45; }
.results li .label { font-weight: 600; margin: 0; min-width: 0; }
mark { background: var(--found); color: inherit; font-weight: 600; }
/* Where notes stand beside the text, the text is not in the middle (see html-style.xsl). */
@media screen and (min-width: 76rem) {
  @supports (top: anchor(--m top)) {
    .notes-beside nav.site, .notes-beside nav.neighbours {
      margin-left: calc((100% - 50.5rem - var(--labels)) / 2 + var(--labels)); }
  }
}
@media print { nav.site, nav.neighbours, form { display: none; } }
</xsl:template>
</xsl:stylesheet>
