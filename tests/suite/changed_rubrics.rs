//! A rubric that has changed since a team filled it in: what is told of it, and what is compared.

use crate::common::{Run, Toolkit};
use serde_json::{Value, json};

/// Indicators of one area of a rubric, in the sample's own scale.
fn rubric(ids: &[&str]) -> String {
    let items: Vec<String> = ids.iter().map(|id| format!("- Point {id} {{#{id}}}\n")).collect();
    format!("---\ntitle: Our points\n---\n\n## All {{#all}}\n\n{}", items.concat())
}

const FORMER: &str = "content/districts/oak/assessments/old.yml";
const NEWER: &str = "content/districts/oak/assessments/new.yml";

fn assessment(date: &str, ratings: &str) -> String {
    format!("rubric: points\nteam: a\ndate: {date}\nratings: {{{ratings}}}\n")
}

/// A team that filled in a rubric in 2025 and, as it is now, in 2026.
fn toolkit(ids: &[&str], former: &str, newer: &str) -> Toolkit {
    Toolkit::new()
        .file("teamkit.yml", "title: Test\nlanguages: [en, es, ar]\n")
        .file("content/districts/oak/district.yml", "name: Oak\nlanguages: [en, es, ar]\n")
        .file("content/rubrics/points.md", rubric(ids))
        .file("content/districts/oak/teams/a.yml", "name: A team\nlevel: district\n")
        .file(FORMER, assessment("2025-10-01", former))
        .file(NEWER, assessment("2026-10-01", newer))
}

fn told(toolkit: &Toolkit) -> Value {
    toolkit.build().ends(0);
    let json: Value = serde_json::from_str(&toolkit.read("public/oak/coverage/coverage.json")).expect("JSON");
    json["teams"][0]["assessments"][0].clone()
}

fn problems(run: &Run) -> Vec<(String, String, String, u64)> {
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let all = json["diagnostics"].as_array().expect("a list").iter();
    let text = |problem: &Value, key: &str| problem[key].as_str().unwrap_or_default().to_string();
    let of_ratings = all.filter(|problem| text(problem, "file").contains("/assessments/"));
    of_ratings
        .map(|one| {
            (text(one, "severity"), text(one, "code"), text(one, "file"), one["line"].as_u64().unwrap_or(0))
        })
        .collect()
}

const WHOLE: &str = "a: strength, b: urgent-gap, c: urgent-gap, d: strength, e: strength";

#[test]
fn what_is_written_as_no_id_was_never_one() {
    for slip in ["b: urgent gap", "b b: urgent-gap"] {
        let former = format!("a: strength, {slip}");
        let run =
            toolkit(&["a", "b"], &former, "a: strength, b: strength").run(&["check", "--format", "json"]);
        run.ends(1);
        assert!(problems(&run).iter().all(|problem| problem.0 == "error"), "{slip}: {}", run.stdout);
    }
}

#[test]
fn an_indicator_that_was_taken_out_is_compared_no_more() {
    let toolkit =
        toolkit(&["a", "b", "c", "d"], WHOLE, "a: strength, b: strength, c: urgent-gap, d: strength");
    let run = toolkit.run(&["check", "--format", "json", "--deny", "warnings"]);
    run.ends(0);
    assert_eq!(problems(&run), [("note".into(), "former-indicator".into(), FORMER.into(), 4)]);
    let told = told(&toolkit);
    assert_eq!((&told["share"], &told["change"], &told["in_place"]), (&json!(0.75), &json!(0.25), &json!(3)));
    for (page, words) in [
        ("teams/a.html", "up 25 points <span class=\"note\">(only what both rated: 4)"),
        ("coverage/index.html", "up 25 points <span class=\"note\">(only what both rated: 4)"),
        ("es/coverage/index.html", "(solo lo que ambas calificaron: 4)"),
        ("ar/coverage/index.html", "(فقط ما قُيّم في المرتين: 4)"),
        ("es/teams/a.html", "(solo lo que ambas calificaron: 4)"),
        ("ar/teams/a.html", "(فقط ما قُيّم في المرتين: 4)"),
    ] {
        let text = toolkit.read(&format!("public/oak/{page}"));
        assert!(text.contains(words), "{page}: {text}");
    }
}

#[test]
fn one_that_was_added_or_renamed_counts_once_and_is_not_compared() {
    let renamed = toolkit(
        &["a", "b", "c", "d", "new"],
        WHOLE,
        "a: strength, b: urgent-gap, c: strength, d: strength, new: urgent-gap",
    );
    let run = renamed.run(&["check", "--format", "json"]);
    run.ends(0);
    assert_eq!(problems(&run), [("note".into(), "former-indicator".into(), FORMER.into(), 4)]);
    let one = told(&renamed);
    assert_eq!((&one["share"], &one["change"], &one["not_rated"]), (&json!(0.6), &json!(0.1), &json!(0)));
    let page = renamed.read("public/oak/teams/a.html");
    assert!(page.contains("up 25 points (only what both rated: 4)"), "the headline: {page}");
    let added = toolkit(
        &["a", "b", "c", "more"],
        "a: strength, b: urgent-gap, c: urgent-gap",
        "a: strength, b: strength, c: strength, more: urgent-gap",
    );
    let run = added.run(&["check", "--format", "json"]);
    assert!(problems(&run).is_empty(), "{}", run.stdout);
    told(&added);
    let page = added.read("public/oak/coverage/index.html");
    assert!(page.contains("up 67 points <span class=\"note\">(only what both rated: 3)"), "{page}");
}

#[test]
fn too_little_in_common_is_said() {
    let toolkit = toolkit(
        &["x", "y", "z"],
        "x: strength, a: strength, b: strength",
        "x: strength, y: strength, z: urgent-gap",
    );
    told(&toolkit);
    for (page, words) in [
        ("teams/a.html", "too few points rated both times to compare"),
        ("coverage/index.html", "too few points rated both times to compare"),
        ("es/coverage/index.html", "muy pocos puntos calificados ambas veces para comparar"),
        ("ar/coverage/index.html", "فلا تصلح للمقارنة"),
    ] {
        assert!(toolkit.read(&format!("public/oak/{page}")).contains(words), "{page}");
    }
}

/// A rating of another scale, evidence and a step for what is gone: an older file says all of that once.
#[test]
fn an_older_self_assessment_tells_all_that_is_gone_in_one_note() {
    let toolkit = toolkit(
        &["a", "b", "c"],
        "a: good, b: strength, c: strength, d: strength",
        "a: strength, b: strength, c: strength",
    );
    let former = assessment("2025-10-01", "a: good, b: strength, c: strength, d: strength")
        + "evidence: {d: A list}\nsteps:\n  - {do: Ask, for: d}\n";
    toolkit.write(FORMER, former);
    let run = toolkit.run(&["check", "--format", "json", "--deny", "warnings"]);
    run.ends(0);
    assert_eq!(problems(&run).len(), 1, "{}", run.stdout);
    toolkit.check().says("there is no rating `good` any more (and 3 more that stand here)");
}

/// What counts now must be right; the newest of the same day counts.
#[test]
fn the_newest_self_assessment_has_no_ratings_that_the_rubric_has_not() {
    for (former, newer, file) in [
        ("a: strength", "a: strength, gone: strength", NEWER),
        ("a: strength, aa: strength", "a: strength, aa: strength", NEWER),
    ] {
        let toolkit = toolkit(&["a", "b", "c"], former, newer);
        let run = toolkit.run(&["check", "--format", "json"]);
        run.ends(1);
        let errors: Vec<_> = problems(&run).into_iter().filter(|one| one.0 == "error").collect();
        assert_eq!(errors, [("error".into(), "unknown-indicator".into(), file.into(), 4)]);
    }
}

/// What still has the old id of an item, which is quite another one now, is no mistake of its own.
#[test]
fn an_indicator_that_was_renamed_is_told_in_its_rubric_alone() {
    let guide = "---\ntitle: A guide\nhelps_with: [points/b]\n---\n\nWords.\n";
    let toolkit = toolkit(&["a", "privacy", "c", "d", "e"], WHOLE, WHOLE).file("content/guides/g.md", guide);
    let run = toolkit.run(&["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json["counts"], json!({"error": 1, "warning": 0, "note": 1}), "{}", run.stdout);
    let all = json["diagnostics"].as_array().expect("a list");
    let problem = all.iter().find(|problem| problem["severity"] == "error").expect("an error");
    assert_eq!(
        (&problem["file"], &problem["hint"]),
        (&json!("content/rubrics/points.md"), &json!("did you mean `b`?"))
    );
    toolkit.file("content/rubrics/points.md", rubric(&["a", "b", "c", "d", "e"])).run(&["check"]).ends(0);
}

/// Areas are told apart by what most of their items are of, and of items that follow each other the first is told.
#[test]
fn a_translation_is_told_where_its_items_are_others_or_stand_elsewhere() {
    let areas = |areas: &[(&str, &[&str])]| {
        let item = |id: &&str| format!("- {id} {{#{id}}}\n");
        let items = |ids: &[&str]| ids.iter().map(item).collect::<Vec<_>>().concat();
        let areas = areas.iter().map(|(heading, ids)| format!("## {heading}\n\n{}\n", items(ids)));
        format!("---\ntitle: Ours\n---\n\n{}", areas.collect::<Vec<_>>().concat())
    };
    let original: [(&str, &[&str]); 3] =
        [("One {#one}", &["a", "b", "c"]), ("Two {#two}", &["d", "e"]), ("Three {#three}", &["f"])];
    let check = |translated: &[(&str, &[&str])]| {
        let toolkit = Toolkit::new().file("teamkit.yml", "title: Test\nlanguages: [en, es]\n");
        let toolkit = toolkit.file("content/rubrics/ours.md", areas(&original));
        toolkit.file("content/rubrics/ours.es.md", areas(translated)).check()
    };
    check(&[("Uno", &["a", "b", "c"]), ("Dos", &["e", "d"]), ("Tres", &["f"])]).prints("No problems.");
    check(&[("Uno {#one}", &["a", "b", "c"]), ("Dos", &["e", "d"]), ("Tres {#three}", &["f"])])
        .says("ours.es.md:11:1")
        .says("write `## Dos {#two}`")
        .prints("1 warning");
    check(&[("Uno {#one}", &["a", "d"]), ("Dos {#two}", &["e"])])
        .says("lacks 2 items, from `b` on")
        .says("add `- … {#b}` below this item")
        .says("ours.es.md:8:1")
        .says("move it below the heading `## Dos`")
        .says("lacks the area `three`")
        .prints("3 warnings");
    check(&[("Uno", &["a", "b", "c", "d", "e"]), ("Tres", &["f"])])
        .says("ours.es.md:10:1")
        .says("write its heading above it, `## … {#two}`")
        .prints("1 warning");
}

/// Where other files name an item, it is not to be removed from the translation, which alone has it still.
#[test]
fn an_item_that_the_original_lost_is_put_back_where_other_files_name_it() {
    let translation = rubric(&["a", "b", "c"]);
    let toolkit = toolkit(&["a", "c"], "a: strength", "a: strength, b: urgent-gap, c: strength")
        .file("content/rubrics/points.es.md", translation);
    toolkit
        .check()
        .says("points.es.md:8:13")
        .says("the original has no item `b`, and each that it has is here")
        .says("put it into `content/rubrics/points.md`, as `- … {#b}` below the item in line 7: other files name it")
        .prints("1 error,");
    toolkit.file("content/rubrics/points.md", rubric(&["a", "b", "c"])).run(&["check"]).ends(0);
}

/// A translation says nothing of the scale, so ratings on the one that is lost are no mistakes.
#[test]
fn ratings_on_a_scale_that_is_lost_are_not_told() {
    let scale = "- {id: often, name: Often, means: in-place}\n- {id: never, name: Never, means: gap}\n";
    let original = rubric(&["a", "b"]).replace("---\n\n##", &format!("scale:\n{scale}---\n\n##"));
    for (broken, told) in [
        (original.replace("points\n", "points: all\n"), "yaml-colon"),
        (original.replace("scale:", "scales:"), "unknown-key"),
        (original.replace("gap}", "gap"), "yaml-bracket"),
        (original.replacen("---\n", "", 1), "missing-front-matter"),
        (original.clone(), "nothing"),
    ] {
        let toolkit = toolkit(&["a", "b"], "a: often, b: never", "a: never, b: often")
            .file("content/rubrics/points.md", broken)
            .file("content/rubrics/points.es.md", rubric(&["a", "b"]));
        let run = toolkit.run(&["check", "--format", "json"]);
        assert_eq!(problems(&run), [], "{told}");
        assert!(run.stdout.contains(told) || told == "nothing", "{}", run.stdout);
    }
}
