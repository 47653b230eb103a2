//! "Edit details…": what is known about one or several articles, where each piece was read, and the person's word instead.
//!
//! Only fields that were changed are sent. Emptying a field that was set by hand takes the person's word back.

use egui::{Key, RichText, Ui};

use super::ViewCtx;
use crate::corpus::{Article, ArticleId, Corpus, Field, Origin, Published};
use crate::session::{Command, FieldKind, Session};
use crate::text::fold;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, LastRow, ask, text_field};

/// The dialog; shown while it is about some articles.
#[derive(Debug, Default)]
pub struct DetailsState {
    articles: Vec<ArticleId>,
    drafts: Vec<Draft>,
    /// It was not painted yet: its first field wants the keyboard.
    fresh: bool,
}

/// One field of the form.
#[derive(Debug)]
struct Draft {
    kind: FieldKind,
    text: String,
    /// What it held when the dialog opened; empty where the articles differ.
    was: String,
    /// The articles hold different values.
    differs: bool,
    /// Where the value was read, where all articles agree.
    origin: Option<Origin>,
    /// Other values read elsewhere, for a single article.
    others: Vec<(String, Origin)>,
}

impl Draft {
    fn new(kind: FieldKind, articles: &[&Article], corpus: &Corpus) -> Self {
        let mut values = articles
            .iter()
            .map(|article| readings(kind, article, corpus));
        let mut first = values.next().unwrap_or_default();
        let shown =
            |readings: &[(String, Origin)]| readings.first().map(|(value, _)| value.clone());
        let was = shown(&first);
        let differs = values.any(|readings| shown(&readings) != was);
        let origin = first
            .first()
            .map(|(_, origin)| *origin)
            .filter(|_| !differs);
        let others = if articles.len() == 1 && !first.is_empty() {
            first.split_off(1)
        } else {
            Vec::new()
        };
        let was = was.filter(|_| !differs).unwrap_or_default();
        Self {
            kind,
            text: was.clone(),
            was,
            differs,
            origin,
            others,
        }
    }

    fn is_changed(&self) -> bool {
        self.text.trim() != self.was
    }

    /// What is wrong with the text, for the person.
    fn wrong(&self) -> Option<String> {
        let text = self.text.trim();
        if self.kind != FieldKind::Published || text.is_empty() {
            return None;
        }
        text.parse::<Published>()
            .err()
            .map(|wrong| wrong.to_string())
    }

    fn hint(&self) -> &'static str {
        match self.kind {
            _ if self.differs => "(several values)",
            FieldKind::Published => "2015-09-05 or 2015-09-05T14:30",
            FieldKind::Language => "en, de, pt-BR …",
            FieldKind::Address => "https://…",
            _ => "unknown",
        }
    }
}

/// All readings of a field, the most trusted first.
fn readings(kind: FieldKind, article: &Article, corpus: &Corpus) -> Vec<(String, Origin)> {
    fn all<T: PartialEq>(field: &Field<T>, text: impl Fn(&T) -> String) -> Vec<(String, Origin)> {
        let values = field.all().iter();
        values
            .map(|sourced| (text(&sourced.value), sourced.origin))
            .collect()
    }
    match kind {
        FieldKind::Outlet => all(&article.outlet, |id| {
            corpus
                .outlets
                .get(*id)
                .map_or_else(String::new, |outlet| outlet.name.clone())
        }),
        FieldKind::Headline => all(&article.headline, Clone::clone),
        FieldKind::Byline => all(&article.byline, Clone::clone),
        FieldKind::Published => all(&article.published, Published::to_string),
        FieldKind::Language => all(&article.language, Clone::clone),
        FieldKind::Address => all(&article.address, Clone::clone),
    }
}

impl DetailsState {
    /// Opens the dialog on these articles; with none of them in the corpus it stays closed.
    pub fn open(&mut self, session: &Session, articles: Vec<ArticleId>) {
        let corpus = &session.corpus;
        self.articles = articles;
        self.articles
            .retain(|id| corpus.articles.get(*id).is_some());
        let found: Vec<&Article> = self
            .articles
            .iter()
            .filter_map(|id| corpus.articles.get(*id))
            .map(AsRef::as_ref)
            .collect();
        self.drafts = FieldKind::ALL
            .iter()
            .map(|kind| Draft::new(*kind, &found, corpus))
            .collect();
        self.fresh = true;
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        !self.articles.is_empty()
    }

    fn close(&mut self) {
        self.articles.clear();
        self.drafts.clear();
    }

    fn is_good(&self) -> bool {
        self.drafts.iter().all(|draft| draft.wrong().is_none())
    }

    fn save(&self, ctx: &ViewCtx<'_>) {
        let changed = self.drafts.iter().filter(|draft| draft.is_changed());
        let values: Vec<(FieldKind, String)> = changed
            .map(|draft| (draft.kind, draft.text.trim().to_owned()))
            .collect();
        if !values.is_empty() {
            ctx.commands.send(Command::SetFields {
                articles: self.articles.clone(),
                values,
            });
        }
    }
}

/// Paints the dialog when it is open. Enter saves, Escape cancels.
pub fn details_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, state: &mut DetailsState) {
    if !state.is_open() {
        return;
    }
    match ask(egui_ctx, "details dialog", |ui| dialog_ui(ui, ctx, state)) {
        Answer::Done(()) => {
            state.save(ctx);
            state.close();
        }
        Answer::Cancelled => state.close(),
        Answer::Open => {}
    }
}

fn dialog_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut DetailsState) -> Answer {
    let width = (ui.ctx().content_rect().width() - 80.0).clamp(280.0, 520.0);
    ui.set_width(width);
    ui.label(RichText::new("Edit details").font(theme::strong_id(theme::size::HEADING)));
    ui.add(
        egui::Label::new(
            RichText::new(about(ctx, state))
                .small()
                .color(Theme::get(ui.ctx()).text.dim),
        )
        .truncate(),
    );
    ui.add_space(6.0);
    let mut entered = false;
    let fresh = std::mem::take(&mut state.fresh);
    let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
    egui::ScrollArea::vertical()
        .max_height(height)
        .show(ui, |ui| {
            for (i, draft) in state.drafts.iter_mut().enumerate() {
                entered |= field_ui(ui, ctx, draft, fresh && i == 0);
            }
        });
    ui.add_space(8.0);
    let good = state.is_good();
    let free = ui.memory(|memory| memory.focused().is_none());
    entered |= free && ui.input(|i| i.key_pressed(Key::Enter));
    let n = state.drafts.iter().filter(|draft| draft.is_changed());
    let note = match (n.count(), state.articles.len()) {
        (0, _) | (_, 0 | 1) => String::new(),
        (1, several) => format!("Changes 1 field of {several} articles"),
        (n, several) => format!("Changes {n} fields of {several} articles"),
    };
    LastRow::new("Save", good)
        .entered(entered)
        .note(note)
        .ui(ui)
}

fn about(ctx: &ViewCtx<'_>, state: &DetailsState) -> String {
    match state.articles.as_slice() {
        [one] => ctx
            .session
            .corpus
            .articles
            .get(*one)
            .map_or_else(String::new, |article| article.source.path.clone()),
        several => format!(
            "{} articles; only what you change is changed",
            several.len()
        ),
    }
}

/// One field with its origin and its other readings; returns whether Enter was pressed in it.
fn field_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, draft: &mut Draft, wants_focus: bool) -> bool {
    let tokens = Theme::get(ui.ctx());
    let mut entered = false;
    ui.horizontal_top(|ui| {
        let (label, _) = ui.allocate_exact_size(egui::vec2(78.0, 26.0), egui::Sense::hover());
        ui.painter().text(
            label.left_center(),
            egui::Align2::LEFT_CENTER,
            draft.kind.label(),
            egui::FontId::proportional(theme::size::BODY),
            tokens.text.secondary,
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            let hint = draft.hint();
            let edit = egui::TextEdit::singleline(&mut draft.text)
                .hint_text(hint)
                .desired_width(f32::INFINITY);
            let field = text_field(ui, draft.kind.label(), edit);
            if wants_focus {
                field.request_focus();
            }
            entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if let Some(wrong) = draft.wrong() {
                ui.add(
                    egui::Label::new(RichText::new(wrong).small().color(tokens.state.error)).wrap(),
                );
            }
            if draft.kind == FieldKind::Outlet {
                outlet_suggestions_ui(ui, ctx, &mut draft.text);
            }
            origin_ui(ui, draft);
            ui.add_space(4.0);
        });
    });
    entered
}

fn origin_ui(ui: &mut Ui, draft: &mut Draft) {
    let tokens = Theme::get(ui.ctx());
    let small = |text: String| RichText::new(text).small().color(tokens.text.dim);
    let note = match (draft.is_changed(), draft.origin) {
        (true, _) if draft.text.trim().is_empty() => Some(match draft.origin {
            Some(Origin::Person) => "Your word is taken back; what was read shows again".to_owned(),
            _ => "What was read stays".to_owned(),
        }),
        (true, _) | (false, Some(Origin::Person)) => Some(Origin::Person.label().to_owned()),
        (false, Some(Origin::Detected)) => Some("detected from the text".to_owned()),
        (false, Some(origin)) => Some(format!("read from: {}", origin.label())),
        (false, None) => None,
    };
    if let Some(note) = note {
        ui.label(small(note));
    }
    for (value, origin) in &draft.others {
        ui.horizontal(|ui| {
            let use_it = ui.small_button("use");
            let name = format!("Use {value}");
            use_it.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if use_it.clicked() {
                draft.text.clone_from(value);
            }
            let text = small(format!("{value} ({})", origin.label()));
            ui.add(egui::Label::new(text).truncate())
                .on_hover_text(value);
        });
    }
}

/// Known outlets that go with what was typed, as buttons that fill the field.
pub(super) fn outlet_suggestions_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, text: &mut String) {
    const SHOWN: usize = 5;
    let typed = fold(text.trim());
    let outlets = &ctx.session.corpus.outlets;
    if outlets.iter().any(|outlet| fold(&outlet.name) == typed) {
        return;
    }
    let mut fitting: Vec<&str> = outlets
        .iter()
        .filter(|outlet| fold(&outlet.name).contains(&typed))
        .map(|outlet| outlet.name.as_str())
        .collect();
    fitting.sort_by_cached_key(|name| (!fold(name).starts_with(&typed), fold(name)));
    if fitting.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 3.0);
        for name in fitting.into_iter().take(SHOWN) {
            if ui.small_button(name).clicked() {
                name.clone_into(text);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use egui::{Key, Role};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::{DetailsState, details_ui};
    use crate::corpus::{ArticleId, Origin};
    use crate::session::{Command, FieldKind, Session};
    use crate::views::fixture::{self, Stage, edit, picture, sample};

    fn stage(
        session: Session,
        articles: &[u32],
        theme: egui::Theme,
    ) -> Harness<'static, Stage<DetailsState>> {
        let mut state = DetailsState::default();
        state.open(&session, articles.iter().copied().map(ArticleId).collect());
        let mut harness = fixture::harness(
            [700.0, 620.0],
            theme,
            Stage::new(session, state),
            |ui, ctx, state| {
                details_ui(ui.ctx(), ctx, state);
            },
        );
        harness.run();
        harness
    }

    fn disputed() -> Session {
        let mut session = sample();
        edit(&mut session, 1, |article| {
            article
                .headline
                .add("Kerry worried over Russians".to_owned(), Origin::FileName);
            article
                .byline
                .set_by_person(Some("Ben Ariel and staff".to_owned()));
        });
        session
    }

    fn type_into(harness: &mut Harness<'_, Stage<DetailsState>>, field: &str, text: &str) {
        harness
            .get_by_role_and_label(Role::TextInput, field)
            .focus();
        harness.run();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        harness.run();
        harness
            .get_by_role_and_label(Role::TextInput, field)
            .type_text(text);
        harness.run();
    }

    fn set(articles: &[u32], values: &[(FieldKind, &str)]) -> Command {
        let values = values.iter();
        Command::SetFields {
            articles: articles.iter().copied().map(ArticleId).collect(),
            values: values
                .map(|(field, value)| (*field, (*value).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn only_changed_fields_are_sent() {
        let mut harness = stage(disputed(), &[1], egui::Theme::Light);
        picture(&mut harness, "details-light-one");
        type_into(&mut harness, "Language", "de");
        harness
            .get_by_label("Use Kerry worried over Russians")
            .click();
        harness.run();
        harness.get_by_label("Save").click();
        harness.run();
        let expected = [
            (FieldKind::Headline, "Kerry worried over Russians"),
            (FieldKind::Language, "de"),
        ];
        assert_eq!(harness.state().sent(), [set(&[1], &expected)]);
        assert!(!harness.state().state.is_open());
    }

    #[test]
    fn a_wrong_date_is_told_and_not_saved() {
        let mut harness = stage(sample(), &[1], egui::Theme::Dark);
        type_into(&mut harness, "Published", "5 September");
        picture(&mut harness, "details-dark-wrong");
        harness.get_by_label_contains("is not a date such as");
        harness.key_press(Key::Enter);
        harness.run();
        assert!(harness.state().state.is_open());
        type_into(&mut harness, "Published", "2015-09-06");
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(
            harness.state().sent(),
            [set(&[1], &[(FieldKind::Published, "2015-09-06")])]
        );
    }

    #[test]
    fn several_articles_get_what_was_typed_and_keep_the_rest() {
        let mut harness = stage(sample(), &[0, 1], egui::Theme::Light);
        picture(&mut harness, "details-light-several");
        harness.get_by_label("The Daily Star").click();
        harness.run();
        harness.get_by_label("Changes 1 field of 2 articles");
        harness.get_by_label("Save").click();
        harness.run();
        assert_eq!(
            harness.state().sent(),
            [set(&[0, 1], &[(FieldKind::Outlet, "The Daily Star")])]
        );
    }

    #[test]
    fn escape_changes_nothing() {
        let mut harness = stage(sample(), &[2], egui::Theme::Light);
        type_into(&mut harness, "Headline", "Another");
        harness.key_press(Key::Escape);
        harness.run();
        // The first Escape may leave the field, the second the dialog.
        harness.key_press(Key::Escape);
        harness.run();
        assert!(!harness.state().state.is_open());
        assert!(harness.state().sent().is_empty());
    }
}
