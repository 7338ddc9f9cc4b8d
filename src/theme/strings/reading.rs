//! Reading strings, and what is told of those that can't be used.

use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;
use icu_plurals::{PluralCategory, PluralRules};

use super::super::files::tell_no_strings;
use super::signs::{
    count_displaced, in_other_brackets, is_form_of_others, is_refused, meant_form, warn_of_signs,
};
use super::{CATEGORIES, Message, Messages, sorted_keys};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, SourceFile, did_you_mean, nearest};
use crate::model::Lang;
use crate::reader::written;
use crate::reader::yaml::{self, Kind, Node};

/// The strings of a file over those below it, which also tell which keys and placeholders there are.
pub(super) fn read(
    file: &Arc<SourceFile>,
    below: Option<&Messages>,
    plurals: Option<&PluralRules>,
    findings: &mut Findings,
) -> Messages {
    let mut messages = below.cloned().unwrap_or_default();
    let mut out = Collector::new(file, findings);
    let node = yaml::parse(file, 0..file.text().len(), out.findings());
    let Some(Node { kind: Kind::Map(entries), .. }) = node else {
        node.iter().for_each(|node| tell_no_strings(node, &mut out));
        return messages;
    };
    let wanted: Vec<PluralCategory> = plurals.map(|rules| rules.categories().collect()).unwrap_or_default();
    let keys = entries.iter().rev().filter_map(|(name, _)| Some((name.text()?, name)));
    let firsts: HashMap<&str, &Node> = keys.collect();
    let mut displaced_until = 0;
    for (index, (name, value)) in entries.iter().enumerate() {
        let Some(key) = name.text().filter(|_| index >= displaced_until) else { continue };
        let displaced = count_displaced(index, &entries, &mut out);
        if displaced > 0 {
            displaced_until = index + 1 + displaced;
            continue;
        }
        let first = firsts.get(key).copied().filter(|first| !std::ptr::eq(*first, name));
        if is_repeated(name, first, &mut out) {
            continue;
        }
        let known = below.map(|below| below.get(key));
        if let Some(None) = known {
            let keys = below.into_iter().flat_map(sorted_keys);
            out.tell(
                Code::UnknownString,
                &name.span,
                format!("there is no string `{key}`"),
                did_you_mean(key, keys).or_else(|| without_heading(value)).or_else(|| Some(no_such_key())),
            );
            continue;
        }
        let Some(message) = read_message(key, value, &wanted, &mut out) else { continue };
        // What other languages are held against stays as it was.
        if let Some(Some(known)) = known
            && !has_known_placeholders(&message, known, value, &mut out)
        {
            continue;
        }
        messages.insert(key.to_string(), message);
    }
    messages
}

/// Tells of a key that stands a second time, where there is a first one, which holds.
fn is_repeated(name: &Node, first: Option<&Node>, out: &mut Collector<'_>) -> bool {
    let Some(first) = first else { return false };
    let message = format!("the key `{}` stands here a second time", name.text().unwrap_or_default());
    let there = out.at(&first.span);
    let problem = Diagnostic::new(Code::DuplicateKey, out.at(&name.span), message);
    out.push(problem.related(there, "first here").hint("keep one of the two"));
    true
}

/// What to do with a key that stands above the strings.
fn without_heading(value: &Node) -> Option<String> {
    let is_heading = matches!(value.kind, Kind::Map(_));
    is_heading.then(|| "remove this line, and begin each of the lines below it in column 1".to_string())
}

/// What to do with a key that nothing is meant by.
fn no_such_key() -> String {
    "remove the line: the keys are those of the program's own words, and no others are asked for".to_string()
}

/// A string, unless it can't be used, which is told.
fn read_message(
    key: &str,
    value: &Node,
    wanted: &[PluralCategory],
    out: &mut Collector<'_>,
) -> Option<Message> {
    match &value.kind {
        Kind::Scalar { text, .. } if value.is_null_word() => {
            let hint = format!("put it in quotes if it is meant: `{key}: \"{text}\"`; or remove the line");
            let message = format!("`{text}` without quotes stands for nothing, where text is expected");
            out.tell(Code::NullWord, &value.span, message, Some(hint));
            None
        }
        Kind::Scalar { .. } if is_refused(value, out) => None,
        Kind::Scalar { text, .. } if !text.is_empty() => {
            warn_of_signs(key, value, out);
            has_closed_braces(text, value, out).then(|| Message::Plain(text.to_string()))
        }
        Kind::Map(entries) if is_without_quotes(entries, value, out) => {
            let line = out.file().line_range(value.span.start);
            let source = out.file().text().get(value.span.start..line.end).unwrap_or_default().trim();
            let hint = format!("write `{key}: {}`", written::in_quotes(source));
            let message = "words that begin with a brace need quotes";
            out.tell(
                Code::WrongType,
                &(value.span.start..value.span.start + source.len()),
                message,
                Some(hint),
            );
            None
        }
        Kind::Map(entries) if is_in_languages(entries) => {
            let message = format!("the string `{key}` should be text, in the language of this file alone");
            let hint = "write the words without the braces; those in another language stand in its own file, such as `es.yml`";
            out.tell(Code::WrongType, &value.span, message, Some(hint.to_string()));
            None
        }
        Kind::Map(entries) => read_forms(key, entries, (value, wanted), out),
        Kind::List(items) if !items.is_empty() && items.iter().all(is_group) => {
            let message = format!("the forms of `{key}` stand behind their names, without dashes");
            let hint = "write a blank in place of each dash".to_string();
            out.tell(Code::WrongType, &value.span, message, Some(hint));
            None
        }
        Kind::Scalar { .. } | Kind::List(_) => {
            let message = format!("the string `{key}` should be text");
            let hint = format!("write its words in quotes: `{key}: \"…\"`; or remove the line");
            out.tell(Code::WrongType, &value.span, message, Some(hint));
            None
        }
    }
}

/// Whether a placeholder alone became a group of keys: `{date}`.
fn is_without_quotes(entries: &[(Node, Node)], value: &Node, out: &Collector<'_>) -> bool {
    let begins = out.file().text().get(value.span.start..).is_some_and(|rest| rest.starts_with('{'));
    begins && !entries.is_empty() && entries.iter().all(|(_, value)| value.is_empty())
}

/// Whether a node has keys of its own.
fn is_group(node: &Node) -> bool {
    matches!(node.kind, Kind::Map(_))
}

/// Whether words stand under the tags of languages.
fn is_in_languages(entries: &[(Node, Node)]) -> bool {
    let is_tag = |(name, _): &(Node, Node)| {
        name.text().is_some_and(|tag| (tag.len() == 2 || tag.contains('-')) && Lang::parse(tag).is_some())
    };
    !entries.is_empty() && entries.iter().all(is_tag)
}

/// The forms of a string for different numbers.
fn read_forms(
    key: &str,
    entries: &[(Node, Node)],
    (value, wanted): (&Node, &[PluralCategory]),
    out: &mut Collector<'_>,
) -> Option<Message> {
    let (mut forms, mut is_told, mut is_strange) = (Vec::new(), false, false);
    let has_other = entries.iter().any(|(name, _)| name.text() == Some("other"));
    for (index, (name, text)) in entries.iter().enumerate() {
        match read_form(name, text, &entries[..index], out) {
            Some((category, _)) if is_form_of_others((name, category), (wanted, has_other), out) => {
                is_strange = true;
            }
            Some(form) => forms.push(form),
            None => is_told = true,
        }
    }
    if forms.iter().all(|(category, _)| *category != PluralCategory::Other) {
        // What is misspelt may be just that form.
        if !is_told && !is_strange {
            let message = format!("the string `{key}` needs the form `other`");
            let hint = "add a line `other: …`, in the same column, with the words for any other number";
            out.tell(Code::MissingPlural, &value.span, message, Some(hint.to_string()));
        }
        return None;
    }
    if is_told || !forms.iter().all(|(_, text)| has_closed_braces(text, value, out)) {
        return None;
    }
    forms.sort_by_key(|(category, _)| CATEGORIES.iter().position(|(_, known)| known == category));
    Some(Message::Plural(forms))
}

/// One form with its words.
fn read_form(
    name: &Node,
    value: &Node,
    before: &[(Node, Node)],
    out: &mut Collector<'_>,
) -> Option<(PluralCategory, String)> {
    let word = name.text().unwrap_or_default();
    let Some((_, category)) = CATEGORIES.iter().find(|(known, _)| *known == word) else {
        let meant = meant_form(word).map(|meant| format!("did you mean `{meant}`?"));
        let hint = meant.or_else(|| did_you_mean(word, CATEGORIES.iter().map(|(name, _)| *name)));
        out.tell(Code::UnknownPlural, &name.span, format!("`{word}` is no plural category"), hint);
        return None;
    };
    let first = before.iter().map(|(other, _)| other).find(|other| other.text() == Some(word));
    if is_repeated(name, first, out) {
        return None;
    }
    let words = value.text().filter(|text| !text.trim().is_empty() && !value.is_null_word());
    if words.is_none() {
        let message = format!("the form `{word}` should be text, and nothing else");
        let hint = format!("write its words in quotes: `{word}: \"…\"`; or remove the line");
        out.tell(Code::WrongType, &value.span, message, Some(hint));
    }
    words.map(|text| (*category, text.to_string()))
}

/// Whether a string has no placeholders but those that it is filled with; others are told, and those that it lacks.
fn has_known_placeholders(message: &Message, known: &Message, value: &Node, out: &mut Collector<'_>) -> bool {
    let (allowed, own) = (known.placeholders(), message.placeholders());
    let unknown: Vec<&str> = own.iter().copied().filter(|name| !allowed.contains(name)).collect();
    for name in &unknown {
        let near = nearest(name.trim(), allowed.iter().copied()).map(|near| format!("write `{{{near}}}`"));
        let hint = near.or_else(|| did_you_mean(name, allowed.iter().copied()));
        let text = format!("this string has no placeholder `{{{name}}}`");
        out.tell(Code::UnknownPlaceholder, &placeholder(name, value, out), text, hint);
    }
    if unknown.is_empty() {
        for name in allowed.difference(&own) {
            let text = format!("these words leave out `{{{name}}}`, which the program fills in");
            if let Some(at) = in_other_brackets(name, value, out) {
                let hint = format!("write `{{{name}}}`");
                out.tell(Code::MissingPlaceholder, &at, text, Some(hint));
                continue;
            }
            let hint = format!("write `{{{name}}}` where it belongs in them");
            out.tell(Code::MissingPlaceholder, &value.span, text, Some(hint));
        }
    }
    unknown.is_empty()
}

/// Where a placeholder stands in the words of a string; all of them where it is not written as it is meant.
fn placeholder(name: &str, value: &Node, out: &Collector<'_>) -> Range<usize> {
    let written = format!("{{{name}}}");
    let source = out.file().text().get(value.span.clone()).unwrap_or_default();
    source
        .find(&written)
        .map_or(value.span.clone(), |at| value.span.start + at..value.span.start + at + written.len())
}

/// Whether every brace of a text that begins a placeholder is closed, and none stands twice; what is not so is told.
fn has_closed_braces(text: &str, value: &Node, out: &mut Collector<'_>) -> bool {
    if let Some((_, rest)) = text.split_once("{{") {
        let name = rest.split('}').next().unwrap_or_default().trim();
        let source = out.file().text().get(value.span.clone()).unwrap_or_default();
        let span =
            source.find("{{").zip(source.find("}}").map(|end| end + 2)).filter(|(begin, end)| begin < end);
        let span =
            span.map_or(value.span.clone(), |(begin, end)| value.span.start + begin..value.span.start + end);
        let message = "a placeholder stands in one pair of braces, and not in two";
        out.tell(Code::UnknownPlaceholder, &span, message, Some(format!("write `{{{name}}}`")));
        return false;
    }
    let mut parts = text.split('{').skip(1).filter(|part| !part.contains('}'));
    let Some(open) = parts.next() else { return true };
    let name: String = open.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let source = out.file().text().get(value.span.clone()).unwrap_or_default();
    let written = format!("{{{name}");
    let span = source
        .find(&written)
        .map_or(value.span.clone(), |at| value.span.start + at..value.span.start + at + written.len());
    let message = format!("the brace of `{{{name}` is not closed");
    out.tell(Code::UnknownPlaceholder, &span, message, Some(format!("write `{{{name}}}`")));
    false
}
