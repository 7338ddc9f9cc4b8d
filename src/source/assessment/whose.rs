//! Whose self-assessment it is: the team that it names, or what to write where there is none of that id.

use super::super::layout;
use super::super::references::{called, unknown};
use super::Known;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::{SchoolId, TeamId};
use crate::reader::decode::Word;

/// What is told of a team's id that no team has, and a school.
pub(in crate::source) const CALLED_BY_SCHOOL: &str = ", but a school is called so";

/// The team that a word names.
pub(super) fn team(word: Word<'_>, known: &Known<'_>, out: &mut Collector<'_>) -> Option<TeamId> {
    let id = TeamId::new(word.text);
    if known.teams.iter().any(|team| team.id == id) {
        return Some(id);
    }
    if known.team_doubt.covers(word.text) {
        return None;
    }
    if let Some(hint) = hint_of_school(word.text, known) {
        let message = format!("there is no team `{}`{CALLED_BY_SCHOOL}", word.text);
        let problem = Diagnostic::new(Code::UnknownTeam, out.at(word.span), message).missed(word.text);
        out.push(problem.plain_hint(Some(hint.clone())).hint(hint));
        return None;
    }
    if let Some(hint) = hint_of_district(word.text, known, out.file().path()) {
        let message = format!("there is no team `{}`, but the district is called so", word.text);
        out.push(Diagnostic::new(Code::UnknownTeam, out.at(word.span), message).missed(word.text).hint(hint));
        return None;
    }
    let right = known.teams.iter().map(|team| called(&team.id, &team.name));
    unknown(Code::UnknownTeam, "team", word, right, out);
    None
}

/// What to do with the district's own id in place of the one of its team.
fn hint_of_district(id: &str, known: &Known<'_>, path: &str) -> Option<String> {
    let mut all = known.teams.iter().filter(|team| team.school().is_none());
    let is_own = path.rsplit('/').nth(2) == Some(id);
    let team = all.next().filter(|_| is_own && all.next().is_none())?;
    Some(format!("did you mean `{}`?", team.id.as_str()))
}

/// What to do with a school's id in place of a team's: another team would get this one's ratings.
fn hint_of_school(id: &str, known: &Known<'_>) -> Option<String> {
    let school = known.schools.get(&SchoolId::new(id))?;
    let teams: Vec<&str> = known
        .teams
        .iter()
        .filter(|team| team.school() == Some(&school.id))
        .map(|team| team.id.as_str())
        .collect();
    Some(match teams.as_slice() {
        [] => format!(
            "this school has no team: make its file `{}/{id}{}` (`teamkit new team {id} --school {id}` begins it)",
            layout::TEAMS,
            layout::YAML
        ),
        [team] => format!("did you mean `{team}`?"),
        several => {
            format!("write the one of this school's teams that is meant: `{}`", several.join("` or `"))
        }
    })
}
