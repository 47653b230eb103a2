//! The kind of each block, from its words, its length and where it stands.

use std::collections::BTreeSet;

use super::phrases::{CREDITS, LONGEST, SECTIONS, UTTERANCES, WHOLE};
use super::prefixes::{starts_boilerplate, starts_caption};
use super::split::starts_item;
use crate::corpus::{Block, BlockKind};
use crate::import::{credits, dates, outlets};
use crate::text::{
    Span, Token, WEEKDAYS, count_words, fold, is_stop_word, split_sentences, stem, tokenize,
};

/// Gives every block that is still [`BlockKind::Paragraph`] its kind.
pub fn recognise(text: &str, blocks: &mut [Block]) {
    let mut lines: Vec<Line> = blocks.iter().map(|block| Line::new(text, *block)).collect();
    mark_caption_pairs(text, &mut lines);
    mark_each(&mut lines);
    mark_repeats(&mut lines);
    mark_topics(&mut lines);
    let body_from = mark_head(&mut lines);
    mark_body(&mut lines, body_from);
    for (block, line) in blocks.iter_mut().zip(&lines) {
        block.kind = line.kind;
    }
}

/// A block with what is asked of it again and again.
struct Line<'a> {
    words: &'a str,
    /// Lower case, plain apostrophes.
    folded: String,
    n_words: usize,
    kind: BlockKind,
    block: Block,
}

impl<'a> Line<'a> {
    fn new(text: &'a str, block: Block) -> Self {
        let words = block.span.of(text);
        // long blocks are never recognised by their words beyond the first and the last few
        let folded = if words.len() <= 1000 {
            words.to_lowercase().replace(['’', '‘'], "'")
        } else {
            String::new()
        };
        Self {
            words,
            folded,
            n_words: count_words(words),
            kind: block.kind,
            block,
        }
    }

    fn is_open(&self) -> bool {
        self.kind == BlockKind::Paragraph
    }

    fn ends_sentence(&self) -> bool {
        self.words
            .trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
            .ends_with(['.', '!', '?', ';', ':', '…'])
    }

    /// A paragraph of running text, beyond doubt.
    fn is_prose(&self) -> bool {
        self.is_open() && (self.n_words >= 12 && self.ends_sentence() || self.n_words >= 30)
    }
}

/// Most characters of a credit behind a caption.
const LONGEST_CREDIT: usize = 40;

/// "Secretary of State John Kerry" and again "Secretary of State John KerryThinkstock": a caption and its alternative text.
fn mark_caption_pairs(text: &str, lines: &mut [Line<'_>]) {
    for index in 1..lines.len() {
        let (before, after) = (&lines[index - 1], &lines[index]);
        if !before.is_open() || !after.is_open() || before.n_words > 40 || before.n_words < 2 {
            continue;
        }
        let Some(rest) = after.words.strip_prefix(before.words) else {
            continue;
        };
        let between = &text[before.block.span.end as usize..after.block.span.start as usize];
        let adjacent = between.matches('\n').count() == 1;
        let credited =
            !rest.is_empty() && rest.chars().count() <= LONGEST_CREDIT && !before.ends_sentence();
        if credited || (rest.is_empty() && (adjacent || index > 1)) {
            lines[index - 1].kind = BlockKind::Caption;
            lines[index].kind = BlockKind::Caption;
        }
    }
}

/// Blocks that are known by their own words.
fn mark_each(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|line| line.is_open()) {
        if is_boilerplate(line) {
            line.kind = BlockKind::Boilerplate;
        } else if is_caption(line) {
            line.kind = BlockKind::Caption;
        } else if credits::is_tail_credit(line.words) {
            line.kind = BlockKind::Byline;
        } else if starts_item(line.words) {
            line.kind = BlockKind::ListItem;
        } else if line.words.starts_with("> ") {
            line.kind = BlockKind::BlockQuote;
        }
    }
}

fn is_boilerplate(line: &Line<'_>) -> bool {
    if line.n_words > LONGEST {
        return false;
    }
    if line.n_words == 0 {
        return true;
    }
    let bare = line
        .folded
        .trim_end_matches([':', '.', '…', '>', '»', ' ', '→', '›']);
    WHOLE.contains(&bare)
        || starts_boilerplate(&line.folded, line.n_words) && !announces_words(line)
        || is_bare_credit(line)
        || is_counter(&line.folded)
}

/// "Read the full statement:", behind which the article prints it.
fn announces_words(line: &Line<'_>) -> bool {
    line.words.ends_with(':')
        && line
            .folded
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| UTTERANCES.contains(&word))
}

/// "1,234 shares".
fn is_counter(folded: &str) -> bool {
    const COUNTED: [&str; 8] = [
        "comments",
        "likes",
        "reactions",
        "retweets",
        "shares",
        "views",
        "comment",
        "share",
    ];
    let counted = folded.split_once(' ');
    counted.is_some_and(|(number, counted)| {
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | 'k');
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(is_digit)
            && COUNTED.contains(&counted)
    })
}

/// A photo credit without a caption.
fn is_bare_credit(line: &Line<'_>) -> bool {
    line.n_words <= 6
        && !line.ends_sentence()
        && CREDITS.iter().any(|credit| line.folded.contains(credit))
}

/// "Secretary of State John Kerry Secretary of State John KerryThinkstock": a caption, its alternative text and a credit in one line.
fn is_doubled(words: &str) -> bool {
    words.match_indices(char::is_whitespace).any(|(at, _)| {
        let (first, second) = (words[..at].trim_end(), words[at..].trim_start());
        let rest = second.strip_prefix(first).filter(|_| first.contains(' '));
        rest.is_some_and(|rest| {
            let credited = !rest.is_empty() || count_words(first) >= 3;
            credited && rest.chars().count() <= LONGEST_CREDIT && !rest.ends_with('.')
        })
    })
}

fn is_caption(line: &Line<'_>) -> bool {
    if line.n_words > 80 || line.folded.is_empty() {
        return false;
    }
    if is_doubled(line.words) {
        return true;
    }
    if starts_caption(&line.folded) {
        return true;
    }
    // the credit stands in the last few words
    let tail = &line.folded[line
        .folded
        .ceil_char_boundary(line.folded.len().saturating_sub(48))..];
    line.n_words <= 60 && !line.words.ends_with(['.', '”', '"']) && {
        CREDITS.iter().any(|credit| tail.contains(credit)) || tail.ends_with("/ap")
    }
}

/// Blocks from the top or the foot in which a line that comes twice is a masthead; further in it must come three times.
const EDGE: usize = 8;

/// A short line that comes again and again: a masthead or a running head. Not a date ("LONDON 1996-08-30" over each of several
/// reports) and not a speaker's name with a colon, as in a transcript.
fn mark_repeats(lines: &mut [Line<'_>]) {
    let mut seen: std::collections::BTreeMap<String, Vec<usize>> =
        std::collections::BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        let says_something = line.words.ends_with(':') || is_place_and_date(line.words);
        if line.is_open() && line.n_words <= 10 && !line.folded.is_empty() && !says_something {
            seen.entry(line.folded.clone()).or_default().push(index);
        }
    }
    let last = lines.len().saturating_sub(1);
    let at_edge = |index: &usize| *index < EDGE || last - index < EDGE;
    for places in seen.values().filter(|places| places.len() >= 2) {
        if places.len() == 2 && !places.iter().all(at_edge) {
            continue;
        }
        // the first of a repeated headline is the headline
        let keep = usize::from(places[0] == 0 && lines[0].n_words >= 4);
        for index in &places[keep..] {
            lines[*index].kind = BlockKind::Boilerplate;
        }
    }
}

/// The words behind "Topics" or "Related topics", up to the next running text; what is to be seen, behind "Image:".
fn mark_topics(lines: &mut [Line<'_>]) {
    const HEADS: [&str; 5] = [
        "topics",
        "related topics",
        "tags",
        "more topics",
        "explore more",
    ];
    let (mut is_list, mut is_picture) = (false, false);
    for line in lines {
        let is_short = line.is_open() && !line.is_prose() && !ends_like_prose(line.words);
        if line.kind == BlockKind::Boilerplate {
            is_list |= HEADS.contains(&line.folded.trim_end_matches(':'));
            is_picture = matches!(line.folded.as_str(), "image:" | "photo:");
            continue;
        }
        if is_picture && is_short {
            line.kind = BlockKind::Caption;
        } else if is_list && is_short && line.n_words <= 5 {
            line.kind = BlockKind::Boilerplate;
        } else {
            is_list = false;
        }
        is_picture = false;
    }
}

/// "LONDON 1996-08-30": at most five words, then nothing but a date.
fn is_place_and_date(words: &str) -> bool {
    let is_dated_from =
        |at: usize| count_words(&words[..at]) <= 5 && dates::is_dateline(&words[at..]);
    dates::is_dateline(words)
        || words
            .find(|c: char| c.is_ascii_digit())
            .is_some_and(is_dated_from)
}

/// Headline, standfirst, byline and dateline; returns where the body starts.
///
/// The head reaches to the first running text. Lines of it that are none of these ("1,234 shares") stay open, and are no end.
fn mark_head(lines: &mut [Line<'_>]) -> usize {
    let mut headline = lines
        .iter()
        .position(|line| line.kind == BlockKind::Headline);
    let mut at = headline.map_or(0, |headline| headline + 1);
    let mut has_deck = lines.iter().any(|line| line.kind == BlockKind::Deck);
    let mut deck_at = None;
    let mut left_open = None;
    while at < lines.len().min(LONGEST_HEAD) {
        if !lines[at].is_open() {
            at += 1;
            continue;
        }
        let is_below_byline = at > 0 && lines[at - 1].kind == BlockKind::Byline;
        if let Some(kind) = head_kind(&lines[at], headline.is_some()) {
            lines[at].kind = kind;
        } else if is_below_byline && credits::is_place_of_work(lines[at].words) {
            lines[at].kind = BlockKind::Byline;
        } else if headline.is_none() && is_masthead(lines, at) {
            lines[at].kind = BlockKind::Boilerplate;
        } else if headline.is_none() && is_headline(lines, at) {
            headline = Some(at);
            lines[at].kind = BlockKind::Headline;
        } else if headline.is_some() && !has_deck && left_open.is_none() && is_deck(lines, at) {
            has_deck = true;
            deck_at = Some(at);
            lines[at].kind = BlockKind::Deck;
        } else if headline.is_none() || lines[at].is_prose() || lines[at].ends_sentence() {
            break;
        } else {
            left_open = left_open.or(Some(at));
        }
        at += 1;
    }
    let body_from = left_open.unwrap_or(at);
    // a "standfirst" with no body after it is the body
    if let Some(deck_at) = deck_at
        && !lines[body_from..].iter().any(Line::is_open)
    {
        lines[deck_at].kind = BlockKind::Paragraph;
        return deck_at;
    }
    body_from
}

/// Lines from the top among which the parts of a head are looked for.
const LONGEST_HEAD: usize = 24;

fn head_kind(line: &Line<'_>, after_headline: bool) -> Option<BlockKind> {
    if credits::byline_in(line.words, after_headline).is_some() {
        Some(BlockKind::Byline)
    } else if line.n_words <= 14 && dates::is_dateline(line.words) {
        Some(BlockKind::Dateline)
    } else {
        None
    }
}

/// Fewest words of the headline for which a short line above it is given up.
const LEAST_HEADLINE: usize = 4;

/// A line above the headline: the outlet ("The Guardian"), its section ("World", "Home UK World") or a label ("Exclusive").
fn is_masthead(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let is_short = line.n_words <= 3 && is_label(line);
    if !is_short && outlets::canonical(line.words).is_none() {
        return false;
    }
    let is_told_below = |below: usize| {
        lines[below].is_open()
            && lines[below].n_words >= LEAST_HEADLINE
            && is_headline(lines, below)
            && head_kind(&lines[below], true).is_none()
    };
    let head = at + 1..lines.len().min(LONGEST_HEAD);
    head.take_while(|below| !lines[*below].is_prose())
        .any(is_told_below)
}

/// Whether a line has no finite verb, so far as a few words tell: all words have capitals, as in a name, and none ends like one.
/// Words that name sections are written small as well, and may end in an s.
fn is_label(line: &Line<'_>) -> bool {
    let mut words = line.words.split([' ', '/', '|', '>', '›', '»']);
    words.all(|word| {
        let folded = word.to_lowercase();
        let is_section = SECTIONS.contains(&folded.as_str());
        let is_name = word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '.')
            && !folded.ends_with('s')
            && !folded.ends_with("ed");
        word.is_empty() || is_section || is_name
    })
}

fn is_headline(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let stops =
        line.words.ends_with('.') && !line.words.ends_with("..") && !ends_with_initials(line.words);
    (2..=30).contains(&line.n_words)
        && line.words.chars().count() <= 200
        && !line.words.contains('\n')
        && !stops
        && !line.words.ends_with([',', ';', ':', '…'])
        && !line.words.ends_with("...")
        && lines[at + 1..].iter().any(Line::is_open)
}

fn ends_with_initials(words: &str) -> bool {
    words
        .rsplit(' ')
        .next()
        .is_some_and(|last| last.matches('.').count() >= 2)
}

/// A standfirst: one sentence between the headline and a byline, a picture or a longer lead.
fn is_deck(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    if line.n_words < 4 || line.n_words > 45 || line.words.contains('\n') {
        return false;
    }
    let Some(next) = lines.get(at + 1) else {
        return false;
    };
    let before_byline = lines[at + 1..]
        .iter()
        .take(4)
        .take_while(|next| !next.is_prose())
        .any(|next| next.is_open() && head_kind(next, true) == Some(BlockKind::Byline));
    if before_byline {
        return true;
    }
    let sentences = split_sentences(line.words, Span::new(0, line.words.len())).len();
    next.is_prose()
        && sentences == 1
        && line.n_words <= 24
        && line.n_words * 7 <= next.n_words * 5
        && !tells_news(&line.folded)
        && is_told_again(line.words, next.words)
}

/// Whether two fifths of the content words of a line come again in the next: a standfirst tells in short what the lead tells, while
/// what follows a lead goes on from it.
fn is_told_again(line: &str, next: &str) -> bool {
    let stems = |words: &str| -> BTreeSet<String> {
        let folded = tokenize(words)
            .into_iter()
            .filter(Token::is_word)
            .map(|token| fold(token.span.of(words)));
        folded
            .filter(|word| !is_stop_word(word))
            .map(|word| stem(&word))
            .collect()
    };
    let (own, others) = (stems(line), stems(next));
    let n_again = own.intersection(&others).count();
    n_again * 5 >= own.len() * 2
}

/// What leads say and standfirsts hardly do: the day, who said it, where from.
fn tells_news(folded: &str) -> bool {
    WEEKDAYS.iter().any(|day| folded.contains(day))
        || [
            " said",
            "according to",
            " told ",
            "(reuters)",
            "(ap)",
            "(afp)",
            " — ",
            " – ",
        ]
        .iter()
        .any(|mark| folded.contains(mark))
}

/// Subheadings: short, without a stop, between paragraphs.
fn mark_body(lines: &mut [Line<'_>], from: usize) {
    let last_prose = lines.iter().rposition(Line::is_prose).unwrap_or(0);
    for at in from..lines.len() {
        let line = &lines[at];
        let followed = at < last_prose
            || lines[at + 1..]
                .iter()
                .take(2)
                .any(|next| next.is_open() && next.words.len() > 1);
        let short = line.n_words <= 12 && line.words.chars().count() <= 90;
        if line.is_open()
            && at > from
            && short
            && followed
            && !line.words.contains('\n')
            && !ends_like_prose(line.words)
        {
            lines[at].kind = BlockKind::Subheading;
        }
    }
}

/// Whether a short line is a sentence: it ends in a stop, or trails off, or is an utterance.
fn ends_like_prose(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', ',', ';', '…', '—', '–'])
        || words.ends_with(['"', '”', '»']) && bare.ends_with('?')
        || words.starts_with(['"', '“', '«']) && !words.ends_with(['"', '”', '»'])
}
