//! Guides, role descriptions and rubrics.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::{FunctionId, IndicatorId, Lang, PerspectiveId, Rating, ResourceId};
use crate::markdown::{Area, Document};

/// What kind of resource it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A how-to guide.
    Guide,
    /// A role description.
    Role,
    /// A self-assessment rubric.
    Rubric,
}

impl Kind {
    /// All kinds, in the order of the site's navigation.
    pub const ALL: [Self; 3] = [Self::Guide, Self::Role, Self::Rubric];

    /// The folder that its files lie in, which is also the folder of its addresses.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Guide => "guides",
            Self::Role => "roles",
            Self::Rubric => "rubrics",
        }
    }
}

/// Resources by kind and id.
pub type Resources = BTreeMap<(Kind, ResourceId), Arc<Resource>>;

/// A resource in all its languages. What is not text comes from the main variant's front matter.
#[derive(Debug)]
pub struct Resource {
    /// What kind it is.
    pub kind: Kind,
    /// Its file's name.
    pub id: ResourceId,
    /// Its place in lists; the lower, the earlier.
    pub order: i64,
    /// Whom it is for, in the author's words.
    pub audience: Vec<String>,
    /// What whoever holds the role does.
    pub functions: Vec<FunctionId>,
    /// What whoever holds the role brings.
    pub perspectives: Vec<PerspectiveId>,
    /// Which teams it is for.
    pub level: ResourceLevel,
    /// When it was looked through last.
    pub reviewed: Option<Date>,
    /// When it should be looked through next.
    pub review_by: Option<Date>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// Old addresses, each becomes a redirect.
    pub aliases: Vec<String>,
    /// The rubric's own rating scale.
    pub scale: Option<Vec<Rating>>,
    /// Its texts by language, the default language first where there is one; at least one.
    pub variants: Vec<Arc<Variant>>,
}

/// A resource in one language.
#[derive(Debug)]
pub struct Variant {
    /// The language.
    pub lang: Lang,
    /// The path of its file below the toolkit's root.
    pub path: String,
    /// The title.
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: Option<String>,
    /// The text.
    pub document: Document,
}

/// Which teams a resource is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ResourceLevel {
    /// District teams.
    District,
    /// School teams.
    School,
    /// Every team.
    #[default]
    Both,
}

impl Resource {
    /// The main variant: in the default language where there is one.
    pub fn main(&self) -> &Variant {
        &self.variants[0]
    }

    /// The variant that a reader of `lang` gets.
    pub fn variant(&self, lang: &Lang) -> &Variant {
        self.variants
            .iter()
            .find(|variant| variant.lang == *lang)
            .map_or_else(|| self.main(), |variant| &**variant)
    }

    /// The areas of a rubric.
    pub fn areas(&self) -> &[Area] {
        &self.main().document.areas
    }

    /// Whether a rubric has this indicator.
    pub fn has_indicator(&self, id: &IndicatorId) -> bool {
        self.areas().iter().flat_map(|area| &area.indicators).any(|indicator| indicator.id == id.as_str())
    }
}
