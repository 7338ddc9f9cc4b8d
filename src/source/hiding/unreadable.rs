//! What is hidden of a file that can't be read as YAML: whatever may tell of somebody.

use memchr::{memchr2, memmem};

use super::makeup::{COMPOSITION, ends_with_count};
use super::unpublished::{EVIDENCE, RATERS, STEPS, WHO};
use super::{Hiding, ID, MEMBERS, NAME, REFERENCES, TELLING};
use crate::model::id_problem;
use crate::reader::kinds::{ASSESSMENT, MEMBER, TEAM};
use crate::reader::yaml::Node;

/// The keys of a self-assessment, and of its steps, below which something stands that is on no page.
const UNPUBLISHED: [&str; 4] = [EVIDENCE, RATERS, STEPS, WHO];

/// How long a name is at most, in letters and in words.
const LONGEST_NAME: usize = 200;
const MOST_WORDS: usize = 6;

/// How far behind its key a name ends, in bytes, however long the line is.
const FARTHEST: usize = 4096;

/// The keys of a team below which a name stands that the site shows.
const WITH_NAMES: [&str; 1] = ["contact"];

impl Hiding<'_> {
    /// Hides what may tell of somebody in a team's file: every line but those that are known to tell of nobody. Gives
    /// the names in them, which may stand elsewhere too, each with the id that stands nearest to it.
    pub(in crate::source) fn unreadable(&mut self) -> Vec<(String, Option<String>)> {
        let mut names = Vec::new();
        let text = self.file.text();
        let mut margin = margin(text);
        let mut region = Region::Unknown;
        let is_name_at_margin = |line: &&str| {
            line.len() - line.trim_start().len() <= margin && line.trim_start().starts_with(NAME)
        };
        let names_at_margin = lines(text).map(|(_, line)| line).filter(is_name_at_margin).count();
        let mut has_members = false;
        for (begin, line) in lines(text) {
            let inner = line.trim_start();
            if inner.is_empty() || inner.starts_with('#') && region.is_of_team() || inner == "---" {
                continue;
            }
            let indent = line.len() - inner.len();
            let (key, rest) = key_of(line);
            let begins_region = begins_with_key(inner) && indent <= margin;
            if begins_region {
                // A member's name that lost its blanks stands beside the team's.
                let is_strange = key == NAME && (names_at_margin > 1 || has_members);
                region = if is_strange { Region::Unknown } else { Region::of(key, rest) };
                has_members |= key == MEMBERS;
            } else if key == MEMBERS || inner.starts_with('{') && begin == 0 {
                // A file in one pair of braces, or with its members anywhere else.
                margin = 0;
                region = Region::Unknown;
            } else if region.is_of_team() && inner.starts_with('-') && inner.contains(':') {
                // The line `members:` is lost.
                region = Region::Members;
            }
            let is_safe = match region {
                Region::OfTeam { has_name } => {
                    let is_reference = REFERENCES.contains(&key);
                    let is_told = TELLING.contains(&key) || is_reference;
                    // A key that is none may be a slip of these.
                    let is_strange = key.is_empty() && rest.contains(':') && !is_sentence(rest);
                    begins_region || has_name && !is_reference || !is_told && !is_strange
                }
                Region::Members => MEMBER.field(key).is_some() && !TELLING.contains(&key),
                Region::Unknown => false,
            };
            if !is_safe || may_hold_a_member(rest) {
                let start = begin + line.len() - rest.len();
                self.range(start..begin + line.len());
                let in_rest = Some(rest).filter(|_| key == NAME).into_iter().flat_map(names_at_start);
                let found = in_rest.chain(names_behind_keys(rest));
                names.extend(found.map(|name| (name, id_near(text, start))));
            }
        }
        names
    }

    /// Hides what stands behind the first document of a file, which nobody reads.
    pub(in crate::source) fn behind_document(&mut self, node: &Node) {
        let text = self.file.text();
        let rest = text.get(node.span.end..).unwrap_or_default();
        if !rest.contains("---") && !rest.contains("...") {
            return;
        }
        let begins_another = |(begin, line): &(usize, &str)| {
            *begin >= node.span.end && (line.starts_with("---") || line.starts_with("..."))
        };
        let another = lines(text).find(begins_another);
        another.into_iter().for_each(|(begin, _)| self.range(begin..text.len()));
    }

    /// The names that stand anywhere in a file behind `name:`, in remarks and where no member is too.
    pub(in crate::source) fn named_anywhere(&self) -> impl Iterator<Item = String> {
        names_behind_keys(self.file.text())
    }

    /// Hides what may tell of somebody in a self-assessment: what stands behind keys that are on no page, and lines
    /// that belong to none.
    pub(in crate::source) fn unreadable_assessment(&mut self) {
        let text = self.file.text();
        let margin = margin(text);
        let mut is_told = false;
        for (begin, line) in lines(text) {
            let inner = line.trim_start();
            let bare = inner.trim_start_matches(['"', '\'']);
            let key =
                &bare[..bare.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(bare.len())];
            let is_known = ASSESSMENT.field(key).is_some();
            // A key that is no id may be somebody's name.
            let is_id = |colon: &usize| {
                let before = inner[..*colon].trim_start_matches(['-', ' ', '{']).trim_matches(['"', '\'']);
                id_problem(before).is_none()
            };
            let mut shown = inner.find(':').filter(is_id).map_or(0, |colon| colon + 1);
            let is_at_margin = line.len() - inner.len() <= margin;
            if is_at_margin && !inner.is_empty() && !begins_with_key(inner) {
                // The key of what begins here may be lost.
                (is_told, shown) = (false, 0);
            } else if is_at_margin && begins_with_key(inner) {
                is_told = is_known && !UNPUBLISHED.contains(&key);
                shown = if is_known { shown } else { 0 };
            }
            // Behind one word another line may begin.
            let value = inner[shown..].trim_matches([' ', '"', '\'', ',']);
            let has_more = shown > 0 && value.contains(' ') && !value.starts_with(['{', '[']);
            if !is_told
                || has_more
                || inner.contains('#')
                || UNPUBLISHED.iter().any(|key| inner.contains(key))
            {
                self.range(begin + line.len() - inner.len() + shown..begin + line.len());
            }
        }
    }
}

/// The names that stand behind `name:` in a text, each up to the end of its line: `{id: ana-ruiz, name: Ana Ruiz, title: …`.
fn names_behind_keys(text: &str) -> impl Iterator<Item = String> {
    let is_key = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let keys = memmem::find_iter(text.as_bytes(), NAME).filter(move |at| is_key(*at));
    keys.filter_map(|at| {
        let behind = &text[at + NAME.len()..];
        let behind = &behind[..behind.floor_char_boundary(FARTHEST)];
        let end = memchr2(b'\n', b'\r', behind.as_bytes()).unwrap_or(behind.len());
        behind[..end].trim_end().trim_start_matches(['"', '\'', ' ']).strip_prefix(':')
    })
    .flat_map(names_at_start)
}

/// How far from a name its id may stand, in bytes.
const NEAR: usize = 120;

/// The id that stands nearest to a place, before it or else behind.
fn id_near(text: &str, at: usize) -> Option<String> {
    let (from, to) = (text.floor_char_boundary(at.saturating_sub(NEAR)), (at + NEAR).min(text.len()));
    let (before, behind) = (&text[from..at], &text[at..text.floor_char_boundary(to)]);
    let ends_word = |text: &str, at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let id = |text: &str, at: usize| {
        let behind = text[at + ID.len()..].trim_start_matches(['"', '\'', ' ']).strip_prefix(':')?;
        let id = behind.trim_start_matches(['"', '\'', ' ']);
        let id = &id[..id.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(id.len())];
        Some(id.to_string()).filter(|id| ends_word(text, at) && !id.is_empty())
    };
    let mut last = before.rmatch_indices(ID).filter_map(|(at, _)| id(before, at));
    last.next().or_else(|| behind.match_indices(ID).find_map(|(at, _)| id(behind, at)))
}

/// The name that a text begins with, up to a comma, and what it is where the comma stands behind a last name.
fn names_at_start(text: &str) -> impl Iterator<Item = String> {
    let name = name_before_signs(text);
    let behind = text.split_once(',').map(|(_, behind)| behind);
    let first_name =
        behind.and_then(name_before_signs).filter(|_| !behind.is_some_and(begins_with_other_key));
    let turned = name.as_ref().zip(first_name).map(|(last, first)| format!("{last}, {first}"));
    name.into_iter().chain(turned)
}

/// Whether another key stands before the next sign that ends a value.
fn begins_with_other_key(text: &str) -> bool {
    text.split([',', '{', '}', '[', ']', '#']).next().is_some_and(|part| part.contains(':'))
}

/// The name that a text begins with, up to the next key where two lines were run together: `Ana Ruiz title: Teacher`.
fn name_before_signs(text: &str) -> Option<String> {
    let text = before_key(text);
    let signs = text.chars().take_while(|c| !",{}[]#".contains(*c)).take(LONGEST_NAME);
    let name: String = signs.map(|c| if "\"':".contains(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = name.split_whitespace().take(MOST_WORDS).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What stands in a text before a second key of a team's file, where that stands near.
fn before_key(text: &str) -> &str {
    let near = &text[..text.floor_char_boundary(LONGEST_NAME)];
    let mut begin = 0;
    for word in near.split_inclusive(' ') {
        let key = word.split(':').next().filter(|key| key.len() < word.trim_end().len());
        let is_known = key.is_some_and(|key| TEAM.field(key).is_some() || MEMBER.field(key).is_some());
        if is_known && !near[..begin].trim().is_empty() {
            return &text[..begin];
        }
        begin += word.len();
    }
    text
}

/// The lines of a text without their ends, each with where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    // A lone return ends a line too, as old programs write them.
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let begin = at;
        at += line.len();
        (begin, line.trim_end())
    })
}

/// Whether a line, without its blanks, may begin with a key.
fn begins_with_key(inner: &str) -> bool {
    !inner.is_empty() && !inner.starts_with(['-', '#', '{', '}', '[', ']', ','])
}

/// How far to the right the keys of a file begin that stand furthest to the left.
fn margin(text: &str) -> usize {
    let keys = lines(text).filter(|(_, line)| begins_with_key(line.trim_start()));
    keys.map(|(_, line)| line.len() - line.trim_start().len()).min().unwrap_or_default()
}

/// A part of a team's file that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    /// A key of the team that tells of no member, with what stands below it; whether a name belongs there.
    OfTeam { has_name: bool },
    /// The members.
    Members,
    /// Whatever it may be.
    Unknown,
}

impl Region {
    /// What begins with a key at the margin, and with what stands behind it.
    fn of(key: &str, rest: &str) -> Self {
        // A group in braces ends on its line as a rule, and what is below it is somebody else.
        let is_open = rest.is_empty() || rest.starts_with(['{', '#']) && !rest.contains('}');
        match key {
            MEMBERS => Self::Members,
            COMPOSITION => Self::Unknown,
            _ if TEAM.field(key).is_some() && !REFERENCES.contains(&key) => {
                Self::OfTeam { has_name: WITH_NAMES.contains(&key) && is_open }
            }
            _ => Self::Unknown,
        }
    }

    fn is_of_team(self) -> bool {
        matches!(self, Self::OfTeam { .. })
    }
}

/// The key that a line begins with, behind list dashes and without quotes, and what follows it; a line without a
/// known key is all that follows.
fn key_of(line: &str) -> (&str, &str) {
    let inner = line.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
    let bare = inner.trim_start_matches(['"', '\'']);
    let end = bare.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(bare.len());
    let (key, rest) = bare.split_at(end);
    if TEAM.field(key).is_none() && MEMBER.field(key).is_none() {
        return ("", inner);
    }
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    (key, rest.strip_prefix(':').unwrap_or(rest).trim_start())
}

/// Whether in a value of one line something else may stand, such as a key with a member's name, or a remark.
fn may_hold_a_member(value: &str) -> bool {
    let is_key = |part: &str| {
        let key = part.split_once(':').map(|(key, _)| key.trim().trim_matches(['"', '\'']));
        key.is_some_and(|key| !key.contains(' ') && !is_tag(key))
    };
    let has_keys = value.split(',').skip(1).any(is_key);
    let value = within_braces(value).unwrap_or(value);
    has_keys || value.contains(['{', '}', '#']) || names_somebody(value) || ends_with_count(value)
}

/// What stands within the braces of a text in several languages, one of which may be gone.
fn within_braces(value: &str) -> Option<&str> {
    match value.strip_prefix('{') {
        Some(inner) if is_in_language(inner) => Some(inner.strip_suffix('}').unwrap_or(inner)),
        Some(_) => None,
        None => value.strip_suffix('}').filter(|inner| inner.split(',').skip(1).any(is_in_language)),
    }
}

/// Whether a text begins with a language's tag, behind which words stand: a number there may be a count.
fn is_in_language(text: &str) -> bool {
    let is_of_words = |words: &str| !words.is_empty() && !words.starts_with(|c: char| c.is_ascii_digit());
    text.split_once(": ").is_some_and(|(tag, words)| {
        is_tag(tag.trim()) && is_of_words(words.trim_start_matches(|c: char| c == ' ' || "\"'".contains(c)))
    })
}

/// Whether a line holds more than a word in a language, which no id does.
fn is_sentence(line: &str) -> bool {
    is_in_language(line) && line.split_whitespace().nth(2).is_some()
}

/// Whether a word is a language's tag of two letters, and no key.
fn is_tag(word: &str) -> bool {
    word.len() == 2 && word != ID && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a key stands in a text below which somebody is named: `Parent Name: Zora Ruiz`.
pub(super) fn names_somebody(text: &str) -> bool {
    let mut keys = text.match_indices(':').map(|(at, _)| text[..at].trim_end_matches(['"', '\'', ' ']));
    let is_telling = |before: &str| {
        let telling = TELLING.iter().chain(&REFERENCES).chain(&[MEMBERS]);
        telling.into_iter().any(|key| ends_with_word(before, key))
    };
    keys.any(is_telling)
}

/// Whether a text ends with a word, in capitals or small letters.
fn ends_with_word(text: &str, word: &str) -> bool {
    let end = text.len().checked_sub(word.len()).and_then(|at| text.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceFile;

    /// What is hidden of a text that can't be read, a line each.
    fn hidden(text: &str) -> Vec<&str> {
        let file = SourceFile::new("team.yml", text);
        let mut hiding = Hiding::new(&file);
        hiding.unreadable();
        hiding.spans.iter().map(|span| &text[span.clone()]).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn in_a_file_that_cannot_be_read_every_member_is_hidden() {
        let text = "name: Hill: team\nconvener: ana-ruiz\nmembers:\n- id: ana-ruiz\n  name: Ana: Ruiz\n  title: Nurse\n  nmae Ana\n- {id: x, name: Bo}\nmeets: Now\n";
        assert_eq!(hidden(text), ["ana-ruiz", "ana-ruiz", "Ana: Ruiz", "nmae Ana", "{id: x, name: Bo}"]);
    }

    #[test]
    fn members_are_hidden_however_their_file_is_written() {
        for text in [
            "\"name\": Hill: team\n\"members\":\n  - \"id\": ana-ruiz\n    \"name\": Ana: Ruiz\n",
            "{name: Hill, members: [{id: ana-ruiz, name: Ana Ruiz}]\n",
            "{\n  name: Hill,\n  members: [\n    {id: ana-ruiz,\n     title: P, name: Ana Ruiz}\n",
            "  name: Hill\n  members:\n    - id: ana-ruiz\n      name: Ana: Ruiz\n",
            "? members\n: - {id: ana-ruiz, name: Ana Ruiz\n",
            "name: Hill, members: [{id: ana-ruiz, name: Ana Ruiz}\n",
            "members:\n  - {id: ana-ruiz,\n     title: P, name: Ana Ruiz\n",
            "membres:\n  - id: ana-ruiz\n    name: Ana: Ruiz\n    title: P\n",
            "members:\n  # Ana Ruiz (ana-ruiz)\n  - id: x: y\n",
            "'convener': ana-ruiz: x\nmembers: []\n",
            "meets: now\n members:\n  - id: ana-ruiz\n    name: Ana: Ruiz\n",
        ] {
            let file = SourceFile::new("team.yml", text);
            let mut hiding = Hiding::new(&file);
            hiding.unreadable();
            let is_shown = |at: &usize| !hiding.spans.iter().any(|span| span.contains(at));
            let shown: String =
                text.char_indices().filter(|(at, _)| is_shown(at)).map(|(_, letter)| letter).collect();
            assert!(!shown.contains("Ana") && !shown.contains("ana-"), "{text}=>\n{shown}");
        }
    }

    #[test]
    fn names_in_what_cannot_be_read_are_known() {
        for text in [
            "name: Hill: team\nmembers:\n- id: ana-ruiz\n  name: Ana Ruiz\n",
            "name: Hill: team\nmembers:\n- name: Ana Ruiz\n  id: ana-ruiz\n",
            "name: Hill\nmembers:\n  - {id: ana-ruiz, name: \"Ana Ruiz\", title: P\n",
            "name: Hill\nmembers: [{'id': \"ana-ruiz\", 'name': 'Ana: Ruiz', title: P}\n",
        ] {
            let file = SourceFile::new("team.yml", text);
            let [(name, id)] = &Hiding::new(&file).unreadable()[..] else { panic!("{text}") };
            assert_eq!((name.as_str(), id.as_deref()), ("Ana Ruiz", Some("ana-ruiz")), "{text}");
        }
    }

    #[test]
    fn what_tells_of_nobody_is_drawn() {
        let text = "name: Hill: team\n# A note\nseeking: [a, b\nmembers:\n  - title: Nurse: RN\n    role: nurse\nmeets: 3:15 pm: x\n";
        assert_eq!(hidden(text), Vec::<&str>::new());
    }
}
