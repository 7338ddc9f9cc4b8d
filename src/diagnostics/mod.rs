//! Problems as data: what is wrong, where, and what to write instead.
//!
//! Every stage returns what it could make and a list of [`Diagnostic`]s. How they are shown
//! (drawn with the source line, or as JSON) is decided in the printers of this room; whether a run fails is
//! decided once, at its end.

mod human;
mod place;
mod suggestion;

pub use human::{Style, print, render};
pub use place::{Place, Position, SourceFile};
pub use suggestion::nearest;

use std::sync::Arc;

/// How bad it is. An error keeps everything from being written; a warning and a note do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The content can't be published like this.
    Error,
    /// It can be published, but an author should look at it.
    Warning,
    /// Worth knowing: something was adjusted.
    Note,
}

/// One problem with its place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable word for the kind of problem, such as `unknown-perspective`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in a plain sentence.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message.into())
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message.into())
    }

    /// A note at a place.
    pub fn note(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, place, message.into())
    }

    fn new(severity: Severity, code: &'static str, place: Place, message: String) -> Self {
        Self { code, severity, place, message, hint: None, related: Vec::new() }
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

    /// Adds a second place, such as where a name was used first.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// A hint of the form "did you mean `x`?" for the nearest of the names that would be right; where
/// none is near, the names themselves, if they are few.
pub fn did_you_mean<'n>(wrong: &str, right: impl IntoIterator<Item = &'n str>) -> Option<String> {
    const FEW: usize = 12;
    let names: Vec<&str> = right.into_iter().collect();
    if let Some(name) = nearest(wrong, names.iter().copied()) {
        return Some(format!("did you mean `{name}`?"));
    }
    if names.is_empty() || names.len() > FEW {
        return None;
    }
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    Some(format!("possible here: {}", list.join(", ")))
}

/// Brings diagnostics into reading order (file, place, severity) and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (a.place.path(), a.place.start(), a.severity, a.code, &a.message).cmp(&(
            b.place.path(),
            b.place.start(),
            b.severity,
            b.code,
            &b.message,
        ))
    });
    diagnostics.dedup();
}

/// Whether any of them is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Collects the diagnostics of one file.
#[derive(Debug)]
pub struct Collector {
    file: Arc<SourceFile>,
    found: Vec<Diagnostic>,
    untranslated: usize,
}

impl Collector {
    /// An empty collection for a file.
    pub fn new(file: Arc<SourceFile>) -> Self {
        Self { file, found: Vec::new(), untranslated: 0 }
    }

    /// The file it collects for.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The place of a byte range in the file.
    pub fn at(&self, span: &std::ops::Range<usize>) -> Place {
        Place::span(&self.file, span.clone())
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds an error at a byte range.
    pub fn error(
        &mut self,
        code: &'static str,
        span: &std::ops::Range<usize>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let place = self.at(span);
        self.found.push(Diagnostic::error(code, place, message).maybe_hint(hint));
    }

    /// Counts texts that a language lacks.
    pub fn count_untranslated(&mut self, texts: usize) {
        self.untranslated += texts;
    }

    /// How many texts lack a language.
    pub fn untranslated(&self) -> usize {
        self.untranslated
    }

    /// Whether an error was found.
    pub fn has_error(&self) -> bool {
        any_error(&self.found)
    }

    /// What was found.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.found
    }
}
