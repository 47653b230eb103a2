use super::{Quantity, Standing, quantities};
use crate::text::tokenize;

fn read(text: &str) -> Vec<Quantity> {
    quantities(text, &tokenize(text))
}

fn check(text: &str, expected: &[(&str, f64, f64)]) {
    let found: Vec<(&str, f64, f64)> = read(text)
        .iter()
        .map(|q| (q.span.of(text), q.low, q.high))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn numbers_keep_hedge_and_scale() {
    check("at least 10 soldiers", &[("at least 10", 10.0, 10.0)]);
    check(
        "about $500 million in aid",
        &[("about $500 million", 5e8, 5e8)],
    );
    check(
        "four Russian jets and an 18-month freeze",
        &[("four", 4.0, 4.0), ("18-month", 18.0, 18.0)],
    );
    check(
        "twenty-one people, 3.5 percent",
        &[("twenty-one", 21.0, 21.0), ("3.5 percent", 3.5, 3.5)],
    );
    check(
        "receiving $250,000 to $300,000 in gifts",
        &[("$250,000 to $300,000", 250_000.0, 300_000.0)],
    );
    check("On Sept. 5, 2015, at 14:30 in 2011", &[]);
    check("his third call", &[("third", 3.0, 3.0)]);
}

#[test]
fn scales_are_read_joined_spelled_out_and_vague() {
    for (text, span, low, high) in [
        ("paid £2.3m for it", "£2.3m", 2.3e6, 2.3e6),
        ("lost $1.5bn in June", "$1.5bn", 1.5e9, 1.5e9),
        ("took $315K in bribes", "$315K", 315e3, 315e3),
        ("drove on for 2km", "2km", 2.0, 2.0),
        ("a shaft 10m deep", "10m", 10.0, 10.0),
        ("home to 5m people", "5m", 5e6, 5e6),
        (
            "two to three million people",
            "two to three million",
            2e6,
            3e6,
        ),
        (
            "two hundred and fifty men",
            "two hundred and fifty",
            250.0,
            250.0,
        ),
        ("half a dozen jets", "half a dozen", 6.0, 6.0),
        ("hundreds of buildings", "hundreds", 200.0, 999.0),
        ("several dozen people", "several dozen", 24.0, 119.0),
        (
            "tens of thousands fled",
            "tens of thousands",
            20e3,
            99_999.0,
        ),
    ] {
        check(text, &[(span, low, high)]);
    }
    check("an F-16 and Covid-19", &[]);
}

/// How the only number of one text stands to the only one of another; `None` where they are not of one thing.
fn standing(one: &str, two: &str) -> Option<Standing> {
    let (left, right) = (read(one), read(two));
    let (left, right) = (left.last()?, right.last()?);
    let standing = left.same_thing(right).then(|| left.standing(right));
    let mirrored = right.same_thing(left).then(|| right.standing(left));
    assert_eq!(standing, mirrored, "{one} / {two}");
    standing
}

#[test]
fn numbers_are_held_against_numbers_of_the_same_thing() {
    const SAME: Option<Standing> = Some(Standing::Same);
    const FINER: Option<Standing> = Some(Standing::Finer);
    const APART: Option<Standing> = Some(Standing::Apart);
    for (one, two, expected) in [
        // Roundings, bounds, ranges.
        ("more than $10,000", "$12,500", FINER),
        ("about 500 men", "512 men", FINER),
        ("1,200 men", "1,234 men", FINER),
        ("1,210 men", "1,234 men", APART),
        ("14 killed", "18 killed", APART),
        ("four jets", "4 Russian jets", SAME),
        ("hundreds of buildings", "around 300 buildings", FINER),
        ("hundreds of buildings", "12 buildings", APART),
        ("up to 1,500 people", "up to 1,000 people", APART),
        ("at least 1,200 people", "more than 4,300 people", APART),
        ("at least 1,200 people", "4,300 people", APART),
        ("at least 80 people", "84 people", FINER),
        // Units.
        ("30 miles north", "50 kilometres north", SAME),
        ("30 miles north", "80 kilometres north", APART),
        ("weighs 200 lb", "weighs 90kg", SAME),
        ("86 degrees Fahrenheit", "30 degrees Celsius", SAME),
        ("86 degrees Fahrenheit", "35 degrees Celsius", APART),
        ("60 miles an hour", "96 km/h", SAME),
        ("paid $5m", "paid €5m", None),
        ("paid $2.5 billion", "paid $1.5bn", APART),
        ("3 million pounds", "£3.1m", FINER),
        ("an 18-month freeze", "18 jets", None),
        ("18 months of talks", "a year and a half", None),
        ("24 months in jail", "two years in jail", SAME),
        ("a 23 percent cut", "77 percent of promised benefits", None),
        // People.
        ("killed 12 people", "12 were killed", SAME),
        (
            "killed 12 and injured 60",
            "killed 12 and injured 70",
            APART,
        ),
        ("killing 12 people", "injuring 60 people", None),
        ("arresting 33", "arrested 41 of them", APART),
        ("the death toll passed 4,300", "4,310 people died", FINER),
        ("Ann Lee, 34, of Leeds", "Ann Lee, 36", APART),
        ("Joseph Percoco Jr., 47, of Rye", "Percoco, 48", APART),
        ("Ann Lee, 34, of Leeds", "Bob Ray, 36, of Leeds", None),
        ("the 34-year-old Ann Lee", "Ann Lee (34)", SAME),
        // Votes.
        ("in a 5-4 vote", "by 6-3", APART),
        ("ruled 5 to 4", "a 5-4 ruling", SAME),
        ("a 3-5 defeat", "10-15 men", None),
    ] {
        assert_eq!(standing(one, two), expected, "{one} / {two}");
    }
}

#[test]
fn the_scorer_of_links_sees_more_generously_what_may_be_one() {
    let one = |text: &str| read(text).remove(0);
    assert!(one("$5 million program").same_unit(&one("$5 million effort")));
    assert!(one("at least 1,200 people").agrees(&one("more than 4,300 people")));
    assert!(!one("an 18-month freeze").same_unit(&one("18 jets")));
}
