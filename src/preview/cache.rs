//! What the preview holds in memory: the shared part and the districts that were visited, each with the
//! stamp of the files it was read from. Whatever is asked for is first compared with the files' stamps.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Findings, Place, Reading, Severity};
use crate::site::{Overview, Site, Sites, Summary, Trial};
use crate::source::Stamp;
use crate::source::layout;
use crate::theme::DEFAULT;
use crate::toolkit::{Options, Toolkit};

/// How many districts are kept; the one that was not visited for longest goes first.
const KEPT: usize = 12;

/// How far a district is looked at when it is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thoroughness {
    /// Its files; pages are rendered when they are asked for.
    AsAskedFor,
    /// Every page too, where the theme is the toolkit's own and may fail on its data.
    EveryPage,
}

/// Does work on the pool's threads, whose memory is warm, instead of a fresh one's.
fn on_pool<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::scope(|_| work())
}

/// What the preview holds in memory.
#[derive(Debug)]
pub(super) struct Cache {
    root: PathBuf,
    options: Options,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    shared: Option<SharedPart>,
    /// The last shared part that could be used.
    good: Option<Arc<Sites>>,
    districts: BTreeMap<String, DistrictPart>,
    summaries: BTreeMap<String, (Stamp, Option<Summary>)>,
    /// Counts the changes that were seen, by whoever saw them first.
    changes: u64,
    /// Counts visits, to know which district was not visited for longest.
    clock: u64,
}

#[derive(Debug)]
struct SharedPart {
    /// `None` where it must be read again in any case.
    stamp: Option<Stamp>,
    /// The stamp of the theme's files alone.
    theme: Stamp,
    problems: Vec<Diagnostic>,
}

#[derive(Debug)]
struct DistrictPart {
    /// `None` where it must be read again in any case.
    stamp: Option<Stamp>,
    /// The newest site without errors, or else the newest that there is.
    site: Option<Arc<Site>>,
    is_good: bool,
    problems: Vec<Diagnostic>,
    visited: u64,
}

/// A district as the preview shows it now.
#[derive(Debug)]
pub(super) struct Visit {
    /// The site, the last good one while there are errors.
    pub(super) site: Option<Arc<Site>>,
    /// What is wrong with the shared part and this district.
    pub(super) problems: Vec<Diagnostic>,
    /// How many problems the other visited districts have.
    pub(super) elsewhere: usize,
    /// The version that browsers were told last before it was read.
    pub(super) version: u64,
}

impl Visit {
    /// Problems without a site to show, told to browsers that know `version`.
    pub(super) fn without_site(problems: Vec<Diagnostic>, version: u64) -> Self {
        Self { site: None, problems, elsewhere: 0, version }
    }
}

/// Whether a problem belongs on the page: a note is nothing that an author has to mend.
pub(super) fn is_to_mend(problem: &Diagnostic) -> bool {
    problem.severity() != Severity::Note
}

impl Cache {
    pub(super) fn new(root: &Path, options: Options) -> Self {
        Self { root: root.to_path_buf(), options, state: Mutex::default() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn theme_folder(&self, theme: Option<&str>) -> PathBuf {
        layout::theme(&self.root, theme.unwrap_or(DEFAULT))
    }

    fn theme_stamp(&self, theme: Option<&str>) -> Stamp {
        Stamp::of(&[self.theme_folder(theme)])
    }

    /// The stamp of everything that all districts depend on.
    fn shared_stamp(&self, theme: Option<&str>) -> Stamp {
        let mut paths = layout::shared(&self.root);
        paths.push(self.theme_folder(theme));
        Stamp::of(&paths)
            .and(Stamp::of_folder(&layout::content(&self.root)))
            .and(Stamp::of_folder(&layout::districts(&self.root)))
    }

    fn district_folder(&self, id: &str) -> PathBuf {
        layout::district(&self.root, id)
    }

    /// Reads the shared part again if its files changed.
    fn refresh_shared(&self, state: &mut State) {
        let theme = state.good.as_ref().map(|sites| sites.toolkit().settings().theme.clone());
        let now = self.shared_stamp(theme.as_deref());
        let before = state.shared.as_ref();
        let stamp = before.and_then(|shared| shared.stamp);
        if stamp.is_some_and(|stamp| stamp.still_holds(now)) {
            return;
        }
        state.changes += u64::from(before.is_some() && stamp.is_none_or(|stamp| stamp.differs(now)));
        let theme_now = self.theme_stamp(theme.as_deref());
        let same_theme =
            before.is_some_and(|shared| shared.theme.still_holds(theme_now) && shared.problems.is_empty());
        let earlier = state.good.as_deref().filter(|_| same_theme);
        let Reading { made, mut findings } = on_pool(|| self.read_shared(earlier));
        findings.sort();
        let usable = made.is_some() && !findings.any_error();
        if usable || state.good.is_none() {
            state.good = made.map(Arc::new).or(state.good.take());
            state.districts.values_mut().for_each(|part| part.stamp = None);
            state.summaries.clear();
        }
        let other_theme = state.good.as_ref().map(|sites| sites.toolkit().settings().theme.clone()) != theme;
        let stamp = (!other_theme).then_some(now);
        state.shared = Some(SharedPart { stamp, theme: theme_now, problems: findings.problems });
    }

    /// Reads the shared part and its theme, which is taken over from `earlier` where that can be.
    fn read_shared(&self, earlier: Option<&Sites>) -> Reading<Sites> {
        match Toolkit::read(&self.root, self.options) {
            Ok(Reading { made, mut findings }) => {
                let made = made.and_then(|toolkit| Sites::new(toolkit, earlier, &mut findings));
                Reading { made, findings }
            }
            Err(error) => {
                let message = format!("the toolkit can't be read: {error}");
                let mut findings = Findings::default();
                findings.push(Diagnostic::new(Code::Unreadable, Place::path_only(layout::SETTINGS), message));
                Reading { made: None, findings }
            }
        }
    }

    /// Reads a district again if its files changed.
    fn refresh_district(&self, state: &mut State, id: &str, thoroughness: Thoroughness) {
        let Some(sites) = state.good.clone() else { return };
        let Some(folder) = sites.toolkit().folder(id) else {
            state.changes += u64::from(state.districts.remove(id).is_some());
            return;
        };
        let now = Stamp::of(&[self.district_folder(id)]);
        let last = state.districts.get(id);
        let stamp = last.and_then(|part| part.stamp);
        if stamp.is_some_and(|stamp| stamp.still_holds(now)) {
            return;
        }
        state.changes += u64::from(last.is_some() && stamp.is_none_or(|stamp| stamp.differs(now)));
        let Reading { made, mut findings } = on_pool(|| sites.read(folder));
        if thoroughness == Thoroughness::EveryPage && sites.theme().is_customized() && !findings.any_error() {
            findings.problems.extend(made.iter().flat_map(|site| site.render_problems(Trial::Everything)));
        }
        let is_good = !findings.any_error();
        let visited = last.map_or(state.clock, |part| part.visited);
        let (site, is_good) = match state.districts.remove(id) {
            Some(last) if !is_good && last.is_good => (last.site, true),
            _ => (made.map(Arc::new), is_good),
        };
        let part = DistrictPart { stamp: Some(now), site, is_good, problems: findings.problems, visited };
        state.districts.insert(id.to_string(), part);
    }

    fn make_room(state: &mut State) {
        while state.districts.len() > KEPT {
            let oldest =
                state.districts.iter().min_by_key(|(_, part)| part.visited).map(|(id, _)| id.clone());
            let Some(oldest) = oldest else { return };
            state.districts.remove(&oldest);
        }
    }

    /// A district for whoever asks for a page of it, and knows what browsers were told up to `version`; `None`
    /// where there is no such district.
    pub(super) fn visit(&self, id: &str, version: u64) -> Option<Visit> {
        let mut state = self.state();
        self.refresh_shared(&mut state);
        state.good.as_ref()?.toolkit().folder(id)?;
        state.clock += 1;
        self.refresh_district(&mut state, id, Thoroughness::AsAskedFor);
        let clock = state.clock;
        if let Some(part) = state.districts.get_mut(id) {
            part.visited = clock;
        }
        Self::make_room(&mut state);
        let mut problems = state.shared.as_ref().map(|shared| shared.problems.clone()).unwrap_or_default();
        let part = state.districts.get(id)?;
        problems.extend(part.problems.iter().cloned());
        let elsewhere = state
            .districts
            .iter()
            .filter(|(other, _)| *other != id)
            .flat_map(|(_, part)| &part.problems)
            .filter(|problem| is_to_mend(problem))
            .count();
        Some(Visit { site: part.site.clone(), problems, elsewhere, version })
    }

    /// What all districts share, as far as it can be used.
    pub(super) fn shared(&self) -> Option<Arc<Sites>> {
        let mut state = self.state();
        self.refresh_shared(&mut state);
        state.good.clone()
    }

    /// The pages above the districts, and what is wrong with the shared part; `None` without readable settings.
    pub(super) fn overview(&self) -> (Option<Overview>, Vec<Diagnostic>) {
        let (sites, problems, known) = {
            let mut state = self.state();
            self.refresh_shared(&mut state);
            let problems = state.shared.as_ref().map(|shared| shared.problems.clone()).unwrap_or_default();
            (state.good.clone(), problems, state.summaries.clone())
        };
        let Some(sites) = sites else { return (None, problems) };
        let read: Vec<(String, Stamp, Option<Summary>)> = sites
            .toolkit()
            .folders()
            .par_iter()
            .map(|folder| {
                let id = folder.id.as_str();
                let now = Stamp::of(&[self.district_folder(id)]);
                match known.get(id) {
                    Some((stamp, summary)) if stamp.still_holds(now) => {
                        (id.to_string(), *stamp, summary.clone())
                    }
                    _ => (id.to_string(), now, sites.read(folder).made.map(|site| site.summary_line())),
                }
            })
            .collect();
        let summaries = read.iter().filter_map(|(_, _, summary)| summary.clone()).collect();
        self.state().summaries =
            read.into_iter().map(|(id, stamp, summary)| (id, (stamp, summary))).collect();
        (Some(sites.overview(summaries)), problems)
    }

    /// Reads everything again that changed and was visited. Gives the number of changes seen so far.
    pub(super) fn refresh(&self) -> u64 {
        let mut state = self.state();
        self.refresh_shared(&mut state);
        let visited: Vec<String> = state.districts.keys().cloned().collect();
        for id in visited {
            self.refresh_district(&mut state, &id, Thoroughness::EveryPage);
        }
        state.changes
    }

    /// Everything that is wrong in the shared part and in the visited districts.
    pub(super) fn problems(&self) -> Vec<Diagnostic> {
        let state = self.state();
        let shared = state.shared.iter().flat_map(|shared| &shared.problems);
        let all = shared.chain(state.districts.values().flat_map(|part| &part.problems));
        let mut findings = Findings { problems: all.cloned().collect(), ..Findings::default() };
        findings.sort();
        findings.problems
    }

    /// The folders to watch, each with whether what lies below it matters too.
    pub(super) fn watched(&self) -> Vec<(PathBuf, bool)> {
        let state = self.state();
        let theme = state.good.as_ref().map(|sites| sites.toolkit().settings().theme.as_str());
        let mut folders = vec![
            (self.root.clone(), false),
            (layout::content(&self.root), false),
            (layout::districts(&self.root), false),
            (self.root.join(layout::THEMES), false),
            (self.theme_folder(theme), true),
            (layout::root_static(&self.root), true),
            (layout::shared_static(&self.root), true),
        ];
        folders.extend(layout::resource_folders(&self.root).into_iter().map(|folder| (folder, true)));
        folders.extend(state.districts.keys().map(|id| (self.district_folder(id), true)));
        folders
    }

    /// The ids of all districts.
    pub(super) fn districts(&self) -> Vec<String> {
        let state = self.state();
        let folders = state.good.as_ref().map(|sites| sites.toolkit().folders());
        folders.into_iter().flatten().map(|folder| folder.id.to_string()).collect()
    }

    /// The first district.
    pub(super) fn first_district(&self) -> Option<String> {
        Some(self.state().good.as_ref()?.toolkit().folders().first()?.id.to_string())
    }

    /// How many districts were read for whatever was asked.
    #[cfg(test)]
    pub(super) fn districts_read(&self) -> usize {
        let state = self.state();
        state.districts.len() + state.summaries.len()
    }

    /// Reads the shared part for the first time.
    pub(super) fn warm_up(&self) {
        let mut state = self.state();
        self.refresh_shared(&mut state);
    }
}
