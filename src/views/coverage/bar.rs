//! The bar over the table: how much there is, in which order, what is left out, and where it can go.

use egui::{RichText, Sense, Ui, vec2};

use super::cells::Head;
use super::{CoverageState, marks};
use crate::analysis::compare::{DifferenceKind, Relation};
use crate::corpus::ReviewState;
use crate::session::{Absence, Compared, CoverageQuery, CoverageSort};
use crate::views::ViewCtx;
use crate::views::bar::{bar, filter_field};
use crate::views::table_buttons::table_buttons_ui;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{quiet_menu, toggle};

/// Paints the bar: counts, order and legend; below them the filters.
pub fn bar_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut CoverageState, compared: &Compared) {
    let tokens = Theme::get(ui.ctx());
    let heads = Head::of_all(ctx.session, compared, tokens);
    let before = state.query.clone();
    bar(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(counts(ctx, state, compared)).font(theme::strong_id(12.0)));
            sort_menu(ui, &mut state.query, &heads);
            legend(ui, tokens);
        });
        ui.horizontal_wrapped(|ui| {
            filters(ui, &mut state.query, &heads, compared);
            table_buttons_ui(ui, ctx);
        });
    });
    if state.query != before {
        state.scroll_to = Some(0.0);
    }
}

fn counts(ctx: &ViewCtx<'_>, state: &CoverageState, compared: &Compared) -> String {
    let order = &state.shown.order;
    let n_articles = compared.articles.len();
    let all = compared.coverage.rows.len();
    let shown = order.n_statements + order.n_only_here;
    let shared = match order.n_statements {
        1 => "1 statement".to_owned(),
        n => format!("{n} statements"),
    };
    let of_all = if shown == all {
        String::new()
    } else {
        format!(" · {shown} of {all} rows")
    };
    let pending = if ctx.session.compared.is_pending() {
        " · comparing again…"
    } else {
        ""
    };
    format!(
        "{shared} and {} only here × {n_articles} articles{of_all}{pending}",
        order.n_only_here
    )
}

fn sort_menu(ui: &mut Ui, query: &mut CoverageQuery, heads: &[Head]) {
    let mut choices = vec![
        (CoverageSort::MostReported, "Most reported first".to_owned()),
        (
            CoverageSort::Differences,
            "Most differences first".to_owned(),
        ),
    ];
    choices.extend(heads.iter().map(|head| {
        (
            CoverageSort::InArticle(head.article),
            format!("In the order of {}", head.spoken()),
        )
    }));
    let current = choices
        .iter()
        .find(|(sort, _)| *sort == query.sort)
        .map_or("", |(_, text)| text.as_str())
        .to_owned();
    quiet_menu(ui, &current, |ui| {
        for (sort, text) in choices {
            if ui.radio(query.sort == sort, text).clicked() {
                query.sort = sort;
                ui.close();
            }
        }
        ui.separator();
        ui.checkbox(&mut query.grouped, "Group by headline, lead, body");
    });
}

/// A mark of the legend.
enum Key {
    Relation(Option<Relation>),
    Unseen,
}

/// The marks with their names; none when the window is narrow.
fn legend(ui: &mut Ui, tokens: &Theme) {
    if ui.available_width() < 430.0 {
        return;
    }
    let relations = [Relation::SameWords, Relation::Edited, Relation::Reworded];
    let keys = relations
        .into_iter()
        .map(|relation| (relation.label(), Key::Relation(Some(relation))));
    let others = [
        ("only here", Key::Relation(None)),
        ("not seen", Key::Unseen),
    ];
    for (text, key) in keys.chain(others) {
        let (rect, _) = ui.allocate_exact_size(vec2(22.0, 13.0), Sense::hover());
        match key {
            Key::Relation(relation) => {
                marks::relation_mark(ui.painter(), rect, relation, (tokens, tokens.outlet(0)));
            }
            Key::Unseen => {
                marks::absence_mark(ui.painter(), rect, Absence::CouldNotBeSeen, tokens);
            }
        }
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(text).size(11.5).color(tokens.text.secondary));
        ui.add_space(3.0);
    }
}

fn filters(ui: &mut Ui, query: &mut CoverageQuery, heads: &[Head], compared: &Compared) {
    filter_field(ui, "Filter statements", &mut query.text);
    switch(
        ui,
        "Only here",
        &mut query.only_here,
        "Only what one article alone has",
    );
    switch(
        ui,
        "Differing",
        &mut query.differing,
        "Only where the articles say something differently",
    );
    switch(
        ui,
        "Quotes",
        &mut query.has_quotation,
        "Only statements with words in quotation marks",
    );
    left_out_menu(ui, query, heads, compared);
    kind_menu(ui, query);
    verdict_menu(ui, query);
    if query.filters() && ui.small_button("Show all").clicked() {
        query.show_all();
    }
}

fn switch(ui: &mut Ui, text: &str, on: &mut bool, tooltip: &str) {
    if toggle(ui, text, *on).on_hover_text(tooltip).clicked() {
        *on = !*on;
    }
}

fn left_out_menu(ui: &mut Ui, query: &mut CoverageQuery, heads: &[Head], compared: &Compared) {
    let chosen = heads
        .iter()
        .find(|head| Some(head.article) == query.left_out_by);
    let current = chosen.map_or("Left out by…".to_owned(), |head| {
        let what = match compared.coverage.absences[head.index] {
            Absence::NotInArticle | Absence::CouldNotBeCompared => "Left out by",
            Absence::CouldNotBeSeen => "Not seen in",
        };
        format!("{what} {}", head.spoken())
    });
    quiet_menu(ui, &current, |ui| {
        if ui
            .radio(query.left_out_by.is_none(), "Whoever has it")
            .clicked()
        {
            query.left_out_by = None;
            ui.close();
        }
        for head in heads {
            let cut = match compared.coverage.absences[head.index] {
                Absence::NotInArticle | Absence::CouldNotBeCompared => "",
                Absence::CouldNotBeSeen => " (cut off: could not be seen)",
            };
            let on = query.left_out_by == Some(head.article);
            if ui.radio(on, format!("{}{cut}", head.spoken())).clicked() {
                query.left_out_by = Some(head.article);
                ui.close();
            }
        }
    });
}

fn kind_menu(ui: &mut Ui, query: &mut CoverageQuery) {
    let current = query.kind.map_or("Kind of difference".to_owned(), |kind| {
        format!("Differs in: {}", kind.label())
    });
    quiet_menu(ui, &current, |ui| {
        if ui.radio(query.kind.is_none(), "any").clicked() {
            query.kind = None;
            ui.close();
        }
        for kind in DifferenceKind::ALL {
            if ui.radio(query.kind == Some(kind), kind.label()).clicked() {
                query.kind = Some(kind);
                ui.close();
            }
        }
    });
}

fn verdict_menu(ui: &mut Ui, query: &mut CoverageQuery) {
    let current = query.verdict.map_or("Verdict".to_owned(), |verdict| {
        format!("Verdict: {}", verdict.label())
    });
    quiet_menu(ui, &current, |ui| {
        if ui.radio(query.verdict.is_none(), "Any").clicked() {
            query.verdict = None;
            ui.close();
        }
        for verdict in ReviewState::ALL {
            if ui
                .radio(query.verdict == Some(verdict), verdict.label())
                .clicked()
            {
                query.verdict = Some(verdict);
                ui.close();
            }
        }
    });
}
