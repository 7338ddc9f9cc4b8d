//! Ids of headings and indicators: stable, readable in every script, and unique in their document.

use hashbrown::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;

/// A heading's text as an id: letters of every script in lower case, digits, and single hyphens.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || is_mark(c) {
            out.push(c);
        } else if (c.is_whitespace() || matches!(c, '-' | '_' | '/' | '–' | '—'))
            && !out.is_empty()
            && !out.ends_with('-')
        {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_string()
}

/// The ids that GitHub would give the headings of a document.
#[derive(Debug, Default)]
pub(super) struct GitHub {
    /// How many headings had a slug.
    numbers: HashMap<String, usize>,
}

impl GitHub {
    /// The id of the next heading: blanks become hyphens one by one, other signs go, and a second one gets a number.
    pub(super) fn next(&mut self, text: &str) -> String {
        let mut slug = String::new();
        for c in text.trim().chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '_') {
                slug.push(c);
            } else if c == ' ' {
                slug.push('-');
            }
        }
        let number = self.numbers.entry(slug.clone()).or_default();
        *number += 1;
        if *number == 1 { slug } else { format!("{slug}-{}", *number - 1) }
    }
}

/// Combining marks of scripts in which letters don't do without.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The ids of one document.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    reserved: HashSet<String>,
    /// The last number that was added to a wish, so that many equal headings take no longer than others.
    numbers: HashMap<String, usize>,
}

impl Ids {
    /// Keeps the ids that the author fixed anywhere in a text, so that no made-up one takes them first.
    pub(super) fn reserving(text: &str) -> Self {
        let inner = text.split("{#").skip(1).filter_map(|rest| rest.split(['}', '\n']).next());
        let ids = inner.filter_map(|inner| {
            let mut words = inner.split_whitespace();
            // `{#id .class}` is one too; another word behind makes it none.
            let id = words.next().filter(|_| !inner.starts_with(' '))?;
            words.all(|word| word.starts_with('.') || word.contains('=')).then_some(id)
        });
        Self { reserved: ids.map(str::to_string).collect(), ..Self::default() }
    }

    /// Takes an id that the author fixed; `false` when it is taken.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_string())
    }

    /// Makes an id from a wish by adding a number where it is taken.
    pub(super) fn make(&mut self, wish: &str) -> String {
        let wish = if wish.is_empty() { "section" } else { wish };
        let mut id = wish.to_string();
        while self.reserved.contains(&id) || self.taken.contains(&id) {
            let number = self.numbers.entry(wish.to_string()).or_default();
            *number += 1;
            id = format!("{wish}-{number}");
        }
        self.taken.insert(id.clone());
        id
    }

    /// All ids, in order.
    pub(super) fn into_anchors(self) -> Vec<String> {
        let mut all: Vec<String> = self.taken.into_iter().collect();
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_every_script() {
        assert_eq!(slug("Who's at the table?"), "whos-at-the-table");
        assert_eq!(slug("  Before – and after  "), "before-and-after");
        assert_eq!(slug("Función ética"), "función-ética");
        assert_eq!(slug("فريق الحضور"), "فريق-الحضور");
        assert_eq!(slug("!!!"), "");
    }

    #[test]
    fn github_keeps_every_blank_and_numbers_from_one() {
        let mut ids = GitHub::default();
        let texts = ["Who's at the table?", "Data & goals", "Setup", "Setup", "snake_case"];
        let slugs = ["whos-at-the-table", "data--goals", "setup", "setup-1", "snake_case"];
        assert_eq!(texts.map(|text| ids.next(text)), slugs);
    }

    #[test]
    fn numbers_never_collide() {
        let mut ids = Ids::reserving("## Plan {#setup-2}\n");
        assert_eq!(
            ["Setup", "Setup", "Setup 1", "Setup"].map(|text| ids.make(&slug(text))),
            ["setup", "setup-1", "setup-1-1", "setup-3"]
        );
        assert!(ids.take("setup-2"));
        assert!(!ids.take("setup-2"));
    }
}
