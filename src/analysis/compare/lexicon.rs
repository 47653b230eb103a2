//! What is known about words before any article is read: how rare they are in general news, how often they are written
//! with a capital, and a static vector of their meaning. Packed by `examples/pack_words.rs`, compiled in, read in place:
//! nothing is unpacked, so loading takes no time.
//!
//! Layout of `words.bin` (little endian): `HXW1`, number of words n (u32), dimensions d (u32), n hashes (u32, ascending),
//! n rarities (u8: 20 ln(N/df) of the word's stem), n capital shares (u8: 255 = always), n × d vector components (i8, scaled per
//! word so that the largest is 127).

use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!("../../../assets/compare/words.bin");

/// Rarity of a word the table does not hold: as if one article in 60,000 had it.
const UNKNOWN_RARITY: f32 = 11.0;

/// A hash of a folded word that is the same on every machine (FNV-1a, 64 bits). Two words sharing one is left to chance,
/// about one in ten million for the vocabulary of a story.
pub const fn word_hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// The [`word_hash`] of every word: for lists that are known beforehand, as constants.
pub(super) const fn word_hashes<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut hashes = [0; N];
    let mut at = 0;
    while at < N {
        hashes[at] = word_hash(words[at]);
        at += 1;
    }
    hashes
}

/// The table of words.
pub(super) struct Lexicon {
    n_words: usize,
    dims: usize,
    hashes: &'static [u8],
    rarities: &'static [u8],
    capitals: &'static [u8],
    vectors: &'static [u8],
}

/// Row of a word in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row(u32);

impl Lexicon {
    /// The table that is compiled in.
    pub(super) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let number = |at: usize| {
                u32::from_le_bytes([BYTES[at], BYTES[at + 1], BYTES[at + 2], BYTES[at + 3]])
                    as usize
            };
            let (n_words, dims) = (number(4), number(8));
            let (hashes, rest) = BYTES[12..].split_at(n_words * 4);
            let (rarities, rest) = rest.split_at(n_words);
            let (capitals, vectors) = rest.split_at(n_words);
            Self {
                n_words,
                dims,
                hashes,
                rarities,
                capitals,
                vectors,
            }
        })
    }

    fn hash_at(&self, row: usize) -> u32 {
        let four = &self.hashes[row * 4..row * 4 + 4];
        u32::from_le_bytes([four[0], four[1], four[2], four[3]])
    }

    /// The row of a word, by its [`word_hash`].
    pub(super) fn find(&self, hash: u64) -> Option<Row> {
        let wanted = hash as u32;
        let (mut low, mut high) = (0, self.n_words);
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.hash_at(middle).cmp(&wanted) {
                std::cmp::Ordering::Equal => return Some(Row(middle as u32)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Natural logarithm of all articles by those that have the word: 0 for "the", about 5 for "senator", 11 for the unknown.
    pub(super) fn rarity(&self, row: Option<Row>) -> f32 {
        row.map_or(UNKNOWN_RARITY, |row| {
            f32::from(self.rarities[row.0 as usize]) / 20.0
        })
    }

    /// How often the word has a capital inside a sentence, 0 to 1.
    pub(super) fn capital_share(&self, row: Row) -> f32 {
        f32::from(self.capitals[row.0 as usize]) / 255.0
    }

    /// Components of a vector.
    pub(super) fn dims(&self) -> usize {
        self.dims
    }

    /// The word's vector as it is stored, of any length; all zeros where the word has none.
    pub(super) fn vector(&self, row: Row) -> &'static [u8] {
        let at = row.0 as usize * self.dims;
        &self.vectors[at..at + self.dims]
    }

    /// Whether the word has a vector.
    pub(super) fn has_meaning(&self, row: Row) -> bool {
        self.vector(row).iter().any(|byte| *byte != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, word_hash};

    #[test]
    fn common_words_are_common() {
        let words = Lexicon::get();
        let row = |word: &str| words.find(word_hash(word)).unwrap();
        assert!(words.rarity(Some(row("the"))) < 0.5);
        assert!(words.rarity(Some(row("zirconium"))) > words.rarity(Some(row("house"))));
        assert!(words.find(word_hash("qwrtzxv")).is_none());
        assert!(words.capital_share(row("obama")) > 0.9);
    }
}
