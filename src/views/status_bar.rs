//! The bar at the bottom: what there is, what runs and can be cancelled, whether everything is on the disk.

use egui::{Label, ProgressBar, RichText, Sense, Ui};

use super::ViewCtx;
use crate::session::{Command, Derived, Grouping, SaveState, UiCommand};
use crate::widgets::theme::Theme;
use crate::widgets::{at_right, icon_button, icons};

/// Paints the bar.
pub fn status_bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let tokens = Theme::get(ui.ctx());
    let small = |text: String| RichText::new(text).size(12.0).color(tokens.text.secondary);
    let width = ui.available_width();
    ui.horizontal_centered(|ui| {
        let left = |ui: &mut Ui| {
            ui.label(small(counts(ctx)));
            if width >= 800.0
                && let Derived::Ready(compared) = &ctx.session.compared
                && compared.articles.len() > 1
            {
                ui.add_space(10.0);
                ui.label(small(format!("Compared in {} ms", compared.millis)));
            }
        };
        at_right(ui, "state", left, |ui| {
            changed_ui(ui, ctx, tokens);
            progress_ui(ui, ctx);
            memory_ui(ui, ctx, tokens);
            saved_ui(ui, ctx, tokens);
        });
    });
}

/// How much memory the program holds.
fn memory_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, tokens: &Theme) {
    let Some(bytes) = ctx.session.memory else {
        return;
    };
    ui.add_space(8.0);
    let text = format!("{} MB", grouped((bytes / 1_000_000) as usize));
    ui.label(RichText::new(text).size(12.0).color(tokens.text.secondary))
        .on_hover_text("Memory that Hexapla holds, with typefaces and graphics");
    ui.add_space(8.0);
}

fn counts(ctx: &ViewCtx<'_>) -> String {
    let corpus = &ctx.session.corpus;
    let plural = |n: usize, one: &str| {
        if n == 1 {
            format!("1 {one}")
        } else {
            format!("{} {one}s", grouped(n))
        }
    };
    let mut parts = vec![plural(corpus.articles.len(), "article")];
    if let Some(entities) = ctx.session.entities.get() {
        parts.push(plural(
            entities.grouped(Grouping::Outlet).counts.words.iter().sum(),
            "word",
        ));
    }
    parts.push(plural(corpus.outlets.len(), "outlet"));
    parts.join(" · ")
}

/// "12,345".
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn saved_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, tokens: &Theme) {
    let (text, colour, hover) = match &ctx.session.saved {
        SaveState::Saved => (
            "All changes saved".to_owned(),
            tokens.text.secondary,
            "Every change is in the workspace file".to_owned(),
        ),
        SaveState::Saving => ("Saving…".to_owned(), tokens.text.secondary, String::new()),
        SaveState::Failing(reason) => (
            "Not saved".to_owned(),
            tokens.state.error,
            format!("{reason} It is tried again; click to save the workspace elsewhere."),
        ),
    };
    let failing = matches!(ctx.session.saved, SaveState::Failing(_));
    let sense = if failing {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.add(Label::new(RichText::new(text).size(12.0).color(colour)).sense(sense));
    if response.on_hover_text(hover).clicked() && failing {
        ctx.commands.send(UiCommand::SaveWorkspaceAs);
    }
}

fn progress_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let Some(progress) = ctx.session.progress.first() else {
        return;
    };
    if progress.total > 0 {
        let text = format!(
            "{} {} of {}",
            progress.what,
            grouped(progress.done),
            grouped(progress.total)
        );
        ui.label(RichText::new(text).size(12.0));
        let fraction = progress.done as f32 / progress.total as f32;
        let bar = ProgressBar::new(fraction).desired_height(8.0);
        ui.add(bar.desired_width(120.0));
    } else {
        ui.label(RichText::new(format!("{}…", progress.what)).size(12.0));
        ui.spinner();
    }
    if icon_button(ui, icons::X, &format!("Cancel: {}", progress.what)).clicked() {
        ctx.commands.send(Command::CancelJobs);
    }
}

fn changed_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, tokens: &Theme) {
    let n = ctx.session.changed_on_disk.len();
    if n == 0 {
        return;
    }
    let text = if n == 1 {
        "1 file changed on disk".to_owned()
    } else {
        format!("{n} files changed on disk")
    };
    ui.label(RichText::new(text).size(12.0).color(tokens.state.warning));
    if ui
        .button("Read again")
        .on_hover_text(UiCommand::ReloadChanged.info().tooltip)
        .clicked()
    {
        ctx.commands.send(UiCommand::ReloadChanged);
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_groups_of_three() {
        for (n, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(n), text);
        }
    }
}
