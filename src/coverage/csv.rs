//! `coverage.csv`: the report's figures as a tidy table.

use super::district::Report;
use super::share::Share;
use super::team::TeamReport;

const HEADER: [&str; 11] = [
    "district", "team", "school", "level", "measure", "item", "status", "people", "expected", "covered",
    "share",
];

/// A row, but for the columns that tell whose it is.
#[derive(Default)]
struct Row {
    measure: &'static str,
    item: String,
    status: &'static str,
    people: Option<usize>,
    expected: Option<usize>,
    covered: Option<usize>,
    share: Option<Share>,
}

impl Row {
    fn new(measure: &'static str) -> Self {
        Self { measure, ..Self::default() }
    }

    fn item(mut self, item: &str) -> Self {
        self.item = item.to_string();
        self
    }

    fn status(mut self, status: &'static str) -> Self {
        self.status = status;
        self
    }

    fn people(mut self, people: usize) -> Self {
        self.people = Some(people);
        self
    }

    fn counts(mut self, expected: usize, covered: usize) -> Self {
        (self.expected, self.covered) = (Some(expected), Some(covered));
        self
    }

    fn share(mut self, share: Share) -> Self {
        self.share = Some(share);
        self
    }
}

/// The report as CSV (RFC 4180, UTF-8, FORMAT §3): a row a team and measure, then the district's rows.
pub fn to_csv(report: &Report) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |whose: [&str; 4], row: Row| {
        let number = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        let share = row.share.and_then(Share::value).map_or_else(String::new, |share| format!("{share:?}"));
        let cells =
            [whose[0], whose[1], whose[2], whose[3], row.measure, &row.item, row.status].map(without_formula);
        let numbers = [number(row.people), number(row.expected), number(row.covered), share];
        writer.write_record(cells.iter().chain(&numbers)).expect("memory takes everything");
    };
    let district = report.district.as_str();
    for team in &report.teams {
        let school = team.school.as_ref().map_or("", |school| school.as_str());
        let whose = [district, team.id.as_str(), school, team.level.word()];
        team_rows(team).into_iter().for_each(|row| write(whose, row));
    }
    district_rows(report).into_iter().for_each(|row| write([district, "", "", ""], row));
    let rows = writer.into_inner().expect("memory takes everything");
    let mut out = HEADER.join(",").into_bytes();
    out.extend_from_slice(b"\r\n");
    out.extend(rows);
    out
}

fn team_rows(team: &TeamReport) -> Vec<Row> {
    let mut rows = Vec::new();
    for item in &team.perspectives.items {
        rows.push(
            Row::new("perspective").item(item.id.as_str()).status(item.status.word()).people(item.people),
        );
    }
    for item in &team.functions.items {
        rows.push(Row::new("function").item(item.id.as_str()).status(item.status.word()).people(item.people));
    }
    let (perspectives, functions) = (&team.perspectives, &team.functions);
    rows.push(
        Row::new("perspectives")
            .counts(perspectives.expected, perspectives.covered)
            .share(perspectives.share),
    );
    rows.push(Row::new("functions").counts(functions.expected, functions.covered).share(functions.share));
    rows.push(Row::new("convener").status(team.responsibility.convener.word()));
    rows.push(Row::new("agenda").status(team.responsibility.agenda.word()));
    rows.push(Row::new("ongoing").status(if team.ongoing { "true" } else { "false" }));
    rows.push(Row::new("community").people(team.community.people).share(team.community.share));
    for assessment in &team.assessments {
        let expected = assessment.in_place + assessment.developing + assessment.gap;
        let row = Row::new("assessment").item(assessment.rubric.as_str());
        rows.push(row.counts(expected, assessment.in_place).share(assessment.share));
    }
    rows
}

fn district_rows(report: &Report) -> Vec<Row> {
    let schools = &report.schools;
    let (perspectives, functions) = (&report.perspectives, &report.functions);
    let mut rows = vec![
        Row::new("reach").counts(schools.total, schools.with_team).share(schools.reach),
        Row::new("perspectives")
            .counts(perspectives.expected, perspectives.covered)
            .share(perspectives.share),
        Row::new("functions").counts(functions.expected, functions.covered).share(functions.share),
    ];
    for item in &perspectives.items {
        rows.push(
            Row::new("perspective")
                .item(item.id.as_str())
                .counts(item.expected, item.covered)
                .share(item.share),
        );
    }
    for item in &functions.items {
        rows.push(
            Row::new("function").item(item.id.as_str()).counts(item.expected, item.covered).share(item.share),
        );
    }
    rows
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe.
fn without_formula(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_string() }
}
