//! `teams/<team>.yml`.

mod in_doubt;
mod no_members;
mod referred;
mod together;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::doubt::Doubt;
use super::effects::{
    is_one_without_part, is_without_part, says_the_same, warn_of_keys_of_a_member,
    warn_of_members_without_part,
};
use super::elsewhere::HiddenName;
use super::hiding::{Hiding, REFERENCES, names_of_team};
use super::lost_ids::{duplicate_id, of_members};
use super::misplaced::is_of_another_kind;
use super::nobody::{
    is_address_for_title, is_nobody, team_above, warn_of_more_than_a_name, warn_of_no_title, warn_of_nobody,
};
use super::references::{are_known, called, counts, functions, perspectives, unknown, unknown_role};
use super::{Surroundings, contact, layout, markdown_texts, parse_yaml, swallowed};
use crate::diagnostics::{Code, Collector, Findings, Place, SourceFile};
use crate::model::{
    Formation, Framework, KeptBack, Kind as ResourceKind, Member, MemberId, PerspectiveId, Resource,
    ResourceId, Resources, Role, SchoolId, Schools, Scope, Seat, Side, Team, TeamId, TeamLevel, Text, id_of,
};
use crate::reader::decode::{Fields, Word};
use crate::reader::kinds::{MEMBER, TEAM};
use crate::reader::shape::Languages;
use crate::reader::yaml::{Kind, Node};
pub(super) use in_doubt::names_in_unread;
use in_doubt::{in_doubt, names_in_doubt};
use together::warn_of_names;

/// What a team's file may refer to.
pub(super) struct Known<'k> {
    pub(super) framework: &'k Framework,
    pub(super) schools: &'k Schools,
    /// What of the schools is not certain.
    pub(super) school_doubt: &'k Doubt,
    pub(super) resources: &'k Resources,
    /// What of the role descriptions is not certain.
    pub(super) role_doubt: &'k Doubt,
    pub(super) languages: Languages<'k>,
}

/// What a team's file says.
pub(super) struct TeamFile {
    /// The team; `None` where it is not known for whom it works.
    pub(super) team: Option<Team>,
    /// The file, where it could be read.
    pub(super) file: Option<Arc<SourceFile>>,
    /// The names in it that the site hides, or may hide.
    pub(super) hidden_names: Vec<HiddenName>,
    /// The school that it names.
    pub(super) school: Option<String>,
}

/// Reads a team's file. Of one that is no YAML, or no text, only names are known.
pub(super) fn load_team(
    around: &Surroundings<'_>,
    path: &Path,
    id: &str,
    known: &Known<'_>,
    findings: &mut Findings,
) -> TeamFile {
    let of_names = |hidden_names| TeamFile { team: None, file: None, hidden_names, school: None };
    let Some(file) = around.root.read(path, findings) else {
        return of_names(names_in_doubt(around.root, path));
    };
    let first = findings.problems.len();
    let mut hiding = Hiding::new(&file);
    let Some(node) = parse_yaml(&file, findings) else {
        let names = hiding.unreadable();
        hiding.apply(findings, first);
        let hidden_names = in_doubt(names, &file).collect();
        return of_names(hidden_names);
    };
    let mut out = Collector::new(&file, findings);
    let fields = around.fields(&node, &TEAM, known.languages, &mut out);
    let (mut hidden_names, mut shown) = (Vec::new(), names_of_team(&node));
    swallowed::tell_lines(&node, &TEAM, known.framework, &mut out, |text| hiding.everything(text));
    hiding.strangers(&node);
    hiding.counts(&node);
    hiding.behind_document(&node);
    let is_of_school =
        |fields: &Fields<'_>| fields.choice("level", TeamLevel::parse) == Some(TeamLevel::School);
    let school = fields.filter(is_of_school).and_then(|fields| fields.line("school"));
    let team = fields.and_then(|fields| {
        let hiding = &mut hiding;
        let (hidden_names, shown) = (&mut hidden_names, &mut shown);
        let is_one_without_part = false;
        Reader { around, known, fields, out, hiding, hidden_names, is_one_without_part, shown }.team(id)
    });
    for shown in hiding.again(&node) {
        let is_one = |hidden: &&HiddenName| hidden.is_sure && shown.text() == Some(&hidden.name);
        if let Some(hidden) = hidden_names.iter().find(is_one) {
            findings.push(hidden.shown_at(Place::span(&file, shown.span.clone())));
        }
    }
    let known: HashSet<String> = hidden_names.iter().map(|hidden| hidden.name.clone()).collect();
    let elsewhere = hiding.named_anywhere().filter(|name| !shown.contains(name));
    let more = hiding.names().cloned().chain(elsewhere).filter(|name| !known.contains(name));
    hidden_names.extend(in_doubt(more.map(|name| (name, None)), &file));
    hiding.apply(findings, first);
    let is_other = is_of_another_kind(&file, layout::TEAMS, first, findings);
    let (team, school) = if is_other { (None, None) } else { (team, school) };
    TeamFile { team, file: Some(file), hidden_names, school }
}

struct Reader<'r, 'n, 'f, 'h> {
    around: &'r Surroundings<'r>,
    known: &'r Known<'r>,
    fields: Fields<'n>,
    out: Collector<'f>,
    hiding: &'r mut Hiding<'h>,
    hidden_names: &'r mut Vec<HiddenName>,
    /// Whether one of several members alone brings nothing, which is told: its role is lost, and may show the name.
    is_one_without_part: bool,
    /// The names that the site shows.
    shown: &'r mut HashSet<String>,
}

impl Reader<'_, '_, '_, '_> {
    fn team(mut self, id: &str) -> Option<Team> {
        let members = self.members();
        self.hide_references(&members);
        let scope = self.scope(id);
        let [convener, agenda] = self.references(&members);
        let team = Team {
            id: TeamId::new(id),
            path: self.out.file().path().to_string(),
            name: self.text("name", id),
            formation: self.fields.choice("formation", Formation::parse),
            part_of: team_above(&self.fields, &mut self.out),
            started: self.fields.date("started"),
            meets: self.fields.text("meets"),
            about: markdown_texts(&self.fields, "about", self.around, &mut self.out),
            convener,
            agenda,
            contact: contact(&self.fields, "contact", &mut self.out),
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

    fn text(&mut self, key: &str, otherwise: &str) -> Text {
        let default = self.around.settings.default_language();
        let text = self.fields.text(key);
        warn_of_no_title(text.iter().flat_map(Text::all), self.fields.span_of(key), false, &mut self.out);
        text.unwrap_or_else(|| Text::new(default.clone(), otherwise))
    }

    /// For whom it works.
    fn scope(&mut self, id: &str) -> Option<Scope> {
        let level = self.fields.choice("level", TeamLevel::parse)?;
        match (level, self.fields.word("school")) {
            (TeamLevel::School, Some(word)) => self.known_school(word).map(Scope::School),
            // What stands there and is no id was told.
            (TeamLevel::School, None) if self.fields.get("school").is_some() => None,
            (TeamLevel::School, None) if self.fields.misspells("school") => None,
            (TeamLevel::School, None) => {
                self.missing_school(id);
                None
            }
            (TeamLevel::District, Some(word)) => {
                let message = "a district's team has no school, so `school` is not used";
                let hint = "remove it, or write `level: school`".to_string();
                self.out.tell(Code::UnusedKey, word.span, message, hint);
                Some(Scope::District)
            }
            (TeamLevel::District, None) => Some(Scope::District),
        }
    }

    /// Tells that it is not said which school a team is of; its file may be called as that.
    fn missing_school(&mut self, id: &str) {
        let schools = self.known.schools;
        let such_as = || {
            let first = schools.first().map_or("lincoln-elementary", |school| school.id.as_str());
            format!("add `school: …` with the id of a school from schools.yml, such as `{first}`")
        };
        let called = schools.get(&SchoolId::new(id));
        let hint = called.map_or_else(such_as, |school| format!("add `school: {}`", school.id));
        let (message, span, hint) = match self.fields.entry("school") {
            Some((key, _)) => (
                "`school` is empty, and a school's team needs it",
                &key.span,
                hint.replacen("add", "write", 1),
            ),
            None => ("a school's team needs the key `school`", self.fields.span_of("level"), hint),
        };
        self.out.tell(Code::MissingKey, span, message, Some(hint));
    }

    fn known_school(&mut self, word: Word<'_>) -> Option<SchoolId> {
        let id = SchoolId::new(word.text);
        if self.known.schools.get(&id).is_some() {
            return Some(id);
        }
        if self.known.school_doubt.covers(word.text) {
            return None;
        }
        let right = self.known.schools.iter().map(|school| called(&school.id, &school.name));
        unknown(Code::UnknownSchool, "school", word, right, &mut self.out);
        let told = self.out.findings().problems.last_mut();
        let told = told.filter(|told| told.code == Code::UnknownSchool);
        let hint = told.and_then(|told| told.hint.as_mut()).filter(|hint| hint.starts_with("possible here"));
        hint.into_iter().for_each(|hint| {
            hint.push_str("; or put the school back into `schools.yml`, or remove this team's file");
        });
        None
    }

    fn members(&mut self) -> Vec<Member> {
        // Each id with the first member that has it, and whether that one is shown.
        let mut seen: HashMap<&str, (bool, &Node)> = HashMap::new();
        let (mut members, mut read) = (Vec::new(), Vec::new());
        let Some(node) = self.fields.get("members") else { return members };
        let default = self.around.settings.default_language();
        let Kind::List(entries) = &node.kind else {
            self.hiding.note(node);
            self.hiding.everything(node);
            return members;
        };
        self.is_one_without_part = is_one_without_part(entries, default);
        for entry in entries {
            let fields = Fields::of(entry, &MEMBER, default);
            let id = fields.and_then(|fields| fields.word("id"));
            let (Some(fields), Some(id)) = (fields, id) else {
                self.hiding.note(entry);
                self.hiding.member(entry);
                continue;
            };
            let first = seen.get(id.text).copied();
            if let Some(other) = first.and_then(|(_, other)| Fields::of(other, &MEMBER, default)) {
                duplicate_id(id, &fields, &other, &mut self.out);
            }
            let member = if first.is_none() { Some(self.member(id, &fields)) } else { None };
            let is_shown = match (&member, first) {
                (Some(member), _) => member.is_shown(),
                (None, Some((true, other))) => {
                    fields.get("name").is_none() || says_the_same(entry, other, &self.out)
                }
                (None, _) => false,
            };
            seen.entry(id.text).or_insert((is_shown, entry));
            warn_of_keys_of_a_member(&fields, &mut self.out);
            read.push(fields);
            // Where no name is, its line may be lost, and the id tells whose it was.
            let is_in_doubt = swallowed::tell(entry, self.hiding, &mut self.out)
                || swallowed::tell_refusals(entry, &mut self.out)
                || is_shown && swallowed::tell_refusals_in_words(entry, &mut self.out)
                || fields.get("name").is_none()
                || self.hiding.loses_a_name(entry);
            self.hiding.others_in(entry);
            // A key that no member has may be a misspelt `name`. Of two members one can be made by a `#` before the second
            // one's first line.
            if !is_shown || is_in_doubt || fields.has_unknown_key() || fields.repeats_a_key() {
                self.hide(entry, &fields);
            }
            self.shown.extend(member.iter().filter_map(Member::name).map(str::to_string));
            members.extend(member);
        }
        if seen.len() < read.len() {
            of_members(&self.fields, |id| seen.contains_key(id), &mut self.out);
        }
        warn_of_names(&read, &mut self.out);
        warn_of_members_without_part(&self.fields, &read, self.known.resources, &mut self.out);
        members
    }

    /// Hides who a member is.
    fn hide(&mut self, entry: &Node, fields: &Fields<'_>) {
        self.hiding.member(entry);
        let file = Arc::clone(self.out.file());
        // With a key that can't be read it is not known yet whether the name is to be hidden.
        let is_sure = !fields.has_unknown_key()
            && !fields.repeats_a_key()
            && ["show_name", "student"].iter().all(|key| !fields.is_there(key) || fields.flag(key).is_some())
            && self.is_side_known(fields)
            && !(self.is_one_without_part && is_without_part(fields));
        let id = fields.line("id");
        self.hidden_names.extend(fields.line("name").map(|name| HiddenName { name, id, file, is_sure }));
    }

    /// Whether it is certain on which side of the table a member sits, or does not matter for the name.
    fn is_side_known(&self, fields: &Fields<'_>) -> bool {
        let role = fields.word("role").map(|word| self.known.resources.get(&role_of(word)));
        // What stands there and is no word may be any role.
        let is_role_known = role.map_or_else(
            || fields.get("role").is_none(),
            |role| role.and_then(|role| role.role()).is_some_and(|role| !role.in_doubt),
        );
        let is_own = fields.get("perspectives").is_some();
        fields.is_there("show_name") || are_known(fields, self.known.framework) && (is_own || is_role_known)
    }

    fn member(&mut self, id: Word<'_>, entry: &Fields<'_>) -> Member {
        let role = self.role(entry);
        let of_role = role.as_ref().and_then(|role| role.role()).cloned().unwrap_or_else(Role::default);
        let framework = self.known.framework;
        let perspectives =
            perspectives(entry, "perspectives", framework, &mut self.out).unwrap_or(of_role.perspectives);
        let functions = functions(entry, framework, &mut self.out).unwrap_or(of_role.functions);
        let default = self.around.settings.default_language();
        let (since, until) = (entry.date("since"), entry.date("until"));
        let first = since.or_else(|| self.fields.date("started").filter(|_| !entry.is_there("since")));
        if let (Some(first), Some(end)) = (first, until)
            && end <= first
        {
            // Without a first day of their own they are there from the team's on.
            let of = if entry.get("since").is_some() { "`since`" } else { "the team's `started`" };
            let message =
                format!("`until` ({end}) is not after {of} ({first}), so this person is never on the team");
            let hint = match entry.get("since") {
                Some(_) => {
                    "look at both years: one of the two days is a slip; the earlier one belongs behind `since`, and `until` is \
                     the first day no longer on the team; or remove `until` if this person is on the team again"
                }
                None => {
                    "look at the year behind `until`, which is the first day no longer on the team; or remove that line"
                }
            };
            let hint = hint.to_string();
            self.out.tell(Code::DatesReversed, entry.span_of("until"), message, hint);
        }
        let title = entry.text("title").filter(|_| !is_address_for_title(entry, &mut self.out));
        warn_of_no_title(title.iter().flat_map(Text::all), entry.span_of("title"), true, &mut self.out);
        Member {
            id: MemberId::new(id.text),
            seat: self.seat(entry, &perspectives),
            title: title.unwrap_or_else(|| Text::new(default.clone(), "Member")),
            role: role.map(|role| role.id.clone()),
            perspectives,
            functions,
            since,
            until,
        }
    }

    fn role(&mut self, entry: &Fields<'_>) -> Option<Arc<Resource>> {
        let word = entry.word("role")?;
        let role = self.known.resources.get(&role_of(word));
        if role.is_none() && !self.known.role_doubt.covers(word.text) {
            unknown_role(word, self.known.resources, self.known.framework, &mut self.out);
        }
        role.map(Arc::clone)
    }

    /// Who holds the seat. What must not be shown is dropped here, once and for all: a student's name; a name
    /// that its holder keeps back; and, unless they agreed, the name of whoever brings no perspective of the school
    /// side.
    fn seat(&mut self, entry: &Fields<'_>, perspectives: &[PerspectiveId]) -> Seat {
        let Some(name) = entry.line("name") else { return self.seat_without_name(entry) };
        if is_nobody(&name) {
            warn_of_nobody(&name, entry.span_of("name"), "the seat counts as vacant", &mut self.out);
            return Seat::Vacant;
        }
        warn_of_more_than_a_name(&name, entry.span_of("name"), &mut self.out);
        let framework = self.known.framework;
        let is_of_school = perspectives.iter().any(|id| framework.side(id) == Some(Side::School));
        // A flag that can't be read keeps the name back.
        let flag = |key: &str, otherwise: bool, in_doubt: bool| match entry.get(key) {
            Some(_) => entry.flag(key).unwrap_or(in_doubt),
            None if entry.is_there(key) => in_doubt,
            None => otherwise,
        };
        match (flag("student", false, true), flag("show_name", is_of_school, false)) {
            (true, _) => Seat::Unnamed(KeptBack::Student),
            (false, true) => Seat::Named(name),
            (false, false) if entry.is_there("show_name") => Seat::Unnamed(KeptBack::Refused),
            (false, false) => Seat::Unnamed(KeptBack::NotAgreed),
        }
    }

    fn seat_without_name(&mut self, entry: &Fields<'_>) -> Seat {
        if entry.word("name").is_some() {
            let message = "this name is empty, so the seat counts as vacant";
            let hint = "remove the key `name` if it is".to_string();
            self.out.tell(Code::EmptyValue, entry.span_of("name"), message, Some(hint));
        } else if let Some(key) = self.empty_name_of_somebody(entry) {
            let message =
                "nothing stands behind `name`, so the seat counts as vacant, and somebody seems to hold it";
            let hint = "write the name; or remove the line where nobody holds the seat yet".to_string();
            self.out.tell(Code::EmptyValue, &key, message, Some(hint));
        }
        // What is there and can't be read as a name may still be one.
        let is_unclear = entry.get("name").is_some_and(|node| node.text().is_none());
        if is_unclear { Seat::Unnamed(KeptBack::Unclear) } else { Seat::Vacant }
    }

    /// The key `name` with nothing behind it, where the entry is somebody's: who calls the team together, who sets its agenda, or
    /// who came on a day.
    fn empty_name_of_somebody(&self, entry: &Fields<'_>) -> Option<Range<usize>> {
        let (key, _) = entry.entry("name").filter(|(_, value)| value.is_empty())?;
        let file = self.out.file();
        let rest = file.text().get(key.span.end..file.line_range(key.span.end).end)?;
        let id = entry.word("id").map(|word| word.text);
        let is_named = REFERENCES.iter().any(|key| self.fields.word(key).map(|word| word.text) == id);
        let is_somebodys = is_named || entry.get("since").is_some();
        (rest.trim() == ":" && is_somebodys && !entry.repeats_a_key()).then(|| key.span.clone())
    }

    fn warn_of_dates(&mut self, team: &Team) {
        let as_of = self.around.as_of;
        let list = self.fields.get("members");
        // What is no list was told, and may hold everybody; and so may a key that is a slip.
        let is_told = list.is_some_and(|node| !matches!(node.kind, Kind::List(_)));
        if is_told || self.fields.misspells("members") {
            return;
        }
        let current = team.members.iter().any(|member| member.is_current(as_of) && member.is_person());
        if team.exists(as_of) && !current {
            let span = list.map_or(self.fields.span, |node| &node.span);
            let message = format!("nobody is on this team on {as_of}");
            let hint = "add a member with a name, or check `since` and `until`".to_string();
            self.out.tell(Code::Nobody, &(span.start..span.start + 1), message, hint);
        }
    }
}

/// The key of the role description that a word names.
fn role_of(word: Word<'_>) -> (ResourceKind, ResourceId) {
    (ResourceKind::Role, ResourceId::new(word.text))
}

/// Whether a text is a member's id, or the id or name of one who is shown, but for signs and capitals.
fn is_called(member: &Member, text: &str) -> bool {
    let is_one = |own: &str| id_of(own) == id_of(text);
    member.id.as_str() == text || member.name().is_some_and(|name| is_one(name) || is_one(member.id.as_str()))
}
