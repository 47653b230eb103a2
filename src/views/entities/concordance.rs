//! Below the table: every mention of the selected entity in its line. A click goes to the place in the column.

use std::sync::{Arc, Weak};

use egui::containers::menu::MenuButton;
use egui::text::{ByteIndex, LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Button, Color32, FontId, Galley, Id, Layout, Rangef, Rect, RichText, Role, ScrollArea,
    Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::cells::{fitted, place};
use super::dialog::Dialog;
use super::{EntitiesState, corrections};
use crate::corpus::Place;
use crate::session::{Command, ConcordanceLine, EntityRows, LineSort, LineText, ViewTab};
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{at_right, focus_ring, icons, segmented};

/// Height of a line.
const LINE: f32 = 27.0;
/// Height of the head.
const HEAD: f32 = 34.0;
/// Size of the text.
const SIZE: f32 = 13.0;

/// The lines of the selected entity, sorted once.
#[derive(Debug, Default)]
pub struct Lines {
    of: Weak<EntityRows>,
    key: Option<(usize, Option<String>, LineSort)>,
    /// From top to bottom.
    lines: Vec<ConcordanceLine>,
    /// The widest name, in letters.
    longest_name: usize,
}

impl Lines {
    /// Brings the lines up to date.
    pub fn refresh(
        &mut self,
        rows: &Arc<EntityRows>,
        row: Option<usize>,
        form: Option<&str>,
        sort: LineSort,
    ) {
        let same = std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(rows));
        let key = self.key.as_ref();
        let known = key.map(|(row, form, sort)| (*row, form.as_deref(), *sort));
        if same && known == row.map(|row| (row, form, sort)) {
            return;
        }
        self.of = Arc::downgrade(rows);
        self.key = row.map(|row| (row, form.map(str::to_owned), sort));
        self.lines = row.map_or_else(Vec::new, |row| rows.concordance(row, form, sort));
        self.longest_name = row.map_or(0, |row| {
            let letters = rows.aliases(row).map(|(text, _)| text.chars().count());
            letters.max().unwrap_or(0)
        });
    }
}

/// Paints head and lines.
pub fn concordance_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut EntitiesState,
    rows: &EntityRows,
) {
    let tokens = Theme::get(ui.ctx());
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = ui.available_rect_before_wrap();
    let head = Rect::from_min_size(room.min, vec2(room.width(), HEAD));
    ui.painter().rect_filled(head, 0.0, tokens.surface.panel);
    ui.scope_builder(
        egui::UiBuilder::new()
            .max_rect(head.shrink2(vec2(7.0, 3.0)))
            .layout(Layout::left_to_right(Align::Center))
            .id_salt("head"),
        |ui| head_ui(ui, ctx, state, rows),
    );
    ui.painter().hline(
        head.x_range(),
        head.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.normal),
    );
    let body = Rect::from_min_max(pos2(room.left(), head.bottom()), room.max);
    ui.scope_builder(
        egui::UiBuilder::new().max_rect(body).id_salt("lines"),
        |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(body));
            lines_ui(ui, ctx, state, rows);
        },
    );
    ui.allocate_rect(room, Sense::hover());
}

fn head_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &EntityRows) {
    let tokens = Theme::get(ui.ctx());
    let Some(row) = state.selected_row else {
        let text = "Select a row to see every mention in its line";
        ui.label(
            RichText::new(text)
                .size(theme::size::SMALL)
                .color(tokens.text.secondary),
        );
        return;
    };
    let has_room = ui.available_width() > 560.0;
    let name = rows.row(row, state.query.grouping).name.clone();
    let n = state.lines.lines.len();
    let mentions = if n == 1 { "mention" } else { "mentions" };
    let text = format!(
        "{name} in context · {n} {mentions} · {}",
        state.line_sort.label()
    );
    let text = RichText::new(text)
        .font(theme::strong_id(theme::size::SMALL))
        .color(tokens.text.secondary);
    let title = |ui: &mut Ui| drop(ui.add(egui::Label::new(text).truncate()));
    at_right(ui, "of the lines", title, |ui| {
        let label = RichText::new(format!("Correct {}", icons::CHEVRON_DOWN))
            .size(12.0)
            .color(tokens.text.secondary);
        MenuButton::from_button(Button::new(label).frame(false)).ui(ui, |ui| {
            corrections::menu_ui(ui, ctx, state, rows, row);
        });
        form_menu(ui, state, rows, row);
        if has_room {
            let room = vec2(340.0, 26.0);
            ui.allocate_ui(room, |ui| {
                let sort = segmented(ui, "Order of the lines", &LineSort::ALL, state.line_sort);
                state.line_sort = sort.unwrap_or(state.line_sort);
            });
        }
    });
}

/// Which written form the lines are about.
fn form_menu(ui: &mut Ui, state: &mut EntitiesState, rows: &EntityRows, row: usize) {
    if rows.aliases(row).nth(1).is_none() {
        return;
    }
    let current = state.line_form.as_deref().unwrap_or("All forms");
    let label = RichText::new(format!("{current} {}", icons::CHEVRON_DOWN))
        .size(12.0)
        .color(Theme::get(ui.ctx()).text.secondary);
    MenuButton::from_button(Button::new(label).frame(false)).ui(ui, |ui| {
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            if ui.radio(state.line_form.is_none(), "All forms").clicked() {
                state.line_form = None;
                ui.close();
            }
            for (form, count) in rows.aliases(row) {
                let on = state.line_form.as_deref() == Some(form);
                if ui.radio(on, format!("{form} · {count}")).clicked() {
                    state.line_form = Some(form.to_owned());
                    ui.close();
                }
            }
        });
    });
}

fn lines_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &EntityRows) {
    let lines = &state.lines.lines;
    let mut asked = None;
    let name_width = (state.lines.longest_name as f32 * SIZE * 0.6 + 20.0).clamp(60.0, 190.0);
    ScrollArea::vertical()
        .id_salt("concordance lines")
        .auto_shrink(false)
        .content_margin(0.0)
        .show_viewport(ui, |ui, viewport| {
            ui.set_height(lines.len() as f32 * LINE);
            let origin = ui.max_rect().min;
            let first = (viewport.top() / LINE).floor().max(0.0) as usize;
            let last = ((viewport.bottom() / LINE).ceil() as usize).min(lines.len());
            let columns = Columns::new(ui.max_rect().x_range(), name_width);
            for (at, line) in lines.iter().enumerate().take(last).skip(first) {
                let rect = Rect::from_min_size(
                    pos2(origin.x, origin.y + at as f32 * LINE),
                    vec2(ui.max_rect().width(), LINE),
                );
                if line_ui(ui, ctx, rows, *line, (at, rect, &columns)) {
                    asked = Some(*line);
                }
            }
        });
    if let Some(line) = asked {
        let words = rows.line_text(line).name.to_owned();
        let place = Place {
            article: rows.article_id(line),
            span: line.span,
        };
        state.dialog = Some(Dialog::move_mention(place, words));
    }
}

/// Where the parts of a line stand.
struct Columns {
    outlet: Rangef,
    left: Rangef,
    name: Rangef,
    right: Rangef,
}

impl Columns {
    fn new(x: Rangef, name_width: f32) -> Self {
        let outlet = (x.span() * 0.13).clamp(84.0, 140.0);
        let rest = (x.span() - outlet - name_width).max(80.0);
        let left = x.min + outlet;
        let name = left + (rest * 0.46).floor();
        Self {
            outlet: Rangef::new(x.min, left),
            left: Rangef::new(left, name),
            name: Rangef::new(name, name + name_width),
            right: Rangef::new(name + name_width, x.max),
        }
    }
}

/// Paints a line; whether the person says that the mention belongs to something else.
fn line_ui(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    rows: &EntityRows,
    line: ConcordanceLine,
    (at, rect, columns): (usize, Rect, &Columns),
) -> bool {
    let tokens = Theme::get(ui.ctx());
    let seen = rect.intersect(ui.clip_rect());
    let response = ui.interact(seen, Id::unique(("concordance line", at)), Sense::click());
    let outlet = rows.outlet_of(line.article);
    let words = rows.line_text(line);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken(&outlet.name, &words)));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.surface.hover);
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    let part = |x: Rangef| Rect::from_x_y_ranges(x, rect.y_range());
    let colour = outlet
        .colour
        .map_or(tokens.text.secondary, |colour| tokens.outlet(colour));
    let room = (columns.outlet.span() - 14.0, 1);
    let galley = fitted(
        ui,
        &outlet.name,
        theme::strong_id(theme::size::SMALL),
        colour,
        room,
    );
    place(ui.painter(), part(columns.outlet), galley, Align::Min);
    let text = tokens.text.primary;
    let galley = tail(ui, &words.left, text, columns.left.span() - 8.0);
    let at_right = columns.left.max - galley.size().x;
    paint_at(ui, at_right, rect, galley, text);
    let bold = FontId::new(SIZE, theme::serif_bold());
    let name = fitted(ui, words.name, bold, text, (columns.name.span() - 8.0, 1));
    place(ui.painter(), part(columns.name), name, Align::Center);
    let galley = head(
        ui,
        words.right.trim_start(),
        text,
        columns.right.span() - 10.0,
    );
    paint_at(ui, columns.right.min, rect, galley, text);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, tokens.line.faint),
    );
    focus_ring(ui, &response);
    if response.clicked() {
        ctx.commands.send(Command::GoTo {
            article: rows.article_id(line),
            span: line.span,
        });
        ctx.commands.send(Command::ShowTab(ViewTab::Compare));
    }
    let mut asked = false;
    response.context_menu(|ui| {
        if ui.button("This mention belongs to…").clicked() {
            asked = true;
            ui.close();
        }
        if ui.button("Copy this line").clicked() {
            let line = format!("{}{}{}", words.left, words.name, words.right);
            ctx.commands.send(Command::CopyText(line.trim().to_owned()));
            ui.close();
        }
    });
    response.on_hover_ui(|ui| {
        let article = &rows.articles[line.article].article;
        ui.label(format!(
            "{}: {}\nClick to read it there",
            outlet.name,
            article.title()
        ));
    });
    asked
}

fn paint_at(ui: &Ui, x: f32, rect: Rect, galley: Arc<Galley>, colour: Color32) {
    let at = pos2(x, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}

/// The whole words of the end of a text that fit into `width`.
fn tail(ui: &Ui, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
    let text = text.trim_end();
    let whole = one_line(ui, text, colour, f32::INFINITY);
    if whole.size().x <= width {
        return whole;
    }
    let cut = whole.cursor_from_pos(vec2(whole.size().x - width, 1.0));
    let from = text
        .char_indices()
        .nth(cut.index.0)
        .map_or(text.len(), |(at, _)| at);
    let rest = &text[from..];
    let word = rest.find(' ').map_or("", |space| &rest[space + 1..]);
    one_line(ui, word, colour, f32::INFINITY)
}

/// The whole words of the start of a text that fit into `width`.
fn head(ui: &Ui, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
    one_line(ui, text, colour, width)
}

fn one_line(ui: &Ui, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(
        text.to_owned(),
        TextFormat::simple(theme::serif_id(SIZE), colour),
    );
    debug_assert_eq!(job.sections[0].byte_range.end, ByteIndex(text.len()));
    job.wrap = TextWrapping {
        max_width: width.max(1.0),
        max_rows: 1,
        break_anywhere: false,
        overflow_character: None,
    };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// What a screen reader says of a line.
fn spoken(outlet: &str, words: &LineText<'_>) -> String {
    format!("{outlet}: {}{}{}", words.left, words.name, words.right)
}
