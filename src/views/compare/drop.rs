//! Where articles carried with the mouse are dropped: between two columns, or onto the empty view.

use egui::{DragAndDrop, Rect, Sense, Stroke, StrokeKind};

use crate::session::Command;
use crate::views::ViewCtx;
use crate::views::drag::{Carried, put_before};
use crate::widgets::theme::Theme;

/// Takes dropped articles in, and shows where they would stand. `lefts` are the left edges of the columns, ascending; `area`
/// is where they may be dropped.
pub fn drop_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, area: Rect, lefts: &[f32], width: f32) {
    if !DragAndDrop::has_payload_of_type::<Carried>(ui.ctx()) {
        return;
    }
    let target = ui.interact(area, ui.scope_id().with("drop here"), Sense::hover());
    let (Some(_), Some(pointer)) = (
        target.dnd_hover_payload::<Carried>(),
        ui.ctx().pointer_interact_pos(),
    ) else {
        return;
    };
    let tokens = Theme::get(ui.ctx());
    let gap = lefts
        .iter()
        .filter(|left| pointer.x > **left + width / 2.0)
        .count();
    let stroke = Stroke::new(3.0, tokens.accent.fill);
    match (lefts.get(gap), lefts.last()) {
        (Some(left), _) => ui
            .painter()
            .vline(left.max(area.left() + 2.0), area.y_range(), stroke),
        (None, Some(last)) => {
            let right = (last + width).min(area.right() - 2.0);
            ui.painter().vline(right, area.y_range(), stroke)
        }
        (None, None) => ui.painter().rect_stroke(
            area.shrink(4.0),
            6.0,
            Stroke::new(2.0, tokens.accent.fill),
            StrokeKind::Inside,
        ),
    };
    if let Some(carried) = target.dnd_release_payload::<Carried>() {
        let columns = &ctx.session.corpus.comparison.columns;
        let put = put_before(columns, &carried.0, gap);
        if put != *columns {
            ctx.commands.send(Command::SetColumns(put));
        }
    }
}
