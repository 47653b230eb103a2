//! Words in the cells of tables: laid out to fit, placed, and measured without laying out.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, FontId, Galley, Painter, Rect, Ui, pos2};

use super::bidi;

/// Lays words out in at most `max_rows` lines of `width`; what does not fit ends in an ellipsis.
pub fn fitted(
    ui: &Ui,
    text: &str,
    font: FontId,
    colour: Color32,
    (width, max_rows): (f32, usize),
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping {
        max_width: width.max(8.0),
        max_rows,
        break_anywhere: max_rows == 1,
        overflow_character: Some('…'),
    };
    let job = bidi::in_order(ui, job);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Paints words into a cell with `pad` points left and right, centred between top and bottom.
pub fn place(painter: &Painter, rect: Rect, galley: Arc<Galley>, align: Align, pad: f32) {
    let size = galley.size();
    let x = match align {
        Align::Min => rect.left() + pad,
        Align::Center => rect.center().x - size.x / 2.0,
        Align::Max => rect.right() - pad - size.x,
    };
    let at = pos2(x, rect.center().y - size.y / 2.0);
    painter.galley(at, galley, Color32::PLACEHOLDER);
}

/// Widths of letters, to estimate how long many texts are: a hundred thousand rows cannot all be laid out.
#[derive(Debug)]
pub struct LetterWidths {
    ascii: [f32; 128],
    size: f32,
}

impl LetterWidths {
    /// Measures the letters of a font.
    pub fn new(ui: &Ui, font: &FontId) -> Self {
        let mut ascii = [0.0_f32; 128];
        ui.fonts_mut(|fonts| {
            for (code, width) in ascii.iter_mut().enumerate().skip(32) {
                *width = fonts.glyph_width(font, char::from(code as u8));
            }
        });
        Self {
            ascii,
            size: font.size,
        }
    }

    /// Estimated width of a text on one line, in points. Letters beyond ASCII count 0.6 em, those from CJK on 1 em.
    pub fn of(&self, text: &str) -> f32 {
        let width = |c: char| {
            let wide = if (c as u32) < 0x2e80 { 0.6 } else { 1.0 };
            self.ascii
                .get(c as usize)
                .copied()
                .unwrap_or(self.size * wide)
        };
        text.chars().map(width).sum()
    }
}
