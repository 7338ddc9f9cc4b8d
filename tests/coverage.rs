//! The figures: the worked example of `docs/coverage.md`, and what must hold for every toolkit.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::Toolkit;
use serde_json::{Value, json};
fn docs(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).expect("a document")
}

/// The code block of the documentation that begins with a comment.
fn block<'d>(document: &'d str, comment: &str) -> &'d str {
    let start = document.find(&format!("```yaml\n{comment}\n")).expect("the block") + 8;
    &document[start..start + document[start..].find("```").expect("its end")]
}

#[test]
fn the_worked_example_is_right() {
    let document = docs("coverage.md");
    let toolkit = Toolkit::new()
        .file("content/districts/oak/schools.yml", block(&document, "# schools.yml"))
        .file("content/districts/oak/teams/hill.yml", block(&document, "# teams/hill.yml"));
    let run = toolkit.run(&["report", "--format", "json", "--as-of", "2026-11-23"]);
    run.ends(0);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let team = &report["teams"][0];
    assert_eq!(
        report["schools"],
        json!({"total": 2, "with_team": 1, "reach": 0.5, "without_team": ["lake"]})
    );
    assert_eq!(
        (&team["people"], &team["vacant_seats"], &team["stretched"]),
        (&json!(2), &json!(1), &json!(0))
    );
    assert_eq!(
        (&team["perspectives"]["covered"], &team["perspectives"]["share"]),
        (&json!(3), &json!(0.2727))
    );
    assert_eq!((&team["functions"]["covered"], &team["functions"]["share"]), (&json!(2), &json!(0.3333)));
    assert_eq!(team["responsibility"], json!({"convener": "named", "agenda": "lapsed"}));
    assert_eq!((&team["ongoing"], &team["community"]), (&json!(true), &json!({"people": 1, "share": 0.5})));
    let points: BTreeMap<&str, i64> = team["makeup"]
        .as_array()
        .expect("published")
        .iter()
        .map(|entry| (entry["group"].as_str().expect("a group"), entry["points"].as_i64().expect("points")))
        .collect();
    assert_eq!((points["hispanic"], points["white"], points["asian"]), (-10, 10, 0));
    for point in report["growth"].as_array().expect("growth") {
        let percent = |key: &str| (point[key].as_f64().expect("a share") * 100.0).round();
        let row = format!(
            "| {} | {} % | {} % | {} |",
            point["date"].as_str().expect("a date"),
            percent("reach"),
            percent("share"),
            point["people"]
        );
        assert!(document.contains(&row), "{row} is not in the documentation");
    }
    assert_eq!(report["growth"].as_array().map(Vec::len), Some(3));
}

#[test]
fn report_and_site_tell_the_same() {
    let toolkit = Toolkit::new().file(
        "content/districts/oak/teams/core.yml",
        common::team("members:\n  - {id: a, name: Ana, title: T, perspectives: [instruction]}\n"),
    );
    toolkit.build().ends(0);
    let json = toolkit.run(&["report", "--format", "json", "--as-of", common::TODAY]);
    assert_eq!(json.stdout, toolkit.read("public/oak/coverage/coverage.json"));
    let csv = toolkit.run(&["report", "--format", "csv", "--as-of", common::TODAY]);
    assert_eq!(csv.stdout, toolkit.read("public/oak/coverage/coverage.csv"));
    let table = toolkit.run(&["report", "--as-of", common::TODAY]);
    table.ends(0).prints("Seats at the table filled");
    assert!(table.stdout.lines().all(|line| line.chars().count() <= 80));
    toolkit.run(&["report", "--internal", "--format", "json"]).ends(2);
}

#[test]
fn growth_tells_the_last_twelve_school_years() {
    let toolkit = Toolkit::new().file(
        "content/districts/oak/teams/core.yml",
        common::team("started: 0204-08-15\nmembers:\n  - {id: a, name: Ana, title: T, until: 2040-06-30}\n"),
    );
    let run = toolkit.check();
    run.ends(0)
        .says("`started` is 0204-08-15, long ago")
        .says("`until` is 2040-06-30, more than ten years ahead");
    let json = toolkit.run(&["report", "--format", "json", "--as-of", common::TODAY]).stdout;
    let report: Value = serde_json::from_str(&json).expect("JSON");
    let growth = report["growth"].as_array().expect("growth");
    let dates: Vec<&str> = growth.iter().filter_map(|point| point["date"].as_str()).collect();
    assert_eq!(
        (dates.len(), dates[0], dates[11], dates[12]),
        (13, "2015-07-01", "2026-07-01", common::TODAY)
    );
}

#[test]
fn what_is_withheld_is_for_internal_eyes_alone() {
    let toolkit = Toolkit::new()
        .file("content/districts/oak/district.yml", "name: Oak\nstudents: {hispanic: 600, white: 400}\n")
        .file(
            "content/districts/oak/teams/core.yml",
            common::team(
                "composition: {hispanic: 1, white: 3}\nmembers:\n  - {id: a, name: Ana, title: T}\n",
            ),
        );
    toolkit.run(&["report"]).ends(0).prints("withheld");
    toolkit.run(&["report", "--internal"]).ends(0).prints("hispanic -35");
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/coverage/coverage.json").contains("\"makeup\": null"));
    let all: Vec<u8> = toolkit.output().into_iter().flat_map(|(_, bytes)| bytes).collect();
    assert!(!String::from_utf8_lossy(&all).contains("35 points"));
}
