//! The report as data: everything that any form of it prints, owned, with articles named by their sigla.
//!
//! These types are the report's schema 1 as it stands in JSON (fields may be added, never renamed), and at the same time
//! what the writers read: the value exists to be written and read back, so a second copy of it would say nothing new.
//! The corpus and the analyses stay free to change: [`super::build`] is the only place that knows both sides.

mod article;
mod comparison;
mod entity;
mod ledger;
mod quotation;
mod settings;
mod statement;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Span;

pub use article::{Article, Block, Words};
pub use comparison::{
    Compared, Containment, OnlyHere, Origin, OriginEvidence, OriginSign, Passage,
};
pub use entity::Entity;
pub use ledger::LedgerLine;
pub use quotation::{Alteration, Attribution, Quotation, QuotationCell};
pub use settings::{Part, Rights, Settings};
pub use statement::{Absence, Cell, Difference, Mark, Pair, Placement, Review, Statement};

/// A saved comparison or analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Name and version of the program that made it.
    pub program: String,
    /// Title, question, author, date.
    pub head: Head,
    /// What was chosen, by name; compared with the defaults when the method is printed.
    pub settings: Settings,
    /// The articles, in siglum order.
    pub articles: Vec<Article>,
    /// What the comparison found; `None` in an analysis without comparison.
    pub compared: Option<Compared>,
    /// Who is quoted, in order of first appearance.
    pub quotations: Vec<Quotation>,
    /// The sources the articles rest on, by article, then by place.
    pub attributions: Vec<Attribution>,
    /// Who and what is named, most frequent first.
    pub entities: Vec<Entity>,
    /// What became of every file offered, by path.
    pub ledger: Vec<LedgerLine>,
    /// Titles of the articles that the person had excluded.
    pub excluded: Vec<String>,
    /// The weights and word lists that the analysis rested on.
    pub tables: Vec<Table>,
}

/// What stands at the top. All of it is the person's; nothing is filled in from the clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Title of the report.
    pub title: Option<String>,
    /// The question it answers.
    pub question: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// When, as the author writes it.
    pub date: Option<String>,
}

/// A file of weights or words that the analysis rested on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Which.
    pub name: String,
    /// Of its bytes.
    pub sha256: String,
}

impl Report {
    /// Cuts the texts to extracts where only extracts may stand. What was cut cannot be put back.
    pub fn apply_rights(&mut self) {
        let is_cut = self.articles.iter().all(Article::is_extracts);
        if self.settings.rights == Rights::Extracts && !is_cut {
            crate::report::rights::cut(self);
        }
    }

    /// Whether this part is to be printed.
    pub fn shows(&self, part: Part) -> bool {
        let has_it = self.compared.is_some() || !part.is_of_comparison();
        let may = part != Part::Synopsis || self.settings.rights == Rights::Full;
        has_it && may && !self.settings.without.contains(&part)
    }

    /// The article with this siglum.
    pub fn article(&self, siglum: &str) -> Option<&Article> {
        self.articles
            .iter()
            .find(|article| article.siglum == siglum)
    }

    /// The words of a span, or `None` when the article's text has no such place.
    pub fn words(&self, siglum: &str, span: Span) -> Option<&str> {
        span.get(&self.article(siglum)?.text)
    }

    /// The statements of the comparison; none without one.
    pub fn statements(&self) -> &[Statement] {
        self.compared.as_ref().map_or(&[], |c| &c.statements)
    }

    /// How often each article names each source: agencies and outlets first, then by name.
    pub fn sources_named(&self) -> BTreeMap<(bool, &str), BTreeMap<&str, usize>> {
        let mut rows: BTreeMap<(bool, &str), BTreeMap<&str, usize>> = BTreeMap::new();
        for found in &self.attributions {
            let row = rows.entry((!found.is_outlet, &found.source)).or_default();
            *row.entry(&found.article).or_default() += 1;
        }
        rows
    }

    /// The sentences only one article has; none without a comparison.
    pub fn only_here(&self) -> &[OnlyHere] {
        self.compared.as_ref().map_or(&[], |c| &c.only_here)
    }
}
