//! Lines with a sign too many: before a key, right behind its colon, or in and behind brackets.

use std::ops::Range;

use super::bracketed;
use super::line::Line;
use super::{MOST_WAYS, Way};
use crate::diagnostics::Code;
use crate::model::SLIPS;
use crate::reader::{vocabulary, written};

/// What stands around lists and maps; before each that closes, the one that opens.
const BRACKETS: [char; 4] = ['[', ']', '{', '}'];

/// Ways to write a line without the sign that is too many.
pub(super) fn ways(line: &Line<'_>) -> Vec<Way> {
    let mut ways = before_key(line);
    ways.extend(colon_before_key(line));
    ways.extend(behind_colon(line));
    ways.extend(in_brackets(line));
    ways.extend(around_word(line));
    ways
}

/// The line without a sign, or with a blank in place of it.
pub(super) fn without(line: &Line<'_>, at: Range<usize>, instead: &str, place: &str) -> Way {
    let sign = &line.text[at.clone()];
    let code = match sign {
        "\"" | "'" => Code::YamlQuote,
        "[" | "]" | "{" | "}" => Code::YamlBracket,
        "-" => Code::YamlDash,
        _ => Code::YamlCharacter,
    };
    let message = format!("this `{sign}` does not belong {place}");
    let mut way = Way::new(code, message, at.clone(), line.with(at, instead));
    way.hint = Some(match instead {
        "" => format!("remove the `{sign}`"),
        _ => written::blank_for(sign),
    });
    way
}

/// `>started: 2024-08-15`, `- [id: lee`, `{    name: Sam`.
fn before_key(line: &Line<'_>) -> Vec<Way> {
    let text = line.text;
    let is_between = |c: char| c == ' ' || c == '-' || SLIPS.contains(c);
    let start = text.len() - text.trim_start_matches(is_between).len();
    let end = text[start..]
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
        .map_or(text.len(), |end| start + end);
    let rest = text[end..].trim_start_matches(['"', '\'']);
    let word = &text[start..end];
    let is_known = vocabulary::is_key(word) || vocabulary::is_numbered(word) || vocabulary::is_language(word);
    if !is_known || !rest.starts_with(':') {
        return Vec::new();
    }
    let signs = text[..start].char_indices().filter(|(_, c)| *c != '#' && SLIPS.contains(*c));
    let place = "before a key";
    // `- - id: hill`
    if text[..start].trim() == "- -" {
        let second = text[..start].rfind('-').unwrap_or_default();
        let mut way = without(line, second..second + 1, "", place);
        way.written = line.with(second..start, "");
        way.hint = Some("remove it, with the blank behind it".to_string());
        return vec![way];
    }
    // `{membership-1: strength}` among lines without braces
    let last = text.trim_end().len().saturating_sub(1);
    let brace = start.saturating_sub(1);
    if text[..start].trim() == "{" && text[brace..].starts_with('{') && text[last..].trim_end() == "}" {
        let mut way = without(line, last..last + 1, "", place);
        (way.at, way.written) = (brace..start, [&text[..brace], &text[start..last]].concat());
        way.message = format!("braces stand around `{word}`, and around no other of these keys");
        way.hint = Some("remove the `{` and the `}` of this line".to_string());
        return vec![way];
    }
    if let Some(dashes) = text[..start].find("--") {
        return vec![without(line, dashes..dashes + 1, "", place)];
    }
    signs
        .flat_map(|(at, _)| [without(line, at..at + 1, "", place), without(line, at..at + 1, " ", place)])
        .collect()
}

/// `: membership-1: strength`.
fn colon_before_key(line: &Line<'_>) -> Vec<Way> {
    let margin = line.margin();
    let Some((key, _)) = line.text[margin..].strip_prefix(':').and_then(|rest| rest.split_once(':')) else {
        return Vec::new();
    };
    let is_word = key.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if !is_word || key.trim().is_empty() {
        return Vec::new();
    }
    let way = |instead| without(line, margin..margin + 1, instead, "before a key");
    vec![way(" "), way("")]
}

/// `city:" Riverbend`, `contact:,`, `agenda:{ sam`.
fn behind_colon(line: &Line<'_>) -> Option<Way> {
    let start = line.start();
    let (key, behind) = line.text[start..].split_once(':')?;
    let sign = behind.chars().next().filter(|c| SLIPS.contains(*c) || *c == '-')?;
    let rest = &behind[1..];
    let is_closed = match sign {
        '"' | '\'' => rest.contains(sign),
        '[' | '{' => rest.contains([']', '}']),
        '|' | '>' => rest.trim().is_empty() && vocabulary::is_prose(key),
        _ => false,
    };
    let is_alone = rest.is_empty() || rest.starts_with(' ');
    let at = start + key.len() + 1;
    (vocabulary::is_key(key) && is_alone && !is_closed)
        .then(|| without(line, at..at + 1, "", "behind the colon"))
}

/// Brackets that no others belong to, within and behind what is in brackets.
fn in_brackets(line: &Line<'_>) -> Vec<Way> {
    let Some(value) = line.value().filter(|value| bracketed::opens(&line.text[value.clone()])) else {
        return Vec::new();
    };
    let text = &line.text[value.clone()];
    // A blank may stand before the colon.
    let loose = || line.text[line.start()..].split_once(':').map_or("", |(key, _)| key.trim_end());
    let key = line.keys().last().filter(|(_, key)| *key != "-").map_or_else(loose, |(_, key)| *key);
    let mut found: Vec<usize> = behind_the_last(text).into_iter().collect();
    found.extend(within_words(text).take(MOST_WAYS));
    if ["[[", "{{"].iter().any(|two| text.starts_with(two)) || opens_for_nothing(text, key) {
        found.push(0);
    }
    let at = |at: usize| value.start + at..value.start + at + 1;
    found.into_iter().map(|sign| without(line, at(sign), "", "here")).collect()
}

/// The sign behind the bracket that ends all: `[en, es]:`.
fn behind_the_last(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let rest = text[at + c.len_utf8()..].trim();
            let is_sign = rest.chars().count() == 1 && rest.chars().all(|c| SLIPS.contains(c));
            return is_sign.then(|| text.len() - 1);
        }
    }
    None
}

/// Where a bracket stands right behind or before a letter where it should not: `[en}, es]`, `[di[strict]`, `[}health]`.
fn within_words(text: &str) -> impl Iterator<Item = usize> {
    // How many of each sign stand before.
    let mut before = [0_usize; BRACKETS.len()];
    text.char_indices().filter_map(move |(at, c)| {
        let sign = BRACKETS.iter().position(|bracket| *bracket == c)?;
        let letter_before = text[..at].ends_with(char::is_alphanumeric);
        let letter_behind = text[at + 1..].starts_with(char::is_alphanumeric);
        let is_within = match c {
            // No list holds lists.
            '[' => letter_before || before[0] > before[1],
            '{' => letter_before,
            _ => letter_behind || text.len() > at + 1 && before[sign - 1] == 0,
        };
        before[sign] += 1;
        is_within.then_some(at)
    })
}

/// Whether a bracket begins a text that is none in brackets: `name: [Oak Unified`.
fn opens_for_nothing(text: &str, key: &str) -> bool {
    let is_text = text.starts_with('{') && !text.contains(['}', ':']) && vocabulary::is_prose(key);
    is_text || text.starts_with('[') && !text.contains(']') && !vocabulary::is_list(key)
}

/// A sign at one end of a word that can hold none: `id: }hill`, `state: CA:`.
fn around_word(line: &Line<'_>) -> Vec<Way> {
    let key = line.keys().last().map_or("", |(_, key)| *key);
    // A colon at the end of one word is a slip in any value.
    let is_word = |value: &Range<usize>| {
        line.text[value.clone()].ends_with(':') && !line.text[value.clone()].contains(' ')
    };
    let value = line
        .value()
        .filter(|value| !vocabulary::is_prose(key) || is_word(value) && !vocabulary::is_translated(key));
    let Some(value) = value else { return Vec::new() };
    let text = &line.text[value.clone()];
    let last = text.chars().next_back().filter(|c| SLIPS.contains(*c)).filter(|_| text.len() > 1);
    let first = text.chars().next().filter(|c| SLIPS.contains(*c) && *c != '#').filter(|_| text.len() > 1);
    let is_pair = matches!(
        (first, last),
        (Some('"' | '\''), Some('"' | '\'')) | (Some('['), Some(']')) | (Some('{'), Some('}'))
    );
    let mut ways = Vec::new();
    if is_pair {
        return ways;
    }
    if last.is_some() {
        ways.push(without(line, value.end - 1..value.end, "", "here"));
    }
    let is_before_bracket =
        matches!(first, Some('"' | '\'')) && bracketed::opens(&text[1..]) && text.ends_with(['}', ']']);
    if is_before_bracket
        || first.is_some_and(|c| {
            !matches!(c, '"' | '\'') && (!matches!(c, '[' | '{') || !vocabulary::is_heading(key))
        })
    {
        ways.push(without(line, value.start..value.start + 1, "", "here"));
    }
    ways
}
