//! The `teamkit` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    teamkit::main()
}
