//! `teams/<team>.yml`.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::decode::{Fields, Word};
use super::framework::duplicate_id;
use super::kinds::TEAM;
use super::resource::{functions, perspectives};
use super::shape::Languages;
use super::shared::Surroundings;
use super::{Tally, markdown_texts, read_yaml, unknown};
use crate::diagnostics::{Collector, Diagnostic};
use crate::model::{
    Counts, Formation, Framework, GroupId, Kind, Member, MemberId, PerspectiveId, Resource, ResourceId,
    Resources, School, SchoolId, Seat, Side, Team, TeamId, TeamLevel, Text,
};

/// What a team's file may refer to.
pub(super) struct Known<'k> {
    pub(super) framework: &'k Framework,
    pub(super) schools: &'k [School],
    pub(super) resources: &'k Resources,
    pub(super) languages: Languages<'k>,
}

/// Reads a team.
pub(super) fn load_team(
    around: &Surroundings<'_>,
    path: &Path,
    id: &str,
    known: &Known<'_>,
    tally: &mut Tally,
) -> (Option<Team>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let Some((file, node)) = read_yaml(around.root, path, &mut found) else { return (None, found) };
    tally.files += 1;
    let mut out = Collector::new(Arc::clone(&file));
    let fields = Fields::read(&node, &TEAM, known.languages, &mut out);
    let team = fields.map(|fields| Reader { around, known, fields, out: &mut out }.team(id, file.path()));
    tally.untranslated += out.untranslated();
    found.extend(out.finish());
    (team, found)
}

struct Reader<'r, 'n> {
    around: &'r Surroundings<'r>,
    known: &'r Known<'r>,
    fields: Fields<'n>,
    out: &'r mut Collector,
}

impl<'n> Reader<'_, 'n> {
    fn team(mut self, id: &str, path: &str) -> Team {
        let level = match self.fields.word("level").map(|word| word.text) {
            Some("district") => TeamLevel::District,
            _ => TeamLevel::School,
        };
        let members = self.members();
        let team = Team {
            id: TeamId::new(id),
            path: path.to_string(),
            name: self.text("name", id),
            level,
            school: self.school(level),
            formation: self.fields.word("formation").and_then(|word| formation(word.text)),
            part_of: self.fields.text("part_of"),
            started: self.fields.date("started"),
            meets: self.fields.text("meets"),
            about: markdown_texts(self.fields.get("about"), self.around, self.out),
            convener: self.member_reference("convener", &members),
            agenda: self.member_reference("agenda", &members),
            contact: self.fields.contact("contact"),
            welcomes_partners: self.fields.flag("welcomes_partners").unwrap_or(false),
            seeking: perspectives(&self.fields, "seeking", self.known.framework, self.out)
                .unwrap_or_default(),
            composition: counts(&self.fields, "composition", self.known.framework, self.out),
            members,
        };
        self.warn_of_dates(&team);
        team
    }

    fn text(&self, key: &str, otherwise: &str) -> Text {
        let default = self.around.settings.default_language();
        self.fields.text(key).unwrap_or_else(|| Text::new(default.clone(), otherwise))
    }

    fn school(&mut self, level: TeamLevel) -> Option<SchoolId> {
        let named = self.fields.word("school");
        match (level, named) {
            (TeamLevel::School, None)
                if self.fields.word("level").is_some_and(|word| word.text == "school") =>
            {
                let first =
                    self.known.schools.first().map_or("lincoln-elementary", |school| school.id.as_str());
                let hint =
                    format!("add `school: …` with the id of a school from schools.yml, such as `{first}`");
                self.out.error(
                    "missing-key",
                    self.fields.span_of("level"),
                    "a school's team needs the key `school`",
                    Some(hint),
                );
                None
            }
            (TeamLevel::School, Some(word)) => self.known_school(word),
            (TeamLevel::District, Some(word)) => {
                let place = self.out.at(word.span);
                self.out.push(
                    Diagnostic::warning(
                        "unused-key",
                        place,
                        "a district's team has no school, so `school` is not used",
                    )
                    .hint("remove it, or write `level: school`"),
                );
                None
            }
            (_, None) => None,
        }
    }

    fn known_school(&mut self, word: Word<'_>) -> Option<SchoolId> {
        let id = SchoolId::new(word.text);
        if self.known.schools.iter().any(|school| school.id == id) {
            return Some(id);
        }
        let right = self.known.schools.iter().map(|school| school.id.as_str()).collect();
        unknown("unknown-school", "school", word, right, self.out);
        None
    }

    fn member_reference(&mut self, key: &str, members: &[Member]) -> Option<MemberId> {
        let word = self.fields.word(key)?;
        let id = MemberId::new(word.text);
        if members.iter().any(|member| member.id == id) {
            return Some(id);
        }
        let right = members.iter().map(|member| member.id.as_str()).collect();
        unknown("unknown-member", "member with the id", word, right, self.out);
        None
    }

    fn members(&mut self) -> Vec<Member> {
        let mut seen: HashSet<&'n str> = HashSet::new();
        let mut members = Vec::new();
        for entry in self.fields.objects("members") {
            let Some(id) = entry.word("id") else { continue };
            if !seen.insert(id.text) {
                duplicate_id(id, self.out);
                continue;
            }
            members.push(self.member(id, &entry));
        }
        members
    }

    fn member(&mut self, id: Word<'n>, entry: &Fields<'n>) -> Member {
        let role = self.role(entry);
        let framework = self.known.framework;
        let own_perspectives = perspectives(entry, "perspectives", framework, self.out);
        let perspectives = own_perspectives
            .unwrap_or_else(|| role.as_ref().map_or_else(Vec::new, |role| role.perspectives.clone()));
        let own_functions = functions(entry, framework, self.out);
        let functions = own_functions
            .unwrap_or_else(|| role.as_ref().map_or_else(Vec::new, |role| role.functions.clone()));
        let default = self.around.settings.default_language();
        let (since, until) = (entry.date("since"), entry.date("until"));
        if let (Some(first), Some(end)) = (since, until)
            && end < first
        {
            let place = self.out.at(entry.span_of("until"));
            let message =
                format!("`until` ({end}) is before `since` ({first}), so this person is never on the team");
            self.out.push(
                Diagnostic::warning("dates-reversed", place, message)
                    .hint("`until` is the first day no longer on the team"),
            );
        }
        Member {
            id: MemberId::new(id.text),
            seat: self.seat(entry, &perspectives),
            title: entry.text("title").unwrap_or_else(|| Text::new(default.clone(), id.text)),
            role: role.map(|role| role.id.clone()),
            perspectives,
            functions,
            since,
            until,
        }
    }

    fn role(&mut self, entry: &Fields<'_>) -> Option<Arc<Resource>> {
        let word = entry.word("role")?;
        let role = self.known.resources.get(&(Kind::Role, ResourceId::new(word.text)));
        if role.is_none() {
            let right = self
                .known
                .resources
                .keys()
                .filter(|(kind, _)| *kind == Kind::Role)
                .map(|(_, id)| id.as_str())
                .collect();
            unknown("unknown-role", "role description", word, right, self.out);
        }
        role.map(Arc::clone)
    }

    /// Who holds the seat. What must not be shown is dropped here, once and for all: a student's name; a name
    /// that its holder keeps back; the name of somebody from the community who has not agreed.
    fn seat(&mut self, entry: &Fields<'_>, perspectives: &[PerspectiveId]) -> Seat {
        let Some(name) = entry.line("name") else {
            if entry.word("name").is_some() {
                let place = self.out.at(entry.span_of("name"));
                self.out.push(
                    Diagnostic::warning(
                        "empty-value",
                        place,
                        "this name is empty, so the seat counts as vacant",
                    )
                    .hint("remove the key `name` if it is"),
                );
            }
            return Seat::Vacant;
        };
        let side = |id: &PerspectiveId| self.known.framework.side(id);
        let community_only =
            !perspectives.is_empty() && perspectives.iter().all(|id| side(id) == Some(Side::Community));
        let student = entry.flag("student").unwrap_or(false);
        let may_show = entry.flag("show_name").unwrap_or(!community_only);
        if may_show && !student { Seat::Named(name) } else { Seat::Unnamed }
    }

    fn warn_of_dates(&mut self, team: &Team) {
        let as_of = self.around.as_of;
        let current = team.members.iter().any(|member| member.is_current(as_of) && member.is_person());
        if team.exists(as_of) && !current {
            let span = self.fields.get("members").map_or(self.fields.span, |node| &node.span);
            let first_line = span.start..(span.start + 1);
            let place = self.out.at(&first_line);
            self.out.push(
                Diagnostic::warning("nobody", place, format!("nobody is on this team on {as_of}"))
                    .hint("add a member with a name, or check `since` and `until`"),
            );
        }
    }
}

fn formation(word: &str) -> Option<Formation> {
    match word {
        "new" => Some(Formation::New),
        "existing" => Some(Formation::Existing),
        "reconfigured" => Some(Formation::Reconfigured),
        _ => None,
    }
}

/// Counts by student group.
pub(super) fn counts(
    fields: &Fields<'_>,
    key: &str,
    framework: &Framework,
    out: &mut Collector,
) -> Option<Counts> {
    fields.get(key)?;
    let mut counts = Vec::new();
    for (group, count) in fields.table(key) {
        let id = GroupId::new(group.text);
        if framework.groups.iter().all(|known| known.id != id) {
            let right = framework.groups.iter().map(|known| known.id.as_str()).collect();
            unknown("unknown-group", "student group", group, right, out);
        } else if let Ok(count) = count.text.parse() {
            counts.push((id, count));
        }
    }
    Some(Counts::new(counts))
}
