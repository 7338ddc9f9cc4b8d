//! What letters the bytes of a text are where nothing says so: found out from the bytes, as offices' programs write them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that are no UTF-16 as text: UTF-8, else what spreadsheets on Windows write in the Americas and western Europe. A
/// guess from the letters takes one short name for Polish.
pub fn narrow(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// Sixteen bits a letter, known by the zeros between Latin letters.
pub fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2000)];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let enough = head.len() / 8;
    match (zeros(0) > enough, zeros(1) > enough) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// A whole file's text, without the mark that it may begin with. Where it is no UTF-16, each line is taken by itself: some
/// files were put together from others.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    let told = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8);
    if let Some(encoding) = told.map(|(encoding, _)| encoding).or_else(|| wide(bytes)) {
        return encoding.decode(bytes).0;
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => bytes.split_inclusive(|byte| *byte == b'\n').map(narrow).collect::<String>().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_in_whatever_encoding() {
        let peña = "name,title\nRosa Peña,Mother\n";
        let le = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let marked = format!("\u{feff}{peña}");
        let all = [
            peña.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            le(peña),
            be(peña),
            le(&marked),
            be(&marked),
            WINDOWS_1252.encode(peña).0.into_owned(),
        ];
        for bytes in &all {
            assert_eq!(text(bytes), peña, "{bytes:?}");
        }
        assert_eq!(text(b"Pe\xf1a\nPe\xc3\xb1a\r\n"), "Peña\nPeña\r\n");
        assert_eq!(text(b""), "");
    }
}
