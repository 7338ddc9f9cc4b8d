//! The words of a toolkit's files, whatever file they stand in: what is a key of anything, and what a key may hold. For
//! guesses at what broken YAML was meant as.

use std::sync::LazyLock;

use super::kinds::{FileKind, shape_of};
use super::shape::{Object, Shape};
use crate::model::Lang;

/// Everything that has keys of its own.
static OBJECTS: LazyLock<Vec<&'static Object>> = LazyLock::new(|| {
    let mut all = Vec::new();
    FileKind::ALL.iter().filter_map(|kind| shape_of(*kind)).for_each(|shape| add(&shape, &mut all));
    all
});

/// Adds every object that a value of a shape may hold.
fn add(shape: &Shape, all: &mut Vec<&'static Object>) {
    match shape {
        Shape::List(of) | Shape::Table(_, of) => add(of, all),
        Shape::Object(object) if all.iter().all(|known| !std::ptr::eq(*known, *object)) => {
            all.push(object);
            object.fields().for_each(|field| add(&field.shape, all));
        }
        _ => {}
    }
}

/// Whether two keys can stand beside each other.
pub(super) fn stand_together(one: &str, other: &str) -> bool {
    OBJECTS.iter().any(|object| object.field(one).is_some() && object.field(other).is_some())
}

/// What is told, and what to do, where the heading above some lines is gone.
pub(super) fn lost_heading(heading: &str) -> (String, String) {
    let message = format!("nothing above this line says what it belongs to: `{heading}:` is missing");
    (message, format!("write a line `{heading}:` above this one"))
}

/// Whether any line of a text begins with a key.
pub(super) fn is_begun(text: &str, key: &str) -> bool {
    let begins = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    text.lines().any(begins)
}

/// The heading that some keys stand below, as an entry of its list or right there, beside another key.
pub(super) fn heading_of(keys: &[&str], is_entry: bool, beside: &str) -> Option<&'static str> {
    let has_all = |object: &Object| keys.iter().all(|key| object.field(key).is_some());
    let holds = |shape: &Shape| match shape {
        Shape::List(Shape::Object(object)) => is_entry && has_all(object),
        Shape::Object(object) => !is_entry && has_all(object),
        _ => false,
    };
    let owners = OBJECTS.iter().filter(|object| object.field(beside).is_some());
    let mut headings = owners.flat_map(|object| object.fields()).filter(|field| holds(&field.shape));
    let first = headings.next().filter(|_| !keys.is_empty())?.name;
    headings.all(|other| other.name == first).then_some(first)
}

/// What a key may hold, wherever it stands.
fn shapes(key: &str) -> impl Iterator<Item = &'static Shape> {
    OBJECTS.iter().filter_map(move |object| object.field(key)).map(|field| &field.shape)
}

/// Whether a word is a key of anything.
pub(super) fn is_key(word: &str) -> bool {
    shapes(word).next().is_some()
}

/// Whether a word is the code of a language, and a key of nothing.
pub(super) fn is_language(word: &str) -> bool {
    !is_key(word) && Lang::parse(word).is_some()
}

/// Whether a word is an indicator's id as rubrics number them: `membership-4`.
pub(super) fn is_numbered(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(area, number)| {
        area.starts_with(|c: char| c.is_ascii_lowercase())
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether what stands behind a key may be words of any kind; so it is behind one that nobody knows.
pub(super) fn is_prose(key: &str) -> bool {
    !is_key(key)
        || shapes(key).any(|shape| matches!(shape, Shape::Text | Shape::Name | Shape::Line | Shape::Phone))
}

/// Whether what stands behind a key is text that can be translated; so it may be behind one that nobody knows.
pub(super) fn is_translated(key: &str) -> bool {
    !is_key(key) || shapes(key).any(|shape| matches!(shape, Shape::Text | Shape::Name))
}

/// Whether a key may have lines of its own below it.
pub(super) fn is_heading(key: &str) -> bool {
    shapes(key).any(|shape| matches!(shape, Shape::List(_) | Shape::Object(_) | Shape::Table(..)))
}

/// Whether a key has ids of other things below it, each with a number or a word.
pub(super) fn is_table(key: &str) -> bool {
    shapes(key).any(|shape| matches!(shape, Shape::Table(_, Shape::Count | Shape::Reference(_))))
}

/// Whether a key holds a list of words and of nothing with keys of its own.
pub(super) fn is_list_of_words(key: &str) -> bool {
    shapes(key).any(|shape| matches!(shape, Shape::List(item) if !matches!(item, Shape::Object(_))))
}

/// Whether what a key holds may stand in square brackets.
pub(super) fn is_list(key: &str) -> bool {
    !is_key(key) || shapes(key).any(|shape| matches!(shape, Shape::List(_)))
}
