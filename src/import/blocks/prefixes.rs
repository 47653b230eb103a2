//! Blocks known by how they start, told from running text that starts alike: "Don't miss our newsletter" and "Don't miss your
//! chance to vote, the mayor told residents."
//!
//! A start decides, unless the block goes on as news copy does: it ends in a stop and says who said it, or tells at length what
//! happened. Wrong where a newsletter line reports speech.

use super::phrases::{CAPTION_STARTS, CREDITS, STARTS, SURE_STARTS};

/// From so many words on a verb in the past tells running text.
const LEAST_TOLD: usize = 12;
/// Most words of a line that only starts "More from" or "Copyright".
const LONGEST_NOTICE: usize = 15;

/// Verbs that report speech, as they stand behind or before a speaker.
const REPORTING: &[&str] = &[
    "said",
    "says",
    "told",
    "tells",
    "warned",
    "warns",
    "added",
    "adds",
    "announced",
    "insisted",
    "insists",
    "argued",
    "argues",
    "wrote",
    "read",
    "reported",
    "testified",
];

/// Whether a block (folded) starts as what is not the article's own does, and does not go on as running text.
pub(super) fn starts_boilerplate(folded: &str, n_words: usize) -> bool {
    if SURE_STARTS.iter().any(|start| folded.starts_with(start)) {
        return true;
    }
    if folded.starts_with("copyright ") {
        let names_year = folded
            .split(|c: char| !c.is_ascii_digit())
            .any(|digits| digits.len() == 4);
        let is_notice = names_year
            || ["(c)", "©", "reserved"]
                .iter()
                .any(|mark| folded.contains(mark))
            || !ends_in_stop(folded);
        return is_notice && n_words <= super::phrases::LONGEST;
    }
    if folded.starts_with("more from ") {
        return n_words <= LONGEST_NOTICE && !ends_in_stop(folded);
    }
    STARTS.iter().any(|start| folded.starts_with(start)) && !is_told(folded, n_words)
}

/// Whether a block (folded) starts as a caption does, and does not go on as running text.
pub(super) fn starts_caption(folded: &str) -> bool {
    let is_caption = CAPTION_STARTS.iter().any(|start| folded.starts_with(start));
    is_caption
        && (is_credited(folded)
            || !(ends_in_stop(folded) && (ends_in_speaker(folded) || goes_on(folded))))
}

fn is_credited(folded: &str) -> bool {
    CREDITS[..].iter().any(|credit| folded.contains(credit)) && !folded.starts_with("file")
}

fn ends_in_stop(folded: &str) -> bool {
    folded
        .trim_end_matches(['"', '”', '\'', ')'])
        .ends_with(['.', '!', '?'])
}

/// Whether the block tells news: who said it behind a comma, or, at some length, what was.
fn is_told(folded: &str, n_words: usize) -> bool {
    const PAST: [&str; 8] = ["was", "were", "had", "came", "went", "took", "made", "did"];
    let has_past = || words(folded).any(|word| PAST.contains(&word));
    ends_in_stop(folded)
        && (folded.split(',').skip(1).any(names_speaker) || n_words >= LEAST_TOLD && has_past())
}

/// Whether a stretch behind a comma begins with a speaker and a verb that reports: " the mayor told residents".
fn names_speaker(stretch: &str) -> bool {
    /// Most words of a speaker.
    const SPEAKER: usize = 5;
    let verb = words(stretch).position(|word| REPORTING.contains(&word));
    verb.is_some_and(|at| (1..=SPEAKER).contains(&at))
        && !words(stretch).any(|word| matches!(word, "that" | "which" | "who" | "you" | "we"))
}

/// "…, experts said."
fn ends_in_speaker(folded: &str) -> bool {
    folded
        .rsplit_once(',')
        .is_some_and(|(_, last)| names_speaker(last))
}

/// Whether a second clause tells what somebody did: "…, and he later apologised". A caption tells what is to be seen.
fn goes_on(folded: &str) -> bool {
    let all: Vec<&str> = words(folded).collect();
    all.windows(4).any(|run| {
        matches!(run[0], "and" | "but")
            && matches!(run[1], "he" | "she" | "they" | "it")
            && run[2..]
                .iter()
                .any(|word| word.len() > 4 && word.ends_with("ed"))
    })
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
}
