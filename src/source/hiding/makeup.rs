//! The counts of a team's makeup, which pages tell in bands or not at all: no message draws or tells one, however it is written.

use super::Hiding;
use crate::diagnostics::{Code, Diagnostic};
use crate::reader::kinds::TEAM;
use crate::reader::remarks::scalars;
use crate::reader::shape::{Object, Shape};
use crate::reader::yaml::{Kind, Node};

/// The key of a team whose counts may be withheld.
pub(super) const COMPOSITION: &str = "composition";

/// What to do with a count that is none, without what stands there.
const HOW_MANY: &str = "write for each student group how many there are, as a whole number: `hispanic: 12`, each with a colon and a blank";

impl Hiding<'_> {
    /// Draws no counts of a team's makeup, and tells none that is written as no whole number.
    pub(in crate::source) fn counts(&mut self, team: &Node) {
        self.makeup_below(team);
        self.stray_counts(team);
    }

    /// Finds the makeup, which may stand twice, or below another key because its line begins too far to the right.
    fn makeup_below(&mut self, node: &Node) {
        if let Kind::List(items) = &node.kind {
            items.iter().for_each(|item| self.makeup_below(item));
        }
        for (key, value) in node.entries() {
            if key.text() != Some(COMPOSITION) {
                self.makeup_below(value);
                continue;
            }
            self.makeup = value.span.clone();
            match &value.kind {
                Kind::Scalar { .. } => self.strange_count(value),
                _ => self.counts_in(value),
            }
        }
        // Where the end of a line is lost.
        if node.text().is_some_and(ends_with_count) {
            self.strange_count(node);
        }
    }

    fn counts_in(&mut self, makeup: &Node) {
        match &makeup.kind {
            Kind::Scalar { .. } => self.no_count(makeup),
            Kind::List(items) => items.iter().for_each(|item| self.counts_in(item)),
            Kind::Map(entries) => self.counts_of(entries),
        }
    }

    fn counts_of(&mut self, entries: &[(Node, Node)]) {
        let mut before: Option<&Node> = None;
        for (key, value) in entries {
            // `hispanic: 1,810` and `hispanic:12`
            let is_part = value.is_empty()
                && key.text().is_some_and(|text| text.contains(|c: char| c.is_ascii_digit()));
            if is_part {
                self.no_count(key);
                let number = before.and_then(Node::text).zip(key.text());
                self.texts.extend(number.map(|(head, tail)| format!("{head},{tail}")));
                self.spans.extend(before.map(|before| before.span.start..key.span.end));
            }
            // `613: hispanic`, and `613` alone.
            if key.text().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit())) {
                self.strange_count(key);
            }
            // `{{hispanic: 12}}`
            if key.text().is_none() {
                scalars(key, &mut |node| self.no_count(node));
            }
            scalars(value, &mut |node| self.no_count(node));
            before = Some(value);
        }
    }

    /// Numbers below another key of the team than that of its makeup, whose own line is gone.
    fn stray_counts(&mut self, team: &Node) {
        let is_known =
            |object: &Object, key: &Node| key.text().is_some_and(|key| object.field(key).is_some());
        for (key, value) in team.entries().iter().filter(|(key, _)| key.text() != Some(COMPOSITION)) {
            let of = key.text().and_then(|key| TEAM.field(key)).map(|field| &field.shape);
            for (key, value) in value.entries() {
                let is_own = matches!(of, Some(Shape::Object(object)) if is_known(object, key));
                if !is_own && value.text().is_some_and(|text| text.parse::<u64>().is_ok()) {
                    self.counts.push(value.span.clone());
                }
            }
        }
    }

    /// Hides a count: where it is a number it is not drawn, and elsewhere it is not told either.
    fn no_count(&mut self, node: &Node) {
        let Some(text) = node.text().filter(|text| !text.is_empty()) else { return };
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.counts.push(node.span.clone());
        }
        self.strange_count(node);
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        self.texts.extend(numbers.map(str::to_string));
    }

    /// Hides what stands in place of a count, or is one in another's place: it is neither drawn nor told.
    fn strange_count(&mut self, node: &Node) {
        self.spans.push(node.span.clone());
        self.texts.extend(node.text().filter(|text| !text.is_empty()).map(str::to_string));
    }

    /// What to do with a problem of the team's makeup, without a count: what is written for whole lines holds all of them.
    pub(super) fn plain_of_makeup(&self, problem: &mut Diagnostic) {
        let makeup = &self.makeup;
        let is_of_it = problem.place.start().is_some_and(|at| makeup.contains(&at));
        let is_beside = || {
            let lines = problem.place.lines().unwrap_or_default();
            !makeup.is_empty() && lines.start < makeup.end && makeup.start < lines.end
        };
        if !is_of_it && !is_beside() {
            return;
        }
        let written = problem.place.source().text().get(makeup.clone()).unwrap_or_default();
        if problem.hint.as_deref().is_some_and(|hint| has_number_of(hint, written)) {
            problem.hint = Some(problem.plain_hint.as_deref().unwrap_or(HOW_MANY).to_string());
        }
        if is_of_it && problem.code == Code::WrongType {
            problem.plain_hint.get_or_insert(HOW_MANY.into());
        }
    }
}

/// Whether a text ends with a count of a group: `school white: 617`.
pub(super) fn ends_with_count(text: &str) -> bool {
    let is_id = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let parts = text.ends_with(|c: char| c.is_ascii_digit()).then(|| text.rsplit_once(": ")).flatten();
    parts.is_some_and(|(before, number)| {
        number.bytes().all(|b| b.is_ascii_digit()) && before.rsplit(' ').next().is_some_and(is_id)
    })
}

/// Whether a text holds a number of another one, and not as a part of an id: a count of one digit is told by it, and one that
/// is written in words or with other signs too.
fn has_number_of(text: &str, written: &str) -> bool {
    let is_of_id = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || "-_".contains(c));
    let begins = text.match_indices(|c: char| c.is_ascii_digit()).filter(|(at, _)| !is_of_id(&text[..*at]));
    let mut numbers = begins.map(|(at, _)| {
        let rest = &text[at..];
        &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())]
    });
    let is_number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    // What is written otherwise is a number that stands in none of its letters.
    let is_proposed = text.split_once("write `").is_some_and(|(_, rest)| is_number(rest));
    is_proposed || numbers.any(|number| written.contains(number))
}
