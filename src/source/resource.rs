//! Guides, role descriptions and rubrics: Markdown under front matter, by language, a district's own laid
//! over the shared ones.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::decode::{Fields, Word};
use super::files::Listing;
use super::framework::read_scale;
use super::kinds::RESOURCE;
use super::shape::Languages;
use super::shared::{Surroundings, unused_file};
use super::{Tally, check_name, unknown, yaml};
use crate::diagnostics::{Collector, Diagnostic, Place, SourceFile, did_you_mean};
use crate::markdown::{self, Subject};
use crate::model::{
    Framework, FunctionId, Kind, Lang, PerspectiveId, Resource, ResourceId, ResourceLevel, Resources, Variant,
};

/// Resource files by kind, id and language.
pub(super) type ResourceFiles = BTreeMap<(Kind, ResourceId), BTreeMap<usize, Arc<ResourceFile>>>;

/// One file of a resource: its front matter and its text.
#[derive(Debug)]
pub(super) struct ResourceFile {
    resource: Arc<Front>,
    variant: Arc<Variant>,
    /// Where it stands, for complaints about the resource as a whole.
    place: Place,
}

/// What a file's front matter says besides title and summary.
#[derive(Debug)]
struct Front {
    order: i64,
    audience: Vec<String>,
    functions: Vec<FunctionId>,
    perspectives: Vec<PerspectiveId>,
    level: ResourceLevel,
    reviewed: Option<jiff::civil::Date>,
    review_by: Option<jiff::civil::Date>,
    draft: bool,
    aliases: Vec<String>,
    scale: Option<Vec<crate::model::Rating>>,
}

/// Reads all resource files of a listing. The index of a file's language is its place in the toolkit's list.
pub(super) fn load_resources(
    around: &Surroundings<'_>,
    listing: &Listing,
    framework: &Framework,
    languages: Languages<'_>,
    tally: &mut Tally,
) -> (ResourceFiles, Vec<Diagnostic>) {
    let mut files = ResourceFiles::new();
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let folder = format!("{}/", kind.folder());
        let of_kind = listing.range(folder.clone()..).take_while(|(name, _)| name.starts_with(&folder));
        for (name, path) in of_kind {
            let Some((id, language)) = identify(around, kind, name, path, &mut found) else { continue };
            tally.files += 1;
            let lang = &around.settings.languages[language];
            let loaded = load_file(around, path, kind, lang, framework, languages, tally);
            found.extend(loaded.1);
            let Some(file) = loaded.0 else { continue };
            let variants = files.entry((kind, id.clone())).or_default();
            if let Some(other) = variants.get(&language) {
                found.push(two_sources(&file.place, &other.variant.path));
            } else {
                variants.insert(language, Arc::new(file));
            }
        }
    }
    (files, found)
}

fn two_sources(place: &Place, other: &str) -> Diagnostic {
    Diagnostic::error(
        "two-sources",
        place.clone(),
        format!("this file and `{other}` would become the same page"),
    )
    .hint("keep one of the two")
}

/// The id and the language's index that a file's name tells.
fn identify(
    around: &Surroundings<'_>,
    kind: Kind,
    name: &str,
    path: &Path,
    found: &mut Vec<Diagnostic>,
) -> Option<(ResourceId, usize)> {
    let file = &name[kind.folder().len() + 1..];
    let Some(stem) = file.strip_suffix(".md").filter(|_| !file.contains('/')) else {
        if !super::shared::is_note(file) {
            let warning = unused_file(around.root, path, file, &[], &[]);
            found.push(
                warning
                    .hint(format!("resources are Markdown files, right in the folder `{}`", kind.folder())),
            );
        }
        return None;
    };
    let (id, language) = match stem.rsplit_once('.') {
        None => (stem, 0),
        Some((id, tag)) => (id, language_index(around, tag, path, found)?),
    };
    check_name(around.root, path, id, found).then(|| (ResourceId::new(id), language))
}

fn language_index(
    around: &Surroundings<'_>,
    tag: &str,
    path: &Path,
    found: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let languages = &around.settings.languages;
    let index = languages.iter().position(|lang| lang.as_str() == tag);
    if index.is_none() {
        let place = Place::path_only(around.root.name(path));
        let hint = did_you_mean(tag, languages.iter().map(Lang::as_str))
            .map(|hint| format!("{hint} (or add `{tag}` to `languages` in teamkit.yml)"));
        found.push(
            Diagnostic::error(
                "unknown-language",
                place,
                format!("`{tag}` is not a language of this toolkit"),
            )
            .maybe_hint(hint),
        );
    }
    index
}

fn load_file(
    around: &Surroundings<'_>,
    path: &Path,
    kind: Kind,
    lang: &Lang,
    framework: &Framework,
    languages: Languages<'_>,
    tally: &mut Tally,
) -> (Option<ResourceFile>, Vec<Diagnostic>) {
    let file = match around.root.read(path) {
        Ok(file) => file,
        Err(problem) => return (None, vec![*problem]),
    };
    let mut out = Collector::new(Arc::clone(&file));
    let Some((front, body)) = split_front_matter(&file, &mut out) else {
        return (None, out.finish());
    };
    let (node, problems) = yaml::parse(&file, front);
    problems.into_iter().for_each(|problem| out.push(problem));
    let fields = node.as_ref().and_then(|node| Fields::read(node, &RESOURCE, languages, &mut out));
    let read = fields.map(|fields| (read_front(&fields, around, framework, &mut out), fields));
    let text = &file.text()[body..];
    let subject = if kind == Kind::Rubric { Subject::Rubric } else { Subject::Prose };
    let place = |range: Range<usize>| Place::span(&file, range.start + body..range.end + body);
    let (document, problems) =
        markdown::render(text, subject, around.markdown_style(), &(around.labels)(lang), &place);
    problems.into_iter().for_each(|problem| out.push(problem));
    tally.external_links += document.external_links;
    tally.untranslated += out.untranslated();
    let loaded = read.map(|(front, fields)| {
        let variant = Variant {
            lang: lang.clone(),
            path: file.path().to_string(),
            title: fields.line("title").unwrap_or_else(|| "Untitled".into()),
            summary: fields.line("summary"),
            document,
        };
        ResourceFile { resource: Arc::new(front), variant: Arc::new(variant), place: Place::file(&file) }
    });
    (loaded, out.finish())
}

/// The ranges of the front matter and the start of the text below it.
fn split_front_matter(file: &SourceFile, out: &mut Collector) -> Option<(Range<usize>, usize)> {
    let text = file.text();
    if text.trim().is_empty() {
        let place = Place::file(out.file());
        out.push(
            Diagnostic::error("empty-file", place, "this file is empty")
                .hint("begin it with `---`, a line `title: …`, and `---`"),
        );
        return None;
    }
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let end = first.trim_end().len().max(1);
        out.error(
            "missing-front-matter",
            &(0..end),
            "a resource begins with its front matter, and here is none",
            Some("write a line `---`, a line `title: …`, and a line `---` above the text".into()),
        );
        return None;
    }
    let start = first.len();
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    out.error(
        "missing-front-matter",
        &(0..3),
        "the front matter that begins here has no end",
        Some("write a line `---` below its last key".into()),
    );
    None
}

fn read_front(
    fields: &Fields<'_>,
    around: &Surroundings<'_>,
    framework: &Framework,
    out: &mut Collector,
) -> Front {
    let front = Front {
        order: fields.word("order").and_then(|word| word.text.parse().ok()).unwrap_or(0),
        audience: fields.words("audience").iter().map(|word| word.text.to_string()).collect(),
        functions: functions(fields, framework, out).unwrap_or_default(),
        perspectives: perspectives(fields, "perspectives", framework, out).unwrap_or_default(),
        level: match fields.word("level").map(|word| word.text) {
            Some("district") => ResourceLevel::District,
            Some("school") => ResourceLevel::School,
            _ => ResourceLevel::Both,
        },
        reviewed: fields.date("reviewed"),
        review_by: fields.date("review_by"),
        draft: fields.flag("draft").unwrap_or(false),
        aliases: fields.words("aliases").iter().filter_map(|word| alias(*word, out)).collect(),
        scale: read_scale(fields, out),
    };
    dates(fields, &front, around.as_of, out);
    front
}

/// Warns of dates that can't be meant.
fn dates(fields: &Fields<'_>, front: &Front, as_of: jiff::civil::Date, out: &mut Collector) {
    let mut warn = |code, key, message: String, hint: &str| {
        let place = out.at(fields.span_of(key));
        out.push(Diagnostic::warning(code, place, message).hint(hint));
    };
    if let Some(date) = front.reviewed.filter(|date| *date > as_of) {
        warn(
            "future-date",
            "reviewed",
            format!("`reviewed` is {date}, which is later than {as_of}"),
            "write the day on which somebody last looked it through",
        );
    }
    if let Some(date) = front.review_by.filter(|date| *date <= as_of) {
        warn(
            "review-due",
            "review_by",
            format!("this should have been looked through by {date}"),
            "read it again, then set `reviewed` and a new `review_by`",
        );
    }
}

/// The perspectives under a key, each once; `None` where the key is left out.
pub(super) fn perspectives(
    fields: &Fields<'_>,
    key: &str,
    framework: &Framework,
    out: &mut Collector,
) -> Option<Vec<PerspectiveId>> {
    references(fields, key, out, |word, out| {
        let id = PerspectiveId::new(word.text);
        if framework.perspective(&id).is_some() {
            return Some(id);
        }
        let right = framework.perspectives.iter().map(|entry| entry.id.as_str()).collect();
        unknown("unknown-perspective", "perspective", word, right, out);
        None
    })
}

/// The functions under the key `functions`, each once; `None` where the key is left out.
pub(super) fn functions(
    fields: &Fields<'_>,
    framework: &Framework,
    out: &mut Collector,
) -> Option<Vec<FunctionId>> {
    references(fields, "functions", out, |word, out| {
        let id = FunctionId::new(word.text);
        if framework.functions.iter().any(|function| function.id == id) {
            return Some(id);
        }
        let right = framework.functions.iter().map(|entry| entry.id.as_str()).collect();
        unknown("unknown-function", "function", word, right, out);
        None
    })
}

/// The references under a key, each once.
fn references<'n, T>(
    fields: &Fields<'n>,
    key: &str,
    out: &mut Collector,
    resolve: impl Fn(Word<'n>, &mut Collector) -> Option<T>,
) -> Option<Vec<T>> {
    fields.get(key)?;
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for word in fields.words(key) {
        if seen.insert(word.text) {
            all.extend(resolve(word, out));
        } else {
            let place = out.at(word.span);
            out.push(
                Diagnostic::warning(
                    "duplicate-entry",
                    place,
                    format!("`{}` stands twice in this list", word.text),
                )
                .hint("remove one"),
            );
        }
    }
    Some(all)
}

/// An old address below the district's folder.
fn alias(word: Word<'_>, out: &mut Collector) -> Option<String> {
    let address = word.text.trim_start_matches('/');
    let address = match address.rsplit_once('/') {
        _ if address.ends_with(".html") || address.ends_with(".htm") => address.to_string(),
        _ if address.ends_with('/') => format!("{address}index.html"),
        _ => format!("{address}.html"),
    };
    let good = address.split('/').all(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with(['.', ' '])
            && id_like(stem)
            && !part.chars().any(|c| {
                c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '%')
            })
    });
    if !good || address == ".html" {
        out.error(
            "invalid-alias",
            word.span,
            format!("`{}` can't be an address", word.text),
            Some("write the old address below the district's folder, such as `guides/old-name.html`".into()),
        );
        return None;
    }
    Some(address)
}

/// Whether a name is none of those that Windows reserves.
fn id_like(stem: &str) -> bool {
    crate::model::id_problem(&stem.to_lowercase()).is_none_or(|(message, _)| !message.contains("Windows"))
}

/// Puts resources together from their files: what is not text comes from the file in the default language,
/// or else the first language that there is.
pub(super) fn compose(files: &ResourceFiles, framework: &Framework) -> (Resources, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut resources = BTreeMap::new();
    for ((kind, id), variants) in files {
        if let Some(resource) = compose_one(*kind, id, variants, framework, &mut found) {
            resources.insert((*kind, id.clone()), Arc::new(resource));
        }
    }
    (resources, found)
}

/// Puts one resource together.
pub(super) fn compose_one(
    kind: Kind,
    id: &ResourceId,
    variants: &BTreeMap<usize, Arc<ResourceFile>>,
    framework: &Framework,
    found: &mut Vec<Diagnostic>,
) -> Option<Resource> {
    let (index, main) = variants.iter().next()?;
    if *index != 0 {
        found.push(
            Diagnostic::warning(
                "no-default-language",
                main.place.clone(),
                "this text has no version in the default language",
            )
            .hint("readers of every language get this one until there is"),
        );
    }
    let front = &main.resource;
    Some(Resource {
        kind,
        id: id.clone(),
        order: front.order,
        audience: front.audience.clone(),
        functions: front.functions.clone(),
        perspectives: front
            .perspectives
            .iter()
            .filter(|id| framework.perspective(id).is_some())
            .cloned()
            .collect(),
        level: front.level,
        reviewed: front.reviewed,
        review_by: front.review_by,
        draft: front.draft,
        aliases: variants.values().flat_map(|file| file.resource.aliases.iter().cloned()).collect(),
        scale: front.scale.clone(),
        variants: variants.values().map(|file| Arc::clone(&file.variant)).collect(),
    })
}
