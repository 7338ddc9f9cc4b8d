//! `teamkit new`: adds one file to the toolkit, filled in as far as known; a school is added to its list.

mod assessment;
mod resource;

use std::env;
use std::io::Write;
use std::path::Path;

use super::written::{shown, text_of, write_changes, write_new};
use super::{Failure, Outcome, load, schema, today, unknown_district};
use crate::cli::{Ending, NewArgs, NewKind};
use crate::diagnostics::{Findings, did_you_mean};
use crate::edit::FileChange;
use crate::model::{District, DistrictId, School, SchoolId, TeamId, id_of};
use crate::source::{DistrictFolder, layout};
use crate::starter::{self, NewDistrict, NewFile, TeamParts};
use crate::toolkit::{Options, Toolkit};

pub(super) fn run(root: &Path, args: &NewArgs) -> Outcome {
    if args.name.trim().is_empty() {
        return Err(Failure::usage("the name is empty; write what it is to be called."));
    }
    let as_of = today()?;
    let toolkit = load(root, Options::new(as_of, true), &mut Findings::default())?;
    let toolkit = toolkit.ok_or_else(|| {
        Failure::usage(format!("`{}` can't be understood; call `teamkit check`.", layout::SETTINGS))
    })?;
    let new = New { root, toolkit, args };
    new.refuse_needless()?;
    let file = match args.kind {
        NewKind::School => None,
        NewKind::District => Some(new.district()?),
        NewKind::Team => Some(new.team()?),
        NewKind::Resource(kind) => Some(new.resource(kind)?),
        NewKind::Assessment => Some(new.assessment()?),
    };
    let path = match file {
        Some(file) => {
            let text = schema::with_line(root, &file.path, &file.text);
            let file = NewFile { text, ..file };
            write_new(root, std::slice::from_ref(&file))?;
            file.path
        }
        None => new.add_school()?,
    };
    schema::refresh(root, as_of)?;
    writeln!(anstream::stdout().lock(), "{}", shown(root, &path).display())?;
    Ok(Ending::Done)
}

/// What is to be added, and to what.
struct New<'n> {
    root: &'n Path,
    toolkit: Toolkit,
    args: &'n NewArgs,
}

impl New<'_> {
    /// Refuses options that would have no effect.
    fn refuse_needless(&self) -> Result<(), Failure> {
        let NewArgs { kind, lang, school, team, rubric, district, .. } = self.args;
        let is_resource = matches!(kind, NewKind::Resource(_));
        let is_assessment = *kind == NewKind::Assessment;
        let needless = [
            (
                lang.is_some() && !is_resource,
                "`--lang` is for guides, roles and rubrics. Other files hold their texts in all languages: `name: {en: …, es: …}`.",
            ),
            (
                school.is_some() && !is_assessment && *kind != NewKind::Team,
                "`--school` is for teams and assessments.",
            ),
            (
                (team.is_some() || rubric.is_some()) && !is_assessment,
                "`--team` and `--rubric` are for assessments.",
            ),
            (
                district.is_some() && *kind == NewKind::District,
                "`--district` names a district that is there already; a new one has only its name.",
            ),
        ];
        match needless.iter().find(|(is_needless, _)| *is_needless) {
            Some((_, message)) => Err(Failure::usage(*message)),
            None => Ok(()),
        }
    }

    /// The id that was named, or the one that the name makes.
    fn id(&self, made: String) -> Result<String, Failure> {
        let id = self.args.id.clone().unwrap_or(made);
        if id.is_empty() {
            let name = &self.args.name;
            return Err(Failure::usage(format!(
                "`{name}` has no letters from a to z, which ids and addresses are made of. Name one with `--id`."
            )));
        }
        Ok(id)
    }

    /// The district that was named; else the one whose folder this is, or the only one.
    fn folder(&self) -> Result<&DistrictFolder, Failure> {
        let folders = self.toolkit.folders();
        let ids = || folders.iter().map(|folder| folder.id.as_str());
        if let Some(id) = &self.args.district {
            return self.toolkit.folder(id).ok_or_else(|| unknown_district(id, ids()));
        }
        let here = env::current_dir().and_then(|here| here.canonicalize()).ok();
        let holds = |folder: &&DistrictFolder| {
            let path = folder.path.canonicalize().ok();
            path.is_some_and(|path| here.as_ref().is_some_and(|here| here.starts_with(path)))
        };
        match (folders.iter().find(holds), folders) {
            (Some(folder), _) => Ok(folder),
            (None, [only]) => Ok(only),
            (None, []) => {
                Err(Failure::usage("there is no district yet; begin with `teamkit new district NAME`."))
            }
            (None, _) => {
                let list: Vec<&str> = ids().take(12).collect();
                Err(Failure::usage(format!(
                    "name the district with `--district`, such as {}.",
                    list.join(", ")
                )))
            }
        }
    }

    /// A district, read as far as it can be.
    fn read(&self, folder: &DistrictFolder) -> Result<District, Failure> {
        self.toolkit.district(folder).made.ok_or_else(|| {
            let file = layout::district_file(&folder.id);
            Failure::usage(format!("`{file}` can't be understood; call `teamkit check`."))
        })
    }

    fn district(&self) -> Result<NewFile, Failure> {
        let id = self.id(starter::district_id(&self.args.name))?;
        let district = NewDistrict { name: self.args.name.clone(), ..NewDistrict::default() };
        Ok(starter::district(&DistrictId::new(&id), &district))
    }

    /// Adds a school to its district's list; gives the list's path.
    fn add_school(&self) -> Result<String, Failure> {
        let folder = self.folder()?;
        let name = starter::shown(&self.args.name);
        let id = SchoolId::new(&self.id(starter::school_id(&self.args.name))?);
        if self.read(folder)?.school(&id).is_some() {
            return Err(Failure::usage(format!(
                "there is a school `{id}` already; name another id with `--id`."
            )));
        }
        let path = layout::schools_path(&folder.id);
        let existing = text_of(self.root, &path)?;
        let after = starter::add_school(existing.as_deref(), &id, &name)
            .map_err(|why| Failure::usage(format!("`{path}` is left as it is: {why}.")))?;
        let after = if existing.is_none() { schema::with_line(self.root, &path, &after) } else { after };
        write_changes(self.root, &[FileChange { path: path.clone(), before: existing, after }])?;
        Ok(path)
    }

    fn team(&self) -> Result<NewFile, Failure> {
        let folder = self.folder()?;
        let district = self.read(folder)?;
        let school = self.args.school.as_deref().map(|id| school(&district, id)).transpose()?;
        let name =
            vec![(self.toolkit.settings().default_language().clone(), starter::shown(&self.args.name))];
        let id = TeamId::new(&self.id(id_of(&self.args.name))?);
        Ok(starter::team(&folder.id, &id, &name, school, TeamParts::of(&district)))
    }
}

/// The school of an id.
fn school<'d>(district: &'d District, id: &str) -> Result<&'d School, Failure> {
    district.school(&SchoolId::new(id)).ok_or_else(|| {
        let near = did_you_mean(id, district.schools.iter().map(|school| school.id.as_str()));
        let hint = near.unwrap_or_else(|| "add it with `teamkit new school NAME`".into());
        Failure::usage(format!("`{}` has no school `{id}`; {hint}", district.id))
    })
}
