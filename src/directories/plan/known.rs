//! The districts and schools that a toolkit has, as trees, so that what is not known here is left alone.

use crate::edit::{self, Step};
use crate::model::DistrictId;
use crate::reader::yaml::{Kind, Node};
use crate::source::layout;

/// The files of a district.
#[derive(Debug, Clone)]
pub struct Existing {
    /// Its id.
    pub id: String,
    /// The text of its `district.yml`.
    pub district: String,
    /// The text of its `schools.yml`, if it has one.
    pub schools: Option<String>,
}

/// The federal code of a district of the toolkit.
pub fn nces_id(existing: &Existing) -> Option<String> {
    let node = read(&existing.district)?;
    text(&node, &["nces_id"], "").map(str::to_string)
}

/// The tree of a file, with or without what some editors put at its beginning.
fn read(text: &str) -> Option<Node> {
    edit::read(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A district of the toolkit.
pub(super) struct Known {
    pub(super) id: String,
    pub(super) district: Node,
    pub(super) district_text: String,
    pub(super) schools: Vec<KnownSchool>,
    pub(super) schools_text: Option<String>,
}

/// A school of the toolkit.
pub(super) struct KnownSchool {
    pub(super) id: String,
    /// Its place in the list.
    pub(super) index: usize,
    pub(super) node: Node,
}

impl Known {
    /// Reads a district's files.
    pub(super) fn read(existing: &Existing) -> Result<Self, String> {
        let id = DistrictId::new(&existing.id);
        let wrong =
            |path: String| format!("`{path}` has mistakes; mend them first (`teamkit check` tells them)");
        let district = read(&existing.district)
            .filter(|node| matches!(node.kind, Kind::Map(_)) || node.is_empty())
            .ok_or_else(|| wrong(layout::district_file(&id)))?;
        let mut schools = Vec::new();
        if let Some(text) = &existing.schools {
            let path = || wrong(layout::schools_path(&id));
            let list = read(text).ok_or_else(path)?;
            match list.kind {
                Kind::List(items) => {
                    for (index, node) in items.into_iter().enumerate() {
                        let id = self::text(&node, &["id"], "").map(str::to_string).ok_or_else(path)?;
                        schools.push(KnownSchool { id, index, node });
                    }
                }
                Kind::Scalar { ref text, .. } if text.trim().is_empty() => {}
                Kind::Scalar { .. } | Kind::Map(_) => return Err(path()),
            }
        }
        Ok(Self {
            id: existing.id.clone(),
            district,
            district_text: existing.district.clone(),
            schools,
            schools_text: existing.schools.clone(),
        })
    }
}

impl Known {
    /// Whether a number of it is known, by which directories know it.
    pub(super) fn is_numbered(&self) -> bool {
        ["nces_id", "state_id"].iter().any(|key| text(&self.district, &[key], "").is_some())
    }
}

impl KnownSchool {
    /// Whether it is known elsewhere, so that its being there no more means something.
    pub(super) fn is_tracked(&self) -> bool {
        let has = |key: &str| text(&self.node, &[key], "").is_some();
        (has("nces_id") || has("state_id")) && !has("closed")
    }
}

/// The node at a path of keys.
fn at<'n>(node: &'n Node, path: &[&str]) -> Option<&'n Node> {
    path.iter().try_fold(node, |node, key| node.value(key))
}

/// The text at a path; of one in several languages that in this one, else the first.
pub(super) fn text<'n>(node: &'n Node, path: &[&str], language: &str) -> Option<&'n str> {
    let found = at(node, path)?;
    let scalar = match &found.kind {
        Kind::Map(entries) => found.value(language).or_else(|| entries.first().map(|(_, first)| first))?,
        Kind::Scalar { .. } | Kind::List(_) => found,
    };
    scalar.text().filter(|text| !text.trim().is_empty())
}

/// Whether a key stands at a path, with a text behind it or not.
pub(super) fn is_there(node: &Node, path: &[&str]) -> bool {
    at(node, path).is_some()
}

/// The steps to the text that [`text`] gives.
pub(super) fn steps(above: &[Step], node: &Node, path: &[&str], language: &str) -> Vec<Step> {
    let mut steps = above.to_vec();
    steps.extend(path.iter().map(|key| Step::key(*key)));
    if let Some(Node { kind: Kind::Map(entries), .. }) = at(node, path) {
        let has = entries.iter().any(|(name, _)| name.text() == Some(language));
        let first = entries.first().and_then(|(name, _)| name.text());
        steps.extend((if has { Some(language) } else { first }).map(Step::key));
    }
    steps
}
