//! Self-assessments: instruments of several kinds as rubrics, and the figures that come of filled-in ones.

use crate::common::Toolkit;
use serde_json::{Value, json};

/// A flat instrument: eleven items without areas, five ratings.
const FLAT: &str = "---
title: How do we work?
---

Answer together.

1. We meet
   every month. {#flat-1}
2. Someone calls us
   together. {#flat-2}
   Nobody else does.
3. We look at figures. {#flat-3}
4. We know the causes. {#flat-4}
5. Families come. {#flat-5}
6. Nurses come. {#flat-6}
7. We greet. {#flat-7}
8. We write. {#flat-8}
9. We call. {#flat-9}
10. We visit. {#flat-10}
11. We stop what fails. {#flat-11}
";

/// A tiered instrument: 0, 1, 2, each described for each item, with a goal.
const TIERED: &str = "---
title: First tier
goal: 0.7
scale:
  - {id: full, name: Fully, means: in-place, points: 2}
  - {id: part, name: Partly, means: developing, points: 1, hint: Some of it is there}
  - {id: not, name: Not yet, means: gap, points: 0}
  - {id: na, name: Not ours, means: not-applicable}
---

## Team {#team}

- Who is on it {#who}
  - Fully: everybody whom the plan names
  - **Partly:** more than half
  - Not yet: fewer
- How it works {#how}
  - Fully: agenda, minutes, roles
  - Not yet: none of them
- When it meets {#when}

## Data {#data}

- What we look at {#what}
- How often {#often}
";

/// An instrument of tiers, each item scored from 0 to 3.
const TIERS: &str = "---
title: Three tiers
goal: 0.8
scale:
  - {id: all, name: Throughout, means: in-place, points: 3}
  - {id: most, name: Mostly, means: in-place, points: 2, hint: In more than half of what we do}
  - {id: begun, name: Begun, means: developing, points: 1}
  - {id: no, name: Not yet, means: gap, points: 0}
---

## For everybody {#everybody}

1. Every classroom greets. {#greet}
2. Every family is called. {#call}
3. Every absence is seen the same day. {#seen}

## For some {#some}

1. A mentor for who misses more. {#mentor}
2. A plan within a week. {#plan}
3. A look at it each month. {#look}
";

/// The sample's own scale, without anything else.
const TEAM: &str = "name: A team\nlevel: district\n";

fn toolkit() -> Toolkit {
    Toolkit::new()
        .file("content/rubrics/flat.md", FLAT)
        .file("content/rubrics/tiered.md", TIERED)
        .file("content/districts/oak/teams/a.yml", TEAM)
}

fn assessment(rubric: &str, date: &str, ratings: &str) -> String {
    format!("rubric: {rubric}\nteam: a\ndate: {date}\nratings: {{{ratings}}}\n")
}

fn assessments(toolkit: &Toolkit) -> Value {
    toolkit.build().ends(0);
    let json: Value = serde_json::from_str(&toolkit.read("public/oak/coverage/coverage.json")).expect("JSON");
    json["teams"][0]["assessments"].clone()
}

#[test]
fn a_flat_instrument_is_its_own_area() {
    let toolkit = toolkit().file(
        "content/districts/oak/assessments/one.yml",
        assessment("flat", "2026-10-01", "flat-1: strength, flat-2: urgent-gap, flat-3: unknown"),
    );
    assert_eq!(
        assessments(&toolkit),
        json!([{"rubric": "flat", "date": "2026-10-01", "in_place": 1, "developing": 0, "gap": 1, "unknown": 1,
            "not_applicable": 0, "not_rated": 8, "share": 0.5, "change": null, "points": null,
            "areas": [{"id": "flat", "in_place": 1, "developing": 0, "gap": 1, "unknown": 1,
                "not_applicable": 0, "not_rated": 8, "share": 0.5}]}])
    );
}

#[test]
fn a_tiered_instrument_tells_points_and_leaves_small_areas_to_the_total() {
    let toolkit = toolkit()
        .file(
            "content/districts/oak/assessments/one.yml",
            assessment("tiered", "2026-10-01", "who: full, how: part, when: na, what: not"),
        )
        .file("content/districts/oak/assessments/old.yml", assessment("tiered", "2025-10-01", "who: not"));
    let all = assessments(&toolkit);
    assert_eq!(
        all,
        json!([{"rubric": "tiered", "date": "2026-10-01", "in_place": 1, "developing": 1, "gap": 1, "unknown": 0,
            "not_applicable": 1, "not_rated": 1, "share": 0.3333, "change": 0.3333,
            "points": {"sum": 3, "of": 6, "share": 0.5},
            "areas": [{"id": "team", "in_place": 1, "developing": 1, "gap": 0, "unknown": 0,
                "not_applicable": 1, "not_rated": 0, "share": 0.5}]}])
    );
}

#[test]
fn tiers_from_0_to_3_tell_points_by_tier_and_the_goal() {
    let toolkit = toolkit().file("content/rubrics/tiers.md", TIERS).file(
        "content/districts/oak/assessments/one.yml",
        assessment("tiers", "2026-10-01", "greet: all, call: most, seen: begun, mentor: no, plan: begun"),
    );
    let all = assessments(&toolkit);
    assert_eq!(all[0]["points"], json!({"sum": 7, "of": 15, "share": 0.4667}));
    assert_eq!((&all[0]["share"], &all[0]["areas"][1]["not_rated"]), (&json!(0.4), &json!(1)));
    let rubric = toolkit.read("public/oak/rubrics/tiers.html");
    for words in ["<p>80% is the goal.</p>", "<dt>Mostly</dt><dd>In more than half of what we do</dd>"] {
        assert!(rubric.contains(words), "{words}: {rubric}");
    }
    for page in ["teams/a.html", "print.html"] {
        let page = toolkit.read(&format!("public/oak/{page}"));
        let words =
            ["7 of 15 points (47%)", "6 of 9 points (67%)", "1 of 6 points (17%)", "80% is the goal."];
        assert!(words.iter().all(|words| page.contains(words)), "{page}");
    }
    assert!(toolkit.read("public/oak/coverage/index.html").contains("7 of 15 points (47%)"));
}

/// Names, ratings and steps of one team: in no file where the settings keep results back.
#[test]
fn what_the_settings_keep_back_stands_in_no_file() {
    let steps = "evidence: {who: Minutes of Quillfeather}\nsteps:\n  - {do: Plant a zebrawood tree, by: 2026-12-24, who: Zora Quillfeather}\n";
    for (shown, told) in [("team", true), ("district", false), ("none", false)] {
        let toolkit = toolkit().file("teamkit.yml", format!("title: Test\npublish_assessments: {shown}\n"));
        for (name, date) in [("old", "2025-10-01"), ("new", "2026-10-07")] {
            let text = assessment("tiered", date, "who: full, how: part, when: not, what: full") + steps;
            toolkit.write(&format!("content/districts/oak/assessments/{name}.yml"), text);
        }
        toolkit.build().ends(0);
        let files = toolkit.output();
        let holds = |words: &str| {
            files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words)).count()
        };
        for words in ["zebrawood", "2026-10-07", "October 7, 2026", "October 1, 2025"] {
            assert_eq!(holds(words) > 0, told, "{shown}: {words}");
        }
        assert_eq!((holds("Quillfeather"), holds("Minutes of")), (0, 0), "{shown}");
    }
}

#[test]
fn counts_across_teams_stand_where_the_settings_say() {
    for (shown, told) in [("team", true), ("district", true), ("none", false)] {
        let toolkit = toolkit().file("teamkit.yml", format!("title: Test\npublish_assessments: {shown}\n"));
        for (team, rating) in [("a", "full"), ("b", "part"), ("c", "not")] {
            toolkit.write(&format!("content/districts/oak/teams/{team}.yml"), TEAM);
            let text = assessment("tiered", "2026-10-01", &format!("who: {rating}"));
            let text = text.replace("team: a", &format!("team: {team}"));
            toolkit.write(&format!("content/districts/oak/assessments/{team}.yml"), text);
        }
        toolkit.build().ends(0);
        let page = toolkit.read("public/oak/rubrics/tiered.html");
        assert_eq!(page.contains("<td class=\"end\">1</td>"), told, "{shown}");
    }
}

#[test]
fn results_stand_where_the_settings_say() {
    let filled = "flat-1: strength, flat-2: urgent-gap";
    for (shown, told) in [("team", true), ("district", false), ("none", false)] {
        let toolkit = toolkit()
            .file("teamkit.yml", format!("title: Test\npublish_assessments: {shown}\n"))
            .file("content/districts/oak/assessments/one.yml", assessment("flat", "2026-10-01", filled));
        assert_eq!(assessments(&toolkit) != json!([]), told, "{shown}");
        let csv = toolkit.read("public/oak/coverage/coverage.csv");
        assert_eq!(csv.contains(",assessment,"), told, "{shown}");
        let page = toolkit.read("public/oak/teams/a.html");
        assert_eq!(page.contains("self-assessment"), told, "{shown}");
    }
}

#[test]
fn a_guide_helps_with_what_there_is() {
    let guide =
        |helps: &str| format!("---\ntitle: A guide\nhelps_with: [{helps}]\nkeywords: [truancy]\n---\n");
    let toolkit = toolkit();
    toolkit.write("content/guides/help.md", guide("flat/flat-1, tiered/who, review-data, instruction"));
    toolkit.check().ends(0);
    toolkit.write("content/guides/help.md", guide("flat/flat-12, tired/who, instructions"));
    toolkit
        .check()
        .ends(1)
        .says("has no indicator `flat-12`")
        .says("there is no rubric `tired`")
        .says("there is no function or perspective `instructions`");
    toolkit.write("content/guides/help.md", guide("review-data, flat/flat-1, review-data, flat/flat-1"));
    let run = toolkit.check();
    run.ends(0)
        .says("`review-data` stands twice in this list")
        .says("`flat/flat-1` stands twice in this list");
}

#[test]
fn what_a_form_saves_is_read_and_names_stay_in_it() {
    let saved = json!({"schema": "teamkit/assessment/1", "rubric": "flat", "team": "a", "date": "2026-10-14",
        "ratings": {"flat-1": "strength"}, "evidence": {"flat-1": "Line one\nLine two by Zora Quillfeather"},
        "raters": 6,
        "steps": [{"do": "Invite parents", "by": "2026-12-01", "who": "Zora Quillfeather", "for": "flat-1"}]});
    let toolkit = toolkit().file("content/districts/oak/assessments/form.json", saved.to_string());
    assert_eq!(assessments(&toolkit)[0]["in_place"], 1);
    for (name, bytes) in toolkit.output() {
        assert!(!String::from_utf8_lossy(&bytes).contains("Quillfeather"), "{name}");
    }
    let mut wrong = saved;
    wrong["steps"][0]["for"] = json!("flat-99");
    wrong["steps"][0]["by"] = json!("soon");
    toolkit.write("content/districts/oak/assessments/form.json", wrong.to_string());
    toolkit.check().ends(1).says("there is no indicator `flat-99`").says("`soon` is not a date");
}

#[test]
fn a_goal_is_a_share() {
    for (goal, code) in [("0.7", 0), ("1", 0), ("70", 1), ("0.12345", 1), ("-0.1", 1), ("70%", 1)] {
        let toolkit = toolkit();
        toolkit.write("content/rubrics/tiered.md", TIERED.replace("0.7", goal));
        toolkit.check().ends(code);
    }
}

#[test]
fn a_team_page_tells_how_it_has_gone_and_what_comes_next() {
    let steps = "steps:\n  - {do: Ask families, by: 2026-11-01, who: Zora Quillfeather, for: who}\n  - {do: Meet monthly, by: 2026-12-24}\n";
    let newest = assessment("tiered", "2026-10-01", "who: full, how: full, when: part, what: full") + steps;
    let toolkit = toolkit().file("content/districts/oak/assessments/new.yml", newest).file(
        "content/districts/oak/assessments/old.yml",
        assessment("tiered", "2025-10-01", "who: not, how: full, when: part"),
    );
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/teams/a.html");
    assert!(page.contains("October 1, 2025") && page.contains("(only what both rated: 3)"), "{page}");
    assert!(page.contains("up 33 points <span class=\"note\">(only"), "{page}");
    assert!(page.contains("<li class=\"past\">Ask families"), "{page}");
    assert!(page.contains("<li>Meet monthly"), "{page}");
    assert!(!page.contains("Quillfeather"));
}

/// A change on one or two indicators would tell how each of them was rated.
#[test]
fn no_change_is_told_of_fewer_than_three_indicators() {
    let toolkit = toolkit()
        .file(
            "content/districts/oak/assessments/new.yml",
            assessment("tiered", "2026-10-01", "who: full, how: full, when: part, what: full"),
        )
        .file(
            "content/districts/oak/assessments/old.yml",
            assessment("tiered", "2025-10-01", "who: not, how: full"),
        );
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/teams/a.html");
    assert!(page.contains("October 1, 2025"), "{page}");
    assert!(!page.contains("what both rated") && !page.contains("up 50 points <span"), "{page}");
}

#[test]
fn a_heading_within_a_footnote_or_a_definition_begins_no_area() {
    let text = "---\ntitle: Within\n---\n\n## One\n\n- A {#a}\n- B[^x] {#b}\n\nTerm\n: Text\n\n  ## Deep\n\n  - no item\n\n- C {#c}\n\n## Two\n\n- D {#d}\n\n[^x]: Foot\n\n    ## Low\n\n    - no item\n";
    let toolkit = toolkit().file("content/rubrics/within.md", text);
    toolkit.build().ends(0);
    let page = toolkit.read("public/oak/rubrics/within.html");
    let areas: Vec<&str> =
        page.split("<section data-area=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(areas, ["one", "two", "one", "two"], "the worksheet and the form: {page}");
    for (inner, closing) in [("<dl>", "</dl>"), ("doc-endnotes", "</ol></section>")] {
        let within = page.split(inner).nth(1).and_then(|rest| rest.split(closing).next()).expect("there");
        assert!(!within.contains("section"), "{within}");
    }
    for (id, is_asked) in [("a", true), ("b", true), ("c", true), ("d", true), ("no item", false)] {
        assert_eq!(page.contains(&format!("data-indicator=\"{id}\"")), is_asked, "{id}");
    }
}

/// A page with millions of choices is shown by no browser.
#[test]
fn a_rubric_of_too_many_choices_is_a_worksheet_alone() {
    for (items, has_form) in [(200, true), (300, false)] {
        let scale: Vec<String> =
            (0..100).map(|index| format!("{{id: r{index}, name: Rating {index}, means: gap}}")).collect();
        let text = format!(
            "---\ntitle: Long\nscale: [{}]\n---\n\n{}",
            scale.join(", "),
            "- An item\n".repeat(items)
        );
        let toolkit = toolkit().file("content/rubrics/long.md", text);
        toolkit.build().ends(0);
        let page = toolkit.read("public/oak/rubrics/long.html");
        assert_eq!(page.contains("id=\"assess\""), has_form, "{items} items");
        assert!(page.contains("An item"));
    }
}

/// Two self-assessments of a team, and where its file lies, or none.
fn of_a_team(file: Option<&str>) -> Toolkit {
    let toolkit = Toolkit::new()
        .file("content/rubrics/flat.md", FLAT)
        .file(
            "content/districts/oak/assessments/one.yml",
            assessment("flat", "2026-10-01", "flat-1: strength"),
        )
        .file(
            "content/districts/oak/assessments/old.yml",
            assessment("flat", "2025-10-01", "flat-1: strength"),
        )
        .file(
            "content/districts/oak/assessments/other.yml",
            "rubric: flat\nteam: other\ndate: 2026-10-01\nratings: {}\n",
        );
    match file {
        Some(file) => toolkit.file(&format!("content/districts/oak/teams/{file}"), TEAM),
        None => toolkit,
    }
}

#[test]
fn a_folder_of_teams_that_is_missing_is_told_once() {
    let run = of_a_team(None).check();
    run.ends(1).says("the folder `content/districts/oak/teams` is missing");
    run.says("put the folder there again, with `a.yml`, `other.yml` in it");
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
}

#[test]
fn a_team_whose_file_was_renamed_is_told_once() {
    let toolkit = of_a_team(Some("team-of-oak.yml")).file("content/districts/oak/teams/other.yml", TEAM);
    for file in ["one", "old"] {
        let path = format!("content/districts/oak/assessments/{file}.yml");
        toolkit.write(&path, toolkit.read(&path).replace("team: a\n", "team: team-oak\n"));
    }
    let run = toolkit.check();
    run.ends(1).says("rename `content/districts/oak/teams/team-of-oak.yml` to `team-oak.yml`");
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
}
