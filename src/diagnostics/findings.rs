//! What is found on the way: problems, and how much was looked at. It is passed down; what was made comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{AddAssign, Range};
use std::path::Path;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::{Code, Diagnostic, Place, Severity, SourceFile};
use crate::words::{first_few, plural};

/// How many districts are named where something is wrong in some of them.
const NAMED: usize = 5;

/// How many problems are looked through for one that was told before.
const LOOKED_BACK: usize = 1_000;

/// How much was looked at, for the closing summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Files read.
    pub files: usize,
    /// Links within the toolkit that were followed.
    pub links: usize,
    /// Anchors that were looked up.
    pub anchors: usize,
    /// Links to other sites.
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

/// What is kept beyond being counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listing {
    /// Where texts lack some of their languages.
    pub untranslated: bool,
    /// Where links to other sites stand.
    pub external_links: bool,
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
    /// Where texts lack some of their languages, and which; kept only where that is asked for.
    pub untranslated: Option<Vec<(Place, String)>>,
    /// Where links to other sites stand, and where they lead; kept only where that is asked for.
    pub external_links: Option<Vec<(Place, String)>>,
    /// The languages that texts are in and that the toolkit does not publish, by their tags: how many places, and the
    /// first of them.
    pub unpublished: BTreeMap<String, (usize, Place)>,
}

impl Findings {
    /// Nothing so far.
    pub fn new(listing: Listing) -> Self {
        let untranslated = listing.untranslated.then(Vec::new);
        let external_links = listing.external_links.then(Vec::new);
        Self { untranslated, external_links, ..Self::default() }
    }

    /// The same for a part that is read on its own, such as on another core.
    #[must_use]
    pub fn part(&self) -> Self {
        let (untranslated, external_links) = (self.untranslated.is_some(), self.external_links.is_some());
        Self::new(Listing { untranslated, external_links })
    }

    /// Counts a text that lacks some languages.
    pub fn note_untranslated(&mut self, place: impl FnOnce() -> Place, missing: &[&str]) {
        self.tally.untranslated += missing.len();
        if let Some(list) = self.untranslated.as_mut().filter(|_| !missing.is_empty()) {
            list.push((place(), missing.join(", ")));
        }
    }

    /// Counts a link to another site.
    pub fn note_external_link(&mut self, place: impl FnOnce() -> Place, address: &str) {
        self.tally.external_links += 1;
        if let Some(list) = &mut self.external_links {
            list.push((place(), address.to_string()));
        }
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Takes over what was found elsewhere, such as on another core.
    pub fn absorb(&mut self, other: Self) {
        self.problems.extend(other.problems);
        self.tally += other.tally;
        self.blanks.extend(other.blanks);
        if let Some(list) = &mut self.untranslated {
            list.extend(other.untranslated.into_iter().flatten());
        }
        if let Some(list) = &mut self.external_links {
            list.extend(other.external_links.into_iter().flatten());
        }
        for (lang, (places, first)) in other.unpublished {
            self.note_places(&lang, places, first);
        }
    }

    /// Notes a text in a language that the toolkit does not publish.
    pub fn note_unpublished(&mut self, lang: &str, place: Place) {
        self.note_places(lang, 1, place);
    }

    fn note_places(&mut self, lang: &str, places: usize, first: Place) {
        let at = |place: &Place| (place.path().to_string(), place.start());
        match self.unpublished.get_mut(lang) {
            Some((count, before)) => {
                *count += places;
                if at(&first) < at(before) {
                    *before = first;
                }
            }
            None => drop(self.unpublished.insert(lang.to_string(), (places, first))),
        }
    }

    /// Marks problems of files that districts share as found while one of them was read, whose folder is at `folder`.
    pub fn found_in(&mut self, district: &str, folder: &str) {
        for problem in self.problems.iter_mut().filter(|problem| !is_below(problem.place.path(), folder)) {
            problem.district = Some(district.into());
        }
    }

    /// Lets go of the texts of a district's own files, which lie below `folder`: what is found in hundreds of districts
    /// waits until all are read, and most of it is counted and never drawn. What is drawn is read again. Where anything
    /// is an error the texts stay: what is wrong may be that a file can't be read.
    pub fn rest(&mut self, root: &Path, folder: &str) {
        if self.any_error() {
            return;
        }
        let mut resting: HashMap<*const SourceFile, Arc<SourceFile>> = HashMap::new();
        let problems = self.problems.iter_mut().flat_map(|problem| {
            std::iter::once(&mut problem.place).chain(problem.related.iter_mut().map(|(place, _)| place))
        });
        let listed = self.untranslated.iter_mut().chain(&mut self.external_links).flatten();
        let unpublished = self.unpublished.values_mut().map(|(_, place)| place);
        let places = problems.chain(listed.map(|(place, _)| place)).chain(unpublished);
        for place in places.filter(|place| place.start().is_some() && is_below(place.path(), folder)) {
            let file =
                resting.entry(Arc::as_ptr(place.source())).or_insert_with(|| place.source().resting(root));
            *place = place.in_file(Arc::clone(file));
        }
    }

    /// Brings everything into the order in which it is told, once all districts that were asked for, `districts` in
    /// number, are read: what a shared file lacks in some of them becomes one problem, and so do the places of each
    /// language that is not published.
    pub fn close(&mut self, districts: usize) {
        self.gather(districts);
        for (lang, (places, first)) in std::mem::take(&mut self.unpublished) {
            let message = format!("`{lang}` is written in {} and not published", plural(places, "place"));
            let hint = format!("add `{lang}` to `languages` in teamkit.yml; or leave it, it does no harm");
            self.problems.push(Diagnostic::new(Code::UnpublishedLanguage, first, message).hint(hint));
        }
        self.sort();
    }

    fn gather(&mut self, districts: usize) {
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(self.problems.len());
        let mut gathered: HashMap<_, (usize, BTreeSet<Arc<str>>)> = HashMap::new();
        for mut problem in std::mem::take(&mut self.problems) {
            let Some(district) = problem.district.take() else {
                kept.push(problem);
                continue;
            };
            let place = (problem.place.path().to_string(), problem.place.start());
            let (index, found_in) =
                gathered.entry((problem.code, place, problem.message.clone())).or_insert_with(|| {
                    kept.push(problem.clone());
                    (kept.len() - 1, BTreeSet::new())
                });
            found_in.insert(district);
            // What one district would need may be wrong in another: what says nothing of one holds in all.
            if let Some(first) = kept.get_mut(*index).filter(|first| first.hint != problem.hint) {
                first.hint = first.plain_hint.as_deref().map(str::to_string);
            }
        }
        for (index, found_in) in gathered.into_values().filter(|(_, found_in)| found_in.len() < districts) {
            let named = first_few(found_in.iter().map(|id| format!("`{id}`")), NAMED);
            let told = format!(": in {} of {districts} districts: {named}", found_in.len());
            if let Some(problem) = kept.get_mut(index) {
                problem.message.push_str(&told);
            }
        }
        self.problems = kept;
    }

    /// Whether any problem is an error.
    pub fn any_error(&self) -> bool {
        self.any_error_since(0)
    }

    /// Whether any problem from one of them on is an error.
    pub fn any_error_since(&self, first: usize) -> bool {
        self.problems.iter().skip(first).any(Diagnostic::is_error)
    }

    /// Brings the problems into reading order and drops exact repetitions: what stands at the toolkit's top first,
    /// since everything depends on it; then files that can't be read at all; then file by file, by place and severity.
    fn sort(&mut self) {
        let rank = |problem: &Diagnostic| match problem {
            problem if !problem.place.path().contains('/') => 0,
            problem if problem.code.is_syntax() => 1,
            _ => 2,
        };
        let key = |problem: &Diagnostic| (problem.place.start(), problem.severity());
        let hint = |problem: &Diagnostic| problem.hint.as_ref().map(String::len);
        self.problems.sort_by(|a, b| {
            let by_file = rank(a).cmp(&rank(b)).then_with(|| a.place.path().cmp(b.place.path()));
            by_file
                .then_with(|| key(a).cmp(&key(b)))
                .then_with(|| a.code.name().cmp(b.code.name()))
                .then_with(|| a.message.cmp(&b.message))
                .then_with(|| hint(b).cmp(&hint(a)))
        });
        // Of what was told once more when more was known, the longer help stays. Where a blank is no value of the kind that is
        // wanted, this alone is told.
        self.problems.dedup_by(|next, before| {
            // In some of the districts more may be known of it.
            let message = next.message.split(": in ").next();
            let is_same = next.code == before.code
                && (next.message == before.message || message == Some(before.message.as_str()));
            (is_same || next.code == Code::UnfilledBlank) && next.place == before.place
        });
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

/// Whether a path leads below a folder.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|below| below.starts_with('/'))
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

    /// Gives a problem that was told at a byte range not long before another hint, now that more is known.
    pub fn tell_instead(&mut self, code: Code, span: &Range<usize>, hint: String) {
        let file = self.file;
        let is_it = |problem: &&mut Diagnostic| {
            let is_here = problem.place.start() == Some(span.start);
            problem.code == code && is_here && Arc::ptr_eq(problem.place.source(), file)
        };
        if let Some(problem) = self.findings.problems.iter_mut().rev().take(LOOKED_BACK).find(is_it) {
            problem.hint = Some(hint);
        }
    }

    /// Takes back the problem that was told last, where it is one at a byte range; false where it is none.
    pub fn withdraw(&mut self, code: Code, span: &Range<usize>) -> bool {
        let is_it = |problem: &mut Diagnostic| {
            problem.code == code
                && problem.place.start() == Some(span.start)
                && Arc::ptr_eq(problem.place.source(), self.file)
        };
        self.findings.problems.pop_if(is_it).is_some()
    }

    /// Counts a text that lacks some languages.
    pub fn note_untranslated(&mut self, span: &Range<usize>, missing: &[&str]) {
        let file = self.file;
        self.findings.note_untranslated(|| Place::span(file, span.clone()), missing);
    }

    /// Counts a link to another site.
    pub fn note_external_link(&mut self, span: &Range<usize>, address: &str) {
        let file = self.file;
        self.findings.note_external_link(|| Place::span(file, span.clone()), address);
    }
}
