//! Menus of the right mouse button: on an article, on the head of a group.

use egui::{Sense, StrokeKind, Ui, WidgetInfo, vec2};

use super::arrange::{GroupKey, RowKind};
use super::naming::Naming;
use super::{LibraryState, list, thousands};
use crate::corpus::{ArticleId, OutletId};
use crate::session::{Command, SourceRef, UiCommand, ViewTab};
use crate::views::ViewCtx;
use crate::widgets::theme::Theme;

/// The menu of an article: about the selected articles when it is one of them.
pub fn article_menu_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    at: usize,
    id: ArticleId,
) {
    ui.set_min_width(210.0);
    let articles = list::targets(ctx.session, state, at);
    comparison_ui(ui, ctx, &articles, id);
    alike_ui(ui, ctx, id);
    ui.separator();
    details_ui(ui, ctx, state, &articles, id);
    ui.separator();
    reveal_ui(ui, ctx, articles.len(), id);
    file_menu_ui(ui, ctx, id);
    ui.separator();
    let text = match articles.len() {
        0 | 1 => "Remove".to_owned(),
        n => format!("Remove {} articles", thousands(n)),
    };
    let button = ui.button(text);
    let button = button.on_hover_text(UiCommand::RemoveArticles.info().tooltip);
    if button.clicked() {
        send(ui, ctx, Command::RemoveArticles(articles));
    }
}

fn send(ui: &Ui, ctx: &ViewCtx<'_>, command: impl Into<Command>) {
    ctx.commands.send(command);
    ui.close();
}

/// Into the comparison, out of it, and the base of it.
fn comparison_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, articles: &[ArticleId], id: ArticleId) {
    if articles.len() > 1 {
        let text = format!("Compare these {}", thousands(articles.len()));
        if ui.button(text).clicked() {
            send(ui, ctx, Command::SetColumns(articles.to_vec()));
        }
    }
    let is_column = ctx.session.is_column(id);
    let text = if is_column {
        "Take out of the comparison"
    } else {
        "Put into the comparison"
    };
    if ui.button(text).clicked() {
        send(ui, ctx, Command::ToggleColumn(id));
    }
    if !is_column {
        return;
    }
    let is_base = ctx.session.corpus.comparison.base == Some(id);
    let (text, base) = if is_base {
        ("Compare without a base", None)
    } else {
        ("Hold the others against this one", Some(id))
    };
    let hover = "The base is the article the others are held against";
    if ui.button(text).on_hover_text(hover).clicked() {
        send(ui, ctx, Command::SetBase(base));
    }
}

/// What is known of the articles, their stories, and whether they count.
fn details_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    articles: &[ArticleId],
    id: ArticleId,
) {
    let details = ui.button("Edit details…");
    let details = details.on_hover_text(UiCommand::EditMetadata.info().tooltip);
    if details.clicked() {
        send(ui, ctx, UiCommand::EditMetadata);
    }
    ui.menu_button("Put in story", |ui| {
        story_menu_ui(ui, ctx, state, articles);
    });
    take_out_ui(ui, ctx, articles);
    let article = ctx.session.corpus.articles.get(id);
    let excluded = article.is_some_and(|article| article.excluded);
    let text = if excluded { "Include" } else { "Exclude" };
    let hover = "Excluded articles are left out of comparisons and counts";
    if ui.button(text).on_hover_text(hover).clicked() {
        let command = Command::SetExcluded {
            articles: articles.to_vec(),
            excluded: !excluded,
        };
        send(ui, ctx, command);
    }
}

fn reveal_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, n_articles: usize, id: ArticleId) {
    let article = ctx.session.corpus.articles.get(id);
    let is_file = article.is_some_and(|article| article.source.modified_ms.is_some());
    let reveal = egui::Button::new("Reveal in the file manager");
    let reveal = ui.add_enabled(is_file && n_articles < 2, reveal);
    let hover = "Only for one article that was read from a file";
    if reveal.on_disabled_hover_text(hover).clicked() {
        send(ui, ctx, UiCommand::Reveal);
    }
}

/// What can be done about the file of an article.
fn file_menu_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, id: ArticleId) {
    let article = ctx.session.corpus.articles.get(id);
    let Some((article, from)) = article.and_then(|it| Some((it, SourceRef::of(&it.source)?)))
    else {
        return;
    };
    if !article.source.encoding.is_empty() && ui.button("Change encoding…").clicked() {
        ctx.commands.send(Command::ChangeEncodingOf {
            from: from.clone(),
            repair: false,
        });
        ui.close();
    }
    if crate::import::is_table(&article.source.format) && ui.button("Choose columns…").clicked() {
        ctx.commands.send(Command::ChooseColumnsOf(from));
        ui.close();
    }
    if ui.button("Read file names…").clicked() {
        ctx.commands.send(UiCommand::ReadFileNames);
        ui.close();
    }
}

/// Duplicates and versions are put side by side in one click.
fn alike_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, id: ArticleId) {
    let Some(alike) = ctx.session.alike.get().filter(|alike| alike.holds(id)) else {
        return;
    };
    let compare = ui
        .button("Compare with its duplicates and versions")
        .on_hover_text(alike.sentences(id, &ctx.session.corpus).join("\n"));
    if compare.clicked() {
        ctx.commands.send(Command::SetColumns(alike.companions(id)));
        ctx.commands.send(Command::ShowTab(ViewTab::Compare));
        ui.close();
    }
}

fn story_menu_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut LibraryState, articles: &[ArticleId]) {
    egui::ScrollArea::vertical()
        .max_height(320.0)
        .show(ui, |ui| {
            for story in ctx.session.corpus.stories.iter() {
                let all_in = articles
                    .iter()
                    .all(|id| story.articles.binary_search(id).is_ok());
                if ui
                    .add_enabled(!all_in, egui::Button::new(&story.name))
                    .clicked()
                {
                    ctx.commands.send(Command::PutInStory {
                        story: story.id,
                        articles: articles.to_vec(),
                    });
                    ui.close();
                }
            }
        });
    if !ctx.session.corpus.stories.is_empty() {
        ui.separator();
    }
    if ui.button("New story…").clicked() {
        state.naming = Some(Naming::new_story(articles.to_vec()));
        ui.close();
    }
}

/// One entry for every story that holds one of the articles.
fn take_out_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, articles: &[ArticleId]) {
    let holding = ctx.session.corpus.stories.iter().filter(|story| {
        articles
            .iter()
            .any(|id| story.articles.binary_search(id).is_ok())
    });
    for story in holding {
        if ui.button(format!("Take out of “{}”", story.name)).clicked() {
            ctx.commands.send(Command::TakeOutOfStory {
                story: story.id,
                articles: articles.to_vec(),
            });
            ui.close();
        }
    }
}

/// The menu of a group's head.
pub fn group_menu_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    at: usize,
    key: &GroupKey,
    title: &str,
) {
    ui.set_min_width(190.0);
    let some = matches!(state.rows[at].kind, RowKind::Group { count, .. } if count > 0);
    if ui
        .add_enabled(some, egui::Button::new("Select these articles"))
        .clicked()
    {
        ctx.commands.send(Command::SelectArticles(list::members(
            ctx.session,
            state,
            key,
        )));
        ui.close();
    }
    if ui
        .add_enabled(some, egui::Button::new("Compare these articles"))
        .clicked()
    {
        ctx.commands
            .send(Command::SetColumns(list::members(ctx.session, state, key)));
        ui.close();
    }
    match key {
        GroupKey::Outlet(Some(outlet)) => outlet_menu_ui(ui, ctx, state, *outlet, title),
        GroupKey::Story(Some(story)) => {
            ui.separator();
            let selected: Vec<ArticleId> = ctx.session.selection.articles.iter().copied().collect();
            let put = egui::Button::new("Put the selected articles in");
            if ui.add_enabled(!selected.is_empty(), put).clicked() {
                ctx.commands.send(Command::PutInStory {
                    story: *story,
                    articles: selected,
                });
                ui.close();
            }
            if ui.button("Rename…").clicked() {
                state.naming = Some(Naming::rename_story(*story, title));
                ui.close();
            }
            if ui
                .button("Delete story")
                .on_hover_text("Its articles stay in the library")
                .clicked()
            {
                ctx.commands.send(Command::DeleteStory(*story));
                ui.close();
            }
        }
        _ => {}
    }
}

fn outlet_menu_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut LibraryState,
    outlet: OutletId,
    title: &str,
) {
    ui.separator();
    if ui.button("Rename…").clicked() {
        state.naming = Some(Naming::rename_outlet(outlet, title));
        ui.close();
    }
    let current = ctx
        .session
        .corpus
        .outlets
        .get(outlet)
        .map(|outlet| outlet.colour);
    ui.menu_button("Colour", |ui| {
        let tokens = Theme::get(ui.ctx());
        let n = tokens.n_outlet_colours();
        ui.horizontal(|ui| {
            for colour in 0..n {
                let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
                let on = current.is_some_and(|current| current % n == colour);
                let name = format!("Colour {}", colour + 1);
                response
                    .widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
                ui.painter()
                    .rect_filled(rect.shrink(3.0), 3.0, tokens.outlet(colour));
                if on || response.hovered() || response.has_focus() {
                    let stroke = egui::Stroke::new(1.5, tokens.text.primary);
                    ui.painter()
                        .rect_stroke(rect, 4.0, stroke, StrokeKind::Inside);
                }
                if response.clicked() {
                    ctx.commands
                        .send(Command::RecolourOutlet { outlet, colour });
                    ui.close();
                }
            }
        });
    });
}
