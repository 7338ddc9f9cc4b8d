//! The languages that a district's site is in.

use std::collections::BTreeSet;

use super::framework::BUILT_IN_LANGUAGES;
use super::{Surroundings, layout};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, Place, did_you_mean, nearest};
use crate::model::Lang;
use crate::reader::decode::Fields;
use crate::reader::files::Root;
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

/// Tells once, in the settings, of a language with a country that nobody has interface strings for (`en-US`), where texts
/// are written in the language alone, which has some: in place of each of these texts.
pub(super) fn settle(problems: &mut Vec<Diagnostic>) {
    let listed = |problem: &Diagnostic| {
        let tag = problem.missed.as_deref().filter(|_| problem.code == Code::NoStrings)?;
        let (language, _) = tag.split_once('-')?;
        BUILT_IN_LANGUAGES.contains(&language).then(|| language.to_string())
    };
    let missed = problems.iter().filter(|problem| problem.code == Code::UnknownLanguage);
    let missed: BTreeSet<String> =
        missed.filter_map(|problem| Some(problem.missed.as_deref()?.into())).collect();
    let mut told = BTreeSet::new();
    for problem in problems.iter_mut() {
        let Some(language) = listed(problem).filter(|language| missed.contains(language)) else { continue };
        let tag = problem.missed.take().unwrap_or_default();
        let message = format!("texts are written in `{language}`, and this list has `{tag}` in its place");
        *problem = Diagnostic::new(Code::UnknownLanguage, problem.place.clone(), message)
            .hint(format!("write `{language}`"));
        told.insert(language);
    }
    let is_of =
        |problem: &Diagnostic| problem.missed.as_deref().is_some_and(|language| told.contains(language));
    problems.retain(|problem| problem.code != Code::UnknownLanguage || !is_of(problem));
}

/// Tells once, in the settings, that they name no languages, in place of each language that a district names beside the default one.
pub(super) fn settle_left_out(root: &Root, problems: &mut Vec<Diagnostic>) {
    let named = |problem: &Diagnostic| {
        let tag = problem.missed.as_deref().filter(|_| problem.code == Code::UnknownLanguage)?;
        let is_one = BUILT_IN_LANGUAGES.contains(&tag) && problem.place.path().ends_with(layout::DISTRICT);
        is_one.then(|| tag.to_string())
    };
    if problems.iter().all(|problem| named(problem).is_none()) {
        return;
    }
    if add_to_unread(problems, &named) {
        return;
    }
    let Some(file) = root.read(&root.path().join(layout::SETTINGS), &mut Findings::default()) else { return };
    if file.text().lines().any(|line| line.starts_with("languages")) {
        return;
    }
    let mut all = vec![Lang::english().to_string()];
    for tag in problems.iter().filter_map(named) {
        if !all.contains(&tag) {
            all.push(tag);
        }
    }
    problems.retain(|problem| named(problem).is_none());
    let message = "no languages are named here, and districts have others than English";
    let problem = Diagnostic::new(Code::UnknownLanguage, Place::file(&file), message);
    problems.push(problem.hint(format!("add a line `languages: [{}]`", all.join(", "))));
}

/// Writes the languages that districts name into the help for a single word in place of the settings' list, in place of what
/// is told of each; false where the list is none.
fn add_to_unread(problems: &mut Vec<Diagnostic>, named: &impl Fn(&Diagnostic) -> Option<String>) -> bool {
    let is_list = |problem: &Diagnostic| {
        let hint = problem.hint.as_deref().filter(|_| problem.code == Code::WrongType);
        problem.place.path() == layout::SETTINGS
            && hint.is_some_and(|hint| hint.starts_with("write `languages: [") && hint.ends_with("]`"))
    };
    let tags: BTreeSet<String> = problems.iter().filter_map(named).collect();
    let Some(hint) = problems.iter_mut().find(|one| is_list(one)).and_then(|one| one.hint.as_mut()) else {
        return false;
    };
    hint.truncate(hint.len() - 2);
    let known: Vec<String> =
        hint.rsplit('[').next().unwrap_or_default().split(", ").map(String::from).collect();
    tags.iter().filter(|tag| !known.contains(tag)).for_each(|tag| {
        hint.push_str(", ");
        hint.push_str(tag);
    });
    hint.push_str("]`");
    problems.retain(|problem| named(problem).is_none());
    true
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
            let near = nearest(word.text, known.iter().map(Lang::as_str)).is_some();
            let hint = if BUILT_IN_LANGUAGES.contains(&word.text) && !near {
                let tag = word.text;
                Some(format!(
                    "take it out here; or, if sites are to have it, add `{tag}` to `languages` in {}",
                    layout::SETTINGS
                ))
            } else {
                did_you_mean(word.text, known.iter().map(Lang::as_str))
            };
            let problem = Diagnostic::new(Code::UnknownLanguage, out.at(word.span), message);
            out.push(problem.maybe_hint(hint).missed(word.text));
        }
    }
}
