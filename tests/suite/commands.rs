//! Every command that README.md and docs/ show is run as it stands there, document by document, from top to bottom.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{Toolkit, program, run};

/// What stands in for other programs: they are not ours to test, need an account, or are tested by
/// `scripts/test-package`. Those that only start ours do so.
const STAND_INS: &[(&str, &str)] = &[
    ("aws", "exit 0"),
    ("git", "exit 0"),
    ("pip", "exit 0"),
    ("uvx", "exec \"$@\""),
    ("cargo", "[ \"$1 $2 $3\" = 'run --release --' ] || exit 0; shift 3; exec teamkit \"$@\""),
    ("xdg-open", "exit 0"),
];

/// A preview ends once it says where it listens; without `--open`, since no browser is wanted here.
const PREVIEW: &str = r#"
case "$*" in
  *serve*) ;;
  *) exec "$TEAMKIT" "$@" ;;
esac
said=$(mktemp)
"$TEAMKIT" serve --port 0 >"$said" &
for _ in $(seq 100); do grep -q 127.0.0.1 "$said" && break; sleep 0.1; done
kill $!
grep -q 127.0.0.1 "$said"
"#;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The documents for people: their names and texts.
fn documents() -> BTreeMap<String, String> {
    let docs = fs::read_dir(root().join("docs")).expect("docs").map(|entry| entry.expect("a file").path());
    let all = docs.chain([root().join("README.md")]);
    all.filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| {
            let name = path.strip_prefix(root()).expect("below").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a document"))
        })
        .collect()
}

/// The lines of the blocks that are marked as commands.
fn commands(text: &str) -> Vec<&str> {
    let mut commands = Vec::new();
    let mut is_command = false;
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("```") {
            Some(kind) => is_command = kind == "sh",
            None if is_command && !line.is_empty() => commands.push(line),
            None => {}
        }
    }
    commands
}

/// A folder with the program and the stand-ins for others, to be the first of the search path. A shell writes them:
/// what this process has open to write passes to each program that another thread starts meanwhile, and a file that
/// is open to write cannot be run ("text file busy").
fn programs(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    let ours = [("teamkit", PREVIEW)];
    for (name, script) in STAND_INS.iter().chain(&ours) {
        let write = Command::new("sh")
            .args(["-e", "-c", r#"printf '#!/bin/sh\n%s\n' "$2" >"$1"; chmod +x "$1""#, "sh", name, script])
            .current_dir(folder)
            .status();
        assert!(write.expect("a shell").success(), "{name} was not written");
    }
}

/// Runs a document's commands one after another, in a folder where nothing is yet for those that begin with `init`,
/// and in a new toolkit in three languages for the others.
fn follow(name: &str, commands: &[&str]) {
    let place = Toolkit::empty();
    programs(&place.path("bin"));
    let mut folder = place.path("work");
    fs::create_dir(&folder).expect("a folder");
    fs::copy(root().join("docs/roster.csv"), folder.join("roster.csv")).expect("the example of a table");
    if !commands.iter().any(|line| line.contains("teamkit init")) {
        run(&folder, &["init", "riverbend", "--languages", "en,es,ar"]).ends(0);
        folder = folder.join("riverbend");
    }
    // What a command of the project's own folder needs is not here.
    let script: Vec<&str> = commands.iter().copied().filter(|line| !line.starts_with("scripts/")).collect();
    let path = format!("{}:{}", place.path("bin").display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-e", "-x", "-c", &script.join("\n")])
        .current_dir(folder)
        .env("PATH", path)
        .env("TEAMKIT", program())
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("a shell");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name} shows a command that fails:\n{out}\n{err}");
}

#[test]
fn every_command_does_what_the_documents_say() {
    let documents = documents();
    let shown: Vec<(&String, Vec<&str>)> = documents
        .iter()
        .map(|(name, text)| (name, commands(text)))
        .filter(|(_, all)| !all.is_empty())
        .collect();
    std::thread::scope(|scope| {
        for (name, commands) in &shown {
            scope.spawn(|| follow(name, commands));
        }
    });
    let followed: usize = shown.iter().map(|(_, commands)| commands.len()).sum();
    assert!(followed > 20, "only {followed} commands were found");
}

/// The code in a line's running text.
fn code(text: &str) -> Vec<String> {
    let outside: String = text.split("```").step_by(2).collect();
    let flat = outside.split_whitespace().collect::<Vec<_>>().join(" ");
    flat.split('`').skip(1).step_by(2).map(str::to_string).collect()
}

#[test]
fn every_command_in_running_text_has_its_name_and_options() {
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = 0;
    for (name, text) in documents() {
        for code in code(&text).iter().filter(|code| code.starts_with("teamkit ")) {
            let words: Vec<&str> =
                code.split([' ', '=']).skip(1).skip_while(|word| *word == "help").collect();
            let plain: Vec<&str> = words
                .iter()
                .copied()
                .take_while(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
                .collect();
            // `import roster` has a help of its own; what is no subcommand there is an argument.
            let depth = if matches!(plain.first(), Some(&("import" | "export"))) { 2 } else { 1 };
            let Some(command) = plain.get(..depth.min(plain.len())).filter(|of| !of.is_empty()) else {
                continue;
            };
            let help = helps.entry(command.join(" ")).or_insert_with(|| {
                let help = run(&root(), &[command, &["--help"]].concat());
                assert_eq!(help.code, 0, "{name}: `{code}` is no command");
                help.stdout
            });
            for option in words.iter().filter(|word| word.starts_with("--")) {
                let option = option.trim_end_matches(['…', '.', ',', ']']);
                assert!(help.contains(option), "{name}: `{code}` has no option {option}");
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} commands were found");
}

/// The block of a document that shows a message: its text up to the help, the file it is about, the number of the line
/// and the line as it is drawn.
fn shown_message(text: &str) -> (&str, &str, usize, &str) {
    let start = text.find("```text\nerror[").expect("a message") + "```text\n".len();
    let message = text[start..].split("\n```").next().expect("an end");
    let message = message.split("\n\n").next().expect("a message");
    let mut lines = message.lines().skip(1);
    let place = lines.next().and_then(|line| line.trim().strip_prefix("--> ")).expect("a place");
    let mut parts = place.split(':');
    let (file, number) = (parts.next().expect("a file"), parts.next().expect("a line"));
    let drawn = lines.nth(1).and_then(|line| line.split_once(" | ")).expect("the drawn line").1;
    (message, file, number.parse().expect("a number"), drawn)
}

#[test]
fn messages_that_the_documents_show_are_what_is_said() {
    let documents = documents();
    let sample = Toolkit::empty();
    for entry in walkdir::WalkDir::new(root().join("content")).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(root()).expect("below").to_string_lossy();
            sample.write(&name, fs::read(entry.path()).expect("a file"));
        }
    }
    sample.write("teamkit.yml", fs::read(root().join("teamkit.yml")).expect("the settings"));
    let readme = &documents["README.md"];
    let member =
        readme.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a member");
    let (_, file, ..) = shown_message(readme);
    sample.write(file, sample.read(file) + member);

    let begun = Toolkit::empty();
    let riverbend =
        ["init", ".", "--name", "Riverbend Unified School District", "--state", "CA", "--languages", "en,es"];
    begun.run(&riverbend).ends(0);
    begun.run(&["new", "school", "Lincoln Elementary School"]).ends(0);
    begun.run(&["new", "team", "Lincoln attendance team", "--school", "lincoln-elementary"]).ends(0);

    for (toolkit, name) in [(sample, "README.md"), (begun, "docs/first-district.md")] {
        let (message, file, number, drawn) = shown_message(&documents[name]);
        let text = toolkit.read(file);
        let lines = text.lines().enumerate().map(|(at, line)| if at + 1 == number { drawn } else { line });
        toolkit.write(file, lines.collect::<Vec<_>>().join("\n") + "\n");
        toolkit.check().ends(1).says(message);
    }
}
