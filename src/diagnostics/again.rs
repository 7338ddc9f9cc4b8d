//! What is told once although it stands in several places.

use std::collections::HashMap;

use super::Diagnostic;

/// How many places are named where the same is wrong in several.
const NAMED: usize = 5;

/// Problems, of which those that say the same are told at the first place alone, which names the others.
pub fn once(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    let mut first: HashMap<String, (usize, usize)> = HashMap::new();
    for problem in problems {
        let next = kept.len();
        let (index, more) = first.entry(problem.message.clone()).or_insert((next, 0));
        if *index == next {
            kept.push(problem);
            continue;
        }
        *more += 1;
        if *more <= NAMED {
            kept[*index].related.push((problem.place, "and here".to_string()));
        }
    }
    kept
}
