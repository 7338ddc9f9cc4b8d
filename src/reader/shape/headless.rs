//! Lines that stand below a key and belong to another one, whose own line is gone between them.

use hashbrown::HashSet;

use super::super::vocabulary::{self, Below};
use super::super::yaml::{Kind, Node};
use super::checker::Checker;
use super::{Object, Shape};
use crate::diagnostics::Code;
use crate::model::{Lang, id_problem};

/// How many texts in languages that were told already are another text's.
const FEWEST_LANGUAGES: usize = 2;

/// What stands below a key and belongs to another one.
struct Strays {
    /// The index of the key above them.
    at: usize,
    /// What is left below that key.
    left: Node,
    /// Where the first of them stands.
    begin: usize,
    /// The keys that they may belong to.
    headings: Vec<&'static str>,
}

impl Checker<'_, '_> {
    /// Tells of lines below a key that belong to another one, whose line is gone; gives the key that is missing, and the entries
    /// without those lines.
    pub(super) fn headless(
        &mut self,
        entries: &[(Node, Node)],
        object: &'static Object,
    ) -> Option<(&'static str, Vec<(Node, Node)>)> {
        let strays = (0..entries.len()).find_map(|at| self.strays(at, entries, object))?;
        let (message, hint) = vocabulary::lost_heading(&strays.headings)?;
        self.out.tell(Code::YamlIndent, &(strays.begin..strays.begin + 1), message, Some(hint));
        let mut kept = entries.to_vec();
        kept[strays.at].1 = strays.left;
        Some((strays.headings.first()?, kept))
    }

    fn strays(&self, at: usize, entries: &[(Node, Node)], object: &'static Object) -> Option<Strays> {
        let (name, value) = &entries[at];
        let field = object.field(name.text()?)?;
        let beside = || entries.iter().filter_map(|(name, _)| name.text()).collect::<Vec<_>>();
        let found = |below: &Below<'_>, left, begin| {
            let headings = vocabulary::headings_in(object, below, &beside());
            (!headings.is_empty()).then_some(Strays { at, left, begin, headings })
        };
        match &value.kind {
            Kind::Scalar { plain: true, .. } => {
                let end = self.words_in_lines(value)?;
                let text = self.out.file().text().get(value.span.start..end)?.trim_end();
                let kind = Kind::Scalar { text: text.into(), plain: true };
                let span = value.span.start..value.span.start + text.len();
                let line = self.out.file().text().get(end..value.span.end)?;
                let begin = end + line.len() - line.trim_start().len();
                found(&Below::Words, Node { span, kind }, begin)
            }
            Kind::Map(all) => {
                let end = self.first_misfit(all, &field.shape).filter(|end| *end > 0)?;
                let (own, others) = all.split_at(end);
                if self.in_brackets(value).is_some() {
                    return None;
                }
                let keys: Option<Vec<&str>> = others.iter().map(|(name, _)| name.text()).collect();
                let below = below(others, keys.as_deref()?)?;
                let span = value.span.start..own.last()?.1.span.end;
                found(&below, Node { span, kind: Kind::Map(own.to_vec()) }, others.first()?.0.span.start)
            }
            _ => None,
        }
    }

    /// Where a text's first line ends, below which there are items of a list of words.
    fn words_in_lines(&self, value: &Node) -> Option<usize> {
        let source = self.out.file().text().get(value.span.clone())?;
        let end = source.find('\n')?;
        let mut lines = source[end..].lines().map(str::trim).filter(|line| !line.is_empty());
        let is_item = |line: &str| {
            line.strip_prefix("- ")
                .is_some_and(|item| id_problem(item).is_none() || Lang::parse(item).is_some())
        };
        (!source.starts_with('-') && lines.all(is_item)).then_some(value.span.start + end)
    }

    /// The first entry that can't stand where it does, or stands there already.
    fn first_misfit(&self, entries: &[(Node, Node)], shape: &Shape) -> Option<usize> {
        let is_known = |(name, value): &(Node, Node)| {
            let key = name.text()?;
            Some(match shape {
                Shape::Text | Shape::Name => self.languages.known.iter().any(|known| known.as_str() == key),
                Shape::Object(object) => object.field(key).is_some(),
                Shape::Table(_, Shape::Count) => is_number(value),
                _ => return None,
            })
        };
        let mut seen = HashSet::new();
        entries.iter().position(|entry| {
            let is_new = entry.0.text().is_some_and(|key| seen.insert(key));
            is_known(entry).is_some_and(|is_known| !is_known || !is_new)
        })
    }
}

/// What some entries are, whose own key is not known.
fn below<'k>(entries: &[(Node, Node)], keys: &'k [&'k str]) -> Option<Below<'k>> {
    if keys.iter().all(|key| vocabulary::is_language(key)) {
        let are_texts = entries.iter().all(|(_, value)| value.text().is_some());
        return (are_texts && keys.len() >= FEWEST_LANGUAGES).then_some(Below::Languages);
    }
    if keys.iter().all(|key| !vocabulary::is_key(key)) {
        return entries.iter().all(|(_, value)| is_number(value)).then_some(Below::Counts);
    }
    Some(Below::Keys(keys))
}

/// Whether a value is a whole number.
fn is_number(value: &Node) -> bool {
    value.text().is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}
