//! Names that the site hides in one place and shows in another.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use hashbrown::HashMap;

use super::forms::{Forms, accounts};
use super::joined::Joined;
use super::layout;
use super::ordinary::is_by_chance;
use super::runs::Runs;
use super::signs::has_tags;
use super::spelling::{Choice, Glue, Word, Words};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, SourceFile};

/// A name that is hidden, and the file that hides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HiddenName {
    pub(super) name: String,
    /// The member's id, where it is known.
    pub(super) id: Option<String>,
    pub(super) file: Arc<SourceFile>,
    /// Whether the site hides it for certain: where a mistake was told that may be the reason, it is taken out of drawings, and
    /// no more is said.
    pub(super) is_sure: bool,
}

impl HiddenName {
    /// What is told where its own file shows it.
    pub(super) fn shown_at(&self, place: Place) -> Diagnostic {
        problem(place, Shows::Here, self)
    }
}

/// The most words of a name that are looked for: a text that shows so many of them shows whose name it is.
const MOST_WORDS: usize = 12;

/// The most initials between the words of a name that it need not have.
const MOST_INITIALS: u8 = 2;

/// Where every spelling begins.
const BEGINNING: usize = 0;

/// All ways to write the hidden names, as a tree: spellings that begin with the same words share them, so that a word of
/// a text is looked up once however many people have it in their names.
#[derive(Debug, Default)]
struct Spellings {
    /// The words that a spelling begins with: most words of a text are none, and are passed over.
    first: Choice,
    /// The number of each word that stands in a name.
    words: HashMap<String, usize>,
    /// Where a word leads that follows in some way, from where the words before it led.
    steps: HashMap<(usize, Glue, usize), usize>,
    /// Which hidden name is whole where.
    ends: HashMap<usize, usize>,
}

impl Spellings {
    /// Adds the words of a hidden name, of which the one at `comma` follows a comma.
    fn add(&mut self, words: &[String], comma: Option<usize>, hidden: usize) {
        words.first().into_iter().for_each(|word| self.first.add(word));
        let mut at = BEGINNING;
        for (index, word) in words.iter().take(MOST_WORDS).enumerate() {
            let next = self.words.len();
            let word = *self.words.entry(word.clone()).or_insert(next);
            let glue = if comma == Some(index) { Glue::Comma } else { Glue::Joined };
            let next = self.steps.len() + 1;
            at = *self.steps.entry((at, glue, word)).or_insert(next);
        }
        self.ends.insert(at, hidden);
    }
}

/// What may be a hidden name in a text that is read.
struct Begun {
    start: usize,
    /// Where its words so far lead.
    at: usize,
    /// How many initials in it are no part of the name.
    initials: u8,
    /// The longest name that it is, with its end.
    whole: Option<(usize, usize)>,
}

impl Begun {
    /// Where it stands and whose name it is, if it is one.
    fn found(&self) -> Option<(Range<usize>, usize)> {
        self.whole.map(|(end, hidden)| (self.start..end, hidden))
    }
}

/// What may part the words of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// What parts them in texts for readers.
    AsNames,
    /// Any signs, or none: what is told of mistakes has them in every state.
    Anyhow,
}

/// Hidden names, as they are looked for: whole, however they are written, the last name first or in an e-mail address.
#[derive(Debug)]
pub(super) struct HiddenNames<'h> {
    hidden: &'h [HiddenName],
    spellings: Spellings,
    /// By all letters without a blank, as addresses of e-mail are made of them.
    accounts: HashMap<String, usize>,
    /// How these begin.
    joined: Joined,
    /// Those in scripts without blanks.
    runs: Runs,
}

impl<'h> HiddenNames<'h> {
    /// The names that are to be looked for; those of one word are not, but in scripts without blanks.
    pub(super) fn new(hidden: &'h [HiddenName]) -> Self {
        let (spellings, runs) = (Spellings::default(), Runs::default());
        let mut names = Self { hidden, spellings, accounts: HashMap::new(), joined: Joined::default(), runs };
        // Of two alike the later one is told, and of one that is hidden for certain more is.
        for is_sure in [false, true] {
            let all = hidden.iter().enumerate().filter(|(_, hidden)| hidden.is_sure == is_sure);
            all.for_each(|(index, hidden)| names.add(&hidden.name, index));
        }
        names
    }

    fn add(&mut self, name: &str, hidden: usize) {
        self.runs.add(name, hidden);
        for words in Forms::of(name).words {
            for account in accounts(&words) {
                self.spellings.first.add(&account);
                self.joined.add(&account);
                self.accounts.insert(account, hidden);
            }
            self.spellings.add(&words, None, hidden);
            for first_names in 1..words.len() {
                let mut turned = words.clone();
                turned.rotate_left(first_names);
                self.spellings.add(&turned, Some(words.len() - first_names), hidden);
            }
        }
    }

    /// Where a text that is published shows one of the names, and which, in the order of the text.
    fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        self.find_parted(text, Parted::AsNames)
    }

    /// Where one of the names stands in a text, and which, in the order of the text. One with tags is read a second time,
    /// without them.
    pub(super) fn find_parted(&self, text: &str, parted: Parted) -> Vec<(Range<usize>, usize)> {
        let mut found = self.words(text, false, parted);
        let add = |more: Vec<(Range<usize>, usize)>, found: &mut Vec<(Range<usize>, usize)>| {
            if more.is_empty() {
                return;
            }
            let known = Silent::new(found.iter().map(|(range, _)| range.clone()).collect());
            found.extend(more.into_iter().filter(|(range, _)| !known.holds(range)));
            found.sort_by_key(|(range, _)| range.start);
        };
        let has_tags = has_tags(text);
        if has_tags {
            add(self.words(text, true, parted), &mut found);
        }
        if parted == Parted::Anyhow {
            add(self.joined.find(text, false, &self.accounts), &mut found);
            if has_tags {
                add(self.joined.find(text, true, &self.accounts), &mut found);
            }
        }
        if !self.runs.is_empty() {
            add(self.runs.find(text, false), &mut found);
            if has_tags {
                add(self.runs.find(text, true), &mut found);
            }
        }
        found.retain(|(range, hidden)| {
            is_of_address(text, range) || !is_by_chance(&self.hidden[*hidden].name, &text[range.clone()])
        });
        found
    }

    /// Where a text shows one of the names, its tags passed over or read as words.
    fn words(&self, text: &str, tags: bool, parted: Parted) -> Vec<(Range<usize>, usize)> {
        let (mut found, mut begun) = (Vec::new(), Vec::new());
        let (mut words, mut letters) = (Words::of(text, tags), String::new());
        loop {
            if begun.is_empty() {
                words.skip_to(|word| self.spellings.first.may_hold(word));
            }
            let Some(word) = words.next(&mut letters) else { break };
            if is_of_address(text, &word.place) {
                let account = self.accounts.get(letters.as_str());
                found.extend(account.map(|hidden| (word.place.clone(), *hidden)));
            }
            let number = self.spellings.words.get(letters.as_str());
            let may_pass = is_initial(text, &word);
            begun.push(Begun { start: word.place.start, at: BEGINNING, initials: 0, whole: None });
            begun.retain_mut(|name: &mut Begun| {
                if let Some(at) = number.and_then(|number| self.step(name, (&word, parted), *number)) {
                    let whole = self.spellings.ends.get(&at);
                    name.at = at;
                    name.whole = whole.map(|hidden| (word.place.end, *hidden)).or(name.whole);
                    return true;
                }
                let passes = may_pass && name.at != BEGINNING && name.initials < MOST_INITIALS;
                if passes {
                    name.initials += 1;
                } else {
                    found.extend(name.found());
                }
                passes
            });
        }
        found.extend(begun.iter().filter_map(Begun::found));
        found.sort_by_key(|(range, _)| range.start);
        found
    }

    /// Where a word leads that may be a name's next one.
    fn step(&self, name: &Begun, (word, parted): (&Word, Parted), number: usize) -> Option<usize> {
        let step = |glue| self.spellings.steps.get(&(name.at, glue, number)).copied();
        match word.glue {
            _ if name.at == BEGINNING => step(Glue::Joined),
            // The first name first, or the last one.
            Glue::Address | Glue::Cell => step(Glue::Joined).or_else(|| step(Glue::Comma)),
            _ if parted == Parted::Anyhow => step(Glue::Joined).or_else(|| step(Glue::Comma)),
            glue => step(glue),
        }
    }

    /// Those that a text shows, and where.
    pub(super) fn found_in(&self, text: &str) -> impl Iterator<Item = (Range<usize>, &'h HiddenName)> {
        self.find(text).into_iter().map(|(range, hidden)| (range, &self.hidden[hidden]))
    }

    /// All of them.
    pub(super) fn hidden(&self) -> &'h [HiddenName] {
        self.hidden
    }

    /// Whether there is none that is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.runs.is_empty()
    }

    /// Warns where a file that is published shows one of the names, or has it in its own name.
    pub(super) fn warn(&self, file: &Arc<SourceFile>, findings: &mut Findings) {
        if self.is_empty() {
            return;
        }
        self.warn_of_path(file.path(), findings);
        let found = self.find(file.text());
        if found.is_empty() {
            return;
        }
        let silent = Silent::of(file);
        for (range, hidden) in found.into_iter().filter(|(range, _)| !silent.holds(range)) {
            file.hide(range.clone());
            if self.hidden[hidden].is_sure {
                findings.push(problem(Place::span(file, range), Shows::Here, &self.hidden[hidden]));
            }
        }
    }

    /// Warns where the name of a file that is published, or of its folder, is one of the names.
    pub(super) fn warn_of_path(&self, path: &str, findings: &mut Findings) {
        let below = path.split('/').rev().take_while(|part| *part != layout::DISTRICTS);
        for part in below.filter_map(|part| Path::new(part).file_stem()?.to_str()) {
            if let Some((_, hidden)) = self.find(part).iter().find(|(_, hidden)| self.hidden[*hidden].is_sure)
            {
                findings.push(problem(Place::path_only(path), Shows::InItsName, &self.hidden[*hidden]));
                return;
            }
        }
    }
}

/// The words of a text, and those that its tags part.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = String> {
    let readings = if has_tags(text) { &[false, true][..] } else { &[false] };
    readings.iter().flat_map(move |tags| {
        let (mut words, mut letters) = (Words::of(text, *tags), String::new());
        std::iter::from_fn(move || words.next(&mut letters).map(|_| letters.clone()))
    })
}

/// Whether a word is an initial, as may stand between the first name and the last.
fn is_initial(text: &str, word: &Word) -> bool {
    let mut letters = text[word.place.clone()].chars();
    let is_large = letters.next().is_some_and(char::is_uppercase);
    let is_one = letters.next().is_none();
    is_one && (is_large && word.glue == Glue::Joined || word.glue == Glue::Address)
}

/// Whether a word is a part of an address or of a file's name: not every name without its blank is nobody's word.
fn is_of_address(text: &str, place: &Range<usize>) -> bool {
    let (before, behind) = (&text[..place.start], &text[place.end..]);
    let is_ending = |rest: &str| rest.starts_with(char::is_alphanumeric);
    before.ends_with(['/', '@', '=', '#', '_', '~', '`'])
        || behind.starts_with(['@', '/', '_'])
        || behind.strip_prefix('.').is_some_and(is_ending)
        || place.len() == text.len()
}

/// What of a file is not published: what it hides itself, and remarks.
struct Silent(Vec<(usize, usize)>);

impl Silent {
    fn of(file: &SourceFile) -> Self {
        let mut parts = file.hidden();
        parts.extend_from_slice(file.remarks());
        Self::new(parts)
    }

    fn new(mut parts: Vec<Range<usize>>) -> Self {
        parts.sort_by_key(|part| part.start);
        let mut furthest = 0;
        let parts = parts.into_iter().map(|part| {
            furthest = furthest.max(part.end);
            (part.start, furthest)
        });
        Self(parts.collect())
    }

    /// Whether a part of a range is in it.
    fn holds(&self, range: &Range<usize>) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < range.end);
        before.checked_sub(1).is_some_and(|last| self.0[last].1 > range.start)
    }
}

/// Where a name is shown: at a place in a file, or in its name.
#[derive(Debug, Clone, Copy)]
enum Shows {
    Here,
    InItsName,
}

fn problem(place: Place, shows: Shows, hidden: &HiddenName) -> Diagnostic {
    let whom = format!("the name of somebody whom the site hides in `{}`", hidden.file.path());
    let message = match shows {
        Shows::Here => format!("{whom} is shown here"),
        Shows::InItsName => format!("this file has {whom}, and its name is shown"),
    };
    Diagnostic::new(Code::HiddenNameElsewhere, place, message)
        .hint("take the name out here; or, if that person agreed, write `show_name: true` there")
}
