//! The figures of one team.

use std::hash::Hash;

use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Options;
use super::assessment::{AssessmentReport, assessment_reports};
use super::share::Share;
use crate::model::{
    AssessmentsShown, Compared, Counts, District, Framework, FunctionId, GroupId, Makeup, MakeupPoints,
    Member, MemberId, PerspectiveId, SchoolId, Scope, Side, Team, TeamId, TeamLevel, Withheld, makeup,
    makeup_points, why_withheld,
};
use crate::words::words;

/// How many expected perspectives one person must carry alone to be *stretched*.
const STRETCHED_FROM: usize = 3;

words! {
    /// Whether something expected is there.
    Status {
        /// At least one current member brings it.
        Covered = "covered",
        /// Only vacant seats do.
        Vacant = "vacant",
        /// Nobody does.
        Gap = "gap",
    }
}

words! {
    /// Whether somebody is responsible.
    Party {
        /// A current member.
        Named = "named",
        /// A vacant seat.
        Vacant = "vacant",
        /// A member who is not on the team at that date.
        Lapsed = "lapsed",
        /// Nobody was named.
        Missing = "missing",
    }
}

/// One expected perspective or function of a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AxisItem<Id> {
    /// Which one.
    pub id: Id,
    /// Whether it is there.
    pub status: Status,
    /// How many current members bring it.
    pub people: usize,
}

impl<Id> AxisItem<Id> {
    /// Whether it is carried by exactly one person.
    pub fn is_held_by_one(&self) -> bool {
        self.people == 1
    }
}

/// Everything that a team is expected to have, of perspectives or of functions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Axis<Id> {
    /// How many are expected.
    pub expected: usize,
    /// How many are covered.
    pub covered: usize,
    /// Covered of expected.
    pub share: Share,
    /// Each of them, in the framework's order.
    pub items: Vec<AxisItem<Id>>,
}

impl<Id> Axis<Id> {
    /// What is expected and not covered, in the framework's order.
    pub fn missing(&self) -> impl Iterator<Item = &AxisItem<Id>> {
        self.items.iter().filter(|item| item.status != Status::Covered)
    }

    fn new(items: Vec<AxisItem<Id>>) -> Self {
        let expected = items.len();
        let covered = items.iter().filter(|item| item.status == Status::Covered).count();
        Self { expected, covered, share: Share::of(covered, expected), items }
    }
}

/// Who calls the team together, and who sets the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Responsibility {
    /// Who calls the team together.
    pub convener: Party,
    /// Who sets the agenda.
    pub agenda: Party,
}

/// Current members who bring at least one community-side perspective.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Community {
    /// How many.
    pub people: usize,
    /// Of all current members.
    pub share: Share,
}

/// The figures of one team at a date.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TeamReport {
    /// The team.
    pub id: TeamId,
    /// Whether it works for the district or for a school.
    pub level: TeamLevel,
    /// Its school.
    pub school: Option<SchoolId>,
    /// Current members.
    pub people: usize,
    /// Vacant seats.
    pub vacant_seats: usize,
    /// How many members are the only one for three or more expected perspectives.
    pub stretched: usize,
    /// The expected perspectives.
    pub perspectives: Axis<PerspectiveId>,
    /// The expected functions.
    pub functions: Axis<FunctionId>,
    /// Convener and agenda setter.
    pub responsibility: Responsibility,
    /// Whether a standing team carries the work.
    pub ongoing: bool,
    /// Members from the community.
    pub community: Community,
    /// The makeup against the students, where it may be published.
    pub makeup: Option<Vec<Makeup>>,
    /// The newest self-assessment for each rubric.
    pub assessments: Vec<AssessmentReport>,
}

/// Those who are on a team at a date.
struct Seats<'t> {
    people: Vec<&'t Member>,
    vacant: Vec<&'t Member>,
}

impl<'t> Seats<'t> {
    fn at(team: &'t Team, date: Date) -> Self {
        let (people, vacant) = team
            .members
            .iter()
            .filter(|member| member.is_current(date))
            .partition(|member| member.is_person());
        Self { people, vacant }
    }

    fn axis<'m, Id: Hash + Eq + Clone + 'static>(
        &self,
        expected: impl Iterator<Item = &'m Id>,
        of: impl Fn(&'t Member) -> &'t [Id],
    ) -> Axis<Id> {
        let count = |members: &[&'t Member]| {
            let mut counts: HashMap<&Id, usize> = HashMap::new();
            for id in members.iter().flat_map(|member| of(member)) {
                *counts.entry(id).or_default() += 1;
            }
            counts
        };
        let (people, vacant) = (count(&self.people), count(&self.vacant));
        let items = expected.map(|id| {
            let people = people.get(id).copied().unwrap_or(0);
            let status = match (people, vacant.contains_key(id)) {
                (0, false) => Status::Gap,
                (0, true) => Status::Vacant,
                _ => Status::Covered,
            };
            AxisItem { id: id.clone(), status, people }
        });
        Axis::new(items.collect())
    }

    fn stretched(&self, perspectives: &Axis<PerspectiveId>) -> Vec<&'t Member> {
        let alone: HashSet<&PerspectiveId> =
            perspectives.items.iter().filter(|item| item.is_held_by_one()).map(|item| &item.id).collect();
        let carries = |member: &Member| member.perspectives.iter().filter(|id| alone.contains(id)).count();
        self.people.iter().copied().filter(|member| carries(member) >= STRETCHED_FROM).collect()
    }

    fn community(&self, framework: &Framework) -> Community {
        let from_community = |member: &&&Member| {
            member.perspectives.iter().any(|id| framework.side(id) == Some(Side::Community))
        };
        let people = self.people.iter().filter(from_community).count();
        Community { people, share: Share::of(people, self.people.len()) }
    }
}

/// The expected perspectives of a team at a date.
pub(super) fn perspectives(team: &Team, framework: &Framework, date: Date) -> Axis<PerspectiveId> {
    let expected = framework
        .perspectives
        .iter()
        .filter(|entry| entry.expected_of.of(team.level()))
        .map(|entry| &entry.id);
    Seats::at(team, date).axis(expected, |member| &member.perspectives)
}

/// The current members of a team at a date.
pub(super) fn people(team: &Team, date: Date) -> usize {
    Seats::at(team, date).people.len()
}

/// The figures of a team, whether or not it counts at the date.
pub fn team_report(team: &Team, district: &District, options: &Options) -> TeamReport {
    let framework = &*district.framework;
    let seats = Seats::at(team, options.as_of);
    let perspectives = perspectives(team, framework, options.as_of);
    let expected =
        framework.functions.iter().filter(|entry| entry.expected_of.of(team.level())).map(|entry| &entry.id);
    let students = students_of(team, district);
    let groups = group_ids(framework);
    TeamReport {
        id: team.id.clone(),
        level: team.level(),
        school: team.school().cloned(),
        people: seats.people.len(),
        vacant_seats: seats.vacant.len(),
        stretched: seats.stretched(&perspectives).len(),
        functions: seats.axis(expected, |member| &member.functions),
        perspectives,
        responsibility: Responsibility {
            convener: party(team, team.convener.as_ref(), options.as_of),
            agenda: party(team, team.agenda.as_ref(), options.as_of),
        },
        ongoing: team.part_of.is_some(),
        community: seats.community(framework),
        makeup: makeup(team.composition.as_ref(), students, &groups, options.minimum_group),
        assessments: match options.publish_assessments {
            AssessmentsShown::Team => assessment_reports(district, team, options.as_of),
            AssessmentsShown::District | AssessmentsShown::None => Vec::new(),
        },
    }
}

fn party(team: &Team, id: Option<&MemberId>, date: Date) -> Party {
    match id.and_then(|id| team.member(id)) {
        None => Party::Missing,
        Some(member) if !member.is_current(date) => Party::Lapsed,
        Some(member) if member.is_person() => Party::Named,
        Some(_) => Party::Vacant,
    }
}

/// The students that a team's makeup is compared with: its school's, or the district's.
fn students_of<'d>(team: &Team, district: &'d District) -> Option<&'d Counts> {
    match &team.scope {
        Scope::District => district.students.as_ref(),
        Scope::School(school) => district.school(school)?.students.as_ref(),
    }
}

/// A team's own makeup with the students that it is compared with, where it gives one.
pub(super) fn composition<'d>(team: &'d Team, district: &'d District) -> Option<Compared<'d>> {
    Some(Compared { people: team.composition.as_ref()?, students: students_of(team, district) })
}

/// The student groups, in the framework's order.
pub(super) fn group_ids(framework: &Framework) -> Vec<GroupId> {
    framework.groups.iter().map(|group| group.id.clone()).collect()
}

/// A team's makeup in points without regard to privacy: for the district's own eyes, in a terminal alone.
pub fn internal_makeup(team: &Team, district: &District) -> Option<Vec<MakeupPoints>> {
    makeup_points(composition(team, district)?, &group_ids(&district.framework))
}

/// Why a team's makeup is not published, where it gives a composition and it is not; for the district's own eyes.
pub fn why_makeup_withheld(team: &Team, district: &District, minimum: u64) -> Option<Withheld> {
    let Compared { people, students } = composition(team, district)?;
    why_withheld(people, students, minimum)
}

/// The members of a team at a date, those with a person first, each part in the author's order.
pub fn holders(team: &Team, date: Date) -> Vec<&Member> {
    let Seats { mut people, mut vacant } = Seats::at(team, date);
    people.append(&mut vacant);
    people
}

/// The members who are the only one for three or more of the expected perspectives.
pub fn stretched_members<'t>(
    team: &'t Team,
    perspectives: &Axis<PerspectiveId>,
    date: Date,
) -> Vec<&'t Member> {
    Seats::at(team, date).stretched(perspectives)
}
