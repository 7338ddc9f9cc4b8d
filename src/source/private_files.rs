//! Files of teams and of self-assessments that lie where files are published as they are: names that the site hides, and how a
//! team knows, would be for everyone to read.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::layout;
use super::misplaced::folder_of;
use super::shown::small_text;
use crate::diagnostics::{Code, Diagnostic, Findings, Place};
use crate::reader::files::Root;

/// The endings of files that hold something else: a team's file may have any other one, since programs and people give it some.
const OTHERS: [&str; 27] = [
    "avif", "css", "docx", "gif", "htm", "html", "ico", "jpeg", "jpg", "js", "m4a", "mp3", "mp4", "ods",
    "odt", "pdf", "png", "pptx", "svg", "ttf", "vtt", "webp", "woff", "woff2", "xlsx", "xml", "zip",
];

/// A name for a file of which only the text counts.
const AS_YAML: &str = "file.yml";

/// Refuses those among published files.
pub(super) fn refuse<'p>(root: &Root, files: impl Iterator<Item = &'p PathBuf>, findings: &mut Findings) {
    for path in files {
        let Some((what, folder)) = what(root, path) else { continue };
        let message =
            format!("this is {what}, and it would be published as it is, with all that pages leave out");
        let problem = Diagnostic::new(Code::PrivateFile, Place::path_only(root.name(path)), message);
        findings.push(
            problem.hint(format!("move it to `{folder}/` of its district, or take it out of the toolkit")),
        );
    }
}

/// Whether a published file is refused as a whole, so that nothing else is to be told of what it shows.
pub(super) fn is_refused(root: &Root, path: &Path) -> bool {
    what(root, path).is_some()
}

/// What to tell of a file of JSON in the folder of the teams that is a self-assessment, as the site's form saves one.
pub(super) fn assessment_among_teams(root: &Root, path: &Path) -> Option<Diagnostic> {
    let place = root.name(path);
    let (above, name) =
        place.split_once(&format!("/{}/", layout::TEAMS)).filter(|_| place.ends_with(".json"))?;
    what(root, path).filter(|(_, folder)| *folder == layout::ASSESSMENTS)?;
    let message = format!("this is a self-assessment, and it lies in `{}`", layout::TEAMS);
    let problem = Diagnostic::new(Code::MisplacedFile, Place::path_only(place.as_str()), message);
    Some(problem.hint(format!("move it to `{above}/{}/{name}`", layout::ASSESSMENTS)))
}

/// What a published file is, and the folder that it belongs to; none of one that may be published.
fn what(root: &Root, path: &Path) -> Option<(&'static str, &'static str)> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if OTHERS.contains(&ending.as_str()) {
        return None;
    }
    let file = small_text(root, path)?;
    let text = file.text();
    let has_all = |words: &[&str]| words.iter().all(|word| text.contains(word));
    let folder = if ending == "csv" {
        let head = text.lines().next().unwrap_or_default().to_lowercase();
        let has_all = |words: &[&str]| words.iter().all(|word| head.contains(word));
        let is_form = has_all(&["what", "value", "note", "who"]) || has_all(&["rating", "evidence"]);
        is_form.then_some(layout::ASSESSMENTS)
    } else if has_all(&["\"rubric\"", "\"ratings\""]) {
        Some(layout::ASSESSMENTS).filter(|_| !is_blank(text))
    } else if has_all(&["\"members\"", "\"level\"", "\"perspectives\""]) {
        Some(layout::TEAMS)
    } else if ending == "json" {
        None
    } else {
        folder_of(AS_YAML, text)
    };
    match folder? {
        layout::TEAMS => Some(("a team's file", layout::TEAMS)),
        layout::ASSESSMENTS => Some(("a self-assessment", layout::ASSESSMENTS)),
        _ => None,
    }
}

/// Whether a self-assessment as JSON is one to be filled in: nothing is rated, and nothing is said.
fn is_blank(text: &str) -> bool {
    let read: Option<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
    let is_empty = |part: &Value| match part {
        Value::Object(entries) => entries.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    let is_blank = |all: Value| {
        let mut parts = ["ratings", "evidence", "steps"].into_iter().filter_map(|key| all.get(key));
        parts.all(is_empty)
    };
    read.is_some_and(is_blank)
}
