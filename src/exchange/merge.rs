//! Several people's self-assessments as one: what a rubric's form proposes too (FORMAT §3, Merging).

use std::collections::BTreeMap;

use crate::model::{Assessment, IndicatorId, Means, NextStep, Rating, RatingId};
use crate::source::Filled;

/// What several people rated as one self-assessment: of the newest of their days, with everybody's evidence and
/// steps; `None` for nobody's. `scale` is best first.
pub fn merge(all: &[Filled], scale: &[Rating]) -> Option<Filled> {
    let newest = all.iter().max_by_key(|filled| filled.assessment.date)?;
    let (steps, who) = steps(all);
    let raters = all.iter().map(|filled| filled.assessment.raters.unwrap_or(1).max(1)).sum();
    let assessment =
        Assessment { ratings: ratings(all, scale), raters: Some(raters), steps, ..newest.assessment.clone() };
    Some(Filled { assessment, evidence: evidence(all), who })
}

fn ratings(all: &[Filled], scale: &[Rating]) -> BTreeMap<IndicatorId, RatingId> {
    let mut given: BTreeMap<&IndicatorId, Vec<usize>> = BTreeMap::new();
    for (indicator, rating) in all.iter().flat_map(|filled| &filled.assessment.ratings) {
        let step = scale.iter().position(|step| step.id == *rating);
        given.entry(indicator).or_default().extend(step);
    }
    let agreed = given.into_iter().filter_map(|(indicator, steps)| {
        let step = scale.get(proposal(steps, scale)?)?;
        Some((indicator.clone(), step.id.clone()))
    });
    agreed.collect()
}

/// The step of the scale that several ratings come to: the median of those that say how it is, at an even number
/// the worse of the middle two. Without any, the more frequent of *don't know* and *not applicable*, at a tie the
/// first.
fn proposal(mut steps: Vec<usize>, scale: &[Rating]) -> Option<usize> {
    let means = |step: &usize| scale.get(*step).map(|rating| rating.means);
    let silent = |step: &usize| matches!(means(step), Some(Means::Unknown | Means::NotApplicable));
    steps.sort_unstable();
    let votes: Vec<usize> = steps.iter().copied().filter(|step| !silent(step)).collect();
    if !votes.is_empty() {
        return votes.get(votes.len() / 2).copied();
    }
    let count = |wanted: Means| steps.iter().filter(|step| means(step) == Some(wanted)).count();
    let wanted = if count(Means::NotApplicable) > count(Means::Unknown) {
        Means::NotApplicable
    } else {
        Means::Unknown
    };
    steps.into_iter().find(|step| means(step) == Some(wanted))
}

/// Everybody's evidence, a line each.
fn evidence(all: &[Filled]) -> BTreeMap<IndicatorId, String> {
    let mut lines: BTreeMap<IndicatorId, Vec<String>> = BTreeMap::new();
    for (index, filled) in all.iter().enumerate() {
        for (indicator, text) in &filled.evidence {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                lines.entry(indicator.clone()).or_default().push(format!("{}: {text}", letter(index)));
            }
        }
    }
    lines.into_iter().map(|(indicator, lines)| (indicator, lines.join("\n"))).collect()
}

/// What raters are called: A to Z, then A2 and so on.
fn letter(index: usize) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = LETTERS.chars().nth(index % LETTERS.len()).unwrap_or('A');
    match index / LETTERS.len() {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}

/// Everybody's steps, each once.
fn steps(all: &[Filled]) -> (Vec<NextStep>, Vec<Option<String>>) {
    let mut together: Vec<(NextStep, Option<String>)> = Vec::new();
    for filled in all {
        for (step, who) in filled.assessment.steps.iter().zip(&filled.who) {
            let pair = (step.clone(), who.clone());
            if !together.contains(&pair) {
                together.push(pair);
            }
        }
    }
    together.into_iter().unzip()
}
