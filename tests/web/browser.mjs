// What the browser tests share: Chromium as it runs here, a toolkit to try things on, and a count of what passed.
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { execFile, execFileSync } from "node:child_process";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

export const AS_OF = "2026-11-23";

// How long a check waits for what should be there, in milliseconds: other checks go on meanwhile, on a machine of any speed.
export const PATIENCE = 60_000;

export const run = promisify(execFile);

// Debian's Chromium without a window takes a third of the time of the whole one.
const BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

export const launch = () =>
  chromium.launch({
    executablePath: BROWSERS.find(existsSync),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });

const copies = [];
process.on("exit", () => copies.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

// A copy of the repository's own toolkit, to change and build. It goes when the test ends.
export const copyOfSample = (root) => {
  const toolkit = mkdtempSync(join(tmpdir(), "teamkit-web-"));
  copies.push(toolkit);
  const building = ["build", "--root", toolkit, "--as-of", AS_OF];
  for (const name of ["content", "themes", "teamkit.yml"]) cpSync(join(root, name), join(toolkit, name), { recursive: true });
  return {
    folder: toolkit,
    edit(name, change) {
      const path = join(toolkit, name);
      const before = readFileSync(path, "utf8");
      const after = change(before);
      if (before === after) throw new Error(`nothing to change in ${name}`);
      writeFileSync(path, after);
      return () => writeFileSync(path, before);
    },
    build(program) {
      execFileSync(program, building, { stdio: ["ignore", "ignore", "pipe"] });
      return join(toolkit, "public");
    },
    // The same while other checks go on.
    async buildMeanwhile(program) {
      await run(program, building);
      return join(toolkit, "public");
    },
  };
};

// Every page below a folder.
export const pagesOf = (folder) => {
  const files = [];
  const walk = (path) => {
    for (const name of readdirSync(path).sort()) {
      const child = join(path, name);
      if (statSync(child).isDirectory()) walk(child);
      else if (name.endsWith(".html")) files.push(child);
    }
  };
  walk(folder);
  return files;
};

// Does all of the work, as much at once as the machine has processors, and tells how long each kind of it took. Where
// `only` is given, the other kinds are left out.
export const inParallel = async (work, tally, only) => {
  const rest = work.filter(([name]) => !only || name === only);
  if (!rest.length) throw new Error(`there is no such check; there are: ${[...new Set(work.map(([name]) => name))].join(", ")}`);
  const times = new Map();
  const lane = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      const [name, task] = next;
      const begun = performance.now();
      await task().catch((error) => tally.failures.push(`${name}: ${error}`));
      times.set(name, (times.get(name) ?? 0) + performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, lane));
  console.log([...times].map(([name, time]) => `${name} ${Math.round(time / 1000)} s`).join(", "));
};

// A list in pieces of so many.
export const chunks = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));

// Counts what passed and keeps what failed.
export class Tally {
  passed = 0;
  failures = [];
  isTold = false;

  constructor() {
    // Something that is waited for and never comes ends the process without a word.
    process.on("exit", () => {
      if (!this.isTold) console.error(`${this.#told()}These checks ended before all were done.`);
    });
  }

  #told() {
    const failures = this.failures.slice(0, 60).map((failure) => `FAILED ${failure}\n`);
    return `${failures.join("")}${this.passed} passed, ${this.failures.length} failed\n`;
  }

  check(ok, what) {
    if (ok) this.passed += 1;
    else this.failures.push(what);
  }

  // A story that fails where it throws.
  async story(what, tell) {
    try {
      await tell();
      this.passed += 1;
    } catch (error) {
      this.failures.push(`${what}: ${String(error).split("\n")[0]}`);
    }
  }

  end() {
    this.isTold = true;
    // A pipe takes it later; the process would end before.
    return new Promise(() => process.stdout.write(this.#told(), () => process.exit(this.failures.length === 0 ? 0 : 1)));
  }
}
