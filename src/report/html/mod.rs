//! The report as one HTML file that needs nothing else: no network, both themes, phone and print, folds and filters.
//!
//! Text of articles is escaped where it is written; the page's own policy allows no script but the one that is written here
//! (by its hash), no request and no form, so that nothing an article brings along can act.

mod coverage;
mod entities;
mod findings;
mod marked;
mod quotes;
mod sources;
mod synopsis;

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::escape::Html as E;
use super::model::{Article, Part, Report};

const STYLE: &str = include_str!("../../../assets/report/report.css");
const SCRIPT: &str = include_str!("../../../assets/report/report.js");

/// One section of the page: where its link leads, its heading, and what writes it.
struct Section {
    anchor: &'static str,
    heading: &'static str,
    write: WriteSection,
}

type WriteSection = fn(&Report, &mut dyn Write) -> io::Result<()>;

/// A page larger than this opens slowly on a phone.
const LARGE_PAGE: u64 = 5_000_000;

/// What to tell about a page of this many bytes; `None` where there is nothing to tell.
pub fn page_size_warning(n_bytes: u64) -> Option<String> {
    (n_bytes > LARGE_PAGE).then(|| {
        format!(
            "the page has {:.1} MB and will open slowly; leave out the texts side by side, or choose extracts only",
            n_bytes as f64 / 1e6
        )
    })
}

/// Writes the report as one self-contained HTML page.
pub fn write_html(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let sections = sections(report);
    head(report, &mut out)?;
    navigation(&sections, &mut out)?;
    out.write_all(b"<main>\n")?;
    sources::title(report, &mut out)?;
    for section in &sections {
        writeln!(
            out,
            "<section id=\"{0}\" aria-labelledby=\"h-{0}\"><h2 id=\"h-{0}\">{1}</h2>",
            section.anchor, section.heading
        )?;
        (section.write)(report, &mut out)?;
        out.write_all(b"</section>\n")?;
    }
    sources::foot(report, &mut out)?;
    write!(
        out,
        "</main>\n</div>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )?;
    out.flush()
}

fn sections(report: &Report) -> Vec<Section> {
    let section = |part: Part| -> Section {
        let (anchor, write): (_, WriteSection) = match part {
            Part::Sources => ("sources", sources::table),
            Part::Summary => ("summary", sources::summary_ui),
            Part::Synopsis => ("synopsis", synopsis::write),
            Part::Coverage => ("coverage", coverage::write),
            Part::Findings => ("findings", findings::write),
            Part::OnlyHere => ("only", coverage::only_here),
            Part::Quotations => ("quotations", quotes::quotations),
            Part::Attributions => ("attributions", quotes::attributions),
            Part::Names => ("entities", entities::write),
            Part::Aliases => ("aliases", entities::aliases),
            Part::Placement => ("placement", coverage::placement),
            Part::Ledger => ("ledger", sources::ledger),
            Part::Method => ("method", sources::method),
            Part::Unexamined => ("unexamined", sources::unexamined),
        };
        Section {
            anchor,
            heading: part.label(),
            write,
        }
    };
    let shown = Part::ALL.into_iter().filter(|part| report.shows(*part));
    shown.map(section).collect()
}

fn head(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let script_hash = base64(&Sha256::digest(SCRIPT.as_bytes()));
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'sha256-{script_hash}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"{}\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{}",
        E(&report.program),
        E(&super::title_text(report)),
        marked::SYMBOLS
    )
}

fn navigation(sections: &[Section], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<div class=\"page\">\n<nav aria-label=\"Contents\"><ol>")?;
    for section in sections {
        write!(
            out,
            "<li><a href=\"#{}\">{}</a></li>",
            section.anchor, section.heading
        )?;
    }
    out.write_all(b"</ol></nav>\n")
}

/// The class that sets the outlet's colour.
fn colour(article: &Article) -> String {
    format!("c{}", article.colour % 8)
}

/// The siglum in its outlet's colour.
fn siglum(article: &Article) -> String {
    format!(
        "<b class=\"sig {}\">{}</b>",
        colour(article),
        E(&article.siglum)
    )
}

/// `lang` and `dir` of words from this article.
fn language(article: &Article) -> String {
    match &article.language {
        Some(tag) => {
            let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase();
            let right_to_left = [
                "ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "mzn", "nqo", "pnb", "ps",
                "sd", "syr", "ug", "ur", "yi",
            ];
            let direction = if right_to_left.contains(&primary.as_str()) {
                "rtl"
            } else {
                "ltr"
            };
            format!("lang=\"{}\" dir=\"{direction}\"", E(tag))
        }
        None => "dir=\"auto\"".to_owned(),
    }
}

/// Base 64 with padding (RFC 4648), for the one hash in the page's policy.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for group in bytes.chunks(3) {
        let number = group
            .iter()
            .chain([0, 0].iter())
            .take(3)
            .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        for digit in 0..4 {
            if digit <= group.len() {
                let index = number >> (18 - 6 * digit) & 63;
                encoded.push(char::from(DIGITS[index as usize]));
            } else {
                encoded.push('=');
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_pads_what_is_left_over() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}
