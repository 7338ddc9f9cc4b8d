//! What is found on the way: problems, and how much was looked at. It is passed down; what was made comes out.

use std::collections::HashSet;
use std::ops::{AddAssign, Range};
use std::sync::Arc;

use super::{Code, Diagnostic, Place, Severity, SourceFile};

/// How much was looked at, for the closing summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files read.
    pub files: usize,
    /// Links within the toolkit that were followed.
    pub links: usize,
    /// Anchors that were looked up.
    pub anchors: usize,
    /// Links that lead out of the toolkit; they are not asked.
    pub external_links: usize,
    /// Texts that lack one of their languages.
    pub untranslated: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.links += other.links;
        self.anchors += other.anchors;
        self.external_links += other.external_links;
        self.untranslated += other.untranslated;
    }
}

/// Everything that was found so far.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// What is wrong, in the order in which it was found.
    pub problems: Vec<Diagnostic>,
    /// How much was looked at.
    pub tally: Tally,
    /// Files in which blanks wait to be filled in, and how many in each.
    pub blanks: Vec<(String, usize)>,
}

impl Findings {
    /// Adds a problem.
    pub fn push(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Takes over what was found elsewhere, such as on another core.
    pub fn absorb(&mut self, other: Self) {
        self.problems.extend(other.problems);
        self.tally += other.tally;
        self.blanks.extend(other.blanks);
    }

    /// Whether any problem is an error.
    pub fn any_error(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }

    /// Brings the problems into reading order and drops exact repetitions: what stands at the toolkit's top first,
    /// since everything depends on it; then files that can't be read at all; then file by file, by place and severity.
    pub fn sort(&mut self) {
        let rank = |problem: &Diagnostic| match problem {
            problem if !problem.place.path().contains('/') => 0,
            problem if problem.code.is_syntax() => 1,
            _ => 2,
        };
        let key = |problem: &Diagnostic| (problem.place.start(), problem.severity());
        self.problems.sort_by(|a, b| {
            let by_file = rank(a).cmp(&rank(b)).then_with(|| a.place.path().cmp(b.place.path()));
            by_file
                .then_with(|| key(a).cmp(&key(b)))
                .then_with(|| a.code.name().cmp(b.code.name()))
                .then_with(|| a.message.cmp(&b.message))
        });
        self.problems.dedup();
    }

    /// How many files problems are in, notes apart.
    pub fn files(&self) -> usize {
        let wrong = self.problems.iter().filter(|problem| problem.severity() != Severity::Note);
        wrong.map(|problem| problem.place.path()).collect::<HashSet<_>>().len()
    }

    /// How many problems are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == severity).count()
    }
}

/// What a stage could make, with everything that it found.
#[derive(Debug)]
pub struct Reading<T> {
    /// What was made; it can be there in spite of errors, so that what depends on it is looked at too.
    pub made: Option<T>,
    /// What was found.
    pub findings: Findings,
}

/// Adds problems of one file to what was found.
#[derive(Debug)]
pub struct Collector<'f> {
    file: &'f Arc<SourceFile>,
    findings: &'f mut Findings,
}

impl<'f> Collector<'f> {
    /// For problems of a file.
    pub fn new(file: &'f Arc<SourceFile>, findings: &'f mut Findings) -> Self {
        Self { file, findings }
    }

    /// The file.
    pub fn file(&self) -> &'f Arc<SourceFile> {
        self.file
    }

    /// What was found so far, in this file and others.
    pub fn findings(&mut self) -> &mut Findings {
        self.findings
    }

    /// The place of a byte range in the file.
    pub fn at(&self, span: &Range<usize>) -> Place {
        Place::span(self.file, span.clone())
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Diagnostic) {
        self.findings.push(problem);
    }

    /// Adds a problem at a byte range, with what to write instead where that is known.
    pub fn tell(
        &mut self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<Option<String>>,
    ) {
        let place = self.at(span);
        self.push(Diagnostic::new(code, place, message).maybe_hint(hint.into()));
    }

    /// Counts texts that lack a language.
    pub fn count_untranslated(&mut self, texts: usize) {
        self.findings.tally.untranslated += texts;
    }
}
