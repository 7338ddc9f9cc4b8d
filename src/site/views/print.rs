//! The whole toolkit on one page, to print or to save as PDF.

use hashbrown::HashMap;
use serde::Serialize;

use super::figures::{Figure, summary};
use super::frame::Frame;
use super::matrix::ColumnView;
use super::parts::{PartLink, Rows};
use super::resource::ResourceView;
use super::ring::RingShape;
use super::shared::{IfMentioned, Shared};
use super::team::TeamView;
use super::{PageView, Prose, Said, Setting, Writer, axis};
use crate::model::{Kind, ResourceId, Team, TeamId};
use crate::site::anchors::ABOUT;
use crate::site::pages::Page;
use crate::site::parts::Long;

/// `view` of `print.html`: the whole toolkit on one page.
#[derive(Debug, Serialize)]
pub struct PrintView {
    /// What the district says about itself.
    pub about: Option<Prose>,
    /// The report in a few sentences.
    pub summary: Vec<String>,
    /// The main figures.
    pub figures: Vec<Figure>,
    /// The perspectives, with how many teams cover each.
    pub perspectives: IfMentioned<Vec<ColumnView>>,
    /// The key functions, with how many teams cover each.
    pub functions: IfMentioned<Vec<ColumnView>>,
    /// The hatching and the places of the table, for drawings.
    pub shape: Shared<RingShape>,
    /// Every team.
    pub teams: IfMentioned<Vec<PrintTeam>>,
    /// Whether any of them tells a self-assessment, whose signs are to be explained.
    pub has_assessments: bool,
    /// Guides, role descriptions and self-assessments; kinds without any are left out.
    pub parts: IfMentioned<Vec<PrintPart>>,
    /// The pages that the rest stands on, where there are too many teams for one.
    pub pages: Vec<PartLink>,
}

/// `view` of `print_part.html`: some teams, or the resources of a kind, where there are too many teams for one page.
#[derive(Debug, Serialize)]
pub struct PrintPartView {
    /// What it holds.
    pub name: Said,
    /// The hatching and the places of the table, for drawings.
    pub shape: Shared<RingShape>,
    /// The teams.
    pub teams: Vec<PrintTeam>,
    /// Whether any of them tells a self-assessment, whose signs are to be explained.
    pub has_assessments: bool,
    /// The resources of a kind.
    pub parts: Vec<PrintPart>,
    /// All pages for paper but the first.
    pub pages: Vec<PartLink>,
}

/// A team on paper.
#[derive(Debug, Serialize)]
pub struct PrintTeam {
    /// Its anchor on the page.
    pub anchor: String,
    /// The team, as on its own page.
    #[serde(flatten)]
    pub team: TeamView,
}

/// All resources of a kind.
#[derive(Debug, Serialize)]
pub struct PrintPart {
    /// `guide`, `role` or `rubric`.
    pub kind: Kind,
    /// Its anchor on the page.
    pub anchor: &'static str,
    /// The kind's name in the plural.
    pub name: Said,
    /// The resources, in their order.
    pub resources: Vec<PrintResource>,
}

/// A resource on paper.
#[derive(Debug, Serialize)]
pub struct PrintResource {
    /// Its anchor on the page.
    pub anchor: String,
    /// The resource, as on its own page.
    pub resource: ResourceView,
}

/// The names of the texts on the page, each once.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    fn unique(&mut self, name: &str) -> String {
        let uses = self.0.entry(name.to_string()).or_default();
        *uses += 1;
        if *uses == 1 { name.to_string() } else { format!("{name} ({uses})") }
    }
}

/// The anchor of a resource on the page that holds them all.
pub(super) fn resource_anchor(kind: Kind, id: &ResourceId) -> String {
    format!("{}_{id}", kind.folder())
}

/// The anchor of a team on the page that holds them all.
pub(super) fn team_anchor(id: &TeamId) -> String {
    format!("teams_{id}")
}

/// The teams, by name.
pub(super) fn rows<'w, 's>(writer: &'w Writer<'s>) -> Rows<'w, 's, Team> {
    let teams = &writer.site.district().teams;
    Rows::new(writer, Long::Paper, teams, || writer.rows_by_name(teams, |_| true, |team| &team.name))
}

/// The pages for paper but the first, of which `current` is this one; none where one page is enough.
fn pages(writer: &Writer<'_>, rows: &Rows<'_, '_, Team>, current: Option<&Page>) -> Vec<PartLink> {
    if !rows.is_long() {
        return Vec::new();
    }
    let part = current.and_then(|page| if let Page::Part(_, part) = page { Some(*part) } else { None });
    let mut pages = rows.links(part);
    let kinds = Kind::ALL.iter().filter(|kind| !writer.site.published_of(**kind).is_empty());
    pages.extend(kinds.map(|kind| {
        let page = Page::PrintKind(*kind);
        let name = writer.interface(Page::Resources(*kind).kind().title);
        PartLink { current: current == Some(&page), link: writer.link(&page, name) }
    }));
    pages
}

impl PrintView {
    /// The whole toolkit on one page.
    pub(super) fn new(writer: &Writer<'_>) -> Self {
        let (district, report) = (writer.site.district(), writer.site.report());
        let mut names = Names::default();
        let about = Setting::below(ABOUT, 1);
        let framework = &district.framework;
        let rows = rows(writer);
        let teams = writer.if_mentioned("teams", || PrintTeam::all(writer, &rows.on_one_page(), &mut names));
        let kinds = Kind::ALL.iter().filter(|_| !rows.is_long());
        Self {
            about: writer.prose_of(&district.about, writer.site.district_path(), &about),
            summary: summary(writer),
            figures: Figure::all(writer),
            perspectives: writer.if_mentioned("perspectives", || {
                ColumnView::all(writer, &axis::perspectives_over_teams(framework, report))
            }),
            functions: writer.if_mentioned("functions", || {
                ColumnView::all(writer, &axis::functions_over_teams(framework, report))
            }),
            shape: RingShape::of(writer),
            has_assessments: teams.0.as_deref().is_some_and(PrintTeam::any_assessed),
            teams,
            parts: writer.if_mentioned("parts", || {
                kinds.filter_map(|kind| PrintPart::new(writer, *kind, &mut names)).collect()
            }),
            pages: pages(writer, &rows, None),
        }
    }
}

impl PrintPartView {
    /// Some teams, or the resources of a kind.
    pub(super) fn new(writer: &Writer<'_>, page: &Page) -> Self {
        let mut names = Names::default();
        let rows = rows(writer);
        let (name, teams, parts) = match page {
            Page::PrintKind(kind) => {
                let name = writer.interface(Page::Resources(*kind).kind().title);
                (name, Vec::new(), PrintPart::new(writer, *kind, &mut names).into_iter().collect())
            }
            Page::Part(_, part) => {
                (rows.name(*part), PrintTeam::all(writer, &rows.of(*part), &mut names), Vec::new())
            }
            _ => (writer.interface(page.kind().title), Vec::new(), Vec::new()),
        };
        let has_assessments = PrintTeam::any_assessed(&teams);
        let (shape, pages) = (RingShape::of(writer), pages(writer, &rows, Some(page)));
        Self { name, shape, teams, has_assessments, parts, pages }
    }

    /// What stands around it.
    pub(super) fn frame(&self, writer: &Writer<'_>, page: &Page) -> Frame {
        Frame { no_index: true, ..writer.frame_of_part(page, &self.name) }
    }
}

impl PageView for PrintView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        let lead = writer.strings.get("print-lead").to_string();
        Frame { description: Some(lead), no_index: true, ..Frame::of(writer, &Page::Print) }
    }
}

impl PrintTeam {
    fn all(writer: &Writer<'_>, teams: &[&Team], names: &mut Names) -> Vec<Self> {
        teams.iter().map(|team| Self::new(writer, team, names)).collect()
    }

    fn any_assessed(teams: &[Self]) -> bool {
        teams.iter().any(|entry| !entry.team.assessments.is_empty())
    }

    fn new(writer: &Writer<'_>, team: &Team, names: &mut Names) -> Self {
        let anchor = team_anchor(&team.id);
        let name = names.unique(&writer.said(&team.name).text);
        let setting = Setting::below(&format!("{anchor}_"), 2).named(name);
        Self { team: TeamView::new(writer, team, &setting), anchor }
    }
}

impl PrintPart {
    /// The resources of a kind; `None` where there are none.
    fn new(writer: &Writer<'_>, kind: Kind, names: &mut Names) -> Option<Self> {
        let resources: Vec<PrintResource> = writer
            .site
            .published_of(kind)
            .into_iter()
            .map(|resource| {
                let anchor = resource_anchor(kind, &resource.id);
                let name = names.unique(&resource.variant(writer.lang).title);
                let setting = Setting::below(&format!("{anchor}_"), 2).named(name);
                PrintResource { anchor, resource: ResourceView::new(writer, resource, &setting) }
            })
            .collect();
        (!resources.is_empty()).then(|| Self {
            kind,
            anchor: kind.folder(),
            name: writer.interface(Page::Resources(kind).kind().title),
            resources,
        })
    }
}
