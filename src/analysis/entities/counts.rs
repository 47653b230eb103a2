//! The count table: how often each entity is named by each outlet or article, with the statistics beside it.

use std::collections::BTreeMap;

use crate::corpus::BlockKind;
use crate::text::Span;

use super::super::Analysed;
use super::super::stats::{
    FEW_HITS, FEW_WORDS, Frequency, Parts, g2, log_ratio, lrc, per_thousand,
};
use super::{EntityIndex, EntityType, Fold};

/// A column of the table: articles counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOfArticles {
    /// What the column is called: an outlet or an article.
    pub name: String,
    /// Indexes into the articles that were indexed.
    pub articles: Vec<usize>,
}

/// One entity in one column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Index of the column.
    pub column: usize,
    /// Mentions.
    pub count: usize,
    /// Mentions per 1,000 words of the column.
    pub per_thousand: f64,
    /// Articles of the column that name it.
    pub articles: usize,
}

/// One entity.
#[derive(Clone, Debug, PartialEq)]
pub struct CountRow {
    /// The row's name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// Indexes into [`EntityIndex::entities`]: the entity, and those folded into it.
    pub entities: Vec<usize>,
    /// The cells with mentions, ascending by column: with a column per article most would be empty.
    pub cells: Vec<Cell>,
    /// Mentions in all columns.
    pub total: usize,
    /// Articles that name it.
    pub articles: usize,
    /// The column whose rate is highest: the one G², Log Ratio and LRC compare with all others together. `None` for a single column.
    pub leader: Option<usize>,
    /// Log-likelihood of the leader against the rest.
    pub g2: f64,
    /// Log Ratio of the leader against the rest.
    pub log_ratio: f64,
    /// Conservative Log Ratio of the leader against the rest, corrected for the number of rows.
    pub lrc: f64,
    /// Normalised DP over the articles: 0 even, 1 clumped.
    pub dp: f64,
    /// Share of its mentions in headlines, 0 to 1.
    pub headline_share: f64,
    /// Share of its mentions in leads (the first paragraph of the body), 0 to 1.
    pub lead_share: f64,
    /// The statistics rest on fewer than five hits.
    pub is_rare: bool,
}

impl CountRow {
    /// The cell of a column, empty where it has no mention.
    pub fn cell(&self, column: usize) -> Cell {
        self.cells
            .binary_search_by_key(&column, |cell| cell.column)
            .map_or(
                Cell {
                    column,
                    ..Cell::default()
                },
                |at| self.cells[at],
            )
    }
}

/// All entities by all columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CountTable {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Words of each column, without captions and boilerplate.
    pub words: Vec<usize>,
    /// Columns with an article under 300 words: their rates say little.
    pub short_columns: Vec<usize>,
    /// Most mentions first, then by name.
    pub rows: Vec<CountRow>,
}

/// Counts the entities of `index` (made from `articles`) in `columns`. An article may be in no column (then it is not counted) and
/// should be in one only. Cost: mentions x log of the articles that name one entity, plus rows.
pub fn count_entities(
    index: &EntityIndex,
    articles: &[&Analysed],
    columns: &[GroupOfArticles],
    fold: Fold,
) -> CountTable {
    let layout = Layout::new(articles, columns);
    let targets = fold.targets(index);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); index.entities.len()];
    for (at, target) in targets.iter().enumerate() {
        members[*target].push(at);
    }
    let mut rows: Vec<CountRow> = members
        .into_iter()
        .enumerate()
        .filter(|(_, members)| !members.is_empty())
        .map(|(at, mut members)| {
            members.sort_by_key(|member| *member != at);
            layout.row(index, members)
        })
        .filter(|row| row.total > 0)
        .collect();
    let n_rows = rows.len();
    for row in &mut rows {
        layout.compare(row, n_rows);
    }
    rows.sort_by(|lhs, rhs| {
        rhs.total
            .cmp(&lhs.total)
            .then_with(|| lhs.name.cmp(&rhs.name))
    });
    CountTable {
        columns: columns.iter().map(|column| column.name.clone()).collect(),
        words: layout.words.clone(),
        short_columns: layout.short_columns(columns),
        rows,
    }
}

/// Where the words of each article are.
struct Layout {
    column_of: Vec<Option<usize>>,
    article_words: Vec<usize>,
    words: Vec<usize>,
    headlines: Vec<Vec<Span>>,
    leads: Vec<Option<Span>>,
    parts: Parts,
}

impl Layout {
    fn new(articles: &[&Analysed], columns: &[GroupOfArticles]) -> Self {
        let mut column_of = vec![None; articles.len()];
        for (at, column) in columns.iter().enumerate() {
            for article in &column.articles {
                if let Some(slot) = column_of.get_mut(*article) {
                    *slot = Some(at);
                }
            }
        }
        let article_words: Vec<usize> = articles
            .iter()
            .map(|article| article.reading.words())
            .collect();
        let mut words = vec![0; columns.len()];
        for (article, column) in column_of.iter().enumerate() {
            if let Some(column) = column {
                words[*column] += article_words[article];
            }
        }
        let blocks = |article: &&Analysed, kind: BlockKind| -> Vec<Span> {
            let blocks = article.article.blocks.iter();
            blocks
                .filter(|block| block.kind == kind)
                .map(|block| block.span)
                .collect()
        };
        let counted = (0..articles.len()).filter(|article| column_of[*article].is_some());
        let parts = Parts::new(counted.map(|article| article_words[article]));
        Self {
            column_of,
            article_words,
            words,
            parts,
            headlines: articles
                .iter()
                .map(|a| blocks(a, BlockKind::Headline))
                .collect(),
            leads: articles
                .iter()
                .map(|a| blocks(a, BlockKind::Paragraph).first().copied())
                .collect(),
        }
    }

    fn row(&self, index: &EntityIndex, members: Vec<usize>) -> CountRow {
        let first = &index.entities[members[0]];
        let mut per_article: BTreeMap<usize, usize> = BTreeMap::new();
        let (mut total, mut in_headlines, mut in_leads) = (0_usize, 0_usize, 0_usize);
        for mention in members.iter().flat_map(|at| &index.entities[*at].mentions) {
            if self.column_of[mention.article].is_none() {
                continue;
            }
            total += 1;
            *per_article.entry(mention.article).or_default() += 1;
            let inside = |span: &Span| span.contains(mention.span);
            in_headlines += usize::from(self.headlines[mention.article].iter().any(inside));
            in_leads += usize::from(self.leads[mention.article].is_some_and(|span| inside(&span)));
        }
        let parts: Vec<Frequency> = per_article
            .iter()
            .map(|(article, count)| Frequency::new(*count, self.article_words[*article]))
            .collect();
        let share = |part: usize| {
            if total == 0 {
                0.0
            } else {
                part as f64 / total as f64
            }
        };
        CountRow {
            name: first.name.clone(),
            kind: first.kind,
            entities: members,
            total,
            articles: per_article.len(),
            cells: self.cells(&per_article),
            leader: None,
            g2: 0.0,
            log_ratio: 0.0,
            lrc: 0.0,
            dp: self.parts.dp_normalised(&parts),
            headline_share: share(in_headlines),
            lead_share: share(in_leads),
            is_rare: total < FEW_HITS,
        }
    }

    /// The cells with mentions, from the mentions in each article.
    fn cells(&self, per_article: &BTreeMap<usize, usize>) -> Vec<Cell> {
        let mut cells: BTreeMap<usize, Cell> = BTreeMap::new();
        for (article, count) in per_article {
            let Some(column) = self.column_of[*article] else {
                continue;
            };
            let cell = cells.entry(column).or_default();
            cell.column = column;
            cell.count += count;
            cell.articles += 1;
        }
        let mut cells: Vec<Cell> = cells.into_values().collect();
        for cell in &mut cells {
            cell.per_thousand = per_thousand(Frequency::new(cell.count, self.words[cell.column]));
        }
        cells
    }

    /// Sets leader against rest.
    fn compare(&self, row: &mut CountRow, n_rows: usize) {
        let Some(mut leader) = row.cells.first().filter(|_| self.words.len() > 1) else {
            return;
        };
        for cell in &row.cells {
            if cell.per_thousand > leader.per_thousand {
                leader = cell;
            }
        }
        let target = Frequency::new(leader.count, self.words[leader.column]);
        let all_words: usize = self.words.iter().sum();
        let rest = Frequency::new(row.total - target.count, all_words - target.words);
        row.leader = Some(leader.column);
        row.g2 = g2(target, rest);
        row.log_ratio = log_ratio(target, rest);
        row.lrc = lrc(target, rest, n_rows);
    }

    fn short_columns(&self, columns: &[GroupOfArticles]) -> Vec<usize> {
        let is_short = |article: &usize| {
            self.article_words
                .get(*article)
                .is_some_and(|n| *n < FEW_WORDS)
        };
        (0..columns.len())
            .filter(|at| columns[*at].articles.iter().any(is_short))
            .collect()
    }
}
