//! What to write in place of HTML: the same in Markdown, where there is such a thing.

use std::ops::Range;

use hashbrown::HashMap;

/// What to write in place of HTML, and where that stands.
pub(super) struct Advice {
    pub(super) at: Range<usize>,
    pub(super) hint: String,
}

/// Where the last end of each element, `</b>`, stands in a text, by its name.
pub(in super::super) struct Closings<'t>(HashMap<&'t str, usize>);

impl<'t> Closings<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let ends = text.match_indices("</").filter_map(|(at, sign)| {
            let rest = &text[at + sign.len()..];
            let name = name(rest);
            rest[name.len()..].starts_with('>').then_some((name, at))
        });
        Self(ends.collect())
    }

    /// Whether an element of a name ends behind a place.
    fn ends(&self, name: &str, behind: usize) -> bool {
        self.0.get(name).is_some_and(|at| *at >= behind)
    }
}

/// The name that a tag begins with.
pub(super) fn name(rest: &str) -> &str {
    &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len())]
}

/// What to write in place of HTML that begins in a range of a line, which ends somewhere. Where an element is closed on the
/// line too, all of it is meant.
pub(super) fn advice(source: &str, html: Range<usize>, line_end: usize, closings: &Closings<'_>) -> Advice {
    let text = source.get(html.clone()).unwrap_or_default();
    let begin = html.start + text.len() - text.trim_start().len();
    let Some(tag) = Tag::read(source, begin, closings) else {
        return Advice { at: html, hint: or_allow("write it in Markdown") };
    };
    let at_tag = begin..(begin + tag.length).min(line_end);
    let whole = tag.inner(source, begin, line_end);
    match tag.in_markdown(whole.as_ref().map(|(inner, _)| *inner)) {
        Instead::Whole(text) => {
            let at = whole.map_or(at_tag, |(_, end)| begin..end);
            Advice { at, hint: format!("write `{text}`") }
        }
        Instead::Words(_) if tag.runs_from_elsewhere() => {
            let hint = "remove it, up to `</script>`: a site runs no program of another server".to_string();
            Advice { at: at_tag, hint }
        }
        Instead::Words(words) => Advice { at: at_tag, hint: or_allow(&words) },
        Instead::Meant => {
            let text = &source[at_tag.clone()];
            Advice { at: at_tag, hint: format!("write `\\{text}` where it is meant to be read") }
        }
    }
}

/// Advice with what else helps.
fn or_allow(advice: &str) -> String {
    format!("{advice}; or set `raw_html: allow` in teamkit.yml if all authors are trusted")
}

/// What stands for HTML in Markdown.
enum Instead {
    /// This, in place of the whole element.
    Whole(String),
    /// What these words say.
    Words(String),
    /// It is no HTML at all, but words in angle brackets.
    Meant,
}

/// A tag at the beginning of some HTML.
struct Tag<'t> {
    /// Its name in lower case.
    name: String,
    /// All of it.
    text: &'t str,
    length: usize,
    /// Whether it is of another program: it ends itself, is ended further down, or has attributes.
    is_component: bool,
}

impl<'t> Tag<'t> {
    fn read(source: &'t str, begin: usize, closings: &Closings<'_>) -> Option<Self> {
        let html = source.get(begin..)?;
        let name = name(html.strip_prefix('<')?);
        let length = html.find('>')? + 1;
        let text = &html[..length];
        let is_component = text.ends_with("/>") || text.contains('=') || closings.ends(name, begin);
        (!name.is_empty()).then(|| Self { name: name.to_lowercase(), text, length, is_component })
    }

    /// Whether it is a program that lies on another server.
    fn runs_from_elsewhere(&self) -> bool {
        self.name == "script" && self.attribute("src").is_some_and(|address| address.contains("//"))
    }

    /// Its beginning as it is written.
    fn written(&self) -> String {
        let name = self.text.get(..=self.name.len()).unwrap_or(self.text);
        if self.text.len() == name.len() + 1 { format!("{name}>") } else { format!("{name} …>") }
    }

    /// What stands in the element, and where it ends, if that is on the line that it begins on and no other HTML is in it.
    fn inner<'s>(&self, source: &'s str, begin: usize, line_end: usize) -> Option<(&'s str, usize)> {
        let rest = source.get(begin + self.length..line_end)?;
        let (inner, close) = rest.split_at(rest.find(['<', '`'])?);
        let end = format!("</{}>", self.name).len();
        let is_closed = close.get(2..end - 1).is_some_and(|name| name.eq_ignore_ascii_case(&self.name))
            && close.starts_with("</")
            && close[end - 1..].starts_with('>');
        is_closed.then(|| (inner.trim(), begin + self.length + inner.len() + end))
    }

    /// The value of an attribute.
    fn attribute(&self, name: &str) -> Option<&'t str> {
        let at = self.text.find(&format!(" {name}="))? + name.len() + 2;
        let value = &self.text[at..];
        match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split([' ', '>', '/']).next(),
        }
    }

    /// The same in Markdown, of an element with this in it.
    fn in_markdown(&self, inner: Option<&str>) -> Instead {
        let around = |sign: &str, what: &str| match inner.filter(|inner| !inner.is_empty()) {
            Some(inner) => Instead::Whole(format!("{sign}{inner}{sign}")),
            None => Instead::Words(format!("write `{sign}` before and behind what should be {what}")),
        };
        match self.name.as_str() {
            "b" | "strong" => around("**", "bold"),
            "i" | "em" | "u" | "cite" | "mark" => around("*", "emphasized"),
            "s" | "del" | "strike" => around("~~", "struck"),
            "a" => self.link(inner),
            "img" => self.image(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(inner),
            "hr" => Instead::Whole("---".into()),
            "p" | "div" | "span" | "center" | "font" | "big" | "small" | "section" | "article" | "main" => {
                match inner.filter(|inner| !inner.is_empty()) {
                    Some(inner) => Instead::Whole(inner.into()),
                    None => Instead::Words(format!("remove `<{0}>` and `</{0}>`", self.name)),
                }
            }
            _ => self.in_words(inner.is_some() || self.is_component),
        }
    }

    fn link(&self, inner: Option<&str>) -> Instead {
        match (self.attribute("href"), inner.filter(|inner| !inner.is_empty())) {
            (Some(address), Some(inner)) => Instead::Whole(format!("[{inner}]({address})")),
            (Some(address), None) => Instead::Words(format!("write `[words]({address})`")),
            (None, _) => {
                let name = self.attribute("id").or_else(|| self.attribute("name")).unwrap_or("name");
                Instead::Words(format!(
                    "remove it, and write `{{#{name}}}` at the end of the heading that links lead to"
                ))
            }
        }
    }

    fn image(&self) -> Instead {
        let alt = self.attribute("alt").unwrap_or("what it shows");
        match self.attribute("src") {
            Some(address) if !alt.contains(['[', ']']) => Instead::Whole(format!("![{alt}]({address})")),
            _ => Instead::Words("write `![what it shows](../static/picture.png)`".into()),
        }
    }

    fn heading(&self, inner: Option<&str>) -> Instead {
        let level = self.name[1..].parse().unwrap_or(2);
        let signs = "#".repeat(level);
        match inner.filter(|inner| !inner.is_empty()) {
            Some(inner) => {
                let id = self.attribute("id").map(|id| format!(" {{#{id}}}")).unwrap_or_default();
                Instead::Whole(format!("{signs} {inner}{id}"))
            }
            None => Instead::Words(format!("write `{signs} ` before the words of the heading")),
        }
    }

    /// What to do where Markdown has no signs for the same, or where those go line by line.
    fn in_words(&self, is_element: bool) -> Instead {
        let words = match self.name.as_str() {
            "ul" | "li" | "menu" | "dir" => "begin each item with `- `, on a line of its own".into(),
            "ol" => "begin each item with `1. `, on a line of its own".into(),
            "table" | "tr" | "td" | "th" | "thead" | "tbody" => {
                "write a table as `| a | b |`, with a line `| --- | --- |` below its first row".into()
            }
            "blockquote" | "q" | "aside" => "begin each line of it with `> `".into(),
            "code" | "kbd" | "tt" | "samp" | "var" => "put one sign \\` before and one behind it".into(),
            "pre" => "write a line ```` ``` ```` above and below it".into(),
            "details" | "summary" => "write a heading `## …` above the text in place of it".into(),
            "iframe" | "video" | "audio" | "embed" | "object" | "source" => match self.attribute("src") {
                Some(address) => format!("write a link: `[words]({address})`"),
                None => "write a link to it: `[words](https://…)`".into(),
            },
            "sup" | "sub" => format!("remove `<{0}>` and `</{0}>`: there are no signs for it", self.name),
            name if NAMES.contains(&name) => format!("remove `<{name}>`: there are no signs for it"),
            _ if !is_element => return Instead::Meant,
            _ => format!("remove `{}` and what ends it: it belongs to another program", self.written()),
        };
        Instead::Words(words)
    }
}

/// Other elements that there are.
const NAMES: [&str; 23] = [
    "wbr",
    "abbr",
    "address",
    "body",
    "button",
    "canvas",
    "caption",
    "dd",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "head",
    "header",
    "html",
    "input",
    "label",
    "nav",
    "script",
    "style",
    "svg",
];
