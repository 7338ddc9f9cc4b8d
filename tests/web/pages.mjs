// Opens every page of the sample from the file system in Chromium, narrow and light, then wide and dark: no request to
// another host, no failed request, an empty console, no sideways scrolling; each page is looked over for accessibility
// in one of the two, and one page of each kind in each language in both. Those pages are also tried in twelve colors,
// with large text, without JavaScript, with the keyboard, on paper, and weighed. Toolkits with names of any length and of a
// whole state (awkward.mjs) are tried for their width and weight. Meanwhile the Nu HTML checker reads every page. One of the checks alone, by its name below: node tests/web/pages.mjs PROGRAM ROOT keyboard
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { longNames, manyDistricts } from "./awkward.mjs";
import { PATIENCE, Tally, chunks, copyOfSample, inParallel, launch, pagesOf, run } from "./browser.mjs";

// One page of each kind. A new kind of page is one more name here.
const KINDS = [
  "index", "teams/index", "teams/lincoln-elementary", "join", "guides/index", "guides/organize-a-team", "roles/principal",
  "rubrics/school-team", "coverage/index", "search", "print", "accessibility",
];
const LANGUAGES = ["", "es/", "ar/"];

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [program, root] = [resolve(process.argv[2]), resolve(process.argv[3])];
const RULES = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: Object.fromEntries(
    ["td-has-header", "table-fake-caption", "p-as-heading", "label-content-name-mismatch", "focus-order-semantics"].map(
      (rule) => [rule, { enabled: true }],
    ),
  ),
  resultTypes: ["violations"],
};
// What is about the text and the order of a page, and not about how its kind is drawn, which takes twice as long.
const TEXT_RULES = {
  ...RULES,
  rules: { ...RULES.rules, ...Object.fromEntries(["color-contrast", "target-size"].map((rule) => [rule, { enabled: false }])) },
};
// What a color can break.
const COLOR_RULES = { runOnly: ["color-contrast", "link-in-text-block"], resultTypes: ["violations"] };

const sample = copyOfSample(root);
sample.edit("teamkit.yml", (text) => `base_url: https://toolkit.example.org\n${text}`);
const site = sample.build(program);
const district = join(site, "riverbend");
const files = pagesOf(site);
const kinds = LANGUAGES.flatMap((lang) => KINDS.map((kind) => `${lang}${kind}.html`)).concat("404.html");
const kindFiles = new Set(kinds.map((kind) => join(district, kind)));
const at = (kind) => pathToFileURL(join(district, kind)).href;
const tally = new Tally();
const browser = await launch();

// Does something with a page that notes what goes wrong in it.
const withPage = async (options, use) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  page.on("pageerror", (error) => told.push(String(error)));
  // What is given up because the page is left did not fail.
  const isGivenUp = (request) => request.failure()?.errorText === "net::ERR_ABORTED";
  page.on("requestfailed", (request) => isGivenUp(request) || told.push(`failed: ${request.url()}`));
  page.on("request", (request) => request.url().startsWith("file:") || told.push(`asked for ${request.url()}`));
  await use(page, told);
  await context.close();
};
const isRedirect = (file) => readFileSync(file, "utf8").includes('http-equiv="refresh"');
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const audit = async (page, name, rules = RULES, within = "html") => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(([within, options]) => window.axe.run(within, options), [within, rules]);
  for (const { id, nodes } of violations) {
    tally.failures.push(`${name}: ${id}: ${nodes.slice(0, 2).map((node) => node.html).join(" | ")}`);
  }
  tally.passed += violations.length === 0 ? 1 : 0;
};

// The two ways in which every page is opened.
const WAYS = [[320, "light"], [1280, "dark"]];
const openEach = (some, way) => {
  const [width, colorScheme] = WAYS[way];
  return withPage({ viewport: { width, height: 800 }, colorScheme }, async (page, told) => {
    for (const file of some) {
      const name = `${relative(site, file)} at ${width} px, ${colorScheme}`;
      told.length = 0;
      await page.goto(pathToFileURL(file).href);
      tally.check(told.length === 0, `${name}: ${told.join("; ")}`);
      if (isRedirect(file)) continue;
      const excess = await tooWide(page);
      tally.check(excess <= 0, `${name}: ${excess} px too wide`);
      // Contrast and size are its kind's, and are looked at on one page of each, and on each eighth of the others.
      const at = files.indexOf(file);
      if (kindFiles.has(file) || at % 8 === way) await audit(page, name);
      else if (at % 2 === way) await audit(page, name, TEXT_RULES);
    }
  });
};

// Two districts' colors at once, in a copy of the sample; six pages of the one and three of the other, both light and dark.
const COLORS = ["#ffffff", "#000000", "#ffff00"];
for (let n = 0; n < 9; n += 1) COLORS.push(`#${((n * 7_919_113 + 1_234_567) % 0x1000000).toString(16).padStart(6, "0")}`);
const inColors = async ([first, second], turn) => {
  const copy = copyOfSample(root);
  copy.edit("content/districts/riverbend/district.yml", (text) => text.replace("#0b5d66", first));
  copy.edit("content/districts/cedar-hollow/district.yml", (text) => text.replace("#7a3e9d", second));
  const colored = await copy.buildMeanwhile(program);
  const small = pagesOf(join(colored, "cedar-hollow")).filter((file) => !isRedirect(file));
  const some = [
    ...[0, 1, 2, 3, 4, 5].map((n) => [first, join(colored, "riverbend", kinds[(turn * 6 + n) % kinds.length])]),
    ...[0, 1, 2].map((n) => [second, small[(turn * 3 + n) * 7 % small.length]]),
  ];
  for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
    await withPage({ viewport: { width, height: 800 }, colorScheme }, async (page) => {
      for (const [color, file] of some) {
        await page.goto(pathToFileURL(file).href);
        await audit(page, `${relative(colored, file)} in ${color} at ${width} px, ${colorScheme}`, COLOR_RULES);
      }
    });
  }
};

// What a script moves, it moves each time; what moved because the page was drawn while it was still being read does not.
const TRIES = 6;
const staysInPlace = (some) =>
  withPage({}, async (page) => {
    await page.addInitScript(() => {
      window.shifted = [];
      const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          const moved = sources.map(({ node, previousRect, currentRect }) =>
            `${(node?.outerHTML ?? node?.textContent ?? "").slice(0, 90)} from ${place(previousRect)} to ${place(currentRect)}`);
          window.shifted.push(`${value}: ${moved.join("; ")}`);
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const kind of some) {
      let shifted = [];
      for (let tried = 0; tried === 0 || (shifted.length > 0 && tried < TRIES); tried += 1) {
        await page.goto(at(kind));
        await page.waitForTimeout(60);
        shifted = await page.evaluate(() => window.shifted);
      }
      tally.check(shifted.length === 0, `${kind}: the layout shifts by ${shifted.join(", ")}`);
    }
  });

const weigh = async () => {
  for (const kind of kinds) {
    const html = readFileSync(join(district, kind), "utf8");
    const scripts = [...html.matchAll(/<(?:script src|link rel="stylesheet" href)="([^"]+)"/g)].map((found) => found[1]);
    const sizes = scripts.map((name) => statSync(join(district, kind, "..", name)).size);
    const weight = Buffer.byteLength(html) + sizes.reduce((sum, size) => sum + size, 0);
    // The search alone loads the texts of the whole toolkit, which have a limit of their own below.
    // A rubric's page is a form and a worksheet too.
    const isForm = html.includes('id="assess"');
    // The report has a table with a cell for each team and perspective, with a phrase for screen readers in each.
    const isReport = kind.endsWith("coverage/index.html");
    const most = isForm || kind.endsWith("search.html") ? 110_000 : isReport ? 85_000 : 60_000;
    if (!kind.endsWith("print.html")) tally.check(weight < most, `${kind} weighs ${weight} bytes`);
    for (const rest of ["{{", "{%", "None", "null", "undefined", "[missing", 'href=""']) {
      tally.check(!html.includes(rest), `${kind} holds ${rest}`);
    }
  }
  for (const lang of LANGUAGES) {
    const { size } = statSync(join(district, lang, "search-index.js"));
    tally.check(size < 60_000, `the search in ${lang || "en"} loads ${size} bytes`);
  }
};

// Double text size, wider spacing (WCAG 1.4.4, 1.4.12), high contrast.
const withLargeText = (some) =>
  withPage({ forcedColors: "active", reducedMotion: "reduce" }, async (page) => {
    for (const kind of some) {
      await page.goto(at(kind));
      await page.evaluate(() => {
        const style = new CSSStyleSheet();
        style.replaceSync("html{font-size:200%}*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");
        document.adoptedStyleSheets = [style];
      });
      const excess = await tooWide(page);
      tally.check(excess <= 0, `${kind} with large text: ${excess} px too wide`);
      const clipped = await page.evaluate(() =>
        [...document.querySelectorAll("main *")].filter(
          (element) => {
            const { overflow, clipPath } = getComputedStyle(element);
            // What is for screen readers alone is clipped on purpose.
            return overflow === "hidden" && clipPath === "none" && element.scrollHeight > element.clientHeight + 2;
          },
        ).length,
      );
      tally.check(clipped === 0, `${kind} with large text: ${clipped} elements are clipped`);
    }
  });

// With the keyboard alone: every stop can be seen, and none is below something else.
const MOST_STOPS = 60;
const withKeyboard = (some) =>
  withPage({ viewport: { width: 1280, height: 700 }, reducedMotion: "reduce" }, async (page) => {
    for (const kind of some) {
      await page.goto(at(kind));
      const stops = await page.evaluate(() => document.querySelectorAll("a[href],button,input,summary,[tabindex='0']").length);
      let seen = 0;
      for (let n = 0; n < Math.min(stops, MOST_STOPS); n += 1) {
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
  });

// The language switch leads to the same page.
const switchLanguage = () =>
  withPage({}, async (page) => {
    for (const kind of KINDS) {
      await page.goto(at(`${kind}.html`));
      await page.click('.languages a[hreflang="ar"]');
      tally.check(page.url() === at(`ar/${kind}.html`), `${kind}: the switch leads to ${page.url()}`);
      const [lang, dir] = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
      tally.check(lang === "ar" && dir === "rtl", `${kind}: ${lang}, ${dir}`);
    }
  });

// Without JavaScript, the same text is there. A form says a little more than the worksheet that stands in its place.
const withoutScripts = (some) => {
  const lengths = (options) => {
    const lengths = [];
    return withPage(options, async (page) => {
      for (const kind of some) {
        await page.goto(at(kind));
        // The form says beside each choice what the scale above says once.
        await page.evaluate(() => document.querySelectorAll("#assess .hint").forEach((hint) => hint.remove()));
        lengths.push((await page.locator("main").innerText()).length);
      }
    }).then(() => lengths);
  };
  return Promise.all([lengths({ javaScriptEnabled: false }), lengths({})]).then(([without, withThem]) =>
    some.forEach((kind, n) => {
      const more = kind.includes("rubrics/") ? 400 : 200;
      const ok = without[n] > 100 && without[n] >= withThem[n] - more;
      tally.check(ok, `${kind}: ${without[n]} letters without JavaScript, ${withThem[n]} with it`);
    }),
  );
};

// On paper nothing is cut off, and the ways out are spelled out.
const onPaper = () =>
  withPage({ viewport: { width: 688, height: 1000 } }, async (page) => {
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
  });

// Names that fit no line: no page is too wide, none of the report's tables is wider than a desk or a sheet of paper, and
// what stands around the ring stays within its picture.
const withLongNames = async () => {
  const site = await longNames(program, root);
  const report = "coverage/index";
  const kinds = ["index", "teams/index", "teams/s-06", "join", "rubrics/school-team", report, "search"];
  const of = (parts, kinds) => parts.flatMap((part) => kinds.map((kind) => `${part}/${kind}.html`));
  const some = {
    320: [...of(["lake", "kreis/ar"], kinds), "index.html"],
    1024: of(["kreis"], [report]),
    1280: [...of(["lake", "kreis", "kreis/ar"], ["teams/s-06", report]), "index.html"],
  };
  const open = async (page, name) => {
    await page.goto(pathToFileURL(join(site, name)).href);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  };
  const cutOff = () =>
    [...document.querySelectorAll(".ring text, .scroll")].filter((element) => {
      if (element.localName !== "text") return element.scrollWidth > element.clientWidth + 1;
      const [box, frame] = [element.getBBox(), element.ownerSVGElement.viewBox.baseVal];
      return box.width > 0 && (box.x < frame.x || box.x + box.width > frame.x + frame.width);
    }).map((element) => element.getAttribute("aria-label") ?? element.textContent);
  for (const width of [320, 1024, 1280]) {
    await withPage({ viewport: { width, height: 800 } }, async (page) => {
      for (const name of some[width]) {
        await open(page, name);
        const excess = await tooWide(page);
        tally.check(excess <= 0, `${name} with long names at ${width} px: ${excess} px too wide`);
        const cut = width === 1280 ? await page.evaluate(cutOff) : [];
        tally.check(cut.length === 0, `${name} with long names: ${cut.length} are cut off or scroll, such as ${cut[0]}`);
      }
      if (width !== 1280) return;
      // A sorted table with its head over its rows.
      await open(page, "lake/coverage/index.html");
      await page.click("#perspectives-table thead th:nth-child(2) .sort");
      await page.evaluate(() => document.querySelector("#perspectives-table tbody tr:nth-child(4)").scrollIntoView());
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("#perspectives-table tbody a, #perspectives-table .sort")].filter((target) => target.getBoundingClientRect().height < 24).length);
      tally.check(small === 0, `${small} links and buttons of a sorted table are too low for a finger`);
      await audit(page, "a sorted table with long names", { runOnly: ["target-size"], resultTypes: ["violations"] }, "#perspectives-table");
    });
  }
  await withPage({ viewport: { width: 688, height: 1000 } }, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const name of of(["kreis/ar"], ["teams/s-06", report]).concat("index.html")) {
      await open(page, name);
      const excess = await tooWide(page);
      tally.check(excess <= 0, `${name} with long names on paper: ${excess} px too wide`);
    }
  });
};

// The page above a state's districts: what it would weigh with so many of them, from what it weighs with fewer.
const [STATEWIDE, MOST_ABOVE] = [1200, 400_000];
const aboveManyDistricts = async () => {
  const page = async (count) => join(await manyDistricts(program, count), "index.html");
  const [few, more] = [await page(60), await page(120)];
  const [light, heavy] = [few, more].map((file) => statSync(file).size);
  const weight = Math.round(light + ((heavy - light) / 60) * (STATEWIDE - 60));
  tally.check(weight < MOST_ABOVE, `the page above ${STATEWIDE} districts weighs ${weight} bytes`);
  for (const [width, colorScheme] of WAYS) {
    await withPage({ viewport: { width, height: 800 }, colorScheme }, async (page) => {
      await page.goto(pathToFileURL(few).href);
      const excess = await tooWide(page);
      tally.check(excess <= 0, `the page above the districts at ${width} px: ${excess} px too wide`);
      await audit(page, `the page above the districts at ${width} px, ${colorScheme}`);
    });
  }
  await validate([few]);
};

const validate = (files) =>
  run("java", ["-Xss8m", "-jar", require("vnu-jar"), "--errors-only", "--skip-non-html", ...files], { maxBuffer: 1 << 28 }).then(
    () => (tally.passed += 1),
    (error) => tally.failures.push(`Nu HTML checker:\n${(String(error.stderr).trim() || String(error)).split("\n").slice(0, 20).join("\n")}`),
  );

const each = (name, list, size, check) => chunks(list, size).map((some) => [name, () => check(some)]);
await inParallel([
  ["HTML checker", () => validate(files)],
  ...each("narrow and light", files, 40, (some) => openEach(some, 0)),
  ...each("wide and dark", files, 40, (some) => openEach(some, 1)),
  ...chunks(COLORS, 2).map((pair, turn) => ["colors", () => inColors(pair, turn)]),
  ...each("keyboard", kinds.filter((kind) => !kind.endsWith("print.html")), KINDS.length, withKeyboard),
  ...each("without JavaScript", kinds, KINDS.length, withoutScripts),
  ...each("layout shifts", kinds, KINDS.length, staysInPlace),
  ...each("large text", kinds, KINDS.length, withLargeText),
  ["languages", switchLanguage],
  ["paper", onPaper],
  ["long names", withLongNames],
  ["many districts", aboveManyDistricts],
  ["weight", weigh],
], tally, process.argv[4]);
await browser.close();
tally.end();
