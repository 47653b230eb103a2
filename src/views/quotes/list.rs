//! The utterances: only those in sight are laid out. Heights are guessed until a row was in sight, then known.

use std::collections::BTreeMap;

use egui::{
    Label, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::QuotesState;
use super::correct::{Correction, is_corrected};
use super::wording::{SIZE, wording_job};
use crate::corpus::siglum;
use crate::session::{Command, QuoteRows, UtteranceRow, Wording, kind_text};
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Tops, bidi, chip, icon_button, icons};

/// Width of the outlets' names.
const NAME: f32 = 128.0;
/// Space left and right of the list.
const SIDE: f32 = 16.0;

/// Heights of the rows.
#[derive(Debug, Default)]
pub struct Heights {
    /// Of rows that were in sight, by number of row.
    known: BTreeMap<u32, f32>,
    tops: Tops,
    stale: bool,
    width: f32,
    pixels_per_point: f32,
}

impl Heights {
    /// The list changed; `all`: its rows as well.
    pub fn forget(&mut self, all: bool) {
        self.stale = true;
        if all {
            self.known.clear();
        }
    }

    fn fit(&mut self, rows: &QuoteRows, order: &[u32], (width, pixels_per_point): (f32, f32)) {
        if self.width != width || self.pixels_per_point != pixels_per_point {
            self.known.clear();
            self.stale = true;
            self.width = width;
            self.pixels_per_point = pixels_per_point;
        }
        if std::mem::take(&mut self.stale) {
            let height = |at: &u32| {
                let known = self.known.get(at).copied();
                known.unwrap_or_else(|| guess(&rows.utterances[*at as usize], width))
            };
            self.tops = Tops::new(order.iter().map(height));
        }
    }
}

/// How high a row may be, from its number of letters.
fn guess(row: &UtteranceRow, width: f32) -> f32 {
    let letters = (width - NAME - 2.0 * SIDE).max(60.0) / (SIZE * 0.52);
    let lines = |wording: &Wording| (wording.shown.len() as f32 / letters).ceil().max(1.0);
    let words: f32 = row
        .wordings
        .iter()
        .map(|wording| lines(wording) * 20.0 + 5.0)
        .sum();
    44.0 + words + if row.notes.is_empty() { 0.0 } else { 18.0 }
}

/// Paints the list into the space that is left.
pub fn list_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut QuotesState, rows: &QuoteRows) {
    let tokens = Theme::get(ui.ctx());
    let room = ui.available_rect_before_wrap();
    ui.painter().rect_filled(room, 0.0, tokens.surface.page);
    ui.painter().vline(
        room.left(),
        room.y_range(),
        Stroke::new(1.0, tokens.line.faint),
    );
    if state.order.is_empty() {
        nothing_ui(ui, state, rows);
        return;
    }
    let width = (room.width() - 12.0).max(120.0);
    state
        .heights
        .fit(rows, &state.order, (width, ui.ctx().pixels_per_point()));
    let mut area = ScrollArea::vertical()
        .id_salt("utterances")
        .auto_shrink(false)
        .content_margin(0.0);
    if std::mem::take(&mut state.to_top) {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show_viewport(ui, |ui, viewport| {
        ui.set_width(width);
        ui.set_height(state.heights.tops.height());
        let origin = ui.max_rect().min;
        for line in state
            .heights
            .tops
            .between(viewport.top(), viewport.bottom())
        {
            let at = state.order[line];
            let (top, bottom) = state.heights.tops.edges(line);
            let rect =
                Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(width, bottom - top));
            let height = row_ui(ui, ctx, state, rows, (at, rect));
            if (height - (bottom - top)).abs() > 0.5 {
                state.heights.known.insert(at, height);
                state.heights.stale = true;
                ui.ctx().request_repaint();
            }
        }
    });
}

fn nothing_ui(ui: &mut Ui, state: &mut QuotesState, rows: &QuoteRows) {
    let tokens = Theme::get(ui.ctx());
    ui.vertical_centered(|ui| {
        ui.add_space(36.0);
        let text = if rows.utterances.is_empty() {
            "No quotations were found in these articles"
        } else {
            "No quotation fits the filters"
        };
        ui.label(RichText::new(text).color(tokens.text.secondary));
        ui.add_space(6.0);
        if !rows.utterances.is_empty() && ui.button("Show all quotations").clicked() {
            state.query = crate::session::QuoteQuery::default();
        }
    });
}

/// Paints an utterance; returns its height.
fn row_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut QuotesState,
    rows: &QuoteRows,
    (at, rect): (u32, Rect),
) -> f32 {
    let tokens = Theme::get(ui.ctx());
    let row = &rows.utterances[at as usize];
    let inner = Rect::from_min_max(
        rect.min + vec2(SIDE, 9.0),
        pos2(rect.right() - SIDE, rect.max.y.max(rect.min.y + 40.0)),
    );
    let used = ui
        .scope_builder(
            UiBuilder::new().max_rect(inner).id_salt(("utterance", at)),
            |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 5.0);
                ui.set_max_width(inner.width());
                head_ui(ui, ctx, state, rows, row);
                for wording in &row.wordings {
                    wording_ui(ui, ctx, rows, wording);
                }
                if !row.notes.is_empty() {
                    notes_ui(ui, &row.notes);
                }
                ui.min_rect().height()
            },
        )
        .inner;
    let height = used + 18.0;
    ui.painter().hline(
        rect.x_range(),
        rect.top() + height - 0.5,
        Stroke::new(1.0, tokens.line.faint),
    );
    height
}

fn head_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut QuotesState,
    rows: &QuoteRows,
    row: &UtteranceRow,
) {
    let tokens = Theme::get(ui.ctx());
    let speaker = &rows.speakers[row.speaker];
    ui.horizontal_wrapped(|ui| {
        let name = RichText::new(speaker.label())
            .font(theme::strong_id(13.0))
            .color(tokens.text.primary);
        let name = ui
            .add(Label::new(name).sense(Sense::click()))
            .on_hover_text("Only what this speaker says");
        if name.clicked() {
            state.query.speaker = Some(speaker.name.clone());
        }
        let correct = format!("Correct the speaker: {}", speaker.label());
        if icon_button(ui, icons::PENCIL, &correct).clicked() {
            state.correction = Some(Correction::new(ctx, rows, row));
        }
        if is_corrected(ctx, rows, row) {
            chip(ui, "your correction");
        }
        chip(ui, kind_text(row.kind));
        if row.altered {
            altered_chip(ui);
        }
        let all = rows.outlets.len();
        let text = format!("in {} of {all} articles", row.n_articles);
        let text = RichText::new(text).size(11.5).color(tokens.text.dim);
        // In a narrow window it stands in the next line as a whole.
        ui.add(egui::Label::new(text).extend());
    });
}

fn altered_chip(ui: &mut Ui) {
    let tokens = Theme::get(ui.ctx());
    let font = theme::strong_id(10.5);
    let colour = tokens.text.primary;
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap("altered".to_owned(), font, colour));
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(12.0, 5.0), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, tokens.relation.changed);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, colour);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "altered"));
    response.on_hover_text("The words in quotation marks differ between the articles");
}

/// One article's wording; a click leads to the place.
fn wording_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &QuoteRows, wording: &Wording) {
    let tokens = Theme::get(ui.ctx());
    let analysed = &rows.compared.articles[wording.article];
    let outlet = ctx.session.corpus.outlet_of(&analysed.article);
    let colour = outlet.map_or(tokens.text.secondary, |outlet| tokens.outlet(outlet.colour));
    let go = || {
        let first = wording.content.first().copied().unwrap_or(wording.shown);
        ctx.commands.send(Command::GoTo {
            article: analysed.id(),
            span: first,
        });
    };
    // In a narrow list the outlet stands over its words.
    let is_narrow = ui.available_width() < 360.0;
    let layout = if is_narrow {
        egui::Layout::top_down(egui::Align::Min)
    } else {
        egui::Layout::left_to_right(egui::Align::Min)
    };
    ui.with_layout(layout, |ui| {
        let name = format!(
            "{} · {}",
            rows.outlets[wording.article],
            siglum(wording.article)
        );
        let name = RichText::new(name)
            .font(theme::strong_id(11.5))
            .color(colour);
        let width = if is_narrow {
            ui.available_width()
        } else {
            NAME
        };
        let beside = ui
            .allocate_ui(vec2(width, 20.0), |ui| {
                ui.set_width(width);
                let label = Label::new(name).truncate().sense(Sense::click());
                let response = ui.add(label).on_hover_text("Go to the place in the column");
                if wording.is_paraphrase {
                    let text = RichText::new("in its own words").size(10.5);
                    ui.label(text.color(tokens.text.dim));
                }
                response
            })
            .inner;
        let job = wording_job(analysed.text(), wording, tokens, ui.available_width());
        let job = bidi::in_order(ui, job);
        let words = ui
            .add(Label::new(job).wrap().sense(Sense::click()))
            .on_hover_text("Go to the place in the column");
        if beside.clicked() || words.clicked() {
            go();
        }
    });
}

/// What was altered, in words; the first few, the rest when the pointer rests there.
fn notes_ui(ui: &mut Ui, notes: &[String]) {
    const MOST: usize = 4;
    let tokens = Theme::get(ui.ctx());
    let mut text = notes
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join(" · ");
    if notes.len() > MOST {
        text = format!("{text} · {} more", notes.len() - MOST);
    }
    let label = RichText::new(text).size(11.5).color(tokens.text.dim);
    ui.add(Label::new(label).wrap())
        .on_hover_text(notes.join("\n"));
}
