//! The pages above the districts: the list of them, or the way into the only one.

use std::sync::Arc;

use super::Sites;
use super::views::{Summary, overview_favicon, overview_page, overview_robots, redirect_page};
use crate::diagnostics::Diagnostic;
use crate::theme::{Palette, Static};

/// The pages above the districts' folders.
#[derive(Debug)]
pub struct Overview {
    sites: Arc<Sites>,
    summaries: Vec<Summary>,
}

impl Overview {
    pub(super) fn new(sites: Arc<Sites>, summaries: Vec<Summary>) -> Self {
        Self { sites, summaries }
    }

    /// All addresses, in order, below the output folder.
    pub fn addresses(&self) -> Vec<&'static str> {
        let mut all = match self.summaries.len() {
            0 | 1 => vec!["index.html"],
            _ => vec!["assets/style.css", "favicon.svg", "index.html"],
        };
        if self.sites.toolkit().settings().base_url.is_some() {
            all.push("robots.txt");
        }
        all
    }

    /// Renders what stands at an address; `None` where there is nothing.
    pub fn render(&self, path: &str) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
        match (path, self.summaries.as_slice()) {
            ("index.html", [only]) => Some(redirect_page(&self.sites, &only.id)),
            ("index.html", all) => Some(overview_page(&self.sites, all)),
            ("assets/style.css", [_, _, ..]) => Some(self.stylesheet()),
            ("favicon.svg", [_, _, ..]) => Some(overview_favicon(&self.sites)),
            ("robots.txt", all) if self.sites.toolkit().settings().base_url.is_some() => {
                Some(overview_robots(&self.sites, all))
            }
            _ => None,
        }
    }

    fn stylesheet(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut out = Palette::new(None).css().into_bytes();
        match self.sites.theme().statics().get("style.css") {
            Some(Static::BuiltIn(bytes)) => out.extend_from_slice(bytes),
            Some(Static::File(path)) => {
                out.extend(super::read(path, &self.sites.toolkit().root().name(path))?);
            }
            None => {}
        }
        Ok(out)
    }
}
