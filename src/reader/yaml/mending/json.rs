//! Files of JSON with a key a line: the line that a reader of JSON stumbles over, which knows better than one of YAML where a
//! quote, a colon or a comma is missing.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::bracketed::NO_COMMA;
use super::{LONGEST, Mend};
use crate::diagnostics::Code;
use crate::reader::written;

/// Signs that stand around a key and its value, or in place of those.
const SIGNS: [char; 9] = ['"', '\'', ':', ';', '=', ',', '“', '”', '„'];

/// What is wrong with a file of JSON, where writing one line otherwise helps; places are those of the text.
pub(in super::super) fn mend(text: &str) -> Option<Mend> {
    let at = stumble(text).filter(|_| text.len() <= LONGEST)?;
    let here = line(text, at);
    let above = line(text, text[..here.start].trim_end().len().saturating_sub(1));
    [here, above].into_iter().find_map(|line| {
        let written = pair(&text[line.clone()], &text[line.end..])?;
        let mended = [&text[..line.start], &written, &text[line.end..]].concat();
        let is_past = stumble(&mended).is_none_or(|at| at > line.start + written.len());
        let (code, message, plain_hint) = what_is_wrong(&text[line.clone()], &written)?;
        is_past.then(|| Mend {
            code,
            message: message.to_string(),
            at: line,
            hint: format!("write `{written}`"),
            plain_hint,
        })
    })
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
    let above: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    Some((above + error.column().saturating_sub(1)).min(text.len()))
}

/// The line of a place, without the blanks around it.
fn line(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let begin = start + line.len() - line.trim_start().len();
    begin..begin + line.trim().len()
}

/// A line with a key and its value as it should be, above what follows.
fn pair(line: &str, below: &str) -> Option<String> {
    let inner = line.trim_matches(SIGNS);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).unwrap_or(inner.len());
    let (key, rest) = inner.split_at(end);
    let value = rest.trim_start_matches(|c: char| c == ' ' || SIGNS.contains(&c)).trim_end();
    if value.is_empty() && line.ends_with(':') && below.trim_start().starts_with('"') {
        return Some(format!("\"{key}\": {{"));
    }
    let is_one = !key.is_empty() && !value.is_empty() && !value.contains(['"', '{', '}', '[', ']', '\\']);
    let comma = if below.trim_start().starts_with('"') { "," } else { "" };
    is_one.then(|| format!("\"{key}\": \"{value}\"{comma}"))
}
