//! What of a district's self-assessments can be told only beside the others and their rubrics.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::super::fixed_ids::{self, BY_ASSESSMENTS};
use super::super::misspelt::{self, MOST_SLIPS, Missed};
use super::Loaded;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile, nearest};
use crate::model::{Assessment, Framework, IndicatorId, Kind, Resource, ResourceId, Resources, id_problem};

/// All assessments of a district.
pub(in crate::source) struct Settled {
    /// In the order of their ids.
    pub(in crate::source) assessments: Vec<Assessment>,
    /// Their files.
    pub(in crate::source) files: Vec<Arc<SourceFile>>,
    /// Words of theirs for items whose ids are misspelt in their rubrics, which was told there.
    pub(in crate::source) misspelt_items: BTreeSet<String>,
}

/// Tells of a district's assessments what can be told of each only beside the others.
pub(in crate::source) fn settle(
    mut all: Vec<Loaded>,
    (framework, resources): (&Framework, &Resources),
    findings: &mut Findings,
) -> Settled {
    of_lost_ids(&mut all, resources, findings);
    let in_rubrics = misspelt_in_rubrics(&all, resources);
    let in_rubrics: HashSet<(&ResourceId, &str)> = in_rubrics
        .iter()
        .map(|(rubric, word, problem)| {
            findings.push(problem.clone());
            (*rubric, word.as_str())
        })
        .collect();
    for (index, loaded) in all.iter().enumerate() {
        let of = |other: &&Loaded| other.assessment.is_same_occasion(&loaded.assessment);
        if let Some(other) = all[..index].iter().find(of) {
            findings.push(same_occasion(loaded, other));
        }
        let is_replaced =
            |_: &&Diagnostic| all.iter().any(|other| other.assessment.replaces(&loaded.assessment));
        let is_own = |problem: &&Diagnostic| {
            missed(problem).is_none_or(|word| !in_rubrics.contains(&(&loaded.assessment.rubric, word)))
        };
        // What is written as no id never was one, and neither was a slip of the keyboard.
        let rubric = resources.get(&(Kind::Rubric, loaded.assessment.rubric.clone())).map(Arc::as_ref);
        let never_was = |problem: &Diagnostic| {
            let word = problem.missed.as_deref();
            word.is_some_and(|word| {
                id_problem(word).is_some() || is_slip(problem.code, word, rubric, framework)
            })
        };
        let strangers = loaded.strangers.iter().filter(is_own).cloned();
        let (slips, strangers): (Vec<_>, Vec<_>) = strangers.partition(never_was);
        findings.problems.extend(once(slips));
        match strangers.first().filter(is_replaced) {
            Some(first) => findings.push(former(first, strangers.len())),
            None => findings.problems.extend(once(strangers)),
        }
    }
    let misspelt_items = in_rubrics.into_iter().map(|(_, word)| word.to_string()).collect();
    let files = all.iter().map(|loaded| loaded.file.clone()).collect();
    let mut assessments: Vec<Assessment> = all.into_iter().map(|loaded| loaded.assessment).collect();
    assessments.sort_by(|a, b| a.id.cmp(&b.id));
    fixed_ids::require(&assessments, framework, resources, findings);
    Settled { assessments, files, misspelt_items }
}

/// What is told of two self-assessments of one team, rubric and day, at the one whose day is the likelier slip.
fn same_occasion(one: &Loaded, other: &Loaded) -> Diagnostic {
    let (newer, older) = if one.assessment.replaces(&other.assessment) { (one, other) } else { (other, one) };
    let year = newer.assessment.date.year().to_string();
    let is_of_year = |loaded: &Loaded| loaded.assessment.id.as_str().contains(&year);
    let (here, other) = if is_of_year(newer) && !is_of_year(older) { (older, newer) } else { (newer, older) };
    let message = format!(
        "team, rubric and date are the same as in `{}`; `{}` counts as the newer",
        other.assessment.id, newer.assessment.id
    );
    let name = here.file.path().rsplit('/').next().unwrap_or_default();
    let hint = if here.assessment.ratings == other.assessment.ratings {
        format!("remove `{name}` if it is a copy; else write here the day on which it was made")
    } else {
        "write here the day on which this one was made; or, if both were made on one day, remove one of the two files"
            .to_string()
    };
    Diagnostic::new(Code::SameAssessment, Place::span(&here.file, here.date.clone()), message).hint(hint)
}

/// The word that stands for no item of a rubric, of which a problem tells; not where it may not be told.
fn missed(problem: &Diagnostic) -> Option<&str> {
    problem.missed.as_deref().filter(|_| problem.code == Code::UnknownIndicator)
}

/// Tells of the id that the one item of a rubric without one had, by the word of its self-assessments that stands for none.
fn of_lost_ids(all: &mut [Loaded], resources: &Resources, findings: &mut Findings) {
    let rubrics: BTreeSet<ResourceId> = all.iter().map(|loaded| loaded.assessment.rubric.clone()).collect();
    for id in rubrics {
        let Some(rubric) = resources.get(&(Kind::Rubric, id.clone())) else { continue };
        let of_rubric = all.iter_mut().filter(|loaded| loaded.assessment.rubric == id);
        let of_rubric: Vec<&mut Loaded> = of_rubric.collect();
        let words = of_rubric.iter().flat_map(|loaded| loaded.strangers.iter().filter_map(missed));
        let words: BTreeSet<String> = words.map(str::to_string).collect();
        let lost_all = || {
            // An id that is made of its place may be the one that it has there.
            let made = fixed_ids::items(rubric.main()).next().map(|item| IndicatorId::new(&item.id))?;
            let is_rated = of_rubric.iter().any(|loaded| loaded.assessment.ratings.contains_key(&made));
            let mut strangers =
                of_rubric.iter().flat_map(|loaded| loaded.strangers.iter().filter_map(missed));
            let first = if is_rated { made.as_str() } else { strangers.next()? };
            fixed_ids::lost_all(rubric, Some(first), BY_ASSESSMENTS).filter(|_| !words.is_empty())
        };
        let lost = fixed_ids::lost(rubric, &words, BY_ASSESSMENTS);
        let Some(problem) = lost.or_else(lost_all) else { continue };
        findings.push(problem);
        of_rubric.into_iter().for_each(|loaded| loaded.strangers.retain(|problem| missed(problem).is_none()));
    }
}

/// The words that self-assessments of rubrics have for items whose ids are misspelt in the rubric, with what is told there.
fn misspelt_in_rubrics<'l>(
    all: &'l [Loaded],
    resources: &Resources,
) -> Vec<(&'l ResourceId, String, Diagnostic)> {
    let mut of_rubrics: BTreeMap<&ResourceId, Vec<&Loaded>> = BTreeMap::new();
    for loaded in all {
        of_rubrics.entry(&loaded.assessment.rubric).or_default().push(loaded);
    }
    let mut found = Vec::new();
    for (id, of_rubric) in of_rubrics {
        let Some(rubric) = resources.get(&(Kind::Rubric, id.clone())) else { continue };
        let used: HashSet<&str> = of_rubric
            .iter()
            .flat_map(|loaded| loaded.assessment.ratings.keys().map(IndicatorId::as_str))
            .collect();
        // How many self-assessments say each.
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        for loaded in &of_rubric {
            let of_one: BTreeSet<&str> = loaded.strangers.iter().filter_map(missed).collect();
            of_one.into_iter().for_each(|word| *words.entry(word).or_default() += 1);
        }
        // More than a few words are no slip in the rubric.
        if words.len() > MOST_SLIPS {
            continue;
        }
        found.extend(words.into_iter().filter_map(|(word, times)| {
            let missed = Missed { word, is_said_by_all: times > 1 && times == of_rubric.len() };
            Some((id, word.to_string(), misspelt::in_rubric(rubric, missed, &used)?))
        }));
    }
    found
}

/// How many letters of a slip differ.
const MOST_LETTERS: usize = 2;

/// Whether a word that stands for no rating or item is one of the rubric's with a slip in its letters, and not one that the
/// rubric had once: the number behind it is the same.
fn is_slip(code: Code, word: &str, rubric: Option<&Resource>, framework: &Framework) -> bool {
    let Some(rubric) = rubric.and_then(|resource| resource.rubric()) else { return false };
    let scale = || rubric.scale(framework).iter().map(|rating| rating.id.as_str());
    let number = |word: &str| word.rsplit_once('-').map(|(_, number)| number.to_string());
    if code == Code::UnknownRating {
        return nearest(word, scale()).is_some_and(|right| is_typo(word, right));
    }
    let right = nearest(word, rubric.indicators().map(IndicatorId::as_str));
    right.is_some_and(|right| is_typo(word, right) && number(right) == number(word))
}

/// Whether two words differ in a letter or two next to each other, and are long enough to be meant as one.
fn is_typo(one: &str, other: &str) -> bool {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one.as_bytes()[same..], &other.as_bytes()[same..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    same + end > MOST_LETTERS && one.len().max(other.len()) - end <= MOST_LETTERS
}

/// That an older self-assessment rates what the rubric no longer has: no mistake, since the rubric changed after it.
fn former(first: &Diagnostic, count: usize) -> Diagnostic {
    let others = if count > 1 { format!(" (and {} more that stand here)", count - 1) } else { String::new() };
    let what = if first.code == Code::UnknownRating { "rating" } else { "indicator" };
    let word = first.missed.as_deref().unwrap_or("…");
    let message = format!(
        "there is no {what} `{word}` any more{others}; this self-assessment has a newer one, and is compared with it on \
         what both have"
    );
    Diagnostic::new(Code::FormerIndicator, first.place.clone(), message)
        .hint("nothing has to be done; if it is a slip, write the right id")
}

/// How many places are named where the same is wrong in several.
const NAMED: usize = 5;

/// Problems, of which those that say the same are told at the first place alone, which names the others.
fn once(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    let mut first: HashMap<String, (usize, usize)> = HashMap::new();
    for problem in problems {
        let next = kept.len();
        let (index, more) = first.entry(problem.message.clone()).or_insert((next, 0));
        if *index == next {
            kept.push(problem);
            continue;
        }
        *more += 1;
        if *more <= NAMED {
            kept[*index].related.push((problem.place, "and here".to_string()));
        }
    }
    kept
}
