//! "Change encoding…": the text of a file as every encoding would read it, and garbled letters repaired, before it is read again.

use egui::{RichText, ScrollArea, TextEdit, Ui};

use super::ViewCtx;
use crate::import::encodings;
use crate::session::{Command, Derived, FileLook, Preview, ReadHow, SourceRef};
use crate::text::fold;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, LastRow, ask, text_field};

/// Width of the list, in points.
const LIST: f32 = 256.0;
/// Characters of the text that are shown.
const SHOWN: usize = 4_000;

/// The dialog.
#[derive(Debug, Default)]
pub struct EncodingState {
    /// What it is about; `None`: closed.
    from: Option<SourceRef>,
    /// The encoding the file was read with.
    now: String,
    /// Narrows the list.
    filter: String,
    how: ReadHow,
    /// What the preview was made for, and what it says.
    previewed: Option<(ReadHow, Preview)>,
    fresh: bool,
}

impl EncodingState {
    /// Opens the dialog about a file that was read with the encoding `now`.
    pub fn open(&mut self, from: SourceRef, now: String, repair: bool) {
        let how = ReadHow {
            encoding: None,
            repair,
            mapping: None,
        };
        *self = Self {
            from: Some(from),
            now,
            how,
            fresh: true,
            ..Self::default()
        };
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        self.from.is_some()
    }

    fn preview(&mut self, look: &FileLook) -> &Preview {
        if self
            .previewed
            .as_ref()
            .is_none_or(|(how, _)| *how != self.how)
        {
            self.previewed = None;
        }
        let how = &self.how;
        let previewed = &mut self.previewed;
        &previewed
            .get_or_insert_with(|| (how.clone(), look.preview(how)))
            .1
    }
}

/// Paints the dialog when it is open. Ctrl+Enter reads the file again, Escape cancels.
pub fn encoding_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut EncodingState) {
    let Some(from) = state.from.clone() else {
        return;
    };
    match ask(egui_ctx, "encoding dialog", |ui| {
        dialog_ui(ui, ctx, state, &from)
    }) {
        Answer::Done(()) => {
            let how = std::mem::take(state).how;
            ctx.commands.send(Command::ReadAgain { from, how });
        }
        Answer::Cancelled => *state = EncodingState::default(),
        Answer::Open => {}
    }
}

fn dialog_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut EncodingState,
    from: &SourceRef,
) -> Answer {
    let tokens = Theme::get(ui.ctx());
    let room = ui.ctx().content_rect();
    let preview = (room.width() - LIST - 120.0).clamp(180.0, 560.0);
    let height = (room.height() - 230.0).clamp(140.0, 460.0);
    ui.set_width(LIST + preview + 20.0);
    ui.label(RichText::new("Change encoding").font(theme::strong_id(theme::size::HEADING)));
    let about = RichText::new(&from.path)
        .small()
        .color(tokens.text.secondary);
    ui.add(egui::Label::new(about).truncate());
    ui.add_space(6.0);
    let look = match &ctx.session.look {
        Derived::Failed(reason) => {
            let text = RichText::new(reason).color(tokens.state.error);
            ui.add(egui::Label::new(text).wrap());
            None
        }
        look => look.get().filter(|look| look.from == *from),
    };
    if look.is_none() && ctx.session.look.is_pending() {
        ui.spinner();
    }
    if let Some(look) = look {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(LIST);
                list_ui(ui, state, height);
            });
            ui.add_space(14.0);
            ui.vertical(|ui| {
                ui.set_width(preview);
                preview_ui(ui, state, look, height);
            });
        });
    }
    ui.add_space(8.0);
    LastRow::new("Read again", look.is_some())
        .by_shortcut()
        .note("All articles of the file are read again; what you set by hand stays")
        .ui(ui)
}

fn list_ui(ui: &mut Ui, state: &mut EncodingState, height: f32) {
    let edit = TextEdit::singleline(&mut state.filter)
        .hint_text("Encoding or language…")
        .desired_width(f32::INFINITY);
    let field = text_field(ui, "Filter encodings", edit);
    if std::mem::take(&mut state.fresh) {
        field.request_focus();
    }
    ui.add_space(2.0);
    let wanted = fold(state.filter.trim());
    ScrollArea::vertical()
        .id_salt("encodings")
        .max_height(height - 34.0)
        .min_scrolled_height(height - 34.0)
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let found = if state.now.is_empty() {
                "As found".to_owned()
            } else {
                format!("As found ({})", state.now)
            };
            if wanted.is_empty() && ui.radio(state.how.encoding.is_none(), found).clicked() {
                state.how.encoding = None;
            }
            for (name, scripts) in encodings() {
                let text = format!("{name} · {scripts}");
                if !fold(&text).contains(&wanted) {
                    continue;
                }
                let on = state.how.encoding.as_deref() == Some(*name);
                if ui.radio(on, text).clicked() {
                    state.how.encoding = Some((*name).to_owned());
                }
            }
        });
}

fn preview_ui(ui: &mut Ui, state: &mut EncodingState, look: &FileLook, height: f32) {
    let tokens = Theme::get(ui.ctx());
    let preview = state.preview(look).clone();
    let head = if preview.encoding.is_empty() {
        "This format says itself how its letters are written".to_owned()
    } else {
        format!("Read as {}", preview.encoding)
    };
    ui.label(RichText::new(head).font(theme::strong_id(12.5)));
    let frame = egui::Frame::new()
        .fill(tokens.surface.page)
        .stroke(egui::Stroke::new(1.0, tokens.line.normal))
        .corner_radius(4.0)
        .inner_margin(12.0);
    frame.show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt("encoding preview")
            .max_height(height - 78.0)
            .min_scrolled_height(height - 78.0)
            .auto_shrink(false)
            .show(ui, |ui| {
                let text: String = preview.text.chars().take(SHOWN).collect();
                let text = RichText::new(text).font(theme::serif_id(13.0));
                ui.add(egui::Label::new(text).wrap());
            });
    });
    let repair = "Repair garbled letters (“â€™” for “’”)";
    let can = preview.is_garbled || state.how.repair;
    ui.add_enabled(can, egui::Checkbox::new(&mut state.how.repair, repair))
        .on_disabled_hover_text("No letters look as if they were once saved in the wrong encoding");
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui::Role;
    use egui_kittest::kittest::Queryable;

    use super::{EncodingState, encoding_ui};
    use crate::session::{Command, Derived, FileLook, ReadHow, SourceRef};
    use crate::views::fixture::{self, Stage, picture, sample};

    fn from() -> SourceRef {
        SourceRef {
            path: "/news/moscow.txt".to_owned(),
            ..SourceRef::default()
        }
    }

    fn stage(
        head: &[u8],
        theme: egui::Theme,
    ) -> egui_kittest::Harness<'static, Stage<EncodingState>> {
        let mut session = sample();
        session.look = Derived::Ready(Arc::new(FileLook {
            from: from(),
            head: head.to_vec(),
            offer: None,
        }));
        let mut state = EncodingState::default();
        state.open(from(), "windows-1252".to_owned(), false);
        let stage = Stage::new(session, state);
        let mut harness = fixture::harness([900.0, 560.0], theme, stage, |ui, ctx, state| {
            encoding_ui(ui.ctx(), ctx, state);
        });
        harness.run();
        harness
    }

    #[test]
    fn the_text_is_shown_as_the_chosen_encoding_reads_it() {
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1251.encode("Мост открыт\n\nМэр открыл мост в понедельник.");
        let mut harness = stage(&bytes, egui::Theme::Light);
        harness
            .get_by_role_and_label(Role::TextInput, "Filter encodings")
            .type_text("cyrillic");
        harness.run();
        harness.get_by_label("KOI8-R · Cyrillic, Russian").click();
        harness.run();
        assert!(harness.query_by_label_contains("Мост открыт").is_none());
        harness.get_by_label("windows-1251 · Cyrillic").click();
        harness.run();
        harness.get_by_label("Read as windows-1251");
        harness.get_by_label_contains("Мост открыт");
        picture(&mut harness, "encoding-light");
        harness.get_by_label("Read again").click();
        harness.run();
        let how = ReadHow {
            encoding: Some("windows-1251".to_owned()),
            ..ReadHow::default()
        };
        let asked = Command::ReadAgain { from: from(), how };
        assert_eq!(harness.state().sent(), [asked]);
        assert!(!harness.state().state.is_open());
    }

    #[test]
    fn garbled_letters_are_repaired_where_there_are_any() {
        let repair = "Repair garbled letters (“â€™” for “’”)";
        let mut harness = stage(
            "Heâ€™s in MÃ¼nchen, she said.".as_bytes(),
            egui::Theme::Dark,
        );
        harness
            .get_by_role_and_label(Role::CheckBox, repair)
            .click();
        harness.run();
        harness.get_by_label_contains("He’s in München");
        picture(&mut harness, "encoding-dark-repair");
        harness.get_by_label("Read again").click();
        harness.run();
        let how = ReadHow {
            repair: true,
            ..ReadHow::default()
        };
        let asked = Command::ReadAgain { from: from(), how };
        assert_eq!(harness.state().sent(), [asked]);
    }
}
