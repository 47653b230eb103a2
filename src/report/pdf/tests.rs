//! What must hold of the file whatever is in the report.

use super::super::tests::{HOSTILE, report};
use super::write_pdf;

fn pdf(hostile: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_pdf(&report(hostile), &mut bytes).unwrap();
    bytes
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(pdf(false), pdf(false));
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
