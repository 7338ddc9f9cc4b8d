//! `framework.yml`, and the one that is compiled in.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use hashbrown::HashMap;

use super::lost_ids::duplicate_id;
use super::read_yaml;
use crate::diagnostics::{Code, Collector, Findings, SourceFile};
use crate::model::{
    Expectation, Framework, Function, FunctionId, Group, GroupId, Identified, Lang, Listed, Means,
    Perspective, PerspectiveId, Rating, RatingId, Side, TeamLevel, Text,
};
use crate::reader::decode::Fields;
use crate::reader::files::Root;
use crate::reader::kinds::FRAMEWORK;
use crate::reader::shape::Languages;
use crate::reader::yaml::{self, Node};

/// The compiled-in framework, as a file.
pub const BUILT_IN: &str = include_str!("framework.yml");

/// The key of the student groups.
const GROUPS: &str = "groups";

/// The languages that it is written in.
pub(super) const BUILT_IN_LANGUAGES: [&str; 6] = ["en", "es", "ar", "vi", "zh-Hans", "pt"];

/// A framework's file, with what stands in it.
#[derive(Debug)]
pub(super) struct FrameworkFile {
    pub(super) file: Arc<SourceFile>,
    pub(super) tree: Node,
}

/// Reads a framework. A part that is left out is empty, but for the scale, which is the compiled-in one. Where it can't
/// be read, the compiled-in one takes its place, in doubt. With it comes its file, if that is YAML at all.
pub(super) fn load_framework(
    root: &Root,
    path: &Path,
    languages: Languages<'_>,
    findings: &mut Findings,
) -> (Framework, Option<FrameworkFile>) {
    let first = findings.problems.len();
    let file = read_yaml(root, path, findings).map(|(file, tree)| FrameworkFile { file, tree });
    let read = file.as_ref().and_then(|FrameworkFile { file, tree }| {
        let mut out = Collector::new(file, findings);
        if let Some(entry) = first_lost_group(tree) {
            let message = format!("the line `{GROUPS}:` is missing above this one, where its list begins");
            let hint = format!("write a line `{GROUPS}:` above this one");
            out.tell(Code::YamlIndent, &(entry.span.start..entry.span.start + 1), message, Some(hint));
            return None;
        }
        Fields::read(tree, &FRAMEWORK, languages, &mut out).map(|fields| read(&fields, &mut out))
    });
    let in_doubt = findings.any_error_since(first);
    (Framework { in_doubt, ..read.unwrap_or_else(built_in) }, file)
}

/// The first of the student groups where the key of their list is lost, so that they stand at the end of another one: their keys
/// are an entry's of any list, so only the usual groups are known.
fn first_lost_group(tree: &Node) -> Option<&Node> {
    let is_usual = |entry: &Node| {
        static USUAL: LazyLock<Framework> = LazyLock::new(built_in);
        entry.value("id").and_then(Node::text).is_some_and(|id| USUAL.groups.get(id).is_some())
    };
    let tail = |of: &str| {
        let entries = tree.value(of)?.items();
        // The key may stand too far to the right.
        if entries.iter().any(|entry| entry.value(GROUPS).is_some()) {
            return None;
        }
        let (_, tail) = entries.split_at(entries.iter().position(is_usual).filter(|first| *first > 0)?);
        tail.first().filter(|_| tail.iter().all(is_usual))
    };
    let is_lost = tree.value(GROUPS).is_none();
    is_lost.then(|| ["functions", "perspectives"].into_iter().find_map(tail))?
}

/// The framework of toolkits that bring none.
pub fn built_in() -> Framework {
    let mut findings = Findings::default();
    let framework = read_built_in(&mut findings);
    debug_assert!(findings.problems.is_empty(), "{:?}", findings.problems);
    framework.unwrap_or_default()
}

fn read_built_in(findings: &mut Findings) -> Option<Framework> {
    let file = SourceFile::new("framework.yml (built in)", BUILT_IN);
    let node = yaml::parse(&file, 0..BUILT_IN.len(), findings)?;
    let languages: Vec<Lang> = BUILT_IN_LANGUAGES.iter().filter_map(|tag| Lang::parse(tag)).collect();
    let languages = Languages { known: &languages, wanted: &languages };
    let mut out = Collector::new(&file, findings);
    let fields = Fields::read(&node, &FRAMEWORK, languages, &mut out)?;
    Some(Framework { scale: read_scale(&fields, &mut out).unwrap_or_default(), ..parts(&fields, &mut out) })
}

fn read(fields: &Fields<'_>, out: &mut Collector<'_>) -> Framework {
    let parts = parts(fields, out);
    let path = out.file().path().to_string();
    Framework { path, scale: read_scale(fields, out).unwrap_or_else(|| built_in().scale), ..parts }
}

/// Everything but the scale.
fn parts(fields: &Fields<'_>, out: &mut Collector<'_>) -> Framework {
    Framework {
        path: String::new(),
        perspectives: named(fields, "perspectives", out, |id, name, entry| {
            let side = entry.choice("side", Side::parse)?;
            Some(Perspective { id: PerspectiveId::new(id), name, side, expected_of: expectation(entry) })
        }),
        functions: named(fields, "functions", out, |id, name, entry| {
            let summary = entry.text("summary");
            Some(Function { id: FunctionId::new(id), name, summary, expected_of: expectation(entry) })
        }),
        groups: named(fields, GROUPS, out, |id, name, _| Some(Group { id: GroupId::new(id), name })),
        scale: Listed::default(),
        in_doubt: false,
    }
}

/// A rating scale under the key `scale`; `None` where there is none.
pub(super) fn read_scale(fields: &Fields<'_>, out: &mut Collector<'_>) -> Option<Listed<Rating>> {
    fields.get("scale")?;
    let scale = named(fields, "scale", out, |id, name, entry| {
        Some(Rating {
            id: RatingId::new(id),
            name,
            means: entry.choice("means", Means::parse)?,
            points: entry.number("points"),
            hint: entry.text("hint"),
        })
    });
    Some(scale)
}

/// The entries of a list of things with an id and a name, each id once.
fn named<T: Identified>(
    fields: &Fields<'_>,
    key: &str,
    out: &mut Collector<'_>,
    make: impl Fn(&str, Text, &Fields<'_>) -> Option<T>,
) -> Listed<T> {
    let mut seen = HashMap::new();
    let mut all = Vec::new();
    for entry in fields.objects(key) {
        let (Some(id), Some(name)) = (entry.word("id"), entry.text("name")) else { continue };
        if let Some(first) = seen.get(id.text).copied() {
            duplicate_id(id, &entry, &first, out);
            continue;
        }
        seen.insert(id.text, entry);
        all.extend(make(id.text, name, &entry));
    }
    Listed::new(all)
}

fn expectation(entry: &Fields<'_>) -> Expectation {
    if entry.get("expected_of").is_none() {
        return Expectation::EVERY;
    }
    let words = entry.words("expected_of");
    let has = |wanted: TeamLevel| words.iter().any(|word| word.text == wanted.word());
    Expectation { district: has(TeamLevel::District), school: has(TeamLevel::School) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_in_framework_is_right_and_whole() {
        let mut findings = Findings::default();
        let framework = read_built_in(&mut findings).expect("a framework");
        assert_eq!(findings.problems, []);
        assert_eq!(findings.tally.untranslated, 0, "each text in each language");
        let parts = (framework.perspectives.len(), framework.functions.len(), framework.groups.len());
        assert_eq!((parts, framework.scale.len()), ((11, 6, 7), 5));
    }
}
