//! How a report was made and what it does not speak about, in words.

use super::model::Report;
use super::summary::{count, list};

/// Terms and explanations, in order.
pub fn entries(compared: bool) -> Vec<(&'static str, &'static str)> {
    let mut entries = vec![
        (
            "Words",
            "Runs of letters and digits; hyphens part words, a possessive ending is no word of its own. Captions and boilerplate are not counted.",
        ),
        (
            "Places",
            "Every quotation is a range of UTF-8 bytes in the article’s text; the text’s SHA-256 stands in the sources table.",
        ),
        (
            "Per 1,000 words",
            "Mentions divided by the words of the articles concerned, times 1,000; always beside the count.",
        ),
    ];
    if compared {
        entries.extend([
            (
                "Statement",
                "One reported fact, claim or utterance, about a clause or sentence long. Sentences of different articles are linked by the rarity of the words they share, in general news and within this story, by common runs, numbers and names, and by whether each is the other’s closest; links become statements independently of the order of articles.",
            ),
            (
                "Relation",
                "Of the closest pair: same words (marks and letter case aside), edited (mostly the same words), reworded (the same in other words).",
            ),
            (
                "Difference",
                "A point on which the articles that carry a statement disagree: number, date, name, quotation, attribution, hedge. Conflict: both cannot be right. Update: the later may know more. Refinement: one is more precise. Wording: other words for the same.",
            ),
            (
                "Containment",
                "The share of one article’s distinct word shingles that also occur in another (Broder 1997), always given in both directions.",
            ),
        ]);
    }
    entries
}

/// What the report does not speak about, in sentences.
pub fn unexamined(report: &Report) -> Vec<String> {
    let mut sentences = Vec::new();
    let dismissed = report
        .statements()
        .iter()
        .filter(|s| s.is_dismissed())
        .count();
    let differences: usize = report
        .statements()
        .iter()
        .map(|s| s.differences.len() - s.live_differences().count())
        .sum();
    if dismissed + differences > 0 {
        sentences.push(format!(
            "{} and {} were dismissed by the person who made this report.",
            count(dismissed, "statement"),
            count(differences, "difference")
        ));
    }
    if !report.excluded.is_empty() {
        sentences.push(format!("Excluded by hand: {}.", list(&report.excluded)));
    }
    for outcome in ["failed", "skipped"] {
        let files: Vec<String> = report
            .ledger
            .iter()
            .filter(|line| line.outcome == outcome)
            .map(|line| line.source.clone())
            .collect();
        if !files.is_empty() {
            let word = if outcome == "failed" {
                "Could not be read"
            } else {
                "Skipped"
            };
            sentences.push(format!("{word}: {}.", list(&files)));
        }
    }
    for article in report.articles.iter().filter(|a| !a.is_complete()) {
        sentences.push(format!(
            "{} ({}) is truncated: what it does not show may stand in the part that was not supplied.",
            article.siglum,
            article.outlet_or_file()
        ));
    }
    sentences.push(
        "Absence in the texts supplied is no proof that an outlet did not report something: it may have done so elsewhere, before or after."
            .to_owned(),
    );
    sentences
}
