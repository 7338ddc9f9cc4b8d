//! Which source an address of a site comes from, for whoever asks.

use super::Site;
use super::address::{Entry, File};
use super::pages::Page;
use crate::diagnostics::Place;
use crate::model::{Lang, Resource};

/// What an address is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Everything that the district says.
    EverySite,
    /// A file of the theme.
    Theme,
    /// A file of the toolkit, by its path below the root.
    File(String),
    /// The same for readers of a language that it is not translated into.
    Untranslated(String, Lang),
    /// An old address, which leads on to another one.
    Alias {
        /// Where it leads.
        to: String,
        /// Where it is written.
        place: Place,
    },
}

impl Origin {
    /// The file that it is made from, by its path below the root.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::File(path) | Self::Untranslated(path, _) => Some(path),
            Self::Alias { place, .. } => Some(place.path()),
            Self::EverySite | Self::Theme => None,
        }
    }
}

impl Site {
    /// What an address is made from; `None` where it is none.
    pub fn origin(&self, address: &str) -> Option<Origin> {
        let root = self.toolkit().root();
        Some(match self.entry(address)? {
            Entry::Page(lang, page) => self.origin_of(address, lang, page),
            Entry::File(File::Static(_)) => {
                self.copied(address).map_or(Origin::EverySite, |path| Origin::File(root.name(path)))
            }
            Entry::File(File::Asset(_)) => {
                self.copied(address).map_or(Origin::Theme, |path| Origin::File(root.name(path)))
            }
            Entry::File(_) => Origin::EverySite,
        })
    }

    fn origin_of(&self, address: &str, lang: &Lang, page: &Page) -> Origin {
        match page {
            Page::Home => Origin::File(self.district_path().to_string()),
            Page::Team(id) => {
                self.district().team(id).map_or(Origin::EverySite, |team| Origin::File(team.path.clone()))
            }
            Page::Resource(kind, id) => match self.published(*kind, id) {
                Some(resource) => of_resource(resource, lang),
                None => Origin::EverySite,
            },
            Page::Redirect { to } => self.alias(address, to),
            _ => Origin::EverySite,
        }
    }

    /// The old address that leads on from an address.
    fn alias(&self, address: &str, to: &str) -> Origin {
        let all = self.district().resources.values().flat_map(|resource| &resource.aliases);
        let named = |alias: &&crate::model::Alias| {
            address
                .strip_suffix(&alias.address)
                .is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        match all.into_iter().filter(named).max_by_key(|alias| alias.address.len()) {
            Some(alias) => Origin::Alias { to: to.to_string(), place: alias.place.clone() },
            None => Origin::EverySite,
        }
    }
}

fn of_resource(resource: &Resource, lang: &Lang) -> Origin {
    let variant = resource.variant(lang);
    if variant.lang == *lang {
        Origin::File(variant.path.clone())
    } else {
        Origin::Untranslated(variant.path.clone(), lang.clone())
    }
}
