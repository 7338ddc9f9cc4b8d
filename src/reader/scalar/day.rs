//! Days, and what is meant by a value that should be one and is none.

use jiff::civil::Date;

use super::{Problem, is_no};
use crate::diagnostics::Code;
use crate::model::MonthDay;

/// What to say of a value that is no day.
pub(super) fn no_date(text: &str) -> Problem {
    // `2024-10-01 to 2026-06-30`
    let last = text.trim().len().checked_sub(DAY).and_then(|at| date(text.trim().get(at..)?));
    let hint = match meant_dates(text)[..] {
        [first] if last.is_some_and(|last| last > first) => {
            format!(
                "write `{first}`; the day on which it ends has a key of its own, such as `until` or `closed`"
            )
        }
        [date] => format!("write `{date}`"),
        [one, other, ..] => format!("write `{one}` or `{other}`, whichever day is meant"),
        [] => without_day(text),
    };
    is_no(text, "a date", Code::InvalidDate, &hint)
}

/// What to do with a text that no day can be read out of.
fn without_day(text: &str) -> String {
    if let Some(day) = with_dashes_elsewhere(text) {
        format!("write `{day}`")
    } else if let Some(last) = last_of_month(text) {
        format!("there is no such day: write `{last}`, the last one of that month, or the day that is meant")
    } else if let Some(first) = first_of_month(text) {
        format!("write the day too: `{first}`, or the day of that month that is meant")
    } else if is_written_right(text) {
        "there is no such day; the order is year, month, day, and months and days count from 01".to_string()
    } else if NO_DAYS.contains(&text.trim().to_lowercase().as_str()) {
        "leave the key out where no day is fixed; a day is written like `2026-10-14`".to_string()
    } else if let Some(year) = year_of(text) {
        format!("write year, month and day, such as `{year}-08-15`")
    } else {
        "write year, month and day, such as `2026-10-14`".to_string()
    }
}

/// The day of a text that has all digits of one, and its dashes in other places: `2023-0901`, `2026-0-909`.
fn with_dashes_elsewhere(text: &str) -> Option<Date> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_one = !is_written_right(text) && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    let (year, rest) = digits.split_at_checked(4).filter(|_| is_one && digits.len() + 2 == DAY)?;
    date(&format!("{year}-{}-{}", &rest[..2], &rest[2..]))
}

/// Whether a text has the form of a date.
fn is_written_right(text: &str) -> bool {
    let is_digit_or_dash =
        |(at, b): (usize, u8)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    text.len() == DAY && text.bytes().enumerate().all(is_digit_or_dash)
}

/// The words of a text that may be a date, without those that tell nothing of it.
fn words(text: &str) -> Vec<String> {
    let text = text.trim().to_lowercase();
    let words = text.split([' ', '/', '-', '.', ',']);
    words.filter(|word| !word.is_empty() && !is_of_no_date(word)).map(str::to_string).collect()
}

/// The last day of the month of a text that names a day which that month does not have: `2026-11-31`, `31/02/2026`.
fn last_of_month(text: &str) -> Option<Date> {
    let all = words(text);
    let [first, second, third] = all.iter().map(String::as_str).collect::<Vec<_>>()[..] else { return None };
    let named = |word: &str| month(word).or_else(|| number(word).filter(|month| (1..=12).contains(month)));
    let (year, pairs) = if first.len() == 4 {
        (year(first), [(second, third), (third, second)])
    } else {
        (year(third), [(first, second), (second, first)])
    };
    let of_pair = |(month, day): &(&str, &str)| {
        ordinal(day).filter(|day| (29..=31).contains(day)).and(of(year, named(month), Some(1)))
    };
    pairs.iter().find_map(of_pair).map(Date::last_of_month)
}

/// The first day of a month that a text names without a day: `March 2026`, `2026-03`, `03/2026`.
fn first_of_month(text: &str) -> Option<Date> {
    let all = words(text);
    let [first, second] = all.iter().map(String::as_str).collect::<Vec<_>>()[..] else { return None };
    let (year, month_of) = if first.len() == 4 && number(first).is_some() {
        (number(first), second)
    } else {
        (number(second).filter(|_| second.len() == 4), first)
    };
    of(year, month(month_of).or_else(|| number(month_of)), Some(1))
}

/// Words by which people say that no day is fixed.
const NO_DAYS: &[&str] = &[
    "present", "now", "current", "ongoing", "open", "never", "none", "n/a", "na", "unknown", "tbd", "tba",
    "?", "-", "true", "false", "yes", "no", "soon", "later", "asap",
];

/// The year in a text that names no day: `1987`, `Fall 2024`, `SY 2024-25`.
fn year_of(text: &str) -> Option<&str> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.find(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// A day without the time behind it.
fn without_time(text: &str) -> &str {
    let is_of_time = |c: char| c.is_ascii_digit() || " :.+-ZAPMapm".contains(c);
    let is_time = |time: &str| {
        let hour = time.split(':').next().filter(|hour| hour.len() < time.len());
        hour.is_some_and(|hour| matches!(hour.len(), 1 | 2) && hour.bytes().all(|b| b.is_ascii_digit()))
            && time.chars().all(is_of_time)
    };
    let mut ends = text.match_indices([' ', 'T']).map(|(at, _)| at);
    ends.find(|at| is_time(&text[at + 1..])).map_or(text, |at| &text[..at])
}

/// The days that a text can mean in another way to write one: `8/15/24`, `2024-8-15`, `Aug 15, 2024`, `2024-15-08`,
/// `2024-08-15 09:00`, `20240815`. `3/4/24` may be a day of March or of April, so it is both.
fn meant_dates(text: &str) -> Vec<Date> {
    let text = text.trim();
    let timeless = without_time(text);
    let plain = retyped(timeless).or_else(|| in_digits(timeless)).or_else(|| at_begin(timeless));
    if let Some(date) = plain {
        return vec![date];
    }
    let day = timeless.to_lowercase();
    let words = day.split([' ', '/', '-', '.', ',']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && !is_of_no_date(word)).collect();
    let [first, second, third] = words[..] else { return Vec::new() };
    let mut dates = if first.len() == 4 {
        let year = year(first);
        let as_written = of(year, number(second), number(third));
        // Day and month in the other order, where the day can be no month.
        vec![as_written.or_else(|| of(year, number(third), number(second)))]
    } else if let Some(month) = month(first) {
        vec![of(year(third), Some(month), ordinal(second))]
    } else if let Some(month) = month(second) {
        vec![of(year(third), Some(month), ordinal(first))]
    } else {
        let american = of(year(third), number(first), number(second));
        let european = of(year(third), number(second), number(first));
        // `24-08-15` may begin with its year.
        let is_year_first = text.contains('-') && third.len() == 2;
        let year_first = of(year(first), number(second), number(third)).filter(|_| is_year_first);
        vec![american, european, year_first]
    };
    dates.sort_unstable();
    dates.dedup();
    dates.into_iter().flatten().collect()
}

/// The number that a word of a date is.
fn number(word: &str) -> Option<i16> {
    word.parse().ok().filter(|_| word.len() <= 4)
}

/// The year that a word of a date is, of four digits or of two.
fn year(word: &str) -> Option<i16> {
    match word.len() {
        4 => number(word),
        2 => number(word).map(|year| 2000 + year),
        _ => None,
    }
}

/// A day, where there is one of these numbers.
fn of(year: Option<i16>, month: Option<i16>, day: Option<i16>) -> Option<Date> {
    let (month, day) = (i8::try_from(month?).ok()?, i8::try_from(day?).ok()?);
    Date::new(year?, month, day).ok()
}

/// A date with dashes of a word processor, or with letters in place of the digits that look like them.
fn retyped(text: &str) -> Option<Date> {
    let typed = |c: char| match c {
        '–' | '—' | '−' | '‑' | '_' => '-',
        'O' | 'o' => '0',
        'l' | 'I' | '|' => '1',
        '٠'..='٩' => western(c, '٠'),
        '۰'..='۹' => western(c, '۰'),
        _ => c,
    };
    date(&text.chars().filter(|c| *c != ' ').map(typed).collect::<String>())
}

/// The digit of the Western ones for one of another script, whose zero is known.
fn western(digit: char, zero: char) -> char {
    char::from_digit(u32::from(digit) - u32::from(zero), 10).unwrap_or(digit)
}

/// A date of digits alone: `20240815`, or the days that a spreadsheet has counted.
fn in_digits(text: &str) -> Option<Date> {
    const FIRST: Date = Date::constant(1899, 12, 30);
    const DAYS: std::ops::Range<i64> = 30_000..60_000;
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits = text.bytes().all(|b| b.is_ascii_digit()).then_some(text)?;
    match digits.len() {
        8 => date(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])),
        5 => {
            let days = digits.parse().ok().filter(|days| DAYS.contains(days))?;
            FIRST.checked_add(jiff::Span::new().days(days)).ok()
        }
        _ => None,
    }
}

/// The date that a text begins with, where something else follows: another one, or what the day was.
fn at_begin(text: &str) -> Option<Date> {
    let (first, rest) = text.split_at_checked(10)?;
    date(first).filter(|_| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a word stands in a date and tells nothing of it: a day of the week, or a small word.
fn is_of_no_date(word: &str) -> bool {
    const WEEK: &[&str] = &["lunes", "martes", "miércoles", "jueves", "viernes"];
    word.ends_with("day") || WEEK.contains(&word) || matches!(word, "de" | "del" | "of" | "the" | "el")
}

/// A month by its English or Spanish name, or the first letters of it.
fn month(word: &str) -> Option<i16> {
    const ENGLISH: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    const SPANISH: &str = "enefebmarabrmayjunjulagosepoctnovdic";
    let lower = word.to_lowercase();
    let head = lower.get(..3)?;
    let at = |months: &str| months.find(head).filter(|at| at % 3 == 0);
    i16::try_from(at(ENGLISH).or_else(|| at(SPANISH))? / 3 + 1).ok()
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
        [day, month] if day.parse().is_ok_and(|day: i16| day > 12) => month.parse().ok().zip(ordinal(day)),
        [day, name] if month(name).is_some() => month(name).zip(ordinal(day)),
        [first, second] => month(first).or_else(|| first.parse().ok()).zip(ordinal(second)),
        _ => None,
    };
    let meant = meant.map(|(month, day)| format!("{month:02}-{day:02}"));
    let hint = meant.filter(|text| MonthDay::parse(text).is_some()).map(|text| format!("write `{text}`"));
    let hint = hint.unwrap_or_else(|| "write month and day, such as `07-01`".into());
    is_no(text, "a day of every year", Code::InvalidDate, &hint)
}

/// How many letters a date has.
const DAY: usize = 10;

/// Whether a text has the words of a day alone: numbers, months, and what people write where none is fixed. Other words may be
/// somebody's name.
pub fn may_be_a_day(text: &str) -> bool {
    let is_of_day = |word: &String| {
        let is_number = !word.contains(char::is_alphabetic);
        is_number || ordinal(word).is_some() || month(word).is_some() || NO_DAYS.contains(&word.as_str())
    };
    NO_DAYS.contains(&text.trim().to_lowercase().as_str()) || words(text).iter().all(is_of_day)
}

/// A date of the form `YYYY-MM-DD`.
pub fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == DAY
        && bytes
            .iter()
            .enumerate()
            .all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
    if shape { text.parse().ok() } else { None }
}
