//! `teamkit explain`: what a message means, with a wrong and a right example.

use std::io::Write;

use super::{Failure, Outcome};
use crate::cli::{Ending, ExplainArgs};
use crate::diagnostics::{Code, did_you_mean};

pub(super) fn run(args: &ExplainArgs) -> Outcome {
    let wanted = args.code.trim().to_lowercase();
    let Some(code) = Code::ALL.iter().find(|code| code.name() == wanted) else {
        let hint = did_you_mean(&wanted, Code::ALL.iter().map(|code| code.name()));
        let hint = hint.unwrap_or_else(|| "the word stands in brackets at the beginning of a message".into());
        return Err(Failure::usage(format!("there is no message `{}`; {hint}", args.code)));
    };
    let known = code.declaration();
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}[{}]\n\n{}\n", known.severity.word(), known.name, known.meaning)?;
    for (title, example) in [("Wrong", known.wrong), ("Right", known.right)] {
        writeln!(out, "{title}:")?;
        for line in example.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(Ending::Done)
}
