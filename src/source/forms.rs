//! The forms in which a hidden name is looked for: as it is written, and without what many leave out.

use hashbrown::HashSet;

use super::runs;
use super::spelling::{Glue, Words};

/// What stands before a name and is no part of it.
const TITLES: [&str; 22] = [
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "prof",
    "sr",
    "sra",
    "srta",
    "rev",
    "reverend",
    "hon",
    "pastor",
    "rabbi",
    "imam",
    "mme",
    "mlle",
    "herr",
    "frau",
    "professor",
    "doctor",
];

/// What stands behind a name and is no part of it.
const SUFFIXES: [&str; 9] = ["jr", "junior", "sr", "ii", "iii", "iv", "esq", "phd", "edd"];

/// What stands behind a name only after a comma: without one, it may be a last name.
const DEGREES: [&str; 20] = [
    "md", "do", "dds", "rn", "lpn", "np", "ma", "ms", "ba", "bs", "med", "eds", "mba", "msw", "lcsw", "lmsw",
    "lpc", "bcba", "jd", "ret",
];

/// The fewest words of a name that is looked for: one alone is nobody's for certain.
const FEWEST_WORDS: usize = 2;

/// A name, as it is looked for.
#[derive(Debug)]
pub(super) struct Forms {
    /// Its words, the first names first.
    pub(super) words: Vec<Vec<String>>,
}

impl Forms {
    /// The forms of a name; none of one word.
    pub(super) fn of(name: &str) -> Self {
        let mut forms = Self { words: Vec::new() };
        let called = without_nickname(name);
        for name in std::iter::once(name).chain(called.as_deref()) {
            let parts = parts_of(name);
            let mut bare = parts.clone();
            while bare.len() > 1 && bare.last().is_some_and(|part| is_addition(part)) {
                bare.pop();
            }
            bare.iter_mut().for_each(strip_suffixes);
            let bare = words_of_parts(bare);
            let is_initial =
                |at: usize, word: &str| at > 0 && at + 1 < bare.len() && word.chars().nth(1).is_none();
            let short = bare.iter().enumerate().filter(|(at, word)| !is_initial(*at, word));
            let short = short.map(|(_, word)| word.clone()).collect();
            [words_of_parts(parts), bare, short].into_iter().for_each(|words| forms.add(words));
        }
        forms
    }

    fn add(&mut self, words: Vec<String>) {
        if words.len() >= FEWEST_WORDS && !self.words.contains(&words) {
            self.words.push(words);
        }
    }

    /// Whether a name may stand in texts that hold these words, and these pairs of letters of scripts without blanks.
    pub(super) fn may_stand(name: &str, known: &HashSet<String>) -> bool {
        let has = |words: &Vec<String>| words.iter().all(|word| known.contains(word));
        let is_there =
            |words: &Vec<String>| has(words) || accounts(words).any(|account| is_made_of(&account, known));
        Self::of(name).words.iter().any(is_there) || runs::pairs_of_name(name).iter().any(has)
    }
}

/// All letters of a name without a blank, as addresses are made of them: the first names first, and the last ones, however
/// many these are.
pub(super) fn accounts(words: &[String]) -> impl Iterator<Item = String> {
    (0..words.len()).map(|first_names| words[first_names..].concat() + &words[..first_names].concat())
}

/// Whether letters are some of the known words one behind the other.
fn is_made_of(letters: &str, known: &HashSet<String>) -> bool {
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for start in letters.char_indices().map(|(at, _)| at) {
        let ends = letters[start..].char_indices().map(|(at, c)| start + at + c.len_utf8());
        for end in ends.filter(|_| reached[start]).collect::<Vec<_>>() {
            reached[end] |= known.contains(&letters[start..end]);
        }
    }
    reached[letters.len()]
}

/// The words of a name between its commas.
fn parts_of(name: &str) -> Vec<Vec<String>> {
    let mut parts = vec![Vec::new()];
    let (mut reader, mut letters) = (Words::of(name, false), String::new());
    while let Some(word) = reader.next(&mut letters) {
        if matches!(word.glue, Glue::Comma | Glue::Cell) {
            parts.push(Vec::new());
        }
        parts.last_mut().into_iter().for_each(|part| part.push(letters.clone()));
    }
    parts
}

/// The words of a name, what stands behind its first comma first, without a title.
fn words_of_parts(mut parts: Vec<Vec<String>>) -> Vec<String> {
    let behind_comma = usize::from(parts.len() > 1);
    parts.rotate_left(behind_comma);
    let mut words = parts.concat();
    let titles = words.iter().take_while(|word| TITLES.contains(&word.as_str())).count();
    words.drain(..titles);
    words
}

/// Whether what stands behind a comma only says what somebody is: `PhD`, `Ph.D.`, `Jr.`, `MSW LCSW`.
fn is_addition(part: &[String]) -> bool {
    let is_one = |word: &str| SUFFIXES.contains(&word) || DEGREES.contains(&word);
    is_one(&part.concat()) || part.iter().all(|word| is_one(word))
}

/// Takes away what stands behind a name without a comma, in one word or by its letters (`Ph. D.`).
fn strip_suffixes(part: &mut Vec<String>) {
    while let [.., before, last] = &part[..] {
        let taken = match [before.as_str(), last.as_str()] {
            _ if SUFFIXES.contains(&last.as_str()) => 1,
            ["ph" | "ed", "d"] => 2,
            _ => return,
        };
        part.truncate(part.len() - taken);
    }
}

/// A name without what stands in quotes or brackets; `None` where nothing does.
fn without_nickname(name: &str) -> Option<String> {
    let (start, open) = name.char_indices().find(|(_, c)| matches!(c, '"' | '“' | '„' | '«' | '('))?;
    let inner = start + open.len_utf8();
    let (length, close) =
        name[inner..].char_indices().find(|(_, c)| matches!(c, '"' | '”' | '“' | '»' | ')'))?;
    Some(format!("{} {}", &name[..start], &name[inner + length + close.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_looked_for_without_its_additions() {
        for name in [
            "Zora Quill",
            "Quill, Zora",
            "Zora Quill Jr.",
            "Zora Quill, Jr.",
            "Quill, Zora, PhD",
            "Zora Quill, Ph.D., MSW",
            "Zora Quill Ph. D.",
            "Rev. Zora Quill",
            "Rev. Dr. Zora Quill III",
            "Zora \"Zo\" Quill",
            "Zora (Zo) Quill",
            "Zora “Zo” M. Quill",
            "Zora M. Quill",
            "Quill, Zora M.",
        ] {
            let forms = Forms::of(name).words;
            let is_there = forms.iter().any(|words| words[..] == ["zora", "quill"]);
            let is_with_initial = forms.iter().any(|words| words[..] == ["zora", "m", "quill"]);
            assert!(is_there, "{name}: {forms:?}");
            assert!(is_with_initial || !name.starts_with("Zora M"), "{name}: {forms:?}");
        }
    }

    #[test]
    fn a_last_name_that_is_also_a_degree_is_kept() {
        for (name, words) in
            [("Ana Ma", ["ana", "ma"]), ("Ma, Ana", ["ana", "ma"]), ("Zora Junior", ["zora", "junior"])]
        {
            assert_eq!(Forms::of(name).words[0], words, "{name}");
        }
        for name in ["Zora", "Dr. Quill", "Mrs. Quill", ""] {
            assert!(Forms::of(name).words.is_empty(), "{name}");
        }
    }
}
