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

impl Declaration {
    /// What it means in a few words: the first sentence.
    pub fn gist(&self) -> &'static str {
        self.meaning.find(". ").map_or(self.meaning, |end| &self.meaning[..=end])
    }
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

    /// Whether it keeps a file, or a part of one, from being understood at all.
    pub fn is_syntax(self) -> bool {
        self.name().starts_with("yaml-")
            || matches!(
                self,
                Self::InvalidUtf8
                    | Self::MergeMarker
                    | Self::MissingFrontMatter
                    | Self::EmptyFile
                    | Self::Unreadable
            )
    }
}

codes! {
    AddressConflict Error "address-conflict"
        "An address would be a page and a folder at once. Only one of the two can exist. Choose another old address."
        "aliases: [index.html/old]" => "aliases: [old/index.html]";
    AddressTooLong Error "address-too-long"
        "A part of an address is too long. No system can hold a file of such a name. Shorten the name, or the old address."
        "aliases: [guides/… 300 letters …]" => "aliases: [guides/old-name.html]";
    BringsNothing Warning "brings-nothing"
        "A member has neither role nor perspectives. So no perspective counts as covered by this member; a team of nobody else has nothing but 0 %. Name a role description, or perspectives; an empty list says that there are none."
        "functions: [review-data]" => "functions: [review-data]\nperspectives: []";
    BrokenFileLink Error "broken-file-link"
        "A shortcut to another file leads to nothing. Remove it, or let it lead to a file that is there."
        "content/guides/start.md, a shortcut to a file that is gone" => "content/guides/start.md, a file of its own";
    BrokenLink Error "broken-link"
        "A link in a text leads to nothing. Write the way from the file that the link stands in to the file that it leads to, with its ending `.md` or `.yml`. Behind a `#` goes the anchor of a heading in that file."
        "See [the guide](start.html)." => "See [the guide](../guides/start.md).";
    BrokenReference Error "broken-reference"
        "A file of `static/` is named that is not there. Look for a slip in its name, or put the file into the district's folder `static`."
        "brand: {logo: logo.sgv}" => "brand: {logo: logo.svg}";
    BrokenTemplate Error "broken-template"
        "A page template of the theme can't be used. It asks for something that the page does not have, or breaks the rules of templates; the place is in the template."
        "{{ page.titel.text }}" => "{{ page.title.text }}";
    CurlyQuotes Warning "curly-quotes"
        "Curly quotes stand around a value. Office programs write them; here they are letters like others, and would stand on the page. Write straight quotes, or none."
        "meets: “Every Tuesday”" => "meets: \"Every Tuesday\"";
    CutText Warning "cut-text"
        "The end of a text is lost. A `#` with a blank before it begins a remark, which nobody reads but in the file. Put the whole text in quotes; where a remark is meant, write a blank behind the `#`, and a number that stands alone on a line above."
        "meets: In room #3" => "meets: \"In room #3\"";
    DatesReversed Warning "dates-reversed"
        "Somebody left before they came. So they are never on the team. `until` is the first day no longer on it, and comes after `since`."
        "since: 2026-08-15\nuntil: 2025-06-30" => "since: 2025-08-15\nuntil: 2026-06-30";
    DayForGrades Warning "day-for-grades"
        "A day stands where a school's grades belong. A spreadsheet takes `6-8` for a day of June. Write the grades anew, and format the column as text before you copy it."
        "grades: 8-Jun" => "grades: 6-8";
    DeadLink Warning "dead-link"
        "A link leads to a page elsewhere that is gone. The page was moved or taken away, or there is a slip in the address. Look for the page in a browser and write its new address, or take the link out. It is told where `check --links` is asked for."
        "See [the forms](https://www.example.org/old)." => "See [the forms](https://www.example.org/new).";
    DoubtfulPhone Warning "doubtful-phone"
        "A telephone number can't be right. A sign or a letter stands among its digits, some are missing, or something else stands in its place. Type it anew."
        "phone: 555-01%0" => "phone: 555-0150";
    DuplicateEntry Warning "duplicate-entry"
        "A word stands twice in a list. It counts once; remove one of the two."
        "seeking: [health-providers, health-providers]" => "seeking: [health-providers]";
    DuplicateId Error "duplicate-id"
        "Two things have the same id. An id is the short name that other lines and files call a thing by, so each can be there only once."
        "- {id: ana, name: Ana Ruiz, title: Principal, role: nurse}\n- {id: ana, name: Ana Soto, title: Nurse, role: nurse}" => "- {id: ana, name: Ana Ruiz, title: Principal, role: nurse}\n- {id: ana-2, name: Ana Soto, title: Nurse, role: nurse}";
    DuplicateKey Error "duplicate-key"
        "A key stands twice in the same place. One of the two values would be lost; keep the one that is right."
        "name: Oak\nname: Elm" => "name: Oak";
    DuplicateLanguage Error "duplicate-language"
        "A language stands twice in `languages`. Remove one of the two."
        "languages: [en, es, en]" => "languages: [en, es]";
    EmptyConsent Error "empty-consent"
        "It is not said what was agreed. `show_name` or `student` has nothing behind it, or stands in a remark: write `true` or `false`, or remove the key."
        "show_name:" => "show_name: false";
    EmptyFile Error "empty-file"
        "A file is empty. Write its keys or its text, or remove it."
        "(nothing)" => "name: Oak";
    EmptyValue Warning "empty-value"
        "A value is empty. A seat whose name is empty counts as vacant. Leave the key out where nothing is known yet."
        "name: \"\"" => "name: Ana Ruiz";
    ExternalImage Error "external-image"
        "A picture lies on another server. Every visit would load it from there, and tell that server who reads. Put the file into the district's folder `static`."
        "![The team](https://example.org/team.png)" => "![The team](../static/team.png)";
    FarDate Warning "far-date"
        "A day lies before 1990 or over ten years ahead. The year is likely a slip of the keyboard. Where the day is not known, leave the key out."
        "started: 0204-08-15" => "started: 2024-08-15";
    FolderCycle Error "folder-cycle"
        "A shortcut leads back to a folder above it. The folders would never end. Remove the shortcut."
        "content/guides/more, a shortcut to content" => "content/guides without the shortcut";
    FolderNotFile Error "folder-not-file"
        "A folder has the name of a file. Rename the folder, or move what is in it into a file of that name."
        "content/guides/start.md, a folder" => "content/guides/start.md, a file";
    FormerIndicator Note "former-indicator"
        "An old self-assessment rates what is gone. The rubric was changed after it: a line or a rating was taken out, or got another id. The self-assessment may stay as it is: it is told by what the rubric still has, and compared with newer ones on what both have."
        "ratings: {membership-9: strength}  # in the file of last year" => "ratings: {membership-1: strength}";
    FutureDate Warning "future-date"
        "A date lies in the future. It says when something was done, so it should be past."
        "reviewed: 2062-10-14" => "reviewed: 2026-10-14";
    HiddenNameElsewhere Warning "hidden-name-elsewhere"
        "A hidden name is shown in another place. The site hides this person on a team. Take the name out here; or, if that person agreed, write `show_name: true` there."
        "Ask Rosa Delgado." => "Ask one of our parents.";
    ImageWithoutText Warning "image-without-text"
        "A picture has no words for those who can't see. Say in the square brackets what it shows."
        "![](../static/team.png)" => "![The team at work](../static/team.png)";
    IndicatorNeedsId Error "indicator-needs-id"
        "A line of a rubric in use has no id of its own. A self-assessment keeps its ratings by these ids, and a guide says with one what it helps with: without them, one line more would move each rating to another question. Write the id in braces at the end of the line."
        "- The team meets monthly" => "- The team meets monthly {#meetings-1}";
    InvalidAlias Error "invalid-alias"
        "An old address is not written as an address. It has signs that no address has, or a name that Windows keeps for itself."
        "aliases: [\"guides/what?.html\"]" => "aliases: [guides/what.html]";
    InvalidCode Error "invalid-code"
        "A code has too few or too many digits. Spreadsheets drop a zero at the beginning. Write all digits, in quotes."
        "nces_id: 691234" => "nces_id: \"0691234\"";
    InvalidColor Error "invalid-color"
        "What stands here is no color. Write `#` and six digits (0 to 9, a to f), all in quotes: without them, what follows a `#` is a remark that nobody reads."
        "color: teal" => "color: \"#0b5d66\"";
    InvalidDate Error "invalid-date"
        "What stands here is no date. Write year, month and day."
        "started: 8/15/24" => "started: 2024-08-15";
    InvalidEmail Error "invalid-email"
        "What stands here is no e-mail address. Write one address, with its `@`."
        "email: ana at example.org" => "email: ana@example.org";
    InvalidId Error "invalid-id"
        "An id holds a sign that no id can have. It is made of the small letters a to z, digits and hyphens, since an id is the short name that other lines and files call a thing by, and becomes a part of an address. The name of a file, without its ending, is an id too."
        "id: Lincoln Elementary" => "id: lincoln-elementary";
    InvalidName Error "invalid-name"
        "The name of a file or folder can't be read. It holds signs that are no letters on this system. Rename it."
        "content/guides/caf?.md" => "content/guides/cafe.md";
    InvalidUrl Error "invalid-url"
        "What stands here is no web address. A web address begins with `https://`."
        "website: www.example.org" => "website: https://www.example.org";
    InvalidUtf8 Error "invalid-utf8"
        "A file is not plain text in UTF-8. Save it again, and choose the encoding UTF-8. Files of Word and Excel are no plain text."
        "Enseñanza, saved with the encoding Windows-1252" => "Enseñanza, saved with the encoding UTF-8";
    LinkOut Error "link-out"
        "A shortcut leads out of the toolkit. Copy the file or folder into the toolkit."
        "content/guides/start.md, a shortcut to the desktop" => "content/guides/start.md, a file of its own";
    MergeMarker Error "merge-marker"
        "Two versions of a file stand in it. A program that keeps versions, such as Git, could not put them together. Keep the one that is right, and remove the lines with the marks."
        "<<<<<<< HEAD\nmeets: Monday\n=======\nmeets: Tuesday\n>>>>>>> main" => "meets: Tuesday";
    MisplacedFile Error "misplaced-file"
        "A file lies in a folder of files of another kind. It may be a self-assessment among the teams, or a team among the self-assessments, and counts as neither. Move it to the folder that the message names."
        "content/districts/oak/teams/spring.yml, a self-assessment" => "content/districts/oak/assessments/spring.yml";
    MissingFile Error "missing-file"
        "A file is not there that is needed. The message says what it should hold."
        "content/districts/oak without a file district.yml" => "content/districts/oak/district.yml with the line `name: Oak`";
    MissingFrontMatter Error "missing-front-matter"
        "The first lines of a text are missing. A guide, role description or rubric begins with a line `---`, then says at least its title, then has a second line `---`. The text follows."
        "Text begins at once." => "---\ntitle: Start here\n---\n\nText begins here.";
    MissingKey Error "missing-key"
        "A key that is needed is missing, or is empty. The message says which, and what belongs behind it."
        "level: district" => "name: Oak team\nlevel: district";
    MissingPlaceholder Warning "missing-placeholder"
        "Words of the theme leave out what is filled in. So readers miss a number, a day or a name there. Write it in braces, where it belongs."
        "figures-as-of: \"Figures\"" => "figures-as-of: \"Figures as of {date}\"";
    MissingPlural Error "missing-plural"
        "Words of the theme lack their form `other`. It is the form for every number that has none of its own."
        "people: {one: \"{n} person\"}" => "people: {one: \"{n} person\", other: \"{n} people\"}";
    NameWithMore Warning "name-with-more"
        "More than a name stands where a name belongs. An e-mail address or a telephone number counts as a part of the name, and stands wherever that does. Leave the name alone."
        "name: Ana Ruiz <ana@oak.example.org>" => "name: Ana Ruiz";
    NoDefaultLanguage Warning "no-default-language"
        "A text lacks the toolkit's first language. Readers of every language get it in the one that there is, until somebody writes it in the first one."
        "content/guides/start.es.md alone" => "content/guides/start.md and content/guides/start.es.md";
    NoDistricts Error "no-districts"
        "The toolkit has no districts. So there is nothing to publish. A district is a folder with a file `district.yml` in it."
        "content/districts with nothing in it" => "content/districts/oak/district.yml with the line `name: Oak`";
    NoIndicators Warning "no-indicators"
        "A list of a rubric yields no indicators. The points that a team rates are the items of a list right under a heading `##`, outside quotes and footnotes. The message says where this list stands."
        "### Meetings\n\n- The team meets monthly" => "## Meetings\n\n- The team meets monthly";
    NoStrings Warning "no-strings"
        "The theme has no words for a language. Readers of it get buttons and headings in English. Copy the theme's file `strings/en.yml`, give the copy the name of the language, and translate it."
        "languages: [en, so]" => "languages: [en, es]";
    Nobody Note "nobody"
        "Nobody is on a team. On the day that figures are told for, no seat has a person in it. Look at the names, and at `since` and `until`."
        "members: []" => "members:\n  - {id: ana, name: Ana Ruiz, title: Principal, role: nurse}";
    NobodysName Warning "nobodys-name"
        "Words for nobody stand as a name or title. A seat of `TBD`, `vacant` or `?` counts as vacant, so that no report counts a person who is not there. Leave the key `name` out until there is a name."
        "name: TBD" => "name: Ana Ruiz";
    NullWord Error "null-word"
        "A word stands here that means nothing at all. Computers read `Null` as \"there is nothing\", but a person called Null is no vacant seat. Put the word in quotes; where nothing is meant, leave the key out."
        "name: Null" => "name: \"Null\"";
    PrivateFile Error "private-file"
        "A team's file or an assessment lies in `static/`. What lies there is published as it is, with names and notes that pages leave out. Move it to the folder that it belongs to."
        "content/districts/oak/static/hill.yml" => "content/districts/oak/teams/hill.yml";
    RawHtml Warning "raw-html"
        "HTML in a text is shown as it is written. Use the signs of Markdown, or set `raw_html: allow` in teamkit.yml if you trust everybody who writes."
        "Come <b>now</b>." => "Come **now**.";
    RepeatedText Warning "repeated-text"
        "Words stand twice. They stand right below each other, or in two files. It is an item, a paragraph, a section, the name of an area, the page's title, or all that a copied file says. They were probably pasted twice. Remove one of the two, or write what belongs there."
        "- Call the families at home\n- Call the families at home" => "- Call the families at home";
    ReservedName Error "reserved-name"
        "A district has a name that is taken. A folder of that name stands beside the districts' folders on the site. Rename the district's folder."
        "content/districts/assets, a district" => "content/districts/assets-unified, a district";
    ReviewDue Note "review-due"
        "A text should have been looked through by now. Read it again, then set `reviewed` and a new `review_by`."
        "review_by: 2025-10-01" => "reviewed: 2026-10-01\nreview_by: 2027-10-01";
    SameAssessment Warning "same-assessment"
        "Two self-assessments are of the same day. Team and rubric are the same too, so the second one counts as the newer. Write the day on which it was made, or remove one of the two."
        "two files with `{rubric: school-team, team: hill, date: 2026-10-14}`" => "one file for that day";
    SchoolCode Warning "school-code"
        "A school's federal code is not its district's. Its first seven digits are the code of its district, and differ here by a digit or two. So one of the two codes has a slip; look both up on nces.ed.gov."
        "nces_id: \"069123400001\"  # in district 0691243" => "nces_id: \"069124300001\"";
    SecondFrontMatter Warning "second-front-matter"
        "Lines about a page stand at its top twice. What stands between the first two lines `---` counts; the rest is read as the page's text. Remove the second ones."
        "title: Start here\n---\n\n---\ntitle: Start here" => "title: Start here";
    ShiftedColor Note "shifted-color"
        "Text in a color would be too pale to read. Text and buttons are in a darker shade of the district's color. Nothing has to be done."
        "color: \"#ffcc00\"" => "color: \"#7a5c00\"";
    StateInWords Warning "state-in-words"
        "A state is not written as its two letters. Lists and tables tell a state by them, so that districts of one state stand together. Write the letters as the post office does."
        "state: California" => "state: CA";
    StraySign Warning "stray-sign"
        "A sign in a text belongs to nothing. At its end it is half of a pair of quotes, the comma of another program, or a remark as HTML has it, and would stand on the page: remove it. Between the words of a list it is another one than the comma that parts them: write a comma."
        "meets: Every Tuesday\"" => "meets: Every Tuesday";
    TooLarge Error "too-large"
        "A file is too large for a text. Something else was probably saved under this name. Pictures and handouts belong into `static/`."
        "content/guides/start.md with 80 million letters" => "content/guides/start.md with a few thousand letters";
    TranslatedItems Warning "translated-items"
        "A rubric's translation has other items. It lacks one of the original, or has it under another heading, so readers of its language rate something else. Translate each item, with its id, under the heading that translates its area's."
        "- Escuchamos {#work-2}" => "- Decidimos {#work-1}\n- Escuchamos {#work-2}";
    TwoSources Error "two-sources"
        "Two files would have the same address. Many systems can't tell capital letters from small ones, so addresses that differ in nothing else count as the same. Rename one of the two, or remove the alias."
        "aliases: [guides/welcome.html]  # beside a file guides/welcome.md" => "aliases: [guides/hello.html]";
    UnfilledBlank Warning "unfilled-blank"
        "A blank was not filled in. Its line counts as written, so the site would show it. Write what belongs there, or put a `#` before the line."
        "state: ___" => "# state: ___";
    UnknownFunction Error "unknown-function"
        "There is no key function of this id. The functions stand in framework.yml."
        "functions: [reveiw-data]" => "functions: [review-data]";
    UnknownGroup Error "unknown-group"
        "There is no student group of this id. The groups stand in framework.yml."
        "composition: {latino: 3}" => "composition: {hispanic: 3}";
    UnknownIndicator Error "unknown-indicator"
        "The rubric has no line of this id. The ids stand in braces at the ends of the rubric's lines. If the rubric has lost the line since, take it out of the self-assessment too."
        "ratings: {membership-9: strength}" => "ratings: {membership-1: strength}";
    UnknownKey Error "unknown-key"
        "There is no key of this name here. What stands behind it would be lost. A key is the word in front of a colon; the message names the nearest one that can stand here."
        "nane: Oak" => "name: Oak";
    UnknownLanguage Error "unknown-language"
        "This is no language of the toolkit. The languages stand in teamkit.yml under `languages`, such as `en` for English and `es` for Spanish."
        "name: {en: Oak, sp: Roble}" => "name: {en: Oak, es: Roble}";
    UnknownMember Error "unknown-member"
        "The team has no member of this id. The ids stand under `members` in the same file."
        "convener: anna" => "convener: ana";
    UnknownPerspective Error "unknown-perspective"
        "There is no perspective of this id. The perspectives stand in framework.yml."
        "seeking: [health]" => "seeking: [health-providers]";
    UnknownPlaceholder Error "unknown-placeholder"
        "Words of the theme ask for an unknown value. What stands in braces is filled in by the program, and it has nothing of this name for these words."
        "people: {one: \"{n} person\", other: \"{count} people\"}" => "people: {one: \"{n} person\", other: \"{n} people\"}";
    UnknownPlural Error "unknown-plural"
        "Words of the theme have an unknown form. The forms for different numbers are `zero`, `one`, `two`, `few`, `many` and `other`."
        "people: {single: \"{n} person\", other: \"{n} people\"}" => "people: {one: \"{n} person\", other: \"{n} people\"}";
    UnknownRating Error "unknown-rating"
        "The rubric has no rating of this id. The ratings stand under `scale` in framework.yml, or at the top of the rubric."
        "ratings: {membership-1: good}" => "ratings: {membership-1: strength}";
    UnknownRole Error "unknown-role"
        "There is no role description of this id. Its id is the name of its file in the folder `roles`, without the ending."
        "role: nurce" => "role: nurse";
    UnknownRubric Error "unknown-rubric"
        "There is no rubric of this id. Its id is the name of its file in the folder `rubrics`, without the ending."
        "rubric: school" => "rubric: school-team";
    UnknownSchool Error "unknown-school"
        "There is no school of this id. The schools stand in the district's file schools.yml."
        "school: lincoln" => "school: lincoln-elementary";
    UnknownString Error "unknown-string"
        "There are no words of this name in a theme. The program would never ask for them. The names stand in the built-in theme's file `strings/en.yml`."
        "nav-team: Teams" => "nav-teams: Teams";
    UnknownTeam Error "unknown-team"
        "There is no team of this id. Its id is the name of its file in the district's folder `teams`, without the ending."
        "team: lincoln" => "team: lincoln-elementary";
    UnknownTheme Error "unknown-theme"
        "There is no theme of this name. A theme is a folder of the folder `themes`."
        "theme: habor" => "theme: harbor";
    UnknownWord Error "unknown-word"
        "This is none of the words possible here. The message names the nearest one, or all of them."
        "formation: old" => "formation: existing";
    UnpublishedLanguage Note "unpublished-language"
        "Texts are in a language that is not published. It is told once for all of them. They can stay; where readers should get them, add the language to `languages` in teamkit.yml."
        "name: {en: Oak, fr: Chêne}" => "name: {en: Oak, es: Roble}";
    UnreachedLink Note "unreached-link"
        "A page of another site could not be looked at. Its site was slow, out of order, or answers nobody but browsers; or this computer is not connected to the internet. Open the address in a browser: if the page is there, nothing has to be done. It is told where `check --links` is asked for."
        "See [the forms](https://www.example.org/closed)." => "See [the forms](https://www.example.org/new).";
    Unreadable Error "unreadable"
        "The computer does not let a file be read. You may not be allowed to read it, or its disk is gone. The message says what the computer says."
        "a file that only somebody else may open" => "the same file with leave for you to read it";
    UnsafeLink Error "unsafe-link"
        "A link could run a program in the browser. Link to a file of the toolkit, or to an address that begins with `https:`, `mailto:` or `tel:`."
        "[Start](javascript:alert(1))" => "[Start](../guides/start.md)";
    UnseenSign Warning "unseen-sign"
        "A sign that nobody sees stands in a word. The sign comes along with what is copied from a page of the web or a word processor. In a key, an id or an address it is left out; elsewhere it makes another word of it, which no search finds. Delete the word, and type it anew."
        "name: Oak team\nle\u{200b}vel: district" => "name: Oak team\nlevel: district";
    UntakenMarkdown Warning "untaken-markdown"
        "Signs of Markdown did not take. So they stand on the page as they are written. Mostly a blank or an empty line is missing, or they are signs of another program. Where they are meant to be read, put them between two signs \\`."
        "##Who is at the table" => "## Who is at the table";
    UntakenRating Warning "untaken-rating"
        "A rubric's line says of no rating what it means. It looks as if it should: such a line below an item begins with a rating's name, as the scale has it, and a colon. The form would not show it beside that rating."
        "- Families are there\n  - Strenght: two of them" => "- Families are there\n  - Strength: two of them";
    UnusedFile Warning "unused-file"
        "A file lies where nobody looks for it. So it is not read. Rename or move it; the message says what is expected."
        "content/districts/oak/teams/hill.yaml" => "content/districts/oak/teams/hill.yml";
    UnusedKey Warning "unused-key"
        "A key has no effect where it stands. Remove it, or change the key that goes with it."
        "level: district\nschool: hill" => "level: district";
    WrongType Error "wrong-type"
        "This is another kind of value than is wanted. It may be a single word where a list belongs, or a word where a number does. The message says what is wanted."
        "seeking: health-providers" => "seeking: [health-providers]";
    YamlAlias Error "yaml-alias"
        "A value begins with `*`. Without quotes, that sign has a meaning of its own in these files, which is not used here. Put the value in quotes."
        "name: *Star" => "name: \"*Star\"";
    YamlAnchor Error "yaml-anchor"
        "A value begins with `&`. Without quotes, that sign has a meaning of its own in these files, which is not used here. Put the value in quotes."
        "name: &More" => "name: \"&More\"";
    YamlBracket Error "yaml-bracket"
        "A bracket is not closed, or a comma is missing. A list `[…]` ends with `]`, a group of keys `{…}` with `}`; between two entries stands a comma."
        "seeking: [health-providers" => "seeking: [health-providers]";
    YamlCharacter Error "yaml-character"
        "A value begins with a sign that needs quotes. Such signs have a meaning of their own in these files."
        "name: @home" => "name: \"@home\"";
    YamlColon Error "yaml-colon"
        "A value holds a colon and a space. Without quotes, what stands before the colon would be a key. Put the value in quotes."
        "meets: Every Tuesday: 3 pm" => "meets: \"Every Tuesday: 3 pm\"";
    YamlDash Error "yaml-dash"
        "An entry of a list can't begin here. Each begins with `- ` on a line of its own, below its key, and all at the same distance from the margin."
        "members: - {id: ana, name: Ana Ruiz, title: Principal, role: nurse}" => "members:\n  - {id: ana, name: Ana Ruiz, title: Principal, role: nurse}";
    YamlDepth Error "yaml-depth"
        "Too many brackets stand in brackets. No file of a toolkit needs that many; look for brackets that were never closed."
        "seeking:\n  [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]" => "seeking: [health-providers]";
    YamlDocuments Error "yaml-documents"
        "A line `---` parts the file in two. What follows it would be lost. Remove the line."
        "name: Oak\n---\nstate: CA" => "name: Oak\nstate: CA";
    YamlEscape Error "yaml-escape"
        "A backslash in double quotes has a wrong sign. Inside double quotes, `\\` begins a sign that can't be typed, and this is none. Write two of them, or use single quotes."
        "about: \"C:\\data\"" => "about: 'C:\\data'";
    YamlIndent Error "yaml-indent"
        "A line does not fit under the one above it. Keys that belong together begin in the same column. Count the spaces at the beginning of both lines."
        "name: Oak\n  state: CA" => "name: Oak\nstate: CA";
    YamlKey Error "yaml-key"
        "A line has no colon behind its key. Each line is a key, a colon, a space, and the value."
        "name Oak\nstate: CA" => "name: Oak\nstate: CA";
    YamlQuote Error "yaml-quote"
        "A quote is not closed. It ends on the same line with the same sign, and nothing stands behind it."
        "name: \"Oak" => "name: \"Oak\"";
    YamlTab Error "yaml-tab"
        "A tab stands where spaces belong. Use the space bar; most editors can replace the tabs of a whole file."
        "members:\n\t- {id: ana, name: Ana Ruiz, title: Principal, role: nurse}" => "members:\n  - {id: ana, name: Ana Ruiz, title: Principal, role: nurse}";
    YamlTag Error "yaml-tag"
        "A value begins with `!`. Without quotes, that sign has a meaning of its own in these files, which is not used here. Put the value in quotes."
        "name: !Oak" => "name: \"!Oak\"";
}

#[cfg(test)]
mod tests;
