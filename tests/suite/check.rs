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
fn an_audience_is_told_in_the_language_of_its_page() {
    let begins =
        |title: &str, audience: &str| format!("---\ntitle: {title}\naudience: [{audience}]\n---\n\nx\n");
    let toolkit = Toolkit::new()
        .file("teamkit.yml", "title: Test\nlanguages: [en, es, ar]\n")
        .file("content/guides/start.md", begins("Start", "nurses"))
        .file("content/guides/start.es.md", begins("Inicio", "enfermeras"));
    toolkit.build().ends(0);
    assert!(toolkit.read("public/oak/guides/start.html").contains("nurses"));
    let spanish = toolkit.read("public/oak/es/guides/start.html");
    assert!(spanish.contains("enfermeras") && !spanish.contains("nurses"), "{spanish}");
    assert!(toolkit.read("public/oak/ar/guides/start.html").contains("nurses"));
}

#[test]
fn settings_of_another_ending_are_named_by_every_command() {
    let toolkit =
        Toolkit::empty().file("teamkit.yaml", "title: Test\n").file("content/guides/start.md", guide("x"));
    for command in ["build", "serve", "report", "clean", "overview"] {
        toolkit.run(&[command]).ends(2).says("Rename `").says("teamkit.yaml` to `teamkit.yml`");
    }
    toolkit.run(&["check"]).ends(1).says("rename `teamkit.yaml` to `teamkit.yml`");
    toolkit.run(&["check", "--root", "."]).ends(1).says("to `teamkit.yml`");
}

#[test]
fn a_folder_of_nearly_the_right_name_is_told_once() {
    let toolkit = Toolkit::empty()
        .file("teamkit.yml", "title: Test\n")
        .file("contents/districts/oak/district.yml", "name: Oak\n")
        .file("contents/guides/start.md", guide("x"));
    let run = toolkit.check();
    run.says("rename the folder `contents` to `content`").prints("1 mistake");
    let toolkit = Toolkit::empty()
        .file("teamkit.yml", "title: Test\n")
        .file("content/district/oak/district.yml", "name: Oak\n")
        .file("content/district/elm/district.yml", "name: Elm\n");
    let run = toolkit.check();
    run.says("rename the folder `content/district` to `districts`").prints("1 mistake");
    // What refers to what is in such a folder is no second mistake.
    let toolkit = Toolkit::new()
        .file("content/districts/oak/team/core.yml", team(""))
        .file("content/districts/oak/team/other.yml", team(""))
        .file(
            "content/districts/oak/guides/start.md",
            guide("[it](../teams/core.md) [it](../teams/core.yml)"),
        );
    toolkit.check().says("rename it to `teams`");
}

#[test]
fn notes_alone_are_no_mistakes() {
    let toolkit = Toolkit::new().file("content/districts/oak/teams/core.yml", team(""));
    toolkit.check().ends(0).prints("No mistakes, 1 note.");
}

/// A file that nobody reads for its ending is told once, and links to it follow.
#[test]
fn a_link_to_a_file_with_another_ending_is_no_second_mistake() {
    for (file, link) in [("teams/hill.yml.txt", "../teams/hill.yml"), ("guides/walk.md.txt", "walk.md")] {
        let toolkit = Toolkit::new()
            .file(&format!("content/districts/oak/{file}"), team(""))
            .file("content/districts/oak/guides/start.md", guide(&format!("See [it]({link}).")));
        toolkit.run(&["check"]).prints("1 mistake in 1 file").says("rename it to");
    }
    let toolkit = Toolkit::new().file("content/districts/oak/guides/start.md", guide("[It](walk.md)"));
    toolkit.run(&["check"]).says("broken-link");
}

/// Languages in another order make two files of every translated text, which is told once, at the list.
#[test]
fn languages_in_another_order_are_told_once() {
    for (languages, right) in
        [("[es, en]", "write `languages: [en, es]`"), ("\n  - es\n  - en", "let `- en` be the first line")]
    {
        let mut toolkit =
            Toolkit::new().file("teamkit.yml", format!("title: Test\nlanguages: {languages}\n"));
        for name in ["start.md", "start.es.md", "next.md", "next.es.md"] {
            toolkit = toolkit.file(&format!("content/guides/{name}"), guide("x"));
        }
        toolkit.check().ends(1).prints("1 mistake in 1 file").says("two-sources").says(right);
    }
    // One such file may be one too many.
    let toolkit = Toolkit::new()
        .file("content/guides/start.md", guide("x"))
        .file("content/guides/start.en.md", guide("x"));
    toolkit.check().ends(1).says("keep one of the two; or, where");
}

/// Each language that is listed with its country is told in the settings, where texts are in the language alone.
#[test]
fn languages_with_a_country_are_told_in_the_settings() {
    let toolkit = Toolkit::new()
        .file("teamkit.yml", "title: {en: Test, es: Prueba}\nlanguages: [en-US, es-MX]\n")
        .file("content/districts/oak/district.yml", "name: {en: Oak, es: Roble}\n");
    let run = toolkit.run(&["check"]);
    run.ends(1).says("this list has `en-US` in its place").says("this list has `es-MX` in its place");
    run.prints("2 mistakes in 1 file: 2 errors");
}

/// Of a page in several languages it is told once, at the one that is in fewer of them.
#[test]
fn a_page_that_was_copied_and_left_as_it_is_is_told_once() {
    const WORDS: &str = "Send the agenda and the page of numbers to all who come, three days before they do.";
    const SPANISH: &str =
        "Envíe la agenda y la página con los números a todos los que vienen, tres días antes.";
    for folder in ["guides", "roles"] {
        let page = |name: &str| format!("content/{folder}/{name}.md");
        let toolkit = Toolkit::new()
            .file("teamkit.yml", "title: Test\nlanguages: [en, es]\n")
            .file(&page("send-the-agenda"), guide(WORDS))
            .file(&page("send-the-agenda.es"), guide(SPANISH))
            .file(&page("send"), guide(WORDS).replace("A guide", "Send the numbers"));
        toolkit
            .check()
            .says(&format!("--> content/{folder}/send.md"))
            .says(&format!("this text says word for word what `content/{folder}/send-the-agenda.md` says"))
            .prints("1 warning");
        let toolkit = toolkit.file(&page("send"), guide(&WORDS.replace("agenda", "letter")));
        let toolkit = toolkit.file(&page("send.es"), guide(SPANISH));
        toolkit.check().says(&format!("--> content/{folder}/send-the-agenda.es.md")).prints("1 warning");
    }
}
