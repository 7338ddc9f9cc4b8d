//! `teamkit why`: what a file makes, or why a page, a name or a figure is not there.

mod address;
mod file;
mod team;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::paths::below_root;
use super::{Outcome, as_of, close, load_sites, print, print_problems};
use crate::cli::{Ending, WhyArgs};
use crate::diagnostics::{Extent, Findings, Reading, visible};
use crate::site::{Site, Sites};
use crate::source::{DistrictFolder, layout};
use crate::toolkit::Options;
use crate::words::first_few;

pub(super) fn run(root: &Path, args: &WhyArgs) -> Outcome {
    let mut findings = Findings::default();
    let options = Options::new(as_of(args.when)?, args.drafts);
    let Some(sites) = load_sites(root, options, &mut findings)? else {
        print(None, &mut findings, 0);
        return Ok(Ending::Content);
    };
    let mut why = Why { sites, findings, lines: Vec::new(), about: None };
    let output = format!("{}/", layout::OUTPUT);
    match below_root(root, Path::new(&args.what)) {
        Ok(Some(path)) if !path.starts_with(&output) => why.file(&path)?,
        Ok(Some(path)) => why.address(path.trim_start_matches(&output))?,
        // Neither a file of the toolkit nor an address: an absolute path, say.
        Err(failure) if Path::new(&args.what).exists() => return Err(failure),
        Ok(None) | Err(_) => why.address(&args.what)?,
    }
    why.tell()?;
    Ok(Ending::Done)
}

/// What was asked, and the answer so far.
struct Why {
    sites: Arc<Sites>,
    findings: Findings,
    lines: Vec<String>,
    /// The file that it is about, by its path below the root, so that what is wrong in it is told too.
    about: Option<String>,
}

impl Why {
    fn say(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// A line of a list.
    fn item(&mut self, line: &str) {
        self.lines.push(format!("  {line}"));
    }

    /// A district's site; what is wrong in it is noted.
    fn site(&mut self, folder: &DistrictFolder) -> Option<Site> {
        let Reading { made, findings } = self.sites.read(folder);
        self.findings.absorb(findings);
        made
    }

    /// The folder of a district.
    fn folder(&self, id: &str) -> Option<DistrictFolder> {
        self.sites.toolkit().folder(id).cloned()
    }

    /// Prints the answer, and what is wrong in the file that it is about.
    fn tell(mut self) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        for line in &self.lines {
            writeln!(out, "{}", visible(line))?;
        }
        let about = self.about.take();
        close(Some(self.sites.toolkit()), &mut self.findings, 1);
        self.findings.problems.retain(|problem| Some(problem.place.path()) == about.as_deref());
        if !self.findings.problems.is_empty() {
            writeln!(out, "\n`teamkit check` says of it:")?;
            drop(out);
            print_problems(&self.findings.problems, Extent::Folded);
        }
        Ok(())
    }
}

/// "`a`, `b` and 3 more".
fn listed(ids: &[String]) -> String {
    first_few(ids.iter().map(|id| format!("`{id}`")), 5)
}
