//! `teamkit.yml`.

use std::path::Path;
use std::sync::Arc;

use super::decode::{Fields, items};
use super::files::Root;
use super::kinds::SETTINGS;
use super::read_yaml;
use super::shape::Languages;
use super::yaml::{Kind, Node};
use crate::diagnostics::{Collector, Diagnostic, Place, SourceFile};
use crate::model::{Lang, MonthDay, RawHtml, Settings, Text};

/// The file that makes a folder a toolkit.
pub const SETTINGS_FILE: &str = "teamkit.yml";

/// The smallest group when the settings say nothing.
const MINIMUM_GROUP: u64 = 10;

/// Settings with the place of the theme's name, for whoever looks for the theme.
#[derive(Debug)]
pub struct LoadedSettings {
    /// The settings.
    pub settings: Settings,
    /// Where the theme is named.
    pub theme_place: Place,
    /// How many texts lack a language.
    pub untranslated: usize,
}

/// Reads the settings. They are given even when some are wrong, so that the rest can be checked too; only a
/// file that can't be read as YAML gives none.
pub fn load_settings(root: &Root) -> (Option<LoadedSettings>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let path = root.path().join(Path::new(SETTINGS_FILE));
    let Some((file, node)) = read_yaml(root, &path, &mut found) else { return (None, found) };
    let languages = languages(&node);
    let mut out = Collector::new(Arc::clone(&file));
    let all = Languages { known: &languages, wanted: &languages };
    let fields = Fields::read(&node, &SETTINGS, all, &mut out);
    let loaded = fields.map(|fields| {
        repeated_languages(&fields, &mut out);
        read(&fields, &file, &languages, &mut out)
    });
    let loaded = loaded.map(|(settings, theme_place)| LoadedSettings {
        settings,
        theme_place,
        untranslated: out.untranslated(),
    });
    found.extend(out.finish());
    (loaded, found)
}

/// The languages, read before anything else since texts depend on them.
fn languages(node: &Node) -> Vec<Lang> {
    let Kind::Map(entries) = &node.kind else { return vec![Lang::english()] };
    let list = entries
        .iter()
        .find(|(name, _)| name.text() == Some("languages"))
        .map_or(&[][..], |(_, value)| items(value));
    let mut languages: Vec<Lang> = Vec::new();
    for lang in list.iter().filter_map(|node| Lang::parse(node.text()?)) {
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    if languages.is_empty() {
        languages.push(Lang::english());
    }
    languages
}

fn repeated_languages(fields: &Fields<'_>, out: &mut Collector) {
    let words = fields.words("languages");
    for (index, word) in words.iter().enumerate() {
        if words[..index].iter().any(|before| {
            Lang::parse(before.text) == Lang::parse(word.text) && Lang::parse(word.text).is_some()
        }) {
            out.error(
                "duplicate-entry",
                word.span,
                format!("the language `{}` stands twice in the list", word.text),
                Some("remove one".into()),
            );
        }
    }
    if fields.get("languages").is_some_and(|node| matches!(&node.kind, Kind::List(items) if items.is_empty()))
    {
        out.error(
            "missing-key",
            fields.span_of("languages"),
            "a toolkit needs a language",
            Some("write `languages: [en]`".into()),
        );
    }
}

fn read(
    fields: &Fields<'_>,
    file: &Arc<SourceFile>,
    languages: &[Lang],
    out: &mut Collector,
) -> (Settings, Place) {
    let minimum = fields.word("minimum_group").and_then(|word| word.text.parse().ok());
    if minimum == Some(0) {
        out.error(
            "wrong-type",
            fields.span_of("minimum_group"),
            "`minimum_group` must be at least 1".to_string(),
            None,
        );
    }
    let theme = fields.line("theme").unwrap_or_else(|| "default".into());
    let theme_place = match fields.get("theme") {
        Some(node) => Place::span(file, node.span.clone()),
        None => Place::file(file),
    };
    let settings = Settings {
        title: fields.text("title").unwrap_or_else(|| Text::new(languages[0].clone(), "Toolkit")),
        base_url: fields.line("base_url").map(|url| url.trim_end_matches('/').to_string()),
        theme,
        languages: languages.to_vec(),
        school_year_start: fields
            .word("school_year_start")
            .and_then(|word| MonthDay::parse(word.text))
            .unwrap_or(MonthDay::FIRST_OF_JULY),
        minimum_group: minimum.unwrap_or(MINIMUM_GROUP).max(1),
        raw_html: match fields.word("raw_html").map(|word| word.text) {
            Some("allow") => RawHtml::Allow,
            _ => RawHtml::Escape,
        },
        edit_url: fields.line("edit_url"),
    };
    (settings, theme_place)
}
