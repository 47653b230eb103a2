//! What articles call the same thing: the forms of a name, words of which each implies something else, and the verbs that report
//! what somebody said. Only counted and located, never judged.
//!
//! - `lists`: the lists of alternatives, shipped or the person's own.
//! - `verbs`: reporting verbs by speaker.

mod lists;
mod verbs;

use std::collections::BTreeMap;

use super::Analysed;
use super::entities::{EntityIndex, MentionPlace};

pub use lists::{Alternatives, SHIPPED};
pub use verbs::{ALL_SPEAKERS, reporting_verbs};

/// One way to call something, with every place where it is called so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words; for names as written, else in their base form.
    pub text: String,
    /// Where, by article, then by place.
    pub places: Vec<MentionPlace>,
}

/// Something with everything it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What: an entity, the title of a set of alternatives, a speaker.
    pub name: String,
    /// What it is called, the most frequent first, then by spelling.
    pub terms: Vec<Term>,
}

impl Named {
    fn new(name: String, places: BTreeMap<String, Vec<MentionPlace>>) -> Self {
        let mut terms: Vec<Term> = places
            .into_iter()
            .map(|(text, mut places)| {
                places.sort_unstable();
                Term { text, places }
            })
            .collect();
        terms.sort_by(|lhs, rhs| {
            let most = rhs.places.len().cmp(&lhs.places.len());
            most.then_with(|| lhs.text.cmp(&rhs.text))
        });
        Self { name, terms }
    }

    /// How often it is called anything.
    pub fn total(&self) -> usize {
        self.terms.iter().map(|term| term.places.len()).sum()
    }
}

/// The written forms of every entity, in the order of the index.
pub fn name_forms(articles: &[&Analysed], index: &EntityIndex) -> Vec<Named> {
    index
        .entities
        .iter()
        .map(|entity| {
            let mut forms: BTreeMap<String, Vec<MentionPlace>> = BTreeMap::new();
            for mention in &entity.mentions {
                let text = articles[mention.article].text();
                let written = mention.span.get(text).unwrap_or_default();
                let form = written.split_whitespace().collect::<Vec<_>>().join(" ");
                forms.entry(form).or_default().push(*mention);
            }
            Named::new(entity.name.clone(), forms)
        })
        .collect()
}

/// Which alternatives the articles use, for every set of which at least one occurs; in the order of the list.
pub fn alternatives_used(articles: &[&Analysed], lists: &Alternatives) -> Vec<Named> {
    let mut found: Vec<BTreeMap<String, Vec<MentionPlace>>> = vec![BTreeMap::new(); lists.len()];
    for (article, analysed) in articles.iter().enumerate() {
        lists.find(analysed, &mut |set, term, span| {
            let places = found[set].entry(term.to_owned()).or_default();
            places.push(MentionPlace { article, span });
        });
    }
    found
        .into_iter()
        .enumerate()
        .filter(|(_, terms)| !terms.is_empty())
        .map(|(set, terms)| Named::new(lists.title(set).to_owned(), terms))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{
        ALL_SPEAKERS, Alternatives, Named, alternatives_used, name_forms, reporting_verbs,
    };
    use std::sync::Arc;

    use crate::analysis::Analysed;
    use crate::analysis::entities::index_entities;
    use crate::corpus::{Article, ArticleId};

    fn article(id: u32, text: &str) -> Analysed {
        Analysed::new(Arc::new(Article::of_lines(ArticleId(id), text)))
    }

    /// "name: term 2, term 1" of each row.
    fn shown(rows: &[Named]) -> Vec<String> {
        let terms = |named: &Named| {
            let terms = named.terms.iter();
            let terms = terms.map(|term| format!("{} {}", term.text, term.places.len()));
            terms.collect::<Vec<_>>().join(", ")
        };
        rows.iter()
            .map(|named| format!("{}: {}", named.name, terms(named)))
            .collect()
    }

    fn check(list: &str, text: &str, expected: &[&str]) {
        let (lists, complaints) = Alternatives::parse(list);
        assert!(complaints.is_empty(), "{complaints:?}");
        let analysed = article(1, text);
        assert_eq!(
            shown(&alternatives_used(&[&analysed], &lists)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn alternatives_are_found_in_all_their_forms() {
        let rule = "Rule: government | regime | authorities (authority)";
        check(
            rule,
            "The regime fell. Regimes fall; the government's men",
            &["Rule: regime 2, government 1"],
        );
        check(
            rule,
            "The authority of the authorities.",
            &["Rule: authorities 2"],
        );
        check(rule, "Nothing of it.", &[]);
        let migrants = "Migrants: immigrant | illegal immigrant | asylum seeker";
        check(
            migrants,
            "Illegal immigrants and immigrants met Asylum-seekers and asylum seekers.",
            &["Migrants: asylum seeker 2, illegal immigrant 1, immigrant 1"],
        );
        check(
            "Party: party | faction",
            "Two parties, one party.",
            &["Party: party 2"],
        );
    }

    #[test]
    fn a_broken_line_is_told_and_the_others_are_read() {
        let (lists, complaints) = Alternatives::parse("no colon\n\n# note\nOne: a | b\nEmpty:\n");
        assert_eq!(lists.len(), 1);
        assert_eq!(complaints.len(), 2);
        assert!(complaints[0].starts_with("line 1"), "{complaints:?}");
        assert!(complaints[1].starts_with("line 5"), "{complaints:?}");
    }

    #[test]
    fn the_shipped_list_is_sound() {
        let (lists, complaints) = Alternatives::parse(super::SHIPPED);
        assert!(complaints.is_empty(), "{complaints:?}");
        assert!(lists.len() > 30);
    }

    #[test]
    fn verbs_are_counted_by_speaker_and_for_all() {
        let text = "\"We will go,\" Ann Lee said.\n\nAnn Lee claimed that it was late.\n\nBob Stone says it is early.";
        let analysed = article(1, text);
        let articles: [&Analysed; 1] = [&analysed];
        let index = index_entities(&articles, &[]);
        let rows = shown(&reporting_verbs(&articles, &index));
        assert_eq!(rows[0], format!("{ALL_SPEAKERS}: say 2, claim 1"));
        assert!(
            rows.contains(&"Ann Lee: claim 1, say 1".to_owned()),
            "{rows:?}"
        );
    }

    #[test]
    fn every_written_form_of_a_name_is_a_term() {
        let text = "President Bashar Assad met Russia's envoys. Assad thanked Russia. Assad left.";
        let analysed = article(1, text);
        let articles: [&Analysed; 1] = [&analysed];
        let index = index_entities(&articles, &[]);
        let rows = shown(&name_forms(&articles, &index));
        assert!(
            rows.contains(&"Bashar Assad: Assad 2, Bashar Assad 1".to_owned()),
            "{rows:?}"
        );
    }
}
