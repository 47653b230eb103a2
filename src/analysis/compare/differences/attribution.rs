//! Attribution: who says it, through whom, and where nobody is named for what another article lets somebody say.
//!
//! What two cells have in common is said by whoever the innermost quotation that holds it is given to. Two speakers are held
//! against each other by name; a role ("the spokesman") is taken to be the person whom either article calls so. A cell says
//! flatly what another attributes only where no quotation and no source stands near: who is named in the sentence before speaks on.

use super::{Row, joined, pairs};
use crate::analysis::compare::lexicon::word_hash;
use crate::analysis::compare::model::{Difference, DifferenceKind, DifferenceNature};
use crate::analysis::quotes::{Attribution, Quotation, is_pronoun};
use crate::text::{Span, Token, fold, is_stop_word, tokenize};

/// Fewest content words that two cells share, speakers and reporting words aside, before it is asked who says them.
const FEWEST_SHARED: usize = 4;
/// Share of the common words that a quotation must hold to be who says them,
const HELD: f64 = 0.6;
/// and that it must hold before anybody may be missed who says them.
const HELD_ALL: f64 = 0.8;
/// Share of the words of a quotation that another cell must have to state the same flatly.
const SAME_FACT: f64 = 0.5;
/// An outlet that so many of an article's sources are is what the article is about.
const MOST_CITED: usize = 3;
/// Bytes between the speaker and the reporting word that still are shown as one ("the ministry, on Monday, said").
const ONE_PHRASE: u32 = 24;

/// Who says what two cells have in common, in one of them.
struct Voice<'a> {
    speaker: Speaker<'a>,
    /// The agency or outlet that is cited for it.
    relay: Option<&'a Attribution>,
}

enum Speaker<'a> {
    Named(&'a Quotation),
    /// Nobody: the words that state it.
    Nobody(Span),
    /// Somebody, but the text does not settle who.
    Unclear,
}

/// The differences in who says it.
pub(super) fn attribution(rows: &[Row<'_>]) -> Vec<Difference> {
    let told: Vec<Told<'_>> = rows.iter().map(Told::new).collect();
    let mut found = Vec::new();
    for (lhs, rhs) in pairs(&told) {
        let (here, there) = (lhs.common(rhs), rhs.common(lhs));
        if here.len().min(there.len()) < FEWEST_SHARED {
            continue;
        }
        let (one, two) = (lhs.row, rhs.row);
        let (lhs, rhs) = (lhs.voice(&here), rhs.voice(&there));
        if let Some((nature, left, right)) = difference((one, &lhs), (two, &rhs)) {
            found.push((nature, one.value(left), two.value(right)));
        }
    }
    joined(DifferenceKind::Attribution, found)
}

fn difference(
    (one, lhs): (&Row<'_>, &Voice<'_>),
    (two, rhs): (&Row<'_>, &Voice<'_>),
) -> Option<(DifferenceNature, Span, Span)> {
    match (&lhs.speaker, &rhs.speaker) {
        (Speaker::Named(left), Speaker::Named(right)) => {
            let shown = (phrase(left), phrase(right));
            if are_others((one, left), (two, right)) {
                return Some((DifferenceNature::Wording, shown.0, shown.1));
            }
            match (lhs.relay, rhs.relay) {
                (Some(left), Some(right)) if left.source != right.source => {
                    Some((DifferenceNature::Wording, left.span, right.span))
                }
                (Some(left), None) if !speaks(left, right) => {
                    Some((DifferenceNature::Refinement, left.span, shown.1))
                }
                (None, Some(right)) if !speaks(right, left) => {
                    Some((DifferenceNature::Refinement, shown.0, right.span))
                }
                _ => None,
            }
        }
        (Speaker::Named(left), Speaker::Nobody(flat)) if states(two, *flat, one, left) => {
            Some((DifferenceNature::Refinement, phrase(left), *flat))
        }
        (Speaker::Nobody(flat), Speaker::Named(right)) if states(one, *flat, two, right) => {
            Some((DifferenceNature::Refinement, *flat, phrase(right)))
        }
        _ => None,
    }
}

/// A cell as it is asked who says what of it.
struct Told<'a> {
    row: &'a Row<'a>,
    /// The quotations that reach into its sentences.
    quotations: Vec<&'a Quotation>,
    /// Its content words without those that only name who speaks.
    content: Vec<(u64, Span)>,
    /// The stems of all its content words, ascending.
    stems: Vec<u64>,
}

impl<'a> Told<'a> {
    fn new(row: &'a Row<'_>) -> Self {
        let reaches_in = |said: &&Quotation| {
            let mut parts = said.content.iter().chain(&said.speaker);
            parts.any(|part| row.units.iter().any(|unit| unit.span.intersects(*part)))
        };
        let all = row.analysed.quotes.quotations.iter();
        let quotations: Vec<&Quotation> = all.filter(reaches_in).collect();
        let names_speaker = |word: Span| {
            let mut naming = quotations
                .iter()
                .filter_map(|said| said.speaker.or(said.cue));
            naming.any(|span| span.contains(word))
        };
        let content = row.content.iter().copied();
        let mut stems: Vec<u64> = content.clone().map(|(stem, _)| stem).collect();
        stems.sort_unstable();
        Self {
            row,
            content: content.filter(|(_, word)| !names_speaker(*word)).collect(),
            quotations,
            stems,
        }
    }

    /// The places of the words that the other cell has too.
    fn common(&self, other: &Self) -> Vec<Span> {
        let shared = self
            .content
            .iter()
            .filter(|(stem, _)| other.stems.binary_search(stem).is_ok());
        shared.map(|(_, word)| *word).collect()
    }

    fn voice(&self, shared: &[Span]) -> Voice<'a> {
        let row = self.row;
        let held = |said: &Quotation| {
            let is_held = |word: &&Span| said.content.iter().any(|part| part.contains(**word));
            shared.iter().filter(is_held).count() as f64 / shared.len() as f64
        };
        let size = |said: &Quotation| said.content.iter().map(|part| part.len()).sum::<usize>();
        let innermost = self
            .quotations
            .iter()
            .filter(|said| held(said) >= HELD)
            .min_by_key(|said| size(said));
        let sources: Vec<&Attribution> = cited(row).collect();
        let speaker = match innermost {
            Some(said) if is_named(said) => Speaker::Named(said),
            Some(_) => Speaker::Unclear,
            None if !sources.is_empty() || self.quotations.iter().any(|said| held(said) > 0.0) => {
                Speaker::Unclear
            }
            None => stated(row, shared).map_or(Speaker::Unclear, Speaker::Nobody),
        };
        let n_cited = |name: &str| {
            let all = row.analysed.quotes.attributions.iter();
            all.filter(|source| source.source == name).count()
        };
        let is_told_of = |outlet: &Attribution| n_cited(&outlet.source) > MOST_CITED;
        let mut sources = sources.into_iter();
        Voice {
            speaker,
            relay: sources.find(|source| source.is_outlet && !is_told_of(source)),
        }
    }
}

/// The sources that are named in the sentences of a cell. An agency in brackets or before a dash is none of them: it heads the
/// article, and is said of all of it.
fn cited<'a>(row: &'a Row<'_>) -> impl Iterator<Item = &'a Attribution> {
    let is_credit = |place: Span| {
        let text = row.analysed.text();
        let before = text[..place.start as usize].trim_end();
        let behind = text[place.end as usize..].trim_start();
        before.ends_with('(') || behind.starts_with([')', '-', '–', '—'])
    };
    let inside = |place: Span| row.units.iter().any(|unit| unit.span.contains(place));
    let all = row.analysed.quotes.attributions.iter();
    all.filter(move |source| inside(source.span) && !is_credit(source.span))
}

fn is_named(said: &Quotation) -> bool {
    said.speaker.is_some() && !name_words(&said.speaker_name).is_empty()
}

/// The words of a sentence that state what is shared: from the first to the last of them, where most of them stand. None in a
/// headline, which leaves out who says it.
fn stated(row: &Row<'_>, shared: &[Span]) -> Option<Span> {
    let within = |unit: Span| {
        shared
            .iter()
            .copied()
            .filter(move |word| unit.contains(*word))
    };
    let unit = row
        .units
        .iter()
        .max_by_key(|unit| (within(unit.span).count(), std::cmp::Reverse(unit.span)))?;
    let is_most = within(unit.span).count() as f64 >= shared.len() as f64 * HELD_ALL;
    if unit.is_headline || !is_most {
        return None;
    }
    within(unit.span).reduce(Span::hull)
}

/// Whether a cell states flatly what another lets somebody say: it holds much of the quotation, and does not name its speaker in
/// the sentence, the one before or the one behind.
fn states(flat: &Row<'_>, place: Span, told: &Row<'_>, said: &Quotation) -> bool {
    let inside = |word: &&(u64, Span)| said.content.iter().any(|part| part.contains(word.1));
    let quoted: Vec<u64> = told
        .content
        .iter()
        .filter(inside)
        .map(|word| word.0)
        .collect();
    let has = |stem: &&u64| flat.content.iter().any(|(own, _)| own == *stem);
    let n_held = quoted.iter().filter(has).count();
    if quoted.is_empty() || (n_held as f64) < quoted.len() as f64 * SAME_FACT {
        return false;
    }
    let sentences = &flat.analysed.reading.sentences;
    let Some(at) = flat.analysed.reading.sentence_at(place.start) else {
        return false;
    };
    let near = at.saturating_sub(1)..(at + 2).min(sentences.len());
    let names = name_words(&said.speaker_name);
    let words = flat.analysed.reading.sentences[near.clone()].iter();
    let named_near = words
        .flat_map(|sentence| flat.analysed.reading.tokens_of(sentence))
        .map(|token| fold(token.span.of(flat.analysed.text())))
        .any(|word| names.contains(&word));
    let hull = sentences[near.start]
        .span
        .hull(sentences[near.end - 1].span);
    let attributed_near = flat.analysed.quotes.quotations.iter().any(|other| {
        let mut parts = other.content.iter().chain(&other.speaker);
        parts.any(|part| hull.intersects(*part))
    });
    !named_near && !attributed_near
}

/// Whether an outlet is cited as the speaker itself.
fn speaks(source: &Attribution, said: &Quotation) -> bool {
    let names = name_words(&said.speaker_name);
    name_words(&source.source)
        .iter()
        .any(|word| names.contains(word))
}

/// Whether two speakers are two: no word of their names in common, and neither a role that may be the other.
fn are_others((one, left): (&Row<'_>, &Quotation), (two, right): (&Row<'_>, &Quotation)) -> bool {
    let (lhs, rhs) = (
        name_words(&left.speaker_name),
        name_words(&right.speaker_name),
    );
    let is_unnamed = |row: &Row<'_>, said: &Quotation| {
        let written = said.speaker.map(|span| fold(span.of(row.analysed.text())));
        written.is_some_and(|word| names_no_one(&word))
    };
    // Who two pronouns stand for is too often one.
    if lhs.is_empty()
        || rhs.is_empty()
        || lhs.iter().any(|word| rhs.contains(word))
        || is_unnamed(one, left) && is_unnamed(two, right)
    {
        return false;
    }
    match (
        is_proper(&left.speaker_name),
        is_proper(&right.speaker_name),
    ) {
        (true, true) => true,
        // Two roles of one person each may be one person.
        (false, false) => is_plural(&lhs) || is_plural(&rhs),
        // "The spokesman" may be the one who is named; "officials" are not.
        (true, false) => is_plural(&rhs) && !goes_with(&[one, two], &lhs, &rhs),
        (false, true) => is_plural(&lhs) && !goes_with(&[one, two], &rhs, &lhs),
    }
}

/// Whether a text calls the bearer of a name so: a word of the role stands beside a word of the name.
fn goes_with(rows: &[&Row<'_>], name: &[String], role: &[String]) -> bool {
    const BESIDE: usize = 4;
    let hashed =
        |words: &[String]| -> Vec<u64> { words.iter().map(|word| word_hash(word)).collect() };
    let (name, role) = (hashed(name), hashed(role));
    rows.iter().any(|row| {
        row.prepared.folded.windows(BESIDE).any(|near| {
            let has = |of: &[u64]| near.iter().any(|word| of.contains(word));
            has(&name) && has(&role)
        })
    })
}

/// The words of a speaker's name or role that tell who it is, folded.
fn name_words(name: &str) -> Vec<String> {
    let words = tokenize(name).into_iter().filter(Token::is_word);
    words
        .map(|token| fold(token.span.of(name)))
        .map(|word| word.trim_end_matches("'s").to_owned())
        .filter(|word| !is_stop_word(word) && !names_no_one(word))
        .collect()
}

fn names_no_one(word: &str) -> bool {
    is_pronoun(word) || ["that", "this", "one"].contains(&word)
}

/// Whether it is a name rather than a role: its last word has a capital.
fn is_proper(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    last.starts_with(char::is_uppercase)
}

/// Whether a role is that of several ("officials", "two people briefed on it").
fn is_plural(role: &[String]) -> bool {
    role.iter()
        .any(|word| word == "people" || word.ends_with('s') && !word.ends_with("ss"))
}

/// The words that name who says it, with the reporting word where it stands beside.
fn phrase(said: &Quotation) -> Span {
    let speaker = said.speaker.unwrap_or_default();
    let is_beside = |cue: &Span| {
        let gap = speaker
            .start
            .max(cue.start)
            .saturating_sub(speaker.end.min(cue.end));
        gap <= ONE_PHRASE
    };
    said.cue
        .filter(is_beside)
        .map_or(speaker, |cue| speaker.hull(cue))
}
