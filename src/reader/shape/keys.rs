//! Keys that can't stand where they do: misspelt, called by another word, or in the wrong column.

use std::ops::Range;

use super::super::scalar;
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::called::{MOST_KEYS, meant};
use super::checker::{Checker, first_line};
use super::contact::contact;
use super::meant::{IN_BRACES, without_accents};
use super::strange::behind_remark;
use super::{Field, Object, Shape};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::markdown::is_phone;
use crate::model::id_suggestion;

/// Keys that other programs have above a text, and what this one has in their place.
const OF_OTHER_PROGRAMS: &[(&[&str], &str)] = &[
    (
        &["permalink", "slug", "url"],
        "remove this line: the name of the file is the page's address; an old address goes under `aliases`",
    ),
    (
        &[
            "layout",
            "template",
            "theme",
            "css_class",
            "toc",
            "sidebar",
            "sidebar_label",
            "image",
            "parent",
            "nav_exclude",
        ],
        "remove this line: all pages of a kind are laid out alike, and lists and contents are made by themselves",
    ),
    (
        &["date", "created"],
        "remove this line; the day on which the text was looked through stands behind `reviewed`",
    ),
    (&["author", "authors"], "remove this line: no page tells who wrote it"),
    (
        &["lang", "language", "locale"],
        "remove this line: the language stands in the name of the file, such as `start.es.md`",
    ),
    (
        &["published", "hidden", "unlisted"],
        "remove this line; where a page is not to be published yet, `draft: true` says so",
    ),
];

impl Checker<'_, '_> {
    /// A key that can't stand here; gives the one that is probably meant.
    pub(super) fn unknown_key(
        &mut self,
        (name, value): (&Node, &Node),
        text: &str,
        (entries, object): (&[(Node, Node)], &'static Object),
    ) -> Option<&'static str> {
        if text.is_empty() && matches!(value.kind, Kind::Map(_)) {
            let (at, message) = (name.span.start, "a colon stands before this line's key");
            self.out.tell(Code::UnknownKey, &(at..at + 1), message, written::blank_for(":"));
            return None;
        }
        let bare = without_accents(text.trim_matches(SIGNS).replace(STRAY, ""));
        if let Some(field) = object.field(&bare).filter(|_| bare != text && !text.contains(' ')) {
            let message = format!("`{text}` is no key of {}", object.what);
            self.misspelt_key((name, value), message, (field, object), false);
            return Some(field.name);
        }
        if let Some(field) = self.without_colon_before((name, value), text, object) {
            return Some(field);
        }
        if let Some(field) = self.glued_key(name, text, object) {
            return Some(field);
        }
        let message = format!("`{text}` is no key of {}", object.what);
        if let Some(owner) = object.others.iter().find(|other| other.field(text).is_some()) {
            let hint = format!("only {} has this key; remove it here", owner.what);
            self.out.tell(Code::UnknownKey, &name.span, message, Some(hint));
            return None;
        }
        let outer = self.around.split_last().map_or(&[][..], |(_, outer)| outer);
        if let Some(hint) = self.of_outer_map(outer, name, text) {
            self.out.tell(Code::UnknownKey, &name.span, message, Some(hint));
            return None;
        }
        if self.is_translation(name, entries, object) {
            return None;
        }
        if self.is_part_of_name(name, entries, object) || self.is_of_entry_above(name, entries, object) {
            return None;
        }
        if let Some(field) = meant(text, entries, object) {
            let mut keys = entries.iter().take(MOST_KEYS).map(|(other, _)| other.text());
            let is_there = keys.any(|key| key == Some(field.name));
            self.misspelt_key((name, value), message, (field, object), is_there);
            return Some(field.name);
        }
        let plain = text.to_lowercase();
        let of_others = OF_OTHER_PROGRAMS.iter().find(|(keys, _)| keys.contains(&plain.as_str()));
        if let Some((_, hint)) = of_others.filter(|_| object.field("aliases").is_some()) {
            self.out.tell(Code::UnknownKey, &name.span, message, Some((*hint).to_string()));
            return None;
        }
        if !self.is_language_of_text_above(name, entries, object)
            && !self.is_of_table_above(name, entries, object)
            && !self.is_of_inner(name, entries, object)
        {
            self.unknown_to_all((name, value), text, object);
        }
        None
    }

    /// Tells of a key that nothing else is known of.
    fn unknown_to_all(&mut self, (name, value): (&Node, &Node), text: &str, object: &'static Object) {
        let message = format!("`{text}` is no key of {}", object.what);
        let remark = self.to_be_rid_of(name);
        // Few things are counted, and words are none of them.
        let takes = |field: &&'static Field| {
            let number = matches!(field.shape, Shape::Integer);
            !number || value.text().is_none_or(|text| scalar::problem(text, &field.shape).is_none())
        };
        let possible = did_you_mean(text, object.fields().filter(takes).map(|field| field.name));
        let hint = possible.map_or_else(|| remark.to_string(), |possible| format!("{possible}; {remark}"));
        self.out.tell(Code::UnknownKey, &name.span, message, Some(hint));
    }

    /// Tells of a key with its value in it, or with a remark of another program before it; gives the key.
    fn glued_key(&mut self, name: &Node, text: &str, object: &Object) -> Option<&'static str> {
        if let Some(field) = behind_remark(text, object) {
            let message = "a remark as another program has it stands here, and becomes a part of the key";
            let hint = format!("remove it, up to `\"{}\"`", field.name);
            self.out.tell(Code::UnknownKey, &first_line(name, self.out.file().text()), message, Some(hint));
            return Some(field.name);
        }
        if let Some((field, value)) = glued(text, object) {
            let sign = text.trim_start_matches(field.name).trim_start().chars().next();
            let message = match sign {
                Some(':') => format!("a blank is missing behind the colon of `{}`", field.name),
                Some(';') => format!("a `;` stands behind `{}`, in place of a colon", field.name),
                _ => format!("an equals sign stands behind `{}`, in place of a colon", field.name),
            };
            // What stands in brackets goes on behind it.
            let instead =
                if value.starts_with(['{', '[']) { format!(" in place of `{text}`") } else { String::new() };
            let hint = format!("write `{}: {value}`{instead}", field.name);
            let plain = (sign == Some(':')).then_some(written::BLANK_BEHIND_COLON);
            let problem = Diagnostic::new(Code::UnknownKey, self.out.at(&name.span), message);
            self.out.push(problem.hint(hint).plain_hint(plain));
            return Some(field.name);
        }
        None
    }

    /// Tells of a key without its colon: `about {en: Oak}`, or `id dana` within braces; gives the key.
    fn without_colon_before(
        &mut self,
        (name, value): (&Node, &Node),
        text: &str,
        object: &Object,
    ) -> Option<&'static str> {
        let (key, rest) = text.split_at(text.find([' ', '{', '['])?);
        let field = object.field(key).filter(|_| !rest.trim().is_empty())?;
        let opens = rest.trim_start().starts_with(['{', '[']);
        let is_lone = value.is_empty() && value.span.start <= name.span.end + 1;
        if !opens && !is_lone {
            return None;
        }
        let end = if opens { self.out.file().line_range(name.span.start).end } else { name.span.end };
        let written = self.out.file().text().get(name.span.start + key.len()..end).unwrap_or_default().trim();
        // The colon may stand behind the value.
        let is_behind = self.out.file().text().get(end..).is_some_and(|rest| rest.starts_with(':'));
        let end = end + usize::from(is_behind);
        // What stands behind a member's key may be a name.
        let hint = match object.field("show_name") {
            Some(_) => format!("write a colon and a blank behind `{key}`"),
            None => format!("write `{key}: {written}`"),
        };
        let message = format!("a colon is missing behind `{key}`");
        self.out.tell(Code::UnknownKey, &(name.span.start..end), message, Some(hint));
        Some(field.name)
    }

    /// Tells of a group's or an indicator's id without the colon behind it: `{hispanic 210}`; false where it is something else.
    pub(super) fn is_pair_without_colon(&mut self, name: &Node, value: &Node) -> bool {
        let pair = name.text().and_then(|text| text.split_once(' ')).filter(|_| value.is_empty());
        let Some((key, rest)) = pair.filter(|(key, rest)| !key.is_empty() && !rest.trim().is_empty()) else {
            return false;
        };
        // `white:> 4`
        let key = key.trim_end_matches(STRAY).trim_end_matches(SIGNS);
        let message = format!("a colon is missing behind `{key}`");
        let rest = rest.trim_start_matches(SIGNS).trim_end();
        self.out.tell(Code::WrongType, &name.span, message, Some(format!("write `{key}: {rest}`")));
        true
    }

    /// What to do with a key that stands too far to the right, below others of a key that stands beside it.
    fn of_outer_map(&self, around: &[(&Object, usize)], name: &Node, text: &str) -> Option<String> {
        let column = |at: usize| self.out.file().position(at).column;
        let line = self.out.file().line_range(name.span.start);
        let begins_line = self
            .out
            .file()
            .text()
            .get(line.start..name.span.start)
            .is_some_and(|head| head.trim().is_empty());
        let (owner, at) = around.iter().rev().find(|(object, _)| object.field(text).is_some())?;
        (begins_line && column(*at) < column(name.span.start))
            .then(|| format!("begin this line in column {}, as other keys of {} do", column(*at), owner.what))
    }

    /// Whether the last key of a list's entry is the heading of a map around that list, so that what follows is none of
    /// its entries.
    pub(super) fn ends_in_outer_heading(&self, entry: &Node, item: &Shape) -> bool {
        let (Kind::Map(entries), Shape::Object(object)) = (&entry.kind, item) else { return false };
        let Some((name, _)) = entries.last().filter(|(_, value)| value.is_empty()) else { return false };
        let is_outer =
            |text| object.field(text).is_none() && self.of_outer_map(&self.around, name, text).is_some();
        name.text().is_some_and(is_outer)
    }

    /// Tells of a key that stands for another one, which may be there already.
    fn misspelt_key(
        &mut self,
        (name, value): (&Node, &Node),
        message: String,
        (field, object): (&'static Field, &Object),
        is_there: bool,
    ) {
        if is_there && !matches!(field.shape, Shape::Table(..)) {
            let hint = format!("`{}` is there already; {}", field.name, self.to_be_rid_of(name));
            return self.out.tell(Code::UnknownKey, &name.span, message, Some(hint));
        }
        // A misspelt key of a member can stand before a name, which no message may tell.
        let whole = in_its_shape(field, value).filter(|_| object.field("show_name").is_none());
        if let Some(whole) = whole {
            let span = name.span.start..value.span.end;
            return self.out.tell(Code::UnknownKey, &span, message, Some(format!("write `{whole}`")));
        }
        let mut hint = format!("did you mean `{}`?", field.name);
        let is_word = value.text().is_some_and(|text| !text.is_empty());
        if matches!(field.shape, Shape::Table(_, Shape::Count)) && is_word {
            hint = format!(
                "{}: there is no key for the number of all, and `{}` has a line for each student group",
                self.to_be_rid_of(name),
                field.name
            );
        }
        if matches!(field.shape, Shape::List(_)) && is_word {
            hint.push_str(" What stands behind it belongs in square brackets");
        }
        if field.shape.is_scalar() && matches!(&value.kind, Kind::List(items) if items.len() == 1) {
            hint.push_str(" What stands behind it belongs there without brackets");
        }
        self.out.tell(Code::UnknownKey, &name.span, message, Some(hint));
    }

    /// Tells of lines that should stand below a key, further to the right, and stand beside it; gives the key, and the entries
    /// without them: nothing stands behind `ratings:`, and what follows are ratings.
    pub(super) fn displaced(
        &mut self,
        entries: &[(Node, Node)],
        object: &Object,
    ) -> Option<(&'static str, Vec<(Node, Node)>)> {
        let (owner, below) = (0..entries.len()).find_map(|at| self.below(at, entries, object))?;
        let (first, count) = (entries.get(below.start)?, below.len());
        let lines = if count == 1 { "this line belongs" } else { "this line and those below it belong" };
        let message = format!("nothing stands behind `{}`, so {lines} to nothing", owner.name);
        let hint = format!("write two more blanks before each line that belongs to `{}`", owner.name);
        let span = first.0.span.start..first.1.span.end;
        self.out.tell(Code::YamlIndent, &span, message, Some(hint));
        let kept = entries.iter().enumerate().filter(|(index, _)| !below.contains(index));
        Some((owner.name, kept.map(|(_, entry)| entry.clone()).collect()))
    }

    /// The entries that should stand below the one of this index, of which nothing is left.
    fn below(
        &self,
        at: usize,
        entries: &[(Node, Node)],
        object: &Object,
    ) -> Option<(&'static Field, Range<usize>)> {
        let (name, _) = entries.get(at).filter(|(_, value)| value.is_empty())?;
        let owner = object.field(name.text()?)?;
        let following = entries.get(at + 1..)?;
        let belongs = |(name, value): &&(Node, Node)| {
            name.text().is_some_and(|key| match &owner.shape {
                Shape::Table(..) => {
                    object.field(key).is_none() && value.text().is_some_and(|text| !text.is_empty())
                }
                Shape::Object(inner) => inner.field(key).is_some(),
                Shape::Text | Shape::Name => {
                    object.field(key).is_none()
                        && self.languages.known.iter().any(|known| known.as_str() == key)
                }
                _ => false,
            })
        };
        let count = following.iter().take_while(belongs).count();
        // A key of both is its own, unless it stands there a second time.
        let is_sure = following[..count].iter().any(|(name, _)| {
            let is_second = entries[..at].iter().any(|(other, _)| other.text() == name.text());
            is_second || name.text().is_some_and(|key| object.field(key).is_none())
        });
        let is_below = following.first().is_some_and(|(first, _)| self.stands_below(name, first));
        (is_sure && is_below).then_some((owner, at + 1..at + 1 + count))
    }

    /// Whether a key stands in a line of its own below another one, in the same column.
    fn stands_below(&self, above: &Node, below: &Node) -> bool {
        let column = |node: &Node| node.span.start - self.out.file().line_range(node.span.start).start;
        column(above) == column(below)
            && self.out.file().line_range(above.span.start) != self.out.file().line_range(below.span.start)
    }

    /// Tells of a value where keys are wanted.
    pub(super) fn no_object(&mut self, node: &Node, object: &Object, key: Option<&str>) {
        let source = self.out.file().text().get(node.span.clone()).unwrap_or_default();
        if source.contains('\n') && node.text().is_some_and(|text| text.contains(" = ")) {
            let span = first_line(node, self.out.file().text());
            let hint = "write a colon in place of each ` =`".to_string();
            let message = "a key ends in a colon, and not in an equals sign";
            return self.out.tell(Code::WrongType, &span, message, Some(hint));
        }
        if let Some(line) = without_colon(node, object) {
            let message = "a colon is missing behind the key";
            let begin = self.out.file().line_range(node.span.start).start;
            let head = self.out.file().text().get(begin..node.span.start).unwrap_or_default();
            let is_behind_key = key.is_some() && !head.trim().is_empty();
            let hint = if is_behind_key { format!("write `{{{line}}}`") } else { format!("write `{line}`") };
            return self.out.tell(Code::WrongType, &node.span, message, Some(hint));
        }
        let mut wanted = wanted_of(object);
        if wanted.is_empty() {
            wanted.extend(object.fields().next().map(|field| format!("{}: …", field.name)));
        }
        let hint = match &node.kind {
            Kind::List(items) if items.len() == 1 && self.in_brackets(node).is_some() => {
                "remove the square brackets".to_string()
            }
            Kind::List(items) if self.in_brackets(node).is_some() && items.iter().all(is_pair) => {
                IN_BRACES.to_string()
            }
            Kind::List(items) if items.len() == 1 => "write a blank in place of the dash".to_string(),
            Kind::List(_) => "keep one of them, and write a blank in place of its dash".to_string(),
            _ if node.is_empty() && key.is_none() => {
                format!("write a line `{}`; or remove the dash", wanted.join("`, a line `"))
            }
            _ => fitting(node, object, key).unwrap_or_else(|| format!("write `{{{}}}`", wanted.join(", "))),
        };
        let what = format!("keys of its own, such as `{}`", wanted.first().map_or("", String::as_str));
        let what = if key.is_some() { &what } else { object.what };
        self.wrong_type(node, what, key, Some(hint));
    }
}

/// Whether an item of a list is a key with its value.
fn is_pair(item: &Node) -> bool {
    matches!(&item.kind, Kind::Map(entries) if entries.len() == 1)
}

/// A value behind the key that is meant, where that wants it in another shape: a word where a list is wanted.
fn in_its_shape(field: &Field, value: &Node) -> Option<String> {
    let text = value.text().filter(|text| !text.is_empty())?;
    match &field.shape {
        Shape::List(item) if item.is_scalar() => Some(format!("{}: [{text}]", field.name)),
        Shape::Object(object) => fitting(value, object, Some(field.name))
            .map(|hint| hint.trim_start_matches("write `").trim_end_matches('`').to_string()),
        _ => None,
    }
}

/// A text where keys are wanted, behind the key that it fits: an e-mail address alone in place of a contact.
pub(super) fn fitting(node: &Node, object: &Object, key: Option<&str>) -> Option<String> {
    let text = node.text().filter(|text| !text.is_empty())?;
    if let Some(entry) = named(text, object) {
        return Some(key.map_or_else(|| format!("write `{entry}`"), |key| format!("write `{key}: {entry}`")));
    }
    if let Some(whole) = contact(text, object) {
        return Some(key.map_or_else(|| format!("write `{whole}`"), |key| format!("write `{key}: {whole}`")));
    }
    let has =
        |name: &str| object.field(name).is_some_and(|field| scalar::problem(text, &field.shape).is_none());
    let name = ["email", "color", "phone", "name", "do"]
        .into_iter()
        .find(|name| has(name) && (*name != "phone" || is_phone(text)))?;
    let value = format!("{{{name}: {}}}", written::value(text));
    // A member has more keys than a name, which may have to be hidden.
    if object.field("show_name").is_some() {
        return None;
    }
    Some(key.map_or_else(|| format!("write `{value}`"), |key| format!("write `{key}: {value}`")))
}

/// A name alone, as a thing that has an id and a name.
pub(super) fn named(text: &str, object: &Object) -> Option<String> {
    let is_required = |key: &str| object.field(key).is_some_and(|field| field.required);
    if !is_required("id") || !is_required("name") {
        return None;
    }
    let id = id_suggestion(text);
    let name = if id == text { text.replace('-', " ") } else { text.to_string() };
    let others = object.fields().filter(|field| field.required && !matches!(field.name, "id" | "name"));
    let others = others.map(|field| format!("{}: …", field.name));
    let first = [format!("id: {id}"), format!("name: {}", written::value(&name))];
    let entries: Vec<String> = first.into_iter().chain(others).collect();
    Some(format!("{{{}}}", entries.join(", ")))
}

/// What people write between a key and its value.
const SIGNS: [char; 5] = [' ', '=', ';', ':', '：'];

/// Signs that a slip of the keyboard leaves before a value.
const STRAY: [char; 9] = ['"', '\'', '[', ']', '{', '}', '|', '>', ','];

/// A line `title Start here`, with the colon that is missing.
fn without_colon(node: &Node, object: &Object) -> Option<String> {
    let text = node.text().filter(|text| !text.contains('\n'))?;
    let (key, value) = text.split_once(SIGNS)?;
    let field = object.field(key)?;
    let value = value.trim_start_matches(SIGNS);
    // `email:| ana@example.org`
    let value = value.strip_prefix(STRAY).filter(|rest| rest.starts_with(' ')).map_or(value, str::trim_start);
    let is_quoted = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
    let value = if is_quoted { value.to_string() } else { written::value(value) };
    (!value.is_empty()).then(|| format!("{}: {value}", field.name))
}

/// The key and the value of a key that ends in a colon without a blank behind it: `{name:Sam}`.
fn glued<'t>(text: &'t str, object: &Object) -> Option<(&'static Field, &'t str)> {
    let (key, value) = text.split_once([':', '=', ';'])?;
    let field = object.field(key.trim())?;
    let value = value.trim();
    (!value.is_empty()).then_some((field, value))
}

/// The keys that an entry should have, each without its value: those that it needs, a name, and what a member brings.
pub(super) fn wanted_of(object: &Object) -> Vec<String> {
    let is_member = object.field("show_name").is_some();
    let is_wanted =
        |field: &&Field| field.required || field.name == "name" || is_member && field.name == "role";
    object.fields().filter(is_wanted).map(|field| format!("{}: …", field.name)).collect()
}
