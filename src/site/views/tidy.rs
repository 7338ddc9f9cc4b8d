//! Pages without the white space that templates leave.

/// Removes the indentation and the empty lines that templates leave; `pre` keeps its own.
pub(super) fn tidy(html: Vec<u8>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&html) else { return html };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<pre") {
        let end = rest[start..].find("</pre>").map_or(rest.len(), |end| start + end);
        tidy_lines(&rest[..start], &mut out);
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    tidy_lines(rest, &mut out);
    out.into_bytes()
}

/// The lines of a piece without `pre`. What stands before its first and after its last line break is part of a
/// line that begins or ends elsewhere.
fn tidy_lines(piece: &str, out: &mut String) {
    for line in piece.split_inclusive('\n') {
        let at_start = out.is_empty() || out.ends_with('\n');
        let line = if at_start { line.trim_start() } else { line };
        match line.strip_suffix('\n') {
            Some(line) => {
                out.push_str(line.trim_end());
                if !out.ends_with('\n') && !out.is_empty() {
                    out.push('\n');
                }
            }
            None => out.push_str(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn white_space_goes_but_within_pre() {
        let html = "<p>\n\n  <b>x</b> \n</p>  <pre>\n  a\n\n  b\n</pre>\n\n  <p>y\n";
        assert_eq!(
            String::from_utf8(tidy(html.into())).as_deref(),
            Ok("<p>\n<b>x</b>\n</p>  <pre>\n  a\n\n  b\n</pre>\n<p>y\n")
        );
    }
}
