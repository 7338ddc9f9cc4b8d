//! What a reader could work out about teams whose makeup is withheld from the sum that is told, where they are of
//! two groups. The reader is thought to know how many people each team has, and the exact makeup of all others.

use std::ops::RangeInclusive;

/// A withheld team as that reader knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hidden {
    /// How many people it has.
    pub people: u64,
    /// Whether a makeup of two groups could have been published. It was not, so one of them is small or empty.
    pub two_groups_fit: bool,
}

/// Whole numbers in pieces, in order and apart.
type Pieces = Vec<(u64, u64)>;

/// More pieces than this are not looked through: then the sum counts as telling.
const MOST_PIECES: usize = 256;

impl Hidden {
    /// How many people of the first group it can have.
    fn possible(self, minimum: u64) -> Pieces {
        let small = minimum - 1;
        if self.two_groups_fit {
            vec![(0, small), (self.people - small, self.people)]
        } else {
            vec![(0, self.people)]
        }
    }
}

/// Whether only one number fits for any of the teams, when all together have one of the range in the first group.
pub(super) fn a_count_follows(teams: &[Hidden], range: RangeInclusive<u64>, minimum: u64) -> bool {
    let mut teams: Vec<Hidden> = teams.iter().copied().filter(|team| team.people > 0).collect();
    teams.sort_unstable();
    let before = sums_so_far(teams.iter(), minimum);
    let after = sums_so_far(teams.iter().rev(), minimum);
    let (Some(before), Some(after)) = (before, after) else { return true };
    teams.iter().enumerate().any(|(at, team)| {
        let is_known_kind = at > 0 && teams[at - 1] == *team;
        let others = || sums(&before[at], &after[teams.len() - at - 1]);
        !is_known_kind && !has_two(&team.possible(minimum), &others(), &range)
    })
}

/// How many people of the first group none, the first, the first two … of the teams can have together; `None` where
/// that is in too many pieces.
fn sums_so_far<'t>(teams: impl Iterator<Item = &'t Hidden>, minimum: u64) -> Option<Vec<Pieces>> {
    let mut all = vec![vec![(0, 0)]];
    for team in teams {
        let next = sums(all.last()?, &team.possible(minimum));
        if next.len() > MOST_PIECES {
            return None;
        }
        all.push(next);
    }
    Some(all)
}

/// All sums of a number of the one and a number of the other.
fn sums(one: &[(u64, u64)], other: &[(u64, u64)]) -> Pieces {
    let mut all: Pieces = one.iter().flat_map(|a| other.iter().map(|b| (a.0 + b.0, a.1 + b.1))).collect();
    all.sort_unstable();
    let mut joined: Pieces = Vec::with_capacity(all.len());
    for piece in all {
        match joined.last_mut() {
            Some(last) if piece.0 <= last.1 + 1 => last.1 = last.1.max(piece.1),
            _ => joined.push(piece),
        }
    }
    joined
}

/// Whether at least two of the possible numbers, with one of the others', are within the range.
fn has_two(possible: &[(u64, u64)], others: &[(u64, u64)], range: &RangeInclusive<u64>) -> bool {
    let mut only = None;
    for (own, rest) in possible.iter().flat_map(|own| others.iter().map(move |rest| (own, rest))) {
        let least = own.0.max(range.start().saturating_sub(rest.1));
        let Some(most) = range.end().checked_sub(rest.0).map(|most| most.min(own.1)) else { continue };
        if least < most || (least == most && only.is_some_and(|only| only != least)) {
            return true;
        }
        if least == most {
            only = Some(least);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Teams with a smallest group of `minimum`, told by trying everything.
    fn by_trying(teams: &[Hidden], range: &RangeInclusive<u64>, minimum: u64) -> bool {
        let mut seen = vec![std::collections::BTreeSet::new(); teams.len()];
        let mut chosen = vec![0; teams.len()];
        try_all(teams, range, minimum, &mut chosen, 0, &mut seen);
        teams.iter().zip(seen).any(|(team, seen)| team.people > 0 && seen.len() < 2)
    }

    fn try_all(
        teams: &[Hidden],
        range: &RangeInclusive<u64>,
        minimum: u64,
        chosen: &mut Vec<u64>,
        at: usize,
        seen: &mut [std::collections::BTreeSet<u64>],
    ) {
        let Some(team) = teams.get(at) else {
            if range.contains(&chosen.iter().sum()) {
                seen.iter_mut().zip(chosen.iter()).for_each(|(seen, count)| {
                    seen.insert(*count);
                });
            }
            return;
        };
        for count in 0..=team.people {
            let told = count >= minimum && team.people - count >= minimum;
            if !(team.two_groups_fit && told) {
                chosen[at] = count;
                try_all(teams, range, minimum, chosen, at + 1, seen);
            }
        }
    }

    #[test]
    fn it_is_what_trying_everything_finds() {
        let (mut following, mut not) = (0, 0);
        for minimum in 2..=3 {
            for sizes in 0..8 * 8 * 8_u64 {
                let people = [sizes % 8, sizes / 8 % 8, sizes / 64];
                for mask in 0..8_u32 {
                    let team = |index: usize| Hidden {
                        people: people[index],
                        two_groups_fit: mask & (1 << index) != 0 && people[index] >= 2 * minimum,
                    };
                    let teams = [team(0), team(1), team(2)];
                    let all: u64 = people.iter().sum();
                    for start in [0, minimum, all / 3, all / 2] {
                        for end in [start, start + 1, start + 3] {
                            let follows = a_count_follows(&teams, start..=end, minimum);
                            assert_eq!(
                                follows,
                                by_trying(&teams, &(start..=end), minimum),
                                "{teams:?} {start} {end}"
                            );
                            if follows { following += 1 } else { not += 1 }
                        }
                    }
                }
            }
        }
        assert!(following > 1000 && not > 1000, "{following} {not}");
    }

    #[test]
    fn a_district_with_thousands_of_teams_is_no_trouble() {
        let team = |index: u64| Hidden { people: 20 + index % 300, two_groups_fit: true };
        let teams: Vec<Hidden> = (0..3000).map(team).collect();
        assert!(!a_count_follows(&teams, 200_000..=200_000, 10));
        let powers: Vec<Hidden> =
            (5..40).map(|power| Hidden { people: 1 << power, two_groups_fit: true }).collect();
        assert!(a_count_follows(&powers, 1_000_000..=1_000_000, 10), "too many pieces to look through");
    }
}
