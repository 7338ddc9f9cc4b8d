//! Lists `[…]` and groups of keys `{…}` on one line: their entries, commas and brackets.

use std::ops::Range;

use super::line::Line;
use super::{MOST_WAYS, Way, lost_quotes};
use crate::diagnostics::Code;
use crate::reader::{vocabulary, written};

/// Whether a text begins with a bracket.
pub(super) fn opens(text: &str) -> bool {
    text.starts_with(['{', '['])
}

/// Whether a text begins with something in brackets and goes on behind them.
pub(super) fn is_followed(text: &str) -> bool {
    opens(text) && text.find(['}', ']']).is_some_and(|end| !text[end + 1..].trim().is_empty())
}

/// Ways to write a line with brackets in it, or a line within brackets.
pub(super) fn ways(line: &Line<'_>) -> Vec<Way> {
    let mut ways: Vec<Way> = lost_quotes::ways(line);
    ways.extend(text_behind(line));
    ways.extend(doubled_commas(line));
    ways.extend(other_signs(line));
    ways.extend(quoted_numbers(line));
    ways.extend(unopened(line));
    ways.extend(blanks_behind_colons(line));
    ways.extend(commas(line));
    ways.extend(unclosed_within(line));
    ways.extend(brackets(line));
    ways.extend(comma_at_end(line));
    ways
}

/// `title: {en: Teacher, es: Maestra} (half time)` and `seeking: [health] and dentists`.
fn text_behind(line: &Line<'_>) -> Option<Way> {
    let value = line.value().filter(|value| is_followed(&line.text[value.clone()]))?;
    let text = &line.text[value.clone()];
    let key = line.keys().last().map_or("", |(_, key)| *key);
    let end = text.rfind(['}', ']'])? + 1;
    let inner = &text[1..end - 1];
    let is_group = if text.starts_with('{') {
        is_entry(inner) || is_entry_of(key, inner)
    } else {
        vocabulary::is_key(key) && vocabulary::is_list(key)
    };
    let behind = text[end..].trim();
    if !is_group || behind.is_empty() || behind.starts_with([',', ';', ':']) {
        return None;
    }
    let at = value.start + text.len() - behind.len()..value.end;
    let message = "text follows the closing bracket, and is part of nothing";
    let written = line.with(value.start + end..line.text.len(), "");
    let place = match text.starts_with('{') {
        true if vocabulary::is_translated(key) => "behind each of the texts in it",
        true => "behind a key of its own",
        false => "as an entry of its own",
    };
    let sign = &text[end - 1..end];
    let hint = format!("remove what stands behind the `{sign}`, or write it before the `{sign}`, {place}");
    Some(Way { hint: Some(hint.clone()), ..Way::new(Code::YamlBracket, message, at, written).plainly(hint) })
}

/// `[en,, es]`.
fn doubled_commas(line: &Line<'_>) -> Option<Way> {
    let opened = line.text.find(['{', '['])?;
    let first = opened + line.text[opened..].find(',')?;
    let commas = line.text[first..].match_indices(',').map(|(at, _)| first + at);
    let second = commas.skip(1).find(|at| line.text[..*at].trim_end().ends_with(','))?;
    let mut way = Way::new(
        Code::YamlBracket,
        "a comma too many stands here",
        second..second + 1,
        line.with(second..second + 1, ""),
    );
    way.hint = Some("remove the `,`".to_string());
    Some(way)
}

/// `{name: Ana; email: …}` and `contact: (name: Ana, email: …)`.
fn other_signs(line: &Line<'_>) -> Vec<Way> {
    let of = line.keys().last().map_or("", |(_, key)| *key);
    let semicolon = |entry: Range<usize>| {
        let text = &line.text[entry.clone()];
        let is_next = |at: usize| is_entry(&text[at + 2..]) || is_entry_of(of, &text[at + 2..]);
        let all: Vec<usize> =
            text.match_indices("; ").map(|(at, _)| at).filter(|at| is_next(*at)).take(MOST_WAYS).collect();
        let at = entry.start + all.first()?..entry.start + all.first()? + 1;
        let mut mended = text.to_string();
        all.iter().for_each(|at| mended.replace_range(*at..=*at, ","));
        let message = "a semicolon stands between two entries, in place of a comma";
        let way = Way::new(Code::YamlBracket, message, at, line.with(entry, &mended));
        Some(way.plainly("write a comma in place of the semicolon"))
    };
    let mut ways: Vec<_> = entries(line).into_iter().filter_map(semicolon).take(MOST_WAYS).collect();
    let key = line.keys().last().map_or("", |(_, key)| *key);
    let round = line.value().filter(|value| {
        let inner = line.text[value.clone()].strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        (vocabulary::is_heading(key) || vocabulary::is_translated(key))
            && inner.is_some_and(|inner| is_entry(inner) || is_entry_of(key, inner))
    });
    ways.extend(round.map(|value| {
        let inner = &line.text[value.start + 1..value.end - 1];
        let message = "round brackets stand in the place of braces";
        let at = value.start..value.start + 1;
        Way::new(Code::YamlBracket, message, at, line.with(value.clone(), &format!("{{{inner}}}")))
            .plainly(written::BRACES)
    }));
    ways
}

/// Whether a text begins with a key and its colon.
pub(super) fn is_entry(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    (text[end..].starts_with(": ") || &text[end..] == ":") && vocabulary::is_key(&text[..end])
}

/// Whether a text begins with what stands below a key and is no key itself: a language, or an id in a table.
fn is_entry_of(of: &str, text: &str) -> bool {
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let (word, rest) = text.split_at(text.find(|c| !is_id(c)).unwrap_or(text.len()));
    let is_language = word.len() == 2 && vocabulary::is_translated(of);
    !word.is_empty() && rest.starts_with(':') && (is_language || vocabulary::is_table(of))
}

/// `title: en: Teacher, es: Maestra}` and `contact: email: x@example.org}`.
fn unopened(line: &Line<'_>) -> Option<Way> {
    let key = line.keys().last().map_or("", |(_, key)| *key);
    let value = line.value().filter(|value| {
        let text = &line.text[value.clone()];
        (is_entry(text) || is_entry_of(key, text)) && text.ends_with('}')
    })?;
    let message = "this bracket closes nothing that was opened";
    let at = value.end - 1..value.end;
    let way = Way::new(Code::YamlBracket, message, at, line.with(value.start..value.start, "{"));
    Some(way.plainly(format!("write a `{{` behind `{key}:` and its blank")))
}

/// `{id: a, name: {en: A, es: B, side: school}`: a bracket within others that ends before a key of theirs.
fn unclosed_within(line: &Line<'_>) -> Option<Way> {
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in line.text.char_indices() {
        match c {
            '{' | '[' => open.push(at),
            '}' | ']' => drop(open.pop()),
            _ => {}
        }
    }
    // The one that closes the inner bracket is taken for the outer one's.
    let outer = *open.first()?;
    let inner = outer + 1 + line.text[outer + 1..].find(['{', '['])?;
    let is_inner_key = is_entry(&line.text[inner + 1..]);
    let mut commas = line.text[inner..].match_indices(", ").map(|(at, _)| inner + at);
    let end = commas.find(|at| is_entry(&line.text[at + 2..])).filter(|_| !is_inner_key)?;
    let closing = if line.text[inner..].starts_with('{') { "}" } else { "]" };
    let message = "this bracket is opened here and not closed";
    Some(Way::new(Code::YamlBracket, message, inner..inner + 1, line.with(end..end, closing)))
}

/// What is told of a comma that is not there.
pub(super) const NO_COMMA: &str = "a comma is missing between two entries";

/// A line with the comma that is not there.
fn no_comma(at: Range<usize>, written: String) -> Way {
    Way::new(Code::YamlBracket, NO_COMMA, at, written).plainly(written::COMMA)
}

/// Where the entries of what is in brackets stand.
fn entries(line: &Line<'_>) -> Vec<Range<usize>> {
    let Some(first) = line.text.find(['{', '[']) else { return Vec::new() };
    let mut all = Vec::new();
    let (mut begin, mut quote, mut last) = (first, None, ' ');
    for (at, c) in line.text[first..].char_indices().map(|(at, c)| (at + first, c)) {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            // An apostrophe that nothing closes begins a text.
            None if matches!(c, '"' | '\'') && ":,[{".contains(last) && line.text[at + 1..].contains(c) => {
                quote = Some(c);
            }
            None if matches!(c, ',' | '{' | '}' | '[' | ']') => {
                all.push(begin..at);
                begin = at + 1;
            }
            None => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    all.push(begin..line.text.len());
    all.into_iter().map(|range| trimmed(line.text, range)).filter(|range| !range.is_empty()).collect()
}

/// Where the values of what is in brackets stand.
pub(super) fn values(line: &Line<'_>) -> Vec<Range<usize>> {
    let value = |entry: Range<usize>| {
        let begin = line.text[entry.clone()].find(": ").map_or(entry.start, |colon| entry.start + colon + 2);
        trimmed(line.text, begin..entry.end)
    };
    entries(line).into_iter().map(value).filter(|value| !value.is_empty()).collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let source = &text[range.clone()];
    let begin = range.start + source.len() - source.trim_start().len();
    begin..(begin + source.trim().len()).max(begin)
}

/// Values with a `#` that turns the rest of the line into a remark, all in quotes.
fn quoted_numbers(line: &Line<'_>) -> Option<Way> {
    let cut = |value: &Range<usize>| {
        let text = &line.text[value.clone()];
        text.starts_with('#') || text.contains(" #")
    };
    let all: Vec<_> = values(line).into_iter().filter(cut).collect();
    let first = all.first()?.clone();
    let at = first.start + line.text[first.clone()].find('#')?;
    let mut written = line.text.to_string();
    for value in all.into_iter().rev() {
        let text = written::in_quotes(&line.text[value.clone()]);
        written.replace_range(value, &text);
    }
    let message =
        "a `#` behind a blank turns the rest of the line into a remark, so this bracket is not closed";
    let way = Way::new(Code::YamlBracket, message, at..at + 1, written);
    Some(way.plainly("put each value with a `#` in it in double quotes"))
}

/// `{name:Sam}`.
fn blanks_behind_colons(line: &Line<'_>) -> Option<Way> {
    let colon = |entry: Range<usize>| {
        let (key, value) = line.text[entry.clone()].split_once(':')?;
        let is_word = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let is_glued = !value.is_empty() && !value.starts_with([' ', '/', ':']);
        (is_word && is_glued).then_some((entry.start + key.len() + 1, entry.start))
    };
    let (end, start) = entries(line).into_iter().find_map(colon)?;
    let message = "a blank is missing behind this colon";
    let way = Way::new(Code::YamlKey, message, start..end, line.with(end..end, " "));
    Some(way.plainly(written::BLANK_BEHIND_COLON))
}

/// A comma that is missing before a key or a quote.
fn commas(line: &Line<'_>) -> Vec<Way> {
    let of = line.keys().last().map_or("", |(_, key)| *key);
    let missing = |entry: Range<usize>| {
        let text = &line.text[entry.clone()];
        // A small word before a second colon is a key; anything else is a text with a colon in it.
        let second = text.find(": ").and_then(|first| {
            let rest = &text[first + 2..];
            // Behind the second colon braces may begin.
            let second = rest.find(": ").or_else(|| rest.strip_suffix(':').map(str::len))?;
            let second = first + 2 + second;
            let word = text[..second].rfind(' ')? + 1;
            if text[..word].trim_end().ends_with([';', ',']) {
                return None;
            }
            let key = &text[word..second];
            let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            let is_key = vocabulary::is_key(key)
                || key.len() == 2 && key.chars().all(|c| c.is_ascii_lowercase())
                || vocabulary::is_table(of) && key.chars().all(is_id);
            (is_key && word > first + 2).then_some(word)
        });
        let quotes = text.find("\" \"").map(|at| at + 2);
        second.into_iter().chain(quotes).map(move |at| entry.start + at)
    };
    let way = |at: usize| {
        let blank = at - 1;
        no_comma(blank..at, line.with(blank..blank, ","))
    };
    // `{title: {en: Nurse} email: …}`
    let is_behind = |at: &usize| is_entry(&line.text[at + 2..]) || is_entry_of(of, &line.text[at + 2..]);
    let behind = ["} ", "] "].into_iter().flat_map(|end| line.text.match_indices(end));
    let behind = behind.map(|(at, _)| at).filter(is_behind).map(|at| at + 2);
    entries(line).into_iter().flat_map(missing).chain(behind).map(way).take(MOST_WAYS).collect()
}

/// A comma that is missing at the line's end.
fn comma_at_end(line: &Line<'_>) -> Option<Way> {
    let end = line.text.trim_end().len();
    let is_entry = line.text[..end].ends_with(|c: char| c.is_ascii_alphanumeric() || "\"'}]".contains(c));
    is_entry.then(|| no_comma(end - 1..end, line.with(end..end, ",")))
}

/// Brackets of the wrong kind, one too many, one too few.
fn brackets(line: &Line<'_>) -> Vec<Way> {
    let mut ways = Vec::new();
    let text = line.text.trim_end();
    let Some(opened) = text.find(['{', '[']) else { return ways };
    let mut way = |message: &str, at: usize, written: String, plain: String| {
        ways.push(Way::new(Code::YamlBracket, message, at..at + 1, written).plainly(plain));
    };
    let closing = |open: &str| if open.starts_with('{') { "}" } else { "]" };
    // `[health, dentists)`
    if text.ends_with(')') && text.matches('(').count() < text.matches(')').count() {
        let (last, right) = (text.len() - 1, closing(&text[opened..]));
        let message = "this bracket is not the one that was opened";
        way(message, last, line.with(last..text.len(), right), format!("write `{right}` in its place"));
    }
    let key = line.keys().last().map_or("", |(_, key)| *key);
    let inner = &text[opened + 1..];
    if text[opened..].starts_with('[') && text.ends_with('}') && (is_entry(inner) || is_entry_of(key, inner))
    {
        let message = "this bracket is not the one that is closed";
        let written = line.with(opened..opened + 1, "{");
        way(message, opened, written, "write `{` in its place".to_string());
    }
    if text.ends_with(['}', ']']) {
        let last = text.len() - 1;
        let right = if text.ends_with('}') { "]" } else { "}" };
        way(
            "this bracket is not the one that was opened",
            last,
            line.with(last..last + 1, right),
            format!("write `{right}` in its place"),
        );
        way(
            "this bracket closes nothing that was opened",
            last,
            line.with(last..last + 1, ""),
            "remove it".into(),
        );
    }
    let innermost = text.rfind(['{', '[']).unwrap_or(opened);
    // What is opened at the end of a line holds the lines below it.
    if innermost + 1 == text.len() {
        return ways;
    }
    let last = closing(&text[innermost..]);
    let message = "this bracket is opened here and not closed";
    let plain = |closing: &str| {
        format!("write `{closing}` at the end of the line, or look for a missing comma or quote in it")
    };
    way(message, innermost, line.with(text.len()..text.len(), last), plain(last));
    if innermost != opened {
        let both = format!("{last}{}", closing(&text[opened..]));
        way(message, opened, line.with(text.len()..text.len(), &both), plain(&both));
    }
    ways
}
