//! Names of files and folders: which are ids, which are notes for colleagues, which nobody reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::layout;
use super::misplaced::where_to_move;
use super::private_files::assessment_among_teams;
use super::refused_names::without_mark;
use super::shown::small_text;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, did_you_mean, nearest};
use crate::model::{Lang, id_of, id_problem, id_suggestion};
use crate::reader::files::{Listing, Root};
use crate::reader::language;

/// Reports a name that is no id.
pub(super) fn check_name(root: &Root, path: &Path, name: &str, findings: &mut Findings) -> bool {
    let Some(problem) = id_problem(name) else { return true };
    let bare = without_mark(name);
    let is_copy = bare != name && id_problem(bare).is_none();
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = file.strip_prefix(name).unwrap_or_default();
    // Where the other is there it is a copy indeed.
    let hint = if is_copy && path.with_file_name(format!("{bare}{ending}")).exists() {
        let other = id_suggestion(name);
        Some(format!("remove it where it is a copy of `{bare}{ending}`, or rename it to `{other}{ending}`"))
    } else if is_copy {
        Some(format!("rename it to `{bare}{ending}`"))
    } else if let Some(hint) = in_one_file(path, name, ending) {
        Some(hint)
    } else if let Some(stem) = name.strip_suffix(ending).filter(|stem| id_problem(stem).is_none()) {
        Some(format!("rename it to `{stem}{ending}`"))
    } else if let Some(other) = without_sibling(path, name, ending) {
        Some(format!("rename it to `{other}{ending}`"))
    } else {
        problem.hint("rename it to", ending)
    };
    let place = Place::path_only(root.name(path));
    findings.push(Diagnostic::new(Code::InvalidId, place, problem.message).maybe_hint(hint));
    false
}

/// What to do with a team's file that has a language in its name, `lincoln.es.yml`, as texts of Markdown have.
fn in_one_file(path: &Path, name: &str, ending: &str) -> Option<String> {
    let is_team = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == layout::TEAMS);
    let (id, tag) = name.split_once('.').filter(|(id, _)| is_team && id_problem(id).is_none())?;
    let lang = Lang::parse(tag).filter(Lang::is_spoken)?;
    let file = format!("{id}{ending}");
    Some(if path.with_file_name(&file).exists() {
        format!(
            "a team has one file for all languages: write its texts in `{file}` as `{{en: …, {lang}: …}}`, and remove this one"
        )
    } else {
        format!("rename it to `{file}`: a team has one file for all languages")
    })
}

/// How many files may lie beside one that is looked at for what it belongs to.
const MOST_BESIDE: usize = 200;

/// The text whose version in the language of a file is missing beside it, where that file may be it by its name.
fn without_sibling(path: &Path, name: &str, ending: &str) -> Option<String> {
    let names = ending.ends_with(layout::MARKDOWN).then(|| fs::read_dir(path.parent()?).ok()).flatten()?;
    let names = names.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names: Vec<String> = names.take(MOST_BESIDE + 1).collect();
    if names.len() > MOST_BESIDE {
        return None;
    }
    let ids: BTreeSet<String> = names.iter().map(|name| first_part(name).to_string()).collect();
    let is_missing =
        |id: &&str| id_problem(id).is_none() && !path.with_file_name(format!("{id}{ending}")).exists();
    nearest(&id_suggestion(name), ids.iter().map(String::as_str).filter(is_missing)).map(str::to_string)
}

/// Whether a file is a note for colleagues, which nobody expects on the site.
pub(super) fn is_note(name: &str) -> bool {
    name.to_ascii_uppercase().starts_with("README")
}

/// Whether a file has the name of another but for its ending or its capitals.
pub(super) fn is_misnamed(name: &str, right: &str) -> bool {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_lowercase();
    // `school.yml` for `schools.yml`.
    let is_near = || {
        let (name, right) = (stem(name), stem(right));
        name.len().abs_diff(right.len()) == 1 && nearest(&name, [right.as_str()]).is_some()
    };
    let is_yaml = name.to_lowercase().ends_with(layout::YAML);
    name != right && !name.contains('/') && (stem(name) == stem(right) || is_yaml && is_near())
}

/// Endings that stand for the one of Markdown.
const LIKE_MARKDOWN: &[&str] = &[".md.txt", ".markdown", ".mdown", ".mkd", ".md", ".txt"];

/// Endings that stand for the one of YAML.
const LIKE_YAML: &[&str] = &[".yml.txt", ".yaml.txt", ".yml.md", ".yaml.md", ".yaml", ".yml"];

/// Endings that stand for the one of JSON.
const LIKE_JSON: &[&str] = &[".json.txt", ".jsn", ".js", ".jsonc", ".json5"];

/// Endings of pictures and handouts.
const OF_STATIC: &[&str] = &[
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".pdf", ".docx", ".pptx", ".xlsx", ".mp3",
    ".mp4",
];

/// The ending of a text that Word wrote.
const OF_WORD: &str = ".docx";

/// The name of a file with an ending in place of one that stands for it.
fn with_ending(name: &str, like: &[&str], ending: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let stem = like.iter().find_map(|wrong| lower.strip_suffix(wrong))?;
    let parts: Vec<String> = stem.split('.').map(id_suggestion).collect();
    parts.iter().all(|part| !part.is_empty()).then(|| format!("{}{ending}", parts.join(".")))
}

/// A file in a folder of files of YAML that is none: `lincoln.txt`, as editors call a text, or a table.
pub(super) fn unused_beside_yaml(root: &Root, path: &Path, name: &str) -> Diagnostic {
    if let Some(problem) = assessment_among_teams(root, path) {
        return problem;
    }
    let unused = unused_file(root, path, name);
    let lower = name.to_lowercase();
    let is_text = lower.ends_with(".txt") && unused.hint.is_none() && !name.contains('/');
    let of_json = with_ending(name, LIKE_JSON, ".json")
        .filter(|_| is_text || unused.hint.is_none() && !name.contains('/'));
    if let Some(right) = of_json.filter(|_| root.name(path).contains(layout::ASSESSMENTS)) {
        return unused.hint(rename(path, &right));
    }
    if let Some(right) = with_ending(name, &[".txt"], layout::YAML).filter(|_| is_text) {
        let hint = rename(path, &right);
        let is_free = hint.starts_with("rename");
        return unused.hint(if is_free { format!("if it is one of these files, {hint}") } else { hint });
    }
    if [".csv", ".xlsx", ".ods"].iter().any(|ending| lower.ends_with(ending)) {
        return unused.hint(
            "no table is read here: move it out of the toolkit; one of members is taken in by `teamkit import roster`",
        );
    }
    let right = Some(format!("{name}{}", layout::YAML)).filter(|_| id_problem(name).is_none());
    let hint = right.map(|right| format!("if it is one of these files, rename it to `{right}`"));
    let hint = hint.unwrap_or_else(|| "remove it, or move it out of this folder".to_string());
    if unused.hint.is_some() { unused } else { unused.hint(hint) }
}

/// A file that is not read where it lies.
pub(super) fn unused_file(root: &Root, path: &Path, name: &str) -> Diagnostic {
    let message = "this file is not used: nothing of its name or folder is expected here";
    let right =
        with_ending(name, LIKE_YAML, layout::YAML).filter(|right| right != name && !name.contains('/'));
    let hint = match original_of(path) {
        Some((original, Some(lang))) => Some(format!(
            "texts of all languages stand in `{original}`, each as `{{en: …, {lang}: …}}`: write them there, and remove this file"
        )),
        Some((original, None)) => Some(copy_of(&original)),
        None => right.map(|right| rename(path, &right)),
    };
    Diagnostic::new(Code::UnusedFile, Place::path_only(root.name(path)), message).maybe_hint(hint)
}

/// What to do with a file of which a name is right, where nothing of that name is there.
fn rename(path: &Path, right: &str) -> String {
    // Where names differ in capitals alone it may be the file itself.
    let is_itself = path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(right));
    if !is_itself && path.with_file_name(right).exists() {
        copy_of(right)
    } else {
        format!("rename it to `{right}`")
    }
}

/// What to do with a copy of a file.
fn copy_of(original: &str) -> String {
    format!("remove it where it is a copy of `{original}`, or move it out of this folder")
}

/// The file beside one of which that is a copy by its name, `district (1).yml` or `start.md.bak`, or the same in another
/// language, `schools.es.yml`, with that language.
fn original_of(path: &Path) -> Option<(String, Option<Lang>)> {
    let name = path.file_name()?.to_str()?;
    let there = |original: &str| {
        (original != name && path.with_file_name(original).exists()).then(|| original.to_string())
    };
    let (stem, ending) = name.rsplit_once('.')?;
    let behind = [layout::MARKDOWN, layout::YAML, layout::JSON].into_iter();
    let mut behind = behind.filter_map(|ending| Some(&name[..name.rfind(ending)? + ending.len()]));
    if !matches!(ending, "txt" | "md" | "docx")
        && let Some(original) = behind.find_map(there)
    {
        return Some((original, None));
    }
    let original = |stem: &str| there(&format!("{stem}.{ending}"));
    let of_language = || {
        let (id, tag) = stem.split_once(['.', '_'])?;
        Some((original(id)?, Some(Lang::parse(tag).filter(Lang::is_spoken)?)))
    };
    let ends_so = layout::YAML.ends_with(ending);
    original(without_mark(stem))
        .map(|original| (original, None))
        .or_else(|| of_language().filter(|_| ends_so))
}

/// The name of a translation that lies in a folder of its language: `es/start.md` should be `start.es.md`.
fn in_folder_of_language(name: &str) -> Option<String> {
    let (folder, file) = name.split_once('/')?;
    let lang = match language::right_tag(folder) {
        Some(right) => right,
        // `sub` is a language too.
        None => Lang::parse(folder).filter(|lang| folder.len() != 3 && lang.is_spoken())?.to_string(),
    };
    let stem = file.strip_suffix(layout::MARKDOWN).filter(|stem| id_problem(stem).is_none())?;
    Some(format!("{stem}.{lang}{}", layout::MARKDOWN))
}

/// The name of a text that lies in a folder below the one of its kind: `fall/start.md` should be `start.md`.
fn in_another_folder(name: &str) -> Option<&str> {
    let (_, file) = name.rsplit_once('/')?;
    let stem = file.strip_suffix(layout::MARKDOWN)?;
    id_problem(stem.split('.').next().unwrap_or(stem)).is_none().then_some(file)
}

/// The name of a translation whose language stands behind its ending: `start.md.es` should be `start.es.md`.
fn with_late_language(name: &str) -> Option<String> {
    let (file, tag) = name.rsplit_once('.')?;
    let stem = file.strip_suffix(layout::MARKDOWN).filter(|stem| id_problem(stem).is_none())?;
    let spoken = || Some(Lang::parse(tag).filter(Lang::is_spoken)?.to_string());
    let lang = language::right_tag(tag).or_else(spoken)?;
    Some(format!("{stem}.{lang}{}", layout::MARKDOWN))
}

/// The name of a text that lost its ending, where it begins as a page does.
fn without_ending(root: &Root, path: &Path, name: &str) -> Option<String> {
    let file = small_text(root, path).filter(|_| id_problem(name).is_none())?;
    file.text().starts_with("---").then(|| layout::resource_file(name))
}

/// A file in a folder of resources that is none.
pub(super) fn unused_beside_resources(root: &Root, path: &Path, (name, folder): (&str, &str)) -> Diagnostic {
    let place = root.name(path);
    let right = with_ending(name, LIKE_MARKDOWN, layout::MARKDOWN).filter(|_| !name.contains('/'));
    let original = original_of(path).filter(|(original, _)| right.as_ref() != Some(original));
    // `bak` is a language too.
    let late = with_late_language(name)
        .filter(|_| original.is_none() || !name.ends_with(".bak") && !name.ends_with(".old"));
    let right = right.or(late).or_else(|| without_ending(root, path, name));
    let lower = name.to_lowercase();
    let hint = if let Some((original, None)) = original.filter(|_| right.is_none()) {
        copy_of(&original)
    } else if let Some(right) = right {
        rename(path, &right)
    } else if let Some(right) = in_folder_of_language(name) {
        format!("move it to `{}{right}`", place.strip_suffix(name).unwrap_or_default())
    } else if let Some(right) = in_another_folder(name) {
        format!("move it to `{}{right}`", place.strip_suffix(name).unwrap_or_default())
    } else if OF_STATIC.iter().any(|ending| lower.ends_with(ending)) {
        let above = place.strip_suffix(&format!("{folder}/{name}")).unwrap_or_default();
        let name = name.rsplit('/').next().unwrap_or(name);
        let to = format!("move it to `{above}{}/{name}`", layout::STATIC);
        match name.strip_suffix(OF_WORD) {
            Some(stem) => {
                let translated = stem.rsplit_once('.');
                let translated =
                    translated.filter(|(_, tag)| Lang::parse(tag).is_some_and(|lang| lang.is_spoken()));
                let stem = stem.strip_suffix(layout::MARKDOWN).unwrap_or(stem);
                let (stem, lang) =
                    translated.map_or((stem, String::new()), |(stem, tag)| (stem, format!(".{tag}")));
                let text = format!("{}{lang}{}", id_of(stem), layout::MARKDOWN);
                if path.with_file_name(&text).exists() {
                    format!("`{text}` is there: remove this file; or, to offer it for download, {to}")
                } else {
                    format!("save its text as `{text}`; to offer it for download, {to}")
                }
            }
            None => to,
        }
    } else {
        format!(
            "a text here is a Markdown file, its name ends in `.md`, and it lies right in the folder `{folder}`"
        )
    };
    let message = "this file is not used: nothing of its name or folder is expected here";
    Diagnostic::new(Code::UnusedFile, Place::path_only(place), message).hint(hint)
}

/// The names of the files right in a folder, without their ending.
pub(super) fn below<'l>(
    listing: &'l Listing,
    folder: &'l str,
    ending: &'l str,
) -> impl Iterator<Item = &'l str> {
    let name = move |path: &'l str| path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(ending);
    let of_folder = listing.range(format!("{folder}/")..).map(|(path, _)| path.as_str());
    of_folder
        .take_while(move |path| path.starts_with(folder))
        .filter_map(name)
        .filter(|name| !name.contains('/'))
}

/// A file's name up to its first point: what it is about, whatever its ending.
pub(super) fn first_part(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Whether a file lies there that has the name of another but for its ending or its capitals, while that one is missing.
pub(super) fn misnamed<'l>(listing: &'l Listing, right: &str) -> Option<&'l str> {
    if listing.contains_key(right) {
        return None;
    }
    let names = || listing.keys().map(String::as_str);
    names().find(|name| is_misnamed(name, right)).or_else(|| {
        // The one file too many is the one that is missing.
        let needed = [layout::DISTRICT, layout::SCHOOLS];
        let are_others_there = needed.contains(&right)
            && needed.iter().all(|name| *name == right || listing.contains_key(*name));
        let is_stray = |name: &&str| {
            !name.contains('/') && name.ends_with(layout::YAML) && !layout::DISTRICT_FILES.contains(name)
        };
        let mut strays = names().filter(|_| are_others_there).filter(is_stray);
        strays.next().filter(|_| strays.next().is_none())
    })
}

/// The folder that a listing has for what should be in another one: that itself, or, where it is missing, one of nearly
/// the same name, which is told.
pub(super) fn standing_for<'l>(listing: &'l Listing, folder: &'l str) -> &'l str {
    let start = format!("{folder}/");
    if listing.range(start.clone()..).next().is_some_and(|(name, _)| name.starts_with(&start)) {
        return folder;
    }
    let known = [layout::district_folders(), layout::shared_folders()].concat();
    let others = listing.keys().filter_map(|name| name.split_once('/')).map(|(folder, _)| folder);
    let others: BTreeSet<&str> = others.filter(|folder| !known.contains(folder)).collect();
    others.into_iter().find(|other| nearest(other, known.iter().copied()) == Some(folder)).unwrap_or(folder)
}

/// A folder that nobody reads, of which `rest` is a file, among the folders that are read.
fn unused_folder(listing: &Listing, place: &str, (found, rest): (&str, &str), known: &[&str]) -> Diagnostic {
    let is_district =
        known.contains(&layout::DISTRICTS) && listing.contains_key(&format!("{found}/{}", layout::DISTRICT));
    let place = place.strip_suffix(rest).unwrap_or(place).trim_end_matches('/');
    let moved = || {
        let above = place.strip_suffix(found).unwrap_or_default();
        format!("move it to `{above}{}/{found}`", layout::DISTRICTS)
    };
    let near = nearest(found, known.iter().copied()).map(|right| {
        if standing_for(listing, right) == found {
            format!("rename it to `{right}`")
        } else {
            format!("move what is in it to the folder `{right}`")
        }
    });
    let hint = is_district.then(moved).or(near);
    let message = "this folder is not used: nothing of its name is expected here";
    Diagnostic::new(Code::UnusedFile, Place::path_only(place), message)
        .maybe_hint(hint.or_else(|| did_you_mean(found, known.iter().copied())))
}

/// Warns of what a folder has besides the `files` and `folders` that are read, and notes.
pub(super) fn warn_of_unused(
    root: &Root,
    listing: &Listing,
    files: &[&str],
    folders: &[&str],
    findings: &mut Findings,
) {
    let mut told = BTreeSet::new();
    for (name, path) in listing {
        if let Some((folder, rest)) = name.split_once('/') {
            if !folders.contains(&folder) && told.insert(folder) {
                findings.push(unused_folder(listing, &root.name(path), (folder, rest), folders));
            }
            continue;
        }
        if files.contains(&name.as_str()) || is_note(name) {
            continue;
        }
        let unused = unused_file(root, path, name);
        findings.push(if name.ends_with(".yaml") || original_of(path).is_some() {
            unused
        } else {
            // One that is there is not meant.
            let missing = files.iter().copied().filter(|file| !listing.contains_key(*file));
            let near = nearest(name, missing).map(|right| format!("rename it to `{right}`"));
            let hint = near.or_else(|| where_to_move(root, path, name));
            unused.maybe_hint(hint.or_else(|| Some("remove it, or move it out of this folder".into())))
        });
    }
}
