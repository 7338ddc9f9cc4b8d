//! Federal codes that several districts have, each of which is one district's alone.

use std::sync::OnceLock;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{DistrictFolder, layout};
use crate::diagnostics::Findings;
use crate::model::DistrictId;
use crate::reader::files::Root;

/// Districts with the code of one before them, by their places among all; looked for once one is asked for.
#[derive(Debug, Default)]
pub(super) struct DistrictCodes(OnceLock<HashMap<usize, usize>>);

impl DistrictCodes {
    /// The first of all districts that has the same code as the one at a place, where that is another.
    pub(super) fn first<'d>(
        &self,
        root: &Root,
        all: &'d [DistrictFolder],
        at: usize,
    ) -> Option<&'d DistrictId> {
        let (own, other) = (all.get(at)?, all.get(*self.0.get_or_init(|| repeated(root, all)).get(&at)?)?);
        // Who previews a toolkit may have changed one of them.
        (code(root, own) == code(root, other)).then_some(&other.id)
    }
}

fn repeated(root: &Root, all: &[DistrictFolder]) -> HashMap<usize, usize> {
    let codes: Vec<Option<String>> = all.par_iter().map(|folder| code(root, folder)).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    let codes = codes.iter().enumerate().filter_map(|(at, code)| Some((at, code.as_deref()?)));
    codes.map(|(at, code)| (at, *first.entry(code).or_insert(at))).filter(|(at, first)| at != first).collect()
}

/// The code in a district's file, which is not read as YAML for it.
fn code(root: &Root, folder: &DistrictFolder) -> Option<String> {
    let file = root.read(&folder.path.join(layout::DISTRICT), &mut Findings::default())?;
    let lines = file.text().lines().filter_map(|line| line.split('#').next());
    let mut codes = lines.filter_map(|line| line.split_once("nces_id:")).map(|(_, value)| {
        let value = value.trim_start_matches([' ', '"', '\'']);
        value.chars().take_while(char::is_ascii_digit).collect::<String>()
    });
    codes.find(|code| !code.is_empty())
}
