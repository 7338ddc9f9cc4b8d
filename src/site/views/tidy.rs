//! Pages without the white space that templates leave.

use memchr::{memchr_iter, memmem};

/// Removes the indentation and the empty lines that templates leave; `pre` keeps its own.
pub(super) fn tidy(html: Vec<u8>) -> Vec<u8> {
    if std::str::from_utf8(&html).is_err() {
        return html;
    }
    let mut out = Vec::with_capacity(html.len());
    let mut rest = html.as_slice();
    while let Some(start) = memmem::find(rest, b"<pre") {
        let end = memmem::find(&rest[start..], b"</pre>").map_or(rest.len(), |end| start + end);
        tidy_lines(&rest[..start], &mut out);
        out.extend_from_slice(&rest[start..end]);
        rest = &rest[end..];
    }
    tidy_lines(rest, &mut out);
    out
}

/// The lines of a piece without `pre`. What stands before its first and after its last line break is part of a
/// line that begins or ends elsewhere.
fn tidy_lines(piece: &[u8], out: &mut Vec<u8>) {
    let mut start = 0;
    for end in memchr_iter(b'\n', piece) {
        out.extend_from_slice(from_start(&piece[start..end], out).trim_ascii_end());
        if !out.ends_with(b"\n") && !out.is_empty() {
            out.push(b'\n');
        }
        start = end + 1;
    }
    out.extend_from_slice(from_start(&piece[start..], out));
}

/// A line without its indentation, if it begins here.
fn from_start<'l>(line: &'l [u8], out: &[u8]) -> &'l [u8] {
    if out.is_empty() || out.ends_with(b"\n") { line.trim_ascii_start() } else { line }
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
