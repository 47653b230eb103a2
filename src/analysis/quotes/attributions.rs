//! Who an article rests on: agencies and outlets where the words around say that they are the source ("according to the
//! New York Times and Telegraph newspapers", "told AFP", "AP Photo/SANA", "(Reuters)"), and the officials, ministries
//! and documents that its reported speech is taken from. An outlet that is merely talked about is no attribution.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{lexicon, singular};
use super::model::{Attribution, Quotation, QuotationKind};
use crate::corpus::BlockKind;
use crate::text::{Reading, Sentence, Span, Token, TokenKind, fold};

/// Attributions that may stand inside one another: an outlet in a phrase that cites it.
const MOST_NESTED: usize = 4;

/// The attributions of an article in order of the text, each place once.
pub fn find_attributions(
    text: &str,
    reading: &Reading,
    quotations: &[Quotation],
) -> Vec<Attribution> {
    let mut scan = Scan {
        text,
        known: Vec::new(),
        found: Vec::new(),
    };
    for sentence in &reading.sentences {
        scan.sentence(sentence, reading.tokens_of(sentence));
    }
    let mut found = scan.found;
    let mut taken: BTreeSet<Span> = found.iter().map(|attribution| attribution.span).collect();
    for official in quotations.iter().filter_map(|said| official(text, said)) {
        let after = Span {
            start: official.span.end,
            end: official.span.end,
        };
        // the few that begin right before its end: attributions are short
        let mut near = taken.range(..after).rev().take(MOST_NESTED);
        if !near.any(|other| other.intersects(official.span)) {
            taken.insert(official.span);
            found.push(official);
        }
    }
    found.sort_by(|lhs, rhs| (lhs.span, &lhs.source).cmp(&(rhs.span, &rhs.source)));
    found.dedup_by_key(|attribution| attribution.span);
    found
}

struct Scan<'a> {
    text: &'a str,
    /// Outlets met so far, each once, the last one met last: for "the newspaper" and "The Times".
    known: Vec<&'static str>,
    found: Vec<Attribution>,
}

impl Scan<'_> {
    fn sentence(&mut self, sentence: &Sentence, tokens: &[Token]) {
        let words: Vec<String> = tokens
            .iter()
            .map(|token| fold(token.span.of(self.text)))
            .collect();
        self.cited(&words, tokens);
        let mut last: Option<(usize, bool, &str)> = None;
        let mut at = 0;
        while at < tokens.len() {
            let Some((name, length, agency)) = self.outlet_at(tokens, &words, at) else {
                at += 1;
                continue;
            };
            let end = at + length;
            let joined =
                last.is_some_and(|(before, relied, _)| relied && is_joint(&words[before..at]));
            let again = last.is_some_and(|(before, _, other)| {
                other == name && words[before..at].iter().all(|word| word == "(")
            });
            let credited = agency
                && matches!(
                    sentence.kind,
                    BlockKind::Caption
                        | BlockKind::Boilerplate
                        | BlockKind::Byline
                        | BlockKind::Dateline
                );
            let relied = credited
                || joined
                || relies(&words, at..end)
                || in_brackets(&words, at..end) && agency
                || is_credit(&words, end);
            if relied && !again {
                let span = tokens[at].span.hull(tokens[end - 1].span);
                self.found.push(Attribution {
                    source: name.to_owned(),
                    span,
                    is_outlet: true,
                });
            }
            self.known.retain(|known| *known != name);
            self.known.push(name);
            last = Some((end, relied, name));
            at = end;
        }
    }

    /// "Quoting unidentified Obama administration officials, …": the phrase behind the verb, when it names unnamed people.
    fn cited(&mut self, words: &[String], tokens: &[Token]) {
        for (at, word) in words.iter().enumerate() {
            if !matches!(
                word.as_str(),
                "citing" | "cited" | "quoting" | "quoted" | "cites" | "quotes"
            ) {
                continue;
            }
            let ahead = words[at + 1..].iter().take(8);
            let stop = |word: &String| {
                word == "as"
                    || word == "who"
                    || word == "that"
                    || word == "for"
                    || !word.starts_with(char::is_alphanumeric) && word != "-"
            };
            let length = ahead.clone().take_while(|word| !stop(word)).count();
            let phrase = &words[at + 1..at + 1 + length];
            let plural = |word: &String| {
                singular(word).is_some_and(|one| lexicon().is_role(&one))
                    || word == "documents"
                    || word == "records"
                    || word == "someone"
                    || word == "people"
            };
            if let Some(head) = phrase.iter().position(plural) {
                let span = tokens[at + 1].span.hull(tokens[at + 1 + head].span);
                let source = span
                    .of(self.text)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                self.found.push(Attribution {
                    source,
                    span,
                    is_outlet: false,
                });
            }
        }
    }

    /// The outlet named at a token: its name, its length in tokens, whether it is an agency.
    fn outlet_at(
        &self,
        tokens: &[Token],
        words: &[String],
        at: usize,
    ) -> Option<(&'static str, usize, bool)> {
        let first = tokens[at].span.of(self.text);
        if tokens[at].kind != TokenKind::Word {
            return None;
        }
        if let Some(found) = self.short_name(words, at, first) {
            return Some(found);
        }
        let (index, bytes) =
            lexicon().outlet_at(&self.text[tokens[at].span.start as usize..], first)?;
        let end = tokens[at].span.start as usize + bytes;
        let length = tokens[at..]
            .iter()
            .take_while(|token| token.span.start < end as u32)
            .count();
        let outlet = lexicon().outlet(index);
        Some((outlet.name, length, outlet.agency))
    }

    /// "The Times" and "the newspaper" for an outlet that was named in full before.
    fn short_name(
        &self,
        words: &[String],
        at: usize,
        first: &str,
    ) -> Option<(&'static str, usize, bool)> {
        if !matches!(first, "The" | "the") {
            return None;
        }
        let noun = words.get(at + 1)?.as_str();
        if matches!(
            noun,
            "newspaper" | "paper" | "magazine" | "network" | "newswire" | "outlet"
        ) {
            return self.known.last().map(|name| (*name, 2, false));
        }
        let last_word = matches!(
            noun,
            "times"
                | "post"
                | "journal"
                | "globe"
                | "tribune"
                | "herald"
                | "examiner"
                | "telegraph"
                | "guardian"
                | "mail"
        );
        if !last_word || words.get(at + 2).is_some_and(|next| next == "of") {
            return None;
        }
        let full = self
            .known
            .iter()
            .rev()
            .find(|name| fold(name).rsplit(' ').next() == Some(noun))?;
        Some((full, 2, false))
    }
}

/// Whether only "and", commas and articles stand between two outlets.
fn is_joint(between: &[String]) -> bool {
    !between.is_empty()
        && between.len() <= 3
        && between
            .iter()
            .all(|word| matches!(word.as_str(), "and" | "," | "the" | "/" | "or"))
}

fn in_brackets(words: &[String], name: Range<usize>) -> bool {
    name.start > 0
        && matches!(words[name.start - 1].as_str(), "(" | "[")
        && words
            .get(name.end)
            .is_some_and(|word| matches!(word.as_str(), ")" | "]"))
}

/// "AP Photo", "Reuters/Jim Bourg" after a name.
fn is_credit(words: &[String], end: usize) -> bool {
    words
        .get(end)
        .is_some_and(|word| matches!(word.as_str(), "photo" | "photos" | "file"))
}

/// Whether the words around an outlet's name make it a source.
fn relies(words: &[String], name: Range<usize>) -> bool {
    relies_before(words, name.start) || relies_after(words, name.end)
}

fn relies_before(words: &[String], start: usize) -> bool {
    let mut at = start;
    while at > 0 && start - at < 8 {
        let word = words[at - 1].as_str();
        let before = at.checked_sub(2).map_or("", |index| words[index].as_str());
        match word {
            "to" => return before == "according",
            "told" | "tells" | "telling" | "citing" | "cited" | "quoting" | "quoted" | "via" => {
                return true;
            }
            "with" => return before == "interview",
            "by" => {
                return matches!(
                    before,
                    "reported"
                        | "published"
                        | "obtained"
                        | "quoted"
                        | "cited"
                        | "seen"
                        | "released"
                        | "carried"
                        | "saying"
                        | "said"
                        | "reviewed"
                        | "broadcast"
                        | "report"
                        | "revealed"
                        | "aired"
                        | "conducted"
                ) || words[at..start].iter().any(|word| word == "agency");
            }
            "in" => {
                return matches!(
                    before,
                    "published"
                        | "reported"
                        | "report"
                        | "reports"
                        | "article"
                        | "story"
                        | "editorial"
                        | "op-ed"
                );
            }
            "the" | "a" | "an" | "news" | "agency" | "newspaper" | "website" | "web" | "site"
            | "state" | "official" | "network" | "magazine" | "daily" | "broadcaster"
            | "station" | "." | "television" | "tv" | "local" | "conservative" => {}
            word if word.ends_with("ian")
                || word.ends_with("ish")
                || word.ends_with("ese")
                || word == "u.s"
                || word == "us"
                || word == "german"
                || word == "french" => {}
            _ => return false,
        }
        at -= 1;
    }
    false
}

fn relies_after(words: &[String], end: usize) -> bool {
    for (ahead, word) in words[end..].iter().take(4).enumerate() {
        match word.as_str() {
            "reported" | "reports" | "reporting" | "said" | "says" | "wrote" | "writes"
            | "quoted" | "quotes" | "cited" | "cites" | "noted" | "revealed" | "learned"
            | "published" | "obtained" | "confirmed" | "added" | "claimed" | "claims" | "broke" => {
                return true;
            }
            "report" | "story" => return ahead > 0 && words[end + ahead - 1].starts_with('\''),
            "has" | "had" | "first" | "also" | "later" | "previously" | "newspaper"
            | "newspapers" | "magazine" | "agency" | "news" | "website" | "then" | "have"
            | "'s" | "on" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday"
            | "saturday" | "sunday" | "earlier" => {}
            _ => return false,
        }
    }
    false
}

/// The unnamed or institutional source of reported speech.
fn official(text: &str, quotation: &Quotation) -> Option<Attribution> {
    let span = quotation.speaker?;
    let cue = quotation.cue.map(|cue| fold(cue.of(text)));
    let according = cue.is_some_and(|cue| cue.starts_with("according"));
    let words = fold(span.of(text));
    let words: Vec<&str> = words
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let head_is_source = words.iter().any(|word| {
        matches!(
            *word,
            "officials"
                | "sources"
                | "authorities"
                | "police"
                | "prosecutors"
                | "investigators"
                | "documents"
                | "reports"
                | "witnesses"
                | "department"
                | "ministry"
                | "source"
                | "official"
                | "agency"
                | "statement"
                | "report"
                | "memo"
                | "filing"
                | "records"
                | "government"
                | "military"
                | "pentagon"
                | "kremlin"
                | "aides"
                | "experts"
                | "analysts"
        ) || singular(word).is_some_and(|one| lexicon().is_role(&one)) && !lexicon().is_role(word)
    });
    let named = quotation.speaker_name.split(' ').count() >= 2
        && quotation
            .speaker_name
            .split(' ')
            .all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let name = fold(&quotation.speaker_name);
    let institution = named
        && ["department", "ministry", "agency"]
            .iter()
            .any(|word| name.contains(word));
    let pronoun = words.len() == 1 && super::speaker::is_pronoun(words[0]);
    let unnamed = head_is_source && !named && quotation.kind != QuotationKind::Direct;
    let counts = according || !pronoun && (institution || unnamed);
    counts.then(|| Attribution {
        source: source_name(text, quotation, span),
        span,
        is_outlet: false,
    })
}

fn source_name(text: &str, quotation: &Quotation, span: Span) -> String {
    if quotation.speaker_name.is_empty() {
        span.of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        quotation.speaker_name.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::find_quotes;
    use crate::analysis::entities::find_mentions;
    use crate::corpus::{Block, BlockKind};
    use crate::text::{Reading, Span};

    fn check_block(kind: BlockKind, text: &str, expected: &str) {
        let blocks = [Block {
            kind,
            span: Span::new(0, text.len()),
        }];
        let reading = Reading::new(text, &blocks);
        let found: Vec<String> = find_quotes(text, &reading, &find_mentions(text, &reading))
            .attributions
            .iter()
            .map(|attribution| attribution.source.clone())
            .collect();
        assert_eq!(found.join("; "), expected, "{text}");
    }

    #[test]
    fn outlets_that_are_relied_on() {
        let check = |text, expected| check_block(BlockKind::Paragraph, text, expected);
        check(
            "Russia has built a tower, according to the New York Times and Telegraph newspapers.",
            "The New York Times; The Telegraph",
        );
        check(
            "The New York Times broke the story. The Times reported that officials believe it.",
            "The New York Times; The New York Times",
        );
        check(
            "A US official told AFP that four jets had been seen.",
            "A US official; AFP",
        );
        check(
            "“It will be discussed,” the spokesman was quoted as saying by Russian news agency RIA Novosti.",
            "RIA Novosti",
        );
        check("WASHINGTON (Reuters) - The talks failed.", "Reuters");
        check(
            "It was his third call, a State Department official said, according to The Associated Press (AP).",
            "a State Department official; Associated Press",
        );
        check("He canceled his subscription to The New York Times.", "");
        check("The debate will be shown on Fox News.", "");
    }

    #[test]
    fn credits_under_pictures() {
        check_block(
            BlockKind::Caption,
            "President Assad speaks in Damascus. AP Photo/SANA, File",
            "Associated Press; SANA",
        );
    }
}
