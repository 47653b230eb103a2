//! The report as data: everything that any form of it prints, owned, with articles named by their sigla.
//!
//! These types are the report's schema 1 as it stands in JSON (fields may be added, never renamed), and at the same time
//! what the writers read: the value exists to be written and read back, so a second copy of it would say nothing new.
//! The corpus and the analyses stay free to change: [`super::build`] is the only place that knows both sides.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analysis::compare::{
    DifferenceKind, DifferenceNature, MarkKind, PlacementBlock, Relation,
};
use crate::analysis::entities::{Counting, EntityType};
use crate::analysis::quotes::{QuotationKind, WordChange};
use crate::corpus::{BlockKind, Completeness, ReviewState};
use crate::text::Span;

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

/// What was chosen for this report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// How much of the articles may stand in it.
    #[serde(default)]
    pub rights: Rights,
    /// Parts that are switched off, ascending.
    #[serde(default)]
    pub without: Vec<Part>,
    /// What counts as naming somebody.
    #[serde(default)]
    pub counting: Counting,
}

/// A part of a report that can be switched off, in the order in which the parts are printed. What is printed is chosen here;
/// the JSON, from which every other form can be written again, always holds all of it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The articles with their files and hashes.
    Sources,
    /// The summary in words.
    Summary,
    /// The full texts side by side; never where only extracts may stand.
    Synopsis,
    /// Statements by articles.
    Coverage,
    /// Every statement with all wordings.
    Findings,
    /// Sentences that only one article has.
    OnlyHere,
    /// Who is quoted.
    Quotations,
    /// Who rests on whom.
    Attributions,
    /// Who and what is named.
    Names,
    /// All forms in which a name is written.
    Aliases,
    /// Where each article carries the shared statements.
    Placement,
    /// What became of every file.
    Ledger,
    /// How the report was made.
    Method,
    /// What the report does not speak about.
    Unexamined,
}

impl Part {
    /// All parts, in order.
    pub const ALL: [Self; 14] = [
        Self::Sources,
        Self::Summary,
        Self::Synopsis,
        Self::Coverage,
        Self::Findings,
        Self::OnlyHere,
        Self::Quotations,
        Self::Attributions,
        Self::Names,
        Self::Aliases,
        Self::Placement,
        Self::Ledger,
        Self::Method,
        Self::Unexamined,
    ];

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::Summary => "In short",
            Self::Synopsis => "Side by side",
            Self::Coverage => "Coverage",
            Self::Findings => "Findings",
            Self::OnlyHere => "Only in one article",
            Self::Quotations => "Quotations",
            Self::Attributions => "Who rests on whom",
            Self::Names => "Names",
            Self::Aliases => "Ways of writing names",
            Self::Placement => "Placement",
            Self::Ledger => "Import ledger",
            Self::Method => "Method",
            Self::Unexamined => "What was not examined",
        }
    }

    /// Whether there is nothing to say in it without a comparison.
    pub fn is_of_comparison(self) -> bool {
        matches!(
            self,
            Self::Synopsis | Self::Coverage | Self::Findings | Self::OnlyHere | Self::Placement
        )
    }
}

/// How much of the articles a report holds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
pub enum Rights {
    /// The full texts.
    #[default]
    Full,
    /// Extracts of quotation length only.
    Extracts,
}

impl Rights {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "full texts",
            Self::Extracts => "extracts of quotation length",
        }
    }
}

/// One article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its letter.
    pub siglum: String,
    /// The file, as given.
    pub source: String,
    /// Which article of a file that holds several, else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// Of the file's bytes.
    pub sha256: String,
    /// Of `text` as UTF-8.
    pub text_sha256: String,
    /// Who published.
    pub outlet: Option<String>,
    /// Index of the outlet's colour.
    #[serde(default)]
    pub colour: u32,
    /// The headline.
    pub headline: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// Where on the web.
    pub address: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The agency credited.
    #[serde(default)]
    pub agency: Option<String>,
    /// Whether all of it is here.
    pub completeness: Completeness,
    /// Words outside captions and boilerplate.
    pub words: usize,
    /// Format of the file, as the ledger prints it.
    #[serde(default)]
    pub format: String,
    /// Encoding of the file.
    #[serde(default)]
    pub encoding: String,
    /// Where each piece of metadata was read: field name to origin, in words.
    #[serde(default)]
    pub origins: BTreeMap<String, String>,
    /// What all spans point into. Where only extracts may stand: `_` in place of every byte that the report does not show.
    pub text: String,
    /// Of `text` as it stands here, where only extracts may stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extracts_sha256: Option<String>,
    /// The parts of the text, in order.
    pub blocks: Vec<Block>,
    /// Sentences of all blocks, in order.
    pub sentences: Vec<Span>,
}

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// Rows across articles, by number.
    pub statements: Vec<Statement>,
    /// Sentences no other article reports, by article, then by place.
    pub only_here: Vec<OnlyHere>,
    /// How much of one article stands in another: every ordered pair.
    pub containment: Vec<Containment>,
    /// Runs of words that two articles share, by pair, then by place.
    pub passages: Vec<Passage>,
    /// Independent origins: articles that rest on one text, by their first article; an article that stands alone is one.
    pub origins: Vec<Origin>,
}

/// One reported fact, claim or utterance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Number in the margin, from 1.
    pub id: u32,
    /// The shortest complete wording of it among the cells.
    pub gloss: String,
    /// How the closest pair of cells stands.
    pub relation: Relation,
    /// Two or more, by article.
    pub cells: Vec<Cell>,
    /// How each two cells stand, with the evidence.
    #[serde(default)]
    pub pairs: Vec<Pair>,
    /// On what the cells disagree.
    pub differences: Vec<Difference>,
    /// The person's verdict.
    pub review: Review,
}

/// Where one article carries a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Which article.
    pub article: String,
    /// Which words.
    pub spans: Vec<Span>,
    /// Where in the article.
    pub placement: Placement,
    /// Words inside and how they stand to the closest other cell.
    #[serde(default)]
    pub marks: Vec<Mark>,
}

/// Where in an article something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// In which part.
    pub block: PlacementBlock,
    /// Paragraph number from 1; 0 in a headline.
    pub index: u32,
    /// How many paragraphs the article has.
    pub of: u32,
}

/// Words of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How they stand to the closest other cell.
    pub kind: MarkKind,
}

/// How two cells of a statement stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Index into the statement's cells.
    pub lhs: usize,
    /// Index into the statement's cells, greater than `lhs`.
    pub rhs: usize,
    /// The class.
    pub relation: Relation,
    /// Probability that the two report the same, 0 to 1, to three places.
    pub score: f64,
    /// Words in common.
    pub common_words: u32,
    /// Words of the shorter cell.
    pub shorter_words: u32,
    /// Longest identical run, in words.
    pub longest_run: u32,
}

/// A point on which cells disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// On what.
    pub kind: DifferenceKind,
    /// In what way.
    #[serde(default = "default_nature")]
    pub nature: DifferenceNature,
    /// What each article says.
    pub values: Vec<Words>,
    /// The person's verdict on this point.
    #[serde(default)]
    pub review: Review,
}

fn default_nature() -> DifferenceNature {
    DifferenceNature::Wording
}

/// Words of an article with the text itself, so that they can be found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Which article.
    pub article: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What stands there.
    pub text: String,
}

/// Verdict and note of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The verdict.
    pub state: ReviewState,
    /// The note, may be empty.
    pub note: String,
}

/// A sentence that no other article reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnlyHere {
    /// Which article.
    pub article: String,
    /// Which words.
    pub spans: Vec<Span>,
    /// Where in the article.
    pub placement: Placement,
}

/// How much of one article stands in another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Containment {
    /// Of this article …
    pub of: String,
    /// … this share stands in that one …
    #[serde(rename = "in")]
    pub in_article: String,
    /// … 0 to 1, to four places: distinct word shingles of `of` that also occur in `in` (Broder 1997).
    pub share: f64,
}

/// A run of words that two articles share, perhaps lightly edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// One article.
    pub lhs: String,
    /// The other.
    pub rhs: String,
    /// Where in the one.
    pub lhs_span: Span,
    /// Where in the other.
    pub rhs_span: Span,
    /// Words that both have.
    pub common_words: u32,
    /// A set phrase that many texts share: no sign of copying.
    pub is_set_phrase: bool,
}

/// Articles that rest on one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The agency or outlet it comes from; `None` where that is not known.
    pub name: Option<String>,
    /// Its articles.
    pub articles: Vec<String>,
    /// Why they are taken together.
    pub evidence: Vec<OriginEvidence>,
}

/// Why two articles are taken to rest on one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginEvidence {
    /// What tells.
    pub kind: OriginSign,
    /// One article; of `rests_on` the one that says so.
    pub lhs: String,
    /// The other.
    pub rhs: String,
    /// The agency both credit, or the outlet both rest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Share of the one's own words (outside quotation marks) that the other has too, the larger of both directions, 0 to 1,
    /// to four places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
}

/// What tells that two articles rest on one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginSign {
    /// Both credit one agency.
    Agency,
    /// One holds most of the other's own words.
    Copied,
    /// One names the other's outlet as its source and shares words with it.
    RestsOn,
    /// Both name one outlet as their source and share words.
    SharedSource,
}

/// One thing somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Who, by the fullest name any article gives; `None` where nobody is named.
    pub speaker: Option<String>,
    /// The most literal kind among the cells.
    pub kind: QuotationKind,
    /// Whether the quoted words differ between cells.
    pub altered: bool,
    /// Each article's wording.
    pub cells: Vec<QuotationCell>,
    /// What differs between two cells.
    #[serde(default)]
    pub alterations: Vec<Alteration>,
}

/// One article's wording of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotationCell {
    /// Which article.
    pub article: String,
    /// How it is quoted here.
    #[serde(default = "default_kind")]
    pub kind: QuotationKind,
    /// The words that name the speaker.
    pub speaker: Option<Span>,
    /// The reporting words.
    pub cue: Option<Span>,
    /// What was said, without the quotation marks.
    pub content: Vec<Span>,
    /// The parts of it that stand in quotation marks.
    #[serde(default)]
    pub quoted: Vec<Span>,
}

fn default_kind() -> QuotationKind {
    QuotationKind::Indirect
}

/// How one cell's words differ from another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alteration {
    /// Index into the quotation's cells.
    pub lhs: usize,
    /// Index into the quotation's cells.
    pub rhs: usize,
    /// What happened.
    pub change: WordChange,
    /// The words on the left; empty where words were left out.
    pub lhs_span: Span,
    /// The words on the right.
    pub rhs_span: Span,
}

/// A source an article rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Which article.
    pub article: String,
    /// Its name.
    pub source: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whether it is an agency or outlet.
    #[serde(default)]
    pub is_outlet: bool,
}

/// The thing that is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// From 1, in order of the table.
    pub id: u32,
    /// The name of its row.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// All forms in which it is written, most frequent first.
    pub aliases: Vec<String>,
    /// How often each form occurs, in the order of `aliases`.
    #[serde(default)]
    pub alias_counts: Vec<usize>,
    /// All its mentions, by article, then by place.
    pub mentions: Vec<Words>,
    /// For a nationality: the place it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjective_of: Option<String>,
}

/// What became of one file offered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LedgerLine {
    /// The file, as given.
    pub source: String,
    /// Which article of a file that holds several, else empty.
    pub part: String,
    /// `imported`, `imported, duplicate`, `skipped` or `failed`.
    pub outcome: String,
    /// The article it became, where that is in the report.
    pub article: Option<String>,
    /// The earlier article with the same text.
    pub duplicate_of: Option<String>,
    /// Why it was skipped or failed.
    pub reason: Option<String>,
    /// The format recognised.
    pub format: String,
    /// The encoding used.
    pub encoding: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Blocks recognised as not the article's own text, in words.
    pub stripped: String,
    /// Doubts, in sentences.
    pub warnings: Vec<String>,
}

impl Report {
    /// Cuts the texts to extracts where only extracts may stand. What was cut cannot be put back.
    pub fn apply_rights(&mut self) {
        let is_cut = self.articles.iter().all(Article::is_extracts);
        if self.settings.rights == Rights::Extracts && !is_cut {
            super::rights::cut(self);
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

impl Article {
    /// The outlet's name, else the file's.
    pub fn outlet_or_file(&self) -> &str {
        match &self.outlet {
            Some(outlet) => outlet,
            None => self.file_name(),
        }
    }

    /// Last part of the source's path.
    pub fn file_name(&self) -> &str {
        self.source.rsplit('/').next().unwrap_or(&self.source)
    }

    /// The headline, else the first line of the text, else the file's name.
    pub fn title(&self) -> &str {
        let first_line = || {
            self.text
                .lines()
                .map(str::trim)
                .find(|line| !line.is_empty())
        };
        let title = self
            .headline
            .as_deref()
            .or_else(first_line)
            .unwrap_or_else(|| self.file_name());
        if self.is_extracts() {
            title.trim_end_matches([super::rights::MASK, ' '])
        } else {
            title
        }
    }

    /// The day of publication, for reading ("5 Sep 2015").
    pub fn day(&self) -> Option<String> {
        let published: crate::corpus::Published = self.published.as_deref()?.parse().ok()?;
        Some(published.short())
    }

    /// Whether only extracts of it stand in this report.
    pub fn is_extracts(&self) -> bool {
        self.extracts_sha256.is_some()
    }

    /// Whether "not in this article" may be said of it.
    pub fn is_complete(&self) -> bool {
        self.completeness != Completeness::Truncated
    }
}

impl Block {
    /// Where it is.
    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }
}

impl Words {
    /// Where they are.
    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }
}

impl Statement {
    /// The cell of this article.
    pub fn cell(&self, siglum: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.article == siglum)
    }

    /// How the cell at `index` stands to its closest other cell.
    pub fn relation_of(&self, index: usize) -> Relation {
        self.pairs
            .iter()
            .filter(|pair| pair.lhs == index || pair.rhs == index)
            .map(|pair| pair.relation)
            .min()
            .unwrap_or(self.relation)
    }

    /// Whether the person put it aside.
    pub fn is_dismissed(&self) -> bool {
        self.review.state == ReviewState::Dismissed
    }

    /// The differences the person has not put aside.
    pub fn live_differences(&self) -> impl Iterator<Item = &Difference> {
        self.differences
            .iter()
            .filter(|difference| difference.review.state != ReviewState::Dismissed)
    }
}

impl Placement {
    /// In words: "headline", "lead", "¶8 of 11".
    pub fn label(&self) -> String {
        match self.block {
            PlacementBlock::Headline => "headline".to_owned(),
            PlacementBlock::Lead => format!("lead, ¶1 of {}", self.of),
            PlacementBlock::Paragraph => format!("¶{} of {}", self.index, self.of),
        }
    }

    /// For narrow cells: "headline", "lead", "¶8".
    pub fn short(&self) -> String {
        match self.block {
            PlacementBlock::Headline => "headline".to_owned(),
            PlacementBlock::Lead => "lead".to_owned(),
            PlacementBlock::Paragraph => format!("¶{}", self.index),
        }
    }
}

impl Quotation {
    /// Whether more than one article has it.
    pub fn is_shared(&self) -> bool {
        self.cells
            .windows(2)
            .any(|cells| cells[0].article != cells[1].article)
    }
}

impl LedgerLine {
    /// Reason, what was set apart and doubts, in sentences.
    pub fn remarks(&self) -> String {
        let mut remarks: Vec<String> = self.reason.iter().cloned().collect();
        if !self.stripped.is_empty() {
            remarks.push(format!("Set apart: {}.", self.stripped));
        }
        if let Some(siglum) = &self.duplicate_of {
            remarks.push(format!("Same text as {siglum}."));
        }
        remarks.extend(self.warnings.iter().cloned());
        remarks.join(" ")
    }
}

impl Entity {
    /// The other forms in which it is written, with their counts.
    pub fn also_written(&self) -> String {
        let others: Vec<String> = self
            .aliases
            .iter()
            .zip(&self.alias_counts)
            .filter(|(alias, _)| **alias != self.name)
            .map(|(alias, number)| format!("{alias} {number}"))
            .collect();
        others.join(", ")
    }

    /// Mentions in one article.
    pub fn count_in(&self, siglum: &str) -> usize {
        self.mentions
            .iter()
            .filter(|mention| mention.article == siglum)
            .count()
    }
}
