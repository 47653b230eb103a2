//! What was said stands behind the verb: `She told reporters on Monday that "…"`.

use std::ops::Range;

use super::{Finder, Found, LONGEST_SCARE_QUOTE, is_title_case, one};
use crate::analysis::quotes::lexicon::{CueClass, lexicon};
use crate::analysis::quotes::speaker::Cue;

impl Finder<'_> {
    /// `She said that "…"`: what was said stands behind the verb.
    pub(super) fn preposed(
        &mut self,
        line: usize,
        range: &Range<usize>,
        cue: Cue,
        class: CueClass,
    ) -> Found {
        let verb = cue.cue.end - 1;
        let mut after = cue.after;
        if lexicon().phrasal_cue(self.skeleton.lower(verb), self.skeleton.lower(after)) {
            after += 1;
        }
        let start = self.content_start(after, range.end, self.skeleton.lower(verb));
        if start >= range.end {
            return self.next_block(line, range, &cue, after);
        }
        let end = self.content_end(start, range.end);
        let last_quote = (start..end)
            .rev()
            .find(|at| self.skeleton.region(*at).is_some());
        let has_that = self.skeleton.lower(start) == "that";
        let work = matches!(
            self.skeleton.lower(verb),
            "read" | "wrote" | "writes" | "sang" | "sings" | "singing" | "writing" | "reading"
        ) && start == after
            && self
                .skeleton
                .region(start)
                .is_some_and(|region| is_title_case(region.inner.of(self.text)));
        if work {
            return None;
        }
        let (start, end) = match (class, last_quote) {
            (CueClass::Naming, None) => return None,
            (CueClass::Naming, Some(_)) => {
                let quote = (start..end)
                    .find(|at| self.skeleton.region(*at).is_some())
                    .unwrap_or(start);
                if quote - start > 15 {
                    (quote, quote + 1)
                } else {
                    (start, quote + 1)
                }
            }
            (CueClass::Belief, None) if !has_that => return None,
            (CueClass::Belief, Some(_)) if !has_that && self.is_scare_quote(start..end) => {
                return None;
            }
            (CueClass::Speech, None)
                if !has_that && !is_plain_saying(self.skeleton.lower(verb)) =>
            {
                return None;
            }
            _ => (start, end),
        };
        if end <= start {
            return None;
        }
        let mut parts = one(start..end);
        if end - start == 1 && self.skeleton.region(start).is_some() {
            self.following_lines(line, &mut parts);
        }
        // "X said Y “a” that …": nested verbs inside the content are searched as well
        let after = if self.skeleton.region(start).is_some() {
            end
        } else {
            start
        };
        self.push(line, Some(cue.speaker.clone()), Some(cue.cue), parts);
        Some((after.max(start), Some(cue.speaker)))
    }

    /// Whether no more words stand in marks than a scare quote has.
    pub(super) fn is_scare_quote(&self, part: Range<usize>) -> bool {
        let quoted = part.filter_map(|at| self.skeleton.region(at));
        let words: usize = quoted
            .map(|region| region.inner.of(self.text).split_whitespace().count())
            .sum();
        words <= LONGEST_SCARE_QUOTE
    }

    /// `Caddell continued:` at the end of a block, with the words in the next.
    pub(super) fn next_block(
        &mut self,
        line: usize,
        range: &Range<usize>,
        cue: &Cue,
        after: usize,
    ) -> Found {
        if !(after..range.end).any(|at| self.skeleton.is_mark(at, &[':', ','])) {
            return None;
        }
        let next = self.skeleton.lines.get(line + 1)?;
        self.skeleton.region(next.units.start)?;
        let mut parts = one(next.units.start..next.units.start + 1);
        self.following_lines(line + 1, &mut parts);
        self.push(
            line,
            Some(cue.speaker.clone()),
            Some(cue.cue.clone()),
            parts,
        );
        Some((range.end, Some(cue.speaker.clone())))
    }
}

/// Verbs that take a bare clause: "he said it was".
fn is_plain_saying(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "saying"
            | "told"
            | "tells"
            | "added"
            | "adding"
            | "adds"
            | "believe"
            | "believes"
            | "insisted"
            | "insists"
    )
}
