//! What of a self-assessment is on no page.

use std::ops::Range;

use super::super::swallowed::who;
use super::{Entry, Hiding};
use crate::model::id_problem;
use crate::reader::kinds::{ASSESSMENT, STEP};
use crate::reader::remarks::remarks;
use crate::reader::scalar;
use crate::reader::shape::Object;
use crate::reader::yaml::{Kind, Node};

/// The keys of a self-assessment whose values are on no page, or are names by mistake.
pub(in crate::source) const EVIDENCE: &str = "evidence";
pub(super) const RATERS: &str = "raters";

/// The key of a self-assessment below which its steps stand, and the one of a step that is on no page.
pub(super) const STEPS: &str = "steps";
pub(in crate::source) const WHO: &str = "who";

/// The key of a self-assessment below which what is on pages stands.
pub(in crate::source) const RATINGS: &str = "ratings";

/// The keys of a step that are on pages, and the one of them that holds words.
const DO: &str = "do";
const FOR: &str = "for";
const BY: &str = "by";

/// Whether a word is the id of an item as most are, with a hyphen or a number: another one may be somebody's name.
fn is_numbered(word: &str) -> bool {
    id_problem(word).is_none() && word.contains(|c: char| c == '-' || c.is_ascii_digit())
}

impl Hiding<'_> {
    /// Hides what a self-assessment tells and no page does: how the team knows, who takes a step, remarks, and what stands
    /// under keys that it has not, or in place of how many rated; `is_rating` says whether a rating is called so.
    pub(in crate::source) fn unpublished(&mut self, node: &Node, is_rating: impl Fn(&str) -> bool) {
        let text = self.file.text();
        let public = self.public(node);
        let ratings = node.value(RATINGS).map(|ratings| self.lines(ratings));
        for remark in remarks(text, 0..text.len(), node) {
            let before = public.partition_point(|lines| lines.start <= remark.start);
            // It may be the end of what is on a page, cut off.
            let is_public = before.checked_sub(1).is_some_and(|last| public[last].contains(&remark.start));
            // `#strength`, behind the key of an item, is a rating.
            let is_id = || id_problem(text[remark.clone()].trim_start_matches(['#', ' ']).trim()).is_none();
            let is_rating = ratings.as_ref().is_some_and(|lines| lines.contains(&remark.start)) && is_id();
            if !is_public && !is_rating {
                self.range(remark);
            }
        }
        let Kind::Map(entries) = &node.kind else { return self.everything(node) };
        for entry in entries {
            let key = entry.0.text().unwrap_or_default();
            match (key, &entry.1.kind) {
                (EVIDENCE, Kind::Map(entries)) => entries.iter().for_each(|entry| self.evidence(entry)),
                (RATINGS, Kind::Map(entries)) => {
                    entries.iter().for_each(|entry| self.rating(entry, &is_rating));
                }
                (RATERS, Kind::Scalar { text, .. }) if text.bytes().all(|b| b.is_ascii_digit()) => {}
                (STEPS, Kind::List(steps)) => steps.iter().for_each(|step| self.step(step)),
                (STEPS, _) => self.step(&entry.1),
                (EVIDENCE | RATERS, _) => self.behind(entry),
                _ if ASSESSMENT.field(key).is_none() => self.strange(entry, &ASSESSMENT),
                (_, Kind::List(_) | Kind::Map(_)) => self.everything(&entry.1),
                _ => {}
            }
        }
    }

    /// Hides how a team knows, and what is no id where one belongs.
    fn evidence(&mut self, entry: &Entry) {
        self.behind(entry);
        if !entry.0.text().is_some_and(is_numbered) {
            self.everything(&entry.0);
        }
    }

    /// Hides words in place of a rating, which may be how the team knows, unless a rating is called so.
    fn rating(&mut self, entry: &Entry, is_rating: impl Fn(&str) -> bool) {
        let is_id = |text: &str| id_problem(text).is_none() || !text.contains(char::is_alphabetic);
        let are_ids = |text: &str| text.split(['/', ',', ';', '|']).map(str::trim).all(is_id);
        let is_word = |text: &str| are_ids(text) || is_rating(text.trim());
        let is_public = match &entry.1.kind {
            Kind::Scalar { text, .. } => is_word(text),
            Kind::List(items) => items.iter().all(|item| item.text().is_some_and(is_word)),
            Kind::Map(_) => false,
        };
        if !is_public {
            self.behind(entry);
        }
        if entry.0.text().is_none() {
            self.everything(&entry.0);
        }
    }

    /// Hides what of a step is on no page, and what is neither an id nor a day where one belongs.
    fn step(&mut self, step: &Node) {
        // Words alone are what is to be done.
        if matches!(step.kind, Kind::List(_)) || step.text().is_some_and(|text| text.contains(WHO)) {
            return self.everything(step);
        }
        let mut has_one = false;
        for entry in step.entries() {
            let value = entry.1.text().unwrap_or_default();
            let source = self.file.text().get(entry.1.span.clone()).unwrap_or_default();
            match entry.0.text() {
                // Of two, one may be who does it.
                Some(DO) if who(source).is_none() && !std::mem::replace(&mut has_one, true) => {}
                Some(FOR) if is_numbered(value) => {}
                Some(BY) if !value.is_empty() && scalar::may_be_a_day(value) => {}
                _ => self.strange(entry, &STEP),
            }
        }
    }

    /// The lines of what is to be done, in their order.
    fn public(&self, node: &Node) -> Vec<Range<usize>> {
        let steps = node.value(STEPS).map(Node::items).unwrap_or_default();
        let values = steps.iter().filter_map(|step| step.value(DO));
        let mut all: Vec<Range<usize>> = values.map(|value| self.lines(value)).collect();
        all.sort_by_key(|lines| lines.start);
        all
    }

    /// The lines that a value stands on.
    fn lines(&self, value: &Node) -> Range<usize> {
        self.file.line_range(value.span.start).start..self.file.line_range(value.span.end).end
    }

    /// Hides what stands under a key, and the key where it may be a name.
    fn strange(&mut self, entry: &Entry, object: &Object) {
        self.behind(entry);
        if entry.0.text().is_none() {
            return self.everything(&entry.0);
        }
        self.doubtful_key(entry, object);
    }
}
