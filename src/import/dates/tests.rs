use super::{DayOrder, is_dateline, parse_date};

fn check(text: &str, expected: &str) {
    let found = parse_date(text, DayOrder::Unknown).map_or(String::new(), |date| date.to_string());
    assert_eq!(found, expected, "{text}");
}

#[test]
fn dates_in_many_forms() {
    check("2015-09-05", "2015-09-05");
    check("2015-09-05T14:30:00.123Z", "2015-09-05T14:30:00Z");
    check("2015-09-05T14:30:00+0300", "2015-09-05T14:30:00+03:00");
    check("2015-09-05T14:30+03:00", "2015-09-05T14:30:00+03:00");
    check("2015-09-05 14:30:00 -0400", "2015-09-05T14:30:00-04:00");
    check("20150905", "2015-09-05");
    check("Sat, 05 Sep 2015 14:30:00 GMT", "2015-09-05T14:30:00Z");
    check(
        "Published 10:14 a.m. EDT September 5, 2015",
        "2015-09-05T10:14:00-04:00",
    );
    check("Sept. 5th, 2015 at 12:05 AM", "2015-09-05T00:05:00");
    check(
        "Saturday 5 September 2015 14.30 BST",
        "2015-09-05T14:30:00+01:00",
    );
    check("5. September 2015, 14:30 Uhr", "2015-09-05T14:30:00");
    check("5 de septiembre de 2015", "2015-09-05");
    check("05-Sep-15", "2015-09-05");
    check("Updated 6pm, Sep 5 2015", "2015-09-05T18:00:00");
    check("25/12/2015", "2015-12-25");
    check("12/25/2015", "2015-12-25");
    check("5.9.2015", "2015-09-05");
    check("2015年9月5日", "2015-09-05");
    check("GMT+3: 5 Sep 2015 10:00 GMT+3", "2015-09-05T10:00:00+03:00");
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "September 5",
        "05/09/2015",
        "31 February 2015",
        "In 2015 he came",
        "May 2015",
        "555-2015-09-0",
        "1.5.10",
    ] {
        check(text, "");
    }
    let british = parse_date("05/09/2015", DayOrder::of_language("en-GB"));
    assert_eq!(
        british.map(|date| date.to_string()).as_deref(),
        Some("2015-09-05")
    );
    let american = parse_date("05/09/2015", DayOrder::of_language("en-US"));
    assert_eq!(
        american.map(|date| date.to_string()).as_deref(),
        Some("2015-05-09")
    );
}

#[test]
fn datelines_stand_alone() {
    for line in [
        "LONDON, Sept. 5",
        "WASHINGTON (AP) —",
        "Published: September 5, 2015 10:14 AM EDT",
        "Saturday, 5 September 2015",
    ] {
        assert!(is_dateline(line), "{line}");
    }
    for line in [
        "On 5 September 2015 he came",
        "Minister quits",
        "NATO, Russia",
        "US, Russia hold talks",
    ] {
        assert!(!is_dateline(line), "{line}");
    }
}
