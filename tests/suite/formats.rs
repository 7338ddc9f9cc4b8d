//! What programs read of the problems: JSON, workflow commands and SARIF, each saying what people are told.

use std::collections::HashSet;

use crate::common::{Run, TODAY, Toolkit, guide, program, team};
use crate::mistakes::{self, for_programs};
use rayon::prelude::*;
use serde_json::Value;

const CORE: &str = "content/districts/oak/teams/core.yml";

/// Two districts with mistakes of every severity, in texts and in YAML, some of them in two places.
fn broken() -> Toolkit {
    let members = "members:\n  - {id: ana, name: Ana Ruiz, title: Principal, perspectives: [instruction]}\n";
    Toolkit::new()
        .file("teamkit.yml", "title: Test\ntheme: habor\n")
        .file("content/guides/start.md", guide("See [it](nope.md), 100%.\n\nAn <b>old</b> ñ [x](gone.md)."))
        .file(CORE, team(&format!("nane: x\nname: y\n{members}seeking: [helth-providers]\n")))
        .file("content/districts/oak/teams/hill,b.yml", team(members))
        .file("content/districts/elm/district.yml", "name: Elm\nbrand: {color: \"#ffcc00\"}\n")
        .file("content/districts/elm/teams/core.yml", "")
}

fn check(toolkit: &Toolkit, arguments: &[&str]) -> Run {
    toolkit.run(&[&["check", "--as-of", TODAY], arguments].concat())
}

/// What was told of a problem: severity, code, place, text and help.
type Told = (String, String, String, String, String);

/// A text and the help below it.
fn text_and_help(text: &str) -> (String, String) {
    let (message, help) = text.split_once("\nhelp: ").unwrap_or((text, ""));
    (message.to_string(), help.lines().next().unwrap_or_default().to_string())
}

/// What people are told.
fn of_people(run: &Run) -> Vec<Told> {
    let one = |block: &str| {
        let (head, rest) = block.split_once(": ")?;
        let (severity, code) = head.trim_end_matches(']').split_once('[')?;
        let (message, rest) = rest.split_once('\n')?;
        let place = rest.lines().next()?.split_once("--> ")?.1;
        let help = rest.split_once("= help: ").and_then(|(_, help)| help.lines().next()).unwrap_or_default();
        Some((severity.into(), code.into(), place.into(), message.into(), help.into()))
    };
    run.stderr.split("\n\n").filter_map(one).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}

/// A path with line and column, where they are known.
fn place(file: &str, line: &Value, column: &Value) -> String {
    if line.is_null() { file.to_string() } else { format!("{file}:{line}:{column}") }
}

fn of_json(run: &Run) -> Vec<Told> {
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let all = report["diagnostics"].as_array().expect("a list");
    all.iter()
        .map(|one| {
            let place = place(&text(&one["file"]), &one["line"], &one["column"]);
            (text(&one["severity"]), text(&one["code"]), place, text(&one["message"]), text(&one["hint"]))
        })
        .collect()
}

fn of_github(run: &Run) -> Vec<Told> {
    let plain =
        |text: &str| text.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%25", "%");
    let one = |line: &str| {
        let (name, rest) = line.strip_prefix("::")?.split_once(' ')?;
        let (properties, message) = rest.split_once("::")?;
        let get = |key: &str| {
            let mut pairs = properties.split(',').filter_map(|pair| pair.split_once('='));
            pairs.find(|(name, _)| *name == key).map(|(_, value)| plain(value))
        };
        let file = get("file")?;
        let place = get("line")
            .map_or(file.clone(), |line| format!("{file}:{line}:{}", get("col").unwrap_or_default()));
        let severity = if name == "notice" { "note" } else { name };
        let (message, help) = text_and_help(&plain(message));
        Some((severity.to_string(), get("title")?, place, message, help))
    };
    run.stdout.lines().map(|line| one(line).unwrap_or_else(|| panic!("{line}"))).collect()
}

fn of_sarif(run: &Run) -> Vec<Told> {
    let log: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let run = &log["runs"][0];
    let one = |result: &Value| {
        let place_of = &result["locations"][0]["physicalLocation"];
        let uri = text(&place_of["artifactLocation"]["uri"]);
        let uri = percent_encoding::percent_decode_str(&uri).decode_utf8_lossy();
        let region = &place_of["region"];
        let place = place(&uri, &region["startLine"], &region["startColumn"]);
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let (message, help) = text_and_help(&text(&result["message"]["text"]));
        (text(&result["level"]), text(&result["ruleId"]), place, message, help)
    };
    run["results"].as_array().expect("a list").iter().map(one).collect()
}

/// A format's name, and how it is read.
type Format = (&'static str, fn(&Run) -> Vec<Told>);

/// The formats for programs beside JSON.
const FORMATS: [Format; 2] = [("github", of_github), ("sarif", of_sarif)];

/// What people are told of a toolkit, given what programs are told as JSON, which is the same.
fn told_to_people(toolkit: &Toolkit, json: &Run) -> Vec<Told> {
    let run = check(toolkit, &["--all"]);
    let people = of_people(&run);
    assert_eq!(of_json(json.ends(run.code)), people, "json");
    assert_eq!(json.stderr, "", "json");
    people
}

/// A format tells of a toolkit what programs are told as JSON.
fn tells((name, read): Format, toolkit: &Toolkit, json: &Run) {
    let run = check(toolkit, &["--format", name]);
    assert_eq!(read(run.ends(json.code)), of_json(json), "{name}");
    assert_eq!(run.stderr, "", "{name}");
}

/// What every format tells of a toolkit, which is the same, given what programs are told as JSON.
fn of_all(toolkit: &Toolkit, json: &Run) -> Vec<Told> {
    FORMATS.iter().for_each(|format| tells(*format, toolkit, json));
    told_to_people(toolkit, json)
}

#[test]
fn every_format_tells_the_same_problems_at_the_same_places() {
    let toolkit = broken();
    let people = of_all(&toolkit, &for_programs(&toolkit));
    assert!(people.len() >= 9, "{people:?}");
    for severity in ["error", "warning", "note"] {
        assert!(people.iter().any(|told| told.0 == severity), "no {severity} in {people:?}");
    }
}

#[test]
fn every_format_tells_every_mistake_of_the_tables_alike() {
    let (districts, count, others) = mistakes::together();
    let told = of_all(&districts, &for_programs(&districts));
    let of_others: Vec<Vec<Told>> = others.par_iter().map(|(toolkit, json)| of_all(toolkit, json)).collect();
    assert!(of_others.iter().all(|told| !told.is_empty()));
    let folder =
        |told: &Told| told.2.strip_prefix("content/districts/")?.split('/').next().map(str::to_string);
    let broken: HashSet<String> = told.iter().filter_map(folder).collect();
    assert_eq!(broken.len(), count, "a mistake a district");
}

#[test]
fn the_json_is_what_programs_were_promised() {
    let run = check(&Toolkit::new().file(CORE, team("nane: x\n")), &["--format", "json"]);
    let report: Value = serde_json::from_str(&run.ends(1).stdout).expect("JSON");
    assert_eq!(
        report,
        serde_json::json!({
            "schema": "teamkit/diagnostics/1",
            "diagnostics": [
                {
                    "code": "nobody", "severity": "note", "file": CORE,
                    "line": 1, "column": 1, "end_line": 1, "end_column": 2,
                    "message": "nobody is on this team on 2026-11-23",
                    "hint": "add a member with a name, or check `since` and `until`",
                    "related": [],
                },
                {
                    "code": "unknown-key", "severity": "error", "file": CORE,
                    "line": 3, "column": 1, "end_line": 3, "end_column": 5,
                    "message": "`nane` is no key of a team",
                    "hint": "`name` is there already; to keep it for yourselves, write `# ` before the line", "related": [],
                },
            ],
            "counts": {"error": 1, "warning": 0, "note": 1},
        })
    );
    let twice = Toolkit::new().file(CORE, team("name: y\n"));
    let report: Value = serde_json::from_str(&check(&twice, &["--format", "json"]).stdout).expect("JSON");
    let related = &report["diagnostics"][1]["related"][0];
    assert_eq!(
        (&related["line"], &related["column"], &related["message"]),
        (&Value::from(1), &Value::from(1), &Value::from("first here"))
    );
    check(&Toolkit::new(), &["--format", "json"])
        .ends(0)
        .prints("{\"schema\":\"teamkit/diagnostics/1\",\"diagnostics\":[],\"counts\":{\"error\":0,\"warning\":0,\"note\":0}}\n");
}

#[test]
fn the_sarif_fits_its_schema() {
    let schema = include_str!("../schemas/sarif-2.1.0.json");
    // One bracket too many in the published pattern of a language.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for toolkit in [broken(), Toolkit::new()] {
        let run = check(&toolkit, &["--format", "sarif"]);
        let mut log: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let wrong: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert_eq!(wrong, [""; 0]);
        log["runs"][0]["columnKind"] = Value::from("bytes");
        assert!(!validator.is_valid(&log), "the schema sees what is wrong");
    }
}

#[test]
fn paths_begin_at_the_repository_on_github() {
    let toolkit = broken();
    let told = |format: &str, workspace: &std::path::Path| {
        let output = std::process::Command::new(program())
            .args(["check", "--format", format, "--as-of", TODAY])
            .current_dir(toolkit.path("."))
            .env("GITHUB_WORKSPACE", workspace)
            .output()
            .expect("the program runs");
        String::from_utf8(output.stdout).expect("text")
    };
    let above = toolkit.path(".").canonicalize().expect("a folder");
    let name = above.file_name().expect("a name").to_string_lossy().into_owned();
    let parent = above.parent().expect("a folder");
    assert!(told("github", parent).contains(&format!("file={name}/teamkit.yml,")));
    assert!(told("sarif", parent).contains(&format!("{name}/teamkit.yml\"")));
    assert!(told("github", &toolkit.path("content")).contains("file=teamkit.yml,"));
}

#[test]
fn files_that_are_named_are_told_of_alone() {
    let toolkit = broken();
    let files = |arguments: &[&str]| -> Vec<String> {
        let told = of_json(&check(&toolkit, &[&["--format", "json"], arguments].concat()));
        let mut files: Vec<String> =
            told.into_iter().map(|told| told.2.split(':').next().unwrap_or_default().to_string()).collect();
        files.dedup();
        files
    };
    assert_eq!(files(&[CORE]), [CORE]);
    assert_eq!(files(&["content/guides", "teamkit.yml"]), ["teamkit.yml", "content/guides/start.md"]);
    assert_eq!(
        files(&["content/districts/elm/"]),
        ["content/districts/elm/teams/core.yml", "content/districts/elm/district.yml"]
    );
    let absolute = toolkit.path(CORE);
    assert_eq!(files(&[absolute.to_str().expect("a path")]), [CORE]);
    check(&toolkit, &["content/districts/elm/district.yml"]).ends(0).prints("1 note");
    check(&toolkit, &["content/guides/nope.md"]).ends(2).says("there is no file `content/guides/nope.md`");
    check(&toolkit, &["/"]).ends(2).says("`/` is no file of this toolkit");
}

#[test]
fn districts_that_are_named_are_checked_alone() {
    let toolkit = broken();
    let run = check(&toolkit, &["--district", "elm"]);
    run.ends(1).says("elm/teams/core.yml").says("teamkit.yml").prints("in 1 district");
    assert!(!run.stderr.contains("districts/oak"), "{}", run.stderr);
    check(&toolkit, &["--district", "eml"]).ends(2).says("did you mean `elm`?");
}

#[test]
fn settings_and_files_that_cannot_be_read_come_first_and_the_end_counts() {
    let run = check(&broken(), &[]);
    let places: Vec<String> = of_people(&run).into_iter().map(|told| told.2).collect();
    assert!(places[0].starts_with("teamkit.yml:"), "{places:?}");
    assert_eq!(places[1], "content/districts/elm/teams/core.yml");
    run.prints(" mistakes in 5 files: ");
}

#[test]
fn many_of_a_kind_are_folded_unless_all_are_wanted() {
    let text = "An <b>old</b> text.\n\n".repeat(8);
    let toolkit =
        Toolkit::new().file("content/guides/a.md", guide(&text)).file("content/guides/b.md", guide(&text));
    let run = check(&toolkit, &[]);
    run.ends(0).says("and 11 more of this kind in 2 files (`teamkit check --all` shows them)");
    assert_eq!(of_people(&run).len(), 5);
    run.prints("16 mistakes in 2 files: 0 errors, 16 warnings.");
    assert_eq!(of_people(&check(&toolkit, &["--all"])).len(), 16);
    assert_eq!(of_json(&check(&toolkit, &["--format", "json"])).len(), 16);
}

#[test]
fn no_format_tells_whom_the_site_hides() {
    let members = "members:\n  - {id: mona-quist, name: Mona Quist, title: Parent, show_name: maybe, role: Mona Quist}\n";
    let toolkit = Toolkit::new()
        .file(CORE, team(&format!("{members}convener: mona-quist-2\n")))
        .file("content/districts/oak/teams/b.yml", "members:\n  - name: Mona: Quist\n");
    for format in ["human", "json", "github", "sarif"] {
        let run = check(&toolkit, &["--format", format]);
        let told = format!("{}{}", run.stdout, run.stderr).to_lowercase();
        assert!(told.contains("core.yml") && !told.contains("quist"), "{format}: {told}");
    }
}
