//! `teamkit explain`: what a message means, with a wrong and a right example; without a code, all of them.

use std::io::{self, Write};

use textwrap::{WordSplitter, wrap};

use super::{Failure, Outcome};
use crate::cli::{Ending, ExplainArgs};
use crate::diagnostics::{Code, did_you_mean};

/// The widest line of what is explained.
const WIDTH: usize = 80;

pub(super) fn run(args: &ExplainArgs) -> Outcome {
    let mut out = anstream::stdout().lock();
    match &args.code {
        None => list(&mut out)?,
        Some(wanted) => explain(find(wanted)?, &mut out)?,
    }
    Ok(Ending::Done)
}

/// The code that is meant; it may be pasted with what stands around it in a message.
fn find(wanted: &str) -> Result<Code, Failure> {
    let in_brackets = wanted.split_once('[').map(|(_, rest)| rest.split(']').next().unwrap_or_default());
    let name = in_brackets.unwrap_or(wanted).trim().to_lowercase();
    Code::ALL.iter().copied().find(|code| code.name() == name).ok_or_else(|| {
        let near = did_you_mean(&name, Code::ALL.iter().map(|code| code.name()));
        let hint = near.unwrap_or_else(|| "`teamkit explain` alone lists all of them".into());
        Failure::usage(format!("there is no message `{name}`; {hint}"))
    })
}

/// All codes, one a line.
fn list(out: &mut impl Write) -> io::Result<()> {
    let longest = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    for code in Code::ALL {
        let (name, severity) = (code.name(), code.severity().word());
        writeln!(out, "{name:longest$} {severity:7} {}", code.declaration().gist())?;
    }
    Ok(())
}

/// One code with its examples.
fn explain(code: Code, out: &mut impl Write) -> io::Result<()> {
    let known = code.declaration();
    writeln!(out, "{}[{}]\n", known.severity.word(), known.name)?;
    let options = textwrap::Options::new(WIDTH).word_splitter(WordSplitter::NoHyphenation);
    for line in wrap(known.meaning, options) {
        writeln!(out, "{line}")?;
    }
    for (title, example) in [("Wrong", known.wrong), ("Right", known.right)] {
        writeln!(out, "\n{title}:")?;
        for line in example.lines() {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        }
    }
    Ok(())
}
