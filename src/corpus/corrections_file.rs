//! The person's corrections of names as a small file, to be used on other articles or by a colleague. JSON, one decision each.
//!
//! A decision about one mention points at a place of one workspace and means nothing elsewhere: it stays behind.

use serde::{Deserialize, Serialize};

use super::Decision;

/// What the file says it is.
const SCHEMA: &str = "hexapla/entity-corrections/1";

#[derive(Serialize, Deserialize)]
struct CorrectionsFile {
    schema: String,
    corrections: Vec<Decision>,
}

/// Why a file of corrections cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadCorrections {
    /// It is not JSON of this form.
    #[error("this is no file of corrections: {0}")]
    NotOurs(String),
    /// It is of another kind or of a newer version.
    #[error("this file is “{0}”; corrections of names are “hexapla/entity-corrections/1”")]
    OtherSchema(String),
}

/// Whether a decision is about names, whatever the articles.
fn is_about_names(decision: &Decision) -> bool {
    matches!(
        decision,
        Decision::MergeEntities { .. }
            | Decision::SplitAlias { .. }
            | Decision::RenameEntity { .. }
            | Decision::RetypeEntity { .. }
            | Decision::NotAnEntity { .. }
    )
}

/// The corrections of names among these decisions, as the text of a file, in the order in which they were made; and how many
/// they are.
pub fn write_corrections<'a>(
    decisions: impl Iterator<Item = &'a Decision>,
) -> serde_json::Result<(String, usize)> {
    let file = CorrectionsFile {
        schema: SCHEMA.to_owned(),
        corrections: decisions
            .filter(|decision| is_about_names(decision))
            .cloned()
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&file)?;
    text.push('\n');
    Ok((text, file.corrections.len()))
}

/// The corrections of names in a file's text.
pub fn read_corrections(text: &str) -> Result<Vec<Decision>, BadCorrections> {
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let not_ours = |error: serde_json::Error| BadCorrections::NotOurs(error.to_string());
    let head: Head = serde_json::from_str(text).map_err(not_ours)?;
    if head.schema != SCHEMA {
        return Err(BadCorrections::OtherSchema(head.schema));
    }
    let file: CorrectionsFile = serde_json::from_str(text).map_err(not_ours)?;
    Ok(file
        .corrections
        .into_iter()
        .filter(is_about_names)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{BadCorrections, read_corrections, write_corrections};
    use crate::analysis::entities::EntityType;
    use crate::corpus::{ArticleId, Decision, Place};
    use crate::text::Span;

    #[test]
    fn corrections_of_names_are_read_as_they_were_written() {
        let about_names = [
            Decision::MergeEntities {
                names: vec!["Kerry".to_owned(), "John Kerry".to_owned()],
                into: "John Kerry".to_owned(),
            },
            Decision::RetypeEntity {
                entity: "Scud".to_owned(),
                to: EntityType::Other,
            },
        ];
        let of_one_place = Decision::MoveMention {
            place: Place {
                article: ArticleId(1),
                span: Span::new(3, 8),
            },
            to: "Kerry, Ireland".to_owned(),
        };
        let decisions = [&about_names[0], &of_one_place, &about_names[1]];
        let (text, n) = write_corrections(decisions.into_iter()).unwrap();
        assert_eq!(n, 2, "a place of one workspace stays behind");
        assert_eq!(read_corrections(&text).unwrap(), about_names);
    }

    #[test]
    fn other_files_are_refused_with_a_reason() {
        let newer = r#"{"schema": "hexapla/entity-corrections/2", "corrections": []}"#;
        assert!(matches!(
            read_corrections(newer),
            Err(BadCorrections::OtherSchema(schema)) if schema.ends_with("/2")
        ));
        for text in ["", "[]", "{\"schema\": 1}"] {
            assert!(matches!(
                read_corrections(text),
                Err(BadCorrections::NotOurs(_))
            ));
        }
    }
}
