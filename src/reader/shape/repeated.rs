//! Keys that stand twice: by mistake, in place of one list, or because the line that begins an entry is gone.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use super::super::remarks::ENTRY_MADE_A_REMARK;
use super::super::yaml::{Kind, Node};
use super::checker::Checker;
use super::listed::entries_of;
use super::{Field, Object, Shape};
use crate::diagnostics::{Code, Diagnostic};

/// How many keys are few.
const FEW_KEYS: usize = 16;

/// How many languages are named of which one may be meant.
const MOST_LEFT: usize = 3;

/// How many keys that stand twice, one after another, are those of another entry.
const OF_AN_ENTRY: usize = 2;

/// What to do where one list stands behind two keys, without a word of it.
const ONE_LIST: &str = "write all of it in one list behind the first of the two keys, and remove the second";

impl Checker<'_, '_> {
    /// Tells each key that stands a second time, of what is described or not; gives those keys of which nothing else is to be
    /// told, since one list was made two.
    pub(super) fn repeated_keys(
        &mut self,
        entries: &[(Node, Node)],
        object: Option<&'static Object>,
    ) -> Vec<&'static str> {
        let mut first: HashMap<&str, usize> = HashMap::new();
        let mut lists = Vec::new();
        let mut is_first = true;
        for (index, (name, _)) in entries.iter().enumerate() {
            let Some(text) = name.text() else { continue };
            // Few keys are compared with each other faster than they are hashed.
            let before = if entries.len() <= FEW_KEYS {
                entries[..index].iter().rposition(|(name, _)| name.text() == Some(text))
            } else {
                first.insert(text, index)
            };
            let Some(before) = before else { continue };
            if is_first && self.is_entry_without_begin(entries, before, index, object)
                || self.is_entry_without_dash(entries, before, index)
            {
                // The entry's other keys follow.
                return lists;
            }
            is_first = false;
            if lists.contains(&text) {
                continue;
            }
            let field = object.and_then(|object| object.field(text));
            if let Some((field, whole)) = field.and_then(|field| Some((field, in_one_list(entries, field)?)))
            {
                let hint = format!("write `{whole}` in place of the first of the two, and remove this one");
                let problem = self.repeated(entries, before, index).hint(hint);
                self.out.push(problem.plain_hint(Some(ONE_LIST)));
                lists.push(field.name);
            } else {
                let other = self.language_left(entries, text);
                let hint = other.map_or_else(|| self.keep_one(entries, before, object), |other| {
                    format!("write {other} in place of the second if its words are in that language; else keep one")
                });
                let problem = self.repeated(entries, before, index).hint(hint);
                self.out.push(problem);
            }
        }
        lists
    }

    /// What to do with a key that stands twice: the first behind an entry's first one may begin another entry.
    fn keep_one(&self, entries: &[(Node, Node)], before: usize, object: Option<&Object>) -> String {
        let begin = object.and_then(|object| object.fields().find(|field| field.required));
        let is_in_list = before == 1
            && entries.first().is_some_and(|(first, _)| {
                begin.is_some_and(|begin| first.text() == Some(begin.name))
                    && self.dash_before(first).is_some()
            });
        match begin.filter(|_| is_in_list) {
            Some(begin) => format!(
                "keep one of the two; where another entry begins here, write a line `- {}: …` above this one, below the dash \
                 above",
                begin.name
            ),
            None => "keep one of the two".to_string(),
        }
    }

    /// The languages that some texts are not in, where `text` is one that they are in: each as it is written in a help.
    fn language_left(&self, entries: &[(Node, Node)], text: &str) -> Option<String> {
        let known = self.languages.known;
        if entries.len() > FEW_KEYS || known.iter().all(|lang| lang.as_str() != text) {
            return None;
        }
        let is_there = |lang: &str| entries.iter().any(|(name, _)| name.text() == Some(lang));
        let left = known.iter().filter(|lang| !is_there(lang.as_str()));
        let left: Vec<String> = left.map(|lang| format!("`{lang}`")).collect();
        (1..=MOST_LEFT).contains(&left.len()).then(|| left.join(" or "))
    }

    /// What is told of the key at an index that stands at another one before.
    fn repeated(&self, entries: &[(Node, Node)], before: usize, index: usize) -> Diagnostic {
        let (before, name) = (&entries[before].0, &entries[index].0);
        let message = format!("the key `{}` stands here a second time", name.text().unwrap_or_default());
        let there = self.out.at(&before.span);
        Diagnostic::new(Code::DuplicateKey, self.out.at(&name.span), message).related(there, "first here")
    }

    /// Tells of an entry of a list whose first line is a remark, or which is gone, so that its other keys stand a second time in
    /// the entry above; false where it is something else.
    fn is_entry_without_begin(
        &mut self,
        entries: &[(Node, Node)],
        before: usize,
        index: usize,
        object: Option<&Object>,
    ) -> bool {
        let name = &entries[index].0;
        if let Some(sign) = self.entry_made_a_remark(entries[before].0.span.end..name.span.start) {
            let hint = "remove the `#`, and let the line begin where it did".to_string();
            self.out.tell(Code::DuplicateKey, &(sign..sign + 1), ENTRY_MADE_A_REMARK, Some(hint));
            return true;
        }
        let Some(begin) = object.and_then(|object| object.fields().find(|field| field.required)) else {
            return false;
        };
        let (above, rest) = entries.split_at(index);
        let Some(dash) = above.first().and_then(|(first, _)| self.dash_before(first)) else { return false };
        let keys = |entries: &[(Node, Node)]| -> HashSet<String> {
            entries.iter().filter_map(|(name, _)| name.text()).map(str::to_string).collect()
        };
        let (keys_above, keys_below) = (keys(above), keys(rest));
        let is_entry = keys_below.intersection(&keys_above).nth(OF_AN_ENTRY - 1).is_some();
        if !is_entry || keys_below.contains(begin.name) {
            return false;
        }
        let column = self.out.file().position(dash.start).column;
        let hint = format!(
            "write a line `- {}: …` above this one, from column {column} on ({})",
            begin.name, begin.doc
        );
        let mut problem = self.repeated(entries, before, index).hint(hint.clone()).plain_hint(Some(hint));
        problem.message.push_str(": the first line of another entry is missing above it");
        self.out.push(problem);
        true
    }

    /// Tells of an entry of a list whose dash is missing; false where it is something else.
    fn is_entry_without_dash(&mut self, entries: &[(Node, Node)], before: usize, index: usize) -> bool {
        let ((first, value), (name, again)) = (&entries[before], &entries[index]);
        if before > 0 || value.text() == again.text() || self.dash_before(first).is_none() {
            return false;
        }
        let line = self.out.file().line_range(name.span.start);
        let line = self.out.file().text().get(line).unwrap_or_default().trim();
        let hint = format!("a new entry begins with a dash, right below the dash above: write `- {line}`");
        let problem = self.repeated(entries, before, index).hint(hint);
        self.out.push(problem);
        true
    }

    /// The list's dash before a node, where nothing else stands before it in its line.
    fn dash_before(&self, node: &Node) -> Option<Range<usize>> {
        let line = self.out.file().line_range(node.span.start);
        let head = self.out.file().text().get(line.start..node.span.start)?;
        let dash = line.start + head.find('-').filter(|_| head.trim() == "-")?;
        Some(dash..dash + 1)
    }
}

/// The lists behind all keys of one name, as one: `perspectives: [instruction, health-providers]`.
fn in_one_list(entries: &[(Node, Node)], field: &Field) -> Option<String> {
    let Shape::List(item) = &field.shape else { return None };
    let words = |value: &Node| match &value.kind {
        _ if !item.is_scalar() => None,
        Kind::Scalar { text, .. } => Some(entries_of(text, item)),
        Kind::List(items) => {
            let items: Option<Vec<&str>> = items.iter().map(Node::text).collect();
            Some(items?.join(", "))
        }
        Kind::Map(_) => None,
    };
    let values = entries.iter().filter(|(name, _)| name.text() == Some(field.name));
    let all: Option<Vec<String>> = values.map(|(_, value)| words(value)).collect();
    let mut all: Vec<String> = all?.iter().flat_map(|list| list.split(", ")).map(str::to_string).collect();
    let mut seen = HashSet::new();
    all.retain(|word| !word.is_empty() && seen.insert(word.clone()));
    (!all.is_empty()).then(|| format!("{}: [{}]", field.name, all.join(", ")))
}
