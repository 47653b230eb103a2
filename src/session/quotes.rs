//! Who says what in which words: the utterances of the compared articles with their alterations, and who is quoted how much.
//! Made in the background, after the comparison.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Compared, SourceGraph};
use crate::analysis::Analysed;
use crate::analysis::quotes::{
    Alteration, QuotationCell, QuotationKind, Utterance, WordChange, align_quotations,
};
use crate::corpus::siglum;
use crate::text::{Span, count_words, fold};

/// Letters between a quotation and the words that name its speaker, up to which both are shown in one line.
const NEAR: u32 = 110;

/// What is marked in a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordMark {
    /// Another wording has other words here.
    Changed,
    /// Another wording leaves these words out.
    Kept,
    /// Editor's brackets.
    Bracketed,
    /// Words of another wording are left out at this place (the span is empty).
    LeftOut,
}

/// One article's wording of an utterance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Index of the article in siglum order.
    pub article: usize,
    /// The article tells it in its own words.
    pub is_paraphrase: bool,
    /// The stretch of text that is shown: the words with speaker and reporting verb where they stand near.
    pub shown: Span,
    /// What was said.
    pub content: Vec<Span>,
    /// What stands in quotation marks.
    pub quoted: Vec<Span>,
    /// Marks, ascending, not overlapping.
    pub marks: Vec<(Span, WordMark)>,
}

/// An utterance in every article's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UtteranceRow {
    /// Index into [`QuoteRows::speakers`].
    pub speaker: usize,
    /// The most literal kind among the wordings.
    pub kind: QuotationKind,
    /// Whether quoted words differ.
    pub altered: bool,
    /// The wordings, by article; paraphrases last.
    pub wordings: Vec<Wording>,
    /// What was altered, in words, each once.
    pub notes: Vec<String>,
    /// How many articles have it.
    pub n_articles: usize,
    /// Speaker and all wordings, folded.
    pub(super) search: String,
}

/// How much somebody is quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerRow {
    /// The fullest name any article gives; empty: nobody is named.
    pub name: String,
    /// Different utterances.
    pub utterances: usize,
    /// Quotations in all articles together.
    pub quotations: usize,
    /// Words of these quotations.
    pub words: usize,
    /// Words of them in quotation marks.
    pub quoted_words: usize,
    /// Quotations and words by article, for the articles that quote them, ascending.
    pub by_article: BTreeMap<usize, (usize, usize)>,
    /// How many outlets quote them.
    pub outlets: usize,
}

impl SpeakerRow {
    /// The name, or that there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() {
            "Nobody named"
        } else {
            &self.name
        }
    }
}

/// Everything the Quotes & sources view shows.
#[derive(Debug)]
pub struct QuoteRows {
    /// The comparison it was made of; indexes of articles point into it.
    pub compared: Arc<Compared>,
    /// Name of each article's outlet, in siglum order.
    pub outlets: Vec<String>,
    /// The utterances: those that most articles have first.
    pub utterances: Vec<UtteranceRow>,
    /// The speakers: those whom most outlets quote first; whoever is not named comes last.
    pub speakers: Vec<SpeakerRow>,
    /// Who rests on whom.
    pub graph: SourceGraph,
}

impl QuoteRows {
    /// Collects the quotations of a comparison. `outlets`: name of each article's outlet in siglum order.
    pub fn new(compared: Arc<Compared>, outlets: Vec<String>) -> Self {
        let articles: Vec<&Analysed> = compared.articles.iter().map(|a| &**a).collect();
        // A single article is compared with nothing, and quotes all the same.
        let alone = (articles.len() == 1).then(|| align_quotations(&articles));
        let utterances = alone.as_deref().unwrap_or(&compared.comparison.utterances);
        let speakers = speakers(utterances, &articles, &outlets);
        let number: BTreeMap<&str, usize> = speakers
            .iter()
            .enumerate()
            .map(|(at, speaker)| (speaker.name.as_str(), at))
            .collect();
        let mut rows: Vec<UtteranceRow> = utterances
            .iter()
            .map(|utterance| row(utterance, &articles, number[utterance.speaker.as_str()]))
            .collect();
        rows.sort_by_key(|row| {
            let first = row.wordings.first();
            (
                std::cmp::Reverse(row.n_articles),
                !row.altered,
                first.map(|wording| (wording.article, wording.shown.start)),
            )
        });
        let graph = SourceGraph::new(&articles, &outlets, &compared.comparison, &speakers);
        Self {
            utterances: rows,
            speakers,
            graph,
            outlets,
            compared,
        }
    }

    /// "HuffPost (A)".
    pub fn article_name(&self, article: usize) -> String {
        format!("{} ({})", self.outlets[article], siglum(article))
    }

    /// The words of a wording as they are shown.
    pub fn words(&self, wording: &Wording) -> &str {
        let text = self.compared.articles[wording.article].text();
        wording.shown.get(text).unwrap_or_default()
    }
}

fn row(utterance: &Utterance, articles: &[&Analysed], speaker: usize) -> UtteranceRow {
    let n_cells = utterance.cells.len();
    let cells = utterance.cells.iter().chain(&utterance.paraphrases);
    let wordings: Vec<Wording> = cells
        .enumerate()
        .map(|(at, cell)| wording(cell, articles, (at, at >= n_cells), &utterance.alterations))
        .collect();
    let carrying: BTreeSet<usize> = wordings.iter().map(|wording| wording.article).collect();
    let mut search = utterance.speaker.clone();
    for wording in &wordings {
        search.push('\n');
        let text = articles[wording.article].text();
        search.push_str(wording.shown.get(text).unwrap_or_default());
    }
    let mut notes: Vec<String> = Vec::new();
    for alteration in &utterance.alterations {
        if let Some(note) = note(alteration, &wordings, articles)
            && !notes.contains(&note)
        {
            notes.push(note);
        }
    }
    UtteranceRow {
        speaker,
        kind: utterance.kind,
        altered: utterance.altered,
        notes,
        n_articles: carrying.len(),
        search: fold(&search),
        wordings,
    }
}

fn wording(
    cell: &QuotationCell,
    articles: &[&Analysed],
    (at, is_paraphrase): (usize, bool),
    alterations: &[Alteration],
) -> Wording {
    let quotation = &articles[cell.article].quotes.quotations[cell.quotation];
    let hull = cell.content.iter().copied().reduce(Span::hull);
    // The quotation mark that opens or closes belongs to the words.
    let text = articles[cell.article].text();
    let mut shown = with_marks(text, hull.unwrap_or_default());
    for beside in [quotation.cue, quotation.speaker].into_iter().flatten() {
        let gap = beside.start.saturating_sub(shown.end) + shown.start.saturating_sub(beside.end);
        if gap <= NEAR {
            shown = shown.hull(beside);
        }
    }
    Wording {
        article: cell.article,
        is_paraphrase,
        shown,
        content: cell.content.clone(),
        quoted: quotation
            .quoted
            .iter()
            .copied()
            .filter(|quoted| shown.intersects(*quoted))
            .collect(),
        marks: marks(at, alterations, shown),
    }
}

/// Takes in a quotation mark right before and a mark right behind.
fn with_marks(text: &str, span: Span) -> Span {
    const OPENING: [char; 6] = ['"', '“', '„', '«', '‘', '\''];
    const CLOSING: [char; 8] = ['"', '”', '“', '»', '’', '\'', '.', ','];
    let mut span = span;
    let before = text
        .get(..span.start as usize)
        .and_then(|t| t.chars().next_back());
    if let Some(c) = before.filter(|c| OPENING.contains(c)) {
        span.start -= c.len_utf8() as u32;
    }
    for _ in 0..2 {
        let behind = text.get(span.end as usize..).and_then(|t| t.chars().next());
        if let Some(c) = behind.filter(|c| CLOSING.contains(c)) {
            span.end += c.len_utf8() as u32;
        }
    }
    span
}

/// What happened to the words of the wording at `at`; where several things did, the gravest is marked.
fn marks(at: usize, alterations: &[Alteration], shown: Span) -> Vec<(Span, WordMark)> {
    let mut found: Vec<(WordMark, Span)> = Vec::new();
    for alteration in alterations {
        let own = if alteration.lhs == at {
            alteration.lhs_span
        } else if alteration.rhs == at {
            alteration.rhs_span
        } else {
            continue;
        };
        let mark = match (alteration.change, own.is_empty()) {
            (WordChange::Changed, false) => WordMark::Changed,
            (WordChange::Cut, false) => WordMark::Kept,
            (WordChange::Cut | WordChange::Changed, true) => WordMark::LeftOut,
            (WordChange::Bracketed, false) => WordMark::Bracketed,
            _ => continue,
        };
        if shown.contains(own) {
            found.push((mark, own));
        }
    }
    found.sort_unstable();
    found.dedup();
    let mut kept: Vec<(Span, WordMark)> = Vec::new();
    for (mark, span) in found {
        let taken = |other: &(Span, WordMark)| {
            other.0.intersects(span) || (span.is_empty() && other.0.contains(span))
        };
        if !kept.iter().any(taken) {
            kept.push((span, mark));
        }
    }
    kept.sort_unstable();
    kept
}

/// An alteration in words.
fn note(alteration: &Alteration, wordings: &[Wording], articles: &[&Analysed]) -> Option<String> {
    let (lhs, rhs) = (
        wordings.get(alteration.lhs)?.article,
        wordings.get(alteration.rhs)?.article,
    );
    let words = |article: usize, span: Span| {
        let words = span.get(articles[article].text()).unwrap_or_default();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (one, two) = (
        words(lhs, alteration.lhs_span),
        words(rhs, alteration.rhs_span),
    );
    let (lhs, rhs) = (siglum(lhs), siglum(rhs));
    Some(match alteration.change {
        WordChange::Changed => format!("{lhs} “{one}”, {rhs} “{two}”"),
        WordChange::Cut if one.is_empty() => format!("{lhs} leaves out “{two}”"),
        WordChange::Cut => format!("{rhs} leaves out “{one}”"),
        WordChange::Bracketed => format!("editor’s brackets: {lhs} “{one}”, {rhs} “{two}”"),
        WordChange::Joined => format!("{rhs} runs two quotations of {lhs} together"),
        WordChange::Reattributed => format!("another speaker: {lhs} “{one}”, {rhs} “{two}”"),
        WordChange::Paraphrased => return None,
    })
}

fn speakers(
    utterances: &[Utterance],
    articles: &[&Analysed],
    outlets: &[String],
) -> Vec<SpeakerRow> {
    let mut by_name: BTreeMap<&str, SpeakerRow> = BTreeMap::new();
    for utterance in utterances {
        let row = by_name
            .entry(&utterance.speaker)
            .or_insert_with(|| SpeakerRow {
                name: utterance.speaker.clone(),
                ..SpeakerRow::default()
            });
        row.utterances += 1;
        for cell in utterance.cells.iter().chain(&utterance.paraphrases) {
            let text = articles[cell.article].text();
            let n_words = |span: &Span| span.get(text).map_or(0, count_words);
            let words: usize = cell.content.iter().map(n_words).sum();
            let quotation = &articles[cell.article].quotes.quotations[cell.quotation];
            let in_marks = quotation
                .quoted
                .iter()
                .filter(|quoted| cell.content.iter().any(|part| part.intersects(**quoted)));
            row.quotations += 1;
            row.words += words;
            row.quoted_words += in_marks.map(n_words).sum::<usize>().min(words);
            let of_article = row.by_article.entry(cell.article).or_default();
            of_article.0 += 1;
            of_article.1 += words;
        }
    }
    let mut rows: Vec<SpeakerRow> = by_name.into_values().collect();
    for row in &mut rows {
        let quoting: BTreeSet<&str> = row
            .by_article
            .keys()
            .map(|article| outlets[*article].as_str())
            .collect();
        row.outlets = quoting.len();
    }
    rows.sort_by(|lhs, rhs| {
        let key = |row: &SpeakerRow| {
            (
                row.name.is_empty(),
                std::cmp::Reverse((row.outlets, row.quotations, row.words)),
            )
        };
        key(lhs)
            .cmp(&key(rhs))
            .then_with(|| lhs.name.cmp(&rhs.name))
    });
    rows
}
