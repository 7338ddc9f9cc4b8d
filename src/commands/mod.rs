//! One short file a command, and what they share: finding the toolkit, reading it, telling problems.

mod build;
mod check;
mod checked;
mod clean;
mod completions;
mod explain;
mod export;
mod failing;
mod fingerprint;
mod import;
mod init;
mod new;
mod out;
mod overview;
mod paths;
mod progress;
mod report;
mod rosters;
mod schema;
mod serve;
mod trial;
mod unexpected;
mod waiting;
mod why;
mod written;

use std::env;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use clap::error::{ContextKind, ContextValue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::{Cli, Command, Ending, When};
use crate::diagnostics::{self, Diagnostic, Extent, Findings, Severity, Style, did_you_mean};
use crate::site::Sites;
use crate::source::{DistrictFolder, layout, settle_misplaced};
use crate::toolkit::{Options, Toolkit};
use crate::words::plural;

/// Reads the command line, hands over to one short file a command, and ends with the code that says how it went.
#[must_use]
pub fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => unexpected::guarded(|| run(&cli)).into(),
        Err(error) => with_hint(error).exit(),
    }
}

/// Words by which other programs call what one of our commands does, and what to write instead.
const ELSEWHERE: &[(&[&str], &str)] = &[
    (&["watch", "dev", "server", "preview", "start", "run", "live"], "serve"),
    (&["create", "add", "generate"], "new"),
    (&["setup", "scaffold", "quickstart"], "init"),
    (&["validate", "lint", "test", "verify"], "check"),
    (&["publish", "make", "render", "compile", "generate-site"], "build"),
    (&["help-code", "error", "codes"], "explain"),
    (&["version"], "--version"),
];

/// A complaint about the command line, with the command that is probably meant.
fn with_hint(mut error: clap::Error) -> clap::Error {
    let word = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) => word.to_lowercase(),
        _ => return error,
    };
    let meant = ELSEWHERE.iter().find(|(words, _)| words.contains(&word.as_str()));
    if let Some((_, command)) = meant {
        let hint = format!("write `teamkit {command}`");
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    }
    error
}

/// Runs the command that was asked for.
fn run(cli: &Cli) -> Ending {
    let root = || find_root(cli.root.as_deref());
    let result = match &cli.command {
        Command::Init(args) => init::run(args),
        Command::New(args) => root().and_then(|root| new::run(&root, args)),
        Command::Check(args) => check::run(root(), args),
        Command::Build(args) => root().and_then(|root| build::run(&root, args)),
        Command::Overview(args) => root().and_then(|root| overview::run(&root, args)),
        Command::Serve(args) => root().and_then(|root| serve::run(&root, args)),
        Command::Report(args) => root().and_then(|root| report::run(&root, args)),
        Command::Import(args) => root().and_then(|root| import::run(&root, &args.what)),
        Command::Export(args) => root().and_then(|root| export::run(&root, &args.what)),
        Command::Clean(args) => root().and_then(|root| clean::run(&root, args)),
        Command::Explain(args) => explain::run(args),
        Command::Why(args) => root().and_then(|root| why::run(&root, args)),
        Command::Schema(args) => match root() {
            Ok(root) => schema::run(Some(&root), args),
            Err(failure) if cli.root.is_some() => Err(failure),
            Err(_) => schema::run(None, args),
        },
        Command::Completions(args) => completions::run(args),
    };
    match result {
        Ok(ending) => ending,
        Err(failure) => failure.tell(),
    }
}

/// Why a command ended early.
#[derive(Debug)]
enum Failure {
    /// Everything was said already.
    Quiet(Ending),
    /// With a sentence to say.
    Told(Ending, String),
    /// The settings have another name than theirs.
    MisnamedSettings {
        /// The folder that would be a toolkit.
        folder: PathBuf,
        /// What they are called.
        name: String,
    },
}

impl Failure {
    fn usage(message: impl Into<String>) -> Self {
        Self::Told(Ending::Usage, message.into())
    }

    fn machine(message: impl Into<String>) -> Self {
        Self::Told(Ending::Machine, message.into())
    }

    /// Says what there is to say, and how the program ends with it.
    fn tell(self) -> Ending {
        let (ending, message) = match self {
            Self::Quiet(ending) => return ending,
            Self::Told(ending, message) => (ending, message),
            Self::MisnamedSettings { folder, name } => {
                let (right, path) = (layout::SETTINGS, folder.join(&name));
                let message =
                    format!("{}.\nRename `{}` to `{right}`.", misnamed_message(&name), path.display());
                (Ending::Usage, message)
            }
        };
        // Names of files and of what was asked for stand in it.
        let lines: Vec<_> = message.split('\n').map(diagnostics::visible).collect();
        tell(&format!("error: {}", lines.join("\n")));
        ending
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
    const FILE: &str = layout::SETTINGS;
    if let Some(folder) = named {
        return if folder.join(FILE).exists() {
            Ok(folder.to_path_buf())
        } else {
            Err(misnamed_settings(folder).unwrap_or_else(|| {
                Failure::usage(format!(
                    "there is no `{FILE}` in `{}`, so it is not a toolkit.\nName the folder that holds one with `--root`.",
                    folder.display()
                ))
            }))
        };
    }
    let here = env::current_dir()
        .map_err(|error| Failure::machine(format!("the current folder can't be read: {error}")))?;
    let found = here.ancestors().find(|folder| folder.join(FILE).exists()).map(Path::to_path_buf);
    found.ok_or_else(|| {
        here.ancestors().find_map(misnamed_settings).unwrap_or_else(|| {
            Failure::usage(format!(
                "there is no `{FILE}` here or in any folder above, so this is not a toolkit.\n\
                 Go to your toolkit's folder, or name it with `--root DIR`. For a new toolkit call\n\
                 `teamkit init DIR`."
            ))
        })
    })
}

/// Tells of a file in a folder that would be a toolkit's settings, were its name another.
fn misnamed_settings(folder: &Path) -> Option<Failure> {
    let names = ["teamkit.yaml", "teamkit.yml.txt", "teamkit.yaml.txt", "teamkit.txt", "teamkit.yml"];
    let all = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let mut all = all.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let name = all.find(|name| names.contains(&name.to_lowercase().as_str()))?;
    folder.join(&name).is_file().then(|| Failure::MisnamedSettings { folder: folder.to_path_buf(), name })
}

/// What is wrong with the settings' name.
fn misnamed_message(name: &str) -> String {
    format!("the settings must be called `{}`, and here they are called `{name}`", layout::SETTINGS)
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

/// The date of today.
fn today() -> Result<Date, Failure> {
    as_of(When { as_of: None })
}

/// Reads what all districts share; adds what is wrong with it.
fn load(root: &Path, options: Options, findings: &mut Findings) -> Result<Option<Toolkit>, Failure> {
    let reading = Toolkit::read(root, options)
        .map_err(|error| Failure::machine(format!("`{}` can't be read: {error}", root.display())))?;
    findings.absorb(reading.findings);
    Ok(reading.made)
}

/// The same for a command that can do nothing without it: what is wrong is printed then, and the command ends.
fn need(root: &Path, options: Options, findings: &mut Findings) -> Result<Toolkit, Failure> {
    load(root, options, findings)?.ok_or_else(|| {
        print(None, findings, 0);
        Failure::Quiet(Ending::Content)
    })
}

/// Reads what all districts share, and the theme; adds what is wrong with it.
fn load_sites(root: &Path, options: Options, findings: &mut Findings) -> Result<Option<Arc<Sites>>, Failure> {
    let toolkit = load(root, options, findings)?;
    Ok(toolkit.and_then(|toolkit| Sites::new(toolkit, None, findings)).map(Arc::new))
}

/// The districts of these ids; all for none.
fn select<'t>(toolkit: &'t Toolkit, wanted: &[String]) -> Result<Vec<&'t DistrictFolder>, Failure> {
    if wanted.is_empty() {
        return Ok(toolkit.folders().iter().collect());
    }
    let mut selected: Vec<&DistrictFolder> = Vec::new();
    for id in wanted {
        let folder = toolkit
            .folder(id)
            .ok_or_else(|| unknown_district(id, toolkit.folders().iter().map(|folder| folder.id.as_str())))?;
        if !selected.contains(&folder) {
            selected.push(folder);
        }
    }
    Ok(selected)
}

/// The complaint about a district that is none.
fn unknown_district<'d>(id: &str, known: impl IntoIterator<Item = &'d str>) -> Failure {
    let hint = did_you_mean(id, known).unwrap_or_else(|| "look into `content/districts`".into());
    Failure::usage(format!("there is no district `{id}`; {hint}"))
}

/// Prints what was found in so many districts of a toolkit, in the order of its places, and tells whether any of it is an
/// error.
fn print(toolkit: Option<&Toolkit>, findings: &mut Findings, districts: usize) -> bool {
    close(toolkit, findings, districts);
    print_problems(&findings.problems, Extent::Folded);
    findings.any_error()
}

/// Brings what was found in so many districts of a toolkit into the order in which it is told, without names that sites
/// hide. Where the settings can't be read there is no toolkit, and no district was read.
fn close(toolkit: Option<&Toolkit>, findings: &mut Findings, districts: usize) {
    if let Some(toolkit) = toolkit {
        toolkit.keep_back(&mut findings.problems);
        settle_misplaced(toolkit.root(), &mut findings.problems);
    }
    findings.close(districts);
}

/// Prints problems in the order in which they are.
fn print_problems(problems: &[Diagnostic], extent: Extent) {
    let style = if io::stderr().is_terminal() { Style::Coloured } else { Style::Plain };
    drop(diagnostics::print(problems, style, extent, &mut anstream::stderr().lock()));
}

/// "3 mistakes in 2 files: 2 errors, 1 warning".
fn count(findings: &Findings) -> String {
    let (errors, warnings) = (findings.count(Severity::Error), findings.count(Severity::Warning));
    if errors + warnings == 0 {
        return format!("No mistakes, {}", plural(findings.count(Severity::Note), "note"));
    }
    let mistakes = plural(errors + warnings, "mistake");
    let (errors, warnings) = (plural(errors, "error"), plural(warnings, "warning"));
    let told = format!("{mistakes} in {}: {errors}, {warnings}", plural(findings.files(), "file"));
    match findings.count(Severity::Note) {
        0 => told,
        notes => format!("{told}, {}", plural(notes, "note")),
    }
}
