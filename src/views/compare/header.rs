//! The head of a column: outlet, headline, when and how long, and how much of it others report too.

use egui::{Align, Color32, Layout, Rect, RichText, Sense, UiBuilder, pos2, vec2};

use super::column::{ColumnPaint, MARGIN, note_button};
use crate::corpus::{Article, BlockKind, Completeness, siglum};
use crate::session::{Command, Compared, UiCommand};
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{bidi, icon_button, icons};

/// Height of every header, so that the texts begin at one line.
pub const HEIGHT: f32 = 152.0;

/// Paints the header into `rect`. `paint` is `None` while the article has not been compared yet.
pub fn header_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    article: &Article,
    colour: Color32,
    paint: Option<&ColumnPaint<'_>>,
    rect: Rect,
) {
    let tokens = Theme::get(ui.ctx());
    ui.painter().rect_filled(rect, 0.0, tokens.surface.page);
    grip(ui, ctx, article, rect);
    let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max);
    ui.painter().rect_filled(line, 0.0, colour);
    let inner = Rect::from_min_max(rect.min + vec2(MARGIN, 10.0), rect.max - vec2(10.0, 8.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("header"), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        outlet_row(ui, ctx, article, colour, paint);
        let title = egui::text::LayoutJob::simple(
            article.title().to_owned(),
            egui::FontId::new(theme::size::HEADLINE, theme::serif_bold()),
            tokens.text.primary,
            ui.available_width(),
        );
        let headline = egui::Label::new(bidi::in_order(ui, title))
            .wrap()
            .sense(Sense::click());
        let top = ui.cursor().top();
        let response = ui
            .allocate_ui(vec2(ui.available_width(), 72.0), |ui| {
                ui.set_clip_rect(ui.clip_rect().intersect(ui.max_rect()));
                ui.add(headline)
            })
            .inner
            .on_hover_text(article.title());
        if response.clicked() {
            ctx.commands
                .send(Command::Select(crate::session::Item::Article(article.id)));
        }
        if let Some(paint) = paint {
            headline_note(ui, ctx, paint, rect.left() + 2.0, top);
        }
    });
    let foot = Rect::from_min_max(pos2(inner.left(), rect.bottom() - 38.0), inner.max);
    ui.scope_builder(UiBuilder::new().max_rect(foot).id_salt("foot"), |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        meta_row(ui, article, paint);
        if let Some(paint) = paint {
            shares_bar(ui, paint.compared, paint.index, colour);
        }
    });
}

/// The head itself: a click takes the column in hand, dragging carries it to another place. A line over it shows which is in hand.
fn grip(ui: &egui::Ui, ctx: &ViewCtx<'_>, article: &Article, rect: Rect) {
    let tokens = Theme::get(ui.ctx());
    let id = ui.scope_id().with(("head", article.id));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let in_hand = ctx.session.selection.column == Some(article.id);
    response.widget_info(|| {
        let text = format!("Column {}", article.title());
        egui::WidgetInfo::selected(egui::Role::Button, true, in_hand, text)
    });
    if response.clicked() {
        ctx.commands.send(Command::TakeColumn(article.id));
    }
    crate::views::drag::pick_up(&response, || vec![article.id]);
    crate::widgets::focus_ring(ui, &response);
    if in_hand {
        let top = Rect::from_min_max(rect.min, pos2(rect.right(), rect.top() + 3.0));
        ui.painter().rect_filled(top, 0.0, tokens.accent.focus);
    }
    response.context_menu(|ui| column_menu(ui, ctx, article));
}

/// What can be done with a column; the commands act on the column in hand, which this becomes.
fn column_menu(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, article: &Article) {
    ui.set_min_width(240.0);
    for command in [
        UiCommand::SetBaseColumn,
        UiCommand::MoveColumnLeft,
        UiCommand::MoveColumnRight,
    ] {
        let key = crate::views::keys::key_text(ui.ctx(), command);
        let button = egui::Button::new(command.info().text).shortcut_text(key);
        let enabled = ctx.session.is_enabled(command);
        let response = ui.add_enabled(enabled, button);
        if response.on_hover_text(command.info().tooltip).clicked() {
            ctx.commands.send(Command::TakeColumn(article.id));
            ctx.commands.send(command);
            ui.close();
        }
    }
    if ui.button("Take out of the comparison").clicked() {
        ctx.commands.send(Command::ToggleColumn(article.id));
        ui.close();
    }
}

fn outlet_row(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    article: &Article,
    colour: Color32,
    paint: Option<&ColumnPaint<'_>>,
) {
    ui.horizontal(|ui| {
        let name = ctx.session.outlet_name(article);
        ui.label(
            RichText::new(name)
                .font(theme::strong_id(theme::size::BODY))
                .color(colour),
        );
        if let Some(paint) = paint {
            let letter = siglum(paint.index);
            ui.label(RichText::new(format!("· {letter}")).color(colour))
                .on_hover_text(format!(
                    "{letter} stands for this article in marks and reports"
                ));
        }
        if ctx.session.corpus.comparison.base == Some(article.id) {
            ui.label(
                RichText::new("base")
                    .small()
                    .color(Theme::get(ui.ctx()).text.secondary),
            );
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let label = format!("Take {} out of the comparison", article.title());
            if icon_button(ui, icons::X, &label).clicked() {
                ctx.commands.send(Command::ToggleColumn(article.id));
            }
        });
    });
}

/// The numbers of the statements that the headline carries stand beside it in the margin.
fn headline_note(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    paint: &ColumnPaint<'_>,
    left: f32,
    top: f32,
) {
    let column = &paint.compared.columns[paint.index];
    let headline = column
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.kind == BlockKind::Headline);
    let notes = headline.map_or(&[][..], |headline| &headline.notes);
    for (at, note) in notes.iter().take(MOST_HEADLINE_NOTES).enumerate() {
        let top = top + 1.0 + 20.0 * at as f32;
        let rect = Rect::from_min_size(pos2(left, top), vec2(MARGIN - 10.0, 20.0));
        let id = ui.scope_id().with(("headline note", at));
        note_button(ui, ctx, paint, note, rect, id);
    }
}

/// Numbers beside a headline: as many as it has lines.
const MOST_HEADLINE_NOTES: usize = 3;

/// "Sat 5 Sep 2015 · Ben Ariel · 382 words · 52 % shared · truncated".
fn meta_row(ui: &mut egui::Ui, article: &Article, paint: Option<&ColumnPaint<'_>>) {
    let mut parts = Vec::new();
    parts.push(
        article
            .published
            .get()
            .map_or("no date".to_owned(), crate::corpus::Published::long),
    );
    if let Some(byline) = article.byline.get() {
        parts.push(byline.clone());
    }
    let mut hover = String::from("Words outside captions and boilerplate");
    if let Some(paint) = paint {
        let shares = paint.compared.shares(paint.index);
        parts.push(format!(
            "{} words",
            paint.compared.columns[paint.index].words
        ));
        if paint.compared.articles.len() > 1 {
            parts.push(format!("{:.0} % shared", shares.shared() * 100.0));
            hover = format!(
                "{:.0} % of this article's words stand in statements another article reports too:\n{:.0} % in the same words, {:.0} % edited, {:.0} % reworded",
                shares.shared() * 100.0,
                shares.same * 100.0,
                shares.edited * 100.0,
                shares.reworded * 100.0
            );
        }
    }
    if article.completeness == Completeness::Truncated {
        parts.push("truncated".to_owned());
    }
    let text = RichText::new(parts.join(" · "))
        .small()
        .color(Theme::get(ui.ctx()).text.dim);
    ui.add(egui::Label::new(text).truncate())
        .on_hover_text(hover);
}

fn shares_bar(ui: &mut egui::Ui, compared: &Compared, index: usize, _colour: Color32) {
    let tokens = Theme::get(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - 6.0, 5.0), Sense::hover());
    let shares = compared.shares(index);
    ui.painter().rect_filled(rect, 2.5, tokens.line.faint);
    let mut left = rect.left();
    for (share, colour) in [
        (shares.same, tokens.relation.same_strong),
        (shares.edited, tokens.relation.edited_strong),
        (shares.reworded, tokens.relation.reworded_strong),
    ] {
        let right = (left + share * rect.width()).min(rect.right());
        ui.painter().rect_filled(
            Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom())),
            2.0,
            colour,
        );
        left = right;
    }
}
