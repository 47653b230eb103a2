//! Reads the labelled sets and brings them to one scheme: PER, ORG, LOC, MISC over the program's own tokens.

use std::path::{Path, PathBuf};

use hexapla::analysis::entities::EntityType;
use hexapla::analysis::entities::recogniser::decode::Label;
use hexapla::text::{Token, tokenize};

use crate::files::read;

/// A sentence as a set gives it: tokens with the type of the name they are in and whether it begins there.
pub type Tagged = Vec<(String, Option<(EntityType, bool)>)>;

/// An article of a set in the program's terms.
pub struct Article {
    pub text: String,
    pub sentences: Vec<(Vec<Token>, Vec<Label>)>,
    pub weight: f32,
}

/// All sets, with headline-cased copies.
pub fn read_all(entities: &Path, options: &[&str]) -> anyhow::Result<Vec<Article>> {
    let train = entities.join("train");
    let mut documents: Vec<(Vec<Tagged>, f32)> = Vec::new();
    let mut add = |documents_of: Vec<Vec<Tagged>>, weight: f32| {
        documents.extend(documents_of.into_iter().map(|document| (document, weight)));
    };
    let on = |name: &str| !options.contains(&format!("-{name}").as_str());
    if on("ewt") {
        add(
            two_columns(
                &read(&train.join("uner-ewt/train_with_OTH.tsv"))?,
                usize::MAX,
            ),
            1.0,
        );
        add(
            two_columns(&read(&train.join("uner-ewt/dev.tsv"))?, usize::MAX),
            1.0,
        );
    }
    if on("wikigold") {
        add(
            two_columns(
                &read(&train.join("wikigold/wikigold.conll.txt"))?,
                usize::MAX,
            ),
            1.0,
        );
    }
    if on("gum") {
        for path in files_in(&train.join("gum-cc/dep"), "conllu")? {
            add(vec![gum(&read(&path)?)], 1.0);
        }
    }
    if on("btc") {
        for part in ["a", "b", "e", "f", "h"] {
            let path = train.join(format!("btc/CONLL-format/data/{part}.conll"));
            add(two_columns(&read(&path)?, 1), 0.7);
        }
    }
    if on("silver") {
        add(
            two_columns(
                &read(&entities.join("silver/us-political-news.tsv"))?,
                usize::MAX,
            ),
            0.6,
        );
        add(
            two_columns(
                &read(&entities.join("silver/web-articles.tsv"))?,
                usize::MAX,
            ),
            0.3,
        );
    }
    let mut articles = Vec::new();
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for (document, weight) in &documents {
        articles.push(article(document, *weight));
        if on("copies") {
            headline_copies(document, *weight, &mut dice, &mut articles);
        }
    }
    Ok(articles)
}

/// Every sixth sentence in title case and every twelfth in capitals, each alone and after its article's other sentences.
fn headline_copies(document: &[Tagged], weight: f32, dice: &mut Dice, articles: &mut Vec<Article>) {
    for sentence in document.iter().filter(|s| s.len() >= 4 && s.len() <= 30) {
        match dice.below(24) {
            0..4 => articles.push(article(&[title_cased(sentence)], weight)),
            4..6 => articles.push(article(&[upper_cased(sentence)], weight)),
            _ => {}
        }
    }
}

/// A sentence as a headline: small words stay small.
pub fn title_cased(sentence: &Tagged) -> Tagged {
    const SMALL: &[&str] = &[
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or",
        "over", "the", "to", "up", "with", "n't", "'s", "’s",
    ];
    recased(sentence, |at, word| {
        if at > 0 && SMALL.contains(&word) {
            return word.to_owned();
        }
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(chars).collect()
        })
    })
}

fn upper_cased(sentence: &Tagged) -> Tagged {
    recased(sentence, |_, word| word.to_uppercase())
}

fn recased(sentence: &Tagged, change: impl Fn(usize, &str) -> String) -> Tagged {
    sentence
        .iter()
        .enumerate()
        .map(|(at, (word, tag))| (change(at, word), *tag))
        .collect()
}

/// A small generator of numbers (xorshift): the same on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }
}

fn files_in(folder: &Path, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    paths.sort();
    Ok(paths)
}

/// Token and tag per line, sentences apart by empty lines, documents by -DOCSTART-, or after `at_most` sentences.
pub fn two_columns(text: &str, at_most: usize) -> Vec<Vec<Tagged>> {
    let mut documents = vec![Vec::new()];
    let mut sentence = Tagged::new();
    let mut before: Option<EntityType> = None;
    for line in text.lines().chain([""]) {
        let starts = line.starts_with("-DOCSTART-");
        if line.trim().is_empty() || starts {
            if let Some(document) = documents.last_mut().filter(|_| !sentence.is_empty()) {
                document.push(clean(std::mem::take(&mut sentence)));
            }
            before = None;
            if starts
                || documents
                    .last()
                    .is_some_and(|document| document.len() >= at_most)
            {
                documents.push(Vec::new());
            }
            continue;
        }
        let mut fields = line.split(['\t', ' ']);
        let (Some(token), Some(tag)) = (fields.next(), fields.next_back()) else {
            continue;
        };
        let kind = tag.get(2..).and_then(kind_of);
        let begins = tag.starts_with("B-") || kind != before;
        sentence.push((token.to_owned(), kind.map(|kind| (kind, begins))));
        before = kind;
    }
    documents.retain(|document| !document.is_empty());
    documents
}

fn kind_of(tag: &str) -> Option<EntityType> {
    match tag {
        "PER" | "person" | "PERSON" => Some(EntityType::Person),
        "ORG" | "corporation" | "organization" => Some(EntityType::Organisation),
        "LOC" | "place" | "location" => Some(EntityType::Place),
        "MISC" | "OTH" => Some(EntityType::Other),
        _ => None,
    }
}

/// User handles are no names.
fn clean(mut sentence: Tagged) -> Tagged {
    for at in 0..sentence.len() {
        let handle = sentence[at].0.starts_with('@') || (at > 0 && sentence[at - 1].0 == "@");
        if handle {
            sentence[at].1 = None;
        }
    }
    sentence
}

/// GUM: nested spans with types; kept are the outermost that consist of proper nouns.
fn gum(text: &str) -> Vec<Tagged> {
    let mut document = Vec::new();
    let mut words: Vec<(String, String)> = Vec::new();
    let mut spans: Vec<(usize, usize, EntityType)> = Vec::new();
    let mut open: Vec<(String, usize, Option<EntityType>)> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !words.is_empty() {
                document.push(gum_sentence(&words, &spans));
            }
            words.clear();
            spans.clear();
            open.clear();
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() < 10 || fields[0].contains(['-', '.']) {
            continue;
        }
        let here = words.len();
        words.push((fields[1].to_owned(), fields[3].to_owned()));
        let Some(marks) = fields[9].split('|').find_map(|f| f.strip_prefix("Entity=")) else {
            continue;
        };
        for mark in gum_marks(marks) {
            let body = mark.trim_matches(['(', ')']);
            let mut parts = body.split('-');
            let id = parts.next().unwrap_or_default().to_owned();
            if mark.starts_with('(') {
                let kind = parts.next().and_then(gum_kind);
                open.push((id.clone(), here, kind));
            }
            if mark.ends_with(')')
                && let Some(at) = open.iter().rposition(|(other, ..)| *other == id)
            {
                let (_, start, kind) = open.remove(at);
                if let Some(kind) = kind {
                    spans.push((start, here + 1, kind));
                }
            }
        }
    }
    document
}

/// "(1-person-new(2-place)" and so on into single marks.
fn gum_marks(marks: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in marks.char_indices() {
        if c == '(' && at > start {
            found.push(&marks[start..at]);
            start = at;
        } else if c == ')' {
            found.push(&marks[start..=at]);
            start = at + 1;
        }
    }
    if start < marks.len() {
        found.push(&marks[start..]);
    }
    found
}

fn gum_kind(kind: &str) -> Option<EntityType> {
    match kind {
        "person" => Some(EntityType::Person),
        "organization" => Some(EntityType::Organisation),
        "place" => Some(EntityType::Place),
        "event" | "object" | "abstract" => Some(EntityType::Other),
        _ => None,
    }
}

fn gum_sentence(words: &[(String, String)], spans: &[(usize, usize, EntityType)]) -> Tagged {
    let mut tagged: Tagged = words.iter().map(|(word, _)| (word.clone(), None)).collect();
    let mut spans = spans.to_vec();
    spans.sort_by_key(|(start, end, _)| (usize::MAX - (end - start), *start));
    for (mut start, mut end, kind) in spans {
        while start < end
            && matches!(words[start].1.as_str(), "DET" | "ADJ" | "PUNCT")
            && !words[start].0.starts_with(char::is_uppercase)
        {
            start += 1;
        }
        if start < end && words[start].0.eq_ignore_ascii_case("the") {
            start += 1;
        }
        while end > start && matches!(words[end - 1].1.as_str(), "PART" | "PUNCT") {
            end -= 1;
        }
        let name = |at: usize| words[at].1 == "PROPN";
        let inner = |at: usize| {
            name(at)
                || matches!(
                    words[at].0.as_str(),
                    "of" | "and" | "for" | "the" | "-" | "&" | "de" | "van"
                ) && kind != EntityType::Person
                || matches!(
                    words[at].0.as_str(),
                    "-" | "de" | "van" | "von" | "bin" | "al"
                )
        };
        let fits = end > start && name(start) && name(end - 1) && (start..end).all(inner);
        if !fits || tagged[start..end].iter().any(|(_, tag)| tag.is_some()) {
            continue;
        }
        for (at, slot) in tagged[start..end].iter_mut().enumerate() {
            slot.1 = Some((kind, at == 0));
        }
    }
    tagged
}

/// Running text as newspapers set it, with the labels brought to the program's tokens.
pub fn article(document: &[Tagged], weight: f32) -> Article {
    let mut text = String::new();
    let mut sentences = Vec::new();
    for sentence in document {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        let spans = write(sentence, &mut text);
        let tokens: Vec<Token> = tokenize(&text[start..])
            .into_iter()
            .map(|mut token| {
                token.span.start += start as u32;
                token.span.end += start as u32;
                token
            })
            .collect();
        let labels = tokens.iter().map(|token| label(token, &spans)).collect();
        let mut pair = (tokens, labels);
        mark_nationalities(&text, &mut pair);
        sentences.push(pair);
    }
    Article {
        text,
        sentences,
        weight,
    }
}

/// Nationalities are marked in some sets and not in others: marked in all.
fn mark_nationalities(text: &str, (tokens, labels): &mut (Vec<Token>, Vec<Label>)) {
    for at in 0..tokens.len() {
        let word = tokens[at].span.of(text);
        let part_of_name = labels.get(at + 1).is_some_and(|l| l.0 > 0 && l.0 % 2 == 0);
        if labels[at] == Label(0)
            && !part_of_name
            && hexapla::analysis::entities::is_nationality(word)
        {
            labels[at] = Label::beginning(EntityType::Other);
        }
    }
}

fn label(token: &Token, spans: &[(u32, u32, EntityType)]) -> Label {
    let hit = spans
        .iter()
        .find(|(start, end, _)| *start < token.span.end && token.span.start < *end);
    match hit {
        None => Label(0),
        Some((start, _, kind)) if *start >= token.span.start => Label::beginning(*kind),
        Some((_, _, kind)) => Label::inside(*kind),
    }
}

/// Writes a sentence out; byte ranges of its names.
pub fn write(sentence: &Tagged, text: &mut String) -> Vec<(u32, u32, EntityType)> {
    const NO_SPACE_BEFORE: &[&str] = &[
        ".", ",", ";", ":", "!", "?", "%", ")", "]", "}", "'s", "n't", "'re", "'ve", "'ll", "'d",
        "'m", "’s", "n’t", "’re", "’ve", "’ll", "’d", "’m", "''", "”",
    ];
    const NO_SPACE_AFTER: &[&str] = &["(", "[", "{", "$", "``", "“", "#"];
    let mut spans: Vec<(u32, u32, EntityType)> = Vec::new();
    let mut before: Option<&str> = None;
    for (token, tag) in sentence {
        let glued = before.is_none_or(|before| NO_SPACE_AFTER.contains(&before))
            || NO_SPACE_BEFORE.contains(&token.as_str());
        if !glued {
            text.push(' ');
        }
        let start = text.len() as u32;
        text.push_str(token);
        match (tag, spans.last_mut()) {
            (Some((_, false)), Some(last)) => last.1 = text.len() as u32,
            (Some((kind, _)), _) => spans.push((start, text.len() as u32, *kind)),
            (None, _) => {}
        }
        before = Some(token);
    }
    spans
}
