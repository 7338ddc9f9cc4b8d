//! Ids as types: a team's id can't stand where a school's is wanted.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// Names that Windows reserves for devices, whatever their ending.
pub const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Signs with a meaning of their own in YAML, which a slip of the keyboard leaves where they have none.
pub const SLIPS: &str = "\"'[]{},:#|>";

/// The longest id, so that paths stay within what every system can hold.
const LONGEST: usize = 100;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdProblem {
    /// What is wrong with it.
    pub message: String,
    /// The id that it is probably meant as.
    pub right: Option<String>,
    /// Whether another word than that would do as well.
    pub is_any_right: bool,
}

impl IdProblem {
    fn new(message: impl Into<String>, right: Option<String>) -> Self {
        Self { message: message.into(), right, is_any_right: false }
    }

    /// What to do about it, such as to `write` the right id, or to `rename it to` that with an ending.
    pub fn hint(&self, what: &str, ending: &str) -> Option<String> {
        let more = if self.is_any_right { " or another word" } else { "" };
        self.right.as_ref().map(|right| format!("{what} `{right}{ending}`{more}"))
    }
}

/// Why a text is no id; `None` for a good one.
pub fn id_problem(text: &str) -> Option<IdProblem> {
    if text.is_empty() {
        return Some(IdProblem::new("a short name (an id) must not be empty", None));
    }
    if RESERVED.contains(&text) {
        let message =
            format!("`{text}` is a name that Windows reserves; files of that name can't exist there");
        return Some(IdProblem { is_any_right: true, ..IdProblem::new(message, Some(format!("{text}-1"))) });
    }
    if text.len() > LONGEST {
        let message = format!("a short name (an id) has at most {LONGEST} letters");
        return Some(IdProblem::new(message, None));
    }
    if has_id_letters(text) {
        return None;
    }
    // A sign within a word is a slip of the keyboard.
    let bare: String = text.chars().filter(|c| !SLIPS.contains(*c)).collect();
    let better = if has_id_letters(&bare) { bare } else { id_suggestion(text) };
    let message = format!(
        "`{text}` can't be a short name (an id): that is made of the letters a to z in lower case, digits and hyphens"
    );
    Some(IdProblem::new(message, Some(better).filter(|better| id_problem(better).is_none())))
}

/// Whether a text is made of what an id can hold, hyphens at its ends left aside.
fn has_id_letters(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// The text with everything that an id can't hold replaced.
pub fn id_suggestion(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches('-').to_string()
}

/// The id that a name is filed under: its letters without accents, in lower case, parted by hyphens. Empty for a name
/// without Latin letters and digits.
pub fn id_of(name: &str) -> String {
    let mut id = id_suggestion(name);
    if id.len() > LONGEST {
        // An id is ASCII, so any place is one between letters.
        id.truncate(LONGEST);
        id.truncate(id.rfind('-').unwrap_or(LONGEST));
    }
    if RESERVED.contains(&id.as_str()) {
        id.push_str("-1");
    }
    id
}

/// What is left of a name where systems don't tell capitals and accents' forms apart: two names that can't stand
/// side by side everywhere are the same then.
pub fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).collect()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a text that was checked with [`id_problem`].
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The id as text.
            #[allow(dead_code, reason = "not every kind of id is asked for its text")]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

macro_rules! published_ids {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "pattern": "^[a-z0-9-]+$"})
            }
        }
    )*};
}

ids! {
    /// A district: the name of its folder.
    DistrictId;
    /// A school of a district.
    SchoolId;
    /// A team: its file's name.
    TeamId;
    /// A member of one team. It is for references alone, so it can't be serialized.
    MemberId;
    /// A perspective that should be at the table.
    PerspectiveId;
    /// A key function of a team.
    FunctionId;
    /// A student group of the demographics tables.
    GroupId;
    /// A rating of a rubric's scale.
    RatingId;
    /// A guide, role description or rubric: its file's name.
    ResourceId;
    /// An indicator of a rubric.
    IndicatorId;
    /// A filled-in self-assessment: its file's name.
    AssessmentId;
}

published_ids! { DistrictId SchoolId TeamId PerspectiveId FunctionId GroupId RatingId ResourceId IndicatorId }

#[cfg(test)]
mod tests {
    use super::{folded, id_of, id_problem};

    #[test]
    fn every_name_in_latin_letters_has_an_id() {
        let long = "a".repeat(250);
        let words = "many words ".repeat(30);
        for name in ["Lincoln Elementary", "COM1", "Peña Élan!", "--7--", &long, &words] {
            assert_eq!(id_problem(&id_of(name)), None, "{name}");
        }
        assert_eq!(id_of("学校"), "");
    }

    #[test]
    fn names_that_some_systems_take_for_one_are_the_same_folded() {
        for (one, other) in [("A.html", "a.html"), ("Niño.pdf", "nin\u{303}o.pdf"), ("ÉCOLE", "e\u{301}cole")]
        {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("nino"), folded("niño"));
    }

    #[test]
    fn ids_are_lower_case_words() {
        assert_eq!(id_problem("lincoln-elementary-2"), None);
        for bad in ["", "Lincoln", "a b", "ñandú", "con", "com1", "a_b", "a/b", "a.b"] {
            assert!(id_problem(bad).is_some(), "{bad}");
        }
        let hint = |text: &str| id_problem(text).expect("not an id").hint("write", "");
        assert_eq!(hint("Peña Élan!").as_deref(), Some("write `pena-elan`"));
        assert_eq!(hint("con").as_deref(), Some("write `con-1` or another word"));
    }
}
