//! How a report was made and what it does not speak about, in words.

use crate::analysis::entities::Counting;

use super::model::{Report, Rights, Settings};
use super::summary::{count, list};

/// One thing to know about how the report was made.
pub struct Entry {
    /// What it is about.
    pub term: String,
    /// What there is to know.
    pub words: String,
    /// Whether the person chose other than the program would have.
    pub is_changed: bool,
}

impl Entry {
    fn new(term: &str, words: impl Into<String>) -> Self {
        Self {
            term: term.to_owned(),
            words: words.into(),
            is_changed: false,
        }
    }
}

/// The program, the settings (changed ones marked), the terms and formulas: in order. The tables are the report's own.
pub fn entries(report: &Report) -> Vec<Entry> {
    let defaults = Settings::default();
    let settings = &report.settings;
    let mut entries = vec![
        Entry::new("Program", &report.program),
        Entry {
            is_changed: settings.rights != defaults.rights,
            ..Entry::new("Texts in this report", settings.rights.label())
        },
        Entry {
            is_changed: settings.without != defaults.without,
            ..Entry::new("Parts switched off", without(report))
        },
        Entry {
            is_changed: settings.counting != defaults.counting,
            ..Entry::new("Names counted", counted(settings.counting))
        },
    ];
    if report.settings.rights == Rights::Extracts {
        entries.push(Entry::new("Extracts", extracts(report)));
    }
    entries.extend(TERMS.iter().map(|(term, words)| Entry::new(term, *words)));
    if report.compared.is_some() {
        let terms = COMPARED.iter();
        entries.extend(terms.map(|(term, words)| Entry::new(term, *words)));
    }
    entries
}

fn extracts(report: &Report) -> String {
    let shares: Vec<String> = super::rights::shares(report)
        .into_iter()
        .map(|(siglum, shown, all)| format!("{siglum} {shown} of {all}"))
        .collect();
    format!(
        "Wordings and quotations are cut to their first words: 25, or fewer, down to 8, where an article would be shown by more than half; sentences of one article only and indirect speech to their first 8; passages are left out. Words shown, with names: {}. The hash of a text is that of the full text; “hexapla verify” checks every extract in the source files.",
        shares.join(", ")
    )
}

fn without(report: &Report) -> String {
    let parts: Vec<&str> = report.settings.without.iter().map(|p| p.label()).collect();
    match list(&parts) {
        parts if parts.is_empty() => "none".to_owned(),
        parts => parts,
    }
}

fn counted(counting: Counting) -> String {
    let said = |on: bool, text: &str| on.then(|| text.to_owned());
    let more: Vec<String> = [
        said(
            counting.fold.nationalities,
            "nationalities count as their country (“Russian” as Russia)",
        ),
        said(
            counting.fold.seats,
            "seats of government count as their country (“Moscow” as Russia)",
        ),
        said(
            counting.descriptions,
            "descriptions count that the text settles (“the secretary”)",
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    let rule = "every name as it is written; pronouns do not count";
    if more.is_empty() {
        format!(
            "{rule}, nor do descriptions; nationalities and seats of government have rows of their own"
        )
    } else {
        format!("{rule}; {}", more.join("; "))
    }
}

const TERMS: &[(&str, &str)] = &[
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
    (
        "G²",
        "Log-likelihood of an outlet against all others: 2 Σ O ln(O/E) over the four cells of mentions and other words (Dunning 1993; Rayson & Garside 2000).",
    ),
    (
        "Log Ratio",
        "log₂ of the two relative frequencies, with 0.5 in place of no mention (Hardie 2014). LRC: the conservative end of its confidence interval, Bonferroni-corrected for the number of names (Evert 2022).",
    ),
    (
        "DP",
        "Deviation of proportions over the articles, ½ Σ |s − v|, normalised: 0 even, 1 clumped (Gries 2008; Lijffijt & Gries 2012).",
    ),
];

const COMPARED: &[(&str, &str)] = &[
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
        "The share of one article’s distinct runs of five words that also occur in another (Broder 1997), always given in both directions.",
    ),
];

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
