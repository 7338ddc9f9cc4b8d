//! What can be asked of the roster as a table.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{When, date};

/// What `import roster` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ImportRosterArgs {
    /// The spreadsheet: .csv, .xlsx or .ods
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Change the files; all of them or none
    #[arg(long)]
    pub(crate) write: bool,
    /// Make the schools and teams that are not there yet
    #[arg(long)]
    pub(crate) create: bool,
    /// The first day on which those whom the table has no more are no longer on their teams
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) ended: Option<Date>,
    /// What days such as 1/2/26 begin with [default: what all days of the column allow]
    #[arg(long, value_name = "ORDER")]
    pub(crate) dates: Option<DayOrder>,
    /// The district that rows without one belong to [default: the only one]
    #[arg(long, value_name = "ID")]
    pub(crate) district: Option<String>,
    /// Which day is today.
    #[command(flatten)]
    pub(crate) when: When,
}

/// What days that are written as numbers begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum DayOrder {
    /// 8/15/26 is in August.
    MonthFirst,
    /// 15/8/26 is in August.
    DayFirst,
}

/// What `export` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// What to export
    #[command(subcommand)]
    pub(crate) what: Export,
}

/// What can be exported.
#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// Write the members of all teams as a table, hidden names included: for your own machine, not to be published
    Roster(ExportRosterArgs),
}

/// What `export roster` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ExportRosterArgs {
    /// How to write it [default: as the ending of --out says, else csv]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<RosterFormat>,
    /// Export these districts alone
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) district: Vec<String>,
    /// The file to write [default: the standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write a table without people, to fill in; as xlsx with lists to choose from
    #[arg(long)]
    pub(crate) template: bool,
}

/// How a roster is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum RosterFormat {
    /// As text, which every program reads.
    Csv,
    /// As a workbook of Excel, with lists to choose from and a sheet that explains.
    Xlsx,
}
