//! What `check` lists beside mistakes: blanks and texts that are not translated.

use crate::common::{TODAY, Toolkit, guide, team};

fn in_two_languages() -> Toolkit {
    Toolkit::new()
        .file("teamkit.yml", "title: {en: Test, es: Prueba}\nlanguages: [en, es, ar]\n")
        .file("content/guides/start.md", guide("x"))
        .file("content/districts/elm/district.yml", "name: Elm\nlanguages: [en, es]\n# state: ___\n")
        .file(
            "content/districts/elm/teams/core.yml",
            team("# meets: ___\nmembers:\n  - id: ana\n    title: {en: Lead, es: Guía}\n"),
        )
}

#[test]
fn texts_that_are_not_translated_are_listed_where_that_is_asked_for() {
    let toolkit = in_two_languages();
    let run = toolkit.run(&["check", "--untranslated", "--as-of", TODAY]);
    run.ends(0).prints(
        "Not translated:\n  content/districts/elm/teams/core.yml:1: es\n  content/guides/start.md: ar, es\n  teamkit.yml:1: ar\n",
    );
    assert!(!toolkit.check().stdout.contains("Not translated:"));
    let some = toolkit.run(&["check", "--untranslated", "teamkit.yml"]);
    some.ends(0).prints("Not translated:\n  teamkit.yml:1: ar\n");
    assert!(!some.stdout.contains("start.md"));
    toolkit.run(&["check", "--untranslated", "--format", "json"]).ends(2).says("--format");
}

#[test]
fn blanks_of_other_files_are_not_listed() {
    let toolkit = in_two_languages();
    toolkit.check().ends(0).prints("elm/district.yml: 1").prints("core.yml: 1");
    let some = toolkit.run(&["check", "content/districts/elm/teams/core.yml"]);
    some.prints("core.yml: 1");
    assert!(!some.stdout.contains("district.yml"), "{}", some.stdout);
}

#[test]
fn notes_alone_are_no_mistakes() {
    let toolkit = Toolkit::new().file("content/districts/oak/teams/core.yml", team(""));
    toolkit.check().ends(0).prints("No mistakes, 1 note.");
}
