//! `teamkit schema`: JSON Schemas of the files that authors write, for editors, with the toolkit's own ids as choices.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::progress::Progress;
use super::written::if_there;
use super::{Failure, Outcome, load, tell, today};
use crate::cli::{Ending, SchemaArgs};
use crate::diagnostics::Findings;
use crate::edit::FileChange;
use crate::model::{District, Framework, Kind, Lang, Resources};
use crate::reader::kinds::{self, FileKind};
use crate::reader::schema;
use crate::reader::schema::{Choices, Writer, document};
use crate::reader::target::Target;
use crate::source::layout;
use crate::starter;
use crate::theme;
use crate::toolkit::{Options, Toolkit};
use crate::words::plural;

/// How a schema that this command wrote can be told.
const MARK: &str = "Written by `teamkit schema`, which writes over it.";

/// The most districts that are read to bring schemas up to date by the way.
const FEW: usize = 100;

pub(super) fn run(root: Option<&Path>, args: &SchemaArgs) -> Outcome {
    let schemas = match root {
        Some(root) => of_toolkit(root, today()?)?,
        None => Schemas { languages: theme::built_in_languages(), choices: Choices::default() },
    };
    let kinds = args.kind.map_or_else(|| FileKind::ALL.to_vec(), |kind| vec![kind]);
    let mut out = anstream::stdout().lock();
    if let Some(folder) = &args.out {
        schemas.write(folder, &kinds)?;
        writeln!(out, "Wrote {} into `{}`.", plural(kinds.len(), "schema"), folder.display())?;
        return Ok(Ending::Done);
    }
    let printed = match args.kind {
        Some(kind) => schemas.of(kind),
        None => schemas.together(),
    };
    out.write_all(pretty(&printed).as_bytes())?;
    Ok(Ending::Done)
}

/// Brings the schemas of a toolkit up to date that were written into it, where that is quickly done.
pub(super) fn refresh(root: &Path, as_of: Date) -> Result<(), Failure> {
    let folder = root.join(layout::SCHEMAS);
    if !folder.is_dir() {
        return Ok(());
    }
    let mut findings = Findings::default();
    let Some(toolkit) = load(root, Options::new(as_of, true), &mut findings)? else { return Ok(()) };
    if toolkit.folders().len() > FEW {
        return Ok(());
    }
    let Some(choices) = choices(&toolkit, &mut findings) else { return Ok(()) };
    let there = |kind: &&FileKind| folder.join(layout::schema_file(**kind)).is_file();
    let kinds: Vec<FileKind> = FileKind::ALL.iter().filter(there).copied().collect();
    Schemas { languages: toolkit.settings().languages.clone(), choices }.write(&folder, &kinds)
}

/// The text of a new file, with the line that tells editors which schema it follows, where the toolkit has that one.
pub(super) fn with_line(root: &Path, path: &str, text: &str) -> String {
    let file = layout::file_kind(path).map(layout::schema_file);
    let has_schema = file.is_some_and(|file| root.join(layout::SCHEMAS).join(file).is_file());
    let line = starter::schema_line(path).filter(|_| has_schema).unwrap_or_default();
    line + text
}

/// Puts that line into files that are to be made.
pub(super) fn with_lines(root: &Path, changes: &mut [FileChange]) {
    for change in changes.iter_mut().filter(|change| change.before.is_none()) {
        change.after = with_line(root, &change.path, &change.after);
    }
}

/// Writes the schemas into a new toolkit, but for those of a theme, which it has none of.
pub(super) fn write_new(root: &Path, as_of: Date) -> Result<(), Failure> {
    let kinds: Vec<FileKind> =
        FileKind::ALL.iter().copied().filter(|kind| *kind != FileKind::Strings).collect();
    of_toolkit(root, as_of)?.write(&root.join(layout::SCHEMAS), &kinds)
}

/// What the schemas of a toolkit say.
struct Schemas {
    languages: Vec<Lang>,
    choices: Choices,
}

fn of_toolkit(root: &Path, as_of: Date) -> Result<Schemas, Failure> {
    let mut findings = Findings::default();
    let Some(toolkit) = load(root, Options::new(as_of, true), &mut findings)? else {
        return Err(Failure::usage(format!(
            "`{}` can't be understood, so its languages are not known; call `teamkit check`.",
            layout::SETTINGS
        )));
    };
    let languages = toolkit.settings().languages.clone();
    let choices = choices(&toolkit, &mut findings).unwrap_or_else(|| {
        tell("The toolkit has mistakes, so the schemas don't offer its ids; call `teamkit check`, and then this again.");
        Choices::default()
    });
    Ok(Schemas { languages, choices })
}

/// The ids of a toolkit; none where something in it could not be understood, so that some may be missing.
fn choices(toolkit: &Toolkit, findings: &mut Findings) -> Option<Choices> {
    let progress = Progress::new(toolkit.folders().len(), "Reading", "districts");
    let read: Vec<(Option<Choices>, bool)> = toolkit
        .folders()
        .par_iter()
        .map(|folder| {
            let reading = toolkit.district(folder);
            progress.step();
            (reading.made.map(|district| of_district(&district)), reading.findings.any_error())
        })
        .collect();
    if findings.any_error() || read.iter().any(|(_, is_wrong)| *is_wrong) {
        return None;
    }
    let mut all = Choices::default();
    all.add(Target::District, toolkit.folders().iter().map(|folder| &folder.id));
    of_framework(toolkit.framework(), &mut all);
    of_resources(toolkit.resources(), &mut all);
    read.into_iter().filter_map(|(choices, _)| choices).for_each(|choices| all.absorb(choices));
    Some(all)
}

fn of_district(district: &District) -> Choices {
    let mut all = Choices::default();
    all.add(Target::School, district.schools.iter().map(|school| &school.id));
    all.add(Target::Team, district.teams.iter().map(|team| &team.id));
    of_framework(&district.framework, &mut all);
    of_resources(&district.resources, &mut all);
    all
}

fn of_framework(framework: &Framework, all: &mut Choices) {
    let perspectives = || framework.perspectives.iter().map(|perspective| &perspective.id);
    let functions = || framework.functions.iter().map(|function| &function.id);
    all.add(Target::Perspective, perspectives());
    all.add(Target::Function, functions());
    all.add(Target::Help, perspectives());
    all.add(Target::Help, functions());
    all.add(Target::Group, framework.groups.iter().map(|group| &group.id));
    all.add(Target::Rating, framework.scale.iter().map(|rating| &rating.id));
}

fn of_resources(resources: &Resources, all: &mut Choices) {
    for (kind, target) in [(Kind::Role, Target::Role), (Kind::Rubric, Target::Rubric)] {
        all.add(target, resources.keys().filter(|(of, _)| *of == kind).map(|(_, id)| id));
    }
    for resource in resources.values() {
        let Some(rubric) = resource.rubric() else { continue };
        all.add(Target::Rating, rubric.scale.as_deref().unwrap_or_default().iter().map(|rating| &rating.id));
        all.add(Target::Indicator, rubric.indicators());
        all.add(Target::Help, rubric.indicators().map(|indicator| format!("{}/{indicator}", resource.id)));
    }
}

impl Schemas {
    /// The schema of a kind of file.
    fn of(&self, kind: FileKind) -> Value {
        let title = match kind {
            FileKind::Strings => "A theme's words",
            kind => kind.word(),
        };
        let writer = Writer { languages: &self.languages, choices: &self.choices };
        let schema = match kinds::shape_of(kind) {
            Some(shape) => writer.shape(&shape),
            None => theme::strings_schema(),
        };
        document(&format!("teamkit: {title}"), MARK, schema)
    }

    /// All of them in one document.
    fn together(&self) -> Value {
        let all = FileKind::ALL.iter().map(|kind| (kind.word().to_string(), self.of(*kind)));
        let all: serde_json::Map<String, Value> = all.collect();
        json!({"$schema": schema::DRAFT, "title": "teamkit", "definitions": all})
    }

    /// Writes some of them into a folder, each a file; never over one that something else wrote.
    fn write(&self, folder: &Path, kinds: &[FileKind]) -> Result<(), Failure> {
        for kind in kinds {
            let path = folder.join(layout::schema_file(*kind));
            let failed = |error: io::Error| {
                Failure::machine(format!("`{}` can't be written: {error}", path.display()))
            };
            let text = pretty(&self.of(*kind));
            match if_there(fs::read_to_string(&path)).map_err(failed)? {
                Some(there) if there == text => continue,
                Some(there) if !there.contains(MARK) => {
                    return Err(Failure::usage(format!(
                        "`{}` is there already, and `teamkit schema` did not write it. Name another folder with `--out`.",
                        path.display()
                    )));
                }
                Some(_) | None => {}
            }
            fs::create_dir_all(folder).and_then(|()| fs::write(&path, text)).map_err(failed)?;
        }
        Ok(())
    }
}

fn pretty(schema: &Value) -> String {
    let text = serde_json::to_string_pretty(schema).expect("texts and numbers");
    text + "\n"
}
