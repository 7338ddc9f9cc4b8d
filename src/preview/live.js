// Only the preview has this script: it brings the page up to date when a file changes, and shows mistakes.
(() => {
  "use strict";
  const script = document.currentScript;
  let known = null;
  let busy = false;
  let again = false;

  const problems = (doc) => {
    const holder = doc.getElementById("teamkit-problems");
    return holder ? JSON.parse(holder.textContent) : { version: null, shown: "current", here: [], elsewhere: [] };
  };

  // The overlay lives in a shadow root, so that the site's styles and it leave each other alone.
  const host = document.createElement("teamkit-overlay");
  const root = host.attachShadow({ mode: "open" });
  const styles = new CSSStyleSheet();
  styles.replaceSync(`
    :host { all: initial; }
    section { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; background: #1d1f21; color: #eee;
      border-top: 4px solid #e5534b; font: 14px/1.5 ui-monospace, Menlo, Consolas, monospace; padding: 12px 20px; z-index: 2147483647; }
    h2 { font: 600 15px/1.4 system-ui, sans-serif; margin: 0 0 8px; }
    pre { margin: 0 0 14px; white-space: pre-wrap; font: inherit; }
    pre.error { border-left: 3px solid #e5534b; padding-left: 10px; }
    pre.warning { border-left: 3px solid #d9a514; padding-left: 10px; }
    button { font: 14px system-ui, sans-serif; float: right; cursor: pointer; padding: 4px 10px; }
    details { font: 14px/1.5 system-ui, sans-serif; }
    summary { cursor: pointer; }
    dl { margin: 8px 0 0; }
    dt { font-weight: 600; }
    dd { margin: 0 0 4px 16px; }
    a { color: #9cc9ff; }
    .corner { position: fixed; right: 12px; bottom: 12px; max-width: calc(100vw - 60px); max-height: 60vh; overflow: auto; background: #1d1f21;
      color: #eee; border-left: 4px solid #e5534b; padding: 6px 12px; z-index: 2147483647; }
  `);
  root.adoptedStyleSheets = [styles];

  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;
  const told = ({ errors, warnings }) =>
    [
      errors && counted(errors, "mistake", "mistakes"),
      warnings && counted(warnings, "thing to look at", "things to look at"),
    ]
      .filter(Boolean)
      .join(", ");

  // What the page below has to do with the mistakes, in words.
  const BELOW = {
    "last-good": "the page below is the last good one",
    "as-before": "the page below is as it was before",
    partly: "the page below lacks what could not be read",
    nothing: "this page can't be shown before they are mended",
  };
  const LINE = {
    "last-good": "the figures on this page are the last good ones",
    partly: "the figures on this page lack what could not be read",
    nothing: "left out of this page until its mistakes are mended",
  };

  // The files with problems, district by district, each a link to the page that shows them.
  const list = (elsewhere) => {
    const all = document.createElement("dl");
    for (const { district, line, files } of elsewhere) {
      all.append(element("dt", LINE[line] ? `${district}: ${LINE[line]}` : district));
      for (const file of files) {
        const entry = document.createElement("dd");
        entry.append(element("a", file.path, { href: file.address }), ` (${told(file)})`);
        all.append(entry);
      }
    }
    return all;
  };
  const others = (elsewhere, before) => {
    const count = elsewhere.flatMap(({ files }) => files).reduce((sum, file) => sum + file.errors + file.warnings, 0);
    const details = document.createElement("details");
    details.open = before ?? elsewhere.some(({ line }) => line === "nothing");
    details.append(element("summary", counted(count, "problem elsewhere", "problems elsewhere")), list(elsewhere));
    return details;
  };

  let closed = "";
  const show = ({ shown, here, elsewhere }) => {
    const text = here.map((problem) => problem.text).join("\n\n");
    if (!here.length && !elsewhere.length) {
      host.remove();
      closed = "";
      return;
    }
    if (!host.isConnected) document.documentElement.append(host);
    const before = root.querySelector("details")?.open;
    root.replaceChildren();
    const box = document.createElement("section");
    const isSmall = !here.length || closed === text;
    box.setAttribute("role", isSmall ? "status" : "alert");
    if (isSmall) box.className = "corner";
    if (here.length) {
      const toggle = () => {
        closed = isSmall ? "" : text;
        show({ shown, here, elsewhere });
      };
      const errors = here.filter((problem) => problem.severity === "error").length;
      const count = told({ errors, warnings: here.length - errors });
      box.append(element("button", isSmall ? "Show" : "Close", { onclick: toggle }));
      box.append(element("h2", BELOW[shown] && errors && !isSmall ? `${count}: ${BELOW[shown]}` : count));
    }
    for (const problem of isSmall ? [] : here) box.append(element("pre", problem.text, { className: problem.severity }));
    if (elsewhere.length) box.append(others(elsewhere, before));
    root.append(box);
  };

  // Brings one node in line with another and keeps what the reader did: open details, typed text, focus, scroll.
  const same = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");
  const morphAttributes = (from, to) => {
    for (const { name } of [...from.attributes]) {
      const kept = name === "open" && from.nodeName === "DETAILS";
      if (!to.hasAttribute(name) && !kept) from.removeAttribute(name);
    }
    for (const { name, value } of [...to.attributes]) {
      if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    }
  };
  const morph = (from, to) => {
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    if (from.nodeName === "TH" && from.querySelector("button") && !to.querySelector("button")) {
      if (from.textContent === to.textContent) return;
    }
    morphAttributes(from, to);
    if (["INPUT", "TEXTAREA", "SELECT"].includes(from.nodeName)) return;
    const old = [...from.childNodes];
    let at = 0;
    for (const child of [...to.childNodes]) {
      let found = -1;
      for (let index = at; index < Math.min(old.length, at + 12); index += 1) {
        if (same(old[index], child)) {
          found = index;
          break;
        }
      }
      if (found < 0) {
        from.insertBefore(document.importNode(child, true), old[at] || null);
        continue;
      }
      while (at < found) old[at++].remove();
      morph(old[at], child);
      at += 1;
    }
    while (at < old.length) old[at++].remove();
  };

  const freshen = (link) => {
    const url = new URL(link.href);
    url.searchParams.set("v", known);
    const next = link.cloneNode();
    next.href = url.href;
    next.onload = () => link.remove();
    link.after(next);
  };

  const update = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      do {
        again = false;
        const answer = await fetch(location.href, { cache: "no-store" });
        const text = await answer.text();
        // What comes for a tab that nobody sees any more may be old when it is seen again.
        if (document.hidden) {
          known = null;
          return;
        }
        const doc = new DOMParser().parseFromString(text, "text/html");
        if (doc.querySelector('meta[http-equiv="refresh"], [data-search]')) {
          location.reload();
          return;
        }
        const next = problems(doc);
        // A page that can't be made leaves the one before where it is.
        if (answer.status === 500) {
          const stays = below === "partly" ? "as-before" : "last-good";
          show({ ...next, shown: below === "nothing" ? next.shown : stays });
          continue;
        }
        // The notice in its place has none of a page's styles and scripts.
        if (below === "nothing") {
          location.reload();
          return;
        }
        below = next.shown;
        document.title = doc.title;
        morphAttributes(document.documentElement, doc.documentElement);
        const focus = document.activeElement;
        const [x, y] = [scrollX, scrollY];
        morph(document.body, doc.body);
        if (focus && focus.isConnected && focus !== document.activeElement) focus.focus({ preventScroll: true });
        scrollTo({ left: x, top: y, behavior: "instant" });
        document.querySelectorAll('link[rel="stylesheet"]').forEach(freshen);
        show(next);
      } while (again);
    } catch {
      // The server is away; the next version brings the page up to date.
    } finally {
      busy = false;
    }
  };

  const first = problems(document);
  let below = first.shown;
  show(first);
  known = first.version;
  // A browser allows a server six connections. A tab that nobody sees gives its own up; the first version that it is
  // told when it is seen again brings it up to date.
  let events = null;
  const subscribe = () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      events = new EventSource(new URL("events", script.src));
      events.addEventListener("version", (event) => {
        if (event.data === known) return;
        known = event.data;
        update();
      });
    }
  };
  subscribe();
  document.addEventListener("visibilitychange", subscribe);
  addEventListener("pageshow", (event) => event.persisted && update());
})();
