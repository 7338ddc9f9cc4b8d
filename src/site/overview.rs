//! The pages above the districts: the list of them, or the way into the only one.

use std::sync::Arc;

use super::Toolkit;
use super::views::{Summary, overview_favicon, overview_page, overview_robots, redirect_page};
use crate::diagnostics::Diagnostic;
use crate::theme::{Palette, Static};

/// The pages above the districts' folders.
#[derive(Debug)]
pub struct Overview {
    toolkit: Arc<Toolkit>,
    summaries: Vec<Summary>,
}

impl Overview {
    pub(super) fn new(toolkit: Arc<Toolkit>, summaries: Vec<Summary>) -> Self {
        Self { toolkit, summaries }
    }

    /// All addresses, in order, below the output folder.
    pub fn addresses(&self) -> Vec<&'static str> {
        let mut all = match self.summaries.len() {
            0 | 1 => vec!["index.html"],
            _ => vec!["assets/style.css", "favicon.svg", "index.html"],
        };
        if self.toolkit.settings().base_url.is_some() {
            all.push("robots.txt");
        }
        all
    }

    /// Renders what stands at an address; `None` where there is nothing.
    pub fn render(&self, path: &str) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        match (path, self.summaries.as_slice()) {
            ("index.html", [only]) => Some(redirect_page(&self.toolkit, &only.id)),
            ("index.html", all) => Some(overview_page(&self.toolkit, all)),
            ("assets/style.css", [_, _, ..]) => Some(self.stylesheet()),
            ("favicon.svg", [_, _, ..]) => Some(overview_favicon(&self.toolkit)),
            ("robots.txt", all) if self.toolkit.settings().base_url.is_some() => {
                Some(overview_robots(&self.toolkit, all))
            }
            _ => None,
        }
    }

    fn stylesheet(&self) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut out = Palette::new(None).css().into_bytes();
        match self.toolkit.theme().statics().get("style.css") {
            Some(Static::BuiltIn(bytes)) => out.extend_from_slice(bytes),
            Some(Static::File(path)) => out.extend(super::read(path, &self.toolkit.root().name(path))?),
            None => {}
        }
        Ok(out)
    }
}
