//! The names around the ring: where each of their lines stands, so that none stands on another.

use std::f64::consts::PI;

use super::Said;
use super::ring::{MIDDLE, MOST_COUNTED, NameLine, OUTER, tenth, written};

/// How far from the ring names stand.
const TO_NAME: f64 = 4.0;
/// Longer lines of a name are broken.
const LINE: usize = 18;
/// Where places are many, lines above and below the ring, which have more room, may be so long.
const LONG_LINE: usize = 26;
/// Longer words are broken: no room beside the ring holds them.
const LONGEST_WORD: usize = 19;
/// The height of a line.
const LINE_HEIGHT: f64 = 6.6;
/// Where the first line of the uppermost name may stand, and the last of the lowest.
const TOP: f64 = -8.5;
const BOTTOM: f64 = 112.5;
/// Names on both sides of the ring's top or bottom stand so far from the line between them.
const APART: f64 = 2.5;

/// A name around the ring.
#[derive(Debug)]
pub(super) struct Label {
    /// The name's lines, and the count's line.
    pub(super) lines: Vec<NameLine>,
    /// Where the lines begin, end or have their middle: `start`, `end` or `middle`.
    pub(super) anchor: &'static str,
}

/// On which side of the ring a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Beside {
    Left,
    Middle,
    Right,
}

impl Beside {
    /// Where places are many, no name stands across the line between left and right.
    fn new(angle: f64, is_crowded: bool) -> Self {
        match angle.sin() {
            aside if aside > 0.1 || is_crowded && aside >= 0.0 => Self::Right,
            aside if aside < -0.1 || is_crowded => Self::Left,
            _ => Self::Middle,
        }
    }

    fn anchor(self) -> &'static str {
        match self {
            Self::Left => "end",
            Self::Middle => "middle",
            Self::Right => "start",
        }
    }
}

/// A name that looks for its place.
struct Block {
    angle: f64,
    beside: Beside,
    texts: Vec<(String, bool)>,
    /// Where the first line stands.
    top: f64,
}

impl Block {
    /// A name centred on the middle of its place's edge: one above the ring ends there, one below begins there.
    fn new((from, to): (f64, f64), name: &Said, count: Option<&str>, is_crowded: bool) -> Self {
        let angle = f64::midpoint(from, to);
        let is_long = is_crowded && angle.cos().abs() > 0.7;
        let lines = lines(&name.text, if is_long { LONG_LINE } else { LINE });
        let mut texts: Vec<(String, bool)> = lines.into_iter().map(|line| (line, false)).collect();
        texts.extend(count.map(|count| (count.to_string(), true)));
        let mut block = Self { angle, beside: Beside::new(angle, is_crowded), texts, top: 0.0 };
        let y = tenth(MIDDLE - (OUTER + TO_NAME) * angle.cos());
        let below = block.height() - LINE_HEIGHT;
        block.top = y + 2.0 - 3.5 * angle.cos() - below * (1.0 + angle.cos()) / 2.0;
        block
    }

    /// Leaves a name's last line out, and says whether there was one to leave: the name stands in full beside the
    /// drawing.
    fn shorten(&mut self) -> bool {
        let lines = self.texts.iter().filter(|(_, is_count)| !is_count).count();
        if lines < 2 {
            return false;
        }
        self.texts.remove(lines - 1);
        self.texts[lines - 2].0.push('…');
        true
    }

    fn height(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
        let lines = self.texts.len() as f64;
        lines * LINE_HEIGHT
    }

    /// Where its lines begin or end: beside its place, and outside the ring where it was moved.
    fn x(&self, moved: bool) -> f64 {
        let own = (OUTER + TO_NAME) * self.angle.sin();
        if !moved || self.beside == Beside::Middle {
            return tenth(MIDDLE + own);
        }
        let (first, last) = (self.top - 4.0, self.top + self.height() - LINE_HEIGHT + 1.0);
        let nearest = MIDDLE.clamp(first, last) - MIDDLE;
        let edge = ((OUTER + TO_NAME).powi(2) - nearest.powi(2)).max(0.0).sqrt();
        let away = edge.max(own.abs()).max(APART);
        tenth(if self.beside == Beside::Left { MIDDLE - away } else { MIDDLE + away })
    }

    fn label(self, moved: bool) -> Label {
        let x = written(self.x(moved));
        let lines = self.texts.iter().scan(self.top, |y, (text, is_count)| {
            let line =
                NameLine { x: x.clone(), y: written(tenth(*y)), text: text.clone(), is_count: *is_count };
            *y += LINE_HEIGHT;
            Some(line)
        });
        Label { lines: lines.collect(), anchor: self.beside.anchor() }
    }
}

/// The names of all places, from their angles, with what is told below them.
pub(super) fn labels<'n>(names: impl Iterator<Item = ((f64, f64), &'n Said, Option<&'n str>)>) -> Vec<Label> {
    let names: Vec<_> = names.collect();
    let is_crowded = names.len() > MOST_COUNTED;
    let new = |(range, name, count)| Block::new(range, name, count, is_crowded);
    let mut blocks: Vec<Block> = names.into_iter().map(new).collect();
    let wanted: Vec<f64> = blocks.iter().map(|block| block.top).collect();
    for beside in [Beside::Left, Beside::Right] {
        spread(blocks.iter_mut().filter(|block| block.beside == beside).collect());
    }
    let moved = |block: &Block, wanted: f64| (block.top - wanted).abs() > 0.05 || is_crowded;
    blocks
        .into_iter()
        .zip(wanted)
        .map(|(block, wanted)| (moved(&block, wanted), block))
        .map(|(moved, block)| block.label(moved))
        .collect()
}

/// Moves the names of one side apart, with the longest cut where there is no room for all of them: down from the
/// uppermost, then up from the lowest, no further than needed.
fn spread(mut side: Vec<&mut Block>) {
    side.sort_by(|a, b| upright(a.angle).total_cmp(&upright(b.angle)));
    while side.iter().map(|block| block.height()).sum::<f64>() > BOTTOM + LINE_HEIGHT - TOP {
        let longest = side.iter_mut().max_by_key(|block| block.texts.len());
        if !longest.is_some_and(|block| block.shorten()) {
            break;
        }
    }
    let mut free = TOP;
    for block in &mut side {
        block.top = block.top.max(free);
        free = block.top + block.height();
    }
    let mut end = BOTTOM + LINE_HEIGHT;
    for block in side.iter_mut().rev() {
        block.top = block.top.min(end - block.height());
        end = block.top;
    }
}

/// How far from the top an angle is, on either side.
fn upright(angle: f64) -> f64 {
    if angle > PI { 2.0 * PI - angle } else { angle }
}

/// A name in as few lines as `longest` asks for, as equal as its words allow. A word that is longer is broken.
fn lines(name: &str, longest: usize) -> Vec<String> {
    let length = width(name);
    let wanted = length.div_ceil(longest).max(1);
    let equal = length.div_ceil(wanted) + 3;
    let mut lines = broken(name, equal);
    for most in equal + 1..=longest + 2 {
        if lines.len() <= wanted {
            break;
        }
        lines = broken(name, most);
    }
    lines
}

/// A name in lines of at most so many letters.
fn broken(name: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.extend(pieces(word)),
        }
    }
    lines
}

/// A word in pieces that fit a line, with a hyphen between letters of alphabets that have one.
fn pieces(word: &str) -> Vec<String> {
    let length = width(word);
    if length <= LONGEST_WORD {
        return vec![word.to_string()];
    }
    let most = length.div_ceil(length.div_ceil(LINE));
    let mut pieces = vec![String::new()];
    let mut before = None;
    for letter in word.chars() {
        let last = pieces.last_mut().expect("it begins with one");
        if width(last) >= most && of_letter(letter) > 0 {
            if letter.is_lowercase() && before.is_some_and(char::is_alphabetic) {
                last.push('-');
            }
            pieces.push(String::new());
        }
        pieces.last_mut().expect("it begins with one").push(letter);
        before = Some(letter);
    }
    pieces
}

/// How wide a text is, in letters: those of Chinese, Japanese and Korean are as wide as two.
fn width(text: &str) -> usize {
    text.chars().map(of_letter).sum()
}

fn of_letter(letter: char) -> usize {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(name: &str) -> Vec<String> {
        lines(name, LINE)
    }

    #[test]
    fn long_names_are_broken_between_words() {
        assert_eq!(lines_of("Health providers"), ["Health providers"]);
        assert_eq!(lines_of("Early childhood providers"), ["Early childhood", "providers"]);
    }

    #[test]
    fn words_that_no_line_holds_are_broken() {
        assert_eq!(lines_of("Datenverwaltungsangelegenheiten"), ["Datenverwaltungs-", "angelegenheiten"]);
        assert_eq!(lines_of("Staff Datenverwaltungsangelegenheiten")[0], "Staff");
        assert_eq!(lines_of("社区健康服务提供者合作组织"), ["社区健康服务提", "供者合作组织"]);
        let arabic = lines_of(&"ن".repeat(30));
        assert_eq!(arabic.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [15, 15]);
    }

    #[test]
    fn no_name_stands_on_another() {
        for count in [5, 12, 13, 18] {
            let name = Said { text: "Housing and homelessness services".to_string(), lang: None, dir: None };
            let span = 2.0 * PI / f64::from(count);
            let ranges = (0..count).map(|n| (f64::from(n) * span, f64::from(n + 1) * span));
            let labels = labels(ranges.map(|range| (range, &name, None)));
            for anchor in ["start", "end"] {
                let mut all: Vec<f64> = labels
                    .iter()
                    .filter(|label| label.anchor == anchor)
                    .flat_map(|label| label.lines.iter().map(|line| line.y.parse().expect("a number")))
                    .collect();
                all.sort_by(f64::total_cmp);
                assert!(all.windows(2).all(|pair| pair[1] - pair[0] > LINE_HEIGHT - 0.2), "{count}: {all:?}");
            }
        }
    }
}
