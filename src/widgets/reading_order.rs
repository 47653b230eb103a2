//! Tab goes from one thing to the next in the order they are laid out, so they are laid out in the order the eye reads them:
//! groups at the right end of a row from left to right, panels at the right and at the bottom after the middle.

use egui::containers::panel::PanelState;
use egui::{Align, Id, InnerResponse, Layout, Panel, Rect, Sense, Ui, UiBuilder, vec2};

/// Which edge of the room a panel lies at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Beside the middle.
    Right,
    /// Under the middle.
    Bottom,
}

/// Differences below this, in points, are rounding.
const ROUNDING: f32 = 0.5;

/// A row: `rest` in the room that is left, and then `group` at the right end, both laid out from left to right.
pub fn at_right<R>(
    ui: &mut Ui,
    name: &str,
    rest: impl FnOnce(&mut Ui),
    group: impl FnOnce(&mut Ui) -> R,
) -> R {
    let room = ui.available_rect_before_wrap();
    let id = ui.scope_id().with((name, "width"));
    let known = recall(ui, id);
    let width = known.unwrap_or(0.0).min(room.width());
    let start = room.right() - width;
    let gap = ui.spacing().item_spacing.x;
    let left = Rect::from_min_max(
        room.min,
        room.max - vec2((width + gap).min(room.width()), 0.0),
    );
    let rest_rect = row_in(ui, (name, "rest"), left, rest).1;
    let right = Rect::from_min_max(egui::pos2(start, room.top()), room.max);
    let (inner, group_rect) = row_in(ui, name, right, group);
    remember(ui, id, known, group_rect.width());
    let mut taken = rest_rect.union(group_rect);
    taken.max.x = taken.max.x.max(room.right());
    ui.allocate_rect(taken, Sense::hover());
    inner
}

/// A row of its own in `rect`; the room it took.
fn row_in<R>(
    ui: &mut Ui,
    salt: impl egui::AsIdSalt,
    rect: Rect,
    content: impl FnOnce(&mut Ui) -> R,
) -> (R, Rect) {
    let builder = UiBuilder::new()
        .id_salt(salt)
        .max_rect(rect)
        .layout(Layout::left_to_right(Align::Center));
    let mut row = ui.new_child(builder);
    let inner = content(&mut row);
    (inner, row.min_rect())
}

/// The middle in the room that a panel leaves, and then the panel; `state` is what both of them change. `first_size`: what the
/// panel takes before its size is known, in points.
pub fn before_panel<T: ?Sized, R>(
    ui: &mut Ui,
    name: &'static str,
    (edge, first_size): (Edge, f32),
    state: &mut T,
    middle: impl FnOnce(&mut Ui, &mut T),
    panel: impl FnOnce(&mut Ui, &mut T, Panel) -> InnerResponse<R>,
) -> InnerResponse<R> {
    let room = ui.available_rect_before_wrap();
    let id = ui.scope_id().with((name, "size"));
    let of_last_time = || {
        let stored = PanelState::load(ui.ctx(), ui.scope_id().with(name))?;
        Some(along(edge, stored.size()))
    };
    let known = recall(ui, id).or_else(of_last_time);
    let size = known.unwrap_or(first_size);
    let mut left = room;
    match edge {
        Edge::Right => left.max.x = (left.max.x - size).max(left.min.x),
        Edge::Bottom => left.max.y = (left.max.y - size).max(left.min.y),
    }
    let builder = UiBuilder::new()
        .id_salt((name, "middle"))
        .max_rect(left)
        .layout(*ui.layout());
    let mut middle_ui = ui.new_child(builder);
    middle_ui.shrink_clip_rect(left);
    middle(&mut middle_ui, state);
    let shown = match edge {
        Edge::Right => panel(ui, state, Panel::right(name)),
        Edge::Bottom => panel(ui, state, Panel::bottom(name)),
    };
    let taken = along(edge, shown.response.rect.size());
    let is_guess = known.is_none() && (taken - first_size).abs() < ROUNDING;
    let is_dragged = ui.input(|i| i.pointer.any_down());
    if is_dragged || is_guess {
        // The panel's edge is drawn along: the middle follows in the next frame.
        ui.data_mut(|data| data.insert_temp(id, taken));
        if (taken - size).abs() > ROUNDING {
            ui.ctx().request_repaint();
        }
    } else {
        remember(ui, id, Some(size), taken);
    }
    shown
}

fn along(edge: Edge, size: egui::Vec2) -> f32 {
    match edge {
        Edge::Right => size.x,
        Edge::Bottom => size.y,
    }
}

fn recall(ui: &Ui, id: Id) -> Option<f32> {
    ui.data(|data| data.get_temp(id))
}

/// Keeps a size for the next frame. Where another one was reckoned with, this frame is laid out once more.
fn remember(ui: &Ui, id: Id, known: Option<f32>, taken: f32) {
    if known.is_none_or(|known| (known - taken).abs() > ROUNDING) {
        ui.ctx()
            .request_discard("the room of something laid out later was not known");
    }
    ui.data_mut(|data| data.insert_temp(id, taken));
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT, Queryable};

    use super::{Edge, at_right, before_panel};

    /// Presses Tab as often as there are stops and reads what has the keyboard.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method alone is not general enough in its lifetime"
    )]
    fn stops<S>(harness: &mut Harness<'_, S>, n: usize, back: bool) -> Vec<String> {
        let mut seen = Vec::new();
        for _ in 0..n {
            let modifiers = if back {
                egui::Modifiers::SHIFT
            } else {
                egui::Modifiers::NONE
            };
            harness.key_press_modifiers(modifiers, egui::Key::Tab);
            harness.run();
            let focused = harness.get_by(|node| node.is_focused());
            seen.push(focused.accesskit_node().label().unwrap_or_default());
        }
        seen
    }

    #[test]
    fn tab_goes_from_left_to_right_and_from_the_middle_to_the_panels() {
        let mut harness = Harness::builder().with_size([500.0, 300.0]).build_ui(|ui| {
            before_panel(
                ui,
                "below",
                (Edge::Bottom, 50.0),
                &mut (),
                |ui, ()| {
                    ui.horizontal(|ui| {
                        let _ = ui.button("one");
                        at_right(
                            ui,
                            "end",
                            |ui| drop(ui.button("two")),
                            |ui| {
                                let _ = ui.button("three");
                                let _ = ui.button("four");
                            },
                        );
                    });
                },
                |ui, (), panel| {
                    let panel = panel.resizable(false).exact_size(80.0);
                    panel.show(ui, |ui| ui.button("five"))
                },
            );
        });
        harness.run();
        let there = ["one", "two", "three", "four", "five"];
        assert_eq!(stops(&mut harness, 5, false), there);
        let mut back = stops(&mut harness, 4, true);
        back.reverse();
        assert_eq!(back, there[..4]);
        let right = harness.get_by_label("four").rect().right();
        assert!((right - 492.0).abs() < 9.0, "ends at {right}");
        let top = harness.get_by_label("five").rect().top();
        assert!((212.0..240.0).contains(&top), "starts at {top}");
    }
}
