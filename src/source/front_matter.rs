//! The first lines of a guide, role description or rubric, between two lines `---`: where they begin and end, and what is
//! told of a text that has none.

use std::ops::Range;

use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place, SourceFile, is_unseen};
use crate::reader::written;

/// The range of the first lines, and the start of the text below them.
pub(super) fn split_front_matter(out: &mut Collector<'_>) -> Option<(Range<usize>, usize)> {
    let text = out.file().text();
    let is_translation =
        out.file().path().rsplit('/').next().is_some_and(|name| name.matches('.').count() > 1);
    if text.trim().is_empty() {
        let place = Place::file(out.file());
        let hint = if is_translation {
            "remove it, if its words are lost: then the text in the first language stands there; or begin it with `---`, a line `title: …`, and `---`"
        } else {
            "get its words back from a copy of it; if they are lost, begin it with `---`, a line `title: …`, and `---`, or remove it with its translations and the links to it"
        };
        out.push(Diagnostic::new(Code::EmptyFile, place, "this file is empty").hint(hint));
        return None;
    }
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        let end = first.trim_end().len().max(1);
        let (message, hint) = without_beginning(text);
        out.tell(Code::MissingFrontMatter, &(0..end), message, Some(hint));
        return None;
    }
    let start = first.len() + doubled_beginning(first.len(), out);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            warn_of_second(at + line.len(), out);
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    if let Some(almost) = almost_ended(text, start) {
        let message = "the line that ends the lines about the page has three dashes and nothing else";
        out.tell(Code::MissingFrontMatter, &almost, message, Some("write `---`".into()));
        return None;
    }
    let (place, below) = match last_key(text, start) {
        Some(line) => (line, "this one"),
        None => (0..3, "its last key"),
    };
    let message = "the lines about the page have no end";
    out.tell(Code::MissingFrontMatter, &place, message, Some(format!("write a line `---` below {below}")));
    None
}

/// Whether a line is one of those about a page: a key, or what goes on with one.
fn is_line(line: &str) -> bool {
    let key = line.split_once(':').map_or("", |(key, _)| key);
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_key || line.starts_with("  ") || line.starts_with("- ")
}

/// Where the last of the lines about the page stands, where those end at an empty line or at one that is none of them.
fn last_key(text: &str, start: usize) -> Option<Range<usize>> {
    let mut last = None;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if !is_line(bare) {
            return last;
        }
        last = Some(at + bare.len() - bare.trim_start().len()..at + bare.len());
        at += line.len();
    }
    None
}

/// How long the line is that stands below the first `---` and is another one, with the lines about the page below it, which
/// is told.
fn doubled_beginning(start: usize, out: &mut Collector<'_>) -> usize {
    let mut lines = out.file().text()[start..].split_inclusive('\n');
    let second = lines.next().filter(|line| line.trim_end() == "---").unwrap_or_default();
    let mut keys = lines.map(str::trim_end).skip_while(|line| is_line(line));
    let is_doubled = !second.is_empty() && keys.next() == Some("---");
    let has_keys = out.file().text()[start + second.len()..].starts_with(|c: char| c.is_ascii_lowercase());
    if !is_doubled || !has_keys {
        return 0;
    }
    let message = "the lines about the page begin with one line `---`, and here stands a second one";
    out.tell(Code::SecondFrontMatter, &(start..start + 3), message, Some("remove this line".into()));
    second.len()
}

/// Warns of more lines about the page between two lines `---`, at the top of the text below the first ones.
fn warn_of_second(body: usize, out: &mut Collector<'_>) {
    let text = out.file().text();
    let below = text.get(body..).unwrap_or_default();
    let start = body + below.len() - below.trim_start().len();
    let mut lines = text[start..].lines().map(str::trim_end);
    if lines.next() != Some("---") {
        return warn_of_early_end(body, out);
    }
    let keys: Vec<&str> = lines.by_ref().take_while(|line| *line != "---").take(60).collect();
    let is_key = |line: &&str| {
        let key = line.split_once(": ").map(|(key, _)| key).or_else(|| line.strip_suffix(':'));
        key.is_some_and(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    };
    if keys.is_empty()
        || !keys.iter().all(is_key)
        || !text[start..].lines().skip(1).any(|line| line.trim_end() == "---")
    {
        return;
    }
    let message = "lines about the page stand here a second time, and would be read as its text";
    let hint = format!(
        "remove these {} lines, from this `---` to the next; what they say belongs between the first two `---`",
        keys.len() + 2
    );
    out.tell(Code::SecondFrontMatter, &(start..start + 3), message, Some(hint));
}

/// Warns of a line `---` with more lines about the page right below it, and another `---` below those: they are lost.
fn warn_of_early_end(body: usize, out: &mut Collector<'_>) {
    let text = out.file().text();
    let lines: Vec<&str> = text[body..].lines().map(str::trim_end).take(60).collect();
    let Some(end) = lines.iter().position(|line| *line == "---").filter(|end| *end > 0) else { return };
    if !lines[..end].iter().all(|line| is_line(line)) || lines[0].starts_with([' ', '-']) {
        return;
    }
    let mark = text[..body].trim_end();
    let at = mark.len().saturating_sub(3)..mark.len();
    let message = "the lines about the page end here, and more of them stand below";
    out.tell(Code::SecondFrontMatter, &at, message, Some("remove this line".to_string()));
}

/// Where the line stands that is meant to end the lines about the page: ` ---`, `----` or a dash of a word processor, right
/// below their keys.
fn almost_ended(text: &str, start: usize) -> Option<Range<usize>> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let inner = line.trim();
        if is_drawn(inner) || is_of_other_signs(inner) {
            return Some(at..at + line.trim_end().len());
        }
        if !inner.contains(':') && !inner.starts_with(['-', '#']) && !line.starts_with("  ") {
            return None;
        }
        at += line.len();
    }
    None
}

/// Whether a line is made of dashes of any kind.
fn is_drawn(line: &str) -> bool {
    let bare = line.trim_matches(is_unseen);
    let is_dashes = bare.chars().count() >= 2 && bare.chars().all(|c| matches!(c, '-' | '–' | '—' | '−'));
    is_dashes || bare == "—"
}

/// Whether a line is made of one sign that parts lines elsewhere: `===`, `***`, `___`.
fn is_of_other_signs(line: &str) -> bool {
    line.len() > 2 && ['=', '*', '_', '~', '+'].iter().any(|sign| line.chars().all(|c| c == *sign))
}

/// What is wrong with a text that does not begin with `---`, and what to write.
fn without_beginning(text: &str) -> (&'static str, String) {
    const NONE: &str = "a page begins with a few lines about it between two lines `---`, and here are none";
    let mut lines = text.lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    let rest: Vec<&str> = lines.take(60).collect();
    if let Some(almost) = almost_begun(first, &rest) {
        return almost;
    }
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, _)| key.chars().all(|c| c.is_alphabetic() || c == '_'))
    };
    if is_key(first) && rest.iter().find(|line| !is_key(line)) == Some(&"---") {
        return (
            "the first line of a page is `---`, and it is missing here",
            "write a line `---` above this one".into(),
        );
    }
    // A heading at the beginning says what the page is called.
    let hint = match first.strip_prefix("# ").map(|title| title.trim_end_matches('#').trim()) {
        Some(title) if !title.is_empty() => format!(
            "write three lines in place of this one: `---`, `title: {}` and `---`",
            written::value(&title.replace(['`', '*'], ""))
        ),
        _ => "write a line `---`, a line `title: …`, and a line `---` above the text".into(),
    };
    (NONE, hint)
}

/// What is wrong with the first line of a page whose lines about it are there all the same.
fn almost_begun(first: &str, rest: &[&str]) -> Option<(&'static str, String)> {
    if is_drawn(first) {
        let message = "the first line of a page has three dashes and nothing else";
        return Some((message, "write `---`".into()));
    }
    if first.is_empty() && rest.iter().find(|line| !line.is_empty()) == Some(&"---") {
        let message = "an empty line stands above the first `---` of this page";
        return Some((message, "remove the empty lines above it".into()));
    }
    let fence = first.trim_start_matches('`').trim_start_matches('~');
    let is_of_others = matches!(first, "+++" | "{") || first.chars().count() > 2 && same_signs(first);
    let is_code = fence.len() + 3 <= first.len() && matches!(fence, "" | "yaml" | "yml" | "toml" | "json");
    let title = rest.iter().find_map(|line| title(line));
    if !is_of_others && !is_code || title.is_none() {
        return None;
    }
    let message = "the lines about a page stand between two lines `---`, and in another form than here";
    let end = match first {
        "{" => "the line `}` below".to_string(),
        _ if is_code => "the line that ends the code".to_string(),
        _ => format!("the line `{first}` below"),
    };
    let hint = format!(
        "write `---` in place of this line and of {end}, and between them one key a line, such as `title: {}`",
        written::value(title.unwrap_or_default())
    );
    Some((message, hint))
}

/// Whether a line is made of one sign that people draw lines with.
fn same_signs(line: &str) -> bool {
    ["=", "*", "_", "~", "#"].iter().any(|sign| line.replace(sign, "").is_empty())
}

/// The title that a line gives in the way of YAML, TOML or JSON.
fn title(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('"').strip_prefix("title")?;
    let rest = rest.trim_start_matches('"').trim_start().strip_prefix([':', '='])?;
    Some(rest.trim().trim_end_matches(',').trim_matches(['"', '\'']))
}

/// What stands below the first lines of a resource's file; all of it where there are none.
pub fn without_front_matter(text: &str) -> &str {
    let file = SourceFile::new("", text);
    let body = split_front_matter(&mut Collector::new(&file, &mut Findings::default())).map(|(_, body)| body);
    body.and_then(|body| text.get(body..)).unwrap_or(text)
}
