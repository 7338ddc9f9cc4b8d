//! The figures: the worked example of `docs/coverage.md`, and what must hold for every toolkit.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::Toolkit;
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
    let makeup = team["makeup"].as_array().expect("published").iter();
    let bands: BTreeMap<&str, &str> = makeup
        .map(|entry| (entry["group"].as_str().expect("a group"), entry["band"].as_str().expect("a band")))
        .collect();
    assert_eq!((bands["hispanic"], bands["white"], bands["asian"]), ("fewer", "more", "about-as-many"));
    assert!(document.contains("ten points lower: **fewer**"), "the documentation says so");
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
        crate::common::team("members:\n  - {id: a, name: Ana, title: T, perspectives: [instruction]}\n"),
    );
    toolkit.build().ends(0);
    let json = toolkit.run(&["report", "--format", "json", "--as-of", crate::common::TODAY]);
    assert_eq!(json.stdout, toolkit.read("public/oak/coverage/coverage.json"));
    let csv = toolkit.run(&["report", "--format", "csv", "--as-of", crate::common::TODAY]);
    assert_eq!(csv.stdout, toolkit.read("public/oak/coverage/coverage.csv"));
    let table = toolkit.run(&["report", "--as-of", crate::common::TODAY]);
    table.ends(0).prints("Perspectives covered");
    assert!(table.stdout.lines().all(|line| line.chars().count() <= 80));
    toolkit.run(&["report", "--internal", "--format", "json"]).ends(2);
}

#[test]
fn growth_tells_the_last_twelve_school_years() {
    let toolkit = Toolkit::new().file(
        "content/districts/oak/teams/core.yml",
        crate::common::team(
            "started: 0204-08-15\nmembers:\n  - {id: a, name: Ana, title: T, until: 2040-06-30}\n",
        ),
    );
    let run = toolkit.check();
    run.ends(0)
        .says("`started` is 0204-08-15, long ago")
        .says("`until` is 2040-06-30, more than ten years ahead");
    let json = toolkit.run(&["report", "--format", "json", "--as-of", crate::common::TODAY]).stdout;
    let report: Value = serde_json::from_str(&json).expect("JSON");
    let growth = report["growth"].as_array().expect("growth");
    let dates: Vec<&str> = growth.iter().filter_map(|point| point["date"].as_str()).collect();
    assert_eq!(
        (dates.len(), dates[0], dates[11], dates[12]),
        (13, "2015-07-01", "2026-07-01", crate::common::TODAY)
    );
}

#[test]
fn what_is_withheld_is_for_internal_eyes_alone() {
    let toolkit = Toolkit::new()
        .file("content/districts/oak/district.yml", "name: Oak\nstudents: {hispanic: 600, white: 400}\n")
        .file(
            "content/districts/oak/teams/core.yml",
            crate::common::team(
                "composition: {hispanic: 1, white: 3}\nmembers:\n  - {id: a, name: Ana, title: T}\n",
            ),
        );
    toolkit.run(&["report"]).ends(0).prints("too small a group to report");
    toolkit.run(&["report", "--internal"]).ends(0).prints("Hispanic or Latino -35");
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/coverage/coverage.json").contains("\"makeup\": null"));
    assert!(toolkit.read("public/oak/teams/core.html").contains("too small a group to report"));
    assert!(toolkit.read("public/oak/coverage/index.html").contains("too small a group to report"));
}

/// A district with a team of 25 people whose makeup is published: 16 points below the students' share in one group.
fn published() -> Toolkit {
    Toolkit::new()
        .file("content/districts/oak/district.yml", "name: Oak\nstudents: {hispanic: 560, white: 440}\n")
        .file(
            "content/districts/oak/teams/core.yml",
            crate::common::team(
                "composition: {hispanic: 10, white: 15}\nmembers:\n  - {id: a, name: Ana, title: T}\n",
            ),
        )
}

#[test]
fn a_published_makeup_is_told_in_bands_and_points_stay_in_the_terminal() {
    let toolkit = published();
    toolkit.build().ends(0);
    let json: Value = serde_json::from_str(&toolkit.read("public/oak/coverage/coverage.json")).expect("JSON");
    let first = json!({"group": "hispanic", "band": "far-fewer"});
    let of_group = |makeup: &Value| {
        let all = makeup.as_array().expect("published").iter();
        all.clone().find(|entry| entry["group"] == "hispanic").cloned()
    };
    assert_eq!(of_group(&json["teams"][0]["makeup"]).as_ref(), Some(&first));
    assert_eq!(of_group(&json["makeup"]).as_ref(), Some(&first));
    let page = toolkit.read("public/oak/teams/core.html");
    assert!(page.contains("a far smaller share than among the students"));
    let public = toolkit.run(&["report"]);
    let printed = public.ends(0).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(printed.contains("Hispanic or Latino: a far smaller share than among the students"), "{printed}");
    assert!(!public.stdout.contains("-16"), "{}", public.stdout);
    toolkit.run(&["report", "--internal"]).ends(0).prints("Hispanic or Latino -16");
    for (name, bytes) in toolkit.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("-16") && !text.contains("16 point"), "{name} tells points");
    }
}

#[test]
fn a_sum_that_tells_about_a_withheld_team_is_withheld() {
    let team = |composition: &str| crate::common::team(&format!("composition: {composition}\n"));
    let district = |composition: &str| {
        let toolkit = Toolkit::new()
            .file("teamkit.yml", "title: Test\nminimum_group: 2\n")
            .file("content/districts/oak/district.yml", "name: Oak\nstudents: {hispanic: 20, white: 980}\n")
            .file("content/districts/oak/teams/a.yml", team("{hispanic: 1, white: 12}"))
            .file("content/districts/oak/teams/b.yml", team("{hispanic: 1, white: 12}"))
            .file("content/districts/oak/teams/c.yml", team(composition));
        let run = toolkit.run(&["report", "--format", "json"]);
        run.ends(0);
        serde_json::from_str::<Value>(&run.stdout).expect("JSON")["makeup"].clone()
    };
    assert_eq!(district("{hispanic: 1, white: 12}"), Value::Null, "only one split fits");
    assert!(district("{hispanic: 0, white: 13}").is_array(), "one of three teams has nobody: which one?");
}

/// A toolkit whose rubric has a large area and a small one, and teams that rated it.
fn rated(ratings: &[&str]) -> Toolkit {
    let mut toolkit = Toolkit::new().file(
        "content/rubrics/stock.md",
        "---\ntitle: Stock\n---\n\n## Large {#large}\n\n- One {#a}\n- Two {#b}\n- Three {#c}\n\n## Small {#small}\n\n- Four {#d}\n- Five {#e}\n",
    );
    for (index, ratings) in ratings.iter().enumerate() {
        toolkit =
            toolkit.file(&format!("content/districts/oak/teams/t{index}.yml"), crate::common::team("")).file(
                &format!("content/districts/oak/assessments/t{index}.yml"),
                format!("rubric: stock\nteam: t{index}\ndate: 2026-10-01\nratings: {{{ratings}}}\n"),
            );
    }
    toolkit
}

#[test]
fn a_small_area_is_told_only_within_the_total() {
    let toolkit = rated(&["a: strength, b: urgent-gap, d: strength, e: unknown"]);
    toolkit.build().ends(0);
    let json: Value = serde_json::from_str(&toolkit.read("public/oak/coverage/coverage.json")).expect("JSON");
    let assessment = &json["teams"][0]["assessments"][0];
    assert_eq!(
        assessment["areas"],
        json!([{"id": "large", "in_place": 1, "developing": 0, "gap": 1, "unknown": 0, "not_applicable": 0, "not_rated": 1, "share": 0.5}])
    );
    assert_eq!((&assessment["in_place"], &assessment["unknown"]), (&json!(2), &json!(1)));
    let page = toolkit.read("public/oak/teams/t0.html");
    assert!(page.contains(">Large</th>") && !page.contains(">Small</th>"));
    assert!(page.contains("Areas of fewer than three points are told only within the total."));
    let paper = toolkit.read("public/oak/print.html");
    assert!(paper.contains(">Large</th>") && !paper.contains(">Small</th>"), "on paper too");
}

#[test]
fn a_point_that_all_teams_rate_alike_is_not_told_across_teams() {
    let toolkit = rated(&[
        "a: strength, b: strength, c: strength, d: urgent-gap, e: strength",
        "a: strength, b: urgent-gap, d: urgent-gap, e: strength",
        "a: strength, b: strength, c: unknown, d: urgent-gap, e: unknown",
    ]);
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/rubrics/stock.html");
    let rows = |indicator: &str| {
        let start = page.find(&format!("<a href=\"#{indicator}\">")).expect("a row");
        page[start..].split("</tr>").next().expect("its end").to_string()
    };
    for (indicator, told) in [
        ("a", "All teams rated this alike"),
        ("b", "<td class=\"end\">2</td>"),
        ("c", "Too few teams rated this"),
        ("d", "All teams rated this alike"),
        ("e", "<td class=\"end\">2</td>"),
    ] {
        assert!(rows(indicator).contains(told), "{indicator}: {}", rows(indicator));
    }
}

/// A district with a long name in everything, and somebody who is not on the team yet.
fn long_names() -> Toolkit {
    Toolkit::new()
        .file("content/districts/oak/district.yml", "name: Oak Valley Joint Unified Elementary and High School District\n")
        .file(
            "content/districts/oak/schools.yml",
            "- {id: hill, name: Hill and Dale School of the Performing Arts and Sciences, leader: {name: Dana, email: dana.ortiz@hill-and-dale.example.org}}\n",
        )
        .file(
            "content/districts/oak/teams/core.yml",
            "name: Attendance and engagement team of the whole Oak Valley district\nlevel: district\nconvener: mo\nagenda: ana\nmembers:\n  - {id: ana, name: Ana, title: T, perspectives: [instruction], until: 2026-03-01}\n  - {id: mo, name: Mo, title: T, perspectives: [data-management], since: 2027-08-15}\n",
        )
}

#[test]
fn the_report_keeps_within_the_terminal_and_cuts_no_word() {
    let toolkit = long_names();
    let words = |columns: &str| {
        let run = toolkit.run_with(&["report", "--as-of", crate::common::TODAY], &[("COLUMNS", columns)]);
        let width: usize = columns.parse().expect("a number");
        let wide = run.ends(0).stdout.lines().find(|line| line.chars().count() > width.min(80));
        assert_eq!(wide, None, "{}", run.stdout);
        assert!(!run.stdout.contains('…'), "{}", run.stdout);
        run.stdout.split_whitespace().map(str::to_string).collect::<Vec<_>>()
    };
    for columns in ["40", "60", "80", "200"] {
        let printed = words(columns);
        for text in [
            "Oak Valley Joint Unified Elementary and High School District",
            "Attendance and engagement team of the whole",
            "Hill and Dale School of the Performing Arts",
        ] {
            for word in text.split(' ') {
                assert!(printed.iter().any(|printed| printed == word), "`{word}` at {columns}: {printed:?}");
            }
        }
    }
    let narrow = toolkit.run_with(&["report", "--as-of", crate::common::TODAY], &[("COLUMNS", "40")]);
    narrow.prints("\n  Perspectives covered: 0/11 0%\n").prints("\n  People: 0\n");
}

#[test]
fn terminal_and_pages_tell_who_is_to_come_alike() {
    let toolkit = long_names();
    toolkit.build().ends(0);
    let report = toolkit.run(&["report", "--as-of", crate::common::TODAY]);
    let printed = report.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let narrow = toolkit.run_with(&["report", "--as-of", crate::common::TODAY], &[("COLUMNS", "40")]).stdout;
    for text in ["From August 15, 2027 on", "No longer on the team"] {
        let page = toolkit.read("public/oak/coverage/index.html");
        assert!(page.contains(text) && narrow.contains(text), "`{text}`: {narrow}");
        assert!(text.split(' ').all(|word| printed.contains(word)), "`{text}`: {printed}");
    }
    let page = toolkit.read("public/oak/teams/core.html");
    assert!(page.contains("From August 15, 2027 on, somebody calls the team together."), "{page}");
    assert!(page.contains("The person who set the agenda is no longer on the team."), "{page}");
    // From that day on she is there.
    let later = toolkit.run(&["report", "--as-of", "2027-08-15"]);
    assert!(!later.ends(0).stdout.contains("From August"), "{}", later.stdout);
}
