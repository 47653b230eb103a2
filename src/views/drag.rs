//! Articles carried from one place of the window to another with the mouse: out of the library, or a column by its head.

use egui::{Align2, DragAndDrop, FontId, Order, Rect, Response, Stroke, StrokeKind, vec2};

use crate::corpus::{Article, ArticleId};
use crate::session::Session;
use crate::widgets::theme::{self, Theme};

/// What hangs at the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried(pub Vec<ArticleId>);

/// Takes articles up when the pointer begins to drag a widget. Nothing is asked of `articles` before.
pub fn pick_up(response: &Response, articles: impl FnOnce() -> Vec<ArticleId>) {
    if response.drag_started_by(egui::PointerButton::Primary) {
        DragAndDrop::set_payload(&response.ctx, Carried(articles()));
    }
}

/// The columns with the carried articles put before column `gap` (0: leftmost; the number of columns: at the end).
pub fn put_before(columns: &[ArticleId], carried: &[ArticleId], gap: usize) -> Vec<ArticleId> {
    let stays = |id: &&ArticleId| !carried.contains(id);
    let gap = gap.min(columns.len());
    let before = columns[..gap].iter().filter(stays);
    let after = columns[gap..].iter().filter(stays);
    before.chain(carried).chain(after).copied().collect()
}

/// Paints what is carried beside the pointer.
pub fn carried_ui(egui_ctx: &egui::Context, session: &Session) {
    let (Some(carried), Some(pointer)) = (
        DragAndDrop::payload::<Carried>(egui_ctx),
        egui_ctx.pointer_interact_pos(),
    ) else {
        return;
    };
    let text = match carried.0.as_slice() {
        [one] => session
            .corpus
            .articles
            .get(*one)
            .map_or_else(String::new, |article| shortened(article)),
        several => format!("{} articles", several.len()),
    };
    let tokens = Theme::get(egui_ctx);
    let painter = egui_ctx.layer_painter(egui::LayerId::new(
        Order::Tooltip,
        egui::Id::unique("carried articles"),
    ));
    let font = FontId::proportional(theme::size::BODY);
    let galley = painter.layout_no_wrap(text, font, tokens.text.primary);
    let rect = Rect::from_min_size(pointer + vec2(14.0, 10.0), galley.size() + vec2(16.0, 10.0));
    let stroke = Stroke::new(1.0, tokens.accent.fill);
    painter.rect(rect, 5.0, tokens.surface.page, stroke, StrokeKind::Inside);
    painter.galley(
        Align2::CENTER_CENTER
            .align_size_within_rect(galley.size(), rect)
            .min,
        galley,
        tokens.text.primary,
    );
}

/// The headline, cut after some forty characters.
fn shortened(article: &Article) -> String {
    const MOST: usize = 40;
    let title = article.title();
    match title.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::put_before;
    use crate::corpus::ArticleId;

    #[test]
    fn carried_articles_are_put_where_they_are_dropped_and_nowhere_else() {
        let ids = |ids: &[u32]| ids.iter().copied().map(ArticleId).collect::<Vec<_>>();
        let columns = ids(&[1, 2, 3]);
        for (carried, gap, expected) in [
            (&[9][..], 0, &[9, 1, 2, 3][..]),
            (&[9], 3, &[1, 2, 3, 9]),
            (&[8, 9], 1, &[1, 8, 9, 2, 3]),
            (&[1], 3, &[2, 3, 1]),
            (&[3], 0, &[3, 1, 2]),
            (&[2], 1, &[1, 2, 3]),
            (&[2], 2, &[1, 2, 3]),
            (&[9], 7, &[1, 2, 3, 9]),
        ] {
            let put = put_before(&columns, &ids(carried), gap);
            assert_eq!(put, ids(expected), "{carried:?} before {gap}");
        }
    }
}
