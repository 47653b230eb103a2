//! A statement: every outlet's wording with word-level marks, who does not have it, what differs, the evidence, the verdict.

use egui::{Frame, Label, Margin, RichText, Sense, Stroke, Ui};

use super::marked::{Side, marked_job};
use super::ties::{alone_ui, joining_ui, take_out_button, ties_ui};
use super::verdict::{Reviewed, VerdictState, verdict_ui};
use super::{InspectorState, dim, fact, heading, subheading};
use crate::analysis::Analysed;
use crate::analysis::compare::{
    Cell, Difference, Pair, Placement, PlacementBlock, Relation, Statement,
};
use crate::corpus::{ArticleId, siglum};
use crate::session::{Absence, Command, Compared, UiCommand};
use crate::text::Span;
use crate::views::ViewCtx;
use crate::views::keys;
use crate::widgets::bidi;
use crate::widgets::theme::{self, Theme};

/// Width of an icon button and the gap before it, in points.
const BUTTON_AND_GAP: f32 = 30.0;

/// Paints a statement.
pub fn statement_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, id: u32, state: &mut InspectorState) {
    let Some(compared) = ctx.session.compared.get() else {
        dim(ui, "Comparing…");
        return;
    };
    let verdicts = &mut state.verdicts;
    verdicts.refresh(ctx, compared);
    let Some(statement) = compared.statement(id) else {
        dim(ui, "This statement is no longer part of the comparison.");
        return;
    };
    joining_ui(ui, ctx);
    heading(
        ui,
        &format!("Statement {id} · {}", statement.relation.label()),
    );
    dim(ui, summary(compared, statement));
    let base = base_cell(ctx, compared, statement);
    for at in 0..statement.cells.len() {
        cell_card(ui, ctx, compared, statement, at, base);
    }
    let carriers: Vec<usize> = statement.cells.iter().map(|cell| cell.article).collect();
    absent_cards(ui, ctx, compared, &carriers);
    differences(ui, ctx, compared, statement, verdicts);
    evidence(ui, statement, base);
    subheading(ui, "Your verdict");
    verdict_ui(ui, ctx, Reviewed::new(compared, statement, None), verdicts);
    ties_ui(ui, ctx, compared, statement, &mut state.splitting);
    ui.add_space(theme::size::GAP);
    ui.horizontal_wrapped(|ui| {
        let copy = ui
            .button("Copy")
            .on_hover_text(keys::tooltip(ui.ctx(), UiCommand::CopyPassage));
        if copy.clicked() {
            ctx.commands.send(UiCommand::CopyPassage);
        }
        if ui
            .button("Previous")
            .on_hover_text(keys::tooltip(ui.ctx(), UiCommand::PreviousStatement))
            .clicked()
        {
            ctx.commands.send(UiCommand::PreviousStatement);
        }
        if ui
            .button("Next")
            .on_hover_text(keys::tooltip(ui.ctx(), UiCommand::NextStatement))
            .clicked()
        {
            ctx.commands.send(UiCommand::NextStatement);
        }
    });
}

/// Paints a sentence only one article has.
pub fn only_here_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, article: ArticleId, span: Span) {
    let Some(compared) = ctx.session.compared.get() else {
        return;
    };
    let Some(index) = compared.index_of(article) else {
        return;
    };
    let analysed = &compared.articles[index];
    heading(ui, &format!("Only in {}", siglum(index)));
    dim(ui, format!("in 1 of {} articles", compared.articles.len()));
    joining_ui(ui, ctx);
    let placement = compared
        .only_here(index)
        .find(|only| only.span == span)
        .map(|only| only.placement);
    let colour = outlet_colour(ui, ctx, analysed);
    card(ui, colour, |ui| {
        card_title(ui, ctx, analysed, index, placement);
        let tokens = Theme::get(ui.ctx());
        if let Some(words) = span.get(analysed.text()) {
            let text = RichText::new(words)
                .font(egui::FontId::new(13.5, theme::serif()))
                .color(tokens.text.primary);
            ui.add(Label::new(text).wrap().selectable(true));
        }
    });
    absent_cards(ui, ctx, compared, &[index]);
    dim(
        ui,
        "Absence in the texts supplied is no proof that an outlet did not report it elsewhere.",
    );
    alone_ui(ui, ctx);
}

/// "in 2 of 3 articles · direct quotation".
fn summary(compared: &Compared, statement: &Statement) -> String {
    let mut articles: Vec<usize> = statement.cells.iter().map(|cell| cell.article).collect();
    articles.dedup();
    format!(
        "in {} of {} articles",
        articles.len(),
        compared.articles.len()
    )
}

/// The cell the others are held against: the base article's, else the first.
fn base_cell(ctx: &ViewCtx<'_>, compared: &Compared, statement: &Statement) -> usize {
    let base = ctx
        .session
        .corpus
        .comparison
        .base
        .and_then(|id| compared.index_of(id));
    let of_base = statement
        .cells
        .iter()
        .position(|cell| Some(cell.article) == base);
    of_base.unwrap_or(0)
}

fn pair_of(statement: &Statement, one: usize, two: usize) -> Option<&Pair> {
    let (lhs, rhs) = (one.min(two), one.max(two));
    statement
        .pairs
        .iter()
        .find(|pair| pair.lhs == lhs && pair.rhs == rhs)
}

/// The pair that says how a cell stands: against the base; for the base itself, against its closest cell.
fn telling_pair(statement: &Statement, at: usize, base: usize) -> Option<&Pair> {
    if at != base {
        return pair_of(statement, at, base);
    }
    let with_base = statement
        .pairs
        .iter()
        .filter(|pair| pair.lhs == base || pair.rhs == base);
    with_base.min_by(|one, two| {
        one.relation
            .cmp(&two.relation)
            .then(two.score.total_cmp(&one.score))
    })
}

fn cell_card(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    compared: &Compared,
    statement: &Statement,
    at: usize,
    base: usize,
) {
    let cell = &statement.cells[at];
    let analysed = &compared.articles[cell.article];
    let colour = outlet_colour(ui, ctx, analysed);
    card(ui, colour, |ui| {
        ui.horizontal(|ui| {
            let width = ui.available_width() - BUTTON_AND_GAP;
            let title = ui.scope(|ui| {
                ui.set_width(width);
                card_title(ui, ctx, analysed, cell.article, Some(cell.placement))
            });
            if title.inner.clicked() {
                go_to(ctx, analysed, cell);
            }
            take_out_button(ui, ctx, compared, statement, cell);
        });
        let tokens = Theme::get(ui.ctx());
        let pair = telling_pair(statement, at, base);
        let marks = pair.map_or(&[][..], |pair| {
            if pair.lhs == at {
                &pair.lhs_marks
            } else {
                &pair.rhs_marks
            }
        });
        let side = match pair.map(|pair| pair.relation) {
            Some(Relation::Reworded) => Side::Reworded,
            _ if at == base => Side::Left,
            _ => Side::Right,
        };
        let job = marked_job(
            analysed.text(),
            &cell.spans,
            marks,
            side,
            tokens,
            ui.available_width(),
        );
        // Words in the order of the screen must not be copied.
        let selectable = !bidi::runs_right_to_left(&job.text);
        ui.add(Label::new(bidi::in_order(ui, job)).selectable(selectable));
    });
}

fn go_to(ctx: &ViewCtx<'_>, analysed: &Analysed, cell: &Cell) {
    if let Some(span) = cell.spans.first() {
        ctx.commands.send(Command::GoTo {
            article: analysed.id(),
            span: *span,
        });
    }
}

/// "HuffPost · A · ¶ 8 of 11"; a click goes there.
fn card_title(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    analysed: &Analysed,
    index: usize,
    placement: Option<Placement>,
) -> egui::Response {
    let name = ctx.session.outlet_name(&analysed.article);
    let place = placement
        .map(|placement| format!(" · {}", placement_text(placement)))
        .unwrap_or_default();
    let colour = outlet_colour(ui, ctx, analysed);
    let text = RichText::new(format!("{name} · {}{place}", siglum(index)))
        .font(theme::strong_id(12.0))
        .color(colour);
    ui.add(Label::new(text).sense(Sense::click()))
        .on_hover_text("Go to the place in the column")
}

/// "headline", "lead", "¶ 8 of 11".
pub fn placement_text(placement: Placement) -> String {
    match placement.block {
        PlacementBlock::Headline => "headline".to_owned(),
        PlacementBlock::Lead => format!("lead, ¶ 1 of {}", placement.of),
        PlacementBlock::Paragraph => format!("¶ {} of {}", placement.index, placement.of),
    }
}

fn outlet_colour(ui: &Ui, ctx: &ViewCtx<'_>, analysed: &Analysed) -> egui::Color32 {
    let tokens = Theme::get(ui.ctx());
    let outlet = ctx.session.corpus.outlet_of(&analysed.article);
    outlet.map_or(tokens.text.secondary, |outlet| tokens.outlet(outlet.colour))
}

fn card(ui: &mut Ui, colour: egui::Color32, add: impl FnOnce(&mut Ui)) {
    let tokens = Theme::get(ui.ctx());
    let response = Frame::new()
        .fill(tokens.surface.page)
        .stroke(Stroke::new(1.0, tokens.line.normal))
        .corner_radius(5)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            add(ui);
        })
        .response;
    let rect = response.rect;
    let bar = egui::Rect::from_min_max(rect.min, egui::pos2(rect.left() + 3.0, rect.bottom()));
    ui.painter().rect_filled(
        bar,
        egui::CornerRadius {
            nw: 5,
            sw: 5,
            ne: 0,
            se: 0,
        },
        colour,
    );
}

/// Articles that do not have it; of one that is cut off only "could not be seen" may be said, of one in another language only "could
/// not be compared".
fn absent_cards(ui: &mut Ui, ctx: &ViewCtx<'_>, compared: &Compared, carriers: &[usize]) {
    let tokens = Theme::get(ui.ctx());
    for (index, analysed) in compared
        .articles
        .iter()
        .enumerate()
        .filter(|(index, _)| !carriers.contains(index))
    {
        let name = ctx.session.outlet_name(&analysed.article);
        let absence = compared.coverage.absence(carriers.iter().copied(), index);
        let text = match absence {
            Absence::CouldNotBeSeen => format!(
                "Could not be seen in {name} ({}): the text is cut off",
                siglum(index)
            ),
            Absence::CouldNotBeCompared => format!(
                "Could not be compared with {name} ({}): it is in another language",
                siglum(index)
            ),
            Absence::NotInArticle => format!("Not in {name} ({})", siglum(index)),
        };
        let response = Frame::new()
            .inner_margin(Margin::symmetric(10, 6))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(Label::new(RichText::new(text).size(12.0).color(tokens.text.dim)).wrap());
            })
            .response;
        let rect = response.rect;
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
            rect.left_top(),
        ];
        ui.painter().extend(egui::Shape::dashed_line(
            &corners,
            Stroke::new(1.0, tokens.line.normal),
            4.0,
            3.0,
        ));
    }
}

fn differences(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    compared: &Compared,
    statement: &Statement,
    verdicts: &mut VerdictState,
) {
    if statement.differences.is_empty() {
        return;
    }
    subheading(ui, "What differs");
    for (number, difference) in statement.differences.iter().enumerate() {
        let name = capitalised(difference.kind.label());
        fact(ui, &name, |ui| {
            difference_values(ui, ctx, compared, difference);
            let about = Reviewed::new(compared, statement, Some(number));
            verdict_ui(ui, ctx, about, verdicts);
        });
    }
}

fn difference_values(ui: &mut Ui, ctx: &ViewCtx<'_>, compared: &Compared, difference: &Difference) {
    let tokens = Theme::get(ui.ctx());
    for value in &difference.values {
        let analysed = &compared.articles[value.article];
        let Some(words) = value.span.get(analysed.text()) else {
            continue;
        };
        let text = RichText::new(format!("{}  {words}", siglum(value.article)))
            .size(12.5)
            .color(tokens.text.primary);
        let response = ui
            .add(Label::new(text).wrap().sense(Sense::click()))
            .on_hover_text("Go to the place in the column");
        if response.clicked() {
            ctx.commands.send(Command::GoTo {
                article: analysed.id(),
                span: value.span,
            });
        }
    }
    ui.label(
        RichText::new(difference.nature.label())
            .size(11.0)
            .color(tokens.text.dim),
    );
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

fn evidence(ui: &mut Ui, statement: &Statement, base: usize) {
    let Some(pair) = telling_pair(statement, base, base) else {
        return;
    };
    subheading(ui, "Evidence");
    let sigla = format!(
        "{} and {}",
        siglum(statement.cells[pair.lhs].article),
        siglum(statement.cells[pair.rhs].article)
    );
    let rows = [
        ("Closest pair", sigla),
        (
            "Words in common",
            format!("{} of {}", pair.common_words, pair.shorter_words),
        ),
        (
            "Longest identical run",
            if pair.longest_run == 1 {
                "1 word".to_owned()
            } else {
                format!("{} words", pair.longest_run)
            },
        ),
        ("Score", format!("{:.2}", pair.score)),
    ];
    for (name, value) in rows {
        fact(ui, name, |ui| {
            ui.label(RichText::new(value).size(12.5));
        });
    }
}
