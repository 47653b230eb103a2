//! Words of articles with their marks. A relation is told by shape (fill, hatching, dots, bar) and by letter as well as by colour.

use std::io::{self, Write};

use super::super::escape::Html as E;
use super::super::model::{Article, Cell};
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

/// Layers over a text: which words carry which class.
pub struct Layer {
    /// Which words.
    pub span: Span,
    /// What they are, as the index of the caller's list.
    pub key: usize,
}

/// Cuts `range` at every edge of a layer: pieces in order, each with the keys of the layers that cover it, ascending.
pub fn pieces(range: Span, layers: &[Layer]) -> Vec<(Span, Vec<usize>)> {
    let here: Vec<&Layer> = layers
        .iter()
        .filter(|layer| layer.span.intersects(range))
        .collect();
    let mut edges: Vec<u32> = here
        .iter()
        .flat_map(|layer| [layer.span.start, layer.span.end])
        .filter(|edge| range.start < *edge && *edge < range.end)
        .chain([range.start, range.end])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .map(|edge| {
            let piece = Span {
                start: edge[0],
                end: edge[1],
            };
            let mut keys: Vec<usize> = here
                .iter()
                .filter(|layer| layer.span.contains(piece))
                .map(|layer| layer.key)
                .collect();
            keys.sort_unstable();
            keys.dedup();
            (piece, keys)
        })
        .collect()
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
    Ok(())
}

/// The sentences that the spans stand in; neighbouring sentences become one range.
pub fn with_context(article: &Article, spans: &[Span]) -> Vec<Span> {
    let mut ranges: Vec<Span> = Vec::new();
    for span in spans {
        let range = article
            .sentences
            .iter()
            .filter(|sentence| sentence.intersects(*span))
            .fold(*span, |range, sentence| range.hull(*sentence));
        match ranges.last_mut() {
            Some(last) if near(article, *last, range) => *last = last.hull(range),
            _ => ranges.push(range),
        }
    }
    ranges
}

/// Whether nothing but white space lies between two ranges, or they overlap.
fn near(article: &Article, before: Span, after: Span) -> bool {
    after.start <= before.end
        || article
            .text
            .get(before.end as usize..after.start as usize)
            .is_some_and(|between| between.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Layer, pieces};
    use crate::text::Span;

    #[test]
    fn layers_that_overlap_cut_the_words_at_their_edges() {
        let layer = |start, end, key| Layer {
            span: Span::new(start, end),
            key,
        };
        let cut = pieces(
            Span::new(2, 10),
            &[layer(0, 5, 7), layer(4, 8, 9), layer(20, 30, 1)],
        );
        let expected = [
            (Span::new(2, 4), vec![7]),
            (Span::new(4, 5), vec![7, 9]),
            (Span::new(5, 8), vec![9]),
            (Span::new(8, 10), vec![]),
        ];
        assert_eq!(cut, expected);
    }
}
