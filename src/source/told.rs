//! Hidden names and ids in what is told of other files than the one that hides them: in messages, their help, and the lines that are
//! drawn. There a name is known however its words are parted, since a mistake may be what parts them.

use std::ops::Range;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::elsewhere::{HiddenName, HiddenNames, Parted};
use super::forms::Forms;
use super::redaction::{MOST_ON_LINE, general_hint, within};
use super::spelling::{Choice, Words};
use crate::diagnostics::{Diagnostic, SourceFile};

/// The fewest letters of a word by which an id tells whose it is, and of its beginning.
const SHORTEST_OF_ID: usize = 3;
const SHORTEST_BEGINNING: usize = 4;

/// How many letters stand before the beginning of a last name in an id: `zquox` for Zelda Quoxley.
const MOST_INITIALS: usize = 2;

/// What stands in place of what is taken out.
const ELLIPSIS: &str = "…";

impl HiddenName {
    /// The member's id, where it is made of the name: others, such as `parent-1`, tell of nobody and are words that other
    /// things have for their ids. Of a name in other letters nobody knows.
    pub(super) fn telling_id(&self) -> Option<&str> {
        let id = self.id.as_deref().filter(|id| id.len() >= SHORTEST_OF_ID)?;
        if !self.name.chars().any(|c| c.is_ascii_alphabetic()) {
            return Some(id);
        }
        let whole = id.replace('-', "");
        let tells = |word: &String| {
            word.len() >= SHORTEST_OF_ID
                && (whole.contains(word) || id.split('-').any(|part| begins(part, word)))
        };
        let forms = Forms::of(&self.name).words;
        let is_telling = if forms.is_empty() {
            folded_words(&self.name).iter().any(tells)
        } else {
            forms.iter().flatten().any(tells)
        };
        is_telling.then_some(id)
    }
}

/// Whether a part of an id is the beginning of a word, behind an initial or two.
fn begins(part: &str, word: &str) -> bool {
    let common = |rest: &str| rest.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    let starts = 0..=MOST_INITIALS;
    starts.filter_map(|at| part.get(at..)).any(|rest| {
        let common = common(rest);
        common >= SHORTEST_BEGINNING && common == rest.len()
    })
}

/// The words of a text as they are compared.
fn folded_words(text: &str) -> Vec<String> {
    let (mut words, mut letters) = (Words::of(text, false), String::new());
    std::iter::from_fn(|| words.next(&mut letters).map(|_| letters.clone())).collect()
}

/// How many lines around a place are looked through too: what stands between two places that are told together is drawn with
/// them, and a name may begin on one line and end on another.
const LINES_AROUND: usize = 4;

/// Parts of a file, in order.
type Parts = Vec<Range<usize>>;

impl HiddenNames<'_> {
    /// Takes the names out of what was told, and out of what is drawn for it.
    pub(super) fn take_out<'p>(&self, problems: impl IntoIterator<Item = &'p mut Diagnostic>) {
        let mut problems: Vec<&mut Diagnostic> = problems.into_iter().collect();
        if problems.is_empty() || self.hidden().is_empty() {
            return;
        }
        let ids: HashSet<&str> = self.hidden().iter().filter_map(HiddenName::telling_id).collect();
        let drawn = drawn(problems.iter().map(|problem| &**problem));
        let hidden: HashMap<*const SourceFile, Parts> = drawn
            .into_iter()
            .map(|(file, lines)| (Arc::as_ptr(&file), self.hide_in(&ids, &file, lines)))
            .collect();
        // Many problems have the same words.
        let mut bare = HashSet::new();
        for problem in &mut problems {
            let near = Near::of(problem, &hidden[&Arc::as_ptr(problem.place.source())]);
            let labels = problem.related.iter_mut().map(|(_, label)| label);
            for text in labels.chain([&mut problem.message]).chain(&mut problem.hint) {
                if !bare.contains(text) {
                    self.take_out_of(&ids, text);
                    bare.insert(text.clone());
                }
                near.take_out_of(text);
            }
            if problem.hint.as_ref().is_some_and(|hint| near.is_told_by(hint)) {
                let plain = problem.plain_hint.as_deref().or_else(|| general_hint(problem.code));
                problem.hint = plain.map(str::to_string);
            }
        }
    }

    /// Keeps the names and ids out of what is drawn of a file, some of its lines; gives where they stand.
    fn hide_in(&self, ids: &HashSet<&str>, file: &SourceFile, mut lines: Parts) -> Parts {
        lines.sort_by_key(|lines| lines.start);
        lines.dedup_by(|next, before| {
            let is_one = next.start <= before.end;
            before.end = if is_one { before.end.max(next.end) } else { before.end };
            is_one
        });
        let mut parts = Parts::new();
        for lines in lines {
            let text = &file.text()[lines.clone()];
            let names = self.find_parted(text, Parted::Anyhow).into_iter().map(|(range, _)| range);
            let ids = words_of_ids(text).filter(|word| ids.contains(&text[word.clone()]));
            parts.extend(names.chain(ids).map(|part| lines.start + part.start..lines.start + part.end));
        }
        parts.sort_by_key(|part| part.start);
        parts.iter().for_each(|part| file.hide(part.clone()));
        parts
    }

    /// Takes the names and ids out of a text that is told.
    fn take_out_of(&self, ids: &HashSet<&str>, text: &mut String) {
        // Where two names share a word, what is left of the first one goes after the whole second one.
        let mut end = text.len();
        for (range, _) in self.find_parted(text, Parted::Anyhow).into_iter().rev() {
            text.replace_range(range.start..range.end.min(end), ELLIPSIS);
            end = range.start;
        }
        let found: Parts = words_of_ids(text).filter(|word| ids.contains(&text[word.clone()])).collect();
        for word in found.into_iter().rev() {
            text.replace_range(word, ELLIPSIS);
        }
    }
}

/// Which lines of which files are drawn for some problems, and those around them.
fn drawn<'p>(problems: impl Iterator<Item = &'p Diagnostic>) -> Vec<(Arc<SourceFile>, Parts)> {
    let mut files: HashMap<*const SourceFile, (Arc<SourceFile>, Parts)> = HashMap::new();
    for problem in problems {
        for place in std::iter::once(&problem.place).chain(problem.related.iter().map(|(place, _)| place)) {
            let file = place.source();
            let (_, lines) =
                files.entry(Arc::as_ptr(file)).or_insert_with(|| (Arc::clone(file), Parts::new()));
            lines.extend(place.range().map(|range| file.lines_around(&range, LINES_AROUND)));
        }
    }
    files.into_values().collect()
}

/// What is hidden near the place that a problem tells of.
struct Near {
    /// All letters of what is hidden on its lines.
    letters: Vec<String>,
    /// The words of what is hidden at the very place: a mistake may have parted them.
    words: HashSet<String>,
    /// The same, to pass over most words.
    first: Choice,
}

impl Near {
    fn of(problem: &Diagnostic, parts: &Parts) -> Self {
        let mut near = Self { letters: Vec::new(), words: HashSet::new(), first: Choice::default() };
        let (Some(range), Some(lines)) = (problem.place.range(), problem.place.lines()) else { return near };
        for part in within(parts, &lines).iter().take(MOST_ON_LINE + 1) {
            let words = folded_words(&problem.place.source().text()[part.clone()]);
            near.letters.push(words.concat());
            if part.start <= range.end && part.end >= range.start {
                let words = words.into_iter().filter(|word| word.chars().nth(1).is_some());
                near.words.extend(words.inspect(|word| near.first.add(word)));
            }
        }
        near
    }

    /// Takes the words out of a text that is told.
    fn take_out_of(&self, text: &mut String) {
        if self.words.is_empty() {
            return;
        }
        let (mut words, mut letters, mut found) = (Words::of(text, false), String::new(), Parts::new());
        loop {
            words.skip_to(|word| self.first.may_hold(word));
            let Some(word) = words.next(&mut letters) else { break };
            found.extend(Some(word.place).filter(|_| self.words.contains(&letters)));
        }
        found.into_iter().rev().for_each(|word| text.replace_range(word, ELLIPSIS));
    }

    /// Whether help is made of what is hidden, in other letters or without signs.
    fn is_told_by(&self, hint: &str) -> bool {
        let hint = folded_words(hint).concat();
        self.letters.len() > MOST_ON_LINE || self.letters.iter().any(|letters| hint.contains(letters))
    }
}

/// Where the words of a text stand that may be ids.
fn words_of_ids(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let words = words.map(move |word| {
        let begin = at + word.len() - word.trim_start_matches('-').len();
        // A sign parts it from the next one.
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        begin..begin + word.trim_matches('-').len()
    });
    words.filter(|word| !word.is_empty())
}
