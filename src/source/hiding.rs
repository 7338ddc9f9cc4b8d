//! What of a team's file is neither drawn nor told: the names and ids of members whom the site hides. Where the
//! file can't be read, it is not known who they are, so more is hidden.

mod makeup;
mod tells_again;
mod unpublished;
mod unreadable;

use std::ops::Range;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
pub(super) use tells_again::FLAGS;
use tells_again::{has_entries, is_another, is_word, tells_again};
pub(super) use unpublished::{EVIDENCE, RATINGS, WHO};

use super::form_tokens::Untold;
use super::redaction::Redaction;
use crate::diagnostics::{Findings, SourceFile, nearest};
use crate::model::SLIPS;
use crate::reader::kinds::{MEMBER, TEAM};
use crate::reader::remarks::{remarks, scalars};
use crate::reader::scalar;
use crate::reader::shape::{Object, Shape};
use crate::reader::yaml::{Kind, Node};

/// The keys of a member whose values tell who it is. A team has a name too.
pub(super) const NAME: &str = "name";
const ID: &str = "id";
const TELLING: [&str; 2] = [NAME, ID];

/// The key of a member whose value is shown as it is written.
pub(super) const TITLE: &str = "title";

/// The key of a team below which its members stand.
pub(super) const MEMBERS: &str = "members";

/// The keys of a team whose values are ids of members.
pub(super) const REFERENCES: [&str; 2] = ["convener", "agenda"];

/// What is hidden of a file.
#[derive(Debug)]
pub(super) struct Hiding<'f> {
    file: &'f Arc<SourceFile>,
    /// Where it stands.
    spans: Vec<Range<usize>>,
    /// What it says.
    texts: Vec<String>,
    /// The names among it that stand where a name belongs, however they are written.
    names: Vec<String>,
    /// Where counts stand that are not drawn.
    counts: Vec<Range<usize>>,
    /// Where the team's makeup stands.
    makeup: Range<usize>,
}

impl<'f> Hiding<'f> {
    /// Nothing of a file so far.
    pub(super) fn new(file: &'f Arc<SourceFile>) -> Self {
        Self {
            file,
            spans: Vec::new(),
            texts: Vec::new(),
            names: Vec::new(),
            counts: Vec::new(),
            makeup: 0..0,
        }
    }

    /// Hides who a member is: name and id, and what stands under keys that no member has, such as a misspelt `name`.
    /// Remarks in it and above it may tell it too.
    pub(super) fn member(&mut self, node: &Node) {
        self.remarks_of(node).into_iter().for_each(|remark| self.range(remark));
        let Kind::Map(entries) = &node.kind else { return self.everything(node) };
        let mut is_named = false;
        let mut seen = HashMap::new();
        entries.iter().for_each(|(key, _)| *seen.entry(key.text()).or_insert(0) += 1);
        let lacks_id = !seen.contains_key(&Some(ID));
        for entry in entries {
            let (name, value) = entry;
            // Of a key that stands twice one may be another's; and what should be the id may stand under any of them.
            let is_second = seen[&name.text()] > 1 && (name.text() == Some(TITLE) || !is_word(value));
            let is_in_doubt = is_second || lacks_id && name.text() != Some(TITLE);
            // The first one is known.
            let is_name = name.text() == Some(NAME) && value.text().is_some();
            if !is_name || std::mem::replace(&mut is_named, true) {
                note_names_of(entry, &mut self.names);
            }
            let Some(key) = name.text() else {
                self.everything(name);
                self.everything(value);
                continue;
            };
            let is_known = MEMBER.field(key).is_some();
            if TELLING.contains(&key) || !is_known || is_in_doubt || tells_again(entry, node) {
                self.behind(entry);
            }
            self.doubtful_key(entry, &MEMBER);
        }
    }

    /// Hides a key that is none of a map's and may be a name: `name:Ana` in braces, a line without a colon, or what a comma
    /// parted from a name.
    fn doubtful_key(&mut self, (name, value): &Entry, object: &Object) {
        let key = name.text().unwrap_or_default();
        let is_known = object.field(key).is_some() || is_slip(key, object);
        if !is_known && (!is_one_word(key) || value.is_empty()) {
            self.everything(name);
        }
    }

    /// Hides what stands under keys of a member, shown or not, and is another one: its line has no dash, or one too far to
    /// the right.
    pub(super) fn others_in(&mut self, member: &Node) {
        for entry in member.entries().iter().filter(|entry| is_another(entry)) {
            self.behind(entry);
        }
    }

    /// Hides what stands under other keys of a team and is as the id or the name of somebody who is hidden. Gives what of it
    /// readers would see.
    pub(super) fn again<'n>(&mut self, team: &'n Node) -> Vec<&'n Node> {
        let mut found = Vec::new();
        let texts: HashSet<&str> = self.texts.iter().map(String::as_str).collect();
        let is_other = |(key, _): &&Entry| !matches!(key.text(), Some(MEMBERS | NAME));
        for (key, value) in team.entries().iter().filter(is_other) {
            let shape = key.text().and_then(|key| TEAM.field(key)).map(|field| &field.shape);
            let is_shown = matches!(shape, Some(Shape::Text | Shape::Object(_)));
            scalars(value, &mut |node| {
                if node.text().is_some_and(|text| texts.contains(text)) {
                    found.push((node, is_shown));
                }
            });
        }
        drop(texts);
        found.iter().for_each(|(node, _)| self.everything(node));
        found.into_iter().filter_map(|(node, is_shown)| is_shown.then_some(node)).collect()
    }

    /// Hides what stands under keys that no team has, which may be a misspelt `members` or `convener`, and under those
    /// that stand a second time. A day is nobody. Where the line `members:` is lost, its entries stand below another key.
    pub(super) fn strangers(&mut self, team: &Node) {
        let Kind::Map(entries) = &team.kind else { return self.everything(team) };
        let mut seen = HashSet::new();
        // Of two names of the team, the first may be a member's.
        let names = entries.iter().filter(|(name, _)| name.text() == Some(NAME)).count();
        for entry in entries {
            let (name, value) = entry;
            if name.text().is_none() {
                self.everything(name);
                self.everything(value);
                continue;
            }
            let key = name.text().unwrap_or_default();
            let is_second = !seen.insert(key);
            let is_day = value.text().and_then(scalar::date).is_some();
            let is_strange = TEAM.field(key).is_none() && !is_day;
            let is_of_members = key == MEMBERS || REFERENCES.contains(&key);
            // A member's name that lost its blanks stands beside the team's.
            if is_strange
                || is_second && is_of_members
                || key == NAME && names > 1
                || !is_of_members && has_entries(value)
            {
                if key == NAME {
                    self.names.extend(value.text().map(str::to_string));
                }
                note_names(value, &mut self.names);
                self.behind(entry);
            }
        }
    }

    /// Keeps the names of an entry of which no member can be made: several words in place of keys may be one, or in place of a
    /// key, and so may what stands under two keys for first and last name.
    pub(super) fn note(&mut self, entry: &Node) {
        note_names(entry, &mut self.names);
        let words = |node: &Node| node.text().filter(|text| text.contains(' ')).map(str::to_string);
        let keys = entry.entries().iter().map(|(key, _)| key);
        self.names.extend(words(entry).into_iter().chain(keys.filter_map(words)));
        let part = |part: &str| {
            let mut entries = entry.entries().iter();
            entries.find_map(|(key, value)| {
                value.text().filter(|_| key.text().is_some_and(|key| key.to_lowercase().contains(part)))
            })
        };
        self.names.extend(part("first").zip(part("last")).map(|(first, last)| format!("{first} {last}")));
    }

    /// The names among what is hidden.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.names.iter()
    }

    /// Hides a word or text of a file that a form saved.
    pub(super) fn untold(&mut self, untold: Untold) {
        self.texts.push(untold.text);
        self.range(untold.range);
    }

    /// Where the lines begin that hold nothing but remarks and dashes, up to what stands at a place: only where it
    /// begins a line, for a whole list can stand in one. What stands above the dash of the entry before is that one's.
    fn above(&self, start: usize) -> usize {
        let mut from = start;
        let mut line = self.file.line_range(start).start..start;
        let mut dashes = 0;
        loop {
            let whole = self.file.text()[line.clone()].trim_start();
            let inner = whole.trim_start_matches(['-', ' ', '\t']);
            dashes += usize::from(whole.starts_with('-'));
            if dashes > 2 || !inner.is_empty() && !inner.starts_with('#') {
                return from;
            }
            from = line.start;
            let Some(end) = from.checked_sub(1) else { return from };
            line = self.file.line_range(end);
        }
    }

    /// Whether a `!` or `&` takes a word of a member's name out of its value.
    pub(super) fn loses_a_name(&self, member: &Node) -> bool {
        let name = member.entries().iter().find(|(key, _)| key.text() == Some(NAME));
        name.is_some_and(|(key, value)| {
            let between = self.file.text().get(key.span.end..value.span.start).unwrap_or_default();
            between.contains(['!', '&', '*']) && between.contains(char::is_alphanumeric)
        })
    }

    /// The remarks in a member, above it and right behind it.
    fn remarks_of(&self, member: &Node) -> Vec<Range<usize>> {
        let end = member.span.end;
        let line = self.file.line_range(end).end;
        let rest = self.file.text().get(end..line).unwrap_or_default();
        let has_one = rest.trim_start_matches([' ', '\t', ',', ']', '}']).starts_with('#');
        remarks(self.file.text(), self.above(member.span.start)..if has_one { line } else { end }, member)
    }

    /// Hides what stands behind a key: its value, and what a `!` or `&` makes no part of it.
    pub(super) fn behind(&mut self, (key, value): &Entry) {
        let between = key.span.end..value.span.start;
        let before = self.file.text().get(between.clone()).unwrap_or_default();
        // Nothing but signs as a rule.
        if before.contains(char::is_alphanumeric) {
            let words = before.split_whitespace().map(|word| word.trim_matches([':', '!', '&', '*', '#']));
            self.texts.extend(words.map(str::to_string));
            self.range(between);
        }
        let line = key.span.end..self.file.line_range(key.span.end).end;
        let rest = self.file.text().get(line.clone()).unwrap_or_default();
        if let Some(at) = rest.find('#').filter(|_| value.is_empty()) {
            self.range(line.start + at..line.end);
        }
        self.everything(value);
    }

    /// Whether a text stands somewhere as what is hidden.
    pub(super) fn hides(&self, text: &str) -> bool {
        self.texts.iter().any(|hidden| hidden == text)
    }

    /// Hides every value in a node.
    pub(super) fn everything(&mut self, node: &Node) {
        match &node.kind {
            Kind::Scalar { text, .. } => {
                self.range(node.span.clone());
                self.texts.push(text.to_string());
                self.remark(node.span.end);
            }
            Kind::List(items) => items.iter().for_each(|item| self.everything(item)),
            Kind::Map(entries) => {
                for (key, value) in entries {
                    // A known key tells of nobody, and is no mistake's name.
                    let is_known = key.text().is_some_and(|key| MEMBER.field(key).is_some());
                    if !is_known {
                        self.everything(key);
                    }
                    self.everything(value);
                }
            }
        }
    }

    /// Hides a remark behind a value: it may be the end of a name, cut off by a `#`.
    fn remark(&mut self, end: usize) {
        let line = self.file.line_range(end);
        let Some(rest) = self.file.text().get(end..line.end) else { return };
        if rest.trim_start().starts_with('#') {
            self.range(end..line.end);
        }
    }

    /// Hides a range of the file and what it says there.
    fn range(&mut self, range: Range<usize>) {
        self.texts.extend(self.file.text().get(range.clone()).map(str::to_string));
        self.spans.push(range);
    }

    /// Takes what is hidden out of drawings and out of what was told of the file, which is `findings` from `first`
    /// on.
    pub(super) fn apply(self, findings: &mut Findings, first: usize) {
        for span in self.spans.iter().chain(&self.counts) {
            self.file.hide(span.clone());
        }
        let told = findings.problems.get_mut(first..).unwrap_or_default();
        let mut told =
            told.iter_mut().filter(|problem| Arc::ptr_eq(problem.place.source(), self.file)).peekable();
        if self.texts.is_empty() && self.counts.is_empty() || told.peek().is_none() {
            return;
        }
        let mut told: Vec<_> = told.collect();
        told.iter_mut().for_each(|problem| self.plain_of_makeup(problem));
        let redaction = Redaction::new(self.texts, self.spans, self.counts);
        told.into_iter().for_each(|problem| redaction.redact(problem));
    }
}

/// Adds the names that stand where names belong, or under a key that is nearly that.
fn note_names(node: &Node, names: &mut Vec<String>) {
    match &node.kind {
        Kind::Scalar { .. } => {}
        Kind::List(items) => items.iter().for_each(|item| note_names(item, names)),
        Kind::Map(entries) => {
            entries.iter().for_each(|entry| note_names_of(entry, names));
        }
    }
}

fn note_names_of((key, value): &Entry, names: &mut Vec<String>) {
    if is_key_of_name(key.text().unwrap_or_default()) {
        scalars(value, &mut |node| names.extend(node.text().map(str::to_string)));
    } else {
        note_names(value, names);
    }
}

/// Whether a key is one of a map's, but for blanks, capitals and stray signs.
fn is_slip(key: &str, object: &Object) -> bool {
    let bare = key.to_lowercase().replace([' ', '-'], "_").replace(|c| SLIPS.contains(c), "");
    object.field(&bare).is_some()
}

/// Whether a key is written as the word that a key is.
fn is_one_word(key: &str) -> bool {
    key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether a key is the one of a name, perhaps with a slip.
fn is_key_of_name(key: &str) -> bool {
    let small = key.trim().to_lowercase();
    let is_near = || nearest(&small, TELLING).is_some_and(|near| near == NAME);
    small == NAME || MEMBER.field(key).is_none() && is_near()
}

/// A key of a map, and its value.
type Entry = (Node, Node);

/// The names of a team and of whom to write to, as far as its file says them: the site shows these.
pub(super) fn names_of_team(team: &Node) -> HashSet<String> {
    let contact = team.value("contact").and_then(|contact| contact.value(NAME));
    let mut names = HashSet::new();
    for node in team.value(NAME).into_iter().chain(contact) {
        scalars(node, &mut |node| names.extend(node.text().map(str::to_string)));
    }
    names
}
