//! Every kind of problem, declared once: its name, how bad it is, what it means, and a wrong and a right example.
//! `docs/diagnostics.md` and `teamkit explain` are made from these declarations.

use super::Severity;

/// What is known of a kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declaration {
    /// A stable word for it, such as `unknown-perspective`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means and what to do, in a sentence or two.
    pub meaning: &'static str,
    /// How it comes about.
    pub wrong: &'static str,
    /// The same as it should be.
    pub right: &'static str,
}

macro_rules! codes {
    ($($code:ident $severity:ident $name:literal $meaning:literal $wrong:literal => $right:literal;)*) => {
        /// A kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(clippy::enum_variant_names, reason = "a variant is named as its code is")]
        pub enum Code {
            $(#[doc = $meaning] $code,)*
        }

        impl Code {
            /// All kinds, by their names.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// What is known of it.
            pub fn declaration(self) -> &'static Declaration {
                match self {
                    $(Self::$code => &Declaration {
                        name: $name,
                        severity: Severity::$severity,
                        meaning: $meaning,
                        wrong: $wrong,
                        right: $right,
                    },)*
                }
            }
        }
    };
}

impl Code {
    /// A stable word for it.
    pub fn name(self) -> &'static str {
        self.declaration().name
    }

    /// How bad it is.
    pub fn severity(self) -> Severity {
        self.declaration().severity
    }
}

codes! {
    AddressConflict Error "address-conflict"
        "An address lies in a folder that has the same name as another address, so only one of the two can exist. Rename one of them."
        "aliases: [index.html/old]" => "aliases: [old]";
    AddressTooLong Error "address-too-long"
        "An address, or one of its parts, is longer than systems can hold: 255 bytes a part, 900 in all. Shorten it."
        "static/ with folders in folders, forty levels deep" => "static/forms/consent.pdf";
    BrokenFileLink Error "broken-file-link"
        "A link of the file system leads to nothing. Remove it, or mend where it leads."
        "content/guides/start.md -> ../old/start.md (which is gone)" => "content/guides/start.md as a file of its own";
    BrokenLink Error "broken-link"
        "A link in a text leads to no file of the toolkit, or to a heading that the file does not have. Links are written as paths from the file that they stand in to the source file."
        "See [the guide](start.html)." => "See [the guide](../guides/start.md).";
    BrokenReference Error "broken-reference"
        "A file of `static/` is named that is not there."
        "brand: {logo: logo.sgv}" => "brand: {logo: logo.svg}";
    BrokenTemplate Error "broken-template"
        "A template of the theme can't be read, or fails on the data of a page. The place is in the template."
        "{{ page.titel.text }}" => "{{ page.title.text }}";
    DatesReversed Warning "dates-reversed"
        "`until` is before `since`, so the person is never on the team. `until` is the first day no longer on it."
        "since: 2026-08-15, until: 2025-06-30" => "since: 2025-08-15, until: 2026-06-30";
    DuplicateEntry Warning "duplicate-entry"
        "A word stands twice in a list where it counts once."
        "seeking: [health-providers, health-providers]" => "seeking: [health-providers]";
    DuplicateId Error "duplicate-id"
        "An id stands twice where each must be there once: in a list of schools, members or ratings, or in a text."
        "- {id: ana, title: Principal}\n- {id: ana, title: Nurse}" => "- {id: ana, title: Principal}\n- {id: ana-2, title: Nurse}";
    DuplicateKey Error "duplicate-key"
        "A key stands twice in the same place, so one of the two values would be lost."
        "name: Oak\nname: Elm" => "name: Oak";
    DuplicateLanguage Error "duplicate-language"
        "A language stands twice in the list of the toolkit's languages."
        "languages: [en, es, en]" => "languages: [en, es]";
    EmptyConsent Error "empty-consent"
        "`show_name` or `student` has nothing behind it. An empty consent is not a missing one: write `true` or `false`, or remove the key."
        "show_name:" => "show_name: false";
    EmptyFile Error "empty-file"
        "A file is empty. Write its keys or its text, or remove it."
        "(nothing)" => "name: Oak";
    EmptyValue Warning "empty-value"
        "A name is empty, so the position counts as vacant. Leave the key out if it is."
        "name: \"\"" => "name: Ana Ruiz";
    ExternalImage Error "external-image"
        "An image of another server would be loaded on every visit, and tell that server who reads. Put the file into `static/`."
        "![The team](https://example.org/team.png)" => "![The team](../static/team.png)";
    FolderCycle Error "folder-cycle"
        "A link of the file system leads back to a folder above it, so the folders would never end. Remove the link."
        "content/guides/more -> .." => "content/guides/ without the link";
    FolderNotFile Error "folder-not-file"
        "A folder has a name that only a file can have."
        "content/guides/start.md/" => "content/guides/start.md";
    FutureDate Warning "future-date"
        "A date is later than today where only a past one can be meant."
        "reviewed: 2062-10-14" => "reviewed: 2026-10-14";
    HiddenNameElsewhere Warning "hidden-name-elsewhere"
        "Somebody whom the site hides on one team is named in another place that is published. Take the name out there, or set `show_name: true` if that person agreed."
        "about: Ask Rosa Delgado, with `name: Rosa Delgado` hidden among the members" => "about: Ask one of our parents";
    ImageWithoutText Warning "image-without-text"
        "An image has no text for those who can't see it. Say in the square brackets what it shows."
        "![](../static/team.png)" => "![The team at work](../static/team.png)";
    IndicatorNeedsId Error "indicator-needs-id"
        "A self-assessment refers to this rubric, so each of its indicators needs a fixed id: by position, one inserted line would move every stored rating to another question."
        "- The team meets monthly" => "- The team meets monthly {#meetings-1}";
    InvalidAlias Error "invalid-alias"
        "An old address can't be one: it has signs that no address has, or is a name that Windows reserves."
        "aliases: [\"guides/what?.html\"]" => "aliases: [guides/what.html]";
    InvalidCode Error "invalid-code"
        "A code has too few or too many digits. Spreadsheets lose a leading zero; put the code in quotes."
        "nces_id: 691234" => "nces_id: \"0691234\"";
    InvalidColor Error "invalid-color"
        "A color is none. Write six hexadecimal digits behind a `#`, in quotes, since YAML takes a bare `#` for a comment."
        "color: teal" => "color: \"#0b5d66\"";
    InvalidDate Error "invalid-date"
        "A date is none, or has another form than year, month, day."
        "started: 8/15/24" => "started: 2024-08-15";
    InvalidEmail Error "invalid-email"
        "An e-mail address is none."
        "email: ana at example.org" => "email: ana@example.org";
    InvalidId Error "invalid-id"
        "An id has other signs than the letters a to z in lower case, digits and hyphens. File names without their ending are ids too, since they become addresses."
        "id: Lincoln Elementary" => "id: lincoln-elementary";
    InvalidName Error "invalid-name"
        "The name of a file or folder is not valid text on this system. Rename it."
        "content/guides/caf\\xe9.md" => "content/guides/cafe.md";
    InvalidUrl Error "invalid-url"
        "A web address is none, or has no scheme."
        "website: www.example.org" => "website: https://www.example.org";
    InvalidUtf8 Error "invalid-utf8"
        "A file is not UTF-8 text. Save it again with the encoding UTF-8; Word and Excel files are not text."
        "Ense\\xf1anza (saved as Latin-1)" => "Enseñanza (saved as UTF-8)";
    LinkOut Error "link-out"
        "A link of the file system leads out of the toolkit. Copy the file or folder into the toolkit."
        "content/guides/start.md -> /home/ana/start.md" => "content/guides/start.md as a file of its own";
    MissingFile Error "missing-file"
        "A file is not there that is needed."
        "content/districts/oak/ without a district.yml" => "content/districts/oak/district.yml with `name: Oak`";
    MissingFrontMatter Error "missing-front-matter"
        "A guide, role description or rubric begins with a few lines between two lines `---` that say at least its title."
        "Text begins at once." => "---\ntitle: Start here\n---\n\nText begins here.";
    MissingKey Error "missing-key"
        "A key is not there, or has nothing behind it, that is needed."
        "level: district" => "name: Oak team\nlevel: district";
    MissingPlural Error "missing-plural"
        "A string of the theme with plural forms lacks the form `other`."
        "people: {one: \"{n} person\"}" => "people: {one: \"{n} person\", other: \"{n} people\"}";
    NoDefaultLanguage Warning "no-default-language"
        "A text is there in another language only. Readers of every language get that one until there is one in the default language."
        "guides/start.es.md without guides/start.md" => "guides/start.md and guides/start.es.md";
    NoDistricts Error "no-districts"
        "The toolkit has no districts, so there is nothing to publish."
        "content/districts/ is empty" => "content/districts/oak/district.yml with `name: Oak`";
    NoStrings Warning "no-strings"
        "The theme has no words for a language of the toolkit, so readers get buttons and headings in English."
        "languages: [en, so] without themes/…/strings/so.yml" => "themes/…/strings/so.yml, copied from en.yml and translated";
    Nobody Note "nobody"
        "Nobody is on a team on the day that figures are told for."
        "members: []" => "members:\n  - {id: ana, name: Ana Ruiz, title: Principal}";
    NullWord Error "null-word"
        "YAML reads this word as nothing. A person called Null must not become a vacant position: put the word in quotes, or leave the key out."
        "name: Null" => "name: \"Null\"";
    RawHtml Warning "raw-html"
        "HTML in a text is shown as text. Write it in Markdown, or set `raw_html: allow` in teamkit.yml if all authors are trusted."
        "<b>Now</b>" => "**Now**";
    ReservedName Error "reserved-name"
        "A district has the name of a folder that stands beside the districts' folders on the site. Rename the district's folder."
        "content/districts/assets/" => "content/districts/assets-district/";
    ReviewDue Note "review-due"
        "The day has come on which a text should have been looked through. Read it again, then set `reviewed` and a new `review_by`."
        "review_by: 2025-10-01" => "reviewed: 2026-10-01\nreview_by: 2027-10-01";
    SameAssessment Warning "same-assessment"
        "Two self-assessments are of the same team, rubric and day. Keep one of the two."
        "a.yml and b.yml: {rubric: school-team, team: hill, date: 2026-10-14}" => "one file for that day";
    ShiftedColor Note "shifted-color"
        "Text in the district's color would be too pale to read, so text and controls are in a darker shade of it. Nothing has to be done."
        "color: \"#ffcc00\"" => "color: \"#7a5c00\"";
    TooLarge Error "too-large"
        "A file is larger than any text that somebody wrote."
        "content/guides/start.md with 80 MB" => "content/guides/start.md with some kilobytes";
    TwoSources Error "two-sources"
        "Two files would become the same address, also where case is not told apart."
        "guides/start.md with `aliases: [guides/welcome.html]` beside guides/welcome.md" => "one of the two renamed, or the alias removed";
    UnknownFunction Error "unknown-function"
        "The framework has no key function of this id."
        "functions: [reveiw-data]" => "functions: [review-data]";
    UnknownGroup Error "unknown-group"
        "The framework has no student group of this id."
        "composition: {latino: 3}" => "composition: {hispanic: 3}";
    UnknownIndicator Error "unknown-indicator"
        "The rubric has no indicator of this id."
        "ratings: {membership-9: strength}" => "ratings: {membership-1: strength}";
    UnknownKey Error "unknown-key"
        "A key is none that can stand here, so what is behind it would be lost."
        "nane: Oak" => "name: Oak";
    UnknownLanguage Error "unknown-language"
        "A language is none of the toolkit's, or no language at all."
        "name: {en: Health, fr: Santé} with `languages: [en, es]`" => "name: {en: Health, es: Salud}";
    UnknownMember Error "unknown-member"
        "The team has no member of this id."
        "convener: anna" => "convener: ana";
    UnknownPerspective Error "unknown-perspective"
        "The framework has no perspective of this id."
        "perspectives: [health]" => "perspectives: [health-providers]";
    UnknownPlaceholder Error "unknown-placeholder"
        "A string of the theme names something in braces that the program does not fill in."
        "people: \"{count} people\"" => "people: \"{n} people\"";
    UnknownPlural Error "unknown-plural"
        "A form of a string is none of the plural categories: zero, one, two, few, many, other."
        "people: {single: \"{n} person\", other: …}" => "people: {one: \"{n} person\", other: …}";
    UnknownRating Error "unknown-rating"
        "The rubric's scale has no rating of this id."
        "ratings: {membership-1: good}" => "ratings: {membership-1: strength}";
    UnknownRole Error "unknown-role"
        "There is no role description of this id."
        "role: nurce" => "role: nurse";
    UnknownRubric Error "unknown-rubric"
        "There is no rubric of this id."
        "rubric: school" => "rubric: school-team";
    UnknownSchool Error "unknown-school"
        "The district's schools.yml has no school of this id."
        "school: lincoln" => "school: lincoln-elementary";
    UnknownString Error "unknown-string"
        "The program asks for no string of this name."
        "nav-team: Teams" => "nav-teams: Teams";
    UnknownTeam Error "unknown-team"
        "The district has no team of this id."
        "team: lincoln" => "team: lincoln-elementary";
    UnknownTheme Error "unknown-theme"
        "There is no folder of this name in `themes`."
        "theme: habor" => "theme: harbor";
    UnknownWord Error "unknown-word"
        "Only certain words can stand here, and this is none of them."
        "formation: old" => "formation: existing";
    Unreadable Error "unreadable"
        "The system does not let the program read a file or folder."
        "a file without permission to read" => "chmod u+r content/guides/start.md";
    UnsafeLink Error "unsafe-link"
        "A link begins with a scheme that could run a script. Link to a file of the toolkit, or to `https:`, `mailto:` or `tel:`."
        "[Start](javascript:alert(1))" => "[Start](start.md)";
    UnusedFile Warning "unused-file"
        "A file lies where nothing of its name is expected, so nobody reads it."
        "content/districts/oak/teams/hill.yaml" => "content/districts/oak/teams/hill.yml";
    UnusedKey Warning "unused-key"
        "A key can have no effect where it stands."
        "level: district\nschool: hill" => "level: district";
    WrongType Error "wrong-type"
        "A value is of another kind than the key wants: a list, a number, `true` or `false`."
        "seeking: health-providers" => "seeking: [health-providers]";
    YamlAlias Error "yaml-alias"
        "A value that begins with `*` needs quotes, since YAML takes it for an alias, which is not used here."
        "name: *Star" => "name: \"*Star\"";
    YamlAnchor Error "yaml-anchor"
        "A value that begins with `&` needs quotes, since YAML takes it for an anchor, which is not used here."
        "name: &More" => "name: \"&More\"";
    YamlBracket Error "yaml-bracket"
        "A bracket is opened and not closed, or closed and not opened, or a comma is missing between two entries."
        "seeking: [health-providers" => "seeking: [health-providers]";
    YamlCharacter Error "yaml-character"
        "A value begins with a sign that needs quotes."
        "name: @home" => "name: \"@home\"";
    YamlColon Error "yaml-colon"
        "A value with a colon and a blank in it needs quotes."
        "meets: Every Tuesday: 3 pm" => "meets: \"Every Tuesday: 3 pm\"";
    YamlDash Error "yaml-dash"
        "A list item can't begin here. Each begins with `- ` on a line of its own, below its key and at the same distance from the margin."
        "members: - id: ana" => "members:\n  - id: ana";
    YamlDepth Error "yaml-depth"
        "Lists and maps are nested too deeply."
        "[[[[[[…]]]]]]" => "[…]";
    YamlDocuments Error "yaml-documents"
        "A second document begins in the file; a file holds one. Remove the line `---`."
        "name: Oak\n---\nstate: CA" => "name: Oak\nstate: CA";
    YamlEscape Error "yaml-escape"
        "A backslash inside double quotes begins an escape, and this is none. Write two backslashes, or use single quotes."
        "about: \"C:\\data\"" => "about: 'C:\\data'";
    YamlIndent Error "yaml-indent"
        "A line does not fit under the one above it. Keys that belong together begin in the same column."
        "name: Oak\n  state: CA" => "name: Oak\nstate: CA";
    YamlKey Error "yaml-key"
        "A line should be `key: value`, but has no colon, or no blank behind it."
        "name Oak" => "name: Oak";
    YamlQuote Error "yaml-quote"
        "A quote is opened and not closed on the same line, or text follows the closing one."
        "name: \"Oak" => "name: \"Oak\"";
    YamlTab Error "yaml-tab"
        "A tab stands where YAML wants blanks. Most editors can replace the tabs of a whole file."
        "members:\n\t- id: ana" => "members:\n  - id: ana";
    YamlTag Error "yaml-tag"
        "A value that begins with `!` needs quotes, since YAML takes it for a tag, which is not used here."
        "name: !Oak" => "name: \"!Oak\"";
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_words_in_order_and_each_tells_how_to_do_it_right() {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(names.is_sorted(), "in the order of their names");
        for code in Code::ALL {
            let known = code.declaration();
            assert!(known.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            assert!(known.meaning.ends_with('.'), "{}", known.name);
            assert_ne!(known.wrong, known.right, "{}", known.name);
        }
    }
}
