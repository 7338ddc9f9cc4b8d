//! The tests from outside: the real program, run on toolkits of all kinds. One program of many modules, so that it is
//! linked once.

mod common;

mod assessments;
mod broken;
mod build;
mod changed_rubrics;
mod check;
mod codes;
mod commands;
mod coverage;
mod dependencies;
mod docs;
mod faults;
mod fingerprint;
mod foreign;
mod formats;
mod golden;
mod habits;
mod import_assessment;
mod import_ccd;
mod import_oneroster;
mod keep_going;
mod large;
mod layers;
mod limits;
mod links;
mod mistakes;
mod newcomer;
mod output;
mod partition;
mod privacy;
mod privacy_told;
mod roster;
mod roster_hidden;
mod roster_people;
mod schema;
mod schools;
mod security;
mod serve;
mod siege;
mod start;
mod terminal;
mod themes;
mod why;
mod workbooks;
