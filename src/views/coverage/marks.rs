//! The marks of relations: told by shape as well as by colour. Solid: same words; half: edited; dotted outline: reworded; the
//! outlet's colour: only here; dashed with a question mark: could not be seen, with an L: in another language; a dash: not in the article.

use egui::{
    Align2, Color32, CornerRadius, FontId, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, pos2,
    vec2,
};

use crate::analysis::compare::Relation;
use crate::session::Absence;
use crate::widgets::theme::Theme;

/// Paints how a cell stands; `colour` is the outlet's.
pub fn relation_mark(
    painter: &Painter,
    rect: Rect,
    relation: Option<Relation>,
    (tokens, colour): (&Theme, Color32),
) {
    match relation {
        None => {
            painter.rect_filled(rect, 3.0, colour);
        }
        Some(Relation::SameWords) => {
            painter.rect_filled(rect, 3.0, tokens.relation.same_strong);
        }
        Some(Relation::Edited) => {
            let stroke = Stroke::new(1.0, tokens.relation.edited_strong);
            painter.rect(
                rect,
                3.0,
                tokens.relation.edited,
                stroke,
                StrokeKind::Inside,
            );
            let half = Rect::from_min_max(rect.min, pos2(rect.center().x, rect.bottom()));
            let left = CornerRadius {
                nw: 3,
                sw: 3,
                ne: 0,
                se: 0,
            };
            painter.rect_filled(half, left, tokens.relation.edited_strong);
        }
        Some(Relation::Reworded) => {
            dotted(painter, rect.shrink(0.5), tokens.relation.reworded_line);
        }
    }
}

/// A dotted outline, as one mesh.
fn dotted(painter: &Painter, rect: Rect, colour: Color32) {
    let mut mesh = Mesh::default();
    let mut dot = |x: f32, y: f32| {
        mesh.add_colored_rect(Rect::from_center_size(pos2(x, y), vec2(1.4, 1.4)), colour);
    };
    let steps = |length: f32| (length / 3.2).round().max(1.0) as usize;
    let (across, down) = (steps(rect.width()), steps(rect.height()));
    for i in 0..=across {
        let x = egui::lerp(rect.x_range(), i as f32 / across as f32);
        dot(x, rect.top());
        dot(x, rect.bottom());
    }
    for i in 1..down {
        let y = egui::lerp(rect.y_range(), i as f32 / down as f32);
        dot(rect.left(), y);
        dot(rect.right(), y);
    }
    painter.add(mesh);
}

/// Paints why there is no cell.
pub fn absence_mark(painter: &Painter, rect: Rect, absence: Absence, tokens: &Theme) {
    match absence {
        Absence::NotInArticle => {
            let y = rect.center().y;
            painter.hline(
                rect.left()..=rect.left() + 9.0,
                y,
                Stroke::new(1.2, tokens.line.strong),
            );
        }
        Absence::CouldNotBeSeen | Absence::CouldNotBeCompared => {
            let stroke = Stroke::new(1.0, tokens.relation.absent);
            let corners = [
                rect.left_top(),
                rect.right_top(),
                rect.right_bottom(),
                rect.left_bottom(),
                rect.left_top(),
            ];
            painter.extend(Shape::dashed_line(&corners, stroke, 4.0, 3.0));
            painter.text(
                rect.center(),
                Align2::CENTER_CENTER,
                if absence == Absence::CouldNotBeSeen {
                    "?"
                } else {
                    "L"
                },
                FontId::proportional(11.5),
                tokens.text.secondary,
            );
        }
    }
}
