//! Lists that are too long for one page: which they are, how long they are, and what stands in each of their parts. The
//! page that holds a short list names all of a long one, with the way to the part that tells the rest.

use std::ops::Range;

use hashbrown::HashSet;
use jiff::civil::Date;

use crate::model::{District, School, SchoolId, Team};

/// Up to so many rows a list stands on one page.
const ONE_PAGE: usize = 120;

/// So many rows stand in a part at most.
const A_PART: usize = 100;

/// From so many teams on they are printed in parts.
const PAPER: usize = 150;

/// So many teams stand in a part on paper at most.
const A_PART_ON_PAPER: usize = 40;

/// A list that is told in parts where it is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Long {
    /// The schools with their teams.
    Schools,
    /// The teams of the report.
    Report,
    /// The schools as partners see them.
    Partners,
    /// The teams on paper.
    Paper,
}

impl Long {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Schools, Self::Report, Self::Partners, Self::Paper];

    /// How many rows it has at a date.
    fn rows(self, district: &District, date: Date) -> usize {
        match self {
            Self::Schools => district.schools.at(date).count(),
            Self::Report => district.teams.iter().filter(|team| team.exists(date)).count(),
            Self::Partners => {
                let is_seen = for_partners(district, date);
                district.schools.iter().filter(|school| is_seen(school)).count()
            }
            Self::Paper => district.teams.len(),
        }
    }

    /// How many parts it has at a date: none where one page is enough.
    pub(super) fn parts(self, district: &District, date: Date) -> usize {
        let rows = self.rows(district, date);
        match self {
            Self::Schools | Self::Report | Self::Partners if rows > ONE_PAGE => rows.div_ceil(A_PART),
            Self::Paper if rows >= PAPER => rows.div_ceil(A_PART_ON_PAPER),
            Self::Schools | Self::Report | Self::Partners | Self::Paper => 0,
        }
    }
}

/// Whether partners see a school at a date: those that should have a team are seen, and those that have one.
pub(super) fn for_partners(district: &District, date: Date) -> impl Fn(&School) -> bool {
    let with_team: HashSet<&SchoolId> = district.teams.iter().filter_map(Team::school).collect();
    move |school| school.is_there(date) && (school.expects_team || with_team.contains(&school.id))
}

/// How many parts before and after it a part leads to.
const NEAR: usize = 100;

/// The parts, of so many, that a page leads to: all of them from the page that names every row; from a part those near
/// it, the first and the last one, so that no page grows with their number.
pub(super) fn named(parts: usize, current: Option<usize>) -> impl Iterator<Item = usize> {
    let is_near = move |part: usize| current.is_none_or(|current| current.abs_diff(part) <= NEAR);
    (1..=parts).filter(move |part| [1, parts].contains(part) || is_near(*part))
}

/// The rows of a part, the first being 1, of so many parts; parts are as equal as can be.
pub(super) fn range(rows: usize, part: usize, parts: usize) -> Range<usize> {
    let begin = |part: usize| rows * part / parts.max(1);
    begin(part.saturating_sub(1))..begin(part)
}

#[cfg(test)]
mod tests {
    use super::{NEAR, named, range};

    #[test]
    fn a_part_of_a_thousand_leads_to_those_near_it_and_to_both_ends() {
        assert_eq!(named(1_000, None).count(), 1_000);
        let from = |part| named(1_000, Some(part)).collect::<Vec<_>>();
        assert_eq!(from(500), [vec![1], (500 - NEAR..=500 + NEAR).collect(), vec![1_000]].concat());
        assert_eq!(from(1).len(), NEAR + 2);
        assert!(named(18, Some(1)).eq(1..=18));
    }

    #[test]
    fn parts_hold_every_row_once_and_are_as_equal_as_can_be() {
        for (rows, parts) in [(121, 2), (1_800, 18), (1_801, 19), (5, 5)] {
            let ranges: Vec<_> = (1..=parts).map(|part| range(rows, part, parts)).collect();
            assert_eq!((ranges[0].start, ranges[parts - 1].end), (0, rows));
            assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
            let longest = ranges.iter().map(ExactSizeIterator::len).max();
            assert!(ranges.iter().all(|range| range.len() + 1 >= longest.unwrap_or_default()), "{ranges:?}");
        }
    }
}
