//! What pages tell of lists that are too long for one page.

use std::collections::HashSet;

use serde::Serialize;

use super::frame::Frame;
use super::{LinkView, Said, Writer};
use crate::model::{Kind, TeamId};
use crate::site::address::Entry;
use crate::site::pages::Page;
use crate::site::parts::{Long, range};

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

/// The rows of a list with the names they are found by, in the order of the page's language.
pub(super) struct Rows<'w, T> {
    pub(super) long: Long,
    /// The rows.
    pub(super) all: Vec<(Said, T)>,
    writer: &'w Writer<'w>,
}

impl<'w, T: Copy> Rows<'w, T> {
    /// Rows that are in order.
    pub(super) fn new(writer: &'w Writer<'w>, long: Long, all: Vec<(Said, T)>) -> Self {
        Self { long, all, writer }
    }

    /// How many parts the list has; none where one page is enough.
    fn parts(&self) -> usize {
        self.writer.site.parts(self.long)
    }

    /// Whether the list is too long for one page.
    pub(super) fn is_long(&self) -> bool {
        self.parts() > 0
    }

    /// The rows of a part.
    pub(super) fn of(&self, part: usize) -> Vec<T> {
        self.all[range(self.all.len(), part, self.parts())].iter().map(|(_, row)| *row).collect()
    }

    /// All rows where they are on one page; none where they are in parts.
    pub(super) fn on_one_page(&self) -> Vec<T> {
        if self.is_long() { Vec::new() } else { self.all.iter().map(|(_, row)| *row).collect() }
    }

    /// The ways to the parts, of which `current` is this page.
    pub(super) fn links(&self, current: Option<usize>) -> Vec<PartLink> {
        let link = |part| PartLink {
            link: self.writer.link(&Page::Part(self.long, part), self.name(part)),
            current: current == Some(part),
        };
        (1..=self.parts()).map(link).collect()
    }

    /// What a part is called: its number, and its first and its last name.
    pub(super) fn name(&self, part: usize) -> Said {
        let names = &self.all[range(self.all.len(), part, self.parts())];
        let name = |row: Option<&(Said, T)>| row.map(|(name, _)| name.text.clone()).unwrap_or_default();
        let arguments =
            [("n", part.into()), ("first", name(names.first()).into()), ("last", name(names.last()).into())];
        Said { text: self.writer.format("part-named", &arguments), lang: None, dir: None }
    }

    /// All rows with the way to their parts, where there are parts.
    pub(super) fn entries(&self, view: impl Fn(&Said, T, String) -> EntryView) -> Vec<EntryView> {
        let parts = (1..=self.parts()).flat_map(|part| {
            let way = self.writer.href(&Page::Part(self.long, part));
            self.all[range(self.all.len(), part, self.parts())].iter().map(move |row| (row, way.clone()))
        });
        parts.map(|((name, row), way)| view(name, *row, way)).collect()
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
                let teams = writer.by_name(&writer.site.district().teams, |team| &team.name);
                let range = range(teams.len(), *part, writer.site.parts(Long::Paper));
                Self::Teams(teams[range].iter().map(|team| &team.id).collect())
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
