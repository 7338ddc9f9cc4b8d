//! What a stray sign parts: an entry of a list by a dash, a text or a word in braces by a comma, the keys of a table from
//! what they belong to.

use super::super::written;
use super::super::yaml::{Kind, Node};
use super::checker::Checker;
use super::{Object, Shape, within_curly_quotes};
use crate::diagnostics::{Code, Diagnostic};
use crate::markdown::is_email;

/// What to do with several e-mail addresses behind one key, without a word of them.
const ONE_ADDRESS: &str = "one can stand here: keep one of these addresses";

/// Whether an entry of a list goes on with the one before it, from which a stray dash parts it: `- until: 2026-01-01`.
pub fn is_parted(before: &Node, entry: &Node, object: &Object) -> bool {
    let (Kind::Map(above), Kind::Map(here)) = (&before.kind, &entry.kind) else { return false };
    let has = |entries: &[(Node, Node)], key: &str| entries.iter().any(|(name, _)| name.text() == Some(key));
    let Some(first) = object.fields().find(|field| field.required) else { return false };
    let goes_on = |(name, _): &(Node, Node)| {
        name.text().is_some_and(|key| object.field(key).is_some() && !has(above, key) && key != first.name)
    };
    has(above, first.name) && !here.is_empty() && here.iter().all(goes_on)
}

/// Whether a comma without a blank parts a word within braces from the one before it: `{hisp,anic: 5}`.
pub(in crate::reader) fn is_parted_word(before: &(Node, Node), name: &Node) -> bool {
    before.1.is_empty() && before.0.span.end + 1 == name.span.start
}

/// Whether a word within braces is no key, with or without its colon.
fn is_rest(name: &Node, entries: &[(Node, Node)], object: &Object) -> bool {
    let Some(text) = name.text().filter(|text| !text.contains(':')) else { return false };
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_there = entries.iter().any(|(name, _)| name.text() == Some(first));
    rest.is_empty() || is_there || object.field(first).is_none()
}

/// How many entries of one line are told of together, with what to write in their place.
pub const MOST_TOGETHER: usize = 50;

impl Checker<'_, '_> {
    /// An entry of a list together with those that go on with it behind stray dashes, which are told, and how many it is made
    /// of; nothing where none does.
    pub(super) fn with_parted(&mut self, items: &[Node], object: &Object) -> Option<(Node, usize)> {
        let (first, rest) = items.split_first()?;
        let mut whole = first.clone();
        let mut count = 1;
        for entry in rest {
            let line = self.out.file().line_range(entry.span.start);
            let head = self.out.file().text().get(line.start..entry.span.start).unwrap_or_default();
            let dash = head.rfind('-').filter(|_| head.trim() == "-");
            let (Some(dash), Kind::Map(more)) = (dash, &entry.kind) else { break };
            if !is_parted(&whole, entry, object) || self.in_brackets(entry).is_some() {
                break;
            }
            let at = line.start + dash..line.start + dash + 1;
            let key = more.first().and_then(|(name, _)| name.text()).unwrap_or_default();
            let message =
                format!("this `-` does not belong before `{key}`, which goes on with the entry above");
            self.out.tell(Code::YamlDash, &at, message, written::blank_for("-"));
            if let Kind::Map(entries) = &mut whole.kind {
                entries.extend(more.iter().cloned());
            }
            whole.span.end = entry.span.end;
            count += 1;
        }
        (count > 1).then_some((whole, count))
    }

    /// How many of the entries from an index on are no keys with values, but the rest of a text with commas in it,
    /// `{title: Chair, Attendance}`, which is told.
    pub(super) fn count_rests(&mut self, entries: &[(Node, Node)], index: usize, object: &Object) -> usize {
        self.count_rests_that(entries, index, |name| is_rest(name, entries, object))
    }

    /// The same in a table of texts: `{membership-1: We met, twice}`.
    pub(super) fn count_rests_of_text(&mut self, entries: &[(Node, Node)], index: usize) -> usize {
        self.count_rests_that(entries, index, |name| name.text().is_some_and(|text| !text.contains(':')))
    }

    /// The same in a text in several languages: `{en: Tuesdays, 3 pm, es: Martes}`.
    pub(super) fn count_rests_of_language(&mut self, entries: &[(Node, Node)], index: usize) -> usize {
        let known = self.languages.known;
        let is_rest = |name: &Node| {
            name.text().is_some_and(|text| {
                let first = text.split([':', '=', ' ']).next().unwrap_or_default();
                known.iter().all(|tag| tag.as_str() != first)
            })
        };
        self.count_rests_that(entries, index, is_rest)
    }

    fn count_rests_that(
        &mut self,
        entries: &[(Node, Node)],
        index: usize,
        is_rest: impl Fn(&Node) -> bool,
    ) -> usize {
        let text = self.out.file().text();
        let Some(before) = index.checked_sub(1).and_then(|before| entries.get(before)) else { return 0 };
        let (Some(key), Some(_)) = (before.0.text(), before.1.text().filter(|text| !text.is_empty())) else {
            return 0;
        };
        let (end, count) = behind_commas(text, before.1.span.end, &entries[index..], is_rest);
        if count == 0 {
            return 0;
        }
        let span = before.1.span.start..end;
        let whole = text.get(span.clone()).unwrap_or_default();
        // `{en: Tuesdays, 3 pm", es: …}`
        let closed = whole.strip_suffix('"').filter(|words| !words.contains('"'));
        // Half of a pair of quotes, whose other half stands behind the comma.
        self.out.withdraw(Code::StraySign, &span);
        let address = whole.replace(", ", ".").replace(',', ".");
        // `ana@oak.example,org`: an address holds no comma.
        let is_address = key.ends_with("email") && is_email(&address)
            || key == "website" && !whole.contains(' ') && address.contains("://");
        let was_told = self.out.withdraw(Code::InvalidEmail, &before.1.span);
        let closed = closed.filter(|_| !is_address);
        let whole = if is_address || was_told && is_email(&address) {
            address
        } else {
            written::in_quotes(closed.or_else(|| within_curly_quotes(whole)).unwrap_or(whole))
        };
        let message = "a comma ends a value within `{…}`, and what stands behind it is no key";
        let problem = Diagnostic::new(Code::UnknownKey, self.out.at(&span), message);
        // `{email: ana@example.org, lee@example.org}`
        let are_addresses = |node: &Node| node.text().is_some_and(is_email);
        if are_addresses(&before.1)
            && entries[index..index + count].iter().all(|(name, _)| are_addresses(name))
        {
            let first = before.1.text().unwrap_or_default();
            let hint = format!("one can stand here: write `{key}: {first}`, or the other");
            self.out.push(problem.hint(hint).plain_hint(Some(ONE_ADDRESS)));
            return count;
        }
        let plain = match closed {
            Some(_) => "write a `\"` before the value too, which only the one behind it closes",
            None if is_address => "write a dot in place of the comma",
            None => "put the whole value in double quotes, with its comma",
        };
        self.out.push(problem.hint(format!("write `{key}: {whole}`")).plain_hint(Some(plain)));
        count
    }

    /// The entries of a table up to a key of what holds the table, which stands too far to the right and is told.
    pub(super) fn up_to_outer_key<'n>(&mut self, entries: &'n [(Node, Node)]) -> &'n [(Node, Node)] {
        let Some((object, at)) = self.around.last().copied() else { return entries };
        let column = |at: usize| self.out.file().position(at).column;
        let is_outer = |(name, value): &(Node, Node)| {
            let is_heading = value.is_empty() || value.text().is_none();
            name.text().is_some_and(|key| object.field(key).is_some())
                && is_heading
                && column(name.span.start) > column(at)
        };
        let Some(index) = entries.iter().position(is_outer) else { return entries };
        let (name, _) = &entries[index];
        let key = name.text().unwrap_or_default();
        let message = format!("`{key}` is a key of {}, and stands too far to the right", object.what);
        let hint = format!("begin this line in column {}, as its other keys do", column(at));
        self.out.tell(Code::YamlIndent, &name.span, message, Some(hint));
        &entries[..index]
    }

    /// Tells of an id in a table that a stray sign parts from its value, or from the rest of itself; false where it is something
    /// else.
    pub(super) fn is_parted_pair(
        &mut self,
        before: Option<&(Node, Node)>,
        (name, value): (&Node, &Node),
        shape: &Shape,
    ) -> bool {
        if let Some(before) = before.filter(|before| is_parted_word(before, name)) {
            let (head, tail) = (before.0.text().unwrap_or_default(), name.text().unwrap_or_default());
            let (message, hint) = if matches!(shape, Shape::Count) && tail.bytes().all(|b| b.is_ascii_digit())
            {
                (
                    format!("a comma stands behind `{head}` in place of a colon"),
                    format!("write `{head}: {tail}`"),
                )
            } else {
                (format!("a comma parts `{head}` from `{tail}`"), format!("write `{head}{tail}`"))
            };
            self.out.tell(Code::WrongType, &(before.0.span.start..name.span.end), message, Some(hint));
            return true;
        }
        if name.text() == Some("") && matches!(value.kind, Kind::Map(_)) {
            let at = name.span.start..name.span.start + 1;
            let message = "a colon stands before this line's id";
            self.out.tell(Code::WrongType, &at, message, written::blank_for(":"));
            return true;
        }
        self.is_glued_pair(name, value)
    }

    /// Tells once of several pairs in the braces of one line, `{hispanic:5, white:4}`; false where there are other entries too.
    pub(super) fn are_glued_pairs(&mut self, entries: &[(Node, Node)]) -> bool {
        let glued = |(name, value): &(Node, Node)| {
            let text = name.text().filter(|_| value.is_empty())?;
            // `hispanic - 5` and `hispanic 5`
            let number = text.rfind(' ').filter(|at| text[at + 1..].bytes().all(|b| b.is_ascii_digit()));
            let apart =
                number.map(|at| (text[..at].trim_end_matches([' ', '-', '–', ':', '=']), &text[at + 1..]));
            let (key, rest) = apart.or_else(|| text.split_once([':', '=']))?;
            let is_one = !key.is_empty() && rest.starts_with(char::is_alphanumeric);
            is_one.then(|| format!("{}: {rest}", key.trim()))
        };
        if entries.len() > MOST_TOGETHER {
            return false;
        }
        let all: Option<Vec<String>> = entries.iter().map(glued).collect();
        let (Some(all), [(first, _), .., (last, _)]) = (all, entries) else { return false };
        let span = first.span.start..last.span.end;
        if self.out.file().line_range(span.start) != self.out.file().line_range(span.end) {
            return false;
        }
        let message = "behind each of these keys a colon and a blank belong";
        self.out.tell(Code::WrongType, &span, message, Some(format!("write `{}`", all.join(", "))));
        true
    }

    /// Tells of `{hispanic:5}` and `{es:Salud}`; false where it is something else.
    pub(super) fn is_glued_pair(&mut self, name: &Node, value: &Node) -> bool {
        let pair = name.text().and_then(|text| text.split_once([':', '='])).filter(|_| value.is_empty());
        let Some((key, rest)) =
            pair.filter(|(key, rest)| !key.is_empty() && rest.starts_with(char::is_alphanumeric))
        else {
            return false;
        };
        let has_colon = name.text().is_some_and(|text| text.contains(':'));
        let message = if has_colon {
            format!("a blank is missing behind the colon of `{key}`")
        } else {
            format!("an equals sign stands behind `{key}`, in place of a colon")
        };
        let plain = has_colon.then_some(written::BLANK_BEHIND_COLON);
        let problem = Diagnostic::new(Code::WrongType, self.out.at(&name.span), message);
        self.out.push(problem.hint(format!("write `{key}: {rest}`")).plain_hint(plain));
        true
    }
}

/// How many entries from the first on are the rest of a value that commas part, behind which nothing stands, and where they end.
fn behind_commas(
    text: &str,
    mut end: usize,
    entries: &[(Node, Node)],
    is_rest: impl Fn(&Node) -> bool,
) -> (usize, usize) {
    let is_behind_comma =
        |end: usize, name: &Node| text.get(end..name.span.start).is_some_and(|between| between.trim() == ",");
    let mut count = 0;
    for (name, value) in entries {
        if !value.is_empty() || !is_behind_comma(end, name) || !is_rest(name) {
            break;
        }
        end = name.span.end;
        count += 1;
    }
    (end, count)
}
