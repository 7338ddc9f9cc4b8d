//! The schools of the district as a row of signs: with a team, with one that nobody calls together, without one.

use serde::Serialize;

use super::{LinkView, Writer};
use crate::coverage::{Party, Share, TeamReport};
use crate::model::School;
use crate::site::anchors::SCHOOL;
use crate::site::pages::Page;
use crate::site::parts::Long;

/// The schools that count in the reach: each of them, or how many there are of each kind where they are many.
#[derive(Debug, Serialize)]
pub struct SchoolDots {
    /// The schools, by name; empty where they are many.
    pub each: Vec<SchoolDot>,
    /// How many there are of each kind, where they are many.
    pub counts: Vec<DotCount>,
}

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

/// How many schools are in a state.
#[derive(Debug, Serialize)]
pub struct DotCount {
    /// `team`, `no-convener` or `none`.
    pub state: &'static str,
    /// Where its part of a bar begins, in hundredths.
    pub start: i64,
    /// How wide its part of the bar is.
    pub width: i64,
    /// How many, in a sentence.
    pub text: String,
}

/// The states, in the order of the bar.
const STATES: [&str; 3] = ["team", "no-convener", "none"];

impl SchoolDots {
    /// The schools that count in the reach.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let as_of = writer.site.report().as_of;
        let counted = writer.site.district().schools.iter().filter(|school| school.counts(as_of));
        if writer.site.parts(Long::Schools) == 0 {
            let schools = writer.by_name(counted, |school| &school.name);
            let each = schools.into_iter().map(|school| SchoolDot::new(writer, school));
            return Self { each: each.collect(), counts: Vec::new() };
        }
        let states: Vec<&str> = counted.map(|school| state(&teams_of(writer, school))).collect();
        Self { each: Vec::new(), counts: DotCount::all(writer, &states) }
    }
}

impl DotCount {
    fn all(writer: &Writer<'_>, states: &[&str]) -> Vec<Self> {
        let mut before = 0;
        let counts = STATES.iter().map(|state| {
            let count = states.iter().filter(|other| *other == state).count();
            let [start, end] = [before, before + count]
                .map(|part| Share::of(part, states.len()).percent().unwrap_or_default());
            before += count;
            let text = writer.format(&format!("dots-{state}"), &[("n", count.into())]);
            Self { state, start, width: end - start, text }
        });
        counts.collect()
    }
}

/// The teams of a school that count.
fn teams_of<'w>(writer: &Writer<'w>, school: &School) -> Vec<&'w TeamReport> {
    let report = writer.site.report();
    writer.site.teams_of(&school.id).filter_map(|team| report.team(&team.id)).collect()
}

/// What became of a school with these teams.
fn state(own: &[&TeamReport]) -> &'static str {
    let led = own.iter().any(|team| team.responsibility.convener == Party::Named);
    match own {
        [] => "none",
        _ if led => "team",
        _ => "no-convener",
    }
}

impl SchoolDot {
    fn new(writer: &Writer<'_>, school: &School) -> Self {
        let (name, own) = (writer.said(&school.name), teams_of(writer, school));
        let link = match &own[..] {
            [only] => writer.link(&Page::Team(only.id.clone()), name),
            _ => writer.link_to(&Page::Teams, &format!("{SCHOOL}{}", school.id), name),
        };
        let state = state(&own);
        Self { link, state, name: writer.strings.word("dot", state) }
    }
}
