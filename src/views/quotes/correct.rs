//! The person's word on who said something: asked for in a small dialog, kept as decisions, one for each wording.

use egui::{Key, RichText, TextEdit, Ui};

use crate::corpus::{Decision, Place};
use crate::session::{Command, QuoteRows, UtteranceRow};
use crate::text::Span;
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{dialog, primary_button, text_field};

/// Speakers offered below the field.
const MOST_OFFERED: usize = 8;

/// The question that is open.
#[derive(Debug)]
pub struct Correction {
    places: Vec<Place>,
    words: String,
    name: String,
    is_corrected: bool,
    /// The field wants the keyboard.
    fresh: bool,
}

impl Correction {
    /// Asks who said an utterance.
    pub fn new(ctx: &ViewCtx<'_>, rows: &QuoteRows, row: &UtteranceRow) -> Self {
        let words = row.wordings.first().map_or("", |first| rows.words(first));
        Self {
            places: places(rows, row),
            words: words.split_whitespace().collect::<Vec<_>>().join(" "),
            name: rows.speakers[row.speaker].name.clone(),
            is_corrected: is_corrected(ctx, rows, row),
            fresh: true,
        }
    }
}

/// Where the words of an utterance stand, one place per wording.
fn places(rows: &QuoteRows, row: &UtteranceRow) -> Vec<Place> {
    let of = |wording: &crate::session::Wording| {
        let content = wording.content.iter().copied().reduce(Span::hull);
        Place {
            article: rows.compared.articles[wording.article].id(),
            span: content.unwrap_or(wording.shown),
        }
    };
    row.wordings.iter().map(of).collect()
}

/// Whether the person said who said it.
pub fn is_corrected(ctx: &ViewCtx<'_>, rows: &QuoteRows, row: &UtteranceRow) -> bool {
    let mut said = ctx.session.corpus.decisions.iter().filter_map(|decision| {
        let Decision::Speaker { place, .. } = &**decision else {
            return None;
        };
        Some(*place)
    });
    let mut own = None;
    said.any(|said| {
        let own = own.get_or_insert_with(|| places(rows, row));
        own.iter()
            .any(|place| place.article == said.article && place.span.intersects(said.span))
    })
}

/// Paints the open question; `None` when it is answered.
pub fn correct_ui(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    rows: &QuoteRows,
    mut asked: Correction,
) -> Option<Correction> {
    let mut answer = None;
    let modal = dialog(ui.ctx(), "correct speaker").show(ui.ctx(), |ui| {
        ui.set_width(400.0);
        let dim = Theme::get(ui.ctx()).text.secondary;
        ui.label(RichText::new("Who said this?").font(theme::strong_id(16.0)));
        ui.add(egui::Label::new(RichText::new(&asked.words).color(dim)).wrap());
        ui.add_space(4.0);
        let edit = TextEdit::singleline(&mut asked.name)
            .hint_text("Nobody named")
            .desired_width(f32::INFINITY);
        let field = text_field(ui, "Speaker", edit);
        if std::mem::take(&mut asked.fresh) {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        offered_ui(ui, rows, &mut asked.name);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if primary_button(ui, "Correct").clicked() || entered {
                answer = Some(Some(asked.name.trim().to_owned()));
            }
            if asked.is_corrected && ui.button("As the program read it").clicked() {
                answer = Some(None);
            }
            if ui.button("Cancel").clicked() {
                ui.close();
            }
        });
    });
    if let Some(speaker) = answer {
        ctx.commands.send(Command::CorrectSpeaker {
            places: asked.places,
            speaker,
        });
        return None;
    }
    (!modal.should_close()).then_some(asked)
}

/// Speakers of the comparison to choose from.
fn offered_ui(ui: &mut Ui, rows: &QuoteRows, name: &mut String) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(5.0, 5.0);
        let named = rows.speakers.iter().map(|row| &row.name);
        let mut chosen = None;
        for speaker in named.filter(|row| !row.is_empty()).take(MOST_OFFERED) {
            let button = egui::Button::new(RichText::new(speaker).size(12.0));
            if ui.add(button.selected(speaker == name)).clicked() {
                chosen = Some(speaker.clone());
            }
        }
        if let Some(chosen) = chosen {
            *name = chosen;
        }
    });
}
