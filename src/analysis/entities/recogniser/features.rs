//! Features: what the field sees of each token. All are 32-bit hashes; strings are looked at once per token.
//!
//! Kinds: the word and its neighbours, shapes, beginnings and endings, how often news writes it with a capital, clusters of similar
//! words, lists, the run of capitals it stands in, and what the rest of the article shows about the same word. Cost: linear.

use std::collections::HashMap;

use crate::text::{Token, TokenKind, fold};

use super::gazetteer::{WordEntry, bits, gazetteer, hash, mix};

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Normal,
    /// Most words capitalised.
    Title,
    /// All capitals.
    Upper,
    /// No capitals at all.
    Lower,
}

/// Shapes of words.
mod shape {
    pub const LOWER: u8 = 0;
    pub const INITIAL: u8 = 1;
    pub const UPPER: u8 = 2;
    pub const SINGLE: u8 = 3;
    pub const MIXED: u8 = 4;
    pub const DOTTED: u8 = 5;
    pub const DIGITS: u8 = 6;
    pub const DIGITS_AND_LETTERS: u8 = 7;
    pub const MARK: u8 = 8;
    pub const HYPHEN: u8 = 9;
    pub const CLITIC: u8 = 10;
    pub const QUOTE: u8 = 11;
    pub const BRACKET: u8 = 12;
    pub const STOP: u8 = 13;
    pub const COMMA: u8 = 14;
}

/// What the article shows about a word elsewhere.
mod seen {
    pub const LOWER: u16 = 1;
    pub const CAPITAL_INSIDE: u16 = 2;
    pub const AFTER_FIRST_NAME: u16 = 4;
    pub const BEFORE_SURNAME: u16 = 8;
    pub const AFTER_TITLE: u16 = 16;
    pub const BEFORE_SPEECH: u16 = 32;
    pub const AFTER_IN: u16 = 64;
    pub const BEFORE_FIRM_WORD: u16 = 128;
    pub const AFTER_THE: u16 = 256;
    pub const BEFORE_POSSESSIVE: u16 = 512;
    pub const IN_LONG_RUN: u16 = 1024;
    pub const OFTEN: u16 = 2048;
}

#[derive(Clone, Copy, Debug)]
struct Word {
    lower: u32,
    prefixes: [u32; 2],
    suffixes: [u32; 3],
    entry: WordEntry,
    coarse: u16,
    coarsest: u16,
    shape: u8,
    phrase: u8,
    glued: bool,
}

impl Word {
    fn is_capital(&self) -> bool {
        matches!(self.shape, shape::INITIAL..=shape::DOTTED)
    }
}

/// An article's words with what the article as a whole shows about them.
pub struct ArticleContext {
    words: Vec<Word>,
    /// Start of each sentence in `words`, and the end of the last.
    starts: Vec<usize>,
    modes: Vec<Mode>,
    seen: HashMap<u32, u16>,
}

impl ArticleContext {
    /// Looks at all sentences of an article.
    pub fn new(text: &str, sentences: &[&[Token]]) -> Self {
        let mut context = Self {
            words: Vec::with_capacity(sentences.iter().map(|tokens| tokens.len()).sum()),
            starts: vec![0],
            modes: Vec::new(),
            seen: HashMap::new(),
        };
        for tokens in sentences {
            let start = context.words.len();
            let mut end_before = u32::MAX;
            for token in *tokens {
                let mut word = read_word(token.span.of(text), token.kind);
                word.glued = token.span.start == end_before;
                end_before = token.span.end;
                context.words.push(word);
            }
            mark_phrases(&mut context.words[start..]);
            context.modes.push(mode_of(&context.words[start..]));
            context.starts.push(context.words.len());
        }
        context.look_around();
        context
    }

    fn sentence(&self, number: usize) -> &[Word] {
        &self.words[self.starts[number]..self.starts[number + 1]]
    }

    /// Gathers what each word's places in normally written sentences show.
    fn look_around(&mut self) {
        let mut seen: HashMap<u32, u16> = HashMap::new();
        let mut counts: HashMap<u32, u16> = HashMap::new();
        for (number, mode) in self.modes.iter().enumerate() {
            if *mode != Mode::Normal {
                continue;
            }
            let words = self.sentence(number);
            for (at, word) in words.iter().enumerate() {
                let flags = if word.shape == shape::LOWER {
                    seen::LOWER
                } else if word.is_capital() {
                    flags_of(words, at)
                } else {
                    continue;
                };
                *seen.entry(word.lower).or_default() |= flags;
                if word.is_capital() {
                    let count = counts.entry(word.lower).or_default();
                    *count = count.saturating_add(1);
                    if *count == 3 {
                        *seen.entry(word.lower).or_default() |= seen::OFTEN;
                    }
                }
            }
        }
        self.seen = seen;
    }
}

fn flags_of(words: &[Word], at: usize) -> u16 {
    let before = at.checked_sub(1).map(|i| &words[i]);
    let after = words.get(at + 1);
    let mut flags = 0;
    if let Some(before) = before {
        if !matches!(before.shape, shape::QUOTE | shape::STOP) {
            flags |= seen::CAPITAL_INSIDE;
        }
        let bit = |bit: u16| before.entry.bits & bit != 0;
        if before.is_capital() && bit(bits::FIRST) && !bit(bits::PLACE) {
            flags |= seen::AFTER_FIRST_NAME;
        }
        if bit(bits::TITLE) && before.shape != shape::LOWER {
            flags |= seen::AFTER_TITLE;
        }
        let preposition = [
            hash("in"),
            hash("at"),
            hash("near"),
            hash("from"),
            hash("across"),
        ];
        if preposition.contains(&before.lower) {
            flags |= seen::AFTER_IN;
        }
        if before.lower == hash("the") {
            flags |= seen::AFTER_THE;
        }
        if before.is_capital() && after.is_some_and(Word::is_capital) {
            flags |= seen::IN_LONG_RUN;
        }
    }
    if let Some(after) = after {
        if after.entry.bits & bits::SPEECH != 0 {
            flags |= seen::BEFORE_SPEECH;
        }
        if after.is_capital() && after.entry.bits & bits::ORGANISATION_WORD != 0 {
            flags |= seen::BEFORE_FIRM_WORD;
        }
        if after.is_capital() && after.entry.bits & bits::LAST != 0 {
            flags |= seen::BEFORE_SURNAME;
        }
        if after.shape == shape::CLITIC {
            flags |= seen::BEFORE_POSSESSIVE;
        }
    }
    flags
}

fn read_word(word: &str, kind: TokenKind) -> Word {
    let folded = fold(word);
    let folded = folded.trim_end_matches('.');
    let (shape, lower) = match kind {
        TokenKind::Number => (shape::DIGITS, hash("0")),
        TokenKind::Clitic => (shape::CLITIC, hash(folded)),
        TokenKind::Mark => (mark_shape(word), hash(word)),
        TokenKind::Word => (shape_of(word), hash(folded)),
    };
    let ends: Vec<usize> = folded.char_indices().map(|(at, _)| at).collect();
    let n = ends.len();
    let prefix = |len: usize| {
        if n > len {
            hash(&folded[..ends[len]])
        } else {
            lower
        }
    };
    let suffix = |len: usize| {
        if n > len {
            hash(&folded[ends[n - len]..])
        } else {
            lower
        }
    };
    let entry = gazetteer().word(lower);
    let (coarse, coarsest) = gazetteer().coarser(entry.cluster);
    Word {
        lower,
        prefixes: [prefix(3), prefix(4)],
        suffixes: [suffix(2), suffix(3), suffix(4)],
        entry,
        coarse,
        coarsest,
        shape,
        phrase: 0,
        glued: false,
    }
}

fn mark_shape(mark: &str) -> u8 {
    match mark {
        "-" | "‑" | "‐" => shape::HYPHEN,
        "\"" | "“" | "”" | "'" | "‘" | "’" | "`" => shape::QUOTE,
        "(" | ")" | "[" | "]" => shape::BRACKET,
        "." | "!" | "?" | ":" | "…" => shape::STOP,
        "," | ";" => shape::COMMA,
        _ => shape::MARK,
    }
}

fn shape_of(word: &str) -> u8 {
    let mut chars = word.chars();
    let first_upper = chars.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower, mut digits, mut dots) = (usize::from(first_upper), 0, 0, 0);
    for c in if first_upper { chars } else { word.chars() } {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
        dots += usize::from(c == '.');
    }
    match (upper, lower) {
        _ if digits > 0 => shape::DIGITS_AND_LETTERS,
        (0, _) => shape::LOWER,
        (_, 0) if dots > 0 => shape::DOTTED,
        (1, 0) => shape::SINGLE,
        (_, 0) => shape::UPPER,
        (1, _) if first_upper => shape::INITIAL,
        _ => shape::MIXED,
    }
}

/// Marks listed phrases: 1 place begins, 2 organisation begins, 3 both; 4 to 7 inside.
fn mark_phrases(words: &mut [Word]) {
    let lower: Vec<u32> = words.iter().map(|word| word.lower).collect();
    let mut at = 0;
    while at < words.len() {
        let capital = words[at].shape != shape::LOWER;
        match gazetteer().phrase(&lower[at..]).filter(|_| capital) {
            Some((len, kind)) => {
                words[at].phrase = kind;
                for word in &mut words[at + 1..at + len] {
                    word.phrase = kind + 4;
                }
                at += len;
            }
            None => at += 1,
        }
    }
}

fn mode_of(words: &[Word]) -> Mode {
    let (mut upper, mut capital, mut lower, mut small) = (0, 0, 0, 0);
    for word in words {
        match word.shape {
            shape::UPPER | shape::DOTTED => upper += 1,
            shape::INITIAL | shape::MIXED => capital += 1,
            shape::LOWER if word.entry.frequency <= 9 && word.entry.frequency >= 6 => small += 1,
            shape::LOWER => lower += 1,
            _ => {}
        }
    }
    let all = upper + capital + lower + small;
    if all >= 3 && upper * 10 >= all * 8 {
        Mode::Upper
    } else if upper + capital >= 3
        && lower * 12 <= upper + capital
        && (upper + capital) * 10 >= all * 6
    {
        Mode::Title
    } else if all >= 4 && upper + capital == 0 {
        Mode::Lower
    } else {
        Mode::Normal
    }
}

/// The features of one sentence, token after token. Kept between sentences to save memory traffic.
#[derive(Default)]
pub struct TokenFeatures {
    keys: Vec<u32>,
    ends: Vec<usize>,
}

impl TokenFeatures {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the sentence is empty.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of a token.
    pub fn of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[at]]
    }

    /// Computes the features of a sentence.
    pub fn fill(&mut self, context: &ArticleContext, sentence: usize) {
        self.keys.clear();
        self.ends.clear();
        let words = context.sentence(sentence);
        let runs = runs_of(words);
        let first = words.iter().position(|word| word.shape <= shape::DOTTED);
        for at in 0..words.len() {
            let place = Place {
                words,
                at,
                mode: context.modes[sentence],
                run: runs[at],
                is_first: first == Some(at) || (at > 0 && words[at - 1].shape == shape::QUOTE),
                seen: context.seen.get(&words[at].lower).copied().unwrap_or(0),
            };
            place.push(&mut self.keys);
            self.ends.push(self.keys.len());
        }
    }
}

/// A run of capitalised words: first and one past the last.
type Run = (usize, usize);

fn runs_of(words: &[Word]) -> Vec<Run> {
    let mut runs = vec![(0, 0); words.len()];
    let mut at = 0;
    while at < words.len() {
        if !words[at].is_capital() {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        loop {
            if end < words.len() && words[end].is_capital() {
                end += 1;
            } else if end + 1 < words.len() && joins(&words[end]) && words[end + 1].is_capital() {
                end += 2;
            } else {
                break;
            }
        }
        runs[at..end].fill((at, end));
        at = end;
    }
    runs
}

/// "of" and a glued hyphen do not end a run.
fn joins(word: &Word) -> bool {
    word.lower == hash("of")
        || word.lower == hash("&")
        || (word.shape == shape::HYPHEN && word.glued)
}

struct Place<'a> {
    words: &'a [Word],
    at: usize,
    mode: Mode,
    run: Run,
    is_first: bool,
    seen: u16,
}

const OUTSIDE: Word = Word {
    lower: 1,
    prefixes: [1; 2],
    suffixes: [1; 3],
    entry: WordEntry {
        bits: 0,
        cluster: 0,
        capital: 10,
        frequency: 10,
    },
    coarse: 0,
    coarsest: 0,
    shape: 15,
    phrase: 0,
    glued: false,
};

impl Place<'_> {
    fn word(&self, step: isize) -> &Word {
        let at = self.at.checked_add_signed(step);
        at.and_then(|at| self.words.get(at)).unwrap_or(&OUTSIDE)
    }

    fn push(&self, keys: &mut Vec<u32>) {
        let mut template = 0;
        let mut add = |value: u32| {
            template += 1;
            keys.push(mix(template, value));
        };
        let [before2, before, word, after, after2] = [-2, -1, 0, 1, 2].map(|step| self.word(step));
        let mode = self.mode as u32;
        let both = |lhs: u8, rhs: u8| u32::from(lhs) << 8 | u32::from(rhs);
        add(0);
        // words
        add(word.lower);
        add(before.lower);
        add(after.lower);
        add(before2.lower);
        add(after2.lower);
        add(mix(before.lower, word.lower));
        add(mix(word.lower, after.lower));
        // spelling
        add(both(word.shape, mode as u8));
        add(mix(both(before.shape, word.shape), mode));
        add(mix(both(word.shape, after.shape), mode));
        add(mix(both(before.shape, word.shape), u32::from(after.shape)));
        add(both(before2.shape, before.shape));
        add(both(after.shape, after2.shape));
        add(word.prefixes[0]);
        add(word.prefixes[1]);
        add(word.suffixes[0]);
        add(word.suffixes[1]);
        add(word.suffixes[2]);
        add(before.suffixes[1]);
        add(after.suffixes[1]);
        add(mix(word.suffixes[1], u32::from(word.shape)));
        // how news writes it
        let stat = |w: &Word| u32::from(w.entry.capital) << 4 | u32::from(w.entry.frequency);
        let capital = |w: &Word| u32::from(w.entry.capital);
        add(mix(stat(word), both(word.shape, mode as u8)));
        add(mix(
            capital(word),
            mix(u32::from(self.is_first), both(word.shape, mode as u8)),
        ));
        add(mix(capital(before), capital(word)));
        add(mix(
            capital(word),
            mix(capital(after), both(after.shape, mode as u8)),
        ));
        add(mix(
            capital(before),
            mix(u32::from(before.shape), u32::from(word.shape)),
        ));
        // clusters
        for near in [before, word, after] {
            add(u32::from(near.entry.cluster));
        }
        for near in [before2, before, word, after, after2] {
            add(u32::from(near.coarse));
        }
        add(mix(u32::from(before.coarse), u32::from(word.coarse)));
        add(mix(u32::from(word.coarse), u32::from(after.coarse)));
        for near in [before, word, after] {
            add(u32::from(near.coarsest));
        }
        add(mix(
            u32::from(before.coarsest),
            mix(u32::from(word.coarsest), u32::from(after.coarsest)),
        ));
        add(mix(u32::from(word.coarsest), both(word.shape, mode as u8)));
        // lists
        let bits_of = |w: &Word| u32::from(w.entry.bits) << 4 | u32::from(w.phrase);
        add(mix(bits_of(word), u32::from(word.shape)));
        add(bits_of(before));
        add(bits_of(after));
        add(mix(bits_of(before), bits_of(word)));
        add(mix(bits_of(word), bits_of(after)));
        add(mix(u32::from(word.phrase), mode));
        add(mix(u32::from(word.entry.bits), capital(word)));
        self.push_lists_and_run(keys);
    }

    fn push_lists_and_run(&self, keys: &mut Vec<u32>) {
        let word = self.word(0);
        for bit in 0..11 {
            if word.entry.bits & (1 << bit) != 0 {
                keys.push(mix(100 + bit, u32::from(word.shape)));
            }
        }
        let (start, end) = self.run;
        if end > 0 {
            let [position, length] = [self.at - start, end - start].map(|n| n.min(4) as u32);
            let last = &self.words[end - 1];
            let first = &self.words[start];
            let outside =
                |at: Option<usize>| at.and_then(|at| self.words.get(at)).unwrap_or(&OUTSIDE);
            let (before, after) = (outside(start.checked_sub(1)), outside(Some(end)));
            let mut template = 140;
            let mode = self.mode as u32;
            let mut add = |value: u32| {
                template += 1;
                keys.push(mix(template, value));
            };
            add(mix(position, mix(length, mode)));
            add(mix(last.lower, position.min(2)));
            add(mix(first.lower, position.min(2)));
            add(mix(u32::from(last.entry.bits), mix(length, position)));
            add(mix(u32::from(first.entry.bits), mix(length, position)));
            add(mix(before.lower, position.min(1)));
            add(mix(after.lower, position.min(1)));
            add(mix(u32::from(before.coarse), position.min(1)));
            add(mix(u32::from(after.coarse), position.min(1)));
            add(mix(
                u32::from(before.coarsest),
                mix(u32::from(after.coarsest), position.min(1)),
            ));
            add(mix(u32::from(last.coarse), position.min(1)));
        }
        if word.shape <= shape::DOTTED {
            let mode = self.mode as u32;
            let case = u32::from(self.seen & (seen::LOWER | seen::CAPITAL_INSIDE));
            keys.push(mix(160, mix(case, mix(mode, u32::from(word.shape)))));
            for bit in 2..12 {
                if self.seen & (1 << bit) != 0 {
                    keys.push(mix(160 + bit, mix(mode, u32::from(word.is_capital()))));
                }
            }
        }
    }
}
