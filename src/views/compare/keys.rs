//! Keys of the columns: 1 to 9 take a column in hand, arrows and page keys scroll it. They work while no field has the keyboard.

use egui::{Key, Modifiers};

use super::CompareState;
use crate::corpus::ArticleId;
use crate::session::Command;
use crate::views::ViewCtx;

const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Takes the keys of this frame. `height` is that of the text area in points.
pub fn keys(ui: &egui::Ui, ctx: &ViewCtx<'_>, state: &mut CompareState, height: f32) {
    let typing = ui.memory(egui::Memory::focused).is_some();
    if typing
        || egui::Popup::is_any_open(ui.ctx())
        || ui.memory(egui::Memory::top_modal_layer).is_some()
    {
        return;
    }
    let columns = &ctx.session.corpus.comparison.columns;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (at, key) in NUMBERS.into_iter().enumerate() {
        if let Some(column) = columns.get(at)
            && pressed(key)
        {
            ctx.commands.send(Command::TakeColumn(*column));
            state.bring = Some(at);
        }
    }
    let Some(column) = in_hand(ctx, state) else {
        return;
    };
    let scroll = state.scroll.entry(column).or_default();
    let from = scroll.target.unwrap_or(scroll.offset);
    let end = state
        .layouts
        .get(&column)
        .map_or(0.0, |layout| layout.height);
    let to = if pressed(Key::ArrowDown) {
        from + 60.0
    } else if pressed(Key::ArrowUp) {
        from - 60.0
    } else if pressed(Key::PageDown) {
        from + height * 0.85
    } else if pressed(Key::PageUp) {
        from - height * 0.85
    } else if pressed(Key::Home) {
        0.0
    } else if pressed(Key::End) {
        end
    } else {
        return;
    };
    scroll.target = Some(to.clamp(0.0, (end - height).max(0.0)));
    state.leader = Some(column);
    ui.ctx().request_repaint();
}

/// The column that keys act on: the one taken by its number or head, else the one scrolled last, else the leftmost.
fn in_hand(ctx: &ViewCtx<'_>, state: &CompareState) -> Option<ArticleId> {
    let columns = &ctx.session.corpus.comparison.columns;
    let shown = |id: &ArticleId| columns.contains(id);
    ctx.session
        .selection
        .column
        .filter(shown)
        .or(state.leader.filter(shown))
        .or(columns.first().copied())
}
