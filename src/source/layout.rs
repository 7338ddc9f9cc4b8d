//! Where everything lies: every folder and file name of a toolkit (FORMAT §1), used by reading, links and the
//! preview's stamps.

use std::path::{Path, PathBuf};

use crate::model::{AssessmentId, DistrictId, Kind, Lang, ResourceId, TeamId};
use crate::reader::files::PUBLISHED;
use crate::reader::kinds::FileKind;

/// The file that makes a folder a toolkit.
pub const SETTINGS: &str = "teamkit.yml";

/// The folder of everything that is published.
pub const CONTENT: &str = "content";

/// The folder of the districts, below [`CONTENT`].
pub const DISTRICTS: &str = "districts";

/// What a good team is, of the toolkit or of a district.
pub const FRAMEWORK: &str = "framework.yml";

/// The file that makes a folder a district.
pub const DISTRICT: &str = "district.yml";

/// A district's schools.
pub const SCHOOLS: &str = "schools.yml";

/// The folder of a district's teams.
pub const TEAMS: &str = "teams";

/// The folder of a district's self-assessments.
pub const ASSESSMENTS: &str = "assessments";

/// The folder of files that are copied as they are.
pub const STATIC: &str = PUBLISHED;

/// The folder of the themes.
pub const THEMES: &str = "themes";

/// The ending of YAML files.
pub const YAML: &str = ".yml";

/// The ending of self-assessments that the site's own form wrote.
pub const JSON: &str = ".json";

/// The ending of resources.
pub const MARKDOWN: &str = ".md";

/// The folder of a theme's interface strings.
pub const STRINGS: &str = "strings";

/// The folder of the schemas that editors check files with.
pub const SCHEMAS: &str = ".schemas";

/// The folder that a build writes to, unless it is told otherwise.
pub const OUTPUT: &str = "public";

/// The files of [`CONTENT`] itself.
pub const SHARED_FILES: &[&str] = &[FRAMEWORK];

/// The folders of [`CONTENT`].
pub fn shared_folders() -> Vec<&'static str> {
    Kind::ALL.iter().map(|kind| kind.folder()).chain([STATIC, DISTRICTS]).collect()
}

/// The files of a district's folder itself.
pub const DISTRICT_FILES: &[&str] = &[DISTRICT, SCHOOLS, FRAMEWORK];

/// The folders of a district.
pub fn district_folders() -> Vec<&'static str> {
    Kind::ALL.iter().map(|kind| kind.folder()).chain([TEAMS, ASSESSMENTS, STATIC]).collect()
}

/// The folder of everything that is published.
pub fn content(root: &Path) -> PathBuf {
    root.join(CONTENT)
}

/// The folder of the districts.
pub fn districts(root: &Path) -> PathBuf {
    content(root).join(DISTRICTS)
}

/// A district's folder.
pub fn district(root: &Path, id: &str) -> PathBuf {
    districts(root).join(id)
}

/// A theme's folder.
pub fn theme(root: &Path, name: &str) -> PathBuf {
    root.join(THEMES).join(name)
}

/// The path of a district's `district.yml` below the root, as authors know it.
pub fn district_file(id: &DistrictId) -> String {
    format!("{CONTENT}/{DISTRICTS}/{id}/{DISTRICT}")
}

/// The path of a team's file below the root.
pub fn team_path(district: &DistrictId, team: &TeamId) -> String {
    format!("{CONTENT}/{DISTRICTS}/{district}/{TEAMS}/{team}{YAML}")
}

/// The path of a self-assessment's file below the root.
pub fn assessment_path(district: &DistrictId, assessment: &AssessmentId) -> String {
    format!("{CONTENT}/{DISTRICTS}/{district}/{ASSESSMENTS}/{assessment}{YAML}")
}

/// The path of a district's `schools.yml` below the root.
pub fn schools_path(district: &DistrictId) -> String {
    format!("{CONTENT}/{DISTRICTS}/{district}/{SCHOOLS}")
}

/// The path of a resource's file below the root: of a district, or shared by all for none; in a language that is not
/// the default one, or in that for none.
pub fn resource_path(
    district: Option<&DistrictId>,
    kind: Kind,
    id: &ResourceId,
    lang: Option<&Lang>,
) -> String {
    let folder = match district {
        Some(district) => format!("{CONTENT}/{DISTRICTS}/{district}"),
        None => CONTENT.to_string(),
    };
    let lang = lang.map_or_else(String::new, |lang| format!(".{lang}"));
    format!("{folder}/{}/{id}{lang}{MARKDOWN}", kind.folder())
}

/// Whether a file, by its path below the root, is not one of a single district.
pub fn is_shared(path: &str) -> bool {
    let below = path.strip_prefix(CONTENT).and_then(|rest| rest.strip_prefix('/')?.strip_prefix(DISTRICTS));
    below.is_none_or(|rest| !rest.starts_with('/'))
}

/// The files and folders that all districts depend on, but for the theme's.
pub fn shared(root: &Path) -> Vec<PathBuf> {
    let content = content(root);
    let files = SHARED_FILES.iter().map(|name| content.join(name));
    let statics = [root_static(root), shared_static(root)];
    std::iter::once(root.join(SETTINGS)).chain(files).chain(resource_folders(root)).chain(statics).collect()
}

/// The folder of files that are copied to the output's root.
pub fn root_static(root: &Path) -> PathBuf {
    root.join(STATIC)
}

/// The folder of files that several districts' texts refer to.
pub fn shared_static(root: &Path) -> PathBuf {
    content(root).join(STATIC)
}

/// The shared folders whose files are resources.
pub fn resource_folders(root: &Path) -> Vec<PathBuf> {
    let content = content(root);
    Kind::ALL.iter().map(|kind| content.join(kind.folder())).collect()
}

/// The name of a resource's file in its folder, in the default language.
pub fn resource_file(id: &str) -> String {
    format!("{id}{MARKDOWN}")
}

/// The name of a team's file in its folder.
pub fn team_file(id: &str) -> String {
    format!("{id}{YAML}")
}

/// The name of the schema of a kind of file, in [`SCHEMAS`].
pub fn schema_file(kind: FileKind) -> String {
    format!("{}.json", kind.word())
}

/// The kind of file that a path below the root stands for, if authors write any there.
pub fn file_kind(path: &str) -> Option<FileKind> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        [SETTINGS] => Some(FileKind::Teamkit),
        [CONTENT, FRAMEWORK] => Some(FileKind::Framework),
        [CONTENT, folder, file] => resource_kind(folder, file),
        [CONTENT, DISTRICTS, _, FRAMEWORK] => Some(FileKind::Framework),
        [CONTENT, DISTRICTS, _, DISTRICT] => Some(FileKind::District),
        [CONTENT, DISTRICTS, _, SCHOOLS] => Some(FileKind::Schools),
        [CONTENT, DISTRICTS, _, TEAMS, file] => file.ends_with(YAML).then_some(FileKind::Team),
        [CONTENT, DISTRICTS, _, ASSESSMENTS, file] => {
            (file.ends_with(YAML) || file.ends_with(JSON)).then_some(FileKind::Assessment)
        }
        [CONTENT, DISTRICTS, _, folder, file] => resource_kind(folder, file),
        [THEMES, _, STRINGS, file] => file.ends_with(YAML).then_some(FileKind::Strings),
        _ => None,
    }
}

fn resource_kind(folder: &str, file: &str) -> Option<FileKind> {
    let kind = Kind::ALL.iter().find(|kind| kind.folder() == folder)?;
    file.ends_with(MARKDOWN).then(|| FileKind::parse(kind.word()))?
}
