//! The whole toolkit on one page, to print or to save as PDF.

use std::collections::HashMap;

use serde::Serialize;
use tera::Context;

use super::coverage::ColumnView;
use super::resource::ResourceView;
use super::team::{PersonView, TeamFacts};
use super::words::{Figure, status_key};
use super::{Prose, Said, Setting, Writer};
use crate::coverage::{self, Status};
use crate::model::{Kind, ResourceId, Side, Team, TeamId};
use crate::site::address::Page;

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
    pub perspectives: Vec<ColumnView>,
    /// The key functions, with how many teams cover each.
    pub functions: Vec<ColumnView>,
    /// Every team.
    pub teams: Vec<PrintTeam>,
    /// Guides, role descriptions and self-assessments; kinds without any are left out.
    pub parts: Vec<PrintPart>,
}

/// A team on paper.
#[derive(Debug, Serialize)]
pub struct PrintTeam {
    /// Its anchor on the page.
    pub anchor: String,
    /// What its own page tells too.
    #[serde(flatten)]
    pub facts: TeamFacts,
    /// Everybody on the team, then its vacant seats.
    pub roster: Vec<PersonView>,
    /// The perspectives that nobody on the team brings.
    pub open_seats: Vec<OpenSeat>,
}

/// A perspective that nobody on a team brings.
#[derive(Debug, Serialize)]
pub struct OpenSeat {
    /// The perspective.
    pub name: Said,
    /// Whether there is a seat for it, in words.
    pub status_name: String,
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

impl Writer<'_> {
    /// The whole toolkit on one page.
    pub(super) fn print(&self, context: &mut Context) -> &'static str {
        let district = self.site.district();
        let mut names = Names::default();
        let teams = self.by_name(&district.teams, |team| &team.name);
        let view = PrintView {
            about: self.prose_of(
                &district.about,
                &self.site.district_path(),
                &Setting::below(super::ABOUT, 1),
            ),
            summary: self.summary(),
            figures: self.figures(),
            perspectives: self.perspective_columns(),
            functions: self.function_columns(),
            teams: teams.into_iter().map(|team| self.print_team(team, &mut names)).collect(),
            parts: Kind::ALL.iter().copied().filter_map(|kind| self.print_part(kind, &mut names)).collect(),
        };
        let mut frame = self.frame(&Page::Print, self.own("print-title"), Vec::new());
        frame.description = Some(self.strings.get("print-lead").to_string());
        frame.no_index = true;
        Self::put(context, &frame, &view);
        "print.html"
    }

    fn print_team(&self, team: &Team, names: &mut Names) -> PrintTeam {
        let figures = self.team_figures(team);
        let anchor = team_anchor(&team.id);
        let name = names.unique(&self.said(&team.name).text);
        let framework = &self.site.district().framework;
        let open = [Side::School, Side::Community].into_iter().flat_map(|side| {
            let items = figures.perspectives.items.iter();
            items.filter(move |item| framework.side(&item.id) == Some(side) && item.status != Status::Covered)
        });
        PrintTeam {
            facts: self.team_facts(team, &figures, &Setting::below(&format!("{anchor}_"), 2).named(name)),
            anchor,
            roster: coverage::holders(team, self.site.report().as_of)
                .into_iter()
                .map(|member| self.person(member))
                .collect(),
            open_seats: open
                .filter_map(|item| {
                    Some(OpenSeat {
                        name: self.said(&framework.perspective(&item.id)?.name),
                        status_name: self.strings.get(status_key(item.status)).to_string(),
                    })
                })
                .collect(),
        }
    }

    fn print_part(&self, kind: Kind, names: &mut Names) -> Option<PrintPart> {
        let resources: Vec<PrintResource> = self
            .site
            .published_of(kind)
            .into_iter()
            .map(|resource| {
                let anchor = resource_anchor(kind, &resource.id);
                let name = names.unique(&resource.variant(self.lang).title);
                let setting = Setting::below(&format!("{anchor}_"), 2).named(name);
                PrintResource { anchor, resource: self.resource_view(resource, &setting) }
            })
            .collect();
        (!resources.is_empty()).then(|| PrintPart {
            kind,
            anchor: kind.folder(),
            name: self.own(Self::kind_key(kind)),
            resources,
        })
    }
}
