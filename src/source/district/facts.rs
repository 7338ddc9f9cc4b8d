//! `district.yml`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::super::brand::brand;
use super::super::districts::DistrictFolder;
use super::super::languages::{unknown_languages, wanted_languages};
use super::super::names::misnamed;
use super::super::references::counts;
use super::super::state::warn_of_state;
use super::super::swallowed::tell_lines;
use super::super::{Shared, contact, layout, markdown_texts, read_yaml};
use super::Loader;
use crate::diagnostics::{Code, Collector, Diagnostic, Place, did_you_mean};
use crate::markdown::Document;
use crate::model::{Brand, Contact, Counts, DistrictId, DistrictKind, Lang, Text};
use crate::reader::decode::{Fields, Word};
use crate::reader::kinds::DISTRICT;
use crate::reader::shape::Languages;

/// What `district.yml` says.
pub(super) struct Facts {
    pub(super) name: Text,
    pub(super) state: Option<String>,
    pub(super) kind: Option<DistrictKind>,
    pub(super) city: Option<String>,
    pub(super) county: Option<String>,
    pub(super) part_of: Option<DistrictId>,
    pub(super) nces_id: Option<String>,
    pub(super) state_id: Option<String>,
    pub(super) website: Option<String>,
    pub(super) contact: Option<Contact>,
    pub(super) brand: Brand,
    pub(super) about: Vec<(Lang, Document)>,
    pub(super) students: Option<Counts>,
}

impl Loader<'_> {
    /// What `district.yml` says, and the languages of the district's site: all of the toolkit's where the file
    /// can't be read.
    pub(super) fn facts(&mut self, statics: &BTreeMap<String, PathBuf>) -> (Option<Facts>, Vec<Lang>) {
        let known = &self.around.settings.languages;
        let Some(path) = self.listing.get(layout::DISTRICT) else {
            self.missing_district_file();
            return (None, known.clone());
        };
        let Some((file, node)) = read_yaml(self.around.root, path, self.findings) else {
            return (None, known.clone());
        };
        self.published.push(Arc::clone(&file));
        let wanted = wanted_languages(&node, self.around);
        let languages = Languages { known, wanted: &wanted };
        let mut out = Collector::new(&file, self.findings);
        tell_lines(&node, &DISTRICT, &self.framework, &mut out, |text| file.hide(text.span.clone()));
        let facts = self.around.fields(&node, &DISTRICT, languages, &mut out).map(|fields| {
            if !self.around.settings.languages_in_doubt {
                unknown_languages(&fields, known, &mut out);
            }
            warn_of_state(fields.word("state"), &mut out);
            let other = self.shared.of_same_code(self.around.root, &self.folder.id);
            warn_of_code(fields.word("nces_id"), other, &mut out);
            Facts {
                name: fields.text("name").unwrap_or_else(|| {
                    Text::new(self.around.settings.default_language().clone(), self.folder.id.as_str())
                }),
                state: fields.line("state"),
                kind: fields.choice("kind", DistrictKind::parse),
                city: fields.line("city"),
                county: fields.line("county"),
                part_of: part_of(&fields, self.folder, self.shared, &mut out),
                nces_id: fields.line("nces_id"),
                state_id: fields.line("state_id"),
                website: fields.line("website"),
                contact: contact(&fields, "contact", &mut out),
                brand: brand(&fields, statics, &self.shared.statics, &mut out),
                about: markdown_texts(&fields, "about", self.around, &mut out),
                students: counts(&fields, "students", &self.framework, &mut out),
            }
        });
        (facts, wanted)
    }

    fn missing_district_file(&mut self) {
        let name = layout::district_file(&self.folder.id);
        // A folder of that name, or a link to nowhere, was told when the folder was listed.
        if self.findings.problems.iter().all(|problem| problem.place.path() != name) {
            let misnamed = misnamed(&self.listing, layout::DISTRICT).map(str::to_string);
            self.misnamed.extend(misnamed.clone());
            let hint = misnamed.map(|misnamed| format!("rename `{misnamed}` to `{}`", layout::DISTRICT));
            self.findings.push(
                Diagnostic::new(Code::MissingFile, Place::path_only(name), "a district needs this file")
                    .hint(hint.unwrap_or_else(|| "make it with one line: `name: …`".into())),
            );
        }
    }
}

/// Warns of a federal code that another district has.
fn warn_of_code(code: Option<Word<'_>>, other: Option<&DistrictId>, out: &mut Collector<'_>) {
    let (Some(code), Some(other)) = (code, other) else { return };
    let message = format!("the federal code `{}` is that of the district `{other}` too", code.text);
    let hint = "write the code of this district, or leave the key `nces_id` out until it is known";
    out.tell(Code::DuplicateEntry, code.span, message, Some(hint.to_string()));
}

/// The district that serves this one; an id that is none of the toolkit's is told where it stands.
fn part_of(
    fields: &Fields<'_>,
    folder: &DistrictFolder,
    shared: &Shared,
    out: &mut Collector<'_>,
) -> Option<DistrictId> {
    // That nothing stands there was told.
    let word = fields.word("part_of").filter(|word| !word.text.trim().is_empty())?;
    if word.text == folder.id.as_str() {
        let hint = "name the district or agency that serves this one, or leave the key out";
        out.tell(Code::BrokenReference, word.span, "a district can't serve itself", Some(hint.to_string()));
        return None;
    }
    if let Some(known) = shared.district(word.text) {
        return Some(known.id.clone());
    }
    let message = format!("there is no district `{}` in this toolkit", word.text);
    let others = shared.districts().iter().map(|district| district.id.as_str());
    let hint = did_you_mean(word.text, others.filter(|id| *id != folder.id.as_str()));
    let hint = hint.map(|hint| {
        let or = if hint.starts_with("possible here") {
            "; or remove the line if none of these serves this district"
        } else {
            " or remove the line, if another one serves this district"
        };
        hint + or
    });
    let hint = hint.or_else(|| {
        Some(
            "leave the key out: what serves this one has no folder of its own among the districts"
                .to_string(),
        )
    });
    out.tell(Code::BrokenReference, word.span, message, hint);
    None
}
