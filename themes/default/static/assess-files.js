// Files of a rubric's form: tables, what is wrong with a file that is opened, and several raters side by side. The
// form loads this when it is needed first.
(() => {
  "use strict";
  const { SCHEMA, all, complain, data, day, items, list, node, open, replace, say, scale, team } = window.teamkitForm;
  const silent = (rating) => rating.means === "unknown" || rating.means === "not-applicable";

  const isDate = (text) => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text);
  const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const isText = (value) => value === undefined || typeof value === "string";
  const FACTS = ["schema", "rubric", "team", "date", "raters"];
  // What is wrong with a file, in words; nothing where it is right.
  const wrong = (file) => {
    if (!isMap(file) || file.schema !== SCHEMA) return say("not-ours");
    if (file.rubric !== data.rubric) return say("other-rubric", { id: file.rubric });
    if (!file.team || ![...team.options].some((option) => option.value === file.team)) return say("other-team", { id: file.team });
    const known = [...FACTS, "ratings", "evidence", "steps"];
    const { ratings = {}, evidence = {}, steps = [] } = file;
    const isStep = (step) => isMap(step) && step.do && [step.do, step.who, step.for].every(isText) && (step.by === undefined || isDate(step.by));
    const bad = [
      [Object.keys(file).find((key) => !known.includes(key))],
      ["date", isDate(file.date)],
      ["ratings", isMap(ratings)],
      ["evidence", isMap(evidence) && Object.values(evidence).every((text) => typeof text === "string")],
      ["raters", file.raters === undefined || (Number.isInteger(file.raters) && file.raters > 0 && file.raters < 1e6)],
      ["steps", Array.isArray(steps) && steps.length < 100 && steps.every(isStep)],
    ].find(([key, good]) => key && !good);
    if (bad) return say("unreadable", { id: bad[0] });
    const named = [...Object.keys(ratings), ...Object.keys(evidence), ...steps.flatMap((step) => step.for ?? [])];
    const id = named.find((id) => !items.has(id)) ?? Object.values(ratings).find((rating) => !scale.has(rating));
    if (id !== undefined) return say("unknown-id", { id: String(id) });
  };

  // Tables. A cell that a spreadsheet would take for a formula gets an apostrophe, which goes again when it is read.
  const HEADS = ["what", "id", "text", "value", "note", "by", "who"];
  const cell = (text = "") => `"${(/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : `${text}`).replace(/"/g, '""')}"`;
  const toCsv = (file) => {
    const rows = FACTS.filter((key) => file[key]).map((key) => [key, "", "", file[key]]);
    for (const { id, text } of list) rows.push(["rating", id, text, file.ratings[id], file.evidence?.[id]]);
    for (const step of file.steps ?? []) rows.push(["step", step.for, step.do, "", "", step.by, step.who]);
    return `\uFEFF${[HEADS, ...rows].map((row) => HEADS.map((_, index) => cell(row[index])).join(",")).join("\r\n")}\r\n`;
  };
  const fromCsv = (text) => {
    const sign = /^"?what"?;/.test(text) ? ";" : ",";
    const rows = [[]];
    const pattern = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\n\\r${sign}]*))(${sign}|\\r?\\n|$)`, "gy");
    for (let found; pattern.lastIndex < text.length && (found = pattern.exec(text)); ) {
      const value = (found[1] ?? found[2]).replace(/""/g, '"').replace(/^'(?='*[=+\-@\t\r])/, "");
      rows[rows.length - 1].push(value);
      if (found[3] !== sign) rows.push([]);
    }
    if (pattern.lastIndex < text.length) throw new SyntaxError();
    const file = { ratings: {}, evidence: {}, steps: [] };
    for (const [what, id, text, value, note, by, who] of rows.slice(1)) {
      if (what === "rating" && value) file.ratings[id] = value;
      if (what === "rating" && note) file.evidence[id] = note;
      if (what === "step") file.steps.push(Object.fromEntries(Object.entries({ do: text, by, who, for: id }).filter(([, text]) => text)));
      if (value && FACTS.includes(what)) file[what] = what === "raters" ? Number(value) : value;
    }
    return file;
  };
  // Several raters: the median of those who say how it is, at an even number the worse of the middle two.
  const letter = (index) => String.fromCharCode(65 + (index % 26)) + (index < 26 ? "" : Math.floor(index / 26) + 1);
  let files = [];
  const given = (id) => files.map((file) => scale.get(file.ratings[id])).filter(Boolean).sort((a, b) => a.index - b.index);
  const votesOf = (id) => given(id).filter((rating) => !silent(rating));
  const proposal = (id) => {
    const votes = votesOf(id);
    if (votes.length) return votes[votes.length >> 1].id;
    const [unknown, none] = ["unknown", "not-applicable"].map((means) => given(id).filter((rating) => rating.means === means));
    return (none.length > unknown.length ? none : unknown)[0]?.id;
  };
  const agreed = () => {
    const newest = files.reduce((a, b) => (b.date > a.date ? b : a));
    const file = { ...newest, ratings: {}, evidence: {}, raters: files.reduce((sum, file) => sum + (file.raters ?? 1), 0), steps: [] };
    for (const { id } of list) {
      const chosen = all("[data-compare] input:checked").find((input) => input.name === `agreed-${id}`);
      if (chosen) file.ratings[id] = chosen.value;
      const notes = files.map((file, index) => [letter(index), file.evidence?.[id]?.split(/\s+/).filter(Boolean).join(" ")]).filter(([, note]) => note);
      if (notes.length) file.evidence[id] = notes.map((note) => note.join(": ")).join("\n");
    }
    for (const step of files.flatMap((file) => file.steps ?? [])) if (!file.steps.some((other) => JSON.stringify(other) === JSON.stringify(step))) file.steps.push(step);
    return file;
  };
  const strip = (item) => {
    const votes = votesOf(item.id);
    const [best, lowest] = [votes[0], votes[votes.length - 1]];
    const who = files.map((file, index) => {
      const rating = scale.get(file.ratings[item.id]);
      const first = best !== lowest && rating === lowest ? [" – ", node("strong", {}, say("speaks-first"))] : [];
      return node("li", {}, `${letter(index)}: ${rating?.name ?? say("not-rated")}`, ...first);
    });
    const notes = files.flatMap((file, index) => (file.evidence?.[item.id] ? [node("p", { class: "note" }, `${letter(index)}: ${file.evidence[item.id]}`)] : []));
    const choices = data.scale.map((rating) => {
      const input = node("input", { type: "radio", name: `agreed-${item.id}`, value: rating.id });
      input.checked = rating.id === proposal(item.id);
      return node("label", {}, input, ` ${rating.name}`);
    });
    return node("div", { "data-indicator": item.id }, node("fieldset", {}, node("legend", {}, `${item.number} ${item.text}`), node("ul", { class: "raters" }, ...who), ...notes, ...choices));
  };
  const compare = () => {
    const rows = list.map((item) => {
      const votes = votesOf(item.id);
      const apart = votes.length ? votes[votes.length - 1].index - votes[0].index : 0;
      return { item, apart, same: new Set(files.map((file) => file.ratings[item.id])).size === 1 };
    });
    rows.sort((a, b) => b.apart - a.apart || a.same - b.same);
    const [same, other] = [true, false].map((same) => rows.filter((row) => row.same === same).map((row) => strip(row.item)));
    const there = files.map((file, index) => node("li", {}, `${letter(index)}: ${day(file.date)}, ${say("progress", { n: Object.keys(file.ratings).length, total: items.size })}`));
    const folded = same.length ? [node("details", {}, node("summary", {}, say("agreement", { n: same.length })), ...same)] : [];
    open("compare", node("ul", { class: "plain" }, ...there), ...other, ...folded);
  };
  const openFiles = async (chosen) => {
    const [good, bad] = [[], []];
    for (const file of chosen) {
      let [read, why] = [null, say("broken")];
      try {
        const text = file.size < 1e6 ? (await file.text()).replace(/^\uFEFF/, "") : "";
        read = /^\s*[[{]/.test(text) ? JSON.parse(text) : fromCsv(text);
        why = text.trim() ? wrong(read) : why;
      } catch {
        read = null;
      }
      const first = files[0] ?? good[0];
      if (!why && first && chosen.length + files.length > 1 && read.team !== first.team) why = say("other-team", { id: read.team });
      if (why) bad.push(`${file.name}: ${why}`);
      else good.push({ ...read, ratings: read.ratings ?? {} });
    }
    complain(bad);
    if (files.length + good.length > 1) {
      files = [...files, ...good];
      compare();
    } else if (good.length && chosen.length === 1) {
      replace(good[0], say("opened", { name: chosen[0].name }));
    } else if (good.length) files = good;
  };

  Object.assign(window.teamkitForm, { agreed, openFiles, toCsv });
})();
