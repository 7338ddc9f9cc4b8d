//! `favicon.svg`.

use serde::Serialize;

use crate::theme::Palette;

/// `view` of `favicon.svg`: the district's sign.
#[derive(Debug, Serialize)]
pub struct FaviconView {
    /// The district's color, such as `#0b5d66`, dark enough for white text.
    pub color: String,
    /// The first letter of the district's name.
    pub letter: String,
}

impl FaviconView {
    /// The sign of whoever has this palette and name.
    pub(super) fn new(palette: Palette, name: &str) -> Self {
        let letter = name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect());
        Self { color: palette.light.to_string(), letter: letter.unwrap_or_else(|| "●".to_string()) }
    }
}
