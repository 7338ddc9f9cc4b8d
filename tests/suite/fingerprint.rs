//! Builds that find most of their work done: what nobody touched is not rendered, and the output is always what a build
//! into an empty folder makes.

use std::fs;
use std::thread;
use std::time::Duration;

use crate::common::{TODAY, Toolkit, guide, team};

/// Until files are old enough for their stamps to be trusted.
fn wait() {
    thread::sleep(Duration::from_millis(60));
}

const RENDERED_NOTHING: &str = "1 district stood as they should";

/// A toolkit of one district that was built, and whose pages are known to stand as they should.
fn settled() -> Toolkit {
    let toolkit = Toolkit::in_memory()
        .file("content/guides/start.md", guide("Begin here."))
        .file("content/districts/oak/teams/oak.yml", team("part_of: x\n"));
    wait();
    toolkit.build().ends(0);
    wait();
    toolkit.build().ends(0);
    toolkit
}

#[test]
fn what_nobody_touched_is_not_rendered() {
    let toolkit = settled();
    let before = toolkit.output();
    toolkit.build().ends(0).prints(RENDERED_NOTHING).prints("0 files written");
    toolkit.run(&["build", "--as-of", TODAY, "--force-render"]).ends(0);
    assert_eq!(toolkit.output(), before);
    let run = toolkit.run(&["build", "--as-of", "2026-11-24"]);
    assert!(!run.ends(0).stdout.contains(RENDERED_NOTHING), "{}", run.stdout);
}

#[test]
fn a_page_that_somebody_touched_is_written_again() {
    let toolkit = settled();
    let before = toolkit.output();
    let page = toolkit.read("public/oak/index.html");
    toolkit.write("public/oak/index.html", page.replace("Oak", "Elm"));
    toolkit.build().ends(0);
    assert_eq!(toolkit.output(), before);
    wait();
    toolkit.build().ends(0);
    toolkit.remove("public/oak/guides/start.html");
    toolkit.build().ends(0).prints("1 file written");
    assert_eq!(toolkit.output(), before);
}

#[test]
fn warnings_are_told_again_and_show_nothing_hidden() {
    let members = "members:\n  - {id: ana, name: Ana Ruiz, title: Parent, show_name: false}\n";
    let toolkit = Toolkit::in_memory()
        .file("content/districts/oak/teams/oak.yml", team(members))
        .file("content/guides/start.md", guide("See <i>this</i>, says Ana Ruiz."));
    wait();
    let first = toolkit.build();
    wait();
    let (second, third) = (toolkit.build(), toolkit.build());
    assert!(third.ends(0).stdout.contains(RENDERED_NOTHING), "{}", third.stdout);
    assert!(!first.stderr.is_empty());
    assert_eq!((&first.stderr, &second.stderr), (&third.stderr, &third.stderr));
    assert!(!toolkit.read("public/.teamkit/oak.fingerprint.json").contains("Ana Ruiz"));
    let checked = toolkit.check();
    assert!(checked.ends(0).stderr.contains("warning"), "{}", checked.stderr);
    fs::remove_dir_all(toolkit.path("public")).unwrap();
    let afresh = toolkit.check();
    assert_eq!((&checked.stderr, &checked.stdout), (&afresh.stderr, &afresh.stdout));
}

#[test]
fn a_fingerprint_that_anything_was_done_to_is_not_believed() {
    let toolkit = settled();
    let name = "public/.teamkit/oak.fingerprint.json";
    let text = toolkit.read(name);
    for damaged in [text.replace("pages", "pagos"), text[..text.len() / 2].into(), "{}".into()] {
        toolkit.write(name, damaged);
        let run = toolkit.build();
        assert!(!run.ends(0).stdout.contains(RENDERED_NOTHING), "{}", run.stdout);
        wait();
    }
}

/// The next of a row of numbers that look random and are the same each time.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 40).unwrap_or_default()
}

/// How many kinds of edits there are.
const KINDS: usize = 10;

/// Does one of [`KINDS`] kinds of things to the toolkit, its theme or its output.
fn edit(toolkit: &Toolkit, what: usize, seed: &mut u64) -> String {
    let district = ["oak", "elm"][next(seed) % 2];
    let team_file = format!("content/districts/{district}/teams/t{}.yml", next(seed) % 3);
    match what {
        0 | 1 => toolkit.write(&team_file, team(&format!("part_of: Team {}\n", next(seed) % 1_000))),
        2 => drop(fs::remove_file(toolkit.path(&team_file))),
        3 => toolkit.write("content/guides/start.md", guide(&format!("Text <i>{}</i>.", next(seed) % 1_000))),
        4 => toolkit.write("teamkit.yml", format!("title: Test {}\n", next(seed) % 3)),
        5 => toolkit.write("themes/default/strings/en.yml", format!("home: Home {}\n", next(seed) % 3)),
        6 => drop(fs::remove_dir_all(toolkit.path(&format!("public/{district}/teams")))),
        7 => drop(fs::write(toolkit.path(&format!("public/{district}/404.html")), "lost")),
        8 => drop(fs::rename(toolkit.path(&team_file), toolkit.path(&team_file).with_file_name("moved.yml"))),
        _ => drop(fs::remove_file(toolkit.path(&format!("public/.teamkit/{district}.manifest.json")))),
    }
    format!("{what} {district} {team_file}")
}

/// Does each kind of edit once, then kinds at random: `TEAMKIT_EDITS=1000 cargo test --test suite fingerprint` does more.
#[test]
fn after_any_edit_the_output_is_what_a_clean_build_makes() {
    let edits = std::env::var("TEAMKIT_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(KINDS);
    let mut toolkit = Toolkit::in_memory()
        .file("content/districts/elm/district.yml", "name: Elm\n")
        .file("content/guides/start.md", guide("Begin here."));
    for district in ["oak", "elm"] {
        for number in 0..3 {
            toolkit = toolkit.file(&format!("content/districts/{district}/teams/t{number}.yml"), team(""));
        }
    }
    toolkit.build().ends(0);
    let mut seed = 20_261_124;
    for number in 0..edits {
        let what = if number < KINDS { number } else { next(&mut seed) % KINDS };
        let done = edit(&toolkit, what, &mut seed);
        if !next(&mut seed).is_multiple_of(3) {
            wait();
        }
        let checked = toolkit.check();
        let run = toolkit.build();
        drop(fs::rename(toolkit.path("public"), toolkit.path("away")));
        let afresh = toolkit.check();
        drop(fs::rename(toolkit.path("away"), toolkit.path("public")));
        assert_eq!(
            (checked.stderr, checked.stdout),
            (afresh.stderr, afresh.stdout),
            "edit {number} ({done})"
        );
        if run.code == 0 {
            drop(fs::remove_dir_all(toolkit.path("clean")));
            toolkit.run(&["build", "--as-of", TODAY, "--out", "clean"]).ends(0);
            let clean = toolkit.output_in("clean");
            assert!(toolkit.output() == clean, "edit {number} ({done}):\n{}\n{}", run.stdout, run.stderr);
        }
    }
}
