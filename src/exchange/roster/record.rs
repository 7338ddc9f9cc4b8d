//! What a team's file says of its members, hidden names included: for the coordinator's own machine, never for a site.

use jiff::civil::Date;

use crate::edit;
use crate::model::{Lang, TeamLevel};
use crate::reader::decode::{self, Fields};
use crate::reader::kinds::TEAM;

/// A text by language, in the author's order.
pub type Texts = Vec<(Lang, String)>;

/// A team.
#[derive(Debug, Clone)]
pub struct TeamRecord {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Texts,
    /// For whom it works.
    pub level: Option<TeamLevel>,
    /// The school's id.
    pub school: Option<String>,
    /// The id of who calls it together.
    pub convener: Option<String>,
    /// The id of who sets the agenda.
    pub agenda: Option<String>,
    /// Its members and vacant seats.
    pub seats: Vec<SeatRecord>,
    /// Whether the file has the key `members`.
    pub has_members: bool,
}

/// A member or a vacant seat.
#[derive(Debug, Clone, Default)]
pub struct SeatRecord {
    /// Its id.
    pub id: String,
    /// The person; none for a vacant seat.
    pub name: Option<String>,
    /// What is said of showing the name.
    pub show_name: Option<bool>,
    /// Whether it is said that the person is a student.
    pub student: Option<bool>,
    /// What the person is.
    pub title: Texts,
    /// Whether the title is a map of languages.
    pub title_by_language: bool,
    /// The role description's id.
    pub role: Option<String>,
    /// The perspectives, where they are not the role's.
    pub perspectives: Option<Vec<String>>,
    /// The functions, where they are not the role's.
    pub functions: Option<Vec<String>>,
    /// The first day.
    pub since: Option<Date>,
    /// The first day no longer on the team.
    pub until: Option<Date>,
}

impl TeamRecord {
    /// Reads a team's file, which was checked.
    pub fn read(id: &str, text: &str, default: &Lang) -> Option<Self> {
        let tree = edit::read(text.trim_start_matches('\u{feff}'))?;
        let fields = Fields::of(&tree, &TEAM, default)?;
        let texts = |key: &str| fields.get(key).map(|node| texts(node, default)).unwrap_or_default();
        Some(Self {
            id: id.to_string(),
            name: texts("name"),
            level: fields.choice("level", TeamLevel::parse),
            school: fields.line("school"),
            convener: fields.line("convener"),
            agenda: fields.line("agenda"),
            seats: fields.objects("members").iter().map(|seat| SeatRecord::read(seat, default)).collect(),
            has_members: fields.is_there("members"),
        })
    }
}

impl SeatRecord {
    fn read(fields: &Fields<'_>, default: &Lang) -> Self {
        let words = |key: &str| {
            fields.get(key).map(|_| fields.words(key).iter().map(|word| word.text.to_string()).collect())
        };
        let title = fields.get("title");
        Self {
            id: fields.line("id").unwrap_or_default(),
            name: fields.line("name"),
            show_name: fields.flag("show_name"),
            student: fields.flag("student"),
            title: title.map(|node| texts(node, default)).unwrap_or_default(),
            title_by_language: title.is_some_and(|node| node.text().is_none()),
            role: fields.line("role"),
            perspectives: words("perspectives"),
            functions: words("functions"),
            since: fields.date("since"),
            until: fields.date("until"),
        }
    }

    /// Whether the person, or the seat, is no longer on the team at a date.
    pub fn has_ended(&self, date: Date) -> bool {
        self.until.is_some_and(|until| until <= date)
    }
}

fn texts(node: &crate::reader::yaml::Node, default: &Lang) -> Texts {
    let texts = decode::texts(node, default).into_iter();
    texts.map(|(lang, node)| (lang, node.text().unwrap_or_default().to_string())).collect()
}

/// A text in a language, else in the first that there is.
pub fn in_language<'t>(texts: &'t Texts, lang: &Lang) -> &'t str {
    let own = texts.iter().find(|(of, _)| of == lang);
    own.or(texts.first()).map_or("", |(_, text)| text.as_str())
}
