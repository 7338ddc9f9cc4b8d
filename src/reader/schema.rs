//! JSON Schemas of file kinds, for editors: what [`super::shape::check`] checks, as far as a schema can say it. What the
//! reader takes is never refused; what it refuses is, but for what only shows in how a value is written.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::language;
use super::shape::{Field, Object, Shape};
use super::target::Target;
use crate::model::{Lang, RESERVED};

/// The dialect that editors' support for YAML reads.
pub const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The most ids that are offered; of more, any is right.
const MOST_CHOICES: usize = 500;

/// What an id is made of.
const ID: &str = "^[a-z0-9-]+$";

/// What stands behind the description of what names ids.
const STALE: &str = "An id that is new and missing here comes with the next `teamkit schema`.";

/// The ids that there are in a toolkit, by what they name. Of what is not in it, any id is right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices(BTreeMap<Target, BTreeSet<String>>);

impl Choices {
    /// Adds ids of a kind.
    pub fn add(&mut self, target: Target, ids: impl IntoIterator<Item = impl ToString>) {
        self.0.entry(target).or_default().extend(ids.into_iter().map(|id| id.to_string()));
    }

    /// Adds those of another toolkit, or of a part of one.
    pub fn absorb(&mut self, other: Self) {
        for (target, ids) in other.0 {
            self.add(target, ids);
        }
    }

    /// The ids of a kind, unless they are not known, or too many to choose from.
    fn of(&self, target: Target) -> Option<&BTreeSet<String>> {
        self.0.get(&target).filter(|ids| (1..=MOST_CHOICES).contains(&ids.len()))
    }
}

/// A schema on its own, with a remark for whoever opens it.
pub fn document(title: &str, remark: &str, mut schema: Map<String, Value>) -> Value {
    let mut document = Map::new();
    document.insert("$schema".into(), json!(DRAFT));
    document.insert("$comment".into(), json!(remark));
    document.insert("title".into(), json!(title));
    document.append(&mut schema);
    Value::Object(document)
}

/// Writes schemas for a toolkit of some languages and ids.
#[derive(Debug, Clone, Copy)]
pub struct Writer<'w> {
    /// The toolkit's languages, the default one first.
    pub languages: &'w [Lang],
    /// Its ids.
    pub choices: &'w Choices,
}

impl Writer<'_> {
    /// The schema of a shape.
    pub fn shape(self, shape: &Shape) -> Map<String, Value> {
        let schema = match shape {
            Shape::Text | Shape::Name => self.text(),
            Shape::Line | Shape::Phone => json!({"type": ["string", "number", "boolean"]}),
            Shape::Id => id(),
            Shape::Reference(target) => self.reference(*target),
            Shape::OwnLanguage => {
                json!({"enum": self.languages.iter().map(Lang::as_str).collect::<Vec<_>>()})
            }
            Shape::Choice(words) => json!({"enum": words}),
            Shape::List(item) => json!({"type": "array", "items": self.shape(item)}),
            Shape::Object(object) => return self.object(object),
            Shape::Table(target, value) => self.table(*target, value),
            _ => single(shape),
        };
        as_map(schema)
    }

    /// A string, or a map from language to string. A language that the toolkit does not publish is no mistake; another
    /// way to write one that it does is.
    fn text(self) -> Value {
        let text = json!({"type": ["string", "number", "boolean"]});
        let own: Map<String, Value> =
            self.languages.iter().map(|lang| (lang.to_string(), text.clone())).collect();
        let primary = |lang: &Lang| lang.as_str().split('-').next().unwrap_or_default().to_string();
        let mut wrong: BTreeSet<String> = self.languages.iter().map(primary).collect();
        wrong.extend(language::slips(self.languages).map(str::to_string));
        let wrong: Vec<String> = wrong.into_iter().collect();
        let others = format!("^(?!({})(-|$))[a-z]{{2,3}}(-[A-Za-z0-9]{{2,8}})*$", wrong.join("|"));
        json!({
            "type": ["string", "number", "boolean", "object"],
            "minProperties": 1,
            "properties": own,
            "patternProperties": {others: text},
            "additionalProperties": false,
        })
    }

    /// An id of something that is told elsewhere.
    fn reference(self, target: Target) -> Value {
        match self.choices.of(target) {
            Some(ids) => json!({"enum": ids.iter().flat_map(|id| spellings(id)).collect::<Vec<_>>()}),
            // Whether it could be one at all is told only where it is looked up.
            None => json!({"type": ["string", "number", "boolean"]}),
        }
    }

    fn table(self, target: Target, value: &Shape) -> Value {
        let value = self.shape(value);
        match self.choices.of(target) {
            Some(ids) => {
                let known: Map<String, Value> =
                    ids.iter().map(|id| (id.clone(), Value::Object(value.clone()))).collect();
                json!({"type": "object", "properties": known, "additionalProperties": false})
            }
            None => json!({"type": "object", "additionalProperties": value}),
        }
    }

    fn object(self, object: &Object) -> Map<String, Value> {
        let properties: Map<String, Value> =
            object.fields().map(|field| (field.name.to_string(), Value::Object(self.field(field)))).collect();
        let required: Vec<&str> =
            object.fields().filter(|field| field.required).map(|field| field.name).collect();
        let mut schema = as_map(json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        }));
        if !required.is_empty() {
            schema.insert("required".into(), json!(required));
        }
        schema
    }

    fn field(self, field: &Field) -> Map<String, Value> {
        let mut schema = self.shape(&field.shape);
        if !field.required && !matches!(field.shape, Shape::Consent) {
            allow_nothing(&mut schema);
        }
        if field.required && matches!(field.shape, Shape::Text | Shape::Name | Shape::Line) {
            // Quotation marks with nothing in them are no name.
            schema.insert("pattern".into(), json!(r"\S"));
        }
        let doc = match target(&field.shape).and_then(|target| self.choices.of(target)) {
            Some(_) => format!("{}. {STALE}", sentence(field.doc)),
            None => sentence(field.doc),
        };
        schema.insert("description".into(), json!(doc));
        schema
    }
}

/// What the ids in a value name.
fn target(shape: &Shape) -> Option<Target> {
    match shape {
        Shape::Reference(named) | Shape::Table(named, _) => Some(*named),
        Shape::List(item) => target(item),
        _ => None,
    }
}

/// A text that begins with a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A key may stand there with nothing behind it.
fn allow_nothing(schema: &mut Map<String, Value>) {
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push(json!("null")),
        Some(single) => *single = json!([single.clone(), "null"]),
        None => {}
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    }
}

fn as_map(schema: Value) -> Map<String, Value> {
    match schema {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// How an id comes out of a YAML file that has it without quotes.
fn spellings(id: &str) -> Vec<Value> {
    let number = serde_json::from_str(id).ok().filter(Value::is_number);
    let flag = id.parse::<bool>().ok().map(Value::Bool);
    std::iter::once(json!(id)).chain(number).chain(flag).collect()
}

fn id() -> Value {
    json!({"type": ["string", "integer", "boolean"], "pattern": ID, "maxLength": 100, "minimum": 0,
           "not": {"enum": RESERVED}})
}

/// The schema of a value that is neither looked up nor made of others.
fn single(shape: &Shape) -> Value {
    match shape {
        Shape::Date => {
            json!({"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
        }
        Shape::MonthDay => json!({"type": "string", "pattern":
            "^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))$"}),
        Shape::Url => json!({"type": "string", "pattern": URL}),
        Shape::SiteUrl => json!({"type": "string", "pattern": URL, "not": {"pattern":
            r"[?#]|[^/]/[^/]*\.([hH][tT][mM][lL]?|[pP][hH][pP]|[aA][sS][pP][xX])$"}}),
        Shape::UrlPattern => json!({"type": "string", "pattern": URL, "allOf": [{"pattern": r"\{path\}"}]}),
        Shape::Email => json!({"type": "string", "pattern":
            r#"^(?!.*\.\.)[^\s"<>&?,;:\[\]{}|#@]+@[^\s"<>&?,;:\[\]{}|#@.]([^\s"<>&?,;:\[\]{}|#@]*)\.([^\s"<>&?,;:\[\]{}|#@]*)[^\s"<>&?,;:\[\]{}|#@.]$"#}),
        Shape::Color => json!({"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"}),
        Shape::Language => json!({"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"}),
        Shape::Flag | Shape::Consent => json!({"type": ["boolean", "string"], "pattern": "^(true|false)$"}),
        Shape::Count => json!({"type": ["integer", "string"], "minimum": 0, "maximum": 1_000_000_000,
            "pattern": "^[0-9]+$"}),
        Shape::Integer => json!({"type": ["integer", "string"], "minimum": i32::MIN, "maximum": i32::MAX,
            "pattern": "^[-+]?[0-9]+$"}),
        Shape::Share => json!({"type": ["number", "string"], "minimum": 0, "maximum": 1,
            "pattern": r"^(0(\.[0-9]{1,4})?|1(\.0{1,4})?)$"}),
        // A zero in front of a number without quotes is seen by the reader alone.
        Shape::Digits(count) => json!({"type": ["string", "integer"], "minimum": 0,
            "maximum": "9".repeat(*count).parse::<u64>().unwrap_or(u64::MAX), "pattern": format!("^[0-9]{{{count}}}$")}),
        Shape::StaticFile => json!({"type": ["string", "number", "boolean"], "pattern":
            r"^(?!\.{1,2}(/|$))[^/\\]+(/(?!\.{1,2}(/|$))[^/\\]+)*$"}),
        Shape::Line
        | Shape::Phone
        | Shape::Text
        | Shape::Name
        | Shape::Id
        | Shape::Reference(_)
        | Shape::OwnLanguage
        | Shape::Choice(_)
        | Shape::List(_)
        | Shape::Object(_)
        | Shape::Table(..) => json!({}),
    }
}

/// An address on the web.
const URL: &str = r#"^https?://(\[[^\s"<>|/?#“”‘’]*\][^\s"<>|/?#“”‘’]*|([^\s"<>|/?#“”‘’]*@)?([^\s"<>|/?#\[\]{}',:@“”‘’]*\.[^\s"<>|/?#\[\]{}',:@“”‘’]*[^\s"<>|/?#\[\]{}',:@.“”‘’]|[^\s"<>|/?#\[\]{}',:@“”‘’]*[^\s"<>|/?#\[\]{}',:@.“”‘’]:[0-9]+|localhost)(:[0-9]+)?)([/?#][^\s"<>|“”‘’]*)?$"#;
