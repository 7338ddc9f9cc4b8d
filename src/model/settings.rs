//! The toolkit's settings, and small values that settings and districts share.

use jiff::civil::Date;

use super::{Lang, Text};
use crate::markdown::RawHtml;
use crate::words::words;

/// `teamkit.yml`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The toolkit's name.
    pub title: Text,
    /// Where the site will stand, without a slash at its end; for canonical links, sitemap, feed and cards only.
    pub base_url: Option<String>,
    /// The theme's folder below `themes/`, or `default`.
    pub theme: String,
    /// The site's languages, the default one first; at least one.
    pub languages: Vec<Lang>,
    /// Whether languages are named in a way that can't be read, which was told: those that are here may not be all.
    pub languages_in_doubt: bool,
    /// The first day of a school year.
    pub school_year_start: MonthDay,
    /// The smallest group of people about whom a figure is published.
    pub minimum_group: u64,
    /// What becomes of HTML inside Markdown.
    pub raw_html: RawHtml,
    /// Where results of self-assessments are told.
    pub publish_assessments: AssessmentsShown,
    /// An address with `{path}` where the source file's path belongs.
    pub edit_url: Option<String>,
}

impl Settings {
    /// The default language.
    pub fn default_language(&self) -> &Lang {
        &self.languages[0]
    }
}

words! {
    /// Where results of self-assessments are told.
    AssessmentsShown {
        /// On the team's page, in the report and across teams.
        Team = "team",
        /// As counts across teams only.
        District = "district",
        /// Nowhere.
        None = "none",
    }
}

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// The first of July.
    pub const FIRST_OF_JULY: Self = Self { month: 7, day: 1 };

    /// Reads `MM-DD`. The 29th of February is no day of every year.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !two_digits(month) || !two_digits(day) {
            return None;
        }
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        Date::new(2001, month, day).ok().map(|_| Self { month, day })
    }

    /// That day in a year; `None` where the calendar ends.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

/// A color of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// Reads `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |range: std::ops::Range<usize>| u8::from_str_radix(digits.get(range)?, 16).ok();
        match digits.len() {
            3 => Some(Self { red: part(0..1)? * 17, green: part(1..2)? * 17, blue: part(2..3)? * 17 }),
            6 => Some(Self { red: part(0..2)?, green: part(2..4)?, blue: part(4..6)? }),
            _ => None,
        }
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}
