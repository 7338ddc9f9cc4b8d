//! Ids for what is new: the name's, told apart by the city or the state's number where several have one name.

use hashbrown::{HashMap, HashSet};

use super::fields::id_or;
use crate::directories::facts::{DistrictFacts, SchoolFacts};
use crate::model::id_of;
use crate::starter;

/// The ids that something could have, the shortest first.
pub(super) struct NewId {
    choices: Vec<String>,
}

impl NewId {
    /// Those of a district.
    pub(super) fn of_district(facts: &DistrictFacts) -> Self {
        let short = starter::district_id(&facts.name);
        let telling = [facts.city.as_deref(), facts.state_id.as_deref(), facts.nces_id.as_deref()];
        Self::new(&short, &facts.name, "district", telling)
    }

    /// Those of a school.
    pub(super) fn of_school(facts: &SchoolFacts) -> Self {
        let short = starter::school_id(&facts.name);
        let last = facts.state_id.as_deref().map(|id| id.rsplit('-').next().unwrap_or(id));
        let telling = [facts.city.as_deref(), last, facts.nces_id.as_deref()];
        Self::new(&short, &facts.name, "school", telling)
    }

    fn new(short: &str, name: &str, kind: &str, telling: [Option<&str>; 3]) -> Self {
        let short = if short.is_empty() { kind } else { short };
        let mut choices = vec![short.to_string(), id_or(name, kind)];
        choices.extend(telling.into_iter().flatten().map(|more| {
            // The name is cut rather than what tells it apart.
            let room = 96_usize.saturating_sub(id_of(more).len());
            let head: String = short.chars().take(room).collect();
            id_of(&format!("{head} {more}"))
        }));
        choices.dedup();
        Self { choices }
    }

    /// The id of a school that stands alone.
    pub(super) fn first(&self) -> &str {
        self.choices.first().map_or("", String::as_str)
    }
}

/// Gives each an id that none of the others has, nor is taken. Where several want one, all of them take the next, so
/// that none depends on the order of a file.
pub(super) fn give(new: &[NewId], taken: &HashSet<String>) -> Vec<String> {
    let mut levels = vec![0; new.len()];
    let most = new.iter().map(|id| id.choices.len()).max().unwrap_or(0);
    let choice =
        |index: usize, level: usize| new[index].choices.get(level).or_else(|| new[index].choices.last());
    for _ in 1..most {
        let mut wanted: HashMap<&str, usize> = HashMap::new();
        for (index, level) in levels.iter().enumerate() {
            *wanted.entry(choice(index, *level).map_or("", String::as_str)).or_default() += 1;
        }
        let collides = |index: usize, level: usize| {
            choice(index, level).is_some_and(|id| {
                taken.contains(id) || wanted.get(id.as_str()).is_some_and(|count| *count > 1)
            })
        };
        let moved: Vec<usize> = (0..new.len()).filter(|index| collides(*index, levels[*index])).collect();
        if moved.is_empty() {
            break;
        }
        moved.into_iter().for_each(|index| levels[index] += 1);
    }
    let most_ids = taken.len() + new.len() + 1;
    let mut given: HashSet<String> = taken.clone();
    let numbered = |(index, level): (usize, &usize)| {
        let id = choice(index, *level).cloned().unwrap_or_default();
        let free = (1..=most_ids)
            .map(|n| if n == 1 { id.clone() } else { format!("{}-{n}", head(&id)) })
            .find(|id| given.insert(id.clone()));
        free.unwrap_or(id)
    };
    levels.iter().enumerate().map(numbered).collect()
}

/// As much of an id as leaves room for a number behind it.
fn head(id: &str) -> &str {
    const ROOM: usize = 90;
    id.get(..ROOM).unwrap_or(id).trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(name: &str, city: Option<&str>, state_id: &str) -> NewId {
        let city = city.map(str::to_string);
        NewId::of_school(&SchoolFacts {
            name: name.into(),
            city,
            state_id: Some(state_id.into()),
            ..SchoolFacts::default()
        })
    }

    #[test]
    fn equal_names_are_told_apart_by_city_then_by_the_states_number() {
        let taken = HashSet::from(["oak".to_string()]);
        let new = [
            school("Lincoln School", Some("Elm"), "9-1"),
            school("Lincoln School", Some("Ash"), "9-2"),
            school("Hope", Some("Elm"), "9-3"),
            school("Hope", Some("Elm"), "9-4"),
            school("Oak", None, "9-5"),
            school("学校", None, "9-6"),
        ];
        let ids = give(&new, &taken);
        assert_eq!(ids, ["lincoln-elm", "lincoln-ash", "hope-3", "hope-4", "oak-5", "school"]);
    }

    #[test]
    fn every_id_is_there_once() {
        let new: Vec<NewId> = (0..5)
            .map(|_| NewId::of_school(&SchoolFacts { name: "A".repeat(200), ..SchoolFacts::default() }))
            .collect();
        let ids = give(&new, &HashSet::new());
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 5);
        assert!(ids.iter().all(|id| crate::model::id_problem(id).is_none()), "{ids:?}");
    }
}
