//! Beginning a toolkit and adding to it: what `init` and `new` write is right as it is, and nothing is written over.

use std::fs;
use std::path::Path;

use crate::common::{Run, TODAY, Toolkit, guide, run};

const NAME: &str = "Riverbend Unified School District";

/// Calls `init` in a folder of its own, without a terminal.
fn init(languages: &str) -> Toolkit {
    let toolkit = Toolkit::empty();
    let arguments = ["init", "rb", "--name", NAME, "--state", "CA", "--languages", languages];
    toolkit.run(&arguments).ends(0).prints("teamkit serve --open");
    toolkit
}

/// Runs the program in the toolkit that `init` wrote.
fn within(toolkit: &Toolkit, arguments: &[&str]) -> Run {
    run(&toolkit.path("rb"), arguments)
}

/// Checks the toolkit that `init` wrote: nothing is to be told but that blanks wait and seats are vacant.
#[track_caller]
fn is_right(toolkit: &Toolkit) {
    let check = within(toolkit, &["check", "--deny", "warnings"]);
    check.ends(0).prints("to fill in (look for `___`)");
}

/// Adds something, and gives the path that was printed.
fn add(toolkit: &Toolkit, arguments: &[&str]) -> String {
    let run = within(toolkit, &[&["new"], arguments].concat());
    run.ends(0);
    let path = run.stdout.trim().to_string();
    assert!(toolkit.path("rb").join(&path).is_file(), "{path}");
    path
}

/// What a file of the new toolkit holds.
fn text(toolkit: &Toolkit, path: &str) -> String {
    toolkit.read(&format!("rb/{path}"))
}

/// Every file below a folder: its path and its text.
fn files(folder: &Path) -> Vec<(String, String)> {
    let all = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    all.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (path, fs::read_to_string(entry.path()).expect("a text"))
        })
        .collect()
}

#[test]
fn a_new_toolkit_is_right_in_every_language() {
    for languages in ["en", "es", "en,es", "es,en", "en,ar", "vi", "zh-Hans,en", "pt,es,en,ar,vi"] {
        is_right(&init(languages));
    }
}

#[test]
fn a_new_toolkit_builds_a_whole_site() {
    let toolkit = init("es,en");
    within(&toolkit, &["build"]).ends(0);
    for address in [
        "index.html",
        "teams/district.html",
        "guides/organize-a-team.html",
        "en/roles/nurse.html",
        "print.html",
    ] {
        assert!(toolkit.exists(&format!("rb/public/riverbend/{address}")), "{address}");
    }
    let page = text(&toolkit, "public/riverbend/roles/principal.html");
    assert!(page.contains("<html lang=\"es\"") && page.contains("Dirección"), "{page}");
}

#[test]
fn a_new_toolkit_has_its_languages_alone_and_nobody_in_it() {
    let toolkit = init("es");
    for (path, text) in files(&toolkit.path("rb")) {
        assert!(!path.ends_with(".es.md") && !path.ends_with(".ar.md"), "{path}");
        let is_ours = path.starts_with("content") && path.ends_with(".yml");
        assert!(!is_ours || !(text.contains("{en:") || text.contains(" en:")), "{path}");
        let is_name = |line: &&str| line.trim_start().starts_with("name:");
        if path.contains("/teams/") {
            assert_eq!(text.lines().filter(is_name).count(), 1, "the team alone has a name in {path}");
        }
    }
    assert!(text(&toolkit, "content/guides/organize-a-team.md").contains("Organizar un equipo"));
    assert!(text(&toolkit, "content/roles/principal.md").contains("perspectives: [instruction, title-i]"));
}

#[test]
fn what_is_not_told_is_a_blank() {
    let toolkit = Toolkit::empty();
    toolkit.run(&["init", "oak-hill"]).ends(0).prints("`oak-hill`");
    let district = toolkit.read("oak-hill/content/districts/oak-hill/district.yml");
    assert!(district.contains("name: Oak hill   # ___") && district.contains("# state: ___"), "{district}");
    let blanks = |run: &Run| {
        let line = run.stdout.lines().find(|line| line.contains("to fill in")).expect("a line").to_string();
        line.split_whitespace().next().expect("a number").parse::<usize>().expect("a number")
    };
    let before = blanks(&run(&toolkit.path("oak-hill"), &["check"]));
    let filled = district.replace("# state: ___", "state: CA #").replace("   # ___", "   #");
    toolkit.write("oak-hill/content/districts/oak-hill/district.yml", filled);
    assert_eq!(blanks(&run(&toolkit.path("oak-hill"), &["check"])), before - 2);
}

#[test]
fn all_that_can_be_told_is_written() {
    let toolkit = Toolkit::empty();
    let told = ["--name", "Oak: \"Hill\" #7", "--color", "#7a3e9d", "--contact", "team@oak.example.org"];
    toolkit.run(&[&["init", "x"][..], &told].concat()).ends(0);
    let district = toolkit.read("x/content/districts/oak-hill-7/district.yml");
    assert!(district.contains("name: \"Oak: \\\"Hill\\\" #7\""), "{district}");
    assert!(
        district.contains("color: \"#7a3e9d\"") && district.contains("email: \"team@oak.example.org\""),
        "{district}"
    );
    run(&toolkit.path("x"), &["check", "--deny", "warnings"]).ends(0);
    toolkit.run(&["init", "y", "--color", "teal"]).ends(2).says("six digits");
    toolkit.run(&["init", "y", "--contact", "ana"]).ends(2).says("name@example.org");
    toolkit.run(&["init", "y", "--languages", "en,so"]).ends(2).says("`so`");
    assert!(!toolkit.exists("y"));
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let toolkit =
        Toolkit::empty().file("mine/notes.txt", "mine").file("git/.git/HEAD", "ref").file("file", "");
    toolkit.run(&["init", "mine"]).ends(2).says("`notes.txt`");
    assert_eq!(files(&toolkit.path("mine")).len(), 1);
    toolkit.run(&["init", "file"]).ends(2).says("is a file");
    toolkit.run(&["init", "git"]).ends(0);
    toolkit.run(&["init", "git"]).ends(2);
}

#[test]
fn everything_that_is_added_is_right_as_it_is() {
    let toolkit = init("en,es");
    add(&toolkit, &["school", "Lincoln Elementary School"]);
    let list = add(&toolkit, &["school", "Oak Middle School", "--district", "riverbend"]);
    let schools = text(&toolkit, &list);
    assert!(
        schools.contains("- id: lincoln-elementary\n") && schools.contains("- id: oak-middle\n"),
        "{schools}"
    );
    let team = add(&toolkit, &["team", "Lincoln attendance team", "--school", "lincoln-elementary"]);
    assert_eq!(team, "content/districts/riverbend/teams/lincoln-attendance-team.yml");
    let team = text(&toolkit, &team);
    assert!(
        team.contains("school: lincoln-elementary") && team.contains("role: nurse")
            || team.contains("role: counselor"),
        "{team}"
    );
    add(&toolkit, &["guide", "Bus passes"]);
    add(&toolkit, &["role", "Bus driver", "--district", "riverbend"]);
    add(&toolkit, &["rubric", "Walking to school"]);
    add(&toolkit, &["assessment", "lincoln-2026", "--school", "lincoln-elementary"]);
    is_right(&toolkit);
    add(&toolkit, &["district", "Cedar Hollow Schools"]);
    is_right(&toolkit);
    within(&toolkit, &["new", "team", "Any"]).ends(2).says("--district").says("cedar-hollow");
    within(&toolkit, &["build"]).ends(0);
    assert!(toolkit.exists("rb/public/riverbend/guides/bus-passes.html"));
}

#[test]
fn a_translation_has_the_headings_of_the_original_with_their_ids() {
    let toolkit = init("en,es,ar");
    let path = add(&toolkit, &["guide", "run-a-meeting", "--lang", "ar"]);
    assert_eq!(path, "content/guides/run-a-meeting.ar.md");
    let (original, text) = (text(&toolkit, "content/guides/run-a-meeting.md"), text(&toolkit, &path));
    let headings = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("##")).map(str::to_string).collect()
    };
    assert!(headings(&original).len() > 3);
    assert_eq!(headings(&text), headings(&original));
    let rubric = add(&toolkit, &["rubric", "school-team", "--lang", "ar"]);
    assert!(self::text(&toolkit, &rubric).contains(" {#membership-1}\n"));
    is_right(&toolkit);
    within(&toolkit, &["new", "guide", "run-a-meetin", "--lang", "ar"])
        .ends(2)
        .says("did you mean `run-a-meeting`?");
    within(&toolkit, &["new", "guide", "run-a-meeting", "--lang", "vi"])
        .ends(2)
        .says("not published in `vi`");
}

#[test]
fn an_assessment_lists_every_indicator_with_its_words() {
    let toolkit = init("en");
    let path = add(&toolkit, &["assessment", "fall"]);
    let text = text(&toolkit, &path);
    assert!(text.contains("rubric: district-team\nteam: district\n"), "{text}");
    let rubric = self::text(&toolkit, "content/rubrics/district-team.md");
    let indicators = rubric.lines().filter(|line| line.starts_with("- "));
    for (index, line) in indicators.enumerate() {
        let (words, id) = line[2..].split_once(" {#").expect("an id");
        assert!(
            text.contains(&format!("  # {words}\n  # {}: ___\n", id.trim_end_matches('}'))),
            "{index}: {line}"
        );
    }
    let rated = text.replace("  # leadership-1: ___", "  leadership-1: strength");
    toolkit.write(&format!("rb/{path}"), rated);
    is_right(&toolkit);
}

#[test]
fn nothing_is_added_over_a_file() {
    let toolkit = init("en");
    let before = files(&toolkit.path("rb/content"));
    for arguments in [
        &["team", "District"][..],
        &["guide", "organize-a-team"],
        &["district", NAME],
        &["team", "X", "--school", "oak"],
        &["team", "النخلة"],
        &["guide", " "],
        &["guide", "X", "--school", "oak"],
        &["team", "X", "--lang", "en"],
        &["assessment", "x", "--rubric", "none"],
        &["team", "X", "--id", "A b"],
    ] {
        within(&toolkit, &[&["new"], arguments].concat()).ends(2);
    }
    assert_eq!(files(&toolkit.path("rb/content")), before);
}

#[test]
fn a_list_of_schools_that_is_not_understood_is_left_alone() {
    let toolkit = init("en");
    let path = "rb/content/districts/riverbend/schools.yml";
    toolkit.write(path, "name: Oak\n");
    within(&toolkit, &["new", "school", "Elm"]).ends(2).says("is left as it is");
    assert_eq!(toolkit.read(path), "name: Oak\n");
    toolkit.write(path, "[{id: oak, name: Oak}]\n");
    within(&toolkit, &["new", "school", "Elm"]).ends(0);
    assert_eq!(toolkit.read(path), "[{id: oak, name: Oak}, {id: elm, name: Elm}]\n");
    toolkit.write(path, "- id: oak\n  name: Oak # here since 1950\n");
    within(&toolkit, &["new", "school", "Oak"]).ends(2).says("there is a school `oak` already");
    within(&toolkit, &["new", "school", "Elm"]).ends(0);
    assert!(toolkit.read(path).starts_with("- id: oak\n  name: Oak # here since 1950\n- id: elm\n"));
}

#[test]
fn files_are_added_from_within_a_folder_of_the_toolkit() {
    let toolkit = init("en");
    add(&toolkit, &["district", "Cedar Hollow"]);
    let folder = toolkit.path("rb/content/districts/cedar-hollow");
    let run = run(&folder, &["new", "team", "Valley"]);
    run.ends(0).prints("teams/valley.yml");
    assert!(folder.join("teams/valley.yml").is_file());
}

/// The names in an archive.
fn names(archive: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).expect("an archive");
    archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

#[test]
fn an_archive_holds_the_district_s_folder_and_is_the_same_each_time() {
    let toolkit = Toolkit::new()
        .file("content/districts/oak/static/a.pdf", "A file")
        .file("content/districts/elm/district.yml", "name: Elm\n");
    toolkit.run(&["build", "--zip"]).ends(0).prints("elm.zip` and the like");
    let read = || fs::read(toolkit.path("public/oak/oak.zip")).expect("the archive");
    let first = read();
    let mut inside = names(&first);
    inside.sort();
    let outside: Vec<String> = toolkit
        .output()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("oak/") && name != "oak/oak.zip")
        .collect();
    assert_eq!(inside, outside);
    toolkit.run(&["clean"]).ends(0);
    assert!(!toolkit.exists("public"));
    toolkit.run(&["build", "--zip", "--district", "oak"]).ends(0);
    assert!(read() == first, "the same site makes the same archive");
    toolkit.build().ends(0);
    assert!(!toolkit.exists("public/oak/oak.zip"), "without the option there is none");
}

#[test]
fn an_archive_has_each_file_as_it_stands() {
    let toolkit = Toolkit::new();
    toolkit.run(&["build", "--zip"]).ends(0);
    let bytes = fs::read(toolkit.path("public/oak/oak.zip")).expect("the archive");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("an archive");
    let names = names(&bytes);
    assert!(names.len() > 10);
    for name in names {
        let mut text = Vec::new();
        std::io::copy(&mut archive.by_name(&name).expect("an entry"), &mut text).expect("its bytes");
        assert!(text == fs::read(toolkit.path("public").join(&name)).expect("the file"), "{name}");
    }
}

#[test]
fn words_of_other_programs_get_the_command_that_is_meant() {
    let place = Toolkit::new();
    for (word, meant) in [
        ("watch", "serve"),
        ("dev", "serve"),
        ("server", "serve"),
        ("version", "--version"),
        ("lint", "check"),
    ] {
        place.run(&[word]).ends(2).says(&format!("write `teamkit {meant}`"));
    }
    place.run(&["biuld"]).ends(2).says("'build'");
    place.run(&["intit"]).ends(2).says("'init'");
    place.run(&["--version"]).ends(0);
    place.run(&["serve", "--host", "lokalhost"]).ends(2).says("127.0.0.1, or localhost");
    place.run(&["serve", "--district", "aok"]).ends(2).says("did you mean `oak`?");
}

#[test]
fn a_folder_with_a_name_in_other_letters_gives_the_district_its_name() {
    let place = Toolkit::empty();
    place.run(&["init", "النخلة"]).ends(0);
    let district = fs::read_to_string(place.path("النخلة/content/districts/district/district.yml"));
    assert!(district.expect("a district").contains("name: النخلة"));
    run(&place.path("النخلة"), &["check", "--as-of", TODAY]).ends(0);
}

#[test]
fn nothing_in_the_original_ends_a_translations_comment_early() {
    let text = "One ---> two --!> three.\n\n<!-- a note --> four --> five.";
    let toolkit = Toolkit::new()
        .file("teamkit.yml", "title: Test\nlanguages: [en, es]\n")
        .file("content/guides/start.md", guide(text));
    toolkit.run(&["new", "guide", "start", "--lang", "es"]).ends(0);
    let made = toolkit.read("content/guides/start.es.md");
    assert_eq!((made.matches("-->").count(), made.matches("--!>").count()), (1, 0), "{made}");
    toolkit.build().ends(0);
    assert!(!toolkit.read("public/oak/es/guides/start.html").contains("three."));
}
