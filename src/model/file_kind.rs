//! The kinds of files that authors write.

use crate::words::words;

words! {
    /// A kind of file that authors write.
    FileKind {
        /// `teamkit.yml`.
        Teamkit = "teamkit",
        /// `framework.yml`, of the toolkit or of a district.
        Framework = "framework",
        /// `district.yml`.
        District = "district",
        /// `schools.yml`.
        Schools = "schools",
        /// `teams/*.yml`.
        Team = "team",
        /// `assessments/*.yml` and `*.json`.
        Assessment = "assessment",
        /// What stands above a guide's text.
        Guide = "guide",
        /// What stands above a role description's text.
        Role = "role",
        /// What stands above a rubric's text.
        Rubric = "rubric",
        /// A theme's `strings/*.yml`.
        Strings = "strings",
    }
}
