//! Golden pages: what the program makes of the small toolkit in `tests/golden/toolkit`, held in `tests/snapshots`, so
//! that a change of the code that is to change no output can be seen to change none. A wanted change is accepted
//! with `cargo insta review`, or with `INSTA_UPDATE=always cargo test --test suite golden`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::common::{Run, TODAY, run};
use serde_json::Value;
use tempfile::TempDir;
use unicode_normalization::char::is_combining_mark;

/// What `build` made of the toolkit, once for all tests.
static OUTPUT: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("a path in Unicode");
    golden(&["build", "--as-of", TODAY, "--out", out]).ends(0);
    folder
});

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/toolkit")
}

/// Runs the program on the toolkit, which it leaves as it is.
fn golden(arguments: &[&str]) -> Run {
    run(&root(), arguments)
}

/// A file of the output as text.
fn output(address: &str) -> String {
    fs::read_to_string(OUTPUT.path().join(address)).unwrap_or_else(|error| panic!("{address}: {error}"))
}

/// Compares a text with the snapshot of this name.
fn assert_snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Tests that a page is as it was, in English and in Arabic. The snapshots are `en-…` and `ar-…`.
macro_rules! pages {
    ($($name:ident: $address:literal,)*) => {$(
        mod $name {
            use super::{assert_snapshot, output};

            fn snapshot(lang: &str) -> String {
                format!("{lang}-{}", stringify!($name).replace('_', "-"))
            }

            #[test]
            fn is_as_it_was_in_english() {
                assert_snapshot(&snapshot("en"), &output(concat!("birch/", $address)));
            }

            #[test]
            fn is_as_it_was_in_arabic() {
                assert_snapshot(&snapshot("ar"), &output(concat!("birch/ar/", $address)));
            }
        }
    )*};
}

pages! {
    home: "index.html",
    teams: "teams/index.html",
    school_team: "teams/elm.html",
    school_team_with_gaps: "teams/fir.html",
    school_team_led_by_none: "teams/gum.html",
    team_that_has_not_begun: "teams/night.html",
    district_team: "teams/district.html",
    join: "join.html",
    guides: "guides/index.html",
    guide: "guides/begin.html",
    guide_without_translation: "guides/data.html",
    guide_in_place_of_a_shared_one: "guides/welcome.html",
    guide_with_every_feature: "guides/every-feature.html",
    roles: "roles/index.html",
    role: "roles/principal.html",
    role_that_nobody_holds: "roles/nurse.html",
    rubrics: "rubrics/index.html",
    rubric: "rubrics/school-team.html",
    rubric_with_its_own_scale: "rubrics/district-team.html",
    coverage: "coverage/index.html",
    search: "search.html",
    print: "print.html",
    accessibility: "accessibility.html",
    redirect: "old/begin.html",
}

#[test]
fn the_page_for_a_wrong_address_is_as_it_was() {
    assert_snapshot("en-not-found", &output("birch/404.html"));
}

#[test]
fn the_page_above_the_districts_is_as_it_was() {
    assert_snapshot("overview", &output("index.html"));
}

#[test]
fn a_district_without_schools_and_with_its_own_framework_is_as_it_was() {
    assert_snapshot("alder-home", &output("alder/index.html"));
    assert_snapshot("alder-coverage", &output("alder/coverage/index.html"));
}

#[test]
fn no_address_is_lost_and_none_is_new() {
    let all = walkdir::WalkDir::new(OUTPUT.path()).sort_by_file_name().into_iter();
    let files = all.map(|entry| entry.expect("a file")).filter(|entry| entry.file_type().is_file());
    let addresses: Vec<String> = files
        .map(|file| {
            let address = file.path().strip_prefix(OUTPUT.path()).expect("below");
            address.to_string_lossy().replace('\\', "/")
        })
        // Whether a district's files are old enough to be sure of them is a matter of milliseconds.
        .filter(|address| !address.ends_with(".fingerprint.json"))
        .collect();
    assert_snapshot("addresses", &addresses.join("\n"));
}

#[test]
fn the_figures_for_programs_are_as_they_were() {
    assert_snapshot("coverage.json", &output("birch/coverage/coverage.json"));
    assert_snapshot("coverage.csv", &output("birch/coverage/coverage.csv"));
}

#[test]
fn what_feed_readers_and_search_engines_read_is_as_it_was() {
    assert_snapshot("en-feed.xml", &output("birch/feed.xml"));
    assert_snapshot("ar-feed.xml", &output("birch/ar/feed.xml"));
    assert_snapshot("sitemap.xml", &output("birch/sitemap.xml"));
    assert_snapshot("robots.txt", &output("birch/robots.txt"));
    assert_snapshot("overview-robots.txt", &output("robots.txt"));
}

#[test]
fn the_brand_is_as_it_was() {
    let style = output("birch/assets/style.css");
    let (palette, _) = style.split_once(":root{--ground:").expect("the theme's style follows the palette");
    assert_snapshot("palette.css", palette);
    assert_snapshot("favicon.svg", &output("birch/favicon.svg"));
}

#[test]
fn static_files_are_copied_as_they_are() {
    for name in ["handout.txt", "logo.svg", "table.png"] {
        let source = root().join("content/districts/birch/static").join(name);
        let copy = OUTPUT.path().join("birch/static").join(name);
        assert_eq!(fs::read(copy).expect("the copy"), fs::read(source).expect("the source"), "{name}");
    }
}

#[test]
fn the_texts_of_the_search_are_as_they_were() {
    assert_snapshot("en-search-index", &search_texts("birch/search-index.js"));
    assert_snapshot("ar-search-index", &search_texts("birch/ar/search-index.js"));
}

#[test]
fn the_reports_are_as_they_were() {
    for (name, arguments) in [
        ("report-table", &[][..]),
        ("report-internal", &["--internal"]),
        ("report-json", &["--format", "json"]),
        ("report-csv", &["--format", "csv"]),
    ] {
        let report = golden(&[&["report", "--as-of", TODAY], arguments].concat());
        report.ends(0);
        assert_snapshot(name, &report.stdout);
    }
}

#[test]
fn the_problems_and_the_closing_line_of_a_check_are_as_they_were() {
    let check = golden(&["check", "--as-of", TODAY]);
    check.ends(0);
    assert_snapshot("check-problems", &check.stderr);
    assert_snapshot("check-summary", &check.stdout);
}

#[test]
fn a_name_that_must_not_be_shown_stands_in_no_page() {
    for entry in walkdir::WalkDir::new(OUTPUT.path()).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).expect("a file");
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("Hidden"), "{} names someone", entry.path().display());
        }
    }
}

/// What the search looks through, unpacked: its pages with their parts, a line for each text.
fn search_texts(address: &str) -> String {
    let script = output(address);
    let json = script.trim().strip_prefix("window.teamkitIndex=").expect("the script sets the index");
    let index: Value = serde_json::from_str(json.trim_end_matches(';')).expect("the index is JSON");
    let pieces = search_pieces(&index);
    let text = |packed: &Value| unpack(&index, &pieces, packed.as_str().expect("a packed text"));
    let mut lines = Vec::new();
    for page in list(&index["p"]) {
        let kind = usize::try_from(page[0].as_u64().expect("a number")).expect("a small number");
        let word = index["k"][kind].as_str().expect("a word");
        let address = page[2].as_str().expect("an address");
        lines.push(format!("{word} | {} | {address}", text(&page[1])));
        for part in list(&page[3]) {
            lines.push(format!("  {} | {} | {}", part[0], text(&part[1]), text(&part[2])));
        }
    }
    lines.join("\n")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// The pieces that numbers of packed texts stand for.
fn search_pieces(index: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().expect("a word").to_string();
    let mut pieces: Vec<String> = list(&index["t"]).iter().chain(list(&index["s"])).map(word).collect();
    let mut before: Vec<u16> = Vec::new();
    for entry in index["w"].as_str().expect("words").split(' ').filter(|entry| !entry.is_empty()) {
        let shared = entry[..1].chars().next().and_then(|c| c.to_digit(36)).expect("a length");
        before.truncate(usize::try_from(shared).expect("a small number"));
        before.extend(entry[1..].encode_utf16());
        pieces.push(String::from_utf16(&before).expect("a word"));
    }
    pieces
}

/// Unpacks a text as `themes/default/static/search.js` does.
fn unpack(index: &Value, pieces: &[String], packed: &str) -> String {
    let digits = index["d"].as_str().expect("digits");
    let short = usize::try_from(index["n"].as_u64().expect("a number")).expect("a small number");
    let longer = digits.len() - short;
    let is_word =
        |piece: &str| piece.chars().next().is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c));
    let (mut out, mut after_word, mut leads) = (String::new(), false, Vec::new());
    for sign in packed.chars() {
        let digit = digits.find(sign).expect("a digit");
        if digit >= short {
            leads.push(digit - short);
            continue;
        }
        let number = leads.drain(..).rev().fold(digit, |number, lead| number * longer + lead + short);
        let piece = &pieces[number];
        if after_word && is_word(piece) {
            out.push(' ');
        }
        after_word = is_word(piece);
        out += piece;
    }
    out
}
