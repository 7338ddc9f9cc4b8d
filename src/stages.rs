//! Ways in for whoever measures the stages of a build one by one: `benches/stages.rs`. Nothing of this is in the program
//! that users get.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;

use crate::coverage;
use crate::diagnostics::{Findings, SourceFile};
use crate::markdown::{self, RawHtml, Subject};
use crate::reader::yaml;
use crate::site::{Site, Sites};
use crate::toolkit::{Options, Toolkit};

/// A toolkit of one district, read and ready to be rendered.
pub struct Stages {
    sites: Arc<Sites>,
    site: Site,
}

impl Stages {
    /// Reads the toolkit in a folder.
    ///
    /// # Panics
    ///
    /// Where the folder holds no toolkit, or one with errors.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        let reading = Toolkit::read(root, Options::new(date(2026, 11, 23), false)).expect("a folder");
        let mut findings = Findings::default();
        let sites = reading.made.and_then(|toolkit| Sites::new(toolkit, None, &mut findings));
        let sites = Arc::new(sites.expect("a toolkit without errors"));
        let site = sites.read(&sites.toolkit().folders()[0]).made.expect("a district without errors");
        Self { sites, site }
    }

    /// A file of YAML into a tree with places; gives whether there is one.
    #[must_use]
    pub fn yaml(text: &str) -> bool {
        yaml::parse(&SourceFile::new("a.yml", text), 0..text.len(), &mut Findings::default()).is_some()
    }

    /// Markdown into HTML with places for its links; gives how many there are.
    #[must_use]
    pub fn markdown(text: &str) -> usize {
        let file = SourceFile::new("a.md", text);
        let place = |range| crate::diagnostics::Place::span(&file, range);
        markdown::render(text, Subject::Prose, RawHtml::Escape, &place, &mut Findings::default()).links.len()
    }

    /// A district from its files, with everything that is wrong in them; gives how many addresses its site has.
    #[must_use]
    pub fn district(&self) -> usize {
        let read = self.sites.read(&self.sites.toolkit().folders()[0]);
        read.made.map_or(0, |site| site.addresses().count())
    }

    /// A district's figures; gives how many teams count.
    #[must_use]
    pub fn figures(&self) -> usize {
        coverage::report(self.site.district(), &self.sites.toolkit().figures()).teams.len()
    }

    /// What stands at an address; gives its length.
    ///
    /// # Panics
    ///
    /// Where the page can't be rendered.
    #[must_use]
    pub fn render(&self, address: &str) -> usize {
        self.site.render(address).expect("a page").len()
    }
}
