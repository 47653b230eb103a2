//! The sample story, compiled in: the executable shows something real wherever it is started.

use std::borrow::Cow;

use super::manifest::Manifest;
use super::{ImportOptions, SourceBytes};

macro_rules! sample {
    ($name:literal) => {
        (
            concat!("sample/", $name),
            include_bytes!(concat!("../../seeds/", $name)) as &[u8],
        )
    };
}

const SAMPLES: [(&str, &[u8]); 4] = [
    sample!("000_39879bd75fc8be22.txt"),
    sample!("001_872f0e6690886558.txt"),
    sample!("002_9c1d674dac05e718.txt"),
    sample!("003_2d091f697e0d5d1a.txt"),
];

/// The four articles of the sample story, paths `sample/…`.
pub fn sample_sources() -> Vec<SourceBytes> {
    SAMPLES
        .iter()
        .map(|(path, bytes)| SourceBytes {
            path: (*path).to_owned(),
            root: "sample".to_owned(),
            bytes: Cow::Borrowed(bytes),
            modified_ms: None,
        })
        .collect()
}

/// Options with the manifest of the sample story.
pub fn sample_options() -> ImportOptions {
    let manifest = Manifest::parse(include_str!("../../seeds/hexapla.toml"))
        .expect("a test reads the manifest that is compiled in");
    ImportOptions::default().with_manifest("sample", manifest)
}
