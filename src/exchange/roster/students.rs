//! Whose title is a student's: one that only speaks of students, as a coordinator's does, is not.

use super::words::words_of;

/// What a title says of whether somebody is a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Student {
    /// A student.
    Yes,
    /// It may be a student, and somebody else.
    Perhaps,
    /// Somebody else.
    No,
}

/// Words for students.
const STUDENTS: &[&str] = &[
    "student",
    "students",
    "pupil",
    "pupils",
    "learner",
    "learners",
    "youth",
    "youths",
    "asb",
    "freshman",
    "sophomore",
    "teen",
    "teens",
    "teenager",
    "estudiante",
    "estudiantes",
    "estudiantil",
    "alumno",
    "alumna",
    "alumnos",
    "alumnas",
    "alumnado",
    "joven",
    "jovenes",
    "grader",
    "graders",
];

/// Words of those who work for students, or are their parents, and of what is done for them.
const OTHERS: &[&str] = &[
    "coordinator",
    "director",
    "dean",
    "teacher",
    "teachers",
    "services",
    "service",
    "support",
    "supports",
    "affairs",
    "counselor",
    "counsellor",
    "counseling",
    "advisor",
    "adviser",
    "advisors",
    "specialist",
    "manager",
    "officer",
    "supervisor",
    "superintendent",
    "principal",
    "nurse",
    "psychologist",
    "therapist",
    "clerk",
    "registrar",
    "administrator",
    "coach",
    "worker",
    "facilitator",
    "instructor",
    "professor",
    "chief",
    "executive",
    "engagement",
    "success",
    "wellness",
    "health",
    "activities",
    "data",
    "records",
    "information",
    "attendance",
    "outreach",
    "program",
    "programs",
    "center",
    "pastor",
    "librarian",
    "analyst",
    "consultant",
    "technician",
    "parent",
    "parents",
    "guardian",
    "mother",
    "father",
    "grandparent",
    "family",
    "families",
    "staff",
    "coordinador",
    "coordinadora",
    "coordinacion",
    "directora",
    "subdirector",
    "subdirectora",
    "decano",
    "decana",
    "maestra",
    "maestro",
    "docente",
    "profesor",
    "profesora",
    "consejera",
    "consejero",
    "orientador",
    "orientadora",
    "trabajadora",
    "trabajador",
    "enfermera",
    "enfermero",
    "madre",
    "padre",
    "mama",
    "papa",
    "tutor",
    "tutora",
    "servicios",
    "apoyo",
    "asuntos",
    "enlace",
    "jefe",
    "jefa",
    "psicologa",
    "psicologo",
    "secretaria",
    "secretario",
    "encargada",
    "encargado",
    "responsable",
    "especialista",
];

/// What students are among themselves.
const RANKS: &[&str] = &[
    "member",
    "rep",
    "representative",
    "leader",
    "council",
    "president",
    "vice",
    "ambassador",
    "voice",
    "body",
    "government",
    "class",
    "board",
    "delegate",
    "senator",
    "treasurer",
    "secretary",
    "chair",
    "captain",
    "team",
    "advisory",
    "committee",
    "senior",
    "junior",
    "high",
    "middle",
    "elementary",
    "school",
    "a",
    "the",
    "of",
    "representante",
    "lider",
    "presidente",
    "presidenta",
    "miembro",
    "integrante",
    "consejo",
    "voz",
    "delegado",
    "delegada",
    "embajador",
    "embajadora",
    "grade",
    "grado",
    "elected",
    "current",
    "honor",
    "un",
    "una",
    "el",
    "la",
];

/// Words behind which it is told of what or of whom somebody is something.
const OF: &[&str] = &["of", "for", "to", "at", "in", "de", "del", "para", "en"];

/// What a title says of whether somebody is a student.
pub(super) fn of_title(title: &str) -> Student {
    let all = words_of(title);
    let words: Vec<&str> = all.split(' ').filter(|word| !word.is_empty()).collect();
    let first_part =
        title.split(['(', '[', ',', '/', ';', ':', '–', '—']).find(|part| !part.trim().is_empty());
    let first_part = words_of(first_part.unwrap_or_default());
    let head: Vec<&str> = first_part.split(' ').take_while(|word| !OF.contains(word)).collect();
    let is_any = |words: &[&str], known: &[&str]| words.iter().any(|word| known.contains(word));
    let has_grade = grade(&words);
    if !is_any(&words, STUDENTS) && !has_grade {
        return Student::No;
    }
    if is_any(&head, STUDENTS) {
        if is_any(&head, OTHERS) {
            return Student::No;
        }
        let is_last = head.last().is_some_and(|last| STUDENTS.contains(last));
        let is_rank = |word: &&str| STUDENTS.contains(word) || RANKS.contains(word) || is_number(word);
        return if is_last || head.iter().all(is_rank) { Student::Yes } else { Student::Perhaps };
    }
    if is_any(&words, OTHERS) {
        return Student::No;
    }
    let is_grade_alone =
        words.iter().all(|word| is_number(word) || matches!(*word, "grade" | "grado" | "de" | "year"));
    if has_grade && is_grade_alone { Student::Yes } else { Student::Perhaps }
}

/// Whether a grade is told: "grade 8", "8th grade", "octavo grado".
fn grade(words: &[&str]) -> bool {
    words.windows(2).any(|pair| match pair {
        ["grade" | "grado", number] | [number, "grade" | "grado"] => is_number(number),
        _ => false,
    })
}

/// Whether a word is the number of a grade.
fn is_number(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "septimo",
        "octavo", "noveno", "decimo",
    ];
    let digits = word.trim_end_matches(char::is_alphabetic);
    let is_short =
        !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let ending = word.get(digits.len()..).unwrap_or_default();
    WORDS.contains(&word)
        || is_short
            && matches!(ending, "" | "st" | "nd" | "rd" | "th" | "o" | "a" | "er" | "vo" | "mo" | "no" | "to")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(titles: &str, student: Student) {
        for title in titles.split('|') {
            assert_eq!(of_title(title), student, "{title}");
        }
    }

    #[test]
    fn students_are_known_by_their_titles() {
        all(
            "Student|11th grade student|Student (youth voice)|Pupil|Grade 8|8th grade|8th grader|Youth member|ASB president|\
             Estudiante de preparatoria|Estudiante de 11º grado|Alumna|Alumno, 8.º grado|Student representative|\
             Student council president|Student ambassador|High school student|Representante estudiantil|Student, Oak High|\
             Student of the month|Pupil leader|Youth|Octavo grado",
            Student::Yes,
        );
    }

    #[test]
    fn who_works_for_students_is_none() {
        all(
            "Student support coordinator|Student services director|Dean of students|Student teacher|Director of student services|\
             Coordinator, student support|Parent of a student|Assistant to the dean of students|8th grade teacher|Grade 8 parent|\
             ASB advisor|Coordinadora de estudiantes|Maestra de alumnos|Principal|Senior analyst|Grade level chair|Nurse|\
             Student success coach|Teacher (student council)|Youth services director|Madre de alumna|Junior accountant",
            Student::No,
        );
    }

    #[test]
    fn what_may_be_either_is_neither() {
        all(
            "Student liaison|Student aide|Voice of students|Grade 8 representative|Youth organization|Student mentor",
            Student::Perhaps,
        );
    }
}
