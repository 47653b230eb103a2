//! The trained recogniser: a linear-chain conditional random field (Lafferty et al. 2001) over features of words, lists and the
//! article, then rules over the whole article. English. The weights ship in assets/ and are read on first use; the program
//! that trains them is examples/train_entities.

pub mod decode;
pub mod features;
pub mod gazetteer;
mod rules;
pub mod weights;

use std::sync::LazyLock;

use crate::text::{Reading, Span, Token};

use super::{EntityType, Mention};
use decode::{Label, best_labels};
use features::{ArticleContext, TokenFeatures};
use weights::Weights;

static SHIPPED: LazyLock<Weights> = LazyLock::new(|| {
    Weights::read(include_bytes!("../../../../assets/entities/weights.bin"))
        .expect("the shipped weights were written by the training program")
});

/// Reads weights and lists now, so that the first article does not wait for them.
pub fn warm_up() {
    LazyLock::force(&SHIPPED);
    gazetteer::gazetteer();
}

/// The names of one article, in order; captions and boilerplate are left out.
pub(super) fn find_trained(text: &str, reading: &Reading) -> Vec<Mention> {
    find_with(text, reading, &SHIPPED)
}

/// The names of one article with weights that were just trained.
pub fn find_with(text: &str, reading: &Reading, weights: &Weights) -> Vec<Mention> {
    let mut mentions = find_plain(text, reading, weights);
    rules::apply(text, reading, &mut mentions);
    mentions
}

/// The names as the field labels them, without the rules that follow.
fn find_plain(text: &str, reading: &Reading, weights: &Weights) -> Vec<Mention> {
    let sentences: Vec<&[Token]> = reading
        .sentences
        .iter()
        .filter(|sentence| sentence.kind.is_counted())
        .map(|sentence| reading.tokens_of(sentence))
        .collect();
    let context = ArticleContext::new(text, &sentences);
    let mut features = TokenFeatures::default();
    let mut mentions = Vec::new();
    for (number, tokens) in sentences.iter().enumerate() {
        features.fill(&context, number);
        let labels = best_labels(weights, &features);
        push_mentions(tokens, &labels, &mut mentions);
    }
    mentions
}

fn push_mentions(tokens: &[Token], labels: &[Label], mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at < labels.len() {
        let Some(kind) = labels[at].kind() else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while end < labels.len() && labels[end].continues(kind) {
            end += 1;
        }
        let span = Span {
            start: tokens[at].span.start,
            end: tokens[end - 1].span.end,
        };
        mentions.push(Mention { span, kind });
        at = end;
    }
}

/// All types as the labels number them.
pub(super) const KINDS: [EntityType; 4] = EntityType::ALL;
