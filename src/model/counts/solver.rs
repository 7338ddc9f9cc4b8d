//! The promise about makeup, put to the test: a reader who knows how many people each team has, every table of students
//! and all rules tries every composition that fits what one build publishes, and must be left with at least two
//! numbers for each count of a withheld team that is not 0.
//!
//! The ordinary run tries a few hundred districts. `TEAMKIT_SOLVER=4000 cargo test solver -- --nocapture` tries
//! more, and prints how many sums were told.

mod dice;

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use dice::Dice;

/// Districts of an ordinary run.
const DISTRICTS: u64 = 250;

/// People by group.
type People = Vec<u64>;

/// All teams of a district with their students.
#[derive(Debug, Clone)]
struct Case {
    minimum: u64,
    teams: Vec<People>,
    /// The table of students that each team is compared with.
    students: Vec<Option<People>>,
    district: People,
}

/// What a build publishes: each team's bands, and those of all teams together.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    teams: Vec<Option<Vec<Band>>>,
    all: Option<Vec<Band>>,
}

/// A rule for what is told of a case.
type Rule = fn(&Case) -> Told;

fn group(index: usize) -> GroupId {
    GroupId::new(["a", "b", "c", "d"][index])
}

fn counts(people: &People) -> Counts {
    Counts::new(people.iter().enumerate().map(|(index, count)| (group(index), *count)))
}

impl Case {
    fn groups(&self) -> Vec<GroupId> {
        (0..self.district.len()).map(group).collect()
    }

    /// What is told of one team, were it made of these people.
    fn own(&self, team: usize, people: &People) -> Option<Vec<Band>> {
        let students = self.students[team].as_ref().map(counts);
        bands(makeup(Some(&counts(people)), students.as_ref(), &self.groups(), self.minimum))
    }

    fn with(&self, teams: Vec<People>) -> Self {
        Self { teams, ..self.clone() }
    }

    fn sum(&self, which: impl Fn(usize) -> bool) -> People {
        let mut sum = vec![0; self.district.len()];
        for (_, team) in self.teams.iter().enumerate().filter(|(index, _)| which(*index)) {
            sum.iter_mut().zip(team).for_each(|(sum, count)| *sum += count);
        }
        sum
    }
}

/// What the program tells.
fn program(case: &Case) -> Told {
    let teams: Vec<Counts> = case.teams.iter().map(counts).collect();
    let students: Vec<Option<Counts>> =
        case.students.iter().map(|table| table.as_ref().map(counts)).collect();
    let compared: Vec<Compared<'_>> = teams
        .iter()
        .zip(&students)
        .map(|(people, students)| Compared { people, students: students.as_ref() })
        .collect();
    let own = case.teams.iter().enumerate().map(|(index, people)| case.own(index, people));
    let all = sum_makeup(&compared, Some(&counts(&case.district)), &case.groups(), case.minimum);
    Told { teams: own.collect(), all: bands(all) }
}

fn passes(people: &People, minimum: u64) -> bool {
    people.iter().sum::<u64>() >= minimum
        && people.iter().all(|count| *count == 0 || *count >= minimum)
        && people.iter().filter(|count| **count > 0).count() >= 2
}

/// What would be told if the sum were withheld only where the contract says so, written again without the program's
/// code, but for the bands.
fn contract(case: &Case) -> Told {
    let own: Vec<_> = case.teams.iter().enumerate().map(|(index, people)| case.own(index, people)).collect();
    let is_withheld = |index: usize| own[index].is_none();
    let (all, withheld) = (case.sum(|_| true), case.sum(is_withheld));
    let sizes: Vec<u64> =
        (0..own.len()).filter(|at| is_withheld(*at)).map(|at| case.teams[at].iter().sum()).collect();
    let people: u64 = sizes.iter().sum();
    let subtracts =
        sizes.len() < 3 || !passes(&withheld, case.minimum) || sizes.iter().any(|size| 2 * size > people);
    let students = counts(&case.district);
    let told = sizes.is_empty() || !subtracts;
    let makeup = makeup(Some(&counts(&all)), Some(&students), &case.groups(), case.minimum);
    Told { teams: own, all: bands(makeup.filter(|_| told)) }
}

/// What a reader works out about a case under a rule.
struct Reader<'c> {
    case: &'c Case,
    rule: Rule,
    told: Told,
    /// Every composition that a team could have, as far as what is told of itself goes.
    candidates: Vec<Vec<People>>,
    /// Numbers that were found to fit, by team and group.
    fit: Vec<Vec<BTreeSet<u64>>>,
}

/// All ways to split people among groups.
fn splits(people: u64, groups: usize) -> Vec<People> {
    if groups == 1 {
        return vec![vec![people]];
    }
    let first = (0..=people).flat_map(|first| {
        splits(people - first, groups - 1).into_iter().map(move |mut rest| {
            rest.insert(0, first);
            rest
        })
    });
    first.collect()
}

impl<'c> Reader<'c> {
    fn new(case: &'c Case, rule: Rule) -> Self {
        let told = rule(case);
        let candidates = case.teams.iter().enumerate().map(|(team, people)| {
            let all = splits(people.iter().sum(), people.len());
            all.into_iter().filter(|split| case.own(team, split) == told.teams[team]).collect()
        });
        let candidates = candidates.collect();
        let fit = case.teams.iter().map(|team| team.iter().map(|count| BTreeSet::from([*count])).collect());
        Self { case, rule, told, candidates, fit: fit.collect() }
    }

    fn withheld(&self) -> Vec<usize> {
        (0..self.case.teams.len()).filter(|team| self.told.teams[*team].is_none()).collect()
    }

    /// Whether a count of a team that is not 0 seems to follow so far.
    fn seems_known(&self, team: usize) -> Option<usize> {
        (0..self.case.district.len())
            .find(|group| self.case.teams[team][*group] > 0 && self.fit[team][*group].len() < 2)
    }

    /// Whether the composition would tell something new of the team.
    fn is_news(&self, team: usize, people: &People) -> bool {
        self.fit[team].iter().zip(people).any(|(fit, count)| fit.len() < 2 && !fit.contains(count))
    }

    /// Notes the teams if a build of them publishes the same.
    fn try_teams(&mut self, teams: Vec<People>) {
        let case = self.case.with(teams);
        if (self.rule)(&case) == self.told {
            for (fit, team) in self.fit.iter_mut().zip(&case.teams) {
                fit.iter_mut().zip(team).for_each(|(fit, count)| {
                    fit.insert(*count);
                });
            }
        }
    }

    /// One team alone is made of other people, or exchanges some with another one.
    fn try_exchanges(&mut self, team: usize, withheld: &[usize]) {
        for people in self.candidates[team].clone() {
            if !self.is_news(team, &people) {
                continue;
            }
            let mut teams = self.case.teams.clone();
            teams[team].clone_from(&people);
            self.try_teams(teams.clone());
            for other in withheld.iter().filter(|other| **other != team) {
                let given = self.case.teams[*other].iter().zip(&self.case.teams[team]).zip(&people);
                let exchanged: Option<People> =
                    given.map(|((other, before), after)| (other + before).checked_sub(*after)).collect();
                if let Some(exchanged) = exchanged.filter(|split| self.candidates[*other].contains(split)) {
                    let mut teams = teams.clone();
                    teams[*other] = exchanged;
                    self.try_teams(teams);
                }
            }
        }
    }

    /// The sums of all candidates of some teams, each with one way to it; what the case has is first.
    fn sums(&self, teams: &[usize]) -> Vec<Vec<People>> {
        let zero = vec![0; self.case.district.len()];
        let mut all = BTreeMap::from([(zero, Vec::new())]);
        for team in teams {
            let mut next: BTreeMap<People, Vec<People>> = BTreeMap::new();
            for (sum, chosen) in &all {
                for people in &self.candidates[*team] {
                    let sum = sum.iter().zip(people).map(|(a, b)| a + b).collect();
                    next.entry(sum).or_insert_with(|| chosen.iter().chain([people]).cloned().collect());
                }
            }
            all = next;
        }
        let here = self.case.sum(|team| teams.contains(&team));
        let distance = |sum: &People| sum.iter().zip(&here).map(|(a, b)| a.abs_diff(*b)).sum::<u64>();
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by_key(|(sum, _)| distance(sum));
        all.into_iter().map(|(_, chosen)| chosen).collect()
    }

    /// Everything that fits, for one team.
    fn try_all(&mut self, team: usize, withheld: &[usize]) {
        let others: Vec<usize> = withheld.iter().copied().filter(|other| *other != team).collect();
        let published: Vec<usize> =
            (0..self.case.teams.len()).filter(|team| !withheld.contains(team)).collect();
        let (of_others, of_published) = (self.sums(&others), self.sums(&published));
        for chosen in of_published {
            for rest in &of_others {
                for people in self.candidates[team].clone() {
                    if self.is_news(team, &people) {
                        let mut teams = self.case.teams.clone();
                        teams[team] = people;
                        others.iter().zip(rest).for_each(|(at, people)| teams[*at].clone_from(people));
                        published.iter().zip(&chosen).for_each(|(at, people)| teams[*at].clone_from(people));
                        self.try_teams(teams);
                    }
                }
                if self.seems_known(team).is_none() {
                    return;
                }
            }
        }
    }

    /// A withheld team and a group whose count follows, when everything has been tried.
    fn finds(mut self) -> Option<(usize, usize)> {
        let withheld = self.withheld();
        for team in &withheld {
            if self.seems_known(*team).is_some() {
                self.try_exchanges(*team, &withheld);
            }
            if self.seems_known(*team).is_some() {
                self.try_all(*team, &withheld);
            }
            if let Some(group) = self.seems_known(*team) {
                return Some((*team, group));
            }
        }
        None
    }
}

fn asked_for() -> Option<u64> {
    std::env::var("TEAMKIT_SOLVER").ok()?.parse().ok()
}

#[test]
fn no_count_of_a_withheld_team_follows_from_what_is_published() {
    let (mut sums, mut kept_back, mut needless) = (0, 0, 0);
    let districts = asked_for().unwrap_or(DISTRICTS);
    for seed in 0..districts {
        let case = Dice(seed).case();
        let found = Reader::new(&case, program).finds();
        assert_eq!(found, None, "district {seed}: the count of this team and group follows: {case:?}");
        let told = program(&case);
        let by_contract = contract(&case);
        let withheld = told.teams.iter().any(Option::is_none);
        if told.all.is_some() {
            assert_eq!(told, by_contract, "district {seed}: told against the contract: {case:?}");
            sums += u64::from(withheld);
        } else if by_contract.all.is_some() {
            kept_back += 1;
            let is_needless = asked_for().is_some() && Reader::new(&case, contract).finds().is_none();
            needless += u64::from(is_needless);
        }
    }
    println!(
        "{districts} districts, {sums} sums told over withheld teams, {kept_back} kept back beyond the contract's rule, {needless} of them needlessly"
    );
    assert!(sums * 10 > districts, "too few sums of {districts} were told: {sums}");
}

/// The solver is worth nothing if it finds nothing where there is something.
#[test]
fn the_solver_finds_what_can_be_found() {
    let case = Case {
        minimum: 2,
        teams: vec![vec![1, 12], vec![1, 12], vec![1, 12]],
        students: vec![Some(vec![20, 980]); 3],
        district: vec![20, 980],
    };
    assert_eq!(Reader::new(&case, contract).finds(), Some((0, 0)));
    assert_eq!(Reader::new(&case, program).finds(), None);
    let always: Rule = |case| {
        let all = counts(&case.sum(|_| true));
        let groups = case.groups();
        Told { all: bands(makeup(Some(&all), Some(&counts(&case.district)), &groups, 1)), ..program(case) }
    };
    let one_person = Case {
        teams: vec![vec![0, 1], vec![10, 10]],
        students: vec![None, Some(vec![500, 500])],
        minimum: 10,
        district: vec![500, 500],
    };
    assert_eq!(Reader::new(&one_person, always).finds(), None, "a band hides one person among twenty");
    let alone = Case { teams: vec![vec![5, 1]], students: vec![None], district: vec![750, 250], minimum: 10 };
    assert_eq!(Reader::new(&alone, always).finds(), Some((0, 0)));
}

/// Of three groups or more nothing follows: all splits of small teams, for every sum that may be told.
#[test]
fn three_groups_leave_a_choice_for_every_sum() {
    for (minimum, sizes) in [
        (2, vec![4, 4, 4]),
        (2, vec![1, 4, 5]),
        (2, vec![5, 5, 6]),
        (3, vec![6, 6, 6]),
        (2, vec![2, 3, 4, 5]),
    ] {
        let hidden = |people: &u64| -> Vec<People> {
            splits(*people, 3).into_iter().filter(|split| !passes(split, minimum)).collect()
        };
        let candidates: Vec<Vec<People>> = sizes.iter().map(hidden).collect();
        for team in 0..sizes.len() {
            let mut all: BTreeMap<People, Vec<BTreeSet<u64>>> = BTreeMap::new();
            let others = (0..sizes.len()).filter(|other| *other != team);
            let mut sums = BTreeSet::from([vec![0; 3]]);
            for other in others {
                sums = sums
                    .iter()
                    .flat_map(|sum| {
                        candidates[other]
                            .iter()
                            .map(|people| sum.iter().zip(people).map(|(a, b)| a + b).collect())
                    })
                    .collect();
            }
            for (sum, people) in
                sums.iter().flat_map(|sum| candidates[team].iter().map(move |people| (sum, people)))
            {
                let sum: People = sum.iter().zip(people).map(|(a, b)| a + b).collect();
                let fit = all.entry(sum).or_insert_with(|| vec![BTreeSet::new(); 3]);
                fit.iter_mut().zip(people).for_each(|(fit, count)| {
                    fit.insert(*count);
                });
            }
            let told = all.iter().filter(|(sum, _)| passes(sum, minimum) && !sum.contains(&0));
            for (sum, fit) in told {
                assert!(fit.iter().all(|fit| fit.len() > 1), "{sizes:?} {sum:?} {fit:?}");
            }
        }
    }
}
