//! One short file a command, and what they share: finding the toolkit, reading it, telling problems.

mod build;
mod check;
mod clean;
mod progress;
mod report;
mod serve;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::{Cli, Command, Ending, When};
use teamkit::diagnostics::{self, Diagnostic, Severity, Style, did_you_mean};
use teamkit::site::{Options, Toolkit};
use teamkit::source::{DistrictFolder, SETTINGS_FILE};

/// Runs the command that was asked for.
pub(crate) fn run(cli: &Cli) -> Ending {
    let result = find_root(cli.root.as_deref()).and_then(|root| match &cli.command {
        Command::Check(args) => check::run(&root, args),
        Command::Build(args) => build::run(&root, args),
        Command::Serve(args) => serve::run(&root, args),
        Command::Report(args) => report::run(&root, args),
        Command::Clean(args) => clean::run(&root, args),
    });
    match result {
        Ok(ending) => ending,
        Err(Failure::Quiet(ending)) => ending,
        Err(Failure::Told(ending, message)) => {
            tell(&format!("error: {message}"));
            ending
        }
    }
}

/// Why a command ended early.
#[derive(Debug)]
enum Failure {
    /// Everything was said already.
    Quiet(Ending),
    /// With a sentence to say.
    Told(Ending, String),
}

impl Failure {
    fn usage(message: impl Into<String>) -> Self {
        Self::Told(Ending::Usage, message.into())
    }

    fn machine(message: impl Into<String>) -> Self {
        Self::Told(Ending::Machine, message.into())
    }
}

/// A failed write to the standard output: a reader that went away is no error.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Quiet(Ending::Done),
            _ => Self::machine(error.to_string()),
        }
    }
}

type Outcome = Result<Ending, Failure>;

/// Says something to the person at the terminal.
fn tell(message: &str) {
    drop(writeln!(anstream::stderr(), "{message}"));
}

/// Finds the toolkit: the named folder, or the nearest one upward.
fn find_root(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(folder) = named {
        return if folder.join(SETTINGS_FILE).exists() {
            Ok(folder.to_path_buf())
        } else {
            let message = format!(
                "there is no `{SETTINGS_FILE}` in `{}`, so it is not a toolkit.\nName the folder that holds one with `--root`.",
                folder.display()
            );
            Err(Failure::usage(message))
        };
    }
    let here = env::current_dir()
        .map_err(|error| Failure::machine(format!("the current folder can't be read: {error}")))?;
    here.ancestors().find(|folder| folder.join(SETTINGS_FILE).exists()).map(Path::to_path_buf).ok_or_else(|| {
        Failure::usage(format!(
            "there is no `{SETTINGS_FILE}` here or in any folder above, so this is not a toolkit.\n\
             Go to your toolkit's folder, or name it with `--root DIR`. A new toolkit begins with a file\n\
             `{SETTINGS_FILE}` that holds one line: `title: …`, and a folder `content/districts/<name>` with a `district.yml`."
        ))
    })
}

/// The date that figures are told for.
fn as_of(when: When) -> Result<Date, Failure> {
    if let Some(date) = when.as_of {
        return Ok(date);
    }
    let Ok(epoch) = env::var("SOURCE_DATE_EPOCH") else {
        return Ok(jiff::ZonedDateTime::now().date());
    };
    let seconds = epoch.trim().parse().ok();
    let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let moment = moment.ok_or_else(|| {
        Failure::usage(format!("SOURCE_DATE_EPOCH is `{epoch}`, which is not a number of seconds"))
    })?;
    Ok(moment.to_zoned_datetime(TimeZone::UTC).date())
}

/// Reads what all districts share.
fn load(root: &Path, when: When, drafts: bool) -> Result<(Option<Arc<Toolkit>>, Vec<Diagnostic>), Failure> {
    let options = Options { as_of: as_of(when)?, drafts };
    Toolkit::load(root, options)
        .map_err(|error| Failure::machine(format!("`{}` can't be read: {error}", root.display())))
}

/// The districts of these ids; all for none.
fn select<'t>(toolkit: &'t Toolkit, wanted: &[String]) -> Result<Vec<&'t DistrictFolder>, Failure> {
    if wanted.is_empty() {
        return Ok(toolkit.districts().iter().collect());
    }
    let mut selected: Vec<&DistrictFolder> = Vec::new();
    for id in wanted {
        let folder = toolkit.district(id).ok_or_else(|| {
            let hint = did_you_mean(id, toolkit.districts().iter().map(|folder| folder.id.as_str()));
            Failure::usage(format!(
                "there is no district `{id}`; {}",
                hint.unwrap_or_else(|| "look into `content/districts`".into())
            ))
        })?;
        if !selected.contains(&folder) {
            selected.push(folder);
        }
    }
    Ok(selected)
}

/// Prints problems, in the order of their places, and tells whether any is an error.
fn print(problems: &mut Vec<Diagnostic>) -> bool {
    diagnostics::sort(problems);
    let style = if io::stderr().is_terminal() { Style::Coloured } else { Style::Plain };
    drop(diagnostics::print(problems, style, &mut anstream::stderr().lock()));
    diagnostics::any_error(problems)
}

/// "2 errors, 1 warning".
fn count(problems: &[Diagnostic]) -> String {
    let of = |severity: Severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let told =
        format!("{}, {}", plural(of(Severity::Error), "error"), plural(of(Severity::Warning), "warning"));
    match of(Severity::Note) {
        0 => told,
        notes => format!("{told}, {}", plural(notes, "note")),
    }
}

/// "1 page", "2 pages".
fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
