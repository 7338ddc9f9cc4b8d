//! Files as text, YAML as a tree with places, the description of every file kind, reading values out of what fits,
//! and writing values. Nothing here knows where files lie, or what one file says of another.

pub mod blanks;
pub mod decode;
pub mod files;
pub mod kinds;
pub mod language;
pub mod remarks;
pub mod scalar;
pub mod schema;
pub mod shape;
pub mod target;
pub mod versions;
mod vocabulary;
pub mod written;
pub mod yaml;
