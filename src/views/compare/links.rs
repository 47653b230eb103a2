//! Links: soft bands in the gutters that tie the cells of a statement in neighbouring columns.

use egui::{Color32, Mesh, Pos2, Rect, pos2};

use super::CompareState;
use super::columns::Placed;
use super::layout::ColumnLayout;
use crate::analysis::compare::{Relation, Statement};
use crate::session::{Compared, Item};
use crate::views::ViewCtx;
use crate::widgets::theme::Theme;

/// Segments of a band; enough for a smooth S.
const SEGMENTS: usize = 14;

/// Paints the bands between neighbouring columns for statements that are in sight on both sides.
pub fn links_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &CompareState,
    compared: &Compared,
    placed: &[Placed],
) {
    let tokens = Theme::get(ui.ctx());
    let selected = match ctx.session.selection.item {
        Item::Statement(id) => Some(id),
        _ => None,
    };
    for pair in placed.windows(2) {
        let (left, right) = (&pair[0], &pair[1]);
        let gutter = Rect::from_min_max(
            pos2(left.body.right() - 1.0, left.body.top()),
            pos2(right.body.left() + 1.0, right.body.bottom()),
        );
        let painter = ui
            .painter()
            .with_clip_rect(gutter.intersect(ui.clip_rect()));
        let (Some(left_layout), Some(right_layout)) = (
            state.layouts.get(&left.article.id),
            state.layouts.get(&right.article.id),
        ) else {
            continue;
        };
        for statement in &compared.comparison.statements {
            let edges = (
                edge(left_layout, statement, left),
                edge(right_layout, statement, right),
            );
            let (Some(lhs), Some(rhs)) = edges else {
                continue;
            };
            let outside = |a: (f32, f32)| a.1 < gutter.top() || a.0 > gutter.bottom();
            if outside(lhs) && outside(rhs) {
                continue;
            }
            let strong = Some(statement.id) == selected || Some(statement.id) == state.hovered;
            let colour = colour_of(statement.relation, tokens).gamma_multiply(if strong {
                0.95
            } else {
                0.38
            });
            painter.add(band(gutter, lhs, rhs, colour));
        }
    }
}

fn colour_of(relation: Relation, tokens: &Theme) -> Color32 {
    match relation {
        Relation::SameWords => tokens.relation.same_strong,
        Relation::Edited => tokens.relation.edited_strong,
        Relation::Reworded => tokens.relation.reworded_strong,
    }
}

/// Upper and lower edge on the screen of a statement's first words in a column.
fn edge(layout: &ColumnLayout, statement: &Statement, column: &Placed) -> Option<(f32, f32)> {
    let (upper, lower) = layout.anchor(statement.id)?;
    let top = column.body.top() - column.offset;
    Some((top + upper + 2.0, top + lower - 2.0))
}

/// An S-shaped band as a strip of triangles (a polygon would have to be convex).
fn band(gutter: Rect, lhs: (f32, f32), rhs: (f32, f32), colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for i in 0..=SEGMENTS {
        let t = i as f32 / SEGMENTS as f32;
        let smooth = t * t * (3.0 - 2.0 * t);
        let x = egui::lerp(gutter.x_range(), t);
        let top: Pos2 = pos2(x, egui::lerp(lhs.0..=rhs.0, smooth));
        let bottom = pos2(x, egui::lerp(lhs.1..=rhs.1, smooth));
        mesh.colored_vertex(top, colour);
        mesh.colored_vertex(bottom, colour);
        if i > 0 {
            let at = 2 * i as u32;
            mesh.add_triangle(at - 2, at - 1, at);
            mesh.add_triangle(at - 1, at, at + 1);
        }
    }
    mesh
}
