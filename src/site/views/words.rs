//! Figures in words: the sentences that the home page and the report begin with.

use serde::Serialize;

use super::Writer;
use crate::coverage::{Party, Share, Status};
use crate::model::PerspectiveId;

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

impl Writer<'_> {
    /// A share in whole percent, or "n/a".
    pub(super) fn percent(&self, share: Share) -> String {
        match share.percent() {
            Some(percent) => self.format("percent", &[("n", percent.into())]),
            None => self.strings.get("not-applicable").to_string(),
        }
    }

    /// "4 of 5".
    pub(super) fn of(&self, part: usize, whole: usize) -> String {
        self.format("part-of-whole", &[("part", part.into()), ("whole", whole.into())])
    }

    fn figure(&self, key: &str, part: usize, whole: usize) -> Figure {
        let share = Share::of(part, whole);
        Figure {
            label: self.strings.get(key).to_string(),
            value: self.percent(share),
            detail: self.of(part, whole),
            percent: share.percent(),
        }
    }

    /// The district's main figures.
    pub(super) fn figures(&self) -> Vec<Figure> {
        let report = self.site.report();
        vec![
            self.figure("figure-reach", report.schools.with_team, report.schools.total),
            self.figure("figure-seats", report.perspectives.covered, report.perspectives.expected),
            self.figure("figure-functions", report.functions.covered, report.functions.expected),
        ]
    }

    /// The report in a few sentences.
    pub(super) fn summary(&self) -> Vec<String> {
        let report = self.site.report();
        let mut sentences = Vec::new();
        let schools = &report.schools;
        if schools.total > 0 {
            sentences.push(self.format(
                "summary-reach",
                &[("n", schools.with_team.into()), ("total", schools.total.into())],
            ));
        }
        let perspectives = &report.perspectives;
        if perspectives.expected > 0 {
            sentences.push(self.format(
                "summary-seats",
                &[("n", perspectives.covered.into()), ("total", perspectives.expected.into())],
            ));
        }
        if report.teams.is_empty() {
            sentences.push(self.strings.get("summary-no-teams").to_string());
        }
        let nowhere: Vec<String> = perspectives
            .items
            .iter()
            .filter(|item| item.expected > 0 && item.covered == 0)
            .map(|item| self.perspective_name(&item.id))
            .collect();
        if !nowhere.is_empty() {
            sentences.push(self.format(
                "summary-nowhere",
                &[("n", nowhere.len().into()), ("names", self.list(&nowhere).into())],
            ));
        }
        sentences
    }

    /// The names of a list in one text.
    pub(super) fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [only] => only.clone(),
            [head @ .., last] => {
                let head = head.join(self.strings.get("list-comma"));
                self.format("list-and", &[("head", head.into()), ("last", last.as_str().into())])
            }
        }
    }

    /// The name of a perspective.
    pub(super) fn perspective_name(&self, id: &PerspectiveId) -> String {
        let known = self.site.district().framework.perspective(id);
        known.map_or_else(|| id.to_string(), |perspective| self.said(&perspective.name).text)
    }
}

/// The key of a status's word.
pub(super) fn status_key(status: Status) -> &'static str {
    match status {
        Status::Covered => "status-covered",
        Status::Vacant => "status-vacant",
        Status::Gap => "status-gap",
    }
}

/// The key of the word for whether somebody is responsible.
pub(super) fn party_key(party: Party) -> &'static str {
    match party {
        Party::Named => "party-named",
        Party::Vacant => "party-vacant",
        Party::Lapsed => "party-lapsed",
        Party::Missing => "party-missing",
    }
}
