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

#[cfg(test)]
mod tests {
    use super::{canonical, outlet_of_address};

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
    }
}
