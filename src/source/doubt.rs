//! What is not known for certain because of another mistake, so that what refers to it is not told as a second one
//! (FORMAT §1): things of which a file or an entry is there and could not be read.

use hashbrown::HashSet;

use super::layout;
use super::names::{below, first_part, standing_for};
use super::refused_names::meant;
use crate::model::{Kind, Lang, id_suggestion};
use crate::reader::decode::Fields;
use crate::reader::files::Listing;
use crate::reader::shape::Object;
use crate::reader::yaml;

/// The ids that may stand for something although nothing of that id was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Doubt {
    /// Any id may: what holds them could not be read, or one of them is missing or stands twice.
    all: bool,
    /// These may: something calls itself so.
    ids: HashSet<String>,
}

/// What of a district's teams and of the resources that it may refer to is not certain.
pub(super) struct Doubts {
    pub(super) roles: Doubt,
    pub(super) rubrics: Doubt,
    pub(super) teams: Doubt,
}

impl Doubts {
    /// By the shared files and the district's own.
    pub(super) fn of(listings: &[&Listing; 2], languages: &[Lang]) -> Self {
        let resources = |kind| Doubt::of_resources(listings, kind, languages);
        let (roles, rubrics) = (resources(Kind::Role), resources(Kind::Rubric));
        Self { roles, rubrics, teams: Doubt::of_teams(listings[1]) }
    }
}

impl Doubt {
    /// Nothing is certain.
    pub(super) fn of_all() -> Self {
        Self { all: true, ids: HashSet::new() }
    }

    /// The ids that the entries of a list give themselves; everything, where one gives none or two, or
    /// two give the same.
    pub(super) fn of_entries(list: &yaml::Node, object: &'static Object, default: &Lang) -> Self {
        let mut doubt = Self { all: !matches!(list.kind, yaml::Kind::List(_)), ..Self::default() };
        for entry in list.items() {
            let fields = Fields::of(entry, object, default);
            let id = fields.and_then(|fields| fields.word("id"));
            // Of two entries one can be made by a dash that is missing.
            doubt.all |= fields.is_some_and(|fields| fields.repeats_a_key());
            match id.filter(|id| !id.text.trim().is_empty()) {
                Some(id) => doubt.all |= !doubt.ids.insert(id.text.to_string()),
                None => doubt.all = true,
            }
        }
        // An id that is none is meant as what it should be.
        let letters = |id: &String| id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let better: Vec<_> = doubt.ids.iter().flat_map(|id| [id_suggestion(id), letters(id)]).collect();
        doubt.ids.extend(better);
        doubt
    }

    /// Ids that names of files tell, as they are and as they should be.
    pub(super) fn of_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { all: false, ids: names.into_iter().flat_map(meant).collect() }
    }

    /// The teams whose files are there.
    fn of_teams(listing: &Listing) -> Self {
        Self::of_names(below(listing, standing_for(listing, layout::TEAMS), "").map(first_part))
    }

    /// The resources of a kind whose files are there in a language that is published.
    pub(super) fn of_resources(listings: &[&Listing], kind: Kind, languages: &[Lang]) -> Self {
        let files =
            listings.iter().flat_map(|listing| below(listing, standing_for(listing, kind.folder()), ""));
        Self::of_names(files.filter_map(|name| match name.strip_suffix(layout::MARKDOWN) {
            Some(stem) => match stem.rsplit_once('.') {
                Some((id, tag)) => languages.iter().any(|lang| lang.as_str() == tag).then_some(id),
                None => Some(stem),
            },
            // A file of another ending is told.
            None => Some(first_part(name)),
        }))
    }

    /// Whether an id may stand for something.
    pub(super) fn covers(&self, id: &str) -> bool {
        self.all || self.ids.contains(id)
    }
}
