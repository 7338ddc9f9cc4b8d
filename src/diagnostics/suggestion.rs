//! "Did you mean": the nearest of the names that would be right.

/// A hint of the form "did you mean `x`?" for the nearest of the names that would be right; where
/// none is near, the names themselves, if they are few.
pub fn did_you_mean<'n>(wrong: &str, right: impl IntoIterator<Item = &'n str>) -> Option<String> {
    const FEW: usize = 12;
    let names: Vec<&str> = right.into_iter().collect();
    if let Some(name) = nearest(wrong, names.iter().copied()) {
        return Some(format!("did you mean `{name}`?"));
    }
    if names.is_empty() || names.len() > FEW {
        return None;
    }
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    Some(format!("possible here: {}", list.join(", ")))
}

/// The name nearest to a wrong one, if it is near enough to be a slip of the keyboard: a third of
/// its letters may differ, and a name that begins or ends with the other counts as near.
fn nearest<'n>(wrong: &str, right: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const LONGEST: usize = 200;
    let folded = fold(wrong);
    if folded.is_empty() || folded.len() > LONGEST {
        return None;
    }
    right
        .into_iter()
        .filter_map(|name| near(&folded, &fold(name)).map(|distance| (distance, name)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The distance of two folded names, if they are near.
fn near(wrong: &str, right: &str) -> Option<usize> {
    let distance = strsim::damerau_levenshtein(wrong, right);
    let longer = wrong.chars().count().max(right.chars().count());
    let shorter = wrong.chars().count().min(right.chars().count());
    let part = shorter >= 4 && (right.contains(wrong) || wrong.contains(right));
    (distance * 3 <= longer || (distance <= 2 && longer >= 5) || part).then_some(distance)
}

/// Case and the signs between words make no difference.
fn fold(name: &str) -> String {
    name.chars().map(|c| if c == '_' || c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name() {
        let names = ["family-engagement", "data", "health-providers"];
        assert_eq!(nearest("famly-engagement", names), Some("family-engagement"));
        assert_eq!(nearest("Health_Providers", names), Some("health-providers"));
        assert_eq!(nearest("health", names), Some("health-providers"));
        assert_eq!(nearest("zebra", names), None);
        assert_eq!(nearest("", names), None);
    }
}
