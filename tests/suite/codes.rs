//! Each kind of message is provoked once, with the real program: by the wrong example that `explain` tells where that
//! can be pasted into a file, and the right example brings none.

use std::collections::BTreeMap;
use std::fs;

use crate::common::web::Site;
use crate::common::{Run, Toolkit, guide, program, run};
use crate::links::check_links;

const SETTINGS: &str = "teamkit.yml";
const GUIDE: &str = "content/guides/new.md";
const ROLE: &str = "content/roles/new.md";
const RUBRIC: &str = "content/rubrics/new.md";
const DISTRICT: &str = "content/districts/oak/district.yml";
const SCHOOLS: &str = "content/districts/oak/schools.yml";
const TEAM: &str = "content/districts/oak/teams/new.yml";
const ASSESSMENT: &str = "content/districts/oak/assessments/new.yml";
const TEMPLATE: &str = "themes/default/templates/accessibility.html";
const STRINGS: &str = "themes/default/strings/en.yml";

/// A team's file, a member in it, and a guide, with the example in its place.
const IN_TEAM: &str = "name: Oak team\nlevel: district\n%\nmembers:\n  - {id: ana, name: Ana Soto, title: Principal, role: nurse, show_name: true}\n";
const BELOW: &str = "%\nmembers:\n  - {id: ana, name: Ana Ruiz, title: Principal, role: nurse}\n";
const IN_MEMBERS: &str = "name: Oak team\nlevel: district\n%\n";
const IN_MEMBER: &str = "name: Oak team\nlevel: district\nmembers:\n  - {id: lee, name: Lee, title: Counselor, role: nurse}\n  - id: ana\n    title: Principal\n    perspectives: [instruction]\n    %\n";
const IN_NAMED_MEMBER: &str = "name: Oak team\nlevel: district\nmembers:\n  - id: ana\n    name: Uma Bell\n    %\n    title: Principal\n    role: nurse\n";
const IN_PLAIN_MEMBER: &str = "name: Oak team\nlevel: district\nmembers:\n  - {id: lee, name: Lee, title: Counselor, role: nurse}\n  - id: ana\n    title: Principal\n    %\n";
const AT_TOP: &str = "---\ntitle: New\n%\n---\n\nText.\n";
const IN_TEXT: &str = "---\ntitle: New\n---\n\n%\n";
const IN_ASSESSMENT: &str = "rubric: school-team\nteam: hill\ndate: 2026-10-14\n%\n";

/// How a message comes about.
enum Way {
    /// The examples stand in a file, in place of `%`.
    Pasted { file: &'static str, around: &'static str },
    /// The examples tell of folders and files, which are made.
    Made(fn(&Toolkit)),
    /// The examples link to a site, which is asked.
    Asked,
}

/// A kind of message, how it comes about, and where it is told: a path, with a line if it has one.
struct Case {
    severity: &'static str,
    code: &'static str,
    way: Way,
    place: String,
    /// A part of the message or of its help.
    says: &'static str,
}

fn pasted(
    severity: &'static str,
    code: &'static str,
    file: &'static str,
    around: &'static str,
    position: &str,
) -> Case {
    let place = if position.is_empty() { file.to_string() } else { format!("{file}:{position}") };
    Case { severity, code, way: Way::Pasted { file, around }, place, says: "" }
}

fn made(severity: &'static str, code: &'static str, place: &str, make: fn(&Toolkit)) -> Case {
    Case { severity, code, way: Way::Made(make), place: place.into(), says: "" }
}

fn asked(severity: &'static str, code: &'static str) -> Case {
    Case { severity, code, way: Way::Asked, place: format!("{GUIDE}:5:5"), says: "" }
}

/// What is wrong in the settings, of the district, and in its schools and teams.
fn of_districts() -> Vec<Case> {
    vec![
        pasted("warning", "brings-nothing", TEAM, IN_PLAIN_MEMBER, "5:9").says("`role: nurse`"),
        pasted("error", "broken-reference", DISTRICT, "name: Oak\n%\n", "2:15")
            .says("did you mean `logo.svg`?"),
        pasted("warning", "curly-quotes", TEAM, IN_TEAM, "3:8").says("write `meets: \"Every Tuesday\"`"),
        pasted("warning", "cut-text", TEAM, IN_TEAM, "3:8").says("write `meets: \"In room #3\"`"),
        pasted("warning", "dates-reversed", TEAM, IN_MEMBER, "9:12"),
        pasted("warning", "duplicate-entry", TEAM, IN_TEAM, "3:29"),
        pasted("error", "duplicate-id", TEAM, "name: Oak team\nlevel: district\nmembers:\n  %\n", "5:10")
            .says("another id"),
        pasted("error", "duplicate-key", DISTRICT, "%\n", "2:1").says("a second time"),
        pasted("error", "duplicate-language", SETTINGS, "title: Test\n%\n", "2:21"),
        pasted("error", "empty-consent", TEAM, IN_NAMED_MEMBER, "6:5").says("show_name: true"),
        pasted("warning", "empty-value", TEAM, IN_MEMBER, "8:11"),
        pasted("warning", "far-date", TEAM, IN_TEAM, "3:10").says("four digits"),
        pasted("error", "invalid-code", DISTRICT, "name: Oak\n%\n", "2:10").says("7 digits"),
        pasted("error", "invalid-color", DISTRICT, "name: Oak\nbrand:\n  %\n", "3:10"),
        pasted("error", "invalid-date", TEAM, IN_TEAM, "3:10"),
        pasted("error", "invalid-email", DISTRICT, "name: Oak\ncontact:\n  %\n", "3:10"),
        pasted("error", "invalid-id", SCHOOLS, "- {id: hill, name: Hill}\n- name: Lincoln\n  %\n", "3:7")
            .says("write `lincoln-elementary`"),
        pasted("error", "invalid-url", DISTRICT, "name: Oak\n%\n", "2:10")
            .says("write `https://www.example.org`"),
        pasted("error", "missing-key", TEAM, BELOW, "1:1").says("`name`"),
        pasted("warning", "no-strings", SETTINGS, "title: Test\n%\n", "2:17"),
        pasted("note", "nobody", TEAM, IN_MEMBERS, "3:10"),
        pasted("error", "null-word", TEAM, IN_MEMBER, "8:11").says("quotes"),
        pasted("note", "shifted-color", DISTRICT, "name: Oak\nbrand:\n  %\n", "3:10"),
        pasted("warning", "state-in-words", DISTRICT, "name: Oak\n%\n", "2:8").says("write `CA`"),
        pasted("warning", "unfilled-blank", DISTRICT, "name: Oak\n%\n", "2:8"),
    ]
}

/// What is wrong in words that stand for something else: ids, languages, keys.
fn of_words() -> Vec<Case> {
    vec![
        pasted("error", "unknown-function", ROLE, AT_TOP, "3:13"),
        pasted("error", "unknown-group", TEAM, IN_TEAM, "3:15").says("`hispanic`"),
        pasted("error", "unknown-key", DISTRICT, "%\n", "1:1").says("did you mean `name`?"),
        pasted("error", "unknown-language", DISTRICT, "%\n", "1:17").says("did you mean `es`?"),
        pasted("error", "unknown-member", TEAM, IN_TEAM, "3:11").says("did you mean `ana`?"),
        pasted("error", "unknown-perspective", TEAM, IN_TEAM, "3:11")
            .says("did you mean `health-providers`?"),
        pasted("error", "unknown-role", TEAM, IN_MEMBER, "8:11").says("did you mean `nurse`?"),
        pasted(
            "error",
            "unknown-school",
            TEAM,
            "name: Oak team\nlevel: school\n%\nmembers:\n  - {id: ana, name: Ana, title: Principal, role: nurse}\n",
            "3:9",
        )
        .says("did you mean `lincoln-elementary`?"),
        pasted("error", "unknown-theme", SETTINGS, "title: Test\n%\n", "2:8").says("did you mean `harbor`?"),
        pasted("error", "unknown-word", TEAM, IN_TEAM, "3:12"),
        pasted("note", "unpublished-language", DISTRICT, "%\n", "1:17")
            .says("`fr` is written in 1 place and not published"),
        pasted(
            "warning",
            "unused-key",
            TEAM,
            "name: Oak team\n%\nmembers:\n  - {id: ana, name: Ana, title: Principal, role: nurse}\n",
            "3:9",
        ),
        pasted("error", "wrong-type", TEAM, IN_TEAM, "3:10").says("write `seeking: [health-providers]`"),
    ]
}

/// What is wrong in names of people.
fn of_people() -> Vec<Case> {
    vec![
        pasted("warning", "name-with-more", TEAM, IN_MEMBER, "8:11").says("nothing here but the name"),
        pasted("warning", "nobodys-name", TEAM, IN_MEMBER, "8:11").says("counts as vacant"),
    ]
}

/// What is wrong in guides, role descriptions, rubrics and self-assessments.
fn of_texts() -> Vec<Case> {
    vec![
        pasted("error", "broken-link", GUIDE, IN_TEXT, "5:5").says("`[the guide](start.md)`"),
        asked("warning", "dead-link").says("answers 404"),
        asked("note", "unreached-link").says("answers 403"),
        pasted("error", "external-image", GUIDE, IN_TEXT, "5:1"),
        pasted("warning", "future-date", GUIDE, AT_TOP, "3:11"),
        made("warning", "hidden-name-elsewhere", "content/districts/oak/guides/new.md:5:5", |toolkit| {
            toolkit.write(
                TEAM,
                IN_MEMBERS.replace(
                    '%',
                    "members:\n  - {id: a, name: Rosa Delgado, title: Parent, perspectives: []}",
                ),
            );
            toolkit.write("content/districts/oak/guides/new.md", guide("Ask Rosa Delgado."));
        }),
        pasted("warning", "image-without-text", GUIDE, IN_TEXT, "5:1"),
        made("error", "indicator-needs-id", &format!("{RUBRIC}:7:1"), |toolkit| {
            toolkit.write(RUBRIC, "---\ntitle: Meetings\n---\n\n## Meetings\n\n- The team meets monthly\n");
            toolkit.write(ASSESSMENT, "rubric: new\nteam: hill\ndate: 2026-10-14\n");
        })
        .says("add `{#meetings-1}`"),
        made("warning", "translated-items", "content/rubrics/new.es.md:7:1", |toolkit| {
            let rubric = |items: &str| guide(&format!("## Work {{#work}}\n\n{items}"));
            toolkit.write(RUBRIC, rubric("- We decide {#work-1}\n- We listen {#work-2}"));
            toolkit.write("content/rubrics/new.es.md", rubric("- Escuchamos {#work-2}"));
        })
        .says("add `- … {#work-1}` above this item"),
        pasted("error", "invalid-alias", GUIDE, AT_TOP, "3:11"),
        pasted("error", "merge-marker", TEAM, IN_TEAM, "3:1").says("keep one of the two"),
    ]
}

/// What is wrong in texts as wholes: their front matter, addresses, rubrics.
fn of_whole_texts() -> Vec<Case> {
    vec![
        pasted(
            "warning",
            "no-indicators",
            RUBRIC,
            "---\ntitle: New\n---\n\n## First\n\n- All are there\n\n%\n",
            "11:1",
        )
        .says("below `##`"),
        pasted("error", "missing-front-matter", GUIDE, "%\n", "1:1"),
        pasted("warning", "doubtful-phone", DISTRICT, "name: Oak\ncontact:\n  %\n", "3:10"),
        pasted("warning", "second-front-matter", GUIDE, "---\n%\n---\n\nText.\n", "5:1"),
        pasted("warning", "raw-html", GUIDE, IN_TEXT, "5:6"),
        pasted("note", "review-due", GUIDE, AT_TOP, "3:12"),
        pasted("warning", "repeated-text", GUIDE, IN_TEXT, "6:1"),
        pasted("error", "address-conflict", GUIDE, AT_TOP, "3:11"),
        made("error", "address-too-long", &format!("{GUIDE}:3:11"), |toolkit| {
            toolkit.write(GUIDE, format!("---\ntitle: New\naliases: [{}]\n---\n\nText.\n", "a".repeat(300)));
        }),
        made("error", "reserved-name", "content/districts/assets", |toolkit| {
            toolkit.write("content/districts/assets/district.yml", "name: Assets\n");
        }),
        pasted("error", "two-sources", GUIDE, AT_TOP, "3:11").says("`content/guides/welcome.md`"),
        pasted("error", "unknown-indicator", ASSESSMENT, IN_ASSESSMENT, "4:11"),
        pasted("error", "unknown-rating", ASSESSMENT, IN_ASSESSMENT, "4:25"),
        pasted("error", "unknown-rubric", ASSESSMENT, "team: hill\ndate: 2026-10-14\n%\n", "3:9"),
        pasted("error", "unknown-team", ASSESSMENT, "rubric: school-team\ndate: 2026-10-14\n%\n", "3:7"),
        pasted("warning", "untaken-rating", RUBRIC, "---\ntitle: New\n---\n\n## First\n\n%\n", "8:3")
            .says("write `- Strength: two of them`"),
        pasted("warning", "untaken-markdown", GUIDE, IN_TEXT, "5:1").says("write `## Who"),
        pasted("error", "unsafe-link", GUIDE, IN_TEXT, "5:1"),
    ]
}

/// What is wrong in how the files are written.
fn of_yaml() -> Vec<Case> {
    vec![
        pasted("warning", "unseen-sign", TEAM, BELOW, "2:1").says("a zero-width space (U+200B)"),
        pasted("error", "yaml-alias", DISTRICT, "%\n", "1:7").says("write `name: \"*Star\"`"),
        pasted("error", "yaml-anchor", DISTRICT, "%\n", "1:7").says("write `name: \"&More\"`"),
        pasted("error", "yaml-bracket", TEAM, IN_TEAM, "3:10"),
        pasted("error", "yaml-character", DISTRICT, "%\n", "1:7").says("write `name: \"@home\"`"),
        pasted("error", "yaml-colon", TEAM, IN_TEAM, "3:21").says("write `meets: \"Every Tuesday: 3 pm\"`"),
        pasted("error", "yaml-dash", TEAM, IN_MEMBERS, "3:10"),
        pasted("error", "yaml-depth", TEAM, IN_TEAM, "4:35"),
        pasted("error", "yaml-documents", DISTRICT, "%\n", "2:1"),
        pasted("error", "yaml-escape", DISTRICT, "name: Oak\n%\n", "2:8"),
        pasted("error", "yaml-indent", DISTRICT, "%\n", "2:3"),
        pasted("error", "yaml-key", DISTRICT, "%\n", "1:1"),
        pasted("error", "yaml-quote", DISTRICT, "%\n", "1:7").says("write `name: \"Oak\"`"),
        pasted("error", "yaml-tab", TEAM, IN_MEMBERS, "4:1").says("column 3"),
        pasted("error", "yaml-tag", DISTRICT, "%\n", "1:7").says("write `name: \"!Oak\"`"),
    ]
}

/// What is wrong in a theme.
fn of_themes() -> Vec<Case> {
    vec![
        pasted("error", "broken-template", TEMPLATE, "<p>%</p>\n", "1:12"),
        pasted("error", "missing-plural", STRINGS, "%\n", "1:9"),
        pasted("warning", "missing-placeholder", STRINGS, "%\n", "1:16").says("write `{date}`"),
        pasted("error", "unknown-placeholder", STRINGS, "%\n", "1:37").says("possible here: `n`"),
        pasted("warning", "stray-sign", TEAM, IN_TEAM, "3:21").says("remove the `\"`"),
        pasted(
            "warning",
            "day-for-grades",
            SCHOOLS,
            "- {id: hill, name: Hill}\n- id: lincoln-elementary\n  name: Lincoln\n  %\n",
            "4:11",
        )
        .says("write `6-8`"),
        pasted("error", "unknown-plural", STRINGS, "%\n", "1:10").says("did you mean `one`?"),
        pasted("error", "unknown-string", STRINGS, "%\n", "1:1").says("did you mean `nav-teams`?"),
    ]
}

/// What is wrong with files and folders themselves.
fn of_files() -> Vec<Case> {
    let mut cases = vec![
        made("error", "empty-file", DISTRICT, |toolkit| toolkit.write(DISTRICT, "")),
        made("error", "folder-not-file", GUIDE, |toolkit| toolkit.write("content/guides/new.md/a.txt", ""))
            .says("this is a folder"),
        made("error", "invalid-utf8", &format!("{GUIDE}:5:5"), |toolkit| {
            toolkit.write(GUIDE, b"---\ntitle: New\n---\n\nEnse\xf1anza\n");
        }),
        made("error", "misplaced-file", "content/districts/oak/teams/spring.yml", |toolkit| {
            let text = "rubric: school-team\nteam: hill\ndate: 2026-10-14\nratings: {}\n";
            toolkit.write("content/districts/oak/teams/spring.yml", text);
        }),
        made("error", "missing-file", "content/districts/elm/district.yml", |toolkit| {
            toolkit.write("content/districts/elm/README", "");
        }),
        made("warning", "no-default-language", "content/guides/new.es.md", |toolkit| {
            toolkit.write("content/guides/new.es.md", guide("Texto."));
        }),
        made("error", "no-districts", "content/districts", |toolkit| {
            fs::remove_dir_all(toolkit.path("content/districts")).expect("removed");
        })
        .says("content/districts/<name>"),
        made("warning", "school-code", "content/districts/oak/schools.yml:1:36", |toolkit| {
            toolkit.write(DISTRICT, "name: Oak\nnces_id: \"0691243\"\n");
            let lincoln = "- {id: lincoln-elementary, name: Lincoln}\n";
            toolkit
                .write(SCHOOLS, format!("- {{id: hill, name: Hill, nces_id: \"069123400001\"}}\n{lincoln}"));
        }),
        made("error", "private-file", "content/districts/oak/static/new.yml", |toolkit| {
            let text =
                "rubric: school-team\nteam: hill\ndate: 2026-10-14\nratings: {membership-1: strength}\n";
            toolkit.write("content/districts/oak/static/new.yml", text);
        }),
        made("warning", "same-assessment", "content/districts/oak/assessments/new.yml:3:7", |toolkit| {
            let text = "rubric: school-team\nteam: hill\ndate: 2026-10-14\n";
            toolkit.write("content/districts/oak/assessments/first.yml", text);
            toolkit.write(ASSESSMENT, text);
        }),
        made("note", "former-indicator", &format!("{ASSESSMENT}:4:11"), |toolkit| {
            let former =
                |ratings: &str| format!("rubric: school-team\nteam: hill\ndate: 2025-10-14\n{ratings}\n");
            toolkit.write("content/districts/oak/assessments/now.yml", former("").replace("2025", "2026"));
            toolkit.write(ASSESSMENT, former("ratings: {membership-9: strength}"));
        }),
        made("error", "too-large", GUIDE, |toolkit| {
            let file = fs::File::create(toolkit.path(GUIDE)).expect("a file");
            file.set_len(80_000_000).expect("a large file");
        }),
        made("warning", "unused-file", "content/districts/oak/teams/new.yaml", |toolkit| {
            toolkit.write("content/districts/oak/teams/new.yaml", "name: New\n");
        }),
    ];
    #[cfg(unix)]
    cases.extend(unix::cases());
    cases
}

/// What only systems of a certain kind can have.
#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    pub(super) fn cases() -> Vec<Case> {
        let mut cases = vec![
            made("error", "broken-file-link", GUIDE, |toolkit| {
                symlink("gone.md", toolkit.path(GUIDE)).expect("a link");
            }),
            made("error", "folder-cycle", "content/guides/more", |toolkit| {
                symlink("..", toolkit.path("content/guides/more")).expect("a link");
            }),
            made("error", "link-out", GUIDE, |toolkit| {
                symlink(program(), toolkit.path(GUIDE)).expect("a link");
            })
            .says("leads out of the toolkit"),
            made("error", "unreadable", "content/guides/a/", too_long_a_path),
        ];
        if cfg!(target_os = "linux") {
            cases.push(made("error", "invalid-name", "content/guides/caf\u{fffd}.md", |toolkit| {
                let name = OsStr::from_bytes(b"caf\xe9.md");
                fs::write(toolkit.path("content/guides").join(name), guide("Text.")).expect("a file");
            }));
        }
        cases
    }

    /// Folders in folders, until their path is longer than the system takes: nobody can read there, not even an
    /// administrator, whom no permission stops.
    fn too_long_a_path(toolkit: &Toolkit) {
        let part = "a".repeat(200);
        let long = vec![part.as_str(); 15].join("/");
        let (here, there) = (toolkit.path("content/guides/a"), toolkit.path("content/guides/b"));
        fs::create_dir_all(here.join(&long)).expect("folders");
        fs::create_dir_all(there.join(&long)).expect("folders");
        fs::rename(&there, here.join(&long).join("b")).expect("moved");
    }
}

fn cases() -> Vec<Case> {
    [
        of_districts(),
        of_words(),
        of_people(),
        of_texts(),
        of_whole_texts(),
        of_yaml(),
        of_themes(),
        of_files(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A toolkit with something of each kind, and nothing wrong.
fn whole() -> Toolkit {
    let member = "members:\n  - {id: ana, name: Ana Ruiz, title: Principal, role: nurse}\n";
    let team = |id: &str| format!("name: A team\nlevel: school\nschool: {id}\n{member}");
    Toolkit::in_memory()
        .file(SETTINGS, "title: Test\nlanguages: [en, es]\n")
        .file("content/guides/start.md", guide("Text."))
        .file("content/guides/welcome.md", guide("Text."))
        .file("content/roles/nurse.md", "---\ntitle: Nurse\nperspectives: [student-support]\n---\n\nText.\n")
        .file("content/rubrics/school-team.md", guide("## Membership\n\n- All are there {#membership-1}"))
        .file(SCHOOLS, "- {id: hill, name: Hill}\n- {id: lincoln-elementary, name: Lincoln}\n")
        .file("content/districts/oak/teams/hill.yml", team("hill"))
        .file("content/districts/oak/teams/lincoln-elementary.yml", team("lincoln-elementary"))
        .file("content/districts/oak/static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("content/districts/oak/static/team.png", "")
        .file("themes/harbor/static/harbor.css", "")
}

/// Every toolkit here that brings a message, with its code.
pub fn broken_toolkits() -> Vec<(String, Toolkit)> {
    let make = |case: Case| {
        let toolkit = whole();
        match case.way {
            Way::Made(make) => make(&toolkit),
            Way::Pasted { file, around } => toolkit.write(file, paste(around, &examples(case.code).0)),
            Way::Asked => toolkit.write(GUIDE, paste(IN_TEXT, &examples(case.code).0)),
        }
        (case.code.to_string(), toolkit)
    };
    cases().into_iter().map(make).collect()
}

fn explain(arguments: &[&str]) -> Run {
    let all: Vec<&str> = ["explain"].iter().chain(arguments).copied().collect();
    run(&std::env::temp_dir(), &all)
}

/// All codes with their severities, as the program lists them.
fn listed() -> BTreeMap<String, String> {
    let all = explain(&[]);
    all.ends(0);
    let words = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_string);
        (words.next().expect("a code"), words.next().expect("a severity"))
    };
    all.stdout.lines().map(words).collect()
}

/// The wrong and the right example of a code, as the program tells them.
fn examples(code: &str) -> (String, String) {
    let told = explain(&[code]);
    let (_, rest) = told.stdout.split_once("\nWrong:\n").expect("a wrong example");
    let (wrong, right) = rest.split_once("\nRight:\n").expect("a right example");
    let plain = |text: &str| {
        let lines = text.lines().map(|line| line.strip_prefix("    ").unwrap_or_default());
        lines.collect::<Vec<_>>().join("\n").trim_end().to_string()
    };
    (plain(wrong), plain(right))
}

/// The file with the example in its place; all its lines begin where the first one does.
fn paste(around: &str, example: &str) -> String {
    let line = around.lines().find(|line| line.contains('%')).expect("a place");
    let margin = format!("\n{}", " ".repeat(line.find('%').expect("a place")));
    let blank = format!("\n{}\n", &margin[1..]);
    around.replace('%', &example.replace('\n', &margin)).replace(&blank, "\n\n")
}

impl Case {
    /// It tells this too.
    fn says(mut self, text: &'static str) -> Self {
        self.says = text;
        self
    }

    /// A run said the message at its place, and ended as such a message ends it.
    fn is_told_by(&self, said: &Run) {
        let Self { severity, code, place, says, .. } = self;
        let (head, arrow) = (format!("{severity}[{code}]: "), format!("--> {place}"));
        // A place that ends with a slash stands for everything below it.
        let below = |at: &str| place.ends_with('/') && at.starts_with(&arrow);
        let told = said.stderr.split("\n\n").any(|one| {
            let at = one.lines().nth(1).unwrap_or_default().trim_start();
            one.starts_with(&head) && one.contains(says) && (at == arrow || below(at))
        });
        assert!(told, "{head}{arrow} {says} is not in\n{}", said.stderr);
        said.ends(i32::from(*severity == "error"));
    }
}

#[test]
fn each_message_is_provoked_once() {
    let told: BTreeMap<_, _> =
        cases().into_iter().map(|case| (case.code.to_string(), case.severity.to_string())).collect();
    assert_eq!(cases().len(), told.len(), "a code stands twice");
    let mut listed = listed();
    if !cfg!(target_os = "linux") {
        listed.retain(|code, _| told.contains_key(code));
    }
    assert_eq!(told, listed);
}

#[test]
fn the_whole_toolkit_has_nothing_wrong() {
    whole().check().ends(0).prints("No problems.");
}

/// The same of an example that links to a site: one of this machine takes its place.
fn ask(case: &Case, wrong: &str, right: &str) {
    let (toolkit, site) = (whole(), Site::start());
    let run = |example: &str| {
        let example = example.replace("https://www.example.org", &site.address);
        toolkit.write(GUIDE, paste(IN_TEXT, &example));
        check_links(&toolkit, &[])
    };
    case.is_told_by(&run(wrong));
    run(right).ends(0).prints("No problems.");
}

#[test]
fn the_wrong_example_brings_its_message_and_the_right_one_none() {
    for case in cases() {
        let toolkit = whole();
        let (wrong, right) = examples(case.code);
        match case.way {
            Way::Made(make) => make(&toolkit),
            Way::Pasted { file, around } => toolkit.write(file, paste(around, &wrong)),
            Way::Asked => {
                ask(&case, &wrong, &right);
                continue;
            }
        }
        case.is_told_by(&toolkit.check());
        if case.severity == "error" {
            toolkit.build().ends(1).says("nothing was written");
            assert!(!toolkit.exists("public"), "{}: something was written", case.code);
        }
        if let Way::Pasted { file, around } = case.way {
            toolkit.write(file, paste(around, &right));
            let checked = toolkit.check();
            assert!(checked.stdout.contains("No problems."), "{}\n{}", case.code, checked.stderr);
        }
    }
}

#[test]
fn a_code_is_explained_as_it_is_pasted_from_a_message() {
    for pasted in [
        "unknown-key",
        "error[unknown-key]",
        "[unknown-key]",
        " Unknown-Key",
        "error[unknown-key]: `nane` is",
    ] {
        explain(&[pasted])
            .ends(0)
            .prints("error[unknown-key]\n\nThere is no key")
            .prints("\nRight:\n    name: Oak\n");
    }
    explain(&["unknown-kye"]).ends(2).says("did you mean `unknown-key`?");
    explain(&["warning[raw-htlm]"]).ends(2).says("did you mean `raw-html`?");
    explain(&["zebra"]).ends(2).says("`teamkit explain` alone lists all of them");
}

#[test]
fn explanations_fit_into_80_columns() {
    let codes: Vec<String> = listed().into_keys().collect();
    let told = codes.iter().map(|code| explain(&[code]).stdout).chain([explain(&[]).stdout]);
    for line in told.flat_map(|text| text.lines().map(str::to_string).collect::<Vec<_>>()) {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn the_list_of_messages_begins_with_one_as_it_is_printed() {
    let text = "name: Lincoln Team\nlevel: district\nstrated: 2024-08-15\n\
                members:\n  - {id: ana, name: Ana Ruiz, title: Principal, perspectives: [instruction]}\n";
    let told = Toolkit::new().file("content/districts/oak/teams/lincoln.yml", text).check();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md");
    let document = fs::read_to_string(path).expect("docs/diagnostics.md");
    let shown = format!("```text\n{}\n```\n", told.stderr.trim_end());
    assert!(document.contains(&shown), "docs/diagnostics.md does not show\n{shown}");
}
