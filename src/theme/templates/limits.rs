//! Limits of what a template may do for one page. The engine has none: loops within loops turn as often as they are
//! told to, and a value that is doubled forty times fills any memory. So what a toolkit's own templates loop over and
//! what they keep is led through a filter that counts. The filters are put into a template's text when it is loaded;
//! places in what comes out are led back to the text that the author wrote.

mod growing;

use std::cell::Cell;
use std::io;
use std::ops::Range;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::theme::tags::{Kind, Tag, Word, keyword, tags, words};

/// How often the loops of a page may turn, and how much its variables may hold, in turns and parts of values.
const MOST_WORK: usize = 5_000_000;

/// How many turns a component weighs: calling it costs far more than a turn.
const TURNS_A_COMPONENT: usize = 20;

/// How many bytes of text weigh as much as one turn.
const BYTES_A_TURN: usize = 8;

/// The largest page, in bytes.
const LARGEST_PAGE: usize = 64 * 1024 * 1024;

/// The most numbers that `range` gives at once, as in the engine's own.
const LONGEST_RANGE: usize = 100_000;

thread_local! {
    /// What the page that this thread renders did so far. A page is rendered by one thread from beginning to end.
    static WORK: Cell<usize> = const { Cell::new(0) };
}

/// Begins a page.
pub(super) fn begin() {
    WORK.set(0);
}

/// Adds work, and ends the page when it is too much.
fn work(amount: usize) -> TeraResult<()> {
    let done = WORK.get().saturating_add(amount);
    WORK.set(done);
    if done <= MOST_WORK {
        return Ok(());
    }
    Err(Error::message(
        "this goes on for too long: the loops of a page may turn 5 million times in all, and what its variables hold \
         counts too. Look for a loop within a loop, a value that grows at each turn, or a component that calls itself",
    ))
}

/// Registers what counts: two filters, a function, and what the engine has that makes much of little, but counted.
pub(super) fn register(engine: &mut Tera) {
    engine.register_filter("teamkit_turns", |value: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        work(value.len().unwrap_or_default())?;
        Ok(value.clone())
    });
    engine.register_filter("teamkit_kept", |value: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        weigh(value)?;
        Ok(value.clone())
    });
    engine.register_function("teamkit_called", |given: Kwargs, _: &State| -> TeraResult<&'static str> {
        work(TURNS_A_COMPONENT)?;
        let mut parts = 0;
        given.iter().try_for_each(|(_, value)| weigh_given(value, &mut parts))?;
        Ok("")
    });
    growing::register(engine);
    engine.register_function("range", |arguments: Kwargs, _: &State| range(&arguments));
}

/// How many parts of what a component is given weigh as much as one turn: most of it is what the page has anyway.
const GIVEN_A_TURN: usize = 16;

/// The longest text that is taken for something that the page has anyway, in bytes.
const LONGEST_GIVEN: usize = 4096;

/// Adds the weight of what a component is given, which may have been made on the way and doubled at each call of
/// itself. A long text weighs as one that is kept: a call further it may be eight times as long.
fn weigh_given(value: &Value, parts: &mut usize) -> TeraResult<()> {
    let bytes = value.as_str().map_or(0, str::len);
    if bytes > LONGEST_GIVEN {
        work(bytes / BYTES_A_TURN)?;
    }
    *parts += 1 + bytes / BYTES_A_TURN;
    if *parts >= GIVEN_A_TURN {
        work(*parts / GIVEN_A_TURN)?;
        *parts %= GIVEN_A_TURN;
    }
    if let Some(items) = value.as_array() {
        return items.iter().try_for_each(|item| weigh_given(item, parts));
    }
    value.as_map().map_or(Ok(()), |map| map.values().try_for_each(|value| weigh_given(value, parts)))
}

/// Adds the weight of a value: its parts, and the length of its texts. A list that holds another twice weighs both.
fn weigh(value: &Value) -> TeraResult<()> {
    work(1 + value.as_str().map_or(0, str::len) / BYTES_A_TURN)?;
    if let Some(items) = value.as_array() {
        return items.iter().try_for_each(weigh);
    }
    value.as_map().map_or(Ok(()), |map| map.values().try_for_each(weigh))
}

/// The numbers from `start` to before `end`.
fn range(arguments: &Kwargs) -> TeraResult<Vec<i64>> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i64>("end")?;
    let step = arguments.get::<i64>("step_by")?.unwrap_or(1);
    if step == 0 {
        return Err(Error::message("`range` can't go on in steps of 0"));
    }
    if start > end && step > 0 {
        return Err(Error::message("`range` begins after its end"));
    }
    let next = |number: &i64| number.checked_add(step);
    let is_before = |number: &i64| if step > 0 { *number < end } else { *number > end };
    let numbers = std::iter::successors(Some(start), next).take_while(is_before);
    let numbers: Vec<i64> = numbers.take(LONGEST_RANGE + 1).collect();
    if numbers.len() > LONGEST_RANGE {
        return Err(Error::message(format!("`range` gives at most {LONGEST_RANGE} numbers")));
    }
    work(numbers.len())?;
    Ok(numbers)
}

/// A page that grows while it is rendered, up to a limit.
pub(super) struct Page {
    /// What was rendered so far.
    pub(super) bytes: Vec<u8>,
}

impl io::Write for Page {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + part.len() > LARGEST_PAGE {
            return Err(io::Error::other("this page grows beyond 64 MB: look for a loop that is too long"));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template's text with the filters that count in it, and the way back.
#[derive(Debug)]
pub(super) struct Counted {
    /// The text that the engine gets.
    pub(super) text: String,
    /// What was put in: where it stands in the new text, and the tag that it belongs to in the old one.
    inserted: Vec<(Range<usize>, Range<usize>)>,
}

impl Counted {
    /// Puts the filters into the loops, the variables and the components of a template.
    pub(super) fn new(template: &str) -> Self {
        let mut counted = Self { text: String::with_capacity(template.len() + 256), inserted: Vec::new() };
        let mut at = 0;
        for tag in tags(template).flatten() {
            counted.text.push_str(&template[at..tag.place.start]);
            counted.tag(template, &tag);
            at = tag.place.end;
        }
        counted.text.push_str(&template[at..]);
        counted
    }

    /// The range of the author's text that a range of the engine's text stands for.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let back = |offset: usize| {
            let before = self.inserted.iter().take_while(|(new, _)| new.start < offset);
            offset - before.map(|(new, _)| new.end.min(offset) - new.start).sum::<usize>()
        };
        let (start, end) = (back(range.start), back(range.end));
        let within =
            |(new, _): &&(Range<usize>, Range<usize>)| new.start <= range.start && range.end <= new.end;
        match self.inserted.iter().find(within) {
            Some((_, tag)) if start == end => tag.clone(),
            _ => start..end,
        }
    }

    fn tag(&mut self, template: &str, tag: &Tag) {
        let (place, end) = (&tag.place, tag.inside.end);
        let text = &template[place.clone()];
        let (word, rest) = match tag.kind {
            Kind::Print => ("", ""),
            Kind::Statement => keyword(&template[tag.inside.clone()]),
            Kind::Comment | Kind::Raw => return self.text.push_str(text),
        };
        match word {
            "for" => match after_in(rest) {
                Some(value) => self.filtered(template, place, end - value.len()..end, "teamkit_turns"),
                None => self.text.push_str(text),
            },
            "set" | "set_global" => match rest.split_once('=') {
                Some((name, value)) if matches!(keyword(name), (_, after) if after.trim().is_empty()) => {
                    self.filtered(template, place, end - value.len()..end, "teamkit_kept");
                }
                _ => {
                    self.text.push_str(&template[place.start..end]);
                    self.insert(" | teamkit_kept ", place);
                    self.text.push_str(&template[end..place.end]);
                }
            },
            "component" => {
                self.text.push_str(text);
                let given: Vec<String> =
                    arguments(rest).iter().map(|name| format!("{name}={name}")).collect();
                let call = format!("teamkit_called({})", given.join(", "));
                let print =
                    if tag.trims_after { format!("{{{{- {call} -}}}}") } else { format!("{{{{ {call} }}}}") };
                self.insert(&print, place);
            }
            _ => self.expression(template, place, place.clone()),
        }
    }

    /// A tag whose expression is led through a filter.
    fn filtered(&mut self, template: &str, tag: &Range<usize>, expression: Range<usize>, filter: &str) {
        self.text.push_str(&template[tag.start..expression.start]);
        self.insert("(", tag);
        self.expression(template, tag, expression.clone());
        self.insert(&format!(") | {filter} "), tag);
        self.text.push_str(&template[expression.end..tag.end]);
    }

    /// An expression, in which lists that are made by a loop are counted.
    fn expression(&mut self, template: &str, tag: &Range<usize>, expression: Range<usize>) {
        let Some(words) = words(&template[expression.clone()]) else {
            return self.text.push_str(&template[expression]);
        };
        let mut looping = Looping::default();
        let mut depth = 0_usize;
        for word in words {
            match word {
                Word::Sign(']' | ')' | '}') => depth = depth.saturating_sub(1),
                Word::Sign('[' | '(' | '{') => depth += 1,
                _ => {}
            }
            let ends = matches!(word, Word::Sign(']') | Word::Name("if"));
            if ends && looping.closes(depth + usize::from(word == Word::Sign(']'))) {
                self.insert(") | teamkit_turns) ", tag);
            }
            word.write(&mut self.text);
            if looping.opens(word, depth) {
                self.insert("((", tag);
            }
        }
    }

    fn insert(&mut self, text: &str, tag: &Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.inserted.push((start..self.text.len(), tag.clone()));
    }
}

/// Where lists are made by a loop: `[x for x in list]`.
#[derive(Default)]
struct Looping {
    /// Whether `for` was seen, and its `in` not yet.
    is_named: bool,
    /// In how many brackets what is looped over stands, for each that is open.
    open: Vec<usize>,
}

impl Looping {
    /// Whether what is looped over begins behind a word.
    fn opens(&mut self, word: Word<'_>, depth: usize) -> bool {
        match word {
            Word::Name("for") => self.is_named = true,
            Word::Name("in") if self.is_named => {
                self.is_named = false;
                self.open.push(depth);
                return true;
            }
            _ => {}
        }
        false
    }

    /// Whether what is looped over ends here.
    fn closes(&mut self, depth: usize) -> bool {
        self.open.pop_if(|open| *open == depth).is_some()
    }
}

/// The names of the arguments that stand behind a component's name.
fn arguments(rest: &str) -> Vec<&str> {
    let Some(words) = words(rest) else { return Vec::new() };
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut before = None;
    for word in words.into_iter().filter(|word| !word.is_space()) {
        match word {
            Word::Sign('(' | '[' | '{') => depth += 1,
            Word::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
            Word::Name(name) if depth == 1 && matches!(before, Some(Word::Sign('(' | ','))) => {
                names.push(name);
            }
            _ => {}
        }
        before = Some(word);
    }
    names
}

/// What stands behind `name in`, or behind `key, name in`.
fn after_in(text: &str) -> Option<&str> {
    let (_, rest) = keyword(text);
    let rest = match rest.trim_start().strip_prefix(',') {
        Some(second) => keyword(second).1,
        None => rest,
    };
    let (word, value) = keyword(rest);
    (word == "in").then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_variables_and_components_are_counted_and_nothing_else_is_touched() {
        for (template, counted) in [
            ("{% for a in b %}x{% endfor %}", "{% for a in( b ) | teamkit_turns %}x{% endfor %}"),
            ("{%- for k, v in a or b -%}", "{%- for k, v in( a or b ) | teamkit_turns -%}"),
            ("{% set x = x ~ \"%}\" %}", "{% set x =( x ~ \"%}\" ) | teamkit_kept %}"),
            ("{% set x = a == b %}", "{% set x =( a == b ) | teamkit_kept %}"),
            ("{% set x %}y{% endset %}", "{% set x  | teamkit_kept %}y{% endset %}"),
            (
                "{% component a(b, c: string = \"x, y\") -%}x",
                "{% component a(b, c: string = \"x, y\") -%}{{- teamkit_called(b=b, c=c) -}}x",
            ),
            (
                "{{ [[b for b in a] for a in list if a] }}",
                "{{ [[b for b in(( a) | teamkit_turns) ] for a in(( list ) | teamkit_turns) if a] }}",
            ),
            (
                "{% raw %}endraw ' {% endraw %}{% for a in b %}'",
                "{% raw %}endraw ' {% endraw %}{% for a in( b ) | teamkit_turns %}'",
            ),
        ] {
            assert_eq!(Counted::new(template).text, counted);
        }
        for template in [
            "",
            "é { {{ \"{% for\" }} {# {% for a in b %} #}",
            "{% raw %}{% for a in b %}{% endraw %}",
            "{% if a in b %}{% for",
            "{{ a",
            "{% for a of b %}{% form in b %}",
        ] {
            assert_eq!(Counted::new(template).text, template);
        }
    }

    #[test]
    fn places_lead_back_to_what_the_author_wrote() {
        let template = "é{% for a in list %}{{ a.b }}{% endfor %}";
        let counted = Counted::new(template);
        let find = |text: &str, part: &str| {
            let at = text.find(part).expect("a part");
            at..at + part.len()
        };
        for part in ["é", "list", "a.b", "endfor"] {
            assert_eq!(counted.original(&find(&counted.text, part)), find(template, part));
        }
        let filter = find(&counted.text, "teamkit_turns");
        assert_eq!(&template[counted.original(&filter)], "{% for a in list %}");
    }
}
