//! The program as a user's script sees it: spawned, without a display.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test of the whole program: it makes the files itself and may fail loudly"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn hexapla(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hexapla"))
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

const SEEDS: [&str; 4] = [
    "seeds/000_39879bd75fc8be22.txt",
    "seeds/001_872f0e6690886558.txt",
    "seeds/002_9c1d674dac05e718.txt",
    "seeds/003_2d091f697e0d5d1a.txt",
];

fn with_seeds<'a>(args: &[&'a str]) -> Vec<&'a str> {
    args.iter().copied().chain(SEEDS).collect()
}

#[test]
fn the_sample_story_is_compared_without_a_display() {
    let output = hexapla(&with_seeds(&["compare", "--json", "-"]));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(report["schema"], "hexapla/report/1");
    assert_eq!(report["articles"].as_array().unwrap().len(), 4);
    assert!(report["statements"].is_array() && report["only_here"].is_array());
    assert_eq!(report["articles"][0]["siglum"], "A");
    assert!(
        report["articles"][0]["source"]
            .as_str()
            .unwrap()
            .starts_with("seeds/")
    );
}

#[test]
fn an_analysis_has_no_statements() {
    let output = hexapla(&with_seeds(&["analyze", "--json", "-"]));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert!(report.get("statements").is_none());
    for part in ["quotations", "attributions", "entities"] {
        assert!(report[part].is_array(), "{part}");
    }
}

#[test]
fn the_same_files_in_any_order_on_any_number_of_threads_give_the_same_bytes() {
    for form in ["--json", "--html"] {
        let forward = hexapla(&with_seeds(&["compare", form, "-"]));
        let mut backward = vec!["compare", form, "-"];
        backward.extend(SEEDS.iter().rev());
        let one_thread = Command::new(env!("CARGO_BIN_EXE_hexapla"))
            .args(&backward)
            .env("RAYON_NUM_THREADS", "1")
            .output()
            .unwrap();
        assert!(!forward.stdout.is_empty());
        assert!(forward.stdout == one_thread.stdout, "{form}");
    }
}

#[test]
fn exit_codes_tell_wrong_use_from_unreadable_files() {
    let check = |args: &[&str], code: i32, message: &str| {
        let output = hexapla(args);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{args:?}: {}",
            stderr(&output)
        );
        let said = stderr(&output).to_owned() + stdout(&output);
        assert!(said.contains(message), "{args:?}: {said}");
    };
    check(&["--help"], 0, "compare");
    check(&["--version"], 0, "hexapla 0.");
    check(&["compare", "--help"], 0, "--html");
    check(
        &["compare", "no such file.txt", "--json", "-"],
        1,
        "no such file.txt",
    );
    check(&["compare", SEEDS[0]], 2, "--json");
    check(&["compare", "--json", "-"], 2, "FILE");
    check(
        &["compare", "--json", "-", "--html", "-", SEEDS[0]],
        2,
        "standard output",
    );
    check(
        &["compare", "--no-such-flag", SEEDS[0]],
        2,
        "--no-such-flag",
    );
    check(
        &["compare", "--json", "no/such/folder/out.json", SEEDS[0]],
        1,
        "no/such/folder/out.json",
    );
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::copy(SEEDS[0], path("good.txt")).unwrap();
    fs::write(path("empty.txt"), "").unwrap();
    let out = path("report.json");
    let args = [
        "compare",
        "--json",
        &out,
        &path("good.txt"),
        &path("empty.txt"),
        &path("gone.txt"),
    ];
    let output = hexapla(&args);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for name in ["empty.txt", "gone.txt"] {
        assert!(
            stderr(&output).contains(name),
            "{name}: {}",
            stderr(&output)
        );
    }
    let report: Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    let outcome = |name: &str| {
        let ledger = report["ledger"].as_array().unwrap();
        let line = ledger.iter().find(|line| line["source"] == path(name));
        line.unwrap_or_else(|| panic!("{name} is not in the ledger"))["outcome"].clone()
    };
    assert_eq!(outcome("good.txt"), "imported");
    assert_ne!(outcome("empty.txt"), "imported");
    assert_eq!(outcome("gone.txt"), "failed");
}

#[test]
fn a_report_replaces_the_old_one_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("report.html");
    fs::write(&out, "the old report").unwrap();
    let output = hexapla(&with_seeds(&["compare", "--html", out.to_str().unwrap()]));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = fs::read_to_string(&out).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert_eq!(names_in(folder.path()), ["report.html"]);
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
