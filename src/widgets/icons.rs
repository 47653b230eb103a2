//! Icons of the bundled Lucide subset, by name. See assets/icons/CREDITS.md.

pub const ARROW_DOWN: &str = "\u{e042}";
pub const ARROW_LEFT_RIGHT: &str = "\u{e24a}";
pub const ARROW_RIGHT: &str = "\u{e049}";
pub const ARROW_UP: &str = "\u{e04a}";
pub const BAN: &str = "\u{e051}";
pub const BOOK_OPEN: &str = "\u{e05f}";
pub const BUILDING_2: &str = "\u{e290}";
pub const CALENDAR: &str = "\u{e063}";
pub const CHECK: &str = "\u{e06c}";
pub const CHEVRON_DOWN: &str = "\u{e06d}";
pub const CHEVRON_LEFT: &str = "\u{e06e}";
pub const CHEVRON_RIGHT: &str = "\u{e06f}";
pub const CHEVRON_UP: &str = "\u{e070}";
pub const CIRCLE: &str = "\u{e076}";
pub const CIRCLE_ALERT: &str = "\u{e077}";
pub const CIRCLE_CHECK: &str = "\u{e226}";
pub const CIRCLE_DOT: &str = "\u{e345}";
pub const CIRCLE_X: &str = "\u{e084}";
pub const CLIPBOARD_PASTE: &str = "\u{e3e8}";
pub const CLOCK: &str = "\u{e087}";
pub const COLUMNS_3: &str = "\u{e099}";
pub const COMMAND: &str = "\u{e09a}";
pub const COPY: &str = "\u{e09e}";
pub const DOWNLOAD: &str = "\u{e0b2}";
pub const ELLIPSIS: &str = "\u{e0b6}";
pub const EXTERNAL_LINK: &str = "\u{e0b9}";
pub const EYE: &str = "\u{e0ba}";
pub const EYE_OFF: &str = "\u{e0bb}";
pub const FILE: &str = "\u{e0c0}";
pub const FILE_TEXT: &str = "\u{e0cc}";
pub const FILE_WARNING: &str = "\u{e319}";
pub const FILE_X: &str = "\u{e0cd}";
pub const FLAG: &str = "\u{e0d1}";
pub const FOLDER: &str = "\u{e0d7}";
pub const FOLDER_OPEN: &str = "\u{e247}";
pub const FUNNEL: &str = "\u{e0dc}";
pub const GRIP_VERTICAL: &str = "\u{e0eb}";
pub const HELP_CIRCLE: &str = "\u{e082}";
pub const HISTORY: &str = "\u{e1f5}";
pub const INFO: &str = "\u{e0f9}";
pub const KEYBOARD: &str = "\u{e284}";
pub const LAYERS: &str = "\u{e529}";
pub const LINK: &str = "\u{e102}";
pub const LIST: &str = "\u{e106}";
pub const LOADER: &str = "\u{e109}";
pub const MAP_PIN: &str = "\u{e111}";
pub const MAXIMIZE_2: &str = "\u{e113}";
pub const MERGE: &str = "\u{e43f}";
pub const MESSAGE_SQUARE: &str = "\u{e117}";
pub const MINUS: &str = "\u{e11c}";
pub const MOON: &str = "\u{e11e}";
pub const NEWSPAPER: &str = "\u{e348}";
pub const PANEL_LEFT: &str = "\u{e12a}";
pub const PANEL_RIGHT: &str = "\u{e431}";
pub const PENCIL: &str = "\u{e1f9}";
pub const PIN: &str = "\u{e259}";
pub const PLUS: &str = "\u{e13d}";
pub const QUOTE: &str = "\u{e239}";
pub const REDO_2: &str = "\u{e2a0}";
pub const REFRESH_CW: &str = "\u{e145}";
pub const SAVE: &str = "\u{e14d}";
pub const SCISSORS: &str = "\u{e14e}";
pub const SEARCH: &str = "\u{e151}";
pub const SETTINGS: &str = "\u{e154}";
pub const SPLIT: &str = "\u{e440}";
pub const SQUARE: &str = "\u{e167}";
pub const SQUARE_CHECK: &str = "\u{e559}";
pub const STAR: &str = "\u{e176}";
pub const SUN: &str = "\u{e178}";
pub const TABLE: &str = "\u{e17d}";
pub const TAG: &str = "\u{e17f}";
pub const TRASH_2: &str = "\u{e18e}";
pub const TRIANGLE_ALERT: &str = "\u{e193}";
pub const UNDO_2: &str = "\u{e2a1}";
pub const UNLINK: &str = "\u{e19c}";
pub const USER: &str = "\u{e19f}";
pub const X: &str = "\u{e1b2}";
pub const ZOOM_IN: &str = "\u{e1b6}";
pub const ZOOM_OUT: &str = "\u{e1b7}";

#[cfg(test)]
mod tests {
    use egui::FontFamily;

    use super::{CHECK, LIST, X};
    use crate::widgets::theme;

    #[test]
    fn no_typeface_hides_the_icons() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for family in [FontFamily::Proportional, theme::strong()] {
                let font = egui::FontId::new(20.0, family);
                for icon in [CHECK, LIST, X] {
                    let c = icon.chars().next().unwrap();
                    // Lucide draws every icon on a square of the em.
                    let width = ui.fonts_mut(|fonts| fonts.glyph_width(&font, c));
                    assert!((width - 20.0).abs() < 1.0, "{c:?} is {width} wide");
                }
            }
        });
        output.drop_without_applying_deltas();
    }
}
