//! The languages that a district's site is in.

use super::Surroundings;
use super::framework::BUILT_IN_LANGUAGES;
use crate::diagnostics::{Code, Collector, did_you_mean};
use crate::model::Lang;
use crate::reader::decode::Fields;
use crate::reader::kinds::DISTRICT;
use crate::reader::language::right_tag;
use crate::reader::yaml::Node;

/// The languages of the district's site: those that it names, the toolkit's default one first where it is
/// among them; all of the toolkit's where it names none.
pub(super) fn wanted_languages(node: &Node, around: &Surroundings<'_>) -> Vec<Lang> {
    let known = &around.settings.languages;
    let fields = Fields::of(node, &DISTRICT, around.settings.default_language());
    let named = fields.iter().flat_map(|fields| fields.words("languages"));
    let mut wanted: Vec<Lang> = Vec::new();
    for lang in named.filter_map(|word| Lang::parse(word.text)) {
        if known.contains(&lang) && !wanted.contains(&lang) {
            wanted.push(lang);
        }
    }
    if wanted.is_empty() {
        return known.clone();
    }
    wanted.sort_by_key(|lang| *lang != known[0]);
    wanted
}

/// Tells of languages that are none of the toolkit's.
pub(super) fn unknown_languages(fields: &Fields<'_>, known: &[Lang], out: &mut Collector<'_>) {
    for word in fields.words("languages") {
        // A language that no interface is in may be a slip in the settings, which is told there.
        let is_slip = |lang: &&Lang| {
            !BUILT_IN_LANGUAGES.contains(&lang.as_str()) && lang.as_str().starts_with(word.text)
        };
        let is_told = BUILT_IN_LANGUAGES.contains(&word.text) && known.iter().any(|lang| is_slip(&lang));
        // That another tag is usual, such as `es` for `sp`, was told.
        if !is_told
            && right_tag(word.text).is_none()
            && Lang::parse(word.text).is_some_and(|lang| !known.contains(&lang))
        {
            let message = format!("`{}` is not a language of this toolkit", word.text);
            let hint = did_you_mean(word.text, known.iter().map(Lang::as_str));
            out.tell(Code::UnknownLanguage, word.span, message, hint);
        }
    }
}
