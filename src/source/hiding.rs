//! What of a team's file is neither drawn nor told: the names and ids of members whom the site hides. Where the
//! file can't be read, it is not known who they are, so more is hidden.

use std::ops::Range;
use std::sync::Arc;

use super::redaction::Redaction;
use crate::diagnostics::{Findings, SourceFile};
use crate::reader::kinds::MEMBER;
use crate::reader::yaml::{Kind, Node};

/// The keys of a member whose values tell who it is.
const TELLING: [&str; 2] = ["name", "id"];

/// The keys of a team whose values are ids of members.
const REFERENCES: [&str; 2] = ["convener", "agenda"];

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
    pub(super) fn member(&mut self, node: &Node) {
        let Kind::Map(entries) = &node.kind else { return self.everything(node) };
        for (name, value) in entries {
            let key = name.text().unwrap_or_default();
            let is_known = MEMBER.field(key).is_some();
            if TELLING.contains(&key) || !is_known {
                self.everything(value);
            }
            // What stands where a key belongs may be a name: `name:Ana` in braces, or a line without a colon.
            if !is_known && !key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                self.everything(name);
            }
        }
    }

    /// Hides every value in a node.
    pub(super) fn everything(&mut self, node: &Node) {
        match &node.kind {
            Kind::Scalar { text, .. } => {
                self.range(node.span.clone());
                self.texts.push(text.clone());
            }
            Kind::List(items) => items.iter().for_each(|item| self.everything(item)),
            Kind::Map(entries) => {
                for (key, value) in entries {
                    self.everything(key);
                    self.everything(value);
                }
            }
        }
    }

    /// Hides a range of the file and what it says there.
    fn range(&mut self, range: Range<usize>) {
        self.texts.extend(self.file.text().get(range.clone()).map(str::to_string));
        self.spans.push(range);
    }

    /// Hides what may tell of somebody in a file that can't be read as YAML.
    pub(super) fn unreadable(&mut self) {
        let mut in_members = false;
        let mut at = 0;
        for line in self.file.text().split_inclusive('\n') {
            let (begin, text) = (at, line.trim_end());
            at += line.len();
            let is_top = text.starts_with(|c: char| c.is_alphanumeric());
            let (key, rest) = key_of(text);
            if is_top {
                in_members = key == "members";
            }
            let is_safe = !rest.contains('{') && MEMBER.field(key).is_some() && !TELLING.contains(&key);
            if (in_members && !is_safe) || (is_top && REFERENCES.contains(&key)) {
                let start = begin + text.len() - rest.len();
                self.range(start..begin + text.len());
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

/// The key that a line begins with, behind list dashes, and what follows it.
fn key_of(line: &str) -> (&str, &str) {
    let inner = line.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
    let end = inner.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inner.len());
    let (key, rest) = inner.split_at(end);
    (key, rest.strip_prefix(':').unwrap_or(rest).trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_file_that_cannot_be_read_every_member_is_hidden() {
        let text = "name: Hill: team\nconvener: ana-ruiz\nmembers:\n- id: ana-ruiz\n  name: Ana: Ruiz\n  title: Nurse\n  nmae Ana\n- {id: x, name: Bo}\nmeets: Now\n";
        let file = SourceFile::new("team.yml", text);
        let mut hiding = Hiding::new(&file);
        hiding.unreadable();
        let hidden: Vec<&str> = hiding.spans.iter().map(|span| &text[span.clone()]).collect();
        assert_eq!(hidden, ["ana-ruiz", "", "ana-ruiz", "Ana: Ruiz", "Ana", "{id: x, name: Bo}"]);
    }
}
