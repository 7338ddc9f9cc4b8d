//! Equal values, made once for many pages. A page names the same roles and perspectives dozens of times, and the
//! engine shares a value that it is given ready-made.

use std::cell::RefCell;
use std::marker::PhantomData;

use hashbrown::HashMap;
use serde::{Serialize, Serializer};
use tera::Value;

use super::Said;

/// How many texts a thread keeps.
const KEPT: usize = 1_024;

/// The longest text that is kept, in bytes.
const LONGEST: usize = 128;

thread_local! {
    /// Texts in their page's language, as templates see them. They depend on nothing but the text.
    static TEXTS: RefCell<HashMap<String, Value>> = RefCell::default();
}

/// What templates see of a text.
#[derive(Serialize)]
struct Seen<'s> {
    text: &'s str,
    lang: Option<&'s str>,
    dir: Option<&'static str>,
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.lang.is_none() && self.text.len() <= LONGEST {
            return text(&self.text).serialize(serializer);
        }
        Seen { text: &self.text, lang: self.lang.as_deref(), dir: self.dir }.serialize(serializer)
    }
}

/// A view that is shown in several places: made for the engine once, which then shares it.
#[derive(Debug)]
pub struct Shared<T> {
    value: Value,
    of: PhantomData<T>,
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), of: PhantomData }
    }
}

impl<T: Serialize> Shared<T> {
    /// Makes a view ready.
    pub(super) fn new(view: &T) -> Self {
        Self { value: Value::from_serializable(view), of: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// A field that is made only for templates that mention it; for others it is nothing.
#[derive(Debug)]
pub struct IfMentioned<T>(pub(super) Option<T>);

impl<T: Serialize> Serialize for IfMentioned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A text in its page's language.
fn text(text: &str) -> Value {
    TEXTS.with_borrow_mut(|texts| {
        if let Some(known) = texts.get(text) {
            return known.clone();
        }
        let value = Value::from_serializable(&Seen { text, lang: None, dir: None });
        if texts.len() >= KEPT {
            texts.clear();
        }
        texts.insert(text.to_string(), value.clone());
        value
    })
}
