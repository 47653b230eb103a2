//! An article: what is known about it and where each piece was read.

use egui::{Label, RichText, Ui};

use super::{dim, fact, heading, subheading};
use crate::corpus::{Article, ArticleId, BlockKind, Completeness, Field, Origin};
use crate::session::{Command, UiCommand};
use crate::views::{ViewCtx, keys};
use crate::widgets::bidi;
use crate::widgets::theme::{self, Theme};

/// What is said of an article in Arabic, Hebrew and the like.
const RIGHT_TO_LEFT: &str = "This language runs from right to left. It is shown so in columns, wordings, tables and \
reports; in menus and single lines elsewhere its words may stand from left to right.";

/// Paints an article.
pub fn article_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, id: ArticleId) {
    let Some(article) = ctx.session.corpus.articles.get(id) else {
        dim(ui, "This article is no longer in the workspace.");
        return;
    };
    let colour = Theme::get(ui.ctx()).text.primary;
    let title = RichText::new(article.title())
        .font(egui::FontId::new(15.0, theme::serif_bold()))
        .color(colour);
    ui.add(Label::new(title).wrap().selectable(true));
    if article.excluded {
        dim(ui, "Excluded from comparisons and counts");
    }
    if bidi::runs_right_to_left(article.title()) {
        dim(ui, RIGHT_TO_LEFT);
    }
    buttons(ui, ctx, article);
    subheading(ui, "What is known");
    let outlets = article.outlet.map(|outlet| {
        ctx.session
            .corpus
            .outlets
            .get(*outlet)
            .map_or_else(|| "?".to_owned(), |outlet| outlet.name.clone())
    });
    field(ui, "Outlet", &outlets);
    field(ui, "Headline", &article.headline);
    field(ui, "Byline", &article.byline);
    field(
        ui,
        "Published",
        &article.published.map(crate::corpus::Published::long),
    );
    field(ui, "Agency", &article.agency);
    field(ui, "Language", &article.language);
    field(ui, "Address", &article.address);
    file_facts(ui, article);
    fetched_facts(ui, ctx, article);
    blocks(ui, article);
}

fn buttons(ui: &mut Ui, ctx: &ViewCtx<'_>, article: &Article) {
    ui.horizontal_wrapped(|ui| {
        let edit = ui
            .button("Edit details…")
            .on_hover_text(keys::tooltip(ui.ctx(), UiCommand::EditMetadata));
        if edit.clicked() {
            ctx.commands.send(Command::SelectArticles(vec![article.id]));
            ctx.commands.send(UiCommand::EditMetadata);
        }
        let column = ctx.session.is_column(article.id);
        let text = if column { "Take out" } else { "Compare" };
        if ui
            .button(text)
            .on_hover_text("Put the article into the comparison, or take it out")
            .clicked()
        {
            ctx.commands.send(Command::ToggleColumn(article.id));
        }
        let base = ctx.session.corpus.comparison.base == Some(article.id);
        if column
            && ui
                .selectable_label(base, "Base")
                .on_hover_text("The others are held against the base")
                .clicked()
        {
            ctx.commands
                .send(Command::SetBase((!base).then_some(article.id)));
        }
        let text = if article.excluded {
            "Include"
        } else {
            "Exclude"
        };
        if ui
            .button(text)
            .on_hover_text(keys::tooltip(ui.ctx(), UiCommand::ToggleExcluded))
            .clicked()
        {
            ctx.commands.send(Command::SetExcluded {
                articles: vec![article.id],
                excluded: !article.excluded,
            });
        }
    });
}

/// One field: the value shown, its origin, and other values that were read elsewhere.
fn field(ui: &mut Ui, name: &str, field: &Field<String>) {
    let tokens = Theme::get(ui.ctx());
    fact(ui, name, |ui| {
        for (i, sourced) in field.all().iter().enumerate() {
            let colour = if i == 0 {
                tokens.text.primary
            } else {
                tokens.text.dim
            };
            let text = RichText::new(&sourced.value).size(12.5).color(colour);
            ui.add(Label::new(text).wrap().selectable(true));
            ui.label(
                RichText::new(origin_text(sourced.origin, i))
                    .size(11.0)
                    .color(tokens.text.dim),
            );
        }
        if field.all().is_empty() {
            ui.label(RichText::new("not known").size(12.5).color(tokens.text.dim));
        }
    });
}

fn origin_text(origin: Origin, rank: usize) -> String {
    if rank == 0 {
        format!("from: {}", origin.label())
    } else {
        format!("but {} says so", origin.label())
    }
}

fn file_facts(ui: &mut Ui, article: &Article) {
    subheading(ui, "File");
    let source = &article.source;
    let completeness = match article.completeness {
        Completeness::Full => "complete",
        Completeness::Truncated => "cut off: what is missing could not be seen",
        Completeness::Unknown => "nothing tells whether it is complete",
    };
    let rows = [
        ("Path", source.path.clone()),
        ("Part", source.part.clone()),
        ("Format", source.format.clone()),
        ("Encoding", source.encoding.clone()),
        ("Size", format!("{} bytes", source.bytes)),
        ("Text", completeness.to_owned()),
        ("SHA-256", source.sha256.clone()),
    ];
    for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
        fact(ui, name, |ui| {
            ui.add(
                Label::new(RichText::new(value).size(11.5))
                    .wrap()
                    .selectable(true),
            );
        });
    }
}

/// How the page was fetched, and the head of the answer.
fn fetched_facts(ui: &mut Ui, ctx: &ViewCtx<'_>, article: &Article) {
    let Some(capture) = ctx.session.capture_of(&article.source) else {
        return;
    };
    subheading(ui, "Fetched from the web");
    let small = |text: &str| {
        Label::new(RichText::new(text).size(11.5))
            .wrap()
            .selectable(true)
    };
    fact(ui, "Asked for", |ui| drop(ui.add(small(&capture.asked))));
    for (status, to) in &capture.redirects {
        let text = format!("{status} to {to}");
        fact(ui, "Redirected", |ui| drop(ui.add(small(&text))));
    }
    fact(ui, "Time", |ui| drop(ui.add(small(&capture.fetched))));
    let status = format!("{}, {} bytes", capture.status, capture.bytes);
    fact(ui, "Status", |ui| drop(ui.add(small(&status))));
    let headers = RichText::new("Head of the answer").size(12.0);
    egui::CollapsingHeader::new(headers)
        .id_salt("capture headers")
        .show(ui, |ui| {
            for line in &capture.headers {
                ui.add(small(line));
            }
        });
}

fn blocks(ui: &mut Ui, article: &Article) {
    heading_of_blocks(ui);
    for kind in BlockKind::ALL {
        let n = article
            .blocks
            .iter()
            .filter(|block| block.kind == kind)
            .count();
        if n > 0 {
            fact(ui, kind.label(), |ui| {
                ui.label(RichText::new(n.to_string()).size(12.5));
            });
        }
    }
    dim(
        ui,
        "Captions and boilerplate are shown dimmed, not compared and not counted.",
    );
}

fn heading_of_blocks(ui: &mut Ui) {
    ui.add_space(4.0);
    heading(ui, "Parts of the text");
}
