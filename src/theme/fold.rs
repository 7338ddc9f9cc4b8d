//! What can be put into templates before any page is made: interface strings that need nothing filled in, and
//! components, whose bodies take the places of their calls. Both cost the engine much more than text, and a page
//! has hundreds. A template reads as its author wrote it all the same: what is not understood for sure stays, and
//! where rendering fails it is done again with the templates as they are (see `templates.rs`).

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::expressions::{Argument, call, key_of, path, reads, rewrite, variables};
use super::pieces::{Piece, pieces, source};
use super::strings::Strings;
use super::tags::{Word, is_plain, keyword, words};

/// How deep components may stand within each other.
const DEEPEST: usize = 8;

/// How long a template may become, in bytes.
const LONGEST: usize = 256 * 1024;

/// The templates of a language by their names, with everything put in that is known before any page is. Those that
/// `is_own` names are the toolkit's own: in them a name may be misspelt, which must be found all the same.
pub(super) fn fold(
    templates: &[(String, String)],
    strings: &Strings,
    is_own: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    let read: BTreeMap<&str, Option<Vec<Piece>>> =
        templates.iter().map(|(name, text)| (name.as_str(), pieces(text))).collect();
    let components = components(&read, &is_own);
    let folded = templates.iter().map(|(name, text)| {
        let pieces = read[name.as_str()].as_ref().filter(|_| is_escaped(name));
        let mut folding = Folding { strings, components: &components, out: Vec::new(), length: 0 };
        let trust = if is_own(name) { Trust::Own } else { Trust::BuiltIn };
        let is_done = pieces.is_some_and(|pieces| folding.put_all(pieces, 0, trust).is_some());
        (name.clone(), if is_done { source(&folding.out) } else { text.clone() })
    });
    folded.collect()
}

/// Whether the engine escapes what this template prints.
fn is_escaped(name: &str) -> bool {
    [".html", ".htm", ".xml"].iter().any(|ending| name.ends_with(ending))
}

/// Whose a call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// The compiled-in theme's, whose names are right.
    BuiltIn,
    /// The toolkit's own. A component's call fails where what it gives is not there; what takes its place must too.
    Own,
}

/// A component whose body can take the place of a call.
#[derive(Debug)]
struct Component {
    arguments: Vec<String>,
    body: Vec<Piece>,
    /// The names that its loops give.
    bound: HashSet<String>,
    /// The arguments that the body can't do without: where one is not there it fails, whatever else there is.
    needed: HashSet<String>,
    trust: Trust,
}

/// The components that are simple enough. A name that two templates define is left to the engine.
fn components(
    templates: &BTreeMap<&str, Option<Vec<Piece>>>,
    is_own: impl Fn(&str) -> bool,
) -> HashMap<String, Component> {
    let mut found: HashMap<String, Option<Component>> = HashMap::new();
    for (template, pieces) in templates {
        let Some(pieces) = pieces else { continue };
        let trust = if is_own(template) { Trust::Own } else { Trust::BuiltIn };
        let mut rest = pieces.as_slice();
        while let Some(start) = rest.iter().position(|piece| header(piece).is_some()) {
            let Some((name, arguments)) = header(&rest[start]) else { break };
            let body = &rest[start + 1..];
            let end = body.iter().position(is_end_of_component).unwrap_or(body.len());
            let component = arguments.and_then(|arguments| Component::new(arguments, &body[..end], trust));
            let entry = found.entry(name);
            entry.and_modify(|known| *known = None).or_insert(component);
            rest = &body[end..];
        }
    }
    found.into_iter().filter_map(|(name, component)| Some((name, component?))).collect()
}

/// The name and the arguments that a component's tag gives; no arguments where they are not mere names.
fn header(piece: &Piece) -> Option<(String, Option<Vec<String>>)> {
    let Piece::Tag(inside) = piece else { return None };
    let ("component", rest) = keyword(inside) else { return None };
    let (name, arguments) = rest.split_once('(')?;
    let is_name = |name: &str| keyword(name).1.is_empty();
    let arguments = arguments.strip_suffix(')').and_then(|arguments| {
        let names = arguments.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| is_name(name).then(|| name.to_string())).collect()
    });
    Some((name.trim().to_string(), arguments))
}

fn is_end_of_component(piece: &Piece) -> bool {
    matches!(piece, Piece::Tag(inside) if keyword(inside).0 == "endcomponent")
}

impl Component {
    /// A component, if it sees nothing but its arguments and leaves nothing behind.
    fn new(arguments: Vec<String>, body: &[Piece], trust: Trust) -> Option<Self> {
        let mut bound = HashSet::new();
        let mut seen = HashSet::new();
        for piece in body {
            match piece {
                Piece::Text(_) => {}
                Piece::Print(inside) => seen.extend(variables(inside)?),
                Piece::Tag(inside) => match keyword(inside) {
                    ("else" | "endif" | "endfor", "") => {}
                    ("if" | "elif", test) => seen.extend(variables(test)?),
                    ("for", rest) => {
                        let (names, container) = rest.split_once(" in ")?;
                        bound.extend(names.split(',').map(|name| name.trim().to_string()));
                        seen.extend(variables(container)?);
                    }
                    _ => return None,
                },
            }
        }
        let is_known = |name: &String| arguments.contains(name) || bound.contains(name);
        let is_clear = seen.iter().all(is_known) && arguments.iter().all(|name| !bound.contains(name));
        is_clear.then(|| Self { arguments, body: body.to_vec(), bound, needed: needed(body), trust })
    }

    /// Whether a name that an argument begins with would mean something else in the body.
    fn hides(&self, path: &str) -> bool {
        let root = path.split('.').next().unwrap_or_default();
        !self.bound.is_empty() && (self.bound.contains(root) || root == "loop")
    }
}

/// The variables that a body reads whatever they are, in a way that fails where one is not there: it prints them, loops
/// over them, gives them on or asks for a field of theirs, outside of what is done under a condition.
fn needed(body: &[Piece]) -> HashSet<String> {
    let mut needed = HashSet::new();
    let mut depth = 0_usize;
    for piece in body {
        let (inside, least) = match piece {
            Piece::Text(_) => continue,
            Piece::Print(inside) => (inside.as_str(), 0),
            Piece::Tag(inside) => match keyword(inside) {
                ("if", test) => (test.trim(), 1),
                ("for", rest) => (rest.split_once(" in ").map_or("", |(_, container)| container), 0),
                _ => ("", 0),
            },
        };
        if depth == 0 {
            needed.extend(reads(inside, least));
        }
        match piece {
            Piece::Tag(inside) if matches!(keyword(inside).0, "if" | "for") => depth += 1,
            Piece::Tag(inside) if keyword(inside).0.starts_with("end") => depth = depth.saturating_sub(1),
            Piece::Tag(_) | Piece::Print(_) | Piece::Text(_) => {}
        }
    }
    needed
}

/// A template that is being folded.
struct Folding<'f> {
    strings: &'f Strings,
    components: &'f HashMap<String, Component>,
    out: Vec<Piece>,
    /// The length of `out`, in bytes.
    length: usize,
}

impl Folding<'_> {
    /// Puts pieces down, folded; `None` where the template grows too long.
    fn put_all(&mut self, pieces: &[Piece], depth: usize, trust: Trust) -> Option<()> {
        pieces.iter().try_for_each(|piece| {
            let Piece::Print(inside) = piece else { return self.put(piece.clone()) };
            if let Some(text) = self.string(inside) {
                return self.put(Piece::Text(text));
            }
            match self.body(inside, trust).filter(|_| depth < DEEPEST) {
                Some((body, of)) => self.put_all(&body, depth + 1, of),
                None => self.put(piece.clone()),
            }
        })
    }

    fn put(&mut self, piece: Piece) -> Option<()> {
        self.length += match &piece {
            Piece::Text(text) | Piece::Print(text) | Piece::Tag(text) => text.len(),
        };
        match (self.out.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => self.out.push(piece),
        }
        (self.length <= LONGEST).then_some(())
    }

    /// The text that a tag prints which asks for a string, as the engine would write it.
    fn string(&self, inside: &str) -> Option<String> {
        let words = words(inside)?;
        escaped(self.strings.plain(key_of(&words)?)?)
    }

    /// The body that takes the place of a component's call, and whose the calls in it are.
    fn body(&self, inside: &str, trust: Trust) -> Option<(Vec<Piece>, Trust)> {
        let call = call(inside)?;
        let component = self.components.get(call.name)?;
        let mut given: HashMap<&str, Argument> = HashMap::new();
        for (name, words) in &call.given {
            given.insert(name, self.argument(words).filter(|argument| !is_hidden(component, argument))?);
        }
        let is_whole = given.len() == call.given.len() && given.len() == component.arguments.len();
        if !is_whole || !component.arguments.iter().all(|name| given.contains_key(name.as_str())) {
            return None;
        }
        let fails = |(name, argument): (&&str, &Argument)| match argument {
            Argument::Path(_) => component.needed.contains(*name),
            Argument::Text(_) | Argument::Number(_) => true,
        };
        if trust == Trust::Own && !given.iter().all(fails) {
            return None;
        }
        let of = if trust == Trust::Own { trust } else { component.trust };
        Some((component.body.iter().map(|piece| filled(piece, &given)).collect::<Option<_>>()?, of))
    }

    /// What a call gives, where it means the same in the component.
    fn argument(&self, words: &[Word<'_>]) -> Option<Argument> {
        if let Some(key) = key_of(words) {
            return self
                .strings
                .plain(key)
                .filter(|text| is_plain(text))
                .map(|text| Argument::Text(text.into()));
        }
        match words {
            [Word::Number(number)] => Some(Argument::Number((*number).to_string())),
            [text @ Word::Quoted(_)] => text.plain_text().map(|text| Argument::Text(text.into())),
            words => {
                path(words)?;
                let mut written = String::new();
                words.iter().for_each(|word| word.write(&mut written));
                Some(Argument::Path(written))
            }
        }
    }
}

fn is_hidden(component: &Component, argument: &Argument) -> bool {
    matches!(argument, Argument::Path(path) if component.hides(path))
}

/// A piece of a component's body with what it was given.
fn filled(piece: &Piece, given: &HashMap<&str, Argument>) -> Option<Piece> {
    let fill = |expression: &str| {
        rewrite(expression, |name, next| match given.get(name) {
            Some(Argument::Text(_) | Argument::Number(_)) if matches!(next, Some('.' | '[' | '?')) => None,
            argument => Some(argument.cloned()),
        })
    };
    Some(match piece {
        Piece::Text(_) => piece.clone(),
        Piece::Print(inside) => match given.get(inside.as_str()) {
            Some(Argument::Text(text)) => Piece::Text(escaped(text)?),
            Some(Argument::Number(number)) => Piece::Text(number.clone()),
            _ => Piece::Print(fill(inside)?),
        },
        Piece::Tag(inside) => Piece::Tag(match keyword(inside) {
            ("for", rest) => {
                let (names, container) = rest.split_once(" in ")?;
                format!("for{names} in {}", fill(container)?)
            }
            (word, test) => format!("{word}{}", fill(test)?),
        }),
    })
}

/// A text as the engine prints it; `None` where it could be taken for a part of a tag.
fn escaped(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    tera::escape_html(text, &mut out).ok()?;
    String::from_utf8(out).ok().filter(|text| !text.contains(['{', '}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a template beside these components.
    fn folded(template: &str) -> String {
        const COMPONENTS: &str = "{% component said(text) -%}
            {%- if text.lang -%}<i>{{ text.text }}</i>{%- else -%}{{ text.text }}{%- endif -%}
            {%- endcomponent said %}
            {% component list(items, label) -%}
            <p>{{ label }}: {% for item in items %}{{ <said text={item}/> }}{% endfor %}</p>
            {%- endcomponent list %}
            {% component outer(x) -%}{{ page.title }}{{ x }}{%- endcomponent outer %}
            {% component typed(x: string) -%}{{ x }}{%- endcomponent typed %}";
        let file = |name: &str, text: &str| (name.to_string(), text.to_string());
        let templates = [file("a.html", template), file("components.html", COMPONENTS)];
        let strings = Strings::english();
        let all: HashMap<String, String> = fold(&templates, &strings, |_| false).into_iter().collect();
        all["a.html"].clone()
    }

    #[test]
    fn strings_and_components_become_text_and_tags() {
        assert_eq!(folded(r#"a {{ t(key="skip") }} b"#), "a Skip to the main content b");
        assert_eq!(
            folded("{{ <said text={view.name}/> }}"),
            "{% if view.name.lang %}<i>{{ view.name.text }}</i>{% else %}{{ view.name.text }}{% endif %}"
        );
        assert_eq!(
            folded(r#"{{ <list items={view.all} label="A & B"/> }}"#),
            "<p>A &amp; B: {% for item in view.all %}{% if item.lang %}<i>{{ item.text }}</i>{% else %}\
             {{ item.text }}{% endif %}{% endfor %}</p>"
        );
    }

    #[test]
    fn what_could_mean_something_else_stays() {
        for template in [
            r#"{{ t(key="people", n=view.n) }}"#,
            r#"{{ t(key="no-such-string") }}"#,
            "{% for item in view.all %}{{ <list items={item.items} label=\"x\"/> }}{% endfor %}",
            "{{ <outer x={view.x}/> }}",
            "{{ <typed x={view.x}/> }}",
            "{{ <said text={view.name | upper}/> }}",
            "{{ <said text/> }}",
            "{{ <said/> }}",
            "{{ <list items={view.all} items={view.none}/> }}",
        ] {
            assert_eq!(folded(template), template);
        }
    }
}
