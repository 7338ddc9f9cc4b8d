//! The file kinds of a toolkit: every key with its shape, whether it must be there, and what it means.

use super::shape::{Field, Object, Shape, optional, required};
use super::target::Target;
use crate::markdown::RawHtml;
use crate::model::{
    AssessmentsShown, DistrictKind, Formation, Kind, Means, ResourceLevel, SchoolKind, SchoolLevel, Side,
    TeamLevel,
};
use crate::words::words;

words! {
    /// A kind of file that authors write.
    FileKind {
        /// `teamkit.yml`.
        Teamkit = "teamkit",
        /// `framework.yml`, of the toolkit or of a district.
        Framework = "framework",
        /// `district.yml`.
        District = "district",
        /// `schools.yml`.
        Schools = "schools",
        /// `teams/*.yml`.
        Team = "team",
        /// `assessments/*.yml` and `*.json`.
        Assessment = "assessment",
        /// What stands above a guide's text.
        Guide = "guide",
        /// What stands above a role description's text.
        Role = "role",
        /// What stands above a rubric's text.
        Rubric = "rubric",
        /// A theme's `strings/*.yml`.
        Strings = "strings",
    }
}

impl FileKind {
    /// The kind of resource whose files these are, if they are any's.
    pub fn resource(self) -> Option<Kind> {
        Kind::parse(self.word())
    }
}

/// What a file of a kind may hold; none for a theme's strings, which the theme tells.
pub fn shape_of(kind: FileKind) -> Option<Shape> {
    let object = match kind {
        FileKind::Teamkit => &SETTINGS,
        FileKind::Framework => &FRAMEWORK,
        FileKind::District => &DISTRICT,
        FileKind::Schools => return Some(Shape::List(&SCHOOL_ENTRY)),
        FileKind::Team => &TEAM,
        FileKind::Assessment => &ASSESSMENT,
        FileKind::Guide => &GUIDE,
        FileKind::Role => &ROLE,
        FileKind::Rubric => &RUBRIC,
        FileKind::Strings => return None,
    };
    Some(Shape::Object(object))
}

/// The description of the front matter of a kind of resource.
pub fn front_matter(kind: Kind) -> &'static Object {
    match kind {
        Kind::Guide => &GUIDE,
        Kind::Role => &ROLE,
        Kind::Rubric => &RUBRIC,
    }
}

const EXPECTED_OF: Shape = Shape::List(&Shape::Choice(TeamLevel::WORDS));
const COUNTS: Shape = Shape::Table(Target::Group, &Shape::Count);
const PERSPECTIVES: Shape = Shape::List(&Shape::Reference(Target::Perspective));
const FUNCTIONS: Shape = Shape::List(&Shape::Reference(Target::Function));

/// `teamkit.yml`.
pub static SETTINGS: Object = Object {
    what: "the toolkit",
    fields: &[&[
        required("title", Shape::Text, "the toolkit's name"),
        optional(
            "base_url",
            Shape::SiteUrl,
            "where the site will stand; only canonical links, sitemap, feed and social cards use it",
        ),
        optional("theme", Shape::Line, "a folder of `themes/`, or `default`"),
        optional("languages", Shape::List(&Shape::Language), "the site's languages, the default one first"),
        optional("school_year_start", Shape::MonthDay, "the first day of a school year, month and day"),
        optional(
            "minimum_group",
            Shape::Count,
            "the smallest group of people about whom a figure is published",
        ),
        optional(
            "publish_assessments",
            Shape::Choice(AssessmentsShown::WORDS),
            "where results of self-assessments are told",
        ),
        optional("raw_html", Shape::Choice(RawHtml::WORDS), "what becomes of HTML inside Markdown"),
        optional(
            "edit_url",
            Shape::UrlPattern,
            "an address with `{path}` in it, for the link that edits a page",
        ),
    ]],
    others: &[],
};

/// `framework.yml`.
pub static FRAMEWORK: Object = Object {
    what: "the framework",
    fields: &[&[
        optional("perspectives", Shape::List(&Shape::Object(&PERSPECTIVE)), "who should be at the table"),
        optional("functions", Shape::List(&Shape::Object(&FUNCTION)), "the team's key functions"),
        optional("groups", Shape::List(&Shape::Object(&GROUP)), "student groups of the demographics table"),
        optional("scale", Shape::List(&Shape::Object(&RATING)), "the rating scale of rubrics, best first"),
    ]],
    others: &[],
};

static PERSPECTIVE: Object = Object {
    what: "a perspective",
    fields: &[&[
        required("id", Shape::Id, "its id"),
        required("name", Shape::Text, "its name"),
        required("side", Shape::Choice(Side::WORDS), "school or community"),
        optional("expected_of", EXPECTED_OF, "the teams that should have it"),
    ]],
    others: &[],
};

static FUNCTION: Object = Object {
    what: "a function",
    fields: &[&[
        required("id", Shape::Id, "its id"),
        required("name", Shape::Text, "its name"),
        optional("summary", Shape::Text, "what it is, in a sentence"),
        optional("expected_of", EXPECTED_OF, "the teams that should do it"),
    ]],
    others: &[],
};

static GROUP: Object = Object {
    what: "a student group",
    fields: &[&[required("id", Shape::Id, "its id"), required("name", Shape::Text, "its name")]],
    others: &[],
};

static RATING: Object = Object {
    what: "a rating",
    fields: &[&[
        required("id", Shape::Id, "its id"),
        required("name", Shape::Text, "its name"),
        required("means", Shape::Choice(Means::WORDS), "what it counts as"),
        optional("points", Shape::Count, "how many points it gives"),
        optional("hint", Shape::Text, "how one knows that this is the right one"),
    ]],
    others: &[],
};

static CONTACT: Object = Object {
    what: "a contact",
    fields: &[&[
        optional("name", Shape::Line, "the person"),
        optional("title", Shape::Text, "the office"),
        optional("email", Shape::Email, "the e-mail address"),
        optional("phone", Shape::Phone, "the telephone number"),
    ]],
    others: &[],
};

static BRAND: Object = Object {
    what: "a brand",
    fields: &[&[
        optional("color", Shape::Color, "the color that the site's palette is made from"),
        optional("logo", Shape::StaticFile, "a file of `static/`"),
    ]],
    others: &[],
};

/// `district.yml`.
pub static DISTRICT: Object = Object {
    what: "a district",
    fields: &[&[
        required("name", Shape::Name, "the district's name"),
        optional("state", Shape::Line, "the state"),
        optional("nces_id", Shape::Digits(7), "7 digits, the federal code of the district"),
        optional("kind", Shape::Choice(DistrictKind::WORDS), "what kind of district it is"),
        optional("state_id", Shape::Line, "the state's own number of the district"),
        optional("city", Shape::Line, "the city; it tells districts of one name apart"),
        optional("county", Shape::Line, "the county; it tells districts of one name apart"),
        optional(
            "part_of",
            Shape::Reference(Target::District),
            "the id of a district of this toolkit that serves this one",
        ),
        optional("website", Shape::Url, "the district's own site"),
        optional("contact", Shape::Object(&CONTACT), "whom to write to"),
        optional("languages", Shape::List(&Shape::OwnLanguage), "a part of the toolkit's languages"),
        optional("brand", Shape::Object(&BRAND), "color and logo"),
        optional("about", Shape::Text, "what the district says about itself, Markdown allowed"),
        optional("students", COUNTS, "counts of students by group, district-wide"),
    ]],
    others: &[],
};

/// `schools.yml`.
pub static SCHOOLS: Shape = Shape::List(&SCHOOL_ENTRY);

static SCHOOL_ENTRY: Shape = Shape::Object(&SCHOOL);

/// An entry of `schools.yml`.
pub static SCHOOL: Object = Object {
    what: "a school",
    fields: &[&[
        required("id", Shape::Id, "its id"),
        required("name", Shape::Name, "its name"),
        optional("level", Shape::Choice(SchoolLevel::WORDS), "which grades it has, in a word"),
        optional("grades", Shape::Name, "which grades it has, such as `K-5`"),
        optional("kind", Shape::Choice(SchoolKind::WORDS), "what kind of school it is"),
        optional("nces_id", Shape::Digits(12), "12 digits, the federal code of the school"),
        optional("state_id", Shape::Line, "the state's own number of the school"),
        optional("opened", Shape::Date, "the first day; left out: it was always there"),
        optional("closed", Shape::Date, "the first day on which it is no school any more"),
        optional("expects_team", Shape::Flag, "false: no team is expected, and it counts in no reach"),
        optional("phone", Shape::Phone, "the school's telephone number"),
        optional("website", Shape::Url, "the school's own site"),
        optional("email", Shape::Email, "the school's e-mail address"),
        optional("leader", Shape::Object(&CONTACT), "who leads it, and whom to write to"),
        optional("students", COUNTS, "counts of students by group"),
    ]],
    others: &[],
};

/// `teams/<team>.yml`.
pub static TEAM: Object = Object {
    what: "a team",
    fields: &[&[
        required("name", Shape::Text, "the team's name"),
        required("level", Shape::Choice(TeamLevel::WORDS), "district or school"),
        optional("school", Shape::Reference(Target::School), "the school's id, when level is school"),
        optional("formation", Shape::Choice(Formation::WORDS), "how the team came about"),
        optional("part_of", Shape::Text, "the standing team that carries this work"),
        optional("started", Shape::Date, "the team's first day"),
        optional("meets", Shape::Text, "when and where it meets"),
        optional("about", Shape::Text, "what the team says about itself, Markdown allowed"),
        optional(
            "convener",
            Shape::Reference(Target::Member),
            "the id of the member who calls the team together",
        ),
        optional("agenda", Shape::Reference(Target::Member), "the id of the member who sets the agenda"),
        optional("contact", Shape::Object(&CONTACT), "whom to write to"),
        optional("welcomes_partners", Shape::Flag, "whether partners who look for a team see it"),
        optional("seeking", PERSPECTIVES, "the perspectives that the team invites now"),
        optional("composition", COUNTS, "the team's own makeup, as counts"),
        optional("members", Shape::List(&Shape::Object(&MEMBER)), "who is on the team"),
    ]],
    others: &[],
};

/// A member of a team.
pub static MEMBER: Object = Object {
    what: "a member",
    fields: &[&[
        required("id", Shape::Id, "unique in the team, for references"),
        optional("name", Shape::Line, "the person; left out for a vacant seat"),
        optional("show_name", Shape::Consent, "whether the site may show the name"),
        required("title", Shape::Text, "the office or part, such as Principal"),
        optional("role", Shape::Reference(Target::Role), "the id of a role description"),
        optional("student", Shape::Consent, "true for a student, whose name is shown nowhere"),
        optional(
            "perspectives",
            PERSPECTIVES,
            "what the member brings; left out: those of the role description",
        ),
        optional("functions", FUNCTIONS, "what the member does; left out: those of the role description"),
        optional("since", Shape::Date, "the first day; left out: since the team started"),
        optional("until", Shape::Date, "the first day no longer on the team"),
    ]],
    others: &[],
};

/// The front matter that every resource may have.
const RESOURCE: &[Field] = &[
    required("title", Shape::Line, "the page's title"),
    optional("summary", Shape::Line, "what it is about, in a sentence"),
    optional("order", Shape::Integer, "its place in lists; the lower, the earlier"),
    optional("audience", Shape::List(&Shape::Line), "whom it is for"),
    optional("keywords", Shape::List(&Shape::Line), "words that readers search for, shown nowhere"),
    optional("level", Shape::Choice(ResourceLevel::WORDS), "which teams it is for"),
    optional("reviewed", Shape::Date, "when it was looked through last"),
    optional("review_by", Shape::Date, "when it should be looked through next"),
    optional("draft", Shape::Flag, "true leaves it out unless drafts are asked for"),
    optional("aliases", Shape::List(&Shape::Line), "old addresses, each becomes a redirect"),
];

/// The front matter of a guide.
pub static GUIDE: Object = Object {
    what: "a guide",
    fields: &[
        RESOURCE,
        &[optional(
            "helps_with",
            Shape::List(&Shape::Reference(Target::Help)),
            "what it helps with: an indicator as `rubric/indicator`, or the id of a function or a perspective",
        )],
    ],
    others: &[&ROLE, &RUBRIC],
};

/// The front matter of a role description.
pub static ROLE: Object = Object {
    what: "a role description",
    fields: &[
        RESOURCE,
        &[
            optional("functions", FUNCTIONS, "what whoever holds the role does"),
            optional("perspectives", PERSPECTIVES, "what whoever holds the role brings"),
        ],
    ],
    others: &[&GUIDE, &RUBRIC],
};

/// The front matter of a rubric.
pub static RUBRIC: Object = Object {
    what: "a rubric",
    fields: &[
        RESOURCE,
        &[
            optional("scale", Shape::List(&Shape::Object(&RATING)), "an own rating scale, best first"),
            optional("goal", Shape::Share, "the share that is aimed at, from 0 to 1"),
        ],
    ],
    others: &[&GUIDE, &ROLE],
};

/// `assessments/*.yml` and `*.json`.
pub static ASSESSMENT: Object = Object {
    what: "a self-assessment",
    fields: &[&[
        optional(
            "schema",
            Shape::Choice(&["teamkit/assessment/1"]),
            "what the file is: `teamkit/assessment/1`",
        ),
        required("rubric", Shape::Reference(Target::Rubric), "the id of the rubric"),
        required("team", Shape::Reference(Target::Team), "the id of the team"),
        required("date", Shape::Date, "the day"),
        optional(
            "ratings",
            Shape::Table(Target::Indicator, &Shape::Reference(Target::Rating)),
            "a rating for each indicator",
        ),
        optional(
            "evidence",
            Shape::Table(Target::Indicator, &Shape::Line),
            "how the team knows; never published",
        ),
        optional("raters", Shape::Count, "how many people rated"),
        optional("steps", Shape::List(&Shape::Object(&STEP)), "what the team will do next"),
    ]],
    others: &[],
};

/// A step of a self-assessment.
pub static STEP: Object = Object {
    what: "a step",
    fields: &[&[
        required("do", Shape::Line, "what the team will do"),
        optional("by", Shape::Date, "the day by which it is done"),
        optional("who", Shape::Line, "who does it; never published"),
        optional("for", Shape::Reference(Target::Indicator), "the indicator that it is for"),
    ]],
    others: &[],
};
