//! A new guide, role description or rubric.

use super::NewFile;
use crate::model::Kind;
use crate::reader::written::value;

/// The file of a new resource at a path.
pub fn resource(path: String, kind: Kind, title: &str) -> NewFile {
    let front = match kind {
        Kind::Guide => "",
        Kind::Role => {
            "# perspectives: [___]   what whoever holds the role brings, such as family-engagement\n\
             # functions: [___]   what they do, such as engage-families\n"
        }
        Kind::Rubric => "# level: ___   which teams it is for: district, school or both\n",
    };
    let text = format!(
        "---\ntitle: {}\n# summary: ___   what it is about, in a sentence\n{front}\
         # draft: true   as long as it is not to be published\n---\n\n{}",
        value(title),
        body(kind)
    );
    NewFile::new(path, text)
}

/// What stands below the front matter: comments, which the site leaves out.
fn body(kind: Kind) -> &'static str {
    match kind {
        Kind::Guide => {
            "<!-- Write here. A line between signs like these is seen by nobody.\n\n\
             Headings begin with two number signs, and `{#name}` at their end is the address for links:\n\n\
             ## Before the meeting {#before}\n\n\
             1. The first step.\n2. The next step, with a link to [a guide](other-guide.md).\n-->\n"
        }
        Kind::Role => {
            "<!-- In two sentences: why this person is needed. Then, for example:\n\n\
             ## What you bring {#what-you-bring}\n\n\
             ## What you do {#what-you-do}\n\n- One thing a line.\n\n\
             ## How much time {#how-much-time}\n-->\n"
        }
        Kind::Rubric => {
            "<!-- An area is a heading; each line of the list below it is one thing to rate, with an id of its own:\n\n\
             ## Meetings {#meetings}\n\n\
             - We meet at least every two weeks. {#meetings-1}\n\
             - Everybody gets the agenda the day before. {#meetings-2}\n-->\n"
        }
    }
}
