//! What of a team's file is neither drawn nor told: the names and ids of members whom the site hides. Where the
//! file can't be read, it is not known who they are, so more is hidden.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::redaction::Redaction;
use crate::diagnostics::{Findings, SourceFile};
use crate::model::SLIPS;
use crate::reader::decode::items;
use crate::reader::kinds::{MEMBER, TEAM};
use crate::reader::remarks::remarks;
use crate::reader::scalar;
use crate::reader::yaml::{Kind, Node};

/// The keys of a member whose values tell who it is.
const TELLING: [&str; 2] = ["name", "id"];

/// The key of a team below which its members stand.
const MEMBERS: &str = "members";

/// The keys of a team whose values are ids of members.
const REFERENCES: [&str; 2] = ["convener", "agenda"];

/// The keys of a self-assessment, and of a step in it, whose values are on no page.
const EVIDENCE: &str = "evidence";
const WHO: &str = "who";

/// The key of a self-assessment below which its steps stand.
const STEPS: &str = "steps";

/// What is hidden of a file.
#[derive(Debug)]
pub(super) struct Hiding<'f> {
    file: &'f Arc<SourceFile>,
    /// Where it stands.
    spans: Vec<Range<usize>>,
    /// What it says.
    texts: Vec<String>,
}

impl<'f> Hiding<'f> {
    /// Nothing of a file so far.
    pub(super) fn new(file: &'f Arc<SourceFile>) -> Self {
        Self { file, spans: Vec::new(), texts: Vec::new() }
    }

    /// Hides who a member is: name and id, and what stands under keys that no member has, such as a misspelt `name`.
    /// Remarks in it and above it may tell it too.
    pub(super) fn member(&mut self, node: &Node) {
        self.remarks_of(node).into_iter().for_each(|remark| self.range(remark));
        let Kind::Map(entries) = &node.kind else { return self.everything(node) };
        for entry in entries {
            let (name, value) = entry;
            let Some(key) = name.text() else {
                self.everything(name);
                self.everything(value);
                continue;
            };
            let is_known = MEMBER.field(key).is_some();
            if TELLING.contains(&key) || !is_known {
                self.behind(entry);
            }
            // What stands where a key belongs may be a name: `name:Ana` in braces, a line without a colon, or what a comma
            // parted from a name.
            let bare = key.to_lowercase().replace([' ', '-'], "_").replace(|c| SLIPS.contains(c), "");
            let is_slip = MEMBER.field(&bare).is_some();
            let is_word = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !value.is_empty();
            if !is_known && !is_slip && !is_word {
                self.everything(name);
            }
        }
    }

    /// Hides what stands under keys that no team has, which may be a misspelt `members` or `convener`, and under those
    /// that stand a second time. A day is nobody.
    pub(super) fn strangers(&mut self, team: &Node) {
        let Kind::Map(entries) = &team.kind else { return self.everything(team) };
        let mut seen = HashSet::new();
        for entry in entries {
            let (name, value) = entry;
            let key = name.text().unwrap_or_default();
            let is_second = !seen.insert(key);
            let is_day = value.text().and_then(scalar::date).is_some();
            let is_strange = TEAM.field(key).is_none() && !is_day;
            if is_strange || is_second && (key == MEMBERS || REFERENCES.contains(&key)) {
                self.behind(entry);
            }
        }
    }

    /// Hides what a self-assessment tells and no page does: how the team knows, and who takes a step.
    pub(super) fn unpublished(&mut self, node: &Node) {
        for entry in entries_of(node, EVIDENCE) {
            match &entry.1.kind {
                Kind::Map(entries) => entries.iter().for_each(|entry| self.behind(entry)),
                Kind::Scalar { .. } | Kind::List(_) => self.behind(entry),
            }
        }
        for step in entries_of(node, STEPS).flat_map(|(_, steps)| items(steps)) {
            entries_of(step, WHO).for_each(|entry| self.behind(entry));
        }
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

    /// Whether a remark stands by a member: where no name does, it may be one.
    pub(super) fn has_remarks(&self, member: &Node) -> bool {
        !self.remarks_of(member).is_empty()
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

    /// Hides what may tell of somebody in a file that can't be read as YAML: every line but those that are known to
    /// tell of nobody.
    pub(super) fn unreadable(&mut self) {
        let text = self.file.text();
        let mut region = Region::Unknown;
        let mut margin = None;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let (begin, line) = (at, line.trim_end());
            at += text[begin..].find('\n').map_or(0, |end| end + 1);
            let inner = line.trim_start();
            if inner.is_empty() || inner.starts_with('#') && region == Region::OfTeam || inner == "---" {
                continue;
            }
            let indent = line.len() - inner.len();
            let is_key = !inner.starts_with(['-', '#', '{', '}', '[', ']', ',']);
            let (key, rest) = key_of(line);
            if is_key && indent <= *margin.get_or_insert(indent) {
                region = Region::of(key);
            } else if key == MEMBERS || inner.starts_with('{') && margin.is_none() {
                // A file in one pair of braces, or with its members anywhere else.
                margin = Some(0);
                region = Region::Unknown;
            }
            let is_safe = match region {
                Region::OfTeam => true,
                Region::Members => MEMBER.field(key).is_some() && !TELLING.contains(&key),
                Region::Unknown => false,
            };
            if !is_safe || may_hold_a_member(rest) {
                let start = begin + line.len() - rest.len();
                self.range(start..begin + line.len());
            }
        }
    }

    /// Takes what is hidden out of drawings and out of what was told of the file, which is `findings` from `first`
    /// on.
    pub(super) fn apply(self, findings: &mut Findings, first: usize) {
        for span in &self.spans {
            self.file.hide(span.clone());
        }
        let told = findings.problems.get_mut(first..).unwrap_or_default();
        let mut told =
            told.iter_mut().filter(|problem| Arc::ptr_eq(problem.place.source(), self.file)).peekable();
        if self.texts.is_empty() || told.peek().is_none() {
            return;
        }
        let redaction = Redaction::new(self.texts, self.spans);
        told.for_each(|problem| redaction.redact(problem));
    }
}

/// A key of a map, and its value.
type Entry = (Node, Node);

/// What stands under a key of a map, each time that the key does.
fn entries_of<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = &'n Entry> {
    let entries = match &node.kind {
        Kind::Map(entries) => entries.as_slice(),
        Kind::Scalar { .. } | Kind::List(_) => &[],
    };
    entries.iter().filter(move |(name, _)| name.text() == Some(key))
}

/// A part of a team's file that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    /// A key of the team that tells of no member, with what stands below it.
    OfTeam,
    /// The members.
    Members,
    /// Whatever it may be.
    Unknown,
}

impl Region {
    /// What begins with a key at the margin.
    fn of(key: &str) -> Self {
        match key {
            MEMBERS => Self::Members,
            _ if TEAM.field(key).is_some() && !REFERENCES.contains(&key) => Self::OfTeam,
            _ => Self::Unknown,
        }
    }
}

/// The key that a line begins with, behind list dashes and without quotes, and what follows it; a line without a
/// known key is all that follows.
fn key_of(line: &str) -> (&str, &str) {
    let inner = line.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
    let bare = inner.trim_start_matches(['"', '\'']);
    let end = bare.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(bare.len());
    let (key, rest) = bare.split_at(end);
    if TEAM.field(key).is_none() && MEMBER.field(key).is_none() {
        return ("", inner);
    }
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    (key, rest.strip_prefix(':').unwrap_or(rest).trim_start())
}

/// Whether in a value of one line something else may stand, such as a key with a member's name, or a remark.
fn may_hold_a_member(value: &str) -> bool {
    let has_keys = value.split_once(',').is_some_and(|(_, behind)| behind.contains(':'));
    let mut keys = value.match_indices(':').map(|(at, _)| value[..at].trim_end_matches(['"', '\'', ' ']));
    let is_telling =
        |before: &str| TELLING.iter().chain(&REFERENCES).chain(&[MEMBERS]).any(|key| before.ends_with(key));
    has_keys || value.contains(['{', '}', '#']) || keys.any(is_telling)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is hidden of a text that can't be read, a line each.
    fn hidden(text: &str) -> Vec<&str> {
        let file = SourceFile::new("team.yml", text);
        let mut hiding = Hiding::new(&file);
        hiding.unreadable();
        hiding.spans.iter().map(|span| &text[span.clone()]).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn in_a_file_that_cannot_be_read_every_member_is_hidden() {
        let text = "name: Hill: team\nconvener: ana-ruiz\nmembers:\n- id: ana-ruiz\n  name: Ana: Ruiz\n  title: Nurse\n  nmae Ana\n- {id: x, name: Bo}\nmeets: Now\n";
        assert_eq!(hidden(text), ["ana-ruiz", "ana-ruiz", "Ana: Ruiz", "nmae Ana", "{id: x, name: Bo}"]);
    }

    #[test]
    fn members_are_hidden_however_their_file_is_written() {
        for text in [
            "\"name\": Hill: team\n\"members\":\n  - \"id\": ana-ruiz\n    \"name\": Ana: Ruiz\n",
            "{name: Hill, members: [{id: ana-ruiz, name: Ana Ruiz}]\n",
            "{\n  name: Hill,\n  members: [\n    {id: ana-ruiz,\n     title: P, name: Ana Ruiz}\n",
            "  name: Hill\n  members:\n    - id: ana-ruiz\n      name: Ana: Ruiz\n",
            "? members\n: - {id: ana-ruiz, name: Ana Ruiz\n",
            "name: Hill, members: [{id: ana-ruiz, name: Ana Ruiz}\n",
            "members:\n  - {id: ana-ruiz,\n     title: P, name: Ana Ruiz\n",
            "membres:\n  - id: ana-ruiz\n    name: Ana: Ruiz\n    title: P\n",
            "members:\n  # Ana Ruiz (ana-ruiz)\n  - id: x: y\n",
            "'convener': ana-ruiz: x\nmembers: []\n",
            "meets: now\n members:\n  - id: ana-ruiz\n    name: Ana: Ruiz\n",
        ] {
            let file = SourceFile::new("team.yml", text);
            let mut hiding = Hiding::new(&file);
            hiding.unreadable();
            let is_shown = |at: &usize| !hiding.spans.iter().any(|span| span.contains(at));
            let shown: String =
                text.char_indices().filter(|(at, _)| is_shown(at)).map(|(_, letter)| letter).collect();
            assert!(!shown.contains("Ana") && !shown.contains("ana-"), "{text}=>\n{shown}");
        }
    }

    #[test]
    fn what_tells_of_nobody_is_drawn() {
        let text = "name: Hill: team\n# A note\nseeking: [a, b\nmembers:\n  - title: Nurse: RN\n    role: nurse\nmeets: 3:15 pm: x\n";
        assert_eq!(hidden(text), Vec::<&str>::new());
    }
}
