//! Pages without the white space that templates leave.

use std::ops::Range;

use memchr::{memchr, memmem};

/// Removes the indentation and the empty lines that templates leave; `pre` keeps its own.
pub(super) fn tidy(mut html: Vec<u8>) -> Vec<u8> {
    if std::str::from_utf8(&html).is_err() {
        return html;
    }
    // What is kept moves to the front, so that no second page is needed beside the first.
    let (mut kept, mut start) = (0, 0);
    while let Some(pre) = memmem::find(&html[start..], b"<pre").map(|at| start + at) {
        let end = memmem::find(&html[pre..], b"</pre>").map_or(html.len(), |end| pre + end);
        kept = tidy_lines(&mut html, start..pre, kept);
        html.copy_within(pre..end, kept);
        kept += end - pre;
        start = end;
    }
    let end = html.len();
    kept = tidy_lines(&mut html, start..end, kept);
    html.truncate(kept);
    html
}

/// Moves the lines of a piece without `pre` behind what is `kept`, and tells how much that is then. What stands before
/// its first and after its last line break is part of a line that begins or ends elsewhere.
fn tidy_lines(html: &mut [u8], piece: Range<usize>, mut kept: usize) -> usize {
    let mut start = piece.start;
    while let Some(end) = memchr(b'\n', &html[start..piece.end]).map(|at| start + at) {
        let begin = from_start(html, start..end, kept);
        let length = html[begin..end].trim_ascii_end().len();
        html.copy_within(begin..begin + length, kept);
        kept += length;
        if kept > 0 && html[kept - 1] != b'\n' {
            html[kept] = b'\n';
            kept += 1;
        }
        start = end + 1;
    }
    let begin = from_start(html, start..piece.end, kept);
    html.copy_within(begin..piece.end, kept);
    kept + piece.end - begin
}

/// Where a line begins without its indentation, if it begins here and not in what is kept.
fn from_start(html: &[u8], line: Range<usize>, kept: usize) -> usize {
    let is_start = kept == 0 || html[kept - 1] == b'\n';
    let end = line.end;
    if is_start { end - html[line].trim_ascii_start().len() } else { line.start }
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
