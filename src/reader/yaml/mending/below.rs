//! Lines that belong below a key and do not stand there as they should: keys in a row behind it, an item's dash behind it or
//! lost below it, words right behind the sign of a long text, and lines whose heading is gone.

use super::line::Line;
use super::{Way, bracketed};
use crate::diagnostics::Code;
use crate::reader::{vocabulary, written};

/// The key below which a self-assessment's ratings stand, and the one that its file begins with.
const RATINGS: [&str; 2] = ["ratings:", "rubric:"];

/// `contact: email: x@example.org` and `students: hispanic: 8, white: 2`.
pub(super) fn keys_in_a_row(line: &Line<'_>) -> Option<Way> {
    let key = line.keys().last().map_or("", |(_, key)| *key);
    let value = line.value().filter(|_| vocabulary::is_heading(key) && !vocabulary::is_list(key))?;
    let text = &line.text[value.clone()];
    let is_pair = |part: &str| {
        part.split_once(": ").is_some_and(|(key, rest)| {
            key.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
                && !rest.contains([':', '{', '}'])
        })
    };
    // One rating is the first of several as a rule.
    let is_first =
        text.split(": ").next().is_some_and(vocabulary::is_numbered) && text.matches(": ").nth(1).is_none();
    let are_pairs = !is_first && text.split(", ").all(|part| is_pair(&part.replace("://", "")));
    let message = format!("keys of its own stand in braces behind `{key}`, or each in a line below it");
    let written = line.with(value.clone(), &format!("{{{text}}}"));
    are_pairs.then(|| Way::new(Code::YamlColon, message, value, written).plainly(written::IN_BRACES))
}

/// `seeking: - health`.
pub(super) fn item_behind_key(line: &Line<'_>) -> Option<Way> {
    let key = line.keys().last().map_or("", |(_, key)| *key);
    let value = line.value().filter(|_| vocabulary::is_key(key) && vocabulary::is_list(key))?;
    let item = line.text[value.clone()].strip_prefix("- ")?.trim();
    let message = format!("an item of a list stands below `{key}:`, or in square brackets behind it");
    let written = line.with(value.clone(), &format!("[{item}]"));
    let is_one = !item.is_empty() && !item.contains(": ") && !bracketed::opens(item);
    let way = || Way::new(Code::YamlDash, message, value, written);
    is_one.then(|| way().plainly("write `[` in place of the dash, and `]` behind it"))
}

/// `seeking: [, health]`.
pub(super) fn comma_first(line: &Line<'_>) -> Option<Way> {
    let value = line.value()?;
    let inner = line.text[value.clone()].strip_prefix('[')?;
    let rest = inner.trim_start_matches([',', ' ']);
    let comma = inner[..inner.len() - rest.len()].contains(',');
    let at = value.start + 1..value.start + 1 + inner.len() - rest.len();
    let message = "nothing stands before this comma";
    comma.then(|| Way::new(Code::YamlBracket, message, at.clone(), line.with(at, "")))
}

/// `about: |We meet.` with more of the text below.
pub(super) fn words_behind_sign(line: &Line<'_>, below: &Line<'_>) -> Option<Way> {
    let (column, key) = line.keys().into_iter().rfind(|(_, key)| *key != "-")?;
    let value = line.value().filter(|_| below.margin() > column)?;
    let text = &line.text[value.clone()];
    let words = text.strip_prefix(['|', '>'])?.trim_start();
    let sign = &text[..1];
    let margin = " ".repeat(below.margin());
    let written = line.with(value.start..line.text.len(), &format!("{sign}\n{margin}{words}"));
    let message = format!("words stand right behind the `{sign}`, and the text begins in the line below it");
    let mut way = Way::new(Code::YamlCharacter, message, value, written);
    way.hint = Some(format!(
        "write `{key}: {sign}` here, and `{words}` in a line of its own below it, in column {}",
        below.margin() + 1
    ));
    let plain = format!("begin the text in a line of its own below, in column {}", below.margin() + 1);
    (!words.is_empty()).then(|| way.plainly(plain))
}

/// The first entry of a list without its dash, below the list's key, where its other keys begin as if it were there.
pub(super) fn first_entry(owner: &Line<'_>, above: &Line<'_>, line: &Line<'_>) -> Option<Way> {
    let key = owner.text.trim().strip_suffix(':')?;
    let (_, first) = *above.keys().first().filter(|(_, first)| *first != "-")?;
    let (_, second) = *line.keys().first()?;
    let is_list = vocabulary::is_key(key) && vocabulary::is_list(key);
    let is_entry = line.margin() == above.margin() + 2
        && above.margin() >= owner.margin()
        && vocabulary::stand_together(first, second);
    (is_list && is_entry).then(|| super::columns::with_dash(above, above.margin()))
}

/// A block of a text's languages down to the line of one that stands there as it should, in which the first have lost the blanks or
/// colons behind them: `en:Health` above `es: Salud`.
pub(super) fn glued_languages(block: &Line<'_>, line: &Line<'_>) -> Option<Way> {
    let glued = |text: &str| {
        let at = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
        let (tag, rest) = text.split_at(at);
        let words = rest.trim_start_matches([':', ' ']);
        let is_glued = vocabulary::is_language(tag) && !rest.starts_with(": ") && rest.len() > words.len();
        is_glued.then(|| format!("{tag}: {words}"))
    };
    let (column, _) = *line.keys().first().filter(|(_, tag)| vocabulary::is_language(tag))?;
    let first = glued(block.text.lines().next()?.trim())?;
    let mend = |line: &str| {
        let margin = line.len() - line.trim_start().len();
        let mended = glued(line.trim_start()).filter(|_| margin == column);
        mended.map_or(line.to_string(), |mended| format!("{}{mended}", " ".repeat(margin)))
    };
    let lines: Vec<String> = block.text.split('\n').map(mend).collect();
    let end = block.text.find('\n').unwrap_or(block.text.len());
    let tag = first.split(':').next().unwrap_or_default();
    let has_colon = block.text[column..end].strip_prefix(tag).is_some_and(|rest| rest.starts_with(':'));
    let missing =
        if has_colon { "a blank is missing behind the colon of" } else { "a colon is missing behind" };
    let message = format!("{missing} `{tag}`");
    let mut way = Way::new(Code::YamlKey, message, column..end, lines.join("\n"));
    let count = block.text.split('\n').zip(&lines).filter(|(was, mended)| was != mended).count();
    let others = if count > 1 { ", and so in the other lines that begin with a language" } else { "" };
    way.hint = Some(format!("write `{first}`{others}"));
    Some(way.plainly(written::COLON_BEHIND_LANGUAGE))
}

/// A text of another language than that of the line above, without its colon: `es Salud` below `en: Health`.
pub(super) fn language(above: &Line<'_>, line: &Line<'_>) -> Option<Way> {
    let (column, other) = *above.keys().first().filter(|(_, tag)| vocabulary::is_language(tag))?;
    let start = line.margin();
    let (tag, words) = line.text[start..].split_once([' ', ';', '='])?;
    let words = words.trim_start_matches([' ', '=', ';']);
    let is_one = start == column && tag != other && tag.len() == 2 && vocabulary::is_language(tag);
    let written = line.with(start..line.text.len(), &format!("{tag}: {words}"));
    let message = format!("a colon is missing behind `{tag}`");
    let way = || Way::new(Code::YamlKey, message, start..start + tag.len(), written);
    let hint = format!("put a colon and a blank behind `{tag}`");
    (is_one && !words.is_empty()).then(|| Way { hint: Some(hint.clone()), ..way().plainly(hint) })
}

/// The first of a self-assessment's ratings, where the line above them is gone that says that they are some.
pub(super) fn first_rating(text: &str, line: &Line<'_>, above: &Line<'_>) -> Option<Way> {
    let (_, key) = *line.keys().first().filter(|(_, key)| *key != "-")?;
    let begins = |key: &str| text.lines().any(|line| line.starts_with(key));
    let is_one = line.margin() > 0
        && above.margin() == 0
        && !vocabulary::is_key(key)
        && !begins(RATINGS[0])
        && begins(RATINGS[1]);
    let (message, hint) = vocabulary::lost_heading(&[RATINGS[0].trim_end_matches(':')])?;
    let mut way = Way::new(
        Code::YamlIndent,
        message,
        line.margin()..line.text.trim_end().len(),
        format!("{}\n{}", RATINGS[0], line.text),
    );
    way.hint = Some(hint);
    is_one.then_some(way)
}
