//! Problems as data: what is wrong, where, and what to write instead.
//!
//! Every stage returns what it could make and a list of [`Diagnostic`]s. How they are shown
//! (drawn with the source line, or as JSON, as commands to a workflow's log, as SARIF) is decided in the printers of this room; whether a run fails is
//! decided once, at its end.

mod codes;
mod findings;
mod github;
mod human;
mod json;
mod lines;
mod located;
mod place;
mod sarif;
mod stored;
mod suggestion;
mod unseen;
mod visible;

pub use codes::Code;
pub use findings::{Collector, Findings, Listing, Reading};
pub use github::write_github;
pub use human::{Extent, Style, hide_alike, print, render};
pub use json::write_json;
pub use lines::Lines;
pub use place::{Place, SourceFile};
pub use sarif::write_sarif;
pub use stored::StoredFindings;
pub use suggestion::{did_you_mean, did_you_mean_one_called, nearest, one_called};
pub use unseen::{RETYPE, is_control, is_other_blank, is_unseen, unseen_message, without_unseen};
pub use visible::visible;

use std::borrow::Cow;
use std::sync::Arc;

use crate::words::words;

words! {
    /// How bad a problem is. An error keeps everything from being written; a warning and a note do not.
    Severity {
        /// The content can't be published like this.
        Error = "error",
        /// It can be published, but an author should look at it.
        Warning = "warning",
        /// Worth knowing: something was adjusted.
        Note = "note",
    }
}

/// One problem with its place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in a plain sentence.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// The same without a word of the file, for where such a word must not be told.
    pub plain_hint: Option<Cow<'static, str>>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// The district that was read when it was found in a file that others share.
    pub district: Option<Arc<str>>,
    /// The word that stands for nothing, where that is what is wrong and it may be told.
    pub missed: Option<Box<str>>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            place,
            message: message.into(),
            hint: None,
            plain_hint: None,
            related: Vec::new(),
            district: None,
            missed: None,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Whether it keeps everything from being written.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds what to write instead, where there is something to say.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Adds what to write instead without a word of the file, where there is something to say.
    #[must_use]
    pub fn plain_hint(mut self, hint: Option<impl Into<Cow<'static, str>>>) -> Self {
        self.plain_hint = hint.map(Into::into);
        self
    }

    /// Says which word stands for nothing.
    #[must_use]
    pub fn missed(mut self, word: &str) -> Self {
        self.missed = Some(word.into());
        self
    }

    /// Adds a second place, such as where a name was used first.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}
