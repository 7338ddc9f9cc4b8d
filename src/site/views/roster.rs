//! Who is on a team, as far as it may be shown.

use serde::Serialize;

use super::{LinkView, Said, Writer};
use crate::model::{Kind, Member, ResourceId, Seat};

/// Somebody on a team, or a vacant seat. A name that must not be shown is not there.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    /// The name, where it may be shown.
    pub name: Option<String>,
    /// The office or part.
    pub title: Said,
    /// Whether the seat is vacant.
    pub is_vacant: bool,
    /// The role description; only in the roster.
    pub role: Option<LinkView>,
}

impl PersonView {
    /// Somebody on a team, in short.
    pub(super) fn new(writer: &Writer<'_>, member: &Member) -> Self {
        Self {
            name: member.name().map(ToString::to_string),
            title: writer.said(&member.title),
            is_vacant: member.seat == Seat::Vacant,
            role: None,
        }
    }

    /// Somebody on a team, with the role description.
    pub(super) fn in_full(writer: &Writer<'_>, member: &Member) -> Self {
        Self { role: member.role.as_ref().and_then(|id| role_link(writer, id)), ..Self::new(writer, member) }
    }
}

fn role_link(writer: &Writer<'_>, id: &ResourceId) -> Option<LinkView> {
    Some(writer.resource_link(writer.site.published(Kind::Role, id)?))
}
