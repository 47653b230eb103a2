//! The check that stands behind every quotation a report prints: the text is the hashed text, every span lies in it, and
//! words that are written out are the words at their offsets.

use std::fmt;

use sha2::{Digest, Sha256};

use super::model::{Report, Rights, Words};
use crate::text::Span;

/// One place where a report's evidence fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which article.
    pub article: String,
    /// Where in the report ("statement 5").
    pub place: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, article {}: {}", self.place, self.article, self.what)
    }
}

/// One fault a line.
pub(super) fn lines(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Everything in the report that does not hold; empty when all of it does.
pub fn check(report: &Report) -> Vec<Fault> {
    let mut checker = Checker {
        report,
        faults: Vec::new(),
    };
    checker.articles();
    checker.statements();
    checker.quotations();
    checker.names();
    checker.faults
}

/// Every place of one article that the report quotes, with where it is quoted; each once, in the order of the text.
pub fn evidence_of(report: &Report, siglum: &str) -> Vec<(String, Span)> {
    let mut found: Vec<(Span, String)> = Vec::new();
    for statement in report.statements() {
        let place = || format!("statement {}", statement.id);
        if let Some(cell) = statement.cell(siglum) {
            found.extend(cell.spans.iter().map(|span| (*span, place())));
        }
        let values = statement.differences.iter().flat_map(|d| &d.values);
        let here = values.filter(|value| value.article == siglum);
        found.extend(here.map(|value| (value.span(), place())));
    }
    for only in report.only_here().iter().filter(|o| o.article == siglum) {
        found.extend(
            only.spans
                .iter()
                .map(|span| (*span, "only here".to_owned())),
        );
    }
    for passage in report.compared.iter().flat_map(|c| &c.passages) {
        for (article, span) in [
            (&passage.lhs, passage.lhs_span),
            (&passage.rhs, passage.rhs_span),
        ] {
            if article == siglum {
                found.push((span, "passage".to_owned()));
            }
        }
    }
    for found_source in report.attributions.iter().filter(|a| a.article == siglum) {
        let (start, end) = (found_source.start, found_source.end);
        let place = format!("attribution to “{}”", found_source.source);
        found.push((Span { start, end }, place));
    }
    for (quotation, number) in report.quotations.iter().zip(1..) {
        for cell in quotation.cells.iter().filter(|c| c.article == siglum) {
            let spans = cell.speaker.iter().chain(&cell.cue).chain(&cell.content);
            found.extend(spans.map(|span| (*span, format!("quotation {number}"))));
        }
    }
    for entity in &report.entities {
        let here = entity.mentions.iter().filter(|m| m.article == siglum);
        found.extend(here.map(|mention| (mention.span(), format!("name “{}”", entity.name))));
    }
    found.sort();
    found.dedup_by_key(|(span, _)| *span);
    found
        .into_iter()
        .map(|(span, place)| (place, span))
        .collect()
}

/// SHA-256 of these bytes, hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
            hex
        })
}

struct Checker<'a> {
    report: &'a Report,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, article: &str, place: &str, what: String) {
        self.faults.push(Fault {
            article: article.to_owned(),
            place: place.to_owned(),
            what,
        });
    }

    fn articles(&mut self) {
        for article in &self.report.articles {
            let place = "sources";
            // of extracts the full text can only be checked with the source file
            let hashed = match (self.report.settings.rights, &article.extracts_sha256) {
                (Rights::Extracts, Some(hash)) => hash,
                _ => &article.text_sha256,
            };
            if sha256_hex(article.text.as_bytes()) != *hashed {
                let what = "the text is not the text that was hashed".to_owned();
                self.fault(&article.siglum, place, what);
            }
            for block in &article.blocks {
                self.span(&article.siglum, "blocks", block.span());
            }
            for span in &article.sentences {
                self.span(&article.siglum, "sentences", *span);
            }
        }
    }

    fn statements(&mut self) {
        let report = self.report;
        for statement in report.statements() {
            let place = format!("statement {}", statement.id);
            for cell in &statement.cells {
                for span in &cell.spans {
                    self.span(&cell.article, &place, *span);
                }
                for mark in &cell.marks {
                    let span = Span {
                        start: mark.start,
                        end: mark.end,
                    };
                    self.span(&cell.article, &place, span);
                }
            }
            for value in statement.differences.iter().flat_map(|d| &d.values) {
                self.words(&place, value);
            }
            for pair in &statement.pairs {
                if pair.lhs.max(pair.rhs) >= statement.cells.len() {
                    self.fault(
                        "?",
                        &place,
                        "a pair names a cell that is not there".to_owned(),
                    );
                }
            }
        }
        for only in report.only_here() {
            for span in &only.spans {
                self.span(&only.article, "only here", *span);
            }
        }
        for passage in report.compared.iter().flat_map(|c| &c.passages) {
            self.span(&passage.lhs, "passages", passage.lhs_span);
            self.span(&passage.rhs, "passages", passage.rhs_span);
        }
    }

    fn quotations(&mut self) {
        for (quotation, number) in self.report.quotations.iter().zip(1..) {
            let place = format!("quotation {number}");
            for cell in &quotation.cells {
                let named = cell.speaker.iter().chain(&cell.cue);
                for span in named.chain(&cell.content).chain(&cell.quoted) {
                    self.span(&cell.article, &place, *span);
                }
            }
            for alteration in &quotation.alterations {
                for (cell, span) in [
                    (alteration.lhs, alteration.lhs_span),
                    (alteration.rhs, alteration.rhs_span),
                ] {
                    match quotation.cells.get(cell) {
                        Some(cell) => self.span(&cell.article, &place, span),
                        None => self.fault(
                            "?",
                            &place,
                            "an alteration names a cell that is not there".to_owned(),
                        ),
                    }
                }
            }
        }
    }

    fn names(&mut self) {
        let report = self.report;
        for found in &report.attributions {
            let span = Span {
                start: found.start,
                end: found.end,
            };
            self.span(&found.article, "attributions", span);
        }
        for entity in &report.entities {
            for mention in &entity.mentions {
                self.words(&format!("entity “{}”", entity.name), mention);
            }
        }
    }

    fn span(&mut self, article: &str, place: &str, span: Span) {
        if self.report.words(article, span).is_none() {
            let what = format!("no words at {}–{}", span.start, span.end);
            self.fault(article, place, what);
        }
    }

    fn words(&mut self, place: &str, words: &Words) {
        match self.report.words(&words.article, words.span()) {
            Some(found) if found == words.text => {}
            Some(found) => {
                let what = format!(
                    "at {}–{} stands “{found}”, not “{}”",
                    words.start, words.end, words.text
                );
                self.fault(&words.article, place, what);
            }
            None => self.span(&words.article, place, words.span()),
        }
    }
}
