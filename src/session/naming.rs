//! The naming tables: what each outlet calls the same thing. Made in the background from the counted articles.

use std::sync::Arc;

use super::{CountUnit, EntityGroup, EntityRows, Grouping, TextCell, TextTable};
use crate::analysis::entities::MentionPlace;
use crate::analysis::naming::{
    Alternatives, Named, Term, alternatives_used, name_forms, reporting_verbs,
};
use crate::analysis::stats::{Frequency, per_thousand};
use crate::analysis::{Analysed, Cancelled, Ctx};
use crate::text::fold;

/// What is called something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NamingSection {
    /// Entities and the forms of their names.
    #[default]
    Names,
    /// Sets of words of which each implies something else.
    Alternatives,
    /// Speakers and the verbs that report what they say.
    Verbs,
}

impl NamingSection {
    /// All of them with their names.
    pub const ALL: [(Self, &str); 3] = [
        (Self::Names, "Names"),
        (Self::Alternatives, "Loaded words"),
        (Self::Verbs, "Reporting verbs"),
    ];
}

/// A term in an outlet's cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermCount {
    /// Index into the terms of its row.
    pub term: usize,
    /// How often the outlet uses it.
    pub count: usize,
}

/// A row: something, and what each outlet calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamingRow {
    /// What.
    pub name: String,
    /// Everything it is called, most frequent first, with all places.
    pub terms: Vec<Term>,
    /// By outlet: its terms, most frequent first.
    pub cells: Vec<Vec<TermCount>>,
    /// All terms and places together.
    pub total: usize,
    /// Whether outlets that speak of it do not all use the same terms.
    pub differs: bool,
    search: String,
}

/// What the person asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamingQuery {
    /// Which table.
    pub section: NamingSection,
    /// Only rows on which the outlets differ.
    pub differing: bool,
    /// Counts as they are or per 1,000 words.
    pub unit: NamingUnit,
    /// Words that must occur in a name or term, letter case and diacritics aside.
    pub text: String,
}

/// [`CountUnit`], with raw counts first: most of these counts are small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamingUnit(pub CountUnit);

impl Default for NamingUnit {
    fn default() -> Self {
        Self(CountUnit::Raw)
    }
}

/// All three tables.
#[derive(Debug)]
pub struct NamingRows {
    /// What was counted; indexes of articles in places point into its articles.
    pub entities: Arc<EntityRows>,
    sections: [Vec<NamingRow>; 3],
}

impl NamingRows {
    /// Counts everything. `lists` are the alternatives, shipped or the person's own.
    pub fn new(
        entities: Arc<EntityRows>,
        lists: &Alternatives,
        ctx: &mut dyn Ctx,
    ) -> Result<Self, Cancelled> {
        const STEPS: usize = 3;
        let articles: Vec<&Analysed> = entities.articles.iter().map(|a| &**a).collect();
        ctx.step(0, STEPS)?;
        let names = name_forms(&articles, &entities.index);
        ctx.step(1, STEPS)?;
        let alternatives = alternatives_used(&articles, lists);
        ctx.step(2, STEPS)?;
        let verbs = reporting_verbs(&articles, &entities.index);
        let rows = |named: Vec<Named>| -> Vec<NamingRow> {
            named
                .into_iter()
                .map(|named| row(&entities, named))
                .collect()
        };
        let sections = [rows(names), rows(alternatives), rows(verbs)];
        ctx.step(STEPS, STEPS)?;
        Ok(Self { entities, sections })
    }

    /// The rows of a table.
    pub fn rows(&self, section: NamingSection) -> &[NamingRow] {
        &self.sections[section as usize]
    }

    /// The outlets, from left to right.
    pub fn groups(&self) -> &[EntityGroup] {
        &self.entities.grouped(Grouping::Outlet).groups
    }

    /// Words of an outlet's articles.
    pub fn words(&self, group: usize) -> usize {
        self.entities.grouped(Grouping::Outlet).counts.words[group]
    }

    /// Numbers of the rows that fit, in order.
    pub fn order(&self, query: &NamingQuery) -> Vec<u32> {
        let needle = fold(query.text.trim());
        let fits = |row: &NamingRow| {
            (!query.differing || row.differs) && (needle.is_empty() || row.search.contains(&needle))
        };
        let rows = self.rows(query.section);
        (0..rows.len() as u32)
            .filter(|at| fits(&rows[*at as usize]))
            .collect()
    }

    /// The places of a row; only those of a term, only those in an outlet, where asked. By article, then by place.
    pub fn places(
        &self,
        row: &NamingRow,
        term: Option<usize>,
        group: Option<usize>,
    ) -> Vec<MentionPlace> {
        let terms = row.terms.iter().enumerate();
        let mut places: Vec<MentionPlace> = terms
            .filter(|(at, _)| term.is_none_or(|term| term == *at))
            .flat_map(|(_, term)| term.places.iter().copied())
            .filter(|place| {
                group.is_none_or(|group| self.entities.outlet_column(place.article) == group)
            })
            .collect();
        places.sort_unstable();
        places
    }

    /// A count of an outlet per 1,000 words.
    pub fn rate(&self, count: usize, group: usize) -> f64 {
        per_thousand(Frequency::new(count, self.words(group)))
    }

    /// "5", or "2.3" per 1,000 words.
    pub fn figure(&self, count: usize, group: usize, unit: NamingUnit) -> String {
        match unit.0 {
            CountUnit::Raw => count.to_string(),
            CountUnit::PerThousand => format!("{:.1}", self.rate(count, group)),
        }
    }

    /// One line per term, with raw counts by outlet, for the clipboard and files.
    pub fn text_table(&self, query: &NamingQuery) -> TextTable {
        let mut header = vec!["What".to_owned(), "Term".to_owned(), "Total".to_owned()];
        header.extend(self.groups().iter().map(|group| group.name.clone()));
        let rows = self.rows(query.section);
        let mut lines = Vec::new();
        for at in self.order(query) {
            let row = &rows[at as usize];
            for (at, term) in row.terms.iter().enumerate() {
                let mut line = vec![
                    TextCell::Text(row.name.clone()),
                    TextCell::Text(term.text.clone()),
                    TextCell::Count(term.places.len()),
                ];
                line.extend(row.cells.iter().map(|cell| {
                    let count = cell.iter().find(|count| count.term == at);
                    TextCell::Count(count.map_or(0, |count| count.count))
                }));
                lines.push(line);
            }
        }
        TextTable {
            header,
            rows: lines,
        }
    }
}

fn row(entities: &EntityRows, named: Named) -> NamingRow {
    let n_groups = entities.grouped(Grouping::Outlet).groups.len();
    let mut cells: Vec<Vec<TermCount>> = vec![Vec::new(); n_groups];
    for (term, known) in named.terms.iter().enumerate() {
        let mut counts = vec![0; n_groups];
        for place in &known.places {
            counts[entities.outlet_column(place.article)] += 1;
        }
        for (cell, count) in cells.iter_mut().zip(counts) {
            if count > 0 {
                cell.push(TermCount { term, count });
            }
        }
    }
    for cell in &mut cells {
        cell.sort_by_key(|count| (std::cmp::Reverse(count.count), count.term));
    }
    let terms_of = |cell: &Vec<TermCount>| {
        let mut terms: Vec<usize> = cell.iter().map(|count| count.term).collect();
        terms.sort_unstable();
        terms
    };
    let mut used: Vec<Vec<usize>> = cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(terms_of)
        .collect();
    used.dedup();
    let mut search = named.name.clone();
    for term in &named.terms {
        search.push('\n');
        search.push_str(&term.text);
    }
    NamingRow {
        total: named.total(),
        differs: used.len() > 1,
        search: fold(&search),
        name: named.name,
        terms: named.terms,
        cells,
    }
}

#[cfg(test)]
mod tests {
    use super::{NamingQuery, NamingRows, NamingSection};
    use crate::analysis::Unhurried;
    use crate::analysis::naming::Alternatives;
    use crate::session::entity_fixture;

    fn naming() -> NamingRows {
        let texts = [
            (
                0,
                "On the regime\nThe regime of Bashar Assad fell. \"We go,\" Ann Lee said.",
            ),
            (
                1,
                "On the government\nThe government of Assad fell. \"We go,\" Ann Lee claimed.",
            ),
            (
                1,
                "On Rome\nThe government of Italy met. Bashar Assad did not.",
            ),
        ];
        let (corpus, articles) = entity_fixture::corpus(&["Daily", "Herald"], &texts);
        let refs: Vec<&crate::analysis::Analysed> = articles.iter().map(|a| &**a).collect();
        let index = crate::analysis::entities::index_entities(&refs, &[]);
        let session = entity_fixture::session(corpus, articles, index);
        let (lists, _) = Alternatives::parse("Power: government | regime | junta");
        NamingRows::new(
            session.entities.get().unwrap().clone(),
            &lists,
            &mut Unhurried,
        )
        .unwrap()
    }

    #[test]
    fn each_outlet_has_its_terms_with_counts() {
        let rows = naming();
        let power = &rows.rows(NamingSection::Alternatives)[0];
        let cells: Vec<Vec<(&str, usize)>> = power
            .cells
            .iter()
            .map(|cell| {
                let of = |c: &super::TermCount| (power.terms[c.term].text.as_str(), c.count);
                cell.iter().map(of).collect()
            })
            .collect();
        assert_eq!(cells, [vec![("regime", 2)], vec![("government", 3)]]);
        assert!(power.differs);
        let herald = rows.places(power, None, Some(1));
        assert_eq!(herald.len(), 3);
        assert_eq!(rows.places(power, Some(1), Some(1)), []);
    }

    #[test]
    fn rows_on_which_outlets_agree_can_be_left_out() {
        let rows = naming();
        let mut query = NamingQuery {
            section: NamingSection::Names,
            ..NamingQuery::default()
        };
        let names = |query: &NamingQuery| {
            let of = |at: &u32| rows.rows(query.section)[*at as usize].name.clone();
            rows.order(query).iter().map(of).collect::<Vec<_>>()
        };
        assert!(names(&query).contains(&"Ann Lee".to_owned()));
        query.differing = true;
        assert_eq!(names(&query), ["Bashar Assad"]);
        "ITALY".clone_into(&mut query.text);
        query.differing = false;
        assert_eq!(names(&query), ["Italy"]);
    }

    #[test]
    fn the_table_has_a_line_per_term_and_a_column_per_outlet() {
        let query = NamingQuery {
            section: NamingSection::Alternatives,
            ..NamingQuery::default()
        };
        assert_eq!(
            naming().text_table(&query).to_csv(),
            "What,Term,Total,Daily,Herald\r\nPower,government,3,0,3\r\nPower,regime,2,2,0\r\n"
        );
    }
}
