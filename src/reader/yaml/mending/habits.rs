//! Lines as other programs and languages have them: remarks, headings in brackets, links of Markdown, entries in a row.

use std::ops::Range;

use super::line::Line;
use super::{Way, below, bracketed, stray};
use crate::diagnostics::Code;
use crate::model::{Lang, SchoolLevel, id_of, id_problem};
use crate::reader::{vocabulary, written};

/// How remarks begin in other languages, and how they end.
const REMARKS: [(&str, &str); 5] = [("<!--", "-->"), ("/*", "*/"), ("//", ""), ("-- ", ""), ("; ", "")];

/// Ways to write a line that is written as elsewhere.
pub(super) fn ways(line: &Line<'_>) -> Vec<Way> {
    let all = [
        fence(line),
        remark(line),
        heading(line),
        link(line),
        colon_behind_quotes(line),
        sign_of_change(line, ""),
        sign_of_change(line, " "),
        comma_behind(line),
        entry_in_round_brackets(line),
        entry_in_a_row(line),
        languages_in_a_row(line),
        below::keys_in_a_row(line),
        below::item_behind_key(line),
        below::comma_first(line),
    ];
    all.into_iter().flatten().collect()
}

/// A line of signs that stands around code in Markdown.
fn fence(line: &Line<'_>) -> Option<Way> {
    let at = line.margin()..line.text.trim_end().len();
    let message = "such a line stands around code in a text of Markdown, and nowhere else";
    let way = || Way::new(Code::YamlCharacter, message, at.clone(), line.with(at.clone(), ""));
    let hint = || "remove this line, and the other one like it".to_string();
    line.text[at.start..].starts_with("```").then(|| Way { hint: Some(hint()), ..way() })
}

/// `<!-- the state -->` and `// the state`.
fn remark(line: &Line<'_>) -> Option<Way> {
    let at = line.margin();
    let text = line.text.trim();
    let words = REMARKS.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))?.trim();
    let written = line.with(at..line.text.len(), &format!("# {words}"));
    let message = "a remark begins with a `#` here, and a blank behind it";
    // `-- id: hill` is an entry with a dash too many.
    let is_entry = text.starts_with("--") && words.contains(':');
    let way = || Way::new(Code::YamlCharacter, message, at..at + text.len(), written);
    (!words.is_empty() && !is_entry)
        .then(|| way().plainly("write `# ` in place of the signs that it begins with"))
}

/// `[brand]`, as TOML has headings.
fn heading(line: &Line<'_>) -> Option<Way> {
    let at = line.margin();
    let text = line.text.trim();
    let key = text.strip_prefix('[')?.strip_suffix(']')?.trim_matches(['[', ']']);
    let message = format!("a heading such as `{key}` stands without brackets, and ends in a colon");
    let written = line.with(at..line.text.len(), &format!("{key}:"));
    let way = || Way::new(Code::YamlBracket, message, at..at + text.len(), written);
    vocabulary::is_heading(key).then(|| way().plainly(format!("write `{key}:`")))
}

/// `website: [Oak](https://oak.example.org)`.
fn link(line: &Line<'_>) -> Option<Way> {
    let value = line.value()?;
    let text = &line.text[value.clone()];
    let (words, target) =
        text.trim_start_matches('!').strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    let key = line.keys().last().map_or("", |(_, key)| *key);
    if key == "about" || words.contains(['[', ']']) || target.contains(['(', ' ']) {
        return None;
    }
    let is_address = target.contains("://");
    let stem = target.rsplit('/').next().unwrap_or_default();
    let stem = [".md", ".yml", ".html"].iter().find_map(|ending| stem.strip_suffix(ending)).unwrap_or(stem);
    let right = match vocabulary::is_prose(key) {
        true => written::value(words),
        false if let Some(address) = target.strip_prefix("mailto:") => address.to_string(),
        false if is_address => target.to_string(),
        false => stem.to_string(),
    };
    let message = "a link as Markdown writes it is none here";
    let way = || Way::new(Code::YamlBracket, message, value.clone(), line.with(value.clone(), &right));
    (!right.is_empty()).then(|| way().plainly("write what stands in one of its two pairs of brackets, alone"))
}

/// `"rubric" "school-team",` and `"rubric" = "school-team",`.
fn colon_behind_quotes(line: &Line<'_>) -> Option<Way> {
    let start = line.start();
    let (key, rest) = line.text[start..].strip_prefix('"')?.split_once('"')?;
    let value = rest.trim_start_matches([' ', '=', ';', '\t']);
    let end = start + key.len() + 2;
    let message = format!("a colon is missing behind `{key}`");
    let written = line.with(end..line.text.len() - value.len(), ": ");
    let is_one = vocabulary::is_key(key)
        && value.len() < rest.len()
        && !value.is_empty()
        && !value.starts_with([':', ',', '}']);
    let way = || Way::new(Code::YamlKey, message, start..end, written);
    is_one.then(|| way().plainly("put a colon between the key and its value"))
}

/// `+  state: CA`, a line of what a program for versions shows.
fn sign_of_change(line: &Line<'_>, instead: &str) -> Option<Way> {
    let rest = line.text.strip_prefix('+').filter(|rest| rest.starts_with(' '))?;
    let key = rest.trim_start().split(':').next().unwrap_or_default();
    (rest.contains(':') && !key.is_empty()).then(|| stray::without(line, 0..1, instead, "before a key"))
}

/// `- {id: hill, name: Hill School},` and `state: "CA",`.
fn comma_behind(line: &Line<'_>) -> Option<Way> {
    let text = line.text.trim_end();
    let bare = text.trim_end_matches([',', ';']);
    let at = bare.len()..text.len();
    let ends = bare.len() < text.len() && bare.ends_with(['}', ']', '"', '\'']);
    let sign = &text[at.clone()];
    let message = "nothing goes on behind this sign: it belongs to another program's files";
    let mut way = Way::new(Code::YamlCharacter, message, at.clone(), line.with(at.clone(), ""));
    way.hint = Some(format!("remove the `{sign}`"));
    ends.then_some(way)
}

/// `- (id: hill, name: Hill School)`.
fn entry_in_round_brackets(line: &Line<'_>) -> Option<Way> {
    let Range { start, end } = line.inner();
    let inner = line.text[start..end].strip_prefix('(')?.strip_suffix(')')?;
    let message = "round brackets stand in the place of braces";
    let written = line.with(start..end, &format!("{{{inner}}}"));
    (start > line.margin() && bracketed::is_entry(inner))
        .then(|| Way::new(Code::YamlBracket, message, start..start + 1, written).plainly(written::BRACES))
}

/// `- id: hill, name: Hill School`.
fn entry_in_a_row(line: &Line<'_>) -> Option<Way> {
    let Range { start, end } = line.inner();
    let text = &line.text[start..end];
    let (first, _) = text.split_once(':').filter(|_| start > line.margin() && bracketed::is_entry(text))?;
    let goes_on = text.match_indices(", ").any(|(at, _)| {
        let second = &text[at + 2..];
        let key = || second.split(':').next().unwrap_or_default();
        bracketed::is_entry(second) && vocabulary::stand_together(first, key())
    });
    let message = "several keys stand in this line: they belong in braces, or each in a line of its own";
    let written = line.with(start..end, &format!("{{{text}}}"));
    goes_on.then(|| Way::new(Code::YamlBracket, message, start..end, written).plainly(written::IN_BRACES))
}

/// `name: en: Oak, es: Roble`.
fn languages_in_a_row(line: &Line<'_>) -> Option<Way> {
    let key = line.keys().last().map_or("", |(_, key)| *key);
    let value = line.value().filter(|_| vocabulary::is_translated(key) && vocabulary::is_key(key))?;
    let text = &line.text[value.clone()];
    let is_one = |part: &str| {
        part.split_once(": ").is_some_and(|(tag, words)| {
            tag.len() == 2
                && Lang::parse(tag).is_some()
                && !words.trim().is_empty()
                && !words.contains([':', '{', '}'])
        })
    };
    let message = "a text in several languages stands in braces";
    let written = line.with(value.clone(), &format!("{{{text}}}"));
    let way = || Way::new(Code::YamlColon, message, value, written).plainly(written::IN_BRACES);
    text.split(", ").all(is_one).then(way)
}

/// A row of a table as an entry with an id and a name, below a dash in a column.
pub(super) fn row(line: &Line<'_>, dash: usize, first: &str, rest: &[&str]) -> Option<Way> {
    let is_id = id_problem(first).is_none();
    let (id, name) = if is_id { (first.to_string(), *rest.first()?) } else { (id_of(first), first) };
    let level = rest.iter().find(|cell| SchoolLevel::parse(cell).is_some());
    let level = level.map_or_else(String::new, |level| format!(", level: {level}"));
    let entry = format!("- {{id: {id}, name: {}{level}}}", written::value(name));
    let message = "this line is a row of a table, and an entry stands here behind a dash, with its keys";
    let at = line.margin()..line.text.trim_end().len();
    (!id.is_empty()).then(|| Way::new(Code::YamlDash, message, at, format!("{}{entry}", " ".repeat(dash))))
}
