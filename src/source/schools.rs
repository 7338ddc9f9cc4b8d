//! `schools.yml`.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::doubt::Doubt;
use super::references::{counts, duplicate_id};
use super::{Surroundings, contact, read_yaml};
use crate::diagnostics::{Collector, Findings, SourceFile};
use crate::model::{Framework, School, SchoolId, SchoolLevel, Schools};
use crate::reader::decode::{Fields, items};
use crate::reader::kinds::{SCHOOL, SCHOOLS};
use crate::reader::shape::{self, Languages};

/// Reads a district's schools, with what is not certain of them; `None` where the file can't be read.
pub(super) fn load_schools(
    around: &Surroundings<'_>,
    path: &Path,
    framework: &Framework,
    languages: Languages<'_>,
    findings: &mut Findings,
) -> Option<(Schools, Doubt, Arc<SourceFile>)> {
    let (file, node) = read_yaml(around.root, path, findings)?;
    let mut out = Collector::new(&file, findings);
    shape::check(&node, &SCHOOLS, languages, &mut out);
    let default = around.settings.default_language();
    let mut seen = HashSet::new();
    let mut schools = Vec::new();
    for fields in items(&node).iter().filter_map(|item| Fields::of(item, &SCHOOL, default)) {
        let (Some(id), Some(name)) = (fields.word("id"), fields.text("name")) else { continue };
        if !seen.insert(id.text) {
            duplicate_id(id, &mut out);
            continue;
        }
        schools.push(School {
            id: SchoolId::new(id.text),
            name,
            level: fields.choice("level", SchoolLevel::parse),
            nces_id: fields.line("nces_id"),
            leader: contact(&fields, "leader"),
            students: counts(&fields, "students", framework, &mut out),
        });
    }
    Some((Schools::new(schools), Doubt::of_entries(&node, &SCHOOL, default), file))
}
