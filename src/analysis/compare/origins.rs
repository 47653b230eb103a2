//! How many independent origins the compared articles have: what they credit, whom they rest on and how much of their own words they
//! share, put together. The rules are in [`crate::analysis::quotes::find_origins`]; here the shares are measured.
//!
//! Copied is what stands in runs of [`RUN`] words that both articles have in the same order, as in the containment of shingles
//! (Broder 1997). Not every common run is copying, so it is broken where words stand in quotation marks (two reporters who quote the
//! same speech have not copied from each other), at the end of the headline and at set phrases, and a run that is mostly
//! names and function words ("U.S. Secretary of State John Kerry spoke with") does not count.
//!
//! Wrong where a copy changes every fifth word, and where two reporters take over one statement without marking it as a quotation.

use super::model::{Comparison, Passage};
use super::passages::mixed;
use super::word_hash;
use crate::analysis::Analysed;
use crate::analysis::quotes::{CopiedShare, Origin, OriginArticle, find_origins};
use crate::corpus::BlockKind;
use crate::text::{Span, fold, is_stop_word};

/// Words of the shortest run that counts.
const RUN: usize = 5;
/// Fewest words of it that are more than names and function words.
const FEWEST_TELLING: usize = 2;
/// Fewest copied words of an article that tell anything: about a full sentence.
const FEWEST_COPIED: usize = 20;

/// The origins of the articles that `comparison` compared, by their first article. `outlets`: the name of each article's outlet,
/// empty where it is not known. Cost: linear in the words, for each article and each pair.
pub fn origins(articles: &[&Analysed], outlets: &[&str], comparison: &Comparison) -> Vec<Origin> {
    let set_phrases = |article: usize| -> Vec<Span> {
        let passages = comparison.passages.iter();
        let mut spans: Vec<Span> = passages
            .filter(|passage| passage.is_set_phrase)
            .filter_map(|passage| side(passage, article))
            .collect();
        spans.sort_unstable();
        spans
    };
    let own: Vec<OwnWords> = articles
        .iter()
        .enumerate()
        .map(|(index, article)| OwnWords::new(article, &set_phrases(index)))
        .collect();
    let mut copied = Vec::new();
    for (of, words) in own.iter().enumerate() {
        for held_by in (0..articles.len()).filter(|other| *other != of) {
            let n_copied = words.n_held_by(&own[held_by]);
            let n_copied = if n_copied < FEWEST_COPIED {
                0
            } else {
                n_copied
            };
            copied.push(CopiedShare {
                of,
                held_by,
                share: n_copied as f64 / words.count.max(1) as f64,
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

/// The words of an article that may carry statements, without those in quotation marks and in set phrases.
struct OwnWords {
    /// How many.
    count: usize,
    /// Hashes of runs of [`RUN`] neighbours and the number of each one's first word, by place.
    runs: Vec<(u64, usize)>,
    /// The hashes alone, ascending.
    hashes: Vec<u64>,
}

impl OwnWords {
    /// `set_phrases` ascend.
    fn new(analysed: &Analysed, set_phrases: &[Span]) -> Self {
        let (text, reading) = (analysed.text(), &analysed.reading);
        let mut left_out: Vec<Span> = analysed
            .quotes
            .quotations
            .iter()
            .flat_map(|quotation| quotation.quoted.iter().copied())
            .chain(set_phrases.iter().copied())
            .collect();
        left_out.sort_unstable();
        left_out.dedup_by(|next, known| {
            let is_part = next.start <= known.end;
            known.end = known.end.max(if is_part { next.end } else { known.end });
            is_part
        });
        let is_left_out = |span: Span| {
            let before = left_out.partition_point(|out| out.start <= span.start);
            before > 0 && left_out[before - 1].end > span.start
        };
        let mut words = Self {
            count: 0,
            runs: Vec::new(),
            hashes: Vec::new(),
        };
        // Of the stretch since the last break: each word's hash, and whether it is more than a name or a function word.
        let mut stretch: Vec<(u64, bool)> = Vec::new();
        let mut was_headline = false;
        let sentences = reading.sentences.iter();
        let is_own = |kind: BlockKind| kind.is_compared() && kind != BlockKind::BlockQuote;
        for sentence in sentences.filter(|sentence| is_own(sentence.kind)) {
            let is_headline = sentence.kind == BlockKind::Headline;
            if is_headline != was_headline {
                stretch.clear();
                was_headline = is_headline;
            }
            for token in reading.tokens_of(sentence).iter().filter(|t| t.is_word()) {
                if is_left_out(token.span) {
                    stretch.clear();
                    continue;
                }
                let word = fold(token.span.of(text));
                let is_plain = token.span.of(text).starts_with(char::is_lowercase);
                stretch.push((word_hash(&word), is_plain && !is_stop_word(&word)));
                words.count += 1;
                if let Some(run) = stretch.last_chunk::<RUN>()
                    && run.iter().filter(|(_, tells)| *tells).count() >= FEWEST_TELLING
                {
                    let hash = run.iter().fold(0, |hash, (word, _)| mixed(hash, *word));
                    words.runs.push((hash, words.count - RUN));
                }
            }
        }
        words.hashes = words.runs.iter().map(|(hash, _)| *hash).collect();
        words.hashes.sort_unstable();
        words
    }

    /// How many of these words stand in runs that the other has too.
    fn n_held_by(&self, other: &Self) -> usize {
        let (mut count, mut counted_until) = (0, 0);
        for (hash, start) in &self.runs {
            if other.hashes.binary_search(hash).is_ok() {
                count += start + RUN - counted_until.max(*start);
                counted_until = start + RUN;
            }
        }
        count
    }
}

/// Where a passage stands in an article.
fn side(passage: &Passage, article: usize) -> Option<Span> {
    if passage.lhs == article {
        Some(passage.lhs_span)
    } else {
        (passage.rhs == article).then_some(passage.rhs_span)
    }
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

    #[test]
    fn the_same_event_in_own_words_is_no_common_origin() {
        // Names, titles, a phrase or two and a quotation in common: what two reporters of one event have anyway.
        let one = "Ferry fire kills two\n\nTwo people died when the ferry Aegean Star burst into flames off Crete on Tuesday. Elena \
            Markou, the prime minister of Greece, promised an inquiry.\n\n“The families of the victims deserve answers,” she said.";
        let two = "Two dead after blaze at sea\n\nA fire aboard the ferry Aegean Star off Crete on Tuesday has left two people \
            dead. Elena Markou, the prime minister of Greece, said: “The families of the victims deserve answers.”";
        assert_eq!(groups(&[one, two], &["A", "B"]), [vec![0], vec![1]]);
        // A wire report and its shortened copy.
        let wire = "Storm shuts harbour\n\nThe harbour of Lindau was shut on Monday after a storm tore two cranes from their rails, \
            the port authority said. Nobody was hurt. Crews hope to clear the quay before the weekend.\n\nShips wait outside.";
        let brief = "Cranes fall in storm\n\nThe harbour of Lindau was shut on Monday after a storm tore two cranes from their rails, \
            port authority officials said. Crews hope to clear the quay before the weekend.";
        assert_eq!(groups(&[wire, brief], &["A", "B"]), [vec![0, 1]]);
    }
}
