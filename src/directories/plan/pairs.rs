//! Which district or school of a directory is which of the toolkit: by the federal code, then by the state's number, then
//! by the name where nothing speaks against it. What could be several is none.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::fields::{is_same_number, numbered};
use super::ids::NewId;
use super::known::{Known, KnownSchool, text};
use crate::directories::facts::{DistrictFacts, SchoolFacts};
use crate::starter;
use crate::tables::folded;

/// The places of facts with those of what is known.
pub(super) type Pairs = BTreeMap<usize, usize>;

/// What something is known by.
#[derive(Default)]
struct Marks {
    id: Option<String>,
    nces: Option<String>,
    number: Option<String>,
    state: Option<String>,
    name: Option<String>,
    short_name: Option<String>,
    /// The same with the number behind it.
    numbered: Option<String>,
    /// The same without that number, which people leave out.
    bare_name: Option<String>,
    short_id: Option<String>,
}

/// Pairs districts.
pub(super) fn districts(facts: &[DistrictFacts], known: &[Known]) -> Pairs {
    let facts: Vec<Marks> = facts.iter().map(of_district_facts).collect();
    let known: Vec<Marks> = known.iter().map(of_known_district).collect();
    paired(&facts, &known)
}

/// Pairs the schools of a district.
pub(super) fn schools(facts: &[SchoolFacts], known: &[KnownSchool]) -> Pairs {
    let facts: Vec<Marks> = facts.iter().map(of_school_facts).collect();
    let known: Vec<Marks> = known.iter().map(of_known_school).collect();
    paired(&facts, &known)
}

fn of_district_facts(facts: &DistrictFacts) -> Marks {
    Marks {
        id: facts.id.clone(),
        nces: facts.nces_id.clone(),
        number: facts.state_id.clone(),
        state: facts.state.clone(),
        name: Some(folded(&facts.name)),
        short_name: Some(starter::district_id(&facts.name)),
        numbered: numbered(&facts.name).map(|(id, number)| format!("{id} {number}")),
        bare_name: numbered(&facts.name).map(|(id, _)| id),
        short_id: None,
    }
}

fn of_known_district(known: &Known) -> Marks {
    let own = |key: &str| text(&known.district, &[key], "").map(str::to_string);
    let name = own("name");
    Marks {
        id: Some(known.id.clone()),
        nces: own("nces_id"),
        number: own("state_id"),
        state: own("state"),
        numbered: name.as_deref().and_then(numbered).map(|(id, number)| format!("{id} {number}")),
        bare_name: name.as_deref().filter(|name| numbered(name).is_none()).map(starter::district_id),
        short_name: name.as_deref().map(starter::district_id),
        name: name.as_deref().map(folded),
        short_id: None,
    }
}

fn of_school_facts(facts: &SchoolFacts) -> Marks {
    Marks {
        nces: facts.nces_id.clone(),
        number: facts.state_id.clone(),
        name: Some(folded(&facts.name)),
        short_name: Some(starter::school_id(&facts.name)),
        short_id: Some(NewId::of_school(facts).first().to_string()),
        ..Marks::default()
    }
}

fn of_known_school(known: &KnownSchool) -> Marks {
    let own = |key: &str| text(&known.node, &[key], "").map(str::to_string);
    let name = own("name");
    Marks {
        nces: own("nces_id"),
        number: own("state_id"),
        short_name: name.as_deref().map(starter::school_id),
        name: name.as_deref().map(folded),
        short_id: Some(known.id.clone()),
        ..Marks::default()
    }
}

/// What a pass compares by.
type Key = fn(&Marks) -> Option<String>;

/// Pairs what is the same, the surest sign first.
fn paired(facts: &[Marks], known: &[Marks]) -> Pairs {
    let passes: [Key; 9] = [
        |marks| marks.id.clone(),
        |marks| marks.nces.clone(),
        |marks| marks.number.as_deref().map(folded),
        |marks| marks.number.as_ref().and_then(|number| number.rsplit('-').next().map(folded)),
        |marks| marks.name.clone(),
        |marks| marks.short_name.clone(),
        |marks| marks.numbered.clone(),
        |marks| marks.bare_name.clone(),
        |marks| marks.short_id.clone(),
    ];
    let mut pairs = Pairs::new();
    let mut used = HashSet::new();
    for (pass, key) in passes.into_iter().enumerate() {
        let theirs = by_key(facts, key, |index| !pairs.contains_key(&index));
        let ours = by_key(known, key, |index| !used.contains(&index));
        for (key, places) in theirs {
            let (Some([ours]), [theirs]) = (ours.get(&key).map(Vec::as_slice), &places[..]) else { continue };
            if pass == 0 || fits(&facts[*theirs], &known[*ours]) {
                pairs.insert(*theirs, *ours);
                used.insert(*ours);
            }
        }
    }
    pairs
}

/// The places of what has each key.
fn by_key(all: &[Marks], key: Key, is_free: impl Fn(usize) -> bool) -> HashMap<String, Vec<usize>> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, marks) in all.iter().enumerate().filter(|(index, _)| is_free(*index)) {
        if let Some(key) = key(marks).filter(|key| !key.is_empty()) {
            places.entry(key).or_default().push(index);
        }
    }
    places
}

/// Whether nothing speaks against two being one: no other federal code, state, or number of the state where that is all
/// that is known.
fn fits(facts: &Marks, known: &Marks) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>, same: fn(&str, &str) -> bool| {
        a.as_deref().zip(b.as_deref()).is_some_and(|(a, b)| !same(a, b))
    };
    if facts.nces.is_some() && facts.nces == known.nces {
        return true;
    }
    !differ(&facts.nces, &known.nces, |a, b| a == b)
        && !differ(&facts.state, &known.state, |a, b| folded(a) == folded(b))
        && !differ(&facts.number, &known.number, is_same_number)
}
