//! A team and who sits in it.

use super::{
    Contact, Counts, FunctionId, Lang, MemberId, PerspectiveId, ResourceId, SchoolId, TeamId, TeamLevel, Text,
};
use crate::markdown::Document;
use crate::words::words;
use jiff::civil::Date;

/// A team.
#[derive(Debug)]
pub struct Team {
    /// Its file's name.
    pub id: TeamId,
    /// The path of its file below the toolkit's root.
    pub path: String,
    /// Its name.
    pub name: Text,
    /// For whom it works.
    pub scope: Scope,
    /// How it came about.
    pub formation: Option<Formation>,
    /// The standing team that carries this work.
    pub part_of: Option<Text>,
    /// Its first day; absent means always.
    pub started: Option<Date>,
    /// When and where it meets.
    pub meets: Option<Text>,
    /// What it says about itself, by language.
    pub about: Vec<(Lang, Document)>,
    /// Who calls it together.
    pub convener: Option<MemberId>,
    /// Who sets the agenda.
    pub agenda: Option<MemberId>,
    /// Whom to write to.
    pub contact: Option<Contact>,
    /// Whether it is shown to partners who look for a team to join.
    pub welcomes_partners: bool,
    /// The perspectives that it invites now.
    pub seeking: Vec<PerspectiveId>,
    /// Its own makeup.
    pub composition: Option<Counts>,
    /// Everybody who is, was or will be on it, and its vacant seats, in the author's order.
    pub members: Vec<Member>,
}

impl Team {
    /// Whether it counts at a date (FORMAT §2, "Team at a date").
    pub fn exists(&self, date: Date) -> bool {
        self.started.is_none_or(|started| started <= date)
    }

    /// Whether it works for the district or for a school.
    pub fn level(&self) -> TeamLevel {
        match self.scope {
            Scope::District => TeamLevel::District,
            Scope::School(_) => TeamLevel::School,
        }
    }

    /// Its school, for a school's team.
    pub fn school(&self) -> Option<&SchoolId> {
        match &self.scope {
            Scope::District => None,
            Scope::School(school) => Some(school),
        }
    }

    /// The member of this id.
    pub fn member(&self, id: &MemberId) -> Option<&Member> {
        self.members.iter().find(|member| member.id == *id)
    }
}

/// For whom a team works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// For the district.
    District,
    /// For one of its schools.
    School(SchoolId),
}

words! {
    /// How a team came about.
    Formation {
        /// Made for this work.
        New = "new",
        /// A team that was there and took the work on.
        Existing = "existing",
        /// A team that was there and was changed for the work.
        Reconfigured = "reconfigured",
    }
}

/// A seat at the table.
#[derive(Debug, Clone)]
pub struct Member {
    /// For references within the file; it is published nowhere.
    pub id: MemberId,
    /// Who holds the seat.
    pub seat: Seat,
    /// The office or part.
    pub title: Text,
    /// The role description.
    pub role: Option<ResourceId>,
    /// The perspectives that whoever holds the seat brings, each once.
    pub perspectives: Vec<PerspectiveId>,
    /// The functions that whoever holds the seat carries, each once.
    pub functions: Vec<FunctionId>,
    /// The first day; absent means since the team started.
    pub since: Option<Date>,
    /// The first day no longer on the team.
    pub until: Option<Date>,
}

/// Who holds a seat. A name that must not be shown was dropped when the file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seat {
    /// Nobody.
    Vacant,
    /// Somebody who is shown by title alone.
    Unnamed(KeptBack),
    /// Somebody whose name may be published.
    Named(String),
}

/// Why a name is kept back. It is told in a terminal, and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBack {
    /// A student's.
    Student,
    /// `show_name` is false.
    Refused,
    /// Whoever brings no perspective of the school side is named only once they agreed.
    NotAgreed,
    /// What stands there can't be read.
    Unclear,
}

impl Member {
    /// Whether the seat belongs to the team at a date (FORMAT §2, "Current member").
    pub fn is_current(&self, date: Date) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date < until)
    }

    /// Whether a person holds the seat, shown or not.
    pub fn is_person(&self) -> bool {
        self.seat != Seat::Vacant
    }

    /// Whether nothing about the seat is hidden: it is vacant, or its holder is named.
    pub fn is_shown(&self) -> bool {
        !matches!(self.seat, Seat::Unnamed(_))
    }

    /// The name, where it may be published.
    pub fn name(&self) -> Option<&str> {
        match &self.seat {
            Seat::Named(name) => Some(name),
            Seat::Vacant | Seat::Unnamed(_) => None,
        }
    }
}
