//! The words of a toolkit's files, whatever file they stand in: what is a key of anything, and what a key may hold. For
//! guesses at what broken YAML was meant as.

use std::sync::LazyLock;

use super::kinds::{FileKind, shape_of};
use super::shape::{Field, Object, Shape};
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

/// What is told, and what to do, where the heading above some lines is gone: one of these.
pub(super) fn lost_heading(headings: &[&str]) -> Option<(String, String)> {
    let [first, others @ ..] = headings else { return None };
    let nothing = "nothing above this line says what it belongs to";
    let Some((last, others)) = others.split_last() else {
        let message = format!("{nothing}: `{first}:` is missing");
        return Some((message, format!("write a line `{first}:` above this one")));
    };
    let others: Vec<&str> = [*first].into_iter().chain(others.iter().copied()).collect();
    let others = others.join(":`, `");
    let hint = format!("write a line above this one, whichever it was: `{others}:` or `{last}:`");
    Some((format!("{nothing}: its key is missing"), hint))
}

/// Whether any line of a text begins with a key.
pub(super) fn is_begun(text: &str, key: &str) -> bool {
    let begins = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    text.lines().any(begins)
}

/// What stands below a key, as far as it can be seen where the key is not known.
#[derive(Debug, Clone, Copy)]
pub(super) enum Below<'t> {
    /// Entries of a list, of which the first has these keys.
    Entries(&'t [&'t str]),
    /// Keys of its own.
    Keys(&'t [&'t str]),
    /// A text in several languages.
    Languages,
    /// Ids, each with a number.
    Counts,
    /// Items of a list that are words.
    Words,
}

/// The headings that something can stand below, beside other keys, in a file that has some keys at its margin.
pub(super) fn headings_of(below: &Below<'_>, beside: &[&str], at_margin: &[&str]) -> Vec<&'static str> {
    let mut owners = Vec::new();
    for shape in FileKind::ALL.iter().filter_map(|kind| shape_of(*kind)) {
        let is_possible = match &shape {
            Shape::Object(object) => !at_margin.is_empty() && has_all(object, at_margin),
            _ => at_margin.is_empty(),
        };
        if is_possible {
            add(&shape, &mut owners);
        }
    }
    owners.retain(|owner| !beside.is_empty() && has_all(owner, beside));
    // What could stand beside the others begins in the wrong column.
    if let Below::Keys(keys) = below
        && owners.iter().any(|owner| has_all(owner, keys) && !keys.iter().any(|key| beside.contains(key)))
    {
        return Vec::new();
    }
    likeliest(&owners.into_iter().flat_map(|owner| fields_over(owner, below, beside)).collect::<Vec<_>>())
}

/// The headings that something can stand below within an object, beside other keys of it.
pub(super) fn headings_in(owner: &'static Object, below: &Below<'_>, beside: &[&str]) -> Vec<&'static str> {
    likeliest(&fields_over(owner, below, beside).collect::<Vec<_>>())
}

/// The keys of an object that are not there yet, and that something can stand below.
fn fields_over<'o>(
    owner: &'static Object,
    below: &'o Below<'_>,
    beside: &'o [&str],
) -> impl Iterator<Item = &'static Field> + 'o {
    let holds = move |shape: &Shape| match (below, shape) {
        (Below::Entries(keys), Shape::List(Shape::Object(object))) => has_all(object, keys),
        (Below::Keys(keys), Shape::Object(object)) => has_all(object, keys),
        (Below::Words, Shape::List(item)) => item.is_scalar(),
        (Below::Languages, Shape::Text | Shape::Name) | (Below::Counts, Shape::Table(_, Shape::Count)) => {
            true
        }
        _ => false,
    };
    owner.fields().filter(move |field| !beside.contains(&field.name) && holds(&field.shape))
}

/// The names of those keys that must be there, where any of them must; else of all.
fn likeliest(fields: &[&'static Field]) -> Vec<&'static str> {
    let must_be = fields.iter().any(|field| field.required);
    let mut names = Vec::new();
    for field in fields.iter().filter(|field| !must_be || field.required) {
        if !names.contains(&field.name) {
            names.push(field.name);
        }
    }
    names
}

fn has_all(object: &Object, keys: &[&str]) -> bool {
    keys.iter().all(|key| object.field(key).is_some())
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
