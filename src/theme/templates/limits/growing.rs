//! The engine's filters that can give far more text than they get, as the engine has them, but weighed before the text
//! is there.

#![expect(clippy::needless_pass_by_value, reason = "the engine gives values")]

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::{BYTES_A_TURN, work};

/// The widest that a line is indented, as in the engine's own.
const WIDEST: usize = 1_000;

/// Registers them.
pub(super) fn register(engine: &mut Tera) {
    engine.register_filter("replace", replace);
    engine.register_filter("indent", indent);
    engine.register_filter("join", join);
}

/// Adds the weight of so many pieces of a text.
fn weigh(pieces: usize, length: usize) -> TeraResult<()> {
    work(pieces.saturating_mul(length) / BYTES_A_TURN)
}

/// A text that is safe where it is to be, or one that is escaped later.
fn text(text: String, is_safe: bool) -> Value {
    if is_safe { Value::safe_string(&text) } else { Value::from(text) }
}

fn replace(value: StringInput<'_>, given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let (from, to) = (given.must_get::<&str>("from")?, given.must_get::<StringInput<'_>>("to")?);
    weigh(value.as_str().matches(from).count(), to.as_str().len())?;
    if state.autoescaping_enabled() && (value.is_safe() || to.is_safe()) {
        return Ok(text(value.rendered(state)?.replace(from, &to.rendered(state)?), true));
    }
    Ok(text(value.as_str().replace(from, to.as_str()), false))
}

fn indent(value: StringInput<'_>, given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let width = given.get::<usize>("width")?.unwrap_or(4).min(WIDEST);
    let sign = given.get::<StringInput<'_>>("indentation")?;
    let first = given.get::<bool>("first")?.unwrap_or(false);
    let blank = given.get::<bool>("blank")?.unwrap_or(false);
    if sign.as_ref().is_some_and(|sign| sign.as_str().chars().count() != 1) {
        return Err(Error::message("the `indentation` argument must be exactly one character"));
    }
    weigh(value.as_str().lines().count(), width)?;
    let is_safe =
        state.autoescaping_enabled() && (value.is_safe() || sign.as_ref().is_some_and(StringInput::is_safe));
    let sign = match &sign {
        Some(sign) if is_safe => sign.rendered(state)?.into_owned(),
        Some(sign) => sign.as_str().to_string(),
        None => " ".to_string(),
    };
    let value = if is_safe { value.rendered(state)?.into_owned() } else { value.as_str().to_string() };
    let margin = sign.repeat(width);
    let line = |(index, line): (usize, &str)| {
        let is_indented = if index == 0 { first } else { blank || !line.is_empty() };
        if is_indented { format!("{margin}{line}") } else { line.to_string() }
    };
    let mut out = value.lines().enumerate().map(line).collect::<Vec<_>>().join("\n");
    if value.ends_with('\n') {
        out.push('\n');
    }
    Ok(text(out, is_safe))
}

fn join(values: &[Value], given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let between = given.get::<StringInput<'_>>("sep")?;
    weigh(values.len(), between.as_ref().map_or(0, |between| between.as_str().len()))?;
    let is_safe = state.autoescaping_enabled()
        && (values.iter().any(|value| value.is_string() && value.is_safe())
            || between.as_ref().is_some_and(StringInput::is_safe));
    if !is_safe {
        let parts: Vec<String> = values.iter().map(ToString::to_string).collect();
        return Ok(text(parts.join(between.as_ref().map_or("", StringInput::as_str)), false));
    }
    let part = |value: &Value| {
        if value.is_undefined() { Ok(String::new()) } else { state.escape_if_needed(value) }
    };
    let parts = values.iter().map(part).collect::<TeraResult<Vec<String>>>()?;
    let between = match &between {
        Some(between) => between.rendered(state)?.into_owned(),
        None => String::new(),
    };
    Ok(text(parts.join(&between), true))
}
