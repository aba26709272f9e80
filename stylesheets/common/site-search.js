/* The search of a site, without a network: which documents have a word is in search/words-*.js, one
   file for each first letter, and their lines are in files of their own; each is loaded when it is
   needed, as a script, since a page that was opened from a disk may read nothing else. */
(function () {
  "use strict";
  var SHOWN = 10, LINES = 3, AROUND = 90;
  var documents = [], words = {}, texts = {}, scripts = {}, latest = 0;

  /* ---- what the loaded files call ---- */
  window.teikitDocuments = function (list) { documents = list; };
  window.teikitWords = function (name, rows) { words[name] = rows.split("\n"); };
  window.teikitText = function (name, lines) { texts[name] = lines; };

  /* Loads a script once; one that is not there has no words. */
  function load(address) {
    if (!scripts[address])
      scripts[address] = new Promise(function (done) {
        var script = document.createElement("script");
        script.src = address;
        script.onload = script.onerror = function () { done(); };
        document.head.appendChild(script);
      });
    return scripts[address];
  }

  /* Letters without accents and capitals, as in the index. */
  function fold(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }
  function split(text) { return fold(text).match(/[\p{L}\p{N}]+/gu) || []; }
  function shard(word) { return word.codePointAt(0).toString(16); }

  /* ---- finding ---- */

  /* The numbers of the documents that have a word with this beginning. */
  function withWord(beginning) {
    var found = new Set();
    (words[shard(beginning)] || []).forEach(function (row) {
      if (!row.startsWith(beginning)) return;
      var number = 0;
      row.split(" ").slice(1).forEach(function (step) { found.add(number += parseInt(step, 36)); });
    });
    return found;
  }

  function withAll(beginnings) {
    var sets = beginnings.map(withWord);
    return Array.from(sets[0]).filter(function (number) {
      return sets.every(function (set) { return set.has(number); });
    }).sort(function (a, b) { return a - b; });
  }

  /* The places in a text where a word has one of the beginnings, and how many of these there are. */
  function places(text, beginnings) {
    var found = [], kinds = new Set(), match, word = /[\p{L}\p{M}\p{N}]+/gu;
    while ((match = word.exec(text))) {
      var folded = fold(match[0]);
      beginnings.forEach(function (beginning) {
        if (!folded.startsWith(beginning)) return;
        kinds.add(beginning);
        if (!found.length || found[found.length - 1].at !== match.index)
          found.push({at: match.index, length: match[0].length});
      });
    }
    return {places: found, kinds: kinds.size};
  }

  /* ---- showing ---- */

  function element(name, parent, words) {
    var made = document.createElement(name);
    if (words) made.textContent = words;
    parent.appendChild(made);
    return made;
  }

  function showLine(parent, line, found) {
    var text = line[2], first = found.places[0].at;
    var begin = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
    var end = text.length > first + 2 * AROUND ? text.lastIndexOf(" ", first + 2 * AROUND) : text.length;
    if (begin > first) begin = first;
    if (end <= first) end = text.length;
    var p = element("p", parent), at = begin;
    if (line[1]) element("span", p, line[1]).className = "label";
    p.appendChild(document.createTextNode((line[1] ? " " : "") + (begin ? "… " : "")));
    found.places.forEach(function (place) {
      if (place.at < at || place.at + place.length > end) return;
      p.appendChild(document.createTextNode(text.slice(at, place.at)));
      element("mark", p, text.slice(place.at, place.at + place.length));
      at = place.at + place.length;
    });
    p.appendChild(document.createTextNode(text.slice(at, end) + (end < text.length ? " …" : "")));
  }

  function showDocument(list, entry, beginnings) {
    var item = element("li", list), lines = texts[entry[3]] || [];
    var best = lines.map(function (line) { return {line: line, found: places(line[2], beginnings)}; })
      .filter(function (one) { return one.found.kinds; })
      .sort(function (a, b) { return b.found.kinds - a.found.kinds; });
    var link = element("a", element("h2", item), entry[1]);
    link.href = entry[0];
    if (entry[2]) element("span", item, entry[2]).className = "about";
    best.slice(0, LINES).forEach(function (one) {
      showLine(item, one.line, one.found);
      if (!one.line[0]) return;
      var there = element("a", item.lastChild, "To the place");
      there.href = entry[0] + "#" + encodeURIComponent(one.line[0]);
      there.before(" ");
    });
    if (best.length > LINES) element("p", item, "and " + (best.length - LINES) + " more").className = "about";
  }

  var results = document.getElementById("results"), status = document.getElementById("found");
  var more = document.getElementById("more"), input = document.getElementById("q");

  function show(numbers, from, beginnings, run) {
    var these = numbers.slice(from, from + SHOWN);
    return Promise.all(these.map(function (number) { return load(documents[number][4]); }))
      .then(function () {
        if (run !== latest) return;
        these.forEach(function (number) { showDocument(results, documents[number], beginnings); });
        more.hidden = from + SHOWN >= numbers.length;
        more.onclick = function () { show(numbers, from + SHOWN, beginnings, run); };
      });
  }

  function search() {
    var beginnings = split(input.value), run = ++latest;
    results.textContent = "";
    more.hidden = true;
    status.textContent = "";
    if (!beginnings.length) return;
    Promise.all(beginnings.map(function (word) { return load("search/words-" + shard(word) + ".js"); })
      .concat(load("search/documents.js")))
      .then(function () {
        if (run !== latest) return;
        var numbers = withAll(beginnings);
        status.textContent = numbers.length === 0 ? "Nothing was found."
          : numbers.length === 1 ? "1 document" : numbers.length + " documents";
        return show(numbers, 0, beginnings, run);
      });
  }

  document.getElementById("search").addEventListener("submit", function (event) {
    event.preventDefault();
    try {
      history.replaceState(null, "", "?q=" + encodeURIComponent(input.value));
    } catch (error) { /* pages from a disk may not change their address everywhere */ }
    search();
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  search();
})();
