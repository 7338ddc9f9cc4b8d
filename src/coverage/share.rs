//! A part of a whole, exact until it is shown.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::model::round_half_away;

/// A part of a whole. With nothing below the line there is no share: `null`, shown as "n/a", never 0 or 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The part.
    pub part: u64,
    /// The whole.
    pub whole: u64,
}

/// Four decimals.
const SCALE: i128 = 10_000;

impl Share {
    /// A part of a whole.
    pub fn of(part: usize, whole: usize) -> Self {
        Self { part: part as u64, whole: whole as u64 }
    }

    /// The share, rounded half away from zero to four decimals; `None` with nothing below the line.
    pub fn value(self) -> Option<f64> {
        (self.whole > 0)
            .then(|| decimal(round_half_away(i128::from(self.part) * SCALE, i128::from(self.whole))))
    }

    /// The share in whole percent, rounded half away from zero.
    pub fn percent(self) -> Option<i64> {
        (self.whole > 0).then(|| round_half_away(i128::from(self.part) * 100, i128::from(self.whole)))
    }

    /// How much this share is above another: the difference of the exact shares, rounded to four decimals;
    /// `None` where one of the two has nothing below the line.
    pub fn above(self, other: Self) -> Option<f64> {
        self.difference(other, SCALE).map(decimal)
    }

    /// The same in whole percentage points.
    pub fn points_above(self, other: Self) -> Option<i64> {
        self.difference(other, 100)
    }

    fn difference(self, other: Self, scale: i128) -> Option<i64> {
        if self.whole == 0 || other.whole == 0 {
            return None;
        }
        let (a, b) = (i128::from(self.part), i128::from(self.whole));
        let (c, d) = (i128::from(other.part), i128::from(other.whole));
        Some(round_half_away((a * d - c * b) * scale, b * d))
    }
}

/// Ten-thousandths as a number.
fn decimal(ten_thousandths: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "shares are far below 2^53 ten-thousandths")]
    let number = ten_thousandths as f64;
    number / 10_000.0
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl JsonSchema for Share {
    fn schema_name() -> Cow<'static, str> {
        "Share".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["number", "null"], "minimum": 0, "maximum": 1})
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn shares_are_rounded_half_away_from_zero() {
        assert_eq!(Share::of(31, 44).value(), Some(0.7045));
        assert_eq!(Share::of(1, 3).value(), Some(0.3333));
        assert_eq!(Share::of(2, 3).value(), Some(0.6667));
        assert_eq!(Share::of(1, 20_000).value(), Some(0.0001));
        assert_eq!(Share::of(0, 0).value(), None);
        assert_eq!(Share::of(0, 5).value(), Some(0.0));
    }

    #[test]
    fn a_change_is_the_difference_of_exact_shares() {
        assert_eq!(Share::of(6, 10).above(Share::of(1, 2)), Some(0.1));
        assert_eq!(Share::of(1, 3).above(Share::of(2, 3)), Some(-0.3333));
        assert_eq!(Share::of(1, 3).above(Share::of(0, 0)), None);
    }
}
