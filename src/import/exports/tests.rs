use super::super::archive::zip_of;
use super::super::{Draft, ImportOptions, NewArticle, Part, SourceBytes, read_source};
use super::split;
use crate::analysis::Unhurried;
use crate::corpus::BlockKind;

const BODY: &str = "The minister resigned on Monday after a report found that he had misled the house, his office\nsaid in a short statement.\n\nNobody was surprised. The language of the report was plain: he had known.";

fn check(text: &str, warning: Option<&str>, expected: &[&str]) {
    let parsed = split(text, &Draft::default()).expect("an export");
    let found: Vec<String> = parsed
        .parts
        .iter()
        .map(|part| {
            let Part::Article(draft) = part else {
                panic!("{part:?}")
            };
            let metadata = &draft.metadata;
            let paragraphs = draft
                .blocks
                .iter()
                .filter(|block| block.kind.is_body())
                .count();
            let set_aside: Vec<&str> = draft
                .blocks
                .iter()
                .filter(|block| block.kind == BlockKind::Boilerplate)
                .map(|block| block.span.of(&draft.text))
                .collect();
            format!(
                "{}|{}|{}|{}|{}|{paragraphs}|{}{}",
                metadata.headline.get().map_or("", String::as_str),
                metadata.outlet.get().map_or("", String::as_str),
                metadata
                    .published
                    .get()
                    .map_or(String::new(), ToString::to_string),
                metadata.byline.get().map_or("", String::as_str),
                metadata.language.get().map_or("", String::as_str),
                set_aside.join(";"),
                draft.warnings.join(";")
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
    assert_eq!(parsed.warnings.first().map(String::as_str), warning);
}

#[test]
fn lexisnexis_of_old() {
    let one = |number: usize, outlet: &str| {
        format!(
            "\n                               {number} of 3 DOCUMENTS\n\n\n                              {outlet}\n\n                          September 5, 2015 Saturday\n                              Late Edition - Final\n\n\
             Minister Quits, And\nNobody Is Surprised\n\nBYLINE: By ANN LEE and BO EK; Jo Su contributed\n\nSECTION: Section A; Column 0;\nForeign Desk; Pg. 6\n\nLENGTH: 31 words\n\nDATELINE: WASHINGTON\n\n{BODY}\n\n\
             URL: http://www.nytimes.com\n\nLOAD-DATE: September 5, 2015\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n\n                 Copyright 2015 The New York Times Company\n                              All Rights Reserved\n"
        )
    };
    let text = one(1, "The New York Times") + &one(2, "The Gazette");
    let aside = "Section: Section A; Column 0; Foreign Desk; Pg. 6;Length: 31 words";
    check(
        &text,
        Some("the file announces 3 articles; 2 were found in it"),
        &[
            &format!(
                "Minister Quits, And Nobody Is Surprised|The New York Times|2015-09-05|ANN LEE and BO EK; Jo Su contributed|en|2|{aside}"
            ),
            &format!(
                "Minister Quits, And Nobody Is Surprised|The Gazette|2015-09-05|ANN LEE and BO EK; Jo Su contributed|en|2|{aside}"
            ),
        ],
    );
}

#[test]
fn nexis_uni() {
    let one = |headline: &str| {
        format!(
            "Page 1 of 2\n\n{headline}\n\nThe Guardian (London)\n\nSeptember 5, 2015 Saturday 10:14 AM GMT\n\nCopyright 2015 Guardian Newspapers Limited All Rights Reserved\n\nSection: POLITICS\n\nLength: 500 words\n\nByline: Ann Lee\n\n\
             Highlight: The minister has gone\n\nBody\n\n{BODY}\n\nClassification\n\nLanguage: ENGLISH\n\nPublication-Type: Newspaper; Web Publication\n\nLoad-Date: September 5, 2015\n\nEnd of Document\n\n"
        )
    };
    let cover = "User Name: x\n\nDate and Time: Monday, November 23, 2026\n\nDocuments (2)\n\n1. Minister quits\n\nClient/Matter: -None-\n\n2. Second\n\n";
    let text = cover.to_owned() + &one("Minister quits") + &one("Second");
    let rest = "The Guardian|2015-09-05T10:14:00Z|Ann Lee|en|3|Section: POLITICS;Length: 500 wordsthe export says 500 words; 35 were found";
    check(
        &text,
        None,
        &[&format!("Minister quits|{rest}"), &format!("Second|{rest}")],
    );
}

#[test]
fn factiva() {
    let coded = format!(
        "SE\tPolitics\nHD\tMinister quits\nBY\tBy Ann Lee\nWC\t31 words\nPD\t5 September 2015\nET\t10:14\nSN\tReuters News\nSC\tLBA\nLA\tEnglish\nCY\t(c) 2015 Reuters Limited\n\nLP\t{}\n\nTD\nNobody was surprised.\n\nNS\tgpol : Politics\nAN\tDocument LBA0000020150905eb9500032\n\n",
        BODY.replace('\n', " ")
    );
    check(
        &(coded.clone() + "Search Summary\nResults Found\t1\n"),
        None,
        &[
            "Minister quits|Reuters News|2015-09-05T10:14:00|Ann Lee|en|2|Section: Politics;Length: 31 words",
        ],
    );
    let plain = format!(
        "Minister quits\nand nobody is surprised\n\nBy Ann Lee\n31 words\n5 September 2015\nThe New York Times\nNYTF\nLate Edition - Final\n6\nEnglish\nCopyright 2015 The New York Times Company. All Rights Reserved.\n\n{BODY}\n\nDocument NYTF000020150905eb9500032\n\n"
    );
    check(
        &plain,
        None,
        &[
            "Minister quits and nobody is surprised|The New York Times|2015-09-05|Ann Lee|en|2|Length: 31 words",
        ],
    );
}

/// Lines as the file of a format: name and bytes.
fn files(lines: &[&str]) -> [(&'static str, Vec<u8>); 4] {
    let around = |before: &str, after: &str| -> String {
        let lines = lines.iter().map(|line| format!("{before}{line}{after}"));
        lines.collect()
    };
    let word = around("<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
    let rtf = format!("{{\\rtf1\\ansi {}}}", around("\\pard ", "\\par "));
    let html = format!("<html><body>{}</body></html>", around("<p>", "</p>"));
    [
        ("export.txt", around("", "\n").into_bytes()),
        ("export.rtf", rtf.into_bytes()),
        ("export.html", html.into_bytes()),
        (
            "export.docx",
            zip_of(&[("word/document.xml", word.as_bytes())]),
        ),
    ]
}

#[test]
fn exports_are_split_in_every_format() {
    let lexis = [
        "1 of 3 DOCUMENTS",
        "",
        "The Gazette",
        "",
        "September 5, 2015 Saturday",
        "",
        "Minister quits",
        "",
        "BYLINE: By ANN LEE",
        "",
        "LENGTH: 31 words",
        "",
        "Nobody was surprised by it.",
        "",
        "LOAD-DATE: September 5, 2015",
        "",
        "2 of 3 DOCUMENTS",
        "",
        "The Guardian",
        "",
        "September 6, 2015 Sunday",
        "",
        "Minister gone",
        "",
        "LENGTH: 31 words",
        "",
        "Nobody was surprised at all.",
        "",
        "LOAD-DATE: September 6, 2015",
    ];
    let uni = [
        "Documents (3)",
        "",
        "Minister quits",
        "",
        "The Gazette",
        "",
        "September 5, 2015",
        "",
        "Copyright 2015 The Gazette",
        "",
        "Length: 31 words",
        "",
        "Byline: ANN LEE",
        "",
        "Body",
        "",
        "Nobody was surprised by it.",
        "",
        "Classification",
        "",
        "End of Document",
        "",
        "Minister gone",
        "",
        "The Guardian",
        "",
        "September 6, 2015",
        "",
        "Copyright 2015 The Guardian",
        "",
        "Length: 31 words",
        "",
        "Body",
        "",
        "Nobody was surprised at all.",
        "",
        "Classification",
        "",
        "End of Document",
    ];
    let factiva = [
        "Politics",
        "",
        "Minister quits",
        "",
        "By ANN LEE",
        "31 words",
        "5 September 2015",
        "The Gazette",
        "GZ",
        "English",
        "Copyright 2015 The Gazette.",
        "",
        "Nobody was surprised by it.",
        "",
        "Document NYTF000020150905eb9500032",
        "",
        "Politics",
        "Minister gone",
        "31 words",
        "6 September 2015",
        "The Guardian",
        "GRDN",
        "English",
        "Copyright 2015 The Guardian.",
        "",
        "Nobody was surprised at all.",
        "",
        "Document NYTF000020150906eb9500032",
        "",
        "Results Found",
        "3",
    ];
    for (lines, kind) in [(&lexis[..], "lexis"), (&uni, "uni"), (&factiva, "factiva")] {
        for (name, bytes) in files(lines) {
            let source = SourceBytes {
                path: name.to_owned(),
                bytes: bytes.into(),
                ..SourceBytes::pasted("")
            };
            let import = read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap();
            let of_article = |article: &NewArticle| {
                format!(
                    "{}|{}|{}|{}",
                    article.headline.get().map_or("", String::as_str),
                    article.outlet.get().map_or("", String::as_str),
                    article.published.get().unwrap().date,
                    article.byline.get().map_or("", String::as_str),
                )
            };
            let articles: Vec<String> = import.articles().map(of_article).collect();
            let expected = [
                "Minister quits|The Gazette|2015-09-05|ANN LEE",
                "Minister gone|The Guardian|2015-09-06|",
            ];
            assert_eq!(articles, expected, "{kind} {name}");
            assert_eq!(
                import.items[0].warnings[0], "the file announces 3 articles; 2 were found in it",
                "{kind} {name}"
            );
        }
    }
}

#[test]
fn other_texts_are_no_exports() {
    for text in [
        "",
        BODY,
        "End of Document",
        "Document 1 of 50",
        "1 of 3 documents\n\nwords",
        "Document NYTF is here\nwords",
    ] {
        assert!(split(text, &Draft::default()).is_none(), "{text}");
    }
}
