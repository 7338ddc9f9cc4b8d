//! Guides, role descriptions and rubrics.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Framework, FunctionId, IndicatorId, Lang, Listed, PerspectiveId, Rating, ResourceId};
use crate::diagnostics::Place;
use crate::markdown::Document;
use crate::words::words;
use jiff::civil::Date;

words! {
    /// What kind of resource it is.
    Kind {
        /// A how-to guide.
        Guide = "guide",
        /// A role description.
        Role = "role",
        /// A self-assessment rubric.
        Rubric = "rubric",
    }
}

impl Kind {
    /// The folder that its files lie in, which is also the folder of its addresses.
    pub const fn folder(self) -> &'static str {
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
    /// Its file's name.
    pub id: ResourceId,
    /// Its place in lists; the lower, the earlier.
    pub order: i64,
    /// Which teams it is for.
    pub level: ResourceLevel,
    /// When it was looked through last.
    pub reviewed: Option<Date>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// Old addresses, each becomes a redirect.
    pub aliases: Vec<Alias>,
    /// What only its kind has.
    pub body: Body,
    /// Its texts by language, the default language first where there is one; at least one.
    pub variants: Vec<Arc<Variant>>,
}

/// An old address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The address below the folder of a language.
    pub address: String,
    /// Where it was written.
    pub place: Place,
}

/// What only one kind of resource has.
#[derive(Debug, Clone)]
pub enum Body {
    /// A guide: what it helps with.
    Guide(Vec<Help>),
    /// A role description.
    Role(Role),
    /// A rubric.
    Rubric(Rubric),
}

/// What a guide helps with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Help {
    /// An indicator of a rubric.
    Indicator(ResourceId, IndicatorId),
    /// A perspective.
    Perspective(PerspectiveId),
    /// A key function.
    Function(FunctionId),
}

/// What whoever holds a role does and brings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Role {
    /// The functions.
    pub functions: Vec<FunctionId>,
    /// The perspectives.
    pub perspectives: Vec<PerspectiveId>,
    /// Whether it may bring others too, since something that it names is not known.
    pub in_doubt: bool,
}

/// What a rubric asks.
#[derive(Debug, Clone, Default)]
pub struct Rubric {
    /// Whether something in its file could not be read, so that an id may be meant that is not here.
    pub in_doubt: bool,
    /// Whether a scale of its own may be lost: the key is misspelt, or the file that says it is not the one that was read.
    pub lacks_scale: bool,
    /// Its own rating scale.
    pub scale: Option<Listed<Rating>>,
    /// The share of points, or else of what is in place, that is aimed at, in ten-thousandths.
    pub goal: Option<u16>,
    /// Its areas, in the author's order.
    pub areas: Vec<Area>,
}

impl Rubric {
    /// The rating scale that holds for it: its own or the framework's.
    pub fn scale<'r>(&'r self, framework: &'r Framework) -> &'r Listed<Rating> {
        self.scale.as_ref().unwrap_or(&framework.scale)
    }

    /// All its indicators, in the author's order.
    pub fn indicators(&self) -> impl Iterator<Item = &IndicatorId> {
        self.areas.iter().flat_map(|area| &area.indicators)
    }
}

/// A part of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its name, in the rubric's main language.
    pub name: String,
    /// Its indicators, in the author's order.
    pub indicators: Vec<IndicatorId>,
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
    /// Whom it is for, in the author's words.
    pub audience: Vec<String>,
    /// Words that readers search for, shown nowhere.
    pub keywords: Vec<String>,
    /// The text.
    pub document: Document,
}

words! {
    /// Which teams a resource is for.
    ResourceLevel {
        /// District teams.
        District = "district",
        /// School teams.
        School = "school",
        /// Every team.
        Both = "both",
    }
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

    /// What kind it is.
    pub fn kind(&self) -> Kind {
        match self.body {
            Body::Guide(_) => Kind::Guide,
            Body::Role(_) => Kind::Role,
            Body::Rubric(_) => Kind::Rubric,
        }
    }

    /// What whoever holds the role does and brings; `None` for another kind.
    pub fn role(&self) -> Option<&Role> {
        match &self.body {
            Body::Role(role) => Some(role),
            Body::Guide(_) | Body::Rubric(_) => None,
        }
    }

    /// What the rubric asks; `None` for another kind.
    pub fn rubric(&self) -> Option<&Rubric> {
        match &self.body {
            Body::Rubric(rubric) => Some(rubric),
            Body::Guide(_) | Body::Role(_) => None,
        }
    }

    /// What the guide helps with; nothing for another kind.
    pub fn helps(&self) -> &[Help] {
        match &self.body {
            Body::Guide(helps) => helps,
            Body::Role(_) | Body::Rubric(_) => &[],
        }
    }
}
