//! The headings of the federal directory, those of today before those of older layouts, those of the lists that its search
//! for schools and districts gives, and those of its table generator (ELSI).

use crate::tables::headed::Column;

/// A district's federal code.
pub(super) const DISTRICT_CODE: Column = &["LEAID", "NCES District ID", "Agency ID - NCES Assigned"];
/// A school's federal code.
pub(super) const SCHOOL_CODE: Column =
    &["NCESSCH", "NCES School ID", "School ID (12-digit) - NCES Assigned", "School ID - NCES Assigned"];
/// A school's name.
pub(super) const SCHOOL_NAME: Column = &["SCH_NAME", "SCHNAM", "School Name"];
/// A district's name.
pub(super) const DISTRICT_NAME: Column =
    &["LEA_NAME", "LEANM", "NAME", "District Name", "District", "Agency Name"];
/// The state's number of a district.
pub(super) const STATE_DISTRICT: Column = &["ST_LEAID", "STID", "State District ID", "State Agency ID"];
/// The state's number of a school.
pub(super) const STATE_SCHOOL: Column = &["ST_SCHID", "SEASCH", "State School ID"];
/// Whether it is open, as a code, as it was found out later.
pub(super) const LATER_STATUS: Column = &["UPDATED_STATUS"];
/// Whether it is open, as a code.
pub(super) const STATUS: Column = &["SY_STATUS", "STATUS", "BOUND", "Start of Year Status"];
/// The same in words.
pub(super) const LATER_STATUS_TEXT: Column = &["UPDATED_STATUS_TEXT"];
/// The same in words.
pub(super) const STATUS_TEXT: Column = &["SY_STATUS_TEXT", "STATUS_TEXT"];
/// The day from which that holds.
pub(super) const SINCE: Column = &["EFFECTIVE_DATE", "Effective Date of Updated Status"];
/// A school's level.
pub(super) const LEVEL: Column = &["LEVEL", "SCHOOL_LEVEL", "School Level (SY 2017-18 onward)"];
/// The lowest grade.
pub(super) const LOWEST: Column = &["GSLO", "Low Grade", "Lowest Grade Offered"];
/// The highest grade.
pub(super) const HIGHEST: Column = &["GSHI", "High Grade", "Highest Grade Offered"];
/// What kind of school it is.
pub(super) const SCHOOL_TYPE: Column = &["SCH_TYPE", "SCHOOL_TYPE", "SCHTYPE", "TYPE"];
/// The same in words.
pub(super) const SCHOOL_TYPE_TEXT: Column = &["SCH_TYPE_TEXT", "SCHOOL_TYPE_TEXT"];
/// Whether it is a charter school.
pub(super) const CHARTER: Column = &["CHARTER_TEXT", "CHARTR", "CHARTER", "Charter School"];
/// Whether it teaches from afar.
pub(super) const VIRTUAL: Column =
    &["VIRTUAL", "VIRTUAL_TEXT", "VIRTUALSTAT", "Virtual School Status (SY 2016-17 onward)"];
/// What kind of district it is.
pub(super) const DISTRICT_TYPE: Column = &["LEA_TYPE", "TYPE", "Agency Type"];
/// The same in words.
pub(super) const DISTRICT_TYPE_TEXT: Column = &["LEA_TYPE_TEXT"];
/// Whether all of a district's schools are charter schools.
pub(super) const DISTRICT_CHARTER: Column =
    &["CHARTER_LEA_TEXT", "CHARTER_LEA", "AGCHRT", "LEA Charter Status"];
/// The city where it lies.
pub(super) const CITY: Column = &["LCITY", "City", "Location City"];
/// The city of its mail.
pub(super) const MAIL_CITY: Column = &["MCITY"];
/// Its county.
pub(super) const COUNTY: Column = &["CONAME", "NMCNTY", "COUNTY_NAME", "COUNTY"];
/// Its telephone number.
pub(super) const PHONE: Column = &["PHONE", "Phone Number"];
/// Its site.
pub(super) const WEBSITE: Column = &["WEBSITE", "Web Site URL"];
/// The school year.
pub(super) const YEAR: Column = &["SCHOOL_YEAR", "SURVYEAR"];

/// Columns of a list of schools, beside their names.
pub(super) const CHARACTERISTICS: &[Column] =
    &[LATER_STATUS, STATUS, STATUS_TEXT, LEVEL, LOWEST, SCHOOL_TYPE];

/// Columns that count people: files with them are not read.
pub(super) const COUNTS: &[Column] =
    &[&["STUDENT_COUNT"], &["STAFF_COUNT"], &["TOTAL_INDICATOR"], &["RACE_ETHNICITY"], &["DIPLOMA_COUNT"]];

/// All of them, to know a row of headings by.
pub(super) const KNOWN: &[Column] = &[
    DISTRICT_CODE,
    SCHOOL_CODE,
    SCHOOL_NAME,
    DISTRICT_NAME,
    STATE_DISTRICT,
    STATE_SCHOOL,
    STATUS,
    STATUS_TEXT,
    SINCE,
    LEVEL,
    LOWEST,
    HIGHEST,
    SCHOOL_TYPE,
    CHARTER,
    VIRTUAL,
    DISTRICT_TYPE,
    CITY,
    MAIL_CITY,
    COUNTY,
    PHONE,
    WEBSITE,
    YEAR,
];
