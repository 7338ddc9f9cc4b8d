//! A new toolkit: settings, framework, the shared texts in its languages, one district.

use std::collections::BTreeMap;

use super::built_in::{self, Texts};
use super::texts::texts;
use super::{NewDistrict, NewFile, district};
use crate::model::{DistrictId, Kind, Lang};
use crate::source::{BUILT_IN_FRAMEWORK, layout};

/// The name of a new toolkit, by language.
const TITLES: &[(&str, &str)] = &[
    ("en", "Attendance team toolkit"),
    ("es", "Materiales para equipos de asistencia"),
    ("ar", "مواد فرق الحضور المدرسي"),
    ("vi", "Bộ tài liệu cho nhóm chuyên cần"),
    ("zh-Hans", "出勤团队工具包"),
    ("pt", "Materiais para equipes de frequência"),
];

/// The name of a district's team, by language.
const TEAMS: &[(&str, &str)] = &[
    ("en", "District attendance team"),
    ("es", "Equipo de asistencia del distrito"),
    ("ar", "فريق الحضور في المنطقة التعليمية"),
    ("vi", "Nhóm chuyên cần của học khu"),
    ("zh-Hans", "学区出勤团队"),
    ("pt", "Equipe de frequência do distrito"),
];

/// What is known of a new toolkit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToolkit {
    /// Its languages, the default one first; at least one.
    pub languages: Vec<Lang>,
    /// The id of its district.
    pub id: DistrictId,
    /// Its district.
    pub district: NewDistrict,
}

/// The files of a new toolkit, but for the district's team, which is made of what these say.
pub fn toolkit(new: &NewToolkit) -> Vec<NewFile> {
    let mut files = vec![
        NewFile::new(layout::SETTINGS, settings(&new.languages)),
        NewFile::new(".gitignore", include_str!("files/gitignore")),
        NewFile::new(".github/workflows/toolkit.yml", workflow()),
        NewFile::new(format!("{}/{}", layout::CONTENT, layout::FRAMEWORK), framework(&new.languages)),
        district(&new.id, &new.district),
    ];
    files.extend(shared(&new.languages));
    files
}

/// The name of a district's team in some languages.
pub fn team_of_district(languages: &[Lang]) -> Vec<(Lang, String)> {
    words(TEAMS, languages)
}

/// What a list says in some languages; in English where it has none of them.
fn words(list: &[(&str, &str)], languages: &[Lang]) -> Vec<(Lang, String)> {
    let find = |lang: &str| list.iter().find(|(tag, _)| *tag == lang).map(|(_, text)| (*text).to_string());
    let mut found: Vec<(Lang, String)> =
        languages.iter().filter_map(|lang| Some((lang.clone(), find(lang.as_str())?))).collect();
    if found.is_empty() {
        found.extend(find("en").map(|text| (Lang::english(), text)));
    }
    found
}

/// The recipe for GitHub Actions, with the version that wrote it.
fn workflow() -> String {
    include_str!("files/workflow.yml").replace("VERSION", env!("CARGO_PKG_VERSION"))
}

fn settings(languages: &[Lang]) -> String {
    let tags: Vec<&str> = languages.iter().map(Lang::as_str).collect();
    format!(
        "# The toolkit's settings. The first language is the one that readers get where a text is in no other.\n\
         title: {}\n\
         languages: [{}]\n\
         # base_url: ___   where the site will stand, such as https://toolkit.example.org; search engines want it\n\
         # edit_url: ___   for a link \"edit this page\": https://github.com/NAME/REPOSITORY/edit/main/{{path}}\n",
        texts(&words(TITLES, languages)),
        tags.join(", "),
    )
}

/// The compiled-in framework in some of its languages.
fn framework(languages: &[Lang]) -> String {
    let of_another = |line: &str| {
        let tag = line.strip_prefix("      ").and_then(|rest| rest.split_once(':')).map(|(tag, _)| tag);
        tag.and_then(Lang::parse).is_some_and(|lang| !languages.contains(&lang))
    };
    let lines =
        BUILT_IN_FRAMEWORK.lines().skip_while(|line| line.starts_with('#')).filter(|line| !of_another(line));
    let head = "# What a good team is: who should be at the table, what a team does, the groups in which federal education\n\
                # data are reported, and a rating scale. Change it to what your state or district asks for.\n";
    lines.fold(head.to_string(), |text, line| text + line + "\n")
}

/// The shared texts in some languages. None where not all of them are written in the first one: a page would be
/// missing that another one links to.
fn shared(languages: &[Lang]) -> Vec<NewFile> {
    let Some(default) = languages.first().filter(|lang| built_in::whole_languages().contains(lang)) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for ((kind, id), texts) in &built_in::all() {
        for lang in languages {
            let Some(text) = texts.get(lang) else { continue };
            let name = if lang == default { format!("{id}.md") } else { format!("{id}.{lang}.md") };
            let text = if lang == default { original(text, texts) } else { without_reviews(text) };
            files.push(NewFile::new(shared_path(*kind, &name), text));
        }
    }
    files
}

fn shared_path(kind: Kind, name: &str) -> String {
    format!("{}/{}/{name}", layout::CONTENT, kind.folder())
}

/// The keys that a toolkit writes itself once somebody of its own has read a text.
const REVIEWS: [&str; 2] = ["reviewed", "review_by"];

/// A text as the one in the default language: with the keys that hold for all languages, which only the English file
/// has. Words of English among them are left out.
fn original(text: &str, all: &Texts) -> String {
    let Some((own, body)) = front_matter(text) else { return text.to_string() };
    let english = all.get(&Lang::english()).and_then(|text| front_matter(text));
    let mut front = keys(own);
    let known: Vec<&str> = front.iter().map(|(key, _)| *key).collect();
    let more = english.filter(|(front, _)| *front != own).map_or_else(BTreeMap::new, |(front, _)| {
        keys(front).into_iter().filter(|(key, _)| !known.contains(key) && !OF_ENGLISH.contains(key)).collect()
    });
    front.extend(more);
    joined(&front, body)
}

/// Keys whose values are words of a language.
const OF_ENGLISH: [&str; 2] = ["audience", "keywords"];

/// A text without what says who has read it and when.
fn without_reviews(text: &str) -> String {
    front_matter(text).map_or_else(|| text.to_string(), |(front, body)| joined(&keys(front), body))
}

fn joined(front: &[(&str, &str)], body: &str) -> String {
    let kept = front.iter().filter(|(key, _)| !REVIEWS.contains(key)).map(|(_, lines)| *lines);
    format!("---\n{}---\n{body}", kept.collect::<String>())
}

/// The front matter of a text, and what stands below it.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    let end = rest.find("\n---\n")? + 1;
    Some((&rest[..end], &rest[end + 4..]))
}

/// The keys of a front matter, each with all its lines.
fn keys(front: &str) -> Vec<(&str, &str)> {
    let mut keys: Vec<(&str, &str)> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        if at > start && !line.starts_with([' ', '-', '#']) {
            keys.push(key(&front[start..at]));
            start = at;
        }
        at += line.len();
    }
    keys.push(key(&front[start..at]));
    keys
}

fn key(lines: &str) -> (&str, &str) {
    (lines.split(':').next().unwrap_or_default(), lines)
}
