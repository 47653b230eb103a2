//! Packs what the comparison knows about words into `assets/compare/words.bin`.
//!
//! `cargo run --release --no-default-features --example pack_words -- DATA_FOLDER [DIMENSIONS]`
//!
//! Reads `words/document-frequency.tsv` (word, articles, lowercase and capitalised counts) and `vectors/` (static vectors of
//! word pieces: int8 rows in a safetensors file, and their vocabulary). The vector of a word is the mean of its pieces',
//! cut to the first principal components. Layout of the file: see `src/analysis/compare/lexicon.rs`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measuring program of its own, not part of the workbench"
)]

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use hexapla::analysis::compare::word_hash;
use hexapla::text::{fold, is_stop_word, stem};

struct Word {
    articles: f64,
    capital_share: f64,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments
        .next()
        .context("usage: pack_words DATA_FOLDER [DIMENSIONS]")?;
    let dims: usize = arguments.next().map_or(Ok(64), |n| n.parse())?;
    let folder = Path::new(&folder);
    let (words, n_articles) = read_words(&folder.join("words/document-frequency.tsv"))?;
    let pieces = Pieces::read(&folder.join("vectors"))?;

    let mut by_stem: HashMap<String, f64> = HashMap::new();
    for (word, known) in &words {
        *by_stem.entry(stem(word)).or_default() += known.articles;
    }
    // The commonest first: of two words that share a hash the rarer is left out.
    let mut by_frequency: Vec<(&String, &Word)> = words.iter().collect();
    by_frequency.sort_by(|lhs, rhs| {
        rhs.1
            .articles
            .total_cmp(&lhs.1.articles)
            .then(lhs.0.cmp(rhs.0))
    });
    let mut rows: BTreeMap<u32, (u8, u8, Vec<i8>)> = BTreeMap::new();
    for (word, known) in by_frequency {
        let articles = by_stem[&stem(word)].min(n_articles);
        let rarity = ((n_articles / articles).ln() * 20.0)
            .round()
            .clamp(0.0, 255.0) as u8;
        let capital = (known.capital_share * 255.0).round() as u8;
        let vector = if is_stop_word(word) {
            vec![0; dims]
        } else {
            pieces.vector(word, dims)
        };
        rows.entry(word_hash(word) as u32)
            .or_insert((rarity, capital, vector));
    }
    let mut bytes = Vec::new();
    bytes.extend_from_slice(b"HXW1");
    bytes.extend_from_slice(&(rows.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&(dims as u32).to_le_bytes());
    for hash in rows.keys() {
        bytes.extend_from_slice(&hash.to_le_bytes());
    }
    bytes.extend(rows.values().map(|row| row.0));
    bytes.extend(rows.values().map(|row| row.1));
    for row in rows.values() {
        bytes.extend(row.2.iter().map(|x| x.to_le_bytes()[0]));
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/compare/words.bin");
    std::fs::write(&target, &bytes)?;
    println!(
        "{} words, {dims} dimensions, {} bytes",
        rows.len(),
        bytes.len()
    );
    Ok(())
}

/// Folded words in how many articles they occur, and the number of articles.
fn read_words(path: &Path) -> Result<(BTreeMap<String, Word>, f64)> {
    let table = std::fs::read_to_string(path)?;
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let mut n_articles = 0.0;
    for line in table.lines() {
        if let Some(comment) = line.strip_prefix('#') {
            let first = comment.split_whitespace().next().unwrap_or_default();
            n_articles = first.parse().unwrap_or(n_articles);
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [word, articles, lower, capital] = fields[..] else {
            continue;
        };
        let (articles, lower, capital): (f64, f64, f64) =
            (articles.parse()?, lower.parse()?, capital.parse()?);
        let share = if lower + capital > 0.0 {
            capital / (lower + capital)
        } else {
            0.5
        };
        let known = words.entry(fold(word)).or_insert(Word {
            articles: 0.0,
            capital_share: share,
        });
        known.articles += articles;
    }
    ensure!(n_articles > 0.0, "the table names no number of articles");
    Ok((words, n_articles))
}

/// Vectors of word pieces.
struct Pieces {
    rows: HashMap<String, usize>,
    values: Vec<f32>,
    width: usize,
}

impl Pieces {
    fn read(folder: &Path) -> Result<Self> {
        let bytes = std::fs::read(folder.join("wordpiece-256-int8.safetensors"))?;
        let header_len = u64::from_le_bytes(bytes[..8].try_into()?) as usize;
        let header: serde_json::Value = serde_json::from_slice(&bytes[8..8 + header_len])?;
        let data = &bytes[8 + header_len..];
        let range = |name: &str| -> Result<std::ops::Range<usize>> {
            let at = |i: usize| {
                header[name]["data_offsets"][i]
                    .as_u64()
                    .context("no offsets")
            };
            Ok(at(0)? as usize..at(1)? as usize)
        };
        let width = header["vectors"]["shape"][1].as_u64().context("no shape")? as usize;
        let scales: Vec<f32> = data[range("scale")?]
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        let values = data[range("vectors")?]
            .iter()
            .enumerate()
            .map(|(i, byte)| f32::from(i8::from_le_bytes([*byte])) * scales[i / width])
            .collect();
        let vocabulary = std::fs::read_to_string(folder.join("vocab.txt"))?;
        let rows = vocabulary
            .lines()
            .enumerate()
            .map(|(row, piece)| (piece.to_owned(), row))
            .collect();
        Ok(Self {
            rows,
            values,
            width,
        })
    }

    /// Mean of the pieces that the longest-match-first split gives, largest component 127; zero where a piece is unknown.
    fn vector(&self, word: &str, dims: usize) -> Vec<i8> {
        let mut sum = vec![0.0_f32; dims];
        let mut rest = word;
        while !rest.is_empty() {
            let prefix = if rest.len() == word.len() { "" } else { "##" };
            let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).rev();
            let found = ends.into_iter().find_map(|end| {
                self.rows
                    .get(&format!("{prefix}{}", &rest[..end]))
                    .map(|row| (end, *row))
            });
            let Some((end, row)) = found else {
                return vec![0; dims];
            };
            let values = &self.values[row * self.width..row * self.width + dims];
            for (total, value) in sum.iter_mut().zip(values) {
                *total += value;
            }
            rest = &rest[end..];
        }
        let largest = sum.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
        if largest == 0.0 {
            return vec![0; dims];
        }
        sum.iter()
            .map(|x| (x / largest * 127.0).round() as i8)
            .collect()
    }
}
