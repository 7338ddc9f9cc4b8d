// Opens every page of a toolkit that is hostile in all its words: no script of it runs, no dialog comes up, nothing is
// asked for from anywhere else. The pages' own policy is switched off, so that the escaping alone has to hold; what a
// link may lead to, and what the preview shows of a mistake, is looked at too.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { AS_OF, PATIENCE, Tally, launch, pagesOf } from "./browser.mjs";

const program = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "teamkit-hostile-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const tally = new Tally();

// What breaks out of a text, an attribute, a title, a script, a style, a comment, JSON, a template.
const RUN = "window.ran=1,alert(1)";
const HOSTILE = [
  `"><img src=x onerror=${RUN}>`,
  `'><svg onload=${RUN}>`,
  `</title></textarea></style></script><script>${RUN}</script>`,
  `--><script>${RUN}</script><!--`,
  `" autofocus onfocus=${RUN} x="`,
  `' onmouseover='${RUN}`,
  "\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e",
  "{{ 7 * 7 }}{% raw %}{# x #}",
  "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
  "</script\u2028<script>window.ran=1//",
].join(" ");
const text = JSON.stringify(HOSTILE);
const both = `{en: ${text}, es: ${text}}`;

// Links that a text may try; those that check lets pass must lead nowhere that runs.
const LINKS = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java&#10;script:${RUN}`,
  `&#1;javascript:${RUN}`,
  "vbscript:msgbox(1)",
  `data:text/html,<script>${RUN}</script>`,
  "data:image/svg+xml,<svg onload=alert(1)>",
  "file:///etc/passwd",
  "//example.net/x.js",
  `https://example.net/"onmouseover="${RUN}`,
  `https://example.net/'><script>${RUN}</script>`,
  "mailto:a@example.org?body=\"onclick=alert(1)",
  "tel:1' onclick='alert(1)",
];

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="${RUN}"><script>${RUN}</script>
<image href="https://example.net/x.png" width="1" height="1"/><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="${RUN}"/></body></foreignObject></svg>`;

const MARKDOWN = `${HOSTILE}

# ${HOSTILE}

## ${HOSTILE} {#a"b .c'd onclick=alert(1)}

[${HOSTILE}](https://example.net/ "${HOSTILE.replaceAll('"', '\\"')}") ![${HOSTILE}](../static/o'n<e>&.svg '${HOSTILE.replaceAll("'", "\\'")}')
https://example.net/"onmouseover="${RUN} www.example.net/<script> a"b@example.org

| ${HOSTILE.replaceAll("|", "")} | b |
| - | - |
| ${HOSTILE} | <style>*{background:url(https://example.net/x)}</style> |

> [!NOTE]
> ${HOSTILE}

~~~"><script>alert(1)</script>
${HOSTILE}
~~~

- [x] ${HOSTILE} \`${HOSTILE}\`

1. <iframe srcdoc="<script>${RUN}</script>"></iframe>
2. <form action="https://example.net/"><button autofocus onfocus=${RUN}>x</button></form>
3. <base href="https://example.net/"><meta http-equiv="refresh" content="0;url=https://example.net/"><link rel="stylesheet" href="https://example.net/x.css">
4. <math><mtext></mtext><mglyph><style><!--</style><img src=x onerror=${RUN}>--></style></mglyph></math>

a[^"><script>alert(1)</script>]

[^"><script>alert(1)</script>]: ${HOSTILE}

${HOSTILE}
: ${HOSTILE}
`;

const front = (more) => `---\ntitle: ${text}\nsummary: ${text}\naudience: [${text}]\n${more}---\n\n${MARKDOWN}\n`;
const IMAGE = "o'n<e>&.svg";
const FILES = {
  "teamkit.yml": `title: ${both}\nlanguages: [en, es]\nraw_html: escape\nminimum_group: 1\nbase_url: "https://example.org/'onload='${RUN}'&x"\nedit_url: "https://example.org/{path}'onclick='${RUN}'&x"\n`,
  "content/framework.yml": `perspectives:\n  - {id: instruction, name: ${both}, side: school}\n  - {id: parents, name: ${both}, side: community}\n`
    + `functions:\n  - {id: review, name: ${both}, summary: ${both}}\ngroups:\n  - {id: a, name: ${both}}\n  - {id: b, name: ${both}}\n`
    + `scale:\n  - {id: good, name: ${both}, means: in-place}\n  - {id: bad, name: ${both}, means: gap}\n`,
  "content/guides/start.md": front(`aliases: ["old/a'b&c.html"]\n`),
  "content/guides/start.es.md": front(""),
  "content/roles/convener.md": front("functions: [review]\nperspectives: [instruction]\n"),
  "content/rubrics/check.md": `---\ntitle: ${text}\nsummary: ${text}\n---\n\n## ${HOSTILE} {#area}\n\n- ${HOSTILE} {#one}\n- ${HOSTILE} {#two}\n- ${HOSTILE} {#three}\n`,
  [`content/static/${IMAGE}`]: SVG,
  "content/districts/oak/district.yml": `name: ${both}\nstate: ${text}\nwebsite: "https://example.org/'onclick='${RUN}'"\ncontact: {name: ${text}, title: ${both}, phone: ${text}, email: "a'onclick=alert(1)@example.org"}\n`
    + `brand: {color: "#0b5d66", logo: ${JSON.stringify(IMAGE)}}\nabout: ${text}\nstudents: {a: 500, b: 500}\n`,
  "content/districts/oak/schools.yml": `- id: hill\n  name: ${both}\n  level: elementary\n  leader: {name: ${text}, title: ${both}, email: "a'b@example.org"}\n  students: {a: 50, b: 50}\n- id: lake\n  name: ${both}\n  leader: {name: ${text}}\n`,
  "content/districts/oak/teams/hill.yml": `name: ${both}\nlevel: school\nschool: hill\npart_of: ${both}\nstarted: 2024-08-15\nmeets: ${both}\nabout: ${text}\nconvener: ana\nwelcomes_partners: true\nseeking: [parents]\n`
    + `composition: {a: 5, b: 5}\ncontact: {name: ${text}, email: "a'b@example.org", phone: ${text}}\nmembers:\n  - {id: ana, name: ${text}, title: ${both}, role: convener, show_name: true}\n  - {id: b, title: ${both}, perspectives: [parents]}\n`,
  "content/districts/oak/assessments/a.yml": `rubric: check\nteam: hill\ndate: 2026-10-14\nratings: {one: good, two: bad}\nevidence: {one: ${text}}\n`,
  [`content/districts/oak/static/${IMAGE}`]: SVG,
  "content/districts/elm/district.yml": `name: ${both}\n`,
};

const write = (name, contents) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), contents);
};
const run = (command) => {
  try {
    execFileSync(program, [command, "--root", folder, "--as-of", AS_OF], { stdio: ["ignore", "ignore", "pipe"] });
    return "";
  } catch (error) {
    return String(error.stderr).split("\n\n").filter((told) => !told.startsWith("warning")).join("\n\n");
  }
};

for (const [name, contents] of Object.entries(FILES)) write(name, contents);
// Links that check refuses are refused; the others stand on a page.
const passed = LINKS.filter((link) => {
  write("content/guides/links.md", `---\ntitle: Links\n---\n\n[x](<${link.replaceAll("<", "\\<").replaceAll(">", "\\>")}>)\n\n[y][r] <${link}>\n\n[r]: <${link.replaceAll("<", "\\<").replaceAll(">", "\\>")}>\n`);
  return run("check") === "";
});
tally.check(passed.join().includes("https:") && !/script:|data:|file:/i.test(passed.join()), `links that were let pass: ${passed.join("\n")}`);
write("content/guides/links.md", `---\ntitle: Links\n---\n\n${passed.map((link) => `[x](<${link.replaceAll("<", "\\<").replaceAll(">", "\\>")}>) <${link}>`).join("\n\n")}\n`);
const complaints = run("build");
tally.check(complaints === "", `the hostile toolkit can't be built: ${complaints.slice(0, 2000)}`);

const browser = await launch();
const context = await browser.newContext({ bypassCSP: true });
const site = join(folder, "public");
const allowed = [pathToFileURL(site).href + "/", "data:,"];
let here = "";
await context.route("**", (route) => {
  const url = route.request().url();
  const isOurs = allowed.some((begin) => url.startsWith(begin));
  tally.check(isOurs, `${here} asks for ${url.slice(0, 200)}`);
  return isOurs ? route.continue() : route.abort();
});

// What is wrong in a page as the browser reads it.
const wrong = () => {
  const found = [];
  if (window.ran) found.push("a script of the toolkit ran");
  const within = (root) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? within(element.shadowRoot) : [])]);
  for (const element of within(document)) {
    const name = element.localName;
    if (["iframe", "object", "embed", "base", "foreignObject"].includes(name)) found.push(`<${name}>`);
    if (name === "script" && !element.src && element.type !== "application/ld+json" && element.type !== "application/json") found.push(`a script: ${element.textContent.slice(0, 80)}`);
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name)) found.push(`<${name} ${attribute.name}=…>`);
      if (["href", "src", "action", "formaction", "xlink:href"].includes(attribute.name) && !/^(https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])/i.test(attribute.value.trim())) {
        found.push(`<${name} ${attribute.name}="${attribute.value.slice(0, 60)}">`);
      }
    }
    if (name === "meta" && element.httpEquiv === "refresh" && /https?:|javascript:/i.test(element.content)) found.push(`leads to ${element.content}`);
    if (name === "style") found.push("<style>");
  }
  for (const data of document.querySelectorAll("script[type='application/ld+json']")) JSON.parse(data.textContent);
  return found;
};

const page = await context.newPage();
page.setDefaultTimeout(PATIENCE);
page.on("dialog", (dialog) => {
  tally.check(false, `${here}: a dialog`);
  return dialog.dismiss().catch(() => {});
});
page.on("pageerror", (error) => tally.check(false, `${here}: ${error}`));
if (complaints) await tally.end();
const pages = pagesOf(site);
tally.check(pages.length > 40, `only ${pages.length} pages`);
for (const path of pages) {
  here = path.slice(site.length + 1);
  const isRedirect = /http-equiv="refresh"/i.test(readFileSync(path, "utf8"));
  await page.goto(pathToFileURL(path).href, { waitUntil: isRedirect ? "commit" : "load" });
  if (isRedirect) continue;
  const found = await page.evaluate(wrong).catch((error) => [String(error)]);
  tally.check(found.length === 0, `${here}: ${found.slice(0, 5).join(", ")}`);
}

// The search shows texts that it unpacks itself.
here = "the search";
await page.goto(pathToFileURL(join(site, "oak", "search.html")).href);
await page.fill("#query", "script");
await page.waitForTimeout(300);
tally.check((await page.locator("#results li").count()) > 0, "the search finds nothing");
const inSearch = await page.evaluate(wrong);
tally.check(inSearch.length === 0, `the search: ${inSearch.join(", ")}`);

// The preview shows mistakes with the lines that they stand in. A member's name would be taken out of them, so it is another.
const WRONG = HOSTILE.replaceAll('"', "'").replaceAll("src=x", "src=y");
write("content/guides/wrong.md", `---\ntitle: Wrong\n"${WRONG}": x\n---\n\nText.\n`);
const server = spawn(program, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
const address = await new Promise((found) => server.stdout.on("data", (data) => {
  const url = /http:\/\/[^\s/]+/.exec(String(data));
  if (url) found(url[0]);
}));
allowed.push(`${address}/`);
here = "the preview";
await page.goto(`${address}/oak/guides/start.html`);
await page.waitForTimeout(500);
const inPreview = await page.evaluate(wrong);
// The overlay of the preview has a stylesheet of its own.
const shown = await page.evaluate(() => document.querySelector("teamkit-overlay")?.shadowRoot?.textContent ?? "");
tally.check(shown.includes("onerror"), `the preview shows no mistake: ${shown.slice(0, 200)}`);
tally.check(inPreview.every((one) => one === "<style>"), `the preview: ${inPreview.join(", ")}`);
server.kill();

await browser.close();
tally.end();
