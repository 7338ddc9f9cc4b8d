//! A problem as programs read it: its place as a path with lines and columns from 1, and its words.

use serde::Serialize;

use super::visible::visible;
use super::{Diagnostic, Place};

/// What is wrong and what to do, where one text has room for both.
pub(super) fn with_help(problem: &Diagnostic) -> String {
    let message = visible(&problem.message);
    match &problem.hint {
        Some(hint) => format!("{message}\nhelp: {}", visible(hint)),
        None => message.into_owned(),
    }
}

/// A place in numbers. Of a place that is a file as a whole all four are `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Located {
    /// The path below the toolkit's root, parted by `/`.
    pub(super) file: String,
    /// The line, from 1.
    pub(super) line: Option<usize>,
    /// The column of the first character, from 1.
    pub(super) column: Option<usize>,
    /// The line of the end.
    pub(super) end_line: Option<usize>,
    /// The column behind the last character.
    pub(super) end_column: Option<usize>,
}

impl Located {
    /// The place in numbers.
    pub(super) fn of(place: &Place) -> Self {
        let file = place.path().to_string();
        let Some(range) = place.range() else {
            return Self { file, line: None, column: None, end_line: None, end_column: None };
        };
        let source = place.source();
        let (begin, end) = (source.position(range.start), source.position(range.end.max(range.start)));
        Self {
            file,
            line: Some(begin.line),
            column: Some(begin.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
        }
    }
}
