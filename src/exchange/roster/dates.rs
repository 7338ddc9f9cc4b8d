//! Dates as people write them.

use jiff::civil::Date;

use super::words::words_of;

/// In which order day and month stand where both are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 8/15/24 is in August.
    MonthFirst,
    /// 15/8/24 is in August.
    DayFirst,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// A day, without doubt.
    Day(Date),
    /// Two numbers of which either may be the month, and a year.
    Numbers(i8, i8, i16),
    /// No day at all.
    Nothing,
}

/// The months by the first letters of their names, in English and Spanish.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene"],
    &["feb"],
    &["mar"],
    &["apr", "abr"],
    &["may"],
    &["jun"],
    &["jul"],
    &["aug", "ago"],
    &["sep", "set"],
    &["oct"],
    &["nov"],
    &["dec", "dic"],
];

/// What a cell says.
pub(super) fn written(cell: &str) -> Written {
    let cell = without_time(cell);
    let day = |text: &str| text.parse::<i8>().ok();
    let parts: Vec<&str> = cell.split(['/', '-', '.']).map(str::trim).collect();
    if let [a, b, c] = parts[..]
        && [a, b, c].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let found = if a.len() == 4 {
            year(a)
                .zip(day(b).zip(day(c)))
                .and_then(|(year, (month, day))| Date::new(year, month, day).ok())
                .map(Written::Day)
        } else {
            year(c).zip(day(a).zip(day(b))).map(|(year, (a, b))| Written::Numbers(a, b, year))
        };
        return found.unwrap_or(Written::Nothing);
    }
    named(cell).map_or(Written::Nothing, Written::Day)
}

/// A cell without the time of day behind the day: "2024-08-15 00:00:00".
fn without_time(cell: &str) -> &str {
    let is_time = |text: &str| {
        text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || ":. APMapmZ".contains(c))
    };
    match cell.split_once([' ', 'T']) {
        Some((day, time)) if is_time(time) => day,
        _ => cell,
    }
}

/// The day that a number is, as Excel counts days, where it may be one of a member's.
pub(super) fn counted(cell: &str) -> Option<Date> {
    let days = cell.parse::<i64>().ok().filter(|days| (20_000..80_000).contains(days))?;
    jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

/// A date with the month's name: "Aug 15, 2024", "15 de agosto de 2024".
fn named(cell: &str) -> Option<Date> {
    let words = words_of(cell);
    let words = words.split(' ').filter(|word| !matches!(*word, "de" | "del" | "of" | "the"));
    let (mut month, mut numbers) = (None, Vec::new());
    for word in words {
        if let Some(index) = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name))) {
            month = i8::try_from(index + 1).ok();
        } else {
            numbers.push(word.trim_end_matches(|c: char| c.is_alphabetic()));
        }
    }
    let [first, second] = numbers[..] else { return None };
    let (day, of_year) = if first.len() == 4 { (second, first) } else { (first, second) };
    Date::new(year(of_year)?, month?, day.parse().ok()?).ok()
}

/// A year, of which the century may be left out.
fn year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

impl Order {
    /// The day that two numbers and a year are.
    pub(super) fn day(self, (a, b, year): (i8, i8, i16)) -> Option<Date> {
        let (month, day) = match self {
            Self::MonthFirst => (a, b),
            Self::DayFirst => (b, a),
        };
        Date::new(year, month, day).ok()
    }
}

/// The orders in which all dates of a column are days; several, where they differ.
pub(super) fn orders(cells: impl Iterator<Item = Written>) -> Vec<Order> {
    let numbers: Vec<_> = cells
        .filter_map(|written| match written {
            Written::Numbers(a, b, year) => Some((a, b, year)),
            Written::Day(_) | Written::Nothing => None,
        })
        .collect();
    let fits = |order: &Order| numbers.iter().all(|numbers| order.day(*numbers).is_some());
    let mut orders: Vec<Order> = [Order::MonthFirst, Order::DayFirst].into_iter().filter(fits).collect();
    if numbers.iter().all(|(a, b, _)| a == b) {
        orders.truncate(1);
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = Written::Day(date(2024, 8, 15));
        for text in [
            "2024-08-15",
            "2024/8/15",
            "Aug 15, 2024",
            "15 August 2024",
            "15 de agosto de 2024",
            "August 15th 24",
            "2024-08-15 00:00:00",
            "2024-08-15T07:30",
        ] {
            assert_eq!(written(text), day, "{text}");
        }
        assert_eq!(written("8/15/24"), Written::Numbers(8, 15, 2024));
        assert_eq!(counted("45519"), Some(date(2024, 8, 15)));
        assert_eq!([counted("2024"), counted("8/15")], [None, None]);
        for text in ["2024", "soon", "2024-02-30", "8/15", "August 2024", "1/2/3"] {
            assert_eq!(written(text), Written::Nothing, "{text}");
        }
    }

    #[test]
    fn the_order_is_what_all_days_of_a_column_allow() {
        let of = |texts: &[&str]| orders(texts.iter().map(|text| written(text)));
        assert_eq!(of(&["8/15/24", "1/2/24"]), [Order::MonthFirst]);
        assert_eq!(of(&["15/8/24", "1/2/24"]), [Order::DayFirst]);
        assert_eq!(of(&["1/2/24", "3/3/24"]), [Order::MonthFirst, Order::DayFirst]);
        assert_eq!(of(&["3/3/24", "soon"]), [Order::MonthFirst]);
        assert!(of(&["8/15/24", "15/8/24"]).is_empty());
    }
}
