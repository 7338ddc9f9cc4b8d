//! The words of a text, alike in all ways to write them: in capitals, with accents or without, in bold, in an address.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How a word follows the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Glue {
    /// As the words of a name do: after blanks, or what stands for them in an address.
    Joined,
    /// After a comma, as a first name follows the last one.
    Comma,
    /// As the words of two names do.
    Apart,
}

/// A word of a text.
#[derive(Debug)]
pub(super) struct Word {
    /// Where it stands.
    pub(super) place: Range<usize>,
    /// How it follows the one before.
    pub(super) glue: Glue,
}

/// What reads a text word by word.
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
    /// Whether the word before is one letter, which a dot may follow.
    after_initial: bool,
}

/// What is written in place of a blank.
const BLANKS: [&str; 3] = ["&nbsp;", "%20", "+"];

impl<'t> Words<'t> {
    /// The words of a text, from the first one on.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0, after_initial: false }
    }

    /// The next word, whose letters take the place of those in `letters`: small ones without accents.
    pub(super) fn next(&mut self, letters: &mut String) -> Option<Word> {
        let glue = self.gap()?;
        letters.clear();
        let start = self.at;
        let mut end = start;
        for (at, c) in self.text[start..].char_indices() {
            if is_letter(c) {
                end = start + at + c.len_utf8();
                if c.is_ascii() {
                    letters.push(c.to_ascii_lowercase());
                } else {
                    letters.extend(c.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)));
                }
            } else if !is_markup(c) {
                break;
            }
        }
        self.at = end;
        self.after_initial = letters.chars().nth(1).is_none();
        Some(Word { place: start..end, glue })
    }

    /// Goes to where the next word begins.
    fn gap(&mut self) -> Option<Glue> {
        let mut glue = Glue::Joined;
        let begin = self.at;
        loop {
            let rest = &self.text[self.at..];
            let blank = BLANKS.iter().find(|blank| rest.starts_with(**blank));
            if let Some(blank) = blank {
                self.at += blank.len();
                continue;
            }
            let c = rest.chars().next()?;
            if is_letter(c) && !is_combining_mark(c) {
                return Some(glue);
            }
            self.at += c.len_utf8();
            let is_within = self.at == begin + 1 && self.text[self.at..].starts_with(is_letter);
            glue = match (c, glue) {
                _ if c.is_whitespace() || is_markup(c) || matches!(c, '-' | '_' | '\'' | '’') => glue,
                ('.', Glue::Joined) if is_within || self.after_initial => glue,
                (',', Glue::Joined) => Glue::Comma,
                _ => Glue::Apart,
            };
        }
    }
}

/// Whether a character belongs to a word.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether a character only marks a text up, or can't be seen.
fn is_markup(c: char) -> bool {
    matches!(c, '*' | '\\' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, Glue)> {
        let (mut words, mut letters, mut all) = (Words::of(text), String::new(), Vec::new());
        while let Some(word) = words.next(&mut letters) {
            all.push((letters.clone(), word.glue));
        }
        all
    }

    #[test]
    fn words_are_the_same_however_they_are_written() {
        let name = |glue| vec![("ana".to_string(), Glue::Joined), ("ruiz".to_string(), glue)];
        for text in [
            "ANA Ruíz",
            "Ana\u{301}  Ruiz",
            "A**na** Ruiz",
            "ana-ruiz",
            "ana.ruiz",
            "Ana%20Ruiz",
            "Ana&nbsp;Ruiz",
        ] {
            assert_eq!(words(text), name(Glue::Joined), "{text}");
        }
        assert_eq!(words("Ana, Ruiz"), name(Glue::Comma));
        for text in ["Ana. Ruiz", "Ana (Ruiz", "Ana,, Ruiz", "Ana/Ruiz"] {
            assert_eq!(words(text), name(Glue::Apart), "{text}");
        }
        assert_eq!(words("M. Ruiz")[1].1, Glue::Joined);
    }
}
