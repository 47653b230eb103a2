//! One article as the comparison reads it: its sentences as terms with stems, rarities and vectors. Computed from the article
//! alone, so it is shared by all pairs the article takes part in.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::clauses::clauses;
use super::dates::{DateMention, dates};
use super::lexicon::{Lexicon, word_hash};
use super::passages::Stream;
use super::quantities::{Quantity, quantities};
use crate::analysis::Analysed;
use crate::corpus::BlockKind;
use crate::text::{Reading, Span, TokenKind, fold, is_stop_word, stem};

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
    /// Meaning, length one.
    pub(super) vector: Option<Vec<f32>>,
    /// In how many sentences of the article.
    pub(super) n_sentences: u32,
    /// Whether it is (part of) a name.
    pub(super) is_name: bool,
    /// Whether it is a number.
    pub(super) is_number: bool,
}

/// A sentence that may carry statements.
#[derive(Clone, Debug)]
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
    pub(super) clauses: Vec<std::ops::Range<usize>>,
    /// Distinct content words per clause.
    pub(super) clause_entries: Vec<Vec<u32>>,
    /// Numbers.
    pub(super) quantities: Vec<Quantity>,
    /// Days.
    pub(super) dates: Vec<DateMention>,
    /// The day on which its article was published.
    pub(super) published: Option<Date>,
    /// The single day it is about: its own, else the day the sentence before it is about, at the head of an article.
    pub(super) standing_day: Option<DateMention>,
    /// For a headline that names no day: the day its lead names, since both are about one event.
    pub(super) lead_day: Option<DateMention>,
    /// Whether it stands in the headline or a subheading.
    pub(super) is_headline: bool,
    /// 0 for the first, 1 for the last sentence of the article.
    pub(super) position: f32,
    /// Hashes of all runs of three words, stop words too; ascending.
    pub(super) trigrams: Vec<u64>,
    /// Who is quoted in it: hash of the last word of the name.
    pub(super) speaker: Option<u64>,
    /// Whether it says that something is not so.
    pub(super) is_negated: bool,
}

/// An article, prepared.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    /// Sentences that may carry statements, in order.
    pub(super) units: Vec<Unit>,
    /// Distinct content words, ascending by key.
    pub(super) vocabulary: Vec<Entry>,
    /// Day of publication.
    pub(super) published: Option<Date>,
    /// Its words as passages are looked up in them.
    pub(super) stream: Stream,
}

/// Abbreviations as the words they stand for, stops inside capitals dropped: "f.b.i." is "fbi", "sen" is "senator".
pub(super) fn abbreviation_free(folded: &str) -> String {
    let long = match folded.trim_end_matches('.') {
        "u.s" | "u.s.a" => "usa",
        "rep" => "representative",
        "sen" => "senator",
        "gov" => "governor",
        "gen" => "general",
        "lt" => "lieutenant",
        "dept" => "department",
        "dem" | "dems" => "democrat",
        "gop" | "g.o.p" => "republican",
        "jan" => "january",
        "feb" => "february",
        "aug" => "august",
        "sept" | "sep" => "september",
        "oct" => "october",
        "nov" => "november",
        "dec" => "december",
        "pct" => "percent",
        other => {
            let is_initials = other.contains('.') && other.split('.').all(|part| part.len() == 1);
            return if is_initials && !other.starts_with(|c: char| c.is_ascii_digit()) {
                other.replace('.', "")
            } else {
                other.to_owned()
            };
        }
    };
    long.to_owned()
}

fn is_empty_word(word: &str) -> bool {
    is_stop_word(word)
        || matches!(
            word,
            "mr" | "mrs" | "ms" | "dr" | "said" | "says" | "say" | "told"
        )
}

impl Prepared {
    /// Prepares one article.
    pub(super) fn new(analysed: &Analysed) -> Self {
        let text = analysed.text();
        let reading = &analysed.reading;
        let published = analysed
            .article
            .published
            .get()
            .map(|published| published.date);
        let mut builder = Builder::default();
        let compared: Vec<usize> = (0..reading.sentences.len())
            .filter(|at| reading.sentences[*at].kind.is_compared())
            .collect();
        let last = compared.len().saturating_sub(1).max(1) as f32;
        let mut units = Vec::with_capacity(compared.len());
        for (order, at) in compared.iter().enumerate() {
            let sentence = &reading.sentences[*at];
            let tokens = reading.tokens_of(sentence);
            let mut terms = Vec::with_capacity(tokens.len());
            let words: Vec<String> = tokens
                .iter()
                .map(|token| abbreviation_free(&fold(token.span.of(text))))
                .collect();
            let quoted: Vec<Span> = analysed
                .quotes
                .quotations
                .iter()
                .flat_map(|quotation| &quotation.quoted)
                .copied()
                .filter(|span| span.intersects(sentence.span))
                .collect();
            let mut skip_next = false;
            for (k, token) in tokens.iter().enumerate() {
                if token.kind == TokenKind::Mark {
                    continue;
                }
                if token.kind == TokenKind::Clitic {
                    continue;
                }
                // "United States" is the same word as "U.S."
                let is_us =
                    words[k] == "united" && words.get(k + 1).is_some_and(|next| next == "states");
                let word = if is_us { "usa" } else { words[k].as_str() };
                let entry = (!skip_next && !is_empty_word(word)).then(|| {
                    let written = token.span.of(text);
                    builder.entry(
                        word,
                        written,
                        token.kind == TokenKind::Number,
                        terms.is_empty(),
                    )
                });
                skip_next = is_us;
                terms.push(Term {
                    token: (sentence.tokens.start + k) as u32,
                    word: word_hash(&words[k]),
                    entry,
                    is_quoted: quoted.iter().any(|span| span.contains(token.span)),
                });
            }
            let clauses = clauses(text, reading, &terms);
            units.push(Unit {
                sentence: *at,
                span: sentence.span,
                entries: Vec::new(),
                clause_entries: Vec::new(),
                clauses,
                quantities: quantities(text, tokens),
                dates: dates(text, tokens, published),
                published,
                lead_day: None,
                standing_day: None,
                is_headline: matches!(sentence.kind, BlockKind::Headline),
                position: order as f32 / last,
                trigrams: trigrams(&terms),
                speaker: speaker(analysed, sentence.span),
                is_negated: words.iter().any(|word| is_negation(word)),
                terms,
            });
        }
        tell_standing_days(&mut units);
        tell_lead_day(&mut units);
        builder.finish(units, published, reading)
    }
}

fn is_negation(word: &str) -> bool {
    word.ends_with("n't")
        || matches!(
            word,
            "not"
                | "no"
                | "never"
                | "nor"
                | "none"
                | "neither"
                | "nothing"
                | "nobody"
                | "without"
                | "cannot"
                | "denied"
                | "denies"
                | "deny"
                | "denying"
                | "refused"
                | "declined"
        )
}

/// Hashes of all runs of three words, ascending.
fn trigrams(terms: &[Term]) -> Vec<u64> {
    let mut found: Vec<u64> = terms
        .windows(3)
        .map(|run| {
            run.iter().fold(17, |hash: u64, term| {
                (hash ^ term.word)
                    .wrapping_mul(0x0100_0000_01b3)
                    .rotate_left(23)
            })
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Who is quoted in a sentence: the last word of the name, hashed.
fn speaker(analysed: &Analysed, sentence: Span) -> Option<u64> {
    let quotation = analysed.quotes.quotations.iter().find(|quotation| {
        quotation
            .content
            .iter()
            .any(|span| span.intersects(sentence))
    })?;
    let last = quotation.speaker_name.split_whitespace().next_back()?;
    Some(word_hash(&fold(last)))
}

/// Sentences at the head of an article that may go on about the day named before them.
const HEAD: usize = 5;

/// A lead names the day of its event once ("spoke Saturday"); the sentences after it mean the same day until another is named.
fn tell_standing_days(units: &mut [Unit]) {
    let mut standing: Option<DateMention> = None;
    for (order, unit) in units.iter_mut().enumerate() {
        let mut own = unit.dates.iter().filter(|date| date.is_day());
        match (own.next(), own.next()) {
            (Some(day), None) => standing = Some(day.clone()),
            (None, _) if order < HEAD => {}
            _ => standing = None,
        }
        unit.standing_day.clone_from(&standing);
    }
}

/// A headline is about the day of its lead: the first sentences below it, as far as one of them names a single day.
fn tell_lead_day(units: &mut [Unit]) {
    /// Sentences of the lead.
    const LEAD: usize = 2;
    let body = units.iter().filter(|unit| !unit.is_headline).take(LEAD);
    let day = body
        .flat_map(|unit| &unit.dates)
        .find(|date| date.is_day())
        .cloned();
    if let Some(headline) = units.first_mut().filter(|unit| unit.is_headline) {
        headline.lead_day = day;
    }
}

#[derive(Default)]
struct Builder {
    by_key: BTreeMap<u64, u32>,
    entries: Vec<Entry>,
}

impl Builder {
    #[expect(clippy::fn_params_excessive_bools, reason = "two facts about one word")]
    fn entry(&mut self, word: &str, written: &str, is_digits: bool, is_first: bool) -> u32 {
        let lexicon = Lexicon::get();
        let value = super::quantities::number_value(word);
        let key = match value {
            Some(value) => word_hash(&format!("#{value}")),
            None => word_hash(&stem(word)),
        };
        let is_capital = written.starts_with(char::is_uppercase);
        let row = lexicon.find(word_hash(word));
        let named = is_capital && row.map_or(!is_first, |row| lexicon.capital_share(row) > 0.7);
        let next = self.entries.len() as u32;
        let at = *self.by_key.entry(key).or_insert(next);
        if at == next {
            self.entries.push(Entry {
                key,
                rarity: if is_digits {
                    lexicon.rarity(row).max(4.0)
                } else {
                    lexicon.rarity(row)
                },
                vector: row.and_then(|row| lexicon.vector(row)),
                n_sentences: 0,
                is_name: named,
                is_number: value.is_some(),
            });
        }
        self.entries[at as usize].is_name |= named;
        at
    }

    /// Puts the vocabulary into the order of its keys, so that two articles' can be merged.
    fn finish(self, mut units: Vec<Unit>, published: Option<Date>, reading: &Reading) -> Prepared {
        let mut new_index = vec![0_u32; self.entries.len()];
        let mut vocabulary = Vec::with_capacity(self.entries.len());
        for (rank, old) in self.by_key.values().enumerate() {
            new_index[*old as usize] = rank as u32;
            vocabulary.push(self.entries[*old as usize].clone());
        }
        for unit in &mut units {
            for term in &mut unit.terms {
                term.entry = term.entry.map(|old| new_index[old as usize]);
            }
            unit.entries = distinct(&unit.terms);
            unit.clause_entries = unit
                .clauses
                .iter()
                .map(|range| distinct(&unit.terms[range.clone()]))
                .collect();
            for entry in &unit.entries {
                vocabulary[*entry as usize].n_sentences += 1;
            }
        }
        Prepared {
            stream: Stream::new(reading, &units, &vocabulary),
            units,
            vocabulary,
            published,
        }
    }
}

fn distinct(terms: &[Term]) -> Vec<u32> {
    let mut entries: Vec<u32> = terms.iter().filter_map(|term| term.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    entries
}
