//! The person's verdict on a statement or on one of its differences, with a note.

use std::sync::{Arc, Weak};

use egui::{RichText, Ui};

use crate::analysis::compare::{DifferenceKind, Statement};
use crate::analysis::reviews::{Reviews, Verdict, places_of_values};
use crate::corpus::{Place, Review, ReviewState, ReviewedDifference};
use crate::session::{Command, Compared};
use crate::views::ViewCtx;
use crate::widgets::text_field;

/// The verdicts on everything in the comparison, and a note that is being typed.
#[derive(Debug, Default)]
pub struct VerdictState {
    of: Weak<Compared>,
    revision: u64,
    reviews: Reviews,
    draft: NoteDraft,
}

impl VerdictState {
    /// Finds the verdicts anew when the comparison or a decision changed.
    pub(super) fn refresh(&mut self, ctx: &ViewCtx<'_>, compared: &Arc<Compared>) {
        let revision = ctx.session.revision;
        if !std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(compared)) || self.revision != revision {
            self.of = Arc::downgrade(compared);
            self.revision = revision;
            self.reviews = compared.reviews(&ctx.session.corpus);
        }
    }
}

/// What a note is about: the statement's places, and which of its differences.
type About = (Vec<Place>, Option<usize>);

#[derive(Debug, Default)]
struct NoteDraft {
    about: Option<About>,
    text: String,
}

/// What a verdict is about.
#[derive(Clone, Copy)]
pub(super) struct Reviewed<'a> {
    compared: &'a Compared,
    statement: &'a Statement,
    /// `None`: the statement as a whole; else the number of one of its differences.
    difference: Option<usize>,
}

impl<'a> Reviewed<'a> {
    pub(super) fn new(
        compared: &'a Compared,
        statement: &'a Statement,
        difference: Option<usize>,
    ) -> Self {
        Self {
            compared,
            statement,
            difference,
        }
    }

    fn kind(&self) -> Option<DifferenceKind> {
        self.difference
            .map(|number| self.statement.differences[number].kind)
    }

    fn about(&self) -> About {
        (self.compared.places_of(self.statement.id), self.difference)
    }

    fn verdict(&self, reviews: &Reviews) -> Verdict {
        let at = self.statement.id as usize - 1;
        match self.difference {
            None => reviews.of(at),
            Some(number) => reviews.of_difference(at, number),
        }
        .clone()
    }

    fn decide(&self, earlier: &Verdict, state: ReviewState, note: String) -> Command {
        let difference = |number: usize| {
            let difference = &self.statement.differences[number];
            ReviewedDifference {
                kind: difference.kind.label().to_owned(),
                values: places_of_values(&self.compared.ids(), difference),
            }
        };
        Command::Review {
            earlier: earlier.decisions.clone(),
            review: Review {
                places: self.compared.places_of(self.statement.id),
                difference: self.difference.map(difference),
                state,
                note,
            },
        }
    }
}

/// Paints the four verdicts and the note. The note of a difference shows only when there is a verdict or a note.
pub(super) fn verdict_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    about: Reviewed<'_>,
    state: &mut VerdictState,
) {
    let verdict = about.verdict(&state.reviews);
    let is_small = about.difference.is_some();
    ui.horizontal_wrapped(|ui| {
        // The four stand in one row of the inspector.
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 0.0);
        ui.spacing_mut().button_padding.x = if is_small { 4.0 } else { 6.0 };
        for choice in ReviewState::ALL {
            let label = RichText::new(choice.label()).size(if is_small { 11.0 } else { 12.0 });
            let is_chosen = choice == verdict.state;
            if ui.selectable_label(is_chosen, label).clicked() && !is_chosen {
                let command = about.decide(&verdict, choice, verdict.note.clone());
                ctx.commands.send(command);
            }
        }
    });
    let says_nothing = verdict.state == ReviewState::New && verdict.note.is_empty();
    if !is_small || !says_nothing {
        note_ui(ui, ctx, about, &verdict, &mut state.draft);
    }
}

fn note_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    about: Reviewed<'_>,
    verdict: &Verdict,
    draft: &mut NoteDraft,
) {
    let key = Some(about.about());
    let mut text = if draft.about == key {
        std::mem::take(&mut draft.text)
    } else {
        verdict.note.clone()
    };
    let (hint, name) = match about.kind() {
        None => (
            "Note on this statement",
            "Note on this statement".to_owned(),
        ),
        Some(kind) => ("Note", format!("Note on the {}", kind.label())),
    };
    let edit = if about.difference.is_none() {
        egui::TextEdit::multiline(&mut text).desired_rows(2)
    } else {
        egui::TextEdit::singleline(&mut text)
    };
    let response = text_field(ui, &name, edit.hint_text(hint).desired_width(f32::INFINITY));
    if response.lost_focus() && text != verdict.note {
        let command = about.decide(verdict, verdict.state, text.clone());
        ctx.commands.send(command);
    }
    if response.has_focus() || response.lost_focus() {
        draft.about.clone_from(&key);
    } else if draft.about == key {
        // Given back to what is kept: undo must show.
        draft.about = None;
    }
    if draft.about == key {
        draft.text = text;
    }
}
