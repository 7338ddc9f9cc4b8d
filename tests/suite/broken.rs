//! Broken toolkits: each ends with exit code 1 and a message that helps, and nothing is written. The plainest case of
//! each kind of message is in `codes.rs`; here are others, several at once, and what nobody would write.

use crate::common::{TODAY, Toolkit, guide, run, team};

/// A file that breaks the toolkit, where the complaint stands, and what it says.
struct Case {
    file: &'static str,
    text: String,
    place: &'static str,
    says: &'static [&'static str],
}

fn case(
    file: &'static str,
    text: impl Into<String>,
    place: &'static str,
    says: &'static [&'static str],
) -> Case {
    Case { file, text: text.into(), place, says }
}

const TEAM: &str = "content/districts/oak/teams/core.yml";
const GUIDE: &str = "content/guides/start.md";
const DISTRICT: &str = "content/districts/oak/district.yml";

#[test]
fn a_broken_theme_hides_no_other_mistake() {
    for theme in ["default", "ours"] {
        let toolkit = Toolkit::new()
            .file("teamkit.yml", format!("title: Test\ntheme: {theme}\n"))
            .file(&format!("themes/{theme}/templates/home.html"), "{% block %}")
            .file("content/districts/oak/teams/core.yml", "nane: A team\nlevel: district\n");
        toolkit.build().ends(1).says("broken-template").says("did you mean `name`?");
        assert!(!toolkit.exists("public"));
    }
}

/// Toolkits with one mistake each.
fn cases() -> Vec<Case> {
    vec![
        case(TEAM, team("membres: []\n"), "core.yml:3:1", &["unknown-key", "did you mean `members`?"]),
        case(TEAM, team("members: Ana\n"), "core.yml:3:10", &["wrong-type", "a list"]),
        case(TEAM, team("started: 2026-02-30\n"), "core.yml:3:10", &["invalid-date"]),
        case(
            TEAM,
            team("members:\n  - {id: A_b, name: Al Bo, title: T, perspectives: [instruction]}\n"),
            "core.yml:4:10",
            &["invalid-id", "write `a-b`"],
        ),
        case(TEAM, team("meets: {sp: Martes}\n"), "core.yml:3:9", &["unknown-language"]),
        case(TEAM, "[".repeat(100_000), "core.yml:1:", &["yaml-depth"]),
        case(TEAM, "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "core.yml:1:4", &["yaml-anchor"]),
        case(GUIDE, guide("See [it](nope.md)."), "start.md:5:5", &["broken-link"]),
        case(GUIDE, guide("See [it](star.md)."), "start.md:5:5", &["broken-link", "write `[it](start.md)`"]),
        case(GUIDE, guide("See [it](start.md#nope)."), "start.md:5:5", &["broken-link", "anchor `nope`"]),
        case(GUIDE, guide("See [it](#nope)."), "start.md:5:5", &["broken-link", "anchor `nope`"]),
        case(GUIDE, guide("See [it](JaVa&#x0A;Script:alert(1))."), "start.md:5:5", &["unsafe-link"]),
        case(GUIDE, guide("See [it](data:text/html,x)."), "start.md:5:5", &["unsafe-link"]),
        case(GUIDE, guide("See [it](../districts/elm/teams/x.yml)."), "start.md:5:5", &["another district"]),
        case(GUIDE, guide("See [it](../../../etc/passwd)."), "start.md:5:5", &["leads out of the toolkit"]),
        case(GUIDE, "---\nsummary: x\n---\ntext\n", "start.md:2:1", &["missing-key", "`title`"]),
        case(GUIDE, "", "start.md", &["empty-file"]),
        case("content/guides/start.sp.md", guide("x"), "start.sp.md", &["unknown-language"]),
        case("content/guides/con.md", guide("x"), "con.md", &["Windows reserves"]),
        case(
            "content/guides/Start Here.md",
            guide("x"),
            "Start Here.md",
            &["invalid-id", "rename it to `start-here.md`"],
        ),
        case("teamkit.yml", "titel: Test\n", "teamkit.yml:1:1", &["did you mean `title`?"]),
        case("teamkit.yml", "title: T\nminimum_group: ten\n", "teamkit.yml:2:16", &["wrong-type"]),
        case(DISTRICT, "name: Oak\nlanguages: [fr]\n", "district.yml:2:13", &["unknown-language"]),
        case("themes/default/templates/home.html", "{% if %}", "home.html:1:", &["broken-template"]),
    ]
}

/// They themselves.
pub fn broken_toolkits() -> Vec<(String, Toolkit)> {
    let make = |case: Case| (case.place.to_string(), Toolkit::new().file(case.file, case.text));
    cases().into_iter().map(make).collect()
}

#[test]
fn each_mistake_is_told_with_its_place_and_nothing_is_written() {
    for Case { file, text, place, says } in cases() {
        let toolkit = Toolkit::new().file(file, text);
        let build = toolkit.build();
        build.ends(1).says(place).says("nothing was written");
        for part in says {
            build.says(part);
        }
        assert!(!toolkit.exists("public"), "{file}: something was written");
        toolkit.check().ends(1).says(place);
    }
}

#[test]
fn a_folder_without_settings_is_a_wrong_command_line() {
    let toolkit = Toolkit::empty();
    toolkit.build().ends(2).says("teamkit.yml").says("--root");
    toolkit.run(&["--root", "nowhere", "check"]).ends(2);
    toolkit.run(&["biuld"]).ends(2);
}

#[test]
fn all_errors_of_all_files_are_told_at_once() {
    let toolkit = Toolkit::new()
        .file("content/districts/oak/district.yml", "nam: Oak\n")
        .file("content/districts/elm/district.yml", "name: Elm\nstate: [a]\n")
        .file("content/districts/elm/teams/core.yml", team("started: soon\n"));
    toolkit.build().ends(1).says("oak/district.yml:1:1").says("elm/district.yml:2:8").says("core.yml:3:10");
}

#[test]
fn five_kinds_of_errors_in_one_file_are_told_at_once() {
    let text = "level: district\nlevel: district\nmembres: []\nstarted: [x]\nseeking: [helth-providers]\n";
    let toolkit = Toolkit::new().file(TEAM, text);
    let run = toolkit.build();
    run.ends(1);
    for code in ["duplicate-key", "unknown-key", "wrong-type", "unknown-perspective", "missing-key"] {
        run.says(code);
    }
}

#[test]
fn two_files_of_one_language_are_told() {
    let toolkit =
        Toolkit::new().file("content/guides/a.md", guide("x")).file("content/guides/a.en.md", guide("x"));
    toolkit
        .build()
        .ends(1)
        .says("two-sources")
        .says("--> content/guides/a.md")
        .says("`content/guides/a.en.md`");
}

#[test]
fn no_garbage_makes_it_panic() {
    let mut seed: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut next = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).expect("small")
    };
    let pieces = [
        "name",
        ": ",
        "\n",
        "- ",
        "  ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "#",
        "&a",
        "*a",
        "!t",
        "|\n",
        ">\n",
        "---\n",
        "é",
        "\t",
        "null",
        "0",
        "members",
        "id",
        "level: school\n",
        "\u{feff}",
        "[x](y.md)",
        "| a |\n|-|\n",
    ];
    for _ in 0..60 {
        let mut text = String::new();
        for _ in 0..next(40) {
            text.push_str(pieces[next(pieces.len())]);
        }
        let toolkit = Toolkit::new().file(TEAM, &text).file(GUIDE, guide(&text));
        let checked = run(&toolkit.path("."), &["check", "--as-of", TODAY]);
        assert!(checked.code == 0 || checked.code == 1, "{text:?}\n{}", checked.stderr);
    }
}

#[test]
fn an_address_that_is_another_ones_folder_is_told_where_it_is_written() {
    let with = |alias: &str| format!("---\ntitle: A\naliases: [ok, \"{alias}\"]\n---\n");
    for alias in ["index.html/x", "guides/start.html/x/y", "Index.HTML/x", "ok.html/x"] {
        let toolkit =
            Toolkit::new().file("teamkit.yml", "title: Test\nlanguages: [en, es]\n").file(GUIDE, with(alias));
        let run = toolkit.check();
        run.ends(1).says("address-conflict").says("start.md:3:15");
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
        toolkit.build().ends(1);
        assert!(!toolkit.exists("public"));
    }
    // A folder and an old address below it with the name of a file in it.
    Toolkit::new().file(GUIDE, with("guides")).check().ends(0);
}

#[test]
fn files_that_some_systems_take_for_one_are_told() {
    for (one, other, code) in [
        ("static/Plan.pdf", "static/plan.PDF", "two-sources"),
        ("static/a", "static/A/b.pdf", "address-conflict"),
        ("static/caf\u{e9}.pdf", "static/cafe\u{301}.pdf", "two-sources"),
    ] {
        let name = |name: &str| format!("content/districts/oak/{name}");
        let toolkit = Toolkit::new().file(&name(one), "1").file(&name(other), "2");
        toolkit.check().ends(1).says(code).says("content/districts/oak/static/");
    }
}

#[test]
fn an_address_that_is_too_long_is_told() {
    let long = "x".repeat(251);
    let alias = |alias: &str| format!("---\ntitle: A\naliases: [{alias}]\n---\n");
    for bad in [long.clone(), format!("{long}/a"), vec!["deep"; 190].join("/")] {
        let toolkit = Toolkit::new().file(GUIDE, alias(&bad));
        let run = toolkit.check();
        if bad == format!("{long}/a") {
            run.ends(0);
            toolkit.build().ends(0);
        } else {
            run.ends(1).says("address-too-long").says("start.md:3:11");
        }
    }
    let deep = format!("content/districts/oak/static/{}/x.pdf", vec!["folder"; 140].join("/"));
    Toolkit::new().file(&deep, "x").check().ends(1).says("address-too-long").says("x.pdf");
}

#[test]
fn a_district_can_not_have_the_name_of_a_folder_beside_it() {
    let toolkit = Toolkit::new().file("content/districts/assets/district.yml", "name: Assets\n");
    toolkit.check().ends(1).says("reserved-name").says("content/districts/assets").says("assets-district");
    toolkit.build().ends(1);
}

#[test]
fn nothing_in_a_title_makes_feed_or_sitemap_ill_formed() {
    let title = "A\\u0001\\u001b\\uFFFE\\x00 <b> & \\\"Z\\\"";
    let text = format!("---\ntitle: \"{title}\"\nsummary: \"{title}\"\nreviewed: 2026-01-02\n---\n\nx\n");
    let toolkit = Toolkit::new()
        .file("teamkit.yml", format!("title: \"{title}\"\nbase_url: https://example.org\n"))
        .file("content/districts/oak/district.yml", format!("name: \"{title}\"\n"))
        .file(GUIDE, text);
    toolkit.build().ends(0);
    for name in ["feed.xml", "sitemap.xml", "favicon.svg"] {
        let text = toolkit.read(&format!("public/oak/{name}"));
        let document = roxmltree::Document::parse(&text);
        assert!(document.is_ok(), "{name}: {document:?}\n{text}");
    }
    assert!(toolkit.read("public/oak/feed.xml").contains("&lt;b&gt; &amp; "));
}
