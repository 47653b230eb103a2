//! The fences of the house that one package cannot build of crates: who may name what. See the map in `src/lib.rs`.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "this test reads the sources themselves, and may panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms of the house and what their code, without comments and tests, must not name.
const FENCES: &[(&[&str], &[&str])] = &[
    (
        &["text", "corpus", "analysis", "import", "report"],
        &[
            "egui",
            "std::fs",
            "fs::read",
            "fs::write",
            "File::open",
            "std::thread",
            "thread::spawn",
            "std::net",
            "std::process",
            "std::env",
            "Instant",
            "SystemTime",
            "crate::store",
            "crate::worker",
            "crate::session",
            "crate::widgets",
            "crate::views",
            "crate::app",
        ],
    ),
    (&["text"], &["crate::import", "crate::report"]),
    (
        &["store", "worker"],
        &[
            "egui",
            "crate::session",
            "crate::widgets",
            "crate::views",
            "crate::app",
        ],
    ),
    (&["store"], &["crate::worker"]),
    (
        &["session"],
        &[
            "egui::",
            "std::fs",
            "std::thread",
            "crate::worker",
            "crate::widgets",
            "crate::views",
            "crate::app",
        ],
    ),
    (
        &["widgets"],
        &[
            "crate::corpus",
            "crate::session",
            "crate::store",
            "crate::worker",
            "crate::analysis",
            "crate::views",
            "crate::app",
            "std::fs",
            "std::thread",
        ],
    ),
    (
        &["views"],
        &[
            "std::fs",
            "std::thread",
            "crate::store",
            "crate::worker",
            "crate::app",
            "&mut Session",
        ],
    ),
];

#[test]
fn every_room_keeps_to_its_own() {
    let mut broken = Vec::new();
    let mut n_files = 0;
    for (rooms, forbidden) in FENCES {
        for file in rooms.iter().flat_map(|room| sources_of(room)) {
            n_files += 1;
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in code_lines(&text) {
                for name in forbidden.iter().filter(|name| names(line, name)) {
                    broken.push(format!("{}:{number}: names {name}", file.display()));
                }
            }
        }
    }
    assert!(n_files > 50, "the sources were found");
    assert!(broken.is_empty(), "fences broken:\n{}", broken.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources_of("")
        .filter(|file| !fs::read_to_string(file).unwrap().starts_with("//!"))
        .map(|file| file.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no head comment in {silent:?}");
}

#[test]
fn a_forbidden_name_is_seen_and_comments_and_tests_are_not() {
    let text = "//! std::fs\nuse std::fs; // x\n/// Instant\nlet s = Instant::now();\nlet x = Instantly;\n\
                #[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
    let found: Vec<usize> = code_lines(text)
        .filter(|(_, line)| names(line, "std::fs") || names(line, "Instant"))
        .map(|(number, _)| number)
        .collect();
    assert_eq!(found, [2, 4]);
}

/// Source files of a room, files with nothing but tests left out, in order.
fn sources_of(room: &str) -> impl Iterator<Item = PathBuf> + use<> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![src.join(room)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.retain(|file| {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        !file.components().any(|part| part.as_os_str() == "tests")
            && stem != "tests"
            && stem != "arbitrary"
            && stem != "fixture"
            && !stem.ends_with("_tests")
    });
    files.sort();
    files.into_iter()
}

/// Numbered lines of code: comments cut off, and everything from the first test module on left out (tests come last).
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .scan(false, |in_tests, (number, line)| {
            let is_mark = line.starts_with("#[cfg(test)]");
            let was_mark = std::mem::replace(in_tests, is_mark);
            let starts_tests = was_mark && line.starts_with("mod ") && line.ends_with('{');
            (!starts_tests).then_some((number, line))
        })
        .map(|(number, line)| (number, line.split("//").next().unwrap_or_default()))
}

/// Whether the line names it, as a word of its own.
fn names(line: &str, name: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(name).any(|(at, _)| {
        let end = at + name.len();
        let starts_inside =
            name.starts_with(char::is_alphanumeric) && is_part(line[..at].chars().next_back());
        let goes_on = name.ends_with(char::is_alphanumeric) && is_part(line[end..].chars().next());
        !starts_inside && !goes_on
    })
}
