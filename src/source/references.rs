//! References from one file to what others define, each once, and the complaints about those that lead nowhere.

use std::ops::Range;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::redaction::general_hint;
use crate::diagnostics::{Code, Collector, Diagnostic, did_you_mean_one_called, one_called};
use crate::model::{
    Counts, Framework, Function, FunctionId, Identified, Kind as ResourceKind, Listed, Member, Perspective,
    PerspectiveId, Resource, Resources, Text, id_of,
};
use crate::reader::decode::{Fields, Word};
use crate::reader::shape::{MOST_TOGETHER, within_curly_quotes};
use crate::reader::yaml::{Kind, Node};
use crate::reader::{scalar, written};

/// How many ids are written out where all of them are meant.
const FEW: usize = 30;

/// An id, and what people call the thing that has it.
pub(super) type Called<'c> = (&'c str, Vec<&'c str>);

/// An id with a name in all its languages.
pub(super) fn called<'c>(id: &'c impl AsRef<str>, name: &'c Text) -> Called<'c> {
    (id.as_ref(), name.all().collect())
}

/// A member's id, with the name where it is shown, and the title.
pub(super) fn member_called(member: &Member) -> Called<'_> {
    (member.id.as_str(), member.name().into_iter().chain(member.title.all()).collect())
}

/// The ids of the resources of a kind, with their titles.
pub(super) fn resources_called(
    resources: &Resources,
    of_kind: ResourceKind,
) -> impl Iterator<Item = Called<'_>> {
    let of_kind = resources.iter().filter(move |((kind, _), _)| *kind == of_kind);
    of_kind.map(|((_, id), resource)| {
        (id.as_str(), resource.variants.iter().map(|variant| variant.title.as_str()).collect())
    })
}

/// The ids of a rubric's indicators, with what they say.
pub(super) fn indicators_called(rubric: &Resource) -> Vec<Called<'_>> {
    let texts = rubric.variants.iter().flat_map(|variant| &variant.document.areas);
    let mut all: Vec<Called<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for indicator in texts.flat_map(|area| &area.indicators) {
        let place = *places.entry(&indicator.id).or_insert(all.len());
        match all.get_mut(place) {
            Some((_, names)) => names.push(&indicator.text),
            None => all.push((&indicator.id, vec![&indicator.text])),
        }
    }
    all
}

/// Reports a word that is none of those possible.
pub(super) fn unknown<'r>(
    code: Code,
    what: &str,
    word: Word<'_>,
    right: impl IntoIterator<Item = Called<'r>>,
    out: &mut Collector<'_>,
) {
    unknown_among(code, what, word, &right.into_iter().collect::<Vec<_>>(), out);
}

/// The same where what is possible is at hand.
pub(super) fn unknown_among(
    code: Code,
    what: &str,
    word: Word<'_>,
    right: &[Called<'_>],
    out: &mut Collector<'_>,
) {
    // That nothing stands there was told.
    if word.text.trim().is_empty() {
        return;
    }
    if let Some(bare) = before_quote(word, right, out) {
        let message = format!("a quote stands behind this {what}, and none before it");
        let hint = format!("write `\"{bare}\"`");
        let plain = (code != Code::UnknownMember).then(|| hint.clone());
        let problem = Diagnostic::new(code, out.at(word.span), message).missed(bare);
        return out.push(problem.plain_hint(plain).hint(hint));
    }
    let hint = if scalar::is_nothing(word.text) {
        Some(scalar::LEAVE_OUT.to_string())
    } else {
        // `../roles/nurse.md` is the path of one.
        let name = word.text.rsplit('/').next().unwrap_or(word.text);
        let name = within_curly_quotes(name).unwrap_or(name);
        did_you_mean_one_called(name.trim_end_matches(".md"), right, str::to_string)
            .or_else(|| general_hint(code).map(str::to_string))
    };
    let message = format!("there is no {what} `{}`", word.text);
    let problem = Diagnostic::new(code, out.at(word.span), message).missed(word.text);
    // What may be meant is public, whoever stands beside it, but for other members.
    let plain = hint.clone().filter(|_| code != Code::UnknownMember);
    out.push(problem.maybe_hint(hint).plain_hint(plain));
}

/// The id before a quote that nothing opens: `nurse"`.
fn before_quote<'t>(word: Word<'t>, right: &[Called<'_>], out: &Collector<'_>) -> Option<&'t str> {
    let bare = word.text.strip_suffix(['"', '\'']).filter(|bare| right.iter().any(|(id, _)| id == bare))?;
    let source = out.file().text().get(word.span.clone()).unwrap_or_default();
    (!source.starts_with(['"', '\''])).then_some(bare)
}

/// Reports a word that is no role description's id.
pub(super) fn unknown_role(
    word: Word<'_>,
    resources: &Resources,
    framework: &Framework,
    out: &mut Collector<'_>,
) {
    if framework.perspectives.get(word.text).is_none() {
        let right = resources_called(resources, ResourceKind::Role);
        return unknown(Code::UnknownRole, "role description", word, right, out);
    }
    let message = format!("`{}` is a perspective, and no role description", word.text);
    let hint =
        "write `perspectives: […]` with it in place of this line, or the name of a file of `roles/` here";
    out.tell(Code::UnknownRole, word.span, message, Some(hint.to_string()));
}

/// The same for an item of a list, by which several or all may be meant.
fn unknown_item(code: Code, what: &str, word: Word<'_>, right: &[Called<'_>], out: &mut Collector<'_>) {
    let text = word.text.trim();
    let ids = || right.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
    let hint = match ids_in(text, right) {
        _ if matches!(text, "…" | "..." | "etc" | "etc.") => {
            "remove it, and the comma before it: a list names everything".to_string()
        }
        _ if matches!(text.to_lowercase().as_str(), "all" | "both" | "any") && right.len() <= FEW => {
            format!("write `{}`", ids())
        }
        Some(all) if all.len() > 1 => written::as_items(out.file(), word.span, &all),
        _ => return unknown_among(code, what, word, right, out),
    };
    let message = format!("there is no {what} `{text}`");
    out.push(Diagnostic::new(code, out.at(word.span), message).hint(hint).missed(text));
}

/// The ids that are meant by words which other signs than a comma part, or blanks alone, where all of them are known.
fn ids_in<'c>(text: &str, right: &[Called<'c>]) -> Option<Vec<&'c str>> {
    let is_sign = |c: char| ",&".contains(c) || scalar::PARTING.contains(&c) || scalar::BULLETS.contains(&c);
    if let Some((id, _)) = right.iter().find(|(_, names)| names.contains(&text)) {
        return Some(vec![id]);
    }
    // Words in lines below each other are one text.
    let id = |part: &str| right.iter().map(|(id, _)| *id).find(|id| *id == part);
    let words = text.split(|c: char| is_sign(c) || c.is_whitespace());
    let exact: Option<_> = words.filter(|word| !matches!(*word, "" | "-" | "and" | "y")).map(id).collect();
    let parts = text.split(is_sign).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" - "));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    exact
        .or_else(|| parts.map(|part| one_called(part, right)).collect())
        .or_else(|| Some(vec![one_called(text, right)?]))
}

/// The perspectives under a key, each once; `None` where the key is left out.
pub(super) fn perspectives(
    fields: &Fields<'_>,
    key: &str,
    framework: &Framework,
    out: &mut Collector<'_>,
) -> Option<Vec<PerspectiveId>> {
    let of = (&framework.perspectives, framework.in_doubt);
    let told = (Code::UnknownPerspective, "perspective");
    of_framework(fields, key, of, told, |entry: &Perspective| (&entry.id, &entry.name), out)
}

/// Whether nothing stands under the key `perspectives` but what a framework knows.
pub(super) fn are_known(fields: &Fields<'_>, framework: &Framework) -> bool {
    let is_one = |item: &Node| item.text().is_some_and(|id| framework.perspectives.get(id).is_some());
    let are_all = |node: &Node| matches!(node.kind, Kind::List(_)) && node.items().iter().all(is_one);
    !framework.in_doubt && fields.get("perspectives").is_none_or(are_all)
}

/// The functions under the key `functions`, each once; `None` where the key is left out.
pub(super) fn functions(
    fields: &Fields<'_>,
    framework: &Framework,
    out: &mut Collector<'_>,
) -> Option<Vec<FunctionId>> {
    let of = (&framework.functions, framework.in_doubt);
    let told = (Code::UnknownFunction, "function");
    of_framework(fields, "functions", of, told, |entry: &Function| (&entry.id, &entry.name), out)
}

/// The ids of a list of the framework's under a key; `what` its entries are, and the code for a word that is none of them.
fn of_framework<T: Identified, Id: Clone + AsRef<str>>(
    fields: &Fields<'_>,
    key: &str,
    (all, in_doubt): (&Listed<T>, bool),
    (code, what): (Code, &str),
    named: impl Fn(&T) -> (&Id, &Text),
    out: &mut Collector<'_>,
) -> Option<Vec<Id>> {
    let right = || -> Vec<Called<'_>> {
        let entries = all.iter().map(&named);
        entries.map(|(id, name)| called(id, name)).collect()
    };
    name_ids(fields, key, out, right);
    references(fields, key, out, |word, out| {
        // The framework's own id: a team of thousands of members names each perspective as often.
        if let Some(known) = all.get(word.text) {
            return Some(named(known).0.clone());
        }
        if !in_doubt {
            unknown_item(code, what, word, &right(), out);
        }
        None
    })
}

/// Says in the help for words that stand in place of a list which ids they are meant as, where all of them are known.
fn name_ids<'c>(
    fields: &Fields<'_>,
    key: &str,
    out: &mut Collector<'_>,
    right: impl FnOnce() -> Vec<Called<'c>>,
) {
    let Some((node, text)) = fields.get(key).and_then(|node| Some((node, node.text()?))) else { return };
    // Lines with numbers are several.
    if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return;
    }
    let right = right();
    let Some(mut ids) = ids_in(text, &right) else { return };
    ids.dedup();
    let source = out.file().text().get(node.span.clone()).unwrap_or_default();
    let lines = source.lines().count();
    let has_signs = written::has_signs(source);
    let (file, at) = (out.file(), node.span.start);
    let hint = match ids.first() {
        // Of lines below the key each is an item.
        Some(first) if lines > 1 && lines == ids.len() && !has_signs && !written::is_beside_key(file, at) => {
            format!("write `- {first}`, and so in the lines below")
        }
        Some(_) if lines == 1 || has_signs || written::is_beside_key(file, at) => {
            format!("write `{}`", written::instead(file, at, Some(key), &format!("[{}]", ids.join(", "))))
        }
        _ => return,
    };
    out.tell_instead(Code::WrongType, &node.span, hint);
}

/// The references under a key, each once.
fn references<'n, T>(
    fields: &Fields<'n>,
    key: &str,
    out: &mut Collector<'_>,
    resolve: impl Fn(Word<'n>, &mut Collector<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    fields.get(key)?;
    let first = out.findings().problems.len();
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for word in fields.words(key) {
        if seen.insert(word.text) {
            all.extend(resolve(word, out));
        } else {
            duplicate_entry(word, out);
        }
    }
    if are_several_told(first, out) {
        let items = fields.words(key).into_iter().map(|word| (word, word.span.end));
        names_for_ids(&items.collect::<Vec<_>>(), first, out);
    }
    Some(all)
}

/// Whether several problems were told from the one numbered `first` on.
fn are_several_told(first: usize, out: &mut Collector<'_>) -> bool {
    out.findings().problems.len() > first + 1
}

/// Tells once of several words in the brackets of one line that are names in place of ids, in place of each: words, each with
/// the end of what belongs to it.
fn names_for_ids(items: &[(Word<'_>, usize)], first: usize, out: &mut Collector<'_>) {
    let [(begin, _), .., (_, end)] = items else { return };
    if items.len() > MOST_TOGETHER {
        return;
    }
    let (file, span) = (Arc::clone(out.file()), begin.span.start..*end);
    let told = out.findings().problems.split_off(first);
    let right = |problem: &Diagnostic| {
        let hint = problem.hint.as_deref()?.strip_prefix("did you mean `")?;
        let (word, _) = items.iter().find(|(word, _)| problem.place.start() == Some(word.span.start))?;
        let id = hint.split_once('`').map(|(id, _)| id.to_string()).filter(|id| *id == id_of(word.text))?;
        Some((word.span.start, id))
    };
    let ids: Option<HashMap<usize, String>> = told.iter().map(right).collect();
    let is_one_line = file.line_range(span.start) == file.line_range(span.end);
    let Some(ids) = ids.filter(|ids| ids.len() > 1 && ids.len() == told.len() && is_one_line) else {
        return out.findings().problems.extend(told);
    };
    let in_json = |id: &str| if written::is_json(&file) { written::in_quotes(id) } else { id.to_string() };
    let source = |range: Range<usize>| file.text().get(range).unwrap_or_default();
    let is_counted = items.iter().any(|(word, end)| word.span.end != *end);
    let hint = if is_counted {
        // What is counted is nobody's to read.
        let named = items.iter().filter_map(|(word, _)| Some((word, ids.get(&word.span.start)?)));
        let each =
            named.map(|(word, id)| format!("`{}` in place of `{}`", in_json(id), source(word.span.clone())));
        format!("write {}", each.collect::<Vec<_>>().join(", and "))
    } else {
        let one = |(word, _): &(Word<'_>, usize)| match ids.get(&word.span.start) {
            Some(id) => in_json(id),
            None => source(word.span.clone()).to_string(),
        };
        format!("write `{}`", items.iter().map(one).collect::<Vec<_>>().join(", "))
    };
    let message = "names stand here in place of short names (ids), which have small letters and hyphens";
    let code = told.first().map_or(Code::UnknownPerspective, |problem| problem.code);
    out.tell(code, &span, message, Some(hint));
}

/// Warns of a word that stands in a list already.
pub(super) fn duplicate_entry(word: Word<'_>, out: &mut Collector<'_>) {
    let message = format!("`{}` stands twice in this list", word.text);
    out.tell(Code::DuplicateEntry, word.span, message, Some("remove one".into()));
}

/// What else student groups are called, with their usual ids.
const ALSO_CALLED: [(&str, &str); 9] = [
    ("african-american", "black"),
    ("anglo", "white"),
    ("caucasian", "white"),
    ("ell", "english-learners"),
    ("latina", "hispanic"),
    ("latine", "hispanic"),
    ("latino", "hispanic"),
    ("latinx", "hispanic"),
    ("multiracial", "two-or-more"),
];

/// Counts by student group.
pub(super) fn counts(
    fields: &Fields<'_>,
    key: &str,
    framework: &Framework,
    out: &mut Collector<'_>,
) -> Option<Counts> {
    fields.get(key)?;
    let first = out.findings().problems.len();
    let mut counts = Vec::new();
    for (group, count) in fields.table(key) {
        if let Some(known) = framework.groups.get(group.text) {
            counts.extend(count.text.parse().ok().map(|count| (known.id.clone(), count)));
        } else if !framework.in_doubt && count.text.parse::<u64>().is_ok() {
            // What is no number was told.
            if ["all", "total", "totals", "sum"].contains(&group.text.to_lowercase().as_str()) {
                let message = format!("there is no student group `{}`", group.text);
                let hint = "remove it: each number is the one of a student group, and they are added up here";
                out.tell(Code::UnknownGroup, group.span, message, Some(hint.to_string()));
                continue;
            }
            let word = group.text.to_lowercase().replace([' ', '_'], "-");
            let meant =
                ALSO_CALLED.iter().find(|(name, id)| *name == word && framework.groups.get(id).is_some());
            if let Some((_, id)) = meant {
                let message = format!("there is no student group `{}`", group.text);
                out.tell(Code::UnknownGroup, group.span, message, Some(format!("did you mean `{id}`?")));
                continue;
            }
            let right = framework.groups.iter().map(|known| called(&known.id, &known.name));
            unknown(Code::UnknownGroup, "student group", group, right, out);
        }
    }
    if are_several_told(first, out) {
        let items = fields.table(key).into_iter().map(|(group, count)| (group, count.span.end));
        names_for_ids(&items.collect::<Vec<_>>(), first, out);
    }
    Some(Counts::new(counts))
}
