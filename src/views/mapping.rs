//! "Choose columns…": which column of a table (CSV, XLSX, JSON) holds the text, the headline, the outlet, with the first rows
//! beside it as they would be read.

use egui::{ComboBox, RichText, ScrollArea, Ui};

use super::ViewCtx;
use crate::import::{Mapped, Mapping, MappingOffer};
use crate::session::{Command, Derived, ReadHow, SourceRef};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, LastRow, ask};

/// Width of the choices, in points.
const CHOICES: f32 = 330.0;
/// Characters of a cell in the preview.
const CELL: usize = 220;

/// The dialog.
#[derive(Debug, Default)]
pub struct MappingState {
    /// What it is about; `None`: closed.
    from: Option<SourceRef>,
    /// What was chosen for other tables; the first that fits this one is shown.
    remembered: Vec<Mapping>,
    /// What is chosen; `None` until the file was looked into.
    chosen: Option<Mapping>,
}

impl MappingState {
    /// Opens the dialog about a file.
    pub fn open(&mut self, from: SourceRef, remembered: Vec<Mapping>) {
        *self = Self {
            from: Some(from),
            remembered,
            chosen: None,
        };
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        self.from.is_some()
    }
}

/// Paints the dialog when it is open. Ctrl+Enter reads the file again, Escape cancels.
pub fn mapping_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut MappingState) {
    let Some(from) = state.from.clone() else {
        return;
    };
    match ask(egui_ctx, "mapping dialog", |ui| {
        dialog_ui(ui, ctx, state, &from)
    }) {
        Answer::Done(()) => {
            let how = ReadHow {
                mapping: std::mem::take(state).chosen,
                ..ReadHow::default()
            };
            ctx.commands.send(Command::ReadAgain { from, how });
        }
        Answer::Cancelled => *state = MappingState::default(),
        Answer::Open => {}
    }
}

fn dialog_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut MappingState, from: &SourceRef) -> Answer {
    let tokens = Theme::get(ui.ctx());
    let room = ui.ctx().content_rect();
    let preview = (room.width() - CHOICES - 120.0).clamp(180.0, 560.0);
    let height = (room.height() - 220.0).clamp(150.0, 480.0);
    ui.set_width(CHOICES + preview + 20.0);
    ui.label(RichText::new("Choose columns").font(theme::strong_id(theme::size::HEADING)));
    let about = RichText::new(&from.path)
        .small()
        .color(tokens.text.secondary);
    ui.add(egui::Label::new(about).truncate());
    ui.add_space(6.0);
    let look = match &ctx.session.look {
        Derived::Failed(reason) => {
            note(ui, reason, tokens.state.error);
            None
        }
        look => look.get().filter(|look| look.from == *from),
    };
    let mut offer = None;
    match look.map(|look| &look.offer) {
        None if ctx.session.look.is_pending() => drop(ui.spinner()),
        None => {}
        Some(None) => {
            let text = "No columns were found in it: it is no table, or it lies in another file.";
            note(ui, text, tokens.text.secondary);
        }
        Some(Some(found)) => {
            let columns: Vec<String> = found.columns.iter().map(|it| it.name.clone()).collect();
            let remembered = state.remembered.iter().find(|it| it.fits(&columns));
            let start = || remembered.unwrap_or(&found.guessed).clone();
            let chosen = state.chosen.get_or_insert_with(start);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(CHOICES);
                    choices_ui(ui, found, chosen, height);
                });
                ui.add_space(14.0);
                ui.vertical(|ui| {
                    ui.set_width(preview);
                    preview_ui(ui, found, chosen, height);
                });
            });
            offer = Some(columns);
        }
    }
    ui.add_space(8.0);
    let usable = match (&offer, &state.chosen) {
        (Some(columns), Some(chosen)) => chosen.fits(columns),
        _ => false,
    };
    buttons_ui(ui, usable)
}

fn buttons_ui(ui: &mut Ui, usable: bool) -> Answer {
    let note = if usable {
        "Remembered for files with the same columns; what you set by hand stays"
    } else {
        "Choose the column of the text or of the headline"
    };
    let row = LastRow::new("Read again", usable).by_shortcut();
    row.note(note).ui(ui)
}

fn note(ui: &mut Ui, text: &str, colour: egui::Color32) {
    ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap());
}

fn choices_ui(ui: &mut Ui, offer: &MappingOffer, chosen: &mut Mapping, height: f32) {
    let tokens = Theme::get(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        ui.label(RichText::new("Columns").font(theme::strong_id(12.5)));
        let changed = *chosen != offer.guessed;
        let guess = ui.add_enabled(changed, egui::Button::new("Guess").small());
        if guess
            .on_hover_text("Choose by the names and values of the columns")
            .clicked()
        {
            chosen.clone_from(&offer.guessed);
        }
    });
    ScrollArea::vertical()
        .id_salt("mapping choices")
        .max_height(height - 26.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            for field in Mapped::ALL {
                field_ui(ui, offer, chosen, field);
            }
            ui.add_space(6.0);
            let n = match offer.n_records {
                1 => "1 record".to_owned(),
                n => format!("{n} records"),
            };
            let text = format!("{n}, {} columns", offer.columns.len());
            ui.label(RichText::new(text).small().color(tokens.text.dim));
        });
}

/// A field with the column that holds it and that column's first value.
fn field_ui(ui: &mut Ui, offer: &MappingOffer, chosen: &mut Mapping, field: Mapped) {
    let tokens = Theme::get(ui.ctx());
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(76.0, 26.0), egui::Sense::hover());
        ui.painter().text(
            rect.left_center(),
            egui::Align2::LEFT_CENTER,
            capital(field.label()),
            egui::FontId::proportional(theme::size::BODY),
            tokens.text.secondary,
        );
        ui.vertical(|ui| {
            let now = chosen.column(field).map(str::to_owned);
            let width = ui.available_width() - 14.0;
            let shown = ComboBox::from_id_salt(("column of", field))
                .width(width)
                .selected_text(now.as_deref().unwrap_or("none"))
                .truncate()
                .show_ui(ui, |ui| {
                    if ui.selectable_label(now.is_none(), "none").clicked() {
                        chosen.set(field, None);
                    }
                    for column in &offer.columns {
                        let on = now.as_deref() == Some(column.name.as_str());
                        let sample = column.samples.first().map_or("empty", String::as_str);
                        if ui
                            .selectable_label(on, &column.name)
                            .on_hover_text(sample)
                            .clicked()
                        {
                            chosen.set(field, Some(column.name.clone()));
                        }
                    }
                });
            ui.ctx().accesskit_node_builder(shown.response.id, |node| {
                node.set_label(format!("Column of the {}", field.label()));
            });
            let column = offer
                .columns
                .iter()
                .find(|it| Some(&it.name) == now.as_ref());
            if let Some(column) = column {
                let sample = column.samples.first().map_or("empty", String::as_str);
                let text = RichText::new(sample).small().color(tokens.text.dim);
                ui.add(egui::Label::new(text).truncate());
            }
        });
    });
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The first records as articles.
fn preview_ui(ui: &mut Ui, offer: &MappingOffer, chosen: &Mapping, height: f32) {
    let tokens = Theme::get(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        ui.label(RichText::new("The first records").font(theme::strong_id(12.5)));
    });
    let frame = egui::Frame::new()
        .fill(tokens.surface.page)
        .stroke(egui::Stroke::new(1.0, tokens.line.normal))
        .corner_radius(4.0)
        .inner_margin(12.0);
    frame.show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt("mapping preview")
            .max_height(height - 50.0)
            .min_scrolled_height(height - 50.0)
            .auto_shrink(false)
            .show(ui, |ui| {
                for (at, row) in offer.rows.iter().enumerate() {
                    if at > 0 {
                        ui.add_space(4.0);
                        ui.separator();
                    }
                    record_ui(ui, offer, chosen, row);
                }
            });
    });
}

fn record_ui(ui: &mut Ui, offer: &MappingOffer, chosen: &Mapping, row: &[String]) {
    let tokens = Theme::get(ui.ctx());
    let cell = |field: Mapped| -> String {
        let name = chosen.column(field);
        let at = offer
            .columns
            .iter()
            .position(|it| Some(it.name.as_str()) == name);
        let words = at.and_then(|at| row.get(at)).map_or("", String::as_str);
        let mut short: String = words.chars().take(CELL).collect();
        if short.len() < words.len() {
            short.push('…');
        }
        short
    };
    let headline = cell(Mapped::Headline);
    if !headline.is_empty() {
        let text = RichText::new(headline).font(egui::FontId::new(14.0, theme::serif_bold()));
        ui.add(egui::Label::new(text.color(tokens.text.primary)).wrap());
    }
    let facts = [
        Mapped::Outlet,
        Mapped::Published,
        Mapped::Byline,
        Mapped::Language,
        Mapped::Address,
    ];
    let facts: Vec<String> = facts
        .map(cell)
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect();
    if !facts.is_empty() {
        let text = RichText::new(facts.join(" · ")).small();
        ui.add(egui::Label::new(text.color(tokens.text.secondary)).wrap());
    }
    let text = cell(Mapped::Text);
    let (text, colour) = if text.is_empty() {
        ("no text".to_owned(), tokens.text.dim)
    } else {
        (text, tokens.text.primary)
    };
    let text = RichText::new(text)
        .font(theme::serif_id(12.5))
        .color(colour);
    ui.add(egui::Label::new(text).wrap());
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui_kittest::kittest::Queryable;

    use super::{MappingState, mapping_ui};
    use crate::import::{Mapped, offer_mapping};
    use crate::session::{Command, Derived, FileLook, SourceRef};
    use crate::views::fixture::{self, Stage, picture, sample};

    const TABLE: &str = "kopf,wer,story,when\n\
        Bridge opens,Daily News,\"The mayor opened the bridge on Monday, three years after work began on it.\",2015-09-07\n\
        Shops closed,Evening Post,\"Shops near the river closed early for the fireworks, the council said.\",2015-09-08\n";

    #[test]
    fn a_column_is_chosen_and_the_file_read_again() {
        for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
            let from = SourceRef {
                path: "/news/table.csv".to_owned(),
                ..SourceRef::default()
            };
            let mut session = sample();
            session.look = Derived::Ready(Arc::new(FileLook {
                from: from.clone(),
                head: TABLE.into(),
                offer: offer_mapping("table.csv", TABLE.as_bytes(), None),
            }));
            let mut state = MappingState::default();
            state.open(from.clone(), Vec::new());
            let stage = Stage::new(session, state);
            let mut harness = fixture::harness([980.0, 600.0], theme, stage, |ui, ctx, state| {
                mapping_ui(ui.ctx(), ctx, state);
            });
            harness.run();
            harness.get_by_label("Column of the headline").click();
            harness.run();
            harness.get_by_label("kopf").click();
            harness.run();
            harness.get_by_label("Column of the outlet").click();
            harness.run();
            harness.get_by_label("wer").click();
            harness.run();
            harness.get_by_label("Evening Post · 2015-09-08");
            picture(&mut harness, &format!("mapping-{name}"));
            harness.get_by_label("Read again").click();
            harness.run();
            let sent = harness.state().sent();
            let [Command::ReadAgain { from: asked, how }] = sent.as_slice() else {
                panic!("{sent:?}");
            };
            assert_eq!(*asked, from);
            let mapping = how.mapping.as_ref().unwrap();
            let columns = [
                Mapped::Text,
                Mapped::Headline,
                Mapped::Outlet,
                Mapped::Published,
            ]
            .map(|field| mapping.column(field).unwrap());
            assert_eq!(columns, ["story", "kopf", "wer", "when"]);
        }
    }
}
