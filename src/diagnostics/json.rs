//! The printer for programs (FORMAT §4): all problems as one object.

use std::io::{self, Write};

use serde::Serialize;

use super::located::Located;
use super::visible::{escaped_json, visible};
use super::{Diagnostic, Place, Severity};

/// What the object says that it is.
const SCHEMA: &str = "teamkit/diagnostics/1";

#[derive(Serialize)]
struct Report {
    schema: &'static str,
    diagnostics: Vec<Problem>,
    counts: Counts,
}

#[derive(Serialize)]
struct Problem {
    code: &'static str,
    severity: Severity,
    #[serde(flatten)]
    place: Located,
    message: String,
    hint: Option<String>,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Related {
    #[serde(flatten)]
    place: Located,
    message: String,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
}

impl Problem {
    fn of(problem: &Diagnostic) -> Self {
        let related = |(place, label): &(Place, String)| Related {
            place: Located::of(place),
            message: visible(label).into_owned(),
        };
        Self {
            code: problem.code.name(),
            severity: problem.severity(),
            place: Located::of(&problem.place),
            message: visible(&problem.message).into_owned(),
            hint: problem.hint.as_deref().map(|hint| visible(hint).into_owned()),
            related: problem.related.iter().map(related).collect(),
        }
    }
}

/// Writes diagnostics as one JSON object, on one line.
pub fn write_json(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    let count = |severity| diagnostics.iter().filter(|problem| problem.severity() == severity).count();
    let report = Report {
        schema: SCHEMA,
        diagnostics: diagnostics.iter().map(Problem::of).collect(),
        counts: Counts {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            note: count(Severity::Note),
        },
    };
    writeln!(out, "{}", escaped_json(&serde_json::to_string(&report)?))
}
