//! Texts that a district's site shows beside those that are read for it: handouts, and what all districts share. They are
//! looked through for names that a team hides.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashSet;

use super::elsewhere::{HiddenName, HiddenNames, words_of};
use super::forms::Forms;
use super::private_files::is_refused;
use super::resource::ResourceFiles;
use super::{Shared, Surroundings, layout, read_yaml, runs};
use crate::diagnostics::{Findings, SourceFile};
use crate::encodings;
use crate::model::{Kind, Lang, ResourceId};
use crate::reader::files::Root;

/// The largest handout that is looked through, in bytes.
const LARGEST: u64 = 1 << 20;

/// Endings of files that are text.
const TEXTS: [&str; 18] = [
    "css", "csv", "htm", "html", "ics", "js", "json", "md", "rtf", "srt", "svg", "tsv", "txt", "vcf", "vtt",
    "xml", "yaml", "yml",
];

/// A file that is published as it is, in whatever encoding; `None` where it is no small text, or can't be read, which is
/// told elsewhere.
fn handout(root: &Root, path: &Path) -> Option<Arc<SourceFile>> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    if TEXTS.contains(&ending.as_str()) { small_text(root, path) } else { None }
}

/// A file as text, in whatever encoding; `None` where it is large, or can't be read, which is told elsewhere.
pub(super) fn small_text(root: &Root, path: &Path) -> Option<Arc<SourceFile>> {
    let meta = fs::metadata(path).ok()?;
    if !meta.is_file() || meta.len() > LARGEST {
        return None;
    }
    Some(SourceFile::new(root.name(path), encodings::text(&fs::read(path).ok()?)))
}

/// A file of the theme. What stands between `{#` and `#}` in a template reaches no page, unless it is shown raw.
fn template(root: &Root, path: &Path) -> Option<Arc<SourceFile>> {
    let file = small_text(root, path)?;
    if path.extension().is_some_and(|ending| ending == "html") && !file.text().contains("raw") {
        let begins = file.text().match_indices("{#").map(|(at, _)| at);
        let remarks = begins.filter_map(|at| Some(at..at + file.text()[at..].find("#}")? + 2)).collect();
        file.remark(remarks);
    }
    Some(file)
}

/// A file of a shared guide, role description or rubric.
#[derive(Debug)]
struct SharedResource {
    key: (Kind, ResourceId),
    /// The index of its language in the toolkit's list.
    lang: usize,
    /// Whether readers get it in whose language there is none.
    is_main: bool,
    file: Arc<SourceFile>,
}

impl SharedResource {
    /// The files of all of them.
    fn all(files: &ResourceFiles) -> Vec<Self> {
        let all = files.iter().flat_map(|(key, files)| {
            files.iter().enumerate().map(|(place, (lang, file))| Self {
                key: key.clone(),
                lang: *lang,
                is_main: place == 0,
                file: Arc::clone(file.place().source()),
            })
        });
        all.collect()
    }

    /// Whether it is on a district's site, in whose toolkit these are the languages.
    fn is_shown(&self, own: &Own<'_>, languages: &[Lang]) -> bool {
        let is_replaced = own.resources.get(&self.key).is_some_and(|own| own.contains_key(&self.lang));
        !is_replaced && (self.is_main || own.languages.contains(&languages[self.lang]))
    }
}

/// The texts that districts share, with all words in them.
#[derive(Debug)]
pub(super) struct SharedTexts {
    /// Guides, role descriptions and rubrics, which a district's own take the place of.
    resources: Vec<SharedResource>,
    /// What is published as it is, and the theme.
    handouts: Vec<Arc<SourceFile>>,
    words: HashSet<String>,
}

/// What a district shows of its own.
pub(super) struct Own<'o> {
    /// The files whose texts are read for it.
    pub(super) published: &'o [Arc<SourceFile>],
    /// Whether one of them is a framework, in place of the shared one.
    pub(super) has_framework: bool,
    /// Its guides, role descriptions and rubrics, in place of shared ones.
    pub(super) resources: &'o ResourceFiles,
    pub(super) statics: &'o BTreeMap<String, PathBuf>,
    pub(super) languages: &'o [Lang],
}

impl Own<'_> {
    /// Warns where anything that the district's site shows has a name that its teams hide. Gives the names that may stand in
    /// files of all districts.
    pub(super) fn warn(
        &self,
        names: &HiddenNames<'_>,
        around: &Surroundings<'_>,
        shared: &Shared,
        findings: &mut Findings,
    ) -> Vec<HiddenName> {
        if names.is_empty() {
            return Vec::new();
        }
        self.published.iter().for_each(|file| names.warn(file, findings));
        for path in self.statics.values() {
            match handout(around.root, path) {
                Some(handout) => {
                    let first = findings.problems.len();
                    names.warn(&handout, findings);
                    if findings.problems.len() > first && is_refused(around.root, path) {
                        findings.problems.truncate(first);
                    }
                }
                None => names.warn_of_path(&around.root.name(path), findings),
            }
        }
        let texts = shared.texts(around);
        let standing = texts.standing(names.hidden());
        texts.warn(&standing, self, (shared, &around.settings.languages), findings);
        standing
    }
}

impl SharedTexts {
    /// Reads them.
    pub(super) fn read(around: &Surroundings<'_>, shared: &Shared) -> Self {
        let root = around.root;
        let resources = SharedResource::all(&shared.files);
        let theme = layout::theme(root.path(), &around.settings.theme);
        let theme = root.list(&theme, None, &mut Findings::default());
        let of_theme = theme.iter().filter_map(|(name, path)| {
            if name.ends_with(layout::YAML) {
                strings(root, path)
            } else if name.starts_with(layout::STATIC) {
                handout(root, path)
            } else {
                template(root, path)
            }
        });
        let statics = shared.statics.values().chain(shared.root_statics().values());
        let published = statics.filter(|path| !is_refused(root, path));
        let handouts: Vec<Arc<SourceFile>> =
            of_theme.chain(published.filter_map(|path| handout(root, path))).collect();
        let framework = shared.framework_file.iter().map(|framework| &framework.file);
        let files = std::iter::once(&shared.settings_file).chain(framework).chain(&shared.wrong);
        let files = files.chain(resources.iter().map(|resource| &resource.file)).chain(&handouts);
        let words = files.flat_map(|file| words_of(file.text()).chain(runs::pairs(file.text()))).collect();
        Self { resources, handouts, words }
    }

    /// The names whose words, or ids, are all among theirs. Hardly ever are there any, and the texts are long.
    fn standing(&self, hidden: &[HiddenName]) -> Vec<HiddenName> {
        let has_id = |hidden: &HiddenName| {
            hidden.telling_id().is_some_and(|id| id.split('-').all(|word| self.words.contains(word)))
        };
        let may_stand = |hidden: &&HiddenName| Forms::may_stand(&hidden.name, &self.words) || has_id(hidden);
        hidden.iter().filter(may_stand).cloned().collect()
    }

    /// Warns where one of them shows a hidden name on a district's site, `languages` being the toolkit's.
    fn warn(
        &self,
        hidden: &[HiddenName],
        own: &Own<'_>,
        (shared, languages): (&Shared, &[Lang]),
        findings: &mut Findings,
    ) {
        let names = HiddenNames::new(hidden);
        if names.is_empty() {
            return;
        }
        let resources = self.resources.iter().filter(|resource| resource.is_shown(own, languages));
        let framework = shared.framework_file.iter().filter(|_| !own.has_framework).map(|own| &own.file);
        let files = std::iter::once(&shared.settings_file).chain(framework);
        let files = files.chain(resources.map(|resource| &resource.file));
        files.chain(&self.handouts).for_each(|file| names.warn(&copy(file), findings));
    }
}

/// A file of several districts for one of them: what that one hides is drawn for the others, and for it as soon as that
/// person agreed.
fn copy(file: &SourceFile) -> Arc<SourceFile> {
    let copy = SourceFile::new(file.path(), file.text());
    copy.remark(file.remarks().to_vec());
    copy
}

/// A file of the theme's words, with its remarks known where it can be read. What is wrong with it is told where the theme is
/// read.
fn strings(root: &Root, path: &Path) -> Option<Arc<SourceFile>> {
    let read = read_yaml(root, path, &mut Findings::default()).map(|(file, _)| file);
    read.or_else(|| small_text(root, path))
}
