//! What of a string is lost, or would stand on the page beside its words: signs that belong to nothing, and forms that the
//! language never asks for.

use icu_plurals::PluralCategory;

use super::CATEGORIES;
use crate::diagnostics::{Code, Collector};
use crate::reader::shape::{CURLY, LOST, Stray, stray, tell_stray, within_curly_quotes};
use crate::reader::written;
use crate::reader::yaml::{Kind, Node};

/// Brackets of other programs around a placeholder.
const OTHER_BRACKETS: [(&str, &str); 7] =
    [("(", ")"), ("[", "]"), ("<", ">"), ("%", "%"), ("｛", "｝"), ("{", ""), ("", "}")];

/// Warns of signs at the ends of a string without quotes, and of an end that became a remark.
pub(super) fn warn_of_signs(key: &str, value: &Node, out: &mut Collector<'_>) {
    let Kind::Scalar { text, plain: true } = &value.kind else { return };
    let line = out.file().line_range(value.span.end);
    let rest = out.file().text().get(value.span.end..line.end).unwrap_or_default();
    let remark = rest.trim_start().strip_prefix('#').filter(|_| rest.starts_with([' ', '\t']));
    if remark.is_some_and(|remark| remark.starts_with(char::is_alphanumeric)) {
        let end = value.span.end + rest.trim_end().len();
        let whole = out.file().text().get(value.span.start..end).unwrap_or_default();
        let hint = format!(
            "write `{key}: {}`; where a remark is meant, write a blank behind the `#`",
            written::in_quotes(whole)
        );
        return out.tell(Code::CutText, &(value.span.start..end), LOST, Some(hint));
    }
    if let Some(inner) = within_curly_quotes(text) {
        let hint = format!("write `{key}: {}`", written::in_quotes(inner));
        return out.tell(Code::CurlyQuotes, &value.span, CURLY, Some(hint));
    }
    let source = out.file().text().get(value.span.clone()).unwrap_or_default();
    if let Some((sign, at)) = stray(source).and_then(Stray::sign) {
        let at = value.span.start + at.start..value.span.start + at.end;
        tell_stray(sign, &at, out);
    }
}

/// Whether a value begins with a sign that is refused, which was told.
pub(super) fn is_refused(value: &Node, out: &Collector<'_>) -> bool {
    let line = out.file().line_range(value.span.start);
    let text = out.file().text().get(line).unwrap_or_default();
    text.split_once(':').is_some_and(|(_, rest)| rest.trim_start().starts_with(['&', '!', '*']))
}

/// Where a placeholder stands in other signs than its braces.
pub(super) fn in_other_brackets(
    name: &str,
    value: &Node,
    out: &Collector<'_>,
) -> Option<std::ops::Range<usize>> {
    let source = out.file().text().get(value.span.clone())?;
    OTHER_BRACKETS.iter().find_map(|(open, close)| {
        let written = format!("{open}{name}{close}");
        let at = source.find(&written)?;
        Some(value.span.start + at..value.span.start + at + written.len())
    })
}

/// The form that is meant by another word for it.
pub(super) fn meant_form(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "singular" | "1" | "single" | "uno" => Some("one"),
        "plural" | "n" | "others" | "default" | "otro" | "otros" => Some("other"),
        "0" | "none" => Some("zero"),
        "2" => Some("two"),
        _ => None,
    }
}

/// Tells of a form that the language of the file never asks for; false where it does.
pub(super) fn is_form_of_others(
    (name, category): (&Node, PluralCategory),
    (wanted, has_other): (&[PluralCategory], bool),
    out: &mut Collector<'_>,
) -> bool {
    if wanted.is_empty() || wanted.contains(&category) {
        return false;
    }
    let word = name.text().unwrap_or_default();
    let known = CATEGORIES.iter().filter(|(_, known)| wanted.contains(known));
    let known: Vec<String> = known.map(|(word, _)| format!("`{word}`")).collect();
    let message = format!("the language of this file has no form `{word}`, so these words stand on no page");
    let hint = if has_other {
        format!("remove this line; its forms are {}", known.join(" and "))
    } else {
        "did you mean `other`?".to_string()
    };
    out.tell(Code::UnusedKey, &name.span, message, Some(hint));
    true
}

/// Tells of forms that stand beside the key which they belong to, and gives how many these are.
pub(super) fn count_displaced(index: usize, entries: &[(Node, Node)], out: &mut Collector<'_>) -> usize {
    let Some((name, value)) = entries.get(index).filter(|(_, value)| value.is_empty()) else { return 0 };
    let is_form = |(name, _): &&(Node, Node)| CATEGORIES.iter().any(|(word, _)| name.text() == Some(*word));
    let forms: Vec<_> = entries[index + 1..].iter().take_while(is_form).collect();
    let (Some((first, _)), Some((_, last))) = (forms.first(), forms.last()) else { return 0 };
    if is_refused(value, out) {
        return 0;
    }
    let key = name.text().unwrap_or_default();
    let message = format!("nothing stands behind `{key}`, so these lines belong to nothing");
    let hint = format!("write two more blanks before each line that belongs to `{key}`");
    out.tell(Code::YamlIndent, &(first.span.start..last.span.end), message, Some(hint));
    forms.len()
}
