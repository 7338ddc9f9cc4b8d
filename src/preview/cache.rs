//! What the preview holds in memory: the shared part and the districts that were visited, each with the
//! stamp of the files it was read from. Whatever is asked for is first compared with the files' stamps.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::problems::{Elsewhere, Shown, is_same, once};
use crate::diagnostics::{Code, Diagnostic, Findings, Place, Reading};
use crate::site::{Overview, Site, Sites, Summary, Trial};
use crate::source::{DistrictFolder, Stamp, layout, settle_misplaced};
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

/// Problems as they are told: without names that sites hide, and those of misplaced files together.
fn as_told(sites: &Sites, mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    on_pool(|| sites.toolkit().keep_back(&mut problems));
    settle_misplaced(sites.toolkit().root(), &mut problems);
    problems
}

/// How often files are read at most because one of them was found empty.
const READINGS: usize = 3;

/// Reads files that looked like `stamp`, and again where one was emptied between that look and the reading, as it is
/// while a program saves it.
fn read_whole<T>(
    mut stamp: Stamp,
    look: impl Fn() -> Stamp,
    read: impl Fn() -> Reading<T>,
) -> (Stamp, Reading<T>) {
    let mut reading = read();
    for _ in 1..READINGS {
        if reading.findings.problems.iter().all(|problem| problem.code != Code::EmptyFile) {
            break;
        }
        let now = Stamp::when_written(&look);
        if !now.differs(stamp) {
            break;
        }
        (stamp, reading) = (now, read());
    }
    (stamp, reading)
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
    /// The last one that was read, with whatever mistakes.
    read: Option<Arc<Sites>>,
    /// Whether it was read without errors.
    is_whole: bool,
    districts: BTreeMap<String, DistrictPart>,
    lines: BTreeMap<String, Line>,
    /// Counts the changes that were seen, by whoever saw them first.
    changes: u64,
    /// Counts visits, to know which district was not visited for longest.
    clock: u64,
}

impl State {
    fn shared_problems(&self) -> Vec<Diagnostic> {
        self.shared.as_ref().map(|shared| shared.problems.clone()).unwrap_or_default()
    }

    /// Problems as they are told.
    fn as_told(&self, problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
        match self.read.as_ref().or(self.good.as_ref()) {
            Some(sites) => as_told(sites, problems),
            None => problems,
        }
    }

    fn shared_has_errors(&self) -> bool {
        self.shared.iter().flat_map(|shared| &shared.problems).any(Diagnostic::is_error)
    }

    /// How what is made of the shared part alone stands to its mistakes.
    fn shown_of_shared(&self) -> Shown {
        Shown::of(self.shared_has_errors(), self.good.is_some(), self.is_whole)
    }

    /// How the pages of a district stand to the mistakes.
    fn shown(&self, part: &DistrictPart) -> Shown {
        let has_errors = self.shared_has_errors() || part.problems.iter().any(Diagnostic::is_error);
        Shown::of(has_errors, part.site.is_some(), self.is_whole && part.is_good)
    }
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

/// A district's line on the page above the districts.
#[derive(Debug, Clone)]
struct Line {
    stamp: Stamp,
    /// The newest figures without errors, or else the newest that there are.
    summary: Option<Summary>,
    is_good: bool,
    elsewhere: Option<Elsewhere>,
}

/// A district as the preview shows it now.
#[derive(Debug)]
pub(super) struct Visit {
    /// The site, the last good one while there are errors.
    pub(super) site: Option<Arc<Site>>,
    /// How it stands to the mistakes.
    pub(super) shown: Shown,
    /// What is wrong with the shared part and this district.
    pub(super) problems: Vec<Diagnostic>,
    /// What is wrong in other districts.
    pub(super) elsewhere: Vec<Elsewhere>,
    /// The version that browsers were told last before it was read.
    pub(super) version: u64,
}

impl Visit {
    /// Problems without a site to show, told to browsers that know `version`.
    pub(super) fn without_site(problems: Vec<Diagnostic>, version: u64) -> Self {
        Self { site: None, shown: Shown::Nothing, problems, elsewhere: Vec::new(), version }
    }
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

    fn district_stamp(&self, id: &str) -> Stamp {
        Stamp::when_written(|| Stamp::of(&[self.district_folder(id)]))
    }

    /// Reads the shared part again if its files changed.
    fn refresh_shared(&self, state: &mut State) {
        let theme = state.good.as_ref().map(|sites| sites.toolkit().settings().theme.clone());
        let now = Stamp::when_written(|| self.shared_stamp(theme.as_deref()));
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
        let look = || self.shared_stamp(theme.as_deref());
        let (now, reading) = read_whole(now, look, || on_pool(|| self.read_shared(earlier)));
        let Reading { made, findings } = reading;
        let usable = made.is_some() && !findings.any_error();
        let made = made.map(Arc::new);
        state.read.clone_from(&made);
        if usable || state.good.is_none() {
            state.good = made.or(state.good.take());
            state.is_whole = usable;
            state.districts.values_mut().for_each(|part| part.stamp = None);
            state.lines.clear();
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
        let now = self.district_stamp(id);
        let last = state.districts.get(id);
        let stamp = last.and_then(|part| part.stamp);
        if stamp.is_some_and(|stamp| stamp.still_holds(now)) {
            return;
        }
        state.changes += u64::from(last.is_some() && stamp.is_none_or(|stamp| stamp.differs(now)));
        let (now, reading) = read_whole(now, || self.district_stamp(id), || on_pool(|| sites.read(folder)));
        let Reading { made, mut findings } = reading;
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
        let mut problems = state.shared_problems();
        let part = state.districts.get(id)?;
        problems.extend(part.problems.iter().cloned());
        let problems = once(problems);
        let others = state.districts.iter().filter(|(other, _)| *other != id);
        let elsewhere = others.filter_map(|(other, part)| {
            let only_there =
                part.problems.iter().filter(|problem| !problems.iter().any(|here| is_same(problem, here)));
            Elsewhere::new(other, part.site.as_deref(), only_there)
        });
        let (elsewhere, shown) = (elsewhere.collect(), state.shown(part));
        let problems = state.as_told(problems);
        Some(Visit { site: part.site.clone(), shown, problems, elsewhere, version })
    }

    /// What all districts share, as far as it can be used.
    pub(super) fn shared(&self) -> Option<Arc<Sites>> {
        let mut state = self.state();
        self.refresh_shared(&mut state);
        state.good.clone()
    }

    /// The pages above the districts for whoever knows what browsers were told up to `version`, and what is wrong;
    /// no pages without readable settings.
    pub(super) fn overview(&self, version: u64) -> (Option<Overview>, Visit) {
        let (sites, problems, known, shown) = {
            let mut state = self.state();
            self.refresh_shared(&mut state);
            (state.good.clone(), state.shared_problems(), state.lines.clone(), state.shown_of_shared())
        };
        let Some(sites) = sites else { return (None, Visit::without_site(problems, version)) };
        let folders = sites.toolkit().folders();
        let lines: BTreeMap<String, Line> = folders
            .par_iter()
            .map(|folder| {
                let id = folder.id.as_str();
                (id.to_string(), self.line(&sites, folder, known.get(id), &problems))
            })
            .collect();
        let summaries: Vec<_> = lines.values().filter_map(|line| line.summary.clone()).collect();
        let is_whole = summaries.len() == folders.len();
        let elsewhere = lines.values().filter_map(|line| line.elsewhere.clone()).collect();
        self.state().lines = lines;
        let problems = self.state().as_told(problems);
        let overview = sites.overview(summaries);
        let overview = if is_whole { overview } else { overview.into_list() };
        (Some(overview), Visit { site: None, shown, problems, elsewhere, version })
    }

    /// A district's line on the page above the districts; the one that is known where it still holds.
    fn line(
        &self,
        sites: &Arc<Sites>,
        folder: &DistrictFolder,
        known: Option<&Line>,
        shared: &[Diagnostic],
    ) -> Line {
        let id = folder.id.as_str();
        let stamp = self.district_stamp(id);
        if let Some(line) = known.filter(|line| line.stamp.still_holds(stamp)) {
            return line.clone();
        }
        let (stamp, reading) = read_whole(stamp, || self.district_stamp(id), || sites.read(folder));
        let Reading { made, findings } = reading;
        let has_errors = findings.any_error();
        let last = known.filter(|line| has_errors && line.is_good);
        let summary = last.map_or_else(|| made.as_ref().map(Site::summary_line), |last| last.summary.clone());
        let only_there =
            findings.problems.iter().filter(|problem| !shared.iter().any(|one| is_same(problem, one)));
        let mut elsewhere = Elsewhere::new(id, made.as_ref(), only_there);
        if let Some(elsewhere) = &mut elsewhere {
            elsewhere.line = Some(Shown::of(has_errors, summary.is_some(), last.is_some()));
        }
        Line { stamp, summary, is_good: last.is_some() || !has_errors, elsewhere }
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
        let mut problems = state.shared_problems();
        problems.extend(state.districts.values().flat_map(|part| &part.problems).cloned());
        once(state.as_told(problems))
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
        state.districts.len() + state.lines.len()
    }

    /// Reads the shared part for the first time.
    pub(super) fn warm_up(&self) {
        let mut state = self.state();
        self.refresh_shared(&mut state);
    }
}
