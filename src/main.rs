//! The `teamkit` command.

fn main() {}
