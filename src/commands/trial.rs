//! Trying a theme's templates before anything is written. Everything is rendered again when it is written, so large
//! toolkits are only tried in part; a template that fails after all ends the build, and it is said how far it came.

use crate::diagnostics::Diagnostic;
use crate::site::{Site, Trial};
use crate::source::DistrictFolder;
use crate::toolkit::Toolkit;

/// How many addresses the first district may have for all of its pages to be tried.
const MOST: usize = 400;

/// What goes wrong in rendering a site, as far as it is tried.
pub(super) fn render_problems(site: &Site, toolkit: &Toolkit) -> Vec<Diagnostic> {
    let is_first =
        toolkit.folders().first().map(|folder: &DistrictFolder| &folder.id) == Some(&site.district().id);
    let trial = match is_first {
        true if site.addresses().count() <= MOST => Trial::Everything,
        true => Trial::EachKind,
        false => Trial::FewOfMany,
    };
    site.render_problems(trial)
}
