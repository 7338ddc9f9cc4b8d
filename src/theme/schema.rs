//! The JSON Schema of a theme's strings files.

use serde_json::{Map, Value, json};

use super::strings::{CATEGORIES, Strings};

/// What a strings file may hold: every string that the built-in theme has, told in its English words.
pub fn strings_schema() -> Map<String, Value> {
    let english = Strings::english();
    let said = |key: &str| english.forms(key).iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" / ");
    let properties: Map<String, Value> =
        english.keys().map(|key| (key.to_string(), json!({"description": said(key)}))).collect();
    let keys: Vec<&str> = english.keys().collect();
    let mut schema = Map::new();
    schema.insert("type".into(), json!("object"));
    schema.insert("properties".into(), Value::Object(properties));
    schema.insert("propertyNames".into(), json!({"enum": keys}));
    schema.insert("patternProperties".into(), json!({"": message()}));
    schema
}

/// A string: text, or one for each plural form.
fn message() -> Value {
    let text = json!({"type": ["string", "number", "boolean"], "minLength": 1, "pattern": r"\S"});
    let forms: Map<String, Value> =
        CATEGORIES.iter().map(|(form, _)| ((*form).into(), text.clone())).collect();
    json!({
        "type": ["string", "number", "boolean", "object"],
        "minLength": 1,
        "properties": forms,
        "additionalProperties": false,
        "required": ["other"],
    })
}
