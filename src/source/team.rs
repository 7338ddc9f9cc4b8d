//! `teams/<team>.yml`.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::references::{counts, duplicate_id, functions, perspectives, unknown};
use super::{Surroundings, contact, markdown_texts, read_yaml};
use crate::diagnostics::{Code, Collector, Diagnostic, Findings};
use crate::model::{
    Formation, Framework, Kind, Member, MemberId, PerspectiveId, Resource, ResourceId, Resources, Role,
    SchoolId, Schools, Scope, Seat, Side, Team, TeamId, TeamLevel, Text,
};
use crate::reader::decode::{Fields, Word};
use crate::reader::kinds::TEAM;
use crate::reader::shape::Languages;

/// What a team's file may refer to.
pub(super) struct Known<'k> {
    pub(super) framework: &'k Framework,
    pub(super) schools: &'k Schools,
    pub(super) resources: &'k Resources,
    pub(super) languages: Languages<'k>,
}

/// Reads a team; `None` where it is not known for whom it works.
pub(super) fn load_team(
    around: &Surroundings<'_>,
    path: &Path,
    id: &str,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Option<Team> {
    let (file, node) = read_yaml(around.root, path, findings)?;
    let mut out = Collector::new(&file, findings);
    let fields = Fields::read(&node, &TEAM, known.languages, &mut out)?;
    Reader { around, known, fields, out }.team(id, file.path())
}

struct Reader<'r, 'n, 'f> {
    around: &'r Surroundings<'r>,
    known: &'r Known<'r>,
    fields: Fields<'n>,
    out: Collector<'f>,
}

impl<'n> Reader<'_, 'n, '_> {
    fn team(mut self, id: &str, path: &str) -> Option<Team> {
        let members = self.members();
        let scope = self.scope();
        let team = Team {
            id: TeamId::new(id),
            path: path.to_string(),
            name: self.text("name", id),
            formation: self.fields.choice("formation", Formation::parse),
            part_of: self.fields.text("part_of"),
            started: self.fields.date("started"),
            meets: self.fields.text("meets"),
            about: markdown_texts(&self.fields, "about", self.around, &mut self.out),
            convener: self.member_reference("convener", &members),
            agenda: self.member_reference("agenda", &members),
            contact: contact(&self.fields, "contact"),
            welcomes_partners: self.fields.flag("welcomes_partners").unwrap_or(false),
            seeking: perspectives(&self.fields, "seeking", self.known.framework, &mut self.out)
                .unwrap_or_default(),
            composition: counts(&self.fields, "composition", self.known.framework, &mut self.out),
            members,
            scope: scope?,
        };
        self.warn_of_dates(&team);
        Some(team)
    }

    fn text(&self, key: &str, otherwise: &str) -> Text {
        let default = self.around.settings.default_language();
        self.fields.text(key).unwrap_or_else(|| Text::new(default.clone(), otherwise))
    }

    /// For whom it works.
    fn scope(&mut self) -> Option<Scope> {
        let level = self.fields.choice("level", TeamLevel::parse)?;
        match (level, self.fields.word("school")) {
            (TeamLevel::School, Some(word)) => self.known_school(word).map(Scope::School),
            (TeamLevel::School, None) => {
                self.missing_school();
                None
            }
            (TeamLevel::District, Some(word)) => {
                let message = "a district's team has no school, so `school` is not used";
                self.out.push(
                    Diagnostic::new(Code::UnusedKey, self.out.at(word.span), message)
                        .hint("remove it, or write `level: school`"),
                );
                Some(Scope::District)
            }
            (TeamLevel::District, None) => Some(Scope::District),
        }
    }

    fn missing_school(&mut self) {
        let first = self.known.schools.first().map_or("lincoln-elementary", |school| school.id.as_str());
        let hint = format!("add `school: …` with the id of a school from schools.yml, such as `{first}`");
        let message = "a school's team needs the key `school`";
        self.out.tell(Code::MissingKey, self.fields.span_of("level"), message, Some(hint));
    }

    fn known_school(&mut self, word: Word<'_>) -> Option<SchoolId> {
        let id = SchoolId::new(word.text);
        if self.known.schools.get(&id).is_some() {
            return Some(id);
        }
        let right = self.known.schools.iter().map(|school| school.id.as_str());
        unknown(Code::UnknownSchool, "school", word, right, &mut self.out);
        None
    }

    fn member_reference(&mut self, key: &str, members: &[Member]) -> Option<MemberId> {
        let word = self.fields.word(key)?;
        let id = MemberId::new(word.text);
        if members.iter().any(|member| member.id == id) {
            return Some(id);
        }
        let right = members.iter().map(|member| member.id.as_str());
        unknown(Code::UnknownMember, "member with the id", word, right, &mut self.out);
        None
    }

    fn members(&mut self) -> Vec<Member> {
        let mut seen: HashSet<&'n str> = HashSet::new();
        let mut members = Vec::new();
        for entry in self.fields.objects("members") {
            let Some(id) = entry.word("id") else { continue };
            if !seen.insert(id.text) {
                duplicate_id(id, &mut self.out);
                continue;
            }
            members.push(self.member(id, &entry));
        }
        members
    }

    fn member(&mut self, id: Word<'n>, entry: &Fields<'n>) -> Member {
        let role = self.role(entry);
        let of_role = role.as_ref().and_then(|role| role.role()).cloned().unwrap_or_else(Role::default);
        let framework = self.known.framework;
        let perspectives =
            perspectives(entry, "perspectives", framework, &mut self.out).unwrap_or(of_role.perspectives);
        let functions = functions(entry, framework, &mut self.out).unwrap_or(of_role.functions);
        let default = self.around.settings.default_language();
        let (since, until) = (entry.date("since"), entry.date("until"));
        if let (Some(first), Some(end)) = (since, until)
            && end < first
        {
            let place = self.out.at(entry.span_of("until"));
            let message =
                format!("`until` ({end}) is before `since` ({first}), so this person is never on the team");
            self.out.push(
                Diagnostic::new(Code::DatesReversed, place, message)
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
            let roles = self.known.resources.keys().filter(|(kind, _)| *kind == Kind::Role);
            let right = roles.map(|(_, id)| id.as_str());
            unknown(Code::UnknownRole, "role description", word, right, &mut self.out);
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
                    Diagnostic::new(
                        Code::EmptyValue,
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
                Diagnostic::new(Code::Nobody, place, format!("nobody is on this team on {as_of}"))
                    .hint("add a member with a name, or check `since` and `until`"),
            );
        }
    }
}
