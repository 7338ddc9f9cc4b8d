//! How a team's makeup compares with its students (FORMAT §2, "Makeup"): as bands, which are published, and as
//! points, which no file and no template can get.

use std::fmt;

use serde::Serialize;

use super::deduction::{Hidden, a_count_follows};
use super::{Counts, GroupId};
use crate::words::words;

words! {
    /// How a group's share of a team compares with its share of the students.
    Band {
        /// Lower by fifteen percentage points or more.
        FarFewer = "far-fewer",
        /// Lower by five points or more.
        Fewer = "fewer",
        /// Less than five points apart.
        AboutAsMany = "about-as-many",
        /// Higher by five points or more.
        More = "more",
        /// Higher by fifteen points or more.
        FarMore = "far-more",
    }
}

/// How a group's share of the team compares with its share of the students, as it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Makeup {
    /// The group.
    pub group: GroupId,
    /// The band of the exact difference.
    pub band: Band,
}

/// The same in points, for the district's own eyes. It can't be serialized, so it gets into no file and no template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeupPoints {
    group: GroupId,
    /// The team's share minus the students', in whole percentage points.
    points: i64,
}

impl fmt::Display for MakeupPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+}", self.points)
    }
}

impl MakeupPoints {
    /// The group.
    pub fn group(&self) -> &GroupId {
        &self.group
    }
}

/// A team's composition with the students that it is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'c> {
    /// The people on the team.
    pub people: &'c Counts,
    /// Its students.
    pub students: Option<&'c Counts>,
}

/// The exact difference of two shares in percentage points: a fraction.
#[derive(Debug, Clone, Copy)]
struct Difference {
    above: i128,
    below: i128,
}

impl Difference {
    /// The difference for one group, of two tables that don't add up to 0.
    fn of(count: u64, people: u64, students: u64, all_students: u64) -> Self {
        let [count, people, students, all] = [count, people, students, all_students].map(i128::from);
        Self { above: (count * all - students * people) * 100, below: people * all }
    }

    fn band(self) -> Band {
        let at_least = |points: i128| self.above >= points * self.below;
        let at_most = |points: i128| self.above <= points * self.below;
        match () {
            () if at_most(-15) => Band::FarFewer,
            () if at_most(-5) => Band::Fewer,
            () if at_least(15) => Band::FarMore,
            () if at_least(5) => Band::More,
            () => Band::AboutAsMany,
        }
    }

    fn points(self) -> i64 {
        round_half_away(self.above, self.below)
    }
}

impl Compared<'_> {
    /// Whether the team's own makeup may be published.
    fn may_be_told(&self, minimum: u64) -> bool {
        self.people.may_be_told(minimum)
            && self.students.is_some_and(|students| students.are_comparable(minimum))
    }

    /// Each group with its difference; `None` where a table is missing or adds up to 0.
    fn differences<'g>(
        &self,
        groups: &'g [GroupId],
    ) -> Option<impl Iterator<Item = (&'g GroupId, Difference)>> {
        let (people, students) = (self.people, self.students?);
        let (all, of_students) = (people.total(), students.total());
        let difference = move |group| Difference::of(people.of(group), all, students.of(group), of_students);
        (all > 0 && of_students > 0).then(|| groups.iter().map(move |group| (group, difference(group))))
    }

    fn bands(&self, groups: &[GroupId]) -> Option<Vec<Makeup>> {
        let banded = |(group, difference): (&GroupId, Difference)| Makeup {
            group: group.clone(),
            band: difference.band(),
        };
        Some(self.differences(groups)?.map(banded).collect())
    }
}

/// The makeup of one team against its students; `None` where a table is missing or adds up to 0, or where it may not
/// be published.
pub fn makeup(
    people: Option<&Counts>,
    students: Option<&Counts>,
    groups: &[GroupId],
    minimum: u64,
) -> Option<Vec<Makeup>> {
    let team = Compared { people: people?, students };
    team.may_be_told(minimum).then(|| team.bands(groups)).flatten()
}

/// Why a team's makeup is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// There are no students to compare with.
    NoStudents,
    /// Too few people.
    FewPeople,
    /// A group of the team is so small that it would point at somebody.
    SmallGroup,
    /// All are of one group, so everybody's would be told.
    OneGroup,
    /// A group of the students is that small.
    SmallGroupOfStudents,
}

/// Why the makeup of a team is not published; `None` where it is. For the district's own eyes, in a terminal.
pub fn why_withheld(people: &Counts, students: Option<&Counts>, minimum: u64) -> Option<Withheld> {
    let Some(students) = students.filter(|students| students.total() > 0) else {
        return Some(Withheld::NoStudents);
    };
    let why = if people.total() < minimum {
        Withheld::FewPeople
    } else if !people.has_no_small_group(minimum) {
        Withheld::SmallGroup
    } else if people.present().nth(1).is_none() {
        Withheld::OneGroup
    } else if !students.has_no_small_group(minimum) {
        Withheld::SmallGroupOfStudents
    } else {
        return None;
    };
    Some(why)
}

/// The same in points without regard to privacy: for the district's own eyes, in a terminal.
pub fn makeup_points(team: Compared<'_>, groups: &[GroupId]) -> Option<Vec<MakeupPoints>> {
    let in_points = |(group, difference): (&GroupId, Difference)| MakeupPoints {
        group: group.clone(),
        points: difference.points(),
    };
    Some(team.differences(groups)?.map(in_points).collect())
}

/// The makeup of all teams together in points, without regard to privacy.
pub fn sum_makeup_points(
    teams: &[Compared<'_>],
    students: Option<&Counts>,
    groups: &[GroupId],
) -> Option<Vec<MakeupPoints>> {
    let people = sum(teams.iter());
    makeup_points(Compared { people: &people, students }, groups)
}

/// The makeup of all teams together. Where any team's own is withheld, the sum is published only if nobody can
/// subtract what a withheld team is made of.
pub fn sum_makeup(
    teams: &[Compared<'_>],
    students: Option<&Counts>,
    groups: &[GroupId],
    minimum: u64,
) -> Option<Vec<Makeup>> {
    let people = sum(teams.iter());
    let bands = makeup(Some(&people), students, groups, minimum)?;
    let withheld: Vec<Compared<'_>> =
        teams.iter().copied().filter(|team| !team.may_be_told(minimum)).collect();
    let all = Sum { people: &people, students: students?, minimum };
    (withheld.is_empty() || all.keeps_safe(&withheld)).then_some(bands)
}

fn sum<'c>(teams: impl Iterator<Item = &'c Compared<'c>>) -> Counts {
    teams.fold(Counts::default(), |mut all, team| {
        all.add(team.people);
        all
    })
}

/// The sum of all teams of a district, with what decides whether it may be told.
struct Sum<'c> {
    people: &'c Counts,
    students: &'c Counts,
    minimum: u64,
}

/// The fewest teams that must be withheld, if any is, for the sum to be told.
const FEWEST_WITHHELD: usize = 3;

impl Sum<'_> {
    /// Whether the sum tells no count of a withheld team but 0. A team without anybody hides no other.
    fn keeps_safe(&self, withheld: &[Compared<'_>]) -> bool {
        let together = sum(withheld.iter());
        let people = together.total();
        let filled = withheld.iter().filter(|team| team.people.total() > 0).count();
        let largest = withheld.iter().map(|team| team.people.total()).max().unwrap_or(0);
        filled >= FEWEST_WITHHELD
            && together.may_be_told(self.minimum)
            && largest <= people / 2
            && !self.can_be_resolved(&together, withheld)
    }

    /// Whether a reader who knows how many people each team has can work out a count. Where those withheld are of
    /// three groups or more, none follows (the tests try all compositions); of two, their sum can be so near its
    /// limits that only one split of it fits. A smallest group of one protects nobody from that.
    fn can_be_resolved(&self, together: &Counts, withheld: &[Compared<'_>]) -> bool {
        if self.minimum < 2 {
            return true;
        }
        let present: Vec<&GroupId> = together.present().collect();
        let [first, second] = present[..] else { return false };
        let hidden = withheld.iter().map(|team| {
            let people = team.people.total();
            let tested = team.students.is_some_and(|students| students.are_comparable(self.minimum));
            Hidden { people, two_groups_fit: tested && people / 2 >= self.minimum }
        });
        let range = self.indistinct(first, second, together);
        a_count_follows(&hidden.collect::<Vec<_>>(), range, self.minimum)
    }

    /// How many people of the first group those withheld may have had so that the published bands were the same.
    fn indistinct(
        &self,
        first: &GroupId,
        second: &GroupId,
        together: &Counts,
    ) -> std::ops::RangeInclusive<u64> {
        let (here, withheld) = (together.of(first), together.total());
        let others = [self.people.of(first) - here, self.people.of(second) - together.of(second)];
        let bands = |here: u64| {
            let band = |count, group| {
                let students = self.students.of(group);
                Difference::of(count, self.people.total(), students, self.students.total()).band()
            };
            [band(others[0] + here, first), band(others[1] + withheld - here, second)]
        };
        let (told, least, most) = (bands(here), self.minimum, withheld - self.minimum);
        edge(least, here, |count| bands(count) == told)..=edge(most, here, |count| bands(count) == told)
    }
}

/// The number nearest to `far` that fits, between there and `near`, which does; what fits is in one piece.
fn edge(far: u64, near: u64, fits: impl Fn(u64) -> bool) -> u64 {
    let (mut out, mut within) = (far, near);
    if fits(out) {
        return out;
    }
    while out.abs_diff(within) > 1 {
        let middle = out.midpoint(within);
        if fits(middle) { within = middle } else { out = middle }
    }
    within
}

/// A fraction rounded to the nearest whole number, halves away from zero.
pub fn round_half_away(numerator: i128, denominator: i128) -> i64 {
    let rounded = (2 * numerator.abs() + denominator) / (2 * denominator);
    let rounded = i64::try_from(rounded).unwrap_or(i64::MAX);
    if numerator < 0 { -rounded } else { rounded }
}

#[cfg(test)]
mod tests {
    use std::marker::PhantomData;

    use super::*;

    struct Probe<T>(PhantomData<T>);

    /// What holds of every type that the constant below does not know better.
    trait Otherwise {
        const IS_SERIALIZED: bool = false;
    }

    impl<T> Otherwise for Probe<T> {}

    impl<T: Serialize> Probe<T> {
        const IS_SERIALIZED: bool = true;
    }

    #[test]
    fn points_and_counts_can_get_into_no_file() {
        const { assert!(Probe::<Makeup>::IS_SERIALIZED) };
        const { assert!(!Probe::<MakeupPoints>::IS_SERIALIZED) };
        const { assert!(!Probe::<Counts>::IS_SERIALIZED) };
    }
}
