//! Files that are missing where several others refer to them, told once; and texts that lie in the folder of another kind, as
//! what refers to them says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::misplaced::{base, is_of_strange_kind, wanted};
use super::misspelt_framework::says;
use super::names::first_part;
use super::shown::small_text;
use super::{layout, missing};
use crate::diagnostics::{Code, Diagnostic, Findings, Place};
use crate::model::{Kind, Lang};
use crate::reader::files::{Listing, Root};

/// How many files refer to one that is missing, at least, where each may be meant as the name of another.
const ENOUGH: usize = 3;

/// How many missing files are looked for in the folders of other kinds: for each, all texts are looked through.
const MOST_LOOKED: usize = 8;

/// How many of the places that refer to a missing file are named.
pub(super) const NAMED: usize = 5;

/// Tells once of each file, and each folder, that is missing and that several others refer to, and how many places do.
pub(super) fn gather(root: &Root, problems: &mut Vec<Diagnostic>) {
    missing::gather(root, problems);
    missing::gather_renamed(root, problems);
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, problem) in problems.iter().enumerate() {
        if let Some(path) = missing(problem) {
            groups.entry(path).or_default().push(index);
        }
    }
    let (mut gone, mut looked) = (BTreeSet::new(), 0);
    for (path, group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        let all: Vec<&Diagnostic> = group.iter().filter_map(|index| problems.get(*index)).collect();
        let Some(above) = above_of(&all) else { continue };
        let moved = (looked < MOST_LOOKED).then(|| of_another_kind(root, &above, &path)).flatten();
        looked += 1;
        if moved.is_none() && !is_missed(&all) {
            continue;
        }
        let Some(told) = told_once(&all, &format!("{above}{path}"), moved.as_deref()) else { continue };
        let is_left = |index: &usize| problems.get(*index).is_some_and(|one| one.place != told.place);
        gone.extend(group.iter().copied().filter(is_left));
        for index in group {
            if let Some(problem) = problems.get_mut(index).filter(|problem| problem.place == told.place) {
                *problem = Diagnostic { district: problem.district.take(), ..told.clone() };
            }
        }
    }
    let mut index = 0;
    problems.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
    leave_out(root, problems);
    problems.iter_mut().for_each(tell_at_original);
}

/// Tells of a text that lies in the folder of another kind than its translations at that text, which is to be moved.
fn tell_at_original(problem: &mut Diagnostic) {
    let hint = problem.hint.as_deref().filter(|_| problem.code == Code::NoDefaultLanguage);
    let moved = hint.and_then(|hint| hint.strip_prefix("move `")?.strip_suffix('`')?.split_once("` to `"));
    let Some((from, to)) = moved.filter(|(from, to)| is_of_kind(from) && is_of_kind(to)) else { return };
    let folder = |path: &str| path.rsplit('/').nth(1).unwrap_or_default().to_string();
    let message = format!("this file lies in `{}`, and its translations in `{}`", folder(from), folder(to));
    let told = Diagnostic::new(Code::MisplacedFile, Place::path_only(from), message);
    let told = told.hint(format!("move it to `{to}`"));
    *problem = Diagnostic { district: problem.district.take(), ..told };
}

/// Leaves out what is wrong with texts for this alone, that they lie in the folder of another kind: of each it is told where
/// to move it, as an error where anything of it is one.
fn leave_out(root: &Root, problems: &mut Vec<Diagnostic>) {
    let mut moved: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (index, problem) in problems.iter_mut().enumerate() {
        let Some(hint) = &mut problem.hint else { continue };
        let told = hint.strip_prefix("move `").and_then(|hint| hint.split_once("` to `"));
        let Some((from, _)) = told.filter(|(from, _)| is_of_kind(from)) else { continue };
        let (from, has_more) = (stem(from), has_translations(root, from));
        if has_more {
            hint.push_str(", and its translations beside it");
        }
        moved.entry(from).or_insert_with(|| (index, hint.clone()));
    }
    if moved.is_empty() {
        return;
    }
    let mut gone = BTreeSet::new();
    for index in 0..problems.len() {
        let Some(problem) = problems.get(index).filter(|problem| follows(problem)) else { continue };
        let Some((told, hint)) = moved.get_mut(&stem(problem.place.path())) else { continue };
        let carrier = problems.get(*told);
        let is_worse = problem.is_error() && carrier.is_some_and(|told| !told.is_error());
        // Each district tells the same of a shared file.
        let is_same = carrier.is_some_and(|told| told.place == problem.place);
        if is_worse {
            gone.insert(std::mem::replace(told, index));
        } else if !is_same {
            gone.insert(index);
        }
        if let Some(problem) = problems.get_mut(index).filter(|_| is_worse || is_same) {
            problem.hint = Some(hint.clone());
        }
    }
    let mut index = 0;
    problems.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
}

/// Whether a path is one of a resource's text.
fn is_of_kind(path: &str) -> bool {
    let folder = path.rsplit('/').nth(1);
    path.ends_with(layout::MARKDOWN) && Kind::ALL.iter().any(|kind| Some(kind.folder()) == folder)
}

/// The path of a text without its language and ending.
fn stem(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    format!("{folder}/{}", first_part(file))
}

/// Whether translations of a text lie beside it.
fn has_translations(root: &Root, path: &str) -> bool {
    let start = format!("{}.", first_part(path.rsplit('/').next().unwrap_or(path)));
    let folder = root.path().join(path).parent().and_then(|folder| fs::read_dir(folder).ok());
    let beside = folder.into_iter().flatten().filter_map(Result::ok);
    let mut names = beside.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.any(|name| {
        let rest = name.strip_prefix(&start).and_then(|rest| rest.strip_suffix(layout::MARKDOWN));
        rest.is_some_and(|lang| !lang.is_empty())
    })
}

/// The missing file that a problem is about, below its district's folder or the shared one; none where it is told already
/// what to move there, or which other word is meant.
fn missing(problem: &Diagnostic) -> Option<String> {
    let is_link = problem.code == Code::BrokenLink;
    let is_id = matches!(problem.code, Code::UnknownRole | Code::UnknownRubric | Code::UnknownTeam);
    let hint = problem.hint.as_deref().unwrap_or_default();
    let is_explained = hint.starts_with("move `") || is_id && hint.starts_with("did you mean");
    ((is_link || is_id) && !is_explained).then(|| wanted(problem))?
}

/// The folder that a missing file belongs to: the shared one, where anything shared refers to it.
fn above_of(all: &[&Diagnostic]) -> Option<String> {
    let scopes: BTreeSet<String> = all.iter().map(|problem| base(problem.place.path())).collect();
    let shared = base("");
    if scopes.contains(&shared) {
        return Some(shared);
    }
    // What districts miss of their own is missing in each.
    let are_one = scopes.len() == 1;
    scopes.into_iter().next().filter(|_| are_one)
}

/// Whether it is the file that is missing, since several others refer to it, translations apart; of two links each may be a
/// slip.
fn is_missed(all: &[&Diagnostic]) -> bool {
    let files: BTreeSet<&str> = all.iter().map(|problem| first_part(problem.place.path())).collect();
    let is_slip =
        |problem: &&Diagnostic| problem.hint.as_deref().is_some_and(|hint| hint.starts_with("write `["));
    files.len() >= ENOUGH || files.len() > 1 && !all.iter().any(is_slip)
}

/// What is told of a missing file: at the first place that refers to it, or of the one that is to be moved there.
fn told_once(all: &[&Diagnostic], path: &str, moved: Option<&str>) -> Option<Diagnostic> {
    let at = |problem: &Diagnostic| (problem.place.path().to_string(), problem.place.start());
    let mut places: BTreeMap<_, &Diagnostic> = BTreeMap::new();
    for problem in all {
        places.entry(at(problem)).or_insert(problem);
    }
    let count = places.len();
    let mut others = places.into_values();
    let first = others.next()?;
    let hint = match moved {
        Some(moved) => format!("move `{moved}` to `{path}`"),
        None => format!("put the file `{path}` there, or change each of the {count} places that refer to it"),
    };
    let message = format!("{}, to which {count} places refer", first.message);
    let told = Diagnostic { message, ..(*first).clone() }.hint(hint);
    let others = others.take(NAMED).map(|other| other.place.clone());
    Some(others.fold(told, |told, place| told.related(place, "refers to it too")))
}

/// The file of a missing one's name in the folder of another kind, where nothing refers to it there.
fn of_another_kind(root: &Root, above: &str, path: &str) -> Option<String> {
    let (folder, name) = path.split_once('/')?;
    let kind = Kind::ALL.iter().find(|kind| kind.folder() == folder)?;
    let mut others = Kind::ALL.iter().filter(|other| *other != kind);
    let there = |other: &Kind| {
        let there = format!("{above}{}/{name}", other.folder());
        root.path().join(&there).is_file().then_some((*other, there))
    };
    let (other, there) = others.find_map(there)?;
    let listing = root.list(&layout::content(root.path()), None, &mut Findings::default());
    (!is_named(root, &[&listing], other, name)).then_some(there)
}

/// Whether a text that lies in the folder of another kind has a problem for this alone.
fn follows(problem: &Diagnostic) -> bool {
    let folder = problem.place.path().rsplit('/').nth(1).unwrap_or_default();
    let is_of_folder = |word: &str| word.split('/').next() == Some(folder);
    let is_link = problem.code == Code::BrokenLink && problem.missed.as_deref().is_some_and(is_of_folder);
    is_link
        || is_of_strange_kind(problem)
        || matches!(
            problem.code,
            Code::UnusedFile | Code::MisplacedFile | Code::NoIndicators | Code::TranslatedItems
        )
}

/// Whether any text refers to a file as one of a kind.
fn is_named(root: &Root, listings: &[&Listing], kind: Kind, name: &str) -> bool {
    is_named_as(root, listings, kind.folder(), name, |id| match kind {
        Kind::Guide => Vec::new(),
        Kind::Role => vec![format!("role: {id}")],
        Kind::Rubric => vec![format!("rubric: {id}"), format!("{id}/")],
    })
}

/// Whether any file refers to one of a folder: by its path, or by one of the words that say its id.
pub(super) fn is_named_as(
    root: &Root,
    listings: &[&Listing],
    folder: &str,
    name: &str,
    words: impl Fn(&str) -> Vec<String>,
) -> bool {
    let id = name.split_once('.').map_or(name, |(id, _)| id);
    let (path, beside, words) = (format!("{folder}/{name}"), format!("]({name}"), words(id));
    let names_it = |file: &str, text: &str| {
        let is_beside = || file.rsplit('/').nth(1) == Some(folder) && text.contains(&beside);
        says(text, &path) || is_beside() || words.iter().any(|word| says(text, word))
    };
    let is_text =
        |file: &str| [layout::MARKDOWN, layout::YAML, layout::JSON].iter().any(|end| file.ends_with(end));
    let is_own = |file: &str| {
        file.rsplit_once('/').is_some_and(|(above, file)| above.ends_with(folder) && first_part(file) == id)
    };
    let mut texts =
        listings.iter().flat_map(|listing| listing.iter()).filter(|(file, _)| is_text(file) && !is_own(file));
    texts.any(|(file, path)| small_text(root, path).is_some_and(|text| names_it(file, text.text())))
}

/// What to do with a translation that has no original in its folder, where there is a text of its name in the folder of
/// another kind: which of the two lies in a wrong one is told by what refers to them.
pub(super) fn hint_of_original_elsewhere(
    root: &Root,
    (kind, id): (Kind, &str),
    (path, lang): (&str, &Lang),
    listings: &[&Listing],
) -> Option<String> {
    let file = layout::resource_file(id);
    let there = |other: &Kind| {
        let name = format!("{}/{file}", other.folder());
        listings.iter().find_map(|listing| listing.get(&name)).map(|path| (*other, root.name(path)))
    };
    let (other, original) = Kind::ALL.iter().filter(|other| **other != kind).find_map(there)?;
    let above = base(path);
    if is_named(root, listings, kind, &file) && !is_named(root, listings, other, &file) {
        return Some(format!("move `{original}` to `{}{}/{file}`", base(&original), kind.folder()));
    }
    let right = format!("{}/{id}.{lang}{}", other.folder(), layout::MARKDOWN);
    let is_free = listings.iter().all(|listing| !listing.contains_key(&right));
    is_free.then(|| format!("move it to `{above}{right}`, where it is a translation of `{original}`"))
}
