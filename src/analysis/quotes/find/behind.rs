//! What was said stands behind the verb: `She told reporters on Monday that "…"`.

use std::ops::Range;

use super::content::PROMISING;
use super::{Finder, Found, LONGEST_SCARE_QUOTE, is_title_case, one};
use crate::analysis::quotes::lexicon::{CueClass, lexicon};
use crate::analysis::quotes::speaker::Cue;

impl Finder<'_> {
    /// `She said that "…"`: what was said stands behind the verb.
    pub(super) fn preposed(
        &mut self,
        line: usize,
        range: &Range<usize>,
        mut cue: Cue,
        class: CueClass,
    ) -> Found {
        let verb = cue.cue.end - 1;
        let word = self.skeleton.lower(verb);
        let mut after = cue.after;
        let phrasal = lexicon().phrasal_cue(word, self.skeleton.lower(after));
        if phrasal {
            after += 1;
            cue.cue.end = after;
        }
        let demands = phrasal && matches!(self.skeleton.lower(after - 1), "for" | "on");
        let start = if demands {
            after
        } else {
            self.content_start(after, range.end, word)
        };
        if start >= range.end {
            return self.next_block(line, range, &cue, after);
        }
        if start == after && self.is_work(word, start) {
            return None;
        }
        let end = self.content_end(start, range.end);
        let (start, end) = if demands {
            (start, end)
        } else {
            self.governed(class, word, start, end)?
        };
        let quoted = (start..end).any(|at| self.skeleton.region(at).is_some());
        let negated = self.is_negated(&cue.cue) && start > after && class == CueClass::Speech;
        if end <= start || !quoted && end - start < FEWEST_SAID || negated {
            return None;
        }
        let mut parts = one(start..end);
        let begins_quoted = self.skeleton.region(start).is_some();
        if end - start == 1 && begins_quoted {
            self.following_lines(line, &mut parts);
        }
        self.push(line, Some(cue.speaker.clone()), Some(cue.cue), parts);
        // "X said Y “a” that …": nested verbs inside the content are searched as well
        Some((if begins_quoted { end } else { start }, Some(cue.speaker)))
    }

    /// `She wrote “The Audacity of Hope”`: the title of a work.
    fn is_work(&self, verb: &str, at: usize) -> bool {
        let writes = matches!(
            verb,
            "read" | "wrote" | "writes" | "sang" | "sings" | "singing" | "writing" | "reading"
        );
        let region = self.skeleton.region(at);
        writes && region.is_some_and(|region| is_title_case(region.inner.of(self.text)))
    }

    /// How much of the units from `start` to `end` the verb reports; `None`: it reports nothing here.
    fn governed(
        &self,
        class: CueClass,
        verb: &str,
        start: usize,
        end: usize,
    ) -> Option<(usize, usize)> {
        let is_quote = |at: &usize| self.skeleton.region(*at).is_some();
        let quoted = (start..end).any(|at| is_quote(&at));
        let word = self.skeleton.lower(start);
        let clause = matches!(word, "that" | "whether");
        let whole = match (class, quoted) {
            (CueClass::Naming, false) => false,
            (CueClass::Naming, true) => {
                let quote = (start..end).find(is_quote)?;
                let from = if quote - start > FARTHEST_NAME {
                    quote
                } else {
                    start
                };
                return Some((from, quote + 1));
            }
            (CueClass::Belief, false) => clause || self.opens_clause(start, end),
            (CueClass::Belief, true) => clause || !self.is_scare_quote(start..end),
            (CueClass::Speech, false) => {
                clause
                    || is_plain_saying(verb)
                    || matches!(word, "how" | "why" | "what")
                    || word == "to" && PROMISING.contains(&verb)
                    || self.opens_clause(start, end)
            }
            (CueClass::Speech, true) => true,
        };
        whole.then_some((start, end))
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

/// Fewest words without marks that a verb can report: "had been told in advance" reports nothing.
const FEWEST_SAID: usize = 2;

/// How far behind "called" the name it gives may end.
const FARTHEST_NAME: usize = 15;
