//! Signs at the ends of a text that belong to something else, and marks within it that only Markdown takes: half a pair of
//! quotes, the comma that another program wants behind a value, a remark as HTML has it.

use std::ops::Range;

use super::super::written;
use super::super::yaml::{Kind, Node};
use super::Shape;
use super::checker::Checker;
use crate::diagnostics::{Code, Collector};
use crate::markdown::letter_of;

/// Elements of HTML that people write into a text.
const ELEMENTS: [&str; 11] = ["b", "i", "u", "em", "strong", "br", "p", "span", "font", "div", "center"];

/// What stands at an end of a text and does not belong there.
#[derive(Debug, PartialEq, Eq)]
pub enum Stray {
    /// One sign, and where it stands.
    Sign(char, Range<usize>),
    /// A remark of HTML or of a program, and where it stands.
    Remark(Range<usize>),
}

impl Stray {
    /// The sign and its place, where it is one.
    pub fn sign(self) -> Option<(char, Range<usize>)> {
        match self {
            Self::Sign(sign, at) => Some((sign, at)),
            Self::Remark(_) => None,
        }
    }
}

/// What stands at an end of a text without quotes and does not belong there: it would stand on the page.
pub fn stray(text: &str) -> Option<Stray> {
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    let inner = text.trim_matches(|c: char| c == first || c == last);
    if !inner.contains(char::is_alphanumeric) {
        return None;
    }
    let end = text.len() - last.len_utf8()..text.len();
    let before = text[..end.start].chars().next_back();
    let has = |signs: &str| text.contains(|c| signs.contains(c));
    let is_entity = || text.rfind('&').is_some_and(|at| !text[at..].contains(' '));
    let is_lost = match last {
        ',' | '\\' => true,
        ';' => !is_entity(),
        // A number with it is one of inches.
        '"' => text.matches('"').count() == 1 && !has("“„") && !before.is_some_and(char::is_numeric),
        '”' | '»' => {
            !has("“„«\"") && text.matches(last).count() == 1 && !before.is_some_and(char::is_numeric)
        }
        _ => false,
    };
    if is_lost {
        return Some(Stray::Sign(last, end));
    }
    let is_open = matches!(first, '“' | '„' | '«') && text.matches(first).count() == 1 && !has("”»\"") && {
        first != '„' || !has("“")
    };
    if is_open {
        return Some(Stray::Sign(first, 0..first.len_utf8()));
    }
    let begin = [("<!--", "-->"), ("/*", "*/")].iter().find_map(|(open, close)| {
        text.ends_with(close).then(|| text.rfind(open)).flatten().filter(|at| text[..*at].ends_with(' '))
    });
    begin.map(|begin| Stray::Remark(begin..text.len()))
}

/// `Principal'`: an apostrophe at the end that is no plural's, as in `Teachers'`.
fn lone_apostrophe(text: &str) -> Option<Stray> {
    let before = text.strip_suffix('\'')?;
    let is_plural = before.ends_with(['s', 'S', 'x', 'z']);
    let is_alone = before.ends_with(char::is_alphabetic) && !before.contains(['\'', '‘', '’']);
    (is_alone && !is_plural).then_some(Stray::Sign('\'', before.len()..text.len()))
}

/// Where a `?` stands in place of a letter that another program did not know: `Mar?a`.
fn lost_letter(text: &str) -> Option<usize> {
    let is_address = |at: usize| {
        let word = text[..at].rsplit(' ').next().unwrap_or_default();
        word.contains(['/', '.', ':', '='])
    };
    text.match_indices('?').map(|(at, _)| at).find(|at| {
        let is_within =
            text[..*at].ends_with(char::is_alphabetic) && text[at + 1..].starts_with(char::is_lowercase);
        is_within
            && !is_address(*at)
            && !text[*at..].split(' ').next().unwrap_or_default().contains(['=', '/'])
    })
}

/// Tells of one sign that stands at an end of a text and does not belong there.
pub fn tell_stray(sign: char, at: &Range<usize>, out: &mut Collector<'_>) {
    let message = format!("this `{sign}` has no other one, or nothing to part, and would stand on the page");
    out.tell(Code::StraySign, at, message, Some(format!("remove the `{sign}`")));
}

/// A text without the marks in it that only Markdown and HTML take.
pub fn without_marks(text: &str) -> Option<(Code, &'static str, String)> {
    // Nearly every text has none.
    if !text.contains(['*', '_', ']', '<', '&', '#']) {
        return None;
    }
    let bare = without_stars(text).or_else(|| without_address(text)).or_else(|| without_sign(text));
    if let Some(bare) = bare {
        let message = "these signs of Markdown would stand on the page: this is a plain text";
        return Some((Code::UntakenMarkdown, message, bare));
    }
    let bare = without_html(text)?;
    Some((Code::RawHtml, "this HTML would stand on the page: this is a plain text", bare))
}

/// `## Start here`, without the signs of a heading; `# of schools` is how many there are.
fn without_sign(text: &str) -> Option<String> {
    let words = text.trim_start_matches('#').strip_prefix(' ')?;
    let is_heading = text.starts_with("##") || words.starts_with(char::is_uppercase);
    (text.starts_with('#') && is_heading).then(|| words.trim().to_string())
}

/// `The **head** of all`, without its stars.
fn without_stars(text: &str) -> Option<String> {
    ["**", "__"].iter().find_map(|sign| {
        let (before, rest) = text.split_once(sign)?;
        let (words, behind) = rest.split_once(sign)?;
        let is_free = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let are_words = words.starts_with(char::is_alphanumeric) && !words.ends_with(' ');
        (is_free && are_words && !behind.contains(sign)).then(|| [before, words, behind].concat())
    })
}

/// `Write to [us](https://oak.example.org)`, without the address.
fn without_address(text: &str) -> Option<String> {
    let at = text.find("](")?;
    let begin = text[..at].rfind('[')?;
    let end = at + text[at..].find(')')?;
    let address = &text[at + 2..end];
    let is_address = address.contains("://") || address.starts_with("mailto:") || address.contains(".md");
    let before = text[..begin].trim_end_matches('!');
    (is_address && begin + 1 < at).then(|| [before, &text[begin + 1..at], &text[end + 1..]].concat())
}

/// A text without elements and signs of HTML.
fn without_html(text: &str) -> Option<String> {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, behind) = rest.split_at(at);
        bare.push_str(before);
        let end = behind[1..].find(['<', '>']).map(|end| end + 1);
        let end = end.filter(|end| behind[*end..].starts_with('>') && is_element(&behind[1..*end]));
        let Some(end) = end else {
            bare.push('<');
            rest = &behind[1..];
            continue;
        };
        // A break parts words.
        if behind[1..end].starts_with("br") && !bare.ends_with(' ') {
            bare.push(' ');
        }
        rest = behind[end + 1..].trim_start_matches(|c| bare.ends_with(' ') && c == ' ');
    }
    bare.push_str(rest);
    let bare = without_entities(&bare);
    let bare = bare.trim();
    (bare != text.trim() && !bare.is_empty()).then(|| bare.to_string())
}

/// A text with the letters and signs that entities of HTML stand for: `Mar&iacute;a`.
fn without_entities(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, behind) = rest.split_at(at);
        bare.push_str(before);
        let end = behind[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').map(|end| end + 1);
        let entity = end.filter(|end| behind[*end..].starts_with(';')).map(|end| &behind[..=end]);
        if let Some((entity, letter)) = entity.and_then(|entity| Some((entity, letter_of(entity)?))) {
            // A blank that parts no lines is one.
            bare.push_str(&letter.replace('\u{a0}', " "));
            rest = &behind[entity.len()..];
        } else {
            bare.push('&');
            rest = &behind[1..];
        }
    }
    bare.push_str(rest);
    bare
}

/// Whether what stands in angle brackets begins or ends an element.
fn is_element(inner: &str) -> bool {
    let name = inner.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
    ELEMENTS.contains(&name.to_ascii_lowercase().as_str())
}

impl Checker<'_, '_> {
    /// Warns of a sign at an end of a text that does not belong to it; false where there is none.
    pub(super) fn warn_of_stray(&mut self, node: &Node, shape: &Shape, key: Option<&str>) -> bool {
        let Kind::Scalar { text, plain: true } = &node.kind else { return false };
        if !matches!(shape, Shape::Text | Shape::Name | Shape::Line) {
            return false;
        }
        let source = self.out.file().text().get(node.span.clone()).unwrap_or_default();
        // Names of other languages than English may end so; what is wrong with a state is told as such.
        let is_name = matches!(shape, Shape::Name) || matches!(key, Some("name" | "state"));
        let apostrophe = lone_apostrophe(source).filter(|_| !is_name);
        match stray(source).or(apostrophe) {
            Some(Stray::Sign(sign, at)) => {
                let at = node.span.start + at.start..node.span.start + at.end;
                tell_stray(sign, &at, self.out);
                true
            }
            Some(Stray::Remark(at)) if *source == **text => {
                let bare = self.as_value(node, key, &written::value(source[..at.start].trim_end()));
                let at = node.span.start + at.start..node.span.end;
                let message = "this is no remark here, and would stand on the page";
                let hint = format!("write `{bare}`; a remark stands in a line of its own, behind `# `");
                self.out.tell(Code::StraySign, &at, message, Some(hint));
                true
            }
            _ if let Some(at) = lost_letter(source) => {
                let at = node.span.start + at..node.span.start + at + 1;
                let message = "a `?` stands within a word, where a letter seems to be lost";
                let hint = "write the letter that belongs here in place of the `?`".to_string();
                self.out.tell(Code::StraySign, &at, message, Some(hint));
                true
            }
            _ => false,
        }
    }

    /// Warns of marks of Markdown or HTML in a text that takes none.
    pub(super) fn warn_of_marks(&mut self, node: &Node, key: Option<&str>, owner: Option<&str>) {
        if owner == Some("about") {
            return;
        }
        let Some((code, message, bare)) = node.text().and_then(without_marks) else { return };
        // What a hidden name is with other letters, no other message knows.
        let is_of_member = self.around.last().is_some_and(|(object, _)| object.field("show_name").is_some());
        let hint =
            if is_of_member && key == Some("name") && node.text().is_some_and(|text| text.contains('&')) {
                "write each letter itself in place of what stands from a `&` to a `;`".to_string()
            } else {
                format!("write `{}`", self.as_value(node, key, &written::value(&bare)))
            };
        self.out.tell(code, &node.span, message, Some(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_belong_to_nothing_are_seen_at_both_ends() {
        for (text, sign) in [
            ("Principal,", ','),
            ("Principal;", ';'),
            ("Principal\"", '"'),
            ("Principal”", '”'),
            ("“Principal", '“'),
            ("«Principal", '«'),
            ("Principal\\", '\\'),
        ] {
            assert!(matches!(stray(text), Some(Stray::Sign(found, _)) if found == sign), "{text}");
        }
        assert_eq!(stray("CA <!-- the state -->"), Some(Stray::Remark(3..21)));
        for text in [
            "The “Oak”",
            "“Oak” and elm",
            "Screen of 27\"",
            "She said \"yes\"",
            "R&amp;",
            "Oak",
            "”",
            ",",
            "",
            "‘Iolani",
            "„Oak“",
            "Teachers'",
        ] {
            assert_eq!(stray(text), None, "{text}");
        }
    }

    #[test]
    fn marks_are_taken_out_of_a_plain_text() {
        for (text, bare) in [
            ("The **head** of all", "The head of all"),
            ("__Oak__", "Oak"),
            ("Write to [us](https://oak.example.org) now", "Write to us now"),
            ("<b>Oak</b>", "Oak"),
            ("Tuesday<br>3 pm", "Tuesday 3 pm"),
            ("Tuesday <br/> 3 pm", "Tuesday 3 pm"),
            ("Arts &amp; crafts", "Arts & crafts"),
            ("Mar&iacute;a &#38; Jos&eacute;", "María & José"),
        ] {
            assert_eq!(without_marks(text).map(|(.., bare)| bare).as_deref(), Some(bare), "{text}");
        }
        for text in
            ["2 ** 3", "a < b > c", "R&D", "__init__py", "[x](y)", "5*6*7", "<name>", "AT&T;", "&;", "&"]
        {
            assert_eq!(without_marks(text), None, "{text}");
        }
    }
}
