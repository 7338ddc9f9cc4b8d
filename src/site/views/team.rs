//! One team.

use std::borrow::Cow;

use serde::Serialize;
use tera::Context;

use super::words::{party_key, status_key};
use super::{ContactView, LinkView, Prose, Said, Setting, Writer};
use crate::coverage::{self, AreaResult, Party, Status, TeamReport};
use crate::model::{
    Formation, Kind, Makeup, Member, MemberId, PerspectiveId, ResourceId, Seat, Side, Team, TeamId, TeamLevel,
};
use crate::site::address::Page;

/// `view` of `team.html`: purpose, who convenes, roster, seats, coverage, functions, self-assessment.
#[derive(Debug, Serialize)]
pub struct TeamView {
    /// What the page for paper tells too.
    #[serde(flatten)]
    pub facts: TeamFacts,
    /// Whether partners may ask to join.
    pub welcomes_partners: bool,
    /// What it invites now.
    pub seeking: Vec<Said>,
    /// The seats of the school side.
    pub school_side: Vec<SeatView>,
    /// The seats of the community side.
    pub community_side: Vec<SeatView>,
    /// The functions, with who carries them.
    pub functions: Vec<SeatView>,
    /// Everybody on the team, then its vacant seats.
    pub roster: Vec<PersonView>,
    /// The titles of those who carry three or more perspectives alone.
    pub stretched: Vec<Said>,
    /// The newest self-assessments.
    pub assessments: Vec<AssessmentView>,
    /// The makeup against the students.
    pub makeup: MakeupView,
}

/// What is told about a team wherever it is told in full.
#[derive(Debug, Serialize)]
pub struct TeamFacts {
    /// The team's name.
    pub name: Said,
    /// "District team" or "School team".
    pub level: String,
    /// The school's name.
    pub school: Option<Said>,
    /// How the team came about, in words.
    pub formation: Option<String>,
    /// The standing team that carries the work.
    pub part_of: Option<Said>,
    /// Its first day.
    pub started: Option<String>,
    /// Whether its first day is to come, so that it does not count yet.
    pub is_to_come: bool,
    /// When and where it meets.
    pub meets: Option<Said>,
    /// What it says about itself.
    pub about: Option<Prose>,
    /// Whom to write to.
    pub contact: Option<ContactView>,
    /// Who calls it together.
    pub convener: PartyView,
    /// Who sets the agenda.
    pub agenda: PartyView,
    /// "8 of 11 seats at the table are filled" and the like, in sentences.
    pub summary: Vec<String>,
}

/// Who is responsible for something.
#[derive(Debug, Serialize)]
pub struct PartyView {
    /// `named`, `vacant`, `lapsed` or `missing`.
    pub state: Party,
    /// The state in a sentence.
    pub sentence: String,
    /// Who it is.
    pub person: Option<PersonView>,
}

/// Somebody on a team, or a vacant seat. A name that must not be shown is not there.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    /// The name, where it may be shown.
    pub name: Option<String>,
    /// The office or part.
    pub title: Said,
    /// Whether the seat is vacant.
    pub is_vacant: bool,
    /// The role description; only in the roster.
    pub role: Option<LinkView>,
    /// What the person brings; only in the roster.
    pub perspectives: Vec<Said>,
    /// Since when; only in the roster.
    pub since: Option<String>,
}

/// Something that a team is expected to have: a seat at the table, or a function.
#[derive(Debug, Serialize)]
pub struct SeatView {
    /// What it is.
    pub name: Said,
    /// What it is about.
    pub summary: Option<Said>,
    /// `covered`, `vacant` or `gap`.
    pub status: Status,
    /// The state in words.
    pub status_name: String,
    /// Who brings it.
    pub people: Vec<PersonView>,
    /// Whether exactly one person does.
    pub held_by_one: bool,
    /// Whether the team invites it now.
    pub is_sought: bool,
}

/// A self-assessment.
#[derive(Debug, Serialize)]
pub struct AssessmentView {
    /// The rubric.
    pub rubric: LinkView,
    /// The day.
    pub date: String,
    /// Everything together.
    pub total: AreaView,
    /// Area by area.
    pub areas: Vec<AreaView>,
}

/// An area of a self-assessment.
#[derive(Debug, Serialize)]
pub struct AreaView {
    /// The area's name.
    pub name: Said,
    /// Indicators in place.
    pub in_place: usize,
    /// Indicators being developed.
    pub developing: usize,
    /// Indicators that are missing.
    pub gap: usize,
    /// Indicators of which the team doesn't know.
    pub unknown: usize,
    /// Indicators that were not rated.
    pub not_rated: usize,
    /// All indicators.
    pub total: usize,
    /// The share in place in words: "60%", or "n/a".
    pub share: String,
    /// The change since the previous one in words.
    pub change: Option<String>,
    /// The parts of a bar of 100 units: class, start and width.
    pub bar: Vec<BarPart>,
}

/// A part of a bar.
#[derive(Debug, Serialize)]
pub struct BarPart {
    /// `in-place`, `developing`, `gap`, `unknown` or `not-rated`.
    pub means: &'static str,
    /// Where it begins, from 0 to 100.
    pub start: f64,
    /// How wide it is.
    pub width: f64,
}

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

/// A student group with the difference.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// The group.
    pub name: Said,
    /// Percentage points.
    pub points: i64,
    /// The difference in words.
    pub sentence: String,
}

impl Writer<'_> {
    /// One team.
    pub(super) fn team(&self, id: &TeamId, context: &mut Context) -> &'static str {
        let site = self.site;
        let Some(team) = site.district().team(id) else { return self.not_found(context) };
        let view = self.team_view(team, &self.team_figures(team));
        let trail = vec![self.link(&Page::Teams, self.own("teams-title"))];
        let mut frame = self.frame(&Page::Team(id.clone()), self.said(&team.name), trail);
        frame.description = view.facts.summary.first().cloned();
        frame.edit_url = self.edit_url(&team.path);
        Self::put(context, &frame, &view);
        "team.html"
    }

    /// The figures of a team, also of one that does not count yet.
    pub(super) fn team_figures(&self, team: &Team) -> Cow<'_, TeamReport> {
        let site = self.site;
        match site.report().teams.iter().find(|figures| figures.id == team.id) {
            Some(figures) => Cow::Borrowed(figures),
            None => Cow::Owned(coverage::team_report(team, site.district(), &site.toolkit().figures())),
        }
    }

    /// A team as its page shows it.
    fn team_view(&self, team: &Team, figures: &TeamReport) -> TeamView {
        let as_of = self.site.report().as_of;
        let on_team = coverage::holders(team, as_of);
        TeamView {
            facts: self.team_facts(team, figures, &Setting::below(super::ABOUT, 0)),
            welcomes_partners: team.welcomes_partners,
            seeking: self.perspective_names(&team.seeking),
            school_side: self.seats(team, figures, &on_team, Side::School),
            community_side: self.seats(team, figures, &on_team, Side::Community),
            functions: self.function_seats(figures, &on_team),
            roster: on_team.iter().map(|member| self.roster_person(member)).collect(),
            stretched: coverage::stretched_members(team, &figures.perspectives, as_of)
                .iter()
                .map(|member| self.said(&member.title))
                .collect(),
            assessments: self.team_assessments(team, figures),
            makeup: self.team_makeup(team, figures),
        }
    }

    /// What is told about a team wherever it is told in full.
    pub(super) fn team_facts(&self, team: &Team, figures: &TeamReport, setting: &Setting) -> TeamFacts {
        let school = team.school().and_then(|id| self.site.district().school(id));
        TeamFacts {
            name: self.said(&team.name),
            level: self
                .strings
                .get(if team.level() == TeamLevel::District { "level-district" } else { "level-school" })
                .to_string(),
            school: school.map(|school| self.said(&school.name)),
            formation: team.formation.map(|formation| self.strings.get(formation_key(formation)).to_string()),
            part_of: team.part_of.as_ref().map(|part_of| self.said(part_of)),
            started: team.started.map(|date| self.strings.date(date)),
            is_to_come: !team.exists(self.site.report().as_of),
            meets: team.meets.as_ref().map(|meets| self.said(meets)),
            about: self.prose_of(&team.about, &team.path, setting),
            contact: self.team_contact(team).map(|contact| self.contact(contact)),
            convener: self.party(team, team.convener.as_ref(), figures.responsibility.convener, "convener"),
            agenda: self.party(team, team.agenda.as_ref(), figures.responsibility.agenda, "agenda"),
            summary: self.team_summary(figures),
        }
    }

    /// Whom to write to about a team: its own contact, else its school's leader, else the district's.
    pub(super) fn team_contact<'t>(&'t self, team: &'t Team) -> Option<&'t crate::model::Contact> {
        let district = self.site.district();
        let leader = || team.school().and_then(|id| district.school(id)?.leader.as_ref());
        team.contact.as_ref().or_else(leader).or(district.contact.as_ref())
    }

    fn team_summary(&self, figures: &TeamReport) -> Vec<String> {
        let mut sentences = Vec::new();
        let axis = &figures.perspectives;
        if axis.expected > 0 {
            sentences.push(
                self.format("team-seats", &[("n", axis.covered.into()), ("total", axis.expected.into())]),
            );
        }
        if figures.functions.expected > 0 {
            sentences.push(self.format(
                "team-functions",
                &[("n", figures.functions.covered.into()), ("total", figures.functions.expected.into())],
            ));
        }
        if figures.people > 0 {
            let arguments = [("n", figures.community.people.into()), ("total", figures.people.into())];
            sentences.push(self.format("team-community", &arguments));
        }
        sentences
    }

    /// The names of perspectives.
    pub(super) fn perspective_names(&self, ids: &[PerspectiveId]) -> Vec<Said> {
        let framework = &self.site.district().framework;
        ids.iter()
            .filter_map(|id| framework.perspective(id))
            .map(|perspective| self.said(&perspective.name))
            .collect()
    }

    /// Somebody on a team, in short.
    pub(super) fn person(&self, member: &Member) -> PersonView {
        PersonView {
            name: member.name().map(ToString::to_string),
            title: self.said(&member.title),
            is_vacant: member.seat == Seat::Vacant,
            role: None,
            perspectives: Vec::new(),
            since: None,
        }
    }

    /// Somebody on a team, with everything about them.
    fn roster_person(&self, member: &Member) -> PersonView {
        PersonView {
            role: member.role.as_ref().and_then(|id| self.role_link(id)),
            perspectives: self.perspective_names(&member.perspectives),
            since: member.since.map(|date| self.strings.date(date)),
            ..self.person(member)
        }
    }

    fn role_link(&self, id: &ResourceId) -> Option<LinkView> {
        let role = self.site.published(Kind::Role, id)?;
        let variant = role.variant(self.lang);
        Some(self.link(&Page::Resource(Kind::Role, id.clone()), self.said_in(&variant.title, &variant.lang)))
    }

    fn party(&self, team: &Team, id: Option<&MemberId>, state: Party, part: &str) -> PartyView {
        let member = id.and_then(|id| team.member(id));
        let sentence = self
            .strings
            .get(&format!("{part}-{}", party_key(state).trim_start_matches("party-")))
            .to_string();
        let shown = member.filter(|_| state != Party::Lapsed);
        PartyView { state, sentence, person: shown.map(|member| self.person(member)) }
    }

    fn seats(&self, team: &Team, figures: &TeamReport, on_team: &[&Member], side: Side) -> Vec<SeatView> {
        let framework = &self.site.district().framework;
        let of_side = figures.perspectives.items.iter().filter(|item| framework.side(&item.id) == Some(side));
        of_side
            .filter_map(|item| {
                let perspective = framework.perspective(&item.id)?;
                let people = on_team.iter().filter(|member| member.perspectives.contains(&item.id));
                Some(SeatView {
                    name: self.said(&perspective.name),
                    summary: None,
                    status: item.status,
                    status_name: self.strings.get(status_key(item.status)).to_string(),
                    people: people.map(|member| self.person(member)).collect(),
                    held_by_one: item.is_held_by_one(),
                    is_sought: team.seeking.contains(&item.id),
                })
            })
            .collect()
    }

    fn function_seats(&self, figures: &TeamReport, on_team: &[&Member]) -> Vec<SeatView> {
        let functions = &self.site.district().framework.functions;
        let expected = figures.functions.items.iter();
        expected
            .filter_map(|item| {
                let function = functions.iter().find(|function| function.id == item.id)?;
                let people = on_team.iter().filter(|member| member.functions.contains(&item.id));
                Some(SeatView {
                    name: self.said(&function.name),
                    summary: function.summary.as_ref().map(|summary| self.said(summary)),
                    status: item.status,
                    status_name: self.strings.get(status_key(item.status)).to_string(),
                    people: people.map(|member| self.person(member)).collect(),
                    held_by_one: item.is_held_by_one(),
                    is_sought: false,
                })
            })
            .collect()
    }

    fn team_assessments(&self, team: &Team, figures: &TeamReport) -> Vec<AssessmentView> {
        let district = self.site.district();
        let all = figures.assessments.iter().filter_map(|assessment| {
            let rubric = district.resource(Kind::Rubric, &assessment.rubric)?;
            let variant = rubric.variant(self.lang);
            let total = coverage::Tally::of(assessment);
            let change = assessment.change_in_points();
            let areas = coverage::results_by_area(
                district,
                team,
                (&rubric.id, rubric.rubric()?),
                self.site.report().as_of,
            );
            let names = &variant.document.areas;
            let view = |(index, result): (usize, &AreaResult)| {
                let translated = names.get(index).filter(|_| names.len() == areas.len());
                let name = match translated {
                    Some(area) => self.said_in(&area.name, &variant.lang),
                    None => self.said_in(&result.area, &rubric.main().lang),
                };
                self.area(name, result.tally, result.change)
            };
            Some(AssessmentView {
                rubric: self.link(
                    &Page::Resource(Kind::Rubric, rubric.id.clone()),
                    self.said_in(&variant.title, &variant.lang),
                ),
                date: self.strings.date(assessment.date),
                total: self.area(self.own("assessment-total"), total, change),
                areas: areas.iter().enumerate().map(view).collect(),
            })
        });
        all.collect()
    }

    /// An area of a self-assessment, or all of it.
    pub(super) fn area(&self, name: Said, tally: coverage::Tally, change: Option<i64>) -> AreaView {
        let parts = [
            ("in-place", tally.in_place),
            ("developing", tally.developing),
            ("gap", tally.gap),
            ("unknown", tally.unknown),
            ("not-rated", tally.not_rated),
        ];
        let total: usize = parts.iter().map(|(_, count)| count).sum();
        AreaView {
            name,
            in_place: tally.in_place,
            developing: tally.developing,
            gap: tally.gap,
            unknown: tally.unknown,
            not_rated: tally.not_rated,
            total,
            share: self.percent(tally.share()),
            change: change.map(|points| self.change(points)),
            bar: bar(&parts, total),
        }
    }

    /// A change in points, in words.
    pub(super) fn change(&self, points: i64) -> String {
        match points {
            0 => self.strings.get("change-none").to_string(),
            1.. => self.format("change-up", &[("n", points.into())]),
            _ => self.format("change-down", &[("n", points.abs().into())]),
        }
    }

    fn team_makeup(&self, team: &Team, figures: &TeamReport) -> MakeupView {
        let state = match (&figures.makeup, &team.composition) {
            (Some(_), _) => "published",
            (None, Some(_)) => "withheld",
            (None, None) => "absent",
        };
        let district =
            self.site.report().makeup.as_deref().filter(|_| state == "withheld").unwrap_or_default();
        MakeupView {
            state,
            groups: self.groups(figures.makeup.as_deref().unwrap_or_default()),
            district: self.groups(district),
            minimum: self.site.toolkit().settings().minimum_group,
            coverage: self.href(&Page::Coverage),
        }
    }

    /// The makeup, group by group.
    pub(super) fn groups(&self, makeup: &[Makeup]) -> Vec<GroupView> {
        let groups = &self.site.district().framework.groups;
        let all = makeup.iter().filter_map(|entry| {
            let group = groups.iter().find(|group| group.id == entry.group)?;
            let sentence = match entry.points {
                0 => self.strings.get("makeup-same").to_string(),
                1.. => self.format("makeup-above", &[("n", entry.points.into())]),
                _ => self.format("makeup-below", &[("n", entry.points.abs().into())]),
            };
            Some(GroupView { name: self.said(&group.name), points: entry.points, sentence })
        });
        all.collect()
    }
}

/// The parts of a bar of 100 units.
#[expect(clippy::cast_precision_loss, reason = "a rubric has far fewer than 2^52 indicators")]
fn bar(parts: &[(&'static str, usize)], total: usize) -> Vec<BarPart> {
    let mut start = 0;
    let mut bar = Vec::new();
    let scale = |count: usize| (count as f64 * 10_000.0 / total.max(1) as f64).round() / 100.0;
    for (means, count) in parts.iter().filter(|(_, count)| *count > 0) {
        bar.push(BarPart { means, start: scale(start), width: scale(*count) });
        start += count;
    }
    bar
}

fn formation_key(formation: Formation) -> &'static str {
    match formation {
        Formation::New => "formation-new",
        Formation::Existing => "formation-existing",
        Formation::Reconfigured => "formation-reconfigured",
    }
}
