//! Colours, sizes and typefaces as tokens: read from assets/theme/*.toml, used everywhere, named nowhere else.

use std::sync::{Arc, OnceLock};

use egui::{Color32, CornerRadius, FontData, FontFamily, FontId, Margin, Stroke, TextStyle};
use serde::{Deserialize, Deserializer};

/// All tokens of one theme.
#[derive(Debug, Deserialize)]
pub struct Theme {
    /// Backgrounds.
    pub surface: Surface,
    /// Lines and borders.
    pub line: Line,
    /// Text colours.
    pub text: Text,
    /// The one accent.
    pub accent: Accent,
    /// Colours of relations and marks.
    pub relation: RelationColours,
    /// Good, bad, found.
    pub state: StateColours,
    /// Colours of outlets, taken in turn.
    outlets: Outlets,
}

macro_rules! tokens {
    ($(#[$doc:meta])* $name:ident { $($field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[expect(missing_docs, reason = "the names of the tokens say it; assets/theme/light.toml comments them")]
        pub struct $name {
            $(#[serde(deserialize_with = "hex")] pub $field: Color32,)*
        }
    };
}

tokens!(
    /// Backgrounds.
    Surface { window, panel, page, bar, tabs, hover, selected, field, chip }
);
tokens!(
    /// Lines.
    Line { faint, normal, strong }
);
tokens!(
    /// Text colours.
    Text { primary, secondary, dim, boilerplate, on_accent, link }
);
tokens!(
    /// The accent.
    Accent { fill, hover, focus }
);
tokens!(
    /// Relations and marks.
    RelationColours {
        same, same_strong, edited, edited_strong, changed, reworded_line, reworded_strong, moved, removed, removed_text, added,
        added_text, absent,
    }
);
tokens!(
    /// States.
    StateColours { error, warning, good, find, find_current }
);

#[derive(Debug, Deserialize)]
struct Outlets {
    #[serde(deserialize_with = "hexes")]
    colours: Vec<Color32>,
}

fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    Color32::from_hex(&text)
        .map_err(|_| serde::de::Error::custom(format!("{text} is no colour such as #1d5a96")))
}

fn hexes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Color32>, D::Error> {
    Vec::<String>::deserialize(deserializer)?
        .iter()
        .map(|text| {
            Color32::from_hex(text)
                .map_err(|_| serde::de::Error::custom(format!("{text} is no colour")))
        })
        .collect()
}

impl Theme {
    /// The tokens of the light or dark theme.
    pub fn of(theme: egui::Theme) -> &'static Self {
        static LIGHT: OnceLock<Theme> = OnceLock::new();
        static DARK: OnceLock<Theme> = OnceLock::new();
        match theme {
            egui::Theme::Light => {
                LIGHT.get_or_init(|| parse(include_str!("../../assets/theme/light.toml")))
            }
            egui::Theme::Dark => {
                DARK.get_or_init(|| parse(include_str!("../../assets/theme/dark.toml")))
            }
        }
    }

    /// The tokens of the theme that is shown.
    pub fn get(ctx: &egui::Context) -> &'static Self {
        Self::of(ctx.theme())
    }

    /// The colour with this number; numbers run round.
    pub fn outlet(&self, colour: u32) -> Color32 {
        self.outlets.colours[colour as usize % self.outlets.colours.len()]
    }

    /// How many outlet colours there are.
    pub fn n_outlet_colours(&self) -> u32 {
        self.outlets.colours.len() as u32
    }
}

fn parse(tokens: &str) -> Theme {
    toml::from_str(tokens).expect("the theme files are compiled in and a test reads them")
}

/// The family of article text.
pub fn serif() -> FontFamily {
    FontFamily::Name("serif".into())
}

/// Bold of the article text.
pub fn serif_bold() -> FontFamily {
    FontFamily::Name("serif bold".into())
}

/// Italic of the article text.
pub fn serif_italic() -> FontFamily {
    FontFamily::Name("serif italic".into())
}

/// Semibold of the interface.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Interface text in semibold.
pub fn strong_id(size: f32) -> FontId {
    FontId::new(size, strong())
}

/// Article text.
pub fn serif_id(size: f32) -> FontId {
    FontId::new(size, serif())
}

/// Sizes in points.
pub mod size {
    /// Interface text.
    pub const BODY: f32 = 13.0;
    /// Secondary lines.
    pub const SMALL: f32 = 11.5;
    /// Headings of panels.
    pub const HEADING: f32 = 14.5;
    /// Article text at 100 %.
    pub const ARTICLE: f32 = 14.0;
    /// Headline over a column.
    pub const HEADLINE: f32 = 16.0;
    /// Height of a row in a list or table.
    pub const ROW: f32 = 28.0;
    /// Space between groups.
    pub const GAP: f32 = 12.0;
}

/// A colour that was computed from tokens elsewhere (charts are values that know no toolkit).
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that makes colours of numbers"
)]
pub fn opaque([red, green, blue]: [u8; 3]) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

/// Red, green and blue of a colour, for files.
pub fn rgb(colour: Color32) -> [u8; 3] {
    [colour.r(), colour.g(), colour.b()]
}

/// Loads the typefaces and sets the style of both themes. Once, at the start.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.style_mut_of(theme, |style| restyle(style, Theme::of(theme), theme));
    }
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
}

fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    let fallback: Vec<String> = fonts.families[&FontFamily::Proportional].clone();
    let mut add = |name: &str, bytes: &'static [u8]| {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    };
    add(
        "Inter",
        include_bytes!("../../assets/fonts/Inter-Regular.otf"),
    );
    add(
        "Inter SemiBold",
        include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
    );
    add(
        "Noto Serif",
        include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf"),
    );
    add(
        "Noto Serif Bold",
        include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf"),
    );
    add(
        "Noto Serif Italic",
        include_bytes!("../../assets/fonts/NotoSerif-Italic.ttf"),
    );
    add(
        "Lucide",
        include_bytes!("../../assets/icons/lucide-subset.ttf"),
    );
    let mut family = |family: FontFamily, first: &[&str]| {
        let mut names: Vec<String> = first.iter().map(|name| (*name).to_owned()).collect();
        names.extend(fallback.iter().cloned());
        fonts.families.insert(family, names);
    };
    family(FontFamily::Proportional, &["Inter", "Lucide", "Noto Serif"]);
    family(strong(), &["Inter SemiBold", "Lucide", "Noto Serif Bold"]);
    family(serif(), &["Noto Serif", "Inter"]);
    family(serif_bold(), &["Noto Serif Bold", "Inter SemiBold"]);
    family(serif_italic(), &["Noto Serif Italic", "Inter"]);
    fonts
}

fn restyle(style: &mut egui::Style, tokens: &Theme, theme: egui::Theme) {
    style.text_styles = [
        (TextStyle::Heading, strong_id(size::HEADING)),
        (TextStyle::Body, FontId::proportional(size::BODY)),
        (TextStyle::Button, FontId::proportional(size::BODY)),
        (TextStyle::Small, FontId::proportional(size::SMALL)),
        (TextStyle::Monospace, FontId::monospace(size::BODY)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(8.0, 6.0);
    spacing.button_padding = egui::vec2(10.0, 5.0);
    spacing.interact_size = egui::vec2(32.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.scroll = egui::style::ScrollStyle::solid();
    spacing.scroll.bar_width = 8.0;
    style.interaction.selectable_labels = false;
    style.animation_time = 0.1;

    let visuals = &mut style.visuals;
    *visuals = match theme {
        egui::Theme::Light => egui::Visuals::light(),
        egui::Theme::Dark => egui::Visuals::dark(),
    };
    visuals.text_cursor.blink = false;
    visuals.override_text_color = Some(tokens.text.primary);
    visuals.weak_text_color = Some(tokens.text.dim);
    visuals.hyperlink_color = tokens.text.link;
    visuals.warn_fg_color = tokens.state.warning;
    visuals.error_fg_color = tokens.state.error;
    visuals.panel_fill = tokens.surface.window;
    visuals.window_fill = tokens.surface.page;
    visuals.window_stroke = Stroke::new(1.0, tokens.line.normal);
    visuals.extreme_bg_color = tokens.surface.field;
    visuals.faint_bg_color = tokens.surface.panel;
    visuals.selection.bg_fill = tokens.surface.selected;
    visuals.selection.stroke = Stroke::new(1.5, tokens.accent.focus);
    let radius = CornerRadius::same(5);
    let widgets = &mut visuals.widgets;
    let states = [
        (
            &mut widgets.noninteractive,
            tokens.surface.page,
            tokens.line.faint,
        ),
        (
            &mut widgets.inactive,
            tokens.surface.page,
            tokens.line.normal,
        ),
        (
            &mut widgets.hovered,
            tokens.surface.hover,
            tokens.line.strong,
        ),
        (
            &mut widgets.active,
            tokens.surface.selected,
            tokens.accent.focus,
        ),
        (&mut widgets.open, tokens.surface.hover, tokens.line.strong),
    ];
    for (state, fill, line) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, tokens.text.primary);
        state.corner_radius = radius;
        state.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use egui::Color32;

    use super::Theme;

    /// Contrast ratio of WCAG 2.2, 1 to 21.
    fn contrast(lhs: Color32, rhs: Color32) -> f32 {
        let luminance = |c: Color32| {
            let channel = |v: u8| {
                let v = f32::from(v) / 255.0;
                if v <= 0.040_45 {
                    v / 12.92
                } else {
                    ((v + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b())
        };
        let (a, b) = (luminance(lhs), luminance(rhs));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn check(what: &str, text: Color32, ground: Color32) {
        let ratio = contrast(text, ground);
        assert!(ratio >= 4.5, "{what}: {ratio:.2} : 1");
    }

    #[test]
    fn every_text_colour_reads_on_its_ground() {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let t = Theme::of(theme);
            let grounds = [
                t.surface.page,
                t.surface.panel,
                t.surface.bar,
                t.surface.window,
                t.surface.selected,
                t.surface.hover,
            ];
            for ground in grounds {
                check("primary", t.text.primary, ground);
                check("secondary", t.text.secondary, ground);
                check("dim", t.text.dim, ground);
                check("link", t.text.link, ground);
            }
            for ground in [
                t.relation.same,
                t.relation.edited,
                t.relation.changed,
                t.relation.moved,
                t.state.find,
                t.state.find_current,
            ] {
                check("article text on a mark", t.text.primary, ground);
            }
            check("removed", t.relation.removed_text, t.relation.removed);
            check("added", t.relation.added_text, t.relation.added);
            check("button", t.text.on_accent, t.accent.fill);
            check("button hovered", t.text.on_accent, t.accent.hover);
            check("boilerplate", t.text.boilerplate, t.surface.page);
            check("dim on tabs", t.text.secondary, t.surface.tabs);
            check("chip", t.text.secondary, t.surface.chip);
            for colour in 0..t.n_outlet_colours() {
                check("outlet", t.outlet(colour), t.surface.page);
                check("outlet on panel", t.outlet(colour), t.surface.panel);
            }
            for state in [t.state.error, t.state.warning, t.state.good] {
                check("state", state, t.surface.page);
                check("state on bar", state, t.surface.bar);
            }
        }
    }
}
