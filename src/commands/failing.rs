//! Districts that have errors: which they are, and what is said of them at the end.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Findings, Severity};
use crate::output::{Kept, Output};
use crate::words::{counted, first_few, plural};

/// How many districts are named.
const NAMED: usize = 10;

/// The districts that have errors.
#[derive(Debug, Default)]
pub(super) struct Failing(BTreeMap<String, Failed>);

/// What is known of a district that has errors.
#[derive(Debug, Default)]
struct Failed {
    /// How many.
    errors: usize,
    /// Whether they came up when some of its pages were written already.
    is_halfway: bool,
}

impl Failing {
    /// Takes note of what was found in a district.
    pub(super) fn note(&mut self, district: &str, found: &[Diagnostic]) {
        let errors = found.iter().filter(|problem| problem.is_error()).count();
        if errors > 0 {
            self.0.entry(district.to_string()).or_default().errors += errors;
        }
    }

    /// Takes note of what came up when a district was written.
    pub(super) fn note_halfway(&mut self, district: &str, found: &[Diagnostic]) {
        self.note(district, found);
        self.0.entry(district.to_string()).or_default().is_halfway = true;
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether a district is among them.
    pub(super) fn holds(&self, district: &str) -> bool {
        self.0.contains_key(district)
    }

    /// "3 errors in 2 districts (`elm`, `oak`)"; an error in what they share is in none of them.
    pub(super) fn told(&self, findings: &Findings) -> String {
        let errors = plural(findings.count(Severity::Error), "error");
        if self.is_empty() {
            return errors;
        }
        let named = first_few(self.0.keys().map(|id| format!("`{id}`")), NAMED);
        format!("{errors} in {} ({named})", plural(self.len(), "district"))
    }

    /// What became of each, a line each: whether its last pages stand.
    pub(super) fn left(&self, output: &Output) -> String {
        let mut lines = vec![format!(
            "{} not built, because of errors (see above):",
            counted(self.len(), "district was", "districts were")
        )];
        for (id, Failed { errors, is_halfway }) in self.0.iter().take(NAMED) {
            let is_there = || matches!(output.kept(id, Kept::Summary), Ok(Some(_)));
            let pages = match is_halfway {
                true => "some of its pages may be new",
                false if is_there() => "it keeps its last pages",
                false => "it has no pages yet",
            };
            lines.push(format!("  `{id}`: {}; {pages}", plural(*errors, "error")));
        }
        if self.len() > NAMED {
            lines.push(format!("  and {} more", self.len() - NAMED));
        }
        lines.join("\n")
    }
}
