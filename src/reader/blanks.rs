//! Remarks (`# …`), and the blanks in them (`___`) that wait for an author. They are counted, since a new file says with
//! them what it does not know.

use std::ops::Range;

use super::remarks::scalars;
use super::yaml::Node;
use crate::diagnostics::{Code, Collector};

/// What stands where something is to be filled in.
pub const BLANK: &str = "___";

/// How many blanks wait in a text with these remarks.
pub fn count(text: &str, remarks: &[Range<usize>]) -> usize {
    remarks.iter().filter(|remark| text[(*remark).clone()].contains(BLANK)).count()
}

/// Warns of values that are blanks still: they would be published.
pub fn warn_of_unfilled(node: &Node, out: &mut Collector<'_>) {
    scalars(node, &mut |scalar| {
        let text = scalar.text().unwrap_or_default().trim();
        if text.len() >= BLANK.len() && text.bytes().all(|byte| byte == b'_') {
            let message = "a blank stands here, and nobody has filled it in";
            let hint = "write what belongs here, or put a `#` before the line".to_string();
            out.tell(Code::UnfilledBlank, &scalar.span, message, Some(hint));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Findings, SourceFile};
    use crate::reader::remarks::remarks;
    use crate::reader::yaml;

    fn blanks(text: &str) -> usize {
        let file = SourceFile::new("x.yml", text);
        let node = yaml::parse(&file, 0..text.len(), &mut Findings::default()).expect("YAML");
        count(text, &remarks(text, 0..text.len(), &node))
    }

    #[test]
    fn a_blank_is_a_remark_that_waits() {
        assert_eq!(blanks("name: Oak   # ___ the full name\n# state: ___\n  # x: ___ and ___\n"), 3);
    }

    /// A hundred thousand values and many remarks: looking through all of the one for each of the other takes minutes.
    #[test]
    fn many_blanks_are_counted_quickly() {
        let text: String = "- [a, b, c, d] # ___\n".repeat(20_000);
        let start = std::time::Instant::now();
        assert_eq!(blanks(&text), 20_000);
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }

    #[test]
    fn what_is_no_remark_is_no_blank() {
        assert_eq!(blanks("a: ___\nb: \"# ___\"\nc: |\n  # ___\nd: x#___\n# nothing\n"), 0);
    }
}
