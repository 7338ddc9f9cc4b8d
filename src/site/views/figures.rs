//! The main figures, with their labels and in sentences.

use serde::Serialize;

use super::Writer;
use crate::coverage::Share;

/// A figure with its label.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// What it says, such as "Schools with a team".
    pub label: String,
    /// The share in words: "80%", or "n/a".
    pub value: String,
    /// The counts: "4 of 5".
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
            detail: writer.of(share),
            percent: share.percent(),
        }
    }
}

/// The report in a few sentences.
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
    let perspectives = &report.perspectives;
    if perspectives.expected > 0 {
        sentences.push(writer.format(
            "summary-seats",
            &[("n", perspectives.covered.into()), ("total", perspectives.expected.into())],
        ));
    }
    if report.teams.is_empty() {
        sentences.push(writer.strings.get("summary-no-teams").to_string());
    }
    let nowhere: Vec<String> = perspectives
        .items
        .iter()
        .filter(|item| item.expected > 0 && item.covered == 0)
        .map(|item| writer.perspective_name(&item.id))
        .collect();
    if !nowhere.is_empty() {
        sentences.push(writer.format(
            "summary-nowhere",
            &[("n", nowhere.len().into()), ("names", writer.list(&nowhere).into())],
        ));
    }
    sentences
}
