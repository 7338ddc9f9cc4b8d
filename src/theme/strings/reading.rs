//! Reading single strings, and what is told of those that can't be used.

use icu_plurals::PluralCategory;

use super::{CATEGORIES, Message};
use crate::diagnostics::{Code, Collector, Diagnostic, did_you_mean};
use crate::reader::yaml::{Kind, Node};

/// Tells of a key that stands a second time; the first one holds.
pub(super) fn is_repeated(name: &Node, before: &[(Node, Node)], out: &mut Collector<'_>) -> bool {
    let Some((first, _)) = before.iter().find(|(other, _)| other.text() == name.text()) else { return false };
    let message = format!("the key `{}` stands here a second time", name.text().unwrap_or_default());
    let there = out.at(&first.span);
    let problem = Diagnostic::new(Code::DuplicateKey, out.at(&name.span), message);
    out.push(problem.related(there, "first here").hint("keep one of the two"));
    true
}

/// A string, unless it can't be used, which is told.
pub(super) fn read_message(key: &str, value: &Node, out: &mut Collector<'_>) -> Option<Message> {
    match &value.kind {
        Kind::Scalar { text, .. } if !text.is_empty() => {
            has_closed_braces(text, value, out).then(|| Message::Plain(text.to_string()))
        }
        Kind::Map(entries) => {
            let (mut forms, mut is_told) = (Vec::new(), false);
            for (name, text) in entries {
                let word = name.text().unwrap_or_default();
                if let (Some((_, category)), Some(text)) =
                    (CATEGORIES.iter().find(|(known, _)| *known == word), text.text())
                {
                    forms.push((*category, text.to_string()));
                } else {
                    is_told = true;
                    let hint = did_you_mean(word, CATEGORIES.iter().map(|(name, _)| *name));
                    out.tell(
                        Code::UnknownPlural,
                        &name.span,
                        format!("`{word}` is no plural category"),
                        hint,
                    );
                }
            }
            if forms.iter().all(|(category, _)| *category != PluralCategory::Other) {
                // What is misspelt may be just that form.
                if !is_told {
                    let message = format!("the string `{key}` needs the form `other`");
                    let hint =
                        "add a line `other: …`, in the same column, with the words for any other number";
                    out.tell(Code::MissingPlural, &value.span, message, Some(hint.to_string()));
                }
                return None;
            }
            if !forms.iter().all(|(_, text)| has_closed_braces(text, value, out)) {
                return None;
            }
            forms.sort_by_key(|(category, _)| CATEGORIES.iter().position(|(_, known)| known == category));
            Some(Message::Plural(forms))
        }
        Kind::Scalar { .. } | Kind::List(_) => {
            let message = format!("the string `{key}` should be text");
            let hint = format!("write its words in quotes: `{key}: \"…\"`; or remove the line");
            out.tell(Code::WrongType, &value.span, message, Some(hint));
            None
        }
    }
}

/// Whether a string has no placeholders but those that it is filled with; others are told.
pub(super) fn has_known_placeholders(
    message: &Message,
    known: &Message,
    value: &Node,
    out: &mut Collector<'_>,
) -> bool {
    let allowed = known.placeholders();
    let (code, mut is_known) = (Code::UnknownPlaceholder, true);
    for name in message.placeholders().into_iter().filter(|name| !allowed.contains(name)) {
        is_known = false;
        let hint = did_you_mean(name, allowed.iter().copied());
        out.tell(code, &value.span, format!("this string has no placeholder `{{{name}}}`"), hint);
    }
    is_known
}

/// Whether every brace of a text that begins a placeholder is closed; one that is not is told.
fn has_closed_braces(text: &str, value: &Node, out: &mut Collector<'_>) -> bool {
    let mut parts = text.split('{').skip(1).filter(|part| !part.contains('}'));
    let Some(open) = parts.next() else { return true };
    let name: String = open.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let message = format!("the brace of `{{{name}` is not closed");
    out.tell(Code::UnknownPlaceholder, &value.span, message, Some(format!("write `{{{name}}}` there")));
    false
}
