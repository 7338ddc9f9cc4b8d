//! Counts of people by group, which never leave this file: only [`Makeup`], the differences that may be
//! published, does.

use std::collections::BTreeMap;

use serde::Serialize;

use super::GroupId;

/// How many people there are of each group. The numbers can't be read, only compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<GroupId, u64>);

/// How far a team's share of each group is from its students', in whole percentage points, in the
/// framework's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Makeup {
    /// The group.
    pub group: GroupId,
    /// The team's share minus the students', in whole percentage points.
    pub points: i64,
}

impl Counts {
    /// Takes counts by group; a group that is missing counts 0.
    pub fn new(counts: impl IntoIterator<Item = (GroupId, u64)>) -> Self {
        Self(counts.into_iter().collect())
    }

    fn of(&self, group: &GroupId) -> u64 {
        self.0.get(group).copied().unwrap_or(0)
    }

    fn total(&self) -> u64 {
        self.0.values().sum()
    }

    fn add(&mut self, other: &Self) {
        for (group, count) in &other.0 {
            *self.0.entry(group.clone()).or_default() += count;
        }
    }

    /// Whether no count is small enough to point at somebody.
    fn has_no_small_group(&self, minimum: u64) -> bool {
        self.0.values().all(|count| *count == 0 || *count >= minimum)
    }

    /// Whether a figure about these people may be published at all.
    fn is_large_enough(&self, minimum: u64) -> bool {
        self.total() >= minimum && self.has_no_small_group(minimum)
    }

    /// The differences without regard to privacy: for the district's own eyes, in a terminal.
    pub fn differences_for_internal_eyes(&self, students: &Self, groups: &[GroupId]) -> Option<Vec<Makeup>> {
        let (people, of_students) = (i128::from(self.total()), i128::from(students.total()));
        if people == 0 || of_students == 0 {
            return None;
        }
        let difference = |group: &GroupId| {
            let above = i128::from(self.of(group)) * of_students - i128::from(students.of(group)) * people;
            let points = round_half_away(above * 100, people * of_students);
            Makeup { group: group.clone(), points }
        };
        Some(groups.iter().map(difference).collect())
    }
}

/// The makeup of one team against its students (FORMAT §2, "Makeup"); `None` where a table is missing or
/// adds up to 0, or where a group is too small.
pub fn makeup(
    people: Option<&Counts>,
    students: Option<&Counts>,
    groups: &[GroupId],
    minimum: u64,
) -> Option<Vec<Makeup>> {
    let (people, students) = (people?, students?);
    if !people.is_large_enough(minimum) || !students.has_no_small_group(minimum) {
        return None;
    }
    people.differences_for_internal_eyes(students, groups)
}

/// The makeup of all teams together. Each comes with whether its own is published; where some are not, the
/// sum is published only if those withheld, added together, could be published too, for otherwise a
/// subtraction would tell them.
pub fn sum_makeup<'c>(
    teams: impl IntoIterator<Item = (&'c Counts, bool)>,
    students: Option<&Counts>,
    groups: &[GroupId],
    minimum: u64,
) -> Option<Vec<Makeup>> {
    let (mut all, mut withheld, mut any_withheld) = (Counts::default(), Counts::default(), false);
    for (counts, published) in teams {
        all.add(counts);
        if !published {
            withheld.add(counts);
            any_withheld = true;
        }
    }
    if any_withheld && !withheld.is_large_enough(minimum) {
        return None;
    }
    makeup(Some(&all), students, groups, minimum)
}

/// A fraction rounded to the nearest whole number, halves away from zero.
pub fn round_half_away(numerator: i128, denominator: i128) -> i64 {
    let rounded = (2 * numerator.abs() + denominator) / (2 * denominator);
    let rounded = i64::try_from(rounded).unwrap_or(i64::MAX);
    if numerator < 0 { -rounded } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups() -> Vec<GroupId> {
        ["a", "b"].map(GroupId::new).to_vec()
    }

    fn counts(a: u64, b: u64) -> Counts {
        Counts::new([(GroupId::new("a"), a), (GroupId::new("b"), b)])
    }

    fn points(makeup: Option<Vec<Makeup>>) -> Option<Vec<i64>> {
        makeup.map(|all| all.iter().map(|entry| entry.points).collect())
    }

    #[test]
    fn a_small_group_is_withheld() {
        let students = counts(100, 300);
        let of = |a, b| points(makeup(Some(&counts(a, b)), Some(&students), &groups(), 10));
        assert_eq!(of(10, 10), Some(vec![25, -25]));
        assert_eq!(of(9, 10), None);
        assert_eq!(of(0, 9), None);
        assert_eq!(of(0, 10), Some(vec![-25, 25]));
        assert_eq!(points(makeup(Some(&counts(10, 10)), Some(&counts(9, 300)), &groups(), 10)), None);
        assert_eq!(points(makeup(Some(&counts(10, 10)), Some(&counts(0, 0)), &groups(), 10)), None);
    }

    #[test]
    fn a_subtraction_tells_nothing() {
        let (large, small) = (counts(20, 20), counts(2, 3));
        let sum = |teams: &[(&Counts, bool)]| {
            points(sum_makeup(teams.iter().copied(), Some(&counts(500, 500)), &groups(), 10))
        };
        assert_eq!(sum(&[(&large, true)]), Some(vec![0, 0]));
        assert_eq!(sum(&[(&large, true), (&small, false)]), None);
        let many = [
            (&large, true),
            (&small, false),
            (&small, false),
            (&small, false),
            (&small, false),
            (&small, false),
        ];
        assert_eq!(sum(&many), Some(vec![-4, 4]));
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!([1, -1, 3, -3].map(|n| round_half_away(n, 2)), [1, -1, 2, -2]);
    }
}
