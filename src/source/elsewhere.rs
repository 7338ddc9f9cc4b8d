//! Names that the site hides in one place and shows in another.

use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::layout;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};

/// A name that is hidden, and the file that hides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HiddenName {
    pub(super) name: String,
    pub(super) path: String,
}

/// Warns where a file that is published shows a name that another place hides. A name of one word alone is nobody's
/// for certain, so it is not looked for.
pub(super) fn warn_of_hidden_names(
    hidden: &[HiddenName],
    files: &[Arc<SourceFile>],
    findings: &mut Findings,
) {
    let full: Vec<&HiddenName> = hidden.iter().filter(|hidden| hidden.name.trim().contains(' ')).collect();
    if full.is_empty() {
        return;
    }
    let names = full.iter().map(|hidden| hidden.name.trim());
    let searcher = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(names);
    let Ok(searcher) = searcher else { return };
    for file in files {
        for found in searcher.find_iter(file.text()) {
            let range = found.range();
            if let Some(hidden) = full.get(found.pattern().as_usize())
                && is_shown(file, &range)
            {
                findings.push(problem(file, range, &hidden.path));
            }
        }
    }
}

/// Whether what stands at a range is published: a whole name, neither hidden there nor in a comment.
fn is_shown(file: &SourceFile, range: &Range<usize>) -> bool {
    let text = file.text();
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let line = file.line_range(range.start);
    let before = &text[line.start..range.start];
    let is_comment = file.path().ends_with(layout::YAML)
        && (before.trim_start().starts_with('#') || before.contains(" #"));
    !is_part(text[..range.start].chars().next_back())
        && !is_part(text[range.end..].chars().next())
        && !is_comment
        && file.hidden_in(range).is_empty()
}

fn problem(file: &Arc<SourceFile>, range: Range<usize>, path: &str) -> Diagnostic {
    file.hide(range.clone());
    let message = format!("the name of somebody whom the site hides in `{path}` is shown here");
    Diagnostic::new(Code::HiddenNameElsewhere, Place::span(file, range), message)
        .hint("take the name out here; or, if that person agreed, write `show_name: true` there")
}
