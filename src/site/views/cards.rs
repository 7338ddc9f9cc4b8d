//! Resources in a list.

use serde::Serialize;

use super::{LinkView, Said, Writer};
use crate::model::Kind;

/// A page of the site with what it is about.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// The page.
    pub link: LinkView,
    /// What it is about.
    pub summary: Option<Said>,
}

impl CardView {
    /// The resources of a kind.
    pub(super) fn all(writer: &Writer<'_>, kind: Kind) -> Vec<Self> {
        Self::first(writer, kind, usize::MAX)
    }

    /// The first resources of a kind.
    pub(super) fn first(writer: &Writer<'_>, kind: Kind, most: usize) -> Vec<Self> {
        let resources = writer.site.published_of(kind).into_iter().take(most);
        let card = |resource: &crate::model::Resource| {
            let variant = resource.variant(writer.lang);
            let summary = variant.summary.as_ref();
            Self {
                link: writer.resource_link(resource),
                summary: summary.map(|summary| writer.said_in(summary, &variant.lang)),
            }
        };
        resources.map(|resource| card(resource)).collect()
    }
}
