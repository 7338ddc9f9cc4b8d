//! `assessments/*.yml` and the same as JSON.

mod beside;
mod lost;
mod possible;
mod whose;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use hashbrown::HashSet;

use super::doubt::Doubt;
use super::form_tokens::untold;
use super::hiding::Hiding;
use super::lost_ids::of_ratings;
use super::misplaced::is_of_another_kind;
use super::misspelt;
use super::references::{Called, called, indicators_called, resources_called, unknown, unknown_among};
use super::{Surroundings, layout, parse_yaml, swallowed};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings, SourceFile, nearest};
use crate::model::{
    Assessment, AssessmentId, District, Framework, IndicatorId, Kind, Listed, NextStep, Rating, RatingId,
    Resource, ResourceId, Resources, Rubric, Schools, Team,
};
use crate::reader::decode::{Fields, Word};
use crate::reader::kinds::ASSESSMENT;
use crate::reader::shape::Languages;
use crate::reader::yaml::Node;
pub(super) use beside::settle;
pub(super) use whose::CALLED_BY_SCHOOL;
use whose::team;

/// What an assessment may refer to.
pub(super) struct Known<'k> {
    pub(super) framework: &'k Framework,
    pub(super) teams: &'k [Team],
    pub(super) schools: &'k Schools,
    /// What of the teams is not certain.
    pub(super) team_doubt: &'k Doubt,
    pub(super) resources: &'k Resources,
    /// What of the rubrics is not certain.
    pub(super) rubric_doubt: &'k Doubt,
    pub(super) languages: Languages<'k>,
}

impl Known<'_> {
    /// Whether a rating is called so, in any language.
    fn is_rating(&self, words: &str) -> bool {
        let of_rubrics = self.resources.values().filter_map(|resource| resource.rubric());
        let scales = of_rubrics.filter_map(|rubric| rubric.scale.as_ref());
        let mut ratings = scales.chain([&self.framework.scale]).flat_map(|scale| scale.iter());
        ratings.any(|rating| rating.name.all().any(|name| name.to_lowercase() == words.to_lowercase()))
    }
}

/// A self-assessment as it was read.
pub(super) struct Loaded {
    assessment: Assessment,
    file: Arc<SourceFile>,
    /// Where its day stands.
    date: Range<usize>,
    /// What is to be told of ratings that its rubric knows nothing of.
    strangers: Vec<Diagnostic>,
}

/// Reads an assessment.
pub(super) fn load_assessment(
    around: &Surroundings<'_>,
    path: &Path,
    id: &str,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Option<Loaded> {
    let file = around.root.read(path, findings)?;
    let first = findings.problems.len();
    let mut hiding = Hiding::new(&file);
    let Some(mut node) = parse_yaml(&file, findings) else {
        hiding.unreadable_assessment();
        hiding.apply(findings, first);
        return None;
    };
    let evidence = lost::take_evidence(&mut node);
    hiding.unpublished(&node, |words| known.is_rating(words));
    hiding.behind_document(&node);
    let mut out = Collector::new(&file, findings);
    evidence.iter().for_each(|first| lost::tell(first, &mut out));
    let fields = around.fields(&node, &ASSESSMENT, known.languages, &mut out);
    let assessment = fields.and_then(|fields| read(&fields, around, id, known, &mut out));
    let date = fields.map(|fields| fields.span_of("date").clone()).unwrap_or_default();
    hiding.apply(findings, first);
    if is_of_another_kind(&file, layout::ASSESSMENTS, first, findings) {
        return None;
    }
    let assessment = assessment?;
    let is_stranger =
        |problem: &Diagnostic| matches!(problem.code, Code::UnknownIndicator | Code::UnknownRating);
    let (strangers, others) = findings.problems.split_off(first).into_iter().partition(is_stranger);
    findings.problems.extend::<Vec<_>>(others);
    Some(Loaded { assessment, file, date, strangers })
}

/// A filled-in self-assessment with what is never published.
#[derive(Debug, Clone)]
pub struct Filled {
    /// What is published.
    pub assessment: Assessment,
    /// How the team knows, by indicator.
    pub evidence: BTreeMap<IndicatorId, String>,
    /// Who takes each of the steps.
    pub who: Vec<Option<String>>,
}

/// Reads a self-assessment that lies outside a toolkit, against the district that it is for. Of what was typed there
/// nothing is drawn or told but ids and days.
pub fn read_filled(
    file: &Arc<SourceFile>,
    around: &Surroundings<'_>,
    district: &District,
    findings: &mut Findings,
) -> Option<Filled> {
    let first = findings.problems.len();
    let filled = read_form(file, around, district, findings);
    let mut hiding = Hiding::new(file);
    untold(file.text()).into_iter().for_each(|untold| hiding.untold(untold));
    hiding.apply(findings, first);
    filled
}

fn read_form(
    file: &Arc<SourceFile>,
    around: &Surroundings<'_>,
    district: &District,
    findings: &mut Findings,
) -> Option<Filled> {
    let node = parse_yaml(file, findings)?;
    let languages = around.languages();
    let (framework, teams, resources) = (&district.framework, &district.teams, &district.resources);
    let schools = &district.schools;
    // The district was read without errors before.
    let doubt = Doubt::default();
    let (team_doubt, rubric_doubt) = (&doubt, &doubt);
    let known = Known { framework, teams, schools, team_doubt, resources, rubric_doubt, languages };
    let mut out = Collector::new(file, findings);
    let fields = Fields::read(&node, &ASSESSMENT, languages, &mut out)?;
    let assessment = read(&fields, around, "", &known, &mut out)?;
    let evidence = fields.table("evidence").into_iter();
    let evidence = evidence.map(|(key, text)| (IndicatorId::new(key.text), text.text.to_string()));
    let who = fields.objects("steps").iter().map(|step| step.line("who")).collect();
    Some(Filled { assessment, evidence: evidence.collect(), who })
}

fn read(
    fields: &Fields<'_>,
    around: &Surroundings<'_>,
    id: &str,
    known: &Known<'_>,
    out: &mut Collector<'_>,
) -> Option<Assessment> {
    possible::tell(fields, id, known, out);
    let named = fields.word("rubric");
    let rubric = named.and_then(|word| rubric(word, known, out));
    if let Some((word, (_, asked))) = named.zip(rubric)
        && let Some(other) = misspelt::another_rubric(&fields.table("ratings"), asked, known.resources)
    {
        let message = format!("the rubric `{}` has few of the items that are rated here", word.text);
        let problem = Diagnostic::new(Code::UnknownRubric, out.at(word.span), message);
        out.push(problem.hint(format!("did you mean `{other}`?")));
        return None;
    }
    let team = fields.word("team").and_then(|word| team(word, known, out));
    let date = fields.date("date");
    if let Some(date) = date.filter(|date| *date > around.as_of) {
        let message = format!("this self-assessment is dated {date}, which is later than {}", around.as_of);
        let is_far = date.year() > around.as_of.year() + 1;
        let hint = if is_far {
            "look at the year, which seems to be a slip"
        } else {
            "is the year a slip? write the day on which it was made; it counts from that day on"
        };
        out.tell(Code::FutureDate, fields.span_of("date"), message, hint.to_string());
    }
    let ratings = rubric.map(|rubric| ratings(fields, rubric, known, out));
    Some(Assessment {
        id: AssessmentId::new(id),
        rubric: rubric?.0.id.clone(),
        team: team?,
        date: date?,
        left_out: fields.table("ratings").len().saturating_sub(ratings.as_ref()?.len()),
        ratings: ratings?,
        raters: raters(fields, out),
        steps: steps(fields, rubric?, out),
    })
}

/// How many people rated: at least one.
fn raters(fields: &Fields<'_>, out: &mut Collector<'_>) -> Option<u64> {
    let raters = fields.number("raters");
    if raters == Some(0) {
        let message = "nobody rated here, and yet there are ratings";
        let hint = "write how many people rated, or leave the key `raters` out".to_string();
        out.tell(Code::EmptyValue, fields.span_of("raters"), message, Some(hint));
    }
    raters.filter(|raters| *raters > 0)
}

/// The rubric that a word names: the resource and what it asks.
fn rubric<'k>(
    word: Word<'_>,
    known: &Known<'k>,
    out: &mut Collector<'_>,
) -> Option<(&'k Resource, &'k Rubric)> {
    let resource = known.resources.get(&(Kind::Rubric, ResourceId::new(word.text)));
    let rubric = resource.and_then(|resource| Some((&**resource, resource.rubric()?)));
    if rubric.is_none() && !known.rubric_doubt.covers(word.text) {
        unknown(Code::UnknownRubric, "rubric", word, resources_called(known.resources, Kind::Rubric), out);
    }
    rubric
}

fn ratings(
    fields: &Fields<'_>,
    (resource, rubric): (&Resource, &Rubric),
    known: &Known<'_>,
    out: &mut Collector<'_>,
) -> BTreeMap<IndicatorId, RatingId> {
    let scale = rubric.scale(known.framework);
    let indicators = Indicators::by(fields, (resource, rubric));
    let mut ratings = BTreeMap::new();
    let in_doubt = is_scale_in_doubt(fields, rubric, known.framework);
    let none_known = !in_doubt && is_of_another_scale(fields, scale, out);
    let first = out.findings().problems.len();
    for (indicator, rating) in fields.table("ratings") {
        let good_indicator = indicators.has(indicator, out);
        let good_rating = scale.get(rating.text);
        let right: Vec<_> = scale.iter().map(|step| called(&step.id, &step.name)).collect();
        // A line that has to do with neither is one mistake.
        let is_slip = good_indicator || nearest(rating.text, right.iter().map(|(id, _)| *id)).is_some();
        let is_wrong = good_rating.is_none() && !in_doubt && is_slip && !none_known;
        if is_wrong && !are_several_ratings(rating, scale, out) {
            unknown_among(Code::UnknownRating, "rating", rating, &right, out);
        }
        if let Some(step) = good_rating.filter(|_| good_indicator) {
            ratings.insert(IndicatorId::new(indicator.text), step.id.clone());
        }
    }
    if rubric.scale.is_some() {
        // No framework has what is missing from a rubric's own scale.
        out.findings().problems[first..].iter_mut().for_each(|problem| {
            problem.missed.take_if(|_| problem.code == Code::UnknownRating);
        });
    }
    for (indicator, _) in fields.table("evidence") {
        indicators.has(indicator, out);
    }
    if let Some(table) = fields.get("ratings").filter(|_| fields.table("ratings").len() > ratings.len()) {
        of_ratings(&table.span, indicators.left(), out);
    }
    ratings
}

/// Tells of several ratings in place of one; false where it is something else.
fn are_several_ratings(word: Word<'_>, scale: &Listed<Rating>, out: &mut Collector<'_>) -> bool {
    let parts: Vec<&str> = word.text.split(['/', ',', ';', '|']).map(str::trim).collect();
    if parts.len() < 2 || parts.iter().any(|part| scale.get(part).is_none()) {
        return false;
    }
    let message = "several ratings stand here, where one belongs";
    let hint = format!("write the one that you agreed on: `{}`", parts.join("` or `"));
    let problem = Diagnostic::new(Code::UnknownRating, out.at(word.span), message);
    out.push(problem.hint(hint).missed(word.text));
    true
}

/// Whether ratings may be right that are not on a rubric's scale: something in it could not be read, or the scale that they
/// are on is lost, and none is on the one in its place.
fn is_scale_in_doubt(fields: &Fields<'_>, rubric: &Rubric, framework: &Framework) -> bool {
    let is_known = |(_, rating): &(Word<'_>, Word<'_>)| framework.scale.get(rating.text).is_some();
    let is_lost = || rubric.lacks_scale && !fields.table("ratings").iter().any(is_known);
    if rubric.scale.is_some() { rubric.in_doubt } else { framework.in_doubt || is_lost() }
}

/// Tells once of ratings that are numbers, none of which is on the scale.
fn is_of_another_scale(fields: &Fields<'_>, scale: &Listed<Rating>, out: &mut Collector<'_>) -> bool {
    let all = fields.table("ratings");
    let is_number = |(_, rating): &(Word<'_>, Word<'_>)| {
        rating.text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && scale.get(rating.text).is_none()
    };
    if all.len() < 2 || !all.iter().all(is_number) {
        return false;
    }
    let ids: Vec<String> = scale.iter().map(|step| format!("`{}`", step.id)).collect();
    let message = "these ratings are numbers, and none of them is on this rubric's scale";
    let hint = format!("write for each one of {}", ids.join(", "));
    out.tell(Code::UnknownRating, all[0].1.span, message, Some(hint));
    true
}

/// What the team will do next. Who does it is read for its shape alone.
fn steps(fields: &Fields<'_>, rubric: (&Resource, &Rubric), out: &mut Collector<'_>) -> Vec<NextStep> {
    let indicators = Indicators::by(fields, rubric);
    let step = |step: Fields<'_>| {
        if let Some(place) = step.get("do").and_then(|words| who_within(words, out)) {
            let message =
                "the key `who` stands within the text of `do`, and would be on the page as a part of it";
            let hint = "give it a line of its own below `do`, in the same column: `who`, a colon, a blank and the name";
            out.tell(Code::YamlIndent, &place, message, Some(hint.to_string()));
        }
        if let (Some(by), Some(date)) = (step.date("by"), fields.date("date"))
            && by < date
        {
            let message = format!("`by` is {by}, before the day of the self-assessment ({date})");
            let hint = "write the day by which it will be done, or leave the key out".to_string();
            out.tell(Code::DatesReversed, step.span_of("by"), message, hint);
        }
        let indicator = step.word("for").filter(|word| indicators.has(*word, out));
        Some(NextStep {
            what: step.line("do")?,
            by: step.date("by"),
            indicator: indicator.map(|word| IndicatorId::new(word.text)),
        })
    };
    fields.objects("steps").into_iter().filter_map(step).collect()
}

/// Where what is to be done goes on with who does it.
fn who_within(words: &Node, out: &Collector<'_>) -> Option<Range<usize>> {
    let source = out.file().text().get(words.span.clone())?;
    let who = swallowed::who(source)?;
    Some(words.span.start + who.start..words.span.start + who.end)
}

/// The indicators that a rubric asks for.
struct Indicators<'r> {
    resource: &'r Resource,
    rubric: &'r Rubric,
    ids: HashSet<&'r str>,
    /// Those that are rated, whichever way their ids are written elsewhere.
    rated: HashSet<&'r str>,
    /// All of them with what they say, and those that are not rated, once one is missed.
    called: OnceCell<[Vec<Called<'r>>; 2]>,
}

impl<'r> Indicators<'r> {
    fn by(fields: &Fields<'r>, (resource, rubric): (&'r Resource, &'r Rubric)) -> Self {
        let ids = rubric.indicators().map(IndicatorId::as_str).collect();
        let rated = fields.table("ratings").into_iter().map(|(indicator, _)| indicator.text);
        Self { resource, rubric, ids, rated: rated.collect(), called: OnceCell::new() }
    }

    fn called(&self) -> &[Vec<Called<'r>>; 2] {
        self.called.get_or_init(|| {
            let all = indicators_called(self.resource);
            let left = all.iter().filter(|(id, _)| !self.rated.contains(id)).cloned().collect();
            [all, left]
        })
    }

    /// Those that are not rated.
    fn left(&self) -> &[Called<'r>] {
        let [_, left] = self.called();
        left
    }

    /// Whether a word is one of them; it is told where it is not.
    fn has(&self, word: Word<'_>, out: &mut Collector<'_>) -> bool {
        let is_asked = self.ids.contains(word.text);
        if !is_asked && ASSESSMENT.field(word.text).is_some() {
            let message = format!(
                "there is no indicator `{}`, but a key of the self-assessment is called so",
                word.text
            );
            let hint = "begin this line in column 1, as the self-assessment's other keys do".to_string();
            out.tell(Code::UnknownIndicator, word.span, message, Some(hint));
            return false;
        }
        if !is_asked && !self.rubric.in_doubt {
            let [all, left] = self.called();
            // An indicator that is rated is not the one that is meant, unless none is left.
            if self.rated.contains(word.text) && left.is_empty() {
                let message =
                    format!("there is no indicator `{}`, and each that the rubric has is rated", word.text);
                let hint =
                    "remove this line; or give the item of the rubric that is meant this id".to_string();
                let problem = Diagnostic::new(Code::UnknownIndicator, out.at(word.span), message);
                out.push(problem.hint(hint).missed(word.text));
                return false;
            }
            let right = if self.rated.contains(word.text) && !left.is_empty() { left } else { all };
            unknown_among(Code::UnknownIndicator, "indicator", word, right, out);
        }
        is_asked
    }
}
