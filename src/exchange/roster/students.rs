//! Whose title is a student's: one that only speaks of students, as a coordinator's does, is not.

use super::schools::is_slip;
use super::words::words_of;
use crate::source::{CHILDREN, STUDENTS};

/// What a title says of whether somebody is a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Student {
    /// Somebody else.
    No,
    /// It may be a student, and somebody else.
    Perhaps,
    /// A student.
    Yes,
}

/// What stands for students in scripts without such words, or with endings on them.
const IN_OTHER_SCRIPTS: &str = "学生 學生 生徒 학생 طالب تلميذ учени ученик учень школьник студент छात्र विद्यार्थी ছাত্র μαθητ תלמיד \
    นักเรียน សិស្ស ተማሪ";

/// Words for several students, or for what belongs to them: none of them is a person.
const SEVERAL: &str = "students pupils learners youths sophomores freshmen teens estudiantes alumnos alumnas alumnado jovenes \
     graders schoolers alunos alunas eleves etudiants council government body";

/// Students in Spanish and Portuguese, which begin a title where it is theirs.
const FIRST: &str =
    "estudiante estudiantes alumno alumna alumnos alumnas joven jovenes aluno aluna estudante estudyante";

/// Words of those who work for students.
const JOBS: &str = "coordinator director dean teacher teachers counselor counsellor counseling advisor adviser advisors \
     sponsor specialist manager officer supervisor superintendent principal nurse psychologist therapist clerk registrar \
     administrator coach worker facilitator instructor professor chief executive pastor minister librarian analyst consultant \
     technician interventionist pathologist staff coordinador coordinadora coordinacion directora subdirector \
     subdirectora decano decana maestra maestro docente profesor profesora consejera consejero orientador orientadora \
     trabajadora trabajador enfermera enfermero jefe jefa psicologa psicologo encargada encargado responsable \
     especialista asesor asesora supervisora bibliotecaria bibliotecario";

/// Words of their parents.
const PARENTS: &str = "parent parents guardian mother father mom dad grandparent grandmother grandfather family families \
     madre padre madres padres mama papa abuela abuelo familia familias";

/// Words of those who work for students, and which students are called by too.
const HELPERS: &str =
    "liaison advocate navigator assistant aide secretary enlace tutor tutora secretaria secretario asistente";

/// What hardly any student is called.
const GROWN_UP: &str = "teacher teachers coordinator supervisor superintendent registrar psychologist therapist specialist \
     administrator instructor professor dean analyst consultant pathologist interventionist orientador orientadora \
     psicologo psicologa decano decana docente maestra maestro";

/// What is done for students.
const AREAS: &str = "services service support supports affairs engagement success wellness health activities data records \
     information attendance outreach program programs discipline conduct achievement learning development life \
     transportation welfare assistance intervention behavior assessment enrollment registration nutrition safety retention \
     personnel systems equity leadership transition career family families parent community residential servicios apoyo \
     asuntos bienestar participacion exito actividades";

/// What an office or a place is called by, where it ends its name.
const OFFICES: &str = "services service support supports affairs records information engagement success program programs center outreach \
     activities servicios apoyo asuntos";

/// What students are among themselves.
const RANKS: &str = "member members rep reps representative representatives leader leaders council president vice ambassador \
     ambassadors voice body government class board delegate delegates senator treasurer secretary chair captain team \
     advisory committee senior junior high middle elementary school a the of association representante representantes \
     representacion lider lideres presidente presidenta miembro miembros integrante integrantes consejo voz delegado \
     delegada embajador embajadora grade grado elected current honor un una el la los las";

/// Words behind which it is told of what or of whom somebody is something.
const OF: &str = "of for to at in with de del para en con";

/// Whether a word is one of a list.
pub(super) fn is_one(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

fn is_student(word: &str) -> bool {
    is_one(STUDENTS, word) || is_slip(word, "student") || is_slip(word, "estudiante")
}

fn is_rank(word: &str) -> bool {
    is_student(word) || is_one(RANKS, word) || is_number(word)
}

/// What a part of a title is, between its signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A student.
    One,
    /// Several students.
    Several,
    /// Perhaps a student.
    Perhaps,
    /// A grade and nothing else.
    Grade,
    /// Who works for students, or what is done for them; or a parent.
    Work,
    /// Something else.
    Other,
}

/// What a title says of whether somebody is a student.
pub(super) fn of_title(title: &str) -> Student {
    let small = title.to_lowercase();
    if IN_OTHER_SCRIPTS.split(' ').any(|word| small.contains(word)) || words_of(title).contains("hoc sinh") {
        return Student::Yes;
    }
    // "Student/teacher" is no student teacher for sure.
    let sides: Vec<String> = title.split('/').map(words_of).collect();
    if sides.len() > 1
        && sides.iter().any(|side| is_student(side))
        && sides.iter().all(|side| !side.contains(' '))
    {
        return Student::Perhaps;
    }
    let parts: Vec<Part> = parts_of(title).iter().map(|words| part(words)).collect();
    let Some((first, others)) = parts.split_first() else { return Student::No };
    let holds = |part| others.contains(&part);
    let holds_student = holds(Part::One) || holds(Part::Several) || holds(Part::Perhaps);
    match first {
        Part::One | Part::Several => Student::Yes,
        Part::Grade if holds(Part::Work) => Student::No,
        Part::Grade if others.iter().all(|part| *part == Part::Grade) => Student::Yes,
        Part::Perhaps | Part::Grade => Student::Perhaps,
        Part::Work if holds(Part::One) => Student::Perhaps,
        Part::Other if holds_student || holds(Part::Grade) && !holds(Part::Work) => Student::Perhaps,
        Part::Work | Part::Other => Student::No,
    }
}

/// The words of the parts of a title: what stands between its signs.
pub(super) fn parts_of(title: &str) -> Vec<String> {
    let parts = title.split(['(', ')', '[', ']', ',', ';', ':', '|', '–', '—']);
    let parts = parts.flat_map(|part| part.split(" - "));
    parts.map(words_of).filter(|words| !words.is_empty()).collect()
}

fn part(words: &str) -> Part {
    let words: Vec<&str> = words.split(' ').collect();
    let head = words.iter().take_while(|word| !is_one(OF, word)).count();
    let Some(at) = words.iter().position(|word| is_student(word)) else {
        return without_student(&words, head);
    };
    if at < head {
        return with_student(&words[..head], at);
    }
    let is_work = |word: &&str| is_one(JOBS, word) || is_one(PARENTS, word) || is_one(AREAS, word);
    if words[..at].iter().any(is_work) { Part::Work } else { Part::Perhaps }
}

/// A part in which no word for students stands.
fn without_student(words: &[&str], head: usize) -> Part {
    if is_grade_alone(words) {
        return Part::Grade;
    }
    let last = words[..head].last().copied().unwrap_or_default();
    let is_peer = words.iter().any(|word| matches!(*word, "peer" | "peers"))
        && !is_one("specialist coordinator", last)
        || matches!(words, ["future" | "cadet" | "jr" | "trainee", _]);
    let is_of_class =
        words.contains(&"class") && words.iter().all(|word| is_rank(word) || matches!(*word, "jr" | "sr"));
    let is_year = matches!(words, ["junior" | "senior"] | ["junior" | "senior", "rep" | "representative"]);
    if is_one(CHILDREN, last) || is_peer || is_of_class || is_year {
        return Part::Perhaps;
    }
    if words.iter().any(|word| is_one(JOBS, word) || is_one(PARENTS, word) || is_one(HELPERS, word)) {
        return Part::Work;
    }
    if has_grade(words) { Part::Perhaps } else { Part::Other }
}

/// A part whose head, the words before "of", holds a word for students.
fn with_student(head: &[&str], at: usize) -> Part {
    let last = head[head.len() - 1];
    let before_last = head.len().checked_sub(2).map_or("", |index| head[index]);
    let several = || if head.iter().any(|word| is_one(SEVERAL, word)) { Part::Several } else { Part::One };
    if matches!(last, "estudiantil" | "estudiantiles") && head.len() > 1 {
        return match before_last {
            word if is_one(AREAS, word)
                || is_one("orientador orientadora psicologo psicologa decano decana", word) =>
            {
                Part::Work
            }
            word if is_one(RANKS, word) => several(),
            _ => Part::Perhaps,
        };
    }
    if is_student(last) {
        let has_work =
            head.iter().any(|word| is_one(JOBS, word) || is_one(PARENTS, word) || is_one(AREAS, word));
        let is_group = is_one(SEVERAL, last) && !head.iter().all(|word| is_rank(word));
        return if has_work || is_group { Part::Perhaps } else { several() };
    }
    if head.iter().all(|word| is_rank(word)) {
        return several();
    }
    if is_one(FIRST, head[0]) {
        return Part::Perhaps;
    }
    if works_for_students(head, at, last) { Part::Work } else { Part::Perhaps }
}

/// Whether who has such a title works for students: "student support coordinator", not "student nurse".
fn works_for_students(head: &[&str], at: usize, last: &str) -> bool {
    let between = &head[at + 1..head.len() - 1];
    let is_qualified = head[..at].iter().any(|word| !is_rank(word));
    let is_body =
        matches!(head[at], "asb" | "sga") || !between.is_empty() && between.iter().all(|word| is_rank(word));
    let has_area = |areas: &str| between.iter().any(|word| is_one(areas, word));
    if is_one(JOBS, last) {
        return is_one(GROWN_UP, last)
            || has_area(AREAS)
            || between.is_empty() && is_qualified
            || is_body && is_one("advisor adviser sponsor director", last)
            || head[at] == "youth" && is_one("director pastor minister worker librarian", last);
    }
    let is_helper =
        is_one(HELPERS, last) && has_area("family families parent engagement services support attendance");
    let is_for_some = between.is_empty() && is_qualified && is_one("liaison advocate navigator", last);
    is_helper || is_for_some || is_one(OFFICES, last)
}

/// Whether words name students and nothing else, several of them: what stands above a list of students.
pub(super) fn is_group(text: &str) -> bool {
    let words = words_of(text);
    let is_plural =
        |word: &str| word.ends_with('s') || is_one("youth alumnado council voice body government", word);
    words.split(' ').any(is_student) && words.split(' ').all(is_rank) && words.split(' ').any(is_plural)
}

/// Whether a cell, whatever its heading, says that somebody is a student.
pub(super) fn is_told(cell: &str) -> bool {
    const LONGEST: usize = 4;
    let words = words_of(cell);
    words.split(' ').count() <= LONGEST && of_title(cell) == Student::Yes && !is_grade(cell)
}

/// Whether a cell tells a grade and nothing else.
pub(super) fn is_grade(cell: &str) -> bool {
    is_grade_alone(&words_of(cell).split(' ').collect::<Vec<_>>())
}

/// Whether a heading asks whether somebody is a student: "Student member?".
pub(super) fn is_asked(heading: &str) -> bool {
    let words = words_of(heading);
    let is_known =
        |word: &str| is_rank(word) || matches!(word, "is" | "y" | "n" | "yes" | "no" | "status" | "es");
    words.split(' ').any(is_student) && words.split(' ').all(is_known)
}

const GRADES: &str = "grade grades grado gr grd gd g curso";

/// Whether a grade is told: "grade 8", "8th grade", "octavo grado", "G8", "class of 2027".
fn has_grade(words: &[&str]) -> bool {
    let is_year = |word: &str| {
        word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_short = |word: &str| {
        let number = word.strip_prefix("gr").or_else(|| word.strip_prefix('g'));
        number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()) && is_number(number))
    };
    words.iter().any(|word| is_short(word))
        || words.windows(3).any(|three| three[..2] == ["class", "of"] && is_year(three[2]))
        || words.windows(2).any(|pair| match pair {
            ["year", number] => is_number(number),
            [one, other] => {
                is_one(GRADES, one) && is_number(other) || is_one(GRADES, other) && is_number(one)
            }
            _ => false,
        })
}

fn is_grade_alone(words: &[&str]) -> bool {
    let is_part = |word: &&str| {
        is_number(word)
            || is_one(GRADES, word)
            || is_one("class of year level de", word)
            || has_grade(&[*word])
    };
    let is_ordinal = matches!(words, [word] if is_number(word) && word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(char::is_alphabetic));
    let is_class = matches!(words, ["class", "of", _]);
    is_ordinal || has_grade(words) && (is_class || words.iter().all(is_part))
}

/// Whether a word is the number of a grade.
fn is_number(word: &str) -> bool {
    const WORDS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth one two three four \
         five six seven eight nine ten eleven twelve primer primero segundo tercer tercero cuarto quinto sexto septimo \
         octavo noveno decimo undecimo duodecimo";
    let digits = word.trim_end_matches(char::is_alphabetic);
    let is_short = digits.parse::<u8>().is_ok_and(|number| (1..=12).contains(&number));
    let ending = word.get(digits.len()..).unwrap_or_default();
    is_one(WORDS, word)
        || is_short && is_one("st nd rd th o a er ro do vo avo mo no to", ending)
        || is_short && ending.is_empty()
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
             Student of the month|Pupil leader|Youth|Octavo grado|Gr. 8|G8|8th|11th gr.|Grade eleven|Year 9|Class of 2027|\
             SGA president|Middle schooler|High schooler|Freshmen rep|Stud.|Studnet|Élève|Étudiante|Schülerin|Aluno|学生|學生|\
             학생|طالبة|طالب|học sinh|ученик|Estudyante|Students|Student with Title I services",
            Student::Yes,
        );
    }

    #[test]
    fn who_works_for_students_is_none() {
        all(
            "Student support coordinator|Student services director|Dean of students|Student teacher|Director of student services|\
             Coordinator, student support|Parent of a student|Assistant to the dean of students|8th grade teacher|Grade 8 parent|\
             ASB advisor|Coordinadora de estudiantes|Maestra de alumnos|Principal|Senior analyst|Grade level chair|Nurse|\
             Student success coach|Teacher (student council)|Youth services director|Madre de alumna|Junior accountant|\
             English learner coordinator|Student council advisor|Student and family engagement liaison|Ninth grade dean|\
             Teacher, 8th grade|Teacher (multilingual learners)|Student services|Directora de asuntos estudiantiles|\
             Director, Hillside Youth Center|Board member|Senior vice president|School board member|Child care director|\
             Director of student support|Community school coordinator|Homeless student liaison|Youth minister, First Church|Student attendance liaison|Peer support specialist|Teacher;  grade 2",
            Student::No,
        );
    }

    #[test]
    fn what_may_be_either_is_neither() {
        all(
            "Student liaison|Student aide|Voice of students|Student/teacher|Teacher / student|Grade 8 representative|Youth organization|Student mentor|\
             Student attendance ambassador|Student health council member|Student advisor|Youth advisor|Student librarian|\
             Parent/student|Tutora estudiantil|Secretaria del consejo estudiantil|Peer counselor (8th grade)|Student data rep|\
             Data team, grade 8|Teacher academy student|Student nurse|Student principal for a day|Estudiante enlace|\
             Enlace estudiantil, 8o grado|Hijo de la maestra|Scholar|Class president|Jr. class rep|Junior|Senior|Peer mentor|Kid|Child|\
             Niño|Enfermera estudiantil",
            Student::Perhaps,
        );
    }
}
