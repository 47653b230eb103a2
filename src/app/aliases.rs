//! Names of one thing that no rule can join: the list that ships and the person's own.

use std::path::Path;

use crate::analysis::entities::AliasList;
use crate::report::{Table, sha256_hex};
use crate::store::own_text;

/// What the person's own list of names begins with.
pub const NEW_LIST: &str = "\
# Names of one thing, one thing a line: type | name of the row | other form; other form
# Types: P person, O organisation, L place, X other. Lines that begin with # are notes.
# \"Count names again\" in the Table menu reads this file; your lines win over the list that ships.
#
# O | Islamic State | ISIS; ISIL; Daesh
";

/// Both lists as one.
pub struct Aliases {
    /// The list that ships and the person's own after it.
    pub list: AliasList,
    /// What is wrong with the person's own.
    pub complaint: Option<String>,
    /// The person's own as a report names it; `None`: there is none.
    pub own: Option<Table>,
}

impl Aliases {
    /// Reads the person's own list, if there is one at this path. A list that cannot be read, or some lines of it, leaves what
    /// ships and a complaint.
    pub fn read(own: Option<&Path>) -> Self {
        let mut aliases = Self {
            list: AliasList::shipped().clone(),
            complaint: None,
            own: None,
        };
        let text = match own.map(own_text::read) {
            None | Some(Ok(None)) => return aliases,
            Some(Ok(Some(text))) => text,
            Some(Err(error)) => {
                aliases.complaint = Some(error.to_string());
                return aliases;
            }
        };
        let wrong: Vec<String> = aliases
            .list
            .extend(&text)
            .into_iter()
            .map(|line| line.to_string())
            .collect();
        aliases.complaint = (!wrong.is_empty()).then(|| {
            format!(
                "Your alias list: these lines are not of the form “O | Name | other form; other form” and were passed over: {}",
                wrong.join(", ")
            )
        });
        aliases.own = Some(Table {
            name: "your own list of names".to_owned(),
            sha256: sha256_hex(text.as_bytes()),
        });
        aliases
    }
}
