//! Quotations over several sentences and paragraphs, and those that nobody is named for beside them.

use std::ops::Range;

use super::{Finder, LONGEST_SCARE_QUOTE, is_title_case, one};
use crate::analysis::quotes::skeleton::UnitKind;

impl Finder<'_> {
    /// Words in marks that no verb governs: several of them in a headline, or so many in the body that they are neither a
    /// scare quote nor a title, are taken for speech of somebody the article does not name there.
    pub(super) fn loose_words(&mut self, line: usize, range: &Range<usize>) {
        let enough = if self.line(line).headline {
            3
        } else {
            LONGEST_SCARE_QUOTE + 1
        };
        for at in range.clone() {
            let Some(index) = self.quote_index(at) else {
                continue;
            };
            let inner = self.skeleton.regions[index].inner.of(self.text);
            let title = !self.line(line).headline && is_title_case(inner)
                || self.skeleton.regions[index].goes_on && self.ends_with_speaker(line);
            // „Wir werden nicht gehen“, sagte er: as speech stands, whatever the language of the verb
            let led = at == range.start && self.skeleton.is_mark(at + 1, &[',']);
            let enough = if led { FEWEST_LED } else { enough };
            if !self.used[index] && !title && inner.split_whitespace().count() >= enough {
                self.push(line, None, None, one(at..at + 1));
            }
        }
    }

    /// A line that is all quotation and that no verb governs: whoever spoke last goes on speaking.
    pub(super) fn lone_quotation(&mut self, line: usize, range: &Range<usize>) {
        let Some(region) = self.skeleton.region(range.start).copied() else {
            return;
        };
        let free = self
            .quote_index(range.start)
            .is_some_and(|index| !self.used[index]);
        let words = region.inner.of(self.text).split_whitespace().count();
        if !free || region.single || words < 4 || !range.clone().all(|at| self.is_quote_or_mark(at))
        {
            return;
        }
        if region.goes_on && self.ends_with_speaker(line) {
            return;
        }
        let ends = region.goes_on
            || region
                .inner
                .of(self.text)
                .ends_with(['.', '!', '?', '…', '"', '”', '’', '\'']);
        if ends {
            let mut parts = one(range.start..range.start + 1);
            self.following_lines(line, &mut parts);
            let block = self.line(line).block;
            let before = self
                .drafts
                .last()
                .filter(|draft| self.line(draft.line).block == block);
            let (speaker, cue) = before.map_or((None, None), |draft| {
                (draft.speaker.clone(), draft.cue.clone())
            });
            let first = self.drafts.len();
            self.push(line, speaker, cue, parts);
            for draft in &mut self.drafts[first..] {
                draft.goes_on = true;
            }
        }
    }

    /// Lines right behind in the same block that are nothing but quotation: `"…," he said. "…"`.
    pub(super) fn following_lines(&self, line: usize, parts: &mut Vec<Range<usize>>) {
        let block = self.line(line).block;
        for next in line + 1..self.skeleton.lines.len().min(line + MOST_PARTS) {
            let units = &self.line(next).units;
            if self.line(next).block != block
                || !units.clone().all(|at| self.is_quote_or_mark(at))
                || self.skeleton.region(units.start).is_none()
            {
                break;
            }
            parts.extend(
                units
                    .clone()
                    .filter(|at| self.skeleton.region(*at).is_some())
                    .map(|at| at..at + 1),
            );
        }
    }

    pub(super) fn is_quote_or_mark(&self, at: usize) -> bool {
        matches!(
            self.unit(at).kind,
            UnitKind::Quote(_) | UnitKind::Mark('.' | ',' | '…' | '-')
        )
    }

    /// Adds the paragraphs that the first part goes on with, as long as no other quotation has them.
    pub(super) fn add_paragraphs_before(&self, parts: &mut Vec<Range<usize>>) {
        while parts.len() < MOST_PARTS
            && let Some(first) = parts.first().map(|part| part.start)
            && first > 0
            && self.skeleton.region(first).is_some()
            && self
                .skeleton
                .region(first - 1)
                .is_some_and(|region| region.goes_on)
            && self
                .quote_index(first - 1)
                .is_some_and(|index| !self.used[index])
        {
            parts.insert(0, first - 1..first);
        }
    }

    /// Whether a quotation over several paragraphs ends in one that names the speaker.
    pub(super) fn ends_with_speaker(&self, line: usize) -> bool {
        let mut at = line;
        while at + 1 < self.skeleton.lines.len() && at < line + MOST_PARTS {
            let last = self.line(at).units.end - 1;
            let region = self.skeleton.region(last);
            let goes_on = region.is_some_and(|region| region.goes_on);
            if !goes_on || self.skeleton.region(last + 1).is_none() {
                break;
            }
            at += 1;
        }
        at > line
            && !self
                .line(at)
                .units
                .clone()
                .all(|unit| self.is_quote_or_mark(unit))
    }

    /// Adds the paragraphs that go on with the quotation that `part` ends with.
    pub(super) fn add_paragraphs(&self, parts: &mut Vec<Range<usize>>) {
        while parts.len() < MOST_PARTS
            && let Some(last) = parts.last().map(|part| part.end - 1)
            && self
                .skeleton
                .region(last)
                .is_some_and(|region| region.goes_on)
            && self.skeleton.region(last + 1).is_some()
        {
            parts.push(last + 1..last + 2);
        }
    }
}

/// Fewest words in marks that open a line, with a comma behind them, for them to be speech.
const FEWEST_LED: usize = 3;

/// Most parts that one quotation is put together from: bounds the cost for texts of nothing but opening marks.
const MOST_PARTS: usize = 60;
