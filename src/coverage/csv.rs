//! `coverage.csv`: the report's figures as a tidy table.

use serde::{Serialize, Serializer};

use super::assessment::Tally;
use super::district::{Report, Totals};
use super::share::Share;
use super::team::{Axis, TeamReport};

/// A row; its fields are the columns.
#[derive(Clone, Copy, Default, Serialize)]
struct Row<'r> {
    #[serde(serialize_with = "without_formula")]
    district: &'r str,
    #[serde(serialize_with = "without_formula")]
    team: &'r str,
    #[serde(serialize_with = "without_formula")]
    school: &'r str,
    level: &'static str,
    measure: &'static str,
    #[serde(serialize_with = "without_formula")]
    item: &'r str,
    status: &'static str,
    people: Option<usize>,
    expected: Option<usize>,
    covered: Option<usize>,
    share: Option<f64>,
}

impl Row<'_> {
    /// The same row with how much of what is expected is covered.
    fn counts(self, expected: usize, covered: usize) -> Self {
        let share = Share::of(covered, expected).value();
        Self { expected: Some(expected), covered: Some(covered), share, ..self }
    }
}

/// Reports as CSV (RFC 4180, UTF-8, FORMAT §3), under one header: of each district a row a team and measure, then its own
/// rows.
pub(super) fn to_csv(reports: &[&Report]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for report in reports {
        let district = Row { district: report.district.as_str(), ..Row::default() };
        let rows = report.teams.iter().flat_map(|team| team_rows(team, district));
        for row in rows.chain(district_rows(report, district)) {
            writer.serialize(row).expect("memory takes everything");
        }
    }
    writer.into_inner().expect("memory takes everything")
}

fn team_rows<'r>(team: &'r TeamReport, district: Row<'r>) -> Vec<Row<'r>> {
    let school = team.school.as_ref().map_or("", |school| school.as_str());
    let row = Row { team: team.id.as_str(), school, level: team.level.word(), ..district };
    let mut rows = items_of_team("perspective", &team.perspectives, row);
    rows.extend(items_of_team("function", &team.functions, row));
    let (perspectives, functions) = (&team.perspectives, &team.functions);
    let community = &team.community;
    rows.extend([
        Row { measure: "perspectives", ..row }.counts(perspectives.expected, perspectives.covered),
        Row { measure: "functions", ..row }.counts(functions.expected, functions.covered),
        Row { measure: "convener", status: team.responsibility.convener.word(), ..row },
        Row { measure: "agenda", status: team.responsibility.agenda.word(), ..row },
        Row { measure: "ongoing", status: if team.ongoing { "true" } else { "false" }, ..row },
        Row { measure: "community", people: Some(community.people), share: community.share.value(), ..row },
    ]);
    rows.extend(team.assessments.iter().map(|assessment| {
        let Tally { in_place, developing, gap, .. } = assessment.tally;
        let row = Row { measure: "assessment", item: assessment.rubric.as_str(), ..row };
        row.counts(in_place + developing + gap, in_place)
    }));
    rows
}

/// A row for each perspective or function that a team should have.
fn items_of_team<'r, Id: AsRef<str>>(
    measure: &'static str,
    axis: &'r Axis<Id>,
    row: Row<'r>,
) -> Vec<Row<'r>> {
    let items = axis.items.iter().map(|item| Row {
        measure,
        item: item.id.as_ref(),
        status: item.status.word(),
        people: Some(item.people),
        ..row
    });
    items.collect()
}

fn district_rows<'r>(report: &'r Report, row: Row<'r>) -> Vec<Row<'r>> {
    let Report { schools, perspectives, functions, .. } = report;
    let mut rows = vec![
        Row { measure: "reach", ..row }.counts(schools.total, schools.with_team),
        Row { measure: "perspectives", ..row }.counts(perspectives.expected, perspectives.covered),
        Row { measure: "functions", ..row }.counts(functions.expected, functions.covered),
    ];
    rows.extend(items_of_district("perspective", perspectives, row));
    rows.extend(items_of_district("function", functions, row));
    rows
}

/// A row for each perspective or function of the framework, over all teams.
fn items_of_district<'r, Id: AsRef<str>>(
    measure: &'static str,
    totals: &'r Totals<Id>,
    row: Row<'r>,
) -> impl Iterator<Item = Row<'r>> {
    totals
        .items
        .iter()
        .map(move |item| Row { measure, item: item.id.as_ref(), ..row }.counts(item.expected, item.covered))
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe.
fn without_formula<S: Serializer>(cell: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { serializer.collect_str(&format_args!("'{cell}")) } else { serializer.serialize_str(cell) }
}
