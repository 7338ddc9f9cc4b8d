//! Hidden names that are other things too: a school is called so, or their words are ordinary ones. Telling these at each
//! place would leave an author no way out but to publish the name.

use hashbrown::HashSet;

use super::elsewhere::{HiddenName, HiddenNames};
use super::forms::Forms;
use crate::model::Schools;

/// Words by which a school's name is known to be one.
const OF_SCHOOLS: [&str; 19] = [
    "academy",
    "campus",
    "charter",
    "colegio",
    "college",
    "elementary",
    "escuela",
    "high",
    "intermediate",
    "k8",
    "kindergarten",
    "magnet",
    "middle",
    "preparatoria",
    "preschool",
    "primaria",
    "primary",
    "school",
    "secundaria",
];

/// Ordinary words that are names too, in order.
const WORDS: [&str; 118] = [
    "amber", "april", "art", "august", "autumn", "ball", "banks", "bell", "best", "bill", "black", "bond",
    "book", "books", "bridge", "bright", "brook", "brooks", "brown", "bush", "cash", "chance", "chase",
    "church", "cliff", "cook", "counts", "crystal", "dale", "dawn", "day", "days", "dean", "destiny", "drew",
    "early", "eve", "faith", "farmer", "field", "fields", "fish", "ford", "forest", "frank", "gay", "gene",
    "ginger", "glen", "good", "grace", "grant", "gray", "green", "guy", "hall", "harmony", "heath", "hill",
    "holly", "hope", "house", "iris", "ivy", "jack", "joy", "june", "king", "lake", "law", "lily", "little",
    "long", "love", "major", "mark", "marks", "may", "means", "miles", "moon", "noble", "olive", "page",
    "park", "parks", "pat", "pearl", "penny", "price", "read", "reed", "rich", "rivers", "robin", "rocky",
    "room", "rose", "ruby", "sandy", "short", "small", "speaker", "star", "stone", "strong", "sue", "summer",
    "teller", "trinity", "violet", "wade", "wells", "white", "will", "wise", "wood", "young",
];

/// Lets go of names by which a school is called, with a word behind them that makes it a school's: `Rose Park`, where there
/// is a Rose Park Middle School.
pub(super) fn forget_names_of_schools(hidden: &mut Vec<HiddenName>, schools: &Schools) {
    let called: Vec<&str> =
        schools.iter().flat_map(|school| school.name.all()).filter(|name| is_of_school(name)).collect();
    let known: HashSet<String> = called.iter().flat_map(|name| words(name)).map(str::to_lowercase).collect();
    let may_be_one =
        |hidden: &&HiddenName| words(&hidden.name).all(|word| known.contains(&word.to_lowercase()));
    let candidates: Vec<HiddenName> = hidden.iter().filter(may_be_one).cloned().collect();
    if candidates.is_empty() {
        return;
    }
    let names = HiddenNames::new(&candidates);
    let begun = called.iter().flat_map(|name| names.found_in(name).map(move |found| (*name, found)));
    let is_school = begun.filter(|(name, (range, _))| range.start == 0 && is_of_school(&name[range.end..]));
    let found: HashSet<&String> = is_school.map(|(_, (_, hidden))| &hidden.name).collect();
    hidden.retain(|hidden| !found.contains(&hidden.name));
}

fn is_of_school(name: &str) -> bool {
    words(name).any(|word| OF_SCHOOLS.contains(&word.to_lowercase().as_str()))
}

/// The words of a name.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a text has a name only by its words: they are all ordinary ones, and not all of them begin with a capital.
pub(super) fn is_by_chance(name: &str, text: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if words(text).all(is_capital) {
        return false;
    }
    let forms = Forms::of(name).words;
    let is_ordinary = |word: &String| WORDS.binary_search(&word.as_str()).is_ok();
    // Tags and entities may stand between its words.
    let is_of_name = |word: &&str| forms.iter().flatten().any(|own| *own == word.to_lowercase());
    let is_small = words(text).filter(is_of_name).any(|word| !is_capital(word));
    is_small && forms.iter().flatten().all(is_ordinary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_stand_in_order() {
        assert!(WORDS.is_sorted());
        assert!(is_by_chance("Will Read", "will read") && is_by_chance("Mark Days", "Mark days"));
        assert!(!is_by_chance("Will Read", "Will Read") && !is_by_chance("Will Quill", "will quill"));
    }
}
