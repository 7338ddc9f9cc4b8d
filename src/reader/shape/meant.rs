//! What is meant where lists and groups of keys are written in place of each other.

use super::super::scalar;
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::checker::Checker;
use super::{Object, Shape};
use crate::diagnostics::{Code, nearest};
use crate::model::{id_of, id_problem};
use crate::reader::language;
use crate::reader::target::Target;

/// What to write where a list is wanted and something else stands.
pub(super) fn as_list(node: &Node, item: &Shape, key: Option<&str>, is_in_brackets: bool) -> String {
    let anything = || "begin each item on its own line with `- `".to_string();
    if node.is_null_word() {
        return "leave the key out where there is nothing to say".to_string();
    }
    match (key, &node.kind) {
        (Some(_), Kind::Scalar { text, .. }) if let Some(hint) = numbered(text, item) => hint,
        // `schools:` above the list of the schools.
        (None, Kind::Map(entries)) => match entries.as_slice() {
            [(name, Node { kind: Kind::List(_), .. })] => {
                format!(
                    "remove the line `{}:`, so that the list stands alone",
                    name.text().unwrap_or_default()
                )
            }
            _ => match item {
                Shape::Object(object) => as_items(entries, object, is_in_brackets),
                _ => anything(),
            },
        },
        (Some(key), Kind::Scalar { text, .. }) if text.len() < 80 => match item {
            Shape::Object(_) if scalar::is_nothing(text) => format!("write `{key}: []`"),
            // Whoever is on a team has more keys than one, and a name that may be hidden.
            Shape::Object(object) if object.field("show_name").is_some() => anything(),
            Shape::Object(object) if let Some(entry) = super::keys::named(text, object) => {
                format!("write `{key}: [{entry}]`")
            }
            Shape::Object(object) => {
                let takes =
                    |field: &&super::Field| field.required && scalar::problem(text, &field.shape).is_none();
                match object.fields().find(takes) {
                    Some(field) => format!("write `{key}: [{{{}: {}}}]`", field.name, written::value(text)),
                    None => anything(),
                }
            }
            Shape::OwnLanguage if is_all(text) => {
                "remove the line: without it, every language of the toolkit is offered".to_string()
            }
            Shape::Reference(_) if is_all(text) => {
                format!(
                    "write the ids of all of them, parted by commas, in square brackets: `{key}: [one, another]`"
                )
            }
            _ => format!("write `{key}: [{}]`", entries_of(text, item)),
        },
        (Some(_), Kind::Map(entries)) if let Shape::Object(object) = item => {
            as_items(entries, object, is_in_brackets)
        }
        (Some(_), Kind::Map(entries)) if is_in_brackets => {
            let values: Vec<&str> = entries.iter().filter_map(|(_, value)| value.text()).collect();
            format!("write `[{}]`", values.join(", "))
        }
        _ => anything(),
    }
}

/// What to write in place of the first of some lines that begin with numbers, `1. Call`.
fn numbered(text: &str, item: &Shape) -> Option<String> {
    // `-health` alone is a text, since a blank is missing.
    if let Some(first) = text.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic)) {
        let below = if first.contains(" -") { ", and so in the lines below" } else { "" };
        let first = first.split(" -").next().unwrap_or(first);
        let is_word = !matches!(item, Shape::Object(_));
        return is_word.then(|| format!("write `- {first}`{below}"));
    }
    let sign = [". ", ") "]
        .into_iter()
        .find(|sign| text.strip_prefix('1').is_some_and(|rest| rest.starts_with(sign)))?;
    let rest = text[1 + sign.len()..].trim_start();
    let next = rest.find(&format!(" 2{sign}"));
    let first = rest[..next.unwrap_or(rest.len())].trim();
    let below = if next.is_some() { ", and so in the lines below" } else { "" };
    let written = match item {
        Shape::Object(object) if object.field("show_name").is_some() => {
            return Some("begin each line with a dash in place of the number, and give each member keys of its own: `- {id: …, name: …, title: …}`".to_string());
        }
        Shape::Object(object) => {
            let field = object
                .fields()
                .find(|field| field.required && scalar::problem(first, &field.shape).is_none());
            super::keys::named(first, object)
                .or_else(|| Some(format!("{}: {}", field?.name, written::value(first))))?
        }
        Shape::Reference(Target::Help) => first.to_string(),
        Shape::Reference(_) => as_id(first),
        _ => written::value(first),
    };
    (!first.is_empty()).then(|| format!("write `- {written}`{below}"))
}

/// What to do with keys that stand in square brackets.
pub(super) const IN_BRACES: &str = "write `{` in place of the `[`, and `}` in place of the `]`";

/// What to do with brackets that have nothing in them, where a single value is wanted.
pub(super) const WITHOUT_BRACKETS: &str =
    "write the value itself in place of the brackets; leave the key out where nothing is known yet";

/// The entries of a list that was written as a text.
fn entries_of(text: &str, item: &Shape) -> String {
    // Of two brackets one was lost.
    let text = text.trim().trim_start_matches(['[', '［']).trim_end_matches([']', '］']).trim();
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    if scalar::is_nothing(inner) {
        return String::new();
    }
    let inner = &inner.replace(OTHER_COMMAS, ",");
    match item {
        Shape::Choice(words) if is_every(inner, words) => words.join(", "),
        // What is for people may have an "and" in it.
        Shape::Line => inner.replace(';', ","),
        Shape::Language | Shape::OwnLanguage => {
            let parts = inner.split([',', ';', '&', '|', '/', ' ']).map(str::trim);
            let tags = parts.filter(|tag| !matches!(*tag, "" | "and" | "y"));
            let right = |tag: &str| language::right_tag(tag).unwrap_or_else(|| tag.to_string());
            tags.map(right).collect::<Vec<_>>().join(", ")
        }
        Shape::Reference(target) => {
            let is_path = matches!(target, Target::Help);
            let parted = inner.replace(" and ", ", ").replace(" & ", ", ").replace([';', '|'], ",");
            let id = |word: &str| if is_path { word.trim().to_string() } else { as_id(word) };
            parted.split(',').map(id).filter(|id| !id.is_empty()).collect::<Vec<_>>().join(", ")
        }
        _ => inner.replace(" and ", ", ").replace(" & ", ", ").replace([';', '|'], ","),
    }
}

/// A word that may be the name of a thing as the id that it probably has.
fn as_id(word: &str) -> String {
    let id = id_of(word.trim());
    if id.is_empty() { word.trim().to_string() } else { id }
}

/// Commas of other keyboards.
const OTHER_COMMAS: [char; 3] = ['，', '、', '،'];

/// Whether a word stands for all that are possible.
fn is_every(text: &str, words: &[&str]) -> bool {
    !words.contains(&text.trim().to_lowercase().as_str()) && is_all(text)
}

/// Whether a word says that all are meant.
fn is_all(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "both" | "all" | "any" | "everyone" | "every" | "each")
}

/// How a group of keys becomes the items of a list.
fn as_items(entries: &[(Node, Node)], object: &Object, is_in_brackets: bool) -> String {
    let are_groups = entries.iter().all(|(_, value)| matches!(value.kind, Kind::Map(_)));
    if is_in_brackets && are_groups && object.field("id").is_some() {
        return "put each id within its own braces, and square brackets around all: `[{id: lee, …}]` in place of `{lee: {…}}`"
            .to_string();
    }
    if is_in_brackets {
        return "write `[` before the `{`, and `]` behind the `}`".to_string();
    }
    if are_groups && object.field("id").is_some() {
        return "each entry begins with a dash and its id: in place of a key `lee:` write `- id: lee`"
            .to_string();
    }
    let are_names = entries.iter().all(|(name, value)| {
        name.text().is_some_and(|id| object.field(id).is_none())
            && value.text().is_some_and(|name| !name.is_empty())
    });
    let has_name = object.field("name").is_some_and(|field| field.required) && object.field("id").is_some();
    if let Some((id, name)) = entries.first().filter(|_| are_names && has_name) {
        let name = written::value(name.text().unwrap_or_default());
        return format!(
            "write `- {{id: {}, name: {name}}}`, and so in the lines below",
            id.text().unwrap_or_default()
        );
    }
    "write `- ` before the first of these lines, and two blanks before each of the others".to_string()
}

impl Checker<'_, '_> {
    /// Tells once of a list of names alone, `- Ana Ruiz`, where each entry has keys of its own; false where it is something else.
    pub(super) fn are_words_alone(&mut self, items: &[Node], item: &Shape) -> bool {
        let Shape::Object(object) = item else { return false };
        let is_word = |node: &Node| node.text().is_some_and(|text| !text.trim().is_empty());
        let is_plain = |node: &Node| !node.text().unwrap_or_default().contains([':', '=']);
        if items.len() < 2 || !items.iter().all(|node| is_word(node) && is_plain(node)) {
            return false;
        }
        let required = object.fields().filter(|field| field.required || field.name == "name");
        let required: Vec<String> = required.map(|field| format!("{}: …", field.name)).collect();
        let fitting = super::keys::fitting(&items[0], object, None);
        let written = fitting.unwrap_or_else(|| format!("write `{{{}}}`", required.join(", ")));
        let message = format!(
            "each entry of this list should be {}, with keys of its own, and not words alone",
            object.what
        );
        let hint = format!("{written}, and so in the lines below");
        self.out.tell(Code::WrongType, &items[0].span, message, Some(hint));
        true
    }

    /// Tells once of a list whose entries all have no id; false where one has, or may have one under another key.
    pub(super) fn are_without_ids(&mut self, items: &[Node], item: &Shape) -> bool {
        let Shape::Object(object) = item else { return false };
        let is_without = |node: &Node| {
            let Kind::Map(entries) = &node.kind else { return false };
            let is_other = |key: &str| key != "id" && object.field(key).is_some();
            !entries.is_empty() && entries.iter().all(|(key, _)| key.text().is_some_and(is_other))
        };
        let Some(id) = object.field("id").filter(|field| field.required) else { return false };
        if items.len() < 2 || !items.iter().all(is_without) {
            return false;
        }
        let message = format!("{} needs the key `id`, and none of this list has it", object.what);
        let hint = format!("add `id: …` to each of them ({})", id.doc);
        let span = super::checker::first_line(&items[0], self.out.file().text());
        self.out.tell(Code::MissingKey, &span, message, Some(hint));
        true
    }

    /// Tells of `both` in a list of words, where each of them is meant; false where it is something else.
    pub(super) fn is_every_word(&mut self, node: &Node, item: &Shape) -> bool {
        let (Shape::Choice(words), Some(text)) = (item, node.text()) else { return false };
        if !is_every(text, words) {
            return false;
        }
        let message = format!("`{text}` is not one of the words possible here");
        let hint = format!("write `{}`", words.join(", "));
        self.out.tell(Code::UnknownWord, &node.span, message, Some(hint));
        true
    }

    /// Tells of an item by which nothing is meant, or several: `[none]`, `[district; school]`; false where it is something else.
    pub(super) fn is_no_single_item(&mut self, node: &Node, items: usize, item: &Shape) -> bool {
        let (Shape::Choice(_), Some(text)) = (item, node.text()) else { return false };
        let hint = if items == 1 && scalar::is_nothing(text) {
            "leave nothing between the brackets: `[]`".to_string()
        } else if text.contains(scalar::PARTING) {
            let parts = text.split(scalar::PARTING).map(str::trim).filter(|part| !part.is_empty());
            format!("write `{}`", parts.collect::<Vec<_>>().join(", "))
        } else {
            return false;
        };
        let message = format!("`{text}` is not one of the words possible here");
        self.out.tell(Code::UnknownWord, &node.span, message, Some(hint));
        true
    }

    /// Tells of a value where a number, a rating or the like is wanted for each of several things.
    pub(super) fn no_table(&mut self, node: &Node, value: &Shape, key: Option<&str>) {
        let (each, line) = match value {
            Shape::Count => {
                ("a number for each student group", "`group: 210`, with a group's id from framework.yml")
            }
            Shape::Reference(_) => {
                ("a rating for each indicator", "`indicator: rating`, with the ids of both")
            }
            _ => ("a line for each indicator", "`indicator: …`, with the indicator's id"),
        };
        let is_dashed = |items: &[Node]| items.iter().all(|item| matches!(item.kind, Kind::Map(_)));
        let hint = match &node.kind {
            Kind::List(items)
                if !items.is_empty() && is_dashed(items) && self.in_brackets(node).is_none() =>
            {
                "write a blank in place of each dash".to_string()
            }
            Kind::List(items) if !items.is_empty() && is_dashed(items) => IN_BRACES.to_string(),
            _ => format!("write for each a line {line}"),
        };
        self.wrong_type(node, each, key, Some(hint));
    }

    /// Tells of a list or a group of keys where a single value is wanted.
    pub(super) fn no_scalar(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        if let Kind::Map(entries) = &node.kind
            && let [(name, value)] = entries.as_slice()
            && value.is_empty()
            && let Some(word) = name.text().filter(|word| scalar::problem(word, shape).is_none())
            && self.out.file().text().get(name.span.end..).is_some_and(|rest| rest.starts_with(':'))
            && !matches!(shape, Shape::Line)
        {
            let span = name.span.start..name.span.end + 1;
            let message = format!("a colon stands behind `{word}`, as if it were a key");
            return self.out.tell(Code::WrongType, &span, message, Some(format!("write `{word}`")));
        }
        let hint = match (&node.kind, shape) {
            (Kind::List(items), _) if items.is_empty() => Some(WITHOUT_BRACKETS.to_string()),
            (Kind::Map(entries), _) if entries.is_empty() => Some(WITHOUT_BRACKETS.to_string()),
            (Kind::List(items), Shape::Count) if items.iter().all(is_no_number) => {
                let whole = super::cut::as_value(key, &items.len().to_string());
                Some(format!("write `{whole}`, how many there are"))
            }
            (Kind::List(_), Shape::Line) => {
                Some("write it as one text, without brackets or dashes".to_string())
            }
            (Kind::List(items), _)
                if let [Node { kind: Kind::Scalar { text, .. }, .. }] = items.as_slice() =>
            {
                Some(format!("write `{}`", super::cut::as_value(key, &written::value(text))))
            }
            // `[district, school]`
            (Kind::List(items), Shape::Choice(words))
                if let Some(both) = words.iter().find(|word| is_all(word))
                    && items.len() == words.len() - 1
                    && items.iter().all(|item| item.text().is_some_and(|text| words.contains(&text))) =>
            {
                Some(format!("write `{}`", super::cut::as_value(key, both)))
            }
            (Kind::List(_), _) => Some("write one of them alone, without a dash or brackets".to_string()),
            (Kind::Map(entries), Shape::Line) => self.in_one_language(entries, key),
            _ => Some("write one value in place of these keys, without brackets".to_string()),
        };
        let is_in_languages = hint.is_some()
            && matches!((&node.kind, shape), (Kind::Map(entries), Shape::Line) if !entries.is_empty());
        let wanted = if is_in_languages { "one text" } else { super::checker::expected(shape) };
        self.wrong_type(node, wanted, key, hint);
    }

    /// Tells of a value that is empty where it is more than a text.
    pub(super) fn nothing(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        let Kind::Scalar { plain, .. } = &node.kind else { return };
        let code = scalar::problem("", shape).map(|(code, ..)| code);
        // A rating that was not given yet.
        let Some(code) = code.or((!plain).then_some(Code::EmptyValue)) else { return };
        let message = match key {
            Some(key) => format!("nothing stands behind `{key}`"),
            None => "nothing stands here".to_string(),
        };
        let hint = format!("write {}, or remove the line until it is known", super::checker::expected(shape));
        self.out.tell(code, &node.span, message, Some(hint));
    }

    /// The text to write where one in several languages stands and the same is wanted for all.
    fn in_one_language(&self, entries: &[(Node, Node)], key: Option<&str>) -> Option<String> {
        let first = self.languages.known.first()?.as_str();
        let is_text = |(name, value): &(Node, Node)| {
            value.text().is_some() && name.text().is_some_and(|tag| crate::model::Lang::parse(tag).is_some())
        };
        if entries.is_empty() || !entries.iter().all(is_text) {
            return None;
        }
        let text =
            entries.iter().find(|(name, _)| name.text() == Some(first)).or(entries.first())?.1.text()?;
        let whole = super::cut::as_value(key, &written::value(text));
        Some(format!(
            "write `{whole}`; a page in another language is a file of its own, such as `start.es.md`"
        ))
    }

    /// Tells of an entry `hill: Hill School`, whose key is the id of a thing that has an id and a name; false where it is
    /// something else.
    pub(super) fn is_name_as_key(&mut self, node: &Node, entries: &[(Node, Node)], object: &Object) -> bool {
        let [(key, value)] = entries else { return false };
        let (Some(id), Some(name)) = (key.text(), value.text().filter(|name| !name.is_empty())) else {
            return false;
        };
        let mut required = object.fields().filter(|field| field.required).map(|field| field.name);
        let is_named = required.all(|name| matches!(name, "id" | "name"));
        let has_both =
            ["id", "name"].into_iter().all(|name| object.field(name).is_some_and(|field| field.required));
        let known = object.fields().map(|field| field.name);
        let is_slip = nearest(id, known).is_some();
        if !is_named || !has_both || is_slip || object.field(id).is_some() || id_problem(id).is_some() {
            return false;
        }
        let message = format!("{} has an `id` and a `name`, each behind its own key", object.what);
        let hint = format!("write `{{id: {id}, name: {}}}`", written::value(name));
        self.out.tell(Code::UnknownKey, &(node.span.start..value.span.end), message, hint);
        true
    }

    /// Tells of an entry `- kim:` with its other keys below, where what is a key is the entry's id; false where it is something
    /// else. It says no id, since members' ids may be hidden.
    pub(super) fn is_id_as_key(&mut self, entries: &[(Node, Node)], object: &Object) -> bool {
        let [(key, value), rest @ ..] = entries else { return false };
        let is_free = |name: &str| entries.iter().all(|(key, _)| key.text() != Some(name));
        let has_id = object.field("id").is_some_and(|field| field.required) && is_free("id");
        let is_id = key.text().is_some_and(|text| {
            object.field(text).is_none()
                && id_problem(text).is_none()
                && nearest(text, object.fields().map(|field| field.name)).is_none()
        });
        let is_within = matches!(value.kind, Kind::Map(_)) && rest.is_empty();
        if !has_id || !is_id || !is_within && (!value.is_empty() || rest.is_empty()) {
            return false;
        }
        let message = format!("{} has its id behind the key `id`, beside its other keys", object.what);
        let hint = match self.in_brackets(value) {
            Some(_) => "put `id: lee` within the braces, in place of `lee:` before them",
            None => "put `id: lee` in place of `lee:`, and the other keys right below it",
        };
        self.out.tell(Code::UnknownKey, &key.span, message, Some(hint.to_string()));
        true
    }

    /// Tells of a number with a comma in it that became two entries: `{hispanic: 1,810}`; false where it is none.
    pub(super) fn is_parted_number(
        &mut self,
        (head, shape): (&Node, &Shape),
        (name, value): &(Node, Node),
    ) -> bool {
        let is_digits = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (Some(head_text), Some(tail)) = (head.text().filter(is_digits), name.text().filter(is_digits))
        else {
            return false;
        };
        let stands_right_behind = self.out.file().text().get(head.span.end..name.span.start) == Some(",");
        if !matches!(shape, Shape::Count) || !value.is_empty() || !stands_right_behind {
            return false;
        }
        let message = format!("here should be a whole number, not `{head_text},{tail}`");
        let hint = match tail.len() {
            3 => format!("write `{head_text}{tail}`"),
            _ => format!("there are no parts here: write `{head_text}`, or what else is right"),
        };
        self.out.tell(Code::WrongType, &(head.span.start..name.span.end), message, hint);
        true
    }
}

/// Whether an item of a list is no number.
fn is_no_number(item: &Node) -> bool {
    item.text().is_none_or(|text| text.trim().parse::<f64>().is_err())
}
