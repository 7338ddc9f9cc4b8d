//! The shared guides, role descriptions and rubrics that a new toolkit begins with, compiled into the program.

use std::collections::BTreeMap;

use crate::model::{Kind, Lang};

macro_rules! texts {
    ($folder:literal, $($name:literal),* $(,)?) => {
        ($folder, &[$(($name, include_str!(concat!("../../content/", $folder, "/", $name)))),*])
    };
}

/// The files of each folder: the name and the text of each.
const FILES: &[(&str, &[(&str, &str)])] = &[
    texts!(
        "guides",
        "agenda.es.md",
        "agenda.md",
        "attendance-bands.es.md",
        "attendance-bands.md",
        "convene-and-set-the-agenda.es.md",
        "convene-and-set-the-agenda.md",
        "family-consent.es.md",
        "family-consent.md",
        "first-90-days.es.md",
        "first-90-days.md",
        "for-families.ar.md",
        "for-families.es.md",
        "for-families.md",
        "invitations.es.md",
        "invitations.md",
        "invite-partners.ar.md",
        "invite-partners.es.md",
        "invite-partners.md",
        "key-functions.es.md",
        "key-functions.md",
        "lead-the-self-assessment.es.md",
        "lead-the-self-assessment.md",
        "letter-to-families.ar.md",
        "letter-to-families.es.md",
        "letter-to-families.md",
        "organize-a-team.ar.md",
        "organize-a-team.es.md",
        "organize-a-team.md",
        "read-data-safely.es.md",
        "read-data-safely.md",
        "run-a-meeting.es.md",
        "run-a-meeting.md",
        "share-data.es.md",
        "share-data.md",
        "single-students.es.md",
        "single-students.md",
        "take-stock.es.md",
        "take-stock.md",
        "transport-and-housing.es.md",
        "transport-and-housing.md",
        "who-should-be-at-the-table.es.md",
        "who-should-be-at-the-table.md",
        "words.ar.md",
        "words.es.md",
        "words.md",
        "year-calendar.es.md",
        "year-calendar.md",
    ),
    texts!(
        "roles",
        "attendance-coordinator.es.md",
        "attendance-coordinator.md",
        "business-partner.es.md",
        "business-partner.md",
        "counselor.es.md",
        "counselor.md",
        "data-lead.es.md",
        "data-lead.md",
        "early-childhood-partner.es.md",
        "early-childhood-partner.md",
        "family-liaison.es.md",
        "family-liaison.md",
        "health-partner.es.md",
        "health-partner.md",
        "nonprofit-partner.es.md",
        "nonprofit-partner.md",
        "nurse.es.md",
        "nurse.md",
        "parent-leader.es.md",
        "parent-leader.md",
        "principal.es.md",
        "principal.md",
        "social-worker.es.md",
        "social-worker.md",
        "special-education-coordinator.es.md",
        "special-education-coordinator.md",
        "student-representative.es.md",
        "student-representative.md",
        "teacher-representative.es.md",
        "teacher-representative.md",
        "title-i-coordinator.es.md",
        "title-i-coordinator.md",
    ),
    texts!(
        "rubrics",
        "community-partner.es.md",
        "community-partner.md",
        "district-team.es.md",
        "district-team.md",
        "school-team.es.md",
        "school-team.md",
    ),
];

/// The language of files whose names tell none.
const FIRST: &str = "en";

/// The texts of one resource, by language.
pub(super) type Texts = BTreeMap<Lang, &'static str>;

/// All of them, by kind and id.
pub(super) fn all() -> BTreeMap<(Kind, &'static str), Texts> {
    let mut all: BTreeMap<_, Texts> = BTreeMap::new();
    for kind in Kind::ALL.iter().copied() {
        for (name, text) in files(kind) {
            let stem = name.trim_end_matches(".md");
            let (id, tag) = stem.split_once('.').unwrap_or((stem, FIRST));
            let Some(lang) = Lang::parse(tag) else { continue };
            all.entry((kind, id)).or_default().insert(lang, text);
        }
    }
    all
}

/// The files of a kind: the name and the text of each.
fn files(kind: Kind) -> &'static [(&'static str, &'static str)] {
    FILES.iter().find(|(folder, _)| *folder == kind.folder()).map_or(&[], |(_, files)| files)
}

/// The languages in which every one of them is written.
pub fn whole_languages() -> Vec<Lang> {
    let all = all();
    let mut languages: Vec<Lang> = all.values().flat_map(|texts| texts.keys().cloned()).collect();
    languages.sort();
    languages.dedup();
    languages.retain(|lang| all.values().all(|texts| texts.contains_key(lang)));
    languages
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_shared_text_of_the_sample_is_compiled_in() {
        for kind in Kind::ALL.iter().copied() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(kind.folder());
            let mut names: Vec<String> = fs::read_dir(folder)
                .into_iter()
                .flatten()
                .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
                .collect();
            names.sort();
            let compiled: Vec<&str> = files(kind).iter().map(|(name, _)| *name).collect();
            assert_eq!(compiled, names, "name each file of content/{} in {}", kind.folder(), file!());
        }
    }

    #[test]
    fn english_and_spanish_are_whole() {
        let whole = whole_languages();
        assert_eq!(whole.iter().map(Lang::as_str).collect::<Vec<_>>(), ["en", "es"]);
    }
}
