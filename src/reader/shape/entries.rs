//! Entries of a list of words that nothing parts from each other as it should: in one item, or in lines without dashes; and
//! those of another list, whose heading is gone.

use super::super::scalar;
use super::super::vocabulary;
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::checker::Checker;
use super::{Object, Shape};
use crate::diagnostics::{Code, Diagnostic};

impl Checker<'_, '_> {
    /// Tells that the heading above a list's last entries is gone, where they are another list's, in place of what was told of
    /// them from a problem on: of `functions:` below the perspectives, say.
    pub(super) fn are_of_lost_heading(&mut self, items: &[Node], of: &Object, first: usize) {
        let is_told = self.out.findings().problems.len() >= first + FEWEST_TOLD;
        let Some((owner, _)) = self.around.last().filter(|_| is_told) else { return };
        let text = self.out.file().text();
        let others = owner.fields().filter_map(|field| match field.shape {
            Shape::List(Shape::Object(object)) if !vocabulary::is_begun(text, field.name) => Some((
                field.name,
                items.iter().rposition(|entry| !fits(entry, object) || fits(entry, of))? + 1,
            )),
            _ => None,
        });
        let mut others = others.filter(|(_, begin)| begin + FEWEST_TOLD <= items.len());
        let Some((heading, begin)) = others.next().filter(|_| others.next().is_none()) else { return };
        let start = items[begin].span.start;
        let problems = self.out.findings().problems.split_off(first);
        let before = |problem: &Diagnostic| problem.place.start().is_none_or(|at| at < start);
        self.out.findings().problems.extend(problems.into_iter().filter(before));
        let Some((message, hint)) = vocabulary::lost_heading(&[heading]) else { return };
        self.out.tell(Code::YamlIndent, &(start..start + 1), message, Some(hint));
    }

    /// Tells once of an entry of which nothing but its first line stands there, right above the same line: `- id: nurse`.
    pub(super) fn is_begun_twice(&mut self, entry: &Node, next: Option<&Node>, item: &Shape) -> bool {
        let ([(name, value)], Some(next), Shape::Object(_)) = (entry.entries(), next, item) else {
            return false;
        };
        let [(second, same), _, ..] = next.entries() else { return false };
        let is_same = name.text() == second.text() && value.text() == same.text() && value.text().is_some();
        if is_same {
            let place = second.span.start..same.span.end;
            let message = "the line that begins this entry stands twice";
            self.out.tell(Code::DuplicateId, &place, message, Some("remove this line".to_string()));
        }
        is_same
    }

    /// The lines of a text that stands where a list is wanted, parted by commas and without their bullets.
    pub(super) fn lines_as_entries(&self, node: &Node, item: &Shape) -> Option<Node> {
        let source = self.out.file().text().get(node.span.clone())?;
        let Kind::Scalar { plain: true, .. } = node.kind else { return None };
        let is_numbered = source.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if is_numbered || matches!(item, Shape::Object(_)) {
            return None;
        }
        let is_sign = |c: char| scalar::BULLETS.contains(&c) || c == '-' || c == ' ';
        let lines = source.lines().map(|line| line.trim().trim_start_matches(is_sign).trim_end_matches(','));
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let text = lines.join(", ").into();
        Some(Node { span: node.span.clone(), kind: Kind::Scalar { text, plain: true } })
    }

    /// Tells of an item that holds several, or by which nothing is meant; false where it is something else.
    pub(super) fn is_no_single_item(
        &mut self,
        node: &Node,
        items: usize,
        item: &Shape,
        key: Option<&str>,
    ) -> bool {
        let Some(text) = node.text() else { return false };
        match item {
            Shape::Choice(_) => self.holds_dashes(node) || self.is_no_single_word(node, text, items),
            // Old addresses have strokes in them.
            Shape::Line if key != Some("aliases") => {
                self.holds_dashes(node) || self.is_no_single_line(node, text, items, key)
            }
            _ => false,
        }
    }

    /// The same where words are fixed: `[none]`, `[district; school]`.
    fn is_no_single_word(&mut self, node: &Node, text: &str, items: usize) -> bool {
        let hint = if items == 1 && scalar::is_nothing(text) {
            "leave nothing between the brackets: `[]`".to_string()
        } else if text.contains(scalar::PARTING) || text.contains(',') {
            written::as_items(self.out.file(), &node.span, &parts(text))
        } else {
            return false;
        };
        let message = format!("`{text}` is not one of the words possible here");
        self.out.tell(Code::UnknownWord, &node.span, message, Some(hint));
        true
    }

    /// The same of words for people: `[principals; families]`. A comma or a stroke may stand in one of them.
    fn is_no_single_line(&mut self, node: &Node, text: &str, items: usize, key: Option<&str>) -> bool {
        let parts = parts(text);
        // Whoever searches writes one of two words, and not both.
        let fewest = if key == Some("keywords") { 2 } else { 3 };
        let is_one = |sign: char| items > 1 || sign == '/' && parts.len() < fewest;
        let Some(sign) = text.chars().find(|c| *c == ',' || scalar::PARTING.contains(c)) else {
            return false;
        };
        // `&amp;` is a sign of HTML.
        if parts.len() < 2 || text.contains('&') || matches!(sign, ',' | '/') && is_one(sign) {
            return false;
        }
        let parts: Vec<String> = parts.into_iter().map(written::value).collect();
        let message = format!("`{sign}` parts nothing within an item of a list, so all of this is one item");
        let problem = Diagnostic::new(Code::StraySign, self.out.at(&node.span), message);
        self.out.push(problem.hint(written::as_items(self.out.file(), &node.span, &parts)));
        true
    }

    /// Tells of the dashes further to the right that became a part of the item above them; false where there are none.
    fn holds_dashes(&mut self, node: &Node) -> bool {
        let file = self.out.file();
        let Kind::Scalar { plain: true, .. } = node.kind else { return false };
        let source = file.text().get(node.span.clone()).unwrap_or_default();
        let head =
            file.text().get(file.line_range(node.span.start).start..node.span.start).unwrap_or_default();
        let is_dash = |at: &usize| source[at + 1..].trim_start_matches([' ', '\t']).starts_with("- ");
        let mut dashes = source.match_indices('\n').map(|(at, _)| at).filter(is_dash);
        let (Some(first), "-") = (dashes.next(), head.trim()) else { return false };
        let below = if dashes.next().is_some() { ", and so those below it" } else { "" };
        let line = file.line_range(node.span.start + first + 1);
        let message = "this dash begins no entry, since it stands further to the right than the one above it";
        let hint = format!("begin this line in column {}{below}", head.find('-').unwrap_or_default() + 1);
        self.out.tell(Code::YamlIndent, &line, message, Some(hint));
        true
    }
}

/// What stands between commas, and signs in their place.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let is_sign = |c: char| c != '/' && (c == ',' || scalar::PARTING.contains(&c));
    let parts = text.split(is_sign).flat_map(|part| part.split(" / "));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// How many mistakes in a list, and how many of its last entries, tell that these are another list's.
const FEWEST_TOLD: usize = 2;

/// Whether an entry has all keys that an object needs, and no others.
fn fits(entry: &Node, object: &Object) -> bool {
    let entries = entry.entries();
    let has = |name: &str| entries.iter().any(|(key, _)| key.text() == Some(name));
    let is_known = |key: &Node| key.text().is_some_and(|key| object.field(key).is_some());
    !entries.is_empty()
        && entries.iter().all(|(key, _)| is_known(key))
        && object.fields().filter(|field| field.required).all(|field| has(field.name))
}
