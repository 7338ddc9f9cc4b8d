//! `teamkit completions`: what a shell has to know to complete commands and options.

use std::io::Write;

use clap::CommandFactory;

use super::Outcome;
use crate::cli::{Cli, CompletionsArgs, Ending};

pub(super) fn run(args: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "teamkit", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Ending::Done)
}
