//! For community partners: the teams that they can join, and the leaders of schools without a team.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::frame::Frame;
use super::missing::lacks;
use super::team::{contact_of, figures};
use super::{ContactView, LinkView, PageView, Said, Writer};
use crate::model::{Contact, School, Side, Team};
use crate::site::anchors::BRINGS;
use crate::site::pages::Page;

/// `view` of `join.html`: teams that welcome partners, by what they seek and by school.
#[derive(Debug, Serialize)]
pub struct JoinView {
    /// What partners bring, with the teams that seek it.
    pub perspectives: Vec<SoughtView>,
    /// The teams that welcome partners and are no school's.
    pub district_teams: Vec<OpenTeam>,
    /// The schools, by name.
    pub schools: Vec<JoinSchool>,
    /// How many teams welcome partners.
    pub open_teams: usize,
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
    /// The teams that welcome partners and lack it, without seeking it, by name.
    pub missing: Vec<LinkView>,
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
        let district = writer.site.district();
        let open: Vec<&Team> = writer.by_name(writer.open_teams(), |team| &team.name);
        let there = district.schools.at(writer.site.report().as_of);
        let has_team = |school: &School| district.teams.iter().any(|team| team.school() == Some(&school.id));
        let there = there.filter(|school| school.expects_team || has_team(school));
        let schools: Vec<&School> = writer.by_name(there, |school| &school.name);
        let no_schools = open.iter().filter(|team| team.school().is_none());
        Self {
            perspectives: sought(writer, &open),
            district_teams: no_schools.map(|team| OpenTeam::new(writer, team)).collect(),
            schools: schools.iter().map(|school| JoinSchool::new(writer, school, &open)).collect(),
            open_teams: open.len(),
        }
    }
}

impl PageView for JoinView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        let lead = writer.strings.get("join-lead").to_string();
        Frame { description: Some(lead), ..Frame::of(writer, &Page::Join) }
    }
}

/// The community's perspectives, and others that a team seeks, each with the teams that seek it.
fn sought(writer: &Writer<'_>, open: &[&Team]) -> Vec<SoughtView> {
    let seeking = |id| open.iter().filter(move |team| team.seeking.contains(id));
    let framework = &writer.site.district().framework;
    let shown = framework
        .perspectives
        .iter()
        .filter(|known| known.side == Side::Community || seeking(&known.id).next().is_some());
    shown
        .map(|known| SoughtView {
            anchor: format!("{BRINGS}{}", known.id),
            name: writer.said(&known.name),
            teams: seeking(&known.id).map(|team| writer.team_link(&team.id)).collect(),
            missing: open
                .iter()
                .filter(|team| !team.seeking.contains(&known.id))
                .filter(|team| lacks(&figures(writer, team), &known.id))
                .map(|team| writer.team_link(&team.id))
                .collect(),
        })
        .collect()
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
    fn new(writer: &Writer<'_>, school: &School, open: &[&Team]) -> Self {
        let district = writer.site.district();
        let is_its_own = |team: &Team| team.school() == Some(&school.id);
        Self {
            name: writer.said(&school.name),
            teams: open
                .iter()
                .filter(|team| is_its_own(team))
                .map(|team| OpenTeam::new(writer, team))
                .collect(),
            has_team: district.teams.iter().any(is_its_own),
            leader: school.contact(district.contact.as_ref()).map(|leader| writer.contact(&leader)),
        }
    }
}
