// Uses the search as a reader does, from the file system: as they type, with the keyboard alone, without accents, in
// English, Spanish and Arabic; and without JavaScript.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PATIENCE, Tally, copyOfSample, launch } from "./browser.mjs";

const [program, root] = [resolve(process.argv[2]), resolve(process.argv[3])];
const sample = copyOfSample(root);
sample.edit("content/guides/run-a-meeting.md", (text) => `${text}\nA word that stands nowhere else: zyxwv in the Ñandú café.\n`);
sample.edit("content/guides/run-a-meeting.md", (text) => text.replace("keywords: [", "keywords: [vwxyzword, "));
const site = sample.build(program);
const at = (path) => pathToFileURL(join(site, "riverbend", path)).href;
const tally = new Tally();
const browser = await launch();
const page = await (await browser.newContext({ viewport: { width: 1000, height: 800 } })).newPage();
page.setDefaultTimeout(PATIENCE);
const told = [];
page.on("console", (message) => told.push(message.text()));
page.on("pageerror", (error) => told.push(String(error)));

const ask = async (words) => {
  await page.fill("#query", words);
  return page.locator("#results li a").allInnerTexts();
};
const equal = (got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) throw new Error(`got ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
};
const first = async (words, wanted) => equal((await ask(words))[0], wanted);

await page.goto(at("search.html"));
await tally.story("a title comes before a text", () => first("running", "Running a meeting"));
await tally.story("part of a word is enough", () => first("runn meet", "Running a meeting"));
await tally.story("quotes of any kind keep words together", async () => {
  const apart = await ask("nowhere word");
  equal(apart[0], "Running a meeting");
  for (const quotes of ['""', "“”", "«»"]) {
    equal(await ask(`${quotes[0]}nowhere word${quotes[1]}`), []);
    await first(`${quotes[0]}nowhere else${quotes[1]}`, "Running a meeting");
  }
});
await tally.story("one wrong letter is forgiven, and it is said which word was taken", async () => {
  await first("runing meting", "Running a meeting");
  await page.waitForFunction(() => document.getElementById("found").textContent.includes("running meeting"));
  await first("meeting metting", "Running a meeting");
  await page.waitForFunction(() => /“?meeting”?/.test(document.getElementById("found").textContent));
});
await tally.story("every word counts", async () => equal(await ask("running qjxkqj"), []));
await tally.story("a word in a text leads to its place", async () => {
  await first("zyxwv", "Running a meeting");
  const href = await page.locator("#results li a").first().getAttribute("href");
  equal(href, "guides/run-a-meeting.html#three-signs-that-a-team-is-well");
  equal(await page.locator("#results mark").first().innerText(), "zyxwv");
});
await tally.story("keywords are found and shown nowhere", async () => {
  equal(await ask("vwxyzword"), ["Running a meeting"]);
  equal(await page.locator("#results mark").count(), 0);
});
await tally.story("accents and capitals don't matter", () => first("nandu CAFE", "Running a meeting"));
await tally.story("schools, teams and perspectives are found", async () => {
  await first("oak middle", "Oak Middle School");
  await first("new bridge attendance", "New Bridge attendance team");
  await first("early childhood", "Early childhood providers");
});
await tally.story("the number of results is told", async () => {
  const found = (await ask("chronic")).length;
  await page.waitForFunction((number) => document.getElementById("found").textContent === `${number} results`, found);
  await ask("qqqq");
  await page.waitForFunction(() => document.getElementById("found").textContent.startsWith("Nothing found"));
});
await tally.story("the arrows lead through the results, Escape back", async () => {
  await ask("team");
  const focused = () => page.evaluate(() => [...document.querySelectorAll("#results a")].indexOf(document.activeElement));
  await page.focus("#query");
  await page.keyboard.press("ArrowDown");
  equal(await focused(), 0);
  await page.keyboard.press("ArrowDown");
  equal(await focused(), 1);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  equal(await page.evaluate(() => document.activeElement.id), "query");
  await page.keyboard.press("Enter");
  equal(await focused(), 0);
  await page.keyboard.press("Escape");
  equal(await page.inputValue("#query"), "");
  equal(await page.locator("#a-to-z").isVisible(), true);
});
await tally.story("Enter on a result opens its page", async () => {
  await ask("zyxwv");
  await page.focus("#query");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForURL(/run-a-meeting\.html#/);
});
await tally.story("the home page's form leads to the results", async () => {
  await page.goto(at("index.html"));
  await page.fill("#query", "zyxwv");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html\?q=zyxwv/);
  await page.locator("#results li a", { hasText: "Running a meeting" }).waitFor();
});
await tally.story("in Spanish, without accents", async () => {
  await page.goto(at("es/search.html"));
  await first("reunion", "Llevar una reunión");
});
await tally.story("in Arabic, however a word is written", async () => {
  await page.goto(at("ar/search.html"));
  await first("تنظيم", "تنظيم فريق");
  // With the article and without.
  await first("الانضمام", "الكلمات التي نستخدمها");
  await first("انضمام", "الكلمات التي نستخدمها");
  await first("مدرسه", (await ask("مدرسة"))[0]);
});
await tally.story("only the search loads its data", async () => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const path of ["index.html", "guides/run-a-meeting.html", "coverage/index.html"]) await page.goto(at(path));
  equal(asked.filter((url) => url.includes("search")), []);
});
await tally.story("without JavaScript it is an A to Z", async () => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(at("search.html"));
  equal(await plain.locator("form[data-search]").isVisible(), false);
  const links = await plain.locator("#a-to-z li a").count();
  if (links < 60) throw new Error(`${links} links`);
});
await tally.story("the lists of schools and teams narrow as one types", async () => {
  await page.goto(at("teams/index.html"));
  await page.fill("#school-filter", "OAK");
  equal(await page.locator("#school-list > li:visible").count(), 1);
  await page.goto(at("join.html"));
  await page.fill("#join-filter", "lincoln");
  equal(await page.locator("#join-schools > li:visible").count(), 1);
});
tally.check(told.length === 0, `the console says ${told.join("; ")}`);
await browser.close();
tally.end();
