use std::fmt::Write as _;

use crate::analysis::Unhurried;
use crate::import::{FileImport, ImportOptions, ItemResult, SourceBytes, read_source};

/// A document with one font (Helvetica, WinAnsi) and a page for each of the contents.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            (0..pages.len())
                .map(|at| format!("{} 0 R", 4 + 2 * at))
                .collect::<Vec<_>>()
                .join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (at, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /X {} 0 R >> >> >>",
            5 + 2 * at,
            5 + 2 * at
        ));
        // each page's stream calls itself a form, to be called in circles
        objects.push(format!(
            "<< /Subtype /Form /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    for place in &places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    write!(
        out,
        "trailer << /Root 1 0 R /Size {} >>\nstartxref\n{start}\n%%EOF\n",
        places.len() + 1
    )
    .unwrap();
    out.into_bytes()
}

/// Lines of words from a place downwards.
fn column(left: usize, top: usize, size: usize, lines: &[&str]) -> String {
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let y = top - at * size * 12 / 10;
        writeln!(out, "BT /F {size} Tf {left} {y} Td ({line}) Tj ET").unwrap();
    }
    out
}

fn read(bytes: Vec<u8>) -> FileImport {
    let source = SourceBytes {
        path: "a.pdf".to_owned(),
        bytes: bytes.into(),
        ..SourceBytes::pasted("")
    };
    read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap()
}

fn check(pages: &[&str], expected: &[&str]) {
    let import = read(pdf(pages));
    let found: Vec<String> = import
        .items
        .iter()
        .flat_map(|item| match &item.result {
            ItemResult::Article(article) => article
                .blocks
                .iter()
                .map(|block| format!("{}: {}", block.kind.label(), block.span.of(&article.text)))
                .collect::<Vec<_>>(),
            ItemResult::Skipped { reason } | ItemResult::Failed { reason } => vec![reason.clone()],
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn columns_are_read_one_after_another() {
    let left = [
        "The minister resigned on Mon-",
        "day after a report found that",
        "he had misled the well-known",
        "house, his office said in a",
    ];
    let right = [
        "short statement. Nobody was",
        "surprised at this.",
        "The well-known house met on",
        "Tuesday to hear of it, and",
        "went home early.",
    ];
    let page = column(50, 700, 24, &["Minister quits the house today"])
        + &column(50, 650, 12, &left)
        + &column(320, 650, 12, &right);
    check(
        &[&page],
        &[
            "headline: Minister quits the house today",
            "paragraph: The minister resigned on Monday after a report found that he had misled the well-known house, his office said in a short statement. Nobody was surprised at this.",
            "paragraph: The well-known house met on Tuesday to hear of it, and went home early.",
        ],
    );
}

#[test]
fn running_heads_and_page_numbers_are_dropped() {
    let own = ["The minister", "Nobody else", "His mother"];
    let pages: Vec<String> = own
        .iter()
        .enumerate()
        .map(|(at, who)| {
            let (head, figure) = (format!("The Gazette, page {at}"), at.to_string());
            let words = format!("{who} left the house that day, and");
            column(50, 780, 10, &[&head])
                + &column(50, 600, 12, &[&words, "did not say when to come back."])
                + &column(300, 20, 10, &[&figure])
        })
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let expected = own.map(|who| {
        format!("paragraph: {who} left the house that day, and did not say when to come back.")
    });
    check(&pages, &expected.each_ref().map(String::as_str));
}

#[test]
fn pages_without_letters_are_named() {
    check(
        &["0 0 m 10 10 l S"],
        &["there are no words on the pages of the PDF"],
    );
    check(
        &["BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"],
        &[
            "the PDF is a scan: it holds pictures of pages and no letters. Recognise its text (OCR) first, then open it again",
        ],
    );
}

#[test]
fn hostile_files_end_with_a_message() {
    // a page that draws itself
    check(
        &["BT /F 12 Tf 50 700 Td (Around and around.) Tj ET /X Do"],
        &["paragraph: Around and around."],
    );
    let whole = pdf(&["BT /F 12 Tf 50 700 Td (Cut off.) Tj ET"]);
    for cut in [9, 60, whole.len() / 2, whole.len() - 30] {
        assert_eq!(read(whole[..cut].to_vec()).items.len(), 1, "{cut}");
    }
    let circle = b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Length 1 0 R >> endobj trailer << /Root 1 0 R >>".to_vec();
    assert_eq!(read(circle).articles().count(), 0);
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b' '; 1 << 20]).unwrap();
    let mut bytes = b"%PDF-1.4\n1 0 obj << /Filter /FlateDecode >> stream\n".to_vec();
    bytes.extend(encoder.finish().unwrap());
    assert!(bytes.len() < 4096);
    assert!(!super::unpacks_within(&bytes, 1 << 20));
    assert!(super::unpacks_within(&bytes, 2 << 20));
}
