//! Packs the texts of a site for its search: every word stands once in a list, and a text is a row of numbers
//! of that list, written in printable characters. A page of prose shrinks to about half, and a few lines of
//! JavaScript unpack it on any browser, also from `file://`.
//!
//! A text is cut into words and what stands between them; a single space between two words goes without saying.
//! The most frequent pieces take one character, the next thousands two. Words that are not among the most
//! frequent are sorted, and each begins with how many UTF-16 units it shares with the one before.

use std::collections::HashMap;

use serde::Serialize;

/// The characters that numbers are written with: the first 62 end a number, the others begin a longer one.
const DIGITS: &[u8; 93] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz !#$%&'()*+,-./:;<=>?@[]^_`{|}~";

/// How many numbers one character can tell.
const SHORT: usize = 62;

/// How many characters begin a longer number.
const LONG: usize = DIGITS.len() - SHORT;

/// The longest shared beginning that one digit of base 36 can tell.
const LONGEST_SHARED: usize = 35;

/// The list of words that packed texts refer to.
#[derive(Debug, Serialize)]
pub(super) struct Dictionary {
    /// The characters that numbers are written with.
    #[serde(rename = "d")]
    digits: &'static str,
    /// How many of them end a number.
    #[serde(rename = "n")]
    short: usize,
    /// The most frequent pieces.
    #[serde(rename = "t")]
    frequent: Vec<String>,
    /// Other pieces between words.
    #[serde(rename = "s")]
    between: Vec<String>,
    /// Other words, in order, each with the length of what it shares with the one before.
    #[serde(rename = "w")]
    words: String,
    #[serde(skip)]
    numbers: HashMap<String, usize>,
}

impl Dictionary {
    /// The dictionary of texts.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for piece in texts.flat_map(pieces) {
            *counts.entry(piece).or_default() += 1;
        }
        let mut all: Vec<(&str, usize)> = counts.into_iter().collect();
        all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let rest = all.split_off(all.len().min(SHORT));
        let frequent: Vec<String> = all.iter().map(|(piece, _)| (*piece).to_string()).collect();
        let (mut words, mut between): (Vec<&str>, Vec<&str>) =
            rest.iter().map(|(piece, _)| *piece).partition(|piece| is_word(piece));
        words.sort_unstable();
        between.sort_unstable();
        let order =
            frequent.iter().map(String::as_str).chain(between.iter().copied()).chain(words.iter().copied());
        let numbers = order.enumerate().map(|(number, piece)| (piece.to_string(), number)).collect();
        Self {
            digits: std::str::from_utf8(DIGITS).expect("ASCII"),
            short: SHORT,
            between: between.iter().map(|piece| (*piece).to_string()).collect(),
            words: front_coded(&words),
            frequent,
            numbers,
        }
    }

    /// Packs a text that the dictionary was made of.
    pub(super) fn pack(&self, text: &str) -> String {
        let mut out = Vec::with_capacity(text.len() / 2);
        for piece in pieces(text) {
            if let Some(number) = self.numbers.get(piece) {
                write_number(*number, &mut out);
            }
        }
        String::from_utf8(out).expect("ASCII")
    }
}

fn write_number(mut number: usize, out: &mut Vec<u8>) {
    while number >= SHORT {
        number -= SHORT;
        out.push(DIGITS[SHORT + number % LONG]);
        number /= LONG;
    }
    out.push(DIGITS[number]);
}

/// Sorted words in one text, each behind the length of the beginning that it shares with the one before.
fn front_coded(words: &[&str]) -> String {
    let mut out = String::new();
    let mut before = "";
    for word in words {
        let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a);
        let mut bytes = 0;
        let mut units = 0;
        for c in shared {
            if units + c.len_utf16() > LONGEST_SHARED {
                break;
            }
            units += c.len_utf16();
            bytes += c.len_utf8();
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(u32::try_from(units).ok().and_then(|units| char::from_digit(units, 36)));
        out.push_str(&word[bytes..]);
        before = word;
    }
    out
}

/// Whether a piece is a word, not what stands between words.
fn is_word(piece: &str) -> bool {
    piece.chars().next().is_some_and(belongs_to_word)
}

fn belongs_to_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Words and what stands between them, without the single spaces between two words.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    if text.is_empty() {
        return pieces;
    }
    let mut start = 0;
    let mut in_word = None;
    for (at, c) in text.char_indices() {
        let is_word = belongs_to_word(c);
        if in_word.is_some_and(|before| before != is_word) {
            pieces.push(&text[start..at]);
            start = at;
        }
        in_word = Some(is_word);
    }
    pieces.push(&text[start..]);
    let last = pieces.len() - 1;
    let goes_without_saying = |index: usize| pieces[index] == " " && index > 0 && index < last;
    (0..pieces.len()).filter(|index| !goes_without_saying(*index)).map(|index| pieces[index]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the browser does.
    fn unpack(dictionary: &Dictionary, packed: &str) -> String {
        let mut list: Vec<String> = dictionary.frequent.clone();
        list.extend(dictionary.between.iter().cloned());
        let mut before: Vec<u16> = Vec::new();
        for entry in dictionary.words.split(' ').filter(|entry| !entry.is_empty()) {
            let shared = usize::try_from(entry[..1].chars().next().unwrap().to_digit(36).unwrap()).unwrap();
            before.truncate(shared);
            before.extend(entry[1..].encode_utf16());
            list.push(String::from_utf16(&before).unwrap());
        }
        let mut out = String::new();
        let mut after_word = false;
        let mut leads = Vec::new();
        for byte in packed.bytes() {
            let digit = DIGITS.iter().position(|known| *known == byte).unwrap();
            if digit >= SHORT {
                leads.push(digit - SHORT);
                continue;
            }
            let number = leads.drain(..).rev().fold(digit, |number, lead| number * LONG + lead + SHORT);
            let piece = &list[number];
            if after_word && is_word(piece) {
                out.push(' ');
            }
            after_word = is_word(piece);
            out.push_str(piece);
        }
        out
    }

    proptest! {
        #[test]
        fn what_is_packed_can_be_unpacked(texts in proptest::collection::vec("[a-e ,.é学😀]{0,40}", 0..20), many in 0usize..5_000) {
            let numbers = (0..many).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
            let all: Vec<&str> = texts.iter().map(String::as_str).chain([numbers.as_str()]).collect();
            let dictionary = Dictionary::of(all.iter().copied());
            for text in all {
                prop_assert_eq!(unpack(&dictionary, &dictionary.pack(text)), text);
            }
        }
    }
}
