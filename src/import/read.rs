//! From one file's bytes to everything it gave: detection, parsing, contained files, finishing.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::finish::{Surroundings, finish};
use super::manifest::Manifest;
use super::{
    Confidence, Draft, EncodingChoice, FileImport, Format, ImportError, Input, Item, ItemResult,
    Mapping, Metadata, NamePattern, Parsed, Part, formats,
};
use crate::analysis::{Cancelled, Ctx};

/// A file's bytes with its name.
#[derive(Clone, Debug)]
pub struct SourceBytes {
    /// The file's path as given or found, with `/` between parts; `pasted text` or `sample/…` where there is no file.
    pub path: String,
    /// The folder that was opened when the file was found in it, else empty.
    pub root: String,
    /// All of the file.
    pub bytes: Cow<'static, [u8]>,
    /// Its modification time in milliseconds since 1970.
    pub modified_ms: Option<i64>,
}

impl SourceBytes {
    /// Text that was pasted.
    pub fn pasted(text: &str) -> Self {
        Self {
            path: "pasted text".to_owned(),
            root: String::new(),
            bytes: Cow::Owned(text.as_bytes().to_vec()),
            modified_ms: None,
        }
    }

    /// Last part of the path.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The encoding the person chose for these files; `None`: found.
    pub encoding: Option<EncodingChoice>,
    /// Repair mojibake instead of only warning of it.
    pub repair_mojibake: bool,
    /// Language of articles that say nothing and whose language cannot be told (BCP 47).
    pub default_language: Option<String>,
    /// Take the name of the file's folder as the outlet where nothing else names one.
    pub outlet_from_folder: bool,
    /// Today, to doubt dates in the future; the caller asks the clock.
    pub today: Option<Date>,
    /// How to read the names of files, where they say something.
    pub name_pattern: Option<NamePattern>,
    /// Columns that the person chose for tables, remembered ones among them; the first that fits a table is used.
    pub mappings: Vec<Mapping>,
    /// Manifests by folder, in the order in which they are to be laid over each other (outer folders first).
    manifests: Vec<(String, Manifest)>,
}

impl ImportOptions {
    /// Adds the manifest of a folder (`""`: of all files).
    #[must_use]
    pub fn with_manifest(mut self, folder: impl Into<String>, manifest: Manifest) -> Self {
        self.manifests.push((folder.into(), manifest));
        self.manifests.sort_by(|lhs, rhs| lhs.0.cmp(&rhs.0));
        self
    }

    /// Adds the columns chosen for tables that have them.
    #[must_use]
    pub fn with_mapping(mut self, mapping: Mapping) -> Self {
        self.mappings.push(mapping);
        self
    }

    /// What manifests say about a part of a file: the nearest folder's word first.
    pub(super) fn manifest_metadata(&self, path: &str, part: &str) -> Metadata {
        let mut metadata = Metadata::default();
        for (folder, manifest) in self.manifests.iter().rev() {
            if let Some(file) = below(folder, path) {
                metadata.merge(&manifest.metadata(file, part));
            }
        }
        metadata
    }
}

/// The path below a folder, if it is there.
fn below<'a>(folder: &str, path: &'a str) -> Option<&'a str> {
    if folder.is_empty() || folder == "." {
        return Some(path.trim_start_matches("./"));
    }
    path.strip_prefix(folder.trim_end_matches('/'))?
        .strip_prefix('/')
}

/// How deep files may lie in files (a page in a ZIP in a mail in a ZIP).
const MAX_DEPTH: usize = 4;

/// Reads one file: all its articles and what became of everything else in it. Pure and the same every time.
pub fn read_source(
    source: &SourceBytes,
    options: &ImportOptions,
    ctx: &mut dyn Ctx,
) -> Result<FileImport, Cancelled> {
    let mut import = FileImport {
        path: source.path.clone(),
        root: source.root.clone(),
        bytes: source.bytes.len() as u64,
        sha256: sha256_hex(&source.bytes),
        modified_ms: source.modified_ms,
        millis: 0,
        items: Vec::new(),
    };
    let origins = Origins {
        name: source.file_name(),
        part: String::new(),
        declared_encoding: None,
        metadata: Metadata::default(),
    };
    read_bytes(&mut import, &source.bytes, origins, options, ctx)?;
    Ok(import)
}

/// What is known of bytes before they are read.
pub(super) struct Origins<'a> {
    /// A name with the extension of their format.
    pub name: &'a str,
    /// Which part of the file they are, else empty.
    pub part: String,
    /// The encoding that came with them.
    pub declared_encoding: Option<&'a str>,
    /// What is known about the articles in them.
    pub metadata: Metadata,
}

/// Reads bytes into the items of a file: at least one.
pub(super) fn read_bytes(
    import: &mut FileImport,
    bytes: &[u8],
    origins: Origins<'_>,
    options: &ImportOptions,
    ctx: &mut dyn Ctx,
) -> Result<(), Cancelled> {
    let mut reader = Reader {
        options,
        ctx,
        import,
    };
    let inside = Inside {
        name: origins.name,
        bytes,
        part: origins.part,
        declared_encoding: origins.declared_encoding,
        metadata: origins.metadata,
        depth: 0,
    };
    reader.read(&inside)?;
    if import.items.is_empty() {
        import.items.push(Item::bare(ItemResult::Skipped {
            reason: "there is nothing in it".to_owned(),
        }));
    }
    Ok(())
}

/// SHA-256, hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
    }
    hex
}

/// A file, or a file inside a file.
struct Inside<'a> {
    name: &'a str,
    bytes: &'a [u8],
    /// Its place in the outermost file, empty for that itself.
    part: String,
    declared_encoding: Option<&'a str>,
    /// What its containers know about it.
    metadata: Metadata,
    depth: usize,
}

struct Reader<'a> {
    options: &'a ImportOptions,
    ctx: &'a mut dyn Ctx,
    import: &'a mut FileImport,
}

impl Reader<'_> {
    fn read(&mut self, inside: &Inside<'_>) -> Result<(), Cancelled> {
        if inside.bytes.is_empty() {
            self.refuse(&inside.part, "", failed("the file is empty"));
            return Ok(());
        }
        let input = Input {
            name: inside.name,
            bytes: inside.bytes,
            encoding: self.options.encoding,
            declared_encoding: inside.declared_encoding,
            mappings: &self.options.mappings,
        };
        for format in by_confidence(&input) {
            match format.parse(&input, self.ctx) {
                Ok(parsed) => return self.take(inside, format.name(), parsed),
                Err(ImportError::NotMine) => {}
                Err(ImportError::Cancelled(cancelled)) => return Err(cancelled),
                Err(ImportError::Nothing(reason)) => {
                    let skipped = ItemResult::Skipped { reason };
                    self.refuse(&inside.part, format.name(), skipped);
                    return Ok(());
                }
                Err(ImportError::Broken(reason)) => {
                    let broken = ItemResult::Failed { reason };
                    self.refuse(&inside.part, format.name(), broken);
                    return Ok(());
                }
            }
        }
        let reason = "no text was found in it: a binary file of a kind that Hexapla does not read";
        self.refuse(&inside.part, "", failed(reason));
        Ok(())
    }

    fn refuse(&mut self, part: &str, format: &str, result: ItemResult) {
        self.import.items.push(Item {
            part: part.to_owned(),
            format: format.to_owned(),
            ..Item::bare(result)
        });
    }

    fn take(&mut self, inside: &Inside<'_>, format: &str, parsed: Parsed) -> Result<(), Cancelled> {
        let first = self.import.items.len();
        let mut warnings = parsed.warnings;
        for part in parsed.parts {
            match part {
                Part::Article(draft) => self.take_article(inside, format, *draft)?,
                Part::Skipped { part, reason } => {
                    let part = joined(&inside.part, &part);
                    self.refuse(&part, format, ItemResult::Skipped { reason });
                }
                Part::Failed { part, reason } => {
                    let part = joined(&inside.part, &part);
                    self.refuse(&part, format, ItemResult::Failed { reason });
                }
                Part::File {
                    name,
                    bytes,
                    declared_encoding,
                    mut metadata,
                } => {
                    let part = joined(&inside.part, &name);
                    if inside.depth + 1 >= MAX_DEPTH {
                        let reason = format!("lies {MAX_DEPTH} files deep: unpack it first");
                        self.refuse(&part, "", ItemResult::Failed { reason });
                        continue;
                    }
                    metadata.merge(&inside.metadata);
                    self.read(&Inside {
                        name: name.rsplit('/').next().unwrap_or(&name),
                        bytes: &bytes,
                        part,
                        declared_encoding: declared_encoding.as_deref(),
                        metadata: *metadata,
                        depth: inside.depth + 1,
                    })?;
                }
            }
        }
        if let Some(item) = self.import.items.get_mut(first) {
            warnings.append(&mut item.warnings);
            item.warnings = warnings;
        } else {
            let mut item = Item::bare(ItemResult::Skipped {
                reason: "there is no article in it".to_owned(),
            });
            item.part.clone_from(&inside.part);
            format.clone_into(&mut item.format);
            item.warnings = warnings;
            self.import.items.push(item);
        }
        Ok(())
    }

    fn take_article(
        &mut self,
        inside: &Inside<'_>,
        format: &str,
        mut draft: Draft,
    ) -> Result<(), Cancelled> {
        self.ctx.step(self.import.items.len(), 0)?;
        draft.part = joined(&inside.part, &draft.part);
        draft.metadata.merge(&inside.metadata);
        let item = finish(
            draft,
            &Surroundings {
                options: self.options,
                file: self.import,
                format,
            },
        );
        self.import.items.push(item);
        Ok(())
    }
}

fn failed(reason: &str) -> ItemResult {
    ItemResult::Failed {
        reason: reason.to_owned(),
    }
}

/// `outer` and `inner` names of parts as one.
fn joined(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", inner) => inner.to_owned(),
        (outer, "") => outer.to_owned(),
        (outer, inner) => format!("{outer} › {inner}"),
    }
}

/// The formats that may own the file, the surest first, equals in the order of the registry.
fn by_confidence(input: &Input<'_>) -> Vec<&'static dyn Format> {
    let head = &input.bytes[..input.bytes.len().min(1 << 16)];
    let mut found: Vec<(Confidence, &'static dyn Format)> = formats()
        .iter()
        .map(|format| (format.sniff(input.name, head), *format))
        .filter(|(confidence, _)| *confidence > Confidence::No)
        .collect();
    found.sort_by_key(|(confidence, _)| std::cmp::Reverse(*confidence));
    found.into_iter().map(|(_, format)| format).collect()
}
