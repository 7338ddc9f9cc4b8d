//! What each YAML file may hold, described once: [`check`] reports everything that does not fit, with
//! places and in plain words, and [`super::decode`] reads what does.

use std::collections::HashMap;
use std::ops::Range;

use super::language::{self, Tag};
use super::scalar;
use super::yaml::{Kind, Node};
use crate::diagnostics::{Code, Collector, Diagnostic, did_you_mean};
use crate::model::Lang;

/// What a value may be.
#[derive(Debug)]
pub enum Shape {
    /// A string, or a map from language to string.
    Text,
    /// The same for a proper name, which many languages share: none is missing.
    Name,
    /// A string that is the same in every language.
    Line,
    /// An id: lower-case letters, digits, hyphens.
    Id,
    /// The id of something that is told elsewhere: whether it is one is told where it is looked up.
    Reference,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A day of every year, `MM-DD`.
    MonthDay,
    /// An address that begins with `http://` or `https://`.
    Url,
    /// An address with `{path}` in it.
    UrlPattern,
    /// An e-mail address.
    Email,
    /// `#rgb` or `#rrggbb`.
    Color,
    /// A BCP 47 language tag.
    Language,
    /// `true` or `false`.
    Flag,
    /// The same, about what somebody agreed to: with nothing behind the key it is an error.
    Consent,
    /// A whole number, 0 to a thousand million.
    Count,
    /// A whole number that may be negative.
    Integer,
    /// A share from 0 to 1, with up to four decimals.
    Share,
    /// Exactly so many digits, kept as text.
    Digits(usize),
    /// The path of a file below `static/`.
    StaticFile,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of one shape.
    List(&'static Shape),
    /// A map with fixed keys.
    Object(&'static Object),
    /// A map whose keys are ids that the author chose elsewhere.
    Table(&'static Shape),
}

impl Shape {
    /// Whether it is a single value that is the same in every language.
    pub fn is_scalar(&self) -> bool {
        match self {
            Self::Text | Self::Name | Self::List(_) | Self::Object(_) | Self::Table(_) => false,
            Self::Line
            | Self::Id
            | Self::Reference
            | Self::Date
            | Self::MonthDay
            | Self::Url
            | Self::UrlPattern
            | Self::Email
            | Self::Color
            | Self::Language
            | Self::Flag
            | Self::Consent
            | Self::Count
            | Self::Integer
            | Self::Share
            | Self::Digits(_)
            | Self::StaticFile
            | Self::Choice(_) => true,
        }
    }
}

/// A map with fixed keys.
#[derive(Debug)]
pub struct Object {
    /// What it describes, with its article: "a member".
    pub what: &'static str,
    /// Its keys, in groups that several objects may share.
    pub fields: &'static [&'static [Field]],
    /// Objects that it is easily taken for: a key of theirs is told as such.
    pub others: &'static [&'static Object],
}

/// One key of an [`Object`].
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What its value may be.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, for authors.
    pub doc: &'static str,
}

impl Object {
    /// All its keys.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().flat_map(|group| group.iter())
    }

    /// The key's description.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }
}

/// Builds a key that must be there.
pub const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: true, doc }
}

/// Builds a key that may be left out.
pub const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: false, doc }
}

/// Reports everything in a node that does not fit its shape.
pub fn check(node: &Node, shape: &Shape, languages: Languages<'_>, out: &mut Collector<'_>) {
    Checker { languages, out }.value(node, shape, None);
}

/// The languages that texts may be in.
#[derive(Debug, Clone, Copy)]
pub struct Languages<'l> {
    /// The toolkit's, the default one first.
    pub known: &'l [Lang],
    /// Those that the district's readers are offered: what lacks one of them is counted.
    pub wanted: &'l [Lang],
}

struct Checker<'c, 'f> {
    languages: Languages<'c>,
    out: &'c mut Collector<'f>,
}

impl Checker<'_, '_> {
    /// Checks a value; `key` is what it belongs to, for the messages.
    fn value(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        match shape {
            Shape::List(item) => self.list(node, item, key),
            Shape::Object(object) => self.object(node, object, key),
            Shape::Table(value) => self.table(node, value, key),
            Shape::Text => {
                self.text(node, key);
                self.count_untranslated(node);
            }
            Shape::Name => self.text(node, key),
            _ => self.scalar(node, shape, key),
        }
    }

    fn list(&mut self, node: &Node, item: &Shape, key: Option<&str>) {
        if node.is_empty() {
            return;
        }
        let Kind::List(items) = &node.kind else {
            let hint = match (key, node.text()) {
                (Some(key), Some(text)) if text.len() < 80 => Some(format!("write `{key}: [{text}]`")),
                _ => Some("begin each item on its own line with `- `".into()),
            };
            return self.wrong_type(node, "a list", key, hint);
        };
        for entry in items {
            self.value(entry, item, key);
        }
    }

    fn object(&mut self, node: &Node, object: &Object, key: Option<&str>) {
        let Kind::Map(entries) = &node.kind else {
            let hint = format!(
                "write its keys, such as `{}: …`",
                object.fields().next().map_or("key", |field| field.name)
            );
            return self.wrong_type(node, object.what, key, Some(hint));
        };
        self.repeated_keys(entries);
        let mut misspelt = Vec::new();
        for (name, value) in entries {
            let Some(text) = name.text() else {
                self.out.tell(Code::WrongType, &name.span, "a key must be a word", None);
                continue;
            };
            match object.field(text) {
                Some(field) => self.field(name, value, field),
                None => misspelt.extend(self.unknown_key(name, text, object)),
            }
        }
        let required = object.fields().filter(|field| field.required);
        for field in required.filter(|field| !misspelt.contains(&field.name)) {
            self.require(node, entries, field, object);
        }
    }

    /// A key that must be there: its absence is told at the map's first line.
    fn require(&mut self, node: &Node, entries: &[(Node, Node)], field: &Field, object: &Object) {
        let found = entries.iter().find(|(name, _)| name.text() == Some(field.name));
        let span = match found {
            Some((name, value)) if value.is_empty() => name.span.clone(),
            Some(_) => return,
            None => first_line(node, self.out.file().text()),
        };
        let message = format!("{} needs the key `{}`", object.what, field.name);
        self.out.tell(
            Code::MissingKey,
            &span,
            message,
            Some(format!("add `{}: …` ({})", field.name, field.doc)),
        );
    }

    fn field(&mut self, name: &Node, value: &Node, field: &Field) {
        if value.is_empty() {
            if matches!(field.shape, Shape::Consent) {
                self.empty_consent(name, field.name);
            }
            return;
        }
        self.value(value, &field.shape, Some(field.name));
    }

    fn empty_consent(&mut self, name: &Node, key: &str) {
        let message = format!("`{key}` has nothing behind it, so it is not known what was agreed");
        let hint = format!("write `{key}: true` or `{key}: false`, or remove the key");
        self.out.tell(Code::EmptyConsent, &name.span, message, Some(hint));
    }

    /// A key that can't stand here; gives the one that is probably meant.
    fn unknown_key(&mut self, name: &Node, text: &str, object: &Object) -> Option<&'static str> {
        let owner = object.others.iter().find(|other| other.field(text).is_some());
        let hint = match owner {
            Some(other) => Some(format!("only {} has this key; remove it here", other.what)),
            None => did_you_mean(text, object.fields().map(|field| field.name)),
        };
        let meant = hint.as_deref().and_then(|hint| hint.strip_prefix("did you mean `")?.strip_suffix("`?"));
        let meant = meant.and_then(|name| object.field(name)).map(|field| field.name);
        self.out.tell(Code::UnknownKey, &name.span, format!("`{text}` is no key of {}", object.what), hint);
        meant
    }

    fn repeated_keys(&mut self, entries: &[(Node, Node)]) {
        let mut first: HashMap<&str, &Node> = HashMap::new();
        for (name, _) in entries {
            let Some(text) = name.text() else { continue };
            if let Some(before) = first.insert(text, name) {
                let here = self.out.at(&name.span);
                let there = self.out.at(&before.span);
                self.out.push(
                    Diagnostic::new(
                        Code::DuplicateKey,
                        here,
                        format!("the key `{text}` stands here a second time"),
                    )
                    .related(there, "first here")
                    .hint("keep one of the two"),
                );
            }
        }
    }

    fn table(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        if node.is_empty() {
            return;
        }
        let Kind::Map(entries) = &node.kind else {
            return self.wrong_type(node, "a map `{name: value}`", key, None);
        };
        self.repeated_keys(entries);
        for (name, value) in entries {
            if name.text().is_none() {
                self.out.tell(Code::WrongType, &name.span, "a key must be a word", None);
            }
            self.value(value, shape, name.text());
        }
    }

    fn text(&mut self, node: &Node, key: Option<&str>) {
        match &node.kind {
            Kind::Scalar { .. } => self.no_null_word(node, key),
            Kind::List(_) => {
                self.wrong_type(node, "text", key, Some("join the items into one sentence".into()));
            }
            Kind::Map(entries) => {
                self.repeated_keys(entries);
                if entries.is_empty() {
                    self.wrong_type(node, "text", key, Some("write `{en: …}` or the text alone".into()));
                }
                for (name, value) in entries {
                    self.language_key(name);
                    match &value.kind {
                        Kind::Scalar { .. } if value.is_empty() => {
                            let language = name.text().unwrap_or_default();
                            self.out.tell(
                                Code::MissingKey,
                                &name.span,
                                format!("the text in `{language}` is empty"),
                                None,
                            );
                        }
                        Kind::Scalar { .. } => self.no_null_word(value, key),
                        _ => self.wrong_type(value, "text", name.text(), None),
                    }
                }
            }
        }
    }

    fn count_untranslated(&mut self, node: &Node) {
        let has = |language: &Lang| match &node.kind {
            Kind::Map(entries) => entries.iter().any(|(name, _)| name.text() == Some(language.as_str())),
            Kind::Scalar { .. } | Kind::List(_) => self.languages.known.first() == Some(language),
        };
        let missing = self.languages.wanted.iter().filter(|language| !has(language)).count();
        self.out.count_untranslated(missing);
    }

    fn language_key(&mut self, name: &Node) {
        let text = name.text().unwrap_or_default();
        match language::tag(text, self.languages.known) {
            Tag::Published(_) => {}
            Tag::Unpublished(lang) => {
                let place = self.out.at(&name.span);
                self.out.findings().note_unpublished(lang.as_str(), place);
            }
            Tag::Wrong(hint) => {
                let message = format!("`{text}` is not a language of this toolkit");
                self.out.tell(Code::UnknownLanguage, &name.span, message, hint);
            }
        }
    }

    fn no_null_word(&mut self, node: &Node, key: Option<&str>) {
        if !node.is_null_word() {
            return;
        }
        let word = node.text().unwrap_or_default();
        let hint = match key {
            Some(key) => format!(
                "put it in quotes if it is meant: `{key}: \"{word}\"`; leave the key out if there is nothing to say"
            ),
            None => format!("put it in quotes: \"{word}\""),
        };
        self.out.tell(
            Code::NullWord,
            &node.span,
            format!("YAML reads `{word}` as nothing, where text is expected"),
            Some(hint),
        );
    }

    fn scalar(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        let Some(text) = node.text() else {
            return self.wrong_type(node, expected(shape), key, None);
        };
        if node.is_null_word() {
            return self.no_null_word(node, key);
        }
        if let Some((code, message, hint)) = scalar::problem(text, shape) {
            self.out.tell(code, &node.span, message, hint);
        }
    }

    fn wrong_type(&mut self, node: &Node, wanted: &str, key: Option<&str>, hint: Option<String>) {
        let found = match &node.kind {
            Kind::Scalar { text, .. } if text.is_empty() => "nothing".to_string(),
            Kind::Scalar { text, .. } if text.chars().count() <= 40 => format!("`{text}`"),
            Kind::Scalar { .. } => "a text".to_string(),
            Kind::List(_) => "a list".to_string(),
            Kind::Map(_) => "a map".to_string(),
        };
        let message = match key {
            Some(key) => format!("`{key}` should be {wanted}, but here is {found}"),
            None => format!("here should be {wanted}, not {found}"),
        };
        let span = first_line(node, self.out.file().text());
        self.out.tell(Code::WrongType, &span, message, hint);
    }
}

/// The part of a node that stands on its first line.
fn first_line(node: &Node, text: &str) -> Range<usize> {
    let source = text.get(node.span.clone()).unwrap_or_default();
    let end = source.find('\n').map_or(node.span.end, |at| node.span.start + at);
    node.span.start..end.max(node.span.start)
}

/// What a scalar's shape is called.
fn expected(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Name | Shape::Line => "text",
        Shape::Id | Shape::Reference => "an id",
        Shape::Date => "a date",
        Shape::MonthDay => "a day such as `07-01`",
        Shape::Url | Shape::UrlPattern => "a web address",
        Shape::Email => "an e-mail address",
        Shape::Color => "a color",
        Shape::Language => "a language tag",
        Shape::Flag | Shape::Consent => "`true` or `false`",
        Shape::Count | Shape::Integer => "a whole number",
        Shape::Share => "a share from 0 to 1",
        Shape::Digits(_) => "a number code",
        Shape::StaticFile => "a file of `static/`",
        Shape::Choice(_) => "one word",
        Shape::List(_) => "a list",
        Shape::Object(object) => object.what,
        Shape::Table(_) => "a map",
    }
}
