//! What can be chosen among what other rooms list.

use std::sync::LazyLock;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::coverage::Format;
use crate::model::Kind;

/// What can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NewKind {
    /// A district.
    District,
    /// A school of a district.
    School,
    /// A team of a school, or of the district.
    Team,
    /// A guide, a role description or a rubric.
    Resource(Kind),
    /// A filled-in self-assessment.
    Assessment,
}

impl ValueEnum for NewKind {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<NewKind>> = LazyLock::new(|| {
            let resources = Kind::ALL.iter().copied().map(NewKind::Resource);
            let before = [NewKind::District, NewKind::School, NewKind::Team];
            before.into_iter().chain(resources).chain([NewKind::Assessment]).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (word, help) = match self {
            Self::District => ("district", "A district"),
            Self::School => ("school", "A school of a district"),
            Self::Team => ("team", "A team of a school, or of the district"),
            Self::Resource(kind) => (kind.word(), kind.about().trim_end_matches('.')),
            Self::Assessment => ("assessment", "A filled-in self-assessment"),
        };
        Some(PossibleValue::new(word).help(help))
    }
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    /// For people.
    Table,
    /// As a site's file of figures.
    Figures(Format),
}

impl ValueEnum for ReportFormat {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<ReportFormat>> = LazyLock::new(|| {
            let figures = Format::ALL.iter().copied().map(ReportFormat::Figures);
            std::iter::once(ReportFormat::Table).chain(figures).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (word, help) = match self {
            Self::Table => ("table", "For people, in 80 columns"),
            Self::Figures(format) => (format.word(), format.about().trim_end_matches('.')),
        };
        Some(PossibleValue::new(word).help(help))
    }
}
