//! What is meant where lists and groups of keys are written in place of each other.

use super::super::scalar;
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::checker::Checker;
use super::{Object, Shape};
use crate::diagnostics::{Code, nearest};
use crate::model::id_problem;

/// What to write where a list is wanted and something else stands.
pub(super) fn as_list(node: &Node, item: &Shape, key: Option<&str>) -> String {
    let anything = || "begin each item on its own line with `- `".to_string();
    match (key, &node.kind) {
        // `schools:` above the list of the schools.
        (None, Kind::Map(entries)) => match entries.as_slice() {
            [(name, Node { kind: Kind::List(_), .. })] => {
                format!(
                    "remove the line `{}:`, so that the list stands alone",
                    name.text().unwrap_or_default()
                )
            }
            _ => anything(),
        },
        (Some(key), Kind::Scalar { text, .. }) if text.len() < 80 => match item {
            // Whoever is on a team has more keys than one, and a name that may be hidden.
            Shape::Object(object) if object.field("show_name").is_some() => anything(),
            Shape::Object(object) => {
                let takes =
                    |field: &&super::Field| field.required && scalar::problem(text, &field.shape).is_none();
                match object.fields().find(takes) {
                    Some(field) => format!("write `{key}: [{{{}: {}}}]`", field.name, written::value(text)),
                    None => anything(),
                }
            }
            _ => format!("write `{key}: [{text}]`"),
        },
        _ => anything(),
    }
}

impl Checker<'_, '_> {
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

    /// Tells of a number with a comma in it that became two entries: `{hispanic: 1,810}`; false where it is none.
    pub(super) fn is_parted_number(
        &mut self,
        (head, shape): (&Node, &Shape),
        (name, value): &(Node, Node),
    ) -> bool {
        let is_digits = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (Some(head_text), Some(tail)) =
            (head.text().filter(is_digits), name.text().filter(is_digits).filter(|tail| tail.len() == 3))
        else {
            return false;
        };
        let stands_right_behind = self.out.file().text().get(head.span.end..name.span.start) == Some(",");
        if !matches!(shape, Shape::Count) || !value.is_empty() || !stands_right_behind {
            return false;
        }
        let message = format!("here should be a whole number, not `{head_text},{tail}`");
        let hint = format!("write `{head_text}{tail}`");
        self.out.tell(Code::WrongType, &(head.span.start..name.span.end), message, hint);
        true
    }
}
