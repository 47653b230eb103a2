//! The same utterance in several articles: quoted sentences that share their words, however much of them each article
//! quotes, and what each changed.
//!
//! Rows are what accepted pairs of stretches connect, so the order of the articles does not matter. Quoting less is no
//! alteration; other words, words left out inside, or both sides going on differently where the common words end, are.
//!
//! - `segments`: quoted words cut in sentences, and the alignment of two of these.
//! - `forms`: under which form a word is compared.
//! - `links`: which two are the same utterance.
//! - `alterations`: what differs between them.
//! - `paraphrases`: who reports it in other words.

mod alterations;
mod forms;
mod links;
mod paraphrases;
mod segments;

use std::collections::{BTreeMap, BTreeSet};

use self::alterations::{Cut, changes, find_cuts, marked_cuts, reattributions, reorderings};
use self::forms::join_compounds;
use self::links::{Link, connect, find_links};
use self::paraphrases::add_paraphrases;
use self::segments::{Segment, cut};
use super::model::{Alteration, Quotation, QuotationCell, QuotationKind, Utterance, WordChange};
use crate::analysis::Cancelled;
use crate::text::Span;

/// One article as the alignment sees it.
#[derive(Clone, Copy, Debug)]
pub struct Quoting<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its quotations.
    pub quotations: &'a [Quotation],
}

/// Groups the quotations of some articles into utterances: by article and place of their first cell.
/// `watch` is asked from time to time whether to go on.
pub fn group(
    articles: &[Quoting<'_>],
    watch: &mut dyn FnMut() -> Result<(), Cancelled>,
) -> Result<Vec<Utterance>, Cancelled> {
    let segments = find_segments(articles);
    let links = find_links(articles, &segments, watch)?;
    let roots = connect(segments.len(), &links);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (segment, root) in roots.iter().enumerate() {
        members.entry(*root).or_default().push(segment);
    }
    let mut linked: BTreeMap<usize, Vec<&Link>> = BTreeMap::new();
    for link in &links {
        linked.entry(roots[link.lhs]).or_default().push(link);
    }
    let mut cuts: BTreeMap<usize, Vec<Cut>> = BTreeMap::new();
    for cut in find_cuts(&segments, &links) {
        cuts.entry(roots[cut.segment]).or_default().push(cut);
    }
    let mut utterances = Vec::new();
    for (root, links) in &linked {
        watch()?;
        utterances.push(row(
            articles,
            &segments,
            &members[root],
            links,
            cuts.get(root).map_or(&[][..], Vec::as_slice),
        ));
    }
    utterances.extend(unshared(articles, &segments, &roots, &linked));
    add_paraphrases(articles, &mut utterances);
    utterances.sort_by_key(|utterance| {
        utterance
            .cells
            .first()
            .map(|cell| (cell.article, cell.content.first().copied(), cell.quotation))
    });
    Ok(utterances)
}

fn find_segments(articles: &[Quoting<'_>]) -> Vec<Segment> {
    let mut segments = Vec::new();
    for (article, quoting) in articles.iter().enumerate() {
        for (quotation, said) in quoting.quotations.iter().enumerate() {
            for (part, span) in said.quoted.iter().enumerate() {
                for (span, words) in cut(quoting.text, *span) {
                    let written = span.of(quoting.text);
                    let dots = ["...", "…", ". . ."];
                    let trimmed = written.trim_end_matches(['"', '”', '’', '\'']);
                    let dots_before = dots.iter().any(|dots| written.starts_with(dots));
                    let dots_after = dots.iter().any(|dots| trimmed.ends_with(dots));
                    segments.push(Segment {
                        article,
                        quotation,
                        part,
                        span,
                        words,
                        dots_before,
                        dots_after,
                    });
                }
            }
        }
    }
    join_compounds(articles, &mut segments);
    segments
}

fn row(
    articles: &[Quoting<'_>],
    segments: &[Segment],
    members: &[usize],
    links: &[&Link],
    cuts: &[Cut],
) -> Utterance {
    let mut spans: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
    for member in members {
        let segment = &segments[*member];
        spans
            .entry((segment.article, segment.quotation))
            .or_default()
            .push(segment.span);
    }
    let mut cells: Vec<QuotationCell> = spans
        .into_iter()
        .map(|((article, quotation), content)| QuotationCell {
            article,
            quotation,
            content,
        })
        .collect();
    cells.sort_by_key(|cell| (cell.article, cell.content.first().copied(), cell.quotation));
    let cell_of = |segment: usize| {
        let segment = &segments[segment];
        cells
            .iter()
            .position(|cell| (cell.article, cell.quotation) == (segment.article, segment.quotation))
            .unwrap_or(0)
    };
    let mut alterations = Vec::new();
    for link in links {
        let (lhs, rhs) = (cell_of(link.lhs), cell_of(link.rhs));
        for (change, lhs_span, rhs_span) in changes(
            articles,
            &segments[link.lhs],
            &segments[link.rhs],
            &link.alignment,
        ) {
            alterations.push(Alteration {
                lhs,
                rhs,
                change,
                lhs_span,
                rhs_span,
            });
        }
    }
    alterations.extend(reorderings(segments, links, &cell_of));
    let left_out = |cut: &Cut| {
        let place = segments[cut.segment].span.end as usize;
        Alteration {
            lhs: cell_of(cut.segment),
            rhs: cell_of(cut.other),
            change: WordChange::Cut,
            lhs_span: Span::new(place, place),
            rhs_span: cut.missing,
        }
    };
    let (open, hidden): (Vec<&Cut>, Vec<&Cut>) = cuts.iter().partition(|cut| cut.open);
    alterations.extend(hidden.into_iter().map(left_out));
    let altered = !alterations.is_empty();
    // the reader was told of these
    alterations.extend(open.into_iter().map(left_out));
    for link in links {
        let (one, two) = (&segments[link.lhs], &segments[link.rhs]);
        let marked = marked_cuts(articles, one, two, &link.alignment).into_iter();
        alterations.extend(marked.map(|(lhs_span, rhs_span)| Alteration {
            lhs: cell_of(link.lhs),
            rhs: cell_of(link.rhs),
            change: WordChange::Cut,
            lhs_span,
            rhs_span,
        }));
    }
    alterations.extend(reattributions(articles, &cells));
    finish(articles, cells, alterations, altered)
}

fn finish(
    articles: &[Quoting<'_>],
    cells: Vec<QuotationCell>,
    mut alterations: Vec<Alteration>,
    altered: bool,
) -> Utterance {
    for alteration in &mut alterations {
        if alteration.lhs > alteration.rhs {
            std::mem::swap(&mut alteration.lhs, &mut alteration.rhs);
            std::mem::swap(&mut alteration.lhs_span, &mut alteration.rhs_span);
        }
    }
    alterations.sort_by_key(|alteration| {
        (
            alteration.lhs,
            alteration.rhs,
            alteration.lhs_span,
            alteration.rhs_span,
            alteration.change,
        )
    });
    alterations.dedup();
    let said = |cell: &QuotationCell| &articles[cell.article].quotations[cell.quotation];
    let kind = cells
        .iter()
        .map(|cell| said(cell).kind)
        .min_by_key(|kind| literalness(*kind))
        .unwrap_or(QuotationKind::Indirect);
    let speaker = fullest_name(cells.iter().map(|cell| said(cell).speaker_name.as_str()));
    Utterance {
        speaker,
        kind,
        cells,
        paraphrases: Vec::new(),
        altered,
        alterations,
    }
}

fn literalness(kind: QuotationKind) -> u8 {
    match kind {
        QuotationKind::Direct => 0,
        QuotationKind::Mixed => 1,
        QuotationKind::Indirect => 2,
    }
}

/// The name most cells give; among equals the one with most words, then the first by spelling. Names before roles.
fn fullest_name<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names
        .filter(|name| !name.is_empty())
        .for_each(|name| *counts.entry(name).or_default() += 1);
    counts
        .iter()
        .max_by_key(|(name, count)| {
            let proper = name
                .split(' ')
                .all(|word| word.chars().next().is_some_and(char::is_uppercase));
            let several = name.contains(' ');
            (
                proper && several,
                **count,
                name.split(' ').count().min(4),
                std::cmp::Reverse(**name),
            )
        })
        .map(|(name, _)| (*name).to_owned())
        .unwrap_or_default()
}

/// What only one article has: a row for each quotation that has sentences nobody shares, and for each indirect one.
fn unshared(
    articles: &[Quoting<'_>],
    segments: &[Segment],
    roots: &[usize],
    linked: &BTreeMap<usize, Vec<&Link>>,
) -> Vec<Utterance> {
    let mut alone: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
    let mut shared: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut has_segments: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, segment) in segments.iter().enumerate() {
        has_segments.insert((segment.article, segment.quotation));
        if linked.contains_key(&roots[index]) {
            shared.insert((segment.article, segment.quotation));
        } else {
            alone
                .entry((segment.article, segment.quotation))
                .or_default()
                .push(segment.span);
        }
    }
    for (article, quoting) in articles.iter().enumerate() {
        for (quotation, said) in quoting.quotations.iter().enumerate() {
            if !has_segments.contains(&(article, quotation)) {
                alone.insert((article, quotation), said.content.clone());
            }
        }
    }
    alone
        .into_iter()
        .map(|((article, quotation), content)| {
            let content = if shared.contains(&(article, quotation)) {
                content
            } else {
                articles[article].quotations[quotation].content.clone()
            };
            finish(
                articles,
                vec![QuotationCell {
                    article,
                    quotation,
                    content,
                }],
                Vec::new(),
                false,
            )
        })
        .collect()
}
