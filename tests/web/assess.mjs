// Fills in a rubric's form as a team does: from the file system, by keyboard alone, with a reload in the middle; what
// is saved is imported and told by a build. Several raters' files, broken files, Spanish and Arabic, small screens.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { AS_OF, PATIENCE, Tally, copyOfSample, inParallel, launch } from "./browser.mjs";

const [program, root] = [resolve(process.argv[2]), resolve(process.argv[3])];
const ROUNDS = Number(process.env.TEAMKIT_ROUNDS ?? 6);
const axePath = join(import.meta.dirname, "node_modules/axe-core/axe.min.js");
const sample = copyOfSample(root);
const RUBRIC = `---
title: Where we stand
goal: 0.7
scale:
  - {id: best, name: Best, means: in-place, points: 3}
  - {id: good, name: Good, means: in-place, points: 2, hint: Nearly always}
  - {id: some, name: Some, means: developing, points: 1}
  - {id: none, name: None, means: gap, points: 0}
  - {id: open, name: Don't know, means: unknown}
  - {id: na, name: Not ours, means: not-applicable}
---

Read this first.

## Team {#team}

Who you are.

- **Who** is on it {#who}
  - Best: everybody
  - None: nobody
- How it works {#how}

  In a meeting.
- When it meets {#when}

## Data {#data}

1. What we look at {#what}
2. How often {#often}
`;
writeFileSync(join(sample.folder, "content/rubrics/stand.md"), RUBRIC);
writeFileSync(join(sample.folder, "content/rubrics/flat.md"), "---\ntitle: Flat\n---\n\n- One {#one}\n- Two {#two}\n");
const site = await sample.build(program);
const at = (path) => pathToFileURL(join(site, "riverbend", path.split("#")[0])).href + (path.includes("#") ? `#${path.split("#")[1]}` : "");
const downloads = mkdtempSync(join(tmpdir(), "teamkit-saved-"));
process.on("exit", () => rmSync(downloads, { recursive: true, force: true }));
const tally = new Tally();
const browser = await launch();
const IDS = ["who", "how", "when", "what", "often"];
const SCALE = ["best", "good", "some", "none", "open", "na"];
const TEAM = "lincoln-elementary";

const told = [];
const newPage = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => told.push(message.text()));
  page.on("pageerror", (error) => told.push(String(error)));
  page.on("request", (request) => !/^(file|blob|data):/.test(request.url()) && told.push(`asked for ${request.url()}`));
  page.on("dialog", (dialog) => dialog.accept());
  return page;
};
const equal = (got, wanted, what = "") => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) throw new Error(`${what} got ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
};
const axe = async (page, what) => {
  await page.evaluate(readFileSync(axePath, "utf8"));
  const found = await page.evaluate(async () => (await window.axe.run({ preload: false })).violations.map((one) => `${one.id}: ${one.nodes[0].html}`));
  if (found.length) throw new Error(`${what}: ${found[0]}`);
};
const saved = async (page, act) => {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const path = join(downloads, `${Math.floor(performance.now() * 1000)}-${download.suggestedFilename()}`);
  await download.saveAs(path);
  return path;
};
const click = (page, what) => page.click(`button[data-do=${what}]`);
const ratings = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#assess fieldset[data-indicator] input:checked")].map((input) => [input.name.slice(7), input.value])));
const told1 = (page, what) => page.locator(what).innerText();
const importing = (...files) => execFileSync(program, ["import", "assessment", "--root", sample.folder, "--as-of", AS_OF, ...files], { stdio: ["ignore", "pipe", "pipe"] });
const assessments = join(sample.folder, "content/districts/riverbend/assessments");

// Stories that write into the toolkit are told one after the other, the rest beside them.
const [imports, alone] = [[], []];
const story = (list, what, tell) => list.push(() => tally.story(what, tell));

// Keyboard alone: Tab until something is focused.
const tabTo = async (page, wanted) => {
  for (let presses = 0; presses < 200; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), wanted)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${wanted}`);
};

const chooseTeam = async (page) => {
  await tabTo(page, "select[name=team]");
  for (let presses = 0; (await page.locator("select[name=team]").inputValue()) !== TEAM; presses += 1) {
    if (presses > 40) throw new Error("the arrows never came to the team");
    await page.keyboard.press("ArrowDown");
  }
};

const byKeyboard = async (lang, width) => {
  const page = await newPage({ viewport: { width, height: 800 } });
  const count = new Intl.NumberFormat(lang).format;
  const tells = (text, ...numbers) => {
    for (const number of numbers) if (!text.includes(count(number))) throw new Error(`no ${number} in ${text}`);
  };
  await page.goto(at(`${lang === "en" ? "" : `${lang}/`}rubrics/stand.html`));
  await chooseTeam(page);
  await tabTo(page, "input[name=date]");
  await page.fill("input[name=date]", "2026-11-20");
  await tabTo(page, "[name=rating-who]");
  await page.keyboard.press("Space");
  equal(await ratings(page), { who: "best" });
  await tabTo(page, "[name=evidence-who]");
  await page.keyboard.type("=The list");
  await page.reload();
  equal(await ratings(page), {}, "nothing is filled in silently");
  await chooseTeam(page);
  await tabTo(page, "[data-do=resume]");
  await page.keyboard.press("Enter");
  equal(await ratings(page), { who: "best" }, "resumed");
  await tabTo(page, "[name=rating-how]");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "[name=rating-when]");
  await page.keyboard.press("ArrowUp");
  await tabTo(page, "[data-do=next]");
  await page.keyboard.press("Enter");
  await tabTo(page, "[name=rating-what]");
  await page.keyboard.press("Space");
  tells(await told1(page, "[data-progress]"), 4, 5);
  const [first, second] = await page.locator(".hub [data-state]").allInnerTexts();
  tells(first, 3);
  tells(second, 1, 2);
  await tabTo(page, "[data-do=save-json]");
  const path = await saved(page, () => page.keyboard.press("Enter"));
  const file = JSON.parse(readFileSync(path, "utf8"));
  equal(file, { schema: "teamkit/assessment/1", rubric: "stand", team: TEAM, date: "2026-11-20",
    ratings: { who: "best", how: "some", when: "na", what: "best" }, evidence: { who: "=The list" } });
  importing(path);
  await sample.build(program);
  const report = JSON.parse(readFileSync(join(site, "riverbend/coverage/coverage.json"), "utf8"));
  const one = report.teams.find((team) => team.id === TEAM).assessments.find((one) => one.rubric === "stand");
  equal([one.in_place, one.developing, one.gap, one.unknown, one.not_applicable, one.not_rated], [2, 1, 0, 0, 1, 1]);
  rmSync(join(assessments, `${TEAM}-stand-2026-11-20.yml`));
  await sample.build(program);
  await page.context().close();
};

story(imports, "by keyboard alone, with a reload, saved, imported and told, in three languages and on a small screen", async () => {
  await byKeyboard("en", 1000);
  await byKeyboard("es", 320);
  await byKeyboard("ar", 320);
});

story(alone, "each state stands axe, at 320 pixels too", async () => {
  for (const [path, width] of [["rubrics/stand.html", 1000], ["rubrics/stand.html", 320], ["es/rubrics/school-team.html", 320], ["ar/rubrics/school-team.html", 320], ["rubrics/flat.html", 1000]]) {
    const page = await newPage({ viewport: { width, height: 800 } });
    await page.goto(at(path));
    await page.selectOption("[name=team]", TEAM);
    const state = async (name) => {
      await axe(page, `${path} ${width} ${name}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) throw new Error(`${path} ${width} ${name}: ${over} pixels too wide`);
    };
    await state("at first");
    await click(page, "result");
    await state("blank result");
    await page.locator("#assess fieldset[data-indicator] input").first().check();
    if (path.includes("flat")) equal(await page.locator("[data-area]:visible").count(), 1);
    else await click(page, "all");
    await state("all");
    await click(page, "check");
    await state("check");
    await click(page, "result");
    await state("result");
    await page.reload();
    await page.selectOption("[name=team]", TEAM);
    await page.waitForSelector("[data-do=resume]:visible");
    await state("offer");
    await page.setInputFiles("[name=open]", { name: "x.json", mimeType: "application/json", buffer: Buffer.from("{") });
    await page.waitForSelector("[role=alert] p");
    await state("refused");
    await page.context().close();
  }
});

story(alone, "the worksheet moves into the form with its texts and anchors", async () => {
  const page = await newPage();
  await page.goto(at("rubrics/stand.html#often"));
  equal(await page.locator("fieldset[data-indicator=often]").isVisible(), true, "the anchor's area is shown");
  await click(page, "all");
  equal(await page.locator("#who strong").innerText(), "Who");
  equal(await page.locator("[data-area=team] p", { hasText: "Who you are." }).count(), 1);
  equal(await page.locator("fieldset[data-indicator=how] p", { hasText: "In a meeting." }).count(), 1);
  equal((await page.locator("fieldset[data-indicator=who] .choice").first().innerText()).replace(/\s+/g, " "), "Best everybody");
  equal(await page.locator("fieldset[data-indicator=who] ul").count(), 0);
  await click(page, "by-area");
  equal(await page.locator("[data-area]:visible").count(), 1);
  await page.check("[name=rating-what][value=good]");
  await page.click("fieldset[data-indicator=what] [data-do=clear]");
  equal(await ratings(page), {});
  await page.context().close();
  const plain = await newPage({ javaScriptEnabled: false });
  await plain.goto(at("rubrics/stand.html"));
  equal([await plain.locator("#assess").isVisible(), await plain.locator("#who").isVisible()], [false, true]);
  await plain.context().close();
});

story(alone, "tables and files are opened again as they were saved, and a step stays", async () => {
  const page = await newPage();
  await page.goto(at("rubrics/stand.html"));
  await page.selectOption("[name=team]", TEAM);
  await page.fill("[name=raters]", "6");
  await click(page, "all");
  await page.check("[name=rating-who][value=none]");
  for (const note of ["=1+1", "'=x", "a \"b\", c;\nd", "-"]) {
    await page.fill("[name=evidence-who]", note);
    await click(page, "result");
    await page.locator("[data-steps] [name=do]").first().fill("+ Ask");
    await page.locator("[data-steps] [name=by]").first().fill("2026-12-01");
    await page.locator("[data-steps] [name=for]").first().selectOption("who");
    const files = [await saved(page, () => click(page, "save-json")), await saved(page, () => click(page, "save-csv"))];
    const wanted = JSON.parse(readFileSync(files[0], "utf8"));
    equal([wanted.raters, wanted.steps], [6, [{ do: "+ Ask", by: "2026-12-01", for: "who" }]]);
    for (const file of files) {
      await click(page, "new");
      equal(await ratings(page), {});
      await page.setInputFiles("[name=open]", file);
      await page.waitForFunction(() => document.querySelector("#assess [name=rating-who]:checked"));
      const again = await saved(page, () => click(page, "save-json"));
      equal(JSON.parse(readFileSync(again, "utf8")), wanted, note);
    }
  }
  await page.context().close();
});

// Numbers that only look random, the same in every run.
let seed = 11;
const below = (count) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * count);
};
const raterFile = (index) => {
  const given = IDS.flatMap((id) => (below(5) === 0 ? [] : [[id, SCALE[below(SCALE.length)]]]));
  return { schema: "teamkit/assessment/1", rubric: "stand", team: TEAM, date: `2026-11-${10 + below(9)}`, ratings: Object.fromEntries(given),
    evidence: { how: `note ${index}\n"${below(99)}"` }, steps: [{ do: `Step ${below(2)}` }] };
};

story(imports, "two to six raters come to the same in the browser and on the command line", async () => {
  const page = await newPage();
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(at("rubrics/stand.html"));
    const raters = round === 0 ? 6 : 2 + below(5);
    const paths = Array.from({ length: raters }, (_, index) => index).map((index) => join(downloads, `rater-${round}-${index}.json`));
    paths.forEach((path, index) => writeFileSync(path, JSON.stringify(raterFile(index))));
    await page.setInputFiles("[name=open]", paths);
    await page.waitForSelector("[data-compare]:visible");
    if (round === 0) {
      await axe(page, "compare");
      const speak = await page.locator("[data-compare] > [data-body] > [data-indicator]").evaluateAll((rows) => rows.map((row) => row.querySelectorAll(".raters strong").length));
      if (!(speak[0] > 0)) throw new Error("nobody speaks first where ratings differ most");
    }
    const agreed = JSON.parse(readFileSync(await saved(page, () => click(page, "save-agreed")), "utf8"));
    importing("--merge", ...paths);
    const name = readdirSync(assessments).find((name) => name.includes("-stand-"));
    const text = readFileSync(join(assessments, name), "utf8");
    const written = Object.fromEntries(IDS.flatMap((id) => text.match(new RegExp(`^  (${id}): ([a-z]+)$`, "m"))?.slice(1, 3) ? [[id, text.match(new RegExp(`^  ${id}: ([a-z]+)$`, "m"))[1]]] : []));
    equal(agreed.ratings, written, `round ${round}`);
    equal(name, `${TEAM}-stand-${agreed.date}.yml`);
    equal(JSON.parse(text.match(/^ {2}how: (".*")$/m)[1]), agreed.evidence.how);
    equal(text.match(/^ {2}- do: /gm).length, agreed.steps.length);
    equal(agreed.raters, raters);
    rmSync(join(assessments, name));
  }
  await page.context().close();
});

const refusesToImport = (text) => {
  const [path, before] = [join(downloads, "broken.json"), readdirSync(assessments)];
  writeFileSync(path, text);
  let failed = { status: 0, stderr: "" };
  try {
    importing(path);
  } catch (error) {
    failed = error;
  }
  const words = String(failed.stderr);
  if (failed.status !== 1 || !words.includes("broken.json") || words.includes("panicked")) throw new Error(`import of ${text.slice(0, 80)}: ${failed.status} ${words}`);
  equal(readdirSync(assessments), before, "nothing is written");
};

story(imports, "broken files are refused in words, in the form and by the import, and nothing is lost", async () => {
  const page = await newPage();
  await page.goto(at("rubrics/stand.html"));
  await page.selectOption("[name=team]", TEAM);
  await click(page, "all");
  await page.check("[name=rating-how][value=good]");
  const whole = JSON.stringify(raterFile(0));
  const breakIt = [
    (text) => text.slice(0, below(text.length)),
    (text) => text.replace("teamkit/assessment/1", "teamkit/assessment/2"),
    (text) => text.replace('"stand"', '"flat"'),
    (text) => text.replace(TEAM, "elsewhere"),
    (text) => text.replace(/"(who|how|when|what|often)":"[a-z]+"/, '"whose":"best"').replace('"how":"note', '"hows":"note'),
    (text) => text.replace(/2026-11-\d+/, "2026-02-30"),
    (text) => text.replace(/"steps":.*/, '"steps":"none"}'),
    () => "",
    () => "PK\u0003\u0004\u0000",
    () => "what,id\n\"x",
    () => "null",
    () => '{"__proto__":{},"schema":"teamkit/assessment/1"}',
  ];
  for (let round = 0; round < Math.max(ROUNDS, breakIt.length); round += 1) {
    const text = breakIt[round % breakIt.length](whole);
    await page.evaluate(() => document.querySelector("[role=alert]").replaceChildren());
    await page.setInputFiles("[name=open]", { name: "broken.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.waitForSelector("[role=alert] p").catch(() => {
      throw new Error(`no message for ${text.slice(0, 80)}`);
    });
    if (!(await told1(page, "[role=alert]")).startsWith("broken.json: ")) throw new Error("the file is not named");
    equal(await ratings(page), { how: "good" });
    refusesToImport(text);
  }
  await page.context().close();
});

story(alone, "storage that throws is survived, and said", async () => {
  const page = await newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new Error("no"); } });
  });
  await page.goto(at("rubrics/stand.html"));
  await page.selectOption("[name=team]", TEAM);
  await page.check("[name=rating-who][value=good]");
  equal(await page.locator("[data-unkept]").isVisible(), true);
  const file = JSON.parse(readFileSync(await saved(page, () => click(page, "save-json")), "utf8"));
  equal(file.ratings, { who: "good" });
  await click(page, "forget");
  await page.context().close();
});

story(alone, "storage that is full is survived, and said until there is room again", async () => {
  const page = await newPage();
  await page.goto(at("rubrics/stand.html"));
  await page.evaluate(() => {
    for (let size = 1 << 22, at = 0; size > 0; at += 1) {
      try {
        localStorage.setItem(`full-${at}`, "x".repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await page.selectOption("[name=team]", TEAM);
  await page.check("[name=rating-who][value=good]");
  equal([await page.locator("[data-unkept]").isVisible(), await page.locator("[data-do=save-json]").isVisible()], [true, true]);
  equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("teamkit/"))), [], "nothing is kept");
  const file = JSON.parse(readFileSync(await saved(page, () => click(page, "save-json")), "utf8"));
  equal(file.ratings, { who: "good" });
  await page.evaluate(() => localStorage.clear());
  await page.check("[name=rating-who][value=none]");
  equal([await page.locator("[data-unkept]").isVisible(), await told1(page, "[role=status]")], [false, "Kept on this device."]);
  await page.context().close();
});

story(alone, "deleting takes it from this device, and can be undone", async () => {
  const page = await newPage();
  await page.goto(at("rubrics/stand.html"));
  await page.selectOption("[name=team]", TEAM);
  await page.check("[name=rating-who][value=good]");
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("teamkit/")));
  equal(await kept(), [`teamkit/riverbend/stand/${TEAM}`]);
  await click(page, "forget");
  equal([await kept(), await ratings(page)], [[], {}]);
  await click(page, "undo");
  equal([await kept(), await ratings(page)], [[`teamkit/riverbend/stand/${TEAM}`], { who: "good" }]);
  await page.reload();
  await page.check("[name=rating-how][value=none]");
  await page.selectOption("[name=team]", TEAM);
  await page.check("[name=rating-how][value=some]");
  await click(page, "resume");
  equal(await ratings(page), { who: "good" }, "what was kept is not written over before");
  await page.context().close();
});

story(alone, "the result tells share, points, goal and what to do first", async () => {
  const page = await newPage();
  await page.goto(at("rubrics/stand.html"));
  await page.selectOption("[name=team]", TEAM);
  await click(page, "all");
  for (const [id, value] of [["who", "best"], ["how", "none"], ["when", "some"], ["what", "na"]]) await page.check(`[name=rating-${id}][value=${value}]`);
  await click(page, "result");
  const text = (await told1(page, "[data-result] [data-body]")).replace(/\s+/g, " ");
  for (const part of ["33% in place", "4 of 9 points (44%)", "70% is the goal", "Not rated (1): 2.2"]) if (!text.includes(part)) throw new Error(`no "${part}" in ${text}`);
  if (text.indexOf("1.2 How it works") > text.indexOf("1.3 When it meets")) throw new Error("gaps don't come first");
  await page.click("[data-result] a[data-go=often]");
  equal(await page.evaluate(() => document.activeElement.name), "rating-often");
  await page.context().close();
});

story(alone, "a result stands on one page of paper, whatever was rated", async () => {
  const page = await newPage();
  for (const path of ["rubrics/school-team.html", "es/rubrics/school-team.html", "ar/rubrics/school-team.html"]) {
    await page.goto(at(path));
    await page.selectOption("[name=team]", TEAM);
    await click(page, "all");
    const worst = await page.evaluate(() => {
      const sets = [...document.querySelectorAll("#assess fieldset[data-indicator]")];
      for (const set of sets) [...set.querySelectorAll("input")].findLast((input) => input.value === "urgent-gap").click();
      return document.querySelectorAll("#assess fieldset[data-indicator] input:checked").length - sets.length;
    });
    equal(worst, 0, "all are gaps");
    await click(page, "result");
    const pdf = await page.pdf({ format: "Letter" });
    equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length, 1, path);
  }
  await page.context().close();
});

story(alone, "on paper the form is the worksheet, with what is filled in", async () => {
  const sheets = async (path, options) => {
    const page = await newPage(options);
    await page.goto(at(path));
    if (options.javaScriptEnabled !== false) await page.locator("#assess input[type=radio]").first().evaluate((input) => input.click());
    await page.emulateMedia({ media: "print" });
    equal(await page.locator(".blanks td").count(), 9, "room for next steps");
    equal(await page.locator("[data-area] [data-indicator]:visible, li .answer:visible").count(), await page.locator("#assess fieldset[data-indicator]").count(), "all items");
    equal(await page.locator("button:visible").count(), 0, "buttons");
    const pages = (await page.pdf({ format: "Letter" })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
    await page.context().close();
    return pages;
  };
  for (const path of ["rubrics/school-team.html", "es/rubrics/school-team.html", "ar/rubrics/school-team.html", "rubrics/flat.html"]) {
    const [form, sheet] = [await sheets(path, {}), await sheets(path, { javaScriptEnabled: false })];
    if (form > sheet) throw new Error(`${path}: ${form} sheets of paper, and ${sheet} without the script`);
  }
});

const oneByOne = async () => {
  for (const tell of imports) await tell();
};
await inParallel([["with imports", oneByOne], ...alone.map((tell) => ["in the browser", tell])], tally);
for (const [name, most] of [["assess.js", 15000], ["assess-files.js", 15000]]) {
  const size = statSync(join(site, "riverbend/assets", name)).size;
  tally.check(size <= most, `${name} has ${size} bytes`);
}
tally.check(told.length === 0, `the console: ${told.slice(0, 3).join(" | ")}`);
await browser.close();
tally.end();
