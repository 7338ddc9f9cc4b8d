//! Districts and schools from other systems' tables, and what that changes in a toolkit's files. Folders and archives
//! are read here; nothing is written.

pub mod ccd;
mod cells;
mod export;
mod facts;
mod names;
pub mod oneroster;
mod plan;

pub use export::Export;
pub use facts::Directory;
pub use plan::{Counts, Existing, Memory, Plan, Present, nces_id, plan};
