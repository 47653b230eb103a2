//! Lines under the names in the columns, by type: people, organisations, places, other. Each type has its own line, so that
//! colour is not needed to tell them apart.

use egui::{Color32, Pos2, Rect, Shape, Stroke, Ui, pos2};

use super::column::ColumnPaint;
use super::layout::LaidOut;
use crate::analysis::entities::EntityType;
use crate::session::UiCommand;
use crate::views::ViewCtx;
use crate::views::keys::command_switches;
use crate::widgets::quiet_menu;
use crate::widgets::theme::Theme;

/// The switches, in the order of [`EntityType::ALL`].
const SWITCHES: [UiCommand; 4] = [
    UiCommand::MarkPeople,
    UiCommand::MarkOrganisations,
    UiCommand::MarkPlaces,
    UiCommand::MarkOtherNames,
];

/// The menu that says which names are marked.
pub fn names_menu(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let marked = ctx.session.options.mark_names;
    let text = match marked.iter().filter(|on| **on).count() {
        0 => "Names: off".to_owned(),
        4 => "Names: all".to_owned(),
        n => format!("Names: {n} types"),
    };
    quiet_menu(ui, &text, |ui| name_switches(ui, ctx));
}

/// The switches themselves.
pub fn name_switches(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let marked = ctx.session.options.mark_names;
    let switches: Vec<_> = SWITCHES.into_iter().zip(marked).collect();
    command_switches(ui, ctx, &switches);
}

/// Paints the lines under the names of a paragraph.
pub fn name_lines(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    paint: &ColumnPaint<'_>,
    paragraph: &LaidOut,
    at: Pos2,
) {
    let marked = ctx.session.options.mark_names;
    if marked == [false; 4] {
        return;
    }
    let mentions = &paint.compared.articles[paint.index].mentions;
    let end = paragraph.end;
    let first = mentions.partition_point(|mention| mention.span.end <= paragraph.start);
    let colour = Theme::get(ui.ctx()).text.link;
    for mention in mentions[first..]
        .iter()
        .take_while(|mention| mention.span.start < end)
        .filter(|mention| marked[mention.kind as usize])
    {
        for rect in paragraph.rects_of(mention.span) {
            line_under(ui, mention.kind, rect.translate(at.to_vec2()), colour);
        }
    }
}

/// People: one line. Organisations: two. Places: long dashes. Other: short dashes.
fn line_under(ui: &Ui, kind: EntityType, words: Rect, colour: Color32) {
    let y = (words.bottom() - words.height() * 0.12).round() + 0.5;
    let line = [pos2(words.left(), y), pos2(words.right(), y)];
    let stroke = Stroke::new(1.0, colour);
    match kind {
        EntityType::Person => {
            ui.painter().line_segment(line, Stroke::new(1.5, colour));
        }
        EntityType::Organisation => {
            ui.painter().line_segment(line, stroke);
            let below = line.map(|end| end + egui::vec2(0.0, 2.0));
            ui.painter().line_segment(below, stroke);
        }
        EntityType::Place => {
            ui.painter()
                .extend(Shape::dashed_line(&line, stroke, 7.0, 3.0));
        }
        EntityType::Other => {
            ui.painter()
                .extend(Shape::dashed_line(&line, stroke, 3.0, 3.0));
        }
    }
}
