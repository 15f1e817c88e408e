//! What starts the program on other machines. Workflow and units have linters of their own in `.ci/run`; the crontab has none.

use crate::read;

const CRONTAB: &str = "config/schedule/crontab";

/// What is wrong with the text of a user's crontab, and its jobs.
fn jobs(text: &str) -> Result<Vec<String>, String> {
    if !text.ends_with('\n') {
        return Err("the last line does not end, and cron would leave it out".to_owned());
    }
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut jobs = vec![];
    for line in lines {
        let first = line.split_whitespace().next().unwrap_or_default();
        if !first.contains('=') {
            jobs.push(job(line)?);
        }
    }
    Ok(jobs)
}

/// The command of a line.
fn job(line: &str) -> Result<String, String> {
    let ranges = [
        ("minute", 0..=59),
        ("hour", 0..=23),
        ("day", 1..=31),
        ("month", 1..=12),
        ("weekday", 0..=7),
    ];
    let mut rest = line;
    for (name, range) in ranges {
        let (field, after) =
            rest.split_once(char::is_whitespace).ok_or("there are too few fields")?;
        let ok = field == "*" || field.parse().is_ok_and(|number: u8| range.contains(&number));
        if !ok {
            return Err(format!("`{field}` is no {name}"));
        }
        rest = after.trim_start();
    }
    if rest.replace("\\%", "").contains('%') {
        return Err("cron takes a bare `%` as the end of the line".to_owned());
    }
    Ok(rest.to_owned())
}

#[test]
fn the_crontab_has_one_job_a_day() {
    let text = read(CRONTAB);
    let jobs = jobs(&text).unwrap();
    let [job] = &jobs[..] else { panic!("{jobs:?}") };
    assert!(job.contains("/usr/local/bin/mentorship-monitor "), "cron has a short PATH: {job}");
    let line = text.lines().find(|line| line.ends_with(job.as_str())).unwrap();
    let times: Vec<&str> = line.split_whitespace().take(5).collect();
    assert!(times[0] != "*" && times[1] != "*" && times[2..] == ["*", "*", "*"], "{times:?}");
}

#[test]
fn a_wrong_crontab_is_found() {
    for (text, says) in [
        ("17 5 * * * true", "does not end"),
        ("60 5 * * * true\n", "`60` is no minute"),
        ("17 24 * * * true\n", "`24` is no hour"),
        ("17 5 0 * * true\n", "`0` is no day"),
        ("17 5 * *\n", "too few"),
        ("17 5 * * root true\n", "`root` is no weekday"),
        ("17 5 * * * date +%F\n", "bare `%`"),
    ] {
        let error = jobs(text).unwrap_err();
        assert!(error.contains(says), "{text}: {error}");
    }
    assert_eq!(jobs("A=b\n# c\n17 5 * * 7 date +\\%F\n").unwrap(), ["date +\\%F"]);
}

#[test]
fn whatever_starts_it_starts_the_same_command_with_the_same_secrets() {
    let page = read("docs/operations.md");
    for file in ["crontab", "mentorship-monitor.service", "weekly.yml"] {
        let text = read(&format!("config/schedule/{file}"));
        assert!(text.contains(" run weekly --out reports"), "{file}");
        assert!(page.contains(&format!("../config/schedule/{file}")), "{file} is not on the page");
    }
    for file in ["crontab", "mentorship-monitor.service"] {
        let text = read(&format!("config/schedule/{file}"));
        for place in ["/etc/mentorship-monitor/secrets", "--config /etc/mentorship-monitor/config"]
        {
            assert!(
                text.contains(place) && page.contains("/etc/mentorship-monitor/secrets"),
                "{file}"
            );
        }
    }
}
