// The form of a rubric, made of its worksheet. Nothing leaves it. assess-files.js opens files, loaded when needed.
(() => {
  "use strict";
  const form = document.getElementById("assess");
  const data = JSON.parse(form.dataset.form);
  const SCHEMA = "teamkit/assessment/1";
  const one = (wanted, root = form) => root.querySelector(wanted);
  const all = (wanted, root = form) => [...root.querySelectorAll(wanted)];
  const lang = document.documentElement.lang;
  const plural = new Intl.PluralRules(lang);
  const count = new Intl.NumberFormat(lang).format;
  const percent = new Intl.NumberFormat(lang, { style: "percent" }).format;
  const day = (date) => new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
  const say = (key, values = {}) => {
    const forms = data.words[key];
    const text = forms[plural.select(values.n ?? 0)] ?? forms.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? count(values[name]) : values[name]));
  };
  const node = (tag, attributes, ...children) => {
    const made = /svg|rect/.test(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    made.append(...children);
    return made;
  };
  const { team, date, raters } = form.elements;
  const tell = (text) => (one("[role=status]").textContent = text);
  const complain = (texts) => one("[role=alert]").replaceChildren(...texts.map((text) => node("p", {}, text)));
  const scale = new Map(data.scale.map((rating, index) => [rating.id, { ...rating, index }]));
  const items = new Map();

  // An item of the worksheet becomes its field.
  const moveIn = (set) => {
    const item = document.getElementById(set.dataset.indicator);
    if (!item?.closest("[data-worksheet]")) return set;
    for (const extra of all(".number, .answer", item)) extra.remove();
    const isCriteria = (part) => part.matches("ul, ol") && part.children.length === Number(set.dataset.criteria);
    const blocks = all(":scope > :is(p, ul, ol, dl, table, div, pre, blockquote)", item);
    const line = blocks[0]?.matches("p:first-child") ? blocks.shift() : item;
    one("legend", set).after(...blocks.filter((part) => !isCriteria(part)));
    blocks.forEach((part) => isCriteria(part) && part.remove());
    one("[data-words]", set).replaceChildren(...line.childNodes);
    item.replaceChildren(set);
    return item;
  };
  const sections = all("section[data-area]").map((section) => {
    const { area, heading, name } = section.dataset;
    const sheet = document.querySelector(`[data-worksheet] [data-area="${CSS.escape(heading)}"]`);
    const here = sheet || section;
    for (const set of all("fieldset[data-indicator]", section)) {
      const { indicator: id, number } = set.dataset;
      const place = moveIn(set);
      if (!here.contains(place)) here.append(place);
      items.set(id, { id, number, set, section: here, text: one("[data-words]", set).textContent.trim() });
    }
    if (sheet) section.replaceWith(sheet);
    Object.assign(here.dataset, { area, name });
    one("h2", here)?.setAttribute("tabindex", "-1");
    return here;
  });
  for (const input of all(".choice input")) {
    const { hint } = scale.get(input.value);
    const label = input.nextElementSibling;
    if (hint && !one(".note", label)) label.append(" ", node("span", { class: "note hint", lang: hint.lang ?? lang, dir: "auto" }, hint.text));
  }
  const list = [...items.values()];
  const ratingOf = (item) => one("input:checked", item.set)?.value;
  const noteOf = (item) => one("textarea", item.set);

  for (const select of all("[name=for]")) select.append(...list.map((item) => node("option", { value: item.id }, `${item.number} ${item.text}`)));
  const steps = all("[data-step]").map((row) => all("input, select", row));
  let more = [];
  const read = () => {
    const file = { schema: SCHEMA, rubric: data.rubric, team: team.value, date: date.value, ratings: {} };
    const evidence = {};
    for (const item of list) {
      if (ratingOf(item)) file.ratings[item.id] = ratingOf(item);
      if (noteOf(item).value.trim()) evidence[item.id] = noteOf(item).value;
    }
    if (Object.keys(evidence).length) file.evidence = evidence;
    if (raters.value > 0) file.raters = Math.round(raters.value);
    const filled = steps.map((row) => Object.fromEntries(row.filter((input) => input.value.trim()).map((input) => [input.name, input.value.trim()])));
    const next = [...filled.filter((step) => step.do), ...more];
    if (next.length) file.steps = next;
    return file;
  };
  const show = (file) => {
    team.value = file.team;
    date.value = file.date;
    raters.value = file.raters ?? "";
    for (const item of list) {
      for (const input of all("input", item.set)) input.checked = input.value === file.ratings[item.id];
      noteOf(item).value = file.evidence?.[item.id] ?? "";
    }
    const next = file.steps ?? [];
    steps.forEach((row, index) => row.forEach((input) => (input.value = next[index]?.[input.name] ?? "")));
    more = next.slice(steps.length);
    progress();
  };
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const blank = () => ({ team: team.value, date: today(), raters: raters.value, ratings: {} });

  // What this device keeps: nothing is written over before somebody has decided.
  let [unsaved, offered, before] = [false, null, null];
  const key = () => `teamkit/${data.district}/${data.rubric}/${team.value}`;
  const storage = (use) => {
    try {
      return use(localStorage) ?? true;
    } catch {
      one("[data-unkept]").hidden = false;
      return false;
    }
  };
  const keep = () => {
    const file = read();
    unsaved = Object.keys(file.ratings).length || file.evidence || file.steps;
    if (offered) return;
    if (!team.value) tell(unsaved ? say("no-team-kept") : "");
    else if (!unsaved) storage((kept) => kept.removeItem(key()));
    else if (storage((kept) => kept.setItem(key(), JSON.stringify(file)))) {
      unsaved = false;
      one("[data-unkept]").hidden = true;
      tell(say("kept"));
    }
  };
  const offer = (old) => {
    offered = old;
    one("[data-offer]").hidden = !old;
    if (old) tell(say("resume", { date: day(old.date) }));
    else keep();
  };
  const look = () => {
    const text = team.value && storage((kept) => kept.getItem(key()) ?? "");
    try {
      offer(text && text !== JSON.stringify(read()) ? JSON.parse(text) : null);
    } catch {
      offer(null);
    }
  };
  const replace = (file, text) => {
    const goesOn = !offered && file.team === team.value;
    before = read();
    show(file);
    one("[data-do=undo]").hidden = false;
    if (text) tell(text);
    (goesOn ? keep : look)();
  };
  const forget = () => {
    storage((kept) => kept.removeItem(key()));
    const old = offered;
    offer(null);
    if (!old) replace(blank());
    tell(say("forgotten"));
    team.focus();
  };
  const save = (ending, text, file = read()) => {
    const missing = [team, date].find(({ name }) => !file[name]);
    complain(missing ? [say(`no-${missing.name}`)] : []);
    if (missing) return missing.focus();
    const link = node("a", { href: URL.createObjectURL(new Blob([text(file)])), download: `${file.team}-${file.rubric}-${file.date}.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
    tell(say("saved"));
  };
  const json = (file) => JSON.stringify(file, null, 2);

  const link = (item, text) => node("a", { href: `#${encodeURIComponent(item.id)}`, "data-go": item.id }, text);
  const inside = (section) => list.filter((item) => item.section === section);
  const rated = (some) => say("progress", { n: some.filter(ratingOf).length, total: some.length });
  const progress = () => {
    one("[data-progress]").textContent = rated(list);
    all("[data-state]").forEach((state, index) => (state.textContent = rated(inside(sections[index]))));
  };
  const blanks = () => {
    const open = list.filter((item) => !ratingOf(item));
    return open.length ? [node("p", {}, say("blanks", { n: open.length }), ...open.flatMap((item) => [" ", link(item, item.number)]))] : [];
  };
  let [current, isAll] = [0, false];
  const area = (index, focus) => {
    current = Math.min(Math.max(index, 0), sections.length - 1);
    sections.forEach((section, at) => (section.hidden = !isAll && at !== current));
    all("[data-to]").forEach((to, at) => to.setAttribute("aria-current", !isAll && at === current));
    one("[data-do=back]").hidden = isAll || !current;
    one("[data-do=next]").hidden = isAll || current === sections.length - 1;
    if (focus) one("h2, input", sections[current]).focus();
  };
  const mode = (whole) => {
    isAll = whole;
    ["by-area", "all"].forEach((name, at) => one(`[data-do=${name}]`).setAttribute("aria-pressed", at == isAll));
    area(current);
  };
  const go = (item) => {
    area(sections.indexOf(item.section));
    (one("input:checked", item.set) || one("input", item.set)).focus();
    item.set.scrollIntoView({ block: "nearest" });
  };
  const open = (name, ...children) => {
    const part = one(`[data-${name}]`);
    one("[data-body]", part).replaceChildren(...children);
    part.hidden = false;
    one("h2", part).focus();
  };

  const MEANS = ["in-place", "developing", "gap", "unknown", "not-applicable", "not-rated"];
  const step = (item) => scale.get(ratingOf(item));
  const tally = (some) => {
    const counts = Object.fromEntries(MEANS.map((means) => [means, 0]));
    for (const item of some) counts[step(item)?.means ?? "not-rated"] += 1;
    return { counts, part: counts["in-place"], whole: counts["in-place"] + counts.developing + counts.gap };
  };
  const bar = (counts, total) => {
    const whole = node("svg", { class: "shares", viewBox: `0 0 ${total} 10`, preserveAspectRatio: "none", "aria-hidden": "true" });
    let x = 0;
    for (const means of MEANS) {
      whole.append(node("rect", { class: means, x, width: counts[means], height: 10 }));
      x += counts[means];
    }
    return whole;
  };
  const areaResult = (section) => {
    const { counts } = tally(inside(section));
    const told = MEANS.flatMap((means) => (counts[means] ? `${say(means)}: ${count(counts[means])}` : []));
    return node("li", {}, node("strong", {}, node("bdi", {}, section.dataset.name)), bar(counts, inside(section).length), told.join(" · "));
  };
  const todo = (item) => {
    const guides = (data.helps[item.id] ?? []).map(({ href, text }) => node("li", {}, node("a", { href }, text)));
    const help = guides.length ? [node("ul", { "aria-label": say("helps") }, ...guides)] : [];
    return node("li", {}, link(item, item.number), " ", node("bdi", {}, item.text), ` (${step(item).name})`, ...help);
  };
  const result = () => {
    const { part, whole } = tally(list);
    const lines = [];
    if (whole) lines.push(say("share", { share: percent(part / whole) }));
    const points = list.map((item) => step(item)?.points).filter((points) => points >= 0);
    const highest = Math.max(...data.scale.map((rating) => rating.points ?? -1)) * points.length;
    const sum = points.reduce((a, b) => a + b, 0);
    if (highest > 0) lines.push(say("points", { n: sum, total: highest, share: percent(sum / highest) }));
    if (data.goal >= 0) lines.push(say("goal", { share: percent(data.goal) }));
    const last = data.previous[team.value];
    if (last && whole && last.date < date.value) {
      const change = Math.round((100 * part) / whole - (100 * last.part) / last.whole);
      lines.push(`${say("since", { date: day(last.date) })} ${say(change ? (change > 0 ? "up" : "down") : "same", { n: Math.abs(change) })}`);
    }
    const worst = ["gap", "developing"].flatMap((means) => list.filter((item) => step(item)?.means === means));
    const first = worst.length ? [node("h3", {}, say("first")), node("ul", {}, ...worst.map(todo))] : [];
    open("result", ...lines.map((line) => node("p", { class: "sentence" }, line)), ...blanks(), node("ul", { class: "plain" }, ...sections.map(areaResult)), ...first);
  };
  const check = () => {
    const rows = list.map((item) => {
      const edit = link(item, say("change"));
      edit.setAttribute("aria-label", `${say("change")} ${item.number}`);
      return node("div", {}, node("dt", {}, `${item.number} `, node("bdi", {}, item.text)), node("dd", {}, step(item)?.name ?? say("not-rated"), " ", edit));
    });
    open("check", ...blanks(), node("dl", {}, ...rows));
  };

  let loading;
  const files = () =>
    (loading ??= new Promise((done) => {
      window.teamkitForm = { SCHEMA, all, complain, data, day, items, list, node, open, replace, say, scale, team };
      const script = node("script", { src: form.dataset.files });
      script.onload = () => done(window.teamkitForm);
      document.head.append(script);
    }));
  const acts = {
    check,
    result,
    forget,
    "by-area": () => mode(false),
    all: () => mode(true),
    back: () => area(current - 1, true),
    next: () => area(current + 1, true),
    clear: (button) => {
      const inputs = all("input", button.closest("fieldset"));
      inputs.forEach((input) => (input.checked = false));
      inputs[0].focus();
      progress();
      keep();
    },
    "save-json": () => save("json", json),
    "save-csv": async () => save("csv", (await files()).toCsv),
    "save-agreed": async () => save("json", json, (await files()).agreed()),
    "use-agreed": async () => {
      replace((await files()).agreed());
      result();
    },
    resume: () => {
      const old = offered;
      offered = null;
      replace(old);
      offer(null);
    },
    new: () => {
      replace({ ...blank(), team: "" });
      team.focus();
    },
    undo: () => replace(before),
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do](button);
    const target = event.target.closest("[data-go], [data-to]");
    if (!target) return;
    event.preventDefault();
    if (target.dataset.go) go(items.get(target.dataset.go));
    else area(all("[data-to]").indexOf(target), true);
  });
  form.addEventListener("input", ({ target }) => {
    if (target.matches("[name=team], [name=open]") || target.closest("[data-compare]")) return;
    progress();
    keep();
  });
  team.addEventListener("change", look);
  one("[name=open]").addEventListener("change", async ({ target }) => {
    const chosen = [...target.files];
    target.value = "";
    (await files()).openFiles(chosen);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
  const arrive = () => {
    const target = all("[id]").find(({ id }) => `#${encodeURIComponent(id)}` === location.hash);
    const at = sections.indexOf(target?.closest("[data-area]"));
    if (at < 0) return;
    area(at);
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  form.reset();
  date.value = today();
  progress();
  form.hidden = false;
  mode(false);
  arrive();
})();
