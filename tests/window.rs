//! The real program, driven by label and role as a person would, with no display.

mod window {
    mod driver;
    mod flows;
    mod pictures;
}
