//! What all formats share: a draft becomes an article with completeness, credits, metadata from its own words, from its name
//! and from manifests, and its line for the ledger.

use jiff::civil::Date;

use super::draft::{add_text, squeeze};
use super::read::sha256_hex;
use super::{
    Draft, FileImport, ImportOptions, Item, ItemResult, Metadata, NewArticle, blocks, bylines,
    completeness, credits, dates, repair_mojibake,
};
use crate::corpus::{BlockKind, Completeness, Origin, Published, Source};

/// Where a draft comes from.
pub(super) struct Surroundings<'a> {
    pub options: &'a ImportOptions,
    pub file: &'a FileImport,
    pub format: &'a str,
}

/// Makes the article and its line.
pub(super) fn finish(mut draft: Draft, around: &Surroundings<'_>) -> Item {
    let mut item = Item {
        part: draft.part.clone(),
        format: around.format.to_owned(),
        encoding: draft.encoding.clone(),
        ..Item::bare(ItemResult::Skipped {
            reason: "there are no words in it".to_owned(),
        })
    };
    if !draft.text.chars().any(char::is_alphanumeric) {
        item.warnings = draft.warnings;
        return item;
    }
    if u32::try_from(draft.text.len()).is_err() {
        item.result = ItemResult::Failed {
            reason: "its text is longer than 4 GiB: split it into smaller files".to_owned(),
        };
        return item;
    }
    check_mojibake(&mut draft, around.options.repair_mojibake);
    let mut metadata = std::mem::take(&mut draft.metadata);
    read_own_words(&draft, &mut metadata);
    read_path(around, &mut metadata);
    metadata.merge(
        &around
            .options
            .manifest_metadata(&around.file.path, &draft.part),
    );
    read_language(&draft, around.options, &mut metadata);
    doubt_future(&metadata, around.options.today, &mut draft.warnings);
    let completeness = judge(&mut draft);
    item.stripped = stripped(&draft);
    item.warnings = std::mem::take(&mut draft.warnings);
    let source = Source {
        path: around.file.path.clone(),
        root: around.file.root.clone(),
        part: draft.part,
        format: around.format.to_owned(),
        encoding: draft.encoding,
        bytes: around.file.bytes,
        sha256: around.file.sha256.clone(),
        text_sha256: sha256_hex(draft.text.as_bytes()),
        modified_ms: around.file.modified_ms,
    };
    item.result = ItemResult::Article(Box::new(NewArticle {
        text: draft.text,
        blocks: draft.blocks,
        outlet: metadata.outlet,
        headline: metadata.headline,
        byline: metadata.byline,
        published: metadata.published,
        address: metadata.address,
        language: metadata.language,
        agency: metadata.agency,
        completeness,
        source,
    }));
    item
}

/// Warns of mojibake, or repairs it when asked: block by block, so that spans stay right.
fn check_mojibake(draft: &mut Draft, repair: bool) {
    let Some(repaired) = repair_mojibake(&draft.text) else {
        return;
    };
    if !repair {
        let reason = "some letters look garbled (“â€™” for “’”): the text was once saved in the wrong encoding and can be repaired";
        draft.warnings.push(reason.to_owned());
        return;
    }
    let old = std::mem::take(&mut draft.blocks);
    let before = std::mem::replace(&mut draft.text, String::with_capacity(repaired.len()));
    let mut at = 0;
    let mend = |words: &str| repair_mojibake(words).unwrap_or_else(|| words.to_owned());
    for mut block in old {
        draft
            .text
            .push_str(&mend(&before[at..block.span.start as usize]));
        let start = draft.text.len();
        draft.text.push_str(&mend(block.span.of(&before)));
        at = block.span.end as usize;
        block.span = crate::text::Span::new(start, draft.text.len());
        draft.blocks.push(block);
    }
    draft.text.push_str(&mend(&before[at..]));
    draft
        .warnings
        .push("garbled letters (“â€™” for “’”) were repaired".to_owned());
}

/// Headline, byline, date and agency as printed in the article.
fn read_own_words(draft: &Draft, metadata: &mut Metadata) {
    let first = |kind| {
        let block = draft.blocks.iter().find(|block| block.kind == kind)?;
        Some(block.span.of(&draft.text))
    };
    if let Some(headline) = first(BlockKind::Headline) {
        add_text(&mut metadata.headline, headline, Origin::Text);
    }
    let bylines = draft
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Byline);
    let names = bylines
        .map(|block| block.span.of(&draft.text))
        .filter(|words| !credits::is_tail_credit(words))
        .find_map(|words| credits::byline_in(words, true))
        .map(bylines::names_alone);
    if let Some(names) = names {
        add_text(&mut metadata.byline, names, Origin::Text);
    }
    let order = metadata
        .language
        .get()
        .map_or(dates::DayOrder::Unknown, |tag| {
            dates::DayOrder::of_language(tag)
        });
    for block in draft
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Dateline | BlockKind::Byline))
    {
        if let Some(published) = dates::parse_date(block.span.of(&draft.text), order) {
            metadata.add_published(published, Origin::Text);
            break;
        }
    }
    if let Some(agency) = credits::agency_of(&draft.text, &draft.blocks) {
        add_text(&mut metadata.agency, agency, Origin::Text);
    }
}

/// The date in a file's name; the folder as outlet where that is wished.
fn read_path(around: &Surroundings<'_>, metadata: &mut Metadata) {
    let path = &around.file.path;
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    if let Some(pattern) = &around.options.name_pattern {
        pattern.read(name, metadata);
    }
    if let Some(published) = date_in_name(name) {
        metadata.published.add(published, Origin::FileName);
    }
    if around.options.outlet_from_folder
        && let Some(folder) = parts
            .next()
            .filter(|folder| !folder.is_empty() && *folder != "." && *folder != "..")
    {
        add_text(&mut metadata.outlet, folder, Origin::FolderName);
    }
}

/// "nyt_2015-09-05.txt", "20150905-kerry.txt".
fn date_in_name(name: &str) -> Option<Published> {
    let spaced = name.replace(['_', '+'], "-");
    // a hash or a number is no date: only forms that start with the year count
    let found = dates::find_date(&spaced, dates::DayOrder::Unknown)?;
    let starts_with_year = spaced[found.start..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count()
        >= 4;
    let ends = spaced[found.end..]
        .bytes()
        .next()
        .is_none_or(|next| !next.is_ascii_alphanumeric());
    (starts_with_year && ends).then(|| Published::day(found.published.date))
}

fn read_language(draft: &Draft, options: &ImportOptions, metadata: &mut Metadata) {
    if let Some(tag) = super::language::detect(&draft.text) {
        // a tag that says more ("en-GB") is not contradicted
        let known = metadata
            .language
            .get()
            .is_some_and(|known| known.to_lowercase().starts_with(tag));
        if !known {
            metadata.language.add(tag.to_owned(), Origin::Detected);
        }
    }
    if metadata.language.get().is_none()
        && let Some(tag) = &options.default_language
    {
        metadata.language.add(tag.clone(), Origin::Detected);
    }
}

fn doubt_future(metadata: &Metadata, today: Option<Date>, warnings: &mut Vec<String>) {
    let tomorrow = today.and_then(|today| today.tomorrow().ok());
    if let (Some(published), Some(tomorrow)) = (metadata.published.get(), tomorrow)
        && published.date > tomorrow
    {
        warnings.push(format!("its date, {}, lies in the future", published.date));
    }
}

fn judge(draft: &mut Draft) -> Completeness {
    let (judged, reason) = completeness::judge(&draft.text, &draft.blocks);
    draft.warnings.extend(reason);
    match draft.completeness {
        Completeness::Unknown => judged,
        known => known,
    }
}

fn stripped(draft: &Draft) -> String {
    let mut parts = draft.left_out.clone();
    let set_aside = blocks::stripped_in_words(&draft.blocks);
    if !set_aside.is_empty() {
        parts.insert(0, set_aside);
    }
    squeeze(&parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::date_in_name;

    #[test]
    fn dates_in_file_names() {
        for (name, expected) in [
            ("nyt_2015-09-05.txt", "2015-09-05"),
            ("20150905-kerry.txt", "2015-09-05"),
            ("2015_09_05.html", "2015-09-05"),
            ("000_39879bd75fc8be22.txt", ""),
            ("20150905123.txt", ""),
            ("kerry-1.9.2015.txt", ""),
        ] {
            let found = date_in_name(name).map_or(String::new(), |day| day.to_string());
            assert_eq!(found, expected, "{name}");
        }
    }
}
