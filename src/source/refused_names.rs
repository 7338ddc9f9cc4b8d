//! Files with names that no file of their folder can have, each of which is told as a mistake: what they are meant as, so that
//! what refers to them is not told as a second one.

use std::collections::BTreeSet;

use super::layout;
use super::names::{below, first_part, standing_for};
use crate::model::{Kind, id_problem, id_suggestion};
use crate::reader::files::Listing;

/// What programs write behind the name of a file's copy.
const COPIES: &[&str] = &["copy", "copia", "copie", "cópia", "kopie", "final"];

/// What programs write before it.
const COPIES_OF: &[&str] = &["copy of ", "copia de ", "copie de ", "cópia de ", "kopie von "];

/// The ids that a file's name may be meant as: itself, as it should be, and without what a program writes behind a copy's.
pub(super) fn meant(name: &str) -> [String; 3] {
    [name.to_string(), id_suggestion(name), id_suggestion(without_mark(name))]
}

/// A file's name without what a program writes behind or before that of a copy: `norte (1)`, `norte - Copy`, `Copy of norte`.
pub(super) fn without_mark(stem: &str) -> &str {
    let counted = stem.strip_suffix(')').and_then(|head| head.rsplit_once('('));
    let counted = counted.filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let bare = counted.map_or(stem, |(head, _)| head.trim_end());
    let lower = bare.to_lowercase();
    let mark = COPIES.iter().find(|mark| lower.ends_with(**mark) && lower.len() == bare.len());
    let rest = mark.and_then(|mark| bare.get(..bare.len() - mark.len()));
    let rest = rest.filter(|rest| rest.ends_with([' ', '-', '_'])).unwrap_or(bare);
    let rest = rest.trim_end_matches([' ', '-', '_']);
    let is_before = |mark: &&&str| {
        rest.get(..mark.len()).is_some_and(|head| head.to_lowercase() == **mark && head.len() < rest.len())
    };
    COPIES_OF.iter().find(is_before).map_or(rest, |mark| &rest[mark.len()..])
}

/// The paths below a district's folder, or the shared one, that links may name: whether they lead anywhere is told
/// where their files are.
pub(super) fn linkable(listings: &[&Listing]) -> BTreeSet<String> {
    let texts = Kind::ALL.iter().map(|kind| (kind.folder(), layout::MARKDOWN));
    let folders: Vec<_> = texts.chain([(layout::TEAMS, layout::YAML)]).collect();
    let of = |listing: &&Listing| {
        let files = folders.iter().flat_map(|(folder, ending)| {
            below(listing, standing_for(listing, folder), "").flat_map(move |name| {
                let refused = name.strip_suffix(ending).filter(|stem| id_problem(first_part(stem)).is_some());
                let meant = refused.map(|stem| meant(stem).map(|id| format!("{folder}/{id}{ending}")));
                meant.into_iter().flatten().chain([format!("{folder}/{name}")])
            })
        });
        files.collect::<Vec<_>>()
    };
    listings.iter().flat_map(of).collect()
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
            ("Copy of norte", "norte"),
            ("Kopie von norte (2)", "norte"),
            ("norte-2026", "norte-2026"),
            ("norte-2026 (1)", "norte-2026"),
            ("norte-2026-09-25 (12)", "norte-2026-09-25"),
            ("semifinal", "semifinal"),
        ] {
            assert_eq!(without_mark(name), bare, "{name}");
        }
    }
}
