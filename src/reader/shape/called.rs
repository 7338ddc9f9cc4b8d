//! Words by which people call keys, in English and in Spanish.

use super::super::scalar;
use super::super::yaml::{Kind, Node};
use super::{Field, Object, Shape};
use crate::diagnostics::nearest;

/// A word, and the keys that it can stand for; where it can be several, the first that the place has counts.
const CALLED: &[(&str, &[&str])] = &[
    ("abierta", &["opened"]),
    ("abstract", &["summary"]),
    ("action", &["do"]),
    ("actividad", &["do"]),
    ("apertura", &["opened"]),
    ("attendees", &["members"]),
    ("bio", &["about"]),
    ("borrador", &["draft"]),
    ("building", &["school"]),
    ("calificaciones", &["ratings"]),
    ("cargo", &["title"]),
    ("categories", &["keywords"]),
    ("category", &["keywords"]),
    ("chair", &["convener"]),
    ("ciudad", &["city"]),
    ("colour", &["color"]),
    ("condado", &["county"]),
    ("consent", &["show_name"]),
    ("contacto", &["contact"]),
    ("correo", &["email"]),
    ("correo_electronico", &["email"]),
    ("correo_electrónico", &["email"]),
    ("cuándo", &["meets"]),
    ("deadline", &["by"]),
    ("demographics", &["composition", "students", "groups"]),
    ("descripción", &["about", "summary"]),
    ("description", &["about", "summary"]),
    ("desde", &["since"]),
    ("director", &["leader"]),
    ("directora", &["leader"]),
    ("due", &["by"]),
    ("e-mail", &["email"]),
    ("email_address", &["email"]),
    ("end", &["until", "closed"]),
    ("end_date", &["until", "closed"]),
    ("enrollment", &["students"]),
    ("equipo", &["team"]),
    ("escala", &["scale"]),
    ("escuela", &["school"]),
    ("estado", &["state"]),
    ("estudiante", &["student"]),
    ("estudiantes", &["students"]),
    ("evaluadores", &["raters"]),
    ("evidencia", &["evidence"]),
    ("excerpt", &["summary"]),
    ("facilitator", &["convener"]),
    ("fecha", &["date"]),
    ("fin", &["until", "closed"]),
    ("founded", &["started", "opened"]),
    ("from", &["since"]),
    ("full_name", &["name"]),
    ("funciones", &["functions"]),
    ("grados", &["grades"]),
    ("grupos", &["groups"]),
    ("hasta", &["until"]),
    ("head", &["leader"]),
    ("homepage", &["website"]),
    ("idioma", &["languages"]),
    ("idiomas", &["languages"]),
    ("inicio", &["since", "started"]),
    ("integrantes", &["members"]),
    ("job", &["title"]),
    ("joined", &["since"]),
    ("lado", &["side"]),
    ("last_modified_at", &["reviewed"]),
    ("lastmod", &["reviewed"]),
    ("lea_id", &["nces_id"]),
    ("lead", &["convener", "leader"]),
    ("leader", &["convener"]),
    ("leaid", &["nces_id"]),
    ("logotipo", &["logo"]),
    ("next_review", &["review_by"]),
    ("mail", &["email"]),
    ("makeup", &["composition"]),
    ("marca", &["brand"]),
    ("meeting", &["meets"]),
    ("meeting_time", &["meets"]),
    ("meetings", &["meets"]),
    ("meta", &["goal"]),
    ("miembros", &["members"]),
    ("mission", &["about"]),
    ("mobile", &["phone"]),
    ("name", &["title"]),
    ("nces", &["nces_id"]),
    ("ncessch", &["nces_id"]),
    ("nivel", &["level"]),
    ("nombre", &["name", "title"]),
    ("orden", &["order"]),
    ("owner", &["who"]),
    ("palabras_clave", &["keywords"]),
    ("parte_de", &["part_of"]),
    ("participants", &["members"]),
    ("pasos", &["steps"]),
    ("people", &["members"]),
    ("perspectivas", &["perspectives"]),
    ("phone_number", &["phone"]),
    ("position", &["title"]),
    ("principal", &["leader"]),
    ("puesto", &["title"]),
    ("puntos", &["points"]),
    ("quien", &["who"]),
    ("quién", &["who"]),
    ("redirect_from", &["aliases"]),
    ("redirects", &["aliases"]),
    ("responsible", &["who"]),
    ("rating", &["scale"]),
    ("ratings", &["scale"]),
    ("results", &["ratings"]),
    ("resumen", &["summary"]),
    ("reuniones", &["meets"]),
    ("reunión", &["meets"]),
    ("revisado", &["reviewed"]),
    ("revisar_antes_de", &["review_by"]),
    ("rol", &["role"]),
    ("role", &["title"]),
    ("roster", &["members"]),
    ("rubrica", &["rubric"]),
    ("rúbrica", &["rubric"]),
    ("schedule", &["meets"]),
    ("score", &["ratings"]),
    ("school", &["team"]),
    ("scores", &["ratings"]),
    ("sidebar_position", &["order"]),
    ("significa", &["means"]),
    ("site", &["base_url", "website"]),
    ("sitio_web", &["website"]),
    ("staff", &["members"]),
    ("start", &["since", "started"]),
    ("start_date", &["since", "started"]),
    ("tags", &["keywords"]),
    ("task", &["do"]),
    ("tel", &["phone"]),
    ("telefono", &["phone"]),
    ("telephone", &["phone"]),
    ("teléfono", &["phone"]),
    ("tema", &["theme"]),
    ("tipo", &["kind"]),
    ("title", &["name"]),
    ("titulo", &["title"]),
    ("type", &["kind"]),
    ("título", &["title"]),
    ("updated", &["reviewed"]),
    ("url", &["website", "base_url"]),
    ("web", &["website"]),
    ("weight", &["order"]),
    ("what", &["do"]),
    ("when", &["by", "meets"]),
];

/// The key that is called by a word.
pub(super) fn called(text: &str, object: &Object) -> Option<&'static Field> {
    let plain = text.trim().to_lowercase().replace([' ', '-'], "_");
    let (_, keys) = CALLED.iter().find(|(word, _)| word.replace('-', "_") == plain)?;
    keys.iter().find_map(|key| object.field(key))
}

/// How many keys are looked through for those that are there: more than anything has.
pub(super) const MOST_KEYS: usize = 64;

/// The key that a word is meant as which is none: one that is not there yet rather than one that is.
pub fn meant(text: &str, entries: &[(Node, Node)], object: &Object) -> Option<&'static Field> {
    let keys = || entries.iter().take(MOST_KEYS).map(|(key, _)| key.text());
    let is_there = |field: &&Field| keys().any(|key| key == Some(field.name));
    let (there, free): (Vec<&'static Field>, Vec<&'static Field>) = object.fields().partition(is_there);
    // `the id`, `school name`
    let has_word = |field: &&&Field| text.split([' ', '_', '-', ':']).any(|word| word == field.name);
    let within = free.iter().find(has_word).copied();
    let is_first = entries.first().is_some_and(|(first, _)| first.text() == Some(text));
    // An entry begins with its id, or what is first else, however that is called.
    let begin = || {
        let (_, value) = entries.first().filter(|_| is_first)?;
        let field = object.fields().next().filter(|field| field.required && !is_there(field))?;
        value.text().filter(|text| scalar::problem(text, &field.shape).is_none()).and(Some(field))
    };
    let names = free.iter().chain(&there).map(|field| field.name);
    let near = nearest(text, names).and_then(|near| object.field(near));
    // What is called by another word is that, rather than a slip of a word that is there already.
    let near_free = || near.filter(|field| !is_there(field));
    let called = || called(text, object).filter(|field| !is_there(field));
    let found = within
        .or_else(near_free)
        .or_else(called)
        .or(near)
        .or_else(begin)
        .and_then(|field| object.field(field.name));
    by_value(text, found, entries, &free).or_else(|| left_over(text, entries, object, &free))
}

/// The one key that must be there and is not, where one key alone is none and what stands behind it fits.
fn left_over(
    text: &str,
    entries: &[(Node, Node)],
    object: &Object,
    free: &[&'static Field],
) -> Option<&'static Field> {
    let mut wanted = free.iter().filter(|field| field.required);
    let field = wanted.next().filter(|_| wanted.next().is_none())?;
    let is_strange = |(name, _): &&(Node, Node)| name.text().is_none_or(|key| object.field(key).is_none());
    let mut strange = entries.iter().take(MOST_KEYS).filter(is_strange);
    let (_, value) = strange.next().filter(|(name, _)| name.text() == Some(text))?;
    let fits = match (&field.shape, &value.kind) {
        (Shape::Text | Shape::Name, Kind::Map(entries)) => {
            entries.iter().all(|(_, text)| text.text().is_some())
        }
        (Shape::Text | Shape::Name | Shape::Line, Kind::Scalar { text, .. }) => {
            text.contains(char::is_alphabetic)
        }
        (Shape::List(_), Kind::List(_)) => true,
        _ => false,
    };
    (fits && strange.next().is_none()).then_some(*field)
}

/// The key that is meant by its name, or the one that takes the word behind it, where the other does not: `type: middle`.
fn by_value(
    text: &str,
    found: Option<&'static Field>,
    entries: &[(Node, Node)],
    free: &[&'static Field],
) -> Option<&'static Field> {
    let value =
        entries.iter().find(|(name, _)| name.text() == Some(text)).and_then(|(_, value)| value.text());
    let Some(value) = value.filter(|value| !value.is_empty()) else { return found };
    let takes = |field: &&&'static Field| {
        matches!(field.shape, Shape::Choice(_)) && scalar::problem(value, &field.shape).is_none()
    };
    let is_strange = found.is_some_and(|field| scalar::problem(value, &field.shape).is_some());
    match found {
        Some(field) if is_strange && matches!(field.shape, Shape::Choice(_)) => {
            free.iter().find(takes).copied().or(found)
        }
        // Few things are counted, and a name is none of them.
        Some(field) if is_strange && matches!(field.shape, Shape::Integer) => None,
        None => free.iter().find(takes).copied().filter(|_| value.len() > 2),
        _ => found,
    }
}
