//! The manifests among and beside the files that were offered, and in the folders above them up to the one that was opened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::reading::read_bytes;
use super::walk::shown;
use super::{Limits, MANIFEST, Offered, failed, skipped};
use crate::import::manifest::Manifest;
use crate::import::{FileImport, ImportOptions};

/// Reads the manifests into `options`; their own ledger lines by path, where there is more to say than that they are manifests.
pub(super) fn read_manifests(
    offered: &[Offered],
    options: &mut ImportOptions,
) -> BTreeMap<String, FileImport> {
    let mut lines = BTreeMap::new();
    let known: BTreeSet<&str> = offered.iter().map(|file| file.path.as_str()).collect();
    for folder in folders(offered) {
        let file = folder.place.join(MANIFEST);
        if !file.is_file() {
            continue;
        }
        let shown_as = folder.inside(MANIFEST);
        match parsed(&file) {
            Ok(manifest) => {
                let missing = folder.missing(&manifest, &known);
                if !missing.is_empty() && known.contains(shown_as.as_str()) {
                    let reason = "the manifest: it describes the files beside it";
                    let mut line =
                        FileImport::unread(shown_as.clone(), String::new(), 0, skipped(reason));
                    line.items[0].warnings = missing;
                    lines.insert(shown_as, line);
                }
                *options = std::mem::take(options).with_manifest(folder.path, manifest);
            }
            Err(reason) => {
                let line = FileImport::unread(shown_as.clone(), String::new(), 0, failed(&reason));
                lines.insert(shown_as, line);
            }
        }
    }
    for file in offered {
        if let Some(line) = lines.get_mut(&file.path) {
            line.root.clone_from(&file.root);
            line.bytes = file.bytes;
        }
    }
    lines
}

/// A folder in which a manifest may lie, on disk and as shown.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Folder {
    place: PathBuf,
    path: String,
}

impl Folder {
    /// A file in it as shown.
    fn inside(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.path)
        }
    }

    /// What to say of the files that its manifest describes and that are not there.
    fn missing(&self, manifest: &Manifest, known: &BTreeSet<&str>) -> Vec<String> {
        let is_there = |name: &str| {
            known.contains(self.inside(name).as_str()) || self.place.join(name).exists()
        };
        manifest
            .files()
            .filter(|name| !is_there(name))
            .map(|name| format!("it describes “{name}”, which is not there"))
            .collect()
    }
}

fn folders(offered: &[Offered]) -> BTreeSet<Folder> {
    let mut folders = BTreeSet::new();
    for file in offered {
        let place = file.file.parent().unwrap_or(Path::new(""));
        let path = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.insert(Folder {
            place: place.to_owned(),
            path: path.to_owned(),
        });
        // the folders above, up to the one that was opened
        if !file.root.is_empty() {
            let above = place
                .ancestors()
                .skip(1)
                .take_while(|above| shown(above).starts_with(&file.root));
            folders.extend(above.map(|above| Folder {
                place: above.to_owned(),
                path: shown(above),
            }));
        }
    }
    folders
}

fn parsed(file: &Path) -> Result<Manifest, String> {
    let bytes = read_bytes(file, &Limits::default())?;
    Manifest::parse(&String::from_utf8_lossy(&bytes)).map_err(|error| error.to_string())
}
