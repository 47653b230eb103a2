//! Which sentences belong to a statement, in the person's hands: take one out, keep all together, split, break apart, join with
//! another.

use egui::{RichText, Ui};

use super::split::{Splitting, splitting_ui};
use super::{asking, dim, subheading};
use crate::analysis::compare::{Cell, Statement};
use crate::corpus::{Place, edit};
use crate::session::{Command, Compared, UiCommand};
use crate::views::{ViewCtx, keys};
use crate::widgets::theme::strong_id;
use crate::widgets::{icon_button, icons};

/// Takes the sentences of one article out of the statement: all of them, or one of several.
pub(super) fn take_out_button(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    compared: &Compared,
    statement: &Statement,
    cell: &Cell,
) {
    let sentences = compared.sentences_of_cell(cell);
    let take_out = |out: &[Place]| {
        let mut rest = compared.places_of(statement.id);
        rest.retain(|place| !out.contains(place));
        ctx.commands.send(Command::Split {
            parts: vec![rest, out.to_vec()],
            label: "take out of the statement",
        });
    };
    if let [_, _, ..] = &sentences[..] {
        let button = icon_button(ui, icons::UNLINK, "Take out one of these sentences…");
        egui::Popup::menu(&button).show(|ui| {
            for sentence in &sentences {
                let words = sentence.first().and_then(|place| words_of(ctx, place));
                let text = format!("Take out “{}”", opening(words.unwrap_or_default()));
                if ui.button(text).clicked() {
                    take_out(sentence);
                }
            }
            ui.separator();
            if ui
                .button(format!("Take out all {}", sentences.len()))
                .clicked()
            {
                take_out(&compared.places_of_cell(cell));
            }
        });
    } else {
        let name = "Take out: this does not report the same";
        if icon_button(ui, icons::UNLINK, name).clicked() {
            take_out(&compared.places_of_cell(cell));
        }
    }
}

/// The first words of a sentence, for a line of a menu.
pub(super) fn opening(words: &str) -> String {
    /// Letters, about.
    const LENGTH: usize = 48;
    let mut found = String::new();
    for word in words.split_whitespace() {
        if !found.is_empty() {
            if found.chars().count() + word.chars().count() > LENGTH {
                found.push('…');
                break;
            }
            found.push(' ');
        }
        found.push_str(word);
    }
    found
}

/// The buttons for the whole statement, and what the person said of it before.
pub(super) fn ties_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    compared: &Compared,
    statement: &Statement,
    splitting: &mut Splitting,
) {
    subheading(ui, "Which sentences belong here");
    let places = compared.places_of(statement.id);
    said_ui(ui, ctx, &places);
    if splitting.is_of(&places) {
        splitting_ui(ui, ctx, compared, statement, splitting);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        button(ui, ctx, UiCommand::KeepTogether, "Keep together");
        button(ui, ctx, UiCommand::SplitStatement, "Split …");
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
    let found = edit::by_hand(&ctx.session.corpus, places);
    if found.decisions.is_empty() {
        return;
    }
    let count = |n: usize, one: &str, several: &str| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(several.replace('#', &n.to_string())),
    };
    let said: Vec<String> = [
        count(
            found.n_linked,
            "You linked 1 pair of sentences.",
            "You linked # pairs of sentences.",
        ),
        count(
            found.n_apart,
            "You keep 1 pair of sentences apart.",
            "You keep # pairs of sentences apart.",
        ),
        count(
            found.n_splits,
            "You split a statement here.",
            "You split # statements here.",
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    let said = said.join(" ");
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
    let is_itself = ctx.session.selected_places() == *first;
    asking(ui).show(ui, |ui| {
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

pub(super) fn words_of<'a>(ctx: &'a ViewCtx<'_>, place: &Place) -> Option<&'a str> {
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
