//! `build --keep-going`: districts that have errors keep their last pages, the others are built.

use crate::common::{TODAY, Toolkit, team};

const OAK: &str = "content/districts/oak/teams/core.yml";
const ELM: &str = "content/districts/elm/teams/core.yml";

fn several() -> Toolkit {
    Toolkit::new()
        .file("content/districts/elm/district.yml", "name: Elm\n")
        .file("content/districts/fir/district.yml", "name: Fir\n")
        .file(OAK, team(""))
        .file(ELM, team(""))
}

/// The pages of a district.
fn pages(toolkit: &Toolkit, district: &str) -> Vec<(String, Vec<u8>)> {
    toolkit.output().into_iter().filter(|(name, _)| name.starts_with(district)).collect()
}

#[test]
fn a_district_with_errors_keeps_its_last_pages_and_the_others_are_built() {
    let toolkit = several();
    toolkit.build().ends(0);
    let before = pages(&toolkit, "elm/");
    toolkit.write(ELM, team("strated: 2026-01-01\n"));
    toolkit.write(OAK, "name: The new team\nlevel: district\n");
    let run = toolkit.run(&["build", "--as-of", TODAY, "--keep-going"]);
    run.ends(1).says("unknown-key").prints("for 2 districts");
    run.says(
        "1 district was not built, because of errors (see above):\n  `elm`: 1 error; it keeps its last pages",
    );
    assert_eq!(pages(&toolkit, "elm/"), before);
    assert!(toolkit.read("public/oak/teams/core.html").contains("The new team"));
    let list = toolkit.read("public/index.html");
    assert!(["Elm", "Fir", "Oak"].iter().all(|name| list.contains(name)), "{list}");
    // Once it is mended there is nothing left of it.
    toolkit.write(ELM, team(""));
    toolkit.run(&["build", "--as-of", TODAY, "--keep-going"]).ends(0);
}

#[test]
fn a_district_that_was_never_built_is_named_with_the_others() {
    let toolkit = several();
    toolkit.write(ELM, team("strated: 2026-01-01\nmeet: x\n"));
    toolkit.write("content/districts/fir/district.yml", "nam: Fir\n");
    let run = toolkit.run(&["build", "--as-of", TODAY, "--keep-going"]);
    run.ends(1).says("2 districts were not built, because of errors (see above):\n");
    run.says("  `elm`: 2 errors; it has no pages yet\n").says("  `fir`: 1 error; it has no pages yet\n");
    assert!(toolkit.exists("public/oak/index.html") && !toolkit.exists("public/elm"));
    // The page above tells of it no more than its pages do.
    assert!(!toolkit.read("public/index.html").contains("Elm"));
}

#[test]
fn without_it_nothing_is_written_and_the_failing_district_is_named_at_the_end() {
    let toolkit = several();
    toolkit.write(ELM, team("strated: 2026-01-01\n"));
    let run = toolkit.build();
    run.ends(1).says("1 error in 1 district (`elm`): nothing was written.\n");
    run.says("`teamkit build --keep-going` builds the 2 other districts meanwhile.");
    assert!(!toolkit.exists("public"));
}

#[test]
fn what_all_districts_share_must_be_right() {
    let toolkit = several().file("content/framework.yml", "perspectivs: []\n");
    let run = toolkit.run(&["build", "--as-of", TODAY, "--keep-going"]);
    run.ends(1).says("1 error: nothing was written.");
    assert!(!run.stderr.contains("--keep-going"), "{}", run.stderr);
    assert!(!toolkit.exists("public"));
    // Nor is there anything to go on with where all of them have errors.
    let alone = Toolkit::new().file(OAK, team("strated: 2026-01-01\n"));
    alone.run(&["build", "--as-of", TODAY, "--keep-going"]).ends(1).says("nothing was written");
    assert!(!alone.exists("public"));
}

#[test]
fn a_template_that_fails_on_one_districts_data_stops_the_others_as_little() {
    let template = "{% if page.district.text == \"Elm\" %}{{ page.nothing.at_all }}{% endif %}<p>{{ page.district.text }}</p>\n";
    let toolkit = several().file("themes/default/templates/accessibility.html", template);
    let run = toolkit.run(&["build", "--as-of", TODAY, "--keep-going"]);
    assert!(run.code == 1 || run.code == 3, "{}", run.stderr);
    run.says("`elm`: 1 error");
    assert!(
        toolkit.exists("public/oak/accessibility.html") && toolkit.exists("public/fir/accessibility.html")
    );
    assert!(!toolkit.exists("public/elm/accessibility.html"));
}

/// Whichever district is rendered first.
#[test]
fn all_that_fails_in_a_theme_is_told_at_once() {
    let fails = |name: &str, at: &str| {
        format!("{{% if page.district.text == \"{name}\" %}}{{{{ page.{at}.x }}}}{{% endif %}}")
    };
    let template =
        format!("{}{}{}<p>x</p>\n", fails("Elm", "nothing"), fails("Oak", "nobody"), fails("Fir", "nowhere"));
    let toolkit = several().file("themes/default/templates/accessibility.html", template);
    let run = toolkit.run(&["build", "--as-of", TODAY]);
    run.ends(1).says("nothing").says("nobody").says("nowhere").says("3 errors in 3 districts");
    assert!(!toolkit.exists("public"));
}

#[test]
fn a_build_of_one_district_leaves_those_with_errors_on_the_page_above() {
    let toolkit = several();
    toolkit.build().ends(0);
    toolkit.write(ELM, team("strated: 2026-01-01\n"));
    toolkit.run(&["build", "--as-of", TODAY, "--district", "oak"]).ends(0);
    assert!(toolkit.read("public/index.html").contains("Elm"));
}
