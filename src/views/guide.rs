//! The guide of the first start: three cards that point at the real parts of the window. Nothing behind them is blocked; they
//! are dismissed at any step, and shown again from the Help menu.

use egui::{
    Area, Color32, Context, Frame, Id, Margin, Order, Rect, RichText, Shape, Stroke, Ui, pos2, vec2,
};

use super::{ViewCtx, keys};
use crate::session::{Command, UiCommand};
use crate::widgets::primary_button;
use crate::widgets::theme::{self, Theme};

/// How many cards there are.
pub const N_CARDS: usize = 3;

/// Width of a card in points.
const WIDTH: f32 = 320.0;
/// Space between a card and what it points at.
const DISTANCE: f32 = 16.0;

/// A part of the window that a card points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The bar over the columns with the key of the marks.
    Marks,
    /// The inspector.
    Inspector,
    /// The button that adds articles.
    AddFiles,
    /// The button that saves a report.
    SaveReport,
}

/// Tells where a part stands in this frame.
pub fn here(ctx: &Context, part: Part, rect: Rect) {
    let frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(Id::unique(("guide", part)), (rect, frame)));
}

/// Where a part stood last, unless it has not been shown for a while.
fn place_of(ctx: &Context, part: Part) -> Option<Rect> {
    let found: Option<(Rect, u64)> = ctx.data(|data| data.get_temp(Id::unique(("guide", part))));
    let (rect, frame) = found?;
    (frame + 2 >= ctx.cumulative_frame_nr()).then_some(rect)
}

/// What a card says.
struct Card {
    heading: &'static str,
    text: fn(&Context) -> String,
    parts: &'static [Part],
}

const CARDS: [Card; N_CARDS] = [
    Card {
        heading: "Each column is one outlet’s article",
        text: |_| {
            "This sample story shows four reports of one week. The ground under a sentence tells how it stands to the others: same words, \
             edited, reworded; a bar in the margin marks what only one article has. The key is up here."
                .to_owned()
        },
        parts: &[Part::Marks],
    },
    Card {
        heading: "Click a sentence to see every wording",
        text: |ctx| {
            format!(
                "All columns line up on the statement and bands tie its places together. Here stand every outlet’s words, what differs, and the \
                 evidence. {} goes to the next statement.",
                keys::key_text(ctx, UiCommand::NextStatement)
            )
        },
        parts: &[Part::Inspector],
    },
    Card {
        heading: "Now your own articles",
        text: |ctx| {
            format!(
                "Add files or drop a folder anywhere in the window: text, web pages, Word, PDF, exports of news databases. When you have found \
                 something, save a report that others can check. {} explains each view.",
                keys::key_text(ctx, UiCommand::Help)
            )
        },
        parts: &[Part::AddFiles, Part::SaveReport],
    },
];

/// Paints the card of the guide while it is on.
pub fn guide_ui(egui_ctx: &Context, ctx: &ViewCtx<'_>) {
    let Some(number) = ctx.session.guide.filter(|number| *number < N_CARDS) else {
        return;
    };
    let card = &CARDS[number];
    let places: Vec<Rect> = card
        .parts
        .iter()
        .filter_map(|part| place_of(egui_ctx, *part))
        .collect();
    let id = Id::unique(("guide card", number));
    let height = egui_ctx
        .memory(|memory| memory.area_rect(id))
        .map_or(190.0, |rect| rect.height());
    let (at, arrows) = stand(egui_ctx.content_rect(), height, &places);
    let tokens = Theme::get(egui_ctx);
    let area = Area::new(id)
        .order(Order::Middle)
        .fixed_pos(at)
        .constrain(true)
        .show(egui_ctx, |ui| {
            for arrow in &arrows {
                arrow_ui(ui, *arrow, tokens.accent.fill);
            }
            Frame::popup(ui.style())
                .stroke(Stroke::new(1.5, tokens.accent.fill))
                .inner_margin(Margin::same(14))
                .show(ui, |ui| card_ui(ui, ctx, number));
        });
    egui_ctx.move_to_top(area.response.layer_id);
    let painter = egui_ctx.layer_painter(area.response.layer_id);
    for place in &places {
        let stroke = Stroke::new(2.0, tokens.accent.focus);
        painter.rect_stroke(place.expand(1.0), 6.0, stroke, egui::StrokeKind::Inside);
    }
}

/// A tip that points at a part: its point and the middle of its base.
type Arrow = (egui::Pos2, egui::Pos2);

/// Where a card of this height stands so that it is beside what it points at: below a bar or button, left of a tall panel.
fn stand(room: Rect, height: f32, places: &[Rect]) -> (egui::Pos2, Vec<Arrow>) {
    let Some(whole) = places.iter().copied().reduce(Rect::union) else {
        // Another view is in front: the card waits where it hides least.
        let corner = room.right_bottom() - vec2(WIDTH + 60.0, height + 50.0);
        return (corner, Vec::new());
    };
    let width = WIDTH + 28.0;
    if whole.height() > room.height() / 2.0 {
        let top = (whole.top() + 60.0).min(room.bottom() - height - 8.0);
        let left = whole.left() - DISTANCE - width;
        let tip = pos2(whole.left() - 2.0, top + 40.0);
        return (pos2(left, top), vec![(tip, tip - vec2(DISTANCE, 0.0))]);
    }
    let top = whole.bottom() + DISTANCE;
    let furthest = (room.right() - width - 8.0).max(room.left());
    let left =
        (whole.center().x - width / 2.0).clamp(room.left() + 8.0, furthest.max(room.left() + 8.0));
    let arrows = places
        .iter()
        .map(|place| {
            let x = place.center().x.clamp(left + 24.0, left + width - 24.0);
            let tip = pos2(x, place.bottom() + 2.0);
            (tip, pos2(x, top))
        })
        .collect();
    (pos2(left, top), arrows)
}

fn arrow_ui(ui: &Ui, (tip, base): Arrow, colour: Color32) {
    let along = (base - tip).normalized();
    let across = vec2(-along.y, along.x) * 9.0;
    let shape = Shape::convex_polygon(
        vec![tip, base + across, base - across],
        colour,
        Stroke::NONE,
    );
    ui.painter()
        .with_clip_rect(ui.ctx().content_rect())
        .add(shape);
}

fn card_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, number: usize) {
    let tokens = Theme::get(ui.ctx());
    let card = &CARDS[number];
    let last = number + 1 == N_CARDS;
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 7.0;
    let step = format!("{} of {N_CARDS}", number + 1);
    ui.label(RichText::new(step).size(11.5).color(tokens.text.dim));
    ui.label(RichText::new(card.heading).font(theme::strong_id(15.0)));
    let text = (card.text)(ui.ctx());
    ui.add(egui::Label::new(RichText::new(text).line_height(Some(18.0))).wrap());
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        let on = if last { "Done" } else { "Continue" };
        if primary_button(ui, on).clicked() {
            ctx.commands.send(Command::ShowGuide(Some(number + 1)));
        }
        if number > 0 && ui.button("Back").clicked() {
            ctx.commands.send(Command::ShowGuide(Some(number - 1)));
        }
        if !last && ui.button("Skip the guide").clicked() {
            ctx.commands.send(Command::ShowGuide(None));
        }
        if last && ui.button(UiCommand::Help.info().text).clicked() {
            ctx.commands.send(UiCommand::Help);
        }
    });
}
