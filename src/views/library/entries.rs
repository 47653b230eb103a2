//! The articles as the library lists them: what a filter looks into, what rows are sorted by, what is measured once.
//!
//! Made anew for changed articles only: an entry stays while its article and its outlet are the same values.

use std::sync::Arc;

use egui::FontId;

use crate::corpus::{Article, ArticleId, Corpus, Field, Origin, Outlet};
use crate::session::Alike;
use crate::text::fold;
use crate::widgets::theme;

/// Texts longer than this are not counted while a frame waits, in bytes.
const MAX_COUNTED: usize = 4_000_000;

/// One article of the list.
#[derive(Debug)]
pub struct Entry {
    /// The article.
    pub article: Arc<Article>,
    /// Its outlet, if known.
    pub outlet: Option<Arc<Outlet>>,
    /// What the filter looks into, folded.
    haystack: String,
    /// The title, folded, for sorting.
    pub title_key: String,
    /// Width of the title in one line, in points; 0 until measured.
    pub title_width: f32,
    /// Lines the title really took at this width, where the estimate was wrong.
    pub lines_seen: Option<(f32, u8)>,
    /// Number of words, once counted.
    pub words: Option<usize>,
    /// Other articles are the same text, nearly the same, or versions of the same page.
    pub is_alike: bool,
}

impl Entry {
    fn new(article: &Arc<Article>, outlet: Option<&Arc<Outlet>>) -> Self {
        let name = outlet.map_or("", |outlet| outlet.name.as_str());
        let byline = article.byline.get().map_or("", String::as_str);
        let haystack = [
            name,
            article.title(),
            byline,
            article.source.file_name(),
            article.source.part.as_str(),
        ]
        .map(fold)
        .join("\n");
        Self {
            title_key: fold(article.title()),
            article: Arc::clone(article),
            outlet: outlet.cloned(),
            haystack,
            title_width: 0.0,
            lines_seen: None,
            words: None,
            is_alike: false,
        }
    }

    /// The article's id.
    pub fn id(&self) -> ArticleId {
        self.article.id
    }

    /// The outlet's name, or a stand-in.
    pub fn outlet_name(&self) -> &str {
        self.outlet
            .as_ref()
            .map_or("Unknown outlet", |outlet| &outlet.name)
    }

    /// Whether every word of the filter occurs somewhere.
    pub fn matches(&self, terms: &[String]) -> bool {
        terms.iter().all(|term| self.haystack.contains(term))
    }

    /// Words, counted at the first call; `None` for a text too long to be counted here.
    pub fn count_words(&mut self) -> Option<usize> {
        if self.words.is_none() && self.article.text.len() <= MAX_COUNTED {
            self.words = Some(self.article.words());
        }
        self.words
    }

    /// Names of the fields whose sources disagree and that nobody has decided.
    pub fn disagreeing(&self) -> Vec<&'static str> {
        fn open<T: PartialEq>(field: &Field<T>) -> bool {
            field.all().len() > 1 && field.origin() != Some(Origin::Person)
        }
        let article = &self.article;
        [
            ("outlet", open(&article.outlet)),
            ("headline", open(&article.headline)),
            ("byline", open(&article.byline)),
            ("date", open(&article.published)),
            ("language", open(&article.language)),
            ("address", open(&article.address)),
        ]
        .into_iter()
        .filter_map(|(name, open)| open.then_some(name))
        .collect()
    }
}

/// All entries, ascending by article id.
#[derive(Debug, Default)]
pub struct Entries(pub Vec<Entry>);

impl Entries {
    /// Brings the entries up to date with the corpus.
    pub fn update(&mut self, corpus: &Corpus) {
        let mut before = std::mem::take(&mut self.0).into_iter().peekable();
        self.0.reserve(corpus.articles.len());
        for article in corpus.articles.iter() {
            while before.next_if(|entry| entry.id() < article.id).is_some() {}
            let outlet = corpus.outlet_of(article);
            let same = before.next_if(|entry| {
                Arc::ptr_eq(&entry.article, article)
                    && match (&entry.outlet, outlet) {
                        (Some(lhs), Some(rhs)) => Arc::ptr_eq(lhs, rhs),
                        (None, None) => true,
                        _ => false,
                    }
            });
            self.0
                .push(same.unwrap_or_else(|| Entry::new(article, outlet)));
        }
    }

    /// Marks the articles that are like others.
    pub fn mark_alike(&mut self, alike: Option<&Alike>) {
        for entry in &mut self.0 {
            entry.is_alike = alike.is_some_and(|alike| alike.holds(entry.article.id));
        }
    }

    /// Index of the entry of this article.
    pub fn index_of(&self, article: ArticleId) -> Option<usize> {
        self.0.binary_search_by_key(&article, Entry::id).ok()
    }

    /// Measures the titles that were not measured yet.
    pub fn measure(&mut self, ui: &egui::Ui) {
        if self.0.iter().all(|entry| entry.title_width > 0.0) {
            return;
        }
        let font = FontId::proportional(theme::size::BODY);
        ui.fonts_mut(|fonts| {
            let ascii: Vec<f32> = (0..128_u8)
                .map(|byte| fonts.glyph_width(&font, char::from(byte).max(' ')))
                .collect();
            for entry in self.0.iter_mut().filter(|entry| entry.title_width <= 0.0) {
                let widths = entry.article.title().chars().take(400).map(|c| {
                    let known = ascii.get(c as usize).copied();
                    known.unwrap_or_else(|| fonts.glyph_width(&font, c))
                });
                entry.title_width = widths.sum::<f32>().max(1.0);
            }
        });
    }

    /// Counts words of articles that were not counted yet, as many as fit into a frame. Returns whether all are counted.
    pub fn count_some_words(&mut self) -> bool {
        const BYTES_PER_FRAME: usize = 200_000;
        let mut bytes = 0;
        for entry in &mut self.0 {
            if entry.words.is_none() && entry.article.text.len() <= MAX_COUNTED {
                if bytes > BYTES_PER_FRAME {
                    return false;
                }
                bytes += entry.article.text.len();
                entry.count_words();
            }
        }
        true
    }
}
