//! The report for people, in the words of the site's pages.

use std::io::{self, Write};

use super::Reported;
use super::sheet::{NO_BREAK, Sheet};
use crate::coverage::{
    Axis, Comparison, Party, Report, Share, Status, TeamReport, internal_makeup, internal_sum_makeup,
};
use crate::model::{
    District, FunctionId, GroupId, Kind, Lang, Makeup, MakeupPoints, MemberId, PerspectiveId, Team, Text,
};
use crate::theme::Strings;

/// What the report is told with.
pub(super) struct Words<'w> {
    /// The words of the site's pages, in English as all that the program says.
    pub(super) strings: Strings,
    /// The language of names.
    pub(super) default: &'w Lang,
    /// The smallest group about which a figure is told.
    pub(super) minimum: u64,
}

/// Prints all districts, and the table of them when there is more than one.
pub(super) fn write(
    all: &[Reported],
    words: &Words<'_>,
    internal: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut sheet = Sheet::new(out);
    for reported in all {
        Table { reported, internal, words }.write(&mut sheet)?;
    }
    if all.len() > 1 {
        districts(all, words, &mut sheet)?;
    }
    Ok(())
}

fn districts<W: Write>(all: &[Reported], words: &Words<'_>, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
    sheet.heading(words.strings.get("all-districts"))?;
    let rows: Vec<_> = all
        .iter()
        .map(|Reported { district, report }| (words.name(&district.name).to_string(), words.shares(report)))
        .collect();
    sheet.table(&words.heads(&["figure-reach", "figure-seats", "figure-functions"]), &rows)
}

impl Words<'_> {
    fn name<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.default, self.default).0
    }

    fn heads(&self, keys: &[&str]) -> Vec<&str> {
        keys.iter().map(|key| self.strings.get(key)).collect()
    }

    /// The three figures of a district.
    fn shares(&self, report: &Report) -> Vec<String> {
        [report.schools.reach, report.perspectives.share, report.functions.share]
            .map(|share| self.of(share))
            .to_vec()
    }

    /// "4/5  80%".
    fn of(&self, share: Share) -> String {
        let percent = self.strings.percent(share.percent());
        format!("{}/{} {percent:>5}", share.part, share.whole).replace(' ', NO_BREAK.encode_utf8(&mut [0; 4]))
    }

    /// Names in a sentence of the pages.
    fn with_names(&self, key: &str, names: &[String]) -> String {
        self.strings.format(key, &[("names", names.join(self.strings.get("list-comma")).into())])
    }
}

/// The tables of one district.
struct Table<'r> {
    reported: &'r Reported,
    internal: bool,
    words: &'r Words<'r>,
}

impl Table<'_> {
    fn write<W: Write>(&self, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        let report = &self.reported.report;
        sheet.heading(self.words.name(&self.reported.district.name))?;
        // As it is asked for, and as the tables below tell theirs.
        let date = report.as_of.to_string();
        sheet.indented(&self.words.strings.format("figures-as-of", &[("date", date.into())]), 0)?;
        let heads = self.words.heads(&["figure-reach", "figure-seats", "figure-functions"]);
        let rows: Vec<_> = heads
            .into_iter()
            .map(str::to_string)
            .zip(self.words.shares(report).into_iter().map(|share| vec![share]))
            .collect();
        sheet.table(&[""], &rows)?;
        self.without_team(report, sheet)?;
        self.teams(report, sheet)?;
        self.responsibility(report, sheet)?;
        self.axes(report, sheet)?;
        self.gaps(report, sheet)?;
        self.assessments(report, sheet)?;
        self.growth(report, sheet)?;
        self.makeup(report, sheet)?;
        sheet.end()
    }

    fn team_name<'t>(&'t self, team: &'t TeamReport) -> &'t str {
        let known = self.reported.district.team(&team.id);
        known.map_or(team.id.as_str(), |known| self.words.name(&known.name))
    }

    /// A row a team.
    fn rows(
        &self,
        report: &Report,
        cells: impl Fn(&TeamReport) -> Vec<String>,
    ) -> Vec<(String, Vec<String>)> {
        report.teams.iter().map(|team| (self.team_name(team).to_string(), cells(team))).collect()
    }

    fn without_team<W: Write>(&self, report: &Report, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        if report.schools.without_team.is_empty() {
            return Ok(());
        }
        sheet.subheading(self.words.strings.get("schools-without-team"))?;
        for id in &report.schools.without_team {
            let Some(school) = self.reported.district.school(id) else { continue };
            let leader = school.leader.as_ref();
            sheet.indented(self.words.name(&school.name), 2)?;
            if let Some(whom) = leader.and_then(|leader| leader.email.as_deref().or(leader.name.as_deref())) {
                sheet.indented(&format!("{} {whom}", self.words.strings.get("write-to")), 4)?;
            }
        }
        Ok(())
    }

    fn teams<W: Write>(&self, report: &Report, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        sheet.subheading(self.words.strings.get("column-teams"))?;
        let keys = ["figure-seats", "figure-functions", "column-people", "column-vacant"];
        let rows = self.rows(report, |team| {
            let (people, vacant) = (team.people.to_string(), team.vacant_seats.to_string());
            vec![self.words.of(team.perspectives.share), self.words.of(team.functions.share), people, vacant]
        });
        sheet.table(&self.words.heads(&keys), &rows)
    }

    fn responsibility<W: Write>(&self, report: &Report, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        sheet.subheading(self.words.strings.get("responsibility-title"))?;
        let keys = ["convener", "agenda", "column-ongoing", "column-community", "column-stretched"];
        let rows = self.rows(report, |team| {
            let known = self.reported.district.team(&team.id);
            let party =
                |state, id: fn(&Team) -> Option<&MemberId>| self.party(state, known, known.and_then(id));
            vec![
                party(team.responsibility.convener, |team| team.convener.as_ref()),
                party(team.responsibility.agenda, |team| team.agenda.as_ref()),
                self.words.strings.get(if team.ongoing { "yes" } else { "no" }).to_string(),
                self.words.of(team.community.share),
                team.stretched.to_string(),
            ]
        });
        sheet.table(&self.words.heads(&keys), &rows)
    }

    /// Whether somebody has a part of the responsibility, or from when on.
    fn party(&self, state: Party, team: Option<&Team>, id: Option<&MemberId>) -> String {
        let since = || team?.member(id.filter(|_| state == Party::Lapsed)?)?.since;
        match since().filter(|first| *first > self.reported.report.as_of) {
            Some(first) => {
                let date = self.words.strings.date(first).into();
                self.words.strings.format("party-later", &[("date", date)])
            }
            None => self.words.strings.word("party", state.word()),
        }
    }

    fn axes<W: Write>(&self, report: &Report, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        let framework = &self.reported.district.framework;
        let perspectives = report.perspectives.items.iter().map(|item| (item.share, item.vacant));
        let functions = report.functions.items.iter().map(|item| (item.share, item.vacant));
        let names = framework.perspectives.iter().map(|known| &known.name);
        self.axis("figure-seats", names.zip(perspectives), sheet)?;
        let names = framework.functions.iter().map(|known| &known.name);
        self.axis("figure-functions", names.zip(functions), sheet)
    }

    /// What is expected, over all teams: the share that covers it, and how many have a vacant position for it.
    fn axis<'t, W: Write>(
        &self,
        figure: &str,
        lines: impl Iterator<Item = (&'t Text, (Share, usize))>,
        sheet: &mut Sheet<'_, W>,
    ) -> io::Result<()> {
        let vacant = |seats: usize| if seats == 0 { String::new() } else { seats.to_string() };
        let rows: Vec<_> = lines
            .map(|(name, (share, seats))| {
                (self.words.name(name).to_string(), vec![self.words.of(share), vacant(seats)])
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let all = self.words.strings.get("row-all-teams");
        sheet.subheading(&format!("{all}: {}", self.words.strings.get(figure)))?;
        sheet.table(&self.words.heads(&["column-share", "column-vacant"]), &rows)
    }

    /// What is not covered, team by team.
    fn gaps<W: Write>(&self, report: &Report, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        let framework = &self.reported.district.framework;
        let all: Vec<_> = report
            .teams
            .iter()
            .filter_map(|team| {
                let perspective = |id: &PerspectiveId| framework.perspective(id).map(|known| &known.name);
                let function = |id: &FunctionId| framework.function(id).map(|known| &known.name);
                let mut missing = self.missing(&team.perspectives, perspective);
                missing.extend(self.missing(&team.functions, function));
                (!missing.is_empty()).then(|| (self.team_name(team), missing))
            })
            .collect();
        if all.is_empty() {
            return Ok(());
        }
        sheet.subheading(self.words.strings.get("team-by-team"))?;
        all.iter()
            .try_for_each(|(name, missing)| sheet.list(name, &[self.words.with_names("missing", missing)]))
    }

    /// The names of what is not covered.
    fn missing<'t, Id>(&self, axis: &Axis<Id>, name: impl Fn(&Id) -> Option<&'t Text>) -> Vec<String> {
        let vacant = self.words.strings.get("vacant-seat");
        let named = axis.missing().filter_map(|item| {
            let name = self.words.name(name(&item.id)?);
            Some(match item.status {
                Status::Vacant => format!("{name} ({vacant})"),
                Status::Covered | Status::Gap => name.to_string(),
            })
        });
        named.collect()
    }

    fn assessments<W: Write>(&self, report: &Report, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        let district = &self.reported.district;
        let mut rows = Vec::new();
        for team in &report.teams {
            for assessment in &team.assessments {
                let change = self.change(assessment.compared);
                let rubric = district.resource(Kind::Rubric, &assessment.rubric);
                let rubric = rubric.map_or(assessment.rubric.as_str(), |rubric| rubric.main().title.as_str());
                let rubric = rubric.to_string();
                let cells =
                    vec![rubric, assessment.date.to_string(), self.words.of(assessment.share), change];
                rows.push((self.team_name(team).to_string(), cells));
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        sheet.subheading(self.words.strings.get("self-assessment"))?;
        let keys = ["column-rubric", "column-date", "means-in-place", "column-change"];
        sheet.table(&self.words.heads(&keys), &rows)
    }

    /// A change on what both self-assessments rated, and that it is told on that alone where they differ.
    fn change(&self, compared: Option<Comparison>) -> String {
        let Some(Comparison { points: Some(points), indicators, is_partial }) = compared else {
            return String::new();
        };
        let on =
            is_partial.then(|| self.words.strings.format("history-compared", &[("n", indicators.into())]));
        on.map_or_else(|| format!("{points:+}"), |on| format!("{points:+} {on}"))
    }

    fn growth<W: Write>(&self, report: &Report, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        sheet.subheading(self.words.strings.get("growth-title"))?;
        let rows: Vec<_> = report
            .growth
            .iter()
            .map(|point| {
                (
                    point.date.to_string(),
                    vec![self.words.of(point.reach), self.words.of(point.share), point.people.to_string()],
                )
            })
            .collect();
        sheet.table(&self.words.heads(&["figure-reach", "figure-seats", "column-people"]), &rows)
    }

    fn makeup<W: Write>(&self, report: &Report, sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        let district = &self.reported.district;
        if district.teams.iter().all(|team| team.composition.is_none()) {
            return Ok(());
        }
        sheet.subheading(self.words.strings.get("makeup-title"))?;
        let all = self.words.strings.get("row-all-teams");
        let composed: Vec<_> =
            report.teams.iter().filter_map(|team| Some((team, known_composition(district, team)?))).collect();
        let mut withheld = Vec::new();
        let names = composed.iter().map(|(team, _)| (self.team_name(team), team.makeup.as_deref()));
        for (name, makeup) in std::iter::once((all, report.makeup.as_deref())).chain(names) {
            match makeup {
                Some(groups) => self.bands(name, groups, sheet)?,
                None => withheld.push(name.to_string()),
            }
        }
        if !withheld.is_empty() {
            let minimum = self.words.minimum.to_string();
            let why = self.words.strings.format("makeup-withheld-district", &[("n", minimum.into())]);
            sheet.list(&why, &withheld)?;
        }
        if self.internal {
            self.points(all, internal_sum_makeup(district, report.as_of).as_deref(), sheet)?;
            for (team, known) in &composed {
                self.points(self.team_name(team), internal_makeup(known, district).as_deref(), sheet)?;
            }
        }
        if self.internal {
            sheet.end()?;
            let secret = "Lines marked (internal) are for the district's own eyes. Do not pass them on.";
            sheet.indented(secret, 2)?;
            sheet.indented("They tell points above (+) or below (-) the students' share.", 2)?;
        }
        Ok(())
    }

    fn group<'t>(&'t self, id: &'t GroupId) -> &'t str {
        let known = self.reported.district.framework.groups.get(id);
        known.map_or(id.as_str(), |group| self.words.name(&group.name))
    }

    /// The bands that are published of a makeup.
    fn bands<W: Write>(&self, name: &str, makeup: &[Makeup], sheet: &mut Sheet<'_, W>) -> io::Result<()> {
        let band = |entry: &Makeup| {
            format!("{}: {}", self.group(&entry.group), self.words.strings.word("makeup", entry.band.word()))
        };
        sheet.list(name, &makeup.iter().map(band).collect::<Vec<_>>())
    }

    /// The points of a makeup, which are published nowhere.
    fn points<W: Write>(
        &self,
        name: &str,
        makeup: Option<&[MakeupPoints]>,
        sheet: &mut Sheet<'_, W>,
    ) -> io::Result<()> {
        let none = || vec!["no table of students to compare with".to_string()];
        let point = |entry: &MakeupPoints| format!("{} {entry}", self.group(entry.group()));
        let points = makeup.map_or_else(none, |groups| groups.iter().map(point).collect());
        sheet.list(&format!("{name} (internal)"), &points)
    }
}

/// The district's team of a report, where it gives its makeup.
fn known_composition<'d>(district: &'d District, team: &TeamReport) -> Option<&'d Team> {
    district.team(&team.id).filter(|known| known.composition.is_some())
}
