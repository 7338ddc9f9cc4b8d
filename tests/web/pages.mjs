// Opens every page of a built site from the file system in Chromium: no accessibility violation, no request to
// another host, no failed request, an empty console, no sideways scrolling at 320 px, and all content without
// JavaScript. Then the Nu HTML checker reads every page.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const site = resolve(process.argv[2]);
const rules = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: Object.fromEntries(
    ["td-has-header", "table-fake-caption", "p-as-heading", "label-content-name-mismatch", "focus-order-semantics"].map(
      (rule) => [rule, { enabled: true }],
    ),
  ),
  resultTypes: ["violations"],
};

const files = [];
const walk = (folder) => {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (name.endsWith(".html")) files.push(path);
  }
};
walk(site);

let passed = 0;
const failures = [];
const check = (ok, what) => (ok ? (passed += 1) : failures.push(what));

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
for (const [width, colorScheme] of [[320, "light"], [1280, "dark"]]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  page.on("pageerror", (error) => told.push(String(error)));
  page.on("requestfailed", (request) => told.push(`failed: ${request.url()}`));
  page.on("request", (request) => request.url().startsWith("file:") || told.push(`asked for ${request.url()}`));
  for (const file of files) {
    const name = `${relative(site, file)} at ${width} px, ${colorScheme}`;
    told.length = 0;
    await page.goto(pathToFileURL(file).href);
    check(told.length === 0, `${name}: ${told.join("; ")}`);
    if (readFileSync(file, "utf8").includes('http-equiv="refresh"')) continue;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(wide <= 0, `${name}: ${wide} px too wide`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((options) => window.axe.run(document, options), rules);
    for (const violation of violations) {
      failures.push(`${name}: ${violation.id}: ${violation.nodes.slice(0, 2).map((node) => node.html).join(" | ")}`);
    }
    passed += violations.length === 0 ? 1 : 0;
  }
  await context.close();
}

const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
for (const file of files.filter((file) => file.endsWith("coverage/index.html") || file.endsWith("teams/index.html"))) {
  await plain.goto(pathToFileURL(file).href);
  const text = await plain.locator("main").innerText();
  check(text.length > 200, `${relative(site, file)}: little to read without JavaScript`);
}
await browser.close();

try {
  execFileSync("java", ["-Xss8m", "-jar", require("vnu-jar"), "--errors-only", "--skip-non-html", ...files], { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
  passed += 1;
} catch (error) {
  const told = String(error.stderr).trim();
  failures.push(told ? `Nu HTML checker:\n${told.split("\n").slice(0, 20).join("\n")}` : `Nu HTML checker: ${error}`);
}

for (const failure of failures.slice(0, 60)) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
