//! teamkit publishes school districts' attendance-team toolkits: YAML team definitions and Markdown
//! resources go in, one browsable static site a district comes out.
//!
//! # The map
//!
//! Data goes one way. Each stage gives what it could make, and tells what is wrong; only at the end it is decided
//! whether anything is written.
//!
//! 1. [`reader`] turns YAML text into a tree of [`Node`](reader::yaml::Node)s with places, and checks it against the
//!    description of its file kind. [`markdown`] turns Markdown into a [`Document`](markdown::Document).
//! 2. [`source`] finds the files, reads them and resolves what they say of each other. What comes out is the
//!    [`model`]: a [`District`](model::District) is plain data that can't hold nonsense, nor a name that must not
//!    be shown.
//! 3. [`toolkit`] holds what all districts share: a [`Toolkit`](toolkit::Toolkit) reads any one of its districts.
//! 4. [`coverage`] computes a district's [`Report`](coverage::Report) from the model and a date.
//! 5. [`site`] makes of both a [`Site`](site::Site), a function from an address to bytes, with the templates and
//!    words of a [`Theme`](theme::Theme).
//! 6. [`output`] writes what changed of it to the disk, as an [`Output`](output::Output); [`preview`] answers
//!    browsers with the same bytes.
//!
//! [`exchange`] turns filled-in forms and spreadsheets of members into files of a toolkit, and members into tables;
//! [`directories`] does so with what other systems know of districts and schools; both read [`tables`] as other
//! programs write them. [`edit`] changes a YAML file in place. What a new toolkit and each new file begins with stands in [`starter`].
//! [`web`] asks other sites whether the pages that are linked to are there; nothing else of this program calls anybody.
//!
//! What is wrong on the way is a [`Diagnostic`](diagnostics::Diagnostic) with its place. [`cli`] and [`commands`]
//! are the shell around all of it. Which room may name which is held by `tests/suite/layers.rs`.

mod cli;
mod commands;
mod coverage;
mod diagnostics;
mod directories;
mod edit;
mod encodings;
mod exchange;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
mod markdown;
mod model;
mod output;
mod preview;
mod reader;
mod site;
mod source;
#[cfg(feature = "benches")]
#[doc(hidden)]
pub mod stages;
mod starter;
mod tables;
mod theme;
mod toolkit;
mod web;
mod words;

pub use commands::main;
