//! What was said stands before the verb: `"…," she said, "…"`.

use std::ops::Range;

use super::content::FINITE;
use super::{Finder, Found, one};
use crate::analysis::quotes::lexicon::lexicon;
use crate::analysis::quotes::skeleton::UnitKind;
use crate::analysis::quotes::speaker::{Cue, is_weekday};

impl Finder<'_> {
    /// `"…," she said, "…"`: what was said stands before the verb.
    pub(super) fn postposed(
        &mut self,
        line: usize,
        range: &Range<usize>,
        taken: usize,
        cue: &Cue,
    ) -> Found {
        let mut start = taken.max(range.start);
        while start < cue.before
            && (matches!(self.unit(start).kind, UnitKind::Mark(_))
                || matches!(self.skeleton.lower(start), "and" | "but"))
        {
            start += 1;
        }
        let mut end = cue.before;
        while end > start && matches!(self.unit(end - 1).kind, UnitKind::Mark(_)) {
            end -= 1;
        }
        if start >= end {
            return None;
        }
        let mut parts = one(start..end);
        let mut after = cue.after;
        if let Some(second) = self.resumed(cue.after, range.end) {
            after = second + 1;
            parts.push(second..second + 1);
        }
        let rest = (after..range.end).all(|at| !matches!(self.unit(at).kind, UnitKind::Quote(_)));
        let only_quotes = parts
            .iter()
            .all(|part| part.clone().all(|at| self.skeleton.region(at).is_some()));
        if rest && only_quotes || parts.len() > 1 {
            self.following_lines(line, &mut parts);
        }
        self.push(
            line,
            Some(cue.speaker.clone()),
            Some(cue.cue.clone()),
            parts,
        );
        Some((after, Some(cue.speaker.clone())))
    }

    /// The quotation that goes on after the cue interrupted it.
    pub(super) fn resumed(&self, after: usize, end: usize) -> Option<usize> {
        for at in after..end.min(after + 25) {
            let unit = self.unit(at);
            match unit.kind {
                UnitKind::Quote(region) => {
                    let inner = self.skeleton.regions[region].inner.of(self.text);
                    let led = at > 0
                        && self
                            .skeleton
                            .is_mark(at - 1, &[',', ':', ';', '—', '–', '―', '…', '-']);
                    let led = led
                        || at > 1
                            && matches!(
                                self.skeleton.lower(at - 1),
                                "but" | "and" | "yet" | "because" | "then"
                            )
                            && self.skeleton.is_mark(at - 2, &[',']);
                    let whole =
                        inner.ends_with(['.', '!', '?', ',', '…', '—', '"', '”', '’', '\'']);
                    // “It was,” she said, “the worst day” of her life
                    let at_once = at == after + 1 && self.skeleton.is_mark(after, &[',']);
                    return (led && (whole || at + 2 >= end) || at == after || at_once)
                        .then_some(at);
                }
                UnitKind::Word
                    if lexicon().cue(&unit.lower).is_some()
                        && !matches!(unit.lower.as_str(), "referring" | "citing")
                        && self
                            .cue_class(at, &(after.saturating_sub(1)..end))
                            .is_some() =>
                {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// `So when it signalled a deal, Mr. Barrett said, "we were floored."`: the verb stands inside what was said.
    pub(super) fn parenthetical(
        &mut self,
        line: usize,
        range: &Range<usize>,
        taken: usize,
        cue: &Cue,
    ) -> Found {
        let rest = cue.after + 1;
        let joins = matches!(
            self.skeleton.lower(rest),
            "and"
                | "while"
                | "as"
                | "after"
                | "before"
                | "who"
                | "which"
                | "though"
                | "when"
                | "a"
                | "an"
        );
        let joins = joins
            || self.skeleton.lower(rest) == "according"
            || self.skeleton.lower(rest).ends_with("ing");
        if !self.skeleton.is_mark(cue.after, &[',']) || rest >= range.end || joins {
            return None;
        }
        let end = self.content_end(rest, range.end);
        if end < rest + 3 && self.skeleton.region(rest).is_none() || end <= rest {
            return None;
        }
        let start = taken.max(range.start);
        let mut before = start..cue.before;
        while before.start < before.end && self.skeleton.is_mark(before.end - 1, &[',']) {
            before.end -= 1;
        }
        if self.only_leads_in(&before) && self.opens_sentence(rest) {
            before.end = before.start;
        }
        let parts = [before, rest..end]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        self.push(
            line,
            Some(cue.speaker.clone()),
            Some(cue.cue.clone()),
            parts,
        );
        Some((end, Some(cue.speaker.clone())))
    }

    /// "In June", "Still": words before the comma that were not said.
    pub(super) fn only_leads_in(&self, part: &Range<usize>) -> bool {
        let quoted = part.clone().any(|at| self.skeleton.region(at).is_some());
        self.is_fronted(part) || part.len() < 2 && !quoted
    }

    /// "Of Mr. Hale", "In a statement": a few words without a verb, led by a preposition.
    fn is_fronted(&self, part: &Range<usize>) -> bool {
        let led = PREPOSITIONS.contains(&self.skeleton.lower(part.start));
        led && part.len() <= LONGEST_FRONTED
            && !part.clone().any(|at| {
                self.skeleton.region(at).is_some() || FINITE.contains(&self.skeleton.lower(at))
            })
    }

    /// Whether the quotation at a unit starts as a sentence of its own.
    fn opens_sentence(&self, at: usize) -> bool {
        let region = self.skeleton.region(at);
        region.is_some_and(|region| {
            region
                .inner
                .of(self.text)
                .starts_with(|c: char| c.is_uppercase())
        })
    }

    /// Index of the quotation that stands right before unit `at`.
    pub(super) fn quote_before(&self, at: usize, first: usize) -> Option<usize> {
        let mut back = at;
        while back > first && self.skeleton.is_mark(back - 1, &[',', '-', '—', '–', '―']) {
            back -= 1;
        }
        (back > first && self.skeleton.region(back - 1).is_some()).then(|| back - 1)
    }

    /// Whether the quotation before unit `at` ends as speech does before "he said", and is not the object of a verb before it.
    pub(super) fn closes_clause(&self, at: usize, first: usize) -> bool {
        let Some(quote) = self.quote_before(at, first) else {
            return false;
        };
        if quote + 1 < at {
            return true;
        }
        let Some(region) = self.skeleton.region(quote) else {
            return false;
        };
        let inner = region.inner.of(self.text);
        let inner = inner.trim_end_matches(['\'', '’', '”', '"', '‘']);
        inner.ends_with([',', '.', '?', '!', '…', '—', '–', '-', ';', ':']) || quote == first
    }

    /// Whether the verb group is followed by nothing that could be what was said.
    pub(super) fn nothing_said_after(&self, after: usize, end: usize) -> bool {
        let next = self.skeleton.lower(after);
        after >= end
            || self
                .skeleton
                .is_mark(after, &['.', ',', ';', '?', '!', '—', '–'])
            || is_weekday(next)
            || matches!(
                next,
                "in" | "on"
                    | "at"
                    | "during"
                    | "to"
                    | "after"
                    | "when"
                    | "as"
                    | "of"
                    | "by"
                    | "through"
                    | "via"
            )
            || (matches!(self.skeleton.lower(after - 1), "told" | "tells")
                && self.only_addressee(after, end))
    }

    /// `…, he told reporters.`: at most a few words up to a mark or a day.
    pub(super) fn only_addressee(&self, after: usize, end: usize) -> bool {
        let stop = (after..end).find(|at| {
            matches!(self.unit(*at).kind, UnitKind::Mark(c) if c != '-')
                || is_weekday(self.skeleton.lower(*at))
                || matches!(self.skeleton.lower(*at), "in" | "on" | "at" | "during")
        });
        stop.unwrap_or(end) - after <= 5
            && !(after..stop.unwrap_or(end)).any(|at| self.skeleton.lower(at) == "that")
    }
}

/// Most words of a circumstance before "he said" that is no part of what was said.
const LONGEST_FRONTED: usize = 7;

const PREPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "about", "to", "after", "before", "during", "for", "with", "from", "by",
];
