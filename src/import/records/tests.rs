use super::{Mapped, Mapping, offer_mapping};
use crate::analysis::Unhurried;
use crate::import::archive::zip_of;
use crate::import::{FileImport, ImportOptions, ItemResult, SourceBytes, read_source};

const WORDS: &str = "The minister resigned on Monday after a report found that he had misled the house, his office said.";

fn read(name: &str, bytes: &[u8], options: &ImportOptions) -> FileImport {
    let source = SourceBytes {
        path: name.to_owned(),
        bytes: bytes.to_vec().into(),
        ..SourceBytes::pasted("")
    };
    read_source(&source, options, &mut Unhurried).unwrap()
}

/// Part, headline, outlet, day, byline, words of the text; or part and reason.
fn ledger(import: &FileImport) -> Vec<String> {
    import
        .items
        .iter()
        .map(|item| match &item.result {
            ItemResult::Article(article) => format!(
                "{}|{}|{}|{}|{}|{}",
                item.part,
                article.headline.get().map_or("", String::as_str),
                article.outlet.get().map_or("", String::as_str),
                article
                    .published
                    .get()
                    .map_or(String::new(), ToString::to_string),
                article.byline.get().map_or("", String::as_str),
                crate::text::count_words(&article.text),
            ),
            ItemResult::Skipped { reason } | ItemResult::Failed { reason } => {
                format!("{}: {reason}", item.part)
            }
        })
        .collect()
}

fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    assert_eq!(
        ledger(&read(name, bytes, &ImportOptions::default())),
        expected,
        "{name}"
    );
}

#[test]
fn tables_become_articles() {
    let csv = format!(
        "id;Title;Body;Published_At;source;author\n1;Minister quits;\"{WORDS}\n\n{WORDS}\";13/09/2015;nytimes.com;By Ann Lee\n2;Second;{WORDS};05/09/2015;Gazette;\n3;;;;;\n"
    );
    let expected = [
        "row 2|Minister quits|The New York Times|2015-09-13|Ann Lee|38",
        "row 3|Second|Gazette|2015-09-05||19",
        "row 4: there are no words in it",
    ];
    check("a.csv", csv.as_bytes(), &expected);
    check("a.tsv", csv.replace(';', "\t").as_bytes(), &expected);
}

#[test]
fn tables_without_names_are_read_by_their_values() {
    let csv =
        format!("2015-09-05,\"{WORDS} {WORDS} {WORDS}\"\n2015-09-06,\"{WORDS} {WORDS} {WORDS}\"\n");
    let import = read("a.csv", csv.as_bytes(), &ImportOptions::default());
    assert_eq!(import.articles().count(), 2, "{import:?}");
}

#[test]
fn the_person_chooses_columns() {
    let csv = format!("one,two,three\n\"{WORDS}\",Short words,Minister\n");
    let offer = offer_mapping("a.csv", csv.as_bytes(), None).unwrap();
    assert_eq!((offer.n_records, offer.columns.len()), (1, 3));
    assert_eq!(offer.columns[1].samples, ["Short words"]);
    assert_eq!(offer.guessed, Mapping::default());
    let mut mapping = Mapping::default();
    mapping.set(Mapped::Text, Some("one".to_owned()));
    mapping.set(Mapped::Headline, Some("three".to_owned()));
    let saved: Mapping = serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).unwrap();
    assert_eq!(saved, mapping);
    let options = ImportOptions::default().with_mapping(saved);
    assert_eq!(
        ledger(&read("a.csv", csv.as_bytes(), &options)),
        ["row 2|Minister||||19"]
    );
    check(
        "a.csv",
        csv.as_bytes(),
        &[
            ": none of its columns looks like an article's text (one, two, three): choose the columns by hand",
        ],
    );
}

#[test]
fn nested_objects_are_found() {
    let json = format!(
        "{{\"status\":\"ok\",\"response\":{{\"docs\":[{{\"headline\":{{\"main\":\"Minister quits\"}},\"body\":\"<p>{WORDS}</p><p>{WORDS}</p>\",\
         \"pub_date\":\"2015-09-05T10:00:00Z\",\"source\":{{\"id\":\"x\",\"name\":\"BBC News\"}},\"authors\":[{{\"name\":\"Ann Lee\"}},{{\"name\":\"Bo Ek\"}}]}},7]}}}}"
    );
    check(
        "a.json",
        json.as_bytes(),
        &[
            "record 1|Minister quits|BBC News|2015-09-05T10:00:00Z|Ann Lee, Bo Ek|38",
            "record 2: it is a single value, not an object with fields",
        ],
    );
    let feed = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"The Gazette\",\"items\":[{{\"id\":\"1\",\"title\":\"Minister quits\",\
         \"content_html\":\"<p>{WORDS}</p>\",\"date_published\":\"2015-09-05\"}}]}}"
    );
    check(
        "feed.json",
        feed.as_bytes(),
        &["record 1|Minister quits|The Gazette|2015-09-05||20"],
    );
    check(
        "one.json",
        format!("{{\"title\":\"T\",\"text\":\"{WORDS}\"}}").as_bytes(),
        &["|T||||19"],
    );
    check(
        "package.json",
        b"{\"name\":\"x\",\"private\":true}",
        &[
            ": none of its columns looks like an article's text (name, private): choose the columns by hand",
        ],
    );
}

#[test]
fn lines_of_objects_are_read_and_bad_ones_named() {
    let line = format!("{{\"title\":\"T\",\"text\":\"{WORDS}\",\"date\":1441447200}}");
    let import = read(
        "a.jsonl",
        format!("{line}\n\n{{bad\n{line}\n").as_bytes(),
        &ImportOptions::default(),
    );
    let lines = ledger(&import);
    assert_eq!(
        lines[..2],
        [
            "line 1|T||2015-09-05T10:00:00Z||19",
            "line 4|T||2015-09-05T10:00:00Z||19"
        ]
    );
    assert!(lines[2].starts_with("line 3: the JSON of this line cannot be read"));
    let deep = "[".repeat(100_000);
    assert!(
        ledger(&read("a.json", deep.as_bytes(), &ImportOptions::default()))[0]
            .contains("it nests too deeply")
    );
}

#[test]
fn workbooks_are_tables() {
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>text</t></is></c><c r=\"D1\" t=\"s\"><v>1</v></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"str\"><v>Minister &amp; house</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>{WORDS}</t></is></c><c r=\"D2\" s=\"1\"><v>42252.5</v></c></row></sheetData></worksheet>"
    );
    let zip = zip_of(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", b"<sst><si><t>title</t></si><si><r><t>da</t></r><r><t>te</t></r></si></sst>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    check(
        "a.xlsx",
        &zip,
        &["row 2|Minister & house||2015-09-05T12:00:00||20"],
    );
}
