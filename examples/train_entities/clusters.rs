//! Clusters of similar words: k-means over static word vectors, in three grains (1024, of these 256, of these 64).

use std::path::Path;

use anyhow::Context as _;
use hexapla::analysis::entities::recogniser::gazetteer::{N_CLUSTERS, hash};

use crate::files::{read, read_bytes};

/// Leading components of the vectors that are used; they are sorted by variance.
const N_DIMENSIONS: usize = 96;

type Point = [f32; N_DIMENSIONS];

/// The clusters file for all words of the vectors' vocabulary and of the word statistics.
pub fn build(data: &Path) -> anyhow::Result<Vec<u8>> {
    let vocabulary: Vec<String> = read(&data.join("vectors/vocab.txt"))?
        .lines()
        .map(str::to_owned)
        .collect();
    let vectors = read_vectors(&read_bytes(
        &data.join("vectors/wordpiece-256-int8.safetensors"),
    )?)?;
    let index: std::collections::HashMap<&str, usize> = vocabulary
        .iter()
        .enumerate()
        .map(|(at, piece)| (piece.as_str(), at))
        .collect();
    let mut words: Vec<String> = vocabulary
        .iter()
        .filter(|piece| piece.chars().count() > 1 && piece.chars().all(char::is_alphabetic))
        .cloned()
        .collect();
    let statistics = read(&data.join("words/document-frequency.tsv"))?;
    words.extend(
        statistics
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next())
            .filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
            .map(str::to_owned),
    );
    words.sort();
    words.dedup();
    let points: Vec<Point> = words
        .iter()
        .map(|word| vector_of(word, &index, &vectors))
        .collect();
    let (fine, centres) = k_means(&points, N_CLUSTERS, 12);
    let (middle, _) = k_means(&centres, 256, 20);
    let (coarse, _) = k_means(&centres, 64, 20);
    let mut bytes = Vec::new();
    for at in 0..N_CLUSTERS {
        bytes.extend(middle[at].to_le_bytes());
        bytes.extend(coarse[at].to_le_bytes());
    }
    for (word, cluster) in words.iter().zip(fine) {
        bytes.extend(hash(word).to_le_bytes());
        bytes.extend((cluster + 1).to_le_bytes());
    }
    eprintln!("{} words in {N_CLUSTERS} clusters", words.len());
    Ok(bytes)
}

fn read_vectors(bytes: &[u8]) -> anyhow::Result<Vec<Point>> {
    let (head, rest) = bytes
        .split_first_chunk::<8>()
        .context("no safetensors head")?;
    let (head, body) = rest
        .split_at_checked(u64::from_le_bytes(*head) as usize)
        .context("short safetensors head")?;
    let head: serde_json::Value = serde_json::from_slice(head)?;
    let part = |name: &str| -> anyhow::Result<&[u8]> {
        let from = head[name]["data_offsets"][0]
            .as_u64()
            .context("no offsets")? as usize;
        let to = head[name]["data_offsets"][1]
            .as_u64()
            .context("no offsets")? as usize;
        body.get(from..to).context("offsets outside the file")
    };
    let width = head["vectors"]["shape"][1].as_u64().context("no shape")? as usize;
    Ok(part("vectors")?
        .chunks_exact(width)
        .map(|row| {
            let mut point: Point = std::array::from_fn(|at| f32::from(row[at].cast_signed()));
            normalise(&mut point);
            point
        })
        .collect())
}

fn normalise(point: &mut Point) {
    let length = point.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
    for x in point.iter_mut() {
        *x /= length;
    }
}

/// A word's vector: its own, or the mean of its pieces (longest first).
fn vector_of(
    word: &str,
    index: &std::collections::HashMap<&str, usize>,
    vectors: &[Point],
) -> Point {
    let mut sum = [0.0; N_DIMENSIONS];
    let mut rest = word;
    while !rest.is_empty() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let mut step = None;
        for end in ends {
            let piece = if rest.len() == word.len() {
                rest[..end].to_owned()
            } else {
                format!("##{}", &rest[..end])
            };
            if let Some(at) = index.get(piece.as_str()) {
                step = Some((end, *at));
                break;
            }
        }
        let Some((end, at)) = step else { break };
        sum.iter_mut().zip(&vectors[at]).for_each(|(s, x)| *s += x);
        rest = &rest[end..];
    }
    normalise(&mut sum);
    sum
}

/// Lloyd's algorithm on unit vectors; starts from evenly spaced points. Cluster of each point, and the centres.
fn k_means(points: &[Point], k: usize, rounds: usize) -> (Vec<u16>, Vec<Point>) {
    let mut centres: Vec<Point> = (0..k).map(|at| points[at * points.len() / k]).collect();
    let mut of = vec![0_u16; points.len()];
    for _ in 0..rounds {
        for (point, slot) in points.iter().zip(&mut of) {
            let mut best = f32::MIN;
            for (at, centre) in centres.iter().enumerate() {
                let dot = dot(point, centre);
                if dot > best {
                    best = dot;
                    *slot = at as u16;
                }
            }
        }
        let mut sums = vec![[0.0; N_DIMENSIONS]; k];
        for (point, cluster) in points.iter().zip(&of) {
            sums[usize::from(*cluster)]
                .iter_mut()
                .zip(point)
                .for_each(|(s, x)| *s += x);
        }
        for (centre, mut sum) in centres.iter_mut().zip(sums) {
            if sum.iter().any(|x| *x != 0.0) {
                normalise(&mut sum);
                *centre = sum;
            }
        }
    }
    (of, centres)
}

fn dot(lhs: &Point, rhs: &Point) -> f32 {
    let mut sums = [0.0_f32; 16];
    for (l, r) in lhs.as_chunks::<16>().0.iter().zip(rhs.as_chunks::<16>().0) {
        for at in 0..16 {
            sums[at] += l[at] * r[at];
        }
    }
    sums.iter().sum()
}
