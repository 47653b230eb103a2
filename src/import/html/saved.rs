//! Pages that a browser saved: the address it wrote into them, and the folder it put beside them.

/// Ends of the names of folders that browsers save beside a page, after the page's own name.
const FOLDERS: [&str; 6] = [
    "_files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    "_arquivos",
];

/// The name without its extension of the page whose pictures, styles and frames a folder with this name holds: "Bridge" of
/// "Bridge_files".
pub fn page_of_folder(folder: &str) -> Option<&str> {
    let ends = FOLDERS.iter().find_map(|end| folder.strip_suffix(end));
    ends.filter(|page| !page.is_empty())
}

/// The address a page was saved from: `<!-- saved from url=(0023)https://example.org/ -->` of browsers, or the lines that the
/// extension SingleFile writes.
pub(super) fn saved_from(page: &str) -> Option<&str> {
    const HEAD: usize = 4096;
    let end = (0..=HEAD.min(page.len()))
        .rev()
        .find(|at| page.is_char_boundary(*at));
    let comments = page[..end?].split("<!--").skip(1);
    let address = comments.into_iter().find_map(|comment| {
        let comment = comment.split("-->").next()?;
        if let Some((_, rest)) = comment.split_once("saved from url=(") {
            return rest.split_once(')').map(|(_, address)| address);
        }
        let by_extension = comment.contains("saved with SingleFile");
        let mut lines = comment.lines().filter(|_| by_extension);
        lines.find_map(|line| line.trim().strip_prefix("url:"))
    })?;
    let address = address.split_whitespace().next()?;
    address.starts_with("http").then_some(address)
}

#[cfg(test)]
mod tests {
    use super::{page_of_folder, saved_from};

    #[test]
    fn pages_say_where_they_were_saved() {
        let long = format!(
            "<html>{}ä<!-- saved from url=(0014)https://a.org/ -->",
            "x".repeat(4089)
        );
        for (page, expected) in [
            (
                "<!DOCTYPE html>\n<!-- saved from url=(0019)https://a.org/bridge -->\n<html>",
                Some("https://a.org/bridge"),
            ),
            (
                "<html lang=en><!--\n Page saved with SingleFile \n url: https://a.org/bridge \n saved date: Mon\n-->",
                Some("https://a.org/bridge"),
            ),
            ("<!-- saved from url=(0013)about:internet -->", None),
            ("<!-- url: https://a.org/ -->", None),
            (&long, None),
            ("", None),
        ] {
            assert_eq!(saved_from(page), expected, "{page}");
        }
        assert_eq!(page_of_folder("Bridge_files"), Some("Bridge"));
        assert_eq!(page_of_folder("Brücke-Dateien"), Some("Brücke"));
        assert_eq!(page_of_folder("_files"), None);
        assert_eq!(page_of_folder("news"), None);
    }
}
