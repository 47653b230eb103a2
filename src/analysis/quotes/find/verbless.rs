//! Speakers named without a verb of speech: `according to X`, `“…” ― X`, `X: “…”`, `His response: “…”`.

use std::ops::Range;

use super::{Draft, Finder, Found, one};
use crate::analysis::quotes::lexicon::{CueClass, lexicon};
use crate::analysis::quotes::model::QuotationKind;
use crate::analysis::quotes::skeleton::UnitKind;
use crate::analysis::quotes::speaker::{Cue, is_pronoun, speaker_left, speaker_right};

impl Finder<'_> {
    /// `according to X`, behind or before what it covers.
    pub(super) fn according_to(
        &mut self,
        line: usize,
        range: &Range<usize>,
        taken: usize,
        at: usize,
    ) -> Found {
        let cue = speaker_right(self.skeleton, at, at + 1, range.end).or_else(|| {
            let start = at + 2;
            let mut end = start;
            while end < range.end
                && !matches!(self.unit(end).kind, UnitKind::Mark(',' | ';' | '.' | '—'))
                && self.skeleton.region(end).is_none()
            {
                end += 1;
            }
            (end > start).then(|| Cue {
                cue: at..at + 2,
                speaker: start..end,
                after: end,
                before: at,
            })
        })?;
        let content = if at == range.start {
            let mut start = cue.after;
            while start < range.end && self.skeleton.is_mark(start, &[',']) {
                start += 1;
            }
            start..self.content_end(start, range.end)
        } else {
            let mut end = at;
            while end > range.start && self.skeleton.is_mark(end - 1, &[',', '—', '-']) {
                end -= 1;
            }
            let begin = if taken < end && self.skeleton.is_mark(taken, &[',']) {
                taken + 1
            } else {
                range.start
            };
            begin..end
        };
        if content.is_empty() {
            return None;
        }
        let rest = cue.after + 1;
        let mut parts = one(content.clone());
        let mut after = cue.after;
        if at > range.start && self.skeleton.is_mark(cue.after, &[',']) && rest < range.end {
            let end = self.content_end(rest, range.end);
            if (rest..end).any(|at| self.skeleton.region(at).is_some()) {
                parts.push(rest..end);
                after = end;
            }
        }
        let said_already = content
            .clone()
            .any(|at| self.quote_index(at).is_some_and(|index| self.used[index]));
        if said_already {
            return Some((cue.after, None));
        }
        self.push(line, Some(cue.speaker.clone()), Some(at..at + 2), parts);
        Some((after, None))
    }

    /// `“…” ― Pamela Padilla`
    pub(super) fn dash_attribution(&mut self, line: usize, range: &Range<usize>) -> bool {
        let Some(dash) = range
            .clone()
            .find(|at| !self.is_quote_or_mark(*at) || self.skeleton.is_mark(*at, &['-']))
        else {
            return false;
        };
        if dash == range.start
            || !self.skeleton.is_mark(dash, &['―', '—', '–', '-', '~'])
            || self.skeleton.region(range.start).is_none()
        {
            return false;
        }
        let mut start = dash + 1;
        while start < range.end && matches!(self.unit(start).kind, UnitKind::Mark(_)) {
            start += 1;
        }
        let mut end = range.end;
        while end > start && self.skeleton.is_mark(end - 1, &['.']) {
            end -= 1;
        }
        let is_name = start < end
            && end - start <= 14
            && self.unit(start).capital
            && (start..end).all(|at| {
                !matches!(self.unit(at).kind, UnitKind::Quote(_))
                    && lexicon().cue(self.skeleton.lower(at)).is_none()
            });
        if is_name {
            let parts = (range.start..dash)
                .filter(|at| self.skeleton.region(*at).is_some())
                .map(|at| at..at + 1)
                .collect();
            self.push(line, Some(start..end), Some(dash..dash + 1), parts);
        }
        is_name
    }

    /// `Kerry: “…”`
    pub(super) fn name_and_colon(&mut self, line: usize, range: &Range<usize>) -> bool {
        let Some(colon) = range
            .clone()
            .take(8)
            .find(|at| self.skeleton.is_mark(*at, &[':']))
        else {
            return false;
        };
        let named = colon > range.start
            && (range.start..colon).all(|at| {
                self.unit(at).capital
                    || matches!(
                        self.unit(at).kind,
                        UnitKind::Mark('.' | '-') | UnitKind::Clitic
                    )
            })
            && colon + 1 < range.end
            && self.skeleton.region(colon + 1).is_some();
        if named {
            let mut parts = one(colon + 1..colon + 2);
            self.following_lines(line, &mut parts);
            self.push(
                line,
                Some(range.start..colon),
                Some(colon..colon + 1),
                parts,
            );
        }
        named
    }

    /// `His response: “…”`, `the words “…”`: a noun says that the words in marks were uttered or printed.
    pub(super) fn named_words(&mut self, line: usize, range: &Range<usize>) {
        for at in range.clone() {
            let Some(index) = self.quote_index(at) else {
                continue;
            };
            if self.used[index] || at == range.start {
                continue;
            }
            let colon = usize::from(self.skeleton.is_mark(at - 1, &[':', ',']));
            let Some(noun) = at
                .checked_sub(1 + colon)
                .filter(|noun| *noun >= range.start)
            else {
                continue;
            };
            let word = self.skeleton.lower(noun);
            let utters = is_utterance(word)
                || colon == 0
                    && matches!(word, "reads" | "read" | "reading")
                    && !is_pronoun(self.skeleton.lower(noun.saturating_sub(1)))
                    && !self.unit(noun.saturating_sub(1)).capital;
            let plural = word == "word" || word == "words" || word == "phrase" || colon > 0;
            if !utters || !plural && self.skeleton.lower(noun.saturating_sub(1)) == "a" {
                continue;
            }
            let owner = (range.start..noun).rev().take(4).find(|at| {
                matches!(self.skeleton.lower(*at), "his" | "her")
                    || self.unit(*at).kind == UnitKind::Clitic
            });
            let speaker = owner.map(|at| {
                if self.unit(at).kind == UnitKind::Clitic {
                    let mut start = at;
                    while start > range.start && self.unit(start - 1).capital {
                        start -= 1;
                    }
                    start..at
                } else {
                    at..at + 1
                }
            });
            let mut parts = one(at..at + 1);
            if self
                .skeleton
                .region(at)
                .is_some_and(|region| region.inner.of(self.text).ends_with(['.', '!', '?']))
            {
                self.following_lines(line, &mut parts);
            }
            self.push(line, speaker, Some(noun..noun + 1), parts);
        }
    }

    /// `Read the full statement:` before a paragraph without marks that prints it, or a block quotation.
    pub(super) fn block_quotation(&mut self, line: usize, range: &Range<usize>) {
        if !self.skeleton.is_mark(range.end - 1, &[':']) {
            return;
        }
        let Some(next) = self.skeleton.lines.get(line + 1) else {
            return;
        };
        let (block, first) = (next.block, next.units.start);
        if block == self.line(line).block || self.skeleton.region(first).is_some() {
            return;
        }
        let end = self.skeleton.lines[line + 1..]
            .iter()
            .take_while(|other| other.block == block)
            .last()
            .map_or(first, |other| other.units.end);
        let speech = range.clone().rev().take(12).find(|at| {
            let word = self.skeleton.lower(*at);
            is_utterance(word)
                || word == "via"
                || lexicon().cue(word) == Some(CueClass::Speech) && !self.unit(*at).capital
        });
        let Some(cue) = speech.filter(|_| end - first >= 8) else {
            return;
        };
        let speaker = speaker_left(self.skeleton, range.start, cue)
            .filter(|_| lexicon().cue(self.skeleton.lower(cue)).is_some())
            .map(|found| found.speaker)
            .or_else(|| {
                self.line_subject(range, cue)
                    .filter(|subject| !self.is_imperative(range, subject))
            });
        let span = self.skeleton.span(&(first..end));
        for at in first..end {
            if let Some(index) = self.quote_index(at) {
                self.used[index] = true;
            }
        }
        self.drafts.push(Draft {
            // "Read the letter via Gawker:" goes on with whoever spoke last
            goes_on: speaker.is_none(),
            speaker,
            cue: Some(cue..cue + 1),
            content: vec![span],
            quoted: vec![span],
            kind: QuotationKind::Direct,
            line,
        });
    }

    /// "Read the full letter": the first word has its capital from the sentence, and is a verb before its object.
    fn is_imperative(&self, range: &Range<usize>, subject: &Range<usize>) -> bool {
        let object = matches!(
            self.skeleton.lower(subject.end),
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "their"
                | "its"
                | "more"
                | "full"
                | "what"
                | "how"
                | "it"
                | "below"
        );
        subject.start == range.start && subject.len() == 1 && object
    }
}

/// Nouns for something uttered or printed.
fn is_utterance(word: &str) -> bool {
    matches!(
        word,
        "words"
            | "phrase"
            | "response"
            | "answer"
            | "reply"
            | "statement"
            | "headline"
            | "slogan"
            | "message"
            | "tweet"
            | "post"
            | "rant"
            | "letter"
            | "email"
            | "transcript"
            | "remarks"
            | "comments"
            | "quote"
            | "quotation"
            | "caption"
            | "note"
            | "exchange"
            | "excerpt"
            | "excerpts"
            | "speech"
            | "testimony"
            | "apology"
            | "chant"
            | "refrain"
            | "warning"
            | "conclusion"
            | "verdict"
            | "explanation"
            | "question"
            | "reaction"
            | "text"
            | "line"
            | "memo"
            | "motto"
            | "retort"
            | "advice"
    )
}
