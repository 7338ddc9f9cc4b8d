//! `teamkit check`: reads and checks everything, writes nothing.

mod links;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::checked::{Checked, Known};
use super::fingerprint::Shared;
use super::paths::below_root;
use super::progress::Progress;
use super::trial;
use super::{Failure, Outcome, as_of, close, count, load_sites, misnamed_message, print_problems, select};
use crate::cli::{CheckArgs, CheckFormat, Deny, Ending};
use crate::diagnostics::{
    Code, Diagnostic, Extent, Findings, Listing, Place, Severity, visible, write_github, write_json,
    write_sarif,
};
use crate::site::Sites;
use crate::source::{DistrictFolder, layout};
use crate::toolkit::Options;
use crate::words::plural;

/// Checks the toolkit at a root. That its settings have another name is told as any other mistake.
pub(super) fn run(root: Result<PathBuf, Failure>, args: &CheckArgs) -> Outcome {
    match root {
        Ok(root) => check(&root, args),
        Err(Failure::MisnamedSettings { folder, name }) => {
            let place = Place::path_only(layout::SETTINGS);
            let problem = Diagnostic::new(Code::MissingFile, place, misnamed_message(&name))
                .hint(format!("rename `{name}` to `{}`", layout::SETTINGS));
            let findings = Findings { problems: vec![problem], ..Findings::default() };
            tell(&folder, args, (0, None), &findings)?;
            Ok(Ending::Content)
        }
        Err(failure) => Err(failure),
    }
}

fn check(root: &Path, args: &CheckArgs) -> Outcome {
    let named = NamedFiles::new(root, &args.files)?;
    if args.untranslated && args.format != CheckFormat::Human {
        return Err(Failure::usage("`--untranslated` is a list for people; leave `--format` out."));
    }
    let mut options = Options::new(as_of(args.when)?, args.drafts);
    options.listing = Listing { untranslated: args.untranslated, external_links: args.links };
    let mut findings = Findings::new(options.listing);
    let shared = Shared::look(root, options, false);
    let sites = load_sites(root, options, &mut findings)?;
    let mut districts = 0;
    if let Some(sites) = &sites {
        let mut selected = select(sites.toolkit(), &args.district)?;
        selected.retain(|folder| named.touches(folder.id.as_str()));
        districts = selected.len();
        let output = root.join(layout::OUTPUT);
        let known =
            Known { shared: &shared, output: &output, is_believed: true, with_archive: false, room: None };
        // A build keeps no lists.
        let is_list = args.untranslated || args.links;
        check_districts(sites, &selected, (!is_list && output.is_dir()).then_some(&known), &mut findings);
    }
    let asked = args.links.then(|| {
        findings.external_links.iter_mut().for_each(|list| list.retain(|(place, _)| named.has(place)));
        links::ask(&mut findings)
    });
    close(sites.as_ref().map(|sites| sites.toolkit()), &mut findings, districts);
    findings.problems.retain(|problem| named.holds(problem));
    findings.blanks.retain(|(file, _)| named.0.is_empty() || named.is_among(file));
    if let Some(list) = &mut findings.untranslated {
        list.retain(|(place, _)| named.has(place));
    }
    tell(root, args, (districts, asked.as_deref()), &findings)?;
    let denied = args.deny == Some(Deny::Warnings) && findings.count(Severity::Warning) > 0;
    Ok(if findings.any_error() || denied { Ending::Content } else { Ending::Done })
}

/// Tells what was found in so many districts as it was asked for, with how many addresses of other sites were asked for.
/// Programs get nothing but the problems.
fn tell(
    root: &Path,
    args: &CheckArgs,
    (districts, asked): (usize, Option<&str>),
    findings: &Findings,
) -> io::Result<()> {
    let problems = &findings.problems;
    let mut out = anstream::stdout().lock();
    match args.format {
        CheckFormat::Human => {
            print_problems(problems, if args.all { Extent::All } else { Extent::Folded });
            summarize(findings, districts, asked.unwrap_or("not asked"), &mut out)
        }
        CheckFormat::Json => write_json(problems, &mut out),
        CheckFormat::Github => write_github(problems, &above(root), &mut out),
        CheckFormat::Sarif => write_sarif(problems, &above(root), &mut out),
    }
}

fn summarize(findings: &Findings, districts: usize, asked: &str, out: &mut impl Write) -> io::Result<()> {
    let tally = findings.tally;
    writeln!(
        out,
        "Checked {} in {}: {}, {} ({} to other sites: {asked}), {} not translated.",
        plural(tally.files, "file"),
        plural(districts, "district"),
        plural(tally.links, "link"),
        plural(tally.anchors, "anchor"),
        tally.external_links,
        plural(tally.untranslated, "text"),
    )?;
    if findings.problems.is_empty() {
        writeln!(out, "No problems.")?;
    } else {
        writeln!(out, "{}.", count(findings))?;
    }
    tell_blanks(&findings.blanks, out)?;
    findings.untranslated.as_ref().map_or(Ok(()), |list| tell_untranslated(list, out))
}

/// Which texts lack which languages, each once, however many districts show it.
fn tell_untranslated(list: &[(Place, String)], out: &mut impl Write) -> io::Result<()> {
    let line = |place: &Place| place.start().map(|at| place.source().position(at).line);
    let mut all: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for (place, tags) in list {
        all.entry((place.path(), line(place))).or_default().extend(tags.split(", "));
    }
    if !all.is_empty() {
        writeln!(out, "Not translated:")?;
    }
    for ((path, line), tags) in all {
        let tags = tags.into_iter().collect::<Vec<_>>().join(", ");
        let line = line.map_or(String::new(), |line| format!(":{line}"));
        writeln!(out, "  {}{line}: {tags}", visible(path))?;
    }
    Ok(())
}

/// How many blanks wait to be filled in, and in which files.
fn tell_blanks(blanks: &[(String, usize)], out: &mut impl Write) -> io::Result<()> {
    let all: usize = blanks.iter().map(|(_, count)| count).sum();
    if all == 0 {
        return Ok(());
    }
    writeln!(out, "{} to fill in (look for `___`):", plural(all, "blank"))?;
    for (file, count) in blanks {
        writeln!(out, "  {file}: {count}")?;
    }
    Ok(())
}

/// The way from a repository on GitHub to a toolkit in it, with a slash at its end; nothing elsewhere.
fn above(root: &Path) -> String {
    let workspace = env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
    let inside = || {
        let (workspace, root) = (workspace?.canonicalize().ok()?, root.canonicalize().ok()?);
        let parts = root.strip_prefix(workspace).ok()?.iter().map(|part| part.to_string_lossy());
        Some(parts.flat_map(|part| [part, "/".into()]).collect())
    };
    inside().unwrap_or_default()
}

/// Checks districts: reads them, or tells again what a build found that made them from the same.
fn check_districts(
    sites: &Arc<Sites>,
    folders: &[&DistrictFolder],
    known: Option<&Known<'_>>,
    findings: &mut Findings,
) {
    let progress = Progress::new(folders.len(), "Checking", "districts");
    let checked: Vec<Findings> = folders
        .par_iter()
        .map(|folder| {
            let unchanged = known.and_then(|known| {
                let key = known.shared.key(sites.toolkit(), folder)?;
                Checked::unchanged(sites, folder, &key, known)
            });
            let found = unchanged.map(|checked| checked.findings);
            let found = found.unwrap_or_else(|| trial::read(sites, folder));
            progress.step();
            found
        })
        .collect();
    checked.into_iter().for_each(|of_district| findings.absorb(of_district));
}

/// The files and folders that were asked for, by their paths below the root; none stands for all.
#[derive(Debug)]
struct NamedFiles(Vec<String>);

impl NamedFiles {
    /// Finds files that were named from the current folder, or from the toolkit's.
    fn new(root: &Path, files: &[PathBuf]) -> Result<Self, Failure> {
        files.iter().map(|file| Self::name(root, file)).collect::<Result<_, _>>().map(Self)
    }

    fn name(root: &Path, file: &Path) -> Result<String, Failure> {
        let missing = || Failure::usage(format!("there is no file `{}`", file.display()));
        below_root(root, file)?.ok_or_else(missing)
    }

    /// Whether a place is in one of them.
    fn has(&self, place: &Place) -> bool {
        self.0.is_empty() || self.is_among(place.path())
    }

    /// Whether a problem is in one of them, or tells of a place in one.
    fn holds(&self, problem: &Diagnostic) -> bool {
        let related = problem.related.iter().map(|(place, _)| place.path());
        self.0.is_empty()
            || std::iter::once(problem.place.path()).chain(related).any(|path| self.is_among(path))
    }

    fn is_among(&self, path: &str) -> bool {
        self.0.iter().any(|wanted| {
            let below = path.strip_prefix(wanted.as_str());
            wanted.is_empty() || below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        })
    }

    /// Whether a district has to be read: what is shared shows its mistakes in any of them.
    fn touches(&self, district: &str) -> bool {
        let folders = format!("{}/{}/", layout::CONTENT, layout::DISTRICTS);
        self.0.is_empty()
            || self.0.iter().any(|wanted| match wanted.strip_prefix(&folders) {
                Some(below) => below.split('/').next() == Some(district),
                None => true,
            })
    }
}
