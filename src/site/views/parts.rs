//! What pages tell of lists that are too long for one page.

use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::{HashMap, HashSet};
use serde::Serialize;

use super::frame::Frame;
use super::{LinkView, Said, Writer, print};
use crate::model::{Kind, Lang, TeamId};
use crate::site::address::Entry;
use crate::site::pages::Page;
use crate::site::parts::{Long, named, range};

/// A part of a list that is too long for one page.
#[derive(Debug, Serialize)]
pub struct PartLink {
    /// The part, by its first and its last name.
    pub link: LinkView,
    /// Whether it is this page.
    pub current: bool,
}

/// A row of a list that is too long for one page, where all of them are named.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// Its anchor, where links lead to it.
    pub anchor: Option<String>,
    /// The way to where everything about it stands.
    pub link: LinkView,
    /// The way to the part that it stands in.
    pub part: String,
    /// What matters of it, in a few words.
    pub note: String,
}

/// A row's name, and its place among what the district has of its kind.
type Row = (Said, usize);

/// The rows of a list, in order.
type Order = Arc<[Row]>;

/// The rows of long lists in the orders of the site's languages. Hundreds of pages tell parts of one list, so it is
/// put in order once.
#[derive(Debug, Default)]
pub(super) struct Orders(Mutex<HashMap<(Long, Lang), Order>>);

/// The rows of a list with the names they are found by, in the order of the page's language.
pub(super) struct Rows<'w, 's, T> {
    long: Long,
    /// What the district has of their kind.
    all: &'s [T],
    order: Order,
    writer: &'w Writer<'s>,
}

impl<'w, 's, T> Rows<'w, 's, T> {
    /// Rows of what the district has of a kind; `in_order` names those that the list holds, in their order.
    pub(super) fn new(
        writer: &'w Writer<'s>,
        long: Long,
        all: &'s [T],
        in_order: impl FnOnce() -> Vec<Row>,
    ) -> Self {
        let key = (long, writer.lang.clone());
        let mut known = writer.site.common.orders.0.lock().unwrap_or_else(PoisonError::into_inner);
        let order = Arc::clone(known.entry(key).or_insert_with(|| in_order().into()));
        Self { long, all, order, writer }
    }

    /// How many parts the list has; none where one page is enough.
    fn parts(&self) -> usize {
        self.writer.site.parts(self.long)
    }

    /// Whether the list is too long for one page.
    pub(super) fn is_long(&self) -> bool {
        self.parts() > 0
    }

    /// The names and places of a part's rows.
    fn rows(&self, part: usize) -> &[Row] {
        &self.order[range(self.order.len(), part, self.parts())]
    }

    /// The rows of a part.
    pub(super) fn of(&self, part: usize) -> Vec<&'s T> {
        self.rows(part).iter().map(|(_, place)| &self.all[*place]).collect()
    }

    /// All rows where they are on one page; none where they are in parts.
    pub(super) fn on_one_page(&self) -> Vec<&'s T> {
        let rows = if self.is_long() { &[] } else { &*self.order };
        rows.iter().map(|(_, place)| &self.all[*place]).collect()
    }

    /// The ways to the parts, of which `current` is this page.
    pub(super) fn links(&self, current: Option<usize>) -> Vec<PartLink> {
        let link = |part| PartLink {
            link: self.writer.link(&Page::Part(self.long, part), self.name(part)),
            current: current == Some(part),
        };
        named(self.parts(), current).map(link).collect()
    }

    /// What a part is called: its number, and its first and its last name.
    pub(super) fn name(&self, part: usize) -> Said {
        let names = self.rows(part);
        let name = |row: Option<&Row>| row.map(|(name, _)| name.text.clone()).unwrap_or_default();
        let arguments =
            [("n", part.into()), ("first", name(names.first()).into()), ("last", name(names.last()).into())];
        Said { text: self.writer.format("part-named", &arguments), lang: None, dir: None }
    }

    /// All rows with the way to their parts, where there are parts.
    pub(super) fn entries(&self, view: impl Fn(&Said, &'s T, String) -> EntryView) -> Vec<EntryView> {
        let parts = (1..=self.parts()).flat_map(|part| {
            let way = self.writer.href(&Page::Part(self.long, part));
            self.rows(part).iter().map(move |row| (row, way.clone()))
        });
        parts.map(|((name, place), way)| view(name, &self.all[*place], way)).collect()
    }
}

impl Writer<'_> {
    /// The frame of a part, below the page that names all of them.
    pub(super) fn frame_of_part(&self, page: &Page, name: &Said) -> Frame {
        let whole = page.part();
        let heading = self.interface(whole.kind().title);
        let arguments = [("title", heading.text.clone().into()), ("part", name.text.clone().into())];
        let title = Said { text: self.format("part-title", &arguments), lang: None, dir: None };
        Frame::new(self, page, title, vec![self.link(&whole, heading)])
    }
}

/// What stands on this page that has a page of its own too.
#[derive(Debug, Default)]
pub(super) enum Held<'s> {
    /// Nothing.
    #[default]
    Nothing,
    /// All teams and resources.
    Everything,
    /// Some teams.
    Teams(HashSet<&'s TeamId>),
    /// The resources of a kind.
    Resources(Kind),
}

impl<'s> Held<'s> {
    /// What stands on the page that a writer writes.
    pub(super) fn on(writer: &Writer<'s>) -> Self {
        match writer.site.entry(writer.path) {
            Some(Entry::Page(_, Page::Print)) if writer.site.parts(Long::Paper) == 0 => Self::Everything,
            Some(Entry::Page(_, Page::Part(Long::Paper, part))) => {
                Self::Teams(print::rows(writer).of(*part).into_iter().map(|team| &team.id).collect())
            }
            Some(Entry::Page(_, Page::PrintKind(kind))) => Self::Resources(*kind),
            _ => Self::Nothing,
        }
    }

    /// Whether a page's content stands here.
    pub(super) fn holds(&self, page: &Page) -> bool {
        match (self, page) {
            (Self::Everything, Page::Team(_) | Page::Resource(..)) => true,
            (Self::Teams(ids), Page::Team(id)) => ids.contains(id),
            (Self::Resources(held), Page::Resource(kind, _)) => held == kind,
            _ => false,
        }
    }
}
