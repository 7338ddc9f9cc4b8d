//! Schools, and whether they are there at a date.

use jiff::civil::Date;

use super::listed::{Listed, identified};
use super::{Contact, Counts, SchoolId, Text};
use crate::words::words;

/// The schools of a district, found by their ids.
#[derive(Debug, Clone, Default)]
pub struct Schools(Listed<School>);

identified!(School);

impl Schools {
    /// Takes schools in the author's order, each id once.
    pub fn new(all: Vec<School>) -> Self {
        Self(Listed::new(all))
    }

    /// The school of this id.
    pub fn get(&self, id: &SchoolId) -> Option<&School> {
        self.0.get(id)
    }

    /// Those that are there at a date, in the author's order.
    pub fn at(&self, date: Date) -> impl Iterator<Item = &School> {
        self.iter().filter(move |school| school.is_there(date))
    }
}

impl std::ops::Deref for Schools {
    type Target = [School];

    fn deref(&self) -> &[School] {
        &self.0
    }
}

/// A school.
#[derive(Debug, Clone)]
pub struct School {
    /// Its id.
    pub id: SchoolId,
    /// Its name.
    pub name: Text,
    /// Which grades it has, in a word.
    pub level: Option<SchoolLevel>,
    /// Which grades it has, as people write them: `K-5`.
    pub grades: Option<Text>,
    /// What kind of school it is.
    pub kind: Option<SchoolKind>,
    /// Its code at the National Center for Education Statistics.
    pub nces_id: Option<String>,
    /// Its code at the state.
    pub state_id: Option<String>,
    /// Its first day; absent: it was always there.
    pub opened: Option<Date>,
    /// The first day on which it is no school any more.
    pub closed: Option<Date>,
    /// Whether it should have a team. One that should not counts in no reach.
    pub expects_team: bool,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its own site.
    pub website: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Who leads it.
    pub leader: Option<Contact>,
    /// Its students by group.
    pub students: Option<Counts>,
}

impl School {
    /// Whether it is a school at a date: from its first day until the day before it closed.
    pub fn is_there(&self, date: Date) -> bool {
        self.opened.is_none_or(|opened| opened <= date) && self.closed.is_none_or(|closed| date < closed)
    }

    /// Whether it counts in the reach at a date (FORMAT §2).
    pub fn counts(&self, date: Date) -> bool {
        self.expects_team && self.is_there(date)
    }

    /// Whom to write to: the leader with an e-mail address, else the school's own address, else the district's
    /// contact, else the leader all the same.
    pub fn contact(&self, district: Option<&Contact>) -> Option<Contact> {
        let by_mail = self.leader.as_ref().filter(|leader| leader.email.is_some());
        let office = || {
            let email = self.email.clone()?;
            Some(Contact { email: Some(email), phone: self.phone.clone(), ..Contact::default() })
        };
        by_mail.cloned().or_else(office).or_else(|| district.cloned()).or_else(|| self.leader.clone())
    }
}

#[cfg(test)]
impl School {
    /// A school of which nothing is known but its name, for tests.
    pub fn named(id: &str, name: &str) -> Self {
        Self {
            id: SchoolId::new(id),
            name: Text::new(super::Lang::english(), name),
            level: None,
            grades: None,
            kind: None,
            nces_id: None,
            state_id: None,
            opened: None,
            closed: None,
            expects_team: true,
            phone: None,
            website: None,
            email: None,
            leader: None,
            students: None,
        }
    }
}

words! {
    /// Which grades a school has.
    SchoolLevel {
        /// Before kindergarten.
        EarlyChildhood = "early-childhood",
        /// Elementary.
        Elementary = "elementary",
        /// Middle.
        Middle = "middle",
        /// High.
        High = "high",
        /// Middle and high.
        Secondary = "secondary",
        /// Several of them.
        Combined = "combined",
        /// For adults.
        Adult = "adult",
        /// Another one.
        Other = "other",
    }
}

words! {
    /// What kind of school it is.
    SchoolKind {
        /// A regular one.
        Regular = "regular",
        /// A charter school.
        Charter = "charter",
        /// An alternative one.
        Alternative = "alternative",
        /// Special education.
        Special = "special",
        /// Career and technical education.
        Career = "career",
        /// One that teaches from afar.
        Virtual = "virtual",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn school() -> School {
        School::named("s", "School")
    }

    #[test]
    fn a_school_is_there_from_its_first_day_until_the_day_before_it_closed() {
        let day = date(2026, 8, 20);
        assert!(school().is_there(day));
        let opened = School { opened: Some(day), ..school() };
        assert!(!opened.is_there(date(2026, 8, 19)) && opened.is_there(day));
        let closed = School { closed: Some(day), ..school() };
        assert!(closed.is_there(date(2026, 8, 19)) && !closed.is_there(day));
        assert!(!School { expects_team: false, ..school() }.counts(day));
    }

    #[test]
    fn one_writes_to_the_leader_then_to_the_office_then_to_the_district() {
        let district = Contact { email: Some("d@example.org".into()), ..Contact::default() };
        let silent = Contact { name: Some("Dana Ortiz".into()), ..Contact::default() };
        let leader = Contact { email: Some("l@example.org".into()), ..silent.clone() };
        let address = |school: School| {
            school.contact(Some(&district)).and_then(|contact| contact.email).unwrap_or_default()
        };
        let office = School { email: Some("s@example.org".into()), ..school() };
        assert_eq!(address(School { leader: Some(leader), ..office.clone() }), "l@example.org");
        assert_eq!(address(School { leader: Some(silent.clone()), ..office }), "s@example.org");
        assert_eq!(address(School { leader: Some(silent.clone()), ..school() }), "d@example.org");
        assert_eq!(School { leader: Some(silent.clone()), ..school() }.contact(None), Some(silent));
    }
}
