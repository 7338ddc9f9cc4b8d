//! A template as text and tags, and a tag as words: just enough of the engine's language to put things into
//! templates before they are loaded. What it does not know for sure it refuses, and the template stays as it is.

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text that is written as it is.
    Text(String),
    /// `{{ … }}`: what stands between the braces.
    Print(String),
    /// `{% … %}`: what stands between the signs.
    Tag(String),
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
    pub(super) fn plain_text(self) -> Option<&'s str> {
        let Self::Quoted(quoted) = self else { return None };
        let text = quoted.get(1..quoted.len() - 1)?;
        is_plain(text).then_some(text)
    }
}

/// Whether a text can stand in quotes, and in a template, as it is.
pub(super) fn is_plain(text: &str) -> bool {
    !text.contains(['"', '\'', '`', '\\', '{', '}', '\n', '\r'])
}

/// A piece as it was found, with what its signs say about the white space around it.
struct Found {
    /// `None` for a comment.
    piece: Option<Piece>,
    trims_before: bool,
    trims_after: bool,
}

/// The pieces of a template, white space already taken away where its tags say so; comments are left out. `None`
/// for what is not understood.
pub(super) fn pieces(source: &str) -> Option<Vec<Piece>> {
    let mut found: Vec<Found> = Vec::new();
    let mut rest = source;
    while let Some(at) = start_of_tag(rest) {
        push_text(&mut found, &rest[..at]);
        let (tag, after) = tag(&rest[at..])?;
        found.push(tag);
        rest = after;
    }
    push_text(&mut found, rest);
    trimmed(found)
}

fn push_text(found: &mut Vec<Found>, text: &str) {
    if !text.is_empty() {
        found.push(Found { piece: Some(Piece::Text(text.into())), trims_before: false, trims_after: false });
    }
}

fn start_of_tag(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(at, _)| at).find(|at| text[at + 1..].starts_with(['{', '%', '#']))
}

/// The tag that a text begins with, and what comes after it.
fn tag(text: &str) -> Option<(Found, &str)> {
    let (opening, inside) = text.split_at(2);
    let closing = match opening {
        "{{" => "}}",
        "{%" => "%}",
        _ => "#}",
    };
    let end = if closing == "#}" { inside.find(closing)? } else { end_of_tag(inside, closing)? };
    let after = &inside[end + 2..];
    let inside = &inside[..end];
    let (inside, trims_before) = inside.strip_prefix('-').map_or((inside, false), |inside| (inside, true));
    let (inside, trims_after) = inside.strip_suffix('-').map_or((inside, false), |inside| (inside, true));
    let inside = inside.trim().to_string();
    let piece = match opening {
        "{{" => Some(Piece::Print(inside)),
        "{%" if inside.split_whitespace().next() == Some("raw") => return None,
        "{%" => Some(Piece::Tag(inside)),
        _ => None,
    };
    Some((Found { piece, trims_before, trims_after }, after))
}

/// Where a tag closes, outside of quotes. Three braces in a row could be read in two ways.
fn end_of_tag(inside: &str, closing: &str) -> Option<usize> {
    let mut at = 0;
    while at < inside.len() {
        let rest = &inside[at..];
        if rest.starts_with("}}}") {
            return None;
        }
        if rest.starts_with(closing) {
            return Some(at);
        }
        at += match rest.chars().next()? {
            quote @ ('"' | '\'' | '`') => quoted(rest, quote)?.len(),
            other => other.len_utf8(),
        };
    }
    None
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

/// The pieces without the white space that tags take away, as the engine does it.
fn trimmed(found: Vec<Found>) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut trims_next = false;
    let before: Vec<bool> = found.iter().map(|found| found.trims_before).chain([false]).collect();
    for (index, Found { piece, trims_after, .. }) in found.into_iter().enumerate() {
        match piece {
            Some(Piece::Text(text)) => {
                let text = if trims_next { text.trim_start() } else { &text };
                let text = if before[index + 1] { text.trim_end() } else { text };
                trims_next = false;
                if text.ends_with('{') {
                    return None;
                }
                if !text.is_empty() {
                    pieces.push(Piece::Text(text.to_string()));
                }
            }
            Some(piece) => {
                trims_next = trims_after;
                pieces.push(piece);
            }
            None => trims_next |= trims_after,
        }
    }
    Some(pieces)
}

/// The template of pieces.
pub(super) fn source(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Print(inside) => out.extend(["{{ ", inside, " }}"]),
            Piece::Tag(inside) => out.extend(["{% ", inside, " %}"]),
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_goes_where_tags_say_so() {
        let read =
            pieces("a \n{%- if x -%}\n b {# - #} {#- c -#}\n d {{ \"}}\" -}} e {% endif %}\n").expect("read");
        assert_eq!(source(&read), "a{% if x %}b d {{ \"}}\" }}e {% endif %}\n");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for source in
            ["{% raw %}{{{% endraw %}", "{{ x", "{{ {a: {b: 1}}}", "{{ \"x }}", "{ {%- if x %}{% endif %}"]
        {
            assert_eq!(pieces(source), None, "{source}");
        }
    }
}
