//! For community partners: the teams that they can join, and the leaders of schools without a team.

use serde::Serialize;
use tera::Context;

use super::{ContactView, LinkView, Said, Writer};
use crate::model::{School, Side, Team};
use crate::site::address::Page;

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
    /// Whom to write to where no team welcomes partners: the school's leader, else the district's contact.
    pub leader: Option<ContactView>,
}

impl Writer<'_> {
    /// The page for partners.
    pub(super) fn join(&self, context: &mut Context) -> &'static str {
        let district = self.site.district();
        let open = district.teams.iter().filter(|team| team.welcomes_partners);
        let open: Vec<&Team> = self.by_name(open, |team| &team.name);
        let schools: Vec<&School> = self.by_name(district.schools.iter(), |school| &school.name);
        let no_schools = open.iter().filter(|team| team.school().is_none());
        let view = JoinView {
            perspectives: self.sought(&open),
            district_teams: no_schools.map(|team| self.open_team(team)).collect(),
            schools: schools.iter().map(|school| self.join_school(school, &open)).collect(),
            open_teams: open.len(),
        };
        let mut frame = self.frame(&Page::Join, self.own("join-title"), Vec::new());
        frame.description = Some(self.strings.get("join-lead").to_string());
        Self::put(context, &frame, &view);
        "join.html"
    }

    /// The community's perspectives, and others that a team seeks, each with the teams that seek it.
    fn sought(&self, open: &[&Team]) -> Vec<SoughtView> {
        let seeking = |id| open.iter().filter(move |team| team.seeking.contains(id));
        let framework = &self.site.district().framework;
        let shown = framework
            .perspectives
            .iter()
            .filter(|known| known.side == Side::Community || seeking(&known.id).next().is_some());
        shown
            .map(|known| SoughtView {
                anchor: format!("brings-{}", known.id),
                name: self.said(&known.name),
                teams: seeking(&known.id)
                    .map(|team| self.link(&Page::Team(team.id.clone()), self.said(&team.name)))
                    .collect(),
            })
            .collect()
    }

    fn open_team(&self, team: &Team) -> OpenTeam {
        OpenTeam {
            link: self.link(&Page::Team(team.id.clone()), self.said(&team.name)),
            seeking: self.perspective_names(&team.seeking),
            meets: team.meets.as_ref().map(|meets| self.said(meets)),
            contact: self.team_contact(team).map(|contact| self.contact(contact)),
            starts: self.starts(team),
        }
    }

    fn join_school(&self, school: &School, open: &[&Team]) -> JoinSchool {
        let district = self.site.district();
        let its_own = |team: &&&Team| team.school() == Some(&school.id);
        JoinSchool {
            name: self.said(&school.name),
            teams: open.iter().filter(its_own).map(|team| self.open_team(team)).collect(),
            has_team: district.teams.iter().any(|team| team.school() == Some(&school.id)),
            leader: school.leader.as_ref().or(district.contact.as_ref()).map(|leader| self.contact(leader)),
        }
    }
}
