//! What a team is expected to have, perspectives and functions alike, and who brings it.

use serde::Serialize;

use super::axis::Expected;
use super::roster::PersonView;
use super::shared::Shared;
use super::{Said, Writer};
use crate::coverage::{AxisItem, Status};
use crate::model::{Member, Side};

/// Something that a team is expected to have: a seat at the table, or a function.
#[derive(Debug, Serialize)]
pub struct SeatView {
    /// What it is.
    pub name: Said,
    /// What it is about.
    pub summary: Option<Said>,
    /// `covered`, `vacant` or `gap`.
    pub status: Status,
    /// The state in words.
    pub status_name: String,
    /// Who brings it.
    pub people: Vec<Shared<PersonView>>,
    /// Whether exactly one person does.
    pub held_by_one: bool,
    /// Whether the team invites it now.
    pub is_sought: bool,
    /// Whether it is the community's, so that a partner may bring it.
    pub is_community: bool,
}

impl SeatView {
    /// What is expected of a team, in the framework's order: `items` tells the state of each, `on_team` who is
    /// there, `brings` what each of them brings, and `sought` what the team invites now.
    pub(super) fn all<Id: PartialEq>(
        writer: &Writer<'_>,
        expected: &[Expected<'_, Id>],
        items: &[AxisItem<Id>],
        on_team: &[(&Member, Shared<PersonView>)],
        brings: impl Fn(&Member) -> &[Id],
        sought: &[Id],
    ) -> Vec<Self> {
        let view = |known: &Expected<'_, Id>| {
            let item = items.iter().find(|item| item.id == *known.id)?;
            let people = on_team.iter().filter(|(member, _)| brings(member).contains(known.id));
            Some(Self {
                name: writer.said(known.name),
                summary: known.summary.map(|summary| writer.said(summary)),
                status: item.status,
                status_name: writer.strings.word("status", item.status.word()),
                people: people.map(|(_, person)| person.clone()).collect(),
                held_by_one: item.is_held_by_one(),
                is_sought: sought.contains(known.id),
                is_community: known.side == Some(Side::Community),
            })
        };
        expected.iter().filter_map(view).collect()
    }
}
