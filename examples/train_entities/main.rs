//! Trains the name recogniser and measures it. Deterministic: the same folder gives the same weights.
//!
//! ```text
//! cargo run --release --no-default-features --example train_entities -- train DATA ASSETS
//! cargo run --release --no-default-features --example train_entities -- clusters DATA ASSETS
//! cargo run --release --no-default-features --example train_entities -- score FILE.tsv…
//! ```
//!
//! DATA holds `entities/train`, `entities/silver`, `vectors` and `words`; ASSETS is `assets/entities`. `train` writes weights.bin,
//! `clusters` writes clusters.bin (needed before training only when the vectors change), `score` prints exact-span F1 of
//! two-column files (token, tag) with the weights compiled in, as written and with every sentence in title case.

mod clusters;
mod field;
mod score;
mod sets;

#[expect(
    clippy::disallowed_methods,
    reason = "a tool that reads and writes files named on its command line"
)]
mod files {
    use std::path::Path;

    pub fn read(path: &Path) -> anyhow::Result<String> {
        Ok(String::from_utf8_lossy(&read_bytes(path)?).into_owned())
    }

    pub fn read_bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
        std::fs::read(path).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
    }

    pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        std::fs::write(path, bytes).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
    }
}

use std::path::Path;

use hexapla::analysis::entities::recogniser;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["clusters", data, assets] => {
            let bytes = clusters::build(Path::new(data))?;
            files::write(&Path::new(assets).join("clusters.bin"), &bytes)
        }
        ["train", data, assets, ref options @ ..] => {
            let articles = sets::read_all(&Path::new(data).join("entities"), options)?;
            let weights = field::train(&articles, options);
            let bytes = weights.write();
            files::write(&Path::new(assets).join("weights.bin"), &bytes)?;
            for path in options
                .iter()
                .filter(|option| Path::new(option).extension().is_some_and(|e| e == "tsv"))
            {
                score::print(Path::new(path), &|text, reading| {
                    recogniser::find_with(text, reading, &weights)
                })?;
            }
            Ok(())
        }
        ["score", ref files @ ..] if !files.is_empty() => {
            for path in files {
                score::print(Path::new(path), &hexapla::analysis::entities::find_mentions)?;
            }
            Ok(())
        }
        _ => anyhow::bail!("train DATA ASSETS | clusters DATA ASSETS | score FILE.tsv…"),
    }
}
