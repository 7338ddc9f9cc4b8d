//! What the preview holds in memory: the shared part and the districts that were visited, each with the
//! stamp of the files it was read from. Whatever is asked for is first compared with the files' stamps.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::stamp::Stamp;
use crate::diagnostics::{Diagnostic, Severity, any_error};
use crate::site::{Options, Overview, Site, Summary, Toolkit};
use crate::source::SETTINGS_FILE;

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
pub(super) struct Bench {
    root: PathBuf,
    options: Options,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    shared: Option<SharedPart>,
    /// The last shared part that could be used.
    good: Option<Arc<Toolkit>>,
    districts: BTreeMap<String, DistrictPart>,
    summaries: BTreeMap<String, (Stamp, Option<Summary>)>,
    /// Counts the changes that were seen, by whoever saw them first.
    changes: u64,
    /// Counts visits, to know which district was not visited for longest.
    clock: u64,
}

#[derive(Debug)]
struct SharedPart {
    stamp: Stamp,
    /// The stamp of the theme's files alone.
    theme: Stamp,
    problems: Vec<Diagnostic>,
}

#[derive(Debug)]
struct DistrictPart {
    stamp: Stamp,
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
    /// Problems without a site to show.
    pub(super) fn without_site(problems: Vec<Diagnostic>, version: u64) -> Self {
        Self { site: None, problems, elsewhere: 0, version }
    }
}

/// Whether a problem belongs on the page: a note is nothing that an author has to mend.
pub(super) fn is_to_mend(problem: &Diagnostic) -> bool {
    problem.severity != Severity::Note
}

impl Bench {
    pub(super) fn new(root: &Path, options: Options) -> Self {
        Self { root: root.to_path_buf(), options, state: Mutex::default() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files that all districts depend on.
    fn shared_paths(&self, theme: Option<&str>) -> Vec<PathBuf> {
        let content = self.root.join("content");
        let mut paths = vec![self.root.join(SETTINGS_FILE)];
        paths.extend(["framework.yml", "guides", "roles", "rubrics"].map(|name| content.join(name)));
        paths.push(self.theme_folder(theme));
        paths
    }

    fn theme_folder(&self, theme: Option<&str>) -> PathBuf {
        self.root.join("themes").join(theme.unwrap_or(crate::theme::DEFAULT))
    }

    fn theme_stamp(&self, theme: Option<&str>) -> Stamp {
        Stamp::of(&[self.theme_folder(theme)])
    }

    fn shared_stamp(&self, theme: Option<&str>) -> Stamp {
        let content = self.root.join("content");
        Stamp::of(&self.shared_paths(theme))
            .and(Stamp::of_folder(&content))
            .and(Stamp::of_folder(&content.join("districts")))
    }

    fn district_folder(&self, id: &str) -> PathBuf {
        self.root.join("content").join("districts").join(id)
    }

    /// Reads the shared part again if its files changed.
    fn refresh_shared(&self, state: &mut State) {
        let theme = state.good.as_ref().map(|toolkit| toolkit.settings().theme.clone());
        let now = self.shared_stamp(theme.as_deref());
        if state.shared.as_ref().is_some_and(|shared| shared.stamp.still_holds(now)) {
            return;
        }
        let changed = state.shared.as_ref().is_some_and(|shared| shared.stamp.differs(now));
        state.changes += u64::from(changed);
        let theme_now = self.theme_stamp(theme.as_deref());
        let same_theme = state
            .shared
            .as_ref()
            .is_some_and(|shared| shared.theme.still_holds(theme_now) && shared.problems.is_empty());
        let earlier = state.good.as_deref().filter(|_| same_theme);
        let (toolkit, problems) = match on_pool(|| Toolkit::load_beside(&self.root, self.options, earlier)) {
            Ok(loaded) => loaded,
            Err(error) => (
                None,
                vec![Diagnostic::error(
                    "unreadable",
                    crate::diagnostics::Place::path_only(SETTINGS_FILE),
                    format!("the toolkit can't be read: {error}"),
                )],
            ),
        };
        let usable = toolkit.is_some() && !any_error(&problems);
        if usable || state.good.is_none() {
            state.good = toolkit.or(state.good.take());
            for part in state.districts.values_mut() {
                part.stamp = Stamp::of_folder(Path::new(""));
            }
            state.summaries.clear();
        }
        let other_theme = state.good.as_ref().map(|toolkit| toolkit.settings().theme.clone()) != theme;
        let stamp = if other_theme { Stamp::of_folder(Path::new("")) } else { now };
        state.shared = Some(SharedPart { stamp, theme: theme_now, problems });
    }

    /// Reads a district again if its files changed.
    fn refresh_district(&self, state: &mut State, id: &str, thoroughness: Thoroughness) {
        let Some(toolkit) = state.good.clone() else { return };
        let Some(folder) = toolkit.district(id) else {
            state.changes += u64::from(state.districts.remove(id).is_some());
            return;
        };
        let now = Stamp::of(&[self.district_folder(id)]);
        let before = state.districts.get(id);
        if before.is_some_and(|part| part.stamp.still_holds(now)) {
            return;
        }
        let changed = before.is_some_and(|part| part.stamp.differs(now));
        let (site, _, mut problems) = on_pool(|| toolkit.site(folder));
        let site = site.map(Arc::new);
        if thoroughness == Thoroughness::EveryPage && toolkit.theme().is_customized() && !any_error(&problems)
        {
            problems.extend(site.iter().flat_map(|site| site.render_problems()));
        }
        let is_good = !any_error(&problems);
        let visited = before.map_or(state.clock, |part| part.visited);
        let last = state.districts.remove(id);
        let (site, is_good) = match last {
            Some(last) if !is_good && last.is_good => (last.site, true),
            _ => (site, is_good),
        };
        state.districts.insert(id.to_string(), DistrictPart { stamp: now, site, is_good, problems, visited });
        state.changes += u64::from(changed);
    }

    fn make_room(state: &mut State) {
        while state.districts.len() > KEPT {
            let oldest =
                state.districts.iter().min_by_key(|(_, part)| part.visited).map(|(id, _)| id.clone());
            let Some(oldest) = oldest else { return };
            state.districts.remove(&oldest);
        }
    }

    /// A district for whoever asks for a page of it; `None` where there is no such district.
    pub(super) fn visit(&self, id: &str) -> Option<Visit> {
        let mut state = self.state();
        self.refresh_shared(&mut state);
        let toolkit = state.good.clone()?;
        toolkit.district(id)?;
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
        Some(Visit { site: part.site.clone(), problems, elsewhere, version: 0 })
    }

    /// The pages above the districts, and what is wrong with the shared part; `None` without readable settings.
    pub(super) fn overview(&self) -> (Option<Overview>, Vec<Diagnostic>) {
        let (toolkit, problems, known) = {
            let mut state = self.state();
            self.refresh_shared(&mut state);
            let problems = state.shared.as_ref().map(|shared| shared.problems.clone()).unwrap_or_default();
            (state.good.clone(), problems, state.summaries.clone())
        };
        let Some(toolkit) = toolkit else { return (None, problems) };
        let read: Vec<(String, Stamp, Option<Summary>)> = toolkit
            .districts()
            .par_iter()
            .map(|folder| {
                let id = folder.id.as_str();
                let now = Stamp::of(&[self.district_folder(id)]);
                match known.get(id) {
                    Some((stamp, summary)) if stamp.still_holds(now) => {
                        (id.to_string(), *stamp, summary.clone())
                    }
                    _ => (id.to_string(), now, toolkit.site(folder).0.map(|site| site.summary_line())),
                }
            })
            .collect();
        let summaries = read.iter().filter_map(|(_, _, summary)| summary.clone()).collect();
        self.state().summaries =
            read.into_iter().map(|(id, stamp, summary)| (id, (stamp, summary))).collect();
        (Some(toolkit.overview(summaries)), problems)
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
        let shared = state.shared.iter().flat_map(|shared| shared.problems.iter());
        let mut all: Vec<Diagnostic> =
            shared.chain(state.districts.values().flat_map(|part| part.problems.iter())).cloned().collect();
        crate::diagnostics::sort(&mut all);
        all
    }

    /// The folders to watch, each with whether what lies below it matters too.
    pub(super) fn watched(&self) -> Vec<(PathBuf, bool)> {
        let state = self.state();
        let content = self.root.join("content");
        let theme =
            state.good.as_ref().map_or("default", |toolkit| toolkit.settings().theme.as_str()).to_string();
        let mut folders =
            vec![(self.root.clone(), false), (content.clone(), false), (content.join("districts"), false)];
        folders.extend(["guides", "roles", "rubrics"].map(|name| (content.join(name), true)));
        folders.push((self.root.join("themes"), false));
        folders.push((self.root.join("themes").join(theme), true));
        folders.extend(state.districts.keys().map(|id| (self.district_folder(id), true)));
        folders
    }

    /// The districts' ids, for the terminal.
    pub(super) fn first_district(&self) -> Option<String> {
        self.state().good.as_ref()?.districts().first().map(|folder| folder.id.to_string())
    }

    /// Reads the shared part for the first time.
    pub(super) fn warm_up(&self) {
        let mut state = self.state();
        self.refresh_shared(&mut state);
    }
}
