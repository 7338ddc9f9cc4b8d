//! Ids that several files refer to and a framework does not have: an entry was removed or renamed there, which is told once, at the
//! framework, in place of each file that refers to it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::layout;
use super::misplaced::base;
use super::shown::small_text;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile, nearest};
use crate::model::{id_problem, id_suggestion};
use crate::reader::files::Root;
use crate::reader::yaml::{self, Node};

/// A list of a framework: what tells of a word that is not in it, its key, what an entry is called, and how one begins.
type List = (Code, &'static str, &'static str, &'static str);

/// The lists of a framework.
const LISTS: [List; 4] = [
    (Code::UnknownPerspective, "perspectives", "perspective", "name: …, side: …"),
    (Code::UnknownFunction, "functions", "function", "name: …"),
    (Code::UnknownGroup, "groups", "student group", "name: …"),
    (Code::UnknownRating, "scale", "rating", "name: …, means: …"),
];

/// How many files must refer to an id for the framework to be wrong.
const FEWEST_FILES: usize = 2;

/// How many of them are named.
const NAMED: usize = 5;

/// How many files are looked at for what they refer to.
const MOST_LOOKED: usize = 400;

/// Keys above a text behind which words of any kind stand, and no ids.
const WORDS: [&str; 2] = ["keywords:", "audience:"];

/// The shortest part of an id that tells what it was, in letters.
const SHORTEST: usize = 4;

/// A framework's file, as it is.
struct Framework {
    file: Arc<SourceFile>,
    tree: Node,
}

/// Tells once of each id that several files refer to and their framework does not have.
pub(super) fn settle(root: &Root, problems: &mut Vec<Diagnostic>) {
    let mut groups: BTreeMap<(String, usize, Box<str>), Vec<usize>> = BTreeMap::new();
    for (index, problem) in problems.iter().enumerate() {
        let list = LISTS.iter().position(|(code, ..)| *code == problem.code);
        let Some((list, word)) = list.zip(problem.missed.clone()) else { continue };
        if id_problem(&word).is_none() {
            groups.entry((path_for(root, problem), list, word)).or_default().push(index);
        }
    }
    let mut told = Vec::new();
    let mut gone = BTreeSet::new();
    for ((path, list, word), group) in groups {
        let all: Vec<&Diagnostic> = group.iter().filter_map(|index| problems.get(*index)).collect();
        let files: BTreeSet<&str> = all.iter().map(|problem| problem.place.path()).collect();
        if files.len() < FEWEST_FILES {
            continue;
        }
        let Some(framework) = read(root, &path) else { continue };
        if let Some(problem) = of_word(root, &framework, &LISTS[list], &word, &all) {
            told.push(problem);
            gone.extend(group);
        }
    }
    let mut index = 0;
    problems.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
    problems.extend(told);
}

/// The path of the framework by which a problem was found: the district's own, where it has one.
fn path_for(root: &Root, problem: &Diagnostic) -> String {
    let district = problem.district.as_deref();
    let above = match district {
        Some(district) => format!("{}/{}/{district}/", layout::CONTENT, layout::DISTRICTS),
        None => base(problem.place.path()),
    };
    let own = format!("{above}{}", layout::FRAMEWORK);
    if root.path().join(&own).is_file() { own } else { format!("{}{}", base(""), layout::FRAMEWORK) }
}

fn read(root: &Root, path: &str) -> Option<Framework> {
    let file = small_text(root, &root.path().join(path))?;
    let tree = yaml::parse(&file, 0..file.text().len(), &mut Findings::default())?;
    Some(Framework { file, tree })
}

/// What to tell of an id that a list lacks; nothing where the files may be wrong, which call another entry nearly so.
fn of_word(
    root: &Root,
    framework: &Framework,
    (code, key, what, keys): &List,
    word: &str,
    all: &[&Diagnostic],
) -> Option<Diagnostic> {
    let ids = ids(&framework.tree, key);
    let near = nearest(word, ids.iter().map(|(id, _)| *id));
    let named = named(&framework.tree, key, word);
    let shares = |id: &str| {
        named == Some(id)
            || means(&framework.tree, key, id) == Some(word)
            || parts(id).any(|part| parts(word).any(|other| other == part))
    };
    let alike = ids.iter().filter(|(id, _)| near.map_or_else(|| shares(id), |near| near == *id));
    let scopes: BTreeSet<String> = all.iter().map(|problem| base(problem.place.path())).collect();
    let mut unused = alike.filter(|(id, _)| !is_said(root, &scopes, id));
    let renamed = unused.next().filter(|_| unused.next().is_none());
    if near.is_some() && renamed.is_none() {
        return None;
    }
    let mut firsts: BTreeMap<&str, &Place> = BTreeMap::new();
    for problem in all {
        firsts.entry(problem.place.path()).or_insert(&problem.place);
    }
    let refer = format!("{} files refer to a {what} `{word}`, which", firsts.len());
    let (at, message, hint) = match renamed {
        Some((id, span)) => (
            span.clone(),
            format!("{refer} is not in this list: this one may be meant"),
            format!(
                "did you mean `{word}`? Where `{id}` is right, write it in those files in place of `{word}`"
            ),
        ),
        None => (
            place_of(&framework.tree, key)?,
            format!("{refer} is not in this list"),
            format!("put `- {{id: {word}, {keys}}}` back into it, or take `{word}` out of those files"),
        ),
    };
    let problem = Diagnostic::new(*code, Place::span(&framework.file, at), message).hint(hint);
    let named = firsts.into_values().take(NAMED);
    Some(named.fold(problem, |problem, place| problem.related(place.clone(), "refers to it")))
}

/// The parts of an id that say something.
fn parts(id: &str) -> impl Iterator<Item = &str> {
    id.split('-').filter(|part| part.chars().count() >= SHORTEST)
}

/// The ids of a list, each with its place.
fn ids<'t>(tree: &'t Node, key: &str) -> Vec<(&'t str, Range<usize>)> {
    let entries = tree.value(key).into_iter().flat_map(Node::items);
    let ids = entries.filter_map(|entry| entry.value("id"));
    ids.filter_map(|id| Some((id.text()?, id.span.clone()))).collect()
}

/// The id of the only entry of a list whose name a word is made of.
fn named<'t>(tree: &'t Node, key: &str, word: &str) -> Option<&'t str> {
    let is_one = |name: &str| id_suggestion(name) == word;
    let is_called = |entry: &&Node| {
        let name = entry.value("name");
        let mut in_languages = name.into_iter().flat_map(Node::entries).filter_map(|(_, text)| text.text());
        name.and_then(Node::text).is_some_and(is_one) || in_languages.any(is_one)
    };
    let mut all = tree.value(key).into_iter().flat_map(Node::items).filter(is_called);
    all.next().filter(|_| all.next().is_none())?.value("id")?.text()
}

/// What a rating means.
fn means<'t>(tree: &'t Node, key: &str, id: &str) -> Option<&'t str> {
    let mut entries = tree.value(key).into_iter().flat_map(Node::items);
    let is_one = |entry: &&Node| entry.value("id").and_then(Node::text) == Some(id);
    entries.find(is_one)?.value("means")?.text()
}

/// Where the key of a list stands.
fn place_of(tree: &Node, key: &str) -> Option<Range<usize>> {
    tree.entries().iter().find(|(name, _)| name.text() == Some(key)).map(|(name, _)| name.span.clone())
}

/// Whether any file of some folders says an id, as far as they are looked at: a text above its words.
fn is_said(root: &Root, scopes: &BTreeSet<String>, id: &str) -> bool {
    let list = |scope: &String| {
        root.list(&root.path().join(scope), Some(layout::DISTRICTS), &mut Findings::default())
    };
    let listings = scopes.iter().map(list);
    let files = listings.flat_map(|listing| listing.into_iter().filter(|(name, _)| is_looked_at(name)));
    files.take(MOST_LOOKED).any(|(_, path)| {
        small_text(root, &path).is_some_and(|file| {
            let text = file.text();
            let head = text.strip_prefix("---").and_then(|rest| rest.split("\n---").next());
            let head = head.unwrap_or(text);
            let is_word = |line: &&str| WORDS.iter().any(|key| line.starts_with(key));
            head.lines().filter(|line| !is_word(line)).any(|line| refers(line, id))
        })
    })
}

/// Whether an id stands in a text as a key or a value of its own, and not as one of several words.
fn refers(text: &str, id: &str) -> bool {
    let begins = |before: &str| {
        let bare = before.trim_end_matches([' ', '"', '\'']);
        bare.is_empty()
            || bare.ends_with(['[', ',', '{', '\n'])
            || before.ends_with([' ', '"', '\'']) && bare.ends_with([':', '-'])
    };
    let ends = |behind: &str| {
        let bare = behind.trim_start_matches([' ', '"', '\'', '\r']);
        bare.is_empty() || bare.starts_with([']', ',', '}', '\n', ':', '#'])
    };
    text.match_indices(id).any(|(at, _)| begins(&text[..at]) && ends(&text[at + id.len()..]))
}

/// Whether a file of this name below a folder may refer to what a framework has.
fn is_looked_at(name: &str) -> bool {
    let ending = [layout::YAML, layout::MARKDOWN, ".json"].iter().any(|ending| name.ends_with(ending));
    ending && name != layout::FRAMEWORK && !name.starts_with(layout::STATIC)
}
