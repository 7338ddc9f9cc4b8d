//! Counts of people by group, which never leave this room: only [`Makeup`], the bands that may be published, and
//! [`MakeupPoints`], for the terminal, do.

mod deduction;
mod makeup;
#[cfg(test)]
mod solver;

use std::collections::BTreeMap;
use std::fmt;

use super::GroupId;

pub use makeup::{
    Band, Compared, Makeup, MakeupPoints, Withheld, makeup, makeup_points, round_half_away, sum_makeup,
    sum_makeup_points, why_withheld,
};

/// How many people there are of each group. The numbers can't be read, only compared.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<GroupId, u64>);

/// The groups alone: what is printed on the way to a mistake is read by others too.
impl fmt::Debug for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
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

    /// The groups with anybody in them.
    fn present(&self) -> impl Iterator<Item = &GroupId> {
        self.0.iter().filter(|(_, count)| **count > 0).map(|(group, _)| group)
    }

    /// Whether no count is small enough to point at somebody.
    fn has_no_small_group(&self, minimum: u64) -> bool {
        self.0.values().all(|count| *count == 0 || *count >= minimum)
    }

    /// Whether a team can be compared with these students in public: there are some, and no group is small.
    fn are_comparable(&self, minimum: u64) -> bool {
        self.total() > 0 && self.has_no_small_group(minimum)
    }

    /// Whether a figure about these people may be published at all: they are enough, no group is small, and not
    /// all are of one group, for that would tell everyone's.
    fn may_be_told(&self, minimum: u64) -> bool {
        self.total() >= minimum && self.has_no_small_group(minimum) && self.present().nth(1).is_some()
    }
}

/// The bands alone.
#[cfg(test)]
fn bands(makeup: Option<Vec<Makeup>>) -> Option<Vec<Band>> {
    makeup.map(|all| all.iter().map(|entry| entry.band).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups() -> Vec<GroupId> {
        ["a", "b", "c"].map(GroupId::new).to_vec()
    }

    fn counts<const N: usize>(counts: [u64; N]) -> Counts {
        Counts::new(groups().into_iter().zip(counts))
    }

    #[test]
    fn numbers_of_people_are_not_printed() {
        let printed = format!("{:?}", counts([47, 0, 3]));
        assert!(printed.contains('a') && !printed.contains(char::is_numeric), "{printed}");
    }

    /// The bands of the first two groups for a team of these people, at a smallest group of ten.
    fn of<const N: usize, const S: usize>(people: [u64; N], students: [u64; S]) -> Option<Vec<Band>> {
        bands(makeup(Some(&counts(people)), Some(&counts(students)), &groups()[..2], 10))
    }

    #[test]
    fn a_small_group_is_withheld() {
        let even = Some(vec![Band::FarMore, Band::FarFewer]);
        assert_eq!(of([10, 10], [100, 300]), even);
        assert_eq!(of([9, 10], [100, 300]), None);
        assert_eq!(of([10, 10], [9, 300]), None);
        assert_eq!(of([10, 10], [0, 300]), even);
        assert_eq!(of([10, 10], [0, 0]), None);
        assert_eq!(bands(makeup(Some(&counts([10, 10])), None, &groups(), 10)), None);
    }

    #[test]
    fn a_team_of_one_group_is_withheld() {
        assert_eq!(of([0, 40], [100, 300]), None);
        assert_eq!(of([40], [100, 300]), None);
        assert!(of([0, 20, 20], [100, 300]).is_some());
    }

    #[test]
    fn bands_are_those_of_the_exact_difference() {
        let first = |here: u64, of_students: u64| {
            let bands = of([here, 10_000 - here], [of_students, 10_000 - of_students]);
            bands.expect("published")[0]
        };
        for (above, band) in [
            (2000, Band::FarMore),
            (1500, Band::FarMore),
            (1499, Band::More),
            (500, Band::More),
            (499, Band::AboutAsMany),
            (0, Band::AboutAsMany),
            (-499, Band::AboutAsMany),
            (-500, Band::Fewer),
            (-1499, Band::Fewer),
            (-1500, Band::FarFewer),
            (-2000, Band::FarFewer),
        ] {
            let here = 5000_u64.checked_add_signed(above).expect("a count");
            assert_eq!(first(here, 5000), band, "{above}");
        }
    }

    #[test]
    fn points_are_rounded_half_away_from_zero() {
        assert_eq!([1, -1, 3, -3].map(|n| round_half_away(n, 2)), [1, -1, 2, -2]);
        let (people, students) = (counts([1, 3]), counts([600, 400]));
        let points = makeup_points(Compared { people: &people, students: Some(&students) }, &groups());
        let points: Vec<String> = points.expect("two tables").iter().map(ToString::to_string).collect();
        assert_eq!(points, ["-35", "+35", "+0"]);
    }

    /// Whether the sum of these teams is told, at a smallest group.
    fn is_told<const N: usize>(teams: &[[u64; N]], students: [u64; N], minimum: u64) -> bool {
        let (teams, students): (Vec<Counts>, Counts) =
            (teams.iter().map(|team| counts(*team)).collect(), counts(students));
        let teams: Vec<Compared<'_>> =
            teams.iter().map(|people| Compared { people, students: Some(&students) }).collect();
        sum_makeup(&teams, Some(&students), &groups(), minimum).is_some()
    }

    #[test]
    fn a_sum_needs_three_withheld_teams_or_none() {
        assert!(is_told(&[[20, 20]], [500, 500], 10));
        assert!(is_told(&[[20, 20], [30, 20]], [500, 500], 10));
        assert!(!is_told(&[[20, 20], [8, 7]], [500, 500], 10));
        assert!(!is_told(&[[20, 20], [8, 7], [6, 9]], [500, 500], 10));
        assert!(is_told(&[[20, 20], [8, 7], [6, 9], [7, 8]], [500, 500], 10));
        assert!(is_told(&[[8, 7], [6, 9], [7, 8]], [500, 500], 10));
        assert!(!is_told(&[[8, 7], [6, 9], [7, 8], [0, 0]], [5, 500], 10));
    }

    #[test]
    fn a_team_without_anybody_hides_no_other() {
        assert!(!is_told(&[[20, 20], [8, 7], [6, 9], [0, 0]], [500, 500], 10));
    }

    #[test]
    fn the_withheld_together_must_be_fit_to_tell() {
        assert!(!is_told(&[[20, 20], [3, 5], [3, 5], [3, 5]], [500, 500], 10));
        assert!(!is_told(&[[20, 20], [0, 5], [0, 5], [0, 5]], [500, 500], 10));
    }

    #[test]
    fn no_withheld_team_holds_more_than_half() {
        assert!(is_told(&[[5, 15], [5, 5], [5, 5]], [500, 500], 10));
        assert!(!is_told(&[[5, 16], [5, 5], [5, 5]], [500, 500], 10));
    }

    /// Each of three teams has one person of the first group or none, or else nearly all, for two could be told. The
    /// band says that together they have at least three.
    #[test]
    fn a_sum_that_only_one_split_fits_is_not_told() {
        assert!(!is_told(&[[1, 12], [1, 12], [1, 12]], [20, 980], 2));
        assert!(is_told(&[[1, 12], [1, 12], [1, 12]], [100, 900], 2));
        assert!(!is_told(&[[9, 81], [9, 81], [9, 81]], [50, 950], 10));
        assert!(is_told(&[[9, 81], [8, 81], [9, 81]], [50, 950], 10));
        assert!(is_told(&[[1, 12, 0], [1, 12, 0], [1, 6, 6]], [20, 960, 20], 2));
    }

    #[test]
    fn a_smallest_group_of_one_lets_no_withheld_team_into_the_sum() {
        assert!(is_told(&[[1, 2], [1, 1]], [500, 500], 1));
        assert!(!is_told(&[[1, 2], [0, 3], [2, 0], [0, 3]], [500, 500], 1));
    }
}
