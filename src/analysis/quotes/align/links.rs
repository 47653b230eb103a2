//! Which stretches of quoted words, in different articles, are the same utterance.
//!
//! Candidates share a run of three words, or are short, by one speaker and share two words that say something; a pair is accepted by its word alignment, the more easily the more of the shorter stretch is
//! shared and the less its speakers contradict each other. Cost: linear in the words but for runs that many stretches share, which
//! propose no pair.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Quoting;
use super::segments::{Alignment, QuotedWord, Segment, align};
use crate::analysis::Cancelled;

/// A run of words that more segments than this share is a set phrase and proposes no pair.
const MAX_SHARING: usize = 40;

/// Most words of a stretch that may be paired without a run of three.
const SHORT: usize = 14;
/// A word that more short stretches than this share proposes no pair of them.
const MAX_SHARING_SHORT: usize = 16;
/// Share of the words of the shorter of two stretches by one speaker that both hold in order.
const LEAST_OF_SHORT: f64 = 0.6;

pub(super) struct Link {
    pub(super) lhs: usize,
    pub(super) rhs: usize,
    pub(super) alignment: Alignment,
}

/// Pairs aligned between two looks at the context.
const PAIRS_PER_LOOK: usize = 64;
/// Words of a stretch that are aligned; only a quotation without any full stop has more. Bounds the memory of an alignment to 4 MB.
const LONGEST_ALIGNED: usize = 1000;

/// `watch` is asked from time to time whether to go on.
pub(super) fn find_links(
    articles: &[Quoting<'_>],
    segments: &[Segment],
    watch: &mut dyn FnMut() -> Result<(), Cancelled>,
) -> Result<Vec<Link>, Cancelled> {
    let mut sharing: HashMap<[&str; 3], Vec<usize>> = HashMap::new();
    for (index, segment) in segments.iter().enumerate() {
        for run in segment.words.windows(3) {
            let forms = [0, 1, 2].map(|at| run[at].form.as_str());
            let sharers = sharing.entry(forms).or_default();
            if sharers.last() != Some(&index) {
                sharers.push(index);
            }
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, segment) in segments.iter().enumerate() {
        for run in segment.words.windows(3) {
            let forms = [0, 1, 2].map(|at| run[at].form.as_str());
            let sharers = sharing.get(&forms).map_or(&[][..], Vec::as_slice);
            if sharers.len() <= MAX_SHARING {
                let later = sharers.iter().filter(|other| **other > index);
                let elsewhere = later.filter(|other| segments[**other].article != segment.article);
                pairs.extend(elsewhere.map(|other| (index, *other)));
            }
        }
    }
    pairs.extend(short_pairs(articles, segments));
    let mut links = Vec::new();
    for (number, (lhs, rhs)) in pairs.into_iter().enumerate() {
        if number % PAIRS_PER_LOOK == 0 {
            watch()?;
        }
        let alignment = align_either_way(first(&segments[lhs].words), first(&segments[rhs].words));
        if accepts(articles, &segments[lhs], &segments[rhs], &alignment) {
            links.push(Link {
                lhs,
                rhs,
                alignment,
            });
        }
    }
    Ok(links)
}

/// Pairs of short stretches by one speaker in different articles that share two weighty words.
fn short_pairs(articles: &[Quoting<'_>], segments: &[Segment]) -> Vec<(usize, usize)> {
    let mut sharing: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, segment) in segments.iter().enumerate() {
        if segment.words.len() <= SHORT {
            let weighty = segment.words.iter().filter(|word| is_weighty(&word.form));
            let forms: BTreeSet<&str> = weighty.map(|word| word.form.as_str()).collect();
            for form in forms {
                sharing.entry(form).or_default().push(index);
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for sharers in sharing
        .values()
        .filter(|all| all.len() <= MAX_SHARING_SHORT)
    {
        for (place, lhs) in sharers.iter().enumerate() {
            for rhs in &sharers[place + 1..] {
                if segments[*lhs].article != segments[*rhs].article {
                    *shared.entry((*lhs, *rhs)).or_default() += 1;
                }
            }
        }
    }
    shared.retain(|(lhs, rhs), words| {
        let speakers = [*lhs, *rhs].map(|at| speaker(articles, &segments[at]));
        *words >= 2 && same_person(speakers[0], speakers[1]) == Some(true)
    });
    shared.into_keys().collect()
}

fn first(words: &[QuotedWord]) -> &[QuotedWord] {
    &words[..words.len().min(LONGEST_ALIGNED)]
}

/// The alignment of two stretches, whichever is given first: among equally good ones the choice hangs on the words alone.
fn align_either_way(lhs: &[QuotedWord], rhs: &[QuotedWord]) -> Alignment {
    let forms = |words| <[QuotedWord]>::iter(words).map(|word| &word.form);
    if forms(lhs).le(forms(rhs)) {
        return align(lhs, rhs);
    }
    let mut turned = align(rhs, lhs);
    turned
        .pairs
        .iter_mut()
        .for_each(|pair| *pair = (pair.1, pair.0));
    turned
}

/// Whether two stretches of quoted words are the same utterance.
fn accepts(articles: &[Quoting<'_>], lhs: &Segment, rhs: &Segment, alignment: &Alignment) -> bool {
    let shared = alignment.pairs.len();
    let weighty = alignment
        .pairs
        .iter()
        .filter(|(i, _)| is_weighty(&lhs.words[*i].form))
        .count();
    let shorter = lhs.words.len().min(rhs.words.len());
    let share = shared as f64 / shorter.max(1) as f64;
    let speakers = same_person(speaker(articles, lhs), speaker(articles, rhs));
    if alignment.longest_run < 3 {
        // too few words in a row for chance alone to be ruled out: the speaker has to be the same
        return speakers == Some(true) && shared >= 3 && weighty >= 2 && share >= LEAST_OF_SHORT;
    }
    if weighty == 0 {
        return false;
    }
    let one_speaker = speakers != Some(false);
    let whole = share >= 0.95;
    match shared {
        3..=4 => {
            whole && (one_speaker || weighty >= 2) || share >= 0.7 && one_speaker && weighty >= 2
        }
        5..=7 => share >= 0.6 || one_speaker && share >= 0.5 && weighty >= 3,
        _ => share >= 0.5 || shared >= 12 && alignment.longest_run >= 8,
    }
}

fn speaker<'a>(articles: &[Quoting<'a>], segment: &Segment) -> &'a str {
    &articles[segment.article].quotations[segment.quotation].speaker_name
}

/// Whether two names can be one person's; `None` when one of them names nobody.
pub(super) fn same_person(lhs: &str, rhs: &str) -> Option<bool> {
    let named = |name: &str| {
        !name.is_empty()
            && !name.starts_with("The ")
            && name
                .split(' ')
                .all(|word| !word.starts_with(char::is_lowercase))
            && !matches!(
                name,
                "He" | "She" | "It" | "They" | "I" | "We" | "You" | "Who"
            )
    };
    if !named(lhs) || !named(rhs) {
        return None;
    }
    let last = |name: &str| crate::text::fold(name.rsplit(' ').next().unwrap_or(name));
    let holds =
        |whole: &str, part: &str| crate::text::fold(whole).contains(&crate::text::fold(part));
    Some(last(lhs) == last(rhs) || holds(lhs, rhs) || holds(rhs, lhs))
}

/// Whether a word says more than a function word does.
pub(super) fn is_weighty(form: &str) -> bool {
    const LIGHT: &[&str] = &[
        "a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "or", "but", "is", "are",
        "was", "were", "be", "been", "it", "he", "she", "they", "we", "you", "i", "that", "this",
        "these", "those", "with", "as", "by", "from", "not", "have", "has", "had", "do", "does",
        "did", "will", "would", "can", "could", "his", "her", "their", "our", "my", "your", "its",
        "what", "who", "there", "so", "if", "all", "very", "just", "'s", "'re", "'ve", "'m", "'ll",
        "'d", "don't", "me", "him", "them", "us", "about", "going", "no", "am",
    ];
    !LIGHT.contains(&form)
}

/// For each segment the least segment it is connected with.
pub(super) fn connect(n_segments: usize, links: &[Link]) -> Vec<usize> {
    let mut roots: Vec<usize> = (0..n_segments).collect();
    for link in links {
        let (lhs, rhs) = (root_of(&mut roots, link.lhs), root_of(&mut roots, link.rhs));
        roots[lhs.max(rhs)] = lhs.min(rhs);
    }
    (0..n_segments).map(|at| root_of(&mut roots, at)).collect()
}

fn root_of(roots: &mut [usize], mut at: usize) -> usize {
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}
