//! `teamkit import roster`: shows what a spreadsheet of members would change in the teams' files, and changes them.

use std::io::Write;
use std::path::Path;

use similar::TextDiff;

use super::super::written::write_changes;
use super::super::{Failure, Outcome, as_of, need, rosters, schema, select, tell};
use super::{nothing_written, read_at_most, refuse};
use crate::cli::{DayOrder, Ending, ImportRosterArgs};
use crate::diagnostics::{Findings, visible};
use crate::exchange::roster::{self, Import, Options, Order, Weight};
use crate::tables::sheets;
use crate::toolkit;
use crate::words::plural;

pub(super) fn run(root: &Path, args: &ImportRosterArgs) -> Outcome {
    let name = args.file.display().to_string();
    let bytes = read_at_most(&args.file, sheets::LARGEST)?;
    let mut findings = Findings::default();
    let toolkit = need(root, toolkit::Options::new(as_of(args.when)?, true), &mut findings)?;
    let folders = select(&toolkit, args.district.as_slice())?;
    let Some(districts) = rosters::districts(&toolkit, &folders, findings) else {
        return Ok(Ending::Content);
    };
    let files = rosters::files(&toolkit, &districts)?;
    let table = match sheets::read(&bytes, &roster::is_heading) {
        Ok(table) => table,
        Err(why) => {
            refuse(&name, &why);
            return Ok(nothing_written());
        }
    };
    let options = Options {
        ended: args.ended,
        dates: args.dates.map(|order| match order {
            DayOrder::MonthFirst => Order::MonthFirst,
            DayOrder::DayFirst => Order::DayFirst,
        }),
        as_of: toolkit.options().as_of,
    };
    let mut import = roster::import(&table, &files, &options);
    schema::with_lines(root, &mut import.changes);
    say(&name, &table.read_as, &import);
    finish(root, args, &import)
}

/// Says what was taken for what, and what is to be asked.
fn say(name: &str, read_as: &str, import: &Import) {
    tell(&format!("`{}`: {}, {read_as}.", visible(name), plural(import.rows, "row")));
    for line in &import.said {
        tell(&format!("  {}", visible(line)));
    }
    let tell_all = |weight: Weight| {
        let all = import.remarks.iter().filter(|remark| remark.weight == weight);
        all.for_each(|remark| tell_lines(&remark.to_string()));
    };
    // What must be mended comes last, where it is seen without looking up.
    tell_all(Weight::Note);
    for proposed in &import.proposed {
        tell(&format!("new: {}", visible(proposed)));
    }
    tell_all(Weight::Question);
    tell_all(Weight::Mistake);
}

fn tell_lines(text: &str) {
    let lines: Vec<_> = text.split('\n').map(|line| visible(line).into_owned()).collect();
    tell(&lines.join("\n"));
}

/// Shows the difference, or writes it; says what to do next.
fn finish(root: &Path, args: &ImportRosterArgs, import: &Import) -> Outcome {
    if import.has_mistakes() {
        let mistakes = import.remarks.iter().filter(|remark| remark.weight == Weight::Mistake).count();
        let mistakes = if mistakes == 1 { "error".into() } else { format!("{mistakes} errors") };
        tell(&format!("Nothing was written. Mend the {mistakes} above, then call the command again."));
        return Ok(Ending::Content);
    }
    let needs_create = !import.proposed.is_empty() && !args.create;
    if args.write && needs_create {
        tell(
            "Nothing was written. Add `--create` to make the schools and teams above, or correct their names in the table.",
        );
        return Ok(Ending::Content);
    }
    let files = plural(import.changes.len(), "file");
    if args.write {
        write_changes(root, &import.changes)?;
        schema::refresh(root, as_of(args.when)?)?;
        let mut out = anstream::stdout().lock();
        for change in &import.changes {
            writeln!(out, "Wrote `{}`.", change.path)?;
        }
        match import.changes.len() {
            0 => tell("Nothing changes."),
            _ => tell(&format!("{files} changed. Now run `teamkit check`, then `teamkit serve --open`.")),
        }
        return Ok(Ending::Done);
    }
    show(import)?;
    let create = if needs_create { " --create" } else { "" };
    if import.changes.is_empty() {
        tell("Nothing would change.");
    } else {
        tell(&format!("{files} would change; nothing was written yet. Write it with `--write{create}`."));
    }
    Ok(Ending::Done)
}

/// The changes as one unified difference.
fn show(import: &Import) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    for change in &import.changes {
        let before = change.before.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(before, &change.after);
        let old = if change.before.is_some() { format!("a/{}", change.path) } else { "/dev/null".into() };
        let mut unified = diff.unified_diff();
        unified.context_radius(3).header(&old, &format!("b/{}", change.path));
        let text = unified.to_string();
        let lines: Vec<_> =
            text.split('\n').map(|line| visible(line.trim_end_matches('\r')).into_owned()).collect();
        write!(out, "{}", lines.join("\n"))?;
    }
    Ok(())
}
