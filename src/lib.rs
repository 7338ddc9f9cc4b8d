//! teamkit publishes school districts' attendance-team toolkits: YAML team definitions and Markdown
//! resources go in, one browsable static site a district comes out.

pub mod coverage;
pub mod diagnostics;
pub mod markdown;
pub mod model;
pub mod output;
pub mod preview;
pub mod site;
pub mod source;
pub mod theme;
