//! How the makeup of teams compares with the students'.

use serde::Serialize;

use super::{Said, Writer};
use crate::coverage::TeamReport;
use crate::model::{Band, Makeup, Team};
use crate::site::pages::Page;

/// How a team's makeup compares with its students.
#[derive(Debug, Serialize)]
pub struct MakeupView {
    /// `published`, `withheld` or `absent`.
    pub state: &'static str,
    /// Group by group, where published.
    pub groups: Vec<GroupView>,
    /// The district's, where the team's own is withheld and the district's is published.
    pub district: Vec<GroupView>,
    /// The smallest group about which a figure is published.
    pub minimum: u64,
    /// The way to the report, where the district's own figures are.
    pub coverage: String,
}

/// A student group, and how many of it there are on the team compared with the students.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// The group.
    pub name: Said,
    /// `far-fewer`, `fewer`, `about-as-many`, `more` or `far-more`.
    pub band: Band,
    /// Where the band stands on a scale from 0 to 100, on which 50 is as many as among the students.
    pub position: usize,
    /// The band in a sentence.
    pub sentence: String,
}

impl MakeupView {
    /// A team's; where that is withheld, with the district's beside it.
    pub(super) fn of_team(writer: &Writer<'_>, team: &Team, figures: &TeamReport) -> Self {
        let view = Self::new(writer, figures.makeup.as_deref(), team.composition.is_some());
        let district = writer.site.report().makeup.as_deref().filter(|_| view.state == WITHHELD);
        Self { district: GroupView::all(writer, district.unwrap_or_default()), ..view }
    }

    /// The district's.
    pub(super) fn of_district(writer: &Writer<'_>) -> Self {
        let any = writer.site.district().teams.iter().any(|team| team.composition.is_some());
        Self::new(writer, writer.site.report().makeup.as_deref(), any)
    }

    fn new(writer: &Writer<'_>, makeup: Option<&[Makeup]>, is_given: bool) -> Self {
        Self {
            state: match (makeup, is_given) {
                (Some(_), _) => "published",
                (None, true) => WITHHELD,
                (None, false) => "absent",
            },
            groups: GroupView::all(writer, makeup.unwrap_or_default()),
            district: Vec::new(),
            minimum: writer.site.toolkit().settings().minimum_group,
            coverage: writer.href(&Page::Coverage),
        }
    }
}

impl GroupView {
    /// The makeup, group by group.
    fn all(writer: &Writer<'_>, makeup: &[Makeup]) -> Vec<Self> {
        let groups = &writer.site.district().framework.groups;
        let all = makeup.iter().filter_map(|entry| {
            let group = groups.iter().find(|group| group.id == entry.group)?;
            let (band, word) = (entry.band, entry.band.word());
            Some(Self {
                name: writer.said(&group.name),
                band,
                position: position(band),
                sentence: writer.strings.word("makeup", word),
            })
        });
        all.collect()
    }
}

/// Where a band stands on a scale from 0 to 100: the middle of its fifth.
fn position(band: Band) -> usize {
    let index = Band::ALL.iter().position(|other| *other == band).unwrap_or_default();
    (2 * index + 1) * 100 / (2 * Band::ALL.len())
}

/// The state of a makeup that is there and must not be told.
const WITHHELD: &str = "withheld";

#[cfg(test)]
mod tests {
    use super::position;
    use crate::model::Band;

    #[test]
    fn bands_stand_on_their_scale_from_fewer_to_more() {
        assert_eq!(position(Band::AboutAsMany), 50);
        assert!(position(Band::FarFewer) < position(Band::Fewer) && position(Band::Fewer) < 50);
        assert!(position(Band::FarMore) > position(Band::More) && position(Band::More) > 50);
    }
}
