//! Whether a title names another house than a school: "Nurse practitioner, Kaiser". Names of firms are without number, so what
//! stands behind what somebody is must be made of words of a school's own.

use hashbrown::HashSet;

use super::students::{is_one, parts_of};
use super::words::words_of;
use crate::model::{District, Kind};

/// Words behind what somebody is at a school.
const OF_SCHOOLS: &str = "a all am an and at de del e el en for from i ii iii in la las los of on or para per pm the to with y \
     absence academic acting adaptive administration administrative administrator advanced advisor advisory afternoon agriculture \
     algebra alternative ap arabic art arts asl asst assistant associate athletic athletics attendance autism avid band behavior \
     bilingual biology block building business campus career case ccss center central certificated certified chair chemistry chief \
     chinese choir chronic civics classified classroom clerk climate co coach college committee community computer contact \
     coordinator counseling counselor credentialed cte culture curriculum data days dean department dept deputy development \
     dhh digital diploma director discipline district division drama dropout dual duty early ec economics ed education educational \
     eighth eld electives elementary ell ela el emergency engagement english enrichment enrollment esl esol ese esy ethnic \
     exceptional extended family field fifth first foreign fourth freshman french friday full functional geography geometry german \
     gifted grade grades grado graduation guidance gym half head health high history home homeless honors hours humanities ib iep \
     immersion inclusion information instruction instructional instructor interim intermediate interpreter intervention \
     interventionist intro itinerant japanese journalism junior k k5 k6 k8 k12 kinder kindergarten language languages latin lead \
     leader learner learners learning liaison librarian library licensed life lead literacy lower lpn lvn main management mandarin \
     math mathematics maths mckinney vento media mental middle migrant moderate monday morning mtss multilingual multiple music \
     nights ninth north nurse nursing nutrition occupational office officer on online orchestra ot outreach para paraeducator \
     paraprofessional part pathologist pbis pe permanent phd physical physics pk pre prek preschool primary principal program \
     programs project psychologist psychology pt pupil reading readiness recovery registered registrar representative resource \
     restorative retention rn room rsp rti schedule school schools science sciences sdc second secondary secretary section sel \
     senior seventh severe shared shift sixth skills slp social sociology south southwest spanish special specialist speech sped \
     staff stem steam student students studies study substitute success support supports swd tech technology temporary tenth \
     theater therapist third thursday tier time title tk tosa track transition transitional transportation truancy tuesday twelfth \
     eleventh union upper us vice visual vocational voice wednesday week weeks welfare west wellness world writing year years yr \
     east northeast northwest southeast bcba edd esq jd lcsw lmft lmsw lpc lpcc lssp mba med ms msw ma ncsp nbct ppsc psyd \
     alumnos asistencia bilingue ciencias consejera consejero datos distrito educacion enfermera escolar escuela especial grado ingles \
     interina interino jefa jefe lectura maestra maestro matematicas musica oficina primaria secundaria servicios tiempo parcial \
     completo turno manana tarde directora orientadora trabajadora";

/// What a district's titles may hold: words of schools, of its own schools and roles, and of what people bring and do.
pub(super) fn known_words(district: &District) -> HashSet<String> {
    let schools = district.schools.iter().flat_map(|school| school.name.all());
    let roles = district.resources.iter().filter(|((kind, _), _)| *kind == Kind::Role);
    let roles = roles.flat_map(|(_, role)| role.variants.iter().map(|variant| variant.title.as_str()));
    let framework = &district.framework;
    let brought = framework.perspectives.iter().flat_map(|perspective| perspective.name.all());
    let done = framework.functions.iter().flat_map(|function| function.name.all());
    let all = schools.chain(roles).chain(brought).chain(done).chain(district.name.all());
    all.flat_map(|text| words_of(text).split(' ').map(str::to_string).collect::<Vec<_>>()).collect()
}

/// Whether something stands behind what somebody is that may be the name of another house, by which words are the district's own.
pub(super) fn may_be_of_another(title: &str, is_own: impl Fn(&str) -> bool) -> bool {
    let is_known = |word: &str| {
        word.chars().nth(1).is_none()
            || word.contains(|c: char| c.is_ascii_digit())
            || is_one(OF_SCHOOLS, word)
            || is_own(word)
            || word.strip_suffix('s').is_some_and(|one| is_one(OF_SCHOOLS, one))
    };
    let of_at = |part: &String| part.split_once(" at ").map(|(_, house)| house.to_string());
    let parts = parts_of(title);
    let at =
        parts.first().and_then(of_at).or_else(|| title.split_once('@').map(|(_, house)| words_of(house)));
    let mut behind = parts.iter().skip(1).chain(&at).flat_map(|part| part.split(' '));
    behind.any(|word| !is_known(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_house_is_told_from_what_somebody_does_at_a_school() {
        let is_own = |word: &str| word == "lincoln";
        for title in [
            "Nurse practitioner, Kaiser",
            "Therapist - Kaiser Permanente",
            "Teacher (BrightPath)",
            "Counselor at Sutter",
            "Nurse @ Kaiser",
        ] {
            assert!(may_be_of_another(title, is_own), "{title}");
        }
        for title in "Principal|Nurse, RN|Teacher (grade 3)|Counselor, A-L|Teacher - Math|Principal, Lincoln|Teacher, room 5B|Nurse (part time)|\
             Coordinator, student support|Director of attendance at Lincoln|Teacher, special education"
            .split('|')
        {
            assert!(!may_be_of_another(title, is_own), "{title}");
        }
    }
}
