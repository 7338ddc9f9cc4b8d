//! Ids of a rubric's items that are misspelt: in the rubric, where what refers to an item fits better there than the id that
//! stands there, and otherwise where it is referred to; told once.

use hashbrown::{HashMap, HashSet};

use super::misplaced::base;
use super::translated_items::OR_REMOVE;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::markdown::{Area, Indicator};
use crate::model::{Kind, Resource, ResourceId, Resources, Rubric, id_problem};
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
pub(super) fn in_rubric<'r>(
    rubric: &'r Resource,
    missed: Missed<'_>,
    used: &HashSet<&str>,
) -> Option<Diagnostic> {
    let word = missed.word;
    let areas = &rubric.main().document.areas;
    let ids = |areas: &'r [Area]| areas.iter().flat_map(|area| &area.indicators).map(|item| item.id.as_str());
    let left = || ids(areas).filter(|id| !used.contains(id));
    // A translation may have the right one, and then not this one.
    let of_variants = rubric.variants.iter().map(|variant| ids(&variant.document.areas).collect());
    let with_word: Vec<HashSet<&str>> =
        of_variants.filter(|ids: &HashSet<&str>| ids.contains(word)).collect();
    let is_in_translation = |wanted: &str| with_word.iter().any(|ids| !ids.contains(wanted));
    let is_last = missed.is_said_by_all && left().take(2).count() == 1;
    let mut renamed = left().filter(|id| is_last || is_in_translation(id));
    let renamed = renamed.next().filter(|_| renamed.next().is_none());
    let id = renamed.or_else(|| nearest(word, left())).filter(|_| id_problem(word).is_none())?;
    let (area, item) = areas.iter().find_map(|area| {
        area.indicators.iter().find(|item| item.id == id && item.has_fixed_id).map(|item| (area, item))
    })?;
    let known = parts_known((area, item), areas);
    let fits = |id: &str| parts(id).filter(|part| known.contains(*part)).count();
    let is_sure = || missed.is_said_by_all || is_in_translation(id);
    let is_better = renamed.is_some() || fits(word) > fits(id) || fits(word) == fits(id) && is_sure();
    is_better.then(|| {
        let how = if nearest(word, [id]).is_some() { "is called nearly the same" } else { "may be meant" };
        let message =
            format!("other files refer to an item `{word}`, which this rubric does not have: this one {how}");
        Diagnostic::new(Code::UnknownIndicator, of_id(item), message)
            .hint(format!("did you mean `{word}`?"))
            .missed(word)
    })
}

/// Leaves out what is told of a word for an item of a rubric in other files, where it is told in the rubric, and what is told
/// there of a translation, where it is told of the original.
pub(super) fn settle(problems: &mut Vec<Diagnostic>) {
    let of_item = |problem: &Diagnostic| {
        let word = problem.missed.clone().filter(|_| problem.code == Code::UnknownIndicator)?;
        let (folder, name) = problem.place.path().rsplit_once('/')?;
        let is_in_rubric = folder.ends_with(Kind::Rubric.folder());
        Some((word, if is_in_rubric { name.matches('.').count() } else { usize::MAX }))
    };
    // What one district says of its own rubric is of no account for another.
    let mut first: HashMap<(String, Box<str>), (usize, Place)> = HashMap::new();
    for problem in problems.iter() {
        let Some((word, rank)) = of_item(problem) else { continue };
        let best = first.entry((base(problem.place.path()), word));
        let best = best.or_insert_with(|| (rank, problem.place.clone()));
        if rank < best.0 {
            *best = (rank, problem.place.clone());
        }
    }
    let (mut told, mut without_ids, mut named) = (HashSet::new(), HashSet::new(), HashSet::new());
    problems.retain(|problem| {
        // Guides and self-assessments may ask for the id of one item.
        if problem.code == Code::IndicatorNeedsId {
            return without_ids.insert((problem.place.path().to_string(), problem.place.start()));
        }
        let Some((word, rank)) = of_item(problem) else { return true };
        let scopes = [base(problem.place.path()), base("")].map(|scope| (scope, word.clone()));
        let best = scopes.iter().filter_map(|key| first.get(key)).min_by_key(|(rank, _)| *rank);
        best.is_none_or(|(best, place)| {
            if rank == usize::MAX && *best < rank {
                named.insert((place.path().to_string(), place.start()));
            }
            let is_new = || told.insert((word, place.path().to_string()));
            rank == *best && (rank == usize::MAX || problem.place == *place && is_new())
        })
    });
    // What other files name is not removed.
    let is_named =
        |problem: &Diagnostic| named.contains(&(problem.place.path().to_string(), problem.place.start()));
    for problem in problems.iter_mut().filter(|problem| problem.missed.is_some() && is_named(problem)) {
        let kept = problem.hint.as_ref().and_then(|hint| hint.strip_suffix(OR_REMOVE));
        problem.hint = kept.map(|kept| format!("{kept}: other files name it")).or(problem.hint.take());
    }
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
pub(super) fn of_id(item: &Indicator) -> Place {
    let file = item.place.source();
    let mark = format!("{{#{}}}", item.id);
    let at = item.place.start().and_then(|start| Some(start + file.text().get(start..)?.find(&mark)? + 2));
    at.map_or_else(|| item.place.clone(), |at| Place::span(file, at..at + item.id.len()))
}
