//! What does not fit its description, told in plain words.

use std::ops::Range;

use super::super::scalar;
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::bracketed::words_within;
use super::listed::EACH_ITEM;
use super::meant::LIST_ALONE;
use super::parted::is_parted_word;
use super::wanted::a_word_of;
use super::{Field, Languages, Object, Shape, cut};
use crate::diagnostics::{Code, Collector, Diagnostic};

/// Checks nodes of one file.
pub(super) struct Checker<'c, 'f> {
    pub(super) languages: Languages<'c>,
    pub(super) out: &'c mut Collector<'f>,
    /// The maps around the one that is looked at, each with where its first key stands.
    pub(super) around: Vec<(&'static Object, usize)>,
    /// Where the lines end of which it was told that they belong to what stands above them.
    pub(super) told_until: usize,
    /// Whether it was told of all entries of a list together that they have no id.
    without_ids: bool,
}

impl<'c, 'f> Checker<'c, 'f> {
    /// For the nodes of a file.
    pub(super) fn new(languages: Languages<'c>, out: &'c mut Collector<'f>) -> Self {
        Self { languages, out, around: Vec::new(), told_until: 0, without_ids: false }
    }

    /// Checks a value; `key` is what it belongs to, for the messages.
    pub(super) fn value(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        match shape {
            Shape::List(item) => self.list(node, item, key),
            Shape::Object(object) => self.object(node, object, key),
            Shape::Table(_, value) => self.table(node, value, key),
            Shape::Text => {
                self.text(node, shape, key);
                self.count_untranslated(node);
            }
            Shape::Name => self.text(node, shape, key),
            _ => self.scalar(node, shape, key),
        }
    }

    fn list(&mut self, node: &Node, item: &Shape, key: Option<&str>) {
        if node.is_empty() {
            return;
        }
        let Kind::List(items) = &node.kind else {
            let hint = self.as_lines(node, item).unwrap_or_else(|| {
                let lines = self.lines_as_entries(node, item);
                self.as_list(lines.as_ref().unwrap_or(node), item, key)
            });
            return self.wrong_type(node, "a list", key, Some(hint));
        };
        if self.are_words_alone(items, item) {
            return;
        }
        let without_ids = self.are_without_ids(items, item);
        let outer = std::mem::replace(&mut self.without_ids, without_ids);
        let first = self.out.findings().problems.len();
        self.items(items, item, key);
        self.without_ids = outer;
        if let Shape::Object(of) = item {
            self.are_of_lost_heading(items, of, first);
        }
    }

    fn items(&mut self, items: &[Node], item: &Shape, key: Option<&str>) {
        if self.are_names_of_languages(items, item) {
            return;
        }
        let mut whole_until = 0;
        for (index, entry) in items.iter().enumerate() {
            if index < whole_until {
                continue;
            }
            if let Shape::Object(object) = item
                && let Some((whole, count)) = self.with_parted(&items[index..], object)
            {
                whole_until = index + count;
                self.value(&whole, item, key);
                continue;
            }
            if self.is_every_word(entry, item)
                || self.is_no_single_item(entry, items.len(), item, key)
                || self.is_unfilled(entry, item)
                || self.is_begun_twice(entry, items.get(index + 1), item)
            {
                continue;
            }
            if entry.is_empty() && !matches!(item, Shape::Object(_)) {
                self.no_item(entry);
                continue;
            }
            // A value in a list stands behind a dash, not behind the key.
            self.value(entry, item, key.filter(|_| entry.text().is_none()));
            if self.ends_in_outer_heading(entry, item) {
                break;
            }
        }
    }

    fn object(&mut self, node: &Node, object: &'static Object, key: Option<&str>) {
        let Kind::Map(entries) = &node.kind else {
            return self.no_object(node, object, key);
        };
        if self.is_name_as_key(node, entries, object)
            || self.is_id_as_key(entries, object)
            || self.is_name_with_title(node, entries, object)
        {
            return;
        }
        let displaced = self.displaced(entries, object).or_else(|| self.headless(entries, object));
        let mut misspelt: Vec<&str> = displaced.iter().map(|(owner, _)| *owner).collect();
        let entries = displaced.as_ref().map_or(entries.as_slice(), |(_, entries)| entries);
        let told = self.repeated_keys(entries, Some(object));
        self.around.push((object, node.span.start));
        let mut rest_until = 0;
        for (index, (name, value)) in entries.iter().enumerate() {
            if index < rest_until {
                continue;
            }
            let Some(text) = name.text() else {
                self.out.tell(Code::WrongType, &name.span, "a key must be a word", None);
                continue;
            };
            if object.field(text).is_none() {
                rest_until = index + self.count_rests(entries, index, object);
            }
            match object.field(text) {
                Some(field) if told.contains(&field.name) => {}
                Some(field) => self.field(name, value, field),
                None if index < rest_until => {}
                None => misspelt.extend(self.unknown_key((name, value), text, (entries, object))),
            }
        }
        self.around.pop();
        let required = object.fields().filter(|field| field.required);
        for field in required.filter(|field| !misspelt.contains(&field.name)) {
            self.require(node, entries, field, object);
        }
    }

    /// A key that must be there: its absence is told at the map's first line.
    fn require(&mut self, node: &Node, entries: &[(Node, Node)], field: &Field, object: &Object) {
        let mut all = entries.iter().filter(|(name, _)| name.text() == Some(field.name));
        let found = all.next();
        let is_twice = all.next().is_some();
        let within = if self.in_brackets(node).is_some() { " within the braces" } else { "" };
        let key = if written::is_json(self.out.file()) {
            format!("\"{}\": …,", field.name)
        } else {
            format!("{}: …", field.name)
        };
        let hint = |word: &str| match &field.shape {
            Shape::Choice(words) => Some(a_word_of(word, field, words, (entries, object), within)),
            _ => Some(format!("{word} `{key}`{within} ({})", field.doc)),
        };
        match found {
            // A value with an anchor or a tag is told by the reader of YAML.
            Some((name, value)) if self.is_blank(value) && self.is_refused(name) => {}
            // Of a key that stands twice it was told.
            Some((_, value)) if self.is_blank(value) && is_twice => {}
            Some((name, value)) if self.is_blank(value) => {
                let cut = self.remark_of(name, &field.shape);
                let message = match &cut {
                    Some(_) => format!("`{}` is empty: what stands behind its `#` is a remark", field.name),
                    None => format!("`{}` is empty, and {} needs it", field.name, object.what),
                };
                let span = cut.as_ref().map_or(&name.span, |cut| &cut.span);
                let whole = cut.as_ref().map(|cut| format!("write `{}: {}`", field.name, cut.whole));
                self.out.tell(Code::MissingKey, span, message, whole.or_else(|| hint("write")));
            }
            Some(_) => {}
            None if self.without_ids && field.name == "id" => {}
            None if let Some(at) = self.made_a_remark(node, field.name) => {
                let message = format!("`{}` is a remark, since a `#` stands before it", field.name);
                let has_blank = self.out.file().text()[at + 1..].starts_with(' ');
                let blank = if has_blank { " and the blank behind it" } else { "" };
                let hint = format!("remove the `#`{blank}");
                self.out.tell(Code::MissingKey, &(at..at + 1), message, Some(hint));
            }
            None => {
                let message = format!("{} needs the key `{}`", object.what, field.name);
                let span = first_line(node, self.out.file().text());
                let with_id = self.free_id(entries, field);
                let with_id = with_id.map(|id| format!("add `id: {id}`{within} ({})", field.doc));
                let plain = with_id.as_ref().and_then(|_| hint("add"));
                let problem = Diagnostic::new(Code::MissingKey, self.out.at(&span), message);
                self.out.push(problem.maybe_hint(with_id.or_else(|| hint("add"))).plain_hint(plain));
            }
        }
    }

    fn field(&mut self, name: &Node, value: &Node, field: &Field) {
        // Of a key that must be there it is told that it is empty.
        if field.required && self.is_blank(value) {
            return;
        }
        if matches!(field.shape, Shape::Consent) && self.is_blank(value) {
            return self.empty_consent(name, field.name);
        }
        if value.is_empty() {
            return self.warn_of_nothing_left(name, &field.shape, field.name);
        }
        self.value(value, &field.shape, Some(field.name));
    }

    fn empty_consent(&mut self, name: &Node, key: &str) {
        let message = format!("`{key}` has nothing behind it, so it is not known what was agreed");
        let hint = format!("write `{key}: true` or `{key}: false`, or remove the key");
        self.out.tell(Code::EmptyConsent, &name.span, message, Some(hint));
    }

    fn table(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        if node.is_empty() {
            return;
        }
        let Kind::Map(entries) = &node.kind else {
            return self.no_table(node, shape, key);
        };
        let entries = self.up_to_outer_key(entries);
        self.repeated_keys(entries, None);
        if self.are_glued_pairs(entries) {
            return;
        }
        let are_shares = matches!(shape, Shape::Count) && self.are_shares(entries);
        let mut thousands = None;
        for (index, (name, value)) in entries.iter().enumerate() {
            // What a comma parts is told with the second part.
            let is_first_part =
                entries.get(index + 1).is_some_and(|(next, _)| is_parted_word(&entries[index], next));
            if thousands == Some(index) || is_first_part {
                continue;
            }
            if entries.get(index + 1).is_some_and(|next| self.is_parted_number((value, shape), next)) {
                thousands = Some(index + 1);
                continue;
            }
            if name.text().is_none() {
                self.out.tell(Code::WrongType, &name.span, "a key must be a word", None);
            }
            let before = index.checked_sub(1).and_then(|before| entries.get(before));
            if self.is_parted_pair(before, (name, value), shape) || self.is_pair_without_colon(name, value) {
                continue;
            }
            if matches!(shape, Shape::Line) && self.count_rests_of_text(entries, index) > 0 {
                break;
            }
            if value.is_empty()
                && let Some(key) = name.text()
            {
                self.warn_of_nothing_left(name, shape, key);
            }
            if !(are_shares && is_percent(value)) {
                self.value(value, shape, name.text());
            }
        }
    }

    /// Tells once of several shares in a table of numbers; false where there are not several.
    fn are_shares(&mut self, entries: &[(Node, Node)]) -> bool {
        let mut shares = entries.iter().map(|(_, value)| value).filter(|value| is_percent(value));
        let (Some(first), Some(second)) = (shares.next(), shares.next()) else { return false };
        let message = "here should be whole numbers, and these are shares";
        let hint = "write how many there are of each, such as `12`, and no share";
        let mut problem = Diagnostic::new(Code::WrongType, self.out.at(&first.span), message).hint(hint);
        for other in std::iter::once(second).chain(shares) {
            problem = problem.related(self.out.at(&other.span), "and here");
        }
        self.out.push(problem);
        true
    }

    fn scalar(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        let Some(text) = node.text() else {
            return self.no_scalar(node, shape, key);
        };
        if node.is_null_word() && !matches!(shape, Shape::Line | Shape::Phone) {
            return self.null_for_value(node, shape, key);
        }
        if node.is_null_word() {
            return self.no_null_word(node, key);
        }
        if self.is_blank(node) && !matches!(shape, Shape::Line) {
            return self.nothing(node, shape, key);
        }
        if let Some((code, message, hint)) = scalar::problem(text, shape) {
            let better = cut::without_curly_quotes(text, shape).or_else(|| cut::without_stray(text, shape));
            // `<10`: the smallest group is a number of its own.
            let least = text.trim_start_matches(['<', '>', '≤', '≥', '=', ' ']);
            let least = Some(least).filter(|_| key == Some("minimum_group"));
            let better =
                better.or(least.filter(|least| scalar::problem(least, shape).is_none()).map(str::to_string));
            let better = better.map(|text| format!("write `{text}`"));
            let is_left_out = hint.as_ref().is_some_and(|hint| hint.starts_with(scalar::LEAVE_LINE_OUT));
            let in_braces = is_left_out.then(|| cut::out_of_braces(self.out.file(), &node.span)).flatten();
            let hint = in_braces.or(hint);
            return self.out.tell(code, &node.span, message, better.or(hint));
        }
        match shape {
            Shape::Url | Shape::SiteUrl => self.out.note_external_link(&node.span, text),
            Shape::Phone => self.warn_of_phone(node, text),
            // Of two people in one name it is told where names are read.
            Shape::Line if key == Some("name") && text.contains(" &amp; ") => {}
            Shape::Line if matches!(key, Some("title" | "summary" | "name")) => {
                self.warn_of_marks(node, key, key);
            }
            // The file that names the pattern is one that is there.
            Shape::UrlPattern => {
                let address = text.replace("{path}", self.out.file().path());
                self.out.note_external_link(&node.span, &address);
            }
            _ => {}
        }
        self.warn_of_lost(node, shape, key);
    }

    pub(super) fn wrong_type(&mut self, node: &Node, wanted: &str, key: Option<&str>, hint: Option<String>) {
        let found = match &node.kind {
            Kind::Scalar { text, .. } if text.is_empty() => "nothing".to_string(),
            Kind::Scalar { text, .. } if text.chars().count() <= 40 => format!("`{text}`"),
            Kind::Scalar { .. } => "a text".to_string(),
            Kind::List(_) => "a list".to_string(),
            Kind::Map(_) => "a group of keys".to_string(),
        };
        let message = match key {
            Some(key) => format!("`{key}` should be {wanted}, but here is {found}"),
            None => format!("here should be {wanted}, not {found}"),
        };
        let in_brackets = self.in_brackets(node);
        if wanted == "text"
            && let Some((span, text)) = in_brackets.clone()
            && text.len() > 2
        {
            let within = |words: Vec<&str>| written::value(&words.join(", "));
            let bare = words_within(node).map_or_else(|| written::in_quotes(text), within);
            let hint = format!("write `{}`", self.as_value(node, key, &bare));
            return self.out.tell(Code::WrongType, &span, message, Some(hint));
        }
        let span = in_brackets.map_or_else(|| first_line(node, self.out.file().text()), |(span, _)| span);
        let plain = match node.entries() {
            _ if wanted != "a list" => None,
            [(_, Node { kind: Kind::List(_), .. })] => Some(LIST_ALONE),
            _ => Some(EACH_ITEM),
        };
        let problem = Diagnostic::new(Code::WrongType, self.out.at(&span), message);
        self.out.push(problem.maybe_hint(hint).plain_hint(plain));
    }
}

impl Checker<'_, '_> {
    /// Whether what stands behind a key begins with a sign that is refused in these files.
    pub(super) fn is_refused(&self, name: &Node) -> bool {
        let line = self.out.file().line_range(name.span.end);
        let rest = self.out.file().text().get(name.span.end..line.end).unwrap_or_default();
        rest.trim_start_matches([':', ' ', '\t']).starts_with(['&', '!', '*'])
    }

    /// Whether a value is empty, or a text in quotes without a word in it.
    pub(super) fn is_blank(&self, node: &Node) -> bool {
        let source = self.out.file().text().get(node.span.clone()).unwrap_or_default();
        node.text().is_some_and(|text| text.trim().is_empty())
            && (source.is_empty() || source.starts_with(['"', '\'']))
    }

    /// A list or map that is written in brackets on one line, brackets included, and where it stands: a text that begins
    /// with a bracket may be meant.
    pub(super) fn in_brackets(&self, node: &Node) -> Option<(Range<usize>, &str)> {
        let text = self.out.file().text();
        let line = self.out.file().line_range(node.span.start);
        let rest = text.get(node.span.start..line.end)?;
        let closing = match rest.chars().next()? {
            '[' => ']',
            '{' => '}',
            _ => return None,
        };
        let end = node.span.end.checked_sub(node.span.start)?;
        let end = end + rest.get(end..)?.find(closing)? + 1;
        Some((node.span.start..node.span.start + end, &rest[..end]))
    }
}

/// The part of a node that stands on its first line.
pub(super) fn first_line(node: &Node, text: &str) -> Range<usize> {
    let source = text.get(node.span.clone()).unwrap_or_default();
    let end = source.find('\n').map_or(node.span.end, |at| node.span.start + at);
    node.span.start..end.max(node.span.start)
}

/// What a scalar's shape is called.
pub(super) fn expected(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Name | Shape::Line => "text",
        Shape::Id | Shape::Reference(_) => "a short name (an id)",
        Shape::Date => "a date",
        Shape::MonthDay => "a day such as `07-01`",
        Shape::Url | Shape::SiteUrl | Shape::UrlPattern => "a web address",
        Shape::Email => "an e-mail address",
        Shape::Phone => "a telephone number",
        Shape::Color => "a color",
        Shape::Language | Shape::OwnLanguage => "a language tag",
        Shape::Flag | Shape::Consent => "`true` or `false`",
        Shape::Count | Shape::Integer => "a whole number",
        Shape::Share => "a share from 0 to 1",
        Shape::Digits(_) => "a number code",
        Shape::StaticFile => "a file of `static/`",
        Shape::Choice(_) => "one word",
        Shape::List(_) => "a list",
        Shape::Object(object) => object.what,
        Shape::Table(..) => "keys with values",
    }
}

/// Whether a value is a share in percent.
fn is_percent(value: &Node) -> bool {
    value.text().is_some_and(|text| text.trim_end().ends_with('%'))
}
