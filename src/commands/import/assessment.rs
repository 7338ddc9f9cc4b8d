//! `teamkit import assessment`: puts what a rubric's form saved into `assessments/`, never over a file.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::{Failure, Outcome, as_of, count, need, print, select, tell};
use super::{nothing_written, read_at_most, refuse};
use crate::cli::{Ending, ImportAssessmentArgs};
use crate::diagnostics::{Findings, SourceFile, did_you_mean};
use crate::exchange::{self, FormFile};
use crate::model::{District, Kind, Resource, id_problem};
use crate::source::{DistrictFolder, Filled, layout};
use crate::toolkit::{Options, Toolkit};
use crate::words::plural;

/// A self-assessment, ready to be written.
struct Ready {
    path: PathBuf,
    text: String,
    note: String,
}

/// A file that was read against its district.
struct InDistrict<'d> {
    filled: Filled,
    rubric: &'d Resource,
}

pub(super) fn run(root: &Path, args: &ImportAssessmentArgs) -> Outcome {
    let mut findings = Findings::default();
    let toolkit = need(root, Options::new(as_of(args.when)?, true), &mut findings)?;
    let Some(files) = form_files(&args.files)? else { return Ok(nothing_written()) };
    let mut ready = Vec::new();
    for group in groups(files, args.merge)? {
        match prepare(&toolkit, args, &group)? {
            Some(of_group) => ready.push(of_group),
            None => return Ok(nothing_written()),
        }
    }
    if let Some(path) = twice(&ready) {
        refuse(&path, "two of the files are the same team's of one day; merge them with `--merge`");
        return Ok(nothing_written());
    }
    write_all(&toolkit, &ready)
}

/// The files as the form saved them; `None` after saying why one of them is not.
fn form_files(paths: &[PathBuf]) -> Result<Option<Vec<(String, FormFile)>>, Failure> {
    let mut files = Vec::new();
    let mut refused = false;
    for path in paths {
        let name = path.display().to_string();
        let bytes = read_at_most(path, exchange::LARGEST)?;
        match exchange::form_file(&bytes) {
            Ok(file) => files.push((name, file)),
            Err(why) => {
                refuse(&name, &why);
                refused = true;
            }
        }
    }
    Ok((!refused).then_some(files))
}

/// Files that become one self-assessment together.
type Group = Vec<(String, FormFile)>;

fn groups(files: Group, merge: bool) -> Result<Vec<Group>, Failure> {
    if !merge {
        return Ok(files.into_iter().map(|file| vec![file]).collect());
    }
    let Some((first_name, first)) = files.first() else { return Ok(Vec::new()) };
    let other = files.iter().find(|(_, file)| (&file.team, &file.rubric) != (&first.team, &first.rubric));
    if let Some((name, file)) = other {
        let whose = |file: &FormFile| format!("team `{}`, rubric `{}`", told(&file.team), told(&file.rubric));
        return Err(Failure::Told(
            Ending::Content,
            format!(
                "`{first_name}` ({}) and `{name}` ({}) can't be merged: \
                 name files of one team with one rubric.\nNothing was written.",
                whose(first),
                whose(file)
            ),
        ));
    }
    Ok(vec![files])
}

/// Reads a group's files against their district and makes one file of them; `None` after saying why not.
fn prepare(toolkit: &Toolkit, args: &ImportAssessmentArgs, group: &Group) -> Result<Option<Ready>, Failure> {
    let Some(team) = group.first().map(|(_, file)| file.team.clone()) else { return Ok(None) };
    let folder = match district_of(toolkit, args.district.as_deref(), &team)? {
        Ok(folder) => folder,
        Err(why) => {
            group.iter().for_each(|(name, _)| refuse(name, &why));
            return Ok(None);
        }
    };
    let mut reading = toolkit.district(folder);
    let Some(district) = reading.made else {
        print(Some(toolkit), &mut reading.findings, 1);
        return Ok(None);
    };
    let Some(read) = read_all(toolkit, &district, group) else { return Ok(None) };
    let Some(first) = read.first() else { return Ok(None) };
    let scale = first.rubric.rubric().map_or(&[][..], |rubric| &**rubric.scale(&district.framework));
    let all: Vec<Filled> = read.iter().map(|read| read.filled.clone()).collect();
    let merged = if args.merge { exchange::merge(&all, scale) } else { all.into_iter().next() };
    let Some(filled) = merged else { return Ok(None) };
    let made = ready(toolkit, folder, &district, (&filled, first.rubric));
    if let Err(why) = &made {
        group.iter().for_each(|(name, _)| refuse(name, why));
    }
    Ok(made.ok())
}

/// The district that has the team, or why none is meant.
fn district_of<'t>(
    toolkit: &'t Toolkit,
    named: Option<&str>,
    team: &str,
) -> Result<Result<&'t DistrictFolder, String>, Failure> {
    let wanted: Vec<String> = named.into_iter().map(str::to_string).collect();
    let folders = select(toolkit, &wanted)?;
    let has_team = |folder: &&&DistrictFolder| {
        let id_like = !team.is_empty() && team.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        id_like && folder.path.join(layout::TEAMS).join(format!("{team}{}", layout::YAML)).is_file()
    };
    let with_team: Vec<&&DistrictFolder> = folders.iter().filter(has_team).collect();
    Ok(match with_team[..] {
        [folder] => Ok(folder),
        [] => Err(no_team(&folders, team)),
        _ => {
            let ids: Vec<&str> = with_team.iter().map(|folder| folder.id.as_str()).collect();
            Err(format!(
                "several districts have a team `{team}`: add `--district` and one of {}",
                ids.join(", ")
            ))
        }
    })
}

/// What stands as an id, where it is one: else it may be anything that was typed.
fn told(id: &str) -> &str {
    if id_problem(id).is_none() { id } else { "…" }
}

fn no_team(folders: &[&DistrictFolder], team: &str) -> String {
    let mut known = Vec::new();
    for folder in folders {
        let files = fs::read_dir(folder.path.join(layout::TEAMS)).into_iter().flatten().flatten();
        let names = files.filter_map(|file| file.file_name().into_string().ok());
        known.extend(names.filter_map(|name| name.strip_suffix(layout::YAML).map(str::to_string)));
    }
    known.sort_unstable();
    let hint = did_you_mean(team, known.iter().map(String::as_str))
        .unwrap_or_else(|| "the team must have its file in `teams/` first".into());
    format!("there is no team `{}` in this toolkit; {hint}", told(team))
}

/// Reads a group's files; `None` after saying what is wrong.
fn read_all<'d>(toolkit: &Toolkit, district: &'d District, group: &Group) -> Option<Vec<InDistrict<'d>>> {
    let mut findings = Findings::default();
    let mut all = Vec::new();
    for (name, file) in group {
        let source = SourceFile::new(name.clone(), file.text.clone());
        let reading = toolkit.filled(&source, district);
        findings.absorb(reading.findings);
        let Some(filled) = reading.made else { continue };
        let key = (Kind::Rubric, filled.assessment.rubric.clone());
        let rubric = district.resources.get(&key).map(|resource| &**resource);
        all.extend(rubric.map(|rubric| InDistrict { filled, rubric }));
    }
    if print(Some(toolkit), &mut findings, 1) {
        tell(&format!("{}.", count(&findings)));
        tell(
            "If the rubric has changed since it was filled in, open the file in the form of today and save it again.",
        );
        return None;
    }
    (all.len() == group.len()).then_some(all)
}

/// The file to write, or why it can't be.
fn ready(
    toolkit: &Toolkit,
    folder: &DistrictFolder,
    district: &District,
    (filled, rubric): (&Filled, &Resource),
) -> Result<Ready, String> {
    let assessment = &filled.assessment;
    if let Some(id) = without_fixed_id(rubric) {
        let path = &rubric.main().path;
        return Err(format!(
            "`{path}` must fix each indicator's id first: add `{{#{id}}}` at the end of its item"
        ));
    }
    if let Some(same) = district.assessments.iter().find(|other| other.is_same_occasion(assessment)) {
        return Err(format!(
            "the toolkit has this team's self-assessment of that day already, `{}`; keep one of the two",
            same.id
        ));
    }
    let team = district.team(&assessment.team);
    let default = toolkit.settings().default_language();
    let team_name = team.map_or(assessment.team.as_str(), |team| team.name.get(default, default).0);
    let text = exchange::assessment_file(filled, team_name, rubric);
    let stem = format!("{}-{}-{}", assessment.team, assessment.rubric, assessment.date);
    let assessments = folder.path.join(layout::ASSESSMENTS);
    let path = assessments.join(format!("{stem}{}", layout::YAML));
    let taken = [layout::YAML, layout::JSON].map(|ending| assessments.join(format!("{stem}{ending}")));
    if let Some(taken) = taken.iter().find(|path| path.symlink_metadata().is_ok()) {
        let name = toolkit.root().name(taken);
        return Err(format!(
            "there is `{name}` already, and no file is written over; rename or remove it first"
        ));
    }
    let indicators = rubric.rubric().map_or(0, |rubric| rubric.indicators().count());
    let rated = assessment.ratings.len();
    Ok(Ready { path, text, note: format!("{rated} of {indicators} rated") })
}

/// An indicator whose id would move with its place.
fn without_fixed_id(rubric: &Resource) -> Option<&str> {
    let mut indicators = rubric.main().document.areas.iter().flat_map(|area| &area.indicators);
    indicators.find(|indicator| !indicator.has_fixed_id).map(|indicator| indicator.id.as_str())
}

/// A path that two would be written to.
fn twice(ready: &[Ready]) -> Option<String> {
    let is_twice = |one: &&Ready| ready.iter().filter(|other| other.path == one.path).count() > 1;
    ready.iter().find(is_twice).map(|one| one.path.display().to_string())
}

fn write_all(toolkit: &Toolkit, ready: &[Ready]) -> Outcome {
    let mut out = anstream::stdout().lock();
    for (index, one) in ready.iter().enumerate() {
        let name = toolkit.root().name(&one.path);
        write_new(&one.path, &one.text).map_err(|error| {
            let rest = format!("{} written before it.", plural(index, "file"));
            Failure::machine(format!("`{name}` can't be written: {error}\n{rest}"))
        })?;
        writeln!(out, "Wrote `{name}`: {}.", one.note)?;
    }
    writeln!(out, "Look it through, then run `teamkit check`.")?;
    Ok(Ending::Done)
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        drop(fs::remove_file(path));
    }
    written
}
