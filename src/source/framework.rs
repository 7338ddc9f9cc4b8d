//! `framework.yml`.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::decode::{Fields, Word};
use super::files::Root;
use super::kinds::FRAMEWORK;
use super::shape::Languages;
use super::{Tally, read_yaml};
use crate::diagnostics::{Collector, Diagnostic};
use crate::model::{
    Expectation, Framework, Function, FunctionId, Group, GroupId, Means, Perspective, PerspectiveId, Rating,
    RatingId, Side, Text,
};

/// Reads a framework. A part that is left out is empty, but for the scale, which is the compiled-in one.
pub(super) fn load_framework(
    root: &Root,
    path: &Path,
    languages: Languages<'_>,
    tally: &mut Tally,
) -> (Option<Framework>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let Some((file, node)) = read_yaml(root, path, &mut found) else { return (None, found) };
    tally.files += 1;
    let mut out = Collector::new(Arc::clone(&file));
    let fields = Fields::read(&node, &FRAMEWORK, languages, &mut out);
    let framework = fields.map(|fields| read(&fields, &mut out));
    tally.untranslated += out.untranslated();
    found.extend(out.finish());
    (framework, found)
}

fn read(fields: &Fields<'_>, out: &mut Collector) -> Framework {
    Framework {
        perspectives: named(fields, "perspectives", out, |id, name, entry| {
            let side = match entry.word("side")?.text {
                "school" => Side::School,
                "community" => Side::Community,
                _ => return None,
            };
            Some(Perspective { id: PerspectiveId::new(id), name, side, expected_of: expectation(entry) })
        }),
        functions: named(fields, "functions", out, |id, name, entry| {
            let summary = entry.text("summary");
            Some(Function { id: FunctionId::new(id), name, summary, expected_of: expectation(entry) })
        }),
        groups: named(fields, "groups", out, |id, name, _| Some(Group { id: GroupId::new(id), name })),
        scale: read_scale(fields, out).unwrap_or_else(Framework::built_in_scale),
    }
}

/// A rating scale under the key `scale`; `None` where there is none.
pub(super) fn read_scale(fields: &Fields<'_>, out: &mut Collector) -> Option<Vec<Rating>> {
    fields.get("scale")?;
    let scale = named(fields, "scale", out, |id, name, entry| {
        let means = match entry.word("means")?.text {
            "in-place" => Means::InPlace,
            "developing" => Means::Developing,
            "gap" => Means::Gap,
            "unknown" => Means::Unknown,
            _ => return None,
        };
        Some(Rating { id: RatingId::new(id), name, means })
    });
    Some(scale)
}

/// The entries of a list of things with an id and a name, each id once.
fn named<T>(
    fields: &Fields<'_>,
    key: &str,
    out: &mut Collector,
    make: impl Fn(&str, Text, &Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for entry in fields.objects(key) {
        let (Some(id), Some(name)) = (entry.word("id"), entry.text("name")) else { continue };
        if !seen.insert(id.text) {
            duplicate_id(id, out);
            continue;
        }
        all.extend(make(id.text, name, &entry));
    }
    all
}

/// Reports an id that stands twice in its list.
pub(super) fn duplicate_id(id: Word<'_>, out: &mut Collector) {
    out.error(
        "duplicate-id",
        id.span,
        format!("the id `{}` stands twice in this list", id.text),
        Some("give one of the two another id".into()),
    );
}

fn expectation(entry: &Fields<'_>) -> Expectation {
    if entry.get("expected_of").is_none() {
        return Expectation::EVERY;
    }
    let words = entry.words("expected_of");
    let has = |wanted: &str| words.iter().any(|word| word.text == wanted);
    Expectation { district: has("district"), school: has("school") }
}
