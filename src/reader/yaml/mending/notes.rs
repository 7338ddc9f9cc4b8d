//! Lines of words: they go on with the text above them and do not begin far enough to the right, or they are notes to somebody
//! and no remarks yet.

use super::line::Line;
use super::{Stumble, Way, bracketed};
use crate::diagnostics::Code;
use crate::reader::vocabulary;

/// The shortest word that is a key wherever it stands: `by` and `for` begin lines of a text too.
const SHORTEST_KEY: usize = 4;

/// What to do with a line that belongs to nothing, and with one that has a line drawn below it.
const NO_PART: [&str; 2] = [
    "remove this line, or write `# ` before it where it is a remark",
    "remove this line and the one below it, or write `# ` before both where they are a remark",
];

impl Stumble<'_> {
    /// The line as a part of the long text above it: `about: |`, and lines that begin further to the right.
    pub(super) fn as_long_text(&self, line: &Line<'_>) -> Option<Way> {
        let above = self.lines_above(line);
        let at = above.iter().position(Line::begins_long_text)?;
        let (column, key) = above[at].keys().into_iter().rfind(|(_, key)| *key != "-")?;
        let first = above[..at].last()?.margin();
        let is_one_text = above[..at].iter().all(|line| line.margin() > column);
        let is_other = line.margin() <= column && (!line.is_of_words() || line.begins_with_key(key));
        // The one above may stand too far to the left.
        let own = line.keys().last().map(|(_, own)| *own);
        let are_languages = [Some(key), own].iter().all(|tag| tag.is_some_and(vocabulary::is_language));
        if !is_one_text || line.margin() >= first || is_other || are_languages && own != Some(key) {
            return None;
        }
        let goes_on = self.line_below(line).is_some_and(|below| below.margin() > column);
        let message = format!("this line goes on with `{key}`, and does not begin as far to the right");
        let mut way = line.moved(first, message);
        let remark = if goes_on { "" } else { "; or write `# ` before it where it is a remark" };
        way.hint =
            Some(format!("begin this line in column {}, as the text above it does{remark}", first + 1));
        Some(way.plainly("begin this line in the same column as the text above it"))
    }
}

impl Line<'_> {
    /// Whether a text begins below it: `about: |`.
    pub(super) fn begins_long_text(&self) -> bool {
        self.value().is_some_and(|value| {
            let sign = &self.text[value];
            sign.starts_with(['|', '>']) && sign[1..].chars().all(|c| c.is_ascii_digit() || "+-".contains(c))
        })
    }

    /// Whether nothing but words stand in it, or signs of a line drawn across the page.
    fn is_of_words(&self) -> bool {
        let text = self.text.trim();
        let is_first = |c: char| c.is_alphanumeric() || matches!(c, '*' | '(');
        text.starts_with(is_first)
            && self.keys().is_empty()
            && !text.contains(": ")
            && !text.ends_with([':', '|', '>'])
            && !text.starts_with("* ")
    }

    /// Whether it is a line drawn across the page: `=====`.
    fn is_drawn(&self) -> bool {
        let text = self.text.trim();
        text.len() > 2 && text.chars().all(|c| "=-_*~#+ ".contains(c)) && text != "---"
    }

    /// Whether it is a title for people, between entries of a list or within one: `New schools:`.
    fn is_title(&self, above: &Self, below: Option<&Self>) -> bool {
        let text = self.text.trim();
        let words = text.strip_suffix(':').unwrap_or_default();
        let is_between =
            above.margin() > self.margin() && below.is_none_or(|below| below.margin() >= self.margin());
        words.contains(' ') && words.starts_with(char::is_alphanumeric) && !words.contains(':') && is_between
    }

    /// Whether its first word is a key that may stand without its colon below another key.
    fn begins_with_key(&self, above: &str) -> bool {
        let text = self.text.trim();
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
        let word = &text[..end];
        vocabulary::is_key(word) && (word.len() >= SHORTEST_KEY || vocabulary::stand_together(word, above))
    }

    /// The line in another column.
    fn moved(&self, column: usize, message: impl Into<String>) -> Way {
        let written = format!("{}{}", " ".repeat(column), self.text.trim());
        Way::new(Code::YamlIndent, message, self.margin()..self.text.trim_end().len(), written)
    }

    /// The line as a note below one that no text can go on with, or above all, or drawn across the page.
    pub(super) fn as_note(&self, above: Option<&Self>, below: Option<&Self>) -> Option<Way> {
        let key = above.and_then(|above| above.keys().last().copied()).map_or("", |(_, key)| key);
        let ends = match above {
            Some(above) => {
                let value = above.value().map(|value| &above.text[value]);
                let is_word =
                    value.is_some_and(|value| !value.starts_with('"')) && !vocabulary::is_prose(key);
                is_word || above.text.trim_end().ends_with(['}', ']'])
            }
            None => self.text.trim().contains(' '),
        };
        let is_title = above.is_some_and(|above| self.is_title(above, below));
        if !self.is_drawn() && !is_title && (!ends || !self.is_of_words() || self.begins_with_key(key)) {
            return None;
        }
        let message = if self.is_drawn() {
            "a line is drawn here, and nothing can be read in it"
        } else {
            "this line belongs to nothing: no text that it could go on with stands above it"
        };
        let written = format!("# {}", self.text.trim());
        let at = self.margin()..self.text.trim_end().len();
        let mut way = Way::new(Code::YamlIndent, message, at, written);
        way.hint = Some(NO_PART[usize::from(below.is_some_and(Self::is_drawn))].to_string());
        Some(way)
    }

    /// The line as the rest of the text behind the key of the line above it; only where it begins with no key and that one's
    /// value is surely text, if `surely`.
    pub(super) fn as_rest(&self, above: &Self, below: Option<&Self>, surely: Surely) -> Option<Way> {
        let (column, key) = above.keys().into_iter().rfind(|(_, key)| *key != "-")?;
        let is_text = vocabulary::is_key(key)
            && vocabulary::is_prose(key)
            && above.value().is_some_and(|value| !bracketed::opens(&above.text[value]));
        let is_sure = surely == Surely::No || is_text && self.is_of_words() && !self.begins_with_key(key);
        if self.margin() > column
            || self.text.contains(": ")
            || self.text.trim_end().ends_with(':')
            || !is_sure
        {
            return None;
        }
        let goes_on = below.is_some_and(|below| below.margin() == self.margin() && below.keys().is_empty());
        if vocabulary::is_list_of_words(key) && above.text.trim_end().ends_with(':') {
            return Some(self.as_word(column, key, goes_on));
        }
        let message = format!("this line goes on with `{key}`, and does not begin further to the right");
        let mut way = self.moved(column + 2, message);
        if self.is_lone_word(column) {
            return Some(self.as_lone_key(way, (column, key)));
        }
        way.hint = Some(if goes_on {
            format!("begin this line, and those below that belong to `{key}`, in column {}", column + 3)
        } else {
            format!("begin this line in column {}, below the text of `{key}`", column + 3)
        });
        Some(way.plainly("begin this line two blanks further to the right than the key above"))
    }

    /// What to say of one word below a key, which may be a key itself without anything behind it.
    fn as_lone_key(&self, rest: Way, (column, key): (usize, &str)) -> Way {
        let word = self.text.trim();
        let write = format!("write `{word}: …`, with what belongs behind it");
        if vocabulary::stand_together(word, key) {
            let message = format!("nothing stands behind `{word}`, and no colon");
            return Way { message, hint: Some(write.clone()), ..rest }.plainly(write);
        }
        let column = column + 3;
        let hint = format!(
            "{write}; or begin this line in column {column}, where it goes on with the text of `{key}`"
        );
        let plain =
            format!("write a colon behind it, and what belongs there; or begin this line in column {column}");
        Way { hint: Some(hint), ..rest }.plainly(plain)
    }

    /// Whether one word stands in it, in the column of the keys above, which may be a key without anything behind it.
    fn is_lone_word(&self, column: usize) -> bool {
        let word = self.text.trim();
        let is_in_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        self.margin() == column
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(is_in_key)
    }

    /// The line as an entry of a list of words, whose dash is missing; `goes_on` where the next line is one too.
    fn as_word(&self, column: usize, key: &str, goes_on: bool) -> Way {
        let written = format!("{}- {}", " ".repeat(column), self.text.trim());
        let message = format!("this line is no entry of `{key}` without a dash");
        let at = self.margin()..self.text.trim_end().len();
        let below = if goes_on { ", and so in the lines below" } else { "" };
        let hint = Some(format!("write `{}`{below}", written.trim()));
        let way = Way { hint, ..Way::new(Code::YamlDash, message, at, written) };
        way.plainly("write a dash and a blank before this line, and before those below it that have none")
    }
}

/// How sure it must be that a line goes on with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surely {
    /// The key above holds text, and the line begins with no key.
    Yes,
    /// Nothing else was found.
    No,
}
