//! The problems of a page, as its script reads them: those that concern it, and where the others are.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Findings, Severity, Style, hide_alike, render};
use crate::site::Site;

/// How what is shown stands to the mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Shown {
    /// It is what the files say.
    Current,
    /// It is from before the mistakes.
    LastGood,
    /// It was never without mistakes, and lacks what could not be read.
    Partly,
    /// Nothing could be made.
    Nothing,
}

impl Shown {
    /// Of something with or without errors, made at all or not, that is free of them itself or not.
    pub(super) fn of(has_errors: bool, is_made: bool, is_good: bool) -> Self {
        match (has_errors, is_made, is_good) {
            (_, false, _) => Self::Nothing,
            (false, true, _) => Self::Current,
            (true, true, true) => Self::LastGood,
            (true, true, false) => Self::Partly,
        }
    }
}

/// The problems of a page.
#[derive(Debug, Serialize)]
pub(super) struct Problems<'v> {
    version: String,
    shown: Shown,
    here: Vec<Problem>,
    elsewhere: &'v [Elsewhere],
}

impl<'v> Problems<'v> {
    pub(super) fn new(version: u64, shown: Shown, here: &[Diagnostic], elsewhere: &'v [Elsewhere]) -> Self {
        hide_alike(here);
        let problem = |problem: &Diagnostic| Problem {
            severity: problem.severity().word(),
            text: render(problem, Style::Plain),
        };
        let here = here.iter().filter(|problem| is_to_mend(problem)).map(problem).collect();
        Self { version: version.to_string(), shown, here, elsewhere }
    }
}

/// A problem of the page.
#[derive(Debug, Serialize)]
struct Problem {
    severity: &'static str,
    text: String,
}

/// The problems of a district that the page is not of.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Elsewhere {
    district: String,
    /// How its line stands to the mistakes, on the page above the districts.
    pub(super) line: Option<Shown>,
    files: Vec<InFile>,
}

/// How many problems a file has.
#[derive(Debug, Clone, Serialize)]
struct InFile {
    path: String,
    /// The address of the page that shows them.
    address: String,
    errors: usize,
    warnings: usize,
}

impl Elsewhere {
    /// The problems of a district file by file, each counted once; `None` where there is nothing to mend.
    pub(super) fn new<'p>(
        district: &str,
        site: Option<&Site>,
        problems: impl IntoIterator<Item = &'p Diagnostic>,
    ) -> Option<Self> {
        let mut files: BTreeMap<&str, InFile> = BTreeMap::new();
        let to_mend = once(problems.into_iter().filter(|problem| is_to_mend(problem)).cloned().collect());
        for problem in &to_mend {
            let path = problem.place.path();
            let file = files.entry(path).or_insert_with(|| InFile {
                path: path.to_string(),
                address: format!("/{district}/{}", site.and_then(|site| page_of(site, path)).unwrap_or("")),
                errors: 0,
                warnings: 0,
            });
            if problem.is_error() {
                file.errors += 1;
            } else {
                file.warnings += 1;
            }
        }
        let files: Vec<_> = files.into_values().collect();
        (!files.is_empty()).then(|| Self { district: district.to_string(), line: None, files })
    }
}

/// The page that a file makes, in the district's own language rather than another's; `None` where it makes none.
fn page_of<'s>(site: &'s Site, path: &str) -> Option<&'s str> {
    let makes = |address: &&str| site.origin(address).is_some_and(|origin| origin.path() == Some(path));
    site.addresses()
        .filter(|address| address.ends_with(".html"))
        .filter(makes)
        .min_by_key(|address| address.len())
}

/// Whether a problem belongs on the page: a note is nothing that an author has to mend.
pub(super) fn is_to_mend(problem: &Diagnostic) -> bool {
    problem.severity() != Severity::Note
}

/// Problems in the order in which they are told, each once, however many districts it shows in.
pub(super) fn once(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut findings = Findings { problems, ..Findings::default() };
    findings.close(0);
    findings.problems
}

/// Whether two problems are the same, whichever district they showed in.
pub(super) fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let at = |problem: &Diagnostic| (problem.place.path().to_string(), problem.place.start());
    one.code == other.code && at(one) == at(other) && one.message == other.message
}
