//! The places of what is chosen in the table, each in its line of text; a click goes there.

use egui::{
    Align, FontId, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::NamingState;
use crate::analysis::entities::MentionPlace;
use crate::session::{Command, NamingRows};
use crate::text::Span;
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{fitted, focus_ring, place};

/// Height of a line.
const ROW: f32 = 24.0;
/// Letters of context on either side.
const CONTEXT: usize = 120;

/// Paints the lines with a heading.
pub fn lines_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &NamingState, rows: &NamingRows) {
    let tokens = Theme::get(ui.ctx());
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(14, 6))
        .show(ui, |ui| {
            let text = heading(state, rows);
            ui.label(RichText::new(text).font(theme::strong_id(12.0)));
        });
    if state.places.is_empty() {
        egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(14, 0))
            .show(ui, |ui| {
                let text = "Click a word in the table: every place where it stands appears here.";
                ui.label(RichText::new(text).color(tokens.text.dim));
            });
        return;
    }
    ScrollArea::vertical()
        .id_salt("places")
        .auto_shrink(false)
        .show_rows(ui, ROW, state.places.len(), |ui, range| {
            for at in range {
                line_ui(ui, ctx, rows, state.places[at]);
            }
        });
}

fn heading(state: &NamingState, rows: &NamingRows) -> String {
    let Some(chosen) = state.chosen else {
        return "Places".to_owned();
    };
    let row = &rows.rows(state.query.section)[chosen.row];
    let mut text = row.name.clone();
    if let Some(term) = chosen.term {
        text = format!("{text}: {}", row.terms[term].text);
    }
    if let Some(group) = chosen.group {
        text = format!("{text} · {}", rows.groups()[group].name);
    }
    match state.places.len() {
        1 => format!("{text} · 1 place"),
        n => format!("{text} · {n} places"),
    }
}

fn line_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &NamingRows, found: MentionPlace) {
    let tokens = Theme::get(ui.ctx());
    let article = &rows.entities.articles[found.article];
    let outlet = rows.entities.outlet_of(found.article);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (before, words, after) = context(article.text(), found.span);
    response.widget_info(|| {
        let text = format!("{}: {before}{words}{after}. Go to it", outlet.name);
        WidgetInfo::labeled(Role::Button, true, text)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.surface.hover);
    }
    let colour = outlet
        .colour
        .map_or(tokens.text.secondary, |colour| tokens.outlet(colour));
    let name_width = (rect.width() * 0.16).clamp(70.0, 130.0);
    let name = Rect::from_min_size(rect.min + vec2(6.0, 0.0), vec2(name_width, ROW));
    let room = (name_width - 8.0, 1);
    let galley = fitted(ui, &outlet.name, FontId::proportional(12.0), colour, room);
    place(ui.painter(), name, galley, Align::Min, 8.0);
    let text = Rect::from_min_max(
        pos2(name.right() + 6.0, rect.top()),
        rect.max - vec2(8.0, 0.0),
    );
    paint_words(ui, text, (&before, &words, &after));
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.faint),
    );
    focus_ring(ui, &response);
    if response.clicked() {
        ctx.commands.send(Command::GoTo {
            article: article.id(),
            span: found.span,
        });
    }
    response.on_hover_text(format!(
        "{}\nGo to the place in the column",
        article.article.title()
    ));
}

/// The words in the middle, what stands before them right-aligned, what follows left-aligned.
fn paint_words(ui: &Ui, rect: Rect, (before, words, after): (&str, &str, &str)) {
    let tokens = Theme::get(ui.ctx());
    let font = theme::serif_id(12.5);
    let bold = FontId::new(12.5, theme::serif_bold());
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let layout = |text: &str, font: FontId, colour| {
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, colour))
    };
    let word = layout(words, bold, tokens.text.primary);
    let before = layout(before, font.clone(), tokens.text.secondary);
    let after = layout(after, font, tokens.text.secondary);
    let middle = rect.left() + rect.width() * 0.42;
    let y = rect.center().y - word.size().y / 2.0;
    let right = middle + word.size().x;
    painter.galley(
        pos2(middle - before.size().x, y),
        before,
        tokens.text.secondary,
    );
    painter.galley(pos2(middle, y), word, tokens.text.primary);
    painter.galley(pos2(right, y), after, tokens.text.secondary);
}

/// Text before, the words, text after, on one line.
fn context(text: &str, span: Span) -> (String, String, String) {
    let one_line = |text: &str| text.replace(['\n', '\t'], " ");
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(..start).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .take(CONTEXT)
        .last()
        .map_or(start, |(at, _)| at);
    let after = text.get(end..).unwrap_or_default();
    let to = after
        .char_indices()
        .nth(CONTEXT)
        .map_or(after.len(), |(at, _)| at);
    (
        one_line(&before[from..]),
        one_line(span.get(text).unwrap_or_default()),
        one_line(&after[..to]),
    )
}
