//! Every reader survives damage: samples of each format, cut, overwritten and doubled in many places, still give items with spans
//! inside their texts, or a reason.

use proptest::prelude::*;

use super::archive::zip_of;
use super::{ImportOptions, ItemResult, SourceBytes, read_source};
use crate::analysis::Unhurried;

const WORDS: &str = "The minister resigned on Monday after a report found that he had misled the house, his office said. Größe “no”.";

/// Name and bytes of a small sound file of each format.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let page = format!(
        "<!doctype html><html><head><title>T</title><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"datePublished\":\"2015-09-05\"}}</script></head><body><h1>T</h1><p>{WORDS}</p><p>{WORDS}</p></body></html>"
    );
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
        page.len()
    );
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.org/\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let stream = "BT /F 12 Tf 50 700 Td [(The minister) -300 (resigned)] TJ T* (on Monday) ' ET";
    let pdf = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{stream}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65/eacute/uni0041]>>>>endobj\ntrailer<</Root 1 0 R>>\n",
        stream.len()
    );
    let mail = format!(
        "From: A <a@b.c>\r\nSubject: =?utf-8?q?T?=\r\nDate: Sat, 5 Sep 2015 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n--b--\r\n"
    );
    let lexis = format!(
        "1 of 1 DOCUMENTS\n\nThe Gazette\n\nSeptember 5, 2015 Saturday\n\nMinister quits\n\nBYLINE: By A\n\nLENGTH: 20 words\n\n{WORDS}\n\nLOAD-DATE: September 5, 2015\n"
    );
    let factiva = format!(
        "HD\tMinister quits\nWC\t20 words\nPD\t5 September 2015\nSN\tReuters\nLP\t{WORDS}\n\nAN\tDocument LBA0000020150905eb9500032\n"
    );
    let sheet = format!(
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>{WORDS}</t></is></c></row></sheetData>"
    );
    vec![
        ("a.txt", WORDS.as_bytes().to_vec()),
        ("lexis.txt", lexis.into_bytes()),
        ("factiva.txt", factiva.into_bytes()),
        ("a.md", format!("---\ntitle: T\ndate: 2015-09-05\n---\n# T\n\n{WORDS}\n").into_bytes()),
        ("a.html", page.clone().into_bytes()),
        ("a.csv", format!("title;text;date\nT;\"{WORDS}\";5/9/2015\n").into_bytes()),
        ("a.json", format!("{{\"items\":[{{\"title\":\"T\",\"body\":\"{WORDS}\",\"a\":[{{\"name\":\"x\"}}]}}]}}").into_bytes()),
        ("a.jsonl", format!("{{\"title\":\"T\",\"text\":\"{WORDS}\"}}\n").into_bytes()),
        ("a.rss", format!("<rss><channel><title>G</title><item><title>T</title><description><![CDATA[<p>{WORDS}</p>]]></description></item></channel></rss>").into_bytes()),
        ("a.eml", mail.clone().into_bytes()),
        ("a.mbox", format!("From x Sat Sep  5 10:00:00 2015\n{mail}").into_bytes()),
        ("a.mhtml", mail.into_bytes()),
        ("a.rtf", b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset204 A;}}\\f0 The \\'ef\\u8220?minister\\par resigned.}".to_vec()),
        ("a.warc", warc.into_bytes()),
        ("a.pdf", pdf.into_bytes()),
        ("a.docx", zip_of(&[("word/document.xml", format!("<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>").as_bytes())])),
        ("a.xlsx", zip_of(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", b"<sst><si><t>text</t></si></sst>"), ("xl/worksheets/sheet1.xml", sheet.as_bytes())])),
        ("a.epub", zip_of(&[("META-INF/container.xml", b"<rootfile full-path=\"p.opf\"/>"), ("p.opf", b"<item id=\"a\" href=\"a.html\"/><itemref idref=\"a\"/>"), ("a.html", page.as_bytes())])),
        ("a.zip", zip_of(&[("../a.html", page.as_bytes())])),
    ]
}

/// Reads and checks what every reader promises; the number of articles.
fn survive(name: &str, bytes: Vec<u8>) -> usize {
    let source = SourceBytes {
        path: name.to_owned(),
        bytes: bytes.into(),
        ..SourceBytes::pasted("")
    };
    let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
    assert!(!import.items.is_empty(), "{name}");
    for item in &import.items {
        match &item.result {
            ItemResult::Article(article) => {
                let mut end = 0;
                for block in &article.blocks {
                    assert!(
                        block.span.start >= end && block.span.get(&article.text).is_some(),
                        "{name}"
                    );
                    end = block.span.end;
                }
            }
            ItemResult::Skipped { reason } | ItemResult::Failed { reason } => {
                assert!(!reason.is_empty(), "{name}");
            }
        }
    }
    import.articles().count()
}

#[test]
fn sound_samples_give_articles() {
    for (name, bytes) in samples() {
        assert_eq!(survive(name, bytes), 1, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn damaged_samples_are_survived(
        which in 0_usize..19,
        cut in 0.0..1.0_f64,
        changes in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 0..12),
        double in any::<bool>(),
    ) {
        let (name, mut bytes) = samples().swap_remove(which);
        for (place, byte) in changes {
            let at = (place * (bytes.len() - 1) as f64) as usize;
            bytes[at] = byte;
        }
        if double {
            let half = bytes[..bytes.len() / 2].to_vec();
            bytes.extend(half);
        }
        if cut > 0.5 {
            bytes.truncate((cut * bytes.len() as f64) as usize);
        }
        survive(name, bytes);
    }
}
