//! Names that directories write in capitals, as people write them.

/// Words that stay in capitals: kinds of schools and districts, programs, Roman numerals.
const CAPITALS: &[&str] = &[
    "PS", "IS", "MS", "HS", "ES", "JHS", "JSHS", "SHS", "PK", "ECC", "ISD", "USD", "CUSD", "CISD", "CSD",
    "GISD", "UHSD", "ESD", "ESC", "ESU", "CESA", "AEA", "ROE", "BOCES", "RESA", "RSU", "MSAD", "SAD", "AOS",
    "COE", "ROP", "SELPA", "STEM", "STEAM", "STEMM", "KIPP", "YMCA", "YWCA", "USA", "US", "NE", "NW", "SE",
    "SW", "NYC", "UCLA", "ROTC", "JROTC", "AFJROTC", "GED", "CTE", "CTEC", "IB", "ESL", "ALC", "ALP", "ABC",
    "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "EC", "ECE", "ECEAP",
    "ECHS", "ESE", "VPK", "AEP", "DAEP", "JJAEP", "AFB", "UCP", "FAU", "FSU", "FAMU", "UT", "TSU",
];

/// Words that are written small within a name.
const SMALL: &[&str] = &["of", "the", "and", "for", "at", "in", "on", "to", "by", "with", "or", "y"];

/// Words without a vowel that are short for another, so no initials.
const SHORT: &[&str] = &[
    "st", "dr", "mt", "ft", "jr", "sr", "mr", "mrs", "ms", "ctr", "sch", "schl", "schls", "pt", "twp",
    "cnty", "hts", "vly", "spgs", "hgh", "pkwy", "blvd", "wm", "chas", "thms", "ln", "rd", "mtn", "prk",
    "brd", "ny", "lk", "pks", "pvt", "psych", "sp", "lrn", "lrng", "lvl", "rgnl", "ctrs", "sgt", "chtr",
    "prg", "prgm", "prgs", "tchr", "grd", "mgmt", "svcs", "bldg",
];

/// Names with a capital within them.
const INNER: &[(&str, &str)] = &[
    ("macarthur", "MacArthur"),
    ("macdonald", "MacDonald"),
    ("macdougall", "MacDougall"),
    ("macdowell", "MacDowell"),
    ("macgregor", "MacGregor"),
    ("macleod", "MacLeod"),
    ("macmillan", "MacMillan"),
    ("laguardia", "LaGuardia"),
    ("lasalle", "LaSalle"),
    ("dekalb", "DeKalb"),
    ("desoto", "DeSoto"),
    ("dewitt", "DeWitt"),
    ("dupage", "DuPage"),
    ("fitzgerald", "Fitzgerald"),
];

/// A name as people write it. One that has small letters stays as it is, blanks apart.
pub fn as_written(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().count() < 2 || letters().any(char::is_lowercase) {
        return name;
    }
    let mut out = String::with_capacity(name.len());
    let mut is_first = true;
    for word in name.split(' ') {
        if !is_first {
            out.push(' ');
        }
        let is_start = is_first || out.ends_with(": ") || out.ends_with("- ") || out.ends_with("/ ");
        pieces(word, is_start, &mut out);
        is_first = false;
    }
    out
}

/// Writes a word, piece by piece: hyphens, slashes and brackets part them.
fn pieces(word: &str, is_start: bool, out: &mut String) {
    let parts = |c: char| matches!(c, '-' | '/' | '(' | ')' | '&' | ',' | ':' | '"' | '#' | '+' | '–');
    let mut rest = word;
    let mut is_first = is_start;
    while !rest.is_empty() {
        let end = rest.find(parts).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        if !piece.is_empty() {
            out.push_str(&cased(piece, is_first || end != rest.len() || piece.len() != word.len()));
            is_first = false;
        }
        let mut signs = behind.chars();
        out.extend(signs.next());
        rest = signs.as_str();
    }
}

/// One piece of a word, all in capitals before.
fn cased(piece: &str, is_start: bool) -> String {
    let bare = piece.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = piece.to_lowercase();
    let bare_lower = bare.to_lowercase();
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    // Districts call themselves by their initials, which end as their kind does: `NBISD`.
    let is_district = bare.len() <= 6 && bare.ends_with("ISD");
    let is_short = CAPITALS.contains(&bare) || letters <= 1 && !bare.contains('\'');
    if is_short || is_district || is_initials(piece, bare, letters) {
        return ordinal(&lower).unwrap_or_else(|| piece.to_string());
    }
    if !is_start && SMALL.contains(&lower.as_str()) {
        return lower;
    }
    if let Some((_, written)) = INNER.iter().find(|(known, _)| *known == bare_lower) {
        return lower.replacen(&bare_lower, written, 1);
    }
    ordinal(&lower).unwrap_or_else(|| capitalized(&lower))
}

/// Whether a piece is initials: with dots between, mixed with digits, or without a vowel.
fn is_initials(piece: &str, bare: &str, letters: usize) -> bool {
    let is_dotted = bare.contains('.') && bare.split('.').all(|part| part.chars().count() <= 1);
    let has_digit = bare.chars().any(|c| c.is_ascii_digit());
    let has_vowel = bare.chars().any(|c| "AEIOUY".contains(c) || !c.is_ascii());
    let is_short = SHORT.contains(&bare.to_lowercase().as_str()) || bare.starts_with("MC");
    is_dotted
        || (has_digit && letters <= 3)
        || (!has_vowel && letters <= 5 && !is_short && !piece.contains('\''))
}

/// `4th`, `21st`.
fn ordinal(lower: &str) -> Option<String> {
    let digits = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let is_ordinal = is_number && matches!(&lower[digits.len()..], "st" | "nd" | "rd" | "th");
    is_ordinal.then(|| lower.to_string())
}

/// A word with the capitals that names have: at its beginning, behind `Mc`, and behind the apostrophe of `O'Neill`.
fn capitalized(lower: &str) -> String {
    let mut out = String::with_capacity(lower.len());
    let (mut is_next, mut letters) = (true, 0);
    for (index, c) in lower.char_indices() {
        let behind = lower.len() - index - c.len_utf8();
        if c.is_alphabetic() {
            letters += 1;
        }
        if is_next && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            is_next = false;
        } else {
            out.push(c);
        }
        let is_mc = letters == 2 && out.ends_with("Mc") && behind >= 3;
        let is_apostrophe = letters == 1 && matches!(c, '\'' | '’') && behind >= 2;
        is_next |= is_mc || is_apostrophe || (c == '.' && behind > 0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn capitals_become_names() {
        for (capitals, name) in [
            ("LINCOLN ELEMENTARY SCHOOL", "Lincoln Elementary School"),
            ("MCKINLEY MIDDLE", "McKinley Middle"),
            ("MACARTHUR HIGH", "MacArthur High"),
            ("MACKAY ELEMENTARY", "Mackay Elementary"),
            ("O'NEILL SCHOOL", "O'Neill School"),
            ("'IOLANI SCHOOL", "'Iolani School"),
            ("ST. MARY'S HS", "St. Mary's HS"),
            ("PS 12 LEWIS AND CLARK", "PS 12 Lewis and Clark"),
            ("P.S. 9", "P.S. 9"),
            ("IS 5-THE ACADEMY", "IS 5-The Academy"),
            ("JOHN ADAMS II", "John Adams II"),
            ("SMITH-JONES K-8", "Smith-Jones K-8"),
            ("4TH STREET ELEMENTARY (K-5)", "4th Street Elementary (K-5)"),
            ("CHANDLER UNIFIED #80", "Chandler Unified #80"),
            ("SCHOOL OF THE ARTS", "School of the Arts"),
            ("THE BRIDGE", "The Bridge"),
            ("MARTIN LUTHER KING JR MIDDLE", "Martin Luther King Jr Middle"),
            ("W E B DUBOIS", "W E B Dubois"),
            ("J.F. KENNEDY", "J.F. Kennedy"),
            ("BCLW COMMUNITY SCHOOL", "BCLW Community School"),
            ("ESCUELA PEÑA", "Escuela Peña"),
            ("K12 ACADEMY", "K12 Academy"),
            ("NULL", "Null"),
            ("NO. 1", "No. 1"),
            ("OAK DAEP", "Oak DAEP"),
            ("OAK EC/PRE-K CENTER", "Oak EC/Pre-K Center"),
            ("SP ED LRN CTRS", "Sp Ed Lrn Ctrs"),
            ("OBISD ACADEMY", "OBISD Academy"),
        ] {
            assert_eq!(as_written(capitals), name);
        }
    }

    #[test]
    fn what_has_small_letters_is_left() {
        for name in ["McKinley", "deSoto", "PS 12 Adams", "e3 Civic", "iLEAD"] {
            assert_eq!(as_written(name), name);
        }
        assert_eq!(as_written("  Oak   Hill "), "Oak Hill");
    }
}
