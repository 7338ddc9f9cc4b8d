//! A district's color and logo.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::layout;
use crate::diagnostics::{Code, Collector, Diagnostic, did_you_mean};
use crate::model::{Brand, Color};
use crate::reader::decode::{Fields, Word};
use crate::reader::scalar::is_outside;

/// The district's color and logo; a logo that is no file of `static/` is told where it is named.
pub(super) fn brand(
    fields: &Fields<'_>,
    statics: &BTreeMap<String, PathBuf>,
    shared: &BTreeMap<String, PathBuf>,
    out: &mut Collector<'_>,
) -> Brand {
    let Some(fields) = fields.object("brand") else { return Brand::default() };
    let color = fields.word("color");
    let logo = fields.word("logo");
    let is_there = |logo: &Word<'_>| statics.contains_key(logo.text) || shared.contains_key(logo.text);
    if let Some(logo) = logo.filter(|logo| !is_there(logo) && !is_outside(logo.text)) {
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
    let put = || {
        let (folder, _) = out.file().path().rsplit_once('/')?;
        let to = format!("{folder}/{}/{}", layout::STATIC, logo.text);
        Some(format!("put the file `{to}` there; or remove `logo`, if there is none"))
    };
    let hint = did_you_mean(logo.text, statics.keys().map(String::as_str)).or_else(put);
    out.push(
        Diagnostic::new(Code::BrokenReference, out.at(logo.span), message).maybe_hint(hint).missed(logo.text),
    );
}
