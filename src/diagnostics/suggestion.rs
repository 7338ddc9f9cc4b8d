//! "Did you mean": the nearest of the names that would be right. A file can hold thousands of wrong words, and there
//! can be thousands of right ones, so each word is compared with a few names exactly and with some more roughly.

use std::cmp::Reverse;

/// How many names are listed where none is near.
const FEW: usize = 12;

/// How many names are looked at whatever they are; of those behind, only those that begin as the wrong one does.
const LOOKED_AT: usize = 100;

/// How many names, the likeliest ones, are compared exactly.
const COMPARED: usize = 8;

/// The shortest first word of a name that tells what it is about, in bytes.
const SHORTEST: usize = 5;

/// The longest wrong word, in bytes, that a name is looked for; a longer one is no slip of the keyboard.
const LONGEST: usize = 200;

/// A hint of the form "did you mean `x`?" for the nearest of the names that would be right; where
/// none is near, the names themselves, if they are few.
pub fn did_you_mean<'n>(wrong: &str, right: impl IntoIterator<Item = &'n str>) -> Option<String> {
    did_you_mean_as(wrong, right, &str::to_string)
}

/// The same where a name is written in another way than it is compared.
fn did_you_mean_as<'n>(
    wrong: &str,
    right: impl IntoIterator<Item = &'n str>,
    written: &dyn Fn(&str) -> String,
) -> Option<String> {
    let likely = looked_at(wrong, right);
    let numbered = numbered_alike(wrong, &likely);
    if !numbered.is_empty() {
        return Some(possible(&numbered, written));
    }
    let few = if likely.len() <= FEW { likely.clone() } else { Vec::new() };
    let begun = begun_alike(wrong, &likely);
    if let Some(name) = nearest_of(wrong, likely).or(begun) {
        return Some(format!("did you mean `{}`?", written(name)));
    }
    (!few.is_empty()).then(|| possible(&few, written))
}

/// The one name of several words that begins with the same word as a wrong one: `health-providers` for `health-partner`.
fn begun_alike<'n>(wrong: &str, names: &[&'n str]) -> Option<&'n str> {
    let (first, _) = wrong.split_once('-').filter(|(first, _)| first.len() >= SHORTEST)?;
    let mut alike = names.iter().filter(|name| name.split_once('-').is_some_and(|(own, _)| own == first));
    alike.next().filter(|_| alike.next().is_none()).copied()
}

/// The names that would be right.
fn possible(names: &[&str], written: &dyn Fn(&str) -> String) -> String {
    let list: Vec<String> = names.iter().map(|name| format!("`{}`", written(name))).collect();
    format!("possible here: {}", list.join(", "))
}

/// The names that differ from a wrong one in the number at their ends alone, where several, and not too many, are as near as each
/// other: `membership-9` may be any of `membership-1` to `membership-6`.
fn numbered_alike<'n>(wrong: &str, names: &[&'n str]) -> Vec<&'n str> {
    let stem = wrong.trim_end_matches(|c: char| c.is_ascii_digit());
    if wrong.len() > LONGEST || stem.len() == wrong.len() || stem.is_empty() {
        return Vec::new();
    }
    let is_alike = |name: &&&str| {
        let number = name.strip_prefix(stem).unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let alike = names.iter().filter(is_alike).map(|name| (strsim::damerau_levenshtein(wrong, name), *name));
    let alike: Vec<(usize, &str)> = alike.collect();
    let least = alike.iter().map(|(distance, _)| *distance).min();
    let nearest = alike.into_iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, name)| name);
    let nearest: Vec<&str> = nearest.take(FEW + 1).collect();
    if (2..=FEW).contains(&nearest.len()) { nearest } else { Vec::new() }
}

/// The same for ids of things that people call by other names, which may be what is written in an id's place. `written` is how
/// an id is written there.
pub fn did_you_mean_one_called<'n>(
    wrong: &str,
    things: &[(&'n str, Vec<&'n str>)],
    written: impl Fn(&str) -> String,
) -> Option<String> {
    let ids: Vec<&str> = things.iter().map(|(id, _)| *id).take(LOOKED_AT).collect();
    let is_unclear = !numbered_alike(wrong, &ids).is_empty();
    let meant = one_called(wrong, things).filter(|_| !is_unclear);
    let meant = meant.map(|id| format!("did you mean `{}`?", written(id)));
    meant.or_else(|| did_you_mean_as(wrong, things.iter().map(|(id, _)| *id), &written))
}

/// The id of the thing that is probably meant: people call it so, or it is near to what is written.
pub fn one_called<'n>(wrong: &str, things: &[(&'n str, Vec<&'n str>)]) -> Option<&'n str> {
    let called = things.iter().flat_map(|(id, names)| names.iter().map(|name| (*id, *name)));
    let ids = || things.iter().map(|(id, _)| *id);
    let exact = || called.clone().find(|(_, name)| name.trim().eq_ignore_ascii_case(wrong.trim()));
    let near = || {
        let near = nearest(wrong, called.clone().map(|(_, name)| name))?;
        called.clone().find(|(_, name)| *name == near)
    };
    exact().map(|(id, _)| id).or_else(|| nearest(wrong, ids())).or_else(|| near().map(|(id, _)| id))
}

/// The name nearest to a wrong one, if it is near enough to be a slip of the keyboard.
pub fn nearest<'n>(wrong: &str, right: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    nearest_of(wrong, looked_at(wrong, right))
}

/// The names that are looked at.
fn looked_at<'n>(wrong: &str, right: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let mut names = right.into_iter();
    let mut likely: Vec<&str> = names.by_ref().take(LOOKED_AT).collect();
    let first = wrong.bytes().next().map(lower);
    let begins = |name: &&str| name.bytes().next().map(lower) == first;
    likely.extend(names.filter(begins).take(LOOKED_AT));
    likely
}

/// The name nearest to a wrong one, if it is near enough to be a slip of the keyboard: a third of
/// its letters may differ, and a name that begins or ends with the other counts as near.
fn nearest_of<'n>(wrong: &str, names: Vec<&'n str>) -> Option<&'n str> {
    if wrong.is_empty() || wrong.len() > LONGEST {
        return None;
    }
    let folded = fold(wrong);
    likeliest(wrong, names)
        .into_iter()
        .filter_map(|name| near(&folded, &fold(name)).map(|distance| (distance, name)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The names that are worth an exact comparison, in their order: those that share the most letters with the wrong
/// one at both ends.
fn likeliest<'n>(wrong: &str, names: Vec<&'n str>) -> Vec<&'n str> {
    if names.len() <= COMPARED {
        return names;
    }
    let mut rated: Vec<(Reverse<usize>, usize, &str)> = names
        .into_iter()
        .filter(|name| name.len() <= 2 * LONGEST)
        .enumerate()
        .map(|(index, name)| (Reverse(shared(wrong.as_bytes(), name.as_bytes())), index, name))
        .collect();
    if rated.len() > COMPARED {
        rated.select_nth_unstable(COMPARED);
        rated.truncate(COMPARED);
    }
    rated.sort_unstable_by_key(|(_, index, _)| *index);
    rated.into_iter().map(|(_, _, name)| name).collect()
}

/// How many bytes two names share at their beginnings and at their ends.
fn shared(a: &[u8], b: &[u8]) -> usize {
    let length = a.len().min(b.len());
    let same = |x: usize, y: usize| lower(a[x]) == lower(b[y]);
    let mut first = 0;
    while first < length && same(first, first) {
        first += 1;
    }
    let mut last = 0;
    while first + last < length && same(a.len() - 1 - last, b.len() - 1 - last) {
        last += 1;
    }
    first + last
}

/// A byte of a name, folded as [`fold`] does.
fn lower(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' => byte + 32,
        b'_' | b' ' => b'-',
        other => other,
    }
}

/// The distance of two folded names, if they are near.
fn near(wrong: &str, right: &str) -> Option<usize> {
    let (a, b) = (wrong.chars().count(), right.chars().count());
    let (shorter, longer) = (a.min(b), a.max(b));
    let part = shorter >= 4 && (right.contains(wrong) || wrong.contains(right));
    let close = |distance: usize| distance * 3 <= longer || (distance <= 2 && longer >= 5);
    // No two names are nearer than their lengths are.
    if !part && !close(longer - shorter) {
        return None;
    }
    let distance = strsim::damerau_levenshtein(wrong, right);
    (close(distance) || part).then_some(distance)
}

/// Case and the signs between words make no difference.
fn fold(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, did_you_mean_one_called};

    fn hint(wrong: &str, names: &[&str]) -> Option<String> {
        did_you_mean(wrong, names.iter().copied())
    }

    #[test]
    fn of_names_that_differ_in_their_number_all_are_told() {
        let names = ["membership-1", "membership-2", "membership-3", "work-1"];
        let all = Some("possible here: `membership-1`, `membership-2`, `membership-3`".to_string());
        assert_eq!(hint("membership-9", &names), all);
        assert_eq!(hint("membership-22", &names), Some("did you mean `membership-2`?".to_string()));
        assert_eq!(hint("Membership-2", &names), Some("did you mean `membership-2`?".to_string()));
        assert_eq!(hint("work-2", &names), Some("did you mean `work-1`?".to_string()));
    }

    #[test]
    fn a_slip_finds_its_name() {
        let names = ["family-engagement", "data", "health-providers"];
        for (wrong, right) in [
            ("famly-engagement", "family-engagement"),
            ("Health_Providers", "health-providers"),
            ("health", "health-providers"),
            ("dtaa", "data"),
        ] {
            assert_eq!(hint(wrong, &names), Some(format!("did you mean `{right}`?")));
        }
        assert_eq!(hint("zebra", &names[..1]).as_deref(), Some("possible here: `family-engagement`"));
        assert_eq!(hint("", &[]), None);
        assert_eq!(hint("zebra", &[]), None);
    }

    #[test]
    fn what_people_call_a_thing_finds_its_id() {
        let things = [
            ("family-engagement", vec!["Parents’ voice", "Voz de las familias"]),
            ("data", vec!["Numbers"]),
            ("parents", vec!["Somebody else"]),
        ];
        for (wrong, right) in [
            ("parents’ voice", "family-engagement"),
            ("Voz de las famlias", "family-engagement"),
            ("Numbers", "data"),
            ("famly-engagement", "family-engagement"),
            ("Parents", "parents"),
        ] {
            let hint = did_you_mean_one_called(wrong, &things, str::to_string);
            assert_eq!(hint, Some(format!("did you mean `{right}`?")), "{wrong}");
        }
        let hint = did_you_mean_one_called("zebra", &things, str::to_string);
        assert_eq!(hint.as_deref(), Some("possible here: `family-engagement`, `data`, `parents`"));
    }

    #[test]
    fn a_slip_finds_its_name_among_thousands() {
        let names: Vec<String> = (0..5_000).map(|n| format!("school-{n:04}-of-the-district")).collect();
        let of = |wrong: &str| did_you_mean(wrong, names.iter().map(String::as_str));
        assert_eq!(
            of("shcool-0123-of-the-district").as_deref(),
            Some("did you mean `school-0123-of-the-district`?")
        );
        assert_eq!(of("zebra"), None);
        let words: Vec<String> =
            (0..5_000).map(|n| format!("{}{n}", if n == 4_321 { "lincoln-" } else { "w" })).collect();
        let found = did_you_mean("Linclon-4321", words.iter().map(String::as_str));
        assert_eq!(found.as_deref(), Some("did you mean `lincoln-4321`?"));
    }

    #[test]
    fn thousands_of_slips_among_thousands_of_names_find_theirs() {
        let names: Vec<String> = (0..5_000).map(|n| format!("school-{n:04}-of-the-district")).collect();
        for n in 0..5_000 {
            let wrong = format!("scohol-{n:04}-fo-the-district");
            assert!(did_you_mean(&wrong, names.iter().map(String::as_str)).is_some());
        }
    }
}
