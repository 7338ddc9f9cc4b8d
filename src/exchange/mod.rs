//! What comes from other programs and from the site's own forms, made into files of a toolkit. Nothing here
//! touches the disk.

mod assessment;
mod merge;
pub mod roster;

pub use assessment::{FormFile, LARGEST, assessment_file, form_file};
pub use merge::merge;
