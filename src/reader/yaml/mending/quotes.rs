//! Values that need quotes around them, or other ones.

use std::ops::Range;

use super::line::Line;
use super::{MOST_WAYS, Way, bracketed, stray};
use crate::diagnostics::Code;
use crate::reader::shape::without_marks;
use crate::reader::{scalar, vocabulary, written};

/// What to do with text behind a closing quote.
const ONE_PAIR: &str = "put the whole value in one pair of quotes, with no other quote in it";
/// What to do with a value that begins with a sign of YAML.
const IN_QUOTES: &str = "put the whole value in double quotes";
/// The same where an apostrophe is that quote.
const DOUBLE: &str = "write a double quote in place of the first sign of the value, and of the last";

/// The line with a value in quotes: the whole one, or one within brackets.
pub(super) fn ways(line: &Line<'_>) -> Vec<Way> {
    let whole = line.value().filter(|value| !bracketed::opens(&line.text[value.clone()]));
    let text_behind = line.value().filter(|value| bracketed::is_followed(&line.text[value.clone()]));
    let inner = bracketed::values(line);
    let all = whole.into_iter().chain(inner).chain(text_behind);
    all.flat_map(|value| closed_otherwise(line, &value).into_iter().chain(way(line, value)))
        .take(MOST_WAYS)
        .collect()
}

/// The line with straight quotes in place of curly ones: `name: {en: “Oak", es: "Roble”}`.
pub(super) fn straight(line: &Line<'_>) -> Option<Way> {
    let is_curly = |c: char| matches!(c, '“' | '”' | '„');
    let (at, sign) = line.text.char_indices().find(|(_, c)| is_curly(*c))?;
    let message = "curly quotes stand here in place of straight ones";
    let way = Way::new(Code::YamlQuote, message, at..at + sign.len_utf8(), line.text.replace(is_curly, "\""));
    if line.text.matches(is_curly).nth(1).is_none() {
        return Some(way.plainly("write `\"` in place of the curly quote"));
    }
    let hint = "write `\"` in place of each curly quote of this line".to_string();
    Some(Way { hint: Some(hint.clone()), ..way.plainly(hint) })
}

/// A value in quotes that another sign closes, that a comma of its own stands within, or that has several at its ends:
/// `"Principal”`, `"CA",`, `"""Oak"""`.
fn closed_otherwise(line: &Line<'_>, value: &Range<usize>) -> Vec<Way> {
    let text = &line.text[value.clone()];
    let Some(inner) = text.strip_prefix('"') else { return Vec::new() };
    let way = |message: &str, written: &str| {
        Way::new(Code::YamlQuote, message, value.clone(), line.with(value.clone(), written))
    };
    let bare = inner.trim_end_matches([',', ';', '”', '’', '“']);
    let end = &inner[bare.len()..];
    let is_closed = bare.ends_with('"');
    let bare = bare.trim_end_matches('"');
    if bare.contains('"') && !bare.starts_with('"') || bare.trim_matches('"').is_empty() {
        return Vec::new();
    }
    let words = bare.trim_start_matches('"');
    let doubled = inner.starts_with('"') && text.ends_with("\"\"") && !words.contains('"');
    if doubled {
        return vec![way("one quote at each end is enough", &written::in_quotes(words))];
    }
    if end.is_empty() || bare.contains('\\') || bare.starts_with('"') {
        return Vec::new();
    }
    let message = if is_closed {
        "text follows the closing quote"
    } else {
        "this quote is opened here and not closed on the same line"
    };
    let closed = format!("\"{bare}\"");
    let with_comma = end.contains(',').then(|| way(message, &format!("{closed},")));
    let plainly = |way: Way| if is_closed { way.plainly(ONE_PAIR) } else { way };
    [Some(way(message, &closed)), with_comma].into_iter().flatten().map(plainly).collect()
}

/// The line with the value at a range in quotes, where there is a reason for them.
fn way(line: &Line<'_>, value: Range<usize>) -> Option<Way> {
    let text = &line.text[value.clone()];
    let first = text.chars().next()?;
    let sign = value.start..value.start + first.len_utf8();
    let whole = |code, message: String, at| {
        let mut way = Way::new(code, message, at, line.with(value.clone(), &written::in_quotes(&bare(text))));
        // `-`, `?` and `*` stand for what is not known, or not told.
        if !text.chars().any(char::is_alphanumeric) {
            way.message = "a sign alone stands here, which says nothing".to_string();
            way.hint = Some(scalar::NOT_KNOWN.to_string());
            way.plain_hint = Some(scalar::NOT_KNOWN.into());
        }
        way.plainly(IN_QUOTES)
    };
    let needs = |what: &str| format!("a value that begins with `{first}` needs {what}");
    Some(match first {
        '"' | '\'' => return quoted(line, &value, first),
        '[' | '{' => whole(Code::YamlBracket, needs("quotes"), sign),
        '-' if text.contains(": ") || text.contains('{') => return None,
        '-' => whole(Code::YamlDash, needs("quotes"), sign),
        '*' if let Some(bare) = without_marks(text).map(|(.., bare)| bare).filter(|_| !is_about(line)) => {
            let message = "signs of Markdown would stand on the page: this is a plain text";
            Way::new(
                Code::YamlAlias,
                message,
                value.clone(),
                line.with(value.clone(), &written::value(&bare)),
            )
        }
        '*' => whole(Code::YamlAlias, needs("quotes"), value.clone()),
        '&' => whole(Code::YamlAnchor, needs("quotes"), value.clone()),
        '!' => whole(Code::YamlTag, needs("quotes"), value.clone()),
        '|' | '>' | ',' | ']' | '}' if is_no_text(line, &text[1..]) => stray::without(line, sign, "", "here"),
        '|' | '>' | '?' | '%' | '@' | '`' | '#' | ',' | ']' | '}' => {
            whole(Code::YamlCharacter, needs("quotes"), sign)
        }
        _ => {
            let colon = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len))?;
            let other = || doubled_key(line, &value).or_else(|| without_first_language(line, &value));
            if let Some(way) = joined_address(line, &value).or_else(other) {
                return Some(way);
            }
            let at = value.start + colon..value.start + colon + 1;
            whole(Code::YamlColon, "a value with a colon and a space in it needs quotes".into(), at)
        }
    })
}

/// Whether Markdown may stand behind the line's key.
fn is_about(line: &Line<'_>) -> bool {
    line.keys().last().is_some_and(|(_, key)| *key == "about")
}

/// `website: https: //oak.example.org`.
fn joined_address(line: &Line<'_>, value: &Range<usize>) -> Option<Way> {
    let text = &line.text[value.clone()];
    let joined = text.replacen(": //", "://", 1).replacen(":// ", "://", 1);
    let is_address = joined != text && scalar::is_web_address(&joined);
    let at = value.start + text.find(": ")? + 1;
    is_address.then(|| {
        let message = "a blank stands within this address";
        Way::new(Code::YamlColon, message, at..at + 1, line.with(value.clone(), &joined)).plainly("remove it")
    })
}

/// `id: id: hill`.
fn doubled_key(line: &Line<'_>, value: &Range<usize>) -> Option<Way> {
    let text = &line.text[value.clone()];
    let (_, key) = *line.keys().last()?;
    let (word, rest) = text.split_once(": ").filter(|(_, rest)| !rest.trim().is_empty())?;
    let rest = rest.trim_start();
    // `phone: Tel: (555) 555-0100`
    let fits = match key {
        "email" => scalar::is_email(rest),
        "phone" => crate::markdown::is_phone(rest),
        "website" => scalar::is_web_address(rest),
        _ => false,
    };
    if !(word == key && vocabulary::is_key(key) || fits) {
        return None;
    }
    let message = match word {
        _ if word == key => format!("the key `{key}` stands here twice"),
        _ => format!("a second word with a colon stands here behind `{key}:`"),
    };
    let at = value.start..value.start + word.len() + 1;
    let way = Way::new(Code::YamlColon, message, at, line.with(value.clone(), rest));
    Some(way.plainly("remove one of the two"))
}

/// `title: School nurse, es: Enfermera escolar}`, where the brace with the first language is gone.
fn without_first_language(line: &Line<'_>, value: &Range<usize>) -> Option<Way> {
    let (_, key) = *line.keys().last()?;
    let text = line.text[value.clone()].strip_suffix('}')?;
    let (words, rest) = text.split_once(", ").filter(|(words, _)| !words.contains([':', '{', '}']))?;
    let (second, words_of_second) = rest.split_once(": ")?;
    let is_translation = vocabulary::is_key(key)
        && vocabulary::is_translated(key)
        && vocabulary::is_language(second)
        && !words_of_second.contains(['{', '}']);
    if !is_translation || words.trim().is_empty() {
        return None;
    }
    let first = if second == "en" { "es" } else { "en" };
    let message = "the brace and the language that this text begins with are missing";
    let at = value.start..value.start + words.len();
    let written = line.with(value.clone(), &format!("{{{first}: {words}, {rest}}}"));
    Some(Way::new(Code::YamlBracket, message, at, written).plainly("write `{en: ` before the value"))
}

/// Whether what stands behind a sign is a number, or the word of a key that takes no others.
fn is_no_text(line: &Line<'_>, rest: &str) -> bool {
    let key = line.keys().last().map_or("", |(_, key)| *key);
    let is_number = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    is_number || !rest.is_empty() && !vocabulary::is_prose(key) && !rest.contains(' ')
}

/// A value that begins with a quote: it is not closed, is closed too early, or holds a backslash.
fn quoted(line: &Line<'_>, value: &Range<usize>, quote: char) -> Option<Way> {
    let text = &line.text[value.clone()];
    let inner = &text[1..];
    let way = |code, message: &str, written: String| {
        Way::new(code, message, value.clone(), line.with(value.clone(), &written))
    };
    let in_quotes = || written::in_quotes(&bare(text));
    // `about: "` above a long text
    if inner.trim().is_empty() {
        let message = "this quote is opened here and not closed on the same line";
        return Some(way(Code::YamlQuote, message, "|".to_string()));
    }
    let Some(end) = inner.find(quote) else {
        let key = line.keys().last().map_or("", |(_, key)| *key);
        let is_apostrophe =
            quote == '\'' && inner.starts_with(char::is_alphabetic) && vocabulary::is_prose(key);
        return Some(if is_apostrophe {
            way(Code::YamlQuote, "a value that begins with an apostrophe needs double quotes", in_quotes())
        } else {
            let message = "this quote is opened here and not closed on the same line";
            way(Code::YamlQuote, message, format!("{text}{quote}"))
        });
    };
    if quote == '"' && inner.contains('\\') {
        let message = "a backslash inside double quotes begins an escape, and this is none";
        let is_path = !inner.contains(' ') && inner.contains('.');
        let written = if is_path { text.replace('\\', "/") } else { in_quotes() };
        return Some(way(Code::YamlEscape, message, written));
    }
    // `"Tuesday" and "Thursday"`: its quotes belong to it.
    let ends_words = !inner[..end].ends_with(' ');
    let is_pairs = quote == '"' && text.ends_with('"') && text.matches('"').count() > 3;
    let has_own = is_pairs && ends_words && !text.contains('\'');
    let whole = || if has_own { format!("'{text}'") } else { in_quotes() };
    let plain = match quote {
        '\'' if text.ends_with(quote) => DOUBLE,
        '\'' => IN_QUOTES,
        _ => ONE_PAIR,
    };
    (end + 1 < inner.len())
        .then(|| way(Code::YamlQuote, "text follows the closing quote", whole()).plainly(plain))
}

/// A text without the quotes around the whole of it.
fn bare(text: &str) -> String {
    let within = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    if let Some(inner) = within('\'') {
        return inner.replace("''", "'");
    }
    within('"').unwrap_or(text).to_string()
}
