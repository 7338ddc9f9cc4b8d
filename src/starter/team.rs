//! A new team, with a vacant seat for everybody whom a team of its level is expected to have.

use std::collections::BTreeSet;

use super::NewFile;
use super::texts::{in_languages, texts};
use crate::model::{
    District, DistrictId, Framework, Kind, Lang, Perspective, PerspectiveId, Resource, ResourceId,
    ResourceLevel, Resources, School, TeamId, TeamLevel,
};
use crate::reader::written::value;
use crate::source::layout;

/// What is not known of a new team: keys, and what stands in their places.
pub const TEAM_BLANKS: [(&str, &str); 4] = [
    ("started", "___   the team's first day, such as 2026-08-15"),
    ("meets", "___   such as Every second Tuesday, 3:15 pm, library"),
    ("convener", "___   the id of the member who calls the team together"),
    ("agenda", "___   the id of the member who sets the agenda"),
];

/// What a new team's seats are made of.
#[derive(Debug, Clone, Copy)]
pub struct TeamParts<'p> {
    /// What a good team is.
    pub framework: &'p Framework,
    /// The role descriptions are among them.
    pub resources: &'p Resources,
    /// The languages that titles are written in.
    pub languages: &'p [Lang],
}

impl<'p> TeamParts<'p> {
    /// Those of a district.
    pub fn of(district: &'p District) -> Self {
        Self {
            framework: &district.framework,
            resources: &district.resources,
            languages: &district.languages,
        }
    }
}

/// The file of a new team of a school, or of the district for none.
pub fn team(
    district: &DistrictId,
    id: &TeamId,
    name: &[(Lang, String)],
    school: Option<&School>,
    parts: TeamParts<'_>,
) -> NewFile {
    let level = if school.is_some() { TeamLevel::School } else { TeamLevel::District };
    let mut lines = vec![
        "# A team. A seat without a name is vacant: remove the `#` before `name` and write who holds it, or remove the seat."
            .to_string(),
        "# The name of a parent or a partner is shown only with `show_name: true`, when they agreed.".to_string(),
        format!("name: {}", texts(name)),
        format!("level: {}", level.word()),
    ];
    lines.extend(school.map(|school| format!("school: {}", school.id)));
    lines.extend(TEAM_BLANKS.iter().map(|(key, blank)| format!("# {key}: {blank}")));
    lines.extend(["welcomes_partners: true", "members:"].map(String::from));
    lines.extend(seats(level, parts).iter().flat_map(Seat::lines));
    NewFile::new(layout::team_path(district, id), lines.join("\n") + "\n")
}

/// A vacant seat.
struct Seat {
    id: String,
    title: Vec<(Lang, String)>,
    /// The role that it is for, or the perspective that no role brings.
    holds: Holds,
}

/// What whoever takes a seat brings.
enum Holds {
    Role(ResourceId),
    Perspective(PerspectiveId),
}

impl Seat {
    fn lines(&self) -> [String; 4] {
        let brings = match &self.holds {
            Holds::Role(role) => format!("    role: {role}"),
            Holds::Perspective(perspective) => format!("    perspectives: [{perspective}]"),
        };
        [
            format!("  - id: {}", value(&self.id)),
            "    # name: ___".into(),
            format!("    title: {}", texts(&self.title)),
            brings,
        ]
    }

    fn of_role(role: &Resource, languages: &[Lang]) -> Self {
        let titles = languages.iter().filter_map(|lang| {
            let variant = role.variants.iter().find(|variant| variant.lang == *lang)?;
            Some((lang.clone(), variant.title.clone()))
        });
        let mut title: Vec<(Lang, String)> = titles.collect();
        if title.is_empty() {
            title.push((role.main().lang.clone(), role.main().title.clone()));
        }
        Self { id: role.id.to_string(), title, holds: Holds::Role(role.id.clone()) }
    }

    fn of_perspective(perspective: &Perspective, languages: &[Lang]) -> Self {
        Self {
            id: perspective.id.to_string(),
            title: in_languages(&perspective.name, languages),
            holds: Holds::Perspective(perspective.id.clone()),
        }
    }
}

/// The seats that a team of a level needs so that every expected perspective is brought: the roles in their order,
/// as far as each brings one that is still missing, then one for each perspective that no role brings.
fn seats(level: TeamLevel, parts: TeamParts<'_>) -> Vec<Seat> {
    let expected =
        parts.framework.perspectives.iter().filter(|perspective| perspective.expected_of.of(level));
    let mut missing: BTreeSet<&PerspectiveId> = expected.map(|perspective| &perspective.id).collect();
    let mut seats = Vec::new();
    for role in roles(level, parts.resources) {
        let brings = role.role().map_or(&[][..], |role| &role.perspectives);
        if brings.iter().any(|perspective| missing.contains(perspective)) {
            missing.retain(|perspective| !brings.contains(perspective));
            seats.push(Seat::of_role(role, parts.languages));
        }
    }
    let left = parts.framework.perspectives.iter().filter(|perspective| missing.contains(&perspective.id));
    seats.extend(left.map(|perspective| Seat::of_perspective(perspective, parts.languages)));
    seats
}

/// The published role descriptions that are for teams of a level, in their order.
fn roles(level: TeamLevel, resources: &Resources) -> Vec<&Resource> {
    let fits = |role: &&Resource| match role.level {
        ResourceLevel::Both => true,
        ResourceLevel::District => level == TeamLevel::District,
        ResourceLevel::School => level == TeamLevel::School,
    };
    let all = resources.values().map(|resource| &**resource);
    let mut roles: Vec<&Resource> =
        all.filter(|resource| resource.kind() == Kind::Role && !resource.draft).filter(fits).collect();
    roles.sort_by_key(|role| (role.order, &role.id));
    roles
}
