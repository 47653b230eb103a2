//! The same utterance quoted by one article and told in other words by another.

use std::collections::{BTreeMap, BTreeSet};

use super::Quoting;
use super::links::{is_weighty, same_person};
use super::segments::words_of;
use crate::analysis::quotes::model::{
    Alteration, QuotationCell, QuotationKind, Utterance, WordChange,
};
use crate::text::Span;

/// Indirect quotations whose words are mostly those another article quotes from the same speaker move into its row.
pub(super) fn add_paraphrases(articles: &[Quoting<'_>], utterances: &mut Vec<Utterance>) {
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
