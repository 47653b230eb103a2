//! "Read file names…": a pattern such as `{outlet}_{date}`, with what it finds in the names of the files that are open.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, TextEdit, Ui};

use super::ViewCtx;
use crate::corpus::ArticleId;
use crate::import::NamePattern;
use crate::session::Command;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, LastRow, ask, icons, text_field};

/// Patterns to begin with.
const EXAMPLES: [&str; 4] = [
    "{outlet}_{date}",
    "{date}_{outlet}_{headline}",
    "{outlet} - {headline}",
    "{any}-{outlet}-{date}",
];
/// Names of files that are shown.
const SHOWN: usize = 200;

/// The dialog.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the screen"
)]
pub struct NamePatternsState {
    open: bool,
    fresh: bool,
    pattern: String,
    /// The selected articles.
    selected: Vec<ArticleId>,
    /// Only those are changed.
    only_selected: bool,
    keep: bool,
}

impl NamePatternsState {
    /// Opens the dialog; `kept` is the pattern that files are read by now.
    pub fn open(&mut self, selected: Vec<ArticleId>, kept: Option<String>) {
        *self = Self {
            open: true,
            fresh: true,
            only_selected: selected.len() > 1,
            selected,
            keep: kept.is_some(),
            pattern: kept.unwrap_or_else(|| EXAMPLES[0].to_owned()),
        };
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The articles it is about that come from files.
    fn articles(&self, ctx: &ViewCtx<'_>) -> Vec<ArticleId> {
        let all = ctx.session.articles();
        all.filter(|article| article.source.path != "pasted text")
            .map(|article| article.id)
            .filter(|id| !self.only_selected || self.selected.contains(id))
            .collect()
    }
}

/// Paints the dialog when it is open. Ctrl+Enter applies the pattern, Escape cancels.
pub fn name_patterns_ui(
    egui_ctx: &egui::Context,
    ctx: &ViewCtx<'_>,
    state: &mut NamePatternsState,
) {
    if !state.open {
        return;
    }
    match ask(egui_ctx, "name pattern dialog", |ui| {
        dialog_ui(ui, ctx, state)
    }) {
        Answer::Done(articles) => {
            let state = std::mem::take(state);
            ctx.commands.send(Command::ReadNames {
                pattern: state.pattern,
                articles,
                keep: state.keep,
            });
        }
        Answer::Cancelled => *state = NamePatternsState::default(),
        Answer::Open => {}
    }
}

fn dialog_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut NamePatternsState,
) -> Answer<Vec<ArticleId>> {
    let tokens = Theme::get(ui.ctx());
    let room = ui.ctx().content_rect();
    ui.set_width((room.width() - 80.0).clamp(280.0, 640.0));
    ui.label(RichText::new("Read file names").font(theme::strong_id(theme::size::HEADING)));
    let about = "Fields: {outlet} {date} {headline} {author}, and {any} for what is not used; other signs stand for themselves.";
    let about = RichText::new(about).small().color(tokens.text.secondary);
    ui.add(egui::Label::new(about).wrap());
    ui.add_space(4.0);
    let edit = TextEdit::singleline(&mut state.pattern)
        .hint_text(EXAMPLES[0])
        .font(egui::TextStyle::Monospace)
        .desired_width(f32::INFINITY);
    let field = text_field(ui, "Pattern", edit);
    if std::mem::take(&mut state.fresh) {
        field.request_focus();
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 3.0);
        for example in EXAMPLES {
            let text = RichText::new(example).size(12.0);
            let button = egui::Button::new(text).min_size(egui::vec2(0.0, 22.0));
            if ui.add(button).clicked() {
                example.clone_into(&mut state.pattern);
            }
        }
    });
    let pattern = NamePattern::parse(&state.pattern);
    if let Err(wrong) = &pattern {
        let text = RichText::new(wrong.to_string()).small();
        ui.add(egui::Label::new(text.color(tokens.state.error)).wrap());
    }
    ui.add_space(4.0);
    let articles = state.articles(ctx);
    let height = (room.height() - 330.0).clamp(90.0, 280.0);
    let n_fitting = names_ui(ui, ctx, pattern.as_ref().ok(), &articles, height);
    ui.add_space(4.0);
    if state.selected.len() > 1 {
        let text = format!("Only the {} selected articles", state.selected.len());
        ui.checkbox(&mut state.only_selected, text);
    }
    ui.checkbox(
        &mut state.keep,
        "Read the names of files that are added later in the same way",
    );
    ui.add_space(6.0);
    let usable = pattern.is_ok() && (n_fitting > 0 || state.keep);
    buttons_ui(ui, usable, n_fitting).map(|()| articles)
}

fn buttons_ui(ui: &mut Ui, usable: bool, n_fitting: usize) -> Answer {
    let fits = match n_fitting {
        1 => "1 name fits".to_owned(),
        n => format!("{n} names fit"),
    };
    LastRow::new("Read names", usable)
        .by_shortcut()
        .note(format!("{fits}; what the page itself says is trusted more"))
        .ui(ui)
}

/// The names of the files with what the pattern finds in them; returns how many fit.
fn names_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    pattern: Option<&NamePattern>,
    articles: &[ArticleId],
    height: f32,
) -> usize {
    let tokens = Theme::get(ui.ctx());
    let corpus = &ctx.session.corpus;
    let names: BTreeSet<&str> = articles
        .iter()
        .filter_map(|id| corpus.articles.get(*id))
        .map(|article| article.source.file_name())
        .collect();
    let found = |name: &str| pattern.and_then(|pattern| pattern.values(name));
    let frame = egui::Frame::new()
        .fill(tokens.surface.page)
        .stroke(egui::Stroke::new(1.0, tokens.line.normal))
        .corner_radius(4.0)
        .inner_margin(8.0);
    frame.show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt("file names")
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink(false)
            .show(ui, |ui| {
                for name in names.iter().take(SHOWN) {
                    name_ui(ui, name, found(name).as_deref());
                }
                if names.len() > SHOWN {
                    let more = format!("and {} more", names.len() - SHOWN);
                    ui.label(RichText::new(more).small().color(tokens.text.dim));
                }
            });
    });
    names.iter().filter(|name| found(name).is_some()).count()
}

fn name_ui(ui: &mut Ui, name: &str, values: Option<&[(&'static str, String)]>) {
    let tokens = Theme::get(ui.ctx());
    ui.horizontal(|ui| {
        let (icon, colour) = match values {
            Some(_) => (icons::CHECK, tokens.state.good),
            None => (icons::MINUS, tokens.text.dim),
        };
        ui.label(RichText::new(icon).size(12.0).color(colour));
        let width = (ui.available_width() * 0.42).max(100.0);
        let text = RichText::new(name).size(12.0).color(tokens.text.primary);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(egui::vec2(width, 18.0), layout, |ui| {
            ui.set_min_width(width);
            ui.add(egui::Label::new(text).truncate());
        });
        let said = match values {
            Some(values) => values
                .iter()
                .filter(|(field, _)| *field != "any")
                .map(|(field, value)| format!("{field}: {value}"))
                .collect::<Vec<String>>()
                .join(" · "),
            None => "does not fit".to_owned(),
        };
        let text = RichText::new(said).size(12.0).color(tokens.text.secondary);
        ui.add(egui::Label::new(text).truncate());
    });
}

#[cfg(test)]
mod tests {
    use egui::Role;
    use egui_kittest::kittest::Queryable;

    use super::{NamePatternsState, name_patterns_ui};
    use crate::corpus::ArticleId;
    use crate::session::Command;
    use crate::views::fixture::{self, Given, Stage, picture};

    #[test]
    fn the_preview_follows_the_pattern_and_the_articles_are_named() {
        let given = ["nyt_2015-09-05.txt", "bbc_2015-09-06.txt", "notes.txt"].map(|path| Given {
            headline: "A headline",
            path,
            n_words: 80,
            ..Given::default()
        });
        for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
            let mut state = NamePatternsState::default();
            state.open(Vec::new(), None);
            let stage = Stage::new(fixture::session(&[], &given), state);
            let mut harness = fixture::harness([760.0, 560.0], theme, stage, |ui, ctx, state| {
                name_patterns_ui(ui.ctx(), ctx, state);
            });
            harness.run();
            harness.get_by_label("outlet: nyt · date: 2015-09-05");
            harness.get_by_label("2 names fit; what the page itself says is trusted more");
            picture(&mut harness, &format!("name-patterns-{name}"));
            harness
                .get_by_role_and_label(Role::TextInput, "Pattern")
                .type_text("{");
            harness.run();
            harness.get_by_label_contains("a brace is missing");
            harness.get_by_label("{outlet}_{date}").click();
            harness.run();
            let keep = "Read the names of files that are added later in the same way";
            harness.get_by_role_and_label(Role::CheckBox, keep).click();
            harness.run();
            harness.get_by_label("Read names").click();
            harness.run();
            let asked = Command::ReadNames {
                pattern: "{outlet}_{date}".to_owned(),
                articles: vec![ArticleId(0), ArticleId(1), ArticleId(2)],
                keep: true,
            };
            assert_eq!(harness.state().sent(), [asked]);
        }
    }
}
