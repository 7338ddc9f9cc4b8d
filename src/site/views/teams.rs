//! All teams and schools.

use serde::Serialize;
use tera::Context;

use super::{ContactView, LinkView, Said, Writer};
use crate::model::{School, SchoolLevel, Team, TeamLevel};
use crate::site::address::Page;

/// `view` of `teams.html`: all teams and schools.
#[derive(Debug, Serialize)]
pub struct TeamsView {
    /// The district's own teams, by name.
    pub district_teams: Vec<TeamCard>,
    /// The schools, by name, with their teams.
    pub schools: Vec<SchoolView>,
    /// How many schools have a team.
    pub with_team: usize,
    /// Teams without a school of this list.
    pub other_teams: Vec<TeamCard>,
}

/// A team in a list.
#[derive(Debug, Serialize)]
pub struct TeamCard {
    /// The team.
    pub link: LinkView,
    /// "8 of 11".
    pub seats: String,
    /// The share of perspectives in words.
    pub share: String,
    /// The share in whole percent.
    pub percent: Option<i64>,
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
    /// Which grades it has.
    pub level: Option<String>,
    /// Its teams.
    pub teams: Vec<TeamCard>,
    /// Whom to write to.
    pub leader: Option<ContactView>,
}

impl Writer<'_> {
    /// All teams and schools.
    pub(super) fn teams(&self, context: &mut Context) -> &'static str {
        let district = self.site.district();
        let of_level = |level: TeamLevel| district.teams.iter().filter(move |team| team.level() == level);
        let schools: Vec<&School> = self.by_name(district.schools.iter(), |school| &school.name);
        let view = TeamsView {
            district_teams: self.team_cards(of_level(TeamLevel::District)),
            schools: schools.iter().map(|school| self.school(school)).collect(),
            with_team: self.site.report().schools.with_team,
            other_teams: self.team_cards(of_level(TeamLevel::School).filter(|team| team.school().is_none())),
        };
        let mut frame = self.frame(&Page::Teams, self.own("teams-title"), Vec::new());
        frame.description =
            Some(self.format("teams-description", &[("district", frame.district.text.clone().into())]));
        frame.add_data(self.schools_data());
        Self::put(context, &frame, &view);
        "teams.html"
    }

    fn team_cards<'t>(&self, teams: impl Iterator<Item = &'t Team>) -> Vec<TeamCard> {
        self.by_name(teams, |team| &team.name).into_iter().map(|team| self.team_card(team)).collect()
    }

    /// A team in a list.
    pub(super) fn team_card(&self, team: &Team) -> TeamCard {
        let report = self.site.report();
        let figures = report.teams.iter().find(|figures| figures.id == team.id);
        TeamCard {
            link: self.link(&Page::Team(team.id.clone()), self.said(&team.name)),
            seats: figures.map_or_else(String::new, |figures| {
                self.of(figures.perspectives.covered, figures.perspectives.expected)
            }),
            share: figures.map_or_else(String::new, |figures| self.percent(figures.perspectives.share)),
            percent: figures.and_then(|figures| figures.perspectives.share.percent()),
            people: figures
                .map_or_else(String::new, |figures| self.format("people", &[("n", figures.people.into())])),
            part_of: team.part_of.as_ref().map(|part_of| self.said(part_of)),
            welcomes_partners: team.welcomes_partners,
            starts: self.starts(team),
        }
    }

    /// The day from which a team works, when that is to come.
    pub(super) fn starts(&self, team: &Team) -> Option<String> {
        let to_come = team.started.filter(|_| !team.exists(self.site.report().as_of));
        to_come.map(|date| self.strings.date(date))
    }

    /// A school with its teams.
    pub(super) fn school(&self, school: &School) -> SchoolView {
        let teams = self.site.district().teams.iter();
        SchoolView {
            anchor: format!("school-{}", school.id),
            name: self.said(&school.name),
            level: school.level.map(|level| self.strings.get(school_level_key(level)).to_string()),
            teams: self.team_cards(teams.filter(|team| team.school() == Some(&school.id))),
            leader: school.leader.as_ref().map(|leader| self.contact(leader)),
        }
    }
}

fn school_level_key(level: SchoolLevel) -> &'static str {
    match level {
        SchoolLevel::Elementary => "school-elementary",
        SchoolLevel::Middle => "school-middle",
        SchoolLevel::High => "school-high",
        SchoolLevel::Combined => "school-combined",
        SchoolLevel::Other => "school-other",
    }
}
