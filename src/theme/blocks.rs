//! Blocks of the compiled-in templates that a toolkit's own `base.html` has no place for. The engine takes such a block
//! for a mistake; here it is the theme's way to leave it out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hashbrown::HashSet;

use super::pieces::{Piece, pieces, source};
use super::tags::{Kind, Word, keyword, tags, words};

/// Templates without the blocks that none of those they extend has, as far as there are any: by their names. Only those
/// that `may_change` names are looked at.
pub(super) fn without_homeless_blocks<'t>(
    templates: &BTreeMap<&'t str, &'t str>,
    may_change: impl Fn(&str) -> bool,
) -> BTreeMap<String, String> {
    let changed = templates.iter().filter(|(name, _)| may_change(name)).filter_map(|(name, text)| {
        let all = pieces(text)?;
        let known = blocks_above(&all, templates)?;
        let kept = without(&all, &known);
        (kept.len() < all.len()).then(|| ((*name).to_string(), source(&kept)))
    });
    changed.collect()
}

/// A block that no template above has a place for.
pub(super) struct Homeless {
    /// Where its name stands in the text.
    pub(super) place: Range<usize>,
    /// Its name.
    pub(super) name: String,
    /// The blocks that there are.
    pub(super) known: BTreeSet<String>,
}

/// The first block of a template that none of those it extends has.
pub(super) fn homeless_block(text: &str, templates: &BTreeMap<&str, &str>) -> Option<Homeless> {
    let all = pieces(text)?;
    let known = blocks_above(&all, templates)?;
    let kept: Vec<_> = without(&all, &known).iter().filter_map(opened).collect();
    let name = all.iter().filter_map(opened).find(|name| !kept.contains(name))?;
    let mut statements = tags(text).flatten().filter(|tag| tag.kind == Kind::Statement);
    let start = statements.find_map(|tag| {
        let (word, rest) = keyword(&text[tag.inside.clone()]);
        let start = tag.inside.end - rest.trim_start().len();
        (word == "block" && rest.trim() == name).then_some(start)
    })?;
    Some(Homeless { place: start..start + name.len(), name, known: known.into_iter().collect() })
}

/// The blocks of all templates that one extends; `None` where it extends none, or that can't be told.
fn blocks_above(of: &[Piece], templates: &BTreeMap<&str, &str>) -> Option<HashSet<String>> {
    let mut known = HashSet::new();
    let (mut parent, mut seen) = (extended(of)?, HashSet::new());
    while seen.insert(parent.clone()) {
        let above = pieces(templates.get(parent.as_str())?)?;
        known.extend(above.iter().filter_map(opened));
        match extended(&above) {
            Some(next) => parent = next,
            None => break,
        }
    }
    Some(known)
}

/// The template that pieces extend.
fn extended(of: &[Piece]) -> Option<String> {
    of.iter().find_map(|piece| {
        let Piece::Tag(inside) = piece else { return None };
        match words(inside)?.as_slice() {
            [Word::Name("extends"), Word::Space(_), name @ Word::Quoted(_)] => {
                name.plain_text().map(str::to_string)
            }
            _ => None,
        }
    })
}

/// The block that a piece opens.
fn opened(piece: &Piece) -> Option<String> {
    let Piece::Tag(inside) = piece else { return None };
    match words(inside)?.as_slice() {
        [Word::Name("block"), Word::Space(_), Word::Name(name)] => Some((*name).to_string()),
        _ => None,
    }
}

/// Pieces without the outermost blocks that are not known.
fn without(of: &[Piece], known: &HashSet<String>) -> Vec<Piece> {
    let (mut kept, mut depth, mut is_left_out) = (Vec::new(), 0_usize, false);
    for piece in of {
        if let Some(name) = opened(piece) {
            is_left_out |= depth == 0 && !known.contains(&name);
            depth += 1;
        }
        if !is_left_out {
            kept.push(piece.clone());
        }
        if matches!(piece, Piece::Tag(inside) if keyword(inside).0 == "endblock") {
            depth = depth.saturating_sub(1);
            is_left_out &= depth > 0;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_without_a_place_is_left_out() {
        const BASE: &str = "<main>{% block main %}{% endblock main %}</main>";
        const PAGE: &str = "{% extends \"base.html\" %}{% block scripts %}<script>{% block inner %}{% endblock %}</script>{% endblock scripts %}{% block main %}x{% endblock main %}";
        let templates = BTreeMap::from([("base.html", BASE), ("a.html", PAGE), ("own.html", PAGE)]);
        let changed = without_homeless_blocks(&templates, |name| name == "a.html");
        let wanted = "{% extends \"base.html\" %}{% block main %}x{% endblock main %}";
        assert_eq!(changed, BTreeMap::from([("a.html".to_string(), wanted.to_string())]));
    }

    #[test]
    fn a_block_without_a_place_is_told_where_it_stands() {
        const OWN: &str = "{# block side #}{% extends \"base.html\" %}{%- block  side -%}x{% endblock %}";
        let found = homeless_block(OWN, &BTreeMap::from([("base.html", "{% block main %}{% endblock %}")]));
        let found = found.expect("one");
        let before = "{# block side #}{% extends \"base.html\" %}{%- block  ".len();
        assert_eq!((found.name.as_str(), found.place), ("side", before..before + 4));
    }
}
