//! Random districts near the limits of the rules.

use super::{Case, People};

/// Numbers that look random and are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// One of so many, from 0.
    fn index(&mut self, end: usize) -> usize {
        usize::try_from(self.below(end as u64)).expect("less than a usize")
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// A team that is likely to be withheld: small, with a group just too small, of one group, with the small group as
    /// large as it can be, or anything.
    fn withheld(&mut self, minimum: u64, groups: usize, kind: u64) -> People {
        let large = if kind == 3 { groups - 1 } else { self.index(groups) };
        let mut team = vec![0; groups];
        for (index, count) in team.iter_mut().enumerate() {
            *count = match (kind, index == large) {
                (0, _) => self.below(minimum),
                (1, true) => self.between(minimum, 3 * minimum),
                (1, false) => minimum - self.between(1, 2.min(minimum)),
                (2, true) => self.between(1, 3 * minimum),
                (2, false) => 0,
                (3, true) => self.between(2 * minimum, 8 * minimum),
                (3, false) => minimum - 1 - u64::from(self.below(16) == 0),
                _ => self.below(2 * minimum),
            };
        }
        if kind == 1 && groups == 3 && self.below(2) == 0 {
            team[(large + 1) % groups] = self.between(minimum, 2 * minimum);
        }
        team
    }

    /// A team whose makeup is told.
    fn published(&mut self, minimum: u64, groups: usize) -> People {
        let empty = (groups > 2 && self.below(2) == 0).then(|| self.below(groups as u64));
        let count = |index| if Some(index) == empty { 0 } else { self.between(minimum, 2 * minimum) };
        (0..groups as u64).map(count).collect()
    }

    /// Students, near the limit of a band for the first group where the teams have these people.
    fn students(&mut self, minimum: u64, people: &People) -> People {
        let whole = self.between(400, 1200);
        let share = people[0] * whole / people.iter().sum::<u64>().max(1);
        let limit = [whole * 5 / 100, whole * 15 / 100][self.index(2)];
        let edge = if self.below(2) == 0 { share.saturating_sub(limit) } else { share + limit };
        let first = match self.below(4) {
            0 => self.below(whole),
            _ => (edge + self.below(7)).saturating_sub(3).min(whole),
        };
        let enough = |count: u64| if count < minimum { 0 } else { count };
        let first = enough(first);
        let mut students = vec![first, enough(whole - first)];
        if people.len() == 3 {
            let second = enough(self.below(whole - first + 1));
            students = vec![first, second, enough(whole - first - second)];
        }
        students
    }

    /// A district with teams that are likely to be withheld, and some that are told.
    pub(super) fn case(&mut self) -> Case {
        let minimum = self.between(2, 10);
        let groups = if self.below(3) == 0 && minimum < 6 { 3 } else { 2 };
        let kind = self.below(6);
        let hidden = if self.below(8) == 0 { self.between(1, 2) } else { self.between(3, 5) };
        let mut teams = Vec::new();
        for _ in 0..hidden {
            let own = if kind == 5 { self.below(5) } else { kind };
            teams.push(self.withheld(minimum, groups, own));
        }
        for _ in 0..self.below(3) {
            teams.push(self.published(minimum, groups));
        }
        let mut case = Case { minimum, students: Vec::new(), district: vec![0; groups], teams };
        for team in &case.teams {
            let table = (self.below(12) > 0).then(|| self.students(minimum, team));
            case.students.push(table);
        }
        case.district = self.students(minimum, &case.sum(|_| true));
        case
    }
}
