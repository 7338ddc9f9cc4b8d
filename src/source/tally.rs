//! What was looked at, for the closing summary.

use std::ops::AddAssign;

/// How much was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files read.
    pub files: usize,
    /// Links within the toolkit that were followed.
    pub links: usize,
    /// Anchors that were looked up.
    pub anchors: usize,
    /// Links that lead out of the toolkit; they are not asked.
    pub external_links: usize,
    /// Texts that lack one of their languages.
    pub untranslated: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.links += other.links;
        self.anchors += other.anchors;
        self.external_links += other.external_links;
        self.untranslated += other.untranslated;
    }
}
