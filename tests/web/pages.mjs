// Opens every page of the sample from the file system in Chromium: no accessibility violation, no request to another
// host, no failed request, an empty console, no sideways scrolling at 320 px, room for text of double size. Then, on
// one page of each kind in each language: twenty colors, light and dark, no layout shift, all content without
// JavaScript, the weight, the keyboard, paper. Then the Nu HTML checker reads every page.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Tally, copyOfSample, launch, pagesOf } from "./browser.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [program, root] = [resolve(process.argv[2]), resolve(process.argv[3])];
const rules = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: Object.fromEntries(
    ["td-has-header", "table-fake-caption", "p-as-heading", "label-content-name-mismatch", "focus-order-semantics"].map(
      (rule) => [rule, { enabled: true }],
    ),
  ),
  resultTypes: ["violations"],
};

const sample = copyOfSample(root);
sample.edit("teamkit.yml", (text) => `base_url: https://toolkit.example.org\n${text}`);
const site = sample.build(program);
const files = pagesOf(site);
const tally = new Tally();
const browser = await launch();

// A page that tells what goes wrong in it.
const open = async (options) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  page.on("pageerror", (error) => told.push(String(error)));
  page.on("requestfailed", (request) => told.push(`failed: ${request.url()}`));
  page.on("request", (request) => request.url().startsWith("file:") || told.push(`asked for ${request.url()}`));
  return { page, told, context };
};
const isRedirect = (file) => readFileSync(file, "utf8").includes('http-equiv="refresh"');
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const audit = async (page, name) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), rules);
  for (const { id, nodes } of violations) {
    tally.failures.push(`${name}: ${id}: ${nodes.slice(0, 2).map((node) => node.html).join(" | ")}`);
  }
  tally.passed += violations.length === 0 ? 1 : 0;
};

for (const [width, colorScheme] of [[320, "light"], [1280, "dark"]]) {
  const { page, told, context } = await open({ viewport: { width, height: 800 }, colorScheme });
  for (const file of files) {
    const name = `${relative(site, file)} at ${width} px, ${colorScheme}`;
    told.length = 0;
    await page.goto(pathToFileURL(file).href);
    tally.check(told.length === 0, `${name}: ${told.join("; ")}`);
    if (isRedirect(file)) continue;
    tally.check((await tooWide(page)) <= 0, `${name}: ${await tooWide(page)} px too wide`);
    await audit(page, name);
  }
  await context.close();
}

// One page of each kind, in each language.
const KINDS = [
  "index", "teams/index", "teams/lincoln-elementary", "join", "guides/index", "guides/organize-a-team", "roles/principal",
  "rubrics/school-team", "coverage/index", "search", "print", "accessibility",
];
const kinds = ["", "es/", "ar/"].flatMap((lang) => KINDS.map((kind) => `${lang}${kind}.html`)).concat("404.html");
const district = join(site, "riverbend");
const at = (kind) => pathToFileURL(join(district, kind)).href;

{
  // White, black and yellow, and colors from all around the wheel.
  const colors = ["#ffffff", "#000000", "#ffff00"];
  for (let n = 0; n < 17; n += 1) colors.push(`#${((n * 7_919_113 + 1_234_567) % 0x1000000).toString(16).padStart(6, "0")}`);
  let turn = 0;
  for (const color of colors) {
    const back = sample.edit("content/districts/riverbend/district.yml", (text) => text.replace("#0b5d66", color));
    sample.build(program);
    back();
    for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
      const { page, context } = await open({ viewport: { width, height: 800 }, colorScheme });
      for (let n = 0; n < 4; n += 1) {
        const kind = kinds[turn++ % kinds.length];
        await page.goto(at(kind));
        await audit(page, `${kind} in ${color} at ${width} px, ${colorScheme}`);
      }
      await context.close();
    }
  }
  sample.build(program);
}

{
  const { page, context } = await open();
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const kind of kinds) {
    await page.goto(at(kind));
    await page.waitForTimeout(60);
    const shifted = await page.evaluate(() => window.shifted);
    tally.check(shifted === 0, `${kind}: the layout shifts by ${shifted}`);
  }
  await context.close();
}

for (const kind of kinds) {
  const html = readFileSync(join(district, kind), "utf8");
  const scripts = [...html.matchAll(/<(?:script src|link rel="stylesheet" href)="([^"]+)"/g)].map((found) => found[1]);
  const sizes = scripts.map((name) => statSync(join(district, kind, "..", name)).size);
  const weight = Buffer.byteLength(html) + sizes.reduce((sum, size) => sum + size, 0);
  // The search alone loads the texts of the whole toolkit, which have a limit of their own below.
  const most = kind.endsWith("search.html") ? 110_000 : 60_000;
  if (!kind.endsWith("print.html")) tally.check(weight < most, `${kind} weighs ${weight} bytes`);
  for (const rest of ["{{", "{%", "None", "null", "undefined", "[missing", 'href=""']) {
    tally.check(!html.includes(rest), `${kind} holds ${rest}`);
  }
}
for (const lang of ["", "es/", "ar/"]) {
  const { size } = statSync(join(district, lang, "search-index.js"));
  tally.check(size < 60_000, `the search in ${lang || "en"} loads ${size} bytes`);
}

{
  // Double text size, wider spacing (WCAG 1.4.4, 1.4.12), high contrast.
  const { page, context } = await open({ viewport: { width: 1280, height: 800 }, forcedColors: "active", reducedMotion: "reduce" });
  for (const kind of kinds) {
    await page.goto(at(kind));
    await page.evaluate(() => {
      const style = new CSSStyleSheet();
      style.replaceSync("html{font-size:200%}*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");
      document.adoptedStyleSheets = [style];
    });
    tally.check((await tooWide(page)) <= 0, `${kind} with large text: ${await tooWide(page)} px too wide`);
    const clipped = await page.evaluate(() =>
      [...document.querySelectorAll("main *")].filter(
        (element) => getComputedStyle(element).overflow === "hidden" && element.scrollHeight > element.clientHeight + 2,
      ).length,
    );
    tally.check(clipped === 0, `${kind} with large text: ${clipped} elements are clipped`);
  }
  await context.close();
}

{
  // With the keyboard alone: every stop can be seen, and none is below something else.
  const { page, context } = await open({ viewport: { width: 1280, height: 700 }, reducedMotion: "reduce" });
  for (const kind of kinds.filter((kind) => !kind.endsWith("print.html"))) {
    await page.goto(at(kind));
    const stops = await page.evaluate(() => document.querySelectorAll("a[href],button,input,summary,[tabindex='0']").length);
    let seen = 0;
    for (let n = 0; n < Math.min(stops, 60); n += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return { end: true };
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
        return { outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, seen, html: element.outerHTML.slice(0, 80) };
      });
      if (stop.end) break;
      seen += 1;
      tally.check(stop.outline && stop.seen, `${kind}: focus can't be seen on ${stop.html}`);
    }
    tally.check(seen > 5, `${kind}: the keyboard reaches ${seen} places only`);
  }
  await page.goto(at("index.html"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const main = await page.evaluate(() => document.activeElement.nodeName);
  tally.check(main === "MAIN", `the skip link leads to ${main}`);
  await context.close();
}

{
  // The language switch leads to the same page.
  const { page, context } = await open();
  for (const kind of KINDS) {
    await page.goto(at(`${kind}.html`));
    await page.click('.languages a[hreflang="ar"]');
    tally.check(page.url() === at(`ar/${kind}.html`), `${kind}: the switch leads to ${page.url()}`);
    const [lang, dir] = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
    tally.check(lang === "ar" && dir === "rtl", `${kind}: ${lang}, ${dir}`);
  }
  await context.close();
}

{
  // Without JavaScript, the same text is there.
  const plain = await open({ javaScriptEnabled: false });
  const full = await open();
  for (const kind of kinds) {
    await plain.page.goto(at(kind));
    await full.page.goto(at(kind));
    const text = async (page) => (await page.locator("main").innerText()).length;
    const [without, withIt] = [await text(plain.page), await text(full.page)];
    tally.check(without > 100 && without >= withIt - 200, `${kind}: ${without} letters without JavaScript, ${withIt} with it`);
  }
  await plain.context.close();
  await full.context.close();
}

{
  // On paper nothing is cut off, and the ways out are spelled out.
  const { page, context } = await open({ viewport: { width: 688, height: 1000 } });
  await page.emulateMedia({ media: "print" });
  for (const kind of kinds) {
    await page.goto(at(kind));
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll("table, svg, .scroll")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
        .map((element) => element.outerHTML.slice(0, 90)),
    );
    tally.check(cut.length === 0, `${kind} on paper: ${cut.length} cut off, such as ${cut[0]}`);
  }
  await page.goto(at("index.html"));
  const shown = await page.evaluate(() => getComputedStyle(document.querySelector('a[href^="https:"]'), "::after").content);
  tally.check(shown.includes("riverbend.example.org"), `on paper a link says ${shown}`);
  await page.goto(at("print.html"));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  tally.check(pdf.length > 50_000, "the whole toolkit as a PDF");
  await context.close();
}

await browser.close();

try {
  execFileSync("java", ["-Xss8m", "-jar", require("vnu-jar"), "--errors-only", "--skip-non-html", ...files], { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
  tally.passed += 1;
} catch (error) {
  const told = String(error.stderr).trim();
  tally.failures.push(told ? `Nu HTML checker:\n${told.split("\n").slice(0, 20).join("\n")}` : `Nu HTML checker: ${error}`);
}
tally.end();
