//! Whether all of an article is here. "Not in this article" may be said only of a full one, so doubt means unknown.

use crate::corpus::{Block, BlockKind, Completeness};
use crate::text::count_words;

/// Words with which sites part what they show from what they keep; in lower case with plain apostrophes.
const CUTS: &[&str] = &[
    "continue reading",
    "to continue reading",
    "read the full story",
    "read the full article",
    "read full article",
    "subscribe to continue",
    "subscribe to read",
    "subscribe to keep reading",
    "subscribe now to",
    "this content is for subscribers",
    "this article is for subscribers",
    "this article is reserved for",
    "this story is for subscribers",
    "this is a subscriber",
    "already a subscriber",
    "not a subscriber",
    "log in to read",
    "sign in to read",
    "sign in to continue",
    "register to read",
    "register to continue",
    "you have reached your limit",
    "you've reached your limit",
    "free articles remaining",
    "to read the rest",
    "read the rest of",
    "the rest of this article",
    "unlock this article",
    "start your free trial",
    "premium content",
    "members only",
    "for subscribers only",
    "subscriber-only",
    "subscribers only",
    "create a free account to",
    "want to read more",
    "for full access",
    "to read this article",
];

/// How complete an article is, and what tells when it is cut off (a sentence).
pub fn judge(text: &str, blocks: &[Block]) -> (Completeness, Option<String>) {
    if let Some(reason) = cut_off(text, blocks) {
        return (Completeness::Truncated, Some(reason));
    }
    let body: Vec<&Block> = blocks.iter().filter(|block| block.kind.is_body()).collect();
    // no more blocks are counted than it takes
    let mut words = 0;
    let is_long = body.iter().any(|block| {
        words += count_words(block.span.of(text));
        words >= 60
    });
    let ends = body
        .last()
        .is_some_and(|block| ends_sentence(block.span.of(text)));
    if ends && body.len() >= 2 && is_long {
        (Completeness::Full, None)
    } else {
        (Completeness::Unknown, None)
    }
}

fn cut_off(text: &str, blocks: &[Block]) -> Option<String> {
    // the cut stands at the end: what follows it is at most a few links
    let tail = blocks.len().saturating_sub(6);
    for block in &blocks[tail..] {
        let words = block.span.of(text);
        let short = count_words(words) <= 40;
        if !short
            || !matches!(
                block.kind,
                BlockKind::Boilerplate | BlockKind::Paragraph | BlockKind::Subheading
            )
        {
            continue;
        }
        let folded = words.to_lowercase().replace(['’', '‘'], "'");
        if CUTS.iter().any(|cut| folded.starts_with(cut))
            || block.kind == BlockKind::Boilerplate && CUTS.iter().any(|cut| folded.contains(cut))
        {
            return Some(format!("cut off: it says “{}”", shortened(words)));
        }
    }
    let last = blocks.iter().rfind(|block| block.kind.is_body())?;
    let words = last.span.of(text);
    if let Some(count) = chars_missing(words) {
        return Some(format!("cut off: it says “{count}”"));
    }
    let trails_off = words.ends_with("...")
        || words.ends_with('…')
        || words.ends_with("[…]")
        || words.ends_with("[...]");
    trails_off.then(|| format!("cut off: it ends with “{}”", end_of(words)))
}

/// "[+1234 chars]", as news services mark their excerpts.
fn chars_missing(words: &str) -> Option<&str> {
    let at = words.rfind("[+")?;
    words[at..].ends_with(" chars]").then(|| &words[at..])
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', '。', '؟', '।'])
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(60).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short.replace('\n', " ")
}

fn end_of(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    chars[chars.len().saturating_sub(30)..].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::corpus::Completeness;
    use crate::import::blocks::of_plain_text;

    fn check(tail: &str, expected: Completeness) {
        let sentence = "The minister resigned on Monday after a report found that he had misled the house, his office said.";
        let text =
            format!("Minister quits\n\n{sentence}\n\n{sentence} {sentence} {sentence}\n\n{tail}");
        let (completeness, reason) = judge(&text, &of_plain_text(&text));
        assert_eq!(completeness, expected, "{tail}: {reason:?}");
        assert_eq!(reason.is_some(), expected == Completeness::Truncated);
    }

    #[test]
    fn cuts_are_seen() {
        check("", Completeness::Full);
        check("Skip to footer", Completeness::Full);
        check("Continue reading on:", Completeness::Truncated);
        check("Putin...", Completeness::Truncated);
        check("He said that the … [+1503 chars]", Completeness::Truncated);
        check("To continue reading, subscribe.", Completeness::Truncated);
        check("Nobody knows what the", Completeness::Unknown);
    }

    #[test]
    fn of_a_few_words_nothing_can_be_said() {
        let text = "Kerry called Lavrov.";
        assert_eq!(judge(text, &of_plain_text(text)).0, Completeness::Unknown);
        assert_eq!(judge("", &[]).0, Completeness::Unknown);
    }
}
