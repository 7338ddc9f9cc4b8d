//! The pages above the districts.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::favicon::FaviconView;
use super::policy::policy;
use super::robots::RobotsView;
use super::summary::Summary;
use super::tidy;
use crate::coverage::Share;
use crate::diagnostics::Diagnostic;
use crate::model::{DistrictId, DistrictKind, Lang};
use crate::site::Sites;
use crate::theme::{Palette, Strings};

/// Data of `districts.html`: all districts.
#[derive(Debug, Serialize)]
pub struct OverviewView {
    /// The toolkit's name.
    pub title: String,
    /// The page's language.
    pub lang: String,
    /// The page's writing direction.
    pub dir: &'static str,
    /// The date of the figures.
    pub as_of: String,
    /// How many districts there are.
    pub count: usize,
    /// The districts by name: all of them in one group, or state by state where they are many.
    pub groups: Vec<StateGroup>,
    /// The page's absolute address, with `base_url`.
    pub canonical: Option<String>,
    /// What the page may load and do; put it in with `| safe`.
    pub policy: String,
}

/// The districts of a state, or all of them.
#[derive(Debug, Serialize)]
pub struct StateGroup {
    /// The state, where there are several groups; a dash for districts that name none.
    pub state: Option<String>,
    /// Its anchor.
    pub anchor: String,
    /// The districts, by name.
    pub districts: Vec<DistrictRow>,
    /// All of them together.
    pub total: TotalRow,
}

/// The figures of districts: of one, or of several together.
#[derive(Debug, Serialize)]
pub struct TotalRow {
    /// Teams.
    pub teams: String,
    /// People.
    pub people: String,
    /// Schools with a team: "4 of 5".
    pub schools: String,
    /// The share in whole percent.
    pub reach_percent: Option<i64>,
    /// Seats filled: "31 of 44".
    pub seats: String,
    /// The share in whole percent.
    pub seats_percent: Option<i64>,
    /// Functions carried: "18 of 24".
    pub functions: String,
    /// The share in whole percent.
    pub functions_percent: Option<i64>,
}

/// From so many districts on they stand state by state.
const MANY: usize = 50;

/// A district's row.
#[derive(Debug, Serialize)]
pub struct DistrictRow {
    /// The address of its home page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// The language of its name, where it is not the page's.
    pub lang: Option<String>,
    /// Its state.
    pub state: Option<String>,
    /// Its city and its county.
    pub place: Option<String>,
    /// What kind of district it is, where it is a charter school or an agency.
    pub kind: Option<String>,
    /// The name of the district that serves it.
    pub part_of: Option<String>,
    /// Its figures.
    #[serde(flatten)]
    pub figures: TotalRow,
}

/// The list of the districts.
pub(crate) fn overview_page(sites: &Sites, summaries: &[Summary]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let lang = sites.toolkit().settings().default_language();
    let strings = sites.theme().strings(lang);
    let mut rows: Vec<&Summary> = summaries.iter().collect();
    rows.sort_by(|a, b| strings.compare(&a.name.0, &b.name.0).then_with(|| a.id.cmp(&b.id)));
    let (title, _) = sites.toolkit().settings().title.get(lang, lang);
    let view = OverviewView {
        title: title.to_string(),
        lang: lang.to_string(),
        dir: lang.direction(),
        as_of: strings.date(sites.toolkit().options().as_of),
        count: rows.len(),
        groups: groups(&rows, summaries, strings, lang),
        canonical: sites.toolkit().settings().base_url.as_ref().map(|base| format!("{base}/")),
        policy: policy(None),
    };
    let mut context = Context::new();
    context.insert("view", &view);
    render(sites, "districts.html", lang, &context)
}

/// The districts in one group, or state by state where they are many and of several states.
fn groups(rows: &[&Summary], all: &[Summary], strings: &Strings, lang: &Lang) -> Vec<StateGroup> {
    let mut states: BTreeMap<Option<&str>, Vec<&Summary>> = BTreeMap::new();
    for summary in rows {
        states.entry(summary.state.as_deref()).or_default().push(summary);
    }
    let is_many = rows.len() >= MANY && states.len() > 1;
    let group = |state: Option<&str>, of: &[&Summary]| StateGroup {
        state: is_many.then(|| state.unwrap_or("–").to_string()),
        anchor: format!("state-{}", state.unwrap_or_default().replace(|c: char| !c.is_alphanumeric(), "-")),
        districts: of.iter().map(|summary| row(summary, all, strings, lang)).collect(),
        total: TotalRow::of(of, strings),
    };
    if is_many {
        // Those that name no state come last.
        let (none, named): (Vec<_>, Vec<_>) = states.iter().partition(|(state, _)| state.is_none());
        named.into_iter().chain(none).map(|(state, of)| group(*state, of)).collect()
    } else {
        vec![group(None, rows)]
    }
}

impl TotalRow {
    /// The figures of districts, added up.
    fn of(districts: &[&Summary], strings: &Strings) -> Self {
        let sum = |share: fn(&Summary) -> Share| {
            let zero = Share { part: 0, whole: 0 };
            districts.iter().map(|summary| share(summary)).fold(zero, |sum, share| Share {
                part: sum.part + share.part,
                whole: sum.whole + share.whole,
            })
        };
        let of = |share: Share| {
            strings.format("part-of-whole", &[("part", share.part.into()), ("whole", share.whole.into())])
        };
        let number = |count: fn(&Summary) -> usize| {
            let count: usize = districts.iter().map(|summary| count(summary)).sum();
            strings.number(i64::try_from(count).unwrap_or(i64::MAX))
        };
        let (schools, seats, functions) =
            (sum(|one| one.schools), sum(|one| one.perspectives), sum(|one| one.functions));
        Self {
            teams: number(|one| one.teams),
            people: number(|one| one.people),
            schools: of(schools),
            reach_percent: schools.percent(),
            seats: of(seats),
            seats_percent: seats.percent(),
            functions: of(functions),
            functions_percent: functions.percent(),
        }
    }
}

fn row(summary: &Summary, all: &[Summary], strings: &Strings, lang: &Lang) -> DistrictRow {
    let kind = match summary.kind {
        Some(DistrictKind::Charter) => Some("district-kind-charter"),
        Some(DistrictKind::Agency) => Some("district-kind-agency"),
        Some(DistrictKind::District | DistrictKind::Other) | None => None,
    };
    let serving = summary.part_of.as_ref().and_then(|id| all.iter().find(|other| other.id == *id));
    DistrictRow {
        href: format!("{}/index.html", summary.id),
        name: summary.name.0.clone(),
        lang: (summary.name.1 != *lang).then(|| summary.name.1.to_string()),
        state: summary.state.clone(),
        place: summary.place.clone(),
        kind: kind.map(|kind| strings.get(kind).to_string()),
        part_of: serving.map(|serving| serving.name.0.clone()),
        figures: TotalRow::of(&[summary], strings),
    }
}

/// The way into the only district.
pub(crate) fn redirect_page(sites: &Sites, only: &DistrictId) -> Result<Vec<u8>, Box<Diagnostic>> {
    #[derive(Serialize)]
    struct Frame {
        lang: String,
        dir: &'static str,
        canonical: Option<String>,
        favicon: String,
    }
    let lang = sites.toolkit().settings().default_language();
    let mut context = Context::new();
    let canonical = sites.toolkit().settings().base_url.as_ref().map(|base| format!("{base}/{only}/"));
    let favicon = format!("{only}/favicon.svg");
    context.insert("page", &Frame { lang: lang.to_string(), dir: lang.direction(), canonical, favicon });
    context.insert("target", &format!("{only}/index.html"));
    render(sites, "redirect.html", lang, &context)
}

/// The sign of the page above the districts.
pub(crate) fn overview_favicon(sites: &Sites) -> Result<Vec<u8>, Box<Diagnostic>> {
    let lang = sites.toolkit().settings().default_language();
    let (title, _) = sites.toolkit().settings().title.get(lang, lang);
    let mut context = Context::new();
    context.insert("view", &FaviconView::new(Palette::new(None), title));
    render(sites, "favicon.svg", lang, &context)
}

/// The `robots.txt` above the districts, which is the one that search engines ask for.
pub(crate) fn overview_robots(sites: &Sites, summaries: &[Summary]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let base = sites.toolkit().settings().base_url.as_deref().unwrap_or_default();
    let sitemaps = summaries.iter().map(|summary| format!("{base}/{}/sitemap.xml", summary.id)).collect();
    let mut context = Context::new();
    context.insert("view", &RobotsView { sitemaps });
    render(sites, "robots.txt", sites.toolkit().settings().default_language(), &context)
}

fn render(sites: &Sites, template: &str, lang: &Lang, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
    sites.theme().render(template, lang, context).map(tidy)
}
