//! What each YAML file may hold, described once: [`check`] reports everything that does not fit, with
//! places and in plain words, and [`super::decode`] reads what does.

mod bracketed;
pub mod called;
mod checker;
mod contact;
mod cut;
mod entries;
mod headless;
mod keys;
mod listed;
mod meant;
mod parted;
mod repeated;
mod strange;
mod stray;
mod texts;
mod wanted;

use super::target::Target;
use super::yaml::Node;
use crate::diagnostics::Collector;
use crate::model::Lang;
use checker::Checker;
pub use cut::{CURLY, LOST, within_curly_quotes};
pub(in crate::reader) use parted::is_parted_word;
pub use parted::{MOST_TOGETHER, is_parted};
pub use stray::{Stray, stray, tell_stray, without_marks};

/// What a value may be.
#[derive(Debug)]
pub enum Shape {
    /// A string, or a map from language to string.
    Text,
    /// The same for a proper name, which many languages share: none is missing.
    Name,
    /// A string that is the same in every language.
    Line,
    /// An id: lower-case letters, digits, hyphens.
    Id,
    /// The id of something that is told elsewhere: whether it is one is told where it is looked up.
    Reference(Target),
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A day of every year, `MM-DD`.
    MonthDay,
    /// An address that begins with `http://` or `https://`.
    Url,
    /// The address of a site, below which its pages stand: without a query or an anchor.
    SiteUrl,
    /// An address with `{path}` in it.
    UrlPattern,
    /// An e-mail address.
    Email,
    /// A telephone number; one that can't be right is doubted, since nobody knows all ways to write one.
    Phone,
    /// `#rgb` or `#rrggbb`.
    Color,
    /// A BCP 47 language tag.
    Language,
    /// The same, of a language of the toolkit, which is told where it is looked up.
    OwnLanguage,
    /// `true` or `false`.
    Flag,
    /// The same, about what somebody agreed to: with nothing behind the key it is an error.
    Consent,
    /// A whole number, 0 to a thousand million.
    Count,
    /// A whole number that may be negative.
    Integer,
    /// A share from 0 to 1, with up to four decimals.
    Share,
    /// Exactly so many digits, kept as text.
    Digits(usize),
    /// The path of a file below `static/`.
    StaticFile,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of one shape.
    List(&'static Shape),
    /// A map with fixed keys.
    Object(&'static Object),
    /// A map whose keys are ids of things that are told elsewhere.
    Table(Target, &'static Shape),
}

impl Shape {
    /// Whether it is a single value that is the same in every language.
    pub fn is_scalar(&self) -> bool {
        match self {
            Self::Text | Self::Name | Self::List(_) | Self::Object(_) | Self::Table(..) => false,
            Self::Line
            | Self::Id
            | Self::Reference(_)
            | Self::Date
            | Self::MonthDay
            | Self::Url
            | Self::SiteUrl
            | Self::UrlPattern
            | Self::Email
            | Self::Phone
            | Self::Color
            | Self::Language
            | Self::OwnLanguage
            | Self::Flag
            | Self::Consent
            | Self::Count
            | Self::Integer
            | Self::Share
            | Self::Digits(_)
            | Self::StaticFile
            | Self::Choice(_) => true,
        }
    }
}

/// A map with fixed keys.
#[derive(Debug)]
pub struct Object {
    /// What it describes, with its article: "a member".
    pub what: &'static str,
    /// Its keys, in groups that several objects may share.
    pub fields: &'static [&'static [Field]],
    /// Objects that it is easily taken for: a key of theirs is told as such.
    pub others: &'static [&'static Object],
}

/// One key of an [`Object`].
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What its value may be.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, for authors.
    pub doc: &'static str,
}

impl Object {
    /// All its keys.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().flat_map(|group| group.iter())
    }

    /// The key's description.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }
}

/// Builds a key that must be there.
pub const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: true, doc }
}

/// Builds a key that may be left out.
pub const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: false, doc }
}

/// Reports everything in a node that does not fit its shape.
pub fn check(node: &Node, shape: &Shape, languages: Languages<'_>, out: &mut Collector<'_>) {
    Checker::new(languages, out).value(node, shape, None);
}

/// The languages that texts may be in.
#[derive(Debug, Clone, Copy)]
pub struct Languages<'l> {
    /// The toolkit's, the default one first.
    pub known: &'l [Lang],
    /// Those that the district's readers are offered: what lacks one of them is counted.
    pub wanted: &'l [Lang],
}
