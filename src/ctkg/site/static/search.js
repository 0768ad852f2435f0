// Search over the names of all pages, without a server: the names stand in scripts by the first letters of their words
// (assets/names/), and only those are loaded that a question needs. Values are put into the page as text, never as HTML.
"use strict";

(function () {
  var MOST = 100;
  var loaded = {};
  var waiting = 0;
  var field = document.getElementById("words");
  var state = document.getElementById("state");
  var list = document.getElementById("found");

  // The same as ctkg.site.finding.fold.
  function fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  }

  function words(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  // Keys of the scripts that hold every name with a word that begins so: the longest key that the word begins with, or
  // all keys that begin with the word.
  function keys(word) {
    return ctkgIndex.keys.filter(function (key) {
      return word.startsWith(key) || key.startsWith(word);
    });
  }

  function load(key, then) {
    if (loaded[key]) {
      return;
    }
    loaded[key] = [];
    waiting += 1;
    var script = document.createElement("script");
    script.src = "assets/names/" + ctkgIndex.files[ctkgIndex.keys.indexOf(key)];
    script.onload = function () {
      waiting -= 1;
      then();
    };
    script.onerror = function () {
      waiting -= 1;
      delete loaded[key];
      state.textContent = "A part of the index is missing: " + script.src;
    };
    document.head.appendChild(script);
  }

  // Called by the scripts of names.
  window.ctkgNames = function (key, entries) {
    loaded[key] = entries.map(function (entry) {
      var names = entry.slice(4);
      return {
        path: entry[0], label: entry[1], kind: entry[2], date: entry[3],
        names: names, words: [entry[1]].concat(names).map(words)
      };
    });
  };

  function begins(all, wanted) {
    return wanted.every(function (word) {
      return all.some(function (each) {
        return each.startsWith(word);
      });
    });
  }

  // Smaller is better; -1 where the entry does not answer.
  function rank(entry, wanted, folded) {
    if (fold(entry.label) === folded) {
      return 0;
    }
    for (var i = 0; i < entry.words.length; i += 1) {
      if (begins(entry.words[i], wanted)) {
        return i === 0 ? 1 : 2;
      }
    }
    return -1;
  }

  function matching(entry, wanted) {
    for (var i = 1; i < entry.words.length; i += 1) {
      if (begins(entry.words[i], wanted)) {
        return entry.names[i - 1];
      }
    }
    return "";
  }

  function span(name, text) {
    var element = document.createElement("span");
    element.className = name;
    element.textContent = text;
    return element;
  }

  function show(found, wanted) {
    list.replaceChildren();
    found.slice(0, MOST).forEach(function (each) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      var name = document.createElement("bdi");
      link.href = each.entry.path;
      name.textContent = each.entry.label;
      link.appendChild(name);
      item.append(link, " ", span("note", [each.entry.kind, each.entry.date].filter(Boolean).join(" · ")));
      if (each.rank === 2) {
        var other = document.createElement("bdi");
        other.textContent = matching(each.entry, wanted);
        item.append(" ", span("note", "also "), other);
      }
      list.appendChild(item);
    });
    var more = found.length > MOST ? ", the first " + MOST + " of them here" : "";
    state.textContent = found.length === 0 ? "Nothing is called so." :
      found.length === 1 ? "One page" + more : found.length + " pages" + more;
  }

  function search() {
    var wanted = words(field.value);
    if (wanted.length === 0) {
      list.replaceChildren();
      state.textContent = "";
      return;
    }
    // One word is enough to find the candidates: the longest has the fewest.
    var longest = wanted.reduce(function (a, b) {
      return b.length > a.length ? b : a;
    });
    var needed = keys(longest);
    needed.forEach(function (key) {
      load(key, search);
    });
    if (waiting > 0) {
      state.textContent = "Looking …";
      return;
    }
    var seen = {};
    var found = [];
    var folded = fold(field.value.trim());
    needed.forEach(function (key) {
      loaded[key].forEach(function (entry) {
        var order = seen[entry.path] ? -1 : rank(entry, wanted, folded);
        if (order >= 0) {
          seen[entry.path] = true;
          found.push({ entry: entry, rank: order });
        }
      });
    });
    found.sort(function (a, b) {
      return a.rank - b.rank || a.entry.label.length - b.entry.label.length ||
        a.entry.label.localeCompare(b.entry.label) || (a.entry.path < b.entry.path ? -1 : 1);
    });
    show(found, wanted);
  }

  field.value = new URLSearchParams(window.location.search).get("q") || "";
  field.addEventListener("input", search);
  document.querySelector("form.big").addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });
  search();
  if (!field.value) {
    field.focus();
  }
})();
