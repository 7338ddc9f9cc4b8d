//! One line: its margin, keys and value, and ways to write it that have to do with blanks and colons.

use std::ops::Range;

use super::{Way, bracketed, habits, joined, quotes, stray};
use crate::diagnostics::{Code, is_other_blank, is_unseen};
use crate::reader::{vocabulary, written};

/// A line of a file, without its line break.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// Where it stands in the file.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) text: &'t str,
}

/// Signs, and blanks, that people write behind a key in place of a colon.
const NO_COLON: [char; 13] = [' ', '\t', '=', ';', ',', '.', '：', '–', '—', '-', '→', '−', '>'];

impl Line<'_> {
    /// How many blanks it begins with.
    pub(super) fn margin(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// The columns, from 0, in which keys or dashes begin, each with what stands there.
    pub(super) fn keys(&self) -> Vec<(usize, &str)> {
        let mut all = Vec::new();
        let mut at = self.margin();
        if self.text[at..].starts_with("- ") {
            all.push((at, "-"));
            at += 2 + self.text[at + 2..].len() - self.text[at + 2..].trim_start().len();
        }
        let key = self.text[at..].split_once(':').map(|(key, _)| key).filter(|key| is_key(key));
        all.extend(key.map(|key| (at, key)));
        all
    }

    /// Whether there is nothing in it but a remark.
    pub(super) fn is_remark(&self) -> bool {
        self.text.trim_start().starts_with('#')
    }

    /// Where the first key or text begins, behind a list's dash.
    pub(super) fn start(&self) -> usize {
        let margin = self.margin();
        let rest = &self.text[margin..];
        let behind = rest.strip_prefix("- ").map_or(rest, str::trim_start);
        self.text.len() - behind.len()
    }

    /// Where its text stands, behind a list's dash and without blanks behind it.
    pub(super) fn inner(&self) -> Range<usize> {
        let start = self.start();
        start..self.text.trim_end().len().max(start)
    }

    /// Where the value stands: behind the first colon and blank, or behind a list's dash; without a remark.
    pub(super) fn value(&self) -> Option<Range<usize>> {
        let start = self.start();
        let rest = &self.text[start..];
        let begin = match rest.find(": ") {
            Some(colon) => start + colon + 2,
            None if start > self.margin() => start,
            None => return None,
        };
        let value = &self.text[begin..];
        let remark = value.match_indices(" #").find(|(at, _)| value[at + 2..].starts_with([' ', '#']));
        let value = value[..remark.map_or(value.len(), |(at, _)| at)].trim_end();
        let begin = begin + value.len() - value.trim_start().len();
        let value = value.trim_start();
        (!value.is_empty()).then(|| begin..begin + value.len())
    }

    /// The line with something else in place of a range.
    pub(super) fn with(&self, range: Range<usize>, other: &str) -> String {
        [&self.text[..range.start], other, &self.text[range.end..]].concat()
    }

    /// Ways in which it may be meant, the likeliest first.
    pub(super) fn ways(&self) -> Vec<Way> {
        let mut ways: Vec<Way> = Vec::new();
        ways.extend(self.other_blanks());
        ways.extend(habits::ways(self));
        ways.extend(self.key_in_stars());
        ways.extend(self.other_dash());
        ways.extend(self.blank_behind_dash());
        ways.extend(stray::ways(self));
        ways.extend(self.blank_behind_colon());
        // `name {en: Oak}`, `seeking[health]`
        ways.extend(
            self.without_colon().filter(|way| way.written.contains(": {") || way.written.contains(": [")),
        );
        ways.extend(joined::ways(self));
        ways.extend(quotes::straight(self));
        ways.extend(bracketed::ways(self));
        ways.extend(quotes::ways(self));
        ways
    }

    /// Blanks before a line that are none, as a page of the web or a word processor has them.
    pub(super) fn other_blanks(&self) -> Option<Way> {
        let margin = &self.text[..self.margin()];
        if margin.chars().all(|c| matches!(c, ' ' | '\t')) {
            return None;
        }
        let blanks = " ".repeat(margin.chars().count());
        let written = self.with(0..margin.len(), &blanks);
        let message = "the blanks before this line are others than those of the space bar";
        let mut way = Way::new(Code::YamlIndent, message, 0..margin.len(), written);
        way.hint = Some(format!("remove them, and type {} with the space bar", margin.chars().count()));
        Some(way.plainly("remove them, and type as many with the space bar"))
    }

    /// `**state**: CA` and `**state:** CA`, as Markdown makes words stand out.
    fn key_in_stars(&self) -> Option<Way> {
        let start = self.start();
        let (key, rest) = self.text[start..].strip_prefix("**")?.split_once("**")?;
        let value = rest.strip_prefix(':').or(key.ends_with(':').then_some(rest))?.trim();
        let key = key.trim_end_matches(':');
        let written = self.with(start..self.text.len(), &format!("{key}: {value}"));
        let message = format!("stars stand around the key `{key}`");
        let way = || Way::new(Code::YamlAlias, message, start..start + 2, written);
        vocabulary::is_key(key).then(|| way().plainly("remove the stars around the key"))
    }

    /// `– id: hill`, `• id: hill` and `* health`.
    fn other_dash(&self) -> Option<Way> {
        let at = self.margin();
        let text = &self.text[at..];
        let sign = text.chars().next().filter(|c| "–—−•·▪*+".contains(*c)).map(char::len_utf8);
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = || (digits > 0 && text[digits..].starts_with(['.', ')'])).then_some(digits + 1);
        let end = sign.or_else(number)?;
        let sign = &text[..end];
        let rest = text[end..].strip_prefix(' ')?.trim_start();
        (rest.contains(':') || "•·▪*".contains(sign)).then(|| {
            let message = format!("`{sign}` is no dash of the keyboard, by which an entry of a list begins");
            let written = self.with(at..self.text.len(), &format!("- {}", rest.trim_end()));
            Way::new(Code::YamlDash, message, at..at + end, written).plainly("write a `-` in its place")
        })
    }

    /// The key that an entry of a list begins with, and where its dash is.
    pub(super) fn first_of_entry(&self) -> Option<(usize, &str)> {
        match self.keys()[..] {
            [(dash, "-"), (_, key)] => Some((dash, key)),
            _ => None,
        }
    }

    /// The line as the next entry of a list whose entries begin with the same key, below a dash in a column.
    pub(super) fn as_entry(&self, dash: usize) -> Way {
        let written = format!("{}- {}", " ".repeat(dash), self.text.trim());
        let message = "an entry of a list begins with a dash, and here is none";
        let mut way = Way::new(Code::YamlDash, message, self.margin()..self.text.trim_end().len(), written);
        way.hint = Some(format!("write `- {}`, right below the dash above", self.text.trim()));
        let (dash, key) = (dash + 1, dash + 3);
        way.plainly(format!(
            "write a dash in column {dash} of this line, and let its key begin in column {key}"
        ))
    }

    /// `name:Sam`.
    fn blank_behind_colon(&self) -> Option<Way> {
        let start = self.start();
        let (key, value) = self.text[start..].split_once(':')?;
        // `3:15 pm` is a time of day.
        let is_time =
            key.bytes().all(|byte| byte.is_ascii_digit()) && value.starts_with(|c: char| c.is_ascii_digit());
        if !is_key(key) || is_time || value.is_empty() || value.starts_with([' ', '/', ':']) {
            return None;
        }
        let end = start + key.len() + 1;
        // Another blank than that of the space bar may stand there, or a sign that nobody sees.
        let seen = value.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
        let written = self.with(end..end + value.len() - seen.len(), " ");
        if let Some(blank) = value.chars().next().filter(|c| is_other_blank(*c)) {
            return Some(other_blank(end..end + blank.len_utf8(), written));
        }
        let message = format!("a blank is missing behind the colon of `{key}`");
        let way = Way::new(Code::YamlKey, message, start..end, written);
        Some(way.plainly(written::BLANK_BEHIND_COLON))
    }

    /// `-id: hill`.
    fn blank_behind_dash(&self) -> Option<Way> {
        let at = self.margin();
        let next = self.text[at..].strip_prefix('-')?.chars().next()?;
        // A blank of a page of the web is none here.
        let is_blank = is_other_blank(next);
        let behind = at + 1..at + 1 + if is_blank { next.len_utf8() } else { 0 };
        if is_blank {
            return Some(other_blank(at + 1..behind.end, self.with(behind, " ")));
        }
        (next.is_alphabetic() || matches!(next, '"' | '\'' | '{')).then(|| {
            let message = "a blank is missing behind the dash";
            let way = Way::new(Code::YamlDash, message, at..at + 1, self.with(behind, " "));
            way.plainly("write a blank behind the dash")
        })
    }

    /// `name Sam`, `name = Sam` and `name; Sam`.
    pub(super) fn without_colon(&self) -> Option<Way> {
        let start = self.start();
        let text = self.text[start..].trim_end();
        let is_in_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        let end = text
            .find(|c: char| !is_in_key(c))
            .filter(|_| text.starts_with(|c: char| c.is_ascii_lowercase()))?;
        let (key, rest) = text.split_at(end);
        let value = rest.trim_start_matches(NO_COLON);
        // A row of a table has more than one.
        let behind = value.strip_prefix('|').map(str::trim_start);
        let value = behind.filter(|rest| !rest.is_empty() && !rest.contains('|')).unwrap_or(value);
        let has_colon = text.contains(": ") && !bracketed::opens(value);
        let is_glued = value.len() == rest.len() && !(bracketed::opens(value) && vocabulary::is_key(key));
        let sign = rest[..rest.len() - value.len()].trim();
        // A word that nobody knows as a key, with several behind it, goes on with a text.
        let is_sentence = !vocabulary::is_key(key)
            && matches!(sign, "" | "," | ".")
            && value.contains(' ')
            && key.bytes().all(|b| b.is_ascii_lowercase());
        if key.is_empty() || value.is_empty() || is_glued || has_colon || is_sentence {
            return None;
        }
        let is_text = value.starts_with('[') && !vocabulary::is_list(key);
        let inner = value.trim_matches(['[', ']']);
        let value = if is_text { &written::value(inner) } else { value };
        let written = format!("{}{key}: {value}", &self.text[..start]);
        let message = "this line should be `key: value`, but it has no colon";
        let mut way = Way::new(Code::YamlKey, message, start..start + text.len(), written);
        way.hint = Some(format!(
            "write `{}`, or indent the line if it goes on with the text above",
            way.written.trim()
        ));
        let instead = if sign.is_empty() { String::new() } else { format!(" in place of the `{sign}`") };
        // A word that nobody knows may be somebody's name.
        let key = if vocabulary::is_key(key) { format!("`{key}`") } else { "the key".to_string() };
        Some(way.plainly(format!(
            "put a colon and a blank{instead} behind {key}, or indent the line if it goes on with the text above"
        )))
    }
}

/// A line with a blank of the space bar in place of another one.
fn other_blank(at: Range<usize>, written: String) -> Way {
    let message = "the blank here is another one than that of the space bar, as pages of the web and word processors have it";
    let way = Way::new(Code::YamlCharacter, message, at, written);
    way.plainly("remove it, and type a blank with the space bar")
}

/// Whether a text can be meant as a key of a file: one word, or one in quotes.
fn is_key(text: &str) -> bool {
    let word = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}
