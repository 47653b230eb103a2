//! The Files arrangement: the folders on disk as a tree, with the files that became articles and those that did not.
//!
//! A folder that was opened is a root; a file opened alone stands under the root that holds it, else under its own folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::arrange::{GroupKey, RowKind, Rows, SortBy};
use super::entries::Entries;
use crate::corpus::{Corpus, LedgerLine, Outcome};
use crate::text::fold;

/// A folder.
#[derive(Default)]
struct Folder {
    /// Folders in it, by name.
    folders: BTreeMap<String, Folder>,
    /// Files in it, in order.
    files: Vec<(String, RowKind)>,
    /// Articles in it and below.
    articles: usize,
}

/// Writes the rows of the tree.
pub fn rows(entries: &Entries, corpus: &Corpus, order: &[usize], out: &mut Rows<'_>) {
    let lines = not_imported(entries, corpus, out.wish.terms);
    let roots: BTreeSet<&str> = entries
        .0
        .iter()
        .map(|entry| entry.article.source.root.as_str())
        .chain(corpus.ledger.iter().map(|line| line.root.as_str()))
        .filter(|root| !root.is_empty())
        .map(trimmed)
        .collect();
    let mut tree: BTreeMap<String, Folder> = BTreeMap::new();
    for index in order {
        let source = &entries.0[*index].article.source;
        let (root, below) = place(&roots, &source.root, &source.path);
        let folder = folder_at(tree.entry(root.to_owned()).or_default(), below, 1);
        let name = format!("{}\n{}", source.file_name(), source.part);
        folder.files.push((name, RowKind::Article(*index)));
    }
    let lines = lines.into_iter().filter(|_| !out.wish.only_alike);
    for line in lines {
        let (root, below) = place(&roots, &line.root, &line.path);
        let folder = folder_at(tree.entry(root.to_owned()).or_default(), below, 0);
        folder.files.push((
            file_name(&line.path).to_owned(),
            RowKind::NotImported(line.id),
        ));
    }
    let names: Vec<&str> = tree.keys().map(|root| file_name(root)).collect();
    let twice: Vec<bool> = names
        .iter()
        .map(|name| names.iter().filter(|other| *other == name).count() > 1)
        .collect();
    for ((root, folder), twice) in tree.into_iter().zip(twice) {
        let title = match root.as_str() {
            "" => "Other".to_owned(),
            "sample" => "Sample story".to_owned(),
            "pasted text" => "Pasted text".to_owned(),
            _ if twice => root.clone(),
            _ => file_name(&root).to_owned(),
        };
        write(folder, &root, title, 0, out);
    }
}

fn write(folder: Folder, path: &str, title: String, depth: u8, out: &mut Rows<'_>) {
    let key = GroupKey::Folder(path.to_owned());
    let (group, open) = out.group(depth, key, title, folder.articles);
    if !open {
        return;
    }
    for (name, below) in folder.folders {
        write(
            below,
            &format!("{path}/{name}"),
            name,
            depth.saturating_add(1),
            out,
        );
    }
    let mut files = folder.files;
    if out.wish.sort.by == SortBy::File {
        files.sort_by_cached_key(|(name, _)| fold(name));
        if out.wish.sort.descending {
            files.reverse();
        }
    }
    for (_, kind) in files {
        out.row(depth.saturating_add(1), group, kind);
    }
}

/// The folder `below` another one; every folder on the way counts the articles.
fn folder_at<'a>(mut folder: &'a mut Folder, below: &str, articles: usize) -> &'a mut Folder {
    folder.articles += articles;
    for part in below.split('/').filter(|part| !part.is_empty()) {
        folder = folder.folders.entry(part.to_owned()).or_default();
        folder.articles += articles;
    }
    folder
}

/// The root a file belongs to and the folders between the root and the file.
fn place<'a>(roots: &BTreeSet<&'a str>, root: &'a str, path: &'a str) -> (&'a str, &'a str) {
    let parent = match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((parent, _)) => parent,
        // "pasted text" is a root of its own
        None => return (path, ""),
    };
    let root = trimmed(root);
    let holds = |root: &str| parent == root || parent.starts_with(&format!("{}/", trimmed(root)));
    let root = if root.is_empty() {
        let known = roots.iter().copied().filter(|known| holds(known));
        known.max_by_key(|known| known.len()).unwrap_or(parent)
    } else {
        root
    };
    if holds(root) {
        (root, &parent[root.len().min(parent.len())..])
    } else if path == root {
        (parent, "")
    } else {
        // a path that is given relative to its root
        (root, parent)
    }
}

fn trimmed(root: &str) -> &str {
    if root.len() > 1 {
        root.trim_end_matches('/')
    } else {
        root
    }
}

fn file_name(path: &str) -> &str {
    match path.rsplit('/').next() {
        None | Some("") => path,
        Some(name) => name,
    }
}

/// The last ledger line of every file that is no article.
fn not_imported<'a>(
    entries: &Entries,
    corpus: &'a Corpus,
    terms: &[String],
) -> Vec<&'a Arc<LedgerLine>> {
    let articles: BTreeSet<&str> = entries
        .0
        .iter()
        .map(|entry| entry.article.source.path.as_str())
        .collect();
    let mut last: BTreeMap<(&str, &str), &Arc<LedgerLine>> = BTreeMap::new();
    for line in corpus.ledger.iter() {
        if !articles.contains(line.path.as_str()) {
            last.insert((&line.path, &line.part), line);
        }
    }
    last.into_values()
        .filter(|line| !matches!(line.outcome, Outcome::Imported { .. }))
        .filter(|line| {
            terms.is_empty() || {
                let name = fold(file_name(&line.path));
                terms.iter().all(|term| name.contains(term))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::place;

    #[test]
    fn a_file_stands_under_its_root_or_the_one_that_holds_it() {
        let roots: BTreeSet<&str> = ["/news", "/news/deep"].into();
        let check = |root: &str, path: &str, expected: (&str, &str)| {
            assert_eq!(place(&roots, root, path), expected, "{root} {path}");
        };
        check("/news", "/news/a.txt", ("/news", ""));
        check("/news/", "/news/may/3/a.txt", ("/news", "/may/3"));
        check("", "/news/deep/x/a.txt", ("/news/deep", "/x"));
        check("", "/newsroom/a.txt", ("/newsroom", ""));
        check("", "/a.txt", ("/", ""));
        check("", "sample/000.txt", ("sample", ""));
        check("", "pasted text", ("pasted text", ""));
        check("C:/x", "C:/x/y/a.txt", ("C:/x", "/y"));
    }
}
