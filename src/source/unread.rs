//! Files that lie where nobody reads them, each of which is told: what they may be meant as, so that what refers to them is
//! not told as a second mistake.

use std::collections::BTreeSet;

use super::layout;
use super::names::{below, standing_for};
use crate::model::{Kind, id_problem, id_suggestion};
use crate::reader::files::Listing;

/// What programs write behind the name of a file's copy.
const COPIES: &[&str] = &["copy", "copia", "copie", "cópia", "kopie", "final"];

/// What unread files may be called, as what refers to them names them.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// Their names as ids.
    ids: BTreeSet<String>,
    /// Their names with their endings.
    files: BTreeSet<String>,
}

impl Unread {
    /// Those of listings, each with the folders that are read in it.
    pub(super) fn of(listings: &[(&Listing, Vec<&str>)]) -> Self {
        let mut all = Self::default();
        for (listing, folders) in listings {
            for path in listing.keys().filter(|path| !is_read(path, folders)) {
                let file = path.rsplit('/').next().unwrap_or(path);
                all.files.insert(file.to_string());
                let parts = file.split('.').filter(|part| !part.is_empty());
                all.ids.extend(parts.flat_map(|part| [part, without_mark(part)]).map(id_suggestion));
            }
        }
        all
    }

    /// Their names as ids.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// The paths below a district's folder, or the shared one, that they may be meant for.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        let texts = Kind::ALL.iter().map(|kind| kind.folder());
        let texts = texts.flat_map(|folder| {
            self.ids.iter().map(move |id| format!("{folder}/{}", layout::resource_file(id)))
        });
        let teams = self.ids.iter().map(|id| format!("{}/{}", layout::TEAMS, layout::team_file(id)));
        let statics = self.files.iter().map(|file| format!("{}/{file}", layout::STATIC));
        texts.chain(teams).chain(statics)
    }
}

/// Whether a file lies where files of its kind are read, under a name that they can have.
fn is_read(path: &str, folders: &[&str]) -> bool {
    let Some((folder, name)) = path.split_once('/') else { return layout::DISTRICT_FILES.contains(&path) };
    let ending = match folder {
        layout::STATIC | layout::ASSESSMENTS => return folders.contains(&folder),
        layout::TEAMS => layout::YAML,
        _ => layout::MARKDOWN,
    };
    let stem = name.strip_suffix(ending).map(|stem| stem.split('.').next().unwrap_or(stem));
    folders.contains(&folder) && stem.is_some_and(|stem| id_problem(stem).is_none())
}

/// A file's name without what a program writes behind that of a copy: `norte (1)`, `norte - Copy`.
pub(super) fn without_mark(stem: &str) -> &str {
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit() || " ()".contains(c));
    let bare = if stem.ends_with(')') { bare } else { stem };
    let lower = bare.to_lowercase();
    let mark = COPIES.iter().find(|mark| lower.ends_with(**mark) && lower.len() == bare.len());
    let rest = mark.and_then(|mark| bare.get(..bare.len() - mark.len()));
    let rest = rest.filter(|rest| rest.ends_with([' ', '-', '_'])).unwrap_or(bare);
    rest.trim_end_matches([' ', '-', '_'])
}

/// The paths below a district's folder, or the shared one, that links may name: whether they lead anywhere is told
/// where their files are.
pub(super) fn linkable(listings: &[&Listing], unread: &Unread) -> BTreeSet<String> {
    let folders: Vec<_> = Kind::ALL.iter().map(|kind| kind.folder()).chain([layout::TEAMS]).collect();
    let of = |listing: &&Listing| {
        let files = folders.iter().flat_map(|folder| {
            below(listing, standing_for(listing, folder), "").map(move |name| format!("{folder}/{name}"))
        });
        files.collect::<Vec<_>>()
    };
    listings.iter().flat_map(of).chain(unread.paths()).collect()
}

#[cfg(test)]
mod tests {
    use super::without_mark;

    #[test]
    fn the_names_of_copies_are_known() {
        for (name, bare) in [
            ("norte (1)", "norte"),
            ("norte - Copy", "norte"),
            ("norte - Copy (2)", "norte"),
            ("norte_final", "norte"),
            ("norte-2026", "norte-2026"),
            ("semifinal", "semifinal"),
        ] {
            assert_eq!(without_mark(name), bare, "{name}");
        }
    }
}
