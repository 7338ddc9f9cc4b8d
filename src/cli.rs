//! The command line: what can be asked for, and the codes that a run ends with.

mod choices;
mod import;
mod roster;
mod values;

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::model::Lang;
use crate::reader::kinds::FileKind;
pub(crate) use choices::{NewKind, ReportFormat};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
pub(crate) use values::{Partition, color, email};
use values::{date, file_kind, host, id, language, partition, state};

pub(crate) use import::{Import, ImportArgs, ImportAssessmentArgs, ImportCcdArgs, ImportOneRosterArgs};
pub(crate) use roster::{DayOrder, Export, ExportArgs, ExportRosterArgs, ImportRosterArgs, RosterFormat};

/// Publishes school districts' attendance-team toolkits as static sites with computed coverage reports.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub(crate) struct Cli {
    /// The toolkit's folder [default: the nearest one upward that holds a teamkit.yml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a new toolkit of one district to start from
    Init(InitArgs),
    /// Add a file to the toolkit, filled in as far as known
    New(NewArgs),
    /// Read and check everything, and write nothing
    Check(CheckArgs),
    /// Write the sites
    Build(BuildArgs),
    /// Write the page above the districts from the parts that several `build --partition` made
    Overview(OverviewArgs),
    /// Preview the sites while you edit
    Serve(ServeArgs),
    /// Print the coverage report
    Report(ReportArgs),
    /// Put what other programs or the site's forms wrote into the toolkit
    Import(ImportArgs),
    /// Write what the toolkit holds as a table for spreadsheets
    Export(ExportArgs),
    /// Remove exactly what earlier builds wrote
    Clean(CleanArgs),
    /// Say what a message means, with a wrong and a right example
    Explain(ExplainArgs),
    /// Say what a file makes, or why a page, a name or a figure is not there
    Why(WhyArgs),
    /// Print JSON Schemas of the toolkit's files, for editors
    Schema(SchemaArgs),
    /// Print what a shell needs to complete commands and options
    Completions(CompletionsArgs),
}

/// What decides which figures are told.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct When {
    /// The date that figures are told for [default: the date of `SOURCE_DATE_EPOCH`, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,
}

/// What `init` is asked for. What is not told is asked on a terminal, and left blank elsewhere.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder to write to; it may be there if nothing is in it
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The district's name
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The district's state, such as CA
    #[arg(long, value_name = "STATE")]
    pub(crate) state: Option<String>,
    /// The site's languages, the default one first, such as en,es [default: en]
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = language)]
    pub(crate) languages: Vec<Lang>,
    /// The color of the site, as six digits, such as 0b5d66
    #[arg(long, value_name = "COLOR", value_parser = color)]
    pub(crate) color: Option<String>,
    /// The e-mail address that people can write to
    #[arg(long, value_name = "EMAIL", value_parser = email)]
    pub(crate) contact: Option<String>,
}

/// What `new` is asked for.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// What to add
    pub(crate) kind: NewKind,
    /// Its name, such as "Lincoln Elementary School"; of a translation, the original's id
    pub(crate) name: String,
    /// The district that it belongs to [default: the only one, or the one whose folder you are in]
    #[arg(long, value_name = "ID")]
    pub(crate) district: Option<String>,
    /// The school of a team, or of the team that an assessment is of
    #[arg(long, value_name = "ID")]
    pub(crate) school: Option<String>,
    /// Add a translation of a guide, a role description or a rubric into this language
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(crate) lang: Option<Lang>,
    /// The team of an assessment
    #[arg(long, value_name = "ID", conflicts_with = "school")]
    pub(crate) team: Option<String>,
    /// The rubric of an assessment
    #[arg(long, value_name = "ID")]
    pub(crate) rubric: Option<String>,
    /// The id to file it under [default: made from the name]
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) id: Option<String>,
}

/// What `check` is asked for.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(crate) struct CheckArgs {
    /// Which figures.
    #[command(flatten)]
    pub(crate) when: When,
    /// Check drafts as if they were published
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Fail on warnings too
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Tell what is wrong in these files or folders alone [default: all of them]
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Check these districts alone, and what all of them share
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) district: Vec<String>,
    /// How to tell it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: CheckFormat,
    /// Show every problem, however many are of one kind
    #[arg(long)]
    pub(crate) all: bool,
    /// List the texts that are not translated
    #[arg(long)]
    pub(crate) untranslated: bool,
    /// Ask other sites whether the pages that are linked to are there
    #[arg(long)]
    pub(crate) links: bool,
}

/// How problems are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum CheckFormat {
    /// Drawn with the line, for people.
    Human,
    /// One object, for programs.
    Json,
    /// Commands to the log of a workflow on GitHub.
    Github,
    /// SARIF 2.1.0, for services that gather findings.
    Sarif,
}

/// What `check` fails on besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Deny {
    /// Warnings.
    Warnings,
}

/// What `build` is asked for.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(crate) struct BuildArgs {
    /// Which figures.
    #[command(flatten)]
    pub(crate) when: When,
    /// The folder to write to [default: public, in the toolkit]
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Build these districts alone
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with = "partition")]
    pub(crate) district: Vec<String>,
    /// Build the I-th of N parts of the districts, to spread a build over machines; see `overview`
    #[arg(long, value_name = "I/N", value_parser = partition)]
    pub(crate) partition: Option<Partition>,
    /// Render every page, also of districts that did not change since the last build
    #[arg(long)]
    pub(crate) force_render: bool,
    /// Build the districts that have no errors; those that have keep their last pages
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Publish drafts too
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Put each district's folder into an archive too, to hand on
    #[arg(long)]
    pub(crate) zip: bool,
    /// Build into a folder that holds other files; nothing in it is deleted
    #[arg(long)]
    pub(crate) force: bool,
}

/// What `overview` is asked for.
#[derive(Debug, Args)]
pub(crate) struct OverviewArgs {
    /// The date that the parts' figures must be told for [default: the one that they are told for]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,
    /// The folder that the parts were copied into [default: public, in the toolkit]
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// What `serve` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Which figures.
    #[command(flatten)]
    pub(crate) when: When,
    /// The port to listen at [default: 4000, or the next free one]
    #[arg(long, short, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// The address to listen at; another one than the default lets other machines read the preview
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = host)]
    pub(crate) host: IpAddr,
    /// Begin with this district
    #[arg(long, value_name = "ID")]
    pub(crate) district: Option<String>,
    /// Open the preview in the browser
    #[arg(long)]
    pub(crate) open: bool,
    /// Show drafts too
    #[arg(long)]
    pub(crate) drafts: bool,
}

/// What `report` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// Which figures.
    #[command(flatten)]
    pub(crate) when: When,
    /// Report on these districts alone
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) district: Vec<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: ReportFormat,
    /// Add what a public page withholds, for the district's own eyes (table only)
    #[arg(long)]
    pub(crate) internal: bool,
}

/// What `clean` is asked for.
#[derive(Debug, Args)]
pub(crate) struct CleanArgs {
    /// The folder to clean [default: public, in the toolkit]
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// What `explain` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The word in brackets at the beginning of the message, such as unknown-key [default: list all]
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// What `why` is asked for.
#[derive(Debug, Args)]
pub(crate) struct WhyArgs {
    /// A file of the toolkit, or a page's address as it stands in the browser
    #[arg(value_name = "PATH|ADDRESS")]
    pub(crate) what: String,
    /// Which figures.
    #[command(flatten)]
    pub(crate) when: When,
    /// As if drafts were published
    #[arg(long)]
    pub(crate) drafts: bool,
}

/// What `schema` is asked for.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The kind of file [default: all of them]
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(FileKind::WORDS).try_map(file_kind))]
    pub(crate) kind: Option<FileKind>,
    /// Write them into this folder, a file each; `.schemas` is where new files look for them
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// What `completions` is asked for.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Done; warnings are allowed.
    Done,
    /// The content has errors, and nothing was written.
    Content,
    /// The command line is wrong.
    Usage,
    /// The machine failed us.
    Machine,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Done => 0,
            Ending::Content => 1,
            Ending::Usage => 2,
            Ending::Machine => 3,
        })
    }
}
