//! What students are called, in the languages that tables and exports of schools are written in.

/// Words for students, in small letters without signs above them, the most common first.
pub const STUDENTS: &str = "student students pupil pupils learner learners youth youths asb sga freshman freshmen sophomore sophomores \
     teen teens teenager stud estudiante estudiantes estudiantil estudiantiles alumno alumna alumnos alumnas \
     alumnado joven jovenes grader graders schooler schoolers aluno aluna alunos alunas estudante estudyante eleve \
     eleves etudiant etudiante etudiants lyceen lyceenne schuler schulerin schueler schuelerin elev studente \
     studentessa allievo allieva uczen uczennica ucenik ogrenci mwanafunzi arday";

/// Words for children, and others who may be students.
pub const CHILDREN: &str = "child children kid kids nino nina ninos ninas scholar scholars hijo hija hijos hijas son daughter grandson \
     granddaughter nieto nieta minor childs childrens";
