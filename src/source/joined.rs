//! Hidden names by their letters alone, however signs part these or none do: as a mistake may leave them, and as ids are made of
//! them.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use super::spelling::{Choice, Words};

/// The fewest letters that are no other words by chance.
const FEWEST: usize = 8;

/// How many letters of a name's beginning are looked at first.
const HEAD: usize = 3;

/// The most words of a text that a name is put together from.
const MOST_WORDS: usize = 6;

/// The beginnings of names' letters, and how long the longest is.
#[derive(Debug, Default)]
pub(super) struct Joined {
    heads: HashSet<String>,
    /// The same, to pass over most words.
    first: Choice,
    longest: usize,
}

/// Words of a text that follow each other.
struct Open {
    start: usize,
    letters: String,
    words: usize,
}

impl Joined {
    /// Adds all letters of a name.
    pub(super) fn add(&mut self, letters: &str) {
        if letters.len() >= FEWEST {
            self.first.add(head(letters));
            self.heads.insert(head(letters).to_string());
            self.longest = self.longest.max(letters.len());
        }
    }

    /// Where the words of a text have together just the letters of one of `all` names, and which.
    pub(super) fn find(
        &self,
        text: &str,
        tags: bool,
        all: &HashMap<String, usize>,
    ) -> Vec<(Range<usize>, usize)> {
        let (mut found, mut open) = (Vec::new(), Vec::<Open>::new());
        let (mut words, mut letters) = (Words::of(text, tags), String::new());
        if self.heads.is_empty() {
            return found;
        }
        loop {
            if open.is_empty() {
                words.skip_to(|word| word.get(..HEAD).is_none_or(|head| self.first.may_hold(head)));
            }
            let Some(word) = words.next(&mut letters) else { break };
            if self.may_begin(&letters) {
                open.push(Open { start: word.place.start, letters: String::new(), words: 0 });
            }
            open.retain_mut(|open| {
                open.letters.push_str(&letters);
                open.words += 1;
                if open.letters.len() >= FEWEST
                    && let Some(hidden) = all.get(open.letters.as_str())
                {
                    found.push((open.start..word.place.end, *hidden));
                }
                self.may_begin(&open.letters) && open.words < MOST_WORDS && open.letters.len() < self.longest
            });
        }
        found
    }

    /// Whether a name may begin with these letters.
    fn may_begin(&self, letters: &str) -> bool {
        let head = head(letters);
        head.len() == letters.len() && letters.chars().count() < HEAD || self.heads.contains(head)
    }
}

/// The beginning of a name's letters.
fn head(letters: &str) -> &str {
    let end = letters.char_indices().nth(HEAD).map_or(letters.len(), |(at, _)| at);
    &letters[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_however_they_are_parted() {
        let (mut joined, mut all) = (Joined::default(), HashMap::new());
        for (at, letters) in ["zeldaoquoxley", "alli"].into_iter().enumerate() {
            joined.add(letters);
            all.insert(letters.to_string(), at);
        }
        for text in [
            "Zelda O'Quoxley",
            "ZeldaO'Quoxley",
            "zelda-oquoxley",
            "a Zelda\\O: 'Quoxley b",
            "Zel\"da O Quoxley",
        ] {
            assert_eq!(joined.find(text, false, &all).len(), 1, "{text}");
        }
        for text in ["all i", "Zelda", "Zelda O'Quox", "xZelda O'Quoxley", ""] {
            assert_eq!(joined.find(text, false, &all).len(), 0, "{text}");
        }
    }
}
