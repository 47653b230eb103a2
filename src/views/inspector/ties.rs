//! Which sentences belong to a statement, in the person's hands: take one out, keep all together, break apart, join with another.

use egui::{Frame, Margin, RichText, Stroke, Ui};

use super::{dim, subheading};
use crate::analysis::compare::{Cell, Statement};
use crate::corpus::{Place, edit};
use crate::session::{Command, Compared, UiCommand};
use crate::views::{ViewCtx, keys};
use crate::widgets::theme::{Theme, strong_id};
use crate::widgets::{icon_button, icons};

/// Takes the sentences of one article out of the statement.
pub(super) fn take_out_button(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    compared: &Compared,
    statement: &Statement,
    cell: &Cell,
) {
    let name = "Take out: this does not report the same";
    if icon_button(ui, icons::UNLINK, name).clicked() {
        let others = statement.cells.iter();
        let two = others
            .filter(|other| other.article != cell.article)
            .flat_map(|other| compared.places_of_cell(other));
        ctx.commands.send(Command::Tie {
            one: compared.places_of_cell(cell),
            two: two.collect(),
            linked: false,
        });
    }
}

/// The buttons for the whole statement, and what the person said of it before.
pub(super) fn ties_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, compared: &Compared, statement: &Statement) {
    subheading(ui, "Which sentences belong here");
    let places = compared.places_of(statement.id);
    said_ui(ui, ctx, &places);
    ui.horizontal_wrapped(|ui| {
        button(ui, ctx, UiCommand::KeepTogether, "Keep together");
        button(ui, ctx, UiCommand::BreakApart, "Break apart");
        if ctx.session.selection.joining.is_none() {
            button(ui, ctx, UiCommand::JoinStatements, "Join with …");
        }
    });
}

/// A sentence that no other article has may be joined with one that the program did not find.
pub(super) fn alone_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let places = ctx.session.selected_places();
    said_ui(ui, ctx, &places);
    if ctx.session.selection.joining.is_none() {
        ui.horizontal_wrapped(|ui| {
            button(ui, ctx, UiCommand::JoinStatements, "Join with …");
        });
    }
}

/// What the person said of these sentences, with the way back.
fn said_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, places: &[Place]) {
    let (mut linked, mut apart) = (0, 0);
    for (_, is_linked) in edit::ties_of(&ctx.session.corpus, places) {
        *(if is_linked { &mut linked } else { &mut apart }) += 1;
    }
    if linked + apart == 0 {
        return;
    }
    let pairs = |n: usize| {
        if n == 1 {
            "1 pair".to_owned()
        } else {
            format!("{n} pairs")
        }
    };
    let said = match (linked, apart) {
        (linked, 0) => format!("You linked {} of sentences.", pairs(linked)),
        (0, apart) => format!("You keep {} of sentences apart.", pairs(apart)),
        (linked, apart) => format!(
            "You linked {} of sentences and keep {} apart.",
            pairs(linked),
            pairs(apart)
        ),
    };
    dim(ui, said);
    ui.horizontal_wrapped(|ui| {
        button(
            ui,
            ctx,
            UiCommand::LetProgramDecide,
            "Let the program decide",
        );
    });
}

/// While a statement waits to be joined with another: which one, and what to do.
pub(super) fn joining_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let Some(first) = &ctx.session.selection.joining else {
        return;
    };
    let tokens = Theme::get(ui.ctx());
    let is_itself = ctx.session.selected_places() == *first;
    Frame::new()
        .fill(tokens.surface.page)
        .stroke(Stroke::new(1.5, tokens.accent.focus))
        .corner_radius(5)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new("Joining").font(strong_id(12.5)));
            if let Some(words) = first.first().and_then(|place| words_of(ctx, place)) {
                ui.label(RichText::new(format!("“{words}”")).size(12.0));
            }
            let what = if is_itself {
                "Now select the statement or sentence that reports the same."
            } else {
                "Does what is selected now report the same?"
            };
            dim(ui, what);
            ui.horizontal_wrapped(|ui| {
                if !is_itself {
                    button(ui, ctx, UiCommand::JoinStatements, "Join with this one");
                }
                if ui.button("Cancel").clicked() {
                    ctx.commands.send(Command::DropJoining);
                }
            });
        });
}

fn words_of<'a>(ctx: &'a ViewCtx<'_>, place: &Place) -> Option<&'a str> {
    let article = ctx.session.corpus.articles.get(place.article)?;
    place.span.get(&article.text)
}

fn button(ui: &mut Ui, ctx: &ViewCtx<'_>, command: UiCommand, text: &str) {
    let response = ui
        .button(text)
        .on_hover_text(keys::tooltip(ui.ctx(), command));
    if response.clicked() {
        ctx.commands.send(command);
    }
}
