//! Interface strings of one language, with that language's rules for plurals, dates, numbers and sorting.

mod reading;
mod signs;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, LazyLock};

use hashbrown::HashMap;
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date as IcuDate;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil::Date;

use super::built_in;
use crate::diagnostics::{Findings, SourceFile};
use crate::model::Lang;
use reading::read;

/// The plural categories of ICU, as they are written in strings files.
pub(super) const CATEGORIES: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

/// Begins a text whose direction is its own (U+2068).
const ISOLATE: char = '\u{2068}';

/// Ends it (U+2069).
const POP_ISOLATE: char = '\u{2069}';

/// A string, or one for each plural category of the number `n`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Message {
    Plain(String),
    Plural(Vec<(PluralCategory, String)>),
}

impl Message {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Plain(text) => vec![text],
            Self::Plural(forms) => forms.iter().map(|(_, text)| text.as_str()).collect(),
        }
    }

    fn placeholders(&self) -> BTreeSet<&str> {
        self.texts().into_iter().flat_map(placeholders).collect()
    }
}

/// The names in braces in a text.
fn placeholders(text: &str) -> Vec<&str> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// What goes into a placeholder.
#[derive(Debug, Clone)]
pub enum Argument {
    /// A whole number, written as the language does.
    Number(i64),
    /// Text.
    Text(String),
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Argument {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Strings by their keys.
type Messages = HashMap<String, Message>;

/// Strings that are read once one of them is asked for: who only looks for mistakes asks for none that is compiled in.
type Lazy = Arc<LazyLock<Messages, Box<dyn FnOnce() -> Messages + Send>>>;

fn lazily(read: impl FnOnce() -> Messages + Send + 'static) -> Lazy {
    Arc::new(LazyLock::new(Box::new(read)))
}

/// The strings of one language with its rules.
pub struct Strings {
    lang: Lang,
    messages: Lazy,
    rules: Arc<Rules>,
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Strings").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// ICU's rules for one language; what ICU does not know falls back to its root rules.
struct Rules {
    plurals: Option<PluralRules>,
    dates: Option<DateTimeFormatter<YMD>>,
    numbers: Option<DecimalFormatter>,
    collator: Option<CollatorBorrowed<'static>>,
    is_rtl: bool,
}

impl Rules {
    fn new(lang: &Lang) -> Self {
        let locale = lang.locale();
        let mut sorting = CollatorPreferences::from(&locale);
        sorting.numeric_ordering = Some(CollationNumericOrdering::True);
        Self {
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok(),
            dates: DateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            numbers: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default()).ok(),
            collator: Collator::try_new(sorting, CollatorOptions::default()).ok(),
            is_rtl: lang.direction() == "rtl",
        }
    }
}

/// The keys of strings, in order.
fn sorted_keys(messages: &Messages) -> impl Iterator<Item = &str> {
    let mut keys: Vec<&str> = messages.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys.into_iter()
}

impl Strings {
    /// No strings at all.
    fn empty(lang: &Lang) -> Self {
        Self { lang: lang.clone(), messages: lazily(Messages::new), rules: Arc::new(Rules::new(lang)) }
    }

    /// The same strings with another language's rules.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> Self {
        let messages = Arc::clone(&self.messages);
        Self { lang: self.lang.clone(), messages, rules: Arc::new(Rules::new(lang)) }
    }

    /// The compiled-in strings of a language, if there are any.
    pub fn built_in(lang: &Lang) -> Option<Self> {
        let file = built_in::strings(lang)?;
        let rules = Arc::new(Rules::new(lang));
        let own = Arc::clone(&rules);
        // A test holds that nothing is wrong with them, and that none is missing.
        let messages = lazily(move || read(&file, None, own.plurals.as_ref(), &mut Findings::default()));
        Some(Self { lang: lang.clone(), messages, rules })
    }

    /// The compiled-in strings in English.
    pub fn english() -> Self {
        let lang = Lang::english();
        Self::built_in(&lang).unwrap_or_else(|| Self::empty(&lang))
    }

    /// Reads a strings file over those below it, which also tell which keys and placeholders there are.
    pub fn parse(lang: &Lang, file: &Arc<SourceFile>, below: Option<&Self>, findings: &mut Findings) -> Self {
        let rules = Arc::new(Rules::new(lang));
        let below = below.map(|below| &**below.messages);
        let messages = read(file, below, rules.plurals.as_ref(), findings);
        Self { lang: lang.clone(), messages: lazily(|| messages), rules }
    }

    /// The language that the strings are in.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        sorted_keys(&self.messages)
    }

    /// A string without placeholders.
    pub fn get(&self, key: &str) -> &str {
        match self.messages.get(key) {
            Some(Message::Plain(text)) => text,
            Some(Message::Plural(forms)) => forms.last().map_or("", |(_, text)| text),
            None => {
                debug_assert!(self.messages.is_empty(), "there is no string `{key}`");
                ""
            }
        }
    }

    /// The string of one of an enum's words, which all have keys of the form `formation-new`.
    pub fn word(&self, prefix: &str, word: &str) -> String {
        self.get(&[prefix, "-", word].concat()).to_string()
    }

    /// A share in whole percent; "n/a" for none.
    pub fn percent(&self, percent: Option<i64>) -> String {
        match percent {
            Some(percent) => self.format("percent", &[("n", percent.into())]),
            None => self.get("not-applicable").to_string(),
        }
    }

    /// A string that has neither placeholders nor plural forms.
    pub fn plain(&self, key: &str) -> Option<&str> {
        match self.messages.get(key) {
            Some(Message::Plain(text)) if !text.contains('{') => Some(text),
            Some(Message::Plain(_) | Message::Plural(_)) | None => None,
        }
    }

    /// Whether there is a string of this key.
    pub fn has(&self, key: &str) -> bool {
        self.messages.contains_key(key)
    }

    /// A string with its placeholders filled; its plural form is that of the number `n`.
    pub fn format(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        let count = arguments.iter().find_map(|(name, value)| match value {
            Argument::Number(number) if *name == "n" => Some(*number),
            Argument::Number(_) | Argument::Text(_) => None,
        });
        let template = match self.messages.get(key) {
            Some(Message::Plural(forms)) => self.form(forms, count.unwrap_or(0)),
            _ => self.get(key),
        };
        let mut out = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some((head, tail)) = rest.split_once('{') {
            out.push_str(head);
            let Some((name, after)) = tail.split_once('}') else {
                out.push('{');
                rest = tail;
                continue;
            };
            match arguments.iter().find(|(known, _)| *known == name) {
                Some((_, Argument::Number(number))) => out.push_str(&self.number(*number)),
                Some((_, Argument::Text(text))) => self.insert(text, &mut out),
                None => {}
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// Puts a text into a sentence. Where that is read from right to left, what is written the other way or has
    /// numbers in it is kept together by marks that nobody sees, or its words and the sentence's would change places.
    fn insert(&self, text: &str, out: &mut String) {
        let is_mixed = self.rules.is_rtl && text.chars().any(|c| c.is_ascii_alphanumeric());
        if is_mixed && !text.starts_with(ISOLATE) {
            out.push(ISOLATE);
            out.push_str(text);
            out.push(POP_ISOLATE);
        } else {
            out.push_str(text);
        }
    }

    /// The forms of a string with the plural categories that they are for; a plain string is for all of them.
    pub fn forms(&self, key: &str) -> Vec<(&'static str, &str)> {
        match self.messages.get(key) {
            Some(Message::Plural(forms)) => {
                let named = |wanted: &PluralCategory| CATEGORIES.iter().find(|(_, known)| known == wanted);
                forms
                    .iter()
                    .filter_map(|(category, text)| Some((named(category)?.0, text.as_str())))
                    .collect()
            }
            Some(Message::Plain(text)) => vec![("other", text)],
            None => Vec::new(),
        }
    }

    fn form<'s>(&self, forms: &'s [(PluralCategory, String)], count: i64) -> &'s str {
        let category = self
            .rules
            .plurals
            .as_ref()
            .map_or(PluralCategory::Other, |rules| rules.category_for(count.unsigned_abs()));
        let find = |wanted| forms.iter().find(|(category, _)| *category == wanted);
        find(category).or_else(|| find(PluralCategory::Other)).map_or("", |(_, text)| text)
    }

    /// A whole number as the language writes it.
    pub fn number(&self, number: i64) -> String {
        match &self.rules.numbers {
            Some(formatter) => formatter.format(&Decimal::from(number)).to_string(),
            None => number.to_string(),
        }
    }

    /// A day as the language writes it.
    pub fn date(&self, date: Date) -> String {
        let month = u8::try_from(date.month()).unwrap_or(1);
        let day = u8::try_from(date.day()).unwrap_or(1);
        match (&self.rules.dates, IcuDate::try_new_iso(i32::from(date.year()), month, day)) {
            (Some(formatter), Ok(icu)) => formatter.format(&icu).to_string(),
            _ => date.to_string(),
        }
    }

    /// The order of two names in a list: that of the language, numbers by what they count.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.rules.collator.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
        order.then_with(|| a.cmp(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(tag: &str) -> Strings {
        let lang = Lang::parse(tag).expect("a tag");
        Strings::built_in(&lang).unwrap_or_else(|| Strings::english().in_language(&lang))
    }

    #[test]
    fn dates_numbers_and_order_follow_the_language() {
        let date = Date::constant(2026, 11, 23);
        assert_eq!(strings("en").date(date), "November 23, 2026");
        assert_eq!(strings("es").date(date), "23 de noviembre de 2026");
        assert_eq!(strings("en").number(12_345), "12,345");
        assert_eq!(strings("es").compare("Nube", "Ñandú"), Ordering::Less);
        assert_eq!(strings("en").compare("P.S. 2", "P.S. 10"), Ordering::Less);
        assert_eq!(strings("ar").compare("مدرسة 10", "مدرسة 9"), Ordering::Greater);
        assert_eq!(strings("ar").date(date), "23 نوفمبر 2026");
        assert_eq!(strings("ar").number(12_345), "12,345");
        assert_eq!(strings("vi").date(date), "23 tháng 11 2026");
        assert_eq!(strings("zh-Hans").date(date), "2026年11月23日");
        assert_eq!(strings("pt").date(date), "23 de novembro de 2026");
        assert_eq!(strings("pt").number(12_345), "12.345");
    }

    #[test]
    fn what_is_inserted_into_a_sentence_from_right_to_left_stays_together() {
        let date = [("date", Argument::from("23 نوفمبر 2026"))];
        assert!(strings("ar").format("figures-as-of", &date).contains("\u{2068}23 نوفمبر 2026\u{2069}"));
        assert!(!strings("en").format("figures-as-of", &date).contains('\u{2068}'));
        let name = [("names", Argument::from("الشركات"))];
        assert!(!strings("ar").format("missing", &name).contains('\u{2068}'));
    }

    #[test]
    fn every_language_has_every_string_in_every_plural_form() {
        let english = strings("en");
        for lang in built_in::languages() {
            let file = built_in::strings(&lang).expect("compiled in");
            let mut findings = Findings::default();
            let own = Strings::parse(&lang, &file, Some(&english), &mut findings);
            assert_eq!(findings.problems, [], "{lang}");
            let alone = Strings::parse(&lang, &file, None, &mut findings);
            let missing: Vec<_> = english.keys().filter(|key| !alone.has(key)).collect();
            assert_eq!(missing, Vec::<&str>::new(), "{lang} lacks strings");
            let rules = own.rules.plurals.as_ref().expect("known to ICU");
            let wanted: BTreeSet<_> = rules.categories().collect();
            for (key, message) in own.messages.iter() {
                if let Message::Plural(forms) = message {
                    let given: BTreeSet<_> = forms.iter().map(|(category, _)| *category).collect();
                    let wanted: BTreeSet<_> = wanted.iter().copied().collect();
                    assert!(given.is_superset(&wanted), "{lang}: `{key}` has {given:?}, needs {wanted:?}");
                }
            }
        }
    }
}
