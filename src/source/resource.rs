//! Guides, role descriptions and rubrics: Markdown under front matter, by language, a district's own laid
//! over the shared ones.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use hashbrown::HashSet;
use jiff::civil::Date;

use super::effects::{OwnKey, own_keys};
use super::framework::read_scale;
use super::front_matter::split_front_matter;
use super::helps::{Helps, helps};
use super::misplaced::{hint_of_lost_original, is_elsewhere, is_of_another_kind};
use super::moved::hint_of_original_elsewhere;
use super::names::below;
use super::nobody::warn_of_no_title;
use super::references::{are_known, duplicate_entry, functions, perspectives};
use super::repeated::warn_of_repeated;
use super::{Surroundings, layout, look_for_blanks};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place, nearest};
use crate::markdown::{self, Subject};
use crate::model::{
    Alias, Area, Body, Framework, IndicatorId, Kind, Lang, Listed, RESERVED, Rating, Resource, ResourceId,
    ResourceLevel, Resources, Role, Rubric, Variant, id_problem, id_suggestion,
};
use crate::reader::decode::{Fields, Word};
use crate::reader::files::{Listing, Root};
use crate::reader::kinds::front_matter;
use crate::reader::shape::Languages;
use crate::reader::{written, yaml};

/// Resource files by kind, id and the index of their language.
pub(super) type ResourceFiles = BTreeMap<(Kind, ResourceId), BTreeMap<usize, Arc<ResourceFile>>>;

/// One file of a resource: its front matter and its text.
#[derive(Debug)]
pub(super) struct ResourceFile {
    front: Front,
    variant: Arc<Variant>,
    place: Place,
    /// What it says that counts in the default language alone.
    own_keys: Vec<OwnKey>,
    /// Whether something in it could not be read.
    in_doubt: bool,
}

impl ResourceFile {
    /// Where it stands, for complaints about the resource as a whole.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// What it says in its language.
    pub(super) fn variant(&self) -> &Variant {
        &self.variant
    }

    /// What it says that counts in the default language alone.
    pub(super) fn own_keys(&self) -> &[OwnKey] {
        &self.own_keys
    }

    /// What a guide says that it helps with; `None` for another kind.
    pub(super) fn helps(&self) -> Option<&Helps> {
        match &self.front.of_kind {
            OfKind::Guide(helps) => Some(helps),
            OfKind::Role(..) | OfKind::Rubric(..) => None,
        }
    }
}

/// What a file's front matter says besides title and summary.
#[derive(Debug)]
struct Front {
    order: i64,
    level: ResourceLevel,
    reviewed: Option<Date>,
    draft: bool,
    aliases: Vec<Alias>,
    of_kind: OfKind,
}

/// What only one kind's front matter says.
#[derive(Debug)]
enum OfKind {
    /// What it helps with.
    Guide(Helps),
    /// What it does and brings, and where the perspectives stand.
    Role(Role, Place),
    /// Its scale and its goal, and whether the key of the scale is misspelt.
    Rubric(Option<Listed<Rating>>, Option<u16>, bool),
}

/// Reads one file of a resource of this kind and language.
pub(super) fn load_file(
    around: &Surroundings<'_>,
    path: &Path,
    (kind, id, lang): (Kind, &str, &Lang),
    framework: &Framework,
    languages: Languages<'_>,
    findings: &mut Findings,
) -> Option<ResourceFile> {
    let first = findings.problems.len();
    let file = around.root.read(path, findings)?;
    findings.tally.files += 1;
    let mut out = Collector::new(&file, findings);
    let (range, body) = split_front_matter(&mut out)?;
    let node = yaml::parse(&file, range.clone(), out.findings());
    node.iter().for_each(|node| look_for_blanks(&file, &range, node, out.findings()));
    let fields = node.as_ref().and_then(|node| around.fields(node, front_matter(kind), languages, &mut out));
    let read = fields.map(|fields| (read_front(&fields, kind, around, framework, &mut out), fields));
    let own_keys = fields.map(|fields| own_keys(&fields, &out)).unwrap_or_default();
    let text = &file.text()[body..];
    let subject = if kind == Kind::Rubric { Subject::Rubric(id) } else { Subject::Prose };
    let place = |range: Range<usize>| Place::span(&file, range.start + body..range.end + body);
    let mut document = markdown::render(text, subject, around.raw_html(), &place, out.findings());
    if is_of_another_kind(&file, kind.folder(), first, findings) {
        return None;
    }
    let (front, fields) = read?;
    if let Some(title) = fields.word("title") {
        warn_of_no_title([title.text], title.span, false, &mut Collector::new(&file, findings));
    }
    let title = fields.line("title").unwrap_or_else(|| "Untitled".into());
    for area in document.areas.iter_mut().filter(|area| area.name.is_empty()) {
        area.name.clone_from(&title);
    }
    warn_of_repeated(&file, body, (&title, &document, first), findings);
    let variant = Variant {
        lang: lang.clone(),
        path: file.path().to_string(),
        title,
        summary: fields.line("summary"),
        audience: fields.words("audience").iter().map(|word| word.text.to_string()).collect(),
        keywords: fields.words("keywords").iter().map(|word| word.text.to_string()).collect(),
        document,
    };
    // A list of a rubric that became no indicators, or a misplaced `{#id}`, was told.
    let is_lost = |problem: &Diagnostic| matches!(problem.code, Code::NoIndicators | Code::UntakenMarkdown);
    let in_doubt = findings.any_error_since(first) || findings.problems.iter().skip(first).any(is_lost);
    Some(ResourceFile { front, variant: Arc::new(variant), place: Place::file(&file), own_keys, in_doubt })
}

fn read_front(
    fields: &Fields<'_>,
    kind: Kind,
    around: &Surroundings<'_>,
    framework: &Framework,
    out: &mut Collector<'_>,
) -> Front {
    let front = Front {
        order: fields.number("order").unwrap_or(0),
        level: fields.choice("level", ResourceLevel::parse).unwrap_or(ResourceLevel::Both),
        reviewed: fields.date("reviewed"),
        draft: fields.flag("draft").unwrap_or(false),
        aliases: aliases(fields, out),
        of_kind: match kind {
            Kind::Guide => OfKind::Guide(helps(fields, framework, out)),
            Kind::Role => {
                let known = perspectives(fields, "perspectives", framework, out).unwrap_or_default();
                let role = Role {
                    functions: functions(fields, framework, out).unwrap_or_default(),
                    // A key that no role has may be a misspelt `perspectives`.
                    in_doubt: !are_known(fields, framework) || fields.has_unknown_key(),
                    perspectives: known,
                };
                OfKind::Role(role, out.at(fields.span_of("perspectives")))
            }
            Kind::Rubric => {
                OfKind::Rubric(read_scale(fields, out), fields.share("goal"), fields.misspells("scale"))
            }
        },
    };
    warn_of_dates(fields, around.as_of, out);
    front
}

/// Warns of dates that can't be meant.
fn warn_of_dates(fields: &Fields<'_>, as_of: Date, out: &mut Collector<'_>) {
    let mut warn = |code, key, message: String, hint: &str| {
        out.tell(code, fields.span_of(key), message, hint.to_string());
    };
    if let Some(date) = fields.date("reviewed").filter(|date| *date > as_of) {
        warn(
            Code::FutureDate,
            "reviewed",
            format!("`reviewed` is {date}, which is later than {as_of}"),
            "write the day on which somebody last looked it through",
        );
    }
    let reviewed = fields.date("reviewed").filter(|date| *date <= as_of);
    if let Some((date, last)) = fields.date("review_by").zip(reviewed).filter(|(date, last)| date < last) {
        warn(
            Code::DatesReversed,
            "review_by",
            format!("`review_by` is {date}, before it was looked through last ({last})"),
            "write the day by which somebody should look it through again, or leave the key out",
        );
    } else if let Some(date) = fields.date("review_by").filter(|date| *date <= as_of) {
        warn(
            Code::ReviewDue,
            "review_by",
            format!("this should have been looked through by {date}"),
            "read it again, then set `reviewed` and a new `review_by`",
        );
    }
}

/// The words of a list, each once.
fn each_once<'n>(words: Vec<Word<'n>>, out: &mut Collector<'_>) -> Vec<Word<'n>> {
    let mut seen = HashSet::new();
    let (first, again) = words.into_iter().partition(|word| seen.insert(word.text));
    let again: Vec<Word<'_>> = again;
    again.into_iter().for_each(|word| duplicate_entry(word, out));
    first
}

/// An old address below the district's folder.
fn alias(word: Word<'_>, out: &mut Collector<'_>) -> Option<Alias> {
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
            && !RESERVED.contains(&stem.to_lowercase().as_str())
            && !part.chars().any(|c| {
                c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '%')
            })
    });
    // The address of a page is none of its source file.
    let source = word.text.strip_suffix(layout::MARKDOWN).map(|stem| format!("write `{stem}.html`"));
    // Words with blanks and no ending are a title, and were never an address.
    let is_title =
        word.text.trim().contains(' ') && good && address.len() > word.text.trim_matches('/').len();
    let title = (is_title && !word.text.contains('/'))
        .then(|| format!("write `{}.html`: an address has no blanks", word.text.trim().replace(' ', "-")));
    if !good || address == ".html" || source.is_some() || title.is_some() {
        let path = || {
            let path = behind_server(word.text)?;
            Some(format!("write `{path}`, or what of it stands behind the district's folder"))
        };
        let general = "write the old address below the district's folder, such as `guides/old-name.html`";
        let hint = path().or(source).or(title).unwrap_or_else(|| general.to_string());
        out.tell(Code::InvalidAlias, word.span, format!("`{}` can't be an address", word.text), Some(hint));
        return None;
    }
    Some(Alias { address, place: out.at(word.span) })
}

/// The part behind the server of a whole address of a page, which is what stands here.
fn behind_server(text: &str) -> Option<&str> {
    let (_, path) = text.split_once("://")?.1.split_once('/')?;
    (path.ends_with(".html") && !path.contains(['?', '#', '%', ':'])).then_some(path)
}

/// The old addresses of a page.
fn aliases(fields: &Fields<'_>, out: &mut Collector<'_>) -> Vec<Alias> {
    // One that stands in place of a list is told.
    let lone = fields.get("aliases").and_then(|node| Some((node, behind_server(node.text()?)?)));
    if let Some((node, path)) = lone {
        let whole = written::instead(out.file(), node.span.start, Some("aliases"), &format!("[{path}]"));
        out.tell_instead(Code::WrongType, &node.span, format!("write `{whole}`"));
    }
    let words = each_once(fields.words("aliases"), out);
    words.into_iter().filter_map(|word| alias(word, out)).collect()
}

/// Puts the shared resources together from their files.
pub(super) fn compose(files: &ResourceFiles, framework: &Framework, findings: &mut Findings) -> Resources {
    let mut resources = Resources::new();
    for (key, variants) in files {
        let resource = compose_one(&key.1, variants, framework, findings);
        resources.extend(resource.map(|resource| (key.clone(), Arc::new(resource))));
    }
    resources
}

/// Puts one resource together: what is not text comes from the file in the default language, or else the first
/// language that there is.
pub(super) fn compose_one(
    id: &ResourceId,
    variants: &BTreeMap<usize, Arc<ResourceFile>>,
    framework: &Framework,
    findings: &mut Findings,
) -> Option<Resource> {
    let (index, main) = variants.iter().next()?;
    let front = &main.front;
    Some(Resource {
        id: id.clone(),
        order: front.order,
        level: front.level,
        reviewed: front.reviewed,
        draft: front.draft,
        aliases: variants.values().flat_map(|file| file.front.aliases.iter().cloned()).collect(),
        body: body((main, *index), framework, findings),
        variants: variants.values().map(|file| Arc::clone(&file.variant)).collect(),
    })
}

/// What only a kind of resources has, by its file in the first language that there is. A translation alone does not say what
/// a role brings.
fn body((main, language): (&ResourceFile, usize), framework: &Framework, findings: &mut Findings) -> Body {
    match &main.front.of_kind {
        OfKind::Guide(helps) => Body::Guide(helps.known.iter().map(|(help, _)| help.clone()).collect()),
        OfKind::Role(role, place) => {
            let known = known_part(role, place, framework, findings);
            Body::Role(Role { in_doubt: known.in_doubt || language != 0, ..known })
        }
        OfKind::Rubric(scale, goal, lacks_scale) => Body::Rubric(Rubric {
            in_doubt: main.in_doubt,
            lacks_scale: *lacks_scale || language != 0,
            scale: scale.clone(),
            goal: *goal,
            areas: main.variant.document.areas.iter().map(area).collect(),
        }),
    }
}

/// What of a role a framework knows, which may be a district's own rather than the one that the file was read with.
fn known_part(role: &Role, place: &Place, framework: &Framework, findings: &mut Findings) -> Role {
    let (known, unknown): (Vec<_>, Vec<_>) =
        role.perspectives.iter().cloned().partition(|id| framework.perspective(id).is_some());
    let in_doubt = role.in_doubt || framework.in_doubt || !unknown.is_empty();
    for id in unknown.into_iter().filter(|_| !framework.in_doubt) {
        let message =
            format!("this role brings `{id}`, which is no perspective of the district's own framework");
        let hint = format!(
            "add `{id}` to `{}`, or give that district a role description of its own in place of this one",
            framework.path
        );
        let problem = Diagnostic::new(Code::UnknownPerspective, place.clone(), message);
        findings.push(problem.hint(hint).missed(id.as_str()));
    }
    let functions = role.functions.iter().filter(|id| framework.function(id).is_some());
    Role { functions: functions.cloned().collect(), perspectives: known, in_doubt }
}

fn area(area: &markdown::Area) -> Area {
    Area {
        id: area.id.clone(),
        name: area.name.clone(),
        indicators: area.indicators.iter().map(|indicator| IndicatorId::new(&indicator.id)).collect(),
    }
}

/// Warns of a resource without a version in the default language; not where its file is there and has a mistake.
pub(super) fn warn_of_missing_default(
    root: &Root,
    (kind, id): &(Kind, ResourceId),
    variants: &BTreeMap<usize, Arc<ResourceFile>>,
    (there, listings): (&BTreeSet<String>, &[&Listing]),
    findings: &mut Findings,
) {
    let path = format!("{}/{}", kind.folder(), layout::resource_file(id.as_str()));
    if there.contains(&path) {
        return;
    }
    let Some((_, main)) = variants.iter().next().filter(|(index, _)| **index != 0) else { return };
    let message = "this text has no version in the default language";
    let problem = Diagnostic::new(Code::NoDefaultLanguage, main.place.clone(), message);
    let own = (main.variant.path.as_str(), &main.variant.lang);
    if let Some(hint) = hint_of_original_elsewhere(root, (*kind, id.as_str()), own, listings) {
        return findings.push(problem.hint(hint));
    }
    if listings.iter().any(|listing| is_elsewhere(listing, &path)) {
        return;
    }
    // One whose name no file can have was told, with this one's.
    let refused = |listing: &&Listing| {
        let names = below(listing, kind.folder(), layout::MARKDOWN).filter(|name| !name.contains('.'));
        let mut refused = names.filter(|name| id_problem(name).is_some());
        refused.any(|name| nearest(&id_suggestion(name), [id.as_str()]).is_some())
    };
    if listings.iter().any(refused) {
        return;
    }
    let hint = hint_of_lost_original(root, id.as_str(), (kind.folder(), &main.variant.lang), listings);
    let hint = hint.unwrap_or_else(|| without_original(id.as_str(), variants));
    findings.push(problem.hint(hint));
}

/// What to do with translations whose original is nowhere.
fn without_original(id: &str, variants: &BTreeMap<usize, Arc<ResourceFile>>) -> String {
    let names = variants.values().map(|file| file.variant.path.rsplit('/').next().unwrap_or_default());
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    format!(
        "write `{}`, this text in the default language; or, if nobody needs it any more, remove {} too, and the links to it",
        layout::resource_file(id),
        names.join(" and ")
    )
}
