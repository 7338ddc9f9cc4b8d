//! Remarks that say in words, and not by a key, that a member's name is not to be shown: `# please do not publish`.

use std::ops::Range;

/// What is not to be done.
const NOT_TO: [&str; 13] = [
    "do not",
    "don't",
    "don’t",
    "dont",
    "not to be",
    "must not be",
    "should not be",
    "may not be",
    "does not want to be",
    "doesn't want to be",
    "prefers not to be",
    "asked not to be",
    "never",
];

/// What is done to a name, as such a remark says it.
const SHOWN: [&str; 13] = [
    "show",
    "shown",
    "publish",
    "published",
    "print",
    "printed",
    "name",
    "named",
    "display",
    "displayed",
    "list",
    "listed",
    "share",
];

/// Other words for the same, each alone in its remark, or with words for the name.
const KEPT: [&str; 17] = [
    "title only",
    "refused",
    "refuses",
    "keep private",
    "keep hidden",
    "keep confidential",
    "keep anonymous",
    "private",
    "hidden",
    "hide",
    "confidential",
    "anonymous",
    "not public",
    "no name",
    "no name on the site",
    "not on the site",
    "not on the website",
];

/// Phrases that say so wherever in a remark they stand.
const ANYWHERE: [&str; 18] = [
    "no consent",
    "did not agree",
    "didn't agree",
    "has not agreed",
    "not agreed",
    "does not agree",
    "not for publication",
    "not to publish",
    "not to show",
    "not to print",
    "not shown",
    "no show",
    "opted out",
    "opt out",
    "stay anonymous",
    "remain anonymous",
    "private person",
    "sin consentimiento",
];

/// The same in Spanish.
const IN_SPANISH: [&str; 6] = [
    "no publicar",
    "no mostrar",
    "no se publique",
    "no se muestre",
    "no quiere que se publique",
    "no debe aparecer",
];

/// What else may stand in such a remark.
const FILLERS: [&str; 14] = [
    "please",
    "pls",
    "name",
    "her",
    "his",
    "their",
    "the",
    "this",
    "here",
    "(private)",
    "keep",
    "it",
    "public",
    "publicly",
];

/// Whether a remark says that a name is not to be shown.
pub(super) fn says_no(remark: &str) -> bool {
    let words = remark.trim_matches(|c: char| c == '#' || c.is_whitespace()).to_lowercase();
    let words = words.trim_end_matches(['.', '!', ';', ',']);
    let starts = |phrase: &str| {
        words.match_indices(phrase).map(|(at, _)| at..at + phrase.len()).find(|at| is_whole(words, at))
    };
    let is_refused = NOT_TO.iter().filter_map(|phrase| starts(phrase)).any(|at| {
        let next = words[at.end..].split_whitespace().next().unwrap_or_default();
        SHOWN.contains(&next.trim_end_matches([',', '.', ';', ':', '!']))
    });
    let is_kept = || {
        let left: Vec<&str> = words
            .split(|c: char| c.is_whitespace() || ".,;:!".contains(c))
            .filter(|word| !word.is_empty())
            .collect();
        let bare: Vec<&str> = left.iter().copied().filter(|word| !FILLERS.contains(word)).collect();
        KEPT.contains(&left.join(" ").as_str()) || KEPT.contains(&bare.join(" ").as_str())
    };
    let mut phrases = ANYWHERE.iter().chain(&IN_SPANISH);
    is_refused || phrases.any(|phrase| starts(phrase).is_some()) || is_kept()
}

/// Whether a part of a text is no part of a word.
fn is_whole(text: &str, at: &Range<usize>) -> bool {
    !text[..at.start].ends_with(char::is_alphanumeric) && !text[at.end..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::says_no;

    #[test]
    fn a_refusal_is_known_by_its_words() {
        for remark in [
            "# do not show",
            "# Please don't publish her name!",
            "# dont show",
            "# not to be published",
            "# keep private",
            "# private",
            "# Hide name",
            "# doesn't want to be named",
            "# no publicar el nombre",
            "# confidential",
            "# asked us not to publish",
            "# opted out",
            "# title only",
            "# wants to stay anonymous",
        ] {
            assert!(says_no(remark), "{remark}");
        }
        for remark in [
            "# do not edit by hand",
            "# private school liaison",
            "# do not remove this line",
            "# never met her",
            "# may show her name",
            "# hide and seek team",
            "# anonymous survey lead",
            "# she has the list",
            "# public",
            "# name",
        ] {
            assert!(!says_no(remark), "{remark}");
        }
    }
}
