//! One team.

use std::borrow::Cow;

use serde::Serialize;

use super::assessment::AssessmentView;
use super::frame::Frame;
use super::join::letter;
use super::makeup::MakeupView;
use super::ring::{NamedRing, RingShape};
use super::roster::PersonView;
use super::seats::SeatView;
use super::shared::{IfMentioned, Shared};
use super::{ContactView, LinkView, Prose, Said, Setting, Writer, axis};
use crate::coverage::{self, Party, TeamReport};
use crate::model::{Contact, FunctionId, Member, MemberId, PerspectiveId, Side, Team};
use crate::site::pages::Page;

/// `view` of `team.html`: purpose, who convenes, roster, seats, coverage, functions, self-assessment.
#[derive(Debug, Serialize)]
pub struct TeamView {
    /// What the page for paper tells too.
    #[serde(flatten)]
    pub facts: TeamFacts,
    /// Whether partners may ask to join.
    pub welcomes_partners: bool,
    /// A link that begins a letter to it, with its subject.
    pub letter: Option<String>,
    /// What it invites now.
    pub seeking: Vec<Said>,
    /// The guide that says what words mean: the one called `words`.
    pub glossary: Option<LinkView>,
    /// The places of the table, for its drawing.
    pub shape: Shared<RingShape>,
    /// The table.
    pub ring: IfMentioned<NamedRing>,
    /// The seats of the school side.
    pub school_side: IfMentioned<Vec<SeatView>>,
    /// The seats of the community side.
    pub community_side: IfMentioned<Vec<SeatView>>,
    /// The functions, with who carries them.
    pub functions: IfMentioned<Vec<SeatView>>,
    /// Everybody on the team, then its vacant seats.
    pub roster: IfMentioned<Vec<PersonView>>,
    /// The titles of those who carry three or more perspectives alone.
    pub stretched: IfMentioned<Vec<Said>>,
    /// The newest self-assessments.
    pub assessments: Vec<AssessmentView>,
    /// The makeup against the students.
    pub makeup: IfMentioned<MakeupView>,
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

impl TeamView {
    /// A team in full, with what it says about itself in a setting.
    pub(super) fn new(writer: &Writer<'_>, team: &Team, setting: &Setting) -> Self {
        let figures = &*figures(writer, team);
        let as_of = writer.site.report().as_of;
        let on_team = coverage::holders(team, as_of);
        let people: Vec<_> =
            on_team.iter().map(|member| (*member, Shared::new(&PersonView::new(writer, member)))).collect();
        let framework = &writer.site.district().framework;
        let seats_of = |side: Side| {
            let mut expected = axis::perspectives(framework);
            expected.retain(|known| known.side == Some(side));
            SeatView::all(writer, &expected, &figures.perspectives.items, &people, brings, &team.seeking)
        };
        let functions = axis::functions(framework);
        Self {
            facts: TeamFacts::new(writer, team, figures, setting),
            letter: contact_of(writer, team).and_then(|contact| letter(writer, team, &contact)),
            welcomes_partners: writer.is_open(team),
            seeking: writer.perspective_names(&team.seeking),
            glossary: writer.glossary(),
            shape: RingShape::of(writer),
            ring: writer.if_mentioned("ring", || NamedRing::of_team(writer, &figures.perspectives)),
            school_side: writer.if_mentioned("school_side", || seats_of(Side::School)),
            community_side: writer.if_mentioned("community_side", || seats_of(Side::Community)),
            functions: writer.if_mentioned("functions", || {
                SeatView::all(writer, &functions, &figures.functions.items, &people, carries, &[])
            }),
            roster: writer.if_mentioned("roster", || {
                on_team.iter().map(|member| PersonView::in_full(writer, member)).collect()
            }),
            stretched: writer.if_mentioned("stretched", || {
                let members = coverage::stretched_members(team, &figures.perspectives, as_of);
                members.iter().map(|member| writer.said(&member.title)).collect()
            }),
            assessments: AssessmentView::all(writer, team, figures),
            makeup: writer.if_mentioned("makeup", || MakeupView::of_team(writer, team, figures)),
        }
    }

    /// What stands around it.
    pub(super) fn frame(&self, writer: &Writer<'_>, team: &Team) -> Frame {
        let trail = vec![writer.link(&Page::Teams, writer.interface(Page::Teams.kind().title))];
        let mut frame = Frame::new(writer, &Page::Team(team.id.clone()), self.facts.name.clone(), trail);
        frame.description = self.facts.summary.first().cloned();
        frame.edit_url = writer.edit_url(&team.path);
        frame
    }
}

fn brings(member: &Member) -> &[PerspectiveId] {
    &member.perspectives
}

fn carries(member: &Member) -> &[FunctionId] {
    &member.functions
}

/// The figures of a team, also of one that does not count yet.
pub(super) fn figures<'w>(writer: &Writer<'w>, team: &Team) -> Cow<'w, TeamReport> {
    let site = writer.site;
    match site.report().team(&team.id) {
        Some(figures) => Cow::Borrowed(figures),
        None => Cow::Owned(coverage::team_report(team, site.district(), &site.toolkit().figures())),
    }
}

impl TeamFacts {
    /// What is told about a team wherever it is told in full.
    pub(super) fn new(writer: &Writer<'_>, team: &Team, figures: &TeamReport, setting: &Setting) -> Self {
        let school = team.school().and_then(|id| writer.site.district().school(id));
        let parties = &figures.responsibility;
        Self {
            name: writer.said(&team.name),
            level: writer.strings.word("level", team.level().word()),
            school: school.map(|school| writer.said(&school.name)),
            formation: team.formation.map(|formation| writer.strings.word("formation", formation.word())),
            part_of: team.part_of.as_ref().map(|part_of| writer.said(part_of)),
            started: team.started.map(|date| writer.strings.date(date)),
            is_to_come: !team.exists(writer.site.report().as_of),
            meets: team.meets.as_ref().map(|meets| writer.said(meets)),
            about: writer.prose_of(&team.about, &team.path, setting),
            contact: contact_of(writer, team).map(|contact| writer.contact(&contact)),
            convener: PartyView::new(writer, team, team.convener.as_ref(), parties.convener, "convener"),
            agenda: PartyView::new(writer, team, team.agenda.as_ref(), parties.agenda, "agenda"),
            summary: summary(writer, figures),
        }
    }
}

impl PartyView {
    /// Who has a part of the responsibility: `convener` or `agenda`.
    fn new(writer: &Writer<'_>, team: &Team, id: Option<&MemberId>, state: Party, part: &str) -> Self {
        let member = id.and_then(|id| team.member(id)).filter(|_| state != Party::Lapsed);
        Self {
            state,
            sentence: writer
                .later_party(team, id, state, part)
                .unwrap_or_else(|| writer.strings.word(part, state.word())),
            person: member.map(|member| PersonView::new(writer, member)),
        }
    }
}

/// Whom to write to about a team: its own contact, else its school's leader, else the district's.
pub(super) fn contact_of(writer: &Writer<'_>, team: &Team) -> Option<Contact> {
    let district = writer.site.district();
    let school = team.school().and_then(|id| district.school(id));
    let of_school = || school.and_then(|school| school.contact(district.contact.as_ref()));
    team.contact.clone().or_else(of_school).or_else(|| district.contact.clone())
}

/// The figures of a team in a few sentences.
fn summary(writer: &Writer<'_>, figures: &TeamReport) -> Vec<String> {
    let community = figures.community.share;
    let told = [
        ("team-seats", figures.perspectives.share),
        ("team-functions", figures.functions.share),
        ("team-community", community),
    ];
    told.into_iter()
        .filter(|(_, share)| share.whole > 0)
        .map(|(key, share)| writer.format(key, &[("n", share.part.into()), ("total", share.whole.into())]))
        .collect()
}
