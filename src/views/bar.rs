//! What the bars over the tables have in common: their ground with a line below, and the field that filters.

use egui::{Align2, FontId, Frame, Key, Margin, Response, Stroke, TextEdit, Ui, vec2};

use crate::widgets::text_field;
use crate::widgets::theme::Theme;

/// A bar as wide as the view.
pub fn bar(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let tokens = Theme::get(ui.ctx());
    let frame = Frame::new().fill(tokens.surface.page);
    let frame = frame.inner_margin(Margin::symmetric(14, 4));
    let shown = frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(9.0, 2.0);
        content(ui);
    });
    let rect = shown.response.rect;
    let line = Stroke::new(1.0, tokens.line.normal);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
}

/// A field that filters a table; Escape empties it. `name` stands in it while it is empty.
pub fn filter_field(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    let edit = TextEdit::singleline(text)
        .hint_text(name)
        .font(FontId::proportional(12.0))
        .align(Align2::LEFT_CENTER)
        .margin(Margin::symmetric(6, 3))
        .desired_width(116.0);
    let field = text_field(ui, name, edit);
    if field.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        text.clear();
    }
    field
}
