//! Finds who said what: reporting verbs are looked up, their speaker is read to the left or right, and the words they govern
//! become a quotation. Stretches between quotation marks that nobody is said to have uttered (scare quotes, titles) are
//! left out. Cost: linear in the article, with bounded looks around each verb.

use std::ops::Range;

use super::lexicon::{CueClass, lexicon};
use super::model::QuotationKind;
use super::skeleton::{Line, Skeleton, Unit, UnitKind};
use super::speaker::{Cue, is_pronoun, is_weekday, speaker_left, speaker_right};
use crate::text::Span;

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

    /// Words in marks that no verb governs: several of them in a headline, or so many in the body that they are neither a
    /// scare quote nor a title, are taken for speech of somebody the article does not name there.
    fn loose_words(&mut self, line: usize, range: &Range<usize>) {
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
            if !self.used[index] && !title && inner.split_whitespace().count() >= enough {
                self.push(line, None, None, one(at..at + 1));
            }
        }
    }

    /// `Read the full statement:` before a paragraph without marks that prints it, or a block quotation.
    fn block_quotation(&mut self, line: usize, range: &Range<usize>) {
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
            .or_else(|| self.line_subject(range, cue));
        let span = self.skeleton.span(&(first..end));
        for at in first..end {
            if let Some(index) = self.quote_index(at) {
                self.used[index] = true;
            }
        }
        self.drafts.push(Draft {
            speaker,
            cue: Some(cue..cue + 1),
            content: vec![span],
            quoted: vec![span],
            kind: QuotationKind::Direct,
            line,
            goes_on: false,
        });
    }

    /// `His response: “…”`, `the words “…”`: a noun says that the words in marks were uttered or printed.
    fn named_words(&mut self, line: usize, range: &Range<usize>) {
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

    /// What the word at `at` does as a reporting verb here, if it is one.
    fn cue_class(&self, at: usize, line: &Range<usize>) -> Option<CueClass> {
        let unit = self.unit(at);
        if unit.kind != UnitKind::Word || (unit.capital && at != line.start) {
            return None;
        }
        let class = lexicon().cue(&unit.lower).or_else(|| {
            lexicon()
                .phrasal_cue(&unit.lower, self.skeleton.lower(at + 1))
                .then_some(CueClass::Speech)
        })?;
        if at == line.start || (unit.lower == "saying" && self.skeleton.lower(at - 1) == "as") {
            return None;
        }
        let before = self.skeleton.lower(at - 1);
        let noun_before = matches!(
            before,
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "their"
                | "its"
                | "our"
                | "my"
                | "your"
                | "no"
                | "any"
                | "'s"
                | "of"
                | "in"
                | "for"
                | "this"
                | "these"
                | "with"
                | "from"
                | "by"
                | "about"
                | "other"
                | "some"
                | "media"
                | "news"
                | "such"
        );
        if noun_before && !unit.lower.ends_with("ing") {
            return None;
        }
        if unit.lower.ends_with('s') && !self.can_be_subject(at - 1) {
            return None;
        }
        let inflected = ["s", "ed", "ing"]
            .iter()
            .any(|ending| unit.lower.ends_with(ending));
        let bare = !inflected && !is_irregular(&unit.lower);
        let plural_before = matches!(
            before,
            "they"
                | "we"
                | "i"
                | "you"
                | "who"
                | "people"
                | "some"
                | "many"
                | "others"
                | "police"
                | "also"
                | "not"
                | "would"
                | "will"
                | "could"
                | "did"
                | "critics"
        ) || (before.len() > 3
            && before.ends_with('s')
            && self.unit(at - 1).kind == UnitKind::Word);
        if bare && !plural_before {
            return None;
        }
        Some(class)
    }

    /// Whether the unit before a verb in "-s" can be its subject: "reports" and "claims" are nouns elsewhere.
    fn can_be_subject(&self, at: usize) -> bool {
        let unit = self.unit(at);
        match unit.kind {
            UnitKind::Word => {
                let word = unit.lower.as_str();
                unit.capital
                    || is_pronoun(word)
                    || lexicon().is_role(word)
                    || is_weekday(word)
                    || word.ends_with("ly")
                    || !is_noun_too(self.skeleton.lower(at + 1))
                        && !matches!(word, "previous" | "recent" | "over" | "and" | "to")
                    || matches!(word, "also" | "now" | "still" | "then" | "and")
            }
            UnitKind::Clitic => false,
            UnitKind::Mark(_) | UnitKind::Quote(_) => true,
        }
    }

    /// A reporting verb at `verb`; returns where to go on and who spoke.
    fn verb(
        &mut self,
        line: usize,
        range: &Range<usize>,
        taken: usize,
        verb: usize,
        class: CueClass,
        last_speaker: Option<&Range<usize>>,
    ) -> Option<(usize, Option<Range<usize>>)> {
        if self.quote_before(verb, range.start).is_some()
            && let Some(cue) = speaker_right(self.skeleton, range.start, verb, range.end)
        {
            return self.postposed(line, range, taken, &cue);
        }
        let left = if self.is_bare_participle(verb) {
            self.name_before(verb, taken.max(range.start))
        } else {
            speaker_left(self.skeleton, taken.max(range.start), verb)
        };
        if let Some(cue) = &left
            && self
                .quote_before(cue.before, range.start)
                .is_some_and(|quote| quote >= taken)
            && class != CueClass::Naming
            && self.closes_clause(cue.before, range.start)
        {
            return self.postposed(line, range, taken, cue);
        }
        if let Some(cue) = &left
            && class == CueClass::Speech
            && cue.before > taken
            && self.skeleton.is_mark(cue.before - 1, &[','])
            && self.nothing_said_after(cue.after, range.end)
        {
            if let Some(found) = self.parenthetical(line, range, taken, cue) {
                return Some(found);
            }
            return self.postposed(line, range, taken, cue);
        }
        let cue = left
            .filter(|cue| !self.is_relative(cue))
            .or_else(|| self.shared_speaker(range, verb, last_speaker))
            .or_else(|| self.no_speaker(range, verb))?;
        self.preposed(line, range, cue, class)
    }

    /// `So when it signalled a deal, Mr. Barrett said, "we were floored."`: the verb stands inside what was said.
    fn parenthetical(
        &mut self,
        line: usize,
        range: &Range<usize>,
        taken: usize,
        cue: &Cue,
    ) -> Option<(usize, Option<Range<usize>>)> {
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

    /// Index of the quotation that stands right before unit `at`.
    fn quote_before(&self, at: usize, first: usize) -> Option<usize> {
        let mut back = at;
        while back > first && self.skeleton.is_mark(back - 1, &[',', '-', '—', '–', '―']) {
            back -= 1;
        }
        (back > first && self.skeleton.region(back - 1).is_some()).then(|| back - 1)
    }

    /// Whether the quotation before unit `at` ends as speech does before "he said", and is not the object of a verb before it.
    fn closes_clause(&self, at: usize, first: usize) -> bool {
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
    fn nothing_said_after(&self, after: usize, end: usize) -> bool {
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
    fn only_addressee(&self, after: usize, end: usize) -> bool {
        let stop = (after..end).find(|at| {
            matches!(self.unit(*at).kind, UnitKind::Mark(c) if c != '-')
                || is_weekday(self.skeleton.lower(*at))
                || matches!(self.skeleton.lower(*at), "in" | "on" | "at" | "during")
        });
        stop.unwrap_or(end) - after <= 5
            && !(after..stop.unwrap_or(end)).any(|at| self.skeleton.lower(at) == "that")
    }

    /// "…, saying …", "… and added …": the speaker stands earlier in the line.
    fn shared_speaker(
        &self,
        range: &Range<usize>,
        verb: usize,
        last: Option<&Range<usize>>,
    ) -> Option<Cue> {
        let unit = self.unit(verb);
        let before = self.skeleton.lower(verb.checked_sub(1)?);
        let linked = unit.lower.ends_with("ing")
            || matches!(before, "and" | "but" | "also" | "then" | "later")
            || self.skeleton.is_mark(verb - 1, &[',']);
        if !linked {
            return None;
        }
        let speaker = match last {
            Some(speaker) => speaker.clone(),
            None => self.line_subject(range, verb)?,
        };
        Some(Cue {
            cue: verb..verb + 1,
            speaker,
            after: verb + 1,
            before: verb,
        })
    }

    /// "saying" without "is" or "was" before it.
    fn is_bare_participle(&self, verb: usize) -> bool {
        let auxiliary = (1..4).any(|back| {
            matches!(
                verb.checked_sub(back)
                    .map_or("", |at| self.skeleton.lower(at)),
                "is" | "are" | "was" | "were" | "be" | "been" | "'s" | "'re" | "'m" | "am"
            )
        });
        self.skeleton.lower(verb).ends_with("ing") && !auxiliary
    }

    /// `footage of Hillary Clinton asking`: the name right before a participle.
    fn name_before(&self, verb: usize, first: usize) -> Option<Cue> {
        let mut start = verb;
        while start > first
            && self.unit(start - 1).capital
            && !is_weekday(self.skeleton.lower(start - 1))
        {
            start -= 1;
        }
        (start < verb && self.unit(start).kind == UnitKind::Word).then(|| Cue {
            cue: verb..verb + 1,
            speaker: start..verb,
            after: verb + 1,
            before: start,
        })
    }

    fn is_relative(&self, cue: &Cue) -> bool {
        matches!(
            self.skeleton.lower(cue.speaker.start),
            "which" | "that" | "what"
        )
    }

    /// `After telling reporters that he was "…"`: nobody is named, but the verb governs words in marks.
    fn no_speaker(&self, range: &Range<usize>, verb: usize) -> Option<Cue> {
        let quote = (verb..range.end.min(verb + 12)).any(|at| self.skeleton.region(at).is_some());
        quote.then(|| Cue {
            cue: verb..verb + 1,
            speaker: verb..verb,
            after: verb + 1,
            before: verb,
        })
    }

    /// The first name or pronoun of a line, before `limit`.
    fn line_subject(&self, range: &Range<usize>, limit: usize) -> Option<Range<usize>> {
        let mut at = range.start;
        while at < limit {
            let unit = self.unit(at);
            let pronoun = is_pronoun(&unit.lower) && !matches!(unit.lower.as_str(), "it" | "which");
            if pronoun {
                return Some(at..at + 1);
            }
            let name = unit.capital
                && unit.kind == UnitKind::Word
                && !matches!(
                    unit.lower.as_str(),
                    "in" | "on"
                        | "at"
                        | "the"
                        | "a"
                        | "an"
                        | "but"
                        | "and"
                        | "as"
                        | "while"
                        | "when"
                        | "after"
                        | "during"
                        | "if"
                        | "for"
                        | "with"
                        | "by"
                        | "this"
                        | "that"
                        | "asked"
                        | "his"
                        | "her"
                )
                && !is_weekday(&unit.lower);
            if name {
                let mut end = at + 1;
                while end < limit
                    && (self.unit(end).capital
                        || self.skeleton.is_mark(end, &['.', '-'])
                        || self.skeleton.lower(end) == "of")
                {
                    end += 1;
                }
                while end > at + 1 && !self.unit(end - 1).capital {
                    end -= 1;
                }
                return Some(at..end);
            }
            at += 1;
        }
        None
    }

    /// `"…," she said, "…"`: what was said stands before the verb.
    fn postposed(
        &mut self,
        line: usize,
        range: &Range<usize>,
        taken: usize,
        cue: &Cue,
    ) -> Option<(usize, Option<Range<usize>>)> {
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
    fn resumed(&self, after: usize, end: usize) -> Option<usize> {
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
                    return (led && (whole || at + 2 >= end) || at == after).then_some(at);
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

    /// Lines right behind in the same block that are nothing but quotation: `"…," he said. "…"`.
    fn following_lines(&self, line: usize, parts: &mut Vec<Range<usize>>) {
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

    fn is_quote_or_mark(&self, at: usize) -> bool {
        matches!(
            self.unit(at).kind,
            UnitKind::Quote(_) | UnitKind::Mark('.' | ',' | '…' | '-')
        )
    }

    /// `She said that "…"`: what was said stands behind the verb.
    fn preposed(
        &mut self,
        line: usize,
        range: &Range<usize>,
        cue: Cue,
        class: CueClass,
    ) -> Option<(usize, Option<Range<usize>>)> {
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
    fn is_scare_quote(&self, part: Range<usize>) -> bool {
        let quoted = part.filter_map(|at| self.skeleton.region(at));
        let words: usize = quoted
            .map(|region| region.inner.of(self.text).split_whitespace().count())
            .sum();
        words <= LONGEST_SCARE_QUOTE
    }

    /// `Caddell continued:` at the end of a block, with the words in the next.
    fn next_block(
        &mut self,
        line: usize,
        range: &Range<usize>,
        cue: &Cue,
        after: usize,
    ) -> Option<(usize, Option<Range<usize>>)> {
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

    /// First unit of what was said, after verb, addressee and circumstances.
    fn content_start(&self, after: usize, end: usize, verb: &str) -> usize {
        let mut limit = after;
        while limit < end && limit < after + 30 {
            match self.unit(limit).kind {
                UnitKind::Quote(_) => break,
                UnitKind::Mark(':') => return limit + 1,
                UnitKind::Mark('.') if limit + 1 == end => break,
                _ => {}
            }
            limit += 1;
        }
        let addressed = matches!(
            verb,
            "told"
                | "tell"
                | "tells"
                | "telling"
                | "asked"
                | "asking"
                | "asks"
                | "reminded"
                | "assured"
                | "informed"
                | "warned"
                | "notified"
                | "urged"
        );
        let next = self.skeleton.lower(after);
        let circumstance = is_weekday(next)
            || matches!(
                next,
                "in" | "on"
                    | "at"
                    | "during"
                    | "to"
                    | "of"
                    | "about"
                    | "after"
                    | "before"
                    | "via"
                    | "from"
            );
        if !addressed && !circumstance {
            let skip_comma = usize::from(self.skeleton.is_mark(after, &[',']));
            return after + skip_comma;
        }
        if let Some(that) =
            (after..limit).find(|at| self.skeleton.lower(*at) == "that" && *at > after)
        {
            return that;
        }
        if limit < end && self.skeleton.is_mark(limit.wrapping_sub(1), &[',', ':']) {
            return limit;
        }
        if circumstance && !addressed {
            let mut at = after + 1;
            while at < limit {
                let word = self.skeleton.lower(at);
                if self.skeleton.is_mark(at, &[','])
                    || (at > after + 1 && (is_pronoun(word) || matches!(word, "there")))
                    || (is_weekday(next) && !is_weekday(word) && !is_time_noun(word))
                {
                    return at + usize::from(self.skeleton.is_mark(at, &[',']));
                }
                at += 1;
            }
            return if limit < end { limit } else { end };
        }
        // the addressee: one noun phrase
        let mut at = after;
        if self.unit(at).kind == UnitKind::Word {
            let named = self.unit(at).capital;
            at += 1;
            while named
                && at < limit
                && (self.unit(at).capital && self.unit(at).kind == UnitKind::Word
                    || self.skeleton.is_mark(at, &['.']))
            {
                at += 1;
            }
            if matches!(
                self.skeleton.lower(after),
                "the" | "a" | "an" | "his" | "her" | "their"
            ) {
                at += 1;
            }
            while at < limit
                && (is_weekday(self.skeleton.lower(at)) || self.skeleton.is_mark(at, &[',']))
            {
                at += 1;
            }
        }
        at.min(limit)
    }

    /// End of what was said: the line's end, or where the next reporting clause begins.
    fn content_end(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end {
            let comma = self.skeleton.is_mark(at, &[',', ';', '—', '―']);
            let quote_closed = at > start
                && self.skeleton.region(at - 1).is_some_and(|region| {
                    region
                        .inner
                        .of(self.text)
                        .ends_with([',', '.', '!', '?', ';'])
                });
            let next = if comma { at + 1 } else { at };
            if at > start && (comma || quote_closed || self.skeleton.lower(at) == "and") {
                let word = self.skeleton.lower(next);
                let second = self.skeleton.lower(next + 1);
                let other_cue = |word: &str| {
                    lexicon().cue(word) == Some(CueClass::Speech)
                        && (word.ends_with("ed")
                            || word.ends_with("ing")
                            || matches!(word, "said" | "told" | "wrote"))
                };
                let leaves = word == "according"
                    || other_cue(word)
                    || matches!(word, "and" | "but" | "then" | "later" | "also")
                        && other_cue(second)
                    || (comma || quote_closed) && matches!(word, "while" | "even")
                    || quote_closed && matches!(word, "when" | "who" | "which" | "where" | "as")
                    || quote_closed && self.opens_reporting(next, end)
                    || (comma || quote_closed)
                        && word.ends_with("ing")
                        && lexicon().cue(word).is_some()
                    || quote_closed
                        && (word == "a"
                            || word == "in"
                            || word == "on"
                            || word == "after"
                            || word == "before"
                            || word.ends_with("ing"))
                    || quote_closed && matches!(word, "and" | "but");
                if leaves {
                    return at;
                }
            }
            at += 1;
        }
        let mut stop = end;
        while stop > start && self.skeleton.is_mark(stop - 1, &['.', ',', ';', '?', '!']) {
            stop -= 1;
        }
        stop
    }

    /// Whether a speaker and a reporting verb follow: "she said", "Mr. Obama added".
    fn opens_reporting(&self, at: usize, end: usize) -> bool {
        let subject = at < end && (is_pronoun(self.skeleton.lower(at)) || self.unit(at).capital);
        subject
            && (at + 1..end.min(at + 5)).any(|verb| {
                let word = self.skeleton.lower(verb);
                lexicon().cue(word) == Some(CueClass::Speech)
                    && (word.ends_with("ed") || word == "said" || word == "told" || word == "says")
            })
    }

    /// `according to X`, behind or before what it covers.
    fn according_to(
        &mut self,
        line: usize,
        range: &Range<usize>,
        taken: usize,
        at: usize,
    ) -> Option<(usize, Option<Range<usize>>)> {
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
    fn dash_attribution(&mut self, line: usize, range: &Range<usize>) -> bool {
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
    fn name_and_colon(&mut self, line: usize, range: &Range<usize>) -> bool {
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

    /// A line that is all quotation and that no verb governs: whoever spoke last goes on speaking.
    fn lone_quotation(&mut self, line: usize, range: &Range<usize>) {
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

    fn quote_index(&self, at: usize) -> Option<usize> {
        match self.unit(at).kind {
            UnitKind::Quote(index) => Some(index),
            _ => None,
        }
    }

    /// Adds the paragraphs that the first part goes on with, as long as no other quotation has them.
    fn add_paragraphs_before(&self, parts: &mut Vec<Range<usize>>) {
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
    fn ends_with_speaker(&self, line: usize) -> bool {
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
    fn add_paragraphs(&self, parts: &mut Vec<Range<usize>>) {
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

fn is_irregular(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "told"
            | "wrote"
            | "thought"
            | "knew"
            | "found"
            | "felt"
            | "heard"
            | "swore"
            | "spoke"
            | "sang"
            | "meant"
            | "read"
            | "put"
            | "saw"
            | "held"
            | "went"
            | "began"
            | "made"
            | "shot"
            | "cut"
            | "understood"
    )
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

/// A list of one run of units.
fn one(part: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(part).collect()
}

/// Words in "-s" that are nouns as often as verbs.
fn is_noun_too(word: &str) -> bool {
    matches!(
        word,
        "reports"
            | "claims"
            | "comments"
            | "calls"
            | "states"
            | "notes"
            | "quotes"
            | "questions"
            | "demands"
            | "hopes"
            | "fears"
            | "promises"
            | "remarks"
            | "attacks"
            | "shows"
            | "suspects"
            | "estimates"
            | "doubts"
            | "projects"
            | "answers"
            | "texts"
            | "posts"
            | "messages"
            | "signals"
            | "protests"
            | "objects"
            | "tweets"
            | "labels"
            | "brands"
            | "terms"
            | "guesses"
            | "rules"
            | "bills"
            | "stresses"
            | "accounts"
            | "jokes"
            | "pledges"
            | "vows"
            | "urges"
            | "lectures"
            | "chants"
            | "cries"
            | "echoes"
            | "laughs"
            | "worries"
            | "finds"
            | "insults"
            | "reveals"
            | "proposals"
            | "requests"
            | "replies"
            | "blogs"
            | "emails"
            | "captions"
    )
}

fn is_time_noun(word: &str) -> bool {
    matches!(
        word,
        "month"
            | "week"
            | "year"
            | "night"
            | "day"
            | "morning"
            | "afternoon"
            | "evening"
            | "summer"
            | "spring"
            | "fall"
            | "winter"
    )
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

/// Most parts that one quotation is put together from: bounds the cost for texts of nothing but opening marks.
const MOST_PARTS: usize = 60;
