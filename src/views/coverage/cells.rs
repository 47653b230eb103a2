//! What stands in the cells of a row, and what is said of them.

use egui::{Align, Color32, FontId, Painter, Rect, Ui, pos2, vec2};

use super::grid::PAD;
use super::marks;
use crate::analysis::compare::PlacementBlock;
use crate::corpus::{Article, ArticleId, siglum};
use crate::session::{Absence, Compared, CoverageCell, CoverageRow, Session, place_text};
use crate::widgets::theme::{self, Theme};
use crate::widgets::{fitted, place};

/// An article as a column.
#[derive(Debug)]
pub struct Head {
    /// Index in siglum order.
    pub index: usize,
    /// The article.
    pub article: ArticleId,
    /// Its outlet's short name.
    pub name: String,
    /// Its outlet's colour.
    pub colour: Color32,
    /// "5 Sep 2015", or that there is no date.
    pub day: String,
}

impl Head {
    /// The compared articles from left to right, as in the Compare view.
    pub fn of_all(session: &Session, compared: &Compared, tokens: &Theme) -> Vec<Self> {
        let of = |article: &Article| {
            let outlet = session.corpus.outlet_of(article);
            Some(Self {
                index: compared.index_of(article.id)?,
                article: article.id,
                name: outlet
                    .map_or("Unknown outlet", |o| o.short_name())
                    .to_owned(),
                colour: outlet.map_or(tokens.text.secondary, |o| tokens.outlet(o.colour)),
                day: article
                    .published
                    .get()
                    .map_or("no date".to_owned(), crate::corpus::Published::short),
            })
        };
        let mut heads: Vec<Self> = session
            .columns()
            .filter_map(|article| of(article))
            .collect();
        // While a new comparison runs, the last one may hold articles that are no columns any more.
        for analysed in &compared.articles {
            if !heads.iter().any(|head| head.article == analysed.id()) {
                heads.extend(of(&analysed.article));
            }
        }
        heads
    }

    /// "HuffPost (A)".
    pub fn spoken(&self) -> String {
        format!("{} ({})", self.name, siglum(self.index))
    }
}

/// "headline", "lead", "¶8".
fn short_place(cell: &CoverageCell) -> String {
    match cell.placement.block {
        PlacementBlock::Headline => "headline".to_owned(),
        PlacementBlock::Lead => "lead".to_owned(),
        PlacementBlock::Paragraph => format!("¶{}", cell.placement.index),
    }
}

/// "same words", "edited", "reworded", "only here".
pub fn relation_text(cell: &CoverageCell) -> &'static str {
    cell.relation
        .map_or("only here", |relation| relation.label())
}

/// Paints an article's part.
pub fn cell_ui(
    ui: &Ui,
    painter: &Painter,
    rect: Rect,
    cell: &CoverageCell,
    (tokens, head): (&Theme, &Head),
) {
    let mark = mark_rect(rect);
    marks::relation_mark(painter, mark, cell.relation, (tokens, head.colour));
    let left = mark.right() + 6.0;
    let room = rect.right() - PAD / 2.0 - left;
    let font = FontId::proportional(11.5);
    let place = fitted(ui, &short_place(cell), font, tokens.text.primary, (room, 1));
    let beside = room - place.size().x - 6.0;
    let font = FontId::proportional(10.5);
    let text = relation_text(cell);
    let middle = rect.center().y;
    if beside > 56.0 {
        let relation = fitted(ui, text, font, tokens.text.dim, (beside, 1));
        let at = pos2(
            left + place.size().x + 6.0,
            middle - relation.size().y / 2.0,
        );
        painter.galley(at, relation, tokens.text.dim);
        let at = pos2(left, middle - place.size().y / 2.0);
        painter.galley(at, place, tokens.text.primary);
    } else {
        let relation = fitted(ui, text, font, tokens.text.dim, (room, 1));
        let top = middle - f32::midpoint(place.size().y, relation.size().y);
        let below = pos2(left, top + place.size().y);
        painter.galley(pos2(left, top), place, tokens.text.primary);
        painter.galley(below, relation, tokens.text.dim);
    }
}

fn mark_rect(rect: Rect) -> Rect {
    let width = if rect.width() < 112.0 { 24.0 } else { 40.0 };
    Rect::from_min_size(
        pos2(rect.left() + PAD, rect.center().y - 7.0),
        vec2(width, 14.0),
    )
}

/// Paints why there is no part.
pub fn absent_ui(ui: &Ui, painter: &Painter, rect: Rect, absence: Absence, tokens: &Theme) {
    let mark = mark_rect(rect);
    marks::absence_mark(painter, mark, absence, tokens);
    let text = match absence {
        Absence::NotInArticle => return,
        Absence::CouldNotBeSeen => "not seen",
        Absence::CouldNotBeCompared => "language",
    };
    if rect.right() - mark.right() > 50.0 {
        let font = FontId::proportional(11.0);
        let room = rect.right() - mark.right() - PAD;
        let galley = fitted(ui, text, font, tokens.text.dim, (room, 2));
        let at = pos2(mark.right() + 6.0, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, tokens.text.dim);
    }
}

/// Paints "2 / 4".
pub fn reported_ui(ui: &Ui, painter: &Painter, rect: Rect, text: &str, tokens: &Theme) {
    let galley = fitted(
        ui,
        text,
        FontId::proportional(12.5),
        tokens.text.primary,
        (rect.width(), 1),
    );
    place(painter, rect, galley, Align::Max, PAD);
}

/// Paints what differs.
pub fn differs_ui(ui: &Ui, painter: &Painter, rect: Rect, row: &CoverageRow, tokens: &Theme) {
    if row.what_differs.is_empty() {
        return;
    }
    let room = (rect.width() - 2.0 * PAD, 2);
    let font = FontId::proportional(11.5);
    let galley = fitted(ui, &row.what_differs, font, tokens.text.secondary, room);
    place(painter, rect, galley, Align::Min, PAD);
}

/// Paints the statement's words.
pub fn gloss_ui(ui: &Ui, painter: &Painter, rect: Rect, row: &CoverageRow, tokens: &Theme) {
    let font = theme::serif_id(super::shown::GLOSS_SIZE);
    let room = (rect.width() - 2.0 * PAD, 2);
    let galley = fitted(ui, &row.gloss, font, tokens.text.primary, room);
    place(painter, rect, galley, Align::Min, PAD);
}

/// What is said of a cell when the pointer rests there: place, relation and the article's own words.
pub fn cell_tooltip(
    compared: &Compared,
    cell: &CoverageCell,
    row: &CoverageRow,
    head: &Head,
) -> String {
    let words = match row.subject {
        crate::session::CoverageSubject::Statement(id) => {
            let statement = compared.statement(id);
            let cells = statement.map_or(&[][..], |statement| &statement.cells);
            let own = cells.iter().filter(|own| own.article == cell.article);
            let texts: Vec<String> = own.map(|own| compared.cell_text(own)).collect();
            texts.join("\n")
        }
        crate::session::CoverageSubject::OnlyHere { .. } => row.gloss.clone(),
    };
    format!(
        "{} · {} · {}\n{words}\nClick: go to the place in the column",
        head.spoken(),
        place_text(cell.placement),
        relation_text(cell)
    )
}

/// What is said where there is no cell.
pub fn absent_tooltip(absence: Absence, head: &Head) -> String {
    match absence {
        Absence::NotInArticle => format!("Not in {}", head.spoken()),
        Absence::CouldNotBeSeen => format!(
            "Could not be seen in {}: the text is cut off, it may have stood in the rest",
            head.spoken()
        ),
        Absence::CouldNotBeCompared => format!(
            "Could not be compared with {}: it is in another language",
            head.spoken()
        ),
    }
}
