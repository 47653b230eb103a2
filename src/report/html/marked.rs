//! Words of articles with their marks. A relation is told by shape (fill, hatching, dots, bar) and by letter as well as by colour.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::model::{Article, Cell};
pub use super::super::pieces::{Layer, is_cut_after, pieces, with_context};
use crate::analysis::compare::{MarkKind, Relation};
use crate::text::Span;

/// The shapes of the relations, defined once a page.
pub const SYMBOLS: &str = "<svg width=\"0\" height=\"0\" class=\"defs\" aria-hidden=\"true\"><defs>\
<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"hb\" width=\"6\" height=\"6\"/><rect class=\"hl\" width=\"2\" height=\"6\"/></pattern>\
<symbol id=\"g-same\" viewBox=\"0 0 40 14\"><rect class=\"gs\" width=\"40\" height=\"14\" rx=\"3\"/></symbol>\
<symbol id=\"g-edited\" viewBox=\"0 0 40 14\"><rect fill=\"url(#hatch)\" width=\"40\" height=\"14\" rx=\"3\"/></symbol>\
<symbol id=\"g-reworded\" viewBox=\"0 0 40 14\"><rect class=\"gr\" x=\"1\" y=\"1\" width=\"38\" height=\"12\" rx=\"3\"/></symbol>\
<symbol id=\"g-only\" viewBox=\"0 0 40 14\"><rect fill=\"currentColor\" width=\"40\" height=\"14\" rx=\"3\"/></symbol>\
</defs></svg>\n";

/// Class of a relation.
pub fn relation_class(relation: Relation) -> &'static str {
    match relation {
        Relation::SameWords => "same",
        Relation::Edited => "edited",
        Relation::Reworded => "reworded",
    }
}

/// The relation's shape.
pub fn glyph(relation: Relation) -> String {
    shape(relation_class(relation))
}

/// A shape by name.
pub fn shape(name: &str) -> String {
    format!("<svg class=\"g\" aria-hidden=\"true\"><use href=\"#g-{name}\"/></svg>")
}

/// Says that an extract ends before its sentence does.
pub fn cut_mark(article: &Article, ranges: &[Span], out: &mut dyn Write) -> io::Result<()> {
    if is_cut_after(article, ranges) {
        out.write_all(" <span class=\"ctx\">…</span>".as_bytes())?;
    }
    Ok(())
}

/// The words of a cell with changed words marked, in the sentences they stand in; words around them are dimmed.
pub fn cell_words(
    article: &Article,
    cell: &Cell,
    relation: Relation,
    out: &mut dyn Write,
) -> io::Result<()> {
    const IN_CELL: usize = 0;
    const CHANGED: usize = 1;
    const MOVED: usize = 2;
    let mut layers: Vec<Layer> = cell
        .spans
        .iter()
        .map(|span| Layer {
            span: *span,
            key: IN_CELL,
        })
        .collect();
    if relation != Relation::Reworded {
        layers.extend(cell.marks.iter().filter_map(|mark| {
            let key = match mark.kind {
                MarkKind::Same => return None,
                MarkKind::Changed => CHANGED,
                MarkKind::Moved => MOVED,
            };
            let span = Span {
                start: mark.start,
                end: mark.end,
            };
            Some(Layer { span, key })
        }));
    }
    let ranges = with_context(article, &cell.spans);
    for (index, range) in ranges.iter().enumerate() {
        if index > 0 {
            out.write_all(" <span class=\"ctx\">…</span> ".as_bytes())?;
        }
        for (piece, keys) in pieces(*range, &layers) {
            let words = E(piece.get(&article.text).unwrap_or_default());
            match keys.as_slice() {
                [] => write!(out, "<span class=\"ctx\">{words}</span>")?,
                keys if keys.contains(&CHANGED) => write!(out, "<b class=\"chg\">{words}</b>")?,
                keys if keys.contains(&MOVED) => write!(out, "<i class=\"mov\">{words}</i>")?,
                _ => write!(out, "{words}")?,
            }
        }
    }
    cut_mark(article, &ranges, out)
}
