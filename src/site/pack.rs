//! Packs the texts of a site for its search: every word stands once in a list, and a text is a row of numbers
//! of that list, written in printable characters. A page of prose shrinks to about half, and a few lines of
//! JavaScript unpack it on any browser, also from `file://`.
//!
//! A text is cut into words and what stands between them; a single space between two words goes without saying.
//! The most frequent pieces take one character, the next thousands two. Words that are not among the most
//! frequent are sorted, and each begins with how many UTF-16 units it shares with the one before.

use hashbrown::HashMap;
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
}

/// The pieces of texts that many sites have, each cut once.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    all: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Pieces {
    /// Cuts a text; gives the numbers of its pieces.
    pub(super) fn cut(&mut self, text: &str) -> Vec<usize> {
        let number = |piece: &str| {
            if let Some(number) = self.numbers.get(piece) {
                return *number;
            }
            self.all.push(piece.to_string());
            self.numbers.insert(piece.to_string(), self.all.len() - 1);
            self.all.len() - 1
        };
        pieces(text).into_iter().map(number).collect()
    }
}

/// A text that is to be packed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unpacked<'t> {
    /// The text itself.
    Text(&'t str),
    /// The numbers of its pieces.
    Cut(&'t [usize]),
}

/// Packs texts, of which some are cut already; gives the dictionary that they refer to, and the packed texts in the same
/// order.
pub(super) fn pack<'t>(texts: &[Unpacked<'t>], cut: &'t Pieces) -> (Dictionary, Vec<String>) {
    let mut known: HashMap<&'t str, usize> = HashMap::new();
    let mut known_of_cut: Vec<Option<usize>> = vec![None; cut.all.len()];
    let mut all: Vec<(&'t str, usize)> = Vec::new();
    let mut number_of = |piece: &'t str, all: &mut Vec<(&'t str, usize)>| {
        *known.entry(piece).or_insert_with(|| {
            all.push((piece, 0));
            all.len() - 1
        })
    };
    let mut row = |text: &Unpacked<'t>| -> Vec<usize> {
        let row: Vec<usize> = match *text {
            Unpacked::Text(text) => {
                pieces(text).into_iter().map(|piece| number_of(piece, &mut all)).collect()
            }
            Unpacked::Cut(numbers) => numbers
                .iter()
                .map(|at| *known_of_cut[*at].get_or_insert_with(|| number_of(&cut.all[*at], &mut all)))
                .collect(),
        };
        row.iter().for_each(|number| all[*number].1 += 1);
        row
    };
    let rows: Vec<Vec<usize>> = texts.iter().map(&mut row).collect();
    let mut by_use: Vec<usize> = (0..all.len()).collect();
    by_use.sort_unstable_by(|a, b| all[*b].1.cmp(&all[*a].1).then(all[*a].0.cmp(all[*b].0)));
    let rest = by_use.split_off(by_use.len().min(SHORT));
    let (mut words, mut between): (Vec<usize>, Vec<usize>) =
        rest.into_iter().partition(|number| is_word(all[*number].0));
    words.sort_unstable_by_key(|number| all[*number].0);
    between.sort_unstable_by_key(|number| all[*number].0);
    let mut final_number = vec![0; all.len()];
    for (last, number) in by_use.iter().chain(&between).chain(&words).enumerate() {
        final_number[*number] = last;
    }
    let owned = |numbers: &[usize]| numbers.iter().map(|number| all[*number].0.to_string()).collect();
    let dictionary = Dictionary {
        digits: std::str::from_utf8(DIGITS).expect("ASCII"),
        short: SHORT,
        frequent: owned(&by_use),
        between: owned(&between),
        words: front_coded(&words.iter().map(|number| all[*number].0).collect::<Vec<_>>()),
    };
    let packed = rows.iter().map(|row| {
        let mut out = Vec::with_capacity(row.len() * 2);
        row.iter().for_each(|number| write_number(final_number[*number], &mut out));
        String::from_utf8(out).expect("ASCII")
    });
    (dictionary, packed.collect())
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
        let is_word = if c.is_ascii() { c.is_ascii_alphanumeric() } else { belongs_to_word(c) };
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
            // Every other text is cut beforehand, as those are that many sites have.
            let mut cut = Pieces::default();
            let rows: Vec<_> = all.iter().map(|text| cut.cut(text)).collect();
            let unpacked: Vec<_> = all.iter().zip(&rows).enumerate().map(|(index, (text, row))| {
                if index % 2 == 0 { Unpacked::Text(text) } else { Unpacked::Cut(row) }
            }).collect();
            let (dictionary, packed) = pack(&unpacked, &cut);
            let texts: Vec<_> = all.iter().map(|text| Unpacked::Text(text)).collect();
            prop_assert_eq!(&packed, &pack(&texts, &Pieces::default()).1);
            for (text, packed) in all.iter().zip(&packed) {
                prop_assert_eq!(unpack(&dictionary, packed), *text);
            }
        }
    }
}
