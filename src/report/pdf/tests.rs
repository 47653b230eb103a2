//! What must hold of the file whatever is in the report.

use std::cell::RefCell;

use super::super::Report;
use super::super::tests::{HOSTILE, report};
use super::{FontSource, FoundFont, OwnFonts, Weight, write_pdf};

fn pdf(hostile: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_pdf(&report(hostile), &OwnFonts, &mut bytes).unwrap();
    bytes
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(pdf(false), pdf(false));
}

/// Tells which letters were asked for, and knows no font.
#[derive(Default)]
struct Asked(RefCell<Vec<char>>);

impl FontSource for Asked {
    fn font_with(&self, letter: char, _weight: Weight) -> Option<FoundFont> {
        self.0.borrow_mut().push(letter);
        None
    }
}

#[test]
fn only_letters_that_our_faces_lack_are_looked_for_on_the_machine() {
    let asked = Asked::default();
    write_pdf(&report(false), &asked, &mut Vec::new()).unwrap();
    assert!(
        asked.0.take().is_empty(),
        "line ends and spaces need no font"
    );
    let mut report = report(false);
    report.head.title = Some("Київ, Αθήνα, 北京, قاهرة".to_owned());
    let mut bytes = Vec::new();
    write_pdf(&report, &asked, &mut bytes).unwrap();
    let mut letters = asked.0.take();
    letters.sort_unstable();
    letters.dedup();
    assert_eq!(letters, ['ا', 'ة', 'ر', 'ق', 'ه', '京', '北']);
}

/// Headings, tables with head cells, pictures with words, bookmarks, a language, and the mark of PDF/UA-1, which krilla sets
/// only after its checks: every letter with a character, every picture with words, a title.
#[test]
fn the_file_is_tagged_whatever_it_says() {
    for hostile in [false, true] {
        let bytes = pdf(hostile);
        let text = String::from_utf8_lossy(&bytes);
        let tags = [
            "<pdfuaid:part>1<",
            "/S/H1",
            "/S/H2",
            "/S/H3",
            "/S/TH",
            "/Scope/Column",
            "/S/LBody",
            "/S/Figure",
            "/Alt",
            "/S/TOCI",
            "/S/Link",
            "/Outlines",
            "/Lang(en)",
            "/DisplayDocTitle true",
        ];
        for tag in tags {
            assert!(text.contains(tag), "{tag}, hostile: {hostile}");
        }
    }
}

/// What stands on the pages, as another program reads it: the names and places of a page's marks.
fn drawn(report: &Report) -> String {
    let mut bytes = Vec::new();
    write_pdf(report, &OwnFonts, &mut bytes).unwrap();
    let file = hayro_syntax::Pdf::new(bytes).unwrap();
    let pages = file.pages().iter();
    pages
        .filter_map(|page| page.page_stream())
        .map(String::from_utf8_lossy)
        .collect()
}

#[test]
fn words_of_an_article_in_another_language_say_so() {
    let mut report = report(false);
    assert!(!drawn(&report).contains("/Lang"), "the program's language");
    report.articles[2].language = Some("fr-CA".to_owned());
    assert!(drawn(&report).contains("/Lang(fr-CA)"));
}

#[test]
fn hostile_text_starts_no_action() {
    let bytes = pdf(true);
    let text = String::from_utf8_lossy(&bytes);
    for action in ["/JavaScript", "/JS", "/Launch", "/URI", "/OpenAction"] {
        assert!(!text.contains(action), "{action}");
    }
    assert!(text.contains("<rdf:li xml:lang=\"x-default\">&lt;script&gt;"));
    assert!(!text.contains("<script"), "{HOSTILE}");
}
