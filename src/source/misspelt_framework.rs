//! Ids of a framework that are misspelt in it, where everything that refers to them says the right word: told once, at the id.

use std::collections::BTreeMap;
use std::ops::Range;

use super::districts::DistrictFolder;
use super::framework::FrameworkFile;
use super::misspelt::MOST_SLIPS;
use super::{Surroundings, layout};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, nearest};
use crate::model::{Lang, id_problem};
use crate::reader::decode::Fields;
use crate::reader::kinds::FRAMEWORK;
use crate::reader::yaml::Node;

/// The lists of a framework: what tells of a word that is in none of them, the key, and what an entry is called.
const LISTS: [(Code, &str, &str); 3] = [
    (Code::UnknownPerspective, "perspectives", "perspective"),
    (Code::UnknownFunction, "functions", "function"),
    (Code::UnknownGroup, "groups", "student group"),
];

/// In how many places a word must stand for the framework to be wrong.
pub(super) const ENOUGH: usize = 2;

/// How many districts are looked at for what they say, where one shared text alone says a word.
const LOOKED_AT: usize = 40;

/// The ids of a list, each with its place.
type Ids = Vec<(String, Range<usize>)>;

/// A word that stands for nothing, and the id of the framework that may be meant by it.
pub(super) struct Slip<'s> {
    pub(super) word: &'s str,
    pub(super) id: &'s str,
    /// In how many places the word stands.
    pub(super) times: usize,
}

/// Tells of ids that are misspelt in a framework's file, in place of what was told of the words for them, from `first` on;
/// `is_one` says whether a slip is the framework's. Gives whether there is one.
pub(super) fn in_framework(
    FrameworkFile { file, tree }: &FrameworkFile,
    (findings, first): (&mut Findings, usize),
    is_one: impl Fn(&Slip<'_>) -> bool,
) -> bool {
    let problems = findings.problems.get(first..).unwrap_or_default();
    let words = problems.iter().filter_map(missed);
    let mut times: BTreeMap<(Code, &str), usize> = BTreeMap::new();
    words.for_each(|word| *times.entry(word).or_default() += 1);
    if times.is_empty() || times.len() > MOST_SLIPS {
        return false;
    }
    let lists = ids(tree);
    let mut found: Vec<(String, Diagnostic)> = Vec::new();
    for ((code, word), times) in times {
        for (of, what, ids) in lists.iter().filter(|(of, ..)| *of == code || code == Code::UnknownFunction) {
            let near = nearest(word, ids.iter().map(|(id, _)| id.as_str()));
            let Some((id, span)) = ids.iter().find(|(id, _)| Some(id.as_str()) == near) else { continue };
            if id_problem(word).is_none() && is_one(&Slip { word, id, times }) {
                let message = format!(
                    "other files refer to a {what} `{word}`, which is not in this list: this one is called nearly the same"
                );
                let place = Place::span(file, span.clone());
                let problem = Diagnostic::new(*of, place, message).hint(format!("did you mean `{word}`?"));
                found.push((word.to_string(), problem));
            }
        }
    }
    let is_told = |problem: &Diagnostic| {
        missed(problem).is_some_and(|(_, word)| found.iter().any(|(told, _)| told == word))
    };
    let kept: Vec<_> = findings.problems.split_off(first).into_iter().filter(|one| !is_told(one)).collect();
    findings.problems.extend(kept);
    let is_any = !found.is_empty();
    findings.problems.extend(found.into_iter().map(|(_, problem)| problem));
    is_any
}

/// The word that stands for nothing of a framework, with the kind of what tells of it.
fn missed(problem: &Diagnostic) -> Option<(Code, &str)> {
    let is_of_framework = LISTS.iter().any(|(code, ..)| *code == problem.code);
    problem.missed.as_deref().filter(|_| is_of_framework).map(|word| (problem.code, word))
}

/// The ids in a framework's file, each with its place, list by list.
fn ids(tree: &Node) -> Vec<(Code, &'static str, Ids)> {
    let default = Lang::english();
    let Some(fields) = Fields::of(tree, &FRAMEWORK, &default) else { return Vec::new() };
    let of = |key| {
        let entries = fields.objects(key).into_iter();
        let ids =
            entries.filter_map(|entry| entry.word("id").map(|id| (id.text.to_string(), id.span.clone())));
        ids.collect()
    };
    LISTS.iter().map(|(code, key, what)| (*code, *what, of(key))).collect()
}

/// Whether an id stands in a text, and not as a part of another word.
pub(super) fn says(text: &str, id: &str) -> bool {
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
    let is_whole = |at: usize| {
        is_apart(text[..at].chars().next_back()) && is_apart(text[at + id.len()..].chars().next())
    };
    text.match_indices(id).any(|(at, _)| is_whole(at))
}

/// Whether the first team of all districts that says a word, or the id that may be meant by it, says the word.
pub(super) fn is_said_by_teams(
    around: &Surroundings<'_>,
    districts: &[DistrictFolder],
    slip: &Slip<'_>,
) -> bool {
    let nowhere = &mut Findings::default();
    for district in districts.iter().take(LOOKED_AT) {
        let teams = around.root.list(&district.path.join(layout::TEAMS), None, nowhere);
        for path in teams.values() {
            let Some(file) = around.root.read(path, nowhere) else { continue };
            if says(file.text(), slip.id) {
                return false;
            }
            if says(file.text(), slip.word) {
                return true;
            }
        }
    }
    false
}
