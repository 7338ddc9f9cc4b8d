//! What a rubric's form saved, put into a toolkit and merged.

use std::env;

use crate::common::Toolkit;
use serde_json::{Value, json};

const RUBRIC: &str = "---
title: Where we stand
scale:
  - {id: best, name: Best, means: in-place, points: 3}
  - {id: good, name: Good, means: in-place, points: 2}
  - {id: some, name: Some, means: developing, points: 1}
  - {id: none, name: None, means: gap, points: 0}
  - {id: na, name: Not ours, means: not-applicable}
  - {id: open, name: Don't know, means: unknown}
---

## Team {#team}

- Who is on it # really {#a}
- How *it* works {#b}
- When it meets {#null}

## Data {#data}

- What we look at {#c}
- How often {#d}
";

const IDS: [&str; 5] = ["a", "b", "null", "c", "d"];
const SCALE: [&str; 6] = ["best", "good", "some", "none", "na", "open"];

fn toolkit() -> Toolkit {
    Toolkit::new()
        .file("content/rubrics/stand.md", RUBRIC)
        .file("content/rubrics/loose.md", "---\ntitle: Loose\n---\n\n- One\n- Two\n")
        .file("content/districts/oak/teams/elm.yml", "name: 'Elm: \"the\" team'\nlevel: district\n")
}

fn saved() -> Value {
    json!({"schema": "teamkit/assessment/1", "rubric": "stand", "team": "elm", "date": "2026-10-14",
        "ratings": {"c": "none", "a": "best", "null": "na"},
        "evidence": {"a": "The list: \"all\"\n#1 \u{2028} \u{1F600}\t\\ end"}, "raters": 1,
        "steps": [{"do": "Ask two: parents", "by": "2026-12-01", "who": "Zora", "for": "c"}, {"do": "-"}]})
}

fn import(toolkit: &Toolkit, more: &[&str], files: &[Value]) -> crate::common::Run {
    let names: Vec<String> = (0..files.len()).map(|index| format!("saved-{index}.json")).collect();
    names.iter().zip(files).for_each(|(name, file)| toolkit.write(name, file.to_string()));
    let mut arguments = vec!["import", "assessment", "--as-of", crate::common::TODAY];
    arguments.extend(more);
    arguments.extend(names.iter().map(String::as_str));
    toolkit.run(&arguments)
}

const WRITTEN: &str = "content/districts/oak/assessments/elm-stand-2026-10-14.yml";

#[test]
fn a_file_is_written_in_the_order_of_the_rubric_with_the_items_words() {
    let toolkit = toolkit();
    import(&toolkit, &[], &[saved()]).ends(0).prints("3 of 5 rated");
    let text = toolkit.read(WRITTEN);
    let expected = r#"# Where we stand: Elm: "the" team, 2026-10-14
rubric: stand
team: elm
date: 2026-10-14
raters: 1
ratings:
  # Team
  # - Who is on it # really
  a: best
  # - How it works
  # b: not rated
  # - When it meets
  "null": na
  # Data
  # - What we look at
  c: none
  # - How often
  # d: not rated
# How do you know? Never published.
evidence:
  a: "The list: \"all\"\n#1 \u2028 😀\t\\ end"
# Who takes a step is never published.
steps:
  - do: "Ask two: parents"
    by: 2026-12-01
    who: "Zora"
    for: c
  - do: "-"
"#;
    assert_eq!(text, expected);
    toolkit.check().ends(0);
    toolkit.build().ends(0);
    let report: Value =
        serde_json::from_str(&toolkit.read("public/oak/coverage/coverage.json")).expect("JSON");
    let told = &report["teams"][0]["assessments"][0];
    assert_eq!((&told["in_place"], &told["gap"], &told["not_applicable"]), (&json!(1), &json!(1), &json!(1)));
}

#[test]
fn no_file_is_written_over() {
    let toolkit = toolkit();
    import(&toolkit, &[], &[saved()]).ends(0);
    let before = toolkit.read(WRITTEN);
    let mut other = saved();
    other["ratings"]["a"] = json!("none");
    import(&toolkit, &[], &[other]).ends(1).says("already").says("Nothing was written.");
    assert_eq!(toolkit.read(WRITTEN), before);
    import(&toolkit, &[], &[saved(), saved()]).ends(1);
}

#[test]
fn every_refusal_says_what_to_do() {
    let changed = |key: &str, value: Value| {
        let mut file = saved();
        file[key] = value;
        file
    };
    for (file, words) in [
        (changed("schema", json!("teamkit/assessment/9")), "another form or version"),
        (changed("schema", Value::Null), "not what a rubric's form saved"),
        (changed("team", json!("elms")), "did you mean `elm`?"),
        (changed("team", json!("../elm")), "there is no team"),
        (changed("team", Value::Null), "`team` is missing"),
        (changed("rubric", json!("stands")), "there is no rubric `stands`"),
        (changed("date", json!("2026-13-40")), "is not a date"),
        (changed("ratings", json!({"a": "perfect"})), "there is no rating `perfect`"),
        (changed("ratings", json!({"z": "best"})), "the rubric has changed"),
        (changed("ratings", json!(["best"])), "should be a rating for each indicator"),
        (changed("extra", json!(1)), "no key of a self-assessment"),
        (changed("rubric", json!("loose")), "has few of the items that are rated here"),
        (json!([1, 2]), "not what a rubric's form saved"),
    ] {
        let toolkit = toolkit();
        import(&toolkit, &[], &[file]).ends(1).says(words).says("Nothing was written.");
        assert!(!toolkit.exists("content/districts/oak/assessments"));
    }
    let mut loose = saved();
    loose["rubric"] = json!("loose");
    loose["ratings"] = json!({"loose-1": "strength"});
    for key in ["evidence", "steps"] {
        loose.as_object_mut().expect("a map").remove(key);
    }
    import(&toolkit(), &[], &[loose]).ends(1).says("add `{#loose-1}`");
}

#[test]
fn a_team_of_several_districts_needs_the_districts_name() {
    let toolkit = toolkit()
        .file("content/districts/ash/district.yml", "name: Ash\n")
        .file("content/districts/ash/teams/elm.yml", "name: Elm\nlevel: district\n");
    import(&toolkit, &[], &[saved()]).ends(1).says("add `--district`");
    import(&toolkit, &["--district=ash"], &[saved()]).ends(0);
    assert!(toolkit.exists(&WRITTEN.replace("oak", "ash")));
}

/// Numbers that only look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % count
    }
}

/// How often a random test is run: a few times, or as often as the environment says.
fn rounds() -> usize {
    env::var("TEAMKIT_ROUNDS").ok().and_then(|count| count.parse().ok()).unwrap_or(12)
}

#[test]
fn broken_files_are_refused_in_words() {
    let toolkit = toolkit();
    let whole = saved().to_string();
    let mut dice = Dice(7);
    for _ in 0..rounds() {
        let mut bytes = whole.clone().into_bytes();
        bytes.truncate(dice.below(bytes.len()));
        for _ in 0..dice.below(4) {
            let at = dice.below(bytes.len().max(1));
            if let Some(byte) = bytes.get_mut(at) {
                *byte = u8::try_from(dice.below(256)).expect("a byte");
            }
        }
        toolkit.write("broken.json", &bytes);
        let run = toolkit.run(&["import", "assessment", "broken.json"]);
        run.ends(1).says("`broken.json`").says("Nothing was written.");
        assert!(!toolkit.exists("content/districts/oak/assessments"));
    }
}

/// What several ratings come to, worked out another way: by counting how many are at least as good as each.
fn expected(given: &[&str]) -> Option<&'static str> {
    let votes = |rating: &str| given.iter().filter(|one| **one == rating).count();
    let voting: usize = SCALE[..4].iter().map(|rating| votes(rating)).sum();
    let mut above = 0;
    for rating in &SCALE[..4] {
        above += votes(rating);
        if 2 * above > voting {
            return Some(rating);
        }
    }
    match (votes("na"), votes("open")) {
        (0, 0) => None,
        (na, open) if na > open => Some("na"),
        _ => Some("open"),
    }
}

#[test]
fn several_raters_come_to_the_median() {
    let mut dice = Dice(3);
    for _ in 0..rounds() {
        let toolkit = toolkit();
        let files: Vec<Value> = (0..=dice.below(6))
            .map(|index| {
                let mut file = saved();
                let ratings = IDS.iter().filter_map(|id| {
                    let rating = SCALE.get(dice.below(SCALE.len() + 1))?;
                    Some(((*id).to_string(), json!(rating)))
                });
                file["ratings"] = Value::Object(ratings.collect());
                file["evidence"] = json!({"d": format!("note\n{index}")});
                file
            })
            .collect();
        import(&toolkit, &["--merge"], &files).ends(0);
        let text = toolkit.read(WRITTEN);
        for id in IDS {
            let given: Vec<&str> = files.iter().filter_map(|file| file["ratings"][id].as_str()).collect();
            let key = if id == "null" { "\"null\"" } else { id };
            let found = SCALE.into_iter().find(|rating| text.contains(&format!("\n  {key}: {rating}\n")));
            assert_eq!(found, expected(&given), "{id}: {given:?}\n{text}");
        }
        assert!(text.contains(&format!("\nraters: {}\n", files.len())));
        assert!(text.contains(r#"  d: "A: note 0"#));
    }
}

#[test]
fn files_of_different_teams_are_not_merged() {
    let mut other = saved();
    other["team"] = json!("elms");
    import(&toolkit(), &["--merge"], &[saved(), other]).ends(1).says("can't be merged");
}

#[test]
fn nothing_that_was_typed_is_told_but_ids_and_days() {
    let start = r#""schema":"teamkit/assessment/1","rubric":"stand","date":"2026-10-14""#;
    let team = r#""team":"elm""#;
    for (rest, says) in [
        (
            r#""team":"elm","ratings":{"a":"best"},"evidence":{"aa":"Zoltan Quix said"}"#,
            "there is no indicator `aa`",
        ),
        (r#""team":"elm","rater":"Zora Quix""#, "no key of a self-assessment"),
        (r#""team":"elm","raters":"Zora, Quix""#, "error"),
        (r#""team":"elm","raters":"Zora""#, "error"),
        (r#""team":"elm","evidence":{"a":"Zora Quix","a":"Quix Zora"}"#, "error"),
        (
            r#""team":"elm","ratings":{"a":"perfect"},"evidence":{"b":"Zora Quix"}"#,
            "there is no rating `perfect`",
        ),
        (r#""team":"elm","ratings":{"a":"Zora Quix"}"#, "error"),
        (r#""team":"elm","evidence":{"Zora Quix":"Quix"}"#, "error"),
        (r#""team":"elm","evidence":["Zora Quix"]"#, "error"),
        (r#""team":"elm","evidence":{"a":{"Zora":"Quix"}}"#, "error"),
        (r#""team":"elm","steps":[{"do":"Ask Zora","whoo":"Quix"},"Zora Quix"]"#, "error"),
        (r#""team":"elm","steps":[{"do":"Ask","by":"Zora Quix","for":"Zora Quix"}]"#, "error"),
        (r#""team":"Zora Quix""#, "there is no team `…`"),
    ] {
        let toolkit = toolkit();
        toolkit.write("typed.json", format!("{{{start},{rest}}}"));
        let run = toolkit.run(&["import", "assessment", "typed.json", "--as-of", crate::common::TODAY]);
        run.ends(1).says(says).says("Nothing was written.");
        for secret in ["Zora", "Zoltan", "Quix", "said"] {
            assert!(!run.stderr.contains(secret) && !run.stdout.contains(secret), "{rest}: {}", run.stderr);
        }
    }
    let toolkit = toolkit();
    toolkit.write("one.json", format!("{{{start},{team}}}"));
    toolkit.write("two.json", format!("{{{start},\"team\":\"Zora Quix\"}}"));
    let run = toolkit.run(&["import", "assessment", "--merge", "one.json", "two.json"]);
    assert!(!run.ends(1).says("can't be merged").stderr.contains("Quix"));
}
