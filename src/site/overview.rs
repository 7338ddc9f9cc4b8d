//! The pages above the districts: the list of them, or the way into the only one, and the files that the toolkit
//! wants beside them.

use std::path::Path;
use std::sync::Arc;

use super::Sites;
use super::claims::{Claims, Owner};
use super::views::{Summary, overview_favicon, overview_page, overview_robots, redirect_page};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::folded;
use crate::theme::{Palette, Static};
use crate::toolkit::Toolkit;

/// The stylesheet of the list.
const STYLE: &str = "assets/style.css";

/// The scripts that filter and sort the list: their addresses, and their names in the theme.
const SCRIPTS: [(&str, &str); 2] = [("assets/letters.js", "letters.js"), ("assets/site.js", "site.js")];

/// Everything that the program itself can stand above the districts' folders.
const ADDRESSES: [&str; 6] = [SCRIPTS[0].0, SCRIPTS[1].0, STYLE, "favicon.svg", "index.html", "robots.txt"];

/// The folder in which the output keeps its own notes.
const NOTES: &str = ".teamkit";

/// Whether an address is one that the program itself can put above the districts' folders, or beside one in their
/// folder.
pub fn is_above_districts(address: &str) -> bool {
    ADDRESSES.into_iter().map(first_part).any(|first| first == first_part(address))
}

/// What is wrong above the districts' folders.
pub(super) fn problems(toolkit: &Toolkit) -> Vec<Diagnostic> {
    reserved_names(toolkit).chain(taken_addresses(toolkit)).collect()
}

/// Districts that have the name of a folder which stands beside theirs.
fn reserved_names(toolkit: &Toolkit) -> impl Iterator<Item = Diagnostic> {
    let taken = ADDRESSES.map(first_part);
    toolkit.folders().iter().filter(move |folder| taken.contains(&folder.id.as_str())).map(|folder| {
        let message = format!("`{}` is a folder that stands beside the districts' own", folder.id);
        Diagnostic::new(Code::ReservedName, Place::path_only(toolkit.root().name(&folder.path)), message)
            .hint(format!("rename the folder, for example to `{}-district`", folder.id))
    })
}

/// What is wrong with the addresses of the files of the root's `static/`.
fn taken_addresses(toolkit: &Toolkit) -> Vec<Diagnostic> {
    let (mut claims, mut problems) = (Claims::default(), Vec::new());
    for address in own_addresses(toolkit.folders().len(), toolkit.settings().base_url.is_some()) {
        problems.extend(claims.claim(address, Owner::AboveDistricts).err().map(|problem| *problem));
    }
    for (name, path) in toolkit.root_statics() {
        let path = toolkit.root().name(path);
        match folder_owner(toolkit, name) {
            Some(owner) => {
                let message = format!("the address `{name}` is in {owner}");
                let problem = Diagnostic::new(Code::TwoSources, Place::path_only(path), message);
                problems.push(problem.hint("rename the file or remove it"));
            }
            None => problems.extend(claims.claim(name, Owner::File(path)).err().map(|problem| *problem)),
        }
    }
    problems.extend(claims.conflicts());
    problems
}

/// Whose folder an address stands in, if it is one that others fill.
fn folder_owner(toolkit: &Toolkit, address: &str) -> Option<&'static str> {
    let first = folded(first_part(address));
    if toolkit.folder(&first).is_some() {
        return Some("the folder of a district's own site");
    }
    (first == NOTES).then_some("the folder where the output's own notes stand")
}

fn first_part(address: &str) -> &str {
    address.split('/').next().unwrap_or_default()
}

/// What the program itself puts above so many districts.
fn own_addresses(districts: usize, has_base: bool) -> Vec<&'static str> {
    let stands = |address: &&str| match *address {
        "index.html" => true,
        "robots.txt" => has_base,
        _ => districts > 1,
    };
    ADDRESSES.into_iter().filter(stands).collect()
}

/// The pages above the districts' folders.
#[derive(Debug)]
pub struct Overview {
    sites: Arc<Sites>,
    summaries: Vec<Summary>,
    /// Whether there is a list of districts, and not only the way into one.
    is_list: bool,
}

impl Overview {
    pub(super) fn new(sites: Arc<Sites>, summaries: Vec<Summary>) -> Self {
        let is_list = summaries.len() > 1;
        Self { sites, summaries, is_list }
    }

    /// The same as a list, however few districts are on it: for when others are left out.
    #[must_use]
    pub fn into_list(self) -> Self {
        Self { is_list: true, ..self }
    }

    /// All addresses, in order, below the output folder.
    pub fn addresses(&self) -> Vec<&str> {
        let toolkit = self.sites.toolkit();
        let mut all: Vec<&str> = own_addresses(self.summaries.len(), toolkit.settings().base_url.is_some());
        all.extend(toolkit.root_statics().keys().map(String::as_str));
        all.sort_unstable();
        all
    }

    /// The file that stands at an address just as it is.
    pub fn copied(&self, path: &str) -> Option<&Path> {
        self.sites.beside(path)
    }

    /// Renders what stands at an address; `None` where there is nothing.
    pub fn render(&self, path: &str) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
        match (path, self.summaries.as_slice()) {
            ("index.html", [only]) if !self.is_list => Some(redirect_page(&self.sites, &only.id)),
            ("index.html", all) => Some(overview_page(&self.sites, all)),
            (STYLE, _) if self.is_list => Some(self.stylesheet()),
            ("favicon.svg", _) if self.is_list => Some(overview_favicon(&self.sites)),
            ("robots.txt", all) if self.sites.toolkit().settings().base_url.is_some() => {
                Some(overview_robots(&self.sites, all))
            }
            _ => {
                let script = SCRIPTS.iter().find(|(address, _)| *address == path && self.is_list);
                if let Some((_, name)) = script {
                    return Some(self.file(name, Vec::new()));
                }
                let file = self.copied(path)?;
                Some(super::read(file, &self.sites.toolkit().root().name(file)))
            }
        }
    }

    fn stylesheet(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.file(super::STYLESHEET, Palette::new(None).css().into_bytes())
    }

    /// A static file of the theme, behind what stands before it.
    fn file(&self, name: &str, mut out: Vec<u8>) -> Result<Vec<u8>, Box<Diagnostic>> {
        match self.sites.theme().statics().get(name) {
            Some(Static::BuiltIn(file)) => out.extend_from_slice(file.bytes()),
            Some(Static::File(path)) => {
                out.extend(super::read(path, &self.sites.toolkit().root().name(path))?);
            }
            None => {}
        }
        Ok(out)
    }
}
