//! From a corpus to its report: articles are read on all cores, in the order of their sigla.

use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::compare::compare;
use crate::analysis::entities::index_entities;
use crate::analysis::quotes::{align_quotations, correct_speakers};
use crate::analysis::{Analysed, Unhurried};
use crate::corpus::{Article, Corpus, Decision, sort_by_siglum};
use crate::report::{Head, Report, ReportInput, Settings, build};

/// Analyses all articles of the corpus and builds the report; `compared` or not.
pub fn report(corpus: &Corpus, head: Head, settings: Settings, compared: bool) -> Report {
    let mut articles: Vec<Arc<Article>> = corpus
        .articles
        .iter()
        .filter(|article| !article.excluded)
        .cloned()
        .collect();
    sort_by_siglum(&mut articles);
    let analysed: Vec<Arc<Analysed>> = articles
        .into_par_iter()
        .map(|article| Arc::new(Analysed::new(article)))
        .collect();
    let decisions: Vec<&Decision> = corpus
        .decisions
        .iter()
        .map(|decision| &**decision)
        .collect();
    let comparison = compared.then(|| {
        let analysed: Vec<&Analysed> = analysed.iter().map(|one| &**one).collect();
        compare(&analysed, &decisions, &mut Unhurried).expect("an unhurried caller cancels nothing")
    });
    let (analysed, any) = correct_speakers(&analysed, &decisions);
    let analysed: Vec<&Analysed> = analysed.iter().map(|one| &**one).collect();
    let comparison = comparison.map(|mut comparison| {
        if any {
            comparison.utterances = align_quotations(&analysed);
        }
        comparison
    });
    let entities = index_entities(&analysed, &decisions);
    build(&ReportInput {
        corpus,
        articles: &analysed,
        comparison: comparison.as_ref(),
        entities: &entities,
        head,
        settings,
    })
}
