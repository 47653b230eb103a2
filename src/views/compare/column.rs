//! One article as a column: margin notes, text with marks, outline of the selected statement.

use egui::{
    Color32, FontId, Label, Mesh, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, UiBuilder,
    WidgetInfo,
};

use super::block_menu::block_menu_ui;
use super::layout::{ColumnLayout, LaidOut};
use super::names;
use crate::corpus::{Article, BlockKind, siglum};
use crate::session::{Command, Compared, Item, MarginNote};
use crate::text::Span;
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};

/// Width of the margin with numbers, left of the text.
pub const MARGIN: f32 = 30.0;
/// Width kept free right of the text, for the overview strip.
pub const RIGHT: f32 = 22.0;

/// What a column is painted from.
pub struct ColumnPaint<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its index in siglum order.
    pub index: usize,
    /// The comparison.
    pub compared: &'a Compared,
    /// Its text laid out.
    pub layout: &'a ColumnLayout,
    /// Its outlet's colour.
    pub colour: Color32,
    /// Places found by Ctrl+F, ascending.
    pub found: &'a [Span],
    /// The one among them that is current.
    pub current: Option<Span>,
    /// The statement under the pointer in any column.
    pub hovered: Option<u32>,
}

/// Paints what is visible of the column into a scroll area's `ui`; returns the statement under the pointer.
pub fn column_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    paint: &ColumnPaint<'_>,
    viewport: Rect,
) -> Option<u32> {
    ui.set_min_height(paint.layout.height);
    ui.set_width(ui.available_width());
    let origin = ui.min_rect().min;
    let mut hovered = None;
    for paragraph in paint.layout.visible(viewport.top(), viewport.bottom()) {
        let at = origin + egui::vec2(MARGIN, paragraph.top);
        hovered = paragraph_ui(ui, ctx, paint, paragraph, at).or(hovered);
    }
    hovered
}

fn paragraph_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    paint: &ColumnPaint<'_>,
    paragraph: &LaidOut,
    at: Pos2,
) -> Option<u32> {
    let column = &paint.compared.columns[paint.index].paragraphs[paragraph.paragraph];
    let tokens = Theme::get(ui.ctx());
    outlines(ui, ctx, paint, paragraph, &column.notes, at);
    found_marks(ui, paint, paragraph, at, |rect, colour, _| {
        ui.painter().rect_filled(rect, 2.0, colour);
    });
    let rect = Rect::from_min_size(at, paragraph.galley.size());
    let response = ui
        .scope_builder(
            UiBuilder::new()
                .max_rect(rect)
                .id_salt(("paragraph", paragraph.paragraph)),
            |ui| {
                ui.add(
                    Label::new(paragraph.galley.clone())
                        .selectable(!paragraph.is_reordered())
                        .sense(Sense::click()),
                )
            },
        )
        .inner;
    dotted_lines(ui, paragraph, at, tokens.relation.reworded_line);
    names::name_lines(ui, ctx, paint, paragraph, at);
    found_marks(ui, paint, paragraph, at, |rect, colour, width| {
        // Darker than the ground, so that it is seen on the ground of a statement, too.
        let colour = colour.lerp_to_gamma(tokens.text.primary, 0.4);
        let stroke = Stroke::new(width, colour);
        ui.painter()
            .rect_stroke(rect, 2.0, stroke, StrokeKind::Outside);
    });
    margin_ui(ui, ctx, paint, paragraph, &column.notes, at);
    if matches!(column.kind, BlockKind::Caption | BlockKind::Boilerplate) {
        response.clone().on_hover_text(format!(
            "{}: not compared and not counted",
            column.kind.label()
        ));
    }
    response.context_menu(|ui| block_menu_ui(ui, ctx, paint.article, column));
    let under = response
        .hover_pos()
        .and_then(|pos| note_at(paragraph, &column.notes, pos - at.to_vec2()));
    let statement = under
        .and_then(|note| note.statement)
        .and_then(|id| paint.compared.statement(id));
    let response = match statement {
        Some(statement) => response.on_hover_ui_at_pointer(|ui| {
            super::preview::preview_ui(ui, ctx, paint, statement);
        }),
        None => response,
    };
    if response.clicked() {
        let clicked = response
            .interact_pointer_pos()
            .and_then(|pos| note_at(paragraph, &column.notes, pos - at.to_vec2()));
        ctx.commands.send(Command::Select(match clicked {
            Some(note) => item_of(paint.article, note),
            None => Item::Article(paint.article.id),
        }));
    }
    under.and_then(|note| note.statement)
}

/// The smallest note whose words lie under a point relative to the paragraph.
fn note_at<'a>(paragraph: &LaidOut, notes: &'a [MarginNote], pos: Pos2) -> Option<&'a MarginNote> {
    paragraph
        .notes
        .iter()
        .zip(notes)
        .filter(|(rects, _)| rects.iter().any(|rect| rect.expand(1.0).contains(pos)))
        .min_by_key(|(_, note)| note.span.len())
        .map(|(_, note)| note)
}

/// What the inspector shows for a note.
pub fn item_of(article: &Article, note: &MarginNote) -> Item {
    match note.statement {
        Some(id) => Item::Statement(id),
        None => Item::OnlyHere {
            article: article.id,
            span: note.span,
        },
    }
}

fn is_selected(ctx: &ViewCtx<'_>, article: &Article, note: &MarginNote) -> bool {
    ctx.session.selection.item == item_of(article, note)
}

/// The lines around the selected and the hovered statement.
fn outlines(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    paint: &ColumnPaint<'_>,
    paragraph: &LaidOut,
    notes: &[MarginNote],
    at: Pos2,
) {
    let tokens = Theme::get(ui.ctx());
    for (rects, note) in paragraph.notes.iter().zip(notes) {
        let selected = is_selected(ctx, paint.article, note);
        let hovered = note.statement.is_some() && note.statement == paint.hovered;
        if !selected && !hovered {
            continue;
        }
        let stroke = if selected {
            Stroke::new(1.5, tokens.accent.fill)
        } else {
            Stroke::new(1.0, tokens.line.strong)
        };
        let fill = if selected {
            tokens.surface.selected
        } else {
            Color32::TRANSPARENT
        };
        for rect in rects {
            let rect = rect.translate(at.to_vec2()).expand2(egui::vec2(3.0, 0.0));
            ui.painter()
                .rect(rect, 4.0, fill, stroke, StrokeKind::Outside);
        }
    }
}

/// Reworded words stand over a dotted line. One mesh for all dots of a paragraph: thousands of circles would be slow.
fn dotted_lines(ui: &egui::Ui, paragraph: &LaidOut, at: Pos2, colour: Color32) {
    if paragraph.reworded.is_empty() {
        return;
    }
    let clip = ui.clip_rect();
    let mut mesh = Mesh::default();
    for rect in &paragraph.reworded {
        let rect = rect.translate(at.to_vec2());
        if !clip.intersects(rect) {
            continue;
        }
        let y = (rect.bottom() - rect.height() * 0.14).round();
        let mut x = rect.left();
        while x < rect.right() {
            mesh.add_colored_rect(
                Rect::from_min_size(Pos2::new(x, y), egui::vec2(1.5, 1.2)),
                colour,
            );
            x += 3.5;
        }
    }
    ui.painter().add(mesh);
}

/// Places found by Ctrl+F, each with its colour and the width of its frame: a ground under the words, which stay as dark as they
/// are, and a frame around them.
fn found_marks(
    ui: &egui::Ui,
    paint: &ColumnPaint<'_>,
    paragraph: &LaidOut,
    at: Pos2,
    mark: impl Fn(Rect, Color32, f32),
) {
    let tokens = Theme::get(ui.ctx());
    let found = paint.found;
    let first = found.partition_point(|span| span.end <= paragraph.start);
    let here = found[first..]
        .iter()
        .take_while(|span| span.start < paragraph.end);
    for span in here {
        let (colour, width) = if Some(*span) == paint.current {
            (tokens.state.find_current, 2.0)
        } else {
            (tokens.state.find, 1.0)
        };
        for rect in paragraph.rects_of(*span) {
            let rect = rect.translate(at.to_vec2()).expand2(egui::vec2(1.0, -2.0));
            mark(rect, colour, width);
        }
    }
}

/// Numbers and letters in the margin, each a button.
fn margin_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    paint: &ColumnPaint<'_>,
    paragraph: &LaidOut,
    notes: &[MarginNote],
    at: Pos2,
) {
    let mut last_bottom = f32::NEG_INFINITY;
    for (number, (rects, note)) in paragraph.notes.iter().zip(notes).enumerate() {
        let Some(first) = rects.first() else { continue };
        let top = (at.y + first.top()).max(last_bottom);
        let height = first.height().min(20.0);
        last_bottom = top + height;
        let rect = Rect::from_min_size(
            Pos2::new(at.x - MARGIN + 2.0, top),
            egui::vec2(MARGIN - 10.0, height),
        );
        if note.statement.is_none() {
            only_here_bar(ui, paint.colour, rects, at);
        }
        let id = ui.scope_id().with(("note", paragraph.paragraph, number));
        note_button(ui, ctx, paint, note, rect, id);
    }
}

fn only_here_bar(ui: &egui::Ui, colour: Color32, rects: &[Rect], at: Pos2) {
    let Some(hull) = rects.iter().copied().reduce(Rect::union) else {
        return;
    };
    let hull = hull.translate(at.to_vec2());
    let bar = Rect::from_min_max(
        Pos2::new(at.x - 7.0, hull.top() + 1.0),
        Pos2::new(at.x - 4.0, hull.bottom() - 1.0),
    );
    ui.painter().rect_filled(bar, 1.5, colour);
}

/// One number or letter. `rect` is on the screen.
pub fn note_button(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    paint: &ColumnPaint<'_>,
    note: &MarginNote,
    rect: Rect,
    id: egui::Id,
) -> Response {
    let tokens = Theme::get(ui.ctx());
    let response = ui.interact(rect, id, Sense::click());
    let selected = is_selected(ctx, paint.article, note);
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, selected, spoken(paint, note)));
    let (text, colour) = match note.statement {
        Some(id) => (id.to_string(), tokens.text.dim),
        None => (siglum(paint.index), paint.colour),
    };
    let colour = if selected || response.hovered() {
        tokens.text.link
    } else {
        colour
    };
    let font = if selected {
        theme::strong_id(11.0)
    } else {
        FontId::proportional(11.0)
    };
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            3.0,
            Stroke::new(1.5, tokens.accent.focus),
            StrokeKind::Inside,
        );
    }
    sign_ui(
        ui,
        rect.right_center() - egui::vec2(2.0, 0.0),
        &text,
        &font,
        colour,
    );
    if response.clicked() {
        ctx.commands
            .send(Command::Select(item_of(paint.article, note)));
    }
    // Written only when it shows: a page has a hundred notes, each with the words of several articles.
    response.on_hover_ui(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.label(hover_text(paint, note));
    })
}

/// Writes a number or letter that ends at this place, letter by letter. A number that scrolls into view would be shaped for
/// itself, which takes 50 µs; its digits have been on the screen before.
fn sign_ui(ui: &egui::Ui, right: Pos2, text: &str, font: &FontId, colour: Color32) {
    let painter = ui.painter();
    let mut x = right.x;
    for letter in text.chars().rev() {
        let galley = painter.layout_no_wrap(letter.to_string(), font.clone(), Color32::PLACEHOLDER);
        let size = galley.size();
        x -= size.x;
        painter.galley(Pos2::new(x, right.y - size.y / 2.0), galley, colour);
    }
}

/// What a screen reader says of a note: number, relation, words.
fn spoken(paint: &ColumnPaint<'_>, note: &MarginNote) -> String {
    let words = note.span.of(&paint.article.text);
    match (note.statement, note.relation) {
        (Some(id), Some(relation)) => format!("Statement {id}, {}: {words}", relation.label()),
        _ => format!("Only in {}: {words}", siglum(paint.index)),
    }
}

fn hover_text(paint: &ColumnPaint<'_>, note: &MarginNote) -> String {
    let Some(statement) = note.statement.and_then(|id| paint.compared.statement(id)) else {
        return format!(
            "No other article reports this (article {})",
            siglum(paint.index)
        );
    };
    let mut lines = vec![format!(
        "Statement {} · {}",
        statement.id,
        statement.relation.label()
    )];
    for cell in statement
        .cells
        .iter()
        .filter(|cell| cell.article != paint.index)
    {
        lines.push(format!(
            "{}: {}",
            siglum(cell.article),
            paint.compared.cell_text(cell)
        ));
    }
    lines.join("\n")
}
