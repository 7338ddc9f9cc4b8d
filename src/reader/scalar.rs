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
            (
                Code::InvalidDate,
                format!("`{text}` is not a day of every year"),
                Some("write month and day, such as `07-01`".into()),
            )
        }),
        Shape::Url => web_address(text),
        Shape::UrlPattern => web_address(text).or_else(|| {
            (!text.contains("{path}")).then(|| {
                let message = "the address has no `{path}` in it".to_string();
                (Code::InvalidUrl, message, Some("write `{path}` where the file's path belongs".into()))
            })
        }),
        Shape::Email => (!plausible_email(text)).then(|| {
            (
                Code::InvalidEmail,
                format!("`{text}` is not an e-mail address"),
                Some("write it like `name@example.org`".into()),
            )
        }),
        Shape::Color => Color::parse(text).is_none().then(|| {
            (
                Code::InvalidColor,
                format!("`{text}` is not a color"),
                Some("write six hexadecimal digits in quotes, such as \"#0b5d66\"".into()),
            )
        }),
        Shape::Language => Lang::parse(text).is_none().then(|| {
            (
                Code::UnknownLanguage,
                format!("`{text}` is not a language tag"),
                Some("write a tag such as `en`, `es` or `zh-Hans`".into()),
            )
        }),
        Shape::Flag | Shape::Consent => (!matches!(text, "true" | "false")).then(|| {
            let meant = match text.to_lowercase().as_str() {
                "yes" | "y" | "on" | "1" | "true" => Some("write `true`".to_string()),
                "no" | "n" | "off" | "0" | "false" => Some("write `false`".to_string()),
                _ => None,
            };
            (Code::WrongType, format!("here should be `true` or `false`, not `{text}`"), meant)
        }),
        Shape::Count => match text.parse::<u64>() {
            Ok(count) if count <= LARGEST_COUNT && !text.starts_with('+') => None,
            Ok(_) => Some((Code::WrongType, format!("`{text}` is too large a number, or has a sign"), None)),
            Err(_) => Some((
                Code::WrongType,
                format!("here should be a whole number, not `{text}`"),
                Some("write digits alone, such as `210`".into()),
            )),
        },
        Shape::Integer => text.parse::<i32>().is_err().then(|| {
            (
                Code::WrongType,
                format!("here should be a whole number, not `{text}`"),
                Some("write digits alone, such as `10`".into()),
            )
        }),
        Shape::Digits(count) => {
            (text.len() != *count || !text.bytes().all(|b| b.is_ascii_digit())).then(|| {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                let hint = (digits + 1 == *count).then(|| format!("a leading zero may be lost: \"0{text}\""));
                (Code::InvalidCode, format!("this code has {count} digits, `{text}` is not one"), hint)
            })
        }
        Shape::StaticFile => {
            (text.split('/').any(|part| matches!(part, "" | "." | "..")) || text.contains('\\')).then(|| {
                (
                    Code::BrokenReference,
                    format!("`{text}` is not a file of `static/`"),
                    Some("write the file's path below the district's `static/` folder".into()),
                )
            })
        }
        Shape::Choice(words) => (!words.contains(&text)).then(|| {
            (
                Code::UnknownWord,
                format!("`{text}` is not one of the words possible here"),
                did_you_mean(text, words.iter().copied()),
            )
        }),
        Shape::Text | Shape::Name | Shape::Line | Shape::List(_) | Shape::Object(_) | Shape::Table(_) => None,
    }
}

fn no_date(text: &str) -> Problem {
    let hint = if text.len() == 10 && text.bytes().filter(|b| *b == b'-').count() == 2 {
        "there is no such day; the order is year, month, day"
    } else {
        "write year, month and day, such as `2026-10-14`"
    };
    (Code::InvalidDate, format!("`{text}` is not a date"), Some(hint.into()))
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

fn web_address(text: &str) -> Option<Problem> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'))
    });
    (!good).then(|| {
        let hint = (!text.contains("://") && text.contains('.')).then(|| format!("write `https://{text}`"));
        (
            Code::InvalidUrl,
            format!("`{text}` is not a web address"),
            hint.or(Some("begin it with `https://`".into())),
        )
    })
}

fn plausible_email(text: &str) -> bool {
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
