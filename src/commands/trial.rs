//! Trying a theme's templates on a district's data where its pages are not all rendered before anything is written: in a
//! check, and where they can't wait. Large toolkits are only tried in part; a template that fails after all ends the build,
//! and it is said how far it came.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Findings, Reading};
use crate::site::{Site, Sites, Trial};
use crate::source::DistrictFolder;

/// How many addresses the first district may have for all of its pages to be tried.
const MOST: usize = 400;

/// Reads and checks a district; renders some pages too where the theme is the toolkit's own.
pub(super) fn read(sites: &Arc<Sites>, folder: &DistrictFolder) -> Findings {
    let Reading { made, mut findings } = sites.read(folder);
    findings.problems.extend(made.iter().flat_map(|site| problems(sites, site)));
    rest(sites, folder, &mut findings);
    findings
}

/// Lets go of texts that are not needed to tell what is wrong: hundreds of districts wait for each other.
pub(super) fn rest(sites: &Sites, folder: &DistrictFolder, findings: &mut Findings) {
    let root = sites.toolkit().root();
    findings.rest(root.path(), &root.name(&folder.path));
}

/// What goes wrong in rendering a site, as far as it is tried: a theme of the toolkit's own may fail on its data.
pub(super) fn problems(sites: &Sites, site: &Site) -> Vec<Diagnostic> {
    if !sites.theme().is_customized() {
        return Vec::new();
    }
    let first = sites.toolkit().folders().first();
    let trial = match first.is_some_and(|first| first.id == site.district().id) {
        true if site.addresses().count() <= MOST => Trial::Everything,
        true => Trial::EachKind,
        false => Trial::FewOfMany,
    };
    site.render_problems(trial)
}
