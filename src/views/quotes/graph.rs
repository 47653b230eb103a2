//! Who rests on whom as a small graph: sources on the left, the articles in the middle with those of one origin in one frame, the
//! speakers they quote on the right.

use egui::epaint::CubicBezierShape;
use egui::{
    Align2, Color32, FontId, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::QuotesState;
use crate::corpus::siglum;
use crate::session::{Command, Item, QuoteRows, UiCommand, evidence_text};
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{at_right, fitted, focus_ring};

/// Most sources and speakers that are drawn; the rest is counted.
const MOST: usize = 14;
/// Height of a node.
const NODE: f32 = 22.0;
const GAP: f32 = 4.0;

/// Something in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A source, by its number.
    Source(usize),
    /// An article, by its index in siglum order.
    Article(usize),
    /// A speaker, by number.
    Speaker(usize),
}

/// Paints the graph with its heading.
pub fn graph_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut QuotesState, rows: &QuoteRows) {
    let tokens = Theme::get(ui.ctx());
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(14, 6))
        .show(ui, |ui| {
            heading_ui(ui, ctx, rows, tokens);
        });
    ScrollArea::vertical()
        .id_salt("graph")
        .auto_shrink(false)
        .show(ui, |ui| nodes_ui(ui, ctx, state, rows));
}

fn heading_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &QuoteRows, tokens: &Theme) {
    let n = rows.graph.origins.len();
    let origins = match n {
        1 => "1 independent origin".to_owned(),
        n => format!("{n} independent origins"),
    };
    let articles = match rows.outlets.len() {
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    let title = |ui: &mut Ui| {
        let text = RichText::new(format!("{origins} of {articles}"));
        ui.label(text.font(theme::strong_id(12.0)))
            .on_hover_text("Articles that credit the same agency, or of which one holds much of the other’s words, are one origin");
    };
    ui.horizontal(|ui| {
        at_right(ui, "chart", title, |ui| {
            for (command, text) in [
                (UiCommand::SaveChartSvg, "SVG…"),
                (UiCommand::SaveChartPng, "PNG…"),
            ] {
                let label = RichText::new(text).size(11.5).color(tokens.text.secondary);
                let button = ui.add(egui::Button::new(label).frame(false));
                if button.on_hover_text(command.info().tooltip).clicked() {
                    ctx.commands.send(command);
                }
            }
        });
    });
    let why: Vec<String> = rows
        .graph
        .origins
        .iter()
        .flat_map(|origin| origin.evidence.iter().map(evidence_text))
        .collect();
    let text = if why.is_empty() {
        "No article credits another’s agency or holds much of another’s words".to_owned()
    } else {
        why.join(" · ")
    };
    let text = RichText::new(text).size(11.5).color(tokens.text.dim);
    ui.add(egui::Label::new(text).wrap());
}

/// Where the nodes stand.
struct Places {
    sources: Vec<Rect>,
    articles: Vec<(usize, Rect)>,
    speakers: Vec<(usize, Rect)>,
    frames: Vec<(usize, Rect)>,
    height: f32,
}

fn places(rows: &QuoteRows, room: Rect) -> Places {
    let column = (room.width() / 3.0 - 50.0).clamp(90.0, 220.0);
    let left = room.left() + 14.0;
    let middle = room.center().x - column / 2.0;
    let right = room.right() - 14.0 - column;
    let stack = |x: f32, at: usize, top: f32| {
        Rect::from_min_size(pos2(x, top + at as f32 * (NODE + GAP)), vec2(column, NODE))
    };
    let top = room.top() + 22.0;
    let sources = (0..rows.graph.sources.len().min(MOST)).map(|at| stack(left, at, top));
    let speakers = rows.graph.speakers.iter().take(MOST).enumerate();
    let speakers: Vec<(usize, Rect)> = speakers
        .map(|(at, speaker)| (*speaker, stack(right, at, top)))
        .collect();
    let sources: Vec<Rect> = sources.collect();
    let mut articles = Vec::new();
    let mut frames = Vec::new();
    let mut y = top;
    for (number, origin) in rows.graph.origins.iter().enumerate() {
        let start = y;
        for article in &origin.articles {
            articles.push((
                *article,
                Rect::from_min_size(pos2(middle, y), vec2(column, NODE)),
            ));
            y += NODE + GAP;
        }
        if origin.articles.len() > 1 {
            let frame = Rect::from_min_max(pos2(middle, start), pos2(middle + column, y - GAP));
            frames.push((number, frame.expand(4.0)));
        }
        y += 8.0;
    }
    let bottom = |rect: Option<&Rect>| rect.map_or(top, Rect::bottom);
    let height = y
        .max(bottom(sources.last()))
        .max(bottom(speakers.last().map(|(_, rect)| rect)));
    Places {
        sources,
        articles,
        speakers,
        frames,
        height: height - room.top() + 26.0,
    }
}

fn nodes_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut QuotesState, rows: &QuoteRows) {
    let tokens = Theme::get(ui.ctx());
    let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 10.0));
    let places = places(rows, room);
    ui.allocate_exact_size(vec2(room.width(), places.height), Sense::hover());
    titles(ui, rows, &places, room);
    for (number, frame) in &places.frames {
        let stroke = Stroke::new(1.0, tokens.line.strong);
        ui.painter().rect(
            *frame,
            6.0,
            tokens.surface.panel,
            stroke,
            StrokeKind::Inside,
        );
        let origin = &rows.graph.origins[*number];
        let why: Vec<String> = origin.evidence.iter().map(evidence_text).collect();
        let id = ui.scope_id().with(("origin", *number));
        ui.interact(*frame, id, Sense::hover())
            .on_hover_text(format!("One origin\n{}", why.join("\n")));
    }
    edges(ui, ctx, state, rows, &places);
    let mut hovered = None;
    for (at, rect) in places.sources.iter().enumerate() {
        hovered = source_ui(ui, ctx, rows, (at, *rect)).or(hovered);
    }
    for (article, rect) in &places.articles {
        hovered = article_ui(ui, ctx, rows, (*article, *rect)).or(hovered);
    }
    for (speaker, rect) in &places.speakers {
        hovered = speaker_ui(ui, state, rows, (*speaker, *rect)).or(hovered);
    }
    if state.hovered != hovered {
        state.hovered = hovered;
        ui.ctx().request_repaint();
    }
}

fn titles(ui: &Ui, rows: &QuoteRows, places: &Places, room: Rect) {
    let tokens = Theme::get(ui.ctx());
    let more = |n: usize, what: &str| {
        if n > MOST {
            format!("{what} ({MOST} of {n})")
        } else {
            what.to_owned()
        }
    };
    let write = |x: f32, text: &str| {
        ui.painter().text(
            pos2(x, room.top() + 8.0),
            Align2::LEFT_CENTER,
            text,
            theme::strong_id(11.0),
            tokens.text.secondary,
        );
    };
    let sources = if rows.graph.sources.is_empty() {
        "No source is named".to_owned()
    } else {
        more(rows.graph.sources.len(), "Rest on")
    };
    write(room.left() + 14.0, &sources);
    if let Some((_, rect)) = places.articles.first() {
        write(rect.left(), "Articles");
    }
    if let Some((_, rect)) = places.speakers.first() {
        let text = more(rows.graph.speakers.len(), "Quote");
        write(rect.left(), &text);
    }
}

/// One line from an article to a source or speaker.
fn edge(ui: &Ui, from: egui::Pos2, to: egui::Pos2, (count, colour): (usize, Color32)) {
    let bend = (to.x - from.x) * 0.5;
    let points = [from, from + vec2(bend, 0.0), to - vec2(bend, 0.0), to];
    let width = 1.0 + (count as f32).ln().max(0.0);
    let stroke = Stroke::new(width, colour);
    ui.painter().add(CubicBezierShape::from_points_stroke(
        points,
        false,
        Color32::TRANSPARENT,
        stroke,
    ));
}

fn edges(ui: &Ui, ctx: &ViewCtx<'_>, state: &QuotesState, rows: &QuoteRows, places: &Places) {
    let shade = |article: usize, other: Node| {
        let colour = colour_of(ui, ctx, rows, article);
        let strength = match state.hovered {
            Some(node) if node == other || node == Node::Article(article) => 1.0,
            Some(_) => 0.12,
            None => 0.5,
        };
        colour.gamma_multiply(strength)
    };
    let rect_of = |article: usize| {
        let found = places.articles.iter().find(|(at, _)| *at == article);
        found.map(|(_, rect)| *rect)
    };
    for (at, rect) in places.sources.iter().enumerate() {
        for reliance in &rows.graph.sources[at].articles {
            if let Some(article) = rect_of(reliance.article) {
                let colour = shade(reliance.article, Node::Source(at));
                edge(
                    ui,
                    rect.right_center(),
                    article.left_center(),
                    (reliance.count, colour),
                );
            }
        }
    }
    for (speaker, rect) in &places.speakers {
        for (article, (times, _)) in &rows.speakers[*speaker].by_article {
            if let Some(from) = rect_of(*article) {
                let colour = shade(*article, Node::Speaker(*speaker));
                edge(
                    ui,
                    from.right_center(),
                    rect.left_center(),
                    (*times, colour),
                );
            }
        }
    }
}

fn colour_of(ui: &Ui, ctx: &ViewCtx<'_>, rows: &QuoteRows, article: usize) -> Color32 {
    let tokens = Theme::get(ui.ctx());
    let outlet = ctx
        .session
        .corpus
        .outlet_of(&rows.compared.articles[article].article);
    outlet.map_or(tokens.text.secondary, |outlet| tokens.outlet(outlet.colour))
}

/// A node as a button.
fn node_ui(
    ui: &Ui,
    node: Node,
    rect: Rect,
    (text, spoken): (&str, &str),
    colour: Color32,
) -> egui::Response {
    let tokens = Theme::get(ui.ctx());
    let response = ui.interact(rect, ui.scope_id().with(node), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
    let fill = if response.hovered() {
        tokens.surface.hover
    } else {
        tokens.surface.page
    };
    let stroke = Stroke::new(1.0, tokens.line.normal);
    ui.painter()
        .rect(rect, 4.0, fill, stroke, StrokeKind::Inside);
    let font = FontId::proportional(12.0);
    let galley = fitted(ui, text, font, colour, (rect.width() - 14.0, 1));
    let at = pos2(rect.left() + 7.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
    focus_ring(ui, &response);
    response
}

fn source_ui(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    rows: &QuoteRows,
    (at, rect): (usize, Rect),
) -> Option<Node> {
    let tokens = Theme::get(ui.ctx());
    let source = &rows.graph.sources[at];
    let by: Vec<String> = source
        .articles
        .iter()
        .map(|reliance| match reliance.place {
            Some(_) => format!(
                "{} {}×",
                rows.article_name(reliance.article),
                reliance.count
            ),
            None => format!("{} is credited to it", rows.article_name(reliance.article)),
        })
        .collect();
    let spoken = format!("Source {}: {}", source.name, by.join(", "));
    let colour = if source.is_outlet {
        tokens.text.primary
    } else {
        tokens.text.secondary
    };
    let response = node_ui(ui, Node::Source(at), rect, (&source.name, &spoken), colour);
    if response.clicked()
        && let Some(reliance) = source.articles.first()
    {
        let analysed = &rows.compared.articles[reliance.article];
        let command = match reliance.place {
            Some(span) => Command::GoTo {
                article: analysed.id(),
                span,
            },
            None => Command::Select(Item::Article(analysed.id())),
        };
        ctx.commands.send(command);
    }
    let hovered = response.hovered();
    response.on_hover_text(format!("{spoken}\nClick: go to the first place"));
    hovered.then_some(Node::Source(at))
}

fn article_ui(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    rows: &QuoteRows,
    (article, rect): (usize, Rect),
) -> Option<Node> {
    let name = rows.article_name(article);
    let analysed = &rows.compared.articles[article];
    let colour = colour_of(ui, ctx, rows, article);
    let spoken = format!("Article {name}");
    let text = format!("{} · {}", siglum(article), rows.outlets[article]);
    let response = node_ui(ui, Node::Article(article), rect, (&text, &spoken), colour);
    if response.clicked() {
        ctx.commands
            .send(Command::Select(Item::Article(analysed.id())));
    }
    let hovered = response.hovered();
    response.on_hover_text(analysed.article.title());
    hovered.then_some(Node::Article(article))
}

fn speaker_ui(
    ui: &Ui,
    state: &mut QuotesState,
    rows: &QuoteRows,
    (at, rect): (usize, Rect),
) -> Option<Node> {
    let tokens = Theme::get(ui.ctx());
    let speaker = &rows.speakers[at];
    let spoken = format!("Speaker {}: quoted {}×", speaker.name, speaker.quotations);
    let response = node_ui(
        ui,
        Node::Speaker(at),
        rect,
        (&speaker.name, &spoken),
        tokens.text.primary,
    );
    if response.clicked() {
        state.query.speaker = Some(speaker.name.clone());
    }
    let hovered = response.hovered();
    response.on_hover_text(format!("{spoken}\nClick: only what this speaker says"));
    hovered.then_some(Node::Speaker(at))
}
