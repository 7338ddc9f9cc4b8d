//! Keys that stand in the wrong place or in another form: those of a group beside it, a language behind a key, a remark of
//! another program, and what a group of keys is written as.

use super::super::written;
use super::super::yaml::{Kind, Node};
use super::checker::{Checker, first_line};
use super::{Field, Object, Shape};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::model::id_problem;

/// Keys by which other files part a person's name.
const PARTS_OF_NAMES: [&str; 9] = [
    "first",
    "last",
    "first_name",
    "firstname",
    "last_name",
    "lastname",
    "surname",
    "given_name",
    "family_name",
];

/// The group of keys below a key of this one that a key belongs to: `color` to `brand`.
fn owner_of(text: &str, object: &Object) -> Option<(&'static Field, &'static Object)> {
    let mut owners = object.fields().filter_map(|field| match field.shape {
        Shape::Object(inner) if inner.field(text).is_some() => Some((field, inner)),
        _ => None,
    });
    let found = owners.next()?;
    owners.next().is_none().then_some(found)
}

impl Checker<'_, '_> {
    /// Tells once of an entry behind whose keys nothing stands, as somebody leaves it who fills in a form.
    pub(super) fn is_unfilled(&mut self, entry: &Node, item: &Shape) -> bool {
        let Shape::Object(object) = item else { return false };
        let text = self.out.file().text();
        let is_blank = |(name, value): &(Node, Node)| {
            let is_known = name.text().is_some_and(|name| object.field(name).is_some());
            is_known && self.is_blank(value) && !self.is_refused(name)
        };
        // What stands behind a `#` may be a value.
        let has_remark = || text.get(entry.span.clone()).is_some_and(|source| source.contains('#'));
        if entry.entries().is_empty() || !entry.entries().iter().all(is_blank) || has_remark() {
            return false;
        }
        let message = "this entry is empty: nothing stands behind its keys";
        let hint = "fill it in, or remove its lines".to_string();
        self.out.tell(Code::MissingKey, &first_line(entry, text), message, Some(hint));
        true
    }

    /// Tells of keys that belong below another one, such as `color` and `logo` beside `brand`, once for those that follow each
    /// other; false where it is something else.
    pub(super) fn is_of_inner(&mut self, name: &Node, entries: &[(Node, Node)], object: &Object) -> bool {
        let owner = |name: &Node| name.text().and_then(|text| owner_of(text, object));
        let is_strange = |name: &Node| name.text().is_some_and(|text| object.field(text).is_none());
        let Some((field, _)) = owner(name) else { return false };
        let belongs = |(name, value): &&(Node, Node)| {
            let is_text = value.text().is_some_and(|text| !text.is_empty());
            is_text && is_strange(name) && owner(name).is_some_and(|(other, _)| other.name == field.name)
        };
        let Some(at) = entries.iter().position(|(other, _)| std::ptr::eq(other, name)) else { return false };
        if at > 0 && entries.get(at - 1..at).is_some_and(|before| before.iter().all(|entry| belongs(&entry)))
        {
            return true;
        }
        let following: Vec<&(Node, Node)> = entries[at..].iter().take_while(belongs).collect();
        let Some((_, last)) = following.last() else { return false };
        let source = |node: &Node| self.out.file().text().get(node.span.clone()).unwrap_or_default();
        let pair = |(name, value): &&(Node, Node)| format!("{}: {}", source(name), source(value));
        let pairs: Vec<String> = following.iter().map(pair).collect();
        let lines = if pairs.len() == 1 { "this key belongs" } else { "these keys belong" };
        let there = entries.iter().find(|(other, _)| other.text() == Some(field.name));
        // The values may tell of somebody; the keys are known ones.
        let keys: Vec<String> = following.iter().map(|(name, _)| format!("{}: …", source(name))).collect();
        let (hint, plain) = match there.map(|(_, value)| self.in_brackets(value)) {
            None => {
                let whole = |pairs: &[String]| format!("write `{}: {{{}}}`", field.name, pairs.join(", "));
                (whole(&pairs), whole(&keys))
            }
            Some(Some((_, braces))) if braces.starts_with('{') => {
                let inner = braces[1..braces.len() - 1].trim().trim_end_matches(',');
                let inner = [inner].into_iter().chain(pairs.iter().map(String::as_str));
                let inner: Vec<&str> = inner.filter(|pair| !pair.is_empty()).collect();
                let instead = format!("in the line of `{}`, and remove this one", field.name);
                let plain = format!("write `{}` within the braces of `{}`", keys.join(", "), field.name);
                (format!("write `{}: {{{}}}` {instead}", field.name, inner.join(", ")), plain)
            }
            Some(_) => {
                let hint = format!("write it below `{}:`, two blanks further to the right", field.name);
                (hint.clone(), hint)
            }
        };
        let at = self.out.at(&(name.span.start..last.span.end));
        let problem = Diagnostic::new(Code::UnknownKey, at, format!("{lines} below `{}`", field.name));
        self.out.push(problem.hint(hint).plain_hint(Some(plain)));
        true
    }

    /// Tells of a key at the margin that the last entry of the list right above it lacks: `role: nurse` of a member, beside
    /// `members:`. False where it is something else.
    pub(super) fn is_of_entry_above(
        &mut self,
        name: &Node,
        entries: &[(Node, Node)],
        object: &Object,
    ) -> bool {
        let at = entries.partition_point(|(other, _)| other.span.start < name.span.start);
        let Some((owner, Node { kind: Kind::List(items), .. })) = at.checked_sub(1).map(|at| &entries[at])
        else {
            return false;
        };
        let shape = owner.text().and_then(|key| object.field(key)).map(|field| &field.shape);
        let Some(Shape::List(Shape::Object(of))) = shape else { return false };
        let Some(Kind::Map(above)) = items.last().map(|entry| &entry.kind) else { return false };
        let key = name.text().unwrap_or_default();
        let is_free = of.field(key).is_some() && above.iter().all(|(other, _)| other.text() != Some(key));
        let Some((first, _)) = above.first().filter(|_| is_free) else { return false };
        if items.last().is_some_and(|entry| self.in_brackets(entry).is_some()) {
            return false;
        }
        let column = self.out.file().position(first.span.start).column;
        let message = format!(
            "`{key}` is a key of {}, and does not begin where the others of the entry above do",
            of.what
        );
        let hint = format!("begin this line in column {column}");
        self.out.tell(Code::YamlIndent, &name.span, message, Some(hint));
        true
    }

    /// Tells once of a person's name in two parts, `first_name` and `last_name`; false where it is something else. It says no
    /// name, since one may be hidden.
    pub(super) fn is_part_of_name(&mut self, name: &Node, entries: &[(Node, Node)], object: &Object) -> bool {
        let part =
            |text: &str| PARTS_OF_NAMES.contains(&text.to_lowercase().replace(['-', ' '], "_").as_str());
        let is_part = |name: &Node| name.text().is_some_and(part);
        let has_name = object.field("show_name").is_some() || object.field("email").is_some();
        let has_whole = entries.iter().any(|(other, _)| other.text() == Some("name"));
        if !has_name || has_whole || object.field("name").is_none() || !is_part(name) {
            return false;
        }
        let first = entries.iter().find(|(other, _)| is_part(other));
        if first.is_none_or(|(first, _)| !std::ptr::eq(first, name)) {
            return true;
        }
        let hint =
            "write one line `name: …` with the first and the last name, in place of both lines".to_string();
        let message = format!(
            "`{}` is no key of {}: a name stands whole behind `name`",
            name.text().unwrap_or_default(),
            object.what
        );
        self.out.tell(Code::UnknownKey, &name.span, message, hint);
        true
    }

    /// Tells of a language that the text right above has not, and which stands beside its key: `es: …` at the margin, below the
    /// line `en: …` of `about:`. False where it is something else.
    pub(super) fn is_language_of_text_above(
        &mut self,
        name: &Node,
        entries: &[(Node, Node)],
        object: &Object,
    ) -> bool {
        let at = entries.partition_point(|(other, _)| other.span.start < name.span.start);
        let above = at.checked_sub(1).map(|at| &entries[at]);
        let Some((owner, text @ Node { kind: Kind::Map(languages), .. })) = above else { return false };
        let field = owner.text().and_then(|key| object.field(key));
        let tag = name.text().unwrap_or_default();
        let is_one = self.languages.known.iter().any(|lang| lang.as_str() == tag)
            && field.is_some_and(|field| matches!(field.shape, Shape::Text | Shape::Name))
            && languages.iter().all(|(other, _)| other.text() != Some(tag));
        let Some((first, _)) = languages.first().filter(|_| is_one && self.in_brackets(text).is_none())
        else {
            return false;
        };
        let column = self.out.file().position(first.span.start).column;
        let owner = owner.text().unwrap_or_default();
        let message =
            format!("`{tag}` is the text of `{owner}` in a language, and does not begin where the others do");
        let hint = format!("begin this line in column {column}");
        self.out.push(
            Diagnostic::new(Code::YamlIndent, self.out.at(&name.span), message)
                .hint(hint.clone())
                .plain_hint(Some(hint)),
        );
        true
    }

    /// Tells of lines that belong to the table right above them, and stand too far to the left: `membership-2: urgent-gap` at
    /// the margin, below `ratings:`. False where it is something else.
    pub(super) fn is_of_table_above(
        &mut self,
        name: &Node,
        entries: &[(Node, Node)],
        object: &Object,
    ) -> bool {
        if name.span.start < self.told_until {
            return true;
        }
        let at = entries.partition_point(|(other, _)| other.span.start < name.span.start);
        let Some((owner, Node { kind: Kind::Map(above), .. })) = at.checked_sub(1).map(|at| &entries[at])
        else {
            return false;
        };
        let shape = owner.text().and_then(|key| object.field(key)).map(|field| &field.shape);
        let (Some(Shape::Table(_, of)), Some((first, _))) = (shape, above.first()) else { return false };
        let belongs = |(name, value): &&(Node, Node)| {
            let value = value.text().filter(|text| !text.is_empty());
            let is_id = |key: &str| object.field(key).is_none() && id_problem(key).is_none();
            name.text().filter(|key| is_id(key)).zip(value).is_some_and(|(key, text)| match of {
                Shape::Count => text.bytes().all(|b| b.is_ascii_digit()),
                _ => key.contains('-') || text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
            })
        };
        let following: Vec<&(Node, Node)> = entries[at..].iter().take_while(belongs).collect();
        let position = |at: usize| self.out.file().position(at);
        let (begin, last) = (position(first.span.start), following.last());
        let Some((_, last)) = last.filter(|_| begin.line > position(owner.span.start).line) else {
            return false;
        };
        let owner = owner.text().unwrap_or_default();
        let more = begin.column.saturating_sub(position(name.span.start).column);
        let (lines, hint) = match following.len() {
            1 => ("this line belongs", format!("begin this line in column {}", begin.column)),
            _ => (
                "this line and those below it belong",
                format!("write {more} more blanks before each line that belongs to `{owner}`"),
            ),
        };
        let message = format!("{lines} to `{owner}`, further to the right, where the others stand");
        self.told_until = last.span.end;
        self.out.tell(Code::YamlIndent, &name.span, message, Some(hint));
        true
    }

    /// Tells of keys with a language at their end, `name_es`, once, at the first of them; false where it is something else.
    pub(super) fn is_translation(&mut self, name: &Node, entries: &[(Node, Node)], object: &Object) -> bool {
        let Some((key, _)) = self.in_one_of_languages(name, object) else { return false };
        let of_key = |(other, value): &'_ (Node, Node)| {
            let (_, tag) = self.in_one_of_languages(other, object).filter(|(of, _)| *of == key)?;
            Some((other.clone(), value.span.end, tag.to_string(), lone_text(value)?.to_string()))
        };
        let all: Vec<_> = entries.iter().filter_map(of_key).collect();
        let (Some((first, ..)), Some((_, end, ..))) = (all.first(), all.last()) else { return false };
        if first.span != name.span {
            return all.iter().any(|(other, ..)| other.span == name.span);
        }
        let original = self.languages.known.first().map_or("en", |language| language.as_str());
        let there =
            entries.iter().find(|(other, _)| other.text() == Some(key)).and_then(|(_, text)| text.text());
        let own = there.map(|text| format!("{original}: {}", written::value(text)));
        let others = all.iter().map(|(_, _, tag, words)| format!("{tag}: {}", written::value(words)));
        let whole = format!("{key}: {{{}}}", own.into_iter().chain(others).collect::<Vec<_>>().join(", "));
        let hint = match there {
            Some(_) => format!("write `{whole}` in place of `{key}` and of what stands behind each language"),
            None => format!("write `{whole}`"),
        };
        let message = format!("a text in several languages stands behind one key, `{key}`");
        self.out.tell(Code::UnknownKey, &(name.span.start..*end), message, Some(hint));
        true
    }

    /// The key of a text and the language that a key is made of, `name_es`.
    fn in_one_of_languages<'n>(&self, name: &'n Node, object: &Object) -> Option<(&'n str, &'n str)> {
        let (key, tag) = name.text()?.rsplit_once(['_', '-', '.'])?;
        let is_text = object.field(key).is_some_and(|field| matches!(field.shape, Shape::Text | Shape::Name));
        let is_language = self.languages.known.iter().any(|language| language.as_str() == tag);
        (is_text && is_language).then_some((key, tag))
    }

    /// Tells of somebody who is written as `Ana Ruiz: Nurse`, in place of a member's keys; false where it is something else.
    pub(super) fn is_name_with_title(
        &mut self,
        node: &Node,
        entries: &[(Node, Node)],
        object: &'static Object,
    ) -> bool {
        let [(key, value)] = entries else { return false };
        let is_name = key.text().is_some_and(|text| {
            text.contains(' ') && nearest(text, object.fields().map(|field| field.name)).is_none()
        });
        let is_member = object.field("show_name").is_some();
        if !is_member || !is_name || value.text().is_none_or(str::is_empty) {
            return false;
        }
        self.no_object(node, object, None);
        true
    }

    /// What to do with a key that is none, and that nothing else is meant by: a line can become a remark.
    pub(super) fn to_be_rid_of(&self, name: &Node) -> &'static str {
        let line = self.out.file().line_range(name.span.start);
        let head = self.out.file().text().get(line.start..name.span.start).unwrap_or_default();
        match head.trim() {
            "" => "to keep it for yourselves, write `# ` before the line",
            _ => "else remove it, with what stands behind it",
        }
    }
}

/// A remark of another program before a key in quotes, `// the rubric "rubric"`: the key.
pub(super) fn behind_remark(text: &str, object: &Object) -> Option<&'static Field> {
    let rest = text.strip_prefix("//").or_else(|| text.strip_prefix("/*"))?;
    let key = rest.trim_end().strip_suffix('"')?.rsplit('"').next()?;
    object.field(key)
}

/// The words of a value, or of the one item of a list.
fn lone_text(value: &Node) -> Option<&str> {
    match &value.kind {
        Kind::List(items) if items.len() == 1 => items.first()?.text(),
        _ => value.text(),
    }
}
