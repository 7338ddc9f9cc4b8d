//! A new self-assessment.

use super::super::Failure;
use super::{New, school};
use crate::diagnostics::did_you_mean;
use crate::model::{
    AssessmentId, District, Kind, Resource, ResourceId, ResourceLevel, Rubric, Team, TeamId, TeamLevel, id_of,
};
use crate::starter::{self, NewFile, Occasion};

impl New<'_> {
    /// A self-assessment of the day, of the team and with the rubric that were named, or that the name tells.
    pub(super) fn assessment(&self) -> Result<NewFile, Failure> {
        let district = self.read(self.folder()?)?;
        let team = self.team_of(&district)?;
        let rubric = self.rubric_for(&district, team)?;
        let id = AssessmentId::new(&self.id(id_of(&self.args.name))?);
        let occasion =
            Occasion { district: &district.id, team: &team.id, date: self.toolkit.options().as_of };
        Ok(starter::assessment(&id, occasion, rubric, &district.framework, district.default_language()))
    }

    /// The team that was named, that of the school that was named, the one whose id the name begins with, the only
    /// one, or the district's own.
    fn team_of<'d>(&self, district: &'d District) -> Result<&'d Team, Failure> {
        let ids = || district.teams.iter().map(|team| team.id.as_str());
        if let Some(id) = &self.args.team {
            return district.team(&TeamId::new(id)).ok_or_else(|| {
                let hint =
                    did_you_mean(id, ids()).unwrap_or_else(|| "add it with `teamkit new team NAME`".into());
                Failure::usage(format!("`{}` has no team `{id}`; {hint}", district.id))
            });
        }
        if let Some(id) = &self.args.school {
            let school = school(district, id)?;
            return only(district.teams.iter().filter(|team| team.school() == Some(&school.id)))
                .ok_or_else(|| unclear(&format!("the school `{id}` has no team, or several"), ids()));
        }
        let name = id_of(&self.args.name);
        let named = district.teams.iter().filter(|team| names(&name, team.id.as_str()));
        let of_school = |team: &&Team| team.school().is_some_and(|school| names(&name, school.as_str()));
        let of_district = |team: &&Team| team.level() == TeamLevel::District;
        named
            .max_by_key(|team| team.id.as_str().len())
            .or_else(|| only(district.teams.iter().filter(of_school)))
            .or_else(|| only(district.teams.iter()))
            .or_else(|| only(district.teams.iter().filter(of_district)))
            .ok_or_else(|| unclear("it is not clear which team this is of", ids()))
    }

    /// The rubric that was named, the one that the name begins with, or the first one for teams of this level.
    fn rubric_for<'d>(
        &self,
        district: &'d District,
        team: &Team,
    ) -> Result<(&'d Resource, &'d Rubric), Failure> {
        let rubrics = district.resources_of(Kind::Rubric);
        if let Some(id) = &self.args.rubric {
            let found =
                district.resource(Kind::Rubric, &ResourceId::new(id)).and_then(|rubric| as_rubric(rubric));
            return found.ok_or_else(|| {
                let near = did_you_mean(id, rubrics.iter().map(|rubric| rubric.id.as_str()));
                let hint = near.unwrap_or_else(|| "add it with `teamkit new rubric NAME`".into());
                Failure::usage(format!("there is no rubric `{id}`; {hint}"))
            });
        }
        let name = id_of(&self.args.name);
        let wanted = match team.level() {
            TeamLevel::District => ResourceLevel::District,
            TeamLevel::School => ResourceLevel::School,
        };
        let named = rubrics.iter().find(|rubric| names(&name, rubric.id.as_str()));
        let of_level = || rubrics.iter().find(|rubric| rubric.level == wanted);
        let of_both = || rubrics.iter().find(|rubric| rubric.level == ResourceLevel::Both);
        let found = named.or_else(of_level).or_else(of_both).or_else(|| rubrics.first());
        found
            .and_then(|rubric| as_rubric(rubric))
            .ok_or_else(|| Failure::usage("there is no rubric yet; add one with `teamkit new rubric NAME`."))
    }
}

/// Whether a name is an id, or begins with it.
fn names(name: &str, id: &str) -> bool {
    name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn as_rubric(resource: &Resource) -> Option<(&Resource, &Rubric)> {
    Some((resource, resource.rubric()?))
}

/// The one of which there is no other.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

fn unclear<'t>(why: &str, teams: impl Iterator<Item = &'t str>) -> Failure {
    let list: Vec<&str> = teams.take(12).collect();
    if list.is_empty() {
        return Failure::usage("there is no team yet; begin with `teamkit new team NAME`.");
    }
    Failure::usage(format!("{why}. Name the team with `--team`, such as {}.", list.join(", ")))
}
