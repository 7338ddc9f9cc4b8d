//! What is meant where lists and groups of keys are written in place of each other.

use super::super::scalar;
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::bracketed::words_within;
use super::checker::Checker;
use super::{Field, Object, Shape};
use crate::diagnostics::{Code, nearest};
use crate::model::{id_of, id_problem, id_suggestion};

/// What to do where a key stands between a list and the key that it belongs to.
pub(super) const LIST_ALONE: &str = "remove this line, so that the list below it stands alone";

/// What to do with keys that stand in square brackets.
pub(super) const IN_BRACES: &str = "write `{` in place of the `[`, and `}` in place of the `]`";

/// What to do with brackets that have nothing in them, where a single value is wanted.
pub(super) const WITHOUT_BRACKETS: &str =
    "write the value itself in place of the brackets; leave the key out where nothing is known yet";

/// The largest file in which an id is looked for that nothing has yet, in bytes.
const LARGEST: usize = 1 << 15;

/// Whether a word stands for all that are possible.
pub(super) fn is_every(text: &str, words: &[&str]) -> bool {
    !words.contains(&text.trim().to_lowercase().as_str()) && is_all(text)
}

/// Whether a word says that all are meant.
pub(super) fn is_all(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "both" | "all" | "any" | "everyone" | "every" | "each")
}

/// A key as it is written on a keyboard without accents: `role` for `rôle`.
pub(super) fn without_accents(key: String) -> String {
    if key.is_ascii() { key } else { id_suggestion(&key).replace('-', "_") }
}

/// What to do with the names of ratings alone.
const OF_RATINGS: &str = "remove the whole list: then the usual ratings hold; or give each rating its keys, best first, such as `{id: strength, name: Strength, means: in-place}`";

impl Checker<'_, '_> {
    /// Tells once of a list of names alone, `- Ana Ruiz`, where each entry has keys of its own; false where it is something else.
    pub(super) fn are_words_alone(&mut self, items: &[Node], item: &Shape) -> bool {
        let Shape::Object(object) = item else { return false };
        let is_word = |node: &Node| node.text().is_some_and(|text| !text.trim().is_empty());
        let is_plain = |node: &Node| !node.text().unwrap_or_default().contains([':', '=']);
        if items.len() < 2 || !items.iter().all(|node| is_word(node) && is_plain(node)) {
            return false;
        }
        let required = super::keys::wanted_of(object);
        let fitting = super::keys::fitting(&items[0], object, None);
        let written = fitting.unwrap_or_else(|| format!("write `{{{}}}`", required.join(", ")));
        let message = format!(
            "each entry of this list should be {}, with keys of its own, and not words alone",
            object.what
        );
        let hint = match object.field("means") {
            Some(_) => OF_RATINGS.to_string(),
            None => format!("{written}, and so in the lines below"),
        };
        self.out.tell(Code::WrongType, &items[0].span, message, Some(hint));
        true
    }

    /// The id that an entry without one may have by what it is called, where the file says it nowhere: a member by the title,
    /// since the name may be hidden.
    pub(super) fn free_id(&self, entries: &[(Node, Node)], field: &Field) -> Option<String> {
        let value =
            |key: &str| entries.iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value);
        let called = value("title").or_else(|| value("name"))?;
        let first = || called.entries().first().and_then(|(_, text)| text.text());
        let is_member = value("title").is_some() || value("show_name").is_some() || value("role").is_some();
        let id = id_suggestion(called.text().or_else(first)?);
        let text = self.out.file().text();
        let is_fit = field.name == "id" && !(is_member && value("title").is_none());
        (is_fit && id_problem(&id).is_none() && text.len() <= LARGEST && !text.contains(&format!("id: {id}")))
            .then_some(id)
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
                let whole = self.as_value(node, key, &items.len().to_string());
                Some(format!("write `{whole}`, how many there are"))
            }
            (Kind::Map(_), Shape::UrlPattern) => {
                Some("write the whole address, such as `https://example.org/edit/{path}`".to_string())
            }
            _ if let Some([word]) = words_within(node).as_deref() => {
                if scalar::is_nothing(word) {
                    Some(scalar::LEAVE_OUT.to_string())
                } else if let Some((.., hint)) = scalar::problem(word, shape) {
                    hint
                } else {
                    Some(format!("write `{}`", self.as_value(node, key, &written::value(word))))
                }
            }
            (Kind::List(_), Shape::Line) => {
                Some("write it as one text, without brackets or dashes".to_string())
            }
            // `[district, school]`
            (Kind::List(items), Shape::Choice(words))
                if let Some(both) = words.iter().find(|word| is_all(word))
                    && items.len() == words.len() - 1
                    && items.iter().all(|item| item.text().is_some_and(|text| words.contains(&text))) =>
            {
                Some(format!("write `{}`", self.as_value(node, key, both)))
            }
            (Kind::List(_), _) => Some("write one of them alone, without a dash or brackets".to_string()),
            (Kind::Map(entries), Shape::Line) => self.in_one_language(node, entries, key),
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
    fn in_one_language(&self, node: &Node, entries: &[(Node, Node)], key: Option<&str>) -> Option<String> {
        let first = self.languages.known.first()?.as_str();
        let is_text = |(name, value): &(Node, Node)| {
            value.text().is_some() && name.text().is_some_and(|tag| crate::model::Lang::parse(tag).is_some())
        };
        if entries.is_empty() || !entries.iter().all(is_text) {
            return None;
        }
        let text =
            entries.iter().find(|(name, _)| name.text() == Some(first)).or(entries.first())?.1.text()?;
        let whole = self.as_value(node, key, &written::value(text));
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
        // `- sam-lee: Sam Lee`, and `- Sam Lee:` above other keys
        let has_name = object.field("show_name").is_some() && is_free("name") && !rest.is_empty();
        let is_named =
            has_name && is_id && key.text().zip(value.text()).is_some_and(|(id, name)| is_id_of(id, name));
        let is_name = has_name && value.is_empty() && key.text().is_some_and(|text| text.contains(' '));
        let is_alone = is_id && (is_within || value.is_empty() && !rest.is_empty());
        if !has_id || !is_alone && !is_named && !is_name {
            return false;
        }
        let message = format!("{} has its id behind the key `id`, beside its other keys", object.what);
        let hint = match self.in_brackets(value) {
            _ if is_named || is_name => {
                "write two lines in place of this one: `id: …`, with lower-case letters and hyphens alone, and `name: …`"
            }
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

/// Whether an id is made of the words of a name: `sam-lee` of `Sam Lee`.
fn is_id_of(id: &str, name: &str) -> bool {
    let name = id_of(name);
    !name.is_empty() && id.split('-').all(|part| name.split('-').any(|word| word == part))
}

/// Whether an item of a list is no number.
fn is_no_number(item: &Node) -> bool {
    item.text().is_none_or(|text| text.trim().parse::<f64>().is_err())
}
