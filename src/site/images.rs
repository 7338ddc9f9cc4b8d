//! How large images are, so that a page keeps room for them before they are there.

use std::fs;
use std::path::Path;

/// Larger drawings are not opened to find their size.
const LARGEST_DRAWING: u64 = 1 << 20;

/// The width and height of an image, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The size of an image file; `None` where it can't be told.
pub(super) fn size(path: &Path) -> Option<Size> {
    let is_drawing = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    if is_drawing {
        let is_small = fs::metadata(path).is_ok_and(|meta| meta.len() <= LARGEST_DRAWING);
        return is_small.then(|| fs::read_to_string(path).ok()).flatten().and_then(|text| drawing(&text));
    }
    let size = imagesize::size(path).ok()?;
    Some(Size { width: u32::try_from(size.width).ok()?, height: u32::try_from(size.height).ok()? })
}

/// The size of an SVG drawing: its width and height, else its view box.
fn drawing(text: &str) -> Option<Size> {
    let document = roxmltree::Document::parse(text).ok()?;
    let root = document.root_element();
    let length = |name: &str| root.attribute(name).and_then(pixels);
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some(Size { width, height });
    }
    let numbers: Vec<&str> =
        root.attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    match numbers[..] {
        [_, _, width, height] => Some(Size { width: pixels(width)?, height: pixels(height)? }),
        _ => None,
    }
}

/// A length without a unit or in pixels, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it was compared with the bounds"
)]
fn pixels(length: &str) -> Option<u32> {
    let number: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    (1.0..=100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::{Size, drawing};

    #[test]
    fn a_drawing_tells_its_size() {
        let size = |width, height| Some(Size { width, height });
        assert_eq!(drawing("<svg width='40' height='20.4px'/>"), size(40, 20));
        assert_eq!(drawing("<svg width='100%' viewBox='0 0 64 48'/>"), size(64, 48));
        assert_eq!(drawing("<svg/>"), None);
        assert_eq!(drawing("<svg"), None);
    }
}
