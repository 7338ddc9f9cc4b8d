//! The schools of the district as a row of signs: with a team, with one that nobody calls together, without one.

use serde::Serialize;

use super::{LinkView, Writer};
use crate::coverage::Party;
use crate::model::School;
use crate::site::anchors::SCHOOL;
use crate::site::pages::Page;

/// A school with what became of it.
#[derive(Debug, Serialize)]
pub struct SchoolDot {
    /// The way to its team, or to where the school stands on the page of all schools.
    pub link: LinkView,
    /// `team`, `no-convener` (a team that nobody calls together) or `none`.
    pub state: &'static str,
    /// The state in words.
    pub name: String,
}

impl SchoolDot {
    /// The schools that count in the reach, by name.
    pub(super) fn all(writer: &Writer<'_>) -> Vec<Self> {
        let as_of = writer.site.report().as_of;
        let counted = writer.site.district().schools.iter().filter(|school| school.counts(as_of));
        let schools = writer.by_name(counted, |school| &school.name);
        schools.into_iter().map(|school| Self::new(writer, school)).collect()
    }

    fn new(writer: &Writer<'_>, school: &School) -> Self {
        let teams = writer.site.report().teams.iter();
        let own: Vec<_> = teams.filter(|team| team.school.as_ref() == Some(&school.id)).collect();
        let led = own.iter().any(|team| team.responsibility.convener == Party::Named);
        let state = match own.len() {
            0 => "none",
            _ if led => "team",
            _ => "no-convener",
        };
        let name = writer.said(&school.name);
        let link = match own.as_slice() {
            [only] => writer.link(&Page::Team(only.id.clone()), name),
            _ => writer.link_to(&Page::Teams, &format!("{SCHOOL}{}", school.id), name),
        };
        Self { link, state, name: writer.word("dot", state) }
    }
}
