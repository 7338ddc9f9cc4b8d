//! Reading a district to check it, and trying a theme's templates on it before anything is written. Everything is
//! rendered again when it is written, so large toolkits are only tried in part; a template that fails after all ends the
//! build, and it is said how far it came.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Reading};
use crate::site::{Site, Sites, Trial};
use crate::source::DistrictFolder;
use crate::toolkit::Toolkit;

/// How many addresses the first district may have for all of its pages to be tried.
const MOST: usize = 400;

/// Reads and checks a district; renders some pages too where the theme is the toolkit's own and may fail on its data.
/// Texts that are not needed to tell what is wrong are let go of: hundreds of districts wait for each other.
pub(super) fn read(sites: &Arc<Sites>, folder: &DistrictFolder) -> Reading<Site> {
    let mut reading = sites.read(folder);
    if sites.theme().is_customized() {
        let rendered = reading.made.iter().flat_map(|site| render_problems(site, sites.toolkit()));
        reading.findings.problems.extend(rendered);
    }
    let root = sites.toolkit().root();
    reading.findings.rest(root.path(), &root.name(&folder.path));
    reading
}

/// What goes wrong in rendering a site, as far as it is tried.
fn render_problems(site: &Site, toolkit: &Toolkit) -> Vec<Diagnostic> {
    let is_first =
        toolkit.folders().first().map(|folder: &DistrictFolder| &folder.id) == Some(&site.district().id);
    let trial = match is_first {
        true if site.addresses().count() <= MOST => Trial::Everything,
        true => Trial::EachKind,
        false => Trial::FewOfMany,
    };
    site.render_problems(trial)
}
