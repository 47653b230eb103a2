//! What the lists know about words and phrases, as bits: names of persons, places and organisations, titles, nationalities; and
//! the cluster of similar words each word belongs to.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::entities::lists::{lines, lists};
use crate::analysis::entities::{AliasList, EntityType};
use crate::text::fold;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::build);

/// The lists, read on first use.
pub fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

/// Bits a word may carry.
pub mod bits {
    /// A first name.
    pub const FIRST: u16 = 1;
    /// A surname.
    pub const LAST: u16 = 2;
    /// A place of one word.
    pub const PLACE: u16 = 4;
    /// A firm or institution of one word.
    pub const ORGANISATION: u16 = 8;
    /// A nationality, people or faith.
    pub const PEOPLE: u16 = 16;
    /// A title, or the last word of one.
    pub const TITLE: u16 = 32;
    /// A word organisations end with.
    pub const ORGANISATION_WORD: u16 = 64;
    /// A month or day.
    pub const CALENDAR: u16 = 128;
    /// A country.
    pub const COUNTRY: u16 = 256;
    /// A word places start or end with.
    pub const PLACE_WORD: u16 = 512;
    /// A word that introduces speech.
    pub const SPEECH: u16 = 1024;
}

/// Number of clusters of the finest kind.
pub const N_CLUSTERS: usize = 1024;

/// What a word's bits and clusters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordEntry {
    /// See [`bits`].
    pub bits: u16,
    /// 1-based cluster of [`N_CLUSTERS`]; 0 unknown.
    pub cluster: u16,
    /// Tenths of capitals (0 to 9), 10 unknown.
    pub capital: u8,
    /// 0 rare to 9; 10 unknown.
    pub frequency: u8,
}

/// Lists by hash of the lower-case word.
pub struct Gazetteer {
    words: HashMap<u32, WordEntry>,
    /// Phrases of two to five words: hash → (number of words, 1 place or 2 organisation).
    phrases: HashMap<u32, u8>,
    /// Hashes of first words of phrases.
    openings: HashMap<u32, u8>,
    /// Cluster of 1024 → cluster of 256 and of 64.
    coarser: Vec<(u16, u16)>,
}

const ORGANISATION_WORDS: &str = "department ministry council party times post telegraph guardian news agency university college institute committee commission association union bank group company corporation corp inc ltd plc llc co court parliament congress senate assembly federation foundation organisation organization club airlines airways police army navy force forces house office bureau service services team league press journal tribune herald front movement brigade society church school hospital museum authority board centre center coalition fund network airport systems technologies industries partners capital holdings media studios records entertainment international united city fc academy administration command corps division guard";
const PLACE_WORDS: &str = "county city street avenue road river lake mount mountain mountains island islands bay valley beach park square province district region state north south east west northern southern eastern western central new san santa los el saint st port fort sea ocean gulf strait desert peninsula coast village town airport";
const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec";
const SPEECH: &str = "said says told added asked wrote tweeted announced claimed argued explained noted stated warned insisted denied called according";

impl Gazetteer {
    fn build() -> Self {
        let mut built = Self {
            words: HashMap::with_capacity(160_000),
            phrases: HashMap::with_capacity(64_000),
            openings: HashMap::new(),
            coarser: Vec::new(),
        };
        built.read_clusters(include_bytes!("../../../../assets/entities/clusters.bin"));
        for (word, stat) in lists().words() {
            let entry = built.entry(hash(word));
            entry.capital = stat.capital;
            entry.frequency = stat.frequency;
        }
        for line in lines(include_str!("../../../../assets/entities/first_names.txt")) {
            built.entry(hash(line)).bits |= bits::FIRST;
        }
        for line in lines(include_str!("../../../../assets/entities/surnames.txt")) {
            built.entry(hash(line)).bits |= bits::LAST;
        }
        for line in lines(include_str!("../../../../assets/entities/places.txt")) {
            built.add_name(line, bits::PLACE, 1);
        }
        for line in lines(include_str!(
            "../../../../assets/entities/organisations.txt"
        )) {
            built.add_name(line, bits::ORGANISATION, 2);
        }
        for place in lists().countries() {
            built.add_name(place, bits::PLACE | bits::COUNTRY, 1);
        }
        for (form, kind) in AliasList::shipped().forms() {
            match kind {
                EntityType::Place => built.add_name(form, bits::PLACE, 1),
                EntityType::Organisation if form.contains(' ') => {
                    built.add_name(form, bits::ORGANISATION, 2);
                }
                _ => {}
            }
        }
        for word in lists().demonym_words() {
            built.entry(hash(word)).bits |= bits::PEOPLE;
        }
        for title in lists().titles() {
            let last = title.rsplit(' ').next().unwrap_or(title);
            built.entry(hash(last)).bits |= bits::TITLE;
        }
        for (words, bit) in [
            (ORGANISATION_WORDS, bits::ORGANISATION_WORD),
            (PLACE_WORDS, bits::PLACE_WORD),
            (CALENDAR, bits::CALENDAR),
            (SPEECH, bits::SPEECH),
        ] {
            for word in words.split(' ') {
                built.entry(hash(word)).bits |= bit;
            }
        }
        built
    }

    fn entry(&mut self, key: u32) -> &mut WordEntry {
        self.words.entry(key).or_insert(WordEntry {
            capital: 10,
            frequency: 10,
            ..WordEntry::default()
        })
    }

    fn add_name(&mut self, name: &str, bit: u16, kind: u8) {
        let folded = fold(name).replace('-', " - ");
        let words: Vec<u32> = folded.split_whitespace().map(hash).collect();
        if let [word] = words[..] {
            self.entry(word).bits |= bit;
        } else if let [first, ..] = words[..]
            && words.len() <= 5
        {
            let longest = self.openings.entry(first).or_default();
            *longest = (*longest).max(words.len() as u8);
            *self.phrases.entry(phrase(&words)).or_default() |= kind;
        }
    }

    /// Clusters file: 1024 pairs of u16 (cluster of 256, of 64), then pairs of word hash (u32) and 1-based cluster (u16).
    fn read_clusters(&mut self, bytes: &[u8]) {
        let (head, rest) = bytes.split_at_checked(4 * N_CLUSTERS).unwrap_or_default();
        for [a, b, c, d] in head.as_chunks::<4>().0 {
            let pair = (u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d]));
            self.coarser.push(pair);
        }
        for [a, b, c, d, e, f] in rest.as_chunks::<6>().0 {
            let key = u32::from_le_bytes([*a, *b, *c, *d]);
            self.entry(key).cluster = u16::from_le_bytes([*e, *f]);
        }
    }

    /// What is known about the word with this hash.
    pub fn word(&self, key: u32) -> WordEntry {
        self.words.get(&key).copied().unwrap_or(WordEntry {
            capital: 10,
            frequency: 10,
            ..WordEntry::default()
        })
    }

    /// The clusters of 256 and of 64 (1-based, 0 unknown) above a cluster of 1024.
    pub fn coarser(&self, cluster: u16) -> (u16, u16) {
        let at = usize::from(cluster).wrapping_sub(1);
        self.coarser.get(at).map_or((0, 0), |(a, b)| (a + 1, b + 1))
    }

    /// The longest listed phrase at the start of these word hashes: number of words and kind (1 place, 2 organisation, 3 both).
    pub fn phrase(&self, words: &[u32]) -> Option<(usize, u8)> {
        let longest = usize::from(*self.openings.get(words.first()?)?).min(words.len());
        (2..=longest).rev().find_map(|len| {
            let kind = self.phrases.get(&phrase(&words[..len]))?;
            Some((len, *kind))
        })
    }
}

/// Hash of a word (FNV-1a with a final mix); never 0.
pub fn hash(word: &str) -> u32 {
    let mut state = 0x811c_9dc5_u32;
    for byte in word.bytes() {
        state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    mix(state, 0x9e37)
}

/// Two numbers into one.
pub fn mix(lhs: u32, rhs: u32) -> u32 {
    let mut state = (u64::from(lhs) << 32) | u64::from(rhs);
    state = (state ^ (state >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    state = (state ^ (state >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((state >> 32) as u32).max(1)
}

fn phrase(words: &[u32]) -> u32 {
    words
        .iter()
        .fold(words.len() as u32, |state, word| mix(state, *word))
}
