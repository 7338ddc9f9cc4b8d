//! What of a self-assessment is on no page.

use super::{Entry, Hiding};
use crate::reader::kinds::{ASSESSMENT, STEP};
use crate::reader::yaml::{Kind, Node};

/// The keys of a self-assessment whose values are on no page, or are names by mistake.
pub(super) const EVIDENCE: &str = "evidence";
pub(super) const RATERS: &str = "raters";

/// The key of a self-assessment below which its steps stand, and the one of a step that is on no page.
pub(super) const STEPS: &str = "steps";
pub(super) const WHO: &str = "who";

impl Hiding<'_> {
    /// Hides what a self-assessment tells and no page does: how the team knows, who takes a step, and what stands under
    /// keys that it has not, or in place of how many rated.
    pub(in crate::source) fn unpublished(&mut self, node: &Node) {
        let Kind::Map(entries) = &node.kind else { return self.everything(node) };
        for entry in entries {
            let key = entry.0.text().unwrap_or_default();
            match (key, &entry.1.kind) {
                (EVIDENCE, Kind::Map(entries)) => entries.iter().for_each(|entry| self.behind(entry)),
                (RATERS, Kind::Scalar { text, .. }) if text.bytes().all(|b| b.is_ascii_digit()) => {}
                (EVIDENCE | RATERS, _) => self.behind(entry),
                (STEPS, _) => entry.1.items().iter().for_each(|step| self.unpublished_of_step(step)),
                _ if ASSESSMENT.field(key).is_none() => self.behind(entry),
                _ => {}
            }
        }
    }

    fn unpublished_of_step(&mut self, step: &Node) {
        let is_published =
            |(key, _): &&Entry| key.text().is_some_and(|key| key != WHO && STEP.field(key).is_some());
        step.entries().iter().filter(|entry| !is_published(entry)).for_each(|entry| self.behind(entry));
    }
}
