//! What differs between two wordings of one utterance: other words, words cut with and without a mark, editor's brackets, pieces in
//! another order, another speaker. Letter case, marks and spelling as one word or two are no alteration.

use std::collections::BTreeMap;

use super::Quoting;
use super::links::{Link, same_person};
use super::segments::{Alignment, QuotedWord, Segment};
use crate::analysis::quotes::model::{Alteration, QuotationCell, WordChange};
use crate::text::Span;

/// Words left out between two stretches of one quotation that the other article prints: (stretch before the gap, where it is
/// linked, words left out).
pub(super) struct Cut {
    /// The segment after which words are missing.
    pub(super) segment: usize,
    /// The segment of the other article that stands before the missing words, or holds them.
    pub(super) other: usize,
    /// The missing words, in the other article.
    pub(super) missing: Span,
    /// Whether dots or closed marks say so.
    pub(super) open: bool,
}

pub(super) fn find_cuts(segments: &[Segment], links: &[Link]) -> Vec<Cut> {
    let mut partners: BTreeMap<usize, Vec<Partner<'_>>> = BTreeMap::new();
    for link in links {
        let pairs = &link.alignment.pairs;
        let partner = |other: usize, right: bool| Partner {
            other,
            pairs,
            right,
        };
        partners
            .entry(link.lhs)
            .or_default()
            .push(partner(link.rhs, true));
        partners
            .entry(link.rhs)
            .or_default()
            .push(partner(link.lhs, false));
    }
    let follows = |lhs: usize, rhs: usize| {
        let (lhs, rhs) = (&segments[lhs], &segments[rhs]);
        (lhs.article, lhs.quotation, lhs.part) == (rhs.article, rhs.quotation, rhs.part)
    };
    let mut cuts = Vec::new();
    for first in 0..segments.len().saturating_sub(1) {
        let second = first + 1;
        let (lhs, rhs) = (&segments[first], &segments[second]);
        if (lhs.article, lhs.quotation) != (rhs.article, rhs.quotation) {
            continue;
        }
        let open = lhs.part != rhs.part || lhs.dots_after || rhs.dots_before;
        for before in partners.get(&first).into_iter().flatten() {
            for after in partners.get(&second).into_iter().flatten() {
                let (one, two) = (before.other, after.other);
                let missing = if one == two && open {
                    between(&segments[one], before, after)
                } else if follows(one, two) && two > one + 1 && two - one <= 4 {
                    Some(segments[one + 1].span.hull(segments[two - 1].span))
                } else {
                    None
                };
                cuts.extend(missing.map(|missing| Cut {
                    segment: first,
                    other: one,
                    missing,
                    open,
                }));
            }
        }
    }
    cuts
}

/// A segment that another is linked with, and the words they share.
struct Partner<'a> {
    other: usize,
    pairs: &'a [(usize, usize)],
    /// Whether it stands on the right of the pairs.
    right: bool,
}

/// The words of a segment between what one stretch shares with it and what the next does.
fn between(segment: &Segment, before: &Partner<'_>, after: &Partner<'_>) -> Option<Span> {
    let place = |partner: &Partner<'_>, pair: Option<&(usize, usize)>| {
        pair.map(|pair| if partner.right { pair.1 } else { pair.0 })
    };
    let from = place(before, before.pairs.last())? + 1;
    let to = place(after, after.pairs.first())?;
    let words = segment
        .words
        .get(from..to)
        .filter(|words| !words.is_empty())?;
    Some(words[0].span.hull(words[words.len() - 1].span))
}

/// What differs where two stretches run together.
pub(super) fn changes(
    articles: &[Quoting<'_>],
    lhs: &Segment,
    rhs: &Segment,
    alignment: &Alignment,
) -> Vec<(WordChange, Span, Span)> {
    let (Some(first), Some(last)) = (alignment.pairs.first(), alignment.pairs.last()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut add = |left: &[QuotedWord], right: &[QuotedWord], left_at: u32, right_at: u32| {
        if let Some(change) = change_of(left, right) {
            found.push((change, span_of(left, left_at), span_of(right, right_at)));
        }
    };
    // both go on differently before or after the common words
    if first.0 > 0 && first.1 > 0 {
        add(
            &lhs.words[..first.0],
            &rhs.words[..first.1],
            lhs.span.start,
            rhs.span.start,
        );
    }
    for pair in alignment.pairs.windows(2) {
        let (left, right) = (pair[0].0 + 1..pair[1].0, pair[0].1 + 1..pair[1].1);
        let at = (lhs.words[pair[0].0].span.end, rhs.words[pair[0].1].span.end);
        let dots = left.is_empty() && has_dots(articles, lhs, pair[0].0)
            || right.is_empty() && has_dots(articles, rhs, pair[0].1);
        if !dots {
            add(&lhs.words[left], &rhs.words[right], at.0, at.1);
        }
    }
    if last.0 + 1 < lhs.words.len() && last.1 + 1 < rhs.words.len() {
        add(
            &lhs.words[last.0 + 1..],
            &rhs.words[last.1 + 1..],
            lhs.span.end,
            rhs.span.end,
        );
    }
    for (left, right) in &alignment.pairs {
        let (left, right) = (&lhs.words[*left], &rhs.words[*right]);
        if left.contracted != right.contracted {
            found.push((WordChange::Changed, left.span, right.span));
        }
    }
    found
}

/// Words that dots in the other article stand for: the place of the dots and the words, on the sides they belong to.
pub(super) fn marked_cuts(
    articles: &[Quoting<'_>],
    lhs: &Segment,
    rhs: &Segment,
    alignment: &Alignment,
) -> Vec<(Span, Span)> {
    let gaps = alignment.pairs.windows(2);
    gaps.filter_map(|pair| {
        let (left, right) = (pair[0].0 + 1..pair[1].0, pair[0].1 + 1..pair[1].1);
        let dots = match (left.is_empty(), right.is_empty()) {
            (true, false) => has_dots(articles, lhs, pair[0].0),
            (false, true) => has_dots(articles, rhs, pair[0].1),
            _ => false,
        };
        let at = (lhs.words[pair[0].0].span.end, rhs.words[pair[0].1].span.end);
        let spans = (
            span_of(&lhs.words[left], at.0),
            span_of(&rhs.words[right], at.1),
        );
        dots.then_some(spans)
    })
    .collect()
}

/// Whether dots stand behind a word: what is missing there is marked.
fn has_dots(articles: &[Quoting<'_>], segment: &Segment, word: usize) -> bool {
    let from = segment.words[word].span.end;
    let to = segment
        .words
        .get(word + 1)
        .map_or(segment.span.end, |next| next.span.start);
    let between = Span {
        start: from,
        end: to.max(from),
    }
    .of(articles[segment.article].text);
    between.contains("..") || between.contains('…') || between.contains(". .")
}

/// The kind of change between two runs of words, `None` where they are spelling variants of the same.
fn change_of(left: &[QuotedWord], right: &[QuotedWord]) -> Option<WordChange> {
    let joined = |words: &[QuotedWord]| {
        words
            .iter()
            .map(|word| word.form.as_str())
            .collect::<String>()
    };
    if left.is_empty() && right.is_empty() || joined(left) == joined(right) {
        return None;
    }
    let bracketed = left.iter().chain(right).any(|word| word.bracketed);
    Some(if bracketed {
        WordChange::Bracketed
    } else if left.is_empty() || right.is_empty() {
        WordChange::Cut
    } else {
        WordChange::Changed
    })
}

fn span_of(words: &[QuotedWord], otherwise: u32) -> Span {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.span.hull(last.span),
        _ => Span {
            start: otherwise,
            end: otherwise,
        },
    }
}

/// Two pieces of one quotation that stand in the other order in the other article.
pub(super) fn reorderings(
    segments: &[Segment],
    links: &[&Link],
    cell_of: &dyn Fn(usize) -> usize,
) -> Vec<Alteration> {
    let mut found = Vec::new();
    let mut compare = |one: (usize, usize, usize), two: (usize, usize, usize)| {
        // one.0 and two.0 are pieces of one quotation, both linked with the same segment .1 from word .2 on
        if one.1 == two.1
            && one.0 != two.0
            && segments[one.0].quotation == segments[two.0].quotation
            && segments[one.0].article == segments[two.0].article
        {
            let forward = segments[one.0].span.start < segments[two.0].span.start;
            if forward != (one.2 < two.2) {
                found.push(Alteration {
                    lhs: cell_of(one.0),
                    rhs: cell_of(one.1),
                    change: WordChange::Joined,
                    lhs_span: segments[one.0].span.hull(segments[two.0].span),
                    rhs_span: segments[one.1].span,
                });
            }
        }
    };
    for (index, one) in links.iter().enumerate() {
        for two in &links[index + 1..] {
            let (Some(first), Some(second)) =
                (one.alignment.pairs.first(), two.alignment.pairs.first())
            else {
                continue;
            };
            compare((one.lhs, one.rhs, first.1), (two.lhs, two.rhs, second.1));
            compare((one.rhs, one.lhs, first.0), (two.rhs, two.lhs, second.0));
        }
    }
    found
}

pub(super) fn reattributions(articles: &[Quoting<'_>], cells: &[QuotationCell]) -> Vec<Alteration> {
    let said = |cell: &QuotationCell| &articles[cell.article].quotations[cell.quotation];
    let mut found = Vec::new();
    for (lhs, one) in cells.iter().enumerate() {
        for (rhs, two) in cells.iter().enumerate().skip(lhs + 1) {
            if one.article != two.article
                && same_person(&said(one).speaker_name, &said(two).speaker_name) == Some(false)
            {
                let place = |cell: &QuotationCell| {
                    said(cell)
                        .speaker
                        .or(cell.content.first().map(|span| Span {
                            start: span.start,
                            end: span.start,
                        }))
                        .unwrap_or_default()
                };
                found.push(Alteration {
                    lhs,
                    rhs,
                    change: WordChange::Reattributed,
                    lhs_span: place(one),
                    rhs_span: place(two),
                });
            }
        }
    }
    found
}
