//! What the pages say. The pictures are taken by `cargo run --example pictures`.

use super::Topic;
use crate::session::UiCommand;

/// A page about a view.
pub struct Page {
    /// What it is about.
    pub topic: Topic,
    /// What the view is for, in a sentence or two.
    pub purpose: &'static str,
    /// A picture of it, PNG.
    pub picture: &'static [u8],
    /// What the picture shows, for who does not see it.
    pub picture_says: &'static str,
    /// What can be done: a name and a sentence.
    pub points: &'static [(&'static str, &'static str)],
    /// The command that shows the view.
    pub command: Option<UiCommand>,
}

macro_rules! picture {
    ($name:literal) => {
        include_bytes!(concat!("../../../assets/help/", $name, ".png"))
    };
}

/// The pages about views, in the order of the list.
pub const PAGES: &[Page] = &[
    Page {
        topic: Topic::Library,
        purpose: "The library on the left holds every article of the workspace. Add files or whole folders with the button above, \
                  or drop them anywhere in the window; the files themselves are never changed.",
        picture: picture!("library"),
        picture_says: "The library with four articles under the names of three outlets, ticked for the comparison",
        points: &[
            (
                "Four orders.",
                "Files, Outlets, Stories and Dates show the same articles in other groups; the field above them filters.",
            ),
            (
                "Choose what is compared.",
                "Tick articles, double-click one, or drag it between the columns. Ctrl or Shift with a click selects several.",
            ),
            (
                "Correct what was read.",
                "F2 edits outlet, headline, byline, date, language and address. The inspector shows where each value was \
              read; your word goes first and is never overwritten.",
            ),
            (
                "Nothing is skipped in silence.",
                "The tab Import ledger lists every file that was offered, with what became of it, what was \
              stripped, and the reason when it could not be read.",
            ),
            (
                "Saved all the time.",
                "Every change is in the workspace file at once; Save workspace as… gives it a name. Undo takes back any step.",
            ),
        ],
        command: Some(UiCommand::AddFiles),
    },
    Page {
        topic: Topic::Compare,
        purpose: "The articles side by side. Each sentence shows how it stands to the others, and the number in the margin names the \
                  statement it carries. Articles are lettered A, B, C … whatever order they were opened in.",
        picture: picture!("compare"),
        picture_says: "Columns of articles with marked sentences, links between them and the selected statement in the inspector",
        points: &[
            (
                "The marks.",
                "Green ground: the same words elsewhere. Yellow: edited, the changed words bold on darker ground. Dots below: \
              reworded. A coloured bar in the margin: only this article reports it.",
            ),
            (
                "Follow a statement.",
                "Click a sentence or press N and P: every column lines up on it, bands tie its places together, and the \
              inspector shows every wording, what differs and why they were linked.",
            ),
            (
                "Put it right.",
                "In the inspector: take a sentence out, split a statement in two, keep it together, break it apart, or join it with another \
              (Ctrl+J on both). Your word holds when the comparison is computed again, and one button takes it back.",
            ),
            (
                "Read less.",
                "Hide what all share and Show only differences set the rest in small print; Space opens the selected place again.",
            ),
            (
                "Columns.",
                "Drag a head to move a column, press 1 to 9 to take one in hand; Hold the others against this column makes it the base.",
            ),
            (
                "Find.",
                "Ctrl+F finds in all columns, Alt+F in the column in hand. The strip beside a column is the whole article at a glance: drag in it.",
            ),
            (
                "Absent is not unseen.",
                "Where an article is cut off, what is missing there reads “could not be seen”, and where it is in another language \
                 “could not be compared”, never “left out”.",
            ),
        ],
        command: Some(UiCommand::ShowCompare),
    },
    Page {
        topic: Topic::Coverage,
        purpose: "Every statement as a row, every article as a column: who carries it, where, and in which words. At the end stand the \
                  sentences that only one article has.",
        picture: picture!("coverage"),
        picture_says: "A table of statements by articles; each cell shows a mark and the place in the article",
        points: &[
            (
                "A cell.",
                "The mark tells the relation, the words below it the place: headline, lead, paragraph 4 of 11. A click leads there.",
            ),
            (
                "Gaps.",
                "A dash: the article does not report it. The sign for “could not be seen” stands where the text is cut off.",
            ),
            (
                "Sort and filter.",
                "Most reported, order in an article, number of differences; only here, left out by one outlet, differing in a \
              number, a date, a name, a quotation; your verdicts.",
            ),
            (
                "Take it along.",
                "Copy table and Export table as CSV give the rows as they are shown.",
            ),
        ],
        command: Some(UiCommand::ShowCoverage),
    },
    Page {
        topic: Topic::Quotes,
        purpose: "Who says what in which words. Each utterance stands once, with every outlet’s wording below it and the alterations marked.",
        picture: picture!("quotes"),
        picture_says: "Utterances with each outlet’s wording, the speakers on the left and a graph of sources below",
        points: &[
            (
                "Alterations.",
                "Changed words stand on darker ground, words another outlet left out are underlined, a caret shows where words are missing.",
            ),
            (
                "Speakers.",
                "How often somebody is quoted, by how many outlets, for how many words. A click shows only what they say.",
            ),
            (
                "Correct a speaker.",
                "Click the pencil beside a name and write who really said it; Undo takes it back, the report uses your word.",
            ),
            (
                "Who rests on whom.",
                "The graph ties articles to the agencies, outlets and officials they rely on. Five outlets that print one wire \
              story are one independent origin.",
            ),
        ],
        command: Some(UiCommand::ShowQuotes),
    },
    Page {
        topic: Topic::Naming,
        purpose: "What each outlet calls the same person or thing, which of several loaded words it uses, and with which verbs it reports \
                  what somebody said.",
        picture: picture!("naming"),
        picture_says: "A table of names by outlet with counts and the places of the selected word below",
        points: &[
            (
                "Three tables.",
                "Names of the same referent, loaded words (“regime” or “government”), reporting verbs (“said” or “claimed”).",
            ),
            (
                "Your own words.",
                "Edit the list opens the file of loaded words; it is read again when you come back.",
            ),
            (
                "Evidence.",
                "A click on a count lists the places below, a click on a place leads to the column.",
            ),
            (
                "No score.",
                "Counts are shown beside the number of words they rest on; what they mean is for you to say.",
            ),
        ],
        command: Some(UiCommand::ShowNaming),
    },
    Page {
        topic: Topic::Entities,
        purpose: "Who and what is named, how often and by whom: people, organisations, places and other names by article or outlet.",
        picture: picture!("entities"),
        picture_says: "The table of names with counts by article and the lines of the selected name below",
        points: &[
            (
                "Figures.",
                "Raw counts, per 1,000 words, articles, evenness (DP), keyness (G², Log Ratio). A cell that rests on fewer than 5 \
              mentions, or an article under 300 words, says so.",
            ),
            (
                "Lines below.",
                "Every mention of the selected name with its context; a click leads to the place.",
            ),
            (
                "Correct.",
                "Merge, split, rename, change the type or delete; one step of undo each, and applied again when files are added. \
              Corrections can be saved as a file for a colleague.",
            ),
            (
                "Charts.",
                "The most mentioned names and where each stands in an article, as SVG and PNG.",
            ),
        ],
        command: Some(UiCommand::ShowEntities),
    },
    Page {
        topic: Topic::Reports,
        purpose: "A report that others can check: every figure leads to the words it rests on, and nothing is quoted that is not in the source.",
        picture: picture!("reports"),
        picture_says: "The dialog that saves a report, with forms, parts and a preview",
        points: &[
            (
                "Forms.",
                "One self-contained web page, PDF, Word, workbook, CSV, Markdown, JSON and references (RIS, BibTeX); several at once.",
            ),
            (
                "Parts and rights.",
                "Leave parts out; with extracts only, the sources’ full texts are not in the report, and it can be verified all the same.",
            ),
            (
                "Verify a report…",
                "Checks the hashes of a saved report (JSON) and every quotation in the source files.",
            ),
            (
                "Without a window.",
                "hexapla compare --json out.json article1.txt article2.html gives the same report; hexapla --help tells the rest.",
            ),
        ],
        command: Some(UiCommand::SaveReport),
    },
];
