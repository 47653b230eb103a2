//! What the other articles say for the words under the pointer, with the words that differ marked.

use egui::{Label, RichText, Ui};

use super::column::ColumnPaint;
use crate::analysis::compare::{Relation, Statement};
use crate::corpus::siglum;
use crate::session::place_text;
use crate::views::ViewCtx;
use crate::views::inspector::marked::{Side, marked_job};
use crate::widgets::bidi;
use crate::widgets::theme::{self, Theme};

/// Most other articles that are shown; the inspector shows them all.
const MOST: usize = 5;

/// Paints the counterparts of this column's part of a statement.
pub fn preview_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, paint: &ColumnPaint<'_>, statement: &Statement) {
    let tokens = Theme::get(ui.ctx());
    ui.set_max_width(400.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.label(
        RichText::new(format!(
            "Statement {} · {}",
            statement.id,
            statement.relation.label()
        ))
        .font(theme::strong_id(12.0)),
    );
    let own = statement
        .cells
        .iter()
        .position(|cell| cell.article == paint.index);
    let others = statement.cells.iter().enumerate();
    let others: Vec<_> = others
        .filter(|(_, cell)| cell.article != paint.index)
        .collect();
    for (at, cell) in others.iter().take(MOST) {
        let analysed = &paint.compared.articles[cell.article];
        let outlet = ctx.session.corpus.outlet_of(&analysed.article);
        let colour = outlet.map_or(tokens.text.secondary, |outlet| tokens.outlet(outlet.colour));
        let name = format!(
            "{} · {} · {}",
            ctx.session.outlet_name(&analysed.article),
            siglum(cell.article),
            place_text(cell.placement)
        );
        ui.label(
            RichText::new(name)
                .font(theme::strong_id(11.5))
                .color(colour),
        );
        let pair = own.and_then(|own| {
            let (lhs, rhs) = (own.min(*at), own.max(*at));
            let mut pairs = statement.pairs.iter();
            pairs.find(|pair| pair.lhs == lhs && pair.rhs == rhs)
        });
        let marks = pair.map_or(&[][..], |pair| {
            if pair.lhs == *at {
                &pair.lhs_marks
            } else {
                &pair.rhs_marks
            }
        });
        let side = match pair.map(|pair| pair.relation) {
            Some(Relation::Reworded) | None => Side::Reworded,
            Some(_) => Side::Right,
        };
        let width = ui.available_width();
        let job = marked_job(analysed.text(), &cell.spans, marks, side, tokens, width);
        ui.add(Label::new(bidi::in_order(ui, job)).wrap());
    }
    if others.len() > MOST {
        let text = format!("and {} more in the inspector", others.len() - MOST);
        ui.label(RichText::new(text).size(11.0).color(tokens.text.dim));
    }
}
