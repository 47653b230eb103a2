//! The person's word on who said something. Statements are found without it, so that what a pair of articles shares does not
//! depend on it; speakers, utterances and verbs of saying are counted with it.

use std::sync::Arc;

use super::ArticleQuotes;
use crate::analysis::Analysed;
use crate::corpus::{ArticleId, Decision};
use crate::text::Span;

/// The quotations of an article with speakers as the person says; `None`: nothing in it was corrected. A later decision goes
/// before an earlier one. The words that the program took for the speaker's name are forgotten: they name somebody else.
pub fn corrected_quotes(
    article: ArticleId,
    quotes: &ArticleQuotes,
    decisions: &[&Decision],
) -> Option<ArticleQuotes> {
    let said: Vec<(Span, &str)> = decisions
        .iter()
        .filter_map(|decision| match decision {
            Decision::Speaker { place, speaker } if place.article == article => {
                Some((place.span, speaker.trim()))
            }
            _ => None,
        })
        .collect();
    if said.is_empty() {
        return None;
    }
    let mut corrected = quotes.clone();
    let mut changed = false;
    for quotation in &mut corrected.quotations {
        let touches = |place: &Span| quotation.content.iter().any(|part| part.intersects(*place));
        let Some((_, name)) = said.iter().rev().find(|(place, _)| touches(place)) else {
            continue;
        };
        if quotation.speaker_name != *name {
            (*name).clone_into(&mut quotation.speaker_name);
            quotation.speaker = None;
            changed = true;
        }
    }
    changed.then_some(corrected)
}

/// Analyses with speakers as the person says, in their order; those that nothing was corrected in are shared. The second value:
/// whether any was.
pub fn correct_speakers(
    articles: &[Arc<Analysed>],
    decisions: &[&Decision],
) -> (Vec<Arc<Analysed>>, bool) {
    let mut any = false;
    let corrected = articles.iter().map(|analysed| {
        match corrected_quotes(analysed.id(), &analysed.quotes, decisions) {
            None => analysed.clone(),
            Some(quotes) => {
                any = true;
                Arc::new(Analysed {
                    quotes,
                    ..Analysed::clone(analysed)
                })
            }
        }
    });
    (corrected.collect(), any)
}

#[cfg(test)]
mod tests {
    use super::corrected_quotes;
    use crate::analysis::quotes::find_quotes;
    use crate::corpus::{ArticleId, Block, BlockKind, Decision, Place};
    use crate::text::{Reading, Span};

    const TEXT: &str =
        "\"The bridge is safe,\" Ann Lee said. \"It cost far too much,\" Bob Stone said.";

    /// The speakers after a correction of who said these words.
    fn check(words: &str, article: u32, speaker: &str, expected: Option<[&str; 2]>) {
        let blocks = [Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, TEXT.len()),
        }];
        let quotes = find_quotes(TEXT, &Reading::new(TEXT, &blocks), &[]);
        let start = TEXT.find(words).unwrap();
        let decision = Decision::Speaker {
            place: Place {
                article: ArticleId(article),
                span: Span::new(start, start + words.len()),
            },
            speaker: speaker.to_owned(),
        };
        let corrected = corrected_quotes(ArticleId(0), &quotes, &[&decision]);
        let names = corrected.as_ref().map(|quotes| {
            let names = quotes.quotations.iter();
            names.map(|q| q.speaker_name.as_str()).collect::<Vec<_>>()
        });
        assert_eq!(names, expected.map(|names| names.to_vec()), "{words}");
    }

    #[test]
    fn only_the_quotation_that_is_meant_gets_the_persons_speaker() {
        check(
            "bridge is safe",
            0,
            " Carl Day ",
            Some(["Carl Day", "Bob Stone"]),
        );
        check("cost far too", 0, "", Some(["Ann Lee", ""]));
        check("bridge is safe", 0, "Ann Lee", None);
        check("bridge is safe", 7, "Carl Day", None);
    }
}
