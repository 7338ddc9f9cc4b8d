// Takes the pictures of docs/screenshots/: a phone, a tablet and a desk, light and dark, three languages.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { copyOfSample, launch } from "./browser.mjs";

const [program, root, out] = process.argv.slice(2).map((path) => resolve(path));
const site = await copyOfSample(root).build(program);
mkdirSync(out, { recursive: true });

// What is done in the form before its picture is taken: its team, and what three people rated.
const TEAM = "lincoln-elementary";
const look = async (page, wanted) => {
  await page.waitForTimeout(300);
  await page.evaluate((wanted) => {
    document.activeElement.blur();
    scrollTo({ top: document.querySelector(wanted).getBoundingClientRect().top + scrollY - 16, behavior: "instant" });
  }, wanted);
};
const rate = async (page) => {
  await page.selectOption("[name=team]", TEAM);
  for (const [index, rating] of ["in-place", "developing", "urgent-gap"].entries()) {
    const set = page.locator("fieldset[data-indicator]").nth(index);
    const input = set.locator(`input[value=${rating}]`);
    await ((await input.count()) ? input : set.locator("input").nth(index)).check();
  }
  await look(page, "#assess");
};
const finish = async (page) => {
  await rate(page);
  const names = await page.locator("fieldset[data-indicator]").evaluateAll((sets) => sets.map((set) => set.dataset.indicator));
  await page.click("[data-do=all]");
  for (const [index, name] of names.entries()) await page.locator(`[name="rating-${name}"]`).nth([0, 0, 1, 0, 2, 0, 1][index % 7]).check();
  await page.click("[data-do=result]");
  await look(page, "[data-result]");
};
const compare = async (page) => {
  await page.selectOption("[name=team]", TEAM);
  const ids = await page.locator("fieldset[data-indicator]").evaluateAll((sets) => sets.slice(0, 4).map((set) => [set.dataset.indicator, [...set.querySelectorAll("input")].map((input) => input.value)]));
  const file = (rater) => ({ schema: "teamkit/assessment/1", rubric: "school-team", team: TEAM, date: "2026-11-20", ratings: Object.fromEntries(ids.map(([id, values], index) => [id, values[(rater * index) % 3]])) });
  const files = [0, 1, 2].map((rater) => ({ name: `${rater}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file(rater))) }));
  await page.setInputFiles("[name=open]", files);
  await page.waitForSelector("[data-compare]:visible");
  await look(page, "[data-compare]");
};

const PICTURES = [
  ["home", "index.html", 1280, 900, "light"],
  ["team", "teams/lincoln-elementary.html", 1280, 1000, "light"],
  ["coverage", "coverage/index.html", 1280, 1500, "dark"],
  ["join", "join.html", 768, 1000, "light"],
  ["search", "search.html?q=chronic", 768, 760, "light"],
  ["phone", "teams/lincoln-elementary.html", 360, 740, "dark"],
  ["phone-spanish", "es/index.html", 360, 740, "light"],
  ["phone-arabic", "ar/guides/organize-a-team.html", 360, 740, "light"],
  ["form", "rubrics/school-team.html", 768, 1100, "light", rate],
  ["form-compare", "rubrics/school-team.html", 768, 900, "light", compare],
  ["form-result", "rubrics/school-team.html", 768, 1000, "light", finish],
];

const browser = await launch();
for (const [name, address, width, height, colorScheme, act] of PICTURES) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const [path, query] = address.split("?");
  await page.goto(pathToFileURL(join(site, "riverbend", path)).href + (query ? `?${query}` : ""));
  if (act) await act(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await context.close();
}
await browser.close();
