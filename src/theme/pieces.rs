//! A template as text and tags: just enough of the engine's language to put things into templates before they are
//! loaded. What is not known for sure is refused, and the template stays as it is.

use super::tags::{Kind, keyword, tags};

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
    let mut at = 0;
    for tag in tags(source) {
        let tag = tag.filter(|tag| !tag.is_doubtful)?;
        push_text(&mut found, &source[at..tag.place.start]);
        let inside = source[tag.inside].trim();
        let piece = match tag.kind {
            Kind::Print => Some(Piece::Print(inside.to_string())),
            Kind::Statement if keyword(inside).0 != "raw" => Some(Piece::Tag(inside.to_string())),
            Kind::Statement | Kind::Raw => return None,
            Kind::Comment => None,
        };
        found.push(Found { piece, trims_before: tag.trims_before, trims_after: tag.trims_after });
        at = tag.place.end;
    }
    push_text(&mut found, &source[at..]);
    trimmed(found)
}

fn push_text(found: &mut Vec<Found>, text: &str) {
    if !text.is_empty() {
        found.push(Found { piece: Some(Piece::Text(text.into())), trims_before: false, trims_after: false });
    }
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
