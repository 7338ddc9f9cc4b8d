//! Expressions of templates, read as far as folding must understand them: which variables they name, and what calls of
//! components give.

use super::tags::{Word, words};

/// The words of expressions that name nothing.
const KEYWORDS: [&str; 12] =
    ["and", "or", "not", "in", "is", "if", "else", "true", "false", "True", "False", "none"];

/// What a component is given: something that means the same in its body.
#[derive(Debug, Clone)]
pub(super) enum Argument {
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

/// The variables that a path begins with, or the paths that a call gives, if they have at least so many fields.
pub(super) fn reads(inside: &str, least: usize) -> Vec<String> {
    let Some(words) = words(inside) else { return Vec::new() };
    let given = call(inside).map(|call| call.given.into_iter().map(|(_, words)| words).collect());
    let paths: Vec<Vec<Word<'_>>> = given.unwrap_or_else(|| vec![words]);
    let variables = paths.iter().filter_map(|words| path(words).filter(|(_, fields)| *fields >= least));
    variables.map(|(name, _)| name.to_string()).collect()
}

/// The variable that words which are a path begin with, and how many fields follow.
pub(super) fn path<'w>(words: &[Word<'w>]) -> Option<(&'w str, usize)> {
    let [Word::Name(first), rest @ ..] = words else { return None };
    let fields = rest.chunks(2).map(|pair| matches!(pair, [Word::Sign('.'), Word::Name(_)]));
    let is_path = fields.clone().all(|is_field| is_field) && !KEYWORDS.contains(first);
    is_path.then(|| (*first, fields.count()))
}

/// The variables that an expression reads; `None` for an expression that is not understood.
pub(super) fn variables(inside: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    rewrite(inside, |name, _| {
        found.push(name.to_string());
        Some(None)
    })?;
    Some(found)
}

/// An expression with other things in the place of variables. `other` is told a variable and the sign after it.
pub(super) fn rewrite(
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
        let mut after = words[index + 1..].iter().filter(|word| !word.is_space());
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
        if !word.is_space() {
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
    let mut after = after.iter().filter(|word| !word.is_space());
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
pub(super) struct Call<'s> {
    pub(super) name: &'s str,
    /// What it gives, as words.
    pub(super) given: Vec<(&'s str, Vec<Word<'s>>)>,
}

/// The call that stands in a tag, if it is a simple one.
pub(super) fn call(inside: &str) -> Option<Call<'_>> {
    let words = words(inside)?;
    if !is_simple_call(&words) {
        return None;
    }
    let words: Vec<Word<'_>> = words.into_iter().filter(|word| !word.is_space()).collect();
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
pub(super) fn key_of<'w>(words: &[Word<'w>]) -> Option<&'w str> {
    let words: Vec<Word<'w>> = words.iter().copied().filter(|word| !word.is_space()).collect();
    match words.as_slice() {
        [Word::Name("t"), Word::Sign('('), Word::Name("key"), Word::Sign('='), key, Word::Sign(')')] => {
            key.plain_text()
        }
        _ => None,
    }
}
