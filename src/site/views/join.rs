//! For community partners: the teams that they can join, and the leaders of schools without a team.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::frame::Frame;
use super::missing::lacks;
use super::parts::{EntryView, PartLink, Rows};
use super::shared::IfMentioned;
use super::team::{contact_of, figures};
use super::{ContactView, LinkView, PageView, Said, Writer};
use crate::model::{Contact, Perspective, School, Side, Team};
use crate::site::anchors::{BRINGS, SCHOOL};
use crate::site::pages::Page;
use crate::site::parts::{Long, for_partners};

/// `view` of `join.html`: teams that welcome partners, by what they seek and by school.
#[derive(Debug, Serialize)]
pub struct JoinView {
    /// What partners bring, with the teams that seek it.
    pub perspectives: IfMentioned<Vec<SoughtView>>,
    /// The teams that welcome partners and are no school's.
    pub district_teams: IfMentioned<Vec<OpenTeam>>,
    /// The schools, by name, where one page is enough for them.
    pub schools: IfMentioned<Vec<JoinSchool>>,
    /// The parts that the schools stand in, where one page is not enough.
    pub parts: Vec<PartLink>,
    /// The schools by name, each with the way to its part, where one page is not enough.
    pub entries: Vec<EntryView>,
    /// How many teams welcome partners.
    pub open_teams: usize,
}

/// `view` of `join_part.html`: some of the schools, where they are too many for one page.
#[derive(Debug, Serialize)]
pub struct JoinPartView {
    /// The part, by its first and its last school.
    pub name: Said,
    /// The schools.
    pub schools: Vec<JoinSchool>,
    /// All parts.
    pub parts: Vec<PartLink>,
}

/// A perspective with the teams that seek it.
#[derive(Debug, Serialize)]
pub struct SoughtView {
    /// An anchor of the page.
    pub anchor: String,
    /// The perspective.
    pub name: Said,
    /// The teams that welcome partners and seek it, by name.
    pub teams: Vec<LinkView>,
    /// How many more of them there are, which are not named.
    pub more_teams: usize,
    /// The teams that welcome partners and lack it, without seeking it, by name.
    pub missing: Vec<LinkView>,
    /// How many more of them there are, which are not named.
    pub more_missing: usize,
}

/// A team that welcomes partners.
#[derive(Debug, Serialize)]
pub struct OpenTeam {
    /// The team.
    pub link: LinkView,
    /// What it seeks; empty where it welcomes anybody.
    pub seeking: Vec<Said>,
    /// When and where it meets.
    pub meets: Option<Said>,
    /// Whom to write to: its own contact, else the school's leader, else the district's contact.
    pub contact: Option<ContactView>,
    /// A link that begins a letter to it, with its subject.
    pub letter: Option<String>,
    /// The day from which it works, when that is to come.
    pub starts: Option<String>,
}

/// A school as a partner sees it.
#[derive(Debug, Serialize)]
pub struct JoinSchool {
    /// Its anchor.
    pub anchor: String,
    /// Its name.
    pub name: Said,
    /// Its teams that welcome partners.
    pub teams: Vec<OpenTeam>,
    /// Whether it has any team.
    pub has_team: bool,
    /// Whom to write to where no team welcomes partners: the school's leader, else its office, else the district's
    /// contact.
    pub leader: Option<ContactView>,
}

impl JoinView {
    /// The page for partners.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let open: Vec<&Team> = writer.by_name(writer.open_teams(), |team| &team.name);
        let rows = rows(writer);
        let note = |school: &School| {
            let is_open = writer.site.teams_of(&school.id).any(|team| writer.is_open(team));
            if is_open { writer.strings.get("welcomes-partners").to_string() } else { String::new() }
        };
        let no_schools = open.iter().filter(|team| team.school().is_none());
        Self {
            perspectives: writer.if_mentioned("perspectives", || sought(writer, &open)),
            district_teams: writer.if_mentioned("district_teams", || {
                no_schools.map(|team| OpenTeam::new(writer, team)).collect()
            }),
            schools: writer.if_mentioned("schools", || JoinSchool::all(writer, &rows.on_one_page())),
            parts: rows.links(None),
            entries: rows
                .entries(|name, school, part| EntryView::of_school(name, school, part, note(school))),
            open_teams: open.len(),
        }
    }
}

/// The schools that partners see, by name.
fn rows<'w, 's>(writer: &'w Writer<'s>) -> Rows<'w, 's, School> {
    let (district, date) = (writer.site.district(), writer.site.report().as_of);
    let in_order =
        || writer.rows_by_name(&district.schools, for_partners(district, date), |school| &school.name);
    Rows::new(writer, Long::Partners, &district.schools, in_order)
}

impl JoinPartView {
    /// A part of the schools.
    pub(super) fn new(writer: &Writer<'_>, part: usize) -> Self {
        let rows = rows(writer);
        let schools = JoinSchool::all(writer, &rows.of(part));
        Self { name: rows.name(part), schools, parts: rows.links(Some(part)) }
    }

    /// What stands around it.
    pub(super) fn frame(&self, writer: &Writer<'_>, page: &Page) -> Frame {
        writer.frame_of_part(page, &self.name)
    }
}

impl PageView for JoinView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        let lead = writer.strings.get("join-lead").to_string();
        Frame { description: Some(lead), ..Frame::of(writer, &Page::Join) }
    }
}

/// How many teams are named at a perspective.
const NAMED: usize = 60;

/// The ways to the first teams, and how many more there are.
fn first(writer: &Writer<'_>, teams: &[&Team]) -> (Vec<LinkView>, usize) {
    let named = teams.iter().take(NAMED).map(|team| writer.team_link(&team.id));
    (named.collect(), teams.len().saturating_sub(NAMED))
}

/// The community's perspectives, and others that a team seeks, each with the teams that seek it.
fn sought(writer: &Writer<'_>, open: &[&Team]) -> Vec<SoughtView> {
    let known = writer.site.district().framework.perspectives.iter();
    let view = |known: &Perspective| {
        let (seeking, others): (Vec<&Team>, Vec<&Team>) =
            open.iter().partition(|team| team.seeking.contains(&known.id));
        if known.side != Side::Community && seeking.is_empty() {
            return None;
        }
        let lacking: Vec<&Team> =
            others.into_iter().filter(|team| lacks(&figures(writer, team), &known.id)).collect();
        let ((teams, more_teams), (missing, more_missing)) =
            (first(writer, &seeking), first(writer, &lacking));
        let (anchor, name) = (format!("{BRINGS}{}", known.id), writer.said(&known.name));
        Some(SoughtView { anchor, name, teams, more_teams, missing, more_missing })
    };
    known.filter_map(view).collect()
}

/// A link that begins a letter to a team, with a subject that says what it is about.
pub(super) fn letter(writer: &Writer<'_>, team: &Team, contact: &Contact) -> Option<String> {
    let email = contact.email.as_ref()?;
    let subject = writer.format("join-subject", &[("team", writer.said(&team.name).text.into())]);
    Some(format!("mailto:{email}?subject={}", utf8_percent_encode(&subject, NON_ALPHANUMERIC)))
}

impl OpenTeam {
    fn new(writer: &Writer<'_>, team: &Team) -> Self {
        Self {
            link: writer.team_link(&team.id),
            seeking: writer.perspective_names(&team.seeking),
            meets: team.meets.as_ref().map(|meets| writer.said(meets)),
            letter: contact_of(writer, team).and_then(|contact| letter(writer, team, &contact)),
            contact: contact_of(writer, team).map(|contact| writer.contact(&contact)),
            starts: writer.starts(team),
        }
    }
}

impl JoinSchool {
    fn all(writer: &Writer<'_>, schools: &[&School]) -> Vec<Self> {
        schools.iter().map(|school| Self::new(writer, school)).collect()
    }

    fn new(writer: &Writer<'_>, school: &School) -> Self {
        let district = writer.site.district();
        let open = writer.site.teams_of(&school.id).filter(|team| writer.is_open(team));
        let by_name = writer.by_name(open, |team| &team.name);
        Self {
            anchor: format!("{SCHOOL}{}", school.id),
            name: writer.said(&school.name),
            teams: by_name.into_iter().map(|team| OpenTeam::new(writer, team)).collect(),
            has_team: writer.site.teams_of(&school.id).next().is_some(),
            leader: school.contact(district.contact.as_ref()).map(|leader| writer.contact(&leader)),
        }
    }
}
