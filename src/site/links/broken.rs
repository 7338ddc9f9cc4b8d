//! Links that lead nowhere, and what to write in their place.

use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::markdown::Link;
use crate::source::layout;

/// What is told of a link to a team in a text that all districts share.
pub(super) const OF_ONE_DISTRICT: &str = "a shared text can't link to one district's team: leave the link out, let it lead to all teams, `../teams/`, or put a copy of this text into that district's folder";

/// Whether a path is that of a team.
pub(super) fn is_of_team(below: &str) -> bool {
    below.split('/').next() == Some(layout::TEAMS)
        && (below.ends_with(layout::YAML) || !below.contains('.'))
        && below.contains('/')
}

/// What to do in place of a link to a file that no page shows.
pub(super) const NO_PAGE: &str =
    "leave the link out, or let it lead to a guide, a role description, a rubric, or a team";

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Broken {
    /// It is wrong itself.
    Wrong {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: Option<String>,
        /// The part of its address that is wrong, and what is probably meant.
        instead: Option<(String, String)>,
        /// The path of the file that is not there, as links see it.
        missed: Option<String>,
    },
    /// The file is there and has mistakes of its own, from which this follows. It is not told.
    Follows,
}

impl Broken {
    /// A link that is wrong itself.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self::Wrong { message: message.into(), hint: None, instead: None, missed: None }
    }

    /// With what to do.
    pub(super) fn hint(mut self, words: Option<String>) -> Self {
        if let Self::Wrong { hint, .. } = &mut self {
            *hint = words;
        }
        self
    }

    /// With what to write for a part of its address, where that is known.
    pub(super) fn instead(mut self, wrong: &str, right: Option<String>) -> Self {
        if let Self::Wrong { instead, .. } = &mut self {
            *instead = right.map(|right| (wrong.to_string(), right));
        }
        self
    }

    /// Where it should show an image, which no page is.
    pub(super) fn of_an_image(mut self) -> Self {
        if let Self::Wrong { instead, .. } = &mut self {
            let is_page = |right: &str| right.ends_with(layout::MARKDOWN) || right.ends_with(layout::YAML);
            instead.take_if(|(_, right)| is_page(right));
        }
        self
    }

    /// Where it leads to a file that is not there.
    pub(super) fn missed(mut self, path: &str) -> Self {
        if let Self::Wrong { missed, .. } = &mut self {
            *missed = Some(path.to_string());
        }
        self
    }

    /// Tells it at the link's place; without its address, where that holds what the site hides.
    pub(super) fn tell(self, link: &Link, findings: &mut Findings) {
        if let Self::Wrong { message, hint, instead, missed } = self {
            if hides_address(link) {
                let message = without_quoted(&message);
                findings.push(Diagnostic::new(Code::BrokenLink, link.place.clone(), message));
                return;
            }
            let hint = instead.map(|(wrong, right)| whole(link, &wrong, &right)).or(hint);
            let problem = Diagnostic::new(Code::BrokenLink, link.place.clone(), message).maybe_hint(hint);
            // Of a team that only some districts have nearly so, what holds in all of them is told.
            let path = link.target.path.trim_start_matches("../").trim_end_matches(".html");
            let is_of_one = is_of_team(path) && layout::is_shared(link.place.path());
            let problem = problem.plain_hint(is_of_one.then_some(OF_ONE_DISTRICT));
            findings.push(match missed.as_ref().or(link.target.anchor.as_ref()) {
                Some(word) => problem.missed(word),
                None => problem,
            });
        }
    }
}

/// What to write for a picture that leads to a page: the link that it would be without its `!`.
pub(super) fn as_link(link: &Link) -> Option<String> {
    let (source, range) = (link.place.source(), link.place.range()?);
    let is_hidden = !source.hidden_in(&range).is_empty();
    let written = source.text().get(range).filter(|written| !is_hidden && !written.contains('\n'));
    let is_nameless = |link: &&str| link.starts_with("[](");
    let written = written.and_then(|written| written.strip_prefix('!')).filter(|link| !is_nameless(link));
    Some(written.map_or_else(
        || "leave the `!` out: a page is linked to, as `[words](path)`".to_string(),
        |written| format!("write `{written}`"),
    ))
}

/// Whether a link's address holds what the site hides.
fn hides_address(link: &Link) -> bool {
    let (source, range) = (link.place.source(), link.place.range().unwrap_or_default());
    let words = source.text().get(range.clone()).and_then(|written| written.rfind("](")).unwrap_or_default();
    !source.hidden_in(&(range.start + words..range.end)).is_empty()
}

/// A message without what it quotes.
fn without_quoted(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let parts: Vec<&str> = parts.map(|(at, part)| if at % 2 == 1 { "…" } else { part }).collect();
    parts.join("`")
}

/// What to write for a whole link of which a part is wrong; the right part alone where the link holds what the site
/// hides, or its address stands elsewhere.
fn whole(link: &Link, wrong: &str, right: &str) -> String {
    let (source, range) = (link.place.source(), link.place.range().unwrap_or_default());
    let is_hidden = !source.hidden_in(&range).is_empty();
    let written = source.text().get(range).filter(|written| !is_hidden && !written.contains('\n'));
    let at = written.and_then(|written| Some((written, written.rfind(wrong)?)));
    match at {
        Some((written, at)) if !wrong.is_empty() => {
            format!("write `{}{right}{}`", &written[..at], &written[at + wrong.len()..])
        }
        _ => format!("did you mean `{right}`?"),
    }
}
