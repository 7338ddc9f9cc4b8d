// Enhancements: filter lists and tables as you type, sort tables by a column. Every page is whole without them.
(() => {
  "use strict";
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  for (const box of document.querySelectorAll("[data-filter]")) {
    const input = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    const lists = box.dataset.filter.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const entries = lists.flatMap((list) => [...(list.tBodies ? list.tBodies[0].rows : list.children)]);
    const texts = entries.map((entry) => fold((entry.querySelector("th") || entry).textContent));
    input.addEventListener("input", () => {
      const wanted = fold(input.value.trim());
      let shown = 0;
      entries.forEach((entry, index) => {
        entry.hidden = !texts[index].includes(wanted);
        shown += entry.hidden ? 0 : 1;
      });
      status.textContent = shown === 0 ? status.dataset.none : "";
    });
  }

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value || cell.textContent.trim();
  };
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => collator.compare(value(a, column), value(b, column)) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    });
  }
})();
