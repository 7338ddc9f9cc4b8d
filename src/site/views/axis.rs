//! The two things that teams are expected to have, perspectives and key functions, as one: whatever is told of one
//! is told of the other by the same code.

use crate::coverage::{Axis, Report, Share, TeamReport};
use crate::model::{Framework, FunctionId, PerspectiveId, Side, Text};

/// Something that teams are expected to have.
pub(super) struct Expected<'f, Id> {
    pub(super) id: &'f Id,
    pub(super) name: &'f Text,
    /// Where whoever brings a perspective comes from; functions have no side.
    pub(super) side: Option<Side>,
    pub(super) summary: Option<&'f Text>,
}

/// The perspectives of a framework, in its order.
pub(super) fn perspectives(framework: &Framework) -> Vec<Expected<'_, PerspectiveId>> {
    let expected = framework.perspectives.iter().map(|known| Expected {
        id: &known.id,
        name: &known.name,
        side: Some(known.side),
        summary: None,
    });
    expected.collect()
}

/// The functions of a framework, in its order.
pub(super) fn functions(framework: &Framework) -> Vec<Expected<'_, FunctionId>> {
    let expected = framework.functions.iter().map(|known| Expected {
        id: &known.id,
        name: &known.name,
        side: None,
        summary: known.summary.as_ref(),
    });
    expected.collect()
}

/// What is expected, over all teams: each with the share of teams that cover it, the share in all, and the way to a
/// team's part.
pub(super) struct OverTeams<'r, Id> {
    pub(super) expected: Vec<Expected<'r, Id>>,
    /// In the same order.
    pub(super) shares: Vec<Share>,
    pub(super) total: Share,
    pub(super) of_team: fn(&TeamReport) -> &Axis<Id>,
}

/// The perspectives over all teams.
pub(super) fn perspectives_over_teams<'r>(
    framework: &'r Framework,
    report: &Report,
) -> OverTeams<'r, PerspectiveId> {
    OverTeams {
        expected: perspectives(framework),
        shares: report.perspectives.items.iter().map(|item| item.share).collect(),
        total: report.perspectives.share,
        of_team: |team| &team.perspectives,
    }
}

/// The functions over all teams.
pub(super) fn functions_over_teams<'r>(
    framework: &'r Framework,
    report: &Report,
) -> OverTeams<'r, FunctionId> {
    OverTeams {
        expected: functions(framework),
        shares: report.functions.items.iter().map(|item| item.share).collect(),
        total: report.functions.share,
        of_team: |team| &team.functions,
    }
}
