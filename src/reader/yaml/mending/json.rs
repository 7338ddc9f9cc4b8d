//! Files of JSON with a key a line: the line that a reader of JSON stumbles over, which knows better than one of YAML where a
//! quote, a colon or a comma is missing.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::IgnoredAny;

use super::bracketed::NO_COMMA;
use super::{DEEPEST, LONGEST, MOST_WAYS, Mend};
use crate::diagnostics::{Code, Lines};
use crate::reader::{vocabulary, written};

/// Signs that stand around a key and its value, or in place of those.
const SIGNS: [char; 9] = ['"', '\'', ':', ';', '=', ',', '“', '”', '„'];

/// Curly quotes, as programs for texts put them in place of straight ones.
const CURLY: [char; 3] = ['“', '”', '„'];

/// What is wrong with a text of JSON in which a program for texts has made quotes curly, told at the first.
pub(in super::super) fn curly_quotes(text: &str) -> Option<Mend> {
    if !text.trim_start().strip_prefix('{')?.trim_start().starts_with(['"', '“', '”', '„']) {
        return None;
    }
    let (mut is_quoted, mut is_escaped) = (false, false);
    let (at, sign) = text.char_indices().find(|(_, sign)| {
        is_quoted ^= *sign == '"' && !is_escaped;
        is_escaped = *sign == '\\' && !is_escaped;
        !is_quoted && CURLY.contains(sign)
    })?;
    Some(Mend {
        code: Code::YamlQuote,
        message: "curly quotes stand here in place of straight ones".to_string(),
        at: at..at + sign.len_utf8(),
        hint: "write `\"` in place of each curly quote of this file".to_string(),
        plain_hint: Some("write straight quotes in place of each curly one of this file".into()),
    })
}

/// What is wrong with a file of JSON that a reader of YAML may take for something else: a key and a value with a comma between
/// them, and brackets that are not of the kind which belongs there.
pub(in super::super) fn misread(text: &str) -> Option<Mend> {
    let at = stumble(text).filter(|_| text.len() <= LONGEST)?;
    if let Some(mend) = of_remark(text, at).or_else(|| of_first_comma(text, at)) {
        return Some(mend);
    }
    let is_comma =
        text[at..].starts_with(',') && open_at(text, at).is_some_and(|open| text[open..].starts_with('{'));
    let is_pair = is_comma && text[at + 1..].trim_start_matches(' ').starts_with('"');
    let pair = is_pair.then(|| of_pair(text, line(text, at))).flatten();
    pair.or_else(|| of_brackets(text, at))
}

/// The same of a comma right behind the bracket that it would part nothing in: `{, "a": …`.
fn of_first_comma(text: &str, at: usize) -> Option<Mend> {
    let is_first = text[..at].trim_end().ends_with(['{', '[']) && text[at..].starts_with(',');
    is_first.then(|| Mend {
        code: Code::YamlBracket,
        message: "a comma too many stands here".to_string(),
        at: at..at + 1,
        hint: "remove the `,`".to_string(),
        plain_hint: Some("remove the `,`".into()),
    })
}

/// The same of a remark, as programs write them.
fn of_remark(text: &str, at: usize) -> Option<Mend> {
    let remark = at..line(text, at).end;
    let is_one = ["//", "/*", "#"].iter().any(|sign| text[remark.clone()].starts_with(sign));
    let mended = || [&text[..at], &text[remark.end..]].concat();
    let hint = "remove it, up to the end of the line: a file of JSON has no remarks";
    (is_one && stumble(&mended()).is_none_or(|next| next > at)).then(|| Mend {
        code: Code::YamlCharacter,
        message: "this is no remark here, since a file of JSON has none".to_string(),
        at: remark,
        hint: hint.to_string(),
        plain_hint: Some(hint.into()),
    })
}

/// The same of a square bracket that keys stand behind, or of one that closes a brace; and the other way round.
fn of_brackets(text: &str, at: usize) -> Option<Mend> {
    let open = open_at(text, at)?;
    let is_list = text[open..].starts_with('[');
    let (wrong, sign, message) = match text[at..].chars().next()? {
        ':' if is_list => (open, "{", "keys stand below this bracket, so it should be a brace"),
        ']' if !is_list => (at, "}", "this bracket closes a brace"),
        '}' if is_list => (at, "]", "this brace closes a square bracket"),
        _ => return None,
    };
    let place = line(text, wrong);
    let key = text[place.start..wrong].trim_matches(|c: char| c == ' ' || SIGNS.contains(&c));
    if sign == "{" && vocabulary::is_list(key) {
        return None;
    }
    let mended = [&text[..wrong], sign, &text[wrong + 1..]].concat();
    let also = match stumble(&mended).filter(|_| sign == "{") {
        Some(at) if mended[at..].starts_with(']') => ", and `}` in place of the `]` that closes it",
        _ => "",
    };
    let hint = format!("write `{sign}` in place of the `{}`{also}", &text[wrong..=wrong]);
    Some(Mend {
        code: Code::YamlBracket,
        message: message.to_string(),
        at: wrong..wrong + 1,
        hint: hint.clone(),
        plain_hint: Some(hint.into()),
    })
}

/// Where the innermost bracket was opened that a place of a text stands in.
fn open_at(text: &str, at: usize) -> Option<usize> {
    let mut open = Vec::new();
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (place, sign) in text.get(..at)?.char_indices() {
        is_quoted ^= sign == '"' && !is_escaped;
        is_escaped = sign == '\\' && !is_escaped;
        match sign {
            '{' | '[' if !is_quoted => open.push(place),
            '}' | ']' if !is_quoted => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

/// What is wrong with a file of JSON, where writing one line otherwise helps; places are those of the text.
pub(in super::super) fn mend(text: &str) -> Option<Mend> {
    let at = stumble(text).filter(|_| text.len() <= LONGEST)?;
    if let Some(mend) = without_begin(text).or_else(|| without_end(text)).or_else(|| without_heading(text)) {
        return Some(mend);
    }
    let here = line(text, at);
    let above = line(text, text[..here.start].trim_end().len().saturating_sub(1));
    // `"good"",` has a quote too many, and no comma too few.
    let is_odd = text[here.clone()].matches('"').count() % 2 == 1;
    let first = is_odd.then(|| of_pair(text, here.clone())).flatten();
    first
        .or_else(|| of_commas(text, at))
        .or_else(|| [here, above].into_iter().find_map(|line| of_pair(text, line)))
}

/// The same of a text whose first brace is missing.
fn without_begin(text: &str) -> Option<Mend> {
    let at = text.len() - text.trim_start().len();
    let is_whole = || stumble(&["{", text].concat()).is_none();
    (text[at..].starts_with('"') && is_whole()).then(|| Mend {
        code: Code::YamlBracket,
        message: "the brace is missing that a file of JSON begins with".to_string(),
        at: line(text, at),
        hint: "write a line `{` above this one".to_string(),
        plain_hint: Some("write a line `{` above this one".into()),
    })
}

/// The same of a self-assessment that has lost the line which its ratings stand below.
fn without_heading(text: &str) -> Option<Mend> {
    let lines = Lines::of(text);
    let is_rating = |line: &str| {
        line.trim_start()
            .strip_prefix('"')
            .and_then(|rest| rest.split_once('"'))
            .is_some_and(|(key, rest)| rest.trim_start().starts_with(':') && vocabulary::is_numbered(key))
    };
    let number = text.lines().position(is_rating).filter(|_| !text.contains("\"ratings\""))?;
    let at = lines.begin(number);
    let (above, below) = text.split_at_checked(at)?;
    let (message, _) = vocabulary::lost_heading(&["ratings"])?;
    let hint = "write a line `\"ratings\": {` above this one";
    stumble(&[above, "\"ratings\": {\n", below].concat()).is_none().then(|| Mend {
        code: Code::YamlBracket,
        message,
        at: line(text, at),
        hint: hint.to_string(),
        plain_hint: Some(hint.into()),
    })
}

/// The same of a text that lacks the brackets at its end.
fn without_end(text: &str) -> Option<Mend> {
    let mut open = Vec::new();
    let (mut is_quoted, mut is_escaped) = (false, false);
    for sign in text.chars() {
        is_quoted ^= sign == '"' && !is_escaped;
        is_escaped = sign == '\\' && !is_escaped;
        match sign {
            '{' if !is_quoted => open.push("}"),
            '[' if !is_quoted => open.push("]"),
            '}' | ']' if !is_quoted => drop(open.pop()),
            _ => {}
        }
    }
    open.reverse();
    let is_whole = || stumble(&[text, &open.concat()].concat()).is_none();
    let last = line(text, text.trim_end().len().saturating_sub(1));
    (!is_quoted && (1..DEEPEST).contains(&open.len()) && is_whole()).then(|| Mend {
        code: Code::YamlBracket,
        message: "the file ends here, and not all of its brackets are closed".to_string(),
        at: last,
        hint: format!("write a line `{}` below this one", open.join("`, and a line `")),
        plain_hint: None,
    })
}

/// The same of a line that holds one key and its value.
fn of_pair(text: &str, line: Range<usize>) -> Option<Mend> {
    let written = pair(&text[line.clone()], &text[line.end..])?;
    let mended = [&text[..line.start], &written, &text[line.end..]].concat();
    let is_past = stumble(&mended).is_none_or(|at| at > line.start + written.len());
    let (code, message, plain_hint) = what_is_wrong(&text[line.clone()], &written)?;
    let (message, hint) = (message.to_string(), format!("write `{written}`"));
    let plain_hint = plain_hint.map(Cow::from);
    is_past.then_some(Mend { code, message, at: line, hint, plain_hint })
}

/// The same of a line with other signs in place of the commas between its entries, or none there.
fn of_commas(text: &str, mut at: usize) -> Option<Mend> {
    // `"good,"` holds the comma that is missed behind it.
    let (first, written) = comma(text, at).filter(|(at, _)| !text[..at.start].ends_with(",\""))?;
    let mut mended = text.to_string();
    let (mut is_several, mut below) = (false, "");
    for _ in 0..MOST_WAYS {
        let Some((sign, written)) = comma(&mended, at) else { break };
        if text.get(first.start..sign.start).is_some_and(|between| between.contains('\n')) {
            below = ", and so in the lines below";
            break;
        }
        is_several |= sign != first;
        mended.replace_range(sign.clone(), written);
        match stumble(&mended) {
            Some(next) if next <= sign.start => return None,
            Some(next) => at = next,
            None => break,
        }
    }
    let message = match text[first.clone()].chars().next() {
        None => NO_COMMA.to_string(),
        Some(sign) => format!("a `{sign}` stands here, where a comma parts two entries"),
    };
    let plain_hint = Some(Cow::from(match written {
        "" => "remove this sign",
        _ if is_several => "write a comma here, and so between the other entries of this line",
        _ if !below.is_empty() => "write a comma here, and so in the lines below",
        _ if first.is_empty() => written::COMMA,
        _ => "write a comma in place of this sign",
    }));
    let hint = format!("write `{}`{below}", &mended[line(&mended, first.start)]);
    Some(Mend { code: Code::YamlBracket, message, at: first, hint, plain_hint })
}

/// Where a comma belongs near the place of a stumble: what stands there instead, and what to write.
fn comma(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let before = text[..at].trim_end();
    let sign = if text[at..].starts_with(['.', ';']) {
        at..at + 1
    } else if before.ends_with(['.', ';']) {
        before.len() - 1..before.len()
    } else {
        before.len()..before.len()
    };
    let is_behind_value =
        text[..sign.start].ends_with(|c: char| c.is_ascii_alphanumeric() || "\"}]".contains(c));
    let below = text[sign.end..].trim_start();
    let written = if below.starts_with('"') { "," } else { "" };
    let is_one =
        is_behind_value && (below.starts_with('"') || below.starts_with(['}', ']']) && !sign.is_empty());
    is_one.then_some((sign, written))
}

/// What is wrong with a line that should be written otherwise, and what to do without a word of it; `None` where it is right.
fn what_is_wrong(line: &str, written: &str) -> Option<(Code, &'static str, Option<&'static str>)> {
    let in_quotes = Some("put the key and the value in straight quotes, with a colon between them");
    let bare = line.trim_end_matches(',');
    Some(match written {
        _ if written == line => return None,
        _ if written.trim_end_matches(',') == bare && line.ends_with(",,") => {
            (Code::YamlBracket, "a comma too many stands here", None)
        }
        _ if written.trim_end_matches(',') == bare => (Code::YamlBracket, NO_COMMA, Some(written::COMMA)),
        _ if line.matches('"').count() % 2 == 1 => {
            (Code::YamlQuote, "a quote is missing in this line of JSON", in_quotes)
        }
        _ => {
            let message = "a line of JSON has a key and a value in quotes, and a colon between them";
            (Code::YamlKey, message, in_quotes)
        }
    })
}

/// Where a reader of JSON stumbles first over a text.
fn stumble(text: &str) -> Option<usize> {
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    let above = Lines::of(text).begin(error.line().saturating_sub(1));
    Some(text.floor_char_boundary(above + error.column().saturating_sub(1)))
}

/// The line of a place, without the blanks around it.
fn line(text: &str, at: usize) -> Range<usize> {
    let Range { start, end } = Lines::of(text).around(at);
    let line = &text[start..end];
    let start = end - line.trim_start().len();
    start..start + line.trim().len()
}

/// A line with a key and its value as it should be, above what follows.
fn pair(line: &str, below: &str) -> Option<String> {
    let inner = line.trim_matches(SIGNS);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).unwrap_or(inner.len());
    let (key, rest) = inner.split_at(end);
    let value = rest.trim_start_matches(|c: char| c == ' ' || SIGNS.contains(&c)).trim_end();
    let opens = value.is_empty() && line.ends_with(':') || value == "(";
    if opens && below.trim_start().starts_with('"') {
        return Some(format!("\"{key}\": {{"));
    }
    let is_one = !key.is_empty() && !value.is_empty() && !value.contains(['"', '{', '}', '[', ']', '\\']);
    let comma = if below.trim_start().starts_with('"') { "," } else { "" };
    is_one.then(|| format!("\"{key}\": \"{value}\"{comma}"))
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn a_text_that_ends_anywhere_makes_nothing_fail() {
        let text = "{\n  \"date\": \"2026-09-25\",\n  \"ratings\": {\n    \"a-1\": \"good\".\n    a-2 “good”;\n  }\n}\n";
        for (end, _) in text.char_indices() {
            for rest in ["", "  ", "\n ", "\u{a0}", "}"] {
                mend(&[&text[..end], rest].concat());
            }
        }
    }
}
