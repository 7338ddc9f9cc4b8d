//! What is written and can have no effect, and what is not written and leaves a figure at nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::resource::ResourceFile;
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place};
use crate::model::{Kind as ResourceKind, Lang, ResourceId, Resources, id_suggestion};
use crate::reader::decode::Fields;
use crate::reader::kinds::MEMBER;
use crate::reader::shape::is_parted;
use crate::reader::yaml::{Kind, Node};

/// Keys of a translation that count beside those of the text in the default language.
const OF_A_TRANSLATION: &[&str] = &["title", "summary", "aliases", "review_by", "audience", "keywords"];

/// Keys of a member that say whose name one is, and whether it is shown.
const OF_A_NAME: [&str; 5] = ["name", "show_name", "student", "role", "perspectives"];

/// A key of a resource's first lines that is taken from the text in the default language, as it is written.
#[derive(Debug)]
pub(super) struct OwnKey {
    key: &'static str,
    written: String,
    place: Place,
}

/// The keys of a resource's first lines that count in the default language alone.
pub(super) fn own_keys(fields: &Fields<'_>, out: &Collector<'_>) -> Vec<OwnKey> {
    let own = fields.there().filter(|(key, _)| !OF_A_TRANSLATION.contains(key));
    let text = out.file().text();
    let written =
        |span: &std::ops::Range<usize>| text.get(span.clone()).unwrap_or_default().trim().to_string();
    own.map(|(key, value)| OwnKey { key, written: written(&value.span), place: out.at(&value.span) })
        .collect()
}

/// Warns of keys in translations that say something else than the text that they translate: they are not looked at, so what
/// is wrong in their values is not told besides.
pub(super) fn warn_of_keys_of_translations(
    variants: &BTreeMap<usize, Arc<ResourceFile>>,
    of_these: &BTreeMap<usize, Arc<ResourceFile>>,
    findings: &mut Findings,
) {
    let Some(original) = variants.values().next() else { return };
    let mut told: Vec<&Place> = Vec::new();
    let translations = of_these.values().filter(|file| !Arc::ptr_eq(file, original));
    for own in translations.flat_map(|file| file.own_keys()) {
        let of_original = original.own_keys().iter().find(|known| known.key == own.key);
        if of_original.is_some_and(|known| known.written == own.written) {
            continue;
        }
        let path = original.place().path();
        let message = format!("`{}` has no effect in a translation: what counts stands in `{path}`", own.key);
        let hint = format!("remove it here; if it is right, write it in `{path}`");
        findings.push(Diagnostic::new(Code::UnusedKey, own.place.clone(), message).hint(hint));
        told.push(&own.place);
    }
    if !told.is_empty() {
        findings.problems.retain(|problem| {
            problem.code == Code::UnusedKey || !told.iter().any(|place| is_within(&problem.place, place))
        });
    }
}

/// Whether a place is one within another.
fn is_within(place: &Place, other: &Place) -> bool {
    let range = place.range().zip(other.range());
    Arc::ptr_eq(place.source(), other.source())
        && range.is_some_and(|(inner, outer)| outer.start <= inner.start && inner.end <= outer.end)
}

/// Warns of keys of a member that can have no effect.
pub(super) fn warn_of_keys_of_a_member(member: &Fields<'_>, out: &mut Collector<'_>) {
    if member.flag("show_name").is_none() || member.has_unknown_key() {
        return;
    }
    let (message, hint) = if !member.is_there("name") {
        ("a vacant seat has no name, so `show_name` has no effect", "remove it until there is a name")
    } else if member.flag("student") == Some(true) && member.flag("show_name") == Some(true) {
        ("a student's name is shown nowhere, so `show_name: true` has no effect", "remove it")
    } else {
        return;
    };
    out.tell(Code::UnusedKey, member.span_of("show_name"), message, Some(hint.to_string()));
}

/// Whether nothing at all stands behind a key: of what became a remark it is told.
fn is_left_empty(fields: &Fields<'_>, key: &str, text: &str) -> bool {
    let rest = |name: &Node| text.get(name.span.end..).and_then(|rest| rest.lines().next()).map(str::trim);
    fields.entry(key).is_some_and(|(name, value)| value.is_empty() && rest(name) == Some(":"))
}

/// Whether a member has neither role nor perspectives, or nothing stands behind these keys.
pub(super) fn is_without_part(member: &Fields<'_>) -> bool {
    member.get("role").is_none() && member.get("perspectives").is_none()
}

/// Whether one of several members alone has neither.
pub(super) fn is_one_without_part(members: &[Node], default: &Lang) -> bool {
    let all = members.iter().filter_map(|entry| Fields::of(entry, &MEMBER, default));
    members.len() > 1 && all.filter(is_without_part).take(2).count() == 1
}

/// Warns of members with neither role nor perspectives; once, where the team has no other ones.
pub(super) fn warn_of_members_without_part(
    team: &Fields<'_>,
    members: &[Fields<'_>],
    resources: &Resources,
    out: &mut Collector<'_>,
) {
    // A key that no member has may be a misspelt `role`; and where the title is missing, that is told, and more may be.
    let is_without = |member: &&Fields<'_>| {
        let is_left_out = |key| !member.is_there(key) || is_left_empty(member, key, out.file().text());
        let has_title = member.is_there("title");
        is_left_out("role") && is_left_out("perspectives") && !member.has_unknown_key() && has_title
    };
    // What a stray dash parts from a member is told, and may be its role.
    let is_at_margin = |(key, _): (&str, _)| MEMBER.field(key).is_some();
    if team.strange().any(is_at_margin) {
        return;
    }
    let is_told = team.list("members").windows(2).any(|pair| is_parted(&pair[0], &pair[1], &MEMBER));
    if is_told {
        return;
    }
    let without: Vec<_> = members.iter().filter(is_without).collect();
    let first = resources.keys().find(|(kind, _)| *kind == ResourceKind::Role).map(|(_, id)| id.as_str());
    let add = |role: Option<&str>| match role {
        Some(id) => format!("a line `role: …` with the id of a role description, such as `role: {id}`"),
        None => "a line `perspectives: […]` with what is brought".to_string(),
    };
    if without.len() > 1 && without.len() == members.len() {
        let message = "nobody on this team has a role or perspectives, so nothing counts as covered: all its shares are 0 %";
        let hint = format!("give each member {}", add(first));
        let list = team.span_of("members");
        return out.tell(Code::BringsNothing, &(list.start..list.start + 1), message, Some(hint));
    }
    for member in without {
        let message = "this member has neither a role nor perspectives, so nothing counts as covered by it";
        let add = add(role_of_title(member, resources).as_deref().or(first));
        let nobody_brings = "a line `perspectives: []` for somebody who brings none";
        let (span, hint) = match ["role", "perspectives"].iter().find_map(|key| member.entry(key)) {
            Some((key, _)) => (&key.span, format!("put in place of this key {add}; or {nobody_brings}")),
            None => (member.span_of("id"), format!("add {add}; or {nobody_brings}")),
        };
        out.tell(Code::BringsNothing, span, message, Some(hint));
    }
}

/// Whether two entries of a list of members say the same of whose name that is, and of whether it is shown.
pub(super) fn says_the_same(entry: &Node, other: &Node, out: &Collector<'_>) -> bool {
    let said = |of: &Node| {
        let Kind::Map(entries) = &of.kind else { return None };
        let is_of_name = |key: &Node| key.text().is_some_and(|key| OF_A_NAME.contains(&key));
        let of_name = entries.iter().filter(|(key, _)| is_of_name(key));
        let text = |node: &Node| out.file().text().get(node.span.clone());
        Some(of_name.map(|(key, value)| (text(key), text(value))).collect::<BTreeMap<_, _>>())
    };
    said(entry).is_some_and(|said_here| Some(said_here) == said(other))
}

/// The id of the role description that is called as a member's title: `social-worker` for a "Social worker".
fn role_of_title(member: &Fields<'_>, resources: &Resources) -> Option<String> {
    let title = member.text("title")?;
    let id = ResourceId::new(&id_suggestion(title.all().next()?));
    resources.contains_key(&(ResourceKind::Role, id.clone())).then(|| id.to_string())
}
