//! Words of a text that stand twice, one right below the other, as they do once they were pasted twice.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};
use crate::markdown::Document;

/// How many words have to be the same, at least, of a paragraph or a section.
const OF_PARAGRAPH: usize = 7;

/// How many words have to be the same, at least, of an item of a list.
const OF_ITEM: usize = 4;

/// How often words stand twice in a text into which they were pasted by mistake.
const MOST_PASTED: usize = 3;

/// What is told of a section that stands twice.
const SECTION: &str = "this heading stands right above already, with all that is below it";

/// Warns of what stands twice in the text of a resource with a title, which begins at a place of its file; `first` is where the
/// problems of the file begin.
pub(super) fn warn_of_repeated(
    file: &Arc<SourceFile>,
    body: usize,
    (title, document, first): (&str, &Document, usize),
    findings: &mut Findings,
) {
    let text = file.text().get(body..).unwrap_or_default();
    let lines = lines(text);
    let mut found = Vec::new();
    let mut tell = |at: &Range<usize>, message: &str, hint: &str| {
        let place = Place::span(file, body + at.start..body + at.end);
        found.push(Diagnostic::new(Code::RepeatedText, place, message).hint(hint));
    };
    let (mut above, mut before) = (None, None);
    let (mut blocks, mut sections) = (Blocks::default(), Blocks::default());
    for (at, line) in &lines {
        let section = line.starts_with('#').then(|| sections.end()).flatten();
        if let Some(begin) = section {
            tell(&begin, SECTION, "remove it, with what stands below it");
        }
        sections.push(at, line);
        if is_item(line) && above == Some(words_of(line)) {
            tell(at, "this item stands right above already", "remove this line");
        } else if before == Some(line) && is_sentence(line) {
            tell(at, "this line stands right above already", "remove this line");
        } else if let Some(begin) = blocks.next(at, line) {
            tell(&begin, "this paragraph stands right above already", "remove one of the two");
        }
        above = Some(words_of(line)).filter(|_| is_item(line));
        before = Some(line);
    }
    if let Some(begin) = sections.end() {
        tell(&begin, SECTION, "remove it, with what stands below it");
    } else if let Some(begin) = blocks.end() {
        tell(&begin, "this paragraph stands right above already", "remove one of the two");
    }
    // What stands there again and again is meant.
    if found.len() <= MOST_PASTED {
        // The id of an item that stands twice is no second mistake.
        let is_told = |problem: &Diagnostic| {
            let line = problem.place.lines().filter(|_| problem.code == Code::DuplicateId);
            line.is_some_and(|line| found.iter().any(|other| other.place.lines() == Some(line.clone())))
        };
        let own = findings.problems.split_off(first.min(findings.problems.len()));
        findings.problems.extend(own.into_iter().filter(|problem| !is_told(problem)));
        findings.problems.extend(found);
    }
    if findings.problems.len() == first {
        warn_of_headings(title, document, findings);
    }
}

/// Warns of a heading that says what the page's title says, and of two areas of one name.
fn warn_of_headings(title: &str, document: &Document, findings: &mut Findings) {
    let is_title = |place: &Place, text: &str| {
        let line = place.range().and_then(|range| place.source().text().get(range));
        line.is_some_and(|line| line.starts_with("# ")) && text.to_lowercase() == title.to_lowercase()
    };
    let first = document.outline.first().filter(|first| is_title(&first.place, &first.text));
    findings.problems.extend(first.map(|first| {
        let message = "this heading is the page's title, which stands above the text already";
        Diagnostic::new(Code::RepeatedText, first.place.clone(), message).hint("remove this line")
    }));
    for pair in document.areas.windows(2) {
        let [one, other] = pair else { continue };
        if other.name.is_empty() || one.name != other.name {
            continue;
        }
        let heading = document.outline.iter().find(|heading| heading.id == other.id);
        findings.problems.extend(heading.map(|heading| {
            let message = "the area right above has this name too, so the page shows two of one name";
            let hint = "remove this line, or give this area a name of its own";
            Diagnostic::new(Code::RepeatedText, heading.place.clone(), message).hint(hint)
        }));
    }
}

/// The lines of a text with where each stands; those of code are empty.
fn lines(text: &str) -> Vec<(Range<usize>, &str)> {
    let (mut at, mut fence) = (0, None);
    let line = |whole: &'_ str| whole.trim_end().len();
    let mut all = Vec::new();
    for whole in text.split_inclusive('\n') {
        let written = &whole[..line(whole)];
        let sign = ["```", "~~~"].into_iter().find(|sign| written.trim_start().starts_with(sign));
        let is_code = fence.is_some() || sign.is_some();
        fence = match fence {
            None => sign,
            Some(open) => Some(open).filter(|open| sign != Some(*open)),
        };
        all.push((at..at + written.len(), if is_code { "" } else { written }));
        at += whole.len();
    }
    all
}

/// Whether a line is an item of a list with enough words, and with no place that its readers fill in.
fn is_item(line: &str) -> bool {
    let words = words_of(line);
    words.len() < line.trim_start().len() && is_prose(words, OF_ITEM)
}

/// Whether a line holds words that nobody writes twice: a sentence, or a row of a table with some.
fn is_sentence(line: &str) -> bool {
    let row = line.trim().strip_prefix('|').map(|row| row.replace('|', " "));
    row.map_or_else(|| is_prose(line, OF_PARAGRAPH), |row| is_prose(&row, OF_ITEM))
}

/// An item without the sign of its list.
fn words_of(line: &str) -> &str {
    let line = line.trim();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let signs: &[&str] = if number.len() < line.len() { &[". ", ") "] } else { &["- ", "* ", "+ "] };
    signs.iter().find_map(|sign| number.strip_prefix(sign)).map_or(line, str::trim)
}

/// Whether a text has enough words, and no place that its readers fill in.
fn is_prose(text: &str, least: usize) -> bool {
    let is_word = |word: &&str| word.contains(char::is_alphabetic);
    // `../` begins the path of a link.
    let has_dots = text.match_indices("..").any(|(at, _)| !text[at + 2..].starts_with('/'));
    !text.contains(['|', '…', '☐'])
        && !has_dots
        && !["__", "[ ]"].iter().any(|blank| text.contains(blank))
        && text.split_whitespace().filter(is_word).nth(least - 1).is_some()
}

/// The paragraphs of a text, or its sections, as they are read line by line.
#[derive(Debug, Default)]
struct Blocks<'t> {
    /// The lines of the one above.
    above: Vec<&'t str>,
    /// The lines of this one, and where its first one stands.
    own: Vec<&'t str>,
    begin: Range<usize>,
}

impl<'t> Blocks<'t> {
    /// Reads a line; where the one above ends a paragraph that stands twice, where that begins.
    fn next(&mut self, at: &Range<usize>, line: &'t str) -> Option<Range<usize>> {
        if line.trim().is_empty() {
            return self.end();
        }
        self.push(at, line);
        None
    }

    /// Keeps a line that is not empty.
    fn push(&mut self, at: &Range<usize>, line: &'t str) {
        if self.own.is_empty() {
            self.begin = at.clone();
        }
        self.own.extend(Some(line).filter(|line| !line.trim().is_empty()));
    }

    /// Ends a paragraph or a section: where it begins, if it is the one above once more.
    fn end(&mut self) -> Option<Range<usize>> {
        if self.own.is_empty() {
            return None;
        }
        let is_same = self.own == self.above && is_prose(&self.own.join(" "), OF_PARAGRAPH);
        self.above = std::mem::take(&mut self.own);
        is_same.then(|| self.begin.clone())
    }
}
