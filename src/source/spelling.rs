//! The words of a text, alike in all ways to write them: in capitals, with accents or without, in bold, in an address.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::signs::{Sign, fold, is_letter, is_markup, sign};

/// How a word follows the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Glue {
    /// As the words of a name do: after blanks, or what stands for them in an address.
    Joined,
    /// After a single sign without a blank, as words of addresses and names of files do.
    Address,
    /// As the cells of a table do.
    Cell,
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
    /// Whether tags of HTML are passed over; otherwise what they say is read too.
    tags: bool,
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

/// What a byte of a text is to its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter or digit of ASCII.
    Letter,
    /// What parts words.
    Between,
    /// What may stand within a word, or make an address of it.
    Mark,
    /// What may begin a letter in other signs, or a letter beyond ASCII.
    Code,
}

/// The class of each byte.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Code; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        classes[byte as usize] = match byte {
            b'&' | b'%' | b'\\' => Class::Code,
            b'*' | b'@' | b'<' | b'~' | b'`' => Class::Mark,
            _ if byte.is_ascii_alphanumeric() => Class::Letter,
            _ => Class::Between,
        };
        byte += 1;
    }
    classes
};

/// What parts a word from the one before, as far as it is read.
struct Gap {
    glue: Glue,
    /// Whether nothing was read.
    is_first: bool,
    begins_line: bool,
    after_initial: bool,
}

impl Gap {
    /// Reads a sign, with what is behind it.
    fn read(&mut self, c: char, rest: &str) {
        let is_within = self.is_first && rest.starts_with(is_letter);
        self.is_first = false;
        let begins_line = std::mem::replace(&mut self.begins_line, c == '\n');
        if self.glue == Glue::Joined
            && let Some(glue) = self.told(c, is_within, rest)
        {
            self.glue = glue;
        } else if c.is_whitespace() || c == '>' && begins_line {
            self.begins_line |= begins_line;
        } else if !is_neutral(c) {
            self.glue = Glue::Apart;
        }
    }

    /// How a word follows by what a sign tells that alone parts it from the one before.
    fn told(&self, c: char, is_within: bool, rest: &str) -> Option<Glue> {
        match c {
            '.' if is_within => Some(Glue::Address),
            '.' if self.after_initial => Some(Glue::Joined),
            '_' | '/' if is_within => Some(Glue::Address),
            // Two last names are joined so as well, each with a capital letter.
            '-' if is_within && !rest.starts_with(char::is_uppercase) => Some(Glue::Address),
            '\t' if is_within => Some(Glue::Cell),
            '|' => Some(Glue::Cell),
            ',' | ';' if rest.starts_with(|c| is_letter(c) || matches!(c, '"' | '\'')) => Some(Glue::Cell),
            ',' => Some(Glue::Comma),
            _ => None,
        }
    }
}

/// Whether a sign may stand between the words of a name as a blank does.
fn is_neutral(c: char) -> bool {
    is_markup(c)
        || matches!(c, '+' | '-' | '_' | '\'' | '’' | '"' | '“' | '”' | '„' | '[' | ']')
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl<'t> Words<'t> {
    /// The words of a text, from the first one on, with those in tags or without.
    pub(super) fn of(text: &'t str, tags: bool) -> Self {
        Self { text, at: 0, tags, after_initial: false }
    }

    /// What stands at a place; `None` at the end.
    fn class(&self, at: usize) -> Option<Class> {
        self.text.as_bytes().get(at).map(|byte| CLASSES[usize::from(*byte)])
    }

    /// Goes to the next word of which the letters may be wanted, or that is not a plain one.
    pub(super) fn skip_to(&mut self, may_be: impl Fn(&[u8]) -> bool) {
        while let Some(first) = self.class(self.at) {
            let mut end = self.at + 1;
            match first {
                Class::Letter => {
                    while self.class(end) == Some(Class::Letter) {
                        end += 1;
                    }
                    let is_plain = matches!(self.class(end), None | Some(Class::Between));
                    if !is_plain || may_be(&self.text.as_bytes()[self.at..end]) {
                        return;
                    }
                }
                Class::Between | Class::Mark => {}
                Class::Code => return,
            }
            self.at = end;
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
        let is_whole = plain > 0 && matches!(self.class(end), None | Some(Class::Between));
        let mut at = end;
        while !is_whole && let Some((sign, length)) = sign(&self.text[at..], self.tags) {
            at += length;
            match sign {
                Sign::Is(c) if is_letter(c) => {
                    fold(c, letters);
                    end = at;
                }
                Sign::Is(c) if !is_markup(c) => break,
                Sign::Is(_) | Sign::Unseen => {}
            }
        }
        self.at = end;
        self.after_initial = letters.chars().nth(1).is_none();
        Some(Word { place: start..end, glue })
    }

    /// Goes to where the next word begins.
    fn gap(&mut self) -> Option<Glue> {
        let after_initial = self.after_initial;
        let mut gap = Gap { glue: Glue::Joined, is_first: true, begins_line: false, after_initial };
        loop {
            let (sign, length) = sign(&self.text[self.at..], self.tags)?;
            if let Sign::Is(c) = sign {
                if is_letter(c) && !is_combining_mark(c) {
                    return Some(gap.glue);
                }
                gap.read(c, &self.text[self.at + length..]);
            }
            self.at += length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, Glue)> {
        let (mut words, mut letters, mut all) = (Words::of(text, true), String::new(), Vec::new());
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
            let mut words = Words::of(text, false);
            words.skip_to(|word| choice.may_hold(word));
            text[words.at..].to_string()
        };
        assert_eq!(stops("The teacher, and ANA Ruiz"), "ANA Ruiz");
        for text in ["ána", "a*na*", "x\\_y", "&nbsp;b", "%20b", "\\x41b", "x&#65;", "me@example.org"] {
            assert_eq!(stops(&format!("so {text}")).trim_start(), text, "what is not plain is looked at");
        }
        assert_eq!(stops("nobody here"), "");
    }

    #[test]
    fn words_are_the_same_however_they_are_written() {
        for (glue, texts) in [
            (
                Glue::Joined,
                "ANA Ruíz|Ana\u{301}  Ruiz|A**na** Ruiz|ana+ruiz|Ana%20Ruiz|Ana&nbsp;Ruiz|Ana&#32;Ruiz|&#65;na&ensp;Ruiz\
                 |Ana<br>Ruiz|~~Ana~~ Ruiz|> Ana\n> Ruiz|A`n`a Ruiz|Ana – Ruiz|Ana—Ruiz|\\u0041na\\x20Ruiz|Ana\\nRuiz\
                 |Ana <b>Ruiz</b>|A<i>n</i>a <span class=\"x\">Ruiz|\"Ana\" “Ruiz”|A\u{2066}n\u{180e}a R\u{ad}uiz|Ａｎａ 𝐑𝐮𝐢𝐳\
                 |[Ana] [Ruiz]|Ana-Ruiz",
            ),
            (Glue::Address, "ana-ruiz|ana.ruiz|ana/ruiz|ana_ruiz"),
            (Glue::Comma, "Ana, Ruiz|\"Ana\", \"Ruiz\""),
            (Glue::Cell, "Ana,Ruiz|\"Ana\",\"Ruiz\"|Ana;Ruiz|Ana\tRuiz"),
            (Glue::Apart, "Ana. Ruiz|Ana (Ruiz|Ana,, Ruiz|Ana / Ruiz|Ana; Ruiz|Ana > Ruiz|Ana & Ruiz"),
        ] {
            for text in texts.split('|') {
                let [(first, _), (last, read)] = &words(text)[..] else { panic!("{text}") };
                assert_eq!((first.as_str(), last.as_str(), *read), ("ana", "ruiz", glue), "{text}");
            }
        }
        assert_eq!(words("| Ana | Ruiz |")[1].1, Glue::Cell);
        assert_eq!(words("| Ana |\n| Ruiz |")[1].1, Glue::Apart, "of two rows");
        assert_eq!(words("M. Ruiz")[1].1, Glue::Joined);
    }

    #[test]
    fn letters_are_the_same_with_a_stroke_or_without() {
        for (text, letters) in [
            ("Weiß", "weiss"),
            ("WEIẞ", "weiss"),
            ("Sørø", "soro"),
            ("Łuk", "luk"),
            ("Yıldız", "yildiz"),
            ("İnan", "inan"),
            ("Đặng", "dang"),
            ("Ærø", "aero"),
            ("Œuf", "oeuf"),
            ("Ħal", "hal"),
            ("Þórð", "thord"),
            ("Str&oslash;m", "strom"),
        ] {
            assert_eq!(words(text), [(letters.to_string(), Glue::Joined)], "{text}");
        }
    }
}
