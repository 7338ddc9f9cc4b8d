//! Names that the site hides in one place and shows in another.

use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::layout;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};

/// A name that is hidden, and the file that hides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HiddenName {
    pub(super) name: String,
    pub(super) path: String,
}

/// Warns where a file that is published shows a name that another place hides, however it is written there: in capitals,
/// without accents, in an address, the last name first. A name of one word alone is nobody's for certain, so it is not
/// looked for.
pub(super) fn warn_of_hidden_names(
    hidden: &[HiddenName],
    files: &[Arc<SourceFile>],
    findings: &mut Findings,
) {
    let mut names = Vec::new();
    for hidden in hidden {
        let name = Folded::new(&hidden.name).text;
        let name = name.trim();
        let Some((first, last)) = name.rsplit_once(' ') else { continue };
        names.push((name.to_string(), hidden));
        if !first.contains(',') {
            names.push((format!("{last}, {first}"), hidden));
        }
    }
    if names.is_empty() {
        return;
    }
    let patterns = names.iter().map(|(name, _)| name);
    let Ok(searcher) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns) else {
        return;
    };
    for file in files {
        let folded = Folded::new(file.text());
        for found in searcher.find_iter(&folded.text) {
            let range = folded.original(&found.range());
            if let Some((_, hidden)) = names.get(found.pattern().as_usize())
                && is_shown(file, &range)
            {
                findings.push(problem(file, range, &hidden.path));
            }
        }
    }
}

/// A text in which the ways to write one name are the same: small letters without accents, with one blank for what
/// parts words, and without signs that only mark a text up.
struct Folded {
    text: String,
    /// Where the character that each byte belongs to begins and ends in the text as it was written.
    places: Vec<(usize, usize)>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        let mut entity = 0..0;
        for (at, c) in text.char_indices() {
            if c == '&' && text[at..].starts_with("&nbsp;") {
                entity = at..at + "&nbsp;".len();
            }
            if entity.contains(&at) || c.is_whitespace() || matches!(c, '-' | '_') {
                if !folded.text.ends_with(' ') {
                    folded.push(' ', at..at + c.len_utf8());
                }
            } else if c.is_ascii() {
                if !matches!(c, '*' | '\\') {
                    folded.push(c.to_ascii_lowercase(), at..at + 1);
                }
            } else {
                for letter in c.to_lowercase().nfd().filter(|letter| !is_combining_mark(*letter)) {
                    folded.push(letter, at..at + c.len_utf8());
                }
            }
        }
        folded
    }

    fn push(&mut self, c: char, place: Range<usize>) {
        self.text.push(c);
        self.places.resize(self.text.len(), (place.start, place.end));
    }

    /// Where a range of the folded text stands.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |(start, _)| *start);
        let last = range.end.checked_sub(1).and_then(|last| self.places.get(last));
        start..last.map_or(start, |(_, end)| *end)
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
