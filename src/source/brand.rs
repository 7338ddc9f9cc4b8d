//! A district's color and logo.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::layout;
use crate::diagnostics::{Code, Collector, did_you_mean};
use crate::model::{Brand, Color};
use crate::reader::decode::{Fields, Word};
use crate::reader::scalar::is_outside;

/// The district's color and logo; a logo that is no file of `static/` is told where it is named. `files` are the paths that
/// links may name.
pub(super) fn brand(
    fields: &Fields<'_>,
    (statics, shared): (&BTreeMap<String, PathBuf>, &BTreeMap<String, PathBuf>),
    files: &BTreeSet<String>,
    out: &mut Collector<'_>,
) -> Brand {
    let Some(fields) = fields.object("brand") else { return Brand::default() };
    let color = fields.word("color");
    let logo = fields.word("logo");
    let is_there = |logo: &Word<'_>| statics.contains_key(logo.text) || shared.contains_key(logo.text);
    // Of a file that lies elsewhere it is told there.
    let is_told = |logo: &str| is_outside(logo) || files.contains(&format!("{}/{logo}", layout::STATIC));
    if let Some(logo) = logo.filter(|logo| !is_there(logo) && !is_told(logo.text)) {
        no_such_logo(logo, statics, out);
    }
    Brand {
        color: color.and_then(|color| Color::parse(color.text)),
        color_place: color.map(|color| out.at(color.span)),
        logo: logo.filter(is_there).map(|logo| logo.text.to_string()),
    }
}

fn no_such_logo(logo: Word<'_>, statics: &BTreeMap<String, PathBuf>, out: &mut Collector<'_>) {
    let message = format!("there is no file `static/{}`", logo.text);
    let hint = did_you_mean(logo.text, statics.keys().map(String::as_str));
    out.tell(Code::BrokenReference, logo.span, message, hint);
}
