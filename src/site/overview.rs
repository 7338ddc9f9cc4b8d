//! The pages above the districts: the list of them, or the way into the only one.

use std::sync::Arc;

use super::Sites;
use super::views::{Summary, overview_favicon, overview_page, overview_robots, redirect_page};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::theme::{Palette, Static};
use crate::toolkit::Toolkit;

/// The stylesheet of the list.
const STYLE: &str = "assets/style.css";

/// The script that filters and sorts the list.
const SCRIPT: &str = "assets/site.js";

/// Everything that can stand above the districts' folders.
const ADDRESSES: [&str; 5] = [SCRIPT, STYLE, "favicon.svg", "index.html", "robots.txt"];

/// Districts that have the name of a folder which stands beside theirs.
pub(super) fn reserved_names(toolkit: &Toolkit) -> impl Iterator<Item = Diagnostic> {
    let taken = ADDRESSES.map(|address| address.split('/').next().unwrap_or_default());
    toolkit.folders().iter().filter(move |folder| taken.contains(&folder.id.as_str())).map(|folder| {
        let message = format!("`{}` is a folder that stands beside the districts' own", folder.id);
        Diagnostic::new(Code::ReservedName, Place::path_only(toolkit.root().name(&folder.path)), message)
            .hint(format!("rename the folder, for example to `{}-district`", folder.id))
    })
}

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
        let is_list = self.summaries.len() > 1;
        let has_base = self.sites.toolkit().settings().base_url.is_some();
        let stands = |address: &&str| match *address {
            "index.html" => true,
            "robots.txt" => has_base,
            _ => is_list,
        };
        ADDRESSES.into_iter().filter(stands).collect()
    }

    /// Renders what stands at an address; `None` where there is nothing.
    pub fn render(&self, path: &str) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
        match (path, self.summaries.as_slice()) {
            ("index.html", [only]) => Some(redirect_page(&self.sites, &only.id)),
            ("index.html", all) => Some(overview_page(&self.sites, all)),
            (STYLE, [_, _, ..]) => Some(self.stylesheet()),
            (SCRIPT, [_, _, ..]) => Some(self.file("site.js", Vec::new())),
            ("favicon.svg", [_, _, ..]) => Some(overview_favicon(&self.sites)),
            ("robots.txt", all) if self.sites.toolkit().settings().base_url.is_some() => {
                Some(overview_robots(&self.sites, all))
            }
            _ => None,
        }
    }

    fn stylesheet(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.file(super::STYLESHEET, Palette::new(None).css().into_bytes())
    }

    /// A static file of the theme, behind what stands before it.
    fn file(&self, name: &str, mut out: Vec<u8>) -> Result<Vec<u8>, Box<Diagnostic>> {
        match self.sites.theme().statics().get(name) {
            Some(Static::BuiltIn(bytes)) => out.extend_from_slice(bytes),
            Some(Static::File(path)) => {
                out.extend(super::read(path, &self.sites.toolkit().root().name(path))?);
            }
            None => {}
        }
        Ok(out)
    }
}
