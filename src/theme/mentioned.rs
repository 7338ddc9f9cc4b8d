//! What templates mention, so that nothing is made for a page that its template never shows. A theme of a toolkit's own
//! often shows a part of what there is.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::pieces::{Piece, pieces};
use super::tags::{Word, keyword, words};

/// The names that a template mentions, and the templates and components that it uses.
#[derive(Debug, Default)]
pub struct Mentioned {
    /// `None` where it can't be told, so that everything may be.
    names: Option<HashSet<String>>,
}

/// What shows a map without naming its fields.
const SHOW_ALL: [&str; 8] =
    ["__tera_context", "get", "items", "json_encode", "keys", "pprint", "values", "debug"];

/// What pages have as a whole.
const WHOLES: [&str; 2] = ["page", "view"];

impl Mentioned {
    /// What stands in for templates that mention everything.
    pub const EVERYTHING: Self = Self { names: None };

    /// Whether a field of this name may be shown.
    pub fn holds(&self, name: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(name))
    }
}

/// The names that stand in some tags; `None` where something may be shown that is not named.
type Names<'t> = Option<HashSet<&'t str>>;

/// What each of some templates mentions.
pub(super) fn mentioned<'t>(
    templates: impl Iterator<Item = (&'t str, &'t str)>,
) -> BTreeMap<String, Mentioned> {
    let templates: Vec<_> = templates.map(|(template, text)| (template, pieces(text))).collect();
    let mut all: HashMap<&str, Names<'_>> = HashMap::new();
    let mut components: HashMap<&str, Names<'_>> = HashMap::new();
    // The components of a template that is not understood are not known either.
    let mut is_whole = true;
    for (template, pieces) in &templates {
        let mut names = Some(HashSet::new());
        let mut component = None;
        let Some(pieces) = pieces else {
            all.insert(*template, None);
            is_whole = false;
            continue;
        };
        for piece in pieces {
            let (Piece::Print(inside) | Piece::Tag(inside)) = piece else { continue };
            let is_tag = matches!(piece, Piece::Tag(_));
            match keyword(inside) {
                ("component", rest) if is_tag => component = rest.split('(').next().map(str::trim),
                ("endcomponent", _) if is_tag => component = None,
                _ => {
                    let target = match component {
                        Some(name) => components.entry(name).or_insert_with(|| Some(HashSet::new())),
                        None => &mut names,
                    };
                    add_names(inside, is_tag, target);
                }
            }
        }
        all.insert(*template, names);
    }
    let one = |template: &&str| {
        let names = is_whole.then(|| closure(template, &all, &components)).flatten();
        ((*template).to_string(), Mentioned { names })
    };
    all.keys().map(one).collect()
}

/// The names that a template mentions, and what it uses; `None` where that can't be told.
fn closure(
    template: &str,
    templates: &HashMap<&str, Names<'_>>,
    components: &HashMap<&str, Names<'_>>,
) -> Option<HashSet<String>> {
    let mut names: HashSet<&str> = HashSet::new();
    let mut open = vec![template];
    while let Some(name) = open.pop() {
        if !names.insert(name) {
            continue;
        }
        for used in [templates.get(name), components.get(name)].into_iter().flatten() {
            open.extend(used.as_ref()?);
        }
    }
    Some(names.into_iter().map(str::to_string).collect())
}

/// Adds the names in a tag, and its quoted texts, which may be names of templates.
fn add_names<'t>(inside: &'t str, is_tag: bool, names: &mut Names<'t>) {
    if let Some(found) = names
        && names_in(inside, is_tag, found).is_none()
    {
        *names = None;
    }
}

/// Adds the names in a tag; `None` where something may be shown that is not named.
fn names_in<'t>(inside: &'t str, is_tag: bool, found: &mut HashSet<&'t str>) -> Option<()> {
    let all = words(inside)?;
    let words: Vec<Word<'_>> = all.into_iter().filter(|word| !word.is_space()).collect();
    let is_loop = is_tag && words.first() == Some(&Word::Name("for"));
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1);
        match word {
            Word::Name(name) if SHOW_ALL.contains(name) => return None,
            // `{% for key, value in … %}`
            Word::Sign(',') if is_loop && index == 2 => return None,
            Word::Name(name) if WHOLES.contains(name) => match next {
                Some(Word::Sign('.')) => {}
                // Given to a component as it is.
                Some(Word::Sign('}')) if !is_tag => {}
                _ => return None,
            },
            Word::Name(name) => {
                found.insert(name);
            }
            Word::Quoted(_) => {
                // The name of a template, or of a field of a field: `map(attribute="ring.label")`.
                let text = word.plain_text()?;
                found.insert(text);
                found.extend(text.split('.'));
            }
            Word::Sign('[') if index > 0 => match next {
                Some(Word::Number(_) | Word::Name("loop") | Word::Quoted(_)) => {}
                _ if matches!(words[index - 1], Word::Name(_) | Word::Sign(']' | ')')) => return None,
                _ => {}
            },
            Word::Number(_) | Word::Space(_) | Word::Sign(_) => {}
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(template: &str, name: &str) -> bool {
        const OTHERS: [(&str, &str); 2] = [
            ("base.html", "{{ page.title }}{% block main %}{% endblock main %}"),
            ("parts.html", "{% component card(team) %}{{ team.ring }}{{ <inner x={team}/> }}{% endcomponent card %}
             {% component inner(x) %}{{ x.deep }}{% endcomponent inner %}{% component other(x) %}{{ x.else }}{% endcomponent other %}"),
        ];
        let all = mentioned(OTHERS.into_iter().chain([("a.html", template)]));
        all["a.html"].holds(name)
    }

    #[test]
    fn names_come_from_the_template_and_from_what_it_uses() {
        let template = "{% extends \"base.html\" %}{% block main %}{{ <card team={view}/> }}{{ view.about }}{% endblock main %}";
        for name in ["title", "ring", "deep", "about"] {
            assert!(holds(template, name), "{name}");
        }
        for name in ["else", "roster"] {
            assert!(!holds(template, name), "{name}");
        }
    }

    #[test]
    fn what_shows_more_than_it_names_asks_for_everything() {
        for template in [
            "{{ view }}",
            "{{ view | json_encode }}",
            "{% for key, value in view.facts %}{{ value }}{% endfor %}",
            "{% for key in view %}{{ key }}{% endfor %}",
            "{% set name = \"ring\" %}{{ view[name] }}",
            "{{ __tera_context }}",
            "{% raw %}{{{% endraw %}",
            "{{ view.teams[page.title] }}",
        ] {
            assert!(holds(template, "roster"), "{template}");
        }
        assert!(holds("{{ view.teams | map(attribute=\"ring.label\") | join(sep=\", \") }}", "ring"));
        assert!(!holds("{{ view.places[0].x }}{{ view.places[loop.index0].x }}", "roster"));
    }
}
