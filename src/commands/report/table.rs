//! The report as tables of at most 80 columns.

use std::io::{self, Write};

use super::Reported;
use crate::coverage::{AxisItem, Report, Share, Status, TeamReport};
use crate::diagnostics::visible;
use crate::model::{FunctionId, Lang, Makeup, MakeupPoints, PerspectiveId, Text};

/// The widest line.
const WIDTH: usize = 80;

/// How wide a name may be in front of figures.
const NAME: usize = 34;

/// Prints all districts, and the table of them when there is more than one.
pub(super) fn write(
    all: &[Reported],
    default: &Lang,
    internal: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    for reported in all {
        Table { reported, internal, default }.write(out)?;
    }
    if all.len() > 1 {
        districts(all, default, out)?;
    }
    Ok(())
}

fn districts(all: &[Reported], default: &Lang, out: &mut impl Write) -> io::Result<()> {
    heading("All districts", out)?;
    writeln!(out, "{:NAME$} {:>13} {:>14} {:>14}", "", "schools", "seats", "functions")?;
    for Reported { district, report } in all {
        let (name, _) = district.name.get(default, default);
        writeln!(
            out,
            "{} {:>13} {:>14} {:>14}",
            fit(name, NAME),
            of(report.schools.reach),
            of(report.perspectives.share),
            of(report.functions.share),
        )?;
    }
    Ok(())
}

/// The tables of one district.
struct Table<'r> {
    reported: &'r Reported,
    internal: bool,
    default: &'r Lang,
}

impl Table<'_> {
    fn name<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.default, self.default).0
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let report = &self.reported.report;
        let title = format!("{} as of {}", self.name(&self.reported.district.name), report.as_of);
        heading(&title, out)?;
        writeln!(out, "{} {:>16}", fit("Schools with a team", NAME), of(report.schools.reach))?;
        writeln!(out, "{} {:>16}", fit("Seats at the table filled", NAME), of(report.perspectives.share))?;
        writeln!(out, "{} {:>16}", fit("Key functions carried", NAME), of(report.functions.share))?;
        self.without_team(report, out)?;
        self.teams(report, out)?;
        self.responsibility(report, out)?;
        self.axes(report, out)?;
        self.gaps(report, out)?;
        self.assessments(report, out)?;
        growth(report, out)?;
        self.makeup(report, out)?;
        writeln!(out)
    }

    fn team_name<'t>(&'t self, team: &'t TeamReport) -> &'t str {
        self.reported.district.team(&team.id).map_or(team.id.as_str(), |known| self.name(&known.name))
    }

    fn without_team(&self, report: &Report, out: &mut impl Write) -> io::Result<()> {
        for id in &report.schools.without_team {
            let Some(school) = self.reported.district.school(id) else { continue };
            let leader = school.leader.as_ref();
            let whom = leader.and_then(|leader| leader.email.as_deref().or(leader.name.as_deref()));
            writeln!(
                out,
                "{}",
                fit(&format!("  without a team: {}", self.name(&school.name)), WIDTH).trim_end()
            )?;
            if let Some(whom) = whom {
                writeln!(out, "    write to {}", visible(whom))?;
            }
        }
        Ok(())
    }

    fn teams(&self, report: &Report, out: &mut impl Write) -> io::Result<()> {
        subheading("Teams", out)?;
        writeln!(out, "{:NAME$} {:>14} {:>14} {:>6} {:>6}", "", "seats", "functions", "people", "vacant")?;
        for team in &report.teams {
            writeln!(
                out,
                "{} {:>14} {:>14} {:>6} {:>6}",
                fit(self.team_name(team), NAME),
                of(team.perspectives.share),
                of(team.functions.share),
                team.people,
                team.vacant_seats,
            )?;
        }
        Ok(())
    }

    fn responsibility(&self, report: &Report, out: &mut impl Write) -> io::Result<()> {
        subheading("Responsibility and community", out)?;
        writeln!(
            out,
            "{:26} {:8} {:8} {:>7} {:>16} {:>9}",
            "", "convener", "agenda", "ongoing", "from community", "stretched"
        )?;
        for team in &report.teams {
            let ongoing = if team.ongoing { "yes" } else { "no" };
            writeln!(
                out,
                "{} {:8} {:8} {:>7} {:>16} {:>9}",
                fit(self.team_name(team), 26),
                team.responsibility.convener.word(),
                team.responsibility.agenda.word(),
                ongoing,
                of(team.community.share),
                team.stretched,
            )?;
        }
        Ok(())
    }

    fn axes(&self, report: &Report, out: &mut impl Write) -> io::Result<()> {
        let framework = &self.reported.district.framework;
        let perspectives = report.perspectives.items.iter().map(|item| (item.share, item.vacant));
        let functions = report.functions.items.iter().map(|item| (item.share, item.vacant));
        let names = framework.perspectives.iter().map(|known| &known.name);
        self.axis("Perspectives, over all teams", names.zip(perspectives), out)?;
        let names = framework.functions.iter().map(|known| &known.name);
        self.axis("Key functions, over all teams", names.zip(functions), out)
    }

    /// What is expected, over all teams: the share that covers it, and how many have a vacant seat for it.
    fn axis<'t>(
        &self,
        title: &str,
        lines: impl Iterator<Item = (&'t Text, (Share, usize))>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        subheading(title, out)?;
        for (name, (share, seats)) in lines {
            writeln!(out, "{} {:>16}{}", fit(self.name(name), NAME), of(share), vacant(seats))?;
        }
        Ok(())
    }

    /// What is not covered, team by team.
    fn gaps(&self, report: &Report, out: &mut impl Write) -> io::Result<()> {
        let framework = &self.reported.district.framework;
        subheading("Open and vacant, team by team", out)?;
        for team in &report.teams {
            let perspective = |id: &PerspectiveId| framework.perspective(id).map(|known| &known.name);
            let function = |id: &FunctionId| framework.function(id).map(|known| &known.name);
            let mut missing = self.missing(&team.perspectives.items, perspective);
            missing.extend(self.missing(&team.functions.items, function));
            if !missing.is_empty() {
                wrapped(self.team_name(team), &missing, out)?;
            }
        }
        Ok(())
    }

    /// The names of what is not covered.
    fn missing<'t, Id>(&self, items: &[AxisItem<Id>], name: impl Fn(&Id) -> Option<&'t Text>) -> Vec<String> {
        let open = items.iter().filter(|item| item.status != Status::Covered);
        open.filter_map(|item| Some(marked(self.name(name(&item.id)?), item.status))).collect()
    }

    fn assessments(&self, report: &Report, out: &mut impl Write) -> io::Result<()> {
        if report.teams.iter().all(|team| team.assessments.is_empty()) {
            return Ok(());
        }
        subheading("Self-assessment", out)?;
        writeln!(out, "{:28} {:17} {:10} {:>13} {:>8}", "", "rubric", "date", "in place", "change")?;
        for team in &report.teams {
            for assessment in &team.assessments {
                let change = assessment
                    .change_in_points()
                    .map_or_else(|| "-".to_string(), |points| format!("{points:+}"));
                writeln!(
                    out,
                    "{} {} {} {:>13} {:>8}",
                    fit(self.team_name(team), 28),
                    fit(assessment.rubric.as_str(), 17),
                    assessment.date,
                    of(assessment.share),
                    change,
                )?;
            }
        }
        Ok(())
    }

    fn makeup(&self, report: &Report, out: &mut impl Write) -> io::Result<()> {
        let district = &self.reported.district;
        if district.teams.iter().all(|team| team.composition.is_none()) {
            return Ok(());
        }
        subheading("Makeup, compared with the students", out)?;
        makeup_row("All teams together", report.makeup.as_deref(), out)?;
        if self.internal {
            let points = crate::coverage::internal_sum_makeup(district, report.as_of);
            points_row("All teams together", points.as_deref(), out)?;
        }
        for team in &report.teams {
            let known = district.team(&team.id).filter(|known| known.composition.is_some());
            let Some(known) = known else { continue };
            makeup_row(self.team_name(team), team.makeup.as_deref(), out)?;
            if self.internal {
                let points = crate::coverage::internal_makeup(known, district);
                points_row(self.team_name(team), points.as_deref(), out)?;
            }
        }
        if self.internal {
            writeln!(
                out,
                "\n  Lines marked (internal) are for the district's own eyes. Do not pass them on.\n  They tell points above (+) or below (-) the students' share."
            )?;
        }
        Ok(())
    }
}

/// The bands that are published of a makeup.
fn makeup_row(name: &str, makeup: Option<&[Makeup]>, out: &mut impl Write) -> io::Result<()> {
    let withheld = || vec!["withheld: too small a group to publish".to_string()];
    let band = |entry: &Makeup| format!("{} {}", entry.group, entry.band.word());
    wrapped(name, &makeup.map_or_else(withheld, |groups| groups.iter().map(band).collect()), out)
}

/// The points of a makeup, which are published nowhere.
fn points_row(name: &str, makeup: Option<&[MakeupPoints]>, out: &mut impl Write) -> io::Result<()> {
    let none = || vec!["no table of students to compare with".to_string()];
    let points = makeup.map_or_else(none, |groups| groups.iter().map(MakeupPoints::to_string).collect());
    wrapped(&format!("{name} (internal)"), &points, out)
}

fn growth(report: &Report, out: &mut impl Write) -> io::Result<()> {
    subheading("Growth", out)?;
    writeln!(out, "{:12} {:>16} {:>16} {:>8}", "", "schools", "seats", "people")?;
    for point in &report.growth {
        writeln!(
            out,
            "{:12} {:>16} {:>16} {:>8}",
            point.date.to_string(),
            of(point.reach),
            of(point.share),
            point.people
        )?;
    }
    Ok(())
}

fn heading(title: &str, out: &mut impl Write) -> io::Result<()> {
    let title = fit(title, WIDTH);
    let title = title.trim_end();
    writeln!(out, "{title}\n{}", "=".repeat(title.chars().count()))
}

fn subheading(title: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n{title}")
}

/// "4 of 5  80%".
fn of(share: Share) -> String {
    let percent = share.percent().map_or_else(|| "n/a".to_string(), |percent| format!("{percent}%"));
    format!("{}/{} {percent:>5}", share.part, share.whole)
}

fn vacant(count: usize) -> String {
    if count == 0 { String::new() } else { format!("  ({count} vacant)") }
}

fn marked(name: &str, status: Status) -> String {
    match status {
        Status::Vacant => format!("{name} (vacant)"),
        Status::Covered | Status::Gap => name.to_string(),
    }
}

/// A name cut or filled up to a width.
fn fit(name: &str, width: usize) -> String {
    let name = visible(name);
    let length = name.chars().count();
    if length > width {
        let cut: String = name.chars().take(width - 1).collect();
        return format!("{cut}…");
    }
    format!("{name}{}", " ".repeat(width - length))
}

/// A name, and below it a list that keeps within the width.
fn wrapped(name: &str, items: &[String], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    writeln!(out, "{}", fit(name, WIDTH).trim_end())?;
    let mut line = String::from("   ");
    for (index, item) in items.iter().enumerate() {
        let comma = if index + 1 < items.len() { "," } else { "" };
        let piece = format!(" {}{comma}", visible(item));
        if line.trim().is_empty() || line.chars().count() + piece.chars().count() <= WIDTH {
            line.push_str(&piece);
        } else {
            writeln!(out, "{line}")?;
            line = format!("   {piece}");
        }
    }
    writeln!(out, "{line}")
}
