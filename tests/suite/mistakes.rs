//! Single mistakes, each made in a toolkit that has none: exactly one error or warning is told (two where two things
//! are wrong), on the right line, and where the help says what to write, doing just that mends it.
//!
//! The tables are in `tests/mistakes/`, the toolkit is in `tests/mistakes/toolkit/`. A table's entry is
//!
//! ```text
//! == what somebody did
//! in content/districts/oak/teams/lincoln.yml
//! - started: 2024-08-15           lines that were there (none: what follows is added at the end;
//! + strated: 2024-08-15           `- *`: the whole file), and what stands there now
//! error unknown-key 5             what is told of the file: how bad it is, its code, its line, `*` for the whole file
//! help did you mean `started`?    a part of its help; `mends` after it, alone on a line, wants the help to mend it
//! ```
//!
//! Help in words that no program can follow is followed by the table: `= LINE` is what stands there once somebody did what
//! it says, in place of the lines that stand there now, and nothing is told of that.
//!
//! `to FILE` behind `in FILE` moves the file instead, `gone` removes it; `at FILE` names another file that is told of.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use crate::common::{Run, TODAY, Toolkit};
use rayon::prelude::*;
use serde_json::Value;

/// A mistake, and what should be told of it.
#[derive(Debug, Default, Clone)]
struct Mistake {
    title: String,
    file: String,
    moved: Option<String>,
    gone: bool,
    at: Option<String>,
    before: Vec<String>,
    after: Vec<String>,
    followed: Vec<String>,
    told: Vec<String>,
    help: Vec<String>,
    mends: bool,
    /// What programs are told of the toolkit with it, once anybody asked: several tests look at the same run.
    run: OnceLock<Run>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes")
}

/// The tables, each read once.
static TABLES: LazyLock<Vec<(&str, Vec<Mistake>)>> = LazyLock::new(|| {
    let names =
        ["follows.txt", "yaml.txt", "values.txt", "shapes.txt", "texts.txt", "rubrics.txt", "files.txt"];
    names.map(|name| (name, read(name))).into()
});

/// All mistakes of all tables.
fn all() -> impl Iterator<Item = &'static Mistake> {
    TABLES.iter().flat_map(|(_, table)| table)
}

/// Reads a table.
fn read(name: &str) -> Vec<Mistake> {
    let text = fs::read_to_string(folder().join(name)).expect("a table");
    let mut all: Vec<Mistake> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(title) = line.strip_prefix("== ") {
            all.push(Mistake { title: title.into(), ..Mistake::default() });
            continue;
        }
        let Some(mistake) = all.last_mut() else { continue };
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.to_string();
        match word {
            "in" => mistake.file = rest,
            "to" => mistake.moved = Some(rest),
            "gone" => mistake.gone = true,
            "at" => mistake.at = Some(rest),
            "-" => mistake.before.push(rest),
            "+" => mistake.after.push(rest),
            "=" => mistake.followed.push(rest),
            "error" | "warning" => mistake.told.push(line.to_string()),
            "help" => mistake.help.push(rest),
            "mends" => mistake.mends = true,
            _ => panic!("{name}: {line}"),
        }
    }
    all
}

/// The toolkit without a mistake.
fn whole() -> Toolkit {
    let toolkit = Toolkit::empty_in_memory();
    let root = folder().join("toolkit");
    for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(&root).expect("below").to_str().expect("a name");
            toolkit.write(name, fs::read(entry.path()).expect("a file"));
        }
    }
    toolkit
}

/// A problem as programs read it.
#[derive(Debug, Clone)]
struct Problem {
    severity: String,
    code: String,
    file: String,
    line: Option<usize>,
    columns: Option<(usize, usize)>,
    hint: String,
}

/// What programs are told of a toolkit.
pub fn for_programs(toolkit: &Toolkit) -> Run {
    toolkit.run(&["check", "--format", "json", "--as-of", TODAY])
}

/// The errors and warnings of a toolkit.
fn problems(toolkit: &Toolkit) -> Vec<Problem> {
    problems_in(&for_programs(toolkit))
}

/// The errors and warnings that a run told programs.
fn problems_in(run: &Run) -> Vec<Problem> {
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
    let all = report["diagnostics"].as_array().expect("a list");
    let all = all.iter().filter(|problem| problem["severity"] != "note");
    all.map(|problem| Problem {
        severity: text(&problem["severity"]),
        code: text(&problem["code"]),
        file: text(&problem["file"]),
        line: number(&problem["line"]),
        columns: number(&problem["column"])
            .zip(number(&problem["end_column"]).filter(|_| problem["line"] == problem["end_line"])),
        hint: text(&problem["hint"]),
    })
    .collect()
}

impl Mistake {
    /// Makes it.
    fn make(&self, toolkit: &Toolkit) {
        if let Some(to) = &self.moved {
            let text = toolkit.read(&self.file);
            toolkit.remove(&self.file);
            toolkit.write(to, text);
        } else if self.gone {
            toolkit.remove(&self.file);
        } else {
            toolkit.write(&self.file, self.text(toolkit));
        }
    }

    /// A toolkit with it and nothing else wrong, and what programs are told of that.
    fn told(&self) -> (Toolkit, &Run) {
        let toolkit = whole();
        self.make(&toolkit);
        let run = self.run.get_or_init(|| for_programs(&toolkit));
        (toolkit, run)
    }

    /// Makes it in a district of its own, like the first one.
    fn make_in(&self, toolkit: &Toolkit, number: usize) {
        let district = format!("content/districts/oak-{number}/");
        let own = |name: &str| match name.strip_prefix("content/districts/oak/") {
            Some(name) => format!("{district}{name}"),
            None => name.replacen("content/", &district, 1),
        };
        let root = toolkit.path("");
        for entry in walkdir::WalkDir::new(toolkit.path("content/districts/oak")) {
            let entry = entry.expect("an entry");
            let name = entry.path().strip_prefix(&root).expect("below").to_str().expect("a name");
            if entry.file_type().is_file() {
                toolkit.write(&own(name), toolkit.read(name));
            }
        }
        if toolkit.exists(&self.file) {
            toolkit.write(&own(&self.file), toolkit.read(&self.file));
        }
        let moved = self.moved.as_deref().map(own);
        Self { file: own(&self.file), moved, ..self.clone() }.make(toolkit);
        // No two districts have one code.
        let facts = own("content/districts/oak/district.yml");
        if toolkit.exists(&facts) {
            let code = format!("{:07}", 1_000_000 + number);
            toolkit.write(&facts, toolkit.read(&facts).replace("0691234", &code));
        }
    }

    /// The file with the mistake in it.
    fn text(&self, toolkit: &Toolkit) -> String {
        let after = lines_of(&self.after);
        if self.before == ["*"] || !toolkit.exists(&self.file) {
            return after;
        }
        let text = toolkit.read(&self.file);
        let before = lines_of(&self.before);
        assert!(text.contains(&before), "{}: `{before}` is not in {}", self.title, self.file);
        if before.is_empty() { text + &after } else { text.replacen(&before, &after, 1) }
    }

    /// What is not as it should be.
    fn look(&self) -> Result<(), String> {
        let (toolkit, run) = self.told();
        let found = problems_in(run);
        let file = self.at.as_ref().or(self.moved.as_ref()).unwrap_or(&self.file);
        let line = |problem: &Problem| problem.line.map_or("*".to_string(), |line| line.to_string());
        let told: Vec<String> = found
            .iter()
            .map(|problem| format!("{} {} {}", problem.severity, problem.code, line(problem)))
            .collect();
        let in_file = found.iter().all(|problem| problem.file == *file);
        if told != self.told || !in_file {
            return Err(format!("{}: {:?} in {file} wanted, but told was {found:#?}", self.title, self.told));
        }
        if let Some(help) =
            self.help.iter().find(|help| found.iter().all(|problem| !problem.hint.contains(*help)))
        {
            return Err(format!("{}: `{help}` is not in {found:#?}", self.title));
        }
        if !self.followed.is_empty() {
            let text = toolkit.read(&self.file);
            let (now, then) = (lines_of(&self.after), lines_of(&self.followed));
            assert!(text.contains(&now), "{}: `{now}` is not there", self.title);
            toolkit.write(&self.file, text.replacen(&now, &then, 1));
            let left = problems(&toolkit);
            if !left.is_empty() {
                return Err(format!("{}: {found:#?} is not mended: {left:#?}", self.title));
            }
        }
        if self.mends {
            let problem = found.first().ok_or("nothing to mend")?;
            follow(&toolkit, problem).map_err(|why| format!("{}: {why} {problem:#?}", self.title))?;
            let left = problems(&toolkit);
            if !left.is_empty() {
                let text = fs::read_to_string(toolkit.path(&problem.file)).unwrap_or_default();
                return Err(format!("{}: {problem:#?} is not mended: {left:#?}\n{text}", self.title));
            }
        }
        Ok(())
    }
}

/// Lines as they stand in a file; `\t` is a tab, `\f` a page break.
fn lines_of(lines: &[String]) -> String {
    let all: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    all.replace("\\t", "\t").replace("\\f", "\u{c}")
}

/// What stands in signs of code behind some words.
fn quoted<'h>(hint: &'h str, words: &str) -> Option<&'h str> {
    let rest = hint.split_once(words)?.1.strip_prefix('`')?;
    rest.split_once('`').map(|(quoted, _)| quoted)
}

/// Moves or renames a file as the help says; `None` where it says nothing of the kind.
fn move_file(toolkit: &Toolkit, problem: &Problem) -> Option<Result<(), String>> {
    let folder = problem.file.rfind('/').map_or("", |end| &problem.file[..=end]);
    let whole = |name: &str| if name.contains('/') { name.to_string() } else { format!("{folder}{name}") };
    let of_itself = || {
        let to = quoted(&problem.hint, "rename it to ").or_else(|| quoted(&problem.hint, "move it to "))?;
        Some((problem.file.clone(), whole(to)))
    };
    let of_another = || {
        ["move ", "rename "].iter().find_map(|verb| {
            let from = quoted(&problem.hint, verb).filter(|_| problem.hint.starts_with(verb))?;
            let to = quoted(&problem.hint, &format!("{verb}`{from}` to "))?;
            // A path is told from the toolkit's folder, and so is where it belongs.
            let is_path = from.contains('/');
            Some(if is_path { (from.to_string(), to.to_string()) } else { (whole(from), whole(to)) })
        })
    };
    let (from, to) = of_itself().or_else(of_another)?;
    let path = toolkit.path(&to);
    let made = fs::create_dir_all(path.parent().expect("a folder"));
    Some(made.and_then(|()| fs::rename(toolkit.path(&from), path)).map_err(|error| error.to_string()))
}

/// Does what the help says, to the letter.
fn follow(toolkit: &Toolkit, problem: &Problem) -> Result<(), String> {
    if let Some(done) = move_file(toolkit, problem) {
        return done;
    }
    let word = quoted(&problem.hint, "did you mean ").or_else(|| quoted(&problem.hint, "write "));
    let add = quoted(&problem.hint, "add ");
    let text = toolkit.read(&problem.file);
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    let index = problem.line.ok_or("no line")? - 1;
    let line = lines.get(index).cloned().unwrap_or_default();
    let margin = line.len() - line.trim_start().len();
    let column = problem.hint.split_once("begin this line in column ").map(|(_, rest)| {
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        number.parse::<usize>().expect("a number")
    });
    if problem.hint.starts_with("remove this line") {
        lines.remove(index);
        toolkit.write(&problem.file, lines.join("\n") + "\n");
        return Ok(());
    }
    let removed = quoted(&problem.hint, "remove the ").filter(|sign| sign.chars().count() == 1);
    let mended = match (word, add) {
        _ if let Some(sign) = removed => {
            let at = problem.columns.ok_or("no columns")?.0 - 1;
            let (head, rest) = (line.chars().take(at).collect::<String>(), line.chars().skip(at));
            let rest: String = rest.collect();
            head + rest.strip_prefix(sign).ok_or("the sign is not there")?
        }
        _ if let Some(column) = column => format!("{}{}", " ".repeat(column - 1), line.trim_start()),
        (Some(word), _) if problem.code.starts_with("yaml-") => format!("{}{word}", &line[..margin]),
        (Some(word), _) => {
            let (start, end) = problem.columns.ok_or("no columns")?;
            let at = |column: usize| line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
            let key = word.split_once(": ").map(|(key, _)| format!("{key}:"));
            let start = key.and_then(|key| line[..at(end)].rfind(&key)).unwrap_or(at(start));
            format!("{}{word}{}", &line[..start], &line[at(end)..])
        }
        (None, Some(more)) => format!("{line} {more}"),
        (None, None) => return Err("the help says nothing to write".into()),
    };
    lines[index] = mended;
    toolkit.write(&problem.file, lines.join("\n") + "\n");
    Ok(())
}

/// A toolkit with something wrong, how it is called, and what programs are told of it.
pub type Broken = (String, Toolkit, Run);

/// Every toolkit with one mistake of the tables.
pub fn broken_toolkits() -> Vec<Broken> {
    let all: Vec<&Mistake> = all().collect();
    all.par_iter()
        .map(|mistake| {
            let (toolkit, run) = mistake.told();
            (mistake.title.clone(), toolkit, run.clone())
        })
        .collect()
}

/// All that the tables call mistakes, in few toolkits. One has a district a mistake, and what was made wrong in a shared text
/// is wrong in the district's own; the others have what can be wrong once in a toolkit, with what programs are told of it.
/// Gives the number of districts too.
pub fn together() -> (Toolkit, usize, Vec<(Toolkit, &'static Run)>) {
    let (of_districts, others): (Vec<&Mistake>, Vec<&Mistake>) =
        all().filter(|mistake| !mistake.told.is_empty()).partition(|mistake| {
            let is_of_one = |name: &str| name.starts_with("content/districts/");
            // What is right in a district is no mistake there.
            let stays = mistake.moved.as_deref().is_none_or(|to| is_of_one(to) == is_of_one(&mistake.file));
            // A shared file that is gone, or is wrong beside another one, is there in its place.
            let of_shared = !is_of_one(&mistake.file)
                && (mistake.gone || mistake.at.as_deref().is_some_and(|at| !is_of_one(at)));
            // The district has a code of its own there, of which those of its schools are no slips.
            let of_code = mistake.told.iter().any(|told| told.contains("school-code"));
            mistake.file.starts_with("content/")
                && !mistake.file.starts_with("content/role/")
                && stays
                && !of_shared
                && !of_code
        });
    let districts = whole();
    for (number, mistake) in of_districts.iter().enumerate() {
        mistake.make_in(&districts, number);
    }
    (districts, of_districts.len(), others.par_iter().map(|mistake| mistake.told()).collect())
}

#[test]
fn the_toolkit_has_no_mistake() {
    let found = problems(&whole());
    assert!(found.is_empty(), "{found:#?}");
}

/// Every mistake of a table is told once, at its line, and its help mends it.
fn hold(name: &str) {
    let (_, table) = TABLES.iter().find(|(known, _)| *known == name).expect("a table");
    let wrong: Vec<String> = table.par_iter().filter_map(|mistake| mistake.look().err()).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.len(), wrong.join("\n\n"));
}

#[test]
fn nothing_that_follows_from_a_mistake_is_told() {
    hold("follows.txt");
}

#[test]
fn what_is_written_as_yaml_is_told_in_plain_words() {
    hold("yaml.txt");
}

#[test]
fn values_are_told_with_what_to_write_instead() {
    hold("values.txt");
}

#[test]
fn what_is_written_in_another_shape_or_under_another_word_is_told() {
    hold("shapes.txt");
}

#[test]
fn texts_are_told_where_they_did_not_take() {
    hold("texts.txt");
}

#[test]
fn items_of_a_rubric_are_told_with_what_to_write_instead() {
    hold("rubrics.txt");
}

#[test]
fn files_are_told_where_nobody_looks_for_them() {
    hold("files.txt");
}

/// What several files refer to and a framework does not have any more is told at the framework, once.
#[test]
fn what_is_gone_from_a_framework_is_told_there() {
    let framework = "content/framework.yml";
    let made = |from: &str, to: &str| {
        let toolkit = whole();
        let spring = toolkit.read("content/districts/oak/assessments/fall.yml").replace("lincoln", "hill");
        toolkit.write("content/districts/oak/assessments/spring.yml", spring);
        let other = "name: Hill team\nlevel: school\nschool: hill\nseeking: [health]\nmembers: []\n";
        toolkit.write("content/districts/oak/teams/hill.yml", other);
        let text = toolkit.read(framework);
        assert!(text.contains(from), "{from}");
        toolkit.write(framework, text.replace(from, to));
        toolkit
    };
    let one = |toolkit: &Toolkit, line: usize, hint: &str| {
        let found = problems(toolkit);
        let [problem] = &found[..] else { panic!("{hint}: {found:#?}") };
        assert_eq!((problem.file.as_str(), problem.line), (framework, Some(line)), "{problem:#?}");
        assert!(problem.hint.contains(hint), "{problem:#?}");
        problem.clone()
    };
    let renamed = made("id: urgent-gap", "id: urgent-need");
    follow(&renamed, &one(&renamed, 10, "did you mean `urgent-gap`?")).expect("an id");
    assert!(problems(&renamed).is_empty());
    let renamed = made("id: health,", "id: health-providers,");
    follow(&renamed, &one(&renamed, 3, "did you mean `health`?")).expect("an id");
    assert!(problems(&renamed).is_empty());
    let entry = "  - {id: health, name: {en: Health, es: Salud}, side: community, expected_of: [district]}\n";
    one(&made(entry, ""), 1, "put `- {id: health, name: …, side: …}` back into it");
    // Several files may be wrong alike: another one says the word that stands in the framework.
    let toolkit = made("id: health", "id: health");
    for name in ["content/districts/oak/teams/hill.yml", "content/districts/oak/teams/lincoln.yml"] {
        toolkit.write(name, toolkit.read(name).replace("[health]", "[heath]"));
    }
    let third = "name: Third team\nlevel: district\nseeking: [health]\nmembers: []\n";
    toolkit.write("content/districts/oak/teams/third.yml", third);
    let found = problems(&toolkit);
    assert!(found.len() == 2 && found.iter().all(|problem| problem.file.contains("/teams/")), "{found:#?}");
}

/// No schema sees remarks, so these are in no table.
#[test]
fn a_remark_in_words_that_keeps_a_name_back_is_told() {
    let team = "content/districts/oak/teams/lincoln.yml";
    let name = "    name: Dana Ortiz\n";
    for (written, line) in [
        ("    name: Dana Ortiz # do not show\n", 12),
        ("    # please keep her name private\n    name: Dana Ortiz\n", 12),
        ("    name: Dana Ortiz\n    # no publicar el nombre\n", 13),
    ] {
        let toolkit = whole();
        toolkit.write(team, toolkit.read(team).replace(name, written));
        let found = problems(&toolkit);
        let [problem] = &found[..] else { panic!("{written}: {found:#?}") };
        assert_eq!((problem.code.as_str(), problem.line), ("empty-consent", Some(line)), "{problem:#?}");
        let run = toolkit.run(&["check"]);
        assert!(!format!("{}{}", run.stdout, run.stderr).contains("Ortiz"), "{written}");
        toolkit.write(team, toolkit.read(team).replace(written, &format!("{written}    show_name: false\n")));
        assert!(problems(&toolkit).is_empty(), "{written}");
    }
    // Where the name is hidden already, such a remark says nothing else.
    let toolkit = whole();
    let parent = "  - {id: lee, name: Lee Park, title: Parent, perspectives: [health]} # private\n";
    toolkit.write(team, toolkit.read(team) + parent);
    let said = problems(&toolkit);
    assert!(said.iter().all(|problem| problem.code != "empty-consent"), "{said:#?}");
}

#[test]
fn a_key_that_became_a_remark_is_found_whatever_ends_the_lines() {
    let team = "level: district\nmembers: []\n# what it is called\n# name: Oak team\n";
    for team in [team.to_string(), team.replace('\n', "\r\n")] {
        let toolkit = Toolkit::new().file("content/districts/oak/teams/a.yml", team);
        toolkit.run(&["check"]).ends(1).says("`name` is a remark").says("a.yml:4:1");
    }
}

/// A page whose name no file can have may be the original of the translation beside it, and is told with that one's name.
#[test]
fn a_page_that_was_renamed_belongs_to_its_translation() {
    let page = "---\ntitle: A page\n---\n\nWords.\n";
    for (wrong, there, right) in [
        ("agenda to fill.md", "agenda.es.md", "agenda.md"),
        ("Agenda.md", "agenda.es.md", "agenda.md"),
        ("agenda 2.es.md", "agenda.md", "agenda.es.md"),
    ] {
        let toolkit = whole()
            .file(&format!("content/guides/{wrong}"), page)
            .file(&format!("content/guides/{there}"), page);
        let found = problems(&toolkit);
        let [problem] = &found[..] else { panic!("{wrong}: {found:#?}") };
        assert!(problem.hint.contains(&format!("rename it to `{right}`")), "{problem:#?}");
        follow(&toolkit, problem).expect("a name");
        assert!(problems(&toolkit).is_empty(), "{wrong}");
    }
}

/// A role that was moved among the guides is told where it lies now, and not at the translation that it left behind.
#[test]
fn a_text_that_was_moved_away_from_its_translation_is_told_where_it_lies() {
    let translation = "---\ntitle: Enfermería\n---\n\nPalabras.\n";
    let toolkit = whole().file("content/roles/nurse.es.md", translation);
    let text = toolkit.read("content/roles/nurse.md");
    toolkit.write("content/guides/nurse.md", text);
    toolkit.remove("content/roles/nurse.md");
    let found = problems(&toolkit);
    let [problem] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((&*problem.code, &*problem.file), ("misplaced-file", "content/guides/nurse.md"));
    assert_eq!(problem.hint, "move it to `content/roles/nurse.md`");
    follow(&toolkit, problem).expect("a place");
    assert!(problems(&toolkit).is_empty());
}
