//! The printer for workflows on GitHub: a command a problem, which its log turns into a remark at the line.

use std::io::{self, Write};

use super::located::{Located, with_help};
use super::visible::visible;
use super::{Diagnostic, Severity};

/// Writes diagnostics as workflow commands. `above` stands before each path: the way from the repository to the
/// toolkit, with a slash at its end, or nothing.
pub fn write_github(diagnostics: &[Diagnostic], above: &str, out: &mut impl Write) -> io::Result<()> {
    for problem in diagnostics {
        writeln!(out, "{}", command(problem, above))?;
    }
    Ok(())
}

fn command(problem: &Diagnostic, above: &str) -> String {
    let name = match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = Located::of(&problem.place);
    let mut properties = vec![("file", visible(&format!("{above}{}", place.file)).into_owned())];
    let numbers = [
        ("line", place.line),
        ("col", place.column),
        ("endLine", place.end_line),
        ("endColumn", place.end_column),
    ];
    let told = numbers.into_iter().filter_map(|(key, number)| Some((key, number?.to_string())));
    properties.extend(told);
    properties.push(("title", problem.code.name().to_string()));
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    format!("::{name} {}::{}", properties.join(","), data(&with_help(problem)))
}

/// A message as GitHub wants it: on one line, and no sign of percent that means another one.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, which ends at a comma, and all of them at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Place, SourceFile};

    #[test]
    fn nothing_of_the_content_ends_a_command_or_begins_another() {
        let file = SourceFile::new("content/a,b:c.yml", "nane: 5%\nx: y\n");
        let problem =
            Diagnostic::new(Code::UnknownKey, Place::span(&file, 0..4), "100% of ::error::\nx\u{1b}")
                .hint("a, b: c");
        let mut out = Vec::new();
        write_github(&[problem], "kit/", &mut out).expect("memory takes everything");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "::error file=kit/content/a%2Cb%3Ac.yml,line=1,col=1,endLine=1,endColumn=5,title=unknown-key::\
             100%25 of ::error::\\u{a}x\\u{1b}%0Ahelp: a, b: c\n"
        );
    }
}
