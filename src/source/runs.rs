//! Names in scripts that put no blank between words: they are looked for as a run of letters, wherever it stands.

use std::ops::Range;

use hashbrown::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::signs::{Sign, is_letter, is_markup, sign};

/// The most letters of a name that are looked for, taken apart.
const MOST_LETTERS: usize = 48;

/// A letter of a text in such a script, or the blank behind a word of Hangul.
pub(super) struct Letter {
    letter: char,
    place: Range<usize>,
}

/// The names, as a tree of their letters.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// Where a letter leads from where the letters before it led; all begin at 0.
    steps: HashMap<(usize, char), usize>,
    /// Which hidden name is whole where.
    ends: HashMap<usize, usize>,
}

impl Runs {
    /// Adds a hidden name, if all its letters are of such scripts and it has at least two.
    pub(super) fn add(&mut self, name: &str, hidden: usize) {
        for letters in letters_of_name(name) {
            let mut at = 0;
            for letter in letters.into_iter().take(MOST_LETTERS) {
                let next = self.steps.len() + 1;
                at = *self.steps.entry((at, letter)).or_insert(next);
            }
            self.ends.insert(at, hidden);
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Where a text shows one of the names, and which, in the order of the text.
    pub(super) fn find(&self, text: &str, tags: bool) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        each_run(text, tags, |run| {
            let mut from = 0;
            while from < run.len() {
                match self.longest(&run[from..]) {
                    Some((length, hidden)) => {
                        let end = run[from + length - 1].place.end;
                        found.push((run[from].place.start..end, hidden));
                        from += length;
                    }
                    None => from += 1,
                }
            }
        });
        found
    }

    /// The longest name that a run begins with, and its length.
    fn longest(&self, run: &[Letter]) -> Option<(usize, usize)> {
        let (mut at, mut longest) = (0, None);
        for (index, letter) in run.iter().enumerate() {
            let Some(next) = self.steps.get(&(at, letter.letter)) else { break };
            at = *next;
            let is_cut = run.get(index + 1).is_some_and(|next| completes(next.letter));
            if let Some(hidden) = self.ends.get(&at).filter(|_| !is_cut) {
                longest = Some((index + 1, *hidden));
            }
        }
        longest
    }
}

/// The neighbouring letters in a text's runs, as words of two letters.
pub(super) fn pairs(text: &str) -> Vec<String> {
    let mut pairs = Vec::new();
    for tags in [false, true] {
        each_run(text, tags, |run| {
            pairs.extend(run.windows(2).map(|pair| String::from_iter([pair[0].letter, pair[1].letter])));
        });
    }
    pairs
}

/// The neighbouring letters of each way to write a name in such scripts, as words of two letters.
pub(super) fn pairs_of_name(name: &str) -> Vec<Vec<String>> {
    let pairs = |letters: &Vec<char>| letters.windows(2).map(String::from_iter).collect();
    letters_of_name(name).iter().map(pairs).collect()
}

/// The letters of a name, with its blank and without it; none where one is of another script or stands alone.
fn letters_of_name(name: &str) -> Vec<Vec<char>> {
    let letters = name.chars().filter(|c| is_letter(*c) && !is_combining_mark(*c));
    let is_run = letters.clone().all(is_of_runs);
    if !is_run || letters.count() < 2 {
        return Vec::new();
    }
    let mut ways = Vec::new();
    each_run(name, false, |run| ways.push(run.iter().map(|letter| letter.letter).collect::<Vec<_>>()));
    let [letters] = &mut ways[..] else { return Vec::new() };
    letters.truncate(letters.iter().rposition(|c| *c != ' ').map_or(0, |last| last + 1));
    let joined: Vec<char> = letters.iter().copied().filter(|c| *c != ' ').collect();
    if joined != *letters {
        ways.push(joined);
    }
    ways
}

/// Calls back for each run of letters in such scripts. Blanks and what joins the parts of a name don't end it.
fn each_run(text: &str, tags: bool, mut call: impl FnMut(&[Letter])) {
    let bytes = text.as_bytes();
    let (mut at, mut run) = (0, Vec::<Letter>::new());
    loop {
        if run.is_empty() {
            let plain = |byte: &u8| byte.is_ascii() && !matches!(byte, b'&' | b'\\' | b'%' | b'<');
            at += bytes[at..].iter().take_while(|byte| plain(byte)).count();
        }
        let Some((sign, length)) = sign(&text[at..], tags) else { break };
        let place = at..at + length;
        at += length;
        let Sign::Is(c) = sign else { continue };
        if is_of_runs(c) || voices(c) && !run.is_empty() {
            let letters = std::iter::once(c).nfkd().filter(|c| voices(*c) || !is_combining_mark(*c));
            run.extend(letters.map(|letter| Letter { letter, place: place.clone() }));
        } else if c.is_whitespace() {
            let is_hangul = run.last().is_some_and(|last| is_jamo(last.letter));
            run.extend(is_hangul.then_some(Letter { letter: ' ', place }));
        } else if !is_markup(c) && !joins(c) && !run.is_empty() {
            call(&run);
            run.clear();
        }
    }
    if !run.is_empty() {
        call(&run);
    }
}

/// Whether a character is a letter of Han, Kana or Hangul.
fn is_of_runs(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3131}'..='\u{318e}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7fb}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{ffa1}'..='\u{ffdc}' | '\u{1b000}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character makes another letter of the Kana before it.
fn voices(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

/// Whether a letter is a part of a syllable of Hangul.
fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}')
}

/// Whether what stands before it is another letter, or another syllable, than without it.
fn completes(c: char) -> bool {
    voices(c) || matches!(c, '\u{1160}'..='\u{11ff}')
}

/// Whether a sign joins the parts of a name.
fn joins(c: char) -> bool {
    matches!(c, '·' | '・' | '･' | '‧' | '=' | '＝' | '゠')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_a_blank_is_found_wherever_it_stands() {
        let mut runs = Runs::default();
        ["田中太郎", "ゾルタン", "김철수", "山田 花子", "박 영희", "カナ"].into_iter().enumerate().for_each(
            |(at, name)| {
                runs.add(name, at);
            },
        );
        for (text, hidden) in [
            ("連絡は田中太郎さんへ", Some(0)),
            ("連絡は田中　太郎さんへ", Some(0)),
            ("田**中**太\n郎", Some(0)),
            ("&#30000;田中太郎", Some(0)),
            ("田中<b>太郎</b>", Some(0)),
            ("のゾルタンは", Some(1)),
            ("ｿﾞﾙﾀﾝ", Some(1)),
            ("ソ\u{3099}ルタン", Some(1)),
            ("ソルタン", None),
            ("김철수가", Some(2)),
            ("김철숭", None),
            ("김 철수", None),
            ("山田花子", Some(3)),
            ("山田・花子", Some(3)),
            ("박 영희가", Some(4)),
            ("박영희가", Some(4)),
            ("カナタ", Some(5)),
            ("カ。ナ", None),
            ("ガナ", None),
        ] {
            let found = runs.find(text, true);
            assert_eq!(found.first().map(|(_, hidden)| *hidden), hidden, "{text}");
        }
        let text = "ask 田中太郎 now";
        assert_eq!(&text[runs.find(text, false)[0].0.clone()], "田中太郎");
    }

    #[test]
    fn words_of_other_scripts_and_single_letters_are_no_runs() {
        for name in ["Rosa", "田", "田中 Taro", "محمد", "", "・・"] {
            assert!(letters_of_name(name).is_empty(), "{name}");
        }
    }
}
