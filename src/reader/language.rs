//! What a language tag of an author means for a toolkit: one of its languages, one that it does not publish, or a slip.

use crate::diagnostics::did_you_mean;
use crate::model::Lang;

/// Tags and names that are often written in place of a language's tag.
const SLIPS: &[(&str, &str)] = &[
    ("sp", "es"),
    ("spa", "es"),
    ("spanish", "es"),
    ("español", "es"),
    ("eng", "en"),
    ("english", "en"),
    ("cn", "zh-Hans"),
    ("chinese", "zh-Hans"),
    ("arabic", "ar"),
    ("vn", "vi"),
    ("vietnamese", "vi"),
    ("portuguese", "pt"),
    ("kr", "ko"),
    ("jp", "ja"),
    ("ua", "uk"),
    ("inglés", "en"),
    ("castellano", "es"),
    ("espanol", "es"),
    ("french", "fr"),
    ("haitian", "ht"),
    ("haitian creole", "ht"),
    ("creole", "ht"),
    ("korean", "ko"),
    ("japanese", "ja"),
    ("ukrainian", "uk"),
    ("russian", "ru"),
    ("polish", "pl"),
    ("german", "de"),
    ("somali", "so"),
    ("hmong", "hmn"),
    ("tagalog", "tl"),
    ("filipino", "tl"),
    ("mandarin", "zh-Hans"),
    ("cantonese", "zh-Hant"),
    ("simplified chinese", "zh-Hans"),
    ("traditional chinese", "zh-Hant"),
    ("farsi", "fa"),
    ("persian", "fa"),
    ("pashto", "ps"),
    ("punjabi", "pa"),
    ("hindi", "hi"),
    ("urdu", "ur"),
    ("nepali", "ne"),
    ("burmese", "my"),
    ("swahili", "sw"),
    ("amharic", "am"),
    ("tigrinya", "ti"),
    ("khmer", "km"),
    ("armenian", "hy"),
    ("samoan", "sm"),
    ("marshallese", "mh"),
    ("العربية", "ar"),
    ("中文", "zh-Hans"),
    ("简体中文", "zh-Hans"),
    ("繁體中文", "zh-Hant"),
    ("tiếng việt", "vi"),
    ("русский", "ru"),
    ("українська", "uk"),
    ("français", "fr"),
    ("한국어", "ko"),
    ("日本語", "ja"),
    ("português", "pt"),
    ("kreyòl", "ht"),
    ("kreyòl ayisyen", "ht"),
];

/// The tag of a language by its name or by a tag that is none.
pub fn right_tag(text: &str) -> Option<String> {
    let plain = text.trim().replace('_', "-").to_lowercase();
    if let Some((_, right)) = SLIPS.iter().find(|(slip, _)| *slip == plain) {
        return Some((*right).to_string());
    }
    // `en_US`, as computers write a language and a country: what is written here is in the language.
    let (language, rest) = text.trim().split_once('_')?;
    let language = language.to_lowercase();
    let right = match (language.as_str(), rest) {
        ("zh", "CN" | "SG") => "zh-Hans".to_string(),
        ("zh", "TW" | "HK") => "zh-Hant".to_string(),
        _ if rest.len() == 2 => language,
        _ => format!("{language}-{rest}"),
    };
    Lang::parse(&right).map(|_| right)
}

/// What a language tag means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// The language of this index among the toolkit's.
    Published(usize),
    /// A language that the toolkit does not publish.
    Unpublished(Lang),
    /// The language of this index among the toolkit's, written in another way.
    Slip(usize),
    /// None, with what could stand here.
    Wrong(Option<String>),
}

/// Tells what a tag means in a toolkit of some languages.
pub fn tag(text: &str, known: &[Lang]) -> Tag {
    if let Some(index) = known.iter().position(|lang| lang.as_str() == text) {
        return Tag::Published(index);
    }
    if let Some(near) = meant(text, known) {
        return Tag::Slip(near);
    }
    match Lang::parse(text).filter(Lang::is_spoken) {
        Some(lang) => Tag::Unpublished(lang),
        None => Tag::Wrong(did_you_mean(text, known.iter().map(Lang::as_str))),
    }
}

/// The slips that stand for one of these languages, as far as they could be tags.
pub fn slips(known: &[Lang]) -> impl Iterator<Item = &'static str> {
    let is_tag = |slip: &str| slip.len() <= 3 && slip.bytes().all(|byte| byte.is_ascii_lowercase());
    SLIPS.iter().map(|(slip, _)| *slip).filter(move |slip| is_tag(slip) && meant(slip, known).is_some())
}

/// The toolkit's language that a tag stands for in another way to write it: in capitals, with an underscore, by its
/// name, or without its script or its country. One in another script is another language to readers.
fn meant(text: &str, known: &[Lang]) -> Option<usize> {
    let plain = text.trim().replace('_', "-").to_lowercase();
    let right = SLIPS.iter().find(|(slip, _)| *slip == plain).map_or(plain.as_str(), |(_, right)| right);
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let same = known.iter().position(|lang| lang.as_str().eq_ignore_ascii_case(right));
    let script = Lang::parse(right).and_then(|lang| lang.script());
    let is_near = |lang: &Lang| {
        language(lang.as_str()) == language(right) && (script.is_none() || lang.script() == script)
    };
    same.or_else(|| known.iter().position(is_near))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_published_or_not_or_a_slip() {
        let known: Vec<Lang> = ["en", "es", "zh-Hans"].iter().filter_map(|tag| Lang::parse(tag)).collect();
        assert_eq!(tag("es", &known), Tag::Published(1));
        for (slip, right) in [
            ("ES", "es"),
            ("sp", "es"),
            ("zh", "zh-Hans"),
            ("zh_hans", "zh-Hans"),
            ("en-US", "en"),
            ("Spanish", "es"),
            ("english", "en"),
        ] {
            let index = known.iter().position(|lang| lang.as_str() == right).expect("a language");
            assert_eq!(tag(slip, &known), Tag::Slip(index), "{slip}");
        }
        for spoken in ["ar", "fr", "pt-BR", "so", "hmn", "tl", "ch", "zh-Hant", "zh-TW"] {
            assert_eq!(tag(spoken, &known), Tag::Unpublished(Lang::parse(spoken).expect("a tag")));
        }
        for wrong in ["ep", "color", "x", ""] {
            assert!(matches!(tag(wrong, &known), Tag::Wrong(_)), "{wrong}");
        }
    }
}
