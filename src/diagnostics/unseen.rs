//! Signs that nobody sees, such as they come along with what is copied from a page of the web: a key with one in it is no key,
//! and an id with one in it is another id.

/// Whether a sign controls what shows a text, and stands in none.
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')
}

/// What to do about such a sign.
pub const RETYPE: &str = "delete the whole word, and type it anew";

/// Whether a sign takes no room, or shows nothing.
pub fn is_unseen(c: char) -> bool {
    turns(c)
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        )
}

/// Whether a sign turns the direction of reading.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a sign is a blank, and not that of the space bar.
pub fn is_other_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// A text without the signs that nobody sees within it and the blanks around it, and the first of those signs; `None` where
/// there is none.
pub fn without_unseen(text: &str) -> Option<(String, char)> {
    // Most texts are, and all that is read comes by here.
    if text.is_ascii() {
        return None;
    }
    let trimmed = text.trim_matches(|c| is_other_blank(c) || is_unseen(c) || c == ' ');
    let is_around = trimmed.len() < text.len();
    let first = text.chars().find(|c| is_unseen(*c) || is_around && is_other_blank(*c))?;
    let bare: String = trimmed.chars().filter(|c| !is_unseen(*c)).collect();
    (!bare.is_empty()).then_some((bare, first))
}

/// What is told of such a sign.
pub fn unseen_message(sign: char) -> String {
    format!("a sign that nobody sees stands here: {} (U+{:04X})", name(sign), u32::from(sign))
}

/// What a sign is called.
fn name(c: char) -> &'static str {
    match c {
        '\0' => "a zero",
        '\u{b}' => "a line break within a paragraph, as word processors have it",
        '\u{c}' => "a page break",
        '\u{ad}' => "a soft hyphen",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' | '\u{200d}' => "a zero-width joiner",
        '\u{2060}' => "a word joiner",
        '\u{fffc}' => "the place of a picture that was not copied",
        '\u{feff}' => "a byte order mark",
        _ if turns(c) => "a mark of the direction of reading",
        _ if is_other_blank(c) => "a blank that no line ends at",
        _ => "an invisible sign",
    }
}

#[cfg(test)]
mod tests {
    use super::without_unseen;

    #[test]
    fn signs_that_nobody_sees_are_found() {
        let bare = |text| without_unseen(text).map(|(bare, _)| bare);
        assert_eq!(bare("schoo\u{200b}l").as_deref(), Some("school"));
        assert_eq!(bare("\u{a0}school").as_deref(), Some("school"));
        assert_eq!(bare("\u{202a}hill\u{202c}").as_deref(), Some("hill"));
        assert_eq!(bare("part\u{a0}of"), None);
        assert_eq!(bare("school"), None);
        assert_eq!(bare("\u{200b}"), None);
    }
}
