//! Numbers before items, in all the ways that people write them.

/// The number that one sign is: `①`, `⑴`, `⒈`, `❶`.
pub(super) fn enclosed(sign: char) -> Option<u32> {
    let first = match sign {
        '①'..='⑳' => '①',
        '⑴'..='⒇' => '⑴',
        '⒈'..='⒛' => '⒈',
        '❶'..='❿' => '❶',
        _ => return None,
    };
    Some(u32::from(sign) - u32::from(first) + 1)
}

/// The number that digits of any script are.
pub(super) fn digits(label: &str) -> Option<u32> {
    let digit = |c: char| {
        let zero = ['0', '٠', '۰', '०', '０']
            .into_iter()
            .find(|zero| (u32::from(*zero)..=u32::from(*zero) + 9).contains(&u32::from(c)))?;
        Some(u32::from(c) - u32::from(zero))
    };
    label.chars().try_fold(0_u32, |number, c| number.checked_mul(10)?.checked_add(digit(c)?))
}

/// The place of a letter in the alphabet.
pub(super) fn letter(label: &str) -> Option<u32> {
    let mut letters = label.chars();
    let first = letters.next().filter(char::is_ascii_alphabetic)?;
    letters.next().is_none().then(|| u32::from(first.to_ascii_lowercase()) - u32::from('a') + 1)
}

/// The number that Roman letters are, as far as lists begin with them.
pub(super) fn roman(label: &str) -> Option<u32> {
    match label {
        "i" | "I" => Some(1),
        "ii" | "II" => Some(2),
        _ => None,
    }
}
