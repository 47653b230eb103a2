//! Keys of the columns: 1 to 9 take a column in hand, arrows and page keys scroll it, Space opens small print. They work while no field has the keyboard.

use egui::{Key, Modifiers};

use super::CompareState;
use super::columns::READING_LINE;
use crate::corpus::{ArticleId, Place};
use crate::session::{Command, Compared, Item, Reading};
use crate::text::Span;
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
    if ctx.session.options.reading != Reading::All && pressed(Key::Space) {
        ctx.commands
            .send(Command::ToggleOpened(to_open(ctx, state, column)));
    }
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

/// What is to be set in full size: the paragraphs with the selected words in every column, else the one at the top of the column.
fn to_open(ctx: &ViewCtx<'_>, state: &CompareState, column: ArticleId) -> Vec<Place> {
    let Some(compared) = ctx.session.compared.get() else {
        return Vec::new();
    };
    let selected: Vec<(usize, Span)> = match &ctx.session.selection.item {
        Item::Statement(id) => compared
            .statement(*id)
            .into_iter()
            .flat_map(|statement| &statement.cells)
            .flat_map(|cell| cell.spans.iter().map(|span| (cell.article, *span)))
            .collect(),
        Item::OnlyHere { article, span } => compared
            .index_of(*article)
            .map(|index| (index, *span))
            .into_iter()
            .collect(),
        _ => top_of(state, compared, column).into_iter().collect(),
    };
    let mut places: Vec<Place> = selected
        .into_iter()
        .flat_map(|(index, span)| {
            let paragraphs = compared.columns[index].paragraphs.iter();
            let holding = paragraphs.filter(move |paragraph| paragraph.span.intersects(span));
            holding.map(move |paragraph| Place {
                article: compared.articles[index].id(),
                span: paragraph.span,
            })
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The paragraph at the top of what is shown of a column.
fn top_of(state: &CompareState, compared: &Compared, column: ArticleId) -> Option<(usize, Span)> {
    let index = compared.index_of(column)?;
    let offset = state.scroll.get(&column)?.offset;
    let layout = state.layouts.get(&column)?;
    let first = layout
        .visible(offset + READING_LINE, f32::INFINITY)
        .first()?;
    let paragraph = &compared.columns[index].paragraphs[first.paragraph];
    Some((index, paragraph.span))
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
