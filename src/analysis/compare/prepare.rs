//! One article as the comparison reads it: its sentences as terms with stems, rarities and vectors. Computed from the article
//! alone, so it is shared by all pairs the article takes part in.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::clauses::clauses;
use super::dates::{DateMention, dates};
use super::differences::alternatives::{self, Used};
use super::differences::names::{self, Name};
use super::index::{Bigram, Gram, all_bigrams, all_trigrams, all_words, letters};
use super::lexicon::{Lexicon, Row, word_hash};
use super::passages::Stream;
use super::quantities::{Quantity, quantities};
use super::rows::Rows;
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
#[derive(Clone, Debug)]
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
    /// Distinct runs of four letters per sentence, ascending.
    pub(super) grams: Vec<Gram>,
    /// For every token of the article the hash of its folded form; 0 outside the compared sentences.
    pub(super) folded: Vec<u64>,
    /// Day of publication.
    pub(super) published: Option<Date>,
    /// Words for the same thing that differ in what they imply, ascending.
    pub(super) alternatives: Vec<Used>,
    /// The names in it.
    pub(super) names: Vec<Name>,
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
        let mut folded = vec![0; reading.tokens.len()];
        let mut grams = Vec::new();
        for (order, at) in compared.iter().enumerate() {
            let sentence = &reading.sentences[*at];
            let tokens = reading.tokens_of(sentence);
            let mut terms = Vec::with_capacity(tokens.len());
            let words: Vec<String> = tokens
                .iter()
                .enumerate()
                .map(|(k, token)| {
                    let word = fold(token.span.of(text));
                    folded[sentence.tokens.start + k] = word_hash(&word);
                    abbreviation_free(&word)
                })
                .collect();
            grams.extend(letters(sentence.span.of(text), units.len() as u32));
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
                in_clauses: Vec::new(),
                content: Vec::new(),
                words: Vec::new(),
                quoted: Vec::new(),
                window: Vec::new(),
                carried: Vec::new(),
                clauses,
                quantities: quantities(text, tokens),
                dates: dates(text, tokens, published),
                published,
                further: Vec::new(),
                goes_on: terms
                    .first()
                    .is_some_and(|term| term.word == word_hash("this")),
                lead_day: None,
                standing_day: None,
                is_lead: order < HEAD,
                is_headline: matches!(sentence.kind, BlockKind::Headline),
                position: order as f32 / last,
                n_trigrams: 0,
                has_quote: terms.iter().any(|term| term.is_quoted),
                speaker: speaker(analysed, sentence.span),
                persons: Vec::new(),
                is_negated: words.iter().any(|word| is_negation(word)),
                terms,
            });
        }
        tell_standing_days(&mut units);
        tell_lead_day(&mut units);
        grams.sort_unstable();
        grams.dedup();
        let sentences = units.iter().map(|unit| &reading.sentences[unit.sentence]);
        let words = sentences.flat_map(|sentence| sentence.tokens.clone());
        let words: Vec<(u64, Span)> = words
            .map(|at| (folded[at], reading.tokens[at].span))
            .collect();
        let alternatives = alternatives::used(&words);
        let names = names::read(analysed);
        tell_persons(&mut units, &names);
        Prepared {
            grams,
            folded,
            alternatives,
            names,
            ..builder.finish(units, published, reading)
        }
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

/// Tells every sentence the persons that it names.
fn tell_persons(units: &mut [Unit], names: &[Name]) {
    for unit in units {
        let from = names.partition_point(|name| name.span.start < unit.span.start);
        let here = names[from..]
            .iter()
            .take_while(|name| name.span.end <= unit.span.end);
        unit.persons = here.filter_map(Name::last_name).collect();
        unit.persons.sort_unstable();
        unit.persons.dedup();
    }
}

/// The content words right behind a word that tells one event of a kind from those before it.
fn further(terms: &[Term]) -> Vec<u32> {
    const COUNTED_ON: [&str; 6] = ["second", "third", "fourth", "fifth", "another", "latest"];
    /// Words behind it that may belong to it.
    const NEAR: usize = 2;
    let hashes = COUNTED_ON.map(word_hash);
    let mut found: Vec<u32> = (0..terms.len())
        .filter(|at| hashes.contains(&terms[*at].word))
        .flat_map(|at| {
            terms[at + 1..]
                .iter()
                .take(NEAR)
                .map_while(|term| term.entry)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
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
            // "A day after": another day than the one that was named.
            (None, _) if is_at_another_time(unit) => continue,
            (None, _) if order < HEAD => {}
            _ => standing = None,
        }
        unit.standing_day.clone_from(&standing);
    }
}

/// Whether a sentence counts from a time it does not name: "two days later", "a day after", "weeks ago".
fn is_at_another_time(unit: &Unit) -> bool {
    let spans = [
        "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
    ]
    .map(word_hash);
    let ways = ["after", "before", "later", "earlier", "ago"].map(word_hash);
    let mut pairs = unit.terms.windows(2);
    pairs.any(|two| spans.contains(&two[0].word) && ways.contains(&two[1].word))
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
                row: row.filter(|row| lexicon.has_meaning(*row)),
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
            unit.further = further(&unit.terms);
            unit.content = (0_u32..)
                .zip(&unit.terms)
                .filter_map(|(at, term)| Some((at, term.entry?)))
                .collect();
            unit.in_clauses = in_clauses(unit);
            for entry in &unit.entries {
                vocabulary[*entry as usize].n_sentences += 1;
            }
        }
        tell_surroundings(&mut units);
        let places = (0_u32..).zip(&units).flat_map(|(number, unit)| {
            let entries = unit.entries.iter();
            entries.map(move |entry| (*entry as usize, number))
        });
        Prepared {
            alternatives: Vec::new(),
            names: Vec::new(),
            stream: Stream::new(reading, &units, &vocabulary),
            postings: Rows::new(vocabulary.len(), places),
            words: all_words(&mut units),
            trigrams: all_trigrams(&mut units),
            bigrams: all_bigrams(&units, &vocabulary),
            grams: Vec::new(),
            folded: Vec::new(),
            units,
            vocabulary,
            published,
        }
    }
}

/// For each entry of a sentence the clauses it stands in.
fn in_clauses(unit: &Unit) -> Vec<u32> {
    let mut found = vec![0_u32; unit.entries.len()];
    for (number, range) in unit.clauses.iter().take(MOST_CLAUSES).enumerate() {
        for entry in unit.terms[range.clone()].iter().filter_map(|t| t.entry) {
            if let Ok(at) = unit.entries.binary_search(&entry) {
                found[at] |= 1 << number;
            }
        }
    }
    found
}

fn distinct(terms: &[Term]) -> Vec<u32> {
    let mut entries: Vec<u32> = terms.iter().filter_map(|term| term.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    entries
}
