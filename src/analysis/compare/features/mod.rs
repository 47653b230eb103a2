//! What is measured on a pair of sentences of two articles (DESIGN.md section 5).
//!
//! - `weights`: what a shared word is worth; `tables`: what is looked up for every pair of sentences.
//! - `choose`: which pairs are measured; `scratch`, `measure`: the measures of one pair; `runs` and `conflicts`: its common runs, its numbers and days; `rank`: its rivals.
//!
//! Everything is computed from the two articles alone: rarity inside the story is rarity inside these two, so a pair's
//! result does not change when a further article joins the comparison. Cost per pair of articles: one pass over an
//! inverted index, then the full measure for the few best candidates of every sentence: linear in the sentences as long as a
//! telling word stands in a bounded number of them, measured in `benches/compare.rs`.

mod choose;
mod conflicts;
mod measure;
mod rank;
mod runs;
mod scratch;
mod tables;
mod weights;

use rayon::prelude::*;

use self::measure::Measure;
use self::scratch::Scratch;
use self::tables::{Letters, Near, Side, WordRuns};
use self::weights::Weights;
use super::Watch;
use super::likeness::Likeness;
use super::prepare::Prepared;
use crate::analysis::Cancelled;

/// Pairs of sentences measured between two looks at the context.
const PAIRS_PER_LOOK: usize = 4096;
/// From so many pairs of sentences on they are measured by all threads.
const MANY: usize = 2048;

/// Names of the features, in the order of [`PairFeatures::values`].
pub const FEATURE_NAMES: [&str; 63] = [
    "overlap_short",
    "overlap_long",
    "overlap_geometric",
    "overlap_mass",
    "rarity_short",
    "rarity_long",
    "rarest_shared",
    "second_shared",
    "n_shared",
    "soft_lhs_min",
    "soft_max",
    "soft_rest",
    "clause_best",
    "clause_mass",
    "skip_pairs",
    "longest_run",
    "run_weight",
    "rare_bigrams",
    "names_shared",
    "names_conflict",
    "numbers_shared",
    "numbers_conflict",
    "dates_shared",
    "dates_conflict",
    "rank_lhs",
    "rank_rhs",
    "mutual_best",
    "gap_best",
    "position_gap",
    "headline_one",
    "length_ratio",
    "length_short",
    "trigram_share",
    "trigrams",
    "run_share",
    "plain_short",
    "plain_long",
    "rarest_plain",
    "soft_geometric",
    "anchors",
    "window_overlap",
    "carried_overlap",
    "vector_cosine",
    "clause_cover",
    "negated_both",
    "negated_one",
    "quoted_both",
    "quoted_one",
    "same_speaker",
    "other_speaker",
    "quoted_run",
    "names_jaccard",
    "both_early",
    "shared_share",
    "vector_rank",
    "close_short",
    "close_long",
    "close_geometric",
    "close_mass",
    "letters_short",
    "letters_long",
    "letters_mass",
    "other_days",
];

/// Where a feature stands among the values; a name that is none stops the compiler.
const fn place(name: &str) -> usize {
    let mut at = 0;
    while at < FEATURE_NAMES.len() {
        let (known, name) = (FEATURE_NAMES[at].as_bytes(), name.as_bytes());
        let mut k = 0;
        while k < known.len() && k < name.len() && known[k] == name[k] {
            k += 1;
        }
        if k == known.len() && k == name.len() {
            return at;
        }
        at += 1;
    }
    panic!("no feature has this name")
}

/// A candidate pair of sentences with its measures.
#[derive(Clone, Debug)]
pub struct PairFeatures {
    /// Index of the sentence among the left article's compared sentences.
    pub lhs: usize,
    /// Index of the sentence among the right article's compared sentences.
    pub rhs: usize,
    /// One value per name in [`FEATURE_NAMES`].
    pub values: [f32; FEATURE_NAMES.len()],
    /// Whether days that are only meant count: both stand where the event itself is told, in the headline or the lead, or one
    /// tells of what had not happened yet when the other was published.
    pub days_bind: bool,
    /// Whether one tells of a further event ("a second phone call") and the other of the event alone.
    pub is_further: bool,
    /// Whether both name several persons, and none in common.
    pub are_other_people: bool,
}

impl PairFeatures {
    /// Whether both are the same words, and more than a set phrase of three.
    pub fn is_same(&self) -> bool {
        self.values[const { place("length_ratio") }] == 1.0
            && self.values[const { place("run_share") }] == 1.0
            && self.values[const { place("length_short") }] >= 4.0_f32.ln()
    }

    /// Whether no likeness can link the two: one is a fragment of one or two words ("Putin..." where a text breaks off), or one
    /// names a further event of the kind, or they are about other people ("Kerry told Lavrov", "Carter told Shoigu"), or they
    /// name different days and are not otherwise nearly the same: two events, however alike they sound.
    ///
    /// A day that is only meant (named in the sentence before, or by the lead) counts where days bind (see [`Self::days_bind`]);
    /// further down a sentence has too many reasons to name a day.
    pub fn is_ruled_out(&self) -> bool {
        let other_days = self.values[const { place("other_days") }] > 0.0 && self.days_bind
            || self.values[const { place("dates_conflict") }] > 0.0;
        let is_fragment = self.values[const { place("length_short") }] < 3.0_f32.ln();
        let is_nearly_same = self.values[const { place("overlap_geometric") }] >= 0.7
            || self.values[const { place("longest_run") }] >= 9.0_f32.ln();
        is_fragment || self.is_further || self.are_other_people || other_days && !is_nearly_same
    }
}

/// The candidates among all pairs of sentences of two articles, measured; ascending by (lhs, rhs).
/// `watch` is asked from time to time whether to go on.
pub(super) fn candidates(
    lhs: &Prepared,
    rhs: &Prepared,
    likeness: &Likeness,
    watch: Watch<'_>,
) -> Result<Vec<PairFeatures>, Cancelled> {
    let weights = Weights::new(lhs, rhs);
    let numbers = |article: &Prepared| -> Vec<Option<u32>> {
        let entries = article.vocabulary.iter();
        entries.map(|entry| likeness.number(entry.row?)).collect()
    };
    let (numbers_lhs, numbers_rhs) = (numbers(lhs), numbers(rhs));
    let left = Side::new(
        lhs,
        (&weights.lhs, &weights.rarity_lhs),
        likeness,
        &numbers_lhs,
    );
    let right = Side::new(
        rhs,
        (&weights.rhs, &weights.rarity_rhs),
        likeness,
        &numbers_rhs,
    );
    let to_left = tables::to_left_words(lhs, rhs);
    let measure = Measure {
        near: Near::new((lhs, &numbers_lhs), (rhs, &numbers_rhs), likeness),
        trigrams: WordRuns::trigrams(lhs, rhs),
        bigrams: WordRuns::bigrams(lhs, rhs, &weights.lhs),
        letters: Letters::new(lhs, rhs),
        words_right: tables::on_the_left(&to_left, rhs, |unit| &unit.words),
        quoted_right: tables::on_the_left(&to_left, rhs, |unit| &unit.quoted),
        lhs,
        rhs,
        weights,
        left,
        right,
    };
    let chosen = choose::best_candidates(&measure, watch)?;
    let groups: Vec<&[(usize, usize)]> = chosen.chunk_by(|one, two| one.0 == two.0).collect();
    let mut found: Vec<PairFeatures> = Vec::with_capacity(chosen.len());
    if chosen.len() < MANY {
        let mut scratch = Scratch::new(&measure);
        for partners in groups {
            measure.partners(partners, &mut scratch, &mut found);
        }
    } else {
        let mean = chosen.len() / groups.len().max(1);
        for some in groups.chunks((PAIRS_PER_LOOK / mean.max(1)).max(1)) {
            watch()?;
            let measured: Vec<Vec<PairFeatures>> = some
                .par_iter()
                .map_init(
                    || Scratch::new(&measure),
                    |scratch, partners| {
                        let mut own = Vec::with_capacity(partners.len());
                        measure.partners(partners, scratch, &mut own);
                        own
                    },
                )
                .collect();
            found.extend(measured.into_iter().flatten());
        }
    }
    rank::rank(&mut found, lhs.units.len(), rhs.units.len());
    Ok(found)
}
