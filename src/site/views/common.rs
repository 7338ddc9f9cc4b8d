//! What pages of a site have in common, made when the first of them is.

use std::sync::OnceLock;

use super::frame::Navigations;
use super::parts::Orders;
use super::ring::{NamesOfRing, RingShape};
use super::shared::Shared;

/// What pages of a site have in common.
#[derive(Debug, Default)]
pub(in crate::site) struct Common {
    /// The site's parts as its pages name them.
    pub(super) navigations: Navigations,
    /// The orders of long lists.
    pub(super) orders: Orders,
    /// The places of the table.
    pub(super) ring: OnceLock<Shared<RingShape>>,
    /// The names around it.
    pub(super) names_of_ring: NamesOfRing,
}
