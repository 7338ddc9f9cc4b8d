// Only the preview has this script: it brings the page up to date when a file changes, and shows mistakes.
(() => {
  "use strict";
  const script = document.currentScript;
  let known = null;
  let busy = false;
  let again = false;

  const problems = (doc) => {
    const holder = doc.getElementById("teamkit-problems");
    return holder ? JSON.parse(holder.textContent) : { version: null, here: [], elsewhere: 0 };
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
    p { position: fixed; right: 12px; bottom: 12px; margin: 0; background: #1d1f21; color: #eee; border-left: 4px solid #e5534b;
      font: 14px system-ui, sans-serif; padding: 6px 12px; z-index: 2147483647; }
  `);
  root.adoptedStyleSheets = [styles];
  let closed = "";
  const show = ({ here, elsewhere }) => {
    const text = here.map((problem) => problem.text).join("\n\n");
    if (!here.length && !elsewhere) {
      host.remove();
      closed = "";
      return;
    }
    if (!host.isConnected) document.documentElement.append(host);
    root.replaceChildren();
    if (!here.length || closed === text) {
      const badge = document.createElement("p");
      badge.setAttribute("role", "status");
      const count = here.length + elsewhere;
      badge.textContent = here.length ? `${count} problems` : elsewhere === 1 ? "1 problem elsewhere" : `${elsewhere} problems elsewhere`;
      root.append(badge);
      return;
    }
    const box = document.createElement("section");
    box.setAttribute("role", "alert");
    const close = document.createElement("button");
    close.textContent = "Close";
    close.onclick = () => {
      closed = text;
      show({ here, elsewhere });
    };
    const title = document.createElement("h2");
    const errors = here.filter((problem) => problem.severity === "error").length;
    title.textContent = errors
      ? `${errors} ${errors === 1 ? "mistake" : "mistakes"}: the page below is the last good one`
      : `${here.length} ${here.length === 1 ? "thing" : "things"} to look at`;
    box.append(close, title);
    for (const problem of here) {
      const pre = document.createElement("pre");
      pre.className = problem.severity;
      pre.textContent = problem.text;
      box.append(pre);
    }
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
        const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (doc.querySelector('meta[http-equiv="refresh"], [data-search]')) {
          location.reload();
          return;
        }
        // A page that can't be made leaves the last good one where it is.
        if (answer.status === 500) {
          show(problems(doc));
          continue;
        }
        document.title = doc.title;
        morphAttributes(document.documentElement, doc.documentElement);
        const focus = document.activeElement;
        const [x, y] = [scrollX, scrollY];
        morph(document.body, doc.body);
        if (focus && focus.isConnected && focus !== document.activeElement) focus.focus({ preventScroll: true });
        scrollTo({ left: x, top: y, behavior: "instant" });
        document.querySelectorAll('link[rel="stylesheet"]').forEach(freshen);
        show(problems(doc));
      } while (again);
    } catch {
      // The server is away; the next version brings the page up to date.
    } finally {
      busy = false;
    }
  };

  const first = problems(document);
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
