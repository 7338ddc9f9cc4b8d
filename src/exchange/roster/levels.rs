//! Which grades a school has, as people write it.

use super::words::{holds, words_of};
use crate::diagnostics::nearest;
use crate::model::{Grade, GradeSpan, SchoolLevel};

/// Words for grades, in English and Spanish.
const WORDS: &[(&str, SchoolLevel)] = &[
    ("early childhood", SchoolLevel::EarlyChildhood),
    ("preschool", SchoolLevel::EarlyChildhood),
    ("preescolar", SchoolLevel::EarlyChildhood),
    ("elementary", SchoolLevel::Elementary),
    ("primary", SchoolLevel::Elementary),
    ("primaria", SchoolLevel::Elementary),
    ("elem", SchoolLevel::Elementary),
    ("es", SchoolLevel::Elementary),
    ("middle", SchoolLevel::Middle),
    ("junior high", SchoolLevel::Middle),
    ("jr high", SchoolLevel::Middle),
    ("jhs", SchoolLevel::Middle),
    ("intermediate", SchoolLevel::Middle),
    ("secundaria", SchoolLevel::Middle),
    ("ms", SchoolLevel::Middle),
    ("high", SchoolLevel::High),
    ("preparatoria", SchoolLevel::High),
    ("hs", SchoolLevel::High),
    ("secondary", SchoolLevel::Secondary),
    ("adult", SchoolLevel::Adult),
    ("k8", SchoolLevel::Combined),
    ("k12", SchoolLevel::Combined),
    ("combined", SchoolLevel::Combined),
];

/// The level that a cell or a name tells, with the grades where they are told as a range: `K-8`.
pub(super) fn level(text: &str) -> (Option<SchoolLevel>, Option<String>) {
    if let Some((grades, level)) = text.split(' ').find_map(range) {
        return (Some(level), Some(grades));
    }
    let words = words_of(text);
    let told = WORDS.iter().find(|(word, _)| holds(&words, word));
    (told.map(|(_, level)| *level), None)
}

/// The level that a cell seems to tell, where there is a slip in its only word: `Elmentary`.
pub(super) fn misspelt(text: &str) -> Option<&'static str> {
    const FULL: [&str; 8] =
        ["elementary", "middle", "high", "secondary", "combined", "adult", "school", "district"];
    let words = words_of(text);
    let is_slip =
        words.len() > 3 && !words.contains(' ') && level(text).0.is_none() && !FULL.contains(&words.as_str());
    let near = nearest(&words, FULL.into_iter().filter(|word| word.len().abs_diff(words.len()) < 3))?;
    is_slip.then_some(near)
}

/// A range of grades such as `K-8` or `6–8`, and the level that it is.
fn range(word: &str) -> Option<(String, SchoolLevel)> {
    let (first, last) = word.split_once(['-', '–'])?;
    let (first, last) = (Grade::parse(first)?, Grade::parse(last)?);
    let span = GradeSpan::new(first, last).filter(|_| first <= last)?;
    Some((span.to_string(), span.level()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_in_words_and_ranges() {
        for (text, expected, grades) in [
            ("K-8", SchoolLevel::Combined, Some("K-8")),
            ("Valley k-8", SchoolLevel::Combined, Some("K-8")),
            ("K–5", SchoolLevel::Elementary, Some("K-5")),
            ("6-8", SchoolLevel::Middle, Some("6-8")),
            ("9-12", SchoolLevel::High, Some("9-12")),
            ("7-12", SchoolLevel::Secondary, Some("7-12")),
            ("MS", SchoolLevel::Middle, None),
            ("Oak Jr. High", SchoolLevel::Middle, None),
            ("Cedar HS", SchoolLevel::High, None),
            ("Lincoln Elem.", SchoolLevel::Elementary, None),
        ] {
            assert_eq!(level(text), (Some(expected), grades.map(String::from)), "{text}");
        }
        assert_eq!(level("Highland Academy"), (None, None));
    }

    #[test]
    fn slips_in_levels_are_seen() {
        for (text, right) in
            [("Elmentary", "elementary"), ("Middel", "middle"), ("Hihg", "high"), ("scool", "school")]
        {
            assert_eq!(misspelt(text), Some(right), "{text}");
        }
        for text in
            ["Charter", "Magnet", "Elementary", "school", "District", "MS", "K-8", "Title I", "Regular"]
        {
            assert_eq!(misspelt(text), None, "{text}");
        }
    }
}
