//! Texts: in one language or several, without words for nothing.

use super::super::language::{self, Tag};
use super::super::written;
use super::super::yaml::{Kind, Node};
use super::Shape;
use super::checker::{Checker, expected};
use super::meant::WITHOUT_BRACKETS;
use super::parted::MOST_TOGETHER;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Lang;

impl Checker<'_, '_> {
    pub(super) fn text(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        match &node.kind {
            Kind::Scalar { .. }
                if self.are_glued_in_lines(node, key)
                    || self.are_in_one_text(node)
                    || self.is_letter_for_sign(node) => {}
            Kind::Scalar { .. } => {
                self.no_null_word(node, key);
                self.warn_of_lost(node, shape, key);
                self.warn_of_marks(node, key, key);
            }
            Kind::List(items) if items.is_empty() => {
                self.wrong_type(node, "text", key, Some(WITHOUT_BRACKETS.into()));
            }
            Kind::Map(entries) if entries.is_empty() => {
                self.wrong_type(node, "text", key, Some(WITHOUT_BRACKETS.into()));
            }
            Kind::List(items) if let Some(text) = self.in_languages(items) => {
                let hint = format!("write `{}`", self.as_value(node, key, &text));
                let span = self.in_brackets(node).map_or(node.span.clone(), |(span, _)| span);
                let message = "a text in several languages stands in braces, and not in square brackets";
                let problem = Diagnostic::new(Code::WrongType, self.out.at(&span), message);
                self.out.push(problem.hint(hint).plain_hint(Some(written::IN_BRACES)));
            }
            _ if self.are_glued_in_brackets(node, key) => {}
            Kind::List(_) => {
                self.wrong_type(node, "text", key, Some("join the items into one sentence".into()));
            }
            Kind::Map(entries)
                if entries.iter().all(|(_, value)| value.is_empty()) && self.in_brackets(node).is_some() =>
            {
                self.wrong_type(node, "text", key, None);
            }
            Kind::Map(entries) => self.text_in_languages(node, entries, shape, key),
        }
    }

    /// The same in several languages.
    fn text_in_languages(&mut self, node: &Node, entries: &[(Node, Node)], shape: &Shape, key: Option<&str>) {
        self.repeated_keys(entries, None);
        let are_told = self.are_languages_in_words(entries);
        for (index, (name, value)) in entries.iter().enumerate() {
            if self.count_rests_of_language(entries, index) > 0 {
                break;
            }
            if self.is_language_first(name) && self.is_pair_without_colon(name, value) {
                continue;
            }
            let tag = name.text().and_then(|text| text.split_once([':', '='])).map_or("", |(tag, _)| tag);
            let is_tag = self.languages.known.iter().any(|language| language.as_str() == tag);
            if is_tag && self.is_glued_pair(name, value) {
                continue;
            }
            if !are_told || self.right_language(name).is_none() {
                self.language_key(name);
            }
            match &value.kind {
                Kind::Scalar { .. } if value.is_empty() => {
                    self.empty_text(name);
                    if self.in_brackets(node).is_some() {
                        // A comma too many makes several entries of one.
                        return;
                    }
                }
                Kind::Scalar { .. } if self.is_letter_for_sign(value) => {}
                Kind::Scalar { .. } => {
                    self.no_null_word(value, key);
                    self.warn_of_lost(value, shape, name.text());
                    self.warn_of_marks(value, name.text(), key);
                }
                _ => self.wrong_type(value, "text", name.text(), None),
            }
        }
        self.warn_without_original(node, entries);
    }

    /// Tells of languages that a `|` above them makes a part of one text, `about: |` above `en: |`; false where there are none.
    fn are_in_one_text(&mut self, node: &Node) -> bool {
        let Kind::Scalar { plain: false, .. } = &node.kind else { return false };
        let Some((at, sign)) = self.sign_of_long_text(node) else { return false };
        let file = self.out.file();
        let below = file.line_range(at).end..node.span.end;
        let lines = file.text().get(below).unwrap_or_default().lines().filter(|line| !line.trim().is_empty());
        let language = |line: &'_ str| {
            let (tag, rest) = line.trim_start().split_once(':')?;
            let tag = self.languages.known.iter().find(|known| known.as_str() == tag)?;
            (rest.is_empty() || rest.starts_with(' ')).then(|| (tag.clone(), rest.trim().to_string()))
        };
        let mut all = lines.map(language);
        let Some((first, rest)) = all.next().flatten() else { return false };
        let is_alone = matches!(rest.as_str(), "" | "|" | ">" | "|-" | ">-");
        if !is_alone && !all.flatten().any(|(tag, _)| tag != first) {
            return false;
        }
        let message = format!("this `{sign}` makes one text of all lines below, and `{first}:` no language");
        let hint = match file.text().get(at + 1..file.line_range(at).end).unwrap_or_default().trim() {
            "" => format!("remove the `{sign}`"),
            more => format!("remove the `{sign}{more}`"),
        };
        self.out.tell(Code::YamlCharacter, &(at..at + 1), message, Some(hint));
        true
    }

    /// The language of the toolkit that a key in a text means which is written otherwise.
    fn right_language(&self, name: &Node) -> Option<&Lang> {
        let text = name.text()?;
        let Tag::Slip(index) = language::tag(text, self.languages.known) else { return None };
        // Where all that differs is a country, the list of the toolkit's languages is told.
        let is_same = |lang: &&Lang| lang.as_str().split('-').next() == text.split('-').next();
        self.languages.known.get(index).filter(|lang| !is_same(lang))
    }

    /// Tells once of several languages of a text that are written otherwise, `{english: …, spanish: …}`; false where there are
    /// not several.
    fn are_languages_in_words(&mut self, entries: &[(Node, Node)]) -> bool {
        let wrong = entries.iter().filter_map(|(name, _)| Some((name, self.right_language(name)?)));
        let wrong: Vec<(&Node, &Lang)> = wrong.take(MOST_TOGETHER).collect();
        let [(first, _), rest @ ..] = wrong.as_slice() else { return false };
        if rest.is_empty() {
            return false;
        }
        let each = |(name, right): &(&Node, &Lang)| {
            format!("`{right}` in place of `{}`", name.text().unwrap_or_default())
        };
        let hint = format!("write {}", wrong.iter().map(each).collect::<Vec<_>>().join(", and "));
        let message = "here the languages are called otherwise than in `languages` of teamkit.yml";
        let mut problem =
            Diagnostic::new(Code::UnknownLanguage, self.out.at(&first.span), message).hint(hint);
        for (other, _) in rest {
            problem = problem.related(self.out.at(&other.span), "and here");
        }
        self.out.push(problem);
        true
    }

    /// Tells once of several entries of a list that are names of languages, `[English, Spanish]`; false where there are not several.
    pub(super) fn are_names_of_languages(&mut self, items: &[Node], item: &Shape) -> bool {
        if !matches!(item, Shape::Language | Shape::OwnLanguage) || items.len() > MOST_TOGETHER {
            return false;
        }
        let right = |item: &Node| language::right_tag(item.text()?);
        let mut wrong = items.iter().filter(|item| right(item).is_some());
        let (Some(first), Some(second)) = (wrong.next(), wrong.next()) else { return false };
        let is_known =
            |item: &Node| right(item).is_some() || item.text().is_some_and(|tag| Lang::parse(tag).is_some());
        if !items.iter().all(is_known) {
            return false;
        }
        let tags: Vec<String> = items
            .iter()
            .map(|item| right(item).unwrap_or_else(|| item.text().unwrap_or_default().into()))
            .collect();
        let message = "languages are named here by words, in place of their tags";
        let (begin, end) =
            (items.first().map_or(0, |item| item.span.start), items.last().map_or(0, |item| item.span.end));
        if self.out.file().line_range(begin) == self.out.file().line_range(end) {
            let hint = format!("write `{}`", tags.join(", "));
            self.out.tell(Code::UnknownLanguage, &(begin..end), message, Some(hint));
            return true;
        }
        let mut problem = Diagnostic::new(Code::UnknownLanguage, self.out.at(&first.span), message)
            .hint(format!("write in their place, in this order: {}", tags.join(", ")));
        for other in std::iter::once(second).chain(wrong) {
            problem = problem.related(self.out.at(&other.span), "and here");
        }
        self.out.push(problem);
        true
    }

    /// Tells of a letter or stroke alone in the first line of a text, `en: l`, in place of the `|` that begins a long one; false
    /// where there is none.
    fn is_letter_for_sign(&mut self, node: &Node) -> bool {
        let source = self.out.file().text().get(node.span.clone()).unwrap_or_default();
        let Some((first, rest)) = source.split_once('\n') else { return false };
        let first = first.trim_end();
        let is_plain = matches!(node.kind, Kind::Scalar { plain: true, .. });
        if !is_plain || !matches!(first, "l" | "I" | "1" | "¦" | "/" | "\\") || rest.trim().is_empty() {
            return false;
        }
        let at = node.span.start..node.span.start + first.len();
        let message = format!("`{first}` stands here alone, where a long text begins with `|`");
        self.out.tell(Code::StraySign, &at, message, Some("write `|` in its place".to_string()));
        true
    }

    /// The sign behind a key that begins a long text below it, and where it stands.
    fn sign_of_long_text(&self, node: &Node) -> Option<(usize, char)> {
        let file = self.out.file();
        let here = file.line_range(node.span.start);
        let rest = file.text().get(node.span.start..here.end)?;
        let line =
            if rest.starts_with(['|', '>']) { here } else { file.line_range(here.start.checked_sub(1)?) };
        let text = file.text().get(line.clone()).filter(|_| !rest.starts_with(['"', '\'']))?.trim_end();
        let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let sign = bare.chars().next_back().filter(|sign| matches!(sign, '|' | '>'))?;
        Some((line.start + bare.len() - 1, sign))
    }

    /// Tells of a language without a text behind it.
    fn empty_text(&mut self, name: &Node) {
        let language = name.text().unwrap_or_default();
        let message = format!("the text in `{language}` is empty");
        let cut = self.cut_behind(name);
        let hint = cut.as_ref().map_or_else(
            || format!("write the text behind it, or remove `{language}:`"),
            |cut| format!("write `{language}: {}`", cut.whole),
        );
        let span = cut.as_ref().map_or(&name.span, |cut| &cut.span);
        self.out.tell(Code::MissingKey, span, message, Some(hint));
    }

    /// A list of texts behind languages, as they should be written: `[en: Health, es: Salud]`.
    fn in_languages(&self, items: &[Node]) -> Option<String> {
        let one = |item: &Node| {
            let Kind::Map(entries) = &item.kind else { return None };
            let [(name, value)] = entries.as_slice() else { return None };
            let tag =
                name.text().filter(|tag| self.languages.known.iter().any(|known| known.as_str() == *tag))?;
            Some(format!("{tag}: {}", written::value(value.text()?)))
        };
        let all: Option<Vec<String>> = items.iter().map(one).collect();
        all.filter(|all| !all.is_empty()).map(|all| format!("{{{}}}", all.join(", ")))
    }

    /// Whether what stands where a language belongs begins with one of the toolkit's: `en Health`.
    fn is_language_first(&self, name: &Node) -> bool {
        let word = name.text().and_then(|text| text.split_once(' ')).map_or("", |(word, _)| word);
        let word = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        self.languages.known.iter().any(|language| language.as_str() == word)
    }

    /// Warns of a text that is translated, but not there in the language that is translated from.
    fn warn_without_original(&mut self, node: &Node, entries: &[(Node, Node)]) {
        let Some(original) = self.languages.known.first() else { return };
        let is_wanted = self.languages.wanted.contains(original);
        let tags = || entries.iter().filter_map(|(name, _)| name.text());
        let is_wrong =
            |text| matches!(language::tag(text, self.languages.known), Tag::Wrong(_) | Tag::Slip(_));
        if !is_wanted || entries.is_empty() || tags().any(|text| text == original.as_str() || is_wrong(text))
        {
            return;
        }
        let message = format!("this text is not there in `{original}`, the toolkit's first language");
        let hint = format!("add `{original}: …`; until then, readers of every other language get this one");
        let first = entries.first().map_or(node.span.start, |(name, _)| name.span.start);
        let end = entries.first().map_or(node.span.end, |(name, _)| name.span.end);
        self.out.tell(Code::NoDefaultLanguage, &(first..end), message, Some(hint));
    }

    pub(super) fn count_untranslated(&mut self, node: &Node) {
        let has = |language: &Lang| match &node.kind {
            Kind::Map(entries) => entries.iter().any(|(name, _)| name.text() == Some(language.as_str())),
            Kind::Scalar { .. } | Kind::List(_) => self.languages.known.first() == Some(language),
        };
        let missing = self.languages.wanted.iter().filter(|language| !has(language));
        let missing: Vec<&str> = missing.map(Lang::as_str).collect();
        self.out.note_untranslated(&node.span, &missing);
    }

    fn language_key(&mut self, name: &Node) {
        let text = name.text().unwrap_or_default();
        match language::tag(text, self.languages.known) {
            Tag::Published(_) => {}
            Tag::Unpublished(lang) => {
                let place = self.out.at(&name.span);
                self.out.findings().note_unpublished(lang.as_str(), place);
            }
            Tag::Slip(index) => {
                let right = self.languages.known.get(index);
                let hint = right.map(|right| format!("did you mean `{right}`?"));
                let problem =
                    Diagnostic::new(Code::UnknownLanguage, self.out.at(&name.span), no_language(text));
                self.out.push(problem.maybe_hint(hint).missed(text));
            }
            Tag::Wrong(hint) => self.out.tell(Code::UnknownLanguage, &name.span, no_language(text), hint),
        }
    }

    /// Tells of a word for nothing where a number, a day or the like is wanted.
    pub(super) fn null_for_value(&mut self, node: &Node, shape: &Shape, key: Option<&str>) {
        let word = node.text().unwrap_or_default();
        let wanted = expected(shape);
        let message = format!("`{word}` without quotes stands for nothing, where {wanted} is expected");
        let hint = match key {
            Some(key) => format!("write {wanted}, or leave `{key}` out until it is known"),
            None => format!("write {wanted}, or leave it out"),
        };
        self.out.tell(Code::NullWord, &node.span, message, Some(hint));
    }

    pub(super) fn no_null_word(&mut self, node: &Node, key: Option<&str>) {
        if !node.is_null_word() {
            return;
        }
        let word = node.text().unwrap_or_default();
        let hint = match key {
            Some(key) => format!(
                "put it in quotes if it is meant: `{key}: \"{word}\"`; leave the key out if there is nothing to say"
            ),
            None => format!("put it in quotes: \"{word}\""),
        };
        self.out.tell(
            Code::NullWord,
            &node.span,
            format!("`{word}` without quotes stands for nothing, where text is expected"),
            Some(hint),
        );
    }
}

/// That a tag is none of the toolkit's.
fn no_language(tag: &str) -> String {
    format!("`{tag}` is not a language of this toolkit")
}
