//! The article as the finder of quotations reads it: words and marks, with each stretch between quotation marks as one unit,
//! cut into lines (sentences that no quotation mark hides).
//!
//! Sentence ends inside quotation marks do not end a line unless the quotation ends there too; so `“A. B,” he said. “C.”`
//! is two lines, and the words that name the speaker stand beside what was said.

use std::ops::Range;

use super::dateline::dateline_end;
use super::marks::{Region, find_regions};
use crate::corpus::BlockKind;
use crate::text::{Reading, Span, TokenKind, fold};

/// A word, a mark, or a quotation.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Where; a quotation with its marks.
    pub span: Span,
    /// What.
    pub kind: UnitKind,
    /// The folded word; empty for quotations.
    pub lower: String,
    /// Whether the word starts with a capital letter.
    pub capital: bool,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A word or number.
    Word,
    /// A possessive ending or clitic.
    Clitic,
    /// A mark.
    Mark(char),
    /// Index of a stretch between quotation marks.
    Quote(usize),
}

/// Most units of a line: bounds the cost of every look along it for texts without full stops.
const LONGEST_LINE: usize = 400;

/// A sentence outside quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its units.
    pub units: Range<usize>,
    /// Index of its block in the article.
    pub block: usize,
    /// Whether the block is a headline or standfirst.
    pub headline: bool,
}

/// Units, lines and quotation marks of one article; captions and boilerplate are left out.
#[derive(Clone, Debug, Default)]
pub struct Skeleton {
    /// In order of the text.
    pub units: Vec<Unit>,
    /// In order of the text.
    pub lines: Vec<Line>,
    /// In order of the text.
    pub regions: Vec<Region>,
}

impl Skeleton {
    /// Reads an article.
    pub fn new(text: &str, reading: &Reading) -> Self {
        let mut skeleton = Self::default();
        let mut at = 0;
        while at < reading.sentences.len() {
            let first = &reading.sentences[at];
            let mut end = at + 1;
            while end < reading.sentences.len() && reading.sentences[end].block == first.block {
                end += 1;
            }
            let last = &reading.sentences[end - 1];
            if first.kind.is_counted() {
                let tokens = first.tokens.start..last.tokens.end;
                skeleton.add_block(
                    text,
                    reading,
                    tokens,
                    first.span.hull(last.span),
                    (first.block, is_headline(first.kind)),
                );
            }
            at = end;
        }
        skeleton
    }

    fn add_block(
        &mut self,
        text: &str,
        reading: &Reading,
        tokens: Range<usize>,
        span: Span,
        block: (usize, bool),
    ) {
        let first_region = self.regions.len();
        let first_unit = self.units.len();
        self.regions.extend(find_regions(text, span));
        let mut next_region = first_region;
        for token in &reading.tokens[tokens] {
            while next_region < self.regions.len()
                && self.regions[next_region].outer.start <= token.span.start
            {
                self.push_quote(next_region);
                next_region += 1;
            }
            let inside = next_region > first_region
                && token.span.start < self.regions[next_region - 1].outer.end;
            if !inside {
                self.push_token(text, token.span, token.kind);
            }
        }
        while next_region < self.regions.len() {
            self.push_quote(next_region);
            next_region += 1;
        }
        self.cut_lines(text, first_unit, block);
    }

    fn push_quote(&mut self, region: usize) {
        self.units.push(Unit {
            span: self.regions[region].outer,
            kind: UnitKind::Quote(region),
            lower: String::new(),
            capital: false,
        });
    }

    fn push_token(&mut self, text: &str, span: Span, kind: TokenKind) {
        let words = span.of(text);
        let first = words.chars().next().unwrap_or(' ');
        self.units.push(Unit {
            span,
            kind: match kind {
                TokenKind::Word | TokenKind::Number => UnitKind::Word,
                TokenKind::Clitic => UnitKind::Clitic,
                TokenKind::Mark => UnitKind::Mark(first),
            },
            lower: fold(words),
            capital: first.is_uppercase(),
        });
    }

    fn cut_lines(&mut self, text: &str, first_unit: usize, (block, headline): (usize, bool)) {
        let dateline = dateline_end(text, self, first_unit);
        let mut start = first_unit;
        for at in first_unit..self.units.len() {
            let ends = match dateline {
                Some(end) if at < end => at + 1 == end,
                _ => self.ends_line(text, start, at),
            };
            if ends {
                self.lines.push(Line {
                    units: start..at + 1,
                    block,
                    headline,
                });
                start = at + 1;
            }
        }
        if start < self.units.len() {
            self.lines.push(Line {
                units: start..self.units.len(),
                block,
                headline,
            });
        }
    }

    /// Whether the line that starts at unit `start` ends with unit `at`.
    fn ends_line(&self, text: &str, start: usize, at: usize) -> bool {
        if at - start >= LONGEST_LINE {
            return true;
        }
        let next = self.units.get(at + 1);
        let bracket = self.is_mark(at + 1, &['(', '['])
            && self.units.get(at + 2).is_some_and(|unit| unit.capital);
        let next_opens = bracket
            || next.is_none_or(|unit| {
                unit.capital
                    || matches!(unit.kind, UnitKind::Quote(_))
                    || unit.lower.starts_with(|c: char| c.is_ascii_digit())
            });
        match self.units[at].kind {
            UnitKind::Mark('.') => next_opens && !self.is_abbreviation(start, at),
            UnitKind::Mark('!' | '?' | '…') => next_opens,
            UnitKind::Quote(region) => {
                let inner = self.regions[region].inner.of(text);
                let ended = inner
                    .trim_end_matches(['\'', '’', '”', '"', ')', ']'])
                    .ends_with(['.', '!', '?', '…']);
                let stop = inner
                    .trim_end_matches(['\'', '’', '”', '"', ')', ']'])
                    .ends_with('.');
                ended && next_opens && (stop || !self.opens_attribution(at + 1))
            }
            _ => false,
        }
    }

    /// Whether the stop at unit `at` belongs to a shortened word.
    fn is_abbreviation(&self, start: usize, at: usize) -> bool {
        if at == start {
            return false;
        }
        let before = &self.units[at - 1];
        if before.span.end != self.units[at].span.start || before.kind != UnitKind::Word {
            return false;
        }
        let before_numbers = [
            "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "no",
        ];
        let number_next = self
            .units
            .get(at + 1)
            .is_some_and(|unit| unit.lower.starts_with(|c: char| c.is_ascii_digit()));
        let known = SHORT_TITLES.contains(&before.lower.as_str())
            || number_next && before_numbers.contains(&before.lower.as_str());
        before.capital && (before.lower.chars().count() == 1 || known)
    }

    /// Whether the unit is the stop of a shortened title: "Mr."
    pub fn is_title_stop(&self, at: usize) -> bool {
        self.is_mark(at, &['.']) && at > 0 && SHORT_TITLES.contains(&self.lower(at - 1))
    }

    /// `“Is it?” Toner asked`, `“No!” Mr. Trump said`: a verb of speech soon after the name.
    fn opens_attribution(&self, at: usize) -> bool {
        // "She adds, …" opens a sentence of its own
        if self.units.get(at).is_some_and(|unit| {
            unit.capital && super::speaker::is_pronoun(&unit.lower) && unit.lower != "i"
        }) {
            return false;
        }
        let lexicon = super::lexicon::lexicon();
        let mut seen = 0;
        for unit in self.units[at..].iter().take(12) {
            match unit.kind {
                UnitKind::Word if lexicon.cue(&unit.lower).is_some() && !unit.capital => {
                    return seen > 0 || !unit.capital;
                }
                UnitKind::Word => seen += 1,
                UnitKind::Mark('.' | '-' | '\'' | '’') | UnitKind::Clitic => {}
                _ => return false,
            }
            if seen > 5 {
                return false;
            }
        }
        false
    }

    /// The span from one unit to another (exclusive).
    pub fn span(&self, units: &Range<usize>) -> Span {
        let first = self.units[units.start].span;
        first.hull(self.units[units.end - 1].span)
    }

    /// The stretch between quotation marks that a unit is, if it is one.
    pub fn region(&self, at: usize) -> Option<&Region> {
        match self.units.get(at)?.kind {
            UnitKind::Quote(region) => Some(&self.regions[region]),
            _ => None,
        }
    }

    /// Whether the unit is this mark.
    pub fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.units.get(at).map(|unit| unit.kind), Some(UnitKind::Mark(c)) if marks.contains(&c))
    }

    /// The folded word of a unit, empty where there is none.
    pub fn lower(&self, at: usize) -> &str {
        self.units.get(at).map_or("", |unit| unit.lower.as_str())
    }
}

/// Titles that are written with a stop.
const SHORT_TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "sgt", "lt",
    "col", "capt", "prof", "st", "adm", "rev", "hon", "cmdr", "maj", "messrs", "supt", "det",
    "cpl", "insp", "vs",
];

fn is_headline(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Deck)
}
