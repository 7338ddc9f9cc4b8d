//! Files that lie where nobody looks for them, or in a folder of another kind: where each belongs, told once. Where something
//! refers to such a file, that is what is told, with where to move it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::misspelt_framework::says;
use super::names::{below, first_part};
use super::shown::small_text;
use super::{gone_from_framework, languages, layout, misspelt, moved, of_another_district};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile, nearest};
use crate::markdown::HERE_TOO;
use crate::model::{Kind, Lang, id_problem};
use crate::reader::files::{Listing, Root};

/// How many items with ids make a text a rubric.
const ITEMS: usize = 3;

/// How much has to be wrong with a file before it is asked whether it is one of another kind.
const MUCH: usize = 2;

/// The folder that a text's own words say it belongs to, or the one file that it is.
pub(super) fn folder_of(name: &str, text: &str) -> Option<&'static str> {
    let has =
        |key: &str| text.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
    if name.ends_with(layout::YAML) {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let is_list =
            lines.next().is_some_and(|line| ["- id:", "- {id:"].iter().any(|id| line.starts_with(id)));
        return if is_list && !text.contains("\n  title:") {
            Some(layout::SCHOOLS)
        } else if has("perspectives") && has("functions") {
            Some(layout::FRAMEWORK)
        } else if ["nces_id", "state", "brand", "kind"].into_iter().any(has) && !has("members") {
            Some(layout::DISTRICT)
        } else if has("ratings") && has("rubric") {
            Some(layout::ASSESSMENTS)
        } else {
            (has("members") && (has("level") || has("name"))).then_some(layout::TEAMS)
        };
    }
    let is_item = |line: &&str| line.starts_with("- ") && line.contains(" {#") && line.ends_with('}');
    let kind = if text.lines().filter(is_item).nth(ITEMS - 1).is_some() {
        Kind::Rubric
    } else {
        Some(Kind::Role).filter(|_| has("perspectives") && has("functions"))?
    };
    name.ends_with(layout::MARKDOWN).then(|| kind.folder())
}

/// Whether something is wrong as it is with a file of another kind.
pub(super) fn is_of_strange_kind(problem: &Diagnostic) -> bool {
    matches!(problem.code, Code::UnknownKey | Code::MissingKey | Code::UntakenMarkdown)
}

/// Tells in one message, in place of all from `first` on, that a file in a folder is one of another kind, where it is.
pub(super) fn is_of_another_kind(
    file: &Arc<SourceFile>,
    folder: &str,
    first: usize,
    findings: &mut Findings,
) -> bool {
    let found = findings.problems.get(first..).unwrap_or_default();
    if found.is_empty() {
        return false;
    }
    let (path, wrong) = (file.path(), found.iter().filter(|problem| is_of_strange_kind(problem)).count());
    // Of a list in place of keys that alone is told.
    let is_much = |right: &&str| wrong >= MUCH || *right == layout::SCHOOLS;
    let right = folder_of(path, file.text()).filter(|right| *right != folder).filter(is_much);
    let Some(right) = right else { return false };
    let Some((above, name)) = path.split_once(&format!("{folder}/")) else { return false };
    let message = format!("this file lies in `{folder}`, and what stands in it belongs into `{right}`");
    // What was a team before is one no more.
    let of_district = [layout::TEAMS, layout::ASSESSMENTS].contains(&folder);
    let code = if of_district { Code::MisplacedFile } else { Code::UnusedFile };
    let problem = Diagnostic::new(code, Place::path_only(path), message);
    findings.problems.truncate(first);
    let to = if right.ends_with(layout::YAML) { right.to_string() } else { format!("{right}/{name}") };
    findings.push(problem.hint(format!("move it to `{above}{to}`")));
    true
}

/// What to do with a file of texts that lies right in a district's folder, or in the shared one.
pub(super) fn where_to_move(root: &Root, path: &Path, name: &str) -> Option<String> {
    let file = small_text(root, path)?;
    let place = root.name(path);
    let above = place.strip_suffix(name)?;
    let folder = path.parent()?;
    let stem = name.strip_suffix(layout::MARKDOWN);
    // A translation tells where the text was.
    let is_translated = |kind: &&Kind| {
        let start = stem.map(|stem| format!("{stem}."));
        let names = fs::read_dir(folder.join(kind.folder())).into_iter().flatten().filter_map(Result::ok);
        let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        start.is_some_and(|start| names.any(|other| other.starts_with(&start)))
    };
    let right = Kind::ALL.iter().find(is_translated).map(|kind| kind.folder());
    let guide = || name.ends_with(layout::MARKDOWN).then(|| Kind::Guide.folder());
    let right = right.or_else(|| folder_of(name, file.text())).or_else(guide)?;
    let is_of_district = [layout::TEAMS, layout::ASSESSMENTS].contains(&right);
    (!right.ends_with(layout::YAML) && (!is_of_district || above.contains(layout::DISTRICTS)))
        .then(|| format!("move it to `{above}{right}/{name}`"))
}

/// Whether the file of a path below a district's folder, or the shared one, lies in another folder, or has another ending.
pub(super) fn is_elsewhere(listing: &Listing, path: &str) -> bool {
    let Some((folder, file)) = path.split_once('/') else { return false };
    let stem = first_part(file);
    let is_of_folder = |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let is_published = |name: &str| name.starts_with(layout::STATIC) || name.starts_with(layout::DISTRICTS);
    listing.keys().any(|name| {
        let other = file_name(name);
        let is_text = is_of_folder(name) && other.ends_with(layout::MARKDOWN);
        !is_text && !is_published(name) && first_part(other) == stem
    })
}

/// Warns of what lies beside the folder of all content, and would be read in it.
pub(super) fn warn_of_beside_content(root: &Root, findings: &mut Findings) {
    for name in [layout::FRAMEWORK, layout::DISTRICTS] {
        if root.path().join(name).exists() {
            let message = format!("this is not used: it lies beside `{}`, and not in it", layout::CONTENT);
            let problem = Diagnostic::new(Code::UnusedFile, Place::path_only(name), message);
            findings.push(problem.hint(format!("move it to `{}/{name}`", layout::CONTENT)));
        }
    }
    for folder in Kind::ALL.iter().map(|kind| kind.folder()).filter(|folder| has_texts(root, folder)) {
        let message = format!("this is not used: it lies beside `{}`, and not in it", layout::CONTENT);
        let problem = Diagnostic::new(Code::UnusedFile, Place::path_only(folder), message);
        findings.push(problem.hint(format!("move what is in it to `{}/{folder}`", layout::CONTENT)));
    }
}

/// Whether a folder beside the contents holds texts.
fn has_texts(root: &Root, folder: &str) -> bool {
    let entries = fs::read_dir(root.path().join(folder)).into_iter().flatten().flatten();
    let mut names = entries.map(|entry| entry.file_name());
    names.any(|name| name.to_string_lossy().ends_with(layout::MARKDOWN))
}

/// What to do with a translation beside which its original is missing, where there is one of nearly the same name: which of
/// both names is a slip is told by the other files, which name the right one.
pub(super) fn hint_of_lost_original(
    root: &Root,
    id: &str,
    (folder, lang): (&str, &Lang),
    listings: &[&Listing],
) -> Option<String> {
    let all = || listings.iter().flat_map(|listing| listing.iter());
    let is_there = |name: &str| listings.iter().any(|listing| listing.contains_key(name));
    let names = listings.iter().flat_map(|listing| below(listing, folder, layout::MARKDOWN));
    let others = names.filter(|name| {
        id_problem(name).is_none() && !is_there(&format!("{folder}/{name}.{lang}{}", layout::MARKDOWN))
    });
    let near = nearest(id, others)?;
    let (own, other) = (layout::resource_file(id), layout::resource_file(near));
    let is_text = |name: &str| name.ends_with(layout::MARKDOWN) || name.ends_with(layout::YAML);
    let is_of_it = |name: &str| first_part(file_name(name)) == near;
    // A link names the file; `role: counselor` and `helps_with: [school-team/work-1]` name the id.
    let (as_value, as_part) = (format!(": {near}"), format!("{near}/"));
    let names_it = |text: &str| {
        let has_value = || text.lines().any(|line| line.trim_end().ends_with(&as_value));
        says(text, &other) || text.contains(&as_part) || has_value()
    };
    let mut texts = all().filter(|(name, _)| is_text(name) && !is_of_it(name));
    let is_named = texts.any(|(_, path)| small_text(root, path).is_some_and(|file| names_it(file.text())));
    Some(if is_named {
        format!("rename it to `{near}.{lang}{}` where it is a translation of `{other}`", layout::MARKDOWN)
    } else {
        format!("rename `{other}` to `{own}` where this is its translation")
    })
}

/// A file that nobody reads, or one of a folder that nobody reads, or one that may be of another kind.
struct Stray {
    /// Where it is told among the problems.
    told: usize,
    path: String,
    /// What is to be done with it.
    hint: Option<String>,
}

/// Says in the help for what refers to a file that lies where nobody looks for it where to move that file, in place of a
/// warning of its own.
pub fn settle(root: &Root, problems: &mut Vec<Diagnostic>) {
    misspelt::settle(problems);
    languages::settle(problems);
    languages::settle_left_out(root, problems);
    gone_from_framework::settle(root, problems);
    of_another_district::settle(root, problems);
    settle_ids_twice(problems);
    if !problems.iter().any(|problem| wanted(problem).is_some()) {
        return;
    }
    let strays = strays(root, problems);
    let mut by_name: HashMap<&str, Vec<&Stray>> = HashMap::new();
    for stray in &strays {
        by_name.entry(file_name(&stray.path)).or_default().push(stray);
    }
    let (shared, mut named, mut again) = (base(""), BTreeMap::new(), BTreeSet::new());
    for (index, problem) in problems.iter_mut().enumerate() {
        let Some(wanted) = wanted(problem) else { continue };
        let here = base(problem.place.path());
        // What all districts share refers to nothing in one of them, but a translation lies where its original should.
        let is_of_here = wanted.starts_with(layout::TEAMS)
            || matches!(problem.code, Code::NoDefaultLanguage | Code::MissingFile);
        let is_it = |stray: &&Stray| {
            let above = base(&stray.path);
            is_of_here && here == shared || above == here || above == shared
        };
        let among = by_name.get(file_name(&wanted));
        let to = format!("move it to `{here}{wanted}`");
        let is_missing = problem.code == Code::MissingFile;
        let is_meant = |stray: &&Stray| stray.hint.as_ref() == Some(&to);
        let stray = among.and_then(|among| among.iter().copied().find(is_it));
        let stray = stray.or_else(|| is_missing.then(|| strays.iter().find(is_meant))?);
        let Some(stray) = stray else { continue };
        let above = if is_of_here { here } else { base(&stray.path) };
        if stray.path == format!("{above}{wanted}") {
            continue;
        }
        problem.hint = Some(format!("move `{}` to `{above}{wanted}`", stray.path));
        // Each district that misses it tells the same of a shared file.
        if *named.entry(stray.path.as_str()).or_insert_with(|| problem.place.clone()) != problem.place {
            again.insert(index);
        }
    }
    // A folder goes untold where each of its files is named.
    let left: BTreeSet<usize> = strays
        .iter()
        .filter(|stray| !named.contains_key(stray.path.as_str()))
        .map(|stray| stray.told)
        .collect();
    let told = strays.iter().map(|stray| stray.told).filter(|told| !left.contains(told));
    // Of one file it is told once that it is missing where it belongs.
    let gone: BTreeSet<usize> = told.chain(again).collect();
    let mut index = 0;
    problems.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
    moved::gather(root, problems);
}

/// Leaves out what is told of an id that stands twice, where it is told at one of the two what to write there.
fn settle_ids_twice(problems: &mut Vec<Diagnostic>) {
    let at = |place: &Place| (place.path().to_string(), place.start());
    let is_known = |problem: &Diagnostic| problem.related.first().is_some_and(|(_, label)| label == HERE_TOO);
    let known = problems.iter().filter(|problem| problem.code == Code::DuplicateId && is_known(problem));
    let known: BTreeSet<_> = known.map(|problem| at(&problem.related[0].0)).collect();
    problems.retain(|problem| {
        problem.code != Code::DuplicateId || is_known(problem) || !known.contains(&at(&problem.place))
    });
}

/// The folder that a path's file belongs to, with a slash at its end: a district's, or the shared one.
pub(super) fn base(path: &str) -> String {
    let shared = format!("{}/", layout::CONTENT);
    let below = path.strip_prefix(&shared).and_then(|rest| rest.strip_prefix(layout::DISTRICTS));
    let district = below.and_then(|rest| rest.strip_prefix('/')?.split_once('/'));
    district.map_or(shared.clone(), |(id, _)| format!("{shared}{}/{id}/", layout::DISTRICTS))
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// All files that are told as unused, lie in a folder that is, or have what files of another kind have.
fn strays(root: &Root, problems: &[Diagnostic]) -> Vec<Stray> {
    let lies_elsewhere =
        |problem: &Diagnostic| matches!(problem.code, Code::UnusedFile | Code::MisplacedFile);
    let is_one = |problem: &Diagnostic| lies_elsewhere(problem) || is_of_strange_kind(problem);
    let unused = problems.iter().enumerate().filter(|(_, problem)| is_one(problem));
    let files = unused.flat_map(|(told, problem)| {
        let path = problem.place.path();
        let folder = Some(root.path().join(path)).filter(|_| lies_elsewhere(problem));
        let inside = folder.and_then(|folder| fs::read_dir(folder).ok());
        let inside = inside.into_iter().flatten().filter_map(Result::ok);
        let inside: Vec<String> =
            inside.map(|entry| format!("{path}/{}", entry.file_name().to_string_lossy())).collect();
        let paths = if inside.is_empty() { vec![path.to_string()] } else { inside };
        paths.into_iter().map(move |path| Stray { told, path, hint: problem.hint.clone() })
    });
    files.collect()
}

/// The file that a reference to nothing wants, below its district's folder or the shared one.
pub(super) fn wanted(problem: &Diagnostic) -> Option<String> {
    if problem.code == Code::NoDefaultLanguage && problem.place.start().is_none() {
        let path = problem.place.path();
        let (id, _) = path.strip_prefix(&base(path))?.split_once('.')?;
        return Some(format!("{id}{}", layout::MARKDOWN));
    }
    if problem.code == Code::MissingFile {
        let path = problem.place.path();
        return path.strip_prefix(&base(path)).map(str::to_string);
    }
    let word = problem.missed.as_deref()?;
    match problem.code {
        Code::UnknownTeam => Some(format!("{}/{word}{}", layout::TEAMS, layout::YAML)),
        Code::UnknownRole => Some(format!("{}/{word}{}", Kind::Role.folder(), layout::MARKDOWN)),
        Code::UnknownRubric => Some(format!("{}/{word}{}", Kind::Rubric.folder(), layout::MARKDOWN)),
        Code::BrokenReference => Some(format!("{}/{word}", layout::STATIC)),
        Code::BrokenLink => word.contains('/').then(|| word.to_string()),
        _ => None,
    }
}
