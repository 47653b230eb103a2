//! The real program, driven by label and role as a person would, with no display.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests set files up and look at them"
)]

mod window {
    mod corrections;
    mod driver;
    mod evidence;
    mod first_minute;
    mod flows;
    mod gestures;
    mod imports;
    mod keyboard_order;
    mod large_import;
    mod pictures;
    mod verdicts;
    mod web;
}
