//! All columns of one frame: where they stand, which one leads, how the others follow.

use std::sync::Arc;

use egui::scroll_area::ScrollBarVisibility;
use egui::{Rect, RichText, ScrollArea, Stroke, UiBuilder, pos2, vec2};

use super::column::{self, ColumnPaint};
use super::follow::{Tie, approach, counterpart};
use super::layout::{ColumnLayout, LayoutKey};
use super::{CompareState, drop, header, links, strip};
use crate::corpus::{Article, ArticleId, BlockKind, Place};
use crate::session::{Compared, Derived, Item, Session};
use crate::text::Span;
use crate::views::ViewCtx;
use crate::widgets::theme::Theme;

/// Narrowest readable column; with more articles the view scrolls sideways.
const MIN_WIDTH: f32 = 270.0;
/// Distance of the line at which columns are lined up from the top of the text area.
pub const READING_LINE: f32 = 60.0;
/// Space between columns in which links are drawn.
const GUTTER: f32 = 18.0;

/// A column in this frame.
pub struct Placed {
    /// The article.
    pub article: Arc<Article>,
    /// Where its text is shown.
    pub body: Rect,
    /// Scroll offset.
    pub offset: f32,
}

/// Paints all columns.
pub fn columns_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, state: &mut CompareState) {
    let articles: Vec<Arc<Article>> = ctx.session.columns().cloned().collect();
    let compared = ctx.session.compared.get().cloned();
    let gutter = if ctx.session.options.links {
        GUTTER
    } else {
        1.0
    };
    let n = articles.len() as f32;
    let room = ui.available_rect_before_wrap();
    let width = ((room.width() - (n - 1.0) * gutter) / n)
        .max(MIN_WIDTH)
        .floor();
    watch_atlas(ui, state);
    aim(ui, ctx, state, compared.as_deref());
    super::keys::keys(ui, ctx, state, room.height() - header::HEIGHT);
    let mut area = ScrollArea::horizontal()
        .id_salt("columns")
        .auto_shrink(false);
    if let Some(at) = state.bring.take() {
        let all = n * width + (n - 1.0) * gutter;
        let middle = at as f32 * (width + gutter) - (room.width() - width) / 2.0;
        area = area.horizontal_scroll_offset(middle.clamp(0.0, (all - room.width()).max(0.0)));
    }
    area.show(ui, |ui| {
        let whole = Rect::from_min_size(
            ui.cursor().min,
            vec2(n * width + (n - 1.0) * gutter, room.height()),
        );
        ui.allocate_rect(whole, egui::Sense::hover());
        let mut placed = Vec::with_capacity(articles.len());
        let mut hovered = None;
        for (i, article) in articles.iter().enumerate() {
            let left = whole.left() + i as f32 * (width + gutter);
            let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(width, whole.height()));
            let (column, over) =
                column_with_header(ui, ctx, state, article, compared.as_deref(), rect);
            hovered = hovered.or(over);
            placed.push(column);
        }
        separators(ui, &placed, gutter, whole);
        if let (Some(compared), true) = (compared.as_deref(), ctx.session.options.links) {
            links::links_ui(ui, ctx, state, compared, &placed);
        }
        if state.hovered != hovered {
            state.hovered = hovered;
            ui.ctx().request_repaint();
        }
        follow(ui, ctx, state, &placed);
        let lefts: Vec<f32> = placed.iter().map(|column| column.body.left()).collect();
        drop::drop_ui(ui, ctx, room, &lefts, width);
    });
}

/// Notices when the toolkit has emptied its glyph atlas: every kept galley is stale then.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method itself does not fit the closure's lifetimes"
)]
fn watch_atlas(ui: &egui::Ui, state: &mut CompareState) {
    let fill = ui.fonts(|fonts| fonts.font_atlas_fill_ratio());
    if fill < state.atlas_fill {
        state.atlas_generation += 1;
    }
    state.atlas_fill = fill;
}

fn column_with_header(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    article: &Arc<Article>,
    compared: Option<&Compared>,
    rect: Rect,
) -> (Placed, Option<u32>) {
    let tokens = Theme::get(ui.ctx());
    let colour = ctx
        .session
        .corpus
        .outlet_of(article)
        .map_or(tokens.text.secondary, |outlet| tokens.outlet(outlet.colour));
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), header::HEIGHT));
    let body = Rect::from_min_max(pos2(rect.left(), head.bottom()), rect.max);
    ui.painter().rect_filled(rect, 0.0, tokens.surface.page);
    let index = compared.and_then(|compared| compared.index_of(article.id));
    let mut column = Placed {
        article: article.clone(),
        body,
        offset: state
            .scroll
            .get(&article.id)
            .map_or(0.0, |scroll| scroll.offset),
    };
    let mut hovered = None;
    ui.scope_builder(
        UiBuilder::new()
            .max_rect(rect)
            .id_salt(("column", article.id)),
        |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(rect));
            let (Some(compared), Some(index)) = (compared, index) else {
                header::header_ui(ui, ctx, article, colour, None, head);
                waiting_ui(ui, ctx, body);
                return;
            };
            lay_out(ui, ctx, state, compared, index, body.width());
            let layout = state
                .layouts
                .remove(&article.id)
                .expect("laid out just before");
            let (found, current) = state.find.in_article(ctx, article.id);
            let paint = ColumnPaint {
                article,
                index,
                compared,
                layout: &layout,
                colour,
                found,
                current,
                hovered: state.hovered,
            };
            header::header_ui(ui, ctx, article, colour, Some(&paint), head);
            let (offset, over) = body_ui(ui, ctx, state, &paint, body);
            column.offset = offset;
            hovered = over;
            state.layouts.insert(article.id, layout);
        },
    );
    (column, hovered)
}

fn waiting_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, body: Rect) {
    ui.scope_builder(
        UiBuilder::new().max_rect(body.shrink(24.0)),
        |ui| match &ctx.session.compared {
            Derived::Failed(reason) => {
                ui.label(RichText::new(reason).color(Theme::get(ui.ctx()).state.error));
            }
            _ => {
                ui.horizontal(|ui| {
                    ui.spinner();
                    ui.label("Comparing…");
                });
            }
        },
    );
}

/// Lays the column out unless the kept layout still fits.
fn lay_out(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    compared: &Compared,
    index: usize,
    width: f32,
) {
    let article = &compared.articles[index];
    let key = LayoutKey {
        width: width - column::MARGIN - column::RIGHT,
        pixels_per_point: ui.ctx().pixels_per_point(),
        dark: ui.visuals().dark_mode,
        text_scale: ctx.session.options.text_scale,
        reading: ctx.session.options.reading,
        opened: opened_key(ctx.session, article.id()),
        data: std::ptr::from_ref(compared) as usize,
        atlas_generation: state.atlas_generation,
    };
    if state
        .layouts
        .get(&article.id())
        .is_some_and(|layout| layout.key == key)
    {
        return;
    }
    let headline_shown = article.article.blocks.iter().any(|block| {
        block.kind == BlockKind::Headline
            && article
                .article
                .headline
                .get()
                .is_some_and(|h| h.trim() == block.span.of(article.text()).trim())
    });
    let opened = |span| {
        let article = article.id();
        ctx.session.opened.contains(&Place { article, span })
    };
    let layout = ColumnLayout::new(ui, compared, index, key, (headline_shown, &opened));
    state.layouts.insert(article.id(), layout);
}

/// Tells apart which paragraphs of an article are opened.
fn opened_key(session: &Session, article: ArticleId) -> u64 {
    let opened = session
        .opened
        .iter()
        .filter(|place| place.article == article);
    opened.fold(0, |key: u64, place| {
        key.wrapping_mul(0x0001_0000_01b3)
            .wrapping_add(1 + u64::from(place.span.start))
    })
}

/// The scrolling text with its strip; returns the offset and the statement under the pointer.
fn body_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    paint: &ColumnPaint<'_>,
    body: Rect,
) -> (f32, Option<u32>) {
    let id = paint.article.id;
    let before = state.scroll.get(&id).copied().unwrap_or_default();
    let furthest = (paint.layout.height - body.height()).max(0.0);
    let seconds = ui.input(|i| i.stable_dt);
    let moved_to = before
        .target
        .map(|target| target.clamp(0.0, furthest))
        .map(|target| {
            if ctx.session.options.reduced_motion {
                target
            } else {
                approach(before.offset, target, seconds)
            }
        });
    let mut area = ScrollArea::vertical()
        .id_salt(("text", id))
        .auto_shrink(false)
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    if let Some(offset) = moved_to {
        area = area.vertical_scroll_offset(offset.clamp(0.0, furthest));
        ui.ctx().request_repaint();
    }
    let mut hovered = None;
    let text_rect = Rect::from_min_max(body.min, pos2(body.right(), body.bottom()));
    let output = ui
        .scope_builder(UiBuilder::new().max_rect(text_rect).id_salt("body"), |ui| {
            area.show_viewport(ui, |ui, viewport| {
                hovered = column::column_ui(ui, ctx, paint, viewport);
            })
        })
        .inner;
    let mut offset = output.state.clamped_offset().y;
    let strip_rect = Rect::from_min_max(
        pos2(body.right() - strip::WIDTH - 5.0, body.top() + 6.0),
        pos2(body.right() - 5.0, body.bottom() - 6.0),
    );
    let scroll = state.scroll.entry(id).or_default();
    scroll.target = match (moved_to, before.target) {
        (Some(at), Some(target)) if (at - target.clamp(0.0, furthest)).abs() >= 0.5 => Some(target),
        _ => None,
    };
    if let Some(dragged) = strip::strip_ui(ui, strip_rect, id, paint.layout, offset, paint.colour) {
        scroll.target = Some(dragged);
        scroll.offset = dragged;
        offset = dragged;
        state.leader = Some(id);
        ui.ctx().request_repaint();
    } else {
        if moved_to.is_none() && (offset - before.offset).abs() > 0.5 {
            state.leader = Some(id);
        }
        scroll.offset = offset;
    }
    (offset, hovered)
}

/// A "go to" or a newly selected statement gives every column that has it a place to go.
fn aim(ui: &egui::Ui, ctx: &ViewCtx<'_>, state: &mut CompareState, compared: Option<&Compared>) {
    let (Some(compared), Some((article, span, number))) = (compared, ctx.session.selection.go_to)
    else {
        return;
    };
    if number == state.gone_to
        || compared.index_of(article).is_none()
        || !state.layouts.contains_key(&article)
    {
        return;
    }
    // Laid out for another way of reading: in the next frame it stands where it will stay.
    let stale = |layout: &ColumnLayout| {
        layout.key.reading != ctx.session.options.reading
            || layout.key.opened != opened_key(ctx.session, article)
    };
    if state.layouts.get(&article).is_some_and(stale) {
        ui.ctx().request_repaint();
        return;
    }
    state.gone_to = number;
    state.leader = None;
    let mut places: Vec<(ArticleId, Span)> = vec![(article, span)];
    if let Item::Statement(id) = ctx.session.selection.item
        && let Some(statement) = compared.statement(id)
    {
        for cell in &statement.cells {
            let other = compared.articles[cell.article].id();
            if let (true, Some(first)) = (other != article, cell.spans.first()) {
                places.push((other, *first));
            }
        }
    }
    for (article, span) in places {
        if let Some(y) = state
            .layouts
            .get(&article)
            .and_then(|layout| layout.y_of(span))
        {
            state.scroll.entry(article).or_default().target = Some((y - READING_LINE).max(0.0));
        }
    }
}

/// Columns that did not lead go where the leading one is.
fn follow(ui: &egui::Ui, ctx: &ViewCtx<'_>, state: &mut CompareState, placed: &[Placed]) {
    let Some(leader) = state.leader else { return };
    if !ctx.session.options.scroll_together {
        return;
    }
    let Some(leading) = placed.iter().find(|column| column.article.id == leader) else {
        return;
    };
    let Some(leader_layout) = state.layouts.get(&leader) else {
        return;
    };
    let line = leading.offset + READING_LINE;
    let mut targets = Vec::new();
    for column in placed.iter().filter(|column| column.article.id != leader) {
        let Some(layout) = state.layouts.get(&column.article.id) else {
            continue;
        };
        let ties = ties(leader_layout, layout);
        let y = counterpart(line, &ties, leader_layout.height, layout.height);
        let furthest = (layout.height - column.body.height()).max(0.0);
        let target = if leading.offset < 1.0 {
            0.0
        } else {
            (y - READING_LINE).clamp(0.0, furthest)
        };
        if (target - column.offset).abs() > 1.0 {
            targets.push((column.article.id, target));
        }
    }
    for (article, target) in targets {
        state.scroll.entry(article).or_default().target = Some(target);
        ui.ctx().request_repaint();
    }
}

/// The statements two columns share, ascending in the leading one.
fn ties(leading: &ColumnLayout, following: &ColumnLayout) -> Vec<Tie> {
    let shared = leading.anchors().filter_map(|(id, (leader, _))| {
        let (follower, _) = following.anchor(id)?;
        Some(Tie { leader, follower })
    });
    let mut ties: Vec<Tie> = shared.collect();
    ties.sort_by(|lhs, rhs| {
        lhs.leader
            .total_cmp(&rhs.leader)
            .then(lhs.follower.total_cmp(&rhs.follower))
    });
    ties
}

fn separators(ui: &egui::Ui, placed: &[Placed], gutter: f32, whole: Rect) {
    let tokens = Theme::get(ui.ctx());
    for column in placed.iter().skip(1) {
        let right = column.body.left();
        let strip = Rect::from_min_max(
            pos2(right - gutter, whole.top()),
            pos2(right, whole.bottom()),
        );
        if gutter > 2.0 {
            ui.painter().rect_filled(strip, 0.0, tokens.surface.window);
            ui.painter().vline(
                strip.left(),
                strip.y_range(),
                Stroke::new(1.0, tokens.line.faint),
            );
        }
        ui.painter().vline(
            strip.right() - 0.5,
            strip.y_range(),
            Stroke::new(1.0, tokens.line.faint),
        );
    }
}
