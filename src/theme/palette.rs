//! The colors that a district's one color gives, each with the contrast that its use needs, whatever the
//! color was (WCAG 2.2, 1.4.3 and 1.4.11).

use crate::model::Color;

/// The color of districts that give none.
const DEFAULT: Color = Color { red: 0x0b, green: 0x5d, blue: 0x66 };

/// What text needs against its background.
const TEXT: f64 = 4.5;

/// The darkest background that text in the brand's color stands on in the light scheme.
const LIGHT_GROUND: Color = Color { red: 0xf1, green: 0xf4, blue: 0xf5 };

/// The lightest background that it stands on in the dark scheme.
const DARK_GROUND: Color = Color { red: 0x1f, green: 0x2a, blue: 0x2e };

const WHITE: Color = Color { red: 255, green: 255, blue: 255 };
const BLACK: Color = Color { red: 0, green: 0, blue: 0 };

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
        let light = toward(brand, BLACK, |shade| {
            contrast(shade, LIGHT_GROUND) >= TEXT && contrast(shade, WHITE) >= TEXT
        });
        let dark = toward(brand, WHITE, |shade| contrast(shade, DARK_GROUND) >= TEXT);
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
            prop_assert!(contrast(palette.light, WHITE) >= TEXT);
            prop_assert!(contrast(palette.light, LIGHT_GROUND) >= TEXT);
            prop_assert!(contrast(palette.dark, DARK_GROUND) >= TEXT);
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
