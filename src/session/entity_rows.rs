//! The entity table as the window shows it: entities with counts per outlet and per article, computed once in the background.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::entities::{
    CountRow, CountTable, EntityIndex, Fold, GroupOfArticles, MentionPlace, MergeGroup, Method,
    count_entities, group_suggestions, method_for, suggest_merges,
};
use crate::analysis::{Analysed, Cancelled, Ctx};
use crate::corpus::{Outlet, OutletId, Table};
use crate::text::fold;

/// What the columns of the entity table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// One column per outlet.
    #[default]
    Outlet,
    /// One column per article.
    Article,
}

/// What the cells of the entity table hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CountUnit {
    /// Per 1,000 words.
    #[default]
    PerThousand,
    /// Raw counts.
    Raw,
}

/// A column of counts: an outlet or an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityGroup {
    /// What stands over the column.
    pub name: String,
    /// Number of the outlet's colour; `None` where no outlet is known.
    pub colour: Option<u32>,
    /// Indexes of its articles in [`EntityRows::articles`].
    pub articles: Vec<usize>,
}

/// The counts by one grouping.
#[derive(Debug, Default)]
pub struct GroupedCounts {
    /// The columns, in the order of `counts.columns`.
    pub groups: Vec<EntityGroup>,
    /// The counts; rows stand in the same order in every grouping.
    pub counts: CountTable,
}

/// What is shown and searched of a row besides its counts.
#[derive(Debug)]
struct RowText {
    also_written: String,
    /// Name and forms, folded.
    search: String,
    /// Place of the name in the alphabet.
    alphabetical: u32,
}

/// Entities of all articles that are not excluded.
#[derive(Debug, Default)]
pub struct EntityRows {
    /// The articles; indexes in `index` point here.
    pub articles: Vec<Arc<Analysed>>,
    /// The entities.
    pub index: EntityIndex,
    by_outlet: GroupedCounts,
    by_article: GroupedCounts,
    texts: Vec<RowText>,
    /// Rows that may be one entity.
    pub suggestions: Vec<MergeGroup>,
    /// What the person should know of the counts: articles whose names were found by capitals alone, lines of the alias list
    /// that do not fit.
    pub notes: Vec<String>,
    /// For each article the place of its outlet among the columns.
    outlet_order: Vec<usize>,
}

impl EntityRows {
    /// Counts everything. `index` was made from `articles`; outlets without a counted article get no column. G², Log Ratio
    /// and LRC compare the group where an entity is most frequent (per word) with all other groups together.
    pub fn new(
        articles: Vec<Arc<Analysed>>,
        outlets: &Table<OutletId, Outlet>,
        index: EntityIndex,
        fold: Fold,
        ctx: &mut dyn Ctx,
    ) -> Result<Self, Cancelled> {
        const STEPS: usize = 4;
        ctx.step(0, STEPS)?;
        let borrowed: Vec<&Analysed> = articles.iter().map(Arc::as_ref).collect();
        let by_outlet = counted(&index, &borrowed, outlet_groups(&borrowed, outlets), fold);
        ctx.step(1, STEPS)?;
        let by_article = counted(&index, &borrowed, article_groups(&borrowed, outlets), fold);
        ctx.step(2, STEPS)?;
        let texts = row_texts(&by_outlet.counts.rows, &index);
        ctx.step(3, STEPS)?;
        let suggestions = group_suggestions(&suggest_merges(&index));
        let notes = capitals_note(&borrowed).into_iter().collect();
        let mut outlet_order = vec![0; articles.len()];
        for (column, group) in by_outlet.groups.iter().enumerate() {
            for article in &group.articles {
                outlet_order[*article] = column;
            }
        }
        ctx.step(STEPS, STEPS)?;
        Ok(Self {
            articles,
            index,
            by_outlet,
            by_article,
            texts,
            suggestions,
            notes,
            outlet_order,
        })
    }

    /// The counts by outlet or by article.
    pub fn grouped(&self, grouping: Grouping) -> &GroupedCounts {
        match grouping {
            Grouping::Outlet => &self.by_outlet,
            Grouping::Article => &self.by_article,
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// A row; most mentions first, then by name.
    pub fn row(&self, row: usize, grouping: Grouping) -> &CountRow {
        &self.grouped(grouping).counts.rows[row]
    }

    /// The row with this name.
    pub fn row_named(&self, name: &str) -> Option<usize> {
        self.by_outlet
            .counts
            .rows
            .iter()
            .position(|row| row.name == name)
    }

    /// The other forms in which a row's entity is written, most frequent first.
    pub fn also_written(&self, row: usize) -> &str {
        &self.texts[row].also_written
    }

    /// Name and forms of a row, folded for searching.
    pub(super) fn search_text(&self, row: usize) -> &str {
        &self.texts[row].search
    }

    /// Place of a row's name in the alphabet.
    pub(super) fn alphabetical(&self, row: usize) -> u32 {
        self.texts[row].alphabetical
    }

    /// Mentions of a row by article, then by place.
    pub fn mentions(&self, row: usize) -> Vec<MentionPlace> {
        let entities = &self.by_outlet.counts.rows[row].entities;
        let of = |entity: &usize| &self.index.entities[*entity].mentions;
        let mut mentions: Vec<MentionPlace> = entities.iter().flat_map(of).copied().collect();
        if entities.len() > 1 {
            mentions.sort_unstable();
        }
        mentions
    }

    /// Written forms of a row with their counts, most frequent first.
    pub fn aliases(&self, row: usize) -> impl Iterator<Item = (&str, usize)> {
        let entities = &self.by_outlet.counts.rows[row].entities;
        let of = |entity: &usize| self.index.entities[*entity].aliases.iter();
        entities
            .iter()
            .flat_map(of)
            .map(|alias| (alias.text.as_str(), alias.count))
    }

    /// The outlet column an article belongs to.
    pub fn outlet_column(&self, article: usize) -> usize {
        self.outlet_order[article]
    }

    /// The outlet of an article as a group.
    pub fn outlet_of(&self, article: usize) -> &EntityGroup {
        &self.by_outlet.groups[self.outlet_order[article]]
    }
}

/// Says so where names were found by their capitals alone.
fn capitals_note(articles: &[&Analysed]) -> Option<String> {
    let by_capitals = |article: &&&Analysed| {
        let language = article.article.language.get().map(String::as_str);
        method_for(language) == Method::Capitals
    };
    let found: Vec<&&Analysed> = articles.iter().filter(by_capitals).collect();
    let languages: BTreeSet<&str> = found
        .iter()
        .filter_map(|article| article.article.language.get().map(String::as_str))
        .collect();
    let languages: Vec<&str> = languages.into_iter().collect();
    let are = match found.len() {
        0 => return None,
        1 => "1 article is".to_owned(),
        n => format!("{n} articles are"),
    };
    Some(format!(
        "{are} not in English ({}): names there are found by their capitals alone, without types to rely on.",
        languages.join(", ")
    ))
}

fn counted(
    index: &EntityIndex,
    articles: &[&Analysed],
    groups: Vec<EntityGroup>,
    fold: Fold,
) -> GroupedCounts {
    let columns: Vec<GroupOfArticles> = groups
        .iter()
        .map(|group| GroupOfArticles {
            name: group.name.clone(),
            articles: group.articles.clone(),
        })
        .collect();
    let counts = count_entities(index, articles, &columns, fold);
    GroupedCounts { groups, counts }
}

/// One group per outlet in the order of the outlets' ids; articles without an outlet come last.
fn outlet_groups(articles: &[&Analysed], outlets: &Table<OutletId, Outlet>) -> Vec<EntityGroup> {
    let mut members: BTreeMap<(bool, OutletId), Vec<usize>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let outlet = article.article.outlet.get();
        let known = outlet.filter(|id| outlets.get(**id).is_some()).copied();
        let key = (known.is_none(), known.unwrap_or(OutletId(0)));
        members.entry(key).or_default().push(at);
    }
    members
        .into_iter()
        .map(|((unknown, id), articles)| {
            let outlet = outlets.get(id).filter(|_| !unknown);
            EntityGroup {
                name: outlet.map_or_else(
                    || "Unknown outlet".to_owned(),
                    |outlet| outlet.short_name().to_owned(),
                ),
                colour: outlet.map(|outlet| outlet.colour),
                articles,
            }
        })
        .collect()
}

/// One group per article, in the order of the outlets, then of the dates, then of the articles.
fn article_groups(articles: &[&Analysed], outlets: &Table<OutletId, Outlet>) -> Vec<EntityGroup> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|at| {
        let article = &articles[*at].article;
        let outlet = article.outlet.get().copied();
        (outlet.is_none(), outlet, *at)
    });
    order
        .into_iter()
        .map(|at| {
            let article = &articles[at].article;
            let outlet = article.outlet.get().and_then(|id| outlets.get(*id));
            EntityGroup {
                name: article.title().to_owned(),
                colour: outlet.map(|outlet| outlet.colour),
                articles: vec![at],
            }
        })
        .collect()
}

fn row_texts(rows: &[CountRow], index: &EntityIndex) -> Vec<RowText> {
    let mut texts: Vec<RowText> = rows.iter().map(|row| row_text(row, index)).collect();
    let keys: Vec<String> = rows.iter().map(|row| fold(&row.name)).collect();
    let mut alphabet: Vec<usize> = (0..rows.len()).collect();
    alphabet.sort_by(|lhs, rhs| keys[*lhs].cmp(&keys[*rhs]).then(lhs.cmp(rhs)));
    for (place, row) in alphabet.into_iter().enumerate() {
        texts[row].alphabetical = place as u32;
    }
    texts
}

fn row_text(row: &CountRow, index: &EntityIndex) -> RowText {
    let mut seen = vec![fold(&row.name)];
    let mut forms: Vec<&str> = Vec::new();
    for entity in &row.entities {
        for alias in &index.entities[*entity].aliases {
            let key = fold(&alias.text);
            if !seen.contains(&key) {
                seen.push(key);
                forms.push(&alias.text);
            }
        }
    }
    RowText {
        also_written: forms.join(", "),
        search: seen.join("\n"),
        alphabetical: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Grouping;
    use crate::analysis::entities::EntityType;
    use crate::session::{CountUnit, EntityColumn, EntityQuery, LineSort, NamedBy, entity_fixture};

    fn names(query: &EntityQuery) -> Vec<String> {
        let session = entity_fixture::small();
        let rows = session.entities.get().unwrap();
        let order = rows.order(query).rows;
        let name = |row: &u32| rows.row(*row as usize, query.grouping).name.clone();
        order.iter().map(name).collect()
    }

    fn check(sort: EntityColumn, descending: bool, first: &[&str]) {
        let query = EntityQuery {
            types: [true; 4],
            sort,
            descending,
            ..EntityQuery::default()
        };
        assert_eq!(names(&query)[..first.len()], *first, "{sort:?}");
    }

    #[test]
    fn any_column_sorts_both_ways_and_ties_keep_their_order() {
        check(
            EntityColumn::Total,
            true,
            &["Syria", "Sergei Lavrov", "John Kerry"],
        );
        check(
            EntityColumn::Name,
            false,
            &["Geneva", "John Kerry", "Russia"],
        );
        check(EntityColumn::Name, true, &["Washington", "United Nations"]);
        check(EntityColumn::Group(0), true, &["John Kerry"]);
        check(EntityColumn::Group(1), true, &["Syria"]);
        check(
            EntityColumn::Articles,
            true,
            &["Syria", "Sergei Lavrov", "John Kerry"],
        );
        check(EntityColumn::Kind, false, &["Sergei Lavrov", "John Kerry"]);
    }

    #[test]
    fn filters_by_type_and_by_any_form() {
        let mut query = EntityQuery {
            types: [true, false, false, false],
            ..EntityQuery::default()
        };
        assert_eq!(names(&query), ["Sergei Lavrov", "John Kerry"]);
        query.text = " kérry ".to_owned();
        assert_eq!(names(&query), ["John Kerry"]);
        query.types[EntityType::Person as usize] = false;
        assert_eq!(names(&query), [""; 0]);
    }

    #[test]
    fn names_of_one_outlet_only_and_pinned_rows() {
        let mut query = EntityQuery {
            types: [true; 4],
            named_by: NamedBy::Only(0),
            ..EntityQuery::default()
        };
        let only_post = names(&query);
        query.named_by = NamedBy::Only(1);
        let only_other = names(&query);
        assert!(!only_post.is_empty() && !only_other.is_empty());
        assert!(only_post.iter().all(|name| !only_other.contains(name)));
        assert!(!only_post.contains(&"Syria".to_owned()), "{only_post:?}");
        query.named_by = NamedBy::AllBut(0);
        assert_eq!(
            names(&query),
            only_other,
            "of two, all but one is the other"
        );
        query.pinned.insert("Syria".to_owned());
        assert_eq!(names(&query)[0], "Syria", "whatever is filtered");
        assert_eq!(names(&query)[1..], only_other);
    }

    #[test]
    fn counts_by_outlet_and_by_article_agree() {
        let session = entity_fixture::small();
        let rows = session.entities.get().unwrap();
        assert_eq!(rows.grouped(Grouping::Outlet).groups.len(), 2);
        assert_eq!(rows.grouped(Grouping::Article).groups.len(), 3);
        for at in 0..rows.len() {
            let by_outlet = rows.row(at, Grouping::Outlet);
            let by_article = rows.row(at, Grouping::Article);
            assert_eq!(by_outlet.name, by_article.name);
            assert_eq!(by_outlet.total, by_article.total);
            for grouping in [Grouping::Outlet, Grouping::Article] {
                let row = rows.row(at, grouping);
                let sum: usize = row.cells.iter().map(|cell| cell.count).sum();
                assert_eq!((sum, rows.mentions(at).len()), (row.total, row.total));
            }
        }
        let syria = rows.row_named("Syria").unwrap();
        let row = rows.row(syria, Grouping::Outlet);
        assert_eq!(
            (row.cell(0).count, row.cell(1).count, row.articles),
            (2, 3, 3)
        );
        let kerry = rows.row_named("John Kerry").unwrap();
        assert_eq!(rows.also_written(kerry), "Kerry");
    }

    #[test]
    fn the_table_of_text_holds_counts_beside_rates() {
        let session = entity_fixture::small();
        let rows = session.entities.get().unwrap();
        let mut query = EntityQuery::default();
        let table = rows.text_table(&rows.order(&query).rows, &query);
        assert_eq!(
            table.header[3..5],
            ["Post (per 1,000 words)", "Post (mentions)"]
        );
        let csv = table.to_csv();
        assert!(
            csv.lines().nth(1).unwrap().starts_with("Syria,Place,,"),
            "{csv}"
        );
        query.unit = CountUnit::Raw;
        let table = rows.text_table(&rows.order(&query).rows, &query);
        assert!(
            table
                .to_tsv()
                .lines()
                .nth(1)
                .unwrap()
                .starts_with("Syria\tPlace\t\t2\t3\t5\t3\t")
        );
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    }

    #[test]
    fn lines_show_a_name_in_its_paragraph_in_four_orders() {
        let session = entity_fixture::small();
        let rows = session.entities.get().unwrap();
        let lavrov = rows.row_named("Sergei Lavrov").unwrap();
        let lines = |sort| -> Vec<String> {
            let lines = rows.concordance(lavrov, None, sort);
            let words = |line| {
                let words = rows.line_text(line);
                format!("{}[{}]{}", words.left, words.name, words.right)
            };
            lines.into_iter().map(words).collect()
        };
        assert_eq!(
            lines(LineSort::Position),
            [
                "John Kerry calls [Sergei Lavrov]",
                "Kerry spoke to [Lavrov] about Syria on Saturday.",
                "The United Nations met. [Sergei Lavrov] called the United Nations about Syria.",
                "Syria and Syria alone was discussed, said [Lavrov] in Geneva.",
            ]
        );
        let firsts = |sort| -> Vec<String> {
            let lines = lines(sort);
            lines.iter().map(|line| line[..4].to_owned()).collect()
        };
        assert_eq!(firsts(LineSort::Outlet), ["John", "Kerr", "The ", "Syri"]);
        assert_eq!(firsts(LineSort::Right(1)), ["John", "Kerr", "The ", "Syri"]);
        assert_eq!(firsts(LineSort::Left(1)), ["John", "The ", "Syri", "Kerr"]);
    }
}
