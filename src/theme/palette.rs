//! The colors that a district's one color gives, each with the contrast that its use needs, whatever the
//! color was (WCAG 2.2, 1.4.3 and 1.4.11).

use crate::model::Color;

/// The color of districts that give none.
const DEFAULT: Color = rgb(0x000b_5d66);

/// What text needs against its background.
const TEXT: f64 = 4.5;

/// The grounds that text in the brand's color stands on in the light scheme, as the stylesheet has them.
const LIGHT_GROUNDS: [Color; 5] =
    [WHITE, rgb(0x00f1_f4f5), rgb(0x00e0_f1e6), rgb(0x00fd_f0d5), rgb(0x00fa_e3e3)];

/// The grounds that it stands on in the dark scheme.
const DARK_GROUNDS: [Color; 5] =
    [rgb(0x0014_1b1e), rgb(0x001f_2a2e), rgb(0x001b_3526), rgb(0x003a_2c10), rgb(0x0042_1d20)];

/// The color of text on an area in the dark scheme's accent.
const DARK_ON_ACCENT: Color = rgb(0x0010_181b);

const WHITE: Color = rgb(0x00ff_ffff);
const BLACK: Color = rgb(0);

/// A color from its six digits.
const fn rgb(digits: u32) -> Color {
    let [_, red, green, blue] = digits.to_be_bytes();
    Color { red, green, blue }
}

/// The colors of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The district's own color, for areas without text.
    pub brand: Color,
    /// Text and controls on a light ground, and the ground of white text.
    pub light: Color,
    /// Text and controls on a dark ground.
    pub dark: Color,
    /// Whether the color had to be shifted for the light scheme.
    pub is_shifted: bool,
}

impl Palette {
    /// Makes a palette from a color.
    pub fn new(color: Option<Color>) -> Self {
        let brand = color.unwrap_or(DEFAULT);
        let readable =
            |shade: Color, grounds: &[Color]| grounds.iter().all(|ground| contrast(shade, *ground) >= TEXT);
        let light = toward(brand, BLACK, |shade| readable(shade, &LIGHT_GROUNDS));
        let dark = toward(brand, WHITE, |shade| {
            readable(shade, &DARK_GROUNDS) && contrast(shade, DARK_ON_ACCENT) >= TEXT
        });
        Self { brand, light, dark, is_shifted: light != brand }
    }

    /// The palette as custom properties of CSS.
    pub fn css(&self) -> String {
        format!(
            ":root{{--brand:{};--accent:{}}}\n@media (prefers-color-scheme:dark){{:root{{--accent:{}}}}}\n@media print{{:root{{--accent:{}}}}}\n",
            self.brand, self.light, self.dark, self.light
        )
    }
}

/// The first shade on the way from a color to another that is good enough.
fn toward(from: Color, to: Color, good: impl Fn(Color) -> bool) -> Color {
    const STEPS: u16 = 64;
    let shade = |step: u16| {
        let mix = |a: u8, b: u8| {
            let mixed = (u16::from(a) * (STEPS - step) + u16::from(b) * step) / STEPS;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Color { red: mix(from.red, to.red), green: mix(from.green, to.green), blue: mix(from.blue, to.blue) }
    };
    (0..=STEPS).map(shade).find(|shade| good(*shade)).unwrap_or(to)
}

/// The contrast ratio of two colors, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of a color (WCAG 2.2, "relative luminance").
fn luminance(color: Color) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(color.red) + 0.7152 * channel(color.green) + 0.0722 * channel(color.blue)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_color_becomes_readable(red: u8, green: u8, blue: u8) {
            let palette = Palette::new(Some(Color { red, green, blue }));
            for ground in LIGHT_GROUNDS {
                prop_assert!(contrast(palette.light, ground) >= TEXT);
            }
            for ground in DARK_GROUNDS {
                prop_assert!(contrast(palette.dark, ground) >= TEXT);
            }
            prop_assert!(contrast(palette.dark, DARK_ON_ACCENT) >= TEXT);
        }
    }

    #[test]
    fn the_grounds_are_those_of_the_stylesheet() {
        let css = include_str!("../../themes/default/static/style.css");
        for (name, light, dark) in [
            ("ground", LIGHT_GROUNDS[0], DARK_GROUNDS[0]),
            ("raised", LIGHT_GROUNDS[1], DARK_GROUNDS[1]),
            ("good-ground", LIGHT_GROUNDS[2], DARK_GROUNDS[2]),
            ("warn-ground", LIGHT_GROUNDS[3], DARK_GROUNDS[3]),
            ("bad-ground", LIGHT_GROUNDS[4], DARK_GROUNDS[4]),
            ("on-accent", WHITE, DARK_ON_ACCENT),
        ] {
            for color in [light, dark] {
                let line = format!("--{name}: {color};").replace("#ffffff", "#fff");
                assert!(css.contains(&line), "the stylesheet has no `{line}`");
            }
        }
    }

    #[test]
    fn a_dark_color_stays_as_it_is() {
        let color = Color::parse("#0b5d66").expect("a color");
        let palette = Palette::new(Some(color));
        assert_eq!((palette.light, palette.is_shifted), (color, false));
        assert!((contrast(WHITE, BLACK) - 21.0).abs() < 1e-9);
    }
}
