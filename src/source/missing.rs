//! Folders that are missing with all that was in them, told once in place of each file that is missed; and files that were
//! renamed, while everything that refers to them says the old name.

use std::collections::{BTreeMap, BTreeSet};

use super::assessment::CALLED_BY_SCHOOL;
use super::layout;
use super::misplaced::{base, wanted};
use super::moved::{NAMED, is_named_as};
use crate::diagnostics::{Code, Diagnostic, Findings, Place};
use crate::model::Kind;
use crate::reader::files::{Listing, Root};

/// How many files are missed in a folder that is missing itself, at least.
const FEWEST: usize = 2;

/// How many of the missed files are told by their names.
const MOST_TOLD: usize = 30;

/// How many files that may have been renamed are looked for in all texts.
const MOST_LOOKED: usize = 8;

/// Whether a problem is that something refers to a file that is not there, and it is not told already what to move there.
fn is_missed(problem: &Diagnostic) -> bool {
    let is_one = matches!(
        problem.code,
        Code::UnknownRole
            | Code::UnknownRubric
            | Code::UnknownTeam
            | Code::BrokenLink
            | Code::BrokenReference
    );
    is_one && !problem.hint.as_deref().is_some_and(|hint| hint.starts_with("move `"))
}

/// Tells once of each folder that is missing, where several of the files that should be in it are missed.
pub(super) fn gather(root: &Root, problems: &mut Vec<Diagnostic>) {
    let mut groups: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (index, problem) in problems.iter().enumerate().filter(|(_, problem)| is_missed(problem)) {
        let Some(path) = wanted(problem) else { continue };
        let Some((folder, name)) = path.split_once('/') else { continue };
        let here = base(problem.place.path());
        let is_of_district = [layout::TEAMS, layout::STATIC].contains(&folder);
        let is_known = is_of_district || Kind::ALL.iter().any(|kind| kind.folder() == folder);
        if !is_known {
            continue;
        }
        if is_of_district || !root.path().join(&here).join(folder).exists() {
            let above = if is_of_district { here } else { base("") };
            groups.entry(format!("{above}{folder}")).or_default().push((name.to_string(), index));
        }
    }
    for (folder, group) in groups {
        let names: BTreeSet<&str> = group.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() < FEWEST || root.path().join(&folder).exists() {
            continue;
        }
        let message =
            format!("the folder `{folder}` is missing, and {} of its files are referred to", names.len());
        let listed: Vec<&str> = names.iter().copied().take(MOST_TOLD).collect();
        let more = if names.len() > MOST_TOLD { " and all others" } else { "" };
        let hint = format!("put the folder there again, with `{}`{more} in it", listed.join("`, `"));
        let indices: Vec<usize> = group.iter().map(|(_, index)| *index).collect();
        tell_once(problems, &indices, &message, &hint);
    }
}

/// Tells once of a file that was renamed: everything that refers to it says the old name, and nothing the new one.
pub(super) fn gather_renamed(root: &Root, problems: &mut Vec<Diagnostic>) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, problem) in problems.iter().enumerate().filter(|(_, problem)| is_missed(problem)) {
        if let Some(path) = wanted(problem) {
            groups.entry(path).or_default().push(index);
        }
    }
    let mut looked = 0;
    for (path, group) in groups {
        let all: Vec<&Diagnostic> = group.iter().filter_map(|index| problems.get(*index)).collect();
        let files: BTreeSet<&str> = all.iter().map(|problem| problem.place.path()).collect();
        let is_alone = group.len() == 1;
        // A word that nothing else says is a slip, unless it is the name of something.
        let is_name = all.iter().all(|problem| problem.message.ends_with(CALLED_BY_SCHOOL));
        if is_alone && !is_name {
            continue;
        }
        let is_enough = is_alone || files.len() > 1;
        let near: BTreeSet<String> = all.iter().filter_map(|problem| near(problem)).collect();
        let mut scopes: BTreeSet<String> = all.iter().map(|problem| base(problem.place.path())).collect();
        let above = scopes.pop_first().filter(|_| scopes.is_empty()).unwrap_or_else(|| base(""));
        let only = near.first().filter(|_| near.len() == 1 && is_enough && looked < MOST_LOOKED);
        let (Some(near), Some((folder, file))) = (only, path.split_once('/')) else { continue };
        let Some((_, ending)) = file.split_once('.') else { continue };
        looked += 1;
        let name = format!("{near}.{ending}");
        let other = format!("{folder}/{name}");
        let listing = root.list(&root.path().join(&above), None, &mut Findings::default());
        if !listing.contains_key(&other) || is_said(root, &listing, folder, &name) {
            continue;
        }
        let start = format!("{folder}/{near}.");
        let has_more =
            listing.range(start.clone()..).take_while(|(name, _)| name.starts_with(&start)).count() > 1;
        let more = if has_more { ", and its translations likewise" } else { "" };
        let (refer, places) = match all.len() {
            1 => ("this place refers".to_string(), "here"),
            count => (format!("{count} places refer"), "in each of those places"),
        };
        let message = format!("there is no `{path}`, to which {refer}; `{other}` may be it");
        let hint = format!("rename `{above}{other}` to `{file}`{more}; or write `{near}` {places}");
        tell_once(problems, &group, &message, &hint);
    }
}

/// The id that may be meant in place of one that nothing has.
fn near(problem: &Diagnostic) -> Option<String> {
    let hint = problem.hint.as_deref().filter(|_| problem.code != Code::BrokenLink)?;
    let near = hint.strip_prefix("did you mean `")?.strip_suffix("`?")?;
    Some(near.split('/').next().unwrap_or(near).to_string())
}

/// Whether anything refers to a file of a folder.
fn is_said(root: &Root, listing: &Listing, folder: &str, name: &str) -> bool {
    let key = format!("{}: ", folder.trim_end_matches('s'));
    let words = |id: &str| vec![format!("{key}{id}"), format!("\"{id}\""), format!("{id}/")];
    is_named_as(root, &[listing], folder, name, words)
}

/// Tells of several problems at the first of their places.
fn tell_once(problems: &mut Vec<Diagnostic>, group: &[usize], message: &str, hint: &str) {
    let mut places: BTreeMap<_, Place> = BTreeMap::new();
    for problem in group.iter().filter_map(|index| problems.get(*index)) {
        let place = &problem.place;
        places.entry((place.path().to_string(), place.start())).or_insert_with(|| place.clone());
    }
    let mut others = places.into_values();
    let Some(place) = others.next() else { return };
    let related: Vec<Place> = others.take(NAMED).collect();
    let mut gone = BTreeSet::new();
    for index in group {
        let Some(problem) = problems.get_mut(*index) else { continue };
        if problem.place != place {
            gone.insert(*index);
            continue;
        }
        let told = Diagnostic::new(problem.code, place.clone(), message).hint(hint);
        let told = related.iter().fold(told, |told, place| told.related(place.clone(), "refers to it too"));
        *problem = Diagnostic { district: problem.district.take(), ..told };
    }
    let mut index = 0;
    problems.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
}
