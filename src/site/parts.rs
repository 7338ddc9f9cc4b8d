//! Lists that are too long for one page: which they are, how long they are, and what stands in each of their parts. The
//! page that holds a short list names all of a long one, with the way to the part that tells the rest.

use std::collections::HashSet;
use std::ops::Range;

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
            Self::Partners => for_partners(district, date).count(),
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

/// The schools that partners see: those that should have a team, and those that have one.
pub(super) fn for_partners(district: &District, date: Date) -> impl Iterator<Item = &School> {
    let with_team: HashSet<&SchoolId> = district.teams.iter().filter_map(Team::school).collect();
    district.schools.at(date).filter(move |school| school.expects_team || with_team.contains(&school.id))
}

/// The rows of a part, the first being 1, of so many parts; parts are as equal as can be.
pub(super) fn range(rows: usize, part: usize, parts: usize) -> Range<usize> {
    let begin = |part: usize| rows * part / parts.max(1);
    begin(part.saturating_sub(1))..begin(part)
}

#[cfg(test)]
mod tests {
    use super::range;

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
