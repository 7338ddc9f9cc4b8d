//! What can be put into templates before any page is made: interface strings that need nothing filled in, and
//! components, whose bodies take the places of their calls. Both cost the engine much more than text, and a page
//! has hundreds. A template reads as its author wrote it all the same: what is not understood for sure stays, and
//! where rendering fails it is done again with the templates as they are (see `templates.rs`).

use std::collections::{BTreeMap, HashMap, HashSet};

use super::pieces::{Piece, Word, is_plain, pieces, source, words};
use super::strings::Strings;

/// How deep components may stand within each other.
const DEEPEST: usize = 8;

/// How long a template may become, in bytes.
const LONGEST: usize = 256 * 1024;

/// The words of expressions that name nothing.
const KEYWORDS: [&str; 12] =
    ["and", "or", "not", "in", "is", "if", "else", "true", "false", "True", "False", "none"];

/// The templates of a language by their names, with everything put in that is known before any page is.
pub(super) fn fold(templates: &[(String, String)], strings: &Strings) -> Vec<(String, String)> {
    let read: BTreeMap<&str, Option<Vec<Piece>>> =
        templates.iter().map(|(name, text)| (name.as_str(), pieces(text))).collect();
    let components = components(&read);
    let folded = templates.iter().map(|(name, text)| {
        let pieces = read[name.as_str()].as_ref().filter(|_| is_escaped(name));
        let mut folding = Folding { strings, components: &components, out: Vec::new(), length: 0 };
        let is_done = pieces.is_some_and(|pieces| folding.put_all(pieces, 0).is_some());
        (name.clone(), if is_done { source(&folding.out) } else { text.clone() })
    });
    folded.collect()
}

/// Whether the engine escapes what this template prints.
fn is_escaped(name: &str) -> bool {
    [".html", ".htm", ".xml"].iter().any(|ending| name.ends_with(ending))
}

/// A component whose body can take the place of a call.
#[derive(Debug)]
struct Component {
    arguments: Vec<String>,
    body: Vec<Piece>,
    /// The names that its loops give.
    bound: HashSet<String>,
}

/// What a component is given: something that means the same in its body.
#[derive(Debug, Clone)]
enum Argument {
    /// A variable, or something in one.
    Path(String),
    /// A text.
    Text(String),
    /// A whole number.
    Number(String),
}

impl Argument {
    /// What stands for the argument in an expression.
    fn write(&self, out: &mut String) {
        match self {
            Self::Path(text) | Self::Number(text) => out.push_str(text),
            Self::Text(text) => out.extend(["\"", text, "\""]),
        }
    }
}

/// The components that are simple enough. A name that two templates define is left to the engine.
fn components(templates: &BTreeMap<&str, Option<Vec<Piece>>>) -> HashMap<String, Component> {
    let mut found: HashMap<String, Option<Component>> = HashMap::new();
    for pieces in templates.values().flatten() {
        let mut rest = pieces.as_slice();
        while let Some(start) = rest.iter().position(|piece| header(piece).is_some()) {
            let Some((name, arguments)) = header(&rest[start]) else { break };
            let body = &rest[start + 1..];
            let end = body.iter().position(is_end_of_component).unwrap_or(body.len());
            let component = arguments.and_then(|arguments| Component::new(arguments, &body[..end]));
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
    let (name, arguments) = inside.strip_prefix("component ")?.split_once('(')?;
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c == '_' || c.is_ascii_alphanumeric());
    let arguments = arguments.strip_suffix(')').and_then(|arguments| {
        let names = arguments.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| is_name(name).then(|| name.to_string())).collect()
    });
    Some((name.trim().to_string(), arguments))
}

fn is_end_of_component(piece: &Piece) -> bool {
    matches!(piece, Piece::Tag(inside) if inside.split_whitespace().next() == Some("endcomponent"))
}

impl Component {
    /// A component, if it sees nothing but its arguments and leaves nothing behind.
    fn new(arguments: Vec<String>, body: &[Piece]) -> Option<Self> {
        let mut bound = HashSet::new();
        let mut seen = HashSet::new();
        for piece in body {
            match piece {
                Piece::Text(_) => {}
                Piece::Print(inside) => seen.extend(variables(inside)?),
                Piece::Tag(inside) => match inside.split_once(char::is_whitespace) {
                    None if matches!(inside.as_str(), "else" | "endif" | "endfor") => {}
                    Some(("if" | "elif", test)) => seen.extend(variables(test)?),
                    Some(("for", rest)) => {
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
        is_clear.then(|| Self { arguments, body: body.to_vec(), bound })
    }

    /// Whether a name that an argument begins with would mean something else in the body.
    fn hides(&self, path: &str) -> bool {
        let root = path.split('.').next().unwrap_or_default();
        !self.bound.is_empty() && (self.bound.contains(root) || root == "loop")
    }
}

/// The variables that an expression reads; `None` for an expression that is not understood.
fn variables(inside: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    rewrite(inside, |name, _| {
        found.push(name.to_string());
        Some(None)
    })?;
    Some(found)
}

/// An expression with other things in the place of variables. `other` is told a variable and the sign after it.
fn rewrite(
    inside: &str,
    mut other: impl FnMut(&str, Option<char>) -> Option<Option<Argument>>,
) -> Option<String> {
    let words = words(inside)?;
    let is_call = is_simple_call(&words);
    if is_call && call(inside).is_none() {
        return None;
    }
    let mut out = String::with_capacity(inside.len());
    let mut before: Option<Word<'_>> = None;
    for (index, word) in words.iter().enumerate() {
        let mut after = words[index + 1..].iter().filter(|word| **word != Word::Space);
        let next = after.next().and_then(|word| if let Word::Sign(sign) = word { Some(*sign) } else { None });
        let is_equal = matches!(after.next(), Some(Word::Sign('=')));
        match word {
            Word::Name("for" | "body" | "super" | "loop" | "null" | "None") | Word::Sign(':') => return None,
            Word::Name("is") if !is_test_for_none(&words[index + 1..]) => return None,
            Word::Sign('<' | '>') if !is_call => return None,
            Word::Sign('{') if before != Some(Word::Sign('=')) => return None,
            Word::Name(name) if is_variable(name, before, next, is_equal, is_call) => {
                match other(name, next)? {
                    Some(argument) => argument.write(&mut out),
                    None => out.push_str(name),
                }
            }
            word => word.write(&mut out),
        }
        if *word != Word::Space {
            before = Some(*word);
        }
    }
    Some(out)
}

/// Whether a name in an expression is a variable: no keyword, field, filter, function, nor the name of an argument
/// or a component.
fn is_variable(
    name: &str,
    before: Option<Word<'_>>,
    next: Option<char>,
    is_equal: bool,
    is_call: bool,
) -> bool {
    let is_field = matches!(before, Some(Word::Sign('.' | '|')));
    let is_called = next == Some('(');
    let is_argument = next == Some('=') && !is_equal;
    let is_component = is_call && before == Some(Word::Sign('<'));
    !(KEYWORDS.contains(&name) || is_field || is_called || is_argument || is_component)
}

/// Whether the words after an `is` ask for `none` or for the contrary. Other tests could tell a variable that is not
/// there from one that is.
fn is_test_for_none(after: &[Word<'_>]) -> bool {
    let mut after = after.iter().filter(|word| **word != Word::Space);
    match after.next() {
        Some(Word::Name("not")) => after.next() == Some(&Word::Name("none")),
        word => word == Some(&Word::Name("none")),
    }
}

/// Whether words are `<name a="…" b={…} …/>` and nothing else.
fn is_simple_call(words: &[Word<'_>]) -> bool {
    let signs = |wanted: char| words.iter().filter(|word| **word == Word::Sign(wanted)).count();
    matches!(words, [Word::Sign('<'), Word::Name(_), .., Word::Sign('/'), Word::Sign('>')])
        && signs('<') == 1
        && signs('>') == 1
}

/// A component's call.
struct Call<'s> {
    name: &'s str,
    /// What it gives, as words.
    given: Vec<(&'s str, Vec<Word<'s>>)>,
}

/// The call that stands in a tag, if it is a simple one.
fn call(inside: &str) -> Option<Call<'_>> {
    let words = words(inside)?;
    if !is_simple_call(&words) {
        return None;
    }
    let words: Vec<Word<'_>> = words.into_iter().filter(|word| *word != Word::Space).collect();
    let [_, Word::Name(name), given @ .., _, _] = words.as_slice() else { return None };
    let mut call = Call { name, given: Vec::new() };
    let mut rest = given;
    while let [Word::Name(argument), Word::Sign('='), after @ ..] = rest {
        let (value, after) = match after {
            [text @ Word::Quoted(_), after @ ..] => (vec![*text], after),
            [Word::Sign('{'), after @ ..] => {
                let end = after.iter().position(|word| *word == Word::Sign('}'))?;
                (after[..end].to_vec(), &after[end + 1..])
            }
            _ => return None,
        };
        call.given.push((argument, value));
        rest = after;
    }
    rest.is_empty().then_some(call)
}

/// The key of a string that is asked for with nothing to fill in.
fn key_of<'w>(words: &[Word<'w>]) -> Option<&'w str> {
    let words: Vec<Word<'w>> = words.iter().copied().filter(|word| *word != Word::Space).collect();
    match words.as_slice() {
        [Word::Name("t"), Word::Sign('('), Word::Name("key"), Word::Sign('='), key, Word::Sign(')')] => {
            key.plain_text()
        }
        _ => None,
    }
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
    fn put_all(&mut self, pieces: &[Piece], depth: usize) -> Option<()> {
        pieces.iter().try_for_each(|piece| {
            let Piece::Print(inside) = piece else { return self.put(piece.clone()) };
            if let Some(text) = self.string(inside) {
                return self.put(Piece::Text(text));
            }
            match self.body(inside).filter(|_| depth < DEEPEST) {
                Some(body) => self.put_all(&body, depth + 1),
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

    /// The body that takes the place of a component's call.
    fn body(&self, inside: &str) -> Option<Vec<Piece>> {
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
        component.body.iter().map(|piece| filled(piece, &given)).collect()
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
            [Word::Name(first), rest @ ..] if !KEYWORDS.contains(first) => {
                let mut path = (*first).to_string();
                for pair in rest.chunks(2) {
                    let [Word::Sign('.'), Word::Name(field)] = pair else { return None };
                    path.extend([".", *field]);
                }
                Some(Argument::Path(path))
            }
            _ => None,
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
        Piece::Tag(inside) => Piece::Tag(match inside.split_once(char::is_whitespace) {
            Some(("for", rest)) => {
                let (names, container) = rest.split_once(" in ")?;
                format!("for {names} in {}", fill(container)?)
            }
            Some((word, test)) => format!("{word} {}", fill(test)?),
            None => inside.clone(),
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
    use crate::diagnostics::Findings;
    use crate::model::Lang;

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
        let strings = Strings::built_in(&Lang::english(), &mut Findings::default());
        let all: HashMap<String, String> = fold(&templates, &strings).into_iter().collect();
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
            r#"{{ t(key="status-covered-by", n=view.n) }}"#,
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
