//! From files to the model: where files lie, what each kind of them says, and what they say of each other.
//!
//! Every reader gives what it could make and tells what is wrong. Nothing here decides whether anything is
//! published.

mod assessment;
mod brand;
mod copies;
mod criteria;
mod district;
mod district_codes;
mod districts;
mod doubt;
mod effects;
mod elsewhere;
mod far_dates;
mod federal_codes;
mod first_language;
mod fixed_ids;
mod form_tokens;
mod forms;
mod framework;
mod front_matter;
mod gone_from_framework;
mod helps;
mod hiding;
mod joined;
mod kept_back;
mod languages;
pub mod layout;
mod lost_ids;
mod misplaced;
mod missing;
mod misspelt;
mod misspelt_framework;
mod moved;
mod names;
mod nobody;
mod of_another_district;
mod ordinary;
mod private_files;
mod redaction;
mod references;
mod refused_names;
mod repeated;
mod resource;
mod resource_files;
mod runs;
mod schools;
mod settings;
mod shared;
mod shown;
mod signs;
mod spelling;
mod stamp;
mod state;
mod students;
mod surroundings;
mod swallowed;
mod team;
mod told;
mod translated_items;

pub use assessment::{Filled, read_filled};
pub use district::{LoadedDistrict, load_district};
pub use districts::DistrictFolder;
pub use far_dates::distance as far_distance;
pub use first_language::put_original_first;
pub use framework::BUILT_IN as BUILT_IN_FRAMEWORK;
#[cfg(test)]
pub use framework::built_in as built_in_framework;
pub use front_matter::without_front_matter;
pub use kept_back::{is_of_shared, keep_back};
pub use misplaced::settle as settle_misplaced;
pub use nobody::is_nobody;
pub use settings::{LoadedSettings, ThemePlaces, load_settings, stand_in_settings};
pub use shared::Shared;
pub use stamp::{Stamp, TICK};
pub use students::{CHILDREN, STUDENTS};
pub use surroundings::Surroundings;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place, SourceFile};
use crate::markdown::{self, Document, Subject};
use crate::model::{Contact, Lang};
use crate::reader::blanks;
use crate::reader::decode::{Fields, TextPlaces, texts};
use crate::reader::files::Root;
use crate::reader::remarks::remarks;
use crate::reader::yaml;

/// Reads a YAML file into a tree. An empty file is an error.
fn read_yaml(root: &Root, path: &Path, findings: &mut Findings) -> Option<(Arc<SourceFile>, yaml::Node)> {
    let file = root.read(path, findings)?;
    let first = findings.problems.len();
    let node = parse_yaml(&file, findings);
    hide_team(&file, first, findings);
    Some((file, node?))
}

/// Neither draws nor tells of the members where a team's file was saved in place of another.
fn hide_team(file: &Arc<SourceFile>, first: usize, findings: &mut Findings) {
    if misplaced::folder_of(file.path(), file.text()) == Some(layout::TEAMS) {
        let mut hiding = hiding::Hiding::new(file);
        hiding.unreadable();
        hiding.apply(findings, first);
    }
}

/// Parses a file as YAML. An empty file is an error.
fn parse_yaml(file: &Arc<SourceFile>, findings: &mut Findings) -> Option<yaml::Node> {
    let node = yaml::parse(file, 0..file.text().len(), findings)?;
    if node.is_empty() {
        findings.push(Diagnostic::new(Code::EmptyFile, Place::file(file), "this file is empty").hint(
            "get its words back from a copy of it; if they are lost, write its keys, or remove the file and what refers to it",
        ));
        return None;
    }
    findings.tally.files += 1;
    look_for_blanks(file, &(0..file.text().len()), &node, findings);
    Some(node)
}

/// Counts the blanks in a part of a file, and warns of those that stand as values.
fn look_for_blanks(file: &Arc<SourceFile>, part: &Range<usize>, node: &yaml::Node, findings: &mut Findings) {
    let remarks = remarks(file.text(), part.clone(), node);
    match blanks::count(file.text(), &remarks) {
        0 => {}
        count => findings.blanks.push((file.path().to_string(), count)),
    }
    file.remark(remarks);
    blanks::warn_of_unfilled(node, &mut Collector::new(file, findings));
}

/// Renders a text of a YAML file that may hold Markdown, in each of its languages.
fn markdown_texts(
    fields: &Fields<'_>,
    key: &str,
    around: &Surroundings<'_>,
    out: &mut Collector<'_>,
) -> Vec<(Lang, Document)> {
    let Some(node) = fields.get(key) else { return Vec::new() };
    let render = |(lang, scalar): (Lang, &yaml::Node)| {
        let places = TextPlaces::new(out.file(), scalar);
        let place = |range: Range<usize>| places.place(&range);
        let text = scalar.text().unwrap_or_default();
        let document = markdown::render(text, Subject::Prose, around.raw_html(), &place, out.findings());
        (lang, document)
    };
    texts(node, around.settings.default_language()).into_iter().map(render).collect()
}

/// Whom to write to, as it stands under a key.
fn contact(fields: &Fields<'_>, key: &str, out: &mut Collector<'_>) -> Option<Contact> {
    let fields = fields.object(key)?;
    let contact = Contact {
        name: nobody::name(&fields, "no name is shown", out),
        title: fields.text("title").filter(|_| !nobody::is_address_for_title(&fields, out)),
        email: fields.line("email"),
        phone: fields.line("phone"),
    };
    (contact != Contact::default()).then_some(contact)
}
