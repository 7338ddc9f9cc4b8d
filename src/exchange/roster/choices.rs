//! What can be chosen in a column of the table: ids, with the names that people know.

use std::collections::BTreeSet;

use super::DistrictFiles;
use super::columns::Column;
use super::record::{TeamRecord, in_language};
use crate::model::{Kind, TeamLevel};

/// An id and the name it stands for.
pub(super) type Choice = (String, String);

/// The ids of some districts that a column can hold, each once; empty where anything can be written.
pub(super) fn of(districts: &[DistrictFiles<'_>], column: Column) -> Vec<Choice> {
    let mut known = BTreeSet::new();
    let all = districts.iter().flat_map(|files| in_district(files, column));
    all.filter(|(id, _)| known.insert(id.clone())).collect()
}

fn in_district(files: &DistrictFiles<'_>, column: Column) -> Vec<Choice> {
    let (district, language) = (files.district, files.language);
    let named =
        |id: &str, name: &crate::model::Text| (id.to_string(), name.get(language, language).0.to_string());
    match column {
        Column::District => vec![named(district.id.as_str(), &district.name)],
        Column::Team => {
            let records = files.teams.iter().filter_map(|(id, text)| TeamRecord::read(id, text, language));
            records.map(|team| (team.id.clone(), in_language(&team.name, language).to_string())).collect()
        }
        Column::School => {
            district.schools.iter().map(|school| named(school.id.as_str(), &school.name)).collect()
        }
        Column::Role => {
            let roles = district.resources_of(Kind::Role).into_iter();
            roles.map(|role| (role.id.to_string(), role.variant(language).title.clone())).collect()
        }
        Column::Perspectives => {
            let all = district.framework.perspectives.iter();
            all.map(|one| named(one.id.as_str(), &one.name)).collect()
        }
        Column::Functions => {
            let all = district.framework.functions.iter();
            all.map(|one| named(one.id.as_str(), &one.name)).collect()
        }
        _ => Vec::new(),
    }
}

/// The few words that a column holds.
pub(super) fn words(column: Column) -> &'static [&'static str] {
    match column {
        Column::Level => TeamLevel::WORDS,
        Column::ShowName | Column::Student | Column::Convener | Column::Agenda => &["yes", "no"],
        _ => &[],
    }
}
