//! Sentences a reader takes in at a glance and rules stumble over: who is said to speak, by which words, and what is said.

use crate::analysis::entities::find_mentions;
use crate::analysis::quotes::find_quotes;
use crate::corpus::Block;
use crate::text::{Reading, Span};

/// `speaker <cue> content / content` of each quotation of a body under a headline; what a verb quotes stands in `“ ”`.
fn found(body: &str) -> Vec<String> {
    let text = format!("Talks resume\n{body}");
    let reading = Reading::new(&text, &Block::of_lines(&text));
    let words = |span: Option<Span>| span.map_or("", |span| span.of(&text));
    find_quotes(&text, &reading, &find_mentions(&text, &reading))
        .quotations
        .iter()
        .map(|said| {
            let parts: Vec<String> = said
                .content
                .iter()
                .map(|span| {
                    let quoted = said.quoted.contains(span);
                    let words = span.of(&text);
                    if quoted {
                        format!("“{words}”")
                    } else {
                        words.to_owned()
                    }
                })
                .collect();
            let (speaker, cue) = (words(said.speaker), words(said.cue));
            format!("{speaker} <{cue}> {}", parts.join(" / "))
        })
        .collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (body, expected) in cases {
        assert_eq!(found(body), *expected, "{body}");
    }
}

#[test]
fn a_fronted_circumstance_is_no_part_of_the_speaker() {
    check(&[
        (
            "In Syria, the health ministry said that ten people were killed.",
            &["the health ministry <said> that ten people were killed"],
        ),
        (
            "After the vote in Paris, the president said he was glad.",
            &["the president <said> he was glad"],
        ),
        (
            "In Syria, the health ministry, which is run by rebels, said that ten people were killed.",
            &["the health ministry, which is run by rebels <said> that ten people were killed"],
        ),
        (
            "Ten people were killed in Syria, the health ministry said.",
            &["the health ministry <said> Ten people were killed in Syria"],
        ),
    ]);
}

#[test]
fn several_appositions_belong_to_one_name() {
    check(&[
        (
            "“This is huge,” Rep. Jim Jordan, R-Ohio, a founder of the caucus, said.",
            &["Rep. Jim Jordan, R-Ohio, a founder of the caucus <said> “This is huge,”"],
        ),
        (
            "“It is late,” Mr. Flake, Republican of Arizona, who has often clashed with him, said.",
            &[
                "Mr. Flake, Republican of Arizona, who has often clashed with him <said> “It is late,”",
            ],
        ),
        (
            "“I am out,” John Roe, 47, a teacher from Leeds, said.",
            &["John Roe, 47, a teacher from Leeds <said> “I am out,”"],
        ),
    ]);
}

#[test]
fn the_speaker_may_stand_behind_the_verb_without_marks() {
    check(&[
        (
            "The driver was shot dead by officers, said Christian Estrosi.",
            &["Christian Estrosi <said> The driver was shot dead by officers"],
        ),
        (
            "Three people were hurt, said Sgt. John Smith, a police spokesman.",
            &["Sgt. John Smith, a police spokesman <said> Three people were hurt"],
        ),
        (
            "The ship had lost power, say police.",
            &["police <say> The ship had lost power"],
        ),
        (
            "Mr. Hale, a lawyer, said the mayor was ill.",
            &["Mr. Hale, a lawyer <said> the mayor was ill"],
        ),
        (
            "Mr. Hale, a lawyer, said officials on Tuesday had called him.",
            &["Mr. Hale, a lawyer <said> officials on Tuesday had called him"],
        ),
    ]);
}

#[test]
fn no_speaker_is_made_of_a_heading_or_a_dateline() {
    check(&[
        (
            "Read the full rant via Gawker:\nWe shall go on as before and we shall never stop at all.",
            &[" <via> “We shall go on as before and we shall never stop at all.”"],
        ),
        (
            "ANKARA, Feb 6 (Reuters) - A magnitude 7 earthquake struck Turkey, officials said.",
            &["officials <said> A magnitude 7 earthquake struck Turkey"],
        ),
        (
            "LONDON (CNN) A criminal group was behind the attack, police said.",
            &["police <said> A criminal group was behind the attack"],
        ),
        (
            "The so-called “safe zones” and a much-noted “peace plan” are gone.",
            &[],
        ),
    ]);
}

#[test]
fn words_in_marks_belong_to_one_speaker() {
    check(&[(
        "He said that Kerry told reporters that the plan was “dead on arrival.”",
        &[
            "He <said> that Kerry told reporters that the plan was “dead on arrival.”",
            "Kerry <told> that the plan was “dead on arrival.”",
        ],
    )]);
}

#[test]
fn passive_and_negated_verbs() {
    check(&[
        (
            "Mr. Hale, who has not been accused of wrongdoing, said in a statement that he was sorry.",
            &["Mr. Hale, who has not been accused of wrongdoing <said> that he was sorry"],
        ),
        (
            "Mr. Hale, who denied that he stole, said he was sorry.",
            &[
                "Mr. Hale, who <denied> that he stole",
                "Mr. Hale <said> he was sorry",
            ],
        ),
        ("Seoul had not been told in advance.", &[]),
        ("Jane Doe did not respond to a request for comment.", &[]),
        (
            "Ms. Doe, who did not respond to emails, later posted an apology for her “hurtful” words.",
            &[
                "Ms. Doe, who did not respond to emails <later posted> an apology for her “hurtful” words",
            ],
        ),
        (
            "The mayor was told that the bridge was closed.",
            &[" <was told> that the bridge was closed"],
        ),
    ]);
}

#[test]
fn words_around_the_verb() {
    check(&[
        (
            "ISIS's media group, Amaq, said the group was behind it.",
            &["ISIS's media group, Amaq <said> the group was behind it"],
        ),
        (
            "“It was,” she said, “the worst day” of her life.",
            &["she <said> “It was,” / “the worst day”"],
        ),
        (
            "Ms. Doe -- an author of books, and a critic -- said the mayor was ill.",
            &["Ms. Doe -- an author of books, and a critic <said> the mayor was ill"],
        ),
        (
            "In June, the senator said in a statement that he was ill.",
            &["the senator <said> that he was ill"],
        ),
        (
            "„Wir werden nicht gehen\", sagte er.",
            &[" <> “Wir werden nicht gehen”"],
        ),
        (
            "« Nous ne partirons pas », a-t-il dit.",
            &[" <> “Nous ne partirons pas”"],
        ),
        (
            "In June, the senator said, the bridge was closed.",
            &["the senator <said> In June / the bridge was closed"],
        ),
        (
            "Of the mayor, Jane Doe said, “He ran away.”",
            &["Jane Doe <said> “He ran away.”"],
        ),
    ]);
}
