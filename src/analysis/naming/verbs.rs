//! Which verbs report what each speaker said: "said", "claimed", "admitted". Speakers have the name of their entity where the words
//! that name them are a mention of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Named;
use crate::analysis::Analysed;
use crate::analysis::entities::{EntityIndex, MentionPlace};
use crate::analysis::quotes::Quotation;
use crate::text::{Span, fold, tokenize};

/// Name of the row that counts all speakers together.
pub const ALL_SPEAKERS: &str = "All speakers";

/// Base forms of the reporting verbs by all their forms.
static BASES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/quotes/cue-verbs.txt").lines();
    let mut bases = BTreeMap::new();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t').skip(1);
        let (Some(base), Some(forms)) = (fields.next(), fields.next()) else {
            continue;
        };
        bases.entry(base).or_insert(base);
        for form in forms.split(',').map(str::trim) {
            bases.entry(form).or_insert(base);
        }
    }
    bases
});

/// The verbs of all speakers together, then of each, the most quoted first, then by name.
pub fn reporting_verbs(articles: &[&Analysed], index: &EntityIndex) -> Vec<Named> {
    let names = entity_names(articles.len(), index);
    let mut all: BTreeMap<String, Vec<MentionPlace>> = BTreeMap::new();
    let mut by_speaker: BTreeMap<String, BTreeMap<String, Vec<MentionPlace>>> = BTreeMap::new();
    for (article, analysed) in articles.iter().enumerate() {
        for quotation in &analysed.quotes.quotations {
            let Some(cue) = quotation.cue else { continue };
            let verb = base_form(cue.get(analysed.text()).unwrap_or_default());
            let place = MentionPlace { article, span: cue };
            let speaker = speaker_name(quotation, &names[article]);
            if !speaker.is_empty() {
                let verbs = by_speaker.entry(speaker).or_default();
                verbs.entry(verb.clone()).or_default().push(place);
            }
            all.entry(verb).or_default().push(place);
        }
    }
    let mut rows: Vec<Named> = by_speaker
        .into_iter()
        .map(|(speaker, verbs)| Named::new(speaker, verbs))
        .collect();
    rows.sort_by(|lhs, rhs| {
        let most = rhs.total().cmp(&lhs.total());
        most.then_with(|| lhs.name.cmp(&rhs.name))
    });
    if !all.is_empty() {
        rows.insert(0, Named::new(ALL_SPEAKERS.to_owned(), all));
    }
    rows
}

/// Places of all mentions of each article with the name of their entity, ascending.
fn entity_names(n_articles: usize, index: &EntityIndex) -> Vec<Vec<(Span, &str)>> {
    let mut names = vec![Vec::new(); n_articles];
    for entity in &index.entities {
        for mention in &entity.mentions {
            names[mention.article].push((mention.span, entity.name.as_str()));
        }
    }
    for of_article in &mut names {
        of_article.sort_unstable();
    }
    names
}

/// The entity whose mention the speaker's words are ("Secretary of State John Kerry"); else the name that the quotation settled.
fn speaker_name(quotation: &Quotation, names: &[(Span, &str)]) -> String {
    let of_entity = quotation.speaker.and_then(|speaker| {
        let inside = names.iter().filter(|(span, _)| speaker.contains(*span));
        inside.max_by_key(|(span, _)| span.len())
    });
    let settled = || {
        let folded = fold(&quotation.speaker_name);
        names.iter().find(|(_, name)| fold(name) == folded)
    };
    of_entity.or_else(settled).map_or_else(
        || quotation.speaker_name.clone(),
        |(_, name)| (*name).to_owned(),
    )
}

/// "says" and "said" are "say"; what is no verb of the list stays as it is ("according to").
fn base_form(cue: &str) -> String {
    let words: Vec<String> = tokenize(cue)
        .iter()
        .filter(|token| token.is_word())
        .map(|token| fold(token.span.of(cue)))
        .collect();
    let verb = words.iter().rev().find_map(|word| BASES.get(word.as_str()));
    verb.map_or_else(|| words.join(" "), |base| (*base).to_owned())
}
