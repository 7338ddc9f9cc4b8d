//! What to write where a list is wanted and something else stands: a text with several words, lines without dashes, a group of
//! keys.

use super::super::scalar;
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::checker::Checker;
use super::entries::parts;
use super::meant::{LIST_ALONE, is_all, is_every};
use super::{Object, Shape};
use crate::model::id_of;
use crate::reader::language;
use crate::reader::target::Target;

/// What to do with several items that are no list.
pub(super) const EACH_ITEM: &str = "begin each item on its own line with `- `";

impl Checker<'_, '_> {
    /// What to write where a list is wanted and something else stands.
    pub(super) fn as_list(&self, node: &Node, item: &Shape, key: Option<&str>) -> String {
        let is_in_brackets = self.in_brackets(node).is_some();
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
                    _ => EACH_ITEM.to_string(),
                },
            },
            (Some(_), Kind::Map(entries)) if let [(_, Node { kind: Kind::List(_), .. })] = &entries[..] => {
                LIST_ALONE.to_string()
            }
            (Some(_), Kind::Scalar { text, .. }) if text.len() < 80 || matches!(item, Shape::Line) => {
                self.text_as_list(node, text, item, key)
            }
            (Some(_), Kind::Map(entries)) if let Shape::Object(object) = item => {
                as_items(entries, object, is_in_brackets)
            }
            // `{health}` and `{one: health}`
            (Some(_), Kind::Map(entries)) if is_in_brackets => {
                let words = entries.iter().map(|(name, value)| if value.is_empty() { name } else { value });
                let words: Vec<&str> = words.filter_map(Node::text).collect();
                let entries = entries_of(&words.join(", "), item);
                format!("write `{}`", self.as_value(node, key, &format!("[{entries}]")))
            }
            _ => EACH_ITEM.to_string(),
        }
    }

    /// The same where a text stands.
    fn text_as_list(&self, node: &Node, text: &str, item: &Shape, key: Option<&str>) -> String {
        let in_brackets = |entries: &str| self.as_value(node, key, &format!("[{entries}]"));
        let entries = match item {
            Shape::OwnLanguage if is_all(text) => {
                return "remove the line: without it, every language of the toolkit is offered".to_string();
            }
            Shape::Reference(_) if is_all(text) => {
                let all = in_brackets("one, another");
                return format!(
                    "write the ids of all of them, parted by commas, in square brackets: `{all}`"
                );
            }
            Shape::Object(_) if scalar::is_nothing(text) => Some(String::new()),
            Shape::Object(object) if object.field("means").is_some() => return OF_RATINGS.to_string(),
            // Whoever is on a team has more keys than one, and a name that may be hidden.
            Shape::Object(object) if object.field("show_name").is_some() => None,
            Shape::Object(object) => super::keys::named(text, object).or_else(|| {
                let takes =
                    |field: &&super::Field| field.required && scalar::problem(text, &field.shape).is_none();
                let field = object.fields().find(takes)?;
                Some(format!("{{{}: {}}}", field.name, written::value(text)))
            }),
            _ => Some(entries_of(text, item)),
        };
        entries.map_or_else(|| EACH_ITEM.to_string(), |entries| format!("write `{}`", in_brackets(&entries)))
    }

    /// What to write in place of the first of several lines with words below a key, where a list is wanted; nothing where
    /// something else stands there.
    pub(super) fn as_lines(&self, node: &Node, item: &Shape) -> Option<String> {
        let is_plain = matches!(node.kind, Kind::Scalar { plain: true, .. });
        let (first, rest) = self.out.file().text().get(node.span.clone())?.split_once('\n')?;
        let first = first.trim().trim_end_matches([',', ';']);
        let is_one = is_plain && first.starts_with(char::is_alphabetic) && !written::has_signs(rest);
        let word = as_entry(first, item)
            .filter(|_| is_one && !written::is_beside_key(self.out.file(), node.span.start))?;
        Some(if first.contains([',', ';']) {
            EACH_ITEM.to_string()
        } else {
            format!("write `- {word}`, and so in the lines below")
        })
    }
}

/// What to do with words in place of a rating scale.
const OF_RATINGS: &str = "remove this line: then the usual ratings hold; or write each rating on a line of its own below it, best first, such as `- {id: strength, name: Strength, means: in-place}`";

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
            return Some("begin each line with a dash in place of the number, and give each member keys of its own: `- {id: …, name: …, title: …, role: …}`".to_string());
        }
        Shape::Object(object) => {
            let field = object
                .fields()
                .find(|field| field.required && scalar::problem(first, &field.shape).is_none());
            super::keys::named(first, object)
                .or_else(|| Some(format!("{}: {}", field?.name, written::value(first))))?
        }
        _ => as_entry(first, item)?,
    };
    (!first.is_empty()).then(|| format!("write `- {written}`{below}"))
}

/// The entries of a list that was written as a text.
pub(super) fn entries_of(text: &str, item: &Shape) -> String {
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
        Shape::Line => parts(inner).into_iter().map(written::value).collect::<Vec<_>>().join(", "),
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

/// A word as an entry of a list; `None` where entries have keys of their own.
fn as_entry(word: &str, item: &Shape) -> Option<String> {
    match item {
        Shape::Object(_) => None,
        Shape::Reference(Target::Help) => Some(word.to_string()),
        Shape::Reference(_) => Some(as_id(word)),
        _ => Some(written::value(word)),
    }
}

/// A word that may be the name of a thing as the id that it probably has.
fn as_id(word: &str) -> String {
    let id = id_of(word.trim());
    if id.is_empty() { word.trim().to_string() } else { id }
}

/// Commas of other keyboards.
const OTHER_COMMAS: [char; 3] = ['，', '、', '،'];

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
