//! What the ids in a file name.

/// What an id names that is told elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A district of the toolkit.
    District,
    /// A school of the district.
    School,
    /// A team of the district.
    Team,
    /// A member of the same team.
    Member,
    /// A role description.
    Role,
    /// A rubric.
    Rubric,
    /// An indicator of the rubric.
    Indicator,
    /// A rating of a scale.
    Rating,
    /// A perspective.
    Perspective,
    /// A key function.
    Function,
    /// A student group.
    Group,
    /// What a guide helps with: a function, a perspective, or an indicator as `rubric/indicator`.
    Help,
}
