//! The parsers of small things: dates, patterns for the names of files, manifests, addresses, corrections, encodings, garbled letters,
//! columns of tables. What they say of a place in the text lies in the text.
#![no_main]

use hexapla::analysis::Unhurried;
use hexapla::corpus::read_corrections;
use hexapla::import::dates::{DayOrder, find_date, is_dateline};
use hexapla::import::{
    EncodingChoice, ImportOptions, Manifest, NamePattern, SourceBytes, check_address,
    declared_encoding, decode, decode_preview, encodings, offer_mapping, read_source,
    repair_mojibake,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    match first % 8 {
        0 => dates(&String::from_utf8_lossy(rest)),
        1 => pattern(&String::from_utf8_lossy(rest)),
        2 => manifest(&String::from_utf8_lossy(rest)),
        3 => drop(check_address(&String::from_utf8_lossy(rest), false)),
        4 => drop(read_corrections(&String::from_utf8_lossy(rest))),
        5 => encoding(rest),
        6 => drop(repair_mojibake(&String::from_utf8_lossy(rest))),
        _ => columns(rest),
    }
});

fn dates(text: &str) {
    is_dateline(text);
    for order in [DayOrder::Unknown, DayOrder::DayFirst, DayOrder::MonthFirst] {
        if let Some(found) = find_date(text, order) {
            assert!(
                text.get(found.start..found.end)
                    .is_some_and(|date| !date.is_empty())
            );
        }
    }
}

/// The first line is a pattern, the second the name of a file.
fn pattern(text: &str) {
    let (written, name) = text
        .split_once('\n')
        .unwrap_or((text, "nyt_2015-09-05.txt"));
    if let Ok(pattern) = NamePattern::parse(written) {
        assert_eq!(pattern.written(), written);
        assert_eq!(
            pattern.values(name).is_some(),
            pattern.metadata(name).is_some()
        );
    }
}

fn manifest(text: &str) {
    if let Ok(manifest) = Manifest::parse(text) {
        let options = ImportOptions::default().with_manifest("", manifest);
        let source = SourceBytes {
            path: "a.txt".to_owned(),
            ..SourceBytes::pasted("Kerry calls Lavrov.")
        };
        read_source(&source, &options, &mut Unhurried).expect("nobody cancels");
    }
}

fn encoding(bytes: &[u8]) {
    let declared = declared_encoding(bytes);
    decode(bytes, None, declared.as_deref());
    for (label, _) in encodings() {
        let chosen = EncodingChoice::from_label(label).expect("it is in the list");
        decode_preview(bytes, chosen);
    }
}

/// The columns that are offered can be chosen.
fn columns(bytes: &[u8]) {
    for name in ["a.csv", "a.json", "a.xlsx"] {
        let Some(offer) = offer_mapping(name, bytes, None) else {
            continue;
        };
        let options = ImportOptions::default().with_mapping(offer.guessed);
        let source = SourceBytes {
            path: name.to_owned(),
            bytes: bytes.to_vec().into(),
            ..SourceBytes::pasted("")
        };
        read_source(&source, &options, &mut Unhurried).expect("nobody cancels");
    }
}
