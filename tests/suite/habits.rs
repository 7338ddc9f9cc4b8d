//! What people type from habit, and what their shell completes.

use crate::common::Toolkit;

#[test]
fn every_shell_gets_its_completions() {
    let toolkit = Toolkit::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = toolkit.run(&["completions", shell]);
        run.ends(0).prints("teamkit").prints("deny");
    }
    toolkit.run(&["completions", "cmd"]).ends(2).says("possible values: bash, elvish, fish, powershell, zsh");
}

#[test]
fn short_options_are_those_of_other_tools() {
    let toolkit = Toolkit::new();
    toolkit.run(&["build", "-o", "site"]).ends(0);
    assert!(toolkit.exists("site/index.html"));
    toolkit.run(&["clean", "-o", "site"]).ends(0);
    assert!(!toolkit.exists("site/index.html"));
    toolkit.run(&["serve", "-p", "x"]).ends(2).says("--port");
}
