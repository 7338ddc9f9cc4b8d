//! Grades as people and directories write them, and what a school with such grades is called.

use std::fmt;

use super::SchoolLevel;

/// A grade, from the youngest to the oldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Before kindergarten.
    PreKindergarten,
    /// Between that and kindergarten.
    TransitionalKindergarten,
    /// Kindergarten.
    Kindergarten,
    /// 1 to 13.
    Number(u8),
    /// Ungraded.
    Ungraded,
    /// For adults.
    Adult,
}

impl Grade {
    /// The grade that a code stands for: `PK`, `KG`, `05`, `5th`, `5th Grade`, `UG`. Capitals and signs don't count.
    pub fn parse(code: &str) -> Option<Self> {
        let letters = code.chars().filter(|c| c.is_alphanumeric());
        let code: String = letters.flat_map(char::to_lowercase).collect();
        let code = code.strip_prefix("grade").unwrap_or(&code);
        let code = code.strip_suffix("grade").unwrap_or(code);
        match code {
            "pk" | "pr" | "it" | "ps3" | "ps4" | "prek" | "preschool" | "prekindergarten"
            | "infanttoddler" | "p3" | "p4" | "pk3" | "pk4" | "prek3" | "prek4" | "k3" | "k4" | "3k"
            | "4k" | "ee" => Some(Self::PreKindergarten),
            "tk" | "transitionalkindergarten" => Some(Self::TransitionalKindergarten),
            "kg" | "k" | "kf" | "kindergarten" => Some(Self::Kindergarten),
            "ug" | "ungraded" => Some(Self::Ungraded),
            "ae" | "adult" | "adulteducation" => Some(Self::Adult),
            _ => {
                let digits = code.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let rest = &code[digits.len()..];
                let is_ordinal = matches!(rest, "" | "st" | "nd" | "rd" | "th");
                digits.parse().ok().filter(|grade| is_ordinal && (1..=13).contains(grade)).map(Self::Number)
            }
        }
    }

    /// How many years after kindergarten; none for those that are no year.
    fn year(self) -> Option<i8> {
        match self {
            Self::PreKindergarten => Some(-2),
            Self::TransitionalKindergarten => Some(-1),
            Self::Kindergarten => Some(0),
            Self::Number(grade) => i8::try_from(grade).ok(),
            Self::Ungraded | Self::Adult => None,
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PreKindergarten => f.write_str("PK"),
            Self::TransitionalKindergarten => f.write_str("TK"),
            Self::Kindergarten => f.write_str("K"),
            Self::Number(grade) => write!(f, "{grade}"),
            Self::Ungraded => f.write_str("Ungraded"),
            Self::Adult => f.write_str("Adult"),
        }
    }
}

/// A school's grades, from the lowest to the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradeSpan {
    low: Grade,
    high: Grade,
}

impl GradeSpan {
    /// From one grade to another; none where only one of them is a year.
    pub fn new(low: Grade, high: Grade) -> Option<Self> {
        let fits = low.year().is_some() == high.year().is_some();
        (fits || low == high).then_some(Self { low: low.min(high), high: low.max(high) })
    }

    /// The span of several grades: those that are a year, where any is.
    pub fn of(grades: impl IntoIterator<Item = Grade> + Clone) -> Option<Self> {
        let years = grades.clone().into_iter().filter(|grade| grade.year().is_some());
        let ends = |(low, high): (Grade, Grade), grade: Grade| (low.min(grade), high.max(grade));
        let span = |mut all: Box<dyn Iterator<Item = Grade> + '_>| {
            let first = all.next()?;
            let (low, high) = all.fold((first, first), ends);
            Self::new(low, high)
        };
        span(Box::new(years)).or_else(|| span(Box::new(grades.into_iter())))
    }

    /// What a school with these grades is called.
    pub fn level(self) -> SchoolLevel {
        let (Some(low), Some(high)) = (self.low.year(), self.high.year()) else {
            return if self.low == Grade::Adult { SchoolLevel::Adult } else { SchoolLevel::Other };
        };
        match (low, high) {
            (_, ..=-1) => SchoolLevel::EarlyChildhood,
            (..=4, ..=6) => SchoolLevel::Elementary,
            (9.., _) => SchoolLevel::High,
            (5.., ..=9) => SchoolLevel::Middle,
            (5.., _) => SchoolLevel::Secondary,
            _ => SchoolLevel::Combined,
        }
    }
}

impl fmt::Display for GradeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low == self.high {
            write!(f, "{}", self.low)
        } else {
            write!(f, "{}-{}", self.low, self.high)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_told_as_people_write_them_with_the_word_for_them() {
        let cases = [
            ("PK", "05", "PK-5", SchoolLevel::Elementary),
            ("KG", "08", "K-8", SchoolLevel::Combined),
            ("06", "08", "6-8", SchoolLevel::Middle),
            ("9th", "12th Grade", "9-12", SchoolLevel::High),
            ("07", "12", "7-12", SchoolLevel::Secondary),
            ("KG", "12", "K-12", SchoolLevel::Combined),
            ("PK", "PK", "PK", SchoolLevel::EarlyChildhood),
            ("UG", "UG", "Ungraded", SchoolLevel::Other),
            ("AE", "AE", "Adult", SchoolLevel::Adult),
        ];
        for (low, high, told, level) in cases {
            let span =
                Grade::parse(low).zip(Grade::parse(high)).and_then(|(low, high)| GradeSpan::new(low, high));
            let span = span.expect("grades");
            assert_eq!((span.to_string().as_str(), span.level()), (told, level));
        }
        for early in ["PK", "Pre-K", "PK4", "4K", "K3", "EE"] {
            assert_eq!(Grade::parse(early), Some(Grade::PreKindergarten), "{early}");
        }
        for none in ["N", "M", "00", "", "14", "5x", "Not applicable"] {
            assert_eq!(Grade::parse(none), None, "{none}");
        }
    }

    #[test]
    fn a_span_runs_over_the_years_and_over_nothing_else() {
        use Grade::{Adult, Kindergarten, Number, Ungraded};
        assert_eq!(
            GradeSpan::of([Number(3), Ungraded, Kindergarten]),
            GradeSpan::new(Kindergarten, Number(3))
        );
        assert_eq!(GradeSpan::of([Ungraded]), GradeSpan::new(Ungraded, Ungraded));
        assert_eq!(GradeSpan::of([]), None);
        assert_eq!(GradeSpan::new(Kindergarten, Adult), None);
    }
}
