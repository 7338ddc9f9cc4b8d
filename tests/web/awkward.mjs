// Toolkits whose content strains the pages: names that are too long for their place, in words that can't be broken, in
// compounds and from right to left, and a state's worth of districts. Pure: the same files each time.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { AS_OF, run } from "./browser.mjs";

const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const LAKE = "Lake Chargoggagoggmanchauggagoggchaubunagungamaugg";
const UNBROKEN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
const SCHOOLS = [
  "Dr. Martin Luther King Jr. Academy of Science, Technology, Engineering, Arts and Mathematics",
  `${UNBROKEN} Elementary`,
  `${LAKE} Elementary School`,
  "Grundschulzweckverbandsgesamtschule mit Nachmittagsbetreuungseinrichtung",
  "مدرسة النور والأمل الابتدائية المشتركة لأبناء المجتمع المحلي",
  "Nuestra Señora de los Ángeles de Porciúncula Early Learning and Family Resource Center",
  "P.S. 9",
  "École bilingue «Les Érables»",
  "{en: Harbor View School, ar: مدرسة مشهد الميناء للتعليم الأساسي والثانوي}",
  "A",
];
const PEOPLE = [
  "Wilhelmina Oyelaran-Featherstonehaugh-Vandersteenhoven", "محمد عبد الرحمن الخطيب", "Ana Ruiz", "Ștefan Brâncoveanu", "Hubertblaine Wolfeschlegelsteinhausenbergerdorff",
];
const ROLES = ["principal", "counselor", "family-liaison", "teacher-representative", "nurse", "parent-leader"];
const SCALE = ["strength", "ok-for-now", "could-be-better", "urgent-gap", "unknown"];
const GERMAN = [
  ["instruction", "Unterrichtsentwicklungsbeauftragte", "school"],
  ["student-support", "Schülerunterstützungsdienstleistungen", "school"],
  ["family-engagement", "Familienbeteiligung", "school"],
  ["data-management", "Datenverwaltungsangelegenheiten", "school"],
  ["special-education", "Sonderpädagogik", "school"],
  ["title-i", "Title I", "school"],
  ["parent-leaders", "Elternvertretungsvorsitzende", "community"],
  ["early-childhood-providers", "Frühkindliche Bildungseinrichtungen", "community"],
  ["health-providers", "Gesundheitsdienstleistungsunternehmen", "community"],
  ["nonprofit-partners", "Gemeinnützige Partnerorganisationen", "community"],
  ["business-partners", "Wirtschaftspartner", "community"],
];

const text = (words) => (words.startsWith("{") ? words : JSON.stringify(words));
const pick = (list, n) => list[n % list.length];

// A district of forty schools, most with a team; every third team has rated itself, some of them twice.
const district = (root, write, id, { name, color, framework }) => {
  const below = `content/districts/${id}`;
  const items = (rubric) =>
    [...readFileSync(join(root, `content/rubrics/${rubric}.md`), "utf8").matchAll(/\{#([a-z]+-\d+)\}/g)].map((found) => found[1]);
  write(`${below}/district.yml`, `name: ${name}\nstate: CA\ncity: ${JSON.stringify(LAKE)}\ncounty: Clark\n`
    + `contact: {name: ${JSON.stringify(PEOPLE[0])}, title: ${JSON.stringify(GERMAN[8][1])}, email: "attendance-and-engagement-office-of-the-whole-district@${id}.example.org", phone: (555) 010-4000}\n`
    + `brand: {color: "${color}"}\nwebsite: "https://${id}.example.org"\nstudents: {hispanic: 18100, white: 12040, black: 4020}\n`);
  if (framework) write(`${below}/framework.yml`, framework);
  const schools = Array.from({ length: 40 }, (_, n) => {
    const base = pick(SCHOOLS, n);
    const own = n < SCHOOLS.length || base.startsWith("{") ? base : `${base} ${n}`;
    return { id: `s-${String(n).padStart(2, "0")}`, name: text(own), title: base.startsWith("{") ? "مدرسة مشهد الميناء" : own };
  });
  write(`${below}/schools.yml`, schools.map((school, n) => `- id: ${school.id}\n  name: ${school.name}\n  level: elementary\n  grades: K-5\n`
    + (n % 5 ? `  leader: {name: ${JSON.stringify(pick(PEOPLE, n))}, title: Principal, email: "${school.id}-principal-of-a-school-with-a-long-address@${id}.example.org"}\n` : "")
    + `  students: {hispanic: ${100 + n}, white: ${60 + n}, black: ${20 + n}}\n`).join(""));
  const team = (file, of, n) => {
    const members = ROLES.slice(0, 2 + (n % 5)).map((role, m) => `  - id: m${m}\n    role: ${role}\n    title: ${JSON.stringify(pick([`${pick(GERMAN, n + m)[1]}`, "Principal", "منسق الحضور للمنطقة الشمالية"], n + m))}\n`
      + ((n + m) % 4 ? `    name: ${JSON.stringify(pick(PEOPLE, n + m))}\n    show_name: true\n` : ""));
    write(`${below}/teams/${file}.yml`, `${of}formation: existing\npart_of: ${JSON.stringify(`${UNBROKEN}: student support leadership team`)}\nstarted: ${2022 + (n % 4)}-08-15\n`
      + `meets: "Every second Tuesday, 3:15 pm, ${GERMAN[9][1]}"\n${n % 3 ? "convener: m0\n" : ""}agenda: m1\n`
      + `contact: {email: "attendance-team-of-the-school-${file}@${id}.example.org"}\n`
      + (n % 2 ? "welcomes_partners: true\nseeking: [health-providers, parent-leaders]\n" : "")
      + (n % 3 ? "composition: {hispanic: 14, white: 12, black: 11}\n" : "") + `members:\n${members.join("")}`);
  };
  const assess = (file, rubric, year, n) =>
    write(`${below}/assessments/${file}-${year}.yml`, `rubric: ${rubric}\nteam: ${file}\ndate: ${year}-10-14\nratings:\n`
      + items(rubric).filter((_, at) => (at + n) % 11).map((item, at) => `  ${item}: ${pick(SCALE, at * at + n * 3 + year)}\n`).join("")
      + (rubric === "school-team" ? `steps:\n  - {do: "Ask ${UNBROKEN} to the next meeting", by: 2026-12-15}\n` : ""));
  team("district", `name: District-wide attendance team of ${LAKE}\nlevel: district\n`, 1);
  assess("district", "district-team", 2026, 1);
  schools.forEach((school, n) => {
    if (n % 6 === 5) return;
    team(school.id, `name: ${JSON.stringify(`${school.title} attendance team`)}\nlevel: school\nschool: ${school.id}\n`, n);
    if (n % 3 === 0) assess(school.id, "school-team", 2026, n);
    if (n % 6 === 0) assess(school.id, "school-team", 2025, n + 1);
  });
};

const toolkit = (program) => {
  const folder = mkdtempSync(join(tmpdir(), "teamkit-awkward-"));
  folders.push(folder);
  return {
    folder,
    write(name, contents) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), contents);
    },
    async build() {
      await run(program, ["build", "--root", folder, "--as-of", AS_OF], { maxBuffer: 1 << 28 });
      return join(folder, "public");
    },
  };
};

// Two districts of long names, with the sample's resources.
export const longNames = (program, root) => {
  const { folder, write, build } = toolkit(program);
  const isShared = (name) => !/content\/districts/.test(name) && !/\.es\.md$/.test(name);
  cpSync(join(root, "content"), join(folder, "content"), { recursive: true, filter: isShared });
  write("teamkit.yml", `title: {en: Attendance teamwork toolkit, ar: مجموعة أدوات فرق الحضور}\nlanguages: [en, ar]\n`);
  district(root, write, "lake", { name: JSON.stringify(`Consolidated Independent School District of ${LAKE}`), color: "#5b1a6e" });
  const shared = readFileSync(join(root, "content/framework.yml"), "utf8");
  const perspectives = GERMAN.map(([id, name, side]) => `  - {id: ${id}, name: ${name}, side: ${side}}\n`).join("");
  const framework = shared.replace(/^perspectives:\n(?:[ #].*\n|\n)*/m, `perspectives:\n${perspectives}`);
  if (!framework.includes("Familienbeteiligung\n") && !framework.includes("Familienbeteiligung,")) throw new Error("the sample's framework has another form");
  district(root, write, "kreis", { name: `{en: ${UNBROKEN}, ar: منطقة مدارس البحيرة الكبرى الموحدة المستقلة}`, color: "#ffc800", framework });
  return build();
};

// So many districts of several states, with little in each, on the page above them.
export const manyDistricts = (program, count) => {
  const { write, build } = toolkit(program);
  write("teamkit.yml", "title: Statewide toolkit\nlanguages: [en]\n");
  for (let n = 0; n < count; n += 1) {
    const id = `district-${String(n).padStart(5, "0")}`;
    const below = `content/districts/${id}`;
    write(`${below}/district.yml`, `name: Consolidated School District ${n} of ${pick(["Cedar", "Maple", "River", "Stone"], n)} County\nstate: ${pick(["CA", "NY", "TX", "OH", "IL"], n)}\ncity: Springfield\ncounty: Clark\n`);
    write(`${below}/schools.yml`, "- {id: one, name: One}\n- {id: two, name: Two}\n");
    write(`${below}/teams/one.yml`, `name: Team\nlevel: school\nschool: one\nmembers:\n  - {id: a, name: Ana Ruiz, title: Principal, perspectives: [${pick(["instruction", "title-i", "instruction, title-i"], n)}]}\n`);
  }
  return build();
};
