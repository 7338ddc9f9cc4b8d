//! The part of a toolkit that all districts share, ready to make any district's site.

use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Overview, Site, Summary};
use crate::coverage;
use crate::diagnostics::{Diagnostic, sort};
use crate::model::{Lang, Settings};
use crate::source::files::Root;
use crate::source::{DistrictFolder, Shared, Surroundings, Tally, load_district, load_settings};
use crate::theme::Theme;

/// What a run is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The date that figures are told for.
    pub as_of: Date,
    /// Whether drafts have pages.
    pub drafts: bool,
}

/// A toolkit without its districts.
#[derive(Debug)]
pub struct Toolkit {
    root: Root,
    settings: Settings,
    theme: Arc<Theme>,
    shared: Shared,
    options: Options,
    tally: Tally,
}

impl Toolkit {
    /// Reads settings, theme and shared files. The toolkit is given even when some of them are wrong, so that
    /// the districts can be checked too; without readable settings or templates there is none.
    pub fn load(path: &Path, options: Options) -> io::Result<(Option<Arc<Self>>, Vec<Diagnostic>)> {
        Self::load_beside(path, options, None)
    }

    /// The same beside an earlier reading whose theme's files are still what they were: it is taken over if
    /// the settings still ask for it.
    pub fn load_beside(
        path: &Path,
        options: Options,
        earlier: Option<&Self>,
    ) -> io::Result<(Option<Arc<Self>>, Vec<Diagnostic>)> {
        let root = Root::new(path)?;
        let (loaded, mut found) = load_settings(&root);
        let Some(loaded) = loaded else { return Ok((None, found)) };
        let same = earlier.filter(|earlier| {
            earlier.settings.theme == loaded.settings.theme
                && earlier.settings.languages == loaded.settings.languages
        });
        let theme = if let Some(earlier) = same {
            Some(Arc::clone(&earlier.theme))
        } else {
            let (theme, problems) = Theme::load(&root, &loaded.settings, &loaded.theme_place);
            found.extend(problems);
            theme.map(Arc::new)
        };
        let (theme, is_fallback) = match theme {
            Some(theme) => (theme, false),
            // So that the rest is checked when the toolkit's own can't be used.
            None => match Theme::built_in(&loaded.settings) {
                Some(theme) => (Arc::new(theme), true),
                None => return Ok((None, found)),
            },
        };
        debug_assert!(!is_fallback || crate::diagnostics::any_error(&found));
        let labels = |lang: &Lang| theme.labels(lang);
        let around =
            Surroundings { root: &root, settings: &loaded.settings, labels: &labels, as_of: options.as_of };
        let (shared, problems) = Shared::load(&around);
        found.extend(problems);
        sort(&mut found);
        let mut tally = shared.tally;
        tally.untranslated += loaded.untranslated;
        let toolkit = Self { root, settings: loaded.settings, theme, shared, options, tally };
        Ok((Some(Arc::new(toolkit)), found))
    }

    /// The toolkit's root.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// What the run was asked for.
    pub fn options(&self) -> Options {
        self.options
    }

    /// What was looked at so far.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The districts, by id.
    pub fn districts(&self) -> &[DistrictFolder] {
        &self.shared.districts
    }

    /// The district of this id.
    pub fn district(&self, id: &str) -> Option<&DistrictFolder> {
        self.shared.district(id)
    }

    /// What figures depend on besides the model.
    pub(super) fn figures(&self) -> coverage::Options {
        coverage::Options {
            as_of: self.options.as_of,
            minimum_group: self.settings.minimum_group,
            school_year_start: self.settings.school_year_start,
        }
    }

    /// Reads a district and makes its site, with everything that is wrong in its files and between them.
    pub fn site(self: &Arc<Self>, folder: &DistrictFolder) -> (Option<Site>, Tally, Vec<Diagnostic>) {
        let labels = |lang: &Lang| self.theme.labels(lang);
        let around = Surroundings {
            root: &self.root,
            settings: &self.settings,
            labels: &labels,
            as_of: self.options.as_of,
        };
        let (district, mut tally, mut found) = load_district(&around, &self.shared, folder);
        let Some(district) = district else {
            sort(&mut found);
            return (None, tally, found);
        };
        let (site, followed, problems) = Site::new(Arc::clone(self), district);
        tally += followed;
        found.extend(problems);
        sort(&mut found);
        (Some(site), tally, found)
    }

    /// The pages above the districts.
    pub fn overview(self: &Arc<Self>, summaries: Vec<Summary>) -> Overview {
        Overview::new(Arc::clone(self), summaries)
    }
}
