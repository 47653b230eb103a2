//! Whole texts: quotations with their speakers as a reader would list them, the sample articles, and properties that hold
//! for any text.

use std::sync::Arc;

use proptest::prelude::*;

use super::{QuotationKind, WordChange, align_quotations, find_quotes};
use crate::analysis::Analysed;
use crate::corpus::{Article, ArticleId, Block};
use crate::text::{Reading, Span};

fn analysed(id: u32, text: &str) -> Analysed {
    Analysed::new(Arc::new(Article::of_lines(ArticleId(id), text)))
}

/// `speaker <cue> first words … last words` of each quotation that holds quoted words; parts are joined by ` / `.
fn quoted(text: &str) -> Vec<String> {
    let ends = |words: &str| {
        let words: Vec<&str> = words.split_whitespace().collect();
        if words.len() > 5 {
            format!(
                "{} … {}",
                words[..2].join(" "),
                words[words.len() - 2..].join(" ")
            )
        } else {
            words.join(" ")
        }
    };
    analysed(0, text)
        .quotes
        .quotations
        .iter()
        .filter(|quotation| quotation.kind != QuotationKind::Indirect)
        .map(|quotation| {
            let parts: Vec<String> = quotation
                .content
                .iter()
                .map(|span| ends(span.of(text)))
                .collect();
            let cue = quotation.cue.map_or("", |cue| cue.of(text));
            format!("{} <{cue}> {}", quotation.speaker_name, parts.join(" / "))
        })
        .collect()
}

fn check(body: &str, expected: &[&str]) {
    assert_eq!(quoted(&format!("Talks resume\n{body}")), expected, "{body}");
}

#[test]
fn interrupted_and_continued() {
    check(
        "Mark Toner spoke. “We’re unclear,” Toner said, “but we would be concerned.”",
        &["Mark Toner <said> We’re unclear, / but we would be concerned."],
    );
    check(
        "\"It is over,\" said Jane Doe, the head of the union. \"We lost. They won.\"",
        &["Jane Doe <said> It is over, / We lost. They won."],
    );
    check(
        "John Roe was angry.\n“This is the first paragraph of it.\n“And this is the second,” he added.",
        &["John Roe <added> This is … of it. / And this is the second,"],
    );
}

#[test]
fn multi_paragraph_after_a_colon() {
    check(
        "Jane Doe said:\n“We shall go on as before.\n“We shall not stop at anything.”",
        &["Jane Doe <said> We shall … as before. / We shall … at anything."],
    );
}

#[test]
fn a_text_that_breaks_off_behind_the_verb() {
    check("That is what Obama told", &[]);
    check(
        "“It is late,” Jane Doe told",
        &["Jane Doe <told> It is late,"],
    );
}

#[test]
fn scare_quotes_and_titles_are_no_speech() {
    check(
        "New images show Russian \"boots on the ground\" in Syria.",
        &[],
    );
    check(
        "She read “The Audacity of Hope and Other Stories From Home” last year.",
        &[],
    );
    check("The 'voters' choice' award went to the States' envoy.", &[]);
    check(
        "Sergei Lavrov said that excluding the army is “absurd”.",
        &["Sergei Lavrov <said> that excluding … is “absurd”"],
    );
}

#[test]
fn roles_and_pronouns_become_names() {
    check(
        "Secretary of State John Kerry met reporters. “It is late,” the secretary said. “I am tired,” he added.",
        &[
            "John Kerry <said> It is late,",
            "John Kerry <added> I am tired,",
        ],
    );
    check(
        "The State Department issued a statement. “It is late,” the department said.",
        &["State Department <said> It is late,"],
    );
    check(
        "“It is late,” the official said.",
        &["the official <said> It is late,"],
    );
}

/// Names of the speakers, in order of the text.
fn speakers(body: &str) -> Vec<String> {
    let text = format!("Talks resume\n{body}");
    let quotations = analysed(0, &text).quotes.quotations;
    quotations
        .into_iter()
        .map(|said| said.speaker_name)
        .collect()
}

#[test]
fn a_pronoun_stands_for_somebody_it_fits() {
    let cases: &[(&str, &[&str])] = &[
        (
            "The judge, Sir Alan Moore, walked out. A spokeswoman said it was late. She added that nobody was hurt.",
            &["A spokeswoman", "A spokeswoman"],
        ),
        (
            "Bill Clinton met Huma Abedin on Monday. “It is late,” she said.",
            &["Huma Abedin"],
        ),
        (
            "Ms. Noor Hakim left after John Roe. “It is late,” he said.",
            &["John Roe"],
        ),
        (
            "Donald Trump said he would win. He was seen with Barack Obama in May. “It is late,” he said.",
            &["Donald Trump", "Donald Trump"],
        ),
        (
            "A woman from Leeds saw the car of Jane Doe. “It was red,” she said.",
            &["she"],
        ),
        (
            "Donald Trump said he would win.\nOf Barack Obama, he said, “I want him to do well.”",
            &["Donald Trump", "Donald Trump"],
        ),
        (
            "Mr. Grimm's lawyer, William Hale, said it was late. “It is,” he said. A lawyer for Mr. Grimm said it was not.",
            &["William Hale", "William Hale", "A lawyer for Mr. Grimm"],
        ),
        (
            "The wife of Ashraf Roe left with a spokesman for Noor Hakim. “It is,” the spokesman said. Ashraf Roe sat down.\n“No,” he said.",
            &["the spokesman", "Ashraf Roe"],
        ),
        (
            "Congressman John Roe (D-N.Y.) spoke. The congressman, who was late, described it as a “prank.” He said it was over.",
            &["John Roe", "John Roe"],
        ),
        (
            "Malia Obama and her sister Sasha Obama stood by. “Want to pet him?” President Obama asked.",
            &["Obama"],
        ),
        (
            "“It is late,” said the spokesman. Kerry was tired. “It is,” said John Kerry.\n“No,” said the spokesman.",
            &["the spokesman", "John Kerry", "the spokesman"],
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(speakers(body), *expected, "{body}");
    }
}

#[test]
fn sample_articles() {
    let expected: [(&str, &[&str]); 4] = [
        (
            include_str!("../../../seeds/000_39879bd75fc8be22.txt"),
            &[
                "State Department <according to> Kerry spoke … Sergei Lavrov / to discuss … build-up there.\"",
                "State Department <said> Kerry \"made … in Syria.\"",
                "Mark Toner <said> We’re unclear … actually happening, / but certainly, … and counterproductive.",
            ],
        ),
        (
            include_str!("../../../seeds/001_872f0e6690886558.txt"),
            &["State Department <said> The secretary … in Syria,"],
        ),
        (
            include_str!("../../../seeds/002_9c1d674dac05e718.txt"),
            &[
                "Igor Konashenkov <said> the call … international terrorism.\"",
                "President Vladimir Putin's spokesman <was quoted as saying> If there … and dialogue,",
            ],
        ),
        (
            include_str!("../../../seeds/003_2d091f697e0d5d1a.txt"),
            &[
                " <> the problems … in Syria",
                "Sergei Lavrov <saying> that excluding … is “absurd”",
                "Barack Obama <told> that a … to failure.”",
                "Josh Earnest <said> We’ve made … that country,",
                "Josh Earnest <added> Russia’s decision … losing bet.",
            ],
        ),
    ];
    for (text, quotations) in expected {
        assert_eq!(quoted(text), quotations);
    }
}

#[test]
fn the_sample_statement_is_one_utterance_with_its_alterations() {
    let texts = [
        include_str!("../../../seeds/000_39879bd75fc8be22.txt"),
        include_str!("../../../seeds/001_872f0e6690886558.txt"),
    ];
    let articles: Vec<Analysed> = texts
        .iter()
        .enumerate()
        .map(|(id, text)| analysed(id as u32, text))
        .collect();
    let given: Vec<&Analysed> = articles.iter().collect();
    let utterances = align_quotations(&given);
    let shared: Vec<_> = utterances
        .iter()
        .filter(|utterance| utterance.cells.len() > 1)
        .collect();
    assert_eq!(shared.len(), 1);
    assert!(shared[0].altered);
    assert_eq!(shared[0].speaker, "State Department");
    let words = |span: Span, text: &str| span.of(text).to_owned();
    let changes: Vec<(WordChange, String, String)> = shared[0]
        .alterations
        .iter()
        .map(|alteration| {
            (
                alteration.change,
                words(alteration.lhs_span, texts[0]),
                words(alteration.rhs_span, texts[1]),
            )
        })
        .collect();
    assert_eq!(
        changes,
        [(WordChange::Bracketed, "ISIS".to_owned(), "ISIL".to_owned())]
    );
}

#[test]
fn quoting_less_is_no_alteration() {
    let altered = |lhs: &str, rhs: &str| {
        let articles = [
            analysed(0, &format!("One\n{lhs}")),
            analysed(1, &format!("Two\n{rhs}")),
        ];
        let utterances = align_quotations(&[&articles[0], &articles[1]]);
        let shared: Vec<bool> = utterances
            .iter()
            .filter(|utterance| utterance.cells.len() == 2)
            .map(|utterance| utterance.altered)
            .collect();
        assert_eq!(shared.len(), 1, "{lhs} | {rhs}: {utterances:?}");
        shared[0]
    };
    let whole = "“We stand by our reporting and urge the Special Counsel to make clear what he disputes,” Ben Smith said.";
    assert!(!altered(
        whole,
        "Ben Smith said: “We stand by our reporting and urge the special counsel to make clear what he disputes.”"
    ));
    assert!(!altered(
        whole,
        "Ben Smith urged the counsel “to make clear what he disputes.”"
    ));
    assert!(altered(
        whole,
        "“We stand by our story and urge the Special Counsel to make clear what he disputes,” Ben Smith said."
    ));
    assert!(altered(
        whole,
        "“We stand by our reporting and urge Mueller to make clear what he disputes,” Ben Smith said."
    ));
}

#[test]
fn short_quotations_meet() {
    // the words of the two articles, and what differs: kind, left words, right words
    type Change = (WordChange, &'static str, &'static str);
    let cases: &[(&str, &str, &[Change])] = &[
        (
            "“It has been a nightmare,” Jane Doe said.",
            "“It’s been a nightmare,” said Jane Doe.",
            &[(WordChange::Changed, "has", "’s")],
        ),
        (
            "“We respect the verdict,” Jane Doe said.",
            "“We respect the jury’s verdict,” said Jane Doe.",
            &[(WordChange::Cut, "", "jury’s")],
        ),
        (
            "“I am not going anywhere,” Jane Doe said.",
            "“I’m not going anywhere,” said Jane Doe.",
            &[(WordChange::Changed, "am", "’m")],
        ),
        (
            "Jane Doe spoke of “a widespread culture of corruption.”\nJane Doe said there was “a widespread culture of corruption.”",
            "Jane Doe said there was “a wide-spread culture of corruption.”",
            &[],
        ),
        (
            "Jane Doe said it “could escalate the conflict” and “risk a confrontation.”",
            "Jane Doe said: “It could escalate the conflict, lead to a greater loss of life and risk a confrontation.”",
            &[(WordChange::Cut, "", "lead to a greater loss of life and")],
        ),
        (
            "“We can go … and win it all in the end,” Jane Doe said.",
            "“We can go to work and win it all in the end,” Jane Doe said.",
            &[(WordChange::Cut, "", "to work")],
        ),
    ];
    for (lhs, rhs, expected) in cases {
        let texts = [format!("One\n{lhs}"), format!("Two\n{rhs}")];
        let articles = [analysed(0, &texts[0]), analysed(1, &texts[1])];
        let utterances = align_quotations(&[&articles[0], &articles[1]]);
        let shared = utterances
            .iter()
            .find(|utterance| {
                utterance.cells.iter().any(|cell| cell.article == 1) && utterance.cells.len() > 1
            })
            .unwrap_or_else(|| panic!("{lhs} | {rhs}"));
        let changes: Vec<(WordChange, &str, &str)> = shared
            .alterations
            .iter()
            .map(|found| {
                (
                    found.change,
                    found.lhs_span.of(&texts[0]),
                    found.rhs_span.of(&texts[1]),
                )
            })
            .collect();
        assert_eq!(changes, *expected, "{lhs} | {rhs}");
    }
}

/// Pieces that quotation parsing stumbles over, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("“".to_owned()),
        Just("”".to_owned()),
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("‘".to_owned()),
        Just("’".to_owned()),
        Just("«".to_owned()),
        Just("»".to_owned()),
        Just("``".to_owned()),
        Just("''".to_owned()),
        Just(" said ".to_owned()),
        Just(", he added, ".to_owned()),
        Just(" according to ".to_owned()),
        Just(". ".to_owned()),
        Just("\n".to_owned()),
        Just(" Mr. Kerry ".to_owned()),
        Just("s' ".to_owned()),
        Just(": ".to_owned()),
        Just(" – ".to_owned()),
        Just(" told AFP that ".to_owned()),
        Just(", ".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just(" was quoted as saying ".to_owned()),
        Just("é…".to_owned()),
        Just(" The New York Times ".to_owned()),
        "[a-zA-Z]{1,6} ",
        "\\PC{0,4}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spans_lie_on_characters_and_in_order(text in text()) {
        let found = find_quotes(&text, &Reading::new(&text, &Block::of_lines(&text)), &[]);
        for quotation in &found.quotations {
            let spans = quotation.content.iter().chain(&quotation.quoted).chain(&quotation.speaker).chain(&quotation.cue);
            for span in spans {
                prop_assert!(span.get(&text).is_some_and(|words| !words.is_empty()), "{span:?}");
            }
            prop_assert!(!quotation.content.is_empty());
            prop_assert!(quotation.content.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", quotation.content);
        }
        for attribution in &found.attributions {
            prop_assert!(attribution.span.get(&text).is_some_and(|words| !words.is_empty()));
        }
        prop_assert!(found.attributions.windows(2).all(|pair| pair[0].span <= pair[1].span));
    }

    #[test]
    fn alignment_does_not_depend_on_the_order(one in text(), two in text(), three in text()) {
        let shared = "\n“We shall never give up our right to run in this race,” Jane Doe said.";
        let articles = [analysed(0, &(one + shared)), analysed(1, &(two + shared)), analysed(2, &three)];
        let forward = align_quotations(&[&articles[0], &articles[1], &articles[2]]);
        let backward = align_quotations(&[&articles[2], &articles[1], &articles[0]]);
        let rows = |utterances: &[super::Utterance], turn: bool| {
            let mut rows: Vec<_> = utterances.iter().map(|utterance| {
                let place = |article: usize| if turn { 2 - article } else { article };
                let mut cells: Vec<_> = utterance.cells.iter().map(|cell| (place(cell.article), cell.quotation, cell.content.clone())).collect();
                cells.sort();
                (cells, utterance.altered, utterance.speaker.clone(), utterance.kind)
            }).collect();
            rows.sort();
            rows
        };
        prop_assert_eq!(rows(&forward, false), rows(&backward, true));
    }
}
