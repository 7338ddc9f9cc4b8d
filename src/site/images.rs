//! How large images are, so that a page keeps room for them before they are there.

use std::path::Path;
use std::{fs, io};

use imagesize::ImageError;

/// Larger drawings are not opened to find their size.
const LARGEST_DRAWING: u64 = 1 << 20;

/// Endings of pictures that browsers do not show.
const OTHER_PICTURES: [&str; 7] = ["heic", "heif", "tif", "tiff", "psd", "eps", "raw"];

/// Endings of files that are no pictures.
const NO_PICTURES: [&str; 9] = ["pdf", "doc", "docx", "odt", "ppt", "pptx", "xls", "xlsx", "md"];

/// What is wrong with a file that should be shown and that no browser shows, by its ending, and what to do.
pub(super) fn unshown(name: &str) -> Option<(String, String)> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    if OTHER_PICTURES.contains(&ending.as_str()) {
        let message = format!("most browsers show no picture whose name ends in `.{ending}`");
        return Some((message, "save it as a `.jpg` or `.png`, and write the name of that".to_string()));
    }
    let hint = "remove the `!` before it, so that it is a link to the file".to_string();
    NO_PICTURES.contains(&ending.as_str()).then(|| (format!("a file `.{ending}` is no picture"), hint))
}

/// The width and height of an image, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The size of an image file; `None` where what it holds does not tell it.
pub(super) fn size(path: &Path) -> io::Result<Option<Size>> {
    let is_drawing = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    if is_drawing {
        if fs::metadata(path)?.len() > LARGEST_DRAWING {
            return Ok(None);
        }
        return Ok(String::from_utf8(fs::read(path)?).ok().and_then(|text| drawing(&text)));
    }
    match imagesize::size(path) {
        Ok(size) => Ok(u32::try_from(size.width)
            .and_then(|width| Ok(Size { width, height: u32::try_from(size.height)? }))
            .ok()),
        Err(ImageError::IoError(error)) if is_of_the_disk(&error) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Whether reading failed for another reason than what the file holds: one that is cut off, or says that it goes on at a
/// place that is none, can be read.
fn is_of_the_disk(error: &io::Error) -> bool {
    error.raw_os_error().is_some() && error.kind() != io::ErrorKind::InvalidInput
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
    use super::{Size, drawing, size, unshown};
    use std::fs;

    #[test]
    fn what_no_browser_shows_is_known_by_its_ending() {
        for name in ["team.HEIC", "plan.pdf", "folder/letter.docx"] {
            assert!(unshown(name).is_some(), "{name}");
        }
        for name in ["team.jpg", "team.png", "logo.svg", "team", "pdf"] {
            assert!(unshown(name).is_none(), "{name}");
        }
    }

    #[test]
    fn an_image_that_cannot_be_read_is_told_from_one_without_a_size() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.png", "a.svg"] {
            let path = folder.path().join(name);
            assert!(size(&path).is_err(), "{name} is missing");
            for text in [&b""[..], b"\x89PNG\r\n\x1a\n", b"II*\0\xff\xff\xff\xff", b"\xff\xd8\xff\xe0\0\0"] {
                fs::write(&path, text).expect("written");
                assert_eq!(size(&path).expect("it can be read"), None, "{name} {text:?}");
            }
        }
    }

    #[test]
    fn a_drawing_tells_its_size() {
        let size = |width, height| Some(Size { width, height });
        assert_eq!(drawing("<svg width='40' height='20.4px'/>"), size(40, 20));
        assert_eq!(drawing("<svg width='100%' viewBox='0 0 64 48'/>"), size(64, 48));
        assert_eq!(drawing("<svg/>"), None);
        assert_eq!(drawing("<svg"), None);
    }
}
