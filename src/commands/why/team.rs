//! What is told of a team, and what is kept back and why. Members are told by their place in the list and their title,
//! never by a name or an id that the site hides.

use super::Why;
use crate::coverage;
use crate::model::{AssessmentsShown, KeptBack, Member, Seat, Team, Withheld};
use crate::site::Site;
use crate::source::layout;

impl Why {
    /// Tells of a team's file.
    pub(super) fn team(&mut self, path: &str, site: &Site) {
        let Some(team) = site.district().teams.iter().find(|team| team.path == path) else {
            return self.say("Nothing is made of it, since it is not known which team it is.");
        };
        self.made_of(path, site, "the team's page");
        let as_of = site.toolkit().options().as_of;
        self.say(format!("As of {as_of}:"));
        if let Some(started) = team.started.filter(|started| *started > as_of) {
            self.item(&format!("The team starts on {started}; until then it counts in no figure."));
        }
        for (index, member) in team.members.iter().enumerate() {
            self.member(index + 1, member, site);
        }
        if !team.welcomes_partners {
            let id = &site.district().id;
            self.item(&format!("It is not on `{id}/join.html`: `welcomes_partners: true` puts it there."));
        }
        self.makeup(team, site);
        self.assessments(team, site);
    }

    fn member(&mut self, number: usize, member: &Member, site: &Site) {
        let as_of = site.toolkit().options().as_of;
        let lang = site.toolkit().settings().default_language();
        let who = format!("Member {number} ({})", member.title.get(lang, lang).0);
        match (member.since, member.until) {
            (Some(since), _) if since > as_of => {
                return self.item(&format!("{who} is on the team from {since} on (`since`)."));
            }
            (_, Some(until)) if until <= as_of => {
                return self.item(&format!("{who} is no longer on the team since {until} (`until`)."));
            }
            _ => {}
        }
        match member.seat {
            Seat::Named(_) => {}
            Seat::Vacant => self.item(&format!("{who} is a vacant seat: there is no `name`.")),
            Seat::Unnamed(why) => self.item(&format!("{who} is shown without the name: {}", kept_back(why))),
        }
    }

    fn makeup(&mut self, team: &Team, site: &Site) {
        let settings = site.toolkit().settings();
        if team.composition.is_none() {
            return self.item("No makeup is told: the file has no `composition`.");
        }
        let why = coverage::why_makeup_withheld(team, site.district(), settings.minimum_group);
        let Some(why) = why else { return };
        let least = settings.minimum_group;
        let why = match why {
            Withheld::NoStudents => "there are no `students` to compare with".to_string(),
            Withheld::FewPeople => format!("it counts fewer than {least} people (`minimum_group`)"),
            Withheld::SmallGroup => format!("a group in it has fewer than {least} people (`minimum_group`)"),
            Withheld::OneGroup => "all are of one group, so everybody's would be told".to_string(),
            Withheld::SmallGroupOfStudents => {
                format!("a group of the students has fewer than {least} (`minimum_group`)")
            }
        };
        self.item(&format!("The makeup is withheld: {why}. docs/privacy.md says what is protected."));
    }

    fn assessments(&mut self, team: &Team, site: &Site) {
        let (toolkit, district) = (site.toolkit(), site.district());
        let as_of = toolkit.options().as_of;
        let of_team = district.assessments.iter().filter(|assessment| assessment.team == team.id);
        let (past, future): (Vec<_>, Vec<_>) = of_team.partition(|assessment| assessment.date <= as_of);
        match (past.as_slice(), future.as_slice()) {
            ([], []) => {
                let folder = layout::ASSESSMENTS;
                return self
                    .item(&format!("No self-assessment is told: no file in `{folder}/` names this team."));
            }
            ([], [first, ..]) => {
                return self.item(&format!("No self-assessment is told before {}, its day.", first.date));
            }
            _ => {}
        }
        match toolkit.settings().publish_assessments {
            AssessmentsShown::Team => {}
            AssessmentsShown::District => self.item(
                "Its self-assessment counts across teams alone: `publish_assessments` in teamkit.yml is `district`.",
            ),
            AssessmentsShown::None => {
                self.item("Its self-assessment is told nowhere: `publish_assessments` in teamkit.yml is `none`.");
            }
        }
    }
}

/// Why a name is kept back, and what would show it.
fn kept_back(why: KeptBack) -> &'static str {
    match why {
        KeptBack::Student => "a student's name is shown nowhere.",
        KeptBack::Refused => "`show_name` is false.",
        KeptBack::NotAgreed => {
            "whoever brings no perspective of the school side is named only once they agreed (`show_name: true`)."
        }
        KeptBack::Unclear => "it can't be read.",
    }
}
