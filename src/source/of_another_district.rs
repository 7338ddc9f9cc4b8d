//! Files of teams and self-assessments in the folder of another district than their school's or team's: told with where to move
//! them.

use std::fs;

use super::layout;
use super::misplaced::base;
use super::misspelt_framework::says;
use super::shown::small_text;
use crate::diagnostics::{Code, Diagnostic};
use crate::reader::files::Root;

/// How many files are looked for in the other districts.
const MOST_LOOKED: usize = 8;

/// Says of a team whose school another district has, and of a self-assessment of another one's team, where to move it.
pub(super) fn settle(root: &Root, problems: &mut [Diagnostic]) {
    let strange = problems.iter_mut().filter(|problem| has_unknown_owner(problem));
    let mut districts: Option<Vec<District>> = None;
    for problem in strange.take(MOST_LOOKED) {
        let path = problem.place.path();
        let (own, Some(word)) = (base(path), problem.missed.as_deref()) else { continue };
        let Some(below) = path.strip_prefix(&own).map(str::to_string) else { continue };
        let districts = districts.get_or_insert_with(|| districts_of(root));
        let is_of_team = problem.code == Code::UnknownTeam;
        let has = |other: &&District| other.folder != own && other.has(root, is_of_team, word);
        let mut owners = districts.iter().filter(has);
        let Some(owner) = owners.next().filter(|_| owners.next().is_none()) else { continue };
        let what = if is_of_team { "team" } else { "school" };
        let to = format!("{}{below}", owner.folder);
        problem.hint = Some(if root.path().join(&to).exists() {
            format!("remove this file: another district has this {what}, and `{to}` is there")
        } else {
            format!("move it to `{to}`: that district has this {what}")
        });
    }
}

/// Whether a problem is that the school of a team's file, or the team of a self-assessment's, is none of its district.
fn has_unknown_owner(problem: &Diagnostic) -> bool {
    let path = problem.place.path();
    let folder = match problem.code {
        Code::UnknownSchool => layout::TEAMS,
        Code::UnknownTeam => layout::ASSESSMENTS,
        _ => return false,
    };
    let is_slip = problem.hint.as_deref().is_some_and(|hint| hint.starts_with("did you mean"));
    !is_slip && path.rsplit('/').nth(1) == Some(folder)
}

/// A district's folder, and the file of its schools.
struct District {
    /// The folder, with a slash at its end.
    folder: String,
    /// The text of the file.
    schools: String,
}

impl District {
    /// Whether it has a team, or a school, of an id.
    fn has(&self, root: &Root, is_of_team: bool, id: &str) -> bool {
        if is_of_team {
            let team = format!("{}{}/{}", self.folder, layout::TEAMS, layout::team_file(id));
            return root.path().join(team).is_file();
        }
        says(&self.schools, &format!("id: {id}"))
    }
}

/// The districts of a toolkit, in the order of their ids.
fn districts_of(root: &Root) -> Vec<District> {
    let entries = fs::read_dir(layout::districts(root.path())).into_iter().flatten().filter_map(Result::ok);
    let mut districts: Vec<District> = entries
        .map(|entry| {
            let schools = small_text(root, &entry.path().join(layout::SCHOOLS));
            let schools = schools.map(|file| file.text().to_string()).unwrap_or_default();
            District { folder: format!("{}/", root.name(&entry.path())), schools }
        })
        .collect();
    districts.sort_by(|a, b| a.folder.cmp(&b.folder));
    districts
}
