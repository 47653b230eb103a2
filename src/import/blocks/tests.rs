use super::{of_plain_text, split, stripped_in_words};
use crate::import::sample_sources;

/// Kinds with the first words of each block.
fn outline(text: &str) -> Vec<String> {
    of_plain_text(text)
        .iter()
        .map(|block| {
            let words: String = block.span.of(text).chars().take(18).collect();
            format!(
                "{}: {}",
                block.kind.label(),
                words.trim().replace('\n', "|")
            )
        })
        .collect()
}

fn sample(index: usize) -> String {
    String::from_utf8(sample_sources()[index].bytes.to_vec()).unwrap()
}

#[test]
fn the_sample_articles_are_read_right() {
    let outline_of = |index| outline(&sample(index));
    let huffpost = outline_of(0);
    assert_eq!(huffpost[0], "headline: Kerry Phones Mosco");
    assert_eq!(huffpost[1], "standfirst: Russia has reporte");
    assert!(huffpost[2].starts_with("paragraph: Secretary"));
    assert_eq!(huffpost.last().unwrap(), "boilerplate: Skip to footer");
    assert_eq!(huffpost.len(), 13);
    let sheva = outline_of(1);
    assert_eq!(
        sheva[..6],
        [
            "headline: Kerry Expresses Co",
            "standfirst: Secretary of State",
            "byline: Ben Ariel ,",
            "caption: Secretary of State",
            "caption: Secretary of State",
            "paragraph: Secretary of State",
        ]
    );
    assert!(sheva[6..].iter().all(|line| line.starts_with("paragraph")));
    let star = outline_of(2);
    assert_eq!(star[0], "headline: Russia and US defe");
    assert_eq!(star[1], "caption: In this file photo");
    assert_eq!(
        star[star.len() - 3..],
        [
            "subheading: 'No joint combat'",
            "paragraph: Putin...",
            "boilerplate: Continue reading o"
        ]
    );
    let third = outline_of(3);
    assert_eq!(third[0], "caption: Secretary of State");
    assert_eq!(third[1], "caption: Secretary of State");
    assert!(third[2..].iter().all(|line| line.starts_with("paragraph")));
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(outline(text), expected, "{text}");
}

const LEAD: &str = "The minister resigned on Monday after a report found that he had misled the house, his office said.";
const LEAD_SHOWN: &str = "paragraph: The minister resig";

#[test]
fn heads_are_taken_apart() {
    check(
        &format!(
            "Minister quits\n\nBy Ann Lee and Bob Ray, Reuters\n\nLONDON, Sept. 5\n\n{LEAD}\n\n{LEAD}x"
        ),
        &[
            "headline: Minister quits",
            "byline: By Ann Lee and Bob",
            "dateline: LONDON, Sept. 5",
            LEAD_SHOWN,
            LEAD_SHOWN,
        ],
    );
    check(
        &format!(
            "Minister quits\nPublished: September 5, 2015 10:14 AM EDT\nUpdated 6 September 2015\n{LEAD}\n"
        ),
        &[
            "headline: Minister quits",
            "dateline: Published: Septemb",
            "dateline: Updated 6 Septembe",
            LEAD_SHOWN,
        ],
    );
    check(LEAD, &[LEAD_SHOWN]);
    check("", &[]);
    check("One line only", &["paragraph: One line only"]);
}

#[test]
fn a_masthead_and_odd_lines_do_not_spoil_the_head() {
    let headline = "headline: Mayor resigns over";
    for (text, expected) in [
        (
            "CNN\n\nMayor resigns over missing funds\n\nBy Jane Doe\nSeptember 6, 2015",
            &[
                "boilerplate: CNN",
                headline,
                "byline: By Jane Doe",
                "dateline: September 6, 2015",
            ][..],
        ),
        (
            "The Guardian\n\nWorld\n\nMayor resigns over missing funds\n\nTown shaken by 'greatest theft' in its history\n\nJane Doe in Leeds\nSun 6 Sep 2015 10.00 BST\n\n1,234 shares\n\nImage:\nThe mayor in Leeds",
            &[
                "boilerplate: The Guardian",
                "boilerplate: World",
                headline,
                "standfirst: Town shaken by 'gr",
                "byline: Jane Doe in Leeds",
                "dateline: Sun 6 Sep 2015 10.",
                "boilerplate: 1,234 shares",
                "boilerplate: Image:",
                "caption: The mayor in Leeds",
            ],
        ),
        (
            "The Daily Bridge\nHome UK World\n\nMayor resigns over missing funds\n\nCouncil meets\n\nBy Jane Doe\nBBC News, Leeds",
            &[
                "boilerplate: The Daily Bridge",
                "boilerplate: Home UK World",
                headline,
                "paragraph: Council meets",
                "byline: By Jane Doe",
                "byline: BBC News, Leeds",
            ],
        ),
        // Two words may be a headline.
        (
            "Mayor resigns\n\nTown shaken by the greatest theft in its history\n\nBy Jane Doe",
            &[
                "headline: Mayor resigns",
                "standfirst: Town shaken by the",
                "byline: By Jane Doe",
            ],
        ),
    ] {
        let expected: Vec<&str> = expected
            .iter()
            .copied()
            .chain([LEAD_SHOWN, LEAD_SHOWN])
            .collect();
        check(&format!("{text}\n\n{LEAD}\n\n{LEAD}x"), &expected);
    }
    // A lead that the next paragraph goes on from is no standfirst; one that it tells again is.
    for (next, kind) in [
        (
            "In his letter to the council, Mr. Cole blamed a clerk who had left the town years before, and he asked for patience with those who must now clear up what was left behind.",
            "paragraph",
        ),
        (
            "Dan Cole, the mayor of Leeds, stepped down over missing funds after an audit that was ordered by the council had found that nobody could tell where the money went.",
            "standfirst",
        ),
    ] {
        let text = format!(
            "A mayor leaves\n\nLeeds mayor Dan Cole has stepped down over missing funds in the capital's audit.\n\n{next}"
        );
        assert!(outline(&text)[1].starts_with(kind), "{next}");
    }
}

#[test]
fn what_only_starts_like_a_box_is_running_text() {
    for line in [
        "More from the president came later in the day, when he told reporters that gas was there.",
        "Don't miss your chance to vote, the mayor told residents.",
        "Copyright enforcement officials said the hack was no case of theirs.",
        "Join our fight, the mayor told residents, because without you we will lose the town.",
        "Get the latest on the pipeline was the message from drivers, who queued for hours in Charlotte.",
        "This image of calm is false, experts said.",
        "In this video obtained by the station, the governor can be heard, and he later apologised to all.",
    ] {
        let shown: String = line.chars().take(18).collect();
        let expected = format!("paragraph: {}", shown.trim());
        check(
            &format!("Minister quits\n\n{LEAD}\n\n{line}\n\n{LEAD}x"),
            &[
                "headline: Minister quits",
                LEAD_SHOWN,
                &expected,
                LEAD_SHOWN,
            ],
        );
    }
    for (line, kind) in [
        ("More from The Daily Bridge", "boilerplate"),
        (
            "Copyright 2022 The Daily Bridge. All rights reserved.",
            "boilerplate",
        ),
        (
            "Don't miss our newsletter, sent every morning.",
            "boilerplate",
        ),
        (
            "This article was amended on 2 January 2022 to correct a figure.",
            "boilerplate",
        ),
        (
            "In this photo, taken by a passer-by, the line stretches for two miles.",
            "caption",
        ),
        (
            "Motorists waiting in Charlotte on Monday. Chris Carlson/AP",
            "caption",
        ),
        ("• Additional reporting by agencies", "byline"),
    ] {
        let shown: String = line.chars().take(18).collect();
        let expected = format!("{kind}: {}", shown.trim());
        check(
            &format!(
                "Minister quits\n\n{LEAD}\n\n{line}\n\n{LEAD}x\n\nTopics\n\nUkraine\n\nRussia"
            ),
            &[
                "headline: Minister quits",
                LEAD_SHOWN,
                &expected,
                LEAD_SHOWN,
                "boilerplate: Topics",
                "boilerplate: Ukraine",
                "boilerplate: Russia",
            ],
        );
    }
}

#[test]
fn tails_and_boxes_are_set_aside() {
    check(
        &format!(
            "Minister quits\n\n{LEAD}\n\nSign up for our newsletter\n\nWhat now?\n\n{LEAD}x\n\n- first item\n\n(Reporting by Ann Lee; editing by Bob Ray)\n\nRelated stories"
        ),
        &[
            "headline: Minister quits",
            LEAD_SHOWN,
            "boilerplate: Sign up for our ne",
            "subheading: What now?",
            LEAD_SHOWN,
            "list item: - first item",
            "byline: (Reporting by Ann",
            "boilerplate: Related stories",
        ],
    );
    let text = format!(
        "Minister quits\n\n{LEAD}\n\nThe minister at his desk. REUTERS/Ann Lee\n\nGetty Images\n\n{LEAD}x"
    );
    assert_eq!(
        stripped_in_words(&of_plain_text(&text)),
        "1 caption, 1 boilerplate block"
    );
    let doubled = "Secretary of State John Kerry Secretary of State John KerryThinkstock";
    for (line, kind) in [
        (doubled, "caption: Secretary of State"),
        (
            "Continue reading on: Ahram Online",
            "boilerplate: Continue reading o",
        ),
        (
            "Get the latest news in your inbox every morning",
            "boilerplate: Get the latest new",
        ),
        (
            "Photo: Ann Lee / Getty Images",
            "boilerplate: Photo: Ann Lee / G",
        ),
    ] {
        check(
            &format!("Minister quits\n\n{LEAD}\n\n{line}\n\n{LEAD}x"),
            &["headline: Minister quits", LEAD_SHOWN, kind, LEAD_SHOWN],
        );
    }
}

#[test]
fn a_line_that_announces_a_statement_is_the_articles_own() {
    check(
        &format!(
            "Minister quits\n\n{LEAD}\n\nRead the full statement:\n\n{LEAD}x\n\nRead the full story:"
        ),
        &[
            "headline: Minister quits",
            LEAD_SHOWN,
            "subheading: Read the full stat",
            LEAD_SHOWN,
            "boilerplate: Read the full stor",
        ],
    );
}

#[test]
fn paragraphs_are_found_in_every_layout() {
    let count = |text: &str| split(text).len();
    let wrapped = "The minister resigned on Monday after a report found that\n\
        he had misled the house of commons on several occasions,\n\
        his office said.\n\
        Nobody was surprised by the news in the capital on that day,\n\
        which had seen worse.\n";
    assert_eq!(count(wrapped), 2);
    assert_eq!(count(&wrapped.replace(".\nNobody", ".\n\nNobody")), 2);
    // every line a paragraph
    assert_eq!(count(&format!("{LEAD}\n{LEAD}\n{LEAD} {LEAD}")), 3);
    assert_eq!(count("Short one.\nShort two.\nShort three."), 3);
    assert_eq!(count(" \n\t\n"), 0);
}

#[test]
fn a_line_that_comes_again_is_a_masthead_but_a_date_and_a_speaker_are_not() {
    let report = |n: usize| {
        let body = format!(
            "The council of town number {n} met on the same evening and agreed on its budget for the year."
        );
        format!(
            "{body}\n\nThe Daily Bridge\n\nLONDON 2015-08-30\n\nMAYOR:\n\n{body} It meets again.\n\n"
        )
    };
    let text: String = (0..3).map(report).collect();
    let outline = outline(&text);
    let kinds = |start: &str| -> Vec<&str> {
        let is_it = |line: &&String| line.contains(start);
        let kind = |line: &'_ String| line.starts_with("boilerplate");
        outline
            .iter()
            .filter(is_it)
            .map(|line| if kind(line) { "masthead" } else { "text" })
            .collect()
    };
    assert_eq!(kinds("The Daily Bridge"), ["masthead"; 3]);
    assert_eq!(kinds("LONDON"), ["text"; 3]);
    assert_eq!(kinds("MAYOR:"), ["text"; 3]);
}
