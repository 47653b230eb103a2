//! What differs between two wordings of one utterance: other words, words cut with and without a mark, editor's brackets, pieces in
//! another order, another speaker. Letter case, marks and spelling as one word or two are no alteration.

use std::collections::BTreeMap;

use super::Quoting;
use super::links::{Link, same_person};
use super::segments::{Alignment, QuotedWord, Segment};
use crate::analysis::quotes::model::{Alteration, QuotationCell, WordChange};
use crate::text::Span;

/// Sentences left out without a mark between two that an article prints as one run: (segment before the gap, where it is
/// linked, words left out).
pub(super) struct Cut {
    /// The segment after which words are missing.
    pub(super) segment: usize,
    /// The segment of the other article that stands before the missing words.
    pub(super) other: usize,
    /// The missing words, in the other article.
    pub(super) missing: Span,
}

pub(super) fn find_cuts(segments: &[Segment], links: &[Link]) -> Vec<Cut> {
    let mut partners: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for link in links {
        partners.entry(link.lhs).or_default().push(link.rhs);
        partners.entry(link.rhs).or_default().push(link.lhs);
    }
    let follows = |lhs: usize, rhs: usize| {
        let (lhs, rhs) = (&segments[lhs], &segments[rhs]);
        (lhs.article, lhs.quotation, lhs.part) == (rhs.article, rhs.quotation, rhs.part)
    };
    let mut cuts = Vec::new();
    for first in 0..segments.len().saturating_sub(1) {
        let second = first + 1;
        if !follows(first, second) || segments[first].dots_after || segments[second].dots_before {
            continue;
        }
        for before in partners.get(&first).into_iter().flatten() {
            for after in partners.get(&second).into_iter().flatten() {
                if follows(*before, *after) && *after > before + 1 && after - before <= 4 {
                    let missing = segments[before + 1].span.hull(segments[after - 1].span);
                    cuts.push(Cut {
                        segment: first,
                        other: *before,
                        missing,
                    });
                }
            }
        }
    }
    cuts
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
    found
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
