//! What `import oneroster` and `import ccd` share: comparing a directory with the toolkit, saying what would change, and
//! changing it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::super::written::{if_there, write_changes};
use super::super::{Failure, Outcome, need, schema, tell, today, unknown_district};
use crate::cli::Ending;
use crate::diagnostics::{Findings, visible};
use crate::directories::{Counts, Directory, Existing, Memory, Plan, Present, nces_id, plan};
use crate::edit::FileChange;
use crate::source::layout;
use crate::toolkit::Options;
use crate::words::counted;

/// How many lines of a list are shown.
const SHOWN: usize = 30;

/// What is imported. What each wrote last is remembered apart.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// A OneRoster export.
    OneRoster,
    /// The federal directory.
    Ccd,
}

impl Source {
    /// The folder of what is remembered, below the root.
    fn folder(self) -> &'static str {
        match self {
            Self::OneRoster => ".teamkit/imported/oneroster",
            Self::Ccd => ".teamkit/imported/ccd",
        }
    }
}

/// A toolkit into which is imported.
pub(super) struct Import {
    root: PathBuf,
    source: Source,
    existing: Vec<Existing>,
    /// Folders of districts without a `district.yml`.
    unfinished: Vec<String>,
    memories: BTreeMap<String, Memory>,
    language: String,
}

impl Import {
    /// Reads what the toolkit holds.
    pub(super) fn begin(root: &Path, source: Source) -> Result<Self, Failure> {
        let mut findings = Findings::default();
        let toolkit = need(root, Options::new(today()?, true), &mut findings)?;
        let mut existing = Vec::new();
        let (mut memories, mut unfinished) = (BTreeMap::new(), Vec::new());
        for folder in toolkit.folders() {
            let id = folder.id.as_str().to_string();
            let Some(district) = read(root, &layout::district_file(&folder.id))? else {
                unfinished.push(id);
                continue;
            };
            let schools = read(root, &layout::schools_path(&folder.id))?;
            if let Some(memory) = read(root, &format!("{}/{id}.json", source.folder()))? {
                memories.insert(id.clone(), Memory::read(&memory));
            }
            existing.push(Existing { id, district, schools });
        }
        let language = toolkit.settings().default_language().to_string();
        Ok(Self { root: root.to_path_buf(), source, existing, unfinished, memories, language })
    }

    /// The federal code of a district of the toolkit, which must be there.
    pub(super) fn federal_code(&self, id: &str) -> Result<Option<String>, Failure> {
        let district = self.existing.iter().find(|district| district.id == id);
        let district = district
            .ok_or_else(|| unknown_district(id, self.existing.iter().map(|known| known.id.as_str())))?;
        Ok(nces_id(district))
    }

    /// The toolkit's district, where it has just one.
    pub(super) fn only_district(&self) -> Option<&str> {
        match &self.existing[..] {
            [only] => Some(&only.id),
            _ => None,
        }
    }

    /// Compares a directory with the toolkit and says what changes; changes it where that is asked for.
    pub(super) fn finish(&self, directory: &Directory, write: bool) -> Outcome {
        let present = Present {
            districts: &self.existing,
            taken: &self.unfinished,
            memories: &self.memories,
            language: &self.language,
        };
        let plan = plan(directory, &present)
            .map_err(|why| Failure::Told(Ending::Content, format!("{why}.\nNothing was written.")))?;
        for remark in directory.remarks.lines() {
            tell(&format!("note: {}", visible(&remark)));
        }
        self.tell_more(&plan);
        let mut out = anstream::stdout().lock();
        show(&plan, &mut out)?;
        if write {
            write_changes(&self.root, &self.changes(&plan)?)?;
            schema::refresh(&self.root, today()?)?;
            let told = if plan.files.is_empty() {
                "Nothing to write."
            } else {
                "Written. Look it through, then run `teamkit check`."
            };
            writeln!(out, "{told}")?;
        } else if !plan.files.is_empty() {
            writeln!(out, "Nothing was written. Call the same with `--write` to change the files.")?;
        }
        Ok(Ending::Done)
    }

    /// What the figures don't say.
    fn tell_more(&self, plan: &Plan) {
        list(
            "These stay as they were written by hand, although the directory says something else now",
            &plan.kept,
        );
        list(
            "These are not in the directory. They are left as they are; set `closed` where a school has closed",
            &plan.vanished,
        );
        let how = match self.source {
            Source::OneRoster if plan.districts.all() == 1 => "name yours with `--district`".to_string(),
            Source::OneRoster | Source::Ccd => {
                format!("write its `{}` into your `district.yml`", plan.known_by)
            }
        };
        list(
            &format!(
                "These districts of yours are none of the directory's, by their names. If one of the new ones is yours, {how} and import again"
            ),
            &plan.unnumbered,
        );
        if plan.left_out > 0 {
            tell(&format!(
                "note: {} closed and not added.",
                counted(plan.left_out, "district is", "districts are")
            ));
        }
    }

    /// The files to write, with what is remembered of them.
    fn changes(&self, plan: &Plan) -> Result<Vec<FileChange>, Failure> {
        let mut changes = plan.files.clone();
        schema::with_lines(&self.root, &mut changes);
        for (id, memory) in &plan.memories {
            let path = format!("{}/{id}.json", self.source.folder());
            let (before, after) = (read(&self.root, &path)?, memory.text());
            if before.as_ref() != Some(&after) {
                changes.push(FileChange { path, before, after });
            }
        }
        Ok(changes)
    }
}

/// A file's text; none where there is no file.
fn read(root: &Path, path: &str) -> Result<Option<String>, Failure> {
    if_there(fs::read_to_string(root.join(path))).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => {
            Failure::Told(Ending::Content, format!("`{path}` is not text in UTF-8; call `teamkit check`."))
        }
        _ => Failure::machine(format!("`{path}` can't be read: {error}")),
    })
}

/// Tells a list on the standard error.
fn list(heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    tell(&format!("note: {heading}:"));
    for line in lines.iter().take(SHOWN) {
        tell(&format!("  {}", visible(line)));
    }
    if lines.len() > SHOWN {
        tell(&format!("  and {} more", lines.len() - SHOWN));
    }
}

/// Shows the changes: files that change as a diff, new ones by their names, and how many there are of all.
fn show(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let new: Vec<&FileChange> = plan.files.iter().filter(|file| file.before.is_none()).collect();
    for file in new.iter().take(SHOWN) {
        writeln!(out, "new: {}", visible(&file.path))?;
    }
    if new.len() > SHOWN {
        writeln!(out, "and {} new files more", new.len() - SHOWN)?;
    }
    for file in &plan.files {
        let Some(before) = &file.before else { continue };
        let diff = TextDiff::from_lines(before.as_str(), file.after.as_str());
        let shown = diff.unified_diff().context_radius(2).header(&file.path, &file.path).to_string();
        for line in shown.lines() {
            writeln!(out, "{}", visible(line))?;
        }
    }
    writeln!(out, "Districts: {}.", told(plan.districts))?;
    writeln!(out, "Schools: {}.", told(plan.schools))
}

/// "2 new, 1 changed, 12 unchanged".
fn told(counts: Counts) -> String {
    format!("{} new, {} changed, {} unchanged", counts.new, counts.changed, counts.unchanged)
}
