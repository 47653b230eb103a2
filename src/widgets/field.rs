//! A text field with an accessible name that stays when something is typed (a hint is its name only while it is empty).

use egui::{Response, TextEdit, Ui};

/// Adds a text field; `name` is what a screen reader calls it.
pub fn text_field(ui: &mut Ui, name: &str, edit: TextEdit<'_>) -> Response {
    let response = ui.add(edit);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}
