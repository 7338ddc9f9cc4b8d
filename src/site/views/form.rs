//! The form of a rubric: what its template shows, and what its script reads.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{LinkView, Said, Writer};
use crate::markdown::{Area, Criterion, Indicator};
use crate::model::{Help, Kind, Means, Rating, Resource, ResourceLevel, Rubric, Team, TeamLevel};

/// The form that a rubric's page is, with JavaScript.
#[derive(Debug, Serialize)]
pub struct FormView {
    /// What its script reads, as JSON.
    pub data: String,
    /// The district's teams, those that the rubric is for first.
    pub teams: Vec<TeamChoice>,
    /// The areas.
    pub areas: Vec<FormArea>,
    /// Whether the rubric is one area, itself.
    pub is_one_area: bool,
}

/// A team that the form can be filled in for.
#[derive(Debug, Serialize)]
pub struct TeamChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Said,
}

/// An area of the form.
#[derive(Debug, Serialize)]
pub struct FormArea {
    /// Its id.
    pub id: String,
    /// The id that it has in the text of the page, which may be a translation.
    pub heading: String,
    /// Its name.
    pub name: Said,
    /// Its items.
    pub items: Vec<FormItem>,
}

/// An indicator in the form.
#[derive(Debug, Serialize)]
pub struct FormItem {
    /// Its id.
    pub id: String,
    /// Its number: `2.3`, or `3` where the rubric is one area.
    pub number: String,
    /// Its text.
    pub text: Said,
    /// How many items of its nested list tell what a rating means.
    pub criteria: usize,
    /// The ratings.
    pub choices: Vec<RatingChoice>,
}

/// A rating that can be chosen.
#[derive(Debug, Serialize)]
pub struct RatingChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Said,
    /// What it means for this item, where the rubric says. What it means anywhere is added by the script.
    pub hint: Option<Said>,
    /// Whether it is the first of those that say nothing of how it is, such as *don't know*.
    pub is_after_or: bool,
}

/// What the form's script reads.
#[derive(Serialize)]
struct Data<'d> {
    district: &'d str,
    rubric: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<f64>,
    scale: Vec<Step<'d>>,
    previous: BTreeMap<&'d str, Previous>,
    helps: BTreeMap<&'d str, Vec<Guide>>,
    words: BTreeMap<&'static str, BTreeMap<&'static str, &'d str>>,
}

/// A rating.
#[derive(Serialize)]
struct Step<'d> {
    id: &'d str,
    name: String,
    means: Means,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<u64>,
    /// What it means, whatever is rated.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<Hint>,
}

/// What a rating means.
#[derive(Serialize)]
struct Hint {
    text: String,
    /// The language, where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
}

/// A team's last self-assessment in the toolkit.
#[derive(Serialize)]
struct Previous {
    date: String,
    part: u64,
    whole: u64,
}

/// A guide that helps.
#[derive(Serialize)]
struct Guide {
    href: String,
    text: String,
}

/// The words of the script, and the strings that they are.
const WORDS: &[(&str, &str)] = &[
    ("agreement", "assess-agreement"),
    ("blanks", "assess-blanks"),
    ("broken", "assess-broken"),
    ("change", "assess-change"),
    ("developing", "means-developing"),
    ("down", "change-down"),
    ("first", "assess-first"),
    ("forgotten", "assess-forgotten"),
    ("gap", "means-gap"),
    ("goal", "assess-goal"),
    ("helps", "assess-helps"),
    ("in-place", "means-in-place"),
    ("kept", "assess-kept"),
    ("no-date", "assess-no-date"),
    ("no-team", "assess-no-team"),
    ("no-team-kept", "assess-no-team-kept"),
    ("not-applicable", "means-not-applicable"),
    ("not-ours", "assess-not-ours"),
    ("not-rated", "means-not-rated"),
    ("opened", "assess-opened"),
    ("other-rubric", "assess-other-rubric"),
    ("other-team", "assess-other-team"),
    ("points", "assess-points"),
    ("progress", "assess-progress"),
    ("resume", "assess-resume-ask"),
    ("same", "change-none"),
    ("saved", "assess-saved"),
    ("share", "assessment-share"),
    ("since", "assess-since"),
    ("speaks-first", "assess-speaks-first"),
    ("unknown", "means-unknown"),
    ("unknown-id", "assess-unknown-id"),
    ("unreadable", "assess-unreadable"),
    ("up", "change-up"),
];

/// The most choices of a form: ratings of all indicators. A page of as many is of some megabytes.
const MOST_CHOICES: usize = 20_000;

/// Whether each of so many ratings can be offered for each indicator of a rubric.
pub(super) fn can_be_chosen(rubric: &Rubric, ratings: usize) -> bool {
    rubric.indicators().count().saturating_mul(ratings) <= MOST_CHOICES
}

impl FormView {
    /// The form of a rubric; `None` where it has no indicators, or asks for more choices than a browser can show.
    pub(super) fn new(writer: &Writer<'_>, resource: &Resource, rubric: &Rubric) -> Option<Self> {
        let is_one_area = matches!(&rubric.areas[..], [only] if only.id == resource.id.as_str());
        let scale = rubric.scale(&writer.site.district().framework);
        if rubric.indicators().next().is_none() || !can_be_chosen(rubric, scale.len()) {
            return None;
        }
        let texts = Texts { writer, resource, scale, is_one_area };
        Some(Self {
            data: data(writer, resource, rubric),
            teams: teams(writer, resource.level),
            areas: (resource.main().document.areas.iter().enumerate())
                .map(|(index, area)| texts.area(index, area))
                .collect(),
            is_one_area,
        })
    }
}

/// A rubric's texts in the page's language and in its main one.
struct Texts<'t> {
    writer: &'t Writer<'t>,
    resource: &'t Resource,
    scale: &'t [Rating],
    is_one_area: bool,
}

impl Texts<'_> {
    fn area(&self, index: usize, area: &Area) -> FormArea {
        let (shown, variant) =
            self.writer.area(self.resource, &area.id).unwrap_or((area, self.resource.main()));
        let items = area.indicators.iter().enumerate().map(|(at, item)| {
            let number =
                if self.is_one_area { (at + 1).to_string() } else { format!("{}.{}", index + 1, at + 1) };
            self.item(number, item)
        });
        FormArea {
            id: area.id.clone(),
            heading: shown.id.clone(),
            name: self.writer.said_in(&shown.name, &variant.lang),
            items: items.collect(),
        }
    }

    fn item(&self, number: String, item: &Indicator) -> FormItem {
        let (shown, variant) =
            self.writer.indicator(self.resource, &item.id).unwrap_or((item, self.resource.main()));
        let criteria: Vec<Option<(usize, &str)>> =
            shown.criteria.iter().map(|said| self.criterion(said)).collect();
        let first_silent = self.scale.iter().position(|rating| rating.means.is_silent());
        let choices = self.scale.iter().enumerate().map(|(index, rating)| {
            let criterion = criteria.iter().flatten().find(|(of, _)| *of == index);
            RatingChoice {
                id: rating.id.to_string(),
                name: self.writer.said(&rating.name),
                hint: criterion.map(|(_, text)| self.writer.said_in(text, &variant.lang)),
                is_after_or: index > 0 && first_silent == Some(index),
            }
        });
        FormItem {
            id: item.id.clone(),
            number,
            text: self.writer.said_in(&shown.text, &variant.lang),
            criteria: criteria.iter().flatten().count(),
            choices: choices.collect(),
        }
    }

    /// The rating that an item of a nested list begins with, and what it says of it.
    fn criterion<'c>(&self, criterion: &'c Criterion) -> Option<(usize, &'c str)> {
        let (name, meaning) = criterion.parts()?;
        let default = self.writer.site.toolkit().settings().default_language();
        let langs = [&self.resource.variant(self.writer.lang).lang, &self.resource.main().lang, default];
        Some((self.scale.iter().position(|rating| rating.is_called(name, &langs, default))?, meaning))
    }
}

/// The district's teams by name, those that a rubric is for first.
fn teams(writer: &Writer<'_>, level: ResourceLevel) -> Vec<TeamChoice> {
    let fits = |team: &Team| match level {
        ResourceLevel::Both => true,
        ResourceLevel::District => team.level() == TeamLevel::District,
        ResourceLevel::School => team.level() == TeamLevel::School,
    };
    let mut teams = writer.by_name(&writer.site.district().teams, |team| &team.name);
    teams.sort_by_key(|team| !fits(team));
    teams
        .into_iter()
        .map(|team| TeamChoice { id: team.id.to_string(), name: writer.said(&team.name) })
        .collect()
}

/// What the script reads, as JSON.
fn data(writer: &Writer<'_>, resource: &Resource, rubric: &Rubric) -> String {
    let district = writer.site.district();
    let scale = rubric.scale(&district.framework).iter().map(|rating| Step {
        id: rating.id.as_str(),
        name: writer.said(&rating.name).text,
        means: rating.means,
        points: rating.points,
        hint: rating
            .hint
            .as_ref()
            .map(|hint| writer.said(hint))
            .map(|Said { text, lang, .. }| Hint { text, lang }),
    });
    let words = WORDS.iter().map(|(word, key)| (*word, writer.strings.forms(key).into_iter().collect()));
    let data = Data {
        district: district.id.as_str(),
        rubric: resource.id.as_str(),
        goal: rubric.goal.map(|goal| f64::from(goal) / 10_000.0),
        scale: scale.collect(),
        previous: previous(writer, resource),
        helps: helps(writer, resource),
        words: words.collect(),
    };
    serde_json::to_string(&data).expect("words and numbers")
}

/// Each team's newest self-assessment with a rubric, where such results are published.
fn previous<'w>(writer: &'w Writer<'_>, resource: &Resource) -> BTreeMap<&'w str, Previous> {
    let teams = writer.site.report().teams.iter().filter_map(|team| {
        let newest = team.assessments.iter().find(|assessment| assessment.rubric == resource.id)?;
        let (part, whole) = (newest.share.part, newest.share.whole);
        (whole > 0).then(|| (team.id.as_str(), Previous { date: newest.date.to_string(), part, whole }))
    });
    teams.collect()
}

/// The guides that help with a rubric's indicators.
fn helps<'w>(writer: &'w Writer<'_>, resource: &Resource) -> BTreeMap<&'w str, Vec<Guide>> {
    let mut helps: BTreeMap<&str, Vec<Guide>> = BTreeMap::new();
    for guide in writer.site.published_of(Kind::Guide) {
        for help in guide.helps() {
            let Help::Indicator(rubric, indicator) = help else { continue };
            if *rubric == resource.id {
                let LinkView { href, text } = writer.resource_link(guide);
                helps.entry(indicator.as_str()).or_default().push(Guide { href, text: text.text });
            }
        }
    }
    helps
}
