//! What single values may be, and what to write instead of one that is not.

use jiff::civil::Date;

use super::language;
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
        Shape::MonthDay => MonthDay::parse(text).is_none().then(|| no_month_day(text)),
        Shape::Url => web_address(text),
        Shape::SiteUrl => web_address(text).or_else(|| more_than_a_site(text)),
        Shape::UrlPattern => web_address(text).or_else(|| without_path(text)),
        Shape::Email => (!is_email(text)).then(|| no_email(text)),
        Shape::Color => Color::parse(text).is_none().then(|| no_color(text)),
        Shape::Language | Shape::OwnLanguage => no_language(text),
        Shape::Flag | Shape::Consent => (!matches!(text, "true" | "false")).then(|| no_flag(text)),
        Shape::Count => match text.parse::<u64>() {
            Ok(count) if count <= LARGEST_COUNT && !text.starts_with('+') => None,
            Ok(_) => Some((Code::WrongType, format!("`{text}` is too large a number, or has a sign"), None)),
            Err(_) => Some(no_number(text, 210)),
        },
        Shape::Integer => text.parse::<i32>().is_err().then(|| no_number(text, 10)),
        Shape::Digits(count) => wrong_digits(text, *count),
        Shape::StaticFile => is_outside(text).then(|| {
            let forward = text.replace('\\', "/");
            let below = forward.rsplit_once("static/").map_or(forward.as_str(), |(_, below)| below);
            let hint = if is_outside(below) {
                "write the file's path below the district's `static/` folder".to_string()
            } else {
                format!("write `{below}`, the file's path below the district's `static/` folder")
            };
            is_no(text, "a file of `static/`", Code::BrokenReference, &hint)
        }),
        Shape::Share => share(text).is_none().then(|| no_share(text)),
        Shape::Choice(words) => (!words.contains(&text)).then(|| {
            let message = format!("`{text}` is not one of the words possible here");
            (
                Code::UnknownWord,
                message,
                meant_word(text, words).or_else(|| did_you_mean(text, words.iter().copied())),
            )
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

/// What people say for a word of a file.
const SAID: &[(&str, &str)] = &[
    ("k-5", "elementary"),
    ("pk-5", "elementary"),
    ("prek-5", "elementary"),
    ("k-6", "elementary"),
    ("es", "elementary"),
    ("elem", "elementary"),
    ("primary", "elementary"),
    ("grade school", "elementary"),
    ("ms", "middle"),
    ("6-8", "middle"),
    ("7-8", "middle"),
    ("jr", "middle"),
    ("junior high", "middle"),
    ("intermediate", "middle"),
    ("hs", "high"),
    ("9-12", "high"),
    ("senior", "high"),
    ("k-8", "combined"),
    ("pk-8", "combined"),
    ("k-12", "combined"),
    ("pk-12", "combined"),
    ("6-12", "secondary"),
    ("7-12", "secondary"),
    ("jr/sr high", "secondary"),
    ("preschool", "early-childhood"),
    ("pre-k", "early-childhood"),
    ("prek", "early-childhood"),
    ("pk", "early-childhood"),
    ("head start", "early-childhood"),
    ("building", "school"),
    ("campus", "school"),
    ("site", "school"),
    ("public", "regular"),
    ("traditional", "regular"),
    ("alt", "alternative"),
    ("magnet", "regular"),
    ("cte", "career"),
    ("vocational", "career"),
    ("online", "virtual"),
    ("sped", "special"),
    ("boces", "agency"),
    ("esd", "agency"),
    ("county office", "agency"),
    ("lea", "district"),
];

/// The word that is meant by what people say for it, where it is one of those possible.
fn meant_word(text: &str, words: &[&str]) -> Option<String> {
    let plain = text.trim().to_lowercase().replace('–', "-");
    let plain = plain.trim_end_matches(" school").trim_end_matches('.');
    let (_, right) = SAID.iter().find(|(said, right)| *said == plain && words.contains(right))?;
    Some(format!("did you mean `{right}`?"))
}

/// A text is not what it should be, such as "a date".
fn is_no(text: &str, thing: &str, code: Code, hint: &str) -> Problem {
    (code, format!("`{text}` is not {thing}"), Some(hint.into()))
}

fn no_date(text: &str) -> Problem {
    if let Some(date) = meant_date(text) {
        return is_no(text, "a date", Code::InvalidDate, &format!("write `{date}`"));
    }
    let hint = if text.len() == 10 && text.bytes().filter(|b| *b == b'-').count() == 2 {
        "there is no such day; the order is year, month, day"
    } else {
        "write year, month and day, such as `2026-10-14`"
    };
    is_no(text, "a date", Code::InvalidDate, hint)
}

/// A day without the time behind it.
fn without_time(text: &str) -> &str {
    let is_time = |time: &str| time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || c == ':');
    match text.rsplit_once([' ', 'T']) {
        Some((day, time)) if is_time(time) => day,
        _ => text,
    }
}

/// The day that a text means in another way to write it, where only one can be meant: `8/15/24`, `2024-8-15`,
/// `Aug 15, 2024`, `2024-15-08`, `2024-08-15 09:00`. `3/4/24` may be a day of March or of April, so it is none.
fn meant_date(text: &str) -> Option<Date> {
    let day = without_time(text.trim());
    let words: Vec<&str> = day.split([' ', '/', '-', '.', ',']).filter(|word| !word.is_empty()).collect();
    let [first, second, third] = words[..] else { return None };
    let number = |word: &str| word.parse::<i16>().ok().filter(|_| word.len() <= 4);
    let year = |word: &str| match (number(word), word.len()) {
        (Some(year), 4) => Some(year),
        (Some(year), 2) => Some(2000 + year),
        _ => None,
    };
    let of = |year: Option<i16>, month: Option<i16>, day: Option<i16>| {
        let (month, day) = (i8::try_from(month?).ok()?, i8::try_from(day?).ok()?);
        Date::new(year?, month, day).ok()
    };
    if first.len() == 4 {
        let as_written = of(year(first), number(second), number(third));
        // Day and month in the other order, where the day can be no month.
        return as_written.or_else(|| of(year(first), number(third), number(second)));
    }
    if let Some(month) = month(first) {
        return of(year(third), Some(month), ordinal(second));
    }
    if let Some(month) = month(second) {
        return of(year(third), Some(month), ordinal(first));
    }
    let (american, european) =
        (of(year(third), number(first), number(second)), of(year(third), number(second), number(first)));
    match (american, european) {
        (Some(one), Some(other)) if one != other => None,
        (american, european) => american.or(european),
    }
}

/// A month by its English name, or the first letters of it.
fn month(word: &str) -> Option<i16> {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    let lower = word.to_lowercase();
    let at = lower.get(..3).and_then(|head| MONTHS.find(head)).filter(|at| at % 3 == 0)?;
    i16::try_from(at / 3 + 1).ok()
}

/// A day of a month: `15` or `15th`.
fn ordinal(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (word.len() <= 4).then(|| digits.parse().ok()).flatten()
}

fn no_month_day(text: &str) -> Problem {
    let words: Vec<&str> = text.split([' ', '/', '-', '.']).filter(|word| !word.is_empty()).collect();
    let meant = match words[..] {
        [first, second] => month(first).or_else(|| first.parse().ok()).zip(ordinal(second)),
        _ => None,
    };
    let meant = meant.map(|(month, day)| format!("{month:02}-{day:02}"));
    let hint = meant.filter(|text| MonthDay::parse(text).is_some()).map(|text| format!("write `{text}`"));
    let hint = hint.unwrap_or_else(|| "write month and day, such as `07-01`".into());
    is_no(text, "a day of every year", Code::InvalidDate, &hint)
}

fn no_flag(text: &str) -> Problem {
    let meant = match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "1" | "true" => Some("write `true`".to_string()),
        "no" | "n" | "off" | "0" | "false" => Some("write `false`".to_string()),
        _ => Some("write `true` for yes, or `false` for no".to_string()),
    };
    (Code::WrongType, format!("here should be `true` or `false`, not `{text}`"), meant)
}

fn no_number(text: &str, example: u64) -> Problem {
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\'')).collect();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    // `1.810` is one and a bit here, and a thousand and more elsewhere; nobody counts bits.
    let by_points: Vec<&str> = text.trim().split('.').collect();
    let is_thousands = by_points.len() > 1
        && by_points.iter().all(|part| is_digits(part))
        && by_points[1..].iter().all(|part| part.len() == 3);
    let hint = if is_digits(&digits) {
        format!("write `{digits}`")
    } else if is_thousands {
        format!("write `{}`", by_points.concat())
    } else if text.trim_end().ends_with('%') {
        format!("write how many, such as `{example}`, and no share")
    } else {
        format!("write digits alone, such as `{example}`")
    };
    (Code::WrongType, format!("here should be a whole number, not `{text}`"), Some(hint))
}

fn no_email(text: &str) -> Problem {
    let inner = text.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>'));
    let bare = inner.unwrap_or(text).trim().trim_start_matches("mailto:");
    let bare = bare.replace(" at ", "@").replace("(at)", "@").replace("[at]", "@").replace(" dot ", ".");
    let bare = bare.replace(' ', "").replace(',', ".").trim_end_matches(['.', ';']).to_string();
    let hint = if is_email(&bare) {
        format!("write `{bare}`")
    } else {
        "write it like `name@example.org`".to_string()
    };
    is_no(text, "an e-mail address", Code::InvalidEmail, &hint)
}

fn no_color(text: &str) -> Problem {
    let parts = text.trim().to_lowercase();
    let parts = parts.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
    let parts: Vec<u8> = parts.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    if let [red, green, blue] = parts[..] {
        let hint = format!("write `\"#{red:02x}{green:02x}{blue:02x}\"`");
        return is_no(text, "a color", Code::InvalidColor, &hint);
    }
    let with_sign = format!("#{}", text.trim().trim_start_matches("0x").trim_start_matches('#'));
    let hint = match Color::parse(&with_sign) {
        Some(_) => format!("write `\"{with_sign}\"`"),
        None => "write six hexadecimal digits in quotes, such as \"#0b5d66\"".to_string(),
    };
    is_no(text, "a color", Code::InvalidColor, &hint)
}

/// A language's tag that is none, or that stands for several ways to write a language.
fn no_language(text: &str) -> Option<Problem> {
    let right = language::right_tag(text);
    if right.is_none() && Lang::parse(text).is_some() {
        return None;
    }
    let hint = match right {
        Some(tag) => format!("write `{tag}`"),
        None => "write a tag such as `en`, `es` or `zh-Hans`".to_string(),
    };
    Some(is_no(text, "a language tag", Code::UnknownLanguage, &hint))
}

fn no_share(text: &str) -> Problem {
    let message = format!("here should be a share from 0 to 1, not `{text}`");
    let digits = text.trim().trim_end_matches('%').trim();
    let percent = digits.parse::<u16>().ok().filter(|percent| (2..=100).contains(percent));
    let hint = match percent.map(|percent| (percent / 100, percent % 100)) {
        Some((1, _)) => "write `1`".to_string(),
        Some((_, percent)) => format!("write `{}`", format!("0.{percent:02}").trim_end_matches('0')),
        None => "write 70 percent as `0.7`".to_string(),
    };
    (Code::WrongType, message, Some(hint))
}

fn wrong_digits(text: &str, count: usize) -> Option<Problem> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (digits != count || text.len() != count).then(|| {
        let hint = (digits + 1 == count && text.len() == digits)
            .then(|| format!("write `\"0{text}\"`, if it lost the zero that it began with"));
        let bare: String = text.chars().filter(char::is_ascii_digit).collect();
        let hint = hint.or_else(|| (digits == count).then(|| format!("write `\"{bare}\"`")));
        (Code::InvalidCode, format!("this code has {count} digits, `{text}` is not one"), hint)
    })
}

/// Whether a path leads out of the folder that it should lead into.
pub fn is_outside(path: &str) -> bool {
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

/// A query or an anchor in the address of a site.
fn more_than_a_site(text: &str) -> Option<Problem> {
    let right = text.find(['?', '#']).map(|end| &text[..end])?;
    let message = "the address of a site ends before any `?` or `#`".to_string();
    Some((Code::InvalidUrl, message, Some(format!("write `{right}`"))))
}

fn web_address(text: &str) -> Option<Problem> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'))
    });
    (!good).then(|| {
        let bare = text.trim().split_once(':').map_or(text.trim(), |(scheme, rest)| {
            if scheme.len() <= 6 && rest.starts_with('/') { rest } else { text.trim() }
        });
        let bare = bare.trim_start_matches(['/', '\\', ':']).replace(' ', "%20");
        let host = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let is_host = host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !bare.contains(['"', '<', '>', '@']);
        let hint =
            if is_host { format!("write `https://{bare}`") } else { "begin it with `https://`".to_string() };
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
            c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '&' | '?' | ',' | ';' | ':')
        })
        && text.matches('@').count() == 1
}
