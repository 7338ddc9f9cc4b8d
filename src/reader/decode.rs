//! Reading values out of a tree that was checked against its shape. What does not fit was reported by the
//! check; here it is simply not there.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::scalar;
use super::shape::{self, Languages, Object, Shape};
use super::yaml::{Kind, Node};
use crate::diagnostics::{Collector, Place, SourceFile};
use crate::model::{Lang, Text};

/// A word with its place.
#[derive(Debug, Clone, Copy)]
pub struct Word<'n> {
    /// The word.
    pub text: &'n str,
    /// Where it stands.
    pub span: &'n Range<usize>,
}

/// A map whose keys are described by an [`Object`].
#[derive(Debug, Clone, Copy)]
pub struct Fields<'n> {
    entries: &'n [(Node, Node)],
    object: &'static Object,
    default: &'n Lang,
    /// Where the map stands.
    pub span: &'n Range<usize>,
}

impl<'n> Fields<'n> {
    /// Checks a node against its description and reads it.
    pub fn read(
        node: &'n Node,
        object: &'static Object,
        languages: Languages<'n>,
        out: &mut Collector<'_>,
    ) -> Option<Self> {
        shape::check(node, &Shape::Object(object), languages, out);
        Self::of(node, object, languages.known.first()?)
    }

    /// Reads a node that was checked.
    pub fn of(node: &'n Node, object: &'static Object, default: &'n Lang) -> Option<Self> {
        match &node.kind {
            Kind::Map(entries) => Some(Self { entries, object, default, span: &node.span }),
            Kind::Scalar { .. } | Kind::List(_) => None,
        }
    }

    /// The value of a key, unless it is left out or empty.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        debug_assert!(self.shape(key).is_some(), "`{key}` is no key of {}", self.object.what);
        self.entry(key).map(|(_, value)| value).filter(|value| !value.is_empty())
    }

    /// A key as it stands there, with something behind it or not, and its value.
    pub fn entry(&self, key: &str) -> Option<&'n (Node, Node)> {
        self.entries.iter().find(|(name, _)| name.text() == Some(key))
    }

    /// Whether a key stands there, with something behind it or not.
    pub fn is_there(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// The keys that stand there with something behind them, each with its value.
    pub fn there(&self) -> impl Iterator<Item = (&'static str, &'n Node)> {
        let object = self.object;
        let known = move |(name, value): &'n (Node, Node)| Some((object.field(name.text()?)?.name, value));
        self.entries.iter().filter_map(known).filter(|(_, value)| !value.is_empty())
    }

    /// The keys that stand there and that the description does not know, each with its value.
    pub fn strange(&self) -> impl Iterator<Item = (&'n str, &'n Node)> {
        let object = self.object;
        let strange = move |(name, value): &'n (Node, Node)| {
            Some((name.text().filter(|key| object.field(key).is_none())?, value))
        };
        self.entries.iter().filter_map(strange)
    }

    /// Whether a key stands there that the description does not know.
    pub fn has_unknown_key(&self) -> bool {
        self.entries.iter().any(|(name, _)| name.text().is_none_or(|key| self.object.field(key).is_none()))
    }

    /// Whether a key that the description knows stands there a second time. Where there are more keys than it knows, one
    /// more is enough to see it, or that a key is unknown.
    pub fn repeats_a_key(&self) -> bool {
        let is_second = |(index, (name, _)): (usize, &(Node, Node))| {
            self.entries[..index].iter().any(|(before, _)| before.text() == name.text())
        };
        let known = self.object.fields().count();
        self.entries.iter().enumerate().take(known + 1).any(is_second)
    }

    /// Whether a key is missing only because there is a slip in it, which was told.
    pub fn misspells(&self, key: &str) -> bool {
        let is_slip = |text: &str| {
            self.object.field(text).is_none()
                && shape::called::meant(text, self.entries, self.object)
                    .is_some_and(|field| field.name == key)
        };
        !self.is_there(key) && self.entries.iter().any(|(name, _)| name.text().is_some_and(is_slip))
    }

    /// What the description says of a key.
    fn shape(&self, key: &str) -> Option<&'static Shape> {
        self.object.field(key).map(|field| &field.shape)
    }

    /// The value of a key whose description is of the kind that the caller reads.
    fn of_shape(&self, key: &str, fits: impl Fn(&Shape) -> bool) -> Option<&'n Node> {
        debug_assert!(
            self.shape(key).is_some_and(fits),
            "`{key}` of {} is described as {:?}",
            self.object.what,
            self.shape(key)
        );
        self.get(key)
    }

    /// Where a key's value stands, or the map itself.
    pub fn span_of(&self, key: &str) -> &'n Range<usize> {
        self.get(key).map_or(self.span, |node| &node.span)
    }

    /// A word: any value that is neither text in several languages nor a list nor a map.
    pub fn word(&self, key: &str) -> Option<Word<'n>> {
        self.of_shape(key, Shape::is_scalar).and_then(word)
    }

    /// One of the words that an enum stands for.
    pub fn choice<T>(&self, key: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let node = self.of_shape(key, |shape| matches!(shape, Shape::Choice(_)))?;
        parse(word(node)?.text)
    }

    /// A string that is the same in every language.
    pub fn line(&self, key: &str) -> Option<String> {
        self.word(key).map(|word| word.text.to_string()).filter(|text| !text.trim().is_empty())
    }

    /// A text in one language or several.
    pub fn text(&self, key: &str) -> Option<Text> {
        text(self.of_shape(key, |shape| matches!(shape, Shape::Text | Shape::Name))?, self.default)
    }

    /// A day.
    pub fn date(&self, key: &str) -> Option<Date> {
        let node = self.of_shape(key, |shape| matches!(shape, Shape::Date))?;
        scalar::date(word(node)?.text)
    }

    /// `true` or `false`.
    pub fn flag(&self, key: &str) -> Option<bool> {
        let node = self.of_shape(key, |shape| matches!(shape, Shape::Flag | Shape::Consent))?;
        word(node)?.text.parse().ok()
    }

    /// A whole number.
    pub fn number<N: std::str::FromStr>(&self, key: &str) -> Option<N> {
        let node = self.of_shape(key, |shape| matches!(shape, Shape::Count | Shape::Integer))?;
        word(node)?.text.parse().ok()
    }

    /// A share from 0 to 1, in ten-thousandths.
    pub fn share(&self, key: &str) -> Option<u16> {
        let node = self.of_shape(key, |shape| matches!(shape, Shape::Share))?;
        scalar::share(word(node)?.text)
    }

    /// The items of a list.
    pub fn list(&self, key: &str) -> &'n [Node] {
        self.of_shape(key, |shape| matches!(shape, Shape::List(_))).map_or(&[], Node::items)
    }

    /// The words of a list.
    pub fn words(&self, key: &str) -> Vec<Word<'n>> {
        self.list(key).iter().filter(|item| !item.is_empty()).filter_map(word).collect()
    }

    /// The entries of a map with free keys.
    pub fn table(&self, key: &str) -> Vec<(Word<'n>, Word<'n>)> {
        let node = self.of_shape(key, |shape| matches!(shape, Shape::Table(..)));
        let Some(Node { kind: Kind::Map(entries), .. }) = node else { return Vec::new() };
        // A key of what holds the table, too far to the right, is told; what follows belongs to it.
        let is_own = |name: &Node| name.text().is_none_or(|key| self.object.field(key).is_none());
        let own = entries.iter().enumerate().take_while(|(_, (name, value))| {
            is_own(name) || value.text().is_some_and(|text| !text.is_empty())
        });
        // A key without a value is told as that alone, and so is one that a comma parts.
        let is_part = |index: usize, name: &Node| {
            index.checked_sub(1).is_some_and(|before| shape::is_parted_word(&entries[before], name))
        };
        let whole = own.filter(|(index, (name, value))| !value.is_empty() && !is_part(*index, name));
        let whole = whole.map(|(_, entry)| entry);
        whole.filter_map(|(name, value)| Some((word(name)?, word(value)?))).collect()
    }

    /// A map below this one.
    pub fn object(&self, key: &str) -> Option<Fields<'n>> {
        let node = self.of_shape(key, |shape| matches!(shape, Shape::Object(_)));
        let Some(Shape::Object(object)) = self.shape(key) else { return None };
        Self::of(node?, object, self.default)
    }

    /// The maps of a list.
    pub fn objects(&self, key: &str) -> Vec<Fields<'n>> {
        let Some(Shape::List(Shape::Object(object))) = self.shape(key) else { return Vec::new() };
        self.list(key).iter().filter_map(|node| Self::of(node, object, self.default)).collect()
    }
}

/// A scalar as a word, unless it is empty or a word for nothing.
fn word(node: &Node) -> Option<Word<'_>> {
    node.text().filter(|_| !node.is_null_word()).map(|text| Word { text, span: &node.span })
}

/// A text in one language or several.
fn text(node: &Node, default: &Lang) -> Option<Text> {
    let entries = texts(node, default)
        .into_iter()
        .map(|(lang, node)| (lang, node.text().unwrap_or_default().to_string()));
    Text::several(entries.collect())
}

/// The scalars of a text, by language.
pub fn texts<'n>(node: &'n Node, default: &Lang) -> Vec<(Lang, &'n Node)> {
    match &node.kind {
        Kind::Scalar { text, .. } if !text.trim().is_empty() => vec![(default.clone(), node)],
        Kind::Map(entries) => entries
            .iter()
            .filter(|(_, value)| value.text().is_some_and(|text| !text.trim().is_empty()))
            .filter_map(|(name, value)| Some((Lang::parse(name.text()?)?, value)))
            .collect(),
        Kind::Scalar { .. } | Kind::List(_) => Vec::new(),
    }
}

/// Where a character comes next: after the white space and the signs that folding, quotes and escapes put in
/// between. One that was written as an escape is not found.
fn near(source: &str, wanted: char) -> Option<usize> {
    const SIGNS_BETWEEN: usize = 8;
    let signs = source.char_indices().filter(|(_, c)| !c.is_whitespace()).take(SIGNS_BETWEEN);
    signs.into_iter().find(|(_, c)| *c == wanted).map(|(at, _)| at)
}

/// Tells where the characters of a scalar's text stand in its file, quotes, escapes and folding apart.
#[derive(Debug)]
pub struct TextPlaces {
    file: Arc<SourceFile>,
    span: Range<usize>,
    /// Pairs of offsets (text, file) where a run of equal characters begins.
    runs: Vec<(usize, usize)>,
}

impl TextPlaces {
    /// Lines a scalar's text up with its source.
    pub fn new(file: &Arc<SourceFile>, node: &Node) -> Self {
        let text = node.text().unwrap_or_default();
        let source = file.text().get(node.span.clone()).unwrap_or_default();
        // Most texts stand in their file as they are, with or without quotation marks around.
        let as_it_is = |at: &usize| source.get(*at..).is_some_and(|rest| rest.starts_with(text));
        if let Some(at) = [0, 1].into_iter().find(as_it_is) {
            let runs = vec![(0, node.span.start + at)];
            return Self { file: Arc::clone(file), span: node.span.clone(), runs };
        }
        let mut runs = Vec::new();
        let (mut at, mut expected) = (0, usize::MAX);
        for (offset, c) in text.char_indices() {
            if c.is_whitespace() {
                continue;
            }
            let Some(found) = source.get(at..).and_then(|rest| near(rest, c)) else { continue };
            let here = at + found;
            if here.wrapping_sub(offset) != expected {
                runs.push((offset, node.span.start + here));
                expected = here.wrapping_sub(offset);
            }
            at = here + c.len_utf8();
        }
        Self { file: Arc::clone(file), span: node.span.clone(), runs }
    }

    /// The place of a range of the text.
    pub fn place(&self, range: &Range<usize>) -> Place {
        let start = self.offset(range.start);
        let end = self.offset(range.end.saturating_sub(1)) + 1;
        Place::span(&self.file, start..end.max(start + 1))
    }

    fn offset(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|(text, _)| *text <= offset);
        match run.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some((text, file)) => (file + (offset - text)).min(self.span.end),
            None => self.span.start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Findings;
    use crate::reader::yaml;

    #[test]
    fn finds_a_word_of_a_text_in_its_file() {
        for source in [
            "about: See [the guide](nope.md) now\n",
            "about: \"It\\u0027s: see [the guide](nope.md)\"\n",
            "about: |\n  First line.\n\n  Then [the guide](nope.md).\n",
            "about: >\n  First line\n  and [the guide](nope.md).\n",
        ] {
            let file = SourceFile::new("team.yml", source);
            let node = yaml::parse(&file, 0..source.len(), &mut Findings::default());
            let Some(Node { kind: Kind::Map(entries), .. }) = node else { panic!("no map") };
            let text = entries[0].1.text().expect("a text");
            let at = text.find("[the guide]").expect("the link");
            let place = TextPlaces::new(&file, &entries[0].1).place(&(at..at + 20));
            let range = place.range().expect("a range");
            assert!(source[range.start..].starts_with("[the guide]"), "{source}: {range:?}");
        }
    }
}
