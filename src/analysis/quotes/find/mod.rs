//! Finds who said what: reporting verbs are looked up, their speaker is read to the left or right, and the words they govern
//! become a quotation. Stretches between quotation marks that nobody is said to have uttered (scare quotes, titles) are
//! left out. Cost: linear in the article, with bounded looks around each verb.
//!
//! - `cue`: whether a word is a reporting verb where it stands.
//! - `verb`: whose verb it is, and on which side of it the words stand: `before` or `behind`; `content`: how far they reach;
//!   `inverted`: the speaker behind the verb, where no marks tell the words.
//! - `verbless`: "according to", dashes, colons.
//! - `paragraphs`: quotations that go on over sentences and paragraphs, or that nobody is named for.
//! - `nested`: which of several verbs words in marks belong to.

mod before;
mod behind;
mod content;
mod cue;
mod inverted;
mod nested;
mod paragraphs;
#[cfg(test)]
mod tests;
mod verb;
mod verbless;

use std::ops::Range;

use super::model::QuotationKind;
use super::skeleton::{Line, Skeleton, Unit, UnitKind};
use crate::text::Span;

/// Where a reader goes on after a reporting verb, and who spoke; `None` where the verb reports nothing.
type Found = Option<(usize, Option<Range<usize>>)>;

/// A quotation in terms of the skeleton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Words that name the speaker.
    pub speaker: Option<Range<usize>>,
    /// The reporting words.
    pub cue: Option<Range<usize>>,
    /// Parts of what was said, in order.
    pub content: Vec<Span>,
    /// Parts between quotation marks.
    pub quoted: Vec<Span>,
    /// How much stands in marks.
    pub kind: QuotationKind,
    /// Index of the line of the cue, or of the first words.
    pub line: usize,
    /// Whether, with nobody named, it goes on with what was said before.
    pub goes_on: bool,
}

/// All quotations of an article, in order of their first word.
pub fn find_drafts(text: &str, skeleton: &Skeleton) -> Vec<Draft> {
    let mut finder = Finder {
        text,
        skeleton,
        used: vec![false; skeleton.regions.len()],
        drafts: Vec::new(),
    };
    for line in 0..skeleton.lines.len() {
        finder.read_line(line);
    }
    finder.drafts.sort_by_key(|draft| {
        (
            draft.content.first().copied(),
            draft.cue.clone().map(|cue| cue.start),
        )
    });
    nested::settle(skeleton, &mut finder.drafts);
    finder.drafts
}

struct Finder<'a> {
    text: &'a str,
    skeleton: &'a Skeleton,
    /// Which stretches between marks belong to a quotation already.
    used: Vec<bool>,
    drafts: Vec<Draft>,
}

impl Finder<'_> {
    fn line(&self, line: usize) -> &Line {
        &self.skeleton.lines[line]
    }

    fn unit(&self, at: usize) -> &Unit {
        &self.skeleton.units[at]
    }

    fn read_line(&mut self, line: usize) {
        let range = self.line(line).units.clone();
        if self.dash_attribution(line, &range) || self.name_and_colon(line, &range) {
            return;
        }
        self.block_quotation(line, &range);
        let mut taken = range.start;
        let mut last_speaker: Option<Range<usize>> = None;
        let mut at = range.start;
        while at < range.end {
            let found =
                if self.skeleton.lower(at) == "according" && self.skeleton.lower(at + 1) == "to" {
                    self.according_to(line, &range, taken, at)
                } else if let Some(class) = self.cue_class(at, &range) {
                    self.verb(line, &range, taken, at, class, last_speaker.as_ref())
                } else {
                    None
                };
            if let Some((after, speaker)) = found {
                last_speaker = speaker.or(last_speaker);
                taken = taken.max(after);
                at = after.max(at + 1);
            } else {
                at += 1;
            }
        }
        self.named_words(line, &range);
        self.loose_words(line, &range);
        self.lone_quotation(line, &range);
    }

    fn quote_index(&self, at: usize) -> Option<usize> {
        match self.unit(at).kind {
            UnitKind::Quote(index) => Some(index),
            _ => None,
        }
    }

    fn push(
        &mut self,
        line: usize,
        speaker: Option<Range<usize>>,
        cue: Option<Range<usize>>,
        mut parts: Vec<Range<usize>>,
    ) {
        self.add_paragraphs(&mut parts);
        self.add_paragraphs_before(&mut parts);
        let cue = cue.map(|units| {
            let quoted_as = self.skeleton.lower(units.end) == "quoted"
                && self.skeleton.lower(units.end + 2) == "saying";
            units.start..units.end + if quoted_as { 3 } else { 0 }
        });
        let mut content = Vec::new();
        let mut quoted = Vec::new();
        let mut all_quoted = true;
        for part in &parts {
            let only_quotes = part.clone().all(|at| self.skeleton.region(at).is_some());
            for at in part.clone() {
                if let Some(index) = self.quote_index(at) {
                    self.used[index] = true;
                    quoted.push(self.skeleton.regions[index].inner);
                }
            }
            if only_quotes {
                content.extend(
                    part.clone()
                        .filter_map(|at| self.skeleton.region(at))
                        .map(|region| region.inner),
                );
            } else {
                all_quoted = false;
                content.push(self.bare_span(part));
            }
        }
        content.retain(|span| !span.is_empty());
        quoted.retain(|span| !span.is_empty());
        if content.is_empty() {
            return;
        }
        let kind = match (quoted.is_empty(), all_quoted) {
            (true, _) => QuotationKind::Indirect,
            (false, true) => QuotationKind::Direct,
            (false, false) => QuotationKind::Mixed,
        };
        self.drafts.push(Draft {
            speaker: speaker.filter(|units| !units.is_empty()),
            cue,
            content,
            quoted,
            kind,
            line,
            goes_on: false,
        });
    }

    /// The span of some units, quotation marks inside and at the ends included.
    fn bare_span(&self, part: &Range<usize>) -> Span {
        self.skeleton.span(part)
    }
}

/// A list of one run of units.
fn one(part: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(part).collect()
}

/// Up to so many words in marks may be a scare quote, a nickname or a set phrase.
const LONGEST_SCARE_QUOTE: usize = 5;

/// "The Audacity of Hope": most longer words begin with capitals.
fn is_title_case(words: &str) -> bool {
    let long = words
        .split_whitespace()
        .filter(|word| word.chars().count() > 3);
    let (mut capitals, mut all) = (0, 0);
    for word in long {
        all += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    all > 0 && capitals * 3 >= all * 2
}
