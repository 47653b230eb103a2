//! One article as the comparison reads it: its sentences as terms with stems, rarities and vectors. Computed from the article
//! alone, so it is shared by all pairs the article takes part in.

mod sentence;
mod standing;
mod vocabulary;

use std::ops::Range;

use jiff::civil::Date;

pub(super) use self::sentence::abbreviation_free;
use self::standing::{HEAD, further, tell_lead_day, tell_persons, tell_standing_days};
use self::vocabulary::Vocabulary;
use super::dates::DateMention;
use super::differences::alternatives::{self, Used};
use super::differences::hedges::{self, Sign};
use super::differences::names::{self, Name};
use super::index::{Bigram, Grams, all_bigrams, all_letters, all_trigrams, all_words};
use super::lexicon::Row;
use super::passages::Stream;
use super::quantities::Quantity;
use super::rows::Rows;
use crate::analysis::Analysed;
use crate::text::Span;

/// A word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// Index into the article's tokens.
    pub(super) token: u32,
    /// Hash of the folded word, abbreviations written out.
    pub(super) word: u64,
    /// Index into [`Prepared::vocabulary`], `None` for stop words.
    pub(super) entry: Option<u32>,
    /// Whether it stands inside quotation marks.
    pub(super) is_quoted: bool,
}

/// A distinct content word (stem) of the article.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Hash of the stem.
    pub(super) key: u64,
    /// Rarity in general news.
    pub(super) rarity: f32,
    /// Its row in the table of words, where it has a meaning there.
    pub(super) row: Option<Row>,
    /// In how many sentences of the article.
    pub(super) n_sentences: u32,
    /// Whether it is (part of) a name.
    pub(super) is_name: bool,
    /// Whether it is a number.
    pub(super) is_number: bool,
}

/// A sentence that may carry statements.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about one sentence"
)]
pub(super) struct Unit {
    /// Index into the reading's sentences.
    pub(super) sentence: usize,
    /// Where it is.
    pub(super) span: Span,
    /// Its words.
    pub(super) terms: Vec<Term>,
    /// Distinct content words, ascending.
    pub(super) entries: Vec<u32>,
    /// Clauses, as ranges of `terms`.
    pub(super) clauses: Vec<Range<usize>>,
    /// For each of `entries` the clauses it stands in, bit by bit; only the first [`MOST_CLAUSES`].
    pub(super) in_clauses: Vec<u32>,
    /// Content words in their order: place among the terms, entry.
    pub(super) content: Vec<(u32, u32)>,
    /// For each of the first 64 `entries` which of these stand near it, bit by bit.
    pub(super) together: Vec<u64>,
    /// The first `LONGEST_SENTENCE` words, as indexes into [`Prepared::words`].
    pub(super) words: Vec<u32>,
    /// Those of them inside quotation marks.
    pub(super) quoted: Vec<u32>,
    /// Distinct content words of it and the sentences beside it, ascending.
    pub(super) window: Vec<u32>,
    /// Distinct content words of it and the sentence before it, ascending.
    pub(super) carried: Vec<u32>,
    /// Numbers.
    pub(super) quantities: Vec<Quantity>,
    /// Days.
    pub(super) dates: Vec<DateMention>,
    /// The day on which its article was published.
    pub(super) published: Option<Date>,
    /// The single day it is about: its own, else the day the sentence before it is about, at the head of an article.
    pub(super) standing_day: Option<DateMention>,
    /// What it tells of another time ("a second phone call"): the content words behind such a word, ascending.
    pub(super) further: Vec<u32>,
    /// Whether it begins with "this", and so goes on about the day of the sentence before.
    pub(super) goes_on: bool,
    /// For a headline that names no day: the day its lead names, since both are about one event.
    pub(super) lead_day: Option<DateMention>,
    /// Whether it stands at the head of the article, where a day named once is meant until another is.
    pub(super) is_lead: bool,
    /// Whether it stands in the headline or a subheading.
    pub(super) is_headline: bool,
    /// 0 for the first, 1 for the last sentence of the article.
    pub(super) position: f32,
    /// Number of distinct runs of three words.
    pub(super) n_trigrams: usize,
    /// Whether any of it is quoted.
    pub(super) has_quote: bool,
    /// Who is quoted in it: hash of the last word of the name.
    pub(super) speaker: Option<u64>,
    /// The persons named in it: hashes of their last names, ascending.
    pub(super) persons: Vec<u64>,
    /// Whether it says that something is not so.
    pub(super) is_negated: bool,
}

/// Clauses of a sentence that are held against others one by one.
pub(super) const MOST_CLAUSES: usize = 32;

/// An article, prepared.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    /// Sentences that may carry statements, in order.
    pub(super) units: Vec<Unit>,
    /// Distinct content words, ascending by key.
    pub(super) vocabulary: Vec<Entry>,
    /// Distinct words as written (hashes), ascending.
    pub(super) words: Vec<u64>,
    /// In which sentences each entry stands.
    pub(super) postings: Rows<u32>,
    /// Distinct runs of three words (stop words too) per sentence: (hash, sentence), ascending.
    pub(super) trigrams: Vec<(u64, u32)>,
    /// Distinct pairs of neighbouring content words per sentence, ascending by hash and sentence.
    pub(super) bigrams: Vec<Bigram>,
    /// Runs of four letters.
    pub(super) grams: Grams,
    /// For every token of the article the hash of its folded form; 0 outside the compared sentences.
    pub(super) folded: Vec<u64>,
    /// Day of publication.
    pub(super) published: Option<Date>,
    /// Words for the same thing that differ in what they imply, ascending.
    pub(super) alternatives: Vec<Used>,
    /// Its hedges and open words, ascending.
    pub(super) signs: Vec<Sign>,
    /// The names in it.
    pub(super) names: Vec<Name>,
    /// Its words as passages are looked up in them.
    pub(super) stream: Stream,
}

impl Prepared {
    /// Prepares one article.
    pub(super) fn new(analysed: &Analysed) -> Self {
        let (text, reading) = (analysed.text(), &analysed.reading);
        let mut folded = vec![0; reading.tokens.len()];
        let mut vocabulary = Vocabulary::default();
        let compared =
            (0..reading.sentences.len()).filter(|at| reading.sentences[*at].kind.is_compared());
        let mut units: Vec<Unit> = compared
            .map(|number| sentence::read(analysed, number, &mut folded, &mut vocabulary))
            .collect();
        let last = units.len().saturating_sub(1).max(1) as f32;
        for (order, unit) in units.iter_mut().enumerate() {
            unit.is_lead = order < HEAD;
            unit.position = order as f32 / last;
        }
        let vocabulary = vocabulary.sorted(&mut units);
        for unit in &mut units {
            unit.further = further(&unit.terms);
        }
        tell_surroundings(&mut units);
        tell_standing_days(&mut units);
        tell_lead_day(&mut units);
        let names = names::read(analysed);
        tell_persons(&mut units, &names);
        let tokens = units
            .iter()
            .flat_map(|unit| reading.sentences[unit.sentence].tokens.clone());
        let words: Vec<(u64, Span)> = tokens
            .map(|at| (folded[at], reading.tokens[at].span))
            .collect();
        let places = (0_u32..).zip(&units).flat_map(|(number, unit)| {
            let entries = unit.entries.iter();
            entries.map(move |entry| (*entry as usize, number))
        });
        Self {
            alternatives: alternatives::used(&words),
            signs: hedges::read(text, &reading.tokens, &folded),
            names,
            stream: Stream::new(analysed, &units, &vocabulary),
            postings: Rows::new(vocabulary.len(), places),
            words: all_words(&mut units),
            trigrams: all_trigrams(&mut units),
            bigrams: all_bigrams(&units, &vocabulary),
            grams: all_letters(text, &units),
            folded,
            units,
            vocabulary,
            published: analysed
                .article
                .published
                .get()
                .map(|published| published.date),
        }
    }
}

/// Tells every sentence the content words of it and its neighbours.
fn tell_surroundings(units: &mut [Unit]) {
    let around = |units: &[Unit], range: Range<usize>| -> Vec<u32> {
        let mut entries: Vec<u32> = units[range]
            .iter()
            .flat_map(|unit| unit.entries.iter().copied())
            .collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    };
    for at in 0..units.len() {
        let before = at.saturating_sub(1);
        units[at].window = around(units, before..(at + 2).min(units.len()));
        units[at].carried = around(units, before..at + 1);
    }
}
