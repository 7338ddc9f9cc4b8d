//! What a rubric says of single ratings below its items, `- Strength: …`: lines that look as if they said so, and don't.

use hashbrown::HashSet;

use super::resource::ResourceFiles;
use crate::diagnostics::{Code, Diagnostic, Findings, Place, did_you_mean, nearest};
use crate::markdown::{Criterion, Indicator};
use crate::model::{Framework, Lang, Rating, Resources, Variant};

/// The longest name of a rating, in letters, that a line is held against; what is longer is a sentence.
const LONGEST: usize = 40;

/// Signs that people write in place of a colon.
const NO_COLONS: [char; 5] = ['-', '–', '—', '=', ';'];

/// Warns of lines below a rubric's items that say of no rating what it means, and look as if they should.
pub(super) fn check_criteria(
    files: &ResourceFiles,
    (framework, resources): (&Framework, &Resources),
    default: &Lang,
    findings: &mut Findings,
) {
    for (key, variants) in files {
        let Some(rubric) = resources.get(key).and_then(|resource| resource.rubric()) else { continue };
        let in_doubt = if rubric.scale.is_some() { rubric.in_doubt } else { framework.in_doubt };
        for variant in variants.values().map(|file| file.variant()).filter(|_| !in_doubt) {
            let names = Names::new(rubric.scale(framework), variant, default);
            for area in &variant.document.areas {
                names.look_beside(&area.indicators, findings);
                for indicator in &area.indicators {
                    names.look_at(&indicator.criteria, findings);
                    findings.problems.extend(names.without_dash(indicator));
                }
            }
        }
    }
}

/// Whether an item without an id says what a rating means, and stands beside the item that it is about.
pub(super) fn says_rating(item: &Indicator, scale: &[Rating]) -> bool {
    let name = item.text.split_once([':', '：']).map(|(name, _)| name.trim());
    let is_it = |name: &str| {
        scale.iter().any(|rating| rating.name.all().any(|known| known.eq_ignore_ascii_case(name)))
    };
    !item.has_fixed_id && name.is_some_and(is_it)
}

/// What ratings are called in a text.
struct Names<'n> {
    scale: &'n [Rating],
    langs: [&'n Lang; 2],
    default: &'n Lang,
    /// All of them.
    called: HashSet<&'n str>,
}

impl<'n> Names<'n> {
    fn new(scale: &'n [Rating], variant: &'n Variant, default: &'n Lang) -> Self {
        let langs = [&variant.lang, default];
        // A scale can have thousands of ratings.
        let called = scale.iter().map(|rating| rating.name.get(langs[0], default).0).collect();
        Self { scale, langs, default, called }
    }

    /// The ratings' names in the text's language.
    fn all(&self) -> impl Iterator<Item = &str> {
        self.scale.iter().map(|rating| rating.name.get(self.langs[0], self.default).0)
    }

    /// The rating that a line speaks of.
    fn rating(&self, criterion: &Criterion) -> Option<usize> {
        let (name, _) = criterion.parts()?;
        self.scale.iter().position(|rating| rating.is_called(name, &self.langs, self.default))
    }

    /// The rating that a line begins with, and what stands behind its name, where there is no colon between the two.
    fn without_colon<'c>(&self, criterion: &'c Criterion) -> Option<(&str, &'c str)> {
        self.all().find_map(|name| {
            let head = criterion.text.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name))?;
            let rest = &criterion.text[head.len()..];
            rest.starts_with(|c: char| c.is_whitespace() || c == ';').then_some((name, rest.trim_start()))
        })
    }

    /// Tells of lines that say what ratings mean and begin as far to the left as the item that they are about, at the first of
    /// those that follow each other.
    fn look_beside(&self, items: &[Indicator], findings: &mut Findings) {
        let is_one = |item: &Indicator| says_rating(item, self.scale);
        let runs = items.chunk_by(|one, other| is_one(one) == is_one(other));
        let (mut above, mut told) = (None, HashSet::new());
        for run in runs {
            // The item above them may have lost its sign, of which it was told.
            let is_told = |first: &Indicator| {
                let is_of_file = |problem: &Diagnostic| problem.place.path() == first.place.path();
                let mut untaken =
                    findings.problems.iter().filter(|problem| problem.code == Code::UntakenMarkdown);
                above.is_none() && untaken.any(is_of_file)
            };
            if let Some(first) = run.first().filter(|first| is_one(first) && !is_told(first)) {
                findings.push(too_far_left(run, first, above));
                told.insert((first.place.path(), first.place.start()));
            }
            above = run.last();
        }
        // That one has no id follows from it.
        let follows = |problem: &Diagnostic| {
            problem.code == Code::IndicatorNeedsId
                && told.contains(&(problem.place.path(), problem.place.start()))
        };
        if !told.is_empty() {
            findings.problems.retain(|problem| !follows(problem));
        }
    }

    fn look_at(&self, criteria: &[Criterion], findings: &mut Findings) {
        let known: Vec<_> = criteria.iter().map(|criterion| self.rating(criterion)).collect();
        let begun = criteria.iter().filter(|criterion| self.without_colon(criterion).is_some()).count();
        let are_ratings = known.iter().any(Option::is_some);
        for (index, criterion) in criteria.iter().enumerate() {
            let problem = match known[index] {
                Some(rating) if known[..index].contains(&Some(rating)) => {
                    Some(self.twice(criterion, &self.scale[rating]))
                }
                Some(_) => without_meaning(criterion),
                None => self
                    .unknown(criterion, are_ratings)
                    .or_else(|| self.no_colon(criterion, are_ratings || begun > 1)),
            };
            findings.problems.extend(problem.map(with_sign));
        }
    }

    /// A line that says what a rating means and lost its dash, so that it goes on with the item, or with what is said of
    /// another rating; told at the first one.
    fn without_dash<'i>(&self, indicator: &'i Indicator) -> Option<Diagnostic> {
        let (file, start) = (indicator.place.source(), indicator.place.start()?);
        let is_of_item = |line: &str| line.trim().is_empty() || line.starts_with([' ', '\t']);
        let lines = file.text().get(start..)?.split_inclusive('\n').scan(start, |at, line| {
            *at += line.len();
            Some((*at - line.len(), line.trim_end()))
        });
        let lost = |(at, line): (usize, &'i str)| {
            let (name, _) = line.trim().split_once(':')?;
            self.called.contains(name).then_some((at, line, name))
        };
        let mut lost = lines.skip(1).take_while(|(_, line)| is_of_item(line)).filter_map(lost);
        let (at, line, name) = lost.next()?;
        let begin = at + line.len() - line.trim_start().len();
        let message =
            format!("the dash before `{name}` is missing, so this line says of no rating what it means");
        let hint = format!("write `- {}`", line.trim());
        let more = if lost.next().is_some() { ", and so in the lines below" } else { "" };
        let place = Place::span(file, begin..begin + line.trim().len());
        Some(Diagnostic::new(Code::UntakenRating, place, message).hint(hint + more))
    }

    /// A second line of one rating.
    fn twice(&self, criterion: &Criterion, rating: &Rating) -> Diagnostic {
        let name = rating.name.get(self.langs[0], self.default).0;
        let message = format!(
            "what `{name}` means is said a second time for this item, so this line is left out of the form"
        );
        Diagnostic::new(Code::UntakenRating, criterion.place.clone(), message)
            .hint("put the two lines together, or write the rating that this one is about")
    }

    /// `Strenght: …`, and any other word among ratings' names.
    fn unknown(&self, criterion: &Criterion, are_ratings: bool) -> Option<Diagnostic> {
        let (name, meaning) = criterion.parts().filter(|(name, _)| name.chars().count() <= LONGEST)?;
        let near = self.scale.iter().find(|rating| rating.id.as_str().eq_ignore_ascii_case(name));
        let near = near.map(|rating| rating.name.get(self.langs[0], self.default).0);
        let near = near.or_else(|| nearest(name, self.all()));
        let hint = match near {
            Some(near) => Some(format!("write `{near}: {meaning}`")),
            None if are_ratings => did_you_mean(name, self.all()),
            None => return None,
        };
        let message =
            format!("`{name}` is no rating of this rubric, so this line says of none what it means");
        Some(Diagnostic::new(Code::UntakenRating, criterion.place.clone(), message).maybe_hint(hint))
    }

    /// `Strength - …`, and `Strength …` among others like it.
    fn no_colon(&self, criterion: &Criterion, are_ratings: bool) -> Option<Diagnostic> {
        let (name, rest) = self.without_colon(criterion)?;
        let meaning = rest.trim_start_matches(NO_COLONS).trim_start();
        if meaning.is_empty() || !(are_ratings || meaning.len() < rest.len()) {
            return None;
        }
        let message = format!("a colon is missing behind `{name}`, so this line does not say what it means");
        let hint = format!("write `{name}: {meaning}`");
        Some(Diagnostic::new(Code::UntakenRating, criterion.place.clone(), message).hint(hint))
    }
}

/// What is told of an item, with the sign that begins it where the help says what to write.
fn with_sign(problem: Diagnostic) -> Diagnostic {
    let (file, hint) = (problem.place.source(), problem.hint.as_deref().unwrap_or_default());
    let written = hint.strip_prefix("write `").zip(problem.place.range());
    let Some((written, range)) = written else { return problem };
    let line = file.text().get(..range.start).and_then(|above| above.rsplit('\n').next()).unwrap_or_default();
    let sign = line.trim_start();
    if !matches!(sign.trim_end(), "-" | "*" | "+") {
        return problem;
    }
    let place = Place::span(file, range.start - sign.len()..range.end);
    Diagnostic { place, hint: Some(format!("write `{sign}{written}")), ..problem.clone() }
}

/// Lines that say what ratings mean, beside the item above them that they are about.
fn too_far_left(run: &[Indicator], first: &Indicator, above: Option<&Indicator>) -> Diagnostic {
    let line = above.and_then(|item| Some((item.place.source(), item.place.range()?)));
    let line = line.and_then(|(file, range)| file.text().get(range)).unwrap_or("- ");
    let sign =
        line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit() || "-*+.) ".contains(c)).len();
    let column = above.and_then(|item| Some(item.place.source().position(item.place.start()?).column));
    let column = column.unwrap_or(1) + sign;
    let more = if run.len() > 1 { ", and so the lines below that say what ratings mean" } else { "" };
    let own = if above.is_none() { "write the item that it is about above this line, and " } else { "" };
    let message = "this says what a rating means, and stands as an item of its own, since it begins too far to the left";
    let hint = format!("{own}begin this line in column {column}{more}");
    Diagnostic::new(Code::UntakenRating, first.place.clone(), message).hint(hint)
}

/// `Strength:`, with nothing behind it.
fn without_meaning(criterion: &Criterion) -> Option<Diagnostic> {
    let (name, _) = criterion.parts().filter(|(_, meaning)| meaning.is_empty())?;
    let message = format!("nothing stands behind `{name}:`, so this line does not say what it means");
    let hint = "write behind the colon how one knows that it is so, or remove the line";
    Some(Diagnostic::new(Code::UntakenRating, criterion.place.clone(), message).hint(hint))
}
