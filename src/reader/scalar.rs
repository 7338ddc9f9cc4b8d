//! What single values may be, and what to write instead of one that is not.

use jiff::civil::Date;

use super::shape::Shape;
use crate::diagnostics::{Code, did_you_mean};
use crate::model::{Color, Lang, MonthDay, id_problem};

/// The largest count of people or students.
const LARGEST_COUNT: u64 = 1_000_000_000;

/// What is wrong with a value: the kind of problem, what to say, and what to write instead.
type Problem = (Code, String, Option<String>);

/// What is wrong with a scalar's text, if anything is.
pub(super) fn problem(text: &str, shape: &Shape) -> Option<Problem> {
    match shape {
        Shape::Id => id_problem(text).map(|(message, hint)| (Code::InvalidId, message, hint)),
        Shape::Date => date(text).is_none().then(|| no_date(text)),
        Shape::MonthDay => MonthDay::parse(text).is_none().then(|| {
            is_no(text, "a day of every year", Code::InvalidDate, "write month and day, such as `07-01`")
        }),
        Shape::Url => web_address(text),
        Shape::UrlPattern => web_address(text).or_else(|| without_path(text)),
        Shape::Email => (!is_email(text)).then(|| {
            is_no(text, "an e-mail address", Code::InvalidEmail, "write it like `name@example.org`")
        }),
        Shape::Color => Color::parse(text).is_none().then(|| {
            let hint = "write six hexadecimal digits in quotes, such as \"#0b5d66\"";
            is_no(text, "a color", Code::InvalidColor, hint)
        }),
        Shape::Language | Shape::OwnLanguage => Lang::parse(text).is_none().then(|| {
            is_no(
                text,
                "a language tag",
                Code::UnknownLanguage,
                "write a tag such as `en`, `es` or `zh-Hans`",
            )
        }),
        Shape::Flag | Shape::Consent => (!matches!(text, "true" | "false")).then(|| no_flag(text)),
        Shape::Count => match text.parse::<u64>() {
            Ok(count) if count <= LARGEST_COUNT && !text.starts_with('+') => None,
            Ok(_) => Some((Code::WrongType, format!("`{text}` is too large a number, or has a sign"), None)),
            Err(_) => Some(no_number(text, 210)),
        },
        Shape::Integer => text.parse::<i32>().is_err().then(|| no_number(text, 10)),
        Shape::Digits(count) => wrong_digits(text, *count),
        Shape::StaticFile => is_outside(text).then(|| {
            let hint = "write the file's path below the district's `static/` folder";
            is_no(text, "a file of `static/`", Code::BrokenReference, hint)
        }),
        Shape::Share => share(text).is_none().then(|| no_share(text)),
        Shape::Choice(words) => (!words.contains(&text)).then(|| {
            let message = format!("`{text}` is not one of the words possible here");
            (Code::UnknownWord, message, did_you_mean(text, words.iter().copied()))
        }),
        Shape::Text
        | Shape::Name
        | Shape::Line
        | Shape::Reference(_)
        | Shape::List(_)
        | Shape::Object(_)
        | Shape::Table(..) => None,
    }
}

/// A text is not what it should be, such as "a date".
fn is_no(text: &str, thing: &str, code: Code, hint: &str) -> Problem {
    (code, format!("`{text}` is not {thing}"), Some(hint.into()))
}

fn no_date(text: &str) -> Problem {
    let hint = if text.len() == 10 && text.bytes().filter(|b| *b == b'-').count() == 2 {
        "there is no such day; the order is year, month, day"
    } else {
        "write year, month and day, such as `2026-10-14`"
    };
    is_no(text, "a date", Code::InvalidDate, hint)
}

fn no_flag(text: &str) -> Problem {
    let meant = match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "1" | "true" => Some("write `true`".to_string()),
        "no" | "n" | "off" | "0" | "false" => Some("write `false`".to_string()),
        _ => None,
    };
    (Code::WrongType, format!("here should be `true` or `false`, not `{text}`"), meant)
}

fn no_number(text: &str, example: u64) -> Problem {
    let hint = format!("write digits alone, such as `{example}`");
    (Code::WrongType, format!("here should be a whole number, not `{text}`"), Some(hint))
}

fn no_share(text: &str) -> Problem {
    let message = format!("here should be a share from 0 to 1, not `{text}`");
    (Code::WrongType, message, Some("write 70 percent as `0.7`".into()))
}

fn wrong_digits(text: &str, count: usize) -> Option<Problem> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (digits != count || text.len() != count).then(|| {
        let hint = (digits + 1 == count).then(|| format!("a leading zero may be lost: \"0{text}\""));
        (Code::InvalidCode, format!("this code has {count} digits, `{text}` is not one"), hint)
    })
}

/// Whether a path leads out of the folder that it should lead into.
fn is_outside(path: &str) -> bool {
    path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

fn without_path(pattern: &str) -> Option<Problem> {
    (!pattern.contains("{path}")).then(|| {
        let hint = "write `{path}` where the file's path belongs";
        (Code::InvalidUrl, "the address has no `{path}` in it".to_string(), Some(hint.into()))
    })
}

/// A date of the form `YYYY-MM-DD`.
pub fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
    if shape { text.parse().ok() } else { None }
}

/// A share from 0 to 1 with up to four decimals, in ten-thousandths.
pub fn share(text: &str) -> Option<u16> {
    const WHOLE: u16 = 10_000;
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !matches!(whole, "0" | "1") || !digits(decimals) || decimals.len() > 4 {
        return None;
    }
    let part: u16 = format!("{decimals:0<4}").parse().ok()?;
    let share = whole.parse::<u16>().ok()? * WHOLE + part;
    (share <= WHOLE).then_some(share)
}

fn web_address(text: &str) -> Option<Problem> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'))
    });
    (!good).then(|| {
        let is_scheme_missing = !text.contains("://") && text.contains('.');
        let hint = if is_scheme_missing {
            format!("write `https://{text}`")
        } else {
            "begin it with `https://`".into()
        };
        is_no(text, "a web address", Code::InvalidUrl, &hint)
    })
}

/// Whether a text can be a web address.
pub fn is_web_address(text: &str) -> bool {
    web_address(text).is_none()
}

/// Whether a text can be an e-mail address.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text.chars().any(|c| {
            c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '&' | '?' | '@') && c != '@'
        })
        && text.matches('@').count() == 1
}
