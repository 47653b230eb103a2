//! Articles that are nearly the same, and captures of one address: found over a whole corpus, flagged in the ledger, dropped never.
//!
//! Near: runs of five words (shingles) of two articles are compared by a sample, those whose hash divides by four (the "mod m"
//! sketch of Broder 1997), which estimates how much of each is in the other without bias. Two articles are near when four fifths of
//! the shorter's runs stand in the longer. Texts under 40 words are left alone. Cost: linear in words, plus pairs that share runs;
//! a run that stands in more than 64 articles is boilerplate and pairs nobody.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{Cancelled, Ctx};
use crate::corpus::{Article, ArticleId, BlockKind, Corpus, Outcome, Patch};

/// Words of a shingle.
const RUN: usize = 5;
/// Share of the shorter article's runs that the longer must hold.
const NEAR: f64 = 0.8;
/// Shortest article compared, in words.
const LEAST_WORDS: usize = 40;
/// A run in more articles than this pairs nobody.
const COMMON: usize = 64;

/// Why articles stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Their texts are the same, letter by letter.
    Same,
    /// Their texts are nearly the same.
    Text,
    /// They were captured from one address: versions of one article.
    Address,
}

/// Articles that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// In which way.
    pub likeness: Likeness,
    /// Two or more; of a text in the order of ids, of an address in that of publication and then of ids.
    pub articles: Vec<ArticleId>,
}

/// All groups of articles that are alike, those of texts first, in the order of their first articles.
pub fn groups(corpus: &Corpus, ctx: &mut dyn Ctx) -> Result<Vec<Group>, Cancelled> {
    let articles: Vec<&Arc<Article>> = corpus.articles.iter().collect();
    let mut found = near_groups(&articles, ctx)?;
    let mut by_address: BTreeMap<String, Vec<&Arc<Article>>> = BTreeMap::new();
    for article in &articles {
        if let Some(address) = article.address.get() {
            by_address
                .entry(same_address(address))
                .or_default()
                .push(article);
        }
    }
    let mut versions: Vec<Group> = by_address
        .into_values()
        .filter(|captures| captures.len() > 1)
        .map(|mut captures| {
            captures.sort_by_key(|article| (article.published.get().copied(), article.id));
            Group {
                likeness: Likeness::Address,
                articles: captures.iter().map(|article| article.id).collect(),
            }
        })
        .collect();
    versions.sort_by_key(|group| group.articles.iter().min().copied());
    found.extend(versions);
    Ok(found)
}

/// The patch that says in the ledger of each article which earlier ones it is like. Nothing is said twice.
pub fn flag(corpus: &Corpus, groups: &[Group]) -> Patch {
    let mut doubts: BTreeMap<ArticleId, Vec<String>> = BTreeMap::new();
    for group in groups {
        let Some(first) = group.articles.iter().min() else {
            continue;
        };
        let Some(earlier) = corpus.articles.get(*first) else {
            continue;
        };
        for id in group.articles.iter().filter(|id| *id != first) {
            let doubt = match group.likeness {
                Likeness::Same => format!(
                    "the same text as “{}” ({})",
                    earlier.title(),
                    earlier.source.path
                ),
                Likeness::Text => format!(
                    "nearly the same text as “{}” ({})",
                    earlier.title(),
                    earlier.source.path
                ),
                Likeness::Address => format!(
                    "another version of “{}” ({}): the address is the same",
                    earlier.title(),
                    earlier.source.path
                ),
            };
            doubts.entry(*id).or_default().push(doubt);
        }
    }
    let mut patch = Patch::new("flag duplicates");
    for line in corpus.ledger.iter() {
        let Outcome::Imported {
            article,
            duplicate_of,
        } = &line.outcome
        else {
            continue;
        };
        let known = |doubt: &String| {
            line.warnings.contains(doubt)
                || duplicate_of.is_some() && !doubt.starts_with("another version")
        };
        let new: Vec<String> = doubts
            .get(article)
            .into_iter()
            .flatten()
            .filter(|doubt| !known(doubt))
            .cloned()
            .collect();
        if !new.is_empty() {
            let mut line = (**line).clone();
            line.warnings.extend(new);
            patch.ledger.push((line.id, Some(Arc::new(line))));
        }
    }
    patch
}

/// An address without what does not change the page: scheme, `www.`, letter case of the host, fragment, last slash, marks of campaigns.
fn same_address(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = host
        .strip_prefix("www.")
        .or_else(|| host.strip_prefix("m."))
        .unwrap_or(&host);
    let is_campaign = |part: &&str| {
        let key = part.split('=').next().unwrap_or(part);
        key.starts_with("utm_")
            || matches!(
                key,
                "fbclid"
                    | "gclid"
                    | "ref"
                    | "smid"
                    | "cmpid"
                    | "ns_campaign"
                    | "partner"
                    | "amp"
                    | ""
            )
    };
    let mut query: Vec<&str> = query.split('&').filter(|part| !is_campaign(part)).collect();
    query.sort_unstable();
    format!(
        "{host}/{}?{}",
        path.trim_end_matches('/').trim_end_matches("/amp"),
        query.join("&")
    )
}

/// Groups of the same and of near texts: pairs joined into chains.
fn near_groups(articles: &[&Arc<Article>], ctx: &mut dyn Ctx) -> Result<Vec<Group>, Cancelled> {
    let mut sizes = Vec::with_capacity(articles.len());
    let mut holders: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        ctx.step(at, articles.len())?;
        let sketch = sketch(article);
        sizes.push(sketch.len());
        for hash in sketch {
            holders.entry(hash).or_default().push(at as u32);
        }
    }
    let mut shared: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for holders in holders
        .values()
        .filter(|holders| (2..=COMMON).contains(&holders.len()))
    {
        for (at, lhs) in holders.iter().enumerate() {
            for rhs in &holders[at + 1..] {
                *shared.entry((*lhs, *rhs)).or_insert(0) += 1;
            }
        }
    }
    // each article points to an earlier one of its chain
    let mut chain: Vec<usize> = (0..articles.len()).collect();
    for ((lhs, rhs), count) in shared {
        let (lhs, rhs) = (lhs as usize, rhs as usize);
        let shorter = sizes[lhs].min(sizes[rhs]);
        let longer = sizes[lhs].max(sizes[rhs]);
        // a brief quoted whole in a long report is no duplicate of it
        if count as f64 >= NEAR * shorter as f64 && shorter * 3 >= longer {
            let (lhs, rhs) = (first_of(&chain, lhs), first_of(&chain, rhs));
            chain[lhs.max(rhs)] = lhs.min(rhs);
        }
    }
    // the same letters, also of texts too short for runs
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        if article.source.text_sha256.is_empty() {
            continue;
        }
        let first = *texts.entry(&article.source.text_sha256).or_insert(at);
        let (lhs, rhs) = (first_of(&chain, first), first_of(&chain, at));
        chain[lhs.max(rhs)] = lhs.min(rhs);
    }
    let mut found: BTreeMap<usize, Vec<&Arc<Article>>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        found.entry(first_of(&chain, at)).or_default().push(article);
    }
    let groups = found.into_values().filter(|members| members.len() > 1);
    Ok(groups
        .map(|members| {
            let first = &members[0].source.text_sha256;
            let same = !first.is_empty()
                && members
                    .iter()
                    .all(|article| article.source.text_sha256 == *first);
            Group {
                likeness: if same { Likeness::Same } else { Likeness::Text },
                articles: members.iter().map(|article| article.id).collect(),
            }
        })
        .collect())
}

fn first_of(chain: &[usize], mut at: usize) -> usize {
    while chain[at] != at {
        at = chain[at];
    }
    at
}

/// Hashes of a sample of the runs of words of an article's body, sorted, each once.
fn sketch(article: &Article) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::new();
    let body = article
        .blocks
        .iter()
        .filter(|block| block.kind.is_body() || block.kind == BlockKind::Subheading);
    for block in body {
        let folded = block.span.of(&article.text).to_lowercase();
        let own = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.extend(own.map(|word| hash(word.bytes())));
    }
    if words.len() < LEAST_WORDS {
        return Vec::new();
    }
    let mut runs: Vec<u64> = words
        .windows(RUN)
        .map(|run| hash(run.iter().flat_map(|word| word.to_le_bytes())))
        .filter(|hash| hash % 4 == 0)
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// FNV-1a with its bits mixed at the end (the finaliser of MurmurHash3): the same on every machine.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut value = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |value, byte| {
        (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    value ^= value >> 33;
    value = value.wrapping_mul(0xff51_afd7_ed55_8ccd);
    value ^ value >> 33
}

#[cfg(test)]
mod tests {
    use super::{Likeness, flag, groups, same_address};
    use crate::analysis::Unhurried;
    use crate::corpus::Corpus;
    use crate::import::{ImportOptions, SourceBytes, intake, read_source};

    fn sentences(numbers: impl Iterator<Item = usize>) -> String {
        let sentence = |number: usize| {
            let (car, house, hour) = (number * 7, number * 3, number % 24);
            format!("Witness {number} saw car {car} leave house {house} at hour {hour}.")
        };
        let sentences: Vec<String> = numbers.map(sentence).collect();
        sentences.join("\n\n")
    }

    #[test]
    fn near_texts_and_versions_are_flagged_once() {
        let texts = [
            (
                "a.md",
                format!(
                    "---\nurl: https://www.example.org/a/?utm_source=x\n---\n{}",
                    sentences(1..30)
                ),
            ),
            ("b.md", sentences((1..30).filter(|number| *number != 12))),
            ("c.md", sentences(60..90)),
            (
                "d.md",
                format!(
                    "---\nurl: http://example.org/a#top\n---\n{}",
                    sentences(100..130)
                ),
            ),
        ];
        let files = texts.iter().map(|(path, text)| {
            let source = SourceBytes {
                path: (*path).to_owned(),
                ..SourceBytes::pasted(text)
            };
            read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap()
        });
        let mut corpus = Corpus::default();
        let (patch, ids) = intake(&mut corpus, files.collect());
        corpus.apply(patch);
        let found: Vec<(Likeness, Vec<u32>)> = groups(&corpus, &mut Unhurried)
            .unwrap()
            .into_iter()
            .map(|group| {
                (
                    group.likeness,
                    group.articles.iter().map(|id| id.0).collect(),
                )
            })
            .collect();
        assert_eq!(ids.len(), 4);
        assert_eq!(
            found,
            [
                (Likeness::Text, vec![0, 1]),
                (Likeness::Address, vec![0, 3])
            ]
        );
        let groups = groups(&corpus, &mut Unhurried).unwrap();
        let patch = flag(&corpus, &groups);
        assert_eq!(patch.ledger.len(), 2);
        corpus.apply(patch);
        assert!(flag(&corpus, &groups).is_empty());
    }

    #[test]
    fn addresses_of_one_page_are_told() {
        for (lhs, rhs, same) in [
            (
                "https://www.x.org/a/?utm_x=1&b=2",
                "http://X.org/a?b=2#c",
                true,
            ),
            ("https://x.org/a?id=1", "https://x.org/a?id=2", false),
            ("https://x.org/A", "https://x.org/a", false),
        ] {
            assert_eq!(same_address(lhs) == same_address(rhs), same, "{lhs} {rhs}");
        }
    }
}
