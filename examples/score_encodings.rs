//! Scores the finding of encodings against a folder of labelled files:
//! `cargo run --release --no-default-features --example score_encodings -- FOLDER`
//!
//! FOLDER holds `manifest.jsonl`, one file a line: `file` (its path in the folder), `gold_label`, `decodes_strictly` (whether all of
//! it fits its label) and `sha256_utf8_text` (of its text as UTF-8). A file is right when it decodes to that text, line ends aside;
//! files that do not fit their own label are left out. Prints the share and each file that went wrong.

#![expect(clippy::print_stdout, reason = "the figures are its purpose")]
#![expect(clippy::disallowed_methods, reason = "it reads the folder it is given")]

use std::fmt::Write as _;
use std::path::Path;

use hexapla::import::{EncodingChoice, declared_encoding, decode};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn main() -> anyhow::Result<()> {
    let folder = std::env::args()
        .nth(1)
        .ok_or_else(|| anyhow::anyhow!("usage: score_encodings FOLDER"))?;
    let folder = Path::new(&folder);
    let (mut n, mut right, mut n_undeclared) = (0, 0, 0);
    for line in std::fs::read_to_string(folder.join("manifest.jsonl"))?.lines() {
        let gold: Value = serde_json::from_str(line)?;
        if gold["decodes_strictly"] != true {
            continue;
        }
        let file = gold["file"].as_str().unwrap_or_default();
        let label = gold["gold_label"].as_str().unwrap_or_default();
        let bytes = std::fs::read(folder.join(file))?;
        n += 1;
        let wanted = gold["sha256_utf8_text"].as_str().unwrap_or_default();
        // as a text of its own, and as the web page or feed that it mostly is
        let bare = decode(&bytes, None, None);
        let declared = declared_encoding(&bytes);
        let found = decode(&bytes, None, declared.as_deref());
        let is_right = |text: &str| hash(text) == wanted || matches_label(text, &bytes, label);
        n_undeclared += usize::from(is_right(&bare.text));
        if is_right(&found.text) {
            right += 1;
        } else {
            println!(
                "{file}: {label} read as {} (declared {declared:?})",
                found.encoding.name()
            );
        }
    }
    println!(
        "{right} of {n} right ({:.3}); without declarations {n_undeclared} ({:.3})",
        f64::from(right) / f64::from(n),
        n_undeclared as f64 / f64::from(n)
    );
    Ok(())
}

/// The text under its own label: line ends are made alike when a file is decoded, so that the hash of a file with `\r\n` differs.
fn matches_label(text: &str, bytes: &[u8], label: &str) -> bool {
    EncodingChoice::from_label(label)
        .is_some_and(|choice| decode(bytes, Some(choice), None).text == text)
}

fn hash(text: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
    }
    hex
}
