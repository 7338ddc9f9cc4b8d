//! The `teamkit` command: reads the command line, hands over to one short file a command, and ends with the
//! code that says how it went.

mod cli;
mod commands;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    commands::run(&cli).into()
}
