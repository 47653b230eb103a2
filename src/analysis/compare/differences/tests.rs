//! Differences of small stories.

use crate::analysis::compare::model::{DifferenceKind, DifferenceNature};
use crate::analysis::compare::tests::{analysed, compared};

/// The differences between two articles of one paragraph each: kind, nature, values.
fn found(one: &str, two: &str) -> Vec<(DifferenceKind, DifferenceNature, Vec<String>)> {
    let articles = [
        analysed(0, "2015-09-06", &format!("First\n\n{one}")),
        analysed(1, "2015-09-06", &format!("Second\n\n{two}")),
    ];
    let comparison = compared(&articles, &[]);
    let differences = comparison
        .statements
        .iter()
        .flat_map(|statement| &statement.differences);
    differences
        .map(|difference| {
            let values = difference.values.iter();
            let text = |article: usize| articles[article].text();
            let words = values.map(|value| value.span.of(text(value.article)).to_owned());
            (difference.kind, difference.nature, words.collect())
        })
        .collect()
}

fn check(one: &str, two: &str, expected: &[(DifferenceKind, DifferenceNature, [&str; 2])]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(kind, nature, values)| (*kind, *nature, values.map(str::to_owned).to_vec()))
        .collect();
    assert_eq!(found(one, two), expected, "{one} / {two}");
}

#[test]
fn a_name_in_another_spelling_is_told_from_another_name() {
    check(
        "The tanks arrived to support Syrian President Bashar al-Assad in Latakia on Monday.",
        "The tanks arrived in Latakia to support Syrian President Bashar Al-Assad on Monday.",
        &[(
            DifferenceKind::Name,
            DifferenceNature::Spelling,
            ["Bashar al-Assad", "Bashar Al-Assad"],
        )],
    );
    check(
        "Fighters of ISIS seized the airfield near Palmyra on Monday after a siege of two weeks.",
        "Fighters of the Islamic State seized the airfield near Palmyra on Monday after a siege of two weeks.",
        &[(
            DifferenceKind::Name,
            DifferenceNature::Wording,
            ["ISIS", "Islamic State"],
        )],
    );
    check(
        "The regime rejected the truce plan for Aleppo on Monday, envoys in Geneva reported.",
        "The government rejected the truce plan for Aleppo on Monday, envoys in Geneva reported.",
        &[(
            DifferenceKind::Name,
            DifferenceNature::Wording,
            ["regime", "government"],
        )],
    );
    // A name given shorter is no difference.
    check(
        "Secretary of State John Kerry flew to Geneva on Monday for talks about a truce in Aleppo.",
        "Kerry flew to Geneva on Monday for talks about a truce in Aleppo, the secretary said.",
        &[],
    );
}

#[test]
fn numbers_conflict_only_where_it_is_clear_which_is_which() {
    check(
        "The storm killed four fishermen off the coast of Kerala on Monday night.",
        "The storm killed six fishermen off the coast of Kerala on Monday night.",
        &[(
            DifferenceKind::Number,
            DifferenceNature::Conflict,
            ["four", "six"],
        )],
    );
    check(
        "In the poll Romney led with 20 percent ahead of Huckabee with 16 percent and Gingrich with 11 percent.",
        "In the poll Romney led with 20 percent ahead of Huckabee with 14 percent and Palin with 12 percent.",
        &[],
    );
}

#[test]
fn a_hedge_counts_where_the_other_says_the_same_flatly() {
    check(
        "The panel reviewed alleged Russian interference in the election of 2016 on Monday.",
        "The panel reviewed Russian interference in the election of 2016 on Monday.",
        &[(
            DifferenceKind::Hedge,
            DifferenceNature::Refinement,
            ["alleged Russian", "Russian"],
        )],
    );
    check(
        "The suspect is said to have fled across the river to Tournai on Sunday night.",
        "The suspect fled across the river to Tournai on Sunday night.",
        &[(
            DifferenceKind::Hedge,
            DifferenceNature::Refinement,
            ["said to have fled", "fled"],
        )],
    );
    // What is open in both is said flatly by neither, and "expected for" hedges no name.
    check(
        "Trump told the debate in Cleveland that he might run as an independent next year.",
        "Trump defended his right to run as an independent next year at the debate in Cleveland.",
        &[],
    );
    check(
        "An indictment is expected for Grimm in Brooklyn on Monday over a health food restaurant.",
        "Grimm faces an indictment in Brooklyn on Monday over a health food restaurant.",
        &[],
    );
    // What only one of them says can be hedged as it likes.
    check(
        "Russia sent a military advance team to Syria on Monday and may sign a treaty later.",
        "Russia sent a military advance team to Syria on Monday.",
        &[],
    );
}

/// Nature and values of each difference.
type Expected<'a> = &'a [(DifferenceNature, [&'a str; 2])];

#[test]
fn who_says_it_is_compared() {
    let wording = DifferenceNature::Wording;
    let flat = DifferenceNature::Refinement;
    let cases: &[(&str, &str, Expected<'_>)] = &[
        (
            "The rebels shelled the bridge near Debaltseve on Sunday, activists said.",
            "The rebels shelled the bridge near Debaltseve on Sunday, the defense ministry said.",
            &[(wording, ["activists said", "the defense ministry said"])],
        ),
        (
            "The Pentagon said the convoy carried anti-aircraft missiles to the port of Latakia.",
            "The convoy carried anti-aircraft missiles to the port of Latakia.",
            &[(
                flat,
                [
                    "The Pentagon said",
                    "convoy carried anti-aircraft missiles to the port of Latakia",
                ],
            )],
        ),
        // The same source, by another name or in another place.
        (
            "The bridge is unsafe and will be closed for a year, spokesman Peter Hale said on Friday.",
            "The bridge is unsafe and will be closed for a year, the spokesman said on Friday.",
            &[],
        ),
        (
            "The bridge is unsafe and will be closed for a year, the city said on Friday.",
            "The bridge is unsafe and will be closed for a year, according to the city.",
            &[],
        ),
        // An agency that heads the article is no source of one sentence.
        (
            "LATAKIA (Reuters) - The convoy carried anti-aircraft missiles to the port on Friday.",
            "LATAKIA (AFP) - The convoy carried anti-aircraft missiles to the port on Friday.",
            &[],
        ),
    ];
    for (one, two, expected) in cases {
        let expected: Vec<_> = expected
            .iter()
            .map(|(nature, values)| (DifferenceKind::Attribution, *nature, *values))
            .collect();
        check(one, two, &expected);
    }
}
