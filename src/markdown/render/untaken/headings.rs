//! Lines that are meant as headings, and are none.

use std::ops::Range;

use super::super::super::ids::slug;
use super::super::areas::Areas;
use super::super::{Renderer, first_line};
use super::Found;
use crate::diagnostics::{Code, is_other_blank, is_unseen};

/// The most signs before a heading.
const MOST_SIGNS: usize = 6;

/// How many lines above one are looked over for the next heading.
const LINES_ABOVE: usize = 200;

/// The longest line that is taken for a heading, in bytes.
const LONGEST: usize = 400;

/// `##Heading`, `####### Heading` and `＃ Heading`.
pub(super) fn glued(text: &str) -> Option<Found> {
    let bare = text.trim_start_matches(is_unseen);
    let behind = bare.trim_start_matches(['#', '＃']);
    let signs = bare[..bare.len() - behind.len()].chars().count();
    let rest = behind.trim_start_matches(|c: char| c == ' ' || is_other_blank(c));
    let first = rest.chars().next().filter(|_| signs > 0)?;
    let is_apart = rest.len() < behind.len();
    let is_plain = bare.starts_with('#') && bare.len() == text.len();
    // `#1` is a number, `#attendance` a word that people search for.
    let is_heading = match signs {
        _ if !is_plain && is_apart => first.is_alphanumeric(),
        1 => first.is_uppercase() && rest.contains(' ') && !rest.contains('#'),
        2..=MOST_SIGNS => first.is_alphanumeric(),
        _ => is_apart && first.is_alphanumeric(),
    };
    let message = match signs {
        _ if !is_plain => "another sign than those of a heading stands before these words",
        1..=MOST_SIGNS => "a blank is missing between the signs of a heading and its words",
        _ => "a heading has six signs at most, so these stand on the page",
    };
    is_heading.then(|| Found::heading(0..text.len(), message, signs.min(MOST_SIGNS), rest))
}

/// `#Words` of one word, alone between empty lines: people search for words that are written together, and headings begin
/// with one capital.
pub(super) fn glued_word(text: &str, [above, below]: [&str; 2]) -> Option<Found> {
    let word = text.trim_end().strip_prefix('#')?;
    let mut letters = word.chars();
    let is_heading = letters.next().is_some_and(char::is_uppercase) && word.len() > 3;
    let is_alone = above.trim().is_empty() && below.trim().is_empty();
    let message = "a blank is missing between the sign of a heading and its word";
    (is_heading && is_alone && letters.all(char::is_lowercase))
        .then(|| Found::heading(0..text.len(), message, 1, word))
}

/// `Words {#id}` alone in its paragraph, which only a heading's words can have behind them; in `source` stands what is above.
pub(super) fn bare(line: &str, [above, below]: [&str; 2], source: &str) -> Option<Found> {
    let line = line.trim_end();
    let (words, id) = line.strip_suffix('}')?.rsplit_once("{#")?;
    let is_id = id.is_ascii()
        && slug(id) == id
        && !id.is_empty()
        && words.ends_with(' ')
        && !words.trim_end().ends_with(['.', ':']);
    let is_one = words.starts_with(char::is_alphanumeric) || words.starts_with(['¿', '¡', '«']);
    let is_alone = above.trim().is_empty() && below.trim().is_empty() && line.len() <= LONGEST;
    let message = "the signs of a heading are missing before these words";
    let level = || {
        let heading = source.lines().rev().take(LINES_ABOVE).find(|line| line.starts_with("##"));
        heading.map_or(2, |line| line.len() - line.trim_start_matches('#').len())
    };
    (is_id && is_one && is_alone)
        .then(|| Found::heading(0..line.len(), message, level().min(MOST_SIGNS), line))
}

/// `== Heading ==` and `h2. Heading`, as other programs write them.
pub(super) fn in_other_signs(text: &str) -> Option<Found> {
    let line = text.trim_end();
    let bare = line.trim_matches('=');
    let signs = (line.len() - bare.len()) / 2;
    let is_closed = line.starts_with("==") && line.ends_with("==") && (2..=MOST_SIGNS).contains(&signs);
    let in_signs = is_closed && bare.starts_with(' ') && bare.ends_with(' ') && !bare.contains('=');
    let textile = || {
        let (sign, words) = line.strip_prefix(['h', 'H'])?.split_once(". ")?;
        let level = sign.parse::<usize>().ok().filter(|level| (1..=MOST_SIGNS).contains(level))?;
        Some((level, words.trim()))
    };
    let (level, words) = if in_signs { Some((signs, bare.trim())) } else { textile() }?;
    let message = "this is a heading as another program writes it, and none here";
    let is_one = words.starts_with(char::is_alphanumeric);
    is_one.then(|| Found::heading(0..line.len(), message, level, words))
}

/// The mark between two versions of a file.
const MARK: &str = "=======";

/// What is told of that mark, where it was left alone.
const OF_MERGE: &str = "this is a mark between two versions of the file, and was left here";

/// The mark between two versions of a file, alone in a paragraph.
pub(super) fn merge_mark(text: &str) -> Option<Found> {
    (text.trim_end() == MARK).then(|| Found::new(0..MARK.len(), OF_MERGE, "remove this line"))
}

/// Whether a sign is one of a heading, or a blank of any kind, seen or not.
fn is_before_words(sign: char) -> bool {
    matches!(sign, '#' | '＃') || sign.is_whitespace() || is_other_blank(sign) || is_unseen(sign)
}

/// The headings of a text with one sign, beside those with two.
#[derive(Debug, Default)]
pub(in super::super) struct Tops {
    /// The first one with one sign.
    first: Option<Range<usize>>,
    /// How many have one sign.
    count: usize,
    /// How many with two signs stand above the first with one, and below it.
    beside: [usize; 2],
}

impl Tops {
    /// Keeps a heading with one or two signs.
    pub(in super::super) fn note(&mut self, level: u8, span: &Range<usize>) {
        if level == 1 {
            self.count += 1;
            self.first.get_or_insert_with(|| span.clone());
        } else {
            self.beside[usize::from(self.first.is_some())] += 1;
        }
    }

    /// The only one with one sign, between others with two.
    fn lone(&self) -> Option<Range<usize>> {
        let is_between = self.count == 1 && self.beside.iter().all(|count| *count > 0);
        self.first.clone().filter(|_| is_between)
    }
}

impl Renderer<'_> {
    /// Warns of a heading with one sign between others with two: those below it would become parts of it.
    pub(in super::super) fn warn_of_top_heading(&mut self) {
        let Some(span) = self.watch.tops.lone().filter(|_| self.areas == Areas::None) else { return };
        let line = first_line(self.source, span.clone());
        let text = self.source[line.clone()].trim();
        let words = text.strip_prefix('#').unwrap_or(text).trim();
        let is_drawn = !text.starts_with('#');
        // Of a line that makes a heading of a sentence it is told.
        if is_drawn && words.ends_with(['.', '!', ',', ':']) {
            return;
        }
        let more = if is_drawn { ", and remove the line below" } else { "" };
        let message =
            "this heading has one sign and the others have two, so those below it become parts of it";
        self.untaken(line, message, format!("write `## {words}`{more}"));
    }

    /// Warns of a line `---` right below a sentence, or below what was meant as first lines of a text: it makes a heading of
    /// them.
    pub(super) fn warn_of_drawn_heading(&mut self, range: &Range<usize>) {
        let text = self.source[range.clone()].trim_end();
        let Some((words, line)) =
            text.rsplit_once('\n').filter(|(_, line)| line.trim().starts_with(['-', '=']))
        else {
            return;
        };
        let begin = range.start + words.len() + 1;
        let is_key = |line: &str| {
            line.split_once(": ").is_some_and(|(key, _)| {
                key.starts_with(|c: char| c.is_ascii_lowercase()) && !key.contains(char::is_whitespace)
            })
        };
        let above = self.source[..range.start].trim_end();
        // Right at the beginning it is told where the first lines are read.
        let text_above = above.strip_suffix("\n---").filter(|text| !text.trim().is_empty());
        if text_above.is_some() && words.lines().all(is_key) {
            let message = "first lines stand at the top of a file alone, and these stand on the page";
            let hint = "remove these lines; what they say belongs between the first two `---` of the file";
            self.tell(Code::SecondFrontMatter, above.len() - 3..begin + line.len(), message, hint);
        } else if line.trim() == MARK && words.trim_end().ends_with(['.', '!', ',', ':']) {
            self.untaken(begin..begin + line.len(), OF_MERGE, "remove this line");
        } else if words.trim_end().ends_with(['.', '!', ',', ':']) {
            let message = "this line makes a heading of the sentence above it";
            let hint = if line.trim().starts_with('=') {
                "remove this line"
            } else {
                "write an empty line above it, where it should part what stands above from what stands below"
            };
            self.untaken(begin..begin + line.len(), message, hint);
        }
    }

    /// Warns of signs behind a heading that are no id, such as `{.no_toc}`, alone or beside its id: they have no effect.
    pub(in super::super) fn warn_of_attributes(&mut self, span: &Range<usize>, id: Option<&str>) {
        let line = first_line(self.source, span.clone());
        let text = self.source[line.clone()].trim_end().trim_end_matches('#').trim_end();
        if let Some(at) = text.rfind('{').filter(|_| text.ends_with('}')) {
            let (message, hint) = match id {
                Some(id) => (
                    "behind a heading `{#id}` can stand alone, so what stands beside the id has no effect",
                    format!("write `{{#{id}}}`"),
                ),
                None => {
                    ("behind a heading `{#id}` can stand alone, so this has no effect", "remove it".into())
                }
            };
            self.untaken(line.start + at..line.start + text.len(), message, hint);
        }
    }

    /// Warns of a line alone that ends in an id, `**Words** {#id}`: a heading is what links lead to; false where it is none.
    pub(super) fn is_heading_with_id(&mut self, range: &Range<usize>) -> bool {
        let is_in_text =
            self.heading.is_none() && self.areas == Areas::None && self.list_depth + self.block_depth == 0;
        if !is_in_text || !self.source[range.clone()].trim_end().ends_with('}') {
            return false;
        }
        let line = self.lines.around(range.start);
        if line.len() > LONGEST {
            return false;
        }
        let text = self.source[line.clone()].trim();
        let Some((words, id)) =
            text.rsplit_once("{#").and_then(|(words, id)| Some((words, id.strip_suffix('}')?)))
        else {
            return false;
        };
        let is_alone = |line: &str| line.trim().is_empty();
        let (before, behind) = (&self.source[..line.start], &self.source[line.end..]);
        let above = before.lines().next_back().unwrap_or_default();
        let words = words.trim().trim_matches(['*', '_', '\\']).trim();
        let is_below_heading = words.is_empty() && above.starts_with('#') && !above.contains("{#");
        let is_apart = is_alone(above) && is_alone(behind.lines().nth(1).unwrap_or_default());
        let is_line = is_apart && !words.is_empty() && !words.ends_with(['.', '?', '!', ',']);
        if id.contains(['{', '}', ' ']) || !(is_below_heading || is_line) {
            return false;
        }
        let hint = match words {
            "" => format!("write `{{#{id}}}` at the end of the heading above, and remove this line"),
            _ => format!("write `## {} {{#{id}}}`", words.trim_start_matches(is_before_words)),
        };
        self.watch.lost_heading |= !words.is_empty();
        self.keep_anchor(text);
        let start = line.start + self.source[line.clone()].find(text).unwrap_or_default();
        self.untaken(
            start..start + text.len(),
            "an id stands at the end of a heading, and this is none",
            hint,
        );
        true
    }
}

/// The words of a heading without the signs around some, and without the addresses of links.
pub(super) fn without_signs(heading: &str) -> String {
    let mut words = heading.replace(['*', '`', '['], "");
    while let Some(at) = words.find("](") {
        let end = words[at..].find(')').map_or(words.len(), |end| at + end + 1);
        words.replace_range(at..end, "");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_other_signs_are_told_with_what_to_write() {
        for (text, written) in [
            ("##Words", "## Words"),
            ("####### Words", "###### Words"),
            ("＃＃ Words", "## Words"),
            ("\u{200b}## Words", "## Words"),
            ("== Words ==", "## Words"),
            ("h2. Words", "## Words"),
            ("H3. Words", "### Words"),
        ] {
            let found = glued(text).or_else(|| in_other_signs(text)).map(|found| found.hint);
            assert_eq!(found, Some(format!("write `{written}`")), "{text}");
        }
        for text in ["#1 of ten", "#attendance", "=====", "x == y", "h2o. Water", "== ", "########"] {
            assert!(glued(text).or_else(|| in_other_signs(text)).is_none(), "{text}");
        }
    }
}
