//! Days, and what is meant by a value that should be one and is none.

use jiff::civil::Date;

use super::{Problem, is_no};
use crate::diagnostics::Code;
use crate::model::MonthDay;

/// What to say of a value that is no day.
pub(super) fn no_date(text: &str) -> Problem {
    if let Some(date) = meant_date(text) {
        return is_no(text, "a date", Code::InvalidDate, &format!("write `{date}`"));
    }
    let is_written_right = text.len() == 10 && text.bytes().filter(|b| *b == b'-').count() == 2;
    let hint = if is_written_right {
        "there is no such day; the order is year, month, day".to_string()
    } else if NO_DAYS.contains(&text.trim().to_lowercase().as_str()) {
        "leave the key out where no day is fixed; a day is written like `2026-10-14`".to_string()
    } else if let Some(year) = year_of(text) {
        format!("write year, month and day, such as `{year}-08-15`")
    } else {
        "write year, month and day, such as `2026-10-14`".to_string()
    };
    is_no(text, "a date", Code::InvalidDate, &hint)
}

/// Words by which people say that no day is fixed.
const NO_DAYS: &[&str] = &[
    "present", "now", "current", "ongoing", "open", "never", "none", "n/a", "na", "unknown", "tbd", "tba",
    "?", "-", "true", "false", "yes", "no",
];

/// The year in a text that names no day: `1987`, `Fall 2024`, `SY 2024-25`.
fn year_of(text: &str) -> Option<&str> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.find(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
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
    // Of a span of time, its first day.
    if let Some((first, _)) = day.split_once(" to ").or_else(|| day.split_once(" - "))
        && let Some(first) = date(first.trim())
    {
        return Some(first);
    }
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

/// What to say of a value that is no day of every year.
pub(super) fn no_month_day(text: &str) -> Problem {
    let words: Vec<&str> = text.split([' ', '/', '-', '.']).filter(|word| !word.is_empty()).collect();
    let meant = match words[..] {
        [first] => month(first).map(|month| (month, 1)),
        [year, month, day] if year.len() == 4 => month.parse().ok().zip(ordinal(day)),
        [first, second] => month(first).or_else(|| first.parse().ok()).zip(ordinal(second)),
        _ => None,
    };
    let meant = meant.map(|(month, day)| format!("{month:02}-{day:02}"));
    let hint = meant.filter(|text| MonthDay::parse(text).is_some()).map(|text| format!("write `{text}`"));
    let hint = hint.unwrap_or_else(|| "write month and day, such as `07-01`".into());
    is_no(text, "a day of every year", Code::InvalidDate, &hint)
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
