// The sample on the web servers of docs/publishing.md, set up as it says there: every file arrives as it was written, what
// is missing is told with the site's own page, and the headers are those of the document. A server that this machine lacks
// is named and skipped. usage: node hosts.mjs TEAMKIT ROOT
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const [teamkit, root] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "teamkit-hosts-"));
const out = join(work, "public");
const document = readFileSync(join(root, "docs/publishing.md"), "utf8");
let passed = 0, failed = 0, skipped = 0;

/** Counts a check, and tells it where it fails. */
function check(is, what) {
  if (is) return void passed++;
  failed++;
  console.log(`FAILED ${what}`);
}

/** The block of a language in the document. */
function block(language) {
  const found = document.match(new RegExp("```" + language + "\\n([^]*?)```"));
  if (!found) throw new Error(`docs/publishing.md has no block for ${language}`);
  return found[1];
}

/** A port that is free now. */
const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Where a program lies; nothing where this machine lacks it. */
const program = (name) => ["/usr/sbin", "/usr/bin", "/usr/local/bin"].map((folder) => join(folder, name)).find(existsSync);

function nginx(port) {
  const site = block("nginx")
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
    .replace("/srv/toolkit/public", out);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${work}/${kind};`);
  writeFileSync(join(work, "nginx.conf"), `pid ${work}/nginx.pid; error_log ${work}/nginx.log; daemon off; master_process off;
    events {} http { include /etc/nginx/mime.types; access_log off; ${temporary.join(" ")} ${site} }`);
  return ["-c", join(work, "nginx.conf"), "-p", work, "-e", join(work, "nginx.log")];
}

function apache(port) {
  const site = block("apache").replace("*:443", `127.0.0.1:${port}`).replaceAll("/srv/toolkit/public", out);
  const modules = ["mpm_event", "authz_core", "dir", "mime", "headers", "filter", "deflate", "alias"];
  const loaded = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  writeFileSync(join(work, "apache.conf"), [...loaded, `ServerRoot ${work}`, "ServerName toolkit.example.org", `Listen 127.0.0.1:${port}`,
    `PidFile ${work}/apache.pid`, `ErrorLog ${work}/apache.log`, "TypesConfig /etc/mime.types", `Mutex file:${work}`, site].join("\n"));
  return ["-f", join(work, "apache.conf"), "-D", "FOREGROUND"];
}

const fileServer = (port) => ["-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", out];

/** Waits until a server answers. */
async function ready(address, process) {
  for (let tries = 0; tries < 100; tries++) {
    try { return void await fetch(address); } catch { /* not yet */ }
    if (process.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const logs = readdirSync(work).filter((name) => name.endsWith(".log")).map((name) => readFileSync(join(work, name), "utf8"));
  throw new Error(`it does not answer:\n${logs.join("\n")}`);
}

/** Every file of the output: its address and its path. */
function files(folder = out) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === ".teamkit") return [];
    return entry.isDirectory() ? files(path) : [[relative(out, path), path]];
  });
}

const KINDS = { html: "text/html", css: "text/css", js: "javascript", json: "application/json", svg: "image/svg+xml", csv: "text/csv", xml: "xml" };

/** What holds on any server that gives files. */
async function givesFiles(name, base) {
  for (const [address, path] of files()) {
    const answer = await fetch(`${base}/${address}`);
    const is = Buffer.from(await answer.arrayBuffer()).equals(readFileSync(path));
    check(answer.status === 200 && is, `${name}: /${address} arrives as it was written (${answer.status})`);
    const kind = KINDS[address.split(".").pop()];
    const told = answer.headers.get("content-type") ?? "";
    if (kind) check(told.includes(kind), `${name}: /${address} is ${kind}, not ${told}`);
  }
  for (const folder of ["", "riverbend/", "riverbend/es/teams/"]) {
    check((await fetch(`${base}/${folder}`)).status === 200, `${name}: /${folder} shows its index.html`);
  }
}

/** What the document's set-up adds. */
async function isSetUp(name, base) {
  const home = await fetch(`${base}/riverbend/index.html`);
  const headers = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "content-security-policy": "frame-ancestors 'self'",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-cache",
  };
  for (const [header, value] of Object.entries(headers)) {
    check(home.headers.get(header) === value, `${name}: ${header} is ${value}, not ${home.headers.get(header)}`);
  }
  check(/charset=utf-8/i.test(home.headers.get("content-type")), `${name}: pages are UTF-8`);
  check(home.headers.get("content-encoding") === "gzip", `${name}: pages are packed`);
  const missing = await fetch(`${base}/riverbend/none.html`);
  check(missing.status === 404, `${name}: a page that is missing is told as such (${missing.status})`);
  check(await missing.text() === readFileSync(join(out, "riverbend/404.html"), "utf8"), `${name}: with the site's own page`);
  for (const address of [".teamkit/", ".teamkit/riverbend"]) {
    check((await fetch(`${base}/${address}`)).status === 404, `${name}: /${address} is not given away`);
  }
}

const HOSTS = [
  { name: "nginx", program: "nginx", from: "apt-get install nginx-light", settings: nginx, isSetUp: true },
  { name: "Apache", program: "apache2", from: "apt-get install apache2", settings: apache, isSetUp: true },
  { name: "a plain file server", program: "python3", from: "apt-get install python3", settings: fileServer, isSetUp: false },
];

try {
  execFileSync(teamkit, ["--root", root, "build", "--as-of", "2026-11-23", "--out", out], { stdio: ["ignore", "ignore", "inherit"] });
  mkdirSync(join(work, "logs"));
  for (const host of HOSTS) {
    const path = program(host.program);
    if (!path) {
      skipped++;
      console.log(`SKIPPED ${host.name}: this machine has no ${host.program} (${host.from})`);
      continue;
    }
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const server = spawn(path, host.settings(port), { stdio: "ignore" });
    try {
      await ready(base, server);
      await givesFiles(host.name, base);
      if (host.isSetUp) await isSetUp(host.name, base);
    } catch (error) {
      check(false, `${host.name}: ${error.message}`);
    } finally {
      server.kill();
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
console.log(`hosts: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed ? 1 : 0;
