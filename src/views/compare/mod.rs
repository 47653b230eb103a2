//! The Compare view: articles side by side, tied together by the statements they share.

mod block_menu;
mod column;
mod columns;
mod drop;
mod find_bar;
mod folding;
mod follow;
mod header;
mod keys;
mod layout;
mod legend;
mod links;
mod names;
mod preview;
mod strip;

use std::collections::BTreeMap;

use egui::RichText;

pub use find_bar::FindState;

use self::layout::ColumnLayout;
use super::ViewCtx;
use crate::corpus::ArticleId;
use crate::session::UiCommand;
use crate::widgets::{primary_button, theme};

/// What the view keeps between frames.
#[derive(Debug, Default)]
pub struct CompareState {
    layouts: BTreeMap<ArticleId, ColumnLayout>,
    scroll: BTreeMap<ArticleId, ColumnScroll>,
    /// The column the person scrolled last: the others follow it.
    leader: Option<ArticleId>,
    /// The statement under the pointer.
    hovered: Option<u32>,
    /// Number of the last "go to" that was carried out.
    gone_to: u64,
    /// How often the glyph atlas was emptied since the start, as far as was seen.
    atlas_generation: u32,
    atlas_fill: f32,
    /// A column to bring into sight sideways, by its place.
    bring: Option<usize>,
    /// Ctrl+F.
    pub find: FindState,
}

/// Where a column stands.
#[derive(Clone, Copy, Debug, Default)]
struct ColumnScroll {
    /// Offset in the last frame, in points.
    offset: f32,
    /// Where it is going.
    target: Option<f32>,
}

/// Paints the view.
pub fn compare_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, state: &mut CompareState) {
    if ctx.session.corpus.comparison.columns.is_empty() {
        let area = ui.available_rect_before_wrap();
        empty_ui(ui, ctx);
        drop::drop_ui(ui, ctx, area, &[], area.width());
        return;
    }
    legend::legend_ui(ui, ctx);
    find_bar::find_bar_ui(ui, ctx, state);
    columns::columns_ui(ui, ctx, state);
}

/// What to do when no article is chosen.
fn empty_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        ui.label(RichText::new("Put articles side by side").font(theme::strong_id(20.0)));
        ui.add_space(6.0);
        let text = if ctx.session.corpus.articles.is_empty() {
            "Drop files or a folder anywhere in this window: text, web pages, Word, PDF, exports of news databases."
        } else {
            "Tick two or more articles in the library on the left, or double-click one to add it."
        };
        ui.label(RichText::new(text).color(theme::Theme::get(ui.ctx()).text.secondary));
        ui.add_space(14.0);
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() - 360.0).max(0.0) / 2.0);
            if primary_button(ui, "Add articles…").clicked() {
                ctx.commands.send(UiCommand::AddFiles);
            }
            if ui.button("Add a folder…").clicked() {
                ctx.commands.send(UiCommand::AddFolder);
            }
            if ui.button("Open the sample story").clicked() {
                ctx.commands.send(UiCommand::OpenSample);
            }
        });
    });
}
