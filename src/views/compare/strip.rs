//! The overview strip of a column: the whole article at a glance; the frame is what is visible and can be dragged.

use egui::{Color32, CursorIcon, Mesh, Rect, Role, Sense, Stroke, StrokeKind, WidgetInfo, pos2};

use super::layout::ColumnLayout;
use crate::analysis::compare::Relation;
use crate::corpus::ArticleId;
use crate::widgets::theme::Theme;

/// Width in points.
pub const WIDTH: f32 = 9.0;

/// Paints the strip into `rect`; returns the offset the person drags or clicks the column to.
pub fn strip_ui(
    ui: &egui::Ui,
    rect: Rect,
    article: ArticleId,
    layout: &ColumnLayout,
    offset: f32,
    colour: Color32,
) -> Option<f32> {
    let tokens = Theme::get(ui.ctx());
    let response = ui.interact(
        rect,
        ui.scope_id().with(("strip", article)),
        Sense::click_and_drag(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Overview of the article"));
    let painter = ui.painter();
    painter.rect_filled(rect, 3.0, tokens.surface.tabs);
    let scale = rect.height() / layout.height.max(rect.height());
    // One mesh for all bars: a long article has hundreds, in every column and frame.
    let mut bars = Mesh::default();
    for stretch in &layout.stretches {
        let top = rect.top() + stretch.top * scale;
        let bottom = rect.top() + stretch.bottom * scale;
        let fill = match stretch.relation {
            None => colour,
            Some(Relation::SameWords) => tokens.relation.same_strong,
            Some(Relation::Edited) => tokens.relation.edited_strong,
            Some(Relation::Reworded) => tokens.relation.reworded_strong,
        };
        let bar = Rect::from_min_max(
            pos2(rect.left() + 1.0, top),
            pos2(rect.right() - 1.0, bottom.max(top + 2.0)),
        );
        bars.add_colored_rect(bar, fill);
    }
    painter.add(bars);
    if layout.height > rect.height() {
        let top = rect.top() + offset * scale;
        let frame = Rect::from_min_size(
            pos2(rect.left(), top),
            egui::vec2(rect.width(), rect.height() * scale),
        );
        painter.rect_stroke(
            frame.expand(1.0),
            2.0,
            Stroke::new(1.5, tokens.line.strong),
            StrokeKind::Inside,
        );
    }
    crate::widgets::focus_ring(ui, &response);
    let response = response.on_hover_cursor(CursorIcon::Grab);
    let grabbed = (response.dragged() || response.clicked())
        .then(|| response.interact_pointer_pos())
        .flatten()?;
    let middle = (grabbed.y - rect.top()) / scale;
    Some((middle - rect.height() / 2.0).clamp(0.0, (layout.height - rect.height()).max(0.0)))
}
