//! A statement that reports two things: which of its sentences report the one and which the other.

use std::collections::BTreeMap;

use egui::{Label, RichText, Ui};

use super::ties::{opening, words_of};
use super::{asking, dim};
use crate::analysis::compare::Statement;
use crate::corpus::{Place, siglum, stand_side_by_side};
use crate::session::{Command, Compared};
use crate::views::ViewCtx;
use crate::widgets::theme::{self, strong_id};

/// A statement that is being split. Nothing is kept before the person says so.
#[derive(Debug, Default)]
pub(super) struct Splitting {
    /// The places of the statement.
    of: Vec<Place>,
    /// By the first place of a sentence; those that are not here are of the first.
    halves: BTreeMap<Place, Half>,
    /// It was just asked for: it should come into sight.
    is_new: bool,
}

/// Where a sentence goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Half {
    #[default]
    First,
    Second,
    Both,
}

impl Half {
    const ALL: [(Self, &'static str); 3] = [
        (Self::First, "First"),
        (Self::Second, "Second"),
        (Self::Both, "Both"),
    ];
}

impl Splitting {
    /// Begins with a statement's places, all of them in the first half.
    pub(super) fn start(&mut self, places: Vec<Place>) {
        self.of = places;
        self.halves.clear();
        self.is_new = true;
    }

    /// Whether it is this statement that is being split.
    pub(super) fn is_of(&self, places: &[Place]) -> bool {
        !self.of.is_empty() && self.of == places
    }

    fn half(&self, sentence: &[Place]) -> Half {
        let known = sentence.first().and_then(|place| self.halves.get(place));
        known.copied().unwrap_or_default()
    }
}

/// Paints every sentence with its half, and the buttons.
pub(super) fn splitting_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    compared: &Compared,
    statement: &Statement,
    state: &mut Splitting,
) {
    let panel = asking(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new("Splitting").font(strong_id(12.5)));
        dim(
            ui,
            "Two things are reported here. Which sentences report the first, which the second?",
        );
        let mut halves = [Vec::new(), Vec::new()];
        for cell in &statement.cells {
            for sentence in compared.sentences_of_cell(cell) {
                sentence_ui(ui, ctx, (&siglum(cell.article), &sentence), state);
                let half = state.half(&sentence);
                if half != Half::Second {
                    halves[0].extend(&sentence);
                }
                if half != Half::First {
                    halves[1].extend(&sentence);
                }
            }
        }
        end_ui(ui, ctx, halves, state);
    });
    if std::mem::take(&mut state.is_new) {
        panel.response.scroll_to_me(None);
    }
}

fn sentence_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    (siglum, sentence): (&str, &[Place]),
    state: &mut Splitting,
) {
    let Some(first) = sentence.first() else {
        return;
    };
    let words = opening(words_of(ctx, first).unwrap_or_default());
    let text =
        RichText::new(format!("{siglum}  {words}")).font(egui::FontId::new(12.5, theme::serif()));
    ui.add(Label::new(text).wrap());
    let chosen = state.half(sentence);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 0.0);
        for (half, name) in Half::ALL {
            let label = RichText::new(name).size(11.0);
            if ui.selectable_label(chosen == half, label).clicked() {
                state.halves.insert(*first, half);
            }
        }
    });
}

fn end_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, [first, second]: [Vec<Place>; 2], state: &mut Splitting) {
    let can_split = !first.is_empty() && !second.is_empty() && first != second;
    if can_split {
        let alone = match (stand_side_by_side(&first), stand_side_by_side(&second)) {
            (true, true) => None,
            (false, false) => Some("Both are then told by one article only."),
            (false, true) => Some("The first is then told by one article only."),
            (true, false) => Some("The second is then told by one article only."),
        };
        if let Some(alone) = alone {
            dim(ui, alone);
        }
    }
    ui.horizontal_wrapped(|ui| {
        if ui
            .add_enabled(can_split, egui::Button::new("Split"))
            .clicked()
        {
            ctx.commands.send(Command::Split {
                parts: vec![first, second],
                label: "split the statement",
            });
            state.start(Vec::new());
        }
        if ui.button("Cancel").clicked() {
            state.start(Vec::new());
        }
    });
}
