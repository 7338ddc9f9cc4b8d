//! `teamkit.yml`.

use std::sync::Arc;

use super::{layout, parse_yaml, read_yaml};
use crate::diagnostics::{Code, Collector, Findings, Place, SourceFile};
use crate::markdown::RawHtml;
use crate::model::{AssessmentsShown, Lang, MonthDay, Settings, Text};
use crate::reader::decode::Fields;
use crate::reader::files::Root;
use crate::reader::kinds::SETTINGS;
use crate::reader::language;
use crate::reader::shape::{self, Languages};
use crate::reader::yaml::{Kind, Node};

/// The smallest group when the settings say nothing.
const MINIMUM_GROUP: u64 = 10;

/// The most languages that a toolkit can be published in.
const MOST_LANGUAGES: usize = 50;

/// The theme when the settings say nothing: the compiled-in one.
const DEFAULT_THEME: &str = "default";

/// Settings with the place of the theme's name, for whoever looks for the theme.
#[derive(Debug)]
pub struct LoadedSettings {
    /// The settings.
    pub settings: Settings,
    /// Where what the theme has to have is named.
    pub places: ThemePlaces,
}

/// Where the settings name a theme, and the languages that it needs strings in.
#[derive(Debug)]
pub struct ThemePlaces {
    /// The theme.
    pub theme: Place,
    /// The languages, as far as they are named.
    pub languages: Vec<(Lang, Place)>,
}

/// Reads the settings. They are given even when some are wrong, so that the rest can be checked too; only a
/// file that can't be read as YAML gives none.
pub fn load_settings(root: &Root, findings: &mut Findings) -> Option<LoadedSettings> {
    let path = root.path().join(layout::SETTINGS);
    let (file, node) = read_yaml(root, &path, findings)?;
    settings_of(&file, &node, findings)
}

/// Settings in place of those that can't be read, to look through the rest with.
pub fn stand_in_settings() -> Option<LoadedSettings> {
    let file = SourceFile::new("", "title: Toolkit\n");
    let mut findings = Findings::default();
    let node = parse_yaml(&file, &mut findings)?;
    settings_of(&file, &node, &mut findings)
}

fn settings_of(file: &Arc<SourceFile>, node: &Node, findings: &mut Findings) -> Option<LoadedSettings> {
    let languages = languages(node);
    let first = findings.problems.len();
    let mut out = Collector::new(file, findings);
    let all = Languages { known: &languages, wanted: &languages };
    let fields = Fields::read(node, &SETTINGS, all, &mut out)?;
    repeated_languages(&fields, &mut out);
    let theme = match fields.get("theme") {
        Some(node) => out.at(&node.span),
        None => Place::file(file),
    };
    let named = fields.words("languages").into_iter();
    let named = named.filter_map(|word| Some((Lang::parse(word.text)?, out.at(word.span)))).collect();
    let places = ThemePlaces { theme, languages: named };
    let mut settings = read(&fields, &languages, &mut out);
    // Where none are named they may be what something else is told of.
    settings.languages_in_doubt |= fields.get(KEY).is_none() && findings.any_error_since(first);
    Some(LoadedSettings { settings, places })
}

/// The key of the languages.
const KEY: &str = "languages";

/// The languages, read before anything else since texts depend on them.
fn languages(node: &Node) -> Vec<Lang> {
    let entries = node.entries();
    let named = |is_right: &dyn Fn(&str) -> bool| {
        entries.iter().find(|(name, _)| name.text().is_some_and(is_right)).map(|(_, value)| value)
    };
    // A slip in the key is told; what it means is plain all the same.
    let is_slip =
        |key: &str| shape::called::meant(key, entries, &SETTINGS).is_some_and(|field| field.name == KEY);
    // So is what stands under a key in another language.
    let are_languages = |(name, value): &&(Node, Node)| {
        let is_known = name.text().is_some_and(|key| SETTINGS.field(key).is_some());
        let all = value.items();
        !is_known
            && !all.is_empty()
            && all.iter().all(|item| item.text().is_some_and(|text| Lang::parse(text).is_some()))
    };
    let other = || entries.iter().find(are_languages).map(|(_, value)| value);
    let value = named(&|key| key == KEY).or_else(|| named(&is_slip)).or_else(other);
    let mut languages: Vec<Lang> = Vec::new();
    for lang in value.into_iter().flat_map(tags).take(MOST_LANGUAGES) {
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    if languages.is_empty() {
        languages.push(Lang::english());
    }
    languages
}

/// The languages that a value names: a line `en, es` is no list, which is told; what it means is plain all the same.
fn tags(value: &Node) -> impl Iterator<Item = Lang> {
    let listed = value.text().into_iter().chain(value.items().iter().filter_map(Node::text));
    let listed = listed.chain(value.entries().iter().filter_map(|(name, _)| name.text()));
    let listed =
        listed.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_')));
    let listed = listed.filter(|word| !matches!(*word, "" | "-" | "and" | "y"));
    // One that is written in another way is told, and means what it should be.
    let right = |text: &str| Lang::parse(&language::right_tag(text).unwrap_or_else(|| text.to_string()));
    listed.filter_map(right)
}

/// Whether something stands among languages that is none, so that one may be meant that is not known.
fn holds_no_language(value: &Node) -> bool {
    let is_one = |text: &str| language::right_tag(text).is_some() || Lang::parse(text).is_some();
    value.items().iter().filter_map(Node::text).any(|text| !is_one(text))
}

fn repeated_languages(fields: &Fields<'_>, out: &mut Collector<'_>) {
    let mut seen: Vec<Lang> = Vec::new();
    if let Some(word) = fields.words("languages").get(MOST_LANGUAGES) {
        let message = format!("a toolkit can have {MOST_LANGUAGES} languages, and here is one more");
        out.tell(
            Code::WrongType,
            word.span,
            message,
            Some("make a toolkit of its own for the others".into()),
        );
    }
    for word in fields.words("languages").into_iter().take(MOST_LANGUAGES) {
        let Some(lang) = Lang::parse(word.text) else { continue };
        if seen.contains(&lang) {
            let message = format!("the language `{}` stands twice in the list", word.text);
            out.tell(Code::DuplicateLanguage, word.span, message, Some("remove one".into()));
        }
        seen.push(lang);
    }
    if fields.get("languages").is_some_and(|node| matches!(&node.kind, Kind::List(items) if items.is_empty()))
    {
        let hint = Some("write `languages: [en]`".into());
        out.tell(Code::MissingKey, fields.span_of("languages"), "a toolkit needs a language", hint);
    }
}

fn read(fields: &Fields<'_>, languages: &[Lang], out: &mut Collector<'_>) -> Settings {
    let minimum = fields.number("minimum_group");
    if minimum == Some(0) {
        let message = "`minimum_group` must be at least 1";
        let hint = format!("write `{MINIMUM_GROUP}`, or another number from 1 on");
        out.tell(Code::WrongType, fields.span_of("minimum_group"), message, Some(hint));
    }
    Settings {
        title: fields.text("title").unwrap_or_else(|| Text::new(languages[0].clone(), "Toolkit")),
        base_url: fields.line("base_url").map(|url| url.trim_end_matches('/').to_string()),
        theme: fields.line("theme").unwrap_or_else(|| DEFAULT_THEME.into()),
        languages: languages.to_vec(),
        languages_in_doubt: fields.get(KEY).is_some_and(|node| {
            node.is_null_word() || tags(node).next().is_none() || holds_no_language(node)
        }),
        school_year_start: fields
            .word("school_year_start")
            .and_then(|word| MonthDay::parse(word.text))
            .unwrap_or(MonthDay::FIRST_OF_JULY),
        minimum_group: minimum.unwrap_or(MINIMUM_GROUP).max(1),
        raw_html: fields.choice("raw_html", RawHtml::parse).unwrap_or(RawHtml::Escape),
        publish_assessments: fields
            .choice("publish_assessments", AssessmentsShown::parse)
            .unwrap_or(AssessmentsShown::Team),
        edit_url: fields.line("edit_url"),
    }
}
