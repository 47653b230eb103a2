//! A report made by hand, small enough to be read, with hostile text in every field; and what must hold of every form.

use std::sync::Arc;

use super::{Head, Report, ReportInput, Settings, build, read_json, write_html, write_json};
use crate::analysis::Analysed;
use crate::analysis::compare::{
    Cell, Comparison, Containment, Difference, DifferenceKind, DifferenceNature, DifferenceValue,
    Mark, MarkKind, OnlyHere, Pair, Placement, PlacementBlock, Relation, Statement,
};
use crate::analysis::entities::{Alias, Entity, EntityIndex, EntityType, MentionPlace};
use crate::corpus::{
    Article, ArticleId, Block, BlockKind, Completeness, Corpus, Decision, DecisionId, Field,
    LedgerId, LedgerLine, Origin, Outcome, Outlet, OutletId, Patch, Place, Review, ReviewState,
    Source,
};
use crate::text::Span;

/// Text that does harm wherever it is taken for anything but text.
pub(super) const HOSTILE: &str = "<script>alert(1)</script>\"'&amp;=cmd|' /C calc'!A0 \u{0}\u{7}]]> <img src=x onerror=alert(2)>";

pub(super) fn article(id: u32, text: &str, hostile: bool) -> Article {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span,
        });
        at += line.len() + 1;
    }
    let field = |words: &str| {
        let words = if hostile { HOSTILE } else { words };
        Field::of(words.to_owned(), Origin::Manifest)
    };
    Article {
        id: ArticleId(id),
        text: text.into(),
        blocks,
        outlet: Field::of(OutletId(id), Origin::Manifest),
        headline: field("A headline"),
        byline: field("A. Writer"),
        published: Field::of("2015-09-05".parse().unwrap(), Origin::Text),
        address: field("https://example.org/a"),
        language: field("en"),
        agency: field("AFP"),
        completeness: if id == 1 {
            Completeness::Truncated
        } else {
            Completeness::Full
        },
        source: Source {
            path: if hostile {
                HOSTILE.to_owned()
            } else {
                format!("{id}.txt")
            },
            format: "plain text".to_owned(),
            sha256: "0".repeat(64),
            text_sha256: super::sha256_hex(text.as_bytes()),
            ..Source::default()
        },
        excluded: false,
    }
}

/// Span of the first `words` in `text`.
fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

pub(super) fn report(hostile: bool) -> Report {
    let insert = if hostile {
        HOSTILE
    } else {
        "The talks went on."
    };
    let lhs = format!("Four jets were seen, officials said.\n{insert}");
    let rhs = format!("Five jets were seen.\n{insert}");
    let texts = [lhs, rhs, "Nothing of the kind was said here.".to_owned()];
    let mut corpus = Corpus::default();
    let mut patch = Patch::new("test");
    let mut analysed = Vec::new();
    for (text, id) in texts.iter().zip(0..) {
        let outlet = Outlet {
            id: OutletId(id),
            name: if hostile {
                format!("{HOSTILE} {id}")
            } else {
                format!("Outlet {id}")
            },
            short: String::new(),
            colour: id,
        };
        let article = Arc::new(article(id, text, hostile));
        patch.outlets.push((outlet.id, Some(Arc::new(outlet))));
        patch.articles.push((article.id, Some(article.clone())));
        let line = LedgerLine {
            id: LedgerId(id),
            path: article.source.path.clone(),
            root: String::new(),
            part: if hostile {
                HOSTILE.to_owned()
            } else {
                String::new()
            },
            outcome: if id == 2 {
                Outcome::Failed {
                    reason: insert.to_owned(),
                }
            } else {
                Outcome::Imported {
                    article: article.id,
                    duplicate_of: None,
                }
            },
            format: "plain text".to_owned(),
            encoding: "UTF-8".to_owned(),
            bytes: 1234,
            stripped: insert.to_owned(),
            warnings: vec![insert.to_owned()],
            millis: 7,
        };
        patch.ledger.push((line.id, Some(Arc::new(line))));
        analysed.push(Analysed::new(article));
    }
    let four = find(&texts[0], "Four jets were seen");
    let review = Decision::Review(Review {
        places: vec![Place {
            article: ArticleId(0),
            span: four,
        }],
        difference: None,
        state: ReviewState::Check,
        note: insert.to_owned(),
    });
    patch
        .decisions
        .push((DecisionId(0), Some(Arc::new(review))));
    corpus.apply(patch);
    let analysed: Vec<&Analysed> = analysed.iter().collect();
    let head = if hostile {
        let text = || Some(HOSTILE.to_owned());
        Head {
            title: text(),
            question: text(),
            author: text(),
            date: text(),
        }
    } else {
        Head::default()
    };
    let mut report = build(&ReportInput {
        corpus: &corpus,
        articles: &analysed,
        comparison: Some(&comparison(&texts, four, insert)),
        entities: &entities(&texts, hostile),
        head,
        settings: Settings::default(),
    });
    // the real ones change whenever a list is mended
    report.tables = vec![super::Table {
        name: "compare/words.bin".to_owned(),
        sha256: "0".repeat(64),
    }];
    report
}

fn comparison(texts: &[String], four: Span, insert: &str) -> Comparison {
    let mark = |span| Mark {
        span,
        kind: MarkKind::Changed,
    };
    let cell = |article: usize, words: &str, changed: &str| Cell {
        article,
        spans: vec![find(&texts[article], words)],
        placement: Placement {
            block: PlacementBlock::Lead,
            index: 1,
            of: 2,
        },
        marks: vec![mark(find(&texts[article], changed))],
    };
    let five = find(&texts[1], "Five");
    Comparison {
        n_articles: 3,
        statements: vec![Statement {
            id: 1,
            gloss: insert.to_owned(),
            relation: Relation::Edited,
            cells: vec![
                cell(0, four.of(&texts[0]), "Four"),
                cell(1, "Five jets were seen", "Five"),
            ],
            pairs: vec![Pair {
                lhs: 0,
                rhs: 1,
                relation: Relation::Edited,
                score: 0.941_23,
                common_words: 3,
                shorter_words: 4,
                longest_run: 3,
                lhs_marks: Vec::new(),
                rhs_marks: Vec::new(),
            }],
            differences: vec![Difference {
                kind: DifferenceKind::Number,
                nature: DifferenceNature::Conflict,
                values: vec![
                    DifferenceValue {
                        article: 0,
                        span: find(&texts[0], "Four"),
                    },
                    DifferenceValue {
                        article: 1,
                        span: five,
                    },
                ],
            }],
        }],
        only_here: vec![OnlyHere {
            article: 1,
            span: find(&texts[1], insert),
            placement: Placement {
                block: PlacementBlock::Paragraph,
                index: 2,
                of: 2,
            },
        }],
        passages: Vec::new(),
        containment: vec![
            Containment {
                of: 0,
                in_article: 1,
                share: 0.5,
            },
            Containment {
                of: 1,
                in_article: 0,
                share: 0.25,
            },
        ],
        utterances: Vec::new(),
    }
}

fn entities(texts: &[String], hostile: bool) -> EntityIndex {
    let name = if hostile { HOSTILE } else { "The jets" };
    EntityIndex {
        entities: vec![Entity {
            name: name.to_owned(),
            kind: EntityType::Other,
            aliases: vec![Alias {
                text: if hostile { HOSTILE } else { "jets" }.to_owned(),
                count: 2,
            }],
            mentions: vec![
                MentionPlace {
                    article: 0,
                    span: find(&texts[0], "jets"),
                },
                MentionPlace {
                    article: 1,
                    span: find(&texts[1], "jets"),
                },
            ],
            adjective_of: None,
            seat_of: None,
        }],
    }
}

fn json(report: &Report) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_json(report, &mut bytes).unwrap();
    bytes
}

fn html(report: &Report) -> String {
    let mut bytes = Vec::new();
    write_html(report, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_report_read_back_is_the_report_that_was_written() {
    for hostile in [false, true] {
        let report = report(hostile);
        let bytes = json(&report);
        let back = read_json(&bytes).unwrap();
        assert_eq!(back, report);
        assert_eq!(json(&back), bytes);
        assert_eq!(html(&back), html(&report));
    }
}

#[test]
fn verdicts_are_found_by_the_words_they_point_at() {
    let report = report(false);
    let statement = &report.statements()[0];
    assert_eq!(statement.review.state, ReviewState::Check);
    assert_eq!(statement.review.note, "The talks went on.");
    assert_eq!(statement.differences[0].review.state, ReviewState::New);
}

#[test]
fn words_that_do_not_stand_there_are_found_out() {
    let check = |from: &str, to: &str, expected: &str| {
        let text = String::from_utf8(json(&report(false))).unwrap();
        assert!(text.contains(from), "{from}");
        let refused = read_json(text.replacen(from, to, 1).as_bytes()).unwrap_err();
        assert!(refused.to_string().contains(expected), "{refused}");
    };
    check(
        "Five jets were seen.",
        "Nine jets were seen.",
        "not the text that was hashed",
    );
    check(
        r#""text":"Five"}"#,
        r#""text":"Nine"}"#,
        "stands “Five”, not “Nine”",
    );
    check(
        r#""spans":[{"start":0,"#,
        r#""spans":[{"start":900,"#,
        "no words at 900",
    );
    check("hexapla/report/1", "hexapla/report/9", "hexapla/report/9");
    check(
        r#""articles":["#,
        r#""articles":["#.trim_end_matches('['),
        "no Hexapla report",
    );
}

#[test]
fn hostile_text_stays_text_in_html() {
    let page = html(&report(true));
    assert!(!page.contains("<script>alert"), "a script of an article");
    assert!(!page.contains("<img"), "an element of an article");
    assert!(!page.contains('\u{0}') && !page.contains('\u{7}'));
    assert_eq!(page.matches("<script").count(), 1);
    // every attribute value is closed by the quotation mark that the page wrote
    let dom = scraper::Html::parse_document(&page);
    let any = scraper::Selector::parse("*").unwrap();
    for element in dom.select(&any) {
        for (name, _) in element.value().attrs() {
            assert!(!name.starts_with("on") && name != "src", "{name}");
        }
    }
    let heading = scraper::Selector::parse("h1").unwrap();
    let title: String = dom.select(&heading).flat_map(|h| h.text()).collect();
    assert!(title.starts_with("<script>alert(1)</script>\"'&amp;=cmd"));
}

#[test]
fn absent_is_not_the_same_as_unseen() {
    let mut report = report(false);
    let page = html(&report);
    assert!(page.contains("Not in <b class=\"sig c2\">C</b>"));
    report.articles[2].completeness = Completeness::Truncated;
    let page = html(&report);
    assert!(!page.contains("Not in <b"));
    assert!(page.contains("Could not be seen (truncated) in <b class=\"sig c2\">C</b>"));
    let compared = report.compared.as_mut().unwrap();
    compared.statements[0].not_compared = vec!["C".to_owned()];
    let page = html(&report);
    assert!(!page.contains("Could not be seen (truncated) in <b"));
    assert!(page.contains("Could not be compared (language) with <b class=\"sig c2\">C</b>"));
}

#[test]
fn the_summary_puts_agreement_first_and_both_directions_together() {
    let sentences = super::summary(&report(false));
    let text = sentences.join("\n");
    let expected = "\
3 articles by 3 outlets, 25 words in all, dated 5 Sep 2015.
1 statement is reported by two or more articles, 0 of them by all 3.
Closest wording: 0 in the same words, 1 edited, 0 reworded.
On 0 of the 1 shared statement no difference in numbers, dates, names, quotations, attribution or hedging was found.
1 statement differs on a point: number in 1.
Sentences that no other article here reports: A has 0, B has 1 and C has 0.
B is truncated: what it leaves out could not be seen.
50 % of the word sequences of A stand in B, and 25 % of those of B in A.
The 3 articles have 1 independent origin: A, B and C share one (AFP).";
    assert_eq!(text, expected);
}

#[test]
fn hostile_text_stays_text_in_office_files() {
    type Writer = fn(&Report, &mut dyn std::io::Write) -> std::io::Result<()>;
    for writer in [super::write_xlsx as Writer, super::write_docx] {
        let mut archive = Vec::new();
        writer(&report(true), &mut archive).unwrap();
        let parts = super::package::tests::parts(&archive);
        assert!(parts.contains_key("[Content_Types].xml"));
        for (name, content) in parts {
            let xml = String::from_utf8(content).unwrap();
            assert!(!xml.contains("<script") && !xml.contains("<img"), "{name}");
            assert!(!xml.contains("<f>") && !xml.contains("]]>"), "{name}");
            assert!(
                !xml.contains(|c: char| c.is_control() && c != '\n'),
                "{name}"
            );
            assert_eq!(xml.matches('<').count(), xml.matches('>').count(), "{name}");
        }
    }
}

#[test]
fn hostile_text_stays_text_in_markdown_and_references() {
    let mut markdown = Vec::new();
    super::write_markdown(&report(true), &mut markdown).unwrap();
    let markdown = String::from_utf8(markdown).unwrap();
    for event in pulldown_cmark::Parser::new(&markdown) {
        use pulldown_cmark::{Event, Tag};
        let acts = matches!(
            event,
            Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock)
        );
        assert!(!acts, "{event:?}");
    }
    let mut ris = Vec::new();
    super::write_ris(&report(true), &mut ris).unwrap();
    let ris = String::from_utf8(ris).unwrap();
    assert_eq!(ris.matches("\r\n").count(), ris.matches('\n').count());
    assert_eq!(ris.matches("TY  - ").count(), 4);
    let mut bibtex = Vec::new();
    super::write_bibtex(&report(true), &mut bibtex).unwrap();
    let bibtex = String::from_utf8(bibtex).unwrap();
    let unescaped = bibtex.replace(r"\{", "").replace(r"\}", "");
    assert_eq!(
        unescaped.matches('{').count(),
        unescaped.matches('}').count()
    );
}

#[test]
fn no_cell_of_a_csv_file_is_a_formula() {
    for file in super::csv_files(&report(true)) {
        let text = String::from_utf8(file.bytes).unwrap();
        for line in text.split("\r\n") {
            for field in line.split(',') {
                let first = field.trim_start_matches('"').chars().next();
                assert!(
                    !matches!(first, Some('=' | '+' | '@')),
                    "{}: {line}",
                    file.name
                );
            }
        }
    }
}

/// The forms that can be read, word for word. `HEXAPLA_BLESS=1 cargo test golden` writes them anew, for the diff to be read.
#[test]
fn golden_files_of_the_report_made_by_hand() {
    let report = report(false);
    let mut markdown = Vec::new();
    super::write_markdown(&report, &mut markdown).unwrap();
    let mut references = Vec::new();
    super::write_ris(&report, &mut references).unwrap();
    let mut bibtex = Vec::new();
    super::write_bibtex(&report, &mut bibtex).unwrap();
    let mut files = vec![
        ("report.json".to_owned(), json(&report)),
        ("report.md".to_owned(), markdown),
        ("report.ris".to_owned(), references),
        ("report.bib".to_owned(), bibtex),
    ];
    let tables = super::csv_files(&report);
    files.extend(tables.into_iter().map(|file| (file.name, file.bytes)));
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for (name, bytes) in files {
        let path = folder.join(name);
        if std::env::var_os("HEXAPLA_BLESS").is_some() {
            crate::store::atomic::write(&path, |out| out.write_all(&bytes)).unwrap();
        }
        let expected = crate::store::read(&path).unwrap();
        let (is, should) = (
            String::from_utf8_lossy(&bytes),
            String::from_utf8_lossy(&expected),
        );
        assert_eq!(is, should, "{}", path.display());
    }
}
