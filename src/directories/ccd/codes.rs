//! What the codes of the federal directory mean.

use crate::directories::cells::given;
use crate::model::{DistrictKind, SchoolKind, SchoolLevel};

/// States and territories by the first two digits of federal codes.
const STATES: &[(&str, &str)] = &[
    ("01", "AL"),
    ("02", "AK"),
    ("04", "AZ"),
    ("05", "AR"),
    ("06", "CA"),
    ("08", "CO"),
    ("09", "CT"),
    ("10", "DE"),
    ("11", "DC"),
    ("12", "FL"),
    ("13", "GA"),
    ("15", "HI"),
    ("16", "ID"),
    ("17", "IL"),
    ("18", "IN"),
    ("19", "IA"),
    ("20", "KS"),
    ("21", "KY"),
    ("22", "LA"),
    ("23", "ME"),
    ("24", "MD"),
    ("25", "MA"),
    ("26", "MI"),
    ("27", "MN"),
    ("28", "MS"),
    ("29", "MO"),
    ("30", "MT"),
    ("31", "NE"),
    ("32", "NV"),
    ("33", "NH"),
    ("34", "NJ"),
    ("35", "NM"),
    ("36", "NY"),
    ("37", "NC"),
    ("38", "ND"),
    ("39", "OH"),
    ("40", "OK"),
    ("41", "OR"),
    ("42", "PA"),
    ("44", "RI"),
    ("45", "SC"),
    ("46", "SD"),
    ("47", "TN"),
    ("48", "TX"),
    ("49", "UT"),
    ("50", "VT"),
    ("51", "VA"),
    ("53", "WA"),
    ("54", "WV"),
    ("55", "WI"),
    ("56", "WY"),
    ("58", "DD"),
    ("59", "BI"),
    ("60", "AS"),
    ("61", "DD"),
    ("66", "GU"),
    ("69", "MP"),
    ("72", "PR"),
    ("78", "VI"),
];

/// The state that a federal code begins with.
pub fn state_of(code: &str) -> Option<&'static str> {
    let first = code.get(..2)?;
    STATES.iter().find(|(digits, _)| *digits == first).map(|(_, state)| *state)
}

/// The state of two letters, where there is one.
pub(super) fn state(letters: &str) -> Option<&'static str> {
    let letters = letters.trim().to_uppercase();
    STATES.iter().find(|(_, state)| *state == letters).map(|(_, state)| *state)
}

/// Whether something is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// It is, and was the year before.
    Open,
    /// It is, and was not the year before.
    New,
    /// It is no more.
    Closed,
    /// It is to open.
    Future,
}

/// What a status says, as a code or in words; open where nothing is said.
pub(super) fn status(code: &str, words: &str) -> Status {
    let first = |text: &str| text.split([' ', ',', '-']).next().unwrap_or_default().to_lowercase();
    match (given(code).map(first).as_deref(), given(words).map(first).as_deref()) {
        (Some("2" | "6"), _) => Status::Closed,
        (Some("3"), _) => Status::New,
        (Some("7"), _) => Status::Future,
        (Some("1" | "4" | "5" | "8"), _) => Status::Open,
        (Some("closed" | "inactive" | "temporarily"), _)
        | (_, Some("closed" | "inactive" | "temporarily")) => Status::Closed,
        (Some("new"), _) | (_, Some("new")) => Status::New,
        (Some("future"), _) | (_, Some("future")) => Status::Future,
        _ => Status::Open,
    }
}

/// Whether a school teaches from afar alone.
pub(super) fn is_virtual(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    matches!(text.as_str(), "1" | "yes" | "y" | "fullvirtual" | "virtualyes" | "full virtual")
        || text.starts_with("exclusively")
        || text.starts_with("a school where all")
}

/// Whether a cell says yes.
fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "1" | "yes" | "y" | "1-yes")
}

/// What kind of school it is, by its type as a code and in words, and by whether it is a charter school or teaches from
/// afar.
pub(super) fn school_kind(
    (code, words): (&str, &str),
    charter: &str,
    is_virtual: bool,
) -> Option<SchoolKind> {
    let words = words.to_lowercase();
    let has = |word: &str| words.contains(word) || code.to_lowercase().contains(word);
    let code = code.trim();
    match () {
        () if code == "2" || has("special") => Some(SchoolKind::Special),
        () if code == "3" || has("career") || has("vocational") => Some(SchoolKind::Career),
        () if code == "4" || has("alternative") => Some(SchoolKind::Alternative),
        () if is_virtual => Some(SchoolKind::Virtual),
        () if is_yes(charter) => Some(SchoolKind::Charter),
        () if code == "1" || has("regular") => Some(SchoolKind::Regular),
        () => None,
    }
}

/// What kind of district it is.
pub(super) fn district_kind((code, words): (&str, &str), charter: &str) -> Option<DistrictKind> {
    // The lists that the search gives have the words in the place of the code.
    let words = format!("{code} {words}").to_lowercase();
    let is_charter = charter.trim() == "1" || charter.to_lowercase().starts_with("all ");
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    match code.trim() {
        "7" => Some(DistrictKind::Charter),
        "1" | "2" | "9" if is_charter => Some(DistrictKind::Charter),
        "1" | "2" | "9" => Some(DistrictKind::District),
        "3" | "4" => Some(DistrictKind::Agency),
        "5" | "6" | "8" => Some(DistrictKind::Other),
        _ if words.contains("charter") || is_charter => Some(DistrictKind::Charter),
        _ if has(&["state", "federal", "other"]) => Some(DistrictKind::Other),
        _ if has(&["school district", "regular local", "component", "specialized"]) => {
            Some(DistrictKind::District)
        }
        _ if has(&["service agency", "resa", "supervisory union"]) => Some(DistrictKind::Agency),
        _ => None,
    }
}

/// What the directory's word for a level means; `None` where it says none, or that there is no word for it.
pub(super) fn level(text: &str) -> Option<SchoolLevel> {
    let text = text.trim().to_lowercase();
    // The table generator writes the code before the word: `1-Primary`.
    let word = text.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('-').unwrap_or(&text);
    match word {
        "prekindergarten" | "early childhood" => Some(SchoolLevel::EarlyChildhood),
        "1" | "elementary" | "primary" => Some(SchoolLevel::Elementary),
        "2" | "middle" => Some(SchoolLevel::Middle),
        "3" | "high" => Some(SchoolLevel::High),
        "secondary" => Some(SchoolLevel::Secondary),
        "adult education" | "adult" => Some(SchoolLevel::Adult),
        "ungraded" => Some(SchoolLevel::Other),
        _ => None,
    }
}
