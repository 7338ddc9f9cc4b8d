//! States by their names, for whoever writes them out: sites and tables tell them by their two letters.

use crate::diagnostics::{Code, Collector, nearest};
use crate::reader::decode::Word;
use crate::reader::shape::stray;

/// The two letters of each state and territory, and its name.
const STATES: &[(&str, &str)] = &[
    ("AK", "Alaska"),
    ("AL", "Alabama"),
    ("AR", "Arkansas"),
    ("AS", "American Samoa"),
    ("AZ", "Arizona"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DC", "District of Columbia"),
    ("DE", "Delaware"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("GU", "Guam"),
    ("HI", "Hawaii"),
    ("IA", "Iowa"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("MA", "Massachusetts"),
    ("MD", "Maryland"),
    ("ME", "Maine"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MO", "Missouri"),
    ("MP", "Northern Mariana Islands"),
    ("MS", "Mississippi"),
    ("MT", "Montana"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("NE", "Nebraska"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NV", "Nevada"),
    ("NY", "New York"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VA", "Virginia"),
    ("VI", "Virgin Islands"),
    ("VT", "Vermont"),
    ("WA", "Washington"),
    ("WI", "Wisconsin"),
    ("WV", "West Virginia"),
    ("WY", "Wyoming"),
];

/// Warns of a state that is written out, or its letters in another way.
pub(super) fn warn_of_state(word: Option<Word<'_>>, out: &mut Collector<'_>) {
    let Some(word) = word else { return };
    // A sign at its end was told.
    if stray(word.text).is_some() {
        return;
    }
    let letters = meant(word.text).or_else(|| nearly(word.text));
    if let Some(letters) = letters.filter(|letters| *letters != word.text) {
        let message = format!("a state is written as its two letters, not as `{}`", word.text);
        out.tell(Code::StateInWords, word.span, message, Some(format!("write `{letters}`")));
    } else if !word.text.is_empty() && word.text.bytes().all(|b| b.is_ascii_digit()) {
        let message = format!("a state is written as its two letters, not as `{}`", word.text);
        let hint = "write the state's two letters, such as `CA`".to_string();
        out.tell(Code::StateInWords, word.span, message, Some(hint));
    }
}

/// How states are shortened beside their two letters.
const SHORT: &[(&str, &str)] = &[
    ("ala", "AL"),
    ("ariz", "AZ"),
    ("ark", "AR"),
    ("cal", "CA"),
    ("cali", "CA"),
    ("calif", "CA"),
    ("colo", "CO"),
    ("conn", "CT"),
    ("del", "DE"),
    ("fla", "FL"),
    ("ill", "IL"),
    ("ind", "IN"),
    ("kan", "KS"),
    ("kans", "KS"),
    ("mass", "MA"),
    ("mich", "MI"),
    ("minn", "MN"),
    ("miss", "MS"),
    ("mont", "MT"),
    ("neb", "NE"),
    ("nebr", "NE"),
    ("nev", "NV"),
    ("okla", "OK"),
    ("ore", "OR"),
    ("oreg", "OR"),
    ("penn", "PA"),
    ("penna", "PA"),
    ("tenn", "TN"),
    ("tex", "TX"),
    ("virg", "VA"),
    ("wash", "WA"),
    ("wis", "WI"),
    ("wisc", "WI"),
    ("wyo", "WY"),
];

/// The letters of the state that is nearly written: shortened, with a slip in its name, or with more behind it.
fn nearly(text: &str) -> Option<&'static str> {
    let first = text.split([',', '#', '/', '(']).next().unwrap_or_default().trim();
    let words: Vec<&str> = first.split_whitespace().collect();
    let is_code = |word: &&str| word.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let head = match words.as_slice() {
        [head, code] if is_code(code) => head,
        _ => first,
    };
    if let Some(letters) = meant(head).filter(|_| head != text.trim()) {
        return Some(letters);
    }
    let plain = head.trim_end_matches('.').to_lowercase();
    if let Some((_, letters)) = SHORT.iter().find(|(short, _)| *short == plain) {
        return Some(letters);
    }
    let name = nearest(&plain, STATES.iter().map(|(_, name)| *name))?;
    // A longer name may be another place's: Kansas City.
    let is_slip = plain.len() >= 4 && plain.len().abs_diff(name.len()) <= 2;
    STATES.iter().find(|(_, known)| *known == name).map(|(letters, _)| *letters).filter(|_| is_slip)
}

/// The letters of the state that is meant; nothing where it is none of these.
fn meant(text: &str) -> Option<&'static str> {
    let plain = text.trim().trim_start_matches("State of ").to_lowercase();
    let letters: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    let found = STATES.iter().find(|(code, name)| {
        letters == code.to_lowercase() && letters.len() == 2 || plain == name.to_lowercase()
    });
    found.map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_known_by_its_name_and_by_its_letters_however_they_are_written() {
        for (said, letters) in
            [("California", "CA"), ("new york", "NY"), ("N.Y.", "NY"), ("ca", "CA"), ("State of Maine", "ME")]
        {
            assert_eq!(meant(said), Some(letters), "{said}");
        }
        for other in ["Ontario", "XX", "", "Kansas City"] {
            assert_eq!(meant(other), None, "{other}");
            assert_eq!(nearly(other), None, "{other}");
        }
        for (said, letters) in [
            ("Calif.", "CA"),
            ("CAL", "CA"),
            ("Californa", "CA"),
            ("CA 94501", "CA"),
            ("CA, USA", "CA"),
            ("CA# the state", "CA"),
            ("Tex.", "TX"),
        ] {
            assert_eq!(nearly(said), Some(letters), "{said}");
        }
        assert!(STATES.is_sorted());
    }
}
