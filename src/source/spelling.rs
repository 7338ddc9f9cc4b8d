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

/// Words, as something that tells quickly of most others that they are none of them.
#[derive(Debug)]
pub(super) struct Choice([u64; Choice::WORDS]);

impl Default for Choice {
    fn default() -> Self {
        Self([0; Self::WORDS])
    }
}

impl Choice {
    /// The bits of a choice, in words of 64.
    const WORDS: usize = 128;

    /// Adds a word in small letters.
    pub(super) fn add(&mut self, word: &str) {
        if let Some((at, bit)) = Self::bit(word.as_bytes()) {
            self.0[at] |= bit;
        }
    }

    /// Whether letters may be one of the words; those of ASCII may be large.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        Self::bit(word).is_some_and(|(at, bit)| self.0[at] & bit != 0)
    }

    /// The bit of a word: by its length and three of its letters.
    fn bit(word: &[u8]) -> Option<(usize, u64)> {
        let letter = |byte: &u8| usize::from(byte.to_ascii_lowercase());
        let (first, last) = (letter(word.first()?), letter(word.last()?));
        let second = word.get(1).map_or(0, letter);
        let sum = ((first * 31 + second) * 31 + last) * 31 + word.len();
        Some((sum / 64 % Self::WORDS, 1 << (sum % 64)))
    }
}

/// What is written in place of a blank.
const BLANKS: [&str; 3] = ["&nbsp;", "%20", "+"];

impl<'t> Words<'t> {
    /// The words of a text, from the first one on.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0, after_initial: false }
    }

    /// Goes to the next word that may be one of a choice, or that is not a plain one.
    pub(super) fn skip_to(&mut self, choice: &Choice) {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                let rest = &bytes[self.at..];
                let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                let is_plain = rest
                    .get(length)
                    .is_none_or(|next| next.is_ascii() && !matches!(next, b'*' | b'\\' | b'@'));
                if !is_plain || choice.may_hold(&rest[..length]) {
                    return;
                }
                self.at += length;
            } else if byte.is_ascii() && !matches!(byte, b'&' | b'%') {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next word, whose letters take the place of those in `letters`: small ones without accents.
    pub(super) fn next(&mut self, letters: &mut String) -> Option<Word> {
        let glue = self.gap()?;
        letters.clear();
        let start = self.at;
        let plain = self.text[start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let mut end = start + plain;
        letters.push_str(&self.text[start..end]);
        letters.make_ascii_lowercase();
        let begin = end;
        for (at, c) in self.text[begin..].char_indices() {
            if is_letter(c) {
                end = begin + at + c.len_utf8();
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
            let c = rest.chars().next()?;
            if c == ' ' {
                self.at += 1;
                continue;
            }
            if c.is_ascii_alphanumeric() {
                return Some(glue);
            }
            if let Some(blank) = BLANKS.iter().find(|blank| rest.starts_with(**blank)) {
                self.at += blank.len();
                continue;
            }
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
    fn only_words_of_a_choice_are_stopped_at() {
        let mut choice = Choice::default();
        choice.add("ana");
        let stops = |text: &str| {
            let mut words = Words::of(text);
            words.skip_to(&choice);
            text[words.at..].to_string()
        };
        assert_eq!(stops("The teacher, and ANA Ruiz"), "ANA Ruiz");
        for text in ["ána", "a*na*", "x\\_y", "&nbsp;b", "%20b", "me@example.org"] {
            assert_eq!(stops(&format!("so {text}")).trim_start(), text, "what is not plain is looked at");
        }
        assert_eq!(stops("nobody here"), "");
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
