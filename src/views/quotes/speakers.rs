//! Who is quoted, how often, for how many words, by how many outlets. A click shows only what this one says.

use egui::{FontId, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::QuotesState;
use crate::session::{QuoteRows, SpeakerRow};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{fitted, focus_ring};

/// Height of a row.
const ROW: f32 = 42.0;

/// Paints the list.
pub fn speakers_ui(ui: &mut Ui, state: &mut QuotesState, rows: &QuoteRows) {
    let tokens = Theme::get(ui.ctx());
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(14, 6))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(
                    RichText::new("Who is quoted")
                        .font(theme::strong_id(11.5))
                        .color(tokens.text.secondary),
                );
                if state.query.speaker.is_some() && ui.small_button("Everybody").clicked() {
                    state.query.speaker = None;
                }
            });
        });
    if rows.speakers.is_empty() {
        ui.label("Nobody is quoted in these articles");
        return;
    }
    ScrollArea::vertical()
        .id_salt("speaker rows")
        .auto_shrink(false)
        .show_rows(ui, ROW, rows.speakers.len(), |ui, range| {
            for at in range {
                row_ui(ui, state, rows, &rows.speakers[at]);
            }
        });
}

/// "12 quotations · 340 words · 3 of 4 outlets".
fn figures(rows: &QuoteRows, speaker: &SpeakerRow) -> String {
    let mut outlets: Vec<&String> = rows.outlets.iter().collect();
    outlets.sort_unstable();
    outlets.dedup();
    format!(
        "{}× · {} words · {} of {} outlets",
        speaker.quotations,
        speaker.words,
        speaker.outlets,
        outlets.len()
    )
}

fn row_ui(ui: &mut Ui, state: &mut QuotesState, rows: &QuoteRows, speaker: &SpeakerRow) {
    let tokens = Theme::get(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let on = state.query.speaker.as_ref() == Some(&speaker.name);
    let figures = figures(rows, speaker);
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::Button,
            true,
            on,
            format!("Only {}: {figures}", speaker.label()),
        )
    });
    let ground = if on {
        tokens.surface.selected
    } else if response.hovered() {
        tokens.surface.hover
    } else {
        tokens.surface.page
    };
    ui.painter().rect_filled(rect, 0.0, ground);
    let left = rect.left() + 14.0;
    let room = (rect.width() - 22.0, 1);
    let colour = if speaker.name.is_empty() {
        tokens.text.dim
    } else {
        tokens.text.primary
    };
    let name = fitted(ui, speaker.label(), theme::strong_id(12.5), colour, room);
    ui.painter()
        .galley(pos2(left, rect.top() + 5.0), name, colour);
    let font = FontId::proportional(11.0);
    let text = fitted(ui, &figures, font, tokens.text.dim, room);
    ui.painter()
        .galley(pos2(left, rect.top() + 22.0), text, tokens.text.dim);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.faint),
    );
    bar(ui, rows, speaker, rect);
    focus_ring(ui, &response);
    if response.clicked() {
        state.query.speaker = (!on).then(|| speaker.name.clone());
        ui.memory_mut(|memory| memory.surrender_focus(response.id));
    }
    response.on_hover_text(details(rows, speaker));
}

/// A bar as long as the words, against whoever has most.
fn bar(ui: &Ui, rows: &QuoteRows, speaker: &SpeakerRow, rect: Rect) {
    let tokens = Theme::get(ui.ctx());
    let most = rows.speakers.iter().map(|row| row.words).max().unwrap_or(0);
    let share = speaker.words as f32 / most.max(1) as f32;
    let full = rect.width() - 22.0;
    let line = Rect::from_min_size(
        pos2(rect.left() + 14.0, rect.bottom() - 4.5),
        vec2(full * share, 2.0),
    );
    ui.painter()
        .rect_filled(line, 1.0, tokens.relation.reworded_strong);
}

/// The figures by article.
fn details(rows: &QuoteRows, speaker: &SpeakerRow) -> String {
    let mut lines = vec![format!(
        "{}: {} different utterances, {} words, {} of them in quotation marks",
        speaker.label(),
        speaker.utterances,
        speaker.words,
        speaker.quoted_words
    )];
    lines.extend(speaker.by_article.iter().map(|(article, (times, words))| {
        format!("{}: {times}×, {words} words", rows.article_name(*article))
    }));
    lines.join("\n")
}
