// Takes the pictures of docs/screenshots/: a phone, a tablet and a desk, light and dark, three languages.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { copyOfSample, launch } from "./browser.mjs";

const [program, root, out] = process.argv.slice(2).map((path) => resolve(path));
const site = copyOfSample(root).build(program);
mkdirSync(out, { recursive: true });

const PICTURES = [
  ["home", "index.html", 1280, 900, "light"],
  ["team", "teams/lincoln-elementary.html", 1280, 1000, "light"],
  ["coverage", "coverage/index.html", 1280, 1500, "dark"],
  ["join", "join.html", 768, 1000, "light"],
  ["search", "search.html?q=chronic", 768, 760, "light"],
  ["phone", "teams/lincoln-elementary.html", 360, 740, "dark"],
  ["phone-spanish", "es/index.html", 360, 740, "light"],
  ["phone-arabic", "ar/guides/organize-a-team.html", 360, 740, "light"],
];

const browser = await launch();
for (const [name, address, width, height, colorScheme] of PICTURES) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const [path, query] = address.split("?");
  await page.goto(pathToFileURL(join(site, "riverbend", path)).href + (query ? `?${query}` : ""));
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await context.close();
}
await browser.close();
