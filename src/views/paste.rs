//! "Paste an article…": a text from the clipboard becomes an article, with its headline and outlet.

use egui::{RichText, Ui};

use super::ViewCtx;
use super::details::outlet_suggestions_ui;
use crate::session::Command;
use crate::widgets::theme;
use crate::widgets::{Answer, LastRow, ask, text_field};

/// The dialog.
#[derive(Debug, Default)]
pub struct PasteState {
    open: bool,
    /// It was not painted yet: its text field wants the keyboard.
    fresh: bool,
    headline: String,
    outlet: String,
    text: String,
}

impl PasteState {
    /// Opens the dialog, empty.
    pub fn open(&mut self) {
        *self = Self {
            open: true,
            fresh: true,
            ..Self::default()
        };
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        self.open
    }
}

/// Paints the dialog when it is open. Ctrl+Enter adds the article, Escape cancels.
pub fn paste_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut PasteState) {
    if !state.open {
        return;
    }
    match ask(egui_ctx, "paste dialog", |ui| dialog_ui(ui, ctx, state)) {
        Answer::Done(()) => {
            let PasteState {
                headline,
                outlet,
                text,
                ..
            } = std::mem::take(state);
            ctx.commands.send(Command::AddPastedText {
                headline: headline.trim().to_owned(),
                outlet: outlet.trim().to_owned(),
                text,
            });
        }
        Answer::Cancelled => *state = PasteState::default(),
        Answer::Open => {}
    }
}

fn dialog_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut PasteState) -> Answer {
    let window = ui.ctx().content_rect().size();
    ui.set_width((window.x - 80.0).clamp(280.0, 620.0));
    ui.label(RichText::new("Paste an article").font(theme::strong_id(theme::size::HEADING)));
    ui.add_space(4.0);
    let headline = egui::TextEdit::singleline(&mut state.headline)
        .hint_text("Headline (if the text does not begin with it)")
        .desired_width(f32::INFINITY);
    text_field(ui, "Headline", headline);
    let outlet = egui::TextEdit::singleline(&mut state.outlet)
        .hint_text("Outlet")
        .desired_width(f32::INFINITY);
    text_field(ui, "Outlet", outlet);
    outlet_suggestions_ui(ui, ctx, &mut state.outlet);
    let height = (window.y - 300.0).clamp(120.0, 340.0);
    egui::ScrollArea::vertical()
        .max_height(height)
        .show(ui, |ui| {
            let text = egui::TextEdit::multiline(&mut state.text)
                .hint_text("The text, with an empty line between paragraphs")
                .font(theme::serif_id(theme::size::ARTICLE))
                .desired_width(f32::INFINITY)
                .desired_rows(12);
            let field = text_field(ui, "Text", text);
            if std::mem::take(&mut state.fresh) {
                field.request_focus();
            }
        });
    ui.add_space(6.0);
    let good = !state.text.trim().is_empty();
    let row = LastRow::new("Add article", good).by_shortcut();
    row.shortcut_note(ui, "adds it").ui(ui)
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers, Role};
    use egui_kittest::kittest::Queryable;

    use super::{PasteState, paste_ui};
    use crate::session::Command;
    use crate::views::fixture::{self, Stage, picture, sample};

    #[test]
    fn a_text_with_headline_and_outlet_is_added() {
        for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
            let mut state = PasteState::default();
            state.open();
            let stage = Stage::new(sample(), state);
            let mut harness = fixture::harness([700.0, 620.0], theme, stage, |ui, ctx, state| {
                paste_ui(ui.ctx(), ctx, state);
            });
            harness.run();
            harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
            harness.run();
            assert!(
                harness.state().state.is_open(),
                "without text nothing is added"
            );
            harness
                .get_by_role_and_label(Role::MultilineTextInput, "Text")
                .type_text("One.\n\nTwo.");
            harness.run();
            harness
                .get_by_role_and_label(Role::TextInput, "Headline")
                .focus();
            harness.run();
            harness
                .get_by_role_and_label(Role::TextInput, "Headline")
                .type_text("News");
            harness.get_by_label("HuffPost").click();
            harness.run();
            picture(&mut harness, &format!("paste-{name}"));
            harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
            harness.run();
            let added = Command::AddPastedText {
                headline: "News".to_owned(),
                outlet: "HuffPost".to_owned(),
                text: "One.\n\nTwo.".to_owned(),
            };
            assert_eq!(harness.state().sent(), [added]);
            assert!(!harness.state().state.is_open());
        }
    }
}
