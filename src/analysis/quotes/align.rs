//! The same utterance in several articles: quoted sentences that share their words, however much of them each article
//! quotes, and what each changed.
//!
//! Candidates share a run of three words; a pair is accepted by its word alignment; rows are what accepted pairs connect,
//! so the order of the articles does not matter. Quoting less is no alteration; other words, words left out inside, or
//! both sides going on differently where the common words end, are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::model::{Alteration, Quotation, QuotationCell, QuotationKind, Utterance, WordChange};
use super::segments::{Alignment, QuotedWord, Segment, align, cut, words_of};
use crate::text::Span;

/// One article as the alignment sees it.
#[derive(Clone, Copy, Debug)]
pub struct Quoting<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its quotations.
    pub quotations: &'a [Quotation],
}

/// A run of words that more segments than this share is a set phrase and proposes no pair.
const MAX_SHARING: usize = 60;

struct Link {
    lhs: usize,
    rhs: usize,
    alignment: Alignment,
}

/// Groups the quotations of some articles into utterances: by article and place of their first cell.
pub fn group(articles: &[Quoting<'_>]) -> Vec<Utterance> {
    let segments = find_segments(articles);
    let links = find_links(articles, &segments);
    let roots = connect(segments.len(), &links);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (segment, root) in roots.iter().enumerate() {
        members.entry(*root).or_default().push(segment);
    }
    let mut linked: BTreeMap<usize, Vec<&Link>> = BTreeMap::new();
    for link in &links {
        linked.entry(roots[link.lhs]).or_default().push(link);
    }
    let cuts = find_cuts(&segments, &links);
    let mut utterances = Vec::new();
    for (root, links) in &linked {
        utterances.push(row(articles, &segments, &members[root], links, &cuts));
    }
    utterances.extend(unshared(articles, &segments, &roots, &linked));
    add_paraphrases(articles, &mut utterances);
    utterances.sort_by_key(|utterance| {
        utterance
            .cells
            .first()
            .map(|cell| (cell.article, cell.content.first().copied(), cell.quotation))
    });
    utterances
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
    segments
}

fn find_links(articles: &[Quoting<'_>], segments: &[Segment]) -> Vec<Link> {
    let mut sharing: HashMap<[&str; 3], Vec<usize>> = HashMap::new();
    for (index, segment) in segments.iter().enumerate() {
        for run in segment.words.windows(3) {
            let forms = [0, 1, 2].map(|at| run[at].form.as_str());
            let sharers = sharing.entry(forms).or_default();
            if sharers.last() != Some(&index) {
                sharers.push(index);
            }
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, segment) in segments.iter().enumerate() {
        for run in segment.words.windows(3) {
            let forms = [0, 1, 2].map(|at| run[at].form.as_str());
            let sharers = sharing.get(&forms).map_or(&[][..], Vec::as_slice);
            if sharers.len() <= MAX_SHARING {
                let later = sharers.iter().filter(|other| **other > index);
                let elsewhere = later.filter(|other| segments[**other].article != segment.article);
                pairs.extend(elsewhere.map(|other| (index, *other)));
            }
        }
    }
    pairs
        .into_iter()
        .filter_map(|(lhs, rhs)| {
            let alignment = align_either_way(&segments[lhs].words, &segments[rhs].words);
            accepts(articles, &segments[lhs], &segments[rhs], &alignment).then_some(Link {
                lhs,
                rhs,
                alignment,
            })
        })
        .collect()
}

/// The alignment of two stretches, whichever is given first: among equally good ones the choice hangs on the words alone.
fn align_either_way(lhs: &[QuotedWord], rhs: &[QuotedWord]) -> Alignment {
    let forms = |words: &[QuotedWord]| -> Vec<String> {
        words.iter().map(|word| word.form.clone()).collect()
    };
    if forms(lhs) <= forms(rhs) {
        return align(lhs, rhs);
    }
    let mut turned = align(rhs, lhs);
    turned
        .pairs
        .iter_mut()
        .for_each(|pair| *pair = (pair.1, pair.0));
    turned
}

/// Whether two stretches of quoted words are the same utterance.
fn accepts(articles: &[Quoting<'_>], lhs: &Segment, rhs: &Segment, alignment: &Alignment) -> bool {
    let shared = alignment.pairs.len();
    let weighty = alignment
        .pairs
        .iter()
        .filter(|(i, _)| is_weighty(&lhs.words[*i].form))
        .count();
    let shorter = lhs.words.len().min(rhs.words.len());
    let share = shared as f64 / shorter.max(1) as f64;
    if alignment.longest_run < 3 || weighty == 0 {
        return false;
    }
    let one_speaker = same_person(speaker(articles, lhs), speaker(articles, rhs)) != Some(false);
    let whole = share >= 0.95;
    match shared {
        3..=4 => {
            whole && (one_speaker || weighty >= 2) || share >= 0.7 && one_speaker && weighty >= 2
        }
        5..=7 => share >= 0.6 || one_speaker && share >= 0.5 && weighty >= 3,
        _ => share >= 0.5 || shared >= 12 && alignment.longest_run >= 8,
    }
}

fn speaker<'a>(articles: &[Quoting<'a>], segment: &Segment) -> &'a str {
    &articles[segment.article].quotations[segment.quotation].speaker_name
}

/// Whether two names can be one person's; `None` when one of them names nobody.
fn same_person(lhs: &str, rhs: &str) -> Option<bool> {
    let named = |name: &str| {
        !name.is_empty()
            && !name.starts_with("The ")
            && name
                .split(' ')
                .all(|word| !word.starts_with(char::is_lowercase))
            && !matches!(
                name,
                "He" | "She" | "It" | "They" | "I" | "We" | "You" | "Who"
            )
    };
    if !named(lhs) || !named(rhs) {
        return None;
    }
    let last = |name: &str| crate::text::fold(name.rsplit(' ').next().unwrap_or(name));
    let holds =
        |whole: &str, part: &str| crate::text::fold(whole).contains(&crate::text::fold(part));
    Some(last(lhs) == last(rhs) || holds(lhs, rhs) || holds(rhs, lhs))
}

/// Whether a word says more than a function word does.
fn is_weighty(form: &str) -> bool {
    const LIGHT: &[&str] = &[
        "a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "or", "but", "is", "are",
        "was", "were", "be", "been", "it", "he", "she", "they", "we", "you", "i", "that", "this",
        "these", "those", "with", "as", "by", "from", "not", "have", "has", "had", "do", "does",
        "did", "will", "would", "can", "could", "his", "her", "their", "our", "my", "your", "its",
        "what", "who", "there", "so", "if", "all", "very", "just", "'s", "'re", "'ve", "'m", "'ll",
        "'d", "don't", "me", "him", "them", "us", "about", "going", "no",
    ];
    !LIGHT.contains(&form)
}

/// For each segment the least segment it is connected with.
fn connect(n_segments: usize, links: &[Link]) -> Vec<usize> {
    let mut roots: Vec<usize> = (0..n_segments).collect();
    for link in links {
        let (lhs, rhs) = (root_of(&mut roots, link.lhs), root_of(&mut roots, link.rhs));
        roots[lhs.max(rhs)] = lhs.min(rhs);
    }
    (0..n_segments).map(|at| root_of(&mut roots, at)).collect()
}

fn root_of(roots: &mut [usize], mut at: usize) -> usize {
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

/// Sentences left out without a mark between two that an article prints as one run: (segment before the gap, where it is
/// linked, words left out).
struct Cut {
    /// The segment after which words are missing.
    segment: usize,
    /// The segment of the other article that stands before the missing words.
    other: usize,
    /// The missing words, in the other article.
    missing: Span,
}

fn find_cuts(segments: &[Segment], links: &[Link]) -> Vec<Cut> {
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
    for cut in cuts.iter().filter(|cut| members.contains(&cut.segment)) {
        let place = segments[cut.segment].span.end as usize;
        alterations.push(Alteration {
            lhs: cell_of(cut.segment),
            rhs: cell_of(cut.other),
            change: WordChange::Cut,
            lhs_span: Span::new(place, place),
            rhs_span: cut.missing,
        });
    }
    let altered = !alterations.is_empty();
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

/// What differs where two stretches run together.
fn changes(
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
fn reorderings(
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

fn reattributions(articles: &[Quoting<'_>], cells: &[QuotationCell]) -> Vec<Alteration> {
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

/// Indirect quotations whose words are mostly those another article quotes from the same speaker move into its row.
fn add_paraphrases(articles: &[Quoting<'_>], utterances: &mut Vec<Utterance>) {
    let weighty = |cell: &QuotationCell| -> BTreeSet<String> {
        cell.content
            .iter()
            .flat_map(|span| words_of(articles[cell.article].text, *span))
            .map(|word| word.form)
            .filter(|form| is_weighty(form))
            .collect()
    };
    let words: Vec<BTreeSet<String>> = utterances
        .iter()
        .map(|utterance| utterance.cells.iter().flat_map(weighty).collect())
        .collect();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, utterance) in utterances.iter().enumerate() {
        if utterance.kind != QuotationKind::Indirect {
            words[index]
                .iter()
                .for_each(|word| by_word.entry(word).or_default().push(index));
        }
    }
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (index, utterance) in utterances.iter().enumerate() {
        if utterance.kind != QuotationKind::Indirect || words[index].len() < 4 {
            continue;
        }
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in &words[index] {
            for other in by_word.get(word.as_str()).into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let best = shared
            .into_iter()
            .filter(|(other, count)| {
                let shorter = words[index].len().min(words[*other].len());
                *count >= 4
                    && *count * 10 >= shorter * 6
                    && utterances[*other]
                        .cells
                        .iter()
                        .all(|cell| cell.article != utterance.cells[0].article)
                    && same_person(&utterances[*other].speaker, &utterance.speaker) == Some(true)
            })
            .max_by_key(|(other, count)| (*count, std::cmp::Reverse((&words[*other], *other))));
        if let Some((other, _)) = best {
            moves.push((index, other));
        }
    }
    for (from, to) in &moves {
        let cells = std::mem::take(&mut utterances[*from].cells);
        let place = |cell: &QuotationCell| {
            cell.content
                .iter()
                .copied()
                .reduce(Span::hull)
                .unwrap_or_default()
        };
        for cell in cells {
            let utterance = &mut utterances[*to];
            let rhs = utterance.cells.len() + utterance.paraphrases.len();
            utterance.alterations.push(Alteration {
                lhs: 0,
                rhs,
                change: WordChange::Paraphrased,
                lhs_span: utterance.cells.first().map(place).unwrap_or_default(),
                rhs_span: place(&cell),
            });
            utterance.paraphrases.push(cell);
        }
    }
    utterances.retain(|utterance| !utterance.cells.is_empty());
}
