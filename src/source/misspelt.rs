//! Ids of a rubric's items that are misspelt: in the rubric, where what refers to an item fits better there than the id that
//! stands there, and otherwise where it is referred to; told once.

use hashbrown::HashSet;

use super::references::indicators_called;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::markdown::{Area, Indicator};
use crate::model::{Resource, ResourceId, Resources, Rubric, id_problem};
use crate::reader::decode::Word;

/// The shortest part of an id that says something, in letters.
const SHORTEST: usize = 3;

/// How many words for items of a rubric may be right, and the rubric wrong.
pub(super) const MOST_SLIPS: usize = 8;

/// A word that stands for no item of a rubric, and how often what refers to it does so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Missed<'m> {
    /// The word.
    pub(super) word: &'m str,
    /// Whether several self-assessments of the rubric say it, and all that there are.
    pub(super) is_said_by_all: bool,
}

/// What is to be told of a rubric in which the id of an item is misspelt, so that a word stands for no item; `used` are the
/// ids that something else refers to.
pub(super) fn in_rubric(rubric: &Resource, missed: Missed<'_>, used: &HashSet<&str>) -> Option<Diagnostic> {
    let word = missed.word;
    let areas = &rubric.main().document.areas;
    let all = areas.iter().flat_map(|area| &area.indicators).map(|item| item.id.as_str());
    let id = nearest(word, all.filter(|id| !used.contains(id))).filter(|_| id_problem(word).is_none())?;
    let (area, item) = areas.iter().find_map(|area| {
        area.indicators.iter().find(|item| item.id == id && item.has_fixed_id).map(|item| (area, item))
    })?;
    let known = parts_known((area, item), areas);
    let fits = |id: &str| parts(id).filter(|part| known.contains(*part)).count();
    // A translation may have the right one.
    let is_translated = || indicators_called(rubric).iter().any(|(id, _)| *id == word);
    let is_sure = || missed.is_said_by_all || is_translated();
    let is_better = fits(word) > fits(id) || fits(word) == fits(id) && is_sure();
    is_better.then(|| {
        let message =
            format!("no item of this rubric is called `{word}`, as it is elsewhere, and this one almost is");
        Diagnostic::new(Code::UnknownIndicator, of_id(item), message).hint(format!("did you mean `{word}`?"))
    })
}

/// The one other rubric that has all the items of a table of ratings, where a rubric has few of them.
pub(super) fn another_rubric<'r>(
    table: &[(Word<'_>, Word<'_>)],
    rubric: &Rubric,
    resources: &'r Resources,
) -> Option<&'r ResourceId> {
    let is_item = |rubric: &Rubric, word: &Word<'_>| rubric.indicators().any(|id| id.as_str() == word.text);
    let rated = |rubric: &Rubric| table.iter().filter(|(item, _)| is_item(rubric, item)).count();
    if rubric.in_doubt || table.first().is_none_or(|(item, _)| is_item(rubric, item)) {
        return None;
    }
    if rated(rubric) * 2 >= table.len() {
        return None;
    }
    let all = resources.iter().filter_map(|((_, id), resource)| Some((id, resource.rubric()?)));
    let mut others = all.filter(|(_, other)| rated(other) == table.len()).map(|(id, _)| id);
    others.next().filter(|_| others.next().is_none())
}

/// The parts of an id that say something.
fn parts(id: &str) -> impl Iterator<Item = &str> {
    id.split('-').filter(|part| part.chars().count() >= SHORTEST)
}

/// What parts of an item's id are expected to be: those of its area and of the other items, and its words.
fn parts_known((area, item): (&Area, &Indicator), areas: &[Area]) -> HashSet<String> {
    let others = areas.iter().flat_map(|area| &area.indicators).filter(|other| other.id != item.id);
    let mut known: HashSet<String> = others.flat_map(|other| parts(&other.id)).map(str::to_string).collect();
    known.extend(parts(&area.id).map(str::to_string));
    known.extend(item.text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase));
    known
}

/// Where the id of an item stands within its braces.
fn of_id(item: &Indicator) -> Place {
    let file = item.place.source();
    let mark = format!("{{#{}}}", item.id);
    let at = item.place.start().and_then(|start| Some(start + file.text().get(start..)?.find(&mark)? + 2));
    at.map_or_else(|| item.place.clone(), |at| Place::span(file, at..at + item.id.len()))
}
