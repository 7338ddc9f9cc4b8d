//! Enums whose variants are words: what authors write, and what JSON, CSV and the keys of strings say, each once; and how
//! many of a thing there are, in the words of the program (those of the pages are strings of the theme).

/// Declares an enum with the word of each variant. It gets `ALL`, `WORDS`, `word()`, `about()` and `parse()`, and is
/// written into JSON as its word.
macro_rules! words {
    (
        #[doc = $about:literal]
        $name:ident { $(#[doc = $doc:literal] $variant:ident = $word:literal,)* }
    ) => {
        #[doc = $about]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $doc] $variant,)*
        }

        #[allow(dead_code, reason = "not every enum is chosen by authors, or gone through")]
        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Their words, in the same order.
            pub const WORDS: &[&str] = &[$($word,)*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// What it is, in a sentence.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => $doc.trim(),)*
                }
            }

            /// The one of this word.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": $about.trim(),
                    "oneOf": [$({"description": $doc.trim(), "type": "string", "const": $word},)*]
                })
            }
        }
    };
}

pub(crate) use words;

/// "1 page", "2 pages".
pub fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// "elm, oak and 3 more": the first `most` of some things.
pub fn first_few(things: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = things.len().saturating_sub(most);
    let first = things.take(most).collect::<Vec<_>>().join(", ");
    if more == 0 { first } else { format!("{first} and {more} more") }
}

/// "1 person is", "2 people are": what `one` and `many` begin with.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
