//! Findings as they are kept beside the output, so that a later run can tell them again without reading what they are
//! about. Texts of files are not kept, nor is anything that the site hides: they are read again when they are drawn.

use std::ops::Range;
use std::path::{Component, Path};
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::findings::Tally;
use super::{Code, Diagnostic, Findings, Place, SourceFile};

/// What was found, without the texts of files, as one text of JSON: that of hundreds of districts waits until all of them
/// are written.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct StoredFindings(Box<str>);

#[derive(Serialize, Deserialize)]
struct Stored {
    files: Vec<StoredFile>,
    problems: Vec<StoredProblem>,
    tally: Tally,
    /// Files in which blanks wait to be filled in, and how many in each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    blanks: Vec<(String, usize)>,
    /// Languages that are not published, with the number of places and the first of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unpublished: Vec<(String, usize, StoredPlace)>,
}

/// A file by its path below the root.
#[derive(Serialize, Deserialize)]
struct StoredFile {
    path: String,
    /// What must not be drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hidden: Vec<Range<usize>>,
}

/// A place: the number of a file, and a range in it.
type StoredPlace = (usize, Option<Range<usize>>);

#[derive(Serialize, Deserialize)]
struct StoredProblem {
    code: String,
    place: StoredPlace,
    message: String,
    hint: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    district: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    related: Vec<(StoredPlace, String)>,
}

impl StoredFindings {
    /// What is kept of findings.
    pub fn new(findings: &Findings) -> Self {
        let mut files = Files::default();
        let problems = findings.problems.iter().map(|problem| StoredProblem {
            code: problem.code.name().to_string(),
            place: files.place(&problem.place),
            message: problem.message.clone(),
            hint: problem.hint.clone(),
            district: problem.district.as_deref().map(str::to_string),
            related: problem
                .related
                .iter()
                .map(|(place, label)| (files.place(place), label.clone()))
                .collect(),
        });
        let problems = problems.collect();
        let unpublished = findings.unpublished.iter();
        let unpublished =
            unpublished.map(|(lang, (count, first))| (lang.clone(), *count, files.place(first)));
        let unpublished = unpublished.collect();
        let tally = findings.tally;
        let blanks = findings.blanks.clone();
        let stored = Stored { files: files.all, problems, tally, blanks, unpublished };
        Self(serde_json::to_string(&stored).expect("texts and numbers").into())
    }

    /// Its bytes, for somewhere else to wait.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_string().into_bytes()
    }

    /// What [`Self::into_bytes`] gave; `None` for what is no text.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        Some(Self(String::from_utf8(bytes).ok()?.into()))
    }

    /// The findings of an earlier run again; `None` where it is no text of ours, this program knows a code no more, the
    /// numbers make no sense, or a path leads out of the toolkit.
    pub fn restore(&self, root: &Path) -> Option<Findings> {
        let stored: Stored = serde_json::from_str(&self.0).ok()?;
        let is_below =
            |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !stored.files.iter().all(|file| is_below(&file.path)) {
            return None;
        }
        stored.findings(root)
    }

    /// The findings of this run again, which may tell of files anywhere; `None` where it is not what this run kept.
    pub fn bring_back(&self, root: &Path) -> Option<Findings> {
        serde_json::from_str::<Stored>(&self.0).ok()?.findings(root)
    }
}

impl Stored {
    /// The findings again; `None` where a code is not known, or a number makes no sense.
    fn findings(self, root: &Path) -> Option<Findings> {
        let files = self.files.into_iter().map(|file| {
            let disk = root.join(&file.path);
            SourceFile::unread(file.path, disk, file.hidden)
        });
        let files: Vec<Arc<SourceFile>> = files.collect();
        let place = |(file, range): StoredPlace| {
            let file = files.get(file)?;
            Some(range.map_or_else(|| Place::file(file), |range| Place::span(file, range)))
        };
        let problem = |stored: StoredProblem| {
            let related = stored.related.into_iter().map(|(at, label)| Some((place(at)?, label)));
            Some(Diagnostic {
                code: Code::ALL.iter().copied().find(|code| code.name() == stored.code)?,
                place: place(stored.place)?,
                message: stored.message,
                hint: stored.hint,
                plain_hint: None,
                missed: None,
                district: stored.district.map(Into::into),
                related: related.collect::<Option<_>>()?,
            })
        };
        let problems = self.problems.into_iter().map(problem).collect::<Option<_>>()?;
        let unpublished = self.unpublished.into_iter();
        let unpublished = unpublished.map(|(lang, count, first)| Some((lang, (count, place(first)?))));
        Some(Findings {
            problems,
            tally: self.tally,
            blanks: self.blanks,
            unpublished: unpublished.collect::<Option<_>>()?,
            untranslated: None,
            external_links: None,
        })
    }
}

/// The files of findings, each once.
#[derive(Default)]
struct Files {
    all: Vec<StoredFile>,
    numbers: HashMap<String, usize>,
    /// Those whose hidden parts are noted: a path may be that of several.
    noted: HashSet<*const SourceFile>,
}

impl Files {
    fn place(&mut self, place: &Place) -> StoredPlace {
        let number = self.numbers.get(place.path()).copied().unwrap_or_else(|| {
            self.all.push(StoredFile { path: place.path().to_string(), hidden: Vec::new() });
            self.numbers.insert(place.path().to_string(), self.all.len() - 1);
            self.all.len() - 1
        });
        if self.noted.insert(Arc::as_ptr(place.source())) {
            self.all[number].hidden.extend(place.source().hidden());
        }
        (number, place.range())
    }
}
