//! Guides, role descriptions and rubrics: their lists and their pages.

use serde::Serialize;

use super::assessment::goal;
use super::cards::CardView;
use super::form::{FormView, can_be_chosen};
use super::frame::Frame;
use super::ratings::{AreaRatings, ratings};
use super::roster::PersonView;
use super::shared::IfMentioned;
use super::writer::attribute;
use super::{LinkView, PageView, Prose, Said, Setting, Writer};
use crate::coverage::{self, FEWEST_TEAMS};
use crate::markdown::Heading;
use crate::model::{
    FunctionId, Help, Kind, Member, Rating, Resource, ResourceId, ResourceLevel, Rubric, Text,
};
use crate::site::pages::Page;

/// `view` of `resources.html`: all guides, roles or rubrics.
#[derive(Debug, Serialize)]
pub struct ResourcesView {
    /// `guide`, `role` or `rubric`.
    pub kind: Kind,
    /// What they are for, in a sentence.
    pub lead: String,
    /// The resources, in their order.
    pub cards: IfMentioned<Vec<CardView>>,
}

/// `view` of `resource.html`: one guide, role or rubric.
#[derive(Debug, Serialize)]
pub struct ResourceView {
    /// `guide`, `role` or `rubric`.
    pub kind: Kind,
    /// The title.
    pub title: Said,
    /// What it is about.
    pub summary: Option<Said>,
    /// The text.
    pub text: Prose,
    /// The headings.
    pub outline: Vec<OutlineItem>,
    /// Whom it is for, in the author's words.
    pub audience: Option<Said>,
    /// "For district teams" and the like, unless it is for every team.
    pub level: Option<String>,
    /// When it was looked through last.
    pub reviewed: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// A role's perspectives.
    pub perspectives: Vec<Said>,
    /// A role's functions.
    pub functions: Vec<Said>,
    /// A role's holders, team by team.
    pub holders: IfMentioned<Vec<TeamHolders>>,
    /// A rubric's rating scale, best first.
    pub scale: Vec<Said>,
    /// How one knows that one of its ratings is the right one, of those that tell it.
    pub hints: Vec<HintView>,
    /// A rubric's goal in words.
    pub goal: Option<String>,
    /// A rubric's form.
    pub form: IfMentioned<Option<FormView>>,
    /// What a guide helps with.
    pub helps: Vec<HelpView>,
    /// How the district's teams rate a rubric's indicators, area by area; empty where fewer than three rated any.
    pub ratings: Vec<AreaRatings>,
    /// How many teams a rating needs to be shown.
    pub fewest_teams: usize,
    /// The resources before and after it.
    pub previous: Option<LinkView>,
    /// The resource after it.
    pub next: Option<LinkView>,
}

/// A heading of the table of contents.
#[derive(Debug, Serialize)]
pub struct OutlineItem {
    /// Its level, from 2.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// How one knows that a rating is the right one.
#[derive(Debug, Serialize)]
pub struct HintView {
    /// The rating.
    pub rating: Said,
    /// How one knows.
    pub hint: Said,
}

/// Those on a team who hold a role.
#[derive(Debug, Serialize)]
pub struct TeamHolders {
    /// The team.
    pub team: LinkView,
    /// Who holds the role there.
    pub people: Vec<PersonView>,
}

impl ResourcesView {
    /// All resources of a kind.
    pub(super) fn new(writer: &Writer<'_>, kind: Kind) -> Self {
        let lead = writer.strings.get(&format!("{}-lead", Page::Resources(kind).kind().title)).to_string();
        Self { kind, lead, cards: writer.if_mentioned("cards", || CardView::all(writer, kind)) }
    }
}

impl PageView for ResourcesView {
    fn frame(&self, writer: &Writer<'_>) -> Frame {
        Frame { description: Some(self.lead.clone()), ..Frame::of(writer, &Page::Resources(self.kind)) }
    }
}

impl ResourceView {
    /// A resource as its page shows it.
    pub(super) fn new(writer: &Writer<'_>, resource: &Resource, setting: &Setting) -> Self {
        let variant = resource.variant(writer.lang);
        let setting = match resource.rubric() {
            Some(rubric) => &setting.answered(answer(writer, rubric)),
            None => setting,
        };
        let text = writer.prose(&variant.document, &variant.lang, &variant.path, setting);
        let (previous, next) = neighbours(writer, resource);
        let role = resource.role();
        let rubric = resource.rubric();
        Self {
            kind: resource.kind(),
            title: writer.said_in(&variant.title, &variant.lang),
            summary: variant.summary.as_ref().map(|summary| writer.said_in(summary, &variant.lang)),
            text,
            outline: variant.document.outline.iter().map(outline_item).collect(),
            audience: [variant, resource.main()]
                .into_iter()
                .find(|one| !one.audience.is_empty())
                .map(|one| writer.said_in(&one.audience.join(", "), &one.lang)),
            level: match resource.level {
                ResourceLevel::District => Some(writer.strings.get("for-district-teams").to_string()),
                ResourceLevel::School => Some(writer.strings.get("for-school-teams").to_string()),
                ResourceLevel::Both => None,
            },
            reviewed: resource.reviewed.map(|date| writer.strings.date(date)),
            draft: resource.draft,
            perspectives: role.map_or_else(Vec::new, |role| writer.perspective_names(&role.perspectives)),
            functions: role.map_or_else(Vec::new, |role| function_names(writer, &role.functions)),
            holders: writer
                .if_mentioned("holders", || role.map_or_else(Vec::new, |_| holders(writer, &resource.id))),
            scale: rubric.map_or_else(Vec::new, |rubric| scale(writer, rubric)),
            hints: rubric.map_or_else(Vec::new, |rubric| HintView::all(writer, rubric)),
            goal: rubric.and_then(|rubric| goal(writer, rubric)),
            form: writer
                .if_mentioned("form", || rubric.and_then(|rubric| FormView::new(writer, resource, rubric))),
            helps: helps(writer, resource),
            ratings: rubric.map_or_else(Vec::new, |rubric| ratings(writer, resource, rubric)),
            fewest_teams: FEWEST_TEAMS,
            previous,
            next,
        }
    }

    /// What stands around it on a page of its own.
    pub(super) fn frame(&self, writer: &Writer<'_>, resource: &Resource) -> Frame {
        let list = Page::Resources(self.kind);
        let page = Page::Resource(self.kind, resource.id.clone());
        let variant = resource.variant(writer.lang);
        let trail = vec![writer.link(&list, writer.interface(list.kind().title))];
        let mut frame = Frame::new(writer, &page, self.title.clone(), trail);
        frame.description.clone_from(&variant.summary);
        frame.edit_url = writer.edit_url(&variant.path);
        let date = writer.site.report().as_of;
        frame.as_of = (!self.ratings.is_empty()).then(|| writer.strings.date(date));
        if variant.lang != *writer.lang {
            let default = writer.site.default_language();
            frame.fallback = Some(writer.language_name(&variant.lang));
            frame.no_index = true;
            frame.canonical = writer.site.absolute(&page.address(&variant.lang, default));
        }
        frame
    }
}

/// What a guide helps with: an indicator of a rubric, a function, or a perspective.
#[derive(Debug, Serialize)]
pub struct HelpView {
    /// Its name.
    pub name: Said,
    /// The way to it, where it has a page.
    pub href: Option<String>,
}

/// What a guide helps with.
fn helps(writer: &Writer<'_>, guide: &Resource) -> Vec<HelpView> {
    let framework = &writer.site.district().framework;
    let bare = |name: &Text| HelpView { name: writer.said(name), href: None };
    let view = |help: &Help| match help {
        Help::Function(id) => framework.function(id).map(|function| bare(&function.name)),
        Help::Perspective(id) => framework.perspective(id).map(|perspective| bare(&perspective.name)),
        Help::Indicator(rubric, indicator) => {
            let rubric = writer.site.published(Kind::Rubric, rubric)?;
            let link = writer.indicator_link(rubric, indicator.as_str())?;
            Some(HelpView { name: link.text, href: Some(link.href) })
        }
    };
    guide.helps().iter().filter_map(view).collect()
}

/// Where an indicator is answered on paper: a box for each rating, and a line for how one knows; the line alone where
/// there would be too many boxes.
fn answer(writer: &Writer<'_>, rubric: &Rubric) -> String {
    let mut out = String::from("<div class=\"answer\">");
    let boxes = scale(writer, rubric);
    let boxes = if can_be_chosen(rubric, boxes.len()) { boxes } else { Vec::new() };
    for rating in boxes {
        let (lang, dir) = (rating.lang.unwrap_or_default(), rating.dir.unwrap_or_default());
        let of = if lang.is_empty() { String::new() } else { format!(" lang=\"{lang}\" dir=\"{dir}\"") };
        let name = attribute(&rating.text);
        out.extend(["<span", &of, ">", &name, "</span> "]);
    }
    let known = attribute(writer.strings.get("assess-evidence"));
    out.extend(["<span class=\"line\">", &known, "</span></div>"]);
    out
}

/// The names of a rubric's ratings, best first.
fn scale(writer: &Writer<'_>, rubric: &Rubric) -> Vec<Said> {
    let scale = rubric.scale(&writer.site.district().framework);
    scale.iter().map(|rating| writer.said(&rating.name)).collect()
}

impl HintView {
    fn all(writer: &Writer<'_>, rubric: &Rubric) -> Vec<Self> {
        let scale = rubric.scale(&writer.site.district().framework).iter();
        let view = |rating: &Rating| {
            Some(Self { rating: writer.said(&rating.name), hint: writer.said(rating.hint.as_ref()?) })
        };
        scale.filter_map(view).collect()
    }
}

fn function_names(writer: &Writer<'_>, ids: &[FunctionId]) -> Vec<Said> {
    let framework = &writer.site.district().framework;
    ids.iter().filter_map(|id| framework.function(id)).map(|function| writer.said(&function.name)).collect()
}

/// Who holds a role at the report's date, team by team.
fn holders(writer: &Writer<'_>, role: &ResourceId) -> Vec<TeamHolders> {
    let as_of = writer.site.report().as_of;
    let has_role = |member: &Member| member.role.as_ref() == Some(role);
    let teams = writer.site.district().teams.iter().filter(|team| team.members.iter().any(has_role));
    let holders = teams.map(|team| TeamHolders {
        team: writer.team_link(&team.id),
        people: coverage::holders(team, as_of)
            .into_iter()
            .filter(|member| has_role(member))
            .map(|member| PersonView::new(writer, member))
            .collect(),
    });
    holders.filter(|holders| !holders.people.is_empty()).collect()
}

fn neighbours(writer: &Writer<'_>, resource: &Resource) -> (Option<LinkView>, Option<LinkView>) {
    let all = writer.site.published_of(resource.kind());
    let index = all.iter().position(|other| other.id == resource.id);
    let link = |index: Option<usize>| {
        let other = all.get(index?)?;
        let variant = other.variant(writer.lang);
        Some(writer.link(
            &Page::Resource(other.kind(), other.id.clone()),
            writer.said_in(&variant.title, &variant.lang),
        ))
    };
    (link(index.and_then(|index| index.checked_sub(1))), link(index.map(|index| index + 1)))
}

fn outline_item(heading: &Heading) -> OutlineItem {
    OutlineItem { level: heading.level, id: heading.id.clone(), text: heading.text.clone() }
}
