//! Text for XML: what no XML document may hold, however it is written (XML 1.0, "Char").

/// What stands in place of a character that can't.
const REPLACEMENT: &str = "\u{fffd}";

/// Whether a template makes an XML document.
pub(super) fn is_xml(template: &str) -> bool {
    template.ends_with(".xml") || template.ends_with(".svg")
}

/// A document without characters that would make it no XML at all. Escaping does not help them: authors copy them
/// from other programs without seeing them.
pub(super) fn well_formed(document: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&document) {
        Ok(text) if text.contains(is_forbidden) => text.replace(is_forbidden, REPLACEMENT).into_bytes(),
        Ok(_) | Err(_) => document,
    }
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::well_formed;

    #[test]
    fn every_character_leaves_a_document_that_can_be_read() {
        for c in (0..0x3000).chain(0xfff0..0x1_0010).filter_map(char::from_u32) {
            if matches!(c, '<' | '&') {
                continue;
            }
            let document = well_formed(format!("<a>x{c}y</a>").into_bytes());
            let text = String::from_utf8(document).expect("text");
            assert!(roxmltree::Document::parse(&text).is_ok(), "{:x}", u32::from(c));
        }
    }
}
