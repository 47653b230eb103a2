//! Dialogs: their frame, how they are answered, and the row of buttons at their end. Escape cancels, Ctrl+Enter agrees where
//! the row says so.

use egui::{
    Context, Frame, Id, Key, KeyboardShortcut, Label, Margin, Modal, Modifiers, RichText, Ui,
};

use super::buttons::primary_button;
use super::theme::Theme;

/// How a dialog stands after a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<T = ()> {
    /// It is still open.
    Open,
    /// The person agreed.
    Done(T),
    /// The person wants none of it.
    Cancelled,
}

impl<T> Answer<T> {
    /// The same with what was agreed on.
    pub fn map<U>(self, agreed: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Open => Answer::Open,
            Self::Done(value) => Answer::Done(agreed(value)),
            Self::Cancelled => Answer::Cancelled,
        }
    }
}

/// A dialog over the window: nothing behind it answers while it is open.
pub fn dialog(ctx: &Context, name: &'static str) -> Modal {
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(18));
    Modal::new(Id::unique(name)).frame(frame)
}

/// Shows a dialog and asks for its answer. Escape cancels it, unless it closes a menu in it.
pub fn ask<T>(
    ctx: &Context,
    name: &'static str,
    content: impl FnOnce(&mut Ui) -> Answer<T>,
) -> Answer<T> {
    let shown = dialog(ctx, name).show(ctx, content);
    let escaped = shown.is_top_modal
        && !shown.any_popup_open
        && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    match shown.inner {
        Answer::Open if escaped => Answer::Cancelled,
        answer => answer,
    }
}

/// The same for a small question, which a click beside it cancels, too.
pub fn ask_in_passing<T>(
    ctx: &Context,
    name: &'static str,
    content: impl FnOnce(&mut Ui) -> Answer<T>,
) -> Answer<T> {
    let mut shown = dialog(ctx, name).show(ctx, content);
    match std::mem::replace(&mut shown.inner, Answer::Open) {
        Answer::Open if shown.should_close() => Answer::Cancelled,
        answer => answer,
    }
}

/// The row at the end of a dialog: the button that agrees, the one that cancels, a note in small print.
#[derive(Clone, Debug)]
pub struct LastRow<'a> {
    agree: &'a str,
    usable: bool,
    entered: bool,
    by_shortcut: bool,
    note: String,
}

impl<'a> LastRow<'a> {
    /// A row whose first button says `agree` and can be pressed when everything is `usable`.
    pub fn new(agree: &'a str, usable: bool) -> Self {
        Self {
            agree,
            usable,
            entered: false,
            by_shortcut: false,
            note: String::new(),
        }
    }

    /// Whether the person agreed in another way, as with Enter in a field.
    #[must_use]
    pub fn entered(mut self, entered: bool) -> Self {
        self.entered = entered;
        self
    }

    /// Ctrl+Enter agrees, wherever the keyboard is.
    #[must_use]
    pub fn by_shortcut(mut self) -> Self {
        self.by_shortcut = true;
        self
    }

    /// What else to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Says what Ctrl+Enter does: "Ctrl+Enter fetches".
    #[must_use]
    pub fn shortcut_note(mut self, ui: &Ui, does: &str) -> Self {
        self.note = format!("{} {does}", ui.ctx().format_shortcut(&AGREE));
        self
    }

    /// Paints the row.
    pub fn ui(self, ui: &mut Ui) -> Answer {
        let by_key = self.by_shortcut && ui.input_mut(|i| i.consume_shortcut(&AGREE));
        let mut answer = Answer::Open;
        if self.usable && (by_key || self.entered) {
            answer = Answer::Done(());
        }
        ui.horizontal(|ui| {
            let agree = ui.add_enabled_ui(self.usable, |ui| primary_button(ui, self.agree));
            if agree.inner.clicked() {
                answer = Answer::Done(());
            }
            if ui.button("Cancel").clicked() {
                answer = Answer::Cancelled;
            }
            if self.note.is_empty() {
                return;
            }
            let dim = Theme::get(ui.ctx()).text.dim;
            ui.add(Label::new(RichText::new(self.note).small().color(dim)).wrap());
        });
        answer
    }
}

/// The key that agrees.
const AGREE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::{Answer, LastRow, ask};

    /// What the dialog answered last; `usable` is whether it can be agreed to.
    fn open(usable: bool) -> Harness<'static, Answer> {
        Harness::builder().build_ui_state(
            move |ui, answer: &mut Answer| {
                crate::widgets::theme::install(ui.ctx());
                let now = ask(ui.ctx(), "test dialog", |ui| {
                    LastRow::new("Go", usable).by_shortcut().ui(ui)
                });
                if now != Answer::Open {
                    *answer = now;
                }
            },
            Answer::Open,
        )
    }

    #[test]
    fn escape_cancels_and_the_shortcut_and_the_button_agree_only_when_all_is_usable() {
        for (usable, agreed) in [(true, Answer::Done(())), (false, Answer::Open)] {
            let mut window = open(usable);
            window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
            window.run();
            assert_eq!(*window.state(), agreed);
            let mut window = open(usable);
            window.run();
            window.get_by_label("Go").click();
            window.run();
            assert_eq!(*window.state(), agreed);
            window.key_press(Key::Escape);
            window.run();
            assert_eq!(*window.state(), Answer::Cancelled);
        }
    }
}
