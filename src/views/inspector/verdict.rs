//! The person's verdict on a statement or on one of its differences, with a note.

use egui::{RichText, Ui};

use crate::analysis::compare::{DifferenceKind, Statement};
use crate::corpus::{Decision, Place, ReviewState};
use crate::session::{Command, Compared};
use crate::views::ViewCtx;
use crate::widgets::text_field;

/// A note that is being typed.
#[derive(Debug, Default)]
pub struct NoteDraft {
    about: Option<(Place, Option<DifferenceKind>)>,
    text: String,
}

/// What a verdict is about.
#[derive(Clone, Copy)]
pub(super) struct Reviewed<'a> {
    compared: &'a Compared,
    statement: &'a Statement,
    /// `None`: the statement as a whole.
    difference: Option<DifferenceKind>,
}

impl<'a> Reviewed<'a> {
    pub(super) fn new(
        compared: &'a Compared,
        statement: &'a Statement,
        difference: Option<DifferenceKind>,
    ) -> Self {
        Self {
            compared,
            statement,
            difference,
        }
    }

    /// Where the verdict is kept: at the first cell.
    fn place(&self) -> Option<Place> {
        let cell = self.statement.cells.first()?;
        self.compared.places_of_cell(cell).first().copied()
    }

    fn is_at(&self, place: &Place) -> bool {
        self.statement.cells.iter().any(|cell| {
            self.compared.articles[cell.article].id() == place.article
                && cell.spans.iter().any(|span| span.intersects(place.span))
        })
    }

    /// The last verdict about any of the cells.
    fn review<'c>(&self, ctx: &'c ViewCtx<'_>) -> (ReviewState, &'c str) {
        let decisions = ctx.session.corpus.decisions.iter().rev();
        let mut reviews = decisions.filter_map(|decision| match &**decision {
            Decision::Review {
                place,
                difference,
                state,
                note,
            } if difference.as_deref() == self.difference.map(DifferenceKind::label)
                && self.is_at(place) =>
            {
                Some((*state, note.as_str()))
            }
            _ => None,
        });
        reviews.next().unwrap_or_default()
    }

    fn decide(&self, place: Place, state: ReviewState, note: String) -> Command {
        Command::Decide(Decision::Review {
            place,
            difference: self.difference.map(|kind| kind.label().to_owned()),
            state,
            note,
        })
    }
}

/// Paints the four verdicts and the note. The note of a difference shows only when there is a verdict or a note.
pub(super) fn verdict_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    about: Reviewed<'_>,
    draft: &mut NoteDraft,
) {
    let Some(place) = about.place() else {
        return;
    };
    let (state, note) = about.review(ctx);
    let size = if about.difference.is_some() {
        11.0
    } else {
        12.0
    };
    ui.horizontal_wrapped(|ui| {
        // The four stand in one row of the inspector.
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 0.0);
        ui.spacing_mut().button_padding.x = if about.difference.is_some() { 4.0 } else { 6.0 };
        for choice in ReviewState::ALL {
            let label = RichText::new(choice.label()).size(size);
            if ui.selectable_label(choice == state, label).clicked() {
                let command = about.decide(place, choice, note.to_owned());
                ctx.commands.send(command);
            }
        }
    });
    let says_nothing = state == ReviewState::New && note.is_empty();
    if about.difference.is_none() || !says_nothing {
        note_ui(ui, ctx, about, (place, state, note), draft);
    }
}

fn note_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    about: Reviewed<'_>,
    (place, state, note): (Place, ReviewState, &str),
    draft: &mut NoteDraft,
) {
    let key = Some((place, about.difference));
    let mut text = if draft.about == key {
        std::mem::take(&mut draft.text)
    } else {
        note.to_owned()
    };
    let (hint, name) = match about.difference {
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
    if response.lost_focus() && text != note {
        let command = about.decide(place, state, text.clone());
        ctx.commands.send(command);
    }
    if response.has_focus() || response.lost_focus() {
        draft.about = key;
    } else if draft.about == key {
        // Given back to what is kept: undo must show.
        draft.about = None;
    }
    if draft.about == key {
        draft.text = text;
    }
}
