//! What may stand behind a key of a self-assessment that is missing.

use std::sync::Arc;

use super::Known;
use crate::diagnostics::{Code, Collector};
use crate::reader::decode::Fields;

/// How many ids are named where any of them may be meant.
const MOST_NAMED: usize = 12;

/// Says which ids can stand behind `rubric` and `team`, where these are missing.
pub(super) fn tell(fields: &Fields<'_>, id: &str, known: &Known<'_>, out: &mut Collector<'_>) {
    if fields.word("rubric").is_none() {
        let rated: Vec<&str> = fields.table("ratings").iter().map(|(item, _)| item.text).collect();
        let rubrics =
            || known.resources.iter().filter_map(|((_, id), resource)| Some((id, resource.rubric()?)));
        let has_all =
            |item: &&str, rubric: &crate::model::Rubric| rubric.indicators().any(|id| id.as_str() == *item);
        let fitting =
            rubrics().filter(|(_, rubric)| rated.iter().take(MOST_NAMED).all(|item| has_all(item, rubric)));
        let fitting: Vec<&str> = fitting.map(|(id, _)| id.as_str()).collect();
        let all = || rubrics().map(|(id, _)| id.as_str()).collect();
        let ids: Vec<&str> = if fitting.is_empty() { all() } else { fitting };
        name("rubric", &ids, out);
    }
    if fields.word("team").is_none() {
        let all: Vec<&str> = known.teams.iter().map(|team| team.id.as_str()).collect();
        let is_in_name = |team: &&&str| {
            id.strip_prefix(**team).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let in_name = all.iter().find(is_in_name).copied();
        name("team", &in_name.map_or(all, |team| vec![team]), out);
    }
}

/// Puts ids into the help for a key that is missing.
fn name(key: &str, ids: &[&str], out: &mut Collector<'_>) {
    let file = Arc::clone(out.file());
    let of_key = [format!("`{key}: …"), format!("`\"{key}\": …")];
    let is_it = |hint: &str| of_key.iter().any(|begin| hint.contains(begin.as_str()));
    let mut problems = out.findings().problems.iter_mut();
    let problem = problems.find(|problem| {
        problem.code == Code::MissingKey
            && Arc::ptr_eq(problem.place.source(), &file)
            && problem.hint.as_deref().is_some_and(is_it)
    });
    let Some(hint) = problem.and_then(|problem| problem.hint.as_mut()) else { return };
    let Some((add, _)) = hint.split_once(" (") else { return };
    match ids {
        [] => {}
        [id] => {
            let id = if add.contains('"') { format!("\"{id}\"") } else { (*id).to_string() };
            *hint = add.replacen('…', &id, 1);
        }
        ids if ids.len() <= MOST_NAMED => *hint = format!("{add}; possible here: `{}`", ids.join("`, `")),
        _ => {}
    }
}
