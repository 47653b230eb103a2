//! "Add address…": pages fetched from the web, only because the person asks; one address a line.

use egui::{RichText, TextEdit, Ui};

use super::ViewCtx;
use crate::import::check_address;
use crate::session::Command;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, LastRow, ask, text_field};

/// The dialog.
#[derive(Debug, Default)]
pub struct AddAddressState {
    open: bool,
    /// It was not painted yet: its field wants the keyboard.
    fresh: bool,
    text: String,
    allow_private: bool,
}

impl AddAddressState {
    /// Opens the dialog, empty.
    pub fn open(&mut self, allow_private: bool) {
        *self = Self {
            open: true,
            fresh: true,
            text: String::new(),
            allow_private,
        };
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        self.open
    }

    fn addresses(&self) -> Vec<String> {
        self.text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// Paints the dialog when it is open. Ctrl+Enter fetches, Escape cancels.
pub fn add_address_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut AddAddressState) {
    if !state.open {
        return;
    }
    match ask(egui_ctx, "address dialog", |ui| dialog_ui(ui, state)) {
        Answer::Done(addresses) => {
            ctx.commands.send(Command::FetchAddresses {
                addresses,
                allow_private: state.allow_private,
            });
            *state = AddAddressState::default();
        }
        Answer::Cancelled => *state = AddAddressState::default(),
        Answer::Open => {}
    }
}

fn dialog_ui(ui: &mut Ui, state: &mut AddAddressState) -> Answer<Vec<String>> {
    let tokens = Theme::get(ui.ctx());
    let width = ui.ctx().content_rect().width();
    ui.set_width((width - 80.0).clamp(280.0, 560.0));
    ui.label(RichText::new("Add address").font(theme::strong_id(theme::size::HEADING)));
    let note = "The page is fetched once, without scripts and cookies. What comes back is kept in the workspace as it is, with the head of the answer, the time, the redirects and a SHA-256.";
    ui.add(egui::Label::new(RichText::new(note).small().color(tokens.text.secondary)).wrap());
    ui.add_space(6.0);
    let edit = TextEdit::multiline(&mut state.text)
        .hint_text("https://…   one address a line")
        .desired_width(f32::INFINITY)
        .desired_rows(3);
    let field = text_field(ui, "Addresses", edit);
    if std::mem::take(&mut state.fresh) {
        field.request_focus();
    }
    let addresses = state.addresses();
    let wrong = addresses
        .iter()
        .find_map(|address| check_address(address, state.allow_private).err());
    if let Some(wrong) = &wrong {
        let text = RichText::new(wrong.to_string()).small();
        ui.add(egui::Label::new(text.color(tokens.state.error)).wrap());
    }
    ui.add_space(2.0);
    let allow = "Allow addresses of this computer and the local network";
    ui.checkbox(&mut state.allow_private, allow)
        .on_hover_text("Otherwise they are refused, also when a page redirects to one");
    ui.add_space(8.0);
    let good = !addresses.is_empty() && wrong.is_none();
    let text = match addresses.len() {
        0 | 1 => "Fetch".to_owned(),
        n => format!("Fetch {n} pages"),
    };
    let row = LastRow::new(&text, good).by_shortcut();
    let answer = row.shortcut_note(ui, "fetches").ui(ui);
    answer.map(|()| addresses)
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers, Role};
    use egui_kittest::kittest::Queryable;

    use super::{AddAddressState, add_address_ui};
    use crate::session::Command;
    use crate::views::fixture::{self, Stage, picture, sample};

    #[test]
    fn addresses_are_checked_and_asked_for() {
        for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
            let mut state = AddAddressState::default();
            state.open(false);
            let stage = Stage::new(sample(), state);
            let mut harness = fixture::harness([700.0, 400.0], theme, stage, |ui, ctx, state| {
                add_address_ui(ui.ctx(), ctx, state);
            });
            harness.run();
            let field = |harness: &egui_kittest::Harness<'_, Stage<AddAddressState>>,
                         text: &str| {
                harness
                    .get_by_role_and_label(Role::MultilineTextInput, "Addresses")
                    .type_text(text);
            };
            field(&harness, "example.org/a\nhttp://localhost:8000/b");
            harness.run();
            harness.get_by_label_contains("“localhost” is an address of this computer");
            picture(&mut harness, &format!("add-address-{name}"));
            harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
            harness.run();
            assert!(
                harness.state().state.is_open(),
                "a refused address is not asked for"
            );
            harness
                .get_by_role_and_label(
                    Role::CheckBox,
                    "Allow addresses of this computer and the local network",
                )
                .click();
            harness.run();
            harness.get_by_label("Fetch 2 pages").click();
            harness.run();
            let asked = Command::FetchAddresses {
                addresses: vec![
                    "example.org/a".to_owned(),
                    "http://localhost:8000/b".to_owned(),
                ],
                allow_private: true,
            };
            assert_eq!(harness.state().sent(), [asked]);
            assert!(!harness.state().state.is_open());
        }
    }
}
