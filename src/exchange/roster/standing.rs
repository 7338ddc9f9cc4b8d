//! Who is none of the staff by what their titles say: parents, partners, and whoever was staff once. A word of the school's
//! side beside it, as in "Parent, special education", says nothing of that.

use super::schools::is_slip;
use super::students::{self, Student, is_one, parts_of};
use super::words::{holds, phrases, words_of};

/// Words of people who are none of the staff.
const OUTSIDE: &str = "parent parents guardian guardians mother mothers father fathers mom moms mum dad dads mama papa \
     grandmother grandfather grandparent grandparents grandma grandpa aunt uncle stepmother stepfather stepparent foster \
     caregiver caregivers caretaker carer madre madres padre padres abuela abuelo abuelos abuelita tia tio madrastra \
     padrastro cuidadora cuidador apoderada apoderado acudiente pta pto ptsa ptso \
     retired former formerly emeritus emerita ex jubilada jubilado exmaestra exmaestro exdirector exdirectora \
     volunteer volunteers voluntaria voluntario voluntarios community communities comunidad comunitaria comunitario \
     spouse wife husband brother sister nanny neighbor resident citizen vecina vecino residente alumni alumnus \
     clinic clinics clinica hospital hospice pediatrician pediatra dentist county \
     church iglesia pastor pastora minister ministry priest rabbi imam chaplain mosque temple synagogue parish parroquia \
     sacerdote faith police policia sheriff court courts tribunal judge juez probation juvenile attorney tribal tribe \
     private privada privado ymca ywca nonprofit ngo foundation fundacion chamber shelter pantry despensa bank inc llc \
     corp company university universidad cps dcf dcfs dss childcare daycare guarderia guarderias partner partners socio \
     socia contractor";

/// The same in several words.
const PHRASES: &str = "child care|day care|boys and girls club|boys girls club|united way|salvation army|food bank|\
    head start|non profit|public health|health department|home health|sunday school|tutor legal|\
    tutora legal|health center|centro de salud|family member|host family|family rep|\
    family representative|family leader|family partner|miembro de la familia|representante legal|\
    community center|community services|business owner";

/// Those for whom staff works too, who are named before or behind the work: "parent liaison", "coordinator of volunteers".
const SERVED: &str = "parent parents guardian guardians padre padres madre madres foster volunteer volunteers voluntarios \
     community communities comunidad comunitaria comunitario caregivers partner partners";

/// What is done for them.
const WORK: &str = "liaison coordinator engagement involvement outreach specialist partnership partnerships relations \
     resource resources center facilitator services support supports program programs participation manager director \
     school schools recruiter enlace coordinador coordinadora coordinacion participacion especialista directora \
     encargada encargado vinculacion relaciones apoyo servicios";

/// What stands between.
const BETWEEN: &str = "and y e family families familia familias student students youth home teacher care education training \
     early childhood";

/// Small words between the work and those for whom it is done.
const SMALL: &str = "of for to with the our de del con para la las los el en";

/// What whoever ends a title with it is, whatever stands before.
const ENDS: &str = "member rep representative participant partner leader president chair group volunteer miembro integrante \
     representante lider voluntaria voluntario";

/// What names of other houses end with, where they stand behind what somebody is there: "Counselor, Hope House".
const HOUSES: &str = "house home society alliance coalition network agency association ministries health medical club \
     institute project practice hospice casa asociacion sociedad instituto";

/// Whether a title says that somebody is none of the staff, or may not be.
pub(super) fn is_outside(title: &str) -> bool {
    let all = words_of(title);
    let is_of_county_schools = ["county office of education", "county schools", "county superintendent"]
        .iter()
        .any(|phrase| holds(&all, phrase));
    let plain = |part: &String| {
        let part = part.replace("home and hospital", "home").replace("home hospital", "home");
        if is_of_county_schools { part.replace("county", "") } else { part }
    };
    let parts = parts_of(title);
    phrases(PHRASES).any(|phrase| holds(&all, phrase))
        || parts.iter().map(plain).any(|part| is_part_outside(&part))
        || parts.iter().skip(1).any(|part| is_house(part))
}

/// Whether whoever has a title is none of the staff, a student, or may be one of them.
pub(super) fn is_no_staff(title: &str) -> bool {
    is_outside(title) || students::of_title(title) != Student::No
}

fn is_house(part: &str) -> bool {
    let last = part.split(' ').next_back().unwrap_or_default();
    part.contains(' ') && is_one(HOUSES, last)
}

fn is_part_outside(part: &str) -> bool {
    let words: Vec<&str> = part.split_ascii_whitespace().collect();
    (0..words.len())
        .any(|index| is_outsider(words[index]) && !(is_one(SERVED, words[index]) && is_served(&words, index)))
}

/// Whether a word says that somebody is none of the staff, perhaps with a slip.
fn is_outsider(word: &str) -> bool {
    is_one(OUTSIDE, word) || ["parent", "guardian", "volunteer"].iter().any(|right| is_slip(word, right))
}

/// Whether a word names for whom somebody works.
fn is_served(words: &[&str], index: usize) -> bool {
    if words.last().is_some_and(|last| is_one(ENDS, last)) {
        return false;
    }
    let is_between = |word: &&&str| is_one(BETWEEN, word) || is_one(SERVED, word);
    if words[index + 1..].iter().find(|word| !is_between(word)).is_some_and(|word| is_one(WORK, word)) {
        return true;
    }
    // "Enlace con las familias y la comunidad", "enlace comunitario".
    let before = &words[..index];
    let skipped = |word: &&&str| is_one(SMALL, word) || is_between(word);
    let gap = before.iter().rev().take_while(skipped).count();
    let has_small = before[before.len() - gap..].iter().any(|word| is_one(SMALL, word));
    let is_adjective = matches!(words[index], "comunitaria" | "comunitario");
    (has_small || is_adjective)
        && before.iter().rev().find(|word| !skipped(word)).is_some_and(|word| is_one(WORK, word))
}

/// Whether a heading asks whether somebody is a parent or a partner: "Parent?", "Community member".
pub(super) fn is_asked(heading: &str) -> bool {
    let words = words_of(heading);
    let is_known = |word: &str| is_one(OUTSIDE, word) || is_one("is a y n yes no or family member rep", word);
    words.split(' ').any(|word| is_one(OUTSIDE, word)) && words.split(' ').all(is_known)
}

/// Whether a text alone in its row stands above a list of parents or partners.
pub(super) fn is_group(text: &str) -> bool {
    const GROUPS: &str = "parents families guardians caregivers partners volunteers community padres madres familias socios \
         comunidad voluntarios";
    const BESIDE: &str = "parent family community members member representatives reps leaders and y de la las los the \
         business health miembros representantes lideres comunitarios integrantes";
    let words = words_of(text);
    words.split(' ').any(|word| is_one(GROUPS, word))
        && words.split(' ').all(|word| is_one(GROUPS, word) || is_one(BESIDE, word))
}

/// Whether a text alone in its row stands above a list of staff.
pub(super) fn is_staff(text: &str) -> bool {
    const GROUPS: &str =
        "staff faculty teachers administrators administration personnel employees personal docentes maestros";
    const BESIDE: &str =
        "school district campus members team and y de la del certificated classified other escolar escuela";
    let words = words_of(text);
    words.split(' ').any(|word| is_one(GROUPS, word))
        && words.split(' ').all(|word| is_one(GROUPS, word) || is_one(BESIDE, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_none_of_the_staff_is_told_by_the_title() {
        let titles = "Parent, special education|Title I parent|Special ed parent|Mother of special education student|\
             Parent of a Title I student|Parent - Special Education Advisory Committee|Foster parent, social worker|\
             Parent liaison volunteer|Grandmother, former teacher|Community liaison, YMCA|Police liaison|Tribal liaison|\
             Court liaison|Clinic social worker|Hospital social worker|Church youth director|Directora de guardería|\
             Private counselor|Pastor and counselor|Retired principal, community member|Data volunteer|Parent/teacher|\
             Parent support group member|Madre, educación especial|Community center director|Trabajadora social comunitaria|\
             Liaison parent|Counselor, Hope House|Wife of the principal|Sunday school teacher|Tutor legal, maestro|Home health nurse|\
             Parnet|Host family|Peer teacher|Future teacher|Nurse, Mercy Health|County social worker|Public health nurse|Peer counselor|Student nurse";
        for title in titles.split('|') {
            assert!(is_no_staff(title), "{title}");
        }
    }

    #[test]
    fn who_works_for_parents_or_the_community_is_staff() {
        let titles = "Family liaison|Parent liaison|Parent coordinator|Family engagement coordinator|\
             Parent and community engagement specialist|Director of special education|Community school coordinator|\
             Student services director|Dean of students|Director of student support|School social worker|Community liaison|\
             Parent/family liaison|Enlace con los padres|Enlace comunitario|Coordinadora de padres y familias|\
             Foster care liaison|Volunteer coordinator|Coordinator of community partnerships|Home/hospital teacher|\
             Title I parent liaison|Enlace con las familias y la comunidad|Business manager|College counselor|\
             County office of education coordinator|Principal|Nurse|Teacher|Attendance clerk|Director of parent engagement|Teacher, health|\
             Nurse (part time)|Teacher, room 5|Counselor A-L";
        for title in titles.split('|') {
            assert!(!is_no_staff(title), "{title}");
        }
    }
}
