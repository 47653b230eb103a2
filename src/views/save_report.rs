//! "Save report…": in which forms, what stands at the top, which parts, how much of the texts; with a preview beside it.

use egui::{RichText, ScrollArea, TextEdit, Ui};

use super::ViewCtx;
use crate::report::{Form, Part, Rights};
use crate::session::{Command, Derived, ReportRequest};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, LastRow, ask, text_field};

/// Width of the choices, in points.
const CHOICES: f32 = 330.0;
/// Narrowest preview; without room for it there is none.
const PREVIEW: f32 = 260.0;
/// Lines of the preview that are painted: the rest is in the report.
const MAX_LINES: usize = 1_200;

/// The dialog.
#[derive(Debug, Default)]
pub struct SaveReportState {
    /// What is being chosen; `None`: the dialog is closed.
    request: Option<ReportRequest>,
    /// What the preview was asked for.
    previewed: Option<ReportRequest>,
    /// The title field wants the keyboard.
    fresh: bool,
}

impl SaveReportState {
    /// Opens the dialog with these choices.
    pub fn open(&mut self, request: ReportRequest) {
        *self = Self {
            request: Some(request),
            previewed: None,
            fresh: true,
        };
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        self.request.is_some()
    }
}

/// Paints the dialog when it is open. Ctrl+Enter saves, Escape cancels.
pub fn save_report_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut SaveReportState) {
    let Some(request) = &mut state.request else {
        return;
    };
    let fresh = std::mem::take(&mut state.fresh);
    let answer = ask(egui_ctx, "save report dialog", |ui| {
        dialog_ui(ui, ctx, request, fresh)
    });
    // What the files are called changes nothing in the preview.
    let wanted = ReportRequest {
        forms: std::collections::BTreeSet::new(),
        ..request.clone()
    };
    if state.previewed.as_ref() != Some(&wanted) {
        ctx.commands
            .send(Command::PreviewReport(Box::new(wanted.clone())));
        state.previewed = Some(wanted);
    }
    match answer {
        Answer::Done(()) => {
            if let Some(request) = state.request.take() {
                ctx.commands.send(Command::SaveReport(Box::new(request)));
            }
        }
        Answer::Cancelled => state.request = None,
        Answer::Open => {}
    }
}

fn dialog_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, request: &mut ReportRequest, fresh: bool) -> Answer {
    let room = ui.ctx().content_rect();
    let preview = (room.width() - CHOICES - 120.0).min(560.0);
    let with_preview = preview >= PREVIEW;
    let width = CHOICES + if with_preview { preview + 20.0 } else { 0.0 };
    let height = (room.height() - 170.0).clamp(200.0, 620.0);
    ui.set_width(width.min(room.width() - 60.0));
    ui.set_min_height(height + 80.0);
    ui.label(RichText::new("Save report").font(theme::strong_id(theme::size::HEADING)));
    ui.add_space(6.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(CHOICES.min(room.width() - 80.0));
            ScrollArea::vertical()
                .id_salt("report choices")
                .max_height(height)
                .min_scrolled_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| choices_ui(ui, ctx, request, fresh));
        });
        if with_preview {
            ui.add_space(14.0);
            ui.vertical(|ui| {
                ui.set_width(preview);
                preview_ui(ui, ctx, height);
            });
        }
    });
    ui.add_space(8.0);
    buttons_ui(ui, request)
}

fn buttons_ui(ui: &mut Ui, request: &ReportRequest) -> Answer {
    let note = match request.forms.len() {
        0 => "Choose at least one form",
        1 => "",
        _ => "All forms go into one folder under one name; files of that name are replaced",
    };
    let row = LastRow::new("Save…", !request.forms.is_empty()).by_shortcut();
    row.note(note).ui(ui)
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).font(theme::strong_id(12.5)));
}

fn choices_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, request: &mut ReportRequest, fresh: bool) {
    ui.spacing_mut().item_spacing.y = 4.0;
    heading(ui, "Forms");
    two_columns(ui, "forms", &Form::ALL, |ui, form| {
        let mut on = request.forms.contains(&form);
        let hover = form.purpose();
        if ui
            .checkbox(&mut on, form.label())
            .on_hover_text(hover)
            .changed()
        {
            if on {
                request.forms.insert(form);
            } else {
                request.forms.remove(&form);
            }
        }
    });
    ui.checkbox(
        &mut request.csv_tables,
        "Every table as CSV, in a folder beside",
    )
    .on_hover_text("UTF-8 with a header, for statistics programs");
    heading(ui, "At the top");
    // what stands there where no title is given
    let untitled = format!("{} articles compared", ctx.session.columns().count());
    for (label, value, hint) in [
        ("Title", &mut request.head.title, untitled.as_str()),
        ("Question", &mut request.head.question, ""),
        ("Author", &mut request.head.author, ""),
        ("Date", &mut request.head.date, ""),
    ] {
        field_ui(ui, label, value, hint, fresh && label == "Title");
    }
    heading(ui, "Rights");
    for (rights, text) in [
        (Rights::Full, "Full texts"),
        (Rights::Extracts, "Extracts of quotation length only"),
    ] {
        if ui.radio(request.settings.rights == rights, text).clicked() {
            request.settings.rights = rights;
        }
    }
    heading(ui, "Parts");
    let extracts = request.settings.rights == Rights::Extracts;
    let without = &mut request.settings.without;
    two_columns(ui, "parts", &Part::ALL, |ui, part| {
        let impossible = extracts && part == Part::Synopsis;
        let mut on = !impossible && !without.contains(&part);
        let tick = ui.add_enabled(!impossible, egui::Checkbox::new(&mut on, part.label()));
        let tick = tick.on_disabled_hover_text("Full texts cannot stand in a report of extracts");
        if tick.changed() {
            without.retain(|other| *other != part);
            if !on {
                without.push(part);
                without.sort_unstable();
            }
        }
    });
}

/// Choices in two columns, read downwards.
fn two_columns<T: Copy>(ui: &mut Ui, name: &str, all: &[T], mut each: impl FnMut(&mut Ui, T)) {
    let rows = all.len().div_ceil(2);
    egui::Grid::new(name)
        .num_columns(2)
        .spacing([14.0, 3.0])
        .show(ui, |ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            for row in 0..rows {
                each(ui, all[row]);
                if let Some(right) = all.get(row + rows) {
                    each(ui, *right);
                }
                ui.end_row();
            }
        });
}

fn field_ui(ui: &mut Ui, label: &str, value: &mut Option<String>, hint: &str, wants_focus: bool) {
    ui.horizontal(|ui| {
        let colour = Theme::get(ui.ctx()).text.secondary;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(66.0, 24.0), egui::Sense::hover());
        let font = egui::FontId::proportional(theme::size::BODY);
        ui.painter().text(
            rect.left_center(),
            egui::Align2::LEFT_CENTER,
            label,
            font,
            colour,
        );
        let mut text = value.clone().unwrap_or_default();
        let edit = TextEdit::singleline(&mut text)
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        let field = text_field(ui, label, edit);
        if wants_focus {
            field.request_focus();
        }
        if field.changed() {
            *value = Some(text).filter(|text| !text.trim().is_empty());
        }
    });
}

/// The report as it would read; set simply, since every form sets it in its own way.
fn preview_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, height: f32) {
    let tokens = Theme::get(ui.ctx());
    let pending = ctx.session.report_preview.is_pending();
    ui.horizontal(|ui| {
        ui.label(RichText::new("Preview").font(theme::strong_id(12.5)));
        if pending {
            ui.spinner();
        }
    });
    let frame = egui::Frame::new()
        .fill(tokens.surface.page)
        .stroke(egui::Stroke::new(1.0, tokens.line.normal))
        .corner_radius(4.0)
        .inner_margin(12.0);
    frame.show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt("report preview")
            .max_height(height - 50.0)
            .min_scrolled_height(height - 50.0)
            .auto_shrink(false)
            .show(ui, |ui| match &ctx.session.report_preview {
                Derived::Failed(reason) => {
                    ui.label(RichText::new(reason).color(tokens.state.error));
                }
                preview => {
                    let text = preview.get().map_or("", |text| text.as_str());
                    let mut lines = text.lines().take(MAX_LINES).peekable();
                    while let Some(line) = lines.next() {
                        let is_head = lines.peek().is_some_and(|next| is_rule(next));
                        line_ui(ui, line, is_head);
                    }
                }
            });
    });
}

/// The line under the head of a table.
fn is_rule(line: &str) -> bool {
    line.starts_with('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// A row of a table, in columns of one width: the preview shows what there is, not how it is set.
fn row_ui(ui: &mut Ui, row: &str, is_head: bool) {
    let tokens = Theme::get(ui.ctx());
    let row = row.trim_matches('|').replace("**", "").replace('\\', "");
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let gap = 6.0;
    let room = ui.available_width() - gap * (cells.len() - 1) as f32;
    let width = (room / cells.len() as f32).max(8.0);
    let (font, colour) = if is_head {
        (theme::strong_id(10.5), tokens.text.primary)
    } else {
        (egui::FontId::proportional(10.5), tokens.text.secondary)
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for cell in cells {
            let size = egui::vec2(width, 14.0);
            let text = RichText::new(cell).font(font.clone()).color(colour);
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(size, layout, |ui| {
                ui.set_min_width(width);
                ui.add(egui::Label::new(text).truncate());
            });
        }
    });
}

fn line_ui(ui: &mut Ui, line: &str, is_head: bool) {
    let tokens = Theme::get(ui.ctx());
    let depth = line.chars().take_while(|c| *c == '#').count();
    let words = line.trim_start_matches('#').trim();
    if words.is_empty() {
        ui.add_space(3.0);
        return;
    }
    if words.starts_with('|') {
        if !is_rule(words) {
            row_ui(ui, words, is_head);
        }
        return;
    }
    let plain = words.replace("**", "").replace('\\', "");
    let text = match depth {
        0 => RichText::new(plain).font(theme::serif_id(12.5)),
        1 => RichText::new(plain).font(theme::strong_id(17.0)),
        2 => RichText::new(plain).font(theme::strong_id(14.0)),
        _ => RichText::new(plain).font(theme::strong_id(12.5)),
    };
    if depth > 0 {
        ui.add_space(5.0);
    }
    ui.add(egui::Label::new(text.color(tokens.text.primary)).wrap());
}

#[cfg(test)]
mod tests {
    use egui::{Key, Role};
    use egui_kittest::kittest::Queryable;

    use super::{SaveReportState, save_report_ui};
    use crate::report::{Form, Part, Rights};
    use crate::session::{Command, ReportRequest};
    use crate::views::fixture::{self, Stage, picture, sample};

    #[test]
    fn the_line_under_the_head_of_a_table_is_known() {
        for (line, is) in [
            ("| --- | :--: |", true),
            ("| a | b |", false),
            ("| 2015-09-05 | – |", false),
            ("---", false),
        ] {
            assert_eq!(super::is_rule(line), is, "{line}");
        }
    }

    #[test]
    fn what_is_chosen_is_what_is_asked_for() {
        let mut state = SaveReportState::default();
        state.open(ReportRequest::default());
        let stage = Stage::new(sample(), state);
        let size = [1000.0, 760.0];
        let mut harness = fixture::harness(size, egui::Theme::Light, stage, |ui, ctx, state| {
            save_report_ui(ui.ctx(), ctx, state);
        });
        harness.run();
        picture(&mut harness, "save-report-light");
        harness.get_by_role_and_label(Role::CheckBox, "PDF").click();
        harness.run();
        harness
            .get_by_role_and_label(Role::CheckBox, "Import ledger")
            .click();
        harness.run();
        let extracts = "Extracts of quotation length only";
        harness
            .get_by_role_and_label(Role::RadioButton, extracts)
            .click();
        harness.run();
        harness
            .get_by_role_and_label(Role::TextInput, "Title")
            .focus();
        harness.run();
        harness
            .get_by_role_and_label(Role::TextInput, "Title")
            .type_text("Calls");
        harness.run();
        harness.get_by_label("Save…").click();
        harness.run();
        let sent = harness.state().sent();
        let Some(Command::SaveReport(request)) = sent.last() else {
            panic!("no report was asked for: {sent:?}");
        };
        assert_eq!(request.forms, [Form::Html, Form::Pdf].into());
        assert_eq!(request.settings.without, [Part::Ledger]);
        assert_eq!(request.settings.rights, Rights::Extracts);
        assert_eq!(request.head.title.as_deref(), Some("Calls"));
        assert!(matches!(sent.first(), Some(Command::PreviewReport(_))));
        assert!(!harness.state().state.is_open());
    }

    #[test]
    fn escape_saves_nothing() {
        let mut state = SaveReportState::default();
        state.open(ReportRequest::default());
        let stage = Stage::new(sample(), state);
        let size = [640.0, 480.0];
        let mut harness = fixture::harness(size, egui::Theme::Dark, stage, |ui, ctx, state| {
            save_report_ui(ui.ctx(), ctx, state);
        });
        harness.run();
        picture(&mut harness, "save-report-dark-narrow");
        for _ in 0..2 {
            harness.key_press(Key::Escape);
            harness.run();
        }
        assert!(!harness.state().state.is_open());
        let sent = harness.state().sent();
        assert!(
            !sent
                .iter()
                .any(|command| matches!(command, Command::SaveReport(_)))
        );
    }
}
