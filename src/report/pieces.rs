//! Words cut at the edges of what is known about them.

use super::model::Article;
use crate::text::Span;

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

/// The sentences that the spans stand in, or only the spans where extracts are shown; neighbouring sentences become one range.
pub fn with_context(article: &Article, spans: &[Span]) -> Vec<Span> {
    let mut ranges: Vec<Span> = Vec::new();
    for span in spans {
        let sentences = if article.is_extracts() {
            // around an extract nothing is shown
            &[][..]
        } else {
            &article.sentences
        };
        let range = sentences
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

/// Whether an extract ends here before its sentence does.
pub fn is_cut_after(article: &Article, ranges: &[Span]) -> bool {
    let Some(last) = ranges.last().filter(|_| article.is_extracts()) else {
        return false;
    };
    let end = last.end;
    article
        .sentences
        .iter()
        .filter(|sentence| sentence.start < end && end < sentence.end)
        .filter_map(|sentence| article.text.get(end as usize..sentence.end as usize))
        // a full stop alone is no loss
        .any(|rest| rest.trim().chars().count() > 1)
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
