// Opens the preview in Chromium, edits files, and looks whether the page keeps up without being touched: text,
// scroll, open sections, form fields, styles, a mistake and its end, a restart of the server. And a page of another site
// tries to read it.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AS_OF, PATIENCE, Tally, copyOfSample, launch } from "./browser.mjs";

const [program, root] = [resolve(process.argv[2]), resolve(process.argv[3])];
const { folder: toolkit, edit } = copyOfSample(root);

let server;
const start = (port) =>
  new Promise((done, failed) => {
    server = spawn(program, ["serve", "--root", toolkit, "--as-of", AS_OF, ...(port ? ["--port", port] : [])]);
    server.stdout.on("data", (data) => {
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(String(data));
      if (found) done(found[1]);
    });
    server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
    server.on("error", failed);
  });
// One that could not start again has ended already, and will not end a second time.
const stop = () =>
  new Promise((done) => {
    if (server.exitCode !== null || server.signalCode !== null) return done();
    server.removeAllListeners("exit");
    server.on("exit", done);
    server.kill();
  });

const tally = new Tally();
const check = (what, test) => tally.story(what, test);

const port = await start();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1000, height: 500 } });
const page = await context.newPage();
const other = await context.newPage();
page.setDefaultTimeout(PATIENCE);
const base = `http://127.0.0.1:${port}`;
await page.goto(`${base}/riverbend/teams/index.html`);
await other.goto(`${base}/riverbend/guides/key-functions.html`);
await page.evaluate(() => (window.untouched = true));

await check("an edit shows, and scroll, field and focus stay", async () => {
  await page.fill("#school-filter", "o");
  await page.evaluate(() => scrollTo({ top: 240, behavior: "instant" }));
  edit("content/districts/riverbend/schools.yml", (text) => text.replace("Oak Middle School", "Old Oak Middle School"));
  await page.getByText("Old Oak Middle School").first().waitFor({ state: "attached" });
  const state = await page.evaluate(() => [window.untouched, scrollY, document.querySelector("#school-filter").value, document.activeElement.id]);
  const [untouched, scroll, value, focus] = state;
  const kept = untouched && Math.abs(scroll - 240) < 40 && value === "o" && focus === "school-filter";
  if (!kept) throw new Error(JSON.stringify(state));
});
await check("an open section stays open", async () => {
  await page.goto(`${base}/riverbend/coverage/index.html`);
  await page.locator("details summary").first().click();
  edit("content/districts/riverbend/schools.yml", (text) => text.replace("Lincoln Elementary School", "Abe Lincoln School"));
  await page.getByText("Abe Lincoln School").first().waitFor({ state: "attached" });
  if (!(await page.locator("details").first().evaluate((details) => details.open))) throw new Error("it closed");
});
await check("a second tab keeps up", async () => {
  edit("content/guides/key-functions.md", (text) => text.replace("A team is known by what it does.", "A team is what it does."));
  await other.getByText("A team is what it does.").waitFor();
});
await check("a mistake is shown over the last good page, and goes", async () => {
  const mend = edit("content/districts/riverbend/teams/lincoln-elementary.yml", (text) => text.replace("formation:", "fromation:"));
  await page.locator("teamkit-overlay").getByText("did you mean `formation`?").waitFor();
  await page.getByText("Abe Lincoln School").first().waitFor({ state: "attached" });
  mend();
  await page.locator("teamkit-overlay").waitFor({ state: "detached" });
});
await check("mistakes elsewhere are links to the pages that show them", async () => {
  const mend = edit("content/districts/riverbend/teams/lincoln-elementary.yml", (text) => text.replace("formation:", "fromation:"));
  await page.goto(`${base}/`);
  const overlay = page.locator("teamkit-overlay");
  const link = overlay.getByRole("link", { name: "teams/lincoln-elementary.yml" });
  if (!(await link.isVisible())) await overlay.getByText("1 problem elsewhere").click();
  await link.click();
  await page.waitForURL(`${base}/riverbend/teams/lincoln-elementary.html`);
  await overlay.getByText("did you mean `formation`?").waitFor();
  mend();
  await overlay.waitFor({ state: "detached" });
});
await check("a page that never was says so, and comes with its styles", async () => {
  const path = "content/districts/newtown/district.yml";
  mkdirSync(join(toolkit, "content/districts/newtown"));
  writeFileSync(join(toolkit, path), "name: \"Newtown\n");
  await page.goto(`${base}/`);
  const overlay = page.locator("teamkit-overlay");
  await overlay.getByText("newtown: left out of this page until its mistakes are mended").waitFor();
  await overlay.getByRole("link", { name: path }).click();
  await overlay.getByText("this page can't be shown before they are mended").waitFor();
  if (await overlay.getByText("last good").count()) throw new Error("it claims a page that never was");
  writeFileSync(join(toolkit, path), "name: Newtown\n");

  await page.locator(".brand").getByText("Newtown").waitFor();
  if (!(await page.locator('link[rel="stylesheet"]').count())) throw new Error("it has no styles");
  await overlay.waitFor({ state: "detached" });
  rmSync(join(toolkit, "content/districts/newtown"), { recursive: true });
  await page.goto(`${base}/riverbend/coverage/index.html`);
});
await check("a stylesheet changes without a reload", async () => {
  await page.evaluate(() => (window.untouched = true));
  mkdirSync(join(toolkit, "themes/default/static"), { recursive: true });
  writeFileSync(join(toolkit, "themes/default/static/style.css"), "h1 { color: rgb(1, 2, 3) }");
  const isThere = () => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)";
  const isGone = () => getComputedStyle(document.querySelector("h1")).color !== "rgb(1, 2, 3)";
  const everywhere = (test) => Promise.all([page, other].map((tab) => tab.waitForFunction(test)));
  await everywhere(isThere);
  if (!(await page.evaluate(() => window.untouched))) throw new Error("the page was loaded again");
  rmSync(join(toolkit, "themes"), { recursive: true });
  await everywhere(isGone);
});
await check("a tab that nobody sees leaves its connection to others, and keeps up once it is seen", async () => {
  const setHidden = (hidden) =>
    other.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await setHidden(true);
  const mend = edit("content/guides/key-functions.md", (text) => text.replace("A team is what it does.", "Nobody sees this."));
  try {
    await page.goto(`${base}/riverbend/guides/key-functions.html`);
    await page.getByText("Nobody sees this.").waitFor();
    if (await other.getByText("Nobody sees this.").count()) throw new Error("it still listens");
  } finally {
    await setHidden(false);
    await other.getByText("Nobody sees this.").waitFor();
    mend();
  }
  await other.getByText("A team is what it does.").waitFor();
});
await check("a restarted server is found again", async () => {
  await stop();
  edit("content/guides/key-functions.md", (text) => text.replace("A team is what it does.", "Teams are what they do."));
  await start(port);
  await other.getByText("Teams are what they do.").waitFor();
});
// Another server of this machine is the same site for a browser, one of another name is not.
const evil = `<!doctype html><title>Other</title><a href="${base}/riverbend/index.html">a link</a><script>
  const load = (name, set) => new Promise((done) => {
    const element = Object.assign(document.createElement(name), set);
    element.onload = () => done("loaded");
    element.onerror = () => done("refused");
    document.head.append(element);
  });
  window.tried = Promise.all([
    load("script", { src: "${base}/riverbend/search-index.js" }),
    load("script", { src: "${base}/.teamkit/live.js" }),
    load("link", { rel: "stylesheet", href: "${base}/riverbend/assets/style.css" }),
    load("img", { src: "${base}/riverbend/favicon.svg" }),
    fetch("${base}/riverbend/index.html", { mode: "no-cors" }).then(() => "loaded", () => "refused"),
  ]);
</script><iframe src="${base}/riverbend/index.html"></iframe>`;
const foreign = createServer((_, answer) => answer.writeHead(200, { "Content-Type": "text/html" }).end(evil));
await new Promise((done) => foreign.listen(0, "127.0.0.1", done));
for (const host of ["127.0.0.1", "localhost"]) {
  await check(`a page of ${host} can lead here but not read`, async () => {
    const visitor = await context.newPage();
    await visitor.goto(`http://${host}:${foreign.address().port}/`);
    const tried = await visitor.evaluate(() => window.tried);
    if (tried.some((word) => word !== "refused")) throw new Error(tried.join(" "));
    const framed = await visitor.frames()[1].evaluate(() => document.body.innerText).catch(() => "");
    if (framed.includes("Riverbend")) throw new Error(`the frame shows ${framed}`);
    await visitor.getByText("a link").click();
    await visitor.waitForURL(`${base}/riverbend/index.html`);
    await visitor.locator("main").waitFor();
    await visitor.close();
  });
}

foreign.close();
await browser.close();
await stop();
tally.end();
