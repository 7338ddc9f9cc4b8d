//! What is printed steers no terminal and gives no command to the log of a workflow, whatever the content holds.

use crate::common::{Run, TODAY, Toolkit, guide, team};

/// A title that would rename the window, text that would run backwards, and a command to a workflow's log.
const HOSTILE: &str = "\\e]0;x\\a\\u202Eabc\\u061C\\u200F\\r";

/// Nothing in the output steers, and no line of it is a command.
#[track_caller]
fn is_plain(run: &Run) {
    for line in run.stdout.lines().chain(run.stderr.lines()) {
        let steers = |c: char| {
            c.is_control()
                || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!line.contains(steers), "{line:?}");
        let begins = line.trim_start();
        assert!(!begins.starts_with("::") || begins.starts_with("::: "), "{line:?}");
        assert!(!line.contains("##["), "{line:?}");
    }
}

/// A district whose every name is hostile.
fn hostile() -> Toolkit {
    let members = format!(
        "members:\n  - {{id: ana, name: \"{HOSTILE}\", title: \"{HOSTILE}\", perspectives: [instruction]}}\n"
    );
    let contact = format!("leader: {{email: a@example.org, name: \"{HOSTILE}\"}}");
    Toolkit::empty()
        .file("teamkit.yml", "title: Test\n")
        .file("content/districts/oak/district.yml", format!("name: \"::error::{HOSTILE}\"\n"))
        .file(
            "content/districts/oak/schools.yml",
            format!("- {{id: hill, name: \"::error::{HOSTILE}\", {contact}}}\n- {{id: lake, name: \"##[error]\"}}\n"),
        )
        .file(
            "content/districts/oak/teams/core.yml",
            format!("name: \"  ::warning::{HOSTILE}\"\nlevel: district\n{members}"),
        )
        .file("content/districts/elm/district.yml", "name: \"::error::Elm\"\n")
}

#[test]
fn the_report_prints_names_that_steer_in_signs() {
    let toolkit = hostile();
    let report = toolkit.run(&["report", "--as-of", TODAY]);
    is_plain(report.ends(0));
    report
        .prints("\\u{3a}:error::Elm")
        .prints("\\u{3a}:error::\\u{1b}]0;x\\u{7}\\u{202e}abc")
        .prints("\\u{3a}:warning::\\u{1b}")
        .prints("##\\u{5b}error]");
    is_plain(toolkit.run(&["report", "--internal", "--as-of", TODAY]).ends(0));
    is_plain(toolkit.build().ends(0));
}

#[test]
fn messages_print_what_steers_in_signs() {
    let toolkit = hostile();
    toolkit
        .write("content/districts/oak/teams/core.yml", team("\"\\e[2J::error::x\": 1\n\"\\u202E\\a\": 2\n"));
    toolkit.write("content/guides/start.md", guide("é\u{202e} [it](<nope\u{1b}]0;x\u{7}.md>) ##[error]"));
    let check = toolkit.check();
    is_plain(check.ends(1));
    check.says("`\\u{1b}[2J::error::x` is no key").says("`\\u{202e}\\u{7}` is no key");
    // The caret stands below the link, behind signs that take more room than they did.
    check.says("start.md:5:4\n").says(
        "5 | é\\u{202e} [it](<nope\\u{1b}]0;x\\u{7}.md>) ##\\u{5b}error]\n  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_files_that_steer_are_printed_in_signs() {
    let toolkit = hostile().file("content/guides/\u{1b}[31m\n::error::x.md", guide("x"));
    let check = toolkit.check();
    is_plain(check.ends(1));
    check.says("--> content/guides/\\u{1b}[31m\\u{a}::error::x.md");
    is_plain(toolkit.run(&["report", "--district", "\u{1b}[31m\n::error::x"]).ends(2));
}
