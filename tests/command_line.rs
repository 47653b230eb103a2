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
fn captions_and_boilerplate_of_the_sample_carry_no_statement() {
    let output = hexapla(&with_seeds(&["compare", "--json", "-"]));
    let report: Value = serde_json::from_str(stdout(&output)).unwrap();
    let mut aside = Vec::new();
    for article in report["articles"].as_array().unwrap() {
        for block in article["blocks"].as_array().unwrap() {
            if block["kind"] == "caption" || block["kind"] == "boilerplate" {
                let place =
                    [&block["start"], &block["end"]].map(|at| at.as_u64().unwrap() as usize);
                let words = &article["text"].as_str().unwrap()[place[0]..place[1]];
                aside.push((article["siglum"].clone(), place, words.to_owned()));
            }
        }
    }
    for words in [
        "Skip to footer",
        "Continue reading on",
        "Secretary of State John KerryThinkstock",
    ] {
        assert!(
            aside.iter().any(|(_, _, block)| block.contains(words)),
            "{words}"
        );
    }
    let cells = report["statements"].as_array().unwrap().iter();
    let cells = cells.flat_map(|statement| statement["cells"].as_array().unwrap());
    for cell in cells.chain(report["only_here"].as_array().unwrap()) {
        for span in cell["spans"].as_array().unwrap() {
            let [start, end] =
                [&span["start"], &span["end"]].map(|at| at.as_u64().unwrap() as usize);
            let inside = aside.iter().find(|(siglum, place, _)| {
                *siglum == cell["article"] && start < place[1] && place[0] < end
            });
            assert!(inside.is_none(), "{inside:?}");
        }
    }
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

#[test]
fn every_form_is_rebuilt_from_the_json_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let json = path("report.json");
    let forms = [
        "--html",
        "--pdf",
        "--markdown",
        "--xlsx",
        "--docx",
        "--ris",
        "--bibtex",
    ];
    let mut compare = with_seeds(&["compare", "--json", &json, "--title", "Two <calls>"]);
    let first: Vec<String> = forms
        .iter()
        .map(|form| path(&format!("first{form}")))
        .collect();
    let again: Vec<String> = forms
        .iter()
        .map(|form| path(&format!("again{form}")))
        .collect();
    let mut report = vec!["report", &json];
    for (form, number) in forms.iter().zip(0..) {
        compare.extend([form, first[number].as_str()]);
        report.extend([form, again[number].as_str()]);
    }
    for args in [&compare, &report] {
        let output = hexapla(args);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    for (first, again) in first.iter().zip(&again) {
        let bytes = fs::read(first).unwrap();
        assert!(
            bytes.len() > 300 && bytes == fs::read(again).unwrap(),
            "{again}"
        );
    }
    let tables = path("new/tables");
    let output = hexapla(&["report", &json, "--csv-dir", &tables]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let sources = fs::read_to_string(Path::new(&tables).join("sources.csv")).unwrap();
    assert_eq!(sources.lines().count(), 5);
}

#[test]
fn parts_are_left_out_and_extracts_stand_for_the_texts() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (json, page, short) = (path("report.json"), path("report.html"), path("short.json"));
    let done = |args: &[&str]| {
        let output = hexapla(args);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    };
    done(&with_seeds(&["compare", "--json", &json]));
    done(&[
        "report",
        &json,
        "--html",
        &page,
        "--without",
        "names,ledger",
    ]);
    let without = fs::read_to_string(&page).unwrap();
    assert!(!without.contains("<section id=\"entities\"") && !without.contains("\"ledger\""));
    assert!(without.contains("<section id=\"synopsis\""));
    assert!(without.contains("Names and Import ledger <b class=\"verdict\">changed</b>"));

    done(&[
        "report", &json, "--rights", "extracts", "--json", &short, "--html", &page,
    ]);
    let whole: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    let cut: Value = serde_json::from_str(&fs::read_to_string(&short).unwrap()).unwrap();
    for (whole, cut) in whole["articles"]
        .as_array()
        .unwrap()
        .iter()
        .zip(cut["articles"].as_array().unwrap())
    {
        let (whole, cut) = (
            whole["text"].as_str().unwrap(),
            cut["text"].as_str().unwrap(),
        );
        assert_eq!(whole.len(), cut.len());
        let masked = cut.bytes().filter(|byte| *byte == b'_').count();
        assert!(masked > cut.len() / 4, "{masked} of {}", cut.len());
    }
    let page = fs::read_to_string(&page).unwrap();
    assert!(!page.contains("<section id=\"synopsis\"") && !page.contains("____"));
    let verified = hexapla(&["verify", &short]);
    assert_eq!(verified.status.code(), Some(0), "{}", stdout(&verified));
    let refused = hexapla(&["report", &short, "--rights", "full", "--html", "-"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_report_is_verified_against_its_sources() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (json, copy) = (path("report.json"), path("copy.txt"));
    fs::copy(SEEDS[0], &copy).unwrap();
    let made = hexapla(&["compare", "--json", &json, &copy, SEEDS[1]]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));

    let verified = hexapla(&["verify", &json]);
    assert_eq!(verified.status.code(), Some(0), "{}", stdout(&verified));
    assert!(stdout(&verified).contains("same file, same text"));

    let text = fs::read_to_string(&copy).unwrap();
    fs::write(&copy, text.replace("John Kerry", "James Kerry")).unwrap();
    let verified = hexapla(&["verify", &json]);
    assert_eq!(verified.status.code(), Some(1), "{}", stdout(&verified));
    assert!(
        stdout(&verified).contains("is no longer in the source"),
        "{}",
        stdout(&verified)
    );

    fs::remove_file(&copy).unwrap();
    let verified = hexapla(&["verify", &json]);
    assert_eq!(verified.status.code(), Some(1), "{}", stdout(&verified));
    assert!(
        stdout(&verified).contains("no source file"),
        "{}",
        stdout(&verified)
    );

    let tampered = fs::read_to_string(&json)
        .unwrap()
        .replacen("Moscow", "Warsaw", 1);
    fs::write(&json, tampered).unwrap();
    let refused = hexapla(&["report", &json, "--html", "-"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("evidence does not hold"),
        "{}",
        stderr(&refused)
    );
}

/// The forms of the sample story's report that can be read, word for word: what changes in them is to be read in the diff.
/// `HEXAPLA_BLESS=1 cargo test golden` writes them anew.
#[test]
fn golden_files_of_the_sample_story() {
    let made = tempfile::tempdir().unwrap();
    let path = |name: &str| made.path().join(name).to_string_lossy().into_owned();
    let (json, markdown) = (path("report.json"), path("report.md"));
    let folder = made.path().to_string_lossy().into_owned();
    let output = hexapla(&with_seeds(&[
        "compare",
        "--title",
        "Four calls in one week",
        "--question",
        "What did the outlets report of the calls between Kerry and Lavrov?",
        "--json",
        &json,
        "--markdown",
        &markdown,
        "--csv-dir",
        &folder,
    ]));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let golden = Path::new("tests/golden/sample");
    let names = names_in(made.path());
    if std::env::var_os("HEXAPLA_BLESS").is_some() {
        fs::create_dir_all(golden).unwrap();
        for name in &names {
            fs::copy(made.path().join(name), golden.join(name)).unwrap();
        }
    }
    assert_eq!(names, names_in(golden));
    for name in names {
        let is = fs::read_to_string(made.path().join(&name)).unwrap();
        let should = fs::read_to_string(golden.join(&name)).unwrap();
        // only the first difference: the JSON is one long line
        let common = is.bytes().zip(should.bytes()).take_while(|(l, r)| l == r);
        let at = common.count();
        let around = |text: &str| {
            let bytes = text.as_bytes();
            let (start, end) = (at.saturating_sub(80), (at + 80).min(bytes.len()));
            String::from_utf8_lossy(&bytes[start.min(end)..end]).into_owned()
        };
        assert!(
            is == should,
            "{name}:\n{}\ninstead of\n{}",
            around(&is),
            around(&should)
        );
    }
}
