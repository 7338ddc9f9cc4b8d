//! What can be imported.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ImportRosterArgs, When, state};

/// What `import` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// What to import
    #[command(subcommand)]
    pub(crate) what: Import,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Put self-assessments that a rubric's form saved into `assessments/`
    Assessment(ImportAssessmentArgs),
    /// Take districts and schools from a student information system's OneRoster export (1.1 or 1.2); no student's row is read
    #[command(name = "oneroster")]
    OneRoster(ImportOneRosterArgs),
    /// Take districts and schools from the federal directory (Common Core of Data)
    Ccd(ImportCcdArgs),
    /// Put a spreadsheet of members into the teams' files; without `--write` only show what would change
    Roster(ImportRosterArgs),
}

/// What `import oneroster` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ImportOneRosterArgs {
    /// The export's folder, or its zip file; it must not lie in the toolkit's folder
    #[arg(value_name = "DIR|ZIP")]
    pub(crate) export: PathBuf,
    /// The toolkit's district that the export is of [default: found by its numbers and its name]
    #[arg(long, value_name = "ID")]
    pub(crate) district: Option<String>,
    /// The state of the export's districts, such as CA
    #[arg(long, value_name = "STATE", value_parser = state)]
    pub(crate) state: Option<String>,
    /// Take the schools' leaders too: rows of principals and administrators are read then
    #[arg(long)]
    pub(crate) leaders: bool,
    /// Change the files [default: show what would change]
    #[arg(long)]
    pub(crate) write: bool,
    /// Which figures.
    #[command(flatten)]
    pub(crate) when: When,
}

/// What `import ccd` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ImportCcdArgs {
    /// The directory's file, or a folder with the files of its schools and its districts; zipped or not
    #[arg(value_name = "DIR|FILE")]
    pub(crate) directory: PathBuf,
    /// Take these districts alone: their federal codes of 7 digits, or their ids in the toolkit
    #[arg(long, value_name = "CODE", num_args = 1..)]
    pub(crate) district: Vec<String>,
    /// Take a whole state, such as CA
    #[arg(long, value_name = "STATE", value_parser = state, conflicts_with = "district")]
    pub(crate) state: Option<String>,
    /// Change the files [default: show what would change]
    #[arg(long)]
    pub(crate) write: bool,
}

/// What `import assessment` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ImportAssessmentArgs {
    /// The files that the form saved
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Make one self-assessment of those of several raters
    #[arg(long)]
    pub(crate) merge: bool,
    /// The district, where several have a team of that id
    #[arg(long, value_name = "ID")]
    pub(crate) district: Option<String>,
    /// Which figures.
    #[command(flatten)]
    pub(crate) when: When,
}
