//! Things in their author's order that are found by their ids: a list of ten thousand is looked through for none.

use std::ops::Deref;

use hashbrown::HashMap;

/// What has an id that no other of its list has.
pub trait Identified {
    /// The id.
    fn id(&self) -> &str;
}

/// Things of one kind, in their author's order.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    all: Vec<T>,
    places: HashMap<Box<str>, usize>,
}

impl<T: Identified> Listed<T> {
    /// Takes things in their author's order, each id once.
    pub fn new(all: Vec<T>) -> Self {
        let places = all.iter().enumerate().map(|(place, entry)| (entry.id().into(), place)).collect();
        Self { all, places }
    }

    /// What has this id.
    pub fn get(&self, id: impl AsRef<str>) -> Option<&T> {
        self.all.get(*self.places.get(id.as_ref())?)
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { all: Vec::new(), places: HashMap::new() }
    }
}

impl<T> Deref for Listed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.all
    }
}

/// Tells of types with a field `id` that they are identified by it.
macro_rules! identified {
    ($($name:ty),*) => {$(
        impl $crate::model::listed::Identified for $name {
            fn id(&self) -> &str {
                self.id.as_str()
            }
        }
    )*};
}
pub(super) use identified;
