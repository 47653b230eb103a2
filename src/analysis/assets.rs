//! The learned weights and word lists that the analysis rests on, by name and hash: a report says with which it was made.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

/// A file of weights or words that is compiled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path below `assets/`.
    pub name: &'static str,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// All of them, by name. Hashed once, in about a twentieth of a second.
pub fn assets() -> &'static [Asset] {
    static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
        let asset = |(name, bytes): &(&'static str, &'static [u8])| Asset {
            name,
            sha256: hex(&Sha256::digest(bytes)),
        };
        FILES.iter().map(asset).collect()
    });
    &ASSETS
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/", $name)) as &[u8])),*]
    };
}

const FILES: &[(&str, &[u8])] = files![
    "compare/weights.json",
    "compare/words.bin",
    "entities/aliases.txt",
    "entities/capitals.tsv",
    "entities/clusters.bin",
    "entities/countries.tsv",
    "entities/first_names.txt",
    "entities/organisations.txt",
    "entities/peoples.txt",
    "entities/places.txt",
    "entities/surnames.txt",
    "entities/titles.txt",
    "entities/weights.bin",
    "import/outlets.tsv",
    "quotes/cue-verbs.txt",
    "quotes/given-names.txt",
    "quotes/outlets.txt",
    "quotes/roles.txt",
    "quotes/titles.txt",
];

#[cfg(test)]
mod tests {
    use super::{FILES, assets};

    #[test]
    fn every_list_that_is_compiled_in_is_named() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        for folder in ["compare", "entities", "quotes"] {
            let files = walkdir::WalkDir::new(root.join(folder));
            for file in files.into_iter().flatten() {
                let path = file.path().strip_prefix(&root).unwrap().to_str().unwrap();
                let is_data = file.file_type().is_file() && !path.contains("CREDITS");
                let path = path.replace('\\', "/");
                let is_named = FILES.iter().any(|(name, _)| *name == path);
                assert!(is_named || !is_data, "{path}");
            }
        }
        let names: Vec<&str> = assets().iter().map(|asset| asset.name).collect();
        assert!(names.is_sorted());
    }
}
