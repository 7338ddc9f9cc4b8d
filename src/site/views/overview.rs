//! The pages above the districts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tera::Context;

use super::favicon::FaviconView;
use super::policy::policy;
use super::robots::RobotsView;
use super::tidy;
use crate::coverage::{Report, Share};
use crate::diagnostics::Diagnostic;
use crate::model::{District, DistrictId, DistrictKind, Lang, id_problem};
use crate::site::{Site, Sites};
use crate::theme::{Palette, Strings};

/// A district's line in the table of districts.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The district.
    pub id: DistrictId,
    /// Its name in the toolkit's default language, and the language it is in.
    pub name: (String, Lang),
    /// Its state.
    pub state: Option<String>,
    /// Its city and its county, which tell districts of one name apart.
    pub place: Option<String>,
    /// What kind of district it is.
    pub kind: Option<DistrictKind>,
    /// The district that serves it.
    pub part_of: Option<DistrictId>,
    /// Schools with a team.
    pub schools: Share,
    /// Seats at the table that are filled.
    pub perspectives: Share,
    /// Functions that are carried.
    pub functions: Share,
    /// Teams.
    pub teams: usize,
    /// Current members, added up over the teams.
    pub people: usize,
}

/// A summary as a build leaves it for `teamkit overview`.
#[derive(Serialize, Deserialize)]
struct Stored {
    schema: String,
    as_of: Date,
    district: String,
    name: String,
    lang: String,
    state: Option<String>,
    place: Option<String>,
    kind: Option<String>,
    part_of: Option<String>,
    schools: [u64; 2],
    perspectives: [u64; 2],
    functions: [u64; 2],
    teams: usize,
    people: usize,
}

/// What a stored summary begins with.
const SCHEMA: &str = "teamkit/summary/1";

impl Summary {
    /// The summary as it is stored.
    pub fn to_json(&self, as_of: Date) -> Vec<u8> {
        let of = |share: Share| [share.part, share.whole];
        let stored = Stored {
            schema: SCHEMA.to_string(),
            as_of,
            district: self.id.to_string(),
            name: self.name.0.clone(),
            lang: self.name.1.to_string(),
            state: self.state.clone(),
            place: self.place.clone(),
            kind: self.kind.map(|kind| kind.word().to_string()),
            part_of: self.part_of.as_ref().map(ToString::to_string),
            schools: of(self.schools),
            perspectives: of(self.perspectives),
            functions: of(self.functions),
            teams: self.teams,
            people: self.people,
        };
        let mut bytes = serde_json::to_vec_pretty(&stored).expect("texts and numbers");
        bytes.push(b'\n');
        bytes
    }

    /// A stored summary, and the date of its figures; `None` where it is none.
    pub fn parse(bytes: &[u8]) -> Option<(Self, Date)> {
        let stored: Stored =
            serde_json::from_slice(bytes).ok().filter(|stored: &Stored| stored.schema == SCHEMA)?;
        id_problem(&stored.district).is_none().then_some(())?;
        let of = |[part, whole]: [u64; 2]| Share { part, whole };
        let summary = Self {
            id: DistrictId::new(&stored.district),
            name: (stored.name, Lang::parse(&stored.lang)?),
            state: stored.state,
            place: stored.place,
            kind: stored.kind.as_deref().and_then(DistrictKind::parse),
            part_of: stored.part_of.filter(|id| id_problem(id).is_none()).map(|id| DistrictId::new(&id)),
            schools: of(stored.schools),
            perspectives: of(stored.perspectives),
            functions: of(stored.functions),
            teams: stored.teams,
            people: stored.people,
        };
        Some((summary, stored.as_of))
    }

    /// The line of a district.
    pub fn new(district: &District, report: &Report, default: &Lang) -> Self {
        let (name, lang) = district.name.get(default, default);
        Self {
            id: district.id.clone(),
            name: (name.to_string(), lang.clone()),
            state: district.state.clone(),
            place: place(district),
            kind: district.kind,
            part_of: district.part_of.clone(),
            schools: report.schools.reach,
            perspectives: report.perspectives.share,
            functions: report.functions.share,
            teams: report.teams.len(),
            people: report.teams.iter().map(|team| team.people).sum(),
        }
    }
}

/// "Riverbend, Cedar", of what is known.
fn place(district: &District) -> Option<String> {
    let known: Vec<&str> =
        [&district.city, &district.county].into_iter().filter_map(|part| part.as_deref()).collect();
    (!known.is_empty()).then(|| known.join(", "))
}

impl Site {
    /// The district's line in the table of districts.
    pub fn summary_line(&self) -> Summary {
        Summary::new(self.district(), self.report(), self.toolkit().settings().default_language())
    }
}

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
    /// The districts, by name.
    pub districts: Vec<DistrictRow>,
    /// The page's absolute address, with `base_url`.
    pub canonical: Option<String>,
    /// What the page may load and do; put it in with `| safe`.
    pub policy: String,
}

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
    /// Functions carried.
    pub functions: String,
    /// The share in whole percent.
    pub functions_percent: Option<i64>,
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
        districts: rows.iter().map(|summary| row(summary, summaries, strings, lang)).collect(),
        canonical: sites.toolkit().settings().base_url.as_ref().map(|base| format!("{base}/")),
        policy: policy(None),
    };
    let mut context = Context::new();
    context.insert("view", &view);
    render(sites, "districts.html", lang, &context)
}

fn row(summary: &Summary, all: &[Summary], strings: &Strings, lang: &Lang) -> DistrictRow {
    let of = |share: Share| {
        strings.format("part-of-whole", &[("part", share.part.into()), ("whole", share.whole.into())])
    };
    let number = |count: usize| strings.number(i64::try_from(count).unwrap_or(i64::MAX));
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
        teams: number(summary.teams),
        people: number(summary.people),
        schools: of(summary.schools),
        reach_percent: summary.schools.percent(),
        seats: of(summary.perspectives),
        seats_percent: summary.perspectives.percent(),
        functions: of(summary.functions),
        functions_percent: summary.functions.percent(),
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
