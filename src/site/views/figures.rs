//! The main figures, with their labels and in sentences.

use serde::Serialize;

use super::Writer;
use super::missing::most_missing;
use crate::coverage::Share;

/// A figure with its label.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// What it says, such as "Schools with a team".
    pub label: String,
    /// The share in words: "80%", or "n/a".
    pub value: String,
    /// The counts, and of what: "4 of 5 schools".
    pub detail: String,
    /// The share in whole percent, for a picture.
    pub percent: Option<i64>,
}

impl Figure {
    /// The district's main figures.
    pub(super) fn all(writer: &Writer<'_>) -> Vec<Self> {
        let report = writer.site.report();
        vec![
            Self::new(writer, "figure-reach", report.schools.reach),
            Self::new(writer, "figure-seats", report.perspectives.share),
            Self::new(writer, "figure-functions", report.functions.share),
        ]
    }

    fn new(writer: &Writer<'_>, key: &str, share: Share) -> Self {
        Self {
            label: writer.strings.get(key).to_string(),
            value: writer.percent(share),
            detail: writer
                .format(&format!("{key}-of"), &[("part", share.part.into()), ("whole", share.whole.into())]),
            percent: share.percent(),
        }
    }
}

/// How many of the most missing perspectives are named in a sentence.
const NAMED: usize = 3;

/// Where the district stands, in a sentence or two: how many schools have a team, and what teams lack most.
pub(super) fn summary(writer: &Writer<'_>) -> Vec<String> {
    let report = writer.site.report();
    let mut sentences = Vec::new();
    let schools = &report.schools;
    if schools.total > 0 {
        sentences.push(
            writer
                .format("summary-reach", &[("n", schools.with_team.into()), ("total", schools.total.into())]),
        );
    }
    if report.teams.is_empty() {
        sentences.push(writer.strings.get("summary-no-teams").to_string());
    }
    let missing = most_missing(writer, NAMED);
    if !missing.is_empty() {
        sentences.push(writer.format("summary-missing", &[("names", writer.list(&missing).into())]));
    }
    sentences
}
