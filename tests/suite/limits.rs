//! Nothing that an author can write makes the program fail, or takes minutes or gigabytes.
//!
//! `TEAMKIT_MUTANTS=20000` asks for that many mutated toolkits, `TEAMKIT_SEED` for other ones; `TEAMKIT_LARGE=50` makes
//! what is large fifty times larger, and then also holds the limits of a release build: 5 seconds of the processor. Name
//! one by `TEAMKIT_PROGRAM=target/release/teamkit` then.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::{TODAY, Toolkit, guide, program, team};

/// What a run may take: memory in kilobytes (address space, which is more than what is used of it), and in a large run
/// of the tests, which is one of a release build, seconds of the processor.
const MOST_MEMORY: &str = "ulimit -v 1200000";
const LONGEST: &str = "ulimit -t 5";
/// The same for a small toolkit. The threads share one arena: each reserves 64 MB for its own else and uses little of it.
const MOST_FOR_A_SMALL_ONE: &str = "export MALLOC_ARENA_MAX=1; ulimit -v 300000";

fn number(name: &str, ordinarily: u64) -> u64 {
    env::var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(ordinarily)
}

/// Builds within the limits; it must end by itself, well or with errors told.
#[track_caller]
fn builds_or_tells(toolkit: &Toolkit, most_memory: &str, is_large_run: bool, what: &str) {
    runs(toolkit, "build", most_memory, is_large_run, what);
}

/// The same for any command.
#[track_caller]
fn runs(toolkit: &Toolkit, command: &str, most_memory: &str, is_large_run: bool, what: &str) {
    let time = if is_large_run { LONGEST } else { ":" };
    let output = Command::new("sh")
        .args(["-c", &format!("{most_memory}; {time}; exec \"$0\" {command} --as-of {TODAY}"), program()])
        .current_dir(toolkit.path("."))
        .stdout(Stdio::null())
        .output()
        .expect("a shell");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0..=2)), "{what}: {:?}\n{told}", output.status);
    assert!(!told.contains("panicked"), "{what}: {told}");
}

/// Numbers that look random and are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).expect("small")
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What is put into files here and there.
const PIECES: &[&str] = &[
    "",
    "\n",
    " ",
    "\t",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\u{85}",
    "\u{c}",
    "é",
    "👩\u{200d}👧",
    ":",
    ": ",
    "- ",
    "#",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "|",
    ">",
    "&a ",
    "*a",
    "!!str ",
    "---\n",
    "...\n",
    "null",
    "~",
    "true",
    "-1",
    "0",
    "99999999999999999999",
    "1e999",
    "{#x}",
    "{#",
    "](",
    "[^1]",
    "](../guides/a.md#x)",
    "<b>",
    "<!--",
    "```",
    "$",
    "\\",
    "%",
    "../",
    "2026-02-30",
    "0204-08-15",
    "id",
    "name: ",
    "members:\n",
    "  ",
    "        ",
    "{{ x }}",
    "{% for %}",
    "\u{1b}[31m",
    "::error::x",
    "en: ",
    "es",
    "xx",
];

/// A file after one change: a piece put in, bytes or lines taken out, doubled or changed with others.
fn mutated(file: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut file = file.to_vec();
    let at = chance.below(file.len() + 1);
    let end = (at + chance.below(40)).min(file.len());
    let mut lines: Vec<Vec<u8>> = file.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let line = chance.below(lines.len());
    match chance.below(9) {
        0 => file.clone_from(chance.of(others)),
        1 => drop(file.drain(at..end)),
        2 => file.truncate(at),
        3 if !file.is_empty() => {
            file[at.min(end.saturating_sub(1))] = u8::try_from(chance.below(256)).expect("a byte");
        }
        4 if !lines.is_empty() => drop(lines.remove(line)),
        5 if !lines.is_empty() => lines.insert(line, lines[line].repeat(1 + chance.below(3))),
        6 if !lines.is_empty() => {
            let other = chance.below(lines.len());
            lines.swap(line, other);
        }
        _ => drop(file.splice(at..at, chance.of(PIECES).bytes())),
    }
    let is_of_lines = lines.concat() != file && lines.len() > 1 && chance.below(2) == 0;
    if is_of_lines { lines.concat() } else { file }
}

#[test]
fn no_mutated_toolkit_makes_it_fail() {
    let mut chance =
        Chance(0x9E37_79B9_7F4A_7C15 ^ number("TEAMKIT_SEED", 1).wrapping_mul(0xA24B_AED4_963E_E407));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/toolkit");
    let files: BTreeMap<String, Vec<u8>> = walkdir::WalkDir::new(&golden)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(&golden).expect("below").to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    let toolkit = Toolkit::in_memory();
    toolkit.remove("content/districts/oak/district.yml");
    files.iter().for_each(|(name, contents)| toolkit.write(name, contents));
    let names: Vec<&String> = files.keys().collect();
    let contents: Vec<Vec<u8>> = files.values().cloned().collect();
    for round in 0..number("TEAMKIT_MUTANTS", 8) {
        let changed: Vec<&String> = (0..=chance.below(3)).map(|_| *chance.of(&names)).collect();
        for name in &changed {
            let file = (0..=chance.below(4))
                .fold(files[*name].clone(), |file, _| mutated(&file, &contents, &mut chance));
            toolkit.write(name, file);
        }
        let tell = || {
            let file = |name: &&String| {
                format!(
                    "{name}\n{:?}",
                    String::from_utf8_lossy(&fs::read(toolkit.path(name)).unwrap_or_default())
                )
            };
            format!("round {round}: {}", changed.iter().map(file).collect::<Vec<_>>().join("\n"))
        };
        builds_or_tells(&toolkit, MOST_FOR_A_SMALL_ONE, env::var_os("TEAMKIT_MUTANTS").is_some(), &tell());
        changed.iter().for_each(|name| toolkit.write(name, &files[*name]));
    }
}

/// Lines of nothing but one sign, or the same words, in each kind of file at once.
#[test]
fn no_sign_that_fills_a_file_makes_it_fail() {
    let words = [
        "a: b\n",
        "- a\n",
        "- {id: a}\n",
        "- a: b\n c: d\n",
        "en: a\n",
        "\"a\"\n",
        "a,b,c\n",
        "[a](b)\n",
        "| a |\n",
        "(1) a\n",
        "1) a\n",
        "{a}\n",
        "\"a\" = b\n",
        "[^a]: b\n",
        "> a\n",
        "a\n===\n",
    ];
    let unseen = ["\u{2029}", "\u{3000}", "\u{a0}", "\u{b}", "\u{200b}", "\u{301}"];
    for sign in PIECES.iter().chain(&words).chain(&unseen).filter(|sign| !sign.is_empty()) {
        for text in [sign.repeat(3), format!("{sign}\n").repeat(3)] {
            let toolkit = Toolkit::in_memory()
                .file("content/framework.yml", format!("perspectives:\n{text}"))
                .file("content/districts/oak/district.yml", format!("name: Oak\n{text}"))
                .file("content/districts/oak/schools.yml", &text)
                .file("content/districts/oak/teams/a.yml", &text)
                .file("content/districts/oak/teams/b.yml", team(&format!("members:\n{text}")))
                .file("content/districts/oak/assessments/a.yml", &text)
                .file("content/guides/a.md", &text)
                .file("content/guides/b.md", format!("---\ntitle: {text}\n---\n\n## {text}"))
                .file("content/rubrics/a.md", format!("---\ntitle: A\n---\n\n## A\n\n- {text}"))
                .file("content/roles/a.md", format!("---\n{text}"))
                .file("themes/default/strings/en.yml", &text);
            builds_or_tells(&toolkit, MOST_FOR_A_SMALL_ONE, false, &format!("{text:?}"));
        }
    }
}

const GUIDE: &str = "content/guides/large.md";
const CORE: &str = "content/districts/oak/teams/core.yml";

/// Files that are easily written and were once slow to read, `n` being how large they are.
fn large_texts(n: usize) -> Vec<(&'static str, &'static str, String)> {
    let lines = |line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    vec![
        ("braces that open an id", GUIDE, guide(&"{#".repeat(n * 10))),
        ("equal headings", GUIDE, guide(&"## Same\n\n".repeat(n * 4))),
        (
            "anchors that are not there",
            GUIDE,
            guide(&lines(&|i| format!("[a](#no-{i})\n\n## Heading {i}\n\n"))),
        ),
        ("warnings", GUIDE, guide(&"<b>x</b>\n\n".repeat(n * 10))),
        ("HTML on one line", GUIDE, guide(&"<b>x ".repeat(n * 20))),
        ("elements of another program", GUIDE, guide(&"a <Card>x\n\n".repeat(n * 20))),
        ("bold links before words", GUIDE, guide(&"[a](b.md)**c ".repeat(n * 20))),
        ("angle brackets in a title", GUIDE, format!("---\ntitle: {}\n---\n", "<".repeat(n * 72))),
        ("signs on one line", GUIDE, guide(&"(#a *b* ".repeat(n * 20))),
        ("footnotes", GUIDE, guide(&lines(&|i| format!("a[^{i}]\n\n[^{i}]: note\n\n")))),
        ("lists within lists", GUIDE, guide(&"- ".repeat(n * 10))),
        ("quotes within quotes", GUIDE, guide(&">".repeat(n * 10))),
        ("brackets", GUIDE, guide(&"[a](".repeat(n * 10))),
        ("a long table", GUIDE, guide(&format!("| a |\n| - |\n{}", "| x |\n".repeat(n * 10)))),
        (
            "old addresses",
            GUIDE,
            format!("---\ntitle: A\naliases: [{}]\n---\n", lines(&|i| format!("old/{i}.html, "))),
        ),
    ]
}

/// A long rubric, and a guide beside it that names none of its items.
fn large_rubrics(n: usize) -> Vec<(&'static str, &'static str, String)> {
    let lines = |line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    vec![
        ("items of a rubric", "content/rubrics/items.md", {
            let items = lines(&|i| format!("- Item {i} {{#i-{i}}}\n- Another {i} {{#a-{i}}}\n"));
            format!("---\ntitle: I\n---\n\n## A\n\n{items}")
        }),
        (
            "words that are no items",
            GUIDE,
            format!(
                "---\ntitle: A\nhelps_with: [{}]\n---\n",
                lines(&|i| format!("w-{i}x, items/x-{i}z, items#i-{i}, "))
            ),
        ),
    ]
}

/// The same in YAML.
fn large_data(n: usize) -> Vec<(&'static str, &'static str, String)> {
    let lines = |line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    let known = lines(&|i| format!("  - {{id: perspective-number-{i}, name: P{i}, side: school}}\n"));
    let members = |more: &str| {
        team(&format!("members:\n{}", format!("  - {{id: m, name: Ana, title: T{more}}}\n").repeat(n * 10)))
    };
    vec![
        ("known words", "content/framework.yml", format!("perspectives:\n{known}")),
        (
            "wrong words",
            CORE,
            team(&format!(
                "members:\n{}",
                lines(&|i| format!(
                    "  - {{id: m{i}, name: N, title: T, perspectives: [persepctive-nubmer-{i}]}}\n"
                ))
            )),
        ),
        ("everybody brings everything", CORE, {
            let all = lines(&|i| format!("perspective-number-{i}, "));
            team(&format!(
                "members:\n{}",
                lines(&|i| format!("  - {{id: m{i}, name: N, title: T, perspectives: [{all}]}}\n"))
            ))
        }),
        ("a long rubric of many ratings", "content/rubrics/long.md", {
            let scale = lines(&|i| format!("  - {{id: r{i}, name: R{i}, means: gap}}\n"));
            format!("---\ntitle: L\nscale:\n{scale}---\n\n{}", "- Item\n".repeat(n * 10))
        }),
        ("equal ids", CORE, members("")),
        ("members without a word", CORE, team(&format!("members:\n{}", "-\n".repeat((n * 100).min(75_000))))),
        ("equal ids of hidden members with mistakes", CORE, members(", show_name: false, tilte: x")),
        ("lists within lists of YAML", CORE, team(&format!("members: {}", "[".repeat(n * 10)))),
        ("unknown keys of what all share", "content/framework.yml", lines(&|i| format!("key{i}: x\n"))),
        ("unknown keys", CORE, team(&lines(&|i| format!("key{i}: x\n")))),
        ("an unknown key again and again", CORE, team(&"a: b\n".repeat((n * 100).min(100_000)))),
        (
            "a number without end",
            "content/districts/oak/district.yml",
            format!("name: Oak\nstudents: {{white: {}}}\n", "9".repeat(n * 10)),
        ),
        (
            "blanks",
            "content/districts/oak/district.yml",
            format!("name: Oak\nabout: \"{}x\"\n", " \\n".repeat(n * 30)),
        ),
        (
            "languages",
            "teamkit.yml",
            format!(
                "title: T\nlanguages: [en{}]\n",
                lines(&|i| format!(
                    ", {}{}",
                    char::from(b'a' + u8::try_from(i / 26 % 26).expect("small")),
                    char::from(b'a' + u8::try_from(i % 26).expect("small"))
                ))
            ),
        ),
    ]
}

/// What a large district, or one member, has many of.
fn many_of_a_kind(n: usize) -> Vec<(&'static str, &'static str, String)> {
    let lines = |line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    vec![
        (
            "unknown keys of a member",
            CORE,
            team(&format!("members:\n  - id: ana\n{}", lines(&|i| format!("    key{i}: x\n")))),
        ),
        (
            "one key again and again",
            CORE,
            team(&format!("members:\n  - id: a\n{}", "    title: x\n".repeat(n * 10))),
        ),
        ("hidden members who are called alike", CORE, {
            let ten = |i| {
                (0..10)
                    .map(move |k| format!("  - {{id: m{i}-{k}, name: Ana Maria Q{i}q{k}, title: Parent}}\n"))
            };
            let members: String = (0..n).flat_map(ten).collect();
            team(&format!("about: {}\nmembers:\n{members}", "Ana Maria. ".repeat(n * 10)))
        }),
        ("schools", "content/districts/oak/schools.yml", {
            let ten = |i| (0..10).map(move |k| format!("- {{id: s{i}-{k}, name: S{k}}}\n"));
            (0..n).flat_map(ten).collect()
        }),
    ]
}

/// Long lines that are no YAML, whose mending is looked for.
fn broken_lines(n: usize) -> Vec<(&'static str, &'static str, String)> {
    // Longer texts are not read again.
    let of = |sign: &str| sign.repeat((n * 160).min(180_000 / sign.len()));
    vec![
        ("values that need quotes", CORE, team(&format!("about: {}\n", of("{% ")))),
        ("marks that need quotes", CORE, team(&format!("about: {}\n", of("![")))),
        ("values in brackets that need quotes", CORE, team(&format!("members: [{}\n", of("{#a} ")))),
        ("semicolons", CORE, team(&format!("members: [{}\n", of("a; ")))),
        ("semicolons before keys", CORE, team(&format!("members: [{}\n", of("{id: a; name: b, ")))),
        ("tags", CORE, team(&"- !x a\n".repeat((n * 60).min(25_000)))),
        ("quotes without commas", CORE, team(&format!("members: [{}\n", of("\"a\" \"b\", ")))),
    ]
}

/// All of them.
fn every_kind(n: usize) -> Vec<(&'static str, &'static str, String)> {
    [large_texts(n), large_rubrics(n), large_data(n), many_of_a_kind(n), broken_lines(n)].concat()
}

#[test]
fn what_is_large_takes_no_minutes() {
    let times = number("TEAMKIT_LARGE", 1);
    let n = 100 * usize::try_from(times).expect("small");
    let mut toolkit = Toolkit::in_memory();
    for (what, file, text) in every_kind(n) {
        // The known words stay for the wrong ones.
        if file != CORE && file != GUIDE {
            toolkit = Toolkit::in_memory();
        }
        // Somebody is hidden, so that everything is looked through for a name.
        let hidden = "members:\n  - {id: zq, name: Zoltan Quix, title: Parent}\n";
        toolkit.write("content/districts/oak/teams/hidden.yml", team(hidden));
        toolkit.write(file, text);
        builds_or_tells(&toolkit, MOST_MEMORY, times > 1, what);
    }
}

#[test]
fn a_large_roster_takes_no_minutes() {
    let times = number("TEAMKIT_LARGE", 1);
    let n = 40 * usize::try_from(times).expect("small");
    let schools = "- id: hill\n  name: Hill School\n";
    let toolkit = Toolkit::in_memory().file("content/districts/oak/schools.yml", schools);
    let lines = |line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    for (what, table) in [
        (
            "schools with some people each",
            lines(&|i| format!("Ana Lee{i},Principal,School {i}\nBo Ray{i},Nurse,School {i}\n")),
        ),
        ("people of one team", lines(&|i| format!("Ana Lee{i},Principal,\nBo Ray{i},Nurse {i},\n"))),
        ("people whom nobody is sure of", lines(&|i| format!("Ana Lee,Title {i},\nVacant,Title {i},\n"))),
    ] {
        toolkit.write("roster.csv", format!("Name,Title,School\n{table}"));
        runs(&toolkit, "import roster roster.csv --create --write", MOST_MEMORY, times > 1, what);
        runs(&toolkit, "import roster roster.csv --create", MOST_MEMORY, times > 1, what);
    }
}

/// A template of the toolkit's own that goes on for too long, and where that is told.
#[test]
fn a_template_that_never_ends_is_stopped_at_its_place() {
    let numbers = "{% for a in range(end=100000) %}";
    for (template, place) in [
        (format!("\n{numbers}{numbers}{}", "{% endfor %}".repeat(2)), "home.html:2:"),
        (format!("{numbers}\n{{% for b in [1, 2, 3] %}}{}", "{% for c in page.nav %}".repeat(4)) + &"{% endfor %}".repeat(6), "home.html:"),
        ("{% set x = \"word\" %}\n".to_string() + &"{% set x = x ~ x %}\n".repeat(40), "home.html:2"),
        ("{% set x = [1] %}\n".to_string() + &"{% set x = [x, x] %}\n".repeat(40) + "{{ x }}", "home.html:2"),
        ("{% set x %}word{% endset %}\n".to_string() + &"{% set x %}{{ x }}{{ x }}{% endset %}\n".repeat(40), "home.html:2"),
        (
"{% component thrice(n) %}{% if n < 18 %}{{<thrice n={n + 1} />}}{{<thrice n={n + 1} />}}{{<thrice n={n + 1} />}}{% endif %}{% endcomponent thrice %}\n{{<thrice n={1} />}}".to_string(),
            "home.html:1",
        ),
        (format!("{numbers}{{{{ page }}}}{{{{ page }}}}{{% endfor %}}"), "home.html"),
        ("\n{{ \"xxxxxxxxxx\"".to_string() + &" | replace(from=\"x\", to=\"xxxxxxxxxx\")".repeat(12) + " }}", "home.html:2"),
        ("\n{{ \"a\\nb\"".to_string() + &" | indent(width=1000, first=true) | replace(from=\" \", to=\"\\n \")".repeat(12) + " }}", "home.html:2"),
        ("\n{{ [\"x\", \"x\"]".to_string() + &" | join(sep=\"xxxxxxxxxx\") | split(pat=\"x\")".repeat(30) + " }}", "home.html:2"),
        (
            "{% component twice(n, x) %}{% if n < 12 %}{{ <twice n={n + 1} x={x ~ x ~ x ~ x ~ x ~ x ~ x ~ x}/> }}{% endif %}{% endcomponent twice %}\n{{ <twice n={1} x=\"word\"/> }}".to_string(),
            "home.html:1",
        ),
        (
            "{% component pair(n, x) %}{% if n < 12 %}{{ <pair n={n + 1} x={[x, x, x, x, x, x, x, x]}/> }}{% else %}{{ x }}{% endif %}{% endcomponent pair %}\n{{ <pair n={1} x={[1]}/> }}".to_string(),
            "home.html:1",
        ),
        (
            "{% set many = range(end=3000) %}\n{{ [[1 for b in many] for a in many] }}".to_string(),
            "home.html:2",
        ),
        (format!("{{% raw %}}endraw ' {{% endraw %}}\n{numbers}{numbers}{}'", "{% endfor %}".repeat(2)), "home.html:2"),
    ] {
        let toolkit = Toolkit::new().file("themes/default/templates/home.html", &template);
        let run = toolkit.build();
        run.ends(1).says("broken-template").says(place);
        assert!(!toolkit.exists("public"), "{template}");
    }
}
