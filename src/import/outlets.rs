//! Well-known outlets by the registrable domain of their addresses: `assets/import/outlets.tsv`, one a line, to be added to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static TABLE: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../assets/import/outlets.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The host of an address, without `www.`, in lower case as written.
pub(super) fn host_of(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.is_empty()).then_some(host)
}

/// The outlet whose domain the address lies in.
pub(super) fn outlet_of_address(address: &str) -> Option<&'static str> {
    let host = host_of(address)?.to_ascii_lowercase();
    let mut rest = host.as_str();
    loop {
        if let Some(name) = TABLE.get(rest) {
            return Some(name);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// The table's spelling of a name that is known in another letter case or with its domain.
pub(super) fn canonical(name: &str) -> Option<&'static str> {
    let folded = name.trim().to_lowercase();
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    if let Some(name) = TABLE.get(folded.as_str().trim_start_matches("www.")) {
        return Some(name);
    }
    TABLE.values().copied().find(|known| {
        let known = known.to_lowercase();
        known == folded || known.strip_prefix("the ") == Some(bare)
    })
}

/// What people call outlets in the names of their files, where it is not the beginning of the domain.
const SHORT: [(&str, &str); 8] = [
    ("nyt", "nytimes.com"),
    ("wapo", "washingtonpost.com"),
    ("wp", "washingtonpost.com"),
    ("lat", "latimes.com"),
    ("ap", "apnews.com"),
    ("guardian", "theguardian.com"),
    ("sz", "sueddeutsche.de"),
    ("rt", "rt.com"),
];

/// The outlet that a short name in a file's name stands for: the first part of its domain ("bbc", "cnn", "nytimes") or one of
/// a few abbreviations; `None` where several domains begin so with other names.
pub(super) fn of_short_name(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    if let Some((_, domain)) = SHORT.iter().find(|(short, _)| *short == name) {
        return TABLE.get(domain).copied();
    }
    let mut found = TABLE
        .iter()
        .filter(|(domain, _)| domain.split('.').next() == Some(name.as_str()))
        .map(|(_, outlet)| *outlet);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{canonical, of_short_name, outlet_of_address};

    #[test]
    fn outlets_are_known_by_domain_and_name() {
        for (address, expected) in [
            (
                "https://www.nytimes.com/2015/09/05/x.html",
                Some("The New York Times"),
            ),
            ("http://news.bbc.co.uk/1", Some("BBC News")),
            ("https://example.org/", None),
            ("no address", None),
        ] {
            assert_eq!(outlet_of_address(address), expected, "{address}");
        }
        assert_eq!(canonical("the guardian"), Some("The Guardian"));
        assert_eq!(canonical("Guardian"), Some("The Guardian"));
        assert_eq!(canonical("CNN.com"), Some("CNN"));
        assert_eq!(canonical("Unheard Of Gazette"), None);
        assert_eq!(of_short_name("BBC"), Some("BBC News"));
        assert_eq!(of_short_name("nyt"), Some("The New York Times"));
        assert_eq!(of_short_name("gazette"), None);
    }
}
