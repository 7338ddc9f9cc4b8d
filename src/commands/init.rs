//! `teamkit init`: writes a new toolkit of one district to start from.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use jiff::civil::Date;

use super::written::write_new;
use super::{Failure, Outcome, schema, tell, today};
use crate::cli::{self, Ending, InitArgs};
use crate::diagnostics::Reading;
use crate::model::{District, DistrictId, Lang, TeamId, id_of};
use crate::source::layout;
use crate::starter::{self, NewDistrict, NewFile, NewToolkit, TeamParts};
use crate::theme;
use crate::toolkit::{Options, Toolkit};
use crate::words::plural;

/// What is called a folder's content though it is none: a repository that was just made.
const NO_CONTENT: &str = ".git";

/// The id of a district whose name has no letters that an id can be made of.
const ANY_DISTRICT: &str = "district";

/// The file of the district's own team.
const TEAM: &str = "district";

pub(super) fn run(args: &InitArgs) -> Outcome {
    let date = today()?;
    let folder = args.folder.as_path();
    refuse_content(folder)?;
    let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let new = if is_terminal { asked(args)? } else { told(args)? };
    let mut files: Vec<NewFile> = starter::toolkit(&new).into_iter().map(NewFile::with_schema).collect();
    write_new(folder, &files)?;
    files.push(team(folder, &new, date)?.with_schema());
    write_new(folder, &files[files.len() - 1..])?;
    schema::write_new(folder, date)?;
    let findings = read(folder, &new, date)?.findings;
    finish(folder, &new, files.len(), findings.blanks.iter().map(|(_, count)| count).sum())
}

/// Ends with a message where a folder holds something.
fn refuse_content(folder: &Path) -> Result<(), Failure> {
    let unreadable =
        |error: io::Error| Failure::machine(format!("`{}` can't be read: {error}", folder.display()));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Failure::usage(format!("`{}` is a file; name a new folder.", folder.display())));
        }
        Err(error) => return Err(unreadable(error)),
    };
    for entry in entries {
        let name = entry.map_err(unreadable)?.file_name();
        if name != NO_CONTENT {
            return Err(Failure::usage(format!(
                "`{}` holds something already (`{}`), and nothing is written over. Name a new folder.",
                folder.display(),
                name.display()
            )));
        }
    }
    Ok(())
}

/// What the command line tells.
fn told(args: &InitArgs) -> Result<NewToolkit, Failure> {
    let name = args.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let stand_in = || folder_name(&args.folder);
    let district = NewDistrict {
        name: name.map_or_else(stand_in, str::to_string),
        is_stand_in: name.is_none(),
        state: args.state.as_deref().map(str::trim).filter(|state| !state.is_empty()).map(str::to_string),
        color: args.color.clone(),
        email: args.contact.clone(),
    };
    Ok(NewToolkit { languages: languages(&args.languages)?, id: id(&district.name), district })
}

/// The id of a district of this name.
fn id(name: &str) -> DistrictId {
    let id = starter::district_id(name);
    DistrictId::new(if id.is_empty() { ANY_DISTRICT } else { &id })
}

/// The name of a folder, which stands in for a district's until somebody writes that.
fn folder_name(folder: &Path) -> String {
    let absolute = folder.canonicalize().or_else(|_| std::path::absolute(folder));
    let name = absolute.ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let name = name.unwrap_or_default();
    match id_of(&name).as_str() {
        // A name in other letters stands for itself.
        "" => name.trim().to_string(),
        id => starter::shown(id).trim().to_string(),
    }
}

/// Each language once; English for none. A language without words for the interface is told with those that have.
fn languages(wanted: &[Lang]) -> Result<Vec<Lang>, Failure> {
    let known = theme::built_in_languages();
    let mut languages: Vec<Lang> = Vec::new();
    for lang in wanted {
        if !known.contains(lang) {
            let known: Vec<&str> = known.iter().map(Lang::as_str).collect();
            return Err(Failure::usage(format!(
                "there are no words for the site's menus and headings in `{lang}` yet; there are in {}.\n\
                 Begin with one of these. Another language is one file: docs/themes.md tells how.",
                known.join(", ")
            )));
        }
        if !languages.contains(lang) {
            languages.push(lang.clone());
        }
    }
    if languages.is_empty() {
        languages.push(Lang::english());
    }
    Ok(languages)
}

/// What the command line tells, and the answers to what it leaves out.
fn asked(args: &InitArgs) -> Result<NewToolkit, Failure> {
    let mut new = told(args)?;
    if new.district.is_stand_in {
        let stand_in = new.district.name.clone();
        let name = ask(&format!("The district's name [{stand_in}]"), |text| Ok(text.to_string()))?;
        new.district.is_stand_in = name.is_none();
        new.district.name = name.unwrap_or(stand_in);
        new.id = id(&new.district.name);
    }
    if new.district.state.is_none() {
        new.district.state = ask("State, such as CA [leave blank]", |text| Ok(text.to_string()))?;
    }
    if args.languages.is_empty() {
        let parse = |text: &str| {
            let tags = text.split([',', ' ']).filter(|tag| !tag.is_empty());
            let parsed: Option<Vec<Lang>> = tags.map(Lang::parse).collect();
            let parsed = parsed.ok_or("write tags such as en,es")?;
            languages(&parsed).map_err(|failure| match failure {
                Failure::Told(_, message) => message,
                Failure::Quiet(_) | Failure::MisnamedSettings { .. } => String::new(),
            })
        };
        let wanted = ask("Languages of the site, the first one is the default [en]", parse)?;
        new.languages = wanted.unwrap_or(new.languages);
    }
    if new.district.color.is_none() {
        new.district.color = ask("Color of the site, such as #0b5d66 [leave blank]", cli::color)?;
    }
    if new.district.email.is_none() {
        new.district.email = ask("E-mail address that people can write to [leave blank]", cli::email)?;
    }
    Ok(new)
}

/// Asks until the answer is one; nothing for an empty line, or none.
fn ask<T>(question: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Failure> {
    loop {
        let mut err = anstream::stderr();
        drop(write!(err, "{question}: "));
        drop(err.flush());
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let length = read.map_err(|error| Failure::machine(format!("the answer can't be read: {error}")))?;
        if length == 0 || line.trim().is_empty() {
            return Ok(None);
        }
        match parse(line.trim()) {
            Ok(answer) => return Ok(Some(answer)),
            Err(message) => tell(&message),
        }
    }
}

/// The new toolkit as it is read, and its district.
fn read(folder: &Path, new: &NewToolkit, as_of: Date) -> Result<Reading<District>, Failure> {
    let unreadable = |what: String| Failure::machine(format!("`{}` can't be read: {what}", folder.display()));
    let reading =
        Toolkit::read(folder, Options::new(as_of, false)).map_err(|error| unreadable(error.to_string()))?;
    let mut findings = reading.findings;
    let toolkit = reading.made.ok_or_else(|| unreadable(layout::SETTINGS.to_string()))?;
    let found = toolkit.folder(new.id.as_str()).ok_or_else(|| unreadable(layout::district_file(&new.id)))?;
    let district = toolkit.district(found);
    findings.absorb(district.findings);
    Ok(Reading { made: district.made, findings })
}

/// The district's own team, with a vacant seat for everybody whom the new toolkit expects on it.
fn team(folder: &Path, new: &NewToolkit, as_of: Date) -> Result<NewFile, Failure> {
    let district = read(folder, new, as_of)?.made;
    let district = district
        .ok_or_else(|| Failure::machine(format!("`{}` can't be read", layout::district_file(&new.id))))?;
    let name = starter::team_of_district(&new.languages);
    Ok(starter::team(&new.id, &TeamId::new(TEAM), &name, None, TeamParts::of(&district)))
}

/// Says what was made, and what to do next.
fn finish(folder: &Path, new: &NewToolkit, files: usize, blanks: usize) -> Outcome {
    let name = folder.display();
    let mut out = anstream::stdout().lock();
    writeln!(out, "Wrote {} into `{name}`: a toolkit of one district, `{}`.", plural(files, "file"), new.id)?;
    writeln!(out, "{} to fill in; `teamkit check` counts those that are left.", plural(blanks, "blank"))?;
    if !starter::whole_languages().contains(&new.languages[0]) {
        let whole: Vec<String> = starter::whole_languages().iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "The guides, role descriptions and rubrics are not all written in `{}`, so the toolkit begins without.\n\
             They are in {}: name one of these first to have them.",
            new.languages[0],
            whole.join(", ")
        )?;
    }
    writeln!(out, "\nNext:\n")?;
    if folder != Path::new(".") {
        writeln!(out, "  cd {}", in_shell(&name.to_string()))?;
    }
    writeln!(out, "  teamkit new school \"Lincoln Elementary School\"")?;
    writeln!(out, "  teamkit new team \"Lincoln attendance team\" --school lincoln-elementary")?;
    writeln!(out, "  teamkit serve --open")?;
    writeln!(
        out,
        "\nIf your teams stand in a spreadsheet: `teamkit import roster FILE` takes everybody from there."
    )?;
    Ok(Ending::Done)
}

/// A path as it can be typed.
fn in_shell(path: &str) -> String {
    let is_plain = path.chars().all(|c| c.is_alphanumeric() || "/.-_".contains(c));
    if is_plain { path.to_string() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
