// Enhancements: filter lists and tables as you type, sort tables by a column. Every page is whole without them. Letters
// are compared by letters.js, which stands before this script.
(() => {
  "use strict";
  const fold = (text) => Array.from(text, window.teamkitFoldLetter).join("");
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const said = (value) => (typeof value === "number" ? numbers.format(value) : value);
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => said(values[name]) ?? whole);

  // Below a column of the matrix: how many of the teams shown cover it, of those that are expected to; with all of
  // them shown, what was there.
  const before = new Map();
  const total = (table, isWhole) => {
    if (!before.has(table)) before.set(table, [...table.tFoot.rows[0].cells].map((cell) => cell.textContent));
    if (isWhole) {
      [...table.tFoot.rows[0].cells].forEach((cell, column) => {
        cell.textContent = before.get(table)[column];
      });
      return;
    }
    const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden);
    let [part, whole] = [0, 0];
    [...table.tFoot.rows[0].cells].forEach((cell, column) => {
      if (column < 2) return;
      const states = shown.map((row) => row.cells[column].className);
      const covered = states.filter((state) => state === "covered").length;
      const expected = states.filter((state) => state !== "none").length;
      part += covered;
      whole += expected;
      cell.textContent = fill(table.dataset.of, { part: covered, whole: expected });
    });
    table.tFoot.rows[0].cells[1].textContent = fill(table.dataset.of, { part, whole });
  };

  // The rows of a table but for those that head a group.
  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.className !== "group");

  for (const box of document.querySelectorAll("[data-filter]")) {
    const input = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    const lists = box.dataset.filter.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const parts = lists.map((list) => {
      const entries = list.tBodies ? rowsOf(list) : [...list.children];
      return { list, entries, texts: entries.map((entry) => fold((entry.querySelector("th") || entry).textContent)) };
    });
    input.addEventListener("input", () => {
      const wanted = fold(input.value.trim());
      for (const { list, entries, texts } of parts) {
        entries.forEach((entry, index) => {
          entry.hidden = !texts[index].includes(wanted);
        });
        if (list.dataset.of) total(list, !wanted);
        for (const body of list.tBodies || []) {
          body.hidden = entries.length > 0 && [...body.rows].every((row) => row.hidden || row.className === "group");
        }
      }
      const { entries } = parts[0];
      const n = entries.filter((entry) => !entry.hidden).length;
      const found = n === 0 ? status.dataset.none : fill(status.dataset.shown, { n, total: entries.length });
      status.textContent = wanted ? found : "";
    });
  }

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const STATES = ["none", "gap", "vacant", "covered"];
  // What a cell is sorted by: a state by its people, a figure by its number, anything else by its words, numbers in them
  // without what parts their thousands.
  const value = (row, column) => {
    const cell = row.cells[column];
    const state = STATES.indexOf(cell.className);
    if (state < 0) return cell.dataset.value || cell.textContent.trim().replace(/(\d)[.,\s](?=\d{3}\b)/g, "$1");
    return String(state < 3 ? state : 2 + (parseInt(cell.textContent, 10) || 1));
  };
  for (const table of document.querySelectorAll("table[data-sort]")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.setAttribute("aria-label", fill(table.dataset.sort, { name: head.textContent.trim() }));
      head.append(" ", button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        // Groups stay together: each is sorted for itself.
        for (const body of table.tBodies) {
          const keyed = [...body.rows].filter((row) => row.className !== "group").map((row) => [value(row, column), row]);
          keyed.sort((a, b) => collator.compare(a[0], b[0]) * (down ? -1 : 1));
          body.append(...keyed.map(([, row]) => row));
        }
      });
    });
  }

  // A region that shows all it holds is no stop for the keyboard.
  const regions = [...document.querySelectorAll(".scroll[tabindex]")];
  const stops = () => {
    const wide = regions.map((region) => region.scrollWidth > region.clientWidth + 1);
    regions.forEach((region, index) => {
      region.classList.toggle("fits", !wide[index]);
      if (wide[index]) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    });
  };
  if (regions.length) {
    stops();
    addEventListener("resize", stops);
    document.addEventListener("toggle", stops, true);
  }
})();
