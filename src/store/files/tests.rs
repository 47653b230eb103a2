use std::path::PathBuf;

use super::{Limits, collect, import_paths};
use crate::analysis::{Cancelled, Ctx, Unhurried};
use crate::import::{FileImport, ImportOptions, ItemResult};

/// A folder with these files; a name that ends in `/` is a folder.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        if name.ends_with('/') {
            std::fs::create_dir_all(path).unwrap();
        } else {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
    folder
}

fn import(paths: &[PathBuf], limits: &Limits) -> Vec<FileImport> {
    let mut all = Vec::new();
    import_paths(
        paths,
        &ImportOptions::default(),
        limits,
        &mut Unhurried,
        &mut |files| all.extend(files),
    )
    .unwrap();
    all
}

/// "name: outcome", the folder left out.
fn ledger(paths: &[PathBuf], limits: &Limits, folder: &tempfile::TempDir) -> Vec<String> {
    let prefix = format!("{}/", folder.path().display());
    import(paths, limits)
        .iter()
        .flat_map(|file| file.items.iter().map(move |item| (file, item)))
        .map(|(file, item)| {
            let outcome = match &item.result {
                ItemResult::Article(article) => format!("article, {}", article.source.encoding),
                ItemResult::Skipped { reason } => format!("skipped, {reason}"),
                ItemResult::Failed { reason } => format!("failed, {reason}"),
            };
            format!("{}: {outcome}", file.path.replace(&prefix, ""))
        })
        .collect()
}

#[test]
fn bad_input_gets_its_line_and_the_rest_goes_on() {
    let large = vec![b'a'; 2 << 20];
    let folder = folder(&[
        ("a.txt", b"Words of an article."),
        ("b/copy.txt", b"Words of an article."),
        ("binary", b"\x7fELF\0\0\0\x01\0\0\0\0\0\0"),
        ("blank.txt", b" \n\n"),
        ("empty.txt", b""),
        (
            "invalid.txt",
            b"Gr\xc3\xb6\xc3\x9fe und Stra\xc3\x9fe, Gr\xf6\xdfe",
        ),
        ("large.txt", &large),
        ("picture.PNG", b"\x89PNG"),
        (".hidden", b"x"),
        (".git/config", b"x"),
        (".DS_Store", b"x"),
    ]);
    #[cfg(unix)]
    {
        let link = |target: &str, name: &str| {
            std::os::unix::fs::symlink(target, folder.path().join(name)).unwrap();
        };
        link("../b", "b/loop");
        link("nowhere", "broken-link.txt");
        link("a.txt", "link.txt");
    }
    let limits = Limits {
        max_file_bytes: 1 << 20,
        ..Limits::default()
    };
    let missing = folder.path().join("zz-missing.txt");
    let lines = ledger(&[folder.path().to_owned(), missing], &limits, &folder);
    let mut expected = vec![
        ".DS_Store: skipped, a file of the system",
        ".git: skipped, a hidden folder",
        ".hidden: skipped, a hidden file",
        "a.txt: article, UTF-8",
        "b/copy.txt: article, UTF-8",
    ];
    if cfg!(unix) {
        expected.push("b/loop: skipped, a link that leads back into its own folder");
    }
    expected.extend([
        "binary: failed, no text was found in it: a binary file of a kind that Hexapla does not read",
        "blank.txt: skipped, there are no words in it",
    ]);
    if cfg!(unix) {
        expected
            .push("broken-link.txt: failed, it cannot be read: there is no such file (any more)");
    }
    expected.extend([
        "empty.txt: failed, the file is empty",
        "invalid.txt: article, windows-1252",
        "large.txt: failed, it is too large (2 MB; the limit is 1 MB): split it into smaller files",
    ]);
    if cfg!(unix) {
        expected.push("link.txt: article, UTF-8");
    }
    expected.extend([
        "picture.PNG: skipped, a picture",
        "zz-missing.txt: failed, it cannot be read: there is no such file (any more)",
    ]);
    assert_eq!(lines, expected);
}

#[test]
fn what_a_browser_saved_beside_a_page_is_one_line() {
    let folder = folder(&[
        ("Bridge.html", b"<p>Words of an article.</p>"),
        ("Bridge_files/frame.html", b"<p>Buy shoes.</p>"),
        ("Bridge_files/a.js.download", b"var a"),
        ("news_files/a.txt", b"Words of an article."),
        ("news_files/b.js.download", b"var a"),
    ]);
    let expected = [
        "Bridge.html: article, UTF-8",
        "Bridge_files: skipped, the pictures, styles and frames of the saved page “Bridge.html”",
        "news_files/a.txt: article, UTF-8",
        "news_files/b.js.download: skipped, a part of a web page that holds no text",
    ];
    let lines = ledger(&[folder.path().to_owned()], &Limits::default(), &folder);
    assert_eq!(lines, expected);
}

#[test]
fn manifests_lie_over_what_is_read() {
    let folder = folder(&[
        ("hexapla.toml", b"[defaults]\nlanguage='en'\noutlet='Outer'\n[[article]]\nfile='a.txt'\nheadline='Set'\n[[article]]\nfile='gone.txt'\n"),
        ("a.txt", b"Words of an article."),
        ("in/hexapla.toml", b"[[article]]\nfile='b.txt'\noutlet='Inner'\n"),
        ("in/b.txt", b"Words of another."),
        ("bad/hexapla.toml", b"[[article]]\nfil='b.txt'\n"),
    ]);
    let files = import(&[folder.path().to_owned()], &Limits::default());
    let of = |name: &str| files.iter().find(|file| file.path.ends_with(name)).unwrap();
    let outlet = |name: &str| {
        of(name)
            .articles()
            .next()
            .unwrap()
            .outlet
            .get()
            .cloned()
            .unwrap()
    };
    assert_eq!(
        (outlet("/a.txt").as_str(), outlet("in/b.txt").as_str()),
        ("Outer", "Inner")
    );
    assert_eq!(
        of("/a.txt")
            .articles()
            .next()
            .unwrap()
            .headline
            .get()
            .unwrap(),
        "Set"
    );
    assert!(of("bad/hexapla.toml").items[0].result != of("in/hexapla.toml").items[0].result);
    let root_manifest = files
        .iter()
        .find(|file| file.path == format!("{}/hexapla.toml", folder.path().display()));
    assert!(root_manifest.unwrap().items[0].warnings[0].contains("gone.txt"));
    // a file opened by itself finds the manifest beside it
    let alone = import(&[folder.path().join("a.txt")], &Limits::default());
    assert_eq!(
        alone[0].articles().next().unwrap().headline.get().unwrap(),
        "Set"
    );
}

#[test]
fn the_order_of_files_and_threads_changes_nothing() {
    let names: Vec<String> = (0..600).map(|n| format!("{n:04}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), name.as_bytes()))
        .collect();
    let folder = folder(&files);
    let mut paths: Vec<PathBuf> = names.iter().map(|name| folder.path().join(name)).collect();
    let strip = |mut files: Vec<FileImport>| {
        for file in &mut files {
            file.millis = 0;
        }
        files
    };
    let forward = strip(import(&paths, &Limits::default()));
    paths.reverse();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let backward = strip(pool.install(|| import(&paths, &Limits::default())));
    assert_eq!(forward.len(), 600);
    assert!(forward == backward);
}

/// Cancels at the nth step.
struct After(usize);

impl Ctx for After {
    fn step(&mut self, _done: usize, _total: usize) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn import_can_be_cancelled_at_any_step() {
    let folder = folder(&[("a.txt", b"x"), ("b.txt", b"y"), ("c.txt", b"z")]);
    let run = |steps| {
        let mut count = 0;
        let paths = [folder.path().to_owned()];
        let done = import_paths(
            &paths,
            &ImportOptions::default(),
            &Limits::default(),
            &mut After(steps),
            &mut |files| count += files.len(),
        );
        (done.is_ok(), count)
    };
    assert_eq!(run(0), (false, 0));
    assert_eq!(run(4), (false, 0));
    assert_eq!(run(1000), (true, 3));
    let offered = collect(
        &[folder.path().to_owned()],
        &Limits::default(),
        &mut After(2),
    );
    assert!(offered.is_err());
}

#[test]
fn what_was_read_is_not_read_twice_and_what_changed_is() {
    let folder = folder(&[
        ("a.txt", b"One word."),
        ("b.txt", b"Two words."),
        ("c.txt", b"Three."),
    ]);
    let paths = [folder.path().to_owned()];
    let run = |known: &super::Known| {
        let mut files = Vec::new();
        super::import_new_paths(
            &paths,
            known,
            &ImportOptions::default(),
            &Limits::default(),
            &mut Unhurried,
            &mut |batch| files.extend(batch),
        )
        .unwrap();
        files
    };
    let first = run(&super::Known::new());
    assert_eq!(
        first
            .iter()
            .filter(|file| file.articles().count() == 1)
            .count(),
        3
    );
    // the import had come to the second file when the program ended
    let sources = first[..2]
        .iter()
        .flat_map(FileImport::articles)
        .map(|article| &article.source);
    let mut known = super::known(sources);
    assert_eq!(known.len(), 2);
    let changed = known.keys().next().unwrap().clone();
    known.get_mut(&changed).unwrap().0 += 1;
    let second = run(&known);
    let read: Vec<bool> = second.iter().map(|file| !file.sha256.is_empty()).collect();
    assert_eq!(
        read,
        [true, false, true],
        "the changed one and the missing one"
    );
}

#[test]
fn a_folder_of_too_many_files_is_refused_whole_and_a_huge_file_is_not_read() {
    let names: Vec<String> = (0..1_200)
        .map(|n| format!("many/{}/{n}.txt", n % 7))
        .collect();
    let mut files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (&**name, &b"Words."[..])).collect();
    files.push(("few/a.txt", b"Words of an article."));
    let folder = folder(&files);
    // two gigabytes that take no room on the disk
    let huge = std::fs::File::create(folder.path().join("few/huge.txt")).unwrap();
    huge.set_len(2 << 30).unwrap();
    let limits = Limits {
        max_files: 1_199,
        ..Limits::default()
    };
    let paths = ["few", "many"].map(|name| folder.path().join(name));
    let refused = "many: failed, it holds more than 1,199 files, the most that are taken at once, so nothing of it was read: open its folders one by one";
    let few = [
        "few/a.txt: article, UTF-8",
        "few/huge.txt: failed, it is too large (2048 MB; the limit is 64 MB): split it into smaller files",
    ];
    assert_eq!(ledger(&paths, &limits, &folder), [few[0], few[1], refused]);
    let enough = Limits {
        max_files: 1_200,
        ..limits
    };
    assert_eq!(ledger(&paths[1..], &enough, &folder).len(), 1_200);
    #[cfg(unix)]
    {
        // the same by way of a link
        std::os::unix::fs::symlink(&paths[1], folder.path().join("few/link")).unwrap();
        let lines = ledger(&paths[..1], &limits, &folder);
        assert_eq!(lines, [refused.replace("many", "few")]);
    }
}
