//! What a directory changes in a toolkit: which of its districts and schools are there already, what is new, and the
//! files as they would be. What was written by hand since the last import stays.

mod fields;
mod ids;
mod known;
mod memory;
mod pairs;

use std::collections::BTreeMap;

use fields::{DISTRICT_ORDER, Fields, SCHOOL_ORDER, of_district, of_school};
use hashbrown::HashSet;
use ids::NewId;
pub use known::{Existing, nces_id};
use known::{Known, KnownSchool};
pub use memory::Memory;

use super::facts::{Directory, DistrictFacts, SchoolFacts};
use crate::edit::{self, Edit, FileChange, Step, Value};
use crate::model::DistrictId;
use crate::source::layout;

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files that change, by their paths.
    pub files: Vec<FileChange>,
    /// What is remembered of each district that was imported, by its id.
    pub memories: BTreeMap<String, Memory>,
    /// Districts.
    pub districts: Counts,
    /// Schools.
    pub schools: Counts,
    /// Schools and districts that the directory does not hold any more.
    pub vanished: Vec<String>,
    /// Values that were written by hand and stay although the directory has another one now.
    pub kept: Vec<String>,
    /// Districts that were not added because they are closed.
    pub left_out: usize,
    /// Districts of the toolkit that have no number by which any of the new ones could be known as theirs.
    pub unnumbered: Vec<String>,
    /// The key by which they could be known: a number that the new ones have, else their name.
    pub known_by: &'static str,
}

/// How many there are of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// New ones.
    pub new: usize,
    /// Those of which something changes.
    pub changed: usize,
    /// Those of which nothing changes.
    pub unchanged: usize,
}

impl Counts {
    /// How many there are in the directory.
    pub fn all(self) -> usize {
        self.new + self.changed + self.unchanged
    }

    fn add(&mut self, is_changed: bool) {
        if is_changed { self.changed += 1 } else { self.unchanged += 1 }
    }
}

/// What a toolkit holds, to be compared.
#[derive(Debug)]
pub struct Present<'t> {
    /// The districts.
    pub districts: &'t [Existing],
    /// Names of folders that no new district can have.
    pub taken: &'t [String],
    /// What the last import of this kind wrote, by district.
    pub memories: &'t BTreeMap<String, Memory>,
    /// The tag of the default language.
    pub language: &'t str,
}

/// Compares a directory with a toolkit.
///
/// # Errors
/// Which file can't be changed, and why.
pub fn plan(directory: &Directory, toolkit: &Present<'_>) -> Result<Plan, String> {
    let known = toolkit.districts.iter().map(Known::read).collect::<Result<Vec<_>, _>>()?;
    let pairs = pairs::districts(&directory.districts, &known);
    let mut plan = Plan::default();
    let is_new = |index: &usize| !pairs.contains_key(index);
    let fresh: Vec<&DistrictFacts> =
        (0..directory.districts.len()).filter(is_new).map(|index| &directory.districts[index]).collect();
    let (fresh, closed): (Vec<_>, Vec<_>) = fresh.into_iter().partition(|facts| !facts.is_gone());
    plan.left_out = closed.len();
    plan.known_by = key_of(&fresh);
    let taken: HashSet<String> =
        known.iter().map(|district| district.id.clone()).chain(toolkit.taken.iter().cloned()).collect();
    let ids = ids::give(&fresh.iter().map(|facts| NewId::of_district(facts)).collect::<Vec<_>>(), &taken);
    for (facts, id) in fresh.into_iter().zip(ids) {
        plan.new_district(facts, id);
    }
    for (index, place) in &pairs {
        let (facts, known) = (&directory.districts[*index], &known[*place]);
        let remembered = toolkit.memories.get(&known.id).cloned().unwrap_or_default();
        let mut change = Change {
            plan: &mut plan,
            known,
            remembered,
            memory: Memory::default(),
            language: toolkit.language,
        };
        change.make(facts, directory.is_whole)?;
        let memory = change.memory;
        plan.memories.insert(known.id.clone(), memory);
    }
    if plan.districts.new > 0 {
        let matched: HashSet<usize> = pairs.values().copied().collect();
        let others = known
            .iter()
            .enumerate()
            .filter(|(place, district)| !matched.contains(place) && !district.is_numbered());
        plan.unnumbered = others.map(|(_, district)| district.id.clone()).collect();
    }
    plan.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(plan)
}

/// The key of `district.yml` by which new districts are known best.
fn key_of(fresh: &[&DistrictFacts]) -> &'static str {
    let has =
        |number: fn(&DistrictFacts) -> &Option<String>| fresh.iter().any(|facts| number(facts).is_some());
    match () {
        () if has(|facts| &facts.nces_id) => "nces_id",
        () if has(|facts| &facts.state_id) => "state_id",
        () => "name",
    }
}

impl Plan {
    fn new_district(&mut self, facts: &DistrictFacts, id: String) {
        let folder = DistrictId::new(&id);
        let mut memory = Memory::default();
        let fields = of_district(facts);
        memory.note("district", &fields);
        let mut lines = Vec::from([
            "# From a directory; what is added by hand stays when it is imported again.".to_string(),
        ]);
        let mut entries = fields.into_entries();
        // Whom to write to is the district's choice: only where nothing is there yet, its office's number.
        entries.extend(
            facts
                .phone
                .clone()
                .map(|phone| ("contact".to_string(), Value::Map(vec![("phone".into(), Value::Text(phone))]))),
        );
        lines.extend(Value::Map(entries).lines());
        self.new_file(layout::district_file(&folder), &lines);
        self.districts.new += 1;
        let ids = ids::give(&facts.schools.iter().map(NewId::of_school).collect::<Vec<_>>(), &HashSet::new());
        if !ids.is_empty() {
            let schools =
                ids.iter().zip(&facts.schools).map(|(id, facts)| new_school(id, facts, &mut memory));
            let lines: Vec<String> =
                std::iter::once(HEAD.to_string()).chain(Value::List(schools.collect()).lines()).collect();
            self.new_file(layout::schools_path(&folder), &lines);
            self.schools.new += ids.len();
        }
        self.memories.insert(id, memory);
    }

    fn new_file(&mut self, path: String, lines: &[String]) {
        self.files.push(FileChange { path, before: None, after: lines.join("\n") + "\n" });
    }
}

/// What a new `schools.yml` begins with.
const HEAD: &str = "# The district's schools. A school stands here whether or not it has a team.";

/// The entry of a new school; remembers it.
fn new_school(id: &str, facts: &SchoolFacts, memory: &mut Memory) -> Value {
    let fields = of_school(facts);
    memory.note(&format!("schools/{id}"), &fields);
    let mut entries = vec![("id".to_string(), Value::Text(id.to_string()))];
    entries.extend(fields.into_entries());
    Value::Map(entries)
}

/// The changes to a district that is there.
struct Change<'p> {
    plan: &'p mut Plan,
    known: &'p Known,
    remembered: Memory,
    memory: Memory,
    language: &'p str,
}

impl Change<'_> {
    fn make(&mut self, facts: &DistrictFacts, is_whole: bool) -> Result<(), String> {
        let fields = of_district(facts);
        let edits = self.edits(&fields, "district", &self.known.district, &[], DISTRICT_ORDER);
        self.plan.districts.add(!edits.is_empty());
        let folder = DistrictId::new(&self.known.id);
        self.change(layout::district_file(&folder), Some(&self.known.district_text), &edits)?;
        if facts.is_closed {
            self.plan.vanished.push(format!("{} (the district is closed)", self.known.id));
        }
        self.schools(&facts.schools, is_whole, layout::schools_path(&folder))
    }

    fn schools(&mut self, facts: &[SchoolFacts], is_whole: bool, path: String) -> Result<(), String> {
        let known = &self.known.schools;
        let pairs = pairs::schools(facts, known);
        let mut edits = Vec::new();
        for (index, place) in &pairs {
            let of_school = self.edits_of(&facts[*index], &known[*place]);
            self.plan.schools.add(!of_school.is_empty());
            edits.extend(of_school);
        }
        let fresh: Vec<&SchoolFacts> = facts
            .iter()
            .enumerate()
            .filter(|(index, _)| !pairs.contains_key(index))
            .map(|(_, facts)| facts)
            .collect();
        let taken: HashSet<String> = known.iter().map(|school| school.id.clone()).collect();
        let ids = ids::give(&fresh.iter().map(|facts| NewId::of_school(facts)).collect::<Vec<_>>(), &taken);
        let added: Vec<Value> =
            ids.iter().zip(&fresh).map(|(id, facts)| new_school(id, facts, &mut self.memory)).collect();
        self.plan.schools.new += added.len();
        if is_whole && !facts.is_empty() {
            let matched: HashSet<usize> = pairs.values().copied().collect();
            let gone = known
                .iter()
                .enumerate()
                .filter(|(place, school)| !matched.contains(place) && school.is_tracked());
            self.plan.vanished.extend(gone.map(|(_, school)| format!("{}/{}", self.known.id, school.id)));
        }
        self.change_schools(path, &edits, added)
    }

    /// The edits of a school that is there.
    fn edits_of(&mut self, facts: &SchoolFacts, school: &KnownSchool) -> Vec<Edit> {
        let key = format!("schools/{}", school.id);
        let at = [Step::Item(school.index)];
        let mut edits = self.edits(&of_school(facts), &key, &school.node, &at, &SCHOOL_ORDER);
        // One that is open again, as long as nobody wrote another day.
        let closed = known::text(&school.node, &["closed"], self.language);
        if let Some(closed) = closed.filter(|_| facts.is_open && facts.closed.is_none())
            && self.remembered.is(&format!("{key}/closed"), closed)
        {
            edits.push(Edit::Remove { at: [&at[..], &[Step::key("closed")]].concat() });
        }
        edits
    }

    /// The edits that make a map say what the directory says, but for what was written by hand.
    fn edits(
        &mut self,
        fields: &Fields,
        key: &str,
        node: &crate::reader::yaml::Node,
        at: &[Step],
        order: &'static [&'static str],
    ) -> Vec<Edit> {
        self.memory.note(key, fields);
        let mut edits = Vec::new();
        for field in &fields.all {
            let current = known::text(node, &field.path, self.language);
            let remembered = format!("{key}/{}", field.path.join("."));
            let new = field.text();
            match current {
                Some(current) if field.is_same(current) => {}
                None if known::is_there(node, &field.path) || self.remembered.has(&remembered) => {}
                Some(current)
                    if self.remembered.has(&remembered) && !self.remembered.is(&remembered, current) =>
                {
                    if !self.remembered.is(&remembered, new) {
                        let whose =
                            key.strip_prefix("schools/").map_or_else(String::new, |id| format!("/{id}"));
                        let path = field.path.join(".");
                        let id = &self.known.id;
                        self.plan
                            .kept
                            .push(format!("{id}{whose}: `{path}` is `{current}` here and `{new}` there"));
                    }
                }
                Some(_) => edits.push(Edit::Set {
                    at: known::steps(at, node, &field.path, self.language),
                    value: field.value.clone(),
                }),
                None => fields::add(&mut edits, at, node, field, order),
            }
        }
        fields::forget_predecessor(&mut edits, at, node, fields);
        edits
    }

    /// Makes edits to a file, and adds entries to the end of its list.
    fn change_schools(&mut self, path: String, edits: &[Edit], added: Vec<Value>) -> Result<(), String> {
        let Some(text) = &self.known.schools_text else {
            if !added.is_empty() {
                let lines: Vec<String> =
                    std::iter::once(HEAD.to_string()).chain(Value::List(added).lines()).collect();
                self.plan.new_file(path, &lines);
            }
            return Ok(());
        };
        let first = self.known.schools.len();
        let inserted = added.into_iter().enumerate().map(|(index, value)| Edit::Insert {
            list: Vec::new(),
            index: first + index,
            value,
        });
        let all: Vec<Edit> = edits.iter().cloned().chain(inserted).collect();
        self.change(path, Some(text), &all)
    }

    fn change(&mut self, path: String, before: Option<&str>, edits: &[Edit]) -> Result<(), String> {
        let before = before.unwrap_or_default();
        if edits.is_empty() {
            return Ok(());
        }
        let after = edit::apply(before, edits).map_err(|why| format!("`{path}`: {why}"))?;
        self.plan.files.push(FileChange { path, before: Some(before.to_string()), after });
        Ok(())
    }
}
