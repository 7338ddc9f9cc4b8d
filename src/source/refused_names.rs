//! Files with names that no file of their folder can have, each of which is told as a mistake: what they are meant as, so that
//! what refers to them is not told as a second one.

use std::collections::BTreeSet;

use super::layout;
use super::names::{below, first_part, standing_for};
use crate::model::{Kind, id_problem, id_suggestion};
use crate::reader::files::Listing;

/// What programs write behind the name of a file's copy.
const COPIES: &[&str] = &["copy", "copia", "copie", "cópia", "kopie", "final", "old", "bak", "backup"];

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
    let bare = counted.map_or_else(|| without_conflict(stem), |(head, _)| head.trim_end());
    let lower = bare.to_lowercase();
    let mark = COPIES.iter().find(|mark| lower.ends_with(**mark) && lower.len() == bare.len());
    let rest = mark.and_then(|mark| bare.get(..bare.len() - mark.len()));
    let rest = rest.filter(|rest| rest.ends_with([' ', '-', '_', '.'])).unwrap_or(bare);
    let rest = rest.trim_end_matches([' ', '-', '_', '.']);
    let is_before = |mark: &&&str| {
        rest.get(..mark.len()).is_some_and(|head| head.to_lowercase() == **mark && head.len() < rest.len())
    };
    COPIES_OF.iter().find(is_before).map_or(rest, |mark| &rest[mark.len()..])
}

/// Words for what programs that keep folders alike on several computers write behind the name of a version that they could
/// not put together with another.
const CONFLICTS: [&str; 10] =
    ["conflict", "konflikt", "conflit", "conflito", "copy", "copia", "cópia", "copie", "kopie", "تعارض"];

/// How names of computers begin, as some such programs write them behind the name.
const COMPUTERS: [&str; 6] =
    ["-DESKTOP-", "-LAPTOP-", "-MacBook", ".sync-conflict-", "_conflict-", "-conflict-"];

/// A file's name without what such a program writes behind it: `norte (Ana's conflicted copy 2026-11-20)`, `norte-DESKTOP-AB12`.
fn without_conflict(stem: &str) -> &str {
    let in_brackets = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let (head, words) = stem.strip_suffix(close)?.split_once(open)?;
        let words = words.to_lowercase();
        CONFLICTS.iter().any(|conflict| words.contains(conflict)).then_some(head)
    });
    let of_computer = || COMPUTERS.iter().find_map(|mark| stem.split_once(mark)).map(|(head, _)| head);
    in_brackets.or_else(of_computer).map_or(stem, str::trim_end)
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
            ("norte (Ana's conflicted copy 2026-11-20)", "norte"),
            ("norte (Copia en conflicto de PC-3 2026-11-20)", "norte"),
            ("norte-DESKTOP-AB12", "norte"),
            ("norte.sync-conflict-20261120-101112-ABCDEFG", "norte"),
            ("norte [Conflict]", "norte"),
            ("norte (sur)", "norte (sur)"),
            ("norte.bak", "norte"),
            ("norte_old", "norte"),
        ] {
            assert_eq!(without_mark(name), bare, "{name}");
        }
    }
}
