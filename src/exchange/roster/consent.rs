//! What a heading says of showing names. Only one that plainly says that the name may be shown is taken for that: consent
//! to photos, or a slip that was sent, is none.

use super::refusals::{REFUSALS, REFUSALS_IN_A_WORD};
use super::students::is_one;
use super::words::{fits, phrases, words_of};

/// What a heading says of showing names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Whose name may be shown.
    Shown,
    /// Whose name is to be hidden.
    Hidden,
    /// Something about consent or showing, and not plainly that of the name.
    Unclear,
    /// Nothing.
    Nothing,
}

/// What tells in a heading alone that a name is to be hidden, beside what refuses in a cell. A phrase after `=` must be all of it.
const HIDE: &str = "off website|off the website|off site|off the site|remove from|remove name|exclude|excluded|no name|\
    secret|excluir|quitar nombre|secreto|optout|hide|withhold|withholds|keep private|kept private|\
    name private|names private|private name|=private|suppress|suppressed|redact|redacted|omit name|\
    ocultar|oculto|oculta|ocultarse|mantener privado|mantener en privado|nombre privado|=privado|\
    =privada|nombre reservado|=reservado|suprimir|suprimido|omitir|omitir nombre";

/// What makes of consent the opposite.
const NOT: &str = "not no dont never without cannot cant wont doesnt didnt isnt refuse refuses refused refusal decline \
    declines declined deny denies denied revoke revokes revoked withdraw withdrawn withdrew rescinded \
    missing lacks lacking objects objection opposed sin nunca falta niega negado negada rechaza rechazo \
    rechazado rechazada revocado revocada revoca retirado retirada";

/// Words of consent, which need nothing beside them.
const CONSENT: &str = "consent consents consented permission agree agrees agreed consentimiento consiente permiso \
    autorizacion autoriza autorizado autorizada";

/// What is done with names on a site.
const SHOW: &str = "publish published show shown publicar publicarse publica mostrar mostrarse muestra";

/// What may be done with names, and with much else.
const SHARE: &str = "display displayed share shared post posted listed compartir";

const NAME: &str = "name names nombre nombres";

/// Where a site is.
const SITE: &str = "website site web page internet sitio pagina";

const PUBLIC: &str = "online public publicly publico";

/// Words that change nothing.
const FILLERS: &str = "ok okay to may we can is it the a their your his her be on in our my for of and given gave has have \
    yes if i you us do does el la los las de del en para se puede podemos su sus mi si por da dio tiene \
    que al";

/// What else asks for consent of some kind.
const UNCLEAR: &str = "permissions|consenting|publication|publishing|publicity|release|released|releases|waiver|agreement|\
    approval|approved|authorization|authorisation|authorized|authorize|optin|opt in|on website|\
    on the website|sharing|permisos|publicacion|publicado|autorizaciones|acuerdo|acepta|aprobacion|\
    =public";

/// What a heading says of showing names.
pub(super) fn said(heading: &str) -> Said {
    let words = plain_words(heading);
    let any = |known: &str| words.split(' ').any(|word| is_one(known, word));
    let tells = |list: &str| phrases(list).any(|phrase| fits(&words, phrase));
    let asks = any(CONSENT) || any(SHOW) || any(SHARE);
    let is_unnamed = any("not dont never doesnt cannot") && (any(NAME) || any("named mention"));
    if tells(REFUSALS)
        || any(REFUSALS_IN_A_WORD)
        || tells(HIDE)
        || is_unnamed
        || any(NOT) && (asks || any("release list authorization publication"))
    {
        return Said::Hidden;
    }
    if is_plain(&words) {
        return Said::Shown;
    }
    if asks || tells(UNCLEAR) { Said::Unclear } else { Said::Nothing }
}

/// A heading's words without the choices that it offers, and with one word for a site and for showing.
fn plain_words(heading: &str) -> String {
    let mut words = format!(" {} ", words_of(heading));
    for choice in [" yes or no ", " yes no ", " y n ", " si o no ", " si no ", " s n "] {
        words = words.replace(choice, " ");
    }
    for site in
        ["school website", "district website", "team website", "school site", "district site", "team page"]
    {
        words = words.replace(&format!(" {site} "), " website ");
    }
    // Of a list of names nothing is told.
    for (list, show) in [(" to list ", " to show "), (" we list ", " we show ")] {
        words = words.replace(list, show);
    }
    words.trim().to_string()
}

/// Whether words say that the name may be shown, and nothing else.
fn is_plain(words: &str) -> bool {
    let any = |known: &str| words.split(' ').any(|word| is_one(known, word));
    let is_known = |word: &str| {
        [CONSENT, SHOW, SHARE, NAME, SITE, PUBLIC, FILLERS].iter().any(|known| is_one(known, word))
    };
    if !words.split(' ').all(is_known) {
        return false;
    }
    let is_on_site = any("on en") && any(SITE) || any(PUBLIC);
    let is_consent_alone = any(CONSENT) && ![SHARE, NAME, SITE, PUBLIC].iter().any(|known| any(known));
    // "Show" and "Shown" alone may be about anything.
    let is_shown = any(SHOW) && (words.contains(' ') || words.starts_with("publi"));
    is_consent_alone || is_shown || any(NAME) && (any(SHARE) || is_on_site)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(headings: &str, said_of: Said) {
        for heading in headings.split('|') {
            assert_eq!(said(heading), said_of, "{heading}");
        }
    }

    #[test]
    fn what_plainly_says_that_the_name_may_be_shown_is_told() {
        all(
            "Consent|Consents|Agreed|Consent Y/N|Consent given?|Permission|OK to publish? (yes/no)|OK to show|OK to show name|\
             May we show name|Show name|Show name on site|Name on site|Name on website|Name on the district website|Publish|\
             Publish name|Permission to publish name|Consent to publish name|Share name|OK to share name?|OK to list name?|May we list your name|Consentimiento|\
             Permiso|¿Publicar? sí/no|Publicar nombre|Mostrar nombre|Autoriza|Autorización para publicar el nombre",
            Said::Shown,
        );
    }

    #[test]
    fn headings_that_hide_are_told_from_those_that_show() {
        all(
            "Do not publish|Opt-out?|Hide name|No publicar|Don't show (Y/N)|No consent|Confidential|Consent refused|\
             Consent declined|Consent revoked|Missing consent|Name withheld|Keep private|Keep name private|Suppress|\
             Keep off website|Exclude from site|Prefers not to be named|Do not use name|No name|Without consent|Sin consentimiento|Sin permiso|Mantener en privado|Consentimiento negado|Ocultar|Confidencial",
            Said::Hidden,
        );
    }

    #[test]
    fn consent_to_something_else_is_asked_about() {
        all(
            "Consent pending|Consent needed|Consent requested|Consent form sent|Consent date|Photo consent|Photo release|\
             Media release|Permission slip|Release of information|Consent to background check|Consent for text messages|\
             Consent to share data|Consent to share|Share|Release|Publish photo|OK to publish e-mail|Autorización médica|\
             Permiso de fotos|Consent on website|Show school|Consent name",
            Said::Unclear,
        );
        all(
            "Phone no.|Name|Site name|Name of site|Public school|School|Title|Start|Name list",
            Said::Nothing,
        );
    }
}
