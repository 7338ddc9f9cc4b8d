// What the browser tests share: Chromium as it runs here, a toolkit to try things on, and a count of what passed.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const AS_OF = "2026-11-23";

export const launch = () =>
  chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });

// A copy of the repository's own toolkit, to change and build. It goes when the test ends.
export const copyOfSample = (root) => {
  const toolkit = mkdtempSync(join(tmpdir(), "teamkit-web-"));
  process.on("exit", () => rmSync(toolkit, { recursive: true, force: true }));
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
      execFileSync(program, ["build", "--root", toolkit, "--as-of", AS_OF], { stdio: ["ignore", "ignore", "pipe"] });
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

// Counts what passed and keeps what failed.
export class Tally {
  passed = 0;
  failures = [];

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

    for (const failure of this.failures.slice(0, 60)) console.log(`FAILED ${failure}`);
    console.log(`${this.passed} passed, ${this.failures.length} failed`);
    process.exit(this.failures.length === 0 ? 0 : 1);
  }
}
