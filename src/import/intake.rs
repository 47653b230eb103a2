//! Taking files in: what import delivered becomes articles with ids, outlets and ledger lines. Pure: a patch is returned.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::{FileImport, Item, ItemResult, NamePattern, NewArticle};
use crate::corpus::{
    Article, ArticleId, Completeness, Corpus, Field, LedgerLine, Origin, Outcome, Outlet, OutletId,
    Patch,
};

/// Why a file that is open already is not taken in twice.
pub const ALREADY_OPEN: &str = "already open";

/// The patch that takes `files` in, and the ids of the new articles in order. The corpus is changed only in that ids are given.
///
/// An article whose file and part are known with the same bytes adds a ledger line ("already open") and nothing else. One whose
/// file has changed since is not taken in twice: its line offers [`reread`]. The same text from another file is taken in and flagged.
pub fn intake(corpus: &mut Corpus, files: Vec<FileImport>) -> (Patch, Vec<ArticleId>) {
    let offered: Vec<&NewArticle> = files.iter().flat_map(FileImport::articles).collect();
    let name = match offered.len() {
        1 => "open article",
        _ => "open articles",
    };
    let mut added = Vec::with_capacity(offered.len());
    let mut taking = Taking::new(corpus, Patch::new(name), &offered);
    for file in files {
        let mut millis = file.millis;
        for item in file.items {
            let head = Head {
                path: file.path.clone(),
                root: file.root.clone(),
                bytes: file.bytes,
                // the time is the file's: it is told once
                millis: std::mem::take(&mut millis),
            };
            added.extend(taking.item(head, item));
        }
    }
    (taking.patch, added)
}

/// The patch that gives an open article the text its file has now. Its id and what the person set by hand stay; blocks and what
/// was read from the file are new. `None` when the file no longer holds this article or nothing has changed.
pub fn reread(corpus: &mut Corpus, id: ArticleId, file: FileImport) -> Option<Patch> {
    let old = Arc::clone(corpus.articles.get(id)?);
    let same_part = |item: &Item| matches!(&item.result, ItemResult::Article(new) if new.source.part == old.source.part);
    let at = file.items.iter().position(same_part)?;
    let mut item = file.items.into_iter().nth(at)?;
    let ItemResult::Article(new) = std::mem::replace(
        &mut item.result,
        ItemResult::Skipped {
            reason: String::new(),
        },
    ) else {
        return None;
    };
    let mut taking = Taking::new(corpus, Patch::new("read again"), &[&*new]);
    let article = taking.again(&old, *new)?;
    let duplicate_of = taking
        .first_with(&article.source.text_sha256)
        .filter(|first| *first != id);
    taking.patch.articles.push((id, Some(Arc::new(article))));
    let head = Head {
        path: file.path,
        root: old.source.root.clone(),
        bytes: file.bytes,
        millis: file.millis,
    };
    item.warnings
        .push("read again: the file had changed".to_owned());
    taking.line(
        head,
        item,
        Outcome::Imported {
            article: id,
            duplicate_of,
        },
    );
    Some(taking.patch)
}

/// The patch that takes in a file that was read again in another way (other columns, another encoding): open articles get what it
/// says now and keep the person's words, further ones are taken in. Also the ids of those further ones.
pub fn reread_file(corpus: &mut Corpus, file: FileImport) -> (Patch, Vec<ArticleId>) {
    let offered: Vec<&NewArticle> = file.articles().collect();
    let mut taking = Taking::new(corpus, Patch::new("read again"), &offered);
    let mut added = Vec::new();
    for mut item in file.items {
        let head = Head {
            path: file.path.clone(),
            root: file.root.clone(),
            bytes: file.bytes,
            millis: 0,
        };
        let known = match &item.result {
            ItemResult::Article(new) => taking
                .open
                .get(&(new.source.path.clone(), new.source.part.clone()))
                .and_then(|(id, _)| taking.corpus.articles.get(*id).cloned()),
            _ => None,
        };
        let Some(old) = known else {
            added.extend(taking.item(head, item));
            continue;
        };
        let nothing = ItemResult::Skipped {
            reason: String::new(),
        };
        let ItemResult::Article(new) = std::mem::replace(&mut item.result, nothing) else {
            continue;
        };
        if let Some(article) = taking.again(&old, *new) {
            taking
                .patch
                .articles
                .push((old.id, Some(Arc::new(article))));
            item.warnings.push("read again in another way".to_owned());
            let outcome = Outcome::Imported {
                article: old.id,
                duplicate_of: None,
            };
            taking.line(head, item, outcome);
        }
    }
    (taking.patch, added)
}

/// The patch that gives articles what a pattern finds in the names of their files; it takes the place of what was found there
/// before. Names that do not fit change nothing.
pub fn read_names(corpus: &mut Corpus, articles: &[ArticleId], pattern: &NamePattern) -> Patch {
    let mut taking = Taking::new(corpus, Patch::new("read file names"), &[]);
    for id in articles {
        let Some(old) = taking.corpus.articles.get(*id).cloned() else {
            continue;
        };
        let Some(found) = pattern.metadata(old.source.file_name()) else {
            continue;
        };
        let mut article = Article::clone(&old);
        let outlet = found.outlet.map(|name| taking.outlet(name));
        replace_name(&mut article.outlet, &outlet);
        replace_name(&mut article.headline, &found.headline);
        replace_name(&mut article.byline, &found.byline);
        replace_name(&mut article.published, &found.published);
        if article != *old {
            taking.patch.articles.push((*id, Some(Arc::new(article))));
        }
    }
    taking.patch
}

/// Puts what a file's name says in the place of what was read there before.
fn replace_name<T: Clone + PartialEq>(field: &mut Field<T>, found: &Field<T>) {
    if found.get().is_none() {
        return;
    }
    let mut kept = Field::default();
    let others = field
        .all()
        .iter()
        .filter(|sourced| sourced.origin != Origin::FileName);
    for sourced in others.chain(found.all()) {
        kept.add(sourced.value.clone(), sourced.origin);
    }
    *field = kept;
}

/// Keeps the person's word from the field as it was.
fn keep_person<T: Clone + PartialEq>(field: &mut Field<T>, old: &Field<T>) {
    if old.origin() == Some(Origin::Person) {
        field.set_by_person(old.get().cloned());
    }
}

/// What a ledger line says of its file.
struct Head {
    path: String,
    root: String,
    bytes: u64,
    millis: u32,
}

struct Taking<'a> {
    corpus: &'a mut Corpus,
    patch: Patch,
    /// By name in lower case.
    outlets: BTreeMap<String, OutletId>,
    /// By path and part: the open article and the hash of its file; of the files that are offered.
    open: BTreeMap<(String, String), (ArticleId, String)>,
    /// The first article with a text, by the text's hash; of the texts that are offered.
    texts: BTreeMap<String, ArticleId>,
}

impl<'a> Taking<'a> {
    /// Of the articles that are open, those with a file or a text of the `offered` ones are looked up once: a batch of a large import
    /// must not take longer the more is open.
    fn new(corpus: &'a mut Corpus, patch: Patch, offered: &[&NewArticle]) -> Self {
        let outlets = corpus
            .outlets
            .iter()
            .rev()
            .map(|outlet| (outlet.name.to_lowercase(), outlet.id))
            .collect();
        let files: HashSet<&str> = offered.iter().map(|new| &*new.source.path).collect();
        let hashes = offered.iter().map(|new| &*new.source.text_sha256);
        let hashes: HashSet<&str> = hashes.collect();
        let mut open = BTreeMap::new();
        let mut texts = BTreeMap::new();
        for article in corpus.articles.iter() {
            let source = &article.source;
            if files.contains(&*source.path) {
                let key = (source.path.clone(), source.part.clone());
                open.insert(key, (article.id, source.sha256.clone()));
            }
            if hashes.contains(&*source.text_sha256) {
                texts
                    .entry(source.text_sha256.clone())
                    .or_insert(article.id);
            }
        }
        Self {
            corpus,
            patch,
            outlets,
            open,
            texts,
        }
    }

    fn first_with(&self, text_sha256: &str) -> Option<ArticleId> {
        self.texts.get(text_sha256).copied()
    }

    /// Takes one item in; the id of the new article, if it is one.
    fn item(&mut self, head: Head, mut item: Item) -> Option<ArticleId> {
        let result = std::mem::replace(
            &mut item.result,
            ItemResult::Skipped {
                reason: String::new(),
            },
        );
        let (outcome, added) = match result {
            ItemResult::Skipped { reason } => (Outcome::Skipped { reason }, None),
            ItemResult::Failed { reason } => (Outcome::Failed { reason }, None),
            ItemResult::Article(new) => self.offer(*new, &mut item),
        };
        self.line(head, item, outcome);
        added
    }

    fn offer(&mut self, new: NewArticle, item: &mut Item) -> (Outcome, Option<ArticleId>) {
        let key = (new.source.path.clone(), new.source.part.clone());
        let pasted = new.source.path == "pasted text";
        match self.open.get(&key) {
            Some((_, sha256)) if *sha256 == new.source.sha256 => {
                return (
                    Outcome::Skipped {
                        reason: ALREADY_OPEN.to_owned(),
                    },
                    None,
                );
            }
            Some(_) if !pasted => {
                let reason = "already open, and the file has changed since: choose “Read again” to take the new version";
                return (
                    Outcome::Skipped {
                        reason: reason.to_owned(),
                    },
                    None,
                );
            }
            _ => {}
        }
        let id = self.corpus.new_article_id();
        self.open.insert(key, (id, new.source.sha256.clone()));
        let duplicate_of = self.first_with(&new.source.text_sha256);
        self.texts
            .entry(new.source.text_sha256.clone())
            .or_insert(id);
        let article = self.article(id, new);
        if article.completeness == Completeness::Truncated && item.warnings.is_empty() {
            item.warnings.push("cut off".to_owned());
        }
        self.patch.articles.push((id, Some(Arc::new(article))));
        (
            Outcome::Imported {
                article: id,
                duplicate_of,
            },
            Some(id),
        )
    }

    /// The article as its file says now, with the person's words; `None` when nothing has changed.
    fn again(&mut self, old: &Article, new: NewArticle) -> Option<Article> {
        let mut article = self.article(old.id, new);
        keep_person(&mut article.outlet, &old.outlet);
        keep_person(&mut article.headline, &old.headline);
        keep_person(&mut article.byline, &old.byline);
        keep_person(&mut article.published, &old.published);
        keep_person(&mut article.address, &old.address);
        keep_person(&mut article.language, &old.language);
        keep_person(&mut article.agency, &old.agency);
        article.excluded = old.excluded;
        article.source.root.clone_from(&old.source.root);
        let mut as_it_was = old.clone();
        as_it_was.source.modified_ms = article.source.modified_ms;
        (article != as_it_was).then_some(article)
    }

    fn article(&mut self, id: ArticleId, new: NewArticle) -> Article {
        let outlet = new.outlet.map(|name| self.outlet(name));
        Article {
            id,
            text: new.text.into(),
            blocks: new.blocks,
            outlet,
            headline: new.headline,
            byline: new.byline,
            published: new.published,
            address: new.address,
            language: new.language,
            agency: new.agency,
            completeness: new.completeness,
            source: new.source,
            excluded: false,
        }
    }

    /// The outlet with this name, made if there is none; colours go round in the order of making.
    fn outlet(&mut self, name: &str) -> OutletId {
        let name = name.trim();
        if let Some(id) = self.outlets.get(&name.to_lowercase()) {
            return *id;
        }
        let id = self.corpus.new_outlet_id();
        self.outlets.insert(name.to_lowercase(), id);
        let outlet = Outlet {
            id,
            name: name.to_owned(),
            short: String::new(),
            colour: id.0,
        };
        self.patch.outlets.push((id, Some(Arc::new(outlet))));
        id
    }

    fn line(&mut self, head: Head, item: Item, outcome: Outcome) {
        let id = self.corpus.new_ledger_id();
        let line = LedgerLine {
            id,
            path: head.path,
            root: head.root,
            part: item.part,
            outcome,
            format: item.format,
            encoding: item.encoding,
            bytes: head.bytes,
            stripped: item.stripped,
            warnings: item.warnings,
            millis: head.millis,
        };
        self.patch.ledger.push((id, Some(Arc::new(line))));
    }
}

#[cfg(test)]
mod tests {
    use super::{intake, reread};
    use crate::analysis::Unhurried;
    use crate::corpus::{Completeness, Corpus, Origin, Outcome};
    use crate::import::{
        FileImport, ImportOptions, SourceBytes, read_source, sample_options, sample_sources,
    };

    fn read(path: &str, text: &str) -> FileImport {
        let source = SourceBytes {
            path: path.to_owned(),
            ..SourceBytes::pasted(text)
        };
        read_source(&source, &ImportOptions::default(), &mut Unhurried).unwrap()
    }

    fn samples() -> Vec<FileImport> {
        let options = sample_options();
        sample_sources()
            .iter()
            .map(|source| read_source(source, &options, &mut Unhurried).unwrap())
            .collect()
    }

    fn outcomes(corpus: &Corpus) -> Vec<&'static str> {
        corpus
            .ledger
            .iter()
            .map(|line| line.outcome.label())
            .collect()
    }

    #[test]
    fn the_sample_story_is_taken_in() {
        let mut corpus = Corpus::default();
        let (patch, added) = intake(&mut corpus, samples());
        corpus.apply(patch);
        assert_eq!(added.len(), 4);
        let shown: Vec<String> = corpus
            .articles
            .iter()
            .map(|article| {
                let outlet = corpus.outlet_of(article).unwrap();
                format!(
                    "{} ({}) {}: {}",
                    outlet.name,
                    outlet.colour,
                    article.published.get().unwrap(),
                    article.title()
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "HuffPost (0) 2015-09-05: Kerry Phones Moscow To Discuss Reports Of Russian Military Build Up In Syria",
                "Arutz Sheva (1) 2015-09-05: Kerry Expresses Concern Over Russia in Syria",
                "The Daily Star (2) 2015-09-18: Russia and US defense chiefs in Syria talks",
                "Arutz Sheva (1) 2015-09-16: Kerry makes third phone call to Lavrov",
            ]
        );
        let articles: Vec<_> = corpus.articles.iter().collect();
        assert_eq!(
            articles[1].byline.get().map(String::as_str),
            Some("Ben Ariel")
        );
        assert_eq!(articles[1].byline.origin(), Some(Origin::Text));
        assert_eq!(articles[0].outlet.origin(), Some(Origin::Manifest));
        let complete: Vec<_> = articles
            .iter()
            .map(|article| article.completeness)
            .collect();
        assert_eq!(
            complete,
            [
                Completeness::Full,
                Completeness::Full,
                Completeness::Truncated,
                Completeness::Full
            ]
        );
        assert!(
            articles
                .iter()
                .all(|article| article.language.get().map(String::as_str) == Some("en"))
        );
    }

    #[test]
    fn opening_again_adds_a_line_and_nothing_else() {
        let mut corpus = Corpus::default();
        let (patch, _) = intake(&mut corpus, samples());
        corpus.apply(patch);
        let (patch, added) = intake(&mut corpus, samples());
        assert!(added.is_empty() && patch.articles.is_empty() && patch.outlets.is_empty());
        corpus.apply(patch);
        assert_eq!(outcomes(&corpus)[4..], ["skipped"; 4]);
    }

    #[test]
    fn the_same_text_elsewhere_is_flagged_not_dropped() {
        let mut corpus = Corpus::default();
        let files = vec![
            read("a.txt", "One story."),
            read("b.txt", "One story.\n"),
            read("c.txt", "One story."),
        ];
        let (patch, added) = intake(&mut corpus, files);
        corpus.apply(patch);
        assert_eq!(added.len(), 3);
        let duplicates: Vec<_> = corpus
            .ledger
            .iter()
            .map(|line| match line.outcome {
                Outcome::Imported { duplicate_of, .. } => duplicate_of.map(|id| id.0),
                _ => None,
            })
            .collect();
        assert_eq!(duplicates[0], None);
        assert_eq!(duplicates[2], Some(0));
    }

    #[test]
    fn a_changed_file_is_read_again_and_keeps_the_persons_word() {
        let mut corpus = Corpus::default();
        let (patch, added) = intake(&mut corpus, vec![read("a.txt", "One story.")]);
        corpus.apply(patch);
        let id = added[0];
        let mut article = (**corpus.articles.get(id).unwrap()).clone();
        article.headline.set_by_person(Some("Mine".to_owned()));
        let mut patch = crate::corpus::Patch::new("edit");
        patch.articles.push((id, Some(article.into())));
        corpus.apply(patch);
        let before = corpus.clone();

        let (patch, added) = intake(&mut corpus, vec![read("a.txt", "Another story.")]);
        assert!(added.is_empty() && patch.articles.is_empty());
        assert!(reread(&mut corpus, id, read("a.txt", "One story.")).is_none());
        let patch = reread(&mut corpus, id, read("a.txt", "Another story.")).unwrap();
        let undo = corpus.apply(patch);
        let article = corpus.articles.get(id).unwrap();
        assert_eq!(
            (&*article.text, article.title()),
            ("Another story.", "Mine")
        );
        corpus.apply(undo);
        assert_eq!(corpus.articles, before.articles);
    }
}
