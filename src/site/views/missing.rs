//! What teams lack most: the perspectives in the order of how many teams are without them.

use serde::Serialize;

use super::{LinkView, Said, Writer};
use crate::coverage::{Share, TeamReport, TotalsItem};
use crate::model::{Kind, PerspectiveId};

/// A perspective that teams lack.
#[derive(Debug, Serialize)]
pub struct MissingView {
    /// The perspective.
    pub name: Said,
    /// How many teams lack it.
    pub teams: usize,
    /// "4 of 6 teams".
    pub of: String,
    /// The share of teams that lack it in whole percent, for a picture.
    pub percent: Option<i64>,
}

/// The perspectives that any team lacks, those that most teams lack first.
pub(super) fn missing<'w>(writer: &Writer<'w>) -> Vec<&'w TotalsItem<PerspectiveId>> {
    let items = writer.site.report().perspectives.items.iter();
    let mut missing: Vec<_> = items.filter(|item| item.lacking() > 0).collect();
    missing.sort_by_key(|item| std::cmp::Reverse(item.lacking()));
    missing
}

/// "Parent leaders (4 of 6 teams)", for the perspectives that most teams lack; the name alone where one team should have
/// it.
pub(super) fn most_missing(writer: &Writer<'_>, most: usize) -> Vec<String> {
    let named = missing(writer).into_iter().take(most).map(|item| {
        let name = writer.perspective_name(&item.id);
        if item.expected == 1 {
            return name;
        }
        writer.format("missing-named", &[("name", name.into()), ("teams", of_teams(writer, item).into())])
    });
    named.collect()
}

/// "4 of 6 teams": how many lack it.
fn of_teams(writer: &Writer<'_>, item: &TotalsItem<PerspectiveId>) -> String {
    let key = if item.expected == 1 { "of-one-team" } else { "of-teams" };
    writer.format(key, &[("n", item.lacking().into()), ("total", item.expected.into())])
}

/// Whether a team is expected to have a perspective and has nobody who brings it.
pub(super) fn lacks(team: &TeamReport, id: &PerspectiveId) -> bool {
    team.perspectives.missing().any(|item| item.id == *id)
}

/// The first role description that brings a perspective.
pub(super) fn role_for(writer: &Writer<'_>, id: &PerspectiveId) -> Option<LinkView> {
    let roles = writer.site.published_of(Kind::Role);
    let role = roles
        .into_iter()
        .find(|resource| resource.role().is_some_and(|role| role.perspectives.contains(id)))?;
    Some(writer.resource_link(role))
}

impl MissingView {
    /// All that teams lack.
    pub(super) fn all(writer: &Writer<'_>) -> Vec<Self> {
        let framework = &writer.site.district().framework;
        let view = |item: &TotalsItem<PerspectiveId>| {
            let known = framework.perspective(&item.id)?;
            let teams = item.lacking();
            Some(Self {
                name: writer.said(&known.name),
                teams,
                of: of_teams(writer, item),
                percent: Share::of(teams, item.expected).percent(),
            })
        };
        missing(writer).into_iter().filter_map(view).collect()
    }
}
