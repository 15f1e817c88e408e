//! Where reports are posted: `posting.toml` in the config folder. No secret stands in it, only the names of the variables that
//! hold them.

use std::collections::BTreeSet;

use monitor_model::{Audience, ProgramId};
use monitor_post::Target;
use serde::Deserialize;

/// The file, as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Posting {
    /// The variable with the address for signs of life.
    pub(crate) heartbeat_url_env: Option<String>,
    #[serde(default, rename = "channel")]
    channels: Vec<Raw>,
}

/// A channel, as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    name: String,
    github: Option<String>,
    #[serde(default)]
    labels: Vec<String>,
    slack_url_env: Option<String>,
    summary_env: Option<String>,
    #[serde(default)]
    programs: Vec<String>,
    #[serde(default = "everything")]
    send: Vec<What>,
    #[serde(default = "everybody")]
    audience: String,
    #[serde(default)]
    mention: bool,
}

fn everything() -> Vec<What> {
    vec![What::Weekly, What::Reminders]
}

fn everybody() -> String {
    Audience::Public.to_string()
}

/// What is sent to a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    /// The report of each week.
    Weekly,
    /// Reminders, on their day.
    Reminders,
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Channel {
    /// What deliveries are remembered under.
    pub(crate) name: String,
    /// Where it leads.
    pub(crate) way: Way,
    /// Of which programs; none means all.
    programs: Vec<ProgramId>,
    send: Vec<What>,
    /// Who reads it.
    pub(crate) audience: Audience,
    /// Whether mentors are called upon by their login.
    pub(crate) mention: bool,
}

/// Where a channel leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To issues or comments on GitHub.
    GitHub(Target),
    /// To a webhook as Slack has it, whose address is in this variable.
    Slack(String),
    /// To the file that this variable names, such as the summary of a step of GitHub Actions.
    Summary(String),
}

impl Channel {
    /// Whether something of a program is sent there.
    pub(crate) fn wants(&self, what: What, program: &ProgramId) -> bool {
        self.is_for(program) && self.send.contains(&what)
    }

    /// Whether it is told of a program at all.
    pub(crate) fn is_for(&self, program: &ProgramId) -> bool {
        self.programs.is_empty() || self.programs.contains(program)
    }
}

impl Posting {
    /// Everything that is wrong with it, a sentence each.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems: Vec<String> = Vec::new();
        let mut names = BTreeSet::new();
        for raw in &self.channels {
            if !names.insert(&raw.name) {
                problems.push(format!("two channels are called `{}`", raw.name));
            }
            if let Err(wrong) = raw.channel() {
                problems.extend(wrong);
            }
        }
        problems
    }

    /// The channels, in their order; those with something wrong are left out, and [`Posting::problems`] names them.
    pub(crate) fn channels(&self) -> Vec<Channel> {
        self.channels.iter().filter_map(|raw| raw.channel().ok()).collect()
    }
}

impl Raw {
    fn channel(&self) -> Result<Channel, Vec<String>> {
        let mut wrong = Vec::new();
        let of = |says: String| format!("channel `{}`: {says}", self.name);
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if self.name.is_empty() || !self.name.chars().all(plain) {
            wrong.push(of("its name is to be letters, digits and `-`".to_owned()));
        }
        let way = self.way().map_err(|says| wrong.push(of(says))).ok();
        let program = |id: &String| ProgramId::parse(id).map_err(|error| of(error.to_string()));
        let (programs, bad): (Vec<_>, Vec<_>) =
            self.programs.iter().map(program).partition(Result::is_ok);
        wrong.extend(bad.into_iter().filter_map(Result::err));
        let audience = self.audience.parse::<Audience>();
        if let Err(error) = &audience {
            wrong.push(of(format!("audience: {error}")));
        }
        if matches!((&way, &audience), (Some(Way::Summary(_)), Ok(Audience::Private))) {
            // Nothing says to the run whether its repository is private.
            wrong.push(of(
                "a summary is as public as its repository, so it is not for few".to_owned()
            ));
        }
        let (Some(way), Ok(audience), true) = (way, audience, wrong.is_empty()) else {
            return Err(wrong);
        };
        Ok(Channel {
            name: self.name.clone(),
            way,
            programs: programs.into_iter().filter_map(Result::ok).collect(),
            send: self.send.clone(),
            audience,
            mention: self.mention,
        })
    }

    fn way(&self) -> Result<Way, String> {
        match (&self.github, &self.slack_url_env, &self.summary_env) {
            (Some(target), None, None) => match target.parse::<Target>() {
                Ok(Target::IssuePerMessage { repo, .. }) => {
                    Ok(Way::GitHub(Target::IssuePerMessage { repo, labels: self.labels.clone() }))
                }
                Ok(target) if self.labels.is_empty() => Ok(Way::GitHub(target)),
                Ok(target) => Err(format!("`{target}` is there already, so it takes no labels")),
                Err(error) => Err(error.to_string().replace("\nhint: ", "; ")),
            },
            (None, Some(env), None) => Ok(Way::Slack(variable(env)?)),
            (None, None, Some(env)) => Ok(Way::Summary(variable(env)?)),
            _ => Err("it needs one of `github`, `slack-url-env` and `summary-env`".to_owned()),
        }
    }
}

/// The name of a variable. What looks like an address is not repeated: it may be the secret itself.
fn variable(name: &str) -> Result<String, String> {
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(fits) {
        return Err(
            "a key that ends in `-env` names a variable of the environment, in capitals".to_owned()
        );
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Posting {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn channels_are_read_and_know_what_they_want() {
        let posting = read(
            "heartbeat-url-env = \"BEAT\"\n[[channel]]\nname = \"admins\"\ngithub = \"lantern-works/admin#7\"\naudience = \"private\"\n\
             mention = true\n[[channel]]\nname = \"chat\"\nslack-url-env = \"CHAT_URL\"\nprograms = [\"lantern-2026\"]\n\
             send = [\"reminders\"]\n[[channel]]\nname = \"page\"\ngithub = \"lantern-works/admin\"\nlabels = [\"weekly\"]\n",
        );
        assert_eq!(posting.problems(), [""; 0]);
        let channels = posting.channels();
        let wants = |n: usize, what, of: &str| {
            let channel: &Channel = &channels[n];
            channel.wants(what, &ProgramId::parse(of).unwrap())
        };
        assert!(wants(0, What::Weekly, "any-2026") && channels[0].mention);
        assert!(
            wants(1, What::Reminders, "lantern-2026") && !wants(1, What::Weekly, "lantern-2026")
        );
        assert!(!wants(1, What::Reminders, "any-2026"));
        assert_eq!(
            channels[1].audience,
            Audience::Public,
            "what is not said to be private is public"
        );
        assert!(
            matches!(&channels[2].way, Way::GitHub(Target::IssuePerMessage { labels, .. }) if labels == &["weekly"])
        );
    }

    #[test]
    fn the_page_of_a_run_is_not_for_few() {
        let channel = "[[channel]]\nname = \"page\"\nsummary-env = \"GITHUB_STEP_SUMMARY\"\n";
        assert_eq!(read(channel).channels().len(), 1);
        let private = read(&format!("{channel}audience = \"private\"\n"));
        assert!(private.channels().is_empty());
        assert!(private.problems()[0].contains("as public as its repository"));
    }

    #[test]
    fn everything_wrong_is_said_at_once_and_no_secret_is_repeated() {
        let posting = read(
            "[[channel]]\nname = \"a b\"\n[[channel]]\nname = \"x\"\nslack-url-env = \"https://hooks.example/T0/secret\"\naudience = \"few\"\n\
             [[channel]]\nname = \"x\"\ngithub = \"beam\"\nprograms = [\"No Id\"]\n[[channel]]\nname = \"y\"\ngithub = \"a/b#1\"\nlabels = [\"l\"]\n",
        );
        let problems = posting.problems();
        assert_eq!(problems.len(), 8, "{problems:#?}");
        assert!(problems.iter().all(|says| !says.contains("secret")));
        assert!(posting.channels().is_empty());
    }
}
