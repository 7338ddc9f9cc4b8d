//! The tags of a template and the words in them, as the engine finds them: the one place that knows where a tag begins
//! and ends, and what its words are.

use std::ops::Range;

/// What a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::theme) enum Kind {
    /// `{{ … }}`
    Print,
    /// `{% … %}`
    Statement,
    /// `{# … #}`
    Comment,
    /// What stands between `raw` and `endraw`, with both of them.
    Raw,
}

/// A tag as it stands in a template.
#[derive(Debug)]
pub(in crate::theme) struct Tag {
    pub(in crate::theme) kind: Kind,
    /// Where it stands, with its signs.
    pub(in crate::theme) place: Range<usize>,
    /// Where that stands which is between its signs.
    pub(in crate::theme) inside: Range<usize>,
    /// Whether it takes the white space before it.
    pub(in crate::theme) trims_before: bool,
    /// Whether it takes the white space behind it.
    pub(in crate::theme) trims_after: bool,
    /// Whether three braces stand in a row in it, which could be read in two ways.
    pub(in crate::theme) is_doubtful: bool,
}

/// The tags of a template in their order. The last one is `None` where it is not closed.
pub(in crate::theme) fn tags(source: &str) -> impl Iterator<Item = Option<Tag>> {
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let rest = &source[from?..];
        let mut begins = rest.match_indices('{').map(|(at, _)| at);
        let start = begins.find(|at| rest[at + 1..].starts_with(['{', '%', '#']))? + from?;
        let tag = Tag::at(source, start);
        from = tag.as_ref().map(|tag| tag.place.end);
        Some(tag)
    })
}

impl Tag {
    /// The tag that begins at an offset; `None` where it does not end.
    fn at(source: &str, start: usize) -> Option<Self> {
        let (opening, rest) = source[start..].split_at(2);
        let (kind, (length, is_doubtful)) = match opening {
            "{{" => (Kind::Print, end_of_tag(rest, "}}")?),
            "{%" => (Kind::Statement, end_of_tag(rest, "%}")?),
            _ => (Kind::Comment, (rest.find("#}")?, false)),
        };
        let inside = &rest[..length];
        let (trims_before, trims_after) =
            (inside.starts_with('-'), inside.len() > 1 && inside.ends_with('-'));
        let (within, end) = (start + 2, start + 2 + length);
        let inside = within + usize::from(trims_before)..end - usize::from(trims_after);
        let mut tag = Self { kind, place: start..end + 2, inside, trims_before, trims_after, is_doubtful };
        if kind == Kind::Statement && source[tag.inside.clone()].trim_ascii() == "raw" {
            tag.kind = Kind::Raw;
            tag.place.end = end_of_raw(source, tag.place.end)?;
        }
        Some(tag)
    }
}

/// Where a tag closes, outside of quotes, and whether three braces stand in a row before.
fn end_of_tag(inside: &str, closing: &str) -> Option<(usize, bool)> {
    let (mut at, mut is_doubtful) = (0, false);
    while at < inside.len() {
        let rest = &inside[at..];
        is_doubtful |= rest.starts_with("}}}");
        if rest.starts_with(closing) {
            return Some((at, is_doubtful));
        }
        at += match rest.chars().next()? {
            quote @ ('"' | '\'' | '`') => quoted(rest, quote)?.len(),
            other => other.len_utf8(),
        };
    }
    None
}

/// Where the tag ends that ends what is kept as it is. Nothing else in there means anything, quotes neither.
fn end_of_raw(source: &str, from: usize) -> Option<usize> {
    let mut tags = source[from..].match_indices("{%").map(|(at, _)| from + at + 2);
    tags.find_map(|start| {
        let (inside, _) = source[start..].split_once("%}")?;
        let word = inside.strip_prefix('-').unwrap_or(inside);
        let word = word.strip_suffix('-').unwrap_or(word).trim_ascii();
        (word == "endraw").then_some(start + inside.len() + 2)
    })
}

/// The text in quotes that a text begins with.
fn quoted(text: &str, quote: char) -> Option<&str> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == quote {
            return text.get(..=at);
        }
    }
    None
}

/// A word or sign of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::theme) enum Word<'s> {
    /// A name.
    Name(&'s str),
    /// A text in quotes, with them.
    Quoted(&'s str),
    /// A whole number.
    Number(&'s str),
    /// White space.
    Space(&'s str),
    /// Any other sign.
    Sign(char),
}

impl<'s> Word<'s> {
    /// The word as it is written.
    pub(in crate::theme) fn write(self, out: &mut String) {
        match self {
            Self::Name(text) | Self::Quoted(text) | Self::Number(text) | Self::Space(text) => {
                out.push_str(text);
            }
            Self::Sign(sign) => out.push(sign),
        }
    }

    /// Whether it is white space.
    pub(in crate::theme) fn is_space(self) -> bool {
        matches!(self, Self::Space(_))
    }

    /// The text in the quotes, if it is one that needs no escapes.
    pub(in crate::theme) fn plain_text(self) -> Option<&'s str> {
        let Self::Quoted(quoted) = self else { return None };
        let text = quoted.get(1..quoted.len() - 1)?;
        is_plain(text).then_some(text)
    }
}

/// Whether a text can stand in quotes, and in a template, as it is.
pub(in crate::theme) fn is_plain(text: &str) -> bool {
    !text.contains(['"', '\'', '`', '\\', '{', '}', '\n', '\r'])
}

/// The name that a tag begins with, and what follows it.
pub(in crate::theme) fn keyword(inside: &str) -> (&str, &str) {
    let inside = inside.trim_start();
    inside.split_at(inside.find(|c| !is_in_name(c)).unwrap_or(inside.len()))
}

/// The words of what stands in a tag.
pub(in crate::theme) fn words(inside: &str) -> Option<Vec<Word<'_>>> {
    let mut words = Vec::new();
    let mut rest = inside;
    while let Some(first) = rest.chars().next() {
        let run = |is_in: fn(char) -> bool| rest.find(|c| !is_in(c)).unwrap_or(rest.len());
        let (word, length) = match first {
            '"' | '\'' | '`' => {
                let text = quoted(rest, first)?;
                (Word::Quoted(text), text.len())
            }
            _ if first.is_whitespace() => {
                let length = run(char::is_whitespace);
                (Word::Space(&rest[..length]), length)
            }
            _ if first.is_ascii_digit() => {
                let length = run(|c| c.is_ascii_digit());
                (Word::Number(&rest[..length]), length)
            }
            _ if is_in_name(first) => {
                let length = run(is_in_name);
                (Word::Name(&rest[..length]), length)
            }
            _ => (Word::Sign(first), first.len_utf8()),
        };
        words.push(word);
        rest = &rest[length..];
    }
    Some(words)
}

fn is_in_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}
