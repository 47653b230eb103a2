//! Any bytes inside what a fuzzer cannot write around them: the parts of DOCX, ODT, XLSX, EPUB and WACZ, the instructions, letter
//! map and font of a PDF, a part of a mail, a page of an MHTML file, a record of a web archive. Something comes of every file, and
//! every span lies on characters. Fuzzing the files themselves is the target `import`.
#![no_main]

use hexapla::analysis::Unhurried;
use hexapla::import::{ImportOptions, SourceBytes, read_source};
use libfuzzer_sys::fuzz_target;

const N_KINDS: u8 = 16;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, inner)) = bytes.split_first() else {
        return;
    };
    let (name, bytes) = around(*first, inner);
    let source = SourceBytes {
        path: name.to_owned(),
        bytes: bytes.into(),
        ..SourceBytes::pasted("")
    };
    let import =
        read_source(&source, &ImportOptions::default(), &mut Unhurried).expect("nobody cancels");
    assert!(!import.items.is_empty());
    for article in import.articles() {
        for block in &article.blocks {
            assert!(block.span.get(&article.text).is_some());
        }
    }
});

/// The file of a kind that holds `inner` in one of its parts.
fn around(kind: u8, inner: &[u8]) -> (&'static str, Vec<u8>) {
    let sheet: &[u8] = b"<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";
    let strings: &[u8] = b"<sst><si><t>text</t></si></sst>";
    let package: &[u8] = b"<item id=\"a\" href=\"a.html\"/><itemref idref=\"a\"/>";
    let container: &[u8] = b"<rootfile full-path=\"p.opf\"/>";
    match kind % N_KINDS {
        0 => ("a.docx", zip(&[("word/document.xml", inner)])),
        1 => ("a.docx", zip(&[("word/document.xml", b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"), ("docProps/core.xml", inner)])),
        2 => ("a.odt", zip(&[("content.xml", &[b"<office:text>", inner].concat())])),
        3 => ("a.xlsx", zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", inner)])),
        4 => ("a.xlsx", zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", inner), ("xl/worksheets/sheet1.xml", sheet)])),
        5 => ("a.xlsx", zip(&[("xl/workbook.xml", inner), ("xl/styles.xml", inner), ("xl/sharedStrings.xml", strings), ("xl/worksheets/sheet1.xml", sheet)])),
        6 => ("a.epub", zip(&[("META-INF/container.xml", container), ("p.opf", inner), ("a.html", b"<p>Words</p>")])),
        7 => ("a.epub", zip(&[("META-INF/container.xml", inner), ("p.opf", package), ("a.html", b"<p>Words</p>")])),
        8 => ("a.epub", zip(&[("META-INF/container.xml", container), ("p.opf", package), ("a.html", inner)])),
        9 => ("a.wacz", zip(&[("archive/data.warc", inner)])),
        10 => ("a.pdf", pdf(inner, b"", b"/Encoding/WinAnsiEncoding")),
        11 => ("a.pdf", pdf(b"BT /F 12 Tf 50 700 Td <00410042> Tj (AB) Tj ET", inner, b"/ToUnicode 6 0 R")),
        12 => ("a.pdf", pdf(b"BT /F 12 Tf 50 700 Td <00410042> Tj (AB) Tj ET", b"", inner)),
        13 => ("a.eml", [b"From: A <a@b.c>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", inner, b"\r\n--b--\r\n"].concat()),
        14 => ("a.mhtml", [b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n", inner, b"\r\n--b--\r\n"].concat()),
        _ => ("a.warc", [format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.org/\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n", inner.len()).as_bytes(), inner, b"\r\n\r\n"].concat()),
    }
}

/// A page with these instructions, this letter map and these entries of its font.
fn pdf(instructions: &[u8], map: &[u8], font: &[u8]) -> Vec<u8> {
    let stream = |bytes: &[u8]| {
        [
            format!("<</Length {}>>stream\n", bytes.len()).as_bytes(),
            bytes,
            b"\nendstream",
        ]
        .concat()
    };
    let mut out = b"%PDF-1.4\n".to_vec();
    for (at, object) in [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>".to_vec(),
        stream(instructions),
        [b"<</Type/Font/Subtype/Type0/BaseFont/Helvetica", font, b">>"].concat(),
        stream(map),
    ]
    .iter()
    .enumerate()
    {
        out.extend(format!("{} 0 obj\n", at + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    out.extend(b"trailer<</Root 1 0 R>>\n");
    out
}

/// A ZIP of files that are stored as they are.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut common = vec![0; 12];
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.bytes());
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(&common);
        out.extend(name.bytes());
        out.extend(*bytes);
    }
    let start = out.len() as u32;
    let count = (files.len() as u16).to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}
