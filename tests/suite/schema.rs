//! `teamkit schema`, held against what the reader says: of the sample, of toolkits without a mistake, and of every
//! broken toolkit of the other tests. What the reader takes a schema never refuses.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use jsonschema::Validator;
use rayon::prelude::*;
use serde_json::Value;

use crate::common::{Run, Toolkit, run};
use crate::mistakes::{Broken, for_programs};
use crate::{broken, codes, mistakes};

/// What the reader tells of a file alone, and a schema can say too.
const TOLD_BY_BOTH: [&str; 13] = [
    "empty-consent",
    "invalid-color",
    "invalid-date",
    "invalid-email",
    "invalid-id",
    "invalid-url",
    "missing-key",
    "missing-plural",
    "unknown-key",
    "unknown-plural",
    "unknown-string",
    "unknown-word",
    "wrong-type",
];

/// The schemas of all kinds of files, ready to be held against files.
type Schemas = HashMap<String, Validator>;

/// The schemas that a run in a folder printed, which are schemas of draft 7 themselves.
fn schemas(folder: &Path) -> Schemas {
    read(run(folder, &["schema"]).ends(0))
}

/// The same of what was printed.
fn read(printed: &Run) -> Schemas {
    let together: Value = serde_json::from_str(&printed.stdout).expect("JSON");
    let all = together["definitions"].as_object().expect("schemas");
    all.iter().map(|(kind, schema)| (kind.clone(), validator(schema))).collect()
}

fn validator(schema: &Value) -> Validator {
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    let wrong = jsonschema::meta::validate(schema).err().map(|error| error.to_string());
    assert_eq!(wrong, None);
    jsonschema::options().should_validate_formats(true).build(schema).expect("a schema")
}

/// The schemas of toolkits with these settings, whatever ids they have; none where it is told that the settings can't be
/// understood.
fn without_ids(settings: &str) -> Option<Arc<Schemas>> {
    static KNOWN: OnceLock<Mutex<HashMap<String, Option<Arc<Schemas>>>>> = OnceLock::new();
    let mut known = KNOWN.get_or_init(Mutex::default).lock().expect("nobody failed");
    let make = || {
        // A district that can't be read keeps all ids out.
        let toolkit = Toolkit::new()
            .file("teamkit.yml", settings)
            .file("content/districts/oak/district.yml", "nothing: x\n");
        let printed = toolkit.run(&["schema"]);
        if printed.code != 0 {
            printed.says("so its languages are not known");
            return None;
        }
        Some(Arc::new(read(&printed)))
    };
    known.entry(settings.to_string()).or_insert_with(make).clone()
}

/// The kind of a file, by its path.
fn kind_of(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["teamkit.yml"] => Some("teamkit"),
        ["content", "framework.yml"] | ["content", "districts", _, "framework.yml"] => Some("framework"),
        ["content", "districts", _, "district.yml"] => Some("district"),
        ["content", "districts", _, "schools.yml"] => Some("schools"),
        [.., "teams", name] if name.ends_with(".yml") => Some("team"),
        [.., "assessments", _] => Some("assessment"),
        // Notes for colleagues.
        [.., "README.md"] => None,
        [.., "guides", name] if name.ends_with(".md") => Some("guide"),
        [.., "roles", name] if name.ends_with(".md") => Some("role"),
        [.., "rubrics", name] if name.ends_with(".md") => Some("rubric"),
        [.., "strings", name] if name.ends_with(".yml") => Some("strings"),
        _ => None,
    }
}

/// The files of a toolkit that have schemas: the path, the kind, and what stands in each, as far as YAML can be read.
fn files(root: &Path) -> Vec<(String, &'static str, Value)> {
    let folders = ["teamkit.yml", "content", "themes"].map(|name| root.join(name));
    let all = folders.iter().flat_map(walkdir::WalkDir::new).filter_map(Result::ok);
    let paths: Vec<PathBuf> = all
        .filter(|entry| {
            entry.file_type().is_file() && entry.metadata().is_ok_and(|meta| meta.len() < 1_000_000)
        })
        .map(walkdir::DirEntry::into_path)
        .collect();
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
        let kind = kind_of(&name)?;
        let text = fs::read_to_string(path).ok()?;
        let yaml = match text.strip_prefix("---\n") {
            Some(below) if name.ends_with(".md") => below.split_once("\n---\n")?.0,
            _ => text.as_str(),
        };
        from_yaml(yaml).ok().map(|value| (name, kind, value))
    };
    paths.iter().filter_map(read).collect()
}

/// YAML as editors read it: `yes` is a word.
fn from_yaml(yaml: &str) -> Result<Value, serde_saphyr::Error> {
    serde_saphyr::from_str_with_options(yaml, serde_saphyr::options! { strict_booleans: true })
}

/// What a schema says against a file.
fn against(schemas: &Schemas, kind: &str, value: &Value) -> Vec<String> {
    schemas[kind].iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What the reader tells of a file: codes, and whether each is about something in it and not about its name.
type Told = BTreeSet<(String, bool)>;

/// What the reader told of each file, by what it told programs.
fn told(run: &Run) -> HashMap<String, Told> {
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let mut told: HashMap<String, Told> = HashMap::new();
    for problem in report["diagnostics"].as_array().expect("a list") {
        let word = |key: &str| problem[key].as_str().unwrap_or_default().to_string();
        told.entry(word("file")).or_default().insert((word("code"), problem["line"].is_number()));
        // Of a file that lies in a wrong folder what refers to it is told.
        let hint = word("hint");
        let moved = hint.strip_prefix("move `").and_then(|rest| rest.split_once('`'));
        moved.map(|(path, _)| told.entry(path.into()).or_default().insert((word("code"), false)));
    }
    told
}

/// Whether a value is null somewhere.
fn holds_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(holds_null),
        Value::Object(entries) => entries.values().any(holds_null),
        _ => false,
    }
}

/// Where a schema and the reader disagree on a broken toolkit.
fn disagreements((name, toolkit, run): &Broken) -> Vec<String> {
    let settings = fs::read_to_string(toolkit.path("teamkit.yml")).unwrap_or_default();
    // Which languages there are is not known where that is what is wrong; the reader tells that alone.
    let known = without_ids(&settings).filter(|_| !settings.contains("languages: null"));
    let Some(schemas) = known else { return Vec::new() };
    let told = told(run);
    let look = |(path, kind, value): (String, &str, Value)| {
        let codes = told.get(&path).cloned().unwrap_or_default();
        let is_told =
            codes.iter().any(|(code, is_inside)| *is_inside && TOLD_BY_BOTH.contains(&code.as_str()));
        let said = against(&schemas, kind, &value);
        // Behind a key `null` and nothing are the same for a schema.
        // Which languages there are is in doubt where the settings have a mistake.
        let is_of_languages =
            |said: &String| said.starts_with("/languages/") || said.ends_with("('es' was unexpected)");
        let follows = told.contains_key("teamkit.yml") && said.iter().all(is_of_languages);
        let agree =
            if said.is_empty() { !is_told || holds_null(&value) } else { follows || !codes.is_empty() };
        (!agree).then(|| format!("{name}: the reader says {codes:?} of {path}, the schema {said:?}"))
    };
    files(&toolkit.path(".")).into_iter().filter_map(look).collect()
}

#[test]
fn schemas_refuse_what_the_reader_does_and_nothing_else() {
    let others: Vec<(String, Toolkit)> =
        codes::broken_toolkits().into_iter().chain(broken::broken_toolkits()).collect();
    let all: Vec<Broken> = others
        .into_par_iter()
        .map(|(name, toolkit)| {
            let run = for_programs(&toolkit);
            (name, toolkit, run)
        })
        .chain(mistakes::broken_toolkits())
        .collect();
    assert!(all.len() > 130, "{}", all.len());
    let wrong: Vec<String> = all.par_iter().flat_map_iter(disagreements).collect();
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_file_of_toolkits_without_mistakes_fits() {
    for folder in [root(), root().join("tests/golden/toolkit"), root().join("tests/mistakes/toolkit")] {
        let schemas = schemas(&folder);
        let files = files(&folder);
        assert!(files.len() > 5, "{}", folder.display());
        for (path, kind, value) in files {
            assert_eq!(against(&schemas, kind, &value), [""; 0], "{path}");
        }
    }
}

#[test]
fn the_toolkits_own_ids_are_the_choices() {
    let text =
        |key: &str| format!("name: T\nlevel: district\nmembers:\n  - id: ana\n    title: T\n    {key}\n");
    let sample = schemas(&root());
    let fits = |kind: &str, yaml: &str| {
        let value = from_yaml(yaml).expect("YAML");
        against(&sample, kind, &value).is_empty()
    };
    for (right, wrong) in [
        ("role: nurse", "role: nurce"),
        ("perspectives: [health-providers]", "perspectives: [health]"),
        ("functions: [review-data]", "functions: [reveiw-data]"),
    ] {
        assert!(fits("team", &text(right)), "{right}");
        assert!(!fits("team", &text(wrong)), "{wrong}");
    }
    let assessment = |team: &str, rating: &str| {
        format!("rubric: school-team\nteam: {team}\ndate: 2026-10-14\nratings: {{membership-1: {rating}}}\n")
    };
    assert!(fits("assessment", &assessment("lincoln-elementary", "strength")));
    assert!(!fits("assessment", &assessment("lincon", "strength")));
    assert!(!fits("assessment", &assessment("lincoln-elementary", "strenght")));
}

#[test]
fn the_samples_schemas_are_up_to_date_and_its_files_name_them() {
    let folder = root().join(".schemas");
    // Those of a theme are for its authors: they change with every word of the program's.
    let kinds =
        ["teamkit", "framework", "district", "schools", "team", "assessment", "guide", "role", "rubric"];
    let write = |to: &Path| {
        let to = to.display().to_string();
        for kind in kinds {
            run(&root(), &["schema", kind, "--out", &to]).ends(0);
        }
    };
    if std::env::var_os("UPDATE_DOCS").is_some() {
        write(&folder);
    }
    let fresh = Toolkit::empty();
    write(&fresh.path("schemas"));
    for entry in fs::read_dir(fresh.path("schemas")).expect("schemas") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name");
        let there = fs::read_to_string(folder.join(name)).unwrap_or_default();
        let wanted = fs::read_to_string(&path).expect("a schema");
        assert!(
            there == wanted,
            "{name:?} is out of date: run `UPDATE_DOCS=1 cargo test --test suite schema`"
        );
    }
    for (path, kind, _) in files(&root()) {
        let text = fs::read_to_string(root().join(&path)).expect("a file");
        let is_ours = path.ends_with(".yml") && !path.starts_with("themes/");
        let named =
            text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
        let Some(named) = named else {
            assert!(!is_ours, "{path} names no schema");
            continue;
        };
        let schema = root().join(&path).parent().expect("a folder").join(named).canonicalize();
        assert_eq!(schema.expect("a schema"), folder.join(format!("{kind}.json")), "{path}");
    }
}

#[test]
fn schemas_are_printed_and_written_but_never_over_what_is_not_ours() {
    let printed = run(&root(), &["schema", "team"]);
    let team: Value = serde_json::from_str(&printed.ends(0).stdout).expect("JSON");
    assert_eq!(team["properties"]["name"]["description"], "The team's name");
    let nowhere = Toolkit::empty();
    nowhere.run(&["schema", "schools"]).ends(0).prints("\"items\"");
    nowhere.run(&["--root", ".", "schema"]).ends(2).says("--root");
    nowhere.run(&["schema", "schol"]).ends(2).says("schools");
    let toolkit = Toolkit::new().file("mine/team.json", "{}");
    toolkit.run(&["schema", "--out", "mine"]).ends(2).says("mine/team.json").says("--out");
    assert_eq!(toolkit.read("mine/team.json"), "{}");
    let broken = Toolkit::new().file("content/districts/oak/teams/a.yml", "name: A\n");
    broken.run(&["schema", "team"]).ends(0).says("teamkit check").prints("\"description\"");
}

#[test]
fn a_new_toolkits_files_name_their_schemas_and_new_ids_are_in_them() {
    let place = Toolkit::empty();
    place.run(&["init", "toolkit", "--name", "Oak"]).ends(0);
    let root = place.path("toolkit");
    run(&root, &["new", "school", "Hill School"]).ends(0);
    run(&root, &["new", "team", "Hill team", "--school", "hill"]).ends(0);
    run(&root, &["new", "assessment", "hill-team-2026"]).ends(0);
    let schemas = schemas(&root);
    for (path, kind, value) in files(&root).into_iter().filter(|(path, ..)| path.ends_with(".yml")) {
        let text = place.read(&format!("toolkit/{path}"));
        let line = text.lines().next().expect("a line");
        assert!(line.ends_with(&format!(".schemas/{kind}.json")), "{path}: {line}");
        assert_eq!(against(&schemas, kind, &value), [""; 0], "{path}");
    }
    let team: Value = serde_json::from_str(&place.read("toolkit/.schemas/team.json")).expect("JSON");
    assert_eq!(team["properties"]["school"]["enum"], serde_json::json!(["hill", null]));
    // Without schemas nothing names one.
    let plain = Toolkit::new();
    plain.run(&["new", "team", "Hill team"]).ends(0);
    assert!(plain.read("content/districts/oak/teams/hill-team.yml").starts_with("# A team."));
}
