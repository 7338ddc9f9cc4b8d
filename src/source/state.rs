//! States by their names, for whoever writes them out: sites and tables tell them by their two letters.

use crate::diagnostics::{Code, Collector};
use crate::reader::decode::Word;

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
    if let Some(letters) = meant(word.text).filter(|letters| *letters != word.text) {
        let message = format!("a state is written as its two letters, not as `{}`", word.text);
        out.tell(Code::StateInWords, word.span, message, Some(format!("write `{letters}`")));
    }
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
        for other in ["Ontario", "XX", "Calif.", "", "Kansas City"] {
            assert_eq!(meant(other), None, "{other}");
        }
        assert!(STATES.is_sorted());
    }
}
