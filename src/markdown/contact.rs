//! Where addresses lead that leave the site: what servers, e-mail addresses and telephone numbers look like, and what is
//! meant by one that can't be right.

/// Signs that are in no telephone number, so a slip of the keyboard left them there.
const NO_PHONE: &str = "%$!?_=\"<>{}[]^\\~@|“”";

/// Signs that office programs put around an address.
const AROUND: [char; 8] = ['<', '>', '“', '”', '‘', '’', '"', ' '];

/// The fewest digits of a whole telephone number.
const FEWEST_DIGITS: usize = 7;

/// The most digits of a telephone number, with the one of its country.
const MOST_DIGITS: usize = 15;

/// How long two telephone numbers in one text are at most, in bytes.
const LONGEST_PAIR: usize = 80;

/// Whether an address goes on behind its `//` with a server that can be one, and its port.
pub fn is_server(rest: &str) -> bool {
    let host = host(rest);
    if host.starts_with('[') {
        return host.contains(']');
    }
    let server = host.rsplit('@').next().unwrap_or_default();
    let (name, port) = server.split_once(':').unwrap_or((server, "80"));
    let is_port = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let is_name = !name.is_empty() && !name.ends_with('.') && !name.contains(['{', '}', '\'', ',', '[', ']']);
    is_port && is_name && !name.contains(AROUND)
}

/// What goes behind the `//` of an address, where that is plain: `oak,example.org`, `https://oak.example.org`,
/// `oak.example.org:80a/`.
pub fn meant_server(address: &str) -> Option<String> {
    let mut bare = address.trim().trim_matches(AROUND);
    while let Some(rest) = without_scheme(bare) {
        bare = rest;
    }
    let host = host(bare);
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let name = name.trim_matches([',', '.', ';']).replace(',', ".").replace(" .", ".").replace(". ", ".");
    let port: String = port.chars().filter(char::is_ascii_digit).collect();
    let colon = if port.is_empty() { "" } else { ":" };
    let right = format!("{name}{colon}{port}{}", &bare[host.len()..]).replace(' ', "%20");
    (name.contains('.') && !name.contains(['@', ' ', '|']) && is_server(&right)).then_some(right)
}

/// The part of an address that names its server.
fn host(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// An address without what is meant as its `https://`.
fn without_scheme(address: &str) -> Option<&str> {
    let lost_colon = address.strip_prefix("https//").or_else(|| address.strip_prefix("http//"));
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    // `C:\` is a folder.
    let is_behind = |sign| rest.trim_start().starts_with(sign);
    let is_scheme =
        (1..=6).contains(&scheme.len()) && (is_behind('/') || is_behind('\\') && scheme.len() > 1);
    let rest = lost_colon.or(is_scheme.then_some(rest)).or_else(|| address.strip_prefix('/'))?;
    Some(rest.trim_start_matches(['/', '\\', ':', ' ']))
}

/// Whether a text can be an e-mail address.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text.contains("..")
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>&?,;:[]{}|#".contains(c))
        && text.matches('@').count() == 1
}

/// An e-mail address without the slips of a keyboard that are none of its signs: a comma for a point, a sign twice.
pub fn without_slips(address: &str) -> String {
    address.replace(',', ".").replace("@@", "@").replace("..", ".")
}

/// Whether a text is made as telephone numbers are: enough digits, and nothing but the signs between them.
pub fn is_phone(text: &str) -> bool {
    digits(text) >= FEWEST_DIGITS && text.chars().all(|c| c.is_ascii_digit() || " +-().x".contains(c))
}

/// What is wrong with a telephone number that can't be right.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongPhone {
    /// What is wrong.
    pub message: String,
    /// What is probably meant.
    pub right: Option<String>,
    /// What to do, where that is not known; or what else may be done, behind a comma.
    pub hint: &'static str,
}

/// What is wrong with a telephone number, if anything is. An extension, or a word in place of the last digits, is right.
pub fn wrong_phone(text: &str) -> Option<WrongPhone> {
    const ANEW: &str = "type the number anew, such as `555-555-0100`";
    let wrong = |message: String, hint| Some(WrongPhone { message, right: None, hint });
    if is_email(text) {
        let hint = "write it behind the key `email`, and the number here";
        return wrong("here is an e-mail address, and a telephone number is wanted".to_string(), hint);
    }
    if let Some(sign) = text.chars().find(|c| NO_PHONE.contains(*c)) {
        return wrong(format!("`{sign}` is no sign of a telephone number"), ANEW);
    }
    if let Some(wrong) = with_scheme(text).or_else(|| two_phones(text)).or_else(|| unpaired(text)) {
        return Some(wrong);
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if words.clone().any(is_mixed) {
        let right = text.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
        let is_right = wrong_phone_of_digits(&right).is_none() && !right.contains(char::is_alphabetic);
        let message = "letters stand among the digits of this telephone number".to_string();
        return Some(WrongPhone { message, right: is_right.then_some(right), hint: ANEW });
    }
    let is_extension =
        words.next().is_some_and(|word| word.to_lowercase().starts_with('x') || word.starts_with("ext"));
    if is_extension { None } else { wrong_phone_of_digits(text) }
}

/// A telephone number that is written as the address of a link: `tel:+15555550100`.
fn with_scheme(text: &str) -> Option<WrongPhone> {
    let (scheme, number) = text.trim().split_once(':')?;
    let number = number.trim().trim_start_matches('/');
    let is_one = matches!(scheme.to_lowercase().as_str(), "tel" | "callto" | "phone") && is_phone(number);
    is_one.then(|| WrongPhone {
        message: format!("`{scheme}:` belongs to links, and would stand before the number on the page"),
        right: Some(number.to_string()),
        hint: "write the number alone",
    })
}

/// Two whole numbers with a sign or a small word between them, of which a link can dial none. Numbers that say whose they are,
/// `555-0100 (office)`, are read as they stand.
fn two_phones(text: &str) -> Option<WrongPhone> {
    const BETWEEN: [&str; 11] = ["/", ",", ";", "&", "|", " or ", " and ", " o ", " y ", "  ", " - "];
    if text.len() > LONGEST_PAIR {
        return None;
    }
    let is_whole = |part: &str| is_phone(part) && digits(part) <= MOST_DIGITS;
    let is_pair = |sign: &str| {
        let mut parts = text.split(sign).map(str::trim).filter(|part| !part.is_empty());
        parts.clone().nth(1).is_some() && parts.all(is_whole)
    };
    let parts = BETWEEN.into_iter().find(|sign| is_pair(sign)).and_then(|sign| text.split_once(sign));
    // `555-555-0100 555-555-0101`
    let halves = || {
        text.match_indices(' ').map(|(at, _)| text.split_at(at)).find(|(one, other)| {
            digits(text) > MOST_DIGITS && is_phone(text) && is_whole(one) && digits(one) == digits(other)
        })
    };
    let (first, _) = parts.or_else(halves)?;
    Some(WrongPhone {
        message: "two telephone numbers stand here, and whoever taps on them calls none".to_string(),
        right: Some(first.trim().to_string()),
        hint: ", or the other one alone",
    })
}

/// A bracket that has lost the other one: `(555 555-0100` and `555) 555-0100`.
fn unpaired(text: &str) -> Option<WrongPhone> {
    let text = text.trim();
    let (area, rest) = match (text.strip_prefix('('), text.split_once(')')) {
        (Some(inner), None) => inner.split_at(inner.find(|c: char| !c.is_ascii_digit())?),
        (None, Some(parts)) => parts,
        _ => return None,
    };
    if area.len() != 3 || area.bytes().any(|b| !b.is_ascii_digit()) || digits(text) < FEWEST_DIGITS {
        return None;
    }
    let right = format!("({area}) {}", rest.trim_start_matches([' ', '-', '.']));
    Some(WrongPhone {
        message: "one of the brackets around these digits is missing".to_string(),
        right: is_phone(&right).then_some(right),
        hint: "write both brackets, or none",
    })
}

/// What is wrong with the digits of a telephone number; there are ones of three digits, for emergencies.
fn wrong_phone_of_digits(text: &str) -> Option<WrongPhone> {
    let is_word = |word: &str| word.len() > 2 && word.chars().all(char::is_uppercase);
    let has_word = digits(text) > 2 && text.split(|c: char| !c.is_alphanumeric()).any(is_word);
    let digits = digits(text);
    let groups: Vec<usize> =
        text.split(|c: char| !c.is_numeric()).map(str::len).filter(|len| *len > 0).collect();
    // `(555) 010-400`
    let is_cut = matches!(groups[..], [3, 3, last] if last < 4) && !text.trim_start().starts_with('+');
    // `(555) 010-40000`
    let is_long = matches!(groups[..], [3, 3, 5]) && text.trim_start().starts_with('(');
    if is_long {
        let message = "this telephone number has a digit too many".to_string();
        let hint = "count its digits: behind the brackets there are three, and then four";
        return Some(WrongPhone { message, right: None, hint });
    }
    if has_word || digits == 3 || digits >= FEWEST_DIGITS && !is_cut {
        return None;
    }
    let (message, hint) = match digits {
        0 => ("here is no telephone number", "write digits, such as `555-555-0100`, or leave the key out"),
        _ => ("this telephone number is too short", "write all of its digits, such as `555-555-0100`"),
    };
    Some(WrongPhone { message: message.to_string(), right: None, hint })
}

/// How many digits a text has, in whatever script.
fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

/// Whether letters stand among the digits of a word that is no extension, such as `x12`.
fn is_mixed(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| c.is_alphabetic());
    let letters = &word[..word.len() - bare.len()];
    let is_extension = matches!(letters.to_lowercase().as_str(), "" | "x" | "ext" | "e") && !bare.is_empty();
    let rest = if is_extension { bare } else { word };
    // `5550100x12`
    let parts: Vec<&str> = rest.split(['x', 'X']).collect();
    let has_both =
        |part: &&str| part.contains(|c: char| c.is_numeric()) && part.contains(|c: char| c.is_alphabetic());
    parts.iter().any(has_both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_a_name_and_a_port_of_digits() {
        for rest in ["oak.example.org", "localhost:8080/a", "[::1]:80/", "a:b@oak.example.org", "oak/a:b"] {
            assert!(is_server(rest), "{rest}");
        }
        for (rest, right) in [
            ("oak.example.org:80a/", "oak.example.org:80/"),
            ("oak,example.org", "oak.example.org"),
            ("oak.example.org.", "oak.example.org"),
            ("https://oak.example.org/a b", "oak.example.org/a%20b"),
            ("oak.example.org”", "oak.example.org"),
        ] {
            assert!(!is_server(rest), "{rest}");
            assert_eq!(meant_server(rest).as_deref(), Some(right), "{rest}");
        }
        for address in ["https//oak.example.org", "https: //oak.example.org", "<https://oak.example.org>"] {
            assert_eq!(meant_server(address).as_deref(), Some("oak.example.org"), "{address}");
        }
    }

    #[test]
    fn a_telephone_number_is_doubted_where_it_cannot_be_one() {
        for right in [
            "(555) 555-0100 ext. 12",
            "555-0100x12",
            "+34 915 550 100",
            "1-800-555-TEAM",
            "911",
            "x123",
            "555-0100 (office); 555-0101 (fax)",
            "٥٥٥٠١٠٠١",
        ] {
            assert_eq!(wrong_phone(right), None, "{right}");
        }
        for wrong in ["555-01%0", "555-01", "call the office", "me@oak.example.org", "555-0a00"] {
            assert!(wrong_phone(wrong).is_some_and(|wrong| wrong.right.is_none()), "{wrong}");
        }
        let right = wrong_phone("555-O1OO").and_then(|wrong| wrong.right);
        assert_eq!(right.as_deref(), Some("555-0100"));
    }
}
