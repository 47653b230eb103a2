//! Charts of the table: the names mentioned most, by outlet; and where in each article the selected name stands.

use std::sync::{Arc, Weak};

use egui::epaint::CubicBezierShape;
use egui::{Align2, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::EntitiesState;
use crate::charts::{
    self, Anchor, Bars, Chart, Ink, Mentions, Rgb, Shape, bar_chart, dispersion_chart,
};
use crate::session::{CountUnit, EntityGroup, EntityQuery, EntityRows, Grouping, UiCommand};
use crate::views::ViewCtx;
use crate::widgets::segmented;
use crate::widgets::theme::{self, Theme};

/// Names of the bar chart at first, and at most.
const N_NAMES: usize = 12;
const MAX_NAMES: usize = 60;
/// Articles of the dispersion plot at most: those that name it most.
const MAX_ARTICLES: usize = 200;

/// Which chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlotKind {
    /// The names mentioned most.
    #[default]
    MostNamed,
    /// Where the selected name stands.
    WhereNamed,
}

/// The charts while they are open.
#[derive(Debug)]
pub struct Plots {
    kind: PlotKind,
    n_names: usize,
    /// The chart on the screen and what it was made from.
    painted: Option<(Key, Chart)>,
}

/// What a chart was made from.
#[derive(Debug)]
struct Key {
    of: Weak<EntityRows>,
    query: EntityQuery,
    row: Option<usize>,
    kind: PlotKind,
    n_names: usize,
    dark: bool,
}

impl Plots {
    /// Opens the charts.
    pub fn new() -> Self {
        Self {
            kind: PlotKind::default(),
            n_names: N_NAMES,
            painted: None,
        }
    }

    /// The chart for a file: dark on white, in the colours of the light theme.
    pub fn for_file(&self, state: &EntitiesState, rows: &EntityRows) -> Chart {
        let tokens = Theme::of(egui::Theme::Light);
        self.chart(state, rows, tokens, Ink::PRINT)
    }

    fn chart(&self, state: &EntitiesState, rows: &EntityRows, tokens: &Theme, ink: Ink) -> Chart {
        match (self.kind, state.selected_row) {
            (PlotKind::WhereNamed, Some(row)) => where_named(rows, row, tokens, ink),
            _ => most_named(state, rows, self.n_names, tokens, ink),
        }
    }

    fn is_painted(&self, state: &EntitiesState, rows: &Arc<EntityRows>, dark: bool) -> bool {
        self.painted.as_ref().is_some_and(|(key, _)| {
            std::ptr::eq(key.of.as_ptr(), Arc::as_ptr(rows))
                && key.query == state.query
                && key.row == state.selected_row
                && key.kind == self.kind
                && key.n_names == self.n_names
                && key.dark == dark
        })
    }
}

fn colour_of(group: &EntityGroup, tokens: &Theme) -> Rgb {
    let colour = group
        .colour
        .map_or(tokens.text.secondary, |colour| tokens.outlet(colour));
    theme::rgb(colour)
}

/// The first names of the table as it is filtered and sorted.
fn most_named(
    state: &EntitiesState,
    rows: &EntityRows,
    n_names: usize,
    tokens: &Theme,
    ink: Ink,
) -> Chart {
    let grouping = state.query.grouping;
    let groups: Vec<(String, Rgb)> = rows
        .grouped(grouping)
        .groups
        .iter()
        .map(|group| (group.name.clone(), colour_of(group, tokens)))
        .collect();
    let order = rows.order(&state.query).rows;
    let names: Vec<Bars> = order
        .iter()
        .take(n_names)
        .map(|row| {
            let row = rows.row(*row as usize, grouping);
            let value = |column| match state.query.unit {
                CountUnit::PerThousand => row.cell(column).per_thousand,
                CountUnit::Raw => row.cell(column).count as f64,
            };
            Bars {
                name: row.name.clone(),
                values: (0..groups.len()).map(value).collect(),
            }
        })
        .collect();
    let unit = match state.query.unit {
        CountUnit::PerThousand => "Mentions per 1,000 words",
        CountUnit::Raw => "Mentions",
    };
    let by = match grouping {
        Grouping::Outlet => "outlet",
        Grouping::Article => "article",
    };
    bar_chart(
        &format!("Who and what is named, by {by}"),
        unit,
        &groups,
        &names,
        ink,
    )
}

fn where_named(rows: &EntityRows, row: usize, tokens: &Theme, ink: Ink) -> Chart {
    let mut articles: Vec<(usize, Vec<f32>)> = Vec::new();
    for mention in rows.mentions(row) {
        let length = rows.articles[mention.article].text().len().max(1);
        let place = mention.span.start as f32 / length as f32;
        match articles.last_mut() {
            Some((article, places)) if *article == mention.article => places.push(place),
            _ => articles.push((mention.article, vec![place])),
        }
    }
    articles.sort_by_key(|(article, places)| (std::cmp::Reverse(places.len()), *article));
    articles.truncate(MAX_ARTICLES);
    articles.sort_by_key(|(article, _)| (rows.outlet_column(*article), *article));
    let strips: Vec<Mentions> = articles
        .into_iter()
        .map(|(at, places)| {
            let outlet = rows.outlet_of(at);
            let analysed = &rows.articles[at];
            Mentions {
                article: format!("{}: {}", outlet.name, analysed.article.title()),
                colour: colour_of(outlet, tokens),
                words: analysed.reading.words(),
                places,
            }
        })
        .collect();
    let name = &rows.row(row, Grouping::Outlet).name;
    dispersion_chart(&format!("Where {name} is named"), &strips, ink)
}

/// Paints the charts while they are open.
pub fn plots_ui(ui: &Ui, ctx: &ViewCtx<'_>, state: &mut EntitiesState, rows: &Arc<EntityRows>) {
    let Some(mut plots) = state.plots.take() else {
        return;
    };
    let room = ui.ctx().content_rect();
    let modal = crate::widgets::dialog(ui.ctx(), "charts of names").show(ui.ctx(), |ui| {
        ui.set_width((room.width() - 80.0).min(790.0));
        head_ui(ui, state, &mut plots);
        ui.add_space(6.0);
        let tokens = Theme::get(ui.ctx());
        let dark = ui.visuals().dark_mode;
        if !plots.is_painted(state, rows, dark) {
            let ink = Ink {
                paper: theme::rgb(tokens.surface.page),
                text: theme::rgb(tokens.text.primary),
                faint: theme::rgb(tokens.text.secondary),
                line: theme::rgb(tokens.line.normal),
            };
            let key = Key {
                of: Arc::downgrade(rows),
                query: state.query.clone(),
                row: state.selected_row,
                kind: plots.kind,
                n_names: plots.n_names,
                dark,
            };
            plots.painted = Some((key, plots.chart(state, rows, tokens, ink)));
        }
        let most = (room.height() - 200.0).max(140.0);
        // Without a least height the dialog would grow to its size over several frames.
        let least = plots
            .painted
            .as_ref()
            .map_or(most, |(_, chart)| chart.height.min(most));
        ScrollArea::both()
            .max_height(most)
            .min_scrolled_height(least)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                if let Some((_, chart)) = &plots.painted {
                    chart_ui(ui, chart);
                }
            });
        ui.add_space(8.0);
        buttons_ui(ui, ctx)
    });
    if !modal.inner && !modal.should_close() {
        state.plots = Some(plots);
    }
}

fn head_ui(ui: &mut Ui, state: &EntitiesState, plots: &mut Plots) {
    ui.horizontal(|ui| {
        ui.allocate_ui(vec2(300.0, 26.0), |ui| {
            let kinds = [
                (PlotKind::MostNamed, "Most named"),
                (PlotKind::WhereNamed, "Where it is named"),
            ];
            if let Some(kind) = segmented(ui, "Which chart", &kinds, plots.kind) {
                plots.kind = kind;
            }
        });
        match plots.kind {
            PlotKind::MostNamed => {
                let names = egui::DragValue::new(&mut plots.n_names).range(1..=MAX_NAMES);
                ui.add(names).on_hover_text("How many names; drag or type");
                ui.label("names, as the table is filtered and sorted");
            }
            PlotKind::WhereNamed if state.selected_row.is_none() => {
                ui.label("Select a row of the table first");
            }
            PlotKind::WhereNamed => {}
        }
    });
}

/// Whether the charts are to be closed.
fn buttons_ui(ui: &mut Ui, ctx: &ViewCtx<'_>) -> bool {
    ui.horizontal(|ui| {
        for command in [UiCommand::SaveChartSvg, UiCommand::SaveChartPng] {
            let info = command.info();
            if ui.button(info.text).on_hover_text(info.tooltip).clicked() {
                ctx.commands.send(command);
            }
        }
        ui.button("Close").clicked()
    })
    .inner
}

/// Paints a chart as its files show it.
fn chart_ui(ui: &mut Ui, chart: &Chart) {
    let (whole, response) = ui.allocate_exact_size(vec2(chart.width, chart.height), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &chart.title));
    let ink = theme::opaque;
    ui.painter().rect_filled(whole, 4.0, ink(chart.paper));
    let mut about = None;
    for shape in &chart.shapes {
        match shape {
            Shape::Bar {
                x,
                y,
                width,
                height,
                colour,
                about: what,
            } => {
                let at = whole.min + vec2(*x, *y);
                let rect = Rect::from_min_size(at, vec2(*width, *height));
                ui.painter().rect_filled(rect, 1.0, ink(*colour));
                if response
                    .hover_pos()
                    .is_some_and(|pos| rect.expand(1.0).contains(pos))
                {
                    about = Some(what.clone());
                }
            }
            Shape::Curve {
                from,
                to,
                width,
                colour,
            } => {
                let [first, second] = charts::bends(*from, *to);
                let points = [*from, first, second, *to].map(|(x, y)| whole.min + vec2(x, y));
                let stroke = egui::Stroke::new(*width, ink(*colour));
                let curve = CubicBezierShape::from_points_stroke(
                    points,
                    false,
                    egui::Color32::TRANSPARENT,
                    stroke,
                );
                ui.painter().add(curve);
            }
            Shape::Text {
                x,
                y,
                size,
                bold,
                anchor,
                colour,
                text,
            } => {
                let align = match anchor {
                    Anchor::Start => Align2::LEFT_CENTER,
                    Anchor::End => Align2::RIGHT_CENTER,
                };
                let font = if *bold {
                    theme::strong_id(*size)
                } else {
                    egui::FontId::proportional(*size)
                };
                let at = whole.min + vec2(*x, *y - *size * 0.36);
                ui.painter()
                    .text(pos2(at.x, at.y), align, text, font, ink(*colour));
            }
        }
    }
    if let Some(about) = about {
        response.on_hover_text_at_pointer(RichText::new(about));
    }
}
