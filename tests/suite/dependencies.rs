//! What we build on: every crate comes from crates.io under a licence that `deny.toml` allows, and the tests turn no
//! features on in what the program has too.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, Licensee};

/// The licences that `deny.toml` allows; its list is one of JSON too.
fn allowed() -> Vec<Licensee> {
    let text = include_str!("../../deny.toml");
    let list = text.lines().find_map(|line| line.strip_prefix("allow = ")).expect("the licences");
    let list: Vec<String> = serde_json::from_str(list).expect("a list on one line");
    list.iter().map(|name| Licensee::parse(name).expect("a licence of the SPDX list")).collect()
}

/// What is wrong with a package as `cargo metadata` tells of it.
fn wrong(package: &Value, allowed: &[Licensee]) -> Option<String> {
    let name = package["name"].as_str().unwrap_or_default();
    if package["source"].is_null() {
        return (name != "teamkit").then(|| format!("{name} comes from a folder"));
    }
    if package["source"] != "registry+https://github.com/rust-lang/crates.io-index" {
        return Some(format!("{name} comes from {}", package["source"]));
    }
    // Older crates write a slash for OR.
    let told = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
    let expression = Expression::parse(&told);
    let fits =
        expression.is_ok_and(|it| it.evaluate(|needed| allowed.iter().any(|one| one.satisfies(needed))));
    (!fits).then(|| format!("{name} is under {told:?}, which deny.toml doesn't allow"))
}

#[test]
fn every_crate_comes_from_the_registry_under_a_licence_that_is_allowed() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 100);
    let allowed = allowed();
    let found: Vec<String> = packages.iter().filter_map(|package| wrong(package, &allowed)).collect();
    assert_eq!(found, [""; 0]);

    let mut other = packages[0].clone();
    other["source"] = "registry+https://github.com/rust-lang/crates.io-index".into();
    other["license"] = "GPL-3.0-only".into();
    assert!(wrong(&other, &allowed).is_some(), "another licence is seen");
}

/// Each package of the tree that some kinds of edges make, with the features it is compiled with.
fn packages(edges: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--prefix", "none", "--no-dedupe", "--format", "{p} {f}"])
        .args(["--edges", edges])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_string).collect()
}

/// Else most crates would be compiled twice: for `cargo test` and, minutes later, for `cargo build`.
#[test]
fn tests_turn_no_features_on_in_crates_that_the_program_has_too() {
    let (program, with_tests) = (packages("no-dev"), packages("normal,build,dev"));
    assert!(program.len() > 100 && program.len() < with_tests.len());
    let other: Vec<&String> = program.difference(&with_tests).collect();
    assert!(other.is_empty(), "ask for the tests' features in [dependencies] too: {other:#?}");
}
