//! All teams and schools.

use hashbrown::HashSet;
use serde::Serialize;

use super::frame::Frame;
use super::parts::{EntryView, PartLink, Rows};
use super::ring::{RingShape, ring};
use super::shared::{IfMentioned, Shared};
use super::structured_data::schools_data;
use super::{ContactView, LinkView, PageView, Said, Writer};
use crate::coverage::{Party, TeamReport};
use crate::model::{School, SchoolId, SchoolKind, Team, TeamLevel};
use crate::site::anchors::SCHOOL;
use crate::site::pages::Page;
use crate::site::parts::Long;

/// `view` of `teams.html`: all teams and schools.
#[derive(Debug, Serialize)]
pub struct TeamsView {
    /// The district's own teams, by name.
    pub district_teams: IfMentioned<Vec<TeamCard>>,
    /// The schools, where one page is enough for them.
    #[serde(flatten)]
    pub schools: SchoolLists,
    /// The parts that the schools stand in, where one page is not enough.
    pub parts: Vec<PartLink>,
    /// The schools by name, each with the way to its part, where one page is not enough.
    pub entries: Vec<EntryView>,
    /// Teams of schools that are not there yet or any more, by name.
    pub other_teams: IfMentioned<Vec<TeamCard>>,
    /// The places of the table, for its drawings.
    pub shape: Shared<RingShape>,
    /// How many schools have a team.
    pub with_team: usize,
    /// How many schools should have one.
    pub school_count: usize,
}

/// `view` of `teams_part.html`: some of the schools, where they are too many for one page.
#[derive(Debug, Serialize)]
pub struct TeamsPartView {
    /// The part, by its first and its last school.
    pub name: Said,
    /// The schools.
    #[serde(flatten)]
    pub schools: SchoolLists,
    /// All parts.
    pub parts: Vec<PartLink>,
    /// The places of the table, for its drawings.
    pub shape: Shared<RingShape>,
}

/// Schools with their teams.
#[derive(Debug, Serialize)]
pub struct SchoolLists {
    /// The schools that should have a team, by name, with their teams.
    pub schools: IfMentioned<Vec<SchoolView>>,
    /// The schools where no team is expected, by name.
    pub not_expected: IfMentioned<Vec<SchoolView>>,
}

/// A team in a list.
#[derive(Debug, Serialize)]
pub struct TeamCard {
    /// The team.
    pub link: LinkView,
    /// "8 of 11".
    pub seats: String,
    /// The states of the table's places, in the framework's order: `school`, `community`, `vacant`, `gap` or `none`.
    pub ring: Vec<&'static str>,
    /// The perspectives that are expected and that nobody brings, in one text.
    pub missing: Option<String>,
    /// Whether it needs someone to call it together.
    pub needs_convener: bool,
    /// Current members, in words.
    pub people: String,
    /// The standing team that carries the work.
    pub part_of: Option<Said>,
    /// Whether partners may ask to join.
    pub welcomes_partners: bool,
    /// The day from which it counts, when that is to come.
    pub starts: Option<String>,
}

/// A school in a list.
#[derive(Debug, Serialize)]
pub struct SchoolView {
    /// Its anchor on the page of all schools.
    pub anchor: String,
    /// Its name.
    pub name: Said,
    /// Which grades it has, in a word.
    pub level: Option<String>,
    /// Which grades it has, as people write them.
    pub grades: Option<Said>,
    /// What kind of school it is, unless it is a regular one.
    pub kind: Option<String>,
    /// Its own site.
    pub website: Option<String>,
    /// Its teams.
    pub teams: Vec<TeamCard>,
    /// Whom to write to: its leader, else its office, else the district's contact.
    pub leader: Option<ContactView>,
}

/// The schools that are there, by name.
fn rows<'w, 's>(writer: &'w Writer<'s>) -> Rows<'w, 's, School> {
    let (all, date) = (&*writer.site.district().schools, writer.site.report().as_of);
    let in_order = || writer.rows_by_name(all, |school| school.is_there(date), |school| &school.name);
    Rows::new(writer, Long::Schools, all, in_order)
}

impl SchoolLists {
    fn new(writer: &Writer<'_>, schools: &[&School]) -> Self {
        let of = |expected: bool| {
            let some = schools.iter().filter(|school| school.expects_team == expected);
            some.map(|school| SchoolView::new(writer, school)).collect()
        };
        Self {
            schools: writer.if_mentioned("schools", || of(true)),
            not_expected: writer.if_mentioned("not_expected", || of(false)),
        }
    }
}

impl TeamsView {
    /// All teams and schools.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let (district, report) = (writer.site.district(), writer.site.report());
        let of_district = district.teams.iter().filter(|team| team.level() == TeamLevel::District);
        let school_of = |team: &Team| team.school().and_then(|id| district.school(id));
        let homeless = |team: &&Team| school_of(team).is_some_and(|school| !school.is_there(report.as_of));
        let rows = rows(writer);
        let without: HashSet<&SchoolId> = report.schools.without_team.iter().collect();
        let note = |school: &School| {
            let key = if without.contains(&school.id) {
                "no-team-yet"
            } else if school.expects_team {
                return String::new();
            } else {
                "status-not-expected"
            };
            writer.strings.get(key).to_string()
        };
        Self {
            district_teams: writer.if_mentioned("district_teams", || TeamCard::all(writer, of_district)),
            schools: SchoolLists::new(writer, &rows.on_one_page()),
            parts: rows.links(None),
            entries: rows
                .entries(|name, school, part| EntryView::of_school(name, school, part, note(school))),
            other_teams: writer.if_mentioned("other_teams", || {
                TeamCard::all(writer, district.teams.iter().filter(homeless))
            }),
            shape: RingShape::of(writer),
            with_team: report.schools.with_team,
            school_count: report.schools.total,
        }
    }
}

impl EntryView {
    /// A school, which stands in a part under its anchor.
    pub(super) fn of_school(name: &Said, school: &School, part: String, note: String) -> Self {
        let anchor = format!("{SCHOOL}{}", school.id);
        let link = LinkView { href: format!("{part}#{anchor}"), text: name.clone() };
        Self { anchor: Some(anchor), link, part, note }
    }
}

impl TeamsPartView {
    /// A part of the schools.
    pub(super) fn new(writer: &Writer<'_>, part: usize) -> Self {
        let rows = rows(writer);
        Self {
            name: rows.name(part),
            schools: SchoolLists::new(writer, &rows.of(part)),
            parts: rows.links(Some(part)),
            shape: RingShape::of(writer),
        }
    }

    /// What stands around it.
    pub(super) fn frame(&self, writer: &Writer<'_>, page: &Page, part: usize) -> Frame {
        let mut frame = writer.frame_of_part(page, &self.name);
        frame.add_data(schools_data(writer, &rows(writer).of(part)));
        frame
    }
}

impl PageView for TeamsView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        let mut frame = Frame::of(writer, &Page::Teams);
        let district = frame.district.text.clone();
        frame.description = Some(writer.format("teams-description", &[("district", district.into())]));
        let schools: Vec<&School> = match self.parts.as_slice() {
            [] => writer.site.district().schools.at(writer.site.report().as_of).collect(),
            _ => Vec::new(),
        };
        frame.add_data(schools_data(writer, &schools));
        frame
    }
}

impl TeamCard {
    /// Teams, by name.
    fn all<'t>(writer: &Writer<'_>, teams: impl Iterator<Item = &'t Team>) -> Vec<Self> {
        writer.by_name(teams, |team| &team.name).into_iter().map(|team| Self::new(writer, team)).collect()
    }

    fn new(writer: &Writer<'_>, team: &Team) -> Self {
        let figures = writer.site.report().team(&team.id);
        let share = figures.map(|figures| figures.perspectives.share);
        Self {
            link: writer.team_link(&team.id),
            seats: share.map_or_else(String::new, |share| writer.of(share)),
            ring: figures.map_or_else(Vec::new, |figures| ring(writer, &figures.perspectives)),
            missing: figures.and_then(|figures| missing(writer, figures)),
            needs_convener: figures.is_some_and(|figures| figures.responsibility.convener != Party::Named),
            people: figures
                .map_or_else(String::new, |figures| writer.format("people", &[("n", figures.people.into())])),
            part_of: team.part_of.as_ref().map(|part_of| writer.said(part_of)),
            welcomes_partners: writer.is_open(team),
            starts: writer.starts(team),
        }
    }
}

/// The perspectives that a team is expected to have and that nobody on it brings, in one text.
fn missing(writer: &Writer<'_>, figures: &TeamReport) -> Option<String> {
    let names: Vec<String> =
        figures.perspectives.missing().map(|item| writer.perspective_name(&item.id)).collect();
    (!names.is_empty()).then(|| writer.list(&names))
}

impl SchoolView {
    /// A school with its teams.
    fn new(writer: &Writer<'_>, school: &School) -> Self {
        let district = writer.site.district();
        let kind = school.kind.filter(|kind| *kind != SchoolKind::Regular);
        Self {
            anchor: format!("{SCHOOL}{}", school.id),
            name: writer.said(&school.name),
            level: school.level.map(|level| writer.strings.word("school", level.word())),
            grades: school.grades.as_ref().map(|grades| writer.said(grades)),
            kind: kind.map(|kind| writer.strings.word("school-kind", kind.word())),
            website: school.website.clone(),
            teams: TeamCard::all(writer, writer.site.teams_of(&school.id)),
            leader: school.contact(district.contact.as_ref()).map(|leader| writer.contact(&leader)),
        }
    }

    /// The schools without a team, by name.
    pub(super) fn without_team(writer: &Writer<'_>) -> Vec<Self> {
        let district = writer.site.district();
        let without = writer.site.report().schools.without_team.iter().filter_map(|id| district.school(id));
        let by_name = writer.by_name(without, |school| &school.name);
        by_name.into_iter().map(|school| Self::new(writer, school)).collect()
    }
}
