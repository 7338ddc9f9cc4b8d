//! The language that texts without one in their names are in, where the settings have another one first.

use super::layout;
use super::settings::LoadedSettings;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Kind, Lang};
use crate::reader::files::{Listing, Root};

/// How many texts must have a file for the language that stands first, beside the one without a language, for the order of
/// the languages to be wrong, and not the name of a file.
const ENOUGH: usize = 2;

/// Puts that language first, where it is plain that another one stands there by mistake, which is told: nothing else follows.
pub fn put_original_first(root: &Root, loaded: &mut LoadedSettings, findings: &mut Findings) {
    let languages = &mut loaded.settings.languages;
    let Some((_, place)) = loaded.places.languages.first() else { return };
    let listing = resources(root);
    let has_one = |lang: &Lang| listing.keys().any(|name| name.ends_with(&translated(lang)));
    let first = translated(&languages[0]);
    let stems = listing.keys().filter_map(|name| name.strip_suffix(&first));
    let twice = stems.filter(|stem| listing.contains_key(&format!("{stem}{}", layout::MARKDOWN))).count();
    if twice < ENOUGH {
        return;
    }
    let mut others = languages[1..].iter().filter(|lang| !has_one(lang));
    let original = match (others.next(), others.next()) {
        (Some(only), None) => only.clone(),
        (None, _) if !has_one(&Lang::english()) => Lang::english(),
        _ => return,
    };
    let message = format!(
        "{twice} texts have a file of their own in `{}`, so the files without a language in their names are in another one, \
         and that one stands first in this list",
        languages[0]
    );
    languages.retain(|lang| *lang != original);
    languages.insert(0, original);
    let all: Vec<&str> = languages.iter().map(Lang::as_str).collect();
    let line = place.lines().and_then(|line| place.source().text().get(line)).unwrap_or_default();
    let hint = if line.trim_start().starts_with("- ") {
        format!("let `- {}` be the first line of this list", languages[0])
    } else {
        format!("write `languages: [{}]`", all.join(", "))
    };
    findings.push(Diagnostic::new(Code::TwoSources, place.clone(), message).hint(hint));
}

/// How the file of a translation ends.
fn translated(lang: &Lang) -> String {
    format!(".{lang}{}", layout::MARKDOWN)
}

/// The resources that all districts get.
fn resources(root: &Root) -> Listing {
    let nowhere = &mut Findings::default();
    let mut all = Listing::new();
    for kind in Kind::ALL {
        let files = root.list(&layout::content(root.path()).join(kind.folder()), None, nowhere);
        all.extend(files.into_iter().map(|(name, path)| (format!("{}/{name}", kind.folder()), path)));
    }
    all
}
