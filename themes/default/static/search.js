// The search of search.html: as you type, accents ignored, titles before text, with the place in the text. What it
// looks through is in search-index.js, which stands before this script and is loaded by this page alone; how letters are
// compared is in letters.js. The page is whole without it: everything from A to Z.
(() => {
  "use strict";
  const { teamkitIndex: index, teamkitFoldLetter: foldLetter } = window;
  const form = document.querySelector("form[data-search]");
  if (!index || !foldLetter || !form) return;
  const input = form.querySelector("input");
  const status = document.getElementById("found");
  const results = document.getElementById("results");
  const aToZ = document.getElementById("a-to-z");
  const MOST = 40;

  // Unpacks the texts: the other side of the program's `pack.rs`.
  const pieces = [...index.t, ...index.s];
  let word = "";
  for (const entry of index.w ? index.w.split(" ") : []) {
    word = word.slice(0, parseInt(entry[0], 36)) + entry.slice(1);
    pieces.push(word);
  }
  const longer = index.d.length - index.n;
  const isWord = pieces.map((piece) => /^[\p{Alphabetic}\p{N}\p{M}]/u.test(piece));
  const unpack = (packed) => {
    let out = "";
    let afterWord = false;
    let leads = [];
    for (const sign of packed) {
      let number = index.d.indexOf(sign);
      if (number >= index.n) {
        leads.push(number - index.n);
        continue;
      }
      for (const lead of leads.reverse()) number = number * longer + lead + index.n;
      leads = [];
      if (afterWord && isWord[number]) out += " ";
      afterWord = isWord[number];
      out += pieces[number];
    }
    return out;
  };

  // A text without accents and capitals, and for each of its units where it stands in the text itself.
  const fold = (text) => {
    let folded = "";
    const at = [];
    let place = 0;
    for (const char of text) {
      const part = foldLetter(char);
      for (let unit = 0; unit < part.length; unit += 1) at.push(place);
      folded += part;
      place += char.length;
    }
    at.push(place);
    return { text, folded, at };
  };

  let pages = null;
  const read = () => {
    pages = index.p.map(([kind, title, href, parts, keywords]) => ({
      kind: index.k[kind],
      title: fold(unpack(title)),
      href,
      keywords: fold(unpack(keywords)),
      parts: parts.map(([anchor, heading, text]) => ({ anchor, heading: fold(unpack(heading)), text: fold(unpack(text)) })),
    }));
  };

  const inWord = /[\p{L}\p{N}]/u;
  // Where a term stands first, at the beginning of a word if it can be; -1 where it does not.
  const find = (term, { folded }) => {
    let anywhere = -1;
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      if (at === 0 || !inWord.test(folded[at - 1])) return { at, begins: true };
      if (anywhere < 0) anywhere = at;
    }
    return { at: anywhere, begins: false };
  };
  const worth = (term, field, points) => {
    const { at, begins } = find(term, field);
    return at < 0 ? 0 : begins ? points : points / 2;
  };

  // How well a page fits: every term must be somewhere, and one in the title counts more than any in the text.
  const rate = (page, terms) => {
    let total = 0;
    let inTitle = true;
    const rated = page.parts.map(() => 0);
    for (const term of terms) {
      const title = worth(term, page.title, 100);
      let best = Math.max(title, worth(term, page.keywords, 40));
      if (!title) inTitle = false;
      page.parts.forEach((part, number) => {
        const points = worth(term, part.heading, 30) || worth(term, part.text, 8);
        rated[number] += points;
        best = Math.max(best, points);
      });
      if (!best) return null;
      total += best + (title ? Math.max(0, 20 - page.title.text.length / 5) : 0);
    }
    const most = Math.max(0, ...rated);
    const part = most > 0 ? page.parts[rated.indexOf(most)] : null;
    return { page, total: total + most / 100, part, inTitle };
  };

  const marked = (field, terms, from, to) => {
    const hits = [];
    for (const term of terms) {
      for (let at = field.folded.indexOf(term); at >= 0; at = field.folded.indexOf(term, at + term.length)) {
        hits.push([field.at[at], field.at[at + term.length]]);
      }
    }
    hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const out = document.createDocumentFragment();
    let place = from;
    for (const [start, end] of hits) {
      if (start < place || end > to || end <= start) continue;
      out.append(field.text.slice(place, start));
      const mark = document.createElement("mark");
      mark.textContent = field.text.slice(start, end);
      out.append(mark);
      place = end;
    }
    out.append(field.text.slice(place, to));
    return out;
  };

  const AROUND = 90;
  // The text around the first term that it holds.
  const excerpt = (field, terms) => {
    const places = terms.map((term) => find(term, field).at).filter((at) => at >= 0);
    const first = places.length ? field.at[Math.min(...places)] : 0;
    let from = Math.max(0, first - AROUND);
    let to = Math.min(field.text.length, first + 2 * AROUND);
    if (from > 0) from = field.text.indexOf(" ", from) + 1 || from;
    if (from > first) from = first;
    if (to < field.text.length) to = Math.max(field.text.lastIndexOf(" ", to), first + 1);
    const out = document.createDocumentFragment();
    if (from > 0) out.append("… ");
    out.append(marked(field, terms, from, to));
    if (to < field.text.length) out.append(" …");
    return out;
  };

  const show = ({ page, part, inTitle }, terms) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const leads = part && part.anchor && !inTitle && !page.href.includes("#");
    link.href = leads ? `${page.href}#${encodeURIComponent(part.anchor)}` : page.href;
    link.append(marked(page.title, terms, 0, page.title.text.length));
    const kind = document.createElement("span");
    kind.className = "note";
    kind.textContent = page.kind;
    item.append(link, " ", kind);
    const shown = part || page.parts.find((one) => one.text.text);
    if (shown && (shown.heading.text || shown.text.text)) {
      const text = document.createElement("p");
      if (shown.heading.text) {
        const heading = document.createElement("strong");
        heading.append(marked(shown.heading, terms, 0, shown.heading.text.length));
        text.append(heading, " ");
      }
      text.append(excerpt(shown.text, terms));
      item.append(text);
    }
    return item;
  };

  const plural = new Intl.PluralRules(document.documentElement.lang);
  const counted = (number) => (index.c[plural.select(number)] || index.c.other).replace("{n}", String(number));
  let telling = 0;
  const tell = (text) => {
    clearTimeout(telling);
    telling = setTimeout(() => {
      status.textContent = text;
    }, 250);
  };

  // What was asked for: phrases in quotes of any kind as they stand, everything else word by word.
  const asks = (wanted) => {
    const quoted = /["“”„‟«»「」『』]([^"“”„‟«»「」『』]+)["“”„‟«»「」『』]/gu;
    const found = [];
    const rest = fold(wanted).folded.replace(quoted, (whole, phrase) => {
      found.push(phrase.trim().replace(/\s+/g, " "));
      return " ";
    });
    for (const word of rest.split(/[^\p{L}\p{N}\p{M}'-]+/u)) found.push(word.replace(/^['-]+|['-]+$/g, ""));
    return [...new Set(found.filter(Boolean))];
  };

  // Every word of every text with how often it stands there, for what was typed with a wrong letter.
  let words = null;
  const vocabulary = () => {
    if (words) return words;
    words = new Map();
    const count = ({ folded }) => {
      for (const [one] of folded.matchAll(/[\p{L}\p{N}]{4,}/gu)) words.set(one, (words.get(one) || 0) + 1);
    };
    for (const page of pages) {
      count(page.title);
      for (const part of page.parts) [part.heading, part.text].forEach(count);
    }
    return words;
  };
  // Whether one letter more, less, other, or two exchanged make one word of the other.
  const isOneOff = (a, b) => {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    let [endA, endB] = [a.length, b.length];
    while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
    const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
    if (restA.length <= 1 && restB.length <= 1) return true;
    return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
  };
  // The word that was probably meant; the term itself where it stands anywhere, or nothing is near.
  const meant = (term) => {
    const stands = (field) => field.folded.includes(term);
    const isThere = pages.some(
      (page) => stands(page.title) || page.parts.some((part) => stands(part.heading) || stands(part.text)),
    );
    if (isThere || term.length < 4) return term;
    const near = [...vocabulary()].filter(([word]) => isOneOff(term, word)).sort((a, b) => b[1] - a[1]);
    return near.length ? near[0][0] : term;
  };

  const search = () => {
    const wanted = input.value.trim();
    const asked = asks(wanted);
    let terms = asked;
    results.replaceChildren();
    aToZ.hidden = terms.length > 0;
    try {
      history.replaceState(null, "", wanted ? `?q=${encodeURIComponent(wanted)}` : location.pathname);
    } catch {
      // Some browsers keep the address of a file as it is.
    }
    if (!terms.length) return tell("");
    if (!pages) read();
    const taken = asked.map(meant);
    terms = [...new Set(taken)];
    const other = [...new Set(taken.filter((term, at) => term !== asked[at]))];
    const found = pages.map((page) => rate(page, terms)).filter(Boolean);
    found.sort((a, b) => b.total - a.total);
    aToZ.hidden = found.length > 0;
    const instead = other.length ? `${status.dataset.instead.replace("{word}", other.join(" "))} ` : "";
    tell(found.length ? instead + counted(found.length) : status.dataset.none);
    if (!found.length) return undefined;
    const list = document.createElement("ol");
    list.className = "results";
    list.append(...found.slice(0, MOST).map((one) => show(one, terms)));
    return results.append(list);
  };

  const links = () => [...results.querySelectorAll("a")];
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = links();
    const place = document.activeElement === input ? -1 : all.indexOf(document.activeElement);
    if (document.activeElement !== input && place < 0) return;
    if (event.key === "ArrowDown" && place + 1 < all.length) all[place + 1].focus();
    else if (event.key === "ArrowUp" && place > 0) all[place - 1].focus();
    else if (event.key === "ArrowUp" && place === 0) input.focus();
    else if (event.key === "Escape") {
      input.value = "";
      input.focus();
      search();
    } else return;
    event.preventDefault();
  });

  input.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    search();
  }
})();
