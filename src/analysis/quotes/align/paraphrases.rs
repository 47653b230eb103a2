//! The same utterance quoted by one article and told in other words by another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::Quoting;
use super::links::{is_weighty, same_person};
use super::segments::words_of;
use crate::analysis::quotes::model::{
    Alteration, QuotationCell, QuotationKind, Utterance, WordChange,
};
use crate::text::Span;

/// A word that more utterances than this hold proposes no row.
const MOST_SHARING: usize = 60;
/// Fewest weighty words that an utterance and its paraphrase share.
const FEWEST_SHARED: usize = 4;
/// Share of the weighty words of the shorter that both hold.
const LEAST_SHARED: f64 = 0.6;

/// Indirect quotations whose words are mostly those another article quotes from the same speaker move into its row. Cost: linear in the
/// words, since a word proposes at most [`MOST_SHARING`] rows.
pub(super) fn add_paraphrases(articles: &[Quoting<'_>], utterances: &mut Vec<Utterance>) {
    let forms: Vec<BTreeSet<String>> = utterances
        .par_iter()
        .map(|utterance| {
            let cells = utterance.cells.iter();
            cells
                .flat_map(|cell| weighty_words(articles, cell))
                .collect()
        })
        .collect();
    // Words as their numbers in the order of the alphabet: sets of them compare as the sets of words do.
    let all: BTreeSet<&str> = forms.iter().flatten().map(String::as_str).collect();
    let numbers: HashMap<&str, u32> = all.into_iter().zip(0..).collect();
    let words: Vec<Vec<u32>> = forms
        .iter()
        .map(|own| own.iter().map(|form| numbers[form.as_str()]).collect())
        .collect();
    let mut quoting: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, utterance) in utterances.iter().enumerate() {
        if utterance.kind != QuotationKind::Indirect {
            for word in &words[index] {
                quoting.entry(*word).or_default().push(index);
            }
        }
    }
    quoting.retain(|_, rows| rows.len() <= MOST_SHARING);
    let moves: Vec<(usize, usize)> = (0..utterances.len())
        .into_par_iter()
        .filter(|index| utterances[*index].kind == QuotationKind::Indirect)
        .filter_map(|index| Some((index, row_of(index, utterances, &words, &quoting)?)))
        .collect();
    for (from, to) in moves {
        for cell in std::mem::take(&mut utterances[from].cells) {
            add_to(&mut utterances[to], cell);
        }
    }
    utterances.retain(|utterance| !utterance.cells.is_empty());
}

fn weighty_words(articles: &[Quoting<'_>], cell: &QuotationCell) -> Vec<String> {
    cell.content
        .iter()
        .flat_map(|span| words_of(articles[cell.article].text, *span))
        .map(|word| word.form)
        .filter(|form| is_weighty(form))
        .collect()
}

/// The row that an indirect quotation tells in other words, if there is one.
fn row_of(
    index: usize,
    utterances: &[Utterance],
    words: &[Vec<u32>],
    quoting: &BTreeMap<u32, Vec<usize>>,
) -> Option<usize> {
    let own = &words[index];
    let told = &utterances[index];
    if own.len() < FEWEST_SHARED {
        return None;
    }
    let proposed: BTreeSet<usize> = own
        .iter()
        .filter_map(|word| quoting.get(word))
        .flatten()
        .copied()
        .collect();
    proposed
        .into_iter()
        .filter_map(|row| {
            let shared = own
                .iter()
                .filter(|word| words[row].binary_search(word).is_ok())
                .count();
            let shorter = own.len().min(words[row].len());
            let enough = shared >= FEWEST_SHARED && shared as f64 >= LEAST_SHARED * shorter as f64;
            let said = &utterances[row];
            let elsewhere = said
                .cells
                .iter()
                .all(|cell| cell.article != told.cells[0].article);
            let is_it =
                enough && elsewhere && same_person(&said.speaker, &told.speaker) == Some(true);
            is_it.then_some((shared, row))
        })
        .max_by_key(|(shared, row)| (*shared, std::cmp::Reverse((&words[*row], *row))))
        .map(|(_, row)| row)
}

fn add_to(utterance: &mut Utterance, cell: QuotationCell) {
    let place = |cell: &QuotationCell| {
        let spans = cell.content.iter().copied();
        spans.reduce(Span::hull).unwrap_or_default()
    };
    utterance.alterations.push(Alteration {
        lhs: 0,
        rhs: utterance.cells.len() + utterance.paraphrases.len(),
        change: WordChange::Paraphrased,
        lhs_span: utterance.cells.first().map(place).unwrap_or_default(),
        rhs_span: place(&cell),
    });
    utterance.paraphrases.push(cell);
}
