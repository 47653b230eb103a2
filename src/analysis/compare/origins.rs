//! How many independent origins the compared articles have: what they credit, whom they rest on and how much of their own words they
//! share, put together. The rules are in [`crate::analysis::quotes::find_origins`]; here the shares are measured.
//!
//! Of a passage as large a part counts as both have the words of. Words in quotation marks do not count: two reporters who quote the same speech have not copied from each other.

use super::model::{Comparison, Passage};
use crate::analysis::Analysed;
use crate::analysis::quotes::{CopiedShare, Origin, OriginArticle, find_origins};
use crate::text::Span;

/// The origins of the articles that `comparison` compared, by their first article. `outlets`: the name of each article's outlet,
/// empty where it is not known. Cost: linear in the words, for each article and each pair.
pub fn origins(articles: &[&Analysed], outlets: &[&str], comparison: &Comparison) -> Vec<Origin> {
    let all: Vec<Vec<Span>> = articles.iter().map(|article| all_words(article)).collect();
    let mut copied = Vec::new();
    for (of, words) in all.iter().enumerate() {
        let own = own_words(articles[of], words);
        for held_by in (0..articles.len()).filter(|other| *other != of) {
            let shared: f64 = comparison
                .passages
                .iter()
                .filter(|passage| !passage.is_set_phrase)
                .filter_map(|passage| Some((passage, side(passage, of, held_by)?)))
                .map(|(passage, span)| {
                    let common = f64::from(passage.common_words);
                    let kept = common / words_in(words, span).max(1) as f64;
                    words_in(&own, span) as f64 * kept.min(1.0)
                })
                .sum();
            copied.push(CopiedShare {
                of,
                held_by,
                share: shared / own.len().max(1) as f64,
            });
        }
    }
    let known: Vec<OriginArticle<'_>> = articles
        .iter()
        .enumerate()
        .map(|(index, analysed)| OriginArticle {
            outlet: outlets.get(index).copied().unwrap_or_default(),
            agency: analysed.article.agency.get().map_or("", String::as_str),
            attributions: &analysed.quotes.attributions,
        })
        .collect();
    find_origins(&known, &copied)
}

/// The words of an article that may carry statements, in order.
fn all_words(analysed: &Analysed) -> Vec<Span> {
    let sentences = analysed.reading.sentences.iter();
    sentences
        .filter(|sentence| sentence.kind.is_compared())
        .flat_map(|sentence| analysed.reading.tokens_of(sentence))
        .filter(|token| token.is_word())
        .map(|token| token.span)
        .collect()
}

/// Those that stand in no quotation marks.
fn own_words(analysed: &Analysed, words: &[Span]) -> Vec<Span> {
    let mut quoted: Vec<Span> = analysed
        .quotes
        .quotations
        .iter()
        .flat_map(|quotation| quotation.quoted.iter().copied())
        .collect();
    quoted.sort_unstable();
    words
        .iter()
        .copied()
        .filter(|word| {
            let before = quoted.partition_point(|span| span.start <= word.start);
            before == 0 || quoted[before - 1].end <= word.start
        })
        .collect()
}

fn side(passage: &Passage, of: usize, other: usize) -> Option<Span> {
    if (passage.lhs, passage.rhs) == (of, other) {
        Some(passage.lhs_span)
    } else {
        ((passage.rhs, passage.lhs) == (of, other)).then_some(passage.rhs_span)
    }
}

fn words_in(words: &[Span], span: Span) -> usize {
    let from = words.partition_point(|word| word.start < span.start);
    let to = words.partition_point(|word| word.start < span.end);
    to - from
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::origins;
    use crate::analysis::compare::compare;
    use crate::analysis::{Analysed, Unhurried};
    use crate::corpus::{Article, ArticleId};

    const WIRE: &str = "The ferry sank at night near the harbour wall with forty sailors aboard, and rescuers searched the cold water until dawn.";

    fn groups(texts: &[&str], outlets: &[&str]) -> Vec<Vec<usize>> {
        let articles: Vec<Analysed> = texts
            .iter()
            .enumerate()
            .map(|(id, text)| {
                Analysed::new(Arc::new(Article::of_lines(ArticleId(id as u32), text)))
            })
            .collect();
        let given: Vec<&Analysed> = articles.iter().collect();
        let comparison = compare(&given, &[], &mut Unhurried).unwrap();
        origins(&given, outlets, &comparison)
            .into_iter()
            .map(|origin| origin.articles)
            .collect()
    }

    #[test]
    fn copies_are_one_origin_and_a_shared_speech_is_none() {
        let copy = format!("Ship lost\n{WIRE} Nobody knew why.");
        let first = format!("Ferry sinks\n{WIRE}");
        assert_eq!(
            groups(
                &[&first, &copy, "Rain\nIt rained all day in the hills."],
                &["A", "B", "C"]
            ),
            [vec![0, 1], vec![2]]
        );
        let speech = format!(
            "Minister speaks\n“{WIRE}” the minister told parliament on Tuesday after a long debate."
        );
        let other = format!(
            "Questions remain\nOpposition leaders were furious when the government finally answered them: “{WIRE}”"
        );
        assert_eq!(groups(&[&speech, &other], &["A", "B"]), [vec![0], vec![1]]);
    }
}
