(function () {
  "use strict";
  var all = function (query, root) { return Array.prototype.slice.call((root || document).querySelectorAll(query)); };

  // Filters: chips by key and words to look for, for findings and for names.
  all(".filters").forEach(function (bar) {
    bar.hidden = false;
    var rows = bar.dataset.for === "finding" ? all(".finding") : all("[data-filter=entity] tbody tr");
    var chips = all("button", bar), field = bar.querySelector("input"), key = "";
    var show = function () {
      var words = field.value.trim().toLowerCase();
      rows.forEach(function (row) {
        var keys = (row.dataset.keys || "").split(" ");
        row.hidden = (key && keys.indexOf(key) < 0) || (words && row.textContent.toLowerCase().indexOf(words) < 0);
      });
    };
    chips.forEach(function (chip) {
      chip.addEventListener("click", function () {
        key = chip.dataset.key;
        chips.forEach(function (other) { other.setAttribute("aria-pressed", String(other === chip)); });
        show();
      });
    });
    field.addEventListener("input", show);
    bar.reveal = function () { key = ""; field.value = ""; chips.forEach(function (chip, i) { chip.setAttribute("aria-pressed", String(i === 0)); }); show(); };
  });

  // A finding that a link leads to is never hidden by a filter.
  window.addEventListener("hashchange", function () {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) { all(".filters").forEach(function (bar) { bar.reveal(); }); target.scrollIntoView(); }
  });

  // Side by side: a click lights a statement up in every column and brings it into view there.
  var panel = null;
  var columns = document.querySelector(".cols");
  var clear = function () {
    all(".lit").forEach(function (run) { run.classList.remove("lit"); });
    if (panel) { panel.remove(); panel = null; }
  };
  var light = function (id) {
    clear();
    var runs = all("[data-s~='" + id + "']", columns);
    runs.forEach(function (run) { run.classList.add("lit"); });
    var sigla = [];
    all(".col", columns).forEach(function (column) {
      if (column.querySelector("[data-s~='" + id + "']")) { sigla.push(column.querySelector(".sig").textContent); }
    });
    panel = document.createElement("div");
    panel.className = "bar2";
    panel.setAttribute("role", "status");
    var text = document.createElement("span");
    text.textContent = "Statement " + id + " · in " + sigla.join(", ");
    var link = document.createElement("a");
    link.href = "#s" + id;
    link.textContent = "Every wording";
    var close = document.createElement("button");
    close.type = "button";
    close.textContent = "Clear";
    close.addEventListener("click", clear);
    panel.append(text, link, close);
    document.body.append(panel);
  };
  if (columns) {
    columns.addEventListener("click", function (event) {
      var run = event.target.closest("[data-s]");
      if (run && !event.target.closest("a")) { light(run.dataset.s.split(" ")[0]); }
    });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") { clear(); } });
  }

  // Tables sort by their headings.
  all("table.sortable").forEach(function (table) {
    var heads = all("thead th", table), body = table.tBodies[0];
    heads.forEach(function (head, index) {
      head.tabIndex = 0;
      var sort = function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var value = function (row) {
          var cell = row.cells[index], number = parseFloat(cell.dataset.v || cell.textContent);
          return isNaN(number) ? cell.textContent.toLowerCase() : number;
        };
        all("tr", body).map(function (row, place) { return [value(row), place, row]; }).sort(function (a, b) {
          var order = a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
          if (typeof a[0] === "string") { order = -order; }
          return (down ? -order : order) || a[1] - b[1];
        }).forEach(function (entry) { body.append(entry[2]); });
      };
      head.addEventListener("click", sort);
      head.addEventListener("keydown", function (event) { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(); } });
    });
  });

  // Contents: where the reader is.
  var links = all("nav a");
  if ("IntersectionObserver" in window) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) {
          links.forEach(function (link) { link.classList.toggle("here", link.hash === "#" + entry.target.id); });
        }
      });
    }, { rootMargin: "0px 0px -75% 0px" });
    all("main > section").forEach(function (section) { seen.observe(section); });
  }

  // Folds open for print and close again.
  var closed = [];
  window.addEventListener("beforeprint", function () { closed = all("details:not([open])"); closed.forEach(function (fold) { fold.open = true; }); });
  window.addEventListener("afterprint", function () { closed.forEach(function (fold) { fold.open = false; }); });
})();
