//! What must hold of the figures of every district.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::model::{
    AssessmentsShown, Counts, District, FunctionId, GroupId, KeptBack, Lang, Member, MemberId, PerspectiveId,
    School, SchoolId, Schools, Scope, Seat, Team, TeamId, Text,
};

#[test]
fn the_schema_is_that_of_the_program() {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema =
        serde_json::to_string_pretty(&settings.into_generator().into_root_schema_for::<Report>())
            .expect("JSON");
    schema.push('\n');
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.schema.json");
    if std::env::var("UPDATE_DOCS").is_ok() {
        fs::write(&path, &schema).expect("written");
    }
    let known = fs::read_to_string(path).expect("the schema");
    assert_eq!(known, schema, "run the tests with UPDATE_DOCS=1");
}

const PERSPECTIVES: [&str; 6] =
    ["instruction", "student-support", "family-engagement", "parent-leaders", "health-providers", "title-i"];
const FUNCTIONS: [&str; 3] = ["review-data", "engage-families", "plan-supports"];
const GROUPS: [&str; 3] = ["asian", "hispanic", "white"];

fn text(text: &str) -> Text {
    Text::new(Lang::english(), text)
}

fn any_date() -> impl Strategy<Value = Date> {
    (2023_i16..=2027, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn any_member(index: usize) -> impl Strategy<Value = Member> {
    (
        any::<bool>(),
        proptest::sample::subsequence(&PERSPECTIVES[..], 0..=4),
        proptest::sample::subsequence(&FUNCTIONS[..], 0..=2),
        proptest::option::of(any_date()),
        proptest::option::of(any_date()),
    )
        .prop_map(move |(person, perspectives, functions, since, until)| Member {
            id: MemberId::new(&format!("m{index}")),
            seat: if person { Seat::Named("Somebody".into()) } else { Seat::Vacant },
            title: text("Title"),
            role: None,
            perspectives: perspectives.into_iter().map(PerspectiveId::new).collect(),
            functions: functions.into_iter().map(FunctionId::new).collect(),
            since,
            until,
        })
}

fn any_counts() -> impl Strategy<Value = Vec<(GroupId, u64)>> {
    proptest::collection::vec(prop_oneof![Just(0_u64), 1_u64..15, 10_u64..400], 3).prop_map(|counts| {
        GROUPS.iter().zip(counts).map(|(group, count)| (GroupId::new(group), count)).collect()
    })
}

prop_compose! {
    fn any_team(index: usize)(
        members in (0_usize..8).prop_flat_map(|count| (0..count).map(any_member).collect::<Vec<_>>()),
        school in proptest::option::of(0_usize..4),
        started in proptest::option::of(any_date()),
        composition in proptest::option::of(any_counts()),
    ) -> Team {
        Team {
            id: TeamId::new(&format!("t{index}")),
            path: String::new(),
            name: text("Team"),
            scope: school.map_or(Scope::District, |school| Scope::School(SchoolId::new(&format!("s{school}")))),
            formation: None,
            part_of: None,
            started,
            meets: None,
            about: Vec::new(),
            convener: members.first().map(|member| member.id.clone()),
            agenda: None,
            contact: None,
            welcomes_partners: false,
            seeking: Vec::new(),
            composition: composition.map(Counts::new),
            members,
        }
    }
}

prop_compose! {
    fn any_district()(
        teams in (0_usize..5).prop_flat_map(|count| (0..count).map(any_team).collect::<Vec<_>>()),
        students in any_counts(),
        schools in 0_usize..5,
    ) -> District {
        District {
            students: Some(Counts::new(students.clone())),
            schools: Schools::new((0..schools).map(|index| School {
                students: Some(Counts::new(students.clone())),
                ..School::named(&format!("s{index}"), "School")
            }).collect()),
            teams,
            framework: Arc::new(crate::source::built_in_framework()),
            ..District::named("oak", "Oak")
        }
    }
}

fn options(as_of: Date) -> Options {
    let publish_assessments = AssessmentsShown::Team;
    Options { as_of, minimum_group: 10, publish_assessments, school_year_start: MonthDay::FIRST_OF_JULY }
}

fn shares(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if key == "share" || key == "reach" {
                    found.push(value.clone());
                }
                shares(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| shares(item, found)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn shares_lie_between_nothing_and_everything(district in any_district(), as_of in any_date()) {
        let json = serde_json::to_value(report(&district, &options(as_of))).expect("JSON");
        let mut found = Vec::new();
        shares(&json, &mut found);
        for share in found {
            prop_assert!(share.is_null() || share.as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)));
        }
    }

    #[test]
    fn a_new_member_lowers_no_coverage(mut district in any_district(), as_of in any_date(), mut member in any_member(99)) {
        member.seat = Seat::Unnamed(KeptBack::NotAgreed);
        (member.since, member.until) = (None, None);
        let before = report(&district, &options(as_of));
        if let Some(team) = district.teams.first_mut() {
            team.members.push(member);
        }
        let after = report(&district, &options(as_of));
        prop_assert!(after.perspectives.covered >= before.perspectives.covered);
        prop_assert_eq!(after.perspectives.expected, before.perspectives.expected);
        for (before, after) in before.teams.iter().zip(&after.teams) {
            prop_assert!(after.perspectives.covered >= before.perspectives.covered);
            prop_assert!(after.functions.covered >= before.functions.covered);
        }
    }

    #[test]
    fn a_team_that_goes_never_raises_reach(mut district in any_district(), as_of in any_date()) {
        let before = report(&district, &options(as_of)).schools.with_team;
        district.teams.pop();
        prop_assert!(report(&district, &options(as_of)).schools.with_team <= before);
    }

    #[test]
    fn a_districts_sums_are_those_of_its_teams(district in any_district(), as_of in any_date()) {
        let report = report(&district, &options(as_of));
        let sum = |of: fn(&TeamReport) -> usize| report.teams.iter().map(of).sum::<usize>();
        prop_assert_eq!(report.perspectives.covered, sum(|team| team.perspectives.covered));
        prop_assert_eq!(report.perspectives.expected, sum(|team| team.perspectives.expected));
        prop_assert_eq!(report.functions.covered, sum(|team| team.functions.covered));
        prop_assert_eq!(report.perspectives.items.iter().map(|item| item.covered).sum::<usize>(), report.perspectives.covered);
        prop_assert_eq!(report.growth.last().map(|point| point.people), Some(sum(|team| team.people)));
        prop_assert_eq!(report.schools.total, report.schools.with_team + report.schools.without_team.len());
    }

    /// Two districts that differ only in what is withheld publish the same: so nothing tells it.
    #[test]
    fn what_is_withheld_changes_nothing_that_is_published(mut district in any_district(), as_of in any_date(), other in any_counts()) {
        let before = report(&district, &options(as_of));
        if before.makeup.is_some() {
            return Ok(());
        }
        let withheld = before.teams.iter().find(|team| team.makeup.is_none()).map(|team| team.id.clone());
        let Some(team) = district.teams.iter_mut().find(|team| withheld.as_ref() == Some(&team.id)) else { return Ok(()) };
        team.composition = Some(Counts::new(other));
        let after = report(&district, &options(as_of));
        let changed = after.teams.iter().find(|team| withheld.as_ref() == Some(&team.id));
        if after.makeup.is_none() && changed.is_some_and(|team| team.makeup.is_none()) {
            prop_assert_eq!(before, after);
        }
    }
}
