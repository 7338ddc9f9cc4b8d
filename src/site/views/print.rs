//! The whole toolkit on one page, to print or to save as PDF.

use std::collections::HashMap;

use serde::Serialize;
use tera::Context;

use super::coverage::ColumnView;
use super::resource::ResourceView;
use super::team::{PartyView, PersonView, TeamView};
use super::words::Figure;
use super::{ContactView, Prose, Said, Setting, Writer};
use crate::coverage::Status;
use crate::model::{Kind, ResourceId, TeamId};
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
    /// Its name.
    pub name: Said,
    /// "District team" or "School team".
    pub level: String,
    /// The school's name.
    pub school: Option<Said>,
    /// Its first day, in the page's language.
    pub started: Option<String>,
    /// Whether its first day is to come, so that it does not count yet.
    pub is_to_come: bool,
    /// How it came about, in words.
    pub formation: Option<String>,
    /// The standing team that carries the work.
    pub part_of: Option<Said>,
    /// When and where it meets.
    pub meets: Option<Said>,
    /// What it says about itself.
    pub about: Option<Prose>,
    /// Whom to write to.
    pub contact: Option<ContactView>,
    /// Who calls it together.
    pub convener: PartyView,
    /// Who sets the agenda.
    pub agenda: PartyView,
    /// How many seats are filled and the like, in sentences.
    pub summary: Vec<String>,
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

impl PrintTeam {
    fn new(anchor: String, team: TeamView) -> Self {
        let seats = team.school_side.iter().chain(&team.community_side);
        let open = seats.filter(|seat| seat.status != Status::Covered);
        let open_seats = open
            .map(|seat| OpenSeat { name: seat.name.clone(), status_name: seat.status_name.clone() })
            .collect();
        let in_short =
            |person: PersonView| PersonView { role: None, perspectives: Vec::new(), since: None, ..person };
        Self {
            anchor,
            name: team.name,
            level: team.level,
            school: team.school,
            started: team.started,
            is_to_come: team.is_to_come,
            formation: team.formation,
            part_of: team.part_of,
            meets: team.meets,
            about: team.about,
            contact: team.contact,
            convener: team.convener,
            agenda: team.agenda,
            summary: team.summary,
            roster: team.roster.into_iter().map(in_short).collect(),
            open_seats,
        }
    }
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

/// What stands before every id of a resource's text on the page that holds them all.
pub(super) fn resource_prefix(kind: Kind, id: &ResourceId) -> String {
    format!("{}_{id}_", kind.folder())
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
            about: self.prose_of(&district.about, &self.site.card_path(), &Setting::below(super::ABOUT, 1)),
            summary: self.summary(),
            figures: self.figures(),
            perspectives: self.perspective_columns(),
            functions: self.function_columns(),
            teams: teams
                .into_iter()
                .map(|team| {
                    let anchor = team_anchor(&team.id);
                    let name = names.unique(&self.said(&team.name).text);
                    let setting = Setting::below(&format!("{anchor}_"), 2).named(name);
                    PrintTeam::new(anchor, self.team_view(team, &self.team_figures(team), &setting))
                })
                .collect(),
            parts: Kind::ALL.into_iter().filter_map(|kind| self.print_part(kind, &mut names)).collect(),
        };
        let mut frame = self.frame(&Page::Print, self.own("print-title"), Vec::new());
        frame.description = Some(self.strings.get("print-lead").to_string());
        frame.no_index = true;
        Self::put(context, &frame, &view);
        "print.html"
    }

    fn print_part(&self, kind: Kind, names: &mut Names) -> Option<PrintPart> {
        let resources: Vec<PrintResource> = self
            .site
            .published_of(kind)
            .into_iter()
            .map(|resource| PrintResource {
                anchor: resource_anchor(kind, &resource.id),
                resource: self.resource_view(
                    resource,
                    &Setting::below(&resource_prefix(kind, &resource.id), 2)
                        .named(names.unique(&resource.variant(self.lang).title)),
                ),
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
