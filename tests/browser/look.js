/* What the tests in a browser find in a page.  Each function gives its finds as text, a line each:
   "" where all is well. */
var look = (function () {
  "use strict";

  function all(selector) { return Array.from(document.querySelectorAll(selector)); }
  function lines(list) { return list.slice(0, 20).join("\n"); }

  function describe(element) {
    var words = element.textContent.replace(/\s+/g, " ").trim().slice(0, 40);
    return element.localName + (element.id ? "#" + element.id : "")
      + (element.className && element.className.baseVal === undefined
        ? "." + element.className.split(" ").join(".") : "") + " “" + words + "”";
  }

  /* Shows what is folded away, or folds it. */
  function unfold(wanted) {
    all("details").forEach(function (details) { details.open = wanted; });
    all("input[type=checkbox]").forEach(function (box) { box.checked = wanted; });
    return "";
  }

  /* ---- colours (WCAG 2.2, success criterion 1.4.3) ---- */

  var canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});

  /* A CSS colour as [red, green, blue, alpha], from 0 to 1. */
  function parse(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data).map(function (part) { return part / 255; });
  }
  function over(top, below) {
    return [0, 1, 2].map(function (i) { return top[i] * top[3] + below[i] * (1 - top[3]); }).concat(1);
  }
  function luminance(colour) {
    var linear = colour.slice(0, 3).map(function (part) {
      return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
  function background(element) {
    var own = parse(getComputedStyle(element).backgroundColor);
    if (own[3] === 1) return own;
    return over(own, element.parentElement ? background(element.parentElement) : parse("Canvas"));
  }
  function opacity(element) {
    return element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  }
  /* Text for screen readers only has no size that is seen. */
  function isSeen(element) {
    return element.checkVisibility({visibilityProperty: true})
      && getComputedStyle(element.closest(".spoken, .notes h2, .notes h3") || element).clipPath === "none"
      && !element.closest("svg, script, style, noscript");
  }

  function contrast() {
    var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faults = [], seen = 0;
    while (walker.nextNode()) {
      var element = walker.currentNode.parentElement, style = getComputedStyle(element);
      if (!walker.currentNode.data.trim() || !isSeen(element)) continue;
      seen++;
      var below = background(element), colour = parse(style.color);
      colour[3] *= opacity(element);
      var light = [luminance(over(colour, below)), luminance(below)].sort(function (a, b) { return b - a; });
      var ratio = (light[0] + 0.05) / (light[1] + 0.05), size = parseFloat(style.fontSize);
      var large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
      if (ratio < (large ? 3 : 4.5)) faults.push(ratio.toFixed(2) + " to 1: " + describe(element));
    }
    return seen ? lines(faults) : "there is no text";
  }

  /* ---- room ---- */

  /* What makes the page wider than the window. */
  function wide() {
    if (document.documentElement.scrollWidth <= innerWidth) return "";
    return "the page is " + document.documentElement.scrollWidth + " pixels wide\n" + lines(
      all("body *").filter(function (element) {
        return element.getBoundingClientRect().right > innerWidth + 0.5;
      }).map(describe));
  }

  /* Notes beside the text that cover each other or page numbers, or leave the window. */
  function overlaps() {
    var boxes = all(".notes li, .page-number").filter(function (element) {
      return getComputedStyle(element).position === "absolute";
    }).map(function (element) {
      return {element: element, box: element.getBoundingClientRect()};
    });
    var faults = boxes.filter(function (one) { return one.box.right > innerWidth; });
    boxes.forEach(function (one, i) {
      boxes.slice(i + 1).forEach(function (other) {
        if (one.box.left < other.box.right - 1 && other.box.left < one.box.right - 1
          && one.box.top < other.box.bottom - 1 && other.box.top < one.box.bottom - 1) faults.push(one, other);
      });
    });
    return lines(faults.map(function (one) { return describe(one.element); }));
  }

  /* ---- names and links ---- */

  function ids() {
    var seen = {}, faults = [];
    all("[id]").forEach(function (element) {
      if (seen["#" + element.id]) faults.push(element.id);
      seen["#" + element.id] = true;
    });
    return lines(faults);
  }

  function isThere(hash) {
    return hash === "" || document.getElementById(decodeURIComponent(hash.slice(1))) !== null;
  }
  function isHere(link) {
    return link.pathname === location.pathname && link.search === location.search;
  }

  /* Links within the page that lead nowhere. */
  function links() {
    return lines(all("a[href]").filter(function (link) {
      return isHere(link) && !isThere(link.hash);
    }).map(describe));
  }

  /* The addresses on the disk that the page leads to or needs, each once, a line each. */
  function files() {
    var addresses = all("a[href], link[href], script[src]").map(function (element) {
      return new URL(element.href || element.src);
    }).filter(function (address) { return address.protocol === "file:" && !isHere(address); });
    return Array.from(new Set(addresses.map(function (address) {
      return decodeURIComponent(address.href.replace(/\?[^#]*/, ""));
    }))).join("\n");
  }

  /* Landmarks of one kind have names of their own, and what can be used has a name. */
  function names() {
    function name(element) {
      var by = element.getAttribute("aria-labelledby");
      return by ? document.getElementById(by).textContent : element.getAttribute("aria-label") || "";
    }
    var navigation = all("nav").map(name), faults = navigation.filter(function (one, i) {
      return !one || navigation.indexOf(one) !== i;
    }).map(function (one) { return "nav “" + one + "”"; });
    all("a[href], button, summary").forEach(function (element) {
      if (!(element.textContent.trim() || name(element))) faults.push(describe(element));
    });
    all("input").forEach(function (input) { if (!input.labels.length) faults.push(describe(input)); });
    if (all("main").length !== 1) faults.push("main");
    if (all("h1").length !== 1) faults.push("h1");
    return lines(faults);
  }

  function focused() {
    var element = document.activeElement;
    return element.id || element.className || element.localName;
  }

  return {unfold: unfold, contrast: contrast, wide: wide, overlaps: overlaps, ids: ids, links: links,
    files: files, names: names, focused: focused};
})();
"";
