//! Every test that SECURITY.md names is there.

use std::fs;
use std::path::Path;

#[test]
fn each_promise_is_held_by_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("SECURITY.md")).expect("SECURITY.md");
    let (_, promises) = text.split_once("## What is promised").expect("the promises");
    let rows: Vec<&str> =
        promises.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise")).collect();
    let rows: Vec<&str> = rows.into_iter().filter(|row| !row.starts_with("| ---")).collect();
    assert!(rows.len() > 20, "{rows:?}");
    for row in rows {
        let holders = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
        assert!(holders.contains('`'), "no test holds: {row}");
        for name in holders.split('`').skip(1).step_by(2) {
            let Some((file, test)) = name.split_once("::") else {
                assert!(root.join("tests").join(name).is_file(), "there is no tests/{name}");
                continue;
            };
            let source = fs::read_to_string(root.join(format!("tests/suite/{file}.rs"))).expect(name);
            assert!(source.contains(&format!("#[test]\nfn {test}()")), "there is no test `{name}`");
        }
    }
}
