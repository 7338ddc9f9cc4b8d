//! Languages and texts in several of them.

use std::fmt;
use std::sync::Arc;

use icu_locale::subtags::Script;
use icu_locale::{LanguageIdentifier, Locale, LocaleDirectionality, LocaleExpander, TransformResult};
use serde::Serialize;

/// A language by its BCP 47 tag, in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Reads a tag such as `en`, `es` or `zh-Hans`; `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let locale: Locale = text.parse().ok()?;
        let plain =
            locale.extensions.is_empty() && locale.id.language != icu_locale::subtags::Language::UNKNOWN;
        plain.then(|| Self(locale.to_string().into()))
    }

    /// The language of texts that name none.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// Whether it is a language that people speak, as far as is known of languages.
    pub fn is_spoken(&self) -> bool {
        let mut alone =
            LanguageIdentifier { language: self.locale().id.language, ..LanguageIdentifier::UNKNOWN };
        LocaleExpander::new_extended().maximize(&mut alone) == TransformResult::Modified
    }

    /// The script that it is written in, such as `Hans`, as far as it is known.
    pub fn script(&self) -> Option<Script> {
        let mut likely = self.locale().id;
        LocaleExpander::new_extended().maximize(&mut likely);
        likely.script
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The locale that ICU's rules are looked up with.
    pub fn locale(&self) -> Locale {
        self.0.parse().unwrap_or(Locale::UNKNOWN)
    }

    /// The writing direction as HTML's `dir` wants it: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        let directionality = LocaleDirectionality::new_common();
        if directionality.is_right_to_left(&self.locale().id) { "rtl" } else { "ltr" }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text in one language or several. Never empty of languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    entries: Vec<(Lang, String)>,
}

impl Text {
    /// A text in one language.
    pub fn new(lang: Lang, text: impl Into<String>) -> Self {
        Self { entries: vec![(lang, text.into())] }
    }

    /// A text in several languages; `None` for an empty list.
    pub fn several(entries: Vec<(Lang, String)>) -> Option<Self> {
        (!entries.is_empty()).then_some(Self { entries })
    }

    /// The text in each of its languages, in the author's order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(_, text)| text.as_str())
    }

    /// The text as a reader of `lang` gets it: in that language, else in the `fallback`, else in the first
    /// that there is; with the language it is in.
    pub fn get(&self, lang: &Lang, fallback: &Lang) -> (&str, &Lang) {
        let find = |wanted: &Lang| self.entries.iter().find(|(lang, _)| lang == wanted);
        let (lang, text) = find(lang).or_else(|| find(fallback)).unwrap_or(&self.entries[0]);
        (text, lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_back_and_says_so() {
        let (en, es, ar) = (Lang::english(), Lang::parse("es").unwrap(), Lang::parse("ar").unwrap());
        let text = Text::several(vec![(es.clone(), "Salud".into()), (en.clone(), "Health".into())]).unwrap();
        assert_eq!(text.get(&es, &en), ("Salud", &es));
        assert_eq!(text.get(&ar, &en), ("Health", &en));
        assert_eq!(ar.direction(), "rtl");
        assert_eq!(Lang::parse("not a tag"), None);
    }
}
