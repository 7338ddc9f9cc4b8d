//! `teamkit import roster`: shows what a spreadsheet of members would change in the teams' files, and changes them.

use std::fs::File;
use std::io::{Read as _, Write};
use std::path::Path;

use similar::TextDiff;

use super::super::written::{Change, write_changes};
use super::super::{Failure, Outcome, as_of, need, rosters, schema, select, tell};
use crate::cli::{DayOrder, Ending, ImportRosterArgs};
use crate::diagnostics::{Findings, visible};
use crate::exchange::roster::{self, Import, Options, Order, Weight};
use crate::tables::sheets;
use crate::toolkit;
use crate::words::plural;

pub(super) fn run(root: &Path, args: &ImportRosterArgs) -> Outcome {
    let name = args.file.display().to_string();
    let bytes =
        read(&args.file).map_err(|error| Failure::usage(format!("`{name}` can't be read: {error}")))?;
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
            tell(&format!("error: `{}`: {}", visible(&name), visible(&why)));
            tell("Nothing was written.");
            return Ok(Ending::Content);
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
    for change in import.changes.iter_mut().filter(|change| change.before.is_none()) {
        change.after = schema::with_line(root, &change.path, &change.after);
    }
    say(&name, &table.read_as, &import);
    finish(root, args, &import)
}

/// Reads a file, but no more of it than a table may have and a byte.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(sheets::LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
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
        let changes: Vec<Change> = import
            .changes
            .iter()
            .map(|change| Change {
                path: change.path.clone(),
                before: change.before.clone(),
                after: change.after.clone(),
            })
            .collect();
        write_changes(root, &changes)?;
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
